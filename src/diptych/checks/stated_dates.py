"""Dates that texts state: those of the conference, and of any event in quotation marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks import titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Fault, Papers, Said

_MONTHS = (
    ("january", "января"),
    ("february", "февраля"),
    ("march", "марта"),
    ("april", "апреля"),
    ("may", "мая"),
    ("june", "июня"),
    ("july", "июля"),
    ("august", "августа"),
    ("september", "сентября"),
    ("october", "октября"),
    ("november", "ноября"),
    ("december", "декабря"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DATE = re.compile(
    rf"(?P<first>\d(?<![\d–—-].)\d?)(?:\s?[-–—]\s?(?P<last>\d{{1,2}}))?[\s\u00a0](?P<month>{'|'.join(_MONTH)})"
    r",?[\s\u00a0](?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|convened|hosted|t(?:ook|akes?|aking) place|organi[sz]ed|conference|met|состоя\w+|провед\w+|прош\w+"
    r"|конференци\w+)\b[^.;“”«»]{0,80}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:visit|arriv|depart|shuttle|regist|exhibition|review|before|after|deadline|until|прибы|отъезд|регистр|выставк|до\b)",
    re.IGNORECASE,
)
_FAR = 90
_MOST_DATES = 50


class _Dates(NamedTuple):
    first: int
    last: int
    month: int
    year: int


def _dates(found: re.Match[str]) -> _Dates:
    first = int(found["first"])
    return _Dates(first, int(found["last"] or first), _MONTH[found["month"].lower()], int(found["year"]))


def _one_slip(one: _Dates, other: _Dates) -> bool:
    """Whether two dates differ by what a slip changes: days that overlap, the month, or the year."""
    if one == other:
        return False
    if one[:3] == other[:3] or (one[:2] == other[:2] and one.year == other.year and one.first != one.last):
        return True
    if one[2:] != other[2:] or one.first == one.last or other.first == other.last:
        return False
    return one.first <= other.last and other.first <= one.last


def _dates_in(said: Said) -> tuple[re.Match[str], ...]:
    return said.once(_found)


def _found(said: Said) -> tuple[re.Match[str], ...]:
    if "20" in said.raw or "19" in said.raw:
        return tuple(islice(_DATE.finditer(said.raw), _MOST_DATES))
    return ()


def wrong(papers: Papers) -> Iterator[Fault]:
    """Dates of the conference that are not its dates."""
    if not papers.registry:
        return
    conference = papers.registry.conference
    start, end = conference.start, conference.end
    if start.month != end.month:
        return
    right = _Dates(start.day, end.day, start.month, start.year)
    for said, found in _ranges(papers):
        dates = _dates(found)
        if dates.first < dates.last and _one_slip(dates, right):
            message = f"{found[0]} here, and the conference is from {start} to {end}"
            yield said.fault(message, *found.span())


def _ranges(papers: Papers) -> Iterator[tuple[Said, re.Match[str]]]:
    """Where dates are said to be those of the event: behind “held”, “Conference”, or alone in a short line."""
    for said in sources(papers):
        for found in _dates_in(said):
            before = said.raw[max(0, found.start() - _FAR) : found.start()]
            short = len(said.words) <= 12  # noqa: PLR2004 - a line of a masthead
            if (short or _HELD.search(before)) and not _ASIDE.search(before):
                yield said, found


def two(papers: Papers) -> Iterator[Fault]:
    """Events in quotation marks that have two dates."""
    events: dict[str, list[tuple[_Dates, Said, re.Match[str]]]] = defaultdict(list)
    for said in sources(papers):
        if not _dates_in(said) or not any(sign in said.raw for sign in '”"»'):
            continue
        for quoted in titles.QUOTED.finditer(said.raw):
            found = _DATE.search(said.raw, quoted.end(), quoted.end() + _FAR)
            if found and not any(sign in said.raw[quoted.end() : found.start()] for sign in '“”"«»;'):
                name = titles.key(quoted[quoted.lastindex or 0]).casefold()
                events[name].append((_dates(found), said, found))
    if not papers.registry and (line := list(_ranges(papers))):
        often = Counter(_dates(found) for _, found in line)
        right, times = often.most_common(1)[0]
        if times > 1 and right.first < right.last:
            events[""] = [(_dates(found), said, found) for said, found in line]
    for places in events.values():
        often = Counter(dates for dates, _, _ in places)
        right = often.most_common(1)[0][0]
        for dates, said, found in places:
            if _one_slip(dates, right) and often[dates] <= often[right]:
                others = tuple(other for one, other, _ in places if one == right)
                there = next(match[0] for one, _, match in places if one == right)
                yield said.fault(f"{found[0]} here, {there} elsewhere, of the same event", *found.span(), others=others)


def main_year(papers: Papers) -> int:
    """The year of the conference: as it says, or as most full dates have it."""
    if papers.registry:
        return papers.registry.conference.start.year
    years = Counter(int(found["year"]) for said in sources(papers) for found in _dates_in(said))
    return years.most_common(1)[0][0] if years else 0


def sources(papers: Papers) -> Iterator[Said]:
    """The source texts, each once."""
    seen: set[int] = set()
    for paper in papers.papers:
        for pair in paper.pairs:
            if pair.source.raw and id(pair.source) not in seen:
                seen.add(id(pair.source))
                yield pair.source
