"""Which folder is the conference: found upwards from where one stands, with nothing heavy imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FACE = "i18n.py"


def conference(start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that holds an ``i18n.py`` and ``content/conference.yaml``."""
    for folder in (start, *start.parents):
        if (folder / FACE).is_file() and (folder / "content" / "conference.yaml").is_file():
            return folder
    return None
