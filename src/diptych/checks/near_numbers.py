"""What stands near numbers: days of the week, letters of sub-paragraphs, more or less, before or after, ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.checks.view import Fault, Pair, Said
    from diptych.units import Quantity

_Marks = list[tuple[frozenset[str], int, int, bool]]
"""What each may mean, where it stands, and whether it can be nothing else."""

# --------------------------------------------------------------------------- days of the week

_DAY = {
    "en": re.compile(
        r"(?<!\w)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s|[’']s)?(?!\w)"
        r"|(?<!\w)(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?=\.?, [0-9])"
    ),
    "ru": re.compile(
        r"(?<!\w)(?:[Пп]онедельник(?:а|у|ом|е|и|ов|ам|ах)?|[Вв]торник(?:а|у|ом|е|и|ов|ам|ах)?"
        r"|[Сс]ред(?:а|ы|е|у|ой|ам|ах)?|[Чч]етверг(?:а|у|ом|е|и|ов|ам|ах)?|[Пп]ятниц(?:а|ы|е|у|ей|ам|ах)?"
        r"|[Сс]уббот(?:а|ы|е|у|ой|ам|ах)?|[Вв]оскресень(?:е|я|ю|ем|ям|ях)|[Вв]оскресений)(?!\w)"
        r"|(?<!\w)(?:ПОНЕДЕЛЬНИК|ВТОРНИК|СРЕДА|ЧЕТВЕРГ|ПЯТНИЦА|СУББОТА|ВОСКРЕСЕНЬЕ)(?!\w)"
        r"|(?<!\w)(?:[Пп]н|[Вв]т|[Сс]р|[Чч]т|[Пп]т|[Сс]б|[Вв]с)(?=\.?, [0-9])"
    ),
}
_DAYS = {
    "mo": "1",
    "tu": "2",
    "we": "3",
    "th": "4",
    "fr": "5",
    "sa": "6",
    "su": "7",
    "по": "1",
    "пн": "1",
    "вт": "2",
    "ср": "3",
    "че": "4",
    "чт": "4",
    "пя": "5",
    "пт": "5",
    "су": "6",
    "сб": "6",
    "во": "7",
    "вс": "7",
}
_WEDNESDAY = "3"
_DATE_BEHIND = re.compile(r",? [0-9]")


def weekdays(pair: Pair) -> Iterator[Fault]:
    """Monday is not «вторник»; «среда» is a day only beside a date, or where the source has Wednesday."""
    if there := _days(pair.source):
        yield from _exchanged(pair, there, _days(pair.target))


def _days(said: Said) -> _Marks:
    found: _Marks = []
    for day in _DAY[said.lang].finditer(said.plain):
        name = _DAYS[day[0][:2].lower()]
        certain = name != _WEDNESDAY or said.lang == "en" or bool(_DATE_BEHIND.match(said.plain, day.end()))
        found.append((frozenset(name), *day.span(), certain))
    return found


# --------------------------------------------------------------------------- letters of sub-paragraphs

_LETTERED = {
    "en": re.compile(
        r"\b(?:sub-?)?(?:paragraphs?|paras?|clauses?|articles?|arts?|items?|rules?|sections?)\b\.?"
        r"(?:[ \u00a0][0-9]+(?:\.[0-9]+)*(?: ?\([0-9]+\))*)?"
        r"(?P<letters>(?:(?:,? and|,? or|,| to)?(?:[ \u00a0]|(?<=[0-9)]))\([a-z]\)|(?<=\))–\([a-z]\))+)(?! ?\([ivx])",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:(?:под)?пункт(?:а|у|е|ом|ы|ов|ам|ах|ами)?|пп?\.|подп\.|стать(?:я|и|е|ей|ю)|ст\.)"
        r"(?:[ \u00a0][0-9]+(?:\.[0-9]+)*)?"
        r"(?P<letters>(?:(?:,| и| или| по| до)?(?:[ \u00a0]|(?<=[0-9)])(?=\())(?:\(?[a-zа-я]\)|«[a-zа-я]»)"
        r"|(?<=\))–\(?[a-zа-я]\))+)(?! ?\(?[ivx])",
        re.IGNORECASE,
    ),
}
_IN_BRACKETS = re.compile(r"\([A-Za-z]\)")
_LETTER = re.compile(r"\(?(?<!\w)([A-Za-zА-Яа-я])\)|«([A-Za-zА-Яа-я])»")
_ALPHABETS = ("абвгдежзиклмнопрстуфхцчшщ", "абвгдежзийклмнопрстуфхцчш", "абвгдеёжзиклмнопрстуфхцчш")
_LOOK_ALIKE = dict(zip("асеорху", "aceopxy", strict=True))


def letters(pair: Pair) -> Iterator[Fault]:
    """Sub-paragraph (c) is not «подпункт d)»; «в)» may be the third letter."""
    english = pair.source.plain if pair.source.lang == "en" else pair.target.plain
    if _IN_BRACKETS.search(english) and (there := _letters(pair.source)):
        yield from _exchanged(pair, there, _letters(pair.target))


def _letters(said: Said) -> _Marks:
    plain = said.plain
    return [
        (_may_be((one[1] or one[2]).lower()), *one.span(), True)
        for group in _LETTERED[said.lang].finditer(plain)
        for one in _LETTER.finditer(plain, *group.span("letters"))
    ]


def _may_be(letter: str) -> frozenset[str]:
    if letter.isascii():
        return frozenset(letter)
    places = {alphabet.find(letter) for alphabet in _ALPHABETS} - {-1}
    latin = {chr(ord("a") + place) for place in places}
    return frozenset(latin | ({_LOOK_ALIKE[letter]} if letter in _LOOK_ALIKE else set()))


def _exchanged(pair: Pair, there: _Marks, here: _Marks) -> Iterator[Fault]:
    """As many that nothing answers here as there: each stands for the other."""
    if not here:
        return
    known = frozenset[str]().union(*(mark[0] for mark in here))
    lost = [mark for mark in there if mark[3] and known.isdisjoint(mark[0])]
    if not lost:
        return
    known = frozenset[str]().union(*(mark[0] for mark in there))
    new = [mark for mark in here if mark[3] and known.isdisjoint(mark[0])]
    if len(new) == len(lost):
        for one, other in zip(lost, new, strict=True):
            of, said = pair.source.raw[one[1] : one[2]], pair.target.raw[other[1] : other[2]]
            yield pair.target.fault(f"{of} of the source is {said} in the translation", other[1], other[2])


# --------------------------------------------------------------------------- ranges

_MONTHS = (
    r"[ \u00a0](?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec"
    r"|янв|фев|март|апр|ма[йя]|июн|июл|авг|сент|окт|нояб|дек)"
)
_SERIES = re.compile(
    r"(?<![\w.,/–‑-])(?P<first>[0-9]{1,3})(?:(?P<range>[–‑-]| (?:to|through|по|до) )|(?P<pair> (?:and|и) ))"
    rf"(?P<last>[0-9]{{1,3}})(?![\w/–‑-]|[.,:][0-9]|\)? ?\(| (?:to|and|по|и) [0-9])(?P<month>{_MONTHS})?",
)
_NOUN = re.compile(
    r"\b(?:articles?|arts|paragraphs?|paras?|items?|rules|sections|chapters|annexes|pages|tables|figures|targets"
    r"|recommendations|principles|nos|стать[а-я]+|ст|пункт[а-я]*|пп?|правил[а-я]*|раздел[а-я]*|глав[а-я]*"
    r"|приложени[а-я]+|страниц[а-я]*|стр|таблиц[а-я]*|рисунк[а-я]*|задач[а-я]*|рекомендаци[а-я]+|принцип[а-я]*|№)"
    r"\.?[ \u00a0]$",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(r"(?:\b(?:[Bb]etween|[Ff]rom|and|[Мм]ежду|[Сс]|и) |, )$")
_LETTERS_BEFORE = 28


def ranges(pair: Pair) -> Iterator[Fault]:
    """Articles 1–5 are five, articles 1 and 5 are two."""
    if there := _series(pair.source):
        for key, found in _series(pair.target).items():
            if (answer := there.get(key)) and bool(answer["range"]) != bool(found["range"]):
                said, of = (f"{one['first']}{one['range'] or one['pair']}{one['last']}" for one in (found, answer))
                message = f"{of} of the source is {said} in the translation"
                yield pair.target.fault(message, found.start("first"), found.end("last"))


def _series(said: Said) -> dict[tuple[str, str], re.Match[str]]:
    """Two numbers of one noun or month, with a dash or “and” between them; each only where it stands once."""
    made: dict[tuple[str, str], re.Match[str]] = {}
    twice = set()
    for found in _SERIES.finditer(said.plain):
        key = found["first"], found["last"]
        if int(key[1]) - int(key[0]) <= 1:
            continue
        before = said.plain[max(0, found.start() - _LETTERS_BEFORE) : found.start()]
        if _NOUN.search(before) or (found["month"] and not _NOT_ALONE.search(before)):
            if key in made:
                twice.add(key)
            made[key] = found
    return {key: found for key, found in made.items() if key not in twice}


# --------------------------------------------------------------------------- more or less, before or after

_SIGNS = r"[ \u00a0]\u2060*(?:US)?[$€£]?$"
_OPPOSITES = {
    "en": re.compile(
        r"\b(?:(?P<no>(?:no|not) )?(?:(?P<more>more)|less|fewer) than"
        rf"|(?P<before>before|prior to)|(?P<after>after)){_SIGNS}",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:(?P<no>не )?(?:(?P<more>более|больше|свыше)|менее|меньше)(?: чем)?(?: (?:на|в|за|из|у|с|для|к))?"
        rf"|(?P<before>до|ранее)|(?P<after>после|позднее)){_SIGNS}",
        re.IGNORECASE,
    ),
}
_DENIED = re.compile(
    r"\b(?:not?|never|none|nor|neither|cannot|until|unless|without|hardly|only|just|не|ни|нет|нельзя|без|лишь|только)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_SENTENCE = 120
"""How far before a word of comparison a negation may stand."""
_AGAINST = {("up", "down"), ("down", "up"), ("before", "after"), ("after", "before")}


def opposites(pair: Pair, matched: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Fault]:
    """More than 100 is not «менее 100», before 5 May is not «после 5 мая»; where nothing denies either."""
    one, other = pair.source, pair.target
    english = one.plain if one.lang == "en" else other.plain
    if " than " in english or "efore " in english or "fter " in english or "rior to " in english:
        for quantity, answer in matched:
            if quantity.figures and answer.figures and (first := _direction(one, quantity.start)):
                second = _direction(other, answer.start)
                if second and (first[0], second[0]) in _AGAINST:
                    of, said = one.raw[first[1] : quantity.end], other.raw[second[1] : answer.end]
                    yield other.fault(f"{of} of the source is {said} in the translation", second[1], answer.end)


def _direction(said: Said, end: int) -> tuple[str, int] | None:
    """What is said of the number that begins there, ``up``, ``down``, ``before`` or ``after``, and where."""
    start = max(0, end - _LETTERS_BEFORE)
    found = _OPPOSITES[said.lang].search(said.plain[start:end])
    if found is None:
        return None
    start += found.start()
    if _DENIED.search(said.plain[max(0, start - _SENTENCE) : start].rpartition(". ")[2]):
        return None
    if found["before"] or found["after"]:
        return ("before" if found["before"] else "after"), start
    return ("up" if bool(found["more"]) != bool(found["no"]) else "down"), start
