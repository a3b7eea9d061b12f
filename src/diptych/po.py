"""PO text ⇄ ``Catalog``, without loss: a strict reader by lines and the one writer."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import po_quick
from diptych.catalog import Catalog, Entry, Key, Span
from diptych.finding import Finding, Severity
from diptych.po_lines import ESCAPES, canonical_flags, read
from diptych.po_quick import FIELDS, surely_canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

EPOCH = "2022-01-01 00:00+0000"
"""The date of every header that we write: the same content gives the same bytes on any day."""

_WIDTH = 79  # of ``#:`` lines, which msgcat wraps even with --no-wrap; counted in bytes as it does

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([^\s\\\";]+)", re.IGNORECASE)
_MARKERS = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: |$)")

_WRITTEN = {ord(char): f"\\{letter}" for letter, char in ESCAPES.items()} | {
    code: f"\\{code:03o}" for code in (*range(0x20), 0x7F) if chr(code) not in ESCAPES.values()
}


_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


# --------------------------------------------------------------------------- the header


def new_header(project: str, language: str, plural_forms: str, *, team: str = "none") -> tuple[tuple[str, str], ...]:
    """The header fields of a new catalog, which ``msgfmt -c`` of GNU gettext accepts in silence.

    A template takes its source language: msgfmt complains of an empty ``Language``.
    """
    return (
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", EPOCH),
        ("PO-Revision-Date", EPOCH),
        ("Last-Translator", "none"),
        ("Language-Team", team),
        ("Language", language),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms),
    )


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    """The fields of the header's msgstr; a line without a colon has no name and survives as a value."""
    fields = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        name, colon, value = line.partition(":")
        value = value.removeprefix(" ")
        if name.lower() == "content-type":  # a decoded text is Unicode, and we write nothing but UTF-8
            value = re.sub(r"(?i)charset=(?!utf-8(?![-\w]))[^\s;]+", "charset=UTF-8", value)
        fields.append((name, value) if colon else ("", line))
    return tuple(fields)


# --------------------------------------------------------------------------- writing


def dumps(catalog: Catalog, *, keep: bool = False) -> str:
    r"""The catalog as ``msgcat --no-wrap`` of GNU gettext writes it.

    Knowingly different, because msgcat loses something: flags it does not know stay (behind those it
    knows), obsolete entries keep their ``range:``, control characters stand as octal escapes.

    ``keep``: fields that are as they were read keep their lines to the byte, be they wrapped or not; only
    what changed is written anew.
    """
    write = _kept if keep else _canonical
    blocks = []
    if catalog.header or catalog.notes or catalog.flags or catalog.comments:
        texts = ("".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.header),)
        said = {"notes": catalog.notes, "comments": catalog.comments, "flags": catalog.flags}
        blocks.append(write(replace(catalog.head or Entry(Key("")), texts=texts, **said)))  # type: ignore[arg-type]
    blocks += [write(entry) for entry in catalog.entries if not entry.obsolete]
    blocks += [write(entry) for entry in catalog.entries if entry.obsolete]
    return "\n".join(blocks)


def _canonical(entry: Entry) -> str:
    if entry.written is not None and surely_canonical(entry):
        return entry.written.text
    return "".join(_lines(entry, name) for name in FIELDS)


def _kept(entry: Entry) -> str:
    """The lines it was read from, but for the fields that are others now."""
    written = entry.written
    if written is not None and written.whole:
        return written.text
    before = written.pieces() if written is not None else None
    if written is None or before is None:
        same = written is not None and Entry.lazy(written) == entry
        return written.text if written is not None and same else _canonical(entry)
    was = Entry.lazy(written)
    if was.obsolete != entry.obsolete:
        return _canonical(entry)
    equal = {name for name in FIELDS if getattr(was, name) == getattr(entry, name)}
    if (was.plural is None) != (entry.plural is None):
        equal.discard("texts")  # of a language with one form: msgstr is msgstr[0] now
    return "".join(before[name] if name in equal else _lines(entry, name) for name in FIELDS)


