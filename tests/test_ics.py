"""The calendars: read back with icalendar and vobject, and held against RFC 5545 by hand where both are lenient."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from diptych.catalog import Key, Span, State
from diptych.edition import Cell, Cells, Edition, Hinge, Line, Masthead
from diptych.model import Artifact, Kind, Part, Run, Session
from diptych.published import Item
from diptych.render import ics

TEXTS = {
    "en": {
        "title": (Run("Session I", role="label", lines_end=True), Run("Opening, with music; in brief")),
        "place": (Run("Hall A, left wing"),),
        "role": (Run("Chair"),),
        "speaker": (Run("Zarina Sharifova", role="name", strong=True), Run(", Minister")),
        "issues": (Run("Key issues"),),
        "issue": (Run("Dams"),),
        "invitation": (Run("By invitation only"),),
        "minutes": (Run("min"),),
        "kind/session": (Run("Session"),),
        "where": (Run("River House, Khujand"),),
        "reception": (Run("Reception"),),
        "visit": (Run("Visit of the museum"),),
        "running": (Run("Rivers 2024"),),
    },
    "ru": {
        "title": (Run("Заседание I", role="label", lines_end=True), Run("Открытие, с музыкой; кратко")),
        "place": (Run("Зал А, левое крыло"),),
        "role": (Run("Председатель"),),
        "speaker": (Run("Зарина Шарифова", role="name", strong=True), Run(", министр")),
        "issues": (Run("Ключевые вопросы"),),
        "issue": (Run("Плотины"),),
        "invitation": (Run("Только по приглашениям"),),
        "minutes": (Run("мин"),),
        "kind/session": (Run("Заседание"),),
        "where": (Run("Речной дом, Худжанд"),),
        "reception": (
            Run("[", role="mark", state=State.MISSING),
            Run("Reception", lang="en", state=State.MISSING),
            Run(" · нет перевода]", role="mark", state=State.MISSING),
        ),
        "visit": (Run("Посещение музея"),),
        "running": (Run("Реки-2024"),),
    },
}


def session(id_: str, day: int, start: dt.time | None = None, end: dt.time | None = None) -> Session:
    span = Span("content/programme.yaml")
    return Session(
        id=id_,
        kind="session",
        date=dt.date(2024, 5, day),
        start=start,
        end=end,
        title=Part("title", "programme", Key(id_), span),
        label=None,
        appearances=(),
        organizers=(),
        host="",
        invitation=False,
        audience="",
        around=False,
        span=span,
    )


def edition(*langs: str, **more: Any) -> Edition:
    def cells(name: str) -> Cells:
        return tuple(Cell(lang, TEXTS[lang][name]) for lang in langs)

    def line(kind: Kind, name: str, item: str = "opening", **rest: Any) -> Line:
        return Line(kind, f"{item}-{name}", cells(name), session=item, **rest)

    empty = cells("running")
    return Edition(
        **{
            "name": "-".join(langs),
            "languages": langs,
            "slug": "programme",
            "kind": "programme",
            "source": "en",
            "draft": False,
            "date": dt.date(2024, 4, 1),
            "masthead": Masthead(empty, empty, empty, cells("where"), empty, None, None, "", empty, (), (), ()),
            "running": cells("running"),
            "lines": (
                Line(Kind.DAY, "day", cells("running")),
                line(Kind.SESSION, "title", marks=(cells("invitation"),)),
                line(Kind.PLACE, "place"),
                line(Kind.ROLE, "role"),
                line(Kind.SPEAKER, "speaker", hinge=Hinge(minutes=6)),
                line(Kind.ISSUES, "issues"),
                line(Kind.ISSUE, "issue"),
                line(Kind.SESSION, "reception", "reception"),
                line(Kind.SESSION, "visit", "visit"),
            ),
            "words": {"programme/minutes": cells("minutes"), "kind/session": cells("kind/session")},
            "sessions": (
                session("opening", 3, dt.time(9), dt.time(10, 30)),
                session("reception", 3, dt.time(18, 30)),
                session("visit", 4),
            ),
            "conference_id": "rivers-2024",
            "timezone": "Asia/Dushanbe",
            **more,
        }
    )


def data(what: Edition) -> bytes:
    made = ics.render(what)
    assert made is not None
    return made.data


def events(what: Edition) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(data(what)).walk("VEVENT")}


def content_lines(raw: bytes) -> list[str]:
    """The lines as RFC 5545 (3.1) unfolds them."""
    return raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    """TEXT of RFC 5545 (3.3.11)."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def test_there_is_one_event_an_item_with_the_same_uids_in_both_languages() -> None:
    assert (
        list(events(edition("en")))
        == list(events(edition("ru")))
        == [
            "opening@rivers-2024",
            "reception@rivers-2024",
            "visit@rivers-2024",
        ]
    )


