"""schedule.xml of frab, Pentabarf, pretalx and c3voc → the values that schedule.json has in their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from diptych.finding import UserError
from diptych.importers import formats, letters
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from diptych.importers.feed_doubts import Tally

_DEEPEST = 30
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_GROUPS = ("persons", "links", "attachments")


class _Refused(Exception):  # noqa: N818 - never seen outside
    """A document type, or too many levels: no timetable has them."""


@dataclass(slots=True)
class Element:
    """An element: its attributes, what it says, its children."""

    name: str
    attributes: dict[str, str]
    said: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text."""
        return "".join(self.said).strip()

    def all(self, name: str) -> list[Element]:
        """Its children of a name."""
        return [child for child in self.children if child.name == name]


def loads(data: bytes, path: str, tally: Tally) -> dict[str, Any]:
    """What schedule.json would say. Raises UserError for what is no such file, or brings a document type with it.

    A document type is all that entities need, the harmless and the others; no program writes one into a schedule.
    """
    try:
        root = _parsed(data, None)
    except expat.ExpatError as error:
        root = _again(data, path, error, tally)
    except (_Refused, RecursionError) as error:
        raise UserError(f"{path}: {error}", "Export the timetable again; no program writes it so.") from None
    except (ValueError, LookupError):
        root = _again(data, path, None, tally)
    if root.name != "schedule":
        raise UserError(f"{path} is no schedule.xml: its root is <{root.name[:40]}>", "Name the schedule.xml itself.")
    return _document(root)


def _again(data: bytes, path: str, error: expat.ExpatError | None, tally: Tally) -> Element:
    """A second reading, with the encoding that the bytes have and without signs that XML cannot hold."""
    text, doubts = formats.decode(data, path)
    cleaned = letters.clean(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    try:
        root = _parsed(cleaned.encode("utf-8"), "utf-8")
    except expat.ExpatError as second:
        first = error or second
        what = expat.errors.messages.get(first.code, "a fault")
        raise UserError(
            f"{path}:{first.lineno} is not XML: {what}", "Export the timetable again; it may be cut."
        ) from None
    except (_Refused, RecursionError, ValueError) as refused:
        raise UserError(f"{path}: {refused}", "Export the timetable again; no program writes it so.") from None
    for doubt in doubts:
        tally.doubt(doubt.spot, doubt.rule, doubt.reason)
    if not doubts:
        reason = "the encoding that it states is not its own, or it held signs that XML cannot hold; they were left out"
        tally.doubt(Spot(error.lineno if error else 1), "encoding", reason)
    return root


def _parsed(data: bytes, encoding: str | None) -> Element:
    parser = expat.ParserCreate(encoding)
    top = Element("", {})
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise _Refused("it is nested too deeply")
        element = Element(name.rpartition(":")[2], attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def said(text: str) -> None:
        stack[-1].said.append(text)

    def end(_: str) -> None:
        stack.pop()

    def refuse(*_: object) -> None:
        raise _Refused("it brings a document type (<!DOCTYPE) with it, which is not read")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)  # noqa: FBT003 - expat's "this is the last of it"
    return top.children[0]


def _document(root: Element) -> dict[str, Any]:
    conference: dict[str, Any] = {}
    for element in root.all("conference"):
        conference |= {child.name: child.text for child in element.children if not child.children}
    conference["days"] = [_day(day) for day in root.all("day")]
    generator = next(({"name": one.attributes.get("name") or one.text} for one in root.all("generator")), {})
    versions = [child.text for child in root.all("version")]
    return {
        "generator": generator,
        "schedule": {"version": versions[0] if versions else "", "conference": conference},
    }


def _day(day: Element) -> dict[str, Any]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for room in day.all("room"):
        rooms.setdefault(room.attributes.get("name", ""), []).extend(_event(event) for event in room.all("event"))
    attributes = day.attributes
    return {
        "date": attributes.get("date", ""),
        "day_start": attributes.get("start", ""),
        "day_end": attributes.get("end", ""),
        "rooms": rooms,
    }


def _event(event: Element) -> dict[str, Any]:
    values: dict[str, Any] = {**event.attributes}
    for child in event.children:
        if child.name in _GROUPS:
            values[child.name] = [_member(one) for one in child.children]
        elif not child.children:
            values.setdefault(child.name, child.text)
        else:  # HTML that was not escaped
            values.setdefault(child.name, " ".join(_texts(child)))
    return values


def _member(element: Element) -> dict[str, str]:
    """A person or a link: ``<person id="7">Anna Petrova</person>``, or with a name and a biography inside."""
    said = {child.name: child.text for child in element.children}
    return {**element.attributes, **({"public_name": element.text} if element.text else {}), **said}


def _texts(element: Element) -> list[str]:
    return [text for one in (element, *element.children) if (text := one.text)]
