"""An edition as a PDF file, set by Typst; how it looks stands in ``templates/document.typ``.

The texts reach Typst as data (one JSON string), never as markup, so nothing that an author or a translator
writes can be taken for a command.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import math
import re
from typing import TYPE_CHECKING, Any

from diptych import fonts, languages
from diptych.catalog import State
from diptych.edition import Cell
from diptych.finding import UserError
from diptych.model import Artifact, Kind, Run
from diptych.render import outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.edition import Cells, Edition, Hinge, Line

TEMPLATE = "document.typ"
"""The template that sets every document, by its path in ``templates/``."""

UNDATED = dt.date(1980, 1, 1)
"""Stands in the file of a text without a date."""

_LEVELS = {Kind.DAY: 2, Kind.SESSION: 3}
_LEADS = (Kind.SESSION, Kind.HOST, Kind.PLACE, Kind.ORGANIZERS, Kind.VENUE, Kind.NOTE)
"""A session's title and what stands between it and its people: it stays with what follows."""
_NARROW = 30
"""A table's first column of at most so many characters is as wide as its texts, or a third of its table."""
_WHOLE = 600
"""The rows of a table whose texts have at most so many characters stay on one page."""
_GATHERED = {Kind.ISSUE: "list", Kind.LIST_ITEM: "list", Kind.CELL: "table"}


def language(lang: str) -> tuple[str, str | None]:
    """The language and its region; said together, since a run would otherwise keep its surroundings' region."""
    language, *rest = languages.tag(lang).split("-")
    return language, next((part for part in rest if len(part) == 2), None)  # noqa: PLR2004 - a region has two letters


def render(edition: Edition, templates: Mapping[str, str]) -> Artifact:
    """The edition as ``<edition>/<slug>.pdf``, equal bytes for equal input.

    It is PDF/UA-1 (ISO 14289-1: to be read aloud) and PDF/A-2a (ISO 19005-2: to be kept) at once.
    Raises UserError where the template or a font is missing, or the template has a fault (with its line).
    """
    import typst

    source = _source(TEMPLATE, templates)
    made = edition.date or UNDATED
    faces = _faces()
    target = f"{edition.name}/{edition.slug}.pdf"
    unprintable: set[str] = set()
    while True:
        try:
            result, warnings = typst.compile_with_warnings(
                source,
                format="pdf",
                font_paths=faces,
                sys_inputs={"edition": json.dumps(_Setter(edition, unprintable).data(), ensure_ascii=False)},
                pdf_standards=["ua-1", "a-2a"],
                timestamp=dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC),
            )
        except typst.TypstError as error:
            # An archive file may not show a box for a letter that no font has: its number is shown instead.
            more = set(re.findall(r'the text `"(.+?)"` could not be displayed', error.diagnostic)) - unprintable
            if not more:
                raise _fault(TEMPLATE, target, error) from error
            unprintable |= more
        else:
            break
    if warnings:
        raise _fault(TEMPLATE, target, warnings[0])
    return Artifact(target, "application/pdf", bytes(result))


def pictures(template: str, templates: Mapping[str, str], inputs: dict[str, str], target: str) -> list[bytes]:
    """The pages that a template sets from these inputs, each as a PNG file of 144 pixels to the inch.

    Raises UserError where the template or a font is missing, or the template has a fault (named for `target`).
    """
    import typst

    source, faces = _source(template, templates), _faces()
    try:
        made, warnings = typst.compile_with_warnings(source, format="png", ppi=144, font_paths=faces, sys_inputs=inputs)
    except typst.TypstError as error:
        raise _fault(template, target, error) from error
    if warnings:
        raise _fault(template, target, warnings[0])
    pages: Any = made  # one page is bytes, several are a list, which the library's stub does not say
    return [bytes(page) for page in (pages if isinstance(pages, list) else [pages])]


def _source(template: str, templates: Mapping[str, str]) -> bytes:
    """The template's text. Raises UserError where there is none."""
    if template not in templates:
        raise UserError(f"The template {template} is missing.", f"Restore templates/{template}.")
    return templates[template].encode()


