"""A programme in one language → a calendar (RFC 5545): one event an item, the same UIDs in every language."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby
from typing import TYPE_CHECKING

from diptych.model import Artifact, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Calendar, Event

    from diptych.edition import Cell, Edition, Line
    from diptych.model import Session

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What RFC 5545 keeps out of TEXT (3.3.11), line feeds and tabs apart."""
_DASH = "–\u00a0"
_ITEMS = (Kind.SPEAKER, Kind.ISSUE)
"""What stands in a list under its heading."""


def render(edition: Edition) -> Artifact | None:
    """The calendar of a programme in one language; None for any other edition.

    The times are those of the conference's IANA time zone, whose VTIMEZONE the file brings (bounded to the
    year of the conference); DTSTAMP is the date of the text at 00:00 UTC, never the clock's.
    """
    if edition.parallel or not edition.sessions:
        return None
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Diptych//Diptych//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _clean(edition.running[0].text))
    if edition.timezone:
        calendar.add("x-wr-timezone", edition.timezone)
        _add_zone(calendar, edition)
    for session in edition.sessions:
        calendar.add_component(_event(edition, session))
    return Artifact(f"{edition.name}/{edition.slug}.ics", "text/calendar; charset=utf-8", calendar.to_ical())


def _add_zone(calendar: Calendar, edition: Edition) -> None:
    from icalendar import Timezone

    years = [session.date.year for session in edition.sessions]
    first, last = dt.date(min(years), 1, 1), dt.date(max(years) + 1, 1, 1)
    zone = Timezone.from_tzid(edition.timezone, first_date=first, last_date=last)
    zone.pop("comment", None)  # icalendar's own words about the bounds
    calendar.add_component(zone)


def _event(edition: Edition, session: Session) -> Event:
    from icalendar import Event

    lines = [line for line in edition.lines if line.session == session.id]
    event = Event()
    event.add("uid", f"{session.id}@{edition.conference_id}")
    event.add("dtstamp", dt.datetime.combine(edition.date or session.date, dt.time(), dt.UTC))
    event.add("dtstart", _moment(edition, session, session.start))
    if session.start and session.end and session.end > session.start:
        event.add("dtend", _moment(edition, session, session.end))
    title = next((line for line in lines if line.kind is Kind.SESSION), None)
    if title:
        _add(event, "summary", title.cells[0], _joined(title.cells[0]))
    places = _places(edition, session, lines)
    if places:
        _add(event, "location", places[0], "; ".join(_joined(place) for place in places))
    description = "\n".join(_description(edition, lines))
    if description:
        event.add("description", _clean(description), parameters={"language": edition.languages[0]})
    categories = _categories(edition, session, title)
    if categories:
        event.add("categories", categories, parameters={"language": edition.languages[0]})
    event.add("status", "TENTATIVE" if edition.draft else "CONFIRMED")
    if edition.url:
        event.add("url", edition.url)
    return event


def _moment(edition: Edition, session: Session, hour: dt.time | None) -> dt.date:
    """The hour on the session's day where the conference is; the day itself for an item without hours."""
    if hour is None:
        return session.date
    from zoneinfo import ZoneInfo

    return dt.datetime.combine(session.date, hour, ZoneInfo(edition.timezone) if edition.timezone else dt.UTC)


def _add(event: Event, name: str, cell: Cell, text: str) -> None:
    """Add a text in the language that it is in, which is not the cell's where it has no translation."""
    spoken = {run.lang or cell.lang for run in cell.runs if run.role != "mark"}
    lang = spoken.pop() if len(spoken) == 1 else cell.lang
    event.add(name, _clean(text), parameters={"language": lang})


def _places(edition: Edition, session: Session, lines: Sequence[Line]) -> list[Cell]:
    """The item's own place, else its venues by audience, else the conference's; around it, nobody knows."""
    for kind in (Kind.PLACE, Kind.VENUE):
        found = [line.cells[0] for line in lines if line.kind is kind]
        if found:
            return found
    return [] if session.around else [edition.masthead.where[0]]


def _joined(cell: Cell) -> str:
    """A cell on one line: ``Thematic Session I: Regional border security``."""
    return ": ".join(part.strip() for part in cell.text.split("\n") if part.strip())


def _categories(edition: Edition, session: Session, title: Line | None) -> list[str]:
    """What kind of item it is, and its marks (by invitation only)."""
    kind = edition.words.get(f"kind/{session.kind}")
    marks = [cells[0] for cells in title.marks] if title else []
    return [_clean(cell.text) for cell in (*(kind or ())[:1], *marks)]


def _description(edition: Edition, lines: Sequence[Line]) -> Iterator[str]:
    """Marks, note, host, organizers and venues a line each; then roles with their people, floor, key issues.

    A blank line stands before each group.
    """
    blank = False
    for kind, group in groupby(lines, lambda line: line.kind):
        for index, line in enumerate(group):
            cell = line.cells[0]
            if kind is Kind.SESSION:
                yield from (marks[0].text for marks in line.marks)
                blank = bool(line.marks)
                continue
            if kind is Kind.PLACE:
                continue
            if blank and index == 0 and kind in (Kind.ROLE, Kind.ISSUES, Kind.FLOOR):
                yield ""
            blank = True
            yield f"{_DASH}{cell.text}{_minutes(edition, line)}" if kind in _ITEMS else cell.text


def _minutes(edition: Edition, line: Line) -> str:
    """`` (6 min)``, as the language writes it."""
    if line.hinge.minutes is None:
        return ""
    unit = edition.words.get("programme/minutes")
    return f" ({line.hinge.minutes}\u00a0{unit[0].text})" if unit else f" ({line.hinge.minutes}′)"


def _clean(text: str) -> str:
    """The text with each character that a calendar cannot hold shown as ``[U+000B]``."""
    return _UNFIT.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
