"""Slips of the hand in a text of one language: words typed twice, spaces too many, dots for an ellipsis."""

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import TYPE_CHECKING

from diptych.checks.view import SIGN, Check, Example, Fault, On, Said, lower_words
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

# --------------------------------------------------------------------------- words

_WORD = r"[^\W\d_]++(?:[-‑’'ʼ][^\W_]++)*+"
_ALONE = r"(?<![\w@#&+/.’'‑-])"
_ENDED = r"(?![\w‑]|[-’'ʼ/@]\w)"
_GAP = r"\u2060*+(?:[ \u00a0\u202f]|\n(?!\s))[ \u00a0\u202f\u2060]*+"
_TWICE = re.compile(rf"{_ALONE}({_WORD}){_GAP}\1{_ENDED}", re.IGNORECASE)
_PHRASE = re.compile(rf"{_ALONE}({_WORD}(?:[ \u00a0]{_WORD}){{1,2}})[ \u00a0]\1{_ENDED}", re.IGNORECASE)

# “had had”, “gave her her passport”, “said that that treaty”; «за то, что их их не лишили», «если так, то то …»
_MAY_REPEAT = re.compile(
    r"had|that|her|so|very|no|well|yes|twenty|его|ее|её|их|то|да|так|чуть|еле|ну|вот|раз|очень|долго|давно",
    re.IGNORECASE,
)
_AFTER_WH = re.compile(r"is|was|does|do|did", re.IGNORECASE)  # “what it is is a promise”
_WH = re.compile(r"\b(?:what|who|how|where|why|all)\b", re.IGNORECASE)
_A_WILL = re.compile(  # “the political will will be needed”
    r"(?:the|a|political|popular|good|free|common|national|his|her|its|their|our|your|this|that)\s\Z", re.IGNORECASE
)
_WHATEVER = re.compile(
    r"(?:что|как|кто|где|куда|чем)\s+(?:бы|ни|же|касается|до|раз|угодно|можно|только)\b", re.IGNORECASE
)
_MR = re.compile(r"(?:г-[а-я]{1,3}|господин[а-я]*|госпож[а-я]+|M(?:r|s|rs)\.|Dr\.)\s\Z")
_ROMAN = re.compile(r"[IVXLCDM]+")
_GOES_ON = re.compile(r"\b(?:and|or|as|by|и|или|ни|либо|то|за)\b", re.IGNORECASE)  # “again and again and again”
_ENGLISH_COMMON = re.compile(
    r"an?|the|of|in|on|at|by|for|to|from|and|or|with|without|under|between|among|not|its|their|our|his|these|we|all|"
    r"united|nations|general|assembly|security|council|secretary|states?|republics?|members?|organizations?|"
    r"international|regional|national|conference|committee|commission|minist(?:er|ry)s?|foreign|affairs|government|"
    r"president|prime|deputy|head|department|office|centre|services?|borders?|meeting|session|statement|declaration|"
    r"resolution|report|counter|terrorism|programme|agenda|annex|article|chapter|high|level|representatives?|"
    r"delegations?|participants?|experts?|development|cooperation|coordinator|director|chair|unit|project|mission|"
    r"central|asian?|europe(?:an)?|union|russian|federation|tajikistan|uzbekistan|kazakhstan|kyrgyzstan|turkmenistan|"
    r"afghanistan|dushanbe|ashgabat|tashkent|bishkek|astana|human|rights|process|strategy|global|charter",
    re.IGNORECASE,
)
_MOST = 100
"""Faults of one kind that are looked for in a text."""
_NAMES = frozenset(("Name", "Surn", "Patr"))
_PLACES = frozenset(("бора", "паго", "баден", "уолла", "ала"))
"""What stands twice in the name of a place."""


