"""A programme in one language → schedule.json and schedule.xml, as conference apps read them (c3voc, frab, Pentabarf).

The formats know an item only with an hour, a length and a room, so what the programme does not say is filled in: an
item without hours takes its whole day; an open end is an hour later, or sooner where the next item of the day begins;
a place that nobody gives is the conference's venue within its dates and ``–`` around them; and where two items would
meet in one room, the later one in print gets that room with a number behind it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diptych import __version__, inline
from diptych.model import Artifact, Kind
from diptych.render import ics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from diptych.edition import Cell, Edition, Line
    from diptych.model import Part, Registry, Session

    Say = Callable[[Part], Cell]
    """What a part says in the edition's language."""

SCHEMA = "https://c3voc.de/schedule/schema.json"
_DAY = 24 * 60
_OPEN = 60
"""Minutes of an item with an open end, if nothing begins sooner."""
_SLOT = "00:05"
_NOWHERE = "–"
_LARGEST = 2**31 - 1
"""Apps keep ids in 32 bits with a sign."""


def path(edition: Edition, form: str) -> str:
    """``en/schedule.json``; of a programme that is not called so, ``en/agenda.schedule.json``."""
    stem = "schedule" if edition.slug == "programme" else f"{edition.slug}.schedule"
    return f"{edition.name}/{stem}.{form}"


def as_json(edition: Edition, registry: Registry, say: Say) -> Artifact | None:
    """``en/schedule.json`` of a programme in one language; None for any other edition."""
    made = _made(edition, registry, say)
    if made is None:
        return None
    text = json.dumps(made.document(), ensure_ascii=False, indent=1)
    return Artifact(path(edition, "json"), "application/json", f"{text}\n".encode())


def as_xml(edition: Edition, registry: Registry, say: Say) -> Artifact | None:
    """``en/schedule.xml`` of a programme in one language; None for any other edition."""
    made = _made(edition, registry, say)
    if made is None:
        return None
    return Artifact(path(edition, "xml"), "application/xml", _xml(made.document()))


# --------------------------------------------------------------------------- what the programme does not say


