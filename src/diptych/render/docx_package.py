"""The door to python-docx: the bare Word package, WordprocessingML in small, and the measures of the page.

python-docx's own template is not valid Open XML, so the package is made here, from the parts in
``templates/word/`` and the few that say nothing about looks; equal content gives equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from diptych import languages
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = "BaseOxmlElement"
"""An element of any of the package's languages."""
File: TypeAlias = "Document"
"""A Word file that is open."""

TEMPLATES = ("word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/theme.xml")
"""The parts that an organizer may change."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable", "numbering", "header1", "header2", "header3", "footer1", "footer2")
"""The heads: of the text, of the first page, of a report's contents. The feet: of the text, of the first page."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP file can say."""


# --------------------------------------------------------------------------- measures


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * 1440 / 25.4)


PAGE = mm(210), mm(297)
TOP = mm(25)
"""The margins above and below the text."""
MARGIN, PANEL, HINGE = mm(22), mm(70.5), mm(25)
"""Two panels and their hinge: 166 mm between margins of 22."""
OUTER, NUMBERS, TEXT = mm(24), mm(25), mm(126)
"""One language: the text column of some 75 characters, and left of it the margin of hours and numbers."""

AIR = mm(3)
"""Between what stands in the margin and the text."""

PAD = mm(2)
"""Before the text of a band."""

ACCENT, AMBER, PALE = "0B4F6C", "8A5200", "C9C9C9"


# --------------------------------------------------------------------------- elements

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (or discourages): the composer has made it visible already, but titles come raw."""

_SIGNS = {"\n": "br", "\t": "tab", "-": "noBreakHyphen"}
_SIGN = re.compile(r"[\n\t]|(?<=\b\w)-(?=\w\w?\b)")
_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
          "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr")  # fmt: skip
"""Of a paragraph's properties, as the schema wants them."""


def clean(text: str) -> str:
    """The text with each character that XML cannot hold shown as ``[U+000B]``."""
    return _UNFIT.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


@cache
def name(tag: str) -> str:
    """The tag or attribute with its namespace written out: ``w:val``."""
    from docx.oxml.ns import qn

    return qn(tag)


def parse(xml: str) -> Element:
    """Our own XML as an element."""
    from docx.oxml import parse_xml

    return parse_xml(xml)