def _faces() -> Any:
    """The faces that Typst may use: ours, and last its own for the few signs that PT lacks; the machine's never."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=list(fonts.folders()))


def _fault(template: str, target: str, fault: Any) -> UserError:
    """What Typst complains of, with the template's line where it names one."""
    place = re.search(r"\.typ:(\d+):", fault.diagnostic)
    return UserError(
        f"templates/{template}{':' + place[1] if place else ''}: {fault.message} ({target})",
        " ".join(fault.hints) or "Mend the template at that line.",
    )


class _Setter:
    """Turns the lines of one edition into the data that the template lays out."""

    def __init__(self, edition: Edition, unprintable: set[str]) -> None:
        self.edition = edition
        self.unprintable = sorted(unprintable, key=len, reverse=True)
        self.ids = {line.id for line in edition.lines}
        sessions = [line for line in edition.lines if line.kind is Kind.SESSION]
        self.shared = {line.id for pair in itertools.pairwise(sessions) for line in pair if pair[1].concurrent}

    def data(self) -> dict[str, Any]:
        """Everything that the template reads."""
        edition = self.edition
        head = edition.masthead
        words = edition.words
        return {
            "languages": [language(lang) for lang in edition.languages],
            "parallel": edition.parallel,
            "kind": edition.kind,
            "title": " · ".join(self.said(cell) for cell in edition.masthead.title),
            "author": self.said(head.conference[0]),
            "watermark": self.watermark(),
            "running": [self.said(cell) for cell in edition.running],
            "page": [self.said(cell) for cell in words["page/page"]],
            "foot": [
                " · ".join(self.said(cells[index]) for cells in (head.status, words.get("edition/date")) if cells)
                for index in range(len(edition.languages))
            ],
            "masthead": {
                "conference": self.cells(head.conference),
                "theme": self.cells(head.theme),
                "when": self.cells(head.when),
                "where": self.cells(head.where),
                "title": self.cells(head.title),
                "subtitle": self.cells(head.subtitle or ()),
                "notice": self.cells(head.notice or ()),
                "symbol": self.cells(tuple(Cell(lang, (Run(head.symbol),)) for lang in edition.languages)),
                "status": self.cells(head.status),
                "co-organizers": self.names("masthead/co-organizers", head.organizers),
                "supporters": self.names("masthead/supporters", head.supporters),
                "counts": [self.cells(count) for count in head.counts],
            },
            "contents": self.contents(),
            "lines": list(self.lines()),
        }

    def contents(self) -> list[dict[str, Any]]:
        """The title of a report's contents; nothing where it has no chapters, or is no report."""
        wanted = self.edition.kind == "report" and any(line.kind is Kind.HEADING for line in self.edition.lines)
        return self.cells(self.edition.words["page/contents"]) if wanted else []

    def watermark(self) -> str:
        """The drawing behind every page of a draft; empty for a final text."""
        if not self.edition.draft:
            return ""
        return outline.svg(self.edition.watermark)

    def names(self, label: str, names: Iterable[Cells]) -> dict[str, Any] | None:
        """A list of names under its label; nothing where nobody is named."""
        listed = [self.cells(cells) for cells in names]
        return {"label": self.cells(self.edition.words[label]), "names": listed} if listed else None

    # ---- lines

    def lines(self) -> Iterable[dict[str, Any]]:
        """The lines in their order; the items of a list and the cells of a table gathered to one."""
        lines, level, gathered = self.edition.lines, 1, list[Any]()
        for index, line in enumerate(lines):
            after = lines[index + 1] if index + 1 < len(lines) else None
            wanted = _LEVELS.get(line.kind) or (max(line.level, 2) if line.kind is Kind.HEADING else 0)
            if wanted:
                # PDF/UA-1 allows no gap in the levels: a session above any day is a heading of the second level.
                level = min(wanted, level + 1)
            before = lines[index - 1].kind.value if index else ""
            said = self.line(line, after, level if wanted else 0) | {"behind": before}
            if line.kind not in _GATHERED:
                yield said
                continue
            gathered.append(said)
            if (
                after is None
                or after.kind is not line.kind
                or (line.kind is Kind.CELL and not after.row + after.column)
            ):
                yield {"kind": _GATHERED[line.kind], "items": gathered} | (
                    _columns(gathered) if line.kind is Kind.CELL else {}
                )
                gathered = []

    def line(self, line: Line, after: Line | None, heading: int) -> dict[str, Any]:
        """One line, with what the template must know of its neighbours."""
        together = after is not None and after.session == line.session
        return {
            "kind": line.kind.value,
            "id": line.id,
            "cells": self.cells(line.cells),
            "hinge": _hinge(line.hinge),
            "level": line.level,
            "heading": heading,
            "bookmark": self.bookmark(line) if heading else "",
            "variant": line.variant,
            "light": line.light,
            "shared": line.id in self.shared,
            "concurrent": line.concurrent,
            "marks": [[self.cells(mark)[index] for mark in line.marks] for index in range(len(line.cells))],
            "row": line.row,
            "column": line.column,
            "stays": (line.kind in _LEADS and together) or line.kind in (Kind.ROLE, Kind.ISSUES),
        }

    def bookmark(self, line: Line) -> str:
        """The heading as the outline lists it: the hour, then both languages."""
        texts = " · ".join(dict.fromkeys(self.text(cell.text.replace("\n", ". ")) for cell in line.cells))
        return f"{line.hinge.start} {texts}".strip()

    # ---- texts

    def text(self, text: str) -> str:
        """The text, letters that no font has shown by their number."""
        for letters in self.unprintable:
            text = text.replace(letters, "".join(f"[U+{ord(letter):04X}]" for letter in letters))
        return text

    def said(self, cell: Cell) -> str:
        """The cell's plain text on one line."""
        return self.text(" ".join(cell.text.split("\n")))

    def cells(self, cells: Cells) -> list[dict[str, Any]]:
        """The cells of a line, each with its language and its runs."""
        return [
            {"lang": language(cell.lang), "runs": [self.run(*piece) for piece in _pieces(cell.runs)]} for cell in cells
        ]

    def run(self, run: Run, whole: bool) -> dict[str, Any]:
        """One run; a link to a place that this document does not have is plain text."""
        href = run.href if not run.href.startswith("#") or run.href[1:] in self.ids else ""
        return {
            "text": self.text(run.text),
            "emphasis": run.emphasis,
            "strong": run.strong,
            "href": href,
            "role": run.role,
            "whole": whole,
            "lang": language(run.lang) if run.lang else None,
            "open": run.state is not State.DONE,
            "end": run.lines_end,
        }


