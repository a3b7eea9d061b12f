"""schedule.xml and schedule.json, in the shapes that pretalx, frab and c3voc write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from diptych import inline
from diptych.importers import schedule
from feeding import hours, items, people, rules, sound, timetable

if TYPE_CHECKING:
    from diptych.importers.agenda import Agenda


def test_a_schedule_of_pretalx() -> None:
    agenda = timetable("pretalx.xml")
    assert (agenda.title, agenda.zone, agenda.source) == ("Delta Days", "Europe/Berlin", "schedule:delta-days")
    assert hours(agenda) == {
        "session-4711": "30 10:00-10:30",
        "session-4713": "30 12:00-13:00",
        "session-4712": "31 00:30-01:30",  # of the first day of the file, behind midnight
        "session-4714": "31 09:30-11:00",
    }
    found = {name: item for name, (_, item) in items(agenda).items()}
    mud = found["session-4711"]
    assert inline.plain(mud.title) == "Mud as a *building* material & more"
    assert inline.plain(mud.note) == "Houses of mud stand for a century. See you <script>there</script>."
    assert [run.href for run in inline.parse(mud.note) if run.href] == ["https://mud.example/a_(b)"]
    assert people(mud.roles) == [
        ("speaker", "Speakers", ["Ada Nwosu", "Piet de Vries"]),
        ("keynote", "", ["Lin Zhang"]),
    ]
    assert [one.person.source for role in mud.roles for one in role.people] == ["21", "22", "23"]
    assert (mud.label, mud.place) == ("Craft", "Saal A")
    assert [found[name].kind for name in ("session-4713", "session-4712")] == ["break", "visit"]
    assert found["session-4712"].note == "Bring a lamp"
    assert people(found["session-4714"].roles) == [("panellist", "", ["Ada Nwosu"])]


def test_a_schedule_of_frab_without_a_zone() -> None:
    agenda = timetable("voctomix.json")
    assert agenda.zone == ""
    assert hours(agenda) == {
        "opening-fire": "11 18:00-19:30",
        "session-102": "11 23:30-",
        "session-103": "12 01:30-02:00",  # no moment, but before the hour at which the day changes
    }
    assert {"no-zone", "hours", "left-out"} <= rules(agenda)
    first = items(agenda)["opening-fire"][1]
    assert first.note == "What fences do to herds. Herds know no fence."
    assert people(first.roles) == [("speaker", "", ["Aigerim Bekova", "Otto Lang"])]
    herder, rider = (one.person for one in first.roles[0].people)
    assert (herder.function, rider.courtesy, rider.source) == ("Herder", "mr", "ZZTOP1")


def one_event(**values: Any) -> Agenda:
    """A schedule.json of one event."""
    first = {"id": 5, "title": "Dew", "date": "2024-05-03T09:00:00+05:00", "start": "09:00", "duration": "00:30"}
    days = [{"date": "2024-05-03", "rooms": {"Hall": [first | values]}}]
    conference = {"title": "Dew Days", "acronym": "dew", "time_zone_name": "Asia/Dushanbe", "days": days}
    return schedule.read_json(json.dumps({"schedule": {"conference": conference}}).encode(), "dew.json")


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("0:30", "09:30"), ("00:30", "09:30"), ("01:30:00", "10:30"), ("90", "10:30"), (45, "09:45"), ("PT1H", "10:00"),
        ("", ""), ("-00:30", ""), ("1000000000", ""), ("soon", ""), ("15:00", ""), (None, ""), ([], ""), ("0:00", ""),
    ],
)  # fmt: skip
def test_durations(duration: object, end: str) -> None:
    agenda = one_event(duration=duration)
    sound(agenda)
    assert hours(agenda) == {"session-5": f"3 09:00-{end}"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"date": "2024-05-02T23:30:00-05:00", "start": ""}, "3 09:30-10:00"),
        ({"date": "2024-05-03T04:00:00Z"}, "3 09:00-09:30"),
        ({"date": "2024-05-03 11:00"}, "3 11:00-11:30"),
        ({"date": None}, "3 09:00-09:30"),
        ({"date": "9999-12-31T23:59:59-12:00"}, "3 09:00-09:30"),
        ({"date": "0001-01-01T00:00:00+14:00", "start": "25:61"}, "3 -"),
        ({"date": "2024-05-03T00:00:00+05:00", "start": "00:00", "duration": "24:00"}, "3 -"),
        ({"date": None, "start": None}, "3 -"),
    ],
)
def test_moments(values: dict[str, Any], said: str) -> None:
    agenda = one_event(**values)
    sound(agenda)
    assert hours(agenda) == {"session-5": said}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"slug": "dew-5-dew"}, "session-5"),
        ({"slug": "dew-morning_walk"}, "morning-walk"),
        ({"slug": "", "id": None, "guid": "9f47c43f-7960-529f-b6dc-a3a0d1097ac2"}, "session-9f47c43f"),
        ({"slug": "", "id": None, "code": "QWE7RT"}, "qwe7rt"),
        ({"slug": "title"}, "session-title"),
        ({"slug": "day-2"}, "session-day-2"),
        ({"id": "5" * 5000}, "session-1d64bd27"),
    ],
)
def test_ids_are_made_of_what_stays(values: dict[str, Any], name: str) -> None:
    (found,) = items(one_event(**values))
    if len(str(values.get("id"))) > 100:
        assert re.fullmatch(r"session-[0-9a-f]{8}", found)
    else:
        assert found == name


def test_two_events_of_one_id_stay_two() -> None:
    first = {"id": 5, "title": "Dew", "start": "09:00", "duration": "00:30"}
    days = [{"date": "2024-05-03", "rooms": [{"name": "A", "events": [first, first | {"start": "10:00"}]}]}]
    value = {"schedule": {"conference": {"title": "T", "days": days, "time_zone_name": "Asia/Dushanbe"}}}
    agenda = schedule.read_json(json.dumps(value).encode(), "a.json")
    assert list(items(agenda)) == ["session-5", "session-5-2"]
    assert "doubled-id" in rules(agenda)


def test_what_cannot_stand_in_a_text_is_gone() -> None:
    agenda = one_event(
        title="De\u202ew \ud800 \x07", abstract="a\u0000b &lt;i&gt; <b>c</b> [x](javascript:alert(1)) `d`"
    )
    sound(agenda)
    (item,) = (item for _, item in items(agenda).values())
    assert inline.plain(item.title) == "Dew \ufffd"
    assert "broken-letters" in rules(agenda)
    assert not [run.href for run in inline.parse(item.note) if run.href]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_xml_in_any_encoding(encoding: str) -> None:
    declared = "windows-1251" if encoding == "cp1251" else encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><schedule><conference><title>Реки</title></conference>'
        '<day date="2024-05-03"><room name="Зал"><event id="1"><start>09:00</start><title>Открытие</title></event>'
        "</room></day></schedule>"
    )
    agenda = schedule.read_xml(text.encode(encoding), "a.xml")
    assert (agenda.title, agenda.lang, items(agenda)["session-1"][1].title) == ("Реки", "ru", "Открытие")


@pytest.mark.parametrize("declared", ["utf-16", "us-ascii", "klingon", "utf-7"])
def test_xml_that_states_a_wrong_encoding_is_read_with_a_doubt(declared: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><schedule><conference><title>Реки\x0b</title></conference>'
        '<day date="2024-05-03"><room name="Зал"><event id="1"><start>09:00</start><title>Открытие</title></event>'
        "</room></day></schedule>"
    )
    agenda = schedule.read_xml(text.encode(), "a.xml")
    assert (agenda.title, items(agenda)["session-1"][1].place) == ("Реки", "Зал")
    assert "encoding" in rules(agenda)
