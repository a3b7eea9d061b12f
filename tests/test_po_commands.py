"""``diptych po``: any PO file in any folder, with the exit codes of the house."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CATALOGS
from test_po import HEAD
from test_po_quick import WRAPPED

OLD = (
    HEAD.replace('UTF-8\\n"', 'UTF-8\\n"\n"Language: ru\\n"').replace('msgstr "Con', 'msgstr ""\n"Con')
    + '# mine\n#: a.md:1\nmsgid "The river shall be kept clean."\nmsgstr ""\n"Реку "\n"содержат в чистоте."\n\n'
    + '#: a.md:2\nmsgid "Lunch"\nmsgstr "Обед"\n'
)
NEW = (
    HEAD
    + '#: a.md:4\nmsgid "Lunch"\nmsgstr ""\n\n#: a.md:5\nmsgid "The river should be kept clean."\nmsgstr ""\n\n'
    + '#: a.md:6\nmsgid "Tea"\nmsgstr ""\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ru.po").write_text(OLD, "utf-8")
    (tmp_path / "new.pot").write_text(NEW, "utf-8")
    (tmp_path / "wrapped.po").write_text(WRAPPED, "utf-8")
    (tmp_path / "broken.po").write_text(HEAD + 'msgid "a\nmsgstr "b"\n', "utf-8")
    return tmp_path


def diptych(folder: Path, *command: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the installed command, in a folder without a conference."""
    done = subprocess.run(
        [Path(sys.executable).parent / "diptych", "po", *command],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


MERGED = (
    OLD.split("\n\n")[0]
    + '\n\n#: a.md:2\nmsgid "Lunch"\nmsgstr "Обед"\n\n# mine\n#: a.md:5\n#, fuzzy\n'
    + '#| msgid "The river shall be kept clean."\nmsgid "The river should be kept clean."\n'
    + 'msgstr "Реку содержат в чистоте."\n\n#: a.md:6\nmsgid "Tea"\nmsgstr ""\n\n'
    + '# mine\n#~ msgid "The river shall be kept clean."\n#~ msgstr "Реку содержат в чистоте."\n'
)


def test_merge_prints_the_catalog_and_says_what_it_did_beside_it(folder: Path) -> None:
    status, out, err = diptych(folder, "merge", "ru.po", "new.pot")
    assert (status, out) == (0, MERGED)
    assert err == "1 kept, 0 carried, 1 changed, 0 copied, 1 new, 0 gone\n"


def test_merge_writes_where_it_is_told(folder: Path) -> None:
    status, out, _ = diptych(folder, "merge", "ru.po", "new.pot", "-o", "ru.po", "--format", "json")
    assert (status, json.loads(out)["changed"]) == (0, 1)
    assert (folder / "ru.po").read_text("utf-8") == MERGED
    assert diptych(folder, "merge", "ru.po", "new.pot")[1] == MERGED


def test_without_fuzzy_nothing_is_guessed_and_nothing_lost(folder: Path) -> None:
    _, out, err = diptych(folder, "merge", "--no-fuzzy", "ru.po", "new.pot")
    assert err == "1 kept, 0 carried, 0 changed, 0 copied, 2 new, 1 gone\n"
    assert "fuzzy" not in out
    assert '#~ msgstr "Реку содержат в чистоте."' in out


def test_references_are_renewed_when_asked(folder: Path) -> None:
    assert '#: a.md:4\nmsgid "Lunch"' in diptych(folder, "merge", "--refresh-references", "ru.po", "new.pot")[1]


def test_a_compendium_helps(folder: Path) -> None:
    (folder / "more.po").write_text(HEAD + 'msgid "Tea"\nmsgstr "Чай"\n', "utf-8")
    out = diptych(folder, "merge", "-C", "more.po", "ru.po", "new.pot")[1]
    assert '#, fuzzy\nmsgid "Tea"\nmsgstr "Чай"\n' in out


def test_a_broken_catalog_changes_nothing_and_is_named_with_its_line(folder: Path) -> None:
    status, out, err = diptych(folder, "merge", "broken.po", "new.pot", "-o", "broken.po")
    assert (status, out) == (2, "")
    assert err.startswith("error: broken.po:4: ")
    assert len(err.splitlines()) == 2
    assert 'msgid "a\n' in (folder / "broken.po").read_text("utf-8")


DATED = '"POT-Creation-Date: 2020-01-01 00:00+0000\\n"\n'
TEMPLATE = "# SOME DESCRIPTIVE TITLE.\n#, fuzzy\n" + NEW.replace('msgstr "Con', 'msgstr ""\n"Con', 1).replace(
    'UTF-8\\n"\n', 'UTF-8\\n"\n' + DATED.replace("2020", "2026"), 1
)


def test_the_header_is_the_catalogs_and_its_date_that_of_the_template(folder: Path) -> None:
    (folder / "ru.po").write_text(OLD.replace('UTF-8\\n"\n', 'UTF-8\\n"\n' + DATED, 1), "utf-8")
    (folder / "new.pot").write_text(TEMPLATE, "utf-8")
    out = diptych(folder, "merge", "ru.po", "new.pot")[1]
    assert out == MERGED.replace('UTF-8\\n"\n', 'UTF-8\\n"\n' + DATED.replace("2020", "2026"), 1)


def test_a_template_with_the_same_messages_changes_no_date(folder: Path) -> None:
    old = (MERGED.split("\n\n# mine\n#~")[0] + "\n").replace('UTF-8\\n"\n', 'UTF-8\\n"\n' + DATED, 1)
    (folder / "ru.po").write_text(old, "utf-8")
    (folder / "new.pot").write_text(TEMPLATE, "utf-8")
    assert diptych(folder, "merge", "ru.po", "new.pot")[1] == old


def test_what_is_obsolete_in_the_template_does_not_come_alive(folder: Path) -> None:
    (folder / "new.pot").write_text(NEW + '\n#~ msgid "Dinner"\n#~ msgstr "Ужин"\n', "utf-8")
    assert diptych(folder, "merge", "ru.po", "new.pot")[1] == MERGED


def test_the_counts_for_a_program_stand_beside_a_printed_catalog(folder: Path) -> None:
    _, out, err = diptych(folder, "merge", "ru.po", "new.pot", "--format", "json")
    assert (out, json.loads(err)["kept"]) == (MERGED, 1)


@pytest.mark.parametrize("command", [("merge", "no.po", "new.pot"), ("stats", "no.po"), ("format", "no.po")])
def test_a_name_that_is_wrong_is_no_matter_of_permissions(folder: Path, command: tuple[str, ...]) -> None:
    assert diptych(folder, *command) == (
        2,
        "",
        "error: no.po cannot be read: No such file or directory\n  Look at its name.\n",
    )


def test_a_folder_is_no_catalog(folder: Path) -> None:
    (folder / "locales").mkdir()
    for command in (("format", "locales"), ("stats", "locales")):
        assert diptych(folder, *command) == (
            2,
            "",
            "error: locales cannot be read: Is a directory\n  It is a folder: name a file.\n",
        )


def test_stats_count_each_file_and_all(folder: Path) -> None:
    status, out, err = diptych(folder, "stats", "ru.po", "wrapped.po", "new.pot")
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["done", "fuzzy", "missing", "obsolete"],
        ["ru.po", "2", "0", "0", "0", "100", "%"],
        ["wrapped.po", "1", "1", "0", "1", "50", "%"],
        ["new.pot", "0", "0", "3", "0", "0", "%"],
        ["3", "files", "3", "1", "3", "1", "42", "%"],
    ]
    assert diptych(folder, "stats", "ru.po", "wrapped.po", "new.pot")[1] == out


