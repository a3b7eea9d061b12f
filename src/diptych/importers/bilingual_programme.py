"""A programme in two languages, both read → translations of its messages: by days, hours, kinds and names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych import align, align_words
from diptych.align import Unit
from diptych.importers import organization_names
from diptych.importers.agenda import NOWHERE
from diptych.importers.bilingual import Translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.importers.agenda import Agenda, Item, Named, Role, Speaking
    from diptych.importers.sheet import Spot

_PEOPLE = "people"
_LONG = 2.2
"""How much longer than the other a text may be and still be its translation."""
_SHORT = 25
"""Characters; shorter texts differ more."""
_LIKE = 0.6
"""How much of two names must be alike."""
_NEAR = 40
"""So many people of a role are looked at for one name."""
_BRACKETS = re.compile(r"\(([^()]{2,20})\)")


def agendas(en: Agenda, ru: Agenda) -> tuple[Translation, ...]:
    """What the texts of the first programme are in the second: items of one day and hour belong together.

    What people.yaml has, names and functions of people and names of organizations, has the domain ``people``; of
    texts without counterpart nothing is said.
    """
    found = [*_text(en.title, ru.title, _spot(en), _spot(ru)), *_text(en.subtitle, ru.subtitle, _spot(en), _spot(ru))]
    found += _text(en.notice, ru.notice, _spot(en), _spot(ru))
    days = {day.date: day for day in ru.days}
    for day in en.days:
        if other := days.get(day.date):
            for one, answer, sure in _items(day.items, other.items):
                found += _item(one, answer, sure=sure)
    found += _organizations(en, ru)
    return tuple(_settled(found))


def _spot(agenda: Agenda) -> Spot:
    return next((item.spot for day in agenda.days for item in day.items), NOWHERE)


def _items(here: Sequence[Item], there: Sequence[Item]) -> Iterator[tuple[Item, Item, bool]]:
    """Items with the same hours; of several at one hour those of one kind, in their order; then what is left."""
    taken: set[int] = set()
    open_ones: list[Item] = []
    even = [_slot(item) for item in here] == [_slot(item) for item in there]
    if even:
        yield from ((one, other, True) for one, other in zip(here, there, strict=True))
        return
    keys = Counter((item.start, item.end) for item in here)
    others = Counter((item.start, item.end) for item in there)
    for item in here:
        key = item.start, item.end
        fitting = [n for n, one in enumerate(there) if n not in taken and (one.start, one.end) == key]
        same_kind = [n for n in fitting if there[n].kind == item.kind]
        if not fitting:
            open_ones.append(item)
            continue
        at = (same_kind or fitting)[0]
        taken.add(at)
        alone = keys[key] == others[key] == 1
        in_turn = keys[key] == others[key] and bool(same_kind)
        yield item, there[at], item.start is not None and (alone or in_turn)
    left = [one for n, one in enumerate(there) if n not in taken]
    for item, one in zip(open_ones, left, strict=False):
        if item.kind == one.kind:
            yield item, one, False


def _slot(item: Item) -> tuple[object, ...]:
    return item.kind, item.start, item.end


def _item(one: Item, other: Item, *, sure: bool) -> Iterator[Translation]:
    spots = one.spot, other.spot
    for text, answer in (
        (one.title, other.title),
        (one.label, other.label),
        (one.place, other.place),
        (one.floor, other.floor),
    ):
        yield from _text(text, answer, *spots, sure=sure)
    for said in _text(one.note, other.note, *spots, sure=sure):
        uneven = bool(one.place) != bool(other.place) or bool(one.host) != bool(other.host)
        note = "one language alone has a place or a host here: it may be in this text" if uneven else ""
        yield replace(said, sure=False, note=said.note or note) if uneven else said
    yield from _venues(one, other, sure=sure)
    yield from _issues(one, other, sure=sure)
    if one.host and other.host:
        yield from _person(one.host, other.host)
    for role, counterpart, same in _roles(one.roles, other.roles):
        yield from _role(role, counterpart, sure=sure and same)


def _roles(here: Sequence[Role], there: Sequence[Role]) -> Iterator[tuple[Role, Role, bool]]:
    """Roles of one name in their order; of the others those of the same people, or those that stand in one place.

    One language may call a role by its label, and the other by words that are no label: “Opening remarks” there.
    """
    free = list(there)
    left: list[Role] = []
    for role in here:
        fitting = [other for other in free if other.role == role.role]
        several = len(fitting) > 1
        same = max(fitting, key=lambda other: _shared(role, other) if several else 0, default=None)
        if same is None:
            left.append(role)
            continue
        free.remove(same)
        yield role, same, True
    even = len(left) == len(free)
    for role in left:
        best = max(free, key=lambda other: _shared(role, other), default=None)
        common = _shared(role, best) if best else 0
        if best and (even or common):
            free.remove(best)
            yield role, best, common * 2 > len(role.people[:_NEAR])


def _shared(role: Role, other: Role) -> int:
    """How many people of two roles have names that are alike."""
    names = [answer.person.name for answer in other.people[:_NEAR]]
    return sum(any(alike(one.person.name, name) >= _LIKE for name in names) for one in role.people[:_NEAR])


def _venues(one: Item, other: Item, *, sure: bool) -> Iterator[Translation]:
    even = [venue.audience for venue in one.venues] == [venue.audience for venue in other.venues]
    if even:
        for venue, answer in zip(one.venues, other.venues, strict=True):
            yield from _text(venue.place, answer.place, one.spot, other.spot, sure=sure)


def _issues(one: Item, other: Item, *, sure: bool) -> Iterator[Translation]:
    here, there = one.issues, other.issues
    if len(here) == len(there):
        for issue, answer in zip(here, there, strict=True):
            yield from _text(issue.text, answer.text, issue.spot, answer.spot, sure=sure)
        return
    for bead in align.align([Unit(issue.text) for issue in here], [Unit(issue.text) for issue in there]):
        if len(bead.source) == 1 and bead.target:
            issue, text = here[bead.source[0]], " ".join(there[j].text for j in bead.target)
            yield from _text(issue.text, text, issue.spot, there[bead.target[0]].spot, sure=False)


def _role(one: Role, other: Role, *, sure: bool) -> Iterator[Translation]:
    yield from _text(one.heading, other.heading, one.spot, other.spot, sure=sure)
    for here, there in _people(one.people, other.people):
        yield from _person(here.person, there.person)


def _people(here: Sequence[Speaking], there: Sequence[Speaking]) -> Iterator[tuple[Speaking, Speaking]]:
    """By their names, and what is left in its order where both have equally many."""
    free = list(there)
    left = []
    for at, one in enumerate(here):
        likeness = [
            (alike(one.person.name, other.person.name), -abs(at - n), other) for n, other in enumerate(free[:_NEAR])
        ]
        best = max(likeness, key=lambda found: found[:2], default=None)
        if best is not None and best[0] >= _LIKE:
            free.remove(best[2])
            yield one, best[2]
        else:
            left.append(one)
    if len(left) == len(free):
        yield from zip(left, free, strict=True)


def alike(one: str, other: str) -> float:
    """How much of two names is alike, from 0 to 1: by the consonants of the shorter one's words."""
    here, there = _skeletons(one), _skeletons(other)
    if not here or not there:
        return 0.0
    shorter, longer = sorted((here, there), key=len)
    total = sum(map(len, shorter)) or 1
    rest = Counter(longer)
    score = 0.0
    for word in shorter:
        if rest[word]:
            rest[word] -= 1
            score += len(word)
        else:
            near = max((_common(word, answer) for answer in rest if rest[answer]), default=0.0)
            score += near * len(word) if near > 0.5 else 0.0  # noqa: PLR2004 - more than half
    return score / total


