"""A text with the marks of each character: joined, cut and mended as words, then runs."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WORDS = re.compile(r"\w+(?:['’\u2011-]\w+)*")
_GAPS = re.compile(r"\W+")
_SPACES = re.compile(r"[ \t\u00a0\n\u2000-\u2006\u3000]{2,}|[\t\n\u2000-\u2006\u3000]")
_SPACE = " \t\n\u00a0"


class Mark(NamedTuple):
    """How a character is marked."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""


PLAIN = Mark()


class Marked:
    """Characters and their marks."""

    __slots__ = ("marks", "text")

    def __init__(self, text: str = "", marks: Iterable[Mark] = ()) -> None:
        self.text = text
        self.marks = list(marks)

    @classmethod
    def of(cls, parts: Iterable[tuple[str, Mark]]) -> Marked:
        """Stretches that are marked alike, as one text."""
        listed = list(parts)
        return cls(
            "".join(text for text, _ in listed), chain.from_iterable([mark] * len(text) for text, mark in listed)
        )

    def cut(self, start: int, end: int | None = None) -> Marked:
        """A part of it."""
        return Marked(self.text[start:end], self.marks[start:end])

    def all(self, which: Callable[[Mark], bool]) -> bool:
        """Whether all its letters and digits are so marked; no, where it has none."""
        return any(map(str.isalnum, self.text)) and all(
            which(mark) or not sign.isalnum() for sign, mark in zip(self.text, self.marks, strict=True)
        )

    def without(self, *, strong: bool, emphasis: bool) -> Marked:
        """The same without that emphasis."""
        return Marked(
            self.text, [Mark(m.strong and not strong, m.emphasis and not emphasis, m.href) for m in self.marks]
        )

    def against(self, *, strong: bool, emphasis: bool) -> Marked:
        """The same where the style alone is bold or in italics: emphasis is what differs from it."""
        if not (strong or emphasis):
            return self
        return Marked(self.text, [Mark(m.strong ^ strong, m.emphasis ^ emphasis, m.href) for m in self.marks])

    def spaced(self) -> Marked:
        """The same with single spaces, none at its ends."""
        marks: list[Mark] = []
        start = 0
        for found in _SPACES.finditer(self.text):
            marks += self.marks[start : found.start() + 1]
            start = found.end()
        text = _SPACES.sub(lambda found: " " if found[0].strip("\u00a0") else "\u00a0", self.text)
        out = Marked(text, marks + self.marks[start:])
        inner = text.strip(_SPACE)
        begin = text.find(inner) if inner else 0
        return out.cut(begin, begin + len(inner))

    def runs(self) -> tuple[Run, ...]:
        """The runs, with marks that begin and end at words."""
        if len(set(self.marks)) > 1:
            self.marks = _mended(self.text, self.marks)
        out, at = [], 0
        for mark, group in groupby(self.marks):
            end = at + sum(1 for _ in group)
            out.append(Run(self.text[at:end], emphasis=mark.emphasis, strong=mark.strong, href=mark.href))
            at = end
        return tuple(out)


def _mended(text: str, marks: list[Mark]) -> list[Mark]:
    """Marks over whole words; what stands between words is marked as both are, or as the one that it clings to."""
    marks = list(marks)
    for word in _WORDS.finditer(text):
        own = marks[word.start() : word.end()]
        if len(set(own)) > 1:
            marks[word.start() : word.end()] = [_most(own)] * len(own)
    for gap in _GAPS.finditer(text):
        start, end = gap.span()
        before = marks[start - 1] if start else None
        after = marks[end] if end < len(text) else None
        same = before is not None and before == after
        marks[start:end] = (
            [before or PLAIN] * (end - start) if same else _between(gap[0], marks[start:end], before, after)
        )
    return marks


def _between(text: str, own: list[Mark], before: Mark | None, after: Mark | None) -> list[Mark]:
    """The marks of signs and spaces between two words that are marked differently.

    A sign keeps its word's mark only where a space parts it from the other word: else CommonMark sees no end of it.
    """
    spaces = [at for at, sign in enumerate(text) if sign in _SPACE]
    left = spaces[0] if spaces else len(text) if after is None else 0
    right = spaces[-1] + 1 if spaces else 0 if before is None else len(text)
    at, end = 0, len(text)
    while at < left and own[at] == before:
        at += 1
    while end > max(right, at) and own[end - 1] == after:
        end -= 1
    return [*own[:at], *([PLAIN] * (end - at)), *own[end:]]


def _most(marks: list[Mark]) -> Mark:
    """The mark that most letters of a word have; of equals the first."""
    counts: dict[Mark, int] = {}
    for mark in marks:
        counts[mark] = counts.get(mark, 0) + 1
    return max(counts, key=lambda mark: counts[mark])
