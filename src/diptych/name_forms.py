"""A name in the nominative → its forms in all cases: Russian ones by their endings, English ones as they are."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata

VOWELS = "аеёиоуыэюя"

_FLEETING = {"пётр": "петр", "петр": "петр", "павел": "павл", "лев": "льв", "любовь": "любов"}
_LOST_VOWEL = (("лец", "льц"), ("аец", "айц"), ("еец", "ейц"), ("ец", "ц"), ("ок", "к"), ("ек", "ьк"), ("ек", "к"))
_HUSHING = "жшчщц"
_NEVER_Y = "гкхжшчщ"
_HARD = ("", "а", "у", "ом", "е")
_SURNAME = ("ым", "ы", "ых", "ыми")
_ADJECTIVE = ("ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ые", "ие", "ых", "их", "ыми", "ими")
_ENDINGS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    # a word's last letters, how many of them are cut off, what stands there in the cases
    ("ая", 2, ("ая", "ой", "ую", "ою", "аи", "ае", "аю", "аей")),
    ("яя", 2, ("яя", "ей", "юю", "ею")),
    ("ое", 2, ("ое", "ого", "ому", "ым", "ом")),
    ("ее", 2, ("ее", "его", "ему", "им", "ем")),
    ("ые", 2, ("ые", "ых", "ым", "ыми")),
    ("ие", 2, ("ие", "ия", "ию", "ием", "ии", "их", "им", "ими")),
    ("ье", 1, ("е", "я", "ю", "ем")),
    ("ово", 1, ("о", "а", "у", "ом", "е")),
    ("ево", 1, ("о", "а", "у", "ом", "е")),
    ("ёво", 1, ("о", "а", "у", "ом", "е")),
    ("ино", 1, ("о", "а", "у", "ом", "е")),
    ("ыно", 1, ("о", "а", "у", "ом", "е")),
    ("ский", 2, ("ий", *_ADJECTIVE)),
    ("цкий", 2, ("ий", *_ADJECTIVE)),
    ("кий", 2, ("ий", "ия", "ию", "ием", "ии", *_ADJECTIVE)),
    ("ий", 2, ("ий", "ия", "ию", "ием", "ии", "ие", "ья", "ью", "ьем", "ье", "его", "ему", "им", "ем")),
    ("ый", 2, ("ый", *_ADJECTIVE)),
    ("ой", 2, ("ой", "оя", "ою", "оем", "ое", *_ADJECTIVE)),
    ("ей", 2, ("ей", "ея", "ею", "еем", "ее", "ья", "ью", "ьем", "ьём", "ье")),
    ("ых", 0, ("",)),
    ("их", 0, ("", "а", "у", "ом", "е")),
    ("ы", 1, ("ы", "", "ов", "ам", "ами", "ах")),
    ("й", 1, ("й", "я", "ю", "ем", "ём", "е", "и")),
    ("ь", 1, ("ь", "я", "ю", "ем", "ём", "е", "и", "ью")),
    ("а", 1, ("а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею")),
    ("я", 1, ("я", "и", "е", "ю", "ей", "ёй", "ею")),
)
_SURNAMES = ("ов", "ев", "ёв", "ин", "ын")
_LETTERS = re.compile(r"[а-яё]")


def _without_marks() -> dict[int, str]:
    """Latin letters with diacritics → those without; one letter for one letter."""
    table = {}
    for code in range(0xC0, 0x250):
        bare = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if len(bare) == 1:
            table[code] = bare
    return table


_SIGNS = (("‑", "-"), ("–", "-"), ("’", "'"), ("ʼ", "'"), ("‘", "'"))
_SAME = {ord(a): b for a, b in _SIGNS}
_PLAIN = {
    **_without_marks(),
    **_SAME,
    **{ord(a): b for a, b in {"ё": "е", "Ё": "Е", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}.items()},
}


_MARKED = re.compile("[\u00c0-\u024f]")


def folded(text: str) -> str:
    """The text in lower case without diacritics (й stays, ё becomes е), letter by letter."""
    if text.isascii():
        return text.lower()
    if _MARKED.search(text):
        return text.translate(_PLAIN).lower()
    low = text.lower().replace("ё", "е")
    for sign, same in _SIGNS:
        low = low.replace(sign, same)
    return low


def exact(word: str) -> str:
    """The word in lower case with its diacritics and its ё, with a plain hyphen and apostrophe."""
    return word.lower().translate(_SAME)


@functools.lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """The forms, in lower case, that a word of a name (given name, family name, place) may take, of either gender.

    A name is undeclined where its owner is a woman and it ends in a consonant, so the nominative is always among them.
    """
    whole = exact(word)
    if not _LETTERS.search(whole):
        return frozenset((whole,))
    first, _, last = whole.rpartition("-")
    if not first:
        return frozenset(_declined(whole))
    if "-" in first:
        return frozenset(f"{first}-{form}" for form in _declined(last))
    firsts = _declined(first) if len(first) > len("аль") else {first}  # an article has no cases
    pairs = itertools.product(firsts, _declined(last))
    return frozenset("-".join(pair) for pair in pairs)


def _declined(word: str) -> set[str]:
    found = {word}
    if len(word) < len("Ли"):
        return found
    if word in _FLEETING and word != "лев":
        return found | _with_lost_vowel(word)
    for ending, cut, endings in _ENDINGS:
        if word.endswith(ending):
            stem = word[: len(word) - cut]
            found |= {stem + one for one in endings if ending != "а" or _may_stand(stem, one)}
            break
    else:
        if word[-1] in VOWELS or not _LETTERS.match(word[-1]):
            return found
        found |= {word + one for one in _HARD}
        if word[-1] in _HUSHING:
            found.add(word + "ем")
        if word.endswith(_SURNAMES):
            found |= {word + one for one in _SURNAME}
    return found | _with_lost_vowel(word)


def _may_stand(stem: str, ending: str) -> bool:
    """Whether a noun in -а has the ending: «Хельги» and «Купчины», «Купчиной» and «Олжей»."""
    if ending == "ы":
        return stem[-1:] not in _NEVER_Y
    if ending == "и":
        return stem[-1:] in _NEVER_Y
    return ending not in {"ей", "ею"} or stem[-1:] in _HUSHING


def _with_lost_vowel(word: str) -> set[str]:
    """Of a word whose last vowel goes in the other cases: «Павла», «Стрельца»; and «Петра», where ё goes."""
    if word in _FLEETING:
        return {_FLEETING[word] + one for one in (*_HARD[1:], "и", "ью")}
    found: set[str] = set()
    for ending, instead in _LOST_VOWEL:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found |= {word.removesuffix(ending) + instead + one for one in _HARD[1:]}
    return found


# --------------------------------------------------------------------------- likeness

_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh sh _ y _ e yu ya"
_ROMAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", re.findall(r"\w+", _LATIN), strict=True)) | {"ъ": "", "ь": ""}
_REST = 6


def romanized(word: str) -> str:
    """A Russian word in Latin letters, roughly as English writes it: only for comparing."""
    return "".join(_ROMAN.get(letter, letter) for letter in exact(word))


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, dropped, added or swapped with their neighbour; ``most + 1`` where more."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    rest = max(len(one), len(other))
    if rest <= 1:
        return 1
    if rest > _REST or (most == 1 and one != other[::-1]):
        return most + 1
    if len(set(one) ^ set(other)) > 2 * most:  # a change does away with one letter and brings another
        return most + 1
    return min(_table(one, other), most + 1)


def _table(one: str, other: str) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last_but_one, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, last_but_one[j - 2] + 1)
            row.append(best)
    return row[-1]
