"""Names of persons that the source writes in two ways: before that costs a translation."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks import mentions
from diptych.checks.name_words import Sieve
from diptych.checks.view import Check, Example, Fault, On, Papers, Said, Side
from diptych.finding import Severity
from diptych.name_forms import distance, exact, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.checks.mentions import Person
    from diptych.checks.view import Known

_TITLE = r"(?:(?:H\.\s?E\.?|(?:Mr|Ms|Mrs|Mme|Miss|Messrs|Dr|Prof|Professor|Ambassador|Amb)\.?)[ \u00a0\u2060]{1,3})"
_NAME = r"[^\W\d_a-zа-яё_][\w’'ʼ‑-]*[\w]"
_NO_TITLE = r"(?!(?:H|M(?:rs?|s|me|iss|essrs)|Dr|Prof|Amb)(?![\w’'-]))"
_RUN = re.compile(rf"(?<![\w’'-])(?P<title>{_TITLE}{{1,9}})?(?P<name>{_NAME}(?:[ \u00a0]{_NO_TITLE}{_NAME}){{0,5}})")
_PART = re.compile(_NAME)
_OWNED = re.compile(r"[’'ʼ]s$")
_CAPITAL = re.compile(r"[^\W\d_a-zа-яё]")
_INITIAL = re.compile(r"[ \u00a0][A-Z]\.")
_LOWER = re.compile(r"(?<![\w’'-])[a-z][a-z-]{2,}(?![\w’'])")
_OFFICES = frozenset(
    re.findall(
        r"[\w-]+",
        "president vice-president chair chairman chairperson co-chair moderator minister speaker secretary"
        " secretary-general under-secretary-general director director-general ambassador general deputy prime first"
        " high special representative commissioner coordinator professor doctor mr ms mrs mme miss messrs dr prof head"
        " chief colonel major the and of for in on his her with",
    )
)
_ANY_TITLE = re.compile(_TITLE)
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bH)(?<!\bE)[.!?](?=\s)|\n")
_SHORTEST = 4
_LONG = 7
_LONGEST = 40
_MOST_WORDS = 2000
_MOST_ALIKE = 30


class Run(NamedTuple):
    """Capitalised words in a row: a name, perhaps."""

    said: Said
    words: tuple[tuple[str, int, int], ...]
    """Each with its place."""
    titled: bool


def sources(papers: Papers) -> list[Said]:
    """Every English source text once."""
    seen: dict[object, Said] = {}
    for paper in papers.papers:
        for pair in paper.pairs:
            said = pair.source
            if said.lang == "en" and said.side is Side.SOURCE and said.raw:
                seen.setdefault(said.place or id(said), said)
    return list(seen.values())


def _runs(texts: Iterable[Said]) -> Iterator[Run]:
    for said in texts:
        plain = said.plain
        for found in _RUN.finditer(plain):
            words = []
            for one in _PART.finditer(plain, *found.span("name")):
                owner = _OWNED.search(one[0])
                end = one.start() + (owner.start() if owner else len(one[0]))
                words.append((plain[one.start() : end], one.start(), end))
            yield Run(said, tuple(words), found["title"] is not None)


# --------------------------------------------------------------------------- persons of the registry


@dataclass(slots=True)
class Variant:
    """A spelling that differs from the registry's, with all its places."""

    spelled: str
    right: str
    faults: list[tuple[Said, int, int]]


def persons(papers: Papers) -> Iterator[Fault]:
    """A person whom the source writes otherwise than the registry; without a registry, in two ways.

    Authority: the conference's own registry of people; United Nations Editorial Manual, “Names of persons”.
    """
    texts = sources(papers)
    if papers.known.names:
        yield from _against_registry(texts, papers)
    else:
        yield from _among_themselves(texts)


def _against_registry(texts: list[Said], papers: Papers) -> Iterator[Fault]:
    if papers.known.source != "en":
        return
    near = papers.known.once(_Near)
    found: dict[tuple[str, str], Variant] = {}
    for run in _runs(said for said in texts if near.sieve.passes(said)):
        for person in near.persons(run):
            for spelled, right, start, end in _off(run, person, near):
                variant = found.setdefault((spelled, right), Variant(spelled, right, []))
                variant.faults.append((run.said, start, end))
    for variant in found.values():
        if not any(_two_people(variant, said, start) for said, start, _ in variant.faults):
            yield told(variant, f"“{variant.spelled}” is “{variant.right}” in the registry")


