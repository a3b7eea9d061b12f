"""Real numbering: lists that Word counts itself and that print the numbers which the edition has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.render.docx_package import node

if TYPE_CHECKING:
    from diptych.render.docx_package import Element

BULLETS = 1
"""The w:numId of every bulleted list; its level is the depth."""

STEP = 340
"""By how much a list stands in from the level above it, in twentieths of a point."""

NUMBERED = STEP + 114
"""The same of a list whose numbers stand in the text."""

BULLET = STEP * 2 // 3
"""The same of a list with bullets."""

_DEPTHS = 9
_NUMBER = re.compile(r"(\(?)(\d{1,4}|[a-z]|[ivxl]+)([.)]?)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Numbering:
    """The numbered lists of one document.

    Word counts, so a list is continued where the next number follows the last one of its kind, and a new
    one that starts with the number is opened where it does not.
    """

    def __init__(self, hanging: int) -> None:
        """`hanging` is the air between an operative paragraph's number in the margin and its text."""
        self._hanging = hanging
        self._lists = [_bullets()]
        self._last: dict[tuple[str, str, str, str, int], tuple[int, int]] = {}

    def item(self, number: str, *, family: str, depth: int = 1) -> int | None:
        """The w:numId whose next number is this; None where Word cannot count like that (``5 bis``).

        `family` is ``hinge`` (alone in its cell), ``margin`` (hanging) or ``text`` (in the text).
        """
        match = _NUMBER.fullmatch(number)
        if not match:
            return None
        before, figure, after = match.groups()
        for form, value in _readings(figure):
            key = (family, form, before, after, depth)
            if key in self._last and self._last[key][1] == value - 1:
                self._last[key] = (self._last[key][0], value)
                return self._last[key][0]
        form, value = _readings(figure)[-1]
        pattern = f"{before}%1{after or ('.' if family == 'text' else '')}"
        self._lists.append(_list(len(self._lists) + 1, self._level(form, pattern, value, family=family, depth=depth)))
        self._last[family, form, before, after, depth] = (len(self._lists), value)
        return len(self._lists)

    def elements(self) -> list[Element]:
        """The children of ``w:numbering``."""
        numbers = [node("num", node("abstractNumId", val=i), numId=i) for i in range(1, len(self._lists) + 1)]
        return [*self._lists, *numbers]

    def _level(self, form: str, pattern: str, start: int, *, family: str, depth: int) -> Element:
        hanging = self._hanging if family == "margin" else NUMBERED
        left = 0 if family == "margin" else hanging * depth
        return node(
            "lvl",
            node("start", val=start),
            node("numFmt", val=form),
            node("suff", val="nothing") if family == "hinge" else None,
            node("lvlText", val=pattern),
            node("lvlJc", val="right" if family == "margin" else "left"),
            node("pPr", node("ind", left=left, hanging=hanging)) if family != "hinge" else None,
            _dress(bold=family != "text"),
            ilvl=0,
        )


def _readings(figure: str) -> list[tuple[str, int]]:
    """How Word would count the figure, the likeliest last: ``i`` follows ``h``, or begins a Roman list."""
    if figure.isdecimal():
        return [("decimal", int(figure))]
    letter = [("lowerLetter", ord(figure) - ord("a") + 1)] if len(figure) == 1 else []
    if len(figure) == 1 and figure != "i":
        return letter
    values = [_ROMAN[sign] for sign in figure]
    total = sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
    roman = [("lowerRoman", total)]
    return [*letter, *roman]


def _dress(*, bold: bool) -> Element:
    return node(
        "rPr",
        node("rFonts", ascii="PT Sans", hAnsi="PT Sans", cs="PT Sans"),
        node("b") if bold else None,
        node("bCs") if bold else None,
        node("i", val=0),
        node("iCs", val=0),
        node("color", val="0B4F6C"),
    )


def _list(number: int, *levels: Element) -> Element:
    return node(
        "abstractNum",
        node("nsid", val=f"{number:08X}"),
        node("multiLevelType", val="hybridMultilevel" if len(levels) > 1 else "singleLevel"),
        *levels,
        abstractNumId=number,
    )


def _bullets() -> Element:
    return _list(
        BULLETS,
        *(
            node(
                "lvl",
                node("start", val=1),
                node("numFmt", val="bullet"),
                node("lvlText", val="–" if depth else "•"),
                node("lvlJc", val="left"),
                node("pPr", node("ind", left=BULLET * (depth + 1), hanging=BULLET)),
                _dress(bold=False),
                ilvl=depth,
            )
            for depth in range(_DEPTHS)
        ),
    )
