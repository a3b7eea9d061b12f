"""Characters of symbol fonts (Symbol, Wingdings), which Word keeps as numbers of the font → what they look like."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
_BULLET = "•"
_LISTS = {"o": "◦", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "q": "❑", "¨": "◻", "à": "→", "l": "●", "n": "■", "Ÿ": "•"}
"""What Word's galleries of bullets use of Wingdings and Courier."""


def bullet(font: str, sign: str) -> str:
    """The real character for a bullet of a list; ``•`` where nobody knows it."""
    if ord(sign) not in _PRIVATE and not _symbolic(font):
        return "◦" if sign == "o" and "Courier" in font else sign
    return symbol(font, sign) or _LISTS.get(chr(ord(sign) & 0xFF), _BULLET)


def symbol(font: str, sign: str) -> str:
    """The real character for one of a symbol font, itself for one of another font; empty where nobody knows it."""
    if ord(sign) not in _PRIVATE and not _symbolic(font):
        return sign
    from mammoth.docx.dingbats import dingbats

    low = ord(sign) - 0xF000 if ord(sign) in _PRIVATE else ord(sign)
    found = next((dingbats[name, low] for name in (font, "Symbol", "Wingdings") if (name, low) in dingbats), None)
    return chr(found) if found else ""


def _symbolic(font: str) -> bool:
    return font.startswith(("Symbol", "Wingdings", "Webdings"))
