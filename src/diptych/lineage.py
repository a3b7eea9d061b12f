"""What the translation of an entry was made for, and whether two entries say the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import edits, similar
from diptych.catalog import Entry, Key, Previous

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from diptych.catalog import Catalog

SAYS = "diptych: "
"""How the comment lines begin in which merge says something; they live as long as the entry is fuzzy."""

SPLIT, JOINED = f"{SAYS}split from ", f"{SAYS}joined from "
"""How the lines begin that tell of a text with several origins or several heirs."""

_FIELDS = ("title", "subtitle", "notice", "theme", "short", "venue", "city")  # one field without an id path
_LISTS = ("issues", "venues", "roles")  # contexts that the items of a list share


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the translation memory has of a text."""

    texts: tuple[str, ...] = ()
    """The translation; empty where there is only something to say."""
    source: str = ""
    """The text that it was made for."""
    says: tuple[str, ...] = ()
    """For the translator: where it comes from."""


def text_of(entry: Entry) -> tuple[str, str | None]:
    """What makes two texts identical: all but white space and typography."""
    plural = None if entry.plural is None else similar.normalized(entry.plural)
    return similar.normalized(entry.key.msgid), plural


def alike(one: str | None, other: str | None) -> bool:
    """Whether two plurals differ in white space and typography at most."""
    if one is None or other is None or one == other:
        return one == other
    return similar.normalized(one) == similar.normalized(other)


def respaced(entry: Entry, source: Entry) -> bool:
    """Whether two messages differ in white space and typography at most, that around punctuation included."""
    if (entry.plural is None) is not (source.plural is None):
        return False
    return edits.same(source.key.msgid, entry.key.msgid) and edits.same(source.plural or "", entry.plural or "")


def confirmed(entry: Entry) -> bool:
    """Whether a person has confirmed all of the translation, obsolete or not."""
    return all(entry.texts) and not entry.fuzzy


def rank(orphan: Entry, key: Key) -> tuple[bool, bool, bool, bool]:
    """Of several identical orphans the confirmed one first, then the one equal to the letter, then the living one."""
    return not any(orphan.texts), orphan.fuzzy, orphan.key.msgid != key.msgid, orphan.obsolete


def names_field(context: str | None) -> bool:
    """Whether a context may be that of one field (``session-1/title``), not of a section or a list."""
    if context is None:
        return False
    last = context.rpartition("/")[2]
    return ("/" in context and last not in _LISTS) or context in _FIELDS


def by_context(entries: Iterable[Key]) -> dict[str | None, list[Key]]:
    """The keys of each context, in their order."""
    contexts: dict[str | None, list[Key]] = defaultdict(list)
    for key in entries:
        contexts[key.context].append(key)
    return contexts


def previous(entry: Entry, source: Entry) -> Previous | None:
    """The oldest text that the translation was made for; ``None`` where it is the entry's own."""
    msgid, context, plural = source.key.msgid, source.key.context, source.plural
    if source.fuzzy and source.key == entry.key and source.plural == entry.plural:
        own = Previous(msgid, None, plural), Previous(msgid, context, plural)
        return None if source.previous in own else source.previous
    if source.fuzzy and source.previous is not None and source.previous.msgid is not None:
        msgid, plural = source.previous.msgid, source.previous.plural
        context = source.previous.context if source.previous.context is not None else context
    differs = context is not None and context != entry.key.context
    if msgid == entry.key.msgid and plural == entry.plural and not differs:
        return None
    return Previous(msgid, context if differs else None, plural)


def lost(source: Entry, entry: Entry) -> bool:
    """Whether a text of the source does not stand in the entry."""
    return any(text not in entry.texts for text in source.texts if text)


def ends_fit(entry: Entry, source: Entry, texts: tuple[str, ...]) -> bool:
    """Whether translations begin and end with a line feed where the text does (``msgfmt -c`` insists)."""
    if entry.key.msgid == source.key.msgid and entry.plural == source.plural:
        return True
    msgids = [entry.key.msgid] if entry.plural is None else [entry.key.msgid, entry.plural]
    ends = {(text.startswith("\n"), text.endswith("\n")) for text in (*msgids, *texts) if text}
    return len(ends) == 1


