"""Two catalogs → what is different in them, message by message, whatever the lines look like."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import Entry, Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.catalog import Catalog


class Fate(enum.StrEnum):
    """What became of a message."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A message that is not the same in both catalogs."""

    key: Key
    fate: Fate
    before: Entry | None
    after: Entry | None
    fields: tuple[str, ...] = ()
    """Of a changed one: which of its fields differ."""


_FIELDS = ("texts", "state", "plural", "previous", "notes", "comments", "references", "flags")


def compare(before: Catalog, after: Catalog, *, references: bool = False) -> list[Difference]:
    """The differences, those of the header first (by field, under the key of the header), then in the new order.

    Where the content says a thing stands (``#:``) counts only with ``references``; order and wrapping never do.
    """
    return [*_header(before, after), *_entries(before, after, references=references)]


def _entries(before: Catalog, after: Catalog, *, references: bool) -> Iterator[Difference]:
    was, now = ({entry.key: entry for entry in catalog.entries} for catalog in (before, after))
    fields = [name for name in _FIELDS if references or name != "references"]
    for key, entry in now.items():
        old = was.get(key)
        if old is None:
            yield Difference(key, Fate.ADDED, None, entry)
        elif differing := tuple(name for name in fields if getattr(old, name) != getattr(entry, name)):
            yield Difference(key, Fate.CHANGED, old, entry, differing)
    for key, entry in was.items():
        if key not in now:
            yield Difference(key, Fate.REMOVED, entry, None)


def _header(before: Catalog, after: Catalog) -> Iterator[Difference]:
    was, now = dict(before.header), dict(after.header)
    differing = tuple(name for name in {**was, **now} if was.get(name) != now.get(name))
    texts = [tuple(f"{name}: {of[name]}" for name in differing if name in of) for of in (was, now)]
    if differing:
        key = Key("")
        yield Difference(key, Fate.CHANGED, Entry(key, texts[0]), Entry(key, texts[1]), differing)
