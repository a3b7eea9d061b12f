"""Indico's HTTP export → a programme: ``/export/timetable/ID.json`` and ``/export/event/ID.json``, all details.

The shapes are those of Indico's documentation and its serializers, of versions 1 to 3. Addresses of people are never
taken. What becomes of contributions within sessions is told in `indico_entries`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from diptych.finding import UserError
from diptych.importers import feed_hours, feed_ids, feed_kinds, feed_people, feed_texts, feed_values
from diptych.importers.agenda import Item, Role, Speaking
from diptych.importers.feed_agenda import Collector
from diptych.importers.feed_doubts import Tally, short
from diptych.importers.feed_values import Record
from diptych.importers.indico_entries import Entries
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.importers.agenda import Agenda

_EMPTY = "Is the event public, or your API key in the address? Take /export/timetable/ID.json."
_KINDS = {"session": "session", "contribution": "contribution", "break": "break"}


def read(data: bytes, path: str) -> Agenda:
    """The programme of an export of Indico. Raises UserError where it is none, is empty, or says what went wrong."""
    tally = Tally()
    value = feed_values.loads(data, path, tally)
    whole = Record(value, Spot(1), tally) if isinstance(value, dict) else None
    if whole is None or ("results" not in value and "message" not in value):
        raise UserError(f"{path} is no export of Indico: it has no results", "Take /export/timetable/ID.json.")
    if whole.text("_type") == "HTTPAPIError" or "results" not in value:
        raise UserError(f"{path}: Indico says: {short(whole.text('message')) or 'an error'}", _EMPTY)
    results = value["results"]
    if not isinstance(results, (dict, list)) or not results:
        raise UserError(f"{path} has no event", _EMPTY)
    if value.get("complete") is False:
        tally.doubt(Spot(1), "incomplete", "Indico says that this is not all that there is; ask with a greater limit")
    return _timetable(whole, path) if isinstance(results, dict) else _events(whole, path)


# --------------------------------------------------------------------------- /export/timetable


def _timetable(whole: Record, path: str) -> Agenda:
    events = list(whole.record("results").pairs())
    if len(events) > 1:
        reason = f"the timetables of {len(events)} events stand in one file; all were read into one programme"
        whole.tally.doubt(Spot(1), "several-events", reason)
    records = [entry for _, event in events for _, day in event.pairs() for _, entry in day.pairs()]
    zone = _zone(records)
    titles = [record.text("title") for record in records]
    entries = Entries(Collector(path, whole.tally), zone, feed_texts.language(titles))
    for record in records:
        stated = record.text("entryType", "_type").lower()
        kind = next((kind for word, kind in _KINDS.items() if word in stated), "")
        if not kind:
            kind = "session" if record.values.get("entries") else "contribution"
            whole.tally.add(Spot(1), "unknown-entry", f"entries of a type that is not known; {kind}s", stated or "none")
        entries.add(entries.entry(record, kind))
    if not zone:
        whole.tally.doubt(Spot(1), "no-zone", "the export names no time zone that is known")
    name = feed_ids.house(events[0][0]) if events else ""
    return entries.out.agenda("", lang=entries.lang, zone=zone, source=f"indico:{name or 'event'}")


def _zone(records: list[Record]) -> str:
    """The zone of most entries."""
    counted: Counter[str] = Counter()
    for record in records:
        start = record.values.get("startDate")
        if isinstance(start, dict) and isinstance(start.get("tz"), str):
            counted[feed_hours.known(start["tz"])] += 1
    del counted[""]
    return counted.most_common(1)[0][0] if counted else ""


# --------------------------------------------------------------------------- /export/event


def _events(whole: Record, path: str) -> Agenda:
    events = whole.records("results")
    zones = [zone for event in events if (zone := feed_hours.known(event.text("timezone")))]
    zone = zones[0] if zones else _zone(events)
    titles = [*_titles(events)]
    entries = Entries(Collector(path, whole.tally), zone, feed_texts.language(titles))
    for event in events:
        _event(event, entries)
    if not zone:
        whole.tally.doubt(Spot(1), "no-zone", "the export names no time zone that is known")
    categories = {event.text("category") for event in events}
    title = events[0].text("title") if len(events) == 1 else next(iter(categories)) if len(categories) == 1 else ""
    name = feed_ids.house(events[0].text("id")) if events else ""
    shown = feed_texts.line(title)
    return entries.out.agenda(shown, lang=entries.lang, zone=zone, source=f"indico:{name or 'event'}")


def _titles(events: list[Record]) -> Iterator[str]:
    for event in events:
        yield event.text("title")
        for name in ("contributions", "sessions"):
            yield from (one.text("title") for one in event.records(name)[:200])


def _event(event: Record, entries: Entries) -> None:
    """An event with what its detail level brings; one without is an item itself."""
    sessions, contributions = event.records("sessions"), event.records("contributions")
    if not sessions and not contributions:
        _lone(event, entries)
        return
    for record in sessions:
        entries.add(entries.entry(record, "session"))
    for record in contributions:
        entries.add(entries.entry(record, "contribution"))
    if not sessions and any(isinstance(one.values.get("session"), str) for one in contributions):
        reason = "the export has contributions without their sessions: ask with detail=sessions, or take the timetable"
        event.tally.doubt(Spot(1), "no-sessions", reason)
    told = feed_texts.read([event.long("description")], Spot(1, "the event"), event.tally, entries.lang)
    said = [text for text in (told.note, *(issue.text for issue in told.issues), told.floor) if text]
    if said:
        reason = "is said of the event as a whole, for which a programme has no place; it was left out"
        entries.out.leave(said, Spot(1, "the event"), "event-text", reason)
    if people := _people(event):
        reason = "chairs the event as a whole, for which a programme has no place; left out"
        entries.out.leave([", ".join(person.name for person in people)], Spot(1, "the event"), "event-text", reason)


def _lone(event: Record, entries: Entries) -> None:
    """A meeting or lecture without parts."""
    title = event.text("title")
    record = event.at(1, f"event {event.text('id')} “{short(title)}”")
    start = entries.moment(record, "startDate")
    if start is None or not title:
        said = title or event.text("id") or "an event"
        entries.out.leave([said], record.spot, "no-hour", "has no day that can be read; the event was left out")
        return
    told = feed_texts.read([record.long("description")], record.spot, record.tally, entries.lang)
    lecture = record.text("type") in {"lecture", "simple_event"}
    people = tuple(Speaking(person, spot=record.spot) for person in _people(record))
    role = Role("speaker" if lecture else "chair", people, spot=record.spot)
    room, location = record.text("roomFullname", "room"), record.text("location")
    item = Item(
        kind=feed_kinds.kind([record.text("type")], title, people=bool(people)),
        title=feed_texts.line(title),
        id=feed_ids.made("event", record.text("id") or title),
        note=told.note,
        place=feed_texts.line(", ".join(part for part in (room, location) if part)),
        host=told.host,
        organizers=told.organizers,
        access=told.access,
        audience=told.audience,
        venues=told.venues,
        roles=(*told.roles, *((role,) if people else ())),
        floor=told.floor,
        issues=told.issues,
        spot=record.spot,
    )
    entries.out.between(item, start, entries.moment(record, "endDate"))


def _people(event: Record) -> list[Any]:
    chairs = (feed_people.of_record(replace(one, spot=event.spot)) for one in event.records("chairs"))
    return [person for person in chairs if person]
