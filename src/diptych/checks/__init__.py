"""What is wrong with a translation: one file per family of checks, one readable tuple of all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.catalog import Span
from diptych.checks import facts, markup
from diptych.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diptych.parallel import Parallel, Row


@dataclass(frozen=True, slots=True)
class Check:
    """A rule on one row: it yields a sentence for each fault and knows nothing of files."""

    rule: str
    severity: Severity
    look: Callable[[Row], Iterable[str]]
    hint: str


ALL = (
    Check("markup", Severity.WARNING, markup.hostile, "Write it as plain text, or as the source has it."),
    Check("facts", Severity.ERROR, facts.places, "Write each {name} of the source once in the translation, as it is."),
)
"""Every check, in the order in which findings of one place are listed."""


def run(parallel: Parallel, path: str, checks: Iterable[Check] = ALL) -> list[Finding]:
    """What the checks say of a document's rows; ``path`` is the catalog that the translations stand in."""
    checks = tuple(checks)
    findings = []
    for row in parallel.rows:
        own = _own(row, parallel.document.slug)
        if own is None:
            continue
        span = Span(path, max(1, next(entry.line for entry in own.entries if entry)))
        findings += [
            Finding(check.rule, check.severity, span, message, check.hint)
            for check in checks
            for message in check.look(own)
        ]
    return findings


def _own(row: Row, domain: str) -> Row | None:
    """The row without the parts that another catalog translates; None where nothing is translated."""
    keep = [
        index
        for index, (part, entry) in enumerate(zip(row.block.parts, row.entries, strict=True))
        if part.domain == domain and entry and any(entry.texts)
    ]
    if not keep:
        return None
    return replace(
        row,
        block=replace(row.block, parts=tuple(row.block.parts[i] for i in keep)),
        source=tuple(row.source[i] for i in keep),
        target=tuple(row.target[i] for i in keep),
        states=tuple(row.states[i] for i in keep),
        entries=tuple(row.entries[i] for i in keep),
    )
