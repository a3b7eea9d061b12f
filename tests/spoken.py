"""The small conference in two languages, made in memory: its Russian is the English between «ёлочки»."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import compose, markdown, programme, registry
from diptych.catalog import Catalog, Entry
from diptych.parallel import Translations
from reading import CONTENT, SMALL, river

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.edition import Cell, Edition
    from diptych.model import Document, Part, Registry

PROGRAMME = (SMALL / "programme.yaml").read_text("utf-8")
DECLARATION = (SMALL / "declaration.md").read_text("utf-8")
URL = "https://river.example"


@functools.cache
def _registers() -> tuple[Registry, tuple[Document, ...]]:
    """The registry and the documents that print only as parts of others; neither changes."""
    texts = {name: (SMALL / f"{name}.yaml").read_text("utf-8") for name in ("conference", "people")}
    return river(), (
        registry.conference(texts["conference"], "conference.yaml")[-2],
        registry.people(texts["people"], "people.yaml")[-2],
        registry.labels((CONTENT / "labels.yaml").read_text("utf-8"), "labels.yaml")[-2],
    )


class Told:
    """A conference that can be told in English, in Russian or in both."""

    def __init__(
        self,
        programme_text: str = PROGRAMME,
        declaration_text: str = DECLARATION,
        *,
        url: str = URL,
        missing: tuple[str, ...] = (),
        fuzzy: tuple[str, ...] = (),
        russian: Callable[[str], str] = "«{}»".format,
    ) -> None:
        """``missing`` and ``fuzzy``: the English of what has no confirmed Russian."""
        known, registers = _registers()
        self.registry: Registry = replace(known, conference=replace(known.conference, url=url))
        self.programme = programme.loads(programme_text, "programme.yaml", "programme", self.registry)[0]
        self.declaration = markdown.loads(declaration_text, "declaration.md", "declaration")[0]
        self.documents: tuple[Document, ...] = (*registers, self.programme, self.declaration)
        entries: dict[str, dict[object, Entry]] = {document.slug: {} for document in self.documents}
        for part in (part for document in self.documents for block in document.blocks for part in block.parts):
            text = "" if part.key.msgid in missing else russian(part.key.msgid)
            flags = ("fuzzy",) if part.key.msgid in fuzzy else ()
            entries[part.domain][part.key] = Entry(part.key, (text,), flags=flags)
        catalogs = {slug: Catalog(slug, "en", "ru", (), tuple(found.values())) for slug, found in entries.items()}
        self.translations = Translations(dict.fromkeys(entries, "en"), {"ru": catalogs})

    def edition(self, document: Document, *langs: str) -> Edition:
        return compose.build(document, langs, self.registry, self.translations)

    def editions(self, document: Document) -> list[Edition]:
        return [self.edition(document, "en"), self.edition(document, "ru"), self.edition(document, "en", "ru")]

    def say(self, lang: str) -> Callable[[Part], Cell]:
        speaker = compose.Speaker((lang,), self.registry, self.translations)
        return lambda part: speaker.cells(part)[0]
