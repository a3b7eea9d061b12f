"""A document in two languages, both imported → translations of its messages, sure ones and doubtful ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import align, languages, memory
from diptych.align import Unit
from diptych.importers import markup
from diptych.importers.columns import language
from diptych.importers.sheet import Doubt, Form, Spot, flat
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.align import Bead
    from diptych.importers.sheet import Part, Piece

_SURER = 0.97
"""From this confidence on several paragraphs are taken as the translation of one."""
_BEFORE = frozenset(("вновь", "особо", "также", "далее", "глубоко", "решительно", "настоятельно", "будучи", "с"))
_BEHIND = frozenset(("также", "далее", "вновь", "во", "внимание"))
_CYRILLIC_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_MOST_LEAD = 4


@dataclass(frozen=True, slots=True)
class Translation:
    """What a message of the source is in the other language."""

    msgid: str
    text: str
    """Inline Markdown."""
    sure: bool
    note: str
    """Why it is doubtful, in plain words; empty where it is not."""
    spot: Spot
    """Of the translation, in its original."""
    domain: str = ""
    """The name of the part that it belongs to, or ``people``."""
    maybe: bool = False
    """There may be no such message: then nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Two versions of a document, paragraph by paragraph."""

    translations: tuple[Translation, ...]
    doubts: tuple[Doubt, ...] = ()
    """What has no counterpart: its text is in no translation."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What becomes one message."""

    runs: tuple[Run, ...]
    unit: Unit
    spot: Spot
    domain: str


def pairs(source: Sequence[Part], target: Sequence[Part], terms: Sequence[tuple[str, str]] = ()) -> Paired:
    """The translations of all messages that the parts of the source will have, programmes left out.

    ``terms``: what the source calls a thing, and what the target does.
    """
    here, there = list(_texts(source)), list(_texts(target))
    found: list[Translation] = []
    doubts: list[Doubt] = []
    for bead in align.align([one.unit for one in here], [one.unit for one in there], terms):
        texts, answers = [here[i] for i in bead.source], [there[j] for j in bead.target]
        if not texts:
            reason = "“{}” answers nothing in the other text"
            doubts += [Doubt(one.spot, "no-source", reason.format(_quoted(one))) for one in answers]
        elif answers:
            found += _translated(texts, answers, bead, terms)
    return Paired(tuple(found), tuple(doubts))


# --------------------------------------------------------------------------- what there is


def _texts(parts: Sequence[Part]) -> Iterator[_Text]:
    for part in parts:
        if part.kind == "programme":
            continue
        for kind, runs in (("title", part.title), ("subtitle", part.subtitle)):
            if runs:
                yield _Text(runs, Unit(_plain(runs), kind), part.spot, part.name)
        tables = 0
        for piece in part.pieces:
            if piece.form is Form.TABLE:
                tables += 1
                yield from _cells(piece, f"table {tables}", part.name)
            elif piece.text.strip():
                yield _Text(piece.runs, _unit(piece), piece.spot, part.name)


def _cells(table: Piece, name: str, domain: str) -> Iterator[_Text]:
    """A cell is one message: its paragraphs stand behind each other."""
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row, start=1):
            runs: list[Run] = []
            for piece in flat(cell.pieces):
                if piece.text.strip():
                    runs += [Run(" "), *piece.runs] if runs else piece.runs
            if runs:
                unit = Unit(_plain(runs), "cell", 0, "", f"{name}, row {number}, column {column}")
                yield _Text(tuple(runs), unit, next(flat(cell.pieces)).spot, domain)


def _unit(piece: Piece) -> Unit:
    place = piece.spot.where if piece.spot.where.startswith("table") else ""
    return Unit(_plain(piece.runs), str(piece.form), piece.level, _number(piece.number), place)


def _number(number: str) -> str:
    """The number as both languages have it: «б» is the second, as ``b`` is."""
    low = number.lower()
    if len(low) == 1 and (at := _CYRILLIC_LETTERS.find(low)) >= 0:
        return chr(ord("a") + at)
    return low


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _quoted(text: _Text) -> str:
    words = text.unit.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")  # noqa: PLR2004 - enough to know it again


