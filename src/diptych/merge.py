"""A new catalog and the old one → a catalog in which no translation is lost."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import facts, lineage, similar
from diptych.model import Catalog, Entry, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NEIGHBOUR = 10.0  # points of 100 for each neighbour that a pair of similar texts shares
_MANAGED = ("python-brace-format", "python-format")  # flags that extraction gives and takes away
_DEFAULTS = ("PACKAGE VERSION", "YEAR-MO-DA", "FULL NAME", "LANGUAGE <", "CHARSET", "ENCODING", "INTEGER")


@dataclass(frozen=True, slots=True)
class Report:
    """What a merge did, by the keys of the new catalog (``gone``: of the old one)."""

    new: tuple[Key, ...] = ()
    """Without any translation."""
    changed: tuple[Key, ...] = ()
    """Fuzzy now: its translation is that of an older text."""
    carried: tuple[Key, ...] = ()
    """Its translation came along under a new key as it was: moved, renamed, typography, an undone edit."""
    copied: tuple[Key, ...] = ()
    """Fuzzy: a copy of the translation of the same text elsewhere."""
    gone: tuple[Key, ...] = ()
    """The content no longer has it, and nothing new came from it."""
    kept: tuple[Key, ...] = ()
    """The same key as before."""


def merge(
    new: Catalog,
    old: Catalog | None,
    target: str,
    *,
    nplurals: int,
    plural_forms: str = "",
    others: Sequence[Catalog] = (),
    refresh_references: bool = False,
) -> tuple[Catalog, Report]:
    """Give the new catalog the translations of the old one, in the order of DESIGN.md, "The catalogs".

    An empty target makes a template: no translations, only its references stay calm. ``nplurals`` and
    ``plural_forms`` count where the old header says nothing. ``others`` are the other documents'
    catalogs in the same language.
    """
    old = old or Catalog(new.domain, new.source, target)
    header = _header(new.header, old.header, target, plural_forms)
    flags = tuple(flag for flag in old.flags if flag != "fuzzy")
    notes = old.notes or new.notes
    state = _Merge(new, old, _declared(header) or nplurals, target)
    if target:
        state.run(others)
    else:
        state.template()
    calm = not refresh_references
    entries = tuple(
        _calm(state.found[entry.key], state.living.get(entry.key)) if calm else state.found[entry.key]
        for entry in new.entries
    )
    catalog = Catalog(new.domain, new.source, target, header, (*entries, *state.obsolete()), notes, flags)
    return replace(catalog, comments=old.comments), state.report()


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


def _declared(header: Iterable[tuple[str, str]]) -> int:
    """How many plural forms the header declares, 0 where it does not say."""
    value = next((value for name, value in header if name.lower() == "plural-forms"), "")
    found = re.search(r"nplurals\s*=\s*(\d+)", value)
    return int(found[1]) if found else 0


# --------------------------------------------------------------------------- the order of the design


class _Merge:
    """The state of one merge: who still seeks a translation, which orphans are left."""

    def __init__(self, new: Catalog, old: Catalog, forms: int, target: str) -> None:
        self.forms = forms
        self.target = target
        self.living = {entry.key: entry for entry in old.entries if not entry.obsolete}
        self.dead = {entry.key: entry for entry in old.entries if entry.obsolete}
        self.new = {entry.key: self._empty(entry) for entry in new.entries}
        self.found: dict[Key, Entry] = {}
        self.how: dict[Key, str] = {}
        self._kept: dict[Key, Entry] = {}
        self._gone: list[Key] = []

    def template(self) -> None:
        """A template has no translations to find."""
        for key, entry in self.new.items():
            self._settle("kept" if key in self.living else "new", entry)
        self._gone = [key for key in self.living if key not in self.new]
        self.dead = {}

    def run(self, others: Sequence[Catalog]) -> None:
        """All the rules, each for all entries before the next one."""
        self._same_key()
        if self._settled():
            return
        self._orphans = {key: entry for key, entry in self.living.items() if key not in self.new}
        self._orphans |= {key: self.dead[key] for key in reversed(self.dead) if not lineage.shelved(key)}
        self._identical(same_context=True)
        self._identical(same_context=False)
        self._same_field()
        self._similar()
        self._bury()
        self._copies(others)
        self._bury_edited(others)
        for key in self._seekers():
            self._settle("new", self.new[key])

    def _settled(self) -> bool:
        """Whether every old entry has its place, and every new one its translation."""
        return (
            len(self.found) == len(self.new)
            and self.living.keys() <= self.new.keys()
            and all(any(entry.texts) for entry in self.found.values())
        )

    def obsolete(self) -> list[Entry]:
        """The obsolete entries: the old ones in their order, then those of this merge."""
        return [*self.dead.values(), *self._kept.values()]

    def report(self) -> Report:
        keys: dict[str, list[Key]] = defaultdict(list)
        for key in self.new:
            keys[self.how[key]].append(key)
        return Report(**{how: tuple(of) for how, of in keys.items()}, gone=tuple(self._gone))

    # 1. the same key

    def _same_key(self) -> None:
        for key, entry in self.new.items():
            shelf = self.dead.get(lineage.shelf(key, entry.plural))
            if key in self.living:
                source = self.living[key]
                if lineage.alike(entry.plural, source.plural):
                    self._same_text(entry, source)
                    self._keep_rest(source, self.found[key])
                elif shelf is not None:  # the plural was changed and is changed back
                    del self.dead[shelf.key]
                    self._settle("carried", self._carry(entry, shelf))
                    if not lineage.written_by_merge(source, [self.found[key]]):
                        self._keep(source)
                else:
                    self._settle("changed", self._rewrite(entry, source))
                    self._keep_rest(source, self.found[key])
            elif key in self.dead:
                source = self.dead.pop(key)
                if lineage.alike(entry.plural, source.plural):
                    self._settle("carried", self._carry(entry, source))
                else:
                    self._settle("changed", self._rewrite(entry, source))
                self._keep_rest(source, self.found[key])

    def _same_text(self, entry: Entry, source: Entry) -> None:
        """Confirmed stays confirmed, unless a fact in it takes another plural form now: 59 state*s*, 61 state."""
        other = facts.other_form(source.comments, entry.comments, self.target) if lineage.confirmed(source) else ()
        if not other:
            self._settle("kept", self._carry(entry, source))
            return
        says = "; ".join(f"{{{name}}} was {was} and is {now}" for name, was, now in other)
        self._settle("changed", self._rewrite(entry, source, f"{says}: look at the words around it"))

    # 2. identical text of an orphan

    def _identical(self, *, same_context: bool) -> None:
        orphans = defaultdict(list)
        for orphan in self._offered():
            # an untranslated orphan hands on its notes, but only within its context
            if same_context or any(orphan.texts):
                orphans[lineage.text_of(orphan)].append(orphan)
        claims = defaultdict(list)
        for key in self._seekers():
            if lineage.text_of(self.new[key]) in orphans:
                claims[lineage.text_of(self.new[key])].append(key)
        for text, keys in claims.items():
            offered = orphans[text]
            if not same_context and len(keys) > len(offered):
                # the same sentence with a better origin of its own, in its own section, can wait
                keys.sort(key=self._has_origin)
            for key in keys:
                fitting = [orphan for orphan in offered if orphan.key.context == key.context or not same_context]
                if fitting:
                    best = min(fitting, key=lambda orphan: lineage.rank(orphan, key))
                    offered.remove(best)
                    self._take(best)
                    entry = self._carry(self.new[key], best)
                    self._settle("carried" if any(best.texts) else "new", entry)
                    self._keep_rest(best, entry)

    def _has_origin(self, key: Key) -> bool:
        texts = [orphan.key.msgid for orphan in self._orphans.values() if orphan.key.context == key.context]
        return bool(similar.pairs([key.msgid], texts))

    # 3. the same context, where it names one field

    def _same_field(self) -> None:
        before, after = lineage.by_context(self.living), lineage.by_context(self.new)
        offered = {orphan.key for orphan in self._offered()}
        for key in self._seekers():
            if not lineage.names_field(key.context) or len(after[key.context]) != 1:
                continue
            was = before.get(key.context, [])
            if len(was) == 1 and was[0] in offered:
                self._rework(key, self.living[was[0]])

    # 4. similar text of an orphan

    def _similar(self) -> None:
        claimed = {  # the pair that a fuzzy entry was made from has been handed out
            (entry.previous.msgid, entry.texts) for entry in self.found.values() if entry.fuzzy and entry.previous
        }
        offered = [
            orphan
            for orphan in self._offered()
            if any(orphan.texts) and not (orphan.obsolete and (orphan.key.msgid, orphan.texts) in claimed)
        ]
        seekers = self._seekers()
        by_context = defaultdict(list)
        for orphan in offered:
            by_context[orphan.key.context].append(orphan)
        for context, orphans in by_context.items():
            self._pair([key for key in seekers if key.context == context], orphans)
        self._pair(self._seekers(), [orphan for orphan in offered if orphan.key in self._orphans])

    def _pair(self, seekers: Sequence[Key], orphans: Sequence[Entry]) -> None:
        if not seekers or not orphans:
            return
        near = self._near(seekers, orphans)
        for pair in similar.pairs([key.msgid for key in seekers], [orphan.key.msgid for orphan in orphans], near=near):
            self._rework(seekers[pair.new], orphans[pair.old])

    def _near(self, seekers: Sequence[Key], orphans: Sequence[Entry]) -> dict[tuple[int, int], float]:
        """The pairs that stand behind or before the same unchanged text."""
        near: dict[tuple[int, int], float] = defaultdict(float)
        for step in (1, -1):
            after, before = (self._neighbours(keys, step) for keys in (self.new, self.living))
            places = defaultdict(list)
            for place, orphan in enumerate(orphans):
                if not orphan.obsolete:
                    places[before[orphan.key]].append(place)
            for place, key in enumerate(seekers):
                for other in places[after[key]]:
                    near[place, other] += _NEIGHBOUR
        return near

    def _neighbours(self, keys: Mapping[Key, Entry], step: int) -> dict[Key, Key | None]:
        """The last text on the one side of each that is old and new."""
        neighbours: dict[Key, Key | None] = {}
        last: Key | None = None
        for key in [*keys][::step]:
            neighbours[key] = last
            if key in self.new and key in self.living:
                last = key
        return neighbours

    # 5. identical text of a living entry, or of another document

    def _copies(self, others: Sequence[Catalog]) -> None:
        origins: dict[tuple[str, str | None], tuple[Entry, str]] = {}
        buried = [*self._kept.values(), *reversed(self.dead.values())]
        for entry in (*self.found.values(), *buried):
            if lineage.confirmed(entry):
                where = entry.key.context or (entry.references[0] if entry.references else "an older version")
                origins.setdefault(lineage.text_of(entry), (entry, where))
        for other in others:
            for entry in other.entries:
                if lineage.confirmed(entry) and not entry.obsolete:
                    where = f"{other.domain}: {entry.key.context}" if entry.key.context else other.domain
                    context = replace(entry, key=Key(entry.key.msgid))
                    origins.setdefault(lineage.text_of(entry), (context, where))
        empty = [key for key, entry in self.found.items() if not any(entry.texts)]
        for key in (*self._seekers(), *empty):
            origin = origins.get(lineage.text_of(self.new[key]))
            if origin is not None:
                base = self.found.get(key, self.new[key])
                source = replace(origin[0], notes=base.notes, flags=base.flags)
                self._settle("copied", self._rewrite(self.new[key], source, f"copied from {origin[1]}"))

    # what is left over

    def _bury(self) -> None:
        """What is confirmed and leaves the content becomes obsolete; obsolete already is the rest."""
        order = {key: place for place, key in enumerate(self.living)}
        for orphan in self._orphans.values():
            if not orphan.obsolete and any(orphan.texts) and not orphan.fuzzy:
                self._keep(orphan)
        self._kept = dict(sorted(self._kept.items(), key=lambda item: order.get(item[0], len(order))))
        self._gone += [orphan.key for orphan in self._orphans.values() if not orphan.obsolete]

    def _bury_edited(self, others: Sequence[Catalog]) -> None:
        """A fuzzy entry stays when somebody worked on it, and goes when it is what merge wrote.

        It is what merge wrote when its translation stands as confirmed by the text it says it comes from.
        """
        origins = defaultdict(list)
        catalogs = (entry for other in others for entry in other.entries)
        for entry in (*self.found.values(), *self._kept.values(), *self.dead.values(), *catalogs):
            if any(entry.texts) and not entry.fuzzy:
                origins[similar.normalized(entry.key.msgid)].append(entry)
        for orphan in self._orphans.values():
            if (
                not orphan.obsolete
                and orphan.fuzzy
                and not lineage.written_by_merge(orphan, origins[lineage.origin(orphan)])
            ):
                self._keep(orphan)

    # small steps

    def _seekers(self) -> list[Key]:
        return [key for key in self.new if key not in self.found]

    def _offered(self) -> list[Entry]:
        """The orphans, without those that merge once wrote for a text that has its translation back."""
        origins = defaultdict(list)
        for entry in self.found.values():
            if not entry.fuzzy:
                origins[similar.normalized(entry.key.msgid)].append(entry)
        orphans = self._orphans.values()
        return [one for one in orphans if not lineage.written_by_merge(one, origins[lineage.origin(one)])]

    def _settle(self, how: str, entry: Entry) -> None:
        self.found[entry.key] = entry
        self.how[entry.key] = how

    def _take(self, orphan: Entry) -> None:
        del self._orphans[orphan.key]
        if orphan.obsolete:
            del self.dead[orphan.key]

    def _rework(self, key: Key, source: Entry) -> None:
        """A text that comes from another: fuzzy; what was confirmed stays behind as obsolete."""
        says = f"from {source.key.context}" if source.key.context and source.key.context != key.context else ""
        entry = self._rewrite(self.new[key], source, says)
        del self._orphans[source.key]
        if not source.obsolete:
            self._keep_rest(source, entry)
        elif source.fuzzy and not lineage.lost(source, entry):
            del self.dead[source.key]
        self._settle("changed" if any(entry.texts) else "new", entry)

    def _keep_rest(self, source: Entry, entry: Entry) -> None:
        """Keep as obsolete what the new entry does not say as confirmed, or does not say at all."""
        if lineage.lost(source, entry) or (any(source.texts) and not source.fuzzy and entry.fuzzy):
            self._keep(source)

    def _keep(self, source: Entry) -> None:
        if not any(source.texts):
            return
        key, number = source.key, 1
        # gettext forbids two entries of one key, even if one is obsolete: a plural that was replaced
        # lies under a context that names it
        while key in self.new or key in self.dead or key in self._kept:
            key = lineage.shelf(source.key, source.plural, number)
            number += 1
        previous = source.previous if source.fuzzy else None
        self._kept[key] = replace(source, key=key, obsolete=True, previous=previous, comments=(), references=())

    def _empty(self, entry: Entry) -> Entry:
        return replace(entry, texts=("",) * (1 if entry.plural is None else self.forms), previous=None)

    def _fit(self, entry: Entry, texts: tuple[str, ...]) -> tuple[str, ...]:
        forms = len(entry.texts)
        return (texts + ("",) * forms)[:forms]

    def _carry(self, entry: Entry, source: Entry) -> Entry:
        """The translation as it is, confirmed or fuzzy."""
        texts = self._fit(entry, source.texts)
        fuzzy = any(texts) and (source.fuzzy or not lineage.ends_fit(entry, source, texts))
        said = tuple(line for line in source.comments if line.startswith(lineage.SAYS)) if fuzzy else ()
        previous = lineage.previous(entry, source) if fuzzy else None
        flags = _flags(entry, source, fuzzy=fuzzy)
        return replace(
            entry,
            texts=texts,
            previous=previous,
            notes=source.notes,
            comments=(*entry.comments, *said),
            flags=flags,
        )

    def _rewrite(self, entry: Entry, source: Entry, says: str = "") -> Entry:
        """The translation of another text: fuzzy, with that text as its previous one."""
        texts = self._fit(entry, source.texts)
        fuzzy = any(texts)
        return replace(
            entry,
            texts=texts,
            previous=lineage.previous(entry, source) if fuzzy else None,
            notes=source.notes,
            comments=(*entry.comments, lineage.SAYS + says) if says and fuzzy else entry.comments,
            flags=_flags(entry, source, fuzzy=fuzzy),
        )


# --------------------------------------------------------------------------- what is not the translation


def _flags(entry: Entry, source: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    """The extraction's flags and the editors' own."""
    own = [flag for flag in source.flags if flag != "fuzzy" and flag not in _MANAGED]
    ours = [flag for flag in entry.flags if flag != "fuzzy" and f"no-{flag}" not in own]
    flags = dict.fromkeys((*(["fuzzy"] if fuzzy else []), *ours, *own))
    return source.flags if flags.keys() == set(source.flags) else tuple(flags)


def _calm(entry: Entry, before: Entry | None) -> Entry:
    """The entry with its old line numbers, if nothing else of it changed."""
    if before is None or replace(entry, references=before.references) != before:
        return entry
    files = [reference.rpartition(":")[0] for reference in entry.references]
    same = files == [reference.rpartition(":")[0] for reference in before.references]
    return replace(entry, references=before.references) if same else entry
