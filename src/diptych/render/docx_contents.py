"""Word: the contents of a report. A field that Word can renew, its entries and page numbers filled in already.

In a parallel edition the titles stand left and right and the page once between them, which no contents field
can say: there the entries are links, and each page number is a field of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.model import Kind, Run
from diptych.render import docx_pages
from diptych.render.docx_package import (
    PAGE,
    TOP,
    node,
    paragraph,
    put,
    row,
    tab,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.edition import Cell, Edition, Line
    from diptych.render.docx_package import Element, File
    from diptych.render.docx_text import Text

DEEPEST = 3
"""The level of the headings that the contents still list; the chapters are of level 2."""


class Contents:
    """The contents of one file: its entries, and the page numbers that are still to be filled in."""

    def __init__(self, edition: Edition, text: Text) -> None:
        self.edition = edition
        self.text = text
        listed = [line for line in edition.lines if line.kind is Kind.HEADING and line.level <= DEEPEST]
        self.bookmarks = {line.id: f"_Toc{number:08d}" for number, line in enumerate(listed, 1)}
        """Named as Word names its own."""
        self.listed = listed
        self.open: list[tuple[Element, str]] = []

    def elements(self) -> list[Element]:
        """The contents, on a page of their own; nothing where there is no heading."""
        if not self.listed:
            return []
        titles = [self.text.paragraph("TOCHeading", cell) for cell in self.edition.words["page/contents"]]
        if self.edition.parallel:
            gap = paragraph("Gap")
            put(gap[0], node("pageBreakBefore"))
            rows = [row([[titles[0]], [paragraph("Hinge")], [titles[1]]]), *map(self.entry_row, self.listed)]
            return [gap, table(rows, caption=self.edition.words["page/contents"][0].text)]
        put(titles[0][0], node("pageBreakBefore"))
        entries = [self.entry(line) for line in self.listed]
        begin, separate, end = _field(f' TOC \\o "1-{DEEPEST - 1}" \\h \\z ')
        for run in (separate, *reversed(begin)):
            entries[0][0].addnext(run)
        return [
            node(
                "sdt",
                node(
                    "sdtPr", node("docPartObj", node("docPartGallery", val="Table of Contents"), node("docPartUnique"))
                ),
                node("sdtContent", *titles, *entries, paragraph("Gap", end)),
            )
        ]

    def entry(self, line: Line) -> Element:
        """An entry in one language: its title, and at the end of the line its page."""
        inner = [*self.title(line.cells[0]), tab(), *self.page(line)]
        return paragraph(_style(line), self.link(line, inner))

    def entry_row(self, line: Line) -> Element:
        """An entry in two languages: its page between its titles."""
        left, right = (paragraph(_style(line), self.link(line, self.title(cell))) for cell in line.cells)
        hinge = "HingeChapter" if _style(line) == "TOC1" else "HingeEntry"
        return row([[left], [paragraph(hinge, self.link(line, self.page(line)))], [right]])

    def title(self, cell: Cell) -> list[Element]:
        """A heading on one line, without the dress that it has at its place."""
        runs = [
            replace(
                run,
                text=run.text + ("\u2002" if run.lines_end else ""),
                lines_end=False,
                href="",
                strong=False,
                # LibreOffice underlines a link whose runs have styles of their own.
                role="mark" if run.role == "mark" else "",
            )
            for run in cell.runs
        ]
        return self.text.runs(runs, cell.lang)

    def page(self, line: Line) -> Iterator[Element]:
        """The field of the page on which the heading stands."""
        bookmark = self.bookmarks[line.id]
        begin, separate, end = _field(f" PAGEREF {bookmark} \\h ")
        (shown,) = self.text.runs([Run("1")], self.edition.languages[0])
        self.open.append((shown[-1], bookmark))
        yield from (*begin, separate, shown, end)

    def link(self, line: Line, inner: Sequence[Element] | Iterator[Element]) -> Element:
        """A link to the heading."""
        return node("hyperlink", *inner, anchor=self.bookmarks[line.id], history=1)

    def mark(self, own: Element, line: Line) -> None:
        """The bookmark of a heading that is listed."""
        if line.id in self.bookmarks:
            self.text.mark(own, self.bookmarks[line.id])

    def fill(self, file: File) -> None:
        """Fill in the page numbers, once everything else of the file stands."""
        if self.open:
            pages = docx_pages.places(file.element.body, file.styles.element, PAGE[1] - 2 * TOP)
            for shown, bookmark in self.open:
                shown.text = str(pages[bookmark])


def _style(line: Line) -> str:
    return f"TOC{max(line.level, 2) - 1}"


def _field(code: str) -> tuple[list[Element], Element, Element]:
    """The runs of a field: those before its result, the one between, the one behind."""
    said = node("instrText")
    said.text = code
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, separate, end = (node("r", node("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, node("r", said)], separate, end
