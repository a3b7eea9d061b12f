"""Blocks of two Markdown files, put in one order → the lines of one: lists numbered on, items under their items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.blocks import Block

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ ]*")
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in the result."""

    block: Block
    own: tuple[str, int]
    """Which file it is from, and its place there."""
    begin: int | None = None
    """With what number the list that it begins is to begin, where not with its own."""


@dataclass(slots=True)
class _List:
    """A list that is open."""

    ordered: bool
    indent: int
    """Where its items' markers stand."""
    content: int
    """Where the text of its last item begins."""
    next: int


@dataclass(slots=True)
class _Writer:
    lines: list[str]
    head: Sequence[str]
    starts: list[int] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)

    def write(self, placed: Placed, before: Placed | None, first_line: int) -> None:
        block = placed.block
        self.lines += self._gap(placed, before)
        self.starts.append(first_line + len(self.lines))
        self.lines += self._lines(placed)
        if not block.depth:
            self.lists.clear()

    def _gap(self, placed: Placed, before: Placed | None) -> Sequence[str]:
        """The empty lines above a block: its own where it stands below its old neighbour."""
        block = placed.block
        if before is None:
            return self.head
        file, place = placed.own
        if before.own == (file, place - 1) or block.before:
            return block.before or ()
        tight = block.depth and before.block.depth and block.kind[0] in "ou"
        return () if tight or (before.block.aside and before.own[0] == file) else ("",)

    def _lines(self, placed: Placed) -> Sequence[str]:
        """The lines of a block, moved under its item and numbered on where that is needed."""
        block = placed.block
        if block.kind == "x" or block.lines[0].lstrip(" ").startswith("\t"):
            return block.lines  # where a tab leads to is for the one who typed it
        if block.kind[0] in "ou" and block.depth:
            return self._item(placed)
        depth = min(block.depth, len(self.lists))
        least = self.lists[depth - 1].content if depth else 0
        most = self.lists[depth].content - 1 if depth < len(self.lists) else len(block.prefix)
        del self.lists[depth:]
        own = len(block.prefix)
        return _shifted(block.lines, own, least) if own < least or own > max(most, least) else block.lines

    def _item(self, placed: Placed) -> Sequence[str]:
        block = placed.block
        depth = min(block.depth - max(block.opens, 1) + 1, len(self.lists) + 1)
        del self.lists[depth:]
        parent = self.lists[depth - 2].content if depth > 1 else 0
        own = len(block.prefix) - len(block.prefix.lstrip(" "))
        ordered = block.kind[0] == "o"
        last = self.lists[depth - 1] if len(self.lists) == depth else None
        goes_on = last is not None and last.ordered == ordered
        upper = last.content if last else own + 1
        indent = own if parent <= own < upper else (last.indent if last else parent)
        lines = _shifted(block.lines, own, indent)
        width = len(block.prefix) - own
        if block.number is not None:
            number = last.next if last and goes_on else placed.begin
            if number is not None and number != block.number and block.counted:
                lines, grown = _numbered(lines, number)
                width += grown
            written = number if number is not None else block.number
        else:
            written = 0
        if block.opens > 1:
            ends = [indent - own + found.end() for found in _MARKER.finditer(block.prefix)]
            self.lists[depth - 1 :] = [_List(ordered, indent, end, 1) for end in ends]
            return lines
        self.lists[depth - 1 :] = [_List(ordered, indent, indent + width, written + 1)]
        return lines


def _shifted(lines: Sequence[str], own: int, wanted: int) -> Sequence[str]:
    """The lines, moved so that the first begins in the wanted column."""
    by = wanted - own
    if by > 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines] if by else lines


def _numbered(lines: Sequence[str], number: int) -> tuple[Sequence[str], int]:
    """The lines with another number, and how much wider it is."""
    old = _NUMBER.search(lines[0])
    if old is None:
        return lines, 0
    grown = len(str(number)) - len(old[0])
    first = lines[0][: old.start()] + str(number) + lines[0][old.end() :]
    return [first, *_shifted(lines[1:], 0, grown)], grown


def joined(placed: Sequence[Placed], first_line: int, head: Sequence[str] = ()) -> tuple[list[str], list[int]]:
    """The lines of the blocks in this order, and the number of each block's first line.

    ``first_line``: where the body begins in its file; ``head``: the empty lines at its beginning.
    """
    writer = _Writer([], head)
    before: Placed | None = None
    for one in placed:
        writer.write(one, before, first_line)
        before = one
    return writer.lines, writer.starts