def twice(said: Said) -> Iterator[Fault]:
    """A word, or two or three words, typed twice, on one line or where a line ends.

    Repetitions that language needs are none: “had had”, «чуть-чуть», «то, что что бы», names such as Bora Bora.
    Authority: Мильчин, Чельцова, «Справочник издателя и автора» (корректура); Translate Toolkit, `doublewords`.
    """
    text = said.plain
    words = said.once(lower_words)
    if any(map(eq, words, words[1:])):
        for found in islice(_TWICE.finditer(text), _MOST):
            if not _registered(said, found[0]) and not _meant(text, found):
                yield _repeated(said, found, len(found[1]))
    if b"\1\1" in bytes(map(eq, words, words[2:])) or b"\1\1\1" in bytes(map(eq, words, words[3:])):
        for found in islice(_PHRASE.finditer(text), _MOST):
            one, other = found[1].split()[:2]
            if one.lower() != other.lower() and found[1][1:].islower() and not _GOES_ON.search(found[1]):
                yield _repeated(said, found, len(found[1]))


def _repeated(said: Said, found: re.Match[str], size: int) -> Fault:
    start, end = found.span()
    once = said.raw[start : start + size]
    proposed = None if SIGN in found[0] else once
    return said.fault(f"“{once}” stands here twice", start, end, proposed)


def _registered(said: Said, twice: str) -> bool:
    """Whether a name of the registry has the word twice: Ahmed Ahmed."""
    return twice[0].isupper() and any(twice in name.source or twice in name.target for name in said.known.names)


def _meant(text: str, found: re.Match[str]) -> bool:
    """Whether a word stands twice because the sentence, or a name, has it so."""
    word = found[1]
    start = found.end() - len(word)
    second = text[start : found.end()]
    if len(word) == 1:  # «с с. 5», «в В. Новгороде», a row of letters
        return (
            second.isupper()
            or text[found.end() : found.end() + 1] in (".", ")")
            or (word.isascii() and word not in "aA")
        )
    if "\n" in found[0] and not (second.islower() and _runs_on(text, found)):
        return True
    if word[0].isupper() and second[0].isupper():
        return _ROMAN.fullmatch(word) is not None or _MR.search(text, 0, found.start()) is not None or _is_name(word)
    return _grammar_has_it(text, found.start(), start, word)


def _grammar_has_it(text: str, start: int, second: int, word: str) -> bool:
    if _AFTER_WH.fullmatch(word):
        return _WH.search(text, max(0, start - 120), start) is not None
    if word.lower() == "will":
        return _A_WILL.search(text, 0, start) is not None
    whatever = _WHATEVER.match(text, second)
    return _MAY_REPEAT.fullmatch(word) is not None or (whatever is not None and text[second].islower())


def _runs_on(text: str, found: re.Match[str]) -> bool:
    """Whether other words stand before the first and behind the second, so that two lines are of one sentence."""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    after = text[found.end() :].partition("\n")[0]
    return bool(before.strip("-*• \u00a0\u2060")) and bool(after.strip(" \u00a0\u2060.,;:"))


def _is_name(word: str) -> bool:
    """Whether a word with a capital letter may be a name, which may stand twice: Bora Bora, Хасан Хасан."""
    if word.isascii() or not re.search("[а-яё]", word, re.IGNORECASE):
        return _ENGLISH_COMMON.fullmatch(word) is None
    if word.isupper():
        return False
    if word.lower() in _PLACES:
        return True
    from diptych import morphology

    readings = morphology.readings(word)
    return not morphology.known(word) or any(_NAMES & one.grammemes for one in readings[:2])


# --------------------------------------------------------------------------- spaces

_SPACES = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_LEADING = re.compile(r"[\s\u200b\ufeff]+")
_TRAILING = re.compile(r"[\s\u200b\ufeff]+\Z")
_DOUBLE = re.compile(rf"(?<=[^\s|]){_SPACES}{{2,}}+(?![\s|]|\Z)")
_TWO = re.compile(rf"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000](?:{_SPACES}|(?<= .))")
"""Two spaces of which one is not the usual one."""
_BULLET = re.compile(r"\s*[-–—*+•·▪]\Z")
_ALIGNED = 4
"""So many spaces are somebody's layout."""


def outer(said: Said) -> Iterator[Fault]:
    """White space at the beginning or at the end of a text.

    Authority: Translate Toolkit, `startwhitespace` and `endwhitespace`; such a space prints nowhere.
    """
    raw = said.raw
    if not raw or not (raw[0].isspace() or raw[-1].isspace() or raw[0] in "\u200b\ufeff" or raw[-1] in "\u200b\ufeff"):
        return
    first = _LEADING.match(raw)
    if first and first.end() == len(raw):
        return  # that is `blank`
    last = _TRAILING.search(raw, len(raw.rstrip().rstrip("\u200b\ufeff").rstrip()))
    for found, where in ((first, "begins"), (last, "ends")):
        if found and found[0].strip("\n\r"):
            yield said.fault(f"the text {where} with white space", *found.span(), proposed="", certain=True)


