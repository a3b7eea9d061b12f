"""Signs that a conversion left in a text → the letters that were meant; no letter is changed otherwise."""

from __future__ import annotations

import re
import unicodedata

SOFT = "\u00ad"
"""The soft hyphen: at the end of a line it cuts a word, elsewhere it is nothing."""
UNREADABLE = "\ufffd"

_LIGATURES = dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", "ff fi fl ffi ffl st st".split(), strict=True))  # noqa: SIM905 - one line
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""C0 and C1, but tab and what ends a line or a page."""
_UNSEEN = "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_NONCHARACTERS = "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_PRIVATE = "\ue000-\uf8ff"

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SPACE = re.compile(f"[{_SPACES}]")
_NOTHING = re.compile(f"[{_UNSEEN}]")
_BROKEN = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_SOFT_ENDS = re.compile("[\x0b\x85\u2028\u2029]")
_PRIVATE_BULLET = re.compile(rf"(?m)(^[ \t]*)[{_PRIVATE}](?=[ \t]|$)")
_ODD = re.compile(f"[{_PRIVATE}{UNREADABLE}]")
_LOOSE = re.compile(r"(?m)(?<![^\s(\[])“[ ](?=\w)")
"""An opening quotation mark that a converter put away from its word."""
_ENGLISH = re.compile(r"(?m)^[^„\n]+$")
"""A line in which “ opens; behind „ it closes."""
_MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]{1,20}")
"""A letter and the marks over it; more are no language's, and what orders them takes quadratic time."""


def clean(text: str) -> str:
    r"""The text with line ends ``\n``, common spaces and whole letters, without what nobody sees.

    Line by line: a line keeps its number where its end was ``\n``, ``\r\n`` or ``\r``. Authority: Unicode, UAX #15
    (composed letters), FB00–FB06 (ligatures), UAX #14 (spaces).
    """
    text = _SOFT_ENDS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text)
    if text.isascii():
        return text
    text = _NOTHING.sub("", _BROKEN.sub(UNREADABLE, text))
    text = _SPACE.sub(" ", text)
    if "“ " in text:
        text = _ENGLISH.sub(lambda line: _LOOSE.sub("“", line[0]), text)
    text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
    text = _PRIVATE_BULLET.sub(r"\1•", text)
    return _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def unreadable(text: str) -> list[str]:
    """The lines that hold a sign which no font but one can show, or which was lost."""
    return [line for line in text.split("\n") if _ODD.search(line)] if _ODD.search(text) else []
