"""The frame of `check`: where findings point, what is excused, what is mended, how it is told, files by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import run, translate
from diptych import checking, plain, project
from diptych.cli import conference

PO = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

#: a.c:1
msgid "The list goes on …"
msgstr "Этот \\"перечень\\" можно продолжить..."

# a translator's own word
#: a.c:2
#, fuzzy
msgid "The meeting was held in Dushanbe and in Khujand."
msgstr ""
"Заседание  состоялось в Душанбе "
"и  в Худжанде."
"""


def check(*command: str) -> tuple[int, str]:
    """Run `check` without a conference around."""
    result = CliRunner().invoke(conference(None), ["check", *command], catch_exceptions=False)
    return result.exit_code, result.output


def listed(*command: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(check(*command, "--format", "json")[1])
    return found


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "letter.po"
    path.write_text(PO, "utf-8")
    return path


# --------------------------------------------------------------------------- places


def test_a_finding_points_to_the_line_and_column_in_the_catalog(catalog: Path) -> None:
    found = {(f["rule"], f["line"], f["column"], f["text"]) for f in listed(str(catalog))}
    lines = PO.split("\n")
    assert ("three-dots", 9, lines[8].index("...") + 1, "...") in found
    assert ("double-space", 16, lines[15].index("  ") + 1, "  ") in found
    assert ("double-space", 17, lines[16].index("  ") + 1, "  ") in found
    assert ("quotes", 9, lines[8].index("\\") + 1, '"перечень"') in found


def test_a_finding_of_a_source_points_into_the_content(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("two banks to keep", "two banks to  to keep"), "utf-8")
    (found,) = [f for f in checking.conference(project.read(small)).findings if f.rule == "doubled-word"]
    line = next(n for n, one in enumerate(path.read_text("utf-8").split("\n"), 1) if "to  to" in one)
    assert (found.span.path, found.span.line) == ("content/declaration.md", line)
    assert path.read_text("utf-8").split("\n")[line - 1][found.span.column - 1 :].startswith("to  to")


@pytest.mark.parametrize("odd", ["\n\n# stray\n\n", "\n\n\n", "\n"])
def test_a_finding_points_into_a_catalog_that_no_program_of_gettext_wrote(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "odd.po"
    text = PO.replace("\n\n#: a.c:1", f"{odd}#: a.c:1")
    path.write_text(text, "utf-8")
    lines = text.split("\n")
    line = next(n for n, one in enumerate(lines) if "..." in one)
    found = {(f["rule"], f["line"], f["column"]) for f in listed(str(path))}
    assert ("three-dots", line + 1, lines[line].index("...") + 1) in found


def test_white_space_in_a_text_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("# A letter\n\nThe first line is fine,\nand so is  the second one.\n", "utf-8")
    (found,) = [f for f in listed(str(path)) if f["rule"] == "double-space"]
    assert (found["line"], found["column"]) == (4, 10)


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- x -->\n", "***\n", "---\nkind: declaration\ntitle: X\n---\n"])
def test_a_document_of_nothing_is_nothing_to_speak_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "empty.md").write_text(text, "utf-8")
    assert [f for f in listed(str(tmp_path / "empty.md")) if f["severity"] == "error"] == []


def test_a_declaration_by_itself_is_seen_as_one(tmp_path: Path) -> None:
    path = tmp_path / "declaration.md"
    path.write_text("---\nkind: declaration\ntitle: X\n---\n\n1. *Ask* for A;\n\n3. *Thank* the host.\n", "utf-8")
    assert [f["rule"] for f in listed(str(path)) if str(f["rule"]).startswith("op-")] == []


# --------------------------------------------------------------------------- excuses


def test_a_translators_comment_excuses_a_message_from_a_rule(small: Path) -> None:
    translate(small, {"Opening": "Открытие  заседания"})
    path = small / "locales/ru/LC_MESSAGES/programme.po"
    whole = path.read_text("utf-8")

    def said(note: str) -> list[str]:
        head, key, tail = whole.partition('msgid "Opening"')
        before, _, comments = head.rpartition("\n\n")
        path.write_text(f"{before}\n\n{note}{comments}{key}{tail}", "utf-8")
        return [
            f.rule
            for f in checking.conference(project.read(small)).findings
            if f.rule in ("double-space", "needless-excuse", "excuse-without-reason", "unknown-rule")
        ]

    assert said("") == ["double-space"]
    assert said("# check: ignore double-space (it is a gap to be filled in by hand)\n") == []
    assert said("# check: ignore double-space, dash (a gap)\n") == ["needless-excuse"]
    assert said("# check: ignore double-space\n") == ["excuse-without-reason"]
    assert said("# check: ignore double-spice (a gap)\n") == ["unknown-rule", "double-space"]
    assert said("# check: ignore double-space (a gap\n") == ["unknown-rule", "double-space"]
    assert said("# check: ignore\n") == ["unknown-rule", "double-space"]
    assert said("#, ignore-double-space\n") == []
    assert said("# check: ignore * (a gap)\n") == []


def test_a_comment_in_the_content_excuses_it_and_its_translation(small: Path) -> None:
    translate(small, {"*Noting* that rivers cross borders;": "*отмечая*, что реки пересекают пересекают границы;"})
    path = small / "content" / "declaration.md"
    whole = path.read_text("utf-8")
    assert "doubled-word" in [f.rule for f in checking.conference(project.read(small)).findings]
    note = "<!-- check: ignore doubled-word (they cross twice) -->\n\n*Noting*"
    path.write_text(whole.replace("*Noting*", note), "utf-8")
    rules = [f.rule for f in checking.conference(project.read(small)).findings]
    assert "doubled-word" not in rules
    assert "needless-excuse" not in rules


def test_an_excuse_in_yaml_is_no_word_to_translators(small: Path) -> None:
    path = small / "content" / "programme.yaml"
    text = path.read_text("utf-8").replace(
        "title: Opening", "# translators: short\n        # check: ignore same-as-source (as is)\n        title: Opening"
    )
    path.write_text(text, "utf-8")
    run(small, "extract")
    catalog = (small / "locales/ru/LC_MESSAGES/programme.po").read_text("utf-8")
    assert "check: ignore" not in catalog


# --------------------------------------------------------------------------- the house


def test_a_conference_puts_rules_off_and_makes_them_graver(small: Path) -> None:
    translate(small, {"Opening": "Открытие  заседания..."})
    path = small / "content" / "conference.yaml"
    whole = path.read_text("utf-8")
    path.write_text(whole + "check: {off: [double-space], severity: {three-dots: error, nonsense: info}}\n", "utf-8")
    found = {(f.rule, f.severity.value) for f in checking.conference(project.read(small)).findings}
    assert ("three-dots", "error") in found
    assert ("unknown-rule", "warning") in found
    assert "double-space" not in {rule for rule, _ in found}
    path.write_text(whole + "check: {yo: sometimes}\n", "utf-8")
    assert "unknown-value" in {f.rule for f in project.read(small).findings}


def test_the_words_of_a_conference_are_known(small: Path) -> None:
    translate(small, {"Opening": "Открытие с участием делегций"})
    rules = [f.rule for f in checking.conference(project.read(small)).findings if f.rule == "spelling"]
    assert rules == ["spelling"]
    words = small / "locales" / "ru" / "words.txt"
    words.write_text("делегций # a word of theirs\n", "utf-8")
    assert "spelling" not in [f.rule for f in checking.conference(project.read(small)).findings]


# --------------------------------------------------------------------------- choosing


def test_only_what_is_asked_for_is_listed(small: Path) -> None:
    translate(small, {"Opening": "Открытие  заседания..."})
    assert [f["rule"] for f in json.loads(run(small, "check", "--rule", "three-dots", "--format", "json").stdout)] == [
        "three-dots"
    ]
    ignored = run(small, "check", "--ignore", "three-dots", "--format", "json").stdout
    assert "three-dots" not in {f["rule"] for f in json.loads(ignored)}
    assert json.loads(run(small, "check", "--severity", "error", "--format", "json").stdout) == []
    assert json.loads(run(small, "check", "declaration", "--rule", "three-dots", "--format", "json").stdout) == []
    by_path = run(small, "check", str(small / "content" / "programme.yaml"), "--rule", "three-dots", "--format", "json")
    assert [f["rule"] for f in json.loads(by_path.stdout)] == ["three-dots"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["--rule", "threedots"], "Did you mean “three-dots”?"),
        (["declaratoin"], "Did you mean “declaration”?"),
        (["nothing.po"], "there is no file nothing.po"),
        (["--diff"], "--diff goes with --fix"),
        (["--no-break"], "--no-break goes with --fix"),
    ],
)
def test_a_slip_on_the_command_line_is_two_lines(small: Path, command: list[str], says: str) -> None:
    result = run(small, "check", *command)
    assert result.exit_code == 2
    assert says in result.output


