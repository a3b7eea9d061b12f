"""Resolutions of the Security Council: with their year where a document names them first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Paper, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = r"(?:[ \u00a0]*\((?:19|20)\d\d(?:[-–/ ]+\d{2,4})?\)|[ \u00a0]*\([IVXLC]+\))"
_ITEM = rf"\d{{1,4}}(?![\w/-]|[.,]\d)(?:{_YEAR})?"
_ENGLISH = re.compile(
    rf"(?:(?i:\bresolutions?)|\b(?:UNSCRs?|SCRs?))[ \u00a0]+(?:Nos?\.?[ \u00a0]*)?"
    rf"(?P<list>{_ITEM}(?:(?:,? (?:and|or|to) |, |[ \u00a0]?[–-][ \u00a0]?){_ITEM})*)"
)
_RUSSIAN = re.compile(
    rf"(?i:\bрезолюци(?:я|и|ю|ей|ей|ям|ях|ями|й))[ \u00a0]+(?:№[ \u00a0]*)?"
    rf"(?P<list>{_ITEM}(?:(?:,? (?:и|или|по) |, |[ \u00a0]?[–-][ \u00a0]?){_ITEM})*)"
)
_ONE = re.compile(rf"(?P<number>\d{{1,4}})(?P<year>{_YEAR})?")
_SYMBOL = re.compile(r"\bS/RES/(\d{1,4})")
_DATED = re.compile(
    r"[ \u00a0]*,?[ \u00a0]+(?:of|adopted|dated|от|принят\w*)\b[^.;,()]{0,30}?\b(?:19|20)\d\d\b"
    r"|[ \u00a0]*\((?:[^()]*\D)?(?:19|20)\d\d\b"
)
_COUNCIL = re.compile(r"Security Council|Совет\w* Безопасности|\bUNSCRs?\b|\bSCRs?\b")
_SHORT_COUNCIL = re.compile(
    r"(?<!Human Rights )(?<!and Social )(?<!Permanent )(?<!European )(?<!Ministerial )\bCouncil $"
)
_OTHERS = re.compile(
    r"\b(?:Assembly|Parliament\w*|Human Rights Council|Economic and Social Council|Cabinet|Government"
    r"|Conference|Congress|"
    r"Senate|ICAO|IMO|WHO|UNESCO|INTERPOL)(?:’s|')? +$|^ +of the (?:General |Parliamentary )?(?:Assembly"
    r"|Parliament|Conference|Government)"
    r"|^ +(?:Генеральной|Парламентской) Ассамблеи"
)
_WELL_KNOWN_WORDS = (
    "1244 1267 1269 1325 1368 1373 1390 1438 1452 1455 1456 1526 1535 1540 1566 1611 1617 1618 1624 1673 1735 "
    "1787 1805 1810 1822 1904 1963 1977 1988 1989 2083 2106 2129 2133 2161 2170 2178 2185 2195 2199 2220 2231 "
    "2242 2249 2250 2253 2255 2309 2322 2325 2331 2341 2347 2354 2368 2370 2379 2395 2396 2462 2482 2501 2535 "
    "2560 2593 2610 2611 2615 2617 2626 2663"
)
_WELL_KNOWN = frozenset(_WELL_KNOWN_WORDS.split())


_USUAL = 4  # digits of a resolution of our days


def undated(paper: Paper) -> Iterator[Fault]:
    """A resolution of the Security Council that is first named without its year: 1373 (2001).

    Resolutions of the General Assembly carry their session, 60/288, and need none.

    Authority: United Nations Editorial Manual, on resolutions of the Security Council.
    """
    if not paper.whole:
        return
    named: set[str] = set()
    spoken_of = False
    for pair in paper.pairs:
        said = pair.source
        spoken_of = spoken_of or (
            ("Counc" in said.raw or "Сове" in said.raw or "SCR" in said.raw) and bool(_COUNCIL.search(said.plain))
        )
        if "esolution" in said.raw or "езолюци" in said.raw or "SCR" in said.raw or "S/RES/" in said.raw:
            yield from _first_mentions(said, named, spoken_of=spoken_of)


def _first_mentions(said: Said, named: set[str], *, spoken_of: bool) -> Iterator[Fault]:
    plain = said.plain
    named.update(_SYMBOL.findall(plain))
    for found in (_RUSSIAN if said.lang == "ru" else _ENGLISH).finditer(plain):
        before, after = plain[max(0, found.start() - 40) : found.start()], plain[found.end() : found.end() + 60]
        if _OTHERS.search(before) or _OTHERS.search(after):
            continue
        near = bool(_COUNCIL.search(before + found[0] + after) or _SHORT_COUNCIL.search(before))
        items = list(_ONE.finditer(plain, found.start("list"), found.end("list")))
        for item in items:
            number = item["number"]
            meant = near or number in _WELL_KNOWN or (spoken_of and len(number) == _USUAL)
            dated = bool(item["year"]) or (item is items[-1] and bool(_DATED.match(after)))
            if number in named or not meant:
                continue
            named.add(number)
            if not dated:
                message = f"resolution {number} is named for the first time without its year"
                start = found.start() if item is items[0] and len(items) == 1 else item.start()
                yield said.fault(message, start, item.end())


CHECKS = (
    Check(
        "resolution-year",
        Severity.WARNING,
        undated,
        "Give the year in brackets at the first mention: resolution 1373 (2001).",
        On.PAPER,
        right=(
            Example(
                "Security Council resolution 1540 (2004) set up the 1540 Committee; resolution 1540 is in force.",
                "Комитет 1540",
                first=True,
            ),
            Example("General Assembly resolution 60/288", "резолюция 60/288 Генеральной Ассамблеи", first=True),
        ),
        wrong=(
            Example(
                "Security Council resolutions 1267 (1999) and 1988 apply.",
                "Применяются резолюции 1267 (1999) и 1988 Совета Безопасности.",
                at="1988",
                side="en",
                first=True,
            ),
        ),
    ),
)
