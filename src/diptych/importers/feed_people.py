"""The people of feeds: a record or a name → a person without honorifics, with the function that the feed gives."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.importers import country_words, family_names, honorifics, letters, markup, person_lines
from diptych.importers.agenda import Named, Role, Speaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.importers.feed_doubts import Tally
    from diptych.importers.feed_values import Record
    from diptych.importers.sheet import Spot

_INVERTED = re.compile(r"([^,;()]{1,60}), ([^,;()]{1,60})")
_GIVEN = re.compile(r"(?:[^\W\d_][\w.’'`ʼ‘‑-]*\s?){1,3}")
_SURNAME = re.compile(r"(?:[^\W\d_][\w.’'`ʼ‘‑-]*\s?){1,4}")
GUESSED = "which is the family name is a guess"
_BRIEF = 120
"""Of a biography that says a function; a longer one tells a life."""


def of_text(text: str, spot: Spot, tally: Tally) -> Named | None:
    """A person by one text: ``Dr. Anna Petrova``, or with a function behind it: ``Anna Petrova, Ministry of Water``."""
    said = " ".join(letters.clean(text).split())
    if re.search(r"[,(–—]", said):
        people = person_lines.read_line(said, "", listed=True).people
        if len(people) == 1:
            return replace(people[0].person, spot=spot)
    return named(said, spot=spot, tally=tally)


def of_record(record: Record, *, told: bool = False) -> Named | None:
    """A person of Indico, frab, pretalx or c3voc; None where the record has no name.

    ``told``: a biography is the function, as in our own exports. Addresses and pictures are never taken: they are no
    text of a programme.
    """
    first, family = record.text("first_name", "firstName"), record.text("last_name", "familyName", "lastName")
    name = f"{first} {family}".strip() if family else ""
    full = record.text("name", "fullName", "full_public_name", "public_name", "display_name")
    shown = inverted(full)
    if not name and shown == full and re.search(r"[,(]", full):
        person = of_text(full, record.spot, record.tally)
        return replace(person, source=_source(record)) if person else None
    title = record.text("title") or _titles(full) or _titles(record.text("public_name"))
    function = record.text("affiliation", "organization", "company")
    biography = record.text("biography", "description", "abstract")
    if not function and (told or (len(biography) <= _BRIEF and not re.search(r"[.!?](?:\s|$)", biography))):
        function = biography
    elif biography:
        record.tally.add(record.spot, "left-out", "a programme has no place for biographies", name or full)
    return named(
        f"{title} {name or shown[len(_titles(shown)) :]}".strip(),
        spot=record.spot,
        tally=record.tally,
        family=family,
        function=function,
        source=_source(record),
    )


def _source(record: Record) -> str:
    return record.text("person_id", "db_id", "id", "code", "guid", "emailHash")


def named(
    text: str, *, spot: Spot, tally: Tally, family: str = "", function: str = "", source: str = ""
) -> Named | None:
    """A person by the name that a feed has; ``Dr``, ``Mr.``, ``г-н`` in front are taken off and kept as such."""
    honours = honorifics.leading(text)
    name = text[honours.length :].strip()
    if not name:
        return None
    function = f"{honours.rank}, {function}".rstrip(", ") if honours.rank else function
    country = country_words.spoken_for(function)
    found = family_names.find(name, country)
    if found.doubt and not family:
        tally.add(spot, "family-name", GUESSED, f"{name}: {found.name}")
    if honours.style and not (honours.gender or found.gender):
        tally.add(spot, "no-gender", "His or Her Excellency? The feed does not say", name)
    return Named(
        name=name,
        function=markup.dumps(markup.plain(function)) if re.search(r"[\\`*_\[\]<&{}!]", function) else function,
        family=family or found.name,
        family_first=name.startswith(f"{family} ") if family else found.first,
        courtesy=honours.courtesy,
        style=honours.style,
        gender=honours.gender or found.gender,
        country=country,
        source=source,
        spot=spot,
    )


def inverted(text: str) -> str:
    """``Petrova, Anna`` → ``Anna Petrova``, as Indico and Outlook turn names; any other text as it is."""
    found = _INVERTED.fullmatch(text)
    if found and _SURNAME.fullmatch(found[1]) and _GIVEN.fullmatch(found[2]) and found[2][:1].isupper():
        honours = honorifics.leading(found[1])
        return f"{found[1][: honours.length]}{found[2]} {found[1][honours.length :]}"
    return text


def _titles(full: str) -> str:
    """What stands before the name in the form for print: ``Dr. Jane Doe`` → ``Dr.``."""
    return full[: honorifics.leading(full).length].strip()


def key(name: str) -> str:
    """A name for comparison: small letters, no signs, no honorifics."""
    bare = name[honorifics.leading(name).length :]
    return re.sub(r"[\W_]+", " ", bare).casefold().strip()


def joined(roles: Sequence[Role], people: Iterable[Named], role: str) -> tuple[Role, ...]:
    """The roles that a description states, and in ``role`` those of the feed's own list whom it does not name.

    Whom both name stands once, with what the list knows of him or her.
    """
    listed = {key(person.name): person for person in people}
    said: set[str] = set()
    out = []
    for one in roles:
        speaking = []
        for speaker in one.people:
            name = key(speaker.person.name)
            other = listed.get(name)
            said.add(name)
            speaking.append(replace(speaker, person=_both(speaker.person, other)) if other else speaker)
        out.append(replace(one, people=tuple(speaking)))
    rest = tuple(Speaking(person, spot=person.spot) for name, person in listed.items() if name not in said)
    return (*out, *((Role(role, rest, spot=rest[0].person.spot),) if rest else ()))


def _both(said: Named, listed: Named) -> Named:
    """A person of a description, and the same of the list."""
    return replace(said, source=listed.source, function=said.function or listed.function)
