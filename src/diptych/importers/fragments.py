"""HTML that remained in a text: ``<ul style="…">• A • B``, ``<p>``, ``<br>``, ``<b>`` → pieces."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.importers import bullets
from diptych.importers.sheet import Form, Piece
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.importers.sheet import Spot

_BLOCK_NAMES = (
    "address article blockquote body center dd div dl dt footer h1 h2 h3 h4 h5 h6 head header hr html li main ol p "
    "section table tbody td tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_INLINE_NAMES = "a abbr b big br cite em font i mark s small span strike strong sub sup u wbr"
_INLINE = frozenset(_INLINE_NAMES.split())
# A name that is no tag of HTML (`<name>`, `<https://…>`) stays text; a bounded pattern, because html.parser takes
# quadratic time for many tags that nothing closes.
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{'|'.join(sorted(_BLOCKS | _INLINE, key=len, reverse=True))})"
    r"(?P<more>(?:[\s/][^<>]{0,1000})?)>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--((?:(?!<!--).){0,5000}?)-->", re.DOTALL)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_START = re.compile(r"""\bstart\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)
_SAFE = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@|tel:\+?\d|#[\w-]", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE = re.compile(r"\s+")
_WIDE = re.compile(r"\s\s|[^\S ]")
_BULLETS = re.compile(rf"(?=[{bullets.GLYPHS}])")
_ID = re.compile(r"\{#([A-Za-z][\w-]*)\}\s*$")


def has_markup(text: str) -> bool:
    """Whether there is a tag of HTML in the text."""
    return "<" in text and ("<!--" in text or _TAG.search(text) is not None)


def note(comment: str) -> str:
    """What a comment says to translators (``translators: …``), in one line; any other comment in full."""
    said = _SPACE.sub(" ", comment).strip()
    return said[len("translators:") :].strip() if said.lower().startswith("translators:") else said


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a line without HTML: emphasis, links and escapes as Markdown has them, spaces single."""
    return tidy(inline.parse(text.strip()))


def tidy(several: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with single spaces, none at both ends, and neighbours that look alike as one."""
    out: list[Run] = []
    for run in several:
        text = _SPACE.sub(" ", run.text) if _WIDE.search(run.text) else run.text
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if out and _alike(out[-1], run):
            out[-1] = replace(run, text=out[-1].text + text)
        else:
            out.append(run if text == run.text else replace(run, text=text))
    if out and out[-1].text.endswith(" "):
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return tuple(run for run in out if run.text)


def _alike(one: Run, two: Run) -> bool:
    return one.emphasis == two.emphasis and one.strong == two.strong and one.href == two.href


def take_id(text: str) -> tuple[str, str]:
    """A heading's text without ``{#id}`` at its end, and the id."""
    found = _ID.search(text) if "{#" in text else None
    return (text[: found.start()].rstrip(), found[1].lower()) if found else (text, "")


def read(text: str, spot: Spot) -> tuple[Piece, ...]:
    """The pieces of a line or cell in which HTML may remain; never raises, whatever is unclosed or unknown."""
    reader = _Reader(spot)
    at = 0
    for found in re.finditer(f"(?:{_COMMENT.pattern})|(?:{_TAG.pattern})", text, re.IGNORECASE | re.DOTALL):
        reader.words(text[at : found.start()])
        at = found.end()
        if found["name"]:
            reader.tag(found["name"].lower(), bool(found["end"]), found["more"] or "")
        elif said := note(found[1]):
            reader.notes.append(said)
    reader.words(text[at:])
    reader.flush()
    return tuple(reader.done)


