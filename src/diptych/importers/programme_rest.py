"""What the reader of a programme has left at the end: lines of no item, an agenda without hours, doubts said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.importers import days, item_titles
from diptych.importers.agenda import Issue
from diptych.importers.programme_draft import DayDraft, Draft, text_of
from diptych.importers.sheet import Doubt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from diptych.importers.agenda import Day
    from diptych.importers.programme_lines import Line
    from diptych.importers.sheet import Piece

_SOME = 2
_QUOTED = 60


def numbered(lines: Sequence[Line], dates: tuple[dt.date, dt.date] | None) -> DayDraft | None:
    """The numbered items of an agenda as those of the first day, what stands below each as its issues; None for few."""
    points = [line for line in lines if _point(line)]
    if len(points) < _SOME or not dates:
        return None
    first = dates[0]
    day = DayDraft(days.Dated(first.day, first.month, first.year), points[0].piece.spot)
    for line in lines:
        if _point(line):
            draft = Draft(line.piece.spot, titled=True, comments=list(line.piece.notes))
            draft.title = item_titles.Title(title=line.text.rstrip(" .;:"), label=line.piece.number)
            day.items.append(draft)
        elif line.listed and day.items:
            day.items[-1].issues.append(Issue(text_of(line.piece), line.piece.spot))
    return day


def _point(line: Line) -> bool:
    return line.listed and line.piece.level <= 1 and line.piece.number.isdigit()


def without_hours(day: DayDraft) -> Doubt:
    """The doubt of an agenda that was put on a day."""
    date = f"{day.dated.year}-{day.dated.month:02}-{day.dated.day:02}"
    reason = f"{len(day.items)} items of an agenda have no hours; they were put on the first day, {date}"
    return Doubt(day.spot, "no-hours", reason)


def left_in_sum(lines: Sequence[Line], left: Sequence[Piece], doubts: Iterable[Doubt]) -> list[Doubt]:
    """One doubt for lines left over that stand together, but for those that have one."""
    said = {doubt.spot for doubt in doubts if doubt.rule == "left-over"}
    silent = [piece for piece in left if piece.spot not in said]
    index = {line.piece.spot: place for place, line in reversed(list(enumerate(lines)))}
    found: list[Doubt] = []
    group: list[Piece] = []
    for piece in [*silent, None]:
        if piece and (not group or index[piece.spot] - index[group[-1].spot] <= 1):
            group.append(piece)
            continue
        if group:
            more = f" and {len(group) - 1} more behind it" if len(group) > 1 else ""
            found.append(Doubt(group[0].spot, "left-over", f"“{short(group[0].text)}”{more}: fits no item, left out"))
        group = [piece] if piece else []
    return found


def functions_elsewhere(doubts: Iterable[Doubt], found: Iterable[Day]) -> list[Doubt]:
    """The doubts without those of a missing function where the person has one on another line."""
    roles = (role for day in found for item in day.items for role in item.roles)
    known = {f"“{one.person.name}”" for role in roles for one in role.people if one.person.function}
    return [doubt for doubt in doubts if doubt.rule != "no-function" or doubt.reason.partition(": no ")[0] not in known]


def once(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once: a person who speaks twice is not doubted twice; in the order of the original."""
    seen: dict[tuple[str, str], Doubt] = {}
    for doubt in doubts:
        seen.setdefault((doubt.rule, doubt.reason), doubt)
    return tuple(sorted(seen.values(), key=lambda doubt: doubt.spot))


def short(text: str) -> str:
    """A text as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
