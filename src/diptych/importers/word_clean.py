"""The parts of a Word file → a small clean document for mammoth, and what it does not tell of each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from diptych.finding import UserError
from diptych.importers.sheet import Doubt, Spot
from diptych.importers.word_changes import Changes
from diptych.importers.word_inline import Inline, chosen, quoted, spoken, unfilled
from diptych.importers.word_line import PAGE, Facts, Line, runs, speaks
from diptych.importers.word_numbers import Numbering
from diptych.importers.word_styles import CONTENTS, Styles, flag
from diptych.importers.word_xml import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.importers.word_numbers import Number
    from diptych.importers.word_package import Package, Relation
    from diptych.importers.word_xml import Node

LARGEST = 6_000_000
"""Characters of the clean XML of all: some 1,500 pages."""
LARGEST_BLOCK = 1_000_000
"""Characters of one paragraph or one table."""
MOST_PARAGRAPHS = 150_000
MOST_ELEMENTS = 75_000
"""Elements of the clean XML: mammoth takes up to 50 microseconds for each, so there are 15,000 paragraphs in it."""
MOST_IN_BLOCK = 60_000
"""Elements of one table, which mammoth has to hold at once: 2.5 kilobytes each."""
_COLUMNS = 63  # Word's most
_IDS = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NO_ID = re.compile(r"(?:bookmark|text|check|dropdown|ole-link|h|id|docs-internal-guid)-?[0-9a-z-]*\d+[0-9a-z-]*")
_PAGES = frozenset(("nextPage", "oddPage", "evenPage"))
_GROUPS = {"footnotes": "w:footnote", "endnotes": "w:endnote", "comments": "w:comment"}


@dataclass(slots=True)
class Clean:
    """What mammoth gets, and what it does not tell."""

    body: list[str] = field(default_factory=list)
    """A paragraph or a table each."""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """``footnotes``, ``endnotes``, ``comments``: an element each."""
    facts: list[Facts] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Address → its name in the relations."""
    doubts: list[Doubt] = field(default_factory=list)
    langs: dict[str, int] = field(default_factory=dict)
    """Characters by the language that Word takes them for."""


def clean(package: Package, mode: str) -> Clean:
    """Read the parts with tracked changes accepted, rejected or shown; UserError."""
    found = _cleaned(package, mode, with_contents=False)
    if found is None:  # a table of contents that never ends would be all the rest of the text
        found = _cleaned(package, mode, with_contents=True) or Clean()
        found.doubts.append(
            Doubt(Spot(1), "table-of-contents", "a table of contents never ends: its lines are in the text")
        )
    return found


def _cleaned(package: Package, mode: str, *, with_contents: bool) -> Clean | None:
    relations = package.relations(package.main)
    found = Clean()
    changes = Changes(mode)
    styles = Styles(_part(package, relations, "styles"))
    numbering = Numbering(_part(package, relations, "numbering"))
    reader = _Cleaner(package.path, styles, numbering, changes, found)
    reader.inline.relations, reader.inline.with_contents = relations, with_contents
    for block in package.blocks(package.main, depth=2):
        found.body += reader.block(block, "")
    if reader.inline.in_contents:
        return None
    reader.close()
    for kind, tag in _GROUPS.items():
        target = _target(package, relations, kind)
        if target and reader.inline.wanted[kind]:
            reader.inline.relations = package.relations(target)
            reader.resolved = _resolved(package, relations) if kind == "comments" else frozenset()
            found.parts[kind] = list(reader.notes(package.blocks(target, depth=1), tag, kind))
    if reader.settled:
        what = (
            "1 comment that was marked as resolved was"
            if reader.settled == 1
            else (f"{reader.settled} comments that were marked as resolved were")
        )
        found.doubts.append(Doubt(Spot(1), "resolved-comments", f"{what} left out"))
    if numbering.unknown:
        which = ", ".join(sorted(numbering.unknown))
        found.doubts.append(Doubt(Spot(1), "number-format", f"numbers of a rare format are given as 1, 2, 3: {which}"))
    if summary := changes.summary():
        done = {"accept": "accepted", "reject": "rejected", "show": "shown between [+ +] and [− −]"}[mode]
        found.doubts.append(Doubt(Spot(1), "tracked-changes", f"tracked changes: {summary} {done}"))
    found.doubts += _running_heads(package, relations)
    found.langs = reader.inline.langs
    return found


def _target(package: Package, relations: Mapping[str, Relation], kind: str) -> str:
    return next(
        (one.target for one in relations.values() if one.kind == kind and not one.external and one.target in package),
        "",
    )


