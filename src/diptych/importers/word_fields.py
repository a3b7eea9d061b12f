"""Word's fields (ECMA-376 part 1, 17.16): what of them is text, what a link, and what the program only counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF"))
CONTENTS = frozenset(("TOC", "INDEX", "TOA"))
DATES = frozenset(("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE"))
_LONGEST = 4_000  # characters of an instruction that are looked at
_LINK = re.compile(r'\s*HYPERLINK\s+(?:(\\l)\s+)?(?:"([^"]*)"|([^\s\\"]\S*))(?:\s+\\l\s+"([^"]*)")?', re.IGNORECASE)
_NAME = re.compile(r"[\s=]*([A-Za-z]+)")
_BUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    code: str = ""
    result: bool = False
    """What follows is its result, not its instruction."""
    checked: str = ""
    """Of a check box: ``☒`` or ``☐``."""

    @property
    def name(self) -> str:
        """What kind it is: ``PAGE``, ``HYPERLINK``."""
        found = _NAME.match(self.code[:_LONGEST])
        return found[1].upper() if found else ""

    @property
    def link(self) -> str:
        """Where a HYPERLINK leads, ``#name`` within the text; empty for other fields."""
        found = _LINK.match(self.code[:_LONGEST])
        if not found:
            return ""
        inner, quoted, bare, place = found.groups()
        target = quoted or bare or ""
        return f"#{target}" if inner else f"{target}#{place}" if place else target

    @property
    def prompt(self) -> str:
        """What a MACROBUTTON asks to be clicked at and filled in."""
        found = _BUTTON.match(self.code[:_LONGEST])
        return found[1].strip() if found else ""


class Fields:
    """The fields that are open at a place of the text."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def begin(self, checked: str = "") -> None:
        """``w:fldChar begin``."""
        self._open.append(Field(checked=checked))

    def code(self, text: str) -> None:
        """A part of the instruction of the innermost field."""
        if self._open and not self._open[-1].result and len(self._open[-1].code) < _LONGEST:
            self._open[-1].code += text

    def separate(self) -> Field | None:
        """``w:fldChar separate``: the field whose result begins."""
        if not self._open:
            return None
        self._open[-1].result = True
        return self._open[-1]

    def end(self) -> Field | None:
        """``w:fldChar end``: the field that ended."""
        return self._open.pop() if self._open else None

    def end_of_paragraph(self) -> None:
        """Forget what must not last: an instruction and a page's number are of one paragraph."""
        self._open = [field for field in self._open if field.result and field.name not in PAGES]

    @property
    def silent(self) -> bool:
        """Whether what stands here is no text: an instruction, or the number of a page."""
        return any(not field.result or field.name in PAGES for field in self._open)

    @property
    def contents(self) -> bool:
        """Whether a table of contents stands here."""
        return any(field.name in CONTENTS for field in self._open)

    @property
    def link(self) -> str:
        """Where the text here leads."""
        return next((field.link for field in reversed(self._open) if field.result and field.link), "")
