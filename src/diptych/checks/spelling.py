"""The spelling of Russian words: slips that no dictionary has, and phrases that are written otherwise."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from diptych.checks.misspellings import COMMON, COMMON_BEGINNINGS, SHORTENED, SLIPS, heard
from diptych.checks.view import OPAQUE, Check, Example, Fault, On, Said, lower_words
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Known

_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+(?:[-‑][А-ЯЁа-яё]+)*")
_PART = re.compile(r"[А-ЯЁа-яё]+")
_LONG_PART = re.compile(r"[А-ЯЁа-яё]{5,}")
_BEGINS = re.compile(r"(?:^|[\n|]|[.!?…:;]|[—–]|^[\W\d_]+)[^\w]*$")
_OF_PLACE = re.compile(r"[сц]к(?:ий|ая|ое|ие|ого|ому|им|ими|ом|ой|ую|их)$")
_NEXT_WORD = re.compile(r"[ \u00a0\u2060]+([А-ЯЁа-яё]{4,})(?![\w-])")
_LAST_WORD = re.compile(r"(?<![\w-])([А-ЯЁа-яё]{4,40})[ \u00a0\u2060]+\Z")
_NEXT = re.compile(r"[ \u00a0\u2060]+([А-ЯЁ][а-яё]+)")
_LEAST = 5
_LEAST_FIRST = 4  # letters and the hyphen: «де-», «аль-», «экс-»
_LEAST_INITIAL = 7
_LEAST_CAPITALS = 9
_STEM = 5
_MOST_KEPT = 100_000
_FOREIGN, _MOST_FOREIGN = 3, 0.4
"""With so many unknown words, and more than that share of all, a text is in another language."""
_MOST = 20
"""Findings in one text: nobody reads more."""
_MOST_LOOKED_AT = 60
"""Different unknown words in one text; what has more is a list of names, or no text."""
_LEAST_COUNTED = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = "аеиоуыэюяйь"

_NAMED = frozenset(("Name", "Surn", "Patr", "Geox", "Abbr", "Orgn", "Trad", "Init"))
_INSTITUTIONS_TEXT = """
    организация управление министерство республика конференция стратегия секретариат совет безопасность
    объединить объединённый нация генеральный правительство декларация ассамблея комитет программа центр департамент
    делегация постоянный представительство государство федерация союз европейский международный региональный
    исполнительный директорат контртеррористический президент председатель содружество независимый государственный
    пограничный таможенный служба агентство академия университет институт конвенция соглашение протокол резолюция
    сотрудничество
    """
_INSTITUTIONS = frozenset(_INSTITUTIONS_TEXT.split())
"""Lemmas of words that stand with a capital in the names of institutions, and are no names of anybody."""


def words(said: Said) -> Iterator[Fault]:
    """A word that the dictionary lacks, that Russian would not build, and that is one slip away from one it has.

    Authority: OpenCorpora’s dictionary; «Правила русской орфографии и пунктуации».
    """
    if not _may_err(said):
        return
    unknown: list[tuple[int, str, re.Match[str]]] = []
    different: set[str] = set()
    for match in _RUSSIAN.finditer(said.plain):
        if match[0].lower() in SLIPS:
            continue  # “phrases” says it
        for part in _PART.finditer(match[0]):
            start = match.start() + part.start()
            if (
                len(part[0]) >= _LEAST
                and _judgeable(match[0], part)
                and not _is_known(part[0], said.known)
                and not _hangs(said.plain, start, start + len(part[0]))
            ):
                unknown.append((start, part[0], match))
                different.add(part[0])
        if len(different) > _MOST_LOOKED_AT:
            break
    if not (len(unknown) >= _FOREIGN and _is_foreign(said)):
        yield from islice(_of_all(said, unknown), _MOST)


def _of_all(said: Said, unknown: list[tuple[int, str, re.Match[str]]]) -> Iterator[Fault]:
    for start, text, match in unknown:
        if place := _place(said.plain, start, text):
            yield said.fault(_message(text, place), start, start + len(text), place)
        elif not _is_excused(text, said.known) and not _beside_unknown(said, match):
            yield from _judged(said, start, text, match)


def _message(text: str, proposed: str) -> str:
    return f"the dictionary has no «{text}»; perhaps «{proposed}»"


def _is_foreign(said: Said) -> bool:
    """Whether so many words are unknown that the text is in another language; a likely slip counts half."""
    from diptych.checks.word_building import borrowed

    words = [word[0] for word in _LETTERS.finditer(said.plain) if word[0][-1] >= "А"]
    words = [word for word in words if len(word) >= _LEAST_COUNTED]
    strange = [word.lower() for word in words if not _is_known(word, said.known) and not borrowed(word.lower())]
    most = _MOST_FOREIGN * len(words)
    if not most < len(strange) <= 2 * most:
        return len(strange) > most
    return len(strange) - sum(map(_is_slip, strange[:_MOST_LOOKED_AT])) / 2 > most


def _place(plain: str, start: int, text: str) -> str:
    """The country or capital that is meant, where a name that nothing else is differs from it by a letter."""
    if not (text[0].isupper() and text[1:].islower()) or plain[max(0, start - 1) : start] in {"«", "„", "“", '"'}:
        return ""
    from diptych.checks import country_names

    return country_names.meant(text.lower()).capitalize()


def _may_err(said: Said) -> bool:
    """Whether there is a word that was not found to be right yet: most texts have none but words of other texts."""
    right = said.known.once(_right)
    if right.issuperset(said.once(lower_words)):
        return False
    if len(right) > _MOST_KEPT:
        right.clear()
    for found, word in zip(said.words, said.once(lower_words), strict=True):
        if word in SLIPS:
            right.add(word)
        elif word not in right:
            parts = _LONG_PART.findall(found[0])
            if all(_is_known(part, said.known) for part in parts):
                right.add(word)
            elif not all(part in right or _is_known(part, said.known) for part in parts):
                return True
    return False


def _right(_known: Known) -> set[str]:
    """Words that are right wherever they stand: in lower case, or as they were written; grows as texts are read."""
    return set()


def _beside_unknown(said: Said, match: re.Match[str]) -> bool:
    """Whether the next or the last word is unknown, too: words of another language come together."""
    neighbours = [
        _NEXT_WORD.match(said.plain, match.end()),
        _LAST_WORD.search(said.plain[max(0, match.start() - 60) : match.start()]),
    ]
    slip = match[0].islower() and _is_slip(match[0])
    return any(
        one
        and not _is_known(one[1], said.known)
        and not one[1].isupper()
        and not (slip and one[1].islower() and _is_slip(one[1]))
        for one in neighbours
    )


def _is_slip(word: str) -> bool:
    """Whether it sounds like a word of official texts, which it then is."""
    from diptych import morphology

    if word in SLIPS:
        return True
    return heard(word) in COMMON_BEGINNINGS and any(
        COMMON & morphology.lemmas(form) for form in morphology.near(word, 1)
    )


def _judgeable(word: str, part: re.Match[str]) -> bool:
    """Whether a part of a compound is a word by itself: «таджикско-афганский» and «де-факто» have parts of words."""
    if part.end() < len(word):
        return part[0][-1] not in "ое"
    return not part.start() or part.start() > _LEAST_FIRST


def _is_known(text: str, known: Known) -> bool:
    from diptych import morphology

    return morphology.known(text) or text.lower() in known.words


def _hangs(plain: str, start: int, end: int) -> bool:
    """Whether it is a stretch of a word: «авиа- и железнодорожный», «долл.», a part of an address."""
    before, behind = plain[start - 1 : start], plain[end : end + 1]
    if before.isalnum() or behind.isalnum() or before in {"_", "@", OPAQUE} or behind in {"_", "@", OPAQUE}:
        return True
    if any(sign and sign in "\u00ad\u0301\u0300\u200b’'" for sign in (before, behind)):
        return True
    if behind in {"-", "‑"} and not plain[end + 1 : end + 2].isalpha():
        return True
    if behind == "." and _is_shortened(plain[start:end].lower()):
        return True
    return (
        behind == "."
        and end - start < _LEAST_INITIAL
        and not plain[end + 1 :].lstrip()[:1].isupper()
        and bool(plain[end + 1 :].strip())
    )


def _is_shortened(word: str) -> bool:
    """Whether a word before a full stop is an abbreviation, and sounds like no other word."""
    from diptych import morphology

    return word in SHORTENED or (
        len(word) < _LEAST_INITIAL and word[-1] not in _VOWELS and not morphology.near(word, 1)
    )


def _is_excused(text: str, known: Known) -> bool:
    """Whether a word that the dictionary lacks is no slip, wherever it stands; asked once of each."""
    right, word = known.once(_right), text.lower()
    if text in right:
        return True
    if _is_built(word, known) or not _near(word):
        right.update((word, text))
        return True
    if _is_a_sign(text, word):
        right.add(text)
        return True
    return False


def _is_built(word: str, known: Known) -> bool:
    """Whether a word is one of the house, or made of words that the dictionary has."""
    from diptych.checks.word_building import borrowed, productive

    if _of_the_house(word, known) or borrowed(word):
        return True
    return (productive(word) or _is_form(word)) and not _is_slip(word)


def _is_a_sign(text: str, word: str) -> bool:
    """Whether capitals tell that a word is an acronym, a brand or a short name."""
    if text.isupper():
        if len(text) < _LEAST_CAPITALS:
            return True
    elif text[1:] != word[1:]:
        return True
    return text[0].isupper() and len(text) < _LEAST_INITIAL


def _near(word: str) -> tuple[str, ...]:
    from diptych import morphology

    return morphology.near(word, 1 if _OF_PLACE.search(word) else 3)


def _judged(said: Said, start: int, text: str, match: re.Match[str]) -> Iterator[Fault]:
    word = text.lower()
    initial = text[0].isupper()
    named = initial and not text.isupper() and not (_begins(said.plain, match.start()) and match[0].startswith(text))
    near = [one for one in _near(word) if _common(one, institutions=named)]
    if initial and not named and (_is_named_elsewhere(said.plain, text, start) or _goes_on(said.plain, match.end())):
        return
    if initial and not named and len(word) < _LEAST_CAPITALS and not _is_likely(word, near):
        return  # «Монтана» is no «Монтажна»
    if near:
        proposed = near[0].upper() if text.isupper() else near[0].capitalize() if initial else near[0]
        yield said.fault(_message(text, proposed), start, start + len(text), proposed)


def _is_likely(word: str, near: list[str]) -> bool:
    """Whether a word sounds like one of those near it, or one of them is common."""
    from diptych import morphology

    return any(one in near for one in morphology.near(word, 1)) or any(COMMON & morphology.lemmas(one) for one in near)


def _is_form(word: str) -> bool:
    """Whether a word is by all appearances a form of a noun that the dictionary has, or an adverb of its adjective."""
    from diptych import morphology

    if word.endswith("о") and (morphology.known(word[:-1] + "ый") or morphology.known(word[:-1] + "ий")):
        return True
    if word.endswith("ски") and morphology.known(word + "й"):
        return True
    return any(
        one.part == "NOUN" and one.lemma != word and morphology.known(one.lemma) and _is_noun(one.lemma)
        for one in morphology.readings(word)
    )


def _is_noun(lemma: str) -> bool:
    from diptych import morphology

    return any(one.part == "NOUN" and one.lemma == lemma for one in morphology.readings(lemma))


def _goes_on(plain: str, end: int) -> bool:
    """Whether a second part of a name follows: «Антониу Гутерриш»."""
    from diptych import morphology

    behind = _NEXT.match(plain, end)
    if not behind:
        return False
    return not morphology.known(behind[1]) or any(_NAMED & one.grammemes for one in morphology.readings(behind[1]))


def _begins(plain: str, start: int) -> bool:
    before = plain[max(0, start - 12) : start]
    return bool(_BEGINS.search(before)) or not plain[:start].strip(" \n\t\u00a0\u2060*«„“\"'([-–—0123456789.)")


def _common(form: str, *, institutions: bool) -> bool:
    """Whether a form is of a common word (of an institution’s name, where only such a word has a capital)."""
    from diptych import morphology

    readings = morphology.readings(form)
    if institutions:
        return any(one.lemma in _INSTITUTIONS for one in readings)
    return any(not _NAMED & one.grammemes for one in readings)


def _is_named_elsewhere(plain: str, text: str, start: int) -> bool:
    """Whether the same word has a capital where no sentence begins: then it is a name."""
    stem = text[: max(_STEM, len(text) - 3)]
    at = plain.find(stem)
    while at >= 0:
        if at != start and not _begins(plain, at):
            return True
        at = plain.find(stem, at + 1)
    return False


def _of_the_house(word: str, known: Known) -> bool:
    """Whether a word, in whatever form, is one of the word list, of a term or of a name."""
    stems = known.once(_stems)
    return any(word[:length] in stems for length in range(max(_STEM, len(word) - 3), len(word) + 1))


def _stems(known: Known) -> frozenset[str]:
    """Beginnings of the conference’s own words, as long as an ending of three letters leaves them."""
    own = set(known.words)
    for term in known.terms:
        for wording in term.wordings.values():
            own.update(_PART.findall(f"{wording.term} {wording.short}".lower()))
    for name in known.names:
        own.update(_PART.findall(name.target.lower()))
    for said in known.facts.values():
        for value in said.values():
            own.update(_PART.findall(value.lower()))
    return frozenset(
        word[:length]
        for word in own
        if len(word) >= _STEM
        for length in range(max(_STEM, len(word) - 2), len(word) + 1)
    )


CHECKS = (
    Check(
        "spelling",
        Severity.WARNING,
        words,
        "Correct the word, or put it into the word list of the conference.",
        On.TEXT,
        ("ru",),
        right=(
            Example(
                "peacebuilding, co-organizers and cyberterrorism", "миростроительство, соорганизаторы и кибертерроризм"
            ),
            Example("Bokhtar and Khorugh", "Бохтар и Хорог"),
        ),
        wrong=(
            Example("The Agency took part.", "В нем принимало участие агенство.", at="агенство"),
            Example("The session will be held tomorrow.", "Заседание состоиться завтра.", at="состоиться"),
        ),
    ),
)
