"""Edits of a YAML text at the place of its nodes: all else stays as it was typed, to the byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.importers import yaml_new, yaml_tree
from diptych.importers.yaml_edits import Change, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.yaml_new import New
    from diptych.importers.yaml_tree import Tree

    Path = tuple[str | int, ...]
    Said = str | Sequence[str]

_SOFT = re.compile(r"(?<![ \t])[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Node:
    """What stands at a place of a YAML text."""

    kind: str
    """``text``, ``list`` or ``map``."""
    line: int
    """Where it begins, from 1."""
    text: str = ""
    """Of a text, as ``nodes.loads`` reads it."""
    keys: tuple[str, ...] = ()
    """Of a mapping."""
    count: int = 0
    """How many items or entries it has."""
    flow: bool = False
    """It stands in brackets."""


class Yaml:
    """A YAML text and the edits that are wanted of it.

    A path is a tuple of keys and indices, ``("days", 0, "items")``. **Every path means the text as it was given**,
    however many edits have been recorded: an index does not shift when an item before it goes. A new value is a text,
    ``str``, that is put in quotation marks where it needs them, or lines of YAML, a list of ``str`` (comments too).
    KeyError for a path that is not there; ValueError for two edits of one place.
    """

    def __init__(self, text: str, path: str = "") -> None:
        """Read the text; UserError with its line where it is no YAML that can be edited safely.

        ``path``: the file's name, for messages.
        """
        self._bom = "\ufeff" if text.startswith("\ufeff") else ""
        self._text = text.removeprefix("\ufeff")
        self._root = yaml_tree.parse(self._text, path)
        self._changes: dict[int, Change] = {}
        self._first: list[New] = []

    # ----------------------------------------------------------------------- looking

    def get(self, path: Path) -> Node | None:
        """What stands there, None where nothing does; ``people:`` without anything is an empty text."""
        try:
            tree = self._at(path)
        except KeyError:
            return None
        said = _SOFT.sub(" ", tree.text.replace("\r\n", "\n").strip())
        keys = tuple(dict.fromkeys(key.text for key in tree.keys))
        return Node(tree.kind, tree.line + 1, said, keys, len(tree.children), tree.flow)

    def source(self, path: Path) -> str:
        """What stands there, to the character. KeyError where nothing does."""
        tree = self._at(path)
        return self._text[tree.start : tree.end]

    # ----------------------------------------------------------------------- editing

    def set(self, path: Path, text: str) -> None:
        """Put a text in the place of what stands there, in its quotation marks where they will do."""
        old = self._at(path)
        if old.kind == "text" and _SOFT.sub(" ", old.text.strip()) == text:
            return
        self._replace(old, yaml_new.text(text, style=old.style))

    def replace(self, path: Path, said: Said) -> None:
        """Put a value in the place of what stands there."""
        self._replace(self._at(path), _new(said))

    def add(self, path: Path, key: str, said: Said, after: str | None = None) -> None:
        """A new key of a mapping, or of a value that is missing: at the end, or behind the key ``after``.

        ``after=""``: in front of all others. ValueError where the key is there already.
        """
        new = _new(said, key)
        if not path and self._root is None:
            self._first.append(new)
            return
        tree = self._collection(path, "map")
        names = [one.text for one in tree.keys]
        if key in names or key in self._change(tree).keys:
            raise ValueError(f"“{key}” is there already")
        slot = len(names) if after is None else 0 if not after else names.index(after) + 1
        self._change(tree).put(slot, new)

    def append(self, path: Path, said: Said) -> None:
        """A new item at the end of a list, or the first of a value that is missing."""
        tree = self._collection(path, "list")
        self._change(tree, "list").put(len(tree.children), _new(said))

    def insert(self, path: Path, index: int, said: Said) -> None:
        """A new item in front of the one that stands at ``index``; several at one index keep their order."""
        tree = self._collection(path, "list")
        self._change(tree, "list").put(min(max(index, 0), len(tree.children)), _new(said))

    def remove(self, path: Path) -> None:
        """Remove an entry or an item, with the comment lines right above it."""
        tree = self._at(path)
        self._own(tree).removed.add(tree.place)

    def dumps(self) -> str:
        """The text with all edits."""
        if not self._changes and not self._first:
            return self._bom + self._text
        writer = Writer(self._text, self._root)
        if self._first:
            writer.begin(self._first)
        for change in self._changes.values():
            writer.write(change)
        return self._bom + writer.text()

    # ----------------------------------------------------------------------- places

    def _at(self, path: Path) -> Tree:
        tree = self._root
        if tree is None:
            raise KeyError(path)
        for step in path:
            tree = _child(tree, step)
            if tree is None:
                raise KeyError(path)
        return tree

    def _collection(self, path: Path, kind: str) -> Tree:
        tree = self._at(path)
        if tree.kind != kind and not tree.missing:
            raise ValueError(f"{path} is a {tree.kind}, not a {kind}")
        return tree

    def _change(self, tree: Tree, kind: str = "map") -> Change:
        return self._changes.setdefault(id(tree), Change(tree, tree.kind if tree.kind != "text" else kind))

    def _own(self, tree: Tree) -> Change:
        """The change of the collection that a node is in."""
        if tree.parent is None:
            raise ValueError("the whole text cannot be taken away")
        change = self._change(tree.parent)
        if tree.place in change.removed or tree.place in change.replaced:
            raise ValueError("two edits of one place")
        return change

    def _replace(self, tree: Tree, new: New) -> None:
        self._own(tree).replaced[tree.place] = new


def _new(said: Said, key: str = "") -> New:
    return yaml_new.text(said, key) if isinstance(said, str) else yaml_new.lines(said, key)


def _child(tree: Tree, step: str | int) -> Tree | None:
    if isinstance(step, int):
        if tree.kind == "list" and 0 <= step < len(tree.children):
            return tree.children[step]
    elif tree.kind == "map":
        return next((child for key, child in zip(tree.keys, tree.children, strict=True) if key.text == step), None)
    return None
