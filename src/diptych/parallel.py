"""Document + translations → Parallel: rows of source and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import Catalog, Entry, Key, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.model import Block, Document, Part


@dataclass(frozen=True, slots=True)
class Text:
    """What a part says to a reader of a language: its translation, or the source text with its state."""

    text: str
    lang: str
    """The language of ``text``."""
    state: State


class Translations:
    """All catalogs of a conference: what each part says in each language."""

    def __init__(self, sources: Mapping[str, str], catalogs: Mapping[str, Mapping[str, Catalog]]) -> None:
        """``sources``: the source language of each domain. ``catalogs``: by language, then by domain."""
        self._sources = sources
        self._entries: dict[str, dict[str, dict[Key, Entry]]] = {
            lang: {domain: catalog.by_key() for domain, catalog in domains.items()}
            for lang, domains in catalogs.items()
        }

    def entry(self, part: Part, lang: str) -> Entry | None:
        """The part's entry in the language's catalog, if there is one."""
        return self._entries.get(lang, {}).get(part.domain, {}).get(part.key)

    def text(self, part: Part, lang: str, form: int = 0) -> Text:
        """What the part says in the language; ``form`` is the index of the plural form in that language.

        Only a confirmed translation is given as such: a missing or fuzzy one is the source text.
        """
        source = self._sources[part.domain]
        plain = part.plural if part.plural and form else part.key.msgid
        if lang == source:
            return Text(plain, source, State.DONE)
        entry = self.entry(part, lang)
        if entry is None or entry.state is State.MISSING:
            return Text(plain, source, State.MISSING)
        if entry.state is State.FUZZY:
            return Text(plain, source, State.FUZZY)
        return Text(entry.texts[min(form, len(entry.texts) - 1)], lang, State.DONE)


@dataclass(frozen=True, slots=True)
class Row:
    """A block with what each of its parts says in both languages."""

    block: Block
    source: tuple[str, ...]
    target: tuple[str, ...]
    """The translation of each part as it stands in the catalog, fuzzy or not; ``""`` where there is none."""
    states: tuple[State, ...]
    entries: tuple[Entry | None, ...]

    @property
    def state(self) -> State:
        """The worst state among its parts; a block without parts is done."""
        return next((s for s in (State.MISSING, State.FUZZY) if s in self.states), State.DONE)


@dataclass(frozen=True, slots=True)
class Parallel:
    """A document in two languages, row by row."""

    document: Document
    target: str
    rows: tuple[Row, ...]


def join(document: Document, translations: Translations, target: str) -> Parallel:
    """The document's blocks in their order, each with its translation into ``target``."""
    rows = []
    for block in document.blocks:
        entries = tuple(translations.entry(part, target) for part in block.parts)
        rows.append(
            Row(
                block,
                tuple(part.key.msgid for part in block.parts),
                tuple(entry.texts[0] if entry else "" for entry in entries),
                tuple(translations.text(part, target).state for part in block.parts),
                entries,
            )
        )
    return Parallel(document, target, tuple(rows))
