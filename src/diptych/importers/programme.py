"""The programme of a conference out of the pieces of a text or a Word table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import days, hours, item_kinds, programme_lines, role_words
from diptych.importers.programme_reader import Reader

if TYPE_CHECKING:
    import datetime as dt

    from diptych.importers.agenda import Agenda
    from diptych.importers.programme_lines import Line
    from diptych.importers.sheet import Piece

_LONG_LABEL = 300
_ENOUGH = 2
_MOST = 4_000
"""No conference has so many lines: what has is something else, and would take minutes to read."""
_SAMPLE = 4_000
"""So many lines tell whether a text is a programme."""


def read(pieces: tuple[Piece, ...], lang: str, title: str = "", dates: tuple[dt.date, dt.date] | None = None) -> Agenda:
    """The programme that the pieces state; ``dates`` of the conference help where days have no year.

    What fits no item is in ``left``, with a doubt. UserError where no day can be dated.
    """
    lines = programme_lines.lines(pieces, _MOST + 1)
    if len(lines) > _MOST:
        raise UserError(
            f"the programme has more than {_MOST} lines.",
            "Take the programme alone out of the file, or import it day by day.",
        )
    return Reader(lines, lang, title, dates).agenda()


def begins(text: str) -> bool:
    """Whether a line is one that no title of a programme goes on behind: a day, hours, the heading of a role."""
    found = days.heading(text)
    return bool(found and (found.month or found.number)) or hours.leading(text) is not None or _headed(text)


def _headed(text: str) -> bool:
    heading = role_words.heading(text)
    return heading is not None and heading.whole


def likely(pieces: tuple[Piece, ...], lang: str) -> float:  # noqa: ARG001 - both languages are looked for
    """How likely the pieces are a programme, from 0 to 1: by lines with hours, days, roles and people."""
    found = programme_lines.lines(pieces[:_SAMPLE], _SAMPLE)
    if not found:
        return 0.0
    timed = sum(1 for line in found if _timed(line))
    if timed < _ENOUGH:
        return 0.1 * timed
    others = sum(1 for line in found if not _timed(line) and _telling(line))
    share = (timed * 2 + others) / len(found)
    return min(1.0, 0.3 + share)


def _timed(line: Line) -> bool:
    if line.slot == "time":
        return True
    found = hours.leading(line.text[:120])
    return found is not None and (found.end is not None or "." not in line.text[: found.length])


def _telling(line: Line) -> bool:
    text = line.text
    if len(text) > _LONG_LABEL:
        return False
    return bool(days.heading(text) or role_words.heading(text) or role_words.issues(text) or item_kinds.label(text)[0])
