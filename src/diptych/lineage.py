"""What the translation of an entry was made for, and whether two entries say the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from diptych import similar
from diptych.model import Entry, Key, Previous

if TYPE_CHECKING:
    from collections.abc import Iterable

SAYS = "diptych: "
"""How the comment lines begin in which merge says something; they live as long as the entry is fuzzy."""

_FIELDS = ("title", "subtitle", "notice", "theme", "short", "venue", "city")  # one field without an id path
_LISTS = ("issues", "venues", "roles")  # contexts that the items of a list share


def text_of(entry: Entry) -> tuple[str, str | None]:
    """What makes two texts identical: all but white space and typography."""
    plural = None if entry.plural is None else similar.normalized(entry.plural)
    return similar.normalized(entry.key.msgid), plural


def alike(one: str | None, other: str | None) -> bool:
    """Whether two plurals differ in white space and typography at most."""
    if one is None or other is None:
        return one is other
    return similar.normalized(one) == similar.normalized(other)


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


def origin(entry: Entry) -> str:
    """The msgid that a fuzzy entry says it was translated from, normalized."""
    said = entry.previous.msgid if entry.previous is not None else None
    return similar.normalized(entry.key.msgid if said is None else said)


def written_by_merge(entry: Entry, origins: Iterable[Entry]) -> bool:
    """Whether the texts and notes of a fuzzy entry are those of one of its origins, as merge copied them."""
    texts = [text for text in entry.texts if text]
    return entry.fuzzy and any(
        [text for text in origin.texts if text][: len(texts)] == texts and set(entry.notes) <= set(origin.notes)
        for origin in origins
        if origin is not entry
    )


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


def shelf(key: Key, plural: str | None, number: int = 1) -> Key:
    """The key under which a replaced plural of a living message lies."""
    what = "no plural" if plural is None else f"plural “{plural}”"
    where = "no context" if key.context is None else f"context “{key.context}”"
    return Key(key.msgid, f"{SAYS}{what}, {where}" + (f", {number}" if number > 1 else ""))


def shelved(key: Key) -> bool:
    """Whether it is the key of a replaced plural."""
    return key.context is not None and key.context.startswith(SAYS)
