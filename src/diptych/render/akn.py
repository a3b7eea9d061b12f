"""A declaration in one language → Akoma Ntoso 3.0 (OASIS LegalDocML): one Expression a language, the same eIds in each.

The names of elements and the pattern of eIds and IRIs follow the OASIS naming convention (akn-nc v1.0): ``para_5`` is
the fifth operative paragraph, ``para_5__subpara_a`` its first sub-paragraph. GUID holds the anchor that the same
passage has on the web page: ``op-5``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from diptych import inline
from diptych.catalog import State
from diptych.model import Artifact, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from diptych.edition import Cell, Edition, Line
    from diptych.model import Conference, Run

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA = "application/akn+xml"
CODES = {
    "ar": "ara", "az": "aze", "be": "bel", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra",
    "hy": "hye", "it": "ita", "ka": "kat", "kk": "kaz", "ky": "kir", "pt": "por", "ru": "rus", "tg": "tgk",
    "tk": "tuk", "tr": "tur", "uk": "ukr", "uz": "uzb", "zh": "zho",
}  # fmt: skip
"""ISO 639-2/T, which the naming convention asks for; any other language keeps the code it has."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_URI = "!#$%&'()*+,/:;=?@[]~"
_LEVELS = ("paragraph", "subparagraph", "point", "indent")
_SHORT = {"paragraph": "para", "subparagraph": "subpara", "recitals": "recs", "recital": "rec", "wrapUp": "wrapup"}
"""The naming convention's abbreviations."""
_PARTS = ("preface", "preamble", "mainBody", "conclusions")
"""There is one of each."""
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_RUNNING = ("p", "num", "block")
"""Elements with running text: white space in them would show."""


def render(edition: Edition, conference: Conference) -> Artifact | None:
    """``en/declaration.akn.xml`` of a declaration in one language; None for any other edition."""
    if edition.parallel or edition.kind != "declaration":
        return None
    from xml.etree import ElementTree as ET

    writer = _Writer(edition, conference)
    root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE})
    statement = ET.SubElement(root, "statement", {"name": "declaration"})
    writer.meta(statement)
    writer.body(statement)
    _indent(root)
    data: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return Artifact(f"{edition.name}/{edition.slug}.akn.xml", MEDIA, data + b"\n")


def _sub(parent: Element, tag: str, **attributes: str) -> Element:
    from xml.etree import ElementTree as ET

    return ET.SubElement(parent, tag, attributes)


def _text(text: str) -> str:
    return inline.visible(text.replace("\r", "\n"))


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _indent(element: Element, depth: int = 1) -> None:
    """A line for each element, but for running text."""
    children = list(element)
    if not children or element.tag in _RUNNING:
        return
    element.text = "\n" + " " * depth
    for child in children:
        _indent(child, depth + 1)
        child.tail = "\n" + " " * (depth - (child is children[-1]))


@dataclass(slots=True)
class _Node:
    """A numbered paragraph with what stands in it."""

    line: Line
    blocks: list[Line]
    children: list[_Node] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    """What goes on behind its sub-paragraphs."""
    numbered: bool = True
    """False of what stands between numbered paragraphs."""


def _depth(line: Line) -> int:
    """How deep a line stands in the numbered paragraphs, from 1; 0 outside of them."""
    if line.kind is Kind.OPERATIVE:
        return 1
    return 0 if line.kind is Kind.HEADING else line.level


def _tree(lines: Iterable[Line]) -> list[_Node]:
    """The numbered paragraphs with what belongs to them; other lines as nodes without a number."""
    top: list[_Node] = []
    path: list[_Node] = []
    for line in lines:
        depth = _depth(line)
        if line.kind is Kind.OPERATIVE or (path and depth > 1 and line.hinge.number):
            node = _Node(line, [line])
            path = path[: min(depth, len(_LEVELS)) - 1]
            (path[-1].children if path else top).append(node)
            path.append(node)
        elif path and depth:  # it goes on with an item, at that item's depth
            path = path[:depth]
            (path[-1].tail if path[-1].children else path[-1].blocks).append(line)
        else:
            path = []
            top.append(_Node(line, [], numbered=False))
    return top


