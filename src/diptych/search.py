"""Editions → the search indexes: what the search page's script looks words up in, one file a language.

An index is a classic script that assigns a value, since pages read from a folder may load nothing else:

* ``pages``: ``[slug, title]`` of each document, and of the page of speakers;
* ``texts``: every text once;
* ``entries``: ``[page, fragment, up, text, rank]``, where ``up`` is the entry that it stands under (-1: none), ``text``
  an index into the texts and ``rank`` 1 for a text, 2 for a heading, 3 for a title or a person;
* ``stems``: stem → a list of numbers, each (entry less the entry before) times 4 plus the word's weight there, which is
  1 in a text, 2 in a heading or a name, 3 in a title.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.catalog import State
from diptych.model import Artifact, Kind
from diptych.stems import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.edition import Cell, Edition, Line

MEDIA = "text/javascript; charset=utf-8"
SPEAKERS, PERSON = "speakers", "person-"
"""The page of speakers, and what stands before a person's id in its fragments."""
_TEXT, _HEADING, _TITLE = 1, 2, 3
_HEADINGS = (Kind.HEADING, Kind.SESSION, Kind.DAY)
_SILENT = (Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE, Kind.ROLE, Kind.ISSUES)
"""Lines that are words of the layout, or stand in the masthead."""
_SAID = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE)
"""What a statement may consist of."""


def indexes(editions: Sequence[Edition]) -> tuple[Artifact, ...]:
    """The index of each language, ``assets/search-en.js`` …, from the editions in one language.

    Languages, documents and passages stand in the order given. What is not translated is found in its own language.
    """
    singles = [edition for edition in editions if not edition.parallel]
    return tuple(
        _script(lang, [edition for edition in singles if edition.languages[0] == lang])
        for lang in dict.fromkeys(edition.languages[0] for edition in singles)
    )


@dataclass(slots=True)
class _Index:
    """An index while it grows."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    entries: list[tuple[int, str, int, int, int]] = field(default_factory=list)
    stems: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(
        self,
        fragment: str,
        up: int,
        text: str,
        rank: int,
        more: Iterable[tuple[str, int]] = (),
        weight: int = 0,
        names: tuple[str, int] = ("", 0),
    ) -> int:
        """A passage of the last page, its words' ``weight`` the rank where none is said; returns its number.

        ``more``: more texts, and some whose words weigh more. ``names`` are found by their full form too: in Russian
        the stem of a surname as it is, «Воронков», is not that of its other cases.
        """
        number = len(self.entries)
        at = self.texts.setdefault(text, len(self.texts))
        self.entries.append((len(self.pages) - 1, fragment, up, at, rank))
        weights: dict[str, int] = {}
        for said, heavy in ((text, weight or rank), names, *more):
            for stem in (*stems(said), *(words(said) if said is names[0] else ())):
                weights[stem] = max(heavy, weights.get(stem, 0))
        for stem, heaviest in weights.items():
            self.stems.setdefault(stem, []).append((number, heaviest))
        return number


def _script(lang: str, editions: Sequence[Edition]) -> Artifact:
    index = _Index()
    for edition in editions:
        _document(index, edition)
    _people(index, editions)
    postings = {}
    for stem, places in sorted(index.stems.items()):
        before = (0, *(number for number, _ in places))
        postings[stem] = [(number - last) * 4 + weight for last, (number, weight) in zip(before, places, strict=False)]
    data = {"pages": index.pages, "texts": list(index.texts), "entries": index.entries, "stems": postings}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Harmless within a script element too, and to JavaScript before 2019, whose strings ended at these separators.
    for sign in ("<", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    script = f"(window.DIPTYCH_SEARCH=window.DIPTYCH_SEARCH||{{}})[{json.dumps(lang)}]={text};\n"
    return Artifact(f"assets/search-{lang}.js", MEDIA, script.encode())


def _document(index: _Index, edition: Edition) -> None:
    """The document's title, headings, passages and rows of tables."""
    head = edition.masthead
    index.pages.append((edition.slug, head.title[0].text))
    subtitle = ((head.subtitle[0].text, _HEADING),) if head.subtitle else ()
    symbol = ((head.symbol, _HEADING),) if head.symbol else ()
    title = index.add("", -1, _text([head.title[0]]), _TITLE, (*subtitle, *symbol))
    above: dict[str, int] = {}
    day, statement = title, (-1, "")
    for line, cells in _rows(edition.lines):
        if not (text := _text(cells)):
            continue
        group = line.group if line.group != line.id else ""
        up = above.get(group, day)
        if line.kind in _SAID and statement[0] >= 0 and statement[1] == line.group:
            up = statement[0]
        if line.kind in _HEADINGS:
            number = index.add(line.id, title if line.kind is Kind.DAY else up, text, _HEADING)
            above[line.id] = number
            day = number if line.kind is Kind.DAY else day
            statement = (-1, "")
            continue
        mark = f"{line.hinge.number}. " if line.kind is Kind.OPERATIVE and line.hinge.number else ""
        names = " ".join(run.text for cell in cells for run in cell.runs if run.role == "name")
        number = index.add(line.id, up, mark + text, _TEXT, names=(names, _HEADING))
        if line.kind is Kind.STATEMENT:
            statement = (number, line.group)


def _rows(lines: Sequence[Line]) -> list[tuple[Line, list[Cell]]]:
    """The lines that are worth finding, each with its cells: a table's row is one, by the id of its first cell."""
    rows: list[tuple[Line, list[Cell]]] = []
    for line in lines:
        if line.kind in _SILENT or (line.kind is Kind.CELL and line.row == 0):
            continue
        if line.kind is Kind.CELL and line.column and rows:
            rows[-1][1].append(line.cells[0])
        else:
            rows.append((line, [line.cells[0]]))
    return rows


def _people(index: _Index, editions: Sequence[Edition]) -> None:
    """Everybody who has a line in a document, as the page of speakers names them."""
    lines: dict[str, Line] = {}
    for edition in editions:
        for line in edition.lines:
            if line.person:
                lines.setdefault(line.person, line)
    title = next((e.words["site/speakers"][0].text for e in editions if "site/speakers" in e.words), "")
    if not lines:
        return
    index.pages.append((SPEAKERS, title))
    for person, line in lines.items():
        runs = [run for run in line.cells[0].runs if run.role in ("name", "function")]
        name = "".join(run.text for run in runs if run.role == "name")
        function = "".join(run.text for run in runs if run.role == "function")
        if text := ", ".join(part for part in (name, function) if part):
            index.add(PERSON + person, -1, text, _TITLE, weight=_TEXT, names=(name, _TITLE))


def _text(cells: Iterable[Cell]) -> str:
    """What the cells say, without marks and without what is not translated."""
    said = []
    for cell in cells:
        runs = [run for run in cell.runs if run.role != "mark" and run.state is State.DONE]
        text = "".join(run.text + (" · " if run.lines_end else "") for run in runs)
        said.append(text.strip(" ,·\u00a0"))
    return " · ".join(text for text in said if text)
