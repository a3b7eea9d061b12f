"""The use cases: extract, coverage, check, render, build. They return values and never print."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from diptych import checks, compose, coverage, extract, languages, manifest, merge, po, project, site
from diptych.edition import Edition, Lack
from diptych.finding import Finding, Severity, UserError
from diptych.model import Artifact, Catalog, Document, Key, Kind, Part, Span, State
from diptych.parallel import Translations, join
from diptych.render import OUTPUTS, Output, html, webfont
from diptych.template_words import DOMAIN, TemplateWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from diptych.merge import Report
    from diptych.project import Folder

FACES = ".diptych-faces.css"
"""In the output folder: the faces of the pages, for the next build."""
REGISTERS = ("conference", "people", "labels")
"""The documents that print only as parts of others."""

# --------------------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extract did, or would do, to one catalog."""

    domain: str
    lang: str
    report: Report


@dataclass(frozen=True, slots=True)
class Extraction:
    """The result of extract."""

    folder: Folder
    """With the merged catalogs in place of those on disk."""
    templates: Mapping[str, Catalog]
    """By domain: what the content says now."""
    done: tuple[Extracted, ...]
    changed: Mapping[str, bytes]
    """The files that differ from those on disk, by path."""
    skipped: tuple[str, ...]
    """Catalog files that stay as they are, because they do not parse or their document was read only in part."""

    @property
    def words(self) -> Catalog | None:
        """The templates' own words, where they have any."""
        return self.templates.get(DOMAIN)


def extract_all(folder: Folder, *, refresh_references: bool = False, prune: bool = False) -> Extraction:
    """Content and templates → catalogs, merged with what translators wrote. Writes nothing."""
    conference = folder.conference
    templates = {
        domain: _calm(template, folder.catalogs.get("", {}).get(domain), refresh_references=refresh_references)
        for domain, template in extract.extract(folder.documents, folder.templates, conference.source).items()
    }
    done: list[Extracted] = []
    files: dict[str, bytes] = {}
    catalogs = {lang: dict(domains) for lang, domains in folder.catalogs.items()}
    # The comments of people.po tell their roles in the documents: half of a programme would tell half of them.
    half_read = folder.half_read | ({"people"} if folder.half_read else set())
    for domain, template in templates.items():
        if domain in half_read:
            continue
        files[project.catalog_path(domain)] = po.dumps(template).encode()
        for lang in conference.languages:
            if lang == template.source or (lang, domain) in folder.unread:
                continue
            old = folder.catalogs[lang].get(domain)
            others = [c for name, c in folder.catalogs[lang].items() if name != domain]
            merged, report = merge.merge(
                template,
                old,
                lang,
                others=others,
                plural_forms=languages.plural_forms(lang),
                nplurals=languages.nplurals(lang),
                refresh_references=refresh_references,
            )
            if prune:
                merged = merge.prune(merged)
            catalogs[lang][domain] = merged
            files[project.catalog_path(domain, lang)] = po.dumps(merged).encode()
            done.append(Extracted(domain, lang, report))
    return Extraction(
        dataclasses.replace(folder, catalogs=catalogs),
        templates,
        tuple(done),
        {path: data for path, data in files.items() if folder.files.get(path) != data},
        tuple(
            sorted(
                [project.catalog_path(domain, lang) for lang, domain in folder.unread]
                + [project.catalog_path(domain) for domain in half_read]
            )
        ),
    )


def _calm(template: Catalog, old: Catalog | None, *, refresh_references: bool) -> Catalog:
    """The template with the line numbers of the old one wherever an entry is the same."""
    forms = languages.nplurals(template.source)
    return merge.merge(template, old, "", nplurals=forms, refresh_references=refresh_references)[0]


def write_catalogs(extraction: Extraction) -> None:
    """Put the changed catalogs on disk, each whole."""
    for path, data in extraction.changed.items():
        project.write(extraction.folder.root / path, data)


# --------------------------------------------------------------------------- coverage


