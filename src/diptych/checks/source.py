"""The English of a source: the spelling of the United Nations."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import TYPE_CHECKING

from diptych.checks import un_words
from diptych.checks.view import SIGN, Check, Example, Fault, Known, On, Said, lower_words
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_KEPT = 100_000
_MOST = 50  # findings of one kind in one text: nobody reads more

_WORD = re.compile(r"(?<![\w.@/])[A-Za-z]{4,}(?!\w)")
_LETTERS = re.compile(r"[a-z]{4,}")
_PHRASE_SIGNS = ("co-o", "sub-r", "meter", "liter", "license", "practise")
_HYPHENED = re.compile(r"(?<![\w-])(?:co-(?:operat|ordinat)[a-z]+|sub-(?:region|regions|regional|regionally))(?!\w)")
_BEFORE = {"program": re.compile(r"(?i)\b(?:computer|software|antivirus|malware|spyware|malicious|to)[ \u00a0-]+\Z")}
_AFTER = {"organisation": re.compile(r"[ \u00a0]+(?:internationale|mondiale|européenne|de|des|du|pour)\b")}
_METRES = re.compile(
    r"(?:\d[ \u00a0-]|\b(?:square|cubic|hundred|thousand|million|several|few)[ \u00a0-])(met|lit)er(s?)(?!\w)"
)
_LICENCE = re.compile(
    r"(?<![\w-])(?:an?|driving|driver’s|driver's|export|import|trading|work|fishing|mining) license(?= ?[.,;:)]|"
    r" (?:for|to|is|was|from|of|has)\b|$)|(?<![\w-])(?:best|good) (practise)(s?)(?!\w)"
)
_NAME_RUN = re.compile(
    r"[A-Z][\w’'.\-]*(?:[ \u00a0]+(?:(?:of|for|the|and|on|in|to|against|&)[ \u00a0]+){0,3}[A-Z][\w’'.\-]*)*"
)
_SMALL = re.compile(r"(?<!\w)(?!and|for|the|with|from|into|upon|over|per\b)[a-z]{3,}")
_STOPS = ".!?:•|\n\t"
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*\"|‘[^‘]*?’(?!\w)|«[^«»]*»|(?<![*\w])\*[A-Z][^*]* [^*]*\*(?![*\w])")


def misspelled(said: Said) -> Iterator[Fault]:
    """Words in another spelling than that of the United Nations: -ize, -yse, programme, Centre, per cent, defence.

    Names keep the spelling that their owners chose, and quotations that of their source.

    Authority: United Nations Editorial Manual, “Spelling”.
    """
    plain = said.plain
    if not _may_err(said):
        return
    words = ((found, un_words.spelled(found[0].lower())) for found in _WORD.finditer(plain))
    candidates = islice(((found, right) for found, right in words if right), _MOST)
    hits = [(found.start(), found.end(), right) for found, right in candidates if _meant(said, found, right)]
    hits += _phrases(plain)
    if not hits:
        return
    quoted = [(one.start(), one.end()) for one in _QUOTED.finditer(said.raw)]
    for start, end, right in sorted(set(hits)):
        if not any(first < start < last for first, last in quoted):
            was, proposed = said.raw[start:end], _cased(right, said.raw[start:end])
            yield said.fault(f"the United Nations writes “{proposed}”, not “{was}”", start, end, proposed)


def _may_err(said: Said) -> bool:
    """Whether there is any such word, name or not; asked of every text, so in the quickest way."""
    words, right = said.once(lower_words), said.known.once(un_words.found_right)
    if not right.issuperset(words):
        if len(right) > _MOST_KEPT:
            right.clear()
        right.update(word for word in words if word not in right and not _is_misspelled(word))
    return not right.issuperset(words)


def _is_misspelled(word: str) -> bool:
    return any(map(word.__contains__, _PHRASE_SIGNS)) or any(map(un_words.spelled, _LETTERS.findall(word)))


def _phrases(plain: str) -> Iterator[tuple[int, int, str]]:
    if "-" in plain:
        for found in islice(_HYPHENED.finditer(plain), _MOST):
            yield found.start(), found.end(), found[0].replace("-", "", 1)
    if "ter" in plain:
        for found in islice(_METRES.finditer(plain), _MOST):
            yield found.start(1), found.end(), f"{found[1]}re{found[2]}"
    if "license" in plain or "practise" in plain:
        for found in islice(_LICENCE.finditer(plain), _MOST):
            if found[1]:
                yield found.start(1), found.end(), f"practice{found[2]}"
            else:
                yield found.end() - len("license"), found.end(), "licence"


def _meant(said: Said, found: re.Match[str], right: str) -> bool:
    """Whether the word is the text's own, not a part of somebody's name."""
    word, plain = found[0], said.plain
    low = word.lower()
    before, after = _BEFORE.get(low.removesuffix("s")), _AFTER.get(low)
    if before and before.search(plain, max(0, found.start() - 20), found.start()):
        return False
    if low in said.known.words or (after and after.match(plain, found.end())):
        return False
    if word.islower():
        return True
    around = plain[max(0, found.start() - _LONGEST_NAME) : found.end() + _LONGEST_NAME]
    settled = said.known.once(_settled)
    if any(name in around for name in settled.get(low, ())):
        return False
    own = _cased(right, word)
    return any(name.replace(own, word) in around for name in settled.get(right, ())) or _no_name(plain, found)


def _no_name(plain: str, found: re.Match[str]) -> bool:
    """Whether a capitalized word is a common one: the first of a sentence, of a title, or of a name we spell."""
    word, start = found[0], found.start()
    low = word.lower()
    run, place = _run(plain, start, found.end())
    if any(one.start() <= place < one.end() for one in un_words.OURS.finditer(run)):
        return True
    alone = " " not in _ARTICLE.sub("", run)
    before = plain[:start].rstrip(f" {SIGN}“‘\"'(*-–—")
    first = not before or (before[-1] in _STOPS and not _SHORTENED.search(before[-8:]))
    if low in un_words.NAMES:
        if first:
            return bool(_GOES_ON.match(plain[found.end() : found.end() + _LONGEST_NAME]))
        return alone and not low.startswith("organisation") and not _named(plain, word)
    if low not in un_words.NAMES and _TREATY.search(plain, max(0, start - _LONGEST_NAME), start):
        return True
    title = plain.lstrip(f" {SIGN}“")[:1].isupper() and not _SMALL.search(plain) and "isation" not in low
    return first or alone or title


_LONGEST_NAME = 120
_TREATY = re.compile(
    r"\b(?:Treaty|Agreement|Convention|Protocol|Memorandum|Declaration|Pact|Charter|Statement|Communiqué|Strategy)"
    r"(?: of Understanding)?[ \u00a0](?:of|on|for|concerning|regarding)"
    r"(?:,?[ \u00a0](?:[A-Z][\w’-]*|and|of|on|the|in|for|to|with|between)(?=[ \u00a0,]))*+"
    r",?[ \u00a0](?:[A-Z][a-z]*-)?\Z"
)
"""The title of a treaty up to a word of it: no institution has chosen how that is spelt."""
_SHORTENED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|St|Prof|Gen|Col|H\.E|U\.S|No)\.$")
_ARTICLE = re.compile(r"^(?:An?|The|This|That|These|Those|Its|Our|Their|In|At|On|By|For|From|Of|To|With) ")
_GOES_ON = re.compile(r"[ \u00a0]+(?!of |for |on |in |to |and |against )[a-z]|[.:]?\s*$")


def _run(plain: str, start: int, end: int) -> tuple[str, int]:
    """The capitalized words around a place, “Centers for Disease Control”, and where in them the place is."""
    first = max(0, start - _LONGEST_NAME)
    for found in _NAME_RUN.finditer(plain, first, end + _LONGEST_NAME):
        if found.start() <= start and found.end() >= end:
            return found[0], start - found.start()
        if found.start() > start:
            break
    return plain[start:end], 0


@functools.lru_cache(maxsize=64)
def _named(plain: str, word: str) -> bool:
    """Whether the same word stands in a longer name elsewhere in the text, of which this one is short."""
    longer = rf"(?<!\w)(?!(?:An?|The|This|That|Our|Its|In|At) )[A-Z][\w’-]* {word}(?!\w)"
    return bool(re.search(rf"{longer}|(?<!\w){word} (?:of|for|on|in) (?:the )?[A-Z]", plain))


def _settled(known: Known) -> Mapping[str, tuple[str, ...]]:
    """Names and terms of the glossary in English, as somebody has settled them, by each of their words."""
    wordings = (term.wordings.get("en") for term in known.terms)
    named = {name.source for name in known.names} | {one.term for one in wordings if one}
    by_word: dict[str, tuple[str, ...]] = {}
    for name in sorted(named):
        for word in set(_LETTERS.findall(name.lower())):
            by_word[word] = (*by_word.get(word, ()), name)
    return by_word


def _cased(right: str, was: str) -> str:
    if was.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if was[0].isupper() else right


CHECKS = (
    Check(
        "un-spelling",
        Severity.WARNING,
        misspelled,
        "Write the word as the United Nations Editorial Manual spells it, or keep it where it is part of a name.",
        On.TEXT,
        ("en",),
        right=(
            Example("The Organisation for the Prohibition of Chemical Weapons advised on the programme.", "ОЗХО"),
            Example("The computer program was revised by the Lincoln Center.", "Программа"),
        ),
        wrong=(
            Example("The seminar was organised in March.", "Семинар прошел в марте.", at="organised", side="en"),
            Example("Work at the Conference Center goes on.", "Работа идет.", at="Center", side="en"),
        ),
    ),
)
