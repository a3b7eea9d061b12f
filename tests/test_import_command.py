"""`diptych import` from end to end: what it writes, says, refuses, and brings up to date."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from conftest import ROOT, RUSSIAN, SEEDS, run, translate
from diptych import po, project
from diptych.catalog import State
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

REPORT = ROOT / "tests" / "imports" / "command" / "river-report.txt"
TIMETABLE = {
    "count": 1,
    "results": {
        "77": {
            "20230503": {
                "s1": {
                    "entryType": "Session",
                    "id": "s1",
                    "sessionId": "1",
                    "title": "Opening of the Timetable",
                    "startDate": {"date": "2023-05-03", "time": "09:00:00", "tz": "Asia/Dushanbe"},
                    "endDate": {"date": "2023-05-03", "time": "10:30:00", "tz": "Asia/Dushanbe"},
                    "room": "Hall A",
                    "entries": {},
                },
                "b1": {
                    "entryType": "Break",
                    "id": "b1",
                    "title": "Coffee",
                    "startDate": {"date": "2023-05-03", "time": "10:30:00", "tz": "Asia/Dushanbe"},
                    "endDate": {"date": "2023-05-03", "time": "11:00:00", "tz": "Asia/Dushanbe"},
                },
            }
        }
    },
}


def snapshot(root: Path) -> dict[str, bytes]:
    """All files of a conference but our own folder."""
    files = (path for path in root.rglob("*") if path.is_file() and ".diptych" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def said(root: Path, *command: str) -> Any:
    """What a command says in JSON; it must have ended well."""
    result = run(root, "import", *command, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(root: Path, *command: str) -> str:
    """What a command says that could not go on; it changed nothing."""
    before = snapshot(root)
    result = run(root, "import", *command)
    assert result.exit_code == 2, result.output
    assert snapshot(root) == before
    return result.stderr


def test_a_report_becomes_a_body_a_programme_and_a_declaration(small: Path) -> None:
    told = said(small, str(REPORT), "--to", "report")
    assert [(one["path"], one["kind"], one["new"]) for one in told["documents"]] == [
        ("content/report.md", "report", True),
        ("content/report-programme.yaml", "programme", True),
        ("content/report-declaration.md", "declaration", True),
    ]
    folder = project.read(small)
    assert not [one for one in folder.findings if one.severity is Severity.ERROR]
    body, programme, declaration = folder.documents[-3:]
    texts = [part.key.msgid for block in body.blocks for part in block.parts]
    assert "both banks, whose catch" in next(text for text in texts if "catch" in text)
    assert [block.parts[0].key.msgid for block in body.blocks if block.kind is Kind.HEADING] == [
        "Introduction",
        "Results",
    ]
    assert [block.kind for block in body.blocks].count(Kind.LIST_ITEM) == 3
    assert [(one.id, str(one.start)[:5]) for one in programme.sessions] == [
        ("opening-2", "09:00"),  # the programme that is there has an “opening”
        ("coffee-3", "10:30"),
        ("session-1", "11:00"),
    ]
    people = [(one.person, one.role, one.minutes, one.video) for one in programme.sessions[0].appearances]
    assert people == [
        ("sharifova", "chair", 5, False),
        ("qosimov", "keynote", 10, False),
        ("hakimova", "keynote", 3, True),
    ]
    kinds = [block.kind for block in declaration.blocks]
    assert (kinds.count(Kind.CHAPEAU), kinds.count(Kind.RECITAL), kinds.count(Kind.OPERATIVE)) == (1, 2, 3)


def test_people_are_added_where_they_are_new_and_nothing_else_of_the_file_changes(small: Path) -> None:
    before = (small / "content" / "people.yaml").read_text("utf-8")
    told = said(small, str(REPORT), "--to", "report")
    after = (small / "content" / "people.yaml").read_text("utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    assert "sharifova" not in told["people"]
    assert {"qosimov", "hakimova", "ruiz-molina"} == set(told["people"])


def test_the_new_documents_are_listed_as_drafts_below_the_others(small: Path) -> None:
    before = (small / "content" / "conference.yaml").read_text("utf-8")
    said(small, str(REPORT), "--to", "report")
    after = (small / "content" / "conference.yaml").read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    added = after[len(before.rstrip("\n")) :].split("\n")
    assert "- {id: report, file: report.md, status: draft}" in [line.strip() for line in added]


def test_every_doubt_names_its_place_in_the_original_and_in_the_result(small: Path) -> None:
    told = said(small, str(REPORT), "--to", "report")
    assert told["doubts"]
    for doubt in told["doubts"]:
        assert doubt["file"].endswith("river-report.txt")
        assert doubt["line"] >= 1
        assert doubt["reason"]
        assert "\n" not in doubt["reason"]
        path, _, line = doubt["result"].rpartition(":")
        assert 1 <= int(line) <= len((small / path).read_text("utf-8").splitlines())


def test_a_dry_run_says_the_same_and_writes_nothing(small: Path) -> None:
    before = snapshot(small)
    dry = said(small, str(REPORT), "--dry-run")
    assert snapshot(small) == before
    assert said(small, str(REPORT)) == dry


def test_people_read_what_was_made(small: Path) -> None:
    result = run(small, "import", str(REPORT), "--to", "report")
    assert "taken for a report with 1 programme, 1 declaration in it" in result.output
    assert re.search(r"content/report\.md +report: 2 headings", result.output)
    assert re.search(r"\d+ doubt\(s\), [\d.]+ in 100 paragraphs:", result.output)


def test_what_was_imported_extracts_and_renders(small: Path) -> None:
    said(small, str(REPORT), "--to", "report")
    assert run(small, "extract").exit_code == 0
    result = run(small, "render", "report", "report-programme", "report-declaration", "--to", "html,ics,docx")
    assert result.exit_code == 0, result.output
    assert (small / "build" / "en-ru" / "report.html").is_file()


# --------------------------------------------------------------------------- what is there


def test_a_document_that_is_there_is_not_overwritten(small: Path) -> None:
    said(small, str(REPORT), "--to", "report")
    assert "content/report.md is there already" in refused(small, str(REPORT), "--to", "report")


def test_the_same_file_again_changes_nothing(small: Path) -> None:
    said(small, str(REPORT), "--to", "report")
    before = snapshot(small)
    told = said(small, str(REPORT), "--to", "report", "--force")
    assert told["files"] == []
    assert snapshot(small) == before


def test_what_a_hand_changed_stays_and_what_the_original_changed_comes_in(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "river.txt"
    copy.write_text(REPORT.read_text("utf-8"), "utf-8")
    said(small, str(copy), "--to", "report")
    page = small / "content" / "report.md"
    page.write_text(page.read_text("utf-8").replace("eleven towns", "11 towns"), "utf-8")
    copy.write_text(copy.read_text("utf-8").replace("14 speakers", "15 speakers").replace("10.30-11.00", "10.45-11.00"))
    told = said(small, str(copy), "--to", "report", "--force")
    text = page.read_text("utf-8")
    assert "11 towns" in text
    assert "15 speakers" in text
    assert "start: 10:45" in (small / "content" / "report-programme.yaml").read_text("utf-8")
    assert [one["new"] for one in told["documents"]] == [False, False, False]


def test_a_timetable_again_updates_without_being_forced(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "timetable.json"
    file.write_text(json.dumps(TIMETABLE), "utf-8")
    said(small, str(file), "--to", "days")
    run(small, "extract")
    translate(small, {**RUSSIAN, "Opening of the Timetable": "Открытие программы", "Coffee": "Кофе"})
    page = small / "content" / "days.yaml"
    page.write_text(page.read_text("utf-8").replace("kind: break", "kind: break\n        note: by hand"), "utf-8")
    later = json.loads(json.dumps(TIMETABLE))
    later["results"]["77"]["20230503"]["b1"]["endDate"]["time"] = "11:15:00"
    file.write_text(json.dumps(later), "utf-8")
    told = said(small, str(file), "--to", "days")
    text = page.read_text("utf-8")
    assert "note: by hand" in text
    assert "end: 11:15" in text
    assert told["documents"][0]["done"]
    assert run(small, "extract").exit_code == 0
    catalog = project.read(small).catalogs["ru"]["days"]
    states = {entry.key.msgid: entry.state for entry in catalog.entries}
    assert states["Coffee"] is State.DONE
    assert states["Opening of the Timetable"] is State.DONE


# --------------------------------------------------------------------------- two languages


ENGLISH = """The Station

