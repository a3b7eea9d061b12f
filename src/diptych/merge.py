"""A new catalog and the old one → a catalog in which no translation is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.catalog import Catalog, Key
from diptych.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from diptych.rules import Memory

_DEFAULTS = ("PACKAGE VERSION", "YEAR-MO-DA", "FULL NAME", "LANGUAGE <", "CHARSET", "ENCODING", "INTEGER")


@dataclass(frozen=True, slots=True)
class Report:
    """What a merge did, by the keys of the new catalog (``gone``: of the old one)."""

    new: tuple[Key, ...] = ()
    """Without any translation."""
    changed: tuple[Key, ...] = ()
    """Fuzzy now: its translation is that of an older text."""
    carried: tuple[Key, ...] = ()
    """Its translation came along as it was: moved, renamed, typography, an undone edit, or it stands by ``keep``."""
    copied: tuple[Key, ...] = ()
    """Fuzzy: a copy of the translation of the same text elsewhere, or from the translation memory."""
    gone: tuple[Key, ...] = ()
    """The content no longer has it, and nothing new came from it."""
    kept: tuple[Key, ...] = ()
    """The same key as before."""
    moved: tuple[tuple[Key, Key], ...] = ()
    """Old and new key of the confirmed entries that only have another context: the same texts to the letter."""


def merge(
    new: Catalog,
    old: Catalog | None,
    target: str,
    *,
    nplurals: int,
    plural_forms: str = "",
    others: Sequence[Catalog] = (),
    refresh_references: bool = False,
    keep: Collection[Key] = frozenset(),
    memory: Memory | None = None,
    fuzzy: bool = True,
) -> tuple[Catalog, Report]:
    """Give the new catalog the translations of the old one, in the order of DESIGN.md, "The catalogs".

    An empty target makes a template: no translations, only its references stay calm. ``nplurals`` and
    ``plural_forms`` count where the old header says nothing. ``others`` are the other documents'
    catalogs in the same language. ``keep`` are the new messages whose translation stands although the source
    changed. ``memory`` is asked for the messages that nothing else has a translation for; before that, once, for the
    texts that left as fuzzy ones, since what it gave is neither handed on nor kept. Without ``fuzzy`` only the same
    key and identical text count.
    """
    old = old or Catalog(new.domain, new.source, target)
    header = _header(new.header, old.header, target, plural_forms)
    flags = tuple(flag for flag in old.flags if flag != "fuzzy")
    state = Rules(new, old, target, forms=declared(header) or nplurals, keep=keep, calm=not refresh_references)
    if target:
        state.run(others, memory, fuzzy=fuzzy)
    else:
        state.template()
    entries = (*state.entries(), *state.obsolete())
    catalog = Catalog(new.domain, new.source, target, header, entries, old.notes or new.notes, flags)
    return replace(catalog, comments=old.comments, head=old.head), Report(
        **state.told(), gone=tuple(state.gone), moved=tuple(state.moved)
    )


def prune(catalog: Catalog) -> Catalog:
    """The catalog without its obsolete entries."""
    return replace(catalog, entries=tuple(entry for entry in catalog.entries if not entry.obsolete))


# --------------------------------------------------------------------------- the header


def _header(
    new: tuple[tuple[str, str], ...], old: tuple[tuple[str, str], ...], target: str, plural_forms: str
) -> tuple[tuple[str, str], ...]:
    """The editors' fields in their order; ours where they lack or still have gettext's initial value."""
    if not target:
        return new
    ours = dict(new) | {"Language": target} | ({"Plural-Forms": plural_forms} if plural_forms else {})
    fields = [(name, ours.get(name, value) if _initial(name, value) else value) for name, value in old]
    names = {name.lower() for name, _ in fields}
    return (*fields, *((name, value) for name, value in ours.items() if name.lower() not in names))


def _initial(name: str, value: str) -> bool:
    return (name == "Language" and not value) or any(default in value for default in _DEFAULTS)


def declared(header: Iterable[tuple[str, str]]) -> int:
    """How many plural forms the header declares, 0 where it does not say."""
    value = next((value for name, value in header if name.lower() == "plural-forms"), "")
    found = re.search(r"nplurals\s*=\s*(\d+)", value)
    return int(found[1]) if found else 0
