"""programme.yaml: days of items with their roles and people, as blocks in print order and as sessions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import nodes, vocabulary
from diptych.fields import Anchors, Fields, head, once
from diptych.model import Appearance, Block, Document, Kind, Part, Session
from diptych.nodes import MapNode, TextNode

if TYPE_CHECKING:
    import datetime as dt

    from diptych.catalog import Span
    from diptych.finding import Finding
    from diptych.model import Registry


def loads(text: str, path: str, slug: str, registry: Registry, status: str = "draft") -> tuple[Document, list[Finding]]:
    """Read a programme; ``status`` holds where it says none itself."""
    root, found = nodes.loads(text, path)
    fields = Fields.of(root, vocabulary.PROGRAMME_KEYS, found, root.span)
    front = head(fields, slug, ("programme",), lang=registry.conference.source, status=status)
    if not any(block.kind is Kind.TITLE for block in front.blocks):
        fields.missing("title")
    days = [Fields.of(node, vocabulary.DAY_KEYS, found, node.span) for node in fields.items("days")]
    if not days:
        fields.missing("days")
    reader = _Reader(slug, registry, found, Anchors(_ids(days)))
    for block in front.blocks:
        reader.anchors.given(block.id)
    before: dt.date | None = None
    for day in days:
        before = reader.day(day, before) or before
    document = Document(
        slug=slug,
        kind="programme",
        lang=front.lang,
        status=front.status,
        path=path,
        blocks=(*front.blocks, *reader.blocks),
        sessions=tuple(reader.sessions),
        date=front.date,
        symbol=front.symbol,
    )
    return document, once(nodes.told(found))


_OF_THE_PAGE = ("title", "subtitle", "notice", "now", "filters", "programme-words")
"""Ids of the page around the programme."""


def _ids(days: list[Fields]) -> set[str]:
    """The ids of all items: no anchor of our own making may take one of them."""
    items = (item for day in days for item in Fields(day.node, []).items("items") if isinstance(item, MapNode))
    names = (item.get("id") for item in items)
    return {name.text for name in names if isinstance(name, TextNode)}


@dataclass(frozen=True, slots=True)
class _Item:
    """The item being read: what each of its blocks says of it."""

    fields: Fields
    context: str
    """Its id; of an item without one, its day's."""
    id: str
    """Its anchor."""
    title: str


