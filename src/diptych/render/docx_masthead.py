"""Word: the head of the first page, which is a report's title page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import languages
from diptych.edition import Cell
from diptych.model import Run
from diptych.render import docx_frame
from diptych.render.docx_package import node, paragraph, put, row, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.edition import Cells, Edition
    from diptych.render.docx_package import Element
    from diptych.render.docx_text import Text

_ABOVE_NAMES = 1400
"""Above the first list of names on a title page, in twentieths of a point."""


def elements(edition: Edition, text: Text) -> list[Element]:
    """The masthead: paragraphs, or in two languages the rows of a table."""
    rows = [(style, cells) for style, cells in _heads(edition) if cells]
    symbol = edition.masthead.symbol
    made: list[list[Element]] = []
    for style, cells in rows:
        own = [text.paragraph(style, cell) for cell in cells]
        if style == "Role" and edition.kind == "report" and not any(style == "Role" for style, _ in rows[: len(made)]):
            for each in own:
                put(each[0], node("spacing", before=_ABOVE_NAMES))
        if style == "Status" and symbol and not edition.parallel:
            own[0].extend(text.runs([Run(f" · {symbol}")], cells[0].lang))
        made.append(own)
    if not edition.parallel:
        return [*(own for (own,) in made), paragraph("DayGap")]
    hinges = [text.runs([Run(symbol)], edition.source) if style == "Status" and symbol else [] for style, _ in rows]
    grid = [
        row([[left], [paragraph("Hinge", *hinge)], [right]], hinge=None)
        for (left, right), hinge in zip(made, hinges, strict=True)
    ]
    return [table(grid, caption=docx_frame.title(edition)), paragraph("DayGap")]


def _heads(edition: Edition) -> Iterator[tuple[str, Cells | None]]:
    """The masthead's lines with their styles."""
    head, words = edition.masthead, edition.words
    yield from (("Conference", head.conference), ("Theme", head.theme))
    yield from (("DateandPlace", head.when), ("DateandPlace", head.where))
    yield from (("Title", head.title), ("Subtitle", head.subtitle), ("Status", head.status))
    yield ("Notice", head.notice)
    yield from (("Count", cells) for cells in head.counts)
    for label, names in (("co-organizers", head.organizers), ("supporters", head.supporters)):
        if names:
            yield ("Role", words.get(f"masthead/{label}"))
            # In a text of a page or three a list of lines would be longer than the text.
            if edition.kind == "document":
                yield ("Masthead", _joined(names))
            else:
                yield from (("Organizer", cells) for cells in names)


def _joined(names: Sequence[Cells]) -> Cells:
    """The names as one cell in each language, one after the other."""
    between = Run(f"{languages.NBSP}· ")
    return tuple(
        Cell(same[0].lang, tuple(run for cell in same for run in (between, *cell.runs))[1:])
        for same in zip(*names, strict=True)
    )
