"""Obsolete entries: what is kept of a message that leaves the content, and under which key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import number_forms
from diptych.catalog import Entry, Key
from diptych.lineage import SAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def place(key: Key, plural: str | None, number: int = 1) -> Key:
    """The key under which a replaced plural of a living message lies."""
    what = "no plural" if plural is None else f"plural “{plural}”"
    where = "no context" if key.context is None else f"context “{key.context}”"
    return Key(key.msgid, f"{SAYS}{what}, {where}" + (f", {number}" if number > 1 else ""))


def lies_on(key: Key) -> bool:
    """Whether it is the key of a replaced plural."""
    return key.context is not None and key.context.startswith(SAYS)


def lying(dead: Mapping[Key, Entry], key: Key, plural: str | None) -> list[Entry]:
    """What was replaced under a key with its plural, the latest first."""
    found: list[Entry] = []
    while (there := place(key, plural, len(found) + 1)) in dead:
        found.insert(0, dead[there])
    return found


def buried(entry: Entry, *taken: Collection[Key]) -> Entry:
    """The entry as an obsolete one, under its own key if that is not taken.

    gettext forbids two entries of one key, even if one is obsolete: a plural that was replaced lies under a context
    that names it.
    """
    key, number = entry.key, 1
    while any(key in keys for keys in taken):
        key, number = place(entry.key, entry.plural, number), number + 1
    previous, comments = (entry.previous, ()) if entry.fuzzy else (None, number_forms.counted(entry.comments))
    return replace(entry, key=key, obsolete=True, previous=previous, comments=comments, references=(), line=0)
