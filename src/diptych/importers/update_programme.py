"""A programme imported again: what the original changed comes in, what a hand changed or added stays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers import block_pairs, programme_values
from diptych.importers.block_pairs import Pairs
from diptych.importers.programme_days import Days
from diptych.importers.programme_values import elements, safe
from diptych.importers.record import Imported, mark
from diptych.importers.sheet import Doubt, Spot, Written
from diptych.importers.splice import Yaml
from diptych.importers.update import NOTHING, Updated, Verdict, judged, numbered, quoted
from diptych.nodes import ListNode, MapNode, TextNode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.importers.yaml_tree import Tree
    from diptych.nodes import Node

    Path = tuple[str | int, ...]


def programme(
    old_text: str, fresh: Written | str, record: Imported | None, path: str = "", *, feed: bool = False
) -> Updated:
    """The programme in ``old_text``, brought up to what the original says now.

    ``fresh``: what an import of the original writes where nothing stands; ``record``: what the import before this one
    wrote, None where nobody knows (then nothing that stands there is changed); ``path``: of the file, for the doubts;
    ``feed``: the ids of the items are the feed's own. Where both changed a value, a hand has the last word and there is
    a doubt; what differs and was never known to be equal stays unknown, so that each import doubts it again. UserError
    where the file is no YAML that can be edited.
    """
    written = fresh if isinstance(fresh, Written) else Written(fresh, {})
    known = record.values if record else {}
    Yaml(old_text, path)  # says in one line what is wrong with it
    ours = programme_values.root(old_text)
    new = programme_values.renamed(written.text, ours, known, fixed=feed)
    fields = _Fields(old_text, new, known)
    text = fields.run()
    orders = _Fields(text, new, known, moving=True)
    text = orders.run()
    days = Days(text, new, known, record.blocks if record else ())
    text = days.run()
    made = _known(programme_values.first(new), fields, days)
    if record:
        made = replace(made, format=record.format, name=record.name, source=record.source)
    spots = {there: here for here, there in sorted(written.lines.items(), reverse=True)}
    at, there = _lines(text), _lines(new)
    lines = {_spot(spots, line): at[name] for name, line in reversed(there.items()) if name in at}
    doubts = tuple(
        Doubt(Spot(_spot(spots, there.get(name, 1))), "update", reason, f"{path}:{at.get(name, 1)}")
        for name, reason in (*fields.doubts, *days.doubts)
    )
    done = (*fields.done, *orders.done, *days.done) if text != old_text else (NOTHING,)
    if fields.kept:
        done = (
            *done,
            f"{numbered(fields.kept, 'value')} kept as a hand changed {'it' if fields.kept == 1 else 'them'}",
        )
    return Updated(text, made, done, doubts, lines)


first = programme_values.first


def _known(made: Imported, fields: _Fields, days: Days) -> Imported:
    """What to keep in the record: all but what differs, and nobody knows since when."""
    values = {key: value for key, value in made.values.items() if key not in {*fields.unknown, *days.unknown}}
    for key, said in fields.unknown_elements.items():
        values[key] = " ".join(one for one in values.get(key, "").split() if one not in said)
    return replace(made, values={key: value for key, value in values.items() if value})


def _lines(text: str) -> dict[str, int]:
    """The line of each item, by its id."""
    return {item.id: item.node.span.line for item in programme_values.items(programme_values.root(text)) if item.id}


def _spot(spots: Mapping[int, int], line: int) -> int:
    """The line of the original that a line of the fresh text is of."""
    while line > 1 and spots and line not in spots:
        line -= 1
    return spots.get(line, line)


@dataclass(slots=True)
class _Fields:
    """What items and the programme say, brought up to date where it stands."""

    text: str
    fresh: str
    known: Mapping[str, str]
    moving: bool = False
    """Only bring the elements of lists into the original's order."""
    done: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """The id of the item, and the reason."""
    kept: int = 0
    """Values that stay because a hand changed them."""
    yaml: Yaml = field(init=False)
    tree: Tree | None = field(init=False)
    fresh_tree: Tree | None = field(init=False)
    inner: dict[str, set[str]] = field(default_factory=dict)
    """Of each path of the record, the keys right below it."""
    unknown: set[str] = field(default_factory=set)
    """Paths of what differs from content, and nobody knows since when."""
    unknown_elements: dict[str, set[str]] = field(default_factory=dict)
    """The same of lists: by path, the hashes of such elements."""

    def __post_init__(self) -> None:
        self.yaml = Yaml(self.text)
        self.tree = programme_values.tree_of(self.text)
        self.fresh_tree = programme_values.tree_of(self.fresh)
        for name in self.known:
            head, _, key = name.rpartition("/")
            self.inner.setdefault(head + "/" if head else "", set()).add(key)

    def run(self) -> str:
        """The text with what the original has changed."""
        ours, theirs = programme_values.root(self.text), programme_values.root(self.fresh)
        self._map((), (), ours, theirs, "", "")
        here = {item.id: item for item in programme_values.items(ours) if item.id}
        for item in programme_values.items(theirs):
            mine = here.get(item.id)
            if mine:
                self._map(mine.path, item.path, mine.node, item.node, f"{safe(item.id)}/", item.id)
        return self.yaml.dumps()

    # ----------------------------------------------------------------------- mappings

    def _map(self, path: Path, there: Path, ours: MapNode, theirs: MapNode, prefix: str, who: str) -> None:
        """Compare two mappings; ``path`` and ``there``: where they stand in content and in the fresh text."""
        before: str | None = None
        for name, value in theirs.entries:
            key = name.text
            if key in {"id", "days"}:
                continue
            mine = ours.get(key)
            if isinstance(mine, TextNode) and not mine.text:
                mine = None if not self.yaml.get((*path, key)) else mine
            if isinstance(mine, TextNode) and isinstance(value, TextNode):
                self._scalar((*path, key), mine, value, prefix + key, who)
            elif isinstance(mine, ListNode) and isinstance(value, ListNode):
                self._list((*path, key), (*there, key), mine, value, prefix, who)
            elif mine is None:
                self._lacking(path, (*there, key), value, prefix, who, before)
            elif not self.moving:
                self._doubt(who, f"{key}: not of the form that the original gives it, left as it is")
            before = key if ours.get(key) is not None else before
        fresh = {name.text for name, _ in theirs.entries}
        for key in sorted(self.inner.get(prefix, ())):
            mine = ours.get(key)
            if key not in fresh and mine is not None and not self.moving:
                self._gone((*path, key), key, mine, prefix, who)

    def _scalar(self, path: Path, mine: TextNode, value: TextNode, name: str, who: str) -> None:
        if self.moving:
            return
        key = name.rpartition("/")[2]
        base = self.known.get(name)
        verdict = judged(base, mark(mine.text), mark(value.text))
        if verdict is Verdict.THEIRS:
            self.yaml.set(path, value.text)
            self._changed(who, name, mine.text, value.text)
        elif verdict is Verdict.OURS:
            self.kept += 1
        elif verdict is Verdict.CONFLICT:
            self.kept += 1
            self.unknown |= set() if base else {name}
            both = f"{_label(name, key)} is {quoted(mine.text)}, in the original now {quoted(value.text)}"
            self._doubt(who, f"{both}: {_why(base)}")

    def _changed(self, who: str, name: str, old: str, new: str) -> None:
        key = name.rpartition("/")[2]
        parts = name.split("/")
        if key == "start" and len(parts) == 2:  # noqa: PLR2004 - the item and its key
            self.done.append(f"{who} moved {old} → {new}")
        elif len(old) + len(new) <= 40 and key not in {"title", "subtitle", "note", "heading"}:  # noqa: PLR2004 - one line
            self._did(who, f"{_label(name, key)} {old} → {new}")
        else:
            self._did(who, f"{_label(name, key)} changed")

    def _lacking(self, path: Path, there: Path, value: Node, prefix: str, who: str, before: str | None) -> None:
        """A key that content has not: new in the original, or taken out by a hand."""
        if self.moving:
            return
        key = str(there[-1])
        base = self.known.get(prefix + key)
        now = self._hash(key, value)
        if base is not None:
            if base != now:
                now = quoted(value.text) if isinstance(value, TextNode) else "otherwise"
                self._doubt(
                    who, f"{_label(prefix + key, key)}: a hand took it out, and the original now says {now}: left out"
                )
            else:
                self.kept += 1
            return
        said: str | list[str]
        if isinstance(value, TextNode):
            said = value.text
        else:
            said = programme_values.entry_lines(self.fresh, self.fresh_tree, there)
        if not said:
            return
        old = self.yaml.get((*path, key))
        if old is not None:
            self.yaml.replace((*path, key), said)
        else:
            self.yaml.add(path, key, said, after=before)
        self._did(who, f"{_label(prefix + key, key)} added")

    def _hash(self, key: str, value: Node) -> str:
        if isinstance(value, TextNode):
            return mark(value.text)
        return " ".join(mark(name) for name, _ in elements(key, value)) if isinstance(value, ListNode) else ""

    def _gone(self, path: Path, key: str, mine: Node, prefix: str, who: str) -> None:
        """A key that the original has no more."""
        if prefix + key not in self.known:
            return
        if self._as_imported(key, mine, prefix):
            self.yaml.remove(path)
            self._did(who, f"{_label(prefix + key, key)} removed")
        else:
            self._doubt(who, f"{_label(prefix + key, key)}: gone from the original, kept as a hand changed it")

    def _as_imported(self, key: str, mine: Node, prefix: str) -> bool:
        """Whether no hand has changed a value since."""
        said = programme_values.flat(MapNode(((TextNode(key, mine.span), mine),), mine.span), prefix)
        name = prefix + key
        old = {path: value for path, value in self.known.items() if path == name or path.startswith(name + "/")}
        return said == old and not mine.comment

    # ----------------------------------------------------------------------- lists

    def _list(self, path: Path, there: Path, ours: ListNode, theirs: ListNode, prefix: str, who: str) -> None:
        key = str(path[-1])
        name = prefix + key
        mine, fresh = elements(key, ours), elements(key, theirs)
        base = self.known.get(name, "").split()
        found = self._pairs(key, base, mine, fresh)
        gone: set[int] = set()
        old = {here: at for at, here in found.old_ours.items()}
        for place, (element, node) in enumerate(mine):
            other = found.ours_theirs.get(place)
            if other is None:
                if place in old and not self.moving and self._element_goes(key, element, node, name, who):
                    self.yaml.remove((*path, place))
                    gone.add(place)
                continue
            value = fresh[other][1]
            if key == "issues" and not self.moving:
                known = base[old[place]] if place in old else None
                if self._issue((*path, place), node, value, known, who) and not known:
                    self.unknown_elements.setdefault(name, set()).add(mark(fresh[other][0]))
            elif isinstance(node, MapNode) and isinstance(value, MapNode):
                self._map((*path, place), (*there, other), node, value, f"{name}/{safe(element)}/", who)
        self._order(path, there, found, mine, fresh, gone, who)

    def _pairs(
        self, key: str, base: Sequence[str], mine: Sequence[tuple[str, Node]], fresh: Sequence[tuple[str, Node]]
    ) -> Pairs:
        """Who is who among the elements: issues by what they say, all others by their names."""
        if key == "issues":
            kinds = [f"u1 {mark_}" for mark_ in base]
            left, right = (
                [programme_values.block("u1", programme_values.element_text(node)) for _, node in side]
                for side in (mine, fresh)
            )
            return block_pairs.pairs(kinds, left, right)
        here = {mark(name): place for place, (name, _) in enumerate(mine)}
        there = {mark(name): place for place, (name, _) in enumerate(fresh)}
        return Pairs(
            {place: here[name] for place, name in enumerate(base) if name in here},
            {place: there[name] for place, name in enumerate(base) if name in there},
            {place: there[name] for name, place in here.items() if name in there},
        )

    def _element_goes(self, key: str, element: str, node: Node, name: str, who: str) -> bool:
        """Whether an element that the original has no more goes: where it is as it was imported."""
        what = _element(key, element)
        prefix = f"{name}/{safe(element)}/"
        plain = not isinstance(node, MapNode) or key == "issues"
        same = plain and not isinstance(node, MapNode)
        if isinstance(node, MapNode) and key != "issues":
            old = {path: value for path, value in self.known.items() if path.startswith(prefix)}
            same = programme_values.flat(node, prefix) == old
        if key == "issues":
            same = mark(programme_values.element_text(node)) in self.known.get(name, "").split() and not isinstance(
                node, MapNode
            )
        if same and not node.comment:
            self._did(who, f"{what} removed")
            return True
        self._doubt(who, f"{what}: gone from the original, kept as a hand changed it")
        return False

    def _issue(self, path: Path, node: Node, value: Node, base: str | None, who: str) -> bool:
        """Bring an issue up to date; whether a hand's words stand against the original's."""
        ours, theirs = programme_values.element_text(node), programme_values.element_text(value)
        verdict = judged(base, mark(ours), mark(theirs))
        if verdict is Verdict.THEIRS:
            self.yaml.set((*path, "text") if isinstance(node, MapNode) else path, theirs)
            self._did(who, "an issue changed")
        elif verdict is Verdict.OURS:
            self.kept += 1
        elif verdict is Verdict.CONFLICT:
            self.kept += 1
            self._doubt(who, f"an issue reads {quoted(ours)}, in the original now {quoted(theirs)}: {_why(base)}")
        return verdict is Verdict.CONFLICT

    def _order(
        self,
        path: Path,
        there: Path,
        found: Pairs,
        mine: Sequence[tuple[str, Node]],
        fresh: Sequence[tuple[str, Node]],
        gone: set[int],
        who: str,
    ) -> None:
        """Put in what is new, or what has moved, where the original has it."""
        key = str(path[-1])
        left, right = ([programme_values.block("p", name) for name, _ in side] for side in (mine, fresh))
        order = block_pairs.order(found, left, right, gone, still=not self.moving)
        stay = [name[1] for name in order.names if name[0] == "ours" and name[1] not in order.moved]
        if order.moved:
            self._did(who, f"{key} put in the order of the original")
        behind = 0
        for name in order.names:
            if name[0] == "ours" and name[1] not in order.moved:
                behind += 1
                continue
            index = stay[behind] if behind < len(stay) else len(mine)
            if name[0] == "ours":
                lines = programme_values.entry_lines(self.text, self.tree, (*path, name[1]))
                self.yaml.remove((*path, name[1]))
            else:
                lines = programme_values.entry_lines(self.fresh, self.fresh_tree, (*there, name[1]))
                if self.moving:
                    continue
                self._did(who, f"{_element(key, fresh[name[1]][0])} added")
            self.yaml.insert(path, index, lines)

    def _did(self, who: str, what: str) -> None:
        self.done.append(f"{who}: {what}" if who else what)

    def _doubt(self, who: str, reason: str) -> None:
        self.doubts.append((who, f"{who}: {reason}" if who else reason))


def _why(base: str | None) -> str:
    why = "both were changed" if base else "nobody knows which of the two is newer"
    return f"{why}, left as it is"


def _label(name: str, key: str) -> str:
    """A value in words: ``minutes of voronkov``."""
    parts = name.split("/")
    return f"{key} of {parts[-2]}" if len(parts) > 2 else key  # noqa: PLR2004 - the item and its key


def _element(key: str, name: str) -> str:
    """An element of a list in words."""
    return (
        f"issue {quoted(name)}"
        if key == "issues"
        else f"{key.removesuffix('s')} {quoted(name)}"
        if key == "venues"
        else name
    )