def cover(extraction: Extraction, *, by_section: bool = False) -> list[coverage.Coverage]:
    """The coverage of every document in every language it is translated into, in the conference's order."""
    folder = extraction.folder
    out: list[coverage.Coverage] = []
    for domain, template in extraction.templates.items():
        document = next((d for d in folder.documents if d.slug == domain), None)
        sections = _sections(document) if by_section and document and domain not in REGISTERS else None
        for lang in folder.conference.languages:
            if lang != template.source and (lang, domain) not in folder.unread:
                catalog = folder.catalogs[lang].get(domain)
                out += coverage.count(template, catalog, lang, sections)
    return out


def _sections(document: Document) -> dict[Key, str]:
    """The session or heading that each message first stands under, in the source language."""
    sections: dict[Key, str] = {}
    for block in document.blocks:
        own = block.kind in (Kind.SESSION, Kind.HEADING) and block.parts
        section = block.parts[-1].key.msgid if own and block.kind is Kind.HEADING else block.heading
        if block.kind is Kind.SESSION:
            section = next((p.key.msgid for p in block.parts if p.field == "title"), section)
        for part in block.parts:
            if part.domain == document.slug:
                sections.setdefault(part.key, section or block.group)
    return sections


# --------------------------------------------------------------------------- check


def check(folder: Folder, more: Sequence[checks.Check] = ()) -> list[Finding]:
    """What the readers found, and what the checks say of each row; sorted by place, each once."""
    found = list(folder.findings)
    if folder.registry is not None:
        translations = _translations(folder)
        for document in folder.documents:
            for lang in folder.conference.languages:
                if lang != document.lang and (lang, document.slug) not in folder.unread:
                    path = project.catalog_path(document.slug, lang)
                    found += checks.run(join(document, translations, lang), path, (*checks.ALL, *more))
    return sorted(set(found), key=lambda f: (f.span, f.rule, f.message))


# --------------------------------------------------------------------------- render


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: an edition in one output."""

    path: str
    output: Output
    edition: Edition
    digest: str
    """Of everything that it is made of."""
    beside: tuple[str, ...]
    """The formats that the same document is made in."""
    words: TemplateWords
    """The templates' own words in the edition's first language."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What render would make, and why not all of it."""

    jobs: tuple[Job, ...]
    refused: tuple[tuple[str, Lack], ...]
    """(edition and document, what lacks), where missing translations are refused."""
    skipped: tuple[str, ...]
    """Editions that cannot be made because a catalog or the document does not parse."""
    editions: tuple[Edition, ...]
    tools: manifest.Tools


def plan(
    folder: Folder,
    tools: manifest.Tools | None = None,
    *,
    documents: Sequence[str] = (),
    editions: Sequence[str] = (),
    outputs: Sequence[str] = (),
    missing: str = "",
    words: Catalog | None = None,
) -> Plan:
    """The files to make. Raises UserError for a document, an edition or an output that nobody knows.

    ``tools``: what they are made with; the tools of this installation where nothing is said.
    ``words``: the template catalog of the templates' own words, where they have any.
    ``missing``: ``mark`` or ``source`` or ``refuse``; empty for ``refuse`` in final documents and ``mark`` in drafts.
    """
    published = [document for document in folder.documents if document.slug not in REGISTERS]
    _known("document", documents, [document.slug for document in published])
    _known("output", outputs, [output.name for output in OUTPUTS])
    everything = [name for d in published for name, _ in compose.editions(d, folder.conference.languages)]
    _known("edition", editions, everything)
    tools = tools or manifest.tools()
    translations = _translations(folder)
    speaking = {lang: TemplateWords(translations, lang) for lang in folder.conference.languages}
    jobs: list[Job] = []
    made: list[Edition] = []
    refused: list[tuple[str, Lack]] = []
    skipped: list[str] = []
    for document in published:
        if documents and document.slug not in documents:
            continue
        for name, langs in compose.editions(document, folder.conference.languages):
            if editions and name not in editions:
                continue
            if not _readable(folder, document, langs):
                skipped.append(f"{name}/{document.slug}")
                continue
            edition = compose.build(document, langs, folder.known, translations, marked=missing != "source")
            policy = missing or ("refuse" if document.status == "final" else "mark")
            if policy == "refuse":
                lacks = (*edition.lacks, *_words_lacking(words, translations, langs[0]))
                refused += [(f"{name}/{document.slug}", lack) for lack in lacks]
            made.append(edition)
            jobs += _jobs(edition, folder, tools, outputs, speaking[langs[0]])
    return Plan(tuple(jobs), tuple(refused), tuple(skipped), tuple(made), tools)