# --------------------------------------------------------------------------- mending


def test_fix_mends_what_is_certain_and_nothing_else(catalog: Path) -> None:
    status, _ = check(str(catalog), "--fix")
    assert status == 0
    text = catalog.read_text("utf-8")
    assert 'msgstr "Этот «перечень» можно продолжить…"' in text
    assert 'msgstr "Заседание состоялось в Душанбе и в Худжанде."' in text
    assert "#, fuzzy" in text
    assert "# a translator's own word" in text
    assert 'msgid "The list goes on …"' in text
    once = catalog.read_bytes()
    check(str(catalog), "--fix")
    assert catalog.read_bytes() == once


def test_fix_with_diff_shows_it_and_writes_nothing(catalog: Path) -> None:
    _, said = check(str(catalog), "--fix", "--diff")
    assert '+msgstr "Этот «перечень» можно продолжить…"' in said
    assert catalog.read_text("utf-8") == PO


def test_no_break_spaces_are_set_on_request(tmp_path: Path) -> None:
    path = tmp_path / "date.po"
    path.write_text(
        PO.replace('Этот \\"перечень\\" можно продолжить...', "18 октября 2022 года в г. Душанбе…"), "utf-8"
    )
    check(str(path), "--fix", "--no-break")
    assert "18\u00a0октября 2022\u00a0года в\u00a0г.\u00a0Душанбе…" in path.read_text("utf-8")


