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
    from collections.abc import Iterable, Iterator

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
    asked = _Asked(tuple(checks))
    seen: set[object] = set()
    for paper in papers.papers:
        for pair in paper.pairs:
            if (key := (id(pair.source), id(pair.target))) not in seen:
                seen.add(key)
                yield from asked.of_pair(pair, seen)
        for check in asked.on[On.PAPER]:
            for fault in check.look(paper):
                yield check, _fault(fault, None)
    for check in asked.on[On.PAPERS]:
        for fault in check.look(papers):
            yield check, _fault(fault, None)


class _Asked:
    """The checks by what they look at, and by the language of that."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        self.on: dict[On, list[Check]] = {on: [check for check in checks if check.on is on] for on in On}
        self._in: dict[tuple[On, str], list[Check]] = {}

    def _for(self, on: On, lang: str) -> list[Check]:
        if (on, lang) not in self._in:
            self._in[on, lang] = [check for check in self.on[on] if not check.langs or lang in check.langs]
        return self._in[on, lang]

    def of_pair(self, pair: Pair, seen: set[object]) -> list[tuple[Check, Fault]]:
        """What is said of a pair, and of each of its texts that was not looked at yet.

        One list and plain loops: most of the hundred calls for a pair find nothing, and each layer would cost as much.
        """
        out: list[tuple[Check, Fault]] = []
        for said in (pair.source, pair.target):
            if said.raw and id(said) not in seen:
                seen.add(id(said))
                for check in self._for(On.TEXT, said.lang):
                    for fault in check.look(said):
                        out.append((check, _fault(fault, said)))  # noqa: PERF401 - as the docstring says
        if pair.target.raw:
            translated = pair.translated
            for check in self._for(On.PAIR, pair.target.lang):
                if translated or check.fuzzy:
                    for fault in check.look(pair):
                        out.append((check, _fault(fault, pair.target)))  # noqa: PERF401
        return out


def _fault(fault: Fault | str, said: Said | None) -> Fault:
    if isinstance(fault, Fault):
        return fault
    return said.fault(fault, 0, 0) if said else Fault(fault)
