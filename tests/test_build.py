"""What is made, what is made again, and that the same input gives the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, make_small, run, translate
from diptych import manifest, pipeline, project
from diptych.render import EVERY, Output, assets, webfont
from test_house import ROOMS, imports

EDITIONS = ("en", "ru", "en-ru")
DOCUMENTS = [
    f"{edition}/{slug}.{end}"
    for edition in EDITIONS
    for slug in ("programme", "declaration")
    for end in ("html", "pdf", "docx")
]
ITEMS = ("2023-05-03", "2023-05-05", "opening", "lunch", "boat", "museum")
CALENDARS = [
    path
    for lang in ("en", "ru")
    for path in (f"{lang}/programme.ics", *(f"{lang}/programme/{name}.ics" for name in ITEMS))
]
DATA = [f"{lang}/{name}" for lang in ("en", "ru") for name in ("schedule.json", "schedule.xml", "declaration.akn.xml")]
SITE = [f"{edition}/{page}.html" for edition in EDITIONS for page in ("index", "speakers", "documents", "search")]
ABOVE = ["index.html", "404.html", "coverage.html"]
SHARED = [
    "assets/style.css",
    *(f"assets/{name}.js" for name in ("site", "programme", "search", "stems", "search-en", "search-ru")),
    *(f"assets/{name}.svg" for name in ("favicon", "draft")),
    *(f"assets/fonts/{face.name}" for face in webfont.FACES),
]
CARDS = [
    f"assets/og/{edition}-{page}.png"
    for edition in EDITIONS
    for page in ("index", "programme", "declaration", "speakers", "documents", "search")
]
EVERYTHING = sorted(
    [*DOCUMENTS, *CALENDARS, *DATA, *SITE, *ABOVE, *SHARED, *CARDS, "conference.json", "robots.txt", "sitemap.xml"]
)


def made(root: Path, *options: str) -> list[str]:
    result = run(root, "build", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return sorted(json.loads(result.stdout)["made"])


def hashes(root: Path) -> dict[str, str]:
    build = root / "build"
    return {p.relative_to(build).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in build.rglob("*.*")}


@pytest.fixture
def small(small: Path) -> Path:
    """The small conference with an address, so that its pages have pictures and a map."""
    _with_address(small)
    return small


def _with_address(root: Path) -> None:
    at = root / "content" / "conference.yaml"
    at.write_text(at.read_text("utf-8") + "url: https://river.example\n", "utf-8")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small conference with an address, built once for all tests, none of which may touch it."""
    root = make_small(tmp_path_factory.mktemp("built"))
    _with_address(root)
    made(root)
    return root


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """The built conference in a folder of its own."""
    return Path(shutil.copytree(once, tmp_path / "built"))


def test_build_makes_every_edition_of_every_document(small: Path) -> None:
    assert made(small) == EVERYTHING
    there = sorted(p.relative_to(small / "build").as_posix() for p in (small / "build").rglob("*") if p.is_file())
    assert there == sorted([*EVERYTHING, manifest.NAME])


def test_a_second_build_makes_nothing_and_says_so(built: Path) -> None:
    before = hashes(built)
    assert f"Nothing to do: all {len(EVERYTHING)} files" in run(built, "build").stdout
    assert hashes(built) == before


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    made(built, "--out", str(built / "again"))
    again = {p.relative_to(built / "again").as_posix(): p.read_bytes() for p in (built / "again").rglob("*.*")}
    first = {p.relative_to(built / "build").as_posix(): p.read_bytes() for p in (built / "build").rglob("*.*")}
    assert [path for path in first if first[path] != again.get(path)] == []


def test_one_changed_msgstr_makes_only_what_shows_it(built: Path) -> None:
    translate(built, {"*Noting* that rivers cross borders;": "*отмечая*, что река пересекает границу;"})
    shown = [f"{edition}/declaration.{end}" for edition in ("ru", "en-ru") for end in ("html", "pdf", "docx")]
    assert made(built) == sorted([*shown, "assets/search-ru.js", "conference.json", "ru/declaration.akn.xml"])


