"""Three versions of a catalog → one, entry by entry: no translation of either side is lost, none is paired anew.

What is decided how, and why, stands in docs/git.md. *Ours* is the side that wins where both are as good.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import aside, carry, facts, lineage, number_forms, shelf, versions
from diptych import merge as extraction
from diptych.catalog import Catalog, Entry, Key, Previous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Conflict:
    """One message that both sides translated differently: ours stands, fuzzy; theirs is in its comment."""

    key: Key
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[Catalog, tuple[Conflict, ...]]:
    """What both sides made of ``base``. Of a file that both added the base has no entries.

    Every text of ours or theirs that differs from the base stands in the result: as a translation, confirmed,
    fuzzy or obsolete, or in a translator's comment (``aside``).
    """
    header = versions.header(base.header, ours.header, theirs.header)
    state = _Merge(base, ours, theirs, extraction.declared(header))
    state.run()
    catalog = Catalog(
        ours.domain,
        ours.source,
        ours.target,
        header,
        tuple(state.entries()),
        versions.lines(base.notes, ours.notes, theirs.notes),
        versions.lines(base.flags, ours.flags, theirs.flags),
        versions.either(base.comments, ours.comments, theirs.comments),
    )
    return catalog, tuple(state.conflicts)


# --------------------------------------------------------------------------- the entries


class _Side:
    """One version: its entries by key, living ones apart."""

    def __init__(self, catalog: Catalog) -> None:
        self.all = {entry.key: entry for entry in catalog.entries}
        self.living = catalog.by_key()
        self.obsolete = [entry.key for entry in catalog.entries if entry.obsolete]
        self.forms = extraction.declared(catalog.header)

    def rank(self, key: Key) -> int:
        """0 for a message that it lacks, 1 for an obsolete one, 2 for a living one."""
        return 2 if key in self.living else int(key in self.all)


class _Merge:
    """The state of one merge: what was decided for each key, and who quarrels."""

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog, forms: int) -> None:
        self.base, self.ours, self.theirs = _Side(base), _Side(ours), _Side(theirs)
        self.forms = forms
        self.target = ours.target
        self.found: dict[Key, Entry] = {}
        self.conflicts: list[Conflict] = []
        self._origins = _origins(self.base, self.ours) | _origins(self.base, self.theirs)
        self._heirs: dict[Key, list[Key]] = defaultdict(list)
        for key, origin in self._origins.items():
            self._heirs[origin.key].append(key)

    def run(self) -> None:
        """Decide each message, then look whether a text of either side fell out."""
        for key in {**self.ours.all, **self.theirs.all}:
            entry = self._decided(key)
            if entry is not None:
                self.found[key] = self._fitted(entry)
        self._offer(self.ours, self.theirs)
        self._offer(self.theirs, self.ours)
        self._rescue()

    def entries(self) -> Iterator[Entry]:
        """The living entries in their order, then the obsolete ones."""
        gone = {key for key, entry in self.found.items() if entry.obsolete}
        living = self.found.keys() - gone
        sides = (self.base, self.ours, self.theirs)
        order = versions.order(*([key for key in side.living if key in living] for side in sides))
        order += versions.order(*([key for key in (*side.obsolete, *side.living) if key in gone] for side in sides))
        yield from (self.found[key] for key in order)

    # whether it is there

    def _decided(self, key: Key) -> Entry | None:
        """The message as it stands in the result, or None where it is gone."""
        base, ours, theirs = (side.all.get(key) for side in (self.base, self.ours, self.theirs))
        before, *after = (side.rank(key) for side in (self.base, self.ours, self.theirs))
        rank = versions.either(before, *after) if before in after else max(after)
        if ours is not None and theirs is not None:
            entry = self._merged(base, ours, theirs)
        else:
            (entry,) = (one for one in (ours, theirs) if one is not None)
            if rank == 0 and not self._worked_on(entry, base):
                return None
            if base is None:
                entry = self._reached(entry)
        if entry.obsolete == (rank < 2):  # noqa: PLR2004 - rank says what 2 is
            return entry
        return replace(entry, obsolete=False) if entry.obsolete else shelf.buried(entry)

    def _worked_on(self, entry: Entry, base: Entry | None) -> bool:
        """Whether a message that the other side took out was translated or confirmed since, and no heir says so."""
        if base is None or not any(entry.texts) or (entry.texts == base.texts and entry.fuzzy >= base.fuzzy):
            return False
        heirs = (self._reached(side.all[key]) for side in (self.ours, self.theirs) for key in self._heirs[entry.key]
                 if key in side.all)  # fmt: skip
        return all(heir.texts != entry.texts or heir.fuzzy > entry.fuzzy for heir in heirs)

    # a message whose source one side changed

    def _reached(self, entry: Entry) -> Entry:
        """A message that only one side has, with what the other side made of the one that it comes from.

        Fuzzy with the old source as its previous text, unless only the context is another one.
        """
        origin = self._origins.get(entry.key)
        side = self.theirs if entry.key in self.ours.all else self.ours
        other = side.all.get(origin.key) if origin else None
        if origin is None or other is None or entry.key in side.all:
            return entry
        entry = replace(entry, notes=versions.lines(origin.notes, entry.notes, other.notes))
        if _unit(other) == _unit(origin) or not any(other.texts):
            return entry
        was, now = _carried(_blank(entry), origin), _carried(_blank(entry), other)
        if entry.texts == was.texts:
            same = entry.fuzzy or was.fuzzy == entry.fuzzy or lineage.text_of(entry) == lineage.text_of(origin)
            return replace(now, notes=_aside(entry.notes, () if same else entry.texts))
        return replace(entry, notes=_aside(entry.notes, other.texts)) if entry.fuzzy else entry

    def _offer(self, side: _Side, other: _Side) -> None:
        """Give what one side translated to the message that the other side made of the untranslated source."""
        seekers = {
            key
            for key in side.living
            if key not in self.base.all and key not in other.all and not any(self.found[key].texts)
        }
        orphans = {
            key: entry
            for key, entry in other.living.items()
            if key not in side.all and key in self.base.living and not any(self.base.living[key].texts)
            and any(entry.texts)
        }  # fmt: skip
        if not (seekers and orphans and self.target):
            return
        new = [_blank(entry) for entry in side.living.values()]
        old = [orphans.get(key) or _blank(entry) for key, entry in other.living.items() if key in self.base.living]
        forms = max(len(entry.texts) for entry in (*new, *old))
        blank = Catalog("", "", self.target)
        merged, _ = extraction.merge(
            replace(blank, entries=tuple(new)), replace(blank, entries=tuple(old)), self.target, nplurals=forms
        )
        for entry in merged.entries:
            if entry.key in seekers and any(entry.texts) and not entry.obsolete:
                self.found[entry.key] = given = self._fitted(_suspected(entry, orphans))
                for key, orphan in orphans.items() if not given.fuzzy else ():
                    if (key.msgid, orphan.plural, orphan.texts) == (given.key.msgid, given.plural, given.texts):
                        self.found.pop(key, None)  # it was only moved

    # a message that both sides have

    def _merged(self, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
        """The message with each of its fields merged; a quarrel over its translation is noted."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        if base is None:
            base = self._beginning(ours, theirs)
        plural = versions.either(base.plural, ours.plural, theirs.plural)
        shape = ours if ours.plural == plural else theirs
        before, mine, other = (_reshaped(one, shape) for one in (base, ours, theirs))
        unit, quarrel = _translation(_unit(before), _unit(mine), _unit(other))
        comments = versions.either(_extracted(base), _extracted(ours), _extracted(theirs))
        confirmed = [one for one in (mine, other) if one.texts == unit.texts and not one.fuzzy]
        unit = self._doubted(unit, comments, confirmed)
        notes = versions.lines(base.notes, ours.notes, theirs.notes)
        if quarrel and not (ours.obsolete or theirs.obsolete):
            self.conflicts.append(Conflict(ours.key, ours.texts, theirs.texts))
        return replace(
            ours,
            texts=unit.texts,
            plural=plural,
            previous=unit.previous,
            notes=_aside(notes, theirs.texts) if quarrel else notes,
            comments=(*comments, *unit.says),
            references=versions.either(base.references, ours.references, theirs.references),
            flags=_marked(versions.lines(_plain(base), _plain(ours), _plain(theirs)), fuzzy=unit.fuzzy),
            obsolete=ours.obsolete and theirs.obsolete,
        )

    def _beginning(self, ours: Entry, theirs: Entry) -> Entry:
        """What both sides began with where the base lacks the message: what merge made of the one it comes from."""
        origin = self._origins.get(ours.key)
        # where they differ in what extraction says, ours must count as changed, unless it is only a remnant
        blank = _blank(ours if ours.obsolete and not theirs.obsolete else theirs)
        empty = (one for one in (ours, theirs) if not any(one.texts))  # it came from nothing, if nobody rejected it
        if origin is None or not all(aside.rejected(origin.texts, one.notes) for one in empty):
            return blank
        return _carried(blank, origin)

    def _doubted(self, unit: _Unit, comments: Sequence[str], sources: Sequence[Entry]) -> _Unit:
        """Fuzzy, where every side that has the translation has it for a fact of another plural form."""
        if unit.fuzzy or not any(unit.texts) or not self.target:
            return unit
        other = [facts.other_form(source.comments, comments, self.target) for source in sources]
        if not other or not all(other):
            return unit
        return replace(unit, fuzzy=True, says=(lineage.SAYS + number_forms.look(other[0]),))

    # nothing is lost

    def _fitted(self, entry: Entry) -> Entry:
        """The entry with as many forms as the header says (``msgfmt -c`` insists), where the sides differ in that."""
        if entry.plural is None or not self.forms or {self.ours.forms, self.theirs.forms} == {self.forms}:
            return entry
        texts = (*entry.texts, *("",) * self.forms)[: self.forms]
        return entry if texts == entry.texts else replace(entry, texts=texts)

    def _rescue(self) -> None:
        """Put into a comment what neither stands as a translation nor stands aside, and not both sides took out."""
        held = {text for entry in self.found.values() for text in _said(entry)}
        sides = (self.ours, self.theirs)
        mine, other = ({text for entry in side.all.values() for text in _said(entry)} for side in sides)
        both = (mine & other) - held
        found = []
        for key, entry in (item for side in sides for item in side.all.items()):
            base = self.base.all.get(key) or self._origins.get(key)
            known = set(_said(base)) - both if base else ()
            lost = [text for text in _said(entry) if text and text not in known and text not in held]
            if lost:
                found.append((entry, lost))
        for entry, lost in sorted(found, key=_order):
            own = [text for text in lost if text not in held]
            if own:
                kept = self.found.get(entry.key) or self._fitted(shelf.buried(entry))
                own = [text for text in own if text not in kept.texts]
                self.found[entry.key] = replace(kept, notes=_aside(kept.notes, own))
                held.update(lost)