@dataclass(slots=True)
class _Reader:
    """Where we are between the tags."""

    spot: Spot
    done: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _form: Form = Form.PARAGRAPH
    _level: int = 0
    _number: str = ""
    _lists: list[int] = field(default_factory=list)
    """For each open list the number of its last item; -1 where it has bullets."""
    _bold: int = 0
    _italic: int = 0
    _raised: int = 0
    _href: str = ""

    def words(self, text: str) -> None:
        """Text between two tags; bullets in it begin items."""
        if not text:
            return
        parts = _BULLETS.split(text) if self._bulleted(text) else [text]
        for part in parts:
            if len(parts) > 1 and part[:1] and part[0] in bullets.GLYPHS:
                self.flush()
                self._form, self._level = Form.ITEM, max(1, len(self._lists))
                self._number = part[0]
                self._add(part[1:])
            else:
                self._add(part)

    def _bulleted(self, text: str) -> bool:
        begins = text.lstrip()[:1]
        return bool(self._lists or (begins and begins in bullets.GLYPHS and not self._runs))

    def _add(self, text: str) -> None:
        inner = text.strip()
        if not inner:
            if text and self._runs:
                self._runs.append(Run(" "))
            return
        if self._raised:
            inner = inner.translate(_RAISED)
        if text[0].isspace():
            self._runs.append(Run(" "))
        for run in inline.parse(inner):
            emphasis, strong = run.emphasis or self._italic > 0, run.strong or self._bold > 0
            self._runs.append(Run(run.text, emphasis, strong, run.href or self._href))
        if text[-1].isspace():
            self._runs.append(Run(" "))

    def tag(self, name: str, end: bool, more: str) -> None:
        """A tag: a block's ends the paragraph before it."""
        if name in _BLOCKS:
            self._block(name, end, more)
            return
        step = -1 if end else 1
        match name:
            case "br":
                self.flush(same=True)
            case "b" | "strong":
                self._bold = max(0, self._bold + step)
            case "i" | "em" | "cite":
                self._italic = max(0, self._italic + step)
            case "sup":
                self._raised = max(0, self._raised + step)
            case "a":
                address = _HREF.search(more)
                href = html.unescape(address[1]) if address and not end else ""
                self._href = href if _SAFE.match(href) else ""

    def _block(self, name: str, end: bool, more: str) -> None:
        self.flush()
        match name:
            case "ul" | "ol" if end:
                del self._lists[-1:]
            case "ul":
                self._lists.append(-1)
            case "ol":
                start = _START.search(more)
                self._lists.append(int(start[1]) - 1 if start else 0)
            case "li" if not end:
                self._item()
            case "blockquote" if not end:
                self._form = Form.QUOTE
            case _ if len(name) == 2 and name[0] == "h" and name[1].isdigit() and not end:  # noqa: PLR2004 - h1 … h6
                self._form, self._level = Form.HEADING, int(name[1])

    def _item(self) -> None:
        self._form, self._level, self._number = Form.ITEM, max(1, len(self._lists)), "•"
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._number = f"{self._lists[-1]}."

    def flush(self, *, same: bool = False) -> None:
        """End the piece; ``same``: a line of the same block follows."""
        found = tidy(self._runs)
        self._runs.clear()
        if found:
            self.done.append(self._piece(found))
            self.notes.clear()
        if found and (not same or self._form is Form.ITEM):
            self._form, self._level, self._number = Form.PARAGRAPH, 0, ""
        elif not found and self._form is not Form.ITEM:
            self._form, self._level = Form.PARAGRAPH, 0

    def _piece(self, found: tuple[Run, ...]) -> Piece:
        notes = tuple(self.notes)
        if self._form is Form.PARAGRAPH and not self._level:
            whole = "".join(run.text for run in found)
            one = bullets.marker(whole)
            listed = one is not None and not one.dash and one.style in ("(#)", "#)", *bullets.GLYPHS)
            if one and listed and found[0].text.startswith(one.typed):
                rest = tidy((replace(found[0], text=found[0].text[len(one.typed) :]), *found[1:]))
                return Piece(Form.ITEM, self.spot, rest, 1, one.number, one.typed, notes=notes)
        typed = self._number
        number = typed.rstrip(".") if typed[:1].isdigit() else ""
        return Piece(self._form, self.spot, found, self._level, number, typed, notes=notes)
