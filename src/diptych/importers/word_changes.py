"""Tracked changes: which text of a Word file stands (ECMA-376 part 1, 17.13.5), and how many changes by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers.word_xml import NONE

if TYPE_CHECKING:
    from diptych.importers.word_xml import Node

ACCEPT, REJECT, SHOW = "accept", "reject", "show"
INSERTED, DELETED = "inserted", "deleted"
SIGNS = {INSERTED: ("[+", "+]"), DELETED: ("[−", "−]")}

_RUNS = {"w:ins": INSERTED, "w:moveTo": INSERTED, "w:del": DELETED, "w:moveFrom": DELETED}
_CELLS = {"w:cellIns": INSERTED, "w:cellDel": DELETED}
_FORMAT = "change of format"
_SEVERAL = {"insertion": "insertions", "deletion": "deletions", "move": "moves", _FORMAT: "changes of format"}
_COUNTED = {"w:ins": "insertion", "w:del": "deletion", "w:moveTo": "move"}


class Changes:
    """What the user wants done with tracked changes, and what was there."""

    def __init__(self, mode: str) -> None:
        if mode not in {ACCEPT, REJECT, SHOW}:
            raise UserError(f"“{mode}” cannot be done with tracked changes", "Say accept, reject or show.")
        self.mode = mode
        self._counts: dict[str, int] = {}
        self._authors: set[str] = set()
        self._last: tuple[str, str] | None = None

    def kind(self, node: Node) -> str:
        """What an element around runs does: ``inserted``, ``deleted`` or empty."""
        return _RUNS.get(node.tag, "")

    def met(self, node: Node) -> None:
        """Count a change; neighbours of one author are one, however many runs Word made of them."""
        author = node.attrs.get("w:author", "")
        if node.tag in _COUNTED and self._last != (node.tag, author):
            name = _COUNTED[node.tag]
            self._counts[name] = self._counts.get(name, 0) + 1
            self._authors.add(author)
        self._last = (node.tag, author)

    def passed(self) -> None:
        """Text without a change: the next one is another."""
        self._last = None

    def stands(self, change: str) -> bool:
        """Whether text that was so changed is text of the result."""
        return not change or self.mode == SHOW or (change == INSERTED) == (self.mode == ACCEPT)

    def mark(self, properties: Node) -> str:
        """What was done to the end of a paragraph, told by the w:rPr within its w:pPr."""
        for node in properties.child("w:rPr").children:
            if node.tag in _RUNS:
                self.met(node)
                return _RUNS[node.tag]
        return ""

    def row(self, properties: Node) -> str:
        """What was done to a table's row or cell, told by its properties."""
        for node in properties.children:
            change = _CELLS.get(node.tag) or (_RUNS.get(node.tag) if properties.tag == "w:trPr" else None)
            if change:
                self._last = None
                self.met(node)
                if node.tag in _CELLS:
                    name = "insertion" if change == INSERTED else "deletion"
                    self._counts[name] = self._counts.get(name, 0) + 1
                    self._authors.add(node.attrs.get("w:author", ""))
                return change
        return ""

    def properties(self, node: Node) -> Node:
        """The w:rPr or w:pPr that stands: with changes rejected, the one before them."""
        if self.mode != REJECT:
            return node
        former = node.child(f"{node.tag}Change")
        if not former.tag:
            return node
        self._counts[_FORMAT] = self._counts.get(_FORMAT, 0) + 1
        self._authors.add(former.attrs.get("w:author", ""))
        old = former.child(node.tag)
        if node.tag == "w:pPr" and node.has("w:rPr"):
            old.children.append(node.child("w:rPr"))
        return old if old.tag else NONE

    def summary(self) -> str:
        """``12 insertions and 3 deletions by 2 authors``; empty where nothing was changed."""
        parts = [f"{count} {name if count == 1 else _SEVERAL[name]}" for name, count in self._counts.items()]
        if not parts:
            return ""
        listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        people = len(self._authors)
        return f"{listed} by {people} author{'s' if people > 1 else ''}"
