"""How well paragraphs of two texts answer each other: by what they say, by their lengths, by their place."""

from __future__ import annotations

import heapq
import math
import statistics
from collections import defaultdict
from typing import TYPE_CHECKING

from diptych import align_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.align_anchors import Lexicon, Side

CHANCE = 0.22
"""Which part of two paragraphs that have nothing to do with each other seems to agree."""
_NATS = 0.35
"""What a sign's weight counts for: the words of a paragraph are not independent."""
_UNKNOWN = 0.35
"""What a word counts for that nobody knows an answer to."""
_PRIOR = {(1, 1): 0.0, (1, 2): -3.0, (2, 1): -3.0, (2, 2): -6.0, (1, 3): -5.0, (3, 1): -5.0, (1, 4): -7.0, (4, 1): -7.0}
NOTHING = -2.5
"""For a paragraph without an answer."""
SHAPES = tuple(_PRIOR)
_MOST_CANDIDATES = 5
_FEW = 12
_LENGTH_FLOOR = 12.0
_MOST_VOTES = 200
"""Paragraphs that the words of one are looked up in, the rarest words first."""
_MOST_KEPT = 250_000
"""Pairs of paragraphs whose agreement is remembered."""

Indices = tuple[int, ...]


class Scorer:
    """Both texts, and what is known of their words so far."""

    def __init__(self, source: Side, target: Side) -> None:
        self.source, self.target = source, target
        self.base = align_anchors.cognates(source, target)
        self.shift, self.spread = 0.0, 1.6
        self._long_here = [one.length for one in source.signs]
        self._long_there = [one.length for one in target.signs]
        self._near: dict[int, list[int]] = {}
        self._use(self.base)

    def learn(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take words and lengths from paragraphs that answer each other."""
        signs = ((self.source.signs[i].signs, self.target.signs[j].signs) for i, j in pairs)
        self._use(align_anchors.learned(signs, self.base))
        lengths = [
            (a, b)
            for a, b in ((self.source.signs[i].length, self.target.signs[j].length) for i, j in pairs)
            if min(a, b) > 15  # noqa: PLR2004 - shorter ones say nothing of the ratio
        ]
        if len(lengths) >= 8:  # noqa: PLR2004 - enough for a median
            self.shift = statistics.median(math.log(b / a) for a, b in lengths)
            off = [abs(math.log(b / a) - self.shift) * math.sqrt(min(400, (a + b) / 2)) for a, b in lengths]
            self.spread = min(3.5, max(1.0, 1.5 * statistics.median(off)))

    def _use(self, lexicon: Lexicon) -> None:
        here, there = self.source.weight, self.target.weight
        self._answers: dict[str, list[tuple[str, float]]] = {}
        self._answered_by: dict[str, set[str]] = defaultdict(set)
        for sign, answers in lexicon.items():
            if sign not in here:
                continue
            found = [(o, p * math.sqrt(here[sign] * there[o]) * _NATS) for o, p in answers.items() if o in there]
            if found:
                self._answers[sign] = sorted(found, key=lambda one: -one[1])
                for other, _ in found:
                    self._answered_by[other].add(sign)
        answered = self._answered_by.keys()
        self._mass_here = {s: w * _NATS * (1.0 if s in self._answers else _UNKNOWN) for s, w in here.items()}
        self._mass_there = {s: w * _NATS * (1.0 if s in answered else _UNKNOWN) for s, w in there.items()}
        self._agreed: dict[tuple[int, int], float] = {}
        self._heavy_here = [sum(map(self._mass_here.__getitem__, one.signs)) for one in self.source.signs]
        self._heavy_there = [sum(map(self._mass_there.__getitem__, one.signs)) for one in self.target.signs]

    # ----------------------------------------------------------------------- of a bead

    def signs(self, one: Indices, other: Indices) -> tuple[frozenset[str], frozenset[str]]:
        """What the paragraphs of either side say together."""
        here, there = self.source.signs, self.target.signs
        return (
            here[one[0]].signs if len(one) == 1 else frozenset().union(*(here[i].signs for i in one)),
            there[other[0]].signs if len(other) == 1 else frozenset().union(*(there[j].signs for j in other)),
        )

    def evidence(self, one: Indices, other: Indices) -> tuple[float, float]:
        """What agrees, and how much there is to agree."""
        if len(one) == len(other) == 1:
            i, j = one[0], other[0]
            return self._agreement(i, j), math.sqrt(self._heavy_here[i] * self._heavy_there[j])
        signs, answers = self.signs(one, other)
        mass = sum(map(self._mass_here.__getitem__, signs)) * sum(map(self._mass_there.__getitem__, answers))
        return self._common(signs, answers), math.sqrt(mass)

    def _agreement(self, i: int, j: int) -> float:
        """Of two paragraphs what agrees: each sign of the source counts by its best answer."""
        agreed = self._agreed.get((i, j))
        if agreed is None:
            agreed = self._common(self.source.signs[i].signs, self.target.signs[j].signs)
            if len(self._agreed) >= _MOST_KEPT:
                self._agreed.clear()
            self._agreed[i, j] = agreed
        return agreed

    def _common(self, signs: frozenset[str], answers: frozenset[str]) -> float:
        agreed = 0.0
        known = self._answers
        for sign in signs:
            if sign in known:
                for answer, weight in known[sign]:
                    if answer in answers:
                        agreed += weight
                        break
        return agreed

    def covered(self, stems: Iterable[str], other: frozenset[str], *, of_target: bool) -> tuple[float, float]:
        """Of the words of a sentence, what those of the other side answer, and all of it."""
        agreed = mass = 0.0
        own = self._mass_there if of_target else self._mass_here
        for stem in stems:
            weight = own.get(stem, 0.0)
            mass += weight
            if of_target:
                agreed += 0.0 if other.isdisjoint(self._answered_by.get(stem, ())) else weight
            else:
                agreed += weight if any(answer in other for answer, _ in self._answers.get(stem, ())) else 0.0
        return agreed, mass

    def deviation(self, one: Indices, other: Indices) -> float:
        """By how many standard deviations the lengths differ from what the document has elsewhere."""
        a, b = self._long_here[one[0]], self._long_there[other[0]]
        for i in one[1:]:
            a += self._long_here[i]
        for j in other[1:]:
            b += self._long_there[j]
        if not (a and b):
            return 4.0 if a or b else 0.0
        deviation = math.log((b + 2) / (a + 2)) - self.shift
        return deviation * math.sqrt(min(400.0, max(_LENGTH_FLOOR, (a + b) / 2))) / self.spread

    def content(self, one: Indices, other: Indices) -> float:
        """What agrees beyond chance."""
        agreed, mass = self.evidence(one, other)
        return agreed - CHANCE * mass

    def form(self, one: Indices, other: Indices) -> float:
        """What kind, level, number and place and the sign at the end say."""
        first, answer = self.source.units[one[0]], self.target.units[other[0]]
        score = 0.0
        if first.kind != answer.kind:
            score -= 2.0 if "heading" in (first.kind, answer.kind) else 0.7
        elif first.kind != "paragraph":
            score += 0.7 if first.level == answer.level else -0.5
        if first.number and answer.number:
            score += 2.5 if first.number == answer.number else -2.5
        if first.place and answer.place:
            score += 3.0 if first.place == answer.place else -2.0
        end, answered = self.source.signs[one[-1]].end, self.target.signs[other[-1]].end
        if end != answered:
            score -= 0.8 if "." not in (end, answered) or "" not in (end, answered) else 0.4
        elif end in (":", ";", "?"):
            score += 0.8
        return score

    def score(self, one: Indices, other: Indices) -> float:
        """Of a bead, for a path: the more the better."""
        if not (one and other):
            return NOTHING * (len(one) + len(other))
        off = self.deviation(one, other)
        shape = _PRIOR[len(one), len(other)]
        return 2.0 + shape + self.content(one, other) + self.form(one, other) - min(10.0, off * off / 2)

    def at_most(self, one: Indices, other: Indices) -> float:
        """More than a bead can score: what its paragraphs agree in by twos, and its lengths."""
        agreed = mass = 0.0
        for i in one:
            for j in other:
                agreed += self._agreement(i, j)
                mass = max(mass, self._heavy_here[i] * self._heavy_there[j])
        off = self.deviation(one, other)
        shape = _PRIOR[len(one), len(other)]
        return 2.0 + shape + agreed - CHANCE * math.sqrt(mass) + self.form(one, other) - min(10.0, off * off / 2)

    # ----------------------------------------------------------------------- anywhere

    def candidates(
        self, wanted: Iterable[int], allowed: frozenset[int] | None = None
    ) -> dict[int, list[tuple[float, int]]]:
        """For paragraphs of the source the likeliest answers anywhere in the target, with their score."""
        total = len(self.target.units)
        rare = max(_FEW, min(60, total // 25))
        postings: dict[str, list[int]] = defaultdict(list)
        for j, signs in enumerate(self.target.signs):
            if allowed is None or j in allowed:
                for sign in signs.signs:
                    if self.target.count[sign] <= rare:
                        postings[sign].append(j)
        found = {i: self._likeliest(i, postings) for i in wanted}
        if allowed is None:
            self._near.update((i, [j for _, j in some]) for i, some in found.items())
        return found

    def _likeliest(self, i: int, postings: dict[str, list[int]]) -> list[tuple[float, int]]:
        votes: dict[int, float] = defaultdict(float)
        weighed = [
            (-weight, answer)
            for sign in self.source.signs[i].signs
            for answer, weight in self._answers.get(sign, ())[:2]
            if answer in postings
        ]
        cast = 0
        for weight, answer in sorted(weighed):
            cast += len(postings[answer])
            if cast > _MOST_VOTES:
                break
            for j in postings[answer]:
                votes[j] -= weight
        best = heapq.nlargest(_MOST_CANDIDATES, ((vote, -j) for j, vote in votes.items()))
        return sorted(((self.anywhere(i, -j), -j) for _, j in best), key=lambda one: (-one[0], one[1]))

    def rivals(self) -> dict[int, list[tuple[float, int]]]:
        """For each paragraph of the source its likeliest answers as they were found last, with their score now."""
        return {i: [(self.anywhere(i, j), j) for j in some] for i, some in self._near.items()}

    def anywhere(self, i: int, j: int) -> float:
        """How well two paragraphs answer each other, wherever they stand; lengths count little, for one may be cut."""
        off = self.deviation((i,), (j,))
        return self.content((i,), (j,)) + 0.5 * self.form((i,), (j,)) - min(4.0, off * off / 6)
