"""A catalog that came back → the current one with what is new in it, entry by entry; nothing of either is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import aside, lineage, namesakes, number_forms, shelf
from diptych.aside import Why
from diptych.namesakes import Past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from diptych.catalog import Catalog, Entry, Key
    from diptych.namesakes import Name

_KEEP_FLAGS = ("poedit", "lokalize", "weblate", "gtranslator", "virtaal", "pootle", "zanata", "crowdin")
"""Editors that save `fuzzy` as it is, by what they write into `X-Generator`."""
_EDITORS = ("PO-Revision-Date", "Last-Translator")
_LIKE = 60.0  # of 100: how like its msgid must be for an altered entry to be named


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one returned entry."""

    key: Key
    """Of the current entry; of the returned one where it met none."""
    line: int
    """Of the returned entry in its file."""
    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    nearest: Entry | None = None
    """Of a refused one: the current entry that it may have been."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a take did."""

    taken: tuple[Met, ...] = ()
    """Confirmed: a new translation, or a correction of ours."""
    confirmed: tuple[Met, ...] = ()
    """Our fuzzy text, which the translator looked at and left as it is."""
    fuzzy: tuple[Met, ...] = ()
    """Came in to be looked at: made for an older text, or fuzzy in the file."""
    kept: tuple[Met, ...] = ()
    """Ours stands, theirs stands beside it in a translator's comment."""
    doubtful: tuple[Met, ...] = ()
    """Not fuzzy in the file and unchanged, but its editor may have lost the flag: fuzzy as before."""
    older: tuple[Met, ...] = ()
    """They have a text that stood here once and was replaced since: ours stands."""
    refused: tuple[Met, ...] = ()
    """A msgid or msgctxt that no text of ours ever had, but that is like one of ours."""
    unknown: tuple[Met, ...] = ()
    """Translations of texts that are not here and are like none of ours."""
    gone: tuple[Met, ...] = ()
    """Translations of texts that stood here once: kept as obsolete."""
    noted: tuple[Key, ...] = ()
    """With comment lines of the translator's that are new."""
    restored: tuple[Key, ...] = ()
    """Whose flags the editor had lost."""
    unchanged: int = 0
    """Returned entries that say what ours say, or nothing."""

    @property
    def wrong(self) -> bool:
        """Whether something of the file is not here now."""
        return bool(self.refused or self.unknown)


def take(
    ours: Catalog,
    theirs: Catalog,
    *,
    base: Catalog | None = None,
    history: Callable[[], Iterable[Catalog]] = tuple,
    others: Sequence[Catalog] = (),
    win: bool = False,
    flags: str = "auto",
) -> tuple[Catalog, Report]:
    """The current catalog with what a translator returned.

    Our confirmed text stands against a different one, unless ``base`` (the catalog that was sent) says that only
    the translator changed it, or ``win`` says that the returned file wins; what does not stand as the translation
    stands in a comment. ``history``: earlier states of our catalog and its template, asked for only where an entry
    is not known or differs. ``others`` are our other catalogs of the language. ``flags`` says who knows what is
    fuzzy: ``theirs``, ``ours``, or ``auto``: theirs where `keeps_flags` finds that the editor saved them.
    """
    trusted = flags == "theirs" or (flags == "auto" and keeps_flags(theirs, ours))
    state = _Take(ours, theirs, base, others, win=win, trusted=trusted)
    state.past = Past(history, base)
    state.run()
    report = state.report()
    catalog = replace(ours, entries=state.entries())
    if report.taken or report.confirmed or report.fuzzy:
        catalog = replace(catalog, header=_header(ours.header, theirs.header))
    return catalog, report


