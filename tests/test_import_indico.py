"""Indico: `/export/timetable` and `/export/event`, in the shapes that its serializers write."""

from __future__ import annotations

import datetime as dt
import json

from diptych.importers import indico
from feeding import FEEDS, hours, items, people, rules, timetable


def test_the_timetable_of_indico() -> None:
    agenda = timetable("indico_timetable.json")
    assert (agenda.zone, agenda.source, agenda.lang) == ("Asia/Dushanbe", "indico:7301", "en")
    assert hours(agenda) == {
        "session-45": "3 09:00-10:30",
        "contribution-34": "3 10:10-10:30",
        "break-11": "3 10:30-11:00",
        "session-46": "3 11:00-12:30",
        "contribution-37": "3 11:00-11:30",
        "session-48": "3 11:00-12:30",
        "session-49": "4 09:00-10:00",  # stated in the zone of Zürich
        "contribution-50": "4 12:00-12:45",
    }
    found = {name: item for name, (_, item) in items(agenda).items()}
    assert {name: item.kind for name, item in found.items() if item.kind != "session"} == {
        "break-11": "break",
        "session-46": "thematic-session",
        "session-49": "thematic-session",
        "contribution-50": "briefing",
    }
    opening = found["session-45"]
    assert opening.note == (
        "Words of welcome from **both banks** & from [the Commission](https://river.example/commission)."
    )
    assert people(opening.roles) == [
        ("chair", "", ["Zarina Sharifova"]),
        ("speaker", "A greeting from the upper valley", ["Lola Karimova", "Bakhrom Nazarov"]),
        ("keynote", "", ["Tomasz Wiśniewski"]),
    ]
    assert [one.minutes for role in opening.roles for one in role.people] == [None, 10, 10, 15]
    speaker = opening.roles[2].people[0].person
    assert (speaker.courtesy, speaker.family, speaker.function) == (
        "prof",
        "Wiśniewski",
        "Institute of Hydrology, Gdańsk",
    )
    assert (found["contribution-34"].label, found["contribution-34"].title) == (
        "Opening of the River Forum",
        "Open discussion",
    )


def test_papers_of_a_session_are_items_behind_it_and_its_description_stands_once() -> None:
    found = {name: item for name, (_, item) in items(timetable("indico_timetable.json")).items()}
    session, paper = found["session-46"], found["contribution-37"]
    assert (session.label, session.title, session.note) == (
        "Thematic Session I",
        "Ice, Snow and Summer Flow",
        "The session is recorded.",
    )
    assert [issue.text for issue in session.issues] == ["How fast do the glaciers shrink?", "Who measures the snow?"]
    assert (paper.label, paper.note) == (
        "Thematic Session I",
        "What *two hundred* gauges say. And what they **leave out**.",
    )
    assert people(paper.roles) == [("speaker", "", ["Anna Petrova"])]
    assert (found["session-49"].note, found["session-49"].issues) == ("", ())
    poster = found["session-48"].roles[0]
    assert (poster.heading, poster.people[0].minutes) == ("A pump that needs no fuel", None)
    assert found["contribution-50"].place == "Press Club"


def test_what_was_squeezed_is_doubted() -> None:
    agenda = timetable("indico_timetable.json")
    assert rules(agenda) == {"no-title", "contribution-hours", "left-out", "parallel"}
    said = next(doubt.reason for doubt in agenda.doubts if doubt.rule == "contribution-hours")
    assert "09:00 A greeting from the upper valley" in said


def test_an_event_of_indico_with_its_sessions() -> None:
    agenda = timetable("indico_event.json")
    assert (agenda.title, agenda.zone, agenda.source) == ("River Forum 2024", "Asia/Dushanbe", "indico:7301")
    assert hours(agenda) == {"session-46": "3 11:00-12:30", "contribution-37": "3 11:00-11:30"}
    found = {name: item for name, (_, item) in items(agenda).items()}
    assert people(found["session-46"].roles) == [("chair", "", ["Ngozi Okafor"])]
    chair = found["session-46"].roles[0].people[0].person
    assert (chair.courtesy, chair.family, chair.source) == ("dr", "Okafor", "91")
    assert people(found["contribution-37"].roles) == [
        ("speaker", "", ["Anna Petrova"]),
        ("speaker", "The gauge at the pass", ["Daler Rahimov"]),
    ]
    assert [piece.text for piece in agenda.left] == [
        "A talk that waits for its hour (Olga Kim)",
        "It will be heard.",
        "Two days for one river.",
        "Zarina Sharifova",
    ]
    assert {"no-hour", "event-text", "left-out"} <= rules(agenda)
    assert any("Jun Abe" in doubt.reason for doubt in agenda.doubts)


def test_timetable_and_event_give_the_same_ids() -> None:
    one, other = items(timetable("indico_timetable.json")), items(timetable("indico_event.json"))
    shared = set(one) & set(other)
    assert shared == {"session-46", "contribution-37"}
    assert all(one[name][0] == other[name][0] and one[name][1].title == other[name][1].title for name in shared)


def test_a_lecture_is_one_item() -> None:
    event_ = {
        "id": "88", "title": "The Salt Road", "type": "lecture", "timezone": "Asia/Almaty", "room": "Aula",
        "startDate": {"date": "2024-02-01", "time": "18:00:00", "tz": "Asia/Almaty"},
        "endDate": {"date": "2024-02-01", "time": "19:00:00", "tz": "Asia/Almaty"},
        "chairs": [{"fullName": "Prof. Dr. Müller, Ute", "id": "3", "affiliation": "Salt Museum"}],
    }  # fmt: skip
    agenda = indico.read(json.dumps({"count": 1, "results": [event_]}).encode(), "a.json")
    ((date, item),) = items(agenda).values()
    assert (date, item.id, item.place) == (dt.date(2024, 2, 1), "event-88", "Aula")
    assert people(item.roles) == [("speaker", "", ["Ute Müller"])]
    assert item.roles[0].people[0].person.courtesy == "prof"


def test_contributions_without_their_sessions_keep_the_title_of_the_session() -> None:
    value = json.loads((FEEDS / "indico_event.json").read_text("utf-8"))
    (event_,) = value["results"]
    event_["contributions"] = event_.pop("sessions")[0]["contributions"]
    agenda = indico.read(json.dumps(value).encode(), "a.json")
    assert items(agenda)["contribution-37"][1].label == "Thematic Session I"
    assert "no-sessions" in rules(agenda)


def test_authors_speak_where_nobody_else_does() -> None:
    value = json.loads((FEEDS / "indico_event.json").read_text("utf-8"))
    value["results"][0]["sessions"][0]["contributions"][0]["speakers"] = []
    agenda = indico.read(json.dumps(value).encode(), "a.json")
    assert people(items(agenda)["contribution-37"][1].roles)[0] == ("speaker", "", ["Anna Petrova"])
    assert "authors" in rules(agenda)


def test_each_contribution_without_an_hour_is_named() -> None:
    value = json.loads((FEEDS / "indico_event.json").read_text("utf-8"))
    (one,) = (record for record in value["results"][0]["contributions"] if "waits" in record["title"])
    value["results"][0]["contributions"] = [one | {"id": f"{n}", "title": f"Waiting talk {n}"} for n in range(40)]
    agenda = indico.read(json.dumps(value).encode(), "a.json")
    said = [doubt.reason for doubt in agenda.doubts if doubt.rule == "no-hour"]
    assert said == [
        f"“Waiting talk {n} (Olga Kim)” has no hour in the timetable yet; it was left out with its description"
        for n in range(40)
    ]
    assert sum(piece.text == "It will be heard." for piece in agenda.left) == 40
