"""Documents and templates → the catalogs of what there is to translate."""

from __future__ import annotations

import io
import re
import string
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych import facts, languages, po
from diptych.catalog import Catalog, Entry, Key
from diptych.finding import UserError
from diptych.model import Block, Document, Fact, Kind, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TEMPLATES = "templates"
"""The domain, and the folder, of the words in templates."""

_KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
_TRANSLATORS = "translators:"
_PRINTF = re.compile(r"%\(\w+\)[sd]")
_NAMES = {  # of blocks of one part, where the kind's own value does not say it
    Kind.CHAPEAU: "the chapeau",
    Kind.RECITAL: "recital (preambular paragraph)",
    Kind.OPERATIVE: "operative paragraph",
    Kind.CELL: "table cell",
    Kind.LIST_ITEM: "list item",
    Kind.NOTICE: "notice in the masthead",
    Kind.PLACE: "place",
    Kind.VENUE: "venue",
    Kind.ROLE: "heading above the people of a role",
    Kind.FLOOR: "note on interventions from the floor",
    Kind.ISSUE: "key issue",
}
_ROLES = {
    "chair": "chair",
    "co-chair": "co-chair",
    "keynote": "gives the keynote address",
    "opening-remarks": "gives opening remarks",
    "co-moderator": "co-moderator",
    "panellist": "panellist",
    "speaker": "speaker",
}


@dataclass(slots=True)
class _Draft:
    """An entry while its places are collected."""

    plural: str | None = None
    comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


def extract(
    documents: Sequence[Document],
    templates: Mapping[str, str] | None = None,
    source: str = "en",
    stated: Mapping[str, Fact] | None = None,
) -> dict[str, Catalog]:
    """A template catalog for each document, by domain, and one for the templates if they hold words.

    Entries stand in document order; equal ones are joined with all their references. A document gives the
    parts of its own domain. ``templates`` are by name; those that end in ``.html`` are read as Jinja2, in
    the language ``source``. ``stated``: the conference's facts, whose values translators are told. Raises
    UserError for a template with a syntax error.
    """
    appearances = _appearances(documents)
    catalogs = {document.slug: _catalog(document, appearances, stated or {}) for document in documents}
    words = _words(templates or {}, source)
    if words.entries:
        catalogs[TEMPLATES] = words
    return catalogs


def _catalog(document: Document, appearances: Mapping[str, Sequence[str]], stated: Mapping[str, Fact]) -> Catalog:
    drafts: dict[Key, _Draft] = defaultdict(_Draft)
    for block in document.blocks:
        for part in block.parts:
            if part.domain == document.slug and part.key.msgid:
                comments = (
                    _place(document, block, part),
                    *_about(part, appearances),
                    *(facts.comments(part.key.msgid, stated) if facts.takes(part) else ()),
                    *_own(part.comment),
                )
                _join(drafts, part.key, part.plural, comments, f"{part.span.path}:{part.span.line}")
    return _template(document.slug, document.lang, drafts)


def _join(drafts: dict[Key, _Draft], key: Key, plural: str | None, comments: Iterable[str], reference: str) -> None:
    if "\n" in key.msgid or "\n" in (plural or ""):
        raise ValueError(f"{reference}: a msgid has a line feed: {key.msgid!r}")
    draft = drafts[key]
    draft.plural = plural if draft.plural is None else draft.plural
    draft.comments += (line for line in comments if line and line not in draft.comments)
    if reference not in draft.references:
        draft.references.append(reference)


def _template(domain: str, lang: str, drafts: Mapping[Key, _Draft]) -> Catalog:
    entries = tuple(
        Entry(
            key,
            ("",) if draft.plural is None else ("",) * languages.nplurals(lang),
            draft.plural,
            comments=tuple(draft.comments),
            references=tuple(draft.references),
            flags=_flags(key.msgid, draft.plural),
        )
        for key, draft in drafts.items()
    )
    return Catalog(domain, lang, "", po.new_header(domain, lang, languages.plural_forms(lang)), entries)


# --------------------------------------------------------------------------- what a translator needs


