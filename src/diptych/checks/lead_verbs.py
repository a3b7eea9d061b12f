"""The lead verb of a paragraph of a declaration or a resolution: in italics in both languages, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks import emphasis
from diptych.checks.view import SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.emphasis import Marked, Stretch

_COUNTER = re.compile(
    r"[\s\u2060]*(?:(?:(?:OP|PP|ПП|ОП)\s?)?\d{1,3}(?:\.\d{1,3})*(?:\s?(?:bis|ter|alt))?[.)]"
    r"|\([a-zа-яё\d]{1,5}\)|[a-zа-яё]\)|[ivxl]{1,5}[.)]|[-–—•])\u2060*\s+"
)
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_VERBS = (
    "accept|acknowledge|adopt|affirm|agree|announce|appeal|appl(?:y|ie)|appreciate|approve|ask|authorize|bear|believe|"
    "call|commend|commit|conclude|condemn|confirm|congratulate|consider|convey|declare|decide|deem|demand|denounce|"
    "deplore|determine|direct|draw|emphasi[sz]e|encourage|endorse|establish|express(?:e)?|extend|highlight|hope|honou?r|"
    "instruct|intend|invite|join|launch|look|maintain|note|observe|offer|pay|pledge|praise|proclaim|promote|propose|"
    "reaffirm|realize|recall|recogni[sz]e|recommend|regret|reiterate|reject|remain|remind|renew|request|resolve|salute|"
    "seek|share|stand|stress(?:e)?|strive|submit|suggest|support|take|thank|transmit|underline|underscore|undertake|"
    "urge|voice|vow|welcome"
)
_LEAD = re.compile(
    r"(?:We,?\s+)?(?:(?:also|further|furthermore|again|once again|once more|and|moreover|"
    r"[a-z]+ly)[,\s]+)*"
    r"(?:(?:hav|be|do|no|see|key|kin|bear)?[a-z]*ing|aware|alarmed|appalled|cogni[sz]ant|concerned|confident|conscious|"
    r"convinced|deeply|determined|disturbed|encouraged|grateful|guided|inspired|mindful|moved|persuaded|resolved|resolute|"
    r"satisfied|shocked|united|with appreciation|with satisfaction|" + _VERBS + r")(?:s|es|d|ed)?(?![\w-])",
    re.IGNORECASE,
)
_NO_VERB = re.compile(
    r"opening|closing|briefing|meeting|building|greeting|nothing|king|spring|during|morning|evening|training|including",
    re.IGNORECASE,
)
_MAY_PRECEDE = re.compile(
    r"(?:\s|\u2060|также|далее|вновь|будучи|ещё|еще|раз|и|с|особым|глубоким|удовлетворением|we|мы)*"
)
_LONGER = 5
"""Words that Russian may need more for one verb: «с удовлетворением принимает к сведению»."""


def italics(pair: Pair) -> Iterator[Fault]:
    """A lead verb in italics in one language and not in the other, or italics that run on behind the verb.

    Authority: United Nations Editorial Manual, “Resolutions and other formal decisions” (words in italics).
    """
    if (fault := wrong(pair)) is not None:
        yield fault


def wrong(pair: Pair) -> Fault | None:
    """What is wrong with the lead verb's italics, if anything."""
    if not (_may_be_marked(pair.source.raw) or _may_be_marked(pair.target.raw)):
        return None
    if not begins(pair):
        return None
    there, here = leading(pair.source), leading(pair.target)
    if there:
        return _of_target(pair.target, here, len(there.inner(pair.source).split()))
    if here and not _opens_marked(pair.source):
        start, end = _first_word(pair.source)
        return pair.source.fault("the lead verb is not in italics, and in the translation it is", start, end)
    return None


def _may_be_marked(raw: str) -> bool:
    return "*" in raw or "_" in raw


def begins(pair: Pair) -> bool:
    """Whether the paragraph begins with a lead verb, as English shows."""
    if pair.block is not None and pair.block.kind in (Kind.RECITAL, Kind.OPERATIVE):
        return True
    english = next((said for said in (pair.source, pair.target) if said.lang == "en"), None)
    if english is None:
        return False
    return english.once(_begins)


def _begins(english: Said) -> bool:
    start = _after_counter(english)
    text = english.plain[start:].replace(SIGN, "").strip()
    found = _LEAD.match(text)
    if found is None or not text[0].isupper() or _NO_VERB.fullmatch(found[0]):
        return False
    lead = leading(english)
    if lead and re.search(r"\s[A-Z]", lead.inner(english)):
        return False  # a title
    if text.endswith((",", ";", ":", " and")):
        return True
    finite = found[0].endswith("s") or (english.plain[:start].strip() != "" and not found[0].endswith("ing"))
    return text.endswith(".") and (finite or text.startswith("We"))


def leading(said: Said) -> Stretch | None:
    """The italics with which a text begins, behind its number, unless they are all of it."""
    return said.once(_leading)


def _leading(said: Said) -> Stretch | None:
    lead = _at_start(said, emphasis.read(said))
    return lead if lead and not _is_all(said, lead) else None


def _at_start(said: Said, marked: Marked) -> Stretch | None:
    start = _after_counter(said)
    for one in marked.of("em"):
        if one.start >= start:
            return one if _MAY_PRECEDE.fullmatch(said.plain[start : one.start].lower()) else None
    return None


def _is_all(said: Said, stretch: Stretch) -> bool:
    return not _WORD.search(said.plain, stretch.end)


def _after_counter(said: Said) -> int:
    return said.once(_counted)


def _counted(said: Said) -> int:
    found = _COUNTER.match(said.plain)
    return found.end() if found else len(said.raw) - len(said.raw.lstrip())


def _opens_marked(said: Said) -> bool:
    return said.plain[_after_counter(said) : _after_counter(said) + 1] == SIGN


def _first_word(said: Said) -> tuple[int, int]:
    start = _after_counter(said)
    found = _WORD.search(said.plain, start)
    if not found:
        return start, start
    signs = said.raw[start : found.start()]
    return (start if signs and not signs.strip("*_") else found.start()), found.end()


def _of_target(said: Said, here: Stretch | None, words: int) -> Fault | None:
    if here is not None:
        theirs = len(here.inner(said).split())
        if theirs <= 2 * words + _LONGER:
            return None
        return said.fault("more than the lead verb is in italics", here.start, here.end)
    whole = _at_start(said, emphasis.read(said))
    if whole is not None:
        return said.fault("the whole paragraph is in italics, not only its lead verb", whole.start, whole.end)
    start, end = _first_word(said)
    if start == end:
        return None
    word = said.raw[start:end].strip("*_")
    signs = said.raw[end : end + 3]
    end += len(signs) - len(signs.lstrip("*_"))
    proposed = f"*{word}*" if words == 1 else None
    return said.fault(f"the lead verb «{word}» is not in italics", start, end, proposed)


CHECKS = (
    Check(
        "lead-verb",
        Severity.WARNING,
        italics,
        "Put asterisks around the verb with which the paragraph begins: *отмечая*.",
        On.PAIR,
        ("en", "ru"),
        right=(Example("*Noting* the report,", "*принимая к сведению* доклад,"),),
        wrong=(
            Example("*Noting* the report,", "отмечая доклад,", at="отмечая"),
            Example("3. *Welcomes* the report;", "3. *приветствует доклад;*", at="*приветствует доклад;*"),
        ),
    ),
)
