"""Registered persons and places in a translation: there, spelled as the registry has it, and nobody else instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.checks import courtesies, mentions, office_words
from diptych.checks.mentions import How, Mention, Person, Written
from diptych.checks.name_words import Words
from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity
from diptych.name_forms import VOWELS, distance, exact, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WORDS = 120
"""Among so many words of a translation something like a missing name is looked for."""
_MOST_MISSING = 6
_MOST_PLACES = 20
_LONG = 6
_LONGER = 9
_PRONOUN = re.compile(r"\b(?:его|ее|её|их|ему|ей|им|свой|своя|сво[иеёюя]\w{0,2}|него|неё|нее)\b", re.IGNORECASE)
_SAFE_ALONE = 5
_HOWS = tuple(How)
_LATIN = re.compile(r"[A-Za-z]{3}")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "stock price young mission bush wall walls field fields law laws rice march church house bank banks power king"
        " prince major page read north west south east border chair board green brown white black gray grey gold silver"
        " stone hill lake wood woods park parks street bridge fisher baker cook hunter mason smith taylor miller turner"
        " walker marshall bishop pope knight summer winter friend best long short small strong wise grant hope joy may"
        " june august day rose ray lane rich poor moon star bay ford mill forest glass cross bell bird fox wolf lamb"
        " sharp swift moody noble peace justice man mann son sun gas kim unit units office ban mine mines post",
    )
)


@dataclass(slots=True)
class _Search:
    """What is known of a translation while the people of its source are looked for in it."""

    said: Said
    register: mentions.People
    tokens: Words
    wanted: frozenset[int]
    """The people whom the source mentions."""
    pointed: set[int] = field(default_factory=set)
    """Where a fault is already pointed at."""
    places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """By each of them, the words that may be of the name, each with the part that it is."""

    in_latin: frozenset[str] | None = None

    def __post_init__(self) -> None:
        parts = self.register.parts[self.said.lang]
        for at, word in enumerate(self.tokens.folded):
            if word in parts:
                for who, part in parts[word]:
                    if who in self.wanted:
                        self.places.setdefault(who, []).append((at, part))

    def latin(self) -> frozenset[str]:
        """The words in the letters of the source."""
        if self.in_latin is None:
            words = self.tokens.run(0, len(self.tokens))
            self.in_latin = frozenset(word.folded for word in words if word.raw[0] < "Ѐ")
        return self.in_latin

    def theirs(self, at: int) -> tuple[tuple[int, int], ...]:
        """Who of all the registered may bear a word."""
        return self.register.parts[self.said.lang].get(self.tokens.folded[at], ())


def names(pair: Pair) -> Iterator[Fault]:
    """A registered person or place that the translation leaves out, misspells or confounds with another.

    Authority: the conference's own registry of people and places; United Nations Editorial Manual, “Names of persons”.
    """
    found = mentions.mentions(pair.source)
    if not found or pair.target.lang not in mentions.LANGS or pair.target.lang == pair.source.lang:
        return
    target = pair.target
    wanted = frozenset(person.number for mention in found for person in mention.people)
    register = pair.known.once(mentions.people)
    search = _Search(target, register, Words(target), wanted)
    done: set[int] = set()
    missing: list[Mention] = []
    for mention in sorted(found, key=_clearness):
        if done.isdisjoint(person.number for person in mention.people):
            done.update(person.number for person in mention.people)
            here = _present(search, mention)
            if here:
                yield from _misspelled(search, pair.source, mention, here)
            elif not _left_in_latin(search, mention):
                missing.append(mention)
    offices = office_words.in_place_of_names(target, pair.source) if missing else 0
    for mention in missing[:_MOST_MISSING]:
        if fault := _absent(search, mention):
            if offices and not fault.end and mention.how is not How.PLACE:
                offices -= 1  # «Генеральный секретарь отметила» for “Ms. Somon noted”
            else:
                yield fault


def _clearness(mention: Mention) -> tuple[bool, int]:
    return mention.owned, _HOWS.index(mention.how)


# --------------------------------------------------------------------------- who is there


def _present(search: _Search, mention: Mention) -> list[tuple[Person, int, int]]:
    """Where the translation has a name: whose, the word, and which part of the name it is."""
    lang = search.said.lang
    found = []
    for person in mention.people:
        written = person.written[lang]
        if person.place:
            return _place(search, person)
        parts = written.family if mention.parts & person.written[_other(lang)].family else range(len(written.words))
        found += [
            (person, at, part)
            for at, part in search.places.get(person.number, ())[:_MOST_PLACES]
            if part in parts and _counts(search, written, part, at)
        ]
    return found


def _other(lang: str) -> str:
    return "en" if lang == "ru" else "ru"


def _counts(search: _Search, written: Written, part: int, at: int) -> bool:
    """Whether a word is a name there: begins with a capital, and is no mere article of an Arabic name."""
    word = search.tokens[at].raw
    return mentions.is_capital(word) or not mentions.is_capital(written.words[part])


def _place(search: _Search, person: Person) -> list[tuple[Person, int, int]]:
    """Where a place is named: its word of most letters, or an adjective made of it."""
    written = person.written[search.said.lang]
    part = max(range(len(written.words)), key=lambda one: len(written.words[one]))
    return [
        (person, at, part)
        for at, one in search.places.get(person.number, ())[:_MOST_PLACES]
        if one == part and mentions.is_capital(search.tokens[at].raw)
    ][:1]


def _adjective(search: _Search, person: Person) -> bool:
    """Whether some word is made of a place's name: «душанбинский» of «Душанбе»."""
    words = person.written[search.said.lang].words
    stems = [_stem(folded(word)) for word in words]
    return any(word.startswith(stem) for word in search.tokens.folded for stem in stems)


