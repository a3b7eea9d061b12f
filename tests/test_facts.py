"""Facts: one home, said in each language, and never out of step with the words around them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import run, translate
from diptych import checking, facts, inline, languages, pipeline, po, project
from diptych.catalog import Entry, Span, State
from diptych.model import Fact

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2022, 10, 19)


def fact(value: str, name: str = "x") -> Fact:
    return Fact(name, value, "report", TODAY, "", Span("content/conference.yaml"))


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        ("59", "59", "59"),
        ("1400", "1,400", "1400"),
        ("65000", "65,000", "65\u00a0000"),
        ("2018-05-03/2018-05-04", "3–4\u00a0May 2018", "3–4\u00a0мая 2018\u00a0года"),
        ("2022-10-18", "18\u00a0October 2022", "18\u00a0октября 2022\u00a0года"),
        ("A/RES/75/291", "A/RES/75/291", "A/RES/75/291"),
        ("+992 (37) 227-68-43", "+992 (37) 227-68-43", "+992 (37) 227-68-43"),
    ],
)
def test_a_fact_is_said_in_the_format_of_the_language(value: str, english: str, russian: str) -> None:
    assert (facts.said(fact(value), "en"), facts.said(fact(value), "ru")) == (english, russian)


@given(st.text("*_[]<>&!{}\\`a1/ ", min_size=1).filter(lambda text: text.strip() == text))
def test_the_signs_of_a_symbol_are_never_markup(value: str) -> None:
    filled = facts.fill("before {x} behind", {"x": fact(value)}, "en")
    assert inline.plain(filled) == f"before {value} behind"


def test_an_escaped_brace_and_an_unknown_fact_stay_as_typed() -> None:
    assert facts.fill(r"\{x} and {y}", {"x": fact("59")}, "en") == r"\{x} and {y}"


FACTS = """facts:
  # translators: Member States of the United Nations
  states: {value: 59, source: report, date: 2022-10-19}
  meeting: {value: 2018-05-03/2018-05-04, source: report, date: 2022-10-19}
