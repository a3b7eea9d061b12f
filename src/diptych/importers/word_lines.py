"""Line breaks and tabs within Word's paragraphs: where they end a unit, and where lines with tabs are a table."""

from __future__ import annotations

import re
from itertools import pairwise

from diptych.importers.word_items import typed

SHORT = 60
"""Characters of a line that is not running text."""
_HOUR = re.compile(r"\d{1,2}[:.]\d\d\b")
_ENDS = re.compile(r"[.;:!?…][)\]»”\"’]*$")
_HANGING = re.compile(r"(?:^|\s)[a-zа-яё]{1,3}$|[,\-–—(«“]$")
_CAPITAL = re.compile(r"[\W_]*[^\W\d_a-zа-яё]|[\W_]*\d")


def breaks(text: str) -> tuple[list[int], bool]:
    """The line breaks of a paragraph (their offsets) that end a unit, the others being spaces; and whether in doubt.

    A break ends one before an empty line, a number, a bullet or an hour, behind the end of a sentence, and
    between short lines that begin with a capital, as addresses and title pages have them.
    """
    found, doubtful = [], False
    lines = text.split("\n")
    longest = max(map(len, lines))
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        left, right = line.strip(), following.strip()
        if left and right and not _begins(right) and not _HOUR.match(right):
            ends = bool(_CAPITAL.match(right)) and not _HANGING.search(left)
            wrapped = len(left) > SHORT and len(left) > longest * 0.8 and len(lines) > 2  # noqa: PLR2004 - lines of one width
            ends = ends and ((bool(_ENDS.search(left)) and not wrapped) or (len(left) <= SHORT and len(right) <= SHORT))
            doubtful = doubtful or ends
        else:
            ends = True
        if ends:
            found.append(at)
        at += 1
    return found, doubtful


def _begins(text: str) -> bool:
    return typed(text) is not None


def columns(text: str) -> list[tuple[int, int]]:
    """The parts of a line between its tabs (start, end), where it has several and none is empty at the front."""
    parts, at = [], 0
    for part in re.split(r"(\t+)", text):
        if part.strip():
            parts.append((at, at + len(part)))
        at += len(part)
    return parts if len(parts) > 1 and not text.startswith("\t") else []
