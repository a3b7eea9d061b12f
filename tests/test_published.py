"""content/published.json: numbers that grow, items that are cancelled, and a file that may be broken in any way."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from diptych import published
from diptych.published import Item, Published
from spoken import PROGRAMME, Told

SCHEMA = json.loads((ROOT / "docs" / "schema" / "data" / "published.json").read_text("utf-8"))


def now(text: str = PROGRAMME, **more: object) -> dict[str, Item]:
    told = Told(text, **more)  # type: ignore[arg-type]  # passed on by name
    return published.items(told.editions(told.programme))


def changed(old: str, new: str) -> str:
    assert old in PROGRAMME
    return PROGRAMME.replace(old, new)


def numbers(before: Published, items: dict[str, Item]) -> dict[str, int]:
    return {name: item.number for name, item in published.advance(before, items).items.items()}


def test_an_item_is_known_by_its_id_with_its_hours_and_its_titles() -> None:
    items = now()
    assert list(items) == ["opening", "lunch", "boat", "museum"]
    boat = items["boat"]
    assert (boat.date, boat.start, boat.end) == (dt.date(2023, 5, 3), dt.time(10, 30), dt.time(11, 0))
    assert boat.titles == {"en": "Side Event I: A Boat Trip", "ru": "«Side Event I»: «A Boat Trip»"}
    assert (items["museum"].start, items["museum"].end) == (None, None)
    assert len({item.hash for item in items.values()}) == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 10:30\n        end: 11:00", "start: 10:30\n        end: 11:15"),
        ("A Boat Trip", "A Long Boat Trip"),
        ("place: Pier 1", "place: Pier 2"),
        ("host: sharifova", "host: lee"),
        ("organizers: [union, town]", "organizers: [union]"),
        ("        access: invitation\n", ""),
        ("kind: side-event", "kind: briefing"),
    ],
)
def test_whatever_a_reader_of_the_calendar_sees_changes_the_hash_of_that_item_alone(old: str, new: str) -> None:
    before, after = now(), now(changed(old, new))
    assert [name for name in before if before[name].hash != after[name].hash] == ["boat"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 10", "minutes: 12"),
        ("person: lee", "person: sharifova"),
        (", mode: video", ""),
        ("role: chair", "role: keynote"),
    ],
)
def test_roles_people_and_minutes_count(old: str, new: str) -> None:
    assert now()["opening"].hash != now(changed(old, new))["opening"].hash


def test_a_translation_that_is_gone_is_a_change_and_so_is_a_draft_that_becomes_final() -> None:
    before = now()
    assert now(fuzzy=("A Boat Trip",))["boat"].hash != before["boat"].hash
    final = now(changed("lang: en", "lang: en\nstatus: final"))
    assert all(final[name].hash != before[name].hash for name in before)


def test_white_space_and_the_order_of_the_editions_are_no_change() -> None:
    told = Told(PROGRAMME)
    editions = told.editions(told.programme)
    assert published.items(reversed(editions)) == published.items(editions)
    spaced = now(russian=lambda text: f"«{text}»".replace(" ", "\u00a0"))
    assert spaced == now()
    assert now(russian=lambda text: f"„{text}“") != now()


# --------------------------------------------------------------------------- numbers


def test_before_the_first_publication_every_number_is_nought() -> None:
    assert set(numbers(Published(), now()).values()) == {0}


def test_numbers_stay_grow_and_begin() -> None:
    first = published.advance(Published(), now())
    assert set(numbers(first, now()).values()) == {0}
    moved = now(changed("place: Pier 1", "place: Pier 2"))
    assert numbers(first, moved) == {"opening": 0, "lunch": 0, "boat": 1, "museum": 0}
    second = published.advance(first, moved)
    assert numbers(second, moved)["boat"] == 1  # building again changes nothing
    assert numbers(second, now())["boat"] == 2  # not even back to where it was
    assert published.advance(second, moved) == second


def test_what_is_gone_is_cancelled_once_and_comes_back_with_a_higher_number() -> None:
    first = published.advance(Published(), now())
    without = {name: item for name, item in now().items() if name != "boat"}
    gone = published.advance(first, without)
    assert gone.items["boat"] == Item(
        first.items["boat"].hash,
        dt.date(2023, 5, 3),
        dt.time(10, 30),
        dt.time(11, 0),
        first.items["boat"].titles,
        1,
        cancelled=True,
    )
    assert published.advance(gone, without) == gone
    back = published.advance(gone, now())
    assert (back.items["boat"].number, back.items["boat"].cancelled) == (2, False)


# --------------------------------------------------------------------------- the file


def test_the_file_says_what_was_published_and_is_valid() -> None:
    first = published.advance(Published(), now())
    last = published.advance(first, {name: item for name, item in now().items() if name != "boat"})
    text = published.dumps(last)
    assert published.loads(text, "x") == (last, [])
    jsonschema.validate(json.loads(text), SCHEMA)
    assert list(json.loads(text)["items"]) == ["boat", "lunch", "museum", "opening"]
    assert json.loads(text)["items"]["boat"] == {
        "hash": last.items["boat"].hash,
        "number": 1,
        "start": "2023-05-03T10:30",
        "end": "11:00",
        "titles": {"en": "Side Event I: A Boat Trip", "ru": "«Side Event I»: «A Boat Trip»"},
        "cancelled": True,
    }
    assert json.loads(text)["items"]["museum"]["start"] == "2023-05-05"
    assert published.dumps(Published()) == '{\n "version": 1,\n "items": {}\n}\n'


@pytest.mark.parametrize("text", ["", " \n", "null"])
def test_an_empty_file_is_no_memory(text: str) -> None:
    """There is no file before the first publication; one that is empty was lost."""
    read, found = published.loads(text, "x")
    assert read == Published()
    assert [f.rule for f in found] == ["published-json"]


GOOD = {"hash": "0123456789abcdef", "number": 0, "start": "2023-05-03T10:30", "titles": {"en": "A"}}
BAD = [
    ({"hash": "xyz"}, "its hash is not hexadecimal"),
    ({"hash": None}, "its hash is not hexadecimal"),
    ({"number": -1}, "its number is not a whole number from 0"),
    ({"number": True}, "its number is not a whole number from 0"),
    ({"number": 1.5}, "its number is not a whole number from 0"),
    ({"number": 2**31}, "its number is not a whole number from 0"),
    ({"start": "2023-02-31"}, "its start is not YYYY-MM-DD or YYYY-MM-DDTHH:MM"),
    ({"start": "2023-05-03T25:00"}, "its start is not YYYY-MM-DD or YYYY-MM-DDTHH:MM"),
    ({"start": 3}, "its start is not YYYY-MM-DD or YYYY-MM-DDTHH:MM"),
    ({"end": "24:00"}, "its end is not HH:MM behind an hour of its start"),
    ({"start": "2023-05-03", "end": "11:00"}, "its end is not HH:MM behind an hour of its start"),
    ({"titles": ["A"]}, "its titles are not texts by language"),
    ({"titles": {"en": 1}}, "its titles are not texts by language"),
    ({"cancelled": "yes"}, "“cancelled” is neither true nor false"),
    ({"colour": "red"}, "the key “colour” is unknown"),
]


@pytest.mark.parametrize(("wrong", "message"), BAD, ids=[str(wrong) for wrong, _ in BAD])
def test_an_item_that_cannot_be_read_is_left_out_and_said(wrong: dict[str, object], message: str) -> None:
    text = json.dumps({"version": 1, "items": {"good": GOOD, "bad": GOOD | wrong}}, indent=1)
    value, (finding,) = published.loads(text, "content/published.json")
    assert list(value.items) == ["good"]
    assert finding.message == f"“bad”: {message}"
    assert text.split("\n")[finding.span.line - 1].startswith('  "bad"')
    # The schema says no as well, except of a day that the calendar does not have and of how two members agree.
    if wrong not in ({"start": "2023-02-31"}, {"start": "2023-05-03T25:00"}, {"end": "24:00"}, BAD[10][0]):
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(json.loads(text))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("{", "published-json", 1),
        ('{"version": 1,\n"items": {\n<<<<<<< HEAD\n}}', "published-json", 3),
        ("[]", "published-json", 1),
        ('{"version": 1, "items": []}', "published-json", 1),
        ('{"version": 2, "items": {}}', "published-version", 1),
        ('{"items": {}}', "published-version", 1),
        ('{"version": 1, "items": {\n"a": 1}}', "published-item", 2),
        ('{"version": 1, "items": {\n"A B": {}}}', "published-item", 2),
        ("[" * 100_000, "published-json", 1),
        ("9" * 5_000, "published-json", 1),
    ],
)
def test_a_broken_file_is_a_finding_with_its_line(text: str, rule: str, line: int) -> None:
    value, found = published.loads(text, "content/published.json")
    assert value == Published()
    assert [(finding.rule, finding.span.line) for finding in found] == [(rule, line)]


def test_a_doubled_item_of_a_careless_merge_is_said() -> None:
    one = json.dumps(GOOD)
    _, found = published.loads(f'{{"version": 1, "items": {{\n"a": {one},\n"a": {one}}}}}', "x")
    assert [(finding.rule, finding.span.line) for finding in found] == [("doubled-key", 2)]


KEYS = st.sampled_from(["version", "items", "a", "hash", "start", "titles"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(st.text(max_size=60) | ANYTHING.map(json.dumps))
@settings(deadline=None, max_examples=150)
def test_nothing_that_stands_in_the_file_raises(text: str) -> None:
    value, found = published.loads(text, "x")
    assert not value.items or not found
    published.dumps(value).encode()
