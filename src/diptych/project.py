"""A conference's folder: what its files say together, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import difflib
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from diptych import approvals, disk, facts, markdown, nodes, po, programme, published, registry, terms, weave
from diptych.catalog import Catalog, Key, Span
from diptych.finding import Finding, Severity, UserError
from diptych.model import Conference, Document, Listing, Organization, Part, Registry
from diptych.published import Published
from diptych.vocabulary import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.approvals import Approvals

TEMPLATES = "templates"
_TERMS = "content/terms.yaml"
_WRITE_IT = "Every conference has one: docs/content.md says what stands in it."

_HALF_READ = {
    "file-too-big",
    "front-matter",
    "missing-file",
    "not-utf-8",
    "tab",
    "too-deep",
    "unknown-language",
    "yaml-documents",
    "yaml-root",
    "yaml-syntax",
}
"""The rules of the faults that leave a part of a file unread: what is not read is not gone."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A conference's folder as it was read."""

    root: Path
    registry: Registry | None
    """None where conference.yaml cannot be read: ``findings`` say why."""
    documents: tuple[Document, ...]
    """conference, people and labels first, then the conference's documents in their order."""
    catalogs: Mapping[str, Mapping[str, Catalog]]
    """By language, then by domain; the templates under ``""``."""
    files: Mapping[str, bytes]
    """Every catalog file as it stands on disk, by its path relative to the root."""
    templates: Mapping[str, str]
    findings: tuple[Finding, ...]
    unread: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(language, domain) of catalogs that do not parse: nothing may be written over them."""
    half_read: frozenset[str] = field(default_factory=frozenset)
    """The documents of which a part was not read: their catalogs stay as they are. So do the glossaries (``terms``)
    and the calendars (``content/published.json``)."""
    published: Published = field(default_factory=Published)
    """What the calendars said when they were last published."""
    approvals: Mapping[str, Approvals] = field(default_factory=dict)
    """What revisers signed, by language; a language without such a file is not in it."""

    @property
    def conference(self) -> Conference:
        """What conference.yaml says. Raises UserError where it could not be read."""
        return self.known.conference

    @property
    def known(self) -> Registry:
        """The registry. Raises UserError where conference.yaml could not be read."""
        if self.registry is None:
            first = next((f for f in self.findings if f.severity is Severity.ERROR), None)
            raise UserError(
                f"{first.span}: {first.message}" if first else "content/conference.yaml cannot be read",
                (first.hint if first else "") or "`diptych check` lists everything that is wrong.",
            )
        return self.registry


def catalog_path(domain: str, lang: str = "") -> str:
    """Where a catalog stands, relative to the root; without a language, the template."""
    return f"locales/{lang}/LC_MESSAGES/{domain}.po" if lang else f"locales/{domain}.pot"


# --------------------------------------------------------------------------- reading


def read(root: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> Folder:
    """All that a conference's folder says, and what is wrong with it.

    ``instead`` holds files of ``content/`` that are about to be written, by their path relative to the root: they
    are read in the place of what stands on the disk.
    """
    reading = _Reading(root, instead)
    raw = reading.text("conference.yaml")
    if raw is None:
        raise UserError("content/conference.yaml is missing", _WRITE_IT)
    conference, document = reading.keep(registry.conference(raw, "content/conference.yaml"))
    if conference is None:
        return Folder(root, None, (document,), {}, {}, {}, tuple(reading.findings))
    documents: list[Document] = [document]
    raw = reading.needed("people.yaml")
    people, organizations, document = reading.keep(registry.people(raw, "content/people.yaml", conference.source))
    documents.append(document)
    raw = reading.needed("labels.yaml")
    labels, document = reading.keep(registry.labels(raw, "content/labels.yaml", conference.source))
    documents.append(document)
    reading.findings += _unknown_organizations(conference, organizations)
    (wordings,) = reading.keep(terms.loads(reading.text("terms.yaml") or "", _TERMS, conference.languages))
    known = _printable(Registry(conference, people, organizations, labels, wordings))
    read_ = [reading.document(listing, known) for listing in conference.documents]
    documents += reading.woven([document for document in read_ if document], known)
    reading.findings += facts.findings(conference, documents)
    reading.findings += _shared_items(documents)
    raw = reading.text("published.json")
    (noted,) = (Published(),) if raw is None else reading.keep(published.loads(raw, published.PATH))
    catalogs, files, unread, faults = _catalogs(root, conference, documents)
    reading.findings += faults
    signed, faults = _approvals(root, conference, files)
    reading.findings += faults
    wrong = [f for f in reading.findings if f.severity is Severity.ERROR]
    broken = {f.span.path for f in wrong if f.rule in _HALF_READ}
    return Folder(
        root,
        known,
        tuple(documents),
        catalogs,
        files,
        templates(root),
        tuple(reading.findings),
        frozenset(unread),
        frozenset(
            [document.slug for document in documents if document.path in broken]
            + ([terms.DOMAIN] if _TERMS in broken else [])
            + ([published.PATH] if any(f.span.path == published.PATH for f in wrong) else [])
        ),
        noted,
        signed,
    )


class _Reading:
    """Reads the files of ``content/`` and collects what is wrong with them."""

    def __init__(self, root: Path, instead: Mapping[str, bytes]) -> None:
        self.root = root
        self.instead = instead
        self.findings: list[Finding] = []

    def text(self, name: str) -> str | None:
        """The file's text, or None where there is no such file."""
        try:
            data = self.instead.get(f"content/{name}")
            data = (self.root / "content" / name).read_bytes() if data is None else data
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"content/{name} cannot be read: {error.strerror}", "Look at its permissions.") from error
        decoded, faults = nodes.decode(data, f"content/{name}")
        self.findings += faults
        return decoded

    def needed(self, name: str) -> str:
        """The text of a file that no conference goes without; an empty one where it is missing."""
        raw = self.text(name)
        if raw is None:
            span = Span(f"content/{name}")
            self.findings.append(Finding("missing-file", Severity.ERROR, span, f"there is no {span.path}", _WRITE_IT))
        return raw or ""

    def keep(self, result: tuple[Any, ...]) -> Any:
        """What a reader returned, without its findings, which are kept."""
        *values, faults = result
        self.findings += faults
        return values

    def document(self, listing: Listing, known: Registry) -> Document | None:
        """One document of the list, or None where its file is missing."""
        raw = self.text(listing.path)
        if raw is None:
            self.findings.append(_gone(listing))
            return None
        path, conference = f"content/{listing.path}", known.conference
        if listing.path.endswith((".yaml", ".yml")):
            document, faults = programme.loads(raw, path, listing.slug, known, listing.status)
        else:
            document, faults = markdown.loads(raw, path, listing.slug, listing.status, conference.source)
        self.findings += faults
        if document.lang in conference.languages:
            return document
        self.findings.append(_foreign(document, conference))
        return dataclasses.replace(document, lang=conference.source)

    def woven(self, documents: list[Document], known: Registry) -> list[Document]:
        """The documents with what they print of each other."""
        out = []
        for document in documents:
            whole, faults = weave.weave(document, known, documents)
            self.findings += faults
            out.append(whole)
        return out