def copies(
    wanted: Collection[str], here: Iterable[Entry], others: Iterable[Catalog]
) -> dict[tuple[str, str | None], tuple[Entry, str]]:
    """Confirmed entries with a wanted text (normalized), and where they stand: here first, then in others."""
    found: dict[tuple[str, str | None], tuple[Entry, str]] = {}
    for entry in here:
        if similar.normalized(entry.key.msgid) in wanted and confirmed(entry):
            where = entry.key.context or (entry.references[0] if entry.references else "an older version")
            found.setdefault(text_of(entry), (entry, where))
    for other in others:
        for entry in other.entries:
            if similar.normalized(entry.key.msgid) in wanted and confirmed(entry) and not entry.obsolete:
                where = f"{other.domain}: {entry.key.context}" if entry.key.context else other.domain
                found.setdefault(text_of(entry), (replace(entry, key=Key(entry.key.msgid)), where))
    return found


# --------------------------------------------------------------------------- what merge wrote


def origin(entry: Entry) -> str:
    """The msgid that a fuzzy entry says it was translated from, normalized."""
    said = entry.previous.msgid if entry.previous is not None else None
    return similar.normalized(entry.key.msgid if said is None else said)


def join(sources: Sequence[Entry]) -> Entry:
    """Several texts without a plural as one, with their translations one behind the other."""
    contexts = {source.key.context for source in sources}
    msgids = [source.key.msgid for source in sources]
    return Entry(
        Key(" ".join(msgids), contexts.pop() if len(contexts) == 1 else None),
        (" ".join(source.texts[0] for source in sources if source.texts[0]),),
        notes=tuple(dict.fromkeys(note for source in sources for note in source.notes)),
        flags=tuple(dict.fromkeys(flag for source in sources for flag in source.flags if flag != "fuzzy")),
    )


class Origins:
    """Entries with a translation, by their text: which fuzzy ones merge has made of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_text: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_text[similar.normalized(entry.key.msgid)].append(entry)

    def of(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries whose translation a fuzzy one has, as merge wrote it; none if somebody has worked on it."""
        if not entry.fuzzy:
            return ()
        text = origin(entry)
        for one in self._named(text):
            if one is not entry and written_by_merge(entry, one):
                return (one,)
        if entry.plural is None and any(line.startswith(JOINED) for line in entry.comments):
            for several in self._in_turn(text.split(" ")):
                if written_by_merge(entry, join(several)):
                    return several
        return ()

    def _named(self, text: str) -> list[Entry]:
        return [one for one in self._by_text.get(text, ()) if not one.fuzzy and any(one.texts)]

    def _in_turn(self, words: list[str]) -> Iterable[tuple[Entry, ...]]:
        """Two or more texts that make up the words one behind the other."""
        for stop in range(1, len(words)):
            for first in self._named(" ".join(words[:stop])):
                for second in self._named(" ".join(words[stop:])):
                    yield first, second
                for rest in self._in_turn(words[stop:]):
                    yield first, *rest


def written_by_merge(entry: Entry, source: Entry) -> bool:
    """Whether the texts and notes of a fuzzy entry are those of a confirmed one, as merge copied them."""
    texts = [text for text in entry.texts if text]
    if not entry.fuzzy or not set(entry.notes) <= set(source.notes):
        return False
    given = [text for text in source.texts if text]
    if given[: len(texts)] == texts:
        return True
    edit = edits.between(source.key.msgid, entry.key.msgid, source.plural, entry.plural)
    return bool(edit.swaps) and list(edit.carried(given))[: len(texts)] == texts


# --------------------------------------------------------------------------- what a person has confirmed


def settled(entry: Entry) -> Entry:
    """The entry as somebody has confirmed it: without the flag, its previous text, and what merge said."""
    return replace(
        entry,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        previous=None,
        comments=tuple(line for line in entry.comments if not line.startswith(SAYS)),
    )
