"""Organizations by what lines call them: full names, abbreviations, with and without brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych import inline, similar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SHORT = re.compile(r"[A-ZА-ЯЁ][\w/&.’'-]*(?: [A-ZА-ЯЁ][\w/&.’'-]*){0,2}")
_CAPITALS = re.compile(r"[A-ZА-ЯЁ]")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LETTERS = 2
_LONGEST_SHORT = 15
_LEAST_WORDS = 2


@dataclass(slots=True)
class Organizations:
    """Organizations by all that may be printed for them."""

    _exact: dict[str, str] = field(default_factory=dict)
    _words: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Words of a name in a row, folded; abbreviations as they are written."""
    _longest: int = 0

    def add(self, called: str, *names: str) -> None:
        """One more, by its names and abbreviations."""
        for name in filter(None, names):
            for way in ways(name):
                self._exact.setdefault(_key(way), called)
                words = _cased(way)
                if words and (len(words) >= _LEAST_WORDS or is_short(way)):
                    self._words.setdefault(words, called)
                    self._longest = max(self._longest, len(words))

    def named(self, printed: str) -> str:
        """The one that is printed so; empty for none."""
        return next((self._exact[_key(way)] for way in ways(printed) if _key(way) in self._exact), "")

    def within(self, function: str) -> str:
        """The one that a function names, of several the one with the longest name; empty for none."""
        words = tuple(_WORD.findall(similar.normalized(inline.plain(function))))[:200]
        best, most = "", 0
        for start in range(len(words)):
            for end in range(min(len(words), start + self._longest), start + most, -1):
                stretch = words[start:end]
                found = self._words.get(tuple(word.casefold() for word in stretch)) if end - start > 1 else None
                found = found or self._words.get(stretch)
                if found:
                    best, most = found, end - start
                    break
        return best


def ways(name: str) -> Iterator[str]:
    """What a name may be printed as: with its brackets, without them, and what is in them where that is short."""
    said = " ".join(inline.plain(name).split())
    yield said
    bare = _BRACKETS.sub("", said).strip()
    if bare and bare != said:
        yield bare
    for found in _BRACKETS.finditer(said):
        if is_short(found[1]):
            yield found[1]


def short_of(name: str) -> str:
    """The abbreviation that stands in brackets at the end of a name; empty where there is none."""
    found = list(_BRACKETS.finditer(name))
    return found[-1][1] if found and found[-1].end() == len(name.rstrip()) and is_short(found[-1][1]) else ""


def is_short(text: str) -> bool:
    """Whether a text looks like an abbreviation: ``UNOCT``, ``SCO RATS``, ``КТУ ООН``."""
    capitals = len(_CAPITALS.findall(text))
    return len(text) <= _LONGEST_SHORT and bool(_SHORT.fullmatch(text)) and capitals >= _LETTERS and _dense(text)


def _dense(text: str) -> bool:
    return all(len(_CAPITALS.findall(word)) * 2 > len(word) for word in text.split())


def _cased(way: str) -> tuple[str, ...]:
    words = _WORD.findall(similar.normalized(way))
    return tuple(words) if is_short(way) else tuple(word.casefold() for word in words)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(similar.normalized(text).casefold())) or text


def spelled_out(short: str, functions: Iterable[str]) -> str:
    """What an abbreviation stands for where a function says it: ``Organization for Migration (IOM)``; else empty."""
    letters = [sign.casefold() for sign in short if sign.isalnum()]
    for function in functions:
        at = function.find(f"({short})")
        words = (
            re.split(r"[,;()]", function[:at])[-1 - (function[:at].rstrip()[-1:] in ",;()")].split() if at > 0 else []
        )
        for start in range(len(words) - _LEAST_WORDS, -1, -1):
            rest = iter("".join(words[start:]).casefold())
            first = words[start][0]
            if first.isupper() and first.casefold() == letters[0] and all(sign in rest for sign in letters):
                return f"{' '.join(words[start:])} ({short})"
    return ""
