"""Which old text does a new one come from."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

CUTOFF = 70.0
"""Of 100: the least likeness of a pair."""

_CANDIDATES = 12  # of each text, those that share the rarest words: the rest cannot reach the cut-off
_LOOKED = 40  # places of a text's words that are looked at, those of the rarest words first
_SHORT = 40  # characters; a typo leaves a short text no whole word in common, so its letters count too
_LONG = 200  # characters; longer texts are compared word by word
_LOOSE = 99.0  # the likeness of texts that only case, punctuation and space part

_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"')
    | dict.fromkeys("‘’‚‛‹›′ʼ", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)
_DASHES = re.compile(r"-{2,3}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A new text and the old one that it comes from, by their places in the two sequences."""

    new: int
    old: int
    score: float
    """Likeness of 100, the neighbours' share included."""


@functools.lru_cache(maxsize=1 << 16)  # a merge asks for the same texts again and again
def normalized(text: str) -> str:
    """The text with one kind of quote, dash, ellipsis and space: equal for texts that only typography parts."""
    if not text.isascii():
        text = text.translate(_ALIKE)
    if "--" in text:
        text = _DASHES.sub("-", text)
    return " ".join(text.split())


@functools.lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case and punctuation."""
    return tuple(_WORD.findall(text.casefold()))


def likenesses(text: str, others: Sequence[str]) -> list[float]:
    """How like a text each of the others is, of 100: as ``pairs`` has it, without neighbours.

    100: typography and space at most part the two; 99: case and punctuation do.
    """
    from rapidfuzz.fuzz import ratio

    own = normalized(text)
    loose = "".join(words(own))
    spelled = _speller()
    spelt = spelled(own) if len(own) > _LONG else ""
    found = []
    for other in map(normalized, others):
        if other == own:
            found.append(100.0)
        elif loose and "".join(words(other)) == loose:
            found.append(_LOOSE)
        elif spelt and len(other) > _LONG:
            found.append(ratio(spelt, spelled(other)))
        else:
            found.append(ratio(own, other))
    return found


def pairs(
    new: Sequence[str],
    old: Sequence[str],
    *,
    near: Mapping[tuple[int, int], float] | None = None,
    cutoff: float = CUTOFF,
) -> list[Pair]:
    """One-to-one pairs of similar texts, the best first.

    Texts that are equal without case, punctuation and space go together first. Likeness of the others is the
    normalized insertion and deletion distance (rapidfuzz ``ratio``) of the normalized texts, of long ones
    that of their words, plus what ``near`` says for a pair that stands in the same place of the text.
    """
    if not new or not old:
        return []
    near = near or {}
    sought, offered = [normalized(text) for text in new], [normalized(text) for text in old]
    found = _loose(sought, offered, near)
    taken_new, taken_old = {pair.new for pair in found}, {pair.old for pair in found}
    rest = _scored(
        {place: text for place, text in enumerate(sought) if place not in taken_new},
        {place: text for place, text in enumerate(offered) if place not in taken_old},
        near,
        cutoff,
    )
    rest.sort(key=lambda pair: (-pair.score, pair.new, pair.old))
    for pair in rest:
        if pair.new not in taken_new and pair.old not in taken_old:
            taken_new.add(pair.new)
            taken_old.add(pair.old)
            found.append(pair)
    found.sort(key=lambda pair: (-pair.score, pair.new, pair.old))
    return found


def _loose(new: Sequence[str], old: Sequence[str], near: Mapping[tuple[int, int], float]) -> list[Pair]:
    """The pairs of texts that are equal without case, punctuation and space, one to one."""
    places = defaultdict(list)
    for place, text in enumerate(old):
        if key := "".join(words(text)):
            places[key].append(place)
    found = []
    for place, text in enumerate(new):
        for other in places.get("".join(words(text)), ()):
            likeness = 100.0 if text == old[other] else _LOOSE
            found.append(Pair(place, other, likeness + near.get((place, other), 0.0)))
    found.sort(key=lambda pair: (-pair.score, pair.new, pair.old))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    best = []
    for pair in found:
        if pair.new not in taken_new and pair.old not in taken_old:
            taken_new.add(pair.new)
            taken_old.add(pair.old)
            best.append(pair)
    return best


def _scored(
    new: Mapping[int, str], old: Mapping[int, str], near: Mapping[tuple[int, int], float], cutoff: float
) -> list[Pair]:
    """All pairs that reach the cut-off among the likeliest ones of each new text."""
    if not new or not old:
        return []
    from rapidfuzz.fuzz import ratio

    neighbours = defaultdict(list)
    for place, other in near:
        if other in old:
            neighbours[place].append(other)
    index = _Index(old)
    spelled = _speller()
    as_words: dict[int, str] = {}
    found = []
    for place, text in new.items():
        candidates = dict.fromkeys((*index.candidates(text), *neighbours.get(place, ())))
        long = len(text) > _LONG
        if long:
            own = spelled(text)
        for other in candidates:
            bonus = near.get((place, other), 0.0)
            if long and len(old[other]) > _LONG:
                if other not in as_words:
                    as_words[other] = spelled(old[other])
                score = ratio(own, as_words[other], score_cutoff=cutoff - bonus)
            else:
                score = ratio(text, old[other], score_cutoff=cutoff - bonus)
            if score:
                found.append(Pair(place, other, score + bonus))
    return found


def _speller() -> Callable[[str], str]:
    """Texts as strings with one character for each word, so that words are compared as fast as letters."""
    letters: dict[str, str] = {}

    def spell(text: str) -> str:
        return "".join([letters.setdefault(word, chr(0x20000 + len(letters))) for word in text.split(" ")])

    return spell


class _Index:
    """The texts in which a word stands, and for short texts three letters in a row."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in texts.items():
            for feature in _features(text):
                self._places[feature].append(place)

    def candidates(self, text: str) -> Iterable[int]:
        """The texts that share the rarest words, the best dozen."""
        places = self._places
        known = sorted([(len(places[feature]), feature) for feature in _features(text) if feature in places])
        weights: dict[int, float] = {}
        looked = 0
        for count, feature in known:
            looked += count
            if looked > _LOOKED and weights:
                break
            weight = 1 / count
            for place in places[feature]:
                weights[place] = weights.get(place, 0.0) + weight
        if len(weights) <= _CANDIDATES:
            return weights
        return sorted(weights, key=weights.__getitem__, reverse=True)[:_CANDIDATES]


def _features(text: str) -> set[str]:
    features = set(words(text))
    if len(text) < _SHORT:
        padded = f" {text.casefold()} "
        features.update([padded[start : start + 3] for start in range(len(padded) - 2)])
    return features or {text}
