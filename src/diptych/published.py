"""content/published.json: what the calendars said of each item when it was last published, and how often it changed.

RFC 5545 (3.8.7.4) wants a number that grows with every change of an event, and RFC 5546 that an event that is gone be
told as cancelled. Both need a memory. Only publishing writes it; a build reads it and works out today's numbers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.keeping import Kept, short
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.edition import Edition, Line
    from diptych.finding import Finding
    from diptych.model import Session

VERSION = 1
"""Of the format."""
PATH = "content/published.json"

_HASH = re.compile(r"[0-9a-f]{8,64}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_START = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)
_KEYS = ("hash", "number", "start", "end", "titles", "cancelled")
_RESTORE = "Get the file back from git; only `publish` writes it."
_CONFLICT = "Keep the lines of one side, best of the later publication."


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the programme as the calendars say it, and the number of that saying."""

    hash: str
    """Of all that a reader of the calendar sees, in every language."""
    date: dt.date
    start: dt.time | None
    end: dt.time | None
    titles: Mapping[str, str]
    """By language."""
    number: int = 0
    """SEQUENCE: how often it has changed since it was first published."""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """The items by id, as they were last published; empty before the first time."""

    items: Mapping[str, Item] = field(default_factory=dict)


# --------------------------------------------------------------------------- what the calendars say now


def items(editions: Iterable[Edition]) -> dict[str, Item]:
    """The items of a programme as they stand now, each with number 0, in their order.

    ``editions``: all editions of the programme; those in one language count, each language once.
    """
    single = {edition.languages[0]: edition for edition in editions if not edition.parallel}
    spoken = [single[lang] for lang in sorted(single)]
    found: dict[str, Item] = {}
    for session in spoken[0].sessions if spoken else ():
        titles = {edition.languages[0]: _title(edition, session) for edition in spoken}
        found[session.id] = Item(
            fingerprint(session, spoken),
            session.date,
            session.start,
            session.end if session.start else None,
            {lang: title for lang, title in titles.items() if title},
        )
    return found


def fingerprint(session: Session, editions: Sequence[Edition]) -> str:
    """The SHA-256, as 16 hex digits, of what a reader of the calendar sees of an item in these editions.

    That is its hours and their time zone, title, place, roles, people, minutes, marks of what is not translated, and
    whether it is a draft. White space does not count: a no-break space more is no change of the programme.
    """
    told: list[object] = [session.date.isoformat(), str(session.start), str(session.end)]
    for edition in editions:
        lines = [line for line in edition.lines if line.session == session.id]
        told += [edition.languages[0], edition.timezone, edition.draft]
        if not session.around and not any(line.kind in (Kind.PLACE, Kind.VENUE) for line in lines):
            told.append(_plain(edition.masthead.where[0].text))
        told += [_line(line) for line in lines]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _line(line: Line) -> list[object]:
    marks = [_plain(cells[0].text) for cells in line.marks]
    return [line.kind.value, line.variant, _plain(line.cells[0].text), line.hinge.minutes, line.hinge.video, marks]


def _title(edition: Edition, session: Session) -> str:
    """Label and title on one line."""
    cell = next(
        (line.cells[0] for line in edition.lines if line.session == session.id and line.kind is Kind.SESSION), None
    )
    parts = [_plain(part) for part in cell.text.split("\n")] if cell else []
    return ": ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(text.split())


# --------------------------------------------------------------------------- numbers


def advance(published: Published, now: Mapping[str, Item]) -> Published:
    """What publishing writes: the items as they stand now, each with its number, and those that are gone.

    The same hash keeps its number, a changed one takes the next, a new item has 0. What is gone is cancelled with the
    next number and keeps it from then on; an item that comes back takes the next again.
    """
    out = {}
    for name, item in now.items():
        before = published.items.get(name)
        number = 0
        if before:
            same = before.hash == item.hash and not before.cancelled
            number = before.number if same else before.number + 1
        out[name] = replace(item, number=number, cancelled=False)
    for name, item in published.items.items():
        if name not in now:
            out[name] = item if item.cancelled else replace(item, number=item.number + 1, cancelled=True)
    return Published(out)


