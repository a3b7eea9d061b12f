"""The nouns: what a catalog, a document and a conference are made of. They know no file format."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.catalog import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from diptych.catalog import Key, Span

# --------------------------------------------------------------------------- documents


class Kind(enum.StrEnum):
    """What a block is."""

    # prose
    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTICE = "notice"  # "unofficial rendition …": printed in the masthead
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CHAPEAU = "chapeau"
    RECITAL = "recital"
    OPERATIVE = "operative"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CELL = "cell"
    STATEMENT = "statement"  # who spoke, above what was said
    PRINT = "print"  # what stands elsewhere: weave puts that in its place, so no layout meets it
    # programme
    DAY = "day"
    SESSION = "session"
    PLACE = "place"
    HOST = "host"
    ORGANIZERS = "organizers"
    VENUE = "venue"
    NOTE = "note"
    ROLE = "role"
    SPEAKER = "speaker"
    FLOOR = "floor"
    ISSUES = "issues"
    ISSUE = "issue"
    # what prints only as a part of other blocks: people, labels, the conference
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a block and the domain it is translated in."""

    field: str
    """``text`` for a block of one part; else ``title``, ``label``, ``name``, ``function``, ``heading`` …"""
    domain: str
    key: Key
    span: Span
    plural: str | None = None
    comment: str = ""
    """The author's own ``translators:`` comment."""


@dataclass(frozen=True, slots=True)
class Block:
    """What prints as one: a heading, a paragraph, a session's title, a speaker's line."""

    kind: Kind
    parts: tuple[Part, ...]
    span: Span
    id: str
    """The fragment id, the same in every edition, unique in its document."""
    level: int = 0
    """Heading: 2 or more (the title is 1). List item: depth from 1."""
    number: str = ""
    """``5`` of an operative paragraph, ``(a)`` of a sub-paragraph, ``1`` of an ordered list's item; else empty."""
    group: str = ""
    """The id of the heading or session that it stands under; empty above the first."""
    heading: str = ""
    """The text of that heading, or the session's title, in the source language: for people."""
    session: str = ""
    """The id of the programme item that it belongs to."""
    date: dt.date | None = None
    """Of a day."""
    minutes: int | None = None
    """Of a speaker."""
    video: bool = False
    """The speaker's statement is a video message."""
    row: int = 0
    """Table cell: its row from 0 (0 is the head) …"""
    column: int = 0
    """… and its column from 0."""
    person: str = ""
    """The id of the person whose line it is: a speaker, a host, a statement."""
    sorted: bool = False
    """Table cell: in an edition of one language the rows stand in the order of that language."""
    asks: tuple[str, ...] = ()
    """PRINT: what to print, as the content says it: ``programme``, ``session-1``, ``heading``."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One person in one role of one session."""

    person: str
    role: str
    minutes: int | None
    video: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Session:
    """One item of the programme as data, for calendars and checks; ``start`` without ``end`` is open."""

    id: str
    kind: str
    """``session``, ``thematic-session``, ``side-event``, ``briefing``, ``break``, ``photo``, ``exhibition``, …"""
    date: dt.date
    start: dt.time | None
    end: dt.time | None
    title: Part
    label: Part | None
    appearances: tuple[Appearance, ...]
    organizers: tuple[str, ...]
    host: str
    invitation: bool
    audience: str
    around: bool
    """It stands around the conference, not within its dates."""
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One document: what prints in its order, and for a programme its sessions."""

    slug: str
    kind: str
    """``programme``, ``declaration``, ``document``; or ``people``, ``labels``, ``conference``: fields only."""
    lang: str
    status: str
    """``draft`` or ``final``."""
    path: str
    blocks: tuple[Block, ...]
    sessions: tuple[Session, ...] = ()
    date: dt.date | None = None
    """The date of the text."""
    symbol: str = ""


# --------------------------------------------------------------------------- the conference


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization, once: printed by its name or its short name."""

    id: str
    name: Part
    short: Part | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A person, once: every document points to the id."""

    id: str
    name: Part
    family: str
    courtesy: str
    """A key of ``labels: courtesy``, or empty."""
    style: str
    """``his`` or ``her`` (Excellency: a key of ``labels: style``), or empty."""
    gender: str
    """``m`` or ``f``."""
    family_first: bool
    """The name is written family name first."""
    function: Part
    """The function as it is printed, with the organization in it."""
    organization: str
    country: str
    """ISO 3166-1 alpha-2, or empty."""
    span: Span


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of ``documents`` in conference.yaml."""

    slug: str
    path: str
    """Relative to ``content/``."""
    status: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, a date or a symbol that several texts state, with where it comes from."""

    id: str
    """What stands between braces in a text: ``member_states``."""
    value: str
    """``900``, ``2018-05-03``, ``2018-05-03/2018-05-04``, or a symbol as it is printed: ``A/RES/75/291``."""
    source: str
    """The document that states it, and where in it."""
    date: dt.date
    """Of that document."""
    comment: str
    """The author's own ``translators:`` comment."""
    span: Span


