"""A programme as values by path, ``session-1/roles/panellist/people/voronkov/minutes``: what the record keeps of it."""

from __future__ import annotations

import functools
import re
import textwrap
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import nodes, similar
from diptych.importers import yaml_tree
from diptych.importers.blocks import Block
from diptych.importers.record import Imported, mark
from diptych.importers.splice import Yaml
from diptych.nodes import ListNode, MapNode, TextNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.importers.yaml_tree import Tree
    from diptych.nodes import Node

_NAMES = {"roles": ("role",), "people": ("person",), "venues": ("audience", "place")}
"""What the elements of a list are told apart by: the first of these keys that they have."""
COMMENTS = "#"
"""Under this key stands the hash of all comments of an item."""
_ID = re.compile(r"[A-Za-z0-9~-]{1,80}")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a programme in content."""

    day: int
    place: int
    date: str
    id: str
    node: MapNode

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands."""
        return ("days", self.day, "items", self.place)

    def text(self, key: str) -> str:
        """What a key says; empty where it says nothing."""
        found = self.node.get(key)
        return found.text if isinstance(found, TextNode) else ""


@functools.lru_cache(maxsize=4)  # one update asks for the same few texts again and again
def root(text: str) -> MapNode:
    """The programme as nodes."""
    return nodes.loads(text, "")[0]


@functools.lru_cache(maxsize=4)
def tree_of(text: str) -> Tree | None:
    """The programme as nodes that know where they end; nobody may change them."""
    return yaml_tree.parse(text)


def days(programme: MapNode) -> list[tuple[str, MapNode, tuple[Node, ...]]]:
    """Date, node and items of each day."""
    listed = programme.get("days")
    found = []
    for node in listed.items if isinstance(listed, ListNode) else ():
        day = node if isinstance(node, MapNode) else MapNode((), node.span)
        date, inner = day.get("date"), day.get("items")
        entries = inner.items if isinstance(inner, ListNode) else ()
        found.append((date.text if isinstance(date, TextNode) else "", day, entries))
    return found


def items(programme: MapNode) -> list[Item]:
    """All items in their order, those without an id or a day included."""
    found = []
    for number, (date, _, entries) in enumerate(days(programme)):
        for place, node in enumerate(entries):
            item = node if isinstance(node, MapNode) else MapNode((), node.span)
            name = item.get("id")
            found.append(Item(number, place, date, name.text if isinstance(name, TextNode) else "", item))
    return found


def element_text(node: Node) -> str:
    """What a list's element says where it is told apart by that: an issue, an organizer."""
    if isinstance(node, MapNode):
        text = node.get("text")
        return text.text if isinstance(text, TextNode) else ""
    return node.text if isinstance(node, TextNode) else ""


def elements(key: str, node: ListNode) -> list[tuple[str, Node]]:
    """The elements of a list, each with its name within the list."""
    found: list[tuple[str, Node]] = []
    seen: dict[str, int] = {}
    for element in node.items:
        name = element_text(element)
        if key in _NAMES and isinstance(element, MapNode):
            said = (element.get(word) for word in _NAMES[key])
            name = next((one.text for one in said if isinstance(one, TextNode) and one.text), "")
        seen[name] = seen.get(name, 0) + 1
        found.append((name if seen[name] == 1 else f"{name}~{seen[name]}", element))
    return found


def flat(node: MapNode, prefix: str) -> dict[str, str]:
    """The hashes of all that a mapping says, by path."""
    found: dict[str, str] = {}
    for key, value in node.entries:
        name = prefix + key.text
        if isinstance(value, TextNode) and value.text:
            found[name] = mark(value.text)
        elif isinstance(value, ListNode) and value.items:
            named = elements(key.text, value)
            found[name] = " ".join(mark(element) for element, _ in named)
            for element, inner in named:
                if isinstance(inner, MapNode) and key.text in _NAMES:
                    found |= flat(inner, f"{name}/{safe(element)}/")
    return found


def safe(name: str) -> str:
    """A name as a part of a path of the record: an id as it is, words as their hash."""
    return name if _ID.fullmatch(name) else mark(name)


def first(text: str) -> Imported:
    """What the record keeps of a programme as an import has written it."""
    programme = root(text)
    tree = tree_of(text)
    values = {
        key.text: mark(value.text) for key, value in programme.entries if isinstance(value, TextNode) and value.text
    }
    blocks = []
    before = ""
    for item in items(programme):
        if item.date != before:
            blocks.append(f"d {mark(item.date)}")
            before = item.date
        if not item.id:
            continue
        blocks.append(f"i {mark(item.id)}")
        values |= item_values(item, text, tree)
    return Imported("", "", values, tuple(blocks))


def item_values(item: Item, text: str, tree: Tree | None) -> dict[str, str]:
    """The hashes of all that an item says, its day and its comments."""
    prefix = f"{safe(item.id)}/"
    found = flat(item.node, prefix)
    found.pop(f"{prefix}id", None)
    found[f"{prefix}day"] = mark(item.date)
    if said := remarks(entry_lines(text, tree, item.path)):
        found[prefix + COMMENTS] = mark("\n".join(said))
    return found


def remarks(lines: Iterable[str]) -> list[str]:
    """The comment lines among lines of YAML."""
    return [line.strip() for line in lines if line.lstrip().startswith("#")]


