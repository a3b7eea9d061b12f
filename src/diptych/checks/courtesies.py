"""Honorifics before registered names: «г-жа» before that of a man, Mr. before that of a woman."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks import mentions
from diptych.checks.name_words import Words
from diptych.name_forms import distance, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.checks.mentions import Person
    from diptych.checks.view import Fault, Said

_S = r"[ \u00a0\u202f\u2060]{1,4}"
_H = "[-‑]"
_EXCELLENCY = r"(?:превосходительств|величеств|высочеств|светлост|преосвященств|святейшеств)\w{1,3}"
_MAN = {
    "ru": rf"(?<!\w)(?:г{_H}(?:на|ну|ном|не|н)|господин(?:ом|[ауе])?)",
    "en": r"\bmr\.?",
}
_WOMAN = {
    "ru": rf"(?<!\w)(?:г{_H}ж(?:ой|ою|[аиеу])|госпож(?:ой|ою|[аиеу]))",
    "en": r"\b(?:mrs|ms|mme|miss)\.?",
}
_HIS = {
    "ru": rf"(?<!\w)его{_S}{_EXCELLENCY}",
    "en": rf"\bhis{_S}(?:royal{_S})?(?:excellency|highness|majesty|eminence)",
}
_HERS = {"ru": rf"(?<!\w)е[её]{_S}{_EXCELLENCY}", "en": rf"\bher{_S}(?:royal{_S})?(?:excellency|highness|majesty)"}
_COURTESY = {lang: re.compile(rf"(?:{_MAN[lang]}|{_WOMAN[lang]})\s$", re.IGNORECASE) for lang in _MAN}
_MAY_HOLD = {
    "ru": {
        "m": re.compile("[гГ][-‑][нН]|осподин|ОСПОДИН|[еЕ][гГ][оО]"),
        "f": re.compile("[-‑][жЖ]|оспож|ОСПОЖ|[еЕ][еёЕЁ]"),
    },
    "en": {"m": re.compile("[mM][rR]|[hH][iI][sS]"), "f": re.compile("[mM][rRsSmMiI]|[hH][eE][rR]")},
}
_OTHER = {"m": "f", "f": "m"}
_BEFORE = 60
_NAME = 60
_LONG = 6
_GENDERED = {
    lang: re.compile(
        rf"(?:(?:(?P<his>{_HIS[lang]})|(?P<hers>{_HERS[lang]})),?{_S})?"
        rf"(?:(?:(?P<man>{_MAN[lang]})|(?P<woman>{_WOMAN[lang]})){_S})?$",
        re.IGNORECASE,
    )
    for lang in _MAN
}


def after_courtesy(said: Said, start: int) -> bool:
    """Whether «г-н», «г-жа», Mr. or Ms. stands right before a place."""
    return _COURTESY[said.lang].search(said.plain[max(0, start - 12) : start]) is not None


def _gendered(said: Said, start: int) -> dict[str, int]:
    """The genders, ``m`` or ``f``, of the honorifics right before a name, each with the place where it first stands."""
    offset = max(0, start - _BEFORE)
    found = _GENDERED[said.lang].search(said.plain[offset:start])
    if found is None:
        return {}
    spans = [(found.start(group), group) for group in ("his", "hers", "man", "woman") if found[group]]
    genders: dict[str, int] = {}
    for at, group in sorted(spans):
        genders.setdefault("m" if group in {"his", "man"} else "f", offset + at)
    return genders


def wrong(said: Said, source: Said, tokens: Words, person: Person, at: int) -> Fault | None:
    """The fault of an honorific of the other gender right before a name, of which a word of a translation is part."""
    gender = _OTHER.get(person.name.gender)
    place = tokens[at].start
    if gender is None or not _MAY_HOLD[said.lang][gender].search(said.plain, max(0, place - _BEFORE - _NAME), place):
        return None
    parts = said.known.once(mentions.people).parts[said.lang]
    first = at
    while first and _is_of(parts, tokens.folded[first - 1], person):
        if not mentions.joined(said, tokens[first - 1], tokens[first]):
            break
        first -= 1
    start, end = tokens[first].start, tokens[at].end
    if initials := mentions.initials_at(said.plain, start, end):
        start = min(start, initials[0])
    honorific = _gendered(said, start).get(gender)
    if honorific is None or _may_be_another(said, tokens, person, at) or _speaks_of_another(source, person, gender):
        return None
    sex = "woman" if gender == "m" else "man"
    return said.fault(f"{person.name.target} ({person.name.source}) is a {sex} in the registry", honorific, end)


def _is_of(parts: Mapping[str, tuple[tuple[int, int], ...]], word: str, person: Person) -> bool:
    return any(who == person.number for who, _ in parts.get(word, ()))


def _may_be_another(said: Said, tokens: Words, person: Person, at: int) -> bool:
    """Whether a name may be somebody else's: of a registered namesake, or of one with another given name."""
    register = said.known.once(mentions.people)
    parts = register.parts[said.lang]
    namesakes = [register.people[who].name.gender for who, _ in parts[tokens.folded[at]]]
    if any(gender != person.name.gender for gender in namesakes):
        return True
    return any(
        one > at and not _is_of(parts, tokens.folded[one], person) for one in mentions.neighbours(said, tokens, at)
    )


def _speaks_of_another(source: Said, person: Person, gender: str) -> bool:
    """Whether the source has the name, or one like it, with an honorific of that gender: Ms. Karimova, Mr. Karimov."""
    tokens = Words(source)
    written = person.written[source.lang]
    family = {folded(form) for part in written.family for form in written.forms[part]}
    for at, word in enumerate(tokens.folded):
        if any(_alike(word, form) for form in family) and mentions.is_capital(tokens[at].raw):
            before = [tokens[one].start for one in mentions.neighbours(source, tokens, at) if one < at]
            if word not in family or any(gender in _gendered(source, start) for start in (tokens[at].start, *before)):
                return True
    return False


def _alike(word: str, form: str) -> bool:
    most = 2 if len(form) >= _LONG else 1
    return word[:1] == form[:1] and distance(word, form, most) <= most
