"""Timetables of other programs, what they have in common: our own exports, descriptions, ids, whatever comes.

The fixtures are our own words in the shapes that Indico's serializers, pretalx, frab and Outlook write.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import ROOT, make_small
from diptych import importing, inline, project
from diptych.finding import Severity, UserError
from diptych.importers import calendar, feed_hours, feed_ids, feed_kinds, feed_people, feed_texts, indico, schedule
from diptych.importers.feed_doubts import Tally
from diptych.importers.sheet import Spot
from diptych.model import Kind
from feeding import ALL, FEEDS, ends, event, items, people, sound, timetable, written
from imported import fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from diptych.importers.agenda import Agenda
    from diptych.importers.results import Imported
    from diptych.model import Document, Session


@pytest.mark.parametrize("name", ALL)
def test_a_fixture_is_read_the_same_twice_and_soundly(name: str) -> None:
    agenda = timetable(name)
    sound(agenda)
    assert timetable(name) == agenda


# --------------------------------------------------------------------------- our own exports


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendars and schedules of the conference of this repository, as ``diptych render`` makes them."""
    from click.testing import CliRunner

    from diptych.cli import conference

    out = tmp_path_factory.mktemp("exports")
    command = ["render", "programme", "--to", "ics,schedule", "--out", str(out)]
    result = CliRunner().invoke(conference(ROOT), command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return out


OWN: tuple[tuple[str, Callable[[bytes, str], Agenda]], ...] = (
    ("schedule.json", schedule.read_json),
    ("schedule.xml", schedule.read_xml),
    ("programme.ics", calendar.read),
)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("name", "reader"), OWN)
def test_our_own_exports_come_back(exports: Path, lang: str, name: str, reader: Callable[[bytes, str], Agenda]) -> None:
    """What the formats cannot say, and so does not come back: an open end is an hour later in a schedule (docstring of
    `render.schedule`), and of items that begin at one hour a schedule keeps no order (it stands by rooms).
    """
    folder = project.read(ROOT)
    programme = next(one for one in folder.documents if one.slug == "programme")
    sessions = {session.id: session for session in programme.sessions}
    agenda = reader((exports / lang / name).read_bytes(), name)
    sound(agenda)
    found = items(agenda)
    calendars = name.endswith(".ics")
    assert (list(found) if calendars else sorted(found)) == (list(sessions) if calendars else sorted(sessions))
    assert (agenda.lang, agenda.zone) == (lang, folder.conference.timezone)
    assert agenda.source.partition(":")[2] == folder.conference.id
    parts = {(block.session, block.kind.value): block for block in programme.blocks}
    for key, session in sessions.items():
        date, item = found[key]
        assert (date, item.start, item.kind) == (session.date, session.start, session.kind)
        assert item.end == session.end or (session.end is None and not calendars)
        assert (item.audience, item.access == "invitation") == (session.audience, session.invitation)
        spoken = [one for role in item.roles for one in role.people]
        assert [(one.minutes, one.video) for one in spoken] == [(a.minutes, a.video) for a in session.appearances]
        assert bool(item.host) == bool(session.host)
        assert bool(item.place) == ((key, "place") in parts)
        assert len(item.issues) == sum(b.kind.value == "issue" and b.session == key for b in programme.blocks)
        if lang == "en":
            assert [item.title, item.label] == [
                part.key.msgid if part else "" for part in (session.title, session.label)
            ]
            names = [folder.known.people[a.person].name.key.msgid for a in session.appearances]
            assert [one.person.name for one in spoken] == names
            known = [folder.known.people[a.person] for a in session.appearances]
            assert [(one.person.courtesy, one.person.style) for one in spoken] == [
                (who.courtesy, "excellency" if who.style else "") for who in known
            ]
            if (key, "place") in parts:
                assert item.place == parts[key, "place"].parts[-1].key.msgid


def test_a_cancelled_item_of_ours_is_cancelled() -> None:
    agenda = calendar.read(written(event("opening@river", STATUS="CANCELLED"), event("closing@river")), "a.ics")
    assert agenda.cancelled == {"opening"}
    assert list(items(agenda)) == ["closing"]