# --------------------------------------------------------------------------- the file


def dumps(published: Published) -> str:
    """The file's text: JSON with the items in the order of their ids, so that git merges it line by line."""
    written = {name: _written(published.items[name]) for name in sorted(published.items)}
    return json.dumps({"version": VERSION, "items": written}, ensure_ascii=False, indent=1) + "\n"


def _written(item: Item) -> dict[str, object]:
    start = f"T{item.start:%H:%M}" if item.start else ""
    return {
        "hash": item.hash,
        "number": item.number,
        "start": f"{item.date.isoformat()}{start}",
        **({"end": f"{item.end:%H:%M}"} if item.start and item.end else {}),
        "titles": {lang: inline.visible(item.titles[lang]) for lang in sorted(item.titles)},
        **({"cancelled": True} if item.cancelled else {}),
    }


def loads(text: str, path: str) -> tuple[Published, list[Finding]]:
    """Read the file; an item that cannot be read is a finding and is left out."""
    kept = Kept(text, path, "published", _RESTORE, _CONFLICT)
    read = {name: _item(kept, name, entry) for name, entry in kept.entries("items", VERSION).items()}
    return Published({name: item for name, item in read.items() if item}), kept.found


def _item(kept: Kept, name: str, entry: object) -> Item | None:
    """One item; None where it cannot be read."""
    wrong = _wrong(name, entry)
    day, start = _moment(entry.get("start")) if isinstance(entry, dict) else (None, None)
    if wrong or not isinstance(entry, dict) or day is None:
        kept.of_entry("item", name, wrong)
        return None
    return Item(
        entry["hash"],
        day,
        start,
        _clock(entry.get("end")),
        {lang: inline.visible(title) for lang, title in entry["titles"].items()},
        entry["number"],
        entry.get("cancelled", False),
    )


def _wrong(name: str, entry: object) -> str:
    """What is wrong with an item; empty where nothing is."""
    if not _ID.fullmatch(name):
        return "no id"
    if not isinstance(entry, dict):
        return "no mapping"
    number, titles = entry.get("number"), entry.get("titles")
    day, start = _moment(entry.get("start"))
    checks = {
        f"the key “{next((short(k)[1:-1] for k in entry if k not in _KEYS), '')}” is unknown": set(entry) <= set(_KEYS),
        "its hash is not hexadecimal": _matches(_HASH, entry.get("hash")),
        "its number is not a whole number from 0": type(number) is int and 0 <= number < 2**31,
        "its start is not YYYY-MM-DD or YYYY-MM-DDTHH:MM": day is not None,
        "its end is not HH:MM behind an hour of its start": "end" not in entry
        or (start is not None and _clock(entry["end"]) is not None),
        "its titles are not texts by language": isinstance(titles, dict)
        and all(isinstance(title, str) for title in titles.values()),
        "“cancelled” is neither true nor false": isinstance(entry.get("cancelled", False), bool),
    }
    return next((what for what, fine in checks.items() if not fine), "")


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _moment(value: object) -> tuple[dt.date | None, dt.time | None]:
    """``2022-10-18T12:00``, or ``2022-10-18`` for an item without hours; None where it is no such day or hour."""
    read = _START.fullmatch(value) if isinstance(value, str) else None
    if read is None:
        return None, None
    try:
        day = dt.date.fromisoformat(read[1])
    except ValueError:  # 31 February
        return None, None
    clock = _clock(read[2])
    return (None, None) if read[2] and clock is None else (day, clock)


def _clock(value: object) -> dt.time | None:
    if not _matches(_CLOCK, value):
        return None
    try:
        return dt.time.fromisoformat(str(value))
    except ValueError:  # 25:00
        return None
