"""Facts of the conference in its texts: ``{participants}`` → the number, the date or the symbol in a language."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from diptych import languages
from diptych.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.model import Conference, Document, Fact, Part

_PLACE = re.compile(r"(?<!\\)\{([a-z][a-z0-9_]*)\}")
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?", re.ASCII)
_NUMBER = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_BRACES = re.compile(r"(?<!\\)\{[^{}]*\}")
_MARKUP = re.compile(r"([\\`*_\[\]<>&!{}])")
_SAID = re.compile(r"\{([a-z][a-z0-9_]*)\}: (\d+)", re.ASCII)
BUILT_IN = ("dates",)
"""Facts that every conference has: a text need not use them."""
_OWN_PLACES = ("labels", "templates", "terms")
"""Domains whose braces are places for what a layout counts, or only braces."""


def names(text: str) -> tuple[str, ...]:
    """The facts that a text names, each once; an escaped brace is only a brace."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def takes(part: Part) -> bool:
    """Whether braces in the part stand for facts."""
    return part.domain not in _OWN_PLACES


def number(fact: Fact) -> int | None:
    """The fact's value where it is a whole number of at most 15 digits, without a zero before it."""
    return int(fact.value) if _NUMBER.fullmatch(fact.value) else None


def said(fact: Fact, lang: str) -> str:
    """The fact in a language: ``1,400``, «18–19 октября 2022 года»; a symbol is the same in all (CLDR)."""
    count = number(fact)
    if count is not None:
        return languages.number(count, lang)
    if found := _DATES.fullmatch(fact.value):
        start = dt.date.fromisoformat(found[1])
        return languages.date_range(start, dt.date.fromisoformat(found[2] or found[1]), lang)
    return fact.value


def fill(text: str, facts: Mapping[str, Fact], lang: str) -> str:
    """The text with its facts said in the language, their signs never taken for markup; unknown ones stay as typed."""

    def say(found: re.Match[str]) -> str:
        fact = facts.get(found[1])
        return _MARKUP.sub(r"\\\1", said(fact, lang)) if fact else found[0]

    return _PLACE.sub(say, text) if "{" in text else text


def comments(text: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """What a translator is told of the facts in a text: ``{member_states}: 59``."""
    known = [facts[name] for name in names(text) if name in facts]
    return tuple(f"{{{fact.id}}}: {fact.value}" + (f" ({fact.comment})" if fact.comment else "") for fact in known)


def other_form(before: Iterable[str], now: Iterable[str], lang: str) -> tuple[tuple[str, int, int], ...]:
    """The facts whose number takes another plural form in the language than it did: name, old value, new value.

    ``before`` and ``now`` are an entry's extracted comments, which say the values (CLDR plural rules).
    """
    old = _numbers(before)
    return tuple(
        (name, old[name], value)
        for name, value in _numbers(now).items()
        if name in old and languages.plural_index(lang, old[name]) != languages.plural_index(lang, value)
    )


def _numbers(lines: Iterable[str]) -> dict[str, int]:
    found = (_SAID.match(line) for line in lines)
    return {match[1]: int(match[2]) for match in found if match}


# --------------------------------------------------------------------------- what is wrong with them


def findings(conference: Conference, documents: Iterable[Document]) -> list[Finding]:
    """Facts that a text names and nobody states, and facts that no text names."""
    found, used = [], set(BUILT_IN)
    for document in documents:
        for part in (part for block in document.blocks for part in block.parts if takes(part)):
            said = part.key.msgid
            for braces in (found_[0] for found_ in _BRACES.finditer(said) if not _PLACE.fullmatch(found_[0])):
                hint = (
                    "Write the name of a fact in small letters, digits and _; or \\{ for a brace that is only a brace."
                )
                message = f"{braces} names no fact, and prints as it is typed"
                found.append(Finding("unknown-fact", Severity.WARNING, part.span, message, hint))
            for name in names(said):
                used.add(name)
                if name not in conference.facts:
                    hint = f"Add it under `facts` in content/conference.yaml, or write \\{{{name}}} for the braces."
                    message = f"nobody states the fact {{{name}}}"
                    found.append(Finding("unknown-fact", Severity.ERROR, part.span, message, hint))
    for fact in conference.facts.values():
        if fact.id not in used:
            hint = f"Write {{{fact.id}}} where a text states it, or take it out."
            message = f"no text uses the fact “{fact.id}”"
            found.append(Finding("unused-fact", Severity.WARNING, fact.span, message, hint))
    return found