def test_only_a_programme_in_one_language_has_a_calendar() -> None:
    assert ics.render(edition("en", "ru")) is None
    assert ics.render(edition("en", sessions=())) is None
    made = ics.render(edition("ru"))
    assert made is not None
    assert (made.path, made.media) == ("ru/programme.ics", "text/calendar; charset=utf-8")


def test_times_are_those_of_the_place_and_an_open_end_stays_open() -> None:
    lines = content_lines(data(edition("en")))
    times = [line for line in lines if line.startswith(("DTSTART;", "DTEND"))]
    assert times == [
        "DTSTART;TZID=Asia/Dushanbe:20240503T090000",
        "DTEND;TZID=Asia/Dushanbe:20240503T103000",
        "DTSTART;TZID=Asia/Dushanbe:20240503T183000",
        "DTSTART;VALUE=DATE:20240504",
    ]
    start = events(edition("en"))["opening@rivers-2024"]["dtstart"].dt
    assert start.astimezone(dt.UTC) == dt.datetime(2024, 5, 3, 4, 0, tzinfo=dt.UTC)


def test_the_file_brings_the_time_zone_that_it_names() -> None:
    calendar: Any = Calendar.from_ical(data(edition("en")))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Dushanbe"
    assert [part["tzoffsetto"].td for part in zone.subcomponents] == [dt.timedelta(hours=5)]
    summer: Any = Calendar.from_ical(data(edition("en", timezone="Europe/Vienna")))
    (zone,) = summer.walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    start = summer.walk("VEVENT")[0]["dtstart"].dt
    assert start.astimezone(dt.UTC).hour == 7


def test_texts_are_russian_and_say_so() -> None:
    event = events(edition("ru"))["opening@rivers-2024"]
    assert event["summary"] == "Заседание I: Открытие, с музыкой; кратко"
    assert event["location"] == "Зал А, левое крыло"
    assert event["description"] == (
        "Только по приглашениям\n\nПредседатель\n–\u00a0Зарина Шарифова, министр (6\u00a0мин)"
        "\n\nКлючевые вопросы\n–\u00a0Плотины"
    )
    assert event["categories"].to_ical().decode() == "Заседание,Только по приглашениям"
    for name in ("summary", "location", "description", "categories"):
        assert event[name].params["LANGUAGE"] == "ru"


def test_a_title_without_a_translation_is_marked_and_in_its_own_language() -> None:
    event = events(edition("ru"))["reception@rivers-2024"]
    assert event["summary"] == "[Reception · нет перевода]"
    assert event["summary"].params["LANGUAGE"] == "en"
    assert event["location"] == "Речной дом, Худжанд"
    assert event["location"].params["LANGUAGE"] == "ru"