def _two_people(variant: Variant, said: Said, at: int) -> bool:
    """Whether the sentence of a variant has the other spelling, too, each right after a title of its own."""
    ends = [one.end() for one in _SENTENCE_END.finditer(said.plain)]
    after = bisect.bisect_right(ends, at)
    sentence = said.plain[ends[after - 1] if after else 0 : ends[after] if after < len(ends) else None]
    return all(
        re.search(rf"(?<!\w){_TITLE}{re.escape(spelled)}(?![\w’'-])", sentence)
        for spelled in (variant.spelled, variant.right)
    )


class _Near:
    """Which persons have a word in their names that is like a word of a text; each word is compared once."""

    def __init__(self, known: Known) -> None:
        self._people = people = mentions.untranslated(known)
        self.registered = Counter(folded(word) for person in people for word in person.written["en"].words)
        """How many bear a word."""
        self.whole = frozenset(folded(person.name.source) for person in people)
        self._parts: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        self._known: dict[str, frozenset[int]] = {}
        for person in people:
            if not person.place:
                for word in person.written["en"].words:
                    low = folded(word)
                    self._parts[low[:1], len(low)].append((low, person.number))
        self.sieve = Sieve(lambda word: bool(_CAPITAL.search(word) and self._numbers(_OWNED.sub("", word))))

    def persons(self, run: Run) -> list[Person]:
        """Those whom a run of capitals may name."""
        numbers = {number for word, _, _ in run.words for number in self._numbers(word)}
        return [person for person in self._people if person.number in numbers] if numbers else []

    def _numbers(self, word: str) -> frozenset[int]:
        if word not in self._known:
            atoms = word.replace("‑", "-").split("-")
            self._known[word] = frozenset(number for atom in atoms for number in self._like(folded(atom)))
        return self._known[word]

    def _like(self, low: str) -> Iterator[int]:
        most = 2 if len(low) >= _LONG else 1 if len(low) >= _SHORTEST else 0
        if low not in mentions.PARTICLES:
            for size in range(len(low) - most, len(low) + most + 1):
                for part, number in self._parts.get((low[:1], size), ()):
                    if distance(low, part, most) <= most:
                        yield number


def told(variant: Variant, message: str, others: Iterable[Said] = ()) -> Fault:
    """The one fault of a variant, at its first place; the others are named with it."""
    said, start, end = variant.faults[0]
    places = [one for one, _, _ in variant.faults[1:]]
    if places:
        message += f" (in {len(places) + 1} places)"
    return said.fault(message, start, end, None, others=(*places, *others))


def _off(run: Run, person: Person, near: _Near) -> Iterator[tuple[str, str, int, int]]:
    """Where a run of capitals is a person of the registry with a difference."""
    written = person.written["en"]
    parts = [folded(word) for word in written.words]
    spans = [atom for word in run.words for atom in _atoms(word)]
    have = [folded(word) for word, _, _ in spans]
    same = [at for at, word in enumerate(have) if word in parts]
    distinct = {have[at] for at in same}
    family = {parts[part] for part in written.family}
    if len(distinct) >= 2 and distinct - family and distinct & family:  # noqa: PLR2004 - a given and a family name
        yield from _marks_and_order(run, person, spans, same)
    alone = run.titled and len(have) == 1 and not _INITIAL.match(run.said.plain, spans[0][2])
    if person.name.place and alone and have[0] in distinct and near.registered[have[0]] == 1:
        yield from _without_family(person, parts, spans[0])
    if distinct or (run.titled and have):
        first = spans[0] if not distinct else None
        for at, (word, start, end) in enumerate(spans):
            beside = bool(distinct) and any(at + step in same for step in (-1, 1))
            if have[at] in near.registered or have[at] in _OFFICES or not (beside or (word, start, end) == first):
                continue
            right = _likest(have[at], written.words, parts, distinct, beside=beside, family=family)
            if right and " ".join(have) not in near.whole:
                yield word, right, start, end
                return


