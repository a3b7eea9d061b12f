"""The draft's watermark in Word: outlines behind the text, anchored in the running head, never text."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from diptych.render import outline
from diptych.render.docx_package import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.render.docx_package import Element


_EMU = 12700
"""English metric units in a point."""
_SHARE = 0.74
"""Of the page's diagonal."""
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}
_TAGS = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo"}
_SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{rest}"'
    for prefix, rest in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)


def run(words: Sequence[str], number: int) -> Element:
    """A run that draws the words in capitals on the rising diagonal of an A4 page; `number` is its own.

    The points are turned here and not by the drawing's own rotation, which programs place differently.
    """
    drawn, long, high = outline.path(" · ".join(words).upper())
    width, height = outline.A4
    scale = math.hypot(width, height) * _SHARE / max(long, 1) * _EMU
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale

    def turned(x: float, y: float) -> tuple[float, float]:
        x, y = x - long / 2, y - high / 2
        return x * cos + y * sin, y * cos - x * sin

    moves = [(command, [turned(x, y) for x, y in points]) for command, points in _commands(drawn)]
    every = [point for _, points in moves for point in points] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    across, down = (round(max(point[i] for point in every) - (left, top)[i]) for i in (0, 1))
    path = "".join(
        "<a:close/>"
        if command == "Z"
        else f"<a:{_TAGS[command]}>"
        + "".join(f'<a:pt x="{round(x - left)}" y="{round(y - top)}"/>' for x, y in points)
        + f"</a:{_TAGS[command]}>"
        for command, points in moves
    )
    return parse(
        f"<w:r {_SPACES}><w:rPr><w:noProof/></w:rPr>"
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1"'
        ' locked="0" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:align>center</wp:align></wp:positionV>'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Watermark {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{across}" h="{down}">{path}</a:path></a:pathLst></a:custGeom>'
        '<a:solidFill><a:srgbClr val="EAEBEA"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback/></mc:AlternateContent></w:r>"
    )


def _commands(drawn: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """The commands of an SVG path with absolute coordinates, lines along an axis as lines."""
    tokens = _TOKEN.findall(drawn)
    command, here, at = "", (0.0, 0.0), 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at].upper(), at + 1
        values = [float(token) for token in tokens[at : at + _ARITY[command]]]
        at += _ARITY[command]
        if command == "Z":
            yield "Z", []
            continue
        if command == "H":
            values = [values[0], here[1]]
        elif command == "V":
            values = [here[0], values[0]]
        points = list(zip(values[::2], values[1::2], strict=True))
        here = points[-1]
        yield ("L" if command in "HV" else command), points
        command = "L" if command == "M" else command