def _lines(entry: Entry, name: str) -> str:
    """The lines of one field."""
    return "".join(f"{line}\n" for line in _WRITERS[name](entry))


def _flag_lines(entry: Entry) -> Iterable[str]:
    flags = canonical_flags(entry.flags, entry.texts) if entry.flags else ()
    return [f"#, {', '.join(flags)}"] if flags else []


def _previous_lines(entry: Entry) -> Iterator[str]:
    if entry.previous is not None:
        sign = "#~| " if entry.obsolete else "#| "
        yield from _keyword(sign, "msgctxt", entry.previous.context)
        yield from _keyword(sign, "msgid", entry.previous.msgid)
        yield from _keyword(sign, "msgid_plural", entry.previous.plural)


def _key_lines(entry: Entry) -> Iterator[str]:
    yield from _keyword(_sign(entry), "msgctxt", entry.key.context)
    yield from _keyword(_sign(entry), "msgid", entry.key.msgid)


def _text_lines(entry: Entry) -> Iterator[str]:
    for index, text in enumerate(entry.texts):
        yield from _keyword(_sign(entry), "msgstr" if entry.plural is None else f"msgstr[{index}]", text)


def _sign(entry: Entry) -> str:
    return "#~ " if entry.obsolete else ""


_WRITERS: Mapping[str, Callable[[Entry], Iterable[str]]] = {
    "notes": lambda entry: (_comment("#", line) for note in entry.notes for line in note.split("\n")),
    "comments": lambda entry: (_comment("#.", line) for said in entry.comments for line in said.split("\n")),
    "references": lambda entry: _reference_lines(entry.references),
    "flags": _flag_lines,
    "previous": _previous_lines,
    "key": _key_lines,
    "plural": lambda entry: _keyword(_sign(entry), "msgid_plural", entry.plural),
    "texts": _text_lines,
}


def _comment(sign: str, line: str) -> str:
    """A comment line; gettext would join the next line to one that ends with a backslash."""
    return f"{sign} {line}{' ' if line.endswith(chr(92)) else ''}" if line else sign


def _keyword(sign: str, name: str, text: str | None) -> list[str]:
    """One string: on one line, or behind an empty one broken after each line feed."""
    if text is None:
        return []
    if not _SPECIAL.search(text):
        return [f'{sign}{name} "{text}"']
    pieces = re.findall(r"[^\n]*\n|[^\n]+", text) or [""]
    quoted = [f'"{piece.translate(_WRITTEN)}"' for piece in pieces]
    if len(quoted) == 1:
        return [f"{sign}{name} {quoted[0]}"]
    return [f'{sign}{name} ""', *(f"{sign}{line}" for line in quoted)]


def _reference_lines(references: Iterable[str]) -> Iterator[str]:
    line = "#:"
    for reference in dict.fromkeys(references):
        name, colon, number = reference.rpartition(":")
        if not (colon and number.isdecimal()):
            name, colon, number = reference, "", ""
        # gettext marks a name with a space by FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE
        word = f" \u2068{name}\u2069{colon}{number}" if " " in name else f" {reference}"
        if line != "#:" and len((line + word).encode()) > _WIDTH:
            yield line
            line = "#:"
        line += word
    if line != "#:":
        yield line


# --------------------------------------------------------------------------- reading


