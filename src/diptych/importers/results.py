"""What an import makes: documents that are about to be written, and what is said of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.importers.sheet import placed
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.importers import record
    from diptych.importers.sheet import Doubt, Sheet
    from diptych.importers.update import Updated
    from diptych.model import Document


@dataclass(frozen=True, slots=True)
class Made:
    """One document that an import made."""

    path: str
    kind: str
    counts: Mapping[str, int]
    """``headings``, ``paragraphs``, ``recitals``, ``items``, ``people`` …: what can be read in the result."""
    new: bool
    done: tuple[str, ...] = ()
    """What became of a document that was there already."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import makes; nothing of it is written yet."""

    guessed: tuple[str, ...]
    """What each file was taken for."""
    made: tuple[Made, ...]
    people: tuple[str, ...]
    """Ids of the people who are new."""
    translations: Mapping[str, int]
    """That came with an original in two languages: ``confirmed``, ``fuzzy``, ``kept as they were``."""
    doubts: tuple[Doubt, ...]
    paragraphs: int
    """Of the original."""
    files: Mapping[str, bytes]
    """What is to be written, by path relative to the root."""
    before: Mapping[str, bytes]
    """What stood there when it was read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is about to be written."""

    path: str
    slug: str
    file: str
    """The original."""
    format: str
    kind: str
    text: str
    record: record.Imported
    doubts: tuple[Doubt, ...]
    lines: Mapping[int, int]
    """Line of the original → line of the text."""
    source: str = ""
    """Of a timetable: which one it is."""
    new: bool = True
    done: tuple[str, ...] = ()

    @classmethod
    def of_update(
        cls, path: str, slug: str, sheet: Sheet, kind: str, updated: Updated, doubts: Sequence[Doubt]
    ) -> Draft:
        """One that was there already."""
        told = (*placed(doubts, path, updated.lines), *updated.doubts)
        at = (path, slug, sheet.path, sheet.format, kind, updated.text, updated.record)
        return cls(*at, told, updated.lines, new=False, done=updated.done)


_COUNTED = {
    Kind.HEADING: "headings",
    Kind.PARAGRAPH: "paragraphs",
    Kind.CHAPEAU: "chapeaux",
    Kind.RECITAL: "recitals",
    Kind.OPERATIVE: "operative paragraphs",
    Kind.LIST_ITEM: "list items",
    Kind.QUOTE: "quotes",
    Kind.CELL: "cells",
    Kind.DAY: "days",
    Kind.SESSION: "items",
    Kind.ISSUE: "key issues",
}


def counts(document: Document | None) -> dict[str, int]:
    """What can be read in a document, by kind."""
    if document is None:
        return {}
    kinds = Counter(block.kind for block in document.blocks)
    counts = {word: kinds[kind] for kind, word in _COUNTED.items() if kinds[kind]}
    people = {one.person for session in document.sessions for one in session.appearances}
    return counts | ({"people": len(people)} if people else {})
