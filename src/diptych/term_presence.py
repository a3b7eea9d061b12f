"""How a term may stand in a translation: its words close together, inflected, derived or shortened."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych import term_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.checks.view import Said
    from diptych.model import Wording
    from diptych.term_forms import Form, Token

_BEFORE_NOUNS = (
    "в во на с со по от к ко о об обо для за из до при у через между под над перед без of for in on to by with"
)
_OTHERS = "и или а но не ни же их ими им его ему ей её ее она он целях the a an and or"
_PREPOSITIONS = frozenset(_BEFORE_NOUNS.split())
_LIGHT = _PREPOSITIONS | frozenset(_OTHERS.split())
"""Words of a term that its rendering need not have."""
_AGAINST = ("контр", "анти", "противо")
"""Prefixes that say what «борьба» and «противодействие» say: «контртеррористический»."""
_STRUGGLE = frozenset(("борьба", "борьбы", "борьбе", "противодействие", "противодействия", "противодействию"))
_QUOTED = re.compile(r"«[^»]*»")
_KIN = 5
"""Two words of fewer letters in common are not of one root; of a short word, one letter fewer."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of a term, or a term within it with its abbreviation: one of these must stand."""

    words: tuple[tuple[str, ...], ...]
    free: bool = False
    """It may be left out without a word in its place: behind a preposition, or outside the quotation marks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text must have to render a term."""

    text: str
    slots: tuple[Slot, ...]
    whole: bool = False
    """Nothing of it may be missing: it is an abbreviation."""
    initials: str = ""
    """The abbreviation that its words would make: «ИКТ»; empty of a single word."""


class Inner:
    """The terms within the wordings of other terms: «ООН» may stand there for the whole name, and the reverse."""

    def __init__(self, forms: Iterable[Form], lang: str) -> None:
        self._lang = lang
        self._of_term: dict[str, list[Form]] = {}
        self._made: dict[str, list[Wanted]] = {}
        self._short: dict[str, Wording] = {}
        """By the text of a wording, the term and its abbreviation, where it has both."""
        given = list(forms)
        for one in given:
            self._of_term.setdefault(one.term.id, []).append(one)
            wording = one.term.wordings[lang]
            if wording.term and wording.short:
                self._short[one.text] = wording
        self._by_start: dict[str, list[Form]] = {}
        for one in given:
            if one.text in self._short:
                self._by_start.setdefault(_start(one.words[0], lang), []).append(one)

    def all_wanted(self, term: str) -> list[Wanted]:
        """What renders a term, by its id; nothing where it has no wording in the language."""
        if term not in self._made:
            self._made[term] = [self.wanted(form) for form in self._of_term.get(term, ())]
        return self._made[term]

    def wanted(self, form: Form) -> Wanted:
        """A wording as what a text must have."""
        words = term_forms.tokens(form.text)
        quoted = [range(one.start(), one.end()) for one in _QUOTED.finditer(form.text)]
        slots: list[Slot] = []
        at = 0
        before = ""
        while at < len(words):
            word = words[at]
            taken, both = self._inner(words, at, form)
            if taken:
                slots.append(Slot(both))
            elif word[0].lower() not in _LIGHT:
                outside = bool(quoted) and not any(word.start() in one for one in quoted)
                slots.append(Slot(((word[0],),), outside or before.lower() in _PREPOSITIONS))
            before = words[at + max(taken, 1) - 1][0]
            at += max(taken, 1)
        short = form.text == form.term.wordings[self._lang].short
        initials = "".join(word[0] for word in _words(form.text)).upper() if len(slots) > 1 else ""
        return Wanted(form.text, tuple(slots) or tuple(Slot(((word[0],),)) for word in words), short, initials)

    def _inner(self, words: Sequence[Token], at: int, form: Form) -> tuple[int, tuple[tuple[str, ...], ...]]:
        for one in self._by_start.get(_start(words[at][0], self._lang), ()):
            size = len(one.words)
            if size < len(words) and size <= len(words) - at and one.term is not form.term:
                stretch = words[at : at + size]
                if all(
                    term_forms.alike(mine, theirs[0], self._lang)
                    for mine, theirs in zip(one.words, stretch, strict=True)
                ):
                    wording = self._short[one.text]
                    return size, (tuple(_words(wording.term)), tuple(_words(wording.short)))
        return 0, ()