def test_an_event_has_its_own_places_or_the_conferences_and_around_it_no_invented_one() -> None:
    plain = edition("en")
    venues = tuple(Line(Kind.VENUE, f"v-{i}", (Cell("en", (Run(text),)),), session="reception")
                   for i, text in enumerate(("Delegates: Hall B", "Media: Hotel")))  # fmt: skip
    first, reception, visit = plain.sessions
    sessions = (first, reception, dataclasses.replace(visit, around=True))
    found = events(dataclasses.replace(plain, lines=(*plain.lines, *venues), sessions=sessions))
    assert found["opening@rivers-2024"]["location"] == "Hall A, left wing"
    assert found["reception@rivers-2024"]["location"] == "Delegates: Hall B; Media: Hotel"
    assert "location" not in found["visit@rivers-2024"]
    assert events(plain)["visit@rivers-2024"]["location"] == "River House, Khujand"


def test_the_stamp_is_the_date_of_the_text_and_the_bytes_are_the_same_twice() -> None:
    assert {str(e["dtstamp"].dt) for e in events(edition("en")).values()} == {"2024-04-01 00:00:00+00:00"}
    assert data(edition("ru")) == data(edition("ru"))


def test_a_draft_is_tentative_and_a_final_programme_confirmed() -> None:
    assert {str(e["status"]) for e in events(edition("en", draft=True)).values()} == {"TENTATIVE"}
    assert {str(e["status"]) for e in events(edition("en")).values()} == {"CONFIRMED"}


def test_an_event_has_the_address_of_its_item_only_where_the_site_has_one() -> None:
    assert b"URL" not in data(edition("en"))
    found = events(edition("ru", url="https://example.org"))
    assert found["visit@rivers-2024"]["url"] == "https://example.org/ru/programme.html#visit"
    assert events(edition("en", url="https://example.org/a b\r\n/"))["opening@rivers-2024"]["url"] == (
        "https://example.org/a%20b%0D%0A/en/programme.html#opening"
    )


