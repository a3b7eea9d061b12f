"""Numbers by value and by role: what the source states in figures or words, the translation states, too."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych import counted, quantities
from diptych.checks import near_numbers, symbols
from diptych.checks.view import OPAQUE, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity
from diptych.quantities import stated
from diptych.units import unsaid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.units import Quantity

_BOTH = {"en", "ru"}
_UNITS = [
    "in",
    "of",
    "out",
    "из",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "minute",
    "per",
    "cent",
    "%",
    "million",
    "billion",
    "thousand",
    "час",
    "день",
    "дня",
    "сутки",
    "недел",
    "месяц",
    "год",
    "минут",
    "процент",
    "млн",
    "млрд",
    "тыс",
    "миллион",
    "миллиард",
    "тысяч",
]
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG = 250
"""In a longer text two numbers in words that nothing answers must stand in like places to be a pair."""
_FAR = 0.3
_SHARED = {"frac", "ord"}
"""Half of all is 50 per cent."""
_MOST = 120
"""In a text with more numbers their values are compared, and nothing else."""


def numbers(pair: Pair) -> Iterator[Fault]:
    """Numbers, dates, times, sums and shares that differ from the source's, are missing or were added.

    Compared by value and by role: `12,500,000` is «12,5 млн», `5 p.m.` is `17:00`, `twelfth century` is «XII век»;
    a small number in words counts where both languages have one.

    Authority: UN Editorial Manual, “Numbers, dates and time”; Справочник издателя и автора (Мильчин, Чельцова).
    """
    one, other = pair.source, pair.target
    if {one.lang, other.lang} != _BOTH:
        return
    english = one.plain if one.lang == "en" else other.plain
    if "day" in english or "., " in english:
        yield from near_numbers.weekdays(pair)
    if "(" in english:
        yield from near_numbers.letters(pair)
    if _says_none(one, other):
        return
    there_claimed, here_claimed = symbols.claimed(pair)
    there = stated(one.plain, one.words, one.lang, there_claimed)
    here = stated(other.plain, other.words, other.lang, here_claimed)
    if not (there or here) or max(len(there), len(here)) >= quantities.MOST:
        return
    if len(there) > 1 < len(here):
        yield from near_numbers.ranges(pair)
    if max(len(there), len(here)) > _MOST:
        yield from _many(pair, there, here)
        return
    for first, second in _cells(pair, there, here):
        yield from _Compared(pair, first, second).faults()


def _says_none(one: Said, other: Said) -> bool:
    """Whether there is nothing to compare: no figures in either, and not in both a number in words."""
    if quantities.in_figures(one.plain) or quantities.in_figures(other.plain):
        return False
    return not (quantities.in_words(one.plain, one.lang) and quantities.in_words(other.plain, other.lang))


def _many(pair: Pair, there: list[Quantity], here: list[Quantity]) -> Iterator[Fault]:
    """What a text full of numbers has that its source has nowhere."""
    values = {value for quantity in there for value in quantity.values}
    for quantity in here:
        if quantity.sure and values.isdisjoint(quantity.values):
            yield pair.target.fault("the source has no such number", quantity.start, quantity.end)


def _cells(pair: Pair, there: list[Quantity], here: list[Quantity]) -> Iterator[tuple[list[Quantity], list[Quantity]]]:
    """Cell by cell, where both are rows of a table with as many cells."""
    one, other = pair.source.raw, pair.target.raw
    bars = one.count("|")
    if bars < 2 or bars != other.count("|"):  # noqa: PLR2004 - one cell has a bar at both its sides
        yield there, here
        return
    rows: dict[int, tuple[list[Quantity], list[Quantity]]] = {}
    for side, (text, all_of_it) in enumerate(((one, there), (other, here))):
        cell = last = 0
        for quantity in all_of_it:
            cell += text.count("|", last, quantity.start)
            last = quantity.start
            rows.setdefault(cell, ([], []))[side].append(quantity)
    yield from rows.values()


class _Compared:
    """What two texts state, side by side."""

    def __init__(self, pair: Pair, there: list[Quantity], here: list[Quantity]) -> None:
        self.pair = pair
        self.there, self.here = there, here
        self.matched: list[tuple[Quantity, Quantity]] = []
        self.lost = list(there)
        self.new = list(here)

    def faults(self) -> Iterator[Fault]:
        self._match()
        if self.lost or self.new:
            yield from self._differing()
        yield from self._roles()
        yield from near_numbers.opposites(self.pair, self.matched)
        if len(self.matched) > 1:
            yield from self._exchanged()

    # ---- which answers which

    def _match(self) -> None:
        for strict in (True, False):
            if not self.lost or not self.new:
                return
            offered: dict[object, list[Quantity]] = {}
            for quantity in self.new:
                for value in quantity.values[:1] if strict else quantity.values:
                    offered.setdefault(value, []).append(quantity)
            left, gone = [], set[int]()
            for quantity in self.lost:
                answer = self._answer(quantity, offered, gone, strict=strict)
                if answer is None:
                    left.append(quantity)
                else:
                    gone.add(id(answer))
                    self.matched.append((quantity, answer))
            self.lost = left
            self.new = [quantity for quantity in self.new if id(quantity) not in gone]

    def _answer(
        self, quantity: Quantity, offered: dict[object, list[Quantity]], gone: set[int], *, strict: bool
    ) -> Quantity | None:
        for value in quantity.values[:1] if strict else quantity.values:
            fitting = [one for one in offered.get(value, ())[:50] if id(one) not in gone]
            if strict:
                fitting = [one for one in fitting if one.role == quantity.role]
            if len(fitting) > 1:
                return min(fitting[:50], key=lambda one: self._unlike(quantity, one))
            if fitting:
                return fitting[0]
        return None

    def _unlike(self, quantity: Quantity, one: Quantity) -> tuple[bool, bool, float]:
        return one.role != quantity.role, one.figures != quantity.figures, self._far(quantity, one)

    def _far(self, quantity: Quantity, one: Quantity) -> float:
        source, target = len(self.pair.source.raw), len(self.pair.target.raw)
        return abs(quantity.start / source - one.start / target)

    # ---- what nothing answers

    def _differing(self) -> Iterator[Fault]:
        lost = [quantity for quantity in self.lost if self._missed(quantity, self.here, self.pair.target.plain)]
        new = [quantity for quantity in self.new if self._missed(quantity, self.there, self.pair.source.plain)]
        spare = [quantity for quantity in self.new if quantity not in new and not quantity.soft]
        for quantity in new:
            like = self._like(quantity, lost) or self._like(quantity, [one for one in self.lost if not one.soft])
            if like is None:
                yield self._fault(quantity, f"{self._said(quantity)} is not in the source")
            else:
                lost = [one for one in lost if one is not like]
                self.lost = [one for one in self.lost if one is not like]
                yield self._differs(like, quantity)
        for quantity in lost:
            self.lost = [one for one in self.lost if one is not quantity]
            answer = self._like(quantity, spare)
            if answer is None:
                yield self.pair.target.fault(f"the translation lacks {self._of(quantity)}", 0, 0)
            else:
                spare.remove(answer)
                yield self._differs(quantity, answer)
        yield from self._in_words(spare)
        yield from self._first()

    def _missed(self, quantity: Quantity, others: Sequence[Quantity], text: str) -> bool:
        """Whether nobody would leave it out: it stands in figures, and its value is nowhere on the other side."""
        if not quantity.sure or quantity.soft:
            return False
        values = set(quantity.values)
        other = self.pair.source if quantity in self.here else self.pair.target
        if other.raw is not other.plain and self._letter(quantity) in _hidden(other):
            return False
        if (
            any(not values.isdisjoint(other.values) for other in others)
            or _said_otherwise(quantity, text)
            or _within(quantity, others)
        ):
            return False
        if quantity.kind == "roman" and quantity.end - quantity.start == 1:
            return self._letter(quantity) not in _LETTERS.findall(text)
        return not (quantity.values[0] == 1 and self._of_a_unit(quantity))

    def _raw(self, quantity: Quantity) -> str:
        return self.pair.source.raw if quantity in self.there else self.pair.target.raw

    def _letter(self, quantity: Quantity) -> str:
        return self._raw(quantity)[quantity.start : quantity.end]

    def _of_a_unit(self, quantity: Quantity) -> bool:
        """``1 hour`` may be «час»."""
        if quantity.role or quantity.scale:
            return True
        behind = self._raw(quantity)[quantity.end : quantity.end + 12].lstrip(" \u00a0-")
        return behind.startswith(tuple(_UNITS))

    def _like(self, quantity: Quantity, others: Sequence[Quantity]) -> Quantity | None:
        kind = _sort(quantity)
        fitting = [one for one in others if _sort(one) == kind]
        return min(fitting[:50], key=lambda one: self._unlike(quantity, one), default=None)

    def _in_words(self, spare: list[Quantity]) -> Iterator[Fault]:
        """Numbers in words on both sides that nothing answers: as many here as there, of one kind."""
        lost = [quantity for quantity in self.lost if not quantity.soft and not quantity.figures]
        for kind in ("card", "ord", "frac", "month"):
            ours = [quantity for quantity in spare if quantity.kind == kind and not quantity.figures]
            theirs = [quantity for quantity in lost if quantity.kind == kind]
            if len(ours) != len(theirs):
                continue
            for one, other in zip(theirs, ours, strict=True):
                if len(self.pair.source.raw) < _LONG or self._far(one, other) < _FAR:
                    yield self._differs(one, other)

    def _first(self) -> Iterator[Fault]:
        """``first`` and ``one`` count only where the other language counts the same thing."""
        for one in self.lost:
            for other in self.new:
                if one.kind == other.kind and one.kind in {"card", "ord"} and not one.figures and not other.figures:
                    if (one.values[0] == 1) == (other.values[0] == 1) or (one.soft and other.soft):
                        continue
                    if self._counted(one) & self._counted(other):
                        yield self._differs(one, other)

    def _counted(self, quantity: Quantity) -> frozenset[str]:
        said = self.pair.source if quantity in self.there else self.pair.target
        return counted.counted(said.plain, quantity.end, said.lang)

    # ---- roles

    def _roles(self) -> Iterator[Fault]:
        for one, other in self.matched:
            if one.role == other.role or _SHARED & {one.kind, other.kind}:
                continue
            if one.firm and other.firm and one.values[0] == other.values[0]:
                yield self._differs(one, other)
            elif one.firm and not other.role and unsaid(one.role, self.pair.target.words, self.pair.target.plain):
                yield self._fault(
                    other, f"{self._of(one)} of the source is only {self._said(other)} in the translation"
                )
            elif other.firm and not one.role and unsaid(other.role, self.pair.source.words, self.pair.source.plain):
                yield self._differs(one, other)

    def _exchanged(self) -> Iterator[Fault]:
        """Two numbers that changed places: each stands with the other's noun."""
        yield from self._turned()
        there = self._labels([one for one, _ in self.matched], self.pair.source.plain, self.pair.source.lang)
        if not any(there):
            return
        here = self._labels([other for _, other in self.matched], self.pair.target.plain, self.pair.target.lang)
        for at, (one, other) in enumerate(self.matched):
            for beside in range(at + 1, len(self.matched)):
                if _crossed(there[at], there[beside], here[at], here[beside]):
                    first = min(other, self.matched[beside][1], key=lambda quantity: quantity.start)
                    yield self._fault(first, f"{self._of(one)} and {self._of(self.matched[beside][0])} changed places")
                    return

    def _turned(self) -> Iterator[Fault]:
        """From the second to the first: the ends of a range, or of a change, that changed places."""
        ways = [
            (
                _way(one, self.pair.source.plain, self.pair.source.lang),
                _way(other, self.pair.target.plain, self.pair.target.lang),
                one,
                other,
            )
            for one, other in self.matched
        ]
        for side in (0, 1):
            if any(sum(way[side] == name for way in ways) != 1 for name in ("from", "to")):
                return
        started = next(way for way in ways if way[0] == "from")
        ended = next(way for way in ways if way[0] == "to")
        if started[1] == "to" and ended[1] == "from":
            message = f"{self._of(started[2])} and {self._of(ended[2])} changed places"
            yield self._fault(min(started[3], ended[3], key=lambda one: one.start), message)

    def _labels(self, quantities: list[Quantity], text: str, lang: str) -> list[frozenset[str]]:
        if len(quantities) > 12:  # noqa: PLR2004 - in a long enumeration nobody knows
            return [frozenset()] * len(quantities)
        found = []
        values = Counter(quantity.values[0] for quantity in quantities)
        for quantity in quantities:
            if (
                quantity.kind in {"month", "frac", "time"}
                or values[quantity.values[0]] > 1
                or quantity.role
                or _year(quantity)
            ):
                found.append(frozenset[str]())
                continue
            labels = counted.numbered(text, quantity.start, lang) or counted.counted(text, quantity.end, lang)
            found.append(labels)
        often = Counter(label for labels in found for label in labels)
        return [labels if all(often[label] == 1 for label in labels) else frozenset() for labels in found]

    # ---- what to say

    def _said(self, quantity: Quantity) -> str:
        return " ".join(self.pair.target.raw[quantity.start : quantity.end].split())

    def _of(self, quantity: Quantity) -> str:
        return " ".join(self.pair.source.raw[quantity.start : quantity.end].split())

    def _differs(self, one: Quantity, other: Quantity) -> Fault:
        return self._fault(other, f"{self._of(one)} of the source is {self._said(other)} in the translation")

    def _fault(self, quantity: Quantity, message: str) -> Fault:
        start, end = quantity.outer
        start, end = min(start, quantity.start), max(end, quantity.end)
        return self.pair.target.fault(message, start, end)


