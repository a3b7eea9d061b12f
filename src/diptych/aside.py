"""A translation that stands aside: kept in a translator's comment line, so that it is never lost."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from diptych import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable

_WRITTEN = {92: "\\\\", 10: "\\n", 13: "\\r", 9: "\\t"} | {
    code: f"\\{code:03o}" for code in (*range(0x20), 0x7F) if code not in (9, 10, 13)
}
_READ = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPE = re.compile(r"\\([0-7]{3}|.)")
_LINE = re.compile(rf"{lineage.SAYS}(\w+)(?: \[\d+\])?: “(.*)”\s*")


class Why(enum.StrEnum):
    """Why a translation stands aside."""

    RETURNED = "returned"
    """It came back while another one was confirmed here."""
    REPLACED = "replaced"
    """It stood here until another one was taken for it."""
    REJECTED = "rejected"
    """Somebody looked at it and said no."""
    BRANCH = "branch"
    """It stood on the other branch when git merged."""


def lines(why: Why, texts: Iterable[str], notes: Iterable[str] = ()) -> tuple[str, ...]:
    """A comment line for each text that is not empty and does not stand in the notes already."""
    held = set(texts_in(notes))
    forms = tuple(texts)
    found = []
    for number, text in enumerate(forms):
        if text and text not in held:
            held.add(text)
            form = f" [{number}]" if len(forms) > 1 else ""
            found.append(f"{lineage.SAYS}{why}{form}: “{text.translate(_WRITTEN)}”")
    return tuple(found)


def texts_in(notes: Iterable[str], why: Why | None = None) -> tuple[str, ...]:
    """The translations that stand aside in comment lines, to the letter; those of one reason, or all."""
    found = (_LINE.fullmatch(note) for note in notes)
    return tuple(_ESCAPE.sub(_char, one[2]) for one in found if one and why in (None, one[1]))


def rejected(texts: Iterable[str], notes: Iterable[str]) -> bool:
    """Whether somebody has rejected all of these texts: they are not offered again."""
    said = texts_in(notes, Why.REJECTED)
    offered = [text for text in texts if text]
    return bool(offered) and all(text in said for text in offered)


def _char(found: re.Match[str]) -> str:
    sign = found[1]
    return chr(int(sign, 8)) if len(sign) > 1 else _READ.get(sign, sign)
