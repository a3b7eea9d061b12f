"""Running heads, running feet and page numbers of a text that was pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.importers.lines import ends, lower
from diptych.importers.sheet import Doubt, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.importers.lines import Line

_WORDS = r"(?:page|pages|p\.|pg\.|стр\.|стр|страница|с\.|лист)"
_NUMBER = re.compile(
    rf"[-–—~|\[( ]*(?:{_WORDS} *)?(?P<one>\d{{1,4}}) *(?:(?:/|of|из|\|) *(?P<all>\d{{1,4}}))?[-–—~|\]) ]*",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\W*{_WORDS}\s*\d|\W*\d{{1,4}}\s*(?:/|of|из)\s*\d|[-–—]\s*\d{{1,4}}\s*[-–—]$", re.IGNORECASE)
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_DEPTH = 4
"""Lines at the top and at the bottom of a page that may be running heads and feet."""
_LONGEST = 150
_SEVERAL = 3
_UNEVEN = 2
"""How much more than the shortest page the longest one holds."""
_APART = 3
"""Lines between two page numbers, where no form feed shows the pages."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A line as it comes again on another page."""

    text: str
    """With ``#`` for each number."""
    numbers: tuple[int, ...]


def remove(lines: list[Line]) -> tuple[list[Line], tuple[Doubt, ...]]:
    """The lines without page numbers, running heads and feet, and one doubt that says what went.

    A line goes only where it comes again: at the edges of pages that form feeds show; without form feeds where it is
    no sentence and stands beside page numbers, or at regular distances and cuts sentences in two. What cuts sentences
    at other distances stays, with a doubt. A salutation stays, whatever it does.
    """
    pages = _pages(lines)
    gone, kept = (_at_edges(pages), []) if len(pages) > 1 else _between(lines)
    doubts = tuple(_kept(lines[places[0]], len(places)) for places in kept)
    if not gone:
        return lines, doubts
    return _without(lines, gone), (_doubt([lines[at] for at in sorted(gone)]), *doubts)


def _pages(lines: Sequence[Line]) -> list[list[tuple[int, Line]]]:
    found: list[list[tuple[int, Line]]] = [[]]
    for at, line in enumerate(lines):
        if line.page and found[-1]:
            found.append([])
        found[-1].append((at, line))
    return found


def _shape(line: Line) -> _Shape:
    text = _SPACE.sub(" ", line.text).lower()
    if not _DIGITS.search(text):
        return _Shape(text, ())
    return _Shape(_DIGITS.sub("#", text), tuple(int(one[:9]) for one in _DIGITS.findall(text)))


def _possible(line: Line) -> bool:
    """Whether a line may be a running head at all: short, and no salutation."""
    text = line.text
    return len(text) <= _LONGEST and text[-1] not in ",!?;:" and not (text[-1] == "." and lower(text))


# --------------------------------------------------------------------------- pages that form feeds part


