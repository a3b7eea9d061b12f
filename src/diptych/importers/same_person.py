"""Whether two lines name one person: spelling variants do, another given name does not."""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import similar
from diptych.name_forms import distance, folded, romanized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARTICLES = frozenset(("al", "el", "аль", "эль"))
_SMALL_WORDS = (
    "a an and at by for from in of on the to with и в во на по при с со к о об от для"
    " republic kingdom state islamic federation республики республика королевства государства"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("y", "i"), ("j", "i"), ("c", "k"), ("w", "v"), ("z", "s"))
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")
_APART = 0.34
"""Functions that share fewer of their words are quite different ones."""
_AS_ONE = 0.6
"""Functions that share so many of their words are one."""
_SURE = 2
_NEAR = 4
_LONG = 7
_ENOUGH = 2
_MOST_ALIKE = 50
"""Bearers of one word of a name who are looked at; so common a word tells nobody apart."""


class Verdict(enum.Enum):
    """What two lines are to each other."""

    SAME = "same"  # letter for letter, but for typography and case
    VARIANT = "variant"  # one person, spelled in two ways
    LIKE = "like"  # two people whose names are alike
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Who:
    """What a line, or an entry of people.yaml, says of a person."""

    name: str
    family: str = ""
    function: str = ""
    gender: str = ""
    country: str = ""


def judge(one: Who, other: Who) -> Verdict:
    """Whether two lines name one person."""
    if plain(one.name) == plain(other.name):
        return Verdict.LIKE if _of_two_countries(one, other) else Verdict.SAME
    if _of_two_genders(one, other):
        return Verdict.OTHER
    alike = _alike(one, other)
    if not alike:
        return Verdict.OTHER
    if _quite_different(one, other) or (alike < _SURE and not _one_office(one, other)):
        return Verdict.LIKE
    return Verdict.VARIANT


def plain(name: str) -> str:
    """A name without what only typography and case make of it."""
    return " ".join(similar.normalized(name).casefold().split())


