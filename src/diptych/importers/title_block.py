"""The lines at the head of a text: which is its title, which the line below it, and what else stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers import lead_words, line_shapes
from diptych.importers.sheet import Doubt, Form, Looks
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Piece

_GENRE = re.compile(
    r"(?:(?:final|draft|annotated|provisional|preliminary|summary|outcome|co-chairs['’]s?|chair['’]s|информационн\w+"
    r"|итогов\w+|аннотированн\w+|предварительн\w+)\s+)?"
    r"(?:report|concept note|concept paper|press release|media advisory|information note|aide[- ]memoire"
    r"|background paper"
    r"|background note|non-paper|summary|programme|program|agenda|declaration|communiqu[eé]|outcome document|statement"
    r"|note verbale|logistics note|administrative note|terms of reference|fact ?sheet|briefing note"
    r"|доклад|отч[её]т|концептуальная записка|концепция|пресс-релиз|программа|повестка дня|декларация|коммюнике"
    r"|итоговый документ|справка|заявление|записка|резюме)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:\S+\s+){0,5}(?:conference|meeting|forum|summit|workshop|seminar|symposium|конференция|совещание|форум|саммит|семинар)",
    re.IGNORECASE,
)
_FRAME = " —–-•*"
_WE = re.compile(r"(?:we|мы)[,\s]", re.IGNORECASE)
_HALF = 80
"""Characters of a title's line that goes on behind a comma."""
_MOST = 25
"""Lines of a title block."""
_LOGO = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a text."""

    title: tuple[Run, ...]
    subtitle: tuple[Run, ...]
    rest: tuple[Piece, ...]
    """All other pieces, those of the head that are neither title nor subtitle in front."""
    doubts: tuple[Doubt, ...]
    spot_line: int


def read(pieces: Sequence[Piece], *, headings: frozenset[int] = frozenset()) -> Head:
    """The title of a text, several lines as one; ``headings``: places that the list of contents promises."""
    lead = _lead(pieces, headings)
    if not lead:
        return Head((), (), tuple(pieces), (), pieces[0].spot.line if pieces else 1)
    styled = next((n for n, piece in enumerate(lead) if piece.form is Form.HEADING and piece.level == 1), None)
    second = next((piece for piece in lead if piece.form is Form.HEADING and piece.level == 0), None)
    groups = _groups(lead)
    chosen = _title(groups) if styled is None else next(n for n, group in enumerate(groups) if lead[styled] in group)
    logos = [group for n, group in enumerate(groups) if n != chosen and _logo(groups, n)]
    others = [n for n, group in enumerate(groups) if n != chosen and group not in logos]
    below = next((n for n in others if second in groups[n]), None)
    below = below if below is not None else _subtitle(groups, others, chosen)
    kept = [piece for n in others if n != below for piece in groups[n]]
    doubts = []
    if logos:
        words = ", ".join(f"“{group[0].text}”" for group in logos)
        reason = f"{words} at the head look like the words of logos and were left out"
        doubts.append(Doubt(logos[0][0].spot, "logo-words", reason))
    return Head(
        _runs(groups[chosen]),
        _runs(groups[below]) if below is not None else (),
        (*(_plain(piece) for piece in kept), *pieces[len(lead) :]),
        tuple(doubts),
        groups[chosen][0].spot.line,
    )


def _lead(pieces: Sequence[Piece], headings: frozenset[int]) -> list[Piece]:
    """The short lines with which a text begins, less the last where it is the heading of the first paragraph."""
    styled = [place for place, piece in enumerate(pieces) if piece.form is Form.HEADING and piece.level]
    single = sum(pieces[place].level == 1 for place in styled) == 1 and not _titled_by_looks(pieces, styled)
    end = 0
    while end < min(len(pieces), _MOST) and end not in headings and _may_lead(pieces, end, single=single):
        end += 1
    lead = list(pieces[:end])
    if end < len(pieces) and end not in headings and len(lead) > 1 and _heads(lead, pieces[end:]):
        lead.pop()
        while len(lead) > 1 and lead[-1].text.casefold() == pieces[len(lead)].text.casefold():
            lead.pop()
    return lead


def _titled_by_looks(pieces: Sequence[Piece], styled: Sequence[int]) -> bool:
    """Whether a centred bold line is the title and the one styled heading below it, not centred, a section's."""
    if len(styled) != 1 or pieces[styled[0]].looks.centred:
        return False
    return any(
        piece.form is Form.PARAGRAPH and piece.looks.bold and piece.looks.centred and not line_shapes.dated(piece.text)
        for piece in pieces[: styled[0]]
    )


def _may_lead(pieces: Sequence[Piece], place: int, *, single: bool) -> bool:
    """Whether a piece may be a line of the title block; ``single``: the text has one heading of the first level."""
    piece = pieces[place]
    text = piece.text
    if piece.form is Form.HEADING:  # of several of the first level each is a chapter, but one that opens the text
        opens = single or place == 0 or (_genre(text) and not any(_GENRE.match(one.text) for one in pieces[:place]))
        return piece.level == 0 or (piece.level == 1 and opens)
    if piece.form is not Form.PARAGRAPH or line_shapes.salutation(text) or len(text) > 2 * line_shapes.LONGEST:
        return False
    if line_shapes.prose(piece) or _WE.match(text) or _said(piece):
        return False
    if text.endswith((",", ";")):
        return len(text) <= _HALF and not (lead_words.of_recital(text, "en") or lead_words.of_recital(text, "ru"))
    if text.endswith(":"):
        return place + 1 < len(pieces) and _set_off(piece) and piece.looks == pieces[place + 1].looks
    return True


