"""An edition, line by line: what every renderer prints. The golden files are what a reader would read out."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, translate
from diptych import compose, pipeline, project
from diptych.catalog import State
from diptych.model import Kind, Run

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.edition import Edition, Line

GOLDEN = ROOT / "tests" / "golden"


def edition(root: Path, slug: str, name: str, missing: str = "mark") -> Edition:
    folder = pipeline.extract_all(project.read(root)).folder
    editions = pipeline.plan(folder, documents=[slug], editions=[name], missing=missing).editions
    return editions[0]


def spelled(run: Run) -> str:
    text = run.text.replace("\u00a0", "~")
    if run.emphasis:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    return text + (" / " if run.lines_end else "")


def spoken(line: Line) -> str:
    hinge = line.hinge
    shared = [hinge.hours, hinge.number, f"{hinge.minutes}′" if hinge.minutes else "", "▸" if hinge.video else ""]
    marks = [" ".join(f"[{cell.text}]" for cell in mark) for mark in line.marks]
    cells = ["".join(map(spelled, cell.runs)).replace("****", "") for cell in line.cells]
    return " | ".join([f"{line.kind} #{line.id}", " ".join(filter(None, [*shared, *marks])), *cells])


def read_out(made: Edition) -> str:
    mast = made.masthead
    head = [mast.conference, mast.theme, mast.when, mast.where, mast.title, mast.status, *mast.organizers]
    head += [*mast.supporters, *mast.counts]
    lines = [" | ".join(cell.text.replace("\u00a0", "~") for cell in cells) for cells in head]
    return "\n".join([*lines, "", *map(spoken, made.lines)]) + "\n"


@pytest.mark.parametrize("slug", ["programme", "declaration"])
@pytest.mark.parametrize("name", ["en", "ru", "en-ru"])
def test_an_edition_reads_as_its_golden_file(small: Path, slug: str, name: str) -> None:
    golden = GOLDEN / f"{slug}.{name}.txt"
    text = read_out(edition(small, slug, name))
    if not golden.exists():
        golden.write_text(text, "utf-8")
        pytest.fail(f"{golden.name} is new: read it and run again")
    assert text == golden.read_text("utf-8")


def test_a_fuzzy_translation_is_not_published(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("rivers cross", "many rivers cross"), "utf-8")
    made = edition(small, "declaration", "ru")
    (line,) = [one for one in made.lines if one.id == "recital-2"]
    assert line.cells[0].text == "[Noting that many rivers cross borders; · перевод устарел]"
    assert line.cells[0].state is State.FUZZY
    assert {run.lang for run in line.cells[0].runs} == {"", "en"}
    assert any("1 фрагмент" in cells[0].text for cells in made.masthead.counts)


def test_source_shows_what_lacks_without_a_mark_but_still_says_its_language(small: Path) -> None:
    made = edition(small, "declaration", "ru", "source")
    (line,) = [one for one in made.lines if one.kind is Kind.CHAPEAU]
    assert [(run.text, run.lang, run.state) for run in line.cells[0].runs] == [
        ("We, the participants:", "en", State.DONE)
    ]
    assert made.lacks


def test_a_draft_says_so_in_all_languages_of_the_conference(small: Path) -> None:
    assert edition(small, "declaration", "en").watermark == ("DRAFT", "ПРОЕКТ")


def test_a_document_written_in_russian_stands_right_and_its_translation_left(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text("---\nkind: document\ntitle: Речь\nlang: ru\n---\n\nПривет, *река*.\n", "utf-8")
    pipeline.write_catalogs(pipeline.extract_all(project.read(small)))
    assert (small / "locales" / "en" / "LC_MESSAGES" / "declaration.po").is_file()
    translate(small, {"Привет, *река*.": "Hello, *river*."}, "en")
    made = edition(small, "declaration", "en-ru")
    (line,) = made.lines
    assert [(cell.lang, cell.text) for cell in line.cells] == [("en", "Hello, river."), ("ru", "Привет, река.")]
    assert [one.edition for one in made.alternates] == ["en", "ru", "en-ru"]


def test_the_conference_itself_lacks_nothing() -> None:
    folder = pipeline.extract_all(project.read(ROOT)).folder
    plan = pipeline.plan(folder, missing="refuse")
    assert plan.refused == ()
    assert plan.skipped == ()
    assert len(plan.editions) == 24
    paths = [path for job in plan.jobs for path in job.paths]
    assert len(paths) == len(set(paths)) == 207


def test_changing_the_order_of_languages_changes_the_columns(small: Path) -> None:
    folder = pipeline.extract_all(project.read(small)).folder
    document = next(one for one in folder.documents if one.slug == "declaration")
    assert compose.editions(document, ("ru", "en")) == (("ru", ("ru",)), ("en", ("en",)), ("ru-en", ("ru", "en")))
    assert compose.editions(dataclasses.replace(document, lang="ru"), ("en", "ru", "tg")) == (
        ("en", ("en",)),
        ("ru", ("ru",)),
        ("tg", ("tg",)),
        ("en-ru", ("en", "ru")),
        ("ru-tg", ("ru", "tg")),
    )
