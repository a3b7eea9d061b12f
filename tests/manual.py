"""docs/checks.md from the checks themselves: `python tests/manual.py` writes it."""

from __future__ import annotations

import inspect
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.checks.view import Check, Example

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"
_BEGINNING = "<!-- From here on written by `python tests/manual.py` from the checks themselves. -->\n"


def page(everything: Iterable[Check] = checks.ALL) -> str:
    """The whole page: what stands above is written by hand and stays."""
    rules: dict[str, list[Check]] = {}
    for check in everything:
        rules.setdefault(check.rule, []).append(check)
    families = groupby(rules.items(), key=lambda item: inspect.getmodule(item[1][0].look))
    by_hand = PAGE.read_text("utf-8").partition(_BEGINNING)[0]
    out = [by_hand, _BEGINNING, "\n## The rules\n"]
    for module, items in families:
        doc = (inspect.getdoc(module) or "").partition("\n")[0]
        out.append(f"\n### {doc.removeprefix('Checks: ').rstrip('.')[:1].upper()}{doc.rstrip('.')[1:]}\n")
        for rule, some in items:
            out += _rule(rule, some)
    return "".join(out)


def _rule(rule: str, some: list[Check]) -> Iterator[str]:
    first = some[0]
    langs = sorted({lang for one in some for lang in one.langs})
    where = ", ".join(dict.fromkeys(one.on.value for one in some))
    yield f"\n#### `{rule}`\n\n*{first.severity.value}* · looks at {where}" + (
        f" · in {', '.join(langs)}" if langs else ""
    )
    if any(example.fixed for one in some for example in one.wrong):
        yield " · mended by `--fix`"
    yield "\n"
    for one in some:
        what, _, authority = " ".join((inspect.getdoc(one.look) or "").split()).partition(" Authority: ")
        yield f"\n{what}\n" + (f"\n*Authority:* {authority}\n" if authority else "")
    yield f"\n{first.hint}\n"
    lines = [(mark, one) for item in some for mark, group in (("✗", item.wrong), ("✓", item.right)) for one in group]
    if lines:
        yield "\n| | |\n|---|---|\n"
        for mark, example in lines:
            yield f"| {mark} | {_example(example)} |\n"


def _example(example: Example) -> str:
    if example.documents:
        return "<br>".join(_code(line) for text in example.documents for line in text.strip().split("\n"))
    texts = [text for text in (example.en, example.ru) if text]
    said = "<br>".join(_code(text) for text in texts) or "(nothing)"
    return f"{said}<br>→ {_code(example.fixed)}" if example.fixed else said


def _code(text: str) -> str:
    shown = text.replace("\n", "⏎").replace("|", "\\|").replace("\u00a0", "␣")
    ticks = "``" if "`" in shown else "`"
    space = " " if "`" in shown or shown != shown.strip() else ""
    return f"{ticks}{space}{shown}{space}{ticks}" if shown.strip() else "` `"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE.name}: {len({check.rule for check in checks.ALL})} rules\n")
