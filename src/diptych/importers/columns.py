"""A table with English beside Russian → two sheets, row by row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers import honorifics, lead_words
from diptych.importers.sheet import Cell, Form, Piece, Sheet, Spot, flat
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NUMBER = re.compile(r"\(?(\d{1,3}|[ivxIVX]{1,5}|[a-zа-я])[.)]?")
_MARKS = re.compile(
    r"(?=\S)(?:[(\[]?\d{1,3}[\s\u00a0]?(?:[’'′]|min(?:ute)?s?\b\.?|мин(?:ут[аы]?)?\b\.?)[)\]]?)?[\s\u00a0]*[▸►▶]?",
    re.IGNORECASE,
)
"""What stands beside a speaker and is no text: ``6′``, ``3′ ▸``, ``10 мин.``"""
_ENGLISH, _RUSSIAN = frozenset(("english", "en", "eng", "английский")), frozenset(("русский", "russian", "ru", "рус"))
_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
english русский en ru eng рус rus англ английский russian англо original оригинал перевод translation текст
text version версия язык language languages на языке английском русском in the draft проект № no # n
""",
    )
)
"""Words of a row that only names the languages."""
_HEAD_WORDS = 4
_HALF = 0.6
_NARROW = 8


@dataclass(frozen=True, slots=True)
class _Sides:
    """Which columns of a table have which language."""

    english: int
    russian: int
    number: int = -1
    """The column of the paragraphs' numbers; -1 where there is none, or where it counts the rows."""


def split(sheet: Sheet) -> tuple[Sheet, Sheet] | None:
    """The English and the Russian of a sheet whose tables have both side by side; None where they have not.

    The pieces of a row have the row in their ``Spot.where`` (``table 1, row 3``), by which they belong together;
    what stands outside the tables goes to the side of its language, and what has none to both.
    """
    tables = [piece for piece in sheet.pieces if piece.form is Form.TABLE]
    sides = {id(table): _sides(table) for table in tables}
    if not any(sides.values()) or not _is_most(sheet, sides):
        return None
    english: list[Piece] = []
    russian: list[Piece] = []
    number = 0
    for piece in sheet.pieces:
        if piece.form is Form.TABLE:
            number += 1
            found = sides[id(piece)]
            if found is not None:
                for one, other in _rows(piece, found, number):
                    english += one
                    russian += other
                continue
        lang = language(piece.text)
        if lang != "ru":
            english.append(piece)
        if lang != "en":
            russian.append(piece)
    return (
        replace(sheet, pieces=tuple(english), lang="en"),
        replace(sheet, pieces=tuple(russian), lang="ru", doubts=()),
    )


def language(text: str) -> str:
    """``en`` or ``ru`` by most of the letters; empty where there are none."""
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    if not (latin or cyrillic):
        return ""
    return "ru" if cyrillic > latin else "en"


def _is_most(sheet: Sheet, sides: dict[int, _Sides | None]) -> bool:
    """Whether such tables hold most of the text, or nearly: a glossary in a report makes no bilingual document."""
    within = sum(len(piece.text) for piece in sheet.pieces if piece.form is Form.TABLE and sides[id(piece)])
    return within * 2 > sum(len(piece.text) for piece in sheet.pieces)


def _sides(table: Piece) -> _Sides | None:
    """The columns, if one is English, one is Russian, and what else there is holds numbers at most."""
    english: Counter[int] = Counter()
    russian: Counter[int] = Counter()
    texts: dict[int, list[str]] = {}
    both = 0
    for row in table.rows:
        said = {column: _typed(cell) for column, cell in _placed(row) if len(row) > 1}
        langs = {column: language(text) for column, text in said.items() if not _NUMBER.fullmatch(text)}
        english.update(column for column, lang in langs.items() if lang == "en")
        russian.update(column for column, lang in langs.items() if lang == "ru")
        both += {"en", "ru"} <= set(langs.values())
        for column, text in said.items():
            if text:
                texts.setdefault(column, []).append(text)
    if not both or both < len(table.rows) // 3:
        return None
    one, other = max(english, key=lambda c: (english[c], -c)), max(russian, key=lambda c: (russian[c], -c))
    if one == other or english[one] < _HALF * len(texts[one]) or russian[other] < _HALF * len(texts[other]):
        return None
    others = [column for column in texts if column not in (one, other)]
    if any(sum(map(_narrow, texts[at])) < _HALF * len(texts[at]) for at in others):
        return None
    return _Sides(one, other, next((at for at in others if _numbers(table, at, one)), -1))


def _narrow(text: str) -> bool:
    """Whether a text beside the languages is none of its own: a number, minutes, hours, a date in figures."""
    return len(text) <= _NARROW or not language(text)


def _numbers(table: Piece, column: int, english: int) -> bool:
    """Whether a column has the numbers of paragraphs: not of rows, unless each row begins with an operative verb."""
    if not _counts_rows(table, column):
        return True
    said = [cell.text.strip() for row in table.rows for at, cell in _placed(row) if at == english]
    return sum(lead_words.of_operative(text, "en") > 0 for text in said) > _HALF * len(said)