def block(kind: str, text: str) -> Block:
    """An element of a list as a block, to be paired."""
    return Block(kind, (), (), 0, "", (text,))


# --------------------------------------------------------------------------- lines of a YAML text


def found(tree: Tree | None, path: Iterable[str | int]) -> Tree | None:
    """The node at a path."""
    for step in path:
        if tree is None:
            return None
        if isinstance(step, int):
            tree = tree.children[step] if tree.kind == "list" and step < len(tree.children) else None
        else:
            children = zip(tree.keys, tree.children, strict=True) if tree.kind == "map" else ()
            tree = next((child for key, child in children if key.text == step), None)
    return tree


def entry_lines(text: str, tree: Tree | None, path: tuple[str | int, ...]) -> list[str]:
    """An element of a list, or the value of a key, as lines of YAML, with the comment lines right above it."""
    node = found(tree, path)
    if node is None or node.parent is None:
        return []
    parent, place = node.parent, node.place
    if parent.flow or (parent.kind == "map" and (node.flow or node.kind == "text")):
        return text[node.start : node.end].split("\n")
    end = text.find("\n", parent.ends(place))
    end = len(text) if end < 0 else end
    start = parent.marks[place]
    if parent.kind == "map":
        start = text.find("\n", start) + 1
        return textwrap.dedent(text[start:end]).split("\n")
    line = text.rfind("\n", 0, start) + 1
    body = textwrap.dedent(" " * (start - line) + text[start:end]).split("\n")
    head = text.rfind("\n", 0, parent.heads[place]) + 1
    floor = parent.ends(place - 1) if place else parent.parent.marks[parent.place] if parent.parent else 0
    above: list[str] = []
    own_line = not text[head : parent.heads[place]].strip(" ")
    while own_line and head > floor:
        top = text.rfind("\n", 0, head - 1) + 1
        if top < floor or not text[top:head].lstrip(" ").startswith("#"):
            break
        above.insert(0, text[top:head].strip())
        head = top
    return [*above, *(row.rstrip() for row in body if row.strip() or row is not body[0])]


# --------------------------------------------------------------------------- who is who


def renamed(fresh: str, ours: MapNode, known: Mapping[str, str], *, fixed: bool) -> str:
    """The fresh programme with the ids that its items have in content and in the record.

    ``fixed``: the ids are the feed's own and never meet another item. Ids that are counted (``session-2``) move on
    when an item comes before them: there an item is known by its title, then by its day and hour, then by a like title.
    """
    if fixed:
        return fresh
    programme = root(fresh)
    there = [item for item in items(programme) if item.id]
    here = {item.id: item for item in items(ours) if item.id}
    old = sorted({key.split("/")[0] for key in known if key.endswith("/day")})
    names = list(dict.fromkeys([*here, *old]))
    taken: dict[int, str] = {}
    free = dict.fromkeys(names)
    for which in range(3):
        offered: dict[tuple[str, ...], deque[str]] = defaultdict(deque)
        for name in free:
            for keys in dict.fromkeys((_known_keys(name, known)[which], _keys(here.get(name))[which])):
                offered[keys].append(name)
        for at, item in enumerate(there):
            keys = _keys(item)[which]
            if at in taken or not all(keys[:1]):
                continue
            queue = offered[keys]
            while queue and queue[0] not in free:
                queue.popleft()
            own = item.id in free and keys in (_known_keys(item.id, known)[which], _keys(here.get(item.id))[which])
            if own or queue:
                taken[at] = item.id if own else queue[0]
                del free[taken[at]]
    rest = [at for at in range(len(there)) if at not in taken]
    left = [name for name in free if name in here]
    for pair in similar.pairs([there[at].text("title") for at in rest], [here[name].text("title") for name in left]):
        taken[rest[pair.new]] = left[pair.old]
        del free[left[pair.old]]
    return _with_ids(fresh, there, taken, set(names))


def _with_ids(fresh: str, there: list[Item], taken: Mapping[int, str], names: set[str]) -> str:
    yaml = Yaml(fresh)
    used = names | {item.id for at, item in enumerate(there) if at not in taken}
    seen: set[str] = set()
    for at, item in enumerate(there):
        name = taken.get(at, item.id)
        if at not in taken and (name in names or name in seen):
            base, number = name.rstrip("0123456789").rstrip("-") or "item", 2
            while f"{base}-{number}" in used:
                number += 1
            name = f"{base}-{number}"
            used.add(name)
        seen.add(name)
        if name != item.id:
            yaml.set((*item.path, "id"), name)
    return yaml.dumps()


def _keys(item: Item | None) -> tuple[tuple[str, ...], ...]:
    """By what an item may be known, the surest first: title, label, day and hour; title and label; hour and day."""
    if item is None:
        return _sure("", "", "", "")
    title, label, start = (mark(item.text(key)) if item.text(key) else "" for key in ("title", "label", "start"))
    return _sure(title, label, start, mark(item.date))


def _known_keys(name: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The same of an item in the record."""
    title, label, start, day = (known.get(f"{name}/{key}", "") for key in ("title", "label", "start", "day"))
    return _sure(title, label, start, day)


def _sure(title: str, label: str, start: str, day: str) -> tuple[tuple[str, ...], ...]:
    return (title, label, day, start), (title, label), (start, day)
