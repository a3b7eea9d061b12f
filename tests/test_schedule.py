"""schedule.json and schedule.xml: held against what the published schemas (c3voc) state, in our own words.

The schemas themselves are in no package of a registry. c3voc's own library, which reads the JSON, asks for an
icalendar older than ours, so it cannot stand beside it here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import uuid
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from lxml import etree  # type: ignore[import-untyped]  # comes without types

from diptych.model import Kind
from diptych.render import schedule
from spoken import PROGRAMME, URL, Told

if TYPE_CHECKING:
    from diptych.edition import Edition

HOSTILE = "a\x00b \ud800 ]]> <b> &amp; \x0b \ufffe \u202e \r\n é 👩‍💻"


def told(text: str = PROGRAMME, **more: Any) -> Told:
    return Told(text, **more)


def as_json(who: Told, lang: str = "en", edition: Edition | None = None) -> Any:
    made = schedule.as_json(edition or who.edition(who.programme, lang), who.registry, who.say(lang))
    assert made is not None
    assert (made.path, made.media) == (f"{lang}/schedule.json", "application/json")
    return json.loads(made.data)


def as_xml(who: Told, lang: str = "en", edition: Edition | None = None) -> Any:
    made = schedule.as_xml(edition or who.edition(who.programme, lang), who.registry, who.say(lang))
    assert made is not None
    assert (made.path, made.media) == (f"{lang}/schedule.xml", "application/xml")
    return etree.fromstring(made.data)


def events(document: Any) -> dict[str, Any]:
    """By the item's id."""
    days = document["schedule"]["conference"]["days"]
    found = [event for day in days for room in day["rooms"].values() for event in room]
    return {event["slug"].removeprefix("river-2023-"): event for event in found}


def changed(old: str, new: str) -> str:
    assert old in PROGRAMME
    return PROGRAMME.replace(old, new)


# --------------------------------------------------------------------------- what the schemas state

EVENT_KEYS = {
    "guid", "id", "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language",
    "abstract", "description", "persons", "links", "attachments",
}  # fmt: skip
DURATION = re.compile(r"\d+:\d\d")


def texts_of(value: dict[str, Any], *names: str) -> bool:
    return all(isinstance(value[name], str) for name in names)