def _stem(word: str) -> str:
    bare = word.rstrip(VOWELS + "ьй") if len(word) > len("Рим") else word
    return bare if len(bare) < _LONG else bare[: max(4, len(bare) - 1)]


def _left_in_latin(search: _Search, mention: Mention) -> bool:
    """Whether the name stands there in the letters of the source: another rule's fault."""
    if search.said.lang != "ru" or not _LATIN.search(search.said.plain):
        return False
    there = search.latin()
    names = [folded(word) for person in mention.people for word in person.written["en"].words]
    return any(word in there for word in (*names, *(word.folded for word in mention.words)) if len(word) > len("Al"))


# --------------------------------------------------------------------------- there, but misspelled


def _misspelled(
    search: _Search, source: Said, mention: Mention, here: list[tuple[Person, int, int]]
) -> Iterator[Fault]:
    starts: set[int] = set()
    for person, at, _ in here:
        if not person.place:
            yield from _other_given(search, mention, person, at)
            fault = courtesies.wrong(search.said, source, search.tokens, person, at)
            if fault and fault.start not in starts:
                starts.add(fault.start)
                yield fault
        yield from _other_letters(search, person, at)


def _other_letters(search: _Search, person: Person, at: int) -> Iterator[Fault]:
    """A word of a name with other diacritics, or with ё where the registry has е."""
    token, written = search.tokens[at], person.written[search.said.lang]
    parts = [part for who, part in search.theirs(at) if who == person.number]
    fine = any(written.spelled(part, token.raw) or _lacks_yo(written, part, token.raw) for part in parts)
    if parts and not fine and at not in search.pointed:
        search.pointed.add(at)
        yield _differs(search, person, at, parts[0])


def _lacks_yo(written: Written, part: int, form: str) -> bool:
    """Whether nothing is amiss but е for ё: see the rule `yo`."""
    return mentions.with_yo(written, part, form) is not None


def _differs(search: _Search, person: Person, at: int, part: int) -> Fault:
    token = search.tokens[at]
    written = person.written[search.said.lang]
    return search.said.fault(
        f"“{token.raw}” is “{written.words[part]}” in the registry ({_called(person)})",
        token.start,
        token.end,
        written.words[part] if written.forms[part] == {exact(written.words[part])} else None,
    )


def _called(person: Person) -> str:
    return f"{person.name.source}, {person.name.target}"


