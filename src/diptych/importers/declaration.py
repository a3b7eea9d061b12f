"""A declaration: its recitals with their participles in italics, its paragraphs numbered, their verbs in italics."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.importers import lead_words, line_shapes
from diptych.importers.sheet import Doubt, Form
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Part, Piece

_TYPED = re.compile(r"(?P<typed>(?P<number>\d{1,3})[.)])\s+(?=\S)|(?P<sub>\((?P<letter>[a-zа-я]{1,4})\))\s+(?=\S)")
_GOES_ON = re.compile(r"[,;:]\s*(?:and|и)?\s*$")
_PRONOUNS = re.compile(r"\s+(?:our|its|their|his|her|my|the|an?|нашу?|свою|сво[её]|свои)$", re.IGNORECASE)
_LEAD = 5
"""Words of a lead that the original has in italics: “Express our deep gratitude”."""
_SAMPLE = 400
_TITLE = re.compile(
    r"declaration|communiqu[eé]|resolution|statement of (?:outcomes|principles)|outcome document"
    r"|call to action|plan of action"
    r"|декларация|коммюнике|резолюция|итоговый документ|итоговое заявление",
    re.IGNORECASE,
)


def likely(pieces: Sequence[Piece], lang: str) -> float:
    """How likely the pieces are a declaration, from 0 to 1: by recitals and numbered paragraphs with a leading verb."""
    seen = [_numbered(piece) for piece in pieces[:_SAMPLE] if piece.form in (Form.PARAGRAPH, Form.ITEM, Form.HEADING)]
    if not seen:
        return 0.0
    recitals = sum(_recital(piece, lang) for piece in seen)
    operative = sum(_operative(piece, lang) for piece in seen)
    other = sum(
        piece.form is Form.PARAGRAPH and not _recital(piece, lang) and len(piece.text) > 60  # noqa: PLR2004 - a sentence
        for piece in seen
    )
    if recitals + operative < 3 or not (operative or recitals > 3):  # noqa: PLR2004 - fewer are chance
        return 0.0
    share = (recitals + operative) / (recitals + operative + other)
    return min(1.0, share + (0.25 if recitals and operative else 0.0))


def titled(text: str) -> bool:
    """Whether a title says that a declaration follows."""
    return bool(_TITLE.search(text))


def shaped(part: Part) -> Part:
    """The declaration as our reader takes it (docs/content.md, Declarations), with a doubt for what is open."""
    pieces = [_numbered(piece) for piece in part.pieces]
    places = [place for place, piece in enumerate(pieces) if _is_number(piece)]
    first = next((place for place in places if _operative(pieces[place], part.lang)), len(pieces))
    doubts: list[Doubt] = []
    shaped_pieces = _recitals(pieces, first, part.lang, doubts)
    shaped_pieces += _operatives(pieces[first:], part.lang, doubts)
    return replace(part, pieces=tuple(shaped_pieces), doubts=(*part.doubts, *doubts))


# --------------------------------------------------------------------------- what a piece is


def _numbered(piece: Piece) -> Piece:
    """A paragraph that begins with a typed number or letter as an item."""
    found = _TYPED.match(piece.text) if piece.form is Form.PARAGRAPH else None
    if found is None:
        return piece
    number, typed = found["number"] or found["letter"], found["typed"] or found["sub"]
    runs = _cut(piece.runs, found.end())[1]
    return replace(piece, form=Form.ITEM, runs=runs, number=number, typed=typed, level=1 if found["number"] else 2)


def _is_number(piece: Piece) -> bool:
    return piece.form is Form.ITEM and piece.number.isdigit() and piece.level <= 1


def _recital(piece: Piece, lang: str) -> bool:
    if piece.form is not Form.PARAGRAPH or not _GOES_ON.search(piece.text):
        return False
    return _marked(piece) or lead_words.of_recital(piece.text, lang) > 0


def _operative(piece: Piece, lang: str) -> bool:
    return _is_number(piece) and (_marked(piece) or lead_words.of_operative(piece.text, lang) > 0)


def _marked(piece: Piece) -> bool:
    """Whether it begins in italics (or bold, or underlined as some type it) that are not all of it."""
    return len(piece.runs) > 1 and (piece.runs[0].emphasis or piece.runs[0].strong) and bool(piece.runs[0].text.strip())


# --------------------------------------------------------------------------- recitals


def _recitals(pieces: Sequence[Piece], first: int, lang: str, doubts: list[Doubt]) -> list[Piece]:
    out = list(pieces[:first])
    start = next((place for place, piece in enumerate(out) if _recital(piece, lang)), first)
    for place in range(start, first):
        piece = out[place]
        if piece.form is not Form.PARAGRAPH:
            continue
        length = lead_words.of_recital(piece.text, lang)
        if length or _marked(piece):
            out[place] = _led(piece, length, doubts)
        elif not piece.text.rstrip().endswith(":"):
            said = _quoted(piece.text)
            reason = f"{said} stands among the recitals and begins with no participle that is known"
            doubts.append(Doubt(piece.spot, "recital", reason))
    return out


def _led(piece: Piece, length: int, doubts: list[Doubt]) -> Piece:
    """The piece with its leading words in italics: those that the original has so, as far as they are the verb."""
    typed = ""
    if _marked(piece):
        typed = piece.runs[0].text.strip()
        own = _PRONOUNS.sub("", typed).rstrip(" ,:;")
        if not length or (length < len(own) and _one_lead(own, length)):
            length = len(own)
        if len(typed.rstrip(" ,:;")) > length:
            lead = piece.text[:length]
            reason = f"“{typed}” is in italics in the original; “{lead}” alone is the verb and was left so"
            doubts.append(Doubt(piece.spot, "lead-verb", reason))
    head, rest = _cut(piece.runs, length)
    first_look = piece.runs[0] if typed else Run("")
    kept = []
    open_still = bool(typed)
    for run in rest:
        plain = open_still and (run.emphasis, run.strong) == (first_look.emphasis, first_look.strong)
        open_still = open_still and plain
        kept.append(replace(run, emphasis=False, strong=False) if plain else run)
    lead_run = Run("".join(run.text for run in head), emphasis=True)
    return replace(piece, runs=(lead_run, *kept))


def _one_lead(own: str, length: int) -> bool:
    """Whether the italics are a verb and what belongs to it: “Commit ourselves”, not “Note the work of”."""
    return len(own.split()) <= _LEAD and not any(map(line_shapes.joining, own[length:].split()))


# --------------------------------------------------------------------------- operative paragraphs


def _operatives(pieces: Sequence[Piece], lang: str, doubts: list[Doubt]) -> list[Piece]:
    out: list[Piece] = []
    last = max((place for place, piece in enumerate(pieces) if _is_number(piece)), default=-1)
    before = 0
    kinds: list[str] = []
    for place, piece in enumerate(pieces):
        if _is_number(piece):
            _count(piece, before, doubts)
            before = int(piece.number)
            kinds = []
            length = lead_words.of_operative(piece.text, lang)
            if not length and not _marked(piece):
                reason = f"paragraph {piece.number} begins with no verb that is known: {_quoted(piece.text)}"
                doubts.append(Doubt(piece.spot, "lead-verb", reason))
                out.append(replace(piece, level=1))
            else:
                out.append(replace(_led(piece, length, doubts), level=1))
        elif piece.form is Form.ITEM and piece.number and place > 0:
            out.append(replace(piece, level=_depth(piece, kinds)))
        else:
            if piece.form is Form.PARAGRAPH and place < last:
                reason = f"{_quoted(piece.text)} stands between paragraphs {before} and {before + 1} without a number"
                doubts.append(Doubt(piece.spot, "unnumbered-paragraph", reason))
            out.append(piece)
    return out


def _count(piece: Piece, before: int, doubts: list[Doubt]) -> None:
    number = int(piece.number)
    if number == before + 1:
        return
    where = f"follows paragraph {before}" if before else "is the first"
    what = "double" if number == before else f"paragraph {before + 1} is missing" if number > before else "out of order"
    doubts.append(Doubt(piece.spot, "numbering", f"paragraph {number} {where}: {what}"))


def _depth(piece: Piece, kinds: list[str]) -> int:
    """How deep a sub-paragraph stands: (a) below 1, (i) below (a). ``kinds``: those open under this paragraph."""
    ways = [kind for kind, _ in line_shapes.values(piece.number)] or [piece.number]
    values = dict(line_shapes.values(piece.number))
    for depth, kind in enumerate(kinds):
        name, _, count = kind.partition(" ")
        if values.get(name) == int(count) + 1:
            kinds[depth:] = [f"{name} {values[name]}"]
            return 2 + depth
    fresh = next((kind for kind in ways if values.get(kind) == 1), ways[0])
    if piece.level > 1 and piece.level - 2 < len(kinds):
        del kinds[piece.level - 2 :]
    kinds.append(f"{fresh} {values.get(fresh, 0)}")
    return 1 + len(kinds)


# --------------------------------------------------------------------------- texts


def _cut(runs: Sequence[Run], length: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and behind so many characters."""
    head, rest = [], []
    at = 0
    for run in runs:
        here = min(max(length - at, 0), len(run.text))
        head.append(replace(run, text=run.text[:here]))
        rest.append(replace(run, text=run.text[here:]))
        at += len(run.text)
    return tuple(run for run in head if run.text), tuple(run for run in rest if run.text)


def _quoted(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”"  # noqa: PLR2004 - a few words