def test_one_more_translation_changes_what_shows_it_and_what_counts_it(built: Path) -> None:
    translate(built, {"Lunch": "Обед"})
    shown = [f"{edition}/programme.{end}" for edition in ("ru", "en-ru") for end in ("html", "pdf", "docx")]
    counted = ["coverage.html", *(f"{edition}/{page}.html" for edition in EDITIONS for page in ("index", "documents"))]
    data = ["ru/schedule.json", "ru/schedule.xml", "assets/search-ru.js", "conference.json"]
    calendars = [path for path in CALENDARS if path.startswith("ru/")]
    assert made(built) == sorted([*shown, *counted, *data, *calendars])


def test_a_changed_translation_of_the_conference_is_shown_wherever_it_prints(built: Path) -> None:
    translate(built, {"Conference on the River": "Конференция о реке"})
    made(built)
    translate(built, {"Conference on the River": "Конференция у реки"})
    again = set(made(built))
    shown = {
        path
        for path in EVERYTHING
        if path.endswith(".html")
        and "Конференция у" in (built / "build" / path).read_text("utf-8").replace("\u00a0", " ")
    }
    assert {"index.html", "ru/index.html", "en-ru/programme.html", "ru/declaration.html"} <= shown
    assert {path for path in again if path.endswith(".html")} == shown
    printed = [
        path
        for path in (*DOCUMENTS, *CALENDARS, *DATA, *CARDS)
        if path.split("/")[-1].startswith("ru-") or path[:2] == "ru" or "en-ru" in path
    ]
    data = ["assets/search-ru.js", "conference.json"]
    assert {path for path in again if not path.endswith(".html")} == {
        p for p in [*printed, *data] if not p.endswith(".html")
    }


def test_a_changed_style_makes_only_pages(built: Path) -> None:
    (built / "templates").mkdir()
    style = project.templates(built)["style.css"]
    (built / "templates" / "style.css").write_text(style + "\n.hinge { color: #123456; }\n", "utf-8")
    assert made(built) == ["assets/style.css"]


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
    gone = [path for path in EVERYTHING if "declaration" in path]
    assert sorted(result["removed"]) == gone
    assert len(gone) == 14
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
    assert set(again) == {
        "coverage.html",
        *(path for path in EVERYTHING if path.startswith("ru/") and path.endswith(".html")),
    }
    assert "Распечатано с сайта" in (built / "build" / "ru" / "declaration.html").read_text("utf-8")


def test_render_makes_what_is_asked_for_as_the_whole_site_has_it(small: Path) -> None:
    result = run(small, "render", "programme", "--edition", "en", "--to", "html,ics", "--format", "json")
    assert result.exit_code == 0, result.output
    asked = ["en/programme.html", *(path for path in CALENDARS if path.startswith("en/"))]
    again = json.loads(result.stdout)["made"]
    assert sorted(again) == sorted([*asked, *(path for path in SHARED if "search-" not in path)])
    before = hashes(small)
    rest = made(small)
    assert sorted([*rest, *again]) == EVERYTHING
    after = hashes(small)
    assert {path: after[path] for path in again} == {path: before[path] for path in again}


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
    jobs = pipeline.plan(folder, tools, missing=missing).jobs
    return {path: job.digest for job in jobs for path in job.paths}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path in before if before[path] != after[path]}


MADE_BY = {
    "html": [path for path in EVERYTHING if path.endswith(".html")],
    "pdf": [path for path in EVERYTHING if path.endswith(".pdf")],
    "docx": [path for path in EVERYTHING if path.endswith(".docx")],
    "ics": CALENDARS,
    "akn": [path for path in DATA if path.endswith(".akn.xml")],
    "schedule": [path for path in DATA if "/schedule." in path],
    "assets": [path for path in SHARED if path.endswith((".woff2", "/draft.svg"))],
    "card": CARDS,
    "search": [path for path in SHARED if "/search-" in path],
}
"""The files of each output; style, scripts and robots' files are hashed themselves."""


