"""Facts in a translation: the same placeholders as in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import facts
from diptych.catalog import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.parallel import Row


def places(row: Row) -> Iterator[str]:
    """Facts that a translation has lost or brought in: each stands in both, as gettext's brace formats do."""
    for part, text, state in zip(row.block.parts, row.target, row.states, strict=True):
        if state is not State.DONE or not facts.takes(part):
            continue  # a fuzzy one waits for its translator anyway, and is not printed
        there, here = facts.names(part.key.msgid), facts.names(text)
        if lost := [name for name in there if name not in here]:
            yield f"the translation lacks {_listed(lost)}"
        if strange := [name for name in here if name not in there]:
            yield f"the translation has {_listed(strange)}, which its source has not"


def _listed(places: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in places)
