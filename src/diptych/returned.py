"""A file that came back by mail → which of our catalogs it is, and what taking it changes."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import disk, history, po, project, similar
from diptych.catalog import Catalog, Span
from diptych.finding import Finding, Severity, UserError
from diptych.take import Report, take

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from diptych.catalog import Entry
    from diptych.project import Folder

_MOST = 0.5
"""The share of a file's texts that one of our catalogs must have for us to be sure of it."""

_TRIES = 5
"""How often files are taken anew before we say that somebody is saving all the time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which catalog: a language and a domain."""

    lang: str
    domain: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one file."""

    path: str
    place: Place | None = None
    """None where we cannot tell which catalog it is; then the findings say why."""
    report: Report | None = None
    """None where nothing of the file was taken; then the findings say why."""
    findings: tuple[Finding, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether something of the file, or all of it, is not here now."""
        return self.report is None or self.report.wrong


def loads(data: bytes, path: str) -> tuple[Catalog | None, tuple[Finding, ...]]:
    """A returned file as it is, of whatever catalog; what its reader normalized is not worth a word."""
    catalog, findings = po.loads(data, path, "", "", "")
    return catalog, tuple(one for one in findings if one.severity is not Severity.INFO)


def place(
    theirs: Catalog,
    path: str,
    ours: Mapping[Place, Catalog],
    *,
    domain: str = "",
    lang: str = "",
) -> tuple[Place | None, tuple[Finding, ...]]:
    """Which of our catalogs a file is: by the texts in it, then by the language in its header and by its name.

    ``domain`` and ``lang``: what the user says it is. A finding says why we cannot tell.
    """
    languages = {one.lang for one in ours}
    said = _language(theirs, languages)
    if not lang and said is None:
        header = dict(theirs.header).get("Language", "")
        return None, (_lost(path, f"is in {header[:20]}, and the conference is not", "Say another one with --lang."),)
    words = [word for word in re.split(r"[\\/._\s()]+", path.lower()) if word]
    scores: dict[Place, tuple[float, bool, bool, int]] = {}
    for one, catalog in ours.items():
        if (not domain or one.domain == domain) and (not lang or one.lang == lang):
            share = _share(theirs, catalog)
            named = len(one.domain) if one.domain.lower() in path.lower() else 0
            scores[one] = share, one.lang in (said or ()), one.lang.lower() in words, named
    best = max(scores.values(), default=None)
    if best is None:
        return None, (
            _lost(path, "has no catalog in locales/", "Run `diptych extract` first, or mend --as and --lang."),
        )
    found = [one for one, score in scores.items() if score == best]
    if len(found) > 1:
        names = ", ".join(f"{one.lang}/{one.domain}" for one in found[:4])
        return None, (_lost(path, f"may be {names}", "Say which: --as DOCUMENT, --lang LANG."),)
    if best[0] < _MOST and not domain and not (best[0] and best[3]):
        near = f"{found[0].domain} has {best[0]:.0%} of its texts" if best[0] else "none of ours has its texts"
        return None, (_lost(path, f"cannot be told: {near}", "Say which catalog it is: --as DOCUMENT."),)
    return found[0], ()


def _language(theirs: Catalog, languages: Collection[str]) -> Collection[str] | None:
    """The languages that the header may mean; None where it is none of the conference's.

    A template's header says the source language, and somebody may have filled in the template.
    """
    header = next((value for name, value in theirs.header if name.lower() == "language"), "").strip()
    base = re.split(r"[-_.@]", header.lower(), maxsplit=1)[0]
    if not base or base == theirs.source:
        return languages
    return [one for one in languages if re.split(r"[-_]", one.lower())[0] == base] or None


def _share(theirs: Catalog, ours: Catalog) -> float:
    """How much of the returned texts ours has, or had."""
    names = {_name(entry) for entry in theirs.entries if not entry.obsolete}
    known = {_name(entry) for entry in ours.entries}
    known |= {
        (similar.normalized(entry.previous.msgid), entry.previous.context or entry.key.context)
        for entry in ours.entries
        if entry.previous and entry.previous.msgid
    }
    return len(names & known) / len(names) if names else 0.0


def _name(entry: Entry) -> tuple[str, str | None]:
    return similar.normalized(entry.key.msgid), entry.key.context


