"""Word: on which page each place of the text comes to stand, laid out as Word and LibreOffice do.

Word fills the page numbers of a contents list only when somebody asks it to, so a file that shows them at once
must bring them. What is laid out is the file's own content with its own styles: lines are filled one after the
other with the widths of the faces, headings stay with what follows, rows and paragraphs are divided over pages.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from diptych import fonts
from diptych.render.docx_numbering import BULLET
from diptych.render.docx_package import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.render.docx_package import Element

_TWIPS = 20
"""Twentieths of a point in a point; half-points in ten of them."""
_WORD = re.compile(r"[^ \n\t–—-]*(?:[–—-]+| +|\t|\n|$)")
"""What stays on one line: a line may end behind a space or a dash."""
_ALONE = 2
"""So many lines of a paragraph stand together at least, at the foot of a page and at its head."""
_SWITCHES = (
    ("b", "bold"),
    ("i", "italic"),
    ("keepLines", "together"),
    ("keepNext", "stays"),
    ("pageBreakBefore", "page"),
)
"""Properties that are on or off, and what they are called here."""
_MEASURES = (
    ("sz", "val", "size", 0.5),
    ("spacing", "val", "tracking", 1),
    ("spacing", "before", "before", 1),
    ("spacing", "after", "after", 1),
    ("spacing", "line", "line", 1),
    ("ind", "left", "left", 1),
    ("ind", "right", "right", 1),
    ("ind", "hanging", "first", -1),
    ("ind", "firstLine", "first", 1),
)
"""Properties that are lengths: element, attribute, what they are called here, and how much of it."""
_READING = threading.Lock()
"""fontTools reads a face bit by bit, and files are made in several threads."""


@cache
def _widths(family: str, bold: bool, italic: bool) -> tuple[dict[int, float], float]:
    """The widths of a face's letters, by their number, and the natural height of its lines, in em."""
    from fontTools.ttLib import TTFont

    with _READING, TTFont(fonts.face(family, bold=bold, italic=italic)) as face:
        em, metrics = face["head"].unitsPerEm, face["hmtx"].metrics
        widths = {number: metrics[glyph][0] / em for number, glyph in face.getBestCmap().items()}
        lines = face["hhea"]
        return widths, (lines.ascent - lines.descent + lines.lineGap) / em


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph or a run looks like; lengths in twentieths of a point, the size in points."""

    family: str = fonts.SERIF
    size: float = 10
    bold: bool = False
    italic: bool = False
    tracking: float = 0
    before: float = 0
    after: float = 0
    line: float = 0
    exact: bool = False
    left: float = 0
    right: float = 0
    first: float = 0
    """Of its first line, beside `left`; negative where that hangs out."""
    together: bool = False
    stays: bool = False
    """With what follows."""
    page: bool = False
    """It begins one."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or a table's row, ready to be placed."""

    columns: tuple[tuple[float, ...], ...]
    """The heights of its lines, in each cell; a paragraph has one column."""
    places: tuple[str, ...] = ()
    """The bookmarks that it holds."""
    before: float = 0
    """Above a paragraph, if not at the head of a page."""
    whole: bool = False
    stays: bool = False
    page: bool = False
    heads: tuple[float, ...] = ()
    """The heights of the rows that its table repeats on each page."""

    @property
    def height(self) -> float:
        return max((sum(column) for column in self.columns), default=0)

    @property
    def least(self) -> float:
        """What must be on the page where it begins."""
        if self.whole:
            return self.height
        return max((sum(column[: _count(column, _ALONE)]) for column in self.columns), default=0)


def _count(column: Sequence[float], lines: int) -> int:
    """So many lines, or all where the rest would be too few to stand alone."""
    return len(column) if len(column) < lines + _ALONE else lines


def places(body: Element, styles: Element, height: float) -> dict[str, int]:
    """The page of each bookmark, from 1; `height` is that of a page's text, in twentieths of a point.

    Raises UserError where a face is not installed.
    """
    found: dict[str, int] = {}
    page, used = 1, 0.0
    pieces = list(_Layout(styles).pieces(body))
    for at, piece in enumerate(pieces):
        needed = _needed(pieces, at)
        alone = piece.before + piece.least
        # What stays together is moved together, unless no page holds it.
        full = used + needed > height and (needed <= height or used + alone > height)
        if used and (piece.page or full):
            page, used = page + 1, sum(piece.heads)
        used += piece.before if used else 0
        found |= dict.fromkeys(piece.places, page)
        columns, taken = _filled(piece.columns, height - used, whole=piece.whole)
        while any(columns):
            page, used = page + 1, sum(piece.heads)
            columns, taken = _filled(columns, height - used, whole=piece.whole)
        used += taken
    return found


