"""iCalendar: bytes → components with their properties (RFC 5545, 3.1 and 3.2).

The icalendar library reads the parameters, with their quotes and carets (RFC 6868). Here stands what it refuses or
would spoil: folds that cut a letter's bytes, which the RFC allows; lines that lack their fold; components that nobody
closed; quoted-printable; values, which it unescapes before they are divided at their commas, its versions 6 and 7 each
in its own way. Its components are not asked for: they expand the rules of each VTIMEZONE, which may be a bomb. Nor are
its lines where nobody asks for a parameter: it takes 26 microseconds for each, and a file may have a million.
"""

from __future__ import annotations

import functools
import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import feed_values, formats, letters
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.importers.feed_doubts import Tally

_NAME = re.compile(r"(?:[A-Za-z0-9-]{1,60}\.)?([A-Za-z][A-Za-z0-9-]{0,60})(?=[;:])")
_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
"""A line up to its value: a colon between quotes is a parameter's."""
_FOLD = re.compile(rb"\n[ \t]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_KEPT = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE"})
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Property:
    """A content line."""

    head: str
    """Name and parameters, up to the colon."""
    value: str
    """As it stands there."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """By name in capitals; of most lines nobody asks for them."""
        return _parameters(self.head) if ";" in self.head else {}

    @property
    def text(self) -> str:
        """The value as TEXT (RFC 5545, 3.3.11)."""
        return letters.clean(_unescaped(self.value)).strip()

    def texts(self) -> list[str]:
        """The value as a list of TEXT, divided at its commas."""
        parts = re.findall(r"(?:\\.|[^,\\])+", self.value, re.DOTALL)
        return [text for part in parts if (text := letters.clean(_unescaped(part)).strip())]


@dataclass(slots=True)
class Component:
    """``BEGIN:VEVENT`` to ``END:VEVENT``."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    within: Component | None = None

    def get(self, name: str) -> Property | None:
        """The first property of the name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """What the first property of the name says, in one line; empty without one."""
        return " ".join(self.long(name).split())

    def long(self, name: str) -> str:
        """What the first property of the name says."""
        found = self.get(name)
        if found:
            feed_values.not_too_long(found.value)
        return found.text if found else ""


def loads(data: bytes, path: str, tally: Tally) -> list[Component]:
    """The calendars, events and time zones of a file, in its order; of other components nothing.

    Raises UserError for what is no calendar.
    """
    text, doubts = formats.decode(_unfolded(data), path)
    if "BEGIN:VCALENDAR" not in text[:100_000].upper():
        raise UserError(f"{path} is no calendar: it has no BEGIN:VCALENDAR", "Export it again as iCalendar (.ics).")
    for doubt in doubts:
        tally.doubt(doubt.spot, doubt.rule, doubt.reason)
    return list(_components(text, tally))


def _unfolded(data: bytes) -> bytes:
    """Long lines put together again, before bytes become letters."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    return _FOLD.sub(b"", data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def _components(text: str, tally: Tally) -> Iterator[Component]:
    stack: list[Component] = []
    for line, prop in _lines(text):
        if line == "BEGIN":
            name = prop.value.strip().upper()
            if name in _KEPT:  # none of them stands in another: what is open was never closed
                stack = [one for one in stack[:1] if one.name == "VCALENDAR" != name]
            if len(stack) >= _DEEPEST:
                raise UserError("The calendar is nested too deeply", "Export it again; no program writes it so.")
            opened = Component(name, within=stack[-1] if stack else None)
            stack.append(opened)
            if name in _KEPT:
                yield opened
            elif name in {"VTODO", "VJOURNAL"}:
                tally.add(Spot(1), "left-out", "a programme has no place for tasks and journals", name)
        elif line == "END":
            _close(stack, prop.value.strip().upper())
        elif stack:
            stack[-1].properties.setdefault(line, []).append(prop)


def _close(stack: list[Component], name: str) -> None:
    """Close a component and what was left open in it; an END of nothing closes nothing."""
    if any(one.name == name for one in stack):
        while stack.pop().name != name:
            pass


def _lines(text: str) -> Iterator[tuple[str, Property]]:
    """The content lines; a line that is none goes on with the one before, as careless programs break texts."""
    name, said, more = "", "", list[str]()
    for line in text.split("\n"):
        found = _NAME.match(line)
        if found and (found[1].upper() in {"BEGIN", "END"} or not _prose(found[1], line)):
            if name:
                yield name, _property("\\n".join([said, *more]))
            name, said, more = found[1].upper(), line[found.start(1) :], []
        elif line.strip() and name:
            more.append(line.strip().replace("\\", "\\\\"))
    if name:
        yield name, _property("\\n".join([said, *more]))


def _prose(name: str, line: str) -> bool:
    """Whether a line that looks like a property is text that lacks its fold: ``Chair: Ms. …``, ``Note: …``."""
    return not name.isupper() and line[len(name) :].startswith(": ")


def _property(line: str) -> Property:
    """A content line, in one piece."""
    head = _HEAD.match(line)
    if not head:  # a quote that nobody closed
        line = line.replace('"', "")
        head = _HEAD.match(line)
    start, value = (head[0], line[head.end() :]) if head else (line, "")
    if ";ENCODING=QUOTED-PRINTABLE" in start.upper():
        value = _decoded(value, _parameters(start).get("CHARSET", "utf-8"))
    return Property(start, value)


@functools.lru_cache(maxsize=256)
def _parameters(head: str) -> dict[str, str]:
    """The parameters of a content line without its value; those that the library refuses are read without quotes."""
    from icalendar.parser import Contentline

    for said in (head, re.sub(r'["\x00-\x08\x0b-\x1f\x7f]', "", head)):
        try:
            _, found, _ = Contentline(said).parts()  # type: ignore[no-untyped-call]  # the library has no annotation there
        except ValueError:
            continue
        return {name.upper(): ",".join(one) if isinstance(one, list) else str(one) for name, one in found.items()}
    return {}


def _decoded(value: str, charset: str) -> str:
    """A value of vCalendar 1.0, which may be quoted-printable."""
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset if re.fullmatch(r"[A-Za-z0-9_-]{1,30}", charset) else "utf-8", "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
