"""What stood in the repository before: earlier states of a file, from git where it is at hand."""

from __future__ import annotations

import itertools
import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MANY = 200
"""How many commits of a file are looked at, the latest first."""


def earlier(root: Path, *paths: str) -> Iterator[tuple[str, bytes]]:
    """Each state that the files ever had in a commit, the latest first: the path and the bytes, each state once.

    Paths are relative to the root. Nothing where git or a repository is missing.
    """
    listed = _git(root, "log", f"--max-count={_MANY}", "--format=", "--raw", "--no-abbrev", "-z", "--", *paths)
    seen: set[str] = set()
    words = listed.decode("utf-8", "surrogateescape").split("\0")
    for line, path in itertools.pairwise(words):
        if line.lstrip("\n").startswith(":"):  # :mode mode blob blob status, then the path (git-diff, raw format)
            for blob in line.split()[3:1:-1]:
                if blob.strip("0") and blob not in seen:
                    seen.add(blob)
                    yield path, _git(root, "cat-file", "blob", blob)


def at(root: Path, revision: str, path: str) -> bytes | None:
    """The file as it was at a revision (``HEAD~3``, ``sent-2022-09``); None where git has no such state."""
    if revision.startswith("-") or _git(root, "cat-file", "-t", f"{revision}:./{path}").strip() != b"blob":
        return None
    return _git(root, "cat-file", "blob", f"{revision}:./{path}")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 - no shell, our own words
            ["git", "--no-pager", *arguments],  # noqa: S607 - the user's git, wherever it is
            cwd=root,
            env=os.environ | {"LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1"},
            capture_output=True,
            check=False,
        ).stdout
    except FileNotFoundError:
        return b""