@lru_cache(maxsize=4096)
def _skeletons(name: str) -> tuple[str, ...]:
    return tuple(align_words.skeleton(word) for word in _words(name))


def _common(one: str, other: str) -> float:
    """The part of the letters that stand in both in the same order, from the beginning."""
    at = same = 0
    for letter in one:
        found = other.find(letter, at)
        if 0 <= found <= at + 1:
            same += 1
            at = found + 1
    return 2 * same / (len(one) + len(other)) if one and other else 0.0


def _words(name: str) -> list[str]:
    return [
        "".join(filter(str.isalpha, word)) for word in name.replace("-", " ").split() if any(map(str.isalpha, word))
    ]


def _person(one: Named, other: Named) -> Iterator[Translation]:
    named = alike(one.name, other.name) >= _LIKE
    note = "" if named else f"“{one.name}” and «{other.name}» stand in the same place, but the names differ"
    if one.name and other.name:
        yield Translation(one.name, other.name, named, note, other.spot, _PEOPLE)
    if one.function and other.function:
        says = note or _doubt(one.function, other.function)
        yield Translation(one.function, other.function, named and not says, says, other.spot, _PEOPLE)


def _organizations(en: Agenda, ru: Agenda) -> Iterator[Translation]:
    """Organizers by their place in a line; what an abbreviation stands for where both texts say it.

    people.yaml has “Organization for Migration (IOM)” and IOM where a function spells IOM out.
    """
    functions = [_by_abbreviation(agenda) for agenda in (en, ru)]
    listed = {organization_names.short_of(piece.text.strip()): piece.text.strip() for piece in ru.left}
    for one, answer, sure, spot in _organizers(en, ru):
        note = "" if sure else "the organizers stand in the same place of an item that others may answer"
        yield Translation(one, answer, sure, note, spot, _PEOPLE, maybe=True)
        full = organization_names.spelled_out(one, functions[0].get(one, ()))
        found = listed.get(answer) or organization_names.spelled_out(answer, functions[1].get(answer, ()))
        if full and found:
            out_of = "" if answer in listed else "it was taken out of somebody's function: its case may be another"
            yield Translation(full, found, not (note or out_of), note or out_of, spot, _PEOPLE, maybe=True)


