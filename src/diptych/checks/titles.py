"""Titles of sessions and events: as the programme has them, or at least the same wherever one stands."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Papers, lower_words
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.checks.view import Said

_ALIKE = 0.85
"""So alike are two titles that are meant to be one."""
_NEARLY = 0.6
"""The same, where both stand under one label."""
_FEWEST_WORDS = 4
"""A shorter title may be anybody's words."""
_LONGEST = 400
_MOST = 5
"""So many titles are compared with one."""
_SPARE = 3
"""So many words may have been left out."""
_MISSPELT = 0.7
_COUNTS = re.compile(
    r"\b(?:\S*\d\S*|[ivx]+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|last|annual|draft"
    r"|declaration|resolution|statement|report|strategy|dec|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|перв\w+|втор\w+|трет\w+|декларац\w+|резолюц\w+)\b"
)
"""Words that make two titles those of two things."""
_NUMBERS = ("one", "two", "three", "four", "five", "six")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LABEL = re.compile(
    r"(?P<kind>[Ss]ession|SESSION|[Ss]ide[ -][Ee]vent|SIDE[ -]EVENT|[Pp]anel|PANEL|[Ww]orkshop|WORKSHOP"
    r"|[Rr]ound ?[Tt]able|[Ww]orking [Gg]roup|[Сс]ессия|СЕССИЯ|[Зз]аседание"
    r"|[Пп]араллельное мероприятие|[Сс]екция|[Кк]руглый стол)"
    r"\s+(?:№\s*)?(?P<number>[IVX]{1,4}|\d{1,2}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)"
    r"(?P<between>\s*[:.–—-]\s*(?=\S)|\s*,?\s+(?:on|entitled|titled|called)?\s*(?=[“\"«„]))"
)
QUOTED = re.compile(
    r"(?=[“«„\"])(?:“([^“”]{12,400})”|«([^«»]{12,400})»|„([^„“”]{12,400})[“”]|(?<!\w)\"([^\"“”]{12,400})\")"
)
"""A passage in quotation marks; its own group is the last that matched."""
_KINDS_WORDS = (
    "session event side-event panel workshop table roundtable round-table group "
    "сессия заседание мероприятие секция стол"
)
_KINDS = frozenset(_KINDS_WORDS.split())
_PAGE = re.compile(r"[\s.…]+\d{0,4}\s*$")
_CELL = re.compile(r"[<|\t]")
_MARKS = str.maketrans(dict.fromkeys(f"{SIGN}“”„«»\"'’‘", None) | {"‑": "-", "–": "-", "—": "-", "\u00a0": " "})
_END = ".,;:!? \t\u00a0"


@dataclass(frozen=True, slots=True)
class _Title:
    """A stretch of a text that is meant as a title."""

    said: Said
    start: int
    end: int
    label: str = ""
    """``session 2``; empty where none stands before it."""

    @property
    def text(self) -> str:
        """The title as it stands."""
        return self.said.raw[self.start : self.end]

    @property
    def key(self) -> str:
        """The title without what may differ."""
        return key(self.said.plain[self.start : self.end])


def differing(papers: Papers) -> Iterator[Fault]:
    """A title of a session or an event that is nearly the programme's, or nearly that of another place.

    Looked at are headings, what stands in quotation marks, and what stands behind “Session II:”. Where no programme
    says which is right, the one that stands more often is proposed, if there is one.
    Authority: UN Editorial Manual, “Quotations” and “Titles” (titles are reproduced as they are).
    """
    official = _Shelf()
    known: set[str] = set()
    for title in _official(papers):
        known.add(title.key)
        official.put([title])
    known.update(_of_documents(papers))
    strays: list[_Title] = []
    for title in _claimed(papers):
        if title.key in known:
            continue
        near = official.near(title)
        if not near:
            strays.append(title)
        elif not _only_case(title.key, near[0].key):
            right = near[0]
            message = f"the programme has “{right.text}”"
            yield title.said.fault(message, title.start, title.end, _fitted(right), others=(right.said,))
    yield from _among(strays)


# --------------------------------------------------------------------------- the programme's


def _official(papers: Papers) -> Iterator[_Title]:
    """The titles of the programme's items and the conference's own."""
    for paper in papers.papers:
        kind = paper.document.kind if paper.document else ""
        labels: dict[str, str] = {}
        for pair in paper.pairs:
            block, said = pair.block, pair.source
            if not block or (block.kind is not Kind.SESSION and kind != "conference"):
                continue
            if pair.field == "label" and block.kind is Kind.SESSION:
                labels[block.id] = _label_of(said.raw)
            elif pair.field in ("title", "theme") and (len(said.words) >= _FEWEST_WORDS or labels.get(block.id)):
                yield _Title(said, 0, len(said.raw), labels.get(block.id, ""))


