"""In which order merge looks for the translation of a message."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import aside, carry, containment, edits, lineage, neighbours, number_forms, shelf, similar, unchanged
from diptych.catalog import Catalog, Entry, Key, State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from diptych.lineage import Recalled
    from diptych.number_forms import Other

    Memory = Callable[[Sequence[Entry]], Mapping[Key, Recalled]]


class Rules:
    """The state of one merge: who still seeks a translation, which orphans are left."""

    def __init__(
        self, new: Catalog, old: Catalog, target: str, *, forms: int, keep: Collection[Key], calm: bool
    ) -> None:
        self.forms = forms
        self.target = target
        self.keep = keep
        self.calm = calm
        self.new = {entry.key: entry for entry in new.entries}
        self.living: dict[Key, Entry] = {}
        self.dead: dict[Key, Entry] = {}
        for entry in old.entries:
            (self.dead if entry.obsolete else self.living)[entry.key] = entry
        self._stays: list[Entry | None] = [None] * len(self.new)  # in the order of the content: old, and as they were
        self.found: dict[Key, Entry] = {}  # all others
        self._how: dict[Key, str] = {}  # of those that are not just kept
        self._empty: dict[Key, int | None] = {}  # settled without a translation; the place of one that stays
        self._seekers: dict[Key, None] = {}  # in the order of the content
        self._orphans: dict[Key, Entry] = {}
        self._spent: list[Entry] = []  # fuzzy orphans that were joined with others
        self._given: set[Key] = set()  # fuzzy orphans that the memory would give again
        self._kept: dict[Key, Entry] = {}
        self.gone: list[Key] = []
        self.moved: list[tuple[Key, Key]] = []
        self._all: lineage.Origins | None = None

    def template(self) -> None:
        """A template has no translations to find."""
        for key in self.new:
            self._settle("kept" if key in self.living else "new", self._blank(key))
        self.gone = [key for key in self.living if key not in self.new]
        self.dead = {}

    def run(self, others: Sequence[Catalog], memory: Memory | None, *, fuzzy: bool) -> None:
        """All the rules, each for all entries before the next one."""
        sources = [self.living.get(key) for key in self.new]
        self._after = neighbours.around(self.new, [source is not None for source in sources])
        self._before = neighbours.around(self.living, [key in self.new for key in self.living])
        self._seekers = dict.fromkeys(self._after)
        self._orphans = {key: self.living[key] for key in self._before}
        self._same_key(sources)
        self._orphans |= {key: self.dead[key] for key in reversed(self.dead) if not shelf.lies_on(key)}
        self._returned = self._may_return([orphan for orphan in self._orphans.values() if orphan.fuzzy])
        if self._seekers:
            self._identical(same_context=True)
            self._identical(same_context=False)
        if fuzzy and memory:
            self._given = self._of_memory(memory)
        if fuzzy and self._seekers:
            self._respaced()
            untranslated = self._same_field()
            self._similar()
            for key, orphan in untranslated:
                if key in self._seekers and orphan.key in self._orphans:
                    self._rework(key, orphan)
        self._bury()
        if fuzzy:
            self._copies(others)
            if memory:
                self._recall(memory)
        self._bury_edited(others)
        for key in [*self._seekers]:
            self._settle("new", self._blank(key))

    def entries(self) -> list[Entry]:
        """The living entries, in the order of the content."""
        return [stays or self._calmed(key) for key, stays in zip(self.new, self._stays, strict=True)]

    def _calmed(self, key: Key) -> Entry:
        return unchanged.calm(self.found[key], self.living.get(key)) if self.calm else self.found[key]

    def told(self) -> dict[str, tuple[Key, ...]]:
        """What became of the living entries, in the words of the report."""
        keys: dict[str, list[Key]] = defaultdict(list)
        for key, stays in zip(self.new, self._stays, strict=True):
            keys["kept" if stays else self._how.get(key, "kept")].append(key)
        return {how: tuple(of) for how, of in keys.items()}

    def obsolete(self) -> list[Entry]:
        """The obsolete entries: the old ones in their order, then those of this merge."""
        return [*self.dead.values(), *self._kept.values()]

    # 1. the same key

    def _same_key(self, sources: Sequence[Entry | None]) -> None:
        for place, ((key, entry), source) in enumerate(zip(self.new.items(), sources, strict=True)):
            if source is not None:
                stays = unchanged.state(entry, source) if self.calm else None
                if stays is not None:
                    self._stays[place] = source
                    if stays is State.MISSING:
                        self._empty[key] = place
                else:
                    self._same_living(self._blank(key), source)
            elif key in self.dead:
                self._same_dead(self._blank(key), self.dead.pop(key))
            elif self.dead and (entry.plural is not None or "{" not in key.msgid):  # a fact may have another form now
                back = self.dead.pop(shelf.place(key, entry.plural), None)
                if back is not None:
                    self._settle("carried", carry.same(self._blank(key), back))

    def _same_dead(self, entry: Entry, source: Entry) -> None:
        same = lineage.alike(entry.plural, source.plural)
        if same:
            how, made = self._same_text(entry, source, "carried")
        else:
            how, made = "changed", carry.changed(entry, source)
        self._settle(how if any(made.texts) else "new", made)
        self._keep_rest(source, made)

    def _same_living(self, entry: Entry, source: Entry) -> None:
        """Confirmed stays confirmed, unless the plural is another one, or a fact takes another plural form."""
        key = entry.key
        if lineage.alike(entry.plural, source.plural):
            other = number_forms.others(entry, source, self.target)
            if back := None if other else self._fitting_again(entry, source):
                self._back_from_shelf(entry, source, back)
                return
            how, made = number_forms.same(entry, source, other, "kept")
        elif back := self.dead.get(shelf.place(key, entry.plural)):  # a plural that is changed back
            self._back_from_shelf(entry, source, back)
            return
        else:
            other = ()
            how, made = "changed", carry.changed(entry, source)
        if key in self.keep and made.fuzzy and (stands := self._standing(entry, source, other)):
            how, made = "carried", stands
        self._settle(how, made)
        self._keep_rest(source, made)

    def _back_from_shelf(self, entry: Entry, source: Entry, back: Entry) -> None:
        """What was replaced under the same key is right again."""
        del self.dead[back.key]
        self._settle("carried", carry.same(entry, back))
        if not lineage.written_by_merge(source, back):
            self._keep(source)

    def _fitting_again(self, entry: Entry, source: Entry) -> Entry | None:
        """The translation that was confirmed before a fact took another form, if all facts take the old ones again."""
        if not source.fuzzy or not number_forms.confirmed_with(source.comments):
            return None
        lying = shelf.lying(self.dead, entry.key, entry.plural)
        return next((one for one in lying if lineage.confirmed(one)), None)

    def _same_text(self, entry: Entry, source: Entry, how: str) -> tuple[str, Entry]:
        """The translation of a text that is the same: as it is, unless a fact takes another plural form."""
        return number_forms.same(entry, source, number_forms.others(entry, source, self.target), how)

    # 2. identical text of an orphan

    def _identical(self, *, same_context: bool) -> None:
        orphans = defaultdict(list)
        for orphan in self._offered():
            # an untranslated orphan hands on its notes, but only within its context
            if same_context or any(orphan.texts):
                orphans[lineage.text_of(orphan)].append(orphan)
        claims = defaultdict(list)
        for key in self._seekers:
            text = lineage.text_of(self.new[key])
            if text in orphans:
                claims[text].append(key)
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
                    self._take(key, best)

    def _respaced(self) -> None:
        """The same for texts that also differ in the space around punctuation, those of the same context first."""
        orphans = defaultdict(list)
        for orphan in self._offered():
            if any(orphan.texts):
                orphans[similar.words(orphan.key.msgid)].append(orphan)
        pairs = [
            (orphan.key.context != key.context, lineage.rank(orphan, key), place, key, orphan)
            for place, key in enumerate(self._seekers)
            for orphan in orphans.get(similar.words(key.msgid), ())
            if lineage.respaced(self.new[key], orphan)
        ]
        for *_, key, orphan in sorted(pairs, key=lambda pair: pair[:3]):
            if key in self._seekers and orphan.key in self._orphans:
                self._take(key, orphan)

    def _take(self, key: Key, orphan: Entry) -> None:
        """The translation of a text that is the same: as it is."""
        del self._orphans[orphan.key]
        if orphan.obsolete:
            del self.dead[orphan.key]
        blank = self._blank(key)
        how, entry = self._same_text(blank, orphan, "carried")
        self._settle(how if any(orphan.texts) else "new", entry)
        self._keep_rest(orphan, entry)
        same = orphan.key.msgid == key.msgid and orphan.plural == entry.plural and orphan.texts == entry.texts
        if same and orphan.key != key and lineage.confirmed(entry):
            self.moved.append((orphan.key, key))

    def _has_origin(self, key: Key) -> bool:
        texts = [orphan.key.msgid for orphan in self._orphans.values() if orphan.key.context == key.context]
        return bool(similar.pairs([key.msgid], texts))

    # 3. the same context, where it names one field

    def _same_field(self) -> list[tuple[Key, Entry]]:
        """Give new values what the old ones had; returned are the pairs where that is no translation, only notes."""
        before, after = lineage.by_context(self.living), lineage.by_context(self.new)
        offered = {orphan.key for orphan in self._offered()}
        untranslated = []
        for key in [*self._seekers]:
            if not lineage.names_field(key.context) or len(after[key.context]) != 1:
                continue
            was = before.get(key.context, [])
            if len(was) == 1 and was[0] in offered:
                source = self.living[was[0]]
                if any(source.texts):
                    self._rework(key, source)
                else:
                    untranslated.append((key, source))
        return untranslated

    # 4. similar text of an orphan

    def _similar(self) -> None:
        handed_out: set[Key] = set()  # what fuzzy entries were made from
        if self.dead:
            for entry in self.found.values():
                if entry is not self.living.get(entry.key) and entry.fuzzy:
                    handed_out.update(origin.key for origin in self._origins().of(entry))
        offered = [
            orphan
            for orphan in self._offered()
            if any(orphan.texts) and not (orphan.obsolete and orphan.key in handed_out)
        ]
        self._parts(offered, same_context=True)
        by_context = defaultdict(list)
        for orphan in offered:
            by_context[orphan.key.context].append(orphan)
        seekers = lineage.by_context(self._seekers)
        for context, orphans in by_context.items():
            self._pair(seekers.get(context, ()), orphans)
        if len(by_context.keys() | seekers.keys()) > 1:
            self._parts(offered, same_context=False)
            self._pair([*self._seekers], offered)

    def _parts(self, offered: Sequence[Entry], *, same_context: bool) -> None:
        """Texts that were split or joined, at least in part within their context."""
        seekers = [key for key in self._seekers if self.new[key].plural is None]
        orphans = [orphan for orphan in offered if orphan.key in self._orphans and orphan.plural is None]
        sought, texts = [key.msgid for key in seekers], [orphan.key.msgid for orphan in orphans]
        for found in containment.wholes(texts, sought):
            whole, parts = orphans[found.whole], [seekers[part] for part in found.parts]
            if not same_context or any(part.context == whole.key.context for part in parts):
                for part in parts:
                    self._rework(part, whole, f"split from “{carry.quoted(whole.key.msgid)}”")
        for found in containment.wholes(sought, texts):
            key, sources = seekers[found.whole], [orphans[part] for part in found.parts]
            free = key in self._seekers and all(source.key in self._orphans for source in sources)
            if free and (not same_context or any(source.key.context == key.context for source in sources)):
                self._join(key, sources)

    def _pair(self, seekers: Sequence[Key], offered: Sequence[Entry]) -> None:
        orphans = [orphan for orphan in offered if orphan.key in self._orphans]
        seekers = [key for key in seekers if key in self._seekers]
        if not seekers or not orphans:
            return
        near = neighbours.near(
            [self._after[key] for key in seekers],
            [None if orphan.obsolete else self._before[orphan.key] for orphan in orphans],
        )
        for pair in similar.pairs([key.msgid for key in seekers], [orphan.key.msgid for orphan in orphans], near=near):
            self._rework(seekers[pair.new], orphans[pair.old])

    # 5. identical text of a living entry, or of another document

    def _copies(self, others: Sequence[Catalog]) -> None:
        seekers = [*self._seekers, *self._empty]
        wanted = {similar.normalized(key.msgid) for key in seekers}
        if not wanted:
            return
        here = (*self._settled(), *self._kept.values(), *reversed(self.dead.values()))
        origins = lineage.copies(wanted, here, others)
        for key in seekers:
            origin = origins.get(lineage.text_of(self.new[key]))
            base = self._at(key) or self.new[key]
            if origin is not None and not aside.rejected(origin[0].texts, base.notes):
                source = replace(origin[0], notes=base.notes, flags=base.flags)
                self._settle("copied", carry.changed(self._blank(key), source, (f"copied from {origin[1]}",)))

    # 6. the translation memory

    def _of_memory(self, memory: Memory) -> set[Key]:
        """The fuzzy orphans that have what the memory would give again: nobody has worked on them.

        They are neither handed on nor kept, so that an edit and its undo ask the memory for both texts alike.
        """
        dubious = {
            key: orphan
            for key, orphan in self._orphans.items()
            if orphan.fuzzy and not orphan.obsolete and not orphan.notes
        }
        blank = [replace(orphan, texts=("",) * len(orphan.texts), previous=None) for orphan in dubious.values()]
        answers = memory(blank) if blank else {}
        return {key for key, orphan in dubious.items() if key in answers and answers[key].texts == orphan.texts}

    def _recall(self, memory: Memory) -> None:
        """Ask it for all that has no text yet."""
        seeking = self._seekers.keys() | self._empty
        entries = {key: self._at(key) or self._blank(key) for key in self.new if key in seeking}
        asked = {key: entry for key, entry in entries.items() if not any(entry.texts)}
        answers = memory([*asked.values()]) if asked else {}
        for key, entry in asked.items():
            if key in answers:
                made = carry.recalled(entry, answers[key])
                self._settle(
                    "copied" if any(made.texts) else self._how.get(key, "kept" if key in self._empty else "new"), made
                )

    # what is left over

    def _bury(self) -> None:
        """What is confirmed and leaves the content becomes obsolete, and so does what somebody rejected for it."""
        for orphan in self._orphans.values():
            if not orphan.obsolete and not (orphan.fuzzy and any(orphan.texts)):
                self._keep(orphan)
        if len(self._kept) > 1:
            order = {key: place for place, key in enumerate(self.living)}
            self._kept = dict(sorted(self._kept.items(), key=lambda item: order.get(item[0], len(order))))
        self.gone += [orphan.key for orphan in self._orphans.values() if not orphan.obsolete]

    def _bury_edited(self, others: Sequence[Catalog]) -> None:
        """A fuzzy entry stays when somebody worked on it, and goes when it is what merge wrote.

        It is what merge wrote when its translation stands as confirmed by the text it says it comes from, or
        when the memory would give it again.
        """
        orphans = [orphan for orphan in self._orphans.values() if not orphan.obsolete and orphan.fuzzy]
        orphans = [*self._spent, *(orphan for orphan in orphans if orphan.key not in self._given)]
        if not orphans:
            return
        catalogs = (entry for other in others for entry in other.entries)
        origins = lineage.Origins((*self._settled(), *self._kept.values(), *self.dead.values(), *catalogs))
        for orphan in orphans:
            if not origins.of(orphan):
                self._keep(orphan)

    # small steps

    def _at(self, key: Key) -> Entry | None:
        """The entry that a message has by now."""
        return self.found.get(key) or (None if key in self._seekers else self.living.get(key))

    def _settled(self) -> list[Entry]:
        return [*filter(None, self._stays), *self.found.values()]

    def _blank(self, key: Key) -> Entry:
        return carry.empty(self.new[key], self.forms)

    def _origins(self) -> lineage.Origins:
        if self._all is None:
            self._all = lineage.Origins((*self.living.values(), *self.dead.values()))
        return self._all

    def _base(self, source: Entry) -> Entry | None:
        """The confirmed pair that merge made a fuzzy entry from, if nobody has worked on it since."""
        origins = self._origins().of(source)
        return lineage.join(origins) if len(origins) > 1 else origins[0] if origins else None

    def _may_return(self, orphans: Sequence[Entry]) -> list[Key]:
        """The messages whose text may be what fuzzy orphans were made from."""
        if any(line.startswith(lineage.JOINED) for orphan in orphans for line in orphan.comments):
            return [*self.new]
        texts = {lineage.origin(orphan) for orphan in orphans}
        return [key for key in self.new if similar.normalized(key.msgid) in texts] if texts else []

    def _offered(self) -> list[Entry]:
        """The orphans, without the memory's, and those that merge once wrote for a text that is translated again."""
        back = [entry for key in self._returned if (entry := self._at(key))]
        orphans = [orphan for key, orphan in self._orphans.items() if key not in self._given]
        if not back:
            return orphans
        origins = lineage.Origins(back)
        return [one for one in orphans if not origins.of(one)]

    def _settle(self, how: str, entry: Entry) -> None:
        self.found[entry.key] = entry
        self._seekers.pop(entry.key, None)
        if how != "kept":
            self._how[entry.key] = how
        if not any(entry.texts):
            self._empty.setdefault(entry.key)
        if (place := self._empty.get(entry.key)) is not None:
            self._stays[place] = None

    def _standing(self, entry: Entry, source: Entry, other: Other = ()) -> Entry | None:
        """The entry with its translation confirmed, where ``keep`` asks for it: a whole one, of another text."""
        if entry.key not in self.keep:
            return None
        was = number_forms.look(other) if other else source.key.msgid
        previous = source.previous.msgid if source.fuzzy and source.previous else None
        if edits.places(previous or source.key.msgid) != edits.places(entry.key.msgid):
            return None  # a place that the translation lacks, or has too many of, is more than a typo
        if source.fuzzy:
            several = any(line.startswith((lineage.SPLIT, lineage.JOINED)) for line in source.comments)
            copied = previous is None or edits.same(previous, entry.key.msgid)
            if not other and (copied or several or self._base(source) is None):
                return None
            was = previous or was
        stands = carry.stands(entry, source, was)
        return stands if lineage.confirmed(stands) else None

    def _rework(self, key: Key, source: Entry, says: str = "") -> None:
        """A text that comes from another: fuzzy; what was confirmed stays behind as obsolete."""
        blank = self._blank(key)
        if not says and lineage.respaced(blank, source):
            self._take(key, source)
            return
        base = self._base(source) if source.fuzzy else None
        elsewhere = source.key.context and source.key.context != key.context
        lines = [line for line in (says, f"from {source.key.context}" if elsewhere else "") if line]
        entry = carry.changed(blank, source, lines, base)
        stands = None if says else self._standing(blank, source)
        self._settle("carried" if stands else "changed" if any(entry.texts) else "new", stands or entry)
        if self._orphans.pop(source.key, None) is None:  # the other half of a split paragraph
            return
        if source.obsolete:
            if source.fuzzy and (base is not None or not lineage.lost(source, entry)):
                del self.dead[source.key]
        elif base is None and stands is not None:
            self._keep(source)
        elif base is None:
            self._keep_rest(source, entry)

    def _join(self, key: Key, sources: Sequence[Entry]) -> None:
        """A text that comes from several: fuzzy; what was confirmed stays behind as obsolete."""
        bases = [(self._base(source) if source.fuzzy else None) or source for source in sources]
        self._settle("changed", carry.joined(self._blank(key), bases))
        for source in sources:
            del self._orphans[source.key]
            if not source.obsolete:
                if source.fuzzy:
                    self._spent.append(source)
                else:
                    self._keep(source)

    def _keep_rest(self, source: Entry, entry: Entry) -> None:
        """Keep as obsolete what the new entry does not say as confirmed, or does not say at all."""
        if lineage.lost(source, entry) or (any(source.texts) and not source.fuzzy and entry.fuzzy):
            self._keep(source)

    def _keep(self, source: Entry) -> None:
        if not any(source.texts) and not aside.texts_in(source.notes):
            return
        obsolete = shelf.buried(source, self.new, self.dead, self._kept)
        self._kept[obsolete.key] = obsolete