def _foreign(document: Document, conference: Conference) -> Finding:
    return Finding(
        "unknown-language",
        Severity.ERROR,
        Span(document.path),
        f"the document is in {document.lang}, which is no language of the conference",
        f"Say one of {', '.join(conference.languages)}, or add it to `languages` in content/conference.yaml.",
    )


def _gone(listing: Listing) -> Finding:
    return Finding(
        "missing-file",
        Severity.ERROR,
        listing.span,
        f"the document {listing.slug} names content/{listing.path}, which is not there",
        "Write the file, or take the document out of the list.",
    )


def _unknown_organizations(conference: Conference, organizations: Mapping[str, Organization]) -> list[Finding]:
    """Co-organizers and supporters that people.yaml does not know."""
    return [
        Finding(
            "unknown-organization",
            Severity.ERROR,
            conference.span,
            f"the organization {name} is not in content/people.yaml",
            _did_you_mean(name, organizations),
        )
        for name in (*conference.organizers, *conference.supporters)
        if organizations and name not in organizations
    ]


def _shared_items(documents: Iterable[Document]) -> list[Finding]:
    """Items of two programmes with one id: calendars tell them apart by it."""
    owners: dict[str, str] = {}
    found = []
    for document in documents:
        for session in document.sessions:
            owner = owners.setdefault(session.id, document.slug)
            if owner != document.slug:
                message = f"“{session.id}” is the id of an item of the {owner} already"
                hint = "Give it an id of its own: calendars know an item by its id alone."
                found.append(Finding("doubled-id", Severity.ERROR, session.span, message, hint))
    return found


def _did_you_mean(name: str, organizations: Mapping[str, Organization]) -> str:
    near = difflib.get_close_matches(name, organizations, n=1)
    return f"Did you mean {near[0]}?" if near else "Add it under `organizations:` there, or mend its id here."


