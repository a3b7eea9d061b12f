"""Pull quotes: paragraphs in quotation marks with the name of who said it below."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.importers import line_shapes
from diptych.importers.sheet import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Piece

_OPENS = re.compile(r"\s*[“«„\"‟]")
_CLOSES = re.compile(r"[”»\"“‟][.!?…,;]?\s*$")
_LONGEST = 6
"""Paragraphs of one quote."""
_FUNCTION = 200
_DASHED = re.compile(r"\A\s*[—–-]\s*(?=[^\W\d_])")


def lifted(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with pull quotes and the lines below them as quotes; the first of each quote has the level 1.

    A sentence that only begins with a quotation mark stays a paragraph: nobody's name stands below it.
    """
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end(pieces, at)
        if end > at:
            out += [
                replace(piece, form=Form.QUOTE, level=1 if place == at else 0, runs=line_shapes.upright(piece))
                for place, piece in enumerate(pieces[at:end], at)
            ]
            at = end
        else:
            out.append(pieces[at])
            at += 1
    return tuple(out)


def _end(pieces: Sequence[Piece], start: int) -> int:
    """Behind which piece the quote that begins here ends, its lines of attribution included; ``start`` for none."""
    if pieces[start].form is not Form.PARAGRAPH or not _OPENS.match(pieces[start].text):
        return start
    for last in range(start, min(start + _LONGEST, len(pieces))):
        text = pieces[last].text
        if pieces[last].form is not Form.PARAGRAPH or (last > start and not line_shapes.ends(text)):
            return start
        if _CLOSES.search(text):
            behind = _attributed(pieces, last + 1)
            if behind > last + 1:
                return behind
            if text.count("“") <= text.count("”"):
                return start
    return start


def _attributed(pieces: Sequence[Piece], at: int) -> int:
    """Behind the lines that say whose words they are: a name, and a function that is no sentence."""
    lines = [piece.text if piece.form is Form.PARAGRAPH else "" for piece in pieces[at : at + 2]]
    if not lines or not lines[0] or len(lines[0]) > _FUNCTION or line_shapes.ends(lines[0]):
        return at
    said = _DASHED.sub("", lines[0], count=1)
    function = len(lines) > 1 and _function(lines[1])
    if line_shapes.name(said):
        return at + 2 if function else (at + 1 if said != lines[0] else at)
    name, comma, rest = said.partition(",")
    return at + 1 if comma and rest.strip() and line_shapes.name(name) else at


def _function(text: str) -> bool:
    text = text.strip()
    return 0 < len(text) <= _FUNCTION and not line_shapes.ends(text) and not line_shapes.name(text)
