"""The words that the formats know: keys, kinds, roles, labels. Readers and schemas agree on them by test."""

from __future__ import annotations

# --------------------------------------------------------------------------- values

DOCUMENT_KINDS = ("declaration", "document", "report")
"""Of a Markdown document; a YAML document is a ``programme``."""
STATUSES = ("draft", "final")
ITEM_KINDS = (
    "session",
    "thematic-session",
    "side-event",
    "briefing",
    "break",
    "photo",
    "exhibition",
    "reception",
    "visit",
)
ROLES = ("chair", "co-chair", "keynote", "opening-remarks", "co-moderator", "panellist", "speaker")
COURTESIES = ("mr", "ms", "dr", "colonel", "prof")
STYLES = ("excellency",)
GENDERS = ("m", "f")
ORDERS = ("given-first", "family-first")
MODES = ("video",)
AUDIENCES = ("heads-of-delegation", "delegates", "media", "participants")
ACCESS = ("invitation",)
TERM_KINDS = ("abbreviation", "organization", "term")

# --------------------------------------------------------------------------- keys

CONFERENCE_KEYS = (
    "id",
    "title",
    "theme",
    "short",
    "dates",
    "timezone",
    "venue",
    "city",
    "country",
    "source",
    "languages",
    "co-organizers",
    "supporters",
    "url",
    "homepage",
    "facts",
    "check",
    "documents",
)
CHECK_KEYS = ("off", "severity", "per-cent", "yo")
SEVERITIES = ("error", "warning", "info")
PER_CENT = ("5 %", "5%")
YO = ("names", "always", "never")
DATES_KEYS = ("start", "end")
FACT_KEYS = ("value", "source", "date")
TERM_KEYS = ("kind", "note")
"""Beside them stands a key for each language."""
WORDING_KEYS = ("term", "short", "avoid")
LISTING_KEYS = ("id", "file", "status")
PEOPLE_KEYS = ("organizations", "people")
ORGANIZATION_KEYS = ("name", "short")
PERSON_KEYS = (
    "name",
    "family",
    "order",
    "courtesy",
    "style",
    "gender",
    "function",
    "organization",
    "country",
)
FRONT_KEYS = ("kind", "title", "subtitle", "notice", "lang", "status", "symbol", "date")
PROGRAMME_KEYS = (*FRONT_KEYS, "days")
DAY_KEYS = ("date", "around", "items")
ITEM_KEYS = (
    "id",
    "kind",
    "start",
    "end",
    "label",
    "title",
    "note",
    "place",
    "host",
    "organizers",
    "access",
    "audience",
    "venues",
    "roles",
    "floor",
    "issues",
)
VENUE_KEYS = ("audience", "place")
ROLE_KEYS = ("role", "heading", "people")
SPEAKER_KEYS = ("person", "minutes", "mode")
ISSUE_KEYS = ("id", "text")
PLURAL_KEYS = ("one", "other")

# --------------------------------------------------------------------------- labels

LABELS: dict[str, tuple[str, ...]] = {
    "roles": ROLES,
    "courtesy": COURTESIES,
    "style": ("his", "her"),
    "mode": MODES,
    "audience": AUDIENCES,
    "access": ACCESS,
    "kind": ITEM_KINDS,
    "programme": ("key-issues", "floor", "host", "organizers", "venues", "minutes"),
    "page": (
        "page",
        "contents",
        "skip",
        "editions",
        "number",
        "other-language",
        "formats",
        "time",
        "parallel",
        "back",
    ),
    "status": STATUSES,
    "masthead": ("co-organizers", "supporters"),
    "marks": (
        "missing",
        "fuzzy",
        "why-missing",
        "why-fuzzy",
    ),
    "notice": ("missing", "fuzzy"),
    "formats": (
        "html",
        "pdf",
        "docx",
        "ics",
        "akn",
        "schedule",
    ),
    "site": (
        "title",
        "documents",
        "coverage",
        "conference",
        "people",
        "labels",
        "home",
        "speakers",
        "search",
        "menu",
        "choose",
        "not-found",
        "not-found-hint",
        "country",
        "organization",
        "appearances",
        "status",
        "date",
        "editions",
        "about",
        "days",
        "more",
        "programme",
    ),
    "coverage": (
        "document",
        "language",
        "messages",
        "words",
        "done",
        "fuzzy",
        "missing",
        "percent",
        "total",
        "section",
    ),
    "data": (
        "title",
        "calendar",
        "schedule-json",
        "schedule-xml",
        "akn",
        "conference",
    ),
    "calendar": (
        "all",
        "day",
        "item",
    ),
    "filter": (
        "title",
        "day",
        "kind",
        "speaker",
        "all",
        "clear",
        "none",
        "shown",
    ),
    "now": (
        "now",
        "next",
        "before",
        "over",
        "clock",
    ),
    "search": (
        "label",
        "submit",
        "results",
        "none",
        "hint",
        "script",
    ),
    "terms": (
        "abbreviation",
        "meaning",
    ),
}
"""The labels that labels.yaml must have, by section."""
PLURAL_LABELS = ("notice/missing", "notice/fuzzy")
"""Those that say ``one`` and ``other``."""
