"""Translations that came with a document → the catalog with them; what a person has confirmed stays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import carry, inline, similar
from diptych.catalog import State
from diptych.importers import markup
from diptych.importers.sheet import Doubt
from diptych.lineage import SAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.catalog import Catalog, Entry
    from diptych.importers.bilingual import Translation

IMPORTED = f"{SAYS}imported, to be looked at: "
INSTEAD = f"{SAYS}imported, instead of: "


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of translations."""

    confirmed: int = 0
    """Entries that were filled, as sure as a hand would have typed them."""
    fuzzy: int = 0
    """Entries that were filled and must be looked at."""
    same: int = 0
    """Entries that had that very translation."""
    kept: int = 0
    """Entries that keep another one."""
    unknown: int = 0
    """Translations of what no entry says."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.confirmed + other.confirmed,
            self.fuzzy + other.fuzzy,
            self.same + other.same,
            self.kept + other.kept,
            self.unknown + other.unknown,
        )


def fill(catalog: Catalog, translations: Sequence[Translation]) -> tuple[Catalog, Counts, tuple[Doubt, ...]]:
    """The catalog with what was sure confirmed and what was doubtful fuzzy, and what was done.

    Only entries without a translation, or fuzzy ones of a program, are filled; a confirmed one stays, and where
    it differs that is a doubt.
    """
    entries = list(catalog.entries)
    places: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        if not entry.obsolete:
            places[_text(entry.key.msgid)].append(at)
    wanted: dict[str, list[Translation]] = defaultdict(list)
    for one in translations:
        if one.text.strip():
            wanted[_text(one.msgid)].append(one)
    counts = Counts()
    doubts: list[Doubt] = []
    for text, offered in wanted.items():
        if text not in places and all(one.maybe for one in offered):
            continue
        if text not in places:
            counts += Counts(unknown=len(offered))
            doubts.append(
                Doubt(offered[0].spot, "no-message", f"no text of the content is “{carry.quoted(offered[0].msgid)}”")
            )
            continue
        for at, chosen in zip(places[text], _given(offered, len(places[text])), strict=True):
            entries[at], done, doubt = _filled(entries[at], chosen)
            counts += done
            doubts += doubt
    return replace(catalog, entries=tuple(entries)), counts, tuple(doubts)


def _text(msgid: str) -> str:
    """What a message says, whatever its backslashes and its typography."""
    return similar.normalized(inline.plain(msgid))


def _given(offered: Sequence[Translation], places: int) -> list[Translation]:
    """For each entry of one text its translation: one for all, or as many as there are entries, in their order."""
    texts = {similar.normalized(one.text): one for one in reversed(offered)}
    for one in offered:
        if one.sure:
            texts[similar.normalized(one.text)] = one
    if len(texts) == 1:
        return [*texts.values()] * places
    if len(offered) == places:
        return list(offered)
    first = max(texts.values(), key=lambda one: (one.sure, sum(other.text == one.text for other in offered)))
    others = next(one for one in texts.values() if one is not first)
    note = f"elsewhere it is “{carry.quoted(others.text)}”"
    return [replace(first, sure=False, note=note)] * places


def _filled(entry: Entry, one: Translation) -> tuple[Entry, Counts, list[Doubt]]:
    said = carry.quoted(entry.key.msgid)
    one = replace(one, text=_bare(one.text, entry.key.msgid))
    if entry.plural is not None:
        reason = f"“{said}” has forms for numbers, which a text does not give: type them"
        return entry, Counts(kept=1), [Doubt(one.spot, "plural", reason)]
    if any(similar.normalized(text) == similar.normalized(one.text) for text in entry.texts) and not entry.fuzzy:
        return entry, Counts(same=1), []
    if entry.state is State.DONE or (entry.fuzzy and not _of_a_program(entry)) or (entry.texts[0] and not entry.fuzzy):
        reason = f"“{said}” has another translation, which stays: “{carry.quoted(entry.texts[0])}”"
        return entry, Counts(kept=1), [Doubt(one.spot, "other-translation", reason)]
    ours = tuple(line for line in entry.comments if not line.startswith(SAYS))
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    before = " ".join(entry.texts[0].split())
    if one.sure:
        notes = (*entry.notes, INSTEAD + before) if before and entry.texts[0] != one.text else entry.notes
        made = replace(entry, texts=(one.text,), comments=ours, notes=notes, flags=flags, previous=None, line=0)
        return made, Counts(confirmed=1), []
    lines = [IMPORTED + " ".join((one.note or "not sure that it belongs here").split())]
    if before and entry.texts[0] != one.text:
        lines.append(INSTEAD + before)
    made = replace(entry, texts=(one.text,), comments=(*ours, *lines), flags=("fuzzy", *flags), previous=None, line=0)
    return made, Counts(fuzzy=1), [Doubt(one.spot, "unsure-pair", f"“{said}”: {one.note or 'not sure'}")]


def _bare(text: str, msgid: str) -> str:
    """The translation without emphasis that all of it has and the message has not: it was the look of the paragraph."""
    runs = inline.parse(text)
    if any(run.emphasis or run.strong for run in inline.parse(msgid)):
        return text
    if runs and all(run.emphasis or run.strong or not run.text.strip() for run in runs):
        return markup.dumps(replace(run, emphasis=False, strong=False) for run in runs)
    return text


def _of_a_program(entry: Entry) -> bool:
    """Whether a fuzzy text comes from the merge or an import, and no translator has left a note."""
    return not entry.notes and any(line.startswith(SAYS) for line in entry.comments)
