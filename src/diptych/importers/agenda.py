"""The nouns of an imported programme: what its lines state, before people and organizations have ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    import datetime as dt

    from diptych.importers.sheet import Doubt, Piece

NOWHERE = Spot(1)


@dataclass(frozen=True, slots=True)
class Named:
    """A person as one line of the original names him or her."""

    name: str
    """``Mutlaq Majed Al-Qahtani``, without style and courtesy title."""
    function: str = ""
    """All that stands behind the name, minutes and the like left out; inline Markdown."""
    family: str = ""
    """The family name, or the best guess (then there is a doubt)."""
    family_first: bool = False
    courtesy: str = ""
    """A word of ``vocabulary.COURTESIES``."""
    style: str = ""
    """A word of ``vocabulary.STYLES``."""
    gender: str = ""
    """``m``, ``f`` or empty."""
    country: str = ""
    """ISO 3166-1 alpha-2 where the original says so, else empty."""
    source: str = ""
    """The id that the feed has for the person, else empty."""
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Speaking:
    """A person in a role."""

    person: Named
    minutes: int | None = None
    video: bool = False
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Role:
    """Who speaks as what."""

    role: str
    """A word of ``vocabulary.ROLES``."""
    people: tuple[Speaking, ...]
    heading: str = ""
    """As the original heads it, where the label of the role does not say the same; inline Markdown."""
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Venue:
    """A room for some."""

    place: str
    audience: str = ""
    """A word of ``vocabulary.AUDIENCES``."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A key issue."""

    text: str
    """Inline Markdown."""
    spot: Spot = NOWHERE
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the programme. Texts are inline Markdown."""

    kind: str
    """A word of ``vocabulary.ITEM_KINDS``."""
    title: str
    id: str = ""
    """The id it is to have, made of the feed's own id; empty: the writer makes one (``session-1``, ``opening``)."""
    start: dt.time | None = None
    end: dt.time | None = None
    label: str = ""
    """``Thematic Session I``"""
    note: str = ""
    place: str = ""
    host: Named | None = None
    organizers: tuple[str, ...] = ()
    """As printed: ``UNOCT``, ``BI Hub, Doha``."""
    access: str = ""
    audience: str = ""
    venues: tuple[Venue, ...] = ()
    roles: tuple[Role, ...] = ()
    floor: str = ""
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    """Comments, for translators."""
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its items in the order of printing."""

    date: dt.date
    items: tuple[Item, ...]
    around: bool = False
    """Outside the dates of the conference."""
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Agenda:
    """A programme, read."""

    title: str
    days: tuple[Day, ...]
    lang: str = "en"
    subtitle: str = ""
    notice: str = ""
    doubts: tuple[Doubt, ...] = ()
    left: tuple[Piece, ...] = ()
    """What no item could take: it is in a doubt and not in the result."""
    zone: str = ""
    """IANA name of the zone that the hours are in; empty where the original says none."""
    source: str = ""
    """What it comes from, for the record: ``indico:1001382``, ``schedule:dushanbe-2022``; empty for a text."""
    cancelled: frozenset[str] = field(default_factory=frozenset)
    """The ids of items that a feed says are cancelled; they are in no day."""