def test_stats_as_data(folder: Path) -> None:
    status, out, _ = diptych(folder, "stats", "--no-cache", "--format", "json", "wrapped.po")
    counts = {"done": 1, "fuzzy": 1, "missing": 0, "obsolete": 1, "total": 2}
    assert (status, json.loads(out)) == (0, {"files": [{"path": "wrapped.po", **counts}], "total": counts})
    assert not (folder / "cache").exists()


def test_stats_of_a_file_without_end_say_what_is_wrong(folder: Path) -> None:
    (folder / "cut.po").write_text(OLD[:-9], "utf-8")
    status, _, err = diptych(folder, "stats", "cut.po")
    assert (status, err.startswith("error: cut.po:")) == (2, True)


def test_stats_where_nothing_can_be_remembered(folder: Path) -> None:
    (folder / "cache").write_text("a file", "utf-8")
    assert diptych(folder, "stats", "ru.po")[0] == 0


def test_diff_tells_messages_not_lines(folder: Path) -> None:
    assert diptych(folder, "diff", "wrapped.po", "wrapped.po") == (0, "The catalogs say the same.\n", "")
    diptych(folder, "format", "wrapped.po")
    assert (folder / "wrapped.po").read_text("utf-8") != WRAPPED
    (folder / "before.po").write_text(WRAPPED, "utf-8")
    assert diptych(folder, "diff", "--check", "before.po", "wrapped.po")[0] == 0