def _resolved(package: Package, relations: Mapping[str, Relation]) -> frozenset[str]:
    """The last paragraphs of those comments that somebody marked as resolved (MS-DOCX, 2.5.3.1, commentEx)."""
    threads = [node.attrs for node in _part(package, relations, "commentsExtended")]
    done = {of.get("w15:paraId", "") for of in threads if of.get("w15:done", "0") not in {"0", "false"}}
    return frozenset(done | {of.get("w15:paraId", "") for of in threads if of.get("w15:paraIdParent") in done})


def _part(package: Package, relations: Mapping[str, Relation], kind: str) -> Iterator[Node]:
    target = _target(package, relations, kind)
    yield from package.blocks(target, depth=1) if target else ()


_COUNT = re.compile(r"[\W\d_]*(?:(?:page|стр\.?|страница|p\.?|of|из)[\W\d_]*)*", re.IGNORECASE)


def _running_heads(package: Package, relations: Mapping[str, Relation]) -> Iterator[Doubt]:
    """One doubt with what stands at the head and foot of the pages, beside their numbers."""
    texts: dict[str, None] = {}
    for one in relations.values():
        if one.kind in {"header", "footer"} and not one.external and one.target in package:
            for block in package.blocks(one.target, depth=1):
                text = " ".join(spoken(block).split())
                if not _COUNT.fullmatch(text[:200]):
                    texts[text] = None
    if texts:
        listed = "; ".join(quoted(text) for text in list(texts)[:6])
        more = f" and {len(texts) - 6} more" if len(texts) > 6 else ""  # noqa: PLR2004 - the same six
        yield Doubt(Spot(1), "running-heads", f"heads and feet of the pages were left out: {listed}{more}")


