"""Paragraphs and headings of a source: cut in two, too long, there twice, quoted otherwise than they stand."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Pair, Paper, Papers, Said, Side
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_RUNNING = frozenset((None, Kind.PARAGRAPH, Kind.RECITAL, Kind.OPERATIVE))
_PROSE = _RUNNING | {Kind.LIST_ITEM, Kind.QUOTE, Kind.CHAPEAU}
_TABLE = re.compile(r"[|\t.](?:(?<!\.)|\.{3})")
_ENDS = re.compile(r"[.!?;:…](?:[”\"’»)\]*_\d]|\s)*$")


def _kind(pair: Pair) -> Kind | None:
    return pair.block.kind if pair.block else pair.source.kind


def _catalogued(pair: Pair) -> bool:
    """Whether the pair is of a catalog by itself, which has every text once and knows no order of paragraphs."""
    return pair.entry is not None and pair.block is None


# --------------------------------------------------------------------------- cut in two

_STOPS = frozenset(".!?;:…")
_ADDRESS = re.compile(r"\S+[@:)]|\w+\.\w|[a-z][A-Z]")
_MOST_LINES = 3
_LEAST_WORDS = 6
_SURE_WORDS = 14
_LEANS_WORDS = (  # words that nothing ends with
    "a an and as at but by for from in into of on or over that the their to which while with without between "
    "under its и в во на с со к ко о об от по за из или а но что для при до под над между без как"
)
_LEANS = frozenset(_LEANS_WORDS.split())


def cut_paragraphs(paper: Paper) -> Iterator[Fault]:
    """A paragraph that ends without a stop where the next begins in lower case: one that a page break cut in two.

    Authority: common usage: a paragraph ends with a stop.
    """
    pairs = [pair for pair in paper.pairs if pair.field == "text"]
    after: Said | None = None
    for place, (here, there) in enumerate(pairwise(pairs), 1):
        if _catalogued(here) or _kind(here) not in _RUNNING or _kind(there) not in _RUNNING:
            continue
        first, second = here.source, there.source
        if first.raw[-1:] in _STOPS:
            continue
        if first is not after and _goes_on(first.plain, second.plain) and not _is_list(pairs, place):
            end = len(first.raw.rstrip())
            start = max(first.raw.rfind(" ", 0, end), first.raw.rfind("\n", 0, end)) + 1
            yield first.fault("the paragraph breaks off here and goes on in the next", start, end, others=(second,))
            after = second


def _goes_on(first: str, second: str) -> bool:
    first, second = first.rstrip(" \u2060\n"), second.lstrip(" \u2060\n*_")
    if not first or not second or not second[0].isalpha() or _TABLE.search(first) or _TABLE.search(second):
        return False
    last = first[-1]
    if last != "," and not last.isalnum() and last not in "-)”’»":
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*", first[-200:])
    count = first.count(" ") + 1
    if (
        not words
        or (count < _LEAST_WORDS and last != "-")
        or _ADDRESS.match(second)
        or (last != "-" and " " not in second.strip())
    ):
        return False
    leans = last == "-" or (last.isalnum() and words[-1].lower() in _LEANS and first.endswith(words[-1]))
    if not second[0].islower():
        return leans and count >= _SURE_WORDS and " " in second.strip()
    return leans or (count >= _SURE_WORDS and last != "," and not second.rstrip().endswith((";", ",")))


def _is_list(pairs: Sequence[Pair], place: int) -> bool:
    """Whether what follows is a list without marks: several texts in lower case."""
    following = [pair.source.plain.lstrip()[:1] for pair in pairs[place : place + _MOST_LINES]]
    return len(following) == _MOST_LINES and all(one.islower() for one in following)


# --------------------------------------------------------------------------- too long

MOST_WORDS = 120


def long_paragraphs(said: Said) -> Iterator[Fault]:
    """A paragraph of more than 120 words, which is hard to read, to translate and to compare.

    Authority: the measure of this house; no manual sets one.
    """
    if len(said.raw) < MOST_WORDS * 3 or said.side is not Side.SOURCE or said.kind not in _RUNNING:
        return
    if len(said.words) <= MOST_WORDS or _TABLE.search(said.raw) or "\n" in said.raw.strip():
        return
    if (count := sum(not one[0].isdigit() for one in said.words)) > MOST_WORDS:
        yield said.fault(f"the paragraph has {count} words", 0, 0)


# --------------------------------------------------------------------------- there twice

_IN_ONE = 8
_IN_TWO = 25


@dataclass(frozen=True, slots=True)
class _First:
    """Where a paragraph stands first."""

    paper: Paper
    said: Said


def doubled_paragraphs(papers: Papers) -> Iterator[Fault]:
    """A paragraph that stands twice in one document, or a long one in two.

    Authority: the practice of editors: what was said once is referred to.
    """
    firsts: dict[str, _First] = {}
    for paper in papers.papers:
        quoted = {id(said) for said in _passages(paper)}
        before: Pair | None = None
        for pair in paper.pairs:
            said = pair.source
            if before and not _catalogued(pair) and _echo(before, pair):
                yield said.fault("the same line stands just above", others=(before.source,))
            elif id(said) not in quoted and _stands_alone(pair):
                text = _folded(said.raw)
                first = firsts.setdefault(text, _First(paper, said))
                if not _same_place(first.said, said) and _counts(first, paper, text):
                    where = "in this document" if first.paper is paper else f"in {first.paper.name}"
                    yield said.fault(f"the same paragraph stands {where} already", others=(first.said,))
            before = pair


def _stands_alone(pair: Pair) -> bool:
    raw = pair.source.raw
    if raw.count(" ") < _IN_ONE - 1 or _catalogued(pair) or _kind(pair) not in _PROSE:
        return False
    return pair.block is not None or (bool(_ENDS.search(raw[-12:])) and not _TABLE.search(raw))


def _counts(first: _First, paper: Paper, text: str) -> bool:
    return text.count(" ") + 1 >= (_IN_ONE if first.paper is paper else _IN_TWO)


def _echo(before: Pair, pair: Pair) -> bool:
    """A line that is repeated at once, as conversions of web pages have it."""
    raw = pair.source.raw
    if raw != before.source.raw or " " not in raw or _TABLE.search(raw) or _same_place(before.source, pair.source):
        return False
    return _kind(pair) in _RUNNING or _kind(pair) is Kind.HEADING


def _same_place(one: Said, other: Said) -> bool:
    return one is other or (one.place is not None and one.place == other.place)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_NAMED = ("text", "title")


def doubled_headings(paper: Paper) -> Iterator[Fault]:
    """Two headings of one level under the same heading that say the same, so that nobody can point to one.

    Authority: the practice of editors: a heading is there to be referred to.
    """
    above: list[tuple[int, str]] = []
    firsts: dict[tuple[object, ...], Said] = {}
    said = {pair.block.id: pair for pair in paper.pairs if pair.block and pair.field in _NAMED}
    for block in paper.document.blocks if paper.document else ():  # headings of other documents are printed between
        if block.kind not in (Kind.HEADING, Kind.SESSION):
            continue
        level = block.level
        while above and above[-1][0] >= level:
            above.pop()
        parents = tuple(above)
        above.append((level, block.id))
        pair = said.get(block.id)
        if block.kind is not Kind.HEADING or pair is None:
            continue
        key = (parents, level, _folded(pair.source.raw))
        first = firsts.setdefault(key, pair.source)
        if not _same_place(first, pair.source):
            yield pair.source.fault("another heading here says the same", others=(first,))


# --------------------------------------------------------------------------- quoted otherwise

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?:[^.!?…]|\.(?=\w)|(?<=\b(?:Mr|Ms|Dr|No))\.|(?<=\bMrs)\.)+[.!?…]*")
_ASIDE = re.compile(r"\[[^\[\]]*\]")
_GRAM = 3
_LEAST_QUOTED = 8
_LIKE = 0.8
_PARAGRAPHS = 5
_LEAST_TEXT = 40
_OPENS = re.compile(r"[\s*_\\]*[“«]")
_MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class _Texts:
    """The words of all running texts, and where three of them in a row stand."""

    words: tuple[tuple[str, ...], ...]
    places: dict[tuple[str, ...], list[tuple[int, int]]]


def misquoted(papers: Papers) -> Iterator[Fault]:
    """A quotation set apart whose words nearly stand in a text, but not quite.

    Authority: United Nations Editorial Manual, “Quotations”: they reproduce their source exactly.
    """
    passages: list[Said] = []
    running: list[str] = []
    for paper in papers.papers:
        quoted = set()
        for said in _passages(paper):
            passages.append(said)
            quoted.add(id(said))
        running += [
            pair.source.plain
            for pair in paper.pairs
            if id(pair.source) not in quoted and len(pair.source.raw) > _LEAST_TEXT
        ]
    if not passages:
        return
    texts = _indexed(running)
    seen: set[object] = set()
    for said in passages:
        if (key := id(said)) not in seen:
            seen.add(key)
            for found in _SENTENCE.finditer(said.plain):
                yield from _compared(said, found, texts)


def _passages(paper: Paper) -> Iterator[Said]:
    """Blocks of quotation, and paragraphs that stand in quotation marks as a whole."""
    left = 0
    for pair in paper.pairs:
        said, kind = pair.source, _kind(pair)
        if kind is not Kind.QUOTE and not left and not _OPENS.match(said.raw):
            continue
        plain = said.plain.strip(" \u2060").replace('"', "”") if left else said.plain.strip(" \u2060")
        if kind is Kind.QUOTE:
            yield said
        elif not _catalogued(pair) and kind in _RUNNING:
            opens, closes = plain[:1] in "“«" and bool(plain), bool(re.search(r"[”»][.,]?$", plain))
            inner = plain[1:].rstrip("”».,")
            if opens and closes and not re.search("[“”«»]", inner):
                left = 0
                yield said
            elif opens and sum(map(plain.count, "“«")) > sum(map(plain.count, "”»")):
                left = _PARAGRAPHS
                yield said
            elif left:
                yield said
                left = 0 if re.search("[”»]", plain) else left - 1


def _indexed(texts: Iterable[str]) -> _Texts:
    words = tuple(tuple(_TOKEN.findall(text.casefold())) for text in texts)
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(words):
        for at in range(len(text) - _GRAM + 1):
            places[text[at : at + _GRAM]].append((number, at))
    return _Texts(words, places)


def _compared(said: Said, sentence: re.Match[str], texts: _Texts) -> Iterator[Fault]:
    aside = [one.span() for one in _ASIDE.finditer(said.plain)]
    tokens = [
        one
        for one in _TOKEN.finditer(said.plain, sentence.start(), sentence.end())
        if not any(start <= one.start() < end for start, end in aside)
    ]
    if len(tokens) < _LEAST_QUOTED:
        return
    words = tuple(one[0].casefold() for one in tokens)
    best = _nearest(words, texts)
    if best is None:
        return
    like, changes = best
    if not changes or like < _LIKE:
        return
    told = [
        _told(tag, mine, text)
        for tag, ours, end, theirs in changes
        if (mine := " ".join(words[ours:end])).replace(" ", "") != (text := " ".join(theirs)).replace(" ", "")
    ]
    if not told:
        return
    first, last = changes[0][1], changes[-1][2]
    start = tokens[min(first, len(tokens) - 1)].start()
    stop = tokens[max(last - 1, min(first, len(tokens) - 1))].end()
    yield said.fault(f"the text that is quoted differs: {'; '.join(told[:4])}", start, stop)


def _told(tag: str, mine: str, text: str) -> str:
    if tag == "replace":
        return f"“{mine}” for “{text}”"
    return f"“{mine}” added" if mine else f"“{text}” left out"


_Change = tuple[str, int, int, tuple[str, ...]]


def _nearest(words: tuple[str, ...], texts: _Texts) -> tuple[float, list[_Change]] | None:
    """How like the likeliest passage is, and what parts the two; None where nothing is like it."""
    votes: Counter[tuple[int, int]] = Counter()
    for at in range(len(words) - _GRAM + 1):
        for number, place in texts.places.get(words[at : at + _GRAM], ())[:_MOST_PLACES]:
            votes[number, (place - at) // 8] += 1
    best: tuple[float, list[_Change]] | None = None
    for (number, bucket), _ in votes.most_common(4):
        text = texts.words[number]
        start = max(0, bucket * 8 - 8)
        window = text[start : bucket * 8 + len(words) + 16]
        found = _difference(words, window)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _difference(words: tuple[str, ...], window: tuple[str, ...]) -> tuple[float, list[_Change]] | None:
    matcher = difflib.SequenceMatcher(None, words, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    low = max(0, blocks[0].b - blocks[0].a)
    last = blocks[-1]
    high = min(len(window), last.b + last.size + len(words) - last.a - last.size)
    window = window[low:high]
    matcher = difflib.SequenceMatcher(None, words, window, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    changes: list[_Change] = [
        (tag, i1, i2, window[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"
    ]
    return same / max(len(words), len(window), 1), changes


CHECKS = (
    Check(
        "cut-paragraph",
        Severity.WARNING,
        cut_paragraphs,
        "Join the two paragraphs.",
        On.PAPER,
        right=(
            Example(
                documents=(
                    "# Report\n\nThe Meeting welcomed the report of the\nworking group on transit.\n\nIt then rose.\n",
                )
            ),
        ),
        wrong=(
            Example(
                documents=("# Report\n\nThe Meeting took note of the\n\nreport on transit and welcomed it.\n",),
                at="the",
            ),
        ),
    ),
    Check(
        "long-paragraph",
        Severity.INFO,
        long_paragraphs,
        "Make two paragraphs of it, where the thought turns.",
        On.TEXT,
        right=(Example("A short paragraph.", "Короткий абзац."),),
        wrong=(
            Example("The Meeting noted the report on transit trade. " * 20, "Доклад принят к сведению.", side="en"),
        ),
    ),
    Check(
        "duplicate-paragraph",
        Severity.WARNING,
        doubled_paragraphs,
        "Delete one of the two, or say what is different.",
        On.PAPERS,
        right=(Example(documents=("# Report\n\nThe Meeting rose.\n\n## Closing\n\nThe Meeting rose.\n",)),),
        wrong=(
            Example(
                documents=(
                    (
                        "# Report\n\nThe Meeting took note of the report on transit.\n\nIt rose.\n\n"
                        "The Meeting took note of the report on transit.\n"
                    ),
                ),
                at="The Meeting took note of the report on transit.",
            ),
        ),
    ),
    Check(
        "duplicate-label",
        Severity.INFO,
        doubled_headings,
        "Name what is different, so that a reader can point to one of the two.",
        On.PAPER,
        right=(
            Example(documents=("# Report\n\n## First day\n\n### Statements\n\n## Second day\n\n### Statements\n",)),
        ),
        wrong=(Example(documents=("# Report\n\n## Statements\n\nA.\n\n## Statements\n\nB.\n",), at="Statements"),),
    ),
    Check(
        "pull-quote",
        Severity.WARNING,
        misquoted,
        "Quote the text as it stands, or mark what you left out or put in with … and [ ].",
        On.PAPERS,
        right=(
            Example(
                documents=(
                    (
                        "# Report\n\n> No State can guard its borders alone, and none should have to.\n\n"
                        "She said that no State can guard its borders alone, and none should have to.\n"
                    ),
                )
            ),
        ),
        wrong=(
            Example(
                documents=(
                    (
                        "# Report\n\n> No State can guard its borders alone, and none shall have to.\n\n"
                        "She said that no State can guard its borders alone, and none should have to.\n"
                    ),
                ),
                at="shall",
            ),
        ),
    ),
)