def _of_documents(papers: Papers) -> Iterator[str]:
    """The titles of the documents themselves, with and without their subtitles: nobody should call them otherwise."""
    for paper in papers.papers:
        heads = [pair.source.plain for pair in paper.pairs if pair.source.kind in (Kind.TITLE, Kind.SUBTITLE)]
        yield from map(key, heads)
        yield key(" ".join(heads))
        yield key(": ".join(heads))


def _label_of(text: str) -> str:
    found = _LABEL.match(f"{_last_words(text)}: x")
    return _name(found) if found else ""


def _last_words(text: str) -> str:
    """“Session I” of “Thematic Session I”."""
    found = list(_LABEL.finditer(f"{text}: x"))
    return text[found[-1].start() :] if found else text


def _name(found: re.Match[str]) -> str:
    number = found["number"].lower()
    if number in _ROMAN:
        number = str(_ROMAN.index(number) + 1)
    elif number in _NUMBERS:
        number = str(_NUMBERS.index(number) + 1)
    return f"{found['kind'].lower().replace('-', ' ')} {number}"


# --------------------------------------------------------------------------- those in texts


def _claimed(papers: Papers) -> Iterator[_Title]:
    """What is meant as a title in the source texts, but for the programme's own."""
    for paper in papers.papers:
        if paper.document and paper.document.kind in ("programme", "people", "labels", "conference"):
            continue
        seen: set[int] = set()
        for pair in paper.pairs:
            said = pair.source
            if id(said) not in seen and said.raw:
                seen.add(id(said))
                yield from _titles(said)


def _titles(said: Said) -> Iterator[_Title]:
    plain = said.plain
    taken: set[int] = set()
    label = _LABEL.search(plain) if not _KINDS.isdisjoint(said.once(lower_words)) else None
    if label:
        start = label.end()
        if quoted := QUOTED.match(plain, start):
            inner = quoted.span(quoted.lastindex or 0)
            taken.add(inner[0])
            yield from _trimmed(said, *inner, _name(label))
        elif plain.count(" ", 0, label.start()) <= 1:
            cell = _CELL.search(plain, start)
            if (end := cell.start() if cell else len(plain)) - start <= _LONGEST:
                yield from _trimmed(said, start, end, _name(label))
            return
    elif said.kind is Kind.HEADING and len(said.words) >= _FEWEST_WORDS:
        yield from _trimmed(said, 0, len(plain), "")
        return
    if any(map(plain.__contains__, '“"«„')):
        for quoted in QUOTED.finditer(plain):
            start, end = quoted.span(quoted.lastindex or 0)
            if start not in taken and plain.count(" ", start, end) >= _FEWEST_WORDS - 1:
                yield from _trimmed(said, start, end, "")


def _trimmed(said: Said, start: int, end: int, label: str) -> Iterator[_Title]:
    """The title without spaces, stops and a page number around it; none where the text is no title."""
    plain = said.plain
    if page := _PAGE.search(plain, max(start, end - 60), end):
        end = page.start()
    while end > start and plain[end - 1] in _END + SIGN:
        end -= 1
    while start < end and plain[start] in _END + SIGN:
        start += 1
    text = plain[start:end]
    if text and OPAQUE not in text and ". " not in text:
        yield _Title(said, start, end, label)


# --------------------------------------------------------------------------- alike and not the same


def key(text: str) -> str:
    """A title without what may differ: quotation marks, kinds of dashes, spaces, markup, the last stop."""
    return " ".join(text.translate(_MARKS).rstrip(_END).split())


