"""A declaration as one sentence: its numbers, its lead verbs, how its paragraphs end, and its two languages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.checks.view import SIGN, Check, Example, Fault, On, Pair, Paper, Papers
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.checks.view import Said

_TYPED = re.compile(r"(\d{1,3})\\?[.)]\s+(?=\*[^\s*])")
"""A number that was typed before a lead verb in italics."""
_FEWEST = 3
"""So many numbered paragraphs with a verb in italics are a declaration, wherever they stand."""
_PARTICIPLE = re.compile(
    r"(?:(?:Deeply |Gravely |Strongly |Also |Further )?(?!During|Following|According|Nothing|Meeting|Building)"
    r"[A-Z][a-z]{2,}ing|Guided by|Convinced|Conscious|Mindful|Aware|Alarmed|Determined|Inspired|Encouraged"
    r"|(?:Deeply |Gravely |Seriously )(?:concerned|convinced|alarmed)"
    r"|(?:[Вв]новь |[Тт]акже |[Дд]алее )?[А-ЯЁа-яё](?:тмечая|одч[её]ркивая|ризнавая|сылаясь|читывая|ыражая|апоминая"
    r"|одтверждая|риветствуя|сознавая|ознавая|тремясь|уководствуясь|удучи|амятуя|ринимая|сходя|аявляя|добряя"
    r"|ассмотрев|оддерживая|тметив|беждённые|бежденные))\b"
)
_CONTINUED = re.compile(r"\s*[a-zа-яё]")
_LEAD = re.compile(r"(?:\d{1,3}\\?[.)]\s+)?\*(?P<verb>[^\s*](?:[^*]*[^\s*])?)\*")
_TOO_LONG = re.compile(r"\s+(?:(?:our|its|their|an?)$|the\b.*$)")
_LEFT_OUT = re.compile(r"\s+(?:also|further)(?=\s+(?:that|the|its|our|their|with|on|upon)\b)")
_GOES_ON = re.compile(r"([;,])\s*(?:and|or|и|или)$")
_STOPS = ".,;:!?…"
_NAMES = {".": "a full stop", ",": "a comma", ";": "a semicolon", ":": "a colon"}
_CLOSERS = f"{SIGN} \u00a0\t»”\"“')]"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a declaration with what it is."""

    pair: Pair
    kind: Kind
    """RECITAL, OPERATIVE or LIST_ITEM."""
    number: int = 0
    typed: tuple[int, int] = (0, 0)
    """Where the number stands in the text, if it was typed."""
    goes_on: bool = False
    """A paragraph follows that belongs to it, or a list: where its sentence ends is not known."""


def numbering(paper: Paper) -> Iterator[Fault]:
    """Operative paragraphs whose numbers do not follow one another.

    Authority: UN Editorial Manual, “Resolutions and other formal decisions of United Nations organs” (operative
    paragraphs are numbered consecutively).
    """
    for run in _runs(paper):
        before = 0
        for one in run:
            if one.kind is Kind.OPERATIVE:
                if one.number != before + 1:
                    what = f"behind paragraph {before}" if before else "at the beginning"
                    message = f"paragraph {one.number} stands {what}, where {before + 1} should"
                    yield one.pair.source.fault(message, *one.typed)
                before = one.number


def lead_verbs(paper: Paper) -> Iterator[Fault]:
    """A lead verb without italics, or italics that hold a word too many or too few.

    A recital or an operative paragraph that the reader knows as such and that begins without italics is told by
    the reader (``no-lead-verb``); here are those that nobody could know, because they lack them.
    Authority: UN Editorial Manual, “Resolutions and other formal decisions of United Nations organs” (the opening
    words of each paragraph are italicized).
    """
    for said in _unmarked(paper):
        found = _PARTICIPLE.match(said.plain)
        if found:
            end = found.end()
            verb = said.raw[:end]
            yield said.fault(f"“{verb}” opens the paragraph without italics", 0, end, f"*{verb}*")
    for run in _runs(paper):
        for one in run:
            said = one.pair.source
            lead = _LEAD.match(said.raw)
            if not lead or one.kind is Kind.LIST_ITEM or said.lang != "en":
                continue
            if over := _TOO_LONG.search(lead["verb"]):
                start, end = lead.start("verb") - 1, lead.end("verb") + 1
                verb, rest = lead["verb"][: over.start()], over[0]
                yield said.fault(
                    f"the italics hold “{rest.strip()}”, no part of the verb", start, end, f"*{verb}*{rest}"
                )
            elif under := _LEFT_OUT.match(said.raw, lead.end()):
                start, word = lead.start("verb") - 1, under[0].strip()
                proposed = f"*{lead['verb']} {word}*"
                yield said.fault(f"“{word}” belongs to the verb, into the italics", start, under.end(), proposed)


