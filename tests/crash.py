"""Runs a command again and again, each time killed at the next write, fsync or replace, and says what was left.

`python crash.py FOLDER COMMAND…` copies FOLDER for each run and forks, so that the imports are paid once. Prints a
JSON list: for each stop, the files of the copy with the hash of their content.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from diptych.cli import conference

CALLS = ("write", "fsync", "replace")


def deadly(stop: int) -> None:
    """From now on the ``stop``-th call of write, fsync or replace is the last: a write gets half of its bytes out."""
    seen = 0

    def wrap(name: str, real: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == stop:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return call

    for name in CALLS:
        setattr(os, name, wrap(name, getattr(os, name)))


def content(folder: Path) -> dict[str, str]:
    """Every file that is not a temporary one, with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".tmp")
    }


def run(folder: Path, command: list[str], stop: int) -> bool:
    """Run the command in a child that dies at the ``stop``-th call; true where it lived to its end."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - a device
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        deadly(stop)
        with contextlib.suppress(click.exceptions.Exit):
            conference(folder).main(command, standalone_mode=False)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def main() -> None:
    """Stop at the first call, the second, and so on, until the command lives to its end."""
    source, command = Path(sys.argv[1]), sys.argv[2:]
    left = []
    with tempfile.TemporaryDirectory() as scratch:  # once without a stop, so that every child finds the libraries
        shutil.copytree(source, Path(scratch) / "conference")
        CliRunner().invoke(conference(Path(scratch) / "conference"), command)
    for stop in range(1, 1000):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "conference"
            shutil.copytree(source, folder)
            ended = run(folder, command, stop)
            left.append(content(folder))
            if ended:
                break
    json.dump(left, sys.stdout)


if __name__ == "__main__":
    main()
