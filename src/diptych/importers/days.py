"""The line that opens a day of a programme: its date in figures or words, or the number of the day."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

from diptych import languages

_LANGS = ("en", "ru")
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "первый": 1,
    "второй": 2,
    "третий": 3,
    "четвёртый": 4,
    "четвертый": 4,
    "пятый": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_LONGEST = 120
_LONGEST_REST = 60
"""A line for a day is short."""
_YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a text writes it; without a month it is only the number of the day."""

    day: int = 0
    month: int = 0
    year: int = 0
    number: int = 0
    """``Day 2``"""
    rest: str = ""
    """What stands behind it on its line."""
    weekday: int = -1
    """From 0 for Monday."""


@functools.cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for month in range(1, 13):
        for lang in _LANGS:
            name = re.sub(r"[\d\s\u00a0]", "", languages.day_month(dt.date(2000, month, 1), lang)).lower()
            names[name] = month
            names.setdefault(name[:3], month)
    return names | {"sept": 9, "сент": 9, "июн": 6, "июл": 7, "нояб": 11, "февр": 2}


@functools.cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for day in range(7):
        for lang in _LANGS:
            name = languages.day(dt.date(2024, 1, 1) + dt.timedelta(day), lang).partition(",")[0].lower()
            names[name] = day
            if lang == "en":
                names[name[:3]] = day
    return names | {"пн": 0, "вт": 1, "ср": 2, "чт": 3, "пт": 4, "сб": 5, "вс": 6, "tues": 1, "thurs": 3}


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, _weekdays()), key=len, reverse=True))
    year = r"(?P<{0}year>(?:19|20|21)\d\d)(?!\d)(?:\s?(?:года|год|г\.?)(?!\w))?"
    worded = (
        (
            rf"(?:the\s)?(?P<a_day>\d{{1,2}})(?:st|nd|rd|th|-?(?:го|е"
            rf"|ое))?(?:\sof)?[\s-](?P<a_month>{month})\.?(?!\w)(?:,?[\s-]"
        )
        + year.format("a_")
        + ")?"
    )
    american = (
        rf"(?P<b_month>{month})\.?\s(?P<b_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:])(?:,?\s" + year.format("b_") + ")?"
    )
    figures = (
        r"(?P<c_day>\d{1,2})[./](?P<c_month>\d{1,2})[./]"
        + year.format("c_")
        + r"|(?P<d_year>(?:19|20|21)\d\d)-(?P<d_month>\d\d)-(?P<d_day>\d\d)(?!\d)"
    )
    date = rf"(?:{worded}|{american}|{figures})"
    number = rf"(?:(?:day|день)\s?(?:№\s?)?(?P<number>\d|{_NUMBER})(?!\w)|(?P<ordinal>{_NUMBER})\s(?:day|день)(?!\w))"
    on_week = rf"(?P<weekday>{weekday})(?!\w)\.?"
    between = r"[\s,.:;–—|(/-]{0,5}"
    line = rf"(?:{number}{between})?(?:{on_week}{between})?(?:{date})?(?:{between}(?P<after>{weekday})(?!\w))?\)?"
    return (
        re.compile(line, re.IGNORECASE),
        re.compile(rf"(?<![\w./-])(?:{date})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{month})\.?,?\s" + year.format("z_"), re.IGNORECASE),
    )


def heading(text: str) -> Dated | None:
    """The day that a line opens, or None: ``Day 1 (18 October)``, «18 октября 2022 года, вторник», ``18.10.2022``."""
    line = re.sub(r"\s+", " ", text).strip()
    if not line or len(line) > _LONGEST:
        return None
    found = _patterns()[0].match(line)
    if not found or not found.end():
        return None
    dated = _dated(found)
    if dated is None or not (dated.month or dated.number):
        return None
    rest = line[found.end() :]
    if rest.strip(" .:;,–—-|"):
        if not re.match(r"\s?[,.:;–—|(-]", rest) or re.match(r"\s?[–—-]\s?\d", rest):
            return None
        if rest.endswith(".") or len(rest) > _LONGEST_REST:
            return None
        rest = rest.strip(" .:;,–—-|")
    else:
        rest = ""
    return Dated(dated.day, dated.month, dated.year, dated.number, rest, dated.weekday)


def told(sentence: str) -> Dated | None:
    """The first date that a sentence names."""
    for found in _patterns()[1].finditer(sentence):
        dated = _dated(found)
        if dated:
            return dated
    return None


def year_named(text: str) -> int:
    """The year that stands with a month's name in the text; 0 where there is none."""
    found = _patterns()[2].search(text)
    return int(found["z_year"]) if found else 0


def _dated(found: re.Match[str]) -> Dated | None:
    groups = found.groupdict()
    which = next((key for key in "abcd" if groups.get(f"{key}_day")), "")
    named = groups.get("number") or groups.get("ordinal") or ""
    number = int(named) if named.isdigit() else _NUMBERS.get(named.lower(), 0)
    week = groups.get("weekday") or groups.get("after") or ""
    weekday = _weekdays().get(week.lower(), -1)
    if not which:
        return Dated(number=number, weekday=weekday)
    month = groups[f"{which}_month"]
    value = Dated(
        int(groups[f"{which}_day"]),
        int(month) if month.isdigit() else _months()[month.lower()],
        int(groups[f"{which}_year"] or 0),
        number,
        weekday=weekday,
    )
    try:
        dt.date(value.year or 2000, value.month, value.day)
    except ValueError:
        return None
    return value
