"""The door to mammoth: clean XML → its model of the document. Nothing but what we made in memory is opened."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.importers.word_clean import Clean

_PORTION = 300_000
"""Characters of XML at a time: mammoth takes some hundred times that in memory."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass(slots=True)
class Model:
    """What mammoth read: paragraphs and tables of ``mammoth.documents``."""

    blocks: list[Any] = field(default_factory=list)
    notes: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    """(``footnote`` or ``endnote``, id) → its paragraphs."""
    comments: dict[str, tuple[str, list[Any]]] = field(default_factory=dict)
    """Id → author and paragraphs."""


def model(clean: Clean) -> Model:
    """The clean document as mammoth reads it."""
    found = Model()
    relations = _relations(clean.links)
    for portion in _portions(clean.body):
        found.blocks += _read(relations, "".join(portion)).children
    for kind, elements in clean.parts.items():
        for portion in _portions(elements):
            document = _read(relations, "", (kind, "".join(portion)))
            for comment in document.comments:
                found.comments[comment.comment_id] = (comment.author_name or "", comment.body)
            if kind != "comments":
                _add_notes(found, document, kind[:-1], elements=portion)
    return found


def _add_notes(found: Model, document: Any, kind: str, elements: list[str]) -> None:
    for element in elements:
        name = element.split('"', 2)[1] if element.split("=", 1)[1].startswith('"') else element.split("'", 2)[1]
        found.notes[kind, name] = document.notes.find_note(kind, name).body


def _portions(elements: list[str]) -> Iterator[list[str]]:
    portion: list[str] = []
    size = 0
    for element in elements:
        if portion and size + len(element) > _PORTION:
            yield portion
            portion, size = [], 0
        portion.append(element)
        size += len(element)
    if portion:
        yield portion


def _relations(links: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_LINK}" Target={quoteattr(href)} TargetMode="External"/>'
        for href, name in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _read(relations: str, body: str, part: tuple[str, str] | None = None) -> Any:
    import mammoth
    from mammoth import documents

    parts = {"document": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"}
    if part:
        parts[part[0]] = f"<w:{part[0]} {_W} {_R}>{part[1]}</w:{part[0]}>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
            package.writestr(f"word/_rels/{name}.xml.rels", relations)
    caught: list[Any] = []

    def catch(document: Any) -> Any:
        caught.append(document)
        return documents.document([])  # so there is no HTML to be made

    mammoth.convert_to_html(
        data,
        transform_document=catch,
        include_embedded_style_map=False,
        include_default_style_map=False,
        external_file_access=False,
    )
    return caught[0]
