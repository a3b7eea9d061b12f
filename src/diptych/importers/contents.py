"""A list of contents: where it stands, and which headings it promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import similar
from diptych.importers.sheet import Form, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Piece

_HEADING = re.compile(
    r"[—–\s]*(?:table of )?contents[:.]?[—–\s]*|содержание[:.]?|оглавление[:.]?|list of contents", re.IGNORECASE
)
_PAGE = re.compile(r"(?:\s*[.…·_]{3,}\s*|\s*\t\s*|\s{3,}| )(?P<page>\d{1,4}|[ivxl]{1,6})\s*$")
_LEADERS = re.compile(r"\s*(?:[.…·_]\s?){3,}\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$")
_NUMBER = re.compile(r"\s*(?:\d{1,4}|[ivxl]{1,6})\s*")
_FEWEST = 3
_LIKE = 85.0
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    text: str
    paged: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of contents."""

    start: int
    """The first piece of it, its own heading included."""
    end: int
    """The first piece behind it."""
    entries: tuple[Entry, ...]

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return self.entries[0].spot


def find(pieces: Sequence[Piece]) -> Contents | None:
    """The list of contents of a text, known by its heading or by page numbers behind dots; None where there is none."""
    for at, piece in enumerate(pieces):
        titled = headed(piece)
        if not titled and not _led(piece):
            continue
        first = at + 1 if titled else at
        end, entries = _run(pieces, first)
        if sum(entry.paged for entry in entries) >= _FEWEST or (titled and _again(entries, pieces[end:])):
            return Contents(at, end, tuple(entries))
    return None


def headed(piece: Piece) -> bool:
    """Whether a piece is the heading of a list of contents."""
    return piece.form in (Form.PARAGRAPH, Form.HEADING) and bool(_HEADING.fullmatch(piece.text[:40]))


def _led(piece: Piece) -> bool:
    """Whether a piece begins a list of contents that has no heading: dots lead to a page number."""
    return any(re.search(r"[.…·_]{4,}\s*\d{1,4}\s*$", row) is not None for row in piece.text[:2000].split("\n"))


def _run(pieces: Sequence[Piece], first: int) -> tuple[int, list[Entry]]:
    """The lines from a place on that are entries, up to the last one with a page number and what is joined to it."""
    found: list[Entry] = []
    kept, end = 0, first
    for at in range(first, len(pieces)):
        fresh = _entries(pieces[at])
        if fresh is None:
            break
        found += fresh
        if any(entry.paged for entry in fresh):
            kept, end = len(found), at + 1
        elif len(found) - kept > _FEWEST:
            break
        elif at == end and end > first and _touching(pieces[at - 1], pieces[at]):
            kept, end = len(found), at + 1
    if not end > first:
        return _unpaged(pieces, first)
    return end, found[:kept]


def _unpaged(pieces: Sequence[Piece], first: int) -> tuple[int, list[Entry]]:
    """The short lines below the heading of a list without page numbers, as long as each comes again."""
    later = {" ".join(similar.words(piece.text)) for piece in pieces[first + 1 :] if len(piece.text) <= _LONGEST}
    entries: list[Entry] = []
    seen: set[str] = set()
    for at in range(first, len(pieces)):
        piece = pieces[at]
        key = " ".join(similar.words(piece.text))
        if piece.form is Form.TABLE or len(piece.text) > _LONGEST or key in seen or key not in later:
            return at, entries
        seen.add(key)
        entries.append(Entry(piece.text, paged=False, spot=piece.spot))
    return len(pieces), entries


def _again(entries: Sequence[Entry], rest: Sequence[Piece]) -> bool:
    later = {" ".join(similar.words(piece.text)) for piece in rest if len(piece.text) <= _LONGEST}
    return len(entries) >= _FEWEST and all(" ".join(similar.words(entry.text)) in later for entry in entries)


def _touching(before: Piece, piece: Piece) -> bool:
    last = before.rows[-1] if before.rows else ()
    line = max((inner.spot.line for cell in last for inner in cell.pieces), default=before.spot.line)
    return piece.spot.line == line + 1


def _entries(piece: Piece) -> list[Entry] | None:
    """The entries that a piece is, one or a table of them; None where it is something else."""
    if piece.form is Form.TABLE:
        rows = [([cell.text.strip() for cell in row if cell.text.strip()], row) for row in piece.rows]
        if any(len(texts) > 3 or any(len(text) > _LONGEST for text in texts) for texts, _ in rows):  # noqa: PLR2004
            return None
        found = []
        for texts, row in rows:
            if not texts:
                continue
            spot = next((inner.spot for cell in row for inner in cell.pieces), piece.spot)
            paged = len(texts) > 1 and bool(_NUMBER.fullmatch(texts[-1]))
            text = " ".join(texts[:-1] if paged else texts)
            found.append(_entry(text, spot, paged=paged))
        return found if any(entry.paged for entry in found) else None
    if piece.form is Form.QUOTE or len(piece.text) > _LONGEST:
        return None
    text = f"{piece.typed} {piece.text}".strip() if piece.typed and piece.number else piece.text
    return [_entry(text, piece.spot, paged=False)]


def _entry(text: str, spot: Spot, *, paged: bool) -> Entry:
    led, page = _LEADERS.search(text), _PAGE.search(text)
    if led:
        return Entry(text[: led.start()].strip(), paged=True, spot=spot)
    if page and not paged:
        return Entry(text[: page.start()].strip(), paged=True, spot=spot)
    return Entry(text.strip(), paged=paged, spot=spot)


def promised(contents: Contents | None, texts: Sequence[str]) -> dict[int, int]:
    """Which of the texts are headings that the list promises: text → entry, by their places; each entry once."""
    if contents is None:
        return {}
    near = [place for place, text in enumerate(texts) if text and len(text) <= _LONGEST]
    wanted = [entry.text for entry in contents.entries]
    pairs = similar.pairs([texts[place] for place in near], wanted, cutoff=_LIKE)
    return {near[pair.new]: pair.old for pair in pairs}
