"""Word's numbers as they print: formats, counters, restarts (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.importers.word_symbols import bullet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diptych.importers.word_xml import Node

DEPTHS = 9
_LARGEST = 30_000
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word counts without ё, й, ъ, ы, ь
_CHICAGO = "*†‡§"


@dataclass(slots=True)
class Level:
    """One level of a list."""

    format: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    """The level (from 1) whose number sets it back; 0: none does."""
    legal: bool = False
    indent: int | None = None
    font: str = ""
    style: str = ""


@dataclass(slots=True)
class Number:
    """The number of one paragraph."""

    key: tuple[str, int]
    """The list and its level: paragraphs with the same key count on."""
    format: str
    number: str
    """``1.2``, ``a``; empty for a bullet."""
    typed: str
    """As it prints: ``(a)``."""
    indent: int | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """The lists of a document; asked in the order of its paragraphs."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self.unknown: set[str] = set()
        """Formats that are counted here as 1, 2, 3."""
        abstracts: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for node in nodes:
            if node.tag == "w:abstractNum":
                name = node.attrs.get("w:abstractNumId", "")
                abstracts[name] = {at: level for at, level in map(_level, node.children) if at is not None}
                if link := node.val("w:numStyleLink"):
                    linked[name] = link
                if link := node.val("w:styleLink"):
                    named[link] = name
            elif node.tag == "w:num":
                self._add(node, abstracts, linked, named)

    def _add(
        self, node: Node, abstracts: dict[str, dict[int, Level]], linked: dict[str, str], named: dict[str, str]
    ) -> None:
        abstract = node.val("w:abstractNumId") or ""
        abstract = named.get(linked.get(abstract, ""), abstract)
        one = _List(abstract, dict(abstracts.get(abstract, {})))
        name = node.attrs.get("w:numId", "")
        for over in node.children:
            depth = _whole(over.attrs.get("w:ilvl"))
            if over.tag != "w:lvlOverride" or depth is None:
                continue
            start = _whole(over.val("w:startOverride"))
            if over.has("w:lvl"):
                one.levels[depth] = _level(over.child("w:lvl"))[1]
            if start is not None:
                one.starts[depth] = start
        self._lists[name] = one
        for depth, level in one.levels.items():
            if level.style:
                self._by_style.setdefault(level.style, (name, depth))

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that a paragraph's style belongs to."""
        return self._by_style.get(style)

    def next(self, name: str, depth: int) -> Number | None:
        """Count on: the number that the next paragraph of that list and level (from 0) bears; None for none."""
        one = self._lists.get(name)
        if one is None or depth not in one.levels:
            return None
        counts = self._counts.setdefault(one.abstract, [None] * DEPTHS)
        if not one.begun:
            one.begun = True
            for at in one.starts:
                counts[at] = None
        level = one.levels[depth]
        for at in range(depth):
            if counts[at] is None:
                counts[at] = self._start(one, at)
        last = counts[depth]
        counts[depth] = self._start(one, depth) if last is None else min(last + 1, _LARGEST)
        for at in range(depth + 1, DEPTHS):
            deeper = one.levels.get(at)
            if not deeper or deeper.restart is None or 0 < depth + 1 <= deeper.restart:
                counts[at] = None
        if level.format == "bullet":
            typed = "".join(bullet(level.font, sign) for sign in level.text).strip()
            return Number((one.abstract, depth), "bullet", "", typed, level.indent) if typed else None
        if level.format == "none" or not _PLACE.search(level.text):
            typed = level.text.strip()
            return Number((one.abstract, depth), "none", "", typed, level.indent) if typed else None
        return self._printed(one, counts, level, (one.abstract, depth))

    @staticmethod
    def _start(one: _List, depth: int) -> int:
        level = one.levels.get(depth)
        return one.starts.get(depth, level.start if level else 1)

    def _printed(self, one: _List, counts: list[int | None], level: Level, key: tuple[str, int]) -> Number:
        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = counts[at]
            of = one.levels.get(at)
            if value is None or of is None:
                return ""
            return self._shown(value, "decimal" if level.legal else of.format)

        places = list(_PLACE.finditer(level.text))
        number = _PLACE.sub(place, level.text[places[0].start() : places[-1].end()])
        return Number(key, level.format, number, _PLACE.sub(place, level.text).strip(), level.indent)

    def _shown(self, value: int, form: str) -> str:
        if form in _FORMS:
            return _FORMS[form](value)
        self.unknown.add(form)
        return str(value)


def _level(node: Node) -> tuple[int | None, Level]:
    if node.tag != "w:lvl":
        return None, Level()
    depth = _whole(node.attrs.get("w:ilvl"))
    fonts = node.child("w:rPr").child("w:rFonts").attrs
    indent = node.child("w:pPr").child("w:ind").attrs
    left = _whole(indent.get("w:left", indent.get("w:start")))
    legal = node.child("w:isLgl")
    return (depth if depth is not None and depth < DEPTHS else None), Level(
        format=node.val("w:numFmt") or "decimal",
        text=node.val("w:lvlText") or "",
        start=_whole(node.val("w:start")) or 0,
        restart=_whole(node.val("w:lvlRestart")),
        legal=bool(legal.tag) and legal.attrs.get("w:val", "1") not in {"0", "false", "off"},
        indent=left,
        font=fonts.get("w:ascii", fonts.get("w:hAnsi", "")),
        style=node.val("w:pStyle") or "",
    )


def _whole(text: str | None) -> int | None:
    """A number as Word writes it, or None."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def roman(value: int) -> str:
    """``iv`` for 4."""
    out = []
    for weight, letters in _ROMAN:
        times, value = divmod(value, weight)
        out.append(letters * times)
    return "".join(out)


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters of an alphabet, then each twice: z, aa, bb (17.18.59)."""

    def shown(value: int) -> str:
        times, at = divmod(max(value, 1) - 1, len(alphabet))
        return alphabet[at] * min(times + 1, 30)

    return shown


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_latin, _russian, _chicago = _letters(_LATIN), _letters(_RUSSIAN), _letters(_CHICAGO)
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": _latin,
    "upperLetter": lambda value: _latin(value).upper(),
    "russianLower": _russian,
    "russianUpper": lambda value: _russian(value).upper(),
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "numberInDash": lambda value: f"- {value} -",
    "chicago": _chicago,
    "none": lambda _: "",
}
