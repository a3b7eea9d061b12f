"""An imported programme → content/programme.yaml, as a careful person types it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from diptych import vocabulary
from diptych.importers import yaml_text
from diptych.importers.item_ids import Ids, fit
from diptych.importers.sheet import Written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from diptych.importers.agenda import Agenda, Day, Issue, Item, Role, Speaking, Venue
    from diptych.importers.people_file import Enrolled
    from diptych.importers.sheet import Spot

_OWN = ("kind", "title", "subtitle", "notice", "lang")
_MOST_MINUTES = 9999


def dumps(agenda: Agenda, enrolled: Enrolled, head: Mapping[str, str], taken: Collection[str] = ()) -> Written:
    """The programme as YAML that ``programme.loads`` reads without a finding (docs/content.md, programme.yaml).

    ``head``: more keys of the front, or other values for its own; ``taken``: the ids of items in other programmes,
    before which ids made here step aside, those of a feed do not. Of days of one date one is made, in the order of
    time. An end that is not behind its start stays as a comment.
    """
    writer = _Writer(enrolled, Ids(agenda, taken))
    front = {
        "kind": "programme",
        "title": agenda.title,
        "subtitle": agenda.subtitle,
        "notice": agenda.notice,
        "lang": agenda.lang,
    } | dict(head)
    order = (*_OWN, *(key for key in front if key not in _OWN))
    for key in order:
        writer.text(key, front[key], 0)
    writer.lines += ["", "days:" if agenda.days else "days: []"]
    for number, day in enumerate(_days(agenda)):
        if number:
            writer.lines.append("")
        writer.day(day)
    return Written("\n".join(writer.lines) + "\n", writer.places)


def _days(agenda: Agenda) -> list[tuple[Day, ...]]:
    """The days in the order of time, those of one date together."""
    by_date: dict[dt.date, list[Day]] = defaultdict(list)
    for day in agenda.days:
        by_date[day.date].append(day)
    return [tuple(by_date[date]) for date in sorted(by_date)]


class _Writer:
    """The lines so far, and which of them was made of what."""

    def __init__(self, enrolled: Enrolled, ids: Ids) -> None:
        self.lines: list[str] = []
        self.places: dict[int, int] = {}
        self._enrolled = enrolled
        self._ids = ids

    # ----------------------------------------------------------------------- days and items

    def day(self, days: Sequence[Day]) -> None:
        """A day with its items."""
        self._place(days[0].spot)
        self.lines.append(f"  - date: {days[0].date.isoformat()}")
        if all(day.around for day in days):
            self.lines.append("    around: true")
        items = [(day, item) for day in days for item in day.items]
        if items:
            self.lines.append("    items:")
        for number, (day, item) in enumerate(items):
            if number:
                self.lines.append("")
            self._place(day.spot)
            self._item(item, day)

    def _item(self, item: Item, day: Day) -> None:
        organizers = self._organizers(item)
        self._place(item.spot)
        self.lines.append(f"      - id: {self._ids.of(item, day, organizers)}")
        self._key("kind", item.kind if item.kind in vocabulary.ITEM_KINDS else "session")
        self._hours(item)
        title, label = (item.title, item.label) if yaml_text.one_line(item.title) else (item.label, "")
        self.text("label", label, 8)
        self._note(item.notes, 8)
        self.text("title", title, 8)
        self.text("note", item.note, 8)
        self.text("place", item.place, 8)
        if item.host is not None:
            self._place(item.host.spot)
            self._key("host", self._enrolled.ids[item.host])
        if organizers:
            self._key("organizers", yaml_text.flow_list(organizers))
        self._key("access", item.access if item.access in vocabulary.ACCESS else "")
        self._key("audience", item.audience if item.audience in vocabulary.AUDIENCES else "")
        self._venues(item.venues)
        self._roles(item.roles)
        self.text("floor", item.floor, 8)
        self._issues(item.issues)

    def _organizers(self, item: Item) -> tuple[str, ...]:
        known = self._enrolled.organizations
        return tuple(dict.fromkeys(known[name] for name in item.organizers))

    def _hours(self, item: Item) -> None:
        start = f"{item.start:%H:%M}" if item.start else ""
        end = f"{item.end:%H:%M}" if item.end else ""
        self._key("start", start)
        if end and (not start or end <= start):
            self.lines.append(f"        # end: {end}")  # over midnight, or an error of the original
        else:
            self._key("end", end)

    def _venues(self, venues: Iterable[Venue]) -> None:
        said = [venue for venue in venues if yaml_text.one_line(venue.place)]
        if said:
            self.lines.append("        venues:")
        for venue in said:
            entries = {"audience": venue.audience} if venue.audience in vocabulary.AUDIENCES else {}
            self._mapping(entries | {"place": venue.place}, 10)

    # ----------------------------------------------------------------------- roles and issues

    def _roles(self, roles: Sequence[Role]) -> None:
        if roles:
            self.lines.append("        roles:")
        for role in roles:
            self._place(role.spot)
            self.lines.append(f"          - role: {role.role if role.role in vocabulary.ROLES else 'speaker'}")
            self.text("heading", role.heading, 12)
            if role.people:
                self.lines.append("            people:")
            for speaking in role.people:
                self._speaking(speaking)

    def _speaking(self, speaking: Speaking) -> None:
        self._place(speaking.spot)
        self._place(speaking.person.spot)
        entries = {"person": self._enrolled.ids[speaking.person]}
        if speaking.minutes and 0 < speaking.minutes <= _MOST_MINUTES:
            entries["minutes"] = str(speaking.minutes)
        if speaking.video:
            entries["mode"] = "video"
        self.lines.append(" " * 14 + "- " + yaml_text.flow_mapping(entries))

    def _issues(self, issues: Iterable[Issue]) -> None:
        said = [issue for issue in issues if yaml_text.one_line(issue.text)]
        if said:
            self.lines.append("        issues:")
        used: set[str] = set()
        for issue in said:
            self._place(issue.spot)
            if fit(issue.id) and issue.id not in used:
                used.add(issue.id)
                self.lines.append(f"          - id: {issue.id}")
                self.text("text", issue.text, 12)
            else:
                self.lines += yaml_text.indented(yaml_text.item(issue.text, 10), 10)

    # ----------------------------------------------------------------------- lines

    def text(self, key: str, said: str, column: int) -> None:
        """A text that may go over several lines; nothing where there is none."""
        if yaml_text.one_line(said):
            self.lines += yaml_text.indented(yaml_text.entry(key, said, column), column)

    def _key(self, key: str, said: str) -> None:
        if said:
            self.lines.append(f"        {key}: {said}")

    def _note(self, notes: Iterable[str], column: int) -> None:
        self.lines += yaml_text.indented(yaml_text.note(notes, column), column)

    def _mapping(self, entries: Mapping[str, str], column: int) -> None:
        """An item that is a mapping: in braces where it goes on a line."""
        line = " " * column + "- " + yaml_text.flow_mapping(entries)
        if len(line) <= yaml_text.WIDTH:
            self.lines.append(line)
            return
        rows = yaml_text.mapping(entries, column + 2)
        self.lines += [" " * column + "- " + rows[0], *yaml_text.indented(rows[1:], column + 2)]

    def _place(self, spot: Spot) -> None:
        """What comes next was made of that place."""
        self.places.setdefault(spot.line, len(self.lines) + 1)
