"""A translation as a whole: none, a copy of its source, in other lines, far too short or far too long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks.english import SERIES
from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Pair, Paper, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_CYRILLIC_WORD = re.compile(r"(?<!\w)[А-ЯЁ]?[а-яё]{3,}")

# --------------------------------------------------------------------------- nothing


def blank(paper: Paper) -> Iterator[Fault]:
    """A translation of nothing but white space, or a plural form left empty among others that are not.

    Authority: gettext manual, “Translating plural forms”.
    """
    seen = set()
    for pair in paper.pairs if paper.target else ():
        said = pair.target
        if not pair.source.raw.strip() or (said.raw and not _UNSEEN.fullmatch(said.raw)) or (key := _key(pair)) in seen:
            continue
        seen.add(key)
        if said.raw:
            yield said.fault("the translation is nothing but white space", 0, 0)
        elif _one_of_several(pair):
            yield said.fault("this plural form is empty, and others are not", 0, 0)


def untranslated(paper: Paper) -> Iterator[Fault]:
    """How many texts of a catalog by itself have no translation: one fault, at the first. Elsewhere coverage says it.

    Authority: an edition is complete when every text of it is translated (Diptych).
    """
    texts: dict[object, Pair] = {}
    for pair in paper.pairs if paper.target and paper.document is None else ():
        if pair.source.raw.strip():
            texts.setdefault(_key(pair), pair)
    empty = [pair for pair in texts.values() if not pair.target.raw and not _one_of_several(pair)]
    if empty:
        whole = "the text has no translation" if len(texts) == 1 else ""
        message = whole or f"{len(empty):,} of {len(texts):,} texts have no translation; this is the first"
        yield empty[0].target.fault(message, 0, 0)


def _key(pair: Pair) -> object:
    place = pair.target.place
    return (pair.source.raw, place.path, place.line, place.form) if place else (pair.source.raw, id(pair.target))


def _one_of_several(pair: Pair) -> bool:
    """Whether it is a form of a plural, other forms of which are translated."""
    return pair.entry is not None and pair.entry.plural is not None and any(map(str.strip, pair.entry.texts))


# --------------------------------------------------------------------------- a copy

_ENGLISH_WORD = re.compile(r"(?<![\w.@#/_])(?:[A-Za-z]?[a-z]{2,}|of|to|in|on|by|at|or|an|as)(?![\w@/_]|\.\w)")
_POSTAL = re.compile(r"\b(?:Street|St\.|Avenue|Ave\.|Road|Plaza|Square|Boulevard|Lane|[Ss]tra(?:ss|ß)e|P\.?O\.? Box)\b")
_NOT_TRANSLATED = re.compile(
    r"(?i)(?<!\w)(?:"
    r"mutatis mutandis|ad hoc|inter alia|de facto|de jure|ex officio|ad interim|pro tempore|sine die|prima facie|"
    r"bona fide|ipso facto|jus cogens|status quo|in absentia|et al\.|ibid\.|op\. cit\.|"
    r"Microsoft(?: (?:Teams|Word|Excel|Office|Outlook|Windows))?|Windows|Teams|Zoom|Webex|Skype|Google(?: (?:Meet|Maps|"
    r"Play|Chrome|Drive))?|Facebook|Instagram|Twitter|Telegram|WhatsApp|Signal|Viber|Flickr|Vimeo|Linux|Android|Adobe"
    r"(?: (?:Reader|Acrobat))?|Apple|Bluetooth|Word|Excel|Indico|Kudo|Interprefy|Slido|Mentimeter|Reuters|"
    r"Huawei|Samsung|Akoma Ntoso|Markdown|Unicode|Toyota|Boeing|Airbus|Hilton|Hyatt(?: Regency)?|Marriott|Sheraton|"
    r"Serena|goTravel|goAML|e-mail|Wi-Fi|Baden-Baden"
    r")(?!\w)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CITED = re.compile(r"\*[A-Z][^*]*\*|“[A-Z][^”]*”")
_SENTENCE = re.compile(
    r"(?<![\w-])(?!(?:of|and|the|in|for|on|to|from|at|by|with|an?|eds?|vol|pp?|no|et|al)\b)[a-z]+\b(?!-)"
)
"""A word that no reference to a publication has, which stays as it is: Smith, *Borders* (London, 2010), p. 5."""
_MAPPED = {"en", "ru"}


def copied(pair: Pair) -> Iterator[Fault]:
    """A translation that repeats its source, in which there are words to translate.

    Names of products, Latin terms, acronyms, symbols, addresses and numbers are the same in both languages.
    Authority: common sense of translators; Translate Toolkit, `unchanged`; Weblate, `same`.
    """
    source, target = pair.source, pair.target
    if {source.lang, target.lang} != _MAPPED:
        return
    if (_CYRILLIC.search(target.raw) is None) is (target.lang == "en"):
        return
    if _letters(source) == _letters(target) and _has_words(source):
        start = len(target.raw) - len(target.raw.lstrip())
        yield target.fault("the translation is the same as the source", start, len(target.raw.rstrip()))


def _letters(said: Said) -> str:
    return " ".join(word[0] for word in said.words).casefold()


def _has_words(said: Said) -> bool:
    text = said.plain
    if said.lang == "ru":
        return _CYRILLIC_WORD.search(text) is not None
    for term in said.known.terms:
        here, there = term.wordings.get("en"), term.wordings.get("ru")
        if here and there:
            same = {here.term, here.short} & {there.term, there.short} - {""}
            for name in same:
                text = text.replace(name, " ")
    if SIGN in text:
        text = SERIES.sub(" ", text)
    text = _NOT_TRANSLATED.sub(" ", text)
    if _YEAR.search(text) and _CITED.search(said.raw) and not _SENTENCE.search(text):
        return False
    words = [word for word in _ENGLISH_WORD.findall(text) if word.lower() not in said.known.words]
    if _POSTAL.search(text) and any(map(str.isdigit, text)) and all(word[0].isupper() for word in words):
        return False
    return bool(words)


# --------------------------------------------------------------------------- lines

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_WRAPPED = 40
"""A line of so many characters that ends within a sentence was wrapped, not ended."""


def lines(pair: Pair) -> Iterator[Fault]:
    """Another number of lines or of paragraphs than the source has.

    A line of the source that was only wrapped, in the middle of a sentence, need not be broken in the translation.
    Authority: gettext manual, “Preparing translatable strings”; CommonMark, “Hard line breaks”.
    """
    if "\n" not in pair.source.raw and "\n" not in pair.target.raw:
        return
    source, target = pair.source.raw.strip(), pair.target.raw.strip()
    if not source or not target:
        return
    there, here = _breaks(source), _breaks(target)
    hard = [found for found in there if not _wrapped(source, found)]
    if len(here) < len(hard):
        message = f"the source has {_count(len(hard) + 1, 'line')} and the translation {len(here) + 1}"
        yield pair.target.fault(message, 0, 0)
    elif len(here) > len(there):
        offset = len(pair.target.raw) - len(pair.target.raw.lstrip())
        message = f"the translation has {_count(len(here) + 1, 'line')} and the source {len(there) + 1}"
        yield pair.target.fault(message, offset + here[0].start(), offset + here[-1].end())
    elif len(here) == len(there) == len(hard) and _paragraphs(there) != _paragraphs(here):
        message = f"the translation has {_count(_paragraphs(here), 'paragraph')} and the source {_paragraphs(there)}"
        yield pair.target.fault(message, 0, 0)


def _breaks(text: str) -> list[re.Match[str]]:
    return list(_BREAK.finditer(text)) if "\n" in text else []


def _wrapped(text: str, found: re.Match[str]) -> bool:
    """Whether the break stands in the middle of a sentence, or of a word."""
    start, end = found.span()
    if not text[end].islower():
        return False
    if text[start - 1] in "-\u00ad":
        return text[start - 2 : start - 1].isalpha()
    long = start - (text.rfind("\n", 0, start) + 1) >= _WRAPPED
    return long and (text[start - 1].islower() or text[start - 1] == ",")


def _paragraphs(breaks: list[re.Match[str]]) -> int:
    return 1 + sum(found[0].count("\n") > 1 for found in breaks)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --------------------------------------------------------------------------- length

_ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{2,}(?:-[A-ZА-ЯЁ]{2,})*\b")
_UNREAD = str.maketrans("", "", SIGN + OPAQUE)
_GROWS = {"ru": 1.12, "en": 0.9}
"""How much longer a text becomes in a language, translated from the other."""
_LEAST, _MOST = 0.58, 1.36
"""The bounds of what may be left of the expected length, and of what may become of it …"""
_LESS, _MORE = 20, 60
"""… with so many characters of grace, which count for much in a short text."""
_SPELLED_OUT = 45
"""Characters that an acronym may stand for."""


def length(pair: Pair) -> Iterator[Fault]:
    """A translation much shorter or much longer than its source: something was left out, or something else got in.

    Authority: Translate Toolkit, `long` and `short`; the bounds are those of the conference's own texts, widened.
    """
    if {pair.source.lang, pair.target.lang} != _MAPPED:
        return
    there, here = len(pair.source.raw), len(pair.target.raw)
    expected = there * _GROWS[pair.target.lang]
    if expected * _LEAST - _LESS <= here <= expected * _MOST + _MORE:
        return  # as most are: counted with their markup
    source, target = pair.source.plain.translate(_UNREAD).strip(), pair.target.plain.translate(_UNREAD).strip()
    if not source or not target:
        return
    there, here = len(source), len(target)
    expected = there * _GROWS[pair.target.lang]
    least = (there - _SPELLED_OUT * len(_ACRONYM.findall(target))) * _GROWS[pair.target.lang] * _LEAST - _LESS
    most = expected * _MOST + _MORE + _SPELLED_OUT * len(_ACRONYM.findall(source))
    if here < least:
        message = f"the translation has only {here:,} characters for {there:,} of the source: is something missing"
        yield pair.target.fault(message, 0, 0)
    elif here > most:
        message = f"the translation has {here:,} characters for {there:,} of the source: does it say more"
        yield pair.target.fault(message, 0, 0)


_LONG = (
    "The delegations described the technical means at their disposal and the difficulties in using them, "
    "and asked for further training, above all in the analysis of risks."
)

CHECKS = (
    Check(
        "blank",
        Severity.WARNING,
        blank,
        "Translate it, or empty it, so that it counts as untranslated.",
        On.PAPER,
        right=(Example("Coffee break", "Перерыв на кофе"),),
        wrong=(Example("Coffee break", " "),),
    ),
    Check(
        "blank",
        Severity.WARNING,
        untranslated,
        "Translate the empty entries; `diptych coverage` counts them.",
        On.PAPER,
        right=(Example("Coffee break", "Перерыв на кофе"),),
        wrong=(Example("Coffee break", ""),),
    ),
    Check(
        "same-as-source",
        Severity.WARNING,
        copied,
        "Translate it; if it must stand as it is, say so in an excuse.",
        On.PAIR,
        right=(Example("API/PNR", "API/PNR"), Example("www.un.org", "www.un.org"), Example("Zoom", "Zoom")),
        wrong=(Example("Annex II", "Annex II", at="Annex II"),),
    ),
    Check(
        "line-break",
        Severity.WARNING,
        lines,
        "Break the lines of the translation where those of the source are broken.",
        On.PAIR,
        right=(Example("Kokhi Somon\nDushanbe", "«Кохи Сомон»\nДушанбе"),),
        wrong=(
            Example("Kokhi Somon\nDushanbe", "«Кохи Сомон», Душанбе"),
            Example("Opening of the meeting", "Открытие\nзаседания", at="\n"),
        ),
    ),
    Check(
        "length",
        Severity.WARNING,
        length,
        "Compare it with the source, sentence by sentence.",
        On.PAIR,
        right=(Example("BSM", "обеспечение безопасности границ и управление ими"), Example("Yes", "Имеется")),
        wrong=(Example(_LONG, "Делегации выступили."),),
    ),
)
