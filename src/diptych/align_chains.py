"""From what agrees anywhere to chains of paragraphs that follow each other in both texts, and the path within each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from diptych.align_score import NOTHING, SHAPES, Indices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diptych.align_score import Scorer

Pair = tuple[Indices, Indices]
_ROUNDS = 3
_LARGE = 2_000
"""Paragraphs that teach enough in one round less."""
_ANCHOR = 2.0
"""The least score of two paragraphs that hold a chain."""
_CLEAR = 1.0
"""By how much they must agree better than any other two."""
_NEIGHBOUR = 3.0
"""What it counts for that the paragraphs before or behind answer each other, too."""
_GAP = 12
"""Paragraphs without an answer that do not break a chain."""
_BAND = 40
"""How far from the straight line between two anchors a path may go."""
_FAR = 400
"""Paragraphs without an anchor behind which only the neighbourhood of the line is searched."""
_SLACK = 3
_PLAIN = 12.0
"""The score of two paragraphs of equal length that need nothing more."""
_EVEN = 2.0
"""Standard deviations that the lengths of two paragraphs may differ by that need no path."""
_HOPELESS = -8.0
"""The score of two paragraphs of which neither can be a part of the other."""


def beads(scorer: Scorer) -> list[Pair]:
    """All paragraphs, in beads; unordered."""
    here, there = len(scorer.source.units), len(scorer.target.units)
    matched: dict[int, int] = {}
    for _ in range(_ROUNDS - (here > _LARGE)):
        matched = _anchors(scorer, matched)
        if len(matched) > 1:
            scorer.learn(sorted(matched.items()))
    chains = _chains(matched, here, there)
    found: list[Pair] = []
    free_here, free_there = set(range(here)) - matched.keys(), set(range(there)) - set(matched.values())
    for chain in sorted(chains, key=len, reverse=True):
        for one, other in _along(scorer, chain, free_here, free_there):
            found.append((one, other))
            free_here.difference_update(one)
            free_there.difference_update(other)
    used = {i for one, _ in found for i in one}, {j for _, other in found for j in other}
    free_here, free_there = set(range(here)) - used[0], set(range(there)) - used[1]
    found += _rest(scorer, free_here, free_there)
    found += [((i,), ()) for i in sorted(free_here)]
    found += [((), (j,)) for j in sorted(free_there)]
    return found


def in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """By the source; what only the target has, behind the bead that stands before it there."""
    pairs = list(pairs)
    place = {j: one[0] for one, other in pairs if one for j in other}
    known = sorted(place)

    def key(pair: Pair) -> tuple[int, int, int]:
        one, other = pair
        if one:
            return one[0], 0, 0
        at = bisect_left(known, other[0])
        return (place[known[at - 1]] if at else -1), 1, other[0]

    return sorted(pairs, key=key)


# --------------------------------------------------------------------------- anchors


def _anchors(scorer: Scorer, before: dict[int, int]) -> dict[int, int]:
    """Pairs that agree better than either does with any other; neighbours of pairs help each other."""
    here, there = range(len(scorer.source.units)), range(len(scorer.target.units))
    settled = {i for i, j in before.items() if all(before.get(i + step) == j + step for step in (-1, 1))}
    found = {i: {j: score for score, j in some} for i, some in scorer.candidates(set(here) - settled).items()}
    found |= {i: {before[i]: scorer.anywhere(i, before[i])} for i in settled}
    for i, j in before.items():
        for step in (-1, 1):
            if i + step in here and j + step in there and j + step not in found[i + step]:
                found[i + step][j + step] = scorer.anywhere(i + step, j + step)
    raised = _raised(found, before)
    best_there: dict[int, list[tuple[float, int]]] = {}
    for i, some in raised.items():
        for j, score in some.items():
            best_there.setdefault(j, []).append((score, i))
    matched = {}
    for i, some in raised.items():
        if not some:
            continue
        j = max(some, key=lambda one: (some[one], -one))
        score = some[j]
        rivals = [other for one, other in some.items() if one != j]
        rivals += [s for s, o in best_there[j] if o != i]
        if score >= _ANCHOR and (not rivals or score - max(rivals) >= _CLEAR):
            matched[i] = j
    return matched


def _raised(found: dict[int, dict[int, float]], before: dict[int, int]) -> dict[int, dict[int, float]]:
    """The scores with what the neighbours say: those matched before, else their best candidate."""
    best = {i: max(some, key=lambda j: (some[j], -j)) for i, some in found.items() if some}
    best.update(before)

    def near(i: int, j: int, step: int) -> float:
        for far in (1, 2):
            other = best.get(i + far * step)
            if other is not None and 0 < (other - j) * step <= far + 1:
                return _NEIGHBOUR / far
        return 0.0

    return {i: {j: score + near(i, j, -1) + near(i, j, 1) for j, score in some.items()} for i, some in found.items()}


# --------------------------------------------------------------------------- chains


def _chains(matched: dict[int, int], here: int, there: int) -> list[list[tuple[int, int]]]:
    """Anchors that follow each other in both texts, with few paragraphs between; one chain where there is no anchor."""
    if not matched:
        return [[(-1, -1), (here, there)]] if here and there else []
    taken = sorted(matched.values())
    chains: list[list[tuple[int, int]]] = []
    open_chains: list[list[tuple[int, int]]] = []
    sources = sorted(matched)
    for order, i in enumerate(sources):
        j = matched[i]
        best, least = None, _GAP + 1
        for chain in open_chains:
            last_i, last_j = chain[-1]
            if last_j < j:
                anchored = bisect_left(taken, j) - bisect_right(taken, last_j)
                passed = order - bisect_right(sources, last_i)
                free = (j - last_j - 1 - anchored) + (i - last_i - 1 - passed) + 2 * (anchored + passed)
                if free < least:
                    best, least = chain, free
        if best is None:
            best = []
            chains.append(best)
            open_chains.append(best)
        best.append((i, j))
        open_chains = [chain for chain in open_chains if i - chain[-1][0] <= 3 * _GAP][-30:]
    return chains


def _along(scorer: Scorer, chain: list[tuple[int, int]], free_here: set[int], free_there: set[int]) -> Iterator[Pair]:
    """The path through what lies between a chain's anchors and around its ends: its beads that have both sides."""
    own_here, own_there = {i for i, _ in chain}, {j for _, j in chain}
    sources = _span([i for i, _ in chain], free_here, own_here, len(scorer.source.units))
    targets = _span([j for _, j in chain], free_there, own_there, len(scorer.target.units))
    place = {i: at for at, i in enumerate(sources)}, {j: at for at, j in enumerate(targets)}
    anchors = [(place[0][i], place[1][j]) for i, j in chain if i in place[0] and j in place[1]]
    start = (0, 0)
    for a, b in (*_pins(scorer, chain, place), (len(sources), len(targets))):
        between = sources[start[0] : a], targets[start[1] : b]
        first, last = bisect_left(anchors, start), bisect_left(anchors, (a, 0))
        inner = [(c - start[0], d - start[1]) for c, d in anchors[first:last]]
        found = path(scorer, *between, inner) if all(between) else []
        yield from (bead for bead in found if all(bead))
        if a < len(sources):
            yield (sources[a],), (targets[b],)
        start = a + 1, b + 1


