"""The registered people and places, and where a text in either language mentions them."""

from __future__ import annotations

import difflib
import enum
import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.checks.name_words import Sieve, Word, Words, sieve
from diptych.checks.view import SIGN
from diptych.name_forms import exact, folded, forms, romanized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diptych.checks.view import Known, Name, Said

LANGS = ("en", "ru")
_WORD = re.compile(r"\w+(?:[-‑’'ʼ]\w+)*")
_ATOM = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")
_SIMPLE = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[ \u00a0\u202f\u2060.‑-]{0,6}")
PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "al el ad an ar as at az bin ben ibn de da di du la le van von der md ul"
        " аль эль бин бен ибн де да ди ла ле ван фон",
    )
)
_LANDS = frozenset(
    re.findall(
        r"\w+",
        "region province district oblast city town village street avenue square park valley river lake sea mountain"
        " mountains pass asia europe africa america caucasus state states republic kingdom islands island crossing"
        " bridge theatre palace hotel airport university institute centre",
    )
)
_LIKE = 0.5
_MOST = 250
"""So many words of a text may be of names; it has no more of them."""

_BEFORE = 48
_TITLE = {
    "en": re.compile(
        r"(?:\b(?:messrs|mr|mrs|ms|mme|miss|dr|prof|amb|gen|maj|col|lt|capt)\.?|\bh\.\s?e\.|\b(?:sir|lady|madam|professor"
        r"|academician|president|minister|ambassador|excellency|secretary|secretary-general|commissioner|chair"
        r"|chairman|chairperson|moderator|rapporteur|speaker|director|general|colonel|major|captain|lieutenant|judge"
        r"|senator|coordinator|co-ordinator|representative|envoy|commander|governor|mayor|doctor|imam|sheikh))"
        rf"[\s{SIGN},]{{0,4}}$",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:(?<!\w)(?:г-?н[ауе]?|г-?ном|г-?ж[аеуи]|г-?жой|гг\.|г-да|господин\w{0,2}|госпож\w{1,2}|д-р\w{0,2}|доктор\w{0,2}"
        r"|проф(?:ессор\w{0,2}|\.)|акад(?:емик\w{0,2}|\.)|президент\w{0,2}|министр\w{0,2}|пос[ло]\w{1,2}|посол"
        r"|генерал\w{0,2}|полковник\w{0,2}|судь\w{1,2}|председател\w{1,3}|секретар\w{1,3}|директор\w{0,2}"
        r"|представител\w{1,3}|координатор\w{0,2}|имени|им\.))"
        rf"[\s{SIGN},]{{0,4}}$",
        re.IGNORECASE,
    ),
}
_INITIALS = re.compile(rf"(?<!\w)(?:[A-ZА-ЯЁ][.]?[-‑]?[A-ZА-ЯЁ]?\.[ \u00a0\u202f{SIGN}]{{0,2}}){{1,3}}$")
_INITIALS_AFTER = re.compile(rf"[ \u00a0\u202f{SIGN}]{{1,2}}((?:[A-ZА-ЯЁ]\.[ \u00a0\u202f]?){{1,3}})")
_SENTENCE = re.compile(rf"(?:^|[.!?:;…\n«“\"(—–•])[\s{SIGN}«“\"(—–]*$")
_ARTICLE = re.compile(rf"\b(?:the|a|an|this|that|every|each|any|no|its|their|our)[\s{SIGN}]+$", re.IGNORECASE)


class How(enum.Enum):
    """How a text mentions somebody."""

    FULL = "by given and family name"
    TITLED = "by a title and a name"
    INITIALS = "by initials and the family name"
    ALONE = "by the family name"
    PLACE = "a place"


@dataclass(frozen=True, slots=True)
class Written:
    """A name in one language, word by word."""

    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    """Of each word its forms, exact."""
    family: frozenset[int]
    """Which of the words are the family name."""

    @property
    def given(self) -> tuple[int, ...]:
        """Which are not."""
        return tuple(part for part in range(len(self.words)) if part not in self.family)

    def spelled(self, part: int, form: str) -> bool:
        """Whether a word, as it stands, is a form of a part to the letter."""
        return exact(form) in self.forms[part]


@dataclass(frozen=True, slots=True)
class Person:
    """A registered name (of a place, too) in both languages."""

    number: int
    name: Name
    place: bool
    written: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class People:
    """All of them, and which words in which language may be whose."""

    people: tuple[Person, ...]
    parts: Mapping[str, Mapping[str, tuple[tuple[int, int], ...]]]
    """By language, by folded word: (number of the person, part of the name)."""
    sieves: Mapping[str, Sieve]
    """By language, what lets pass the texts that may mention somebody."""
    yo: Sieve
    """Lets pass the English texts that may mention somebody whose Russian name has a ё."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where somebody is mentioned."""

    people: tuple[Person, ...]
    """Who it may be: more than one where several bear the name."""
    how: How
    parts: frozenset[int]
    """Which parts of the name stand there."""
    words: tuple[Word, ...]
    weak: bool = False
    """It may be no name at all: it begins a sentence or follows an article."""

    @property
    def owned(self) -> bool:
        """Whether it is a possessive."""
        return self.words[-1].owned


def people(known: Known) -> People:
    """The index; asked for by ``known.once(people)``."""
    if {known.source, known.target} != set(LANGS):
        return People((), {lang: {} for lang in LANGS}, {lang: sieve(()) for lang in LANGS}, sieve(()))
    found = [_person(number, name, known.source) for number, name in enumerate(_translated(known.names))]
    parts: dict[str, dict[str, list[tuple[int, int]]]] = {lang: {} for lang in LANGS}
    for person in found:
        for lang in LANGS:
            for part, all_forms in enumerate(person.written[lang].forms):
                for form in {folded(one) for one in all_forms}:
                    parts[lang].setdefault(form, []).append((person.number, part))
    frozen = {lang: {form: tuple(who) for form, who in of.items()} for lang, of in parts.items()}
    sieves = {lang: sieve(_telling(of)) for lang, of in frozen.items()}
    with_yo = [form for person in found if _has_yo(person) for of in person.written["en"].forms for form in of]
    return People(tuple(found), frozen, sieves, sieve(_telling(folded(form) for form in with_yo)))


def _telling(forms_of: Iterable[str]) -> set[str]:
    """Words without which nobody is mentioned: apart at hyphens and apostrophes."""
    return {atom for form in forms_of for atom in _SIMPLE.findall(form) if atom not in PARTICLES or form == atom}


def _has_yo(person: Person) -> bool:
    return any("ё" in form for forms_of in person.written["ru"].forms for form in forms_of)


def _translated(names: Sequence[Name]) -> Iterator[Name]:
    for name in names:
        if _ATOM.search(name.source) and _ATOM.search(name.target):
            yield name


def untranslated(known: Known) -> list[Person]:
    """The registered people as the source writes them, with or without a translation."""
    return [
        _person(number, replace(name, target=name.target or name.source), known.source)
        for number, name in enumerate(known.names)
        if _ATOM.search(name.source)
    ]


def _person(number: int, name: Name, source: str) -> Person:
    target = "ru" if source == "en" else "en"
    there, here = split(name.source, source), split(name.target, target)
    family = set(_where(there, split(name.family, source)))
    place = not family or any(word.lower() in _LANDS for word in (*there, *here))
    family_here = _aligned(there, here, family, source)
    return Person(
        number,
        name,
        place,
        {
            source: Written(there, tuple(forms(word) for word in there), frozenset(family)),
            target: Written(here, tuple(forms(word) for word in here), frozenset(family_here)),
        },
    )


def split(name: str, lang: str) -> tuple[str, ...]:
    """The words of a name: English ones apart at their hyphens, too, since these come and go."""
    return tuple((_ATOM if lang == "en" else _WORD).findall(name))


def _where(words: Sequence[str], family: Sequence[str]) -> Iterator[int]:
    wanted = [folded(word) for word in family]
    have = [folded(word) for word in words]
    for start in range(len(have) - len(wanted), -1, -1):
        if wanted and have[start : start + len(wanted)] == wanted:
            yield from range(start, start + len(wanted))
            return


def _aligned(there: Sequence[str], here: Sequence[str], family: set[int], source: str) -> set[int]:
    """Which words of the translated name sound like the family name."""
    found: set[int] = set()
    for part in family:
        if folded(there[part]) in PARTICLES and len(family) > 1:
            continue
        likeness = [_likeness(there[part], word, source) for word in here]
        best = max(range(len(here)), key=likeness.__getitem__)
        if likeness[best] < _LIKE:
            best = part if len(here) == len(there) else len(here) - 1
        found.add(best)
    return found


@functools.lru_cache(maxsize=10_000)
def _likeness(there: str, here: str, source: str) -> float:
    ru, en = (there, here) if source == "ru" else (here, there)
    return difflib.SequenceMatcher(None, romanized(ru), folded(en), autojunk=False).ratio()


# --------------------------------------------------------------------------- texts


def mentions(said: Said) -> tuple[Mention, ...]:
    """Where a text mentions registered people and places, in its order; looked for once."""
    return said.once(_found)


def _found(said: Said) -> tuple[Mention, ...]:
    register = said.known.once(people)
    if said.lang not in LANGS or not register.sieves[said.lang].passes(said):
        return ()
    return tuple(_mentions(said, register, Words(said)))


def _mentions(said: Said, register: People, tokens: Words) -> Iterator[Mention]:
    parts = register.parts[said.lang]
    past = 0
    for at in [at for at, word in enumerate(tokens.folded) if word in parts][:_MOST]:
        if at < past:
            continue
        token = tokens[at]
        runs = list(_runs(said, register, tokens, at)) if is_capital(token.raw) or token.folded in PARTICLES else []
        longest = max((len(run) for _, run in runs), default=0)
        found = [(person, run) for person, run in runs if len(run) == longest]
        if found and (mention := _mention(said, tokens, at, longest, found)):
            yield mention
        past = at + longest


def _runs(said: Said, register: People, tokens: Words, at: int) -> Iterator[tuple[Person, list[int]]]:
    """Everybody whose name begins at a word, with the parts of the name that stand there one after another."""
    parts = register.parts[said.lang]
    for number in dict.fromkeys(number for number, _ in parts.get(tokens.folded[at], ())):
        run: list[int] = []
        for one in range(at, min(at + 8, len(tokens))):
            mine = [part for who, part in parts.get(tokens.folded[one], ()) if who == number and part not in run]
            if not mine or (run and not joined(said, tokens[one - 1], tokens[one])):
                break
            run.append(mine[0])
        if run:
            yield register.people[number], run


def joined(said: Said, one: Word, other: Word) -> bool:
    """Whether nothing but a space or a hyphen stands between two words."""
    between = said.plain[one.end : other.start]
    return not one.owned and _JOINT.fullmatch(between) is not None and ("." not in between or len(one.raw) == 1)


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is: a capital in it («аль-Кахтани» has one)."""
    return word != word.lower()


def _mention(said: Said, tokens: Words, at: int, length: int, found: list[tuple[Person, list[int]]]) -> Mention | None:
    run = tokens.run(at, at + length)
    if not any(is_capital(word.raw) for word in run):
        return None
    places = [person for person, parts in found if person.place and len(parts) == len(person.written[said.lang].words)]
    if places:
        return Mention(tuple(places), How.PLACE, frozenset(range(length)), run)
    persons = [(person, frozenset(parts)) for person, parts in found if not person.place]
    if not persons:
        return None
    whole = [(who, parts) for who, parts in persons if _is_full(who.written[said.lang], parts)]
    if whole:
        return Mention(tuple(who for who, _ in whole), How.FULL, whole[0][1], run)
    return _family_mention(said, tokens, at, length, persons)


def _is_full(written: Written, parts: frozenset[int]) -> bool:
    if len(parts) == len(written.words):
        return len(parts) > 1
    return bool(parts & written.family) and bool(parts - written.family)


def _family_mention(  # noqa: PLR0911 - one for each way of naming somebody
    said: Said, tokens: Words, at: int, length: int, persons: list[tuple[Person, frozenset[int]]]
) -> Mention | None:
    """A family name with a title, with initials or by itself; None where a stranger's name has it."""
    run = tokens.run(at, at + length)
    if all(word.folded in PARTICLES for word in run) and not (length == 1 and len(persons) == 1):
        return None
    before = said.plain[max(0, run[0].start - _BEFORE) : run[0].start]
    by_family = [(who, parts) for who, parts in persons if parts & who.written[said.lang].family]
    if initials := initials_at(said.plain, run[0].start, run[-1].end):
        fitting = [one for one in by_family if fits(initials, one[0].written[said.lang])]
        return _made(fitting, How.INITIALS, run)
    if length < len(tokens) - at and _follows(said, tokens[at + length - 1], tokens[at + length]):
        return None
    if _TITLE[said.lang].search(before):
        return _made(by_family or (persons if len(persons) == 1 else []), How.TITLED, run)
    start = _SENTENCE.search(before) is not None
    if not start and at and is_capital(tokens[at - 1].raw) and joined(said, tokens[at - 1], run[0]):
        return None
    if all(word.folded in PARTICLES or len(word.raw) < len("Zas") for word in run):
        return None
    return _made(by_family, How.ALONE, run, weak=start or _ARTICLE.search(before) is not None)


def _made(
    found: list[tuple[Person, frozenset[int]]], how: How, run: tuple[Word, ...], *, weak: bool = False
) -> Mention | None:
    if not found:
        return None
    return Mention(tuple(who for who, _ in found), how, found[0][1], run, weak)


def _follows(said: Said, one: Word, other: Word) -> bool:
    """Whether a capitalised word follows at once: the name goes on, and is somebody else's or a street's."""
    return is_capital(other.raw[:1]) and len(other.raw) > 1 and joined(said, one, other)


def titled(said: Said, start: int) -> bool:
    """Whether a title («г-н», Ms.) stands before a place."""
    return _TITLE[said.lang].search(said.plain[max(0, start - _BEFORE) : start]) is not None


def begins_sentence(said: Said, start: int) -> bool:
    """Whether nothing of its sentence stands before a place."""
    return _SENTENCE.search(said.plain[max(0, start - _BEFORE) : start]) is not None


def initials_at(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The initials before a family name, or after it: where they are, and their letters."""
    if found := _INITIALS.search(text, max(0, start - 16), start):
        return found.start(), found.end(), _letters(found[0])
    if found := _INITIALS_AFTER.match(text, end):
        return found.start(1), found.end(1), _letters(found[1])
    return None


def _letters(initials: str) -> str:
    return "".join(letter for letter in initials if letter.isalpha())


def fits(initials: tuple[int, int, str], written: Written) -> bool:
    """Whether the first initial is that of one of the other names."""
    others = {folded(written.words[part])[:1] for part in written.given}
    return not others or folded(initials[2][:1]) in others


def with_yo(written: Written, part: int, form: str) -> str | None:
    """The form with the ё that it lacks; None where it lacks none, or where more is amiss."""
    low = exact(form)
    if low in written.forms[part]:
        return None
    for one in written.forms[part]:
        if "ё" in one and folded(one) == low and all(b in {a, "ё"} for a, b in zip(low, one, strict=True)):
            return "".join(_cased(a, b) for a, b in zip(form, one, strict=True))
    return None


def _cased(old: str, new: str) -> str:
    return old if new != "ё" or old in "ёЁ" else "Ё" if old.isupper() else "ё"


def neighbours(said: Said, tokens: Words, at: int) -> Iterator[int]:
    """The capitalised words that stand in one row with a word, not beyond two on either side."""
    for step in (-1, 1):
        one = at
        for _ in range(2):
            following = one + step
            if not 0 <= following < len(tokens):
                break
            low, high = sorted((one, following))
            if not joined(said, tokens[low], tokens[high]) or not bears_name(tokens[following].raw):
                break
            yield following
            one = following


def bears_name(word: str) -> bool:
    """Whether a word may be a name: it begins with a capital and is no initial."""
    return word[:1].isupper() and len(word) > 1
