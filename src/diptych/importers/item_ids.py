"""The items of a programme → their ids, as the house gives them: ``opening``, ``session-1``, ``lunch-18``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych import inline
from diptych.fields import safe_id
from diptych.importers.organization_names import is_short
from diptych.importers.slugs import ascii_words, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from diptych.importers.agenda import Agenda, Day, Item

_LONGEST = 40
_RESERVED = re.compile(r"title|subtitle|notice|now|filters|programme-words|day-.*|x|-?")
"""Ids that the page of a programme needs itself (docs/content.md)."""
_OPENING = re.compile(r"\bopening\b|\bоткрыти[ея]\b", re.IGNORECASE)
_CLOSING = re.compile(r"\bclosing\b|\bclosure\b|\bзакрыти[ея]\b|\bзаключительн", re.IGNORECASE)
_BREAKS = (
    ("lunch", re.compile(r"\blunch|\bобед|\bланч", re.IGNORECASE)),
    ("coffee", re.compile(r"\bcoffee|\bкофе", re.IGNORECASE)),
    ("tea", re.compile(r"\btea\b|\bча[йя]\b", re.IGNORECASE)),
    ("dinner", re.compile(r"\bdinner|\bужин", re.IGNORECASE)),
    ("break", re.compile("")),
)
_NUMBER = re.compile(r"(?<![\w-])(?P<roman>[IVX]{1,5})(?![\w-])|(?<![\w.-])(?P<arabic>\d{1,2})(?![\w-])")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SMALL_WORDS = (
    "session sessions the a an of on in for and to at by with from visit briefing event side official"
    " sessiya sessii zasedanie zasedaniya i v na po dlya s o ob k poseshchenie brifing meropriyatie"
)
_EMPTY_WORDS = frozenset(_SMALL_WORDS.split())
_COUNTED = {"thematic-session": "session", "side-event": "side-event"}
_SINGLE = {"photo": "photo", "exhibition": "exhibition"}


class Ids:
    """The ids of one programme, each given once; ``taken``: those that no item may be given which has none."""

    def __init__(self, agenda: Agenda, taken: Collection[str] = ()) -> None:
        stated = [item.id for day in agenda.days for item in day.items if fit(item.id)]
        self._stated = frozenset((*stated, *taken))
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}

    def of(self, item: Item, day: Day, organizers: tuple[str, ...] = ()) -> str:
        """The id of the next item; ``organizers``: their ids."""
        if fit(item.id) and item.id not in self._used:
            self._used.add(item.id)
            return item.id
        ways = [way for way in _ways(item, day, organizers) if fit(way)] or [f"{item.kind}-{day.date.day}"]
        for way in ways:
            if way not in self._used and way not in self._stated:
                self._used.add(way)
                return way
        name = ways[0]
        while name in self._used or name in self._stated:
            self._numbers[ways[0]] = self._numbers.get(ways[0], 1) + 1
            name = f"{ways[0]}-{self._numbers[ways[0]]}"
        self._used.add(name)
        return name


def fit(name: str) -> bool:
    """Whether an item may be called so."""
    return bool(name) and safe_id(name) == name and not _RESERVED.fullmatch(name)


def _ways(item: Item, day: Day, organizers: tuple[str, ...]) -> Iterator[str]:
    """What the item could be called, the best first."""
    title, label = inline.plain(item.title), inline.plain(item.label)
    number = day.date.day
    if item.kind in _COUNTED:
        named = _number(label) or _number(title)
        yield f"{_COUNTED[item.kind]}-{named}" if named else _words(title) or _COUNTED[item.kind]
    elif item.kind == "break":
        yield f"{next(name for name, pattern in _BREAKS if pattern.search(title))}-{number}"
    elif item.kind in _SINGLE:
        yield _SINGLE[item.kind]
        yield f"{_SINGLE[item.kind]}-{number}"
    elif item.kind == "reception":
        yield f"reception-{number}"
    elif item.kind == "briefing":
        yield f"briefing-{_about(title, organizers)}".rstrip("-")
    elif item.kind == "visit":
        yield f"visit-{_words(title)}".rstrip("-")
    else:
        yield from _of_session(title, label)


def _of_session(title: str, label: str) -> Iterator[str]:
    if _OPENING.search(title):
        yield "opening"
    elif _CLOSING.search(title):
        yield "closing"
    elif named := _number(label):
        yield f"session-{named}"
    yield _words(title)


def _number(text: str) -> int:
    """The number that a label ends with or has: ``Thematic Session IV``, ``Сессия 2``; 0 where it has none."""
    numbers = list(_NUMBER.finditer(text[:200]))
    if not numbers:
        return 0
    found = numbers[-1]
    if found["arabic"]:
        return int(found["arabic"])
    values = [_ROMAN[sign] for sign in found["roman"]]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _about(title: str, organizers: tuple[str, ...]) -> str:
    if organizers:
        return organizers[0]
    short = next((word for word in re.findall(r"\w+", title) if is_short(word)), "")
    return ascii_words(short) or _words(title)


def _words(title: str) -> str:
    """A title as an id: its words but the small ones at both ends, ``heads-of-delegation``."""
    words = [word for word in ascii_words(title[:400]).split("-") if word]
    said = words
    while said and said[0] in _EMPTY_WORDS:
        said = said[1:]
    said = shortened("-".join(said or words), _LONGEST).split("-")
    while len(said) > 1 and said[-1] in _EMPTY_WORDS:
        said.pop()
    return "-".join(said)
