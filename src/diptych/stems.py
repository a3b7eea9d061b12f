"""Words of a text as a search sees them: folded, split at hyphens, cut down to their stems."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORD = r"[^\W_]+(?:'[^\W_]+)*"
_COMPOUND = re.compile(rf"{_WORD}(?:[-\u2010\u2011]{_WORD})*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")
_ONE_AT_A_TIME = threading.Lock()  # a stemmer keeps its word in itself, and the indexes are made side by side


def fold(text: str) -> str:
    """The text in lower case, without soft hyphens, stress marks and the accents of Latin letters; ё is е."""
    plain = unicodedata.normalize("NFD", text.lower().replace("\u00ad", "").replace("’", "'"))
    plain = _LATIN_MARKS.sub("", plain).replace("\u0301", "")
    return unicodedata.normalize("NFC", plain).replace("ё", "е")


def words(text: str) -> Iterator[str]:
    """The text's words, folded, in their order; behind the parts of a compound, the whole in one word."""
    for compound in _COMPOUND.findall(fold(text)):
        parts = _HYPHEN.split(compound)
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


def stems(text: str) -> Iterator[str]:
    """The stems of the text's words in their order."""
    yield from map(stem, words(text))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word by the Snowball algorithm for its script; a number is its own stem."""
    with _ONE_AT_A_TIME:
        if _CYRILLIC.search(word):
            return _stemmers()[1](word)
        return _stemmers()[0](word) if _LATIN.search(word) else word


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    # By their modules: the package itself hands out PyStemmer's where that is installed, perhaps of another version.
    from snowballstemmer.english_stemmer import EnglishStemmer
    from snowballstemmer.russian_stemmer import RussianStemmer

    return EnglishStemmer().stemWord, RussianStemmer().stemWord
