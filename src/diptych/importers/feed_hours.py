"""The instants and zones of feeds → days and hours on the wall; all hours of a programme → another zone."""

from __future__ import annotations

import datetime as dt
import functools
import re
import zoneinfo
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers.agenda import Day
from diptych.importers.sheet import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.importers.agenda import Agenda, Item

YEARS = range(1900, 2200)
"""Of a conference; a date outside is a mistake of the feed."""
_DAY = dt.timedelta(days=1)
_LONGEST = 62 * _DAY
_SECONDS = 7
_DURATION = re.compile(r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?", re.ASCII)
_PERIOD = re.compile(
    r"\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,5}S)?)?", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class When:
    """A day and the hours in it."""

    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None


@functools.cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in zoneinfo.available_timezones()}


@functools.lru_cache(maxsize=1024)
def known(name: str) -> str:
    """The IANA name of a zone, whoever names it; empty for none.

    Also the names of Windows (CLDR, windowsZones), which Outlook and Exchange write, and names behind a path, which
    Mozilla and Evolution write: ``/mozilla.org/20050126_1/Asia/Dushanbe``.
    """
    from babel.core import get_global

    plain = name.strip().strip('"')
    if len(plain) > 120:  # noqa: PLR2004 - no zone's name is near it
        return ""
    parts = plain.strip("/").split("/")
    for candidate in (plain, "/".join(parts[-2:]), "/".join(parts[-3:])):
        if found := _names().get(candidate.lower().replace(" ", "_")):
            return "UTC" if found in {"Etc/UTC", "Etc/GMT", "Zulu", "UCT", "Etc/Zulu", "GMT", "Etc/UCT"} else found
    return str(get_global("windows_zone_mapping").get(plain, ""))


def moved(moment: dt.datetime, zone: str) -> dt.datetime | None:
    """An instant on the wall of a zone, without its zone; None at the ends of time."""
    try:
        return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    except (OverflowError, ValueError):
        return None


def instant(wall: dt.datetime, zone: str) -> dt.datetime:
    """What a wall of a zone shows, as an instant."""
    return wall.replace(tzinfo=zoneinfo.ZoneInfo(zone))


def date_of(text: str) -> dt.date | None:
    """``2022-10-18``, ``20221018``; None where it is no date of a conference."""
    found = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text.strip(), re.ASCII)
    try:
        date = dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
    return date if date and date.year in YEARS else None


def time_of(text: str) -> dt.time | None:
    """``9:00``, ``09:00:00``, ``09:00:00.000``; None where it is no hour."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?", text.strip(), re.ASCII)
    try:
        return dt.time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def moment_of(text: str) -> dt.datetime | None:
    """``2022-10-18T09:00:00+05:00`` (ISO 8601), also without an offset; None where it is no moment of a conference."""
    if not re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d", text, re.ASCII):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None


def day_or_moment(text: str) -> dt.date | dt.datetime | None:
    """``20221018``, ``20221018T090000``, with ``Z`` an instant (RFC 5545, 3.3.4 and 3.3.5); None for neither."""
    return date_of(text) or moment_of(text.strip())


def length(text: str) -> dt.timedelta | None:
    """``0:30``, ``00:30``, ``01:30:00``, ``30`` minutes, ``PT30M``; None where it is none, or beyond 62 days."""
    text = text.strip()
    found = _DURATION.fullmatch(text)
    if found:
        span = dt.timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))
    elif re.fullmatch(rf"\d{{1,{_SECONDS}}}(?:\.\d{{1,3}})?", text, re.ASCII):
        span = dt.timedelta(minutes=float(text))
    elif len(text) > 1 and (found := _PERIOD.fullmatch(text)):
        weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
        span = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    else:
        return None
    return span if span <= _LONGEST else None


def between(start: dt.datetime | dt.date, end: dt.datetime | dt.date | None) -> tuple[When, str]:
    """Two places on the same wall → a day with hours, and in words what that cannot say.

    A programme's hours are of one day and have minutes; a date without an hour, and 24 hours from midnight, are a day.
    """
    if not isinstance(start, dt.datetime):
        return _whole(start, end.date() if isinstance(end, dt.datetime) else end)
    at = start.replace(second=0, microsecond=0)
    if not isinstance(end, dt.datetime):
        return When(at.date(), at.time()), ""
    to = end.replace(second=0, microsecond=0)
    if at.time() == dt.time() and to > at and to.time() == dt.time():
        return _whole(at.date(), to.date())
    when = When(at.date(), at.time())
    cut = f"it begins at {start:%H:%M:%S}, which was cut to minutes" if start.second else ""
    if to < at:
        return when, f"it ends at {to:%Y-%m-%d %H:%M}, before it begins; the end was left out"
    if to.date() != at.date():
        return when, f"it ends on another day, at {to:%Y-%m-%d %H:%M}; the end was left out"
    return replace(when, end=to.time() if to > at else None), cut


def _whole(start: dt.date, end: dt.date | None) -> tuple[When, str]:
    if end is None or end - start <= _DAY:
        return When(start), ""
    return When(start), f"it goes on until {end - _DAY}; it stands on its first day"


def sorted_items(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items of a day by their hours; one without hours stays behind the one that it stood behind."""
    keyed = []
    last = dt.time()
    for item in items:
        last = item.start or last
        keyed.append((last, item))
    return tuple(item for _, item in sorted(keyed, key=lambda pair: pair[0]))


def shifted(agenda: Agenda, zone: str) -> Agenda:
    """The programme with its hours in another zone (an IANA name); items may come to stand on another day.

    An end on another day than the start is a doubt. Without a zone of its own the programme stays as it is.
    """
    if zone not in zoneinfo.available_timezones():
        raise UserError(f"“{zone}” is no time zone", "Write the IANA name in conference.yaml: Asia/Dushanbe.")
    if not agenda.zone or agenda.zone == zone:
        return agenda
    around = {day.date: day.around for day in agenda.days}
    spots = {day.date: day.spot for day in agenda.days}
    items: dict[dt.date, list[Item]] = {}
    doubts: list[Doubt] = []
    for day in agenda.days:
        for item in day.items:
            when, doubt = _shifted(item, day.date, agenda.zone, zone)
            items.setdefault(when.date, []).append(replace(item, start=when.start, end=when.end))
            around.setdefault(when.date, day.around)
            spots.setdefault(when.date, item.spot)
            if doubt:
                doubts.append(Doubt(item.spot, "end-on-another-day", f"“{item.title}”: {doubt}"))
    days = tuple(Day(date, sorted_items(items[date]), around[date], spots[date]) for date in sorted(items))
    return replace(agenda, days=days, zone=zone, doubts=(*agenda.doubts, *doubts))


def dated(agenda: Agenda, first: dt.date, last: dt.date) -> Agenda:
    """The programme with the days outside the conference's dates marked as such.

    Where none is inside, the dates are wrong, not the days: they stay unmarked, and each is a ``date-outside``.
    """
    if not any(first <= day.date <= last for day in agenda.days):
        return agenda
    return replace(agenda, days=tuple(replace(day, around=not first <= day.date <= last) for day in agenda.days))


def _shifted(item: Item, date: dt.date, zone: str, to: str) -> tuple[When, str]:
    if item.start is None:
        return When(date), ""
    start = moved(instant(dt.datetime.combine(date, item.start), zone), to)
    end = moved(instant(dt.datetime.combine(date, item.end), zone), to) if item.end else None
    if start is None:
        return When(date, item.start, item.end), "its hours could not be converted"
    if end and start.time() == end.time() == dt.time():
        end = None
    return between(start, end)
