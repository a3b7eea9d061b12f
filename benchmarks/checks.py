"""How long `check` takes: rows a second without and with morphology, and the worst text for each rule."""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from diptych import checks, morphology, papers, project, proof
from diptych.checks.view import Known, Pair, Paper, Papers, Place, Said, Side

ROWS = 10_000
LONGEST = 10_000
LIMIT_MS = 50
HEAVY = ("spelling", "term", "forbidden-term", "acronyms", "yo-policy", "names", "yo", "abbreviation", "term-variants")
"""Rules that may ask the dictionary."""

_ODD = (
    "(",
    "«",
    "„",
    '"',
    "'",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    "{",
    "\\",
    "<",
    "&",
    " - ",
    "—",
    "-",
    "–",
    ".",
    "...",
    ",",
    " ",
    "\n",
    "\u00a0",
    "1",
    "1,",
    "1.5 ",
    "12-",
    "X",
    "I ",
    "XI",
    "a",
    "а",
    "aа",
    "тся ",
    "слово ",
    "Слово ",
    "word ",
    "A/",
    "A/RES/",
    "1373 (2001)",
    "resolution ",
    "резолюции 1373, ",
    "18 октября ",
    "5 p.m. ",
    "$1 ",
    "www.",
    "a@",
    "+992 ",
    "г-н Воронков ",
    "Mr. Voronkov ",
    "border security ",
    "безопасность границ ",
    "UNOCT ",
    "КТУ ООН ",
    "слово слово ",
    "- a\n",
    "1. a;\n",
    "Cо",
    "х-",
    "не ",
)


def rows(count: int) -> Papers:
    """The conference's own rows again and again, each with a mark of its own, so that nothing is the same twice."""
    folder = project.read(Path(__file__).parent.parent)
    real = papers.of(folder, "ru")
    pairs = [pair for paper in real.papers for pair in paper.pairs if pair.translated]
    chosen = random.Random(1).choices(pairs, k=count)  # noqa: S311 - the same rows each time
    made = tuple(
        Pair(
            Said(pair.source.raw, "en", real.known, Side.SOURCE, pair.source.kind, Place("a", number)),
            Said(pair.target.raw, "ru", real.known, Side.TARGET, pair.target.kind, Place("b", number)),
        )
        for number, pair in enumerate(chosen)
    )
    return Papers((Paper("bench", "en", made, real.known, whole=False, target="ru"),), real.known)


def cpu(work: Papers, some: list[checks.Check]) -> float:
    """Seconds of CPU of one run, places and excuses included."""
    rules = {check.rule for check in some}
    begin = time.process_time()
    proof.read(work, some, rules, lambda _path: "")
    return time.process_time() - begin


def speed() -> None:
    """Rows without and with the rules that may ask the dictionary, then each rule by itself."""
    light = [check for check in checks.ALL if check.rule not in HEAVY]
    for name, some in (("without morphology", light), ("all rules", list(checks.ALL))):
        times = [cpu(rows(ROWS), some) for _ in range(3)]
        print(f"{ROWS:,} rows, {name}: {statistics.median(times):.2f} s of CPU ({min(times):.2f}–{max(times):.2f})")
    by_rule = {}
    for check in checks.ALL:
        by_rule[check.rule] = by_rule.get(check.rule, 0.0) + cpu(rows(1_000), [check])
    for rule, seconds in sorted(by_rule.items(), key=lambda item: -item[1])[:20]:
        print(f"  {rule:22} {seconds * 1e3:7.1f} µs a row")


def worst() -> None:
    """The slowest text of up to 10,000 characters for any check."""
    folder = project.read(Path(__file__).parent.parent)
    known = papers.knowledge(folder, "ru")
    morphology.known("слово")  # the dictionary is loaded once
    texts = [(piece * LONGEST)[:LONGEST] for piece in _ODD]
    dice = random.Random(7)  # noqa: S311 - the same texts each time
    texts += ["".join(dice.choices(_ODD, k=LONGEST // 3))[:LONGEST] for _ in range(40)]
    slowest: list[tuple[float, str, str]] = []
    for text in texts:
        for check in checks.ALL:
            if check.on not in (checks.On.TEXT, checks.On.PAIR):
                continue
            best = min(_one(check, text, known) for _ in range(2))
            slowest.append((best * 1e3, check.rule, text[:24]))
    slowest.sort(reverse=True)
    over = [one for one in slowest if one[0] > LIMIT_MS]
    print(f"{len(texts)} texts of {LONGEST:,} characters: worst {slowest[0][0]:.0f} ms; {len(over)} over {LIMIT_MS} ms")
    for ms, rule, text in slowest[:12]:
        print(f"  {ms:7.1f} ms  {rule:20} {text!r}")


def _one(check: checks.Check, text: str, known: Known) -> float:
    source = Said(text, "en", known, Side.SOURCE)
    target = Said(text, "ru", known, Side.TARGET)
    source.words, target.words  # noqa: B018 - every check shares them
    pair = Pair(source, target)
    begin = time.process_time()
    if check.on is checks.On.PAIR:
        list(check.look(pair))
    else:
        for said in (source, target):
            if not check.langs or said.lang in check.langs:
                list(check.look(said))
    return time.process_time() - begin


if __name__ == "__main__":
    speed()
    worst()
