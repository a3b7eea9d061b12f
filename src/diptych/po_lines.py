"""The lines of a PO file → entries: a strict reader that says where and how a file is broken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.catalog import Entry, Key, Previous, Span
from diptych.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BLANK = " \t\r\f\v"
ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"'}
"""What stands behind a backslash in a PO string, and what it means."""

_FORMATS = (  # the order of msgcat (gettext-tools, message.c: format_language)
    *("c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript", "scheme", "lisp"),
    *("elisp", "librep", "ruby", "sh", "awk", "lua", "object-pascal", "smalltalk", "qt", "qt-plural", "kde"),
    *("kde-kuit", "boost", "tcl", "perl", "perl-brace", "php", "gcc-internal", "gfc-internal", "ycp"),
)
_RANKS = {f"{sign}{name}-format": rank for rank, name in enumerate(_FORMATS, start=1) for sign in ("", "no-")} | {
    "fuzzy": 0,
    "no-wrap": len(_FORMATS) + 2,
}
_RANGE_RANK = len(_FORMATS) + 1
_COUNTS = ("1", "2", "3", "4", "5", "6")  # plural forms of a language (CLDR)
_KEYWORD = re.compile(r"([A-Za-z_]+)\s*(?:\[\s*([0-9]{1,9})\s*\])?\s*(?=\"|$)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t\r\f\v]*')
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)")
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
_REFERENCE = re.compile(r"\u2068([^\u2069]* [^\u2069]*)\u2069((?::\d+)?)|([^ \t\r\f\v]+)")


def canonical_flags(flags: Iterable[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Fuzzy first, then as msgcat orders them, then unknown ones; what has no text cannot be fuzzy."""
    unknown = _RANGE_RANK + 2

    def rank(flag: str) -> int:
        return _RANGE_RANK if flag.startswith("range:") else _RANKS.get(flag, unknown)

    ordered = sorted(dict.fromkeys(flags), key=rank)
    return tuple(flag for flag in ordered if flag != "fuzzy" or any(texts))


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    """By keyword; those of ``#|`` with ``|`` before it."""
    obsolete: bool | None = None
    broken: bool = False
    first: int = 0
    """The line of its first keyword."""
    line: int = 0
    """The line of its msgid."""

    @property
    def begun(self) -> bool:
        """Whether it has a line of its own, not only comments."""
        return self.obsolete is not None

    @property
    def empty(self) -> bool:
        return not (self.notes or self.comments or self.references or self.flags or self.strings or self.broken)


_ORDER = ("|msgctxt", "|msgid", "|msgid_plural", "msgctxt", "msgid", "msgid_plural", "msgstr")
_OPENING = ("|msgctxt", "|msgid", "msgctxt", "msgid")


def read(text: str, path: str, charset: str = "utf-8") -> tuple[list[Entry], list[Finding]]:
    """The entries of a PO text, the header among them, and what is wrong with its lines, in their order.

    A broken entry gives one finding and no entry; the next one is read again. The charset is that of octal
    and hexadecimal escapes.
    """
    reader = _Reader(path, charset)
    reader.read(text)
    return reader.entries, sorted(reader.findings, key=lambda finding: finding.span)


