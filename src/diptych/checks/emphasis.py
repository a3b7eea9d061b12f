"""Where emphasis, strong emphasis and code begin and end in a text, and which signs open or close nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE

if TYPE_CHECKING:
    from diptych.checks.view import Said

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|_+|`+")
_MOST = 300
"""A text with more signs is no text, and is not read."""
_RULE = 3
"""So many underlines and more are a blank to fill in."""
_STRONG = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text with its signs: ``raw[start:end]``."""

    kind: str
    """``em``, ``strong`` or ``code``."""
    start: int
    end: int

    def inner(self, said: Said) -> str:
        """What stands between its signs."""
        return said.raw[self.start : self.end].strip("*_`")


@dataclass(slots=True)
class Marked:
    """What a text has of markup, in the order in which it begins."""

    stretches: list[Stretch] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    """Signs that open or close nothing: they print as they stand."""
    escaped: int = 0
    """Signs that are meant to print."""

    def of(self, kind: str) -> list[Stretch]:
        """The stretches of a kind."""
        return [one for one in self.stretches if one.kind == kind]


@dataclass(slots=True)
class _Run:
    """A run of one sign that may open or close."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int
    """As it is written …"""
    size: int
    """… and what is left of it."""


def any_sign(raw: str) -> bool:
    """Whether there may be markup of these kinds in a text."""
    return "*" in raw or "`" in raw or "_" in raw


def read(said: Said) -> Marked:
    """The markup of a text, by the rules of CommonMark; code and addresses are not looked into. Read once."""
    return said.once(_read)


def _read(said: Said) -> Marked:
    marked = Marked()
    if not any_sign(said.raw) or sum(map(said.raw.count, "*_`")) > _MOST:
        return marked
    runs = _runs(said, marked)
    _pair(runs, marked)
    marked.strays += [(run.start, run.end) for run in runs if run.size]
    marked.strays.sort()
    marked.stretches.sort(key=lambda one: (one.start, -one.end))
    return marked


def _runs(said: Said, marked: Marked) -> list[_Run]:
    raw, plain = said.raw, said.plain
    runs: list[_Run] = []
    done = 0
    for found in _TOKEN.finditer(raw):
        start, end = found.span()
        if start < done:
            continue
        if found[0][0] == "\\":
            marked.escaped += found[0][1] in "*_`" and plain[start] != OPAQUE
        elif found[0][0] == "`":
            if plain[start] == OPAQUE:
                done = _code_end(raw, start, end)
                marked.stretches.append(Stretch("code", start, done))
            else:
                marked.strays.append((start, end))
        elif plain[start] != OPAQUE and not (found[0][0] == "_" and end - start >= _RULE):
            opens, closes = _flanks(raw, start, end)
            if opens or closes:
                runs.append(_Run(found[0][0], start, end, opens, closes, end - start, end - start))
    return runs


def _code_end(raw: str, start: int, end: int) -> int:
    ticks = raw[start:end]
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(raw, end)
    return closing.end() if closing else end


def _flanks(raw: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run can open and whether it can close."""
    before, after = raw[start - 1 : start] or " ", raw[end : end + 1] or " "
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    if raw[start] == "*":
        return left, right
    return left and (not right or _punctuation(before)), right and (not left or _punctuation(after))


def _punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _pair(runs: list[_Run], marked: Marked) -> None:
    """Pair what closes with what opens, as CommonMark does; what is left of a run keeps its size."""
    for n, closer in enumerate(runs):
        while closer.closes and closer.size:
            opener = next((m for m in range(n - 1, -1, -1) if _fits(runs[m], closer)), None)
            if opener is None:
                break
            run = runs[opener]
            size = _STRONG if run.size >= _STRONG and closer.size >= _STRONG else 1
            start = run.end - size
            run.end, run.size = start, run.size - size
            end = closer.start + size
            closer.start, closer.size = end, closer.size - size
            marked.stretches.append(Stretch("strong" if size == _STRONG else "em", start, end))
            for between in runs[opener + 1 : n]:
                if between.size:  # it stands within, and may pair with nothing any more
                    between.opens = between.closes = False


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.sign != closer.sign or not opener.opens or not opener.size:
        return False
    both = opener.closes or closer.opens
    thirds = (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3)
    return not (both and thirds)
