"""Facts that texts state: numbers of one thing that differ from place to place, and its dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks import stated_dates
from diptych.checks.view import Check, Example, Fault, On, Papers, lower_words, lowered
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.checks.view import Known, Said

_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "two два две двух двумя двум",
            "three три трёх трех тремя трём трем",
            "four четыре четырёх четырех четырьмя четырём",
            "five пять пяти пятью",
            "six шесть шести шестью",
            "seven семь семи семью",
            "eight восемь восьми",
            "nine девять девяти",
            "ten десять десяти",
            "eleven одиннадцать одиннадцати",
            "twelve двенадцать двенадцати",
            "thirteen тринадцать тринадцати",
        ),
        2,
    )
    for word in words.split()
}
_NUMBER = re.compile(
    r"(?=[\d{TtFfSsEeNnДдТтЧчПпШшСсВвОо])(?<![\w/.,:$€£№–—{-])"
    r"(?:\{(?P<fact>[a-z][a-z0-9_]*)\}|(?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{1,6})"
    rf"|(?P<word>{'|'.join(f'[{word[0]}{word[0].upper()}]{word[1:]}' for word in _WORDS)}))\+?[\s\u00a0]{{1,3}}"
)
_FIGURES = re.compile(
    r"(?P<digits>\d(?<![\w/.,:$€£№–—{-].)(?:\d{0,2}(?:[,\u00a0\u202f ]\d{3})+|\d{0,5}))\+?[\s\u00a0]{1,3}"
)
"""The same where a text has no number in words and no fact."""
_DIGIT = re.compile(r"\d")
_BEFORE = re.compile(
    r"(?:\b(?:first|last|next|another|other|further|additional|each|every|resolutions?|session|articles?|pages?|paragraphs?"
    r"|No\.|annex|chapter|перв\w+|последн\w+|друг\w+|ещё|еще|кажд\w+|резолюци\w+|стать\w+|пункт\w*)\s*)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<=[.!?])[”\")]*\s+(?=[A-ZА-ЯЁ“«\"])")
_YEAR = re.compile(r"(?<![\d/(–-])(?:19|20)\d\d(?![\d/)–-])")
_OTHER_TIME = re.compile(
    r"\b(?:previous|earlier|yesterday|last year|next year|предыдущ\w+|прошл\w+|вчера)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:today|tomorrow|morning|afternoon|evening|(?:the|each|per|first|second) day|сегодня|завтра|утр\w+|вечер\w+"
    r"|\d{1,2}[:.]\d\d)\b|(?<![\d–-])\b\d{1,2}\s(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b",
    re.IGNORECASE,
)
"""Where only some of the conference's events are meant."""
_HERE = re.compile(
    r"\b(?:conference|event|forum|gather\w*|took part|taking part|take part|participat\w+|attend\w*|our"
    r"|thank\w*|came together|brought together|delegations?|конференци\w+|мероприяти\w+"
    r"|форум\w*|приня\w+ участие|участвова\w+|собра\w+)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZА-ЯЁ][\w’'-]{3,}")
_NEAR = 60
"""Characters on either side of a number, in which the names stand that it belongs to."""
_TITLES = frozenset(
    ("Republic", "Islamic", "Kingdom", "State", "States", "United", "Nations", "This", "That", "These", "With", "From")
)
_FARTHEST = 2
"""Of two numbers of one thing, one is at most so many times the other; else they are of two things."""
_MOST = 30
_MOST_NUMBERS = 100
"""So many numbers of a text are looked at."""


class _Notion(NamedTuple):
    """What a conference counts."""

    name: str
    what: re.Pattern[str]
    """What stands behind the number."""
    stems: tuple[str, ...]
    """One of these is in it, in lower case."""
    least: int = 2
    cue: bool = True
    """Only in a sentence that speaks of the event: others have participants, too."""
    names: int = 0
    """So many names must stand in both sentences."""


def _notion(name: str, what: str, stems: str, least: int = 2, *, cue: bool = True, names: int = 0) -> _Notion:
    return _Notion(name, re.compile(what, re.IGNORECASE), tuple(stems.split()), least, cue, names)