def _place(document: Document, block: Block, part: Part) -> str:
    """Where the text stands and what it is: ``programme: session title, under “Opening”``."""
    if document.kind in ("people", "labels", "conference"):
        return _field(document.kind, part)
    name = _NAMES.get(block.kind, block.kind.value)
    if block.kind is Kind.SESSION:
        kinds = {session.id: session.kind.replace("-", " ") for session in document.sessions}
        name = f"{part.field} of a {kinds.get(block.session, 'session')}".replace("a exh", "an exh")
    heading = f", under “{block.heading}”" if block.heading and block.heading != part.key.msgid else ""
    number = f" {block.number}" if block.kind is Kind.OPERATIVE and block.number else ""
    return f"{document.slug}: {name}{number}{heading}"


def _field(kind: str, part: Part) -> str:
    path = (part.key.context or "").split("/")
    name = "short name" if path[-1] == "short" else path[-1]
    if kind == "people":
        return f"{name} of {'an organization' if path[0] == 'organizations' else 'a person'}"
    if kind == "labels":
        return "a word that the layouts print"
    return f"{name} of the conference"


def _about(part: Part, appearances: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What a person does in the programme, below his or her name and function."""
    match (part.key.context or "").split("/"):
        case ["people", person, _]:
            return appearances.get(person, ())
        case _:
            return ()


def _appearances(documents: Iterable[Document]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for block in document.blocks:
            if block.kind is Kind.STATEMENT:
                lines[block.person].append(f"{document.slug}: statement in “{block.heading}”")
        for session in document.sessions:
            title = session.title.key.msgid
            if session.label is not None:
                title = f"{session.label.key.msgid}: {title}"
            if session.host:
                lines[session.host].append(f"{document.slug}: host of “{title}”")
            for one in session.appearances:
                video = " (video message)" if one.video else ""
                role = _ROLES.get(one.role, one.role)
                lines[one.person].append(f"{document.slug}: {role} in “{title}”{video}")
    return dict(lines)


def _own(comment: str) -> Iterator[str]:
    yield from (line.strip() for line in comment.splitlines())


def _flags(msgid: str, plural: str | None) -> tuple[str, ...]:
    """The format flags by which ``msgfmt -c`` compares the placeholders of a text and its translation."""
    texts = [msgid, *([] if plural is None else [plural])]
    if any(_PRINTF.search(text) for text in texts):
        return ("python-format",)
    return ("python-brace-format",) if any(_braces(text) for text in texts) else ()


def _braces(text: str) -> bool:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:  # a brace that is only a brace
        return False
    return bool(names) and all(name.isidentifier() for name in names)


# --------------------------------------------------------------------------- templates


def _words(templates: Mapping[str, str], source: str) -> Catalog:
    from jinja2 import TemplateSyntaxError
    from jinja2.ext import babel_extract

    drafts: dict[Key, _Draft] = defaultdict(_Draft)
    for name, text in sorted(templates.items()):
        if not name.endswith(".html"):
            continue
        options = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false", "encoding": "utf-8"}
        try:
            found = list(babel_extract(io.BytesIO(text.encode()), _KEYWORDS, [_TRANSLATORS], options))
        except TemplateSyntaxError as error:
            hint = "Mend the template; it is Jinja2. No catalog was written."
            raise UserError(f"{TEMPLATES}/{name}:{error.lineno}: {error.message}", hint) from error
        for line, function, message, comments in found:
            _word(drafts, f"{TEMPLATES}/{name}:{line}", function, message, comments)
    return _template(TEMPLATES, source, drafts)


def _word(
    drafts: dict[Key, _Draft],
    reference: str,
    function: str,
    message: str | tuple[str | None, ...] | None,
    comments: Iterable[str],
) -> None:
    """One call of a gettext function: context, msgid and plural by the function's name."""
    texts = [message] if isinstance(message, str) else list(message or ())
    context = texts.pop(0) if "pgettext" in function and texts else None
    if not texts or texts[0] is None or not texts[0]:
        return
    plural = texts[1] if function.startswith("n") and len(texts) > 1 else None
    if "\n" in texts[0] or "\n" in (plural or ""):
        hint = "Write {% trans trimmed %}, or the text on one line."
        raise UserError(f"{reference}: a text of several lines", hint)
    said = (line.strip().removeprefix(_TRANSLATORS).strip() for line in comments)
    _join(drafts, Key(texts[0], context), plural, said, reference)