The two banks build a common station in 2024.

It measures the water 24 times a day.

Who pays for the station?

The towns pay 40,000 somoni in equal parts.
"""
OTHER = """Станция

В 2024 году два берега построят общую станцию.

Она измеряет воду 24 раза в день.

Кто платит за станцию?

Города платят 40 000 сомони равными долями.
"""


def test_two_files_of_one_text_give_content_and_translations(small: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "station.txt", tmp_path / "станция.txt"
    one.write_text(ENGLISH, "utf-8")
    two.write_text(OTHER, "utf-8")
    told = said(small, str(two), str(one), "--to", "station")
    assert [one["path"] for one in told["documents"]] == ["content/station.md"]
    catalog, _ = po.loads((small / "locales/ru/LC_MESSAGES/station.po").read_bytes(), "x", "station", "en", "ru")
    assert catalog is not None
    texts = {entry.key.msgid: entry.texts[0] for entry in catalog.entries}
    assert texts["It measures the water 24 times a day."] == "Она измеряет воду 24 раза в день."
    assert all(texts.values())
    states = [entry.state for entry in catalog.entries]
    assert told["translations"]["confirmed"] == states.count(State.DONE)
    assert told["translations"]["fuzzy"] == states.count(State.FUZZY)


def test_two_files_in_one_language_are_refused(small: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(ENGLISH, "utf-8")
    two.write_text(ENGLISH, "utf-8")
    assert "are both in English" in refused(small, str(one), str(two))


def test_a_text_in_the_other_language_says_so_in_its_front_matter(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "станция.txt"
    file.write_text(OTHER, "utf-8")
    said(small, str(file))
    assert "lang: ru" in (small / "content" / "stantsiya.md").read_text("utf-8")


# --------------------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"   \n\n", "is empty"),
        ("a.txt", b"a\x00b", "zero bytes"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc"),
        ("a.pdf", b"%PDF-1.7\n", "a.pdf"),
        ("a.docx", b"PK\x03\x04broken", "a.docx"),
        ("a.html", b"<!DOCTYPE html><html><p>a", "web page"),
        ("a.json", b"{", "a.json"),
        ("a.xml", b"<schedule", "a.xml"),
        ("a.ics", b"BEGIN:VEVENT", "a.ics"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_a_hint(
    small: Path, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    lines = refused(small, str(file)).splitlines()
    assert len(lines) == 2
    assert says in lines[0]


@pytest.mark.parametrize("name", ["../evil", "A B", "people", "index", "/etc/x", "a/b", "x.md", "-", "conference"])
def test_a_name_that_no_document_can_have(small: Path, name: str) -> None:
    assert "error" in refused(small, str(REPORT), f"--to={name}")


def test_a_language_that_the_conference_has_not(small: Path) -> None:
    assert "no language of the conference" in refused(small, str(REPORT), "--lang", "fr")


def test_three_files_are_too_many(small: Path) -> None:
    assert "3 files" in refused(small, str(REPORT), str(REPORT), str(REPORT))


def test_a_text_in_a_code_page_is_read_and_doubted(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes(OTHER.encode("cp1251"))
    told = said(small, str(file))
    assert [one["rule"] for one in told["doubts"]].count("encoding") == 1
    assert "измеряет" in (small / "content" / "old.md").read_text("utf-8")


# --------------------------------------------------------------------------- the real originals


@pytest.mark.skipif(not SEEDS.exists(), reason="the originals are not here")
@pytest.mark.parametrize("name", ["report", "concept-note", "website", "press-release"])
def test_no_paragraph_of_an_original_is_lost_joined_or_cut(tmp_path: Path, name: str) -> None:
    from imported import compare, fresh, result

    root = fresh(tmp_path / "conference")
    original = SEEDS / f"{name}.txt"
    said(root, str(original))
    told = compare(original.read_text("utf-8"), original.name, list(result(root / "content")))
    lines = {
        kind: [int(line.partition(":")[0]) for line in getattr(told, kind)] for kind in ("joined", "split", "missing")
    }
    assert lines == {"joined": [], "split": [], "missing": [], **KNOWN.get(name, {})}
    assert told.added == ADDED.get(name, [])


KNOWN = {
    # A session's label and its title below are one heading; two logos and a line that stands twice are left out, and
    # the import says so.
    "report": {"joined": [351, 353, 445, 447, 525, 527, 599, 601], "missing": [103, 110]},
    "website": {"missing": [11]},
}
ADDED = {"report": ["annexix", "annexvi"]}
"""Two annexes whose label only the list of contents has."""


@pytest.mark.skipif(not SEEDS.exists(), reason="the originals are not here")
def test_the_imported_conference_extracts_remembers_and_renders(tmp_path: Path) -> None:
    from imported import fresh

    root = fresh(tmp_path / "conference")
    for name in ("report", "concept-note", "website", "press-release"):
        said(root, str(SEEDS / f"{name}.txt"))
    assert run(root, "extract").exit_code == 0
    assert all(one["percent"] == 0 for one in coverage(root))
    memory = tmp_path / "ours.tmx"
    assert run(ROOT, "memory", "export", str(memory)).exit_code == 0
    assert run(root, "memory", "import", str(memory)).exit_code == 0
    assert run(root, "extract").exit_code == 0
    assert all(one["percent"] == 0 for one in coverage(root))
    folder = project.read(root)
    entries = [entry for catalog in folder.catalogs["ru"].values() for entry in catalog.entries]
    ours = {entry.key.msgid for one in project.read(ROOT).catalogs["ru"].values() for entry in one.entries}
    same = [entry for entry in entries if entry.key.msgid in ours and entry.plural is None]  # TMX knows no plural
    assert len(same) > 200
    assert all(entry.state is State.FUZZY for entry in same)
    assert not [one for one in folder.findings if one.severity is Severity.ERROR]
    result = run(root, "render", "--missing", "mark", "--to", "html,ics,schedule,docx,akn")
    assert result.exit_code == 0, result.output
    result = run(root, "render", "report-programme", "report-declaration", "--missing", "mark", "--to", "pdf")
    assert result.exit_code == 0, result.output
    assert len(list((root / "build").rglob("report-programme.pdf"))) == 3


def coverage(root: Path) -> list[dict[str, Any]]:
    """How far each document is."""
    rows: list[dict[str, Any]] = json.loads(run(root, "coverage", "--format", "json").stdout)["documents"]
    return rows


@pytest.mark.parametrize("kind", [(), ("--as", "programme")])
def test_the_title_of_a_programme_ends_at_its_first_hour(small: Path, tmp_path: Path, kind: tuple[str, ...]) -> None:
    file = tmp_path / "days.txt"
    file.write_text(
        "Programme of the River Days\n\n3 May 2023\n\n"
        "9:00 – 10:00 Welcome session\nChairperson: Ms. Zarina Sharifova, Minister for Water\n\n"
        "10:00 – 11:00 Round table\nSpeakers:\n• Mr. Pedro Ruiz Molina, Engineer (5 min)\n"
        "• Ms. Laylo Hakimova, Director\n",
        "utf-8",
    )
    said(small, str(file), *kind)
    document = next(one for one in project.read(small).documents if one.slug == "days")
    assert document.blocks[0].parts[0].key.msgid == "Programme of the River Days"
    assert [(str(one.start)[:5], one.title.key.msgid) for one in document.sessions] == [
        ("09:00", "Welcome session"),
        ("10:00", "Round table"),
    ]
    assert [(one.role, one.person) for session in document.sessions for one in session.appearances] == [
        ("chair", "sharifova"),
        ("speaker", "ruiz-molina"),
        ("speaker", "hakimova"),
    ]


def test_the_front_matter_of_a_markdown_file_is_kept(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    front = "kind: document\ntitle: A note\nsubtitle: on the river\nnotice: A draft\nlang: en\ndate: 2023-05-01\n"
    text = f"---\n{front}---\n\nThe river is long.\n\n## The banks {{#banks}}\n\nThere are *two* of them.\n"
    file.write_text(text, "utf-8")
    told = said(small, str(file))
    assert told["doubts"] == []
    assert (small / "content" / "note.md").read_text("utf-8") == text


def test_a_line_that_fits_no_item_is_left_out_and_said(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "days.txt"
    file.write_text(
        "Programme of the River Days\n\nPlease switch off your telephones during all of the sessions.\n\n3 May 2023\n\n"
        "9:00 – 10:00 Welcome session\nChairperson: Ms. Zarina Sharifova, Minister for Water\n",
        "utf-8",
    )
    told = said(small, str(file), "--as", "programme")
    (doubt,) = [one for one in told["doubts"] if one["rule"] == "left-over"]
    assert doubt["line"] == 3
    assert doubt["reason"].endswith("left out")
    assert "telephones" not in (small / "content" / "days.yaml").read_text("utf-8")
