"""What kind of edit lies between two texts, and what of it can be done in a translation too."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import similar

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARENTHESES = r"[^\s<>()\[\]\"`]*(?:\([^\s<>()]*\)[^\s<>()\[\]\"`]*)*"
_LINK = rf"(?:(?:https?|ftp)://|mailto:|tel:|www\.){_PARENTHESES}(?<![.,;:!?])|(?<=\]\(){_PARENTHESES}"
_PLACE = r"\\?\{[^{}]*\}|%(?:\([^()\s]*\)|\d+\$)?[-+#0]*\d*[a-zA-Z%]|&#?\w+;"  # what a program fills in is no number
_NUMBER = r"(?<!\w)\d+(?:[.,:]\d+)*(?!\w)"
_TOKEN = re.compile(rf"(?P<link>{_LINK})|(?P<place>{_PLACE})|(?P<number>{_NUMBER})|(?P<word>\w+)|(?P<sign>[^\w\s])")
_LINKS = re.compile(_LINK)
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKUP = "*_`"
_MEANING = "%#@&/§{}"  # punctuation to Unicode, but more than that in a text
_KINDS = ("link", "number")


@dataclass(frozen=True, slots=True)
class Swap:
    """A number or a link's target that became another one."""

    kind: str
    """``number`` or ``link``."""
    was: str
    now: str
    often: int = 0
    """How often it stood there, if each of them became the same; else 0."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed, where it is of one of the kinds that have a name."""

    says: tuple[str, ...] = ()
    """For the translator: ``number 59 → 61``."""
    swaps: tuple[Swap, ...] = ()
    """Nothing but these changed."""

    def carried(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The translations, with what stands there verbatim and exactly as often replaced."""
        return tuple(_replaced(text, self._standing(text)) for text in texts)

    def said(self, texts: Sequence[str]) -> tuple[str, ...]:
        """What to say of the carried ones: which swaps have been made in all that is translated."""
        standing = [self._standing(text) for text in texts if text]
        return tuple(
            line + (", replaced in the translation" if standing and all(swap.was in one for one in standing) else "")
            for line, swap in zip(self.says, self.swaps, strict=True)
        )

    def _standing(self, text: str) -> dict[str, str]:
        tokens = [found[0] for found in _TOKEN.finditer(text) if found.lastgroup in _KINDS]
        return {swap.was: swap.now for swap in self.swaps if swap.often and tokens.count(swap.was) == swap.often}


NOTHING = Edit()


def between(was: str, now: str, plural_was: str | None = None, plural_now: str | None = None) -> Edit:
    """The edit between two texts, and their plurals where both have one; `NOTHING` where it is of no named kind."""
    if plural_was is None or plural_now is None:
        return _between(was, now)
    one, many = _between(was, now), _between(plural_was, plural_now)
    if one == many or (not many.says and similar.normalized(plural_was) == similar.normalized(plural_now)):
        return one
    return NOTHING


def same(was: str, now: str) -> bool:
    """Whether only white space and typographic characters differ; a space between two words is no such thing."""
    return _letters(was) == _letters(now) and _tokens(was) == _tokens(now)


def places(text: str) -> set[str]:
    """What a program fills in: ``{count}``, ``%s``."""
    return {found[0] for found in _TOKEN.finditer(text) if found.lastgroup == "place"}


def _between(was: str, now: str) -> Edit:
    if _letters(was) != _letters(now):
        return NOTHING
    before, after = _tokens(was), _tokens(now)
    if _skeleton(before) == _skeleton(after):
        swaps = _swaps(before, after)
        return Edit(tuple(f"{swap.kind} {swap.was} → {swap.now}" for swap in swaps), swaps)
    said = _small(before, after)
    return Edit((f"only {said} changed",)) if said else NOTHING


def _letters(text: str) -> str:
    """What no edit with a name changes, quickly: the letters outside of links, without case."""
    if "://" in text or "](" in text or "www." in text or "mailto:" in text or "tel:" in text:
        text = _LINKS.sub("", text)
    return "".join(_LETTERS.findall(text)).casefold()


def _tokens(text: str) -> list[tuple[str, str]]:
    """Kind and text of each token, in one kind of quote and dash; numbers and links as they are written."""
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(similar.normalized(text))]
    written = [found[0] for found in _TOKEN.finditer(text) if found.lastgroup in _KINDS]
    if len(written) != sum(kind in _KINDS for kind, _ in tokens):
        return tokens
    as_written = iter(written)
    return [(kind, next(as_written) if kind in _KINDS else token) for kind, token in tokens]


def _skeleton(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, "" if kind in _KINDS else text) for kind, text in tokens]


def _swaps(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> tuple[Swap, ...]:
    both = [(kind, was, now) for (kind, was), (_, now) in zip(before, after, strict=True) if kind in _KINDS]
    became: dict[tuple[str, str], list[str]] = {}
    for kind, was, now in both:
        became.setdefault((kind, was), []).append(now)
    return tuple(
        Swap(kind, was, now, len(became[kind, was]) if set(became[kind, was]) == {now} else 0)
        for kind, was, now in dict.fromkeys(both)
        if was != now
    )


def _small(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> str:
    """Punctuation, capital letters, markup, or several of them; empty where anything else changed."""
    words, signs = zip(_words(before), _words(after), strict=True), zip(_signs(before), _signs(after), strict=True)
    (was, now), (folded, folded_now) = words
    if folded != folded_now:
        return ""
    found = [name for name, (one, other) in zip(("markup", "punctuation"), signs, strict=True) if one != other]
    if was != now:
        found.append("capital letters")
    return " and ".join(found) or "punctuation"


def _words(tokens: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """All but punctuation and markup: as it is, and without capital letters."""
    words = [(kind, text) for kind, text in tokens if not (kind == "sign" and (text in _MARKUP or _punctuation(text)))]
    return words, [(kind, text.casefold() if kind == "word" else text) for kind, text in words]


def _signs(tokens: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Markup and punctuation."""
    signs = [text for kind, text in tokens if kind == "sign"]
    return [s for s in signs if s in _MARKUP], [s for s in signs if s not in _MARKUP and _punctuation(s)]


def _punctuation(sign: str) -> bool:
    return sign not in _MEANING and unicodedata.category(sign).startswith("P")


def _replaced(text: str, standing: dict[str, str]) -> str:
    if not standing:
        return text
    return _TOKEN.sub(lambda found: standing.get(found[0], found[0]) if found.lastgroup in _KINDS else found[0], text)