REFUSED: tuple[tuple[str, Callable[[bytes, str], Agenda], bytes, str], ...] = (
    ("empty results", indico.read, b'{"count": 0, "_type": "HTTPAPIResult", "results": []}', "no event"),
    ("empty timetable", indico.read, b'{"count": 1, "results": {"7": {"20240501": {}}}}', "no item"),
    ("error", indico.read, b'{"_type": "HTTPAPIError", "message": "Invalid key", "code": 403}', "Invalid key"),
    ("login page", indico.read, b"\n<!DOCTYPE html><html><title>Log in</title></html>", "web page"),
    ("other JSON", indico.read, b'["a"]', "no export"),
    ("cut", indico.read, b'{"results": {"7": {"2024', "not JSON"),
    ("deep", indico.read, b'{"results":' + b"[" * 200_000, "nested"),
    ("deep schedule", schedule.read_json, b"[" * 200_000 + b"]" * 200_000, "nested"),
    ("no days", schedule.read_json, b'{"schedule": {"conference": {"title": "x"}}}', "no days"),
    ("list", schedule.read_json, b"[1, 2]", "no schedule"),
    ("nothing", schedule.read_json, b'{"schedule": {"conference": {"days": []}}}', "no item"),
    ("zero bytes", schedule.read_json, b'{"a": "\x00"}', "no text"),
    ("other XML", schedule.read_xml, b"<rss/>", "root"),
    ("cut XML", schedule.read_xml, b"<schedule><conference><title>x", "not XML"),
    ("empty XML", schedule.read_xml, b"", "not XML"),
    ("deep XML", schedule.read_xml, b"<schedule>" + b"<a>" * 100_000, "nested"),
    (
        "entities",
        schedule.read_xml,
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
        "document type",
    ),
    (
        "external entity",
        schedule.read_xml,
        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>',
        "document type",
    ),
    ("document type alone", schedule.read_xml, b"<!DOCTYPE schedule><schedule/>", "document type"),
    ("no calendar", calendar.read, b"hello", "no calendar"),
    ("calendar without events", calendar.read, b"BEGIN:VCALENDAR\nEND:VCALENDAR", "no event"),
    (
        "many events",
        calendar.read,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:x\n" * 6_000,
        "more than",
    ),
    (
        "long text",
        schedule.read_json,
        json.dumps({"schedule": {"conference": {"days": [], "title": "a" * 100_001}}}).encode(),
        "limit",
    ),
    ("nested calendar", calendar.read, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:X\n" * 40, "nested"),
)


@pytest.mark.parametrize(("reader", "data", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_timetable_is_refused_in_one_line(
    reader: Callable[[bytes, str], Agenda], data: bytes, said: str
) -> None:
    with pytest.raises(UserError) as caught:
        reader(data, "file")
    assert said in caught.value.message
    assert "\n" not in caught.value.message + caught.value.hint
    assert caught.value.hint


# --------------------------------------------------------------------------- texts and words


def told(*texts: str, plain: bool = False) -> feed_texts.Told:
    return feed_texts.read(texts, Spot(1), Tally(), "en", plain=plain)


def test_descriptions() -> None:
    said = told(
        "By invitation only\nOrganizers: River Union; Delta Club, Basra\n\n"
        "A day of boats.\nAnd of bread\n\nWith music.\n\n"
        "Chair:\n- Mr. Ali Nazarov, Ferryman (5 min)\n\nPanellists (6 min each):\n* Ms. Eva Lind, Pilot\n"
        "* Dr. Sam Obi, Physician (video message)\n\nInterventions from the floor: all captains\n\n"
        "Key issues:\n1. Tolls\n2. Fog\n\nBread will be served."
    )
    assert said.note == "A day of boats. And of bread. With music. Bread will be served."
    assert said.organizers == ("River Union", "Delta Club, Basra")
    assert (said.access, said.floor) == ("invitation", "all captains")
    assert [issue.text for issue in said.issues] == ["Tolls", "Fog"]
    assert people(said.roles) == [("chair", "", ["Ali Nazarov"]), ("panellist", "", ["Eva Lind", "Sam Obi"])]
    assert [(one.minutes, one.video) for role in said.roles for one in role.people] == [
        (5, False),
        (6, False),
        (6, True),
    ]


def test_russian_descriptions() -> None:
    said = told(
        "Организаторы: Союз рек\nГлавы делегаций\n\nГости с верховьев:\n– г-н Иван Реченко, капитан\n\n"
        "Ключевые вопросы:\n– Пошлины\n– Туман\n\nТолько по приглашениям"
    )
    assert (said.note, said.organizers, said.audience, said.access) == (
        "",
        ("Союз рек",),
        "heads-of-delegation",
        "invitation",
    )
    assert people(said.roles) == [("speaker", "Гости с верховьев", ["Иван Реченко"])]
    assert [issue.text for issue in said.issues] == ["Пошлины", "Туман"]


@pytest.mark.parametrize(
    "text",
    [
        "Speakers will discuss what a river is.",
        "Chair and table were built of reed. Nobody sat on it.",
        "General debate follows on Friday.",
        "Statements",
        "Key issues are water and bread.",
    ],
)
def test_prose_heads_nothing(text: str) -> None:
    said = told(text)
    assert (said.note, said.roles, said.issues, said.floor) == (text, (), (), "")


def test_signs_of_markdown_mean_themselves_in_a_calendar() -> None:
    text = "Rooms *2* and _3_, see [plan] & <door>"
    assert inline.plain(told(text, plain=True).note) == text
    assert inline.plain(told("Rooms *2* and **3**").note) == "Rooms 2 and 3"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee break", "break"), ("Late tea break", "break"), ("Lunch for delegates", "break"),
        ("Кофе-брейк", "break"),
        ("Перерыв на обед", "break"), ("Break-out session on rivers", "session"), ("Prison break", "session"),
        ("Group photo", "photo"), ("Photo and video evidence in court", "session"),
        ("Совместное фотографирование", "photo"),
        ("Reception hosted by the Governor", "reception"), ("Reception of refugees", "session"),
        ("Gala dinner", "reception"),
        ("Приём от имени губернатора", "reception"), ("Side event: Water", "side-event"), ("Visit to the dam", "visit"),
        ("Экскурсия на плотину", "visit"), ("Press briefing", "briefing"), ("Exhibition of maps", "exhibition"),
        ("Programme of Action", "session"), ("Breaking the chain", "session"),
    ],
)  # fmt: skip
def test_kinds_by_title(title: str, kind: str) -> None:
    assert feed_kinds.kind([], title) == kind


def test_who_speaks_at_lunch_has_a_session() -> None:
    assert feed_kinds.kind([], "Lunch talk: bread", people=True) == "session"
    assert feed_kinds.kind(["Break"], "Bread and water") == "break"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Petrova, Anna", "Anna Petrova"),
        ("Ms Sharifova, Zarina", "Ms Zarina Sharifova"),
        ("van der Berg, Jan P.", "Jan P. van der Berg"),
        ("Anna Petrova", "Anna Petrova"),
        ("Petrova, head of the snow service", "Petrova, head of the snow service"),
    ],
)
def test_names_that_are_turned_round(text: str, name: str) -> None:
    assert feed_people.inverted(text) == name