class _Reader:
    """The state between two lines."""

    def __init__(self, path: str, charset: str) -> None:
        self.path = path
        self.charset = charset
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self._forms = 0  # plural forms that the header declares
        self._seen: dict[Key, int] = {}
        self._short: Entry | None = None
        self._draft = _Draft()
        self._open = ""
        self._number = 0

    def read(self, text: str) -> None:
        lines = text.split("\n")
        for self._number, raw in enumerate(lines, start=1):
            line = raw.strip(BLANK)
            if line.startswith("#~"):
                rest = line[2:].lstrip(BLANK)
                if rest.startswith("|"):
                    self._strings(rest[1:].lstrip(BLANK), "|", obsolete=True)
                elif rest:
                    self._strings(rest, "", obsolete=True)
            elif line.startswith("#|"):
                self._strings(line[2:].lstrip(BLANK), "|", obsolete=False)
            elif line.startswith("#"):
                self._comment(line[1:2], raw.lstrip(BLANK))
            elif line:
                self._strings(line, "", obsolete=False)
        self._number = len(lines) - (not lines[-1])
        self._finish()

    def _fault(self, message: str, hint: str, rule: str = "po-syntax", line: int = 0) -> None:
        if not self._draft.broken:
            self.findings.append(_wrong(rule, Span(self.path, line or self._number), message, hint))
        self._draft.broken = True

    def _comment(self, sign: str, line: str) -> None:
        if self._draft.begun and not (self._open.startswith("|") and not self._draft.line):
            self._flush()
        draft = self._draft
        if sign == ".":
            draft.comments.append(comment_of(line, 2))
        elif sign == ":":
            draft.references.append(line[2:].strip(BLANK))
        elif sign == ",":
            draft.flags += flags_of(line[2:])
        else:
            draft.notes.append(comment_of(line, 1))

    def _strings(self, line: str, sign: str, *, obsolete: bool) -> None:
        rest = line
        if not line.startswith('"'):
            word = _KEYWORD.match(line)
            name = sign + word[1] if word else ""
            if word is None or name not in _ORDER:
                self._stranger(line)
                return
            self._begin(name, word[2], obsolete=obsolete)
            rest = line[word.end() :]
            if not rest:
                self._fault(f"{word[1]} without a text", "Put a text in quotes behind it.")
                return
        elif not self._open or (sign and not self._open.startswith("|")):
            self._fault("a text outside of an entry", "Remove the line, or put msgid or msgstr before it.")
            return
        if self._draft.obsolete is not obsolete and not self._draft.broken:
            self._fault("an entry that is half obsolete", "Begin each of its lines with #~, or none.")
        while rest:
            piece = _STRING.match(rest)
            if piece is None:
                self._unquoted(rest)
                return
            text = self._unescaped(piece[1])
            if self._open:
                self._draft.strings[self._open] += text
            rest = rest[piece.end() :]

    def _begin(self, name: str, index: str | None, *, obsolete: bool) -> None:
        """A keyword: the next one of its entry, or the first of the next entry."""
        base = name if not index else "msgstr"
        draft = self._draft
        if draft.begun and base in _OPENING:
            rank = _ORDER.index(base)
            if any(_ORDER.index(key.partition("[")[0]) >= rank for key in draft.strings) or draft.broken:
                self._flush()
                draft = self._draft
        draft.obsolete = obsolete if draft.obsolete is None else draft.obsolete
        draft.first = draft.first or self._number
        full = f"msgstr[{int(index)}]" if index and name == "msgstr" else name
        if index and name != "msgstr":
            self._fault(f"{name}[{index}]", "Only msgstr has an index.")
        last = max((_ORDER.index(key.partition("[")[0]) for key in draft.strings), default=-1)
        if full in draft.strings:
            self._fault(f"a second {full} in one entry", "Remove one of the two.")
        elif _ORDER.index(base) < last:
            self._fault(f"{name.lstrip('|')} stands too late", "The order is msgctxt, msgid, msgid_plural, msgstr.")
        if name == "msgid":
            draft.line = self._number
        draft.strings.setdefault(full, "")
        self._open = full

    def _stranger(self, line: str) -> None:
        import difflib

        word = re.match(r"\w+", line)
        known = ("msgctxt", "msgid", "msgid_plural", "msgstr")
        if word is not None and word[0] in known:
            hint = 'Write msgstr "text" or msgstr[0] "text", with straight quotes.'
            self._fault(f"no quote stands behind {word[0]}: {line[word.end() :].strip()[:40]}", hint)
        elif word is None or '"' not in line:
            hint = "Begin it with # if it is a comment, or put it in quotes."
            self._fault(f"a text outside of an entry: {line[:40]}", hint)
        else:
            near = difflib.get_close_matches(word[0], known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            self._fault(f"unknown keyword {word[0]}", hint)
        self._open = ""

    def _unquoted(self, rest: str) -> None:
        if rest.startswith('"'):
            self._fault("a text without its closing quote", "The file was cut here, or a \\ lacks before a quote.")
        else:
            self._fault(f"text behind the closing quote: {rest[:40]}", 'Write \\" for a quote within a text.')

    def _unescaped(self, text: str) -> str:
        if "\\" not in text:
            return text

        def plain(found: re.Match[str]) -> str:
            if found[1]:
                codes = (int(o, 8) if o else int(x, 16) for o, x in _BYTE.findall(found[1]))
                data = bytes(code & 0xFF for code in codes)
                try:
                    return data.decode(self.charset)
                except UnicodeDecodeError:
                    self._fault(f"{found[1]} is not {self.charset}", "Write the character itself.")
                    return ""
            if found[2] not in ESCAPES:
                self._fault(f"unknown escape \\{found[2]}", "Write \\\\ for a backslash.")
            return ESCAPES.get(found[2], "")

        return _ESCAPE.sub(plain, text)

    def _finish(self) -> None:
        """The end of the file: a cut shows only here."""
        draft = self._draft
        if draft.begun:
            self._flush()
        elif draft.references or draft.flags:
            self._fault("the file ends before the msgid of its last entry: it was cut", _CUT, "po-cut")
        elif not draft.empty and self.entries:
            # comments behind the last entry belong to nothing; a translator's word is kept all the same
            last = self.entries[-1]
            self.entries[-1] = replace(last, notes=(*last.notes, *draft.notes))
        if self._short is not None:
            message = f"{len(self._short.texts)} plural forms of {self._forms}: the file was cut"
            self.findings.append(_wrong("po-cut", Span(self.path, self._short.line), message, _CUT))

    def _flush(self) -> None:
        draft, self._draft, self._open = self._draft, _Draft(), ""
        if draft.broken:
            return
        if self._short is not None:
            message = f"{len(self._short.texts)} plural forms, the header says {self._forms}"
            span = Span(self.path, self._short.line)
            hint = "Fill in the forms that lack."
            self.findings.append(Finding("po-plural", Severity.WARNING, span, message, hint))
            self._short = None
        fault = _incomplete(draft.strings)
        if fault:
            self.findings.append(_wrong("po-cut", Span(self.path, draft.line or draft.first), fault, _CUT))
            return
        self._add(_built(draft))

    def _add(self, entry: Entry) -> None:
        first = self._seen.setdefault(entry.key, entry.line)
        if first != entry.line:
            what = f"“{entry.key.msgid[:40]}”" if entry.key.msgid else "the header"
            message = f"{what} stands twice, in line {first} and in line {entry.line}"
            hint = "Keep the better translation and delete the other entry."
            self.findings.append(_wrong("po-doubled", Span(self.path, entry.line), message, hint))
            return
        self.entries.append(entry)
        if entry.key == Key("") and not entry.obsolete:
            self._declare(entry)
        elif entry.plural is not None and len(entry.texts) < self._forms and not entry.obsolete:
            self._short = entry
            # msgfmt -c rejects an entry with too few forms, and takes empty ones as not translated
            self.entries[-1] = replace(entry, texts=(*entry.texts, *[""] * (self._forms - len(entry.texts))))

    def _declare(self, header: Entry) -> None:
        declared = re.search(r"(?im)^plural-forms:.*?nplurals\s*=\s*([0-9]+)", header.texts[0])
        if declared and declared[1] not in _COUNTS:
            message = f"nplurals={declared[1][:9]} in the header, which no language has"
            hint = "Mend the line “Plural-Forms” of the header, or take it out."
            self.findings.append(_wrong("po-plural", Span(self.path, header.line), message, hint))
        elif declared:
            self._forms = int(declared[1])


def _wrong(rule: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, span, message, hint)


_CUT = "Take the whole file from its sender again, or from git."


def _incomplete(strings: dict[str, str]) -> str:
    """What an entry lacks, or an empty string."""
    indices = [key for key in strings if key.startswith("msgstr[")]
    plural = "msgid_plural" in strings
    rules = (
        ("msgid" not in strings, "an entry without msgid"),
        ("|msgid" not in strings and not strings.keys().isdisjoint(_ORDER[:3]), "#| without its msgid"),
        (plural and (not indices or "msgstr" in strings), "a msgid_plural without msgstr[0]"),
        (
            indices != [f"msgstr[{index}]" for index in range(len(indices))],
            f"a plural index is missing: {', '.join(indices)}",
        ),
        (not plural and bool(indices), "msgstr[0] without msgid_plural"),
        (not plural and "msgstr" not in strings, "a msgid without msgstr"),
    )
    return next((fault for broken, fault in rules if broken), "")


def _built(draft: _Draft) -> Entry:
    strings = draft.strings
    texts = tuple(text for key, text in strings.items() if key.startswith("msgstr"))
    previous = (
        Previous(strings["|msgid"], strings.get("|msgctxt"), strings.get("|msgid_plural"))
        if "|msgid" in strings
        else None
    )
    return Entry(
        Key(strings["msgid"], strings.get("msgctxt")),
        texts,
        strings.get("msgid_plural"),
        previous,
        tuple(draft.notes),
        tuple(draft.comments),
        tuple(dict.fromkeys(references_of(" ".join(draft.references)))),  # msgcat before 0.22 breaks names at a space
        canonical_flags(draft.flags, texts),
        bool(draft.obsolete),
        draft.line,
    )


def comment_of(line: str, sign: int) -> str:
    """The comment behind its sign and one space."""
    return line[sign:].removeprefix(" ")


def references_of(text: str) -> Iterator[str]:
    """The references of ``#:`` lines, without the sign; a name with a space stands between isolates (gettext)."""
    joined = re.sub(r"([^ \t\r\f\v\u2068]:)[ \t]+(\d+)(?![^ \t])", r"\1\2", text)
    for name, number, plain in _REFERENCE.findall(joined):
        yield plain or name + number


def flags_of(text: str) -> Iterator[str]:
    """The flags of a ``#,`` line, without the sign."""
    for piece in text.split(","):
        words = piece.split()
        if words and words[0].startswith("range:"):
            yield "range: " + "".join(words).removeprefix("range:")
        elif any(word in _RANKS for word in words):
            yield from words
        elif words:
            yield " ".join(words)
