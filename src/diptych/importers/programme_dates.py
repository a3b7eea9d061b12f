"""The days of a programme: their dates where the original leaves out the year, their order, and hours that collide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers.agenda import Day, Item
from diptych.importers.programme_draft import finished
from diptych.importers.sheet import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.programme_draft import DayDraft
    from diptych.importers.sheet import Spot

_HALF_A_YEAR = 183
_SHORT = 50


def settled(
    drafts: Sequence[DayDraft], dates: tuple[dt.date, dt.date] | None, year: int, lang: str, doubts: list[Doubt]
) -> tuple[Day, ...]:
    """The days in their order, each once, with their items; UserError where no date can be known."""
    found: dict[dt.date, list[DayDraft]] = {}
    calendar = _Calendar(drafts, dates, year)
    for place, draft in enumerate(drafts):
        date = calendar.date(place, doubts)
        if draft.dated.weekday >= 0 and draft.dated.weekday != date.weekday():
            reason = f"{date} is a {date:%A}; the original names another day of the week"
            doubts.append(Doubt(draft.spot, "weekday", reason))
        found.setdefault(date, []).append(draft)
    own = [date for date, parts in found.items() if not all(part.told for part in parts)]
    if own != sorted(own):
        doubts.append(Doubt(drafts[0].spot, "day-order", "the days do not stand in their order; they were sorted"))
    first, last = dates or ((min(own), max(own)) if own else (dt.date.min, dt.date.max))
    days = []
    for date in sorted(found):
        parts = found[date]
        items = _in_order(parts, lang, doubts)
        if items:
            days.append(Day(date, items, around=not first <= date <= last, spot=parts[0].spot))
        else:
            doubts.append(Doubt(parts[0].spot, "empty-day", f"{date} has no item; the day was left out"))
    return tuple(days)


class _Calendar:
    """The dates of days that may leave out their year, or give only their number."""

    def __init__(self, drafts: Sequence[DayDraft], dates: tuple[dt.date, dt.date] | None, year: int) -> None:
        self._drafts, self._dates, self._year = drafts, dates, year
        self._near = self._nearest()
        self._numbered = next((at for at, one in enumerate(drafts) if one.dated.month and one.dated.number), -1)

    def _nearest(self) -> list[int]:
        """For each day the year of the next one that states it, else of the last one."""
        years = [draft.dated.year for draft in self._drafts]
        behind = 0
        for place in range(len(years) - 1, -1, -1):
            behind = self._drafts[place].dated.year or behind
            years[place] = behind
        before = 0
        for place, draft in enumerate(self._drafts):
            before = draft.dated.year or before
            years[place] = years[place] or before
        return years

    def date(self, place: int, doubts: list[Doubt]) -> dt.date:
        """The date of the day at that place; UserError where nothing says it, not even those of the conference."""
        dated, spot = self._drafts[place].dated, self._drafts[place].spot
        try:
            if dated.month:
                return self._with_year(place)
            if self._dates:
                return self._dates[0] + dt.timedelta(dated.number - 1)
            if self._numbered >= 0:
                other = self._drafts[self._numbered].dated
                return self._with_year(self._numbered) + dt.timedelta(dated.number - other.number)
        except (ValueError, OverflowError) as error:
            if not self._dates:
                raise _undated(spot) from error
            first = self._dates[0]
            reason = f"{dated.day}.{dated.month} is no day of its year; its items were put on the first, {first}"
            doubts.append(Doubt(spot, "no-day", reason))
            return first
        raise _undated(spot)

    def _with_year(self, place: int) -> dt.date:
        dated = self._drafts[place].dated
        first = self._dates[0] if self._dates else None
        date = dt.date(dated.year or (first.year if first else self._near[place] or self._year), dated.month, dated.day)
        if first and not dated.year and abs((date - first).days) > _HALF_A_YEAR:
            return date.replace(year=date.year + (1 if date < first else -1))
        return date


def _undated(spot: Spot) -> UserError:
    return UserError(
        f"the day in line {spot.line} has no year, and nothing else in the programme says it.",
        "Write the year behind the day, or import into a conference whose conference.yaml states its dates.",
    )


def _in_order(parts: Sequence[DayDraft], lang: str, doubts: list[Doubt]) -> tuple[Item, ...]:
    """The items in the order of printing; those told elsewhere take their place by their hours."""
    items: list[Item] = [finished(one, lang, doubts) for part in parts if not part.told for one in part.items]
    for one in (one for part in parts if part.told for one in part.items):
        item, place = finished(one, lang, doubts), len(items)
        if item.start:
            place = next((at for at, other in enumerate(items) if other.start and other.start > item.start), place)
        items.insert(place, item)
    _collisions(items, doubts)
    return tuple(items)


def _collisions(items: Sequence[Item], doubts: list[Doubt]) -> None:
    before: Item | None = None
    for item in items:
        if item.start and before and before.start:
            title, last = _short(item.title), _short(before.title)
            if item.start < before.start:
                reason = f"“{title}” at {item.start:%H:%M} stands behind “{last}” at {before.start:%H:%M}"
                doubts.append(Doubt(item.spot, "order", reason))
            elif before.end and before.start < item.start < before.end:
                reason = f"“{title}” begins at {item.start:%H:%M}, before “{last}” ends at {before.end:%H:%M}"
                doubts.append(Doubt(item.spot, "overlap", reason))
        before = item if item.start else before


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
