"""Quotation marks in Russian: « » outside, „ “ inside, each opened and closed."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = re.compile("[«»„“”‟\"‘’‚'‹›]")
_NOT_RUSSIAN = re.compile("[„“”‟\"‘’‚'‹›]")
_TWO_FOR_ONE = re.compile(r",,|''|``|‘‘|’’|‚‚|´´")
_OF_TWO = re.compile(
    r"(?<![\w,'`‘’‚´])(?:,,|‚‚|''|``|‘‘|’’|´´)(?=[^\W_])(?P<text>[^\n«»„“”\"'`‘’‚´]{1,200}?)"
    r"(?:''|``|’’|‘‘|´´|,,|[“”\"](?=[\s.,;:!?)]|\Z))(?![\w'`‘’´])"
)
_SINGLE = frozenset("‘’‚'‹›")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s(\[])['’›‘](?!\w)")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_LETTER = re.compile(r"[^\W\d_]")
_FEW_LETTERS = 60
"""How far from a mark its neighbours are looked for."""

_BEFORE_OPENING = frozenset("([{—–-/«„“\"‘'|>")
_AFTER_OPENING = frozenset("«„“\"‘'([{…—–$€№+§*" + OPAQUE)
_BEFORE_NO_CLOSING = frozenset("([{«„")
_AFTER_CLOSING = frozenset(".,;:!?…)]}»“”\"'’—–-/|<*")
_OPENED_BY = {"»": "«", "“": "„", "”": "“„”‟", '"': '"', "’": "‘‚’'", "'": "'‘’", "‘": "‚‘", "›": "‹", "«": "«»"}
_WANTED = ("«»", "„“", "«»")
_DEEPEST = 12
"""More quotations within quotations than anybody writes: no text to judge."""
_MOST = 200
"""Nobody reads more findings of one text."""
_BLANKS = " \u00a0\u202f"


@dataclass(slots=True)
class _Quote:
    """A quotation: where its marks stand, and the quotations within."""

    start: int
    end: int = 0
    inner: list[_Quote] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """The quotations of a text, and the marks that have no partner."""

    quotes: list[_Quote] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.unclosed and not self.unopened


class _Reader:
    """Reads the marks of one text from left to right."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.stack: list[_Quote] = []
        self.read = _Reading()
        self.closing_singles = [found.start() for found in _SINGLE_CLOSING.finditer(plain)]

    def all(self) -> _Reading | None:
        """What was read; None for a text that nobody can read."""
        for found in _MARK.finditer(self.plain):
            at = found.start()
            opening = self._single_opens(at) if found[0] in _SINGLE else self._opens(at)
            if opening:
                self.stack.append(_Quote(at))
                if len(self.stack) > _DEEPEST:
                    return None
            elif opening is False:
                self._close(at)
        self._drop(0)
        return self.read

    def _near(self, at: int) -> tuple[str, str]:
        """The characters before and after, across signs of markup."""
        plain, left, right = self.plain, at - 1, at + 1
        while left >= 0 and plain[left] == SIGN:
            left -= 1
        while right < len(plain) and plain[right] == SIGN:
            right += 1
        return plain[left] if left >= 0 else "", plain[right] if right < len(plain) else ""

    def _seems(self, at: int) -> tuple[bool, bool]:
        """Whether a mark stands as an opening one does, and as a closing one does."""
        before, after = self._near(at)
        opens = (not before or before.isspace() or before in _BEFORE_OPENING) and (
            after.isalnum() or (after != "" and after in _AFTER_OPENING)
        )
        closes = (
            before != ""
            and not before.isspace()
            and before not in _BEFORE_NO_CLOSING
            and (not after or after.isspace() or after in _AFTER_CLOSING)
        )
        return opens, closes

    def _opens(self, at: int) -> bool | None:
        """Whether a double mark opens (or else closes) a quotation; None where it is no quotation mark."""
        mark = self.plain[at]
        opens, closes = self._seems(at)
        if mark == "«":
            return not (closes and not opens and self.stack)
        if mark == "»":
            return opens and not closes and not self.stack and self._reversed(at)
        if mark == '"':
            return self._straight_opens(at, opens=opens, closes=closes)
        if mark == "“" and self.stack and self.plain[self.stack[-1].start] == "„":
            return opens and not closes
        return mark == "„" or (opens if opens != closes else mark == "“" and not self.stack)

    def _reversed(self, at: int) -> bool:
        """Whether « closes what a » opens, as in German."""
        end = self.plain.find("«", at)
        opens, closes = self._seems(end) if end >= 0 else (False, False)
        return closes and not opens

    def _straight_opens(self, at: int, *, opens: bool, closes: bool) -> bool | None:
        if opens != closes:
            return None if closes and self._measures(at) else opens
        return not any(self.plain[quote.start] == '"' for quote in self.stack) if opens else None

    def _measures(self, at: int) -> bool:
        """Whether a straight mark is that of inches or seconds."""
        return (
            at > 0 and self.plain[at - 1].isdigit() and not any(self.plain[quote.start] == '"' for quote in self.stack)
        )

    def _single_opens(self, at: int) -> bool | None:
        """The same for a single mark, which is mostly an apostrophe."""
        before, after = self._near(at)
        if before.isalnum() and after.isalnum():
            return None
        opens, closes = self._seems(at)
        if any(self.plain[quote.start] in _SINGLE for quote in self.stack):
            return False if closes else None
        if not opens or closes or self.plain[at] == "›":
            return None
        index = bisect.bisect(self.closing_singles, at)
        if index == len(self.closing_singles):
            return None
        end = self.closing_singles[index]
        return True if end > at + 1 and "\n" not in self.plain[at:end] else None

    def _close(self, at: int) -> None:
        mark, plain = self.plain[at], self.plain
        for index in range(len(self.stack) - 1, -1, -1):
            if plain[self.stack[index].start] in _OPENED_BY[mark]:
                self._drop(index + 1)
                break
        else:
            if mark in _SINGLE:
                return
            while self.stack and plain[self.stack[-1].start] in _SINGLE:
                self._drop(len(self.stack) - 1)
            if not self.stack:
                self.read.unopened.append(at)
                return
        quote = self.stack.pop()
        quote.end = at
        self._home().append(quote)

    def _home(self) -> list[_Quote]:
        return self.stack[-1].inner if self.stack else self.read.quotes

    def _drop(self, to: int) -> None:
        """Give up the marks above a height of the stack: nothing closes them."""
        while len(self.stack) > to:
            quote = self.stack.pop()
            self._home().extend(quote.inner)
            if self.plain[quote.start] not in _SINGLE:
                self.read.unclosed.append(quote.start)


