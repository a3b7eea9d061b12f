"""A Markdown document imported again: what the original changed comes in, what a hand changed or added stays."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers import block_lines, block_pairs, blocks
from diptych.importers.block_lines import Placed
from diptych.importers.record import Imported, mark
from diptych.importers.sheet import Doubt, Spot, Written
from diptych.importers.splice import Yaml
from diptych.importers.update import NOTHING, Updated, Verdict, judged, listed, numbered, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.importers.block_pairs import Name, Pairs
    from diptych.importers.blocks import Block

_FENCE = re.compile(r"---[ \t]*")
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_NOUNS = {"h": "heading", "o": "item", "u": "item", "q": "quote", "t": "table", "c": "comment", "d": "comment"}
_MOVABLE = ("paragraph", "heading", "item", "table", "quote", "comment", "block")


def first(text: str) -> Imported:
    """What the record keeps of a document as an import has written it."""
    return _imported(_Paper.of(text))


def _imported(paper: _Paper) -> Imported:
    values = {key: mark(value) for key, value in paper.values.items()}
    return Imported("", "", values, tuple(block.entry for block in paper.blocks))


def prose(old_text: str, fresh: Written | str, record: Imported | None, path: str = "") -> Updated:
    """The document in ``old_text``, brought up to what the original says now.

    ``fresh``: what an import of the original writes where nothing stands; ``record``: what the import before this one
    wrote, None where nobody knows (then texts are only added). Where both changed a text, a hand has the last word and
    there is a doubt; what differs and was never known to be equal stays unknown, so that each import doubts it again.
    ``path``: of the file, for the doubts.
    """
    written = fresh if isinstance(fresh, Written) else Written(fresh, {})
    crlf = "\r\n" in old_text
    ours = _Paper.of(old_text)
    theirs = ours if written.text == old_text else _Paper.of(written.text)
    merge = _Merge(ours, theirs, record, _spots(written), path)
    text = merge.text()
    made = merge.known(_imported(theirs))
    if record:
        made = replace(made, format=record.format, name=record.name, source=record.source)
    if crlf:
        text = text.replace("\n", "\r\n")
    if text == old_text or not merge.touched:
        return Updated(old_text, made, (NOTHING, *merge.kept()), merge.doubts(), merge.lines)
    return Updated(text, made, (*merge.said, *merge.kept()), merge.doubts(), merge.lines)


def _spots(written: Written) -> dict[int, int]:
    """Line of the result of a first import → line of the original."""
    return {there: here for here, there in sorted(written.lines.items(), reverse=True)}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document in its parts."""

    head: str
    """The lines of the front matter, with the first ``---``; empty where there is none."""
    front: str
    foot: str
    """The closing ``---``."""
    values: Mapping[str, str]
    blocks: tuple[Block, ...]
    rest: tuple[str, ...]
    """The empty lines at the end."""
    first_line: int

    @classmethod
    def of(cls, text: str) -> _Paper:
        """Read it."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        end = None
        if _FENCE.fullmatch(lines[0].removeprefix("\ufeff")):
            end = next((n for n, line in enumerate(lines[1:], 1) if _FRONT_END.fullmatch(line)), None)
        if end is None:
            found, rest = blocks.split(text)
            return cls("", "", "", {}, found, rest, 1)
        front = "".join(line + "\n" for line in lines[1:end])
        yaml = Yaml(front)
        root = yaml.get(())
        nodes = {key: yaml.get((key,)) for key in (root.keys if root else ())}
        values = {key: node.text for key, node in nodes.items() if node and node.kind == "text"}
        found, rest = blocks.split("\n".join(lines[end + 1 :]), end + 2)
        return cls(lines[0] + "\n", front, lines[end] + "\n", values, found, rest, end + 2)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of our blocks."""

    base: Sequence[str]
    """Of the record: kind and hash."""
    old: Mapping[int, int]
    """Place in content → place in the record."""
    begins: Mapping[int, int]
    """Of the record: with what number a list began."""
    ids: Mapping[int, str]
    """Of the record: the hash of the id."""
    spoken_to: set[int]
    """Places in content that a hand put a comment above."""