def _known(what: str, wanted: Sequence[str], there: Sequence[str]) -> None:
    for name in wanted:
        if name not in there:
            raise UserError(f"there is no {what} {name!r}", f"There is: {', '.join(dict.fromkeys(there))}.")


def _readable(folder: Folder, document: Document, langs: Sequence[str]) -> bool:
    """Whether all that the edition needs was read without an error."""
    domains = {part.domain for block in document.blocks for part in block.parts} | {document.slug, *REGISTERS}
    if domains & folder.half_read or any((lang, domain) in folder.unread for lang in langs for domain in domains):
        return False
    if document.status != "final":
        return True
    paths = {d.path for d in folder.documents if d.slug in domains}
    return not any(f.severity is Severity.ERROR and f.span.path in paths for f in folder.findings)


def _translations(folder: Folder) -> Translations:
    sources = {document.slug: document.lang for document in folder.documents}
    return Translations({DOMAIN: folder.conference.source, **sources}, folder.catalogs)


def _words_lacking(words: Catalog | None, translations: Translations, lang: str) -> list[Lack]:
    """The templates' own words that have no confirmed translation: a page speaks them in its first language."""
    lacks = []
    for entry in words.entries if words else ():
        path, _, line = entry.references[0].rpartition(":")
        part = Part("text", DOMAIN, entry.key, Span(path, int(line)), entry.plural)
        state = translations.text(part, lang).state
        if state is not State.DONE:
            lacks.append(Lack(part, lang, state))
    return lacks


def _jobs(
    edition: Edition, folder: Folder, tools: manifest.Tools, wanted: Sequence[str], words: TemplateWords
) -> list[Job]:
    jobs = []
    templates = folder.templates
    outputs = [output for output in OUTPUTS if not wanted or output.name in wanted]
    # A page links to the files beside it, and to the calendars of its document.
    beside = tuple(output.name for output in outputs if output.name != "ics" or edition.sessions)
    spoken = repr(folder.catalogs.get(edition.languages[0], {}).get(DOMAIN))
    said = repr(edition).encode()
    for output in outputs:
        if output.name == "ics" and (edition.parallel or not edition.sessions):
            continue
        digest = manifest.digest(
            said,
            repr([(room, tools.code[room]) for room in output.rooms]).encode(),
            repr([(name, tools.versions[name]) for name in output.libraries]).encode(),
            repr([(name, templates.get(name)) for name in output.templates]).encode(),
            tools.fonts.encode() if output.name in ("html", "pdf") else b"",
            repr((beside, spoken)).encode() if output.name == "html" else b"",
        )
        jobs.append(Job(f"{edition.name}/{edition.slug}.{output.name}", output, edition, digest, beside, words))
    return jobs


Maker = Callable[[Callable[[], str]], Artifact]
"""Makes a file; it is given where the faces of the pages come from, and asks only if it makes a page."""


def make(job: Job, templates: Mapping[str, str], faces: Callable[[], str]) -> Artifact:
    """Make one file."""
    match job.output.name:
        case "html":
            return html.render(job.edition, templates, formats=job.beside, fonts=faces(), translations=job.words)
        case "pdf":
            from diptych.render import pdf

            return pdf.render(job.edition, templates)
        case "docx":
            from diptych.render import docx

            return docx.render(job.edition, templates)
        case _:
            from diptych.render import ics

            calendar = ics.render(job.edition)
            if calendar is None:
                raise ValueError(f"{job.path}: an edition without a calendar was planned")
            return calendar


def front_pages(extraction: Extraction, plan_: Plan) -> dict[str, tuple[str, Maker]]:
    """The pages above the documents, each with its digest and its maker: the index and the state of translation."""
    folder = extraction.folder
    rows = cover(extraction)
    translations = _translations(folder)
    shown = site.index(plan_.editions, [job.path for job in plan_.jobs], rows, folder.known, translations)
    output = OUTPUTS[0]
    common = [plan_.tools.fonts, *(plan_.tools.code[room] for room in output.rooms)]
    common += [plan_.tools.versions[name] for name in output.libraries]
    style = [folder.templates.get(name, "") for name in ("style.css", "parts.html")]

    def digest(template: str, said: object) -> str:
        return manifest.digest(
            repr(said).encode(), repr([*common, *style, folder.templates.get(template, "")]).encode()
        )

    data = coverage.as_data(rows, coverage.totals(rows))
    titles = site.names(folder.documents, folder.known, translations)
    return {
        "index.html": (
            digest("index.html", shown),
            lambda faces: html.index(shown, folder.templates, fonts=faces()),
        ),
        site.COVERAGE_PAGE: (
            digest("coverage.html", (data, titles, shown.title, shown.words)),
            lambda faces: coverage_page(extraction, rows, faces(), "index.html"),
        ),
    }


