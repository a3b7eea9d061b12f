"""The keys of a YAML mapping by their type: what is wrong with one is a finding, and the rest is read."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych import inline, vocabulary
from diptych.catalog import Key, Span
from diptych.finding import Finding, Severity
from diptych.model import Block, Kind, Part
from diptych.nodes import ListNode, MapNode, Node, TextNode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_URL = re.compile(r"https?://[^\s/]+\S*")

_NOBODY = ("people.yaml has no people", "people.yaml has no organizations")
_NODES: dict[type[Node], str] = {TextNode: "a text", ListNode: "a list", MapNode: "a mapping"}


_PLURALS = {"person": "people", "organization": "organizations"}
"""What people.yaml knows, by the name of one of it."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to one that is not known; empty where none helps."""
    known = list(known)
    if close := difflib.get_close_matches(word[:60], known, 1, 0.5):
        return f"Did you mean “{close[0]}”?"
    if not known or len(known) > 20:  # noqa: PLR2004 - more help nobody
        return ""
    return f"Known {'is' if len(known) == 1 else 'are'}: {', '.join(known)}."


def once(found: list[Finding]) -> list[Finding]:
    """The findings, only the first of those that say that people.yaml has nobody, or no organization."""
    kept, said = [], set[str]()
    for finding in found:
        if finding.message not in said:
            kept.append(finding)
        if finding.message in _NOBODY:
            said.add(finding.message)
    return kept


