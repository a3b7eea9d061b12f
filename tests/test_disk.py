"""The door to the disk: one diptych at a time, links, full disks, rights, files that are too big."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import make_small, run
from diptych import disk, pipeline, project
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX links, users and signals")
RU = "locales/ru/LC_MESSAGES"
PO = f"{RU}/declaration.po"


def edit(folder: Path, what: str = "all rivers") -> None:
    content = folder / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers", what), "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    own = folder / disk.OWN
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_relative_to(own))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def refused(folder: Path, *command: str) -> tuple[str, str]:
    """What and how, of a command that cannot go on; and nothing has changed."""
    before = snapshot(folder)
    result = run(folder, *command)
    assert result.exit_code == 2, result.output
    assert snapshot(folder) == before
    what, how = result.stderr.splitlines()
    return what, how.strip()


# --------------------------------------------------------------------------- two at once

HOLDER = """
import sys
from pathlib import Path
from diptych import disk
with disk.alone(Path(sys.argv[1]), print):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(small: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that works in the small conference until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(small)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def waiting(small: Path) -> subprocess.Popen[str]:
    """An extract that has said that it waits."""
    process = subprocess.Popen(
        [sys.executable, "i18n.py", "extract"], cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    assert said == f"waiting for another diptych that is at work in {small} …\n"
    return process


def test_a_second_diptych_waits_until_the_first_has_ended(small: Path, holder: subprocess.Popen[str]) -> None:
    edit(small)
    before = snapshot(small)
    second = waiting(small)
    assert snapshot(small) == before
    holder.communicate()
    out, err = second.communicate()
    assert (second.returncode, err) == (0, "")
    assert PO in out


@POSIX
def test_a_killed_diptych_keeps_nobody_out(small: Path, holder: subprocess.Popen[str]) -> None:
    edit(small)
    second = waiting(small)
    holder.send_signal(signal.SIGKILL)
    second.communicate()
    assert second.returncode == 0


def test_who_waits_too_long_says_so_and_changes_nothing(
    small: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(small)
    monkeypatch.setattr(disk, "_PATIENCE", 2)
    for command in ("extract", "render", "build", "publish"):
        what, how = refused(small, command)
        assert what == f"error: another diptych is still at work in {small}"
        assert how == "Wait until it has ended, or end it; then run this again."


def test_who_only_reads_waits_for_nobody(
    small: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_PATIENCE", 0)
    assert run(small, "check").exit_code == 0
    assert run(small, "coverage").exit_code == 0
    assert run(small, "extract", "--check").exit_code == 0


def test_two_extracts_begun_together_leave_what_one_leaves(small: Path, tmp_path: Path) -> None:
    edit(small)
    shutil.copytree(small, tmp_path / "one")
    assert run(tmp_path / "one", "extract").exit_code == 0
    both = [
        subprocess.Popen(
            [sys.executable, "i18n.py", "extract"],
            cwd=small,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert ["The catalogs are up to date." in text for text in said].count(True) == 1
    assert snapshot(small) == snapshot(tmp_path / "one")


def test_git_sees_nothing_of_the_lock(small: Path) -> None:
    assert run(small, "extract").exit_code == 0
    assert (small / disk.OWN / ".gitignore").read_text() == "*\n"


def test_what_a_killed_run_left_half_written_is_cleared_away_and_nothing_else(small: Path) -> None:
    (small / "build" / "en").mkdir(parents=True)
    assert run(small, "extract").exit_code == 0
    before = snapshot(small)
    for folder in ("content", "locales", RU, "build", "build/en"):  # wherever we write
        (small / folder / ".diptych-0a1b2c3d.tmp").write_bytes(b"half")
    kept = [small / "locales" / "mine.tmp", small / "locales" / ".diptych-mine.tmp", small / ".diptych-0a1b2c3d.tmp"]
    for path in kept:
        path.write_bytes(b"mine")
    assert run(small, "extract", "--check").exit_code == 0
    assert len(snapshot(small)) == len(before) + 8
    assert run(small, "extract").exit_code == 0
    assert len(snapshot(small)) == len(before) + 5
    with disk.alone(small, print, small / "build"):
        pass
    assert snapshot(small) == before | {path.relative_to(small).as_posix(): b"mine" for path in kept}


# --------------------------------------------------------------------------- compared before the replace


def test_nothing_is_written_where_one_file_is_not_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").write_bytes(b"saved meanwhile")
    files = {"a": b"new", "b": b"new", "c": b"new"}
    assert disk.write_all(tmp_path, files, {"a": b"old", "b": b"old"}) == ("b",)
    assert snapshot(tmp_path) == {"a": b"old", "b": b"saved meanwhile"}
    (tmp_path / "b").unlink()
    assert disk.write_all(tmp_path, files, {"a": b"old", "b": b"old"}) == ("b",)
    assert disk.write_all(tmp_path, files, {"a": b"old"}) == ()
    assert snapshot(tmp_path) == files
    assert disk.write_all(tmp_path, {"c": b"newer"}, {}) == ("c",)


def test_an_editor_that_saves_all_the_time_is_named(small: Path) -> None:
    edit(small)
    saved: list[bytes] = []

    def make() -> pipeline.Extraction:
        made = pipeline.extract_all(project.read(small))
        saved.append((small / PO).read_bytes() + b'\n#~ msgid "%d"\n#~ msgstr "x"\n' % len(saved))
        (small / PO).write_bytes(saved[-1])
        return made

    with pytest.raises(UserError) as raised:
        pipeline.settle(make)
    assert raised.value.message == f"{PO} was saved by another program each time that it was about to be written"
    assert (small / PO).read_bytes() == saved[-1]
    assert len(saved) == 5


# --------------------------------------------------------------------------- links


@POSIX
def test_a_catalog_that_is_a_link_within_the_conference_stays_one(small: Path) -> None:
    edit(small)
    (small / "translations").mkdir()
    shutil.move(small / PO, small / "translations" / "ru.po")
    (small / PO).symlink_to("../../../translations/ru.po")
    before = (small / "translations" / "ru.po").read_bytes()
    assert run(small, "extract").exit_code == 0
    assert (small / PO).readlink().as_posix() == "../../../translations/ru.po"
    assert "all rivers" in (small / "translations" / "ru.po").read_text("utf-8")
    assert (small / "translations" / "ru.po").read_bytes() != before
    assert run(small, "extract", "--check").exit_code == 0


@POSIX
def test_a_language_that_is_a_link_within_the_conference_stays_one(small: Path) -> None:
    edit(small)
    shutil.move(small / "locales" / "ru", small / "russian")
    (small / "locales" / "ru").symlink_to("../russian")
    (small / "russian" / "LC_MESSAGES" / ".diptych-0a1b2c3d.tmp").write_bytes(b"half")
    assert run(small, "extract").exit_code == 0
    assert (small / "locales" / "ru").is_symlink()
    assert "all rivers" in (small / "russian" / "LC_MESSAGES" / "declaration.po").read_text("utf-8")
    assert not (small / "russian" / "LC_MESSAGES" / ".diptych-0a1b2c3d.tmp").exists()


@POSIX
@pytest.mark.parametrize("link", [PO, RU, "locales/ru", "locales"])
def test_nothing_is_written_through_a_link_that_leads_out(small: Path, tmp_path: Path, link: str) -> None:
    edit(small)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(small / link, elsewhere)
    (small / link).symlink_to(elsewhere)
    before = snapshot(elsewhere) or elsewhere.read_bytes()
    what, how = refused(small, "extract")
    assert f"is not written: a link leads from there out of {small}, to {elsewhere}" in what
    assert how == "Put the file or folder itself in the place of the link."
    assert (snapshot(elsewhere) or elsewhere.read_bytes()) == before
    assert run(small, "coverage").exit_code == 0


@POSIX
def test_a_conference_behind_a_link_is_written(small: Path, tmp_path: Path) -> None:
    edit(small)
    (tmp_path / "link").symlink_to(small)
    assert run(tmp_path / "link", "extract").exit_code == 0
    assert "all rivers" in (small / PO).read_text("utf-8")


@POSIX
def test_a_link_to_itself_or_to_nothing_is_named(small: Path, tmp_path: Path) -> None:
    edit(small)
    (small / PO).unlink()
    (small / PO).symlink_to("declaration.po")
    what, how = refused(small, "extract")
    assert what == f"error: {small / PO} cannot be read: Too many levels of symbolic links"
    assert how == "It is a link to declaration.po: put the file itself in its place."
    (small / PO).unlink()
    (small / PO).symlink_to(tmp_path / "nothing")
    what, how = refused(small, "extract")
    assert what == f"error: {small / PO} cannot be read: No such file or directory"
    (small / PO).unlink()
    shutil.rmtree(small / "locales" / "ru")
    (small / "locales" / "ru").symlink_to("ru")
    what, how = refused(small, "extract")
    assert what.endswith("cannot be written: Too many levels of symbolic links")
    assert how == "The link leads to itself: put the file or folder itself in its place."
    with pytest.raises(UserError, match="Too many levels of symbolic links"):
        disk.write(small / "locales" / "ru", b"")


@POSIX
def test_two_catalogs_that_are_one_file_are_named(small: Path) -> None:
    (small / PO).unlink()
    (small / PO).symlink_to("programme.po")
    edit(small)
    (small / "content" / "programme.yaml").write_text(
        (small / "content" / "programme.yaml").read_text("utf-8").replace("title: Opening", "title: The Opening"),
        "utf-8",
    )
    what, how = refused(small, "extract")
    assert what.endswith("is the same file as another catalog, by a link")
    assert how == "Take the link away."


@POSIX
def test_the_output_folder_may_be_a_link_and_nothing_in_it_leads_out(small: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (small / "build").symlink_to(tmp_path / "www")
    assert run(small, "render", "--to", "ics").exit_code == 0
    assert (tmp_path / "www" / "en" / "programme.ics").is_file()
    shutil.move(tmp_path / "www" / "en", tmp_path / "en")
    (tmp_path / "www" / "en").symlink_to(tmp_path / "en")
    (tmp_path / "en" / "programme.ics").write_bytes(b"mine")
    result = run(small, "render", "--to", "ics")
    assert result.exit_code == 2
    assert "a link leads from there out of" in result.stderr
    assert (tmp_path / "en" / "programme.ics").read_bytes() == b"mine"


# --------------------------------------------------------------------------- rights and room

AS_NOBODY = """
import os, sys
from pathlib import Path
from diptych.cli import conference
root, copy, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout
sys.stdout = open(os.devnull, "w")
for command in sys.argv[3:]:  # so that every library is read while we may
    conference(copy).main(command.replace("OUT", str(copy / "out")).split(), standalone_mode=False)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for command in sys.argv[3:]:
    words = command.replace("OUT", str(root.parent / "out")).split()
    print(conference(root).main(words, standalone_mode=False) or 0, file=out)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """The small conference where everybody may look: pytest keeps its own folders to their owner."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield make_small(Path(place))


def as_nobody(small: Path, *commands: str) -> subprocess.CompletedProcess[str]:
    """Run commands as a user whom rights bind, each first in a copy as ourselves; prints their exit statuses."""
    copy = small.with_name("copy")
    shutil.copytree(small, copy)
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(small), str(copy), *commands], capture_output=True, text=True, check=False
    )


@POSIX
def test_a_folder_that_may_only_be_read_is_read(public: Path) -> None:
    assert run(public, "extract").exit_code == 0
    shutil.rmtree(public / disk.OWN)
    (public.parent / "out").mkdir()
    (public.parent / "out").chmod(0o777)
    public.chmod(0o555)
    result = as_nobody(public, "check", "coverage", "extract", "render --to ics --out OUT")
    public.chmod(0o755)
    assert result.stdout.split() == ["0", "0", "0", "0"], result.stderr
    assert (public.parent / "out" / "en" / "programme.ics").is_file()
    assert not (public / disk.OWN).exists()


@POSIX
def test_a_file_that_may_not_be_written_is_not_replaced(public: Path) -> None:
    edit(public)
    for folder in (public, *(public / "locales").rglob("")):
        folder.chmod(0o777)
    for path in (public / "locales").rglob("*.po*"):
        path.chmod(0o666)
    (public / PO).chmod(0o444)
    before = snapshot(public)
    result = as_nobody(public, "extract")
    assert result.stdout.split() == ["2"], result.stderr
    what, how = result.stderr.splitlines()
    assert what == f"error: {public / PO} cannot be written: Permission denied"
    assert how.strip() == "Allow writing there, close the program that has it open, or choose another folder."
    assert snapshot(public) == before


@POSIX
def test_a_file_keeps_its_rights_and_a_new_one_gets_the_usual(small: Path) -> None:
    edit(small)
    (small / PO).chmod(0o640)
    (small / RU / "programme.po").unlink()
    if os.getuid() == 0:
        os.chown(small / PO, 1234, 2345)
    old = os.umask(0o027)
    assert run(small, "extract").exit_code == 0
    os.umask(old)
    status = (small / PO).stat()
    assert "all rivers" in (small / PO).read_text("utf-8")
    assert stat.S_IMODE(status.st_mode) == 0o640
    assert stat.S_IMODE((small / RU / "programme.po").stat().st_mode) == 0o640
    if os.getuid() == 0:
        assert (status.st_uid, status.st_gid) == (1234, 2345)


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=1m tmpfs "$1" || exit 77
cp -a "$2/." "$1" && cd "$1" && find . -type f | sort | xargs sha256sum > "$3/before"
head -c 1000000 /dev/zero > filler 2>/dev/null
"$4" i18n.py extract 2> "$3/said"; echo $? > "$3/status"
rm filler; find . -type f ! -path './.diptych/*' | sort | xargs sha256sum > "$3/after"
"$4" i18n.py extract > /dev/null 2>&1 && "$4" i18n.py extract --check > /dev/null 2>&1; echo $? > "$3/again"
"""


@POSIX
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a mount of its own")
def test_a_disk_that_is_really_full_changes_no_file(small: Path, tmp_path: Path) -> None:
    shutil.rmtree(small / disk.OWN, ignore_errors=True)
    edit(small, "all rivers " + "and lakes " * 3000)
    (tmp_path / "disk").mkdir()
    places = [str(tmp_path / "disk"), str(small), str(tmp_path), sys.executable]
    result = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", ON_A_SMALL_DISK, "sh", *places],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == 77 or "unshare:" in result.stderr:
        pytest.skip("nobody may mount a disk here")
    assert (tmp_path / "status").read_text() == "2\n", (tmp_path / "said").read_text()
    what, how = (tmp_path / "said").read_text("utf-8").splitlines()
    assert what.endswith("cannot be written: No space left on device")
    assert how.strip() == "The disk is full: make room and run the command again. The old file stands as it was."
    assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
    assert (tmp_path / "again").read_text() == "0\n"


# --------------------------------------------------------------------------- what is read


def test_a_catalog_that_is_too_big_is_a_finding_and_stays_and_the_others_go_on(small: Path) -> None:
    edit(small)
    os.truncate(small / PO, 200_000_000)
    result = run(small, "extract")
    assert result.exit_code == 1
    what, how = result.stderr.splitlines()[1:]
    assert what == f"{PO}:1: error[file-too-big]: has 200.0 MB; a file of more than 64 MB is not read"
    assert how == "  Break it up."
    assert (small / PO).stat().st_size == 200_000_000
    assert f"left as it is: {PO}" in result.stderr
    assert "all rivers" in (small / "locales" / "declaration.pot").read_text("utf-8")


def test_a_template_that_is_too_big_is_named(small: Path) -> None:
    os.truncate(small / "locales" / "declaration.pot", disk.LARGEST + 1)
    result = run(small, "extract")
    assert result.exit_code == 2
    assert "declaration.pot has 64.0 MB; a file of more than 64 MB is not read" in result.stderr


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert disk.read(tmp_path / "a", 5) == b"12345"
    with pytest.raises(disk.TooBigError):
        disk.read(tmp_path / "a", 4)


@POSIX
def test_what_is_no_file_is_not_waited_for(small: Path) -> None:
    (small / PO).unlink()
    os.mkfifo(small / PO)
    result = run(small, "check")
    assert result.exit_code == 2
    assert f"{small / PO} is not a file" in result.stderr
