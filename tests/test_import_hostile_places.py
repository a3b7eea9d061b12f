"""`import` under any name, into a conference whose own files are damaged, and again over what stands there."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from conftest import run
from diptych import importing, project
from diptych.finding import Severity, UserError
from diptych.importers import formats, record, update_programme, update_prose
from hostile import LARGE, brought, is_clear, known, mutated, river, snapshot

if TYPE_CHECKING:
    from pathlib import Path

FORCED = importing.Wish(force=True)
ODD = st.sampled_from(hostile.ODD) | st.text(max_size=30)

# --------------------------------------------------------------------------- names


@LARGE
@given(ODD)
def test_any_name_for_the_document(name: str) -> None:
    made = brought(river(), {"x.txt": b"A\n\nText of the river."}, importing.Wish(name=name, lang="en"))
    assert made is None or all(path.count("/") == 1 for path in made.files)


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.txt",
        "a'\"`$(x).txt",
        "отчёт о реке.txt",
        "ñ" * 120 + ".txt",
        "x" * 251 + ".txt",
        "-rf.txt",
        "a\u202etxt.exe",
        "a\x1b[31m.txt",
        ".txt",
        "con.txt",
        "   .txt",
        "a.md.txt",
        "conference.txt",
        "people.txt",
        "labels.txt",
        "imported.txt",
        "programme.txt",
        "%s{0}.txt",
        "🌊.txt",
    ],
)
def test_any_name_of_the_file(small: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / name
    path.parent.mkdir()
    path.write_text("The river\n\nIt is a clean river, and the two towns know it.\n", "utf-8")
    before = snapshot(small)
    result = run(small, "import", "--", str(path))
    assert result.exit_code in (0, 2), result.output
    assert not set(result.output.replace(str(path), "")) & {"\x1b", "\u202e"}
    after = snapshot(small)
    if result.exit_code:
        assert after == before
        return
    kept = {one for one in before if one.startswith("content/") and not one.endswith("conference.yaml")}
    assert all(after[one] == before[one] for one in kept)
    assert record.loads((small / "content" / "imported.json").read_text("utf-8"))[1] == []
    assert not [one for one in project.read(small).findings if one.severity is Severity.ERROR]


@pytest.mark.parametrize("what", ["folder", "missing", "fifo", "circle", "empty", "too large", "two folders up"])
def test_what_is_no_file_is_refused(small: Path, tmp_path: Path, what: str) -> None:
    path = tmp_path / "x.txt"
    match what:
        case "folder":
            path.mkdir()
        case "fifo":
            if not hasattr(os, "mkfifo"):
                pytest.skip("there are no fifos here")
            os.mkfifo(path)
        case "circle":
            path.symlink_to(path)
        case "empty":
            path.write_bytes(b"")
        case "too large":
            with path.open("wb") as file:
                file.truncate(formats.LARGEST + 1)
        case "two folders up":
            path = path / ".." / ".." / "x.txt"
    before = snapshot(small)
    result = run(small, "import", str(path))
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert snapshot(small) == before


def test_a_file_behind_a_link_is_read(small: Path, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("The river\n\nIt is clean, and the two towns know it.\n", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "there.txt")
    assert run(small, "import", str(tmp_path / "link.txt"), "--to", "x").exit_code == 0


# --------------------------------------------------------------------------- what stands in the conference

PLAIN = b"The river\n\nIt is a clean river, and the two towns know it.\n"


@pytest.mark.parametrize(
    "path", ["content/x.md", "content/imported.json", "content/conference.yaml", "content/people.yaml"]
)
@pytest.mark.parametrize("what", ["a folder", "a link out", "a link to nothing"])
def test_a_place_that_is_no_file(small: Path, tmp_path: Path, path: str, what: str) -> None:
    place, outside = small / path, tmp_path / "outside"
    outside.write_bytes(place.read_bytes() if place.exists() else b"")
    place.unlink(missing_ok=True)
    if what == "a folder":
        place.mkdir()
    else:
        place.symlink_to(outside if what == "a link out" else tmp_path / "nothing")
    (tmp_path / "x.txt").write_bytes(hostile.whole()["report.txt"])
    before, kept = snapshot(small), outside.read_bytes()
    result = run(small, "import", str(tmp_path / "x.txt"), "--force")
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert outside.read_bytes() == kept
    assert not (tmp_path / "nothing").exists()
    assert snapshot(small) == before


@LARGE
@given(
    st.text(max_size=60)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)
    | st.sampled_from(
        ["<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n", '{"version": 1}', '{"version": 1, "files": {"x.md": {}}}']
    )
)
def test_a_damaged_record_stops_the_import(said: str) -> None:
    data = said.encode("utf-8", "surrogatepass")
    (river().root / "content" / "imported.json").write_bytes(data)
    try:
        made = brought(river(), {"x.txt": PLAIN}, importing.Wish(name="fresh"))
    finally:
        (river().root / "content" / "imported.json").unlink()
    assert made is None or not said.strip() or record.loads(said)[1] == []


@LARGE
@given(
    st.sampled_from(["content/people.yaml", "content/conference.yaml", "content/programme.yaml"]), st.integers(0, 10**9)
)
def test_a_conference_whose_own_files_are_damaged(path: str, seed: int) -> None:
    small_root = river().root
    good = (small_root / path).read_bytes()
    (small_root / path).write_bytes(mutated(good, seed))
    try:
        try:
            folder = project.read(small_root)
        except UserError as error:
            is_clear(error)
            return
        brought(folder, {"x.txt": hostile.whole()["report.txt"]}, importing.Wish(name="fresh", lang="en"), sound=False)
        brought(folder, {"x.ics": hostile.whole()["calendar.ics"]}, FORCED, sound=False)
    finally:
        (small_root / path).write_bytes(good)


@LARGE
@given(st.sampled_from(["report.txt", "calendar.ics"]), st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
def test_a_second_import_of_anything_over_anything(name: str, theirs: int, ours: int, lost: bool) -> None:
    """The original was damaged, what stands there was, and maybe nobody knows what was imported."""
    path = known() / "content" / ("report.md" if name == "report.txt" else "programme.yaml")
    noted = known() / "content" / "imported.json"
    good, kept = path.read_bytes(), noted.read_bytes()
    path.write_bytes(mutated(good, ours))
    if lost:
        noted.unlink()
    wish = importing.Wish(name=path.stem, lang="en", force=True)
    try:
        folder = project.read(known())
        brought(folder, {name: mutated(hostile.whole()[name], theirs)}, wish, sound=False)
    except UserError as error:
        is_clear(error)
    finally:
        path.write_bytes(good)
        noted.write_bytes(kept)


# --------------------------------------------------------------------------- without a record


def test_without_a_record_what_differs_in_prose_is_doubted_until_a_hand_settles_it() -> None:
    old = "---\ntitle: A\ndate: 2022\n---\n\nThe river is clean.\n\nThe two towns have one bridge.\n\n- a\n- b\n"
    new = old.replace("title: A", "title: B").replace("one bridge", "one ferry")
    got = update_prose.prose(old, new, None)
    for _ in range(3):
        assert got.text == old
        assert len(got.doubts) == 2
        assert all("nobody knows" in one.reason or "not known" in one.reason for one in got.doubts)
        got = update_prose.prose(got.text, new, got.record)
    half = old.replace("one bridge", "one ferry")
    got = update_prose.prose(half, new, got.record)
    assert (got.text, len(got.doubts)) == (half, 1)
    got = update_prose.prose(new, new, got.record)
    assert (got.doubts, got.record) == ((), update_prose.first(new))
    later = update_prose.prose(new, new.replace("one ferry", "two ferries"), got.record)
    assert "two ferries" in later.text
    assert not later.doubts


def test_without_a_record_what_differs_in_a_programme_is_doubted_until_a_hand_settles_it() -> None:
    item = "      - id: talk\n        start: '{}'\n        title: {}\n        issues: [{}, Who pays?]\n"
    head = "title: A\ndays:\n  - date: 2023-05-03\n    items:\n"
    old = head + item.format("09:00", "The river and its banks", "Who measures the water?")
    new = head + item.format("09:00", "The river and its towns", "Who measures all the water?")
    got = update_programme.programme(old, new, None, feed=True)
    for _ in range(3):
        assert got.text == old
        assert len(got.doubts) == 2
        got = update_programme.programme(got.text, new, got.record, feed=True)
    noted, faults = record.loads(
        record.dumps(record.Record({"a.yaml": record.imported("text", "a", got.record)})).decode()
    )
    assert not faults
    assert "talk/start" in noted.files["a.yaml"].values
    got = update_programme.programme(new, new, got.record, feed=True)
    assert (got.doubts, got.record) == ((), update_programme.first(new))