@dataclass(frozen=True, slots=True)
class _Place:
    """A room: its name, and the key that it has in every language."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """One item with its hours and its room."""

    session: Session
    lines: tuple[Line, ...]
    start: int
    """Minutes from midnight."""
    minutes: int
    place: _Place


def _made(edition: Edition, registry: Registry, say: Say) -> _Schedule | None:
    if edition.parallel or not edition.sessions:
        return None
    lines: dict[str, list[Line]] = {session.id: [] for session in edition.sessions}
    for line in edition.lines:
        if line.session in lines:
            lines[line.session].append(line)
    slots: list[_Slot] = []
    for session in edition.sessions:
        start, minutes = _hours(session, edition.sessions)
        slot = _Slot(session, tuple(lines[session.id]), start, minutes, _Place("", ""))
        place = _place(slot, registry, say)
        slots.append(_Slot(session, slot.lines, start, minutes, _free(place, slot, slots)))
    # Days come before items, so the last calendar with nothing but one item is the item's.
    files = {ids[0]: path for path, ids in ics.paths(edition).items() if len(ids) == 1}
    return _Schedule(edition, registry, say, tuple(slots), _ids(lines), _ids(registry.people), files)


def _hours(session: Session, sessions: Iterable[Session]) -> tuple[int, int]:
    """Start and length in minutes: the whole day without hours, an hour or up to the next item with an open end."""
    if session.start is None:
        return 0, _DAY
    start = _minute(session.start)
    if session.end and session.end > session.start:
        return start, _minute(session.end) - start
    others = (_minute(other.start) for other in sessions if other.date == session.date and other.start)
    later = min((other for other in others if other > start), default=_DAY)
    return start, min(later - start, _OPEN)


def _minute(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _place(slot: _Slot, registry: Registry, say: Say) -> _Place:
    own = ics.own_places(slot.lines)
    if own:
        return _Place(_line("; ".join(ics.joined(cell) for cell in own)) or _NOWHERE, slot.session.id)
    if slot.session.around:
        return _Place(_NOWHERE, "nowhere")
    return _Place(_line(say(registry.conference.venue).text) or _NOWHERE, "venue")


def _free(place: _Place, slot: _Slot, before: Sequence[_Slot]) -> _Place:
    """The place under its key of before; with a number behind it where an item of those hours is there already."""
    key = next((other.place.key for other in before if other.place.name == place.name), place.key)
    taken = {
        other.place.name
        for other in before
        if other.session.date == slot.session.date
        and other.start < slot.start + slot.minutes
        and slot.start < other.start + other.minutes
    }
    name, number = place.name, 1
    while name in taken:
        number += 1
        name = f"{place.name} ({number})"
    return _Place(name, key if number == 1 else f"{key}-{number}")


def _ids(names: Iterable[str]) -> dict[str, int]:
    """A positive whole number for each name, the same in every language and every build."""
    out: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(names):
        number = 1 + int(hashlib.sha256(name.encode()).hexdigest(), 16) % _LARGEST
        while number in taken:
            number = 1 + number % _LARGEST
        taken.add(number)
        out[name] = number
    return out


def _line(text: str) -> str:
    return " ".join(inline.visible(text).split())


def _text(text: str) -> str:
    return inline.visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# --------------------------------------------------------------------------- schedule.json


@dataclass(frozen=True, slots=True)
class _Schedule:
    """One schedule being written."""

    edition: Edition
    registry: Registry
    say: Say
    slots: tuple[_Slot, ...]
    ids: Mapping[str, int]
    """By item."""
    person_ids: Mapping[str, int]
    files: Mapping[str, str]
    """The calendar of each item, relative to the output folder."""

    def document(self) -> dict[str, Any]:
        """The whole, as JSON has it."""
        edition = self.edition
        conference = self.conference()
        written = json.dumps(conference, sort_keys=True).encode("utf-8", "backslashreplace")
        version = [edition.date.isoformat()] if edition.date else []
        return {
            "$schema": SCHEMA,
            "generator": {"name": "diptych", "version": __version__},
            "schedule": {
                # A changed programme has another version, though the date of its text may be the same.
                "version": " ".join([*version, hashlib.sha256(written).hexdigest()[:8]]),
                **({"base_url": f"{edition.url.rstrip('/')}/"} if edition.url else {}),
                "conference": conference,
            },
        }

    def conference(self) -> dict[str, Any]:
        """The conference with its rooms, tracks and days."""
        edition = self.edition
        dates = sorted({slot.session.date for slot in self.slots})
        first: dict[str, _Place] = {}
        for slot in self.slots:
            first.setdefault(slot.place.name, slot.place)
        places = list(first.values())
        kinds = dict.fromkeys(slot.session.kind for slot in self.slots)
        return {
            "acronym": self.acronym,
            "title": _line(edition.masthead.conference[0].text),
            "description": _line(edition.masthead.theme[0].text),
            "start": dates[0].isoformat(),
            "end": dates[-1].isoformat(),
            "daysCount": len(dates),
            "timeslot_duration": _SLOT,
            "time_zone_name": edition.timezone or "UTC",
            **({"url": ics.page(edition, "").removesuffix("#")} if edition.url else {}),
            "rooms": [
                {"name": place.name, "slug": f"room-{place.key}", "guid": self.guid("room", place.key)}
                for place in places
            ],
            "tracks": [{"name": self.kind(kind), "slug": kind} for kind in kinds],
            "days": [self.day(index, date, places) for index, date in enumerate(dates, 1)],
        }

    @property
    def acronym(self) -> str:
        """The conference's id, of which the format allows small letters, digits, hyphens and underscores."""
        return re.sub(r"[^a-z0-9_-]+", "-", self.edition.conference_id.lower()) or "conference"

    def guid(self, *names: str) -> str:
        """The same UUID (version 5) for the same thing in every language and every build."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:diptych:{'/'.join((self.edition.conference_id, *names))}"))

    def day(self, index: int, date: dt.date, places: Sequence[_Place]) -> dict[str, Any]:
        """A day with its rooms, those without an item left out; it runs from midnight to midnight."""
        events: dict[str, list[dict[str, Any]]] = {place.name: [] for place in places}
        for slot in self.slots:
            if slot.session.date == date:
                events[slot.place.name].append(self.event(slot))
        return {
            "index": index,
            "date": date.isoformat(),
            "day_start": self.moment(date, dt.time()),
            "day_end": self.moment(date, dt.time(23, 59, 59)),
            "rooms": {name: sorted(there, key=lambda event: event["start"]) for name, there in events.items() if there},
        }

    def event(self, slot: _Slot) -> dict[str, Any]:
        """One item."""
        edition, session = self.edition, slot.session
        title = next((line for line in slot.lines if line.kind is Kind.SESSION), None)
        runs = title.cells[0].runs if title else ()
        cut = max((at for at, run in enumerate(runs, 1) if run.lines_end), default=0)  # the label's line ends there
        notes = [line.cells[0].text for line in slot.lines if line.kind is Kind.NOTE]
        return {
            "guid": self.guid(edition.slug, session.id),
            "id": self.ids[session.id],
            "date": self.moment(session.date, dt.time(slot.start // 60, slot.start % 60)),
            "start": _clock(slot.start),
            "duration": _clock(slot.minutes),
            "room": slot.place.name,
            "slug": f"{self.acronym}-{session.id}",
            "url": ics.page(edition, session.id),
            "title": _line("".join(run.text for run in runs[cut:])) or session.id,
            "subtitle": _line("".join(run.text for run in runs[:cut])),
            "track": self.kind(session.kind),
            "type": session.kind,
            "language": edition.languages[0],
            "abstract": _text("\n".join(notes)),
            "description": _text("\n".join(ics.description(edition, slot.lines))),
            "persons": self.persons(slot),
            "links": self.links(session),
            "attachments": self.attachments(session),
        }

    def persons(self, slot: _Slot) -> list[dict[str, Any]]:
        """Everybody who has a role in the item, each once: the name, and with the courtesy title in front of it."""
        out: dict[str, dict[str, Any]] = {}
        lines = [line for line in slot.lines if line.kind is Kind.SPEAKER and line.person]
        for line in lines:
            person = self.registry.people.get(line.person)
            if person is None or line.person in out:
                continue
            public = "".join(run.text for run in line.cells[0].runs if run.role == "name")
            function = "".join(run.text for run in line.cells[0].runs if run.role == "function")
            out[line.person] = {
                "guid": self.guid("person", line.person),
                "id": self.person_ids[line.person],
                "name": _line(self.say(person.name).text),
                "public_name": _line(public),
                "biography": _line(function),
            }
        return list(out.values())

    def links(self, session: Session) -> list[dict[str, str]]:
        """The item in the other editions; none without an address of the site."""
        if not self.edition.url:
            return []
        base = self.edition.url.rstrip("/")
        return [
            {
                "url": f"{base}/{other.edition}/{self.edition.slug}.html#{session.id}",
                "title": _line(other.label),
                "type": "related",
            }
            for other in self.edition.alternates
            if other.edition != self.edition.name
        ]

    def attachments(self, session: Session) -> list[dict[str, str]]:
        """The item's calendar; none without an address of the site."""
        word = self.edition.words.get("formats/ics")
        if not self.edition.url or not word:
            return []
        url = f"{self.edition.url.rstrip('/')}/{self.files[session.id]}"
        return [{"url": url, "title": _line(word[0].text), "type": "related"}]

    def kind(self, kind: str) -> str:
        """The label of an item's kind."""
        label = self.edition.words.get(f"kind/{kind}")
        return _line(label[0].text) if label else kind

    def moment(self, date: dt.date, hour: dt.time) -> str:
        """The hour on the day with the offset of the conference's time zone."""
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(self.edition.timezone) if self.edition.timezone else dt.UTC
        return dt.datetime.combine(date, hour, zone).isoformat()


