"""The nouns of a catalog: what a PO file says. They know no file format, and nothing of documents and conferences."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Key(NamedTuple):
    """The identity of a message, as gettext has it: msgid and msgctxt (``None`` is not ``""``)."""

    msgid: str
    context: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a thing stands: a path relative to the project, a line and a column, both from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class State(enum.Enum):
    """How far a translation is. Only ``DONE`` is published as a translation."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    DONE = "done"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Previous:
    """What ``#|`` says a fuzzy entry was translated from; ``None`` where there is no such line."""

    msgid: str | None = None
    context: str | None = None
    plural: str | None = None


class Written(Protocol):
    """The lines of an entry as they stand in a file."""

    @property
    def whole(self) -> bool:
        """Whether they are the entry's; of a copy with other fields they are only the source."""

    @property
    def text(self) -> str:
        """The lines themselves."""

    def fields(self, name: str) -> Iterable[tuple[str, object]]:
        """One field of the entry, decoded, with the others that are read on the way."""

    def copied(self) -> Written:
        """The same for a copy of the entry, in which other fields may stand."""

    def pieces(self) -> dict[str, str] | None:
        """The lines of each field by its name, together the whole text; None if they stand in no usual order."""

    def like(self, other: Written) -> bool:
        """Whether both have one text and the extraction says the same of them, but for line numbers."""

    def settled(self) -> bool:
        """Whether it lives and is translated, all forms of it, not fuzzy and without a previous text."""


_set = object.__setattr__  # the one way into a frozen value
_FIELDS = frozenset(
    ("key", "texts", "plural", "previous", "notes", "comments", "references", "flags", "obsolete", "line")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalog."""

    key: Key
    texts: tuple[str, ...] = ("",)
    """msgstr, or msgstr[0], msgstr[1] … of a message with a plural."""
    plural: str | None = None
    """msgid_plural."""
    previous: Previous | None = None
    notes: tuple[str, ...] = ()
    """The translator's comment lines (``# ``), without the sign and one space."""
    comments: tuple[str, ...] = ()
    """The extracted comment lines (``#. ``), without the sign and one space."""
    references: tuple[str, ...] = ()
    """``content/declaration.md:12``, in document order."""
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """The line of its msgid in the file it was read from; 0 where it was not read from one."""
    written: Written | None = field(default=None, compare=False, repr=False)
    """What stands in the file it was read from; a copy with other fields has it too, for those that are the same."""

    @classmethod
    def lazy(cls, written: Written) -> Entry:
        """An entry of a file; each field is decoded when it is first asked for."""
        entry = object.__new__(cls)
        _set(entry, "written", written)
        return entry

    @classmethod
    def read(cls, written: Written, key: Key, text: str) -> Entry:
        """A living entry of a file with one text, no flags and no previous text, as most are; its comments are lazy."""
        entry = object.__new__(cls)
        _written(entry, written)
        _key(entry, key)
        _texts(entry, (text,))
        _plural(entry, None)
        _previous(entry, None)
        _flags(entry, ())
        _obsolete(entry, False)  # noqa: FBT003 - a value of a field
        return entry

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """A field that is not there yet comes from what is written."""
            if name not in _FIELDS:  # ``written`` itself, too, in a value that is only being copied or pickled
                raise AttributeError(name)
            for other, value in self.written.fields(name):
                _set(self, other, value)
            return object.__getattribute__(self, name)

    def __post_init__(self) -> None:
        """A copy by ``dataclasses.replace`` may have other fields than the lines that it comes from."""
        if self.written is not None:
            _set(self, "written", self.written.copied())

    @property
    def untouched(self) -> bool:
        """Whether it is to the letter what stands in the file it was read from."""
        return self.written is not None and self.written.whole

    @property
    def fuzzy(self) -> bool:
        """Whether it bears the flag ``fuzzy``, obsolete or not."""
        return "fuzzy" in self.flags

    @property
    def state(self) -> State:
        """Its state: an entry with one empty form is missing."""
        if self.obsolete:
            return State.OBSOLETE
        if not all(self.texts):
            return State.MISSING
        return State.FUZZY if self.fuzzy else State.DONE


# The places of an entry's fields, twice as quick as by their name.
_written, _key, _texts, _plural, _previous, _flags, _obsolete = (
    getattr(Entry, name).__set__ for name in ("written", "key", "texts", "plural", "previous", "flags", "obsolete")
)


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file. ``target`` is ``""`` in a template (POT)."""

    domain: str
    source: str
    target: str
    header: tuple[tuple[str, str], ...] = ()
    """The header's fields in their order, names as written."""
    entries: tuple[Entry, ...] = ()
    """Without the header entry; obsolete ones last."""
    notes: tuple[str, ...] = ()
    """The comment lines above the header."""
    flags: tuple[str, ...] = ()
    """The header entry's own flags (a template's is ``fuzzy``)."""
    comments: tuple[str, ...] = ()
    """The header entry's extracted comment lines (``#. extracted from …``, as LibreOffice writes)."""
    head: Entry | None = field(default=None, compare=False, repr=False)
    """The header's entry as it was read, for who wants to keep its lines."""

    def by_key(self) -> dict[Key, Entry]:
        """The living entries by their key."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}
