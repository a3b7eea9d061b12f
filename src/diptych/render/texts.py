"""All texts of a conference in all its languages → conference.json, for those who want to build something else.

docs/data.md describes it, docs/schema/data/conference.json is its schema. A member that would say nothing is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diptych import __version__, facts, inline
from diptych.catalog import State
from diptych.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.model import Block, Document, Organization, Part, Person, Registry, Session, Term
    from diptych.parallel import Translations

PATH = "conference.json"
FORMAT = 1
"""Raised when a member changes its meaning or goes; a new one may come without it."""
_REGISTERS = ("conference", "people", "labels")
"""Documents that are no documents of the conference: their texts stand under names of their own."""
_DEEP = 4
"""Levels that take lines of their own: documents, a document, its blocks, a block."""


def dump(documents: Iterable[Document], registry: Registry, translations: Translations) -> Artifact:
    """``conference.json``: people, organizations, terms and facts by id, documents in the conference's order."""
    writer = _Writer(registry, translations)
    own = [document for document in documents if document.kind not in _REGISTERS]
    people, organizations, terms = registry.people, registry.organizations, registry.terms
    whole = {
        "format": FORMAT,
        "generator": {"name": "diptych", "version": __version__},
        "languages": list(registry.conference.languages),
        "conference": writer.conference(),
        "facts": {
            fact.id: {"value": fact.value, "source": fact.source, "date": fact.date.isoformat()}
            for fact in sorted(registry.conference.facts.values(), key=lambda fact: fact.id)
        },
        "organizations": {name: writer.organization(organizations[name]) for name in sorted(organizations)},
        "people": {name: writer.person(people[name]) for name in sorted(people)},
        "terms": {name: _term(terms[name]) for name in sorted(terms)},
        "documents": [writer.document(document) for document in own],
    }
    return Artifact(PATH, "application/json", f"{_written(_clean(whole))}\n".encode())


def _written(value: Any, depth: int = 0) -> str:
    """JSON with a person, a term, a block on each line: easy to compare, and quick to write."""
    if depth == _DEEP or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    edge = "\n" + " " * depth
    if isinstance(value, dict):
        members = (f"{json.dumps(key, ensure_ascii=False)}: {_written(one, depth + 1)}" for key, one in value.items())
        return f"{{{edge} {f',{edge} '.join(members)}{edge}}}"
    return f"[{edge} {f',{edge} '.join(_written(one, depth + 1) for one in value)}{edge}]"


def _clean(value: Any) -> Any:
    """The value with each character that nobody sees shown as ``[U+202E]``, as the layouts print it."""
    if isinstance(value, str):
        return inline.visible(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def _said(**members: Any) -> dict[str, Any]:
    """The members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", False, 0, [], {}, ())}


class _Writer:
    """Writes the texts of one conference."""

    def __init__(self, registry: Registry, translations: Translations) -> None:
        self.registry = registry
        self.translations = translations
        self.languages = registry.conference.languages

    def texts(self, part: Part) -> dict[str, dict[str, str]]:
        """What a part says, by language; what is not confirmed never stands under ``text``."""
        out = {}
        for lang in self.languages:
            text = self.translations.text(part, lang)
            entry = self.translations.entry(part, lang)
            if text.state is State.DONE:
                out[lang] = {"state": "done", "text": self.filled(part, text.text, text.lang)}
            elif text.state is State.FUZZY and entry:
                out[lang] = {"state": "fuzzy", "outdated": self.filled(part, entry.texts[0], lang)}
            else:
                out[lang] = {"state": "missing"}
        return out

    def filled(self, part: Part, text: str, lang: str) -> str:
        """The text with its facts in place."""
        return facts.fill(text, self.registry.conference.facts, lang) if facts.takes(part) else text

    def conference(self) -> dict[str, Any]:
        """What conference.yaml says."""
        conference = self.registry.conference
        return {
            "id": conference.id,
            "title": self.texts(conference.title),
            "theme": self.texts(conference.theme),
            "short": self.texts(conference.short),
            "start": conference.start.isoformat(),
            "end": conference.end.isoformat(),
            "timezone": conference.timezone,
            "venue": self.texts(conference.venue),
            "city": self.texts(conference.city),
            "country": conference.country,
            "source": conference.source,
            "co_organizers": list(conference.organizers),
            "supporters": list(conference.supporters),
            **_said(url=conference.url, homepage=conference.homepage),
        }

    def organization(self, organization: Organization) -> dict[str, Any]:
        """An organization."""
        short = {"short": self.texts(organization.short)} if organization.short else {}
        return {"name": self.texts(organization.name), **short}

    def person(self, person: Person) -> dict[str, Any]:
        """A person."""
        function = {"function": self.texts(person.function)} if person.function.key.msgid else {}
        return {
            "name": self.texts(person.name),
            "family": person.family,
            **function,
            **_said(
                courtesy=person.courtesy,
                style=person.style,
                gender=person.gender,
                family_first=person.family_first,
                organization=person.organization,
                country=person.country,
            ),
        }

    def document(self, document: Document) -> dict[str, Any]:
        """A document with its blocks in print order."""
        return {
            "id": document.slug,
            "kind": document.kind,
            "source": document.lang,
            "status": document.status,
            **_said(date=document.date.isoformat() if document.date else "", symbol=document.symbol),
            "blocks": [self.block(block) for block in document.blocks],
            **_said(sessions=[self.session(session) for session in document.sessions]),
        }

    def block(self, block: Block) -> dict[str, Any]:
        """A block with the texts of its parts."""
        cell = {"row": block.row, "column": block.column} if block.kind.value == "cell" else {}
        return {
            "id": block.id,
            "kind": block.kind.value,
            **_said(
                level=block.level,
                number=block.number,
                group=block.group,
                session=block.session,
                date=block.date.isoformat() if block.date else "",
                minutes=block.minutes,
                video=block.video,
                person=block.person,
            ),
            **cell,
            "parts": [self.part(part) for part in block.parts],
        }

    def part(self, part: Part) -> dict[str, Any]:
        """One message: where it is translated, and what it says."""
        context = {"context": part.key.context} if part.key.context is not None else {}
        return {"field": part.field, "domain": part.domain, **context, "texts": self.texts(part)}

    def session(self, session: Session) -> dict[str, Any]:
        """An item of a programme as data."""
        return {
            "id": session.id,
            "kind": session.kind,
            "date": session.date.isoformat(),
            **_said(
                start=f"{session.start:%H:%M}" if session.start else "",
                end=f"{session.end:%H:%M}" if session.start and session.end else "",
                label=self.texts(session.label) if session.label else {},
            ),
            "title": self.texts(session.title),
            **_said(
                appearances=[
                    {"person": one.person, "role": one.role, **_said(minutes=one.minutes, video=one.video)}
                    for one in session.appearances
                ],
                organizers=list(session.organizers),
                host=session.host,
                invitation=session.invitation,
                audience=session.audience,
                around=session.around,
            ),
        }


def _term(term: Term) -> dict[str, Any]:
    """An entry of terms.yaml."""
    wordings: Mapping[str, Any] = {
        lang: {"term": wording.term, **_said(short=wording.short, avoid=list(wording.avoid))}
        for lang, wording in term.wordings.items()
    }
    return {"kind": term.kind, "wordings": wordings, **_said(note=term.note)}
