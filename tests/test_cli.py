"""The commands: their help, their exit statuses, and what a user's mistake gets."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from conftest import ROOT, run
from diptych import cli
from diptych.cli import conference

GROUP = conference(None)
COMMANDS = sorted(GROUP.commands)
ROOMS = sorted(set(cli.COMMANDS) - {"git-merge-po", "git-textconv"})
"""The commands that stand in rooms of their own, without the two that git calls."""


def command_of(name: str) -> click.Command:
    command = GROUP.get_command(click.Context(GROUP), name)
    assert command is not None
    return command


NESTED = sorted(f"{name} {nested}" for name in ROOMS for nested in getattr(command_of(name), "commands", {}))


def diptych(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).parent / "diptych"
    return subprocess.run([script, *command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [*COMMANDS, *ROOMS])
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(name: str) -> None:
    result = run(ROOT, name, "--help")
    assert result.exit_code == 0
    assert f"Example: diptych {name}" in result.output
    assert f"### `diptych {name}`" in (ROOT / "README.md").read_text("utf-8")
    command = command_of(name)
    assert command.help
    assert [p.name for p in command.params if p.param_type_name == "option" and not getattr(p, "help", "")] == []


@pytest.mark.parametrize("group", [[], ["po"], ["memory"]])
def test_the_list_of_commands_says_of_each_a_whole_sentence_on_one_line(group: list[str]) -> None:
    listed = run(ROOT, *group, "--help").output.partition("Commands:")[2].partition("Example:")[0].strip().splitlines()
    assert len(listed) == len(cli.COMMANDS) - 2 + len(COMMANDS) if not group else len(listed) > 1
    assert [line for line in listed if not re.fullmatch(r" *[a-z-]+  +[A-Z][^.]*\.", line)] == []


@pytest.mark.parametrize("name", NESTED)
def test_every_nested_command_has_help_with_an_example(name: str) -> None:
    result = run(ROOT, *name.split(), "--help")
    assert result.exit_code == 0
    assert f"Example: diptych {name}" in result.output
    first, last = name.split()
    command = getattr(command_of(first), "commands")[last]  # noqa: B009 - of a group
    assert command.help
    assert [p.name for p in command.params if p.param_type_name == "option" and not getattr(p, "help", "")] == []


def test_both_faces_are_the_same_commands(small: Path) -> None:
    installed = diptych(small, "coverage", "--format", "json")
    script = subprocess.run(
        [sys.executable, "i18n.py", "coverage", "--format", "json"],
        cwd=small,
        capture_output=True,
        text=True,
        check=False,
    )
    assert installed.returncode == script.returncode == 0
    assert installed.stdout == script.stdout != ""


def test_the_installed_command_finds_the_conference_from_below(small: Path) -> None:
    assert diptych(small / "content", "check").returncode == 0


WITH_ARGUMENTS = [
    *COMMANDS,
    "approve declaration --by Reviser",
    "git-setup",
    "memory export out.tmx",
    "memory import in.tmx",
    "memory search river",
    "take ru.po",
    "triage",
]


@pytest.mark.parametrize("command", WITH_ARGUMENTS)
def test_outside_a_conference_every_command_says_so_in_two_lines(tmp_path: Path, command: str) -> None:
    (tmp_path / "in.tmx").write_text("<tmx/>", "utf-8")
    (tmp_path / "ru.po").write_text("", "utf-8")
    result = diptych(tmp_path, *command.split())
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0].startswith("error: this is not a conference")
    assert len(result.stderr.splitlines()) == 2


def test_help_and_version_need_no_conference(tmp_path: Path) -> None:
    assert "extract" in diptych(tmp_path, "--help").stdout
    assert diptych(tmp_path, "--version").stdout.startswith("diptych, version 0.")


def test_control_c_while_the_libraries_are_read_prints_no_traceback() -> None:
    interrupted = """if True:
        import sys
        from importlib.abc import MetaPathFinder

        class Finder(MetaPathFinder):
            def find_spec(self, name, path, target=None):
                if name == "click":
                    raise KeyboardInterrupt

        sys.meta_path.insert(0, Finder())
        from diptych import start

        sys.argv = ["diptych", "coverage"]
        start.main()
    """
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "\nAborted!\n")


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys; from diptych.cli import main; sys.argv = ['diptych', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('babel', 'yaml', 'jinja2', 'typst', 'docx', 'icalendar', 'rich', 'rapidfuzz', "
        "'markdown_it', 'fontTools') if m in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"


def test_a_mistake_in_the_face_is_named_with_its_line(small: Path) -> None:
    (small / "i18n.py").write_text("import sys\nmain = (\n", "utf-8")
    result = diptych(small, "check")
    assert result.returncode == 2
    assert "i18n.py:2" in result.stderr
    assert "Traceback" not in result.stderr


def test_extract_check_writes_nothing_and_says_what_would_change(small: Path) -> None:
    assert run(small, "extract", "--check").exit_code == 0
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("rivers cross", "all rivers cross"), "utf-8")
    before = {p: p.read_bytes() for p in small.rglob("*.po*")}
    result = run(small, "extract", "--check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["files"] == [
        "locales/declaration.pot",
        "locales/ru/LC_MESSAGES/declaration.po",
    ]
    assert {p: p.read_bytes() for p in small.rglob("*.po*")} == before
    assert run(small, "extract").exit_code == 0
    assert run(small, "extract", "--check").exit_code == 0


def test_prune_says_how_many_translations_it_takes_out(small: Path) -> None:
    text = small / "content" / "declaration.md"
    text.write_text(text.read_text("utf-8").replace("rivers cross borders", "a border is crossed"), "utf-8")
    run(small, "extract")
    says = "1 obsolete message(s) {}taken out for good."
    assert says.format("would be ") in run(small, "extract", "--prune", "--check").stdout.splitlines()
    assert json.loads(run(small, "extract", "--prune", "--check", "--format", "json").stdout)["pruned"] == 1
    assert says.format("") in run(small, "extract", "--prune").stdout.splitlines()
    assert "taken out" not in run(small, "extract", "--prune").stdout


def test_a_line_more_at_the_top_rewrites_no_catalog_until_asked(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("symbol: R/2023/1\n---\n", "symbol: R/2023/1\n---\n\n\n"), "utf-8")
    assert run(small, "extract", "--check").exit_code == 0
    result = run(small, "extract", "--refresh-references", "--format", "json")
    renewed = [path for path in json.loads(result.stdout)["files"] if "declaration" in path]
    assert renewed == ["locales/declaration.pot", "locales/ru/LC_MESSAGES/declaration.po"]
    assert run(small, "extract", "--check").exit_code == 0


def test_an_edit_of_one_paragraph_changes_the_lines_of_one_entry(small: Path) -> None:
    path = small / "content" / "declaration.md"
    pot = small / "locales" / "declaration.pot"
    before = pot.read_text("utf-8").splitlines()
    path.write_text(path.read_text("utf-8").replace("a conference met", "\na large conference met"), "utf-8")
    run(small, "extract")
    after = pot.read_text("utf-8").splitlines()
    assert len(before) == len(after)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        'msgid "On 3–4 May 2023 a large conference met in Khujand."'
    ]


def test_coverage_counts_messages_and_words(small: Path) -> None:
    data = json.loads(run(small, "coverage", "--format", "json").stdout)
    rows = {row["document"]: row for row in data["documents"]}
    assert list(rows) == ["conference", "people", "labels", "programme", "declaration"]
    assert rows["declaration"] == {
        "document": "declaration",
        "language": "ru",
        "messages": {"total": 8, "done": 3, "approved": 0, "fuzzy": 0, "missing": 5},
        "words": {"total": 48, "done": 17, "approved": 0, "fuzzy": 0, "missing": 31},
        "percent": 35,
    }
    assert rows["labels"]["percent"] == 100
    assert data["total"][0]["messages"]["total"] == sum(row["messages"]["total"] for row in rows.values())


def test_coverage_by_section_adds_up(small: Path) -> None:
    whole = json.loads(run(small, "coverage", "--format", "json").stdout)
    parts = json.loads(run(small, "coverage", "--by", "section", "--format", "json").stdout)
    assert parts["total"] == whole["total"]
    assert [row["section"] for row in parts["documents"] if row["document"] == "programme" and "section" in row] == [
        "Opening",
        "Lunch",
        "A Boat Trip",
        "Visit to the museum",
    ]


@pytest.mark.parametrize("form", ["table", "csv", "html", "svg"])
def test_coverage_has_other_forms(small: Path, form: str) -> None:
    result = run(small, "coverage", "--format", form)
    assert result.exit_code == 0
    assert {"html": "River Declaration", "svg": "<svg"}.get(form, "declaration") in result.stdout
    assert ("35" in result.stdout) == (form != "svg")
    assert ("Речная декларация" in result.stdout) == (form == "html")


@pytest.mark.parametrize(("least", "status"), [("0", 0), ("36", 1), ("100", 1)])
def test_fail_under_is_a_gate(small: Path, least: str, status: int) -> None:
    assert run(small, "coverage", "--fail-under", least).exit_code == status


def test_check_prints_findings_as_documented_json(small: Path) -> None:
    assert run(small, "check").stdout == "Nothing to say: no finding.\n"
    path = small / "content" / "programme.yaml"
    path.write_text(path.read_text("utf-8").replace("person: lee", "person: leee"), "utf-8")
    result = run(small, "check", "--format", "json")
    (finding,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {k: finding[k] for k in ("path", "line", "severity")} == {
        "path": "content/programme.yaml",
        "line": 20,
        "severity": "error",
    }
    assert "lee" in finding["hint"]
    assert set(finding) == {
        "path",
        "line",
        "column",
        "rule",
        "severity",
        "message",
        "hint",
        "text",
        "proposed",
        "others",
    }


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("render", "speech"), "there is no document 'speech'"),
        (("render", "--edition", "de"), "there is no edition 'de'"),
        (("render", "--to", "epub"), "there is no output 'epub'"),
    ],
)
def test_render_names_what_there_is(small: Path, command: tuple[str, ...], says: str) -> None:
    result = run(small, *command)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "There is: " in result.stderr
    assert not (small / "build").exists()


def test_refuse_makes_nothing_and_lists_what_lacks(small: Path) -> None:
    result = run(small, "render", "declaration", "--missing", "refuse", "--to", "html")
    assert result.exit_code == 1
    assert "content/declaration.md:12: missing in ru: We, the participants:" in result.stderr
    assert "content/conference.yaml:2: missing in ru: Conference on the River" in result.stderr
    assert not (small / "build").exists()
    only_english = run(small, "render", "declaration", "--missing", "refuse", "--to", "html", "--edition", "en")
    assert only_english.exit_code == 0
    assert (small / "build" / "en" / "declaration.html").is_file()


def test_refuse_says_so_to_programs_too(small: Path) -> None:
    result = run(small, "render", "declaration", "--missing", "refuse", "--format", "json")
    assert result.exit_code == 1
    refused = json.loads(result.stdout)["refused"]
    assert {"path", "line", "language", "document", "context", "msgid", "state"} == set(refused[0])


def test_final_documents_refuse_by_themselves(small: Path) -> None:
    path = small / "content" / "conference.yaml"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    assert run(small, "build").exit_code == 1
    assert not (small / "build").exists()


def test_a_catalog_that_an_editor_wrapped_is_brought_back_once_and_extract_says_so(small: Path) -> None:
    path = small / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    ours = path.read_text("utf-8")
    path.write_text(ours.replace('msgstr "*отмечая*, ', 'msgstr ""\n"*отмечая*, "\n"'), "utf-8")
    assert path.read_text("utf-8") != ours
    first = run(small, "extract")
    assert (first.exit_code, path.read_text("utf-8")) == (0, ours)
    said = (
        "in one line a message, which git can merge (a program had it otherwise): locales/ru/LC_MESSAGES/declaration.po"
    )
    assert said in first.stderr
    assert run(small, "extract").stderr == ""
    path.write_text(ours.replace("*отмечая*", "*отмечая особо*"), "utf-8")
    assert json.loads(run(small, "extract", "--format", "json").output)["reformed"] == []
