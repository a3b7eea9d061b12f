"""Which pieces are headings, and of what level: by style, by the list of contents, by looks, by shape."""

from __future__ import annotations

import re
import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.importers import line_shapes
from diptych.importers.sheet import Form
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from diptych.importers.sheet import Piece

NUMBERED, CHAPTER, LABELLED, WITHIN, NAME = 90, 100, 200, 300, 400
"""Ranks of headings that have no style: a numbered title above which no other stands, a chapter,
``SESSION I``, capitals within one, the name of a speaker."""
_HIGHEST, _LOWEST = 2, 4
_SENTENCE_CASE = 6
_ITEM_TITLE = 90
_TYPED = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,3})+|[IVXLC]{1,7}(?=\.)|[A-ZА-Я](?=[.)]))[.)]{0,2}\s+\S")
"""A number in front of a line that alone is none: “3.1 Means”, “I. Aims”, “A. Smith”."""


def headed(pieces: Sequence[Piece], promised: Collection[int], *, shapes: bool) -> tuple[Piece, ...]:
    """The pieces with their headings as such, of levels 2 to 4 without gaps.

    ``promised``: the places of those that the list of contents has. ``shapes``: the format has no styles, so that a
    line is a heading by what it is and where it stands.
    """
    styled = [piece for piece in pieces if piece.form is Form.HEADING and piece.level]
    ranks = {place: piece.level for place, piece in enumerate(pieces) if piece.form is Form.HEADING and piece.level}
    lowest = max(ranks.values(), default=CHAPTER - 1)
    for place in promised:
        if place not in ranks:
            ranks[place] = _promised(pieces[place])
    for place, piece in enumerate(pieces):
        if place not in ranks and piece.form is Form.HEADING:
            ranks[place] = lowest
    if not styled:
        ranks |= _by_looks(pieces, ranks)
    if not styled:
        ranks |= _by_number(pieces, ranks)
    if shapes and not styled:
        _by_shape(pieces, ranks)
    merged = _labels(pieces, ranks)
    return tuple(_levelled(merged))


def _promised(piece: Piece) -> int:
    if line_shapes.name(piece.text):
        return NAME
    return LABELLED if line_shapes.label(piece.text) else CHAPTER


# --------------------------------------------------------------------------- by looks


def _by_looks(pieces: Sequence[Piece], ranks: Mapping[int, int]) -> dict[int, int]:
    """Short paragraphs that are bold, larger or centred, as no longer text around them is.

    Their level is by their looks, and among those that look alike by their way of counting: 1, 1.1; I, A.
    """
    usual = statistics.median([piece.looks.size for piece in pieces if line_shapes.prose(piece)] or [0.0])
    places = [
        place
        for place, piece in enumerate(pieces)
        if place not in ranks
        and line_shapes.short(_bare(piece))
        and _stands_out(piece, usual)
        and _leads(pieces, place)
    ]
    ways = _ways(pieces, places)
    marked = {place: (*_looks(pieces[place]), ways[place]) for place in places}
    order = sorted(set(marked.values()))
    return {
        place: NAME if line_shapes.name(pieces[place].text) else CHAPTER + order.index(looks)
        for place, looks in marked.items()
    }


def _bare(piece: Piece) -> Piece:
    """A numbered item as the line that it would be without its number; no bullet is a title."""
    return replace(piece, form=Form.PARAGRAPH) if piece.form is Form.ITEM and piece.number else piece


def _looks(piece: Piece) -> tuple[float, bool, bool, bool]:
    """What a heading's level is by: the larger first, then capitals, centred, upright."""
    looks = piece.looks
    return (-looks.size, not line_shapes.capitals(piece.text), not looks.centred, looks.italic)


def _ways(pieces: Sequence[Piece], places: Sequence[int]) -> dict[int, int]:
    """Which way of counting each of the lines has, numbered as they come first; no number counts as the first way."""
    known: dict[str, int] = {}
    out = {}
    for place in places:
        found = _TYPED.match(pieces[place].text)
        number = pieces[place].number or (found["number"] if found else "")
        kinds = ["1" * len(number.split("."))] if "." in number else [kind for kind, _ in line_shapes.values(number)]
        way = next((kind for kind in kinds if kind in known), kinds[0] if kinds else "")
        out[place] = known.setdefault(way, len(known)) if way else 0
    return out


