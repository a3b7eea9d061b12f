"""The XML of an Office part → small trees, one block at a time; no DOCTYPE, no entity, no great depth."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST = 120
"""Levels of elements; text in a box in a table in a content control has some 40."""
MOST_ELEMENTS = 2_000_000

_MEND = "Open it in Word, which may repair it, and save it as .docx; or ask for the file again."
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",  # Strict
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}
_SPOKEN = frozenset(("w:t", "w:delText", "w:instrText", "m:t"))


@dataclass(slots=True)
class Node:
    """An element: ``w:p``, with the prefixes that the standard (ECMA-376) uses, whatever the file's are."""

    tag: str
    attrs: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """Of the elements that hold text."""

    def child(self, tag: str) -> Node:
        """The first child of that name, or an empty one."""
        return next((node for node in self.children if node.tag == tag), NONE)

    def has(self, tag: str) -> bool:
        """Whether there is such a child."""
        return any(node.tag == tag for node in self.children)

    def val(self, tag: str) -> str | None:
        """``w:val`` of the first child of that name."""
        return self.child(tag).attrs.get("w:val")

    def within(self, *tags: str) -> Iterator[Node]:
        """All elements of these names below it, those in one of them left out."""
        for node in self.children:
            if node.tag in tags:
                yield node
            else:
                yield from node.within(*tags)


NONE = Node("", {})


def blocks(portions: Iterable[bytes], where: str, depth: int) -> Iterator[Node]:
    """The elements at that depth (1: the children of the root), each as soon as it is complete; UserError."""
    reading = _Reading(where, depth)
    try:
        for portion in portions:
            reading.parser.Parse(portion, False)  # noqa: FBT003 - pyexpat takes it by position
            yield from reading.drain()
        reading.parser.Parse(b"", True)  # noqa: FBT003 - the same
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "unknown error"
        raise UserError(f"{where} is damaged in its line {error.lineno}: {what}", _MEND) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise UserError(f"{where} is in an encoding that cannot be read", _MEND) from error
    yield from reading.drain()


class _Reading:
    """One pass over a part."""

    def __init__(self, where: str, depth: int) -> None:
        self._where, self._depth = where, depth
        self._open: list[Node] = []
        self._level = self._count = 0
        self._ready: list[Node] = []
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said

    def drain(self) -> list[Node]:
        """What has become complete since."""
        ready, self._ready = self._ready, []
        return ready

    def _doctype(self, *_: object) -> None:
        hint = "Word writes none, and entities could be read from elsewhere. Save the text anew in Word."
        raise UserError(f"{self._where} has a DOCTYPE, which is not read", hint)

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        self._count += 1
        if self._level >= DEEPEST:
            raise UserError(f"{self._where} has elements over {DEEPEST} levels deep, which no text needs", _MEND)
        if self._count > MOST_ELEMENTS:
            raise UserError(f"{self._where} has over {MOST_ELEMENTS:,} elements", "Divide it into several files.")
        if self._level >= self._depth:
            node = Node(_short(name), {_short(key): value for key, value in attrs.items()} if attrs else {})
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)
        self._level += 1

    def _end(self, _: str) -> None:
        self._level -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._ready.append(node)

    def _said(self, text: str) -> None:
        if self._open and self._open[-1].tag in _SPOKEN:
            self._open[-1].text += text


@functools.lru_cache(maxsize=4096)
def _short(name: str) -> str:
    house, _, local = name.rpartition(" ")
    return _PREFIXES[house] + local if house in _PREFIXES else local if not house else f"{{{house}}}{local}"
