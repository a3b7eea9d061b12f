"""Numbers and dates of one thing that differ from place to place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.checks import run, stated
from diptych.checks.view import Example
from proofs import hits, papers
from reading_files import lines_as_papers

FACTS = {"participants": 900, "member_states": 59, "side_events": 3, "organizations": 18}
USES = "Our Conference had {organizations} international and regional organizations.\n"
RUSSIAN = "---\nlang: ru\ntitle: Отчёт\n---\n\n"


def said(*texts: str, facts: dict[str, int] | None = None) -> list[tuple[str, str]]:
    """What is said of the numbers in texts: the faulty one, and the message."""
    example = Example(documents=texts, facts=facts or {})
    return [(fault.text, fault.message) for _, fault in run(papers(example), stated.CHECKS)]


@pytest.mark.parametrize(
    "text",
    [
        "Over 900 participants took part in the Conference.",
        "Over {participants} participants took part in the Conference.",
        "The Conference brought together 59 Member States and 18 international and regional organizations.",
        "The Conference of 2018 had 700 participants.",
        "The previous conference had 700 participants.",
        "The platform connects 45 entities and 135 Member States.",
        "A training course had 79 participants.",
        "On 19 October the day began with two side events.",
        "Two side events on “Rivers” and “Bridges” were held.",
        "Tomorrow morning two side events will follow.",
        "Another two side events followed.",
        "There were three side events.",
        "The Conference is held in Dushanbe on 18–19 October 2022.",
        "The Conference opened on 18 October 2022.",
        "The exhibition of the Conference is open on 17–19 October 2022.",
        "The Tashkent Conference was held on 3–4 March 2022.",
        "Member States shall, by resolution 59 Member States, act.",
    ],
)
def test_what_agrees_or_is_of_something_else(text: str) -> None:
    assert said(USES, text + "\n", facts=FACTS) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Over 850 participants took part in the Conference.", "850 participants"),
        ("Gathered at the Conference are 1,000 delegates.", "1,000 delegates"),
        ("The Conference brought together 95 Member States.", "95 Member States"),
        ("The event had 20 international and regional organizations.", "20 international and regional organizations"),
        ("There were four side-events.", "four side-events"),
        ("The Conference is held in Dushanbe on 18–20 October 2022.", "18–20 October 2022"),
        ("The Conference is held in Dushanbe on 18–19 October 2021.", "18–19 October 2021"),
        ("Dushanbe, 18-19 November 2022", "18-19 November 2022"),
    ],
)
def test_a_number_that_is_not_the_conferences(text: str, at: str) -> None:
    assert [found for found, _ in said(USES, text + "\n", facts=FACTS)] == [at]


def test_in_russian() -> None:
    text = "В Конференции приняли участие более 850 участников.\n\nБыло четыре параллельных мероприятия.\n"
    dates = "\nКонференция состоялась 18–20 октября 2022 года.\n"
    assert [at for at, _ in said(RUSSIAN + text + dates, facts=FACTS)] == [
        "850 участников",
        "четыре параллельных мероприятия",
        "18–20 октября 2022",
    ]


def test_the_programme_and_the_declaration_are_counted() -> None:
    items = "".join(f"      - {{id: s{n}, kind: thematic-session, title: Session on Water {n}}}\n" for n in range(3))
    programme = f"title: P\ndays:\n  - date: 2022-10-18\n    items:\n{items}"
    declaration = "---\nkind: declaration\ntitle: D\n---\n\nWe:\n\n*Noting* A,\n\n*Knowing* B,\n\n1. *Ask* C.\n"
    text = "Four thematic working sessions were held; the Declaration has three recitals.\n"
    assert [message for _, message in said(programme, declaration, text)] == [
        "4 thematic sessions here, 3 by the conference’s own count",
        "3 recitals here, 2 by the conference’s own count",
    ]


def test_without_a_conference_one_fault_tells_all_numbers_and_has_all_places() -> None:
    texts = (
        "Over 900 participants took part.\n",
        "More than 900 delegates took part.\n",
        "Our 850 participants met.\n",
    )
    ((_, fault),) = run(papers(Example(documents=texts)), stated.CHECKS)
    assert (fault.text, fault.message) == ("850 participants", "850 participants here, 900 elsewhere")
    assert len(fault.others) == 2


@pytest.mark.parametrize(
    "texts",
    [
        ("Over 900 participants took part.\n", "In 2019 over 700 participants took part.\n", "Held on 1 May 2022.\n"),
        ("Tajikistan has 1,400 km of border with Afghanistan.\n", "Türkiye has 1,300 km of border with Iran.\n"),
        (
            "“Countering the Flood of Rivers” (3–4 May 2018).\n",
            "“Countering the Flood of Rivers” (Osh, 16–17 May 2019).\n",
        ),
        (
            "“Countering the Flood of Rivers” (3-4 May 2018).\n",
            "“Countering the Flood of Rivers” (Osh, 3–4 May 2018).\n",
        ),
        (
            "“Countering the Flood of Rivers” (3–4 May 2018).\n",
            "“Countering the Flood of Rivers” opened on 3 May 2018.\n",
        ),
    ],
)
def test_two_things_and_two_ways_to_write_one(texts: tuple[str, ...]) -> None:
    assert said(*texts) == []


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        (("Tajikistan has 1,400 km of border with Afghanistan.\n", "The border of 1,300 km\n"), None),
        (
            (
                "Tajikistan has 1,400 km of border with Afghanistan.\n",
                "Tajikistan and Afghanistan have 1,300 kilometres of border.\n",
            ),
            "1,400 km of border",
        ),
        (
            (
                "“Countering the Flood of Rivers” (3–4 May 2018).\n",
                "“Countering the Flood of Rivers” (Osh, 3–4 May 2019).\n",
            ),
            "3–4 May 2019",
        ),
        (
            (
                "“Countering the Flood of Rivers” (3–4 May 2018).\n",
                "“Countering the Flood of Rivers” held on 3–5 May 2018.\n",
            ),
            "3–5 May 2018",
        ),
    ],
)
def test_one_thing_with_two_numbers_or_dates(texts: tuple[str, ...], at: str | None) -> None:
    assert [found for found, _ in said(*texts)] == ([at] if at else [])


@given(st.integers(2, 2000), st.integers(2, 2000))
def test_only_other_numbers_of_a_like_size_differ(one: int, other: int) -> None:
    texts = (f"Our {one:,} Member States.\n", f"Our {other:,} Member States.\n")
    assert bool(said(*texts)) == (one != other and max(one, other) <= 2 * min(one, other))


@given(st.text(st.sampled_from("123 ,–{participants} Our Member States October2022.“”«"), max_size=80))
def test_no_text_crashes_a_check(text: str) -> None:
    for facts in ({}, FACTS):
        assert all(message for _, message in said(text + "\n", "Our 900 participants.\n", facts=facts))


@given(st.text(max_size=200))
def test_no_characters_crash_a_check(text: str) -> None:
    example = Example(en=f"Our 900 participants {text} “{text}” 3–4 May 2018", ru=text)
    assert all(hit.message for hit in hits(example, {"fact-differs"}))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_the_numbers_in_the_four_originals() -> None:
    found = [fault.message for _, fault in run(lines_as_papers(*sorted(SEEDS.glob("*.txt"))), stated.CHECKS)]
    assert found == [
        "700 participants here, 720, 723, 900 elsewhere",
        "70 Member States here, 59 elsewhere",
        "20 international and regional organizations here, 18 elsewhere",
        "3 side events here, 4 elsewhere",
        "1,300 kilometres of border here, 1,400 elsewhere",
    ]
