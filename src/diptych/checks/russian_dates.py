"""Dates and hours in Russian: months in lower case, «года» after a date, the clock of twenty-four hours."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from diptych.checks.view import SIGN, Check, Example, Fault, On, Said, lower_words
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_FAR = 40
_MOST = 400
"""Nobody reads more findings of one text."""
_GAP = rf"[\s\u00a0\u202f{SIGN}]"

# --------------------------------------------------------------------------- months

_CAPITAL_MONTH = re.compile(
    r"(?<![\w«„\"“-])(?:(?:Январ|Феврал|Апрел|Июн|Июл|Сентябр|Октябр|Ноябр|Декабр)(?:[ьяюе]|ем|ём)|Март[ауе]?|Мартом|"
    r"Ма[йяюе]|Маем|Август[ауе]?|Августом)(?![\w-])"
)
_MAY_BE_CAPITAL = re.compile(
    "[ЯФМАИСОНДПВЧ](?:нвар|еврал|арт|прел|а[йяюе]|юн|юл|вгуст|ентябр|ктябр|оябр|екабр|онед|торн|етве|ятн|убб|оскр)"
)
_WEEKDAY = re.compile(
    r"(?<=\b(?:[Вв]о|[Нн]а|[Пп]о|[Дд]о) )(?:Понедельник|Вторник|Четверг|Пятницу|Субботу|Воскресенье)(?![\w-])"
    r"|(?<=\b[ВвСс] )(?:Понедельник|Четверг|Пятницу|Субботу|Воскресенье)(?![\w-])"
)
_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905
_A_MONTH = re.compile(
    r"(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр|март|август|ма[йяюе](?!\w))", re.IGNORECASE
)
_HOLIDAY = re.compile(
    rf"(?:8{_GAP}+Марта|[19]{_GAP}+Мая|23{_GAP}+Февраля|7{_GAP}+Ноября|12{_GAP}+Июня|4{_GAP}+Ноября)$"
)
_NAMED_AFTER = re.compile(
    r"(?:праздник|день|дня|дню|днём|днем|имени|им\.|площад|пл\.|улиц|ул\.|проспект|просп\.|пр\.|лет$|годовщин|велик|красн|"
    r"рево|г-н|г-ж|госпо|императ|гостиниц|отел|санатори|колхоз|парк|станци)",
    re.IGNORECASE,
)
_ANY_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йяюе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w{0,2}(?:,| и| или| по| до|)"
)
_TITLED = re.compile(
    r"(?:г-[нж]|г-д|госпо[дж]|д-р|доктор|проф|акад|доцент|министр|премьер|президент|канцлер|посол|посл[аоу]|посланник|"
    r"консул|атташе|депутат|сенатор|парламентар|спикер|судь|прокурор|следовател|генерал|адмирал|полковник|подполковник|"
    r"майор|капитан|лейтенант|сержант|комиссар|секретар|председател|сопредседател|глав[аыуео]й?$|директор|руководител|"
    r"начальник|заместител|помощник|советник|координатор|эксперт|представител|докладчик|модератор|ведущ|автор|делегат|"
    r"наблюдател|член|коллег|товарищ|сэр|лорд|леди|мадам|мистер|миссис|мисс|супруг|сестр|брат|король|принц|"
    r"им\.?$|имени|тов\.|ред\.|зам\.|ген\.|полк\.|чл\.)",
    re.IGNORECASE,
)
"""Behind a title stands a person, whatever her name: министр Март."""
_SURNAMES = frozenset(
    (
        *("Май", "Мая", "Маю", "Мае", "Маем"),
        *("Март", "Марта", "Марту", "Марте", "Мартом"),
        *("Август", "Августа", "Августу", "Августе", "Августом"),
    )
)
_DAY_IN_MONTH = re.compile(rf"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|е))?{_GAP}+$")
_IN_TIME = re.compile(
    rf"(?<!\w)(?:в|к|до|с|со|на|по|за|после|около|между|(?:начал|конц|середин|половин|течени|конец)\w?){_GAP}+$",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    rf"(?<!\w)(?:в|к|до|с|на|по|за|от|из|после|около|между|или|(?:начал|конц|конец|середин|половин|течени|месяц|числ|период|"
    rf"недел|декад|прошл|нынешн|текущ|это|следующ|кажд|весь|тёпл|тепл|холодн)\w*|{_ANY_MONTH}){_GAP}*[—–-]?{_GAP}*$",
    re.IGNORECASE,
)
_NAMING_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W\d_]+)?\.?")
_DAY_BEFORE = re.compile(rf"\d(?:-?(?:го|е))?{_GAP}+$")
_YEAR_AFTER = re.compile(rf"{_GAP}+(?:19|20)\d\d")
_CAPITAL_AFTER = re.compile(rf"{_GAP}+[А-ЯЁ]")
_PREPOSITIONS = frozenset(("В", "С", "К", "На", "До", "По", "За", "После", "Около", "Между"))
_LIST_SIGN = re.compile(r"(?:^|\n)\s*\w{1,3}[.)]$")
_ENDS_SENTENCE = frozenset('.!?…:»”"|/;•*–—-([{>\n')


def months(said: Said) -> Iterator[Fault]:
    """A month (or a day of the week) with a capital letter within a sentence.

    Authority: Правила русской орфографии и пунктуации: months and days in lower case, but for holidays (8 Марта).
    """
    plain = said.plain
    if not _MAY_BE_CAPITAL.search(plain):
        return
    for found in itertools.islice(_CAPITAL_MONTH.finditer(plain), _MOST):
        if _is_common(plain, found):
            yield _lowered(said, found, "a month with a capital letter", sure=_is_sure(plain, found))
    for found in _WEEKDAY.finditer(plain):
        if not _CAPITAL_AFTER.match(plain, found.end()):
            yield _lowered(said, found, "a day of the week with a capital letter", sure=True)


def _lowered(said: Said, found: re.Match[str], message: str, *, sure: bool) -> Fault:
    return said.fault(message, found.start(), found.end(), found[0].lower(), certain=sure)


def _is_sure(plain: str, found: re.Match[str]) -> bool:
    """Whether a month cannot be a person: a day or a preposition of time stands before it, or a year behind."""
    head = plain[max(0, found.start() - _FAR) : found.start()]
    surname = found[0] in _SURNAMES
    if _DAY_IN_MONTH.search(head):
        return not surname or found[0][-1:] in "ая"  # 5 Мая, but 5 Май is a line of a list of persons
    if _IN_TIME.search(head):
        return True
    return bool(_YEAR_AFTER.match(plain, found.end())) and not surname


def _is_common(plain: str, found: re.Match[str]) -> bool:
    """Whether a capitalized word is a month within a sentence, no name and no beginning."""
    start, end = found.span()
    head = plain[max(0, start - _FAR) : start]
    year = bool(_YEAR_AFTER.match(plain, end))
    words = _NAMING_WORD.findall(head)
    if words and _TITLED.match(words[-1]) and head.rstrip(f" \u00a0\u202f{SIGN}").endswith(words[-1]):
        return False
    person = found[0] in _SURNAMES and not (year or _DAY_IN_MONTH.search(head))
    if person and (found[0].endswith("м") or not _TIME_BEFORE.search(head)):  # беседа с Маем
        return False
    if _DAY_BEFORE.search(head):
        named = any(_NAMED_AFTER.match(word) for word in words[-2:])
        return not (_HOLIDAY.search(plain[max(0, start - 8) : end]) and (named or not year))
    before = head.rstrip(f" \t\u00a0\u202f{SIGN}")
    if before.endswith("("):
        before = before[:-1].rstrip(f" \u00a0{SIGN}")
        return year and bool(before) and (before[-1].isalnum() or before[-1] == "»")
    return bool(before) and _goes_on(before, words[-1] if words else "", plain[end : end + 2], year=year)


def _goes_on(before: str, last: str, after: str, *, year: bool) -> bool:
    """Whether a sentence goes on between what stands before a month and the month; ``last`` is the last word there."""
    char = before[-1]
    if char in "—–-/" and _A_MONTH.match(last) and before[:-1].rstrip(" \u00a0").endswith(last):
        return before[:-1].strip() != last or year
    if char in _ENDS_SENTENCE or _LIST_SIGN.search(before) or _NAMED_AFTER.match(last) or _CAPITAL_AFTER.match(after):
        return False
    return year if char in ",)" else last[:1].islower() or last in _PREPOSITIONS or char.isdigit()


# --------------------------------------------------------------------------- years

_GENITIVE = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_PREPOSITIONAL = r"(?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)"
_YEAR = re.compile(r"(?:18|19|20)\d\d(?!\w|[.,]\d)")
_MONTH_AND_YEAR = re.compile(rf"(?:18|19|20)(?<=(?:[яеЯЕ]|{_GAP}){_GAP}..)\d\d")
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?P<month>{_GENITIVE}|{_PREPOSITIONAL}){_GAP}+$", re.IGNORECASE)
_A_YEAR = re.compile(rf"{_GAP}*(?:год|гг?\.|г\b|[-‐‑–/]\d|[-‐‑](?:го|й|м|е)\b|{_GAP}\d{{3}}\b)", re.IGNORECASE)
_LATER_YEAR = re.compile(
    rf"(?:{_GAP}*(?:и|или|по|до|,|–|—|-){_GAP}*(?:\d{{1,2}}(?:{_GAP}?[–—-]{_GAP}?\d{{1,2}})?{_GAP}+)?"
    rf"(?:[а-яё]{{1,9}}{_GAP}+)?(?:19|20)\d\d(?:[–-]\d{{1,4}})?){{1,6}}{_GAP}*(?:год|гг?\.)",
    re.IGNORECASE,
)
"""Another date, and another, whose «года» is for all."""
_NEXT_WORD = re.compile(rf"{_GAP}+([а-яё]{{3,}})")
_DAY = re.compile(rf"\d(?:[-‐‑]?го)?{_GAP}+$")
_IN_YEAR = re.compile(
    r"[Вв](?<!\w.)(?<!оценивается .) (?P<year>19[5-9]\d|200[1-9]|20[1-4]\d)"
    r"(?=[.;]?$|[.;]\s|"
    r" (?:был[аио]?|состоял\w+|прош(?:[её]л|л[аио])|принят\w*|провел[аио]?|созда\w+|начал\w+|вступил\w*)\b)"
)


def years(said: Said) -> Iterator[Fault]:
    """A date whose year stands without «года».

    Authority: Мильчин, Чельцова, Справочник издателя и автора; UN documents in Russian.
    """
    raw = said.raw
    if "19" not in raw and "20" not in raw and "18" not in raw:
        return
    plain = said.plain
    if not (_MONTH_AND_YEAR.search(plain) or _IN_YEAR.search(plain)) or not _CYRILLIC.search(plain):
        return
    for found in _YEAR.finditer(plain):
        start, end = found.span()
        month = _MONTH_BEFORE.search(plain, max(0, start - 16), start)
        if not month or _A_YEAR.match(plain, end) or _LATER_YEAR.match(plain, end) or _counts_people(plain, end):
            continue
        day = _DAY.search(plain, max(0, month.start() - 8), month.start())
        word = "ГОДА" if month["month"].isupper() else "года"
        yield said.fault("«года» is missing after the year", start, end, f"{found[0]} {word}", certain=bool(day))
    for found in _IN_YEAR.finditer(plain):
        start, end = found.span("year")
        yield said.fault("«году» is missing after the year", start, end, f"{found['year']} году")


def _counts_people(plain: str, at: int) -> bool:
    """Whether a number counts what follows: к 1 мая 2000 сотрудников."""
    found = _NEXT_WORD.match(plain, at)
    if not found:
        return False
    from diptych import morphology

    return any(
        one.part in {"NOUN", "ADJF", "PRTF"} and "gent" in one.grammemes and "plur" in one.grammemes
        for one in morphology.readings(found[1])[:3]
    )


# --------------------------------------------------------------------------- hours

_HOUR = r"(?P<hour>0?\d|1\d|2[0-4])"
_PM = re.compile(
    rf"(?<![\w.,:/-]){_HOUR}(?:[:.](?P<minute>[0-5]\d))?{_GAP}*(?P<half>[ap]\.?{_GAP}?m\b\.?)", re.IGNORECASE
)
_PART = r"(?P<half>утра|вечера|дня|ночи|пополудни|пополуночи)(?!\w)"
_TIMED = re.compile(
    rf"(?<![\w.,:/-]){_HOUR}(?:[:.](?P<minute>[0-5]\d)(?:{_GAP}+час(?:ов|а)?|{_GAP}+ч\.?)?|"
    rf"{_GAP}+час(?:ов|а|у|ам)?|{_GAP}*ч\.?|[-‐‑]ти{_GAP}+часов)(?:{_GAP}+(?P<late>\d\d){_GAP}*мин(?:ут\w?|\.)?)?{_GAP}+{_PART}",
    re.IGNORECASE,
)
_AT = re.compile(rf"(?:(?<=\b[вкс] )|(?<=\bдо )){_HOUR}{_GAP}+(?P<half>утра|вечера|ночи)(?!\w)", re.IGNORECASE)
_SPELLED = (
    "час два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать часу двух трех четырех пяти шести "
    "семи восьми девяти десяти одиннадцати двенадцати трём трем двум трёх четырёх"
)
_WORDS = "|".join(sorted(_SPELLED.split(), key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS}){_GAP}+час(?:ов|а|ам)?|(?<=\b[Вв] )час|(?<=\b[Дд]о )часа|(?<=\b[Кк] )часу|"
    rf"(?<=\b[Сс] )часа|(?<=\b[Вв] )(?:{_WORDS})|(?<=\b[Вв] половине )\w+|пол(?:овина{_GAP}+)?\w{{3,12}}){_GAP}+"
    r"(?P<half>утра|вечера|дня|ночи|пополудни)(?!\w)"
)
_HALVES = re.compile(r"(?:утра|вечера|дня|ночи|пополудни|пополуночи)\b|[apAP]\.?[ \u00a0]?[mM]\b|УТРА|ВЕЧЕРА|ДНЯ|НОЧИ")
_HALF_WORDS = frozenset(("утра", "вечера", "дня", "ночи", "пополудни", "пополуночи"))
_COUNT = re.compile(rf"\d|час|пол|{_WORDS}")
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_LASTING = re.compile(
    r"(?:течение|протяжении|более|менее|свыше|продолжительност\w+|на|за|из)[\s\u00a0]*$", re.IGNORECASE
)
_HALF_WORD = re.compile(
    r"пол(?:овин\w[\s\u00a0]+)?(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)\w*",
    re.IGNORECASE,
)


def hours(said: Said) -> Iterator[Fault]:
    """An hour of the twelve-hour clock: 3 p.m., 3 часа дня, в семь вечера.

    Authority: ISO 8601; CLDR (ru: 24 hours).
    """
    plain = said.plain
    if _HALF_WORDS.isdisjoint(said.once(lower_words)) and not ("m" in plain or "M" in plain):
        return
    near = (found.start() for found in _HALVES.finditer(plain))
    if not any(_COUNT.search(plain, max(0, at - 24), at + 1) for at in near):
        return
    if not _CYRILLIC.search(plain) and _LATIN_WORD.search(plain):
        return
    end = 0
    for found in sorted(_hours(plain), key=re.Match.start):
        if found.start() >= end:
            end = found.end()
            # Digits change: only a person may put them there.
            yield said.fault("an hour of the twelve-hour clock", found.start(), end, _hour(found))


def _hours(plain: str) -> Iterator[re.Match[str]]:
    for found in _PM.finditer(plain):
        if int(found["hour"]) <= 12 or found["minute"]:  # noqa: PLR2004 - the clock
            yield found
    for found in _TIMED.finditer(plain):
        lasting = _LASTING.search(plain, max(0, found.start() - 20), found.start())
        if not (lasting and found["half"].lower() in {"дня", "ночи"} and not found["minute"]):
            yield found
    yield from _AT.finditer(plain)
    for found in _IN_WORDS.finditer(plain):
        first = found[0].lower()
        if first.startswith("пол") and not _HALF_WORD.match(first):
            continue
        if "час" not in first and found["half"] == "дня":  # в три дня: in three days
            continue
        if not _LASTING.search(plain, max(0, found.start() - 20), found.start()):
            yield found


def _hour(found: re.Match[str]) -> str | None:
    """The same hour on the clock of twenty-four."""
    given = found.groupdict()
    if not given.get("hour"):
        return None
    hour, minute = int(given["hour"]), given.get("minute") or given.get("late") or "00"
    half = found["half"].lower()
    early = half[0] == "a" or half in {"утра", "пополуночи"} or (half == "ночи" and (hour < 6 or hour == 12))  # noqa: PLR2004
    if hour > 12:  # noqa: PLR2004 - the clock
        return f"{hour:02d}:{minute}"
    if hour == 12:  # noqa: PLR2004 - the clock
        return f"{'00' if early or half in {'ночи', 'вечера'} else '12'}:{minute}"
    if half == "дня" and hour > 9:  # noqa: PLR2004 - 11 часов дня is before noon
        early = True
    return f"{hour if early else hour + 12:02d}:{minute}"


CHECKS = (
    Check(
        "month-case",
        Severity.WARNING,
        months,
        "Months and days of the week have a small letter within a sentence.",
        On.TEXT,
        ("ru",),
        right=(
            Example("March 2021", "Март 2021 года"),
            Example("on the eve of 8 March", "накануне 8 Марта"),
            Example("the Hotel “May”", "гостиница «Май»"),
        ),
        wrong=(Example("on 7 June", "7 Июня", at="Июня", fixed="7 июня"),),
    ),
    Check(
        "year-word",
        Severity.WARNING,
        years,
        "Write «года» (or «г.») after the year of a date.",
        On.TEXT,
        ("ru",),
        right=(
            Example("on 7 June 2021", "7 июня 2021 года"),
            Example("By 1 May 2,000 people had come.", "К 1 мая 2000 человек прибыли."),
        ),
        wrong=(Example("on 7 June 2021", "7 июня 2021", at="2021", fixed="7 июня 2021 года"),),
    ),
    Check(
        "clock",
        Severity.WARNING,
        hours,
        "Write the hour by the clock of twenty-four: 18:30.",
        On.TEXT,
        ("ru",),
        right=(
            Example("at 4 p.m.", "в 16:00"),
            Example("It lasts four hours a day for 3 days.", "Занимает 4 часа в день в течение 3 дней."),
        ),
        wrong=(
            Example("at 4.15 p.m.", "в 4:15 пополудни", at="4:15 пополудни"),
            Example("at 7 a.m.", "в семь утра", at="семь утра"),
        ),
    ),
)
