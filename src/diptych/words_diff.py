"""Two texts → the words that both have, those that went and those that came."""

from __future__ import annotations

import enum
import itertools
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’\-‑][^\W_]+)*|.", re.DOTALL)


class Change(enum.StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Stretch(NamedTuple):
    """A stretch of text with one fate."""

    change: Change
    text: str


def diff(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches in reading order, what went before what came.

    All but the added ones are the old text, all but the removed ones the new text, to the letter. Whole words
    and single signs are compared; white space alone between two changes belongs to them, so that a phrase
    which was replaced is one stretch.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[tuple[str, str, bool]] = []  # old words, new words, alike
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[i:j]), "".join(after[k:m])
        alike = kind == "equal"
        if pieces and not alike and not pieces[-1][2]:
            was, now = pieces[-1][0] + was, pieces[-1][1] + now
            pieces.pop()
        elif len(pieces) > 1 and not alike and not pieces[-1][0].strip():
            (first, second, _), (blank, _, _) = pieces[-2:]
            was, now = first + blank + was, second + blank + now
            del pieces[-2:]
        pieces.append((was, now, alike))
    return tuple(_stretches(_shifted(pieces)))


def _shifted(pieces: Sequence[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """A word that came or went takes the space behind it along, not the one before it."""
    found = list(pieces)
    for place in range(1, len(found) - 1):
        (before, _, _), (was, now, alike), (behind, _, _) = found[place - 1 : place + 2]
        text = was or now
        space = text[: len(text) - len(text.lstrip())]
        if not alike and not (was and now) and space and behind.startswith(space) and behind != space:
            found[place - 1] = (before + space, before + space, True)
            turned = text.removeprefix(space) + space
            found[place] = (turned if was else "", turned if now else "", False)
            found[place + 1] = (behind.removeprefix(space), behind.removeprefix(space), True)
    return found


def _stretches(pieces: Iterable[tuple[str, str, bool]]) -> list[Stretch]:
    stretches = []
    for was, now, alike in pieces:
        if alike:
            stretches.append(Stretch(Change.SAME, was))
        else:
            stretches += [Stretch(Change.REMOVED, was)] if was else []
            stretches += [Stretch(Change.ADDED, now)] if now else []
    return stretches


def old_side(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What the old text was made of."""
    return _without(stretches, Change.ADDED)


def new_side(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What the new text is made of."""
    return _without(stretches, Change.REMOVED)


def _without(stretches: Iterable[Stretch], change: Change) -> tuple[Stretch, ...]:
    """The others, those of one fate joined."""
    left = (one for one in stretches if one.change is not change)
    return tuple(
        Stretch(fate, "".join(one.text for one in group))
        for fate, group in itertools.groupby(left, lambda one: one.change)
    )
