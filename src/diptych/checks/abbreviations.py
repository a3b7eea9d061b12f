"""Abbreviations: spelled out where they first stand, once, in one way, and not for nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from diptych import short_forms, stems, term_forms
from diptych.checks.view import Check, Example, Fault, Known, On, Paper, Papers, Said
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Pair
    from diptych.model import Term

_FAR = 40
"""So many paragraphs after an abbreviation was spelled out, nobody remembers it."""
_LOOK_BACK = 80
"""“(hereinafter …” begins at most so many characters before an abbreviation."""
_COURTESIES = ("Mr. ", "Ms. ", "Mrs. ", "Dr. ")
_LONGEST = 7
"""A longer word in capitals is a heading, a lead verb or a name, unless it is defined."""
_LONGEST_FIRST = 4
"""The same at the beginning of a text, where a lead verb may stand: “NOTING”."""
_PROSE = frozenset((None, Kind.PARAGRAPH, Kind.CHAPEAU, Kind.RECITAL, Kind.OPERATIVE, Kind.LIST_ITEM, Kind.NOTE))


def _sources(paper: Paper) -> list[Said]:
    """The texts of a document, each once."""
    return list({id(pair.source): pair.source for pair in paper.pairs}.values())


def _prose(paper: Paper) -> Iterator[tuple[Said, tuple[short_forms.Use, ...]]]:
    """The running text of a document with its abbreviations."""
    return ((said, short_forms.uses(said)) for said in _sources(paper) if said.kind in _PROSE)


# --------------------------------------------------------------------------- the source


def undefined(paper: Paper) -> Iterator[Fault]:
    """Abbreviations that a document uses at least twice and never spells out.

    Those of the glossary and those that every reader knows need no spelling out; in capitals stand headings, too.
    Authority: UN Editorial Manual, “Abbreviations and acronyms”.
    """
    if not paper.whole or paper.lang not in short_forms.ACRONYM:
        return
    settled = short_forms.COMMON[paper.lang] | paper.known.once(_shorts)
    uses: dict[str, list[tuple[Said, short_forms.Use]]] = {}
    explained: set[str] = set()
    for said in _sources(paper):
        for use in short_forms.uses(said):
            if use.bracketed or said.raw.strip() == use.short or _in_brackets(use, said.plain):
                explained.add(use.short)
            elif said.kind in _PROSE and _unspelled(use, said.plain):
                uses.setdefault(use.short, []).append((said, use))
    for short, places in uses.items():
        parts = {short} if short in explained else set(short.split("/"))  # API/PNR: each by itself
        if len(places) > 1 and not parts <= settled | explained and not _a_word(short, paper):
            said, use = places[0]
            others = {id(other): other for other, _ in places if other is not said}.values()
            message = f"“{short}” is used {len(places)} times and is nowhere spelled out"
            yield said.fault(message, use.start, use.end, others=others)


_TOGETHER = re.compile(r"\([^\W\d_]*(?:[ \u00a0/-][^\W\d_]+){1,3}\)")


def _in_brackets(use: short_forms.Use, plain: str) -> bool:
    """Whether it stands in brackets with nothing but another abbreviation: “Anti-Terrorism Centre (CIS ATC)”."""
    start = plain.rfind("(", max(0, use.start - 12), use.start)
    found = _TOGETHER.match(plain, start) if start >= 0 else None
    return found is not None and all(short_forms.capitals(one) for one in re.findall(r"[^\W\d_]+", found[0]))


def _unspelled(use: short_forms.Use, plain: str) -> bool:
    """Whether it is used as an abbreviation, and not as a word of a heading or a lead verb in capitals."""
    opens = use.start < _LONGEST and not plain[: use.start].strip(" \u2060*_")
    if len(use.short) > (_LONGEST_FIRST if opens else _LONGEST):
        return False
    if plain[max(0, use.start - 5) : use.start].endswith(_COURTESIES):
        return False
    before, behind = plain[max(0, use.start - 12) : use.start].split()[-1:], plain[use.end : use.end + 12].split()[:1]
    return not any(word.isalpha() and word.isupper() and len(word) > _LONGEST - 2 for word in before + behind)


def _a_word(short: str, paper: Paper) -> bool:
    """Whether a document has it in small letters, too, so that it is a word of a heading: “SESSION”."""
    word = re.compile(rf"\b(?:{re.escape(short.capitalize())}|{re.escape(short.lower())})\b")
    return short.isalpha() and any(word.search(said.plain) for said in _sources(paper))


def _shorts(known: Known) -> frozenset[str]:
    """The abbreviations of the glossary, and family names, which some documents write in capitals."""
    given = [wording.short for term in known.terms for wording in term.wordings.values()]
    whole = [wording.term for term in known.terms for wording in term.wordings.values() if wording.term.isupper()]
    families = [part.upper() for name in known.names for part in name.source.split()]
    parts = [part for short in (*given, *whole) for part in (short, *re.split(r"[\s()]+", short))]
    return frozenset((*parts, *families))


def unused(paper: Paper) -> Iterator[Fault]:
    """Abbreviations that a document introduces and never uses again.

    Those of the glossary tie the documents of a conference together, so they may stand once in each.
    Authority: UN Editorial Manual, “Abbreviations and acronyms”: only what recurs is abbreviated.
    """
    texts = _sources(paper)
    if not paper.whole or len(texts) < 2:  # noqa: PLR2004 - after a single text nothing could follow
        return
    settled = short_forms.COMMON.get(paper.lang, frozenset()) | paper.known.once(_shorts)
    times = Counter(use.short for said in texts for use in short_forms.uses(said))
    for said, uses in _prose(paper):
        for use in uses:
            if use.long and times[use.short] == 1 and use.short not in settled:
                yield said.fault(f"“{use.short}” is introduced and never used again", use.start, use.end)


def twice(paper: Paper) -> Iterator[Fault]:
    """Abbreviations that a document spells out a second time, not long after the first.

    Many pages later it reminds the reader.
    Authority: UN Editorial Manual, “Abbreviations and acronyms”: spelled out at first mention.
    """
    first: dict[str, tuple[int, Said]] = {}
    for number, (said, uses) in enumerate(_prose(paper) if paper.whole else ()):
        for use in uses:
            if _affiliation(use, said.plain):
                continue
            if use.long and use.short in first:
                at, before = first[use.short]
                if number - at > _FAR:
                    first[use.short] = number, said
                    continue
                message = f"“{use.short}” has been spelled out before"
                yield said.fault(message, use.start, use.end, others=() if before is said else (before,))
            elif use.long:
                first[use.short] = number, said


def _affiliation(use: short_forms.Use, plain: str) -> bool:
    """Whether it stands behind a person's office: “Director, Office of Border Affairs (OBA)”."""
    return bool(use.long) and plain[: use.start].rpartition(use.long)[0].endswith(", ")


def differs(papers: Papers) -> Iterator[Fault]:
    """Abbreviations that stand for one thing in one place and for another, or for the same in other words, elsewhere.

    Authority: UN Editorial Manual, “Abbreviations and acronyms”.
    """
    first: dict[tuple[str, str], tuple[Said, short_forms.Use]] = {}
    told: set[tuple[str, str, tuple[str, ...]]] = set()
    for paper in papers.papers:
        for said, uses in _prose(paper):
            for use in uses:
                if (
                    not use.long or "," in use.long
                ):  # more than a name, as in “the United Nations, through its Office …”
                    continue
                where, before = first.setdefault((paper.lang, use.short), (said, use))
                mine, theirs = _stems(use.long), _stems(before.long)
                if _within(mine, theirs) or _within(theirs, mine) or (key := (paper.lang, use.short, mine)) in told:
                    continue
                told.add(key)
                start = said.plain.rfind(use.long, 0, use.start)
                message = f"“{use.short}” is “{_quoted(use.long)}” here and “{_quoted(before.long)}” elsewhere"
                yield said.fault(message, max(start, 0), use.end, others=() if where is said else (where,))


def _quoted(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stems.stem(stems.fold(word[0])) for word in term_forms.tokens(text))


def _within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one wording is the beginning or the end of the other, spaces and hyphens aside."""
    mine, theirs = "".join(one), "".join(other)
    return theirs.startswith(mine) or theirs.endswith(mine)


# --------------------------------------------------------------------------- the translation


def first_use(paper: Paper) -> Iterator[Fault]:
    """Russian abbreviations that are not spelled out where they first stand although the source spells them out there.

    Those that every reader knows need it not, nor those whose full name has stood before.
    Authority: Мильчин, Чельцова, «Справочник издателя и автора», сокращения.
    """
    if not paper.whole or paper.target != "ru":
        return
    seen = set(short_forms.COMMON["ru"])
    read: list[Said] = []
    for pair in {id(pair.target): pair for pair in paper.pairs}.values():
        if pair.translated and pair.target.lang == "ru":
            read.append(pair.target)
            yield from _glossary_first(pair, read, seen)
            yield from _other_first(pair, seen)


class _Abbreviated(NamedTuple):
    """The terms that the glossary abbreviates in Russian, and how to find their abbreviations."""

    terms: dict[str, Term]
    pattern: re.Pattern[str] | None


def _abbreviated(known: Known) -> _Abbreviated:
    terms = {}
    for term in known.terms:
        here, there = term.wordings.get("en"), term.wordings.get("ru")
        if here and there and short_forms.capitals(there.short) and (here.short or (here.term and there.term)):
            terms[there.short] = term
    longest = sorted(terms, key=len, reverse=True)
    written = "|".join(re.escape(short).replace(r"\ ", "[ \u00a0]") for short in longest)
    pattern = rf"(?<![\w-])(?:{written})(?![\w-])"
    return _Abbreviated(terms, re.compile(pattern) if terms else None)


def _glossary_first(pair: Pair, read: list[Said], seen: set[str]) -> Iterator[Fault]:
    """Abbreviations of the glossary; ``read``: the translations up to this one."""
    terms, pattern = pair.known.once(_abbreviated)
    plain = pair.target.plain
    for found in pattern.finditer(plain) if pattern else ():
        short = found[0].replace("\u00a0", " ")
        if short in seen:
            continue
        seen.update((short, *short.split()))
        if pair.target.kind not in _PROSE or pair.source.lang != "en" or _explained(plain, found):
            continue
        if _spelled_out(terms[short], pair.source) and not any(_names(terms[short], said) for said in read):
            message = f"“{short}” is not spelled out at its first use, as the source does"
            yield pair.target.fault(message, found.start(), found.end())


def _spelled_out(term: Term, source: Said) -> bool:
    """Whether the source spells a term out: in full, or with its abbreviation in brackets behind it."""
    if _names(term, source):
        return True
    short = term.wordings[source.lang].short
    return "(" in source.raw and any(use.short == short and use.long for use in short_forms.uses(source))


def _names(term: Term, said: Said) -> bool:
    """Whether a text has a term in full."""
    if not term.wordings[said.lang].term:
        return False
    full = [form for form in term_forms.forms(term, said.lang) if form.text == term.wordings[said.lang].term]
    return bool(term_forms.Index(full, said.lang).matches(said))


def _explained(plain: str, found: re.Match[str]) -> bool:
    """Whether an abbreviation stands in brackets behind what it stands for, or the reverse."""
    before = plain[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip(" «„“\u2060\u00a0")
    inside = before.endswith("(") or re.search(r"\((?:далее|именуем\w+|сокращ\w+)[^()]*$", before) is not None
    return inside or plain[found.end() :].lstrip(" »“\u2060\u00a0").startswith("(")


def _other_first(pair: Pair, seen: set[str]) -> Iterator[Fault]:
    """Abbreviations that no glossary knows: the source spells some out here, and the translation not one."""
    settled = pair.known.once(_shorts)
    uses = [use for use in short_forms.uses(pair.target) if use.short not in seen and use.short not in settled]
    seen.update(use.short for use in uses)
    bare = [use for use in uses if not use.bracketed]
    if not bare or len(bare) < len(uses) or pair.target.kind not in _PROSE or "(" not in pair.source.raw:
        return
    defined = [use for use in short_forms.uses(pair.source) if use.long]
    if defined and len(bare) <= len(defined):
        for use in bare:
            message = f"“{use.short}” is not spelled out at its first use, as the source does"
            yield pair.target.fault(message, use.start, use.end)


_SCO = {"Shanghai Cooperation Organization": "Шанхайская организация сотрудничества", "SCO": "ШОС"}

CHECKS = (
    Check(
        "abbreviation",
        Severity.WARNING,
        first_use,
        "Write the full name first and the abbreviation behind it in brackets.",
        On.PAPER,
        ("ru",),
        right=(
            Example(
                "The Shanghai Cooperation Organization (SCO) sent an observer.",
                "Шанхайская организация сотрудничества (ШОС) направила наблюдателя.",
                first=True,
                terms=_SCO,
            ),
            Example("The SCO sent an observer.", "ШОС направила наблюдателя.", terms=_SCO),
        ),
        wrong=(
            Example(
                "The Shanghai Cooperation Organization (SCO) sent an observer.",
                "ШОС направила наблюдателя.",
                at="ШОС",
                first=True,
                terms=_SCO,
            ),
        ),
    ),
    Check(
        "abbreviation-undefined",
        Severity.INFO,
        undefined,
        "Spell it out where it first stands, or put it in terms.yaml.",
        On.PAPER,
        right=(Example(documents=("The Joint Border Post (JBP) is open.\n\nThe JBP works.\n\nThe JBP is new.\n",)),),
        wrong=(Example(documents=("The JBP is open by day.\n\nThe JBP closes at night.\n",), at="JBP", side="en"),),
    ),
    Check(
        "abbreviation-unused",
        Severity.INFO,
        unused,
        "Leave the abbreviation out.",
        On.PAPER,
        right=(Example(documents=("The Joint Border Post (JBP) is open.\n\nThe JBP works by day.\n",)),),
        wrong=(
            Example(
                documents=("The Joint Border Post (JBP) is open.\n\nThe post works by day.\n",), at="JBP", side="en"
            ),
        ),
    ),
    Check(
        "abbreviation-twice",
        Severity.INFO,
        twice,
        "Write the abbreviation alone, or the name alone.",
        On.PAPER,
        right=(Example(documents=("The Joint Border Post (JBP) is open.\n\nThe JBP works by day.\n",)),),
        wrong=(
            Example(
                documents=("The Joint Border Post (JBP) is open.\n\nNow the Joint Border Post (the JBP) works.\n",),
                at="JBP",
                side="en",
            ),
        ),
    ),
    Check(
        "abbreviation-differs",
        Severity.WARNING,
        differs,
        "Let it stand for one thing, in one wording.",
        On.PAPERS,
        right=(Example(documents=("The Joint Border Post (JBP) is open.\n", "Joint border posts (JBPs) are open.\n")),),
        wrong=(
            Example(
                documents=("The Joint Border Post (JBP) is open.\n", "The Justice and Border Police (JBP) is new.\n"),
                at="Justice and Border Police (JBP",
                side="en",
            ),
        ),
    ),
)
