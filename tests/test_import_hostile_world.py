"""`import` and the world around it: no network, no file outside, two at a time, and killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import hostile
from conftest import ROOT, make_small, run
from crash import digests
from diptych import project
from diptych.finding import Severity
from diptych.importers import record
from test_crash import disturbed, is_draft, old_or_new, tables

if TYPE_CHECKING:
    from pathlib import Path

WATCHED = """
import os, sys
from pathlib import Path

told, root, shown = [], Path(sys.argv[1]).resolve(), sys.argv[2]
KINDS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def hook(event, args):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")) and event != "socket.__new__":
        told.append(f"{event} {args}")
    elif event == "open" and isinstance(args[0], (str, bytes)):
        path = Path(os.path.abspath(os.fsdecode(args[0])))
        if path.name == shown:
            told.append(f"read {path}")
        if args[2] & KINDS and not path.is_relative_to(root):
            told.append(f"write {path}")
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "shutil.rmtree"):
        for path in (one for one in args if isinstance(one, (str, bytes))):
            if not Path(os.path.abspath(os.fsdecode(path))).is_relative_to(root):
                told.append(f"{event} {args}")

from click.testing import CliRunner
from diptych.cli import conference

sys.dont_write_bytecode = True
group = conference(root)
CliRunner().invoke(group, ["import", sys.argv[3], "--dry-run"])  # the libraries are there from now on
sys.addaudithook(hook)
codes = []
for number, path in enumerate(sys.argv[3:]):
    result = CliRunner().invoke(group, ["import", path, "--to", f"x{number}"], catch_exceptions=False)
    codes.append(result.exit_code)
print(len(told), sorted(set(codes)))
print("\\n".join(told[:20]))
"""


def test_no_import_asks_the_network_or_touches_a_file_outside(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "a-file-that-nobody-named.txt"
    secret.write_text(hostile.SECRET, "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    names = ("target-", "outside-", "doctype-", "body-field", "body-chunk", "members-", "file.", "net.", "parameter.")
    leading = [one for one in hostile.corpus(str(secret)).items() if one[0].startswith((*names, "dtd.", "include."))]
    files = [*hostile.whole().items(), *leading[::4]]
    for name, data in files:
        (folder / name).write_bytes(data)
    paths = [str(folder / name) for name, _ in files]
    words = [sys.executable, "-c", WATCHED, str(small), secret.name, *paths]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[:2] == ["0 [0, 2]", ""], ended.stdout
    for path in (small / "content").iterdir():
        assert hostile.SECRET not in path.read_text("utf-8")


def test_two_imports_at_the_same_time_both_come_in(small: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(hostile.whole()["report.txt"])
    (tmp_path / "two.ics").write_bytes(hostile.whole()["calendar.ics"])
    started = [
        subprocess.Popen(
            [sys.executable, str(small / "i18n.py"), "import", str(tmp_path / name), "--to", slug],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            text=True,
        )
        for name, slug in (("one.txt", "one"), ("two.ics", "two"))
    ]
    said = [one.communicate() for one in started]
    assert [one.returncode for one in started] == [0, 0], said
    folder = project.read(small)
    assert {"one", "one-programme", "one-declaration", "two"} <= {one.slug for one in folder.conference.documents}
    known, faults = record.loads((small / "content" / "imported.json").read_text("utf-8"))
    assert {"one.md", "two.yaml"} <= set(known.files)
    assert not faults
    outside = {"date-outside"}  # the calendar is of another week
    assert {one.rule for one in folder.findings if one.severity is Severity.ERROR} <= outside


@pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("how", ["kill", "full"])
def test_an_import_killed_or_out_of_disk_anywhere_leaves_whole_files(tmp_path: Path, how: str) -> None:
    small = make_small(tmp_path)
    (tmp_path / "report.txt").write_bytes(hostile.whole()["report.txt"])
    before = digests(small)
    words = ("import", str(tmp_path / "report.txt"), "--to", "x")
    told = disturbed(how, tmp_path / "left", small, *words)
    end = next(one["left"] for one in told if one.get("exit") == 0)
    after = tables(tmp_path / "left" / str(end))
    changed = {path for path in after if after[path] != before.get(path) and path.startswith(("content/", "locales/"))}
    assert {"content/x.md", "content/x-programme.yaml", "content/people.yaml", "content/imported.json"} <= changed
    old_or_new(tmp_path / "left", told, before, after)
    for number in sorted({one["left"] for one in told})[::3]:
        left = tmp_path / "left" / str(number)
        result = run(left, *words, "--force")
        assert result.exit_code == 0, result.output
        ended = {path: said for path, said in digests(left).items() if not is_draft(path)}
        assert {path: ended[path] for path in changed} == {path: after[path] for path in changed}
    if how == "full":
        lost = [one for one in told if one.get("exit") == 2]
        assert len(lost) >= len(changed)
        assert all(json.dumps(one["stderr"]).count("\\n") == 2 for one in lost)
