"""Terms of a glossary → where they stand in a text, in any inflection, longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diptych.checks.view import Known, Said
    from diptych.model import Term

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_JOINTS = frozenset(' \u00a0\u202f\t-\u2010\u2011\u2060\u200b\u00ad«»“”„"')
"""What may stand between the words of a term beside the signs that it has itself."""
_SENTENCE_ENDS = frozenset(".!?…:;\n•—–")
_LOOK_BACK = 60
_ES = ("sses", "xes", "ches", "shes", "zes")
_MOST_WORDS = 100_000
_LANGS = ("en", "ru")
_PREFIX = 3
"""So many first letters of a Russian word hardly ever change with its form …"""
_SHORT_START, _MIDDLING, _LONG = 3, 5, 7
"""… and one more of a word of more than five, two more of a word of more than seven letters."""


Token = re.Match[str]
"""A word of a text; compounds are split at their hyphens."""


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of a term: its words, and what may stand between them."""

    term: Term
    text: str
    lang: str
    words: tuple[str, ...]
    joints: frozenset[str]
    avoided: bool = False
    """It must not be used."""
    exact: bool = False
    """Only as it is written, for an accepted wording has the same words."""


class Match(NamedTuple):
    """A wording in a text: its words from ``first`` up to, not including, ``after``, and the same in characters."""

    form: Form
    first: int
    after: int
    start: int
    end: int


@lru_cache(maxsize=256)
def tokens(plain: str) -> tuple[Token, ...]:
    """The words of a text in which markup is veiled."""
    return tuple(_WORD.finditer(plain))


def spoken(said: Said) -> list[Token]:
    """The words of a text, compounds split at their hyphens; ask ``said.once`` for them."""
    out: list[Token] = []
    for word in said.words:
        if word[0].isalnum():
            out.append(word)
        else:
            out += _WORD.finditer(said.plain, word.start(), word.end())
    return out


def forms(term: Term, lang: str) -> list[Form]:
    """A term's accepted wordings in a language: the term, then its abbreviation."""
    wording = term.wordings.get(lang)
    if wording is None:
        return []
    return [made for text in (wording.term, wording.short) if (made := _form(term, text, lang))]


def _avoided(term: Term, lang: str, accepted: Sequence[Form]) -> Iterator[Form]:
    """A term's wordings that must not be used."""
    wording = term.wordings.get(lang)
    for text in wording.avoid if wording else ():
        if made := _form(term, text, lang, avoided=True, exact=any(_same(text, one) for one in accepted)):
            yield made


def _form(term: Term, text: str, lang: str, *, avoided: bool = False, exact: bool = False) -> Form | None:
    words = list(_WORD.finditer(text))
    if not words:
        return None
    between = {char for one, two in pairwise(words) for char in text[one.end() : two.start()]}
    return Form(term, text, lang, tuple(word[0] for word in words), _JOINTS | between, avoided, exact)


def _same(text: str, accepted: Form) -> bool:
    """Whether a wording has words of an accepted one in their order, but for case, hyphens and number."""
    words = " ".join(singular(folded(word[0])) for word in tokens(text))
    return f" {words} " in f" {' '.join(singular(folded(word)) for word in accepted.words)} "


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word in lower case, without a possessive ending, е for ё."""
    return _POSSESSIVE.sub("", word.lower().translate(_APOSTROPHES)).replace("ё", "е")


@lru_cache(maxsize=100_000)
def keys(word: str, lang: str) -> frozenset[str]:
    """What two forms of one word share: in Russian their dictionary forms, in English the singular."""
    if lang == "ru":
        from diptych import morphology

        return morphology.lemmas(word) | {folded(word)}
    return frozenset((singular(folded(word)),))


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """An English noun without the ending of the plural, by its letters only; other words as they are."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - “gas”, “bus”
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ES) else word[:-1]


def starts_sentence(plain: str, start: int) -> bool:
    """Whether the word at an offset is the first of its sentence, or of the text."""
    for char in reversed(plain[max(0, start - _LOOK_BACK) : start]):
        if char in _SENTENCE_ENDS:
            return True
        if char.isalnum() or char == ",":
            return False
    return start <= _LOOK_BACK


