"""Acronyms of the glossary in a translation: each by its own, or written out, and never by another's."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks.view import Check, Example, Fault, On, Pair
from diptych.finding import Severity
from diptych.name_forms import VOWELS, distance, exact, folded, forms, romanized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.checks.view import Known, Said

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_SYMBOL = re.compile(r"/[^\s\d]{0,20}\d")
_SIMPLE = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"(?<![\w/-])[A-ZА-ЯЁ][^\W_]*")
_RUSSIAN = re.compile(r"(?<![\w-])[А-ЯЁ](?:[А-ЯЁ]|[а-яё](?=[А-ЯЁ])){1,7}(?!\w)")
_LATIN = re.compile(r"(?<![\w/.-])[A-Z](?:[A-Z]|[a-z](?=[A-Z])){1,8}(?![\w/])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_UN = re.compile(
    r"\bорганизаци\w* объедин[её]нных наций|(?<![\w-])оон(?![\w])|\bunited nations\b|(?<![\w-])un(?![\w-])",
    re.IGNORECASE,
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "ООН США РФ ЕС СССР СНГ КНР КНДР ОАЭ ФРГ ЮАР ДРК СМИ НПО НКО ОГО ИКТ ИТ ИИ ВОЗ ДНК РНК ЧС ПО МИД МВД КГБ ФСБ "
        "МЧС ГУ ВИЧ СПИД ЦУР ЦАР ВВП ПЦР ОМУ БПЛА ЗАО ОАО ООО АО УК УПК ГКНБ АКН ТАСС ВС ГСМ СУБД БД ЭВМ ОЧАГ ВКС",
    )
)
_LINKS = frozenset(
    re.findall(r"\w+", "and of the for in on to with by a an from и в во на по с со для от об о к их ее его при за из")
)
_ATTRIBUTE = re.compile(r"[ \u00a0\u2060]{1,3}[A-Z][\w-]*[a-z]")
_UN_SHORTS = frozenset(("UN", "ООН"))
_SHORT_ENGLISH = frozenset(("WHO", "IT", "US", "OR", "AS", "IS", "IN", "AID", "CAP", "ICE", "ACT", "POE", "UN"))
_MOST_WORDS = 4
_MOST_IDLE = 100_000
_ENDING = 3
"""So many letters of an ending may stand behind a Russian acronym."""
_MOST_LOST = 8
_MOST_THERE = 60
_STEM = 3
"""A stem has as many letters or more."""
_INDISTINCT = 2
"""An acronym of so few letters is like any other."""


_folded = functools.lru_cache(maxsize=10_000)(folded)


class Wanted(NamedTuple):
    """An acronym and what may stand for it in the other language."""

    short: str
    """As its own language writes it."""
    others: tuple[str, ...]
    """The acronyms of the other language; none where it has none."""
    written_out: tuple[str, ...]
    """The full terms of the other language."""
    long: tuple[str, ...] = ()
    """The full terms of its own language."""


class Shorts:
    """Acronyms, ready to be searched for; the longest of those that begin at one place."""

    def __init__(self, given: Iterable[str], part: re.Pattern[str], ending: int) -> None:
        """``part``: a word that one may begin with; ``ending``: so many letters may stand behind it."""
        forms = [one for one in given if one]
        self._pattern = _any_of(forms)
        self._part = part
        self._ending = ending
        self._begins = {word for one in forms for word in _SIMPLE.findall(one)[:1]}
        self._odd = part is _SIMPLE and not all(one[0].isalnum() for one in forms)
        self._idle: set[str] = set()

    def all_in(self, said: Said) -> list[re.Match[str]]:
        """Where they stand in a text."""
        plain = said.plain
        if self._odd:
            return list(self._pattern.finditer(plain))
        found = []
        past = 0
        idle, begins = self._idle, self._begins
        for word in said.words:
            text = word[0]
            if text in idle or not (text in begins or self._live(text)):
                continue
            for part in self._part.finditer(plain, word.start(), word.end()):
                if part.start() >= past and self._may_begin(part[0]):
                    one = self._pattern.match(plain, part.start())
                    if one:
                        past = one.end()
                        found.append(one)
        return found

    def _live(self, word: str) -> bool:
        """Whether one may begin within a word; it is kept where not, for most words come again."""
        if any(self._may_begin(part) for part in _SIMPLE.findall(word)):
            return True
        if len(self._idle) > _MOST_IDLE:
            self._idle.clear()
        self._idle.add(word)
        return False

    def _may_begin(self, part: str) -> bool:
        begins = self._begins
        return part in begins or any(part[:-cut] in begins for cut in range(1, self._ending + 1))


@dataclass(frozen=True, slots=True)
class Index:
    """The acronyms of the glossary, of one language into the other."""

    here: Shorts | None
    """Those of a source."""
    by_short: Mapping[str, Wanted]
    there: Shorts | None
    """Those of a translation, in all their forms."""
    whose: Mapping[str, tuple[str, ...]]
    """By an acronym of the translation, in its first form, those of the source that it stands for."""
    firsts: Mapping[str, str]
    """By a form of an acronym of the translation, its first form."""
    lands: Mapping[str, tuple[str, ...]]
    """By an acronym of the translation, the terms by which a source speaks of the same."""


def index(known: Known) -> Index:
    """The index; asked for by ``known.once(index)``."""
    by_short: dict[str, Wanted] = {}
    whose: dict[str, list[str]] = {}
    firsts: dict[str, str] = {}
    lands: dict[str, list[str]] = {}
    for term in known.terms:
        there = term.wordings.get(known.target)
        if (here := term.wordings.get(known.source)) is None or there is None:
            continue
        if there.short and here.term:
            lands.setdefault(there.short, []).append(here.term)
        if there.short:
            firsts.update(dict.fromkeys(_forms(there.short), there.short))
        if not _is_acronym(here.short):
            continue
        old = by_short.get(here.short)
        by_short[here.short] = Wanted(
            here.short,
            (*(old.others if old else ()), *([there.short] if there.short else [])),
            (*(old.written_out if old else ()), *([there.term] if there.term else [])),
            (*(old.long if old else ()), *([here.term] if here.term else [])),
        )
        if there.short:
            whose.setdefault(there.short, []).append(here.short)
    here_forms = {form: short for short in by_short for form in _forms(short)}
    return Index(
        Shorts(here_forms, _CAPITAL, 1) if here_forms else None,
        by_short,
        Shorts(firsts, _SIMPLE, _ENDING) if firsts else None,
        {short: tuple(of) for short, of in whose.items()},
        {folded(form): short for form, short in firsts.items()},
        {short: tuple(of) for short, of in lands.items()},
    )


def _is_acronym(short: str) -> bool:
    return sum(letter.isupper() for letter in short) > 1 and len(short) < len("Long enough for any acronym")


def _forms(short: str) -> set[str]:
    """The forms of an acronym: «Интерпола» of «Интерпол», «Структуры „ООН-женщины“»; one in capitals has no other."""
    words = _WORD.findall(short)
    if len(words) > _MOST_WORDS or not any("а" <= letter <= "я" for letter in short):
        return {short}
    out = {short}
    for word in dict.fromkeys(words):
        if word[1:].islower() and word.isalpha():
            made = {word[:1] + form[1:] for form in forms(word)}
            out |= {one.replace(word, form) for one in out for form in made}
    return out


def _any_of(shorts: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(shorts, key=lambda one: (-len(one), one))
    each = "|".join(re.escape(one).replace(r"\ ", r"[ \u00a0]") for one in ordered)
    return re.compile(rf"(?<![\w/-])(?:{each})(?=(?:s|es|[’']s|[-‑]?[а-яё]{{1,3}})?(?![\w]))(?!/\d)")


@functools.lru_cache(maxsize=1000)
def _loosely(term: str) -> re.Pattern[str]:
    words = _WORD.findall(term)[:12]
    return re.compile(r"\b" + r"\W+".join(re.escape(word) for word in words), re.IGNORECASE)


# --------------------------------------------------------------------------- the check


def acronyms(pair: Pair) -> Iterator[Fault]:
    """An acronym of the glossary that the translation renders by another, misspells, leaves in Latin or leaves out.

    Authority: the conference's own glossary (terms.yaml); UNTERM for the acronyms of the United Nations.
    """
    known = pair.known.once(index)
    if known.here is None or pair.target.lang != pair.known.target or pair.source.lang != pair.known.source:
        return
    found = _found(pair.source, known)
    if not found:
        return
    translation = _Translation(pair, known, [short for short, _ in found])
    asked: set[str] = set()
    lost = []
    for short, silent in sorted(found, key=lambda one: one[1]):
        if short not in asked:
            asked.add(short)
            if not translation.has(known.by_short[short]) and not _in_other_letters(known.by_short[short], pair.target):
                lost.append((known.by_short[short], silent))
    for wanted, silent in lost[:_MOST_LOST]:
        if fault := translation.lacks(wanted, silent=silent, only=len(lost) == 1):
            yield fault


_TWINS = str.maketrans("АВЕКМНОРСТХУаеорсхук", "ABEKMHOPCTXYaeopcxyk")


def _in_other_letters(wanted: Wanted, said: Said) -> bool:
    """Whether it is there but for letters of the other script, which `look-alike` finds."""
    text = said.plain.translate(_TWINS)
    return any(one.translate(_TWINS) in text for one in wanted.others or (wanted.short,))


def _found(said: Said, known: Index) -> list[tuple[str, bool]]:
    """The acronyms of a source, and whether the translation may do without."""
    matches = known.here.all_in(said) if known.here else []
    if not matches:
        return []
    plain = said.plain
    shouted = plain.isupper()
    found = []
    for one in matches:
        short = one[0] if one[0] in known.by_short else known.firsts.get(_folded(one[0]), one[0])
        short = short if short in known.by_short else one[0].replace("\u00a0", " ")
        if short not in known.by_short or (shouted and (short in _SHORT_ENGLISH or len(short) < len("UNOCT"))):
            continue
        if _SYMBOL.match(plain, one.end()):
            continue
        if plain[one.end() : one.end() + 1] in {"-", "‑"} and plain[one.end() + 1 : one.end() + 2].isupper():
            continue
        bracketed = plain[one.start() - 1 : one.start()] == "(" and plain[one.end() : one.end() + 1] == ")"
        defined = bracketed and one.start() > 1
        silent = short in _UN_SHORTS or defined or _ATTRIBUTE.match(plain, one.end()) is not None
        found.append((short, silent))
    return found


class _Translation:
    """A translation that is asked for acronyms."""

    def __init__(self, pair: Pair, known: Index, shorts: list[str]) -> None:
        self.said = pair.target
        self.known = known
        self.source = pair.source.plain
        self.plain = pair.target.plain
        self.lang = pair.target.lang
        self._said: dict[str, bool] = {}
        self.wanted = Counter(shorts)
        self.there = known.there.all_in(pair.target)[:_MOST_THERE] if known.there else []
        self.firsts = Counter([self._first(one) for one in self.there])

    @functools.cached_property
    def words(self) -> list[str]:
        """Its words, folded and sorted."""
        return sorted(set(_SIMPLE.findall(folded(self.plain))))

    def has(self, wanted: Wanted) -> bool:
        """Whether it has the acronym of the other language, or the term written out."""
        return any(self._has_short(short) for short in wanted.others) or any(
            self._has_long(term, alone=not wanted.others)
            for term in (*wanted.written_out, *(o for o in wanted.others if not _is_acronym(o)))
        )

    def _has_short(self, short: str) -> bool:
        if self.firsts.get(short):
            return True
        first = short.partition(" ")[0]
        own = (
            len(first) > _INDISTINCT and first != short and first.isupper() and first not in self.known.firsts.values()
        )
        return any(
            one in self.plain
            and re.search(rf"(?<!\w){re.escape(one)}(?:[-‑]?[а-яё]{{1,3}}|s)?(?!\w)", self.plain) is not None
            for one in ([short, first] if own else [short])
        )

    def _has_long(self, term: str, *, alone: bool) -> bool:
        """Whether most of a term's words stand there, in any form; half of them where it has no acronym."""
        plain = _UN.sub(" ", term)
        content = [word for word in _SIMPLE.findall(folded(plain)) if word not in _LINKS and len(word) > 1]
        if not content:
            return _UN.search(self.plain) is not None
        stems = [_stem(word, self.lang) for word in content]
        there = sum(self._begins(stem) for stem in stems)
        if alone and len(stems) > 1:
            return there >= min(-(-len(stems) // 2), 3)
        return there >= max(1, -(-3 * len(stems) // 4))

    def _begins(self, stem: str) -> bool:
        at = bisect.bisect_left(self.words, stem)
        return at < len(self.words) and self.words[at].startswith(stem)

    def lacks(self, wanted: Wanted, *, silent: bool, only: bool) -> Fault | None:
        """The fault of an acronym that it lacks, at what stands in its place."""
        expected = " or ".join(f"«{one}»" for one in (*wanted.others, *wanted.written_out)[:2])
        if span := self._instead(wanted, silent=silent, only=only):
            message = f"“{self.plain[slice(*span)]}” is not {wanted.short}, which is {expected} in the glossary"
            right = wanted.others[0] if len(wanted.others) == 1 and _is_capitals(wanted.others[0]) else None
            return self.said.fault(message, *span, right)
        if silent:
            return None
        return self.said.fault(f"the translation lacks {wanted.short}, which is {expected} in the glossary", 0, 0)

    def _instead(self, wanted: Wanted, *, silent: bool, only: bool) -> tuple[int, int] | None:
        """What stands there for the acronym: another's, one like it, the one of the source, or any unknown one."""
        for one in reversed(self.there):
            first = self._first(one)
            if first not in _UN_SHORTS and not self._justified(first):
                return one.span()
        unknown = self._unknown()
        for one in unknown:
            if any(_alike(one[0], other) for other in (wanted.short, *wanted.others)):
                return self._with_un(one, wanted)
        if wanted.others and (left := self._in_own_letters(wanted)):
            return left
        strange = [one for one in unknown if one[0] not in _COMMON]
        if only and not silent and len(strange) == 1 and not self._others_in_source():
            return strange[0].span()
        for one in self.there:
            if (
                self._first(one) in _UN_SHORTS
                and not self._justified(self._first(one))
                and "ООН" not in str(wanted.others)
            ):
                return one.span()
        return None

    def _unknown(self) -> list[re.Match[str]]:
        """What looks like an acronym and is none of the glossary."""
        spans = [one.span() for one in self.there]
        pattern = _RUSSIAN if self.lang == "ru" else _LATIN
        return [
            one
            for one in itertools.islice(pattern.finditer(self.plain), _MOST_THERE)
            if not any(start <= one.start() < end for start, end in spans) and not _ROMAN.fullmatch(one[0])
        ]

    def _first(self, found: re.Match[str]) -> str:
        return self.known.firsts.get(_folded(found[0].replace("\u00a0", " ")), found[0])

    def _justified(self, first: str) -> bool:
        """Whether the source speaks of what an acronym stands for, as often as the translation has it."""
        here = sum(self.wanted[short] for short in self.known.whose.get(first, ()))
        if here and self.firsts[first] <= here:
            return True
        if first in self.source or any(self._says(land) for land in self.known.lands.get(first, ())):
            return True
        if first in _UN_SHORTS:
            return self.of_un
        return False

    def _says(self, term: str) -> bool:
        """Whether the source has a term, whatever stands between its words."""
        if term not in self._said:
            self._said[term] = _loosely(term).search(self.source) is not None
        return self._said[term]

    @functools.cached_property
    def of_un(self) -> bool:
        """Whether the source speaks of the United Nations."""
        return _UN.search(self.source) is not None

    def _with_un(self, one: re.Match[str], wanted: Wanted) -> tuple[int, int]:
        after = self.plain[one.end() : one.end() + 4]
        return one.start(), one.end() + (4 if after in {" ООН", "\u00a0ООН"} and "ООН" in str(wanted.others) else 0)

    def _in_own_letters(self, wanted: Wanted) -> tuple[int, int] | None:
        if self.lang != "ru" or not wanted.short.isascii():
            return None
        left = re.search(rf"(?<![\w/.-]){re.escape(wanted.short)}(?!\w)", self.plain)
        return left.span() if left else None

    def _others_in_source(self) -> bool:
        """Whether the source has acronyms that no glossary knows."""
        return any(
            not _ROMAN.fullmatch(one[0]) and one[0].rstrip("s") not in " ".join(self.known.by_short)
            for one in _LATIN.finditer(self.source[:4000])
        )


def _is_capitals(short: str) -> bool:
    return short.replace(" ", "").isupper()


def _alike(there: str, wanted: str) -> bool:
    """Whether an acronym is like another: its letters in another order, one off, or the same by sound."""
    first = wanted.split(maxsplit=1)[0] if wanted else ""
    if not first or there == wanted:
        return False
    one, other = exact(there), exact(first)
    if one.isascii() != other.isascii():
        one, other = _sounds(one), _sounds(other)
    most = 1 if len(other) > _INDISTINCT else 0
    return sorted(one) == sorted(other) or distance(one, other, most) <= most


def _sounds(acronym: str) -> str:
    """Latin letters without what changes from script to script: «ЮНДП» and UNDP meet."""
    latin = romanized(acronym).replace("yu", "u").replace("kh", "h").replace("ts", "c").replace("dzh", "j")
    return latin.replace("k", "c").replace("ie", "e")


def _stem(word: str, lang: str) -> str:
    """What all forms of a word begin with."""
    if len(word) <= _STEM:
        return word
    if lang != "ru":
        return word[: max(_STEM + 1, len(word) - 2)]
    bare = word.rstrip(VOWELS + "йь")
    return bare[: max(_STEM, len(bare) - (2 if len(bare) > 2 * _STEM else 1))]


_UNDP = {"UNDP": "ПРООН", "WCO": "ВТамО"}

CHECKS = (
    Check(
        "acronyms",
        Severity.ERROR,
        acronyms,
        "Write the acronym that the glossary gives, or the term in full.",
        On.PAIR,
        right=(
            Example("UNDP and the WCO took part.", "Участвовали ПРООН и ВТамО.", terms=_UNDP),
            Example("Three BCPs were opened.", "Открыты три пункта пропуска.", terms={"BCP": "пункт пропуска"}),
        ),
        wrong=(
            Example("The WCO took part.", "Участвовала ПРООН.", "ПРООН", terms=_UNDP),
            Example("UNDP took part.", "Участвовала ПОООН.", "ПОООН", terms=_UNDP),
            Example("UNDP and the WCO took part.", "Участвовала ПРООН.", terms=_UNDP),
        ),
    ),
)
