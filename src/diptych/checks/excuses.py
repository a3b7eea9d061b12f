"""Excuses: what a translator or an author says that a check need not mind, and whether it still does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.catalog import Entry

_EXCUSE = re.compile(r"\s*check:\s*ignore\b\s*([^()]*?)\s*(?:\((.*)\))?\s*", re.IGNORECASE | re.DOTALL)
_MEANT = re.compile(r"\s*check:\s*ignore\b", re.IGNORECASE)
_IN_MARKDOWN = re.compile(r"<!--(\s*check:.*?)-->", re.IGNORECASE | re.DOTALL)
_IN_YAML = re.compile(r"^[ \t]*#(\s*check:[^\n]*)$", re.IGNORECASE | re.MULTILINE)
_IDLE = re.compile(r"\s*(?:#.*|<!--.*-->\s*)?")
"""A line that says nothing: blank, or a comment."""
_FLAGS = {
    "ignore-all-checks": "*",
    "ignore-same": "same-as-source",
    "ignore-begin-space": "outer-space",
    "ignore-end-space": "outer-space",
    "ignore-begin-newline": "outer-space",
    "ignore-end-newline": "outer-space",
    "ignore-double-space": "double-space",
    "ignore-end-stop": "end-punctuation",
    "ignore-end-colon": "end-punctuation",
    "ignore-end-semicolon": "end-punctuation",
    "ignore-end-question": "end-punctuation",
    "ignore-end-exclamation": "end-punctuation",
    "ignore-end-ellipsis": "end-punctuation",
    "ignore-ellipsis": "three-dots",
    "ignore-newline-count": "line-break",
    "ignore-duplicate": "doubled-word",
    "ignore-inconsistent": "translated-twice",
    "ignore-check-glossary": "term",
    "ignore-glossary": "term",
    "ignore-python-brace-format": "placeholder",
    "ignore-placeholders": "placeholder",
    "ignore-md-link": "link",
    "ignore-md-syntax": "markup",
    "ignore-url": "address",
}
"""Flags of Weblate's and the rules of ours that look at the same (https://docs.weblate.org/en/latest/user/checks.html)."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """One line that excuses a text from a rule."""

    rule: str
    """``*``: all of them; empty: it cannot be read."""
    reason: str
    span: Span
    flag: bool = False
    """It is a flag of another program: read, but nobody asks for its reason or whether it is needed."""
    line: int = 0
    """In content: the line that it stands above."""


def of_entry(entry: Entry, path: str) -> Iterator[Excuse]:
    """What the translator's comments and the flags of an entry say."""
    for at, note in enumerate(entry.notes):
        yield from _read(note, Span(path, _line_of_note(entry, at)))
    for flag in entry.flags:
        if rule := _FLAGS.get(flag):
            yield Excuse(rule, "", Span(path, max(1, entry.line)), flag=True)


def _line_of_note(entry: Entry, number: int) -> int:
    """The line of a translator's comment: they stand first in an entry, before its msgid."""
    if entry.written is None:
        return max(1, entry.line)
    lines = entry.written.text.split("\n")
    notes = [at for at, line in enumerate(lines) if line.startswith("#") and line[1:2] not in (".", ":", ",", "|", "~")]
    first = next((at for at, line in enumerate(lines) if line.startswith("msgid")), 0)
    return max(1, entry.line - first + notes[number]) if number < len(notes) else max(1, entry.line)


def of_content(text: str, path: str) -> Iterator[Excuse]:
    """What the comments of a file of content say, each with the line that it stands above."""
    if "check:" not in text.lower():
        return
    pattern = _IN_YAML if path.endswith((".yaml", ".yml")) else _IN_MARKDOWN
    lines = text.split("\n")
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.end())
        below = next((at for at in range(line + 1, len(lines)) if not _IDLE.fullmatch(lines[at])), len(lines))
        for excuse in _read(found[1], Span(path, text.count("\n", 0, found.start()) + 1)):
            yield Excuse(excuse.rule, excuse.reason, excuse.span, line=below + 1)


def _read(said: str, span: Span) -> Iterable[Excuse]:
    found = _EXCUSE.fullmatch(said)
    if found is None:
        return [Excuse("", "", span)] if _MEANT.match(said) else ()
    reason = " ".join((found[2] or "").split())
    return [Excuse(rule, reason, span) for rule in re.split(r"[\s,;]+", found[1]) if rule] or [Excuse("", "", span)]