@dataclass(frozen=True, slots=True)
class Wording:
    """A term in one language."""

    term: str
    short: str
    """Its abbreviation, or empty."""
    avoid: tuple[str, ...]
    """Forms that must not be used."""
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of terms.yaml: one notion in every language."""

    id: str
    kind: str
    """``abbreviation``, ``organization`` or ``term``."""
    wordings: Mapping[str, Wording]
    """By language."""
    note: str
    """For translators."""
    span: Span


@dataclass(frozen=True, slots=True)
class House:
    """What a conference chooses for its checks: rules, and usage where authorities leave a choice."""

    off: tuple[str, ...] = ()
    """Rules that are not asked."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """How grave their findings are, by rule, where it is otherwise than the rule says."""
    per_cent: str = ""
    """``5 %`` or ``5%``; empty where either will do."""
    yo: str = "names"
    """Where ё must stand: ``names`` (and nobody minds it elsewhere), ``always`` or ``never`` (but in names)."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Conference:
    """What conference.yaml says."""

    id: str
    title: Part
    theme: Part
    short: Part
    start: dt.date
    end: dt.date
    timezone: str
    venue: Part
    city: Part
    country: str
    source: str
    targets: tuple[str, ...]
    organizers: tuple[str, ...]
    supporters: tuple[str, ...]
    documents: tuple[Listing, ...]
    url: str
    """Where the site stands, without a slash at its end; empty where nobody says."""
    homepage: str
    """The page of the conference's organizers."""
    facts: Mapping[str, Fact]
    house: House
    span: Span

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in the order of the columns."""
        return (self.source, *self.targets)


@dataclass(frozen=True, slots=True)
class Registry:
    """What every document may point to."""

    conference: Conference
    people: Mapping[str, Person]
    organizations: Mapping[str, Organization]
    labels: Mapping[str, Part]
    """By id path: ``roles/chair``."""
    terms: Mapping[str, Term]

    def line_of(self, person: str) -> tuple[Part, ...]:
        """The parts of a person's line, in the order in which English prints them; KeyError for nobody.

        A label that labels.yaml lacks is left out, which is a finding there.
        """
        who = self.people[person]
        wanted = (("style", who.style), ("courtesy", who.courtesy))
        labels = ((field, self.labels.get(f"{field}/{word}")) for field, word in wanted if word)
        return (
            *(replace(label, field=field) for field, label in labels if label),
            who.name,
            *((who.function,) if who.function.key.msgid else ()),
        )


# --------------------------------------------------------------------------- print


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that prints alike. What the text is made of never counts as markup again."""

    text: str
    emphasis: bool = False
    strong: bool = False
    href: str = ""
    """``https:``, ``http:``, ``mailto:``, ``tel:`` or ``#fragment``; never anything else."""
    role: str = ""
    """``name``, ``function``, ``label``, ``title``, ``mark`` …: what it is in a line of several parts."""
    lang: str = ""
    """Its language where it is not the cell's (a passage without a translation)."""
    state: State = State.DONE
    """Of its translation; anything but ``DONE`` prints as a mark says."""
    lines_end: bool = False
    """A line of its own ends behind it (the label above a session's title)."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a renderer returns; only project.py puts it on disk."""

    path: str
    """Relative to the output folder, with ``/``."""
    media: str
    data: bytes
