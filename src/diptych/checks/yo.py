"""ё in registered names: where the registry has it, a text has it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.checks import mentions
from diptych.checks.name_words import Words
from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.mentions import People


def yo(pair: Pair) -> Iterator[Fault]:
    """A registered name with е where the registry has ё: a name is written as its bearer's papers have it.

    Authority: Правила русской орфографии и пунктуации (2006), § 5: ё в собственных именах.
    """
    for said, other in ((pair.target, pair.source), (pair.source, pair.target)):
        if said.lang == "ru":
            yield from _without_yo(said, other)


def _without_yo(said: Said, other: Said) -> Iterator[Fault]:
    register = said.known.once(mentions.people)
    if not register.yo.passes(other):
        return
    wanted = {person.number for mention in mentions.mentions(other) for person in mention.people}
    if not wanted:
        return
    tokens = Words(said)
    parts = register.parts["ru"]
    for at, word in enumerate(tokens.folded):
        whose = [(who, part) for who, part in parts.get(word, ()) if who in wanted]
        if whose and mentions.is_capital(tokens[at].raw):
            yield from _mended(said, register, tokens, at, whose)


def _mended(said: Said, register: People, tokens: Words, at: int, whose: list[tuple[int, int]]) -> Iterator[Fault]:
    token = tokens[at]
    names = [(register.people[who], part) for who, part in whose]
    if any(person.written["ru"].spelled(part, token.raw) for person, part in names):
        return
    for person, part in names:
        written = person.written["ru"]
        proposed = mentions.with_yo(written, part, token.raw)
        beside = any(
            (person.number, other) in register.parts["ru"].get(tokens.folded[near], ())
            for near in mentions.neighbours(said, tokens, at)
            for other in range(len(written.words))
            if other != part
        )
        if proposed and (part in written.family or person.place or beside):
            message = f"“{token.raw}” lacks the ё that it has in the registry ({person.name.target})"
            yield said.fault(message, token.start, token.end, proposed, certain=True)
            return


_LARINA = {"Alyona Larina": "Алёна Ларина"}

CHECKS = (
    Check(
        "yo",
        Severity.ERROR,
        yo,
        "Write ё in the name, as its bearer does.",
        On.PAIR,
        right=(Example("Alyona Larina thanked Pyotr.", "Алёна Ларина поблагодарила Петра.", names=_LARINA),),
        wrong=(
            Example(
                "a letter to Alyona Larina",
                "письмо Алене Лариной",
                "Алене",
                names=_LARINA,
                fixed="письмо Алёне Лариной",
            ),
        ),
    ),
)
