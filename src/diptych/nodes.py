"""YAML as nodes that know their line: every scalar is text, and nothing in a file can make us stumble."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.catalog import Span
from diptych.finding import Finding, Severity

if TYPE_CHECKING:
    import yaml

DEEPEST = 50
"""Levels of nesting; what lies deeper is not parsed."""
LARGEST = 2_000_000
"""Characters of a file; a larger one is not read."""

_TAB = re.compile(r"^ *+\t[ \t]*+(?=[^ \t\n])", re.MULTILINE)
_SOFT = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_TRANSLATORS = re.compile(r"#\s*translators:\s*(.*)", re.IGNORECASE)
_EXCUSE = re.compile(r"#\s*check:", re.IGNORECASE)
"""Said to the checks, not to translators."""

_STAR = "A text that begins with * stands in quotation marks."
_QUOTED = "A quotation mark is opened here and not closed, or does not stand around the whole text."
_NEIGHBOURS = "Put the line under the first letter of its neighbours."
_SIGN = "Remove it, or put quotation marks around the whole text."
_HINTS = (
    ("mapping values are not allowed", "A text with “: ” in it stands in quotation marks."),
    ("cannot start any token", "A text that begins with this sign stands in quotation marks."),
    ("expected alphabetic or numeric", _STAR),
    ("sequence entries are not allowed", "A text that begins with - stands in quotation marks."),
    ("expected comment or line break", "A text that begins with > or | stands in quotation marks."),
    ("unexpected end of stream", "A quotation mark or a bracket is opened here and not closed."),
    ("unexpected document indicator", "A quotation mark is opened here and not closed."),
    ("found unknown escape character", "In double quotation marks, write a backslash twice."),
    ("expected ',' or", "A bracket is opened here and not closed, or a comma is missing."),
    ("expected <block end>", _NEIGHBOURS),
    ("expected key", _NEIGHBOURS),
    ("expected '-' indicator", _NEIGHBOURS),
    ("could not find expected ':'", "Put a colon and a space behind the key."),
)
_HINT = "Look at the indentation and the quotation marks of this line and of the one above."
_OPENED = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")
"""What libyaml was reading where the fault lies in an opening sign, not where it noticed."""


_HALF_READ = ("yaml-syntax", "yaml-root", "yaml-documents", "too-deep", "file-too-big")
_MISSING = ("missing-key", "missing-id", "missing-label", "no-documents")


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar, whatever it looks like: stripped, its line ends become single spaces."""

    text: str
    span: Span
    comment: str = ""
    """The author's ``# translators: …`` on the lines right above."""


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    items: tuple[Node, ...]
    span: Span
    comment: str = ""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping, in the order of the file; of a doubled key the first."""

    entries: tuple[tuple[TextNode, Node], ...]
    span: Span
    comment: str = ""

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = TextNode | ListNode | MapNode


def decode(data: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text of a file, without BOM, lines ended by LF; bytes that are not UTF-8 become U+FFFD."""
    found = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        span = Span(path, before.count(b"\n") + 1, column)
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        found.append(Finding("not-utf-8", Severity.ERROR, span, message, "Save the file as UTF-8."))
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), found