def _printable(known: Registry) -> Registry:
    """The registry as drafts print it in spite of findings: a missing label is its path, an unknown name left out."""
    span = Span("content/labels.yaml")
    paths = [f"{section}/{name}" for section, names in LABELS.items() for name in names]
    missing = {path: Part("text", "labels", Key(path, path), span) for path in paths if path not in known.labels}
    conference = dataclasses.replace(
        known.conference,
        organizers=tuple(name for name in known.conference.organizers if name in known.organizations),
        supporters=tuple(name for name in known.conference.supporters if name in known.organizations),
    )
    return dataclasses.replace(known, conference=conference, labels={**missing, **known.labels})


def _catalogs(
    root: Path, conference: Conference, documents: Iterable[Document]
) -> tuple[dict[str, dict[str, Catalog]], dict[str, bytes], set[tuple[str, str]], list[Finding]]:
    """The catalogs of all languages, their bytes, those that do not parse, and what is wrong with them."""
    sources = {document.slug: document.lang for document in documents}
    catalogs: dict[str, dict[str, Catalog]] = {lang: {} for lang in conference.languages}
    files: dict[str, bytes] = {}
    unread: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    catalogs[""] = {}
    for pot in sorted((root / "locales").glob("*.pot")):
        name = catalog_path(pot.stem)
        files[name] = disk.read(pot)
        source = sources.get(pot.stem, conference.source)
        if pot.stem not in sources and pot.stem != TEMPLATES:
            message, hint = f"no document {pot.stem} is listed in conference.yaml", "Delete it, or list the document."
            findings.append(Finding("unused-catalog", Severity.INFO, Span(name), message, hint))
        template, _ = po.loads(files[name], name, pot.stem, source, "")  # one that is broken is made anew
        if template:
            catalogs[""][pot.stem] = template
    for lang in conference.languages:
        for path in sorted((root / "locales" / lang).glob("glossary.*")):
            files[path.relative_to(root).as_posix()] = disk.read(path)
        for path in sorted((root / "locales" / lang / "LC_MESSAGES").glob("*.po")):
            name = catalog_path(path.stem, lang)
            if path.stem not in sources and path.stem != TEMPLATES:
                message, hint = f"no document {path.stem} is listed in conference.yaml", "Move it away, or list it."
                findings.append(Finding("unused-catalog", Severity.INFO, Span(name), message, hint))
            try:
                files[name] = disk.read(path)
            except disk.TooBigError as error:
                message = error.message.removeprefix(f"{path} ")
                findings.append(Finding("file-too-big", Severity.ERROR, Span(name), message, error.hint))
                unread.add((lang, path.stem))
                continue
            source = sources.get(path.stem, conference.source)
            catalog, faults = po.loads(files[name], name, path.stem, source, lang)
            findings += faults
            if catalog is None:
                unread.add((lang, path.stem))
            else:
                catalogs[lang][path.stem] = catalog
    return catalogs, files, unread, findings


def _approvals(
    root: Path, conference: Conference, files: dict[str, bytes]
) -> tuple[dict[str, Approvals], list[Finding]]:
    """What revisers signed in each language, and which lines are damaged; the files' bytes go to ``files``."""
    signed: dict[str, Approvals] = {}
    findings: list[Finding] = []
    for lang in conference.languages:
        name = approvals.path(lang)
        if (root / name).exists():
            files[name] = disk.read(root / name)
            signed[lang], faults = approvals.loads(files[name], name)
            findings += faults
    return signed, findings


def words(root: Path, lang: str) -> tuple[tuple[str, ...], list[Finding]]:
    """The words that the conference adds to the dictionary of a language: a line each, ``#`` begins a comment."""
    path = f"locales/{lang}/words.txt"
    text, findings = nodes.decode(disk.existing(root / path) or b"", path)
    return tuple(word for line in text.split("\n") if (word := line.partition("#")[0].strip())), findings


def templates(root: Path) -> dict[str, str]:
    """The templates by their name: the conference's own, else those that Diptych brings."""
    found: dict[str, str] = {}
    for folder in (_built_in_templates(), root / TEMPLATES):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                try:
                    found[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
                except UnicodeDecodeError as error:
                    raise UserError(
                        f"templates/{path.relative_to(folder).as_posix()} is not UTF-8", "Save it as UTF-8."
                    ) from error
    return found


def _built_in_templates() -> Path:
    """In an installed package beside the code, in a checkout at its root."""
    here = Path(__file__).parent
    inside = here / TEMPLATES
    return inside if inside.is_dir() else here.parent.parent / TEMPLATES
