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


def in_entry(
    entry: Entry, field: str, form: int, offset: int, path: str, text_of: Callable[[str], str] = lambda _path: ""
) -> Span:
    """Where a letter of an entry stands: ``field`` is ``msgid``, ``msgid_plural`` or ``msgstr`` with its ``form``.

    ``text_of`` reads the file where the entry's own lines are not at hand (a file that no program of gettext wrote);
    the line of the msgid where that has none either.
    """
    if entry.written is not None:
        lines = entry.written.text.split("\n")
    elif entry.line:
        whole = text_of(path).split("\n")
        begin = entry.line - 1
        end = next((at for at in range(begin + 1, len(whole)) if _is(whole[at], "msgid", 0)), len(whole))
        lines = whole[begin:end]
    else:
        return Span(path)
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
        return _blank(text, start, whole[:offset], wanted, whole[offset + length :]) or start
    return _find(text, start, wanted, whole.count(wanted, 0, offset)) or start


def _blank(text: str, start: Span, before: str, wanted: str, after: str) -> Span | None:
    """Where white space stands: behind the word before it, as often as that stands in the part before."""
    word, follows = before.split()[-1:], after.split()[:1]
    if not word:
        return None
    spaces = r"\s+" if wanted else r"\s*"
    pattern = re.compile(rf"(?<={re.escape(word[0])}){spaces}(?={re.escape(follows[0]) if follows else ''})")
    for found in pattern.finditer(text, _offset(text, start)):
        if not wanted or "\n" in found[0] or found[0] == wanted:
            return _at(text, start.path, found.start())
    return None


def _at(text: str, path: str, offset: int) -> Span:
    return Span(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _find(text: str, start: Span, wanted: str, skip: int) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    if not pattern:
        return None
    begin = _offset(text, start)
    for number, found in enumerate(re.compile(pattern).finditer(text, begin)):
        if number == skip:
            return _at(text, start.path, found.start())
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
