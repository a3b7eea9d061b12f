"""The people and organizations of an imported text → people.yaml with those who are new, and the id of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych import inline, nodes, registry
from diptych.importers import same_person, slugs, yaml_text
from diptych.importers.organization_names import Organizations, is_short, short_of, spelled_out
from diptych.importers.same_person import Crowd, Verdict, Who
from diptych.importers.sheet import Doubt
from diptych.importers.splice import Yaml
from diptych.nodes import MapNode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from diptych.importers.agenda import Named
    from diptych.importers.sheet import Spot
    from diptych.model import Organization, Person

PATH = "content/people.yaml"
_PAGES = "conference people labels templates terms index speakers documents search coverage assets 404 x"
_RESERVED = frozenset(_PAGES.split())
"""Names that the house needs itself (docs/content.md); nobody bears them, but an id might."""
_BEGINNING = "organizations: {}\n\npeople: {}\n"
_NAMELESS = "…"
_LONGEST = 40
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Enrolled:
    """People.yaml as it will be, and the id of everybody whom a text names."""

    text: str
    ids: Mapping[Named, str]
    organizations: Mapping[str, str]
    """What is printed → id."""
    added: tuple[str, ...]
    """Ids of the people who are new, in the order of the file."""
    doubts: tuple[Doubt, ...] = ()
    added_organizations: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """One person, with every line that names him or her."""

    lines: list[Named]
    id: str = ""
    """Where people.yaml has the person already."""
    spelled: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)


def enrol(
    text: str,
    lang: str,
    named: Sequence[Named],
    organizations: Sequence[tuple[str, Spot]],
    known: Mapping[str, tuple[str, ...]],
    source: str = "en",
) -> Enrolled:
    """Find everybody in people.yaml, and add at its end whom it lacks; all else in it stays to the byte.

    ``lang``: the language of the original; ``named``: its people in order; ``organizations``: organizers as printed,
    and where; ``known``: other spellings by the id of a person, of an organization by ``organizations/`` and its id;
    ``source``: the language of people.yaml. What stands in people.yaml wins; among new spellings the more frequent,
    then the first.
    UserError where people.yaml cannot be edited safely.
    """
    persons, houses, _, _ = registry.people(text, PATH, source)
    offices = _offices(houses, known)
    taken = _keys(text, "organizations"), _keys(text, "people")
    writer = _Writer(text, persons, offices, taken, lang if lang != source else "")
    functions = [inline.plain(function) for function in dict.fromkeys(one.function for one in named)]
    places: dict[str, Spot] = {}
    for name, spot in organizations:
        places.setdefault(name, spot)
    for name, spot in places.items():
        writer.organizer(name, spot, functions)
    for group in _groups(named, persons, known, writer.doubts):
        writer.person(group)
    return writer.enrolled()


def _keys(text: str, section: str) -> frozenset[str]:
    """The ids of a section, also of entries that cannot be read."""
    node = nodes.loads(text, PATH)[0].get(section)
    return frozenset(key.text for key, _ in node.entries) if isinstance(node, MapNode) else frozenset()


def _offices(houses: Mapping[str, Organization], known: Mapping[str, tuple[str, ...]]) -> Organizations:
    offices = Organizations()
    for called, house in houses.items():
        short = house.short.key.msgid if house.short else ""
        offices.add(called, house.name.key.msgid, short, *known.get(f"organizations/{called}", ()))
    return offices


# --------------------------------------------------------------------------- who is who


def _groups(
    named: Sequence[Named], persons: Mapping[str, Person], known: Mapping[str, tuple[str, ...]], doubts: list[Doubt]
) -> list[_Group]:
    """The lines by the person whom they name, in the order of appearance."""
    crowd = Crowd()
    for called, person in persons.items():
        for name in dict.fromkeys((person.name.key.msgid, *known.get(called, ()))):
            family = person.family if name == person.name.key.msgid else ""
            who = Who(name, family, person.function.key.msgid, person.gender, person.country)
            crowd.add(called, who)
    groups: dict[str, _Group] = {}
    sources: dict[str, str] = {}
    for one in named:
        name = _shown(one)
        who = Who(name, one.family, inline.plain(one.function), one.gender, one.country)
        called, verdict, other = crowd.find(who)
        if one.source and one.source in sources:
            called, verdict = sources[one.source], Verdict.SAME
        if verdict is Verdict.LIKE and other is not None:
            reason = f"“{_short(one.name)}” and “{_short(other.name)}” were taken for two people"
            doubts.append(Doubt(one.spot, "like-names", f"{reason}; their functions differ"))
        if verdict in {Verdict.LIKE, Verdict.OTHER}:
            called = f"*{len(groups)}"  # no id has a star
        group = groups.setdefault(called, _Group([], called if called in persons else ""))
        group.lines.append(one)
        group.spelled[name] += 1
        crowd.add(called, who)
        if one.source:
            sources[one.source] = called
    return list(groups.values())


# --------------------------------------------------------------------------- the file


class _Writer:
    def __init__(
        self,
        text: str,
        persons: Mapping[str, Person],
        offices: Organizations,
        taken: tuple[frozenset[str], frozenset[str]],
        foreign: str,
    ) -> None:
        """``taken``: the ids of organizations and of people; ``foreign``: the language of the text if it is another."""
        self._text = text
        self._persons = persons
        self._houses, self._taken = taken
        self._offices = offices
        self._foreign = foreign
        self._people: dict[str, list[str]] = {}
        self._new_houses: dict[str, list[str]] = {}
        self._ids: dict[Named, str] = {}
        self._printed: dict[str, str] = {}
        self.doubts: list[Doubt] = []

    # ----------------------------------------------------------------------- organizations

    def organizer(self, printed: str, spot: Spot, functions: Sequence[str]) -> None:
        """An organization as a line of organizers prints it; a function may spell it out."""
        name = yaml_text.one_line(printed) or _NAMELESS
        called = self._offices.named(name)
        wanted = slugs.ascii_words(inline.plain(name))
        if not called and wanted in self._houses:
            called = wanted
        if not called:
            if whole := spelled_out(name, functions) if is_short(name) else "":
                name = yaml_text.one_line(whole)
            elif not short_of(name):
                reason = f"“{_short(name)}” is no organization of people.yaml; it was added as printed"
                self.doubts.append(Doubt(spot, "new-organization", reason))
            short = short_of(name)
            base = slugs.shortened(slugs.ascii_words(short or inline.plain(name)), _LONGEST) or "organization"
            called = _free((base,), self._houses, self._new_houses)
            lines = {"name": name} | ({"short": short} if short else {})
            self._new_houses[called] = yaml_text.mapping(lines, 4)
            self._offices.add(called, name)
        self._printed[printed] = called

    # ----------------------------------------------------------------------- people

    def person(self, group: _Group) -> None:
        """A person, with what is not sure of him or her."""
        called = group.id or self._add(group)
        for line in group.lines:
            self._ids[line] = called
        self._doubt_spelling(group)
        self._doubt_function(group)

    def _add(self, group: _Group) -> str:
        best = group.spelled.most_common(1)[0][0]
        lines = sorted(group.lines, key=lambda line: _shown(line) != best)
        first = lines[0]
        name = _shown(first)
        family = yaml_text.one_line(next((line.family for line in lines if line.family), "")) or name
        called = self._id(name, family)
        function = yaml_text.one_line(next((line.function for line in group.lines if line.function), ""))
        gender = _most(line.gender for line in lines)
        country = _most(line.country for line in lines)
        style = _most(line.style for line in lines)
        entries = {
            "name": name,
            "family": family,
            "order": "family-first" if first.family_first else "",
            "courtesy": _most(line.courtesy for line in lines),
            "style": style if gender else "",
            "gender": gender,
            "function": function,
            "organization": "" if country else self._offices.within(function),
            "country": country,
        }
        self._people[called] = yaml_text.mapping({key: said for key, said in entries.items() if said}, 4)
        if self._foreign and (self._persons or len(self._people) == 1):
            reason = f"“{_short(name)}” was added in {self._foreign}, which is not the language of people.yaml"
            self.doubts.append(Doubt(first.spot, "foreign-name", reason))
        return called

    def _id(self, name: str, family: str) -> str:
        """The family name; where somebody else has it, given name and family name."""
        base = slugs.shortened(slugs.ascii_words(inline.plain(family)), _LONGEST)
        whole = slugs.ascii_words(inline.plain(name))
        rest = [word for word in whole.split("-") if word and word not in base.split("-")]
        ways = [base, f"{rest[0]}-{base}" if rest and base else "", slugs.shortened(whole, _LONGEST), "person"]
        return _free([way for way in ways if way], self._taken, self._people)

    # ----------------------------------------------------------------------- doubts

    def _doubt_spelling(self, group: _Group) -> None:
        kept = self._persons[group.id].name.key.msgid if group.id else group.spelled.most_common(1)[0][0]
        others = [name for name in group.spelled if same_person.plain(name) != same_person.plain(kept)]
        for name in others:
            if _scripts_differ(name, kept):
                continue
            spot = next(line.spot for line in group.lines if _shown(line) == name)
            where = " in people.yaml" if group.id else ""
            reason = f"“{_short(name)}” was taken for “{_short(kept)}”{where}"
            self.doubts.append(Doubt(spot, "spelling", reason))

    def _doubt_function(self, group: _Group) -> None:
        if group.id and self._foreign:
            return
        first = next((inline.plain(line.function) for line in group.lines if line.function), "")
        kept = inline.plain(self._persons[group.id].function.key.msgid) if group.id else first
        name = group.lines[0].name
        for line in group.lines:
            said = inline.plain(line.function)
            if said and same_person.differ(said, kept):
                reason = f"“{_short(name)}”: of two functions “{_short(kept)}” was kept, not “{_short(said)}”"
                self.doubts.append(Doubt(line.spot, "two-functions", reason))
                return

    # ----------------------------------------------------------------------- the text

    def enrolled(self) -> Enrolled:
        """All that was found and made."""
        return Enrolled(
            text=self._written(),
            ids=self._ids,
            organizations=self._printed,
            added=tuple(self._people),
            doubts=tuple(self.doubts),
            added_organizations=tuple(self._new_houses),
        )

    def _written(self) -> str:
        if not self._people and not self._new_houses:
            return self._text
        text = self._text
        edits = Yaml(text, PATH)
        if edits.get(()) is None:
            edits = Yaml(text + ("" if not text or text.endswith("\n") else "\n") + _BEGINNING, PATH)
        for section, entries in (("organizations", self._new_houses), ("people", self._people)):
            if entries and edits.get((section,)) is None:
                lines = [
                    row for called, said in entries.items() for row in (f"{called}:", *yaml_text.indented(said, 2))
                ]
                edits.add((), section, lines)
                continue
            for called, said in entries.items():
                edits.add((section,), called, said)
        return edits.dumps()


def _shown(line: Named) -> str:
    return yaml_text.one_line(line.name) or _NAMELESS


def _free(ways: Sequence[str], *taken: Collection[str]) -> str:
    for way in ways:
        if not any(way in names for names in (*taken, _RESERVED)):
            return way
    number = 2
    while any(f"{ways[0]}-{number}" in names for names in taken):
        number += 1
    return f"{ways[0]}-{number}"


def _most(said: Iterable[str]) -> str:
    """What most lines say, of those that say something."""
    counted = Counter(one for one in said if one)
    return counted.most_common(1)[0][0] if counted else ""


def _scripts_differ(one: str, other: str) -> bool:
    return one.isascii() != other.isascii() and _cyrillic(one) != _cyrillic(other)


def _cyrillic(text: str) -> bool:
    return any("\u0400" <= sign <= "\u04ff" for sign in text)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
