"""Where in a file a stretch of a text stands: line and column in a catalog or in the content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.catalog import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.catalog import Entry

_KEYWORD = re.compile(r"\s*(?:#~\s*)?(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*")
_PIECE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)|[^\\]", re.DOTALL)


def in_entry(entry: Entry, field: str, form: int, offset: int, path: str) -> Span:
    """Where a letter of an entry stands: ``field`` is ``msgid``, ``msgid_plural`` or ``msgstr`` with its ``form``.

    The line of the msgid where the entry's own lines are not at hand.
    """
    if entry.written is None:
        return Span(path, max(1, entry.line))
    lines = entry.written.text.split("\n")
    first = next((at for at, line in enumerate(lines) if _is(line, "msgid", 0)), None)
    start = next((at for at, line in enumerate(lines) if _is(line, field, form)), None)
    if first is None or start is None or not entry.line:
        return Span(path, max(1, entry.line))
    place = entry.line + start - first, 1
    for at in range(start, len(lines)):
        line = lines[at]
        if at > start and not line.lstrip("#~ \t").startswith('"'):
            break
        opened = line.find('"')
        column = opened + 2
        for piece in _PIECE.finditer(line[opened + 1 : line.rfind('"')]):
            if not offset:
                return Span(path, entry.line + at - first, column)
            offset -= 1
            column += len(piece[0])
        place = entry.line + at - first, column
    return Span(path, *place)


def _is(line: str, field: str, form: int) -> bool:
    found = _KEYWORD.match(line)
    return found is not None and found[1] == field and int(found[2] or 0) == form


def in_text(text: str, start: Span, whole: str, offset: int, length: int) -> Span:
    """Where a stretch of a part stands in its file; ``whole`` is the part's text and ``start`` where it begins.

    A file has its own line ends, quotation and escapes: the same stretch is looked for from ``start`` on, as often as
    it stands in the part before; where it is not found, ``start``.
    """
    wanted = whole[offset : offset + length]
    if not wanted.strip():
        before = whole[:offset].split()[-2:]
        after = whole[offset + length :].split()[:2]
        found = _find(text, start, " ".join(before) + wanted + " ".join(after), 0)
        return found or start
    return _find(text, start, wanted, whole.count(wanted, 0, offset)) or start


def _find(text: str, start: Span, wanted: str, skip: int) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    if not pattern:
        return None
    begin = _offset(text, start)
    for number, found in enumerate(re.compile(pattern).finditer(text, begin)):
        if number == skip:
            line = text.count("\n", 0, found.start()) + 1
            return Span(start.path, line, found.start() - text.rfind("\n", 0, found.start()))
    return None


def _offset(text: str, span: Span) -> int:
    at = 0
    for _ in range(span.line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return 0
    return at + span.column - 1


def reader(read: Callable[[str], str]) -> Callable[[str], str]:
    """``read`` that reads each file once."""
    known: dict[str, str] = {}

    def once(path: str) -> str:
        if path not in known:
            known[path] = read(path)
        return known[path]

    return once
