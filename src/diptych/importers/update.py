"""What every update of content by a second import shares: who changed what since the first, and what is said of it."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.importers.sheet import Written

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from diptych.importers.record import Imported
    from diptych.importers.sheet import Doubt

NOTHING = "nothing has changed"
"""What ``done`` says of an update that left each byte where it was."""
_ROUNDS = 12
_SHORT = 50


@dataclass(frozen=True, slots=True)
class Updated:
    """A content file after another import."""

    text: str
    record: Imported
    """What to keep in the record for the next time."""
    done: tuple[str, ...]
    """What was done, in lines for people."""
    doubts: tuple[Doubt, ...] = ()
    lines: Mapping[int, int] = field(default_factory=dict)
    """As of ``Written``."""

    @property
    def written(self) -> Written:
        """The file as one that an import wrote."""
        return Written(self.text, self.lines)


class Verdict(enum.Enum):
    """What becomes of a value that stands in content and in the original."""

    SAME = "same"  # both say the same, or neither changed
    THEIRS = "theirs"  # only the original changed
    OURS = "ours"  # only a hand changed
    CONFLICT = "conflict"  # both did: a hand has the last word


def judged(base: str | None, ours: str | None, theirs: str | None) -> Verdict:
    """Who changed a value since it was imported: the hashes then, in content and in the original; None: not there."""
    if ours == theirs:
        return Verdict.SAME
    if ours == base:
        return Verdict.THEIRS
    return Verdict.OURS if theirs == base else Verdict.CONFLICT


def quoted(text: str) -> str:
    """A text in quotation marks, cut to what one line of a message can take."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= _SHORT else flat[: _SHORT - 1] + '…'}”"


# --------------------------------------------------------------------------- sequences


def rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising part of the numbers: of old places in a new order, what did not move."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tops, number)
        before.append(tails[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        tops[at : at + 1] = [number]
    found: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def aligned(left: Sequence[Hashable], right: Sequence[Hashable]) -> dict[int, int]:
    """Equal members of two sequences, in the order of both: place in ``left`` → place in ``right``.

    Patience: what is there once on both sides first, then their neighbours, then the same between them.
    """
    found: dict[int, int] = {}
    gaps = [(0, len(left), 0, len(right))]
    for _ in range(_ROUNDS):
        wider = []
        for gap in gaps:
            anchors = _ends(left, right, gap, found)
            if len(anchors) > 1:
                wider += anchors
        gaps = wider
        if not gaps:
            break
    return found


def _ends(
    left: Sequence[Hashable], right: Sequence[Hashable], gap: tuple[int, int, int, int], found: dict[int, int]
) -> list[tuple[int, int, int, int]]:
    """Pair what is equal at the ends of a gap and what is there once; the gaps between."""
    a, b, c, d = gap
    while a < b and c < d and left[a] == right[c]:
        found[a] = c
        a, c = a + 1, c + 1
    while a < b and c < d and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
        found[b] = d
    once = Counter(left[a:b])
    other = Counter(right[c:d])
    places = {key: place for place, key in enumerate(right[c:d], c) if other[key] == 1}
    sure = [(place, places[key]) for place, key in enumerate(left[a:b], a) if once[key] == 1 and key in places]
    kept = rising([there for _, there in sure])
    anchors = [pair for place, pair in enumerate(sure) if place in kept]
    gaps = []
    for here, there in anchors:
        found[here] = there
        gaps.append((a, here, c, there))
        a, c = here + 1, there + 1
    return [*gaps, (a, b, c, d)] if anchors else []


def moved(left: Sequence[Hashable], right: Sequence[Hashable], known: dict[int, int]) -> None:
    """Add to ``known`` the equal members that stand in another order, first come first served."""
    taken = set(known.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(right) - 1, -1, -1):
        if place not in taken:
            free[right[place]].append(place)
    for place, key in enumerate(left):
        if place not in known and free.get(key):
            known[place] = free[key].pop()


def numbered(count: int, noun: str, many: str = "") -> str:
    """``1 paragraph``, ``2 paragraphs``."""
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def listed(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last