def _without_family(
    person: Person, parts: list[str], span: tuple[str, int, int]
) -> Iterator[tuple[str, str, int, int]]:
    """“Mr. Ming” for Zhang Ming, “Mr. Maraver” for Santos Maraver; “Mr. Santos” will do."""
    family = sorted(person.written["en"].family)
    if family and folded(span[0]) != parts[family[0]] and not person.place:
        yield span[0], f"{person.name.family} ({person.name.source})", span[1], span[2]


def _atoms(word: tuple[str, int, int]) -> Iterator[tuple[str, int, int]]:
    text, start, _ = word
    for atom in re.finditer(r"[^\W_]+(?:[’'ʼ][^\W_]+)*", text):
        yield atom[0], start + atom.start(), start + atom.end()


def _likest(
    word: str, spelled: tuple[str, ...], parts: list[str], distinct: set[str], *, beside: bool, family: set[str]
) -> str | None:
    for part, right in zip(parts, spelled, strict=True):
        if part in distinct or len(word) < _SHORTEST or len(part) < _SHORTEST or (not beside and part not in family):
            continue
        if word[0] == part[0] and distance(word, part, 2) <= _most(word, part, beside=beside):
            return right
    return None


def _most(word: str, part: str, *, beside: bool) -> int:
    """How many letters may be off: more where another word of the name stands beside."""
    if not beside and (part + "a" == word or word + "a" == part or len(part) <= _SHORTEST):
        return 0
    same_letters = sorted(word) == sorted(part)
    return 2 if (len(part) >= _LONG and (beside or same_letters)) or (beside and same_letters) else 1


def _marks_and_order(
    run: Run, person: Person, spans: list[tuple[str, int, int]], same: list[int]
) -> Iterator[tuple[str, str, int, int]]:
    written = person.written["en"]
    parts = [folded(word) for word in written.words]
    for at in same:
        word, start, end = spans[at]
        right = written.words[parts.index(folded(word))]
        if exact(word) != exact(right) and not (word.isupper() and word.isascii()):
            yield word, right, start, end
    order = [parts.index(folded(spans[at][0])) for at in same]
    contiguous = same == list(range(same[0], same[0] + len(same)))
    if contiguous and order != sorted(order) and len(set(order)) == len(order) == len(parts):
        start, end = spans[same[0]][1], spans[same[-1]][2]
        yield run.said.raw[start:end], person.name.source, start, end


# --------------------------------------------------------------------------- persons of no registry


def _among_themselves(texts: list[Said]) -> Iterator[Fault]:
    """Two spellings of one name within the texts: the rarer one is the fault."""
    if not any(_ANY_TITLE.search(said.plain) for said in texts):
        return  # who bears no title anywhere may be no person
    runs = list(_runs(texts))
    common = {word for said in texts for word in _LOWER.findall(said.plain)}
    anchors = {
        folded(word)
        for run in runs
        if run.titled
        for word, _, _ in run.words[:3]
        if folded(word) not in _OFFICES and folded(word) not in common
    }
    places: dict[str, list[tuple[Said, int, int]]] = defaultdict(list)
    beside: dict[str, set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], list[tuple[Said, int, int]]] = defaultdict(list)
    titled: dict[str, set[int]] = defaultdict(set)
    for run in runs:
        words = [word for word in run.words if folded(word[0]) not in _OFFICES and folded(word[0]) not in common]
        if not any(folded(word[0]) in anchors for word in words):
            continue
        for word, start, end in words:
            places[_shown(word)].append((run.said, start, end))
            if run.titled:
                titled[_shown(word)].add(id(run.said))
        for one, other in itertools.pairwise(words):
            if other[1] - one[2] <= 1:
                beside[_shown(one[0])].add(_shown(other[0]))
                beside[_shown(other[0])].add(_shown(one[0]))
                pairs[_shown(one[0]), _shown(other[0])].append((run.said, one[1], other[2]))
    yield from _spellings(places, beside, titled)
    yield from _orders(pairs)


