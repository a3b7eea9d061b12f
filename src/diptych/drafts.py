"""What a Markdown reader has found, not yet in its place → the blocks of a `Document` with their anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import inline
from diptych.catalog import Key, Span
from diptych.fields import Anchors, Head
from diptych.finding import Finding, Severity
from diptych.model import Block, Document, Kind, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIXES = {
    Kind.HEADING: "h",
    Kind.LIST_ITEM: "li",
    Kind.RECITAL: "recital",
    Kind.STATEMENT: "statement",
    Kind.PRINT: "print",
    Kind.QUOTE: "quote",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A block without its anchor: what comes before it in the document decides on that."""

    kind: Kind
    text: str
    span: Span
    own_id: str
    context: str | None
    comment: str
    level: int = 0
    number: str = ""
    parent: str = ""
    """The numbers of the list items around it, outermost first, as its anchor writes them: ``5-a``."""
    top: bool = False
    """It stands in no list, quote or table."""
    ordered: bool = False
    """It stands in ordered lists only."""
    follows: bool = False
    """It goes on with the paragraph before it, behind a hard break."""
    table: int = 0
    row: int = 0
    column: int = 0
    person: str = ""
    """STATEMENT: who speaks."""
    asks: tuple[str, ...] = ()
    """PRINT: what to print."""


def build(
    path: str, slug: str, front: Head, title: Block | None, drafts: Sequence[Draft], found: list[Finding]
) -> Document:
    """The blocks in their order, each with its anchor and the heading that it stands under.

    ``title``: the title, where the body's first heading is it. ``found`` takes what is wrong.
    """
    anchors = Anchors({draft.own_id for draft in drafts if draft.own_id})
    blocks = [*((title,) if title else ()), *front.blocks]
    for block in blocks:
        anchors.given(block.id)
    counts: dict[Kind, int] = {}
    group = heading = ""
    for draft in drafts:
        counts[draft.kind] = counts.get(draft.kind, 0) + 1
        if draft.own_id:
            anchor = anchors.given(draft.own_id)
            if anchor != draft.own_id:
                message, hint = f"“{draft.own_id}” is the id of two blocks", "Give each an id of its own."
                found.append(Finding("doubled-id", Severity.ERROR, draft.span, message, hint))
        else:
            anchor = anchors.derived(_anchor(draft, counts[draft.kind], declaration=front.kind == "declaration"))
        if draft.kind is Kind.HEADING:
            group, heading = anchor, inline.plain(draft.text)
        part = Part("text", slug, Key(draft.text, draft.context), draft.span, comment=draft.comment)
        blocks.append(
            Block(
                draft.kind,
                (part,) if draft.text else (),
                draft.span,
                anchor,
                level=0 if draft.kind is Kind.OPERATIVE else draft.level,
                number=draft.number,
                group=group,
                heading=heading,
                row=draft.row,
                column=draft.column,
                person=draft.person,
                asks=draft.asks,
            )
        )
    return Document(
        slug, front.kind or "document", front.lang, front.status, path, tuple(blocks), (), front.date, front.symbol
    )


def _anchor(draft: Draft, count: int, *, declaration: bool) -> str:
    """The anchor of a block without an id of its own; ``count`` is how many of its kind there are so far."""
    if draft.kind is Kind.CELL:
        return f"t-{draft.table}-{draft.row}-{draft.column}"
    if draft.kind is Kind.CHAPEAU:
        return "chapeau"
    if declaration and draft.ordered:
        return f"op-{draft.parent}"
    return f"{_PREFIXES.get(draft.kind, 'p')}-{count}"
