"""Bullets and typed numbers at the beginning of a line: which they are, and how deep their items stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers.sheet import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.importers.sheet import Piece

GLYPHS = "•▪▫●○◦■□‣⁃➢►▶✓✔❖◆◊⦁∙"
"""Signs that are bullets wherever a line begins with them."""
_DASHES = "-–—*·+"

_BULLET = re.compile(rf"([{GLYPHS}]|[{_DASHES}](?=[ \t])|o(?=[ \t]))[ \t]*(?=\S)")
_NUMBER = re.compile(
    r"(?P<typed>\((?P<both>\d{1,3}|[a-z]{1,5}|[а-я]|[A-Z])\)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,4}\.?(?=[ \t]+[^\W\d]))"
    r"|(?P<one>\d{1,3}|[ivxlcIVXLC]{1,6}|[a-zA-Zа-яА-Я])(?P<close>[.)])"
    r"|№ ?(?P<sign>\d{1,3})\.?)[ \t]+(?=\S)"
)
_NO_NUMBER = re.compile(r"\d{1,2}\. \d{1,2}\. ?\d{4}")
_INSIDE = re.compile(rf"[ \t]*([{GLYPHS}])[ \t]*")
_FRAMED = re.compile(r"([–—-]) .* \1$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line begins with."""

    typed: str
    number: str
    """Empty for a bullet."""
    rest: str
    dash: bool = False
    """A sign that may as well be a dash or a star within a text."""

    @property
    def style(self) -> str:
        """What items of one list have in common: the signs around the number, the bullet's own sign."""
        return re.sub(r"\w+", "#", self.typed) if self.number else self.typed


def marker(text: str) -> Marker | None:
    """The bullet or number that a line (without its indent) begins with, and the rest; None where it begins with none.

    ``18 October``, ``1373 (2001)``, ``9.00–10.30`` and ``1. 5. 2022`` begin with none.
    """
    if found := _BULLET.match(text):
        if _FRAMED.match(text):
            return None
        sign = found[1]
        return Marker(sign, "", text[found.end() :].strip(), dash=sign in _DASHES or sign == "o")
    found = _NUMBER.match(text)
    if not found or _NO_NUMBER.match(text):
        return None
    number = found["both"] or (found["dotted"] or "").rstrip(".") or found["one"] or found["sign"]
    return Marker(found["typed"], number, text[found.end() :].strip())


def values(number: str) -> tuple[tuple[str, int], ...]:
    """The ways to read a number, likeliest first: its kind (``1``, ``a``, ``i``, ``а``) and its value."""
    if number.isdigit():
        return (("1", int(number)),)
    if "." in number:
        return (("." * number.count("."), int(number.rsplit(".", 1)[1])),)
    low, case = number.lower(), "A" if number[0].isupper() else "a"
    found = []
    if set(low) <= set(_ROMAN) and (value := _roman(low)):
        found.append((case + "i", value))
    if len(low) == 1 and low in _LATIN:
        found.append((case + "a", _LATIN.index(low) + 1))
    if len(low) == 1 and low in _RUSSIAN:
        found.append((case + "а", _RUSSIAN.index(low) + 1))
    if len(found) > 1 and low != "i":
        found.reverse()
    return tuple(found)


def _roman(low: str) -> int:
    """The value of a Roman number; 0 where the letters are none."""
    digits = [_ROMAN[letter] for letter in low]
    value = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    return value if 0 < value < 100 and _as_roman(value) == low else 0  # noqa: PLR2004 - no list is longer


def _as_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[tens] + units[ones]


class Lists:
    """Which numbers a text counts with: a letter and a point alone may as well be an initial or an abbreviation."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        """Of the markers of all lines."""
        self._seen = {(one.style, kind, value) for one in markers if one.number for kind, value in values(one.number)}

    def counts(self, one: Marker) -> bool:
        """Whether the marker begins an item: its list has a neighbour of it, or no other reading is likely."""
        if not one.number:
            return True
        ways = values(one.number)
        if any((one.style, kind, value + step) in self._seen for kind, value in ways for step in (-1, 1)):
            return True
        if one.style == "#.":
            return one.number.isdigit() or one.number in ("I", "i")
        return any(value == 1 for _, value in ways) or one.number.isdigit() or "." in one.number


def several(text: str) -> list[str]:
    """The items of a line that begins with a bullet sign and has more of the same; the line alone where it has not.

    ``Dushanbe • 18 October`` does not begin with one and stays whole.
    """
    found = _INSIDE.match(text)
    if not found:
        return [text]
    parts = [part.strip() for part in text.split(found[1])]
    return [f"{found[1]} {part}" for part in parts if part] or [text]


@dataclass(slots=True)
class _Level:
    indent: int
    style: str
    kinds: tuple[tuple[str, int], ...] = field(default_factory=tuple)


def levelled(pieces: Iterable[tuple[Piece, int]]) -> Iterator[Piece]:
    """The pieces with the depth of each item: by its indent (second of the pair), else by the kind of its number."""
    stack: list[_Level] = []
    apart = False
    for piece, indent in pieces:
        if piece.form is not Form.ITEM:
            # A paragraph between items ends bullets and letters; numbered paragraphs go on over it.
            keep = piece.form is not Form.HEADING and stack and stack[0].kinds[:1] and stack[0].kinds[0][0] == "1"
            stack = stack[:1] if keep else []
            apart = True
            yield piece
            continue
        level = _Level(indent, _style(piece), values(piece.number) if piece.number else ())
        if apart and stack and _follows(stack[0], level, range(1, 1000)) is None:
            stack.clear()
        apart = False
        _place(stack, level)
        yield replace(piece, level=len(stack))


def _style(piece: Piece) -> str:
    return re.sub(r"\w+", "#", piece.typed) if piece.number else piece.typed


def _place(stack: list[_Level], level: _Level) -> None:
    """Put the item on the stack of open lists, those that it ends taken off."""
    starts = any(value == 1 for _, value in level.kinds)
    for steps in (range(1, 2), range(2, 1 if starts else 1000)):
        for at in range(len(stack) - 1, -1, -1):
            kinds = _follows(stack[at], level, steps)
            if kinds is not None:
                del stack[at:]
                stack.append(_Level(level.indent, level.style, kinds or level.kinds))
                return
    while stack and (stack[-1].indent > level.indent + 1 or _closed(stack[-1], level)):
        stack.pop()
    stack.append(_Level(level.indent, level.style, _first(level.kinds)))


def _follows(last: _Level, level: _Level, steps: range) -> tuple[tuple[str, int], ...] | None:
    """How the item's number is read as one of the open list, so many steps behind its last; None where it is none."""
    if last.style != level.style:
        return None
    if not level.kinds:
        return () if abs(last.indent - level.indent) <= 1 else None
    found = [
        (kind, value)
        for kind, value in level.kinds
        for before, number in last.kinds
        if kind == before and value - number in steps
    ]
    return tuple(found[:1]) or None


def _closed(last: _Level, level: _Level) -> bool:
    """Whether a new list cannot stand under the last one: bullets of one indent, a decimal number under letters."""
    if not level.kinds:
        return not last.kinds and last.indent >= level.indent
    return last.indent >= level.indent and (not last.kinds or level.kinds[0][0] == "1")


def _first(kinds: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    ones = tuple(one for one in kinds if one[1] == 1)
    return (ones or kinds)[:1]
