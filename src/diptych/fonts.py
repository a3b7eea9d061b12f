"""The faces that every output is set in: PT Serif and PT Sans, from the packages that bring them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diptych.finding import UserError

if TYPE_CHECKING:
    from pathlib import Path

SERIF = "PT Serif"
"""For reading."""
SANS = "PT Sans"
"""For what organizes: hours, roles, labels, running heads, tables."""


@cache
def face(family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """The file of one face. Raises UserError where the package that brings the family is not installed."""
    import fontpkg

    try:
        found: Path = fontpkg.path(family, 700 if bold else 400, "italic" if italic else "normal")
    except fontpkg.FontpkgError as error:
        package = f"fontpkg-{family.lower().replace(' ', '-')}"
        raise UserError(f"The font {family} is not installed.", f"pip install {package}") from error
    return found


def files() -> tuple[Path, ...]:
    """The files of all eight faces, always in the same order. Raises UserError as `face` does."""
    return tuple(
        face(family, bold=bold, italic=italic)
        for family in (SERIF, SANS)
        for bold in (False, True)
        for italic in (False, True)
    )


def folders() -> tuple[Path, ...]:
    """The folders that hold them, for a program that looks for fonts itself. Raises UserError as `face` does."""
    return tuple(dict.fromkeys(file.parent for file in files()))
