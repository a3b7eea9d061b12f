"""The nouns of print: a document in one or two languages, ready to be laid out.

Every renderer lays out the same lines (``compose.py`` makes them): it only decides where on the page a run
stands and how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from diptych.model import Kind, Part, Run, Session


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one panel."""

    lang: str
    """The panel's language; a run in another language says so itself."""
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text without its dress."""
        return "".join(run.text + ("\n" if run.lines_end else "") for run in self.runs)

    @property
    def state(self) -> State:
        """The worst state among the runs."""
        states = {run.state for run in self.runs}
        return next((s for s in (State.MISSING, State.FUZZY) if s in states), State.DONE)


Cells = tuple[Cell, ...]
"""One cell for each language of the edition, in the order of its columns (one or two)."""


@dataclass(frozen=True, slots=True)
class Hinge:
    """What the languages share, printed once between (or, in one language, before) the panels."""

    start: str = ""
    """``9:00``"""
    end: str = ""
    """``10:30``; empty for an open end."""
    number: str = ""
    """``5`` of an operative paragraph, ``(a)``, a list's number."""
    minutes: int | None = None
    video: bool = False

    @property
    def hours(self) -> str:
        """``9:00–10:30`` or ``18:30``."""
        return f"{self.start}–{self.end}" if self.end else self.start


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the edition: a block in its languages."""

    kind: Kind
    id: str
    cells: Cells
    hinge: Hinge = Hinge()
    level: int = 0
    """Heading: 2 or more. List item: depth from 1."""
    variant: str = ""
    """SESSION: the item's kind (``thematic-session``, ``break`` …)."""
    light: bool = False
    """SESSION: a break, a lunch, a photograph, a visit: one light line."""
    concurrent: bool = False
    """SESSION: it shares its hours with the item before it."""
    marks: tuple[Cells, ...] = ()
    """SESSION: small marks behind the title, each in every language (by invitation only; heads of delegation)."""
    group: str = ""
    """The id of the heading or session that it stands under."""
    session: str = ""
    row: int = 0
    column: int = 0
    whole: bool = False
    """It is one thing and crosses the page (a day's band)."""
    person: str = ""
    """The id of the person whose line it is: a speaker, a host, a statement."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of the first page."""

    conference: Cells
    """The conference's title."""
    theme: Cells
    when: Cells
    """The dates, as the language writes them."""
    where: Cells
    title: Cells
    """The document's title."""
    subtitle: Cells | None
    notice: Cells | None
    """That it is an unofficial rendition."""
    symbol: str
    status: Cells
    """``Final text`` or ``Draft``."""
    organizers: tuple[Cells, ...]
    supporters: tuple[Cells, ...]
    counts: tuple[Cells, ...]
    """What is not translated or outdated, one line each; empty when nothing is."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another edition of the same document."""

    edition: str
    """``en``, ``ru`` or ``en-ru``."""
    languages: tuple[str, ...]
    href: str
    """Relative to this edition's file, without fragment: ``../ru/declaration.html``."""
    label: str
    """``English``, ``Русский``, or the words for "side by side"."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A printed message without a confirmed translation."""

    part: Part
    lang: str
    state: State


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in one or two languages, ready to print."""

    name: str
    """``en``, ``ru``, ``en-ru``."""
    languages: tuple[str, ...]
    """In the order of the columns."""
    slug: str
    kind: str
    """The document's kind."""
    source: str
    """The language that the document was written in."""
    draft: bool
    date: dt.date | None
    """The date of the text, the only date stored in a file."""
    masthead: Masthead
    running: Cells
    """The short title for the running head."""
    lines: tuple[Line, ...]
    words: Mapping[str, Cells]
    """The labels, by id path (``page/page``): a renderer has no word of its own."""
    alternates: tuple[Alternate, ...] = ()
    """All editions of the document in their order, this one among them."""
    sessions: tuple[Session, ...] = ()
    conference_id: str = ""
    timezone: str = ""
    url: str = ""
    watermark: tuple[str, ...] = ()
    """The word for a draft in each language of the conference; empty where the text is final."""
    lacks: tuple[Lack, ...] = ()
    """Every printed message that has no confirmed translation, once."""

    @property
    def parallel(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.languages) > 1

    def word(self, label: str, lang: str) -> Cell:
        """The label in one of the edition's languages. Raises KeyError for a label nobody defined."""
        return next(cell for cell in self.words[label] if cell.lang == lang)
