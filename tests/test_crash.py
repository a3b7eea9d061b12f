"""A command that is killed, runs out of disk or meets another program: each file is the old one or the new one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from conftest import ROOT, run, translate
from crash import digests
from diptych import po

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

DECLARATION = "locales/ru/LC_MESSAGES/declaration.po"


def disturbed(how: str, shelf: Path, folder: Path, *command: str) -> list[dict[str, Any]]:
    """What ``crash.py`` tells of each disturbance; the states of the folder stand on the shelf by number."""
    result = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "crash.py"), how, str(shelf), str(folder), *command],
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[dict[str, Any]] = json.loads(result.stdout)
    return told


@pytest.fixture
def edited(small: Path) -> Path:
    """The small conference whose content was edited after its catalogs were made."""
    assert run(small, "extract").exit_code == 0
    edit(small)
    return small


def edit(folder: Path) -> None:
    content = folder / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers", "all rivers"), "utf-8")
    programme = folder / "content" / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("title: Opening", "title: The Opening"), "utf-8")


@cache
def tables(folder: Path) -> dict[str, str]:
    return digests(folder)


def is_draft(path: str) -> bool:
    return path.endswith(".tmp")


def old_or_new(shelf: Path, told: list[dict[str, Any]], before: dict[str, str], after: dict[str, str]) -> None:
    """In every state each file is the old one or the new one, and none is missing."""
    for number in {one["left"] for one in told}:
        state = {path: digest for path, digest in tables(shelf / str(number)).items() if not is_draft(path)}
        for path, digest in state.items():
            assert digest in (before.get(path), after.get(path)), path
        assert set(before) <= set(state)


def catalogs_parse(folder: Path) -> None:
    for path in (folder / "locales").rglob("*.po*"):
        catalog, findings = po.loads(path.read_bytes(), path.name, path.stem, "en", "ru")
        assert catalog is not None, findings


def in_order(told: list[dict[str, Any]]) -> None:
    """A file's bytes are on the disk before it takes its place, and then its folder's names are."""
    for at, one in enumerate(told):
        if one["call"] == "replace":
            own = [other["call"] for other in told[:at] if other.get("file") == one["file"]]
            assert own[-1:] == ["fsync"]
            assert own.count("write") >= 1
            assert any(other["call"] == "fsync" and other["file"] == one["folder"] for other in told[at:])


def test_an_extract_killed_anywhere_leaves_whole_files_and_the_next_one_ends_what_it_began(
    edited: Path, tmp_path: Path
) -> None:
    before = digests(edited)
    told = disturbed("kill", tmp_path / "left", edited, "extract")
    in_order(told)
    end = tmp_path / "left" / str(told[-1]["left"])
    after = tables(end)
    assert told[-1]["exit"] == 0
    changed = [path for path in after if after[path] != before.get(path)]
    assert len(changed) == 6
    assert [one["call"] for one in told].count("replace") == len(changed)
    assert len(told) == 3 * len(changed) + 2 + 1  # two folders are synced; the last one lived
    old_or_new(tmp_path / "left", told, before, after)
    catalogs_parse(edited)
    catalogs_parse(end)
    states = sorted({one["left"] for one in told})
    assert any(is_draft(path) for number in states for path in tables(tmp_path / "left" / str(number)))
    for number in states:
        left = tmp_path / "left" / str(number)
        assert run(left, "extract").exit_code == 0
        assert digests(left) == after


def test_an_extract_killed_at_300_moments_leaves_whole_files(edited: Path, tmp_path: Path) -> None:
    before = digests(edited)
    told = disturbed("moments:300", tmp_path / "left", edited, "extract")
    after = tables(tmp_path / "left" / str(told[0]["left"]))
    assert told[0]["exit"] == 0
    assert len(told) == 301
    assert len({one["left"] for one in told}) > 30
    old_or_new(tmp_path / "left", told, before, after)


def test_a_render_of_every_edition_killed_anywhere_leaves_whole_files(small: Path, tmp_path: Path) -> None:
    command = ("render", "--to", "html,ics")
    assert run(small, *command).exit_code == 0
    before = digests(small)
    edit(small)
    told = disturbed("kill", tmp_path / "left", small, *command)
    in_order(told)
    assert told[-1]["exit"] == 0
    after = tables(tmp_path / "left" / str(told[-1]["left"]))
    changed = [path for path in after if after[path] != before.get(path) and path.startswith("build/")]
    assert {path.split("/")[1] for path in changed} >= {"en", "ru", "en-ru"}
    replaced = [one["call"] for one in told].count("replace")
    assert replaced >= len(changed)
    assert len(told) == 4 * replaced + 1  # each file is synced, and its folder after it
    edited = {path: digest for path, digest in digests(small).items() if path.startswith("content/")}
    old_or_new(tmp_path / "left", told, before | edited, after)


def test_a_first_extract_killed_anywhere_is_ended_by_the_next_one(small: Path, tmp_path: Path) -> None:
    """Where our own folder, the languages' folders and the catalogs are not there yet."""
    shutil.rmtree(small / "locales" / "ru")
    shutil.rmtree(small / ".diptych", ignore_errors=True)
    told = disturbed("kill", tmp_path / "left", small, "extract")
    in_order(told)
    assert told[-1]["exit"] == 0
    old_or_new(tmp_path / "left", told, digests(small), tables(tmp_path / "left" / str(told[-1]["left"])))
    first = tmp_path / "left" / str(told[0]["left"])
    assert run(first, "extract").exit_code == 0
    assert digests(first) == tables(tmp_path / "left" / str(told[-1]["left"]))