def loads(data: bytes | str, path: str, domain: str, source: str, target: str) -> tuple[Catalog | None, list[Finding]]:
    """Read a PO file; the catalog is ``None`` when a finding is an error.

    Bytes are decoded by the header's charset (UTF-8 where it has none). The header of the value says
    UTF-8, since its text is decoded and we write nothing else.
    """
    if isinstance(data, str):
        text, charset, findings = data, "utf-8", list[Finding]()
    else:
        text, charset, findings = _decode(data, path)
    if "\r" in text:
        # a lone CR ends a line only in a file that has no LF at all (an old Macintosh)
        mended = text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n")
        if mended != text:
            findings.append(_info("po-crlf", path, "lines end with CR LF", "The next write ends them with LF."))
        text = mended
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    read_entries = po_quick.read(text)
    if read_entries is None:
        conflicts = list(_conflicts(text, path))
        if conflicts:
            return None, findings + conflicts
        read_entries, faults = read(text, path, charset)
        findings += faults
        if any(finding.severity is Severity.ERROR for finding in faults):
            return None, findings
        read_entries.sort(key=lambda entry: entry.key != Key("") or entry.obsolete)
    header = Entry(Key(""))
    if read_entries and read_entries[0].key == Key("") and not read_entries[0].obsolete:
        header, *read_entries = read_entries
    entries = sorted(read_entries, key=lambda entry: entry.obsolete)
    fields = _fields(header.texts[0])
    catalog = Catalog(
        domain, source, target, fields, tuple(entries), header.notes, header.flags, header.comments, header
    )
    if catalog == Catalog(domain, source, target):
        message = "the file has nothing but comments" if "#" in text else "the file is empty"
        hint = "Restore it from git, or delete it to have a new one made."
        return None, [*findings, _wrong("po-cut", Span(path), message, hint)]
    findings += _foreign(catalog, text, path)
    return catalog, findings


def _foreign(catalog: Catalog, text: str, path: str) -> Iterator[Finding]:
    """A header in another language than the catalog's place says; regions, scripts and charsets do not count."""
    said = next((value.strip() for name, value in catalog.header if name.lower() == "language"), "")
    if not said or not catalog.target or _language(said) == _language(catalog.target):
        return
    line = re.search(r'"Language:', text, re.IGNORECASE)
    span = Span(path, text.count("\n", 0, line.start()) + 1 if line else 1)
    message = f"the header says {said[:40]}, and this is the place of {catalog.target}"
    hint = f"If the file is right, write “Language: {catalog.target}” in its header; else get the right one."
    yield Finding("po-language", Severity.WARNING, span, message, hint)


def _language(code: str) -> str:
    return re.split(r"[-_.@]", code.lower(), maxsplit=1)[0]


def _info(rule: str, path: str, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.INFO, Span(path), message, hint)


def _decode(data: bytes, path: str) -> tuple[str, str, list[Finding]]:
    """The text, its charset, and what was odd or wrong about its bytes."""
    findings = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        findings.append(_info("po-bom", path, "begins with a byte order mark", "The next write is without it."))
    found = _CHARSET.search(data)
    charset = found[1].decode("ascii", "replace") if found else "UTF-8"
    charset = "UTF-8" if charset == "CHARSET" else charset  # the placeholder of a template
    line = data.count(b"\n", 0, found.start()) + 1 if found else 1
    hint = "Save the file as UTF-8 and say charset=UTF-8 in its header."
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", charset, [*findings, _wrong("po-charset", Span(path), "is UTF-16, not UTF-8", hint)]
    probe = b'msgid #+~\\"'
    try:
        if probe.decode(charset) != probe.decode("ascii"):
            message = f"charset {charset} is not one that PO files can have"
            return "", charset, [*findings, _wrong("po-charset", Span(path, line), message, hint)]
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        message = f"unknown charset {charset} in the header"
        return "", charset, [*findings, _wrong("po-charset", Span(path, line), message, hint)]
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        where = Span(path, data.count(b"\n", 0, error.start) + 1)
        message = f"byte 0x{data[error.start]:02x} is not {charset}, the charset of the header"
        return "", charset, [*findings, _wrong("po-charset", where, message, hint)]
    if codecs.lookup(charset).name != "utf-8" and not data.isascii():
        span = Span(path, line)
        message = f"is written in {charset}"
        findings.append(
            Finding("po-charset", Severity.INFO, span, message, "It is read as such; the next write is UTF-8.")
        )
    return text, charset, findings


def _wrong(rule: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(rule, Severity.ERROR, span, message, hint)


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    """What git leaves in a file that it could not merge; one finding a conflict."""
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        marker = _MARKERS.match(line)
        if marker is None:
            continue
        if not inside:
            message = f"a conflict that git left ({marker[1]})"
            hint = "Keep one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>."
            yield _wrong("po-conflict", Span(path, number), message, hint)
        inside = not line.startswith(">" * 7)
