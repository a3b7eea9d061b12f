#!/usr/bin/env python3
"""How well and how fast ``merge`` finds old translations: ``python benchmarks/merge.py [FOLDER]``.

FOLDER holds ``medium.po``, ``medium.new.pot`` and ``medium.truth.json`` (see the README there).
Recall: changed, translated messages whose new entry got the right old translation. Precision: right
pairs among all pairs made for changed messages. Spurious: added messages given some old translation.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import merge, po

if TYPE_CHECKING:
    from diptych.model import Catalog

START = time.perf_counter()


def _catalog(path: Path) -> Catalog:
    catalog, findings = po.loads(path.read_bytes(), path.name, "medium", "en", "ru")
    if catalog is None:
        raise SystemExit("\n".join(map(str, findings)))
    return catalog


def main() -> None:
    """Merge, compare with the truth, print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "catalogs"
    old, new = _catalog(folder / "medium.po"), _catalog(folder / "medium.new.pot")
    truth = json.loads((folder / "medium.truth.json").read_text("utf-8"))
    before = time.perf_counter()
    merged, report = merge.merge(new, old, "ru", nplurals=3)
    after = time.perf_counter()
    po.dumps(merged)
    end = time.perf_counter()
    texts = {entry.key.msgid: entry.texts[0] for entry in merged.entries if not entry.obsolete}
    changed = truth["changed"]
    right = sum(texts[one["new"]] == one["msgstr"] for one in changed if one["translated"])
    made = sum(bool(texts[one["new"]]) for one in changed)
    spurious = sum(bool(texts[text]) for text in truth["added"])
    translated = sum(one["translated"] for one in changed)
    sys.stdout.write(
        f"recall {right / translated:.3f} ({right} of {translated}), precision {right / made:.3f}, "
        f"spurious {spurious} of {len(truth['added'])}\n"
        f"whole {end - START:.2f} s: read {before - START:.2f}, merge {after - before:.2f}, "
        f"write {end - after:.2f}\n"
        f"kept {len(report.kept)}, carried {len(report.carried)}, changed {len(report.changed)}, "
        f"copied {len(report.copied)}, new {len(report.new)}, gone {len(report.gone)}\n"
    )


if __name__ == "__main__":
    main()