def _needed(pieces: Sequence[_Piece], at: int) -> float:
    """The room that a piece takes with all that it must not part from."""
    needed = 0.0
    while at + 1 < len(pieces) and pieces[at].stays and not pieces[at + 1].page:
        needed += pieces[at].before + pieces[at].height
        at += 1
    return needed + pieces[at].before + pieces[at].least


def _filled(
    columns: tuple[tuple[float, ...], ...], room: float, *, whole: bool
) -> tuple[tuple[tuple[float, ...], ...], float]:
    """What of the lines remains behind a page with so much room, and how much they take of it."""
    if whole or max((sum(column) for column in columns), default=0) <= room:
        return tuple(() for _ in columns), max((sum(column) for column in columns), default=0)
    rest, taken = [], 0.0
    for column in columns:
        count, used = 0, 0.0
        while count < len(column) and used + column[count] <= room:
            used += column[count]
            count += 1
        if count < len(column):
            count = max(min(count, len(column) - _ALONE), 1)
        rest.append(column[count:])
        taken = max(taken, room if count < len(column) else used)
    return tuple(rest), taken


class _Layout:
    """Turns elements into pieces."""

    def __init__(self, styles: Element) -> None:
        self.styles = {style.get(name("w:styleId")): style for style in styles.findall(name("w:style"))}
        defaults = styles.find(name("w:docDefaults"))
        look = _Look()
        for part in defaults.iter(name("w:rPr"), name("w:pPr")):
            look = _dressed(look, part)
        self.default = look
        self.looks: dict[str, _Look] = {}

    def look(self, style: str) -> _Look:
        """A paragraph style with all that it is based on."""
        if style not in self.looks:
            own = self.styles.get(style)
            based = own.find(name("w:basedOn")) if own is not None else None
            look = self.look(based.get(name("w:val"))) if based is not None else self.default
            self.looks[style] = (
                look if own is None else _dressed(look, own.find(name("w:rPr")), own.find(name("w:pPr")))
            )
        return self.looks[style]

    # ---- pieces

    def pieces(self, body: Element, width: float = 0) -> Iterator[_Piece]:
        """The paragraphs and rows of the body, in their order."""
        section = body[-1]
        size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
        width = _number(size, "w") - _number(margins, "left") - _number(margins, "right")
        behind, ended = 0.0, False
        for element in _flow(body):
            if element.tag == name("w:tbl"):
                first = True
                for piece in self.rows(element):
                    yield replace(piece, before=behind if first else 0.0, page=piece.page or (ended and first))
                    first, behind, ended = False, 0.0, False
                continue
            look = self.paragraph_look(element)
            lines = tuple(self.lines(element, look, width))
            yield _Piece(
                (lines,),
                tuple(_bookmarks(element)),
                before=max(behind, look.before),
                whole=look.together,
                stays=look.stays,
                page=look.page or ended,
            )
            behind = look.after
            ended = element.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None

    def rows(self, table: Element) -> Iterator[_Piece]:
        """The rows of a table."""
        widths = [_number(column, "w") for column in table.find(name("w:tblGrid"))]
        heads: list[float] = []
        for element in table.findall(name("w:tr")):
            columns, stays = [], False
            for cell, width in zip(element.findall(name("w:tc")), widths, strict=True):
                lines: list[float] = []
                margins = [
                    _number(side, "w") for side in cell.iter(name("w:top"), name("w:bottom")) if side.get(name("w:w"))
                ]
                for own in cell.findall(name("w:p")):
                    look = self.paragraph_look(own)
                    stays = stays or look.stays
                    inner = list(self.lines(own, look, width))
                    inner[0] += look.before
                    inner[-1] += look.after
                    lines += inner
                lines[-1] += sum(margins)
                columns.append(tuple(lines))
            properties = element.find(name("w:trPr"))
            head = properties is not None and properties.find(name("w:tblHeader")) is not None
            whole = properties is not None and properties.find(name("w:cantSplit")) is not None
            piece = _Piece(
                tuple(columns), tuple(_bookmarks(element)), whole=whole or head, stays=stays or head, heads=tuple(heads)
            )
            if head:
                heads.append(piece.height)
                piece = replace(piece, heads=())
            yield piece

    # ---- lines

    def paragraph_look(self, element: Element) -> _Look:
        """The look of a paragraph: its style, its own word, its list's indent."""
        properties = element.find(name("w:pPr"))
        style = properties.find(name("w:pStyle"))
        look = _dressed(self.look(style.get(name("w:val")) if style is not None else "Normal"), properties)
        level = properties.find(f"{name('w:numPr')}/{name('w:ilvl')}")
        if level is not None and properties.find(name("w:ind")) is None:
            look = replace(look, left=BULLET * (_number(level, "val") + 1), first=0.0)
        return look

    def lines(self, element: Element, look: _Look, width: float) -> Iterator[float]:
        """The heights of a paragraph's lines."""
        room = width - look.left - look.right
        used, tallest, begun = look.first, 0.0, False
        # A word may change its look within, so words are what stands between two chances of a line's end.
        word, word_space, word_height = 0.0, 0.0, 0.0
        for text, dress in self.runs(element, look):
            widths, natural = _widths(dress.family, dress.bold, dress.italic)
            height = max(natural * dress.size * _TWIPS, look.line)
            for piece in _WORD.findall(text):
                if not piece:
                    continue
                solid = piece.rstrip(" \n\t")
                each = dress.size * _TWIPS
                word += sum(widths.get(ord(sign), 0.5) * each + dress.tracking for sign in solid)
                word_height = max(word_height, height)
                if piece == solid and solid[-1:] not in "–—-":
                    continue
                word_space = (widths[32] * each + dress.tracking) * piece.count(" ")
                if begun and used + word > room:
                    yield self.height(look, tallest)
                    used, tallest = 0.0, 0.0
                used, tallest, begun = used + word + word_space, max(tallest, word_height), True
                word, word_height = 0.0, 0.0
                if piece.endswith("\n"):
                    yield self.height(look, tallest)
                    used, tallest, begun = 0.0, 0.0, False
        if begun and word and used + word > room:
            yield self.height(look, tallest)
            tallest = 0.0
        yield self.height(look, max(tallest, word_height))

    def height(self, look: _Look, tallest: float) -> float:
        """The height of a line."""
        if look.exact:
            return look.line
        _, natural = _widths(look.family, look.bold, look.italic)
        return max(tallest, look.line, natural * look.size * _TWIPS)

    def runs(self, element: Element, look: _Look) -> Iterator[tuple[str, _Look]]:
        """The runs of a paragraph: their text and their look; what a field is made of is no text."""
        signs = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011"}
        dress = _dressed(look)
        for run in element.iter(name("w:r")):
            properties = run.find(name("w:rPr"))
            own = dress
            if properties is not None:
                style = properties.find(name("w:rStyle"))
                named = self.styles.get(style.get(name("w:val"))) if style is not None else None
                own = _dressed(
                    dress, *(part for part in (named.find(name("w:rPr")) if named is not None else None, properties))
                )
            text = "".join(
                child.text or "" if child.tag == name("w:t") else signs.get(child.tag.rpartition("}")[2], "")
                for child in run
            )
            yield text, own


