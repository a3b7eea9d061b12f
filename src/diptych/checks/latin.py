"""What a translator has left standing: English in a Russian text, Russian in an English one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks.english import BRANDS, FIRMS, FUNCTION, NOUNS, ORDINARY, PHRASES, PLACES, SERIES, TECHNICAL
from diptych.checks.view import SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.checks.view import Known

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_MAY_HOLD = re.compile(r"[A-Za-z](?:[A-Za-z]|(?<=e)\.g\.|(?<=i)\.e\.)")
_WORD = re.compile(rf"(?<![\w@#_:|<])[{_LETTER}]+(?:[-‑’'][{_LETTER}]+)*(?![\w@_]|[-‑][\dЀ-ӿ])")
_GAP = re.compile(r"[ \u00a0\u202f\u2060]{1,3}|,[ \u00a0]|\.[ \u00a0]|[/&]|[ \u00a0]&[ \u00a0]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_CYRILLIC_WORD = re.compile(r"(?<![\w@#_-])[а-яёА-ЯЁ][а-яё]{2,}(?![\w@_])")
_IN_FILE = re.compile(r"[\w-]*\.[A-Za-z]|[@_\\]")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ITALIC = re.compile(
    r"(?<![*\\])\*(?![*\s])(?P<star>[^*\n]{1,300}?)(?<![\s\\])\*(?!\*)"
    r"|(?<![_\\\w])_(?![_\s])(?P<line>[^_\n]{1,300}?)(?<![\s\\])_(?![_\w])"
)
_LEAD = re.compile(
    r"\s*(?:\(?\w{1,3}[.)]\s+)?[*_](?:[A-Z][a-z]+(?:s|ing)|Also|Further|Deeply|Gravely|Strongly)(?: [a-z]+){0,3}[*_]"
    r"[ \u00a0]+[а-яё]"
)
_ENGLISH_ENDING = re.compile(r".{3,}(?:ing|ed|tion|tions|ment|ments|ness|ity|ly|ers?|als?|ships?|ives?|ures?|ies|ous)")
_SHORT = re.compile(r"(?<!\w)(?:e\.g\.|i\.e\.)")
_WHERE = re.compile(
    r"(?<!\w)(?:г\.|гор\.|п\.|с\.|пос\.|обл\.|город\w*|област[ьи]\w*|районе?\w*|столиц\w+|сел[еоа]|поселк\w+|"
    r"провинци\w+|долин\w+)[ \u00a0]+$"
)
_IN = re.compile(r"(?<!\w)(?:в|во|из|под|близ|около|до)[ \u00a0]+$", re.IGNORECASE)
_PERSON = re.compile(r"(?<!\w)(?:г-н\w?|г-ном|г-ж\w|г-жой|господин\w*|госпож\w+)[ \u00a0]+$")
_COURTESY = frozenset(("mr", "mrs", "ms"))
_LEAST_NAMES, _LEAST_NOUNS = 3, 2  # of an office that is left in English
_OPEN, _CLOSED = "«„“\"'(‘[", "»“”\"')’]"


def left(pair: Pair) -> Iterator[Fault]:
    """English words that stand untranslated in a Russian text: half sentences, labels, places, abbreviations.

    Acronyms, products, names in brackets or quotation marks, Latin phrases, formats and units pass; so does what
    the English side has not.

    Authority: Справочник издателя и автора (Мильчин, Чельцова).
    """
    sides = {said.lang: said for said in (pair.source, pair.target)}
    if sides.keys() != {"ru", "en"}:
        return
    russian, english = sides["ru"], sides["en"]
    if russian is pair.target:
        yield from _english_in(russian, english)
    else:
        yield from _russian_in(english, russian)


def _english_in(russian: Said, english: Said) -> Iterator[Fault]:
    plain = russian.plain
    if not _MAY_HOLD.search(plain) or plain.strip() == english.plain.strip():
        return
    for short in _SHORT.finditer(plain):
        yield _fault(russian, short.start(), short.end())
    words = [word for word in _WORD.finditer(plain) if not _of_a_file(plain, word)]
    if words and SIGN in plain and "Nations, " in plain:
        there_too = english.plain.replace("\u00a0", " ")
        cited = [one.span() for one in SERIES.finditer(plain) if one[0].replace("\u00a0", " ") in there_too]
        words = [word for word in words if not any(start <= word.start() < end for start, end in cited)]
    if not words:
        return
    there = {word[0].casefold() for word in _WORD.finditer(english.plain)}
    italics = [found.span() for found in _ITALIC.finditer(russian.raw)] if "*" in plain or SIGN in plain else []
    lead = italics.pop(0) if italics and _LEAD.match(russian.raw) else (0, 0)
    for run in _runs(plain, words):
        if lead[0] <= run[0].start() < lead[1]:
            yield _fault(russian, run[0].start(), run[-1].end())
            continue
        if not any(start <= run[0].start() < end for start, end in italics):
            yield from _judged(run, russian, english, there)


def _of_a_file(plain: str, word: re.Match[str]) -> bool:
    """Whether a word is a part of an address or of the name of a file."""
    before = plain[word.start() - 1] if word.start() else ""
    if before in {"/", "\\", "."} and _IN_FILE.search(
        plain[max(0, word.start() - 60) : word.start()].rpartition(" ")[2]
    ):
        return True
    behind = plain[word.end() : word.end() + 3]
    return bool(_IN_FILE.match(behind)) or (before == "." and not plain[max(0, word.start() - 2)].isspace())


def _runs(plain: str, words: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Words that stand together, without what only surrounds them: acronyms, numbers, single letters."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and not _GAP.fullmatch(plain, run[-1].end(), word.start()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _judged(run: list[re.Match[str]], russian: Said, english: Said, there: set[str]) -> Iterator[Fault]:
    plain = russian.plain
    if _set_apart(plain, run, english):
        return
    if not _place_of_list(run, russian.known) and _quoted(plain, run):
        return
    courtesy = [word for word in run if word[0].casefold() in _COURTESY]
    for word in courtesy:
        yield _fault(russian, word.start(), word.end())
    branded = any(_is_acronym(word[0]) for word in run)
    while run and _is_sign(run[-1][0]):
        run.pop()
    while run and _is_sign(run[0][0]):
        run.pop(0)
    if not run or courtesy or not all(word[0].casefold() in there for word in run if word[0] not in PHRASES):
        return
    if branded and not any(_is_small(word[0]) for word in run) and not _is_office([word[0].casefold() for word in run]):
        return  # «STRIVE Asia»
    if _is_english([word[0] for word in run]) or _is_known_place(run, russian) or _is_where(run, russian, english):
        end = run[-1].end()
        if plain[end : end + 1] == "." and run[-1][0].islower() and plain[end + 1 : end + 2] in {" ", "\u00a0"}:
            end += 1
        yield _fault(russian, run[0].start(), end)


def _fault(said: Said, start: int, end: int) -> Fault:
    return said.fault(f"“{said.raw[start:end]}” is left in English", start, end)


def _is_sign(word: str) -> bool:
    """Whether a word is an acronym, a Roman number or a letter."""
    return len(word) == 1 or word.isupper() or bool(_ROMAN.fullmatch(word))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not _ROMAN.fullmatch(word)


def _is_brand(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:].replace("-", "")) and "-" not in word


def _is_english(words: list[str]) -> bool:
    """Whether a run of Latin words, all of them in the source, is English that should be Russian."""
    if all(_is_small(word) for word in words):
        return any(word not in PHRASES and word not in TECHNICAL for word in words)
    folded = [word.casefold() for word in words]
    if " ".join(folded) in FIRMS:
        return False
    small = [word for word in words if _is_small(word) and word not in PHRASES]
    content = [word for word in small if word not in FUNCTION and word not in TECHNICAL]
    if content:
        binding = any(word in FUNCTION for word in small)
        return _is_small(words[0]) or binding or any(w in ORDINARY or _ENGLISH_ENDING.fullmatch(w) for w in content)
    names = [word for word in words if not _is_small(word)]
    if any(_is_brand(word) or word.isupper() for word in names):
        return bool(small) and all(word.isupper() for word in names)
    said = [name.casefold() for name in names]
    ordinary = all(name in PLACES or name in ORDINARY or name in FUNCTION or _ROMAN.fullmatch(name) for name in said)
    return _is_office(said) or (ordinary and any(name in PLACES or name in ORDINARY for name in said))


def _is_office(words: list[str]) -> bool:
    """Whether words in lower case name an office or an event: Border Management Staff College."""
    return len(words) >= _LEAST_NAMES and sum(word in NOUNS for word in words) >= _LEAST_NOUNS and not BRANDS & {*words}


def _is_small(word: str) -> bool:
    return word.islower() and word[0].islower()


def _is_known_place(run: list[re.Match[str]], said: Said) -> bool:
    """Whether a run is a place of the registry, or stands where only a place can stand: behind «г.»."""
    if _place_of_list(run, said.known):
        return True
    before = said.plain[max(0, run[0].start() - 30) : run[0].start()]
    if _is_brand(run[0][0]) or not run[0][0][0].isupper():
        return False
    if len(run) <= 2 and _WHERE.search(before):  # noqa: PLR2004 - «в г. New Town»
        return True
    return bool(_PERSON.search(before)) and not said.known.once(_persons) & {word[0].casefold() for word in run}


def _is_where(run: list[re.Match[str]], russian: Said, english: Said) -> bool:
    """Whether one word stands behind «в» or «из», and behind “in” or “from” in the source, and is no product."""
    word = run[0][0]
    if (
        len(run) > 1
        or not word.istitle()
        or word.casefold() in BRANDS
        or word.casefold() in russian.known.once(_persons)
    ):
        return False
    before = russian.plain[max(0, run[0].start() - 12) : run[0].start()]
    return bool(
        _IN.search(before) and re.search(rf"(?<!\w)(?:in|from|near|to) {re.escape(word)}(?!\w| [A-Z])", english.plain)
    )


def _place_of_list(run: list[re.Match[str]], known: Known) -> bool:
    return " ".join(word[0] for word in run).casefold() in known.once(_places)


def _places(known: Known) -> frozenset[str]:
    return frozenset(
        name.source.casefold() for name in known.names if not name.family and _CYRILLIC.search(name.target)
    )


def _persons(known: Known) -> frozenset[str]:
    return frozenset(word for name in known.names if name.family for word in name.source.casefold().split())


def _set_apart(plain: str, run: list[re.Match[str]], english: Said) -> bool:
    """Whether a run is all that stands in brackets, and the source has no such brackets: «Чжан Вэй (Zhang Wei)»."""
    start, end = run[0].start(), run[-1].end()
    if plain[max(0, start - 1) : start] == "[" and plain[end : end + 1] == "]":
        return True
    open_, close = plain.rfind("(", max(0, start - 300), start), plain.find(")", end, end + 300)
    if open_ < 0 or close < 0 or ")" in plain[open_:start] or "(" in plain[end:close]:
        return False
    inside = plain[open_ + 1 : close]
    if _CYRILLIC.search(inside):
        return False
    if inside in english.raw and f"({inside})" not in english.raw:
        return True
    return f"({inside})" not in english.raw or _is_title(run)


def _is_title(run: list[re.Match[str]]) -> bool:
    """Whether a run reads as the title of something: no word of it is one of programmes or a place."""
    words = [word[0] for word in run]
    return words[0][0].isupper() and any(
        word[0].isupper() and word.casefold() not in ORDINARY and word.casefold() not in PLACES for word in words
    )


def _quoted(plain: str, run: list[re.Match[str]]) -> bool:
    """Whether a run is all that stands between quotation marks, but for signs and numbers."""
    start, end = run[0].start(), run[-1].end()
    before = plain[max(0, start - 80) : start].rstrip(" \u2060")
    behind = plain[end : end + 80].lstrip(" \u2060.,!?…0123456789-–")
    if before and behind and before[-1] in '«„“"‘' and behind[0] in '»“”"’':
        return True
    opened = max(before.rfind("«"), before.rfind("„"))
    if opened < 0 or "»" in before[opened:]:
        return False
    closed = re.search(r"[»“]", plain[end : end + 80])
    inside = before[opened + 1 :] + (plain[end : end + closed.start()] if closed else "я")
    return not _CYRILLIC.search(inside)


def _russian_in(english: Said, russian: Said) -> Iterator[Fault]:
    """Russian words of the source that stand in an English translation without brackets or quotation marks."""
    plain = english.plain
    if plain.isascii() or plain.strip() == russian.plain.strip():
        return
    italics = [found.span() for found in _ITALIC.finditer(english.raw)] if SIGN in plain else []
    for word in _CYRILLIC_WORD.finditer(plain):
        start, end = word.span()
        near = max(0, start - 300)
        apart = any(
            plain.count(a, near, start) > plain.count(b, near, start) for a, b in ("()", "“”", "«»", "‘’", "[]")
        )
        quoted = plain.count('"', near, start) % 2
        if word[0] in russian.plain and not (apart or quoted) and not any(a <= start < b for a, b in italics):
            yield english.fault(f"«{word[0]}» is left in Russian", start, end)


CHECKS = (
    Check(
        "english-left",
        Severity.WARNING,
        left,
        "Translate it; an untranslated name stands in brackets behind the Russian one.",
        On.PAIR,
        right=(
            Example("Join by Microsoft Teams or Zoom.", "Подключайтесь через Microsoft Teams или Zoom."),
            Example("The rules apply *mutatis mutandis*.", "Правила применяются *mutatis mutandis*."),
            Example("The LEICA project", "проект «Содействие правоохранительным органам» (LEICA)"),
        ),
        wrong=(
            Example("It is a part of the follow-up.", "Это часть follow-up.", at="follow-up"),
            Example("Venue: Conference Hall", "Venue: зал заседаний", at="Venue"),
            Example("He came from Khujand to Tashkent.", "Он приехал в Tashkent из Худжанда.", at="Tashkent"),
            Example("It was agreed and then published.", "Было согласовано and then published.", at="and then"),
        ),
    ),
)
