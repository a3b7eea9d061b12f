"""How well `align` finds what belongs together: measured on our own documents, shuffled, split and merged by seed.

By hand: ``python tests/aligning.py [--seeds 20] [--documents report,declaration]``. The truth is the repository's own:
each row of the edition in two languages. A bead counts as right only if it has all of both sides, and nothing else.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import math
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from diptych import align as aligning
from diptych import memory, pipeline, project
from diptych.align import Unit

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("report", "declaration", "concept-note", "programme")
FOREIGN = "press-release"
"""Paragraphs that are mixed in come from here, every other one for either side: it is never measured itself."""
STRUCTURED = frozenset(("heading", "operative", "list-item", "cell"))


@dataclass(frozen=True)
class Sample:
    """Two texts and what answers what."""

    source: tuple[Unit, ...]
    target: tuple[Unit, ...]
    atoms: tuple[tuple[frozenset[tuple[int, int]], ...], tuple[frozenset[tuple[int, int]], ...]]
    """Of each unit the sentences that it is made of."""


Item = tuple[Unit, frozenset[tuple[int, int]], int]
"""A unit, its sentences, and the section it stands in."""


@functools.cache
def rows(slug: str) -> tuple[tuple[Unit, Unit, int], ...]:
    """What an edition prints side by side, with the number of its section."""
    edition = pipeline.plan(_folder(), documents=[slug], editions=["en-ru"], missing="mark").editions[0]
    found = []
    section = 0
    for line in edition.lines:
        if (line.kind == "heading" and line.level == 2) or line.kind in {"day", "session"}:
            section += 1
        structured = str(line.kind) in STRUCTURED
        units = [
            Unit(" ".join(cell.text.split()), str(line.kind), line.level, line.hinge.number if structured else "")
            for cell in line.cells
        ]
        if all(unit.text for unit in units):
            found.append((units[0], units[1], section))
    return tuple(found)


@functools.lru_cache(maxsize=1)
def _folder() -> project.Folder:
    return pipeline.extract_all(project.read(ROOT)).folder


@functools.lru_cache(maxsize=1)
def terms() -> tuple[tuple[str, str], ...]:
    """What terms.yaml says in both languages."""
    found = []
    for term in _folder().known.terms.values():
        here, there = term.wordings["en"], term.wordings["ru"]
        found.append((here.term, there.term))
        if here.short:
            found.append((here.short, there.short or there.term))
    return tuple(found)


# --------------------------------------------------------------------------- corruption

MIXES: dict[str, dict[str, float]] = {
    "as it is": {},
    "plain": {"plain": 1},
    "sections": {"sections": 1},
    "moved": {"moved": 0.05},
    "split": {"split": 0.15},
    "merged": {"merged": 0.1},
    "dropped": {"dropped": 0.08, "foreign": 0.05},
    "ocr": {"ocr": 0.2},
}
_MIXED = {"sections": 1, "moved": 0.02, "split": 0.08, "merged": 0.05, "dropped": 0.04, "foreign": 0.03, "ocr": 0.05}
MIXES |= {"mixed": _MIXED, "mixed, plain": {**_MIXED, "plain": 1}}


def sample(slug: str, mix: str, seed: int) -> Sample:
    """A document corrupted."""
    how = MIXES[mix]
    dice = random.Random(f"{slug} {mix} {seed}")  # noqa: S311 - a sample, no secret
    sides: list[list[Item]] = []
    counts = {number: [len(memory.sentences(unit.text)) for unit in row[:2]] for number, row in enumerate(rows(slug))}
    for side in (0, 1):
        items: list[Item] = []
        for number, row in enumerate(rows(slug)):
            even = counts[number][0] == counts[number][1]
            unit = row[1] if side else row[0]
            pieces = memory.sentences(unit.text)
            atoms = frozenset((number, at if even else 0) for at in range(len(pieces)))
            if len(pieces) > 1 and dice.random() < how.get("split", 0):
                cut = dice.randrange(1, len(pieces))
                for part, first in ((pieces[:cut], 0), (pieces[cut:], cut)):
                    own = frozenset((number, at if even else 0) for at in range(first, first + len(part)))
                    items.append((replace(unit, text=" ".join(part)), own, row[2]))
            else:
                items.append((unit, atoms, row[2]))
        items = _merged(items, dice, how.get("merged", 0))
        items = [one for one in items if dice.random() >= how.get("dropped", 0)]
        items = _mixed_in(items, dice, how.get("foreign", 0), side)
        sides.append([_dressed(one, dice, how) for one in items])
    if how.get("sections"):
        sides[1] = _shuffled(sides[1], dice)
    sides[1] = _moved(sides[1], dice, how.get("moved", 0))
    return Sample(
        tuple(one[0] for one in sides[0]),
        tuple(one[0] for one in sides[1]),
        (tuple(one[1] for one in sides[0]), tuple(one[1] for one in sides[1])),
    )


def _merged(items: list[Item], dice: random.Random, share: float) -> list[Item]:
    found: list[Item] = []
    for one in items:
        same = found and found[-1][0].kind == one[0].kind == "paragraph" and found[-1][2] == one[2]
        if same and dice.random() < share:
            last = found.pop()
            found.append((replace(last[0], text=f"{last[0].text} {one[0].text}"), last[1] | one[1], one[2]))
        else:
            found.append(one)
    return found


def _mixed_in(items: list[Item], dice: random.Random, share: float, side: int) -> list[Item]:
    others = [row[1] if side else row[0] for row in rows(FOREIGN)[side::2]]
    found = []
    for one in items:
        found.append(one)
        if dice.random() < share:
            found.append((dice.choice(others), frozenset(), one[2]))
    return found


def _dressed(one: Item, dice: random.Random, how: dict[str, float]) -> Item:
    unit = one[0]
    if dice.random() < how.get("ocr", 0):
        words = unit.text.split(" ")
        for _ in range(1 + len(words) // 12):
            at = dice.randrange(len(words))
            words[at] = dice.choice(
                (f"{words[at]} ", " ".join(words[at]), f"{words[at][:3]} {words[at][3:]}", f" {words[at]}")
            )
        unit = replace(unit, text=" ".join(words))
    if how.get("plain"):
        unit = replace(unit, kind="paragraph", level=0, number="")
    return unit, one[1], one[2]


def _shuffled(items: list[Item], dice: random.Random) -> list[Item]:
    blocks = [list(block) for _, block in itertools.groupby(items, key=lambda one: one[2])]
    dice.shuffle(blocks)
    return [one for block in blocks for one in block]


def _moved(items: list[Item], dice: random.Random, share: float) -> list[Item]:
    moving = [one for one in items if dice.random() < share]
    items = [one for one in items if not any(one is other for other in moving)]
    for one in moving:
        items.insert(dice.randrange(len(items) + 1), one)
    return items


# --------------------------------------------------------------------------- truth


def truth(made: Sample) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What belongs together: all that shares a sentence, on both sides."""
    of: dict[tuple[int, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for side in (0, 1):
        for at, atoms in enumerate(made.atoms[side]):
            for atom in atoms:
                of[atom][side].add(at)
    groups: list[tuple[set[int], set[int]]] = []
    where: dict[tuple[int, int], int] = {}
    for sides in of.values():
        keys = [(side, at) for side in (0, 1) for at in sides[side]]
        known = sorted({where[key] for key in keys if key in where})
        if not known:
            groups.append((set(), set()))
            known = [len(groups) - 1]
        first = groups[known[0]]
        for more in (*(groups[other] for other in known[1:]), sides):
            first[0].update(more[0])
            first[1].update(more[1])
        for other in known[1:]:
            groups[other] = (set(), set())
        where.update({(0, i): known[0] for i in first[0]} | {(1, j): known[0] for j in first[1]})
    return {(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups if a and b}


@dataclass(frozen=True)
class Figures:
    """Of one sample or several."""

    sure: int = 0
    right: int = 0
    found: int = 0
    """Right, sure or not."""
    there: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.sure + other.sure, self.right + other.right, self.found + other.found, self.there + other.there,
            self.wrong + other.wrong,
        )  # fmt: skip

    def __str__(self) -> str:
        return (
            f"sure {self.sure}, right {self.right / max(1, self.sure):.2%}; of {self.there} pairs sure and right"
            f" {self.right / max(1, self.there):.1%}, found {self.found / max(1, self.there):.1%}"
        )


def texts(made: Sample, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[str, str]:
    """What a bead says: two that say the same are one as good as the other."""
    return " ".join(made.source[i].text for i in one), " ".join(made.target[j].text for j in other)


def measured(made: Sample, beads: tuple[aligning.Bead, ...]) -> Figures:
    """How many beads are right."""
    true = truth(made)
    said = {texts(made, *pair) for pair in true}
    figures = Figures(there=len(true))
    for bead in beads:
        if bead.source and bead.target:
            said_here = texts(made, bead.source, bead.target)
            right = (bead.source, bead.target) in true or said_here in said
            sure = bead.confidence >= aligning.SURE
            told = f"{bead.confidence:.3f} {bead.reason}\n   {said_here[0][:230]}\n   {said_here[1][:230]}"
            figures += Figures(sure, sure and right, right, 0, (told,) if sure and not right else ())
    return figures


# --------------------------------------------------------------------------- to compare with

GALE_CHURCH = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
"""How often each shape is (Gale and Church 1993, table 5)."""


def by_length(source: tuple[Unit, ...], target: tuple[Unit, ...]) -> tuple[aligning.Bead, ...]:
    """Gale and Church's program: lengths in characters alone, nothing moved; each 1–1 pair is taken as right."""
    here, there = ([len(unit.text) for unit in units] for units in (source, target))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for a in range(len(here) + 1):
        for b in range(len(there) + 1):
            for step, prior in GALE_CHURCH.items():
                before = best.get((a - step[0], b - step[1]))
                if before is not None:
                    lengths = sum(here[a - step[0] : a]), sum(there[b - step[1] : b])
                    cost = before[0] + _mismatch(*lengths) - 100 * math.log(prior)
                    if (a, b) not in best or cost < best[a, b][0]:
                        best[a, b] = (cost, step)
    found = []
    a, b = len(here), len(there)
    while a or b:
        more, fewer = best[a, b][1]
        one, other = tuple(range(a - more, a)), tuple(range(b - fewer, b))
        found.append(aligning.Bead(one, other, float(more == fewer == 1), "lengths"))
        a, b = a - more, b - fewer
    return tuple(found[::-1])


def _mismatch(one: int, other: int) -> float:
    """-100 log of twice the chance that lengths differ so much: ratio 1, variance 6.8 for a character."""
    if not one and not other:
        return 0.0
    off = abs(other - one) / math.sqrt(6.8 * (one + other) / 2)
    return -100 * math.log(max(1e-11, math.erfc(off / math.sqrt(2))))


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=5)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--documents", default=",".join(DOCUMENTS))
    asked.add_argument("--mixes", default=";".join(MIXES))
    asked.add_argument("--terms", action="store_true")
    asked.add_argument("--wrong", action="store_true")
    asked.add_argument("--back", action="store_true", help="from Russian to English")
    asked.add_argument("--by-length", action="store_true", help="Gale and Church's program instead")
    args = asked.parse_args()
    for slug in args.documents.split(","):
        for mix in args.mixes.split(";"):
            figures = Figures()
            start = time.perf_counter()
            for seed in range(args.first, args.first + args.seeds):
                made = sample(slug, mix, seed)
                if args.back:
                    made = Sample(made.target, made.source, (made.atoms[1], made.atoms[0]))
                given = tuple((b, a) if args.back else (a, b) for a, b in terms()) if args.terms else ()
                if args.by_length:
                    figures += measured(made, by_length(made.source, made.target))
                else:
                    figures += measured(made, aligning.align(made.source, made.target, given))
            spent = (time.perf_counter() - start) / args.seeds
            sys.stdout.write(f"{slug:14} {mix:14} {figures} ({spent:.2f} s)\n")
            if args.wrong:
                sys.stdout.write("".join(f"  {one}\n" for one in figures.wrong))


if __name__ == "__main__":
    main()
