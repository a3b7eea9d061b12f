"""Spaces at punctuation: none before a mark, one behind it, none inside brackets, one between a number and its unit."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = "[ \u00a0\u202f]"
_MAY_BE_ODD = re.compile(
    r"[,;:!?.()0-9](?:(?<=[ \u00a0\u202f][,;:!?.)])|(?<=[,;:!?)])(?=[^\W\d_])"
    r"|(?<=[^\W\d_]\()|(?<=\()(?=[ \u00a0\u202f])"
    r"|(?<=\d)(?=[а-яёbmtkp]))"
)
"""What nearly no text holds that is spaced well."""
_MOST = 200
_FAR = 60

_BEFORE_MARK = re.compile(rf"(?<=[\w»”“%°){SIGN}]){_BLANK}+(?P<mark>[,;:!?.])(?=(?P<next>.?))", re.DOTALL)
_CLOSERS = frozenset("»”“\"’')") | {SIGN}
_GOES_ON = re.compile(rf"{_BLANK}+[a-zа-яё]")
_DOTS = re.compile(rf"{_BLANK}*[.…]")
_BOOKISH = re.compile(r" / |\. [—–-] |\bISBN\b|\bISSN\b|\d [сc]\.")
"""A description in a library's manner, which has spaces on both sides of its marks."""
_FRENCH = re.compile(r"(?<!\w)(?:les?|la|des?|du|et|aux?|une?|pour|sur|dans|est|à)(?!\w)|[éèêàçùôîï]", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,3}|[^\W\d_])$")

_OPENED = re.compile(rf"(?<!\()\((?P<blank>{_BLANK}+)(?=[^\s)]{{2}})")
_CLOSED = re.compile(rf"(?<=[\w.»”%°{SIGN}])(?P<blank>{_BLANK}+)\)(?!\))")

_JOINED = re.compile(r"[,;](?<=[^\W\d_]{2}.)(?=[^\W\d_])(?!(?<=[A-Z]{2}.)[A-Z]{2})")
_JOINED_RUSSIAN = re.compile(r":(?<=[а-яё]{3}.)(?=[а-яёА-ЯЁ][а-яё])|[!?](?<=[а-яё]{2}.)(?=[А-ЯЁ](?:[а-яё]|[ \u00a0]))")
_ONE_LETTER_WORDS = frozenset("ивкосуаяИВКОСУАЯaAI")
_TOKEN_BEFORE = re.compile(r"\S*$")
_TOKEN_AFTER = re.compile(r"\S*")
_NO_LANGUAGE = re.compile(r"[\\/@=_#{}<>|&]|\.[A-Za-z]\w{1,4}$")
"""What a file name, an address or code has."""
_OPENS_AT_WORD = re.compile(
    r"\((?<=[^\W\d_]{3}\()(?=(?:см|ср|см\. также|далее|т\. ?е|в т\. ?ч|e\.g|i\.e|see)\b|"
    r"[А-ЯЁA-Z]{2,9}\)|(?:[^\W\d_]{3,} ){1,9}[^()\n=*<>#;{}]{2,200}\))"
)
_COMMON_WORD = re.compile(r"\b[^\W\d_][а-яёa-z]+$")
_CLOSES_AT_WORD = re.compile(r"\)(?=[^\W\d_]{2}|[ивксоуая] )")
_WITHIN = re.compile(r"(?:^|[\s\u00a0«„“\"])\((?:[^()\n]*[^\W\d_]{3}[^()\n]* [^()\n]*|[А-ЯЁA-Z]{2,9})$")

