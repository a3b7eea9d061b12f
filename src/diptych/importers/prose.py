"""A part → its Markdown file: front matter and one paragraph a line, as a careful person types it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from diptych import inline, vocabulary
from diptych.importers import honorifics, line_shapes, markup, yaml_text
from diptych.importers.sheet import Form, Written, flat
from diptych.importers.slugs import Slugs
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diptych.importers.sheet import Cell, Part, Piece

_DEEPEST = 8
"""Levels of lists; the reader takes twenty."""
_KEYS = ("notice", "status", "symbol", "date")
_DASHES = re.compile(r"-{2,}")
_UNTITLED = "…"
_COUNTER = re.compile(r"(?:\d{1,3}(?:(?:\.\d{1,3})+[.)]?|[.)])|[IVXLC]{1,7}[.)]|[A-Za-zА-Яа-я][.)])\s+(?=\w)")
_TITLE = 80
"""Characters of a title that is made of the first words."""
_WIDEST = 100
"""Columns of a table; what covers more is no table that a reader could print."""


def dumps(part: Part, head: Mapping[str, str]) -> Written:
    """The content file of a part; ``head``: front matter keys to be added, in their order.

    ``markdown.loads`` reads it without a finding and gives the same texts back (docs/content.md, Markdown documents).
    """
    writer = _Writer(part)
    writer.front(head)
    for piece in part.pieces:
        writer.take(piece)
    return Written("\n".join(writer.lines).rstrip("\n") + "\n", writer.places)


class _Open:
    """A list that is open."""

    def __init__(self, level: int, indent: int, *, ordered: bool, start: int, sign: str) -> None:
        self.level = level
        self.indent = indent
        """Of its markers."""
        self.ordered = ordered
        self.next = start
        self.sign = sign
        """``.`` or ``)``: another sign begins another list (CommonMark 0.31, 5.3)."""
        self.inner = indent + 2
        """Where the text of its last item begins."""


class _Writer:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.lines: list[str] = []
        self.places: dict[int, int] = {}
        self._slugs = Slugs()
        self._stated = {
            place: own_id
            for place, piece in enumerate(part.pieces)
            if piece.id and (own_id := self._slugs.given(piece.id))
        }
        self._place = -1
        self._lists: list[_Open] = []
        self._quote = False

    # ----------------------------------------------------------------------- the head

    def front(self, head: Mapping[str, str]) -> None:
        """Write the front matter."""
        part = self.part
        title = markup.dumps(part.title) or _first_words(part) or _UNTITLED
        said = {"kind": part.kind, "title": title}
        if subtitle := markup.dumps(part.subtitle):
            said["subtitle"] = subtitle
        stated = {key: part.front[key] for key in _KEYS if _valid(key, part.front.get(key, ""))}
        lang = {"lang": part.lang} if part.lang else {}
        said |= {"notice": stated.pop("notice", ""), **lang, **stated}
        said |= head
        self.lines.append("---")
        for key, text in said.items():
            if text:
                self.lines.append(f"{key}: {yaml_text.scalar(text)}")
                if key == "title":
                    self.places[part.spot.line] = len(self.lines)
        self.lines.append("---")

    # ----------------------------------------------------------------------- blocks

    def take(self, piece: Piece) -> None:
        """Write one piece."""
        self._place += 1
        portions = _portions(piece.runs)
        match piece.form:
            case Form.TABLE:
                self._close()
                self._table(piece)
            case _ if not portions:
                return
            case Form.HEADING:
                self._close()
                self._heading(piece, portions)
            case Form.ITEM:
                self._quote = False
                self._item(piece, portions)
            case Form.QUOTE:
                self._lists.clear()
                self._block(portions, piece, "> ", new=not self._quote or piece.level == 1)
                self._quote = True
            case _:
                self._close()
                self._block(portions, piece)

    def _close(self) -> None:
        self._lists.clear()
        self._quote = False

    def _note(self, piece: Piece) -> None:
        if notes := _notes(piece):
            self.lines += ["", notes]

    def _own_id(self) -> str:
        own_id = self._stated.get(self._place, "")
        return f" {{#{own_id}}}" if own_id else ""

    def _heading(self, piece: Piece, portions: Sequence[str]) -> None:
        self._note(piece)
        text = f"{markup.dumps((Run(piece.typed + ' '),))} {portions[0]}" if piece.typed else portions[0]
        own_id = self._stated.get(self._place) or self._slugs.made(_slugged(inline.plain(portions[0])))
        self._line(piece, f"{'#' * min(max(piece.level, 2), 4)} {text} {{#{own_id}}}")
        for more in portions[1:]:
            self._line(piece, markup.block(more))

    def _block(self, portions: Sequence[str], piece: Piece, prefix: str = "", *, new: bool = True) -> None:
        """Write a paragraph, or a paragraph of a quote: a ``new`` one or one more of the same."""
        if not prefix:
            self._note(piece)
        for number, text in enumerate(portions):
            notes = f" {said}" if prefix and not number and (said := _notes(piece)) else ""
            own_id = self._own_id() if not number else ""
            between = "" if new or not prefix else prefix.rstrip()
            self._line(piece, f"{prefix}{markup.block(text)}{notes}{own_id}", between=between)
            new = False

    def _line(self, piece: Piece, text: str, *, between: str | None = "") -> None:
        """Write a line; ``between``: what the line above it has, None for none."""
        if between is not None:
            self.lines.append(between)
        self.lines.append(text)
        self.places.setdefault(piece.spot.line, len(self.lines))

    # ----------------------------------------------------------------------- lists

    def _item(self, piece: Piece, portions: Sequence[str]) -> None:
        while self._lists and self._lists[-1].level > max(piece.level, 1):
            self._lists.pop()
        number = self._number(piece)
        typed = "" if number is not None or not piece.number else piece.typed or f"{piece.number}."
        if typed and not any(entry.level < max(piece.level, 1) for entry in self._lists):
            # Markdown counts 1, 2, 3 at the first level: (a) stays a word of the paragraph.
            self._lists.clear()
            self._block(_portions((Run(f"{typed} "), *piece.runs)), piece)
            return
        if typed:
            portions = _portions((Run(f"{typed} "), *piece.runs))
        entry, fresh = self._list(piece, number)
        marker = "-" if number is None else f"{number}{entry.sign}"
        entry.inner = entry.indent + len(marker) + 1
        notes = f" {said}" if (said := _notes(piece)) else ""
        line = f"{' ' * entry.indent}{marker} {markup.block(portions[0])}{notes}{self._own_id()}"
        loose = self.part.kind == "declaration" and entry.ordered and entry.level == 1
        first_of_all = fresh and len(self._lists) == 1
        # A nested list that begins with another number than 1 does not end a paragraph (CommonMark 0.31, 5.3).
        apart = fresh and (number not in (None, 1) or entry.sign == ")")
        self._line(piece, line, between="" if first_of_all or loose or apart else None)
        for more in portions[1:]:
            self._line(piece, f"{' ' * entry.inner}{markup.block(more)}")

    def _number(self, piece: Piece) -> int | None:
        """The number that Markdown can say there, or None: 1 at the first level, a at the second, i at the third."""
        if not piece.number or len(piece.number) > 9:  # noqa: PLR2004 - digits that CommonMark takes
            return None
        level = max(piece.level, 1)
        depth = 1 + sum(entry.ordered for entry in self._lists if entry.level < level)
        wanted = {1: ("1",), 2: ("aa", "aа"), 3: ("ai",)}.get(depth, ())
        ways = line_shapes.values(piece.number) if piece.number.isascii() or depth > 1 else ()
        return next((value for kind, value in ways if kind in wanted), None)

    def _list(self, piece: Piece, number: int | None) -> tuple[_Open, bool]:
        """The list that an item is of, and whether it is a new one."""
        level = max(piece.level, 1)
        last = self._lists[-1] if self._lists else None
        sign, indent = ".", last.inner if last else 0
        if last is not None and (last.level == level or len(self._lists) >= _DEEPEST):
            if last.ordered == (number is not None) and number in (None, last.next):
                last.next += 1
                return last, False
            sign = ")" if last.ordered and last.sign == "." else "."
            indent = last.indent
            self._lists.pop()
        entry = _Open(level, indent, ordered=number is not None, start=(number or 0) + 1, sign=sign)
        self._lists.append(entry)
        return entry, True

    # ----------------------------------------------------------------------- tables

    def _table(self, table: Piece) -> None:
        rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
        if not rows:
            return
        if len(rows) == 1 and len(rows[0]) == 1:  # a frame around paragraphs
            for piece in flat((table,)):
                self._block(_portions(_with_sign(piece)), replace(piece, id=""))
            return
        head = has_head(rows)
        width = min(max(_width(row) for row in rows), _WIDEST)
        grid = list(_grid(rows, width))
        if table.notes:
            self._note(table)
        self.lines.append("")
        if not head:
            self.lines += [_row([""] * width), _rule(width)]
        for number, (row, cells) in enumerate(zip(rows, grid, strict=True)):
            for line in zip_longest(*(_cell(cell, bare=head and not number) for cell in cells), fillvalue=""):
                self.lines.append(_row(line))
                for piece in (table, *flat(tuple(piece for cell in row for piece in cell.pieces))):
                    self.places.setdefault(piece.spot.line, len(self.lines))
                if head and not number and self.lines[-2] == "":
                    self.lines.append(_rule(width))


def has_head(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row of a table is its head: all bold, and the others are not."""
    first, rest = rows[0], rows[1:]
    return _bold(first) and any(not _bold(row) for row in rest)


