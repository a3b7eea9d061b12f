"""The changes of one list or mapping of a YAML text → edits of the text, which leave all else as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import yaml_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.importers.yaml_new import New
    from diptych.importers.yaml_tree import Tree

_NO_COMMENT = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"(?:[ \t\r\n]+|(?<=\s)#[^\r\n]*)*,")


@dataclass(slots=True)
class Change:
    """What is wanted of one list or mapping."""

    tree: Tree
    kind: str
    """What it is, or is to become where nothing stands there yet."""
    slots: dict[int, list[New]] = field(default_factory=lambda: defaultdict(list))
    """New ones, by the place of the old one that they stand in front of."""
    removed: set[int] = field(default_factory=set)
    replaced: dict[int, New] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    """Of the new ones."""

    def put(self, slot: int, new: New) -> None:
        """A new one in front of the old one at ``slot``."""
        self.keys.add(new.key)
        self.slots[slot].append(new)

    def news(self) -> list[New]:
        """All new ones in their order."""
        return [new for slot in sorted(self.slots) for new in self.slots[slot]]


class Writer:
    """Gathers edits of one text."""

    def __init__(self, text: str, root: Tree | None) -> None:
        self._text = text
        self._eol = "\r\n" if "\r\n" in text else "\n"
        self._edits: list[tuple[int, int, int, int, str]] = []  # start, end, order of depth, order, text
        self._cuts: list[tuple[int, int]] = []
        self._step, self._list_step = _steps(root)

    def text(self) -> str:
        """The text with the edits; ValueError where one stands within another."""
        put = {start for start, end, *_ in self._edits if start == end}
        for start, end in _united(self._cuts):
            last = end - len(self._eol)
            if start and last in put and start < last:  # what comes behind the last line stays behind the one before it
                start, end = self._before(start), last  # noqa: PLW2901 - the stretch, moved by a line end
            self._edits.append((start, end, 1, len(self._edits), ""))
        # At one place what is deepest comes first: it ends what stands before it. What only inserts comes before a cut.
        self._edits.sort(key=lambda edit: (edit[0], edit[1] > edit[0], edit[2], edit[3]))
        out, at = [], 0
        for start, end, _, _, said in self._edits:
            if start < at:
                raise ValueError("two edits of one place")
            out += [self._text[at:start], said.replace("\n", self._eol)]
            at = end
        return "".join(out) + self._text[at:]

    def begin(self, news: Sequence[New]) -> None:
        """The first entries of a text that says nothing yet; its comments stay above."""
        lines = "\n".join(line for new in news for line in new.entry(0, self._step_of(new)))
        body = self._text
        end = len(body)
        self._put(end, end, ("" if not body or body.endswith("\n") else "\n") + lines + "\n", 0)

    def write(self, change: Change) -> None:
        """The edits of one list or mapping."""
        tree = change.tree
        if tree.bare:
            raise UserError(f"line {tree.line + 1}: a mapping without its braces", "Put it into braces: {key: text}.")
        if tree.kind == "text":
            self._grow(change)
        elif tree.flow and not (not tree.children and self._as_block(change)):
            self._write_flow(change)
        elif tree.flow:
            self._unfold(change)
        else:
            self._write_block(change)
        for place, new in change.replaced.items():
            if tree.flow:
                self._replace_flow(tree, place, new)
            else:
                self._replace(tree, place, new)

    # ----------------------------------------------------------------------- blocks

    def _write_block(self, change: Change) -> None:
        tree = change.tree
        count = len(tree.children)
        kept = [place for place in range(count) if place not in change.removed]
        before = [new for slot in sorted(change.slots) for new in change.slots[slot] if not kept or slot <= kept[0]]
        gone = set(change.removed)
        if not kept and not before:
            self._hollow(tree)
            return
        if before and 0 in gone:
            self._exchange_first(tree, before)
            gone.discard(0)
        elif before:
            self._put_first(tree, before)
        for slot, news in sorted(change.slots.items()):
            if kept and slot > kept[0]:
                anchor = max(place for place in kept if place < slot)
                self._put_behind(tree, anchor, news)
        for place in gone:
            self._cut(tree, place, kept)

    def _put_behind(self, tree: Tree, place: int, news: Sequence[New]) -> None:
        gap = "\n\n" if _spaced(self._text, tree) else "\n"
        said = "".join(gap + "\n".join(self._lines(tree, new)) for new in news)
        at = self._line_end(tree.ends(place))
        self._put(at, at, said, _depth(tree))

    def _put_first(self, tree: Tree, news: Sequence[New]) -> None:
        gap = "\n\n" if _spaced(self._text, tree) else "\n"
        said = "".join("\n".join(self._lines(tree, new)) + gap for new in news)
        head = tree.heads[0]
        start = self._region(tree, 0)
        if start is not None:
            self._put(start, start, said, -1)
        elif news[0].comments and said.lstrip(" ").startswith("#"):
            self._put(self._mark(tree), head, "\n" + said + " " * tree.column, -1)
        else:
            self._put(head, head, said[tree.column :] + " " * tree.column, -1)

    def _exchange_first(self, tree: Tree, news: Sequence[New]) -> None:
        gap = "\n\n" if _spaced(self._text, tree) else "\n"
        said = gap.join("\n".join(self._lines(tree, new)) for new in news)
        start, end = self._region(tree, 0), self._line_end(tree.ends(0))
        if start is not None:
            self._put(start, end, said, -1)
        elif said.lstrip(" ").startswith("#"):
            self._put(self._mark(tree), end, "\n" + said, -1)
        else:
            self._put(tree.heads[0], end, said[tree.column :], -1)

    def _hollow(self, tree: Tree) -> None:
        """Nothing is left in it."""
        empty = "{}" if tree.kind == "map" else "[]"
        start = self._region(tree, 0)
        if start is None or tree.parent is None:
            self._put(tree.heads[0], tree.end, empty, 0)
            return
        mark = self._mark(tree)
        self._put(mark, mark, f" {empty}", 0)
        for place in range(len(tree.children)):
            self._cut(tree, place, [])

    def _cut(self, tree: Tree, place: int, kept: Sequence[int]) -> None:
        start, end = self._region(tree, place), self._line_end(tree.ends(place))
        if start is None:  # it stands behind the hyphen of the item that it is in
            following = tree.heads[1] if len(tree.heads) > 1 else end
            if 1 in kept and _NO_COMMENT.fullmatch(self._text, end, following):
                self._cuts.append((tree.heads[0], following))
            else:
                self._cuts.append((self._mark(tree), end))
            return
        behind = self._behind(end)
        if behind == len(self._text) and behind == end:  # no line end at the end of the file
            self._cuts.append((self._before(start), end))
            return
        floor = tree.ends(place - 1) if place else self._mark(tree)
        blanks = self._blanks_above(start, floor)
        below = self._blanks_below(behind)
        if blanks < start and (below > behind or behind == len(self._text)):
            start = blanks
        elif blanks == start and place == 0 and below > behind and len(tree.heads) > 1:
            behind = below
        self._cuts.append((start, behind))

    def _lines(self, tree: Tree, new: New) -> list[str]:
        return new.entry(tree.column, self._step_of(new)) if tree.kind == "map" else new.item(tree.column)

    def _step_of(self, new: New) -> int:
        return self._list_step if new.tree is not None and new.tree.kind == "list" else self._step

    def _replace(self, tree: Tree, place: int, new: New) -> None:
        """Another value for an entry or item of a block."""
        old, mark, column = tree.children[place], tree.marks[place], tree.column
        if new.comments and not (new.block and tree.kind == "map"):
            at = self._line_start(tree.heads[place])
            margin = " " * column
            self._put(at, at, "".join(f"{margin}{line}\n" for line in new.comments), -1)
        inline = old.kind == "text" or old.flow or self._line_start(old.start) <= mark
        if old.style in ("|", ">") and new.text is not None:
            kept = yaml_new.kept_style(new, self._text[old.start : old.end], column + 2)
            if kept:
                self._put(old.start, old.end, "\n".join(kept), 0)
                return
        if new.block and tree.kind == "map":
            said = "\n".join(new.value(column, 0, self._step_of(new)))
            end = self._line_end(old.end)
            if inline:
                self._put(mark, mark, self._remark_of(old), 0)
                self._cuts.append((mark, old.end))
                self._put(end, end, said, 0)
            else:
                self._put(self._line_start(self._top(old)), end, said[1:], 0)
        elif inline:
            first = old.start - self._line_start(old.start)
            said = self._behind_mark(tree, new, first) + self._remark_of(old)
            start = old.start if not old.missing else mark
            self._put(start, old.end, said if not old.missing else " " + said, 0)
        else:
            self._cuts.append((self._line_end(mark), self._line_end(old.end)))
            self._put(mark, mark, " " + self._behind_mark(tree, new, mark - self._line_start(mark) + 1), 0)

    def _remark_of(self, old: Tree) -> str:
        """The comment behind the sign of a block scalar (``>  # why``), which stays."""
        header = self._text[old.start : old.end].split("\n", 1)[0] if old.style in ("|", ">") else ""
        found = re.search(r"[ \t]#[^\r\n]*", header)
        return " " + found[0] if found else ""

    def _behind_mark(self, tree: Tree, new: New, first: int) -> str:
        """What stands behind a colon or a hyphen and a space."""
        if tree.kind == "map":
            return "\n".join(new.value(tree.column, first - 1, self._step))[1:]
        if new.text is not None:
            return "\n".join(new.value(tree.column, first - 1, 0))[1:]
        return "\n".join(new.item(tree.column)[len(new.comments) :])[tree.column + 2 :]

    def _top(self, tree: Tree) -> int:
        """Where a block begins that stands on lines of its own, its first comment lines included."""
        start = self._region(tree, 0)
        return tree.start if start is None else start

    # ----------------------------------------------------------------------- what is empty yet

    def _as_block(self, change: Change) -> bool:
        """Whether ``[]`` or ``{}`` becomes lines."""
        tree, news = change.tree, change.news()
        if "#" in self._text[tree.start : tree.end] or (tree.parent is not None and tree.parent.flow):
            return False
        return any(not new.short for new in news)

    def _grow(self, change: Change) -> None:
        """The first ones of a value that is missing."""
        tree, parent = change.tree, change.tree.parent
        if parent is None:
            raise ValueError("nothing to grow from")
        if parent.flow:
            brackets = "[]" if change.kind == "list" else "{}"
            said = ", ".join(new.flow(parent.column + 2) for new in change.news())
            colon = "" if self._text[tree.end - 1] == ":" else ":"
            self._put(tree.end, tree.end, f"{colon} {brackets[0]}{said}{brackets[1]}", 0)
            return
        self._lines_below(change, parent, self._line_end(tree.end))

    def _unfold(self, change: Change) -> None:
        """``[]`` and ``{}`` become lines."""
        tree, parent = change.tree, change.tree.parent
        if parent is None:
            said = "\n".join("\n".join(new.entry(0, self._step_of(new))) for new in change.news())
            self._put(tree.start, tree.end, said, 0)
            return
        self._cuts.append((parent.marks[tree.place], tree.end))
        self._lines_below(change, parent, self._line_end(tree.end))

    def _lines_below(self, change: Change, parent: Tree, at: int) -> None:
        step = 2 if parent.kind == "list" else self._list_step if change.kind == "list" else self._step
        column = parent.column + step
        said = (
            new.item(column) if change.kind == "list" else new.entry(column, self._step_of(new))
            for new in change.news()
        )
        self._put(at, at, "".join("\n" + line for lines in said for line in lines), _depth(change.tree))

    # ----------------------------------------------------------------------- brackets

    def _write_flow(self, change: Change) -> None:
        tree = change.tree
        kept = [place for place in range(len(tree.children)) if place not in change.removed]
        indent = self._flow_indent(tree)
        for slot, news in sorted(change.slots.items()):
            said = [new.flow(indent) for new in news]
            before = [place for place in kept if place < slot]
            if before:
                at = tree.ends(before[-1])
                if tree.children[before[-1]].missing:  # “a:,” would be one word
                    self._put(at, at, " ", 0)
                self._put(at, at, "".join(f", {one}" if one[0] != "\n" else f",{one}" for one in said), 0)
            elif kept:
                at = tree.heads[kept[0]]
                self._put(at, at, "".join(f"{one}, " for one in said), 0)
        if not kept:
            said = [new.flow(indent) for new in change.news()]
            self._put(tree.start + 1, tree.start + 1, ", ".join(said), 0)
        for place in change.removed:
            self._cut_flow(tree, place, kept)

    def _cut_flow(self, tree: Tree, place: int, kept: Sequence[int]) -> None:
        start, end = tree.heads[place], tree.ends(place)
        comma = _COMMA.match(self._text, end)
        if any(other > place for other in kept):
            following = tree.heads[place + 1]
            clear = comma and _NO_COMMENT.fullmatch(self._text, comma.end(), following)
            self._cuts.append((start, following if clear or not comma else comma.end()))
            return
        before = [other for other in kept if other < place]
        if before:
            self._cuts.append((tree.ends(before[-1]), end))
        else:
            self._cuts.append((start, comma.end() if comma else end))

    def _replace_flow(self, tree: Tree, place: int, new: New) -> None:
        old = tree.children[place]
        said = new.flow_value()
        if old.missing:
            said = " " + said if self._text[old.end - 1] == ":" else ": " + said
        self._put(old.start, old.end, said, 0)

    def _flow_indent(self, tree: Tree) -> int:
        """The indentation of lines within brackets: deeper than the block that they are in."""
        outer = tree.parent
        while outer is not None and outer.flow:
            outer = outer.parent
        return (outer.column if outer else 0) + 4

    # ----------------------------------------------------------------------- lines

    def _put(self, start: int, end: int, said: str, depth: int) -> None:
        self._edits.append((start, end, -depth, len(self._edits), said))

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        if end < 0:
            return len(self._text)
        return end - 1 if end > at and self._text[end - 1] == "\r" else end

    def _behind(self, end: int) -> int:
        """Where the line behind the end of a line begins."""
        return end + len(self._eol) if self._text.startswith(self._eol, end) else self._text.find("\n", end) + 1 or end

    def _before(self, start: int) -> int:
        """Where the line before the one that begins at ``start`` ends."""
        at = max(start - 1, 0)
        return at - 1 if at and self._text[at - 1] == "\r" else at

    def _mark(self, tree: Tree) -> int:
        """Behind the colon or the hyphen that a block stands behind."""
        return tree.parent.marks[tree.place] if tree.parent else 0

    def _region(self, tree: Tree, place: int) -> int | None:
        """Where the lines of an entry begin, its comments included; None where it stands behind what it is in."""
        head = tree.heads[place]
        start = self._line_start(head)
        if self._text[start:head].strip(" "):
            return None
        floor = tree.ends(place - 1) if place else self._mark(tree)
        top = start
        for above in self._lines_above(start, floor):
            if not self._text[above:top].lstrip(" ").startswith("#"):
                break
            top = above
        header = top == 0 and tree.parent is None and place == 0
        return start if header else top

    def _lines_above(self, start: int, floor: int) -> Iterator[int]:
        """The beginnings of the lines above, as far as they lie behind ``floor``."""
        while start:
            start = self._line_start(start - 1)
            if start < floor or (start == floor and floor):
                return
            yield start

    def _blanks_above(self, start: int, floor: int) -> int:
        top = start
        for above in self._lines_above(start, floor):
            if self._text[above:top].strip():
                break
            top = above
        return top

    def _blanks_below(self, start: int) -> int:
        found = re.compile(r"(?:[ \t]*\r?\n)*").match(self._text, start)
        return found.end() if found else start


def _depth(tree: Tree) -> int:
    depth = 0
    while tree.parent is not None:
        tree, depth = tree.parent, depth + 1
    return depth


def _united(cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches to cut out, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _spaced(text: str, tree: Tree) -> bool:
    """Whether most of its entries have a blank line between them."""
    gaps = [text[tree.ends(place) : tree.heads[place + 1]] for place in range(len(tree.children) - 1)]
    blank = sum(1 for gap in gaps if re.search(r"\n[ \t]*\r?\n", gap))
    return 2 * blank > len(gaps)


def _steps(root: Tree | None) -> tuple[int, int]:
    """How much further in than its key a mapping and a list stand, as the text has it; two where it does not say."""
    step = list_step = -1
    open_ones = [root] if root else []
    while open_ones and (step < 0 or list_step < 0):
        tree = open_ones.pop()
        for child in tree.children:
            if child.kind == "text" or child.flow:
                continue
            open_ones.append(child)
            if tree.kind == "map" and child.kind == "map" and step < 0:
                step = child.column - tree.column
            elif tree.kind == "map" and child.kind == "list" and list_step < 0:
                list_step = child.column - tree.column
    return (step if step > 0 else 2), (list_step if list_step >= 0 else 2)
