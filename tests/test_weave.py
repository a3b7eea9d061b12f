"""What a text prints of the programme, the people and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import run, translate
from diptych import pipeline, po, project
from diptych.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.edition import Line
    from diptych.model import Document

NOTE = """---
kind: document
title: Note
lang: en
date: 2023-05-01
---

What follows is of the programme.

## Structure {#structure}

<!-- print: programme session heading issues -->

It closes at noon.

### Also by item {#by-item}

<!-- print: programme boat heading -->

<!-- speaker: lee {#boat-lee} -->

Praised the boat.

## Words {#words}

<!-- print: terms abbreviations -->

After the table.
"""
TERMS = """ru-body:
  kind: organization
  note: the body of the river
  en: {term: River Union, short: RU, avoid: [Union of the River]}
  ru: {term: Речной союз, short: РС}
api:
  kind: abbreviation
  en: {term: advance passenger information, short: API}
  ru: {term: предварительная информация о пассажирах, avoid: [АПИ]}
weir:
  kind: term
  en: {term: weir}
  ru: {term: водослив}
osce:
  kind: organization
  en: {term: Organization for Security, short: OSCE}
  ru: {term: Организация по безопасности, short: АБВ}
"""


@pytest.fixture
def noting(small: Path) -> Path:
    """The small conference with a note that prints of everything."""
    content = small / "content"
    (content / "note.md").write_text(NOTE, "utf-8")
    (content / "terms.yaml").write_text(TERMS, "utf-8")
    at = content / "conference.yaml"
    at.write_text(at.read_text("utf-8").rstrip() + "\n  - {id: note, file: note.md, status: draft}\n", "utf-8")
    run(small, "extract")
    return small


def note_of(root: Path) -> Document:
    return next(document for document in project.read(root).documents if document.slug == "note")


def lines_of(root: Path, edition: str) -> tuple[Line, ...]:
    plan = pipeline.plan(project.read(root), documents=["note"], editions=[edition], missing="source")
    return plan.editions[0].lines


def rewrite(root: Path, before: str, after: str) -> None:
    at = root / "content" / "note.md"
    assert before in at.read_text("utf-8")
    at.write_text(at.read_text("utf-8").replace(before, after), "utf-8")


def test_what_is_printed_stands_in_its_place_with_its_ids_and_levels(noting: Path) -> None:
    said = [(b.kind.value, b.id, b.level, b.group) for b in note_of(noting).blocks if b.kind is not Kind.CELL]
    assert said == [
        ("title", "title", 0, ""),
        ("paragraph", "p-1", 0, ""),
        ("heading", "structure", 2, "structure"),
        ("heading", "opening", 3, "opening"),
        ("issue", "opening-issue-1", 1, "opening"),
        ("issue", "opening-issue-2", 1, "opening"),
        ("paragraph", "p-2", 0, "opening"),
        ("heading", "by-item", 3, "by-item"),
        ("heading", "boat", 4, "boat"),
        ("statement", "boat-lee", 0, "boat"),
        ("paragraph", "p-3", 0, "boat"),
        ("heading", "words", 2, "words"),
        ("paragraph", "p-4", 0, "words"),
    ]


def test_it_is_translated_where_it_comes_from_and_only_there(noting: Path) -> None:
    pot = (noting / "locales" / "note.pot").read_text("utf-8")
    assert "How clean" not in pot
    assert "Professor of Hydrology" not in pot
    translate(noting, {"How clean is the river?": "Чиста ли река?", "A Boat Trip": "Прогулка на лодке"})
    lines = {line.id: line for line in lines_of(noting, "ru")}
    assert lines["opening-issue-1"].cells[0].text.replace("\u00a0", " ") == "Чиста ли река?"
    assert lines["boat"].cells[0].text.endswith("\nПрогулка на\u00a0лодке")


def test_a_statement_bears_the_person_and_what_was_said_its_section(noting: Path) -> None:
    lines = {line.id: line for line in lines_of(noting, "en")}
    assert lines["boat-lee"].person == "lee"
    assert lines["boat-lee"].cells[0].text.replace("\u00a0", " ") == "Dr. Lee Min, Professor of Hydrology"
    catalog, _ = po.loads((noting / "locales" / "note.pot").read_bytes(), "x", "note", "en", "")
    assert catalog
    contexts = {entry.key.msgid: entry.key.context for entry in catalog.entries}
    assert (contexts["Praised the boat."], contexts["After the table."]) == ("boat", "words")
    people, _ = po.loads((noting / "locales" / "people.pot").read_bytes(), "x", "people", "en", "")
    assert people
    lee = next(entry for entry in people.entries if entry.key.msgid == "Lee Min")
    assert "note: statement in “A Boat Trip”" in lee.comments


def table(root: Path, edition: str) -> list[tuple[str, ...]]:
    cells = [line for line in lines_of(root, edition) if line.kind is Kind.CELL]
    rows = sorted({line.row for line in cells})
    assert rows == list(range(len(rows)))
    return [tuple(cell.text for line in cells if line.row == row for cell in line.cells) for row in rows]


def test_abbreviations_stand_in_the_order_of_the_language(noting: Path) -> None:
    assert table(noting, "en")[1:] == [
        ("API", "advance passenger information"),
        ("OSCE", "Organization for Security"),
        ("RU", "River Union"),
    ]
    # one that Russian does not abbreviate is in no list of abbreviations
    assert table(noting, "ru")[1:] == [("АБВ", "Организация по\u00a0безопасности"), ("РС", "Речной союз")]
    together = table(noting, "en-ru")[1:]
    assert [row[0] for row in together] == ["API", "OSCE", "RU"]
    assert together[0] == (
        "API",
        "—",
        "advance passenger information",
        "предварительная информация о\u00a0пассажирах",
    )


@pytest.mark.parametrize(
    ("before", "after", "rule", "hint"),
    [
        ("speaker: lee", "speaker: leee", "unknown-person", "Did you mean “lee”?"),
        ("speaker: lee {", "speaker: lee min {", "directive", "Write <!-- speaker: id"),
        ("print: programme boat", "print: programm boat", "unknown-print", "Did you mean “programme”?"),
        ("print: programme boat", "print: programme boot", "unknown-print", "Did you mean “boat”?"),
        ("boat heading", "boat headings", "unknown-print", "Write heading or issues, or both."),
        ("programme boat heading", "programme boat", "unknown-print", "Write heading or issues, or both."),
        ("terms abbreviations", "terms everything", "unknown-print", "Write “terms abbreviations”."),
        ("<!-- print: programme boat", "- <!-- print: programme boat", "directive", "Put it on a line of its own."),
    ],
)
def test_what_cannot_be_printed_is_a_finding_with_its_line(
    noting: Path, before: str, after: str, rule: str, hint: str
) -> None:
    rewrite(noting, before, after)
    found = [f for f in project.read(noting).findings if f.rule == rule]
    lines = (noting / "content" / "note.md").read_text("utf-8").splitlines()
    assert [f.span.line for f in found] == [n for n, line in enumerate(lines, 1) if after in line]
    assert found[0].hint.startswith(hint)
    assert run(noting, "check").exit_code == 1


def test_an_item_printed_twice_has_two_ids(noting: Path) -> None:
    rewrite(noting, "After the table.", "<!-- print: programme boat heading -->")
    ids = [block.id for block in note_of(noting).blocks]
    assert len(set(ids)) == len(ids)
    assert {"boat", "boat-2"} <= set(ids)


def test_items_printed_one_after_the_other_stand_at_one_level(noting: Path) -> None:
    """Though sections of the text's own stand under the first."""
    more = "#### From the floor {#floor}\n\nNobody spoke.\n\n<!-- print: programme lunch heading -->\n\nIt was good."
    rewrite(noting, "It closes at noon.", f"It closes at noon.\n\n{more}")
    headings = [(b.id, b.level) for b in note_of(noting).blocks if b.kind is Kind.HEADING]
    assert headings == [
        ("structure", 2),
        ("opening", 3),
        ("floor", 4),
        ("lunch", 3),
        ("by-item", 3),
        ("boat", 4),
        ("words", 2),
    ]


def test_other_comments_are_no_directives(noting: Path) -> None:
    rewrite(noting, "After the table.", "<!-- print it out -->\n\nAfter <!-- the speakers --> the table.")
    texts = [block.parts[0].key.msgid for block in note_of(noting).blocks if block.parts]
    assert texts[-1] == "After the table."
    assert not project.read(noting).findings


@pytest.mark.parametrize("lost", ["<!-- Speaker: lee -->", "<!-- speaker -->", "So <!-- speaker: lee --> said."])
def test_a_directive_that_would_be_lost_is_a_finding(noting: Path, lost: str) -> None:
    rewrite(noting, "After the table.", lost)
    assert [f.rule for f in project.read(noting).findings] == ["directive"]


def test_markup_that_a_term_cannot_have_is_a_finding(noting: Path) -> None:
    at = noting / "content" / "terms.yaml"
    at.write_text(at.read_text("utf-8").replace("водослив", "водо<b>слив</b>"), "utf-8")
    found = project.read(noting).findings
    assert {(f.rule, f.span.path) for f in found} == {("raw-html", "content/terms.yaml")}


# --------------------------------------------------------------------------- terms for translators


def test_translators_get_the_terms_as_csv_and_tbx(noting: Path) -> None:
    assert (noting / "locales" / "ru" / "glossary.csv").read_text("utf-8").splitlines() == [
        "source,target,translator_comments",
        "API,предварительная информация о пассажирах,not: АПИ",
        "OSCE,АБВ,",
        "Organization for Security,Организация по безопасности,",
        "RU,РС,the body of the river",
        "River Union,Речной союз,the body of the river",
        "advance passenger information,предварительная информация о пассажирах,not: АПИ",
        "weir,водослив,",
    ]
    tbx = (noting / "locales" / "ru" / "glossary.tbx").read_text("utf-8")
    assert "<term>Union of the River</term>" in tbx
    assert tbx.count("deprecatedTerm") == 1
    # OmegaT and Lokalize would offer a deprecated translation like any other: it is told, not listed
    assert '<descrip type="definition">not: АПИ</descrip>' in tbx
    assert "<term>АПИ</term>" not in tbx
    assert run(noting, "extract", "--check").exit_code == 0


def test_a_broken_terms_file_leaves_the_glossary_as_it_is(noting: Path) -> None:
    before = (noting / "locales" / "ru" / "glossary.csv").read_bytes()
    (noting / "content" / "terms.yaml").write_text('weir: {kind: "term\n', "utf-8")
    run(noting, "extract")
    assert (noting / "locales" / "ru" / "glossary.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("  kind: term", "  kind: word", "unknown-kind"),
        ("  en: {term: weir}", "  de: {term: Wehr}", "unknown-key"),
        ("  en: {term: weir}", "  en: {term: weir, avoid: [weir]}", "avoided-term"),
        ("  ru: {term: водослив}", "", "missing-key"),
        ("  en: {term: weir}", "  en: {short: w}", "missing-key"),
    ],
)
def test_a_wrong_term_is_a_finding(noting: Path, before: str, after: str, rule: str) -> None:
    at = noting / "content" / "terms.yaml"
    assert before in at.read_text("utf-8")
    at.write_text(at.read_text("utf-8").replace(before, after), "utf-8")
    found = [f for f in project.read(noting).findings if f.span.path == "content/terms.yaml"]
    assert rule in {f.rule for f in found}
    assert all(1 < f.span.line <= 20 for f in found)
