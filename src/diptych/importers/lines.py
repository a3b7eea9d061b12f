"""The lines of a plain text, and which of them a program broke at a width."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.importers.bullets import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = re.compile(r"[.!?:;…][\"'”’»“)\]*_]*\s*(?:[\d⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])?\s*$")
_LOWER = re.compile(r"[\"'“‘«(\[*_]*[a-zа-яё]")
_LONE = 20
_LONE_BULLET = re.compile(rf"\s*[{GLYPHS}\ue000-\uf8ff]\s*")
_RECITAL = re.compile(r"[*_]*(?:[а-яё]+(?:ая|яя|ясь|вшись|ывая|ивая)|ссылаясь|исходя|[a-z]+ing)\b")
_EVIDENT = 30
"""Characters: a shorter line does not show that a program broke it."""
_LONGEST_WRAPPED = 160
"""Characters: what is longer, no program broke."""
_ENOUGH = 3
_WIDE = re.compile(r"[A-ZА-ЯЁmwжшщюыфмю@—%–]")
_NARROW = re.compile(r"[ijltfrI.,:;'’()\[\] -]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """In the original, from 1."""
    raw: str
    """With its indent and tabs, without spaces at its end."""
    blank: int = 0
    """How many blank lines stand before it."""
    page: bool = False
    """A page begins with it."""
    hard: bool = False
    """Markdown's two spaces or backslash end it."""
    open_cell: bool = False
    """A tab stands at its end: an empty cell of a table."""
    scattered: bool = False
    """It is a word of the line before, which justification had stretched."""
    text: str = field(init=False, repr=False, compare=False)
    """Without the indent; kept, because it is asked for dozens of times."""

    def __post_init__(self) -> None:
        """Take the indent off."""
        object.__setattr__(self, "text", self.raw.strip())

    @property
    def indent(self) -> int:
        """In columns; a tab counts as far as the next multiple of four."""
        wide = self.raw.expandtabs(4) if "\t" in self.raw else self.raw
        return len(wide) - len(wide.lstrip())

    @property
    def end(self) -> int:
        """The column where it ends."""
        return len(self.raw.expandtabs(4)) if "\t" in self.raw else len(self.raw)


def split(text: str, most: int) -> list[Line]:
    """The lines of a cleaned text that are not blank, at most so many; a form feed begins a page, wherever it stands.

    A bullet that stands alone belongs to the line behind it: pdftotext parts them.
    """
    found: list[Line] = []
    blank, page, bullet = 0, False, ""
    for number, whole in enumerate(text.split("\n"), 1):
        if not whole or len(found) >= most:
            blank += 1
            continue
        for at, raw in enumerate(whole.split("\f")):
            if at:
                blank, page = blank + 1, True
            if not raw.strip():
                blank += 1
                continue
            if len(raw) < _LONE and _LONE_BULLET.fullmatch(raw):
                bullet = raw.rstrip() + " "
                continue
            if bullet:
                raw = bullet + raw.strip()  # noqa: PLW2901 - the line as it was
                bullet = ""
            hard = raw.endswith(("  ", "\\"))
            tab = "\t" in raw[len(raw.rstrip()) :]
            bare = raw.rstrip()
            if hard and bare.endswith("\\") and not bare.endswith("\\\\"):
                bare = bare[:-1].rstrip() or bare
            found.append(Line(number, bare, blank, page, hard, tab))
            blank, page = 0, False
    return found


def ends(text: str) -> bool:
    """Whether a sentence, or an item of an enumeration, ends with the text; a footnote's number may stand behind it."""
    return _ENDS.search(text[-60:]) is not None


def lower(text: str) -> bool:
    """Whether the text begins with a small letter, signs before it left out."""
    return _LOWER.match(text) is not None


def evident(first: Line, second: Line) -> bool:
    """Whether the second line surely goes on with the sentence of the first."""
    size = len(first.text)
    return size >= _EVIDENT and not ends(first.text) and lower(second.text)


def single_spaced(lines: list[Line]) -> list[Line]:
    """The lines; where a program put a blank line behind each, without those."""
    pairs = [(one, two) for one, two in pairwise(lines) if not two.page]
    spaced = [(one, two) for one, two in pairs if two.blank == 1 and len(one.text) <= _LONGEST_WRAPPED]
    cut = sum(evident(one, two) for one, two in spaced)
    if cut < 5 or cut < len(spaced) * 0.4 or len(spaced) < len(pairs) * 0.5:  # noqa: PLR2004 - most lines, and surely so
        return lines
    return [replace(line, blank=max(0, line.blank - 1)) for line in lines]


