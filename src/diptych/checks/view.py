"""What a check sees and what it says: texts, pairs of them, papers, and faults."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from diptych.catalog import Entry, Span, State
from diptych.model import House

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diptych.finding import Severity
    from diptych.model import Block, Document, Kind, Part, Registry, Term

_T = TypeVar("_T")

SIGN = "\u2060"
"""Stands in ``Said.plain`` for each sign of markup: no word, no space, no punctuation."""
OPAQUE = "\ufffc"
"""Stands in ``Said.plain`` for each character of what is no language: addresses, link targets, code, ``{facts}``."""

_LANGUAGELESS = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,9})(?!`)[^`]+(?:`+[^`]+){0,50}?(?P=ticks)(?!`))"
    r"|(?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<auto><(?:https?://|mailto:|tel:)[^<>\s]*>)"
    r"|(?P<url>(?:https?://|(?<![\w.])www\.)[^\s<>«»“”„\"()\[\]{}]*(?:\([^\s()]*\)[^\s<>«»“”„\"()\[\]{}]*)*"
    r"(?<![.,;:!?*_…]))"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<fact>\{[a-z][a-z0-9_]*\})"
    r"|(?P<open>(?<!\\)\[(?=(?:[^\[\]\\]|\\.){0,500}+\]\())"
    r"|(?P<sign>\*+(?=\S)|(?<=\S)\*+|(?<![\w_])_+(?=[^\s_])|(?<=[^\s_])_+(?![\w_]))"
)
_MAY_HOLD = re.compile(r"[\\`*_\[{@]|://|www\.")
_WORD = re.compile(r"\w+(?:[-‑’'ʼ]\w+)*")
_OWN_SIGNS = frozenset(("escape", "open", "sign"))


class Side(enum.StrEnum):
    """Which of a pair a text is."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a text stands: in a file, as a part of a document or a form of a catalog's entry."""

    path: str
    line: int = 1
    part: Part | None = None
    entry: Entry | None = None
    form: int = 0


class Said:
    """A text in one language, as it stands in a catalog or in a document: Markdown inline, ``{facts}``, line ends."""

    __slots__ = ("_made", "_plain", "_words", "kind", "known", "lang", "place", "raw", "side")

    def __init__(
        self,
        raw: str,
        lang: str,
        known: Known,
        side: Side = Side.TARGET,
        kind: Kind | None = None,
        place: Place | None = None,
    ) -> None:
        self.raw = raw
        self.lang = lang
        self.known = known
        self.side = side
        self.kind = kind
        """What its block is; None where nobody knows (a catalog by itself)."""
        self.place = place
        self._plain: str | None = None
        self._words: tuple[re.Match[str], ...] | None = None
        self._made: dict[Any, Any] | None = None

    def __repr__(self) -> str:
        """For tests: language and text."""
        return f"Said({self.lang}: {self.raw!r})"

    @property
    def plain(self) -> str:
        """The text as a reader reads it, letter by letter under ``raw``: offsets in one are offsets in the other.

        Signs of markup are ``SIGN``; addresses, the targets of links, code and ``{facts}`` are ``OPAQUE``.
        """
        if self._plain is None:
            raw = self.raw
            self._plain = _LANGUAGELESS.sub(_veil, raw) if _MAY_HOLD.search(raw) else raw
        return self._plain

    @property
    def words(self) -> tuple[re.Match[str], ...]:
        """The words of ``plain`` (and numbers), with hyphens and apostrophes inside: ``re.Match`` objects."""
        if self._words is None:
            self._words = tuple(_WORD.finditer(self.plain))
        return self._words

    def once(self, make: Callable[[Said], _T]) -> _T:
        """``make(self)``, made when it is first asked for: what several checks need of one text."""
        if self._made is None:
            self._made = {}
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_T", self._made[make])

    def fault(
        self,
        message: str,
        start: int = 0,
        end: int | None = None,
        proposed: str | None = None,
        *,
        certain: bool = False,
        others: Iterable[Said] = (),
    ) -> Fault:
        """A fault of ``raw[start:end]`` (to the text's end where ``end`` is None), as `Fault` says."""
        return Fault(message, self, start, len(self.raw) if end is None else end, proposed, certain, tuple(others))


def lowered(said: Said) -> str:
    """``said.plain`` in lower case, letter by letter under it; lowered once."""
    return said.once(_lower)


def lower_words(said: Said) -> list[str]:
    """The texts of ``said.words`` in lower case; to be asked for by ``said.once(lower_words)``."""
    return "\n".join(map(_WHOLE, said.words)).lower().split("\n") if said.words else []


_WHOLE = itemgetter(0)


def _lower(said: Said) -> str:
    low = said.plain.lower()
    return low if len(low) == len(said.plain) else "".join(c if len(c.lower()) != 1 else c.lower() for c in said.plain)


