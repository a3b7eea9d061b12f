"""The use cases of ``diptych check``: a conference, or files by themselves, looked at and mended."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import disk, nodes, po, project, verdicts
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.catalog import Catalog
    from diptych.checks.view import Check, Fault
    from diptych.project import Folder

RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
"""How grave a severity is beside the others."""
_LINES_OF_A_ROLE = 12
"""So far below a role its people stand."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which findings somebody wants to see, and what is to be mended."""

    documents: tuple[str, ...] = ()
    """Slugs; empty: all."""
    rules: tuple[str, ...] = ()
    """Only these; empty: all."""
    ignored: tuple[str, ...] = ()
    least: Severity = Severity.INFO
    fix: bool = False
    no_break: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what mending makes of the files."""

    findings: tuple[Finding, ...]
    """Sorted by place, each once. Where something was mended: what is left."""
    changed: Mapping[str, bytes] = field(default_factory=dict)
    """The mended catalogs, by their path."""
    before: Mapping[str, bytes] = field(default_factory=dict)
    """The same as they were read."""


def conference(folder: Folder, more: Sequence[Check] = (), wish: Wish | None = None) -> Checked:
    """What the readers found, and what the checks say of it all. Raises UserError for what is unknown."""
    wish = wish or Wish()
    _known_documents(folder, wish)
    asked = _asked(more, wish) if wish.rules or wish.fix else []
    changed: dict[str, bytes] = {}
    findings: Iterable[Finding]
    if wish.fix and folder.registry is not None:
        findings, changed = _settled(folder, asked, more, wish)
    else:
        findings = _remembered(folder, more)
    before = {path: data for path, data in folder.files.items() if path in changed}
    kept = [one for one in findings if _wanted(one, wish) and _of_documents(one, folder, wish)]
    return Checked(_sorted(kept), changed, before)


def _remembered(folder: Folder, more: Sequence[Check]) -> Iterable[Finding]:
    """All findings, from the last time if nothing is another since; a conference's own checks may look anywhere."""
    if more:
        return _ask(folder, _asked(more, Wish()), more)[0]
    of = verdicts.key(folder)
    known = verdicts.recall(folder.root, of)
    if known is not None:
        return known
    findings = _sorted(_ask(folder, _asked(more, Wish()), more)[0])
    verdicts.keep(folder.root, of, findings)
    return findings


def _settled(
    folder: Folder, asked: Sequence[Check], more: Sequence[Check], wish: Wish
) -> tuple[list[Finding], dict[str, bytes]]:
    """What is left when all is mended that can be, and the catalogs that this changes."""
    from diptych import mend

    findings, faults = _ask(folder, asked, more)
    changed: dict[str, bytes] = {}
    for _ in range(mend.ROUNDS):
        mended = _mended_folder(folder, faults, wish)
        if not mended:
            break
        changed |= mended
        folder = _with(folder, mended)
        findings, faults = _ask(folder, asked, more)
    return findings, changed


def files(paths: Sequence[Path], more: Sequence[Check] = (), wish: Wish | None = None) -> Checked:
    """The same of files by themselves, together as one conference."""
    from diptych import mend

    wish = wish or Wish()
    asked = _asked(more, wish)
    data = {path: disk.read(path) for path in dict.fromkeys(paths)}
    before = {path.as_posix(): one for path, one in data.items()}
    findings, faults = _ask_files(data, asked, more)
    changed: dict[str, bytes] = {}
    if wish.fix:
        for _ in range(mend.ROUNDS):
            mended = {path: one for path, one in _mended_files(data, faults, wish).items() if one != data[Path(path)]}
            if not mended:
                break
            changed |= mended
            data |= {Path(path): one for path, one in mended.items()}
            findings, faults = _ask_files(data, asked, more)
    kept = [one for one in findings if _wanted(one, wish)]
    return Checked(_sorted(kept), changed, {path: before[path] for path in changed})


def write(root: Path | None, checked: Checked) -> None:
    """Put the mended catalogs in their places, unless somebody saved one meanwhile: then UserError, and none is."""
    if root is not None:
        lost = disk.write_all(root, checked.changed, checked.before) if checked.changed else ()
        if lost:
            raise UserError(f"{lost[0]} was saved by another program meanwhile", "Run the command again.")
        return
    for name, data in checked.changed.items():
        path = Path(os.path.realpath(name))
        if disk.write_all(path.parent, {path.name: data}, {path.name: checked.before[name]}):
            raise UserError(f"{name} was saved by another program meanwhile", "Run the command again.")


# --------------------------------------------------------------------------- asking


def _asked(more: Sequence[Check], wish: Wish) -> list[Check]:
    """The checks that somebody wants to hear. Raises UserError for a rule that there is not."""
    from diptych import checks, proof

    everything = (*checks.ALL, *more)
    rules = sorted({check.rule for check in everything} | set(proof.OWN_RULES))
    for rule in wish.rules:
        if rule not in rules:
            near = difflib.get_close_matches(rule[:60], rules, 1, 0.75)
            readers = "docs/checks.md lists them; what is wrong with a file itself is always told, but with --ignore."
            raise UserError(f"no check has the rule “{rule}”", f"Did you mean “{near[0]}”?" if near else readers)
    return [one for one in everything if (not wish.rules or one.rule in wish.rules) and one.rule not in wish.ignored]


def _wanted(finding: Finding, wish: Wish) -> bool:
    rules = not wish.rules or finding.rule in wish.rules
    return rules and finding.rule not in wish.ignored and RANK[finding.severity] >= RANK[wish.least]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings), key=lambda one: (one.span, one.rule, one.message)))


