#!/usr/bin/env python3
"""A template after a revision: ``python benchmarks/edits.py OLD.po ELSEWHERE.po NEW.pot TRUTH.json [SEED]``.

10 % of the msgids of OLD.po are changed (typo, punctuation, a word put in, taken out or replaced, a sentence added
or dropped, a third of the words replaced), 5 % deleted, 5 % added from ELSEWHERE.po, 2 % moved. The same seed gives
the same edits. TRUTH.json says which new msgid comes from which old one, and what was added.
"""

from __future__ import annotations

import json
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quality import catalog

from diptych import po
from diptych.catalog import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.catalog import Entry

KINDS = {"typo": 23, "punct": 15, "ins": 20, "del": 6, "sub": 27, "sentence": 3, "heavy": 7}
"""How often of a hundred edits, as in ``medium``."""


class Editor:
    """Makes edits of every kind, with words and sentences of the catalog itself."""

    def __init__(self, texts: list[str], chance: random.Random) -> None:
        self.chance = chance
        self.words = sorted({word for text in texts for word in re.findall(r"[a-z]{3,}", text)})
        self.sentences = sorted({one for text in texts for one in re.findall(r"[A-Z][^.\n]{30,120}\.(?= )", text)})

    def edit(self, text: str) -> tuple[str, str]:
        """The kind of an edit and what it makes of the text."""
        kind = self.chance.choices([*KINDS], [*KINDS.values()])[0]
        make: dict[str, Callable[[str], str]] = {
            "typo": self.typo,
            "punct": self.punct,
            "ins": self.put_in,
            "del": self.take_out,
            "sub": self.replaced,
            "sentence": self.sentence,
            "heavy": self.heavy,
        }
        return kind, make[kind](text)

    def typo(self, text: str) -> str:
        """Two letters exchanged, one doubled or one lost."""
        at = self.chance.choice([found.start() for found in re.finditer(r"(?<=\w)\w(?=\w)", text)] or [0])
        pair = text[at : at + 2]
        return text[:at] + self.chance.choice([pair[::-1], pair[0] + pair, pair[1:]]) + text[at + 2 :]

    def punct(self, text: str) -> str:
        """A stop put in or taken out."""
        if text.endswith((".", ":", "!")) and self.chance.random() < 0.5:  # noqa: PLR2004 - half of them
            return text[:-1]
        words = text.split(" ")
        at = self.chance.randrange(len(words))
        words[at] += self.chance.choice(",;.:")
        return " ".join(words)

    def put_in(self, text: str) -> str:
        """One word more."""
        words = text.split(" ")
        words.insert(self.chance.randint(0, len(words)), self.chance.choice(self.words))
        return " ".join(words)

    def take_out(self, text: str) -> str:
        """One word less."""
        words = text.split(" ")
        del words[self.chance.randrange(len(words))]
        return " ".join(words)

    def replaced(self, text: str) -> str:
        """One word for another."""
        words = text.split(" ")
        words[self.chance.randrange(len(words))] = self.chance.choice(self.words)
        return " ".join(words)

    def sentence(self, text: str) -> str:
        """A sentence more, or the last one less."""
        head, stop, _ = text.removesuffix(".").rpartition(". ")
        if head and self.chance.random() < 0.5:  # noqa: PLR2004 - half of them
            return head + stop.strip()
        return f"{text} {self.chance.choice(self.sentences or ['This is new.'])}"

    def heavy(self, text: str) -> str:
        """A third of the words replaced."""
        words = text.split(" ")
        for at in self.chance.sample(range(len(words)), max(1, len(words) // 3)):
            words[at] = self.chance.choice(self.words)
        return " ".join(words)


def main() -> None:
    """Edit, write both files."""
    paths = [Path(argument) for argument in sys.argv[1:5]]
    chance = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 1)  # noqa: S311, PLR2004 - no secret
    old = catalog(paths[0])
    living = [entry for entry in old.entries if not entry.obsolete]
    known = {entry.key.msgid for entry in living}
    foreign = [entry for entry in catalog(paths[1]).entries if entry.key.msgid not in known and entry.plural is None]
    order = [*range(len(living))]
    chance.shuffle(order)
    tenth, twentieth = len(living) // 10, len(living) // 20
    to_change, to_delete = set(order[:tenth]), set(order[tenth : tenth + twentieth])
    to_move = set(order[tenth + twentieth : tenth + twentieth + len(living) // 50])
    editor = Editor([entry.key.msgid for entry in living], chance)
    truth: dict[str, list[object]] = {"changed": [], "added": [], "deleted": []}
    entries: list[Entry] = []
    for place, entry in enumerate(living):
        if place in to_delete:
            truth["deleted"].append(entry.key.msgid)
        elif place in to_change and entry.plural is None:
            kind, text = editor.edit(entry.key.msgid)
            if not text.strip() or text in known:
                entries.append(entry)
                continue
            known.add(text)
            entries.append(replace(entry, key=Key(text, entry.key.context)))
            truth["changed"].append(
                {
                    "kind": kind,
                    "ctxt": entry.key.context,
                    "old": entry.key.msgid,
                    "new": text,
                    "translated": any(entry.texts),
                    "msgstr": entry.texts[0],
                }
            )
        elif place not in to_move:
            entries.append(entry)
    for place in sorted(to_move):
        entries.insert(chance.randint(0, len(entries)), living[place])
    for entry in chance.sample(foreign, min(twentieth, len(foreign))):
        truth["added"].append(entry.key.msgid)
        entries.insert(chance.randint(0, len(entries)), entry)
    blank = [
        replace(entry, texts=("",) * len(entry.texts), previous=None, notes=(), flags=(), written=None)
        for entry in entries
    ]
    paths[2].write_text(po.dumps(replace(old, target="", entries=tuple(blank), head=None)), "utf-8")
    paths[3].write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
