#!/usr/bin/env python3
"""diptych beside msgfmt, msgmerge, polib, Babel and pot2po: ``python benchmarks/catalogs.py``.

Whole processes, by turns: ours, theirs, ours, theirs …; the figure is the median of the ratios of their CPU time. The
catalogs are ``../shared/catalogs/medium.*`` where they are there (see the README beside them), else one that is made of
our own; the large ones are made of these, each copy in a context of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
DIPTYCH = str(BIN / "diptych")
LARGE, FILES, TOGETHER = 60_000, 500, 80_000

READ = {
    "diptych": (
        "from diptych import po; c, _ = po.loads(open({0!r}, 'rb').read(), 'x', 'x', 'en', 'ru')\n"
        "assert sum(len(e.key.msgid) + len(e.texts[0]) + e.fuzzy for e in c.entries)"
    ),
    "polib": "import polib\nassert sum(len(e.msgid) + len(e.msgstr) + e.fuzzy for e in polib.pofile({0!r}))",
    "babel": (
        "from babel.messages.pofile import read_po\n"
        "assert sum(len(m.id) + len(m.string) + m.fuzzy for m in read_po(open({0!r}, 'rb')))"
    ),
}


def cpu(command: list[str]) -> float:
    """Seconds of CPU, user and system, that the command and its children took."""
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a device
        child = subprocess.Popen(command, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{shlex.join(command)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def pairs(ours: list[str], theirs: list[str], runs: int) -> tuple[float, float, float]:
    """The medians: our seconds, theirs, and the ratio of each pair."""
    timed = [(cpu(ours), cpu(theirs)) for _ in range(runs + 1)][1:]
    mine, yours = zip(*timed, strict=True)
    return statistics.median(mine), statistics.median(yours), statistics.median(a / b for a, b in timed)


def blocks(path: Path) -> tuple[str, list[str]]:
    """The header and the living entries of a catalog."""
    head, *rest = path.read_text("utf-8").rstrip("\n").split("\n\n")
    return head, [block for block in rest if not re.search(r"(?m)^#~", block)]


def copies(entries: list[str], count: int) -> list[str]:
    """So many entries: each round in a context of its own."""
    made: list[str] = []
    for turn in range(count // len(entries) + 1):
        for block in entries:
            named = "msgctxt " in block
            sign = f'msgctxt "part {turn} ' if named else f'msgctxt "part {turn}"\nmsgid '
            made.append(re.sub(r'(?m)^msgctxt "' if named else r"(?m)^msgid ", lambda _, s=sign: s, block, count=1))
    return made[:count]


def empty(block: str) -> str:
    """The entry as a template has it."""
    said = re.sub(r"(?m)^#(?:\| .*| .*|, fuzzy)?\n(?:(?<=\| )\".*\n)*", "", block)
    return re.sub(r'(?ms)^msgstr ".*', 'msgstr ""', said)


def write(path: Path, head: str, entries: list[str]) -> Path:
    """Put a catalog there."""
    path.write_text("\n\n".join([head, *entries]) + "\n", "utf-8")
    return path


def main() -> None:
    """Make the catalogs, run, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogs", type=Path, default=ROOT.parent / "shared" / "catalogs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="only the rows whose name has this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's rooms are compiled at each start
        table(Path(folder), options.catalogs, options.runs, options.only)