def _reading(said: Said) -> _Reading | None:
    if not _MARK.search(said.raw) or not _CYRILLIC.search(said.raw):
        return None
    return _Reader(said.plain).all()


def marks(said: Said) -> Iterator[Fault]:
    """Straight, English or single marks in Russian, outer marks inside and inner ones outside, and marks alone.

    Authority: Мильчин, Чельцова, Справочник издателя и автора (« » снаружи, „ “ внутри); UN style in Russian.
    """
    doubled = list(itertools.islice(_doubled(said), _MOST)) if _TWO_FOR_ONE.search(said.raw) else []
    yield from doubled
    if said.once(_plainly_right):
        return
    read = said.once(_reading)
    if read is None:
        return
    wrong = itertools.chain.from_iterable(_wrong(said, quote, 0, sure=read.whole) for quote in read.quotes)
    for fault in itertools.islice(itertools.chain(wrong, _alone(said, read, edges=False)), _MOST):
        if not any(fault.start < one.end and fault.end > one.start for one in doubled):
            yield fault


def _doubled(said: Said) -> Iterator[Fault]:
    """Quotation marks that are made of two commas, two apostrophes or two accents: ,,Авесто''."""
    plain = said.plain
    for found in _OF_TWO.finditer(plain):
        start, end = found.span()
        if not _CYRILLIC.search(found["text"]) and _foreign(plain, start, end - 1):
            continue
        before = plain[:start]
        outer, inner = before.count("«") - before.count("»"), before.count("„") - before.count("“")
        wanted = _WANTED[1 if outer > 0 and inner <= 0 else 0]
        text = said.raw[found.start("text") : found.end("text")]
        yield said.fault(
            "quotation marks made of two signs where Russian has " + ("„лапки“" if wanted == "„“" else "«ёлочки»"),
            start,
            end,
            f"{wanted[0]}{text}{wanted[1]}",
            certain=True,
        )