class _Writer:
    """Writes one declaration."""

    def __init__(self, edition: Edition, conference: Conference) -> None:
        self.edition = edition
        self.conference = conference
        self.eids: set[str] = set()
        self.counts: dict[str, int] = {}
        self.names: dict[str, str] = {}
        """eId by anchor."""
        self.links: list[Element] = []
        """References within the document, whose targets may come later."""

    # ---- what it is

    def meta(self, statement: Element) -> None:
        """Work, Expression and Manifestation (FRBR), and who is meant by the ids in them."""
        edition, conference = self.edition, self.conference
        lang = edition.languages[0]
        date = (edition.date or conference.end).isoformat()
        country = conference.country.lower() or "zz"
        work = f"/akn/{country}/statement/{date}/{conference.id}-{edition.slug}"
        expression = f"{work}/{_code(lang)}@{date}"
        master = f"{work}/{_code(edition.source)}@{date}"
        meta = _sub(statement, "meta")
        identification = _sub(meta, "identification", source="#diptych")

        level = self.level(identification, "FRBRWork", f"{work}/!main", work, date)
        _sub(level, "FRBRcountry", value=country)
        if edition.masthead.symbol:
            _sub(level, "FRBRnumber", value=_line(edition.masthead.symbol))
        _sub(level, "FRBRname", value=edition.slug)
        _sub(level, "FRBRprescriptive", value="false")

        level = self.level(identification, "FRBRExpression", f"{expression}/!main", expression, date)
        if edition.masthead.notice:  # it says that the text is an unofficial rendition
            _sub(level, "FRBRauthoritative", value="false")
        if lang != edition.source:
            names = [other.label for other in edition.alternates if other.languages == (edition.source,)]
            _sub(level, "FRBRmasterExpression", href=master, showAs=_line(" ".join(names)) or edition.source)
        _sub(level, "FRBRlanguage", language=_code(lang))
        if lang != edition.source:
            source = _code(edition.source)
            _sub(level, "FRBRtranslation", href=master, fromLanguage=source, authoritative="false", by="#diptych")

        level = self.level(
            identification, "FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", date, "#diptych"
        )
        _sub(level, "FRBRformat", value=MEDIA)

        references = _sub(meta, "references", source="#diptych")
        _sub(references, "TLCOrganization", eId="diptych", href="/akn/ontology/organization/diptych", showAs="Diptych")
        name = _line(edition.masthead.conference[0].text)
        _sub(references, "TLCEvent", eId="conference", href=f"/akn/ontology/event/{conference.id}", showAs=name or "–")
        self.eids |= {"diptych", "conference"}

    def level(self, parent: Element, name: str, this: str, uri: str, date: str, author: str = "#conference") -> Element:
        """One level of FRBR with what all levels have."""
        level = _sub(parent, name)
        _sub(level, "FRBRthis", value=this)
        _sub(level, "FRBRuri", value=uri)
        if name == "FRBRExpression" and self.edition.url:
            page = f"{self.edition.url.rstrip('/')}/{self.edition.name}/{self.edition.slug}.html"
            _sub(level, "FRBRalias", value=quote(page, safe=_URI), name="page")
        _sub(level, "FRBRdate", date=date, name="text")
        _sub(level, "FRBRauthor", href=author)
        return level

    # ---- what it says

    def body(self, statement: Element) -> None:
        """Preface, preamble, main body and conclusions."""
        lines = self.edition.lines
        numbered = [n for n, line in enumerate(lines) if line.kind is Kind.OPERATIVE]
        opening = [n for n, line in enumerate(lines) if line.kind in (Kind.CHAPEAU, Kind.RECITAL)]
        start = numbered[0] if numbered else opening[-1] + 1 if opening else 0
        end = len(lines)
        if numbered:
            end = next((n for n, line in enumerate(lines) if n > numbered[-1] and not _depth(line)), len(lines))
        self.preface(statement)
        if start:
            self.preamble(self.part(statement, "preamble"), lines[:start])
        main = self.part(statement, "mainBody")
        self.main(main, lines[start:end])
        if end < len(lines):
            conclusions = self.part(statement, "conclusions")
            self.blocks(conclusions, "conclusions", lines[end:])
        for link in self.links:
            anchor = link.attrib["href"].removeprefix("#")
            link.set("href", f"#{self.names.get(anchor, anchor)}")

    def part(self, statement: Element, tag: str) -> Element:
        """A main part, which says what language it is in."""
        part = _sub(statement, tag, eId=self.eid("", tag))
        part.set(_LANG, self.edition.languages[0])
        return part

    def eid(self, parent: str, tag: str, number: str = "") -> str:
        """An eId: ``para_5`` where there is a number, else the next of its name within the parent."""
        name = f"{parent}__{_SHORT.get(tag, tag)}" if parent else _SHORT.get(tag, tag)
        made = f"{name}_{number}" if number else name
        if not number and tag not in _PARTS:
            made = self.next(name)
        while made in self.eids:
            made = self.next(f"{name}_{number}" if number else name)
        self.eids.add(made)
        return made

    def next(self, name: str) -> str:
        """The name with its next number."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}_{self.counts[name]}"

    def element(
        self,
        parent: Element,
        tag: str,
        within: str,
        line: Line | None = None,
        attributes: Mapping[str, str] = _NO_ATTRIBUTES,
        number: str = "",
    ) -> Element:
        """An element with its eId and, where it is a passage of its own, the anchor of that."""
        made = self.eid(within, tag, number)
        element = _sub(parent, tag, eId=made, **attributes)
        if line and line.id and line.id not in self.names:
            self.names[line.id] = made
            element.set("GUID", re.sub(r"\s", "-", line.id))
        return element

    def preface(self, statement: Element) -> None:
        """The masthead."""
        masthead = self.edition.masthead
        preface = self.part(statement, "preface")
        for name, cells in (
            ("conference", masthead.conference),
            ("theme", masthead.theme),
            ("dates", masthead.when),
            ("place", masthead.where),
        ):
            self.paragraph(preface, "preface", cells[0], name)
        title = self.element(preface, "longTitle", "preface")
        paragraph = self.element(title, "p", title.attrib["eId"])
        self.runs(_sub(paragraph, "docTitle"), masthead.title[0])
        if masthead.subtitle:
            paragraph[-1].tail = " "
            self.runs(_sub(paragraph, "span", **{"class": "subtitle"}), masthead.subtitle[0])
        if masthead.symbol:
            inner = self.element(preface, "p", "preface", attributes={"class": "symbol"})
            _sub(inner, "docNumber").text = _line(masthead.symbol)
        date = self.edition.words.get("edition/date")
        if date and self.edition.date:
            inner = self.element(preface, "p", "preface", attributes={"class": "date"})
            self.runs(_sub(inner, "docDate", date=self.edition.date.isoformat()), date[0])
        inner = self.element(preface, "p", "preface", attributes={"class": "status"})
        self.runs(_sub(inner, "docStatus"), masthead.status[0])
        if masthead.notice:
            self.paragraph(preface, "preface", masthead.notice[0], "notice")

    def preamble(self, preamble: Element, lines: Sequence[Line]) -> None:
        """Introduction, chapeau and recitals."""
        opened = False
        for kind, group in groupby(
            lines, lambda line: line.kind if line.kind in (Kind.CHAPEAU, Kind.RECITAL) else None
        ):
            if kind is Kind.RECITAL:
                recitals = self.element(preamble, "recitals", "")
                for number, line in enumerate(group, 1):
                    recital = self.element(recitals, "recital", recitals.attrib["eId"], line, number=str(number))
                    self.paragraph(recital, recital.attrib["eId"], line.cells[0])
            elif kind is Kind.CHAPEAU:
                for line in group:
                    formula = self.element(preamble, "formula", "preamble", line, {"name": "chapeau"})
                    self.paragraph(formula, formula.attrib["eId"], line.cells[0])
            else:
                name = "enactment" if opened else "introduction"
                container = self.element(
                    preamble, "formula" if opened else "container", "preamble", None, {"name": name}
                )
                self.blocks(container, container.attrib["eId"], group)
            opened = opened or kind is not None

    def main(self, body: Element, lines: Sequence[Line]) -> None:
        """The numbered paragraphs with their sub-paragraphs; what stands between them as it is."""
        top = _tree(lines)
        for numbered, group in groupby(top, lambda node: node.numbered):
            if numbered:
                for node in group:
                    self.node(body, "", node, 0)
            else:
                self.blocks(body, "", [node.line for node in group])
        if not top:
            self.element(body, "p", "")

    def node(self, parent: Element, within: str, node: _Node, depth: int) -> None:
        """A numbered paragraph."""
        tag, number = _LEVELS[depth], node.line.hinge.number
        key = re.sub(r"[^0-9A-Za-z]", "", number)
        paragraph = self.element(parent, tag, within, node.line, number=key or "1")
        eid = paragraph.attrib["eId"]
        num = self.element(paragraph, "num", eid)
        num.text = _line(number if number.startswith("(") else f"{number}.")
        inner = self.element(paragraph, "intro" if node.children else "content", eid)
        self.blocks(inner, inner.attrib["eId"], node.blocks)
        for child in node.children:
            self.node(paragraph, eid, child, depth + 1)
        if node.tail:
            inner = self.element(paragraph, "wrapUp", eid)
            self.blocks(inner, inner.attrib["eId"], node.tail)

    # ---- blocks and running text

    def blocks(self, parent: Element, within: str, lines: Iterable[Line]) -> None:
        """Headings, paragraphs, bullets, tables, one after the other."""
        for cells, group in groupby(lines, lambda line: line.kind is Kind.CELL):
            if cells:
                self.table(parent, within, list(group))
                continue
            for line in group:
                if line.kind is Kind.HEADING:
                    block = self.element(parent, "block", within, line, {"name": "heading"})
                    self.runs(block, line.cells[0])
                    continue
                if line.id in self.names:  # the paragraph that bears its anchor is written around it
                    self.paragraph(parent, within, line.cells[0])
                    continue
                paragraph = self.paragraph(parent, within, line.cells[0], line.kind)
                if line.id:
                    self.names[line.id] = paragraph.attrib["eId"]
                    paragraph.set("GUID", re.sub(r"\s", "-", line.id))
                if line.kind is Kind.LIST_ITEM and line.hinge.number:
                    paragraph.text = f"{_line(line.hinge.number)} {paragraph.text or ''}"

    def table(self, parent: Element, within: str, cells: Sequence[Line]) -> None:
        """Cells as rows; a new table begins where the rows begin again."""
        table, last = None, -1
        row = parent
        for cell in cells:
            if table is None or cell.row < last:
                table, last = self.element(parent, "table", within), -1
            if cell.row != last:
                row, last = _sub(table, "tr"), cell.row
            made = self.element(row, "td" if cell.row else "th", table.attrib["eId"], cell)
            self.paragraph(made, made.attrib["eId"], cell.cells[0])

    def paragraph(self, parent: Element, within: str, cell: Cell, name: str = "") -> Element:
        """A paragraph of running text; ``name`` says what it is where the element does not."""
        said = {"class": name} if name and name != "paragraph" else {}
        paragraph = self.element(parent, "p", within, None, said)
        self.runs(paragraph, cell)
        return paragraph

    def runs(self, parent: Element, cell: Cell) -> None:
        """The runs of a cell: lead verbs in italics, links, passages in another language."""
        for run in cell.runs:
            inner = self.run(parent, run)
            if inner is None:
                _append(parent, _text(run.text))
            else:
                inner.text = _text(run.text)
            if run.lines_end and run is not cell.runs[-1]:
                _sub(parent, "eol")

    def run(self, parent: Element, run: Run) -> Element | None:
        """The innermost element of a run; None where it is plain text."""
        inner = None
        if run.href.startswith("#"):
            inner = _sub(parent, "ref", href=quote(run.href, safe=_URI))
            self.links.append(inner)
        elif run.href:
            inner = _sub(parent, "a", href=quote(run.href, safe=_URI))
        if run.role == "mark":  # the layout's word, not the declaration's
            inner = _sub(parent if inner is None else inner, "span", status="editorial")
        if run.lang or (run.state is not State.DONE and run.role != "mark"):
            inner = _sub(parent if inner is None else inner, "span", **_state(run))
            if run.lang:
                inner.set(_LANG, run.lang)
        for wanted, tag in ((run.strong, "b"), (run.emphasis, "i")):
            if wanted:
                inner = _sub(parent if inner is None else inner, tag)
        return inner


def _state(run: Run) -> dict[str, str]:
    return {} if run.state is State.DONE else {"class": run.state.value}


def _append(parent: Element, text: str) -> None:
    """Text behind what an element holds already."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _code(lang: str) -> str:
    return CODES.get(lang.partition("-")[0], lang)