def test_the_calendar_has_what_rfc_5545_requires() -> None:
    lines = content_lines(data(edition("ru")))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    head = lines[: lines.index("BEGIN:VTIMEZONE")]
    assert [line for line in head if line.startswith(("VERSION", "PRODID"))] == [
        "VERSION:2.0",
        "PRODID:-//Diptych//Diptych//EN",
    ]
    assert "X-WR-CALNAME:Реки-2024" in head
    assert "X-WR-TIMEZONE:Asia/Dushanbe" in head
    starts = [i for i, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    for start in starts:
        event = lines[start : lines.index("END:VEVENT", start)]
        names = [re.split("[;:]", line)[0] for line in event]
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"):
            assert names.count(name) == 1
        assert not set(names) & {"CLASS", "CREATED", "METHOD"}


def test_an_item_without_hours_takes_its_day_and_makes_nobody_busy() -> None:
    found = events(edition("en"))
    assert found["visit@rivers-2024"]["transp"] == "TRANSPARENT"
    assert "transp" not in found["opening@rivers-2024"]


def test_a_text_without_a_date_was_never_modified() -> None:
    event = events(edition("en", date=None))["opening@rivers-2024"]
    assert "last-modified" not in event
    assert str(event["dtstamp"].dt) == "2024-05-03 00:00:00+00:00"


# --------------------------------------------------------------------------- all, a day, an item

ITEMS = {
    "opening": Item("00000000", dt.date(2024, 5, 3), dt.time(9), dt.time(10, 30), {}, 3),
    "visit": Item("00000000", dt.date(2024, 5, 4), None, None, {}, 0),
    "dinner": Item(
        "00000000", dt.date(2024, 5, 3), dt.time(20), None, {"en": "Dinner", "ru": "Ужин"}, 2, cancelled=True
    ),
    "walk": Item("00000000", dt.date(2024, 5, 5), None, None, {"de": "Spaziergang"}, 1, cancelled=True),
}


def read(artifact: Artifact) -> list[Any]:
    return Calendar.from_ical(artifact.data).walk("VEVENT")


def test_there_is_a_calendar_of_all_of_each_day_and_of_each_item() -> None:
    made = {
        artifact.path: [str(e["uid"]).split("@")[0] for e in read(artifact)]
        for artifact in ics.calendars(edition("ru"))
    }
    assert made == {
        "ru/programme.ics": ["opening", "reception", "visit"],
        "ru/programme/2024-05-03.ics": ["opening", "reception"],
        "ru/programme/2024-05-04.ics": ["visit"],
        "ru/programme/opening.ics": ["opening"],
        "ru/programme/reception.ics": ["reception"],
        "ru/programme/visit.ics": ["visit"],
    }
    assert list(made) == list(ics.paths(edition("ru")))
    assert ics.calendars(edition("en", "ru")) == ()


def test_an_event_is_the_same_in_every_file_that_has_it() -> None:
    made = {artifact.path: artifact for artifact in ics.calendars(edition("en"), ITEMS)}
    whole = {str(e["uid"]): e.to_ical() for e in read(made["en/programme.ics"])}
    parts = [event for path, artifact in made.items() if path != "en/programme.ics" for event in read(artifact)]
    assert len(parts) == 2 * len(whole)
    assert all(event.to_ical() == whole[str(event["uid"])] for event in parts)


def test_one_calendar_can_be_made_without_the_others() -> None:
    every = {artifact.path: artifact for artifact in ics.calendars(edition("en"), ITEMS)}
    assert all(ics.render(edition("en"), ITEMS, path) == artifact for path, artifact in every.items())
    with pytest.raises(KeyError):
        ics.render(edition("en"), ITEMS, "en/programme/nothing.ics")


def test_an_item_that_is_called_like_a_day_has_a_file_of_its_own() -> None:
    plain = edition("en")
    sessions = (*plain.sessions, session("2024-05-03", 4))
    assert ics.paths(dataclasses.replace(plain, sessions=sessions))["en/programme/2024-05-03-item.ics"] == (
        "2024-05-03",
    )


def test_a_days_calendar_bears_the_days_name() -> None:
    day = Line(Kind.DAY, "day-2024-05-04", (Cell("en", (Run("Saturday, 4 May 2024"),)),), whole=True)
    plain = edition("en")
    made = ics.render(dataclasses.replace(plain, lines=(day, *plain.lines)), path="en/programme/2024-05-04.ics")
    assert made is not None
    assert "X-WR-CALNAME:Rivers 2024 · Saturday\\, 4 May 2024" in content_lines(made.data)


def test_the_sequence_is_the_published_number_and_nought_without_one() -> None:
    made = {str(e["uid"]).split("@")[0]: e["sequence"] for e in read(ics.calendars(edition("en"), ITEMS)[0])}
    assert made == {"opening": 3, "reception": 0, "visit": 0, "dinner": 2, "walk": 1}
    assert all(e["sequence"] == 0 for e in events(edition("en")).values())


def test_a_cancelled_item_says_so_in_the_calendars_of_all_of_its_day_and_of_itself() -> None:
    made = {artifact.path: artifact for artifact in ics.calendars(edition("ru", url="https://example.org"), ITEMS)}
    for path in ("ru/programme.ics", "ru/programme/2024-05-03.ics", "ru/programme/dinner.ics"):
        event = next(e for e in read(made[path]) if e["uid"] == "dinner@rivers-2024")
        assert (event["status"], event["sequence"], event["summary"]) == ("CANCELLED", 2, "Ужин")
        assert event["dtstart"].dt.isoformat() == "2024-05-03T20:00:00+05:00"
        assert "url" not in event
    walk = read(made["ru/programme/2024-05-05.ics"])[0]
    assert (walk["summary"], walk["summary"].params["LANGUAGE"]) == ("Spaziergang", "de")


def test_an_item_that_is_back_is_not_cancelled() -> None:
    back = {"opening": dataclasses.replace(ITEMS["opening"], cancelled=True)}
    assert [str(e["status"]) for e in read(ics.calendars(edition("en"), back)[0])] == ["CONFIRMED"] * 3


# --------------------------------------------------------------------------- another reader


def other_reader(artifact: Artifact) -> dict[str, Any]:
    """The events by UID, as vobject reads them."""
    import vobject  # type: ignore[import-untyped]  # comes without types

    return {event.uid.value: event for event in vobject.readOne(artifact.data.decode()).vevent_list}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_two_independent_readers_find_the_same_events(lang: str) -> None:
    for artifact in ics.calendars(edition(lang, url="https://example.org"), ITEMS):
        other = other_reader(artifact)
        ours = {str(e["uid"]): e for e in read(artifact)}
        assert list(other) == list(ours)
        for uid, event in ours.items():
            there = other[uid]
            assert there.dtstart.value == event["dtstart"].dt
            assert getattr(there, "dtend", there.dtstart).value == event.get("dtend", event["dtstart"]).dt
            assert there.summary.value == str(event["summary"])
            assert there.summary.params["LANGUAGE"] == [event["summary"].params["LANGUAGE"]]
            assert int(there.sequence.value) == event["sequence"]
            assert there.status.value == str(event["status"])
            for name in ("location", "description", "url"):
                assert (getattr(there, name).value if hasattr(there, name) else None) == event.get(name)
            if "categories" in event:
                assert there.categories.value == [str(one) for one in event["categories"].cats]


def test_both_readers_agree_on_the_moment_in_summer_and_in_winter() -> None:
    summer = edition("en", timezone="Europe/Vienna")
    winter = dataclasses.replace(summer.sessions[0], id="winter", date=dt.date(2024, 12, 3))
    made = ics.render(dataclasses.replace(summer, sessions=(*summer.sessions, winter)))
    assert made is not None
    for uid, hour in (("opening@rivers-2024", 7), ("winter@rivers-2024", 8)):
        ours = next(e for e in read(made) if e["uid"] == uid)["dtstart"].dt
        assert ours.astimezone(dt.UTC).hour == hour
        assert other_reader(made)[uid].dtstart.value.astimezone(dt.UTC).hour == hour


# --------------------------------------------------------------------------- hostile texts


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=90), min_size=1, max_size=4))
@settings(deadline=None, max_examples=80)
def test_any_text_comes_back_and_no_line_is_longer_than_75_octets(said: list[str]) -> None:
    held(said)


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c\\d\ne",
        "\\n is not a line's end, \\, no comma",
        "Ы" * 200,
        "👩‍💻 emoji, 🇹🇯; " * 12,
        "BEGIN:VEVENT\r\nEND:VCALENDAR",
        "a\x0bb\x00c",
        "\u2028 \u0085",
    ],
)
def test_texts_that_break_careless_calendars_come_back(text: str) -> None:
    held([text])


def held(said: list[str]) -> None:
    """The texts, as key issues of an item, come back from the file, whose lines are as RFC 5545 has them."""
    plain = edition("ru")
    issues = tuple(
        Line(Kind.ISSUE, f"issue-{i}", (Cell("ru", (Run(text),)),), session="visit") for i, text in enumerate(said)
    )
    raw = data(dataclasses.replace(plain, lines=(*plain.lines, *issues)))
    assert raw.endswith(b"\r\n")
    assert all(len(physical) <= 75 for physical in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw)
    for physical in raw.split(b"\r\n"):
        physical.decode()  # a fold never cuts a character in two
    lines = content_lines(raw)
    assert lines.count("BEGIN:VEVENT") == len(plain.sessions)
    found = [line for line in lines if line.startswith("DESCRIPTION;LANGUAGE=ru:")][-1]
    shown = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f]", lambda m: f"[U+{ord(m[0]):04X}]", "\n".join(f"–\u00a0{text}" for text in said)
    )
    assert unescaped(found.removeprefix("DESCRIPTION;LANGUAGE=ru:")) == shown