def _plainly_right(said: Said) -> bool:
    """Whether « and » take turns, beginning with « and ending with », none with a blank inside, and no other mark."""
    raw = said.raw
    if _NOT_RUSSIAN.search(raw):
        return False
    return ("«" not in raw and "»" not in raw) or (
        "« " not in raw
        and " »" not in raw
        and raw.count("«") == raw.count("»")
        and all(part.count("»") == 1 for part in raw.split("«")[1:])
        and "»" not in raw.split("«", 1)[0]
    )


def edges(pair: Pair) -> Iterator[Fault]:
    """A quotation that opens with the paragraph or closes with it alone, where the other language has both marks.

    A quotation of several paragraphs is marked at its beginning and its end only.
    Authority: Мильчин, Чельцова, Справочник издателя и автора.
    """
    for said, other in ((pair.target, pair.source), (pair.source, pair.target)):
        if said.lang == "ru" and not said.once(_plainly_right):
            read = said.once(_reading)
            if read and not read.whole and _balanced(other.raw):
                yield from _alone(said, read, edges=True)


def _balanced(raw: str) -> bool:
    return raw.count("“") == raw.count("”") and raw.count('"') % 2 == 0 and raw.count("«") == raw.count("»")


def _alone(said: Said, read: _Reading, *, edges: bool) -> Iterator[Fault]:
    plain = said.plain
    for at in read.unclosed:
        if _at_edge(plain[:at]) is edges and not _foreign(plain, at, at):
            yield said.fault(f"the quotation that {plain[at]} opens is not closed", at, at + 1)
    for at in read.unopened:
        if _at_edge(plain[at + 1 :]) is edges and not _foreign(plain, at, at):
            yield said.fault(f"{plain[at]} closes a quotation that nothing opens", at, at + 1)


def _at_edge(rest: str) -> bool:
    return not any(char.isalnum() or char == OPAQUE for char in rest)


def _wrong(said: Said, quote: _Quote, depth: int, *, sure: bool) -> Iterator[Fault]:
    plain, wanted = said.plain, _WANTED[min(depth, 2)]
    if _foreign(plain, quote.start, quote.end):
        return
    here = plain[quote.start] + plain[quote.end]
    single = here[0] in _SINGLE
    if depth > 1 and '"' not in here:
        return
    if here[0] != wanted[0] and here[1] != wanted[1]:
        if quote.end - quote.start > 1:
            start, proposed = _mended(said, quote, depth)
            yield said.fault(_why(here, depth), start, quote.end + 1, proposed, certain=sure and not single)
        return
    for at, char in ((quote.start, wanted[0]), (quote.end, wanted[1])):
        if plain[at] != char:
            start = at - _escaped(said, at)
            yield said.fault(_why(here, depth), start, at + 1, char, certain=sure and not single)
    yield from _blanks(said, quote)
    for inner in quote.inner:
        yield from _wrong(said, inner, depth + 1, sure=sure)


def _blanks(said: Said, quote: _Quote) -> Iterator[Fault]:
    raw, start, end = said.raw, quote.start, quote.end
    if end - start > 3 and raw[start + 1] in _BLANKS and not raw[start + 2].isspace():  # noqa: PLR2004 - «  » is empty
        yield said.fault("a blank after the opening quotation mark", start, start + 2, raw[start], certain=True)
    if end - start > 3 and raw[end - 1] in _BLANKS and not raw[end - 2].isspace():  # noqa: PLR2004 - the same
        yield said.fault("a blank before the closing quotation mark", end - 1, end + 1, raw[end], certain=True)


