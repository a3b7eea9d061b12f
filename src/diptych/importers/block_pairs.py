"""Which block of a content file is which of the original, then and now: by hash, by likeness, by place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import similar
from diptych.importers.update import aligned, moved, rising

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.importers.blocks import Block

_NEAR = 10.0
"""Of 100: what standing in the same gap adds to the likeness of two texts."""
_WIDEST = 40
"""Of a gap: pairs of places in wider ones are no neighbours."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The places of blocks: in content, in the original now, and in the record."""

    old_ours: Mapping[int, int]
    """Place in the record → place in content."""
    old_theirs: Mapping[int, int]
    """Place in the record → place in the original now."""
    ours_theirs: Mapping[int, int]
    """Place in content → place in the original now."""


def pairs(base: Sequence[str], ours: Sequence[Block], theirs: Sequence[Block]) -> Pairs:
    """Who is who; ``base``: kind and hash of each block as it was imported, empty where nobody knows."""
    our_keys, their_keys = [block.key for block in ours], [block.key for block in theirs]
    old_ours, old_theirs = aligned(base, our_keys), aligned(base, their_keys)
    moved(base, our_keys, old_ours)
    moved(base, their_keys, old_theirs)
    said = {place: theirs[there].text for place, there in old_theirs.items()}
    known = {place: ours[there].text for place, there in old_ours.items()}
    kinds = [entry.split()[0] for entry in base]
    _alike(said, kinds, ours, old_ours)
    _alike(known, kinds, theirs, old_theirs)
    _in_place(kinds, ours, old_ours)
    _in_place(kinds, theirs, old_theirs)
    direct = {old_ours[place]: there for place, there in old_theirs.items() if place in old_ours}
    _unknown(ours, theirs, direct, set(old_ours.values()), set(old_theirs.values()))
    return Pairs(old_ours, old_theirs, direct)


def _alike(texts: Mapping[int, str], kinds: Sequence[str], blocks: Sequence[Block], known: dict[int, int]) -> None:
    """Pair blocks that nobody is paired with to old ones whose text we have from the other side."""
    old = [place for place in texts if place not in known]
    taken = set(known.values())
    new = [place for place in range(len(blocks)) if place not in taken]
    near = _near(old, new, known, len(kinds), len(blocks))
    for here, there in _similar(
        [(kinds[place], texts[place]) for place in old],
        [(blocks[place].kind, blocks[place].text) for place in new],
        near,
    ):
        known[old[here]] = new[there]


def _near(
    old: Sequence[int], new: Sequence[int], known: Mapping[int, int], size: int, width: int
) -> dict[tuple[int, int], float]:
    """What standing between the same neighbours adds, by place in ``old`` and ``new``."""
    gap_of_new = {place: number for number, places in enumerate(_gaps(known, size, width)) for place in places[1]}
    gap_of_old = {place: number for number, places in enumerate(_gaps(known, size, width)) for place in places[0]}
    by_gap: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(new):
        if place in gap_of_new:
            by_gap[gap_of_new[place]].append(at)
    return {
        (here, there): _NEAR
        for here, place in enumerate(old)
        if place in gap_of_old and len(by_gap[gap_of_old[place]]) <= _WIDEST
        for there in by_gap[gap_of_old[place]]
    }


def _similar(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], near: Mapping[tuple[int, int], float]
) -> Iterable[tuple[int, int]]:
    """Pairs of similar texts; comments pair with comments only."""
    for aside in (True, False):
        olds = [place for place, (kind, _) in enumerate(old) if (kind in {"c", "d"}) is aside]
        news = [place for place, (kind, _) in enumerate(new) if (kind in {"c", "d"}) is aside]
        at_old, at_new = ({place: at for at, place in enumerate(places)} for places in (olds, news))
        close = {(at_new[b], at_old[a]): bonus for (a, b), bonus in near.items() if a in at_old and b in at_new}
        found = similar.pairs([new[place][1] for place in news], [old[place][1] for place in olds], near=close)
        yield from ((olds[pair.old], news[pair.new]) for pair in found)


def _gaps(known: Mapping[int, int], size: int, width: int) -> Iterable[tuple[range, range]]:
    """Between neighbours that are paired in order: the old places and the new ones."""
    before, there = -1, -1
    for place in (*range(size), size):
        now = width if place == size else known.get(place)
        if now is None:
            continue
        if now > there:
            yield range(before + 1, place), range(there + 1, now)
            there = now
        before = place


def _in_place(kinds: Sequence[str], blocks: Sequence[Block], known: dict[int, int]) -> None:
    """Pair what is left between the same neighbours where there are as many old ones as new ones of a kind."""
    taken = set(known.values())
    for olds, news in list(_gaps(known, len(kinds), len(blocks))):
        here = [place for place in olds if place not in known]
        there = [place for place in news if place not in taken] if here else []
        for letter in "hpouqtx" if there else "":
            old = [place for place in here if kinds[place][0] == letter]
            new = [place for place in there if blocks[place].kind[0] == letter]
            if len(old) == len(new):
                known.update(zip(old, new, strict=True))