def keeps_flags(theirs: Catalog, ours: Catalog) -> bool:
    """Whether the program that saved the file keeps ``fuzzy``, so that its absence means something.

    It does when a living entry still is fuzzy or has a previous text (OmegaT drops both), or when a program that
    is known to keep them saved the file after us.
    """
    if any(entry.fuzzy or entry.previous for entry in theirs.entries if not entry.obsolete and any(entry.texts)):
        return True
    said, before = _names(theirs.header), _names(ours.header)
    generator = said.get("x-generator", "").lower()
    later = said.get("po-revision-date", "") != before.get("po-revision-date", "")
    return later and any(name in generator for name in _KEEP_FLAGS)


def _names(header: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in header}


def _header(ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Who translated last, where the file is the later one (dates of PO files sort as text)."""
    said, before = _names(theirs), _names(ours)
    date = said.get("po-revision-date", "")
    if not date[:1].isdecimal() or date <= before.get("po-revision-date", ""):
        return ours
    return tuple((name, said.get(name.lower(), value) if name in _EDITORS else value) for name, value in ours)


@dataclass(slots=True)
class _Take:
    """The state of one take."""

    ours: Catalog
    theirs: Catalog
    base: Catalog | None
    others: Sequence[Catalog]
    win: bool
    trusted: bool
    past: Past = field(init=False)
    lists: dict[str, list[Met]] = field(default_factory=lambda: defaultdict(list))
    noted: list[Key] = field(default_factory=list)
    restored: list[Key] = field(default_factory=list)
    unchanged: int = 0
    now: dict[Key, Entry] = field(init=False)
    sent: dict[Key, Entry] = field(init=False)
    standing: Counter[str] = field(init=False)
    """How often each text stands as a translation in our catalog."""
    elsewhere: frozenset[str] = field(init=False)
    """The confirmed translations of our other catalogs."""
    somewhere: set[str] = field(init=False)
    """What stands anywhere, aside included: it only grows, so that a second take finds what the first one left."""
    met: set[Key] = field(default_factory=set)
    """Ours that a returned text was held against: the first one has the say."""

    def __post_init__(self) -> None:
        self.now = {entry.key: entry for entry in self.ours.entries}
        self.sent = {entry.key: entry for entry in self.base.entries} if self.base else {}
        self.standing = Counter(text for entry in self.ours.entries for text in entry.texts)
        confirmed = (entry for other in self.others for entry in other.entries if lineage.confirmed(entry))
        self.elsewhere = frozenset(text for entry in confirmed for text in entry.texts)
        noted = (text for entry in self.ours.entries for text in aside.texts_in(entry.notes))
        self.somewhere = {*_bare((*self.standing, *noted, *self.elsewhere))}

    def entries(self) -> tuple[Entry, ...]:
        """Ours in their order, with what came in; obsolete ones last."""
        return tuple(sorted(self.now.values(), key=lambda entry: entry.obsolete))

    def report(self) -> Report:
        """What was done, in the order of the file."""
        lists = {
            name: tuple(sorted(met, key=lambda one: (one.line, one.key.msgid))) for name, met in self.lists.items()
        }
        return Report(
            **lists,
            noted=tuple(dict.fromkeys(self.noted)),
            restored=tuple(dict.fromkeys(self.restored)),
            unchanged=self.unchanged,
        )

    # which of ours a returned entry is

    def run(self) -> None:
        """The entries of ours by their own names first; then the others, by what ours say after that."""
        rest = []
        for entry in self.theirs.entries:
            mine = self.now.get(entry.key)
            if mine and not mine.obsolete and not entry.obsolete and lineage.alike(mine.plural, entry.plural):
                self.meet(entry, entry.key, same=True)
            else:
                rest.append(entry)
        found = self._matches(rest, {entry.key for entry in self.theirs.entries} - {entry.key for entry in rest})
        # living entries speak before obsolete ones, the text itself before an older one
        for entry, key, same in sorted(found, key=lambda one: (one[0].obsolete, not one[2])):
            self.meet(entry, key, same=same)

    def _matches(self, entries: Sequence[Entry], met: set[Key]) -> list[tuple[Entry, Key, bool]]:
        """Returned entries with the key of ours that each is, and whether it is the same text or an older one."""
        index = namesakes.index(self.now.values())
        found: list[tuple[Entry, Key, bool]] = []
        left = []
        for entry in entries:
            if match := self._named(entry, index):
                found.append((entry, *match))
            else:
                left.append(entry)
        met |= {key for _, key, _ in found}
        free = [entry for entry in self.now.values() if not entry.obsolete and entry.key not in met]
        strangers = {entry.key: entry for entry in left if any(entry.texts) and not entry.obsolete}
        known = {key: entry for key, entry in strangers.items() if self.past.knew(key, entry.plural)}
        moved = namesakes.nearest([*known.values()], free)
        for key, mine in moved.items():
            found.append((known[key], mine.key, lineage.text_of(known[key]) == lineage.text_of(mine)))
        done = moved.keys() | {key for key, entry in known.items() if key not in moved and self._bury(entry)}
        # what was moved or buried now may have twins in other quotes
        twins = {namesakes.name(key, known[key].plural): (mine.key, False) for key, mine in moved.items()}
        index = twins | namesakes.index(self.now.values())
        strange = []
        for entry in left:
            if entry.key in done:
                continue
            if match := self._named(entry, index):
                found.append((entry, *match))
            elif entry.key in strangers and entry.key not in known:
                strange.append(entry)
            else:  # what they deleted, and we too; what nobody translated; what stands elsewhere
                self.unchanged += 1
        self._refuse(strange, free)
        return found

    def _named(self, entry: Entry, index: Mapping[Name, tuple[Key, bool]]) -> tuple[Key, bool] | None:
        """The one of ours that has its name; of obsolete ones, that of its very key."""
        mine, match = self.now.get(entry.key), index.get(namesakes.name(entry.key, entry.plural))
        if mine and match and lineage.alike(mine.plural, entry.plural):
            return (entry.key, True) if entry.obsolete or self.now[match[0]].obsolete else match
        return match

    def _bury(self, entry: Entry) -> bool:
        """Keep the translation of a text that stood here once and is gone, as obsolete, unless it stands somewhere."""
        if self.somewhere.issuperset(_bare(entry.texts)):
            return False
        notes = tuple(note for note in entry.notes if note.strip())
        sent = self.sent.get(entry.key)
        if not self.trusted and sent is not None and sent.fuzzy and _bare(sent.texts) == _bare(entry.texts):
            entry = replace(entry, flags=tuple(dict.fromkeys(("fuzzy", *entry.flags))))  # its editor lost the flag
        obsolete = shelf.buried(entry, self.now)  # under a key of its own where its plural is another one here
        self.now[obsolete.key] = replace(obsolete, notes=notes)
        self.somewhere.update(_bare(entry.texts))
        self._tell("gone", entry, entry.key)
        return True

    def _refuse(self, strangers: Sequence[Entry], free: Sequence[Entry]) -> None:
        """A text that was never here: altered, if one of ours is like it or stands in its place."""
        near = namesakes.nearest(strangers, free, _LIKE)
        others = namesakes.nearest([one for one in strangers if one.key not in near], [*self.now.values()], _LIKE)
        places = {reference: entry for entry in reversed(free) for reference in entry.references}
        for entry in strangers:
            guess = near.get(entry.key) or next((places[one] for one in entry.references if one in places), None)
            guess = guess or others.get(entry.key)
            name = "unknown" if guess is None else "refused"
            self.lists[name].append(Met(entry.key, entry.line, entry.texts, nearest=guess))

    def _tell(self, name: str, entry: Entry, key: Key, ours: tuple[str, ...] = ()) -> None:
        self.lists[name].append(Met(key, entry.line, entry.texts, ours))

    # what becomes of it

    def meet(self, entry: Entry, key: Key, *, same: bool) -> None:
        """Let one returned entry change ours, or not."""
        if not same and not any(entry.texts):
            self.unchanged += 1
            return
        mine = self.now[key]
        theirs = _fitting(entry, mine)
        other = number_forms.others(mine, theirs, self.ours.target) if same else ()
        result, name = self._decided(entry, theirs, mine, same=same and not other)
        if other and name == "fuzzy":
            result = replace(result, comments=(*result.comments, lineage.SAYS + number_forms.look(other)))
        if name:
            self._tell(name, entry, key, mine.texts if mine.texts != theirs.texts else ())
        else:
            self.unchanged += 1
        extra = [text for text in entry.texts[len(mine.texts) :] if not self.somewhere.issuperset(_bare([text]))]
        notes = [*result.notes, *aside.lines(Why.RETURNED, extra, result.notes)]
        flags = result.flags
        if not mine.obsolete and not entry.obsolete:
            if set(mine.flags) - set(entry.flags) - {"fuzzy"}:
                self.restored.append(key)
            flags = (*flags, *(flag for flag in entry.flags if _own(flag) and flag not in flags))
        said = {note.strip() for note in notes} | {""}
        fresh = {note.strip(): note for note in entry.notes if not note.startswith(lineage.SAYS)}
        fresh = {bare: note for bare, note in fresh.items() if bare not in said}
        if fresh:
            self.noted.append(key)
        self.now[key] = replace(result, notes=(*notes, *fresh.values()), flags=flags)
        self.standing.subtract(mine.texts)
        self.standing.update(result.texts)
        self.somewhere.update(_bare((*result.texts, *aside.texts_in(notes))))
        if any(entry.texts):
            self.met.add(key)

    def _decided(self, entry: Entry, theirs: Entry, mine: Entry, *, same: bool) -> tuple[Entry, str]:
        """Our entry after it met theirs (``entry`` as it came, ``theirs`` made to fit), and its list of the report."""
        sent = self.sent.get(entry.key)
        copy = not self.trusted and _is_source(theirs, mine)  # OmegaT writes so what nobody translated
        unsure = theirs.fuzzy or theirs.obsolete or not same or copy
        if theirs.texts == mine.texts:
            return self._state(theirs, mine, sent, same=same)
        if not any(entry.texts) or (copy and any(mine.texts)):
            return mine, ""
        untouched = sent is not None and _bare(sent.texts) == _bare(entry.texts)
        if not any(mine.texts):
            if untouched or (unsure and aside.rejected(theirs.texts, mine.notes)):
                return mine, ""
            return self._taken(theirs, mine, fuzzy=unsure)
        if untouched or (not self.win and self.past.said(entry.key, entry.texts)):
            return mine, "older"
        ahead = self.win or (sent is not None and _bare(sent.texts) == _bare(mine.texts))
        return self._against(theirs, mine, unsure=unsure, ahead=ahead and mine.key not in self.met)

    def _against(self, theirs: Entry, mine: Entry, *, unsure: bool, ahead: bool) -> tuple[Entry, str]:
        """Of two different translations the one that stands, the other one not lost."""
        stands = self.somewhere.issuperset(_bare(theirs.texts))
        confirmed = lineage.confirmed(mine)
        if stands and (mine.obsolete or (unsure and (confirmed or not ahead))):
            return mine, ""
        if confirmed:
            take_it = ahead and not unsure
        else:
            take_it = ahead or (mine.key not in self.met and (not unsure or self._spare(mine, theirs)))
        if take_it:
            return self._taken(theirs, mine, fuzzy=unsure)
        lines = aside.lines(Why.RETURNED, _but(theirs.texts, mine.texts), mine.notes)
        return replace(mine, notes=(*mine.notes, *lines)), "kept" if lines else ""

    def _state(self, theirs: Entry, mine: Entry, sent: Entry | None, *, same: bool) -> tuple[Entry, str]:
        """The text is ours: only what is fuzzy may have changed."""
        if not same or theirs.obsolete or mine.obsolete or not all(mine.texts) or theirs.fuzzy is mine.fuzzy:
            return mine, ""
        sent = sent if sent is not None and _bare(sent.texts) == _bare(mine.texts) else None
        if theirs.fuzzy:
            if sent is not None and not sent.fuzzy:  # the translator doubts it
                return replace(mine, flags=("fuzzy", *mine.flags)), "fuzzy"
            return mine, ""
        if sent is not None and not sent.fuzzy:  # it has become fuzzy since
            return mine, ""
        said = {line for line in mine.comments if line.startswith(lineage.SAYS)}
        # what merge made fuzzy has a reason, which the translator must have seen; what has none was flagged by hand
        seen = sent is not None or (bool(mine.previous or said) and said <= set(theirs.comments))
        return (lineage.settled(mine), "confirmed") if self.trusted and seen else (mine, "doubtful")

    def _spare(self, mine: Entry, theirs: Entry) -> bool:
        """Whether our translation stands in theirs too, in another entry, or in another document."""
        own = Counter(mine.texts)
        left = [text for text in mine.texts if text and text not in theirs.texts and text not in self.elsewhere]
        return all(self.standing[text] > own[text] for text in left)

    def _taken(self, theirs: Entry, mine: Entry, *, fuzzy: bool) -> tuple[Entry, str]:
        """Ours with their translation; the one that it had stands elsewhere, or aside, and theirs no longer there."""
        lost = () if self._spare(mine, theirs) else _but(mine.texts, theirs.texts)
        lines = aside.lines(Why.REPLACED, lost, mine.notes)
        notes = [note for note in mine.notes if fuzzy or not set(aside.texts_in([note])) & set(theirs.texts)]
        done = replace(lineage.settled(mine), texts=theirs.texts, notes=(*notes, *lines))
        if not fuzzy:
            return done, "taken"
        own = theirs.key == mine.key and not theirs.obsolete  # else its own name is what we knew it by
        previous = lineage.previous(mine, theirs if own else replace(theirs, previous=None))
        return replace(done, previous=None if mine.obsolete else previous, flags=("fuzzy", *done.flags)), "fuzzy"


# --------------------------------------------------------------------------- texts


def _fitting(entry: Entry, mine: Entry) -> Entry:
    """Their entry with as many forms as ours, and with line feeds where ours has them (``msgfmt -c`` insists).

    Forms that they left empty are ours.
    """
    if entry.texts == mine.texts or not any(entry.texts):
        return entry
    texts = [_ends(text, mine.key.msgid) for text in entry.texts[: len(mine.texts)]]
    texts += [""] * (len(mine.texts) - len(texts))
    filled = tuple(text or own for text, own in zip(texts, mine.texts, strict=True))
    replaced = any(text and own not in ("", text) for text, own in zip(texts, mine.texts, strict=True))
    mixed = filled != tuple(texts) and (mine.fuzzy or replaced)  # nobody has seen these forms together
    unsure = len(entry.texts) != len(mine.texts) or mixed
    flags = dict.fromkeys(("fuzzy", *entry.flags) if unsure and any(filled) else entry.flags)
    return replace(entry, texts=filled, flags=tuple(flags))


def _ends(text: str, msgid: str) -> str:
    if not text.strip("\n"):
        return ""
    before, behind = ("\n" if msgid.startswith("\n") else ""), ("\n" if msgid.endswith("\n") else "")
    return f"{before}{text.strip(chr(10))}{behind}"


def _bare(texts: Iterable[str]) -> list[str]:
    return [bare for text in texts if (bare := text.strip("\n"))]


def _but(texts: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The texts, empty where they are among the others."""
    held = set(others)
    return tuple("" if text in held else text for text in texts)


def _is_source(theirs: Entry, mine: Entry) -> bool:
    """Whether the translation is the source text, which has letters to translate."""
    return theirs.texts == (mine.key.msgid,) and any(char.isalpha() for char in mine.key.msgid)


def _own(flag: str) -> bool:
    """Whether it is a flag of the translators' own (Weblate's ``max-length:30``): no state, not the extraction's."""
    return flag not in ("fuzzy", "wrap", "no-wrap") and not flag.endswith("-format") and not flag.startswith("range:")
