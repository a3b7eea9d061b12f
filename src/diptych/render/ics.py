"""A programme in one language → calendars (RFC 5545): of all, of each day, of each item; the same UIDs in all files."""

from __future__ import annotations

import datetime as dt
import functools
import re
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from diptych.model import Artifact, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from icalendar import Event, Timezone

    from diptych.edition import Cell, Edition, Line
    from diptych.model import Session
    from diptych.published import Item

MEDIA = "text/calendar; charset=utf-8"
UNPUBLISHED: Mapping[str, Item] = MappingProxyType({})
"""Before the first publication."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What RFC 5545 keeps out of TEXT (3.3.11), line feeds and tabs apart."""
_URI = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is (RFC 3986), beside letters, digits and ``_.-``."""
_DASH = "–\u00a0"
_ITEMS = (Kind.SPEAKER, Kind.ISSUE)
"""What stands in a list under its heading."""


def paths(edition: Edition, items: Mapping[str, Item] = UNPUBLISHED) -> dict[str, tuple[str, ...]]:
    """The calendars of a programme in one language and the ids of the items in each; empty for any other edition.

    The whole first (``en/programme.ics``), then each day (``en/programme/2022-10-18.ics``), then each item
    (``en/programme/session-1.ics``). ``items``: what is published (`published.advance`); cancelled items keep their
    place in all three, so that whoever has them hears of it.
    """
    if edition.parallel or not edition.sessions:
        return {}
    dates = {session.id: session.date for session in edition.sessions}
    dates |= {name: item.date for name, item in _gone(edition, items).items()}
    folder = f"{edition.name}/{edition.slug}"
    out = {f"{folder}.ics": tuple(dates)}
    for date in sorted(set(dates.values())):
        out[f"{folder}/{date}.ics"] = tuple(name for name in dates if dates[name] == date)
    for name in dates:
        path = f"{folder}/{name}.ics"
        while path in out:  # an item may be called 2022-10-18
            path = f"{path.removesuffix('.ics')}-item.ics"
        out[path] = (name,)
    return out


def render(edition: Edition, items: Mapping[str, Item] = UNPUBLISHED, path: str = "") -> Artifact | None:
    """One calendar of a programme in one language, the whole where no ``path`` is asked for; None for other editions.

    ``items`` give each event its SEQUENCE and say what is cancelled; without them every number is 0. The times are
    those of the conference's IANA time zone, whose VTIMEZONE the file brings (bounded to the years of the programme);
    DTSTAMP and LAST-MODIFIED are the date of the text at 00:00 UTC, never the clock's. Raises KeyError for a path
    that `paths` does not name.
    """
    known = paths(edition, items)
    if not known:
        return None
    path = path or next(iter(known))
    return Artifact(path, MEDIA, _calendar(edition, items, path, known[path]))


def calendars(edition: Edition, items: Mapping[str, Item] = UNPUBLISHED) -> tuple[Artifact, ...]:
    """All calendars that `paths` names, in its order."""
    known = paths(edition, items)
    return tuple(Artifact(path, MEDIA, _calendar(edition, items, path, ids)) for path, ids in known.items())


def _gone(edition: Edition, items: Mapping[str, Item]) -> dict[str, Item]:
    """The cancelled items."""
    there = {session.id for session in edition.sessions}
    return {name: item for name, item in items.items() if item.cancelled and name not in there}


def _calendar(edition: Edition, items: Mapping[str, Item], path: str, ids: Sequence[str]) -> bytes:
    from icalendar import Calendar, vText

    sessions = {session.id: session for session in edition.sessions}
    gone = _gone(edition, items)
    calendar = Calendar()
    calendar.add("prodid", "-//Diptych//Diptych//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_clean(_name(edition, path))))  # icalendar escapes no name that it does not know
    if edition.timezone:
        calendar.add("x-wr-timezone", edition.timezone)
        years = [date.year for date in (*(s.date for s in sessions.values()), *(item.date for item in gone.values()))]
        calendar.add_component(_zone(edition.timezone, min(years), max(years)))
    for name in ids:
        if name in sessions:
            calendar.add_component(_event(edition, sessions[name], items[name].number if name in items else 0))
        else:
            calendar.add_component(_cancelled(edition, name, gone[name]))
    data: bytes = calendar.to_ical()
    return data


def _name(edition: Edition, path: str) -> str:
    """The programme's title, and the day's where the calendar is of one day."""
    stem = path.rpartition("/")[2].removesuffix(".ics")
    day = next((line for line in edition.lines if line.kind is Kind.DAY and line.id == f"day-{stem}"), None)
    names = (edition.running[0].text, *((day.cells[0].text,) if day else ()))
    return " · ".join(" ".join(name.split()) for name in names)


@functools.lru_cache(maxsize=8)
def _zone(name: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE from the first year to the last."""
    from icalendar import Timezone

    zone = Timezone.from_tzid(name, first_date=dt.date(first, 1, 1), last_date=dt.date(min(last + 1, dt.MAXYEAR), 1, 1))
    zone.pop("comment", None)  # icalendar's own words about the bounds
    return zone