def _order(found: tuple[Entry, list[str]]) -> tuple[bool, str, str]:
    """What is confirmed stands as such; the side has no say."""
    entry, _ = found
    return entry.fuzzy, entry.key.msgid, entry.key.context or ""


# --------------------------------------------------------------------------- which message comes from which


def _origins(base: _Side, side: _Side) -> dict[Key, Entry]:
    """The messages of a side that the base lacks → the living message of the base whose translation each was given.

    A fuzzy one says in ``#|`` what it was translated from. One with the text of a message that is gone was moved, or
    its typography changed; one with the translation of a message that is gone was reworded and confirmed again.
    """
    new = [entry for key, entry in side.living.items() if key not in base.all and any(entry.texts)]
    if not new:
        return {}
    by_text, by_previous, by_texts = defaultdict(list), defaultdict(list), defaultdict(list)
    for entry in base.living.values():
        by_text[lineage.text_of(entry)].append(entry)
        by_texts[entry.texts].append(entry)
        if entry.previous is not None:
            by_previous[entry.previous.msgid].append(entry)
    found = {}
    for entry in new:
        said = entry.previous
        if entry.fuzzy and said is not None and said.msgid is not None:
            contexts = (said.context, entry.key.context, None)
            named = [base.living[key] for key in (Key(said.msgid, one) for one in contexts) if key in base.living]
            named += [one for one in by_previous[said.msgid] if one.texts == entry.texts]
        elif entry.fuzzy:
            named = [one for one in by_text[lineage.text_of(entry)] if one.texts == entry.texts]
        else:
            gone = [one for one in by_texts[entry.texts] if one.key not in side.living]
            named = [one for one in gone if lineage.text_of(one) == lineage.text_of(entry)]
            named = named or (gone if len(gone) == 1 else [])
        if named:
            found[entry.key] = named[0]
    return found


