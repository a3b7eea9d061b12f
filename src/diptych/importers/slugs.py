"""Headings and names → ids: ASCII words with hyphens, short, each once."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
"""Characters of an id that is made from a heading."""

_LETTERS = (
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch "
    "ш sh щ shch ы y э e ю yu я ya ӣ i ӯ u ғ gh қ q ҳ h ҷ j ә a і i ң n ө o "
    "ұ u ү u һ h ў u ø o ł l đ d ð d þ th ß ss æ ae œ oe ı i"
)
_PAIRS = re.findall(r"(\w) (\w+)", _LETTERS)
_TABLE = str.maketrans({**dict(_PAIRS), "ъ": "", "ь": ""})
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘](?=\w)")
_SIGNS = re.compile(r"[^a-z0-9]+")
_AUTOMATIC = re.compile(
    r"(?:h|p|li|quote|recital|op|t|day|session)(?:-[a-z0-9]+)*-?\d.*|x|title|subtitle|notice|chapeau|main|contents|notes|\d.*"
)
"""Ids that the house gives by counting, or needs itself (docs/content.md, Anchors)."""


def ascii_words(text: str) -> str:
    """The text in small ASCII letters, digits and hyphens: Cyrillic as in passports, accents left out; maybe empty."""
    low = _APOSTROPHE.sub("", text.casefold()).translate(_TABLE)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))
    return _SIGNS.sub("-", plain).strip("-")


def shortened(words: str, longest: int = LONGEST) -> str:
    """The words up to that length, cut between two of them."""
    if len(words) <= longest:
        return words
    cut = words.rfind("-", 0, longest + 1)
    return words[: cut if cut > 0 else longest].strip("-")


class Slugs:
    """The ids of one document: none twice, none that the house needs itself."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def given(self, wanted: str) -> str:
        """An id that the original states; empty where it cannot be one or stands already."""
        if ascii_words(wanted) != wanted or not wanted or wanted in self._used:
            return ""
        self._used[wanted] = 1
        return wanted

    def made(self, text: str, fallback: str = "section") -> str:
        """An id of a heading's words."""
        words = shortened(ascii_words(text)) or fallback
        if _AUTOMATIC.fullmatch(words):
            words = f"{fallback}-{words}"
        name = words
        while name in self._used:
            self._used[words] = self._used.get(words, 1) + 1
            name = f"{words}-{self._used[words]}"
        self._used[name] = 1
        return name
