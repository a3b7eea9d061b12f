"""Which kind of file it is, by what is in it; the bytes of a text → its letters."""

from __future__ import annotations

import enum
import re

from diptych.finding import UserError
from diptych.importers.sheet import Doubt, Spot

LARGEST = 64_000_000
"""Bytes of a file; a larger one is not read. A Word file with many pictures comes near."""
LONGEST = 5_000_000
"""Bytes of a feed."""
LONGEST_TEXT = 800_000
"""Characters of a text or of what stands in a Word file: more takes longer than ten seconds, or is no document."""


class Format(enum.StrEnum):
    """What can be read. The values are for messages."""

    WORD = "Word"
    TEXT = "text"
    MARKDOWN = "Markdown"
    INDICO = "Indico"
    SCHEDULE_XML = "schedule.xml"
    SCHEDULE_JSON = "schedule.json"
    CALENDAR = "iCalendar"


_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf")
"""How files of office programs begin: ``word`` says which of them it reads, and what to do with the others."""
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CYRILLIC = re.compile(r"[А-яЁё]")
_LOOKED = 4000  # characters of a feed, for what it is


def known(data: bytes, path: str) -> Format:
    """The kind of a file, by its beginning and, of texts, by its name. Raises UserError where it is none of ours."""
    if data.lstrip()[:8].startswith(_OFFICE) or data.startswith(_OFFICE):
        return Format.WORD
    if not data.strip():
        raise UserError(f"{path} is empty", "Name the file that has the text in it.")
    encoding = _encoding(data) or "utf-8"
    start = data[:_LOOKED].decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    suffix = path.rpartition(".")[2].lower()
    if start[:15].upper() == "BEGIN:VCALENDAR" or suffix in ("ics", "ical"):
        return Format.CALENDAR
    if start.startswith("{") and (suffix == "json" or '"' in start[:40]):
        return Format.SCHEDULE_JSON if re.search(r'"schedule"\s*:', start) else Format.INDICO
    if suffix == "json":
        return Format.INDICO
    if re.match(r"<!doctype html|<html", start, re.IGNORECASE):
        raise UserError(f"{path} is a web page", "Copy its text into a file .txt, or save it from Word as .docx.")
    if suffix == "xml" or re.match(r"<\?xml|<!DOCTYPE|<schedule\b", start):
        return Format.SCHEDULE_XML
    return Format.MARKDOWN if suffix in ("md", "markdown") else Format.TEXT


def decode(data: bytes, path: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a file: UTF-8, UTF-16 with its mark, or a Windows code page, which is a doubt; lines end with a LF.

    Raises UserError for what is no text.
    """
    encoding = _encoding(data)
    if not encoding and b"\x00" in data:
        raise UserError(f"{path} is no text: it holds zero bytes", "Name a text, a Word file (.docx) or a timetable.")
    doubts: tuple[Doubt, ...] = ()
    try:
        text = data.decode(encoding or "utf-8", "replace" if encoding else "strict")
    except UnicodeDecodeError as error:
        text, encoding = _by_code_page(data)
        reason = f"the file is not in UTF-8; it was read as {encoding}"
        doubts = (Doubt(Spot(data.count(b"\n", 0, error.start) + 1), "encoding", reason),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), doubts


def _encoding(data: bytes) -> str:
    """The encoding that the first bytes say; empty where they say none."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _by_code_page(data: bytes) -> tuple[str, str]:
    """The text by the code page of Windows that gives it the more letters of one alphabet."""
    russian = data.decode("cp1251", "replace")
    letters = sum(1 for letter in russian if letter.isalpha())
    cyrillic = len(_CYRILLIC.findall(russian))
    if cyrillic * 3 > letters:
        return russian, "windows-1251"
    return data.decode("cp1252", "replace"), "windows-1252"