def _shown(word: str) -> str:
    """A word as counted: one in capitals counts with the others."""
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def _spellings(
    places: Mapping[str, list[tuple[Said, int, int]]],
    beside: Mapping[str, set[str]],
    titled: Mapping[str, set[int]],
) -> Iterator[Fault]:
    long_enough = [word for word in places if _SHORTEST <= len(word) <= _LONGEST]
    words = sorted(long_enough, key=lambda one: (-len(places[one]), one))[:_MOST_WORDS]
    keys = [_keys(word, paired=word in beside) for word in words]
    alike: dict[str, list[int]] = defaultdict(list)
    for at, of in enumerate(keys):
        for key in of:
            alike[key].append(at)
    told: set[str] = set()
    for at, often in enumerate(words):
        near = {other for key in keys[at] for other in alike[key][:_MOST_ALIKE] if other > at}
        for rare in [words[other] for other in sorted(near)]:
            apart = not titled[often].isdisjoint(titled[rare])  # a text gives a title to each: two people
            if rare in told or (apart and rare not in beside):
                continue
            if folded(often)[:1] == folded(rare)[:1] and _is_variant(often, rare, beside, apart=apart):
                told.add(rare)
                yield _minority(rare, often, places)


def _keys(word: str, *, paired: bool) -> set[str]:
    """What a word has in common with the words that may be variants of it: what is left without a letter or two."""
    low = folded(word)
    keys = {low, "".join(sorted(low)), *_without_one(low)}
    if paired and len(low) >= _LONG:
        keys |= {left for one in _without_one(low) for left in _without_one(one)}
    return keys


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(1, len(word))}


def _minority(
    rare: str,
    often: str,
    places: Mapping[str, list[tuple[Said, int, int]]] | Mapping[object, list[tuple[Said, int, int]]],
) -> Fault:
    times = len(places[often])
    message = f"“{rare}” is “{often}” elsewhere ({times} {'time' if times == 1 else 'times'})"
    return told(Variant(rare, often, places[rare]), message, [places[often][0][0]])


def _is_variant(one: str, other: str, beside: Mapping[str, set[str]], *, apart: bool) -> bool:
    """Whether two words are one name: a letter apart, and not with given names that tell two persons apart."""
    a, b = folded(one), folded(other)
    if {a, b} in ({a, a + "s"}, {a, a + "a"}, {b, b + "s"}, {b, b + "a"}) and a != b:
        return False
    shared = any(_same_name(mine, hers) for mine in beside.get(one, ()) for hers in beside.get(other, ()))
    if apart and not shared:
        return False
    if a.replace("-", "") == b.replace("-", ""):
        return a == b and exact(one) != exact(other) and shared
    most = 2 if shared and len(a) >= _LONG else 1
    swapped = len(a) >= _LONG and sorted(a) == sorted(b) and a[-1] == b[-1]
    if not swapped and (distance(a, b, most) > most or len(a) < _SHORTEST + (not shared)):
        return False
    return shared or not beside.get(one) or not beside.get(other)


def _same_name(one: str, other: str) -> bool:
    a, b = folded(one), folded(other)
    return a == b or (len(a) > _SHORTEST and distance(a, b, 1) <= 1)


def _orders(pairs: Mapping[tuple[str, str], list[tuple[Said, int, int]]]) -> Iterator[Fault]:
    for (one, other), here in pairs.items():
        there = pairs.get((other, one), [])
        if one != other and there and (len(here), one) < (len(there), other):
            rare, often = f"{one} {other}", f"{other} {one}"
            yield _minority(rare, often, {rare: here, often: there})


_ASETOV = {"Talgat Asetov": "Талгат Асетов"}

CHECKS = (
    Check(
        "name-variant",
        Severity.WARNING,
        persons,
        "Write a person's name everywhere as the registry has it, or mend the registry.",
        On.PAPERS,
        right=(Example("Mr. Talgat Asetov and Ms. Asetova spoke.", names=_ASETOV),),
        wrong=(Example("Mr. Talgat Ashetov spoke.", at="Ashetov", side="en", names=_ASETOV),),
    ),
)