def _pins(
    scorer: Scorer, chain: list[tuple[int, int]], place: tuple[Mapping[int, int], Mapping[int, int]]
) -> Iterator[tuple[int, int]]:
    """Anchors that need no path: of about the same length and sure by their words, and anchors are beside them."""
    for (h, k), (i, j), (m, n) in zip(chain, chain[1:], chain[2:], strict=False):
        if h + 1 == i == m - 1 and k + 1 == j == n - 1 and _is_plain(scorer, i, j):
            yield place[0][i], place[1][j]


def _is_plain(scorer: Scorer, i: int, j: int) -> bool:
    return abs(scorer.deviation((i,), (j,))) < _EVEN and scorer.score((i,), (j,)) > _PLAIN


def _span(own: Sequence[int], free: set[int], mine: set[int], size: int) -> list[int]:
    """From some paragraphs before a chain to some behind it, what nobody else has; at the ends only what adjoins."""
    first, last = max(own[0], 0), min(own[-1], size - 1)
    low, high = first, last
    while low - 1 in free and first - low < _GAP:
        low -= 1
    while high + 1 in free and high - last < _GAP:
        high += 1
    return [at for at in range(low, high + 1) if at in mine or at in free]


# --------------------------------------------------------------------------- the path


def path(
    scorer: Scorer, sources: Sequence[int], targets: Sequence[int], anchors: Sequence[tuple[int, int]]
) -> list[Pair]:
    """The best sequence of beads through two runs of paragraphs, near the lines between the anchors."""
    rows, columns = len(sources), len(targets)
    bounds = _bounds(rows, columns, anchors)
    best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(rows + 1)]
    best[0][0] = (0.0, (0, 0))
    steps = _Steps(scorer, sources, targets)
    for a in range(rows + 1):
        low, high = bounds[a]
        for b in range(low, high + 1):
            if b in best[a]:
                score = best[a][b][0]
                for more, fewer, value in steps.of(a, b):
                    _offer(best[a + more], b + fewer, bounds[a + more], score + value, (more, fewer))
    return _traced(best, sources, targets)


