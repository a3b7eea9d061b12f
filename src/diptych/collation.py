"""In what order a language's dictionaries stand: a sort key for names, as CLDR's collation orders them.

The letters are those of our faces (Latin with its diacritics, Cyrillic with the letters of Central Asia). Their order
is that of CLDR's root collation (release 47), of whose tailorings our languages need one: the script of the language
before all others. PyPI has no small library that does it: pyuca knows no tailoring and rests since 2017, feruca none
but for Arabic, icu4py has no collator, and PyICU is too much for some hundred names.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_ORDER = {
    "Latn": "aæbcdeəfghʻiıjklmnŋoœpqĸrsßtŧuvwxyzþʼ",
    "Cyrl": "аәбвгғдђеєжзѕиійјкқлљмнңњоөпрстћуүұфхҳһцчҷҹџшщъыьэюяӏ",
}
"""Letters that differ at the first level; all others are one of these with a mark."""
_VARIANTS = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ґ": "г", "ї": "і", "ſ": "s"}
"""Letters that differ from another at the second level only, without being one with a combining mark."""
_PLACES = {letter: (script, place) for script, letters in _ORDER.items() for place, letter in enumerate(letters)}
_SPACE, _PUNCTUATION, _SYMBOL, _DIGIT, _OWN, _OTHER = range(6)

Key = tuple[tuple[tuple[int, str, int], ...], tuple[str, ...], tuple[bool, ...]]
"""Compared first by letters, then by their marks, then by their case."""


@cache
def collation_key(text: str, lang: str) -> Key:
    """What to sort by in the language's dictionaries: «Ёлкин» stands with «Елкин», «Аль-Кахтани» before «Альма»."""
    own = _script(lang)
    letters, marks, capitals = [], [], []
    for sign in unicodedata.normalize("NFC", text):
        base, accents = _taken_apart(sign.lower())
        for one in base:
            letters.append(_place(one, own))
            marks.append(accents)
            capitals.append(sign != sign.lower())
    return tuple(letters), tuple(marks), tuple(capitals)


def initial(text: str) -> str:
    """The capital letter under which a dictionary has the text; empty where it has none."""
    for sign in unicodedata.normalize("NFC", text):
        if sign.isalpha():
            base, _ = _taken_apart(sign.lower())
            return base[:1].upper()
    return ""


def _taken_apart(sign: str) -> tuple[str, str]:
    """A lower-case sign's letters and their marks."""
    if sign in _PLACES:
        return sign, ""
    if sign in _VARIANTS:
        return _VARIANTS[sign], sign
    parts = unicodedata.normalize("NFKD", sign)
    base = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    return base or sign, "".join(part for part in parts if unicodedata.combining(part))


def _place(sign: str, own: str) -> tuple[int, str, int]:
    if sign in _PLACES:
        script, place = _PLACES[sign]
        return (_OWN, "", place) if script == own else (_OTHER, "" if script == "Latn" else script, place)
    if sign.isspace():
        return (_SPACE, "", 0)
    if sign.isdigit():
        return (_DIGIT, "", unicodedata.digit(sign, 0))
    if sign.isalpha():
        return (_OTHER, "Zzzz", ord(sign))
    group = _PUNCTUATION if unicodedata.category(sign).startswith("P") else _SYMBOL
    return (group, "", 0 if sign in "-‐‑–—" else ord(sign))


@cache
def _script(lang: str) -> str:
    """The script that the language is likely written in (CLDR): ``Cyrl`` for ``ru``."""
    from babel.core import get_global

    subtags = lang.split("-")
    if len(subtags) > 1 and len(subtags[1]) == 4:  # noqa: PLR2004 - a script has four letters
        return subtags[1].title()
    likely = str(get_global("likely_subtags").get(subtags[0], ""))
    return likely.split("_")[1] if likely.count("_") > 1 else "Latn"