def _other_given(search: _Search, mention: Mention, person: Person, at: int) -> Iterator[Fault]:
    """A wrong given name or a wrong initial beside the right family name."""
    said, token = search.said, search.tokens[at]
    written = person.written[said.lang]
    if not written.given:
        return
    initials = mentions.initials_at(said.plain, token.start, token.end)
    named = initials and (mention.how in {How.FULL, How.INITIALS} or mentions.titled(said, initials[0]))
    if initials and named and not mentions.fits(initials, written):
        first = written.words[written.given[0]][0]
        yield said.fault(
            f"the initial is {first}. in the registry ({_called(person)})", initials[0], max(initials[1], token.end)
        )
        return
    near = list(mentions.neighbours(search.said, search.tokens, at))
    mine = [one for one in near if any(who == person.number for who, _ in search.theirs(one))]
    for one in mine:
        yield from _other_letters(search, person, one)
    for one in near:
        other = search.tokens[one]
        if one in mine or one in search.pointed or any(who in search.wanted for who, _ in search.theirs(one)):
            continue
        like = [part for part in written.given if _near(written, part, other.folded)]
        if like or (mention.how is How.FULL and len(mine) < len(written.given) and _is_given(other.raw, said.lang)):
            search.pointed.add(one)
            yield _differs(search, person, one, like[0] if like else written.given[0])
            return


def _is_given(word: str, lang: str) -> bool:
    """Whether the dictionary knows a word as a given name only."""
    if lang != "ru":
        return False
    from diptych import morphology

    return morphology.known(word) and all("Name" in one.grammemes for one in morphology.readings(word))


def _near(written: Written, part: int, word: str) -> bool:
    """Whether a folded word is like a part of a name, without being it."""
    return _off(written, part, word) <= _most(word)


def _most(word: str) -> int:
    return 1 if len(word) < _LONG else 2 if len(word) < _LONGER else 3


def _off(written: Written, part: int, word: str) -> int:
    if len(word) <= len("Ли"):
        return _LONGER
    most = min(_most(word), _most(written.words[part]))
    off = min(distance(folded(form), word, most) for form in written.forms[part])
    return off if off <= most else _LONGER


# --------------------------------------------------------------------------- not there


def _absent(search: _Search, mention: Mention) -> Fault | None:
    """The fault of a name that the translation lacks: at what stands in its place, if anything does."""
    person = mention.people[0]
    if (small := _small(search, mention)) is not None:
        search.pointed.add(small)
        token = search.tokens[small]
        message = f"the name «{person.name.target}» begins with a capital letter"
        return search.said.fault(message, token.start, token.end, token.raw[:1].upper() + token.raw[1:])
    if (like := _alike(search, mention)) is not None:
        search.pointed.add(like[0])
        return _differs(search, person, *like)
    if person.place:
        return None if _adjective(search, person) else _lost(search, person)
    if mention.how is How.ALONE and not _surely(mention):
        return None
    if (run := _instead(search, person)) is not None:
        search.pointed.update(run)
        start, end = search.tokens[run[0]].start, search.tokens[run[-1]].end
        message = f"“{search.said.raw[start:end]}” is not {person.name.target} ({person.name.source})"
        return search.said.fault(message, start, end)
    return None if _may_lack(search, mention) else _lost(search, person)


def _may_lack(search: _Search, mention: Mention) -> bool:
    """Whether a translation may do without the name: it may be none, or a pronoun may stand for a possessive."""
    if mention.how is How.ALONE and mention.weak:
        return True
    return mention.owned and _PRONOUN.search(search.said.plain) is not None


def _lost(search: _Search, person: Person) -> Fault:
    return search.said.fault(f"the translation does not name {person.name.target} ({person.name.source})", 0, 0)


def _surely(mention: Mention) -> bool:
    """Whether a family name by itself is a name and no word of the language."""
    word = mention.words[-1]
    return len(word.raw) >= _SAFE_ALONE and word.folded not in _COMMON and not word.raw.isupper()


def _small(search: _Search, mention: Mention) -> int | None:
    """Where the family name stands in lower case."""
    for person in mention.people:
        written = person.written[search.said.lang]
        for at, part in search.places.get(person.number, ())[:_MOST_PLACES]:
            word = search.tokens[at].raw
            if part in written.family and len(word) >= _SAFE_ALONE and not _in_dictionary(word):
                return at
    return None


def _alike(search: _Search, mention: Mention) -> tuple[int, int] | None:
    """The word most like a missing family name, and the part of the name that it is like."""
    best: tuple[int, int, int] | None = None
    for person in mention.people:
        written = person.written[search.said.lang]
        parts = range(len(written.words)) if person.place else sorted(written.family)
        for at, token in enumerate(search.tokens.run(0, _MOST_WORDS)):
            if not _free(search, at) or not (mentions.bears_name(token.raw) or _beside_given(search, person, at)):
                continue
            for part in parts:
                off = _off(written, part, token.folded)
                if off <= _allowed(search, mention, person, at) and (best is None or off < best[0]):
                    best = off, at, part
    return None if best is None else best[1:]