def test_a_disk_that_fills_at_any_call_leaves_whole_files_and_nothing_else(edited: Path, tmp_path: Path) -> None:
    before = digests(edited)
    told = disturbed("full", tmp_path / "left", edited, "extract")
    after = tables(tmp_path / "left" / str(told[0]["left"]))
    old_or_new(tmp_path / "left", told, before, after)
    failed = [one for one in told if one["reached"]]
    assert [one["call"] for one in failed].count("write") == 6
    for one in failed:
        left = tables(tmp_path / "left" / str(one["left"]))
        assert not any(is_draft(path) for path in left)
        if one["call"] == "fsync" and left == after:
            continue  # of the folder: the files are in their places
        assert one["exit"] == 2
        what, how = one["stderr"].splitlines()
        assert what.endswith("cannot be written: No space left on device")
        assert how == "  The disk is full: make room and run the command again. The old file stands as it was."
        if one["call"] in ("write", "fsync"):
            assert left == before


def test_what_a_translator_saves_while_extract_runs_is_never_overwritten(edited: Path, tmp_path: Path) -> None:
    """Another process saves at each call; but a save between the last look and the rename cannot be seen."""
    hers, expected = tmp_path / "hers.po", tmp_path / "expected"
    shutil.copytree(edited, expected)
    translate(expected, {"River Declaration": "Декларация о реках"})
    shutil.copy(expected / DECLARATION, hers)
    assert hers.read_bytes() != (edited / DECLARATION).read_bytes()
    assert run(expected, "extract").exit_code == 0
    told = disturbed(f"save:{hers}:{DECLARATION}", tmp_path / "left", edited, "extract")
    reached = [one for one in told if one["reached"] and not one.get("to", "").endswith(DECLARATION)]
    assert [one["call"] for one in reached].count("replace") == 5
    in_time = [one for one in reached if one["call"] != "fsync" or one["left"] != reached[-1]["left"]]
    assert len(in_time) >= 17
    for one in in_time:
        assert one["exit"] == 0
        assert digests(tmp_path / "left" / str(one["left"])) == digests(expected)


def returned(folder: Path, place: Path) -> Path:
    """A catalog that a translator sends back, and the state before it."""
    shutil.copytree(folder, place)
    translate(place, {"River Declaration": "Декларация о реках", "Lunch": "Обед"})
    return place / DECLARATION


@pytest.mark.parametrize("how", ["kill", "moments:30", "full"])
@pytest.mark.parametrize("command", ["take", "po merge"])
def test_other_commands_that_write_catalogs_are_disturbed_in_vain(
    small: Path, tmp_path: Path, command: str, how: str
) -> None:
    hers = returned(small, tmp_path / "hers")
    if command == "take":
        words = ["take", "--theirs", str(hers)]
    else:
        edit(tmp_path / "hers")
        assert run(tmp_path / "hers", "extract").exit_code == 0
        template = tmp_path / "hers" / "locales" / "declaration.pot"
        words = ["po", "merge", "{}/" + DECLARATION, str(template), "-o", "{}/" + DECLARATION]
    before = digests(small)
    told = disturbed(how, tmp_path / "left", small, *words)
    end = told[-1 if how == "kill" else 0]["left"]
    after = tables(tmp_path / "left" / str(end))
    assert after[DECLARATION] != before[DECLARATION]
    catalogs_parse(tmp_path / "left" / str(end))
    old_or_new(tmp_path / "left", told, before, after)
    if how == "kill":
        in_order(told)
        assert [one["call"] for one in told].count("replace") >= 1
    if how == "full":
        lost = [one for one in told if one.get("exit") == 2]
        assert len(lost) >= 3
        assert {tables(tmp_path / "left" / str(one["left"]))[DECLARATION] for one in lost} == {before[DECLARATION]}
