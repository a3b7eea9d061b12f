"""The walk through the fuzzy entries: one key each, written at once, on a terminal and in a pipe."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from conftest import run, translate
from diptych import aside, po, project, triage
from diptych.aside import Why
from diptych.catalog import Catalog, Entry, Key, Previous
from diptych.finding import UserError
from diptych.triage import Item
from diptych.words_diff import Change, Stretch

if TYPE_CHECKING:
    from pathlib import Path

NOTING, CALL = "*Noting* that rivers cross borders;", "*Call upon* the two banks to keep the river clean;"
NEW_NOTING, NEW_CALL = (
    "*Noting* that many rivers cross borders;",
    "*Call upon* the three banks to keep the river clean;",
)
PO = "locales/ru/LC_MESSAGES/declaration.po"


@pytest.fixture
def edited(small: Path) -> Path:
    """The small conference after two paragraphs of its declaration were edited."""
    content = small / "content" / "declaration.md"
    text = (
        content.read_text("utf-8")
        .replace("that rivers", "that many rivers")
        .replace("the two banks", "the three banks")
    )
    content.write_text(text, "utf-8")
    run(small, "extract")
    translate(small, {"Programme": "Программа"})  # else it is a fuzzy copy of the label
    return small


def catalog(root: Path) -> Catalog:
    read, _ = po.loads((root / PO).read_bytes(), PO, "declaration", "en", "ru")
    assert read is not None
    return read


def entry(root: Path, msgid: str) -> Entry:
    return catalog(root).by_key()[Key(msgid)]


def walk(root: Path, keys: str, *options: str, editor: str = "false") -> subprocess.CompletedProcess[str]:
    """A real process with its keys in a pipe, as a script has it."""
    return subprocess.run(
        [sys.executable, str(root / "i18n.py"), "triage", *options],
        input=keys,
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env=os.environ | {"EDITOR": editor, "VISUAL": "", "COLUMNS": "80"},
    )


def editor(folder: Path, body: str) -> str:
    """An editor that does to the file ``path`` what the lines of Python say."""
    script = folder / "editor.py"
    lines = f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text('utf-8')\n{body}\n"
    script.write_text(lines, "utf-8")
    return f"{sys.executable} {script}"


# --------------------------------------------------------------------------- the keys


def test_confirm_takes_the_flag_the_old_text_and_what_merge_said_away(edited: Path) -> None:
    before = entry(edited, NEW_NOTING)
    assert before.fuzzy
    done = walk(edited, "cq")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 confirmed; 1 left.")
    assert entry(edited, NEW_NOTING) == replace(before, flags=(), previous=None)
    assert entry(edited, NEW_CALL).fuzzy


def test_what_is_shown(edited: Path) -> None:
    lines = walk(edited, "q").stdout.splitlines()
    assert lines[1:7] == [
        "── 1 of 2 ── declaration (ru) ── content/declaration.md:16 ────────────────────",
        "     declaration: recital (preambular paragraph)",
        "was  *Noting* that rivers cross borders;",
        "now  *Noting* that {+many +}rivers cross borders;",
        "ru   *отмечая*, что реки пересекают границы;",
        "[c]onfirm  [e]dit  [s]kip  [r]eject  [q]uit  [?] help q",
    ]
    assert lines[7:] == ["Nothing changed; 2 left."]


def test_what_is_skipped_comes_once_more_at_the_end(edited: Path) -> None:
    done = walk(edited, "sccq")
    assert re.findall(r"── (\d of 2|skipped before) ──", done.stdout) == ["1 of 2", "2 of 2", "skipped before"]
    assert done.stdout.splitlines()[-1] == "2 confirmed; none left."
    assert run(edited, "triage").output == "Nothing is fuzzy: there is nothing to do.\n"


def test_what_is_skipped_twice_stays(edited: Path) -> None:
    before = (edited / PO).read_bytes()
    assert walk(edited, "ssss").stdout.splitlines()[-1] == "Nothing changed; 2 left."
    assert (edited / PO).read_bytes() == before


def test_reject_keeps_the_text_aside_and_extract_does_not_bring_it_back(edited: Path) -> None:
    text = entry(edited, NEW_NOTING).texts
    assert walk(edited, "rq").stdout.splitlines()[-1] == "1 rejected; 1 left."
    after = entry(edited, NEW_NOTING)
    assert (after.texts, after.flags, after.previous) == (("",), (), None)
    assert aside.texts_in(after.notes, Why.REJECTED) == text
    run(edited, "extract")
    assert entry(edited, NEW_NOTING) == after


def test_a_copy_that_was_rejected_is_not_made_again(small: Path) -> None:
    assert walk(small, "r", "programme").stdout.splitlines()[-1] == "1 rejected; none left."
    run(small, "extract")
    assert run(small, "triage").output == "Nothing is fuzzy: there is nothing to do.\n"


def test_the_keys_of_a_russian_keyboard_are_the_same_keys(edited: Path) -> None:
    assert walk(edited, "ысс").stdout.splitlines()[-1] == "2 confirmed; none left."


def test_an_unknown_key_prints_what_the_keys_do(edited: Path) -> None:
    done = walk(edited, "xq")
    assert "  s  skip: it stays fuzzy and comes once more at the end" in done.stdout.splitlines()
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_end_of_the_keys_is_the_end_of_the_walk_and_what_is_done_is_written(edited: Path) -> None:
    done = walk(edited, "c")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 confirmed; 1 left.")
    assert not entry(edited, NEW_NOTING).fuzzy


# --------------------------------------------------------------------------- the editor


def test_an_edited_text_is_confirmed_and_the_editor_may_break_its_lines(edited: Path, tmp_path: Path) -> None:
    program = editor(
        tmp_path,
        "path.write_text('многие  реки\\n  пересекают\\u00a0границы;\\n' + text[text.index('# ---'):], 'utf-8')",
    )
    assert walk(edited, "eq", editor=program).stdout.splitlines()[-1] == "1 edited; 1 left."
    after = entry(edited, NEW_NOTING)
    assert after.texts == ("многие  реки пересекают\u00a0границы;",)
    assert (after.flags, after.previous) == ((), None)


@pytest.mark.parametrize(
    "body", ["path.write_text('', 'utf-8')", "path.write_text(text[text.index('# ---'):], 'utf-8')", "pass"]
)
def test_an_empty_or_unchanged_text_changes_nothing(edited: Path, tmp_path: Path, body: str) -> None:
    before = (edited / PO).read_bytes()
    done = walk(edited, "eq", editor=editor(tmp_path, body))
    assert "Nothing changed." in done.stdout.splitlines()
    assert (edited / PO).read_bytes() == before


def test_an_editor_that_is_not_there_is_one_line(edited: Path) -> None:
    done = walk(edited, "eq", editor="no-such-editor")
    assert done.returncode == 0
    assert "set $EDITOR to the name of your editor" in done.stdout
    assert done.stderr == ""


def test_the_editor_opens_no_file_within_the_conference_and_leaves_none(edited: Path, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    walk(edited, "eq", editor=editor(tmp_path, f"pathlib.Path({str(noted)!r}).write_text(str(path))"))
    assert edited.as_posix() not in noted.read_text("utf-8")
    assert not os.path.exists(noted.read_text("utf-8"))  # noqa: PTH110 - a name from another process


# --------------------------------------------------------------------------- a terminal


class Terminal:
    """A real process on a pseudo-terminal; a key is sent when it waits for one."""

    def __init__(self, root: Path, columns: int, **environment: str) -> None:
        self.said = b""
        variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        variables |= {"TERM": "xterm-256color", "EDITOR": "false", **environment}
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(root)
            size = ["stty", "columns", str(columns)]
            subprocess.run(size, check=True)
            os.execve(sys.executable, [sys.executable, "i18n.py", "triage"], variables)  # noqa: S606 - no shell is meant

    def press(self, *keys: str) -> str:
        """Press the keys one after the other, then read to the end of the process; what it printed."""
        for key in keys:
            self._wait()
            os.write(self.screen, key.encode())
        while self._read(60):
            pass
        os.waitpid(self.pid, 0)
        return self.said.decode().replace("\r\n", "\n")

    def _wait(self) -> None:
        """Until it has printed its keys and reads single ones."""
        until = time.monotonic() + 60
        asked = self.said.count(b"[?]")
        while time.monotonic() < until:
            self._read(0.05)
            raw = not termios.tcgetattr(self.screen)[3] & termios.ICANON
            if raw and self.said.count(b"[?]") > asked:
                return
        raise AssertionError(self.said.decode())

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.screen], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # Linux says so at the end
            return False
        self.said += data
        return bool(data)


def test_on_a_terminal_changed_words_have_colours_and_no_brackets(edited: Path) -> None:
    said = Terminal(edited, 120).press("s", "c", "й")
    assert "\x1b[32m\x1b[4mmany\x1b[0m" in said
    assert "\x1b[31m\x1b[9mtwo\x1b[0m" in said
    assert "{+" not in said
    assert said.splitlines()[-1] == "1 confirmed; 1 left."
    assert not entry(edited, NEW_CALL).fuzzy


def test_without_colours_changed_words_have_brackets_and_no_line_is_too_long(edited: Path) -> None:
    said = Terminal(edited, 60, NO_COLOR="1").press("q")
    assert "\x1b" not in said
    assert "{+many +}" in said
    assert max(len(line) for line in said.splitlines() if not line.startswith("[c]")) <= 60


def test_control_c_stops_with_what_is_done_written(edited: Path) -> None:
    said = Terminal(edited, 80).press("c", "\x03")
    assert said.splitlines()[-1] == "1 confirmed; 1 left."
    assert "Traceback" not in said
    assert not entry(edited, NEW_NOTING).fuzzy


# --------------------------------------------------------------------------- who else is there


def test_what_an_editor_saved_meanwhile_stays(edited: Path) -> None:
    item = Item("ru", "declaration", Key(NEW_NOTING))
    seen = triage.look(edited, item)
    assert seen is not None
    data = (edited / PO).read_bytes()
    (edited / PO).write_bytes(b"# She was here.\n" + data)
    assert triage.step(edited, item, seen, triage.confirmed) == replace(seen, flags=(), previous=None)
    assert catalog(edited).notes == ("She was here.",)
    (edited / PO).write_bytes(data.replace("пересекают".encode(), "переходят".encode()))
    assert triage.step(edited, item, seen, triage.confirmed) is None
    assert (edited / PO).read_bytes() == data.replace("пересекают".encode(), "переходят".encode())


def test_documents_and_languages_that_are_not_there_are_named(edited: Path) -> None:
    folder = project.read(edited)
    assert [item.key.msgid for item in triage.queue(folder, ["declaration"], "ru")] == [NEW_NOTING, NEW_CALL]
    assert triage.queue(folder, ["programme"]) == ()
    with pytest.raises(UserError, match=r"^there is no document 'decaration'$"):
        triage.queue(folder, ["decaration"])
    with pytest.raises(UserError, match=r"^there is no language 'fr'$"):
        triage.queue(folder, [], "fr")


def test_a_list_for_programs(edited: Path) -> None:
    first, second = json.loads(run(edited, "triage", "--list", "--format", "json").stdout)
    assert first["now"] == [
        {"change": "same", "text": "*Noting* that "},
        {"change": "added", "text": "many "},
        {"change": "same", "text": "rivers cross borders;"},
    ]
    assert second["msgid"] == NEW_CALL
    assert run(edited, "triage", "--list").output.splitlines()[-1] == "2 fuzzy translation(s)."
    assert json.loads(walk(edited, "cq", "--format", "json").stdout) == {
        "confirmed": 1,
        "edited": 0,
        "rejected": 0,
        "left": 1,
    }


# --------------------------------------------------------------------------- cards and sheets


def fuzzy(msgid: str, *texts: str, **more: Any) -> Entry:
    return replace(Entry(Key(msgid), texts, flags=("fuzzy",)), **more)


ITEM = Item("ru", "river", Key("x"))


def test_a_card_says_why_and_what_speaks_against_it() -> None:
    one = fuzzy(
        "{rivers} of {banks}", "{rivers} {lakes}", comments=("place", "diptych: from x"), previous=Previous("a {banks}")
    )
    shown = triage.card(ITEM, one)
    assert (shown.about, shown.says) == (("place",), ("from x",))
    assert shown.faults == ("the translation lacks {banks}", "the translation has {lakes}, which its source has not")
    assert shown.was[0] == Stretch(Change.REMOVED, "a")
    assert triage.faults(replace(one, texts=("а", ""), plural="{rivers}s")) == ("form 1 is empty",)


def test_a_text_that_lacks_a_fact_is_written_and_stays_fuzzy() -> None:
    one = fuzzy("{banks} banks", "{banks} берега")
    assert triage.edited(one, ["два берега"]) == replace(one, texts=("два берега",))
    assert triage.edited(one, ["{banks} берегов"]) == replace(one, texts=("{banks} берегов",), flags=())


def test_a_sheet_of_plural_forms_is_read_back() -> None:
    one = fuzzy("a river", "река", "реки", "рек", plural="{n} rivers")
    sheet = triage.sheet(triage.card(ITEM, one))
    assert "==== 0: 1, 21, 31 … ====\nрека\n==== 1: 2, 3, 4 … ====\nреки\n" in sheet
    assert triage.from_sheet(sheet, one) == one.texts
    assert triage.from_sheet(sheet.replace("реки", ""), one) == ("река", "", "рек")
    assert triage.from_sheet(sheet.replace("==== 1", "= 1"), one) is None
    assert triage.from_sheet("", one) == ()


@pytest.mark.parametrize(
    ("typed", "msgid", "expected"),
    [
        ("а\r\nб\r\n", "x", "а б"),
        ("# not a comment\n", "x", "# not a comment"),
        ("а\n\nб", "one\ntwo\n", "а\n\nб\n"),
        ("\u00a0а", "x", "\u00a0а"),
    ],
)
def test_lines_of_a_sheet_are_those_of_the_source(typed: str, msgid: str, expected: str) -> None:
    one = fuzzy(msgid, "а")
    sheet = triage.sheet(triage.card(ITEM, one))
    assert triage.from_sheet(typed + sheet[sheet.index("# ---") :], one) == (expected,)
