"""A file of any kind that we read → a sheet or an agenda: the one place that knows which reader is whose."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import calendar, feed_hours, formats, indico, joins, schedule, text, word
from diptych.importers.formats import Format
from diptych.importers.sheet import Doubt, Spot, flat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.importers.agenda import Agenda
    from diptych.importers.sheet import Sheet

FEEDS = frozenset((Format.INDICO, Format.SCHEDULE_JSON, Format.SCHEDULE_XML, Format.CALENDAR))
"""Timetables of other programs."""

_READERS: Mapping[Format, Callable[[bytes, str], Agenda]] = {
    Format.INDICO: indico.read,
    Format.SCHEDULE_JSON: schedule.read_json,
    Format.SCHEDULE_XML: schedule.read_xml,
}


def agenda(data: bytes, path: str, kind: Format, zone: str) -> Agenda:
    """The agenda in a timetable's bytes, its hours those of ``zone`` (IANA). Raises UserError."""
    if len(data) > formats.LONGEST:
        raise UserError(f"{path} has more than {formats.LONGEST // 1_000_000} MB", "Export fewer days of it.")
    found = calendar.read(data, path, zone) if kind is Format.CALENDAR else _READERS[kind](data, path)
    if not any(day.items for day in found.days):
        raise UserError(f"{path} has no item with a time in it", "Export the timetable, not only the event.")
    if not found.zone or found.zone == zone:
        return found
    reason = f"its hours are those of {found.zone}; they were turned into those of {zone}"
    found = feed_hours.shifted(found, zone)
    return dataclasses.replace(found, doubts=(Doubt(Spot(1), "time-zone", reason), *found.doubts))


def sheet(data: bytes, path: str, kind: Format, changes: str, lang: str) -> Sheet:
    """The sheet of a text or a Word file, its cut paragraphs joined. Raises UserError.

    ``changes``: what becomes of tracked changes (``accept``, ``reject``, ``show``); ``lang``: its language where
    somebody said it.
    """
    if kind is Format.WORD:
        found = word.read(data, path, changes, lang)
    else:
        letters, doubts = formats.decode(data, path)
        _limit(len(letters), path)
        front, rest = text.front(letters)
        found = text.read(rest, path, lang or front.get("lang", ""))
        found = dataclasses.replace(found, front=front, doubts=(*doubts, *found.doubts))
    _limit(sum(len(piece.text) for piece in flat(found.pieces)), path)
    if not any(piece.text.strip() for piece in flat(found.pieces)):
        raise UserError(f"{path} has no text in it", "A scanned page has none: run a text recognition first.")
    return joins.mend(found)


def _limit(length: int, path: str) -> None:
    if length > formats.LONGEST_TEXT:
        raise UserError(f"{path} has {length:,} characters of text", f"Import it in parts of {formats.LONGEST_TEXT:,}.")
