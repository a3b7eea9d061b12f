"""The faces of the web pages: PT Serif and PT Sans, cut to what our languages need, inside the page."""

from __future__ import annotations

import base64
import io
import threading
from functools import cache

from diptych import fonts

_FACES = (
    (fonts.SERIF, False, False),
    (fonts.SERIF, False, True),
    (fonts.SERIF, True, False),
    (fonts.SANS, False, False),
    (fonts.SANS, True, False),
)
"""Family, bold, italic: a page needs no more, and each costs some 27 kB."""

_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "tnum"]
"""The faces have no lnum and no tnum: all their figures line up and are equally wide."""


def repertoire() -> frozenset[int]:
    """The code points that the faces keep: fixed, so that one text's change never changes another page.

    Basic Latin, Latin-1, Latin Extended-A, Cyrillic with the letters of Central Asia, and the punctuation of both.
    """
    ranges = ((0x20, 0x7E), (0xA0, 0x17F), (0x400, 0x45F), (0x2010, 0x2015))
    letters = "ҐґҒғҚқҲҳҶҷӢӣӮӯӨөҮүҢңҰұҺһӘә"
    signs = "‘’‚“”„†‡•…‰′″‹›⁄€№™−\u2002\u2003\u2009\u202f\u0301"
    return frozenset(
        {point for first, last in ranges for point in range(first, last + 1)} | set(map(ord, letters + signs))
    )


def subset(family: str, *, bold: bool = False, italic: bool = False) -> bytes:
    """One face as WOFF2, cut to the repertoire; the same bytes on any day. Raises UserError as `fonts.face`."""
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont

    options = cutter.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 14]  # whose it is, what it is called, where its licence stands
    options.notdef_outline = True
    font = TTFont(fonts.face(family, bold=bold, italic=italic), recalcTimestamp=False)
    knife = cutter.Subsetter(options)
    knife.populate(unicodes=repertoire())
    knife.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


_CUTTING = threading.Lock()


def css() -> str:
    """The ``@font-face`` rules with the faces in them, for every page alike. Raises UserError as `fonts.face`.

    Made once, whichever of several threads asks first.
    """
    with _CUTTING:
        return _css()


@cache
def _css() -> str:
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-style:{"italic" if italic else "normal"};'
        f"font-weight:{700 if bold else 400};font-display:block;"
        f'src:url(data:font/woff2;base64,{_text(family, bold=bold, italic=italic)}) format("woff2")}}'
        for family, bold, italic in _FACES
    )


def _text(family: str, *, bold: bool, italic: bool) -> str:
    return base64.b64encode(subset(family, bold=bold, italic=italic)).decode("ascii")