def _lost(path: str, message: str, hint: str) -> Finding:
    return Finding("take-which", Severity.ERROR, Span(path), f"the file {message}", hint)


# --------------------------------------------------------------------------- the use case


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking files does, or would do."""

    folder: Folder
    files: tuple[Returned, ...]
    changed: Mapping[str, bytes]
    """Our catalogs that differ from those on disk, by path."""

    @property
    def wrong(self) -> bool:
        """Whether something of the files is not here now."""
        return any(one.wrong for one in self.files)


def take_back(
    folder: Folder,
    files: Mapping[str, bytes],
    *,
    domain: str = "",
    lang: str = "",
    base: str | Catalog = "",
    win: bool = False,
    flags: str = "auto",
) -> Taking:
    """What comes of taking files into the conference's catalogs, one after the other, each whole or not at all.

    ``base``: the catalog that was sent, or the git revision at which ours was sent. The rest is as in `place` and
    `take`. Raises UserError where git has no such revision.
    """
    ours = {Place(of, name): one for of, all_ in folder.catalogs.items() if of for name, one in all_.items()}
    now = dict(ours)
    done = []
    for path, data in files.items():
        theirs, findings = loads(data, path)
        if theirs is None:
            done.append(Returned(path, findings=findings))
            continue
        known = now | {Place(*one): Catalog(one[1], "", one[0]) for one in folder.unread}
        where, faults = place(replace(theirs, source=folder.conference.source), path, known, domain=domain, lang=lang)
        if where is not None and where not in now:
            message = f"comes back to {project.catalog_path(where.domain, where.lang)}, which does not parse"
            faults = (_lost(path, message, "`diptych check` says where ours is broken: mend that first."),)
        if where is None or faults:
            done.append(Returned(path, where, findings=(*findings, *faults)))
            continue
        catalog, report = take(
            now[where],
            theirs,
            base=_sent(folder, where, base) if isinstance(base, str) else base,
            history=functools.partial(_earlier, folder, where),
            others=[one for other, one in now.items() if other.lang == where.lang and other != where],
            win=win,
            flags=flags,
        )
        now[where] = catalog
        done.append(Returned(path, where, report, findings))
    changed = {
        project.catalog_path(one.domain, one.lang): po.dumps(catalog).encode()
        for one, catalog in now.items()
        if catalog != ours[one]
    }
    return Taking(folder, tuple(done), changed)


def settle(make: Callable[[], Taking]) -> Taking:
    """Take files in and put our catalogs on disk; done anew where somebody saved one of them meanwhile.

    ``make`` reads the folder anew each time.
    """
    for _ in range(_TRIES):
        done = make()
        saved = disk.write_all(done.folder.root, done.changed, done.folder.files)
        if not saved:
            return done
    raise UserError(
        f"{saved[0]} was saved by another program each time that it was about to be written",
        "Close the program that saves it, then run the command again; nothing that it saved is overwritten.",
    )


def sent(said: str) -> Catalog | str:
    """What ``--base`` means: the catalog in that file, or a revision where there is no such file."""
    data = disk.existing(Path(said)) if said else None
    if data is None:
        return said
    catalog, findings = loads(data, said)
    if catalog is None:
        raise UserError(f"{findings[0].span}: {findings[0].message}", findings[0].hint)
    return catalog


def _sent(folder: Folder, where: Place, revision: str) -> Catalog | None:
    """Our catalog as it was at a revision."""
    if not revision:
        return None
    name = project.catalog_path(where.domain, where.lang)
    data = history.at(folder.root, revision, name)
    if data is None:
        raise UserError(f"{revision} is no file, and git has no {name} at it", "Give --base the file that was sent.")
    catalog, _ = po.loads(data, name, where.domain, "", where.lang)
    if catalog is None:
        raise UserError(f"{name} does not parse as it was at {revision}", "Give --base the file that was sent.")
    return catalog


def _earlier(folder: Folder, where: Place) -> Iterator[Catalog]:
    """Our catalog and its template as they ever were, as far as git tells."""
    names = project.catalog_path(where.domain, where.lang), project.catalog_path(where.domain)
    for name, data in history.earlier(folder.root, *names):
        catalog, _ = po.loads(data, name, where.domain, "", "")
        if catalog is not None:
            yield catalog