def _veil(found: re.Match[str]) -> str:
    text = found[0]
    if found.lastgroup in _OWN_SIGNS:
        return SIGN * len(text)
    if text.startswith("]"):
        return SIGN + OPAQUE * (len(text) - 1)
    return OPAQUE * len(text)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: what is wrong with which stretch of which text, and what should stand there."""

    message: str
    """One line, in words a translator understands; a quotation of the faulty stretch is not needed."""
    said: Said | None = None
    """The text; None where the fault is of something that is no text (an item of the programme): see ``span``."""
    start: int = 0
    end: int = 0
    """The faulty stretch of ``said.raw``; an empty one where something is missing or the whole text is meant."""
    proposed: str | None = None
    """What should stand in place of that stretch, or None where only a person can say."""
    certain: bool = False
    """``--fix`` may put ``proposed`` there without anybody thinking."""
    others: tuple[Said, ...] = ()
    """Other texts that have a part in the same fault."""
    span: Span | None = None
    """Where it stands, if it is of no text."""
    hint: str = ""
    """How to mend this very fault, where the check's own hint is too general."""

    @property
    def text(self) -> str:
        """The faulty stretch."""
        return self.said.raw[self.start : self.end] if self.said else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A registered name of a person or a place, in both languages; in Russian in the nominative."""

    source: str
    target: str
    """Empty where nobody has translated it."""
    family: str = ""
    """The family name as the source writes it; empty for a place, or where nobody says."""
    family_first: bool = False
    gender: str = ""
    """``m``, ``f`` or empty."""
    id: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a conference has settled, and its texts must agree with. A file by itself has settled nothing."""

    source: str = "en"
    target: str = "ru"
    terms: tuple[Term, ...] = ()
    names: tuple[Name, ...] = ()
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each ``{fact}`` says, by its id, then by language."""
    words: frozenset[str] = frozenset()
    """Words that the dictionary lacks and the conference uses, in lower case, in any form they have."""
    house: House = field(default_factory=House)
    _made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, make: Callable[[Known], _T]) -> _T:
        """``make(self)``, made when it is first asked for: indexes that a check needs for every text."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_T", self._made[make])


class Pair:
    """A text and its translation: what most checks look at."""

    __slots__ = ("block", "entry", "field", "known", "source", "state", "target")

    def __init__(
        self,
        source: Said,
        target: Said,
        state: State = State.DONE,
        block: Block | None = None,
        field: str = "text",
        entry: Entry | None = None,
    ) -> None:
        self.source = source
        self.target = target
        self.known = source.known
        self.state = state
        self.block = block
        self.field = field
        """The part of the block: ``text``, ``title``, ``function`` …"""
        self.entry = entry

    def __repr__(self) -> str:
        """For tests."""
        return f"Pair({self.source!r}, {self.target!r})"

    @property
    def translated(self) -> bool:
        """Whether there is a confirmed translation to compare."""
        return self.state is State.DONE and bool(self.target.raw)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, or a catalog, or a plain file: its pairs in their order."""

    name: str
    """The document's slug, or the path of a plain file."""
    lang: str
    """The language it is written in."""
    pairs: tuple[Pair, ...]
    """Every text once for each place where it prints; ``target`` is empty where there is no translation."""
    known: Known = field(default_factory=Known)
    whole: bool = True
    """It begins where the document begins, so that a first mention is the first."""
    target: str = ""
    """The language of the translations, or empty."""
    document: Document | None = None
    registry: Registry | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of a conference, or all files that are checked together."""

    papers: tuple[Paper, ...]
    known: Known = field(default_factory=Known)
    registry: Registry | None = None


class On(enum.Enum):
    """What a check looks at."""

    TEXT = "a text"
    PAIR = "a text and its translation"
    PAPER = "a document"
    PAPERS = "the conference"


@dataclass(frozen=True, slots=True)
class Example:
    """Texts with or without a fault: the test of a check, and what its page shows."""

    en: str = ""
    ru: str = ""
    at: str = ""
    """The faulty stretch; empty where something is missing or the whole is meant."""
    side: str = "ru"
    first: bool = False
    """The pair is the whole document, so that every mention in it is the first."""
    terms: Mapping[str, Any] = field(default_factory=dict)
    """English to Russian, in dictionary form; ``forbidden``: Russian forms that must not be used."""
    names: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    house: House = field(default_factory=House)
    documents: tuple[str, ...] = ()
    """In place of a pair: whole documents, as Markdown (``---`` front matter first) or as programme.yaml."""
    fixed: str = ""
    """What ``--fix`` makes of ``ru``; empty where it keeps its hands off."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: what it looks at, how grave it is, and how to mend what it finds."""

    rule: str
    """Its id: lower case with hyphens."""
    severity: Severity
    look: Callable[[Any], Iterable[Fault | str]]
    """Takes what ``on`` says and yields faults; a plain sentence is a fault of the whole text (of the translation)."""
    hint: str
    """One line: how to mend it."""
    on: On = On.PAIR
    langs: tuple[str, ...] = ()
    """Only texts in these languages (of a pair: translations into them); empty: all."""
    right: tuple[Example, ...] = ()
    wrong: tuple[Example, ...] = ()
    fuzzy: bool = False
    """A pair check that looks at unconfirmed translations, too."""