def _stands_out(piece: Piece, usual: float) -> bool:
    looks = piece.looks
    bold = looks.bold or all(run.strong for run in piece.runs if run.text.strip())
    if line_shapes.dated(piece.text) and not line_shapes.label(piece.text):
        return False
    return bold or looks.size > usual + 0.5 > 1 or (looks.centred and line_shapes.capitals(piece.text))


def _leads(pieces: Sequence[Piece], place: int) -> bool:
    return place + 1 < len(pieces) and not line_shapes.salutation(pieces[place].text)


# --------------------------------------------------------------------------- by number


def _by_number(pieces: Sequence[Piece], ranks: Mapping[int, int]) -> dict[int, int]:
    """Numbered lines that are titles, each above its text: the way of counting that comes first is the highest."""
    found = [
        place
        for place, piece in enumerate(pieces[:-1])
        if place not in ranks and piece.form is Form.ITEM and piece.number and _numbered_title(pieces, place)
    ]
    found = _counted(pieces, found, ranks)
    first, above = min(found, default=0), max(ranks.values(), default=0)
    start = above + 1 if any(place < first for place in ranks) else NUMBERED
    ways: dict[str, int] = {}
    out = {}
    for place in found:
        kinds = [kind for kind, _ in line_shapes.values(pieces[place].number)] or [""]
        way = next((kind for kind in kinds if kind in ways), kinds[0])
        out[place] = start + ways.setdefault(way, len(ways))
    return out


def _counted(pieces: Sequence[Piece], found: Sequence[int], ranks: Collection[int]) -> list[int]:
    """The numbered titles with those that count on from them, whatever stands below: 1 is a title, so are 2 and 3."""
    titles = set(found)
    for steps in (range(len(pieces) - 1), reversed(range(len(pieces) - 1))):
        near: dict[tuple[str, str], int] = {}
        step = 1 if isinstance(steps, range) else -1
        for place in steps:
            piece = pieces[place]
            if piece.form is not Form.ITEM or not piece.number or place in ranks:
                continue
            sign = piece.typed.replace(piece.number, "", 1)
            values = {(kind, sign): value for kind, value in line_shapes.values(piece.number)}
            alone = pieces[place + 1].form is not Form.ITEM or pieces[place + 1].number == ""
            if alone and _looks_titled(piece.text) and line_shapes.short(_bare(piece)):
                titles |= {place for key, value in values.items() if near.get(key) == value - step}
            if place in titles:
                near |= values
    return sorted(titles)


def _numbered_title(pieces: Sequence[Piece], place: int) -> bool:
    text = pieces[place].text
    said = replace(pieces[place], form=Form.PARAGRAPH)
    if not line_shapes.short(said) or len(text) > _ITEM_TITLE or line_shapes.name(text):
        return False
    behind = pieces[place + 1]
    if behind.form is Form.ITEM:  # a title of a lower level, or the next item of a list
        deeper = line_shapes.values(behind.number)[:1] != () and behind.typed != pieces[place].typed
        kinds = {kind for kind, _ in line_shapes.values(pieces[place].number)}
        other = not kinds & {kind for kind, _ in line_shapes.values(behind.number)} if behind.number else True
        return deeper and other and line_shapes.short(replace(behind, form=Form.PARAGRAPH)) and _looks_titled(text)
    return line_shapes.prose(behind) and not text.endswith("?") and _looks_titled(text)


def _looks_titled(text: str) -> bool:
    few = len(line_shapes.words(text)) <= (_SENTENCE_CASE if text.isascii() else 2 * _SENTENCE_CASE)
    return line_shapes.capitals(text) or line_shapes.title_case(text) or few


# --------------------------------------------------------------------------- by shape


def _by_shape(pieces: Sequence[Piece], ranks: dict[int, int]) -> None:
    """Add the lines that are headings by what they are and by what stands behind them, from the end on."""
    upper = all(
        line_shapes.capitals(pieces[place].text) for place, rank in ranks.items() if rank == CHAPTER
    ) and not any(_chapter_case(pieces, place) for place in range(len(pieces)))
    for place in reversed(range(len(pieces) - 1)):
        if place in ranks:
            continue
        rank = _shape(pieces, place, upper=upper)
        if rank and _heads(pieces, place, rank, ranks):
            ranks[place] = rank


