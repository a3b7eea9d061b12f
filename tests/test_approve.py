"""The command `approve`, and what coverage, extract, render and git make of approvals."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from conftest import make_small, run, translate
from diptych import approvals, project

if TYPE_CHECKING:
    from pathlib import Path

FILE = "locales/ru/approvals.jsonl"
BY = ("--by", "Anna", "--date", "2023-05-03")
OP_1 = "*Call upon* the two banks to keep the river clean;"


@pytest.fixture
def spoken(small: Path) -> Path:
    """The small conference with everything in Russian: «…»."""
    return speak(small)


def speak(small: Path) -> Path:
    folder = project.read(small)
    texts = {entry.key.msgid for catalog in folder.catalogs["ru"].values() for entry in catalog.entries}
    texts |= {entry.key.msgid for catalog in folder.catalogs[""].values() for entry in catalog.entries}
    labels = {entry.key.msgid for entry in folder.catalogs["ru"]["labels"].entries}
    translate(small, {text: f"«{text}»" for text in texts - labels})
    return small


def approve(root: Path, *command: str) -> Any:
    result = run(root, "approve", *command, *BY, "--format", "json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)


def contexts(rows: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(row["document"], row["context"]) for row in rows]


def counts(root: Path) -> dict[str, int]:
    """The approved messages of each document."""
    data = json.loads(run(root, "coverage", "--format", "json").stdout)
    assert data["total"][0]["messages"]["approved"] == sum(row["messages"]["approved"] for row in data["documents"])
    return {row["document"]: row["messages"]["approved"] for row in data["documents"]}


def lines(root: Path) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in (root / FILE).read_text("utf-8").splitlines()]


# --------------------------------------------------------------------------- the command


def test_a_document_is_approved_but_for_what_is_not_confirmed(small: Path) -> None:
    result = run(small, "approve", "declaration", *BY, "--note", "read aloud")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "3 text(s) approved in ru: declaration 3.",
        "5 not approved, being fuzzy or missing: declaration 5.",
    ]
    path = small / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    (number,) = [n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "We, the participants" in text]
    assert (
        f"locales/ru/LC_MESSAGES/declaration.po:{number}: missing, not approved: We, the participants:" in result.stderr
    )
    assert [(one["reviewer"], one["date"], one["note"]) for one in lines(small)] == [
        ("Anna", "2023-05-03", "read aloud")
    ] * 3


def test_what_is_fuzzy_is_named_as_such(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("keep the river clean", "keep the river very clean"), "utf-8")
    (row,) = approve(small, "declaration", "op-1")["refused"]
    assert (row["state"], row["msgid"]) == ("fuzzy", OP_1.replace("clean", "very clean"))


def test_approving_twice_changes_nothing_and_another_reviewer_adds_a_line(spoken: Path) -> None:
    first = approve(spoken, "declaration")
    before = (spoken / FILE).read_bytes()
    again = approve(spoken, "declaration")
    assert (first["unchanged"], again["approved"], again["unchanged"]) == ([], [], first["approved"])
    assert again["files"] == []
    assert (spoken / FILE).read_bytes() == before
    run(spoken, "approve", "declaration", "op-1", "--by", "Boris")
    assert len(lines(spoken)) == len(first["approved"]) + 1
    assert counts(spoken)["declaration"] == len(first["approved"])


@pytest.mark.parametrize(
    ("document", "ids", "meant"),
    [
        ("declaration", ["op-1"], [OP_1]),
        ("declaration", ["#op-1", "op-1"], [OP_1]),
        ("declaration", ["title", "chapeau"], ["River Declaration", "We, the participants:"]),
        ("programme", ["opening/title"], ["Opening"]),
        ("programme", ["museum"], ["Visit to the museum"]),
        ("programme", ["day-2023-05-05"], ["Visit to the museum"]),
        ("people", ["people/lee"], ["Lee Min", "Professor of Hydrology"]),
        ("people", ["people-lee-name"], ["Lee Min"]),
    ],
)
def test_an_id_is_what_the_page_or_the_catalog_has(
    spoken: Path, document: str, ids: list[str], meant: list[str]
) -> None:
    assert [row["msgid"] for row in approve(spoken, document, *ids)["approved"]] == meant


def test_a_session_is_approved_with_its_roles_people_and_issues(spoken: Path) -> None:
    named = approve(spoken, "programme", "opening")["approved"]
    assert [row["msgid"] for row in named if row["document"] == "programme"] == [
        "Opening",
        "Whoever asks for it",
        "How clean is the river?",
        "Who pays for the *weirs*?",
    ]
    assert {row["context"] for row in named if row["document"] == "people"} == {
        "people/sharifova/name",
        "people/sharifova/function",
        "people/lee/name",
        "people/lee/function",
    }


def test_a_heading_stands_for_all_below_it(small: Path) -> None:
    path = small / "content" / "declaration.md"
    text = "\n## River {#river}\n\nWet.\n\n### Weir {#weir}\n\nHigh.\n\n## Bank {#bank}\n\nDry.\n"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    run(small, "extract")
    speak(small)
    assert [row["msgid"] for row in approve(small, "declaration", "river")["approved"]] == [
        "River",
        "Wet.",
        "Weir",
        "High.",
    ]


@pytest.mark.parametrize(
    ("command", "message", "hint"),
    [
        (["declaration", "op-11"], "declaration has nothing that is called 'op-11'", "Did you mean op-1 "),
        (["declaration", "ж"], "declaration has nothing that is called 'ж'", "behind # in a page's address"),
        (["declarations"], "there is no document 'declarations'", "There is: conference, people, labels, programme"),
        (["declaration", "--lang", "fr"], "there is no language 'fr'", "There is: ru."),
        (["declaration", "--by", " "], "nobody is named", "--by"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_there_is(
    small: Path, command: list[str], message: str, hint: str
) -> None:
    result = run(small, "approve", "--by", "Anna", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert hint in result.stderr
    assert not (small / FILE).exists()


def test_of_several_languages_one_is_named(spoken: Path) -> None:
    path = spoken / "content" / "conference.yaml"
    path.write_text(path.read_text("utf-8").replace("languages: [ru]", "languages: [ru, tg]"), "utf-8")
    result = run(spoken, "approve", "declaration", "op-1", *BY)
    assert result.exit_code == 2
    assert "Say which: --lang ru" in result.stderr
    assert approve(spoken, "declaration", "op-1", "--lang", "ru")["language"] == "ru"
    assert approve(spoken, "declaration", "op-1", "--lang", "tg")["refused"][0]["state"] == "missing"


def test_a_catalog_that_does_not_parse_is_no_ground_for_approvals(spoken: Path) -> None:
    path = spoken / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "cut\n', "utf-8")
    result = run(spoken, "approve", "declaration", *BY)
    assert result.exit_code == 2
    assert "locales/ru/LC_MESSAGES/declaration.po cannot be read" in result.stderr


def test_the_day_is_that_of_the_build_where_one_is_set(spoken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1683072000")
    run(spoken, "approve", "declaration", "op-1", "--by", "Anna")
    assert [one["date"] for one in lines(spoken)] == ["2023-05-03"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run(spoken, "approve", "declaration", "op-1", "--by", "Anna").exit_code == 2


def test_what_is_withdrawn_counts_no_more_until_it_is_approved_again(spoken: Path) -> None:
    approve(spoken, "declaration", "op-1", "op-2")
    gone = run(spoken, "approve", "declaration", "op-1", "title", "--withdraw", "--by", "Boris")
    assert gone.stdout.splitlines() == ["1 text(s) withdrawn in ru: declaration 1.", "1 approved by nobody."]
    assert gone.exit_code == 0
    assert counts(spoken)["declaration"] == 1
    assert contexts(approve(spoken, "declaration", "op-1")["approved"]) == [("declaration", None)]
    assert counts(spoken)["declaration"] == 2
    assert sorted((one.get("round", 1), one.get("withdrawn", False)) for one in lines(spoken)) == [
        (1, False),
        (1, False),
        (1, True),
        (2, False),
    ]


# --------------------------------------------------------------------------- coverage, check


def test_coverage_shows_the_approved_beside_the_done_once_there_are_some(small: Path) -> None:
    assert "approved" not in run(small, "coverage").stdout
    assert "approved" not in run(small, "coverage", "--format", "csv").stdout
    assert set(counts(small).values()) == {0}
    run(small, "approve", "declaration", "op-1", *BY)
    assert counts(small)["declaration"] == 1
    head, *rows = run(small, "coverage").stdout.splitlines()
    assert head.split() == ["document", "lang", "messages", "words", "done", "approved", "fuzzy", "missing", "%"]
    assert [row.split() for row in rows if row.startswith("declaration")] == [
        ["declaration", "ru", "8", "48", "17", "10", "0", "31", "35"]
    ]
    table = run(small, "coverage", "--format", "csv").stdout.splitlines()
    assert table[0].endswith(",percent,messages_approved,words_approved")
    assert [row for row in table if row.startswith("declaration")] == ["declaration,,ru,8,3,0,5,48,17,0,31,35,1,10"]


def test_a_change_of_the_source_or_of_the_translation_voids_the_approval(spoken: Path) -> None:
    approve(spoken, "declaration", "op-1")
    before = (spoken / FILE).read_bytes()
    translate(spoken, {OP_1: "Иное"})
    assert counts(spoken)["declaration"] == 0
    translate(spoken, {OP_1: f"«{OP_1}»"})
    assert counts(spoken)["declaration"] == 1
    path = spoken / "content" / "declaration.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("two banks to", "two  banks – to"), "utf-8")
    run(spoken, "extract")
    assert counts(spoken)["declaration"] == 0
    path.write_text(text, "utf-8")
    run(spoken, "extract")
    assert counts(spoken)["declaration"] == 1
    assert (spoken / FILE).read_bytes() == before


def test_a_damaged_line_is_found_by_its_number_and_never_lost(spoken: Path) -> None:
    approve(spoken, "declaration", "op-1", "op-2")
    first, second = (spoken / FILE).read_bytes().splitlines()
    (spoken / FILE).write_bytes(b"\n".join([first, b"<<<<<<< HEAD", second, b""]))
    said = json.loads(run(spoken, "check", "--format", "json").stdout)
    assert [(f["line"], f["rule"]) for f in said if f["path"] == FILE] == [(2, "approval-line")]
    assert counts(spoken)["declaration"] == 2
    result = run(spoken, "approve", "declaration", "title", *BY)
    assert f"{FILE}:2: warning[approval-line]" in result.stderr
    assert len((spoken / FILE).read_bytes().splitlines()) == 4
    run(spoken, "extract", "--prune")
    assert {first, b"<<<<<<< HEAD", second} < set((spoken / FILE).read_bytes().splitlines())


# --------------------------------------------------------------------------- extract


def test_lines_that_match_nothing_stay_until_they_are_pruned(spoken: Path) -> None:
    approve(spoken, "declaration")
    before = (spoken / FILE).read_bytes()
    path = spoken / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("*Noting* that rivers cross borders;\n\n", ""), "utf-8")
    run(spoken, "extract")
    assert (spoken / FILE).read_bytes() == before
    assert FILE in run(spoken, "extract", "--prune", "--check").stdout
    assert (spoken / FILE).read_bytes() == before
    run(spoken, "extract", "--prune")
    assert len(lines(spoken)) == len(before.splitlines()) - 1
    assert counts(spoken)["declaration"] == len(lines(spoken))


def test_a_renamed_section_keeps_its_approvals(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8") + "\n## River {#river}\n\nWet water.\n", "utf-8")
    run(small, "extract")
    speak(small)
    approve(small, "declaration", "river")
    path.write_text(path.read_text("utf-8").replace("{#river}", "{#stream}"), "utf-8")
    assert counts(small)["declaration"] == 2
    before = lines(small)
    assert FILE in run(small, "extract").stdout
    assert counts(small)["declaration"] == 2
    assert len(lines(small)) == 4
    assert all(one in lines(small) for one in before)
    assert {(one["reviewer"], one["date"]) for one in lines(small)} == {("Anna", "2023-05-03")}
    assert run(small, "extract", "--check").exit_code == 0
    run(small, "extract", "--prune")
    assert len(lines(small)) == 2
    assert counts(small)["declaration"] == 2


# --------------------------------------------------------------------------- render


def test_where_approval_is_required_nothing_unapproved_is_made_not_even_a_draft(spoken: Path) -> None:
    command = ("render", "declaration", "--edition", "ru", "--to", "akn")
    approve(spoken, "declaration", "title", "op-1")
    result = run(spoken, *command, "--require", "approved")
    assert result.exit_code == 1
    assert "content/declaration.md:12: unapproved in ru: We, the participants:" in result.stderr
    assert "keep the river clean" not in result.stderr
    assert "without an approved translation in ru/declaration: nothing is made" in result.stderr
    assert not (spoken / "build").exists()
    rows = json.loads(run(spoken, *command, "--require", "approved", "--format", "json").stdout)["refused"]
    assert {row["state"] for row in rows} == {"unapproved"}
    for document in ("declaration", "conference", "people", "labels"):
        approve(spoken, document)
    made = run(spoken, *command, "--require", "approved")
    assert (made.exit_code, made.stderr) == (0, "")
    assert "Khujand to report by 2024.»" in (spoken / "build" / "ru" / "declaration.akn.xml").read_text("utf-8")


def test_with_marks_what_is_not_approved_prints_in_the_source_language(spoken: Path) -> None:
    approve(spoken, "declaration", "op-2")
    command = ("render", "declaration", "--edition", "ru", "--to", "akn")
    made = spoken / "build" / "ru" / "declaration.akn.xml"
    assert run(spoken, *command, "--missing", "mark", "--require", "approved").exit_code == 0
    assert "Khujand to report by 2024.»" in made.read_text("utf-8")
    assert "We, the participants:»" not in made.read_text("utf-8")
    assert "We, the participants:" in made.read_text("utf-8")
    assert run(spoken, *command).exit_code == 0
    assert "We, the participants:»" in made.read_text("utf-8")


@pytest.mark.parametrize("command", ["build", "publish"])
def test_build_and_publish_require_it_too(spoken: Path, command: str) -> None:
    result = run(spoken, command, "--require", "approved")
    assert result.exit_code == 1
    assert "unapproved in ru: River Declaration" in result.stderr
    assert not (spoken / "build").exists()
    assert not (spoken / "content" / "published.json").exists()


# --------------------------------------------------------------------------- git


def git(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *command], cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def branched(tmp_path: Path) -> Path:
    """A repository in which everything is Russian and nothing approved."""
    root = speak(make_small(tmp_path))
    (root / ".gitattributes").write_text(f"{approvals.ATTRIBUTES}\n", "utf-8")
    git(root, "init", "-b", "main")
    approve(root, "declaration", "title")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    done = git(root, "commit", "-m", "work")
    assert done.returncode == 0, done.stdout + done.stderr


def on_branch(root: Path, name: str, *commands: tuple[str, ...]) -> None:
    git(root, "checkout", "-b", name, "main")
    for command in commands:
        run(root, "approve", *command)
    commit(root)


def merged(root: Path, ours: str, theirs: str) -> set[str]:
    """The msgids of the declaration that are approved when the one is merged into the other."""
    git(root, "checkout", ours)
    result = git(root, "merge", "--no-edit", theirs)
    assert result.returncode == 0, result.stdout
    folder = project.read(root)
    assert folder.findings == ()
    catalog = folder.catalogs["ru"]["declaration"]
    return {key.msgid for key in approvals.approved(folder.approvals["ru"], catalog)}


@pytest.mark.program("git")
def test_git_joins_what_two_branches_approved_different_and_the_same(branched: Path) -> None:
    on_branch(branched, "anna", ("declaration", "op-1", "op-2", "chapeau", *BY))
    on_branch(branched, "boris", ("declaration", "op-2", "chapeau", "recital-2", "--by", "Boris"), ("labels", *BY))
    approved = merged(branched, "anna", "boris")
    assert approved == {
        "River Declaration",
        OP_1,
        "*Request* the Town of Khujand to report by 2024.",
        "We, the participants:",
        "*Noting* that rivers cross borders;",
    }
    assert counts(branched)["labels"] > 100
    git(branched, "checkout", "boris")
    assert merged(branched, "boris", "anna") == approved


@pytest.mark.program("git")
def test_a_withdrawal_outlives_the_merge_with_a_branch_that_did_not_know_of_it(branched: Path) -> None:
    on_branch(branched, "anna", ("declaration", "title", "--withdraw", *BY))
    on_branch(branched, "boris", ("declaration", "title", "op-1", "--by", "Boris"))
    assert merged(branched, "boris", "anna") == {OP_1}
    approve(branched, "declaration", "title")
    commit(branched)
    assert merged(branched, "anna", "boris") == {OP_1, "River Declaration"}


@pytest.mark.program("git")
def test_without_the_attribute_the_markers_of_a_conflict_lose_no_approval(branched: Path) -> None:
    (branched / ".gitattributes").unlink()
    commit(branched)
    on_branch(branched, "anna", ("declaration", "op-1", *BY))
    on_branch(branched, "boris", ("declaration", "op-1", "op-2", "--by", "Boris"))
    assert git(branched, "merge", "--no-edit", "anna").returncode != 0
    folder = project.read(branched)
    assert {finding.rule for finding in folder.findings} == {approvals.RULE}
    assert len(approvals.approved(folder.approvals["ru"], folder.catalogs["ru"]["declaration"])) == 3