def _at_edges(pages: list[list[tuple[int, Line]]]) -> set[int]:
    counted: Counter[str] = Counter()
    offsets: Counter[tuple[str, int, int]] = Counter()
    where: defaultdict[str, set[int]] = defaultdict(set)
    within = Counter(_shape(line).text for page in pages for _, line in page[_DEPTH:-_DEPTH] if _possible(line))
    for number, page in enumerate(pages):
        for shape in {_shape(line) for _, line in _edge(page) if _possible(line)}:
            counted[shape.text] += 1
            where[shape.text].add(number)
            offsets.update({(shape.text, place, value - number) for place, value in enumerate(shape.numbers)})
    often = max(2, min(_SEVERAL, len(pages) // 3))
    # A heading that comes again stands in the middle of some page, a running head on pages that follow each other.
    running = {
        text
        for text, count in counted.items()
        if count >= often and within[text] * 3 <= count and _neighbouring(where[text]) * 2 >= count
    }
    gone: set[int] = set()
    for number, page in enumerate(pages):
        gone |= _peeled(page, number, running, offsets)
        gone |= _peeled(page[::-1], number, running, offsets)
    return gone


def _neighbouring(places: set[int]) -> int:
    """How many of the pages have another of them beside or one further: left and right heads may differ."""
    return sum(1 for place in places if places & {place - 2, place - 1, place + 1, place + 2})


def _edge(page: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    if len(page) <= 2 * _DEPTH:
        return page
    return page[:_DEPTH] + page[-_DEPTH:]


def _peeled(
    page: list[tuple[int, Line]], number: int, running: set[str], offsets: Counter[tuple[str, int, int]]
) -> set[int]:
    """What goes from one edge inwards, as far as each line is a running one."""
    gone = set()
    for at, line in page[:_DEPTH]:
        if not _possible(line):
            break
        shape = _shape(line)
        counts_on = any(offsets[shape.text, place, value - number] > 1 for place, value in enumerate(shape.numbers))
        alone = _NUMBER.fullmatch(line.text) is not None
        same = not shape.numbers and shape.text in running
        dated = bool(shape.numbers) and not alone and shape.text in running and _steady(shape)
        roman = _ROMAN.fullmatch(line.text) is not None
        if not (counts_on or same or dated or (alone and _NAMED.match(line.text)) or (roman and number < 30)):  # noqa: PLR2004
            break
        gone.add(at)
    return gone


def _steady(shape: _Shape) -> bool:
    """Whether a line with numbers may repeat as it is: a symbol or a date beside words."""
    return len(shape.text.replace("#", "").strip()) > 5  # noqa: PLR2004 - a word at least


# --------------------------------------------------------------------------- pages that nothing parts


def _between(lines: Sequence[Line]) -> tuple[set[int], list[list[int]]]:
    """Page numbers that count upwards at some distance and running heads; the places of each line that may be one."""
    kept: list[list[int]] = []
    gone = _counting([(at, line) for at, line in enumerate(lines) if _NUMBER.fullmatch(line.text)])
    if not _cutting(lines, gone) and not any(_NAMED.match(lines[at].text) for at in gone) and len(gone) < _SEVERAL + 2:
        gone = set()
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at not in gone and _possible(line):
            shapes[_shape(line).text].append(at)
    for places in shapes.values():
        if len(places) < _SEVERAL or any(two - one < _APART for one, two in pairwise(places)):
            continue
        beside = sum(1 for at in places if {at - 1, at + 1} & gone)
        numbers = [_shape(lines[at]).numbers for at in places]
        upwards = all(_up(one, two) for one, two in pairwise(numbers))
        if len(set(numbers)) > 1 and not upwards:
            continue
        if ends(lines[places[0]].text):
            continue
        cutting = sum(_cuts(lines, at, at) for at in places) >= max(2, len(places) // 3)
        if beside * 2 > len(places) or (cutting and _regular(lines, places)):
            gone |= set(places)
        elif cutting:
            kept.append(places)
    return gone, kept


def _regular(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether about as many characters stand between any two of the places, as on pages."""
    sizes = [sum(len(line.text) for line in lines[one + 1 : two]) for one, two in pairwise(places)]
    return max(sizes) <= _UNEVEN * min(sizes)


def _kept(line: Line, count: int) -> Doubt:
    reason = f"“{line.text[:60]}” stands in the text {count} times, and within sentences: a running head, or text?"
    return Doubt(Spot(line.number), "running-head", reason)


def _up(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    """Whether exactly one number of the line grew."""
    changed = [(before, after) for before, after in zip(one, two, strict=True) if before != after]
    return len(changed) == 1 and changed[0][0] < changed[0][1] <= changed[0][0] + _SEVERAL


def _counting(found: list[tuple[int, Line]]) -> set[int]:
    """The longest runs of lone numbers that grow by one or two, each some lines behind the last."""
    gone: set[int] = set()
    run: list[tuple[int, int]] = []
    for at, line in found:
        number = _NUMBER.fullmatch(line.text)
        value = int(number["one"]) if number else 0
        if run and (at - run[-1][0] < _APART or not 0 < value - run[-1][1] <= 2):  # noqa: PLR2004 - a page may have none
            gone |= {place for place, _ in run} if len(run) >= _SEVERAL else set()
            run = []
        run.append((at, value))
    return gone | ({place for place, _ in run} if len(run) >= _SEVERAL else set())


def _cutting(lines: Sequence[Line], gone: Iterable[int]) -> bool:
    return any(_cuts(lines, at, at) for at in gone)


def _cuts(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the line stands within a sentence: short lines beside it, such as a foot and a head, are looked over."""
    before = next((lines[at].text for at in range(first - 1, max(-1, first - 4), -1) if len(lines[at].text) > 40), "")  # noqa: PLR2004
    after = next((lines[at].text for at in range(last + 1, min(len(lines), last + 4)) if len(lines[at].text) > 12), "")  # noqa: PLR2004
    return bool(before and after and not ends(before) and lower(after))


# --------------------------------------------------------------------------- taking them out


def _without(lines: Sequence[Line], gone: set[int]) -> list[Line]:
    """The other lines; where something went, a page ended."""
    kept: list[Line] = []
    blank, page = 0, False
    for at, line in enumerate(lines):
        if at in gone:
            blank, page = blank + line.blank + 1, True
            continue
        kept.append(replace(line, blank=line.blank + blank, page=True) if page else line)
        blank, page = 0, False
    return kept


def _doubt(gone: list[Line]) -> Doubt:
    heads: Counter[str] = Counter()
    numbers = 0
    for line in gone:
        if _NUMBER.fullmatch(line.text) or _ROMAN.fullmatch(line.text):
            numbers += 1
        else:
            heads[_DIGITS.sub("#", _SPACE.sub(" ", line.text)).strip(" #|–—-") or line.text] += 1
    said = [f"“{text[:60]}” ({count} times)" for text, count in heads.most_common(5)]
    if len(heads) > len(said):
        said.append(f"{len(heads) - len(said)} other running heads")
    if numbers:
        said.append(f"{numbers} page numbers")
    reason = f"left out, being of pages and not of the text: {', '.join(said)}"
    return Doubt(Spot(gone[0].number), "running-head", reason)
