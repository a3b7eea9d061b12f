"""A new entry and an old one → the new entry with the old one's translation, as it is or fuzzy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import edits, lineage
from diptych.catalog import Previous

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.catalog import Entry
    from diptych.lineage import Recalled

_MANAGED = ("python-brace-format", "python-format")  # flags that extraction gives and takes away
_SHOWN = 60  # characters of a text that a comment quotes


def empty(entry: Entry, forms: int) -> Entry:
    """The entry without a translation, with the plural forms of the language."""
    texts = ("",) * (1 if entry.plural is None else forms)
    return (
        entry if entry.texts == texts and entry.previous is None else replace(entry, texts=texts, previous=None, line=0)
    )


def same(entry: Entry, source: Entry) -> Entry:
    """The translation as it is, confirmed or fuzzy; ``entry`` is an empty one."""
    texts = _fit(entry, source.texts)
    fuzzy = any(texts) and (source.fuzzy or not lineage.ends_fit(entry, source, texts))
    said = tuple(line for line in source.comments if line.startswith(lineage.SAYS)) if fuzzy else ()
    return replace(
        source,
        key=entry.key,
        texts=texts,
        plural=entry.plural,
        previous=lineage.previous(entry, source) if fuzzy else None,
        comments=(*entry.comments, *said),
        references=entry.references,
        flags=_flags(entry, source, fuzzy=fuzzy),
        obsolete=False,
        line=0,  # it stands elsewhere now
    )


def changed(entry: Entry, source: Entry, says: Sequence[str] = (), origin: Entry | None = None) -> Entry:
    """The translation of another text: fuzzy, with that text as its previous one, and what kind of edit it was.

    ``origin`` is the confirmed pair that merge itself made ``source`` from: nobody has worked on it since.
    """
    texts = _fit(entry, source.texts if origin is None else origin.texts)
    if not any(texts):
        return replace(entry, texts=texts, previous=None, notes=source.notes, flags=_flags(entry, source, fuzzy=False))
    previous = lineage.previous(entry, source)
    confirmed = origin or source
    edit = edits.NOTHING
    if previous is not None and previous.msgid is not None:
        edit = edits.between(previous.msgid, entry.key.msgid, previous.plural, entry.plural)
    said = edit.says
    if edit.swaps and lineage.confirmed(confirmed):
        given = confirmed.texts[: len(texts)]
        texts, said = _fit(entry, edit.carried(given)), edit.said(given)
    before = [line for line in source.comments if line.startswith((lineage.SPLIT, lineage.JOINED))]
    return replace(
        entry,
        texts=texts,
        previous=previous,
        notes=source.notes,
        comments=(*entry.comments, *before, *(lineage.SAYS + line for line in (*says, *said))),
        flags=_flags(entry, source, fuzzy=True),
        line=0,
    )


def stands(entry: Entry, source: Entry, was: str) -> Entry:
    """The translation as it is, confirmed because somebody says that it stands although the source changed."""
    note = f"{lineage.SAYS}the translation stands; the source was: {was}"
    kept = same(entry, replace(source, flags=tuple(flag for flag in source.flags if flag != "fuzzy")))
    return kept if kept.fuzzy else replace(kept, notes=tuple(dict.fromkeys((*kept.notes, note))))


def joined(entry: Entry, sources: Sequence[Entry]) -> Entry:
    """The translations of several texts that became one."""
    whole = lineage.join(sources)
    if any(source.fuzzy for source in sources):
        whole = replace(whole, flags=("fuzzy", *whole.flags))
    made = changed(entry, whole)
    line = lineage.JOINED + " and ".join(f"“{quoted(source.key.msgid)}”" for source in sources)
    return replace(made, comments=(*entry.comments, line, *made.comments[len(entry.comments) :]))


def recalled(entry: Entry, memory: Recalled) -> Entry:
    """What the translation memory has of a text: fuzzy; without texts only what it says."""
    texts = _fit(entry, memory.texts)
    comments = (*entry.comments, *(lineage.SAYS + line for line in memory.says))
    if not any(texts):
        return replace(entry, comments=comments)
    previous = None if memory.source in ("", entry.key.msgid) else Previous(memory.source)
    return replace(entry, texts=texts, previous=previous, comments=comments, flags=_flags(entry, entry, fuzzy=True))


def quoted(text: str) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"


def _fit(entry: Entry, texts: Sequence[str]) -> tuple[str, ...]:
    forms = len(entry.texts)
    return (*texts, *("",) * forms)[:forms]


def _flags(entry: Entry, source: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    """The extraction's flags and the editors' own."""
    own = [flag for flag in source.flags if flag != "fuzzy" and flag not in _MANAGED]
    ours = [flag for flag in entry.flags if flag != "fuzzy" and f"no-{flag}" not in own]
    flags = dict.fromkeys((*(["fuzzy"] if fuzzy else []), *ours, *own))
    return source.flags if flags.keys() == set(source.flags) else tuple(flags)
