"""Titles of sessions and events in prose, against the programme's or one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.checks import run, titles
from diptych.checks.view import Example
from proofs import hits, papers
from reading_files import lines_as_papers

RIVERS = "Safe Rivers and Open Bridges for All of Us"
PROGRAMME = f"""title: Annotated programme of the days
days:
  - date: 2022-10-18
    items:
      - {{id: one, kind: thematic-session, label: Thematic Session I, title: 'Clean Water: Who Pays for the Weirs?'}}
      - {{id: two, kind: thematic-session, label: Thematic Session II, title: {RIVERS}}}
      - {{id: aside, kind: side-event, label: Side Event I, title: Applying New Methods on the Upper Reaches}}
      - {{id: opening, kind: session, title: Opening Session}}
"""


def said(*texts: str) -> list[tuple[str, str | None]]:
    """What is said of the titles in texts: the faulty one, and what is proposed."""
    return [(fault.text, fault.proposed) for _, fault in run(papers(Example(documents=texts)), titles.CHECKS)]


@pytest.mark.parametrize(
    "text",
    [
        f"The session on “{RIVERS}” came next.",
        f"## Thematic Session II: {RIVERS}",
        f"## Session II. {RIVERS}",
        f"## {RIVERS}",
        f"Session II: {RIVERS} .......... 12",
        f"“{RIVERS}.”",
        f"“{RIVERS.lower()}” in a manner of capitals of its own",
        "“Clean Water: Who Pays for the Weirs?”",
        "Session II was opened by the Chair.",
        "Session II, in which the “Opening Session” was recalled, was short.",
        "The panel on “Dry Deserts and Open Bridges for All of Us” is of another conference.",
        f"The declaration “Dushanbe Declaration on {RIVERS}” is a text.",
        "“Safe Roads and Closed Tunnels for All of Them”",
        "## Second Session: Dams",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert said(PROGRAMME, text + "\n") == []


@pytest.mark.parametrize(
    ("text", "at", "right"),
    [
        (
            "The session on “Safe River and Open Bridges for All of Us” met.",
            "Safe River and Open Bridges for All of Us",
            RIVERS,
        ),
        ("The session on “Safe Rivers and Open Bridges for Us” met.", "Safe Rivers and Open Bridges for Us", RIVERS),
        ("## Thematic Session II: Safe Rivers and Bridges", "Safe Rivers and Bridges", RIVERS),
        ("## Session II – Safe Rivers and Bridges for All of Us", "Safe Rivers and Bridges for All of Us", RIVERS),
        ("## Safe Rivers and Open Bridge for All of Us", "Safe Rivers and Open Bridge for All of Us", RIVERS),
        (
            "## Session II: Safe Rivers and open Bridges for All of Us",
            "Safe Rivers and open Bridges for All of Us",
            RIVERS,
        ),
        (
            "Side Event I, “New Methods on the Upper Reaches”, met.",
            "New Methods on the Upper Reaches",
            "Applying New Methods on the Upper Reaches",
        ),
        (
            "Session I: Clean Water: Who Pays the Weirs? ..... 7",
            "Clean Water: Who Pays the Weirs",
            "Clean Water: Who Pays for the Weirs?",
        ),
    ],
)
def test_a_title_that_is_nearly_the_programmes(text: str, at: str, right: str) -> None:
    assert said(PROGRAMME, text + "\n") == [(at, right)]


@pytest.mark.parametrize(
    "texts",
    [
        (f"Session II: {RIVERS}\n\n## Session II: {RIVERS}\n",),
        ("Session II: Rivers\n", "Session II: Deserts and the wind\n"),
        ("“The Third Meeting of Heads of Border Services”\n", "“The Fourth Meeting of Heads of Border Services”\n"),
        ("“The Meeting of Border Services in Khujand”\n", "“The Meeting of Border Services in Khorugh”\n"),
        ("“Joint Action Plan of the States 2021”\n", "“Joint Action Plan of the States 2022”\n"),
        ("Session I: Safe Rivers and Open Bridges\n", "Session II: Safe Rivers and Open Bridges too\n"),
    ],
)
def test_titles_of_different_things(texts: tuple[str, ...]) -> None:
    assert said(*texts) == []


def test_without_a_programme_the_title_that_stands_more_often_is_proposed() -> None:
    often = (
        f"“{RIVERS}” and more.\n",
        f"Then “{RIVERS}” again.\n",
        "And “Safe Rivers and Open Bridge for All of Us”.\n",
    )
    assert said(*often) == [("Safe Rivers and Open Bridge for All of Us", RIVERS)]
    assert said(*often[1:]) == [("Safe Rivers and Open Bridge for All of Us", None)]


def test_a_russian_title_under_its_label() -> None:
    russian = "---\nlang: ru\ntitle: Отчёт\n---\n\n"
    texts = (
        f"{russian}Сессия II: Безопасные реки и мосты\n",
        f"{russian}Сессия 2. «Безопасные реки и открытые мосты»\n",
    )
    assert [at for at, _ in said(*texts)] == ["Безопасные реки и открытые мосты"]


@given(
    st.lists(st.sampled_from(("“", "”", "«", "»", '"', "Session II: ", "rivers and ", "open ", "<", "\n\n", "1", ". ")))
)
def test_no_text_crashes_the_check_and_every_fault_names_what_stands_there(pieces: list[str]) -> None:
    for at, proposed in said(PROGRAMME, "".join(pieces) + "\n"):
        assert at
        assert at != proposed


@given(st.text(max_size=200))
def test_no_characters_crash_the_check(text: str) -> None:
    example = Example(en=f"Session II: {text} “{text} and the rivers of it” «{text}»", ru=text)
    assert all(hit.message for hit in hits(example, {"session-title"}))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_the_titles_in_the_four_originals() -> None:
    found = [fault for _, fault in run(lines_as_papers(*sorted(SEEDS.glob("*.txt"))), titles.CHECKS)]
    places = {(fault.said.place.path, fault.text[:30]) for fault in found if fault.said and fault.said.place}
    assert ("website.txt", "The Phenomenon of FTFs and Its") in places, "the end is missing there"
    assert ("website.txt", "Strengthening Regional and Int") in places, "“context”"
    assert ("report.txt", "Behavioural Techniques for Sec") in places, "“Applying” is missing there"
    assert len(found) < 8
