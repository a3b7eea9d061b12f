"""Two versions of one document, English and Russian → which paragraphs answer which, and how sure that is.

Lengths after Gale and Church (1993), the ratio learned from the document; what both languages share (numbers, symbols,
names, terms) and the words that come together in it find also what was moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import align_anchors, align_chains, align_judge
from diptych.align_score import Scorer

if TYPE_CHECKING:
    from collections.abc import Sequence

SURE = 0.95
"""From this confidence on a bead is taken as right; measured: at least 98 of 100 are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a heading, an item or a cell."""

    text: str
    """Plain, without markup."""
    kind: str = "paragraph"
    level: int = 0
    number: str = ""
    place: str = ""
    """Where it stands, if that means something in the other text, too: the row and column of a table. Else empty."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Paragraphs that answer each other; one side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    """From 0 to 1; of a bead with an empty side, 0."""
    reason: str
    """For people."""


def align(source: Sequence[Unit], target: Sequence[Unit], terms: Sequence[tuple[str, str]] = ()) -> tuple[Bead, ...]:
    """Every unit in exactly one bead, in the order of the source; what only the target has stands where it has it.

    ``terms``: what the source calls a thing, and what the target does.
    """
    langs = align_anchors.language(source), align_anchors.language(target)
    phrases = align_anchors.phrases_of(terms, *langs)
    scorer = Scorer(align_anchors.Side(source, langs[0], phrases[0]), align_anchors.Side(target, langs[1], phrases[1]))
    pairs = align_chains.beads(scorer)
    judged = align_judge.Judge(scorer, pairs)
    return tuple(Bead(one, other, *judged.of(one, other)) for one, other in align_chains.in_order(pairs))
