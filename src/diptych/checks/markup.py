"""Markup that a translation must not bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import inline
from diptych.catalog import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.parallel import Row


def hostile(row: Row) -> Iterator[str]:
    """HTML, images, code, forbidden links and control characters: they print as text (CommonMark; Unicode UAX #9)."""
    for entry in row.entries:
        for text in entry.texts if entry else ():
            for fault in inline.faults(text, Span("")):
                yield f"the translation has {fault.message}"
