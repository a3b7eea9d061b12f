"""Markup: what a translation must not bring in, must not lose, and must not break."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING

from diptych import inline
from diptych.catalog import Span
from diptych.checks import emphasis, lead_verbs, links
from diptych.checks.view import SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.emphasis import Marked, Stretch

# --------------------------------------------------------------------------- what prints as text


def hostile(pair: Pair) -> Iterator[Fault]:
    """HTML, images, code, forbidden links and control characters, which print as text, and which the source has not.

    Authority: CommonMark 0.31; Unicode UAX #9.
    """
    found = inline.faults(pair.target.raw, Span("")) if _may_be_hostile(pair.target.raw) else ()
    if not found:
        return
    theirs = Counter(_kind(fault.rule, fault.message) for fault in inline.faults(pair.source.raw, Span("")))
    for fault in found:
        kind = _kind(fault.rule, fault.message)
        if theirs[kind]:
            theirs[kind] -= 1  # the source has the like: it is the source that is at fault
            continue
        shown = fault.message.partition(": ")[2]
        start = pair.target.raw.find(shown) if shown else -1
        start, end = (start, start + len(shown)) if start >= 0 else (0, len(pair.target.raw))
        if fault.rule == "forbidden-link" and any(start <= one.start < end for one in links.targets(pair)):
            continue  # a link whose target was changed
        yield pair.target.fault(f"the translation has {fault.message}", start, end)


def _may_be_hostile(raw: str) -> bool:
    """Whether a text must be parsed to know; most need not."""
    if "](" in raw or any(map(raw.__contains__, "<`&\\!")):
        return True
    signs = raw.count("*") + raw.count("_") + raw.count("[")
    if signs > inline.MOST_MARKUP or (signs + 1) * len(raw) > inline.MOST_WORK or len(raw) > inline.LONGEST:
        return True
    return not raw.replace("\u00a0", " ").replace("\n", " ").isprintable()


def _kind(rule: str, message: str) -> str:
    """What must be alike in both: of HTML and of characters the thing itself, of the others that there is one."""
    return message if rule in ("raw-html", "control-character") else rule


# --------------------------------------------------------------------------- what is lost or broken

_NAMED = {"em": "italics", "strong": "bold", "code": "code"}
_SPACED = re.compile(r"(?<![*\w\\])(?P<sign>\*{1,3})[ \u00a0]+(?P<text>[^*\n]*[^*\s\\])[ \u00a0]*(?P=sign)(?![*\w])")
_SPACED_END = re.compile(r"(?<![*\w\\])(?P<sign>\*{1,3})(?P<text>[^*\s][^*\n]*?)[ \u00a0]+(?P=sign)(?![*\w])")
_JOINT = re.compile(r",|/|\s[–—-]\s|(?<!\w)(?:и|или|ни|and|or|nor)(?!\w)")
_LETTERS = {"ru": re.compile(r"[А-Яа-яЁё]"), "en": re.compile(r"[A-Za-z]")}
_FOREIGN = re.compile(
    r"(?i)[éèêàçïöüßñîôâ]|\b(?:mutatis|mutandis|inter alia|ad hoc|ad interim|de facto|de jure|ex officio|prima facie|"
    r"bona fide|ipso facto|jus cogens|sine die|sine qua non|in situ|in absentia|per se|per capita|pro bono|vis-a-vis|"
    r"versus|via|ibid|supra|infra|et seq|et al|viz|hawala|jirga|shura|madrasa|jihad|sharia|oblast|rayon|akimat|"
    r"hokimiyat|note verbale|aide-memoire|raison|force majeure|modus|quorum|status quo|lex|ratione|erga omnes|acquis|"
    r"non-refoulement|refoulement|inter se|pacta|travaux|laissez-passer|persona)\b"
)
_RUSSIAN = (
    *zip(("shch", "sh", "kh", "ch", "zh", "ts", "ya", "yu", "yo"), "щшхчжцяюё", strict=True),
    *zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввкиз", strict=True),
)
_TELLING = 5
"""So many letters tell that a word is the same."""
_QUOTED = re.compile(r"[«„]|[“\"](?=\w)")


def kept(pair: Pair) -> Iterator[Fault]:
    """Italics, bold type and code that a translation has lost, changed, added or left open.

    They may be split or joined; a title may stand in quotation marks, and a foreign word may be translated.
    Authority: CommonMark 0.31, “Emphasis and strong emphasis”, “Code spans”.
    """
    source, target = pair.source, pair.target
    if not (emphasis.any_sign(source.raw) or emphasis.any_sign(target.raw)) or not target.raw.strip():
        return
    if lead_verbs.wrong(pair) is not None:
        return
    there, here = copy(emphasis.read(source)), copy(emphasis.read(target))
    broken = list(_broken(target, there, here))
    yield from broken
    if broken:
        return
    if lead_verbs.begins(pair):
        _without_lead(source, there)
        _without_lead(target, here)
    if there.stretches or here.stretches:
        yield from _code(pair, there, here)
        yield from _kinds(pair, there, here)


def _without_lead(said: Said, marked: Marked) -> None:
    if lead := lead_verbs.leading(said):
        marked.stretches = [one for one in marked.stretches if one != lead]


def _broken(said: Said, there: Marked, here: Marked) -> Iterator[Fault]:
    """Signs that open or close nothing, more of them than the source has or means to print."""
    surplus = len(here.strays) - len(there.strays) - there.escaped
    if surplus <= 0:
        return
    for pattern in (_SPACED, _SPACED_END):
        for found in pattern.finditer(said.raw):
            start, end = found.span()
            hit = [stray for stray in here.strays if start <= stray[0] < end]
            if hit and surplus > 0:
                proposed = f"{found['sign']}{found['text']}{found['sign']}"
                yield said.fault("a space beside the asterisks makes them print", start, end, proposed)
                here.strays = [stray for stray in here.strays if stray not in hit]
                surplus -= len(hit)
    for start, end in here.strays[-surplus:] if surplus > 0 else ():
        sign = said.raw[start:end]
        yield said.fault(f"{sign} opens or closes nothing, and prints as it stands", start, end)


def _code(pair: Pair, there: Marked, here: Marked) -> Iterator[Fault]:
    theirs = [one.inner(pair.source) for one in there.of("code")]
    if any("<" in text for text in theirs):
        return  # reStructuredText: its roles and links have backticks
    for one in here.of("code"):
        text = one.inner(pair.target)
        if text in theirs:
            theirs.remove(text)
        elif len(theirs) == 1 == len(here.of("code")):
            yield pair.target.fault(f"the code is {_on_a_line(theirs.pop())} in the source", one.start, one.end)
    for text in theirs:
        start = pair.target.raw.find(text) if text else -1
        start, end = (start, start + len(text)) if start >= 0 else (0, 0)
        yield pair.target.fault(f"{_on_a_line(text)} is code in the source, and not in the translation", start, end)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _kinds(pair: Pair, there: Marked, here: Marked) -> Iterator[Fault]:
    taken: set[str] = set()
    for kind, other in (("em", "strong"), ("strong", "em")):
        theirs, ours = there.of(kind), here.of(kind)
        if theirs and not ours and here.of(other) and not there.of(other):
            one = here.of(other)[0]
            sign = "*" if kind == "em" else "**"
            message = f"{_NAMED[other]} for the {_NAMED[kind]} of the source"
            yield pair.target.fault(message, one.start, one.end, f"{sign}{one.inner(pair.target)}{sign}")
            taken |= {kind, other}
    for kind in ("em", "strong"):
        if kind not in taken:
            theirs, ours = there.of(kind), here.of(kind)
            lost = len(theirs) - sum(_capacity(one.inner(pair.target)) for one in ours)
            if lost > 0:
                yield from _lost(pair, kind, theirs, lost)
            elif extra := _added(pair, kind, theirs, ours):
                message = f"{_NAMED[kind]} that the source has not"
                yield pair.target.fault(message, extra.start, extra.end, extra.inner(pair.target))


def _capacity(text: str) -> int:
    """How many stretches of the source one of the translation may have joined: “*a* and *b*” → «*а и б*»."""
    return 1 + len(_JOINT.findall(text))


def _lost(pair: Pair, kind: str, theirs: list[Stretch], lost: int) -> Iterator[Fault]:
    message = f"the translation has lost the {_NAMED[kind]} of the source"
    excused = 0
    for one in theirs:
        text = one.inner(pair.source).strip(" ,.;:")
        start = _unmarked(pair.target, text)
        if start >= 0:
            yield pair.target.fault(message, start, start + len(text), pair.source.raw[one.start : one.end])
            lost -= 1
        elif kind == "em" and (_FOREIGN.search(text) or _spelled(text, pair.target)):
            excused += 1
    if kind == "em":
        excused += max(0, _quoted(pair.target) - _quoted(pair.source))
    if lost - excused > 0:
        yield pair.target.fault(message, 0, 0)


def _spelled(text: str, said: Said) -> bool:
    """Whether a foreign word is spelled in Russian letters, in which it is foreign no more: “akimats”, «акиматы»."""
    if said.lang != "ru" or not text.isascii():
        return False
    word = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    for latin, cyrillic in _RUSSIAN:
        word = word.replace(latin, cyrillic)
    return len(word) >= _TELLING and word[:_TELLING] in said.plain.lower()


def _quoted(said: Said) -> int:
    return len(_QUOTED.findall(said.plain))


def _unmarked(said: Said, text: str) -> int:
    """Where a foreign text, left as it is, stands without its signs; -1 where it does not."""
    start = said.plain.find(text) if len(text) > 1 and not text.isdigit() else -1
    return -1 if start > 0 and said.plain[start - 1] == SIGN else start


def _added(pair: Pair, kind: str, theirs: list[Stretch], ours: list[Stretch]) -> Stretch | None:
    """A stretch too many, if there is one: a foreign word or title may be in italics in the translation only."""
    own = _LETTERS.get(pair.target.lang)
    if kind == "em":
        ours = [one for one in ours if own is None or own.search(one.inner(pair.target))]
        if not theirs and pair.target.lang == "en":
            return None
    room = sum(_capacity(one.inner(pair.source)) for one in theirs)
    return ours[-1] if len(ours) > (2 * room if theirs else 0) else None


# --------------------------------------------------------------------------- signs of blocks

_BLOCK = re.compile(r"(?P<id>\{[#:.][^{}\s]{0,80}\})|(?m:^(?P<heading>#{1,6})[ \u00a0])|(?m:^(?P<quote>>)[ \u00a0]?)")
_SAYS = {
    "id": "the label {} of a heading",
    "heading": "the sign {} of a heading",
    "quote": "the sign {} of a quotation",
}


def blocks(pair: Pair) -> Iterator[Fault]:
    """Signs of headings, quotations, comments and tables that a translation brought in or lost.

    Authority: CommonMark 0.31, “Leaf blocks”; GitHub Flavored Markdown, “Tables”.
    """
    source, target = pair.source.raw, pair.target.raw
    if "{" in target or "#" in target or ">" in target:
        theirs = Counter(found[0].strip() for found in _BLOCK.finditer(source))
        for found in _BLOCK.finditer(target):
            if theirs[found[0].strip()]:
                theirs[found[0].strip()] -= 1
            else:
                message = f"the translation has {_SAYS[found.lastgroup or ''].format(found[0].strip())}, the source not"
                yield pair.target.fault(message, *found.span(), proposed="")
    if "<!--" in target and "-->" not in target and "<!--" not in source:
        start = target.index("<!--")
        yield pair.target.fault("the translation has the beginning of a comment", start, start + len("<!--"))
    if source.startswith("|"):
        there, here = _cells(pair.source), _cells(pair.target)
        if there != here and "\n" not in source:
            yield pair.target.fault(f"the row has {here} cells in the translation and {there} in the source", 0, 0)


def _cells(said: Said) -> int:
    return max(0, said.plain.strip().count("|") - said.raw.count("\\|") - 1)


CHECKS = (
    Check(
        "markup",
        Severity.WARNING,
        hostile,
        "Write it as plain text, or as the source has it.",
        On.PAIR,
        right=(Example("**Venue:** *Kokhi Somon*", "**Место проведения:** *Кохи Сомон*"),),
        wrong=(Example("Lunch", "Обед<br>", at="<br>"),),
        fuzzy=True,
    ),
    Check(
        "markup",
        Severity.WARNING,
        kept,
        "Mark in the translation what is marked in the source, with the same signs.",
        On.PAIR,
        right=(
            Example("The first *and* the second", "*как* первый, *так и* второй"),
            Example("her book *Open Doors*", "ее книга «Открытые двери»"),
        ),
        wrong=(
            Example("**Venue:** Kokhi Somon", "**Место проведения: «Кохи Сомон»", at="**"),
            Example("It is *not* final.", "Он **не является** окончательным.", at="**не является**"),
            Example("It applies *mutatis mutandis*.", "Применяется mutatis mutandis.", at="mutatis mutandis"),
        ),
    ),
    Check(
        "markup",
        Severity.WARNING,
        blocks,
        "Take it out: a translation is a text, and its block is the source's.",
        On.PAIR,
        right=(Example("Annex I", "Приложение I"),),
        wrong=(Example("Annex I", "Приложение I {#annex-1}", at="{#annex-1}"),),
    ),
)
