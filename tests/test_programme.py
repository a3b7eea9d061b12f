"""programme.yaml: blocks in print order, sessions as data, and what is wrong as findings."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import programme, registry
from diptych.catalog import Span
from diptych.model import Appearance, Kind, Registry
from reading import CONTENT, SMALL, example, ids_differ, places_exist, printed, river, said

known = functools.cache(river)


def rules(items: str) -> list[str]:
    """What is found in a programme of these items of 3 May 2023, which stand on line 5 and below."""
    text = f"kind: programme\ntitle: T\ndays:\n  - date: 2023-05-03\n    items: [{items}]\n"
    return [finding.rule for finding in programme.loads(text, "x.yaml", "programme", known())[1]]


def test_the_small_programme_prints_in_this_order() -> None:
    text = (SMALL / "programme.yaml").read_text("utf-8")
    document, found = programme.loads(text, "programme.yaml", "programme", known())
    assert said(found) == []
    assert printed(document) == example("programme.blocks").splitlines()


def test_a_session_is_data_too() -> None:
    text = (SMALL / "programme.yaml").read_text("utf-8")
    document, _ = programme.loads(text, "p.yaml", "programme", known())
    opening, lunch, boat, museum = document.sessions
    assert (opening.start, opening.end) == (dt.time(9), dt.time(10, 30))
    assert opening.appearances == (
        Appearance("sharifova", "chair", 10, False, Span("p.yaml", 17, 17)),  # noqa: FBT003 - not a video message
        Appearance("lee", "panellist", 5, True, Span("p.yaml", 20, 17)),  # noqa: FBT003 - a video message
    )
    assert (lunch.start, lunch.end) == (dt.time(10, 30), None)
    assert (boat.invitation, boat.audience, boat.host, boat.organizers) == (
        True,
        "heads-of-delegation",
        "sharifova",
        ("union", "town"),
    )
    assert (museum.around, museum.date) == (True, dt.date(2023, 5, 5))


def test_a_broken_programme_is_read_all_the_same() -> None:
    document, found = programme.loads(example("programme.yaml"), "programme.yaml", "programme", known())
    assert said(found) == example("programme.findings").splitlines()
    assert [session.id for session in document.sessions] == ["opening", "day-2023-05-04-item", "opening-2"]
    assert ids_differ(document)


def test_the_real_programme_is_read_without_a_finding() -> None:
    conference, _, _ = registry.conference((CONTENT / "conference.yaml").read_text("utf-8"), "c.yaml")
    people, organizations, _, _ = registry.people((CONTENT / "people.yaml").read_text("utf-8"), "p.yaml")
    labels, _, _ = registry.labels((CONTENT / "labels.yaml").read_text("utf-8"), "l.yaml")
    assert conference
    everything = Registry(conference, people, organizations, labels, {})
    text = (CONTENT / "programme.yaml").read_text("utf-8")
    document, found = programme.loads(text, "content/programme.yaml", "programme", everything)
    assert said(found) == []
    assert len(document.sessions) >= 22
    assert len({session.date for session in document.sessions}) == 4
    assert {appearance.person for session in document.sessions for appearance in session.appearances} <= set(people)
    assert ids_differ(document)
    lines = text.split("\n")
    for block in document.blocks:
        for part in block.parts:
            if part.domain == "programme" and block.kind is Kind.SESSION:
                assert part.key.msgid[:20] in lines[part.span.line - 1]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("{id: a, kind: break, title: A}", []),
        ("{id: a, kind: break, title: A, start: 09:00}", []),
        ("{id: a, kind: break, title: A, end: 09:00}", ["missing-key"]),
        ("{id: a, kind: break, title: A, start: 9:00}", ["bad-time"]),
        ("{id: a, kind: break, title: A, start: '24:00'}", ["bad-time"]),
        ("{id: a, kind: break, title: A, start: 09:00, end: 09:00}", ["end-before-start"]),
        ("{id: a, kind: feast, title: A}", ["unknown-kind"]),
        ("{id: a, title: A}", ["missing-key"]),
        ("{id: a, kind: break}", ["missing-key"]),
        ("{kind: break, title: A}", ["missing-id"]),
        ("{id: A b, kind: break, title: A}", ["bad-id"]),
        ("{id: a, kind: break, title: A}, {id: a, kind: break, title: B}", ["doubled-id"]),
        ("{id: a, kind: break, title: A, host: x}", ["unknown-person"]),
        ("{id: a, kind: break, title: A, organizers: [x]}", ["unknown-organization"]),
        ("{id: a, kind: break, title: A, organizers: union}", ["bad-type"]),
        ("{id: a, kind: break, title: [A]}", ["bad-type"]),
        ("{id: a, kind: break, title: A, venues: [{place: P}]}", []),
        ("{id: a, kind: break, title: A, venues: [{audience: media}]}", ["missing-key"]),
        ("{id: a, kind: break, title: A, roles: [{role: king}]}", ["unknown-role"]),
        ("{id: a, kind: break, title: A, roles: [{role: chair, people: [lee]}]}", ["bad-type"]),
        ("{id: a, kind: break, title: A, roles: [{role: chair, people: [{person: lee, minutes: 0}]}]}", ["bad-number"]),
        ("{id: a, kind: break, title: A, issues: [x, {id: y, text: z}]}", []),
        ("{id: a, kind: break, title: A, issues: [{id: y}]}", ["missing-key"]),
        ("{id: a, kind: break, title: '<script>'}", ["raw-html"]),
        ("{id: a, kind: break, title: A, label: '[x](javascript:y)'}", ["forbidden-link"]),
        ("just a text", ["bad-type"]),
    ],
)
def test_each_fault_of_an_item_has_its_rule(item: str, found: list[str]) -> None:
    assert rules(item) == found


def test_a_tab_is_one_finding() -> None:
    text = "title: T\ndays:\n  - date: 2023-05-03\n    items:\n      - id: photo\n\tkind: photo\n      - x\n"
    _, found = programme.loads(text, "x.yaml", "programme", known())
    assert said(found) == ["6 error[tab]: a tab in the indentation of this line | Indent with spaces."]


def test_no_people_at_all_is_one_finding() -> None:
    empty = replace(known(), people={}, organizations={})
    item = "{id: %s, kind: break, title: A, host: lee, organizers: [union, town]}"
    text = f"title: T\ndays:\n  - date: 2023-05-03\n    items: [{item % 'a'}, {item % 'b'}]\n"
    _, found = programme.loads(text, "x.yaml", "programme", empty)
    assert said(found) == [
        (
            "4 error[unknown-organization]: people.yaml has no organizations"
            " | Add them under “organizations:” there, or get the file back from git."
        ),
        (
            "4 error[unknown-person]: people.yaml has no people"
            " | Add them under “people:” there, or get the file back from git."
        ),
    ]


def test_a_name_that_is_not_known_gets_a_hint_among_however_many() -> None:
    lee = known().people["lee"]
    for count in (1, 2, 100):
        many = replace(known(), people={f"nobody-{number}": lee for number in range(count)})
        text = "title: T\ndays:\n  - date: 2023-05-03\n    items: [{id: a, kind: break, title: A, host: xyz}]\n"
        _, (finding,) = programme.loads(text, "x.yaml", "programme", many)
        assert (
            finding.hint
            == {
                1: "Known is: nobody-0.",
                2: "Known are: nobody-0, nobody-1.",
                100: "Add it to people.yaml, or mend the id here.",
            }[count]
        )


def test_an_issue_with_an_id_has_a_context_of_its_own() -> None:
    text = (
        "title: T\ndays:\n  - date: 2023-05-03\n    items:\n      - id: a\n        kind: session\n        title: A\n"
        "        issues:\n          - one\n          # translators: a river\n          - {id: x, text: two}\n"
    )
    document, found = programme.loads(text, "x.yaml", "programme", known())
    assert said(found) == []
    assert [(b.id, b.parts[0].key.context, b.parts[0].comment) for b in document.blocks[-2:]] == [
        ("a-issue-1", "a/issues", ""),
        ("a-issue-x", "a/issues/x", "a river"),
    ]


def test_a_heading_of_its_own_stands_instead_of_the_roles_label() -> None:
    text = (
        "title: T\ndays:\n  - date: 2023-05-03\n    items:\n      - id: a\n        kind: session\n        title: A\n"
        "        roles:\n          - {role: chair, heading: Host of the *evening*, people: [{person: lee}]}\n"
    )
    document, _ = programme.loads(text, "x.yaml", "programme", known())
    role = next(block for block in document.blocks if block.kind is Kind.ROLE)
    assert [(p.field, p.domain, p.key.context, p.key.msgid) for p in role.parts] == [
        ("heading", "programme", "a/roles", "Host of the *evening*")
    ]


def test_an_anchor_of_our_own_making_steps_aside_for_an_items_id() -> None:
    items = "{id: a, kind: break, title: A, note: N}, {id: a-note, kind: break, title: B}"
    text = f"title: T\ndays:\n  - date: 2023-05-03\n    items: [{items}]\n"
    document, found = programme.loads(text, "x.yaml", "programme", known())
    assert said(found) == []
    assert [block.id for block in document.blocks[2:]] == ["a", "a-note-2", "a-note"]


KEYS = [
    "title: T\n",
    "days:\n",
    "  - date: 2023-05-03\n",
    "  - date: 2023-09-03\n",
    "    around: true\n",
    "    items:\n",
    "      - id: a\n",
    "        kind: break\n",
    "        title: A\n",
    "        start: 09:00\n",
    "        end: 08:00\n",
    "        roles:\n",
    "          - role: chair\n",
    "            people:\n",
    "              - {person: lee, mode: video}\n",
    "        issues: [a, {text: b}]\n",
    "        venues: [{place: x}]\n",
    "        organizers: [town]\n",
    "        host: lee\n",
    "        floor: F\n",
    "a",
    "- ",
    "[",
    "{",
    "}",
    ": ",
    "\t",
    "\n",
    "*",
    "\u202e",
    "x: y\n",
]


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(st.sampled_from(KEYS)).map("".join)
    | st.text()
    | st.lists(st.sampled_from(KEYS), unique=True).map(lambda keys: "".join(k for k in KEYS if k in keys))
)
def test_no_text_raises_and_every_place_exists(text: str) -> None:
    document, found = programme.loads(text, "x.yaml", "programme", known())
    assert places_exist(text, document, found)
    assert ids_differ(document)
    assert all(part.key.msgid for block in document.blocks for part in block.parts)
    assert all(block.parts for block in document.blocks if block.kind is not Kind.DAY)


@pytest.mark.parametrize("name", ["now", "filters", "title", "day-2023-05-03"])
def test_an_item_cannot_have_an_id_that_the_page_needs(name: str) -> None:
    text = (SMALL / "programme.yaml").read_text("utf-8").replace("- id: boat", f"- id: {name}")
    _, found = programme.loads(text, "x", "programme", river())
    assert "doubled-id" in {f.rule for f in found}
