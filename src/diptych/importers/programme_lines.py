"""The pieces of a programme, tables or not, as lines in reading order."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers import days, hours, item_kinds, item_titles
from diptych.importers.sheet import Form, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.importers.sheet import Cell
    from diptych.model import Run

_HEADS = (
    ("time", r"time|hours?|schedule|when|время|часы|начало"),
    ("date", r"date|day|дата|день"),
    (
        "title",
        (
            r"(?:title|session|event|activity|agenda item|item|programme|topic|subject|theme|what"
            r"|мероприят\w+|название|наименование(?:\s\w+)?|тема|содержание|программа|сессия|пункт\w* повестки\w*)"
        ),
    ),
    (
        "people",
        (
            r"(?:speakers?|participants|presenters?|panell?ists?|moderators?|who|докладчик\w*"
            r"|выступающи\w*|спикер\w*|участник\w*|ответственн\w*)"
        ),
    ),
    ("place", r"(?:place|venue|location|room|where|место\w*|зал|аудитория)"),
)
_HEAD = tuple(
    (
        slot,
        re.compile(rf"(?:{words})(?:\s?[/,&]\s?\w+|\s(?:and|of|и)\s\w+|\sпроведения|\s\([^)]*\))?\s?:?", re.IGNORECASE),
    )
    for slot, words in _HEADS
)
_BULLET = re.compile(
    r"(?<=\s)[•▪●■◦·]\s*|(?<=\s)(?=\d{1,3}[′’'][\s\u00a0]+(?:[▸►▶][\s\u00a0]*)?"
    r"(?:His\s|Her\s|H\.|Mr|Ms|Dr|Prof|Его\s|Е[её]\s|Е\.|[Гг][-‑]|[Дд][-‑]р))"
)
"""Also where minutes stand in front of another person: ``… of Qatar 6′ Ms. X``."""
_SHORT_CELL = 60
_TWO = 2
_MOST_CUTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a programme and where it stands."""

    piece: Piece
    slot: str = ""
    """The column of a table: ``time``, ``date``, ``title``, ``people``, ``place``; ``cell`` for another one."""
    row: int = 0
    """The number of the row, counted through all tables; 0 outside of tables."""
    column: int = 0
    """Of a column that is one of several items side by side (slot ``track``), from 1."""
    head: str = ""
    """What stands above that column: its room, its track."""

    @property
    def text(self) -> str:
        """What the line says."""
        return self.piece.text.strip()

    @property
    def listed(self) -> bool:
        """An item of a list."""
        return self.piece.form is Form.ITEM


def lines(pieces: Sequence[Piece], most: int) -> tuple[Line, ...]:
    """The first lines that say something, ``most`` of them, tables row by row."""
    return tuple(itertools.islice((line for line in _lines(pieces) if line.text), most))


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    row = 0
    slots: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    for piece in pieces:
        if piece.form is not Form.TABLE:
            for part in _unbulleted(piece):
                yield Line(part)
            continue
        for cells in piece.rows:
            head = _head(cells)
            if head:
                slots, heads = head, tuple(text for cell in cells for text in [cell.text.strip()] * _width(cell))
                continue
            row += 1
            yield from _row(cells, slots, heads, row)


def _head(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The columns that the first row names; empty where it names none."""
    if len(cells) < 2:  # noqa: PLR2004 - one cell is no head
        return ()
    slots: list[str] = []
    for cell in cells:
        text = cell.text.strip()
        slot = next((slot for slot, words in _HEAD if words.fullmatch(text)), "") if len(text) < _SHORT_CELL else ""
        slots += [slot or "cell"] * _width(cell)
    if slots[0] == "time" and len(cells) > _TWO and all(_track(cell.text.strip()) for cell in cells[1:]):
        return ("time", *("track" for _ in slots[1:]))
    named = [slot for slot in slots if slot != "cell"]
    return tuple(slots) if len(set(named)) >= 2 and ("time" in named or "title" in named) else ()  # noqa: PLR2004


def _width(cell: Cell) -> int:
    return max(1, min(cell.columns, 50))


def _track(text: str) -> bool:
    """Whether the head of a column is one of several: a room, a track, a section with its number."""
    short = 0 < len(text) < _SHORT_CELL and not any(words.fullmatch(text) for _, words in _HEAD)
    return short and (item_titles.names_place(text) or bool(item_kinds.label(text)[0]))


def _row(cells: Sequence[Cell], slots: tuple[str, ...], heads: tuple[str, ...], row: int) -> Iterator[Line]:
    column = 0
    for cell in cells:
        slot = slots[column] if column < len(slots) else ""
        wide = cell.columns > 1 and len(slots) > 1
        place, column = column, column + max(1, cell.columns)
        for piece in _flat(cell.pieces):
            if not piece.text.strip():
                continue
            timed = slot in {"time", "date"} or (not slot and cell is cells[0] and len(cells) > 1)
            if timed and not wide and _timely(piece.text, slot):
                yield Line(piece, "time", row)
                continue
            for part in _unbulleted(piece):
                if slot == "track" and not wide:
                    yield Line(part, slot, row, place, heads[place])
                else:
                    yield Line(part, "cell" if wide or slot in {"time", "date", ""} else slot, row)


def _timely(text: str, slot: str) -> bool:
    """Whether a first cell holds hours or a date, and not a title."""
    line = text.strip()
    found = hours.leading(line, alone=True)
    if found and not line[found.length :].strip(" .–—-"):
        return True
    return bool(days.heading(line)) or (bool(found) and slot == "time")


def _flat(pieces: Sequence[Piece], depth: int = 0) -> Iterator[Piece]:
    for piece in pieces:
        if piece.form is Form.TABLE:
            for cells in piece.rows if depth < 20 else ():  # noqa: PLR2004 - no programme nests tables so deep
                for cell in cells:
                    yield from _flat(cell.pieces, depth + 1)
        else:
            yield piece


def _unbulleted(piece: Piece) -> Iterator[Piece]:
    """A paragraph in which bullets stand, as a paragraph and its items."""
    text = piece.text
    cuts = list(_BULLET.finditer(text))
    if not cuts or piece.form is Form.HEADING or len(cuts) * len(piece.runs) > _MOST_CUTS:
        yield piece
        return
    place, first = 0, True
    for start, end in [*((cut.start(), cut.end()) for cut in cuts), (len(text), len(text))]:
        runs = cut_runs(piece.runs, text, place, start)
        if "".join(run.text for run in runs).strip():
            form = piece.form if first else Form.ITEM
            yield replace(piece, form=form, runs=runs, notes=piece.notes if first else ())
        place, first = end, False


def cut_runs(runs: Sequence[Run], whole: str, start: int, end: int) -> tuple[Run, ...]:
    """The runs between two places of their text, without the spaces around."""
    text = whole[start:end]
    low = start + len(text) - len(text.lstrip())
    high = start + len(text.rstrip())
    out, place = [], 0
    for run in runs:
        first, last = max(low - place, 0), min(high - place, len(run.text))
        if first < last:
            out.append(replace(run, text=run.text[first:last]))
        place += len(run.text)
    return tuple(out)


def part(piece: Piece, start: int, end: int | None = None) -> Piece:
    """A stretch of a piece as a piece."""
    text = piece.text
    return replace(piece, runs=cut_runs(piece.runs, text, start, len(text) if end is None else end))