def double(said: Said) -> Iterator[Fault]:
    """Two spaces where one stands, a no-break space beside another among them; not a table's or a list's layout.

    Authority: Мильчин, Чельцова, «Справочник издателя и автора» (пробелы); Translate Toolkit, `doublespacing`.
    """
    raw = said.raw
    if "  " not in raw and ((raw.isascii() and "\t" not in raw) or not _TWO.search(raw)):
        return
    for found in islice(_DOUBLE.finditer(said.plain), _MOST):
        start, end = found.span()
        line = said.plain[said.plain.rfind("\n", 0, start) + 1 : start]
        spaces = found[0]
        if (len(line) <= _ALIGNED and _BULLET.match(line)) or (len(spaces) >= _ALIGNED and "\n" in said.raw):
            continue
        one = next((space for space in "\u202f\u00a0" if space in spaces), " ")
        certain = len(spaces) < _ALIGNED and "\t" not in spaces
        yield said.fault(f"{len(spaces)} spaces stand here in place of one", start, end, one, certain=certain)


# --------------------------------------------------------------------------- dots

_DOTS = re.compile(r"(?<![./\\])\.{3}(?![./\\])|(?<![. ] )(?<!\.)\. \. \.(?! ?\.)")
_FOUR = re.compile(r"(?<![./\\])\.{4}(?![./\\])")
_CRY = "?!"


def dots(said: Said) -> Iterator[Fault]:
    """Three dots in place of the sign of the ellipsis; the dots of a path, a leader or a blank are none.

    Authority: Мильчин, Чельцова, «Справочник издателя и автора» (знаки препинания: многоточие); Unicode, U+2026.
    """
    text = said.plain
    if ".." not in text and ". ." not in text:
        return
    for found in _DOTS.finditer(text):
        start, end = found.span()
        if text[start - 1 : start].isdigit() and text[end : end + 1].isdigit():
            continue  # programmers' range
        cry = start > 0 and text[start - 1] in _CRY
        proposed = ".." if cry else "…"
        message = "three dots after ? or ! are two in Russian" if cry else "three dots stand for an ellipsis"
        yield said.fault(message, start, end, proposed, certain=not cry or text[start - 2 : start - 1] not in _CRY)
    for found in _FOUR.finditer(text):
        yield said.fault("four dots stand for an ellipsis", *found.span(), proposed="…")


CHECKS = (
    Check(
        "doubled-word",
        Severity.WARNING,
        twice,
        "Delete one of the two, or write the word that was meant.",
        On.TEXT,
        ("en", "ru"),
        right=(Example("The threat had had time to grow.", "Угроза росла чуть-чуть, год за годом."),),
        wrong=(
            Example("Held in Khujand.", "Состоялось в в Худжанде.", at="в в"),
            Example("The the list is annexed.", "Перечень прилагается.", at="The the", side="en"),
        ),
    ),
    Check(
        "outer-space",
        Severity.WARNING,
        outer,
        "Delete it.",
        On.TEXT,
        right=(Example("Agenda", "Повестка дня"),),
        wrong=(Example("Agenda", " Повестка дня", at=" ", fixed="Повестка дня"),),
    ),
    Check(
        "double-space",
        Severity.WARNING,
        double,
        "Leave one of them.",
        On.TEXT,
        right=(Example("A | B", "Зал А | Зал Б"), Example("- one\n- two", "- один\n- два")),
        wrong=(Example("Room No. 2", "Комната  2", at="  ", fixed="Комната 2"),),
    ),
    Check(
        "three-dots",
        Severity.WARNING,
        dots,
        "Write the sign … in their place.",
        On.TEXT,
        ("ru",),
        right=(Example("And so on …", "И так далее…"),),
        wrong=(Example("And so on …", "И так далее...", at="...", fixed="И так далее…"),),
    ),
)