class _Cleaner:
    """Goes through the blocks of all parts once."""

    def __init__(self, path: str, styles: Styles, numbering: Numbering, changes: Changes, found: Clean) -> None:
        self._path, self._styles, self._numbering, self._changes, self._found = path, styles, numbering, changes, found
        self.inline = Inline(styles, changes, found.doubts)
        self._line = self._tables = self._boxes = 0
        self._size = self._elements = self._block_size = self._block_elements = 0
        self._held: Line | None = None
        self._page = self._in_contents = False
        self._ids: list[str] = []
        self._section: Facts | None = None
        self._sections = 0
        self._contents: list[Facts] = []
        self.resolved: frozenset[str] = frozenset()
        """The paragraphs of comments that are settled."""
        self.settled = 0

    # ----------------------------------------------------------------- blocks

    def block(self, node: Node, where: str) -> Iterator[str]:  # noqa: C901 - one case for each element
        """The XML of a block: none, one or several paragraphs or tables."""
        if not where:
            self._block_size = self._block_elements = 0
        match node.tag:
            case "w:p":
                yield from self._paragraph(node, where)
            case "w:tbl":
                yield from self._flush(where)
                yield from self._table(node, where)
            case "w:sdt":
                yield from self._control(node, where)
            case "w:sectPr":
                self._end_section(node)
            case "w:bookmarkStart":
                self._ids.append(node.attrs.get("w:name", ""))
            case "w:altChunk":
                self._doubt("object", "an embedded document was left out")
            case "mc:AlternateContent":
                yield from self.blocks(chosen(node), where)
            case "w:r" | "w:hyperlink" | "m:oMathPara" | "m:oMath" | "w:fldSimple":
                yield from self._paragraph(type(node)("w:p", {}, [node]), where)
            case tag if not tag.endswith("Pr"):
                yield from self.blocks(node.children, where)

    def blocks(self, nodes: Iterable[Node], where: str) -> Iterator[str]:
        """The XML of several."""
        for node in nodes:
            yield from self.block(node, where)

    def _control(self, node: Node, where: str) -> Iterator[str]:
        gallery = node.child("w:sdtPr").child("w:docPartObj").val("w:docPartGallery") or ""
        if unfilled(node):
            self._doubt("placeholder", f"a place to be filled in was left out: {quoted(spoken(node))}")
            return
        before, self._in_contents = self._in_contents, self._in_contents or gallery == "Table of Contents"
        yield from self.blocks(node.child("w:sdtContent").children, where)
        self._in_contents = before

    def notes(self, nodes: Iterable[Node], tag: str, kind: str) -> Iterator[str]:
        """The XML of those notes or comments that the text refers to."""
        for node in nodes:
            name = node.attrs.get("w:id", "")
            if node.tag != tag or name not in self.inline.wanted[kind]:
                continue
            if any(one.attrs.get("w14:paraId", "-") in self.resolved for one in node.within("w:p")):
                self.settled += 1
            else:
                author = quoteattr(node.attrs.get("w:author", ""))
                inner = "".join((*self.blocks(node.children, f"{tag[2:]} {name}"), *self._flush("")))
                yield f"<{tag} w:id={quoteattr(name)} w:author={author}>{inner}</{tag}>"

    def close(self) -> None:
        """The end of the body."""
        self._found.body += self._flush("")
        if self._contents:
            text = f"a table of contents was left out, {len(self._contents)} lines"
            self._found.doubts.append(
                Doubt(Spot(self._contents[0].line, self._contents[0].where), "table-of-contents", text)
            )

    def _doubt(self, rule: str, reason: str, where: str = "") -> None:
        self._found.doubts.append(Doubt(Spot(max(self._line, 1), where), rule, reason))

    # ----------------------------------------------------------------- tables

    def _table(self, node: Node, where: str) -> Iterator[str]:
        if where:  # content has no table in a table, nor in a note
            self._doubt(
                "nested-table", "a table in a cell, a box or a note: its paragraphs stand there without it", where
            )
            for row in self._rows(node):
                for cell in _inside(row, "w:tc"):
                    yield from self.blocks(cell.children, where)
                    yield from self._flush(where)
            return
        self._tables += 1
        rows = [
            "".join(self._cells(row, f"table {self._tables}, row {at}")) for at, row in enumerate(self._rows(node), 1)
        ]
        yield f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows if row)}</w:tbl>"

    def _rows(self, node: Node) -> Iterator[Node]:
        for row in _inside(node, "w:tr"):
            if self._changes.stands(self._changes.row(row.child("w:trPr"))):
                yield row

    def _cells(self, row: Node, where: str) -> Iterator[str]:
        before = _span(row.child("w:trPr").val("w:gridBefore"), 0)
        if before:
            yield _cell(before, "", "")
        cells = list(_inside(row, "w:tc"))
        column = 1 + before
        for at, cell in enumerate(cells):
            properties = cell.child("w:tcPr")
            inner = "".join(
                (*self.blocks(cell.children, f"{where}, column {column}"), *self._flush(f"{where}, column {column}"))
            )
            if not self._changes.stands(self._changes.row(properties)):
                continue
            if properties.val("w:hMerge") == "continue" or (
                properties.has("w:hMerge") and not properties.val("w:hMerge")
            ):
                continue
            width = _span(properties.val("w:gridSpan"), 1) + _merged(cells[at + 1 :])
            merge = properties.child("w:vMerge")
            vertical = f'<w:vMerge w:val="{"restart" if merge.attrs.get("w:val") == "restart" else "continue"}"/>'
            yield _cell(width, vertical if merge.tag else "", inner)
            column += width

    # ------------------------------------------------------------- paragraphs

    def _paragraph(self, node: Node, where: str) -> Iterator[str]:
        self._line += 1
        if self._line > MOST_PARAGRAPHS and node.children:
            hint = "Divide it into several files."
            raise UserError(f"{self._path}: has over {MOST_PARAGRAPHS:,} paragraphs", hint)
        if not node.children and not self._held:
            return
        own = node.child("w:pPr")
        properties = self._changes.properties(own)
        mark = self._changes.mark(own)
        style = properties.val("w:pStyle") or ""
        line, self._held = self._held or Line(), None
        self.inline.read(node, line, style, Spot(self._line, where))
        if not self._changes.stands(mark):
            self._held = line
            return
        yield from self._made(line, self._facts(properties, style, where))
        if own.has("w:sectPr"):
            self._end_section(own.child("w:sectPr"))
        yield from self._text_boxes(line, where)

    def _flush(self, where: str) -> Iterator[str]:
        """The paragraph whose end was deleted, where nothing follows that it could be joined to."""
        if self._held:
            line, self._held = self._held, None
            yield from self._made(line, Facts(max(self._line, 1), where))
            yield from self._text_boxes(line, where)

    def _text_boxes(self, line: Line, where: str) -> Iterator[str]:
        for box in line.boxes:
            if text := spoken(box).strip():
                self._boxes += 1
                self._doubt("text-box", f"a text box, put behind the paragraph that it hangs on: {quoted(text)}", where)
                yield from self.blocks(box.children, where or f"text box {self._boxes}")
                yield from self._flush(where)

    def _facts(self, properties: Node, style: str, where: str) -> Facts:
        kind, level = self._styles.kind(style)
        outline = self._styles.paragraph(style, properties, "w:outlineLvl").attrs.get("w:val", "")
        if not kind and re.fullmatch("[0-8]", outline):
            kind, level = "heading", int(outline) + 1
        contents = self._in_contents or kind == CONTENTS
        looks = self._styles.text(style, NONE)
        number = self._number(properties, style)
        indent = self._styles.paragraph(style, properties, "w:ind").attrs
        left = _small(indent.get("w:left", indent.get("w:start", ""))) + _small(indent.get("w:firstLine", ""))
        if number and number.indent is not None and not properties.child("w:ind").attrs:
            left = number.indent
        return Facts(
            self._line,
            where,
            "" if kind == CONTENTS else kind,
            level,
            number,
            centred=self._styles.paragraph(style, properties, "w:jc").attrs.get("w:val") == "center",
            new_page=flag(self._styles.paragraph(style, properties, "w:pageBreakBefore")),
            bold=looks.bold,
            italic=looks.italic,
            indent=left,
            contents=contents,
        )

    def _number(self, properties: Node, style: str) -> Number | None:
        own = properties.child("w:numPr")
        name, depth = own.val("w:numId"), own.val("w:ilvl")
        if name is None:
            for inherited, _, of, _ in self._styles.chain(style):
                theirs = of.child("w:numPr")
                if theirs.tag:
                    bound = self._numbering.of_style(inherited)
                    name = theirs.val("w:numId") or (bound[0] if bound else None)
                    depth = depth or theirs.val("w:ilvl") or (str(bound[1]) if bound else "0")
                    break
        if not name or name == "0":
            return None
        return self._numbering.next(name, int(depth) if depth and re.fullmatch("[0-8]", depth) else 0)

    def _made(self, line: Line, facts: Facts) -> Iterator[str]:
        facts.size = line.size
        names, self._ids, line.ids = [*self._ids, *line.ids], [], []
        facts.ids = tuple(name for name in map(_id, names) if name)
        for at, (sign, stretches) in enumerate(line.paragraphs()):
            self._page = self._page or sign == PAGE
            if not speaks(stretches):
                if line.contents or (facts.contents and not at):
                    self._contents.append(facts)
                elif not at and facts.number and facts.number.number and "column" in facts.where:
                    # An automatic number alone in a cell: it counts the rows, or numbers what stands beside it.
                    yield self._xml(f"<w:r><w:t>{escape(facts.number.typed)}</w:t></w:r>", replace(facts, number=None))
                continue
            now = replace(facts, new_page=(facts.new_page and not at) or self._page)
            if facts.contents:
                self._contents.append(now)
                continue
            self._page = False
            self._section = self._section or now
            facts = replace(facts, number=None, ids=(), new_page=False)
            yield self._xml(runs(stretches, self._found.links), now)
        if facts.ids:
            self._ids = list(names)  # of an empty paragraph: the next one has them

    def _xml(self, inner: str, facts: Facts) -> str:
        self._found.facts.append(facts)
        xml = f'<w:p><w:pPr><w:pStyle w:val="{len(self._found.facts) - 1}"/></w:pPr>{inner}</w:p>'
        elements = xml.count("<") - xml.count("</")
        self._size += len(xml)
        self._elements += elements
        self._block_size += len(xml)
        self._block_elements += elements
        if self._size > LARGEST or self._elements > MOST_ELEMENTS:
            raise UserError(f"{self._path}: has more text than can be read at once", "Divide it into several files.")
        if self._block_size > LARGEST_BLOCK or self._block_elements > MOST_IN_BLOCK:
            hint = "Divide that paragraph or table."
            raise UserError(
                f"{self._path}: has a paragraph or a table that is too long (paragraph {self._line:,})", hint
            )
        return xml

    def _end_section(self, node: Node) -> None:
        self._sections += 1
        if self._section and self._sections > 1 and (node.val("w:type") or "nextPage") in _PAGES:
            self._section.new_page = True
        self._section = None


