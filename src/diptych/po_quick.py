"""The text of a well-formed PO file → entries that are decoded when they are asked; what is odd is for `po_lines`."""

from __future__ import annotations

import functools
import gc
import re
from typing import TYPE_CHECKING

from diptych.catalog import Entry, Key, Previous
from diptych.po_lines import BLANK, ESCAPES, canonical_flags, comment_of, flags_of, references_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.catalog import Written

_ESCAPE = r"\\[ntbrfva\"\\]"
_PLAIN = r"[^\"\\\x00-\x1f]*+"  # a control character has an escape, so that each text is written in one way
_LINE = rf'"{_PLAIN}(?:{_ESCAPE}{_PLAIN})*+"\n'


_STRING = f"{_LINE}(?:{_LINE})*+"
_KEYED = f"((?:msgctxt ({_STRING}))?+msgid ({_STRING}))"
_ENTRY = re.compile(
    rf"((?:\#(?![~|])[^\n]*+\n)*+)(?:((?:\#\|[^\n]*+\n)*+){_KEYED}"
    rf"(?:msgstr ({_STRING})|(msgid_plural {_STRING}(?:msgstr\[[0-5]\] {_STRING})++))"
    r"|((?:\#~[^\n]*+\n)++))(?:\n(?=[^\n])|\Z)"
)
"""Comments; previous text, key (context, msgid), msgstr or plural; or the lines of an obsolete entry; a blank line."""

_HEAD, _PREVIOUS, _KEY, _CONTEXT, _MSGID, _SINGLE, _PLURAL, _OBSOLETE = range(1, 9)

_STATEMENT = re.compile(rf"(msg[a-z_]+(?:\[\d\])?) ({_STRING})")
_BEFORE = ("msgctxt", "msgid", "msgid_plural")
_ESCAPED = re.compile(r"\\(.)")
_SIGN = re.compile(r"(?m)^#[~|]+ ")
_FORM = re.compile(r"\nmsgstr\[(\d)\]")
_EMPTY_FORM = re.compile(r'\] ""\n(?!")')
_NUMBER = re.compile(r":\d+(?=\s)")
_ODD_REFERENCE = re.compile(r"[\u2068\t\r\f\v]|: ")  # a name with a space, or one that an old msgcat broke
_FUZZY = re.compile(r"(?m)^#,.*\bfuzzy\b")
_DECLARED = re.compile(r"(?im)^plural-forms:.*?nplurals\s*=\s*([0-9]+)")


def read(text: str) -> list[Entry] | None:
    """The entries of a PO text, the header first, decoded only when they are asked.

    None where anything is unusual, be it allowed or wrong: two blank lines, octal escapes, a double, too few plural
    forms … `po_lines.read` reads that, slowly, and says what is wrong with it.
    """
    collecting = gc.isenabled()
    gc.disable()  # looking for cycles in so many new values would take as long as reading them
    try:
        return _read(text)
    finally:
        if collecting:
            gc.enable()


def _read(text: str) -> list[Entry] | None:
    entries: list[Entry] = []
    page = _Page(text)
    end = forms = 0
    for found in _ENTRY.finditer(text):
        if found.start() != end:
            return None
        end = found.end()
        written = Lines(page, found)
        head, previous, context, msgid, single = found.group(_HEAD, _PREVIOUS, _CONTEXT, _MSGID, _SINGLE)
        if single is not None and not previous and "#," not in head:
            key = Key(string(msgid), context and string(context))
            entry = Entry.read(written, key, string(single))
        else:
            if single is None and not written.sound(forms):
                return None
            if previous and not written.has_sound_previous():
                return None
            entry = Entry.lazy(written)
            key = entry.key
        if not entries:
            declared = _DECLARED.search(entry.texts[0])
            forms = int(declared[1]) if declared and len(declared[1]) == 1 else 0
            if key != Key("") or entry.obsolete or (declared and not 1 <= forms <= 6):  # noqa: PLR2004 - CLDR
                return None
        entries.append(entry)
    whole = end == len(text) and len({entry.key for entry in entries}) == len(entries)
    return entries if whole and entries else None


def string(lines: str) -> str:
    """The text of one string as it stands behind its keyword, its lines joined."""
    text = lines[1:-2]
    if '"\n"' in text:
        text = text.replace('"\n"', "")
    return _ESCAPED.sub(lambda found: ESCAPES[found[1]], text) if "\\" in text else text


