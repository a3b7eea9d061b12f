"""Three versions of a value → one: what one side changed counts, and ours where both did."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

Value = TypeVar("Value")
Name = TypeVar("Name", bound="Hashable")

_PERSON = ("po-revision-date", "last-translator", "x-generator")
"""The header fields that an editor writes together: who saved the file, when, and with what."""
_MADE = "pot-creation-date"
_DATE = re.compile(r"\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::\d\d)?\s*([+-]\d\d):?(\d\d)?\s*")


def either(base: Value, ours: Value, theirs: Value) -> Value:
    """The side that changed the value; ours where both did."""
    return theirs if ours == base else ours


def lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Comment lines: ours without those that they took out, then those that they put in."""
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    kept = [line for line in ours if line in theirs or line not in base]
    return (*kept, *(line for line in theirs if line not in base and line not in ours))


def order(base: Sequence[Name], ours: Sequence[Name], theirs: Sequence[Name]) -> list[Name]:
    """Ours and theirs in the order of the side that moved something; ours where both did.

    What only the other side has stands behind the same neighbour as there, ours before theirs.
    """
    in_ours, in_theirs = set(ours), set(theirs)
    common = in_ours & in_theirs & set(base)
    moved = [name for name in ours if name in common] != [name for name in base if name in common]
    first, second, in_first, in_second = (
        (ours, theirs, in_ours, in_theirs) if moved else (theirs, ours, in_theirs, in_ours)
    )
    behind: dict[Name | None, list[Name]] = defaultdict(list)
    anchor: Name | None = None
    for name in second:
        if name in in_first:
            anchor = name
        else:
            behind[anchor].append(name)
    found: list[Name] = []
    waiting = behind[None]
    for name in first:
        if not moved or name in in_second:
            found += waiting
            waiting = []
        found.append(name)
        waiting = waiting or behind.get(name, [])
    return found + waiting


# --------------------------------------------------------------------------- the header


def header(
    base: Sequence[tuple[str, str]], ours: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The fields without a quarrel: who saved last signs, and else ours stands where both changed one."""
    before, mine, other = _named(base), _named(ours), _named(theirs)
    persons = [tuple(fields.get((name, 0)) for name in _PERSON) for fields in (before, mine, other)]
    signer = mine if either(*persons) == persons[1] else other
    if persons[0] not in persons[1:] and _when(persons[2][0]) > _when(persons[1][0]):
        signer = other
    found = {}
    for name in {**mine, **other}:
        if name[0] in _PERSON:
            field = signer.get(name)
        else:
            fields = before.get(name), mine.get(name), other.get(name)
            field = either(*fields)
            if name[0] == _MADE and fields[0] not in fields[1:]:
                field = max(fields[1:], key=_when)
        if field is not None:
            found[name] = field
    names = order(*([name for name in fields if name in found] for fields in (before, mine, other)))
    return tuple(found[name] for name in names)


def _named(header: Iterable[tuple[str, str]]) -> dict[tuple[str, int], tuple[str, str]]:
    """The fields by their name, and the how manieth of that name; what has no name is its own."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for name, value in header:
        key = name.lower() if name else f": {value}"
        number = 0
        while (key, number) in found:
            number += 1
        found[key, number] = (name, value)
    return found


def _when(field: tuple[str, str] | None) -> dt.datetime:
    """The date of a header field, with its zone; what is none is older than all."""
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    found = _DATE.fullmatch(field[1]) if field else None
    try:
        return dt.datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}:{found[4] or '00'}") if found else never
    except ValueError:
        return never
