"""The programme against the clock and itself: minutes, hours, people in two places, roles without people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Paper
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.catalog import Span
    from diptych.model import Registry, Session

_SITTINGS = frozenset(("session", "thematic-session", "briefing", "break", "photo"))
"""Items that follow one another; the others may be held beside them."""
_WORK = frozenset(("session", "thematic-session", "side-event", "briefing", "break"))
"""Items between which nobody goes away without being told."""
_LEADERS = frozenset(("chair", "co-chair", "co-moderator"))
_GAP = 15
"""Minutes that nobody accounts for: people have to change seats."""
_LUNCH = (dt.time(11, 30), dt.time(15, 30))
_LONGEST_LUNCH = 180
_EARLIEST = dt.time(6)


def minutes_overrun(paper: Paper) -> Iterator[Fault]:
    """Speakers of an item who have more minutes together than its hours hold.

    Authority: arithmetic; programmes of the United Nations give each speaker's minutes and the hours of each item.
    """
    for item in _items(paper):
        if item.start and item.end:
            spoken = sum(one.minutes or 0 for one in item.appearances)
            slot = _minutes(item.end) - _minutes(item.start)
            if 0 < slot < spoken:
                yield Fault(f"speakers have {spoken} min, {_called(item)} {slot}", span=item.span)


def two_places(paper: Paper) -> Iterator[Fault]:
    """A person in two items at the same time; a video message is in no place.

    Authority: ISO 8601 (two intervals that share more than an end).
    """
    for day in _days(paper):
        present: dict[str, list[tuple[Session, Span]]] = defaultdict(list)
        for item in day:
            for person, span in _present(item):
                there = present[person]
                if any(other is item for other, _ in there):
                    continue
                for other, _ in there:
                    if _at_once(other, item):
                        message = f"{_name(person, paper.registry)} is in {_called(other)} ({_hours(other)})"
                        yield Fault(f"{message} and in {_called(item)} ({_hours(item)}) at once", span=span)
                        break
                there.append((item, span))


def gaps(paper: Paper) -> Iterator[Fault]:
    """A hole of more than a quarter of an hour between working items of a day, which no break accounts for.

    A hole at midday is lunch, one before a reception, a visit or a photo is the way there, and how long an item
    without an end lasts, or when one without hours begins, is not known.
    Authority: ISO 8601 (intervals).
    """
    for day in _days(paper):
        last: Session | None = None
        busy = 0
        for item in day:
            begins, ends = _minutes(item.start), _minutes(item.end)
            if last and last.end and item.start and item.kind in _WORK:
                idle = begins - busy
                if idle > _GAP and not _lunch(last.end, item.start):
                    hole = f"{idle} min between {_called(last)} and {_called(item)}"
                    yield Fault(f"nothing fills {last.end:%H:%M}–{item.start:%H:%M}: {hole}", span=item.span)
            if item.kind not in _WORK or item.around or not item.start:
                last = None
            elif not item.end:
                last = None if begins >= busy else last
            elif ends >= busy or last is None:
                last = item
            busy = max(busy, ends or begins)


def overlaps(paper: Paper) -> Iterator[Fault]:
    """Two sittings of a day of which one begins while the other lasts; two that begin together are meant as parallel.

    Side events, receptions, exhibitions and visits may be held beside others, and so may breaks of two audiences.
    Authority: ISO 8601 (two intervals that share more than an end).
    """
    for day in _days(paper):
        for cluster in _clusters(item for item in day if item.kind in _SITTINGS):
            if len({item.start for item in cluster}) < len(cluster):
                continue
            before = cluster[0]
            for item in cluster[1:]:
                apart = before.audience and item.audience and before.audience != item.audience
                if item.start and before.end and not apart:
                    message = f"{_called(item)} begins at {item.start:%H:%M}"
                    yield Fault(f"{message}, {_called(before)} ends at {before.end:%H:%M}", span=item.span)
                before = max(before, item, key=lambda one: _minutes(one.end or one.start))


def outside_day(paper: Paper) -> Iterator[Fault]:
    """An item at night, or one that stands behind a later one of its day.

    Authority: ISO 8601 (a day's hours go from 00:00 to 24:00; 04:30 is no half past four in the afternoon).
    """
    for day in _days(paper):
        latest: Session | None = None
        for item in day:
            if not item.start:
                continue
            if item.start < _EARLIEST:
                yield Fault(f"{_called(item)} begins at {item.start:%H:%M}, at night", span=item.span)
            elif latest and latest.start and item.start < latest.start:
                message = f"{_called(item)} begins at {item.start:%H:%M} and stands behind {_called(latest)}"
                yield Fault(f"{message}, which begins at {latest.start:%H:%M}", span=item.span)
            else:
                latest = item


def empty_roles(paper: Paper) -> Iterator[Fault]:
    """A role that an item names and nobody has.

    Authority: none but reason: the heading of the role prints above nothing.
    """
    if not paper.document:
        return
    blocks = paper.document.blocks
    for block, behind in zip_longest(blocks, blocks[1:]):
        if block.kind is Kind.ROLE and (not behind or behind.kind is not Kind.SPEAKER):
            heading = block.parts[0].key.msgid if block.parts else "the role"
            yield Fault(f"“{heading}” of “{block.heading}” has no people", span=block.span)


def moderator_missing(paper: Paper) -> Iterator[Fault]:
    """A session of two or more panellists whom nobody moderates or chairs.

    Authority: practice of the United Nations: every panel has a moderator, a chair, or both.
    """
    if not paper.document:
        return
    blocks = [block for block in paper.document.blocks if block.kind is Kind.ROLE]
    for item in _items(paper):
        panel = sum(one.role == "panellist" for one in item.appearances)
        if panel > 1 and not any(one.role in _LEADERS for one in item.appearances):
            leads = tuple(f"{item.id}-{role}" for role in _LEADERS)
            if not any(block.session == item.id and block.id.startswith(leads) for block in blocks):
                yield Fault(f"{_called(item)} has {panel} panellists, and neither moderator nor chair", span=item.span)


# --------------------------------------------------------------------------- items and hours


def _items(paper: Paper) -> Sequence[Session]:
    return paper.document.sessions if paper.document else ()


def _days(paper: Paper) -> Iterable[list[Session]]:
    days: dict[dt.date, list[Session]] = defaultdict(list)
    for item in _items(paper):
        days[item.date].append(item)
    return days.values()


def _clusters(items: Iterable[Session]) -> Iterator[list[Session]]:
    """The items with hours in groups of such as overlap, or begin while another of the group lasts."""
    cluster: list[Session] = []
    busy = 0
    timed = (item for item in items if item.start)
    for item in sorted(timed, key=lambda one: (_minutes(one.start), _minutes(one.end or one.start))):
        if cluster and _minutes(item.start) >= busy:
            yield cluster
            cluster = []
        cluster.append(item)
        busy = max(busy, _minutes(item.end or item.start))
    if cluster:
        yield cluster


def _present(item: Session) -> Iterator[tuple[str, Span]]:
    """Who is in the room, and where the programme says so."""
    for one in item.appearances:
        if not one.video:
            yield one.person, one.span
    if item.host:
        yield item.host, item.span


def _at_once(one: Session, other: Session) -> bool:
    """Whether two items share time; of one without an end only its beginning is known."""
    if not one.start or not other.start:
        return False
    if one.start == other.start:
        return True
    first, second = (one, other) if one.start < other.start else (other, one)
    return bool(first.end and second.start and second.start < first.end)


def _lunch(start: dt.time, end: dt.time) -> bool:
    return _LUNCH[0] <= start and end <= _LUNCH[1] and _minutes(end) - _minutes(start) <= _LONGEST_LUNCH


def _minutes(time: dt.time | None) -> int:
    return time.hour * 60 + time.minute if time else 0


def _hours(item: Session) -> str:
    if not item.start:
        return "at no hour"
    return f"{item.start:%H:%M}–{item.end:%H:%M}" if item.end else f"from {item.start:%H:%M}"


_LONGEST_TITLE = 60


def _called(item: Session) -> str:
    """The item as a message names it: by its label, or by its title."""
    name = item.label.key.msgid if item.label else item.title.key.msgid
    return f"“{name}”" if len(name) <= _LONGEST_TITLE else f"“{name[:_LONGEST_TITLE].rstrip()}…”"


def _name(person: str, registry: Registry | None) -> str:
    known = registry.people.get(person) if registry else None
    return known.name.key.msgid if known else person


# --------------------------------------------------------------------------- examples


def _day(*items: str) -> Example:
    """A programme of one day."""
    lines = "\n".join(f"      - {{{item}}}" for item in items)
    return Example(documents=(f"title: Programme\ndays:\n  - date: 2022-10-18\n    items:\n{lines}\n",))


_OPENING = "id: opening, kind: session, title: Opening, start: 09:00, end: 10:30"
_PANEL = "id: panel, kind: session, title: Panel"
_TWO = "{role: panellist, people: [{person: hakala}, {person: ginn}]}"

CHECKS = (
    Check(
        "minutes-overrun",
        Severity.WARNING,
        minutes_overrun,
        "Give the speakers fewer minutes, or the item more.",
        On.PAPER,
        right=(_day(f"{_OPENING}, roles: [{{role: speaker, people: [{{person: norov, minutes: 90}}]}}]"),),
        wrong=(_day(f"{_OPENING}, roles: [{{role: speaker, people: [{{person: norov, minutes: 95}}]}}]"),),
    ),
    Check(
        "two-places",
        Severity.WARNING,
        two_places,
        "Move one of the two items, give one of them to somebody else, or mark a video message “mode: video”.",
        On.PAPER,
        right=(
            _day(
                f"{_OPENING}, roles: [{{role: chair, people: [{{person: norov}}]}}]",
                f"{_PANEL}, start: 10:30, end: 12:00, roles: [{{role: chair, people: [{{person: norov}}]}}]",
            ),
        ),
        wrong=(
            _day(
                f"{_OPENING}, roles: [{{role: chair, people: [{{person: norov}}]}}]",
                f"{_PANEL}, start: 09:00, end: 12:00, roles: [{{role: chair, people: [{{person: norov}}]}}]",
            ),
        ),
    ),
    Check(
        "gap",
        Severity.INFO,
        gaps,
        "Say what happens then, as an item of the kind “break”, or mend the hours.",
        On.PAPER,
        right=(_day(_OPENING, f"{_PANEL}, start: 10:45, end: 12:00"),),
        wrong=(_day(_OPENING, f"{_PANEL}, start: 11:00, end: 12:00"),),
    ),
    Check(
        "overlap",
        Severity.WARNING,
        overlaps,
        "Mend the hours; let parallel items begin at the same hour.",
        On.PAPER,
        right=(_day(_OPENING, f"{_PANEL}, start: 09:00, end: 12:00"),),
        wrong=(_day(_OPENING, f"{_PANEL}, start: 10:15, end: 12:00"),),
    ),
    Check(
        "outside-day",
        Severity.WARNING,
        outside_day,
        "Mend the hour (they go from 00:00 to 24:00), or sort the items.",
        On.PAPER,
        right=(_day(_OPENING, f"{_PANEL}, start: 10:30, end: 12:00"),),
        wrong=(_day(_OPENING, f"{_PANEL}, start: 04:30, end: 09:00"),),
    ),
    Check(
        "role-empty",
        Severity.WARNING,
        empty_roles,
        "Say who has the role, or remove it.",
        On.PAPER,
        right=(_day(f"{_OPENING}, roles: [{{role: chair, people: [{{person: norov}}]}}]"),),
        wrong=(_day(f"{_OPENING}, roles: [{{role: chair}}]"),),
    ),
    Check(
        "moderator-missing",
        Severity.WARNING,
        moderator_missing,
        "Name a moderator: “role: co-moderator”, or “role: chair”.",
        On.PAPER,
        right=(_day(f"{_PANEL}, roles: [{{role: chair, people: [{{person: norov}}]}}, {_TWO}]"),),
        wrong=(_day(f"{_PANEL}, roles: [{_TWO}]"),),
    ),
)