class _Page:
    """The text that the entries stand in, and where its lines begin."""

    __slots__ = ("_asked", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked = 0, 1  # a place and its line, in one value, so that threads may ask

    def line(self, place: int) -> int:
        """The number of the line that holds the letter at a place, from 1; counted from the one that was last asked."""
        last, line = self._asked
        line += self.text.count("\n", last, place) if place >= last else -self.text.count("\n", place, last)
        self._asked = place, line
        return line


class Lines:
    """The lines of one entry: what `model.Written` asks for."""

    __slots__ = ("_inner", "_page", "found", "whole")

    def __init__(self, page: _Page, found: re.Match[str]) -> None:
        self._page = page
        self.found = found
        self._inner = found  # of an obsolete entry: what stands behind its signs
        self.whole = True

    def copied(self) -> Lines:
        """The same for a copy of the entry, in which other fields may stand."""
        if not self.whole:
            return self
        copy = Lines(self._page, self.found)
        copy._inner, copy.whole = self._inner, False
        return copy

    def sound(self, forms: int) -> bool:
        """Whether an obsolete entry, or one with a plural, is whole: all of ``forms`` there, in their order."""
        if self._obsolete:
            before, now = self._parts()
            inner = _ENTRY.fullmatch(_SIGN.sub("", now)) if _only(now, "#~ ") else None
            if inner is None or inner[_HEAD] or inner[_PREVIOUS] or inner[_OBSOLETE] or not _only(before, "#~| "):
                return False
            self._inner = inner
            if before and not self.has_sound_previous():
                return False
            forms = 0
        if self._inner.lastindex == _SINGLE:
            return True
        found = _FORM.findall(self._inner[_PLURAL])
        return len(found) >= forms and found == [str(index) for index in range(len(found))]

    def has_sound_previous(self) -> bool:
        """Whether the lines of ``#|`` say a context or not, a msgid, a plural or not, and nothing else."""
        lines = self._parts()[0]
        found = _STATEMENT.findall(_SIGN.sub("", lines))
        whole = sum(len(name) + 1 + len(text) for name, text in found) == len(_SIGN.sub("", lines))
        names = [name for name, _ in found]
        return whole and "msgid" in names and names == [name for name in _BEFORE if name in names]

    @property
    def text(self) -> str:
        """All its lines, without the blank one behind them."""
        lines: str = self.found[0]
        return lines[:-1] if lines.endswith("\n\n") else lines

    @property
    def _single(self) -> bool:
        return self._inner.lastindex == _SINGLE

    @property
    def _obsolete(self) -> bool:
        return self.found.lastindex == _OBSOLETE

    def fields(self, name: str) -> Iterable[tuple[str, object]]:
        """One field of the entry, decoded, with the others that are read on the way."""
        if name == "key":
            return (("key", self._key()),)
        if name == "obsolete":
            return (("obsolete", self._obsolete),)
        if name in _OF_STATE:
            return self._state()
        if name == "line":
            return (("line", self._line()),)
        return (self._said(name),)

    def _key(self) -> Key:
        context, msgid = self._inner.group(_CONTEXT, _MSGID)
        return Key(string(msgid), context and string(context))

    def _line(self) -> int:
        if not self._obsolete:
            return self._page.line(self.found.start(_MSGID))
        before, now = self._parts()
        return self._page.line(self.found.end(_HEAD) + len(before) + now.index("#~ msgid "))

    def _state(self) -> Iterable[tuple[str, object]]:
        """The translation and how far it is."""
        if self._single:
            texts: tuple[str, ...] = (string(self._inner[_SINGLE]),)
            plural = None
        else:
            strings = self._strings()
            texts = tuple(text for name, text in strings if name.startswith("msgstr"))
            plural = next((text for name, text in strings if name == "msgid_plural"), None)
        head = self.found[_HEAD]
        flags: tuple[str, ...] = ()
        if head and "#," in head:
            flags = canonical_flags([f for line in self._head() if line[1:2] == "," for f in flags_of(line[2:])], texts)
        previous = self._previous() if self._obsolete or self.found[_PREVIOUS] else None
        return zip(_OF_STATE, (texts, plural, previous, flags), strict=True)

    def _strings(self) -> list[tuple[str, str]]:
        return [(name, string(text)) for name, text in _STATEMENT.findall(self._inner[_PLURAL])]

    def _previous(self) -> Previous | None:
        lines = self._parts()[0]
        if not lines:
            return None
        before = {name: string(text) for name, text in _STATEMENT.findall(_SIGN.sub("", lines))}
        return Previous(before["msgid"], before.get("msgctxt"), before.get("msgid_plural"))

    def _said(self, name: str) -> tuple[str, tuple[str, ...]]:
        if name == "comments":
            return name, tuple(comment_of(line, 2) for line in self._head() if line[1:2] == ".")
        if name == "notes":
            return name, tuple(comment_of(line, 1) for line in self._head() if line[1:2] not in tuple(".:,"))
        text = " ".join(line[2:].strip(BLANK) for line in self._head() if line[1:2] == ":")
        words = references_of(text) if _ODD_REFERENCE.search(text) else filter(None, text.split(" "))
        return name, tuple(dict.fromkeys(words))

    @property
    def head(self) -> str:
        """The lines of its comments, references and flags."""
        return self.found[_HEAD]

    def _head(self) -> list[str]:
        return self.head.split("\n")[:-1] if self.head else []

    def _parts(self) -> tuple[str, str]:
        """The lines of ``#|`` or ``#~|``, and those below."""
        if not self._obsolete:
            return self.found[_PREVIOUS], self.text[self.found.end(_PREVIOUS) - self.found.start() :]
        lines = self.found[_OBSOLETE]
        last = lines.rfind("\n#~|")
        start = lines.index("\n", last + 1) + 1 if lines.startswith("#~|") else 0
        return lines[:start], lines[start:]

    def like(self, other: Written) -> bool:
        """Whether both have one text and the extraction says the same of them, but for line numbers."""
        if not isinstance(other, Lines):
            return False
        mine, yours = self.found, other.found
        if mine.lastindex != _SINGLE or yours.lastindex != _SINGLE:
            return False
        return mine[_HEAD] == yours[_HEAD] or _extracted(mine[_HEAD]) == _extracted(yours[_HEAD])

    def settled(self) -> bool:
        """Whether it lives and is translated, all forms of it, not fuzzy and without a previous text."""
        head, previous, single = self.found.group(_HEAD, _PREVIOUS, _SINGLE)
        if self._obsolete or previous or single == '""\n':
            return False
        if "fuzzy" in head and _FUZZY.search(head):
            return False
        return single is not None or not _EMPTY_FORM.search(self.text)

    def pieces(self) -> dict[str, str] | None:
        """The lines of each field by its name, together the whole text; None if they stand in no usual order."""
        pieces = dict.fromkeys(FIELDS, "")
        last = 0
        for line in self._head():
            rank = ".:,".find(line[1:2] or "#") + 1
            if rank < last:
                return None
            last = rank
            pieces[FIELDS[rank]] += f"{line}\n"
        pieces["previous"], now = self._parts()
        for name, start, stop in _places(now, "#~ " if self._obsolete else ""):
            pieces[name] += now[start:stop]
        return pieces


_OF_STATE = ("texts", "plural", "previous", "flags")


def _only(lines: str, sign: str) -> bool:
    """Whether each line has the sign."""
    return lines.count(f"\n{sign}") + lines.startswith(sign) == lines.count("\n")


def _extracted(head: str) -> list[str]:
    lines = head.splitlines(keepends=True)
    return [_NUMBER.sub("", line) if line[1] == ":" else line for line in lines if line[1] in tuple(".:,")]


FIELDS = ("notes", "comments", "references", "flags", "previous", "key", "plural", "texts")
"""The fields of an entry in the order of their lines."""


def _places(statements: str, sign: str) -> Iterator[tuple[str, int, int]]:
    """The field that each statement belongs to, with where it begins and ends."""
    starts = [found.start() for found in re.finditer(rf"(?m)^{re.escape(sign)}msg", statements)]
    for start, stop in zip(starts, [*starts[1:], len(statements)], strict=True):
        word = statements[start + len(sign) : stop]
        name = "plural" if word.startswith("msgid_plural") else "texts" if word.startswith("msgstr") else "key"
        yield name, start, stop


# --------------------------------------------------------------------------- the canonical form

_CLEAN = r"[^\"\\\x00-\x1f\x7f]*+(?:\\[tbrfva\"\\][^\"\\\x00-\x1f\x7f]*+)*+"


def _one_line(sign: str) -> str:
    """A string on one line, or behind an empty one broken after each line feed."""
    line, rest = rf'{sign}"{_CLEAN}\\n"\n', rf'{sign}"(?!"){_CLEAN}"\n'
    return rf'(?:"{_CLEAN}(?:\\n)?+"\n|""\n{line}(?:(?:{line})++(?:{rest})?+|{rest}))'


def _canonical(before: str, sign: str) -> str:
    some, older = _one_line(sign), _one_line(before)
    forms = "".join(rf"(?:{sign}msgstr\[{index}\] {some})?+" for index in range(6))
    return (
        f"(?:(?:{before}msgctxt {older})?+{before}msgid {older}(?:{before}msgid_plural {older})?+)?+"
        f"(?:{sign}msgctxt {some})?+{sign}msgid {some}(?:{sign}msgstr {some}|{sign}msgid_plural {some}{forms})"
    )


@functools.cache
def _canonical_form() -> re.Pattern[str]:
    """Compiled when it is asked for: that takes as long as reading a thousand entries."""
    return re.compile(
        r"(?:#(?: [^\n]*[^\\\n])?\n)*+(?:#\.(?: [^\n]*[^\\\n])?\n)*+"
        r"(?:#: [!-~]{1,76}\n)?+(?:#, (?:fuzzy|[a-z]+-format)\n)?+"
        rf"(?:{_canonical('#[|] ', '')}|{_canonical('#~[|] ', '#~ ')})"
    )


def surely_canonical(entry: Entry) -> bool:
    """Whether the lines of an entry that nobody changed are what the writer would write; False if that needs a look."""
    if entry.written is None or not entry.untouched or not _canonical_form().fullmatch(entry.written.text):
        return False
    return "#, fuzzy" not in entry.written.text or any(entry.texts)  # what has no text cannot be fuzzy
