"""Goes through the lines of a programme and puts each where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import (
    days,
    hours,
    item_kinds,
    item_titles,
    markup,
    person_lines,
    programme_dates,
    programme_lines,
    programme_prose,
    programme_rest,
    role_words,
)
from diptych.importers.agenda import Agenda, Issue
from diptych.importers.programme_draft import DayDraft, Draft, RoleDraft, text_of, written
from diptych.importers.programme_rest import short
from diptych.importers.sheet import Doubt, Form

if TYPE_CHECKING:
    import datetime as dt

    from diptych.importers.days import Dated
    from diptych.importers.hours import Hours
    from diptych.importers.programme_lines import Line
    from diptych.importers.role_words import Heading
    from diptych.importers.sheet import Piece, Spot

_TITLE = re.compile(
    r"(?:.*\s)?(?:programme|program|agenda|timetable|schedule|программа|повестка|расписание)(?:\s.*)?", re.IGNORECASE
)
_LONG_TITLE = 160
_LONG_LABEL = 300
_LONG_PEOPLE = 900
_FEW_WORDS = 7
_SPEECHES = frozenset(("opening-remarks", "keynote", "speaker"))
"""Roles whose heading says what happens, so that it can be the title of an item."""
_JOINT = re.compile(r"[;.]\s+")
_BRACKETS = re.compile(r"\([^()]*\)")


class Reader:
    """Goes through the lines and keeps the day, the item and the list that it is in."""

    def __init__(self, lines: tuple[Line, ...], lang: str, title: str, dates: tuple[dt.date, dt.date] | None) -> None:
        self.lines, self.lang, self.title, self.dates = lines, lang, title, dates
        self.subtitle = ""
        self.days: list[DayDraft] = []
        self.told: list[DayDraft] = []
        self.item: Draft | None = None
        self.within = ""
        """Where a line without a sign of its own belongs: ``title``, ``role``, ``floor``, ``issues`` …"""
        self.doubts: list[Doubt] = []
        self.left: list[Piece] = []
        self.at = 0

    def agenda(self) -> Agenda:
        """All of it."""
        for at, line in enumerate(self.lines):
            self.at = at
            self._line(line)
        points = programme_rest.numbered(self.lines, self.dates) if not any(one.items for one in self.told) else None
        if points and not any(day.items for day in self.days):
            self.days, said = (
                [points],
                {draft.spot for draft in points.items} | {one.spot for draft in points.items for one in draft.issues},
            )
            self.left = [piece for piece in self.left if piece.spot not in said]
            self.doubts.append(programme_rest.without_hours(points))
        self.doubts += programme_rest.left_in_sum(self.lines, self.left, self.doubts)
        year = next((year for line in self.lines if (year := days.year_named(line.text[:500]))), 0)
        doubts = self.doubts
        found = programme_dates.settled([*self.days, *self.told], self.dates, year, self.lang, doubts)
        return Agenda(
            title=written(self.title),
            days=found,
            lang=self.lang or "en",
            subtitle=self.subtitle,
            doubts=programme_rest.once(programme_rest.functions_elsewhere(doubts, found)),
            left=tuple(self.left),
        )

    # ------------------------------------------------------------------ one line

    def _line(self, line: Line) -> None:
        text = line.text
        if line.slot == "time":
            self._time_cell(line)
        elif self._day(line) or self._hours(line) or self._prose(line):
            return
        elif not self.item:
            self._before(line)
        elif line.slot == "place" and text:
            self._place(text, line)
        elif (line.column and self._beside(line)) or self._parallel(line):
            return
        else:
            self._below(line, self.item)

    def _time_cell(self, line: Line) -> None:
        dated = days.heading(line.text)
        if dated:
            self._new_day(dated, line)
            return
        found = hours.leading(line.text, alone=True)
        item = self.item
        if not found:
            self._leave(line, "these hours could not be read")
        elif item and item.row == line.row and not item.titled and item.start and not item.end:
            item.end = found.start
        else:
            self._open(found, line)
            rest = line.text[found.length :].strip(" .–—-")
            if rest:
                self._below(replace(line, piece=programme_lines.part(line.piece, found.length)), self._current())

    def _day(self, line: Line) -> bool:
        if line.listed:
            return False
        dated = days.heading(line.text)
        if not dated or (dated.number and not dated.month and self.days and self.days[-1].dated.number == dated.number):
            return False
        self._new_day(dated, line)
        return True

    def _new_day(self, dated: Dated, line: Line) -> None:
        last = self.days[-1] if self.days else None
        if last and not last.items and last.dated.number and not last.dated.month and dated.month:
            last.dated = replace(dated, number=last.dated.number)
        elif not last or (last.dated.month, last.dated.day, last.dated.number) != (
            dated.month,
            dated.day,
            dated.number,
        ):
            self.days.append(DayDraft(dated, line.piece.spot))
        self.item, self.within = None, ""
        if dated.rest:
            self._leave(line, f"“{short(dated.rest)}” behind the date was left out")

    def _hours(self, line: Line) -> bool:
        text = line.text
        if line.slot in {"people", "place"} or len(text) > 2 * _LONG_LABEL:
            return False
        found = hours.leading(text)
        if found and line.listed and self.within in {"role", "issues"} and not found.end:
            return False
        if found:
            self._open(found, line)
            rest = programme_lines.part(line.piece, found.length)
            if rest.text.strip():
                self._title(replace(line, piece=rest), self._current())
            return True
        closing = hours.closing(text) if len(text) <= _LONG_TITLE and self.days else None
        if not closing or line.listed or (self.item and self.item.row and self.item.row == line.row):
            return False
        title, found = closing
        self._open(found, line)
        self._title(replace(line, piece=programme_lines.part(line.piece, 0, len(title))), self._current())
        return True

    def _open(self, found: Hours, line: Line) -> None:
        spot = line.piece.spot
        self._add(Draft(spot, found.start, found.end, row=line.row, comments=list(line.piece.notes)))
        if found.doubt:
            self.doubts.append(Doubt(spot, "hours", found.doubt))

    def _add(self, draft: Draft) -> None:
        if not self.days:
            self.days.append(DayDraft(self._first_day(draft.spot), draft.spot))
        self.days[-1].items.append(draft)
        self.item, self.within = draft, "title"

    def _first_day(self, spot: Spot) -> Dated:
        """The day of items above which none stands."""
        for line in self.lines[: self.at]:
            dated = days.told(line.text[:500])
            if dated and dated.month:
                self.doubts.append(
                    Doubt(spot, "no-day", f"no day stands above; it was taken from “{short(line.text)}”")
                )
                return dated
        if self.dates:
            first = self.dates[0]
            if self.dates[0] != self.dates[1]:
                self.doubts.append(
                    Doubt(spot, "no-day", f"no day stands above these hours; the first, {first}, was taken")
                )
            return days.Dated(first.day, first.month, first.year)
        raise UserError(
            f"no day stands above the hours in line {spot.line}.",
            "Write the date on a line of its own above the first hours, such as “18 October 2022”.",
        )

    def _current(self) -> Draft:
        return self.item or self.days[-1].items[-1]

    def _prose(self, line: Line) -> bool:
        if line.row or line.listed or not programme_prose.tells(line.text):
            return False
        self.told += programme_prose.read(line.piece, self.doubts)
        self.within = "told"
        return True

    # ------------------------------------------------------------------ before and between items

    def _before(self, line: Line) -> None:
        text = line.text
        if not self.days and len(text) <= _LONG_TITLE and _TITLE.fullmatch(text) and not text.endswith("."):
            if not self.title:
                self.title = item_kinds.tamed(text)
                self.within = "subtitle"
                return
            if text.casefold() == self.title.casefold():
                return
        whole = len(text) <= _LONG_TITLE and not line.listed and not line.row and not text.endswith((".", ":"))
        if not self.days and not self.subtitle and whole and (_TITLE.fullmatch(text) or days.told(text)):
            self.subtitle = item_kinds.tamed(text_of(line.piece))
            return
        if self.within == "subtitle" and not self.days and len(text) <= _LONG_LABEL and not text.endswith((".", ":")):
            self.subtitle, self.within = text_of(line.piece), ""
            return
        if self.days and len(text) <= _LONG_LABEL and not line.listed and not text.endswith("."):
            self._untimed(line)
        else:
            self._leave(line, "")

    def _untimed(self, line: Line) -> None:
        """An item without hours, below its day."""
        taken = item_titles.read(line.text)
        if taken.kind == "session" and not taken.label and not line.row and line.piece.form is not Form.HEADING:
            self._leave(line, "")
            return
        self._add(Draft(line.piece.spot, row=line.row, comments=list(line.piece.notes)))
        self.doubts.append(Doubt(line.piece.spot, "no-hours", f"“{short(line.text)}” has no hours"))
        self._title(line, self._current())

    def _beside(self, line: Line) -> bool:
        """What stands in one of several columns for items side by side: the first line of a column opens its item."""
        item = self._current()
        if item.column == line.column and item.row == line.row:
            return False
        if item.row == line.row and item.column:
            self._add(Draft(line.piece.spot, item.start, item.end, row=line.row))
            item = self._current()
        item.column = line.column
        self._title(line, item)
        if item_titles.names_place(line.head):
            item.title.place = item.title.place or line.head
        else:
            item.title.label = item.title.label or line.head
        return True

    def _parallel(self, line: Line) -> bool:
        """Another item in the hours of the one before: ``Side Event II`` below ``Side Event I``."""
        item, text = self.item, line.text
        if not item or not item.titled or line.listed or len(text) > _LONG_LABEL or text.endswith("."):
            return False
        label = item_kinds.label(text)[0]
        if line.slot == "people" or not label or label.casefold() == item.title.label.casefold():
            return self._other_row(line)
        if (
            item.title.label.casefold() in {"", label.casefold()}
            and item.row == line.row
            and item.row
            and not item.roles
        ):
            return False
        self._add(Draft(line.piece.spot, item.start, item.end, row=line.row, comments=list(line.piece.notes)))
        reason = f"“{short(text)}” has no hours of its own; it was given those of the item before"
        self.doubts.append(Doubt(line.piece.spot, "no-hours", reason))
        self._title(line, self._current())
        return True

    def _other_row(self, line: Line) -> bool:
        """A break or the like in a row without hours."""
        item = self.item
        if not item or line.slot == "people" or len(line.text.split()) > 6 or role_words.heading(line.text):  # noqa: PLR2004
            return False
        apart = (line.row and line.row != item.row) or line.piece.form is Form.HEADING or not item.start
        if not apart or item_kinds.kind("", line.text) in {"session", "thematic-session"}:
            return False
        self._untimed(line)
        return True

    # ------------------------------------------------------------------ within an item

    def _below(self, line: Line, item: Draft) -> None:
        text = line.text
        if not item.titled and not line.listed and line.slot != "people":
            self._title(line, item)
        elif self._two_in_one(line, item) or self._headed(line, item):
            return
        elif (place := item_titles.place(text)) and not line.listed:
            self._place(place, line)
        elif organized := (item_titles.organizers(text) if not line.listed else None):
            item.title.organizers = (*item.title.organizers, *organized[0])
            self._doubt(line, "organizers", f"“{short(text)}”: {organized[1]}" if organized[1] else "")
        elif (host := item_titles.host(text)) and not item.title.host:
            item.title.host = host
        elif item_titles.access(text):
            item.title.access = "invitation"
        elif rooms := (item_titles.venues(text) if self.within == "title" else ()):
            item.title.venues = (*item.title.venues, *rooms)
        else:
            self._plain(line, item)

    def _title(self, line: Line, item: Draft) -> None:
        """The title of the item; or what stands in front of it in the same cell."""
        heading = role_words.heading(line.text)
        if item.titled or (heading and heading.whole and (heading.rest or self._people_follow())):
            item.titled = True
            if heading and not item.title.title and heading.role in _SPEECHES:
                title = line.text[: len(line.text) - len(heading.rest)].rstrip(" :–—-")
                item.title = item_titles.Title(title=title.removesuffix(" by"), kind=item_kinds.kind("", title))
            self._below(line, item)
            return
        label = item.title.label
        item.title = item_titles.read(line.text)
        item.title.label = item.title.label or label
        if label:
            item.title.kind = item_kinds.kind(label, item.title.title)
        item.titled = bool(item.title.title)
        item.comments += [note for note in line.piece.notes if note not in item.comments]
        for words in item.title.roles:
            self._headed(_said(line, words), item)
        self.within = "title"

    def _two_in_one(self, line: Line, item: Draft) -> bool:
        """A line on which a role begins behind another, or behind the matter: ``On floods. Speaker: Mr. X``."""
        text = line.piece.text
        for found in _JOINT.finditer(text) if len(text) <= _LONG_PEOPLE else ():
            heading = role_words.heading(text[found.end() :])
            if not heading or not heading.whole or not heading.rest or not text[: found.start()].strip():
                continue
            first = replace(line, piece=programme_lines.part(line.piece, 0, found.start()))
            before = role_words.heading(first.text)
            if (before and before.rest) or person_lines.read_line(first.piece, self.lang).people:
                self._below(first, item)
            elif line.listed:
                item.issues.append(Issue(text_of(first.piece), line.piece.spot))
                self._doubt(
                    line, "topic", f"“{short(first.text)}” is the matter of a talk; it was taken for a key issue"
                )
            else:
                continue
            rest = programme_lines.part(line.piece, found.end())
            self._below(replace(line, piece=replace(rest, form=Form.PARAGRAPH)), item)
            return True
        return False

    def _headed(self, line: Line, item: Draft) -> bool:
        """A heading within the item: of a role, of the floor, of the key issues."""
        text = line.text
        floor = role_words.floor(text) if not line.listed else None
        if floor is not None:
            self.within, item.floor_heading = "floor", written(text[: len(text) - len(floor)].rstrip(" :.–—-"))
            if floor:
                said = text_of(programme_lines.part(line.piece, len(line.piece.text.rstrip()) - len(floor)))
                item.floor.append(said[1:-1] if _BRACKETS.fullmatch(said) else said)
            return True
        if role_words.issues(text):
            self.within = "issues"
            return True
        heading = role_words.heading(text)
        if not heading or (line.listed and not heading.rest) or not self._heads(heading, line):
            return False
        last = item.roles[-1] if item.roles else None
        again = last and heading.rest and last.role == heading.role
        if not (last and again and (last.heading in {"", heading.heading} or not last.people)):
            one = bool(heading.rest) and _of_one(heading)
            draft = RoleDraft(heading.role, heading.heading, line.piece.spot, heading.minutes, single=one)
            item.roles.append(draft)
        self.within = "role"
        if heading.rest:
            rest = programme_lines.part(line.piece, len(line.piece.text.rstrip()) - len(heading.rest))
            self._person(replace(line, piece=rest), item, same=True)
        elif not heading.whole:
            reason = (
                f"“{short(heading.heading)}” is no heading that the house knows; its people were taken for "
                f"{heading.role}"
            )
            self._doubt(line, "role-heading", reason)
        return True

    def _heads(self, heading: Heading, line: Line) -> bool:
        """Whether a line that begins as a role's heading is one."""
        if heading.rest:
            listed = self.within == "role" or line.slot == "people"
            return bool(person_lines.read_line(heading.rest, self.lang, listed=True).people) or not listed
        return heading.whole or self._people_follow()

    def _people_follow(self) -> bool:
        """Whether the next line names a person."""
        after = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if not after or after.slot == "time":
            return False
        listed = after.listed or after.slot == "people"
        return bool(person_lines.read_line(after.piece, self.lang, listed=listed).people)

    def _plain(self, line: Line, item: Draft) -> None:
        if self.within == "role" or line.slot == "people":
            self._person(line, item)
        elif self.within == "issues" and (
            line.listed
            or line.row
            or not item.issues
            or line.text.endswith(("?", ";"))
            or item.issues[-1].text.endswith(";")
        ):
            item.issues.append(Issue(text_of(line.piece), line.piece.spot))
        elif self.within == "floor" and not (line.listed and item.floor) and (line.row or not item.floor):
            item.floor.append(text_of(line.piece))
        elif person_lines.read_line(line.piece, self.lang).people or self._headed_people(line):
            self._person(line, item)
        elif self.within == "title" and (line.row or not item.row):
            self._noted(line, item)
        else:
            self._leave(line, "")

    def _headed_people(self, line: Line) -> bool:
        """An unknown heading right above people."""
        return (
            len(line.text) <= _LONG_TITLE and not line.listed and not line.text.endswith(".") and self._people_follow()
        )

    def _person(self, line: Line, item: Draft, *, same: bool = False) -> None:
        """The people of a line; ``same``: it is the line of their role."""
        found = person_lines.read_line(line.piece, self.lang, listed=True)
        if not found.people and not line.listed and line.row and _is_place(line.text) and not item.title.place:
            item.title.place = line.text
            return
        if not found.people and not self._unknown_heading(line, item):
            if line.row or line.listed:
                self._leave(line, "no person's name could be read here")
            elif len(line.text) > _LONG_TITLE or line.text.endswith("."):
                self.within = "title"
                self._leave(line, "")
            else:
                self._leave(line, "")
        if found.people:
            if not item.roles or self.within != "role":
                item.roles.append(RoleDraft("speaker", "", line.piece.spot))
                self.within = "role"
            last = item.roles[-1]
            if last.single and last.people and not same:
                item.roles.append(RoleDraft("speaker", "", line.piece.spot))
                reason = (
                    f"“{short(found.people[0].person.name)}” stands below “{short(last.people[0].person.name)}”, "
                    f"the one {last.heading.lower() or last.role}; from here on they were taken for speakers"
                )
                self._doubt(line, "below-moderator", reason)
            item.roles[-1].people += found.people
            self.doubts += found.doubts

    def _unknown_heading(self, line: Line, item: Draft) -> bool:
        if not self._headed_people(line):
            return False
        heading = line.text.rstrip(" :")
        item.roles.append(RoleDraft("speaker", heading, line.piece.spot))
        self.within = "role"
        self._doubt(line, "role-heading", f"“{short(heading)}” was taken for the heading of speakers")
        return True

    def _noted(self, line: Line, item: Draft) -> None:
        text = line.text
        whom = item_titles.audience(text.strip("()")) if not line.listed else ""
        if whom and not item.title.audience:
            item.title.audience = whom
        elif not line.listed and not item.title.place and _is_place(text):
            item.title.place = text
        elif line.listed and item.title.kind in {"session", "thematic-session", "side-event", "briefing"}:
            item.issues.append(Issue(text_of(line.piece), line.piece.spot))
            self._doubt(line, "list", f"“{short(text)}” stands in a list below the title; it was taken for a key issue")
        else:
            item.notes.append(text_of(line.piece))
            item.comments += line.piece.notes

    def _place(self, words: str, line: Line) -> None:
        item = self._current()
        if item.title.place and item.title.place != words:
            self._leave(line, f"the item has a place already, “{short(item.title.place)}”")
        else:
            item.title.place = words

    # ------------------------------------------------------------------ what is left

    def _leave(self, line: Line, why: str) -> None:
        """Keep a line that fits no item; ``why`` empty: one of a row of such lines, doubted in sum."""
        self.left.append(line.piece)
        if why:
            self._doubt(line, "left-over", f"“{short(line.text)}”: {why}")

    def _doubt(self, line: Line, rule: str, reason: str) -> None:
        if reason:
            self.doubts.append(Doubt(line.piece.spot, rule, reason))


def _of_one(heading: Heading) -> bool:
    """Whether a heading is one for a single person: ``Chair``, ``Moderator``, «Ведущий»."""
    one = bool(heading.heading) and not heading.heading.strip().endswith(("s", "ы", "ие"))
    return heading.role == "chair" or (heading.role == "co-moderator" and one)


def _is_place(text: str) -> bool:
    """Whether a line in a table says nothing but where: ``Conference Hall``, ``Rooms 3 and 4``."""
    few = len(text.split()) <= _FEW_WORDS and not text.endswith((".", ":", "?"))
    return few and (text[0].isupper() or text[0].isdigit()) and item_titles.names_place(text)


def _said(line: Line, words: str) -> Line:
    """The line with other words."""
    return replace(line, piece=replace(line.piece, form=Form.PARAGRAPH, runs=markup.plain(words), notes=()))