def _suspected(entry: Entry, orphans: Mapping[Key, Entry]) -> Entry:
    """Fuzzy, unless the text is to the letter the one that was translated: typography counts where two worked."""
    if entry.fuzzy:
        return entry
    sources = [one for one in orphans.values() if one.texts == entry.texts]
    if any((one.key.msgid, one.plural) == (entry.key.msgid, entry.plural) for one in sources):
        return entry
    previous = lineage.previous(entry, sources[0]) if sources else None
    return replace(entry, previous=previous, flags=_marked(entry.flags, fuzzy=True))


# --------------------------------------------------------------------------- the translation


@dataclass(frozen=True, slots=True)
class _Unit:
    """What belongs together in an entry: the translation, whether it is confirmed, and what it was made for."""

    texts: tuple[str, ...]
    fuzzy: bool
    previous: Previous | None
    says: tuple[str, ...] = field(compare=False)

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """How much it weighs: somebody's last word, then somebody's draft, all forms before some; least a guess."""
        whole = all(self.texts)
        return whole and not self.fuzzy, not (self.fuzzy and self.says), whole


def _unit(entry: Entry) -> _Unit:
    says = tuple(line for line in entry.comments if line.startswith(lineage.SAYS))
    return _Unit(entry.texts, entry.fuzzy and any(entry.texts), entry.previous, says)


