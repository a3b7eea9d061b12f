"""content/imported.json: what the last import of each content file said, as hashes; no sentence of it is in there.

An import over a file that is there needs to know which of its texts a hand has changed since, and which the original
has. The file is the third side of that comparison; git keeps it beside the content.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.keeping import Kept, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.finding import Finding

VERSION = 1
"""Of the format."""
PATH = "content/imported.json"

_DIGITS = 12
_SOFT = re.compile(r"[ \t\n]+")
_BREAK = re.compile(r" {2,}\n|\\\n")
_HASH = rf"[0-9a-f]{{{_DIGITS}}}"
_MARK = re.compile(rf"{_HASH}(?: {_HASH})*")
_BLOCK = re.compile(rf"[a-z][a-z0-9:]{{0,20}} {_HASH}(?: {_HASH})?")
_LONGEST = 300
_KEYS = ("format", "name", "source", "values", "blocks")
_RESTORE = "Get the file back from git; only `import` writes it."
_CONFLICT = "Keep the lines of one side, best of the later import."


@dataclass(frozen=True, slots=True)
class Imported:
    """What one content file was made of, and the hash of each of its values as they were imported."""

    format: str
    """Of the original: ``Word``, ``Indico``."""
    name: str
    """The original's file name, without its folders."""
    values: Mapping[str, str] = field(default_factory=dict)
    """By path: ``title``, ``session-1/roles/panellist/voronkov/minutes``; of a list, its hashes in order."""
    blocks: tuple[str, ...] = ()
    """Of prose, in order: kind, hash of the text and, where the import gave an id, the hash of that."""
    source: str = ""
    """``Agenda.source``: which feed."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was imported, by content file (relative to ``content/``)."""

    files: Mapping[str, Imported] = field(default_factory=dict)

    def having(self, path: str, imported: Imported) -> Record:
        """The record after another import into ``path``."""
        return Record({**self.files, path: imported})


@functools.lru_cache(maxsize=1 << 16)  # an update asks for the same texts again and again
def mark(text: str) -> str:
    """The hash of a text: 12 hex digits of SHA-256. Only soft line ends and runs of blanks do not count."""
    text = _SOFT.sub(" ", _BREAK.sub("\x00", text.strip()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def file_name(path: str) -> str:
    """The last part of a path of any system, fit for the record."""
    return inline.visible(re.split(r"[/\\]", path)[-1].strip())[:_LONGEST] or "unnamed"


def imported(format_: str, path: str, made: Imported, source: str = "") -> Imported:
    """The hashes with the original that they are of; ``path`` as the user named it, only the file's name is kept."""
    said = (inline.visible(text)[:_LONGEST] for text in (format_, source))
    return replace(made, format=next(said), name=file_name(path), source=next(said))


# --------------------------------------------------------------------------- the file


def dumps(record: Record) -> bytes:
    """The file's bytes: JSON, a value a line, sorted but for the blocks of prose, which stand in their order."""
    written = {path: _written(record.files[path]) for path in sorted(record.files)}
    text = json.dumps({"version": VERSION, "files": written}, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _written(entry: Imported) -> dict[str, object]:
    return {
        "format": entry.format,
        "name": entry.name,
        **({"source": entry.source} if entry.source else {}),
        **({"values": {key: entry.values[key] for key in sorted(entry.values)}} if entry.values else {}),
        **({"blocks": list(entry.blocks)} if entry.blocks else {}),
    }


def loads(text: str, path: str = PATH) -> tuple[Record, list[Finding]]:
    """Read the file; of a content file whose entry cannot be read, nothing is known, and there is a finding."""
    kept = Kept(text, path, "imported", _RESTORE, _CONFLICT)
    read = {name: _entry(kept, name, entry) for name, entry in kept.entries("files", VERSION).items()}
    return Record({name: entry for name, entry in read.items() if entry}), kept.found


def _entry(kept: Kept, name: str, entry: object) -> Imported | None:
    """What is known of one content file; None where it cannot be read."""
    wrong = _wrong(name, entry)
    if wrong or not isinstance(entry, dict):
        kept.of_entry("file", name, wrong)
        return None
    return Imported(
        entry["format"],
        entry["name"],
        entry.get("values", {}),
        tuple(entry.get("blocks", ())),
        entry.get("source", ""),
    )


def _wrong(name: str, entry: object) -> str:
    """What is wrong with an entry; empty where nothing is."""
    if not _plain(name) or name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
        return "no file of content/"
    if not isinstance(entry, dict):
        return "no mapping"
    values, blocks = entry.get("values", {}), entry.get("blocks", [])
    checks = {
        f"the key “{next((short(k)[1:-1] for k in entry if k not in _KEYS), '')}” is unknown": set(entry) <= set(_KEYS),
        "its format is no short text": _plain(entry.get("format")),
        "its name is no file name": _plain(entry.get("name")) and not re.search(r"[/\\]", entry["name"]),
        "its source is no short text": "source" not in entry or _plain(entry["source"]),
        "its values are no hashes by path": isinstance(values, dict)
        and all(_plain(key) and _matches(_MARK, value) for key, value in values.items()),
        "its blocks are no list of kinds and hashes": isinstance(blocks, list)
        and all(_matches(_BLOCK, block) for block in blocks),
    }
    return next((what for what, fine in checks.items() if not fine), "")


def _plain(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and inline.visible(value) == value


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
