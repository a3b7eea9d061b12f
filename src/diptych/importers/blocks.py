"""A Markdown body as blocks that know their lines; what nobody changed can go back to the byte."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers.record import mark
from diptych.markdown import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_MARKER = re.compile(r"[ ]*(?:[-*+]|(\d{1,9})[.)])(?:[ ]{1,4}(?=\S)|[ ]?)")
_OWN_ID = re.compile(r"(?<![\s\\])[ \t]*\{#([^{}\s]{1,100})\}[ \t]*$")
_HASHES = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?<!\S)#+[ \t]*$")
_DIRECTIVE = re.compile(r"\s*<!--\s*(?:speaker|print):")
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_WHOLE = {"blockquote_open": "q", "table_open": "t"}
_LEAVES = {"paragraph_open": "p", "heading_open": "h", "html_block": "c", "fence": "x", "hr": "x"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table, quote or comment with its lines."""

    kind: str
    """``h2``, ``p``, ``q``, ``t``; ``o1`` and ``u2`` items of ordered and other lists by depth; ``c`` comments and
    ``d`` what a comment asks to print; ``x`` all else. A paragraph within lists has their number: ``p1``."""
    lines: tuple[str, ...]
    """As they stand in the file."""
    before: tuple[str, ...]
    """The empty lines above it."""
    line: int
    """Its first, from 1."""
    prefix: str
    """Of its first line: indentation and markers."""
    body: tuple[str, ...]
    """Its lines without indentation, markers and id."""
    id: str = ""
    depth: int = 0
    """How many lists it is in."""
    number: int | None = None
    """Of an item of an ordered list, as it is written."""
    first: bool = False
    """The first item of its list."""
    opens: int = 0
    """How many items begin with it."""
    counted: bool = False
    """Its number is the one that counting gives."""

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(self.body).strip()

    @property
    def key(self) -> str:
        """Kind and hash: equal for blocks that are the same."""
        return f"{self.kind} {mark(self.text)}"

    @property
    def entry(self) -> str:
        """The block in the record."""
        number = f":{self.number}" if self.first and self.number is not None else ""
        return f"{self.kind}{number} {mark(self.text)}" + (f" {mark(self.id)}" if self.id else "")

    @property
    def aside(self) -> bool:
        """It speaks of the block below it."""
        return self.kind in {"c", "d"}