def _why(here: str, depth: int) -> str:
    if '"' in here:
        return "straight quotation marks where Russian has «ёлочки»" + (" and „лапки“ inside" if depth else "")
    if here[0] in _SINGLE or here[1] in _SINGLE:
        return "single quotation marks where Russian has " + ("„лапки“" if depth else "«ёлочки»")
    if depth:
        return "a quotation within a quotation needs „лапки“"
    if here == "„“":
        return "„лапки“ are for a quotation within a quotation; outside stand «ёлочки»"
    if "«" in here or "»" in here:
        return f"the quotation opens with {here[0]} and closes with {here[1]}"
    return "English quotation marks where Russian has «ёлочки»"


def _mended(said: Said, quote: _Quote, depth: int) -> tuple[int, str]:
    """The quotation with the right marks, it and all within, and where it begins."""
    changes: dict[int, str] = {}
    _change(said, quote, depth, changes)
    start = quote.start - _escaped(said, quote.start)
    raw = said.raw
    return start, "".join(changes.get(at, raw[at]) for at in range(start, quote.end + 1))


def _change(said: Said, quote: _Quote, depth: int, changes: dict[int, str]) -> None:
    for at, char in zip((quote.start, quote.end), _WANTED[min(depth, 2)], strict=True):
        changes[at] = char
        if _escaped(said, at):
            changes[at - 1] = ""
    for inner in quote.inner:
        if not _foreign(said.plain, inner.start, inner.end):
            _change(said, inner, depth + 1, changes)


def _escaped(said: Said, at: int) -> int:
    """1 if a backslash stands before the mark for Markdown's sake, which a Russian mark does not need."""
    return int(at > 0 and said.raw[at - 1] == "\\" and said.plain[at - 1] == SIGN)


def _foreign(plain: str, start: int, end: int) -> bool:
    """Whether a quotation (or a mark) stands within a foreign text, whose marks are its own."""
    if end > start and _CYRILLIC.search(plain, start, end):
        return False
    before = _nearest(reversed(plain[max(0, start - _FEW_LETTERS) : start]))
    after = _nearest(plain[end + 1 : end + 1 + _FEW_LETTERS])
    if end > start and plain[:start].rstrip(SIGN)[-1:] == "(" and plain[end + 1 :].lstrip(SIGN)[:1] == ")":
        return True
    russian = bool(_CYRILLIC.match(before) or _CYRILLIC.match(after))
    return not russian and bool(_LETTER.match(before) or _LETTER.match(after) or end > start)


def _nearest(chars: Iterable[str]) -> str:
    """The nearest letter on the line, or nothing."""
    for char in chars:
        if char == "\n":
            return ""
        if char.isalpha():
            return char
    return ""


CHECKS = (
    Check(
        "quotes",
        Severity.WARNING,
        marks,
        "Write «ёлочки», and „лапки“ within them; each quotation has both its marks.",
        On.TEXT,
        ("ru",),
        right=(
            Example("The “Partnership for Borders” group met.", "Состоялась встреча группы «Партнерство ради границ»."),
            Example("the talk “What the ‘Window’ Brings”", "лекция «Что дает „окно“»"),
            Example("Ms. O’Neill has the floor.", "Слово имеет г-жа О’Нил."),
        ),
        wrong=(
            Example("The “Lazurit” network", 'Сеть "Лазурит"', at='"Лазурит"', fixed="Сеть «Лазурит»"),
            Example("the talk “What the ‘Window’ Brings”", "лекция «Что дает «окно»»", at="«окно»"),
            Example("He spoke of “open doors” to all.", "Он говорил об «открытых дверях для всех.", at="«"),
        ),
    ),
    Check(
        "quotes",
        Severity.WARNING,
        edges,
        "Write both marks of the quotation.",
        On.PAIR,
        right=(Example("“The border begins here. It is ours.", "«Граница начинается здесь. Она наша."),),
        wrong=(Example("The group “Lazurit”", "Группа Лазурит»", at="»"),),
    ),
)
