"""Edition → Word: editable, with real styles, headings, numbering and fields.

A parallel edition is tables of three columns, the hinge in the middle; an edition in one language is
paragraphs, whose hours and numbers hang out into the margin. The looks stand in ``templates/word/``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from diptych import languages
from diptych.model import Artifact, Kind, Run
from diptych.render import docx_frame, docx_masthead
from diptych.render.docx_contents import Contents
from diptych.render.docx_numbering import BULLET, BULLETS, NUMBERED, STEP, Numbering
from diptych.render.docx_package import (
    AIR,
    HINGE,
    NUMBERS,
    PAD,
    PANEL,
    TEXT,
    front_section,
    mm,
    node,
    open_package,
    pack,
    page,
    paragraph,
    put,
    row,
    tab,
    table,
)
from diptych.render.docx_text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.edition import Cell, Edition, Line
    from diptych.render.docx_package import Element

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_CHAPTER = 2
"""The level of a report's chapters."""

_NARROW = 30
"""A table's first column of at most so many characters is as wide as abbreviations are, and no wider."""

_ABBREVIATION = mm(24)
"""The width of such a column."""

_SHORT = 240
"""A row of at most so many characters a panel is kept on one page."""

_TOGETHER = 8
"""A table of at most so many rows below its head is kept on one page."""

_MARK = 30
"""A mark of at most so many characters stays on one line."""

_STYLES = {
    Kind.TITLE: "Title",
    Kind.SUBTITLE: "Subtitle",
    Kind.NOTICE: "Notice",
    Kind.CHAPEAU: "Chapeau",
    Kind.RECITAL: "Recital",
    Kind.OPERATIVE: "OperativeParagraph",
    Kind.LIST_ITEM: "ListParagraph",
    Kind.QUOTE: "Quote",
    Kind.DAY: "Heading1",
    Kind.SESSION: "Heading2",
    Kind.PLACE: "Place",
    Kind.HOST: "Host",
    Kind.ORGANIZERS: "Organizers",
    Kind.VENUE: "Venue",
    Kind.NOTE: "Note",
    Kind.ROLE: "Role",
    Kind.SPEAKER: "Speaker",
    Kind.STATEMENT: "Statement",
    Kind.FLOOR: "Floor",
    Kind.ISSUES: "KeyIssues",
    Kind.ISSUE: "KeyIssue",
}
_BESIDE = {"Heading2": "HingeSession", "LightItem": "HingeLight"}
"""The hinge's style beside a style with distances of its own."""
_LEADS = (Kind.HEADING, Kind.DAY, Kind.ROLE, Kind.ISSUES, Kind.CHAPEAU, Kind.STATEMENT)
"""What never stands last on a page."""
_DETAILS = (Kind.SESSION, Kind.PLACE, Kind.HOST, Kind.ORGANIZERS, Kind.VENUE, Kind.NOTE)
"""What stays with the next line of its session."""


def render(edition: Edition, templates: Mapping[str, str]) -> Artifact:
    """The edition as one Word file. Raises UserError for a template that is missing or is not XML."""
    return _Writer(edition, templates).artifact()


