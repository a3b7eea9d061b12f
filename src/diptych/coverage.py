"""Counting: how much of each document is translated."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.catalog import Catalog, Entry, Key, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_APPROVED = None  # stands in a tally beside the states: what is approved is done, too
_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Count:
    """How many, by state."""

    done: int = 0
    fuzzy: int = 0
    missing: int = 0
    approved: int = 0
    """Those of the done ones that a reviser approved."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.fuzzy + self.missing

    def __add__(self, other: Count) -> Count:
        return Count(
            self.done + other.done,
            self.fuzzy + other.fuzzy,
            self.missing + other.missing,
            self.approved + other.approved,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document, or of a section of it, is translated into a language."""

    document: str
    language: str
    messages: Count
    words: Count
    """Words of the source text."""
    section: str = ""
    """The heading or session, where it was counted by section; empty for what stands above the first."""

    @property
    def percent(self) -> int:
        """Done words of all, rounded down: 100 only where nothing is missing and nothing fuzzy."""
        if self.messages.done == self.messages.total:
            return 100
        return min(99, 100 * self.words.done // self.words.total) if self.words.total else 0


def words(text: str) -> int:
    """How many words the text has: runs of letters and figures, joined by hyphens, points or apostrophes."""
    return sum(1 for _ in _WORD.finditer(text))


def count(
    template: Catalog,
    translated: Catalog | None,
    language: str,
    sections: Mapping[Key, str] | None = None,
    approved: Collection[Key] = (),
) -> list[Coverage]:
    """The coverage of one domain, each message once; by section in document order where ``sections`` is given.

    ``approved``: the keys of confirmed messages whose approval holds (`approvals.approved`).
    """
    entries = translated.by_key() if translated else {}
    messages: dict[str, Counter[State | None]] = {}
    counted: dict[str, Counter[State | None]] = {}
    for entry in template.entries:
        section = sections.get(entry.key, "") if sections is not None else ""
        states = [_state(entries.get(entry.key))] + [_APPROVED] * (entry.key in approved)
        number = words(entry.key.msgid)
        for state in states:
            messages.setdefault(section, Counter())[state] += 1
            counted.setdefault(section, Counter())[state] += number
    if not messages and sections is None:
        messages, counted = {"": Counter()}, {"": Counter()}
    return [
        Coverage(template.domain, language, _count(messages[section]), _count(counted[section]), section)
        for section in messages
    ]


def totals(coverages: Iterable[Coverage]) -> list[Coverage]:
    """One line for each language: the sum of its documents."""
    sums: dict[str, Coverage] = {}
    for one in coverages:
        so_far = sums.get(one.language)
        sums[one.language] = Coverage(
            "",
            one.language,
            one.messages + so_far.messages if so_far else one.messages,
            one.words + so_far.words if so_far else one.words,
        )
    return list(sums.values())


def as_data(coverages: Iterable[Coverage], sums: Iterable[Coverage]) -> dict[str, list[dict[str, object]]]:
    """The documented JSON: ``{"documents": […], "total": […]}``."""
    return {"documents": [_as_row(one) for one in coverages], "total": [_as_row(one) for one in sums]}


def _as_row(one: Coverage) -> dict[str, object]:
    row: dict[str, object] = (
        {"document": one.document, "language": one.language} if one.document else {"language": one.language}
    )
    if one.section:
        row["section"] = one.section
    for name, number in (("messages", one.messages), ("words", one.words)):
        row[name] = {
            "total": number.total,
            "done": number.done,
            "approved": number.approved,
            "fuzzy": number.fuzzy,
            "missing": number.missing,
        }
    row["percent"] = one.percent
    return row


def _state(entry: Entry | None) -> State:
    return entry.state if entry else State.MISSING


def _count(states: Counter[State | None]) -> Count:
    return Count(states[State.DONE], states[State.FUZZY], states[State.MISSING], states[_APPROVED])
