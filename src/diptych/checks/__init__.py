"""What is wrong with texts and translations: one file per family of checks, one readable tuple of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.checks import (
    abbreviations,
    acronyms,
    brackets,
    consistency,
    dashes,
    debris,
    declaration,
    ends,
    latin,
    lead_verbs,
    letters,
    links,
    lists,
    markup,
    names,
    numbers,
    offices,
    organizations,
    paragraphs,
    phrases,
    placeholders,
    programme,
    quotes,
    resolutions,
    rows,
    russian_dates,
    russian_figures,
    slips,
    source,
    source_quotes,
    spacing,
    spelling,
    stated,
    symbols,
    terms,
    titles,
    variants,
    yo,
    yo_policy,
)
from diptych.checks.view import Check, Fault, On, Pair, Paper, Papers, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ("ALL", "Check", "Fault", "On", "Pair", "Paper", "Papers", "Said", "run")

ALL: tuple[Check, ...] = (
    # a translation beside its source
    *rows.CHECKS,
    *slips.CHECKS,
    *ends.CHECKS,
    *brackets.CHECKS,
    *markup.CHECKS,
    *links.CHECKS,
    *placeholders.CHECKS,
    *lead_verbs.CHECKS,
    # what both state
    *numbers.CHECKS,
    *symbols.CHECKS,
    *acronyms.CHECKS,
    *names.CHECKS,
    *yo.CHECKS,
    *terms.CHECKS,
    *consistency.CHECKS,
    # Russian
    *quotes.CHECKS,
    *spacing.CHECKS,
    *dashes.CHECKS,
    *letters.CHECKS,
    *latin.CHECKS,
    *russian_figures.CHECKS,
    *russian_dates.CHECKS,
    *offices.CHECKS,
    *lists.CHECKS,
    *spelling.CHECKS,
    *phrases.CHECKS,
    *yo_policy.CHECKS,
    # documents, before they cost a translation
    *abbreviations.CHECKS,
    *variants.CHECKS,
    *organizations.CHECKS,
    *titles.CHECKS,
    *stated.CHECKS,
    *source.CHECKS,
    *source_quotes.CHECKS,
    *debris.CHECKS,
    *resolutions.CHECKS,
    *paragraphs.CHECKS,
    *programme.CHECKS,
    *declaration.CHECKS,
)
"""Every check, in the order in which findings of one place are listed. A rule may have several checks."""


def run(papers: Papers, checks: Iterable[Check] = ALL) -> Iterator[tuple[Check, Fault]]:
    """What the checks say of the papers, each fault with its check, papers in their order.

    A text that prints in several places is looked at once, and so is its translation.
    """
    by: dict[On, list[Check]] = {on: [] for on in On}
    for check in checks:
        by[check.on].append(check)
    seen: set[object] = set()
    for paper in papers.papers:
        for pair in paper.pairs:
            if (key := (id(pair.source), id(pair.target))) not in seen:
                seen.add(key)
                yield from _of_pair(pair, by, seen)
        for check in by[On.PAPER]:
            yield from _said(check, check.look(paper), None)
    for check in by[On.PAPERS]:
        yield from _said(check, check.look(papers), None)


def _of_pair(pair: Pair, by: Mapping[On, list[Check]], seen: set[object]) -> Iterator[tuple[Check, Fault]]:
    """What is said of a pair, and of each of its texts that was not looked at yet."""
    for said in (pair.source, pair.target):
        if said.raw and id(said) not in seen:
            seen.add(id(said))
            for check in by[On.TEXT]:
                if not check.langs or said.lang in check.langs:
                    yield from _said(check, check.look(said), said)
    if pair.target.raw:
        for check in by[On.PAIR]:
            if (pair.translated or check.fuzzy) and (not check.langs or pair.target.lang in check.langs):
                yield from _said(check, check.look(pair), pair.target)


def _said(check: Check, faults: Iterable[Fault | str], said: Said | None) -> Iterator[tuple[Check, Fault]]:
    for fault in faults:
        if isinstance(fault, Fault):
            yield check, fault
        else:
            yield check, said.fault(fault, 0, 0) if said else Fault(fault)
