"""The use cases: extract, coverage, check, render, build. They return values and never print."""

from __future__ import annotations

import dataclasses
import functools
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import (
    approvals,
    coverage,
    disk,
    extract,
    glossary,
    languages,
    manifest,
    merge,
    places,
    po,
    project,
    published,
    site,
    terms,
)
from diptych import plan as planning
from diptych.catalog import State
from diptych.finding import Finding, Severity, UserError
from diptych.frame import Frames
from diptych.model import Kind
from diptych.plan import REGISTERS
from diptych.render import html
from diptych.template_words import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from diptych.catalog import Catalog, Key
    from diptych.merge import Report
    from diptych.model import Artifact, Document
    from diptych.plan import Plan
    from diptych.project import Folder
    from diptych.rules import Memory

# --------------------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extract did, or would do, to one catalog."""

    domain: str
    lang: str
    report: Report


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a translation that stands although its source changed, as somebody said."""

    place: str
    """As it was said."""
    domain: str
    lang: str
    key: Key
    before: State
    after: State


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
    standing: tuple[Standing, ...] = ()
    """What ``keep`` did, place by place."""
    memory: tuple[Finding, ...] = ()
    """What is wrong with the files of the translation memory: those that are damaged are not asked."""
    reformed: tuple[str, ...] = ()
    """Catalogs that another program had written in another form: wrapped, ordered, encoded otherwise."""
    pruned: int = 0
    """How many obsolete entries were taken out for good, because it was asked for."""

    @property
    def words(self) -> Catalog | None:
        """The templates' own words, where they have any."""
        return self.templates.get(DOMAIN)


def extract_all(
    folder: Folder,
    *,
    refresh_references: bool = False,
    prune: bool = False,
    remember: bool = True,
    keep: Sequence[str] = (),
) -> Extraction:
    """Content and templates → catalogs, merged with what translators wrote. Writes nothing.

    ``remember``: the translation memory is asked, too; who does not write the catalogs has no need of it. ``keep``:
    places of the content (``declaration.md:12``) where a source changed and its translations stand. Raises UserError
    for a place where nothing stands.
    """
    conference = folder.conference
    memories = _Memories(folder.root) if remember else None
    fresh = extract.extract(folder.documents, folder.templates, conference.source, conference.facts)
    kept = {place: places.find(fresh, place, functools.partial(_text, folder.root)) for place in keep}
    templates = {
        domain: _calm(template, folder.catalogs.get("", {}).get(domain), refresh_references=refresh_references)
        for domain, template in fresh.items()
    }
    done: list[Extracted] = []
    pruned = 0
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
                keep={key for found in kept.values() for name, key in found if name == domain},
                memory=memories.of(template.source, lang) if memories else None,
            )
            if prune:
                pruned += sum(entry.obsolete for entry in merged.entries)
                merged = merge.prune(merged)
            catalogs[lang][domain] = merged
            files[project.catalog_path(domain, lang)] = po.dumps(merged).encode()
            done.append(Extracted(domain, lang, report))
    files |= _glossaries(folder)
    signed = _signed(folder, catalogs, done, prune=prune)
    files |= {approvals.path(lang): approvals.dumps(of) for lang, of in signed.items() if of != folder.approvals[lang]}
    changed = {path: data for path, data in files.items() if folder.files.get(path) != data}
    return Extraction(
        dataclasses.replace(folder, catalogs=catalogs, approvals=signed),
        templates,
        tuple(done),
        changed,
        tuple(
            sorted(
                [project.catalog_path(domain, lang) for lang, domain in folder.unread]
                + [project.catalog_path(domain) for domain in half_read]
            )
        ),
        _standing(folder, catalogs, kept, done),
        tuple(dict.fromkeys(memories.findings)) if memories else (),
        tuple(
            path
            for one in done
            if (path := project.catalog_path(one.domain, one.lang)) in changed and _odd(folder, one)
        ),
        pruned,
    )


def _odd(folder: Folder, one: Extracted) -> bool:
    """Whether a catalog on disk is not in the form that we write."""
    old = folder.catalogs[one.lang].get(one.domain)
    return old is not None and po.dumps(old).encode() != folder.files[project.catalog_path(one.domain, one.lang)]


def _standing(
    folder: Folder,
    catalogs: Mapping[str, Mapping[str, Catalog]],
    kept: Mapping[str, Sequence[tuple[str, Key]]],
    done: Sequence[Extracted],
) -> tuple[Standing, ...]:
    """What became of the translations that were to stand, in every language that was merged."""
    found = []
    for place, messages in kept.items():
        for domain, key in messages:
            for lang in (one.lang for one in done if one.domain == domain):
                old = folder.catalogs[lang].get(domain)
                before, after = (one.by_key().get(key) if one else None for one in (old, catalogs[lang][domain]))
                states = [entry.state if entry else State.MISSING for entry in (before, after)]
                found.append(Standing(place, domain, lang, key, *states))
    return tuple(found)


def _text(root: Path, path: str) -> str | None:
    """A file of the content, as far as it is text."""
    data = disk.existing(root / path)
    return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n")


