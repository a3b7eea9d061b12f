"""The faces of the web pages: PT Serif and PT Sans, cut to what our languages need, a file for each script."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from diptych import fonts

_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "tnum"]
"""The faces have no lnum and no tnum: all their figures line up and are equally wide."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file of one face."""

    family: str
    bold: bool
    italic: bool
    script: str
    """A key of `SCRIPTS`."""

    @property
    def name(self) -> str:
        """``pt-serif-italic-cyrillic.woff2``."""
        style = ("-bold" if self.bold else "") + ("-italic" if self.italic else "")
        return f"{self.family.lower().replace(' ', '-')}{style}-{self.script}.woff2"


_SIGNS = "‘’‚“”„†‡•…‰′″‹›⁄€№™−\u2002\u2003\u2009\u202f"
_LETTERS = "ҐґҒғҚқҲҳҶҷӢӣӮӯӨөҮүҢңҰұҺһӘә"
SCRIPTS: dict[str, frozenset[int]] = {
    "latin": frozenset([*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2016), *map(ord, _SIGNS)]),
    "cyrillic": frozenset([*range(0x400, 0x460), 0x301, *map(ord, _LETTERS)]),
}
"""The code points of each file, fixed, so that one text's change never changes another page: Basic Latin, Latin-1 and
Extended-A with the punctuation and figures of both; Cyrillic with the letters of Central Asia and the stress mark."""

FACES = tuple(
    Face(family, bold, italic, script)
    for family, bold, italic in (
        (fonts.SERIF, False, False),
        (fonts.SERIF, False, True),
        (fonts.SERIF, True, False),
        (fonts.SANS, False, False),
        (fonts.SANS, True, False),
    )
    for script in SCRIPTS
)
"""A page needs no more."""


@cache
def cut(face: Face) -> bytes:
    """The face as WOFF2, cut to its script; the same bytes on any day. Raises UserError as `fonts.face`."""
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont

    options = cutter.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 14]  # whose it is, what it is called, where its licence stands
    options.notdef_outline = True
    font = TTFont(fonts.face(face.family, bold=face.bold, italic=face.italic), recalcTimestamp=False)
    knife = cutter.Subsetter(options)
    knife.populate(unicodes=SCRIPTS[face.script])
    knife.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


_STAND_INS = {
    (fonts.SERIF, False, False): (("Times New Roman", "Liberation Serif"), {"latin": 110.7, "cyrillic": 111.3}),
    (fonts.SERIF, False, True): (
        ("Times New Roman Italic", "Liberation Serif Italic"),
        {"latin": 104.6, "cyrillic": 105.7},
    ),
    (fonts.SERIF, True, False): (
        ("Times New Roman Bold", "Liberation Serif Bold"),
        {"latin": 112.1, "cyrillic": 112.2},
    ),
    (fonts.SANS, False, False): (("Arial", "Liberation Sans"), {"latin": 96.8, "cyrillic": 93.9}),
    (fonts.SANS, True, False): (("Arial Bold", "Liberation Sans Bold"), {"latin": 89.6, "cyrillic": 87.5}),
}
"""The system's faces in the place of ours until those are there, and how much larger they must be (per cent) to be as
wide: measured on the letters of the conference's texts."""
_HEIGHTS = {fonts.SERIF: (103.9, 28.6), fonts.SANS: (101.8, 27.6)}
"""Ascent and descent of our families, per cent."""
FALLBACK = " Fallback"
"""What the name of a family's stand-in ends with."""


def css(folder: str = "fonts/") -> str:
    """The ``@font-face`` rules, with the files in ``folder``, relative to the style sheet.

    A page never waits for a face: until it is there, a face of the system stands in with the same widths and heights
    (CSS Fonts 5, 4.2 and 4.3), so that nothing moves when ours comes.
    """
    return "".join(_stand_in(face) + _own(face, folder) for face in FACES)


def _own(face: Face, folder: str) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";{_style(face)};font-display:swap;'
        f'src:url({folder}{face.name}) format("woff2");unicode-range:{_ranges(SCRIPTS[face.script])}}}\n'
    )


def _stand_in(face: Face) -> str:
    names, sizes = _STAND_INS[face.family, face.bold, face.italic]
    size = sizes[face.script]
    above, below = (100 * one / size for one in _HEIGHTS[face.family])
    local = ",".join(f'local("{name}")' for name in names)
    return (
        f'@font-face{{font-family:"{face.family}{FALLBACK}";{_style(face)};src:{local};size-adjust:{size:g}%;'
        f"ascent-override:{above:.1f}%;descent-override:{below:.1f}%;line-gap-override:0%;"
        f"unicode-range:{_ranges(SCRIPTS[face.script])}}}\n"
    )


def _style(face: Face) -> str:
    return f"font-style:{'italic' if face.italic else 'normal'};font-weight:{700 if face.bold else 400}"


def _ranges(points: frozenset[int]) -> str:
    """``U+20-7E,U+A0-17F``."""
    ordered = sorted(points)
    starts = [ordered[0], *(later for earlier, later in pairwise(ordered) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(ordered) if later != earlier + 1), ordered[-1]]
    return ",".join(
        f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in zip(starts, ends, strict=True)
    )
