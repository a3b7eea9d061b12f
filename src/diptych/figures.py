"""What digits with points, commas, colons and slashes may say: a number, a time of day, a date, a share."""

# ruff: noqa: PLR2004 - how many digits a year or a day has, and how many hours a day

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diptych.number_words import Value

_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_LONGEST = 40
"""Longer rows of digits and marks are no quantity, and compared as they are."""
_MOST_DIGITS = 30
"""A longer number is compared by its digits."""


class Reading(NamedTuple):
    """One quantity in digits."""

    values: tuple[Value, ...]
    """What it may mean, the likeliest first."""
    kind: str
    start: int
    end: int
    soft: bool = False


def readings(written: str, start: int, lang: str) -> list[Reading]:  # noqa: PLR0911 - one for each way to write it
    """The quantities of digits and the marks between them, which begin at ``start``."""
    end = start + len(written)
    if len(written) > _LONGEST:
        return [Reading((written,), "card", start, end)]
    if written.isdigit():
        return [Reading((_whole(written),), "card", start, end)]
    if ":" in written:
        time = _time(written.split(":")) if "," not in written else ""
        return [Reading((time,), "time", start, end)] if time else _apart(written, start)
    if "/" in written:
        return _slashes(written, start)
    plain = _SPACES.sub("", written)
    if values := _decimal(plain, lang):
        return [Reading(values, "card", start, end)]
    parts = plain.split(".")
    if len(parts) == 3 and (date := _date(parts)):
        first, second = start + len(parts[0]), start + len(parts[0]) + len(parts[1]) + 1
        return [
            Reading((date[0],), "card", start, first),
            Reading((f"month {date[1]}",), "month", first + 1, second),
            Reading((date[2],), "card", second + 1, end),
        ]
    return _apart(written, start) if "," in plain else [Reading((plain,), "card", start, end)]


def _whole(digits: str) -> Value:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _time(parts: list[str]) -> str:
    if len(parts) in {2, 3} and all(len(part) <= 2 for part in parts) and len(parts[1]) == 2:
        hour, minute = int(parts[0]), int(parts[1])
        if hour <= 24 and minute < 60:
            return clock(hour, minute)
    return ""


def clock(hour: int, minute: int = 0) -> str:
    """A time of day as a value."""
    return f"{hour % 24:02}:{minute:02}"


def _apart(written: str, start: int) -> list[Reading]:
    parts = re.finditer(r"[0-9]+", written)
    return [Reading((_whole(one[0]),), "card", start + one.start(), start + one.end()) for one in parts]


def _slashes(written: str, start: int) -> list[Reading]:
    """``2/3``, ``2020/21``, ``10/18/2022``, ``9/11``; else the numbers apart."""
    end = start + len(written)
    if written == "9/11":
        return [Reading(("month 9",), "month", start, start + 1, soft=True), Reading((11,), "card", start + 2, end)]
    parts = written.split("/")
    if not all(part.isdigit() for part in parts):
        return _apart(written, start)
    if len(parts) == 3 and (both := _date(parts) or _date([parts[1], parts[0], parts[2]])):
        other = _date([parts[1], parts[0], parts[2]]) or both
        middle = start + len(parts[0])
        return [
            Reading((both[0], other[0]), "card", start, middle),
            Reading((f"month {both[1]}", f"month {other[1]}"), "month", middle + 1, middle + 1 + len(parts[1])),
            Reading((both[2],), "card", end - len(parts[2]), end),
        ]
    found = _apart(written, start)
    if len(parts) == 2 and len(parts[1]) <= 2:
        first, last = int(parts[0][:5]), int(parts[1])
        if 0 < first < last <= 10:
            return [Reading((Fraction(first, last),), "frac", start, end)]
        if len(parts[0]) == 4 and first % 100 < last:
            return [found[0], found[1]._replace(values=(first - first % 100 + last, last))]
    return [one._replace(soft=True) for one in found] if written == "24/7" else found


def _date(parts: list[str]) -> tuple[int, int, int] | None:
    if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in {2, 4} and len(parts[1]) > 0:
        day, month, year = map(int, parts)
        if (
            1 <= day <= 31
            and 1 <= month <= 12
            and ((len(parts[2]) == 4 and 1000 <= year < 2200) or len(parts[0]) == 2 == len(parts[1]))
        ):
            return day, month, year if year > 99 else 2000 + year
    return None


def _decimal(plain: str, lang: str) -> tuple[Value, ...]:  # noqa: PLR0911 - one for each way to write it
    """What digits with points and commas may be; empty where they are no one number."""
    if len(plain) > _MOST_DIGITS:
        return (plain,)
    if plain.isdigit():
        return (int(plain),)
    commas, points = plain.count(","), plain.count(".")
    mark = "," if commas else "."
    if commas and points:
        last = "." if plain.rfind(".") > plain.rfind(",") else ","
        whole, _, part = plain.rpartition(last)
        return (Decimal(f"{whole.replace(',', '').replace('.', '')}.{part}"),) if "." not in part else ()
    groups = plain.split(mark)
    thousands = len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    if len(groups) > 2:
        return (int("".join(groups)),) if thousands else ()
    decimal = Decimal(f"{groups[0]}.{groups[1]}")
    if thousands:
        count = int("".join(groups))
        return (count,) if lang == "en" and mark == "," else (decimal, count)
    if len(groups[1]) == 2 and (time := _time(groups)):
        return (decimal, time)
    return (decimal,)