def _free(search: _Search, at: int) -> bool:
    """Whether a word is no name of anybody whom the source mentions, and no fault's yet."""
    return at not in search.pointed and all(who not in search.wanted for who, _ in search.theirs(at))


def _allowed(search: _Search, mention: Mention, person: Person, at: int) -> int:
    """How unlike a word may be: less where nothing but likeness speaks for it."""
    word = search.tokens[at]
    if person.place or mention.how is How.ALONE:
        if len(word.raw) < _SAFE_ALONE or mentions.begins_sentence(search.said, word.start) or _in_dictionary(word.raw):
            return 0
        return 1
    return _most(word.folded)


def _in_dictionary(word: str) -> bool:
    """Whether the dictionary has a word, and not as a name."""
    from diptych import morphology

    return morphology.known(word) and not any(
        one.grammemes & {"Surn", "Name", "Patr", "Geox"} for one in morphology.readings(word)
    )


def _beside_given(search: _Search, person: Person, at: int) -> bool:
    return any(
        who == person.number
        for one in (at - 1, at + 1)
        if 0 <= one < len(search.tokens)
        for who, _ in search.theirs(one)
    )


def _instead(search: _Search, person: Person) -> list[int] | None:
    """The words that stand where the person should be named."""
    return _beside_own_given(search, person) or _another_registered(search) or _somebody_titled(search)


def _beside_own_given(search: _Search, person: Person) -> list[int] | None:
    written = person.written[search.said.lang]
    for at, part in search.places.get(person.number, ())[:_MOST_PLACES]:
        if part in written.given:
            for one in mentions.neighbours(search.said, search.tokens, at):
                if _free(search, one) and _surname_like(search, one):
                    return [one]
    return None


def _another_registered(search: _Search) -> list[int] | None:
    """The name of a person whom the registry knows and the source does not mention."""
    for at, token in enumerate(search.tokens.run(0, _MOST_WORDS)):
        if not mentions.is_capital(token.raw) or not _free(search, at):
            continue
        for who, part in search.theirs(at):
            other = search.register.people[who]
            run = [one for one in range(at - 2, at + 3) if _is_of(search, one, who)]
            surely = len(run) > 1 or mentions.titled(search.said, token.start)
            if surely and not other.place and part in other.written[search.said.lang].family:
                return run
    return None


def _somebody_titled(search: _Search) -> list[int] | None:
    """A name after «г-н» that is nobody's whom the registry knows."""
    for at, token in enumerate(search.tokens.run(0, _MOST_WORDS)):
        if _free(search, at) and mentions.bears_name(token.raw) and courtesies.after_courtesy(search.said, token.start):
            after = [one for one in mentions.neighbours(search.said, search.tokens, at) if one > at]
            if all(_free(search, one) for one in after):
                return [at, *after]
    return None


def _surname_like(search: _Search, at: int) -> bool:
    return not mentions.begins_sentence(search.said, search.tokens[at].start) or not _in_dictionary(
        search.tokens[at].raw
    )


def _is_of(search: _Search, at: int, who: int) -> bool:
    return 0 <= at < len(search.tokens) and any(one == who for one, _ in search.theirs(at))


_SOMON = {"Kohki Somon": "Коки Сомон"}

CHECKS = (
    Check(
        "names",
        Severity.ERROR,
        names,
        "Write the name as the registry of people has it, in the case that the sentence needs.",
        On.PAIR,
        right=(
            Example("The floor was given to Mr. Somon.", "Слово было предоставлено г-ну Сомону.", names=_SOMON),
            Example("a letter by Kohki Somon", "письмо К. Сомона", names=_SOMON),
        ),
        wrong=(
            Example(
                "The floor was given to Mr. Somon.", "Слово было предоставлено г-ну Соману.", "Соману", names=_SOMON
            ),
            Example("a letter by Kohki Somon", "письмо Кохи Сомона", "Кохи", names=_SOMON),
            Example("Mr. Somon replied.", "Был дан ответ.", names=_SOMON),
        ),
    ),
)
