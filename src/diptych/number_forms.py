"""Facts whose number takes another plural form than when the translation was confirmed: 59 state*s*, 61 state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import carry, lineage
from diptych.lineage import SAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.catalog import Entry

    Other = tuple[tuple[str, int, int], ...]

_COUNTED = re.compile(r"\{\w+\}: \d", re.ASCII)
_FACT = re.compile(r"\{(\w+)\} was (\d+) and is \d+", re.ASCII)


def others(entry: Entry, source: Entry, target: str) -> Other:
    """The facts that take another form now: name, old value, new value."""
    noted = confirmed_with(source.comments) if source.fuzzy else ()
    if source.comments == entry.comments or not (noted or lineage.confirmed(source)):
        return ()
    if not counted(entry.comments):
        return ()
    from diptych import facts  # a catalog of no conference has none, and needs no calendar

    return facts.other_form((*source.comments, *noted), entry.comments, target)


def same(entry: Entry, source: Entry, other: Other, how: str) -> tuple[str, Entry]:
    """The translation as it is, or fuzzy where facts take another form; and what that is called."""
    says = look(other)
    if not other or SAYS + says in source.comments:
        return how, carry.same(entry, source)
    said = tuple(line for line in source.comments if not (line.startswith(SAYS) and _FACT.match(line, len(SAYS))))
    return "changed", carry.changed(entry, replace(source, comments=said), (says,))


def look(other: Iterable[tuple[str, int, int]]) -> str:
    """What to say of facts that take another form now."""
    says = "; ".join(f"{{{name}}} was {was} and is {now}" for name, was, now in other)
    return f"{says}: look at the words around it"


def confirmed_with(comments: Iterable[str]) -> tuple[str, ...]:
    """The values that facts had when the translation was confirmed, as extraction says them."""
    said = (line for line in comments if line.startswith(SAYS))
    return tuple(f"{{{name}}}: {was}" for line in said for name, was in _FACT.findall(line))


def counted(comments: Iterable[str]) -> tuple[str, ...]:
    """The comments that say the value of a fact that is a number; an obsolete entry keeps no others."""
    return tuple(line for line in comments if _COUNTED.match(line))