def held(document: Any) -> None:
    """The rules of schedule.json."""
    assert set(document) == {"$schema", "generator", "schedule"}
    assert texts_of(document["generator"], "name", "version")
    plan = document["schedule"]
    assert set(plan) <= {"version", "base_url", "conference"}
    assert plan["version"]
    conference = plan["conference"]
    assert re.fullmatch(r"[a-z0-9_-]+", conference["acronym"])
    assert texts_of(conference, "title", "description", "time_zone_name")
    dt.date.fromisoformat(conference["start"])
    dt.date.fromisoformat(conference["end"])
    assert conference["daysCount"] == len(conference["days"])
    assert re.fullmatch(r"\d\d:\d\d", conference["timeslot_duration"])
    rooms = [room["name"] for room in conference["rooms"]]
    assert len(rooms) == len(set(rooms)) == len({room["guid"] for room in conference["rooms"]})
    assert all(re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", one["slug"]) for one in conference["rooms"] + conference["tracks"])
    assert [day["index"] for day in conference["days"]] == list(range(1, len(conference["days"]) + 1))
    for day in conference["days"]:
        assert set(day) == {"index", "date", "day_start", "day_end", "rooms"}
        start, end = (dt.datetime.fromisoformat(day[name]) for name in ("day_start", "day_end"))
        assert start.utcoffset() is not None
        assert set(day["rooms"]) <= set(rooms)
        for name, there in day["rooms"].items():
            for event in there:
                assert set(event) == EVENT_KEYS
                assert event["room"] == name
                moment = dt.datetime.fromisoformat(event["date"])
                assert start <= moment <= end
                assert event["start"] == f"{moment:%H:%M}"
                assert DURATION.fullmatch(event["duration"])
                assert event["track"] in [track["name"] for track in conference["tracks"]]
                assert texts_of(event, "title", "subtitle", "type", "language", "abstract", "description", "url")
                assert all(person["public_name"] and person["id"] > 0 for person in event["persons"])
                assert all(texts_of(link, "url", "title") for link in event["links"] + event["attachments"])
    found = list(events(document).values())
    for name in ("guid", "id", "slug"):
        assert len({event[name] for event in found}) == len(found)
    assert all(uuid.UUID(event["guid"]).version == 5 and 0 < event["id"] < 2**31 for event in found)


def same(root: Any, document: Any) -> None:
    """The XML says what the JSON says, in the order and with the names that the XSD states."""
    plan = document["schedule"]
    conference = plan["conference"]
    assert root.tag == "schedule"
    assert [child.tag for child in root] == ["generator", "version", "conference", *["day"] * conference["daysCount"]]
    assert root.findtext("version") == plan["version"]
    head = root.find("conference")
    for name in ("title", "acronym", "start", "end", "timeslot_duration", "time_zone_name"):
        assert head.findtext(name) == conference[name]
    assert head.findtext("days") == str(conference["daysCount"])
    assert head.findtext("base_url") == plan.get("base_url")
    for there, day in zip(root.iterfind("day"), conference["days"], strict=True):
        assert dict(there.attrib) == {
            "index": str(day["index"]), "date": day["date"], "start": day["day_start"], "end": day["day_end"],
        }  # fmt: skip
        assert [room.get("name") for room in there] == list(day["rooms"])
        for room in there:
            for one, event in zip(room, day["rooms"][room.get("name")], strict=True):
                assert (one.get("guid"), one.get("id")) == (event["guid"], str(event["id"]))
                assert len({child.tag for child in one}) == len(one)
                for name in ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug"):
                    assert (one.findtext(name) or "") == event[name]
                for name in ("track", "language", "description"):
                    assert (one.findtext(name) or "") == event[name]
                assert one.findtext("url") == (event["url"] if "base_url" in plan else None)
                people = [(p.get("id"), p.text) for p in one.find("persons")]
                assert people == [(str(p["id"]), p["public_name"]) for p in event["persons"]]
                for name in ("links", "attachments"):
                    said = [(link.get("href"), link.text) for link in one.find(name)]
                    assert said == [(link["url"], link["title"]) for link in event[name]]


VARIANTS: tuple[dict[str, Any], ...] = ({}, {"url": ""}, {"missing": ("Opening",), "fuzzy": ("A Boat Trip",)})


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_both_files_keep_the_rules_of_their_schemas(variant: dict[str, Any], lang: str) -> None:
    who = told(**variant)
    document = as_json(who, lang)
    held(document)
    same(as_xml(who, lang), document)


def test_only_a_programme_in_one_language_has_a_schedule() -> None:
    who = told()
    for edition in (who.edition(who.programme, "en", "ru"), who.edition(who.declaration, "en")):
        assert schedule.as_json(edition, who.registry, who.say("en")) is None
        assert schedule.as_xml(edition, who.registry, who.say("en")) is None


# --------------------------------------------------------------------------- what it says


def test_an_item_with_all_that_it_may_have() -> None:
    boat = events(as_json(told()))["boat"]
    assert {name: boat[name] for name in EVENT_KEYS - {"guid", "id", "description"}} == {
        "date": "2023-05-03T10:30:00+05:00",
        "start": "10:30",
        "duration": "00:30",
        "room": "Pier 1",
        "slug": "river-2023-boat",
        "url": f"{URL}/en/programme.html#boat",
        "title": "A Boat Trip",
        "subtitle": "Side Event I",
        "track": "Side event",
        "type": "side-event",
        "language": "en",
        "abstract": "",
        "persons": [],
        "links": [
            {"url": f"{URL}/ru/programme.html#boat", "title": "Русский", "type": "related"},
            {"url": f"{URL}/en-ru/programme.html#boat", "title": "side by side", "type": "related"},
        ],
        "attachments": [{"url": f"{URL}/en/programme/boat.ics", "title": "Calendar", "type": "related"}],
    }
    assert boat["description"].startswith("Heads of delegation\nBy invitation only\nHost: ")


def test_people_stand_with_their_name_alone_and_as_the_public_calls_them() -> None:
    persons = events(as_json(told()))["opening"]["persons"]
    assert [(p["name"], p["public_name"], p["biography"]) for p in persons] == [
        ("Zarina Sharifova", "Her Excellency Ms.\u00a0Zarina Sharifova".replace("\u00a0", " "), "Minister for Water"),
        ("Lee Min", "Dr. Lee Min", "Professor of Hydrology"),
    ]
    twice = changed("person: lee, minutes: 5, mode: video", "person: sharifova")
    assert [p["name"] for p in events(as_json(told(twice)))["opening"]["persons"]] == ["Zarina Sharifova"]


def test_the_same_item_has_the_same_guid_and_id_in_every_language_and_after_a_change() -> None:
    english, russian = events(as_json(told())), events(as_json(told(), "ru"))
    later = events(as_json(told(changed("A Boat Trip", "Rowing").replace("start: 09:00", "start: 08:00"))))
    for other in (russian, later):
        assert {n: (e["guid"], e["id"]) for n, e in other.items()} == {
            n: (e["guid"], e["id"]) for n, e in english.items()
        }
    assert russian["boat"]["title"] == "«A Boat Trip»"
    assert russian["boat"]["language"] == "ru"
    people = [[(p["guid"], p["id"]) for p in found["opening"]["persons"]] for found in (english, russian)]
    assert people[0] == people[1]
    rooms = [as_json(told(), lang)["schedule"]["conference"]["rooms"] for lang in ("en", "ru")]
    assert [room["guid"] for room in rooms[0]] == [room["guid"] for room in rooms[1]]
    assert [room["name"] for room in rooms[0]] != [room["name"] for room in rooms[1]]


def test_the_version_is_the_texts_date_and_changes_with_the_programme() -> None:
    first = as_json(told())["schedule"]["version"]
    assert re.fullmatch(r"2023-05-01 [0-9a-f]{8}", first)
    assert as_json(told())["schedule"]["version"] == first
    assert as_json(told(changed("A Boat Trip", "Rowing")))["schedule"]["version"] != first


def test_without_an_address_of_the_site_nothing_pretends_to_have_one() -> None:
    who = told(url="")
    document = as_json(who)
    assert "base_url" not in document["schedule"]
    assert "url" not in document["schedule"]["conference"]
    boat = events(document)["boat"]
    assert (boat["url"], boat["links"], boat["attachments"]) == ("programme.html#boat", [], [])
    assert as_xml(who).find("day/room/event/url") is None


def test_what_is_not_translated_is_marked() -> None:
    found = events(as_json(told(missing=("Opening",)), "ru"))
    assert found["opening"]["title"].startswith("[Opening · ")


# --------------------------------------------------------------------------- what the programme does not say


def hours(text: str) -> dict[str, tuple[str, str]]:
    return {name: (event["start"], event["duration"]) for name, event in events(as_json(told(text))).items()}


def test_an_open_end_is_an_hour_or_the_time_until_the_next_item_begins() -> None:
    assert hours(PROGRAMME)["lunch"] == ("10:30", "01:00")  # the boat begins with it, not after it
    sooner = changed("start: 10:30\n        end: 11:00", "start: 10:40\n        end: 11:00")
    assert hours(sooner)["lunch"] == ("10:30", "00:10")
    later = changed("start: 10:30\n        end: 11:00", "start: 15:00\n        end: 16:00")
    assert hours(later)["lunch"] == ("10:30", "01:00")
    last = changed("start: 10:30\n        title: Lunch", "start: 23:30\n        title: Lunch")
    assert hours(last)["lunch"] == ("23:30", "00:30")


def test_an_item_without_hours_takes_its_whole_day() -> None:
    assert hours(PROGRAMME)["museum"] == ("00:00", "24:00")


def test_days_around_the_conference_are_days_of_the_schedule() -> None:
    conference = as_json(told())["schedule"]["conference"]
    assert [day["date"] for day in conference["days"]] == ["2023-05-03", "2023-05-05"]
    assert (conference["start"], conference["end"], conference["daysCount"]) == ("2023-05-03", "2023-05-05", 2)


def rooms(text: str, lang: str = "en") -> dict[str, str]:
    return {name: event["room"] for name, event in events(as_json(told(text), lang)).items()}


def test_a_room_is_the_items_own_place_its_venues_the_conferences_venue_or_unknown() -> None:
    assert rooms(PROGRAMME) == {
        "opening": "Town Hall",
        "lunch": "Other delegates: Canteen",
        "boat": "Pier 1",
        "museum": "–",
    }


def test_two_items_at_the_same_time_never_share_a_room() -> None:
    text = changed("        place: Pier 1\n", "").replace(
        "        venues:\n          - {audience: delegates, place: Canteen}\n", ""
    )
    for lang, hall in (("en", "Town Hall"), ("ru", "«Town Hall»")):
        assert rooms(text, lang) == {"opening": hall, "lunch": hall, "boat": f"{hall} (2)", "museum": "–"}
    slugs = [room["slug"] for room in as_json(told(text))["schedule"]["conference"]["rooms"]]
    assert slugs == ["room-venue", "room-venue-2", "room-nowhere"]
    held(as_json(told(text)))


def test_a_day_of_nothing_but_parallel_items_without_hours() -> None:
    second = "      - id: castle\n        kind: visit\n        title: Visit to the castle\n"
    found = rooms(f"{PROGRAMME.rstrip()}\n{second}")
    assert (found["museum"], found["castle"]) == ("–", "– (2)")


# --------------------------------------------------------------------------- hostile texts and dates


def test_hostile_texts_stay_texts() -> None:
    who = told()
    edition = who.edition(who.programme, "en")
    lines = tuple(
        dataclasses.replace(
            line,
            cells=tuple(
                dataclasses.replace(cell, runs=tuple(dataclasses.replace(run, text=HOSTILE) for run in cell.runs))
                for cell in line.cells
            ),
        )
        if line.kind is not Kind.DAY
        else line
        for line in edition.lines
    )
    hostile = dataclasses.replace(edition, lines=lines)
    document = as_json(who, edition=hostile)
    held(document)
    same(as_xml(who, edition=hostile), document)
    assert events(document)["opening"]["title"] == (
        "a[U+0000]b [U+D800] ]]> <b> &amp; [U+000B] [U+FFFE] [U+202E] é 👩‍💻"
    )


@pytest.mark.parametrize("date", [dt.date(9999, 12, 31), dt.date(1, 1, 1)])
def test_the_first_and_the_last_day_of_the_calendar_do_not_raise(date: dt.date) -> None:
    who = told()
    edition = who.edition(who.programme, "en")
    sessions = tuple(dataclasses.replace(one, date=date) for one in edition.sessions)
    far = dataclasses.replace(edition, sessions=sessions, timezone="UTC")
    assert len(events(as_json(who, edition=far))) == 4
    assert len(as_xml(who, edition=far).findall("day/room/event")) == 4


def test_an_end_before_its_start_is_an_open_end() -> None:
    who = told()
    edition = who.edition(who.programme, "en")
    first, *rest = edition.sessions
    wrong = dataclasses.replace(edition, sessions=(dataclasses.replace(first, end=dt.time(8)), *rest))
    assert events(as_json(who, edition=wrong))["opening"]["duration"] == "01:00"


def test_the_bytes_are_the_same_twice_and_hours_have_the_offset_of_their_day() -> None:
    who, again = told(), told()
    for one in (schedule.as_json, schedule.as_xml):
        assert one(who.edition(who.programme, "ru"), who.registry, who.say("ru")) == one(
            again.edition(again.programme, "ru"), again.registry, again.say("ru")
        )
    edition = dataclasses.replace(who.edition(who.programme, "en"), timezone="Europe/Vienna")
    moment = dt.datetime.fromisoformat(events(as_json(who, edition=edition))["opening"]["date"])
    assert moment == dt.datetime(2023, 5, 3, 9, tzinfo=ZoneInfo("Europe/Vienna"))
