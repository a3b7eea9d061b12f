"""kill -9 at every write, fsync and replace of extract and render: each file is the old one or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


def stops(folder: Path, *command: str) -> list[dict[str, str]]:
    """What is left after a kill at each stop; the last one lived."""
    result = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "crash.py"), str(folder), *command],
        capture_output=True,
        text=True,
        check=True,
    )
    left: list[dict[str, str]] = json.loads(result.stdout)
    return left


@pytest.mark.parametrize(
    ("command", "least"),
    [(("extract",), 8), (("render", "--edition", "en", "--to", "html,ics"), 15)],
    ids=["extract", "render"],
)
def test_every_file_is_the_old_one_or_the_new_one(small: Path, command: tuple[str, ...], least: int) -> None:
    assert run(small, *command).exit_code == 0
    (before,) = stops(small, "check")[-1:]
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers", "all rivers"), "utf-8")
    programme = small / "content" / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("title: Opening", "title: The Opening"), "utf-8")
    left = stops(small, *command)
    after = left[-1]
    assert len(left) > least
    for state in left:
        for path, digest in state.items():
            if not path.startswith("content/"):
                assert digest in (before.get(path), after.get(path)), path
        assert set(before) <= set(state)