def coverage_page(
    extraction: Extraction, rows: Sequence[coverage.Coverage], fonts: str = "", home: str = ""
) -> Artifact:
    """The coverage as one self-contained page; with the fonts where they are given."""
    folder = extraction.folder
    data = coverage.as_data(rows, coverage.totals(cover(extraction)))
    return site.coverage(
        data["documents"],
        data["total"],
        folder.documents,
        folder.known,
        _translations(folder),
        folder.templates,
        fonts,
        home,
    )


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made and what was there already."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...] = ()


def render(
    plan_: Plan,
    folder: Folder,
    out: Path,
    step: Callable[[str, int], None] = lambda _path, _total: None,
    *,
    whole: bool = False,
    more: Mapping[str, tuple[str, Maker]] | None = None,
) -> Rendered:
    """Make what the plan says and is not there already, and write each file as it is made.

    ``more``: further files by their path, each with its digest and its maker. ``whole``: the plan is all that the
    folder should hold, so files that an earlier plan made and this one does not are removed; but never while something
    could not be read, since yesterday's file is better than none.
    """
    known = manifest.read(out)
    wanted: dict[str, str] = {job.path: job.digest for job in plan_.jobs}
    makers: dict[str, Maker] = {}
    for job in plan_.jobs:
        makers[job.path] = partial(make, job, folder.templates)
    for path, (digest, maker) in (more or {}).items():
        wanted[path], makers[path] = digest, maker
    todo = [path for path, digest in wanted.items() if not manifest.stands(out, path, digest, known)]
    now = dict(known)
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            faces = _Faces(out, plan_.tools, known, pool if any(path.endswith(".html") for path in todo) else None)
            for path, artifact in zip(todo, pool.map(lambda path: makers[path](faces), todo), strict=True):
                project.write(out / path, artifact.data)
                now[path] = [wanted[path], manifest.digest(artifact.data)]
                step(path, len(todo))
            now |= faces.keep()
        sound = plan_.jobs and not any(f.severity is Severity.ERROR for f in folder.findings)
        gone = sorted(set(known) - set(wanted) - {FACES}) if whole and sound else []
        for path in gone:
            project.remove(out / path)
            now.pop(path)
    finally:
        if now != known:
            project.write(out / manifest.NAME, manifest.dumps(now))
    return Rendered(tuple(todo), tuple(path for path in wanted if path not in todo), tuple(gone))


class _Faces:
    """The faces of the pages, cut once and kept in the output folder: cutting them takes longer than all pages."""

    def __init__(
        self, out: Path, tools: manifest.Tools, known: Mapping[str, list[str]], pool: ThreadPoolExecutor | None
    ) -> None:
        """Begins at once in the pool, so that other files are made meanwhile; without a pool nobody will ask."""
        versions = [tools.versions[name] for name in ("brotli", "fonttools")]
        self._made_of = manifest.digest(repr([tools.fonts, tools.code["render/webfont.py"], *versions]).encode())
        self._path = out / FACES
        self._stands = manifest.stands(out, FACES, self._made_of, known)
        self._text = pool.submit(self._cut) if pool else None

    def _cut(self) -> str:
        kept = project.existing(self._path) if self._stands else None
        return kept.decode() if kept else webfont.css()

    def __call__(self) -> str:
        """The ``@font-face`` rules."""
        return self._text.result() if self._text else ""

    def keep(self) -> dict[str, list[str]]:
        """Write them beside the manifest if they are new; returns the manifest's line of them."""
        if self._text is None or self._stands:
            return {}
        data = self().encode()
        project.write(self._path, data)
        return {FACES: [self._made_of, manifest.digest(data)]}
