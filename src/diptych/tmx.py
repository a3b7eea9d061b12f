"""TMX 1.4b ⇄ units (Translation Memory eXchange, LISA OSCAR 2004). Nothing outside the file is ever opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from diptych import __version__, memory
from diptych.catalog import Span
from diptych.finding import Finding, Severity
from diptych.memory import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST = 64_000_000
"""Bytes of the largest file that is read; 100,000 paragraphs of a conference need about half of it."""

TOOL = "diptych"

_DEPTH = 100  # elements within each other; TMX itself needs ten
_UNITS = 500_000
_CODES = ("bpt", "ept", "ph", "it", "ut")  # hold a program's own codes, not text
_SIGN = re.compile(r"\*{1,3}|_{1,3}|`|\{\w+\}|%(?:\(\w+\))?[sd]")  # codes that are a part of our texts
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_QUOTES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {c: f"&#{ord(c)};" for c in "\t\n\r"}
)
_CONTEXT = "x-context"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_SAVE = "Save the file as UTF-8, and say so in its first line."
_MEND = "Export the memory again from the program that made it."


def base(code: str) -> str:
    """The language of a code without its region and script: ``en`` of ``en-GB``, ``EN_us``."""
    return re.split(r"[-_.@]", code.strip().lower(), maxsplit=1)[0]


# --------------------------------------------------------------------------- reading


def loads(data: bytes, path: str, source: str, target: str) -> tuple[tuple[Unit, ...], list[Finding]]:
    """The units with a text in both languages, whichever of them the file calls its source.

    Variants of a language (``en-GB``) count as the language; of several the one that says exactly what is asked for,
    else the first. Inline elements are read as plain text: what a program's codes stand for is left out, unless it is
    a sign of our own (``*``, ``{name}``). A document type that declares anything, and every entity that is not XML's
    own, is an error; so is all that is not well-formed. Then there are no units at all.
    """
    if len(data) > LARGEST:
        message = f"has {len(data) / 1e6:,.1f} MB; a memory of more than {LARGEST / 1e6:,.0f} MB is not read"
        return (), [_wrong("file-too-big", Span(path), message, "Break it up into several files.")]
    reading = _Reading(path, source, target)
    try:
        reading.parser.Parse(data, True)  # noqa: FBT003 - pyexpat takes it by position
    except _StopError as stop:
        return (), [stop.finding]
    except expat.ExpatError as error:
        return (), [_damaged(data, path, error)]
    except (LookupError, ValueError):  # an encoding that Python does not know, or expat cannot read (Shift_JIS)
        message = f"the encoding {_encoding(data)} cannot be read"
        return (), [_wrong("tmx-encoding", Span(path), message, _SAVE)]
    if not reading.root:
        return (), [_wrong("tmx-syntax", Span(path), "is not TMX", _MEND)]
    findings = []
    if not reading.units and reading.seen:
        has = ", ".join(sorted(reading.seen))
        message = f"no unit has both {source} and {target}; the file has {has}"
        hint = "Look whether it is the right file, or the right folder."
        findings.append(Finding("tmx-language", Severity.WARNING, Span(path), message, hint))
    return tuple(reading.units), findings


class _StopError(Exception):
    """What ends the reading."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Reading:
    """Takes the elements as the parser meets them and makes units of them."""

    def __init__(self, path: str, source: str, target: str) -> None:
        self.path, self.source, self.target = path, source, target
        self.units: list[Unit] = []
        self.seen: set[str] = set()
        self.root = False
        self._open: list[str] = []
        self._texts: list[tuple[str, str]] = []
        self._about: dict[str, str] = {}
        self._own: dict[str, dict[str, str]] = {}
        self._notes: list[str] = []
        self._context: str | None = None
        self._line = 0
        self._lang = ""
        self._type = ""
        self._text: list[str] | None = None
        self._code: list[str] | None = None
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.ExternalEntityRefHandler = self._external
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    # what a memory has no use for and what may open other files

    def _doctype(self, name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            self._refuse(f"the document type of <{name}> declares something within the file")

    def _entity(self, name: str, *_: object) -> None:
        self._refuse(f"declares the entity &{name};")

    def _skipped(self, name: str, *_: object) -> None:
        self._refuse(f"uses the entity &{name};, which is not XML's own")

    def _external(self, *_: object) -> int:
        self._refuse("refers to another file")
        return 0

    def _refuse(self, message: str) -> None:
        hint = "A memory needs no such thing; take it out, or ask whoever sent the file."
        raise _StopError(_wrong("tmx-entity", self._span(), f"{message}: refused", hint))

    def _span(self) -> Span:
        return Span(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    # elements

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self.root = name == "tmx"
            if not self.root:
                raise _StopError(_wrong("tmx-syntax", self._span(), f"is not TMX: it begins with <{name[:40]}>", _MEND))
        self._open.append(name)
        if len(self._open) > _DEPTH:
            raise _StopError(_wrong("tmx-syntax", self._span(), f"has elements {_DEPTH} deep", _MEND))
        if self._code is not None or (self._text is not None and self._open[-2] in ("note", "prop")):
            return
        if name == "tu":
            self._texts, self._own, self._notes, self._context = [], {}, [], None
            self._line = self.parser.CurrentLineNumber
            self._about = {key: attributes[key] for key in memory.ABOUT if attributes.get(key)}
        elif name == "tuv":
            self._lang = attributes.get("xml:lang") or attributes.get("lang", "")
            self._own[self._lang] = {key: attributes[key] for key in memory.ABOUT if attributes.get(key)}
        elif name == "seg" or (name in ("note", "prop") and "tu" in self._open):
            self._type = attributes.get("type", "")
            self._text = []
        elif name in _CODES and self._text is not None:
            self._code = []

    def _characters(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        elif self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._code is not None:
            if name in _CODES and not any(code in self._open for code in _CODES):
                code, self._code = "".join(self._code), None
                if self._text is not None and _SIGN.fullmatch(code):
                    self._text.append(code)
        elif self._text is not None and name in ("seg", "note", "prop"):
            text, self._text = "".join(self._text), None
            if name == "seg":
                self._texts.append((self._lang, text))
            elif name == "note":
                self._notes.append(text)
            elif self._type == _CONTEXT:
                self._context = text
        elif name == "tu":
            self._unit()

    def _unit(self) -> None:
        self.seen.update(lang for lang, _ in self._texts)
        source, target = self._of(self.source), self._of(self.target)
        if source is None or target is None or not source[1].strip() or not target[1].strip():
            return
        if len(self.units) == _UNITS:
            raise _StopError(_wrong("file-too-big", self._span(), f"has more than {_UNITS:,} units", "Break it up."))
        about = self._about | self._own[target[0]]
        said = tuple((key, about[key]) for key in memory.ABOUT if key in about)
        notes = tuple(self._notes)
        self.units.append(Unit(source[1], (target[1],), None, self._context, said, notes, self.path, self._line))

    def _of(self, lang: str) -> tuple[str, str] | None:
        """The variant of a language that fits best, with its code."""
        fitting = [one for one in self._texts if base(one[0]) == base(lang)]
        exact = (one for one in fitting if one[0].lower().replace("_", "-") == lang.lower())
        return next(exact, fitting[0] if fitting else None)


def _wrong(rule: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, span, message, hint)


def _damaged(data: bytes, path: str, error: expat.ExpatError) -> Finding:
    """What is wrong with a file that is not well-formed XML, or not in the encoding that it says."""
    span = Span(path, error.lineno, error.offset + 1)
    encoding = _encoding(data)
    if not data.strip():
        return _wrong("tmx-syntax", Span(path), "the file is empty", _MEND)
    try:
        data.decode(encoding)
    except UnicodeDecodeError as wrong:
        what = f"byte 0x{data[wrong.start]:02x} is not {encoding}, the encoding of the file"
        return _wrong("tmx-encoding", Span(path, data.count(b"\n", 0, wrong.start) + 1), what, _SAVE)
    except (LookupError, ValueError):  # the encoding that it says is itself damaged
        pass
    return _wrong("tmx-syntax", span, f"is damaged: {expat.ErrorString(error.code)}", _MEND)


def _encoding(data: bytes) -> str:
    """The encoding that the first line, or the byte order mark, says."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    declared = _ENCODING.search(data[:200])
    return declared[1].decode("ascii") if declared else "UTF-8"


# --------------------------------------------------------------------------- writing


def writable(unit: Unit) -> bool:
    """Whether XML can hold it: it has no control characters, which XML 1.0 forbids, and no plural."""
    said = (unit.source, *unit.texts, unit.context or "", *unit.notes, *(value for _, value in unit.about))
    return unit.plural is None and not any(map(_FORBIDDEN.search, said))


def dumps(pairs: Mapping[tuple[str, str], Sequence[Unit]], source: str) -> str:
    """The units of each pair of languages as TMX 1.4b, all ``writable``; ``source``: the header's language.

    Nothing depends on the clock: a date or a name stands only where a unit has it.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        (
            f'<header creationtool="{TOOL}" creationtoolversion="{__version__}" segtype="paragraph" '
            f'o-tmf="gettext PO" adminlang="en" srclang={_quoted(source)} datatype="plaintext"/>'
        ),
        "<body>",
    ]
    for (own, target), units in pairs.items():
        for unit in units:
            lines += _unit_lines(unit, own, target, source)
    return "\n".join([*lines, "</body>", "</tmx>", ""])


def _unit_lines(unit: Unit, own: str, target: str, source: str) -> list[str]:
    about = "".join(f" {name}={_quoted(value)}" for name, value in unit.about)
    srclang = f" srclang={_quoted(own)}" if own != source else ""
    lines = [f"<tu{about}{srclang}>"]
    lines += [f"<note>{note.translate(_ESCAPED)}</note>" for note in unit.notes]
    if unit.context is not None:
        lines.append(f'<prop type="{_CONTEXT}">{unit.context.translate(_ESCAPED)}</prop>')
    for lang, text in ((own, unit.source), (target, unit.texts[0])):
        lines.append(f"<tuv xml:lang={_quoted(lang)}><seg>{text.translate(_ESCAPED)}</seg></tuv>")
    return [*lines, "</tu>"]


def _quoted(value: str) -> str:
    return f'"{value.translate(_IN_QUOTES)}"'
