"""Facts in a translation: the same placeholders as in its source, written as they are."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from diptych import facts
from diptych.checks.view import OPAQUE, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = re.compile(r"(?<!\{)\{\{++[^{}\n]{0,60}\}\}+|\{[^{}\n]{0,60}\}|\{(?:[ \u00a0]?[\w-]+)?|(?<![\w-])[\w-]*+\}")
_MOST = 100
"""Braces of a text that are looked at."""
_NOT_OURS = ("{#", "{.", "{:")


def places(pair: Pair) -> Iterator[Fault]:
    """Facts that a translation has lost, brought in, renamed or left open: each stands in both.

    Authority: gettext manual, “Format strings”.
    """
    source, target = pair.source, pair.target
    if not ("{" in source.raw or "{" in target.raw or "}" in target.raw):
        return
    there, here = facts.names(source.raw), facts.names(target.raw)
    known = {*there, *_of_plural(pair)}
    lost = [name for name in there if name not in here]
    wrong = [*_aliens(target, [name for name in here if name not in known]), *_odd(pair)]
    wrong += [place for place in map(partial(_otherwise, target.raw), lost) if place] if not wrong else []
    wrong.sort()
    only = lost[0] if len(lost) == len(wrong) == 1 else ""
    for start, end in wrong:
        text = target.raw[start:end]
        says = f"the source has {{{only}}}" if only else "which its source has not"
        yield target.fault(f"the translation has {text}, {says}", start, end, f"{{{only}}}" if only else None)
    if left := lost[len(wrong) :]:
        yield target.fault(f"the translation lacks {_listed(left)}", 0, 0)


def _of_plural(pair: Pair) -> tuple[str, ...]:
    entry = pair.entry
    if entry is None or entry.plural is None:
        return ()
    return (*facts.names(entry.key.msgid), *facts.names(entry.plural))


def _aliens(said: Said, names: list[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        start = said.raw.index(f"{{{name}}}")
        yield start, start + len(name) + 2


def _odd(pair: Pair) -> list[tuple[int, int]]:
    """Braces that name no fact, and that the source has not."""
    theirs = {pair.source.raw[start:end] for start, end in _braces(pair.source)}
    return [(start, end) for start, end in _braces(pair.target) if pair.target.raw[start:end] not in theirs]


def _braces(said: Said) -> Iterator[tuple[int, int]]:
    raw, plain = said.raw, said.plain
    for found in islice(_BRACES.finditer(raw), _MOST):
        start, end = found.span()
        escaped = raw[start - 1 : start] == "\\" or "\\" in found[0] or raw[end - 2 : end] == "\\}"
        language = plain[start] != OPAQUE or plain[end - 1] != OPAQUE  # and neither code nor an address
        if (
            language
            and not escaped
            and not found[0].startswith(_NOT_OURS)
            and (found[0].startswith("{{") or not facts.names(found[0]))
        ):
            yield start, end


def _otherwise(raw: str, name: str) -> tuple[int, int] | None:
    """Where the name stands between other signs than braces, if it does."""
    found = re.search(rf"[(\[<%$«]{name}[)\]>%»]|\${name}\b", raw)
    return found.span() if found else None


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


CHECKS = (
    Check(
        "placeholder",
        Severity.ERROR,
        places,
        "Write each {name} of the source once in the translation, as it is.",
        On.PAIR,
        right=(Example("More than {participants} people took part.", "Участие приняли более {participants} человек."),),
        wrong=(
            Example("Held on {dates} in {place}.", "Состоялась {dates} в Душанбе.", at=""),
            Example("Held on {dates}.", "Состоялась {даты}.", at="{даты}"),
        ),
    ),
)
