"""Texts → YAML as a careful person types it: plain where that reads as the same text, else in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 120
"""Characters of a line; a longer text goes over several."""

_BLANK = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LEADING = re.compile(r"[-\[\]{}&*!|>%@`#'\",?:]")
"""Signs that a plain text does not begin with (docs/content.md; YAML 1.1, 7.3.3)."""
_INSIDE = re.compile(r": |:$| #")
_FLOW = re.compile(r"[,\[\]{}?:]")
_MARK = re.compile(r"(?:translators|check):", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")


def one_line(text: str) -> str:
    """The text as the reader of our content will have it: on one line, what nobody can see made visible."""
    return inline.visible(_BLANK.sub(" ", text)).strip()


def scalar(text: str, *, flow: bool = False, style: str = "") -> str:
    """A text as a YAML scalar on one line: ``nodes.loads`` reads it as ``one_line(text)``.

    ``flow``: within ``[…]`` or ``{…}``, where commas and brackets need quotation marks; ``style``: the quotation
    mark that stands there and is kept.
    """
    said = one_line(text)
    if style not in ("'", '"') and said and not _LEADING.match(said) and not _INSIDE.search(said):
        if not (flow and _FLOW.search(said)):
            return said
        style = ""
    if style == '"' or (style != "'" and "'" in said and '"' not in said and "\\" not in said):
        escaped = said.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    doubled = said.replace("'", "''")
    return f"'{doubled}'"


def folded(written: str, first: int, indent: int, width: int = WIDTH) -> str:
    r"""A scalar on one line → over as many lines as it needs, each but the first ``indent`` spaces in.

    ``first``: the column where it begins. A line ends only at a single space, which YAML makes of the line end again
    (YAML 1.1, 5.5, line folding).
    """
    if first + len(written) <= width:
        return written
    lines, start, space, room = [], 0, -1, width - first
    for found in _BREAK.finditer(written):
        if found.start() - start > room and space > start:
            lines.append(written[start:space])
            start, room = space + 1, width - indent
        space = found.start()
    if len(written) - start > room and space > start:
        lines.append(written[start:space])
        start = space + 1
    lines.append(written[start:])
    return ("\n" + " " * indent).join(lines)


def entry(key: str, text: str, column: int = 0) -> list[str]:
    """``key: text`` as lines, long texts over several; ``column``: where the key will stand."""
    head = f"{scalar(key)}: "
    return (head + folded(scalar(text), len(head), 2, WIDTH - column)).split("\n")


def item(text: str, column: int = 0) -> list[str]:
    """``- text`` as lines, long texts over several; ``column``: where the hyphen will stand."""
    return ("- " + folded(scalar(text), 2, 2, WIDTH - column)).split("\n")


def flow_list(texts: Iterable[str]) -> str:
    """``[one, two]``."""
    return f"[{', '.join(scalar(text, flow=True) for text in texts)}]"


def flow_mapping(entries: Mapping[str, str]) -> str:
    """``{person: voronkov, minutes: 10}``."""
    said = (f"{scalar(key, flow=True)}: {scalar(text, flow=True)}" for key, text in entries.items())
    return f"{{{', '.join(said)}}}"


def mapping(entries: Mapping[str, str], column: int = 0) -> list[str]:
    """One line (or more) for each key."""
    return [line for key, text in entries.items() for line in entry(key, text, column)]


def note(texts: Iterable[str], column: int = 0) -> list[str]:
    """A comment for translators (docs/content.md): ``# translators: …``, over as many lines as it takes."""
    said = [line for line in map(one_line, texts) if line]
    if not said:
        return []
    said[0] = f"translators: {said[0]}"
    lines = [line for text in said for line in folded(text, 2, 0, WIDTH - column).split("\n")]
    out: list[str] = []
    for line in lines:
        if out and _MARK.match(line):  # at the beginning of a line it would begin another remark
            out[-1] += " " + line
        else:
            out.append(f"# {line}")
    return out


def indented(lines: Sequence[str], by: int) -> list[str]:
    """The lines, each that is not empty further in."""
    return [" " * by + line if line else line for line in lines]