_NOTIONS = (
    _notion(
        "participants",
        r"(?:[^\W\d][\w-]*\s+){0,2}?(?:participants|delegates|attendees|representatives|officials|people)\b"
        r"|(?:[^\W\d][\w-]*\s+){0,2}?(?:участник|делегат|представител)\w*",
        "participants delegates attendees representatives officials people участник делегат представител",
        50,
    ),
    _notion(
        "Member States",
        r"(?:(?:UN|United Nations)\s+)?member states\b|states members\b|государств\w*-член\w*",
        "member -член",
    ),
    _notion(
        "international and regional organizations",
        r"international(?:,| and) regional(?:,? and \w+)? organi[sz]ations|regional and international organi[sz]ations"
        r"|международных и региональных организаций",
        "international региональн",
    ),
    _notion(
        "non-governmental organizations",
        r"non-?governmental organi[sz]ations|NGOs\b|неправительственн\w+ организаци\w+",
        "governmental ngos неправительственн",
    ),
    _notion(
        "side events",
        r"(?:[^\W\d][\w-]*\s+)?side[ -]events\b|параллельн\w+ мероприяти\w+",
        "side параллельн",
        cue=False,
    ),
    _notion(
        "thematic sessions",
        r"thematic (?:working )?sessions\b|тематическ\w+ (?:заседани|сесси)\w+",
        "thematic тематическ",
        cue=False,
    ),
    _notion(
        "recitals", r"recitals\b|preambular paragraphs\b|пункт\w+ преамбулы", "recitals preambular преамбул", cue=False
    ),
    _notion(
        "operative paragraphs", r"operative paragraphs\b|постановляющ\w+ пункт\w+", "operative постановляющ", cue=False
    ),
    _notion(
        "kilometres of border",
        r"(?:km|kilomet(?:er|re)s?)\b(?:\s+of)?(?:\s+[\w–-]+){0,2}?\s+border|(?:км|километр\w*)(?:\s+[\w-]+){0,2}?\s+границ\w+",
        "border границ",
        cue=False,
        names=2,
    ),
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number of a thing where a text states it."""

    said: Said | None
    start: int
    end: int
    value: int
    names: frozenset[str] = frozenset()
    settled: bool = False
    """The conference says so: a fact, its programme, its declaration."""


def differs_from_settled(papers: Papers) -> Iterator[Fault]:
    """A number or a date of the conference that is not the one that its facts, programme or declaration have.

    Sentences of another year, and numbers more than twice as high or low, are of something else.
    Authority: none but reason: a conference has one number of participants.
    """
    for notion, mentions in _mentions(papers):
        right = next((one for one in mentions if one.settled), None)
        for one in mentions:
            if right and one.said and not one.settled and _differ(one, right, notion):
                message = f"{one.value:,} {notion.name} here, {right.value:,} by the conference’s own count"
                yield one.said.fault(message, one.start, one.end, others=(right.said,) if right.said else ())
    yield from stated_dates.wrong(papers)


def differs_elsewhere(papers: Papers) -> Iterator[Fault]:
    """A number or a date of one thing that texts state differently, and nobody says which is right.

    Authority: none but reason: a conference has one number of participants, and an event has one date.
    """
    for notion, mentions in _mentions(papers):
        if not any(one.settled for one in mentions):
            yield from _split(notion.name, _alike(mentions, notion))
    yield from stated_dates.two(papers)


# --------------------------------------------------------------------------- numbers


def _mentions(papers: Papers) -> list[tuple[_Notion, list[_Mention]]]:
    """What the source texts say of each notion, of this conference only, settled numbers first; gathered once."""
    kept = papers.known.once(_kept)
    if not kept or kept[0][0] is not papers:
        kept[:] = [(papers, list(_gathered(papers)))]
    return kept[0][1]


def _kept(_known: Known) -> list[tuple[Papers, list[tuple[_Notion, list[_Mention]]]]]:
    """The papers that were looked at last, and what they say."""
    return []


def _gathered(papers: Papers) -> Iterator[tuple[_Notion, list[_Mention]]]:
    facts = _facts(papers)
    year = stated_dates.main_year(papers)
    found: dict[str, list[_Mention]] = defaultdict(list)
    for said in stated_dates.sources(papers):
        for notion, mention in _stated(said, facts, year):
            found[notion.name].append(mention)
    counted = _counted(papers)
    for notion in _NOTIONS:
        mentions = sorted(found[notion.name], key=lambda one: not one.settled)[:_MOST]
        if notion.name in counted and not any(one.settled for one in mentions):
            mentions.insert(0, _Mention(None, 0, 0, counted[notion.name], settled=True))
        yield notion, mentions


def _stated(said: Said, facts: Mapping[str, int], year: int) -> Iterator[tuple[_Notion, _Mention]]:
    raw = said.raw
    for number, things in said.once(_numbers):
        fact = number["fact"] if number.lastgroup == "fact" else ""
        value = facts.get(fact, 0) if fact else _value(number)
        for notion, found in things:
            if value >= notion.least and (fact or _of_ours(raw, number.start(), found.end(), notion, year)):
                near = raw[max(0, number.start() - _NEAR) : found.end() + _NEAR]
                names = frozenset(_NAME.findall(near)) - _TITLES if notion.names else frozenset()
                yield notion, _Mention(said, number.start(), found.end(), value, names, settled=bool(fact))
                break


def _numbers(said: Said) -> tuple[tuple[re.Match[str], list[tuple[_Notion, re.Match[str]]]], ...]:
    """The numbers of a text that count something, each with what it may count."""
    raw = said.raw
    if "{" in raw or not _WORDS.keys().isdisjoint(said.once(lower_words)):
        pattern = _NUMBER
    elif _DIGIT.search(raw):
        pattern = _FIGURES
    else:
        return ()
    numbers = list(islice(pattern.finditer(raw), _MOST_NUMBERS))
    if all(number.lastgroup == "digits" and not _value(number) for number in numbers):
        return ()
    lower = lowered(said) if said.plain == raw else raw.lower()
    notions = [notion for notion in _NOTIONS if any(map(lower.__contains__, notion.stems))]
    out = []
    for number in numbers:
        things = [(notion, found) for notion in notions if (found := notion.what.match(raw, number.end()))]
        if things:
            out.append((number, things))
    return tuple(out)


def _of_ours(raw: str, start: int, end: int, notion: _Notion, year: int) -> bool:
    """Whether a number seems to be of this conference, and of all of it."""
    before, sentence = _sentence(raw, start, end)
    years = {int(one) for one in _YEAR.findall(sentence)}
    if (year and years and year not in years) or _OTHER_TIME.search(sentence):
        return False
    if _BEFORE.search(raw, max(0, start - 30), start) or raw[end : end + 5].startswith((" on “", " на «")):
        return False
    if notion.cue:
        return bool(_HERE.search(sentence) or _HERE.search(before))
    return bool(notion.names) or not _PART.search(sentence)


def _value(found: re.Match[str]) -> int:
    if found.lastgroup == "word":
        return _WORDS[found["word"].lower()]
    digits = re.sub(r"\D", "", found["digits"])
    value = int(digits)
    a_year = len(found["digits"]) == 4 and 1900 <= value < 2100  # noqa: PLR2004 - the years that texts name
    return 0 if a_year else value


def _sentence(raw: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before that of a stretch and that sentence itself, of 400 characters at most on either side."""
    above, behind = raw[max(0, start - 400) : start], raw[end : end + 400]
    begin, first = 0, 0
    for stop in _SENTENCE.finditer(above):
        first, begin = begin, stop.end()
    stop_behind = _SENTENCE.search(behind)
    return above[first:begin], above[begin:] + raw[start:end] + (
        behind[: stop_behind.start()] if stop_behind else behind
    )


def _differ(one: _Mention, other: _Mention, notion: _Notion) -> bool:
    if one.value == other.value or max(one.value, other.value) > _FARTHEST * min(one.value, other.value):
        return False
    return not notion.names or len(one.names & other.names) >= notion.names


def _alike(mentions: list[_Mention], notion: _Notion) -> list[_Mention]:
    """Those that differ from another of the same thing, and those that they differ from or agree with."""
    return [one for one in mentions if any(_differ(one, other, notion) for other in mentions)]


def _split(name: str, mentions: list[_Mention]) -> Iterator[Fault]:
    """One fault at the number that stands least often, with all places of the others."""
    if not mentions:
        return
    often = Counter(one.value for one in mentions)
    rare = min(often, key=lambda value: often[value])
    at = next(one for one in mentions if one.value == rare)
    others = tuple(one.said for one in mentions if one is not at and one.said)
    if at.said:
        rest = ", ".join(f"{value:,}" for value in sorted(often) if value != rare)
        yield at.said.fault(f"{rare:,} {name} here, {rest} elsewhere", at.start, at.end, others=others)


def _facts(papers: Papers) -> dict[str, int]:
    stated = papers.registry.conference.facts if papers.registry else {}
    return {name: int(fact.value) for name, fact in stated.items() if fact.value.isascii() and fact.value.isdigit()}


def _counted(papers: Papers) -> dict[str, int]:
    """What the conference's facts, its programme and its declaration say by themselves."""
    out: dict[str, int] = {}
    for name, value in _facts(papers).items():
        for notion in _NOTIONS:
            if notion.what.fullmatch(name.replace("_", " ")):
                out[notion.name] = value
    for paper in papers.papers:
        if paper.document and paper.registry:
            kinds = Counter(item.kind for item in paper.document.sessions)
            blocks = Counter(block.kind for block in paper.document.blocks)
            for name, count in (
                ("thematic sessions", kinds["thematic-session"]),
                ("side events", kinds["side-event"]),
                ("recitals", blocks[Kind.RECITAL]),
                ("operative paragraphs", blocks[Kind.OPERATIVE]),
            ):
                if count:
                    out.setdefault(name, count)
    return out


# --------------------------------------------------------------------------- examples

CHECKS = (
    Check(
        "fact-differs",
        Severity.WARNING,
        differs_from_settled,
        "Name the fact in braces instead of writing the number, or mend the fact.",
        On.PAPERS,
        right=(
            Example(documents=("Our Conference had over {participants} participants.\n",), facts={"participants": 900}),
        ),
        wrong=(
            Example(
                documents=("Our Conference had over 850 participants.\n",),
                facts={"participants": 900},
                at="850 participants",
                side="en",
            ),
        ),
    ),
    Check(
        "fact-differs",
        Severity.WARNING,
        differs_elsewhere,
        "Find out which is right, and write it in all places.",
        On.PAPERS,
        right=(
            Example(
                documents=(
                    "In 2022 over 900 participants attended.\n\nThe Conference of 2019 had 700 participants.\n",
                    "It opened on 18 October 2022.\n",
                )
            ),
        ),
        wrong=(
            Example(
                documents=("Over 850 participants attended.\n", "More than 900 delegates took part.\n"),
                at="850 participants",
                side="en",
            ),
        ),
    ),
)
