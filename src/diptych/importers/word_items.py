"""Numbers and bullets that somebody typed, and how deep an item stands in its list."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMANS = "(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
_TYPED = re.compile(
    r"(?P<open>\()?"
    rf"(?:(?P<digits>\d{{1,3}}(?:\.\d{{1,2}}){{0,4}})|(?P<roman>(?i:{_ROMANS}))|(?P<letter>[A-Za-zА-Яа-я]))"
    r"(?P<close>\.?\)|\.)?(?P<gap>[ \t\u00a0\u2002-\u200a]+)(?=\S)"
)
_BULLET = re.compile(r"(?P<sign>[•·▪▫◦‣●○■□►➢❖✓∙⁃*–—\u2212-])(?P<gap>[ \t\u00a0\u2002-\u200a]+)(?=\S)")
_CLOCK = re.compile(r"\d{1,2}\.\d\d")
_FIRST = frozenset(("1", "a", "i", "A", "I", "а", "А", ""))
_RANK = {"decimal": 0, "roman": 2, "letter": 1, "bullet": 3}


@dataclass(frozen=True, slots=True)
class Typed:
    """A number or bullet at the beginning of a text."""

    typed: str
    number: str
    kind: str
    """``decimal``, ``letter``, ``roman`` or ``bullet``."""
    length: int
    """Characters of it and of the space behind it."""


def typed(text: str) -> Typed | None:
    """The number or bullet that a text begins with, if it is surely one."""
    if found := _BULLET.match(text):
        return Typed(found["sign"], "", "bullet", found.end())
    found = _TYPED.match(text)
    if not found:
        return None
    kind = "decimal" if found["digits"] else "letter" if found["letter"] else "roman"
    number = found["digits"] or found["roman"] or found["letter"]
    close, gap = found["close"] or "", found["gap"]
    if found["open"] and not close.endswith(")"):
        return None
    if kind == "decimal":
        several = "." in number
        if _CLOCK.fullmatch(number) or (not close and not (several and "\t" in gap)):
            return None
    elif not close or (close == "." and not ("\t" in gap or (kind == "roman" and len(number) > 1))):
        return None  # “A. Smith”, “I. Ivanov”
    return Typed(text[: found.start("gap")], number, kind, found.end())


def kind_of(form: str) -> str:
    """The kind of one of Word's formats."""
    if "Roman" in form:
        return "roman"
    if "etter" in form or "russian" in form:
        return "letter"
    return "bullet" if form in {"bullet", "none"} else "decimal"


@dataclass(frozen=True, slots=True)
class _Open:
    key: object
    kind: str
    indent: int


class Depths:
    """The lists that are open, paragraph by paragraph."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def heading(self) -> None:
        """All lists end."""
        self._open.clear()

    def paragraph(self) -> None:
        """A paragraph that is no item: a list of bullets ends; a numbered one may go on behind it."""
        while self._open and self._open[-1].kind == "bullet":
            self._open.pop()

    def item(self, key: object, kind: str, number: str, indent: int, *, by_hand: bool) -> int:
        """The depth of an item: of its list `key`, bearing `number`, `indent` twentieths of a point from the edge."""
        keys = [one.key for one in self._open]
        if key in keys:
            del self._open[keys.index(key) + 1 :]
            return len(self._open)
        while self._open and self._open[-1].indent > indent:
            self._open.pop()
        if self._open:
            top = self._open[-1]
            deeper = indent > top.indent or (
                _RANK[kind] > _RANK[top.kind] and number in _FIRST and (kind != "bullet" or by_hand)
            )
            if not deeper:
                self._open.pop()
        self._open.append(_Open(key, kind, indent))
        return len(self._open)
