"""Everybody who stands in a document, in the order of a language, with the places where they speak."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import languages
from diptych.collation import collation_key, initial
from diptych.edition import Cell
from diptych.model import Kind, Person, Run
from diptych.page import Letter, Speaker, Turn, Turns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from diptych import compose
    from diptych.edition import Cells, Edition, Line

_SOUNDS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "j",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "i",
            "",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)


def letters(editions: Sequence[Edition], speaker: compose.Speaker) -> tuple[Letter, ...]:
    """The people of these editions (of one name, in their order) by the letters of the first language."""
    lang = speaker.langs[0]
    places = _places(editions)
    people = speaker.registry.people
    names = {one: index_name(people[one], lang, speaker) for one in places if one in people}
    order = sorted(names, key=lambda one: (*(collation_key(word, lang) for word in names[one]), one))
    out: list[Letter] = []
    for one in order:
        letter = initial(names[one][0])
        if not out or out[-1].letter != letter:
            out.append(Letter(letter, ()))
        out[-1] = Letter(letter, (*out[-1].people, _row(people[one], places[one], speaker)))
    return tuple(out)


def index_name(person: Person, lang: str, speaker: compose.Speaker) -> tuple[str, str]:
    """The person's family name and the rest of the name, as the language writes them.

    people.yaml tells the family name in its own language only. In another it is as many words at the same end of the
    name; where a language turns the name round («Чэнь Вэйсюн», Weixiong Chen), the end that sounds like it.
    """
    name = languages.typeset(speaker.translations.text(person.name, lang).text, lang)
    count = len(re.split(r"[\s-]+", person.family.strip()))
    first, last = _cut(name, count, from_start=True), _cut(name, count, from_start=False)
    ends = (first, last) if person.family_first else (last, first)
    return max(ends, key=lambda end: _alike(end[0], person.family))


def _cut(name: str, count: int, *, from_start: bool) -> tuple[str, str]:
    """The name's first or last words, as many as `count` (parts joined by a hyphen count), and the rest."""
    words = name.split()
    taken: list[str] = []
    while words and sum(len(word.split("-")) for word in taken) < count:
        if from_start:
            taken.append(words.pop(0))
        else:
            taken.insert(0, words.pop())
    return " ".join(taken), " ".join(words)


@functools.cache
def _alike(name: str, family: str) -> float:
    """How much two names sound alike, from 0 to 1, in steps: only a plain difference counts."""
    said = "".join(_SOUNDS.get(letter, letter) for letter in name.lower())
    return round(2 * difflib.SequenceMatcher(None, said, family.lower(), autojunk=False).ratio()) / 2


def together(name: tuple[str, str], *, family_first: bool) -> str:
    """``Voronkov, Vladimir``, ``Du Hangwei``."""
    family, given = name
    return (f"{family} {given}" if family_first else f"{family}, {given}") if given else family


def sorted_names(ids: Iterable[str], lang: str, speaker: compose.Speaker) -> list[str]:
    """The ids in the order of the language."""
    people = speaker.registry.people
    names = {one: index_name(people[one], lang, speaker) for one in ids if one in people}
    return sorted(names, key=lambda one: (*(collation_key(word, lang) for word in names[one]), one))


# --------------------------------------------------------------------------- a person's row


def _row(person: Person, places: Sequence[Turns], speaker: compose.Speaker) -> Speaker:
    country = person.country
    return Speaker(
        person.id,
        tuple(_name(person, lang, speaker) for lang in speaker.langs),
        tuple(_begun(cell) for cell in speaker.cells(person.function)),
        speaker.each(lambda lang: languages.country(country, lang)) if country else None,
        tuple(places),
    )


def _begun(cell: Cell) -> Cell:
    """The cell as a line of its own begins: with a capital."""
    first = next((at for at, run in enumerate(cell.runs) if run.role != "mark"), 0)
    return Cell(
        cell.lang,
        tuple(
            replace(run, text=run.text[:1].upper() + run.text[1:]) if at == first else run
            for at, run in enumerate(cell.runs)
        ),
    )


def _name(person: Person, lang: str, speaker: compose.Speaker) -> Cell:
    text = speaker.text(person.name, lang)
    family, given = index_name(person, lang, speaker)
    rest = together(("", given), family_first=person.family_first) if given else ""
    other = "" if text.lang == lang else text.lang
    runs = [Run(family, strong=True, lang=other, state=text.state)]
    if rest:
        runs.append(Run(rest, lang=other, state=text.state))
    return speaker.cell(lang, runs)


# --------------------------------------------------------------------------- where they speak


def _places(editions: Sequence[Edition]) -> dict[str, list[Turns]]:
    """Each person's places, by document and by day."""
    found: dict[str, list[Turns]] = {}
    for edition in editions:
        for person, turns in (_in_programme(edition) if edition.sessions else _in_text(edition)).items():
            found.setdefault(person, []).extend(turns)
    return found


def _in_programme(edition: Edition) -> dict[str, list[Turns]]:
    """By day: the items in which a person stands, each once, with its hour."""
    dates = {item.id: item.date for item in edition.sessions}
    titles: dict[str, Line] = {}
    days: dict[str, dict[dt.date, dict[str, Turn]]] = {}
    for line in edition.lines:
        if line.kind is Kind.SESSION:
            titles[line.session] = line
        elif line.person and line.session in titles:
            item = titles[line.session]
            day = days.setdefault(line.person, {}).setdefault(dates[line.session], {})
            href = f"{edition.slug}.html#{line.id}"
            day.setdefault(line.session, Turn(_short(item.cells), href, item.hinge.start))
    return {
        person: [Turns(_day(date, edition), tuple(turns.values())) for date, turns in sorted(own.items())]
        for person, own in days.items()
    }


def _day(date: dt.date, edition: Edition) -> Cells:
    return tuple(Cell(lang, (Run(languages.day_month(date, lang)),)) for lang in edition.languages)


def _in_text(edition: Edition) -> dict[str, list[Turns]]:
    """The sections of a long text in which a person's statements stand, each once."""
    found: dict[str, dict[str, Turn]] = {}
    section: dict[int, Line] = {}
    for line in edition.lines:
        if line.kind is Kind.HEADING:
            section = {level: one for level, one in section.items() if level < line.level} | {line.level: line}
        elif line.person and section:
            item = _section(section)
            turns = found.setdefault(line.person, {})
            turns.setdefault(item.id, Turn(_short(item.cells), f"{edition.slug}.html#{line.id}"))
    return {person: [Turns(edition.masthead.title, tuple(own.values()))] for person, own in found.items()}


def _section(section: Mapping[int, Line]) -> Line:
    """The heading that tells most: an item of the programme, else the chapter."""
    printed = (line for line in section.values() if any(run.role == "label" for run in line.cells[0].runs))
    return next(printed, section[min(section)])


def _short(cells: Cells) -> Cells:
    """An item's label («Thematic session I») where it has one, else its title."""
    return tuple(Cell(cell.lang, _label(cell) or cell.runs) for cell in cells)


def _label(cell: Cell) -> tuple[Run, ...]:
    """The runs of the cell's first line, if another follows it."""
    for at, run in enumerate(cell.runs):
        if run.lines_end and at + 1 < len(cell.runs):
            return tuple(Run(one.text, lang=one.lang, state=one.state) for one in cell.runs[: at + 1])
    return ()
