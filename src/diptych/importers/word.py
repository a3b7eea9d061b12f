"""A Word file (``.docx``, ``.docm``, ``.dotx``) → a sheet: ECMA-376, read by mammoth once it has been made clean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.importers import word_clean, word_mammoth
from diptych.importers.sheet import Doubt, Sheet, Spot
from diptych.importers.word_package import Package
from diptych.importers.word_pieces import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.importers.sheet import Piece

_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_LATIN = re.compile("[a-zA-Z]")
_MAJORITY = 4


def read(data: bytes, path: str, changes: str = "accept", lang: str = "") -> Sheet:
    """What a Word file says, in its order; `changes` is what is done with tracked ones: accept, reject or show.

    Whatever is no sound Word file raises UserError; what the reader was not sure of is among the doubts.
    """
    clean = word_clean.clean(Package(data, path), changes)
    reader = Reader(clean, word_mammoth.model(clean))
    pieces = reader.pieces()
    doubts = sorted(reader.doubts, key=lambda doubt: doubt.spot.line)
    if not pieces:
        doubts.append(Doubt(Spot(1), "empty", "the document has no text"))
    return Sheet(path, pieces, lang or _language(pieces, clean.langs), tuple(doubts), "Word")


def _language(pieces: tuple[Piece, ...], langs: Mapping[str, int]) -> str:
    """``en`` or ``ru`` by the letters, where what Word takes the text for does not gainsay it; else empty."""
    text = "\n".join(piece.text for piece in pieces)
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    said = max(langs, key=lambda lang: langs[lang]).partition("-")[0].lower() if langs else ""
    if cyrillic > latin * _MAJORITY:
        return "" if said not in {"ru", "en", ""} else "ru"
    if latin > cyrillic * _MAJORITY:
        return "" if said not in {"ru", "en", ""} else "en"
    return ""
