"""iCalendar, as Outlook and others write it; and all hours in another zone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vCalAddress, vText

from conftest import run, translate
from diptych import importing, inline, project
from diptych.finding import Severity, UserError
from diptych.importers import calendar, feed_hours, recurrence
from diptych.importers.agenda import Agenda, Day, Item
from feeding import event, hours, items, people, rules, sound, timetable, written

if TYPE_CHECKING:
    from pathlib import Path

    from icalendar import Event

    from diptych.importers.results import Imported


def test_a_calendar_of_outlook() -> None:
    agenda = timetable("outlook.ics")
    assert (agenda.title, agenda.zone, agenda.cancelled) == (
        "Forum der Flüsse",
        "Asia/Tashkent",
        frozenset({"dinner"}),
    )
    assert hours(agenda) == {
        "session-b6469c6b": "3 09:00-10:30",
        "daily-coffee": "3 10:30-11:00",
        "walk": "4 -",
        "daily-coffee-20240505": "5 11:00-11:30",
    }
    first = items(agenda)["session-b6469c6b"][1]
    assert (first.label, first.title, first.place) == ("Session 1", "Water without borders", "Great Hall; River House")
    assert first.note == "The forum opens, and everybody is welcome."
    assert people(first.roles) == [
        ("chair", "", ["Zarina Sharifova"]),
        ("speaker", "", ["Anna Petrova"]),
        ("co-moderator", "Moderator", ["Pier Luigi Rossi"]),
    ]
    assert items(agenda)["walk"][1].note == "Good shoes! • Bread • Water"


def test_zones_of_calendars() -> None:
    berlin = dt.datetime(2024, 5, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    utc = dt.datetime(2024, 5, 3, 4, tzinfo=dt.UTC)
    floating = dt.datetime(2024, 5, 3, 9)  # noqa: DTZ001 - floating
    assert hours(calendar.read(written(event("a@b", utc)), "a.ics")) == {"a": "3 09:00-10:00"}
    assert hours(calendar.read(written(event("a@b", utc), zone=""), "a.ics", "Asia/Dushanbe")) == {"a": "3 09:00-10:00"}
    bare = calendar.read(written(event("a@b", utc), zone=""), "a.ics")
    assert (bare.zone, hours(bare), rules(bare)) == ("UTC", {"a": "3 04:00-05:00"}, {"no-title", "no-zone"})
    named = calendar.read(written(event("a@b", berlin), event("c@b", utc)), "a.ics", "Asia/Tokyo")
    assert named.zone == "Asia/Dushanbe"
    assert hours(named) == {"c": "3 09:00-10:00", "a": "3 12:00-13:00"}
    free = calendar.read(written(event("a@b", floating), zone=""), "a.ics")
    assert (free.zone, hours(free), rules(free)) == ("", {"a": "3 09:00-10:00"}, {"no-title", "no-zone"})


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Asia/Dushanbe", "Asia/Dushanbe"),
        ("asia/dushanbe", "Asia/Dushanbe"),
        ("West Asia Standard Time", "Asia/Tashkent"),
        ("Russian Standard Time", "Europe/Moscow"),
        ("/mozilla.org/20050126_1/America/Argentina/Salta", "America/Argentina/Salta"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("Etc/UTC", "UTC"),
        ("Customized Time Zone", ""),
        ("../../../etc/passwd", ""),
        ("\x00", ""),
        ("x" * 100_000, ""),
    ],
)
def test_names_of_zones(name: str, zone: str) -> None:
    assert feed_hours.known(name) == zone


def test_a_zone_that_nobody_knows_is_doubted() -> None:
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nDTSTART;TZID=Moon:20240503T090000\nSUMMARY:X\nEND:VEVENT"
    agenda = calendar.read(data, "a.ics")
    assert (agenda.zone, hours(agenda), rules(agenda)) == ("", {"a": "3 09:00-"}, {"no-title", "no-zone"})


def test_of_two_versions_of_an_event_the_later_counts() -> None:
    old = event("a@b", summary="Old", sequence=1)
    new = event("a@b", dt.datetime(2024, 5, 3, 6, tzinfo=dt.UTC), summary="New", sequence=2)
    for order in ((old, new), (new, old)):
        agenda = calendar.read(written(*order), "a.ics")
        assert [(item.title, item.start) for _, item in items(agenda).values()] == [("New", dt.time(11))]


def test_people_of_an_event() -> None:
    made = event("a@b")
    for name, role in (("Petrova, Anna", "CHAIR"), ("г-н Иван Реченко", "REQ-PARTICIPANT"), ("x@y.example", "CHAIR")):
        address = vCalAddress("mailto:x@y.example")
        address.params["CN"] = vText(name)
        address.params["ROLE"] = vText(role)
        made.add("attendee", address, encode=False)
    agenda = calendar.read(written(made), "a.ics")
    roles = items(agenda)["a"][1].roles
    assert people(roles) == [("chair", "", ["Anna Petrova"]), ("speaker", "", ["Иван Реченко"])]
    assert roles[1].people[0].person.courtesy == "mr"
    assert {"attendees", "left-out"} <= rules(agenda)


def test_who_keeps_the_calendar_organizes_nothing() -> None:
    address = vCalAddress("mailto:desk@y.example")
    address.params["CN"] = vText("Conference Desk")
    agenda = calendar.read(written(event("a@b", organizer=address), event("c@b", organizer=address)), "a.ics")
    assert [item.organizers for _, item in items(agenda).values()] == [(), ()]
    assert any("Conference Desk" in doubt.reason for doubt in agenda.doubts)


@pytest.mark.parametrize(
    ("rule", "days", "doubted"),
    [
        ("FREQ=DAILY;COUNT=3", [3, 4, 5], False),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20240507", [3, 5, 7], False),
        ("FREQ=DAILY;UNTIL=20240505T035959Z", [3, 4], False),
        ("FREQ=DAILY;UNTIL=20240505T040000Z", [3, 4, 5], False),
        ("FREQ=WEEKLY;COUNT=2", [3, 10], False),
        ("FREQ=WEEKLY;BYDAY=FR,SU;COUNT=3", [3, 5, 10], False),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=MO;UNTIL=20240531", [3, 17, 31], False),
        ("FREQ=SECONDLY;COUNT=1000000000", [3], True),
        ("FREQ=DAILY", [3], True),
        ("FREQ=DAILY;COUNT=9999", [3], True),
        ("FREQ=DAILY;COUNT=-1", [3], True),
        ("FREQ=DAILY;COUNT=2;INTERVAL=0", [3], True),
        ("FREQ=MONTHLY;COUNT=2", [3], True),
        ("FREQ=WEEKLY;BYDAY=1MO;COUNT=2", [3], True),
        ("FREQ=DAILY;UNTIL=99999999", [3], True),
        ("", [3], True),
    ],
)
def test_recurrences(rule: str, days: list[int], *, doubted: bool) -> None:
    found, fault = recurrence.dates(rule, dt.datetime(2024, 5, 3, 9), "Asia/Dushanbe")  # noqa: DTZ001 - on a wall
    assert [day.day for day in found] == days
    assert bool(fault) == doubted


def test_a_fold_may_cut_a_letter_and_a_careless_program_a_line() -> None:
    text = "SUMMARY:" + "Я" * 60
    raw = text.encode()
    folded = raw[:39] + b"\r\n " + raw[39:]
    data = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTART:20240503T040000Z\r\n" + folded
    data += b"\r\nDESCRIPTION:One line\r\nand another: of it\r\nNote: bring shoes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    agenda = calendar.read(data, "a.ics")
    (item,) = (item for _, item in items(agenda).values())
    assert item.title == "Я" * 60
    assert item.note == "One line and another: of it Note: bring shoes"


def test_a_calendar_of_the_nineties() -> None:
    data = (
        "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20240503T090000\n"
        "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:=CE=F2=EA=F0=FB=F2=E8=E5\nEND:VEVENT\nEND:VCALENDAR"
    )
    agenda = calendar.read(data.encode(), "a.ics", "Asia/Dushanbe")
    (item,) = (item for _, item in items(agenda).values())
    assert (item.title, agenda.zone) == ("Открытие", "Asia/Dushanbe")


# --------------------------------------------------------------------------- another zone


def test_hours_of_another_zone_may_be_of_another_day() -> None:
    agenda = calendar.read(
        written(
            event("late@b", dt.datetime(2024, 5, 3, 18, tzinfo=dt.UTC)),
            event("across@b", dt.datetime(2024, 5, 3, 14, 30, tzinfo=dt.UTC)),
            event("all-day@b", dt.date(2024, 5, 3)),
        ),
        "a.ics",
    )
    assert hours(agenda) == {"across": "3 19:30-20:30", "late": "3 23:00-", "all-day": "3 -"}
    tokyo = feed_hours.shifted(agenda, "Asia/Tokyo")
    assert tokyo.zone == "Asia/Tokyo"
    assert hours(tokyo) == {"all-day": "3 -", "across": "3 23:30-", "late": "4 03:00-"}
    assert "end-on-another-day" in rules(tokyo)
    assert feed_hours.shifted(agenda, "Asia/Dushanbe") is agenda
    with pytest.raises(UserError):
        feed_hours.shifted(agenda, "Moon/Crater")


ZONES = ("Asia/Dushanbe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "UTC", "Asia/Tashkent")


@given(
    st.times(),
    st.integers(1, 600),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
)
def test_shifting_there_and_back_gives_the_same_starts(
    start: dt.time, minutes: int, zone: str, other: str, date: dt.date
) -> None:
    at = dt.datetime.combine(date, start.replace(second=0, microsecond=0))
    when, _ = feed_hours.between(at, at + dt.timedelta(minutes=minutes))
    item = Item("session", "X", "x", when.start, when.end)
    agenda = Agenda("T", (Day(when.date, (item,)),), zone=zone)
    there = feed_hours.shifted(agenda, other)
    back = feed_hours.shifted(there, zone)
    ((day, found),) = items(back).values()
    if when.start and "St_Johns" not in zone + other:  # it has hours that come twice
        assert (day, found.start) == (when.date, when.start)
    sound(there)


# --------------------------------------------------------------------------- what the library refuses


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ('CN="Petrova, Anna";ROLE=CHAIR', "Anna Petrova"),
        ("CN=Petrova, Anna;ROLE=CHAIR", "Anna Petrova"),
        ('CN="Anna \\"Ann\\" Petrova";ROLE=CHAIR', "Anna Ann Petrova"),
        ('CN="Anna Petrova;ROLE=CHAIR', "Anna Petrova"),
        ("CN=Anna\x0bPetrova;ROLE=CHAIR", "AnnaPetrova"),
        ("CN=Anna ^'Ann^' Petrova;ROLE=CHAIR", 'Anna "Ann" Petrova'),
        ("cn=Anna Petrova;role=chair", "Anna Petrova"),
    ],
)
def test_parameters_of_careful_and_of_careless_programs(parameters: str, name: str) -> None:
    line = f"ATTENDEE;{parameters}:mailto:a@b.example"
    data = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nDTSTART:20240503\nSUMMARY:X\n{line}\nEND:VEVENT"
    agenda = calendar.read(data.replace('\\"', '"').encode(), "a.ics")
    assert people(items(agenda)["a"][1].roles) == [("chair", "", [name])]


def test_a_text_is_unescaped_once_and_a_list_is_divided_before() -> None:
    lines = (
        r"SUMMARY:Dew\, fog\; rain: C:\\new",
        r"CATEGORIES:Coffee\, tea,Break",
        "DESCRIPTION:https://a.example/%3Ax%2C",
    )
    data = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nDTSTART:20240503\n" + "\n".join(lines) + "\nEND:VEVENT"
    (item,) = (item for _, item in items(calendar.read(data.encode(), "a.ics")).values())
    assert inline.plain(item.title) == r"Dew, fog; rain: C:\new"
    assert (item.kind, inline.plain(item.note)) == ("break", "https://a.example/%3Ax%2C")


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("20240503T090000", "3 09:00-"), ("2024-05-03T09:00", "3 09:00-"), ("2024-05-03 09:00:00", "3 09:00-"),
        ("20240503T040000Z", "3 09:00-"), ("20240503T060000+0200", "3 09:00-"), ("20240503", "3 -"),
    ],
)  # fmt: skip
def test_moments_of_calendars(start: str, said: str) -> None:
    data = f"BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Dushanbe\nBEGIN:VEVENT\nUID:a@b\nDTSTART:{start}\nSUMMARY:X"
    assert hours(calendar.read(data.encode(), "a.ics")) == {"a": said}


def test_the_rules_of_a_time_zone_are_not_expanded() -> None:
    rule = "DTSTART:16010101T000000\nTZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nRRULE:FREQ=SECONDLY\n"
    rules = f"BEGIN:STANDARD\n{rule}END:STANDARD\n" * 1000
    bomb = f"BEGIN:VTIMEZONE\nTZID:Local\nX-LIC-LOCATION:Asia/Dushanbe\n{rules}END:VTIMEZONE\n"
    data = f"BEGIN:VCALENDAR\n{bomb}BEGIN:VEVENT\nUID:a@b\nDTSTART;TZID=Local:20240503T090000\nSUMMARY:X\nEND:VEVENT"
    agenda = calendar.read(data.encode(), "a.ics")
    assert (agenda.zone, hours(agenda)) == ("Asia/Dushanbe", {"a": "3 09:00-"})


def test_an_event_without_a_day_is_named_with_all_that_it_says() -> None:
    lost = "".join(f"BEGIN:VEVENT\nSUMMARY:Talk {number}\nDESCRIPTION:Of dew\nEND:VEVENT\n" for number in range(30))
    data = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nDTSTART:20240503\nSUMMARY:X\nEND:VEVENT\n{lost}END:VCALENDAR"
    agenda = calendar.read(data.encode(), "a.ics")
    doubts = [doubt.reason for doubt in agenda.doubts if doubt.rule == "event-left-out"]
    assert len(doubts) == 30
    assert all(f"“Talk {number}”" in doubt for number, doubt in enumerate(doubts))
    assert [piece.text for piece in agenda.left][:3] == ["Talk 0", "Of dew", "Talk 1"]


def test_a_week_may_begin_on_another_day() -> None:
    start = dt.datetime(2024, 5, 3, 9)  # noqa: DTZ001 - on a wall, a Friday
    days = {week: recurrence.dates(f"FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SU;COUNT=3;WKST={week}", start, "")[0]
            for week in ("MO", "SU")}  # fmt: skip
    assert [day.day for day in days["MO"]] == [3, 5, 17]
    assert [day.day for day in days["SU"]] == [3, 12, 17]


# --------------------------------------------------------------------------- from end to end


def brought(root: Path, *events: Event, zone: str = "Asia/Dushanbe") -> Imported:
    """Import a calendar into the conference."""
    made = importing.bring_in(
        project.read(root), {"Dew Days.ics": written(*events, zone=zone)}, importing.Wish(name="dew")
    )
    importing.write(root, made)
    return made


def test_a_changed_calendar_changes_that_and_keeps_translations_and_what_a_hand_added(small: Path) -> None:
    fourth = dt.datetime(2023, 5, 4, 4, tzinfo=dt.UTC)
    third, later = fourth - dt.timedelta(days=1), fourth - dt.timedelta(hours=22)
    dew, fog, rain = event("dew@b", third, summary="Dew"), event("fog@b", later, summary="Fog"), event("rain@b", fourth)
    brought(small, dew, fog, rain)
    assert run(small, "extract").exit_code == 0
    translate(small, {"Dew": "Роса", "Fog": "Туман"})
    path = small / "content" / "dew.yaml"
    path.write_text(
        path.read_text("utf-8").replace("title: Fog\n", "title: Fog  # grey\n        floor: captains\n"), "utf-8"
    )
    again = brought(small, dew, fog, rain)
    assert (dict(again.files), again.made[0].done) == ({}, ("nothing has changed",))

    thick = event("fog@b", later + dt.timedelta(hours=1), summary="Thick fog")
    brought(small, dew, thick, event("rain@b", fourth, status="CANCELLED"), event("sun@b", fourth, summary="Sun"))
    text = path.read_text("utf-8")
    assert all(said in text for said in ("title: Thick fog  # grey", "floor: captains", "start: 12:00", "id: sun"))
    assert "id: rain" not in text
    assert run(small, "extract").exit_code == 0
    catalog = (small / "locales" / "ru" / "LC_MESSAGES" / "dew.po").read_text("utf-8")
    assert 'msgid "Dew"\nmsgstr "Роса"' in catalog
    assert '#| msgid "Fog"\nmsgctxt "fog/title"\nmsgid "Thick fog"\nmsgstr "Туман"' in catalog


def test_a_calendar_without_a_title_has_that_of_its_file_and_events_of_other_zones_stand_at_ours(small: Path) -> None:
    zones = {name: ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Tokyo")}
    berlin = dt.datetime(2023, 5, 3, 6, tzinfo=zones["Europe/Berlin"])
    made = brought(
        small,
        event("a@b", berlin),
        event("b@b", berlin.replace(hour=8)),
        event("c@b", dt.datetime(2023, 5, 3, 19, tzinfo=zones["Asia/Tokyo"])),
        zone="",
    )
    programme = next(one for one in project.read(small).documents if one.slug == "dew")
    assert [(one.id, f"{one.start:%H:%M}") for one in programme.sessions] == [
        ("a", "09:00"), ("b", "11:00"), ("c", "15:00"),
    ]  # fmt: skip
    assert "title: Dew Days\n" in (small / "content" / "dew.yaml").read_text("utf-8")
    assert {"no-title", "time-zone"} <= {doubt.rule for doubt in made.doubts}
    assert not [one for one in project.read(small).findings if one.severity is Severity.ERROR]
