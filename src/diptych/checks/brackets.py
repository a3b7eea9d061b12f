"""Brackets: each that opens is closed, by its like, and each that closes was opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks import links
from diptych.checks.view import Check, Example, Fault, On, Pair, Said, Side
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = re.compile(r"[()\[\]]")
_CLOSED = {")": "(", "]": "["}
_SHOWN = 80
"""A longer stretch is not quoted; the fault points to its last sign."""
_LETTER = re.compile(r"(?<![\w.])(?:[A-Za-zА-Яа-яЁё]|[ivxl]{2,5})\Z|(?:^|\s)[\u2060*]{1,3}\Z")
"""A letter or a small Roman numeral counts by itself: «подпункт b)», “ii)”."""
_COUNTER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,5})\Z")
_FIRST = re.compile(r"(?<![\w.(])(?:1|1\.1|I)\)")
_BEFORE_COUNTER = re.compile(
    r"(?:^|[\n:;,.–—«“„(\[]|[^\w]и|[^\w]или|\band|\bor"
    r"|пункт[а-я]*|подп\.|пп?\.|част[а-я]+|ч\.|абзац[а-я]*|[Pp]aragraphs?|[Ii]tems?|[Pp]oints?|[Cc]lauses?)[\s\u2060*_-]*\Z"
)
_INTERVAL = re.compile(r"[\[(]\s*[-−–]?(?:\d[\d.,\s]*|∞|[a-z](?=[,;]))[;,]\s*(?:[-−–]?\d[\d.,\s]*|[+∞]+|[a-z])\s*[)\]]")
_SMILEY = re.compile(r"(?<!\w)[:;]-[()\[\]]|(?<=\s)[:;][()](?=\s|\Z)")
_LOOK_BACK = 24
_MOST = 200
"""A text with more brackets is no text, and is not read."""


class _Wrong(NamedTuple):
    """A stretch with brackets that do not match, and what to say of it."""

    sign: str
    start: int
    end: int
    message: str


def translated(pair: Pair) -> Iterator[Fault]:
    """Brackets of a translation that do not match, unless those of its source do not match either.

    «1)», «a)» and «ii)» number, and close nothing.
    Authority: Правила русской орфографии и пунктуации (скобки); Translate Toolkit, `brackets`.
    """
    if wrong := pair.target.once(_wrong):
        theirs = [one.sign for one in pair.source.once(_wrong)]
        if theirs != [one.sign for one in wrong]:
            for one in wrong:
                yield pair.target.fault(one.message, one.start, one.end)


def written(said: Said) -> Iterator[Fault]:
    """Brackets of a source that do not match.

    Authority: United Nations Editorial Manual, “Punctuation”.
    """
    if said.side is Side.SOURCE:
        for one in said.once(_wrong):
            yield said.fault(one.message, one.start, one.end)


def _wrong(said: Said) -> list[_Wrong]:
    raw = said.raw
    if (
        not ("(" in raw or ")" in raw or "[" in raw or "]" in raw)
        or _simple(raw)
        or sum(map(raw.count, "()[]")) > _MOST
    ):
        return []
    text = _INTERVAL.sub(_blank, said.plain)
    if ":" in raw or ";" in raw:
        text = _SMILEY.sub(_blank, text)
    for broken in links.broken(said):
        text = text[: broken.start()] + " " * len(broken[0]) + text[broken.end() :]
    return _unmatched(text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _simple(raw: str) -> bool:
    """Whether there is one pair of round brackets and no other, as in most texts with any."""
    return (
        raw.count("(") == raw.count(")") == 1 and raw.index("(") < raw.index(")") and "[" not in raw and "]" not in raw
    )


def _unmatched(text: str) -> list[_Wrong]:
    wrong: list[_Wrong] = []
    open_: list[int] = []
    counts = bool(_FIRST.search(text))
    spare = 0
    for found in _BRACKET.finditer(text):
        sign, at = found[0], found.start()
        if sign in "([":
            open_.append(at)
            continue
        counter = sign == ")" and _counts(text, at, open_, series=counts)
        if open_ and text[open_[-1]] == _CLOSED[sign]:
            open_.pop()
            spare += counter
        elif counter:
            continue
        elif open_:
            first = open_.pop()
            start = first if at - first < _SHOWN else at
            message = f"“{text[first]}” is closed by “{sign}”"
            wrong.append(_Wrong(text[first] + sign, start, at + 1, message))
        elif spare:
            spare -= 1  # a counter within brackets was taken for their end
        else:
            wrong.append(_Wrong(sign, at, at + 1, f"“{sign}” closes a bracket that was never opened"))
    for at in open_:
        doubled = text[at : at + 2] == text[at] * 2
        message = f"“{text[at]}” is opened twice" if doubled else f"“{text[at]}” is never closed"
        wrong.append(_Wrong(text[at], at, at + 1 + doubled, message))
    return sorted(wrong, key=lambda one: one.start)


def _counts(text: str, at: int, open_: list[int], *, series: bool) -> bool:
    """Whether a closing bracket may be that of a counter: «1)», «a)»."""
    before = text[max(0, at - _LOOK_BACK) : at]
    if found := _LETTER.search(before):
        return not (open_ and open_[-1] == at - len(found[0]) - 1)
    found = _COUNTER.search(before)
    if found is None or (open_ and open_[-1] == at - len(found[0]) - 1):
        return False
    return (series and not open_) or _BEFORE_COUNTER.search(before[: found.start()] or "\n") is not None


CHECKS = (
    Check(
        "brackets",
        Severity.WARNING,
        translated,
        "Close what is open, or delete the bracket that is too many.",
        On.PAIR,
        right=(Example("(a) Border posts; (b) Airports", "а) пограничные посты; б) аэропорты"),),
        wrong=(
            Example("The Office (see annex II) agreed.", "Управление (см. приложение II согласилось.", at="("),
            Example("in Ashgabat (Turkmenistan)", "в Ашхабаде, Туркменистан)", at=")"),
        ),
    ),
    Check(
        "brackets",
        Severity.WARNING,
        written,
        "Close what is open, or delete the bracket that is too many.",
        On.TEXT,
        right=(Example("The text [draft] is annexed (see below).", "Текст [проект] прилагается (см. ниже)."),),
        wrong=(Example("The text (draft is annexed.", "Текст (проект) прилагается.", at="(", side="en"),),
    ),
)