@dataclass(slots=True)
class _Merge:
    """One document being brought up to date."""

    ours: _Paper
    theirs: _Paper
    record: Imported | None
    spots: Mapping[int, int]
    path: str
    mine: Mapping[int, int] = field(default_factory=dict)
    """Place in content → place in the original now."""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    touched: bool = False
    held: int = 0
    """Blocks that stay because a hand changed them."""
    unknown: set[int] = field(default_factory=set)
    """Places in the original of what differs from content, and nobody knows since when."""
    unknown_keys: set[str] = field(default_factory=set)
    """The same of the front matter."""
    _doubts: list[tuple[Doubt, Name | None]] = field(default_factory=list)
    """With the block of the result that each is about."""
    _starts: dict[Name, int] = field(default_factory=dict)

    def text(self) -> str:
        """The document."""
        head = self._front()
        placed = self._placed()
        first_line = head.count("\n") + 1
        top = (*self.ours.blocks, *self.theirs.blocks)[:1]
        body, starts = block_lines.joined(placed, first_line, top[0].before if top else ())
        rest = self.ours.rest if self.ours.blocks or not self.theirs.blocks else self.theirs.rest
        for one, start in zip(placed, starts, strict=True):
            self._starts[one.own] = start
            there = one.own[1] if one.own[0] == "theirs" else self.mine.get(one.own[1])
            if there is not None:
                self.lines.setdefault(self._spot(self.theirs.blocks[there].line), start)
        self._count()
        return head + "\n".join((*body, *rest))

    def known(self, made: Imported) -> Imported:
        """What to keep in the record: all but what differs, and nobody knows since when."""
        values = {key: value for key, value in made.values.items() if key not in self.unknown_keys}
        entries = (entry for place, entry in enumerate(made.blocks) if place not in self.unknown)
        return replace(made, values=values, blocks=tuple(entries))

    # ----------------------------------------------------------------------- the front matter

    def _front(self) -> str:
        ours, theirs = self.ours, self.theirs
        known = self.record.values if self.record else {}
        if not ours.head:
            return self._new_front(known)
        yaml = Yaml(ours.front)
        before = ""
        for key, value in theirs.values.items():
            mine = ours.values.get(key)
            verdict = judged(known.get(key), None if mine is None else mark(mine), mark(value))
            if self.record is None and mine is None:
                verdict = Verdict.THEIRS
            if verdict is Verdict.THEIRS and mine is None:
                anchor = before if before in ours.values else None
                yaml.add((), key, value, after=anchor)
                self._say(f"{key} added")
            elif verdict is Verdict.THEIRS:
                yaml.set((key,), value)
                self._say(f"{key} changed")
            elif verdict is Verdict.CONFLICT:
                self.unknown_keys |= set() if key in known else {key}
                self._doubt(f"{key}: {_both(mine, value, known=key in known)}: left as it is", None, 1)
            before = key
        for key in known:
            if key in theirs.values or key not in ours.values:
                continue
            if mark(ours.values[key]) == known[key]:
                yaml.remove((key,))
                self._say(f"{key} removed")
            else:
                self._doubt(f"{key}: gone from the original, kept as a hand changed it", None, 1)
        return ours.head + yaml.dumps() + ours.foot

    def _new_front(self, known: Mapping[str, str]) -> str:
        """The front matter where there is none: what the original has and no hand took out."""
        if not self.theirs.head:
            return ""
        new = [key for key, value in self.theirs.values.items() if known.get(key) != mark(value)]
        has_title = any(block.kind == "h1" for block in self.ours.blocks)
        new = [key for key in new if not (key == "title" and has_title)]
        if not new:
            return ""
        yaml = Yaml("")
        for key in new:
            yaml.add((), key, self.theirs.values[key])
            self._say(f"{key} added")
        return f"---\n{yaml.dumps()}---\n" + ("\n" if self.ours.blocks and not self.ours.blocks[0].before else "")

    # ----------------------------------------------------------------------- the blocks

    def _placed(self) -> list[Placed]:
        """The blocks of the result in their order."""
        ours, theirs = self.ours.blocks, self.theirs.blocks
        entries = self.record.blocks if self.record else ()
        base = [" ".join(entry.split()[:2]) for entry in entries]
        base = [re.sub(r":\d+", "", key) for key in base]
        found = block_pairs.pairs(base, ours, theirs)
        self.mine = found.ours_theirs
        known = _Known(
            base,
            {here: old for old, here in found.old_ours.items()},
            _begins(entries),
            _ids(entries),
            self._spoken_to(found),
        )
        result, gone = self._judge_ours(known)
        order = block_pairs.order(found, ours, theirs, gone)
        for place in order.moved:
            self._tell("moved", ours[place])
        used = {block.id for block in ours if block.id}
        for name in order.names:
            if name not in result:
                block = _unique(theirs[name[1]], used)
                result[name] = Placed(block, name, block.number)
                self._tell("added", block)
        self._taken_out(found, base)
        return [result[name] for name in order.names]

    def _spoken_to(self, found: Pairs) -> set[int]:
        """The places of our blocks that a hand put a comment above."""
        ours = self.ours.blocks
        return {place + 1 for place in block_pairs.added(found, ours) if ours[place].aside}

    def _taken_out(self, found: Pairs, base: Sequence[str]) -> None:
        """Doubts on what a hand took out and the original has changed since."""
        for old, there in found.old_theirs.items():
            block = self.theirs.blocks[there]
            if old not in found.old_ours and base[old] != block.key:
                what = f"a {_noun(block)} that a hand took out now reads {quoted(block.text)} in the original: left out"
                self._doubt(what, None, block.line)

    def _judge_ours(self, known: _Known) -> tuple[dict[Name, Placed], set[int]]:
        """What becomes of our blocks, and the places of those that go."""
        gone: set[int] = set()
        result: dict[Name, Placed] = {}
        for place, block in enumerate(self.ours.blocks):
            old, there = known.old.get(place), self.mine.get(place)
            name = ("ours", place)
            if there is None:
                if old is not None and self._goes(place, old, known):
                    gone.add(place)
                else:
                    result[name] = Placed(block, name, block.number)
                continue
            new = self.theirs.blocks[there]
            begin = self._begin(block, new, known.begins.get(old)) if old is not None else block.number
            self.touched |= begin != block.number
            result[name] = Placed(self._newer(block, new, old, known, name), name, begin)
        return result, gone

    def _newer(self, ours: Block, theirs: Block, old: int | None, known: _Known, name: Name) -> Block:
        """The block of the result where both files have it."""
        base = known.base[old] if old is not None else None
        base_id = known.ids.get(old) if old is not None else None
        verdict = judged(base, ours.key, theirs.key)
        own_id = ours.id
        if not own_id and theirs.id and not base_id:
            own_id = theirs.id
        if verdict is Verdict.THEIRS:
            self._tell("replaced", ours)
            return blocks.told_as(ours, theirs, own_id)
        if verdict is Verdict.CONFLICT:
            self.held += 1
            self.unknown |= set() if base else {self.mine[name[1]]}
            why = "the original and a hand changed it" if base else "it is not known which of the two is newer"
            both = f"a {_noun(ours)} reads {quoted(ours.text)}, in the original now {quoted(theirs.text)}"
            self._doubt(f"{both}: {why}, left as it is", name, theirs.line)
        elif verdict is Verdict.OURS:
            self.held += 1
        if own_id != ours.id:
            self.touched = True
            return blocks.named(ours, own_id)
        return ours

    def _goes(self, place: int, old: int, known: _Known) -> bool:
        """Whether a block that the original has no more goes: where no hand changed it or spoke to it."""
        block = self.ours.blocks[place]
        added_id = bool(block.id) and mark(block.id) != known.ids.get(old)
        if block.key == known.base[old] and place not in known.spoken_to and not added_id:
            self._tell("removed", block)
            return True
        if block.key != known.base[old]:
            why = "changed it"
        else:
            why = "gave it an id" if added_id else "put a comment above it"
        self._doubt(
            f"a {_noun(block)} is gone from the original, kept as a hand {why}: {quoted(block.text)}",
            ("ours", place),
            0,
        )
        return False

    def _begin(self, ours: Block, theirs: Block, base: int | None) -> int | None:
        """The number with which our list is to begin."""
        if ours.number is None:
            return None
        if theirs.number is None or not theirs.first:
            return ours.number
        if base is not None and base != ours.number:
            return ours.number
        return theirs.number

    # ----------------------------------------------------------------------- what is said

    def _spot(self, line: int) -> int:
        """The line of the original that a line of the fresh text is of."""
        while line > 0 and line not in self.spots and self.spots:
            line -= 1
        return self.spots.get(line, max(line, 1))

    def _say(self, what: str) -> None:
        self.said.append(what)
        self.touched = True

    def _tell(self, verb: str, block: Block) -> None:
        self.counts.setdefault(verb, Counter())[_noun(block)] += 1
        self.touched = True

    def _count(self) -> None:
        for verb in ("replaced", "added", "moved", "removed"):
            if counts := self.counts.get(verb):
                what = listed(numbered(counts[noun], noun) for noun in _MOVABLE if counts[noun])
                self.said.append(f"{what} {verb}")

    def kept(self) -> tuple[str, ...]:
        """The line on what stays because a hand changed it."""
        return (
            (f"{numbered(self.held, 'text')} kept as a hand changed {'it' if self.held == 1 else 'them'}",)
            if self.held
            else ()
        )

    def _doubt(self, reason: str, name: Name | None, line: int) -> None:
        spot = Spot(self._spot(line)) if line else Spot(1)
        self._doubts.append((Doubt(spot, "update", reason), name))

    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts with their place in the result."""
        return tuple(
            replace(doubt, result=f"{self.path}:{self._starts.get(name, 1) if name else 1}")
            for doubt, name in self._doubts
        )


def _both(mine: str | None, value: str, *, known: bool) -> str:
    """What the two sides say of a key."""
    if not known:
        return (
            f"it is {quoted(mine or '')}, in the original {quoted(value)}, and nobody knows which of the two is newer"
        )
    now = quoted(mine) if mine is not None else "nothing, as a hand took it out"
    return f"the original now says {quoted(value)}, and a hand made it {now}"


def _noun(block: Block) -> str:
    return _NOUNS.get(block.kind[0], "block" if block.kind == "x" else "paragraph")


def _begins(entries: Sequence[str]) -> dict[int, int]:
    kinds = (entry.split(" ")[0].partition(":")[2] for entry in entries)
    return {place: int(number) for place, number in enumerate(kinds) if number.isdecimal()}


def _ids(entries: Sequence[str]) -> dict[int, str]:
    return {place: parts[2] for place, parts in enumerate(map(str.split, entries)) if len(parts) > 2}  # noqa: PLR2004 - kind, hash, id


def _unique(block: Block, used: set[str]) -> Block:
    """The block with an id that no other has."""
    if not block.id:
        return block
    own_id, number = block.id, 2
    while own_id in used:
        own_id, number = f"{block.id}-{number}", number + 1
    used.add(own_id)
    return block if own_id == block.id else blocks.named(block, own_id)
