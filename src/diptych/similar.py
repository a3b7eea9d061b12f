"""Which old text does a new one come from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CUTOFF = 70.0
"""Of 100: the least likeness of a pair."""

_CANDIDATES = 40  # of each text, those that share the rarest words: the rest cannot reach the cut-off
_SHORT = 40  # characters; a typo leaves a short text no whole word in common, so its letters count too

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


def normalized(text: str) -> str:
    """The text with one kind of quote, dash, ellipsis and space: equal for texts that only typography parts."""
    return " ".join(_DASHES.sub("-", text.translate(_ALIKE)).split())


def pairs(
    new: Sequence[str],
    old: Sequence[str],
    *,
    near: Mapping[tuple[int, int], float] | None = None,
    cutoff: float = CUTOFF,
) -> list[Pair]:
    """One-to-one pairs of similar texts, the best first.

    Likeness is the normalized insertion and deletion distance (rapidfuzz ``ratio``) of the normalized
    texts, plus what ``near`` says for a pair that stands in the same place of the text.
    """
    from rapidfuzz import fuzz, process

    if not new or not old:
        return []
    near = near or {}
    sought = [normalized(text) for text in new]
    offered = [normalized(text) for text in old]
    neighbours = defaultdict(list)
    for place, other in near:
        neighbours[place].append(other)
    floor = cutoff - max(near.values(), default=0.0)
    index = _index(offered)
    found = []
    for place, text in enumerate(sought):
        candidates = {other: offered[other] for other in (*_candidates(text, index), *neighbours[place])}
        for _, score, other in process.extract(
            text, candidates, scorer=fuzz.ratio, processor=None, limit=None, score_cutoff=floor
        ):
            total = score + near.get((place, other), 0.0)
            if total >= cutoff:
                found.append(Pair(place, other, total))
    found.sort(key=lambda pair: (-pair.score, pair.new, pair.old))
    taken_new, taken_old, best = set(), set(), []
    for pair in found:
        if pair.new not in taken_new and pair.old not in taken_old:
            taken_new.add(pair.new)
            taken_old.add(pair.old)
            best.append(pair)
    return best


def _features(text: str) -> set[str]:
    lower = text.casefold()
    words = set(_WORD.findall(lower))
    if len(lower) < _SHORT:
        padded = f" {lower} "
        words |= {padded[start : start + 3] for start in range(len(padded) - 2)}
    return words or {lower}


def _index(texts: Sequence[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for feature in _features(text):
            index[feature].append(place)
    return dict(index)


def _candidates(text: str, index: Mapping[str, Sequence[int]]) -> list[int]:
    weights: dict[int, float] = defaultdict(float)
    for feature in sorted(_features(text)):
        places = index.get(feature, ())
        for place in places:
            weights[place] += 1 / len(places)
    ranked = sorted(weights, key=lambda place: (-weights[place], place))
    return ranked[:_CANDIDATES]