def _start(word: str, lang: str) -> str:
    """What all forms of a word begin with, after `term_forms.alike`."""
    return term_forms.folded(word)[: 3 if lang == "ru" else 1]


def _words(text: str) -> list[str]:
    return [word[0] for word in term_forms.tokens(text) if word[0].lower() not in _LIGHT]


class Text:
    """A translation, asked for terms."""

    def __init__(self, said: Said) -> None:
        self._plain = said.plain
        self._lang = said.lang
        self._tokens, texts = said.once(term_forms.spoken)
        self._forms: dict[str, list[int]] = {}
        """Each form of a word with its places, so that it is looked at once."""
        for at, text in enumerate(texts):
            self._forms.setdefault(text, []).append(at)
        self._placed: dict[str, list[int]] = {}
        self._by_start: dict[str, list[str]] = {}
        self._in_order = list(self._forms)
        for one in self._in_order:
            self._by_start.setdefault(_start(one, self._lang), []).append(one)
        roots = [_folded_root(one) for one in self._in_order]
        self._roots = "\n" + "\n".join(roots) + "\n"
        """All roots, each behind a line end."""
        self._root_starts = [0, *itertools.accumulate(len(one) + 1 for one in roots)]

    def has(self, wanted: Wanted, *, loosely: bool) -> bool:
        """Whether a term stands in the text.

        ``loosely``: without its chief noun, as where the term is an attribute of another noun.
        """
        if wanted.initials in self._forms:
            return True
        hits = [self._hits(slot) for slot in wanted.slots]
        head = _head(wanted) if self._lang == "ru" and any(hits) else None
        start, end, found = _window(hits, 2 * len(hits) + 8, head)
        if len(found) == len(hits):
            return True
        if wanted.whole or len(found) * 2 < len(hits):
            return False
        if self._lang != "ru":
            return True
        if head is not None and head not in found and not wanted.slots[head].free:
            return loosely
        near = [[at for at in one if start <= at < end] for one in hits]
        return not any(
            self._replaced(wanted, near, at) for at in range(len(hits)) if at not in found and not wanted.slots[at].free
        )

    def _hits(self, slot: Slot) -> list[int]:
        return [at for words in slot.words for at in self._places(words[0]) if self._at(words, at)]

    def _places(self, word: str) -> list[int]:
        """Where a word stands in any form, or another of its root."""
        if word not in self._placed:
            found = {one for one in self._by_start.get(_start(word, self._lang), ()) if self._alike(word, one)}
            if _Root.has(word):
                found |= self._of_root(_Root(word))
            self._placed[word] = [at for one in found for at in self._forms[one]]
        return self._placed[word]

    def _alike(self, word: str, other: str) -> bool:
        return term_forms.alike(word, other, self._lang)

    def _of_root(self, root: _Root) -> set[str]:
        """The words of a root, asked as `_kin` asks of one; those that hold it are found in one string of them all."""
        found = {one for one in self._forms if _folded_root(one).startswith(_AGAINST)} if root.against else set()
        at = self._roots.find(root.within)
        while at >= 0:
            number = bisect.bisect_right(self._root_starts, at) - 1
            found.add(self._in_order[number])
            at = self._roots.find(root.within, self._root_starts[number + 1])
        at = self._roots.find(root.begin)
        while at >= 0:
            found.add(self._in_order[bisect.bisect_right(self._root_starts, at) - 1])
            at = self._roots.find(root.begin, at + 1)
        return found

    def _at(self, words: tuple[str, ...], at: int) -> bool:
        """Whether the words stand from a place on; further ones may have others between them."""
        there = self._tokens[at + 1 : at + 3 * len(words)]
        return all(any(_kin(word, one[0], self._lang) for one in there) for word in words[1:])

    def _replaced(self, wanted: Wanted, hits: list[list[int]], at: int) -> bool:
        """Whether another word of the same kind has taken the place of a missing one beside its neighbour."""
        if any(len(words) > 1 for words in wanted.slots[at].words):
            return False
        word = wanted.slots[at].words[0][0]
        part = _part(word)
        if part == "ADJF" and at + 1 < len(hits) and hits[at + 1]:
            return all(self._another(wanted, there - 1, part) for there in hits[at + 1])
        if part == "NOUN" and at and hits[at - 1]:
            return all(self._another(wanted, there + 1, part) for there in hits[at - 1])
        return False

    def _another(self, wanted: Wanted, at: int, part: str) -> bool:
        """Whether a common word of a kind stands at a place that is none of the term's own."""
        if not 0 <= at < len(self._tokens):
            return False
        word = self._tokens[at][0]
        if not word.islower() or _part(word) != part or len(word) < _KIN:
            return False
        beside = self._tokens[at - 1].end() if part == "NOUN" else self._tokens[at].end()
        until = self._tokens[at].start() if part == "NOUN" else self._tokens[at + 1].start()
        if self._plain[beside:until].strip(" \u00a0\u2060"):
            return False
        return not any(_kin(mine, word, self._lang) for slot in wanted.slots for words in slot.words for mine in words)


