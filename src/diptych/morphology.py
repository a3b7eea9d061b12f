"""Russian word forms: what a form is a form of, and whether the dictionary has it. The door to pymorphy3."""

from __future__ import annotations

import functools
import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pymorphy3 import MorphAnalyzer

MOST_LETTERS = 60
"""A longer word is none: nothing is known of it."""

_SPELLABLE = re.compile(r"[а-яё]{4,40}")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LONG = 8  # letters: in a shorter word, another first letter makes another word
_ALIKE = ("оа", "еиэя", "ыи", "ъь", "бп", "вф", "гкх", "дт", "жш", "зс", "шщ", "цс", "йи")
_SUFFIXES = (("ова", "ыва"), ("ева", "ива"))
"""«расследывание» for «расследование»"""
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_BESIDE = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}
_CONFUSED = {letter: "".join(group for group in _ALIKE if letter in group) for letter in "ё" + _LETTERS}


class Reading(NamedTuple):
    """One way to read a word form (OpenCorpora's grammemes)."""

    lemma: str
    """The dictionary form, lower case, with its ё."""
    part: str
    """``NOUN``, ``ADJF``, ``VERB``, ``INFN`` …; empty where it has none."""
    grammemes: frozenset[str]
    """``nomn``, ``gent``, ``plur``, ``masc``, ``Name``, ``Surn`` …"""
    spelled: str
    """The form itself with its ё: «лёгкий» of «легкий»."""


@functools.cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@functools.lru_cache(maxsize=200_000)
def readings(form: str) -> tuple[Reading, ...]:
    """The ways to read a form (any case of letters; е may stand for ё), likeliest first; guessed where unknown."""
    if not form or len(form) > MOST_LETTERS:
        return ()
    return tuple(
        Reading(one.normal_form, str(one.tag.POS or ""), frozenset(one.tag.grammemes), one.word)
        for one in _analyzer().parse(form.lower())
    )


@functools.lru_cache(maxsize=200_000)
def lemmas(form: str) -> frozenset[str]:
    """The dictionary forms that a form may have, with е for ё, so that two spellings of a word meet."""
    return frozenset(one.lemma.replace("ё", "е") for one in readings(form))


@functools.lru_cache(maxsize=200_000)
def known(form: str) -> bool:
    """Whether the dictionary (OpenCorpora) has the form itself; е may stand for ё."""
    return bool(form) and len(form) <= MOST_LETTERS and _analyzer().word_is_known(form.lower())


def forms(lemma: str) -> frozenset[str]:
    """The cases of a noun, singular and plural, in lower case; nothing where the dictionary has no such noun."""
    word = lemma.lower()
    return frozenset(
        form.word
        for one in (_analyzer().parse(word) if known(word) else ())
        if one.normal_form == word and one.tag.POS == "NOUN"
        for form in one.lexeme
    )


@functools.lru_cache(maxsize=20_000)
def near(form: str, furthest: int = 3) -> tuple[str, ...]:
    """Forms that the dictionary has and that one slip of a finger or of a rule turns into ``form``, likeliest first.

    A slip is a letter dropped, doubled, put in, put for another, or two that changed places. A slip in the first
    letter is believed of long words only. ``furthest`` is the least likely slip that counts: 0 doubled letters and
    letters that changed places, 1 letters that sound alike or are not heard, 2 any letter dropped or put in, 3
    neighbours on the keyboard.
    """
    word = form.lower()
    if not _SPELLABLE.fullmatch(word):
        return ()
    has = _analyzer().word_is_known
    found: dict[str, int] = {}
    for rank, candidate in chain(_other_suffixes(word), _slips(word)):
        if rank <= furthest and rank < found.get(candidate, 9) and has(candidate):
            found[candidate] = rank
    return tuple(sorted(found, key=lambda one: (found[one], one)))


def _other_suffixes(word: str) -> Iterator[tuple[int, str]]:
    for one, other in _SUFFIXES:
        for wrong, right in ((one, other), (other, one)):
            if wrong in word:
                yield 1, word.replace(wrong, right)


def _slips(word: str) -> Iterator[tuple[int, str]]:
    """What may have been meant, and how improbable that is."""
    first = 0 if len(word) >= _LONG else 1
    for place in range(first, len(word)):
        left, letter, right = word[:place], word[place], word[place + 1 :]
        if right and letter != right[0]:
            yield 0, f"{left}{right[0]}{letter}{right[1:]}"
        twice = letter in (left[-1:], right[:1])
        yield 0 if twice else 2, left + right
        for other in _LETTERS:
            if other in _CONFUSED[letter] and other != letter:
                yield 1, left + other + right
        if place:
            for other in _BESIDE.get(letter, ""):
                yield 3, left + other + right
    for place in range(max(first, 1), len(word) + 1):
        left, right = word[:place], word[place:]
        for other in _LETTERS:
            yield 0 if other in (left[-1:], right[:1]) else 1 if other in "ьтнс" else 2, left + other + right
