"""The hours in front of an item of a programme, in every spelling that offices use, in English and Russian."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_S = r"[ \t\u00a0\u2009\u202f]{0,3}"
_DASH = r"(?:[-‐‑‒–—−]|to\b|till\b|until\b|до\b|по\b)"
_HALF = r"(?:[ap]\.?[ \u00a0\u202f]?m\b\.?|noon\b|midnight\b)"
_UNIT = r"(?:hours\b|hrs?\b\.?|час(?:ов|а|ы)?\b\.?|ч\.(?!\w)|ч\b)"


def _clock(which: str) -> str:
    """The pattern of one time, its groups named ``s_hour`` or ``e_hour`` and so on."""
    minutes = (
        rf"{_S}[:.hH]{_S}(?P<{which}minute>\d{{2}}(?!\d))|(?P<{which}bare>h\b|ч\b\.?)"
        rf"|(?P<{which}packed>\d{{2}})"
    )
    figures = (
        rf"(?P<{which}hour>\d{{1,2}})(?:{minutes})?(?:{_S}(?P<{which}unit>{_UNIT}))?(?:{_S}(?P<{which}half>{_HALF}))?"
    )
    return rf"(?:{figures}|(?P<{which}word>noon|midnight|полдень|полночь)\b)"


_AHEAD = r"(?:(?:at|from|between|starting at|as of|approx\.|ca\.|с|со|в|к|около|начало в)\b\.?:?|[cC](?= ?\d)|~|≈)"
"""Also a Latin c for the Cyrillic preposition."""
_FROM = re.compile(
    rf"(?P<ahead>{_AHEAD}{_S})?{_clock('s_')}(?:{_S}(?P<dash>{_DASH}|and\b){_S}(?:{_clock('e_')})?)?",
    re.IGNORECASE,
)
_ONWARDS = re.compile(rf"{_S}(?:onwards?\b|и далее|until late|end\b|open end)", re.IGNORECASE)
_BEHIND = re.compile(r"[\s\u00a0]*(?:[|:;,.–—-][\s\u00a0]+|[\s\u00a0]+|$)")
_DATE_AHEAD = re.compile(r"[./-]\d|\d")
_WORKING = 6
"""Before it nobody writes hours with a point and no end: 1.10 is a clause."""
_QUARTERS = 5
_YEARS = (1900, 2100)
"""Four figures that are rather a year."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, as far as the original says it, and what stands behind."""

    start: dt.time
    end: dt.time | None
    length: int
    """How many characters of the line they take, with the sign and the space behind them."""
    doubt: str = ""
    """Why they may be read wrongly."""


def leading(text: str, *, alone: bool = False) -> Hours | None:
    """The hours that a line begins with; ``alone``: it is the cell for them, so a bare number may be an hour.

    A clause number (``1.10 The``), a date (``18.10.2022``) and a symbol (``A/77/1``) are none.
    """
    found = _FROM.match(text)
    if not found:
        return None
    behind = text[found.end() :]
    if _DATE_AHEAD.match(behind) or (behind[:1].isalpha() and found.end() and text[found.end() - 1].isalnum()):
        return None
    alone = alone and len(behind.strip()) <= 1
    if not _stated(found, alone=alone or bool(_ONWARDS.match(behind)), behind=behind):
        return None
    return _hours(found, text)


def _stated(found: re.Match[str], *, alone: bool, behind: str) -> bool:  # noqa: PLR0911 - a case each
    """Whether these figures can only be hours."""
    start, end = _marked(found, "s_"), _marked(found, "e_")
    ranged = found["e_hour"] is not None or found["e_word"] is not None
    if found["dash"] and found["dash"].lower() == "and" and not (ranged and (start or found["ahead"])):
        return False
    if found["s_word"]:
        return ranged or not behind.strip() or alone or (found["s_word"][0].isupper() and behind[1:2].isupper())
    if found["s_packed"]:
        hour, minute = int(found["s_hour"]), int(found["s_packed"])
        packed = len(found["s_hour"]) == 2 and hour < 25 and minute < 60  # noqa: PLR2004 - of a clock
        unit = bool(found["s_unit"] or found["e_unit"])
        year = _YEARS[0] <= hour * 100 + minute < _YEARS[1] and not (unit or alone)
        onwards = bool(_ONWARDS.match(behind))
        return packed and not year and (bool(found["s_unit"]) or onwards or (ranged and bool(found["e_packed"] or end)))
    if found["e_packed"]:
        return False
    if (
        start
        and found["s_minute"]
        and "." in found.string[found.start("s_hour") : found.end("s_minute")]
        and not ranged
    ):
        return alone or bool(found["s_unit"] or found["s_half"] or found["ahead"]) or _likely(found)
    if start or end:
        return True
    if ranged and found["ahead"]:
        return True
    return alone and ranged


