"""What git must know to merge and to show catalogs: lines of .gitattributes and of the clone's own configuration."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import disk
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

ATTRIBUTES = ".gitattributes"
_BEGIN = "# diptych git-setup: catalogs are merged entry by entry, approvals line by line; all with LF"
_END = "# diptych git-setup: end"
_LINES = (
    _BEGIN,
    "locales/**/*.po merge=diptych diff=diptych text eol=lf",
    "locales/**/*.pot merge=diptych diff=diptych text eol=lf",
    "locales/**/approvals.jsonl merge=union text eol=lf",
    _END,
)
BLOCK = "\n".join(_LINES) + "\n"
"""What git-setup adds to .gitattributes, which is committed (gitattributes(5))."""

_SAMPLE = "locales/xx/LC_MESSAGES/x.po"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was put in or taken out."""

    place: str
    """``.gitattributes`` or ``.git/config``."""
    what: str
    """A line, or ``name = value``."""


# --------------------------------------------------------------------------- .gitattributes


def added(text: str) -> str:
    """The attributes with ours at the end, where they count most; all that stands there stays."""
    if [line.rstrip() for line in _block(text)] == list(_LINES):
        return text
    text = removed(text)
    # behind a last line without a line feed we would change that line, or ours would swallow what is put behind it
    return text + BLOCK if not text or text.endswith("\n") else BLOCK + text


def removed(text: str) -> str:
    """The attributes without ours, to the letter as they were before."""
    lines = text.splitlines(keepends=True)
    start = next((place for place, line in enumerate(lines) if line.rstrip() == _BEGIN), 0)
    return "".join([*lines[:start], *lines[start + len(_block(text)) :]])


def _block(text: str) -> list[str]:
    """Our lines as they stand there, perhaps those of another version; without the end, those that we know."""
    lines = text.splitlines(keepends=True)
    plain = [line.rstrip() for line in lines]
    if _BEGIN not in plain:
        return []
    start = plain.index(_BEGIN)
    if _END in plain[start:]:
        return lines[start : plain.index(_END, start) + 1]
    end = start
    while end < len(plain) and plain[end] in _LINES:
        end += 1
    return lines[start:end]


# --------------------------------------------------------------------------- the configuration


def configuration() -> dict[str, str]:
    """What stands in the clone's configuration: the driver and the converter as commands of this machine.

    A virtual environment need not be active: the commands name its Python. Where that is gone they take ``diptych``
    from PATH; and where there is none, git merges the text, as a conflict, and shows the file as it is.
    """
    merged = 'echo \'diptych is not where it was: run git-setup again\' >&2; git merge-file "$2" "$1" "$3"; return 1'
    return {
        "merge.diptych.name": "PO files, entry by entry",
        "merge.diptych.driver": f"{_shell('git-merge-po', merged)} %O %A %B %P",
        "diff.diptych.textconv": _shell("git-textconv", 'cat "$1"'),
    }


def _shell(command: str, otherwise: str) -> str:
    """A shell function that takes git's arguments (git runs drivers by sh, on Windows by its own)."""
    python = shlex.quote(Path(sys.executable).as_posix())
    package = shlex.quote(Path(__file__).with_name("__main__.py").as_posix())
    return (
        f'f() {{ if test -x {python} && test -f {package}; then {python} -P -m diptych {command} "$@"; '
        f'elif command -v diptych >/dev/null; then diptych {command} "$@"; else {otherwise}; fi; }}; f'
    )


# --------------------------------------------------------------------------- setting up


def setup(root: Path) -> tuple[Change, ...]:
    """Write what lacks for the conference in ``root``; nothing where all stands already."""
    _inside(root)
    changes = _rewrite(root, added)
    for name, value in configuration().items():
        if _get(root, name) != [value]:
            _git(root, "config", "--local", "--replace-all", name, value)
            changes.append(Change(".git/config", f"{name} = {value}"))
    return tuple(changes)


def undo(root: Path) -> tuple[Change, ...]:
    """Take out what ``setup`` wrote, and only that."""
    _inside(root)
    changes = _rewrite(root, removed)
    for name in configuration():
        for value in _get(root, name):
            changes.append(Change(".git/config", f"{name} = {value}"))
        if changes and changes[-1].what.startswith(f"{name} = "):
            _git(root, "config", "--local", "--unset-all", name)
    return tuple(changes)


def overruled(root: Path) -> str:
    """The merge driver that a catalog has instead of ours, because another line says so; empty where it is ours."""
    said = _git(root, "check-attr", "merge", "--", _SAMPLE).stdout.strip().rpartition(": ")[2]
    return "" if said == "diptych" else said


def merged_as_text(ours: Path, base: Path, theirs: Path) -> bytes | None:
    """What git itself makes of the three files, with its marks where they differ; None where they are no text."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    names = (os.fspath(path) for path in (ours, base, theirs))
    done = _run(Path(), "merge-file", "-p", "-q", *labels, *names)
    return done.stdout if done.returncode <= 127 else None  # noqa: PLR2004 - git-merge-file(1): more is no conflict


def _rewrite(root: Path, change: Callable[[str], str]) -> list[Change]:
    path = root / ATTRIBUTES
    data = disk.existing(path)
    before = (data or b"").decode("utf-8", "surrogateescape")
    after = change(before)
    if after == before:
        return []
    if after:
        disk.write(path, after.encode("utf-8", "surrogateescape"))
    else:
        disk.remove(path)
    return [Change(ATTRIBUTES, line) for line in _LINES if not line.startswith("#")]


def _inside(root: Path) -> None:
    done = _run(root, "rev-parse", "--is-inside-work-tree")
    if done.returncode == 0 and done.stdout.strip() == b"true":
        return
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if not said or said.startswith("not a git repository"):
        raise UserError(f"{root} is not in a git repository", "Run `git init` there, then `diptych git-setup` again.")
    raise UserError(f"git says: {said}", "Mend what git complains of, then run `diptych git-setup` again.")


def _get(root: Path, name: str) -> list[str]:
    """The values of a name in the clone's own configuration."""
    return _run(root, "config", "--local", "--null", "--get-all", name).stdout.decode().split("\0")[:-1]


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = _run(root, *arguments)
    stdout, stderr = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    if done.returncode:
        raise UserError(f"git says: {stderr.strip().split(chr(10))[0]}", "Mend that, and run the command again.")
    return subprocess.CompletedProcess(done.args, 0, stdout, stderr)


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, our own words
            ["git", *arguments],  # noqa: S607 - the user's git, wherever it is
            cwd=root,
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError("there is no git on this machine", "Install git (https://git-scm.com).") from error