def _bold(row: Sequence[Cell]) -> bool:
    said = [piece for cell in row for piece in flat(cell.pieces) if piece.text.strip()]
    return bool(said) and all(
        piece.looks.bold or all(run.strong for run in piece.runs if run.text.strip()) for piece in said
    )


def _width(row: Sequence[Cell]) -> int:
    return sum(max(cell.columns, 1) for cell in row)


def _grid(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[list[Cell | None]]:
    """Each row with a cell or None for every column: what a merged cell covers stays empty."""
    covered = [0] * width
    for row in rows:
        line: list[Cell | None] = [None] * width
        cells = iter(row)
        column = 0
        while column < width:
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            cell = next(cells, None)
            if cell is None:
                column += 1
                continue
            line[column] = cell
            for wide in range(column, min(column + max(cell.columns, 1), width)):
                covered[wide] = max(cell.rows, 1) - 1
            column += max(cell.columns, 1)
        line += cells  # more than the widest row says: rows that contradict each other
        yield line[:width] if len(line) == width else _folded(line, width)


def _folded(line: Sequence[Cell | None], width: int) -> list[Cell | None]:
    """A row with too many cells, the last ones in one."""
    over = [cell for cell in line[width - 1 :] if cell is not None]
    last = replace(over[0], pieces=tuple(piece for cell in over for piece in cell.pieces)) if over else None
    return [*line[: width - 1], last]


def _cell(cell: Cell | None, *, bare: bool) -> list[str]:
    """The text of a cell, its paragraphs behind each other; several where one would be too much for the reader."""
    runs: list[Run] = []
    notes = []
    for piece in flat(cell.pieces) if cell else ():
        runs += (*((Run(" "),) if runs else ()), *_with_sign(piece))
        notes += [said] if (said := _notes(piece)) else []
    if bare:
        runs = [replace(run, strong=False) for run in runs]
    # A link definition is one within a cell too; the other signs of a block are none there.
    texts = [markup.block(text) if text.startswith("[") else text for text in _portions(runs)]
    if texts and notes:
        texts[0] = " ".join((texts[0], *notes))
    return [text.replace("|", r"\|") for text in texts] or [""]


def _with_sign(piece: Piece) -> tuple[Run, ...]:
    """What a piece says with the number or bullet that it was typed with, for where there are no lists."""
    typed = piece.typed or (f"{piece.number}." if piece.number else "")
    return (Run(f"{typed} "), *piece.runs) if typed and piece.form is Form.ITEM else piece.runs


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(width: int) -> str:
    return f"|{'---|' * width}"


# --------------------------------------------------------------------------- texts


def _portions(runs: Sequence[Run]) -> list[str]:
    """A block's inline Markdown; several where it is more than the reader takes for one block; none for nothing."""
    written = markup.dumps(runs)
    if not markup.too_much(written):
        return [written] if written else []
    return [text for half in _halves(markup.tidied(runs)) for text in _portions(half)]


def _halves(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The runs cut in the middle, between two words where there are any."""
    text = "".join(run.text for run in runs)
    middle = len(text) // 2
    space = text.rfind(" ", len(text) // 4, middle)
    cut = space if space > 0 else middle
    first: list[Run] = []
    second: list[Run] = []
    at = 0
    for run in runs:
        here = min(max(cut - at, 0), len(run.text))
        first.append(replace(run, text=run.text[:here]))
        second.append(replace(run, text=run.text[here:]))
        at += len(run.text)
    return first, second


def _notes(piece: Piece) -> str:
    """The comments of a piece as one for translators, in which nothing ends it."""
    said = markup.tidied((Run(" ".join(piece.notes)),))
    text = _DASHES.sub("–", "".join(run.text for run in said)).replace("<!", "<").strip("- ")
    return f"<!-- translators: {text} -->" if text else ""


def _slugged(text: str) -> str:
    """What an id is made of: no number that the heading counts with, and of a name nothing in front of it."""
    text = _COUNTER.sub("", text, count=1) if _COUNTER.match(text) else text
    return text[honorifics.leading(text).length :] if line_shapes.name(text) else text


def _first_words(part: Part) -> str:
    """The beginning of the first text, where there is no title."""
    text = next((piece.text for piece in flat(part.pieces) if markup.dumps(piece.runs)), "")[:_TITLE]
    return markup.dumps(markup.plain(text.rsplit(" ", 1)[0] if len(text) == _TITLE else text))


def _valid(key: str, text: str) -> bool:
    if key == "status":
        return text in vocabulary.STATUSES
    if key == "date":
        try:
            return dt.date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    return bool(text)