def clean(text: str, path: str) -> tuple[str, list[Finding]]:
    """The text with its invisible characters made visible, one finding a line, and LF as the only line end."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LARGEST:
        message = f"a file of {len(text):,} characters is not read; the limit is {LARGEST:,}"
        return "", [Finding("file-too-big", Severity.ERROR, Span(path), message, "Break it into files.")]
    if inline.visible(text) == text:
        return text, []
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for at, what in inline.hostile(line):
            found.append(_invisible(what, Span(path, number, at + 1)))
            break  # one a line is enough to find them all
    return inline.visible(text), found


def loads(text: str, path: str, first_line: int = 1) -> tuple[MapNode, list[Finding]]:
    """The mapping that a YAML text is, empty where it is none; of a broken text what stands above the fault.

    Aliases, anchors, merge keys and tags are not read, and nothing deeper than ``DEEPEST`` is parsed.
    """
    text, found = clean(text, path)
    if tabs := list(_TAB.finditer(text)):
        line = first_line + text.count("\n", 0, tabs[0].start())
        more = f", and in {len(tabs) - 1} more" if len(tabs) > 1 else ""
        span = Span(path, line, tabs[0][0].index("\t") + 1)
        message = f"a tab in the indentation of this line{more}"
        found.append(Finding("tab", Severity.ERROR, span, message, "Indent with spaces."))
        text = _TAB.sub(lambda tab: tab[0].expandtabs(2), text)
    builder = _Builder(path, first_line, text.split("\n"), found)
    root = builder.read(text, quiet=bool(tabs))
    if isinstance(root, MapNode):
        return root, found
    if root is not None and not (isinstance(root, TextNode) and not root.text):
        message = "the file must be a mapping: lines of “key: value”"
        found.append(Finding("yaml-root", Severity.ERROR, root.span, message, "Begin with a key and a colon."))
    return MapNode((), Span(path, first_line)), found


def told(found: list[Finding]) -> list[Finding]:
    """The findings of one YAML text without those that only follow from others.

    Behind a tab in the indentation the structure is a guess; what was not read is not missing.
    """
    rules = {finding.rule for finding in found}
    if "tab" in rules:
        return [finding for finding in found if finding.rule in ("tab", "control-character")]
    if rules.isdisjoint(_HALF_READ):
        return found
    return [finding for finding in found if finding.rule not in _MISSING]


def _invisible(what: str, span: Span) -> Finding:
    message, hint = f"an invisible character: {what}", "Delete it, or type the character you mean."
    return Finding("control-character", Severity.WARNING, span, message, hint)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    mapping: bool
    span: Span
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[TextNode, Node]] = field(default_factory=dict)
    key: TextNode | None = None
    waiting: bool = False
    """A key was read, its value was not."""

    def closed(self, comment: str) -> Node:
        if self.mapping:
            return MapNode(tuple(self.entries.values()), self.span, comment)
        return ListNode(tuple(self.items), self.span, comment)


@dataclass(slots=True)
class _Builder:
    """Events to nodes with a stack of our own: PyYAML's ``compose`` recurses and follows aliases."""

    path: str
    first_line: int
    lines: list[str]
    found: list[Finding]
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    last: yaml.Event | None = None
    """What was read last."""
    comments: dict[int, str] = field(default_factory=dict)
    """What stands above a line, by its index."""

    def read(self, text: str, *, quiet: bool) -> Node | None:
        """The root node; ``quiet`` where a tab explains the syntax error already."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        documents = 0
        try:
            for event in yaml.parse(text, Loader=loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "Remove the line “---” and what is below it."
                        self._fault(event, "yaml-documents", "a second document", hint)
                        break
                elif isinstance(event, yaml.NodeEvent) and not self._take(event):
                    break
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close()
                if event.start_mark and event.end_mark and event.start_mark.index < event.end_mark.index:
                    self.last = event
        except yaml.YAMLError as error:
            if not quiet:
                self._syntax(error)
        while self.stack:
            self._close()
        return self.root

    def _take(self, event: yaml.NodeEvent) -> bool:
        """Take in a scalar or the start of a collection; False where reading must end."""
        import yaml

        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "yaml-alias", f"the alias *{event.anchor} is not read", _STAR)
            self._add(TextNode("", self._span(event)))
            return True
        if event.anchor:
            self._fault(event, "yaml-alias", f"the anchor &{event.anchor} is not read", _SIGN)
        if isinstance(event, yaml.ScalarEvent):
            if event.tag and event.tag != "!":
                self._fault(event, "yaml-tag", f"the tag {event.tag} is not read", _SIGN)
            self._add(self._text(event))
            return True
        if len(self.stack) == DEEPEST:
            self._fault(event, "too-deep", f"nested deeper than {DEEPEST} levels", "Flatten it.")
            return False
        self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), self._span(event)))
        return True

    def _text(self, event: yaml.ScalarEvent) -> TextNode:
        text = _SOFT.sub(" ", event.value.strip())
        span = self._span(event)
        for _, what in inline.hostile(text):
            self.found.append(_invisible(what, span))
            break
        return TextNode(inline.visible(text), span, self._comment(span))

    def _close(self) -> None:
        last = self.stack.pop()
        if last.waiting and last.key:
            last.entries.setdefault(last.key.text, (last.key, TextNode("", last.key.span)))
        self._add(last.closed(self._comment(last.span)))

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: into the collection that is open, or at the root."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.mapping:
            top.items.append(node)
        elif not top.waiting:
            top.waiting = True
            top.key = self._key(node)
        else:
            top.waiting = False
            if top.key is not None:
                if not node.comment:  # a value may begin below its key
                    node = replace(node, comment=top.key.comment)
                top.entries.setdefault(top.key.text, (top.key, node))

    def _key(self, node: Node) -> TextNode | None:
        entries = self.stack[-1].entries
        if not isinstance(node, TextNode):
            hint = "A key is one short text."
            self.found.append(Finding("yaml-key", Severity.ERROR, node.span, "a key that is not a text", hint))
            return None
        if node.text == "<<":
            hint = "Write the keys themselves."
            self.found.append(Finding("yaml-alias", Severity.ERROR, node.span, "the merge key << is not read", hint))
            return None
        if first := entries.get(node.text):
            message = f"“{node.text}” stands twice, first on line {first[0].span.line}"
            self.found.append(Finding("doubled-key", Severity.ERROR, node.span, message, "Keep one of the two."))
            return None
        return node

    def _comment(self, span: Span) -> str:
        """What ``# translators: …`` says right above a line, over as many comment lines as it takes."""
        at = span.line - self.first_line
        if at not in self.comments:  # many nodes may stand on one line
            said: list[str] = []
            start = at
            while start and self.lines[start - 1].lstrip().startswith("#"):
                start -= 1
                if _EXCUSE.match(self.lines[start].strip()):
                    continue
                said.append(self.lines[start].strip())
                if marked := _TRANSLATORS.match(said[-1]):
                    said[-1] = marked[1]
                    break
            else:
                said = []
            self.comments[at] = " ".join(line.lstrip("#").strip() for line in reversed(said)).strip()
        return self.comments[at]

    def _span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        return self._at(mark.line, mark.column) if mark else self._at(0, 0)

    def _at(self, line: int, column: int) -> Span:
        return Span(self.path, self.first_line + min(line, len(self.lines) - 1), column + 1)

    def _fault(self, event: yaml.Event, rule: str, message: str, hint: str) -> None:
        self.found.append(Finding(rule, Severity.ERROR, self._span(event), message, hint))

    def _behind(self, span: Span) -> tuple[Span, str]:
        """The place and the hint of a fault at ``span``, by what stands before it on its line."""
        import yaml

        last = self.last
        if last is None or last.end_mark is None or self.first_line + last.end_mark.line != span.line:
            return span, _NEIGHBOURS
        if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"'):
            return self._span(last), _QUOTED
        if isinstance(last, yaml.AliasEvent) and self.found[-1].rule == "yaml-alias":
            self.found.pop()  # it is no alias but the first word of a text
            return self._span(last), _STAR
        if isinstance(last, yaml.CollectionEndEvent):
            return span, "Put quotation marks around the whole text."
        return span, _NEIGHBOURS

    def _syntax(self, error: yaml.YAMLError) -> None:
        problem = str(getattr(error, "problem", None) or "unreadable").replace("\n", " ")
        mark = getattr(error, "problem_mark", None)
        context = getattr(error, "context", None)
        hint = next((hint for words, hint in _HINTS if words in problem), _HINT)
        if context in _OPENED:
            mark = getattr(error, "context_mark", None) or mark
        elif context == "while scanning an anchor":
            hint = _STAR.replace("*", "&")
        span = self._at(mark.line, mark.column) if mark else self._at(0, 0)
        if hint is _NEIGHBOURS:
            span, hint = self._behind(span)
        self.found.append(Finding("yaml-syntax", Severity.ERROR, span, f"not YAML: {problem}", hint))