class _Steps:
    """The beads that a path may take from a place, with their scores."""

    def __init__(self, scorer: Scorer, sources: Sequence[int], targets: Sequence[int]) -> None:
        self._scorer, self._sources, self._targets = scorer, sources, targets
        self._plain: dict[tuple[int, int], float] = {}

    def of(self, a: int, b: int) -> Iterator[tuple[int, int, float]]:
        rows, columns = len(self._sources), len(self._targets)
        if a < rows:
            yield 1, 0, NOTHING
        if b < columns:
            yield 0, 1, NOTHING
        for more, fewer in SHAPES:
            if a + more > rows or b + fewer > columns or not self._adjoin(a, b, more, fewer):
                continue
            if more == fewer == 1:
                yield 1, 1, self._one(a, b)
                if self._one(a, b) > _PLAIN and abs(self._scorer.deviation(*self._at(a, b))) < 1:
                    return
            elif self._one(a, b) >= _HOPELESS or self._one(a + more - 1, b + fewer - 1) >= _HOPELESS:
                one, other = tuple(self._sources[a : a + more]), tuple(self._targets[b : b + fewer])
                lone = max(self._one(a, b), self._one(a + more - 1, b + fewer - 1), 2 * NOTHING)
                if self._scorer.at_most(one, other) > lone + NOTHING * (more + fewer - 2):
                    yield more, fewer, self._scorer.score(one, other)

    def _adjoin(self, a: int, b: int, more: int, fewer: int) -> bool:
        """Whether nothing that belongs elsewhere stands between what a bead would join."""
        here = self._sources[a + more - 1] - self._sources[a] == more - 1
        return here and self._targets[b + fewer - 1] - self._targets[b] == fewer - 1

    def _one(self, a: int, b: int) -> float:
        if (a, b) not in self._plain:
            self._plain[a, b] = self._scorer.score(*self._at(a, b))
        return self._plain[a, b]

    def _at(self, a: int, b: int) -> Pair:
        return (self._sources[a],), (self._targets[b],)


def _offer(
    row: dict[int, tuple[float, tuple[int, int]]], at: int, bounds: tuple[int, int], score: float, step: tuple[int, int]
) -> None:
    if bounds[0] <= at <= bounds[1] and (at not in row or row[at][0] < score):
        row[at] = (score, step)


def _traced(
    best: list[dict[int, tuple[float, tuple[int, int]]]], sources: Sequence[int], targets: Sequence[int]
) -> list[Pair]:
    a, b = len(sources), len(targets)
    found: list[Pair] = []
    while a or b:
        more, fewer = best[a][b][1]
        found.append((tuple(sources[a - more : a]), tuple(targets[b - fewer : b])))
        a, b = a - more, b - fewer
    return found[::-1]


def _bounds(rows: int, columns: int, anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each row the columns that a path may come through; neighbours overlap, so that there is one."""
    points = [(0, 0), *((a, b) for a, b in anchors if 0 <= a < rows and 0 <= b < columns), (rows, columns)]
    bounds = []
    at = 0
    for row in range(rows + 1):
        while at + 2 < len(points) and points[at + 1][0] <= row:
            at += 1
        (a, b), (c, d) = points[at], points[at + 1]
        line = b + (d - b) * (row - a) / max(1, c - a)
        band = _BAND if c - a <= _BAND else _BAND // 3 if c - a <= _FAR else _SLACK
        low = max(b - _SLACK, int(line) - band)
        high = min(d + 1 + _SLACK, int(line) + band + 1)
        bounds.append((max(0, low), min(columns, high)))
    bounds[0] = (0, bounds[0][1])
    bounds[-1] = (bounds[-1][0], columns)
    for row in range(1, rows + 1):
        bounds[row] = (bounds[row][0], max(bounds[row][1], bounds[row - 1][1]))
    for row in range(rows - 1, -1, -1):
        bounds[row] = (min(bounds[row][0], bounds[row + 1][0]), bounds[row][1])
    for row in range(1, rows + 1):  # where two lines meet with a jump
        bounds[row] = (min(bounds[row][0], bounds[row - 1][1]), bounds[row][1])
    return bounds


# --------------------------------------------------------------------------- what no chain took


def _rest(scorer: Scorer, free_here: set[int], free_there: set[int]) -> list[Pair]:
    """Single paragraphs that were moved: the best of what is left, one with one."""
    offers = [
        (score, i, j)
        for i, some in scorer.candidates(sorted(free_here), frozenset(free_there)).items()
        for score, j in some
        if score > _ANCHOR / 2
    ]
    found: list[Pair] = []
    for _, i, j in sorted(offers, key=lambda one: (-one[0], one[1], one[2])):
        if i in free_here and j in free_there:
            found.append(((i,), (j,)))
            free_here.discard(i)
            free_there.discard(j)
    return found
