"""How sure a bead is, and why, in plain words."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING

from diptych import align_anchors, memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.align_chains import Pair
    from diptych.align_score import Indices, Scorer

_WEIGHTS = (5.18, 0.15, 0.25, 0.0, 2.1, 0.79, 1.77, -3.45, -1.59, -0.94, 0.74)
"""What each fact of ``facts`` counts: a logistic regression on samples of our own documents (tests/aligning.py)."""
_BIAS = -3.42
_SHOWN = 4
_FITTING = 0.35
_FAR = 2.0
_TOO_FAR = 4.0
_DOUBTFUL = 0.9
_NEARLY = 1.0
_ENOUGH = 8.0
_LONGEST = 20_000
_EVIDENT = 1.0
"""What must agree beyond chance in paragraphs that are found by their own words."""
_RUN = 12
"""Paragraphs between two that are found by their words, which go with each other by their place alone."""
_LEAD, _BETWEEN = 2, 4
"""Where the facts have the distance from the next best, and how many neighbours answer each other."""


class Judge:
    """All beads, so that each can be judged beside its neighbours and its rivals."""

    def __init__(self, scorer: Scorer, pairs: Iterable[Pair]) -> None:
        self._scorer = scorer
        pairs = list(pairs)
        self._of = {i: pair for pair in pairs for i in pair[0]}
        self._by = {j: pair for pair in pairs for j in pair[1]}
        self._evident = {pair for pair in pairs if all(pair) and scorer.content(*pair) >= _EVIDENT}
        candidates = scorer.rivals()
        self._rivals: dict[int, list[tuple[float, int]]] = candidates
        self._rivals_there: dict[int, list[tuple[float, int]]] = {}
        for i, some in candidates.items():
            for score, j in some:
                self._rivals_there.setdefault(j, []).append((score, i))

    def of(self, one: Indices, other: Indices) -> tuple[float, str]:
        """Confidence and reason of a bead."""
        if not one:
            return 0.0, "nothing in the source answers it"
        if not other:
            return 0.0, "nothing in the translation answers it"
        facts = self.facts(one, other)
        off = abs(self._scorer.deviation(one, other))
        place = self._scorer.source.units[one[0]].place
        placed = bool(place) and place == self._scorer.target.units[other[0]].place
        confidence = 1 / (1 + math.exp(-sum(map(operator.mul, _WEIGHTS, facts), start=_BIAS)))
        too_far = _TOO_FAR if len(one) == len(other) == 1 else _FAR
        if self._headed(one, other) or (off > too_far and not placed) or not self._held(one, other, facts):
            confidence = min(confidence, _DOUBTFUL)
        return confidence, "; ".join(self._reasons(one, other, facts))

    def _held(self, one: Indices, other: Indices, facts: Sequence[float]) -> bool:
        """Whether it may be sure: by its own words, or in its place between two beads that are, with all in pairs."""
        if (one, other) in self._evident:
            return facts[_LEAD] >= _NEARLY or facts[_BETWEEN] > 0
        if len(one) != 1 or len(other) != 1 or not self._alike(one[0], other[0]):
            return False
        return all(self._reaches(one[0], other[0], step) for step in (-1, 1))

    def _reaches(self, i: int, j: int, step: int) -> bool:
        """Whether only pairs of equal kinds lie between here and an evident bead, or the end of both texts."""
        for far in range(1, _RUN + 1):
            bead = self._of.get(i + far * step)
            if bead is not self._by.get(j + far * step):
                return False
            if bead is None or bead in self._evident:
                return True
            if len(bead[0]) != len(bead[1]) or not self._alike(bead[0][0], bead[1][0]):
                return False
        return False

    def _alike(self, i: int, j: int) -> bool:
        here, there = self._scorer.source.units[i], self._scorer.target.units[j]
        return here.kind == there.kind and here.level == there.level

    def _reasons(self, one: Indices, other: Indices, facts: Sequence[float]) -> Iterator[str]:
        """What a person would look at."""
        agreeing, _, lead, off, between, loose, _, several, *_ = facts
        both = self._scorer.signs(one, other)
        here, there = (frozenset(sign[1:] for sign in signs if sign[0] == "#") for signs in both)
        told = sorted(sign for sign in here & there if sign[0] != "=")[:_SHOWN]
        if told:
            yield f"both say {', '.join(told)}"
        yield "the words fit" if agreeing > _FITTING else "few of the words are known to fit"
        lacking = sorted(sign for sign in here ^ there if sign.isdigit())[:_SHOWN]
        if lacking:
            yield f"only one says {', '.join(lacking)}"
        if off > _FAR:
            yield "one of the two is much longer than usual"
        if lead < _NEARLY:
            yield "another paragraph fits nearly as well"
        if not between:
            yield "the paragraphs around them do not belong together"
        if several:
            yield f"{len(one)} {'paragraph' if len(one) == 1 else 'paragraphs'} for {len(other)}"
        if loose:
            yield "a paragraph beside them has no answer"

    def facts(self, one: Indices, other: Indices) -> list[float]:
        """What speaks for a bead, in numbers."""
        scorer = self._scorer
        agreed, mass = scorer.evidence(one, other)
        rival = max(
            [score for i in one for score, j in self._rivals.get(i, ()) if j not in other]
            + [score for j in other for score, i in self._rivals_there.get(j, ()) if i not in one],
            default=0.0,
        )
        own = max(scorer.anywhere(i, j) for i in one for j in other)
        before, behind = self._neighbour(one[0] - 1, other[0] - 1, 1), self._neighbour(one[-1] + 1, other[-1] + 1, 0)
        loose = self._loose(one, other)
        off = scorer.deviation(one, other)
        return [
            agreed / mass if mass else 0.0,
            math.log1p(agreed),
            max(-10.0, min(10.0, own - max(rival, 0.0))),
            min(3.0, abs(off)),
            float(before) + float(behind),
            float(loose),
            max(-2.0, min(2.0, scorer.form(one, other))),
            float(len(one) > 1 or len(other) > 1),
            self._unanswered(one, other),
            self._weakest(one, other),
            math.log1p(agreed + self._support(one, other)),
        ]

    def _neighbour(self, i: int, j: int, _side: int) -> bool:
        """Whether the paragraphs before, or behind, answer each other; so do the ends of both texts."""
        if i in self._of and j in self._by:
            return self._of[i] is self._by[j]
        return i not in self._of and j not in self._by

    def _loose(self, one: Indices, other: Indices) -> int:
        """How many paragraphs beside it have no answer."""
        beside = [self._of.get(i) for i in (one[0] - 1, one[-1] + 1)]
        beside += [self._by.get(j) for j in (other[0] - 1, other[-1] + 1)]
        return sum(1 for pair in beside if pair is not None and not (pair[0] and pair[1]))

    def _unanswered(self, one: Indices, other: Indices) -> float:
        """How many numbers and symbols of either side the other lacks, as a part of all."""
        here, there = (frozenset(sign for sign in signs if sign[0] == "#") for signs in self._scorer.signs(one, other))
        return len(here ^ there) / (len(here | there) + 1)

    def _headed(self, one: Indices, other: Indices) -> bool:
        """Whether of several paragraphs one that is not the last ends like a heading: no sentence was cut there."""
        ends = [self._scorer.source.signs[i].end for i in one[:-1]]
        ends += [self._scorer.target.signs[j].end for j in other[:-1]]
        return "" in ends

    def _weakest(self, one: Indices, other: Indices) -> float:
        """How much less than all the rest is answered of the sentence that is answered least: it may have none."""
        scorer = self._scorer
        signs, answers = scorer.signs(one, other)
        worst = 0.0
        for texts, against, of_target in (
            ([scorer.source.units[i].text for i in one], answers, False),
            ([scorer.target.units[j].text for j in other], signs, True),
        ):
            sentences = [sentence for text in texts for sentence in memory.sentences(text[:_LONGEST])]
            if not sentences[1:]:
                continue
            stems = map(align_anchors.stems_of, sentences)
            found = [scorer.covered(some, against, of_target=of_target) for some in stems]
            agreed, mass = sum(a for a, _ in found), sum(m for _, m in found)
            for part, whole in found:
                if whole and mass > whole:
                    rest = (agreed - part) / (mass - whole)
                    worst = max(worst, (rest - part / whole) * min(whole, _ENOUGH))
        return worst

    def _support(self, one: Indices, other: Indices) -> float:
        """What agrees in the paragraphs before and behind, where they belong together."""
        found = 0.0
        for i, j in ((one[0] - 1, other[0] - 1), (one[-1] + 1, other[-1] + 1)):
            pair = self._of.get(i)
            if pair is not None and pair is self._by.get(j):
                found += min(_ENOUGH, self._scorer.evidence(*pair)[0])
        return found