def test_diff_shows_what_was_added_changed_and_removed(folder: Path) -> None:
    text = OLD.replace("Обед", "Обеденный перерыв").replace("# mine\n", "") + '\nmsgid "Tea"\nmsgstr "Чай"\n'
    (folder / "after.po").write_text(text.replace("The river shall be", "Rivers shall be"), "utf-8")
    status, out, _ = diptych(folder, "diff", "--check", "ru.po", "after.po")
    assert status == 1
    assert out.splitlines() == [
        "after.po:7: added Rivers shall be kept clean.",
        "  + Реку содержат в чистоте.",
        "after.po:13: changed (texts) Lunch",
        "  - Обед",
        "  + Обеденный перерыв",
        "after.po:16: added Tea",
        "  + Чай",
        "ru.po:8: removed The river shall be kept clean.",
        "  - Реку содержат в чистоте.",
        "4 message(s) differ.",
    ]


def test_diff_tells_the_states_of_what_is_not_done(folder: Path) -> None:
    text = OLD.replace("# mine", "#, fuzzy").replace(
        'msgid "Lunch"\nmsgstr "Обед"', '#~ msgid "Lunch"\n#~ msgstr "Обед"'
    )
    (folder / "after.po").write_text(text + '\nmsgid "Tea"\nmsgstr ""\n', "utf-8")
    assert diptych(folder, "diff", "ru.po", "after.po")[1].splitlines() == [
        "after.po:8: changed (done → fuzzy, notes) The river shall be kept clean.",
        "after.po:17: added (missing) Tea",
        "after.po:14: changed (done → obsolete) Lunch",
        "3 message(s) differ.",
    ]


def test_diff_as_data(folder: Path) -> None:
    (folder / "after.po").write_text(OLD.replace("Обед", "").replace("Language: ru", "Language: tg"), "utf-8")
    header, lunch = json.loads(diptych(folder, "diff", "--format", "json", "ru.po", "after.po")[1])
    assert header["fields"] == ["Language"]
    assert lunch == {
        "msgid": "Lunch",
        "context": None,
        "fate": "changed",
        "fields": ["texts", "state"],
        "before": {"texts": ["Обед"], "state": "done"},
        "after": {"texts": [""], "state": "missing"},
    }


def test_format_checks_and_writes(folder: Path) -> None:
    status, out, _ = diptych(folder, "format", "--check", "wrapped.po", "new.pot")
    assert (status, out) == (1, "would change: wrapped.po\n")
    assert (folder / "wrapped.po").read_text("utf-8") == WRAPPED
    assert diptych(folder, "format", "wrapped.po", "new.pot")[:2] == (0, "written: wrapped.po\n")
    assert diptych(folder, "format", "--check", "wrapped.po", "new.pot")[:2] == (0, "2 file(s) in form already.\n")


def test_format_of_several_changes_none_where_one_is_broken(folder: Path) -> None:
    assert diptych(folder, "format", "wrapped.po", "broken.po")[0] == 2
    assert (folder / "wrapped.po").read_text("utf-8") == WRAPPED


@pytest.mark.program("msgcat")
def test_format_writes_what_msgcat_writes(folder: Path) -> None:
    done = subprocess.run(["msgcat", "--no-wrap", "wrapped.po"], cwd=folder, capture_output=True, check=True)
    diptych(folder, "format", "wrapped.po")
    assert (folder / "wrapped.po").read_bytes() == done.stdout


def test_format_says_what_it_normalises(folder: Path) -> None:
    (folder / "dos.po").write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    status, _, err = diptych(folder, "format", "dos.po")
    assert status == 0
    assert "byte order mark" in err
    assert "CR LF" in err


@pytest.mark.skipif(not CATALOGS.is_dir(), reason="needs the catalogs to measure with")
def test_a_merge_without_guesses_is_what_msgmerge_finds(tmp_path: Path) -> None:
    medium = CATALOGS / "medium.po"
    _, _, err = diptych(tmp_path, "merge", "--no-fuzzy", str(medium), str(CATALOGS / "medium.new.pot"), "-o", "out.po")
    assert err == "4369 kept, 0 carried, 0 changed, 0 copied, 771 new, 771 gone\n"


def test_a_large_catalog_arrives_whole_in_a_pipe(tmp_path: Path) -> None:
    entries = "".join(f'\nmsgid "text {number}"\nmsgstr "текст {number}"\n' for number in range(20_000))
    (tmp_path / "large.po").write_text(HEAD.rstrip("\n") + "\n" + entries, "utf-8")
    (tmp_path / "none.pot").write_text(HEAD, "utf-8")
    status, out, _ = diptych(tmp_path, "merge", "large.po", "none.pot")
    assert status == 0
    assert out.count("#~ msgid") == 20_000
    assert out.endswith('#~ msgid "text 19999"\n#~ msgstr "текст 19999"\n')


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    entries = "".join(f'\nmsgid "text {number}"\nmsgstr "текст {number}"\n' for number in range(20_000))
    (tmp_path / "large.po").write_text(HEAD.rstrip("\n") + "\n" + entries, "utf-8")
    command = [str(Path(sys.executable).parent / "diptych"), "po", "merge", "large.po", "large.po"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        said = child.stderr.read().decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
