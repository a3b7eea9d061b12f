"""Which entry of ours a returned one is: by its name, by what ours came from, by what stood here once, by likeness."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from diptych import lineage, similar
from diptych.catalog import Catalog, Entry, Key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

Name = tuple[str, str | None, str | None]
Pairs = dict[Key, Entry]


def name(key: Key, plural: str | None) -> Name:
    """What a text is called, however a program has set its quotes and spaces."""
    return similar.normalized(key.msgid), key.context, None if plural is None else similar.normalized(plural)


def index(entries: Collection[Entry]) -> dict[Name, tuple[Key, bool]]:
    """Ours by what a returned entry may be called: the text, the text it was made from, a text that is gone."""
    found: dict[Name, tuple[Key, bool]] = {}
    living = [entry for entry in entries if not entry.obsolete]
    for entry in living:
        found.setdefault(name(entry.key, entry.plural), (entry.key, True))
    for entry in living:
        if entry.previous is not None and entry.previous.msgid is not None:
            context = entry.key.context if entry.previous.context is None else entry.previous.context
            called = name(Key(entry.previous.msgid, context), entry.previous.plural)
            found.setdefault(called, (entry.key, False))
    for entry in entries:
        if entry.obsolete:
            found.setdefault(name(entry.key, entry.plural), (entry.key, True))
    return found


def nearest(entries: Sequence[Entry], offered: Sequence[Entry], cutoff: float = similar.CUTOFF) -> Pairs:
    """The entry of ours that each is most like, of its own context first; each of ours once."""
    pairs: Pairs = {}
    theirs, ours = ({entry.key: entry for entry in side} for side in (entries, offered))
    here, there = lineage.by_context(theirs), lineage.by_context(ours)
    groups = [(keys, there[context]) for context, keys in here.items() if context in there]
    for group in groups:
        pairs |= _paired(*group, ours, cutoff)
    taken = {entry.key for entry in pairs.values()}
    left = [key for key in theirs if key not in pairs], [key for key in ours if key not in taken]
    return pairs | _paired(*left, ours, cutoff)


def _paired(theirs: Sequence[Key], ours: Sequence[Key], entries: Mapping[Key, Entry], cutoff: float) -> Pairs:
    found = similar.pairs([key.msgid for key in theirs], [key.msgid for key in ours], cutoff=cutoff)
    return {theirs[pair.new]: entries[ours[pair.old]] for pair in found}


class Past:
    """Which texts stood here once; read only when somebody asks."""

    def __init__(self, history: Callable[[], Iterable[Catalog]], base: Catalog | None) -> None:
        self._history = history
        self._base = base
        self._texts: dict[Key, set[tuple[str, ...]]] | None = None
        self._plurals: dict[Key, set[str | None]] = defaultdict(set)

    def _read(self) -> dict[Key, set[tuple[str, ...]]]:
        if self._texts is None:
            self._texts = defaultdict(set)
            for catalog in (*((self._base,) if self._base else ()), *self._history()):
                for entry in catalog.entries:
                    self._texts[entry.key].add(entry.texts)
                    self._plurals[entry.key].add(entry.plural)
        return self._texts

    def knew(self, key: Key, plural: str | None) -> bool:
        """Whether a text of that name ever stood here."""
        return key in self._read() and plural in self._plurals[key]

    def said(self, key: Key, texts: tuple[str, ...]) -> bool:
        """Whether it ever had that translation."""
        return texts in self._read().get(key, ())
