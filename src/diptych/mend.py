"""Faults that can be mended without thinking → the mended translation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import languages
from diptych.checks.view import OPAQUE, Known, Said, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.catalog import Catalog, Entry
    from diptych.checks.view import Fault

ROUNDS = 5
"""How often a text is mended and looked at again: one mending may uncover the next."""

_DIGITS = re.compile(r"\d")
_PLACES = re.compile(r"\{[^{}]*\}")
_SYMBOLS = re.compile(r"\w+(?:/[\w.]+)+")
_NO_SPACE_BEFORE = re.compile(r"(?<!\S)\S+\Z")
_NO_SPACE_AFTER = re.compile(r"\S*")
_OPAQUE_RUN = re.compile(f"({OPAQUE}+)")


def text(raw: str, faults: Iterable[Fault]) -> str:
    """The text with what is certain mended: from its end, so that nothing moves; of two that overlap the later.

    A mending that would change a digit, a document symbol, a placeholder or what is between them is left out.
    """
    out, last = raw, len(raw) + 1
    for fault in sorted(faults, key=lambda one: (one.start, one.end), reverse=True):
        if fault.certain and fault.proposed is not None and fault.end <= last and fault.start <= fault.end <= len(raw):
            before, after = _around(out, fault.start, fault.end)
            if faithful(before + out[fault.start : fault.end] + after, before + fault.proposed + after):
                out, last = out[: fault.start] + fault.proposed + out[fault.end :], fault.start
    return out


def _around(raw: str, start: int, end: int) -> tuple[str, str]:
    """What stands beside a stretch up to the next white space: as far as a number or a symbol may reach."""
    before, after = _NO_SPACE_BEFORE.search(raw[:start]), _NO_SPACE_AFTER.match(raw, end)
    return before[0] if before else "", after[0] if after else ""


def faithful(before: str, after: str) -> bool:
    """Whether two texts have the same digits, placeholders and document symbols, in the same order."""
    return all(found.findall(before) == found.findall(after) for found in (_DIGITS, _PLACES, _SYMBOLS))


def spaced(raw: str, lang: str) -> str:
    """The text with its no-break spaces set, as rendering sets them; addresses, code and placeholders as they are."""
    plain = Said(raw, lang, Known(), Side.TARGET).plain
    out, at = [], 0
    for piece in _OPAQUE_RUN.split(plain):
        there = raw[at : at + len(piece)]
        at += len(piece)
        out.append(there if piece.startswith(OPAQUE) else languages.typeset(there, lang))
    mended = "".join(out)
    return mended if faithful(raw, mended) else raw


def catalog(catalog: Catalog, faults: Mapping[int, Mapping[int, list[Fault]]], *, no_break: bool) -> Catalog:
    """The catalog with its translations mended; ``faults`` by the line of an entry, then by the plural form.

    Nothing else of an entry changes: neither its msgid nor its flags. ``no_break``: no-break spaces, too.
    """
    return replace(
        catalog, entries=tuple(_entry(one, faults.get(one.line, {}), catalog, no_break) for one in catalog.entries)
    )


def _entry(entry: Entry, faults: Mapping[int, list[Fault]], of: Catalog, no_break: bool) -> Entry:
    if entry.obsolete or not (faults or no_break):
        return entry
    texts = [text(raw, faults.get(form, ())) for form, raw in enumerate(entry.texts)]
    if no_break:
        texts = [spaced(raw, of.target) for raw in texts]
    return replace(entry, texts=tuple(texts)) if tuple(texts) != entry.texts else entry