def _by_abbreviation(agenda: Agenda) -> dict[str, list[str]]:
    """Functions by the abbreviations that they have in brackets."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in _named(agenda):
        for short in _BRACKETS.findall(one.function):
            found[short].append(one.function)
    return found


def _organizers(en: Agenda, ru: Agenda) -> Iterator[tuple[str, str, bool, Spot]]:
    days = {day.date: day for day in ru.days}
    for day in en.days:
        for one, other, sure in _items(day.items, days[day.date].items) if day.date in days else ():
            here, there = tuple(dict.fromkeys(one.organizers)), tuple(dict.fromkeys(other.organizers))
            if len(here) == len(there):
                yield from ((name, answer, sure, other.spot) for name, answer in zip(here, there, strict=True))


def _named(agenda: Agenda) -> Iterator[Named]:
    for item in (item for day in agenda.days for item in day.items):
        if item.host:
            yield item.host
        yield from (speaking.person for role in item.roles for speaking in role.people)


def _text(text: str, answer: str, spot: Spot, there: Spot, *, sure: bool = True) -> Iterator[Translation]:
    if text and answer:
        note = _doubt(text, answer) if sure else "it stands at the same hour, but so do others"
        yield Translation(text, answer, not note, note, there if there.line else spot)


def _doubt(text: str, answer: str) -> str:
    """What speaks against two texts in the same place; empty where nothing does."""
    a, b = sorted((len(text) + _SHORT, len(answer) + _SHORT))
    if b > _LONG * a:
        return "one of the two is much longer"
    figures = [sorted("".join(sign if sign.isdigit() else " " for sign in one).split()) for one in (text, answer)]
    return "" if figures[0] == figures[1] else "the numbers differ"


def _settled(found: Sequence[Translation]) -> Iterator[Translation]:
    """Each message with each of its translations once, where it is sure if it is so anywhere."""
    best: dict[tuple[str, str, str], Translation] = {}
    for one in found:
        key = one.domain, one.msgid, one.text
        if key not in best or (one.sure and not best[key].sure):
            best[key] = one
    yield from best.values()