class _Writer:
    """What the paragraphs of one file share: its numbering, its bookmarks, its links."""

    def __init__(self, edition: Edition, templates: Mapping[str, str]) -> None:
        self.edition = edition
        self.report = edition.kind == "report"
        self.file = open_package(templates, page(parallel=edition.parallel), front=self.report)
        self.numbering = Numbering(0 if edition.parallel else AIR)
        self.text = Text(self.file)
        self.contents = Contents(edition, self.text) if self.report else None
        items = [line for line in edition.lines if line.kind is Kind.SESSION]
        self.sharing = {line.id for pair in pairwise(items) if pair[1].concurrent for line in pair}
        """The ids of the items that share their hours with another."""
        self.numbered: dict[int, bool] = {}
        """Of the items that stand in the text: whether the last of a level has a number."""
        self.title = docx_frame.title(edition)

    def artifact(self) -> Artifact:
        """The file."""
        edition = self.edition
        docx_frame.dress(self.file, edition)
        content = self.file.element.body
        last = content[-1]  # the section's properties stay last
        front = [*self.contents.elements(), self.section_end()] if self.contents else []
        for element in (
            *docx_masthead.elements(edition, self.text),
            *front,
            *(self.panels() if edition.parallel else self.column()),
        ):
            last.addprevious(element)
        if self.contents:
            self.contents.fill(self.file)
        self.file.part.numbering_part.element.extend(self.numbering.elements())
        docx_frame.head_and_foot(self.file, edition, self.text)
        docx_frame.properties(self.file, edition)
        return Artifact(f"{edition.name}/{edition.slug}.docx", MEDIA, pack(self.file))

    def section_end(self) -> Element:
        """The end of what stands before the text of a report."""
        own = paragraph("Gap")
        put(own[0], front_section(page(parallel=self.edition.parallel)))
        return own

    def chapter(self, line: Line) -> bool:
        """Whether a chapter begins: on a page of its own."""
        return self.report and line.kind is Kind.HEADING and line.level <= _CHAPTER

    # ---- two languages: tables

    def panels(self) -> list[Element]:
        """The lines as tables: one a day in a programme, otherwise one, broken only by tables of the text."""
        out: list[Element] = []
        named = True
        for tabular, lines in self.segments():
            begins = self.chapter(lines[0])
            if out:
                gap = "Gap" if begins else "DayGap" if lines[0].kind is Kind.DAY else "TableGap"
                out.append(paragraph(gap))
                if begins:
                    put(out[-1][0], node("pageBreakBefore"))
            out.append(self.grid(lines) if tabular else self.panel_table(lines, named=named or begins))
            named = named and tabular
        return [*out, paragraph("Gap")]

    def segments(self) -> list[tuple[bool, list[Line]]]:
        """The lines in stretches; whether a stretch is a table of the text itself."""
        starts, marked = 0, []
        for line in self.edition.lines:
            cell = line.kind is Kind.CELL
            starts += line.kind is Kind.DAY or self.chapter(line) or (cell and (line.row, line.column) == (0, 0))
            marked.append(((cell, starts), line))
        return [(key[0], [line for _, line in part]) for key, part in groupby(marked, lambda pair: pair[0])]

    def panel_table(self, lines: Sequence[Line], *, named: bool) -> Element:
        """The stretch as a table; if `named`, its head, which each page repeats, names the languages.

        A day stands in the head too and says its date in each language, so that only the first is named.
        """
        names = {alternate.languages: alternate.label for alternate in self.edition.alternates}
        heads = [names.get((lang,)) or languages.autonym(lang) for lang in self.edition.languages]
        rows = [self.panel_row(line, keep=keep) for line, keep in _kept(lines)]
        day = lines[0].cells[0].text if lines[0].kind is Kind.DAY else ""
        if named:
            left, right = (
                self.text.paragraph("LanguageHead", runs=[Run(name)], lang=lang)
                for name, lang in zip(heads, self.edition.languages, strict=True)
            )
            rows.insert(1 if day else 0, row([[left], [paragraph("LanguageHead")], [right]], head=True))
        caption = f"{self.title} · {day}" if day else self.title
        return table(rows, caption=caption, description=" · ".join(heads))

    def panel_row(self, line: Line, *, keep: bool) -> Element:
        """One line: left panel, hinge, right panel."""
        style = self.style(line)
        middle = paragraph(_BESIDE.get(style, "Hinge"), *self.hinge(line), keep=keep)
        if line.hinge.number:
            self.number(middle, line, "hinge")
        day = line.kind is Kind.DAY
        return row(
            [
                self.panel(line, 0, keep=keep),
                [middle],
                self.panel(line, 1, keep=keep),
            ],
            head=day,
            band=day,
            whole=max(len(cell.text) for cell in line.cells) <= _SHORT,
        )

    def panel(self, line: Line, index: int, *, keep: bool) -> list[Element]:
        """The paragraphs of one panel."""
        own = self.line(line, index, keep=keep)
        properties = own[0]
        if line.kind in (Kind.LIST_ITEM, Kind.ISSUE) and not line.hinge.number:
            _bullet(properties, line.level)
        elif line.kind is Kind.DAY and index == 0:
            put(properties, node("ind", left=PAD))
        elif line.hinge.number and (above := _depth(line) - 1):
            put(properties, node("ind", left=STEP * above))
        if index == 0:
            self.anchor(own, line)
        return [own, *self.mark_line(line, index, keep=keep)]

    # ---- one language: paragraphs

    def column(self) -> list[Element]:
        """The lines as paragraphs."""
        out: list[Element] = []
        for tabular, lines in self.segments():
            if tabular:
                out += [self.grid(lines), paragraph("TableGap")]
                continue
            if lines[0].kind is Kind.DAY and out:
                out.append(paragraph("DayGap"))
            for line, keep in _kept(lines):
                if self.chapter(line) and out:
                    heading = self.item(line, keep=keep)
                    put(heading[0][0], node("pageBreakBefore"))
                    out += heading
                else:
                    out += self.item(line, keep=keep)
        return out

    def item(self, line: Line, *, keep: bool) -> list[Element]:
        """One line, its hinge in the margin."""
        own = self.line(line, 0, keep=keep)
        if line.kind in (Kind.SESSION, Kind.SPEAKER):
            for element in reversed([tab(), *self.hinge(line), tab()]):
                own[0].addnext(element)
        elif line.hinge.number:
            margin = line.kind is Kind.OPERATIVE and line.hinge.number[0].isdecimal()
            self.number(own, line, "margin" if margin else "text")
            self.numbered[_depth(line)] = not margin
        elif line.kind in (Kind.LIST_ITEM, Kind.ISSUE):
            _bullet(own[0], line.level)
            within = max((level for level in range(line.level) if self.numbered.get(level)), default=0)
            if within:
                left = NUMBERED * within + BULLET * (line.level - within)
                put(own[0], node("ind", left=left, hanging=BULLET))
            self.numbered[line.level] = False
        self.anchor(own, line)
        return [own, *self.mark_line(line, 0, keep=keep)]

    # ---- both

    def anchor(self, own: Element, line: Line) -> None:
        """The bookmarks of a line."""
        self.text.anchor(own, line.id)
        if self.contents:
            self.contents.mark(own, line)

    def style(self, line: Line, index: int = 0) -> str:
        """The style of a line's paragraphs."""
        if line.kind is Kind.HEADING:
            level = min(max(line.level - self.report, 1 if self.report else 2), 3)
            return "ChapterFacing" if level == 1 and index else f"Heading{level}"
        if line.light:
            return "LightItem"
        if line.kind is Kind.ISSUE and self.edition.kind != "programme":
            return "ListParagraph"
        return _STYLES.get(line.kind, "BodyText")

    def line(self, line: Line, index: int, *, keep: bool) -> Element:
        """The paragraph of a line in one language; a light item has its marks on the same line."""
        cell = line.cells[index]
        titled = line.kind in (Kind.SESSION, Kind.HEADING)
        own = self.text.paragraph(self.style(line, index), cell, keep=keep, session=titled)
        if line.light:
            own.extend(element for marks in line.marks for element in self.mark(marks[index]))
        return own

    def mark_line(self, line: Line, index: int, *, keep: bool) -> list[Element]:
        """The marks of a session under its title, so that they are no part of the heading."""
        if line.light or not line.marks:
            return []
        runs = [run for marks in line.marks for run in self.mark(marks[index])]
        return [paragraph("Mark", *runs[1:], keep=keep)]

    def mark(self, cell: Cell) -> list[Element]:
        """A mark on its ground, and a space before it."""
        whole = [replace(run, text=run.text.replace(" ", languages.NBSP)) for run in cell.runs]
        inner = [Run(languages.NBSP), *(whole if len(cell.text) <= _MARK else cell.runs), Run(languages.NBSP)]
        return [*self.text.runs([Run("\u2002")], cell.lang), *self.text.runs(inner, cell.lang, style="MarkText")]

    def hinge(self, line: Line) -> list[Element]:
        """The runs of the hinge: hours; or minutes and the sign of a video message."""
        hinge, lang = line.hinge, self.edition.languages[0]
        out: list[Element] = []
        if hinge.hours:
            style = f"Hour{'Light' if line.light else ''}{'Shared' if line.id in self.sharing else ''}"
            out += self.text.runs([Run(hinge.hours)], lang, style=style)
        if hinge.minutes is not None:
            out += self.text.runs([Run(str(hinge.minutes))], lang, style="Minutes")
            out += self.text.runs([Run("′")], lang, style="Sign")
        if hinge.video:
            out += self.text.runs([Run(f"{languages.NBSP}▸" if out else "▸")], lang, style="Sign")
        return out

    def number(self, own: Element, line: Line, family: str) -> None:
        """Number the paragraph: by Word where it can count like that, else as text."""
        identity = self.numbering.item(line.hinge.number, family=family, depth=_depth(line))
        if identity:
            put(own[0], node("numPr", node("ilvl", val=0), node("numId", val=identity)))
            return
        runs = self.text.runs([Run(line.hinge.number)], self.edition.languages[0], style="Number")
        if family == "margin":
            put(own[0], node("ind", left=0, hanging=NUMBERS - AIR))
        elif family == "text":
            put(own[0], node("ind", left=NUMBERED * _depth(line), hanging=NUMBERED))
        for element in reversed([*runs, *([tab()] if family != "hinge" else [])]):
            own[0].addnext(element)

    def grid(self, lines: Sequence[Line]) -> Element:
        """A table of the text itself, once in each language, its rows side by side."""
        found = {(line.row, line.column): line for line in lines}
        columns = 1 + max(column for _, column in found)
        parallel = self.edition.parallel
        room = PANEL if parallel else TEXT
        longest = [max(len(c.text) for one in lines if one.column == at for c in one.cells) for at in range(columns)]
        narrow = columns > 1 and longest[0] <= min(_NARROW, max(longest[1:]) / 2)
        width = (room - _ABBREVIATION) // (columns - 1) if narrow else room // columns
        widths = [_ABBREVIATION, *[width] * (columns - 1)] if narrow else [width] * columns
        if parallel:
            widths = [*widths, PANEL + HINGE - sum(widths), *widths]
        rows = []
        last = max(at for at, _ in found)
        for at in sorted({at for at, _ in found}):
            style = "TableHead" if at == 0 else "TableText"
            cells: list[list[Element]] = []
            for index in range(len(self.edition.languages)):
                cells += [[paragraph("Hinge")]] if index else []
                for column in range(columns):
                    line = found.get((at, column))
                    own = self.text.paragraph(style, line.cells[index]) if line else paragraph(style)
                    if at < last <= _TOGETHER:
                        put(own[0], node("keepNext"))
                    if line and not index:
                        self.text.anchor(own, line.id)
                    cells.append([own])
            rows.append(row(cells, widths, head=at == 0, rules=True, hinge=columns if parallel else None))
        return table(rows, widths, caption=self.title)


def _depth(line: Line) -> int:
    """The level of a numbered paragraph, from 1: a sub-paragraph is at the second at least."""
    return max(line.level, 1 if line.hinge.number[:1].isdecimal() else 2)


def _kept(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it stays with the next."""
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        together = after is not None and after.session == line.session and line.kind in _DETAILS
        yield line, after is not None and (line.kind in _LEADS or (together and bool(line.session)))


def _bullet(properties: Element, level: int) -> None:
    depth = min(max(level, 1), 9) - 1
    put(properties, node("numPr", node("ilvl", val=depth), node("numId", val=BULLETS)))
