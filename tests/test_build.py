"""What is made, what is made again, and that the same input gives the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, run, translate
from diptych import manifest, pipeline, project
from diptych.render import OUTPUTS, Output
from test_house import ROOMS, imports

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = sorted(
    [
        f"{edition}/{slug}.{end}"
        for edition in ("en", "ru", "en-ru")
        for slug in ("programme", "declaration")
        for end in ("html", "pdf", "docx")
    ]
    + ["en/programme.ics", "ru/programme.ics", "index.html", "coverage.html"]
)


def made(root: Path, *options: str) -> list[str]:
    result = run(root, "build", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return sorted(json.loads(result.stdout)["made"])


def hashes(root: Path) -> dict[str, str]:
    build = root / "build"
    return {p.relative_to(build).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in build.rglob("*.*")}


@pytest.fixture
def built(small: Path) -> Path:
    made(small)
    return small


def test_build_makes_every_edition_of_every_document(small: Path) -> None:
    assert made(small) == EVERYTHING
    there = sorted(p.relative_to(small / "build").as_posix() for p in (small / "build").rglob("*") if p.is_file())
    assert there == sorted([*EVERYTHING, manifest.NAME, pipeline.FACES])


def test_a_second_build_makes_nothing_and_says_so(built: Path) -> None:
    before = hashes(built)
    assert "Nothing to do: all 22 files" in run(built, "build").stdout
    assert hashes(built) == before


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    made(built, "--out", str(built / "again"))
    again = {p.relative_to(built / "again").as_posix(): p.read_bytes() for p in (built / "again").rglob("*.*")}
    first = {p.relative_to(built / "build").as_posix(): p.read_bytes() for p in (built / "build").rglob("*.*")}
    assert [path for path in first if first[path] != again.get(path)] == []


def test_one_changed_msgstr_makes_only_what_shows_it(built: Path) -> None:
    translate(built, {"*Noting* that rivers cross borders;": "*отмечая*, что река пересекает границу;"})
    assert made(built) == sorted(
        f"{edition}/declaration.{end}" for edition in ("ru", "en-ru") for end in ("html", "pdf", "docx")
    )


def test_one_more_translation_changes_the_coverage_page_too(built: Path) -> None:
    translate(built, {"Lunch": "Обед"})
    assert made(built) == sorted(
        ["coverage.html", "index.html", "ru/programme.ics"]
        + [f"{edition}/programme.{end}" for edition in ("ru", "en-ru") for end in ("html", "pdf", "docx")]
    )


def test_a_changed_translation_of_the_conference_is_shown_wherever_it_prints(built: Path) -> None:
    translate(built, {"Conference on the River": "Конференция о реке"})
    made(built)
    translate(built, {"Conference on the River": "Конференция у реки"})
    again = made(built)
    shown = {p.relative_to(built / "build").as_posix() for p in (built / "build").rglob("*.html")} - {
        "en/programme.html",
        "en/declaration.html",
    }
    assert {path for path in again if path.endswith(".html")} == shown
    for path in shown:
        assert "Конференция у" in (built / "build" / path).read_text("utf-8").replace("\u00a0", " "), path


def test_a_changed_style_makes_only_pages(built: Path) -> None:
    (built / "templates").mkdir()
    style = project.templates(built)["style.css"]
    (built / "templates" / "style.css").write_text(style + "\n.hinge { color: #123456; }\n", "utf-8")
    assert made(built) == [path for path in EVERYTHING if path.endswith(".html")]


def test_a_changed_typst_template_makes_only_pdfs(built: Path) -> None:
    (built / "templates").mkdir()
    text = project.templates(built)["document.typ"]
    (built / "templates" / "document.typ").write_text(text + "\n// changed\n", "utf-8")
    assert made(built) == [path for path in EVERYTHING if path.endswith(".pdf")]


def test_a_file_that_somebody_spoilt_is_made_again(built: Path) -> None:
    (built / "build" / "en" / "programme.pdf").write_bytes(b"spoilt")
    (built / "build" / "ru" / "declaration.html").unlink()
    assert made(built) == ["en/programme.pdf", "ru/declaration.html"]


def test_a_document_that_is_gone_takes_its_files_along(built: Path) -> None:
    path = built / "content" / "conference.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "declaration" not in line), "utf-8")
    result = json.loads(run(built, "build", "--format", "json").stdout)
    assert len(result["removed"]) == 9
    assert not (built / "build" / "en" / "declaration.pdf").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/conference.yaml", "file: declaration.md, status: draft}", "file: declaration.md, status: draft"),
        ("content/conference.yaml", "documents:", "docs:"),
        ("content/declaration.md", "lang: en", "lang: [en"),
        ("locales/ru/LC_MESSAGES/declaration.po", 'msgstr "Речная', "msgstr Речная"),
    ],
)
def test_what_cannot_be_read_takes_no_published_file_away(built: Path, path: str, old: str, new: str) -> None:
    before = hashes(built)
    text = (built / path).read_text("utf-8")
    assert old in text
    (built / path).write_text(text.replace(old, new), "utf-8")
    assert run(built, "build").exit_code in (1, 2)
    assert set(before) <= set(hashes(built))


def test_a_manifest_cannot_make_us_remove_other_files(built: Path) -> None:
    victim = built / "victim.txt"
    victim.write_text("precious", "utf-8")
    listed = built / "build" / manifest.NAME
    known = json.loads(listed.read_text("utf-8"))
    listed.write_text(json.dumps({**known, "../victim.txt": ["x", "y"], str(victim): ["x", "y"]}), "utf-8")
    made(built)
    assert victim.read_text("utf-8") == "precious"


def test_a_template_may_have_words_of_its_own(built: Path) -> None:
    (built / "templates").mkdir()
    page = project.templates(built)["document.html"]
    words = "{% trans %}Printed from the site{% endtrans %}"
    (built / "templates" / "document.html").write_text(page.replace("</main>", f"<p>{words}</p></main>"), "utf-8")
    made(built)
    assert "Printed from the site" in (built / "build" / "ru" / "declaration.html").read_text("utf-8")
    assert "templates.po" in {path.name for path in (built / "locales").rglob("*.po")}
    refused = run(built, "render", "--edition", "ru", "--missing", "refuse", "--to", "html")
    assert "missing in ru: Printed from the site" in refused.stderr
    translate(built, {"Printed from the site": "Распечатано с сайта"})
    again = made(built)
    assert {path for path in again if path.startswith("ru/")} == {"ru/declaration.html", "ru/programme.html"}
    assert "Распечатано с сайта" in (built / "build" / "ru" / "declaration.html").read_text("utf-8")


def test_a_page_links_only_to_files_that_are_there(small: Path) -> None:
    assert run(small, "render", "--to", "html").exit_code == 0
    page = small / "build" / "en" / "programme.html"
    assert "programme.pdf" not in page.read_text("utf-8")
    assert page.relative_to(small / "build").as_posix() in made(small)
    assert "programme.pdf" in page.read_text("utf-8")


@pytest.mark.program("faketime")
def test_another_day_gives_the_same_bytes(built: Path) -> None:
    result = subprocess.run(
        ["faketime", "2031-02-03 04:05:06", sys.executable, "i18n.py", "build", "--out", "again"],
        cwd=built,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    again = {p.relative_to(built / "again").as_posix(): p.read_bytes() for p in (built / "again").rglob("*.*")}
    first = {p.relative_to(built / "build").as_posix(): p.read_bytes() for p in (built / "build").rglob("*.*")}
    assert [path for path in first if first[path] != again.get(path)] == []


def plan(root: Path, tools: manifest.Tools, missing: str = "") -> dict[str, str]:
    folder = pipeline.extract_all(project.read(root)).folder
    return {job.path: job.digest for job in pipeline.plan(folder, tools, missing=missing).jobs}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path in before if before[path] != after[path]}


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_the_hash_covers_the_code_of_each_output(small: Path, output: Output) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    room = output.rooms[0]
    after = plan(small, dataclasses.replace(tools, code={**tools.code, room: "other"}))
    assert changed(before, after) == {path for path in before if path.endswith(output.name)}


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_the_hash_covers_the_version_of_each_library(small: Path, output: Output) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    name = output.libraries[0]
    after = plan(small, dataclasses.replace(tools, versions={**tools.versions, name: "0.0"}))
    assert changed(before, after) == {path for path in before if path.endswith(output.name)}


def test_the_hash_covers_the_fonts(small: Path) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    after = plan(small, dataclasses.replace(tools, fonts="other"))
    assert changed(before, after) == {path for path in before if path.endswith((".html", ".pdf"))}


def test_the_hash_covers_the_options(small: Path) -> None:
    tools = manifest.tools()
    before, after = plan(small, tools, "mark"), plan(small, tools, "source")
    assert changed(before, after) == {path for path in before if not path.startswith("en/")}


def test_every_room_that_an_output_imports_is_in_its_hash() -> None:
    nouns = {"edition", "model", "finding"}  # what they say is in the edition
    for output in OUTPUTS:
        named = {room.removesuffix(".py") for room in output.rooms}
        for room in output.rooms:
            inside = {name for name in imports(room) if f"{name}.py" in ROOMS}
            assert inside - nouns - named == set(), room


def test_every_template_is_in_the_hash_of_what_it_makes() -> None:
    hashed = {name for output in OUTPUTS for name in output.templates} | {"index.html", "coverage.html"}
    assert set(project.templates(ROOT)) == hashed