@pytest.mark.parametrize("output", EVERY, ids=lambda output: output.name)
def test_the_hash_covers_the_code_of_each_output(small: Path, output: Output) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    own = next(room for room in output.rooms if sum(room in other.rooms for other in EVERY) <= 2)
    after = plan(small, dataclasses.replace(tools, code={**tools.code, own: "other"}))
    users = [other.name for other in EVERY if own in other.rooms]
    assert changed(before, after) == {path for name in users for path in MADE_BY[name]}


@pytest.mark.parametrize("output", EVERY, ids=lambda output: output.name)
def test_the_hash_covers_the_version_of_each_library(small: Path, output: Output) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    name = output.libraries[0]
    after = plan(small, dataclasses.replace(tools, versions={**tools.versions, name: "0.0"}))
    users = [other.name for other in EVERY if name in other.libraries]
    assert changed(before, after) == {path for user in users for path in MADE_BY[user]}


def test_the_hash_covers_the_fonts(small: Path) -> None:
    tools = manifest.tools()
    before = plan(small, tools)
    after = plan(small, dataclasses.replace(tools, fonts="other"))
    drawn = [path for name in ("pdf", "docx", "assets", "card") for path in MADE_BY[name]]
    assert changed(before, after) == set(drawn)


def test_the_hash_covers_the_options(small: Path) -> None:
    tools = manifest.tools()
    before, after = plan(small, tools, "mark"), plan(small, tools, "source")
    foreign = [
        path
        for path in (*DOCUMENTS, *CALENDARS, *DATA, *CARDS)
        if not path.startswith(("en/", "assets/og/en-")) or "en-ru" in path
    ]
    pages = [path for path in SITE if not path.startswith("en/") and not path.endswith("/search.html")]
    assert changed(before, after) == {*foreign, *pages, "assets/search-ru.js"}


def test_every_room_that_an_output_imports_is_in_its_hash() -> None:
    # What the nouns say is in the edition or the page; what facts and parallel texts say, too.
    nouns = {"catalog", "edition", "model", "finding", "page"}
    for output in EVERY:
        named = {room.removesuffix(".py") for room in output.rooms}
        for room in output.rooms:
            inside = {name for name in imports(room) if f"{name}.py" in ROOMS}
            assert inside - nouns - named == set(), room


def test_every_template_is_in_the_hash_of_what_it_makes() -> None:
    hashed = {name for output in EVERY for name in output.templates}
    endings = tuple(ending for output in EVERY for ending in output.endings)
    shared = {artifact.path.rpartition("/")[2] for artifact in assets.texts(project.templates(ROOT))}
    there = {name for name in project.templates(ROOT) if not name.endswith(endings) and name not in shared}
    assert there == hashed


# --------------------------------------------------------------------------- publishing


def sequences(root: Path, path: str = "ru/programme.ics") -> dict[str, int]:
    text = (root / "build" / path).read_text("utf-8")
    uids, numbers = re.findall(r"^UID:(.*)@", text, re.MULTILINE), re.findall(r"^SEQUENCE:(\d+)", text, re.MULTILINE)
    return dict(zip(uids, map(int, numbers), strict=True))


def test_an_item_that_changes_after_publishing_has_the_next_number(built: Path) -> None:
    noted = built / "content" / "published.json"
    assert not noted.exists()
    assert set(sequences(built).values()) == {0}
    assert run(built, "publish").exit_code == 0
    assert sorted(json.loads(noted.read_text("utf-8"))["items"]) == ["boat", "lunch", "museum", "opening"]
    before = noted.read_bytes()
    programme = built / "content" / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("start: 09:00", "start: 09:15"), "utf-8")
    made(built)
    made(built)
    assert noted.read_bytes() == before  # a build only reads it
    assert (
        sequences(built) == sequences(built, "en/programme.ics") == {"opening": 1, "lunch": 0, "boat": 0, "museum": 0}
    )
    assert run(built, "publish").stdout.endswith("content/published.json: 1 item(s) noted.\n")
    assert run(built, "publish").stdout.endswith("No item has changed.\n")


