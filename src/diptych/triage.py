"""The fuzzy entries one by one: what to show of each, and what becomes of it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import aside, disk, facts, languages, lineage, po, project, words_diff
from diptych.aside import Why
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from diptych.catalog import Entry, Key
    from diptych.project import Folder
    from diptych.words_diff import Stretch

_TRIES = 5
"""How often a step is done anew before we say that somebody is saving all the time."""

_SCISSORS = "# ------------------------ >8 ------------------------"
_FORM = re.compile(r"(?m)^==== (\d+)\b.*====[ \t]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A fuzzy entry: which catalog, and which of its messages."""

    lang: str
    domain: str
    key: Key

    @property
    def path(self) -> str:
        """Its catalog's path, relative to the root."""
        return project.catalog_path(self.domain, self.lang)


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a fuzzy entry."""

    item: Item
    reference: str
    """The first place of the content where it stands; its line of the catalog where it has none."""
    about: tuple[str, ...]
    """What translators are told: where the text stands, what it is."""
    says: tuple[str, ...]
    """What merge says: why it is fuzzy, where the translation comes from."""
    was: tuple[Stretch, ...]
    """The text that the translation was made for; empty where that is not known."""
    now: tuple[Stretch, ...]
    """The text that it is to translate."""
    plural: str
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    """The translators' comments."""
    faults: tuple[str, ...]
    """What speaks against confirming it as it is."""


# --------------------------------------------------------------------------- what there is to do


def queue(folder: Folder, documents: Sequence[str] = (), lang: str = "") -> tuple[Item, ...]:
    """The fuzzy entries with a translation, in the order of the documents. Raises UserError for an unknown name."""
    sources = {document.slug: document.lang for document in folder.documents}
    order = [*sources, *sorted({name for all_ in folder.catalogs.values() for name in all_} - sources.keys())]
    for name in documents:
        _known(name, order, "document")
    if lang:
        _known(
            lang, [one for one in folder.conference.languages if one not in set(sources.values())] or [lang], "language"
        )
    return tuple(
        Item(of, name, entry.key)
        for name in order
        for of in folder.conference.languages
        if name in folder.catalogs[of] and (not documents or name in documents) and (not lang or of == lang)
        for entry in folder.catalogs[of][name].entries
        if waits(entry)
    )


def _known(name: str, names: Sequence[str], what: str) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There is: {', '.join(names)}."
        raise UserError(f"there is no {what} {name!r}", hint)


def waits(entry: Entry) -> bool:
    """Whether somebody must look at it."""
    return entry.fuzzy and not entry.obsolete and any(entry.texts)


def card(item: Item, entry: Entry) -> Card:
    """What to show of an entry."""
    was = entry.previous.msgid if entry.previous is not None else None
    stretches = words_diff.diff(entry.key.msgid if was is None else was, entry.key.msgid)
    said = [line for line in entry.comments if line.startswith(lineage.SAYS)]
    return Card(
        item,
        entry.references[0] if entry.references else f"{item.path}:{entry.line}",
        tuple(line for line in entry.comments if line not in said),
        tuple(line.removeprefix(lineage.SAYS) for line in said),
        () if was is None else words_diff.old_side(stretches),
        words_diff.new_side(stretches),
        entry.plural or "",
        entry.texts,
        entry.notes,
        faults(entry),
    )


def faults(entry: Entry) -> tuple[str, ...]:
    """What speaks against confirming the translation as it is: facts that it lost or brought in, an empty form."""
    known = set(facts.names(entry.key.msgid)) | set(facts.names(entry.plural or ""))
    found = []
    for number, text in enumerate(entry.texts):
        form = f"form {number} " if len(entry.texts) > 1 else "the translation "
        here = facts.names(text)
        lost = [f"{{{name}}}" for name in facts.names(entry.key.msgid) if name not in here]
        strange = [f"{{{name}}}" for name in here if name not in known]
        if not text:
            found.append(f"{form}is empty")
        elif lost and entry.plural is None:
            found.append(f"{form}lacks {', '.join(lost)}")
        if strange:
            found.append(f"{form}has {', '.join(strange)}, which its source has not")
    return tuple(found)


# --------------------------------------------------------------------------- what becomes of it


def confirmed(entry: Entry) -> Entry:
    """The entry as it is, fuzzy no more."""
    return lineage.settled(entry)