def _within(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether it lies within a short range of the other side: «1, 2 и 3» of 1–3."""
    value = quantity.values[0]
    if quantity.outer != (quantity.start, quantity.end) or _year(quantity):
        return False
    for one, other in pairwise(others):
        ends = one.values[0], other.values[0]
        if one.outer == other.outer and all(isinstance(each, int) for each in (value, *ends)):
            first, last, within = (int(each) for each in (*ends, value))
            if first < within < last <= first + _SHORT_RANGE:
                return True
    return False


_SHORT_RANGE = 9
_THIS_YEAR = re.compile(
    r"\b(?:с\.[ \u00a0]?г\.|т\.[ \u00a0]?г\.|сего года|этого года|текущего года|this year|current year)"
)
_ONE_IN = re.compile(r"\b(?:one|1)\b[^.;,:]{0,40}\bin (\w+)\b", re.IGNORECASE)
_IN_HOW_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20}


def _said_otherwise(quantity: Quantity, text: str) -> bool:
    """Whether the other side says it in its own way: the year is «с. г.», 20 per cent are one in five."""
    if _year(quantity) and quantity.kind == "card" and _THIS_YEAR.search(text):
        return True
    if quantity.role == "per cent":
        for found in _ONE_IN.findall(text):
            many = _IN_HOW_MANY.get(found.lower()) or (
                int(found) if found.isdecimal() and len(found) < len("1000") else 0
            )
            if many and many * quantity.values[0] == 100:  # noqa: PLR2004 - per cent
                return True
    return False


def _way(quantity: Quantity, text: str, lang: str) -> str:
    if quantity.kind == "month":
        return ""
    if way := counted.direction(text, quantity.start, lang):
        return way
    if quantity.outer[0] < quantity.start:
        return "to"
    return "from" if quantity.outer[1] > quantity.end else ""


def _hidden(said: Said) -> str:
    """What stands in code and other stretches that are no language."""
    return "".join(letter if shown == OPAQUE else " " for letter, shown in zip(said.raw, said.plain, strict=True))


def _year(quantity: Quantity) -> bool:
    value = quantity.values[0]
    return isinstance(value, int) and 1900 <= value <= 2100  # noqa: PLR2004 - the years that such texts speak of


def _sort(quantity: Quantity) -> str:
    """What can be taken for what: a number for a number, a month for a month, a time for a time."""
    return quantity.kind if quantity.kind == "month" else "time" if quantity.kind == "time" else "number"


def _crossed(one: frozenset[str], other: frozenset[str], its: frozenset[str], others: frozenset[str]) -> bool:
    """Whether what the first counts in the source the second counts in the translation, and nothing contradicts."""
    first, second = bool(one & others), bool(other & its)
    if not (first or second) or one & its or other & others:
        return False
    return (first or not one or not others) and (second or not other or not its)


CHECKS = (
    Check(
        "numbers",
        Severity.ERROR,
        numbers,
        "Compare the number with the source; write the value that the source states.",
        On.PAIR,
        right=(
            Example("Some 2,300 people came between 9 and 11 a.m.", "С 09:00 до 11:00 пришли около 2300 человек."),
            Example(
                "In the nineteenth century, half of the twelve posts stood.", "В XIX веке стояла половина из 12 постов."
            ),
        ),
        wrong=(
            Example("The fund holds $7.2 million.", "В фонде 7,2 млрд долл. США.", at="7,2 млрд долл. США"),
            Example("The meeting of 9 June lasted three hours.", "Заседание 9 июля длилось три часа.", at="июля"),
            Example("Article 6, paragraph 2", "пункт 6 статьи 2", at="6"),
            Example("Some 85 delegates came.", "Приехали делегаты.", at=""),
        ),
    ),
)
