"""iCalendar (RFC 5545), as Outlook, Google, Indico, pretalx and we ourselves export it → a programme.

Hours: those of the zone that most events name, else of ``X-WR-TIMEZONE``; instants are converted to it. Ids: the part
of the UID before ``@``. A rule of days or weeks that ends is expanded, each further day with its date behind the id.
Of attendees the one with ``ROLE=CHAIR`` is the chair and the others are speakers; addresses are never taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers import calendar_lines, feed_hours, feed_ids, feed_kinds, feed_people, feed_texts, recurrence
from diptych.importers.agenda import Item, Role, Speaking
from diptych.importers.feed_agenda import Collector
from diptych.importers.feed_doubts import Tally, short
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.importers.agenda import Agenda
    from diptych.importers.calendar_lines import Component, Property

_OURS = "-//Diptych//"
_GUESTS = 30
"""Attendees of an event; more are an audience."""
_INDICO = re.compile(r"indico-", re.IGNORECASE)


def read(data: bytes, path: str, zone: str = "") -> Agenda:
    """The programme of a calendar file; ``zone`` (an IANA name) is that of hours for which the file names none.

    Raises UserError for what is no calendar, and for one without an event.
    """
    tally = Tally()
    components = calendar_lines.loads(data, path, tally)
    calendars = [one for one in components if one.name == "VCALENDAR"]
    reader = _Reader(path, tally, Collector(path, tally), _zones(components))
    number = 0
    for component in components:
        if component.name == "VEVENT":
            number += 1
            reader.event(component, number)
    return reader.agenda(calendars, zone)


def _zones(components: Iterable[Component]) -> dict[str, str]:
    """The IANA names of the file's own time zones, by their TZID: Outlook's ``Customized Time Zone`` has none."""
    found: dict[str, str] = {}
    for one in components:
        if one.name == "VTIMEZONE":
            stated = (one.text("TZID"), one.text("X-LIC-LOCATION"), one.text("TZID-ALIAS-OF"))
            found[one.text("TZID")] = next((known for name in stated if (known := feed_hours.known(name))), "")
    return found


@dataclass(frozen=True, slots=True)
class _Moment:
    """A property's date or moment."""

    wall: dt.datetime | dt.date
    zone: str
    """An IANA name; empty where the moment floats or its zone is not known."""


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of the file."""

    component: Component
    spot: Spot
    uid: str
    start: _Moment
    end: _Moment | None
    instead: _Moment | None
    """RECURRENCE-ID: the occurrence in whose place it stands."""

    @property
    def sequence(self) -> int:
        """How often it has been changed."""
        digits = self.component.text("SEQUENCE")
        return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else 0

    @property
    def cancelled(self) -> bool:
        """It does not take place."""
        calendar = self.component.within
        return self.component.text("STATUS").upper() == "CANCELLED" or (
            calendar is not None and calendar.text("METHOD").upper() == "CANCEL"
        )


@dataclass(slots=True)
class _Reader:
    path: str
    tally: Tally
    out: Collector
    zones: dict[str, str]
    zone: str = ""
    lang: str = "en"
    ours: bool = False
    venue: str = ""
    events: list[_Event] = field(default_factory=list)
    organizers: Counter[str] = field(default_factory=Counter)

    # ----------------------------------------------------------------------- what stands there

    def event(self, component: Component, number: int) -> None:
        """One event; without a day it stands beside the programme."""
        title = component.text("SUMMARY")
        spot = Spot(number, f"event “{short(title or component.text('UID'))}”")
        start = self._moment(component.get("DTSTART"), spot)
        if start is None:
            said = [text for text in (title, component.long("DESCRIPTION")) if text] or [component.text("UID")]
            reason = "has no day that can be read; the event was left out"
            self.out.leave([said[0] or "an event", *said[1:]], spot, "event-left-out", reason)
            return
        uid = component.text("UID")
        instead = self._moment(component.get("RECURRENCE-ID"), spot)
        event = _Event(component, spot, uid, start, self._end(component, start, spot), instead)
        self.events.append(event)
        for prop in component.properties.get("ORGANIZER", [])[:1]:
            self.organizers[_name(prop)] += 1

    def _moment(self, prop: Property | None, spot: Spot) -> _Moment | None:
        if prop is None:
            return None
        wall = feed_hours.day_or_moment(prop.value)
        if wall is None:
            self.tally.add(spot, "bad-date", "no day of a conference", prop.value)
            return None
        if not isinstance(wall, dt.datetime):
            return _Moment(wall, "")
        if wall.tzinfo:
            return _Moment(wall.astimezone(dt.UTC).replace(tzinfo=None), "UTC")
        named = prop.parameters.get("TZID", "")
        zone = self.zones.get(named) or feed_hours.known(named)
        if named and not zone:
            self.tally.add(spot, "no-zone", "a time zone that nobody knows; its hours are taken as they stand", named)
        return _Moment(wall, zone)

    def _end(self, component: Component, start: _Moment, spot: Spot) -> _Moment | None:
        end = self._moment(component.get("DTEND"), spot)
        if end or not (said := component.text("DURATION")):
            return end
        span = feed_hours.length(said)
        if span is None:
            self.tally.add(spot, "bad-length", "no length", said)
            return None
        return _Moment(start.wall + span, start.zone)

    # ----------------------------------------------------------------------- the whole

    def agenda(self, calendars: list[Component], zone: str) -> Agenda:
        """The programme of all events."""
        self.ours = bool(calendars) and all(one.text("PRODID").startswith(_OURS) for one in calendars)
        self.zone = self._zone(calendars, zone)
        self.lang = self._lang()
        self.venue = self._venue() if self.ours else ""
        latest = self._latest()
        replaced: dict[tuple[str, dt.date], _Event] = {}
        for event in latest:
            if event.instead:
                replaced[event.uid, _day(self._on_wall(event.instead))] = event
        for event in latest:
            if event.instead is None:
                self._occurrences(event, replaced)
        for (uid, day), event in replaced.items():
            self._item(event, f"{_base(uid, event)}-{day:%Y%m%d}", self._on_wall(event.start), self._until(event))
        self._organizer_doubt()
        title = next((name for one in calendars if (name := one.text("X-WR-CALNAME") or one.text("NAME"))), "")
        hosts = Counter(event.uid.partition("@")[2] for event in self.events if "@" in event.uid)
        source = feed_ids.house(hosts.most_common(1)[0][0] if hosts else "") or feed_ids.house(title)[:40] or "file"
        name = feed_texts.line(title)
        return self.out.agenda(name, lang=self.lang, zone=self.zone, source=f"calendar:{source}", missing="no event")

    def _zone(self, calendars: list[Component], fallback: str) -> str:
        timed = [event.start for event in self.events if isinstance(event.start.wall, dt.datetime)]
        named = Counter(start.zone for start in timed if start.zone and start.zone != "UTC")
        stated = next((zone for one in calendars if (zone := feed_hours.known(one.text("X-WR-TIMEZONE")))), "")
        most = named.most_common(1)[0][0] if named else ""
        if most and named.total() * 2 > len(timed):
            return most
        if found := (stated if stated != "UTC" else "") or most or feed_hours.known(fallback):
            return found
        if any(start.zone == "UTC" for start in timed):
            reason = "all hours are those of UTC, and the file names no other time zone"
            self.tally.doubt(Spot(1), "no-zone", reason)
            return "UTC"
        if timed:
            self.tally.doubt(
                Spot(1), "no-zone", "the file names no time zone that is known; its hours stay as they are"
            )
        return ""

    def _lang(self) -> str:
        stated: Counter[str] = Counter()
        for event in self.events:
            prop = event.component.get("SUMMARY")
            lang = prop.parameters.get("LANGUAGE", "")[:2].lower() if prop else ""
            if len(lang) == 2 and lang.isascii() and lang.isalpha():  # noqa: PLR2004 - ISO 639-1
                stated[lang] += 1
        if stated and stated.total() * 2 > len(self.events):
            return stated.most_common(1)[0][0]
        return feed_texts.language(event.component.text("SUMMARY") for event in self.events)

    def _venue(self) -> str:
        """The place that our own calendars give to each item that has none: the commonest."""
        places = Counter(place for event in self.events if (place := event.component.text("LOCATION")))
        if not places or (most := places.most_common(1)[0])[1] * 2 <= places.total():
            return ""
        reason = f"“{short(most[0])}” was taken for the conference's venue and left out of {most[1]} items"
        self.tally.doubt(Spot(1), "venue", reason)
        return most[0]

    def _latest(self) -> list[_Event]:
        """The events, of those with one UID and one RECURRENCE-ID only the latest (RFC 5545, 3.8.7.4)."""
        latest: dict[tuple[object, ...], _Event] = {}
        for event in self.events:
            key: tuple[object, ...] = (event.uid, event.instead.wall if event.instead else None)
            other = latest.get(key)
            if not event.uid or (other and other.sequence == event.sequence and other.start != event.start):
                key = (event.uid, event.spot.line)
            elif other and other.sequence > event.sequence:
                continue
            latest[key] = event
        return list(latest.values())

    # ----------------------------------------------------------------------- one event

    def _on_wall(self, moment: _Moment) -> dt.datetime | dt.date:
        """A moment in the zone of the programme."""
        wall = moment.wall
        if not isinstance(wall, dt.datetime) or not moment.zone or not self.zone or moment.zone == self.zone:
            return wall
        return feed_hours.moved(feed_hours.instant(wall, moment.zone), self.zone) or wall

    def _until(self, event: _Event) -> dt.datetime | dt.date | None:
        return self._on_wall(event.end) if event.end else None

    def _occurrences(self, event: _Event, replaced: dict[tuple[str, dt.date], _Event]) -> None:
        """The event on each of its days; what stands in the place of one is taken out of ``replaced``."""
        first = _day(event.start.wall)
        base = _base(event.uid, event)
        for day in self._days(event, first):
            moved = dt.timedelta(days=(day - first).days)
            start = self._on_wall(_Moment(event.start.wall + moved, event.start.zone))
            end = self._on_wall(_Moment(event.end.wall + moved, event.end.zone)) if event.end else None
            name = base if day == first else f"{base}-{_day(start):%Y%m%d}"
            other = replaced.pop((event.uid, _day(start)), None)
            if other:
                self._item(other, name, self._on_wall(other.start), self._until(other))
            else:
                self._item(event, name, start, end)

    def _days(self, event: _Event, first: dt.date) -> list[dt.date]:
        component = event.component
        rule = component.get("RRULE")
        days = [first]
        if rule:
            days, fault = recurrence.dates(rule.value, event.start.wall, event.start.zone)
            if fault:
                self.tally.doubt(event.spot, "recurrence", f"“{short(component.text('SUMMARY'))}”: {fault}; once")
        added = list(self._listed(event, "RDATE"))
        left = set(self._listed(event, "EXDATE"))
        return sorted({*days, *added} - left)

    def _listed(self, event: _Event, name: str) -> Iterator[dt.date]:
        """The days of RDATE or EXDATE, on the event's own wall."""
        for prop in event.component.properties.get(name, [])[:100]:
            for value in prop.value.split(",")[:100]:
                moment = self._moment(replace(prop, value=value.partition("/")[0]), event.spot)
                if moment is None:
                    continue
                wall = moment.wall
                if isinstance(wall, dt.datetime) and moment.zone and event.start.zone not in {"", moment.zone}:
                    wall = feed_hours.moved(feed_hours.instant(wall, moment.zone), event.start.zone) or wall
                yield _day(wall)

    def _item(self, event: _Event, name: str, start: dt.datetime | dt.date, end: dt.datetime | dt.date | None) -> None:
        if event.cancelled:
            self.out.cancel(name)
            return
        component, spot = event.component, event.spot
        summary = component.text("SUMMARY")
        if not summary:
            self.tally.add(spot, "no-title", "an event without a title; its id stands there", name)
        label, title = feed_kinds.labelled(summary or name)
        texts = [component.long("DESCRIPTION") or component.long("X-ALT-DESC"), component.long("COMMENT")]
        told = feed_texts.read(texts, spot, self.tally, self.lang, plain=True)
        categories = [text for prop in component.properties.get("CATEGORIES", []) for text in prop.texts()]
        roles = (*self._attendees(component, spot), *told.roles)
        place = component.text("LOCATION")
        if self.ours and (place == self.venue or (told.venues and all(one.place in place for one in told.venues))):
            place = ""
        kind = feed_kinds.kind(categories, title, people=bool(roles))
        if kind == "session" and label:
            kind = feed_kinds.kind([], label)
        self._leftovers(component, spot, categories)
        item = Item(
            kind=kind,
            title=feed_texts.line(title),
            id=name,
            label=feed_texts.line(label),
            note=told.note,
            place=feed_texts.line(place),
            host=told.host,
            organizers=(*told.organizers, *self._organizer(component)),
            access=told.access,
            audience=told.audience,
            venues=told.venues,
            roles=roles,
            floor=told.floor,
            issues=told.issues,
            spot=spot,
        )
        self.out.between(item, start, end)

    def _attendees(self, component: Component, spot: Spot) -> Iterator[Role]:
        """Chair and speakers, of what RFC 5545 (3.2.16) calls roles; rooms and groups are none."""
        found: dict[str, list[Speaking]] = {"chair": [], "speaker": []}
        props = component.properties.get("ATTENDEE", [])
        if len(props) > _GUESTS:
            self.tally.add(
                spot, "left-out", f"more than {_GUESTS} attendees are an audience", component.text("SUMMARY")
            )
            return
        for prop in props:
            name = _name(prop)
            if not name or prop.parameters.get("CUTYPE", "INDIVIDUAL").upper() not in {"INDIVIDUAL", "UNKNOWN"}:
                self.tally.add(spot, "left-out", "attendees that are no people with a name", name or prop.value)
                continue
            person = feed_people.of_text(feed_people.inverted(name), spot, self.tally)
            if person:
                chairs = prop.parameters.get("ROLE", "").upper() == "CHAIR"
                found["chair" if chairs else "speaker"].append(Speaking(person, spot=spot))
        if found["speaker"]:
            self.tally.add(spot, "attendees", "attendees were taken for speakers", component.text("SUMMARY"))
        yield from (Role(role, tuple(people), spot=spot) for role, people in found.items() if people)

    def _organizer(self, component: Component) -> tuple[str, ...]:
        """Who holds the event; whoever stands at every event keeps the calendar."""
        prop = component.get("ORGANIZER")
        name = _name(prop) if prop else ""
        keeps = len(self.events) > 1 and self.organizers[name] == len(self.events)
        return (feed_texts.line(name),) if name and not keeps else ()

    def _organizer_doubt(self) -> None:
        for name, count in self.organizers.items():
            if name and count == len(self.events) > 1:
                reason = f"“{short(name)}” is the organizer of all events, so whoever keeps the calendar; left out"
                self.tally.doubt(Spot(1), "organizers", reason)

    def _leftovers(self, component: Component, spot: Spot, categories: list[str]) -> None:
        """Count what no programme prints."""
        title = component.text("SUMMARY")
        for name, word in (("ATTACH", "attachments"), ("CONTACT", "contacts"), ("RESOURCES", "resources")):
            if component.get(name):
                self.tally.add(spot, "left-out", f"a programme has no place for {word}", title)
        for word in categories:
            if (
                not self.ours
                and feed_kinds.kind([word], "") == "session"
                and word.lower() not in {"session", "заседание"}
            ):
                self.tally.add(spot, "left-out", "categories that name no kind of item", word)


def _day(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _base(uid: str, event: _Event) -> str:
    """The id of an event, by its UID without the name of the machine."""
    local = _INDICO.sub("", uid.partition("@")[0] or uid, count=1)
    return feed_ids.made("session", local or f"{event.start.wall} {event.component.text('SUMMARY')}")


def _name(prop: Property) -> str:
    """The name of an organizer or attendee; an address is none."""
    name = " ".join(prop.parameters.get("CN", "").split()).strip("'\"")
    return "" if "@" in name else name
