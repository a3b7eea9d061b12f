"""Names of countries and of capitals in Russian, and what is one slip of the hand away from them."""

from __future__ import annotations

import functools
import string

from diptych import languages, morphology

_CAPITALS_TEXT = "Душанбе Ташкент Ашхабад Тбилиси Исламабад Тегеран"
_MORE_TEXT = "Кыргызстан Таджикистан Узбекистан Казахстан Туркменистан Афганистан Молдавия Белоруссия Туркмения"
_LEAST = 6
_LIKE_OTHERS = frozenset(("Тайвань",))
"""A letter away from another place: Тайнань."""
_OWN_NAMES = ("истон", "стони")
"""How Tajik and Uzbek spell them, which names keep: «Узбекистон хаво йуллари»."""


@functools.lru_cache(maxsize=20_000)
def meant(word: str) -> str:
    """The form of a name, in lower case, that an unknown word misspells in the middle by one letter; or nothing.

    What is wrong in the first or the last letter may be another word: «Катаров» is no «Катаром».
    """
    if len(word) < _LEAST or word.endswith(_OWN_NAMES):
        return ""
    index = _index()
    keys = (word, *(word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)))
    found = {form for key in keys for form in index.get(key, ()) if form != word and _one_slip(word, form)}
    return min(found) if len(found) == 1 else ""


@functools.cache
def _index() -> dict[str, tuple[str, ...]]:
    """Forms of the names, each under itself and under what is left where one of its inner letters is dropped."""
    index: dict[str, tuple[str, ...]] = {}
    for form in sorted(_forms()):
        for key in {form, *(form[:place] + form[place + 1 :] for place in range(1, len(form) - 1))}:
            index[key] = (*index.get(key, ()), form)
    return index


def _forms() -> set[str]:
    codes = (one + other for one in string.ascii_uppercase for other in string.ascii_uppercase)
    names = {languages.country(code, "ru") for code in codes} | set(f"{_CAPITALS_TEXT} {_MORE_TEXT}".split())
    names -= _LIKE_OTHERS
    whole = {name.lower() for name in names if name.isalpha() and not name.isascii()}
    return {form for name in whole for form in (name, *morphology.forms(name)) if len(form) >= _LEAST}


def _one_slip(word: str, form: str) -> bool:
    """Whether a letter is dropped, put in, put for another, or two changed places; neither the first nor the last."""
    if word[0] != form[0] or word[-1] != form[-1]:
        return False
    first = next((at for at, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), 0)
    left, right = word[first:], form[first:]
    return (
        left[1:] == right
        or right[1:] == left
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
