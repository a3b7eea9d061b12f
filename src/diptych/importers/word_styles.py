"""Word's styles: what a paragraph and its text look like, all inheritance counted in (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.importers.word_xml import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.importers.word_xml import Node

TOGGLES = ("w:b", "w:i", "w:vanish")
"""What a style switches over rather than on (17.7.3)."""
TITLE, SUBTITLE, QUOTE, CONTENTS = "title", "subtitle", "quote", "contents"

_OFF = frozenset(("0", "false", "off"))
_POINTS = 10.0  # 17.3.2.38: where nobody says
_NAMES = {  # as other programs than Word keep them: in the language of their menus
    TITLE: "title|название|заголовок документа|titel|titre|título|titolo|tytuł|otsikko|标题|表題",
    SUBTITLE: "subtitle|подзаголовок|untertitel|sous-titre|subtítulo|sottotitolo|podtytuł|ondertitel|副标题",
    QUOTE: "(intense )?quote|block text|block quotation|quotations|(выделенная )?цитата|zitat|citation|citazione",
    CONTENTS: r"(toc|оглавление|contents|verzeichnis|tm|tdc|sommario|spis treści)\s*(heading|\d)|toc heading",
}
_KINDS = {kind: re.compile(names, re.IGNORECASE) for kind, names in _NAMES.items()}
_HEADING = re.compile(
    r"(?:heading|заголовок|überschrift|titre|título|titolo|nagłówek|kop|rubrik|overskrift|otsikko|başlık|nadpis"
    r"|标题|見出し|titlu|címsor|заглавие)\s*([1-9])",
    re.IGNORECASE,
)
_DEEPEST = 30  # basedOn may go round


@dataclass(slots=True)
class Text:
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    underline: bool = False
    strike: bool = False
    raised: str = ""
    """``superscript``, ``subscript`` or empty."""
    size: float = _POINTS
    lang: str = ""


@dataclass(slots=True)
class _Style:
    name: str
    based: str
    paragraph: Node
    run: Node


class Styles:
    """The styles of a document."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._styles: dict[str, _Style] = {}
        self._defaults = NONE
        self._paragraph_defaults = NONE
        self._normal = ""
        self._kinds: dict[str, tuple[str, int]] = {}
        self._properties: dict[tuple[str, str], Node] = {}
        self._known: dict[tuple[str, str], Text] = {}
        for node in nodes:
            if node.tag == "w:docDefaults":
                self._defaults = node.child("w:rPrDefault").child("w:rPr")
                self._paragraph_defaults = node.child("w:pPrDefault").child("w:pPr")
            elif node.tag == "w:style":
                self._add(node)

    def _add(self, node: Node) -> None:
        name = node.attrs.get("w:styleId", "")
        style = _Style(node.val("w:name") or "", node.val("w:basedOn") or "", node.child("w:pPr"), node.child("w:rPr"))
        if self._styles.setdefault(name, style) is not style:
            return
        is_default = node.attrs.get("w:default", "0") not in _OFF
        if is_default and node.attrs.get("w:type") == "paragraph" and not self._normal:
            self._normal = name

    def chain(self, name: str) -> Iterator[tuple[str, str, Node, Node]]:
        """The style and those that it is based on: id, name, w:pPr, w:rPr."""
        seen = set[str]()
        while name in self._styles and name not in seen and len(seen) < _DEEPEST:
            seen.add(name)
            style = self._styles[name]
            yield name, style.name, style.paragraph, style.run
            name = style.based

    def paragraph(self, name: str, properties: Node, tag: str) -> Node:
        """A property of a paragraph: its own, its style's, or the document's; an empty node for none."""
        if (own := properties.child(tag)).tag:
            return own
        key = (name, tag)
        if key not in self._properties:
            chain = (inherited.child(tag) for _, _, inherited, _ in self.chain(name or self._normal))
            self._properties[key] = next((found for found in chain if found.tag), self._paragraph_defaults.child(tag))
        return self._properties[key]

    def kind(self, name: str) -> tuple[str, int]:
        """What a style is by its name: ``title``, ``subtitle``, ``quote``, ``contents``, ``heading`` with its level."""
        if name not in self._kinds:
            self._kinds[name] = self._kind(name)
        return self._kinds[name]

    def _kind(self, name: str) -> tuple[str, int]:
        for _, called, _, _ in self.chain(name):
            for kind, pattern in _KINDS.items():
                if pattern.fullmatch(called.strip()):
                    return kind, 0
            if found := _HEADING.fullmatch(called.strip()):
                return "heading", int(found[1])
        return "", 0

    def text(self, paragraph: str, properties: Node) -> Text:
        """How a run with these properties looks in a paragraph of that style."""
        character = properties.val("w:rStyle") or ""
        key = (paragraph or self._normal, character)
        if key not in self._known:
            self._known[key] = self._inherited(*key)
        text = self._known[key]
        if not properties.children:
            return text
        return _over(text, properties)

    def _inherited(self, paragraph: str, character: str) -> Text:
        text = _over(Text(), self._defaults)
        toggled = dict.fromkeys(TOGGLES, False)
        for style in (paragraph, character):
            chain = list(self.chain(style))
            for _, _, _, run in reversed(chain):
                text = _over(text, run)
            for tag in TOGGLES:
                on = next((_on(run.child(tag)) for _, _, _, run in chain if run.has(tag)), False)
                toggled[tag] ^= on
        base = {tag: _on(self._defaults.child(tag)) for tag in TOGGLES}
        bold, italic, hidden = (base[tag] or toggled[tag] for tag in TOGGLES)
        return Text(bold, italic, hidden, text.underline, text.strike, text.raised, text.size, text.lang)


def flag(node: Node) -> bool:
    """Whether a yes-no element is there and says yes."""
    return _on(node)


def _on(node: Node) -> bool:
    return bool(node.tag) and node.attrs.get("w:val", "1").lower() not in _OFF


def _over(text: Text, run: Node) -> Text:
    """The looks with what a w:rPr says put over them."""
    bold, italic, hidden = text.bold, text.italic, text.hidden
    underline, strike, raised, size, lang = text.underline, text.strike, text.raised, text.size, text.lang
    for node in run.children:
        match node.tag:
            case "w:b":
                bold = _on(node)
            case "w:i":
                italic = _on(node)
            case "w:vanish":
                hidden = _on(node)
            case "w:u":
                underline = node.attrs.get("w:val", "none") not in {"none", *_OFF}
            case "w:strike" | "w:dstrike":
                strike = _on(node)
            case "w:vertAlign":
                raised = node.attrs.get("w:val", "")
            case "w:sz":
                size = _points(node.attrs.get("w:val", "")) or size
            case "w:lang":
                lang = node.attrs.get("w:val", lang)
    return Text(bold, italic, hidden, underline, strike, raised if raised != "baseline" else "", size, lang)


def _points(half: str) -> float:
    return int(half) / 2 if re.fullmatch("[0-9]{1,4}", half) else 0.0
