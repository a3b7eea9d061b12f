"""Words drawn as outlines, so that a watermark is seen and never read, searched or copied."""

from __future__ import annotations

import math
import threading
from functools import cache
from typing import TYPE_CHECKING

from diptych import fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fontTools.ttLib import TTFont

A4 = (595.276, 841.89)
"""Width and height in points."""


_DRAWING = threading.Lock()
"""fontTools reads a face bit by bit as it is asked, and pages are made in several threads."""


@cache
def _font() -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(fonts.face(fonts.SANS, bold=True))


def path(text: str) -> tuple[str, float, float]:
    """The text in PT Sans Bold as an SVG path: its ``d``, width and cap height, in thousandths of an em.

    The path's box starts at 0, 0 and its baseline is at the cap height. Raises UserError where the face is
    not installed.
    """
    with _DRAWING:
        return _drawn(text)


@cache
def _drawn(text: str) -> tuple[str, float, float]:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font = _font()
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = 1000 / font["head"].unitsPerEm
    height = font["OS/2"].sCapHeight * scale
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    across = 0.0
    for character in text:
        glyph = glyphs[names.get(ord(character), ".notdef")]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, across, height)))
        across += glyph.width * scale
    return pen.getCommands(), across, height


def svg(
    words: Sequence[str],
    *,
    colour: str = "#eaebeb",
    opacity: float = 1,
    size: tuple[float, float] = A4,
    share: float = 0.74,
) -> str:
    """A standalone SVG of the words, in capitals on the rising diagonal of a page: paths only, no text.

    `size` is the page's in points, `share` how much of its diagonal the words take. The default is opaque, for
    behind the text on paper; a screen with a dark ground gives its own colour and opacity.
    """
    drawn, long, high = path(" · ".join(words).upper())
    width, height = size
    scale = math.hypot(width, height) * share / max(long, 1)
    angle = -math.degrees(math.atan2(height, width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">'
        f'<path fill="{colour}" fill-opacity="{opacity:g}" transform="translate({width / 2:.2f} {height / 2:.2f}) '
        f'rotate({angle:.2f}) scale({scale:.4f}) translate({-long / 2:.1f} {-high / 2:.1f})" d="{drawn}"/></svg>'
    )
