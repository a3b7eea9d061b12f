"""A reviser's word on the messages of a document → the approvals that it makes or ends."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import approvals, pipeline, plan, project, selection
from diptych.approvals import Approvals, Signature
from diptych.catalog import Span, State
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.catalog import Entry
    from diptych.project import Folder
    from diptych.selection import Message


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of it. The span of a message is its place in the catalog, where it has one."""

    folder: Folder
    """As it was read."""
    lang: str
    new: tuple[Message, ...]
    """Approved now; or withdrawn now."""
    old: tuple[Message, ...]
    """Approved before by the same reviewer; or approved by nobody, so that there was nothing to withdraw."""
    refused: tuple[tuple[Message, State], ...]
    """Fuzzy or missing: they cannot be approved."""
    changed: Mapping[str, bytes]
    """The file to write, if it becomes another."""


def sign(folder: Folder, slug: str, ids: Sequence[str], lang: str, by: Signature, *, withdraw: bool = False) -> Signed:
    """Approve the messages of a document in a language, or withdraw it. Writes nothing.

    ``ids`` as `selection.select` has them. An empty ``lang`` is the one language that the document is translated into.
    Raises UserError for a document, an id or a language that nobody knows, and where the catalog cannot be read.
    """
    extraction = pipeline.extract_all(folder, remember=False)
    templates = extraction.templates
    documents = {document.slug: document for document in folder.documents}
    plan.known("document", [slug], [*documents, *templates])
    lang = _into(folder, slug, documents[slug].lang if slug in documents else folder.conference.source, lang)
    domains = {name for name, of in templates.items() if of.source != lang and (lang, name) not in folder.unread}
    entries = {name: extraction.folder.catalogs[lang][name].by_key() for name in domains}
    named: list[tuple[Message, Entry]] = []
    refused: list[tuple[Message, State]] = []
    for message in selection.select(slug, documents.get(slug), templates.get(slug), ids, domains):
        entry = entries[message.domain].get(message.key)
        where = _where(message, entry, lang)
        if entry is not None and (withdraw or entry.state is State.DONE):
            named.append((where, entry))
        elif not withdraw:
            refused.append((where, entry.state if entry else State.MISSING))
    before = extraction.folder.approvals.get(lang, Approvals())
    change = approvals.withdraw if withdraw else approvals.approve
    after = change(before, [(message.domain, entry) for message, entry in named], by)
    written = {(line.domain, line.digest) for line in set(after.lines) - set(before.lines)}
    new = [message for message, entry in named if (message.domain, approvals.digest(entry)) in written]
    old = [message for message, entry in named if (message.domain, approvals.digest(entry)) not in written]
    data = {approvals.path(lang): approvals.dumps(after)} if after != before else {}
    return Signed(folder, lang, tuple(new), tuple(old), tuple(refused), data)


def _into(folder: Folder, slug: str, source: str, lang: str) -> str:
    """The language to approve: the one that is asked for, or the only one that there is."""
    there = [one for one in folder.conference.languages if one != source]
    if lang:
        plan.known("language", [lang], there)
    elif len(there) != 1:
        raise UserError(f"{slug} is translated into several languages", f"Say which: --lang {there[0]}.")
    lang = lang or there[0]
    if (lang, slug) in folder.unread:
        raise UserError(f"{project.catalog_path(slug, lang)} cannot be read", "`diptych check` says what is wrong.")
    return lang


def _where(message: Message, entry: Entry | None, lang: str) -> Message:
    """The message with its line in the catalog, if it stands in one."""
    if entry is None or not entry.line:
        return message
    return dataclasses.replace(message, span=Span(project.catalog_path(message.domain, lang), entry.line))
