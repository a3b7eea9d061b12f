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


class Spoken(NamedTuple):
    """The words of a text, compounds split at their hyphens."""

    tokens: Sequence[Token]
    texts: list[str]
    """The same as texts."""


def spoken(said: Said) -> Spoken:
    """The words of a text, compounds split; ask ``said.once`` for them."""
    words = said.words
    texts = [word[0] for word in words]
    if "".join(texts).isalnum():
        return Spoken(words, texts)
    tokens = list(words)
    for at in [at for at, text in enumerate(texts) if not text.isalnum()][::-1]:
        parts = list(_WORD.finditer(said.plain, words[at].start(), words[at].end()))
        tokens[at : at + 1] = parts
        texts[at : at + 1] = [part[0] for part in parts]
    return Spoken(tokens, texts)


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


class _Way:
    """The wordings that a run of words may be the beginning of; where each next word leads is found out once."""

    __slots__ = ("depth", "ends", "next", "open")

    def __init__(self, forms: Iterable[Form], depth: int) -> None:
        alive = list(forms)
        self.depth = depth
        self.ends = [one for one in alive if len(one.words) == depth]
        self.open = [one for one in alive if len(one.words) > depth]
        self.next: dict[str, _Way] = {}


_NO_WAY = _Way((), 0)


class Index:
    """Wordings of terms in one language, ready to be searched for."""

    def __init__(self, given: Iterable[Form], lang: str) -> None:
        self.lang = lang
        self._by_start: dict[str, list[Form]] = {}
        for one in given:
            for start in _starts(folded(one.words[0]), lang):
                self._by_start.setdefault(start, []).append(one)
        self._starts = frozenset(start[:_PREFIX] for start in self._by_start)
        self._idle: set[str] = set()
        """Words that no wording begins with."""
        self._begin: dict[str, _Way] = {}
        self._learned = 0

    def matches(self, said: Said) -> list[Match]:
        """Where the wordings stand, in the text's order; of those that overlap the longest."""
        if not self._by_start:
            return []
        tokens, texts = said.once(spoken)
        begin, idle = self._begin, self._idle
        found: list[Match] = []
        for at, text in enumerate(texts):
            if text in idle:
                continue
            way = begin.get(text) or self._first(text)
            behind = texts[at + 1] if at + 1 < len(texts) else ""
            if way.ends or (way.open and (way.next.get(behind) or self._further(way, behind)) is not _NO_WAY):
                self._follow(way, said.plain, tokens, texts, at, found)
        return _longest(found, said.plain) if len(found) > 1 else found

    def _follow(
        self, way: _Way, plain: str, tokens: Sequence[Token], texts: list[str], at: int, found: list[Match]
    ) -> None:
        """Add the wordings that begin at a word."""
        place = at + 1
        while True:
            if way.ends:
                start, end = tokens[at].start(), tokens[place - 1].end()
                found += [
                    Match(one, at, place, start, end)
                    for one in way.ends
                    if (plain[start:end] == one.text if one.exact else _close(one, plain, tokens, at, place))
                ]
            if not way.open or place == len(texts):
                return
            way = way.next.get(texts[place]) or self._further(way, texts[place])
            if way is _NO_WAY:
                return
            place += 1

    def _first(self, word: str) -> _Way:
        """The wordings that may begin with a word; kept, for most words come again."""
        given: list[Form] = []
        if word[:_PREFIX].lower().replace("ё", "е")[:_PREFIX] in self._starts or not word.isalnum():
            low = folded(word)
            starts = (low,) if self.lang == "en" else tuple(dict.fromkeys((low[:3], low[:4], low[:5])))
            given = [one for start in starts for one in self._by_start.get(start, ())]
        given = [one for one in given if alike(one.words[0], word, self.lang)]
        if given:
            return self._kept(self._begin, word, given, 1)
        if len(self._idle) > _MOST_WORDS:
            self._idle.clear()
        self._idle.add(word)
        return _NO_WAY

    def _further(self, way: _Way, word: str) -> _Way:
        """Those of a way's wordings that go on with a word."""
        depth = way.depth
        given = [one for one in way.open if alike(one.words[depth], word, self.lang)]
        return self._kept(way.next, word, given, depth + 1)

    def _kept(self, ways: dict[str, _Way], word: str, given: list[Form], depth: int) -> _Way:
        self._learned += 1
        if self._learned > _MOST_WORDS:
            self._begin.clear()
            self._learned = 0
        way = ways[word] = _Way(given, depth) if given else _NO_WAY
        return way


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


def _close(form: Form, plain: str, tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether nothing of weight stands between the words of a wording."""
    for place in range(at + 1, after):
        gap = plain[tokens[place - 1].end() : tokens[place].start()]
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
    past = 0
    for one in found:
        if one.first < past:
            break
        past = one.after
    else:
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
