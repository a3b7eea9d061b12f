"""The bytes of a Word file → its parts, with measure: whatever is not a sound ``.docx`` ends in one clear line."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from diptych.finding import UserError
from diptych.importers import word_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_ENTRIES = 5_000
"""Parts of a file; Word's own have some twenty, and one for each picture."""
LARGEST_PART = 40 * 1024 * 1024
"""Bytes of one XML part, unpacked: some 4,000 pages."""
_BELIEVED = 10 * 1024 * 1024  # up to here the ratio does not matter
_RATIO = 300  # XML of Word packs 10 to 50 times

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in Word or LibreOffice and save it as .docx."
_MEND = "Open it in Word, which may repair it, and save it as .docx; or ask for the file again."
_RELATION = (
    "/officeDocument/2006/relationships/",
    "/ooxml/officeDocument/relationships/",
    "/office/2011/relationships/commentsExtended",
)
_OTHERS = (
    (b"%PDF-", "a PDF", "Open it in Word and save it as .docx, or copy its text into a .txt file."),
    (b"{\\rtf", "RTF", _SAVE_AS),
)
_OTHER_ZIPS = (
    ("content.xml", "an OpenDocument file (.odt)", _SAVE_AS),
    ("xl/workbook.xml", "an Excel workbook", "Copy the table into a Word file, or into a text file with tabs."),
    ("xl/workbook.bin", "an Excel workbook", "Copy the table into a Word file, or into a text file with tabs."),
    ("ppt/presentation.xml", "a PowerPoint presentation", "Copy its text into a Word or a text file."),
    ("index/document.iwa", "a Pages document", "Export it from Pages as Word (.docx)."),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile and zlib raise for damaged, encrypted and oddly packed entries."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to."""

    kind: str
    """The last word of its type: ``footnotes``."""
    target: str
    """The name of a part, or, of an external one, the address."""
    external: bool


class Package:
    """The parts of a ``.docx``; nothing outside it is ever opened."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        _look(data, path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise UserError(f"{path}: is damaged: it begins as a Word file, but cannot be unpacked", _MEND) from error
        if len(entries) > MOST_ENTRIES:
            raise UserError(f"{path}: has {len(entries):,} parts, where the limit is {MOST_ENTRIES:,}", _MEND)
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}
        relations = self.relations("")
        mains = [one.target for one in relations.values() if one.kind == "officeDocument" and not one.external]
        self.main = next((name for name in mains if name in self), "word/document.xml")
        for name, what, hint in _OTHER_ZIPS:
            if name == self.main or (name in self and self.main not in self):
                raise UserError(f"{path}: is {what}, not a Word file", hint)
        if self.main not in self:
            raise UserError(f"{path}: is a zip file, but no Word file: it has no main text", _MEND)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part points to, by id; of the part ``""``, what the package does."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relation] = {}
        for node in self.blocks(rels, depth=1) if rels in self else ():
            of = node.attrs
            target, external = of.get("Target", ""), of.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = of.get("Type", "")
            if any(house in kind for house in _RELATION):
                found.setdefault(of.get("Id", ""), Relation(kind.rpartition("/")[2], target, external))
        return found

    def blocks(self, name: str, depth: int) -> Iterator[word_xml.Node]:
        """The elements at that depth of an XML part, one after the other."""
        entry = self._entries[name.lower()]
        if entry.flag_bits & 1:
            raise UserError(f"{self.path}: is encrypted", "Save it without a password.")
        if entry.file_size > LARGEST_PART:
            raise self._too_large(name)
        try:
            with self._zip.open(entry) as stream:
                yield from word_xml.blocks(_measured(stream, self._too_large(name)), f"{self.path}: {name}", depth)
        except _BROKEN as error:
            raise UserError(f"{self.path}: is damaged: its part {name} cannot be unpacked", _MEND) from error

    def _too_large(self, name: str) -> UserError:
        size = f"more than {LARGEST_PART // 1024 // 1024} MB"
        return UserError(f"{self.path}: its part {name} unpacks to {size}, or far beyond what text can", _MEND)


def _measured(stream: IO[bytes], too_large: UserError) -> Iterator[bytes]:
    """The bytes in portions; what the entry says of its size is not believed, the packed size is counted."""
    size = 0
    packed = getattr(stream, "_orig_compress_size", 0)
    while portion := stream.read(1 << 16):
        size += len(portion)
        if size > LARGEST_PART or (size > _BELIEVED and packed and size > packed * _RATIO):
            raise too_large
        yield portion


def _look(data: bytes, path: str) -> None:
    """Say what a file is that is no zip."""
    if data.startswith(b"PK"):
        return
    if not data.strip():
        raise UserError(f"{path}: is empty", "Ask for the file again.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "Open it in Word and remove the password: File, Info, Protect Document, Encrypt with Password."
            raise UserError(f"{path}: is protected by a password", hint)
        raise UserError(f"{path}: is a file of an old Office (.doc), which is not read", _SAVE_AS)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what, hint in _OTHERS:
        if head.startswith(magic):
            raise UserError(f"{path}: is {what}, not a Word file", hint)
    if b"wordDocument" in head or b"2006/xmlPackage" in head or b"opendocument" in head:
        raise UserError(f"{path}: is a document in one XML file, which is not read", _SAVE_AS)
    if head[:1] == b"<":
        raise UserError(f"{path}: is HTML or XML, not a Word file", _SAVE_AS)
    raise UserError(f"{path}: is not a Word file (.docx)", _SAVE_AS)
