"""Runs of an edition → runs of Word: their dress, their language, their links and bookmarks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from diptych import languages
from diptych.catalog import State
from diptych.render.docx_package import AMBER, link, node, paragraph, text_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.edition import Cell
    from diptych.model import Run
    from diptych.render.docx_package import Element, File

_ROLES = {"name": "PersonName", "function": "PersonFunction", "label": "Label"}
_AMBER = {State.MISSING: "Missing", State.FUZZY: "Outdated"}
_NAME = 40
"""The length of a bookmark's name that Word reads."""


class Text:
    """What the text of one file shares: its bookmarks and its links."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._anchors = 0

    def paragraph(
        self,
        style: str,
        cell: Cell | None = None,
        *,
        runs: Sequence[Run] = (),
        lang: str = "",
        keep: bool = False,
        session: bool = False,
        tabs: Sequence[tuple[str, int]] = (),
    ) -> Element:
        """A paragraph with the runs of a cell, or with these in this language."""
        own = paragraph(style, keep=keep, tabs=tabs)
        own.extend(self.runs(cell.runs if cell else runs, cell.lang if cell else lang, session=session))
        return own

    def runs(self, runs: Iterable[Run], lang: str, *, style: str = "", session: bool = False) -> list[Element]:
        """The runs with their dress and their language; links as links."""
        out = []
        for run in runs:
            label = "SessionLabel" if session and run.role == "label" else _ROLES.get(run.role, "")
            mark = _AMBER.get(run.state, "")
            dress = style or ("Hyperlink" if run.href else label) or mark
            bold = run.strong and dress != "PersonName"
            properties = node(
                "rPr",
                node("rStyle", val=dress) if dress else None,
                node("b") if bold else None,
                node("bCs") if bold else None,
                node("i") if run.emphasis else None,
                node("iCs") if run.emphasis else None,
                node("color", val=AMBER) if mark and dress != mark else None,
                node("lang", val=languages.tag(run.lang or lang)),
            )
            text = run.text + ("\n" if run.lines_end else "")
            made = node("r", properties, *text_nodes(text, name=run.role == "name"))
            out.append(self._link(made, run.href) if run.href else made)
        return out

    def _link(self, made: Element, href: str) -> Element:
        """The run within a link, to a place in this document or outside."""
        if href.startswith("#"):
            return node("hyperlink", made, anchor=_bookmark(href[1:]))
        return link(self._file, made, href)

    def anchor(self, own: Element, identity: str) -> None:
        """A bookmark around the paragraph's text."""
        if identity:
            self.mark(own, _bookmark(identity))

    def mark(self, own: Element, bookmark: str) -> None:
        """A bookmark of this name around the paragraph's text."""
        self._anchors += 1
        own[0].addnext(node("bookmarkStart", id=self._anchors, name=bookmark))
        own.append(node("bookmarkEnd", id=self._anchors))


def _bookmark(identity: str) -> str:
    """The bookmark of a fragment id: the id itself, or a name that follows from it where it is too long."""
    if len(identity) <= _NAME:
        return identity
    return f"{identity[: _NAME - 9]}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