def _ask(folder: Folder, asked: Sequence[Check], more: Sequence[Check]) -> tuple[list[Finding], list[Fault]]:
    """What the readers and the checks say of a conference, in each language that anything is translated into."""
    findings = list(folder.findings)
    faults: list[Fault] = []
    if folder.registry is None:
        return findings, faults
    from diptych import checks, papers, proof

    known = {check.rule for check in (*checks.ALL, *more)}

    def text_of(path: str) -> str:
        data = disk.existing(folder.root / path)
        return nodes.decode(data, path)[0] if data is not None else ""

    for lang in folder.conference.languages:
        if any(document.lang != lang for document in folder.documents):
            words, odd = project.words(folder.root, lang)
            said = proof.read(papers.of(folder, lang, words), asked, known, text_of)
            findings += (*odd, *said.findings)
            faults += (fault for _, fault in said.faults)
    return list(_without_echoes(findings)), faults


def _without_echoes(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The findings but for roles that have nobody because the reader knows nobody of the name right below."""
    findings = list(findings)
    unknown = [one.span for one in findings if one.rule == "unknown-person"]
    for one in findings:
        below = (span.line - one.span.line for span in unknown if span.path == one.span.path)
        if one.rule != "role-empty" or not any(0 <= lines <= _LINES_OF_A_ROLE for lines in below):
            yield one


def _ask_files(
    data: Mapping[Path, bytes], asked: Sequence[Check], more: Sequence[Check]
) -> tuple[list[Finding], list[Fault]]:
    from diptych import checks, plain, proof

    known = {check.rule for check in (*checks.ALL, *more)}
    together, findings = plain.read(data)
    texts = {path.as_posix(): one for path, one in data.items()}
    said = proof.read(together, asked, known, lambda path: nodes.decode(texts.get(path, b""), path)[0])
    return [*findings, *said.findings], [fault for _, fault in said.faults]


# --------------------------------------------------------------------------- documents


def _paths(folder: Folder, slug: str) -> set[str]:
    """The files that a document stands in: its content, its templates and its catalogs."""
    document = next(one for one in folder.documents if one.slug == slug)
    languages = ("", *folder.conference.languages)
    return {document.path} | {project.catalog_path(slug, lang) for lang in languages}


def _known_documents(folder: Folder, wish: Wish) -> None:
    slugs = [document.slug for document in folder.documents]
    for name in wish.documents:
        if name not in slugs:
            near = difflib.get_close_matches(name[:60], slugs, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(slugs)}; a file needs its ending."
            raise UserError(f"there is no document “{name}”", hint)


def _of_documents(finding: Finding, folder: Folder, wish: Wish) -> bool:
    wanted = {path for slug in wish.documents for path in _paths(folder, slug)}
    return not wish.documents or finding.span.path in wanted or any(one.path in wanted for one in finding.others)


def document_of(folder: Folder, path: Path) -> str:
    """The slug of the document that a file of the conference holds; empty for a file that is none of its own."""
    real = Path(os.path.realpath(path))
    for document in folder.documents:
        if any(real == Path(os.path.realpath(folder.root / one)) for one in _paths(folder, document.slug)):
            return document.slug
    return ""


# --------------------------------------------------------------------------- mending


def _by_entry(faults: Iterable[Fault]) -> dict[str, dict[int, dict[int, list[Fault]]]]:
    """What is certain of translations: by catalog, then by the entry's msgid line, then by the plural form."""
    from diptych.checks.view import Side

    out: dict[str, dict[int, dict[int, list[Fault]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for fault in faults:
        place = fault.said.place if fault.said and fault.said.side is Side.TARGET else None
        if place and place.entry and fault.certain:
            out[place.path][place.entry.line][place.form].append(fault)
    return out


def _mended_folder(folder: Folder, faults: Iterable[Fault], wish: Wish) -> dict[str, bytes]:
    """The catalogs of a conference that mending changes."""
    by_path = _by_entry(faults)
    out = {}
    for lang in folder.conference.languages:
        for slug, catalog in folder.catalogs[lang].items():
            path = project.catalog_path(slug, lang)
            if not wish.documents or slug in wish.documents:
                data = _mended(catalog, by_path.get(path, {}), wish)
                if data is not None:
                    out[path] = data
    return out


def _with(folder: Folder, mended: Mapping[str, bytes]) -> Folder:
    """The folder as it is with the mended catalogs; what was read from the disk stays in ``files``."""
    catalogs = {lang: dict(domains) for lang, domains in folder.catalogs.items()}
    for lang in folder.conference.languages:
        for slug, old in folder.catalogs[lang].items():
            if (path := project.catalog_path(slug, lang)) in mended:
                new, _ = po.loads(mended[path], path, slug, old.source, lang)
                catalogs[lang][slug] = new or old
    return replace(folder, catalogs=catalogs)


def _mended_files(data: Mapping[Path, bytes], faults: Iterable[Fault], wish: Wish) -> dict[str, bytes]:
    from diptych import plain

    by_path = _by_entry(faults)
    out = {}
    for path, one in data.items():
        if path.suffix.lower() == ".po" and (wish.no_break or path.as_posix() in by_path):
            catalog = plain.catalog(path, one)
            mended = _mended(catalog, by_path.get(path.as_posix(), {}), wish) if catalog else None
            if mended is not None:
                out[path.as_posix()] = mended
    return out


def _mended(catalog: Catalog, faults: Mapping[int, Mapping[int, list[Fault]]], wish: Wish) -> bytes | None:
    from diptych import mend

    new = mend.catalog(catalog, faults, no_break=wish.no_break)
    return po.dumps(new, keep=True).encode() if new != catalog else None
