"""The records of Indico (sessions, contributions, breaks) → items of a programme.

Our programme has no items within items. So a session whose contributions are mere statements (people and a title, no
abstract, no room of their own) takes them in as its roles, each headed by its title, with the minutes of each speaker;
their own hours are lost, which is a doubt. Where one of them has an abstract, they are papers: each becomes an item of
its own behind the session, under the session's title as its label. What nobody speaks to (a discussion, a coffee
break) is an item of its own in any case.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers import feed_hours, feed_ids, feed_kinds, feed_people, feed_texts, role_words
from diptych.importers.agenda import Item, Role, Speaking
from diptych.importers.feed_doubts import short

if TYPE_CHECKING:
    from diptych.importers.agenda import Named
    from diptych.importers.feed_agenda import Collector
    from diptych.importers.feed_texts import Told
    from diptych.importers.feed_values import Record

_LATEST = dt.datetime(9999, 1, 1)  # noqa: DTZ001 - on a wall


@dataclass(frozen=True, slots=True)
class Entry:
    """A session block, a contribution or a break."""

    record: Record
    kind: str
    """``session``, ``contribution`` or ``break``: also the first part of its id."""
    title: str
    label: str
    start: dt.datetime | None
    end: dt.datetime | None
    place: str
    children: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Entries:
    """Reads the records of one export."""

    out: Collector
    zone: str
    lang: str
    _described: set[str] = field(default_factory=set)
    """Sessions whose description stands at a block already."""
    _count: int = 0

    # ----------------------------------------------------------------------- records

    def entry(self, record: Record, kind: str, *, deep: bool = True) -> Entry:
        """A record with what it holds."""
        self._count += 1
        session = record.record("session") if isinstance(record.values.get("session"), dict) else record
        title, slot = session.text("title") or record.text("title"), record.text("slotTitle")
        label = ""
        if slot and slot != title:
            label, title = ("" if title in slot else title), slot
        elif not slot:
            label, title = feed_kinds.labelled(title)
        if kind == "contribution" and not label:
            label = record.text("session") if isinstance(record.values.get("session"), str) else ""
        record = record.at(self._count, f"{kind} {self._number(record, kind)} “{short(title)}”")
        start, end = self.moment(record, "startDate"), self.moment(record, "endDate")
        minutes = record.whole("duration")
        if start and end is None and minutes and 0 < minutes < 100_000:  # noqa: PLR2004 - two months
            end = start + dt.timedelta(minutes=minutes)
        children: list[Entry] = []
        if kind == "session" and deep:
            for child in record.records("entries", "contributions"):
                stated = child.text("entryType", "_type").lower()
                children.append(self.entry(child, "break" if "break" in stated else "contribution", deep=False))
        ordered = sorted(children, key=lambda child: child.start or _LATEST)
        return Entry(record, kind, title, label, start, end, self._place(record), tuple(ordered))

    def moment(self, record: Record, name: str) -> dt.datetime | None:
        """``{"date": "2022-10-18", "time": "09:00:00", "tz": "Asia/Dushanbe"}`` on the programme's wall."""
        value = record.values.get(name)
        if isinstance(value, str):
            found = feed_hours.moment_of(value)
            return feed_hours.moved(found, self.zone) if found and found.tzinfo and self.zone else found
        stated = record.record(name)
        if not stated:
            return None
        date, hour = feed_hours.date_of(stated.text("date")), feed_hours.time_of(stated.text("time"))
        if date is None or hour is None:
            record.wrong(name, "a moment", f"{stated.text('date')} {stated.text('time')}")
            return None
        wall = dt.datetime.combine(date, hour)
        named = stated.text("tz")
        zone = feed_hours.known(named)
        if named and not zone:
            reason = "a time zone that nobody knows; its hours are taken as they stand"
            record.tally.add(record.spot, "no-zone", reason, named)
        if not zone or not self.zone or zone == self.zone:
            return wall
        return feed_hours.moved(feed_hours.instant(wall, zone), self.zone)

    def _place(self, record: Record) -> str:
        """The room, and the building where it is not the event's."""
        room, location = record.text("roomFullname", "room"), record.text("location")
        own = location and "inheritLoc" in record.values and not record.yes("inheritLoc")
        if not room:
            return location if own else ""
        return f"{room}, {location}" if own and location not in room else room

    @staticmethod
    def _number(record: Record, kind: str) -> str:
        """The number that the timetable and the event export have in common."""
        names = {
            "session": ("sessionSlotId", "id", "uniqueId"),
            "contribution": ("contributionId", "db_id", "id", "uniqueId"),
            "break": ("id", "uniqueId", "scheduleEntryId"),
        }
        number = record.text(*names[kind])
        return number[1:] if number[1:].isdigit() and number[0] in "scb" else number

    def name(self, record: Record, kind: str, title: str) -> str:
        """The id of the item: ``session-45``, ``contribution-7``, ``break-3``; never made of what may change."""
        number = feed_ids.house(self._number(record, kind))
        return f"{kind}-{number[:40].strip('-')}" if number else feed_ids.made(kind, f"{kind} {title}")

    # ----------------------------------------------------------------------- items

    def add(self, entry: Entry, label: str = "") -> None:
        """An entry as an item, or several."""
        if entry.start is None:
            self._untimed(entry)
        elif entry.kind == "session":
            self._session(entry)
        else:
            self._single(entry, label)

    def _session(self, entry: Entry) -> None:
        told = self._told(entry)
        speaking = [child for child in entry.children if child.kind == "contribution" and self._people(child)]
        statements = all(self._is_statement(child, entry) for child in speaking)
        roles = [*self._chairs(entry), *told.roles, *(self._statements(speaking, entry) if statements else ())]
        self._item(entry, told, tuple(roles), entry.label, feed_kinds.kind([entry.record.text("type")], entry.title))
        title = entry.label or entry.title
        if not statements and speaking[0].start == entry.start:
            reason = "a session and its first contribution begin at one hour, so they will print as parallel"
            entry.record.tally.add(entry.record.spot, "parallel", reason, title)
        taken = {id(child) for child in speaking} if statements else set()
        for child in entry.children:
            if id(child) not in taken:
                self.add(child, title if child.kind == "contribution" else "")

    def _single(self, entry: Entry, label: str) -> None:
        told = self._told(entry)
        people = self._people(entry)
        stated = [entry.record.text("type"), entry.record.text("track")]
        kind = feed_kinds.kind(stated, entry.title, people=bool(people))
        if entry.kind == "break" and kind == "session":
            kind = "break"
        roles = list(feed_people.joined(told.roles, people, feed_kinds.role(stated)))
        for part in entry.record.records("subContributions"):
            roles.extend(self._part(part, entry))
        self._item(entry, told, tuple(roles), entry.label or label, kind)

    def _item(self, entry: Entry, told: Told, roles: tuple[Role, ...], label: str, kind: str) -> None:
        if entry.start is None:
            return
        if not entry.title:
            entry.record.tally.add(
                entry.record.spot, "no-title", "an entry without a title; its id stands there", entry.kind
            )
        name = self.name(entry.record, entry.kind, entry.title)
        item = Item(
            kind=feed_kinds.kind([], label) if (kind, entry.kind) == ("session", "session") and label else kind,
            title=feed_texts.line(entry.title or name),
            id=name,
            label=feed_texts.line(label),
            note=told.note,
            place=feed_texts.line(entry.place),
            host=told.host,
            organizers=told.organizers,
            access=told.access,
            audience=told.audience,
            venues=told.venues,
            roles=roles,
            floor=told.floor,
            issues=told.issues,
            spot=entry.record.spot,
        )
        self._leftovers(entry)
        self.out.between(item, entry.start, entry.end)

    def _untimed(self, entry: Entry) -> None:
        """What has no hour: its title, its people and what it says stand beside the programme, which is a doubt."""
        record = entry.record
        names = ", ".join(person.name for person in self._people(entry))
        said = f"{entry.title} ({names})" if names else entry.title
        description = record.long("description")
        behind = "it was left out with its description" if description else "it was left out"
        texts = [said or entry.kind, *([description] if description else [])]
        self.out.leave(texts, record.spot, "no-hour", f"has no hour in the timetable yet; {behind}")
        for child in entry.children:
            self.add(child, entry.title)

    def _told(self, entry: Entry) -> Told:
        """What the description says; that of a session stands at its first block only."""
        record = entry.record
        session = record.record("session") if isinstance(record.values.get("session"), dict) else record
        text = record.long("description") or session.long("description")
        key = session.text("db_id", "sessionId", "id") if entry.kind == "session" else ""
        if key and text:
            if f"{key} {text}" in self._described:
                text = ""
            else:
                self._described.add(f"{key} {text}")
        return feed_texts.read([text], record.spot, record.tally, self.lang)

    # ----------------------------------------------------------------------- people

    def _chairs(self, entry: Entry) -> tuple[Role, ...]:
        record = entry.record
        found = record.records("conveners") or record.record("session").records("sessionConveners")
        chairs = [
            person
            for one in ordered(found or record.records("sessionConveners"))
            if (person := self._person(one, entry))
        ]
        people = tuple(Speaking(person, spot=record.spot) for person in chairs)
        return (Role("chair", people, spot=record.spot),) if people else ()

    def _people(self, entry: Entry) -> list[Named]:
        """Who speaks; of a contribution without speakers its first authors."""
        record = entry.record
        speakers = ordered(record.records("presenters", "speakers"))
        authors = record.records("primaryauthors")
        others = [*authors, *record.records("coauthors")] if "primaryauthors" in record.values else []
        if not speakers and authors:
            record.tally.add(record.spot, "authors", "no speaker is named; the first authors were taken", entry.title)
            speakers, others = authors, record.records("coauthors")
        people = [person for one in speakers if (person := self._person(one, entry))]
        known = {feed_people.key(person.name) for person in people}
        for one in others:
            author = self._person(one, entry)
            if author and feed_people.key(author.name) not in known:
                record.tally.add(record.spot, "left-out", "authors who do not speak were left out", author.name)
        return people

    @staticmethod
    def _person(record: Record, entry: Entry) -> Named | None:
        return feed_people.of_record(replace(record, spot=entry.record.spot))

    @staticmethod
    def _is_statement(child: Entry, session: Entry) -> bool:
        record = child.record
        return (
            child.start is not None
            and not record.long("description")
            and not record.records("subContributions")
            and child.place in {"", session.place}
        )

    def _statements(self, children: list[Entry], session: Entry) -> list[Role]:
        """Contributions as roles of their session; neighbours with one heading are one role."""
        roles: list[Role] = []
        for child in children:
            heading = role_words.heading(child.title)
            names = self._people(child)
            if heading and heading.whole and not heading.rest:
                role, said = heading.role, heading.heading
            else:
                role = feed_kinds.role([child.record.text("type"), child.title])
                says_name = feed_people.key(child.title) in {feed_people.key(person.name) for person in names}
                said = "" if says_name else child.title
            poster = session.record.yes("isPoster") or session.record.record("session").yes("isPoster")
            minutes = None if poster or not child.start or not child.end else (child.end - child.start).seconds // 60
            people = tuple(Speaking(person, minutes=minutes or None, spot=person.spot) for person in names)
            said = feed_texts.line(said)
            if roles and (roles[-1].role, roles[-1].heading) == (role, said):
                roles[-1] = replace(roles[-1], people=(*roles[-1].people, *people))
            else:
                roles.append(Role(role, people, said, child.record.spot))
            reason = "contributions became roles of their session, so that their own hours are not kept"
            what = f"{child.start:%H:%M} {child.title}" if child.start else child.title
            child.record.tally.add(child.record.spot, "contribution-hours", reason, what)
            self._leftovers(child)
        return roles

    def _part(self, record: Record, entry: Entry) -> list[Role]:
        """A contribution within a contribution: a role under its title."""
        title = record.text("title")
        people = [person for one in record.records("speakers") if (person := self._person(one, entry))]
        if not people:
            reason = "is a part of a contribution and has no speaker; it was left out"
            self.out.leave([title or "a part"], entry.record.spot, "part-left-out", reason)
            return []
        minutes = record.whole("duration")
        shown = minutes if minutes and 0 < minutes < 10_000 else None  # noqa: PLR2004 - docs/content.md, bad-number
        speaking = tuple(Speaking(person, minutes=shown, spot=entry.record.spot) for person in people)
        return [Role("speaker", speaking, feed_texts.line(title), entry.record.spot)]

    @staticmethod
    def _leftovers(entry: Entry) -> None:
        """Count what no programme prints."""
        record = entry.record
        for name, word in (("material", "attachments"), ("folders", "attachments"), ("keywords", "keywords")):
            if isinstance(record.values.get(name), list) and record.values[name]:
                record.tally.add(record.spot, "left-out", f"a programme has no place for {word}", entry.title)
        attached = record.values.get("attachments")
        if isinstance(attached, dict) and (attached.get("files") or attached.get("folders")):
            record.tally.add(record.spot, "left-out", "a programme has no place for attachments", entry.title)
        if record.values.get("note"):
            record.tally.add(record.spot, "left-out", "a programme has no place for minutes", entry.title)


def ordered(people: list[Record]) -> list[Record]:
    """People in the order in which Indico shows them: by ``displayOrderKey``, where all have one."""
    keys = [record.values.get("displayOrderKey") for record in people]
    if all(isinstance(key, list) and len(key) > 1 and isinstance(key[0], int) for key in keys):
        order = sorted(range(len(people)), key=lambda place: (keys[place][0], str(keys[place][1])))  # type: ignore[index]
        return [people[place] for place in order]
    return people