def _marked(found: re.Match[str], which: str) -> bool:
    return any(found[which + name] for name in ("minute", "bare", "unit", "half", "word"))


def _likely(found: re.Match[str]) -> bool:
    hour, minute = int(found["s_hour"]), int(found["s_minute"])
    return _WORKING < hour < 24 and minute % _QUARTERS == 0  # noqa: PLR2004 - of a clock


def _hours(found: re.Match[str], text: str) -> Hours | None:
    end_half = (found["e_half"] or "").lower()
    start = _time(found, "s_", end_half if not found["s_half"] else "")
    if start is None:
        return None
    ranged = found["e_hour"] is not None or found["e_word"] is not None
    end = _time(found, "e_", "") if ranged else None
    if ranged and end and end_half and not found["s_half"] and start > end:
        start = _time(found, "s_", "") or start
    doubt = ""
    if ranged and end is None:
        doubt = f"“{found[0].strip()}”: the end is no hour of a clock; it was left open"
        if int(found["e_hour"] or 0) == 24 and int(found["e_minute"] or found["e_packed"] or 0) == 0:  # noqa: PLR2004
            doubt = f"“{found[0].strip()}” ends at midnight, which a day of the programme cannot hold; it was left open"
        elif int(found["e_hour"] or 0) > 24:  # noqa: PLR2004 - of a clock
            return None
    elif end and end <= start:
        doubt = f"“{found[0].strip()}” ends before it starts; the end was left out"
        end = None
    place = found.end()
    onwards = _ONWARDS.match(text, place)
    place = onwards.end() if onwards else place
    behind = _BEHIND.match(text, place)
    return Hours(start, end, behind.end() if behind else place, doubt)


def _time(found: re.Match[str], which: str, half: str) -> dt.time | None:
    word = (found[which + "word"] or "").lower()
    if word:
        return dt.time(12) if word in {"noon", "полдень"} else dt.time(0)
    hour = int(found[which + "hour"])
    minute = int(found[which + "minute"] or found[which + "packed"] or 0)
    half = (found[which + "half"] or half).lower().replace(".", "").replace(" ", "").replace("\u00a0", "")
    if half.startswith("p") and hour < 12:  # noqa: PLR2004 - of a clock
        hour += 12
    elif (half.startswith("a") or half == "midnight") and hour == 12:  # noqa: PLR2004 - of a clock
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - of a clock


_AT = re.compile(
    rf"(?<!\w)(?:at|from|в|с|к){_S}(?=\d{{1,2}}(?:[:.h]\d\d|{_S}(?:{_UNIT}|{_HALF})|\d\d{_S}{_UNIT}))", re.IGNORECASE
)


def told(sentence: str) -> tuple[dt.time, dt.time | None] | None:
    """The hours that a sentence names: ``on 17 October at 17:00 hrs, the Government …``."""
    for at in _AT.finditer(sentence):
        hours = leading(sentence[at.start() :])
        if hours:
            return hours.start, hours.end
    return None


_CLOSING = re.compile(
    rf"[\s\u00a0]*(?:[,;(\[]|[–—-](?=[\s\u00a0])){_S}(?=(?:{_AHEAD}{_S})?\d{{1,2}}{_S}[:.hH]{_S}\d\d)", re.IGNORECASE
)


def closing(text: str) -> tuple[str, Hours] | None:
    """A line with its hours at its end, ``Opening session (9.00–10.30)``: the line without them, and they."""
    for opened in _CLOSING.finditer(text):
        hours = leading(text[opened.end() :])
        rest = text[opened.end() + hours.length :] if hours else ""
        if hours and hours.end and rest.strip() in {"", ")", "]", "."} and opened.start():
            return text[: opened.start()], hours
    return None