def _flow(body: Element) -> Iterator[Element]:
    """The paragraphs and tables, in containers too."""
    for element in body:
        if element.tag == name("w:sdt"):
            yield from element.find(name("w:sdtContent"))
        elif element.tag in (name("w:p"), name("w:tbl")):
            yield element


def _bookmarks(element: Element) -> Iterable[str]:
    return (mark.get(name("w:name")) for mark in element.iter(name("w:bookmarkStart")))


def _number(element: Element | None, attribute: str) -> float:
    """An attribute as a number; 0 where it does not stand."""
    value = element.get(name(f"w:{attribute}")) if element is not None else None
    return float(value or 0)


def _dressed(look: _Look, *properties: Element | None) -> _Look:
    """The look with these properties of a paragraph or a run."""
    for own in properties:
        if own is None:
            continue
        found = {child.tag.rpartition("}")[2]: child for child in own}
        changes: dict[str, object] = {
            field: found[tag].get(name("w:val")) not in ("0", "false") for tag, field in _SWITCHES if tag in found
        }
        for tag, attribute, key, scale in _MEASURES:
            if tag in found and (value := found[tag].get(name(f"w:{attribute}"))) is not None:
                changes[key] = float(value) * scale
        if "rFonts" in found:
            changes["family"] = found["rFonts"].get(name("w:ascii"))
        if "spacing" in found and (rule := found["spacing"].get(name("w:lineRule"))) is not None:
            changes["exact"] = rule == "exact"
        look = replace(look, **changes)  # type: ignore[arg-type]  # the fields by name
    return look
