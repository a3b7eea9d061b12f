"""The words of a text as names are compared, and sieves that let pass only texts with a word of interest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.name_forms import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from diptych.checks.view import Said

_ENGLISH = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zа-яё][^\W\d_]*|(?<=[’'ʼ])[^\W\d_]+")


class Word(NamedTuple):
    """A word of a text as names are compared: without its possessive ’s."""

    raw: str
    start: int
    end: int
    folded: str
    owned: bool


class Words:
    """The words of a text as names are compared, each made when it is asked for."""

    __slots__ = ("_plain", "_spans", "folded")

    def __init__(self, said: Said) -> None:
        self._plain = plain = said.plain
        low = folded(plain)
        spans = [one.span() for one in said.words]
        if said.lang == "en":
            self._spans = _atoms(low, spans if "‘" not in plain else [(0, len(low))])
        else:
            self._spans = [(start, end, end) for start, end in spans]
        self.folded = [low[start:end] for start, end, _ in self._spans]

    def __len__(self) -> int:
        """How many."""
        return len(self._spans)

    def __getitem__(self, at: int) -> Word:
        """One of them."""
        start, end, past = self._spans[at]
        return Word(self._plain[start:end], start, end, self.folded[at], end < past)

    def run(self, start: int, end: int) -> tuple[Word, ...]:
        """Some in a row, as far as there are any."""
        return tuple([self[at] for at in range(start, min(end, len(self)))])


def _atoms(low: str, spans: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """English words apart at their hyphens: where each begins, where it ends, and where its possessive ends."""
    atoms = []
    for start, end in spans:
        if low[start:end].isalnum():
            atoms.append((start, end, end))
        else:
            atoms += [(*one.span(1), one.end()) for one in _ENGLISH.finditer(low, start, end)]
    return atoms


def spelled(said: Said) -> list[str]:
    """The words of a text as they stand there, hyphens and all."""
    return said.once(_spelled)


def _spelled(said: Said) -> list[str]:
    return [word[0] for word in said.words]


class Sieve:
    """Tells quickly that a text says nothing of interest: each word is weighed once, not once for each text."""

    def __init__(self, tells: Callable[[str], bool]) -> None:
        self._tells = tells
        self._idle: set[str] = set()

    def passes(self, said: Said) -> bool:
        """Whether a word of the text is of interest."""
        words = spelled(said)
        if self._idle.issuperset(words):
            return False
        for word in words:
            if word not in self._idle:
                if self._tells(word):
                    return True
                self._idle.add(word)
        return False


def capitals(word: str) -> list[str]:
    """The parts of a word that begin with a capital, folded."""
    return [folded(one) for one in _CAPITAL.findall(word)]


def sieve(telling: Collection[str]) -> Sieve:
    """Lets pass the texts that have one of these words, folded, with a capital."""
    wanted = frozenset(telling)
    return Sieve(lambda word: not wanted.isdisjoint(capitals(word)))
