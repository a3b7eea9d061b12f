"""What the tests of timetables share: the fixtures and how they are read, calendars by the icalendar library, laws."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event

from conftest import ROOT
from diptych import inline, vocabulary
from diptych.finding import UserError
from diptych.importers import calendar, feed_hours, indico, schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.importers.agenda import Agenda, Item, Role


FEEDS = ROOT / "tests" / "imports" / "feeds"


def timetable(name: str) -> Agenda:
    """A fixture, read by the reader of its kind."""
    data = (FEEDS / name).read_bytes()
    if name.endswith(".ics"):
        return calendar.read(data, name)
    if name.endswith(".xml"):
        return schedule.read_xml(data, name)
    return indico.read(data, name) if name.startswith("indico") else schedule.read_json(data, name)


ALL = ("indico_timetable.json", "indico_event.json", "pretalx.xml", "voctomix.json", "outlook.ics")


def items(agenda: Agenda) -> dict[str, tuple[dt.date, Item]]:
    """Each item with its day, by id, in the order of print."""
    return {item.id: (day.date, item) for day in agenda.days for item in day.items}


def hours(agenda: Agenda) -> dict[str, str]:
    """``3 09:00-10:30`` by id."""
    said = {}
    for name, (date, item) in items(agenda).items():
        clock = "-".join(f"{hour:%H:%M}" if hour else "" for hour in (item.start, item.end))
        said[name] = f"{date.day} {clock}"
    return said


def people(roles: tuple[Role, ...]) -> list[tuple[str, str, list[str]]]:
    """Role, heading and names."""
    return [(role.role, role.heading, [one.person.name for one in role.people]) for role in roles]


def rules(agenda: Agenda) -> set[str]:
    return {doubt.rule for doubt in agenda.doubts}


def sound(agenda: Agenda) -> None:
    """What holds for whatever is read: ids of the house, each once; days and hours in order; words that we know."""
    names = [item.id for day in agenda.days for item in day.items]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) for name in (*names, *agenda.cancelled))
    assert not agenda.cancelled & set(names)
    dates = [day.date for day in agenda.days]
    assert dates == sorted(set(dates))
    assert agenda.zone == "" or agenda.zone == feed_hours.known(agenda.zone)
    for day in agenda.days:
        starts = [item.start for item in day.items if item.start]
        assert starts == sorted(starts)
        for item in day.items:
            held(item)
    for doubt in agenda.doubts:
        assert doubt.reason
        assert "\n" not in doubt.reason


def held(item: Item) -> None:
    assert item.kind in vocabulary.ITEM_KINDS
    assert item.title.strip()
    assert item.end is None or (item.start is not None and item.start < item.end)
    for text in (item.title, item.label, item.note, item.place, item.floor, *(issue.text for issue in item.issues)):
        assert "\n" not in text
        assert not list(inline.hostile(text))
        text.encode()
    for run in inline.parse(item.note):
        assert not run.href or run.href.lower().startswith(("http://", "https://", "mailto:"))
    for role in item.roles:
        assert role.role in vocabulary.ROLES
        assert role.people
        for one in role.people:
            assert one.person.name.strip()
            assert one.minutes is None or 0 < one.minutes < 10_000


def event(uid: str, start: Any = dt.datetime(2024, 5, 3, 4, tzinfo=dt.UTC), **values: Any) -> Event:
    """An event of one hour, by the icalendar library."""
    made = Event()
    if uid:
        made.add("uid", uid)
    made.add("dtstart", start)
    made.add("summary", values.pop("summary", "Dew"))
    if isinstance(start, dt.datetime) and "duration" not in values and "dtend" not in values:
        made.add("dtend", start + dt.timedelta(hours=1))
    for name, value in values.items():
        made.add(name.replace("_", "-"), value)
    return made


def written(*events: Event, zone: str = "Asia/Dushanbe") -> bytes:
    made = Calendar()
    made.add("prodid", "-//Dew//EN")
    made.add("version", "2.0")
    if zone:
        made.add("x-wr-timezone", zone)
    for one in events:
        made.add_component(one)
    data: bytes = made.to_ical()
    return data


def ends(reader: Callable[[bytes, str], Agenda], data: bytes) -> None:
    try:
        agenda = reader(data, "file")
    except UserError:
        return
    sound(agenda)
    assert reader(data, "file") == agenda
    if agenda.zone:
        sound(feed_hours.shifted(agenda, "Pacific/Kiritimati"))