def punctuation(paper: Paper) -> Iterator[Fault]:
    """A paragraph of a declaration that does not end as it must, in the text or in a confirmed translation.

    Recitals all end in a comma, or all in a semicolon, operative paragraphs and sub-paragraphs in a semicolon and the
    last in a full stop, for all is one sentence. A declaration whose operative paragraphs mostly end in full stops is
    one of sentences: there the others are odd.
    Authority: UN Editorial Manual, “Resolutions and other formal decisions of United Nations organs”.
    """
    for run in _runs(paper):
        yield from _endings([(one, one.pair.source) for one in run])
        if run and run[-1].pair.translated:  # what is last in a translation is known when the last paragraph has one
            yield from _endings([(one, one.pair.target) for one in run if one.pair.translated])


def counts(papers: Papers) -> Iterator[Fault]:
    """A declaration in two files, one a language, of which one has more paragraphs than the other.

    Authority: none but reason: the texts of a declaration are equal, paragraph by paragraph.
    """
    of: dict[str, list[list[_Paragraph]]] = {}
    for paper in papers.papers:
        runs = [run for run in _runs(paper) if any(one.kind is Kind.OPERATIVE for one in run)]
        of.setdefault(paper.lang, []).extend(runs)
    single = [(lang, runs[0]) for lang, runs in of.items() if len(runs) == 1]
    for (lang, one), (other_lang, other) in pairwise(single):
        here = next(each.pair.source for each in other if each.kind is Kind.OPERATIVE)
        there = next(each.pair.source for each in one if each.kind is Kind.OPERATIVE)
        for kind, name in ((Kind.RECITAL, "recitals"), (Kind.OPERATIVE, "operative paragraphs")):
            has, had = (sum(each.kind is kind for each in run) for run in (other, one))
            if has != had:
                message = f"{had} {name} in {_language(lang)}, {has} in {_language(other_lang)}"
                yield here.fault(message, 0, 0, others=(there,))


def _language(code: str) -> str:
    return {"en": "English", "ru": "Russian"}.get(code, code)


# --------------------------------------------------------------------------- the paragraphs of a declaration


def _runs(paper: Paper) -> list[list[_Paragraph]]:
    """The declarations of a paper: the one that it is, or those that a plain text has in it."""
    if paper.document and paper.document.kind == "declaration":
        return [_known(paper.pairs)]
    return _seen(paper.pairs)


def _known(pairs: Sequence[Pair]) -> list[_Paragraph]:
    out: list[_Paragraph] = []
    last = max((n for n, pair in enumerate(pairs) if _kind(pair) is Kind.OPERATIVE), default=-1)
    for n, pair in enumerate(pairs):
        kind, behind = _kind(pair), _kind(pairs[n + 1]) if n + 1 < len(pairs) else None
        number = pair.block.number if pair.block else ""
        if kind in (Kind.RECITAL, Kind.OPERATIVE) or (kind is Kind.LIST_ITEM and out):
            typed = _TYPED.match(pair.source.raw)
            goes_on = behind is Kind.LIST_ITEM and not _deeper_or_same(pair, pairs[n + 1])
            goes_on = goes_on or (behind in (Kind.PARAGRAPH, Kind.QUOTE) and kind is not Kind.RECITAL and n < last)
            if typed:
                out.append(_Paragraph(pair, Kind.OPERATIVE, int(typed[1]), typed.span(1), goes_on))
            else:
                out.append(_Paragraph(pair, kind, int(number) if number.isdigit() else 0, goes_on=goes_on))
    return out


def _kind(pair: Pair) -> Kind | None:
    return pair.block.kind if pair.block else pair.source.kind