def _said(piece: Piece) -> bool:
    """Whether it is a sentence of few words, or begins in italics as a recital does."""
    text = piece.text.rstrip()
    few = text.endswith((".", ";")) and len(line_shapes.words(text)) > 2 and not text.isupper()  # noqa: PLR2004 - “No. 2.”
    led = len(piece.runs) > 1 and piece.runs[0].emphasis and not piece.looks.italic and text.endswith((",", ";"))
    return (few and not _set_off(piece)) or led


def _set_off(piece: Piece) -> bool:
    return piece.looks.bold or piece.looks.centred


def _heads(lead: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether the last line of the head belongs to the text below it: a heading, as a title stands above it already."""
    last, before, behind = lead[-1], lead[:-1], below[0]
    if behind.form is Form.HEADING or last.form is Form.HEADING or _numbered_title(behind):
        return False
    if _again(last, before, below):
        return True
    if _genre(last.text) or line_shapes.dated(last.text) or line_shapes.continues(before[-1].text, last.text):
        return False
    if _adjacent(before[-1], last):
        return False
    titled = [piece for piece in before if not line_shapes.dated(piece.text) and not _event(piece.text)]
    return bool(titled) and len(last.text) < line_shapes.LONGEST // 2 and not line_shapes.capitals(last.text)


def _numbered_title(piece: Piece) -> bool:
    return piece.form is Form.ITEM and bool(piece.number) and piece.looks.bold


def _again(last: Piece, before: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether headings further below look as the last line does, which stands apart from the lines above it."""
    if not _set_off(last) or last.spot.line == before[-1].spot.line + 1 or line_shapes.dated(last.text):
        return False
    upper = line_shapes.capitals(last.text)
    return any(
        line_shapes.short(piece) and piece.looks == last.looks and line_shapes.capitals(piece.text) == upper
        for piece in below[1:]
    )


def _groups(lead: Sequence[Piece]) -> list[list[Piece]]:
    """The lines, those of one title together."""
    groups: list[list[Piece]] = []
    for piece in lead:
        text = " ".join(before.text for before in groups[-1]) if groups else ""
        if groups and _one(groups[-1][-1], piece, text):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _one(before: Piece, piece: Piece, text: str) -> bool:
    if line_shapes.dated(piece.text) or line_shapes.dated(before.text) or _bare(before.text) != before.text:
        return False
    if Form.HEADING in (before.form, piece.form) and 0 in (before.level, piece.level) and before.level != piece.level:
        return False  # a title and a subtitle by their styles
    if piece.spot.line > before.spot.line + 2:
        return False
    if line_shapes.continues(text, piece.text):
        return True
    alike = line_shapes.capitals(before.text) == line_shapes.capitals(piece.text)
    return alike and _adjacent(before, piece) and not _genre(before.text) and not _event(before.text)


def _adjacent(before: Piece, piece: Piece) -> bool:
    return piece.spot.line == before.spot.line + 1 and piece.looks == before.looks


def _title(groups: Sequence[Sequence[Piece]]) -> int:
    """The line that says what the text is (Concept Note, Press Release), or the longest line."""
    genres = [n for n, group in enumerate(groups) if _genre(_text(group))]
    if genres:
        return genres[-1]
    sizes = {n: max(piece.looks.size for piece in group) for n, group in enumerate(groups)}
    named = [n for n, group in enumerate(groups) if not line_shapes.dated(_text(group))] or list(sizes)
    return max(named, key=lambda n: (sizes[n], not _event(_text(groups[n])), len(_text(groups[n])), -n))


def _subtitle(groups: Sequence[Sequence[Piece]], others: Sequence[int], chosen: int) -> int | None:
    """The theme before the line of the place and the date, before anything else."""
    if not others:
        return None
    themes = [n for n in others if not line_shapes.dated(_text(groups[n])) and not _event(_text(groups[n]))]
    if themes:
        return max(themes, key=lambda n: len(_text(groups[n])))
    return next((n for n in others if n > chosen), others[-1])


def _genre(text: str) -> bool:
    return bool(_GENRE.fullmatch(_bare(text)))


def _event(text: str) -> bool:
    return bool(_EVENT.fullmatch(_bare(text)))


def _logo(groups: Sequence[Sequence[Piece]], n: int) -> bool:
    """Whether a line is one short word below the line of the date, as under a picture."""
    text = _text(groups[n])
    behind = any(line_shapes.dated(_text(group)) for group in groups[:n])
    return behind and len(text) <= _LOGO and " " not in text and (text.isupper() or text.islower())


def _bare(text: str) -> str:
    return text.strip(_FRAME)


def _text(group: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in group)


def _runs(group: Sequence[Piece]) -> tuple[Run, ...]:
    """The lines as one text; strokes around it and bold all over are the look of a title page."""
    runs = [
        run
        for n, piece in enumerate(group)
        for run in ((Run(" "),) if n else ()) + (line_shapes.upright(piece) if piece.looks.bold else piece.runs)
    ]
    if all(run.strong for run in runs if run.text.strip()):
        runs = [replace(run, strong=False) for run in runs]
    if all(run.emphasis for run in runs if run.text.strip()):
        runs = [replace(run, emphasis=False) for run in runs]
    if len(runs) == 1:
        return (replace(runs[0], text=_bare(runs[0].text) or runs[0].text),)
    return tuple(runs)


def _plain(piece: Piece) -> Piece:
    runs = line_shapes.upright(piece) if piece.looks.bold or piece.looks.italic else piece.runs
    return replace(piece, form=Form.PARAGRAPH, level=0, runs=runs, looks=Looks(new_page=piece.looks.new_page))
