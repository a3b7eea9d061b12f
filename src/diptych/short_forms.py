"""A text → its abbreviations, and what those that it spells out stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diptych import term_forms

if TYPE_CHECKING:
    from diptych.checks.view import Said

ACRONYM = {
    "en": re.compile(
        r"(?<![\w&.’'-])(?:[A-Z]/)?[A-Z][A-Za-z]*(?:[&-][A-Z]+)*(?<=[A-Z])(?:['’]?s)?(?![\w&]|[-.]\w|/\d)"
    ),
    "ru": re.compile(r"(?<![\w/&.-])[А-ЯЁ][А-Яа-яЁё]*(?<=[А-ЯЁ])(?![\w/&]|[-.]\w)"),
}
_BRACKETED = re.compile(r"\(([^()\n]{2,80})\)")
_SAID = {
    "en": re.compile(
        r"(?:hereinafter|hereafter|referred to as|known as|or|the|as|[“”\"«»‘’,\s\u2060])*", re.IGNORECASE
    ),
    "ru": re.compile(r"(?:далее|именуем\w+|сокращ\w+|или|[-—–“”„\"«»,\s\u2060])*", re.IGNORECASE),
}
_ROMAN = re.compile(r"[IVXLCDM]+s?")
_TABLED = re.compile(r"\t?(?:[ \t-]?(?<![\w’])[\w’]{1,30}){2,14}")
_INITIAL = re.compile(r"\b[A-ZА-ЯЁ]")
_SYMBOL = re.compile(r"\b[A-Z]{1,4}/(?=[\w.()/-]{0,60}\d)[\w.()/-]+")
_LONGER = re.compile(r"\s*(?:\(|[—–:=]\s|stands? for\b|означает\b)")
_CUT = re.compile(r".*[.;:!?()\n\ufffc]", re.DOTALL)
_TELLING = 3
"""So many letters in order are hardly there by chance."""
_MOST_WORDS = 18
_NEVER_FIRST = frozenset(("of", "on", "and", "for", "the", "in", "to", "a", "an", "и", "в", "по", "на", "с", "о"))
_BEFORE = 400
"""What an abbreviation stands for begins at most so many characters before it."""
_ENGLISH = (
    "UN EU US USA ISIS ISIL UK UAE USSR NATO UNESCO UNICEF WHO HIV AIDS COVID DNA PDF QR HTML XML URL USB GPS SMS SIM"
    " TV IT ID AM PM GMT UTC AD BC CEO CV VIP FAQ OK USD EUR GDP ISO PIN ATM BBC CNN CD DVD PO RSVP TBC TBD NB PS MP"
    " HE HRH PhD MA BA LLM BSc MSc PC VAT CCTV INTERPOL NGO"
)
_RUSSIAN = (
    "ООН ЕС США СНГ РФ СССР РСФСР НАТО ЮНЕСКО ЮНИСЕФ КНР КНДР ФРГ ГДР ОАЭ ЮАР ВОЗ ВИЧ СПИД ДНК ГОСТ ООО ОАО ЗАО АО"
    " ПАО НДС ИНН СМИ МИД МВД МЧС ФСБ ВВП ТВ ЧП ЧС ЖКХ ЗАГС ТАСС НИИ МГУ МГИМО ЦРУ ФБР НПО"
)
COMMON = {"en": frozenset(_ENGLISH.split()), "ru": frozenset(_RUSSIAN.split())}
"""What every reader knows."""


class Use(NamedTuple):
    """An abbreviation in a text."""

    short: str
    start: int
    end: int
    long: str = ""
    """What it is spelled out as, where it is defined here."""
    bracketed: bool = False
    """It stands alone in brackets, or something that may explain it stands behind it."""


def uses(said: Said) -> tuple[Use, ...]:
    """The abbreviations of a text, in their order, without document symbols and Roman numerals."""
    return _found(said.plain, said.lang) if said.lang in ACRONYM else ()


@lru_cache(maxsize=20_000)
def _found(plain: str, lang: str) -> tuple[Use, ...]:
    if not ACRONYM[lang].search(plain) or plain.isupper():
        return ()
    symbols = [one.span() for one in _SYMBOL.finditer(plain)] if "/" in plain else []
    brackets = {one.start(1): one for one in _BRACKETED.finditer(plain)} if "(" in plain else {}
    alone = _alone(brackets, lang)
    found = []
    for one in ACRONYM[lang].finditer(plain):
        short = _bare(one[0])
        while symbols and symbols[0][1] <= one.start():
            del symbols[0]
        if not capitals(short) or _ROMAN.fullmatch(short) or (symbols and symbols[0][0] <= one.start()):
            continue
        bracket = alone.get(one.start())
        long = _spelled_out(short, plain[max(0, bracket - _BEFORE) : bracket - 1]) if bracket is not None else ""
        explained = (
            bracket is not None or _LONGER.match(plain, one.end()) is not None or _tabled(short, plain, one.end())
        )
        found.append(Use(short, one.start(), one.end(), long, explained))
    return tuple(found)


def capitals(short: str) -> bool:
    """Whether it has more than one capital."""
    return sum(char.isupper() for char in short) > 1


def _alone(brackets: dict[int, re.Match[str]], lang: str) -> dict[int, int]:
    """Where a bracket holds nothing but an abbreviation and “hereinafter”: the abbreviation's place → the bracket's."""
    out = {}
    for start, bracket in brackets.items():
        before = _SAID[lang].match(bracket[1])
        at = before.end() if before else 0
        if found := ACRONYM[lang].match(bracket[0], at + 1):
            rest = bracket[0][found.end() : -1].strip(" “”\"«»’'\u2060")
            if not rest or (lang == "ru" and rest == "ООН"):
                out[start + at] = start
    return out


def _bare(short: str) -> str:
    """An abbreviation without the ending of the plural or the possessive."""
    return re.sub(r"(?<=[A-Z])['’]?s$", "", short)


def _spelled_out(short: str, before: str) -> str:
    """The words in front of a bracket whose first letters make the abbreviation; empty if they do not."""
    cut = _CUT.match(before)
    offset = cut.end() if cut else 0
    words = term_forms.tokens(before[offset:])[-_MOST_WORDS:]
    letters = [char for char in short if char.isupper()]
    initials = [word[0][0].upper() for word in words]
    for first in range(len(words) - 1, -1, -1):
        if words[first][0] in _NEVER_FIRST:
            continue
        if initials[first] == letters[0] and len(words) - first > 1 and _in_order(letters, initials[first:]):
            return before[offset + words[first].start() :].strip(' ,“”"«»\u2060\u00a0')
    return ""


def _tabled(short: str, plain: str, end: int) -> bool:
    """Whether capitalised words behind an abbreviation make it, as in a table of abbreviations."""
    letters = [char for char in short if char.isupper()]
    words = _TABLED.match(plain, end) if len(letters) >= _TELLING else None
    return words is not None and _in_order(letters, [one[0] for one in _INITIAL.finditer(words[0])])


def _in_order(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)
