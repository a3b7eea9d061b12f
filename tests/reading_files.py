"""Plain texts as papers, for tests of checks: one line is one paragraph, and nobody has settled anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.catalog import State
from diptych.checks.view import Known, Pair, Paper, Papers, Place, Said, Side

if TYPE_CHECKING:
    from pathlib import Path


def lines_as_papers(*paths: Path) -> Papers:
    """The files together, as one conference."""
    known = Known()
    return Papers(tuple(_paper(path, known) for path in paths), known)


def _paper(path: Path, known: Known) -> Paper:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    pairs = (
        Pair(Said(line, "en", known, Side.SOURCE, place=Place(path.name, number)), Said("", "ru", known), State.MISSING)
        for number, line in lines
        if line.strip()
    )
    return Paper(path.name, "en", tuple(pairs), known, path=path.name)