def test_an_item_that_is_gone_after_publishing_is_told_as_cancelled(built: Path) -> None:
    run(built, "publish")
    programme = built / "content" / "programme.yaml"
    text = programme.read_text("utf-8")
    programme.write_text(text[: text.index("  - date: 2023-05-05")], "utf-8")
    made(built)
    assert sequences(built)["museum"] == 1
    for path in ("en/programme.ics", "ru/programme/museum.ics"):
        assert "STATUS:CANCELLED" in (built / "build" / path).read_text("utf-8")


def test_nothing_is_noted_while_there_is_an_error(built: Path) -> None:
    programme = built / "content" / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("person: lee", "person: lea"), "utf-8")
    assert run(built, "publish").exit_code == 1
    assert not (built / "content" / "published.json").exists()


def test_a_language_that_cannot_be_read_changes_no_number(built: Path) -> None:
    run(built, "publish")
    catalog = built / "locales" / "ru" / "LC_MESSAGES" / "programme.po"
    catalog.write_bytes(catalog.read_bytes() + b'msgid "')
    assert run(built, "build").exit_code == 1
    assert set(sequences(built, "en/programme.ics").values()) == {0}


@pytest.mark.parametrize("text", ["", "null", "{", "<<<<<<< ours\n"])
def test_a_broken_memory_leaves_the_calendars_as_they_are(built: Path, text: str) -> None:
    run(built, "publish")
    programme = built / "content" / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("start: 09:00", "start: 09:15"), "utf-8")
    run(built, "publish")
    programme.write_text(programme.read_text("utf-8").replace("start: 09:15", "start: 09:20"), "utf-8")
    before = {path: digest for path, digest in hashes(built).items() if path.endswith(".ics")}
    noted = built / "content" / "published.json"
    noted.write_text(text, "utf-8")
    result = run(built, "publish")
    assert result.exit_code == 1
    assert "content/published.json: nothing is noted" in result.stderr
    assert {path: digest for path, digest in hashes(built).items() if path.endswith(".ics")} == before
    assert noted.read_text("utf-8") == text


def test_two_programmes_have_their_own_files_and_no_item_in_common(built: Path) -> None:
    content = built / "content"
    text = (content / "programme.yaml").read_text("utf-8")
    for name in ("opening", "lunch", "boat", "museum"):
        text = text.replace(f"- id: {name}\n", f"- id: side-{name}\n")
    (content / "agenda.yaml").write_text(text, "utf-8")
    at = content / "conference.yaml"
    listed = "  - {id: agenda, file: agenda.yaml, status: draft}\n"
    at.write_text(at.read_text("utf-8").replace("url: ", f"{listed}url: "), "utf-8")
    again = made(built)
    assert {"en/agenda.ics", "ru/agenda.schedule.json", "en-ru/agenda.pdf"} <= set(again)
    assert set(sequences(built, "en/agenda.ics")) == {"side-opening", "side-lunch", "side-boat", "side-museum"}
    (content / "agenda.yaml").write_text(text.replace("side-boat", "boat"), "utf-8")
    found = run(built, "check").stdout
    assert "error[doubled-id]: “boat” is the id of an item of the programme already" in found


def test_findings_of_a_build_name_the_lines_of_the_catalogs_that_it_wrote(built: Path) -> None:
    translate(built, {"Lunch": "Обед ![x](https://example.org/x.png)"})
    programme = built / "content" / "programme.yaml"
    programme.write_text(
        programme.read_text("utf-8").replace("title: Opening", "title: A very long new opening"), "utf-8"
    )
    said = [line for line in run(built, "build").stderr.splitlines() if "[markup]" in line]
    assert said
    assert said == [line for line in run(built, "check").stdout.splitlines() if "[markup]" in line]