def safe_id(text: str) -> str:
    """The text as an id: ASCII letters in lower case, digits and single hyphens; ``x`` where none is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


@dataclass(slots=True)
class Anchors:
    """The fragment ids of a document: given ones keep their name, derived ones step aside."""

    reserved: set[str] = field(default_factory=set)
    """Ids that the author gives somewhere in the document."""
    used: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number put behind a name."""

    def given(self, wanted: str) -> str:
        """An id that the author gave; a second one of the name gets a number."""
        return self._free(wanted, frozenset())

    def derived(self, wanted: str) -> str:
        """An id that we made: neither used nor one that the author gives."""
        return self._free(wanted, self.reserved)

    def _free(self, wanted: str, taken: Collection[str]) -> str:
        name = wanted
        while name in self.used or name in taken:
            self.numbers[wanted] = self.numbers.get(wanted, 1) + 1
            name = f"{wanted}-{self.numbers[wanted]}"
        self.used.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping being read. Made by ``of``; every accessor adds what is wrong to ``found``."""

    node: MapNode
    found: list[Finding]
    broken: bool = False
    """It is no mapping, which was said: what it lacks goes without saying."""

    @classmethod
    def of(cls, node: Node | None, known: Sequence[str] | None, found: list[Finding], span: Span) -> Fields:
        """The fields of a node (of an empty mapping where it is none); ``known`` is None where any key may be."""
        if not isinstance(node, MapNode):
            broken = node is not None and (not isinstance(node, TextNode) or bool(node.text))
            fields = cls(MapNode((), node.span if node else span), found, broken)
            if node and broken:
                fields.error("bad-type", f"expected a mapping, not {_NODES[type(node)]}", "Write lines “key: …” here.")
            return fields
        fields = cls(node, found)
        for key, _ in node.entries:
            if known is not None and key.text not in known:
                fields.error(
                    "unknown-key", f"unknown key “{key.text}”", nearest(key.text, known) or "Remove it.", key.span
                )
        return fields

    def error(self, rule: str, message: str, hint: str = "", span: Span | None = None) -> None:
        """Add an error, at the mapping itself unless a place is given."""
        self.found.append(Finding(rule, Severity.ERROR, span or self.node.span, message, hint))

    def missing(self, key: str) -> None:
        """Say that a key is missing."""
        if not self.broken:
            self.error("missing-key", f"“{key}” is missing", f"Add a line “{key}: …”.")

    def text(self, key: str, *, required: bool = False) -> TextNode | None:
        """A text that is not empty."""
        node = self.node.get(key)
        if node is not None and not isinstance(node, TextNode):
            self.error(
                "bad-type",
                f"“{key}” must be a text, not {_NODES[type(node)]}",
                f"Write “{key}: …” on one line.",
                node.span,
            )
            return None
        if node is None or not node.text:
            if required:
                self.missing(key)
            return None
        return node

    def plain(self, key: str, *, required: bool = False) -> str:
        """A text for programs: no part, no markup; empty where there is none."""
        node = self.text(key, required=required)
        return node.text if node else ""

    def part(
        self, key: str, domain: str, context: str | None, *, name: str = "", required: bool = False
    ) -> Part | None:
        """A text to be translated; its field is ``name``, or the key."""
        node = self.text(key, required=required)
        return self.translatable(node, name or key, domain, context) if node else None

    def translatable(self, node: TextNode, name: str, domain: str, context: str | None) -> Part:
        """The part of a text, its markup looked at."""
        self.found.extend(inline.faults(node.text, node.span))
        return Part(name, domain, Key(node.text, context), node.span, comment=node.comment)

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """A day as ``YYYY-MM-DD`` (ISO 8601)."""
        node = self.text(key, required=required)
        if node is None:
            return None
        if _DATE.fullmatch(node.text):
            try:
                return dt.date.fromisoformat(node.text)
            except ValueError:  # 31 February
                pass
        self.error("bad-date", f"“{node.text}” is not a date", "Write YYYY-MM-DD: 2022-10-18.", node.span)
        return None

    def time(self, key: str) -> dt.time | None:
        """A time of day as ``HH:MM``."""
        node = self.text(key)
        if node is None:
            return None
        if found := _TIME.fullmatch(node.text):
            return dt.time(int(found[1]), int(found[2]))
        padded = f"0{node.text}"
        hint = f"Write {padded}." if _TIME.fullmatch(padded) else "Write HH:MM, from 00:00 to 23:59."
        self.error("bad-time", f"“{node.text}” is not a time", hint, node.span)
        return None

    def number(self, key: str) -> int | None:
        """A whole number from 1 to 9999."""
        node = self.text(key)
        if node is None:
            return None
        if _NUMBER.fullmatch(node.text):
            return int(node.text)
        self.error(
            "bad-number", f"“{node.text}” is not a whole number from 1 to 9999", "Write digits only: 10.", node.span
        )
        return None

    def yes(self, key: str) -> bool:
        """``true`` or ``false``; false where the key is missing."""
        return self.one_of(key, ("true", "false")) == "true"

    def one_of(self, key: str, known: Collection[str], *, rule: str = "unknown-value", required: bool = False) -> str:
        """One of the known words; empty where there is none."""
        node = self.text(key, required=required)
        if node is None:
            return ""
        if node.text in known:
            return node.text
        self.error(rule, f"unknown {key} “{node.text}”", nearest(node.text, known), node.span)
        return ""

    def unknown(self, what: str, node: TextNode, known: Collection[str]) -> None:
        """Say that people.yaml does not know a person or an organization, or has none at all (see ``once``)."""
        message = f"{'nobody' if what == 'person' else 'no organization'} in people.yaml has the id “{node.text}”"
        hint = nearest(node.text, known) or "Add it to people.yaml, or mend the id here."
        if not known:
            message = f"people.yaml has no {_PLURALS[what]}"
            hint = f"Add them under “{_PLURALS[what]}:” there, or get the file back from git."
        self.error(f"unknown-{what}", message, hint, node.span)

    def id(self, key: str = "id") -> str:
        """An id: lower-case letters, digits and hyphens; empty where there is none."""
        node = self.text(key)
        if node is None:
            if not self.broken:
                hint = f"Add a line “{key}: a-short-name”, once for all."
                self.error("missing-id", f"“{key}” is missing", hint)
            return ""
        return self.checked_id(node)

    def checked_id(self, node: TextNode) -> str:
        """The id that a text is, or is made into where it has signs that an id cannot have."""
        if _ID.fullmatch(node.text):
            return node.text
        better = safe_id(node.text)
        self.error("bad-id", f"“{node.text}” cannot be an id", f"Write “{better}”.", node.span)
        return better

    def url(self, key: str) -> str:
        """A web address; empty where there is none."""
        node = self.text(key)
        if node is None or _URL.fullmatch(node.text):
            return node.text if node else ""
        self.error("bad-url", f"“{node.text}” is not a web address", "Begin it with “https://”.", node.span)
        return ""

    def language(self, key: str, *, required: bool = False) -> str:
        """A language that CLDR knows; empty where there is none."""
        node = self.text(key, required=required)
        return self.checked_language(node) if node else ""

    def checked_language(self, node: TextNode) -> str:
        """The language code that a text is (BCP 47), if CLDR knows it; else empty."""
        from babel.localedata import locale_identifiers, normalize_locale

        code = ""
        if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", node.text):
            code = (normalize_locale(node.text.replace("-", "_")) or "").replace("_", "-")
        if code == node.text:
            return code
        short = [code for code in locale_identifiers() if "_" not in code]
        hint = f"Write “{code}”." if code else nearest(node.text, short)
        hint = hint or "Write the ISO 639 code: en, ru, tg."
        self.error("unknown-language", f"unknown language “{node.text}”", hint, node.span)
        return ""

    def country(self, key: str, *, required: bool = False) -> str:
        """A country by its ISO 3166-1 alpha-2 code (as CLDR has them); empty where there is none."""
        from babel import Locale

        node = self.text(key, required=required)
        if node is None:
            return ""
        names = Locale("en").territories
        if re.fullmatch("[A-Z]{2}", node.text) and node.text in names and node.text not in {"EU", "UN", "ZZ"}:
            return node.text
        codes = {str(name).lower(): code for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
        code = codes.get(node.text.lower()) or (node.text.upper() if node.text.upper() in names else "")
        hint = f"Write {code}." if code else "Write the two capital letters of ISO 3166: TJ, UZ."
        self.error("bad-country", f"unknown country “{node.text}”", hint, node.span)
        return ""

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list; none where there is no list."""
        node = self.node.get(key)
        if isinstance(node, ListNode):
            return node.items
        if node is not None and (not isinstance(node, TextNode) or node.text):
            self.error("bad-type", f"“{key}” must be a list", "Write each item behind “- ”.", node.span)
        return ()

    def texts(self, key: str) -> tuple[TextNode, ...]:
        """The items of a list that holds texts."""
        texts = []
        for node in self.items(key):
            if isinstance(node, TextNode) and node.text:
                texts.append(node)
            else:
                self.error("bad-type", f"“{key}” must list texts", "Write each text behind “- ”.", node.span)
        return tuple(texts)

    def references(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """The ids of a list, each once, that are known."""
        names: list[str] = []
        for node in self.texts(key):
            if node.text not in known:
                self.unknown(what, node, known)
            elif node.text in names:
                self.error("doubled-id", f"“{node.text}” stands twice in “{key}”", "Keep one.", node.span)
            else:
                names.append(node.text)
        return tuple(names)


# --------------------------------------------------------------------------- the head of a document


@dataclass(frozen=True, slots=True)
class Head:
    """What every document says first, in its front matter or its first keys."""

    kind: str
    lang: str
    status: str
    symbol: str
    date: dt.date | None
    blocks: tuple[Block, ...]
    """TITLE, SUBTITLE, NOTICE: those that there are, in this order."""


def head(fields: Fields, slug: str, kinds: Collection[str], *, lang: str, status: str) -> Head:
    """Read the head of a document; ``lang`` and ``status`` hold where it says nothing of them."""
    blocks = []
    for key, kind in (("title", Kind.TITLE), ("subtitle", Kind.SUBTITLE), ("notice", Kind.NOTICE)):
        if part := fields.part(key, slug, key, name="text"):
            blocks.append(Block(kind, (part,), part.span, key))
    return Head(
        kind=fields.one_of("kind", kinds, rule="unknown-kind"),
        lang=fields.language("lang") or lang,
        status=fields.one_of("status", vocabulary.STATUSES) or status,
        symbol=fields.plain("symbol"),
        date=fields.date("date"),
        blocks=tuple(blocks),
    )
