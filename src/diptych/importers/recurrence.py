"""Recurring events: the dates of a rule of days or weeks that ends (RFC 5545, 3.3.10); other rules are not expanded."""

from __future__ import annotations

import datetime as dt
import re

from diptych.importers import feed_hours

_MOST = 60
"""Occurrences of one event: a conference has no more."""
_STEPS = 400
"""Days that are looked at: a rule that goes on longer is no conference's."""
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


def dates(rule: str, start: dt.datetime | dt.date, zone: str) -> tuple[list[dt.date], str]:
    """The days on which a rule lets the event happen, the first included, and what it cannot say in words.

    ``FREQ=DAILY`` and ``FREQ=WEEKLY`` with ``COUNT`` or ``UNTIL``, ``INTERVAL``, and for weeks ``BYDAY``; not more than
    60 times. ``start`` stands on the wall of ``zone`` (an IANA name, or empty).
    """
    first = _day(start)
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    known = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "WKST", "BYDAY"}
    days = parts.get("BYDAY", "").split(",") if parts.get("BYDAY") else []
    if parts.get("FREQ") not in {"DAILY", "WEEKLY"} or set(parts) - known or any(day not in _WEEKDAYS for day in days):
        return [first], f"the rule {rule[:80]} is none of days or weeks"
    if "COUNT" not in parts and "UNTIL" not in parts:
        return [first], f"the rule {rule[:80]} has no end"
    count, interval = _whole(parts.get("COUNT", f"{_MOST + 1}")), _whole(parts.get("INTERVAL", "1"))
    until = _last(parts["UNTIL"], start, zone) if "UNTIL" in parts else dt.date.max
    if not count or not interval or until is None:
        return [first], f"the rule {rule[:80]} cannot be read"
    wanted = {_WEEKDAYS[day] for day in days}
    begins = _WEEKDAYS.get(parts.get("WKST", "MO"), 0) if parts["FREQ"] == "WEEKLY" else None
    found = _expanded(first, week=begins, interval=interval, count=count, until=until, wanted=wanted)
    if len(found) > _MOST or (len(found) < count and (until - first).days >= _STEPS):
        return [first], f"the rule {rule[:80]} goes on for more than {_MOST} times or {_STEPS} days"
    return found or [first], ""


def _expanded(
    first: dt.date, *, week: int | None, interval: int, count: int, until: dt.date, wanted: set[int]
) -> list[dt.date]:
    """The days of a rule; ``week``: the day with which a week begins, None where the rule is one of days."""
    into = (first.weekday() - (week or 0)) % 7
    found: list[dt.date] = []
    for step in range(_STEPS):
        day = first + dt.timedelta(days=step)
        if day > until or len(found) >= min(count, _MOST + 1):
            break
        if week is not None:
            fits = ((into + step) // 7) % interval == 0 and day.weekday() in (wanted or {first.weekday()})
        else:
            fits = step % interval == 0 and (not wanted or day.weekday() in wanted)
        if fits:
            found.append(day)
    return found


def _whole(digits: str) -> int:
    return int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else 0


def _last(until: str, start: dt.datetime | dt.date, zone: str) -> dt.date | None:
    """The last day that ``UNTIL`` allows; an hour before the event's own takes the day away."""
    wall = feed_hours.day_or_moment(until)
    if not isinstance(wall, dt.datetime) or not isinstance(start, dt.datetime):
        return _day(wall) if wall else None
    if wall.tzinfo:
        moved = feed_hours.moved(wall, zone or "UTC")
        if moved is None:
            return None
        wall = moved
    return wall.date() if wall.time() >= start.time() else wall.date() - dt.timedelta(days=1)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
