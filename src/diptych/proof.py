"""Papers → findings: the checks are asked, faults get their place in a file, excuses are heard."""

from __future__ import annotations

import difflib
import gc
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import checks, whereabouts
from diptych.catalog import Span
from diptych.checks import excuses
from diptych.checks.view import Side
from diptych.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from diptych.checks.excuses import Excuse
    from diptych.checks.view import Check, Fault, Paper, Papers, Said
    from diptych.model import House

NEEDLESS = "needless-excuse"
UNREASONED = "excuse-without-reason"
UNKNOWN = "unknown-rule"
OWN_RULES = (NEEDLESS, UNREASONED, UNKNOWN)
"""Rules of this room: what is wrong with what is said to the checks."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the checks said of papers."""

    findings: tuple[Finding, ...]
    faults: tuple[tuple[Check, Fault], ...]
    """The faults behind them that nobody excused."""


def read(papers: Papers, wanted: Sequence[Check], known: Collection[str], text_of: Callable[[str], str]) -> Proof:
    """Ask the checks, but for those that the house has put off.

    ``known``: all rules that there are; ``text_of`` reads a file of content, to find excuses and columns there.
    """
    collecting = gc.isenabled()
    gc.disable()  # looking for cycles in so many small values would take a tenth of the time
    try:
        return _read(papers, wanted, known, text_of)
    finally:
        if collecting:
            gc.enable()


def _read(papers: Papers, wanted: Sequence[Check], known: Collection[str], text_of: Callable[[str], str]) -> Proof:
    house = papers.known.house
    asked = [check for check in wanted if check.rule not in house.off]
    text_of = whereabouts.reader(text_of)
    heard = _Heard(papers, text_of)
    kept: list[tuple[Check, Fault]] = []
    findings: list[Finding] = []
    for check, fault in checks.run(papers, asked):
        graver = house.severity.get(check.rule)
        here = replace(check, severity=Severity(graver)) if graver else check
        if not heard.excused(check.rule, fault):
            kept.append((here, fault))
            findings.append(_finding(here, fault, text_of))
    findings += heard.left({check.rule for check in asked}, known)
    findings += _unknown(house, known)
    return Proof(tuple(findings), tuple(kept))


def _finding(check: Check, fault: Fault, text_of: Callable[[str], str]) -> Finding:
    span = fault.span or (place(fault.said, fault.start, fault.end, text_of) if fault.said else Span(""))
    others = tuple(place(said, 0, 0, text_of) for said in fault.others)
    hint = fault.hint or check.hint
    return Finding(check.rule, check.severity, span, fault.message, hint, fault.text, fault.proposed, others)


def place(said: Said, start: int, end: int, text_of: Callable[[str], str]) -> Span:
    """Where a stretch of a text stands."""
    where = said.place
    if where is None:
        return Span("")
    if where.entry is not None:
        field = "msgstr" if said.side is Side.TARGET else "msgid_plural" if where.form else "msgid"
        return whereabouts.in_entry(where.entry, field, where.form, start, where.path, text_of)
    if where.part is not None:
        return whereabouts.in_text(text_of(where.path), where.part.span, said.raw, start, end - start)
    return whereabouts.in_text(text_of(where.path), Span(where.path, where.line), said.raw, start, end - start)


# --------------------------------------------------------------------------- excuses


class _Heard:
    """All excuses of the papers, and which of them were needed."""

    def __init__(self, papers: Papers, text_of: Callable[[str], str]) -> None:
        self._content: dict[tuple[str, int], list[Excuse]] = defaultdict(list)
        self._entries: dict[int, list[Excuse]] = {}
        self._needed: set[int] = set()
        self._origin: dict[int, tuple[str, int]] = {}
        self._source: dict[int, Said] = {}
        for path in dict.fromkeys(_paths(papers)):
            for excuse in excuses.of_content(text_of(path), path):
                self._content[path, excuse.line].append(excuse)
        for paper in papers.papers:
            self._listen(paper)

    def _listen(self, paper: Paper) -> None:
        for pair in paper.pairs:
            self._source[id(pair.target)] = pair.source
            where = pair.target.place
            if where and where.entry and id(where.entry) not in self._entries and _may_excuse(where.entry):
                self._entries[id(where.entry)] = list(excuses.of_entry(where.entry, where.path))

    def excused(self, rule: str, fault: Fault) -> bool:
        """Whether somebody excused the message, or the item, from the rule."""
        answers = [excuse for excuse in self._about(fault) if excuse.rule in (rule, "*")]
        self._needed.update(id(excuse) for excuse in answers)
        return bool(answers)

    def _about(self, fault: Fault) -> Iterator[Excuse]:
        if fault.said is None:
            if fault.span:
                yield from self._content.get((fault.span.path, fault.span.line), ())
            return
        for said in (fault.said, self._source.get(id(fault.said))):
            if said is not None and said.place is not None:
                if said.place.entry is not None:
                    yield from self._entries.get(id(said.place.entry), ())
                span = said.place.part.span if said.place.part else Span(said.place.path, said.place.line)
                yield from self._content.get((span.path, span.line), ())

    def left(self, asked: Collection[str], known: Collection[str]) -> Iterator[Finding]:
        """Excuses that excuse nothing, and those without a reason."""
        for group in (*self._content.values(), *self._entries.values()):
            for excuse in group:
                if excuse.flag:
                    continue
                if not excuse.rule:
                    hint = "Write it as: check: ignore numbers (the reason)."
                    yield Finding(UNKNOWN, Severity.WARNING, excuse.span, "an excuse that cannot be read", hint)
                elif excuse.rule not in known and excuse.rule != "*":
                    yield _no_such_rule(excuse.rule, excuse.span, known)
                elif id(excuse) not in self._needed and excuse.rule in (*asked, "*"):
                    message = f"nothing is left to excuse from “{excuse.rule}” here"
                    yield Finding(NEEDLESS, Severity.WARNING, excuse.span, message, "Delete the comment.")
                elif not excuse.reason:
                    message = f"no reason why “{excuse.rule}” does not matter here"
                    hint = f"Write it in brackets: check: ignore {excuse.rule} (the reason)."
                    yield Finding(UNREASONED, Severity.WARNING, excuse.span, message, hint)


def _may_excuse(entry: object) -> bool:
    notes, flags = getattr(entry, "notes", ()), getattr(entry, "flags", ())
    return bool(notes) or any(flag.startswith("ignore-") for flag in flags)


def _paths(papers: Papers) -> Iterator[str]:
    for paper in papers.papers:
        if paper.path:
            yield paper.path
        if paper.document:
            yield from (block.span.path for block in paper.document.blocks)


def _unknown(house: House, known: Collection[str]) -> Iterable[Finding]:
    """Rules that conference.yaml speaks of and that do not exist."""
    span = house.span or Span("content/conference.yaml")
    return [_no_such_rule(rule, span, known) for rule in (*house.off, *house.severity) if rule not in known]


def _no_such_rule(rule: str, span: Span, known: Collection[str]) -> Finding:
    near = difflib.get_close_matches(rule[:60], sorted(known), 1)
    hint = f"Did you mean “{near[0]}”?" if near else "docs/checks.md lists them."
    return Finding(UNKNOWN, Severity.WARNING, span, f"there is no rule “{rule}”", hint)
