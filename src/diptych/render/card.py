"""The pictures that a link to a page shows (Open Graph), set by Typst; their looks stand in ``templates/card.typ``."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from diptych.model import Artifact
from diptych.render import pdf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.edition import Cells

TEMPLATE = "card.typ"
"""The template that sets every card, by its path in ``templates/``."""

COLOURS = 16
SIZE = (1200, 630)
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of one page says, in one or two languages."""

    path: str
    """``assets/og/en-programme.png``."""
    title: Cells
    """The page's title."""
    conference: Cells
    """The line above it."""
    when: Cells
    where: Cells


def render(card: Card, templates: Mapping[str, str]) -> Artifact:
    """The picture of one page. Raises UserError as `render_all` does."""
    return render_all((card,), templates)[0]


def render_all(cards: Sequence[Card], templates: Mapping[str, str]) -> tuple[Artifact, ...]:
    """The pictures as PNG files of 1200 × 630 pixels, in one run of Typst; equal bytes for equal input.

    Raises UserError where the template or a font is missing, or the template has a fault (with its line).
    """
    if not cards:
        return ()
    data = [{part: _cells(getattr(card, part)) for part in ("title", "conference", "when", "where")} for card in cards]
    pages = pdf.pictures(TEMPLATE, templates, {"cards": json.dumps(data, ensure_ascii=False)}, cards[0].path)
    return tuple(
        Artifact(card.path, "image/png", _in_few_colours(page)) for card, page in zip(cards, pages, strict=True)
    )


def _in_few_colours(picture: bytes) -> bytes:
    """The PNG in 16 colours: text on paper needs its ink, its ground and the steps between, in a third of the room."""
    from PIL import Image

    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    counted = cast("list[tuple[int, tuple[int, int, int]]]", whole.getcolors(SIZE[0] * SIZE[1]))
    frequent = sorted(counted, key=lambda one: (-one[0], one[1]))[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for _, colour in frequent for level in colour])
    few = whole.quantize(palette=palette, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True, bits=4)
    return out.getvalue()


def _cells(cells: Cells) -> list[dict[str, Any]]:
    """The cells as plain text, each with its language; what a hard line end parts stands on one line."""
    return [{"lang": pdf.language(cell.lang), "text": " ".join(cell.text.split("\n"))} for cell in cells]
