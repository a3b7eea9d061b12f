"""The nouns of an import: what an original says, in its order, before anybody knows what kind of text it is."""

from __future__ import annotations

import enum
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.model import Run


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in the original."""

    line: int
    """From 1: the line of a text file, the paragraph of a Word file (its tables' paragraphs counted where they stand),
    the record of a feed."""
    where: str = ""
    """What the line alone does not say, for people: ``table 2, row 3, column 1``."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the import was not sure of: one place and its reason."""

    spot: Spot
    rule: str
    """A short name, for counting and for programs: ``cut-paragraph``, ``unknown-person``."""
    reason: str
    """One line: what stands there and what was made of it."""
    result: str = ""
    """Where it is in the result: ``content/report.md:41``; filled in when the text has been written."""
    file: str = ""
    """The original, as the user named it; filled in by the use case."""


class Form(enum.StrEnum):
    """What a piece is, as the original shows it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list, or a numbered paragraph: ``number`` and ``level`` say which
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Looks:
    """How a paragraph looks, where the format says so: what tells a heading without a heading's style."""

    bold: bool = False
    """All of it."""
    italic: bool = False
    """All of it."""
    centred: bool = False
    size: float = 0.0
    """Points; 0 where nobody says."""
    new_page: bool = False
    """A page begins with it."""
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: pieces of its own."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    """How many it covers; the covered ones are not in the row."""
    rows: int = 1

    @property
    def text(self) -> str:
        """All that it says, without markup."""
        return " ".join(piece.text for piece in self.pieces if piece.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading, an item or a table, wherever it stands in the original."""

    form: Form
    spot: Spot
    runs: tuple[Run, ...] = ()
    """What it says; emphasis, strong and links as marked, spaces single, no bullet and no typed number in front."""
    level: int = 0
    """Of a heading: 1 for a title, 2 …; 0 where it shows no level. Of an item: its depth from 1."""
    number: str = ""
    """Of an item or heading, the number as it is read there: ``1``, ``a``, ``iv``; ``•`` is none: empty."""
    typed: str = ""
    """The number or bullet as it stands in the original: ``(a)``, ``12.``, ``–``; put back where it was no number."""
    looks: Looks = field(default_factory=Looks)
    notes: tuple[str, ...] = ()
    """Comments of the original, for translators."""
    id: str = ""
    """The id that the original states (``{#preamble}``); never invented here."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Of a table."""
    lines: int = 1
    """How many paragraphs or blocks of the original it was made of."""

    @property
    def text(self) -> str:
        """All that it says, without markup; of a table, its cells."""
        if self.form is Form.TABLE:
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, read: its pieces in their order and what the reader was not sure of."""

    path: str
    """As the user named it: for messages."""
    pieces: tuple[Piece, ...]
    lang: str = ""
    """``en``, ``ru``; empty where the letters do not tell."""
    doubts: tuple[Doubt, ...] = ()
    format: str = ""
    """``Word``, ``text``, ``Markdown``, for messages."""
    front: Mapping[str, str] = field(default_factory=dict)
    """The front matter of a Markdown file."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of those that a file holds."""

    kind: str
    """``programme``, ``declaration``, ``report`` or ``document``."""
    title: tuple[Run, ...]
    pieces: tuple[Piece, ...]
    """Without the title; headings have levels 2, 3, 4 without gaps."""
    lang: str
    name: str = ""
    """A word for the file's name where there are several parts: ``programme``, ``statement-rahmon``; or empty."""
    subtitle: tuple[Run, ...] = ()
    spot: Spot = field(default_factory=lambda: Spot(1))
    doubts: tuple[Doubt, ...] = ()
    front: Mapping[str, str] = field(default_factory=dict)
    """What the original's own front matter says (Markdown): ``symbol``, ``date``, ``notice`` …"""


@dataclass(frozen=True, slots=True)
class Written:
    """A content file, and where each place of the original stands in it."""

    text: str
    lines: Mapping[int, int]
    """Line of the original (``Spot.line``) → line of ``text``, both from 1; of several the first."""


def placed(doubts: Iterable[Doubt], path: str, lines: Mapping[int, int]) -> tuple[Doubt, ...]:
    """The doubts with their place in the result: the line made of their spot, or of the last one before it.

    ``lines``: as ``Written`` has them.
    """
    known = sorted(lines)
    out = []
    for doubt in doubts:
        at = bisect_right(known, doubt.spot.line)
        place = f"{path}:{lines[known[at - 1]] if at else 1}"
        out.append(doubt if doubt.result else replace(doubt, result=place))
    return tuple(out)


def flat(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """All pieces that are no tables, those in cells included, in reading order."""
    for piece in pieces:
        if piece.form is Form.TABLE:
            for row in piece.rows:
                for cell in row:
                    yield from flat(cell.pieces)
        else:
            yield piece