# --------------------------------------------------------------------------- schedule.xml


def _xml(document: Mapping[str, Any]) -> bytes:
    """The same as XML, in which days stand beside the conference and rooms within days."""
    from xml.etree import ElementTree as ET

    schedule = document["schedule"]
    conference = schedule["conference"]
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", document["generator"])
    ET.SubElement(root, "version").text = schedule["version"]
    head = ET.SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        ET.SubElement(head, name).text = conference[name]
    ET.SubElement(head, "days").text = str(conference["daysCount"])
    ET.SubElement(head, "timeslot_duration").text = conference["timeslot_duration"]
    if "base_url" in schedule:
        ET.SubElement(head, "base_url").text = schedule["base_url"]
    ET.SubElement(head, "time_zone_name").text = conference["time_zone_name"]
    for day in conference["days"]:
        hours = {"start": day["day_start"], "end": day["day_end"]}
        there = ET.SubElement(root, "day", {"index": str(day["index"]), "date": day["date"], **hours})
        for name, events in day["rooms"].items():
            room = ET.SubElement(there, "room", {"name": name})
            for event in events:
                _event(room, event, addressed="base_url" in schedule)
    ET.indent(root, " ")
    data: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return data + b"\n"


def _event(room: Element, event: Mapping[str, Any], *, addressed: bool) -> None:
    """One item as XML; ``addressed``: the site has an address, so the item's is absolute, as the format wants it."""
    from xml.etree import ElementTree as ET

    one = ET.SubElement(room, "event", {"guid": event["guid"], "id": str(event["id"])})
    for key, value in event.items():
        if isinstance(value, str) and key != "guid" and (addressed or key != "url"):
            ET.SubElement(one, key).text = value
    persons = ET.SubElement(one, "persons")
    for person in event["persons"]:
        ET.SubElement(persons, "person", {"id": str(person["id"])}).text = person["public_name"]
    for key in ("links", "attachments"):
        group = ET.SubElement(one, key)
        for link in event[key]:
            ET.SubElement(group, key[:-1], {"href": link["url"]}).text = link["title"]
