"""What the reader of a feed is not sure of: of each sort one line, however many records have it."""

from __future__ import annotations

from dataclasses import dataclass, field

from diptych.finding import UserError
from diptych.importers.sheet import Doubt, Spot

_SHOWN = 20
"""Examples in a line that sums up."""
_SINGLE = 5
"""Doubts of one rule that stand by themselves; the others are summed up."""
_LONGEST = 70
_MOST_LINES = 40_000


@dataclass(slots=True)
class _Sum:
    spot: Spot
    reason: str
    what: list[str]
    seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """Collects doubts; `doubts` gives them in the order in which they first came up."""

    _single: list[Doubt] = field(default_factory=list)
    _many: dict[str, int] = field(default_factory=dict)
    _sums: dict[tuple[str, str], _Sum] = field(default_factory=dict)
    _lines: int = 0

    def lines(self, count: int) -> None:
        """So many lines of descriptions more are to be read. Raises UserError where no conference has so many."""
        self._lines += count
        if self._lines > _MOST_LINES:
            raise UserError(
                f"The descriptions have more than {_MOST_LINES:,} lines",
                "Export the timetable of one conference, or shorten its descriptions.",
            )

    def doubt(self, spot: Spot, rule: str, reason: str) -> None:
        """A doubt of its own; from the sixth of a rule on they are only counted."""
        count = self._many[rule] = self._many.get(rule, 0) + 1
        if count <= _SINGLE:
            self._single.append(Doubt(spot, rule, reason))
        else:
            self.add(spot, rule, "more of this kind", reason)

    def each(self, spot: Spot, rule: str, reason: str) -> None:
        """A doubt that always stands by itself: something was left out, and is named nowhere else."""
        self._single.append(Doubt(spot, rule, reason))

    def add(self, spot: Spot, rule: str, reason: str, what: str) -> None:
        """One more case of ``reason``, which is said once, with the first cases and the number of different ones."""
        found = self._sums.setdefault((rule, reason), _Sum(spot, reason, []))
        shown = short(what)
        if len(found.what) < _SHOWN and shown not in found.seen:
            found.what.append(shown)
        found.seen.add(shown)

    def doubts(self) -> tuple[Doubt, ...]:
        """All of them, those of one place first."""
        return (*self._single, *(Doubt(one.spot, rule, _said(one)) for (rule, _), one in self._sums.items()))


def short(text: str) -> str:
    """A few words of a text, for a message."""
    line = " ".join(text[: _LONGEST * 4].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _said(one: _Sum) -> str:
    more = len(one.seen) - len(one.what)
    behind = f" and {more:,} more" if more > 0 else ""
    return f"{one.reason}: {'; '.join(one.what)}{behind}"