def _deeper_or_same(pair: Pair, behind: Pair) -> bool:
    """Whether the list item behind a paragraph is no part of it."""
    here, there = pair.block, behind.block
    return bool(here and there and here.kind is Kind.LIST_ITEM and there.level <= here.level)


def _seen(pairs: Sequence[Pair]) -> list[list[_Paragraph]]:
    """Declarations within other texts: numbered paragraphs with a verb in italics, and the recitals above the first."""
    runs: list[list[_Paragraph]] = []
    starts: list[int] = []
    for n, pair in enumerate(pairs):
        if (one := _numbered(pair)) is None:
            continue
        if not runs or one.number == 1:
            runs.append([])
            starts.append(n)
        runs[-1].append(replace(one, goes_on=_cut(pairs, n)))
    found = ([*_above(pairs, n), *run] for n, run in zip(starts, runs, strict=True) if len(run) >= _FEWEST)
    return [run for run in found if _one_sentence(run)]


def _one_sentence(run: Sequence[_Paragraph]) -> bool:
    """Whether numbered paragraphs are a declaration, and not a list of anything."""
    ends = sum(_sign(one.pair.source) == ";" for one in run)
    return run[0].kind is Kind.RECITAL or 2 * ends >= len(run)


def _numbered(pair: Pair) -> _Paragraph | None:
    raw, block = pair.source.raw, pair.block
    if raw[:1].isdigit():
        typed = _TYPED.match(raw)
        return _Paragraph(pair, Kind.OPERATIVE, int(typed[1]), typed.span(1)) if typed else None
    if block and block.kind is Kind.LIST_ITEM and block.level == 1 and block.number.isdigit() and _LEAD.match(raw):
        return _Paragraph(pair, Kind.OPERATIVE, int(block.number))
    return None


def _cut(pairs: Sequence[Pair], n: int) -> bool:
    """Whether a conversion has cut a paragraph in two."""
    return n + 1 < len(pairs) and bool(_CONTINUED.match(pairs[n + 1].source.plain))


def _above(pairs: Sequence[Pair], first: int) -> list[_Paragraph]:
    out: list[_Paragraph] = []
    for n in range(first - 1, -1, -1):
        plain = pairs[n].source.plain.strip(SIGN + " ")
        if _PARTICIPLE.match(plain) and not plain.endswith("."):
            out.append(_Paragraph(pairs[n], Kind.RECITAL, goes_on=_cut(pairs, n)))
        elif not _CONTINUED.match(plain):
            break
    return out[::-1]


def _unmarked(paper: Paper) -> Iterable[Said]:
    """Paragraphs that are recitals but for their italics."""
    if not (paper.document and paper.document.kind == "declaration"):
        for run in _runs(paper):
            yield from (
                one.pair.source for one in run if one.kind is Kind.RECITAL and "*" not in one.pair.source.raw[:2]
            )
        return
    for pair in paper.pairs:
        if _kind(pair) is Kind.OPERATIVE:
            return
        if _kind(pair) is Kind.PARAGRAPH and pair.source.raw.endswith((",", ";")) and "*" not in pair.source.raw[:2]:
            yield pair.source


# --------------------------------------------------------------------------- how they end


def _endings(run: Sequence[tuple[_Paragraph, Said]]) -> Iterator[Fault]:
    recitals = [said for one, said in run if one.kind is Kind.RECITAL and not one.goes_on]
    yield from _recitals(recitals)
    body = [(one, said) for one, said in run if one.kind is not Kind.RECITAL]
    if not body:
        return
    *before, (last, final) = body
    signs = Counter(_sign(said) for one, said in before if one.kind is Kind.OPERATIVE and not one.goes_on)
    style = "." if signs["."] > signs[";"] + signs[","] and signs["."] >= _FEWEST else ";"
    for one, said in before:
        sign = _sign(said)
        if one.goes_on:
            continue
        what = f"paragraph {one.number}" if one.kind is Kind.OPERATIVE else "a sub-paragraph"
        if one.kind is Kind.LIST_ITEM and (style == "." or sign == ","):
            continue
        if sign not in (style, ":"):
            reason = ", as only the last does" if sign == "." else f", not in {_NAMES[style]}"
            yield _ends(said, f"{what} ends in {_NAMES.get(sign, 'no stop')}{reason}", style)
    if _sign(final) in (";", ",", "") and not last.goes_on:
        yield _ends(final, f"the last paragraph ends in {_NAMES.get(_sign(final), 'no stop')}, not in a full stop", ".")


