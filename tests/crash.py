"""Disturbs a command wherever it reaches the disk, and keeps what was left of the conference.

`python crash.py HOW SHELF FOLDER COMMAND…` runs the command in a copy of FOLDER; `{}` in COMMAND is that copy. HOW:

    kill          at each write, fsync and replace a copy of the process does half of the write and is killed
    moments:N     N copies of the process are killed at random moments after the first draft of a file
    full          each call fails in turn, as on a full disk
    save:A:B      before each call, in turn, another program saves the file A as B; every second one by a rename

Everything forks from one process, so the imports and the reading are paid once. Distinct states of the folder are
kept on the SHELF, numbered. Prints JSON: for each disturbance the call, what was left, the exit status and stderr.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from diptych.cli import conference

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("write", "fsync", "replace")


def digests(folder: Path) -> dict[str, str]:
    """Every file with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Shelf:
    """The distinct states of a folder, each in a folder of its own with its number."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._known: dict[str, int] = {}

    def keep(self, folder: Path) -> int:
        """The number of this state. Files that are whole share their disk space, since no one writes into them."""
        state = json.dumps(digests(folder))
        if state not in self._known:
            self._known[state] = len(self._known)
            shutil.copytree(folder, self._place / str(self._known[state]), copy_function=_link, symlinks=True)
        return self._known[state]


def _link(source: str, target: str) -> None:
    if source.endswith(".tmp"):
        shutil.copy2(source, target)
    else:
        os.link(source, target)


def described(name: str, args: tuple[Any, ...]) -> dict[str, Any]:
    """The call with the numbers that tell its file and the file's folder."""
    if name == "replace":
        draft, path = Path(args[0]), Path(args[1])
        numbers = {"file": draft.stat().st_ino, "folder": path.parent.stat().st_ino}
        return {"call": name, **numbers, "to": path.as_posix()}
    return {"call": name, "file": os.fstat(args[0]).st_ino}


def intercept(before: Callable[[str, tuple[Any, ...]], None]) -> None:
    """Have a function called before each write, fsync and replace of this process from now on."""

    def wrap(name: str, real: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            before(name, args)
            return real(*args, **options)

        return call

    for name in CALLS:
        setattr(os, name, wrap(name, getattr(os, name)))


def kill(folder: Path, command: list[str], shelf: Shelf) -> list[dict[str, Any]]:
    """One run; at each call a copy of the process is killed there."""
    told: list[dict[str, Any]] = []
    write = os.write

    def die(name: str, args: tuple[Any, ...]) -> None:
        half = len(args[1]) // 2 if name == "write" else 0
        child = os.fork()
        if child == 0:
            if half:
                write(args[0], bytes(args[1][:half]))
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        told.append({**described(name, args), "left": shelf.keep(folder)})
        if half:  # the copies share their place in the file
            os.lseek(args[0], -half, os.SEEK_CUR)

    intercept(die)
    result = CliRunner().invoke(conference(folder), command, catch_exceptions=False)
    told.append({"call": "", "left": shelf.keep(folder), "exit": result.exit_code, "stderr": result.stderr})
    return told


def branch(
    folder: Path, command: list[str], shelf: Shelf, disturb: Callable[[int], None], runs: int = 0
) -> list[dict[str, Any]]:
    """Run the command to its first draft, and from there as often as there are calls, or killed ``runs`` times.

    ``disturb`` is told in the copy how many runs there were; it notes in ``calls`` what the copy came through.
    """
    told: list[dict[str, Any]] = []
    copy, note = folder.with_name("copy"), folder.with_name("note.json")
    real, dice = tempfile.mkstemp, random.Random(runs)  # noqa: S311 - the same moments each time
    parent, span = os.getpid(), 0.0

    def first(*args: Any, **options: Any) -> Any:
        nonlocal span
        tempfile.mkstemp = real
        shutil.copytree(folder, copy, symlinks=True)
        for number in itertools.count(0):  # nothing is done to the first
            begun, child = time.monotonic(), os.fork()
            if child == 0:
                disturb(number)
                return real(*args, **options)
            if runs and number:
                time.sleep(dice.uniform(0, span))
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            span = span or time.monotonic() - begun
            said = json.loads(note.read_text("utf-8")) if note.exists() else {"reached": True}
            note.unlink(missing_ok=True)
            told.append({**said, "left": shelf.keep(folder)})
            shutil.rmtree(folder)
            shutil.copytree(copy, folder, symlinks=True)
            if number == runs if runs else number and not said["reached"]:
                break
        return real(*args, **options)

    tempfile.mkstemp = first
    result = CliRunner().invoke(conference(folder), command, catch_exceptions=False)
    if os.getpid() != parent:
        said = {**calls, "exit": result.exit_code, "stderr": result.stderr}
        note.with_suffix(".new").write_text(json.dumps(said), "utf-8")
        note.with_suffix(".new").rename(note)
        os._exit(0)
    return told


calls: dict[str, Any] = {"reached": False}
"""In a copy: the call that was disturbed, and whether it came to it."""


def at_call(number: int, then: Callable[[], object]) -> None:
    """Do something before the call with this number."""
    count = itertools.count(1)

    def before(name: str, args: tuple[Any, ...]) -> None:
        if next(count) == number:
            calls.update(described(name, args), reached=True)
            then()

    intercept(before)


def full() -> None:
    """What a full disk says."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def main() -> None:
    """Disturb the command as asked, and print what was left each time."""
    (how, *more), shelf = sys.argv[1].split(":"), Shelf(Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "conference"
        command = [word.replace("{}", str(folder)) for word in sys.argv[4:]]
        shutil.copytree(sys.argv[3], folder, symlinks=True)
        CliRunner().invoke(conference(folder), command)  # so that every copy finds the libraries
        shutil.rmtree(folder)
        shutil.copytree(sys.argv[3], folder, symlinks=True)

        def save(number: int) -> None:
            target = folder / more[1]
            way = 'cp "$0" "$1.new" && mv "$1.new" "$1"' if number % 2 else 'cat "$0" > "$1"'
            at_call(number, lambda: subprocess.run(["sh", "-c", way, more[0], target], check=True))

        if how == "kill":
            told = kill(folder, command, shelf)
        elif how == "moments":
            told = branch(folder, command, shelf, lambda _number: None, int(more[0]))
        else:
            told = branch(folder, command, shelf, save if how == "save" else lambda number: at_call(number, full))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
