"""A YAML text as nodes that know where they begin and end, to the character: what ``splice`` cuts along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.nodes import DEEPEST, LARGEST

if TYPE_CHECKING:
    import yaml

_SKIP = re.compile(r"(?:[ \t\r\n]+|(?:(?<=[\s])|^)#[^\r\n]*)*")
_SKIP_COMMAS = re.compile(r"(?:[ \t\r\n,]+|(?<=[\s,])#[^\r\n]*)*")
_TAB = re.compile(r"^ *\t[ \t]*[^ \t\r\n#]", re.MULTILINE)
_STRANGE = re.compile("[\x85\u2028\u2029\ufeff\ud800-\udfff]")
_LONE_CR = re.compile(r"\r(?!\n)")
_HINT = "Mend the file first; “diptych check” says how."


@dataclass(slots=True, eq=False)
class Tree:
    """A node: a text, a list or a mapping."""

    kind: str
    """``text``, ``list`` or ``map``."""
    start: int
    line: int
    """From 0."""
    column: int
    end: int = 0
    """Behind its last character; a block's is behind its last node."""
    text: str = ""
    style: str = ""
    """Of a text: empty where it is plain, else ``'``, ``"``, ``|`` or ``>``."""
    flow: bool = False
    """In brackets."""
    keys: list[Tree] = field(default_factory=list)
    children: list[Tree] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Where each child's entry begins: its key or its hyphen."""
    marks: list[int] = field(default_factory=list)
    """Behind each child's colon or hyphen."""
    parent: Tree | None = None
    place: int = 0
    """Which child of the parent it is."""

    @property
    def bare(self) -> bool:
        """Whether it is ``a: b`` in ``[a: b]``, a mapping without brackets of its own."""
        return self.flow and self.kind == "map" and self.start == self.heads[0] if self.heads else False

    @property
    def missing(self) -> bool:
        """Whether nothing stands there: ``people:`` without anything."""
        return self.kind == "text" and self.start == self.end

    def ends(self, place: int) -> int:
        """Where a child's entry ends."""
        return max(self.children[place].end, self.marks[place])


def parse(text: str, path: str = "") -> Tree | None:
    """The root of a YAML text without BOM, None where it says nothing; UserError where it cannot be edited safely."""
    _refuse(text, path)
    reader = _Reader(text, path)
    reader.read()
    return reader.root


def _refuse(text: str, path: str) -> None:
    if len(text) > LARGEST:
        raise UserError(f"{_at(path, 1)}: a file of {len(text):,} characters is not edited", "Break it into files.")
    for pattern, what in (
        (_TAB, "a tab in the indentation"),
        (_LONE_CR, "a line end of old Macs"),
        (_STRANGE, "an invisible character"),
    ):
        if found := pattern.search(text):
            raise UserError(f"{_at(path, text.count(chr(10), 0, found.start()) + 1)}: {what}", _HINT)


def _at(path: str, line: int) -> str:
    return f"{path}:{line}" if path else f"line {line}"


@dataclass(slots=True)
class _Reader:
    text: str
    path: str
    root: Tree | None = None
    stack: list[Tree] = field(default_factory=list)
    waiting: list[Tree | None] = field(default_factory=list)
    """Of each open collection, the key whose value has not come yet."""

    def read(self) -> None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self._error(event.start_mark.line if event.start_mark else 0, "a second document")
                elif isinstance(event, yaml.NodeEvent):
                    self._take(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close(event)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            problem = str(getattr(error, "problem", None) or "unreadable").replace("\n", " ")
            raise self._error(mark.line if mark else 0, f"not YAML: {problem}") from None
        if self.root is not None and self.root.missing:
            self.root = None

    def _error(self, line: int, what: str) -> UserError:
        return UserError(f"{_at(self.path, line + 1)}: {what}", _HINT)

    def _take(self, event: yaml.NodeEvent) -> None:
        import yaml

        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # no reader of ours leaves them out; the type allows it
            raise self._error(0, "unreadable")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._error(start.line, "an anchor or alias")
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._error(start.line, f"the tag {getattr(event, 'tag', '')}")
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            node = Tree("text", start.index, start.line, start.column, end.index, event.value, style)
            if style in ("|", ">") and style:
                self._block_end(node)
            self._add(node)
            return
        if len(self.stack) == DEEPEST:
            raise self._error(start.line, f"nested deeper than {DEEPEST} levels")
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        flow = bool(getattr(event, "flow_style", False))
        node = Tree(kind, start.index, start.line, start.column, end.index, flow=flow)
        self._add(node)
        self.stack.append(node)
        self.waiting.append(None)

    def _block_end(self, node: Tree) -> None:
        """A block scalar ends with its last line; blank lines are its own only where ``+`` keeps them."""
        said = self.text[node.start : node.end]
        header = said.split("\n", 1)[0].split("#", 1)[0]
        kept = said.rstrip(" ").removesuffix("\n").removesuffix("\r") if "+" in header else said.rstrip()
        node.end = node.start + len(kept)

    def _add(self, node: Tree) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.kind == "list":
            self._place_item(top, node)
        elif self.waiting[-1] is None:
            if node.kind != "text":
                raise self._error(node.line, "a key that is not a text")
            self._check_key(top, node)
            self.waiting[-1] = node
        else:
            self._place_value(top, self.waiting[-1], node)
            self.waiting[-1] = None

    def _check_key(self, top: Tree, key: Tree) -> None:
        if key.text == "<<":
            raise self._error(key.line, "the merge key <<")
        after = top.ends(-1) if top.children else top.start + (top.flow and self.text[top.start] == "{")
        pattern = _SKIP_COMMAS if top.flow else _SKIP
        if self._skipped(pattern, after) != key.start or key.start == key.end:
            raise self._error(key.line, "a key behind a question mark, or without a name")

    def _place_item(self, top: Tree, node: Tree) -> None:
        head = mark = node.start
        if not top.flow:
            head = self._skipped(_SKIP, top.ends(-1)) if top.children else top.start
            mark = head + 1
            if self.text[head : head + 1] != "-":
                raise self._error(node.line, "a list that cannot be edited")
            if node.kind == "text" and not node.style and node.start == node.end:
                node.start = node.end = mark
        self._join(top, node, head, mark)

    def _place_value(self, top: Tree, key: Tree, node: Tree) -> None:
        colon = self._skipped(_SKIP, key.end)
        mark = colon + 1 if self.text[colon : colon + 1] == ":" else key.end
        if node.kind == "text" and not node.style and node.start == node.end:
            node.start = node.end = mark
        top.keys.append(key)
        self._join(top, node, key.start, mark)

    def _join(self, top: Tree, node: Tree, head: int, mark: int) -> None:
        node.parent, node.place = top, len(top.children)
        top.children.append(node)
        top.heads.append(head)
        top.marks.append(mark)

    def _skipped(self, pattern: re.Pattern[str], start: int) -> int:
        found = pattern.match(self.text, start)
        return found.end() if found else start

    def _close(self, event: yaml.Event) -> None:
        node = self.stack.pop()
        self.waiting.pop()
        if node.flow and self.text[node.start] in "[{" and not node.bare:
            node.end = event.end_mark.index if event.end_mark else node.start
        elif node.children:
            node.end = node.ends(-1)
