"""The items of a feed, collected → a programme: each id once, days in order, nothing lost without a word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import feed_hours, feed_ids, feed_texts, markup
from diptych.importers.agenda import Agenda, Day
from diptych.importers.feed_doubts import Tally, short
from diptych.importers.sheet import Form, Piece, Spot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from diptych.importers.agenda import Item
    from diptych.importers.feed_hours import When

_MOST = 3_000
"""Items of a programme: no conference comes near."""


@dataclass(slots=True)
class Collector:
    """A programme being read from a feed."""

    path: str
    tally: Tally
    _ids: feed_ids.Ids = field(default_factory=feed_ids.Ids)
    _days: dict[dt.date, list[Item]] = field(default_factory=dict)
    _left: list[Piece] = field(default_factory=list)
    _gone: set[str] = field(default_factory=set)
    _count: int = 0

    def add(self, item: Item, when: When) -> None:
        """One more item; an id that another item has already gets a number behind it, which is a doubt."""
        self._counted()
        name = self._ids.take(item.id)
        if name != item.id:
            self.tally.add(item.spot, "doubled-id", "an id of two items", f"{item.id}, the second is {name}")
        self._days.setdefault(when.date, []).append(replace(item, id=name, start=when.start, end=when.end))

    def between(self, item: Item, start: dt.datetime | dt.date, end: dt.datetime | dt.date | None) -> None:
        """One more item, by its beginning and its end on the wall."""
        when, doubt = feed_hours.between(start, end)
        if doubt:
            self.tally.doubt(item.spot, "hours", f"“{short(item.title)}”: {doubt}")
        self.add(item, when)

    def _counted(self) -> None:
        self._count += 1
        if self._count > _MOST:
            hint = "Export the timetable of one conference, not a whole calendar."
            raise UserError(f"{self.path} has more than {_MOST:,} items", hint)

    def cancel(self, name: str) -> None:
        """An item that the feed says is cancelled."""
        self._gone.add(name)

    def leave(self, texts: Sequence[str], spot: Spot, rule: str, reason: str) -> None:
        """Texts that no item can take: they are kept beside the programme; one doubt names the first of them."""
        self._counted()
        self._left += [Piece(Form.PARAGRAPH, spot, markup.plain(" ".join(text.split()))) for text in texts]
        self.tally.each(spot, rule, f"“{short(texts[0])}” {reason}")

    def agenda(
        self, title: str, *, lang: str, zone: str, source: str, subtitle: str = "", missing: str = "no item"
    ) -> Agenda:
        """The programme. Raises UserError where it has no item with a day, nor a cancelled one."""
        if not self._days and not self._gone:
            raise UserError(
                f"{self.path} has {missing}", "Export the timetable again, with all that you may see in it."
            )
        days = tuple(
            Day(date, feed_hours.sorted_items(self._days[date]), spot=self._days[date][0].spot)
            for date in sorted(self._days)
        )
        if not title:
            reason = "the file does not say the title of the conference; its own name stands there"
            self.tally.doubt(Spot(1), "no-title", reason)
            title = feed_texts.line(self.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]) or "file"
        there = {item.id for day in days for item in day.items}
        return Agenda(
            title=title,
            days=days,
            lang=lang,
            subtitle=subtitle,
            doubts=self.tally.doubts(),
            left=tuple(self._left),
            zone=zone,
            source=source,
            cancelled=frozenset(self._gone - there),
        )
