"""terms.yaml → the terms of the conference, in every language at once; and their catalogs, for what prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import inline, nodes, vocabulary
from diptych.catalog import Catalog, Entry, Key
from diptych.fields import Fields
from diptych.model import Part, Term, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.finding import Finding

DOMAIN = "terms"
"""The domain of the texts of terms.yaml: it has no catalog file, since the file has every language."""
NO_SHORT = "—"
"""What stands for an abbreviation that a language has not."""


def loads(text: str, path: str, langs: Sequence[str]) -> tuple[dict[str, Term], list[Finding]]:
    """Read terms.yaml; ``langs`` are the conference's languages, its source first.

    A term without a wording in the source language is a finding and is left out; one that lacks another language is
    a finding too.
    """
    root, found = nodes.loads(text, path)
    fields = Fields.of(root, None, found, root.span)
    terms: dict[str, Term] = {}
    for key, node in fields.node.entries:
        name = fields.checked_id(key)
        entry = Fields.of(node, (*vocabulary.TERM_KEYS, *langs), found, key.span)
        wordings = {}
        for lang in langs:
            if entry.node.get(lang) is None:
                entry.error("missing-key", f"the term “{name}” has no “{lang}”", f"Add a line “{lang}: {{term: …}}”.")
            elif wording := _wording(entry, lang):
                wordings[lang] = wording
        kind = entry.one_of("kind", vocabulary.TERM_KINDS, rule="unknown-kind", required=True) or "term"
        if name in terms:
            fields.error("doubled-id", f"“{name}” stands twice", "Give each an id of its own.", key.span)
        elif langs[0] in wordings:
            terms[name] = Term(name, kind, wordings, entry.plain("note"), key.span)
    return terms, nodes.told(found)


def _wording(entry: Fields, lang: str) -> Wording | None:
    at = Fields.of(entry.node.get(lang), vocabulary.WORDING_KEYS, entry.found, entry.node.span)
    term, short = at.text("term", required=True), at.plain("short")
    avoid = tuple(node.text for node in at.texts("avoid"))
    own = {term.text, short} if term else {short}
    for node in (at.text("term"), at.text("short")):
        at.found.extend(inline.faults(node.text, node.span) if node else ())
    for form in avoid:
        if form in own:
            at.error("avoided-term", f"“{form}” is the term itself", "Take it out of “avoid”.")
    return Wording(term.text, short, avoid, term.span) if term else None


def parts(term: Term, source: str) -> tuple[Part, Part]:
    """The abbreviation and the term, in the source language, as the parts of blocks; ``—`` for no abbreviation."""
    wording = term.wordings[source]
    return (
        Part("text", DOMAIN, Key(wording.short or NO_SHORT, f"{term.id}/short"), wording.span),
        Part("text", DOMAIN, Key(wording.term, f"{term.id}/term"), wording.span),
    )


def catalog(terms: Mapping[str, Term], source: str, target: str) -> Catalog:
    """The terms as a catalog from one language to another: what a table of terms says in that language."""
    entries = []
    for term in terms.values():
        wording = term.wordings.get(target)
        said = (wording.short or NO_SHORT, wording.term) if wording else ("", "")
        entries += [Entry(part.key, (text,)) for part, text in zip(parts(term, source), said, strict=True)]
    return Catalog(DOMAIN, source, target, entries=tuple(entries))