def test_fix_in_a_conference_leaves_the_content_as_it_is(small: Path) -> None:
    translate(small, {"Opening": "Открытие  заседания..."})
    before = {path: path.read_bytes() for path in (small / "content").iterdir()}
    result = run(small, "check", "--fix")
    assert "mended: locales/ru/LC_MESSAGES/programme.po" in result.output
    assert 'msgstr "Открытие заседания…"' in (small / "locales/ru/LC_MESSAGES/programme.po").read_text("utf-8")
    assert {path: path.read_bytes() for path in (small / "content").iterdir()} == before
    assert "mended" not in run(small, "check", "--fix").output


# --------------------------------------------------------------------------- remembered


def test_findings_are_remembered_until_anything_changes(small: Path) -> None:
    translate(small, {"Opening": "Открытие  заседания..."})
    first = checking.conference(project.read(small)).findings
    kept = small / ".diptych" / "checked.json"
    assert checking.conference(project.read(small)).findings == first != ()
    data = json.loads(kept.read_text("utf-8"))
    data["findings"] = []
    kept.write_text(json.dumps(data), "utf-8")  # what is kept is what is said …
    assert checking.conference(project.read(small)).findings == ()
    (small / "locales" / "ru" / "words.txt").write_text("заседаниея\n", "utf-8")  # … until something is another
    assert checking.conference(project.read(small)).findings == first
    for damaged in ("{", "[]", '{"of": 1}', json.dumps({"of": json.loads(kept.read_text("utf-8"))["of"]})):
        kept.write_text(damaged, "utf-8")
        assert checking.conference(project.read(small)).findings == first


# --------------------------------------------------------------------------- telling


def test_findings_as_annotations_of_a_workflow(catalog: Path) -> None:
    lines = check(str(catalog), "--format", "github")[1].splitlines()
    assert all(line.startswith(("::warning file=", "::error file=", "::notice file=")) for line in lines)
    assert any("title=three-dots::" in line and ",line=9,col=" in line for line in lines)


def test_findings_as_sarif(catalog: Path) -> None:
    data = json.loads(check(str(catalog), "--format", "sarif")[1])
    assert data["version"] == "2.1.0"
    (run_,) = data["runs"]
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    for result in run_["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        (place,) = result["locations"]
        assert place["physicalLocation"]["region"]["startLine"] > 0


# --------------------------------------------------------------------------- files by themselves


def test_a_plain_text_is_read_by_its_paragraphs() -> None:
    broken = "One paragraph that a program broke at some width, as mail programs do, so that it\nhas two lines of text."
    text = f"A title\n\n{broken}\n\n- a\n- b\n"
    assert list(plain.paragraphs(text)) == [
        (1, "A title"),
        (3, broken),
        (6, "- a"),
        (7, "- b"),
    ]


def test_texts_without_a_conference_are_checked_together(tmp_path: Path) -> None:
    note, letter = tmp_path / "note.md", tmp_path / "letter.txt"
    note.write_text("# A note\n\nThe secu- rity of borders was discussed.\n", "utf-8")
    letter.write_text("Семинар состоялся в в Душанбе.\n", "utf-8")
    found = {(f["rule"], Path(str(f["path"])).name, f["line"]) for f in listed(str(note), str(letter))}
    assert ("debris", "note.md", 3) in found
    assert ("doubled-word", "letter.txt", 1) in found


def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "programme.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "broken.po").write_text('msgid "a\nmsgstr "b"\n', "utf-8")
    status, said = check(str(tmp_path / "programme.docx"))
    assert status == 2
    assert "no text that can be checked" in said
    status, said = check(str(tmp_path / "broken.po"))
    assert status == 1
    assert "error[" in said
    assert "Traceback" not in said