def _recitals(recitals: Sequence[Said]) -> Iterator[Fault]:
    signs = Counter(_sign(said) for said in recitals)
    if not signs[","] and not signs[";"]:
        return
    style = ";" if signs[";"] > signs[","] else ","
    for number, said in enumerate(recitals, 1):
        sign = _sign(said)
        if sign == style or (sign == ":" and number == len(recitals)):
            continue
        message = f"recital {number} ends in {_NAMES.get(sign, 'no stop')}, not in {_NAMES[style]}"
        yield _ends(said, f"{message} as the others do" if len(recitals) > 1 else message, style)


def _sign(said: Said) -> str:
    """The stop that ends a text; empty where none does."""
    text = said.plain.rstrip(_CLOSERS)
    if onward := _GOES_ON.search(text[-8:]):
        return onward[1]
    return text[-1:] if text[-1:] in _STOPS else ""


def _ends(said: Said, message: str, wanted: str) -> Fault:
    """A fault of a text's last stop, or of its last letter where it has none."""
    text = said.plain.rstrip(_CLOSERS)
    onward = _GOES_ON.search(text[-8:])
    end = len(text) if not onward else len(text) - len(text[-8:]) + onward.end(1)
    last = said.raw[max(0, end - 1) : end]
    return said.fault(message, max(0, end - 1), end, wanted if last in _STOPS else f"{last}{wanted}")


# --------------------------------------------------------------------------- examples


def _text(*paragraphs: str, lang: str = "en") -> str:
    return "\n\n".join((f"---\nkind: declaration\ntitle: D\nlang: {lang}\n---", *paragraphs)) + "\n"


_RECITALS = ("We:", "*Recalling* the Charter,", "*Noting* the river,")
_RUSSIAN = ("Мы:", "*напоминая* об Уставе,", "*отмечая* реку,", "1. *призываем* стороны;", "2. *просим* город.")

CHECKS = (
    Check(
        "op-numbering",
        Severity.WARNING,
        numbering,
        "Number the operative paragraphs one after the other; a paragraph between two begins a list anew.",
        On.PAPER,
        right=(Example(documents=(_text(*_RECITALS, "1. *Ask* A;", "2. *Thank* B."),)),),
        wrong=(
            Example(
                documents=("1\\. *Ask* A;\n\n2\\. *Thank* B;\n\n4\\. *Request* C.\n",),
                at="4",
                side="en",
            ),
        ),
    ),
    Check(
        "lead-verb-source",
        Severity.WARNING,
        lead_verbs,
        "Put asterisks around the verb and its adverb, and nothing else: *Recalling also*.",
        On.PAPER,
        right=(Example(documents=(_text(*_RECITALS, "1. *Call upon* A;", "2. *Thank* B."),)),),
        wrong=(
            Example(documents=(_text("We:", "Recalling the Charter,", "1. *Ask* A."),), at="Recalling", side="en"),
            Example(documents=(_text(*_RECITALS, "1. *Reaffirm our* aim."),), at="*Reaffirm our*", side="en"),
        ),
    ),
    Check(
        "op-punctuation",
        Severity.WARNING,
        punctuation,
        "End recitals alike, operative paragraphs in a semicolon, and the last in a full stop.",
        On.PAPER,
        right=(Example(documents=(_text(*_RECITALS, "1. *Ask* A;", "2. *Thank* B."),)),),
        wrong=(Example(documents=(_text(*_RECITALS, "1. *Ask* A.", "2. *Thank* B."),), at=".", side="en"),),
    ),
    Check(
        "op-count",
        Severity.ERROR,
        counts,
        "Look which paragraph one of the two lacks, or breaks in two.",
        On.PAPERS,
        right=(Example(documents=(_text(*_RECITALS, "1. *Ask* A;", "2. *Thank* B."), _text(*_RUSSIAN, lang="ru"))),),
        wrong=(Example(documents=(_text(*_RECITALS, "1. *Thank* B."), _text(*_RUSSIAN, lang="ru"))),),
    ),
)