# --------------------------------------------------------------------------- events


def _event(edition: Edition, session: Session, number: int) -> Event:
    lines = [line for line in edition.lines if line.session == session.id]
    ends = session.start and session.end and session.end > session.start
    event = _dated(edition, session.id, session.date, session.start, session.end if ends else None, number)
    title = next((line for line in lines if line.kind is Kind.SESSION), None)
    if title:
        _add(event, "summary", title.cells[0], joined(title.cells[0]))
    places = own_places(lines)
    if not places and not session.around:
        places = [edition.masthead.where[0]]
    if places:
        _add(event, "location", places[0], "; ".join(joined(place) for place in places))
    said = "\n".join(description(edition, lines))
    if said:
        event.add("description", _clean(said), parameters={"language": edition.languages[0]})
    categories = _categories(edition, session, title)
    if categories:
        event.add("categories", categories, parameters={"language": edition.languages[0]})
    event.add("status", "TENTATIVE" if edition.draft else "CONFIRMED")
    if edition.url:
        event.add("url", page(edition, session.id))
    return event


def _cancelled(edition: Edition, name: str, item: Item) -> Event:
    """An event that is gone, as it was last published; its title in this language, else in any."""
    event = _dated(edition, name, item.date, item.start, item.end, item.number)
    lang = edition.languages[0]
    spoken = next((each for each in (lang, edition.source, *sorted(item.titles)) if each in item.titles), "")
    if spoken:
        event.add("summary", _clean(item.titles[spoken]), parameters={"language": spoken})
    event.add("status", "CANCELLED")
    return event


def _dated(
    edition: Edition, name: str, date: dt.date, start: dt.time | None, end: dt.time | None, number: int
) -> Event:
    """An event with its identity, its number and its hours."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}@{edition.conference_id}")
    event.add("sequence", number)
    event.add("dtstamp", dt.datetime.combine(edition.date or date, dt.time(), dt.UTC))
    if edition.date:
        event.add("last-modified", dt.datetime.combine(edition.date, dt.time(), dt.UTC))
    event.add("dtstart", _moment(edition, date, start))
    if start and end and end > start:
        event.add("dtend", _moment(edition, date, end))
    if start is None:
        event.add("transp", "TRANSPARENT")  # nobody is busy all day because an hour is not known
    return event


def _moment(edition: Edition, date: dt.date, hour: dt.time | None) -> dt.date:
    """The hour on the day where the conference is; the day itself for an item without hours."""
    if hour is None:
        return date
    from zoneinfo import ZoneInfo

    return dt.datetime.combine(date, hour, ZoneInfo(edition.timezone) if edition.timezone else dt.UTC)


def _add(event: Event, name: str, cell: Cell, text: str) -> None:
    """Add a text in the language that it is in, which is not the cell's where it has no translation."""
    spoken = {run.lang or cell.lang for run in cell.runs if run.role != "mark"}
    lang = spoken.pop() if len(spoken) == 1 else cell.lang
    event.add(name, _clean(text), parameters={"language": lang})


def _categories(edition: Edition, session: Session, title: Line | None) -> list[str]:
    """What kind of item it is, and its marks (by invitation only)."""
    kind = edition.words.get(f"kind/{session.kind}")
    marks = [cells[0] for cells in title.marks] if title else []
    return [_clean(cell.text) for cell in (*(kind or ())[:1], *marks)]


# --------------------------------------------------------------------------- what other data files say too


def page(edition: Edition, name: str) -> str:
    """The address of an item on the edition's page; relative to the edition's folder where the site has none."""
    base = f"{edition.url.rstrip('/')}/{edition.name}/" if edition.url else ""
    return quote(f"{base}{edition.slug}.html#{name}", safe=_URI)


def own_places(lines: Iterable[Line]) -> list[Cell]:
    """The item's own place, else its venues by audience."""
    found = {kind: [line.cells[0] for line in lines if line.kind is kind] for kind in (Kind.PLACE, Kind.VENUE)}
    return found[Kind.PLACE] or found[Kind.VENUE]


def joined(cell: Cell) -> str:
    """A cell on one line: ``Thematic Session I: Regional border security``."""
    return ": ".join(part.strip() for part in cell.text.split("\n") if part.strip())


def description(edition: Edition, lines: Sequence[Line]) -> Iterator[str]:
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