def _pieces(runs: tuple[Run, ...]) -> Iterable[tuple[Run, bool]]:
    """The runs, and whether they are kept whole: the last word is, since half a word makes no last line."""
    pieces: list[tuple[Run, bool]] = []
    last_word = True
    for run in reversed(runs):
        before, space, word = run.text.rpartition(" ")
        if last_word and space and not run.href:
            pieces.append((dataclasses.replace(run, text=word), True))
            pieces.append((dataclasses.replace(run, text=before + space, lines_end=False), False))
        else:
            pieces.append((run, last_word and not space))
        last_word = last_word and not space
    return reversed(pieces)


def _hinge(hinge: Hinge) -> dict[str, Any]:
    """What stands on the hinge."""
    return {
        "start": hinge.start,
        "end": hinge.end,
        "number": hinge.number,
        "minutes": f"{hinge.minutes}′" if hinge.minutes is not None else "",
        "video": hinge.video,
    }


def _columns(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """How wide a table's columns are to each other: as the square root of their longest text, so none starves.

    The first of a table's columns, where its texts are as short as abbreviations, is 0: as wide as they are.
    """
    count = 1 + max(cell["column"] for cell in cells)
    longest = [1] * count
    for cell in cells:
        for panel in cell["cells"]:
            length = sum(len(run["text"]) for run in panel["runs"])
            longest[cell["column"]] = max(longest[cell["column"]], length)
    widths = [round(math.sqrt(length), 3) for length in longest]
    if count > 1 and longest[0] <= min(_NARROW, max(longest[1:]) / 2):
        widths[0] = 0
    return {"widths": widths, "rows": 1 + max(cell["row"] for cell in cells), "long": max(longest) > _WHOLE}