# --------------------------------------------------------------------------- a bead


def _translated(
    texts: list[_Text], answers: list[_Text], bead: Bead, terms: Sequence[tuple[str, str]]
) -> Iterator[Translation]:
    if len(texts) == 1:
        runs = answers[0].runs
        for more in answers[1:]:
            runs = (*runs, Run(" "), *more.runs)
        sure = bead.confidence >= (align.SURE if len(answers) == 1 else _SURER)
        note = "" if sure else bead.reason
        yield _made(texts[0], runs, answers[0].spot, sure=sure, note=note)
    elif len(texts) == len(answers):
        for text, answer in zip(texts, answers, strict=True):
            note = f"the paragraphs are cut elsewhere: {bead.reason}"
            yield _made(text, answer.runs, answer.spot, sure=False, note=note)
    else:
        yield from _divided(texts, answers, bead, terms)


def _made(text: _Text, runs: Sequence[Run], spot: Spot, *, sure: bool, note: str) -> Translation:
    said = _unset(markup.dumps(led(text.runs, runs)))
    return Translation(markup.dumps(text.runs), said, sure, note, spot, text.domain)


def _unset(text: str) -> str:
    """The text with plain spaces where printing sets no-break spaces anyway: so the catalogs have them."""
    plain = text.replace(languages.NBSP, " ")
    printed = languages.typeset(plain, language(plain) or "en")
    if len(printed) != len(text):
        return text
    return "".join(" " if set_ == languages.NBSP else sign for sign, set_ in zip(text, printed, strict=True))


def _divided(
    texts: list[_Text], answers: list[_Text], bead: Bead, terms: Sequence[tuple[str, str]]
) -> Iterator[Translation]:
    """Several paragraphs that the translation has in one: divided between sentences, where that is clear."""
    runs: tuple[Run, ...] = ()
    for answer in answers:
        runs = (*runs, Run(" "), *answer.runs) if runs else answer.runs
    whole = _plain(runs)
    sentences = memory.sentences(whole)
    beads = [
        one
        for one in align.align([text.unit for text in texts], [Unit(sentence) for sentence in sentences], terms)
        if one.source
    ]
    wanted = list(range(len(sentences)))
    even = all(len(one.source) == 1 and one.target for one in beads)
    if not even or [j for one in beads for j in one.target] != wanted:
        beginning = f"the translation has {len(texts)} paragraphs in one, and it is not clear where they end"
        yield _made(texts[0], runs, answers[0].spot, sure=False, note=beginning)
        return
    at = 0
    for one in beads:
        start = whole.find(sentences[one.target[0]], at)
        last = sentences[one.target[-1]]
        at = whole.find(last, start if len(one.target) == 1 else start + 1) + len(last)
        sure = bead.confidence >= align.SURE and one.confidence >= align.SURE
        note = "" if sure else f"cut out of a paragraph that has {len(texts)} of the source"
        yield _made(texts[one.source[0]], _cut(runs, start, at), answers[0].spot, sure=sure, note=note)


def _cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    found = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return tuple(found)


# --------------------------------------------------------------------------- lead verbs


def led(source: Sequence[Run], target: Sequence[Run]) -> tuple[Run, ...]:
    """The translation with its leading participle or verb in italics where the source has one and it has none."""
    if len(source) < 2 or not source[0].emphasis or not target or any(run.emphasis for run in target):  # noqa: PLR2004
        return tuple(target)
    first = target[0]
    words = list(re.finditer(r"\S+", first.text))
    if not words:
        return tuple(target)
    take = 1
    while take < min(_MOST_LEAD, len(words)) and words[take - 1][0].lower() in _BEFORE:
        take += 1
    most = max(take, len("".join(run.text for run in source[:1]).split()))
    while take < min(most, len(words)) and words[take][0].lower() in _BEHIND:
        take += 1
    end = words[take - 1].start() + len(words[take - 1][0].rstrip(",;:."))
    start = words[0].start()
    parts = (first.text[:start], first.text[start:end], first.text[end:])
    made = (replace(first, text=text, emphasis=at == 1) for at, text in enumerate(parts) if text)
    return (*made, *target[1:])