def _window(hits: list[list[int]], width: int, head: int | None) -> tuple[int, int, frozenset[int]]:
    """Where most slots are filled within so many words, the chief one rather than others: from, to, and which."""
    places = sorted((at, slot) for slot, one in enumerate(hits) for at in one)
    best: tuple[int, int, frozenset[int]] = (0, 0, frozenset())
    inside: Counter[int] = Counter()
    first = 0
    for at, slot in places:
        inside[slot] += 1
        while at - places[first][0] >= width:
            inside[places[first][1]] -= 1
            if not inside[places[first][1]]:
                del inside[places[first][1]]
            first += 1
        if (len(inside), head in inside) > (len(best[2]), head in best[2]):
            best = (places[first][0], at + 1, frozenset(inside))
    return best


@lru_cache(maxsize=4096)
def _head(wanted: Wanted) -> int | None:
    """The slot of the term's chief noun: the first noun of a Russian term."""
    for at, slot in enumerate(wanted.slots):
        if len(slot.words) > 1 or len(slot.words[0]) > 1:
            return at
        if _part(slot.words[0][0]) == "NOUN":
            return at
    return None


@lru_cache(maxsize=50_000)
def _part(word: str) -> str:
    """What part of speech a Russian word most likely is; pronouns and numerals are none; participles are adjectives."""
    from diptych import morphology

    likely = next(iter(morphology.readings(word)), None)
    if likely is None or likely.grammemes & {"Apro", "Anum", "Name", "Surn", "Geox"}:
        return ""
    return "ADJF" if likely.part == "PRTF" else likely.part


class _Root:
    """What words of the root of a term's word have: its beginning, or more of it anywhere."""

    __slots__ = ("against", "begin", "within")

    def __init__(self, word: str) -> None:
        own = _folded_root(word)
        need = max(_KIN - 1, (len(own) * 3 + 4) // 5)
        self.begin = f"\n{own[:need]}"
        self.within = own[: max(_KIN, need)]
        self.against = own in _STRUGGLE

    @staticmethod
    def has(word: str) -> bool:
        """Whether a word of a term has a root that other words may share."""
        return len(_folded_root(word)) >= _KIN and not word.isupper()


@lru_cache(maxsize=200_000)
def _kin(mine: str, theirs: str, lang: str) -> bool:
    """Whether a word of a text is a form of a term's word, or is of its root: «оценивать» for «оценка»."""
    if term_forms.alike(mine, theirs, lang):
        return True
    if not _Root.has(mine):
        return False
    root, other = _Root(mine), _folded_root(theirs)
    if len(other) < _KIN - 1:
        return False
    return (root.against and other.startswith(_AGAINST)) or f"\n{other}".startswith(root.begin) or root.within in other


@lru_cache(maxsize=100_000)
def _folded_root(word: str) -> str:
    return _root(term_forms.folded(word))


def _root(word: str) -> str:
    """A word without the prefix of «пограничный», and with one letter for what alternates."""
    return (word[2:] if word.startswith("погранич") else word).replace("щ", "ст")