def split(body: str, first_line: int = 1) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a body, and the empty lines behind the last."""
    lines = body.split("\n")
    found: list[Block] = []
    starts: dict[int, int] = {}  # by depth, the first number of the list there
    end = 0
    for leaf in (*_leaves(tokens(body)), None):
        start = leaf.start if leaf else len(lines)
        gap = lines[end:start]
        before = _blank_head(gap)
        if stray := _stray(gap[before:]):
            at = end + before
            found.append(_other(lines[at : at + stray], gap[:before], first_line + at))
            end, gap, before = at + stray, gap[before + stray :], 0
        if leaf is None:
            return tuple(found), tuple(gap)
        block = _block(lines[leaf.start : leaf.end], tuple(gap), first_line + leaf.start, leaf)
        if block.number is not None:
            if block.first:
                starts[block.depth] = block.number
            counts = block.number == starts.get(block.depth, 1) + leaf.place
            block = replace(block, counted=counts)
        found.append(block)
        end = leaf.end
    raise AssertionError


@dataclass(frozen=True, slots=True)
class _Leaf:
    kind: str
    start: int
    end: int
    depth: int
    items: int
    """How many items begin with it."""
    ordered: bool
    place: int
    """In its list, from 0."""


def _leaves(tokens: Sequence[Token]) -> list[_Leaf]:
    """The outermost tokens that are no lists and no items, as ranges of lines."""
    found: list[_Leaf] = []
    lists: list[tuple[bool, int]] = []  # of each open list: is it ordered, how many items it has had
    whole = begun = 0
    at = -1
    last = 0
    for token in tokens:
        kind = _LEAVES.get(token.type) or _WHOLE.get(token.type)
        if token.type in _LISTS and not whole:
            if token.nesting > 0:
                lists.append((token.type.startswith("ordered"), 0))
            else:
                lists.pop()
        elif token.type == "list_item_open" and not whole:
            at = token.map[0] if token.map and not begun else at
            begun += 1
            lists[-1] = (lists[-1][0], lists[-1][1] + 1)
        elif token.type == "list_item_close" and not whole:
            begun = 0
        elif kind and token.map and not whole:
            start = max(at, last) if begun else token.map[0]
            end = token.map[1]
            if end > start:
                name = kind + token.tag[1] if kind == "h" else kind
                ordered, items = lists[-1] if lists else (False, 0)
                found.append(_Leaf(name, start, end, len(lists), begun, ordered, items - 1))
                last = end
            begun = 0
        if token.type.replace("_close", "_open") in _WHOLE:
            whole += token.nesting
    return found


def _blank_head(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip()), len(lines))


def _stray(lines: Sequence[str]) -> int:
    """How many lines, up to the last that is not empty, belong to no token: a list item without text."""
    return max((n for n, line in enumerate(lines, 1) if line.strip()), default=0)


def _other(lines: Sequence[str], before: Sequence[str], line: int) -> Block:
    return Block("x", tuple(lines), tuple(before), line, "", tuple(lines))


def _block(lines: list[str], before: tuple[str, ...], line: int, leaf: _Leaf) -> Block:
    while lines and not lines[-1].strip():  # a table's or a list's range takes the empty lines behind it in
        lines = lines[:-1]
    prefix, number = _prefix(lines[0], leaf.items)
    rest = lines[0][len(prefix) :]
    body = [rest, *(_unindented(text, len(prefix), leaf.kind) for text in lines[1:])]
    kind, own_id = leaf.kind, ""
    if kind == "c" and not rest.startswith("<!--"):
        kind = "x"
    elif kind == "c" and _DIRECTIVE.match(rest):
        kind = "d"
    if kind.startswith("h"):
        body = _heading(body)
    if kind[0] in "hp":
        last = _OWN_ID.search(body[-1])
        if last:
            body[-1], own_id = body[-1][: last.start()], last[1]
    if kind == "p" and leaf.items:
        kind = f"{'o' if leaf.ordered else 'u'}{leaf.depth}"
    elif kind == "p" and leaf.depth:
        kind = f"p{leaf.depth}"
    return Block(
        kind,
        tuple(lines),
        before,
        line,
        prefix,
        tuple(body),
        own_id,
        leaf.depth,
        number if leaf.ordered and leaf.items else None,
        leaf.place == 0 and leaf.items > 0,
        leaf.items,
    )


def _prefix(line: str, items: int) -> tuple[str, int | None]:
    at = 0
    number = None
    for _ in range(items):
        if found := _MARKER.match(line, at):
            at = found.end()
            number = int(found[1]) if found[1] else None
    at += len(line[at:]) - len(line[at:].lstrip(" ")) if not items else 0
    return line[:at], number


def _unindented(line: str, width: int, kind: str) -> str:
    stripped = line.lstrip(" \t")
    return stripped if kind == "p" else line[min(width, len(line) - len(stripped)) :]


def _heading(body: list[str]) -> list[str]:
    if signs := _HASHES.match(body[0]):
        return [_CLOSING.sub("", body[0][signs.end() :]).rstrip()]
    return body[:-1]  # the line of === or ---


# --------------------------------------------------------------------------- blocks to lines


def told_as(ours: Block, theirs: Block, own_id: str) -> Block:
    """The block in its old place with its old marker, saying what the new one says."""
    if ours.kind != theirs.kind:
        return named(replace(theirs, before=ours.before), own_id)
    return replace(ours, body=theirs.body, id=own_id, lines=written(theirs, ours.prefix, own_id))


def named(block: Block, own_id: str) -> Block:
    """The block with another id."""
    return replace(block, id=own_id, lines=written(block, block.prefix, own_id))


def written(block: Block, prefix: str, own_id: str) -> tuple[str, ...]:
    """The lines of a block behind that prefix."""
    signs = "#" * int(block.kind[1]) + " " if block.kind.startswith("h") else ""
    text = [signs + " ".join(block.body)] if signs else list(block.body)
    if own_id:
        text[-1] = f"{text[-1].rstrip()} {{#{own_id}}}"
    space = " " * len(prefix)
    return (prefix + text[0], *(space + line if line else "" for line in text[1:]))
