"""Which editions there are, which files a build or a render makes of them, and why not all."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import approvals, compose, coverage, manifest, published, site, terms, works
from diptych.catalog import Catalog, Span, State
from diptych.edition import Edition, Lack
from diptych.finding import Severity, UserError
from diptych.model import Document, Part
from diptych.parallel import Translations
from diptych.render import OUTPUTS
from diptych.template_words import DOMAIN, TemplateWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.project import Folder
    from diptych.published import Item, Published
    from diptych.works import Job

REGISTERS = ("conference", "people", "labels")
"""The documents that print only as parts of others."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to make, and why not all of it."""

    jobs: tuple[Job, ...]
    refused: tuple[tuple[str, Lack], ...]
    """(edition and document, what lacks), where missing translations are refused."""
    skipped: tuple[str, ...]
    """Editions that cannot be made because a catalog or the document does not parse."""
    editions: tuple[Edition, ...]
    """Those that are asked for and can be made."""
    tools: manifest.Tools
    published: Published
    """What publishing would note of the programmes' items."""


def plan(
    folder: Folder,
    counted: Sequence[coverage.Coverage],
    tools: manifest.Tools | None = None,
    *,
    documents: Sequence[str] = (),
    editions: Sequence[str] = (),
    outputs: Sequence[str] = (),
    missing: str = "",
    approved: bool = False,
    words: Catalog | None = None,
) -> Plan:
    """The files to make. Raises UserError for a document, an edition or an output that nobody knows.

    Every edition is composed, since pages name each other; where ``documents``, ``editions`` or ``outputs`` are named,
    only their files are made (and what their pages share), as the whole site has them. ``counted``: the coverage of
    each document. ``tools``: what files are made with; the tools of this installation where nothing is said.
    ``words``: the template catalog of the templates' own words, where they have any. ``missing``: ``mark`` or
    ``source`` or ``refuse``; empty for ``refuse`` in final documents and ``mark`` in drafts. ``approved``: a confirmed
    translation that no reviser approved counts as missing, and an empty ``missing`` is ``refuse`` for drafts too.
    """
    conference = folder.conference
    there = [document for document in folder.documents if document.slug not in REGISTERS]
    names = {document.slug: compose.editions(document, conference.languages) for document in there}
    known("document", documents, list(names))
    known("output", outputs, [output.name for output in OUTPUTS])
    known("edition", editions, [name for own in names.values() for name, _ in own])
    confirmed = translations(folder)
    folder = _only_approved(folder) if approved else folder
    spoken = translations(folder) if approved else confirmed
    made: list[Edition] = []
    shown: list[Edition] = []
    refused: list[tuple[str, Lack]] = []
    skipped: list[str] = []
    for document in there:
        for name, langs in names[document.slug]:
            asked = (not documents or document.slug in documents) and (not editions or name in editions)
            if not _readable(folder, document, langs):
                skipped += [f"{name}/{document.slug}"] if asked else []
                continue
            edition = compose.build(document, langs, folder.known, spoken, marked=missing != "source")
            made.append(edition)
            shown += [edition] if asked else []
            policy = missing or ("refuse" if document.status == "final" or approved else "mark")
            if asked and policy == "refuse":
                lacks = (*edition.lacks, *_words_lacking(words, spoken, langs[0]))
                refused += [(f"{name}/{document.slug}", _state(lack, confirmed)) for lack in lacks]
    materials = works.Materials(folder.known, spoken, folder.templates, tools or manifest.tools())
    noted = _noted(folder, there, made)
    whole = not (documents or editions or outputs)
    jobs = tuple(
        job
        for job in _jobs(folder, made, counted, materials, noted.items)
        if (whole or _asked(job, documents, editions, outputs))
        # What was published is not known: the calendars of an earlier build are better than wrong numbers.
        and not (job.output == "ics" and published.PATH in folder.half_read)
    )
    return Plan(jobs, tuple(refused), tuple(skipped), tuple(shown), materials.tools, noted)


def known(what: str, wanted: Sequence[str], there: Sequence[str]) -> None:
    """Raise UserError for a name that is not there."""
    for name in wanted:
        if name not in there:
            raise UserError(f"there is no {what} {name!r}", f"There is: {', '.join(dict.fromkeys(there))}.")


def _asked(job: Job, documents: Sequence[str], editions: Sequence[str], outputs: Sequence[str]) -> bool:
    """Whether a job is one of what is asked for, or is shared by pages that are."""
    if not job.slug:
        return job.output in works.SHARED and (not outputs or "html" in outputs)
    return (
        (not documents or job.slug in documents)
        and (not editions or job.edition in editions)
        and (not outputs or job.output in outputs)
    )


