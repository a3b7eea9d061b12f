#!/usr/bin/env python3
"""How fast 100,000 units are searched, and what their index costs: ``python benchmarks/memory.py [UNITS [FOLDER]]``.

The units are made here: sentences of an official text from a few hundred words, with names, numbers and clauses that
vary. The texts sought are some of them with a word changed, left out, added, moved, or the end rewritten, and some
that no unit is like. Recall: how often the likeliest unit of all 100,000 (found by comparing each) is found.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diptych import memory_folder, recall, similar, tmx
from diptych.memory import Unit

QUERIES = 200
COMPARED = 60  # of them are compared with every unit, which takes long


def _list(words: str) -> list[str]:
    return words.split("|")


_OPEN = _list("Recalling|Noting with concern|Welcoming|Stressing|Recognizing|Acknowledging|Reaffirming|Emphasizing")
_WHO = _list(
    "Member States|the regional commissions|river basin organizations|local authorities|development banks|"
    "rural communities|young professionals|the private sector|academic institutions|women's associations|"
    "the host Government|intergovernmental bodies|water utilities|farmers' unions|civil society"
)
_DO = _list(
    "strengthen|monitor|finance|report on|coordinate|assess|restore|protect|modernize|harmonize|expand|review|"
    "accelerate|support|map|regulate|maintain|share data on|invest in|reconsider"
)
_WHAT = _list(
    "glacier monitoring|irrigation networks|groundwater reserves|sanitation services|early warning systems|"
    "hydropower cascades|wetland ecosystems|drinking water quality|transboundary aquifers|flood defences|"
    "drought preparedness|municipal tariffs|desalination plants|reservoir sediments|data exchange platforms|"
    "watershed forests|capacity building|climate adaptation plans|wastewater reuse|snow cover observation"
)
_WHERE = _list(
    "in mountain areas|in arid regions|along shared rivers|in small islands|in fast-growing cities|in the delta|"
    "upstream of the dam|in border districts|in the Aral basin|in least developed countries|at the national level"
)
_HOW = _list(
    "through joint programmes|with due regard to national law|on a voluntary basis|by means of annual meetings|"
    "within existing resources|on mutually agreed terms|in line with the 2030 Agenda|with adequate financing|"
    "under the guidance of experts|by sharing lessons learned|in a transparent manner"
)
_SYLLABLES = _list("ka|ro|mi|ta|ze|lo|vu|shi|na|dar|bek|gul|mar|tin|sor|pa|qu|ler|ham|yon")


def _often(tenths: int, chance: random.Random) -> bool:
    return chance.randrange(10) < tenths


def _sentence(chance: random.Random) -> str:
    name = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
    words = [chance.choice(_OPEN), "that", chance.choice(_WHO), "should", chance.choice(_DO), chance.choice(_WHAT)]
    words += [chance.choice(_WHERE)] if _often(8, chance) else []
    words += [chance.choice(_HOW)] if _often(7, chance) else []
    words += [f"as {name} proposed in {chance.randint(1990, 2022)}"] if _often(5, chance) else []
    words += ["and", chance.choice(_DO), chance.choice(_WHAT), chance.choice(_WHERE)] if _often(5, chance) else []
    words += [f"by {chance.randint(2, 98)} per cent"] if _often(3, chance) else []
    return " ".join(words) + "."


def _units(count: int, chance: random.Random) -> list[Unit]:
    cyrillic = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз")
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts[_sentence(chance)] = None
    return [Unit(text, (text.translate(cyrillic),), about=(("changedate", "20180503T120000Z"),)) for text in texts]


def _edited(text: str, chance: random.Random) -> str:
    words = text.split()
    at = chance.randrange(len(words))
    how = chance.randrange(6)
    if how == 0:
        words[at] = chance.choice(_WHAT).split()[0]
    elif how == 1:
        del words[at]
    elif how == 2:  # noqa: PLR2004 - one of six edits
        words.insert(at, chance.choice(_HOW))
    elif how == 3:  # noqa: PLR2004
        words.append(words.pop(at))
    elif how == 4:  # noqa: PLR2004
        words[-3:] = chance.choice(_WHERE).split()
    else:
        words = _sentence(chance).split()
    return " ".join(words)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _search(root: Path, count: int) -> None:
    """In a process of its own: open the index and search."""
    chance = random.Random(2)  # noqa: S311 - the same texts every time
    start = time.perf_counter()
    index = memory_folder.index(root, "en", "ru")
    opened = time.perf_counter() - start
    peak = _peak()
    assert index is not None  # noqa: S101 - for mypy
    texts = [unit.source for unit in _units(count, random.Random(1))]  # noqa: S311
    sought = [_edited(chance.choice(texts), chance) for _ in range(QUERIES)]
    index.find(sought[0], recall.CUTOFF)
    times, busy, found = [], [], []
    for text in sought:
        start, before = time.perf_counter(), time.process_time()
        hits = index.find(text, recall.CUTOFF)
        busy.append(1000 * (time.process_time() - before))
        times.append(1000 * (time.perf_counter() - start))
        found.append(hits[0].likeness if hits else 0)
    best = [max(similar.likenesses(text, texts)) for text in sought[:COMPARED]]
    pairs = [(one, other) for one, other in zip(best, found, strict=False) if one >= recall.CUTOFF]
    right = sum(one - other < 1e-9 for one, other in pairs)  # noqa: PLR2004 - equal, of floats
    near = sum(one - other < 5 for one, other in pairs)  # noqa: PLR2004 - as good for a translator
    sys.stdout.write(
        f"open {opened * 1000:.0f} ms, peak memory {peak:.0f} MB; {QUERIES} searches: median "
        f"{statistics.median(times):.1f} ms, worst {max(times):.1f} ms (CPU {statistics.median(busy):.1f} and "
        f"{max(busy):.1f} ms)\n"
        f"of {len(pairs)} texts that have a like one, the likeliest of all was found for {right}, one within 5 points "
        f"of it for {near}\n"
    )


def _make(root: Path, count: int) -> None:
    folder = root / "locales" / "ru" / "memory"
    folder.mkdir(parents=True, exist_ok=True)
    data = tmx.dumps({("en", "ru"): _units(count, random.Random(1))}, "en")  # noqa: S311
    (folder / "made.tmx").write_text(data, "utf-8")


def _build(root: Path, count: int) -> None:
    start, busy = time.perf_counter(), time.process_time()
    memory_folder.index(root, "en", "ru")
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    size = (root / "locales" / "ru" / "memory" / "made.tmx").stat().st_size
    cache = sum(path.stat().st_size for path in (root / ".diptych").rglob("*") if path.is_file())
    sys.stdout.write(
        f"{count:,} units, {size / 1e6:.1f} MB of TMX: index built in {spent:.1f} s ({busy:.1f} s of CPU), "
        f"{cache / 1e6:.1f} MB, peak memory {_peak():.0f} MB\n"
    )


_STEPS = {"make": _make, "build": _build, "search": _search}


def main() -> None:
    """Make the units, build the index, search it, each in a process of its own; print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    root = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="diptych-memory-"))  # noqa: PLR2004
    if sys.argv[3:]:
        _STEPS[sys.argv[3]](root, count)
        return
    for step in _STEPS:
        subprocess.run([sys.executable, __file__, str(count), str(root), step], check=True)


if __name__ == "__main__":
    main()
