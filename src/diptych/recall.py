"""What the memory knows of a text: as a whole, and sentence by sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych import memory, similar
from diptych.lineage import Recalled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diptych.catalog import Entry, Key
    from diptych.memory import Hit, Unit
    from diptych.memory_index import Index

CUTOFF = 75.0
"""Of 100: the least likeness of what is offered. More than for edits: a large memory has many like texts."""

_OTHERS = 2  # other translations of the same text that are told
_LETTER = re.compile(r"[^\W\d_]")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def of(index: Index) -> Callable[[Sequence[Entry]], Mapping[Key, Recalled]]:
    """The memory as merge asks it."""
    known: dict[str, list[Hit]] = {}

    def recall(entries: Sequence[Entry]) -> dict[Key, Recalled]:
        found = {entry.key: _entry(index, known, entry) for entry in entries}
        return {key: recalled for key, recalled in found.items() if recalled is not None}

    return recall


def _entry(index: Index, known: dict[str, list[Hit]], entry: Entry) -> Recalled | None:
    """The best translation of the whole text, and what is known beside it."""
    text = entry.key.msgid
    hits = _hits(index, known, text)
    whole = [hit for hit in hits if not hit.unit.part and _fits(hit.unit, entry)]
    whole.sort(key=lambda hit: (-hit.likeness, *_rank(hit.unit, entry)))
    best = whole[0] if whole else None
    says: list[str] = []
    if best is not None:
        says.append(f"{_NAME} {_likeness(best)}: {best.unit.origin}")
        says += _other_translations(best, whole)
    if best is None or best.likeness < 100:  # noqa: PLR2004 - of 100
        says += _sentences(index, known, text, None if best is None else best.unit, hits)
    if best is None:
        return Recalled(says=tuple(says)) if says else None
    return Recalled(tuple(_fitted(form, text) for form in best.unit.texts), best.unit.source, tuple(says))


_NAME = "memory,"


def _hits(index: Index, known: dict[str, list[Hit]], text: str) -> list[Hit]:
    if not _LETTER.search(text):
        return []
    if text not in known:
        known[text] = index.find(text, CUTOFF)
    return known[text]


def _fits(unit: Unit, entry: Entry) -> bool:
    """Whether the unit has the forms that the entry asks for."""
    return (unit.plural is None) is (entry.plural is None) and len(unit.texts) == len(entry.texts)


def _rank(unit: Unit, entry: Entry) -> tuple[bool, bool, bool]:
    """Of several that are equally alike the one of the same context first, then the one equal to the letter."""
    plural = similar.normalized(unit.plural or "") != similar.normalized(entry.plural or "")
    return plural, unit.context != entry.key.context, unit.source != entry.key.msgid


def _other_translations(best: Hit, hits: Sequence[Hit]) -> list[str]:
    """Other translations of the text that the best one translates."""
    others = {
        hit.unit.texts: hit.unit
        for hit in reversed(hits)
        if hit.likeness == best.likeness and hit.unit.texts != best.unit.texts
    }
    return [f"{_NAME} also “{_line(unit.texts[0])}” ({unit.origin})" for unit in list(others.values())[::-1][:_OTHERS]]


def _sentences(
    index: Index, known: dict[str, list[Hit]], text: str, used: Unit | None, hits: Sequence[Hit]
) -> list[str]:
    """What is known of each sentence of a longer text; of one sentence, what cannot stand for it as a whole."""
    sentences = memory.sentences(text)
    says = []
    for sentence in dict.fromkeys(sentences):
        found = hits if len(sentences) == 1 else _hits(index, known, sentence)
        best = next(iter(found), None)
        if best is None or (used is not None and (len(sentences) == 1 or _stands_in(best.unit, used))):
            continue
        source = sentence if best.likeness == 100 else best.unit.source  # noqa: PLR2004 - of 100
        pair = f"“{_line(source)}” → “{_line(best.unit.texts[0])}”"
        says.append(f"{_NAME} {_likeness(best)}: {pair} ({best.unit.origin})")
    return list(dict.fromkeys(says))


def _stands_in(unit: Unit, used: Unit) -> bool:
    """Whether a unit is a sentence of the one that is offered already."""
    return (unit.path, unit.line) == (used.path, used.line) and unit.source in used.source


def _likeness(hit: Hit) -> str:
    return f"{int(hit.likeness)} %"  # 99.9 is not 100


def _line(text: str) -> str:
    """The text on one line."""
    return _BREAKS.sub(" ", text.strip())


def _fitted(text: str, msgid: str) -> str:
    """The translation with the text's own ends, on one line where the text is."""
    text = text.strip() if "\n" in msgid else _line(text)
    core = msgid.strip()
    start = msgid.find(core)
    return f"{msgid[:start]}{text}{msgid[start + len(core) :]}"