def _unknown(
    ours: Sequence[Block], theirs: Sequence[Block], direct: dict[int, int], old_ours: set[int], old_theirs: set[int]
) -> None:
    """Pair what the record does not know: the same text added on both sides, or no record at all."""
    mine = [place for place in range(len(ours)) if place not in old_ours]
    fresh = [place for place in range(len(theirs)) if place not in old_theirs]
    my_keys, fresh_keys = [ours[place].key for place in mine], [theirs[place].key for place in fresh]
    found = aligned(my_keys, fresh_keys)
    moved(my_keys, fresh_keys, found)
    rest = [at for at in range(len(mine)) if at not in found]
    taken = set(found.values())
    free = [at for at in range(len(fresh)) if at not in taken]
    near = _near(rest, free, found, len(mine), len(fresh))
    for here, there in _similar(
        [(ours[mine[at]].kind, ours[mine[at]].text) for at in rest],
        [(theirs[fresh[at]].kind, theirs[fresh[at]].text) for at in free],
        near,
    ):
        found[rest[here]] = free[there]
    direct.update({mine[here]: fresh[there] for here, there in found.items()})


# --------------------------------------------------------------------------- order

Name = tuple[str, int]
"""A block of the result: of which file, ``ours`` or ``theirs``, and its place there."""


@dataclass(frozen=True, slots=True)
class Order:
    """The blocks of the result in their order, and those of content that moved."""

    names: tuple[Name, ...]
    moved: tuple[int, ...]


def added(found: Pairs, ours: Sequence[Block]) -> set[int]:
    """The places of our blocks that a hand has added."""
    known = set(found.old_ours.values())
    return {place for place in range(len(ours)) if place not in known and place not in found.ours_theirs}


def order(
    found: Pairs, ours: Sequence[Block], theirs: Sequence[Block], gone: set[int], *, still: bool = False
) -> Order:
    """Our order, with what the original has added, or moved since, behind what it stands behind there.

    ``gone``: places of our blocks that are no more; ``still``: nothing moves. What a hand has moved stays where it is.
    """
    hand = added(found, ours)
    mine = {there: here for here, there in found.ours_theirs.items()}
    left_out = set(found.old_theirs.values()) - set(mine)
    shifted = set() if still else {place for place in _moved(found) if place not in gone}
    bundles = {place: _bundle(ours, place, hand) for place in shifted}
    carried = {place for bundle in bundles.values() for place in bundle}
    behind: dict[Name | None, list[Name]] = defaultdict(list)
    ahead: dict[Name, list[Name]] = defaultdict(list)
    before: Name | None = None
    for there, block in enumerate(theirs):
        if there in left_out:
            continue
        here = mine.get(there)
        name = ("ours", here) if here is not None else ("theirs", there)
        if here is None and block.aside and (host := _host(theirs, there, mine)) is not None and host not in carried:
            ahead["ours", host].append(name)
            continue
        if here is None:
            behind[before].append(name)
        elif here in bundles:
            behind[before] += [("ours", place) for place in bundles[here]]
        before = name
    names: list[Name] = []
    waiting = [*reversed(behind[None])]
    _emit(waiting, behind, names)
    for place in range(len(ours)):
        if place in carried or place in gone:
            continue
        names += ahead["ours", place]
        names.append(("ours", place))
        if place in hand or not _held_back(ours, place, hand):
            owner = place if place not in hand else _owner(ours, place, hand)
            if owner is not None:
                _emit([*reversed(behind.pop(("ours", owner), []))], behind, names)
    return Order(tuple(names), tuple(sorted(shifted)))


def _emit(waiting: list[Name], behind: dict[Name | None, list[Name]], names: list[Name]) -> None:
    """Write the names, each with those that stand behind it."""
    while waiting:
        name = waiting.pop()
        names.append(name)
        waiting += reversed(behind.pop(name, []))


def _moved(found: Pairs) -> set[int]:
    """The places of our blocks that the original has moved since and no hand has."""
    ours = sorted(found.old_ours, key=found.old_ours.__getitem__)
    theirs = sorted(found.old_theirs, key=found.old_theirs.__getitem__)
    both = set(ours) & set(theirs)
    ours, theirs = [place for place in ours if place in both], [place for place in theirs if place in both]
    still, now = rising(ours), rising(theirs)
    stayed = {ours[at] for at in still}
    return {found.old_ours[place] for at, place in enumerate(theirs) if at not in now and place in stayed}


def _bundle(ours: Sequence[Block], place: int, hand: set[int]) -> list[int]:
    """A block with the comments that a hand put above it, and what it added within it."""
    start = place
    while start - 1 in hand and ours[start - 1].aside:
        start -= 1
    end = place + 1
    while end in hand and _within(ours[end], ours[place]):
        end += 1
    return list(range(start, end))


def _within(block: Block, item: Block) -> bool:
    """Whether a block below an item belongs to it."""
    if not item.depth or block.depth < item.depth:
        return False
    return block.depth > item.depth or block.kind[0] not in "ou"


def _held_back(ours: Sequence[Block], place: int, hand: set[int]) -> bool:
    """Whether something that a hand added within this block follows."""
    return place + 1 in hand and _within(ours[place + 1], ours[place])


def _owner(ours: Sequence[Block], place: int, hand: set[int]) -> int | None:
    """The block that a block added by hand belongs to, where that ends here."""
    owner = place
    while owner in hand:
        owner -= 1
    if owner < 0 or not all(_within(ours[at], ours[owner]) for at in range(owner + 1, place + 1)):
        return None
    return None if place + 1 in hand and _within(ours[place + 1], ours[owner]) else owner


def _host(theirs: Sequence[Block], there: int, mine: Mapping[int, int]) -> int | None:
    """The place of our block that a comment of the original speaks of."""
    while there < len(theirs) and theirs[there].aside:
        there += 1
    return mine.get(there)
