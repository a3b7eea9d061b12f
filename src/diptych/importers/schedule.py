"""schedule.json and schedule.xml of frab, Pentabarf, pretalx and c3voc, ours among them → a programme.

Both say the same (c3voc's schema), so both are read as the JSON is. Ids: the feed's slug without the conference's name,
where it is a name that somebody gave; where the slug is made of the title, which may change, the number or the GUID.
A subtitle is the first sentence of the note and a track the line above the title, but in our own exports the line
above the title is the subtitle, a track is the kind, and hours and places that the export had to fill in are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diptych.finding import UserError
from diptych.importers import (
    feed_hours,
    feed_ids,
    feed_kinds,
    feed_people,
    feed_texts,
    feed_values,
    letters,
    schedule_xml,
)
from diptych.importers.agenda import Item
from diptych.importers.feed_agenda import Collector
from diptych.importers.feed_doubts import Tally, short
from diptych.importers.feed_values import Record
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from diptych.importers.agenda import Agenda, Named

_DAWN = dt.time(6)
"""Before it a day of frab may go on: its ``day_change`` is not later."""
_NUMBERED = re.compile(r"(.*) \(\d{1,3}\)", re.DOTALL)
_OURS = "diptych"


def read_json(data: bytes, path: str) -> Agenda:
    """The programme of a schedule.json. Raises UserError for what is none."""
    tally = Tally()
    return _agenda(feed_values.loads(data, path, tally), path, tally)


def read_xml(data: bytes, path: str) -> Agenda:
    """The programme of a schedule.xml. Raises UserError for what is none, and for one with a document type."""
    tally = Tally()
    return _agenda(schedule_xml.loads(data, path, tally), path, tally)


def _agenda(document: Any, path: str, tally: Tally) -> Agenda:
    if not isinstance(document, dict):
        raise UserError(f"{path} is no schedule", "Name the schedule.json or the schedule.xml itself.")
    whole = Record(document, Spot(1), tally)
    schedule = whole.record("schedule") if "schedule" in document else whole
    conference = schedule.record("conference")
    if not conference or "days" not in conference.values:
        raise UserError(f"{path} is no schedule: it has no days", "Name the schedule.json or the schedule.xml itself.")
    reader = _Reader.of(conference, path, ours=whole.record("generator").text("name") == _OURS)
    for day in conference.records("days"):
        reader.day(day)
    return reader.agenda()


@dataclass(frozen=True, slots=True)
class _Event:
    """An event, its day and its room."""

    record: Record
    date: dt.date | None
    dawn: dt.time
    """An hour before it is of the next morning."""
    room: str


@dataclass(slots=True)
class _Reader:
    conference: Record
    ours: bool
    """It is an export of Diptych."""
    out: Collector
    zone: str
    acronym: str
    filled: frozenset[str] | None
    """Rooms that our export filled in; None where it does not tell."""
    events: list[_Event]
    offsets: Counter[str]

    @classmethod
    def of(cls, conference: Record, path: str, *, ours: bool) -> _Reader:
        """A reader that has read the conference's own values."""
        zone = feed_hours.known(conference.text("time_zone_name", "timezone", "timeZoneName"))
        filled = None
        if ours and "rooms" in conference.values:
            slugs = ((room.text("name"), room.text("slug")) for room in conference.records("rooms"))
            filled = frozenset(name for name, slug in slugs if re.fullmatch(r"room-(?:nowhere|venue)(?:-\d+)?", slug))
        out = Collector(path, conference.tally)
        return cls(conference, ours, out, zone, conference.text("acronym"), filled, [], Counter())

    def day(self, day: Record) -> None:
        """The events of a day; its rooms may be a mapping by name or a list."""
        date = feed_hours.date_of(day.text("date")[:10])
        begins = feed_hours.moment_of(day.text("day_start", "start"))
        dawn = feed_hours.time_of(self.conference.text("day_change")) or (begins.time() if begins else dt.time())
        rooms = day.values.get("rooms")
        named: list[tuple[str, Any]] = []
        if isinstance(rooms, dict):
            named = [(" ".join(letters.clean(name).split()), events) for name, events in rooms.items()]
        else:
            named = [
                (room.text("name"), room.values.get("events", room.values.get("talks")))
                for room in day.records("rooms")
            ]
        for name, events in named:
            for record in Record({"events": events}, day.spot, day.tally).records("events"):
                number = len(self.events) + 1
                where = f"event {record.text('id', 'guid', 'code')} “{short(record.text('title'))}”"
                self.events.append(_Event(record.at(number, where), date, min(dawn, _DAWN), name))

    def agenda(self) -> Agenda:
        """The programme of all events."""
        venue = self._venue()
        langs = Counter(lang for event in self.events if (lang := event.record.text("language")[:2].lower()).isalpha())
        texts = [event.record.text("title") for event in self.events]
        lang = langs.most_common(1)[0][0] if langs else feed_texts.language(texts)
        for event in self.events:
            self._event(event, lang, venue)
        if not self.zone and self.events:
            stated = ", ".join(sorted(self.offsets)[:4])
            what = f"only the offset {stated} from UTC" if stated else "nothing"
            reason = f"the schedule names no time zone ({what}); its hours are taken as those of the conference"
            self.out.tally.doubt(Spot(1), "no-zone", reason)
        title = feed_texts.line(self.conference.text("title"))
        subtitle = "" if self.ours else feed_texts.line(self.conference.text("subtitle"))
        source = feed_ids.house(self.acronym) or feed_ids.house(title)[:40] or "schedule"
        return self.out.agenda(title, lang=lang, zone=self.zone, source=f"schedule:{source}", subtitle=subtitle)

    def _venue(self) -> str:
        """The place that our export fills in where there is none: JSON says which, in XML it is the commonest."""
        if not self.ours or self.filled is not None:
            return ""
        counted = Counter(_unnumbered(event.room) for event in self.events if _unnumbered(event.room) != "–")
        if not counted or (most := counted.most_common(1)[0])[1] * 2 <= counted.total():
            return ""
        self.out.tally.doubt(
            Spot(1), "venue", f"“{short(most[0])}” was taken for the conference's venue and left out of {most[1]} items"
        )
        return most[0]

    def _event(self, event: _Event, lang: str, venue: str) -> None:
        record = event.record
        start, end = self._hours(event)
        title = record.text("title")
        if start is None or not title:
            what = "no title" if start else "no day or hour that can be read"
            self._leave(record, title, f"has {what}; the event was left out")
            return
        stated = [record.text("type"), record.text("track")]
        subtitle, track = record.text("subtitle"), record.text("track")
        texts = [record.long("abstract"), record.long("description")]
        told = feed_texts.read(texts, record.spot, record.tally, lang, plain=self.ours)
        people = self._people(record)
        kind = feed_kinds.kind(stated, title, people=bool(people))
        label, shown = ("", title) if self.ours else feed_kinds.labelled(title)
        note = told.note
        if self.ours:
            label = subtitle
        elif subtitle:
            note = feed_texts.joined([feed_texts.line(subtitle), note])
        if not label and not self.ours and track and feed_kinds.kind([track], "") == "session":
            label = track
        place = self._place(event, venue)
        if self.ours and told.venues and all(venue.place in feed_texts.line(place) for venue in told.venues):
            place = ""
        self._leftovers(record)
        self.out.between(
            Item(
                kind=kind,
                title=feed_texts.line(shown),
                id=self._id(record, title),
                label=feed_texts.line(label),
                note=note,
                place=feed_texts.line(place),
                host=told.host,
                organizers=told.organizers,
                access=told.access,
                audience=told.audience,
                venues=told.venues,
                roles=feed_people.joined(told.roles, people, feed_kinds.role(stated)),
                floor=told.floor,
                issues=told.issues,
                spot=record.spot,
            ),
            start,
            end,
        )

    def _leave(self, record: Record, title: str, reason: str) -> None:
        """An event that is none: its title, its people and what it says stand beside the programme."""
        texts = [text for name in ("abstract", "description") if (text := record.long(name))]
        said = title or (texts.pop(0) if texts else record.text("id", "guid")) or "an event"
        names = ", ".join(person.name for person in self._people(record))
        self.out.leave([f"{said} ({names})" if names else said, *texts], record.spot, "event-left-out", reason)

    def _hours(self, event: _Event) -> tuple[dt.datetime | dt.date | None, dt.datetime | None]:
        """When it begins and ends on the wall: the moment that the event states, else the day and the hour."""
        record = event.record
        hour = feed_hours.time_of(record.text("start"))
        start = self._moment(record, hour)
        if start is None and event.date and hour:
            start = dt.datetime.combine(event.date, hour)
            if hour < event.dawn:
                start += dt.timedelta(days=1)
        if start is None:
            return event.date, None
        said = record.text("duration")
        span = feed_hours.length(said)
        if said and span is None:
            record.wrong("duration", "a length", said)
        return start, start + span if span else None

    def _moment(self, record: Record, hour: dt.time | None) -> dt.datetime | None:
        moment = feed_hours.moment_of(record.text("date"))
        if moment is None or moment.tzinfo is None:
            return moment
        wall = feed_hours.moved(moment, self.zone) if self.zone else moment.replace(tzinfo=None)
        self.offsets[f"{moment:%z}"] += 1
        if wall and hour and wall.time().replace(second=0) != hour.replace(second=0):
            what = f"{record.spot.where}: {hour:%H:%M}, not {wall:%H:%M}"
            record.tally.add(
                record.spot, "two-hours", "the hour and the moment of an event differ; the moment counts", what
            )
        return wall

    def _place(self, event: _Event, venue: str) -> str:
        """The room, without what our export filled in: the venue, ``–``, the number behind a room that was taken."""
        room = event.record.text("room") or event.room
        if not self.ours:
            return room
        if self.filled is None:
            return "" if _unnumbered(room) in {"–", venue} else _unnumbered(room)
        return "" if room in self.filled else room

    def _people(self, record: Record) -> list[Named]:
        found: list[Named | None] = []
        for value in record.several("persons", "speakers"):
            if isinstance(value, dict):
                found.append(feed_people.of_record(Record(value, record.spot, record.tally), told=self.ours))
            elif isinstance(value, str):
                found.append(feed_people.of_text(value, record.spot, record.tally))
            elif value is not None:
                record.wrong("persons", "a person", value)
        return [person for person in found if person]

    def _leftovers(self, record: Record) -> None:
        """Count what no programme prints."""
        for name in ("links", "attachments", "answers"):
            if not self.ours and record.values.get(name) and record.several(name):
                record.tally.add(record.spot, "left-out", f"a programme has no place for {name}", record.text("title"))

    def _id(self, record: Record, title: str) -> str:
        slug = feed_ids.house(record.text("slug")).removeprefix(f"{feed_ids.house(self.acronym)}-")
        number = record.text("id")
        titled = feed_ids.house(title)[:12]
        made_of_title = titled and titled in slug
        if slug and (self.ours or not (made_of_title or (number and number in slug.split("-")))):
            return feed_ids.made("session", slug)
        return feed_ids.made("session", number or record.text("code", "guid") or slug or title)


def _unnumbered(room: str) -> str:
    """A room without the number that our export puts behind it where two items would meet."""
    found = _NUMBERED.fullmatch(room)
    return found[1] if found else room