def _jobs(
    folder: Folder,
    made: Sequence[Edition],
    counted: Sequence[coverage.Coverage],
    materials: works.Materials,
    items: Mapping[str, Item],
) -> Iterator[Job]:
    """All jobs of the site, so that each page knows which files there will be."""
    beside = [job for edition in made for job in works.files(edition, materials, _own(edition, made, items))]
    beside += works.texts(folder.documents, materials)
    if not made:
        return
    pictures = list(works.cards(made, materials))
    paths = [path for job in (*beside, *pictures) for path in job.paths]
    told = coverage.as_data(counted, coverage.totals(counted))
    scripts = [name for name in folder.templates if name.endswith(".js") and "/" not in name]
    shown = site.pages(
        folder.documents,
        folder.known,
        materials.translations,
        made,
        paths,
        counted,
        told["documents"],
        told["total"],
        scripts,
    )
    words = {lang: TemplateWords(materials.translations, lang) for lang in folder.conference.languages}
    said = {lang: folder.catalogs.get(lang, {}).get(DOMAIN) for lang in folder.conference.languages}
    yield from works.shared(made, shown, materials)
    yield from works.pages(shown, materials, words, said)
    yield from pictures
    yield from beside


def _own(edition: Edition, made: Sequence[Edition], items: Mapping[str, Item]) -> Mapping[str, Item]:
    """The items of an edition's programme; what is cancelled stands in the first programme of the conference."""
    first = next((one.slug for one in made if one.sessions), "")
    there = {session.id for session in edition.sessions}
    return items if edition.slug == first else {name: item for name, item in items.items() if name in there}


def _noted(folder: Folder, there: Sequence[Document], made: Sequence[Edition]) -> Published:
    """What publishing would note of the items of all programmes; what it noted last while one of them is half there."""
    spoken = set(folder.conference.languages)
    found: dict[str, Item] = {}
    for document in there:
        own = [edition for edition in made if edition.slug == document.slug]
        if document.kind == "programme" and {edition.name for edition in own if not edition.parallel} != spoken:
            return folder.published
        found |= published.items([edition for edition in own if edition.sessions])
    return published.advance(folder.published, found)


def _readable(folder: Folder, document: Document, langs: Sequence[str]) -> bool:
    """Whether all that the edition needs was read without an error."""
    domains = {part.domain for block in document.blocks for part in block.parts} | {document.slug, *REGISTERS}
    if domains & folder.half_read or any((lang, domain) in folder.unread for lang in langs for domain in domains):
        return False
    if document.status != "final":
        return True
    paths = {d.path for d in folder.documents if d.slug in domains}
    return not any(f.severity is Severity.ERROR and f.span.path in paths for f in folder.findings)


def _only_approved(folder: Folder) -> Folder:
    """The folder as if nobody had translated what no reviser approved. Terms are content: whoever writes them signs."""
    catalogs = {
        lang: {
            domain: approvals.only_approved(folder.approvals.get(lang), catalog) if lang else catalog
            for domain, catalog in domains.items()
        }
        for lang, domains in folder.catalogs.items()
    }
    return dataclasses.replace(folder, catalogs=catalogs)


def _state(lack: Lack, confirmed: Translations) -> Lack:
    """With the state that the catalog has: ``DONE`` is confirmed, but not approved."""
    return dataclasses.replace(lack, state=confirmed.text(lack.part, lack.lang).state)


def translations(folder: Folder) -> Translations:
    """What every part says in each language, terms included."""
    conference = folder.conference
    sources = {document.slug: document.lang for document in folder.documents}
    worded = {
        lang: {
            **folder.catalogs.get(lang, {}),
            terms.DOMAIN: terms.catalog(folder.known.terms, conference.source, lang),
        }
        for lang in conference.languages
    }
    return Translations({DOMAIN: conference.source, terms.DOMAIN: conference.source, **sources}, worded)


def _words_lacking(words: Catalog | None, spoken: Translations, lang: str) -> list[Lack]:
    """The templates' own words that have no confirmed translation: a page speaks them in its first language."""
    lacks = []
    for entry in words.entries if words else ():
        path, _, line = entry.references[0].rpartition(":")
        part = Part("text", DOMAIN, entry.key, Span(path, int(line)), entry.plural)
        state = spoken.text(part, lang).state
        if state is not State.DONE:
            lacks.append(Lack(part, lang, state))
    return lacks
