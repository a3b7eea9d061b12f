"""What each file in the output folder was made of, and whether it still stands."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import disk
from diptych.render import EVERY

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = ".diptych.json"
"""The file in the output folder: by path, the hash of all that a file was made of and the hash of the file."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What outputs are made with beside the texts."""

    code: Mapping[str, str]
    """The hash of each room's source."""
    versions: Mapping[str, str]
    """The version of each distribution."""
    fonts: str
    """The hash of the font files."""


def tools() -> Tools:
    """The tools of this installation."""
    from diptych import fonts

    here = Path(__file__).parent
    rooms = sorted({room for output in EVERY for room in output.rooms})
    names = sorted({name for output in EVERY for name in output.libraries})
    return Tools(
        {room: digest((here / room).read_bytes()) for room in rooms},
        {name: metadata.version(name) for name in names},
        digest(*(path.read_bytes() for path in fonts.files())),
    )


def stands(out: Path, path: str, made_of: str, known: Mapping[str, list[str]]) -> bool:
    """Whether the file on disk is what would be made."""
    if known.get(path, [""])[0] != made_of:
        return False
    data = disk.existing(out / path)
    return data is not None and digest(data) == known[path][1]


def read(out: Path) -> dict[str, list[str]]:
    """What is known of the output folder; nothing where the manifest is missing or broken."""
    data = disk.existing(out / NAME)
    try:
        known = json.loads(data) if data else {}
    except ValueError:
        return {}
    if not isinstance(known, dict):
        return {}
    return {k: v for k, v in known.items() if isinstance(v, list) and len(v) == 2 and _inside(k)}  # noqa: PLR2004


def _inside(path: str) -> bool:
    """Whether a path of the manifest stays in the output folder: files that it names may be removed."""
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts


def digest(*data: bytes) -> str:
    """The SHA-256 of the pieces, their borders included."""
    hashed = hashlib.sha256()
    for one in data:
        hashed.update(len(one).to_bytes(8, "big"))
        hashed.update(one)
    return hashed.hexdigest()


def dumps(known: Mapping[str, list[str]]) -> bytes:
    """The manifest as it is written."""
    return json.dumps(known, indent=0, sort_keys=True).encode()