def scattered(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines, those marked that are single words of a stretched line, and the first of each such place.

    pdftotext without ``-layout`` takes the words of a justified line that has few of them for paragraphs.
    """
    out = list(lines)
    first: list[Line] = []
    at = 0
    while at < len(lines):
        after = at + 1
        while after < len(lines) and _scattered(lines[after - 1], lines[after]):
            after += 1
        if after - at > _ENOUGH:
            first.append(lines[at])
            out[at + 1 : after] = [replace(line, blank=0, scattered=True) for line in lines[at + 1 : after]]
        at = after
    return (out, first) if len(first) > _ENOUGH else (lines, [])


def _scattered(one: Line, two: Line) -> bool:
    few = len(one.text) <= _EVIDENT and one.text.count(" ") < 2 and two.text.count(" ") < 2  # noqa: PLR2004 - two words
    return (
        few and two.blank <= 1 and not two.page and len(two.text) <= _EVIDENT and lower(two.text) and not ends(one.text)
    )


@dataclass(frozen=True, slots=True)
class Width:
    """How the lines of a document were broken."""

    columns: float = 0
    """Where full lines end; 0 where nobody broke them."""
    proportional: bool = False
    """Whether letters count by their width in print, because that makes the lines more even."""
    indented: bool = False
    """Whether paragraphs begin with an indent, and only there."""
    unparted: bool = False
    """Whether nothing but the length of its last line shows where a paragraph ends."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Width:
        """The width at which the lines were broken, if a fair share of them was."""
        pairs = 0
        broken: list[tuple[Line, Line]] = []
        for one, two in pairwise(lines):
            if two.blank or "\t" in one.raw.strip():
                continue
            pairs += 1
            if one.end <= _LONGEST_WRAPPED and evident(one, two):
                broken.append((one, two))
        if len(broken) < min(_ENOUGH, max(1, pairs // 2)) or len(broken) < pairs * 0.08:
            return cls()
        ways = (cls._measured(broken, proportional=way) for way in (False, True))
        width = min(ways, key=lambda found: found[0])[1]
        behind = width._behind(lines)  # noqa: SLF001 - its own
        indented = len(behind) >= _ENOUGH and sum(behind) >= len(behind) * 0.7
        parted = sum(
            two.blank > 0
            and not two.page
            and ends(one.text)
            and not lower(two.text)
            and not width.fits(two, "", 0, 0.8)
            for one, two in pairwise(lines)
        )
        return replace(width, indented=indented, unparted=1 < len(behind) >= parted and not any(behind))

    def _behind(self, lines: Sequence[Line]) -> list[bool]:
        """For each line right behind one that ends a paragraph for certain, whether it has an indent."""
        return [
            two.indent > one.indent + 1
            for one, two in pairwise(lines)
            if not two.blank and ends(one.text) and not lower(two.text) and self.fits(one, "", 0, 0.75)
        ]

    @classmethod
    def _measured(cls, broken: list[tuple[Line, Line]], *, proportional: bool) -> tuple[int, Width]:
        """How many lines end before they are full, for a way to measure them, and the width."""
        bare = cls(0, proportional)
        ends_at = sorted(bare.size(one.raw) for one, _ in broken)
        width = cls(ends_at[int((len(ends_at) - 1) * 0.95)], proportional)
        return sum(width.fits(one, _first_word(two), 0) for one, two in broken), width

    def size(self, raw: str) -> float:
        """How wide a line is, with its indent."""
        wide = raw.expandtabs(4) if "\t" in raw else raw
        if not self.proportional:
            return len(wide)
        return len(wide) + 0.45 * len(_WIDE.findall(wide)) - 0.4 * len(_NARROW.findall(wide))

    def fits(self, line: Line, word: str, local: float, slack: float = 0.97) -> bool:
        """Whether the next line's first word had had room on the line, so that somebody ended it there on purpose."""
        return self.size(f"{line.raw} {word}") < (local or self.columns) * slack


def _first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def continues(first: Line, second: Line, width: Width, local: float, *, markdown: bool, inside: bool) -> bool:
    """Whether the second line goes on with the paragraph of the first, both standing together without a marker.

    ``local``: where full lines of this block end, if it tells; ``inside``: the paragraph has lines before the first.
    """
    one, two = first.text, second.text
    if second.scattered or _cut_word(one, two) or (evident(first, second) and not (first.hard and markdown)):
        return True
    if markdown:
        return not first.hard and len(one) <= _LONGEST_WRAPPED and not _salutation(one, two)
    return (
        bool(width.columns) and first.end <= width.columns * 1.5 and _fills(first, second, width, local, inside=inside)
    )


def _fills(first: Line, second: Line, width: Width, local: float, *, inside: bool) -> bool:
    """Whether the first line ends where the width ended it."""
    one, two = first.text, second.text
    if ends(one):
        return _ended_goes_on(first, second, width, local)
    if lower(two):
        return not width.fits(first, "", local, 0.4)
    if width.indented and second.indent > first.indent + 1:
        return False
    # A line of a title or a name ends early; a line in the middle of a sentence seldom does.
    return not width.fits(first, _first_word(second), local, 0.6 if inside else 0.88)


def _cut_word(one: str, two: str) -> bool:
    return one[-1] in "-\u00ad\u2010¬" and two[0].isalpha() and len(one) > 1 and one[-2].isalpha()


def _ended_goes_on(first: Line, second: Line, width: Width, local: float) -> bool:
    """Whether a paragraph goes on behind a line with which a sentence ends: the line is full, the next not indented."""
    if second.indent > first.indent + 1 or (first.text[-1] in ":;" and _RECITAL.match(second.text)):
        return False
    slack = 0.85 if first.text[-1] in ":;" and lower(second.text) else 0.97
    return not width.fits(first, _first_word(second), local, 0.5 if width.indented else slack)


def open_end(first: Line, second: Line, width: Width, local: float) -> bool:
    """Whether a paragraph may as well end between two lines that were joined: a sentence ends at a full line's end.

    Only where neither blank lines nor indents part the paragraphs of the text.
    """
    if not width.unparted or second.scattered or lower(second.text) or not ends(first.text):
        return False
    return not width.fits(first, "", local, 0.85)


def _salutation(one: str, two: str) -> bool:
    """Two lines such as “Excellencies,” and “Ladies and Gentlemen,”."""
    return len(one) < 40 and one[-1] in ",!" and len(two) < 40 and two[-1] in ",!" and not lower(two)  # noqa: PLR2004