@given(st.text(max_size=60))
@example("\ud800")
@example("İ")
@example("day-")
def test_every_id_is_one_of_the_house(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", feed_ids.made("session", text))
    assert feed_ids.made("session", text) == feed_ids.made("session", text)


# --------------------------------------------------------------------------- from end to end


def at(root: Path, first: dt.date, last: dt.date) -> Path:
    """The conference, on other dates."""
    path = root / "content" / "conference.yaml"
    dates = f"dates: {{start: {first}, end: {last}}}"
    text, count = re.subn(r"dates: \{.*\}|dates:\n(?:  .*\n)+", f"{dates}\n", path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")
    return root


def brought(root: Path, name: str, data: bytes) -> Imported:
    made = importing.bring_in(project.read(root), {name: data}, importing.Wish(name="timetable"))
    importing.write(root, made)
    return made


def errors(folder: project.Folder) -> set[str]:
    return {one.rule for one in folder.findings if one.severity is Severity.ERROR}


@pytest.mark.parametrize("make", [make_small, lambda path: fresh(path / "fresh")], ids=["small", "fresh"])
@pytest.mark.parametrize("name", ALL)
def test_a_fixture_becomes_content_once(name: str, make: Callable[[Path], Path], tmp_path: Path) -> None:
    """Ids, days, hours, places and people are those of the feed; a second import of it changes nothing."""
    agenda = timetable(name)
    root = at(make(tmp_path), agenda.days[0].date, agenda.days[-1].date)
    before = {one.rule for one in project.read(root).findings}
    data = (FEEDS / name).read_bytes()
    made = brought(root, name, data)
    folder = project.read(root)
    assert errors(folder) <= before
    programme = next(one for one in folder.documents if one.slug == "timetable")
    zone = folder.conference.timezone
    wanted = items(feed_hours.shifted(agenda, zone) if agenda.zone else agenda)
    assert [(one.id, one.date, one.start, one.end, one.kind) for one in programme.sessions] == [
        (key, date, item.start, item.end, item.kind) for key, (date, item) in wanted.items()
    ]
    people = folder.known.people
    for session in programme.sessions:
        item = wanted[session.id][1]
        said = [(one.person.name, one.minutes, one.video) for role in item.roles for one in role.people]
        assert [(people[a.person].name.key.msgid, a.minutes, a.video) for a in session.appearances] == said
        assert not item.place or item.place in (root / "content" / "timetable.yaml").read_text("utf-8")
    assert made.made[0].new
    again = brought(root, name, data)
    assert (dict(again.files), again.made[0].done) == ({}, ("nothing has changed",))


@pytest.mark.parametrize(("name", "_"), OWN)
def test_our_own_exports_become_our_programme(exports: Path, name: str, _: object, tmp_path: Path) -> None:
    """What the formats cannot say: an open end in a schedule; where the name of an organization ends that has a comma
    in it; ids of people and organizations; comments.
    """
    ours, root = project.read(ROOT), fresh(tmp_path / "fresh")
    brought(root, name, (exports / "en" / name).read_bytes())
    folder = project.read(root)
    assert errors(folder) <= {"date-outside"}
    here, there = (
        {session.id: (session, one) for one in side.documents for session in one.sessions} for side in (ours, folder)
    )
    assert set(here) == set(there)
    for key, (session, document) in here.items():
        other, made = there[key]
        assert (other.date, other.start, other.kind) == (session.date, session.start, session.kind)
        assert other.end == session.end or (session.end is None and not name.endswith(".ics"))
        assert spoken(other, folder) == spoken(session, ours)
        assert printed(key, made) == printed(key, document)


def spoken(session: Session, folder: project.Folder) -> list[tuple[object, ...]]:
    """Who speaks as what, for how long."""
    people = folder.known.people
    said = [(one.role, people[one.person].name.key.msgid, one.minutes, one.video) for one in session.appearances]
    host = people[session.host].name.key.msgid if session.host else ""
    return [(host, session.audience, session.invitation), *said]


def printed(session: str, document: Document) -> list[tuple[str, list[str]]]:
    """The texts of an item, but for the organizers."""
    blocks = [one for one in document.blocks if one.session == session and one.kind is not Kind.ORGANIZERS]
    return [(one.kind.value, [part.key.msgid for part in one.parts]) for one in blocks]


def test_days_outside_the_conference_are_marked_unless_all_are() -> None:
    agenda = timetable("outlook.ics")
    first = dt.date(2024, 5, 4)
    assert [day.around for day in feed_hours.dated(agenda, first, first).days] == [True, False, True]
    assert feed_hours.dated(agenda, dt.date(2022, 1, 1), dt.date(2022, 1, 2)) is agenda


# --------------------------------------------------------------------------- whatever comes

JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 10**17, 1.5, "", "x", "\ud800", "9999-12-31", "<p>", [], {}, [[]], [None], {"a": {}},
    {"date": 5},
    "a" * 300, "-1:-1", "\u202e", [1, "x"], {"en": "x", "ru": "y"}, "Mr.", "- \n- \n", "Chair: Mr. X Y, Z",
)  # fmt: skip


def mutated(value: Any, seed: random.Random, rate: float) -> Any:
    """A copy in which some nodes are taken out, doubled or replaced by values of other types."""
    if seed.random() < rate:
        return copy.deepcopy(seed.choice(JUNK))
    if isinstance(value, dict):
        kept = ((key, one) for key, one in value.items() if seed.random() >= rate)
        return {seed.choice([key, key, key, f"{key}x"]): mutated(one, seed, rate) for key, one in kept}
    if isinstance(value, list):
        out = [mutated(one, seed, rate) for one in value if seed.random() >= rate]
        return out + out[:1] if seed.random() < rate else out
    return value


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith("json")])
@given(st.integers(0, 2**32), st.sampled_from([0.01, 0.05, 0.2]))
@settings(max_examples=40)
def test_json_of_any_shape_ends_in_a_programme_or_one_line(name: str, seed: int, rate: float) -> None:
    reader = indico.read if name.startswith("indico") else schedule.read_json
    value = mutated(json.loads((FEEDS / name).read_text("utf-8")), random.Random(seed), rate)  # noqa: S311 - no secret
    ends(reader, json.dumps(value).encode())


@pytest.mark.parametrize(("name", "reader"), [("pretalx.xml", schedule.read_xml), ("outlook.ics", calendar.read)])
@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_lines_of_any_order_end_in_a_programme_or_one_line(
    name: str, reader: Callable[[bytes, str], Agenda], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = (FEEDS / name).read_text("utf-8").split("\n")
    out = []
    for line in lines:
        match chance.randrange(12):
            case 0:
                continue
            case 1:
                out += [line, line]
            case 2:
                cut = chance.randrange(len(line) + 1)
                out.append(
                    line[:cut] + chance.choice(["", "9", ":", ";", '"', "\x00", "é", ">", "T", "-"]) + line[cut + 1 :]
                )
            case 3:
                out.insert(chance.randrange(len(out) + 1), line)
            case _:
                out.append(line)
    ends(reader, "\n".join(out).encode())


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_programme_or_one_line(data: bytes) -> None:
    for reader in (indico.read, schedule.read_json, schedule.read_xml, calendar.read):
        ends(reader, data)
    ends(calendar.read, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240503\n" + data)