def rejected(entry: Entry) -> Entry:
    """The entry without its translation, which stands aside and is not offered again."""
    lines = aside.lines(Why.REJECTED, entry.texts, aside_notes(entry))
    return replace(lineage.settled(entry), texts=("",) * len(entry.texts), notes=(*entry.notes, *lines))


def aside_notes(entry: Entry) -> tuple[str, ...]:
    """Its comment lines that say of a text that it was rejected."""
    return tuple(note for note in entry.notes if aside.texts_in([note], Why.REJECTED))


def edited(entry: Entry, texts: Sequence[str]) -> Entry:
    """The entry with another translation: confirmed, unless something speaks against it."""
    done = replace(lineage.settled(entry), texts=tuple(texts))
    return replace(entry, texts=tuple(texts)) if faults(done) else done


def step(root: Path, item: Item, seen: Entry, change: Callable[[Entry], Entry]) -> Entry | None:
    """Change one entry in its file, written at once; None where the entry is not what was seen any more.

    What an editor saved meanwhile stays: the file is read anew, and compared once more before it is replaced.
    """
    for _ in range(_TRIES):
        data, entries = _read(root, item)
        if data is None or entries.get(item.key) != seen:
            return None
        catalog, _ = po.loads(data, item.path, item.domain, "", item.lang)
        if catalog is None:
            return None
        done = change(seen)
        now = tuple(done if one.key == item.key and not one.obsolete else one for one in catalog.entries)
        text = po.dumps(replace(catalog, entries=now)).encode()
        if not disk.write_all(root, {item.path: text}, {item.path: data}):
            return done
    raise UserError(
        f"{item.path} was saved by another program each time that it was about to be written",
        "Close the program that saves it, then run the command again; nothing that it saved is overwritten.",
    )


def look(root: Path, item: Item) -> Entry | None:
    """The entry as its file has it now; None where it waits no more."""
    _, entries = _read(root, item)
    entry = entries.get(item.key)
    return entry if entry is not None and waits(entry) else None


def _read(root: Path, item: Item) -> tuple[bytes | None, dict[Key, Entry]]:
    data = disk.existing(root / item.path)
    if data is None:
        return None, {}
    catalog, _ = po.loads(data, item.path, item.domain, "", item.lang)
    return data, catalog.by_key() if catalog else {}


# --------------------------------------------------------------------------- in an editor


def sheet(shown: Card) -> str:
    """What the editor opens: the translation, and below a line what there is to know."""
    texts = shown.texts
    if len(texts) > 1:
        parts = [f"==== {number}: {_counts(shown.item.lang, number)} ====\n{text}" for number, text in enumerate(texts)]
        body = "\n".join(parts)
    else:
        body = texts[0]
    below = [
        _SCISSORS,
        "# Everything below that line is left out. An empty translation changes nothing.",
        *(f"# was: {line}" for line in "".join(one.text for one in shown.was).splitlines()),
        *(f"# now: {line}" for line in "".join(one.text for one in shown.now).splitlines()),
        *(f"# now, in the plural: {line}" for line in shown.plural.splitlines()),
        *(f"# {line}" for line in (*shown.about, *shown.says, *shown.notes) if line),
    ]
    return "\n".join([body, "", *below, ""])


def from_sheet(text: str, entry: Entry) -> tuple[str, ...] | None:
    """The translations on a sheet; none where all are empty, None where the lines between the forms are damaged.

    A msgid of one line has a translation of one line, however an editor broke it.
    """
    body = text.replace("\r\n", "\n").partition(_SCISSORS)[0]
    if len(entry.texts) == 1:
        pieces = [body]
    else:
        before, *rest = _FORM.split(body)
        if before.strip() or rest[::2] != [str(number) for number in range(len(entry.texts))]:
            return None if body.strip() else ()
        pieces = rest[1::2]
    texts = tuple(_text(piece, entry.key.msgid) for piece in pieces)
    return texts if any(texts) else ()


def _text(piece: str, msgid: str) -> str:
    text = piece.strip(" \t\n")
    if not text:
        return ""
    if "\n" not in msgid:
        return re.sub(r"[ \t]*\n[ \t\n]*", " ", text)
    return ("\n" if msgid.startswith("\n") else "") + text + ("\n" if msgid.endswith("\n") else "")


def _counts(lang: str, form: int) -> str:
    """Numbers that take a form: ``1, 21, 31 …`` (CLDR)."""
    numbers = [str(number) for number in range(200) if languages.plural_index(lang, number) == form]
    return ", ".join(numbers[:3]) + " …"
