"""Which texts are parts of which: a paragraph that was split in two, or two that were joined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import similar

if TYPE_CHECKING:
    from collections.abc import Sequence

_START = 3  # words by which a part is looked up: a shorter one is too common to be evidence
_CUTOFF = 80.0  # of 100: how alike the rest of a whole and its last part are, where that was edited too


@dataclass(frozen=True, slots=True)
class Whole:
    """A text and its parts in their order, by their places in the two sequences."""

    whole: int
    parts: tuple[int, ...]


def wholes(texts: Sequence[str], parts: Sequence[str]) -> list[Whole]:
    """The texts that two or more of the parts make up together, each part once.

    Without case, punctuation and space, the parts stand in it one behind the other; one at either end may
    have been edited.
    """
    spelled = [similar.words(text) for text in parts]
    by_start, by_end = defaultdict(list), defaultdict(list)
    for place, words in enumerate(spelled):
        if len(words) >= _START:
            by_start[words[:_START]].append(place)
            by_end[words[-_START:]].append(place)
    taken: set[int] = set()
    found = []
    for whole, text in enumerate(texts):
        words = similar.words(text)
        if words[:_START] not in by_start and words[-_START:] not in by_end:
            continue
        made = _from_the_start(words, spelled, by_start, taken) or _from_the_end(words, spelled, by_end, taken)
        if made:
            taken.update(made)
            found.append(Whole(whole, made))
    return found


def _from_the_start(
    words: tuple[str, ...],
    parts: Sequence[tuple[str, ...]],
    by_start: dict[tuple[str, ...], list[int]],
    taken: set[int],
) -> tuple[int, ...]:
    """Parts that make up the words, the last one like the rest of them."""
    chain: list[int] = []
    at = 0
    while at < len(words):
        fitting = [
            place
            for place in by_start.get(words[at : at + _START], ())
            if place not in taken and place not in chain and words[at : at + len(parts[place])] == parts[place]
        ]
        if not fitting:
            break
        longest = max(fitting, key=lambda place: len(parts[place]))
        if len(parts[longest]) == len(words):
            return ()
        chain.append(longest)
        at += len(parts[longest])
    if chain and at < len(words):
        last = _like(words[at:], parts, taken | set(chain))
        chain = [*chain, last] if last is not None else []
    return tuple(chain) if len(chain) > 1 else ()


def _from_the_end(
    words: tuple[str, ...],
    parts: Sequence[tuple[str, ...]],
    by_end: dict[tuple[str, ...], list[int]],
    taken: set[int],
) -> tuple[int, ...]:
    """An edited part and one that ends the words."""
    for place in by_end.get(words[-_START:], ()):
        rest = len(words) - len(parts[place])
        if place not in taken and rest > 0 and words[rest:] == parts[place]:
            first = _like(words[:rest], parts, taken | {place})
            if first is not None:
                return first, place
    return ()


def _like(words: tuple[str, ...], parts: Sequence[tuple[str, ...]], taken: set[int]) -> int | None:
    """The part that is most like some words."""
    if len(words) < _START:
        return None
    from rapidfuzz.fuzz import ratio

    text, known = " ".join(words), set(words)
    scored = [
        (ratio(text, " ".join(part), score_cutoff=_CUTOFF), -place)
        for place, part in enumerate(parts)
        if place not in taken
        and len(words) <= 2 * len(part) <= 4 * len(words)
        and 2 * len(known.intersection(part)) >= len(known)
    ]
    score, place = max(scored, default=(0.0, 0))
    return -place if score else None