def _chapter_case(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a line in title case stands above prose: then capitals alone are no chapter."""
    piece = pieces[place]
    if not line_shapes.short(piece) or line_shapes.capitals(piece.text) or place + 1 >= len(pieces):
        return False
    return bool(
        line_shapes.title_case(piece.text)
        and not line_shapes.name(piece.text)
        and not line_shapes.dated(piece.text)
        and line_shapes.prose(pieces[place + 1])
    )


def _shape(pieces: Sequence[Piece], place: int, *, upper: bool) -> int:
    piece = pieces[place]
    text = piece.text
    if not line_shapes.short(piece) or line_shapes.salutation(text) or _only_date(text):
        return 0
    if line_shapes.label(text):
        return LABELLED
    if line_shapes.name(text):
        return NAME if line_shapes.prose(pieces[place + 1]) else 0
    if line_shapes.capitals(text):
        return CHAPTER if upper else WITHIN
    if line_shapes.title_case(text):
        return CHAPTER
    few = len(line_shapes.words(text)) <= (_SENTENCE_CASE if text.isascii() else 2 * _SENTENCE_CASE)
    before = place == 0 or not line_shapes.short(pieces[place - 1])
    below = line_shapes.prose(pieces[place + 1]) or pieces[place + 1].form in (Form.ITEM, Form.TABLE)
    return CHAPTER if few and before and text[:1].isupper() and below else 0


def _only_date(text: str) -> bool:
    return line_shapes.dated(text) and line_shapes.label(text) is None


def _heads(pieces: Sequence[Piece], place: int, rank: int, ranks: Mapping[int, int]) -> bool:
    """Whether something stands below a line: text, or a heading of a lower rank."""
    behind = pieces[place + 1]
    if place + 1 in ranks:
        label = line_shapes.label(behind.text)
        goes_on = label is not None and rank < LABELLED and not label.first
        return (ranks[place + 1] > rank and not goes_on) or rank == LABELLED
    if behind.form in (Form.ITEM, Form.TABLE, Form.QUOTE) or line_shapes.prose(behind):
        return True
    if rank == LABELLED and line_shapes.short(behind):
        return place + 2 < len(pieces)
    return behind.form is Form.PARAGRAPH and (behind.text.endswith(":") or line_shapes.salutation(behind.text))


# --------------------------------------------------------------------------- labels and levels


def _labels(pieces: Sequence[Piece], ranks: Mapping[int, int]) -> list[tuple[Piece, int]]:
    """Pieces with their ranks (0: no heading); ``SESSION I`` and the title below it are one heading."""
    out: list[tuple[Piece, int]] = []
    skip = -1
    for place, piece in enumerate(pieces):
        if place == skip:
            continue
        rank = ranks.get(place, 0)
        label = line_shapes.label(piece.text) if rank else None
        if label and not label.rest and place + 1 < len(pieces) and _title(pieces, place + 1, ranks, rank):
            title = pieces[place + 1]
            gap = " " if piece.text.rstrip().endswith((".", ":", "–", "—")) else ": "
            runs = (*piece.runs, Run(gap), *title.runs)
            joined = replace(piece, runs=runs, lines=piece.lines + title.lines, notes=piece.notes + title.notes)
            out.append((replace(joined, id=piece.id or title.id), rank))
            skip = place + 1
        else:
            out.append((piece, rank))
    return out


def _title(pieces: Sequence[Piece], place: int, ranks: Mapping[int, int], rank: int) -> bool:
    """Whether the line below a label is its title."""
    piece = pieces[place]
    said = replace(piece, form=Form.PARAGRAPH)
    if not line_shapes.short(said) or line_shapes.name(piece.text) or line_shapes.label(piece.text):
        return False
    own = ranks.get(place, 0)
    if own and rank < CHAPTER:
        return False  # two styles: two headings
    return place + 1 < len(pieces) and (
        bool(own) or line_shapes.title_case(piece.text) or line_shapes.capitals(piece.text)
    )


def _levelled(ranked: Sequence[tuple[Piece, int]]) -> list[Piece]:
    """The pieces, headings with the level that the headings above them leave."""
    above: list[int] = []
    out = []
    for piece, rank in ranked:
        if not rank:
            out.append(piece if piece.form is not Form.HEADING else replace(piece, form=Form.PARAGRAPH))
            continue
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        level = min(_HIGHEST + len(above) - 1, _LOWEST)
        runs = line_shapes.upright(piece)
        if not piece.looks.italic:  # what is in italics without such looks was meant: the title of a work
            runs = tuple(replace(run, emphasis=own.emphasis) for run, own in zip(runs, piece.runs, strict=True))
        out.append(replace(piece, form=Form.HEADING, level=level, runs=runs))
    return out
