"""Acronyms of the glossary in a translation: each by its own, or written out, and never by another's."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from diptych.checks.acronym_index import Index, Wanted, index, is_acronym
from diptych.checks.view import Check, Example, Fault, On, Pair
from diptych.finding import Severity
from diptych.name_forms import VOWELS, distance, exact, folded, romanized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.checks.view import Said

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_SYMBOL = re.compile(r"/[^\s\d]{0,20}\d")
_SIMPLE = re.compile(r"[^\W_]+")

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
_BRACKETED = re.compile(
    r"[»”\"]?[ \u00a0]\u2060*\((?:(?:далее|hereinafter)[ \u00a0,–—-]{1,5})?[«“\"]?"
    r"(?P<short>[A-ZА-ЯЁ][A-Za-zА-Яа-яёЁ-]{1,8}(?:[ \u00a0](?:ООН|UN))?)[»”\"]?\)"
)
_NAME_BEFORE = 240
_LINKS = frozenset(
    re.findall(r"\w+", "and of the for in on to with by a an from и в во на по с со для от об о к их ее его при за из")
)
_ATTRIBUTE = re.compile(r"[ \u00a0\u2060]{1,3}[A-Z][\w-]*[a-z]")
_UN_SHORTS = frozenset(("UN", "ООН"))
_SHORT_ENGLISH = frozenset(("WHO", "IT", "US", "OR", "AS", "IS", "IN", "AID", "CAP", "ICE", "ACT", "POE", "UN"))


_MOST_LOST = 8
_MOST_THERE = 60
_STEM = 3
"""A stem has as many letters or more."""
_INDISTINCT = 2
"""An acronym of so few letters is like any other."""


_folded = functools.lru_cache(maxsize=10_000)(folded)


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
            wanted = known.by_short[short]
            if translation.has(wanted):
                if fault := translation.brackets(wanted):
                    yield fault
            elif not _in_other_letters(wanted, pair.target):
                lost.append((wanted, silent))
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
        self.other = pair.source.lang
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
            for term in (*wanted.written_out, *(o for o in wanted.others if not is_acronym(o)))
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
        content = _content(term)
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

    def brackets(self, wanted: Wanted) -> Fault | None:
        """The fault of another acronym in brackets right behind the full name, where its own stands nowhere."""
        if not self._bracketed or not wanted.others or any(self._has_short(short) for short in wanted.others):
            return None
        if any(_ends_with(before, wanted.long, self.other) for _, before in self._bracketed_in_source):
            return None  # a longer name that ends with this one, and its own acronym
        for found, before in self._bracketed:
            if _ends_with(before, wanted.written_out, self.lang):
                expected = " or ".join(f"«{one}»" for one in wanted.others[:2])
                message = f"“{found['short']}” is not {wanted.short}, which is {expected} in the glossary"
                right = wanted.others[0] if len(wanted.others) == 1 and _is_capitals(wanted.others[0]) else None
                return self.said.fault(message, *found.span("short"), right)
        return None

    @functools.cached_property
    def _bracketed(self) -> list[tuple[re.Match[str], list[str]]]:
        """The acronyms in brackets that nothing in the source accounts for, each with the words before it."""
        return [
            (one, before)
            for one, before in _in_brackets(self.plain)
            if one["short"] not in self.source
            and one["short"] not in _COMMON
            and not self._justified(self.known.firsts.get(_folded(one["short"].replace("\u00a0", " ")), one["short"]))
        ]

    @functools.cached_property
    def _bracketed_in_source(self) -> list[tuple[re.Match[str], list[str]]]:
        """Those of the source that the glossary does not know."""
        return [found for found in _in_brackets(self.source) if found[0]["short"] not in self.known.by_short]

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


def _in_brackets(plain: str) -> list[tuple[re.Match[str], list[str]]]:
    """The acronyms in brackets in a text, each with the words before it."""
    if "(" not in plain:
        return []
    return [
        (one, _content(plain[max(0, one.start() - _NAME_BEFORE) : one.start()]))
        for one in itertools.islice(_BRACKETED.finditer(plain), _MOST_LOST)
        if sum(letter.isupper() for letter in one["short"]) > 1 and not _ROMAN.fullmatch(one["short"])
    ]


def _content(text: str) -> list[str]:
    """The words of a text that tell, without the United Nations."""
    return [word for word in _SIMPLE.findall(folded(_UN.sub(" ", text))) if word not in _LINKS and len(word) > 1]


def _ends_with(before: list[str], names: Iterable[str], lang: str) -> bool:
    """Whether words end with those of a name of two words or more, in any case."""
    for name in map(_content, names):
        if 1 < len(name) <= len(before):
            last = zip(before[-len(name) :], name, strict=True)
            if all(word.startswith(_stem(one, lang)) for word, one in last):
                return True
    return False


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
_FTZ = {"FTZ": "ЗСТ", "Free Trade Zone": "зона свободной торговли"}

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
            Example("Free Trade Zone (FTZ)", "Зона свободной торговли (ЗТС)", "ЗТС", terms=_FTZ),
        ),
    ),
)
