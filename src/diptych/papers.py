"""A conference's folder → the papers that the checks look at, in one pair of languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import facts, project, terms
from diptych.catalog import Entry, Key, State
from diptych.checks.view import Known, Name, Pair, Paper, Papers, Place, Said, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.model import Block, Document, Part
    from diptych.project import Folder

REGISTERS = ("conference", "people", "labels")
"""Documents that hold single texts: nothing is first mentioned there, and nothing follows on anything."""


def of(folder: Folder, lang: str, words: Iterable[str] = ()) -> Papers:
    """The conference's documents with their translations into a language; those written in it stand alone.

    ``words``: what the conference adds to the dictionary.
    """
    known = knowledge(folder, lang, words)
    papers = [_paper(folder, document, lang, known) for document in folder.documents]
    return Papers(tuple(papers), known, folder.known)


def knowledge(folder: Folder, lang: str, words: Iterable[str] = ()) -> Known:
    """What the conference has settled: terms, names with their translations, facts, usage."""
    conference = folder.conference
    people = folder.catalogs.get(lang, {}).get("people")
    entries = people.by_key() if people else {}
    names = [
        Name(
            person.name.key.msgid,
            _confirmed(entries, person.name),
            person.family,
            person.family_first,
            person.gender,
            person.id,
            Place(person.name.span.path, person.name.span.line, person.name),
        )
        for person in folder.known.people.values()
    ]
    said = {
        fact.id: {code: facts.said(fact, code) for code in conference.languages} for fact in conference.facts.values()
    }
    return Known(
        source=conference.source,
        target=lang,
        terms=tuple(folder.known.terms.values()),
        names=tuple(names),
        facts=said,
        words=frozenset(word.lower() for word in words),
        house=conference.house,
    )


def _confirmed(entries: Mapping[Key, Entry], part: Part) -> str:
    entry = entries.get(part.key)
    return entry.texts[0] if entry and entry.state is State.DONE else ""


def _paper(folder: Folder, document: Document, lang: str, known: Known) -> Paper:
    target = lang if document.lang != lang and (lang, document.slug) not in folder.unread else ""
    catalog = folder.catalogs.get(lang, {}).get(document.slug) if target else None
    entries = catalog.by_key() if catalog else {}
    path = project.catalog_path(document.slug, lang)
    made: dict[Key, tuple[Pair, ...]] = {}
    pairs: list[Pair] = []
    for block in document.blocks:
        for part in block.parts:
            if part.domain == document.slug and part.key.msgid:
                if part.key not in made:
                    made[part.key] = tuple(_pairs(part, block, document.lang, target, entries, path, known))
                pairs += made[part.key]
    whole = document.slug not in REGISTERS and document.slug != terms.DOMAIN
    return Paper(
        document.slug, document.lang, tuple(pairs), known, whole, target, document, folder.known, document.path
    )


def _pairs(
    part: Part, block: Block, source: str, target: str, entries: Mapping[Key, Entry], path: str, known: Known
) -> Iterator[Pair]:
    """The part's text with its translation, or each of its plural forms with that."""
    entry = entries.get(part.key)
    state = entry.state if entry else State.MISSING
    texts = entry.texts if entry else ("",)
    one, other = part.key.msgid, part.plural
    where = Place(part.span.path, part.span.line, part)
    singular = Said(one, source, known, Side.SOURCE, block.kind, where)
    plural = Said(other, source, known, Side.SOURCE, block.kind, where) if other else singular
    for form, text in enumerate(texts):
        place = Place(path, entry.line if entry else 1, part, entry, form)
        said = Said(text, target or known.target, known, Side.TARGET, block.kind, place)
        yield Pair(plural if form else singular, said, state, block, part.field, entry)