@functools.lru_cache(maxsize=1 << 14)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in Latin letters, without the Arabic article."""
    said = folded(name)
    if _CYRILLIC.search(said):
        said = romanized(said)
    found = tuple(re.sub(r"[’'ʼ]", "", word) for word in _WORD.findall(said))
    return tuple(_bare(word) for word in found if word not in _ARTICLES) or found


def _bare(word: str) -> str:
    """``Almashaan`` as ``Al Mashaan``: without the article; whatever else begins so loses it on both sides."""
    return word[2:] if word.startswith("al") and len(word) >= _LONG else word


def _alike(one: Who, other: Who) -> int:
    """How surely the shorter name is in the longer, word by word, with slips of the pen and initials allowed.

    0: it is not; less than ``_SURE``: only if Marina may be Maria, which the functions must tell.
    """
    short, long = sorted((words(one.name), words(other.name)), key=len)
    joined = "".join(short) == "".join(long)
    if len(short) < _ENOUGH or joined:
        return _SURE * joined
    family = {word for who in (one, other) for word in (words(who.family) or words(who.name)[-1:])}
    left, whole, sure = list(long), 0, _SURE
    for word in sorted(short, key=lambda word: (word not in left, -len(word))):
        found = next(_candidates(word, left), "")
        if not found:
            return 0
        left.remove(found)
        whole += len(word) > 1 and len(found) > 1
        if not {word, found} & family and 1 not in {len(word), len(found)} and _sound(word) != _sound(found):
            sure = _SURE - 1
    if whole < _ENOUGH and not (whole and any(len(word) == 1 for word in (*short, *long))):
        return 0
    return sure if _families_meet(one, other) else 0


def _sound(word: str) -> str:
    """A word without what spellings of one name differ in: doubled letters, i and y, e and ye, kh and h."""
    said = re.sub(r"(.)\1+", r"\1", word)
    for signs, sign in _SOUNDS:
        said = said.replace(signs, sign)
    return re.sub(r"(?<=[aeou])i|i(?=[aeou])", "", re.sub(r"(.)\1+", r"\1", said))


def _one_office(one: Who, other: Who) -> bool:
    return bool(one.function and other.function) and shared(one.function, other.function) >= _AS_ONE


def _candidates(word: str, left: list[str]) -> Iterator[str]:
    if word in left:
        yield word
    yield from (other for other in left if near(word, other))
    yield from (other for other in left if 1 in {len(word), len(other)} and word[0] == other[0])


def _families_meet(one: Who, other: Who) -> bool:
    """Whether a word of one's family name is in the other's name, and the other way round."""
    for mine, name in ((one.family, other.name), (other.family, one.name)):
        if mine and not any(near(word, there) for word in words(mine) for there in words(name)):
            return False
    return True


@functools.lru_cache(maxsize=1 << 15)
def near(one: str, other: str) -> bool:
    """Whether two words of names can be one: Hajiyeu and Hajiyev; never Daniel and Daniela, Wei and Wen."""
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < _NEAR:
        return False
    short, long = sorted((one, other), key=len)
    ends = {one[-1], other[-1]} if one[:-1] == other[:-1] else set()
    if long in {short + "a", short + "ya"} or ends in ({"a", "o"}, {"a", "e"}):
        return False  # the woman's form of the name
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    return distance(one, other, most) <= most


# --------------------------------------------------------------------------- functions


def shared(one: str, other: str) -> float:
    """How much of the shorter function stands in the longer, small words aside: 0 … 1; 1 where one says nothing."""
    mine, theirs = _content(one), _content(other)
    if not mine or not theirs:
        return 1.0
    short, long = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return sum(1 for word in short if word in long or any(_kin(word, there) for there in long)) / len(short)


def differ(one: str, other: str) -> bool:
    """Whether two functions differ by more than small words."""
    mine, theirs = _content(one), _content(other)
    short = min(len(mine), len(theirs))
    return bool(short) and (1 - shared(one, other)) * short > max(1.0, short / 4)


@functools.lru_cache(maxsize=1 << 13)
def _content(function: str) -> frozenset[str]:
    return frozenset(word for word in (folded(word) for word in _WORD.findall(function)) if word not in _SMALL)


def _kin(one: str, other: str) -> bool:
    """Whether two words are forms of one: ``chairman`` and ``chair``, ``organisation`` and ``organization``."""
    short, long = sorted((one, other), key=len)
    stem = short[: max(_NEAR, len(short) - 2)]
    return (len(short) >= _NEAR and long.startswith(stem)) or near(one, other)


def _of_two_genders(one: Who, other: Who) -> bool:
    return bool(one.gender and other.gender and one.gender != other.gender)


def _of_two_countries(one: Who, other: Who) -> bool:
    return bool(one.country and other.country and one.country != other.country) and _quite_different(one, other)


def _quite_different(one: Who, other: Who) -> bool:
    if _CYRILLIC.search(one.function) and not _CYRILLIC.search(other.function):
        return False  # nothing to compare
    if _CYRILLIC.search(other.function) and not _CYRILLIC.search(one.function):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return shared(one.function, other.function) < _APART


# --------------------------------------------------------------------------- many


_SURER = {Verdict.OTHER: 0, Verdict.LIKE: 1, Verdict.VARIANT: 2, Verdict.SAME: 3}


class Crowd:
    """People among whom one is looked for; each by a word of the caller's."""

    def __init__(self) -> None:
        self._people: list[tuple[str, Who]] = []
        self._plain: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)

    def add(self, called: str, who: Who) -> None:
        """One more, or another spelling of one who is there."""
        place = len(self._people)
        self._people.append((called, who))
        self._plain[plain(who.name)].append(place)
        for key in _keys(who.name):
            self._words[key].append(place)

    def find(self, who: Who) -> tuple[str, Verdict, Who | None]:
        """Who that is: what he or she is called, how sure, and the spelling there; empty, OTHER and None for nobody.

        Of several, the surest. With LIKE the two are not one person, but a reader should look.
        """
        best: tuple[str, Verdict, Who | None] = ("", Verdict.OTHER, None)
        for place in self._near(who):
            called, other = self._people[place]
            verdict = judge(who, other)
            if verdict is Verdict.SAME:
                return called, verdict, other
            if _SURER[verdict] > _SURER[best[1]]:
                best = (called, verdict, other)
        if best[1] is Verdict.OTHER and len(words(who.name)) == 1:
            return self._by_family(who)
        return best

    def _by_family(self, who: Who) -> tuple[str, Verdict, Who | None]:
        """“Ms. Hakala”: the only one of that family name whose function is not another."""
        (word,) = words(who.name)
        found = {
            called: other
            for called, other in (self._people[place] for place in self._words.get(word, ())[:_MOST_ALIKE])
            if word in words(other.family or other.name) and not _of_two_genders(who, other)
        }
        if len(found) != 1:
            return "", Verdict.OTHER, None
        ((called, other),) = found.items()
        return called, Verdict.LIKE if _quite_different(who, other) else Verdict.VARIANT, other

    def _near(self, who: Who) -> Iterable[int]:
        same = self._plain.get(plain(who.name), [])[:_MOST_ALIKE]
        counted: Counter[int] = Counter()
        for key in _keys(who.name):
            places = self._words.get(key, ())
            if len(places) <= _MOST_ALIKE:
                counted.update(places)
        return dict.fromkeys((*same, *(place for place, _ in counted.most_common(_MOST_ALIKE))))


@functools.lru_cache(maxsize=1 << 12)
def _keys(name: str) -> frozenset[str]:
    """What the words of a name have in common with their misspellings: what is left of each without a letter."""
    found = set()
    for word in words(name)[:8]:
        found.add(word)
        if _NEAR <= len(word) <= 40:  # noqa: PLR2004 - no name is longer
            found.update(word[:at] + word[at + 1 :] for at in range(1, len(word)))
    return frozenset({*found, "".join(words(name))[:60]})
