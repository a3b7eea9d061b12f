"""Tables of a plain text: of tabs, of ``|``, of columns that spaces align → the lines of each cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.importers import bullets
from diptych.importers.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
MOST_CELLS = 100_000
"""What has more is no table of a conference."""
_SEVERAL = 3
_NEAR = 1
"""Columns by which the beginnings of cells may differ."""
_TALLEST = 60
"""Lines of one cell."""
_AGAIN = 4
"""The part of a text that is no table after which a table may begin in it."""
_WIDEST = 40
"""Cells up to which short rows get empty ones."""
_LONGEST = 2_000
"""Characters; a longer line has no columns."""
_MARKER = 6
"""Characters of a bullet or number; the gap behind it parts no cells."""
_WITHIN = re.compile(r"[a-zа-яё,;]\t+[a-zа-яё]")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: for each row, for each cell, its lines; and the line behind it."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    after: int


class _Gap(NamedTuple):
    """Two spaces or more within a line."""

    end: int
    """The column where the cell behind it begins."""
    size: int


@dataclass(slots=True)
class Tables:
    """The tables among some lines; what was looked at once is remembered: no text costs more than its length."""

    lines: Sequence[Line]
    _found: dict[int, tuple[_Gap, ...]] = field(default_factory=dict)
    _read: tuple[int, Grid | None] = (-1, None)
    _no_tabs: int = 0
    """Before this line no table of tabs begins."""
    _no_columns: int = 0

    def begins(self, at: int) -> bool:
        """Whether a table begins at a line in the middle of others."""
        text = self.lines[at].text
        return ("|" in text or "\t" in text or "  " in text) and self.read(at) is not None

    def read(self, at: int) -> Grid | None:
        """The table that begins at a line; None where none does."""
        if self._read[0] != at:
            line = self.lines[at]
            grid = _pipes(self.lines, at) if "|" in line.raw else None
            grid = grid or (self._tabs(at) if "\t" in line.raw or line.open_cell else None)
            self._read = (at, grid or (self._columns(at) if "  " in line.text else None))
        return self._read[1]

    # ---------------------------------------------------------------------- tabs

    def _tabs(self, at: int) -> Grid | None:
        """Lines with tabs; one without takes part where its first or last cell is empty and others stand around it."""
        if at < self._no_tabs:
            return None
        lines, after, tabbed = self.lines, at, 0
        while after < len(lines) and (after == at or not lines[after].blank):
            line = lines[after]
            own = _tabbed(line)
            if not (own or _leading(line) or line.open_cell):
                break
            tabbed += own
            after += 1
        if after == at or not (tabbed or (_leading(lines[at]) and at and _follows(lines, at))):
            self._no_tabs = after
            return None
        found = [_by_tabs(line) for line in lines[at:after]]
        wide = min(_WIDEST, max(map(len, found)))
        return Grid(tuple(_row(line, cells, wide) for line, cells in zip(lines[at:after], found, strict=True)), after)

    # ---------------------------------------------------------------------- spaces

    def _columns(self, at: int) -> Grid | None:
        """Three lines or more whose second cell begins at one column; lines that only go on in a cell stand between."""
        if at < self._no_columns:
            return None
        for start in self._starts(at)[:2]:
            after, count = self._extent(at, start)
            if count < _SEVERAL:
                continue
            shared = self._shared(at, after, start)
            if (after - at) * len(shared) > MOST_CELLS:
                self._no_columns = after
                return None
            if self._justified(at, after, shared):
                # A long text that is no table is not looked at again from each of its lines.
                self._no_columns = at + (after - at) // _AGAIN
                continue
            return Grid(self._rows(at, after, shared), after)
        return None

    def _starts(self, at: int) -> tuple[int, ...]:
        """The columns where cells begin in a line."""
        return tuple([gap.end for gap in self._all(at)])

    def _all(self, at: int) -> tuple[_Gap, ...]:
        if at not in self._found:
            self._found[at] = _gaps(self.lines[at])
        return self._found[at]

    def _meets(self, at: int, start: int) -> bool:
        return any(abs(gap.end - start) <= _NEAR for gap in self._all(at))

    def _extent(self, at: int, start: int) -> tuple[int, int]:
        """Where the run of lines ends that respect a column, and how many of them have a gap before it."""
        lines = self.lines
        after = last = met = at
        gaps = 0
        # The first gaps must come soon: each line may be tried as the first, and none may cost the whole text.
        while after < len(lines) and (after == at or lines[after].blank <= 2):  # noqa: PLR2004 - rows stand apart
            line = lines[after]
            if self._meets(after, start):
                gaps += 1
                last = met = after
            elif after - met > _TALLEST or (gaps < _SEVERAL and after - at > _TALLEST):
                break
            elif line.indent >= start - _NEAR:
                last = after
            elif len(line.raw) >= start or after - last > 2:  # noqa: PLR2004 - a cell of the first column goes on
                break
            after += 1
        return last + 1, gaps

    def _justified(self, at: int, after: int, shared: list[int]) -> bool:
        """Whether the gaps only stretch lines of running text to one width: most stand anywhere, and are narrow."""
        near = {start + step for start in shared for step in range(-_NEAR, _NEAR + 1)}
        gaps = [gap for one in range(at, after) for gap in self._all(one)]
        placed = [gap for gap in gaps if gap.end in near]
        wide = [gap for gap in placed if gap.size > 2]  # noqa: PLR2004 - a table has more than a sentence's end
        return len(placed) < len(gaps) * 0.65 or len(wide) * 2 < len(placed)

    def _shared(self, at: int, after: int, start: int) -> list[int]:
        counted: Counter[int] = Counter()
        with_gap = 0
        for one in range(at, after):
            found = self._starts(one)
            with_gap += bool(found)
            counted.update(found)
        least = max(_SEVERAL, with_gap * 0.6)
        others = [one for one, count in counted.items() if one > start + _NEAR and count >= least]
        return [0, start, *sorted(others)]

    def _rows(self, at: int, after: int, starts: list[int]) -> tuple[tuple[tuple[Line, ...], ...], ...]:
        rows: list[list[list[Line]]] = []
        for one in range(at, after):
            line = self.lines[one]
            cells = _sliced(line, starts, self._starts(one))
            first = cells[0].strip()
            if not rows or (first and (sum(bool(cell.strip()) for cell in cells) > 1 or line.blank)):
                rows.append([[] for _ in starts])
            for place, cell in enumerate(cells):
                if cell.strip():
                    blank = line.blank if rows[-1][place] else 0
                    rows[-1][place].append(replace(line, raw=cell.rstrip(), blank=blank, page=False))
        return tuple(tuple(tuple(cell) for cell in row) for row in rows)


# --------------------------------------------------------------------------- |


def _pipes(lines: Sequence[Line], at: int) -> Grid | None:
    """A table of GitHub's Markdown: a head, a rule of hyphens, rows."""
    if at + 1 >= len(lines) or lines[at + 1].blank:
        return None
    rule = lines[at + 1].text
    if "-" not in rule or "|" not in rule or len(rule) > 1000 or not _RULE.fullmatch(rule):  # noqa: PLR2004
        return None
    wide = len(_cells(rule))
    if len(_cells(lines[at].text)) != wide:
        return None
    after = at + 2
    while after < len(lines) and not lines[after].blank and "|" in lines[after].raw:
        after += 1
    rows = [_row(line, _cells(line.text), min(wide, _WIDEST)) for line in (lines[at], *lines[at + 2 : after])]
    return Grid(tuple(rows), after)


