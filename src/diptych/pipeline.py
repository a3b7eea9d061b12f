"""The use cases: extract, coverage, check, render, build. They return values and never print."""

from __future__ import annotations

import dataclasses
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import (
    checks,
    coverage,
    extract,
    glossary,
    languages,
    manifest,
    merge,
    po,
    project,
    published,
    site,
    terms,
)
from diptych import plan as planning
from diptych.finding import Finding, Severity
from diptych.frame import Frames
from diptych.model import Kind
from diptych.parallel import join
from diptych.plan import REGISTERS
from diptych.render import html
from diptych.template_words import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from diptych.merge import Report
    from diptych.model import Artifact, Catalog, Document, Key
    from diptych.plan import Plan
    from diptych.project import Folder

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
        for domain, template in extract.extract(
            folder.documents, folder.templates, conference.source, conference.facts
        ).items()
    }
    done: list[Extracted] = []
    files: dict[str, bytes] = {}
    catalogs = {lang: dict(domains) for lang, domains in folder.catalogs.items()}
    # The comments of people.po tell their roles in the documents: half of a programme would tell half of them.
    half_read = folder.half_read - {terms.DOMAIN, published.PATH}
    half_read |= {"people"} if half_read else set()
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
    files |= _glossaries(folder)
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


def _glossaries(folder: Folder) -> dict[str, bytes]:
    """The terms for translators' programs, beside their catalogs; none where there are no terms."""
    conference, wordings = folder.conference, folder.known.terms
    files: dict[str, bytes] = {}
    for lang in conference.targets if wordings and terms.DOMAIN not in folder.half_read else ():
        stem = f"locales/{lang}/glossary"
        files[f"{stem}.csv"] = glossary.as_csv(wordings, conference.source, lang)
        title = f"{conference.title.key.msgid} ({conference.short.key.msgid})"
        files[f"{stem}.tbx"] = glossary.as_tbx(wordings, conference.source, lang, title)
    return files


# --------------------------------------------------------------------------- check


def check(folder: Folder, more: Sequence[checks.Check] = ()) -> list[Finding]:
    """What the readers found, and what the checks say of each row; sorted by place, each once."""
    found = list(folder.findings)
    if folder.registry is not None:
        translations = planning.translations(folder)
        for document in folder.documents:
            for lang in folder.conference.languages:
                if lang != document.lang and (lang, document.slug) not in folder.unread:
                    path = project.catalog_path(document.slug, lang)
                    found += checks.run(join(document, translations, lang), path, (*checks.ALL, *more))
    return sorted(set(found), key=lambda f: (f.span, f.rule, f.message))


# --------------------------------------------------------------------------- render


def plan(
    folder: Folder,
    tools: manifest.Tools | None = None,
    *,
    documents: Sequence[str] = (),
    editions: Sequence[str] = (),
    outputs: Sequence[str] = (),
    missing: str = "",
    extraction: Extraction | None = None,
) -> Plan:
    """The files to make, as `plan.plan` says; ``extraction``: of the folder, where it is at hand."""
    extraction = extraction or extract_all(folder)
    return planning.plan(
        folder,
        cover(extraction),
        tools,
        documents=documents,
        editions=editions,
        outputs=outputs,
        missing=missing,
        words=extraction.words,
    )


def coverage_page(extraction: Extraction, rows: Sequence[coverage.Coverage]) -> Artifact:
    """The coverage as one page that asks for nothing."""
    folder = extraction.folder
    data = coverage.as_data(rows, coverage.totals(cover(extraction)))
    frames = Frames(folder.known, planning.translations(folder), (), (), ())
    page = site.coverage_page(folder.documents, frames, data["documents"], data["total"], inline=True)
    return html.write(page, folder.templates)


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
) -> Rendered:
    """Make what the plan says and is not there already, and write each file as it is made.

    ``whole``: the plan is all that the folder should hold, so files that an earlier plan made and this one does not
    are removed; but never while something could not be read, since yesterday's file is better than none.
    """
    known = manifest.read(out)
    wanted = {path: job.digest for job in plan_.jobs for path in job.paths}
    standing = {path for path, digest in wanted.items() if manifest.stands(out, path, digest, known)}
    todo = [job for job in plan_.jobs if not standing.issuperset(job.paths)]
    made: list[str] = []
    now = dict(known)
    count = sum(len(job.paths) for job in todo)
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for job, artifacts in zip(todo, pool.map(lambda job: job.make(), todo), strict=True):
                for path, artifact in zip(job.paths, artifacts, strict=True):
                    if artifact.path != path:
                        raise ValueError(f"{path} was planned, {artifact.path} was made")
                    project.write(out / path, artifact.data)
                    now[path] = [job.digest, manifest.digest(artifact.data)]
                    made.append(path)
                    step(path, count)
        sound = plan_.editions and not any(f.severity is Severity.ERROR for f in folder.findings)
        gone = sorted(set(known) - set(wanted)) if whole and sound else []
        for path in gone:
            project.remove(out / path)
            now.pop(path)
    finally:
        if now != known:
            project.write(out / manifest.NAME, manifest.dumps(now))
    return Rendered(tuple(made), tuple(path for path in wanted if path not in made), tuple(gone))


def publish(plan_: Plan, folder: Folder) -> tuple[str, ...]:
    """Note in content/published.json what the calendars say now; the ids of the items that are new, changed or gone."""
    before = folder.published.items
    text = published.dumps(plan_.published)
    if text != published.dumps(folder.published):
        project.write(folder.root / published.PATH, text.encode())
    return tuple(name for name, item in plan_.published.items.items() if before.get(name) != item)
