"""The policy of a conference on the letter ё: everywhere, or in names only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Said
from diptych.finding import Severity
from diptych.model import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Known

_WITH_YO = re.compile(r"(?<![\w@_])[А-Яа-яЁё]*[Ёё][А-Яа-яЁё]*(?![\w@_])")
_WITH_YE = re.compile(r"(?<![\w@_])[А-Яа-яЁё]*[Ее][А-Яа-яЁё]*(?![\w@_])")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…\n|:])[\s«„“\"(*\u2060\u00a0—–-]*$")
_NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))


def policy(said: Said) -> Iterator[Fault]:
    """A word with е that has only ё in the dictionary, or one with ё, where the conference wants it otherwise.

    Authority: «Правила русской орфографии и пунктуации» (the letter ё may be used throughout or in selected words).
    """
    wanted = said.known.house.yo
    if wanted == "always":
        yield from _lacking(said)
    elif wanted == "never" and ("ё" in said.plain or "Ё" in said.plain):
        yield from _needless(said)


def _lacking(said: Said) -> Iterator[Fault]:
    from diptych import morphology

    for word in _WITH_YE.finditer(said.plain):
        text = word[0]
        if "ё" in text or "Ё" in text or not morphology.known(text) or _is_name(said, word):
            continue
        spelled = {one.spelled for one in morphology.readings(text)}
        if len(spelled) != 1 or text.lower() in spelled:
            continue
        proposed = _like(text, spelled.pop())
        yield said.fault(f"«{text}» is written with ё here: «{proposed}»", *word.span(), proposed, certain=True)


def _needless(said: Said) -> Iterator[Fault]:
    names = said.known.once(_names)
    for word in _WITH_YO.finditer(said.plain):
        text = word[0]
        if _is_name(said, word) or any(text.lower().startswith(name) for name in names):
            continue
        proposed = text.replace("ё", "е").replace("Ё", "Е")
        yield said.fault(f"«{text}» is written without ё here: «{proposed}»", *word.span(), proposed, certain=True)


def _like(text: str, spelled: str) -> str:
    """The spelled-out form with the capitals of the text."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(text, spelled, strict=True))


def _is_name(said: Said, word: re.Match[str]) -> bool:
    """Whether a capital begins no sentence, or the dictionary has the word as a name."""
    if not word[0][0].isupper():
        return False
    if not word[0].isupper() and not _SENTENCE_BEGINS.search(said.plain[max(0, word.start() - 20) : word.start()]):
        return True
    from diptych import morphology

    return not morphology.known(word[0]) or any(_NAMES & one.grammemes for one in morphology.readings(word[0]))


def _names(known: Known) -> frozenset[str]:
    """Beginnings of the registered names that have ё."""
    parts = (part for name in known.names for part in name.target.lower().split())
    return frozenset(part[: max(part.index("ё") + 1, len(part) - 2)] for part in parts if "ё" in part)


CHECKS = (
    Check(
        "yo-policy",
        Severity.WARNING,
        policy,
        "Write ё as conference.yaml says under `check`.",
        On.TEXT,
        ("ru",),
        right=(
            Example("All was taken into account.", "Все было учтено, и всё еще спорят.", house=House(yo="names")),
            Example("All was taken into account.", "Все учтено.", house=House(yo="always")),
        ),
        wrong=(
            Example("a light tone", "легкий тон", at="легкий", house=House(yo="always"), fixed="лёгкий тон"),
            Example("a light tone", "лёгкий тон", at="лёгкий", house=House(yo="never"), fixed="легкий тон"),
        ),
    ),
)
