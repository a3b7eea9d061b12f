"""What stands in a Word paragraph → stretches of text: changes resolved, fields, controls and drawings seen to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from diptych.importers.sheet import Doubt, Spot
from diptych.importers.word_changes import DELETED, SHOW
from diptych.importers.word_fields import DATES, Fields
from diptych.importers.word_line import PAGE, SPLIT
from diptych.importers.word_styles import flag
from diptych.importers.word_symbols import symbol
from diptych.importers.word_xml import NONE, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.importers.word_changes import Changes
    from diptych.importers.word_line import Line
    from diptych.importers.word_package import Relation
    from diptych.importers.word_styles import Styles, Text

QUOTED = 60
"""Characters of the original that a doubt quotes."""
_ALLOWED = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]|tel:\+?\d", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x7f-\x9f\ufff9-\ufffb]")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SKIPPED = frozenset(
    ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:fldData", "w:rt", "w:rubyPr")
)
_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_GRAPHICS = {"chart": "a chart", "diagram": "a SmartArt drawing"}


def quoted(text: str) -> str:
    """A few words of the original, on one line."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= QUOTED else f"“{text[: QUOTED - 1]}…”"


class Inline:
    """Reads the insides of paragraphs, in the order of the text: fields go on from one to the next."""

    def __init__(self, styles: Styles, changes: Changes, doubts: list[Doubt]) -> None:
        self._styles, self._changes, self._doubts = styles, changes, doubts
        self._fields = Fields()
        self.with_contents = False
        """Whether lines of a table of contents are text."""
        self.relations: Mapping[str, Relation] = {}
        self.wanted: dict[str, set[str]] = {"footnotes": set(), "endnotes": set(), "comments": set()}
        """The ids that the text refers to."""
        self.langs: dict[str, int] = {}
        self._style = ""
        self._spot = Spot(1)

    def read(self, paragraph: Node, line: Line, style: str, spot: Spot) -> None:
        """Put into the line what the paragraph says."""
        self._style, self._spot = style, spot
        self._changes.passed()
        self._all(paragraph.children, line, "", "")
        self._fields.end_of_paragraph()
        if line.hidden:
            self.doubt("hidden-text", f"hidden text was left out: {quoted(''.join(line.hidden))}")

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is still open."""
        return self._fields.contents and not self.with_contents

    def doubt(self, rule: str, reason: str) -> None:
        """Something at this paragraph."""
        self._doubts.append(Doubt(self._spot, rule, reason))

    def _all(self, nodes: Iterable[Node], line: Line, href: str, change: str) -> None:
        for node in nodes:
            self._one(node, line, href, change)

    def _one(self, node: Node, line: Line, href: str, change: str) -> None:
        match node.tag:
            case "w:r":
                self._run(node, line, href, change)
            case "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom":
                self._changes.met(node)
                kind = self._changes.kind(node)
                self._all(node.children, line, href, DELETED if DELETED in {kind, change} else kind)
            case "w:hyperlink":
                self._all(node.children, line, self._target(node) or href, change)
            case "w:fldSimple":
                self._fields.begin()
                self._fields.code(node.attrs.get("w:instr", ""))
                self._result()
                self._all(node.children, line, href, change)
                self._fields.end()
            case "w:sdt":
                self._control(node, line, href, change)
            case "w:bookmarkStart":
                line.ids.append(node.attrs.get("w:name", ""))
            case "mc:AlternateContent":
                self._all(chosen(node), line, href, change)
            case "m:oMath":
                self._equation(node, line, change)
            case _ if node.tag not in _SKIPPED:
                self._all(node.children, line, href, change)

    def _run(self, node: Node, line: Line, href: str, change: str) -> None:
        if not change:
            self._changes.passed()
        looks = self._styles.text(self._style, self._changes.properties(node.child("w:rPr")))
        self._content(node.children, line, looks, self._fields.link or href, change)

    def _content(self, nodes: list[Node], line: Line, looks: Text, href: str, change: str) -> None:
        own_mark = False
        for node in nodes:
            if node.tag in {"w:t", "w:delText"}:
                if not own_mark:
                    self._say(node.text, line, looks, href, change)
            elif node.tag in _NOTES:
                own_mark = flag(Node("", {"w:val": node.attrs.get("w:customMarkFollows", "0")}))
                self._refer(node, _NOTES[node.tag], line, looks, change)
            else:
                self._part(node, line, looks, href, change)

    def _part(self, node: Node, line: Line, looks: Text, href: str, change: str) -> None:  # noqa: C901 - the same
        match node.tag:
            case tag if tag in _PLAIN:
                self._say(_PLAIN[tag], line, looks, href, change)
            case "w:br":
                self._break(node, line, looks, href, change)
            case "w:sym":
                self._symbol(node, line, looks, href, change)
            case "w:fldChar":
                self._field(node, line, looks, change)
            case "w:instrText":
                self._fields.code(node.text)
            case "w:commentReference":
                self._refer(node, "comments", line, looks, "")
            case "mc:AlternateContent":
                self._content(list(chosen(node)), line, looks, href, change)
            case "w:drawing" | "w:pict" | "w:object":
                if self._changes.stands(change):
                    self._figure(node, line)
            case "m:oMath":
                self._equation(node, line, change)
            case tag if tag not in _SKIPPED:
                self._content(node.children, line, looks, href, change)

    def _say(self, text: str, line: Line, looks: Text, href: str, change: str) -> None:
        if text != "\n":
            text = _UNSEEN.sub("", text.replace("\r", " ").replace("\n", " "))
            text = _PRIVATE.sub(lambda sign: symbol("", sign[0]) or sign[0], text)
        if not text or self._fields.silent or not self._changes.stands(change):
            return
        if looks.hidden:
            line.hidden.append(text)
        elif self.in_contents:
            line.contents = line.contents or bool(text.strip())
        else:
            line.say(text, looks, href, change if self._changes.mode == SHOW else "")
            if change and self._changes.mode == SHOW:
                self.doubt("tracked-change", f"a tracked change, {change}: {quoted(text)}")
            if looks.lang:
                self.langs[looks.lang] = self.langs.get(looks.lang, 0) + len(text)

    def _refer(self, node: Node, kind: str, line: Line, looks: Text, change: str) -> None:
        name = node.attrs.get("w:id", "")
        if self._changes.stands(change) and not self.in_contents:
            self.wanted[kind].add(name)
            line.refer(f"<{node.tag} w:id={quoteattr(name)}/>", looks)

    def _break(self, node: Node, line: Line, looks: Text, href: str, change: str) -> None:
        kind = node.attrs.get("w:type", "")
        if kind in {"page", "column"}:
            if self._changes.stands(change):
                line.split(PAGE if kind == "page" else SPLIT)
        else:
            self._say("\n", line, looks, href, change)

    def _symbol(self, node: Node, line: Line, looks: Text, href: str, change: str) -> None:
        font, code = node.attrs.get("w:font", ""), node.attrs.get("w:char", "")
        if not re.fullmatch("[0-9A-Fa-f]{1,5}", code) or not _printable(int(code, 16)):
            return
        sign = symbol(font, chr(int(code, 16)))
        if sign:
            self._say(sign, line, looks, href, change)
        elif self._changes.stands(change):
            self.doubt("symbol", f"a character of the font {font} (number {code}) was left out: nobody knows it")

    def _field(self, node: Node, line: Line, looks: Text, change: str) -> None:
        match node.attrs.get("w:fldCharType"):
            case "begin":
                box = node.child("w:ffData").child("w:checkBox")
                state = box.child("w:checked") if box.has("w:checked") else box.child("w:default")
                on = state.tag and flag(state)
                self._fields.begin(("☒" if on else "☐") if box.tag else "")
            case "separate":
                self._result()
            case "end":
                ended = self._fields.end()
                if ended and ended.checked:
                    self._say(ended.checked, line, looks, "", change)
                if ended and ended.prompt:
                    self.doubt("placeholder", f"a place to be filled in was left out: {quoted(ended.prompt)}")

    def _result(self) -> None:
        field = self._fields.separate()
        if field and field.name in DATES:
            self.doubt("date-field", "a date that Word fills in by itself: what the file last showed was taken")

    def _control(self, node: Node, line: Line, href: str, change: str) -> None:
        content = node.child("w:sdtContent")
        if unfilled(node):
            self.doubt("placeholder", f"a place to be filled in was left out: {quoted(spoken(content))}")
        else:
            self._all(content.children, line, href, change)

    def _target(self, node: Node) -> str:
        """Where a w:hyperlink leads, if one may go there."""
        relation = self.relations.get(node.attrs.get("r:id", ""))
        anchor = node.attrs.get("w:anchor", "")
        if relation and relation.external:
            return f"{relation.target}#{anchor}" if anchor else relation.target
        return f"#{anchor}" if anchor else ""

    def _equation(self, node: Node, line: Line, change: str) -> None:
        text = "".join(part.text for part in node.within("m:t"))
        if text.strip() and self._changes.stands(change):
            self._say(text, line, self._styles.text(self._style, NONE), "", change)
            self.doubt("equation", f"an equation was written as plain text: {quoted(text)}")

    def _figure(self, node: Node, line: Line) -> None:
        boxes = list(_within(node, "w:txbxContent"))
        line.boxes += boxes
        if node.tag == "w:object":
            program = next((one.attrs.get("ProgID", "") for one in _every(node) if "ProgID" in one.attrs), "")
            self.doubt("object", f"an embedded object was left out{f': {program}' if program else ''}")
            return
        for graphic in _within(node, "a:graphicData"):
            name = graphic.attrs.get("uri", "").rpartition("/")[2]
            if name in _GRAPHICS:
                self.doubt("image", f"{_GRAPHICS[name]} was left out{_alternative(node)}")
        pictures = sum(1 for one in _every(node) if one.tag in {"a:blip", "v:imagedata"})
        if pictures:
            what = "a picture was" if pictures == 1 else f"{pictures} pictures were"
            self.doubt("image", f"{what} left out{_alternative(node)}")
        for art in _within(node, "v:textpath"):
            self.doubt("image", f"drawn letters were left out: {quoted(art.attrs.get('string', ''))}")


def chosen(node: Node) -> list[Node]:
    """What is read of an mc:AlternateContent: its first choice, or the fallback where that is empty."""
    for branch in (*(one for one in node.children if one.tag == "mc:Choice"), node.child("mc:Fallback")):
        if branch.children:
            return branch.children
    return []


def unfilled(node: Node) -> bool:
    """Whether a content control shows only what it asks for."""
    shown = node.child("w:sdtPr").child("w:showingPlcHdr")
    return flag(shown) and bool(spoken(node.child("w:sdtContent")).strip())


def spoken(node: Node) -> str:
    """All text below an element, deleted text left out: for a quotation."""
    return " ".join(
        "".join(part.text for part in paragraph.within("w:t")) for paragraph in ([*node.within("w:p")] or [node])
    )


def allowed(href: str) -> bool:
    """Whether content may link there."""
    return bool(_ALLOWED.match(href))


def _alternative(node: Node) -> str:
    for one in _every(node):
        if one.tag == "wp:docPr" and (text := one.attrs.get("descr") or one.attrs.get("title")):
            return f": {quoted(text)}"
        if one.tag == "v:shape" and (text := one.attrs.get("alt")):
            return f": {quoted(text)}"
    return ""


def _within(node: Node, tag: str) -> Iterator[Node]:
    """The elements of that name below it, of alternatives only the one that is read."""
    for child in chosen(node) if node.tag == "mc:AlternateContent" else node.children:
        if child.tag == tag:
            yield child
        else:
            yield from _within(child, tag)


def _every(node: Node) -> Iterator[Node]:
    """All elements below it, but those in text boxes."""
    for child in chosen(node) if node.tag == "mc:AlternateContent" else node.children:
        if child.tag != "w:txbxContent":
            yield child
            yield from _every(child)


def _printable(code: int) -> bool:
    return (code >= ord(" ") and chr(code).isprintable()) or 0xF000 <= code <= 0xF0FF  # noqa: PLR2004 - fonts' own room