def _inside(node: Node, tag: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, out of whatever wraps them."""
    for child in node.children:
        if child.tag == tag:
            yield child
        elif child.tag not in {"w:tbl", "w:tr", "w:tc", "w:p"}:
            yield from _inside(child, tag)


def _cell(width: int, vertical: str, inner: str) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    properties = f"<w:tcPr>{span}{vertical}</w:tcPr>" if span or vertical else ""
    return f"<w:tc>{properties}{inner}</w:tc>"


def _merged(cells: list[Node]) -> int:
    """How many cells that follow are merged into one the old way."""
    count = 0
    for cell in cells:
        merge = cell.child("w:tcPr").child("w:hMerge")
        if not merge.tag or merge.attrs.get("w:val", "continue") != "continue":
            break
        count += 1
    return count


def _span(text: str | None, least: int) -> int:
    return min(max(int(text), least), _COLUMNS) if text and re.fullmatch("[0-9]{1,4}", text) else least


def _small(text: str) -> int:
    return int(text) if re.fullmatch("-?[0-9]{1,5}", text) else 0


def _id(name: str) -> str:
    """The id that a bookmark states, if somebody gave it on purpose."""
    made = name.lower().replace("_", "-")
    return made if not name.startswith("_") and _IDS.fullmatch(made) and not _NO_ID.fullmatch(made) else ""
