"""An imported programme as YAML, and a document in the list: what is read back is what was put in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from diptych import inline, nodes, programme, registry, vocabulary
from diptych.finding import Finding, UserError
from diptych.importers import agenda_yaml, listing, markup, people_file, yaml_text
from diptych.importers.agenda import Agenda, Day, Issue, Item, Named, Role, Speaking, Venue
from diptych.importers.item_ids import Ids
from diptych.importers.sheet import Doubt, Spot, placed
from diptych.model import Document, Kind, Registry

if TYPE_CHECKING:
    from diptych.importers.people_file import Enrolled

CONTENT = ROOT / "content"
CONFERENCE = registry.conference((CONTENT / "conference.yaml").read_text(encoding="utf-8"), "conference.yaml")[0]
LABELS = registry.labels((CONTENT / "labels.yaml").read_text(encoding="utf-8"), "labels.yaml")[0]
FIRST = dt.date(2022, 10, 18)


def enrolled(agenda: Agenda) -> Enrolled:
    named = [one for day in agenda.days for item in day.items for one in people_of(item)]
    organizers = [(name, item.spot) for day in agenda.days for item in day.items for name in item.organizers]
    return people_file.enrol("", agenda.lang, named, organizers, {})


def people_of(item: Item) -> list[Named]:
    hosts = [item.host] if item.host else []
    return [*hosts, *(speaking.person for role in item.roles for speaking in role.people)]


def read(text: str, people: Enrolled) -> tuple[Document, list[Finding]]:
    assert CONFERENCE
    persons, houses, _, faults = registry.people(people.text, "people.yaml")
    assert not faults, (people.text, faults)
    world = Registry(CONFERENCE, persons, houses, LABELS, {})
    return programme.loads(text, "programme.yaml", "programme", world)


ANNA = Named("Anna Petrova", "Minister of Water of Freedonia", "Petrova", courtesy="ms", gender="f", spot=Spot(11))
JOHN = Named("John Grey", "Chief, Rivers Branch, World Rivers Organization (WRO)", "Grey", spot=Spot(12))

GOLDEN = Agenda(
    title="Programme: annotated",
    notice="Not official",
    days=(
        Day(
            FIRST,
            (
                Item("photo", "Group photo", start=dt.time(8, 50), audience="heads-of-delegation", spot=Spot(4)),
                Item(
                    "session",
                    "Opening of the Meeting",
                    start=dt.time(9),
                    end=dt.time(10, 30),
                    roles=(
                        Role("chair", (Speaking(ANNA, 10, spot=Spot(7)),), spot=Spot(6)),
                        Role("speaker", (Speaking(JOHN, None, video=True, spot=Spot(9)),), "*Voices*", spot=Spot(8)),
                    ),
                    notes=("FTF = foreign fighter", "ask the host"),
                    spot=Spot(5),
                ),
                Item(
                    "thematic-session",
                    "Rivers: shared",
                    label="Thematic Session IV",
                    start=dt.time(11),
                    issues=(Issue("What is a river?"), Issue("And, “why”: a case", id="why")),
                    floor="Whoever asks",
                    organizers=("WRO", "Hub, Doha"),
                    place="Hall A, floor 1",
                    spot=Spot(14),
                ),
                Item(
                    "break",
                    "Lunch",
                    start=dt.time(13),
                    end=dt.time(14),
                    venues=(Venue("Building B, first floor", "delegates"), Venue("Tea House")),
                ),
                Item("break", "Lunch for the press", start=dt.time(13)),
                Item("reception", "Evening", start=dt.time(22), end=dt.time(1), host=ANNA, access="invitation"),
            ),
        ),
    ),
)


def test_golden() -> None:
    people = enrolled(GOLDEN)
    result = agenda_yaml.dumps(GOLDEN, people, {"date": "2022-10-17"})
    assert result.text == (ROOT / "tests" / "imports" / "yaml" / "programme.yaml").read_text(encoding="utf-8")
    document, found = read(result.text, people)
    assert not found
    assert len(document.sessions) == 6
    lines = result.text.split("\n")
    assert lines[result.lines[4] - 1].strip() == "- id: photo"
    assert lines[result.lines[9] - 1].strip() == "- {person: grey, mode: video}"
    (doubt,) = placed([Doubt(Spot(10), "rule", "reason")], "content/programme.yaml", result.lines)
    assert doubt.result == f"content/programme.yaml:{result.lines[9]}"


ONE_DAY = Day(FIRST, ())


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (Item("session", "High-Level Opening Session"), "opening"),
        (Item("session", "Заключительное заседание"), "closing"),
        (Item("session", "Торжественное открытие конференции"), "opening"),
        (Item("session", "Heads of Delegation Session"), "heads-of-delegation"),
        (Item("session", "Выступления глав делегаций"), "vystupleniya-glav-delegatsii"),
        (Item("session", "Rivers", label="Session 3"), "session-3"),
        (Item("thematic-session", "Rivers", label="Thematic Session IV"), "session-4"),
        (Item("thematic-session", "Реки", label="Тематическая сессия II"), "session-2"),
        (Item("thematic-session", "Rivers of the world"), "rivers-of-the-world"),
        (Item("side-event", "Hubs", label="Side Event III"), "side-event-3"),
        (Item("break", "Coffee break"), "coffee-18"),
        (Item("break", "Перерыв на обед"), "lunch-18"),
        (Item("break", "Кофе-брейк"), "coffee-18"),
        (Item("break", "Registration"), "break-18"),
        (Item("photo", "Group photo"), "photo"),
        (Item("exhibition", "Art"), "exhibition"),
        (Item("reception", "Dinner"), "reception-18"),
        (Item("briefing", "Briefing on UNODC Portfolio"), "briefing-unodc"),
        (Item("visit", "Visit to the National Museum"), "visit-national-museum"),
        (Item("session", "Day 1"), "session-18"),
        (Item("session", "", id="given-7"), "given-7"),
        (Item("session", "会议"), "session-18"),
    ],
)
def test_ids_of_the_house(item: Item, name: str) -> None:
    day = replace(ONE_DAY, items=(item,))
    assert Ids(Agenda("x", (day,))).of(item, day) == name


def test_each_id_once_and_a_stated_one_is_kept() -> None:
    items = (Item("break", "Coffee"), Item("break", "Coffee"), Item("session", "X", id="coffee-18"), Item("photo", "P"))
    days = (Day(FIRST, items), Day(dt.date(2022, 10, 19), (Item("photo", "P"),)))
    ids = Ids(Agenda("x", days))
    said = [ids.of(item, day) for day in days for item in day.items]
    assert said == ["coffee-18-2", "coffee-18-3", "coffee-18", "photo", "photo-19"]


# --------------------------------------------------------------------------- the law

TEXT = st.one_of(
    st.sampled_from(["Rivers", "a: b", "it's #1", "- x", "Реки и «горы»", "“Q”", "12:00", "no", "far " * 60 + "end"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=30).map(
        lambda text: markup.dumps(markup.plain(text))  # the texts of an agenda are inline Markdown
    ),
)
TITLE = TEXT.filter(lambda text: bool(yaml_text.one_line(text)))
NAMES = st.sampled_from(
    ["Anna Petrova", "John Grey", "Ali Al Nuaimi", "Du Hangwei", "Emomali Rahmon", "Rahmon Yusuf", "Анна Петрова", "李"]
)


@st.composite
def people(draw: st.DrawFn) -> Named:
    name = draw(NAMES)
    return Named(
        name,
        draw(TITLE),
        name.split()[-1],
        draw(st.booleans()),
        draw(st.sampled_from(["", *vocabulary.COURTESIES])),
        draw(st.sampled_from(["", "excellency"])),
        draw(st.sampled_from(["", "m", "f"])),
        draw(st.sampled_from(["", "TJ", "KZ"])),
        spot=Spot(draw(st.integers(1, 50))),
    )


HOURS = st.one_of(st.none(), st.times().map(lambda time: time.replace(microsecond=0, tzinfo=None)))
ITEMS = st.builds(
    Item,
    st.sampled_from(vocabulary.ITEM_KINDS),
    TITLE,
    st.sampled_from(["", "", "", "opening", "my-id", "day-1", "title", "Bad Id"]),
    HOURS,
    HOURS,
    TEXT,
    TEXT,
    TEXT,
    st.one_of(st.none(), people()),
    st.lists(st.sampled_from(["UNOCT", "Hub, Doha", "World Rivers Organization (WRO)"]), max_size=3).map(tuple),
    st.sampled_from(["", "invitation"]),
    st.sampled_from(["", *vocabulary.AUDIENCES]),
    st.lists(st.builds(Venue, TEXT, st.sampled_from(["", "media"])), max_size=2).map(tuple),
    st.lists(
        st.builds(
            Role,
            st.sampled_from(vocabulary.ROLES),
            st.lists(
                st.builds(Speaking, people(), st.one_of(st.none(), st.integers(0, 20000)), st.booleans()), max_size=3
            ).map(tuple),
            TEXT,
        ),
        max_size=2,
    ).map(tuple),
    TEXT,
    st.lists(st.builds(Issue, TEXT, id=st.sampled_from(["", "one", "Two"])), max_size=3).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
    st.builds(Spot, st.integers(1, 99)),
)
DAYS = st.builds(Day, st.dates(FIRST, dt.date(2022, 10, 19)), st.lists(ITEMS, max_size=3).map(tuple))
AGENDAS = st.builds(Agenda, TITLE, st.lists(DAYS, min_size=1, max_size=3).map(tuple), subtitle=TEXT, notice=TEXT)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(AGENDAS)
def test_what_is_read_back_is_what_was_put_in(agenda: Agenda) -> None:
    crew = enrolled(agenda)
    result = agenda_yaml.dumps(agenda, crew, {})
    document, found = read(result.text, crew)
    assert not found, (result.text, found)
    days = sorted(agenda.days, key=lambda day: day.date)
    items = [(day, item) for day in days for item in day.items]
    assert len(document.sessions) == len(items)
    for (day, item), session in zip(items, document.sessions, strict=True):
        assert (session.kind, session.date, session.audience) == (item.kind, day.date, item.audience)
        assert session.title.key.msgid == yaml_text.one_line(item.title)
        assert (session.label.key.msgid if session.label else "") == yaml_text.one_line(item.label)
        assert session.start == (item.start.replace(second=0) if item.start else None)
        assert session.invitation == bool(item.access)
        assert session.host == (crew.ids[item.host] if item.host else "")
        assert session.organizers == tuple(dict.fromkeys(crew.organizations[name] for name in item.organizers))
        wanted = [
            (crew.ids[one.person], role.role, one.minutes if one.minutes and one.minutes <= 9999 else None, one.video)
            for role in item.roles
            for one in role.people
        ]
        assert [(one.person, one.role, one.minutes, one.video) for one in session.appearances] == wanted
        texts = [
            part.key.msgid
            for block in document.blocks
            if block.session == session.id and block.kind in {Kind.ISSUE, Kind.NOTE, Kind.PLACE}
            for part in block.parts
        ]
        said = [item.place, item.note, *(issue.text for issue in item.issues)]
        assert texts == [yaml_text.one_line(text) for text in said if yaml_text.one_line(text)]
        note = " ".join(filter(None, map(yaml_text.one_line, item.notes)))
        assert session.title.comment.split() == note.strip().split()
    assert all(1 <= line <= result.text.count("\n") for line in result.lines.values())


@given(st.text(max_size=60))
def test_no_text_stops_it(text: str) -> None:
    agenda = Agenda(text, (Day(FIRST, (Item("session", text, text, label=text, notes=(text,)),)),))
    result = agenda_yaml.dumps(agenda, enrolled(agenda), {"symbol": text})
    _, found = nodes.loads(result.text, "x")
    assert not found or all(one.rule == "control-character" for one in found), (result.text, found)
    assert inline.visible(result.text) == result.text


def test_ids_of_other_programmes_stay_theirs_those_of_a_feed_stay() -> None:
    items = (Item("session", "Opening Session"), Item("session", "Talk", "talk-7"))
    agenda = Agenda("T", (Day(FIRST, items),))
    result = agenda_yaml.dumps(agenda, enrolled(agenda), {}, {"opening", "talk-7"})
    ids = [line.split()[-1] for line in result.text.splitlines() if "- id:" in line]
    assert ids == ["opening-2", "talk-7"]


# --------------------------------------------------------------------------- the list of documents


def test_a_document_is_listed_once_in_the_style_of_the_list() -> None:
    text = (CONTENT / "conference.yaml").read_text(encoding="utf-8")
    result = listing.listed(text, "minutes", "minutes.md")
    assert result == text + "  - {id: minutes, file: minutes.md, status: draft}\n"
    assert listing.listed(result, "minutes", "minutes.md") == result
    assert listing.listed(text, "about", "about.md") == text


LISTS = [
    ("id: x\n", ""),
    ("documents: []\n", ""),
    ("documents: [] # none yet\nid: x\n", ""),
    (
        "documents: [{id: b, file: b.md},\n  {id: c,\n    file: c.md}]\n",
        "  - {id: b, file: b.md}\n  - {id: c, file: c.md}\n",
    ),
]


@pytest.mark.parametrize(("text", "before"), LISTS)
def test_a_list_in_brackets_becomes_lines(text: str, before: str) -> None:
    result = listing.listed(text, "a", "a.md")
    assert f"{before}  - {{id: a, file: a.md, status: draft}}\n" in result
    assert "[" not in result
    assert ("none yet" in result) == ("none yet" in text)


def test_a_list_in_brackets_with_a_comment_keeps_it() -> None:
    result = listing.listed("documents: [\n  {id: b, file: b.md}, # why\n]\n", "a", "a.md")
    assert "# why" in result
    assert not nodes.loads(result, "x")[1]


@pytest.mark.parametrize("text", ["id: x\n", "id: x\ndocuments:\n", "id: x\ndocuments: []\n"])
def test_the_first_document(text: str) -> None:
    root, found = nodes.loads(listing.listed(text, "a", "a.md", "final"), "x")
    assert not found
    (entry,) = root.get("documents").items  # type: ignore[union-attr]
    assert [value.text for _, value in entry.entries] == ["a", "a.md", "final"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "other"), [("people", "people-text"), ("404", "404-text"), ("A b", "a-b"), ("", "x")])
def test_a_name_that_no_document_can_have(name: str, other: str) -> None:
    with pytest.raises(UserError) as caught:
        listing.listed("id: x\n", name, "x.md")
    assert other in caught.value.hint


def test_a_name_that_stands_for_another_file() -> None:
    with pytest.raises(UserError):
        listing.listed("documents:\n  - {id: a, file: a.md}\n", "a", "a.yaml")