_UNIT = re.compile(
    r"(?<![\w.,:/-])(?:(?P<year>(?:19|20)\d\d)(?=г\.|г(?!\w)|гг\.|год(?:а|у|ом|ы|ов)?(?!\w))"
    r"|(?P<number>\d{1,6}(?:[ \u00a0]\d{3})*(?:,\d{1,3})?)"
    r"(?=(?:млн|млрд|трлн|тыс|км|кг|см|мм|га|руб|долл|чел|процент\w{0,3}|человек\w?|сотрудник\w{0,2})(?!\w)))"
)
_ENGLISH_UNIT = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,6}(?:,\d{3})*(?:\.\d{1,3})?)"
    r"(?=(?:million|billion|thousand|per cent|percent|km|kg)(?!\w))"
)


def marks(said: Said) -> Iterator[Fault]:
    """A space before a mark of punctuation, or inside a bracket; none behind a mark, or between a number and its unit.

    Authority: Мильчин, Чельцова, Справочник издателя и автора (пробелы при знаках препинания); UN Editorial Manual.
    """
    plain = said.plain
    if _MAY_BE_ODD.search(plain):
        found = itertools.chain(_before(said), _brackets(said), _behind(said), _units(said))
        yield from itertools.islice(found, _MOST)


def _before(said: Said) -> Iterator[Fault]:
    """A space before a comma, a full stop and so on."""
    plain = said.plain
    for found in _BEFORE_MARK.finditer(plain):
        start, end, mark, after = found.start(), found.end(), found["mark"], found["next"]
        if not _ends_word(plain, start) or _LINE_NUMBER.search(plain[max(0, start - 8) : start]):
            continue
        if mark == "," and after.isalpha():
            yield said.fault("a space before a comma and none behind it", start, end, ", ", certain=True)
        elif (after and not after.isspace() and after not in _CLOSERS) or not _is_mark(said, found):
            continue
        else:
            yield said.fault(f"a space before {_NAMES[mark]}", start, end, mark, certain=True)


_NAMES = {
    ",": "a comma",
    ";": "a semicolon",
    ":": "a colon",
    "!": "an exclamation mark",
    "?": "a question mark",
    ".": "a full stop",
}


def _ends_word(plain: str, at: int) -> bool:
    """Whether a word, a number or what closes a quotation or a bracket stands before a place, across markup."""
    while at and plain[at - 1] == SIGN:
        at -= 1
    return at > 0 and plain[at - 1] != "_" and (plain[at - 1].isalnum() or plain[at - 1] in "»”“%°)")


def _is_mark(said: Said, found: re.Match[str]) -> bool:
    """Whether a mark with a space before it is punctuation, no ratio, smiley, ellipsis or French usage."""
    plain, mark, after = said.plain, found["mark"], found["next"]
    if after == ")" and mark in ":;":
        return False
    if mark in ".!?" and _GOES_ON.match(plain, found.end()):  # the mark itself is spoken of
        return False
    if mark == ".":
        return not _DOTS.match(plain, found.end())
    if mark in ":;":
        if mark == ":" and plain[found.start() - 1].isdigit() and plain[found.end() :].lstrip()[:1].isdigit():
            return False
        if found.end() - found.start() > 2 or _BOOKISH.search(plain):  # noqa: PLR2004 - more blanks set out a column
            return False
    near = plain[max(0, found.start() - _FAR) : found.start()]
    return mark == "," or said.lang == "ru" or len(_FRENCH.findall(near)) < 2  # noqa: PLR2004 - a phrase


def _brackets(said: Said) -> Iterator[Fault]:
    """A space behind an opening bracket or before a closing one; ( c ) and a blank to fill in are something else."""
    plain = said.plain
    for found in _OPENED.finditer(plain):
        start, end = found.span("blank")
        close = plain.find(")", end)
        if close > 0 and "\n" not in plain[end:close] and _is_text(plain[end:close]):
            yield said.fault("a space behind an opening bracket", start - 1, end, "(", certain=True)
    for found in _CLOSED.finditer(plain):
        start, end = found.start("blank"), found.end()
        line = plain[plain.rfind("\n", 0, start) + 1 : start] if start < _MOST else plain[start - _MOST : start]
        if line.count("(") > line.count(")") and _is_text(line[line.rfind("(") + 1 :]):
            yield said.fault("a space before a closing bracket", start, end, ")", certain=True)


