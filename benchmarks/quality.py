#!/usr/bin/env python3
"""How well merge finds old translations: ``python benchmarks/quality.py OLD.po NEW.pot TRUTH.json [MERGED.po]``.

Recall: changed, translated messages whose new entry got the right old translation. Pair precision: right
pairs among all pairs made for changed messages. Spurious: added messages given some old translation. MERGED.po
is what another program made of the first two. ``edits.py`` makes NEW.pot and TRUTH.json from any catalog.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych import merge, po

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.catalog import Catalog


def catalog(path: Path) -> Catalog:
    """A PO file."""
    read, findings = po.loads(path.read_bytes(), path.name, path.stem, "en", "ru")
    if read is None:
        raise SystemExit("\n".join(map(str, findings)))
    return read


def quality(merged: Catalog, truth: Mapping[str, Any]) -> str:
    """The three numbers, as one line."""
    texts: dict[str, list[tuple[str, ...]]] = {}
    for entry in merged.entries:
        if not entry.obsolete:
            texts.setdefault(entry.key.msgid, []).append(entry.texts)
    right = made = 0
    changed = [one for one in truth["changed"] if one["new"] in texts]
    for one in changed:
        given = [forms for forms in texts[one["new"]] if any(forms)]
        made += bool(given)
        right += one["translated"] and any(one["msgstr"] in forms for forms in given)
    translated = sum(one["translated"] for one in changed)
    spurious = sum(any(any(forms) for forms in texts.get(text, ())) for text in truth["added"])
    return (
        f"recall {right / translated:.3f} ({right} of {translated}), pair precision {right / max(made, 1):.3f} "
        f"({right} of {made}), spurious {spurious} of {len(truth['added'])}"
    )


def main() -> None:
    """Merge, compare with the truth, print."""
    paths = [Path(argument) for argument in sys.argv[1:]]
    old, new, truth = catalog(paths[0]), catalog(paths[1]), json.loads(paths[2].read_text("utf-8"))
    start = time.process_time()
    merged = merge.merge(new, old, "ru", nplurals=3)[0] if len(paths) == 3 else catalog(paths[3])  # noqa: PLR2004 - see above
    spent = time.process_time() - start
    sys.stdout.write(f"{quality(merged, truth)}; {spent:.3f} s of CPU\n")


if __name__ == "__main__":
    main()
