"""What the pages share: style, scripts, faces, the sign of the site, the word across a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.model import Artifact
from diptych.render import outline, webfont

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = "assets/"
DRAFT = f"{FOLDER}draft.svg"
_OWN = ("404.css",)
"""Styles that stand in their page."""
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><style>path{fill:#0b4f6c}'
    "@media(prefers-color-scheme:dark){path{fill:#93cbe6}}</style>"
    '<path d="M1 2h5.6v12H1zM9.4 2H15v12H9.4z"/></svg>\n'
)
"""Two panels and the air between them."""


def texts(templates: Mapping[str, str]) -> tuple[Artifact, ...]:
    """Style and scripts: ``style.css`` behind the rules of the faces, all other ``.css`` and ``.js`` as they are."""
    found = []
    for name, text in sorted(templates.items()):
        if name.endswith(".css") and "/" not in name and name not in _OWN:
            whole = webfont.css() + text if name == "style.css" else text
            found.append(Artifact(FOLDER + name, "text/css; charset=utf-8", whole.encode()))
        elif name.endswith(".js") and "/" not in name:
            found.append(Artifact(FOLDER + name, "text/javascript; charset=utf-8", text.encode()))
    return tuple(found)


def icon() -> Artifact:
    """The sign of the site."""
    return Artifact(f"{FOLDER}favicon.svg", "image/svg+xml", _ICON.encode())


def draft(words: Sequence[str]) -> Artifact:
    """The word across a draft, as outlines, so that nothing reads or copies it. Raises UserError as `fonts.face`."""
    return Artifact(DRAFT, "image/svg+xml", outline.svg(words).encode())


def font(face: webfont.Face) -> Artifact:
    """One file of a face. Raises UserError as `fonts.face`."""
    return Artifact(f"{FOLDER}fonts/{face.name}", "font/woff2", webfont.cut(face))
