"""Markdown with its front matter: headings, paragraphs, lists, quotes and tables as blocks with their lines."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import declaration, inline, nodes, vocabulary
from diptych.catalog import Key, Span
from diptych.drafts import Draft, build
from diptych.fields import Fields, head, safe_id
from diptych.finding import Finding, Severity
from diptych.model import Block, Document, Kind, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 20
"""Levels of lists and quotes inside each other; what lies deeper is left out."""

_FENCE = re.compile(r"---[ \t]*")
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_TRANSLATORS = re.compile(r"\s*translators:\s*(.*)", re.IGNORECASE | re.DOTALL)
# Each looks behind itself, so that a long run of blanks is scanned once and not from every blank.
_OWN_ID = re.compile(r"(?<![\s\\])\s*\{#([^{}\s]{0,100})\}\s*$")
_HARD_BREAK = re.compile(r"(?<! ) {2,}\n|(?<!\\)((?:\\\\)*)\\\n")
_SOFT_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_DEFINITION = re.compile(r"\[[^\]\n]+\]:\s")
_DIRECTIVE = re.compile(r"\s*<!--\s*(speaker|print):\s*([^<>]*?)\s*-->\s*")
_LOST = re.compile(r"\s*(?:speaker|print)\s*(?::|$)", re.IGNORECASE)
_UNCLOSED = re.compile(r"(?<![\\`])<!--")
_HOLDERS = ("list_item_open", "blockquote_open")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def loads(text: str, path: str, slug: str, status: str = "draft", lang: str = "en") -> tuple[Document, list[Finding]]:
    """Read a Markdown document; ``status`` and ``lang`` hold where its front matter says none."""
    text, found = nodes.clean(text, path)
    front, body, line = _split(text, path, found)
    at = len(found)
    root, faults = nodes.loads(front, path, line)
    fields = Fields.of(root, vocabulary.FRONT_KEYS, faults, Span(path))
    front_head = head(fields, slug, vocabulary.DOCUMENT_KINDS, lang=lang, status=status)
    reader = _Reader(path, slug, found, titled=any(block.kind is Kind.TITLE for block in front_head.blocks))
    reader.read(tokens(body))
    if not reader.titled and not reader.title:
        fields.error("missing-key", "the document has no title", "Add a line “title: …” to the front matter.")
    found[at:at] = nodes.told(faults)
    drafts = reader.drafts
    if front_head.kind == "declaration":
        drafts = declaration.seen(drafts, found)
    return build(path, slug, front_head, reader.title, drafts, found), found


def _split(text: str, path: str, found: list[Finding]) -> tuple[str, str, int]:
    """Front matter, body and the front matter's first line; in the body, empty lines stand for the head."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return "", text, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if _FRONT_END.fullmatch(line)), None)
    if end is None:
        message = "the front matter is not closed"
        hint = "Put a line “---” behind its last key."
        found.append(Finding("front-matter", Severity.ERROR, Span(path), message, hint))
        end = next((n for n, line in enumerate(lines) if not line.strip()), len(lines)) - 1
    front = "\n".join(line for line in lines[1 : end + 1] if not _FRONT_END.fullmatch(line))
    return front, "\n" * (end + 1) + "\n".join(lines[end + 1 :]), 2


# --------------------------------------------------------------------------- tokens to drafts


@dataclass(slots=True)
class _List:
    """A list that is open."""

    ordered: bool
    start: int
    next: int
    lazy: bool = False
    """Its items bear the same number, which is a way to say: count them."""
    number: str = ""
    key: str = ""


