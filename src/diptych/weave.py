"""What a text prints of the programme, the people and the terms: their blocks take the place of its directives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline, terms
from diptych.fields import Anchors, nearest
from diptych.finding import Finding, Severity
from diptych.model import Block, Document, Kind, Part, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.model import Session

ITEM_PARTS = ("heading", "issues")
"""What may be printed of an item of a programme."""
TABLES = ("abbreviations",)
"""What may be printed of terms.yaml."""
_DEEPEST = 4


def weave(document: Document, registry: Registry, documents: Sequence[Document]) -> tuple[Document, list[Finding]]:
    """The document with its speakers' lines and with what it prints of ``documents`` (programmes) and of the terms."""
    if not any(block.kind in (Kind.STATEMENT, Kind.PRINT) for block in document.blocks):
        return document, []
    programmes = {other.slug: other for other in documents if other.sessions and other.slug != document.slug}
    loom = _Loom(registry, programmes, document.lang)
    # An id that the document itself has was told apart by its reader; what comes in steps aside.
    loom.anchors.used.update(block.id for block in document.blocks if block.kind is not Kind.PRINT)
    for block in document.blocks:
        loom.take(block)
    return replace(document, blocks=tuple(loom.blocks)), loom.found


@dataclass(slots=True)
class _Loom:
    registry: Registry
    programmes: dict[str, Document]
    lang: str
    anchors: Anchors = field(default_factory=Anchors)
    blocks: list[Block] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    level: int = 1
    """Of the last heading of the document's own that is no part of an item printed before."""
    printed: int = 0
    """The level of the item headings printed since; 0 where there are none."""
    group: str | None = None
    """The item whose heading was printed last: what follows stands under it."""
    heading: str = ""

    def take(self, block: Block) -> None:
        """One block of the document: as it is, or what it asks for."""
        if block.kind is Kind.HEADING:
            if not self.printed or block.level <= self.printed:
                self.level, self.printed = block.level, 0
            self.group = None
        elif self.group is not None:
            block = replace(block, group=self.group, heading=self.heading)
        if block.kind is Kind.STATEMENT:
            self.statement(block)
        elif block.kind is Kind.PRINT and block.asks[:1] == (terms.DOMAIN,):
            self.table(block)
        elif block.kind is Kind.PRINT:
            self.programme(block)
        else:
            self.blocks.append(block)

    def wrong(self, rule: str, block: Block, message: str, hint: str) -> None:
        self.found.append(Finding(rule, Severity.ERROR, block.span, message, hint))

    # ----------------------------------------------------------------------- people

    def statement(self, block: Block) -> None:
        """The line of the person who speaks."""
        if block.person in self.registry.people:
            self.blocks.append(replace(block, parts=self.registry.line_of(block.person)))
            return
        hint = nearest(block.person, self.registry.people) or "Add it to people.yaml, or mend the id here."
        self.wrong("unknown-person", block, f"nobody in people.yaml has the id “{block.person}”", hint)

    # ----------------------------------------------------------------------- a programme

    def programme(self, block: Block) -> None:
        """The headings and key issues of one item, or of all items of a kind."""
        slug, chosen, *wanted = (*block.asks, "", "")[: max(2, len(block.asks))]
        document = self.programmes.get(slug)
        if document is None:
            hint = nearest(slug, [*self.programmes, terms.DOMAIN])
            self.wrong("unknown-print", block, f"there is no programme “{slug}” to print from", hint)
            return
        sessions = [item for item in document.sessions if chosen in (item.id, item.kind)]
        if not sessions:
            known = [*(item.id for item in document.sessions), *dict.fromkeys(item.kind for item in document.sessions)]
            hint = nearest(chosen, known) or "Write the id or the kind of an item."
            self.wrong("unknown-print", block, f"the programme “{slug}” has no item “{chosen}”", hint)
            return
        strange = [what for what in wanted if what not in ITEM_PARTS]
        if strange or not wanted:
            message = f"“{strange[0]}” of an item cannot be printed" if strange else "it does not say what to print"
            self.wrong("unknown-print", block, message, f"Write {' or '.join(ITEM_PARTS)}, or both.")
            return
        for item in sessions:
            self.item(item, document, wanted)

    def item(self, item: Session, document: Document, wanted: Iterable[str]) -> None:
        """One item: its heading, its key issues."""
        own = [block for block in document.blocks if block.session == item.id]
        for what in wanted:
            if what == "heading":
                title = next(block for block in own if block.kind is Kind.SESSION)
                parts = tuple(part for part in title.parts if part.field in ("label", "title"))
                anchor = self.anchors.derived(item.id)
                self.group, self.heading = anchor, inline.plain(item.title.key.msgid)
                self.printed = level = min(self.level + 1, _DEEPEST)
                self.blocks.append(Block(Kind.HEADING, parts, title.span, anchor, level=level, group=anchor))
            else:
                for block in own:
                    if block.kind is Kind.ISSUE:
                        group = self.group or (self.blocks[-1].group if self.blocks else "")
                        woven = replace(block, id=self.anchors.derived(block.id), group=group, session="")
                        self.blocks.append(woven)

    # ----------------------------------------------------------------------- terms

    def table(self, block: Block) -> None:
        """The abbreviations and what they mean, in the order of the source language's letters."""
        if block.asks[1:] not in [(table,) for table in TABLES]:
            hint = f"Write “{terms.DOMAIN} {TABLES[0]}”."
            self.wrong("unknown-print", block, f"“{' '.join(block.asks[1:])}” of the terms cannot be printed", hint)
            return
        self.blocks += self.cells(block)

    def cells(self, at: Block) -> Iterator[Block]:
        source = self.registry.conference.source
        short = [term for term in self.registry.terms.values() if any(w.short for w in term.wordings.values())]
        heads = [self.registry.labels[f"terms/{name}"] for name in ("abbreviation", "meaning")]
        rows: list[tuple[Part, ...]] = [tuple(heads)]
        rows += [terms.parts(term, source) for term in short]
        for row, parts in enumerate(rows):
            for column, part in enumerate(parts):
                name = f"term-{short[row - 1].id}" if row else "terms"
                anchor = self.anchors.derived(name if not column else f"{name}-meaning")
                yield replace(
                    at,
                    kind=Kind.CELL,
                    parts=(part,),
                    id=anchor,
                    row=row,
                    column=column,
                    sorted=True,
                    asks=(),
                )
