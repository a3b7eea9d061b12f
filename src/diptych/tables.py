"""Coverage as a table on a terminal, as CSV and as badges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from diptych.coverage import Count, Coverage

_BAR = 20
"""Cells of a bar on the terminal."""
_SECTION = 15
"""Columns that a section's name has at least."""
_NUMBERS = 65
"""Columns of all the others."""
_APPROVED = 10
"""Columns of that of the approved words."""
_WIDE = 240
"""Columns of a line in a pipe."""
_COLOURS = ((100, "#2e7d4f"), (75, "#8a6d00"), (0, "#a3341f"))
"""Badge colours by the percentage from which they hold; white on each has a contrast of 4.5 or more."""


def show(rows: Sequence[Coverage], sums: Sequence[Coverage], stream: TextIO, *, approved: bool = False) -> None:
    """The table for people: colour and bars on a terminal, plain aligned columns otherwise.

    ``approved``: with the words whose translation a reviser approved.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # In a pipe nothing shortens a line: whoever reads it there may want to search it.
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else _WIDE)
    terminal = console.is_terminal
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    table.add_column("document", no_wrap=True)
    by_section = any(row.section for row in rows)
    if by_section:
        width = max(_SECTION, console.width - _NUMBERS - (_APPROVED if approved else 0)) if terminal else _SECTION * 4
        table.add_column("section", overflow="ellipsis", no_wrap=True, max_width=width)
    table.add_column("lang", no_wrap=True)
    for name in ("messages", "words", "done", *(["approved"] if approved else []), "fuzzy", "missing"):
        table.add_column(name, justify="right", no_wrap=True)
    bars = terminal and not by_section
    if bars:
        table.add_column("", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)

    def add(row: Coverage, name: str, style: str = "") -> None:
        cells: list[str | Text] = [name, *([row.section] if by_section else []), row.language]
        cells += [str(row.messages.total), str(row.words.total)]
        numbers = [(row.words.done, "green"), (row.words.fuzzy, "yellow"), (row.words.missing, "red")]
        if approved:
            numbers.insert(1, (row.words.approved, "green"))
        for number, colour in numbers:
            cells.append(Text(str(number), style=colour if number else "dim"))
        if bars:
            cells.append(_bar(row.words))
        table.add_row(*cells, str(row.percent), style=style)

    for row in rows:
        add(row, row.document)
    for row in sums:
        add(row, "total", "bold")
    console.print(table)


def _bar(words: Count) -> Text:
    """Twenty cells: done, fuzzy, missing; each state has its own sign as well as its colour."""
    from rich.text import Text

    total = words.total or 1
    done = _BAR * words.done // total if words.total else _BAR
    fuzzy = min(_BAR - done, -(-_BAR * words.fuzzy // total))
    out = Text("━" * done, style="green")
    out.append("╍" * fuzzy, style="yellow")
    out.append("·" * (_BAR - done - fuzzy), style="red")
    return out


def csv(rows: Sequence[Coverage], sums: Sequence[Coverage], *, approved: bool = False) -> str:
    """The same as comma-separated values (RFC 4180, but with plain line ends); ``approved`` last, where asked for."""
    import csv as writer
    import io

    out = io.StringIO()
    table = writer.writer(out, lineterminator="\n")
    table.writerow(
        ["document", "section", "language"]
        + [f"{what}_{state}" for what in ("messages", "words") for state in ("total", "done", "fuzzy", "missing")]
        + ["percent"]
        + (["messages_approved", "words_approved"] if approved else [])
    )
    for row in (*rows, *sums):
        counts = [n for c in (row.messages, row.words) for n in (c.total, c.done, c.fuzzy, c.missing)]
        signed = [row.messages.approved, row.words.approved] if approved else []
        table.writerow([row.document or "total", row.section, row.language, *counts, row.percent, *signed])
    return out.getvalue()


def badges(sums: Sequence[Coverage]) -> str:
    """One SVG with a badge for each language, one below the other."""
    parts = []
    for index, row in enumerate(sums):
        colour = next(colour for least, colour in _COLOURS if row.percent >= least)
        top = index * 24
        label, value = row.language, f"{row.percent} %"
        parts.append(
            f'<g transform="translate(0 {top})"><title>{label}: {value}</title>'
            f'<rect width="36" height="20" rx="3" fill="#1b1b1b"/>'
            f'<rect x="32" width="56" height="20" rx="3" fill="{colour}"/>'
            f'<rect x="32" width="4" height="20" fill="{colour}"/>'
            f'<text x="16" y="14" text-anchor="middle">{label}</text>'
            f'<text x="60" y="14" text-anchor="middle">{value}</text></g>'
        )
    height = max(20, 24 * len(sums) - 4)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="88" height="{height}" viewBox="0 0 88 {height}" '
        f'role="img" fill="#fff" font-family="PT Sans, Verdana, sans-serif" font-size="11">{"".join(parts)}</svg>\n'
    )
