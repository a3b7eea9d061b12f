"""One paragraph being cleaned: its stretches of text, and the XML that mammoth gets of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from diptych.importers.word_changes import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.importers.word_numbers import Number
    from diptych.importers.word_styles import Text
    from diptych.importers.word_xml import Node

SPLIT, PAGE = "split", "page"
_PARTS = re.compile(r"[^\t\n]+|\t|\n")
_PIECES = {"\t": "<w:tab/>", "\n": "<w:br/>"}


@dataclass(slots=True)
class Facts:
    """What the XML says of a paragraph and mammoth does not; mammoth carries its index as the style's name."""

    line: int
    where: str = ""
    kind: str = ""
    """``title``, ``subtitle``, ``heading`` or empty."""
    level: int = 0
    number: Number | None = None
    centred: bool = False
    new_page: bool = False
    size: float = 0.0
    bold: bool = False
    """By its style: what is bold in it then is no emphasis, what is not, is."""
    italic: bool = False
    indent: int = 0
    contents: bool = False
    """A line of a table of contents."""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    looks: tuple[bool, bool, bool, bool, str]
    """Bold, italic, underlined, struck out, raised."""
    href: str
    change: str
    xml: str


@dataclass(slots=True)
class Line:
    """What a paragraph says."""

    stretches: list[_Stretch | str] = field(default_factory=list)
    """Stretches, and ``SPLIT`` or ``PAGE`` where another paragraph begins."""
    boxes: list[Node] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    contents: bool = False
    """Something of it was a table of contents, which is left out."""
    sizes: dict[float, int] = field(default_factory=dict)

    def say(self, text: str, looks: Text, href: str = "", change: str = "") -> None:
        """Add text; tabs and line breaks are in it as Python has them."""
        xml = "".join(_PIECES.get(part) or _text(part) for part in _PARTS.findall(text))
        self._add(xml, looks, href, change)
        if spoken := len(text.strip()):
            self.sizes[looks.size] = self.sizes.get(looks.size, 0) + spoken

    def refer(self, xml: str, looks: Text, change: str = "") -> None:
        """Add a reference to a note or a comment."""
        self._add(xml, looks, "", change)

    def split(self, sign: str) -> None:
        """Another paragraph begins here, after a page break or a column break."""
        self.stretches.append(sign)

    def _add(self, xml: str, looks: Text, href: str, change: str) -> None:
        if xml:
            look = (looks.bold, looks.italic, looks.underline, looks.strike, looks.raised)
            self.stretches.append(_Stretch(look, href, change, xml))

    @property
    def size(self) -> float:
        """The size that most of it has, in points."""
        return max(self.sizes, key=lambda size: self.sizes[size]) if self.sizes else 0.0

    def paragraphs(self) -> Iterator[tuple[str, list[_Stretch]]]:
        """The paragraphs that it makes: the sign that begins each (empty for the first) and its stretches."""
        sign, found = "", list[_Stretch]()
        for stretch in self.stretches:
            if isinstance(stretch, str):
                yield sign, found
                sign, found = stretch, []
            else:
                found.append(stretch)
        yield sign, found


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def speaks(stretches: list[_Stretch]) -> bool:
    """Whether anything is there to print, or to refer to."""
    return any("<w:t " in stretch.xml or "Reference" in stretch.xml for stretch in stretches)


def runs(stretches: list[_Stretch], links: dict[str, str]) -> str:
    """The runs for mammoth, neighbours that look alike as one; tracked changes in their signs."""
    out: list[str] = []
    last: _Stretch | None = None
    change = ""
    for stretch in (*stretches, None):
        now = stretch.change if stretch else ""
        alike = stretch and last and (stretch.looks, stretch.href) == (last.looks, last.href) and now == change
        if not alike and last:
            if now != change and change:
                out.append(_text(SIGNS[change][1]))
            out.append("</w:r></w:hyperlink>" if last.href else "</w:r>")
        if stretch and not alike:
            out.append(_opened(stretch, links))
            if now != change and now:
                out.append(_text(SIGNS[now][0]))
        if stretch:
            out.append(stretch.xml)
        last, change = stretch, now
    return "".join(out)


def _opened(stretch: _Stretch, links: dict[str, str]) -> str:
    bold, italic, underline, strike, raised = stretch.looks
    looks = (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + ('<w:u w:val="single"/>' if underline else "")
        + ("<w:strike/>" if strike else "")
        + (f'<w:vertAlign w:val="{raised}"/>' if raised in {"superscript", "subscript"} else "")
    )
    link = f'<w:hyperlink r:id="{links.setdefault(stretch.href, f"l{len(links)}")}">' if stretch.href else ""
    return f"{link}<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}"