def _counts_rows(table: Piece, column: int) -> bool:
    """Whether a column has 1, 2, 3 … in each row: then its numbers are no part of the text."""
    found = [_typed(cell).rstrip(".)") for row in table.rows for at, cell in _placed(row) if at == column]
    if found and found[0] and not found[0].isdigit():
        found = found[1:]
    full = len(found) >= len(table.rows) - 1
    return full and found == [str(number) for number in range(1, len(found) + 1)]


def _placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row:
        yield column, cell
        column += max(cell.columns, 1)


def _rows(table: Piece, sides: _Sides, number: int) -> Iterator[tuple[list[Piece], list[Piece]]]:
    for at, row in enumerate(table.rows, start=1):
        cells = dict(_placed(row))
        if (at == 1 and _is_head(row)) or _names_both(row):
            continue
        where = f"table {number}, row {at}"
        if len(cells) == 1:
            yield _shared(next(iter(cells.values())), where)
            continue
        typed = _typed(cells.get(sides.number))
        made = [_own(cells.get(column), where, typed) for column in (sides.english, sides.russian)]
        known = {sides.english, sides.russian, sides.number}
        if typed and not _NUMBER.fullmatch(typed):
            known.discard(sides.number)
        for column, cell in cells.items():  # what stands beside both, hours for instance, is read on both sides
            if column in known or not cell.text.strip() or _NUMBER.fullmatch(cell.text.strip()):
                continue
            marks = [piece.text.strip() for piece in flat(cell.pieces) if piece.text.strip()]
            if all(map(_MARKS.fullmatch, marks)) and all(_speakers(side, len(marks)) for side in made):
                made = [_marked(side, marks) for side in made]
                continue
            first, second = _shared(cell, where)
            made = [[*first, *made[0]], [*second, *made[1]]]
        yield _numbered_as(made[0], made[1]), _numbered_as(made[1], made[0])


def _typed(cell: Cell | None) -> str:
    """The number that stands in a cell; a number of Word's may stand there without any text."""
    if cell is None:
        return ""
    return cell.text.strip() or next((piece.typed or piece.number for piece in flat(cell.pieces)), "")


def _names_both(row: Sequence[Cell]) -> bool:
    """Whether a row has the name of one language in one cell and that of the other in another, and nothing else."""
    said = [cell.text.strip().lower() for cell in row if cell.text.strip()]
    if len(said) != 2:  # noqa: PLR2004 - two languages
        return False
    return any(one in _ENGLISH and other in _RUSSIAN for one, other in (said, said[::-1]))


def _speakers(side: Sequence[Piece], count: int) -> list[int]:
    """Which pieces have the marks beside them: as many as have a courtesy title, or the last; none where unclear."""
    titled = [at for at, piece in enumerate(side) if honorifics.leading(piece.text).length]
    if len(titled) == count:
        return titled
    return [len(side) - 1] if count == 1 and side and not titled else []


def _marked(side: Sequence[Piece], marks: Sequence[str]) -> list[Piece]:
    """Minutes and the arrow of a video in front of the people they belong to."""
    out = list(side)
    for at, mark in zip(_speakers(side, len(marks)), marks, strict=True):
        out[at] = replace(out[at], runs=(Run(f"{mark} "), *out[at].runs))
    return out


def _numbered_as(side: list[Piece], other: list[Piece]) -> list[Piece]:
    """The pieces, with the numbers that the other language alone has."""
    if len(side) != len(other):
        return side
    return [
        replace(one, form=Form.ITEM, number=there.number, typed=there.typed, level=there.level)
        if one.form is Form.PARAGRAPH and there.form is Form.ITEM and there.number
        else one
        for one, there in zip(side, other, strict=True)
    ]


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row only names the languages."""
    said = [re.findall(r"[^\W_]+|№|#", cell.text.lower()) for cell in row]
    return any(said) and all(len(words) <= _HEAD_WORDS and _NAMES.issuperset(words) for words in said)


def _shared(cell: Cell, where: str) -> tuple[list[Piece], list[Piece]]:
    """What goes over both columns: each paragraph to the side of its language, those without a language to both."""
    pieces = [replace(piece, spot=Spot(piece.spot.line, where)) for piece in flat(cell.pieces) if piece.text.strip()]
    langs = [language(piece.text) for piece in pieces]
    return (
        [piece for piece, lang in zip(pieces, langs, strict=True) if lang != "ru"],
        [piece for piece, lang in zip(pieces, langs, strict=True) if lang != "en"],
    )


def _own(cell: Cell | None, where: str, typed: str) -> list[Piece]:
    """The pieces of a cell; the first has the number that stands beside it."""
    if cell is None:
        return []
    found = [replace(piece, spot=Spot(piece.spot.line, where)) for piece in flat(cell.pieces) if piece.text.strip()]
    number = _NUMBER.fullmatch(typed)
    if found and number and not found[0].number:
        level = 1 if number[1].isdigit() else 2
        found[0] = replace(found[0], form=Form.ITEM, number=number[1], typed=typed, level=found[0].level or level)
    return found
