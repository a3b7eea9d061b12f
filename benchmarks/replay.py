#!/usr/bin/env python3
"""Two branches that change the same catalogs, merged by git: ``python benchmarks/replay.py [CATALOG.po …]``.

One branch edits source texts and runs extract's merge; the other fixes translations, translates what is missing and
confirms what is fuzzy. Texts come from this repository's own catalogs, or from those that are named; the edits are
made up by a seeded generator. Counted are, over all edits:

silent      confirmed pairs of a source and a translation that stand on neither branch: nobody has ever seen them
conflicts   messages that git leaves to be looked at …
needless    … of which nobody translated the same message differently
lost        new translations that do not stand in the merged file in one piece
reached     new translations of an edited source that stand at the new source, fuzzy
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych import aside, git, merge, po
from diptych.catalog import Catalog, Entry, Key, Previous, State

ROOT = Path(__file__).parents[1]
EDITS = 660
STEP = 3  # messages from one edit to the next
EACH = 12  # edits in a file
PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
WRAPS = 4  # every so manieth file is wrapped by the translator's editor
KINDS = {"fixed": 30, "translated": 30, "confirmed": 15, "neighbour": 15, "alike": 5, "differently": 5}
_MARK = re.compile(r"<{7} [^\n]*\n(.*?)={7}\n(.*?)>{7} [^\n]*\n", re.DOTALL)


@dataclass
class Story:
    """One catalog on its two branches."""

    base: Catalog
    source: Catalog
    """After the branch that edits source texts."""
    translation: Catalog
    """After the branch of the translator."""
    kinds: Counter[str] = field(default_factory=Counter)
    quarrels: set[str] = field(default_factory=set)
    """The msgids that both branches translate differently."""
    moved: dict[str, str] = field(default_factory=dict)
    """The new translation of each edited source, by the new msgid."""


# --------------------------------------------------------------------------- edits


def edited(text: str, chance: random.Random, words: list[str]) -> str:
    """The text after an edit of the kinds that real ones are of (see the catalogs' README)."""
    pieces = text.split(" ")
    place = chance.randrange(len(pieces))
    kind = chance.choice(["typo", "sign", "in", "out", "instead", "sentence", "much"])
    if kind == "typo" and len(pieces[place]) > 3:  # noqa: PLR2004 - what has letters to swap
        word = pieces[place]
        at = chance.randrange(1, len(word) - 1)
        pieces[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == "sign":
        pieces[place] += chance.choice([",", ":", ";"])
    elif kind == "out" and len(pieces) > 3:  # noqa: PLR2004 - what is left of it is a text
        del pieces[place]
    elif kind == "instead":
        pieces[place] = chance.choice(words)
    elif kind == "sentence":
        pieces.append(" ".join(chance.choices(words, k=6)).capitalize() + ".")
    elif kind == "much":
        pieces = [chance.choice(words) if chance.random() < 1 / 3 else word for word in pieces]
    else:
        pieces.insert(place, chance.choice(words))
    after = " ".join(pieces)
    return after if after != text else f"{text} {chance.choice(words)}"


def story(entries: list[Entry], name: str, chance: random.Random, words: tuple[list[str], list[str]]) -> Story:
    """The two branches of a file with these confirmed messages."""
    header = po.new_header(name, "ru", PLURALS)
    base, source, translation = list(entries), {}, {}
    told = Story(*(Catalog(name, "en", "ru", header),) * 3)
    content: dict[int, str] = {}
    for place in range(1, len(entries) - 1, STEP):
        entry = entries[place]
        kind = chance.choices([*KINDS], [*KINDS.values()])[0]
        told.kinds[kind] += 1
        msgid, text = entry.key.msgid, entry.texts[0]
        better = edited(text, chance, words[1])
        if kind in ("translated", "alike", "differently"):
            base[place] = replace(entry, texts=("",))
        if kind == "confirmed":
            before = Previous(edited(msgid, chance, words[0]))
            base[place] = replace(entry, flags=("fuzzy",), previous=before)
        if kind in ("alike", "differently"):
            source[place] = entry
            translation[place] = entry if kind == "alike" else replace(entry, texts=(better,))
            told.quarrels |= {msgid} if kind == "differently" else set()
            continue
        content[place] = edited(msgid, chance, words[0])
        if kind == "neighbour":
            other = entries[place + 1]
            translation[place + 1] = replace(other, texts=(edited(other.texts[0], chance, words[1]),))
            continue
        translation[place] = entry if kind == "translated" else replace(entry, texts=(better,))
        told.moved[content[place]] = translation[place].texts[0]
    told.base = replace(told.base, entries=tuple(base))
    new = [
        replace(entry, key=Key(content.get(place, entry.key.msgid), entry.key.context), texts=("",), flags=())
        for place, entry in enumerate(entries)
    ]
    ours = tuple(source.get(place, entry) for place, entry in enumerate(base))
    template = Catalog(name, "en", "", po.new_header(name, "en", "nplurals=2; plural=(n != 1);"), tuple(new))
    told.source, _ = merge.merge(template, replace(told.base, entries=ours), "ru", nplurals=3, plural_forms=PLURALS)
    theirs = tuple(translation.get(place, entry) for place, entry in enumerate(base))
    told.translation = replace(told.base, entries=theirs, header=_saved(header, "Boris", "2022-10-02 12:00+0300"))
    if source:  # somebody translated on this branch, too
        told.source = replace(told.source, header=_saved(told.source.header, "Anna", "2022-10-01 12:00+0500"))
    return told


def _saved(header: tuple[tuple[str, str], ...], who: str, when: str) -> tuple[tuple[str, str], ...]:
    changed = {"Last-Translator": who, "PO-Revision-Date": when}
    return tuple((name, changed.get(name, value)) for name, value in header)


# --------------------------------------------------------------------------- git


def replay(stories: dict[str, Story], *, driver: bool, wrapped: str) -> Counter[str]:
    """Merge all stories in one repository; ``wrapped`` is who wraps lines: ``""``, ``one`` editor or ``all``."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own within it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        root = Path(folder)
        _git(root, "init", "-q", "-b", "main")
        (root / ".gitattributes").write_text(git.BLOCK, "utf-8")
        for name, value in git.configuration().items() if driver else ():
            _git(root, "config", name, value)
        _commit(root, {name: _form(one.base, every=wrapped == "all") for name, one in stories.items()})
        _git(root, "checkout", "-qb", "translation")
        texts = {}
        for number, (name, one) in enumerate(stories.items()):
            texts[name] = _form(one.translation, every=wrapped == "all" or (wrapped == "one" and number % WRAPS == 0))
        _commit(root, texts)
        _git(root, "checkout", "-q", "main")
        _commit(root, {name: _form(one.source, every=wrapped == "all") for name, one in stories.items()})
        _git(root, "merge", "-q", "--no-edit", "translation", check=False)
        found: Counter[str] = Counter()
        unmerged = _git(root, "diff", "--name-only", "--diff-filter=U").split()
        for name, one in stories.items():
            path = _path(name)
            found += _counted(one, (root / path).read_text("utf-8"), conflicted=path in unmerged)
        return found


def _counted(one: Story, text: str, *, conflicted: bool) -> Counter[str]:
    """What became of a story's edits."""
    ours, theirs = _entries(_MARK.sub(r"\1", text)), _entries(_MARK.sub(r"\2", text))
    asked = {key.msgid for key in {**ours, **theirs} if _said(ours.get(key)) != _said(theirs.get(key))}
    asked |= {key.msgid for key, entry in ours.items() if conflicted and aside.texts_in(entry.notes) and entry.fuzzy}
    pairs = {(e.key.msgid, e.texts) for e in (*one.source.entries, *one.translation.entries) if e.state is State.DONE}
    silent = [
        key
        for key, entry in ours.items()
        if entry.state is State.DONE and key.msgid not in asked and (key.msgid, entry.texts) not in pairs
    ]
    aside_ = {text for entry in ours.values() for text in aside.texts_in(entry.notes)}
    plain = re.sub(r'"\n(?:#~ )?"', "", text)
    before = {text for entry in one.base.entries for text in entry.texts}
    made = {text for entry in one.translation.entries for text in entry.texts} - before
    reached = [
        msgid for msgid, text in one.moved.items()
        if any(e.fuzzy and e.texts == (text,) and e.previous for k, e in ours.items() if k.msgid == msgid)
    ]  # fmt: skip
    # an edited source and its old one are one conflict
    asked_edits = {one_edit for one_edit in asked if one_edit in one.moved or one_edit in one.quarrels}
    living = {entry.key.msgid for entry in one.source.entries if not entry.obsolete}
    others = {msgid for msgid in asked - asked_edits if msgid in living and msgid}
    conflicts = len(asked_edits) + len(others)
    return Counter(
        silent=len(silent),
        conflicts=conflicts,
        needless=conflicts - len(asked_edits & one.quarrels),
        files=int(conflicted),
        lost=sum(f'"{_escaped(text)}"' not in plain for text in made - aside_),
        reached=len(reached),
    )


def _entries(text: str) -> dict[Key, Entry]:
    """The entries of a text of which parts may be broken, each read alone."""
    found: dict[Key, Entry] = {}
    for block in re.split(r"\n\s*\n", text):
        catalog, _ = po.loads(block + "\n", "", "", "en", "ru")
        found |= {entry.key: entry for entry in catalog.entries} if catalog else {}
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _said(entry: Entry | None) -> object:
    return entry and (entry.texts, entry.fuzzy, entry.obsolete)


def _path(name: str) -> str:
    return f"locales/ru/LC_MESSAGES/{name}.po"


def _form(catalog: Catalog, *, every: bool) -> bytes:
    """The file, wrapped as editors do (msgcat's default) or in our form."""
    data = po.dumps(catalog).encode()
    if not every:
        return data
    return subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True).stdout


def _commit(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = root / _path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "-")


def _env() -> dict[str, str]:
    people = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**os.environ, **people, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _git(root: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=root, env=_env(), capture_output=True, check=check)
    return done.stdout.decode()


# --------------------------------------------------------------------------- the table


def _messages(paths: list[Path]) -> list[Entry]:
    """Confirmed messages of some length, each msgid once, without what extraction says of them."""
    found: dict[str, Entry] = {}
    for path in paths:
        catalog, findings = po.loads(path.read_bytes(), path.name, path.stem, "en", "ru")
        if catalog is None:
            raise SystemExit("\n".join(map(str, findings)))
        for entry in catalog.entries:
            long = len(entry.key.msgid) > 25 and "\n" not in entry.key.msgid + entry.texts[0]  # noqa: PLR2004
            if entry.state is State.DONE and entry.plural is None and long:
                context = entry.key.context
                found.setdefault(
                    entry.key.msgid,
                    Entry(Key(entry.key.msgid, context), entry.texts, references=entry.references[:1]),
                )
    return list(found.values())


def main() -> None:
    """Make the stories, merge them in each way, print the table."""
    own = sorted((ROOT / "locales" / "ru" / "LC_MESSAGES").glob("*.po"))
    entries = _messages([Path(name) for name in sys.argv[1:]] or own)
    chance = random.Random(2022)  # noqa: S311 - the same edits every time
    words = (
        sorted({word for entry in entries for word in entry.key.msgid.split() if word.isalpha()}),
        sorted({word for entry in entries for word in entry.texts[0].split() if word.isalpha()}),
    )
    wide = EACH * STEP
    stories: dict[str, Story] = {}
    start = 0
    while len(stories) * EACH < EDITS:
        chunk = [entries[place % len(entries)] for place in range(start, start + wide)]
        name = f"d{len(stories):03}"
        stories[name] = story(chunk, name, chance, words)
        start += wide + 1  # so that the next round over few messages begins elsewhere
    kinds = sum((one.kinds for one in stories.values()), Counter[str]())
    moved = sum(len(one.moved) for one in stories.values())
    sys.stdout.write(f"{len(entries)} messages, {len(stories)} files, {kinds.total()} edits: ")
    sys.stdout.write(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()) + "\n\n")
    ways = [
        ("with the driver", True, ""),
        ("with the driver, an editor wraps every 4th file", True, "one"),
        ("without it, our one-line form", False, ""),
        ("without it, an editor wraps every 4th file", False, "one"),
        ("without it, all wrapped (msgcat)", False, "all"),
    ]
    columns = ("silent", "conflicts", "needless", "files", "lost", "reached")
    sys.stdout.write(f"{'':50}" + "".join(f"{name:>11}" for name in columns) + f"{'CPU s':>9}\n")
    for title, driver, wrapped in ways:
        if wrapped and shutil.which("msgcat") is None:
            sys.stdout.write(f"{title:50} needs msgcat\n")
            continue
        before = sum(os.times()[:4])
        found = replay(stories, driver=driver, wrapped=wrapped)
        spent = sum(os.times()[:4]) - before
        sys.stdout.write(f"{title:50}" + "".join(f"{found[name]:>11}" for name in columns) + f"{spent:>9.1f}\n")
    sys.stdout.write(f"\nreached is out of {moved}; files is how many of {len(stories)} git did not merge.\n")


if __name__ == "__main__":
    begun = time.perf_counter()
    main()
    sys.stdout.write(f"{time.perf_counter() - begun:.0f} s\n")