def _cells(text: str) -> list[str]:
    bare = text.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.replace("\\|", "|").strip() for cell in _PIPE.split(bare)]


def _row(line: Line, cells: Sequence[str], wide: int) -> tuple[tuple[Line, ...], ...]:
    """The cells of a line, so many of them at least."""
    filled = [(Line(line.number, cell),) if cell else () for cell in cells]
    return (*filled, *[()] * (wide - len(filled)))


# --------------------------------------------------------------------------- tabs


def _tabbed(line: Line) -> bool:
    """Whether a tab parts cells in the line: not the one behind a bullet or a number, and not one in a sentence."""
    inner = line.raw.strip()
    if "\t" not in inner:
        return False
    one = bullets.marker(inner)
    if one and "\t" not in one.rest:
        return False
    return not _WITHIN.search(inner)


def _leading(line: Line) -> bool:
    return line.raw.startswith("\t")


def _by_tabs(line: Line) -> list[str]:
    return [cell.strip() for cell in line.raw.split("\t")] + [""] * line.open_cell


def _follows(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before belongs to a table: a page break within one shows as a blank line."""
    return _tabbed(lines[at - 1]) or (lines[at - 1].raw.startswith("\t") and lines[at].blank > 0)


# --------------------------------------------------------------------------- spaces


def _gaps(line: Line) -> tuple[_Gap, ...]:
    """The gaps of a line that may part cells; not the one behind a bullet or number in front."""
    raw = line.raw
    if len(raw) > _LONGEST or "  " not in raw:
        return ()
    found = [_Gap(gap.end(), gap.end() - gap.start()) for gap in _GAP.finditer(raw)]
    front = [gap for gap in found if len(raw[: gap.end - gap.size].strip()) < _MARKER]
    return tuple([gap for gap in found if not (gap in front and bullets.marker(raw[: gap.end].strip() + " x"))])


def _sliced(line: Line, starts: list[int], own: Sequence[int]) -> list[str]:
    """The line's text, cut where cells begin; a cut never goes through a word."""
    cuts = [0]
    for start in starts[1:]:
        near = [one for one in own if abs(one - start) <= _NEAR]
        place = near[0] if near else start
        if not near and 0 < place < len(line.raw) and line.raw[max(0, place - 2) : place].strip():
            place = line.indent if abs(line.indent - start) <= _NEAR else len(line.raw)
        cuts.append(max(cuts[-1], min(place, len(line.raw))))
    return [line.raw[one:two] for one, two in zip(cuts, [*cuts[1:], len(line.raw)], strict=True)]