@dataclass(frozen=True, slots=True)
class _Reader:
    slug: str
    registry: Registry
    found: list[Finding]
    anchors: Anchors
    blocks: list[Block] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    dates: set[dt.date] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def day(self, day: Fields, before: dt.date | None) -> dt.date | None:
        """Read a day and its items; its date, or None where it has none."""
        date = day.date("date", required=True)
        around = day.yes("around")
        if date is None:
            # Its items are read for their faults; without a date they cannot be printed.
            blocks, sessions = len(self.blocks), len(self.sessions)
            self._items(day, self.registry.conference.start, "day", around=around)
            del self.blocks[blocks:], self.sessions[sessions:]
            return None
        at = day.node.get("date")
        span = at.span if at else day.node.span
        self._judge(day, date, before, span, around=around)
        anchor = self.anchors.given(f"day-{date}")
        self.blocks.append(Block(Kind.DAY, (), span, anchor, group=anchor, date=date))
        self._items(day, date, anchor, around=around)
        return date

    def _judge(self, day: Fields, date: dt.date, before: dt.date | None, span: Span, *, around: bool) -> None:
        conference = self.registry.conference
        if date in self.dates:
            day.error("doubled-date", f"{date} is a day already", "Put its items under that day.", span)
        elif before and date < before:
            day.error("days-out-of-order", f"{date} stands after {before}", "Sort the days.", span)
        if not around and not conference.start <= date <= conference.end:
            message = f"{date} is outside the conference ({conference.start} to {conference.end})"
            day.error("date-outside", message, "Mend the date, or add “around: true” to the day.", span)
        self.dates.add(date)

    def _items(self, day: Fields, date: dt.date, anchor: str, *, around: bool) -> None:
        for node in day.items("items"):
            self._item(Fields.of(node, vocabulary.ITEM_KEYS, self.found, node.span), date, anchor, around=around)

    # ----------------------------------------------------------------------- an item

    def _item(self, fields: Fields, date: dt.date, day: str, *, around: bool) -> None:
        given = fields.id()
        if given in _OF_THE_PAGE or given.startswith("day-"):
            message = f"“{given}” is an id that the page needs itself"
            fields.error("doubled-id", message, f"Give the item another id: {given}-item.")
        if given in self.names:
            fields.error("doubled-id", f"“{given}” is the id of two items", "Give each an id of its own.")
        if given:
            self.names.add(given)
        anchor = self.anchors.given(given) if given else self.anchors.derived(f"{day}-item")
        context = given or day
        kind = fields.one_of("kind", vocabulary.ITEM_KINDS, rule="unknown-kind", required=True) or "session"
        start, end = fields.time("start"), fields.time("end")
        self._hours(fields, start, end)
        label = fields.part("label", self.slug, f"{context}/label")
        title = fields.part("title", self.slug, f"{context}/title", required=True)
        title = title or self._label(f"kind/{kind}", "title")
        if title is None:
            return
        if not title.comment and fields.node.comment:
            title = replace(title, comment=fields.node.comment)
        item = _Item(fields, context, anchor, title.key.msgid)
        audience = fields.one_of("audience", vocabulary.AUDIENCES)
        access = fields.one_of("access", vocabulary.ACCESS)
        marks = (
            self._label(f"audience/{audience}", "audience") if audience else None,
            self._label(f"access/{access}", "access") if access else None,
        )
        self._block(item, Kind.SESSION, "", fields.node.span, label, title, *marks)
        self._place(item)
        host = self._host(item)
        organizers = self._organizers(item)
        self._venues(item)
        if note := fields.part("note", self.slug, f"{context}/note", name="text"):
            self._block(item, Kind.NOTE, "note", note.span, note)
        appearances = self._roles(item)
        self._floor(item)
        self._issues(item)
        self.sessions.append(
            Session(
                id=anchor,
                kind=kind,
                date=date,
                start=start,
                end=end,
                title=title,
                label=label,
                appearances=appearances,
                organizers=organizers,
                host=host,
                invitation=access == "invitation",
                audience=audience,
                around=around,
                span=fields.node.span,
            )
        )

    def _hours(self, fields: Fields, start: dt.time | None, end: dt.time | None) -> None:
        node = fields.node.get("end")
        if node and end and start is None and not fields.node.get("start"):
            fields.error("missing-key", "an “end” without a “start”", "Add “start: HH:MM”.", node.span)
        elif node and end and start and end <= start:
            message = f"it ends at {end:%H:%M}, and starts at {start:%H:%M}"
            fields.error("end-before-start", message, "Mend one of the two.", node.span)

    def _place(self, item: _Item) -> None:
        if place := item.fields.part("place", self.slug, f"{item.context}/place", name="text"):
            self._block(item, Kind.PLACE, "place", place.span, place)

    def _host(self, item: _Item) -> str:
        node = item.fields.text("host")
        if node is None or not self._known_person(item.fields, node):
            return ""
        label, line = self._label("programme/host", "label"), self.registry.line_of(node.text)
        self._block(item, Kind.HOST, "host", node.span, label, *line, person=node.text)
        return node.text

    def _organizers(self, item: _Item) -> tuple[str, ...]:
        known = self.registry.organizations
        names = item.fields.references("organizers", known, "organization")
        if names:
            printed = (known[name].short or known[name].name for name in names)
            parts = (replace(part, field="organization") for part in printed)
            label = self._label("programme/organizers", "label")
            node = item.fields.node.get("organizers")
            self._block(item, Kind.ORGANIZERS, "organizers", node.span if node else None, label, *parts)
        return names

    def _venues(self, item: _Item) -> None:
        for node in item.fields.items("venues"):
            venue = Fields.of(node, vocabulary.VENUE_KEYS, self.found, node.span)
            audience = venue.one_of("audience", vocabulary.AUDIENCES)
            place = venue.part("place", self.slug, f"{item.context}/venues", required=True)
            if place:
                label = self._label(f"audience/{audience}", "audience") if audience else None
                self._block(item, Kind.VENUE, f"venue-{audience}".rstrip("-"), node.span, label, place)

    def _roles(self, item: _Item) -> tuple[Appearance, ...]:
        appearances: list[Appearance] = []
        for node in item.fields.items("roles"):
            fields = Fields.of(node, vocabulary.ROLE_KEYS, self.found, node.span)
            role = fields.one_of("role", vocabulary.ROLES, rule="unknown-role", required=True)
            heading = fields.part("heading", self.slug, f"{item.context}/roles")
            if not heading and role:
                heading = self._label(f"roles/{role}", "heading")
            if heading:
                self._block(item, Kind.ROLE, role or "role", node.span, heading)
            speakers = (self._speaker(item, role or "speaker", node) for node in fields.items("people"))
            appearances.extend(speaker for speaker in speakers if speaker)
        return tuple(appearances)

    def _speaker(self, item: _Item, role: str, node: nodes.Node) -> Appearance | None:
        fields = Fields.of(node, vocabulary.SPEAKER_KEYS, self.found, node.span)
        minutes = fields.number("minutes")
        video = fields.one_of("mode", vocabulary.MODES) == "video"
        person = fields.text("person", required=True)
        if person is None or not self._known_person(fields, person):
            return None
        line = (*self.registry.line_of(person.text), self._label("mode/video", "mode") if video else None)
        ending = f"{role}-{person.text}"
        self._block(item, Kind.SPEAKER, ending, node.span, *line, minutes=minutes, video=video, person=person.text)
        return Appearance(person.text, role, minutes, video, node.span)

    def _floor(self, item: _Item) -> None:
        if floor := item.fields.part("floor", self.slug, f"{item.context}/floor", name="text"):
            label = self._label("programme/floor", "label")
            self._block(item, Kind.FLOOR, "floor", floor.span, label, floor)

    def _issues(self, item: _Item) -> None:
        issues = item.fields.items("issues")
        if issues and (heading := self._label("programme/key-issues", "heading")):
            self._block(item, Kind.ISSUES, "issues", issues[0].span, heading)
        for number, node in enumerate(issues, 1):
            ending, context = f"issue-{number}", f"{item.context}/issues"
            if isinstance(node, TextNode) and node.text:
                text: Part | None = item.fields.translatable(node, "text", self.slug, context)
            else:
                fields = Fields.of(node, vocabulary.ISSUE_KEYS, self.found, node.span)
                if fields.node.get("id"):
                    name = fields.id()
                    ending, context = f"issue-{name}", f"{context}/{name}"
                text = fields.part("text", self.slug, context, required=True)
                if text and not text.comment:
                    text = replace(text, comment=node.comment)
            if text:
                self._block(item, Kind.ISSUE, ending, node.span, text)

    # ----------------------------------------------------------------------- what items point to

    def _known_person(self, fields: Fields, node: TextNode) -> bool:
        if node.text in self.registry.people:
            return True
        fields.unknown("person", node, self.registry.people)
        return False

    def _label(self, path: str, name: str) -> Part | None:
        """A label as the part of a block; None where labels.yaml lacks it, which is a finding there."""
        label = self.registry.labels.get(path)
        return replace(label, field=name) if label else None

    def _block(
        self,
        item: _Item,
        kind: Kind,
        ending: str,
        span: Span | None,
        *parts: Part | None,
        minutes: int | None = None,
        video: bool = False,
        person: str = "",
    ) -> None:
        """Add a block of an item; ``ending`` is its anchor's behind the item's own, empty for the item."""
        self.blocks.append(
            Block(
                kind,
                tuple(part for part in parts if part),
                span or item.fields.node.span,
                self.anchors.derived(f"{item.id}-{ending}") if ending else item.id,
                group=item.id,
                heading=item.title,
                session=item.id,
                minutes=minutes,
                video=video,
                person=person,
                level=1 if kind is Kind.ISSUE else 0,
            )
        )
