"""The items of a programme imported again: new ones come in at their hour, moved ones with all that is in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.importers import block_pairs, programme_values
from diptych.importers.block_pairs import Pairs
from diptych.importers.programme_values import safe
from diptych.importers.record import mark
from diptych.importers.splice import Yaml
from diptych.importers.update import Verdict, judged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.importers.block_pairs import Name
    from diptych.importers.programme_values import Item
    from diptych.importers.yaml_tree import Tree


@dataclass(slots=True)
class Days:
    """Which items there are, on which day and in which order."""

    text: str
    fresh: str
    known: Mapping[str, str]
    entries: Sequence[str]
    """``Imported.blocks``: days and items as they followed each other."""
    done: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """The id of the item, and the reason."""
    yaml: Yaml = field(init=False)
    tree: Tree | None = field(init=False)
    fresh_tree: Tree | None = field(init=False)
    ours: list[Item] = field(init=False)
    theirs: list[Item] = field(init=False)
    gone: set[int] = field(default_factory=set)
    """Places of our items that leave their day."""
    away: set[int] = field(default_factory=set)
    """Places of their items that are not put in: a hand took them out, or to another day."""
    unknown: set[str] = field(default_factory=set)
    """Paths of days that differ from content, and nobody knows since when."""
    here: dict[str, int] = field(init=False)
    """The places of our items, by id."""

    def __post_init__(self) -> None:
        self.yaml = Yaml(self.text)
        self.tree = programme_values.tree_of(self.text)
        self.fresh_tree = programme_values.tree_of(self.fresh)
        self.ours = programme_values.items(programme_values.root(self.text))
        self.theirs = programme_values.items(programme_values.root(self.fresh))
        self.here = {item.id: place for place, item in reversed(list(enumerate(self.ours))) if item.id}

    def run(self) -> str:
        """The text with the items that it is to have."""
        for place, item in enumerate(self.theirs):
            self._their(place, item)
        fresh = {item.id for item in self.theirs}
        for place, item in enumerate(self.ours):
            if item.id and item.id not in fresh and f"{safe(item.id)}/day" in self.known:
                self._leaves(place, item)
        self._write()
        return self.yaml.dumps()

    # ----------------------------------------------------------------------- what becomes of each

    def _their(self, place: int, item: Item) -> None:
        """Whether an item of the original comes in, moves or stays out."""
        name = f"{safe(item.id)}/"
        base = self.known.get(f"{name}day")
        here = self.here.get(item.id)
        if here is None:
            if base is not None:
                self.away.add(place)
                self._taken_out(item, name)
            return
        mine = self.ours[here]
        verdict = judged(base, mark(mine.date), mark(item.date))
        if verdict is Verdict.THEIRS:
            self.gone.add(here)
            self.done.append(f"{item.id} moved {mine.date} → {item.date}")
        elif verdict is not Verdict.SAME:
            self.away.add(place)
            if verdict is Verdict.CONFLICT:
                self.unknown |= set() if base else {f"{name}day"}
                reason = f"it stands under {mine.date}, in the original now under {item.date}: left where it is"
                self.doubts.append((item.id, f"{item.id}: {reason}"))

    def _taken_out(self, item: Item, name: str) -> None:
        """A doubt where a hand took an item out and the original has changed it since."""
        now = programme_values.item_values(item, self.fresh, self.fresh_tree)
        if now != {key: value for key, value in self.known.items() if key.startswith(name)}:
            self.doubts.append((item.id, f"{item.id}: a hand took it out, and the original changed it: left out"))

    def _leaves(self, place: int, item: Item) -> None:
        """An item that the original has no more."""
        name = f"{safe(item.id)}/"
        now = programme_values.item_values(item, self.text, self.tree)
        if now == {key: value for key, value in self.known.items() if key.startswith(name)}:
            self.gone.add(place)
            self.done.append(f"{item.id} removed")
        else:
            self.doubts.append((item.id, f"{item.id}: gone from the original, kept as a hand changed it"))

    # ----------------------------------------------------------------------- order and days

    def _write(self) -> None:
        ours, theirs = defaultdict(list), defaultdict(list)
        for place, item in enumerate(self.ours):
            ours[item.date].append(place)
        for place, item in enumerate(self.theirs):
            theirs[item.date].append(place)
        listed = programme_values.days(programme_values.root(self.text))
        dates = [date for date, _, _ in listed]
        fresh = programme_values.days(programme_values.root(self.fresh))
        for number, (date, _, _) in enumerate(listed):
            if dates.index(date) != number:
                continue
            if self._emptied(number, date, ours[date], {day for day, _, _ in fresh}):
                self.yaml.remove(("days", number))
            else:
                self._day(number, ours[date], theirs[date])
        for number, (date, _, _) in enumerate(fresh):
            if date not in dates:
                self._new_day(number, date, theirs[date], dates)

    def _day(self, number: int, mine: list[int], fresh: list[int]) -> None:
        """Bring a day's items into order."""
        order = self._order(mine, fresh)
        stay = [name[1] for name in order.names if name[0] == "ours" and name[1] not in order.moved]
        behind = 0
        count = len(mine)
        for place in mine:
            if place in self.gone:
                self.yaml.remove(self.ours[place].path)
        for name in self._by_hour(order.names, mine, fresh, set(order.moved)):
            if name[0] == "ours" and name[1] not in order.moved:
                behind += 1
                continue
            index = self.ours[mine[stay[behind]]].place if behind < len(stay) else count
            if name[0] == "ours":
                item = self.ours[mine[name[1]]]
                lines = programme_values.entry_lines(self.text, self.tree, item.path)
                self.yaml.remove(item.path)
            else:
                lines = self._lines(fresh[name[1]])
            self.yaml.insert(("days", number, "items"), index, lines)

    def _order(self, mine: list[int], fresh: list[int]) -> block_pairs.Order:
        here = {self.ours[place].id: at for at, place in enumerate(mine)}
        there = {self.theirs[place].id: at for at, place in enumerate(fresh)}
        old = {entry.split()[1]: at for at, entry in enumerate(self.entries) if entry.startswith("i ")}
        pairs = {at: there[name] for name, at in here.items() if name in there and name and mine[at] not in self.gone}
        old_ours = {old[mark(name)]: at for name, at in here.items() if mark(name) in old}
        old_theirs = {
            old[mark(name)]: at
            for name, at in there.items()
            if mark(name) in old and (name in here or fresh[at] in self.away)
        }
        for at in there.values():  # what stays out is known, and is not paired
            if fresh[at] in self.away and at not in old_theirs.values():
                old_theirs[-1 - at] = at
            elif fresh[at] in self.away:
                pairs = {here_: there_ for here_, there_ in pairs.items() if there_ != at}
        left = [programme_values.block("p", self.ours[place].id) for place in mine]
        right = [programme_values.block("p", self.theirs[place].id) for place in fresh]
        gone = {at for at, place in enumerate(mine) if place in self.gone}
        return block_pairs.order(Pairs(old_ours, old_theirs, pairs), left, right, gone)

    def _by_hour(self, names: Sequence[Name], mine: list[int], fresh: list[int], moved: set[int]) -> list[Name]:
        """The items of a day, what comes in put behind what a hand added for an earlier hour."""

        def start(name: Name) -> str:
            return (self.ours[mine[name[1]]] if name[0] == "ours" else self.theirs[fresh[name[1]]]).text("start")

        there = {self.theirs[place].id for place in fresh}
        out: list[Name] = []
        waiting: list[Name] = []
        for name in names:
            if name[0] == "theirs" or name[1] in moved:
                waiting.append(name)
                continue
            by_hand = self.ours[mine[name[1]]].id not in there
            late = [one for one in waiting if by_hand and start(name) and start(name) < start(one)]
            first = waiting.index(late[0]) if late else len(waiting)
            out += [*waiting[:first], name]
            waiting = waiting[first:]
        return [*out, *waiting]

    def _lines(self, place: int) -> list[str]:
        """The lines of an item that comes into a day: our own where it was on another."""
        item = self.theirs[place]
        here = self.here.get(item.id)
        if here is not None:
            return programme_values.entry_lines(self.text, self.tree, self.ours[here].path)
        self.done.append(f"{item.id} added ({' '.join(filter(None, (item.date, item.text('start'))))})")
        return programme_values.entry_lines(self.fresh, self.fresh_tree, item.path)

    def _emptied(self, number: int, date: str, mine: list[int], fresh: set[str]) -> bool:
        """Whether a day loses its last item, the original has it no more, and no hand spoke to it."""
        if not mine or date in fresh or not all(place in self.gone for place in mine):
            return False
        lines = programme_values.entry_lines(self.text, self.tree, ("days", number))
        inner = [programme_values.entry_lines(self.text, self.tree, self.ours[place].path) for place in mine]
        within = sum(len(programme_values.remarks(item)) for item in inner)
        return len(programme_values.remarks(lines)) == within

    def _new_day(self, number: int, date: str, fresh: list[int], dates: list[str]) -> None:
        coming = [place for place in fresh if place not in self.away]
        if not coming:
            return
        whole = programme_values.entry_lines(self.fresh, self.fresh_tree, ("days", number))
        own = Yaml("\n".join(whole) + "\n")
        for place in fresh:
            at = ("items", self.theirs[place].place)
            if place in self.away:
                own.remove(at)
            elif self.theirs[place].id in self.here:
                own.replace(at, self._lines(place))
            else:
                self._lines(place)
        index = next((at for at, other in enumerate(dates) if other > date), len(dates))
        self.yaml.insert(("days",), index, own.dumps().rstrip("\n").split("\n"))