@dataclass(slots=True)
class _Reader:
    path: str
    slug: str
    found: list[Finding]
    titled: bool
    """The front matter has a title."""
    title: Block | None = None
    """The title, where the body's first heading is it."""
    drafts: list[Draft] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    level: int = 0
    """Of the heading that is open."""
    quotes: int = 0
    table: int = 0
    row: int = -1
    column: int = -1
    first: bool = False
    """The next paragraph is the first of its list item."""
    context: str | None = None
    comment: str = ""
    line: int = 1

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in the tokens of the body."""
        deep = False
        for token in tokens:
            if token.map:
                self.line = token.map[0] + 1
            if token.type in _HOLDERS and token.level >= 2 * DEEPEST - 1 and not deep:
                deep = True
                self._error("too-deep", f"nested deeper than {DEEPEST} levels", "Flatten it.")
            self._hold(token)
            self._tabulate(token)
            self._print(token)

    def _hold(self, token: Token) -> None:
        """Note that a list, an item or a quote begins or ends."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "bullet_list_open":
                self.lists.append(_List(ordered=False, start=1, next=1))
            case "ordered_list_open":
                given = token.attrGet("start")
                start = 1 if given is None else int(given)
                self.lists.append(_List(ordered=True, start=start, next=start))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item(token.info)
            case "list_item_close":
                if self.first:
                    self._error("empty-item", "a list item without text", "Remove it.", Severity.WARNING)
                self.first = False

    def _tabulate(self, token: Token) -> None:
        """Note where in a table we are."""
        match token.type:
            case "table_open":
                self.table, self.row = self.table + 1, -1
            case "tr_open":
                self.row, self.column = self.row + 1, -1
            case "th_open" | "td_open":
                self.column += 1
            case "table_close":
                self.row = -1

    def _print(self, token: Token) -> None:
        """Take in what prints."""
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "inline" if self.level:
                self._heading(token.content)
            case "inline":
                self._prose(token.content)
            case "html_block":
                self._html(token.content)
            case "fence":
                self._error(
                    "code", "a block of code, which prints as text", "Remove the fence around it.", Severity.WARNING
                )
                self.line += 1  # the text begins below the fence
                self._prose(token.content.rstrip("\n"), quiet=("code",))
                self.line -= 1
            case "hr":
                self._error("ruled-line", "a ruled line is not printed", "Remove it.", Severity.WARNING)

    def _error(self, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.found.append(Finding(rule, severity, Span(self.path, self.line), message, hint))

    # ----------------------------------------------------------------------- blocks

    def _heading(self, content: str) -> None:
        level = self.level
        content, comment = self._comments(content)
        self._unclosed(content)
        content, own_id = self._own_id(content)
        span = Span(self.path, self.line)
        text = _SOFT_BREAK.sub(" ", content).strip()
        if not text:
            return
        self.found += inline.faults(text, span)
        if level == 1 and not self.titled and not self.title:
            part = Part("text", self.slug, Key(text, "title"), span, comment=comment)
            self.title = Block(Kind.TITLE, (part,), span, "title")
            return
        if level == 1:
            hint = "Write ##: the title has its place already."
            self._error("second-title", "the document has a title already", hint)
        elif level > 4:  # noqa: PLR2004 - three sizes of headings, as the look has them
            self._error("deep-heading", f"a heading of level {level}; the last is 4", "Write ####.")
        self.context = own_id or self.context
        self.drafts.append(Draft(Kind.HEADING, text, span, own_id, self.context, comment, level=min(max(level, 2), 4)))

    def _prose(self, content: str, quiet: Iterable[str] = ()) -> None:
        """Take in a paragraph, a list item's text or a cell: one block for each of its hard lines."""
        content, comment = self._comments(content)
        self._unclosed(content)
        content, own_id = self._own_id(content)
        if _DEFINITION.match(content):
            hint = "Write [text](address)."
            self._error("link-definition", "a link's address of its own prints as text", hint, Severity.WARNING)
        line = self.line
        units = 0
        for unit, lines in _units(content):
            text = _SOFT_BREAK.sub(" ", unit).strip()
            if text or self.row >= 0:
                span = Span(self.path, line)
                faults = inline.faults(text, span)
                self.found += (fault for fault in faults if fault.rule not in quiet)
                self._draft(
                    Draft(
                        kind=Kind.PARAGRAPH,
                        text=text,
                        span=span,
                        own_id="" if units else own_id,
                        context=self.context,
                        comment="" if units else comment,
                        level=len(self.lists),
                        top=not (self.lists or self.quotes or self.row >= 0),
                        follows=units > 0,
                    )
                )
                units += 1
            line += lines

    def _draft(self, draft: Draft) -> None:
        """Add a draft as what it is where it stands: a cell, an item, a quote or a paragraph."""
        if self.row >= 0:
            draft = replace(draft, kind=Kind.CELL, level=0, table=self.table, row=self.row, column=self.column)
        elif self.lists and self.first:
            draft = replace(
                draft,
                kind=Kind.LIST_ITEM,
                number=self.lists[-1].number,
                parent="-".join(entry.key for entry in self.lists if entry.key),
                ordered=all(entry.ordered for entry in self.lists) and not self.quotes,
            )
            self.first = False
        elif self.quotes:
            draft = replace(draft, kind=Kind.QUOTE)
        self.drafts.append(draft)

    def _item(self, written: str) -> None:
        """Number the item that opens: 1 at the first level, (a) at the second, (i) at the third."""
        last = self.lists[-1]
        self.first = True
        if not last.ordered:
            return
        number = last.next
        last.next += 1
        label = int(written)  # CommonMark: one to nine digits
        if number == last.start + 1:
            last.lazy = label == last.start
        if label != number and not (last.lazy and label == last.start):
            hint = f"Write {number}, or the same number before every item."
            self._error("misnumbered", f"{label} is printed as {number}", hint, Severity.WARNING)
        depth = sum(entry.ordered for entry in self.lists)
        last.key = _counter(number, depth)
        last.number = last.key if depth == 1 else f"({last.key})"

    def _directive(self, content: str) -> bool:
        """Take in a comment that asks for something: ``<!-- speaker: id -->``, ``<!-- print: … -->``."""
        asked = _DIRECTIVE.fullmatch(content)
        if not asked:
            return False
        span = Span(self.path, self.line)
        if self.lists or self.quotes:
            self._error("directive", f"“{asked[1]}:” within a list or a quote", "Put it on a line of its own.")
            return True
        rest, own_id = self._own_id(asked[2].strip())
        words = tuple(rest.split())
        if asked[1] == "speaker":
            if len(words) != 1:
                hint = "Write <!-- speaker: id {#anchor} --> with an id of people.yaml."
                self._error("directive", "“speaker:” names one person", hint)
                return True
            draft = Draft(Kind.STATEMENT, "", span, own_id, self.context, "", person=words[0], top=True)
        else:
            draft = Draft(Kind.PRINT, "", span, own_id, self.context, "", asks=words, top=True)
            if "heading" in words[2:] and words[1] not in vocabulary.ITEM_KINDS:
                self.context = words[1]
        self.drafts.append(draft)
        return True

    def _html(self, content: str) -> None:
        if self._directive(content):
            return
        rest, comment = self._comments(content)
        if not rest.strip():
            self.comment = comment
            return
        self.comment = comment
        if not _UNCLOSED.search(rest):
            hint = "Write Markdown: *emphasis*, **strong** or [a link](https://…)."
            self._error("raw-html", "HTML, which prints as text", hint, Severity.WARNING)
        self._prose(rest, quiet=("raw-html",))

    # ----------------------------------------------------------------------- what is no text

    def _comments(self, content: str) -> tuple[str, str]:
        """The text without its HTML comments, and what they and the one above it say to translators."""
        said = [self.comment] if self.comment else []
        self.comment = ""
        kept: list[str] = []
        at = 0
        while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start + 4)) >= 0:
            if _LOST.match(content[start + 4 : end]):
                hint = "Write <!-- speaker: id {#anchor} --> or <!-- print: … --> as a paragraph of its own."
                self._error("directive", "a directive that is not read here", hint)
            if marked := _TRANSLATORS.match(content[start + 4 : end]):
                said.append(" ".join(marked[1].split()))
            kept += (content[at:start], "\n" * content.count("\n", start, end))
            spaced = content[start - 1 : start] == " " == content[end + 3 : end + 4]
            at = end + 4 if spaced else end + 3
        content = "".join(kept) + content[at:]
        return content, " ".join(said)

    def _unclosed(self, content: str) -> None:
        """Look for a comment that ``_comments`` left because nothing closes it."""
        if unclosed := _UNCLOSED.search(content):
            span = Span(self.path, self.line + content.count("\n", 0, unclosed.start()))
            message, hint = "a comment that is not closed, which prints as text", "Close it with “-->”."
            self.found.append(Finding("raw-html", Severity.WARNING, span, message, hint))

    def _own_id(self, content: str) -> tuple[str, str]:
        """The text without the ``{#id}`` at its end, and the id."""
        marked = _OWN_ID.search(content)
        if not marked:
            return content, ""
        own_id = safe_id(marked[1])
        if own_id != marked[1]:
            self._error("bad-id", f"“{marked[1]}” cannot be an id", f"Write {{#{own_id}}}.")
        return content[: marked.start()], own_id


def _units(content: str) -> Iterable[tuple[str, int]]:
    """The hard lines of a text, and how many lines of the file each takes."""
    at = 0
    for end in _HARD_BREAK.finditer(content):
        unit = content[at : end.start()] + (end[1] or "")
        yield unit, unit.count("\n") + 1
        at = end.end()
    yield content[at:], 0


def _counter(number: int, depth: int) -> str:
    """1, 2 … at depth 1; a, b … z, aa at 2; i, ii … at 3 (UN Editorial Manual, paragraphs and subparagraphs)."""
    if depth == 2 and number > 0:  # noqa: PLR2004 - the depth
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters
    if depth > 2 and 0 < number < 40:  # noqa: PLR2004 - forty begins with another letter
        return "x" * (number // 10) + _ROMAN[number % 10]
    return str(number)


def tokens(body: str) -> list[Token]:
    """The block tokens of a body, each with its lines, as ``loads`` reads them."""
    return _parser().parse(body)


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * DEEPEST}).enable("table")
    # Inline markup has a room of its own; indented text is a paragraph; there are no link definitions.
    parser.disable(["inline", "text_join", "code", "reference"])
    return parser
