"""The conference, its people and its labels: what every document may point to."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import nodes, vocabulary
from diptych.catalog import Key, Span
from diptych.fields import Anchors, Fields, once, safe_id
from diptych.finding import Finding, Severity
from diptych.model import Block, Conference, Document, Fact, House, Kind, Listing, Organization, Part, Person
from diptych.nodes import MapNode, TextNode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_RESERVED = ("conference", "people", "labels", "templates", "terms")
"""Domains that are no documents of the conference."""
_PAGES = ("404", "assets", "coverage", "documents", "index", "search", "speakers")
"""Pages and folders of the site that no document may take the place of."""
_FACT = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?", re.ASCII)


def conference(text: str, path: str) -> tuple[Conference | None, Document, list[Finding]]:
    """Read conference.yaml; None where it lacks what nothing can go on without: id, source or dates."""
    root, found = nodes.loads(text, path)
    fields = Fields.of(root, vocabulary.CONFERENCE_KEYS, found, root.span)
    parts = {
        key: fields.part(key, "conference", key, required=True) for key in ("title", "theme", "short", "venue", "city")
    }
    name = fields.id()
    source = fields.language("source", required=True)
    dates = Fields.of(root.get("dates"), vocabulary.DATES_KEYS, found, root.span)
    start, end = dates.date("start", required=True), dates.date("end", required=True)
    if start and end and end < start:
        dates.error("end-before-start", f"it ends on {end}, before it starts on {start}", "Swap the dates.")
        start, end = end, start
    timezone = _timezone(fields)
    listings = _listings(fields)
    blocks = [_field(part, key) for key, part in parts.items() if part]
    document = Document("conference", "conference", source or "en", "final", path, tuple(blocks))
    country = fields.country("country", required=True)
    targets = _targets(fields, source)
    organizers, supporters = _ids(fields, "co-organizers"), _ids(fields, "supporters")
    url = fields.url("url")
    homepage = fields.url("homepage")
    facts = _facts(fields)
    house = _house(fields)
    if not (name and source and start and end):
        return None, document, nodes.told(found)

    def given(key: str) -> Part:
        return parts[key] or _empty(key, "conference", key, root.span)

    value = Conference(
        id=name,
        title=given("title"),
        theme=given("theme"),
        short=given("short"),
        start=start,
        end=end,
        timezone=timezone,
        venue=given("venue"),
        city=given("city"),
        country=country,
        source=source,
        targets=targets,
        organizers=organizers,
        supporters=supporters,
        documents=listings,
        url=url,
        homepage=homepage,
        facts={"dates": _dates(start, end, root.span), **facts},
        house=house,
        span=root.span,
    )
    return value, document, nodes.told(found)


def people(
    text: str, path: str, lang: str = "en"
) -> tuple[Mapping[str, Person], Mapping[str, Organization], Document, list[Finding]]:
    """Read people.yaml; a person or an organization without a name is a finding and is left out."""
    root, found = nodes.loads(text, path)
    fields = Fields.of(root, vocabulary.PEOPLE_KEYS, found, root.span)
    blocks: list[Block] = []
    organizations: dict[str, Organization] = {}
    for name, entry in _entries(fields, "organizations", vocabulary.ORGANIZATION_KEYS):
        context = f"organizations/{name}"
        full = entry.part("name", "people", f"{context}/name", required=True)
        short = entry.part("short", "people", f"{context}/short")
        if full:
            organizations[name] = Organization(name, full, short, entry.node.span)
            blocks += _fields_of(context, full.key.msgid, full, short)
    persons: dict[str, Person] = {}
    for name, entry in _entries(fields, "people", vocabulary.PERSON_KEYS):
        if person := _person(name, entry, organizations):
            persons[name] = person
            function = person.function if person.function.key.msgid else None
            blocks += _fields_of(f"people/{name}", person.name.key.msgid, person.name, function)
    return (
        persons,
        organizations,
        Document("people", "people", lang, "final", path, tuple(blocks)),
        once(nodes.told(found)),
    )


def labels(text: str, path: str, lang: str = "en") -> tuple[Mapping[str, Part], Document, list[Finding]]:
    """Read labels.yaml: the labels by id path (``roles/chair``); own labels may stand beside the known."""
    root, found = nodes.loads(text, path)
    fields = Fields(root, found)
    known = [f"{section}/{name}" for section, names in vocabulary.LABELS.items() for name in names]
    parts: dict[str, Part] = {}
    blocks: list[Block] = []
    anchors = Anchors()
    for key, node in root.entries:
        section = Fields.of(node, None, found, key.span)
        for name, _ in section.node.entries:
            context = f"{key.text}/{name.text}"
            if part := _label(section, name.text, context):
                parts[context] = part
                block = _field(part, context, group=key.text, heading=key.text)
                blocks.append(replace(block, id=anchors.given(block.id)))
    if not parts:
        fields.error(
            "missing-label", "there are no labels", "Get labels.yaml back from git, or copy another conference's."
        )
    else:
        strange = [context for context in parts if context not in known]
        for context in known:
            if context not in parts:
                near = difflib.get_close_matches(context, strange[:500], 1, 0.8)
                hint = f"Did you mean it by “{near[0]}”?" if near else "Add it: every layout prints it."
                fields.error("missing-label", f"the label “{context}” is missing", hint)
    return parts, Document("labels", "labels", lang, "final", path, tuple(blocks)), nodes.told(found)


# --------------------------------------------------------------------------- conference.yaml


def _timezone(fields: Fields) -> str:
    """An IANA time zone; UTC where none can be read."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    node = fields.text("timezone", required=True)
    if node is None:
        return "UTC"
    try:
        return ZoneInfo(node.text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, "..", a folder of zones
        zones = available_timezones()
    near = difflib.get_close_matches(node.text[:60], sorted(zones), 1)
    hint = f"Did you mean “{near[0]}”?" if near else "Write the IANA name: Asia/Dushanbe."
    fields.error("unknown-timezone", f"unknown time zone “{node.text}”", hint, node.span)
    return "UTC"


def _targets(fields: Fields, source: str) -> tuple[str, ...]:
    codes: list[str] = []
    for node in fields.texts("languages"):
        code = fields.checked_language(node)
        if code and (code == source or code in codes):
            what = "the source language" if code == source else "named twice"
            hint = "Name each language to translate into under “languages”, once."
            fields.error("doubled-language", f"“{code}” is {what}", hint, node.span)
        elif code:
            codes.append(code)
    return tuple(codes)


def _facts(fields: Fields) -> dict[str, Fact]:
    """Numbers, dates and symbols that several texts state: each with its source and that source's date."""
    facts: dict[str, Fact] = {}
    section = Fields.of(fields.node.get("facts"), None, fields.found, fields.node.span)
    for key, node in section.node.entries:
        entry = Fields.of(node, vocabulary.FACT_KEYS, fields.found, key.span)
        value, source = entry.text("value", required=True), entry.plain("source", required=True)
        date = entry.date("date", required=True)
        name = key.text
        if not _FACT.fullmatch(name):
            name = safe_id(name).replace("-", "_").lstrip("0123456789_") or "x"
            hint = f"Write “{name}”: small letters, digits and single _."
            fields.error("bad-id", f"“{key.text}” cannot be the name of a fact", hint, key.span)
        if name in facts or name == "dates":
            fields.error("doubled-id", f"there is a fact “{name}” already", "Give each a name of its own.", key.span)
        elif value and date and _real(entry, value):
            comment = (node.comment if isinstance(node, MapNode) else "") or value.comment
            facts[name] = Fact(name, value.text, source, date, comment, key.span)
    return facts


def _house(fields: Fields) -> House:
    """What the checks are told: rules that are off or of another severity, and usage. The checks know the rules."""
    node = fields.node.get("check")
    if node is None:
        return House()
    entry = Fields.of(node, vocabulary.CHECK_KEYS, fields.found, fields.node.span)
    severities = Fields.of(entry.node.get("severity"), None, fields.found, entry.node.span)
    return House(
        off=tuple(text.text for text in entry.texts("off")),
        severity={
            key.text: said
            for key, _ in severities.node.entries
            if (said := severities.one_of(key.text, vocabulary.SEVERITIES))
        },
        per_cent=entry.one_of("per-cent", vocabulary.PER_CENT),
        yo=entry.one_of("yo", vocabulary.YO) or "names",
        span=entry.node.span,
    )


def _real(entry: Fields, value: TextNode) -> bool:
    """Whether a value that looks like dates is dates; a finding where it is not."""
    if _DATES.fullmatch(value.text):
        first, _, last = value.text.partition("/")
        try:
            real = dt.date.fromisoformat(first) <= dt.date.fromisoformat(last or first)
        except ValueError:  # 31 February
            real = False
        if not real:
            hint = "Write YYYY-MM-DD, or two of them in their order with a stroke between: 2018-05-03/2018-05-04."
            entry.error("bad-date", f"“{value.text}” is not a date", hint, value.span)
        return real
    return True


def _dates(start: dt.date, end: dt.date, span: Span) -> Fact:
    """The fact that every conference has."""
    return Fact("dates", f"{start}/{end}", "conference.yaml", end, "the dates of the conference", span)


def _ids(fields: Fields, key: str) -> tuple[str, ...]:
    """Ids of organizations; people.yaml, which is read later, says whether they are known."""
    return tuple(dict.fromkeys(node.text for node in fields.texts(key)))


def _listings(fields: Fields) -> tuple[Listing, ...]:
    listings: dict[str, Listing] = {}
    for node in fields.items("documents"):
        entry = Fields.of(node, vocabulary.LISTING_KEYS, fields.found, node.span)
        slug, file = entry.id(), entry.plain("file", required=True)
        status = entry.one_of("status", vocabulary.STATUSES) or "draft"
        if ".." in file.split("/") or file.startswith("/") or "\\" in file or ":" in file:
            entry.error("bad-file", f"“{file}” does not lie in the content folder", "Write its name only.")
        elif slug in listings:
            entry.error("doubled-id", f"the document “{slug}” stands twice", "Give each an id of its own.")
        elif slug in (*_RESERVED, *_PAGES):
            entry.error("doubled-id", f"a document cannot be called “{slug}”", "Give it another id.")
        elif slug and file:
            listings[slug] = Listing(slug, file, status, node.span)
    if not listings and not fields.items("documents"):
        hint = "Add “documents:” with a line “- {id: programme, file: programme.yaml}”."
        fields.found.append(Finding("no-documents", Severity.WARNING, fields.node.span, "no document is listed", hint))
    return tuple(listings.values())


# --------------------------------------------------------------------------- people.yaml


def _entries(fields: Fields, key: str, known: tuple[str, ...]) -> Iterable[tuple[str, Fields]]:
    """The members of a mapping of mappings: their id and their fields."""
    names: set[str] = set()
    section = Fields.of(fields.node.get(key), None, fields.found, fields.node.span)
    for key_node, node in section.node.entries:
        name = fields.checked_id(key_node)
        if name in names:
            fields.error("doubled-id", f"“{name}” stands twice", "Give each an id of its own.", key_node.span)
            continue
        names.add(name)
        yield name, Fields.of(node, known, fields.found, key_node.span)


def _person(name: str, entry: Fields, organizations: Collection[str]) -> Person | None:
    context = f"people/{name}"
    printed = entry.part("name", "people", f"{context}/name", required=True)
    function = entry.part("function", "people", f"{context}/function")
    gender = entry.one_of("gender", vocabulary.GENDERS)
    style = entry.one_of("style", vocabulary.STYLES)
    if style and not gender:
        entry.error("missing-gender", f"“{name}” has a style but no gender", "Add “gender: m” or “gender: f”.")
        style = ""
    organization = entry.plain("organization")
    if organization and organization not in organizations:
        node = entry.text("organization")
        if node:
            entry.unknown("organization", node, organizations)
        organization = ""
    family = entry.plain("family", required=True)
    order = entry.one_of("order", vocabulary.ORDERS)
    courtesy = entry.one_of("courtesy", vocabulary.COURTESIES)
    country = entry.country("country")
    if printed is None:
        return None
    return Person(
        id=name,
        name=printed,
        family=family or printed.key.msgid,
        courtesy=courtesy,
        style={"m": "his", "f": "her"}[gender] if style else "",
        gender=gender,
        family_first=order == "family-first",
        function=function or _empty("function", "people", f"{context}/function", entry.node.span),
        organization=organization,
        country=country,
        span=entry.node.span,
    )


# --------------------------------------------------------------------------- labels.yaml


def _label(section: Fields, name: str, context: str) -> Part | None:
    """A label: a text, or ``one`` and ``other`` of a message with a plural."""
    node = section.node.get(name)
    if not isinstance(node, MapNode):
        if context in vocabulary.PLURAL_LABELS:
            hint = "Write two lines below it: “one: …” and “other: …”."
            section.error("missing-plural", f"“{context}” needs a plural", hint, node.span if node else None)
        return section.part(name, "labels", context, name="text", required=True)
    plural = Fields.of(node, vocabulary.PLURAL_KEYS, section.found, node.span)
    one = plural.part("one", "labels", context, name="text", required=True)
    other = plural.part("other", "labels", context, name="text", required=True)
    if not one or not other:
        return one or other
    return Part("text", "labels", one.key, one.span, other.key.msgid, one.comment or node.comment)


# --------------------------------------------------------------------------- fields as blocks


def _empty(field: str, domain: str, context: str, span: Span) -> Part:
    """The part of a missing text: it is in no document, so nobody is asked to translate it."""
    return Part(field, domain, Key("", context), span)


def _field(part: Part, context: str, group: str = "", heading: str = "") -> Block:
    return Block(Kind.FIELD, (part,), part.span, safe_id(context.replace("/", "-")), group=group, heading=heading)


def _fields_of(context: str, heading: str, *parts: Part | None) -> list[Block]:
    """The blocks of a person or an organization."""
    group = context.replace("/", "-")
    return [_field(part, f"{context}/{part.field}", group, heading) for part in parts if part]