class Index:
    """Wordings of terms in one language, ready to be searched for."""

    def __init__(self, given: Iterable[Form], lang: str) -> None:
        self.lang = lang
        self._by_start: dict[str, list[Form]] = {}
        for one in given:
            for start in _starts(folded(one.words[0]), lang):
                self._by_start.setdefault(start, []).append(one)
        self._from: dict[str, tuple[Form, ...]] = {}
        self._from_two: dict[tuple[str, str], tuple[Form, ...]] = {}

    def matches(self, said: Said) -> list[Match]:
        """Where the wordings stand, in the text's order; of those that overlap the longest."""
        if not self._by_start:
            return []
        words = said.once(spoken)
        texts = [word[0] for word in words]
        known, known_two = self._from, self._from_two
        found: list[Match] = []
        for at, text in enumerate(texts):
            some = known.get(text)
            if some is None:
                some = self._learned(text)
            if some:
                two = text, texts[at + 1] if at + 1 < len(texts) else ""
                some = known_two.get(two)
                if some is None:
                    some = self._learned_two(two)
                if some:
                    found += _matching(some, said.plain, words, at)
        return _longest(found, said.plain) if len(found) > 1 else found

    def _learned(self, word: str) -> tuple[Form, ...]:
        """The wordings that may begin with a word; kept, for most words come again."""
        low = folded(word)
        starts = (low,) if self.lang == "en" else tuple(dict.fromkeys((low[:3], low[:4], low[:5])))
        if len(self._from) > _MOST_WORDS:
            self._from.clear()
        self._from[word] = made = tuple(
            one
            for start in starts
            for one in self._by_start.get(start, ())
            if one.exact or alike(one.words[0], word, self.lang)
        )
        return made

    def _learned_two(self, two: tuple[str, str]) -> tuple[Form, ...]:
        """The wordings that may begin with two words (the second is empty at the end of a text); kept as well."""
        word, behind = two
        if len(self._from_two) > _MOST_WORDS:
            self._from_two.clear()
        self._from_two[two] = made = tuple(
            one
            for one in self._from.get(word) or self._learned(word)
            if len(one.words) == 1 or (behind and (one.exact or alike(one.words[1], behind, self.lang)))
        )
        return made


def _matching(some: Iterable[Form], plain: str, words: Sequence[Token], at: int) -> Iterator[Match]:
    for one in some:
        after = at + len(one.words)
        if after <= len(words):
            start, end = words[at].start(), words[after - 1].end()
            if plain[start:end] == one.text if one.exact else len(one.words) == 1 or _stands(one, plain, words, at):
                yield Match(one, at, after, start, end)


def _starts(word: str, lang: str) -> tuple[str, ...]:
    """What the first word of a wording is found by: its beginning, or in English the singular and the plural."""
    if lang == "ru":
        return (word[: _SHORT_START + (len(word) > _MIDDLING) + (len(word) > _LONG)],)
    one = singular(word)
    return tuple(dict.fromkeys((word, one, f"{one}s", f"{one}es", f"{one[:-1]}ies")))


def accepted(known: Known) -> Mapping[str, list[Form]]:
    """The accepted wordings of a conference's terms by language; ask ``known.once`` for them."""
    return {lang: [form for term in known.terms for form in forms(term, lang)] for lang in _LANGS}


def glossary(known: Known) -> Mapping[str, Index]:
    """All wordings of a conference's terms by language, the accepted and the avoided; ask ``known.once`` for it."""
    return {lang: Index([form for term in known.terms for form in _all_forms(term, lang)], lang) for lang in _LANGS}


def _all_forms(term: Term, lang: str) -> Iterator[Form]:
    good = forms(term, lang)
    yield from good
    yield from _avoided(term, lang, good)


def found(said: Said) -> list[Match]:
    """The wordings of the glossary in a text, in its order; ask ``said.once`` for them."""
    index = said.known.once(glossary).get(said.lang)
    return index.matches(said) if index else []


def _stands(form: Form, plain: str, words: Sequence[Token], at: int) -> bool:
    """Whether words of which the first two are a wording's go on as it does, with nothing of weight between them."""
    after = at + len(form.words)
    for place in range(at + 2, after):
        if not alike(form.words[place - at], words[place][0], form.lang):
            return False
    for place in range(at + 1, after):
        gap = plain[words[place - 1].end() : words[place].start()]
        if gap != " " and not form.joints.issuperset(gap):
            return False
    return True


@lru_cache(maxsize=200_000)
def alike(mine: str, theirs: str, lang: str) -> bool:
    """Whether a word of a text is a form of a word of a term."""
    if len(mine) > 1 and mine.isupper():  # an acronym has no forms but an English plural
        return folded(theirs) == folded(mine) and theirs.isupper() if lang == "ru" else theirs in (mine, f"{mine}s")
    if lang == "ru" and folded(mine)[:_PREFIX] != folded(theirs)[:_PREFIX]:
        return False  # spares the dictionary
    return folded(mine) == folded(theirs) or not keys(mine, lang).isdisjoint(keys(theirs, lang))


def _longest(found: list[Match], plain: str) -> list[Match]:
    """Of overlapping matches the longest; of two of one length the one that is written so, then the accepted one."""
    if all(one.after <= two.first for one, two in pairwise(found)):
        return found

    def rank(one: Match) -> tuple[int, bool, bool, int]:
        return one.first - one.after, plain[one.start : one.end] != one.form.text, one.form.avoided, one.first

    taken: list[Match] = []
    used: set[int] = set()
    for match in sorted(found, key=rank):
        span = range(match.first, match.after)
        if used.isdisjoint(span):
            used.update(span)
            taken.append(match)
    return sorted(taken, key=lambda one: one.first)