def _translation(base: _Unit, ours: _Unit, theirs: _Unit) -> tuple[_Unit, bool]:  # noqa: PLR0911 - a list of rules
    """The translation that stands, and whether two people quarrel over it."""
    if theirs in (ours, base):
        return ours, False
    if ours == base or not any(ours.texts):
        return theirs, False
    if not any(theirs.texts):
        return ours, False
    if ours.texts == theirs.texts:
        return _agreed(base, ours, theirs), False
    for one, other in ((ours, theirs), (theirs, ours)):
        if other.texts == base.texts and other.fuzzy >= base.fuzzy:  # only one side changed the text
            doubted = other.fuzzy > base.fuzzy
            says = other.says if doubted else one.says
            previous = one.previous or other.previous if doubted else one.previous
            return _Unit(one.texts, one.fuzzy or doubted, previous, says), False
    mixed = _mixed(base, ours, theirs)
    if mixed is not None:
        return mixed, False
    if ours.rank != theirs.rank:
        return max(ours, theirs, key=lambda one: one.rank), False
    return replace(ours, fuzzy=True), True


def _agreed(base: _Unit, ours: _Unit, theirs: _Unit) -> _Unit:
    """The same text on both sides, confirmed on one: it stays so, unless the other doubts what was confirmed."""
    if ours.fuzzy == theirs.fuzzy:
        return ours
    confirmed, doubted = (theirs, ours) if ours.fuzzy else (ours, theirs)
    return doubted if base.texts == ours.texts and not base.fuzzy else confirmed


def _mixed(base: _Unit, ours: _Unit, theirs: _Unit) -> _Unit | None:
    """Plural forms of which each side changed others: all changes, fuzzy, since nobody has seen them together."""
    if not len(base.texts) == len(ours.texts) == len(theirs.texts) > 1:
        return None
    forms = tuple(zip(base.texts, ours.texts, theirs.texts, strict=True))
    if any(was not in (mine, other) and mine != other for was, mine, other in forms):
        return None
    texts = tuple(versions.either(*form) for form in forms)
    for one in (ours, theirs):
        if texts == one.texts:
            return one
    return _Unit(texts, True, ours.previous or theirs.previous, ())  # noqa: FBT003 - it is fuzzy


# --------------------------------------------------------------------------- one entry


def _extracted(entry: Entry) -> tuple[str, ...]:
    """The comments that extraction writes, without what merge says of the translation."""
    return tuple(line for line in entry.comments if not line.startswith(lineage.SAYS))


def _plain(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def _said(entry: Entry) -> tuple[str, ...]:
    """Its translations, those that stand aside included."""
    return (*entry.texts, *aside.texts_in(entry.notes)) if entry.notes else entry.texts


def _marked(flags: Iterable[str], *, fuzzy: bool) -> tuple[str, ...]:
    plain = (flag for flag in flags if flag != "fuzzy")
    return ("fuzzy", *plain) if fuzzy else tuple(plain)


def _blank(entry: Entry) -> Entry:
    """What extraction says of a message, without its translation."""
    texts = ("",) * len(entry.texts)
    comments, flags = _extracted(entry), _plain(entry)
    return replace(entry, texts=texts, previous=None, notes=(), comments=comments, flags=flags, obsolete=False)


def _carried(blank: Entry, source: Entry) -> Entry:
    """The message with the translation of the one that it comes from, as extraction gives it."""
    if (blank.key.msgid, blank.plural) == (source.key.msgid, source.plural):
        return carry.same(blank, source)
    context = source.key.context
    return carry.changed(blank, source, (f"from {context}",) if context and context != blank.key.context else ())


def _reshaped(entry: Entry, shape: Entry) -> Entry:
    """The entry as extraction makes it when the plural of its source is another one."""
    return entry if lineage.alike(entry.plural, shape.plural) else _carried(_blank(shape), entry)


def _aside(notes: tuple[str, ...], texts: Iterable[str]) -> tuple[str, ...]:
    """The translator's comment lines with the texts that have no other place."""
    return (*notes, *aside.lines(aside.Why.BRANCH, texts, notes))