class _Shelf:
    """Groups of titles that are meant as one, by their words and by their label."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[list[_Title]]] = defaultdict(list)
        self.by_label: dict[str, list[list[_Title]]] = defaultdict(list)

    def put(self, group: list[_Title]) -> None:
        """Take a group by its first title."""
        for word in _long_words(group[0].key):
            self.by_word[word].append(group)
        if group[0].label:
            self.by_label[group[0].label].append(group)

    def near(self, title: _Title) -> list[_Title]:
        """The group that a title must be meant for; empty where there is none."""
        for group in self.by_label.get(title.label, ())[:_MOST]:
            if _alike(title.key, group[0].key, _NEARLY) or _begins(title.key, group[0].key):
                return group
        words = _long_words(title.key)
        shared: Counter[int] = Counter()
        groups: dict[int, list[_Title]] = {}
        for word in words:
            for group in self.by_word.get(word, ())[:_MOST]:
                shared[id(group)] += 1
                groups[id(group)] = group
        for found, count in shared.most_common(_MOST):
            group = groups[found]
            if 2 * count < len(words) or (title.label and group[0].label and title.label != group[0].label):
                continue
            if _slightly(title.key, group[0].key) and _alike(title.key, group[0].key, _ALIKE):
                return group
        return []


def _long_words(key: str) -> set[str]:
    return {word.casefold() for word in key.split() if len(word) > 3}  # noqa: PLR2004 - “with”, “from” and longer


def _alike(one: str, other: str, least: float) -> bool:
    """Whether two titles are so alike, from 0 to 1."""
    one, other = one.casefold(), other.casefold()
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < least * (shorter + longer):
        return False
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() >= least and match.ratio() >= least


def _begins(one: str, other: str) -> bool:
    """Whether one of two titles is only the beginning of the other."""
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return len(shorter.split()) >= _FEWEST_WORDS and longer.startswith(f"{shorter} ")


def _slightly(one: str, other: str) -> bool:
    """Whether two titles differ by some words left out, or by letters; not by a number, a name or what they are of."""
    here, there = one.casefold().split(), other.casefold().split()
    if here[:1] != there[:1] and here[-1:] != there[-1:]:
        return False
    spare = 0
    for how, a, b, c, d in difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        old, new = here[a:b], there[c:d]
        if how == "replace":
            pairs = zip(old, new, strict=True) if len(old) == len(new) else [(" ".join(old), " ".join(new))]
            if not all(_misspelt(was, now) for was, now in pairs):
                return False
        if how in ("insert", "delete"):
            spare += len(old) + len(new)
            if any(_COUNTS.fullmatch(word) for word in (*old, *new)):
                return False
    return spare <= _SPARE


def _misspelt(one: str, other: str) -> bool:
    """Whether words are forms of one, or both small."""
    if _COUNTS.search(one) or _COUNTS.search(other):
        return one.replace("-", " ") == other.replace("-", " ")
    if max(len(one), len(other)) <= 3:  # noqa: PLR2004 - in, for, and, the
        return True
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MISSPELT


def _only_case(one: str, other: str) -> bool:
    """Whether two titles differ in a manner of capitals and not in a slip: more than one word of them."""
    if one.casefold() != other.casefold():
        return False
    return sum(a != b for a, b in zip(one.split(), other.split(), strict=False)) > 1


def _fitted(right: _Title) -> str | None:
    """The right title for another place; None where it has quotation marks of its own, which would have to change."""
    text = right.text
    return None if any(sign in text for sign in '“”"«»') else text


def _among(titles: Iterable[_Title]) -> Iterator[Fault]:
    """Titles of no programme that stand in two spellings: under one label, or in quotation marks."""
    shelf = _Shelf()
    groups: list[list[_Title]] = []
    by_key: dict[tuple[str, str], list[_Title]] = {}
    for title in titles:
        if (same := by_key.get((title.label, title.key))) is not None:
            same.append(title)
            continue
        group = shelf.near(title)
        if not group:
            groups.append(group)
        group.append(title)
        if len(group) == 1:
            shelf.put(group)
        by_key[title.label, title.key] = group
    for group in groups:
        yield from _judged(group)


def _judged(group: list[_Title]) -> Iterator[Fault]:
    places: Mapping[str, list[_Title]] = defaultdict(list)
    for title in group:
        places[title.key].append(title)
    if len(places) == 1:
        return
    often = Counter({key: len(titles) for key, titles in places.items()})
    (first, most), (_, second) = often.most_common(2)
    right = places[first][0]
    for key, titles in places.items():
        if key != first and not _only_case(key, first):
            there = tuple(title.said for title in (*places[first], *titles[1:]))
            proposed = _fitted(right) if most > second else None
            message = f"elsewhere this title is “{right.text}”"
            yield titles[0].said.fault(message, titles[0].start, titles[0].end, proposed, others=there)


# --------------------------------------------------------------------------- examples

_PROGRAMME = """title: Programme
days:
  - date: 2022-10-18
    items:
      - {id: two, kind: thematic-session, label: Thematic Session II, title: Safe Rivers and Open Bridges for All}
"""

CHECKS = (
    Check(
        "session-title",
        Severity.WARNING,
        differing,
        "Write the title as the programme has it, or mend the programme.",
        On.PAPERS,
        right=(
            Example(documents=(_PROGRAMME, "The session on “Safe Rivers and Open Bridges for All” came next.\n")),
            Example(
                documents=("“Safe Rivers and Dry Land for All” and “Clean Rivers on the Moon at Last” followed.\n",)
            ),
        ),
        wrong=(
            Example(
                documents=(_PROGRAMME, "The session on “Safe River and Open Bridges for All” came next.\n"),
                at="Safe River and Open Bridges for All",
                side="en",
            ),
            Example(
                documents=("Session II: Safe Rivers and Open Bridges\n", "Session II: Safe Rivers and Bridges\n"),
                at="Safe Rivers and Bridges",
                side="en",
            ),
        ),
    ),
)
