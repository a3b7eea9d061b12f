"""The quotation marks of an English source: each that opens is closed, and all are of one kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from diptych.checks.view import SIGN, Check, Example, Fault, On, Papers, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 50  # findings of one kind in one text: nobody reads more

_MARKS = re.compile(r"[“”\"]")
_FOREIGN = re.compile(
    r"«([^«»]*)»|„([^„“”\"]*)[“”\"]|‹([^‹›]*)›|<<(?=\w)([^<>]*)>>|(?<![\w'])''(?=\w)([^'\"“”]*)(?:''|(?=[\"”]))|[«»]"
)
_NO_ENGLISH = re.compile("[«»„‹<]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_SET_APART = re.compile(r"[«„“\"(][^«»„“”\"()]{1,300}[»”“\")]")
_SINGLE = re.compile(r"(?<![\w\-’])‘(?=[a-z])")
_HALF_STRAIGHT = re.compile(r"(?<![\w\-’])‘[^‘’'\n]{1,200}'(?!\w)")
_CROSSED = re.compile(r"“[^“”‘]*(?<![\w\-’])(‘)(?=\w)(?:[^“”‘’]|’(?=\w))*”")
_SINGLE_END = re.compile(r"’(?!\w)")
_UNCLOSED_SINGLE = "this single quotation mark is not closed"
_LOW = re.compile(r"„[^„“”\"]*[“”\"]|â€[“”]")  # „ ” are foreign_marks’ own, â€“ is a dash read wrongly
_STRAIGHT = "straight quotation marks among curly ones"
_HALF_SINGLE = re.compile(r"[^“”‘’\"\n]{1,120}’(?!\w)")
_MOST_MARKS = 1000  # of one text
_LONGEST_PASSAGE = 6  # paragraphs that one quotation may have
_OPENERS = frozenset(" \u00a0\n\t([{/–—-‘'\u2009\u202f")


def _is_russian(raw: str) -> bool:
    """Whether a line of a file whose other lines are English has Russian words outside quotation marks and brackets."""
    return not raw.isascii() and len(_CYRILLIC_WORD.findall(_SET_APART.sub("", raw))) > 1


def foreign_marks(said: Said) -> Iterator[Fault]:
    """Quotation marks of other languages in an English text.

    Authority: United Nations Editorial Manual, “Quotations”: “ ” and within them ‘ ’.
    """
    raw = said.raw
    if (
        _is_russian(raw)
        or not any(map(raw.__contains__, "«»„‹<'"))
        or not ("'" not in raw or "''" in raw or _NO_ENGLISH.search(raw))
    ):
        return
    for found in islice(_FOREIGN.finditer(said.plain), _MOST):
        inner = next((one for one in found.groups() if one is not None), None)
        if inner is None:
            around = raw[max(0, found.start() - 40) : found.end() + 40]
            if not _CYRILLIC.search(around):
                yield said.fault(f"“{found[0]}” is no quotation mark of English", found.start(), found.end())
        elif not _CYRILLIC.search(inner):
            start, end = found.span()
            first, last = found.span(found.lastindex or 0)
            message = f"English has “ ”, not {raw[start:first]} {raw[last:end]}".rstrip()
            yield said.fault(message, start, end, f"“{raw[first:last].strip()}”")


def single_marks(said: Said) -> Iterator[Fault]:
    """A single quotation mark that is opened and not closed.

    Authority: United Nations Editorial Manual, “Quotations”.
    """
    if "‘" not in said.raw or _is_russian(said.raw):
        return
    half = {one.start(): one for one in _HALF_STRAIGHT.finditer(said.plain)}
    for one in half.values():
        message = "the single quotation mark is curly at one end and straight at the other"
        yield said.fault(message, one.start(), one.end(), f"{said.raw[one.start() : one.end() - 1]}’")
    for one in _CROSSED.finditer(said.plain):
        if one.start(1) not in half and said.plain[one.end(1)].isupper():
            yield said.fault(_UNCLOSED_SINGLE, one.start(1), one.end(1))
    opened = [one for one in _SINGLE.finditer(said.plain) if one.start() not in half]
    for here, after in zip_longest(opened, opened[1:]):
        end = after.start() if after else len(said.plain)
        if not _SINGLE_END.search(said.plain, here.end(), end):
            yield said.fault(_UNCLOSED_SINGLE, here.start(), here.end())


@dataclass(slots=True)
class _Reader:
    """The quotation marks of a paper, text by text; those that stay open go on into the next paragraph."""

    pending: list[tuple[Said, int]] = field(default_factory=list)
    """Open when the text began."""
    paragraphs: int = 0
    """How many it has been since."""
    opened: list[int] = field(default_factory=list)
    """Opened in this text and not closed yet."""
    faults: dict[int, Fault] = field(default_factory=dict)
    """Of this text, by their place."""

    def read(self, said: Said) -> Iterator[Fault]:
        """The faults of the paper’s next text."""
        plain = said.plain
        if "„" in plain or "€" in plain:
            plain = _LOW.sub(_veil, plain)
        self.opened, self.faults = [], {}
        self.paragraphs += 1
        if self.pending and (self.paragraphs > _LONGEST_PASSAGE or _begins_anew(plain)):
            yield from self.left()
        straight = set(_doubles(plain))
        mixed = bool(straight) and ("“" in plain or "”" in plain)
        nested = False
        for found in islice(_MARKS.finditer(plain), _MOST_MARKS):
            at = found.start()
            if found[0] == '"' and at not in straight:
                continue
            opens, turned = _direction(plain, at, len(self.opened), len(self.pending))
            if mixed and found[0] == '"':
                self.faults[at] = said.fault(_STRAIGHT, at, at + 1, "“" if opens else "”")
            elif turned:
                self.faults[at] = said.fault("a quotation mark the wrong way round", at, at + 1, "“" if opens else "”")
            if opens:
                nested = nested or bool(self.opened)
                self._open(plain, at)
            else:
                self._close(said, at)
        yield from islice(self.faults.values(), _MOST)
        if self.opened:
            self.pending += [(said, at) for at in self.opened]
            self.paragraphs = 0
        elif nested and not self.faults and not self.pending:
            yield from _nested(said)

    def _open(self, plain: str, at: int) -> None:
        if self.pending and not plain[:at].strip(f" {SIGN}"):
            self.pending.clear()  # the passage’s next paragraph repeats the mark
        self.opened.append(at)

    def _close(self, said: Said, at: int) -> None:
        if self.opened:
            first = self.opened.pop()
            if first in self.faults and at in self.faults and not _MARKS.search(said.plain, first + 1, at):
                del self.faults[first]
                self.faults[at] = said.fault(_STRAIGHT, first, at + 1, f"“{said.raw[first + 1 : at]}”")
        elif self.pending:
            self.pending.pop()
        elif len(said.plain.strip()) > 1:
            self.faults[at] = said.fault("this closing quotation mark has no opening one", at, at + 1)

    def left(self) -> Iterator[Fault]:
        """Those that no paragraph has closed."""
        for said, at in self.pending[:_MOST]:
            end = at + 1
            if half := _HALF_SINGLE.match(said.plain, end):
                end = half.end()
            yield said.fault("this quotation mark is not closed", at, end)
        self.pending.clear()


def unpaired(papers: Papers) -> Iterator[Fault]:
    """Quotation marks without their other half, the wrong way round, or straight among curly ones.

    A quotation may run through several paragraphs; each of them may begin with a mark, and the last closes it.

    Authority: United Nations Editorial Manual, “Quotations”.
    """
    seen: set[int] = set()
    for paper in papers.papers:
        reader = _Reader()
        straight: list[Said] = []
        curly = 0
        for said in (one for pair in paper.pairs for one in (pair.source, pair.target)):
            if said.lang != "en" or not said.raw or id(said) in seen or _is_russian(said.raw):
                continue
            seen.add(id(said))
            has_curly = "“" in said.raw or "”" in said.raw
            if not reader.pending and not has_curly and '"' not in said.raw:
                continue
            curly += has_curly
            faults = list(reader.read(said))
            yield from faults
            if not has_curly and not faults and any(_doubles(said.plain)):
                straight.append(said)
        yield from reader.left()
        if straight and curly:
            yield _mixture(straight, curly)


def _mixture(straight: list[Said], curly: int) -> Fault:
    said = straight[0]
    start = next(iter(_doubles(said.plain)))
    others = f" and in {len(straight) - 1} more texts" if len(straight) > 1 else ""
    message = f"quotation marks are straight here{others}, and curly in {curly} of this document"
    return said.fault(message, start, start + 1, others=straight[1:])


def _doubles(plain: str) -> Iterator[int]:
    """Where straight double quotation marks stand that are no inches."""
    at, opened = plain.find('"'), False
    while at >= 0:
        if opened or not plain[max(0, at - 1) : at].isdigit():
            opened = not opened
            yield at
        at = plain.find('"', at + 1)


def _veil(found: re.Match[str]) -> str:
    return SIGN * len(found[0])


def _begins_anew(plain: str) -> bool:
    """Whether the paragraph begins with a quotation of its own, not with the repeated mark of a longer one."""
    text = plain.strip(f" {SIGN}")
    if text[:1] not in {"“", '"'} or text.count("“") > text.count("”"):
        return False
    return not text.rstrip(".,").endswith(("”", '"'))


def _nested(said: Said) -> Iterator[Fault]:
    depth = 0
    for found in _MARKS.finditer(said.plain):
        opens, _ = _direction(said.plain, found.start(), depth, 0)
        if opens and depth:
            message = "a quotation within a quotation has single marks, ‘ ’"
            yield said.fault(message, found.start(), found.end())
        depth += 1 if opens else -1


def _direction(plain: str, at: int, depth: int, carried: int) -> tuple[bool, bool]:
    """Whether the mark opens, and whether it looks the other way."""
    before, after = _neighbour(plain, at, -1), _neighbour(plain, at, 1)
    open_before, open_after = not before or before in _OPENERS, bool(after) and not after.isspace()
    mark = plain[at]
    if mark == '"':
        if open_before != (not open_after or after in ".,;:!?)]}"):
            return open_before, False
        return not depth, False
    if mark == "”":
        turned = open_before and open_after and after.isalnum() and not depth and not carried
        return turned, turned
    turned = bool(before) and not open_before and (not after or after in " \u00a0\n.,;:!?)]}") and depth > 0
    return not turned, turned


def _neighbour(plain: str, at: int, step: int) -> str:
    at += step
    while 0 <= at < len(plain) and plain[at] == SIGN:
        at += step
    return plain[at] if 0 <= at < len(plain) else ""


CHECKS = (
    Check(
        "source-quotes",
        Severity.WARNING,
        foreign_marks,
        "Put “ and ” around the words, and ‘ and ’ around a quotation within them.",
        On.TEXT,
        ("en",),
        right=(Example("He read “The Gate” aloud.", "Он прочел «Ворота» вслух."),),
        wrong=(Example("He read «The Gate».", "Он прочел «Ворота».", at="«The Gate»", side="en"),),
    ),
    Check(
        "source-quotes",
        Severity.WARNING,
        single_marks,
        "Close it with ’ where the quoted words end.",
        On.TEXT,
        ("en",),
        right=(Example("She asked: “Is it ‘shall’ or ‘should’?”", "Она спросила."),),
        wrong=(Example("She read ‘shall and left.", "Она прочла и ушла.", at="‘", side="en"),),
    ),
    Check(
        "source-quotes",
        Severity.WARNING,
        unpaired,
        "Give each opening mark “ its closing mark ”, all of one kind.",
        On.PAPERS,
        right=(
            Example('The States’ “road map”, 12" wide, was shown.', "Показана «дорожная карта» шириной 12 дюймов."),
        ),
        wrong=(Example('The “road map" was shown.', "Показана «дорожная карта».", at='"', side="en"),),
    ),
)