def node(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of WordprocessingML: ``node("jc", val="center")`` is ``<w:jc w:val="center"/>``.

    Children that are None are left out, which lets a property stand behind a condition.
    """
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        element.set(name(f"w:{attribute}"), clean(str(value)))
    element.extend([child for child in children if child is not None])
    return element


def text_nodes(text: str, *, name: bool = False) -> list[Element]:
    """The content of a run: its text, a line's end as a break, and a hyphen that keeps «г-н» on one line.

    Word has no such sign for an en dash, and the fonts have no glyph for a character that would join
    (U+2060, U+200D), so a range may end a line behind its dash: better than a box, or a text that is not found.
    """
    signs = {match.start() for match in _SIGN.finditer(text)}
    start = 0
    for index, piece in enumerate(languages.kept(text, name=name)):
        signs |= {start + at for at, sign in enumerate(piece) if sign == "-" and index % 2}
        start += len(piece)
    out, start = [], 0
    for at in (*sorted(signs), len(text)):
        if start < at:
            element = node("t")
            element.text = clean(text[start:at])
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            out.append(element)
        if at < len(text):
            out.append(node(_SIGNS[text[at]]))
        start = at + 1
    return out


def page(*, parallel: bool) -> Element:
    """A4 with its margins; head and foot stand half-way in them."""
    left = MARGIN if parallel else OUTER + NUMBERS
    right = MARGIN if parallel else PAGE[0] - left - TEXT
    return node(
        "sectPr",
        node("pgSz", w=PAGE[0], h=PAGE[1]),
        node("pgMar", top=TOP, right=right, bottom=TOP, left=left, header=mm(13), footer=mm(12), gutter=0),
    )


def put(properties: Element, own: Element) -> None:
    """Put a property where the schema wants it, in place of one of the same name."""
    names = [name(f"w:{tag}") for tag in _ORDER]
    for old in properties.findall(own.tag):
        properties.remove(old)
    later = names[names.index(own.tag) + 1 :]
    after = next((child for child in properties if child.tag in later), None)
    if after is None:
        properties.append(own)
    else:
        after.addprevious(own)


def link(file: File, inner: Element, href: str) -> Element:
    """A link to an address outside the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    own = node("hyperlink", inner)
    own.set(name("r:id"), file.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return own


def tab() -> Element:
    """A run that is a tab."""
    return node("r", node("tab"))


def paragraph(
    style: str,
    *runs: Element,
    keep: bool = False,
    tabs: Sequence[tuple[str, int]] = (),
) -> Element:
    """A paragraph in a style; `keep` keeps it with the next."""
    properties = node(
        "pPr",
        node("pStyle", val=style),
        node("keepNext") if keep else None,
        node("tabs", *(node("tab", val=kind, pos=at) for kind, at in tabs)) if tabs else None,
    )
    return node("p", properties, *runs)


def table(
    rows: Sequence[Element],
    widths: Sequence[int] = (PANEL, HINGE, PANEL),
    *,
    caption: str = "",
    description: str = "",
) -> Element:
    """A table without borders and with fixed columns; caption and description are for those who do not see it."""
    return node(
        "tbl",
        node(
            "tblPr",
            node("tblW", w=sum(widths), type="dxa"),
            node("tblInd", w=0, type="dxa"),
            node("tblLayout", type="fixed"),
            # LibreOffice gives cells a margin of its own where the table has none
            node("tblCellMar", *(node(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))),
            node("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            node("tblCaption", val=caption) if caption else None,
            node("tblDescription", val=description) if description else None,
        ),
        node("tblGrid", *(node("gridCol", w=width) for width in widths)),
        *rows,
    )


def row(
    cells: Sequence[Sequence[Element]],
    widths: Sequence[int] = (PANEL, HINGE, PANEL),
    *,
    head: bool = False,
    band: bool = False,
    whole: bool = True,
    rules: bool = False,
    hinge: int | None = 1,
) -> Element:
    """A row of a table: `head` repeats on each page, `band` is a day's, `whole` stays on one page.

    `hinge` is the index of the hinge's column, which never wraps and never has rules.
    """
    made = node("tr", node("trPr", node("cantSplit") if whole else None, node("tblHeader") if head else None))
    for index, (content, width) in enumerate(zip(cells, widths, strict=True)):
        rule = node("bottom", val="single", sz=8 if head else 4, space=0, color=ACCENT if head else PALE)
        properties = node(
            "tcPr",
            node("tcW", w=width, type="dxa"),
            node("tcBorders", rule) if rules and index != hinge else None,
            node("shd", val="clear", color="auto", fill=ACCENT) if band else None,
            node("noWrap") if index == hinge else None,
            node("tcMar", *(node(side, w=mm(0.6), type="dxa") for side in ("top", "bottom"))) if band else None,
            node("vAlign", val="center") if band else None,
        )
        made.append(node("tc", properties, *content))
    return made


# --------------------------------------------------------------------------- opening


def front_section(page: Element) -> Element:
    """The properties of what stands before the text of a report: its title page and its contents."""
    own = node("sectPr")
    for part, kind, number in (
        ("header", "default", 3), ("header", "first", 2), ("footer", "default", 1), ("footer", "first", 2),
    ):  # fmt: skip
        reference = node(f"{part}Reference", type=kind)
        reference.set(name("r:id"), f"{part}{number}")
        own.append(reference)
    own.extend([*page, node("titlePg")])
    return own


def open_package(templates: Mapping[str, str], page: Element, *, front: bool = False) -> File:
    """An empty document of these templates; `page` holds the size and margins (children of ``w:sectPr``).

    `front`: a section of its own goes before the text, so that the text has no first page with another head.
    Raises UserError for a template that is missing or is not XML.
    """
    import docx
    from docx.oxml.xmlchemy import serialize_for_reading

    inner = "".join(serialize_for_reading(child) for child in page)
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{part}{number}"/>'
        for part in ("header", "footer")
        for number, kind in ((1, "default"), *(() if front else ((2, "first"),)))
    )
    inner += "" if front else "<w:titlePg/>"
    files = {name: _template(templates, name) for name in TEMPLATES}
    files["word/document.xml"] = _xml(
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
        f"<w:sectPr>{references}{inner}</w:sectPr></w:body></w:document>"
    )
    files["word/numbering.xml"] = _xml(f'<w:numbering xmlns:w="{_W}"/>')
    parts = [part for part in _PARTS if front or part != "header3"]
    for part in parts:
        if part.startswith(("header", "footer")):
            tag = "hdr" if part.startswith("header") else "ftr"
            files[f"word/{part}.xml"] = _xml(f'<w:{tag} xmlns:w="{_W}"/>')
    files["docProps/core.xml"] = _xml(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )
    files["word/_rels/document.xml.rels"] = _relationships(
        *((part, f"{_R}/{part.rstrip('123')}", f"{part}.xml") for part in (*parts, "theme"))
    )
    files["_rels/.rels"] = _relationships(
        ("document", f"{_R}/officeDocument", "word/document.xml"),
        ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    files["[Content_Types].xml"] = _content_types(parts)
    return docx.Document(io.BytesIO(_zip({name: text.encode() for name, text in files.items()})))


def _template(templates: Mapping[str, str], name: str) -> str:
    from docx.oxml import parse_xml

    if name not in templates:
        raise UserError(f"templates/{name} is missing", "Bring it back: the Word files take their looks from it.")
    try:
        parse_xml(templates[name].encode())
    except SyntaxError as error:  # what lxml raises for text that is not XML
        raise UserError(
            f"templates/{name}:{error.lineno}: not XML: {error.msg}", "Mend the template at this line."
        ) from error
    return templates[name]


def _xml(text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'


def _relationships(*rows: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in rows)
    return _xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>')


def _content_types(parts: Sequence[str]) -> str:
    rows = [("document", "document.main"), *((part, part.rstrip("123")) for part in parts)]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in rows
    )
    return _xml(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/word/theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


# --------------------------------------------------------------------------- saving


def pack(document: File) -> bytes:
    """The document as a file whose bytes follow from its content alone: fixed dates, sorted names."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()})


def _zip(files: Mapping[str, bytes]) -> bytes:
    first = "[Content_Types].xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else it says which system made it
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()
