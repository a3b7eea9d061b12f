"""Which changed texts stand beside the same unchanged ones, before and after the change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.catalog import Key

    Sides = tuple[Key | None, Key | None]

_SHARE = 10.0  # points of 100 for each neighbour that a pair of similar texts shares


def around(keys: Iterable[Key], stay: Iterable[bool]) -> dict[Key, Sides]:
    """The keys that do not stay, with the nearest ones on either side that do."""
    found: dict[Key, Sides] = {}
    last: Key | None = None
    waiting: list[Key] = []
    for key, stays in zip(keys, stay, strict=True):
        if stays:
            for one in waiting:
                found[one] = last, key
            waiting.clear()
            last = key
        else:
            waiting.append(key)
    return found | dict.fromkeys(waiting, (last, None))


def near(new: Sequence[Sides], old: Sequence[Sides | None]) -> dict[tuple[int, int], float]:
    """What each pair of a new and an old text gains because both stand behind, or before, the same text."""
    gain: dict[tuple[int, int], float] = defaultdict(float)
    for side in (0, 1):
        places = defaultdict(list)
        for place, sides in enumerate(old):
            if sides is not None:
                places[sides[side]].append(place)
        for place, own in enumerate(new):
            for other in places.get(own[side], ()):
                gain[place, other] += _SHARE
    return gain