class _Memories:
    """The translation memory of each pair of languages, opened when it is first asked; most conferences have none."""

    def __init__(self, root: Path) -> None:
        self.findings: list[Finding] = []
        self._root = root
        self._known: dict[tuple[str, str], Memory | None] = {}

    def of(self, source: str, target: str) -> Memory | None:
        """The memory as merge asks it, or None where there is none."""
        if (source, target) not in self._known:
            self._known[source, target] = self._open(source, target)
        return self._known[source, target]

    def _open(self, source: str, target: str) -> Memory | None:
        if not (self._root / "locales" / target / "memory").is_dir():
            return None
        from diptych import memory_folder, recall

        index = memory_folder.index(self._root, source, target)
        if index is None:
            return None
        self.findings += index.findings
        return recall.of(index)


def _signed(
    folder: Folder, catalogs: Mapping[str, Mapping[str, Catalog]], done: Sequence[Extracted], *, prune: bool
) -> dict[str, approvals.Approvals]:
    """What revisers signed, with what moved signed anew; ``prune``: without what no catalog has any more."""
    signed = dict(folder.approvals)
    for one in done:
        old = folder.catalogs.get(one.lang, {}).get(one.domain)
        if one.lang in signed and old and one.report.moved:
            before = {entry.key: entry for entry in reversed(old.entries)}  # the living one, where there are two
            after = catalogs[one.lang][one.domain].by_key()
            moves = [(before[was], after[now]) for was, now in one.report.moved]
            signed[one.lang] = approvals.carry(signed[one.lang], one.domain, moves)
    if prune:
        for lang, of in signed.items():
            unread = [domain for language, domain in folder.unread if language == lang]
            signed[lang] = approvals.prune(of, catalogs[lang], unread)
    return signed


def _calm(template: Catalog, old: Catalog | None, *, refresh_references: bool) -> Catalog:
    """The template with the line numbers of the old one wherever an entry is the same."""
    forms = languages.nplurals(template.source)
    return merge.merge(template, old, "", nplurals=forms, refresh_references=refresh_references)[0]


def write_catalogs(extraction: Extraction) -> tuple[str, ...]:
    """Put the changed catalogs on disk, each whole; the paths of those that somebody saved meanwhile, which stay."""
    return disk.write_all(extraction.folder.root, extraction.changed, extraction.folder.files)


_TRIES = 5
"""How often an extraction is made before we say that somebody is saving all the time."""


def settle(make: Callable[[], Extraction]) -> Extraction:
    """Make an extraction and put its catalogs on disk; made again where a translator saved one of them meanwhile.

    ``make`` reads the folder anew each time. What was written before the last time is among its ``changed`` too.
    """
    written: dict[str, bytes] = {}
    for _ in range(_TRIES):
        extraction = make()
        saved = write_catalogs(extraction)
        if not saved:
            return dataclasses.replace(extraction, changed={**written, **extraction.changed})
        root, files = extraction.folder.root, extraction.changed
        written |= {path: data for path, data in files.items() if disk.existing(root / path) == data}
    raise UserError(
        f"{saved[0]} was saved by another program each time that it was about to be written",
        "Close the program that saves it, then run the command again; nothing that it saved is overwritten.",
    )


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
                signed = approvals.approved(folder.approvals.get(lang), catalog)
                out += coverage.count(template, catalog, lang, sections, signed)
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


# --------------------------------------------------------------------------- render


def plan(
    folder: Folder,
    tools: manifest.Tools | None = None,
    *,
    documents: Sequence[str] = (),
    editions: Sequence[str] = (),
    outputs: Sequence[str] = (),
    missing: str = "",
    approved: bool = False,
    extraction: Extraction | None = None,
) -> Plan:
    """The files to make, as `plan.plan` says; ``extraction``: of the folder, where it is at hand."""
    extraction = extraction or extract_all(folder, remember=False)
    return planning.plan(
        folder,
        cover(extraction),
        tools,
        documents=documents,
        editions=editions,
        outputs=outputs,
        missing=missing,
        approved=approved,
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
                    disk.write(out / path, artifact.data, out)
                    now[path] = [job.digest, manifest.digest(artifact.data)]
                    made.append(path)
                    step(path, count)
        sound = plan_.editions and not any(f.severity is Severity.ERROR for f in folder.findings)
        gone = sorted(set(known) - set(wanted)) if whole and sound else []
        for path in gone:
            disk.remove(out / path)
            now.pop(path)
    finally:
        if now != known:
            disk.write(out / manifest.NAME, manifest.dumps(now), out)
    return Rendered(tuple(made), tuple(path for path in wanted if path not in made), tuple(gone))


def publish(plan_: Plan, folder: Folder) -> tuple[str, ...]:
    """Note in content/published.json what the calendars say now; the ids of the items that are new, changed or gone."""
    before = folder.published.items
    text = published.dumps(plan_.published)
    if text != published.dumps(folder.published):
        disk.write(folder.root / published.PATH, text.encode(), folder.root)
    return tuple(name for name, item in plan_.published.items.items() if before.get(name) != item)