def table(folder: Path, catalogs: Path, runs: int, only: str) -> None:
    """Print one row after the other."""
    medium, new = catalogs / "medium.po", catalogs / "medium.new.pot"
    seed = medium if medium.is_file() else ROOT / "locales" / "ru" / "LC_MESSAGES" / "report.po"
    head, entries = blocks(seed)
    entries = [block for block in entries if "msgid_plural" not in block]
    some = copies(entries, TOGETHER)
    large = write(folder / "large.po", head, some[:LARGE])
    template = write(folder / "large.pot", head, [empty(block) for block in some[:LARGE]])
    several = [
        write(folder / f"{place:03}.po", head, some[place::FILES][: TOGETHER // FILES]) for place in range(FILES)
    ]
    names = [str(path) for path in several]
    each = ["sh", "-c", 'for f in "$@"; do msgfmt --statistics -o /dev/null "$f"; done', "sh", *names]
    out = str(folder / "out.po")
    msgfmt = ["msgfmt", "--statistics", "-o", os.devnull, str(large)]
    stats = [DIPTYCH, "po", "stats", "--no-cache"]
    merge = [DIPTYCH, "po", "merge", "-o", out]
    rows: list[tuple[str, str, float | None, list[str], list[str]]] = [
        ("stats, 60,000 messages", "msgfmt", 0.2, [*stats, str(large)], msgfmt),
        ("stats, 500 files", "msgfmt", 0.06, [*stats, *names], each),
    ]
    rows += [
        ("read 60,000 messages", name, bound, _python("diptych", large), _python(name, large))
        for name, bound in (("polib", 0.25), ("babel", 0.35))
    ]
    rows.append(
        (
            *("merge without fuzzy, 60,000", "msgmerge -N", 0.35),
            [*merge, "--no-fuzzy", str(large), str(template)],
            ["msgmerge", "-q", "-N", "-o", out, str(large), str(template)],
        )
    )
    if medium.is_file():
        pair = [str(medium), str(new)]
        rows += [
            ("merge without fuzzy, medium", "msgmerge -N", 0.35, [*merge, "--no-fuzzy", *pair],
             ["msgmerge", "-q", "-N", "-o", out, *pair]),
            ("merge, medium", "msgmerge", 0.025, [*merge, *pair], ["msgmerge", "-q", "-o", out, *pair]),
            ("merge, medium", "pot2po", None, [*merge, *pair],
             [str(BIN / "pot2po"), "--progress=none", "-t", *pair, out]),
        ]  # fmt: skip
    print(f"{'':34}{'beside':>12}{'ours':>9}{'theirs':>9}{'ratio':>8}{'reach':>8}")
    for what, beside, bound, ours, theirs in rows:
        if only not in what or not (shutil.which(theirs[0]) or Path(theirs[0]).is_file()):
            continue
        mine, yours, ratio = pairs(ours, theirs, 1 if yours_is_slow(theirs) else runs)
        said = f"{bound:8.3f}" if bound else f"{'':8}"
        print(f"{what:34}{beside:>12}{mine:8.2f}s{yours:8.2f}s{ratio:8.3f}{said}", flush=True)
    if only in "start-up":
        start_up(names, runs)
    if medium.is_file() and only in "quality":
        subprocess.run(
            [sys.executable, Path(__file__).parent / "quality.py", medium, new, catalogs / "medium.truth.json"],
            check=True,
        )


def yours_is_slow(command: list[str]) -> bool:
    """Whether one pair has to do: a fuzzy msgmerge works for ten seconds and more."""
    return command[0] == "msgmerge" and "-N" not in command


def _python(name: str, path: Path) -> list[str]:
    return [sys.executable, "-c", READ[name].format(str(path))]


def start_up(names: list[str], runs: int) -> None:
    """What a command takes before its work, and the statistics of files that have not changed."""
    cpu([DIPTYCH, "po", "stats", *names])
    for path in names:
        os.utime(path, (1_000_000_000, 1_000_000_000))  # long ago
    cpu([DIPTYCH, "po", "stats", *names])
    took = {
        name: statistics.median(cpu(command) for _ in range(runs * 2))
        for name, command in (
            ("python", [sys.executable, "-c", "pass"]),
            ("--version", [DIPTYCH, "--version"]),
            ("start", [DIPTYCH, "po", "stats", "--help"]),
            ("unchanged", [DIPTYCH, "po", "stats", *names]),
        )
    }
    print(f"{'diptych --version':34}{'python':>12}{took['--version']:8.3f}s{took['python']:8.3f}s{'':8}{'0.040 s':>8}")
    more = 1000 * (took["unchanged"] - took["start"])
    print(f"{'stats, 500 unchanged files':34}{'':>12}{took['unchanged']:8.3f}s  {more:.0f} ms more than --help (25)")


if __name__ == "__main__":
    main()