def _is_text(inside: str) -> bool:
    """Whether words stand in brackets."""
    text = inside.strip()
    return len(text) > 1 and "_" not in text and any(char.isalpha() for char in text)


def _behind(said: Said) -> Iterator[Fault]:
    """No space behind a comma and so on, or before an opening bracket."""
    plain = said.plain
    joined = [_JOINED.finditer(plain)]
    if said.lang == "ru":
        joined.append(_JOINED_RUSSIAN.finditer(plain))
    for found in itertools.chain.from_iterable(joined):
        if _among_words(plain, found.start()):
            start, end = found.span()
            sure = found[0] != ":" or plain[end].isupper()
            yield said.fault(f"no space behind {_NAMES[found[0]]}", start, end, f"{found[0]} ", certain=sure)
    for found in _OPENS_AT_WORD.finditer(plain):
        if _plain_word(plain, found.start()) and _COMMON_WORD.search(
            plain, max(0, found.start() - _FAR), found.start()
        ):
            yield said.fault("no space before an opening bracket", *found.span(), " (", certain=True)
    for found in _CLOSES_AT_WORD.finditer(plain):
        at = found.start()
        if _WITHIN.search(plain[max(0, at - _FAR) : at]) and _plain_word(plain, at):
            yield said.fault("no space behind a closing bracket", at, at + 1, ") ", certain=True)


def _among_words(plain: str, at: int) -> bool:
    """Whether a mark stands between two words of a sentence."""
    after = _TOKEN_AFTER.match(plain, at + 1, at + _FAR)
    word = re.match(r"[^\W\d_]+", after[0]) if after else None
    if not after or not word or (len(word[0]) == 1 and not (after[0] == word[0] and word[0] in _ONE_LETTER_WORDS)):
        return False
    return _plain_word(plain, at)


def _plain_word(plain: str, at: int) -> bool:
    """Whether what stands around a place up to the next spaces is language."""
    before, after = _TOKEN_BEFORE.search(plain[max(0, at - _FAR) : at]), _TOKEN_AFTER.match(plain, at, at + _FAR)
    token = (before[0] if before else "") + (after[0].rstrip(".,;:!?)»”") if after else "")
    return not _NO_LANGUAGE.search(token) and OPAQUE not in token and token[:1] != "'" and token.count(";") < 2  # noqa: PLR2004 - keywords


def _units(said: Said) -> Iterator[Fault]:
    """A number that is written together with its unit."""
    for found in (_UNIT if said.lang == "ru" else _ENGLISH_UNIT).finditer(said.plain):
        start, end = found.span()
        if _plain_word(said.plain, start):
            yield said.fault("no space between a number and its unit", start, end, f"{found[0]}\u00a0", certain=True)


CHECKS = (
    Check(
        "mark-space",
        Severity.WARNING,
        marks,
        "No space stands before a mark of punctuation or inside a bracket, and one behind the mark.",
        On.TEXT,
        ("en", "ru"),
        right=(
            Example(
                "Maps, plans (see Annex) and a scale of 1 : 500.", "Карты, планы (см. приложение) и масштаб 1 : 500."
            ),
            Example("a) the guests; b) the hosts", "а) гости; б) хозяева"),
            Example("Wait … and see (c)", "Подождем … и увидим"),
        ),
        wrong=(
            Example("Guests and hosts met.", "Гости , хозяева", at=" ,", fixed="Гости, хозяева"),
            Example("Guests, hosts", "Гости,хозяева", at=",", fixed="Гости, хозяева"),
            Example("the plan (see Annex)", "план ( см. приложение)", at="( ", fixed="план (см. приложение)"),
            Example("a length of 12 km", "длина 12км", at="12", fixed="длина 12\u00a0км"),
        ),
    ),
)