"""
TEXT = "\n\nRepresentatives of {states} States met on {dates}, as on {meeting}. {#met}\n"


@pytest.fixture
def stating(small: Path) -> Path:
    """The small conference with facts, and a paragraph that states them."""
    at = small / "content" / "conference.yaml"
    at.write_text(at.read_text("utf-8") + FACTS, "utf-8")
    at = small / "content" / "declaration.md"
    at.write_text(at.read_text("utf-8") + TEXT, "utf-8")
    return small


def entry_of(root: Path) -> Entry:
    path = root / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    catalog, _ = po.loads(path.read_bytes(), "x", "declaration", "en", "ru")
    assert catalog
    return next(entry for entry in catalog.entries if "{states}" in entry.key.msgid and not entry.obsolete)


def change(root: Path, before: str, after: str) -> None:
    at = root / "content" / "conference.yaml"
    text = at.read_text("utf-8")
    assert before in text
    at.write_text(text.replace(before, after), "utf-8")


def test_a_translator_gets_the_placeholder_its_flag_and_its_value(stating: Path) -> None:
    assert run(stating, "extract").exit_code == 0
    entry = entry_of(stating)
    assert entry.key.msgid == "Representatives of {states} States met on {dates}, as on {meeting}."
    assert entry.flags == ("python-brace-format",)
    assert "{states}: 59 (Member States of the United Nations)" in entry.comments
    assert "{meeting}: 2018-05-03/2018-05-04" in entry.comments


RUSSIAN = "Представители {states} государств собрались {dates}, как и {meeting}."


def test_every_edition_says_the_facts_in_its_own_format(stating: Path) -> None:
    run(stating, "extract")
    translate(stating, {entry_of(stating).key.msgid: RUSSIAN})
    folder = project.read(stating)
    plan = pipeline.plan(folder, documents=["declaration"], missing="mark")
    said = {
        edition.name: [cell.text.replace("\u00a0", " ") for cell in line.cells]
        for edition in plan.editions
        for line in edition.lines
        if line.id == "met"
    }
    conference = folder.conference
    dates = {lang: languages.date_range(conference.start, conference.end, lang) for lang in ("en", "ru")}
    english = f"Representatives of 59 States met on {dates['en']}, as on 3–4 May 2018.".replace("\u00a0", " ")
    russian = f"Представители 59 государств собрались {dates['ru']}, как и 3–4 мая 2018 года.".replace("\u00a0", " ")
    assert said == {"en": [english], "ru": [russian], "en-ru": [english, russian]}


@pytest.mark.parametrize(("value", "state"), [("60", State.DONE), ("61", State.FUZZY), ("3", State.FUZZY)])
def test_a_value_of_another_plural_form_asks_for_a_look(stating: Path, value: str, state: State) -> None:
    """60 государств as 59; but 61 государство, 3 государства (CLDR: many, one, few)."""
    run(stating, "extract")
    translate(stating, {entry_of(stating).key.msgid: RUSSIAN})
    run(stating, "extract")
    assert entry_of(stating).state is State.DONE
    change(stating, "value: 59", f"value: {value}")
    run(stating, "extract")
    entry = entry_of(stating)
    assert (entry.state, entry.texts) == (state, (RUSSIAN,))
    said = [line for line in entry.comments if line.startswith("diptych: ")]
    asked = f"diptych: {{states}} was 59 and is {value}: look at the words around it"
    assert said == ([asked] if state is State.FUZZY else [])
    run(stating, "extract")
    assert entry_of(stating) == entry


def test_a_fact_that_nobody_states_and_one_that_nobody_uses_are_findings(stating: Path) -> None:
    change(stating, "  states:", "  countries:")
    said = {(f.rule, str(f.span)) for f in project.read(stating).findings}
    lines = (stating / "content" / "declaration.md").read_text("utf-8").splitlines()
    where = next(n for n, line in enumerate(lines, 1) if "{states}" in line)
    assert ("unknown-fact", f"content/declaration.md:{where}") in said
    assert {rule for rule, _ in said} == {"unknown-fact", "unused-fact"}


def test_a_translation_keeps_the_places(stating: Path) -> None:
    run(stating, "extract")
    translate(stating, {entry_of(stating).key.msgid: "Представители {stats} государств собрались {dates}."})
    said = [f.message for f in checking.conference(project.read(stating)).findings if f.rule == "placeholder"]
    assert said == ["the translation lacks {meeting}", "the translation has {stats}, which its source has not"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("  Bad-Name: {value: 1, source: x, date: 2022-10-19}", "bad-id"),
        ("  states: {value: 1, source: x, date: 2022-10-19}", "doubled-key"),
        ("  dates: {value: 1, source: x, date: 2022-10-19}", "doubled-id"),
        ("  when: {value: 2018-02-31, source: x, date: 2022-10-19}", "bad-date"),
        ("  when: {value: 2018-05-04/2018-05-03, source: x, date: 2022-10-19}", "bad-date"),
        ("  when: {value: 1, date: 2022-10-19}", "missing-key"),
        ("  when: {value: 1, source: x}", "missing-key"),
    ],
)
def test_a_wrong_fact_is_a_finding_with_its_line(stating: Path, line: str, rule: str) -> None:
    change(stating, "  meeting:", f"{line}\n  meeting:")
    wrong = [f for f in project.read(stating).findings if f.rule == rule]
    at = (stating / "content" / "conference.yaml").read_text("utf-8").splitlines().index(line) + 1
    assert [f.span.line for f in wrong] == [at]


@pytest.mark.parametrize("value", ["9" * 27, "007"])
def test_a_number_that_is_none_is_a_symbol(value: str) -> None:
    assert facts.said(fact(value), "ru") == value


@pytest.mark.parametrize("braces", ["{States}", "{1}", "{the states}", "{}"])
def test_braces_that_name_no_fact_are_a_warning(stating: Path, braces: str) -> None:
    at = stating / "content" / "declaration.md"
    at.write_text(at.read_text("utf-8") + f"\nMore {braces} and \\{{these}}.\n", "utf-8")
    (found,) = [f for f in project.read(stating).findings if f.span.path == "content/declaration.md"]
    assert (found.rule, found.severity.value, found.message) == (
        "unknown-fact",
        "warning",
        f"{braces} names no fact, and prints as it is typed",
    )


def test_a_fact_put_into_a_translated_text_waits_for_its_translator(stating: Path) -> None:
    """Merge makes the entry fuzzy: nobody need hear of it twice."""
    translate(stating, {"*Noting* that rivers cross borders;": "*отмечая*, что реки пересекают границы;"})
    at = stating / "content" / "declaration.md"
    text = at.read_text("utf-8")
    at.write_text(
        text.replace("that rivers cross borders", "that rivers cross the borders of {states} States"), "utf-8"
    )
    result = run(stating, "build")
    assert result.exit_code == 0, result.output
