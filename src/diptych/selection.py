"""Which messages somebody means by a document and the ids that its pages print."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import Catalog, Key, Span
from diptych.finding import UserError
from diptych.model import Block, Document, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is meant."""

    domain: str
    key: Key
    span: Span
    """Where the content says it."""


def select(
    slug: str,
    document: Document | None,
    template: Catalog | None,
    ids: Sequence[str],
    domains: Collection[str],
) -> tuple[Message, ...]:
    """The messages, in the order of the document, each once; all that it prints where no id is given.

    An id is the anchor of a block on the page (``op-5``); the anchor of a heading, a session or a day stands for all
    below it; or it is a context or the beginning of one (``session-1/title``, ``people/voronkov``). ``document``: None
    where a catalog belongs to none (the templates' words). ``template``: the document's own, for what no block prints.
    ``domains``: those that have catalogs; what else a document prints is no message (terms). Raises UserError for an
    id that the document does not have.
    """
    names: dict[Message, set[str]] = {}
    first: dict[tuple[str, Key], Message] = {}
    for message, called in (*_printed(document), *_rest(template)):
        if message.domain in domains:
            one = first.setdefault((message.domain, message.key), message)
            names.setdefault(one, set()).update(called, _beginnings(one.key.context))
    wanted = {name.removeprefix("#") for name in ids}
    every = sorted(set().union(*names.values()))
    for name in ids:
        if name.removeprefix("#") not in every:
            near = difflib.get_close_matches(name.removeprefix("#"), every, n=3, cutoff=0.5)
            raise UserError(
                f"{slug} has nothing that is called {name!r}",
                f"Did you mean {' or '.join(near)}?" if near else "An id is what stands behind # in a page's address.",
            )
    return tuple(message for message, called in names.items() if not wanted or called & wanted)


def _printed(document: Document | None) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """What the blocks print, with the ids of the blocks and of all they stand under."""
    headings: list[Block] = []
    day = ""
    for block in document.blocks if document else ():
        if block.kind is Kind.HEADING:
            day = ""
            headings = [one for one in headings if one.level < block.level] + [block]
        elif block.kind is Kind.DAY:
            day = block.id
        called = {block.id, block.group, block.session, day, *(one.id for one in headings)} - {""}
        for part in block.parts:
            yield Message(part.domain, part.key, part.span), tuple(called)


def _rest(template: Catalog | None) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for entry in template.entries if template else ():
        place, _, line = entry.references[0].rpartition(":") if entry.references else ("", "", "")
        span = Span(place, int(line)) if line.isdigit() else Span(entry.references[0] if entry.references else "")
        yield Message(template.domain if template else "", entry.key, span), ()


def _beginnings(context: str | None) -> set[str]:
    """``a/b/c``: ``a``, ``a/b`` and itself."""
    steps = context.split("/") if context else []
    return {"/".join(steps[:length]) for length in range(1, len(steps) + 1)}
