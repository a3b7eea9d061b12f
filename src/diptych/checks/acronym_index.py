"""The acronyms of the glossary, ready to be searched for in texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.name_forms import folded, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.checks.view import Known, Said

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_SIMPLE = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"(?<![\w/-])[A-ZА-ЯЁ][^\W_]*")
_MOST_WORDS = 4
_MOST_IDLE = 100_000
_ENDING = 3
"""So many letters of an ending may stand behind a Russian acronym."""


class Wanted(NamedTuple):
    """An acronym and what may stand for it in the other language."""

    short: str
    """As its own language writes it."""
    others: tuple[str, ...]
    """The acronyms of the other language; none where it has none."""
    written_out: tuple[str, ...]
    """The full terms of the other language."""
    long: tuple[str, ...] = ()
    """The full terms of its own language."""


class Shorts:
    """Acronyms, ready to be searched for; the longest of those that begin at one place."""

    def __init__(self, given: Iterable[str], part: re.Pattern[str], ending: int) -> None:
        """``part``: a word that one may begin with; ``ending``: so many letters may stand behind it."""
        forms = [one for one in given if one]
        self._pattern = _any_of(forms)
        self._part = part
        self._ending = ending
        self._begins = {word for one in forms for word in _SIMPLE.findall(one)[:1]}
        self._odd = part is _SIMPLE and not all(one[0].isalnum() for one in forms)
        self._idle: set[str] = set()

    def all_in(self, said: Said) -> list[re.Match[str]]:
        """Where they stand in a text."""
        plain = said.plain
        if self._odd:
            return list(self._pattern.finditer(plain))
        found = []
        past = 0
        idle, begins = self._idle, self._begins
        for word in said.words:
            text = word[0]
            if text in idle or not (text in begins or self._live(text)):
                continue
            for part in self._part.finditer(plain, word.start(), word.end()):
                if part.start() >= past and self._may_begin(part[0]):
                    one = self._pattern.match(plain, part.start())
                    if one:
                        past = one.end()
                        found.append(one)
        return found

    def _live(self, word: str) -> bool:
        """Whether one may begin within a word; it is kept where not, for most words come again."""
        if any(self._may_begin(part) for part in _SIMPLE.findall(word)):
            return True
        if len(self._idle) > _MOST_IDLE:
            self._idle.clear()
        self._idle.add(word)
        return False

    def _may_begin(self, part: str) -> bool:
        begins = self._begins
        return part in begins or any(part[:-cut] in begins for cut in range(1, self._ending + 1))


@dataclass(frozen=True, slots=True)
class Index:
    """The acronyms of the glossary, of one language into the other."""

    here: Shorts | None
    """Those of a source."""
    by_short: Mapping[str, Wanted]
    there: Shorts | None
    """Those of a translation, in all their forms."""
    whose: Mapping[str, tuple[str, ...]]
    """By an acronym of the translation, in its first form, those of the source that it stands for."""
    firsts: Mapping[str, str]
    """By a form of an acronym of the translation, its first form."""
    lands: Mapping[str, tuple[str, ...]]
    """By an acronym of the translation, the terms by which a source speaks of the same."""


def index(known: Known) -> Index:
    """The index; asked for by ``known.once(index)``."""
    by_short: dict[str, Wanted] = {}
    whose: dict[str, list[str]] = {}
    firsts: dict[str, str] = {}
    lands: dict[str, list[str]] = {}
    for term in known.terms:
        there = term.wordings.get(known.target)
        if (here := term.wordings.get(known.source)) is None or there is None:
            continue
        if there.short and here.term:
            lands.setdefault(there.short, []).append(here.term)
        if there.short:
            firsts.update(dict.fromkeys(_forms(there.short), there.short))
        if not is_acronym(here.short):
            continue
        old = by_short.get(here.short)
        by_short[here.short] = Wanted(
            here.short,
            (*(old.others if old else ()), *([there.short] if there.short else [])),
            (*(old.written_out if old else ()), *([there.term] if there.term else [])),
            (*(old.long if old else ()), *([here.term] if here.term else [])),
        )
        if there.short:
            whose.setdefault(there.short, []).append(here.short)
    here_forms = {form: short for short in by_short for form in _forms(short)}
    return Index(
        Shorts(here_forms, _CAPITAL, 1) if here_forms else None,
        by_short,
        Shorts(firsts, _SIMPLE, _ENDING) if firsts else None,
        {short: tuple(of) for short, of in whose.items()},
        {folded(form): short for form, short in firsts.items()},
        {short: tuple(of) for short, of in lands.items()},
    )


def is_acronym(short: str) -> bool:
    """Whether an abbreviation is one of capitals, as acronyms are."""
    return sum(letter.isupper() for letter in short) > 1 and len(short) < len("Long enough for any acronym")


def _forms(short: str) -> set[str]:
    """The forms of an acronym: «Интерпола» of «Интерпол», «Структуры „ООН-женщины“»; one in capitals has no other."""
    words = _WORD.findall(short)
    if len(words) > _MOST_WORDS or not any("а" <= letter <= "я" for letter in short):
        return {short}
    out = {short}
    for word in dict.fromkeys(words):
        if word[1:].islower() and word.isalpha():
            made = {word[:1] + form[1:] for form in forms(word)}
            out |= {one.replace(word, form) for one in out for form in made}
    return out


def _any_of(shorts: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(shorts, key=lambda one: (-len(one), one))
    each = "|".join(re.escape(one).replace(r"\ ", r"[ \u00a0]") for one in ordered)
    return re.compile(rf"(?<![\w/-])(?:{each})(?=(?:s|es|[’']s|[-‑]?[а-яё]{{1,3}})?(?![\w]))(?!/\d)")
