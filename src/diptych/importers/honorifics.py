"""Styles, courtesy titles and ranks in front of a name, in English and Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass

_S = r"[\s\u00a0\u202f]*"
_STYLES: tuple[tuple[str, str], ...] = (
    (r"his\s+excellency|его\s+превосходительство", "m"),
    (r"her\s+excellency|е[её]\s+превосходительство", "f"),
    (
        (
            rf"(?:their|your)\s+excellenc(?:y|ies)|h\.{_S}e\.(?!\w)|h\.e(?=\s)|he(?=\s(?:mr|ms|dr|mrs"
            rf"|amb)\b)|е\.{_S}п\.(?!\w)|их\s+превосходительства"
        ),
        "",
    ),
)
_COURTESIES: tuple[tuple[str, str, str], ...] = (
    (r"mr\.?(?!\w)|mister\b", "mr", "m"),
    (r"г[-‑–]н(?!\w)|господин(?!\w)", "mr", "m"),
    (r"ms\.?(?!\w)|miss\b|mrs\.?(?!\w)|mme\.?(?!\w)|madame?\b", "ms", "f"),
    (r"г[-‑–]жа(?!\w)|госпожа(?!\w)", "ms", "f"),
    (r"dr\.?(?!\w)|doctor\b(?!\s+of)|д[-‑]р(?!\w)|доктор(?=\s[А-ЯЁ])", "dr", ""),
    (r"prof\.?(?!\w)|professor\b(?=\s+[A-ZÀ-Ž])|проф\.|профессор(?=\s[А-ЯЁ])", "prof", ""),
    (r"colonel(?!-)\b|col\.|полковник(?!\w)", "colonel", ""),
)
_RANKS = (
    r"(?:lieutenant|major|brigadier|colonel|lt\.?|maj\.?|brig\.?)[\s-]+gen(?:eral|\.)"
    r"|general(?=\s+[A-ZÀ-Ž][a-zà-ž])|gen\.|admiral\b"
    r"|(?:lieutenant|lt\.?)[\s-]+col(?:onel|\.)|major(?=\s+[A-ZÀ-Ž])|captain(?=\s+[A-ZÀ-Ž])|brigadier(?=\s+[A-ZÀ-Ž])"
    r"|генерал[-‑](?:майор|лейтенант|полковник)|генерал(?=\s[А-ЯЁ])|подполковник|майор(?=\s[А-ЯЁ])"
    r"|адмирал(?=\s[А-ЯЁ])"
    r"|ambassador(?=\s+[A-ZÀ-Ž][a-zà-ž]+(?:\s|,|$))(?!\s+(?:extraordinary|of|and|at"
    r"|plenipotentiary|to|for))|amb\.|посол(?=\s[А-ЯЁ])"
    r"|(?:the\s+)?(?:right\s+)?hon(?:ourable|orable|\.)(?!\w)|sir(?=\s+[A-Z])|lady(?=\s+[A-Z])"
    r"|sheikha?(?=\s+[A-Z])|шейх(?=\s[А-ЯЁ])"
    r"|(?:his|her)\s+(?:royal\s+)?(?:highness|majesty|eminence|serene highness)|h\.?r\.?h\.?(?=\s)"
    r"|eng\.|академик(?=\s[А-ЯЁ])|senator(?=\s+[A-Z])"
)
_STYLE = tuple((re.compile(pattern, re.IGNORECASE), gender) for pattern, gender in _STYLES)
_COURTESY = tuple((re.compile(pattern, re.IGNORECASE), word, gender) for pattern, word, gender in _COURTESIES)
_RANK = re.compile(_RANKS, re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\u00a0\u202f]*,?[\s\u00a0\u202f]*")
_CAPITAL = re.compile(r"[^\W\d_]")
_STRENGTH = {"": 0, "mr": 1, "ms": 1, "dr": 2, "prof": 3, "colonel": 4}


@dataclass(frozen=True, slots=True)
class Honours:
    """What stands in front of a name."""

    length: int = 0
    """How many characters it takes."""
    style: str = ""
    courtesy: str = ""
    gender: str = ""
    rank: str = ""
    """A title that the house has no word for: it goes in front of the function."""
    dropped: str = ""
    """A courtesy title besides the one taken."""


def leading(text: str) -> Honours:
    """All honorifics that a text begins with; of two courtesy titles the one that says more is taken."""
    place, style, courtesy, gender, rank, dropped = 0, "", "", "", "", ""
    while place < len(text):
        piece = text[place : place + 60]
        end = 0
        for pattern, sex in _STYLE:
            found = pattern.match(piece)
            if found:
                style, gender, end = "excellency", gender or sex, found.end()
                break
        for pattern, word, sex in _COURTESY if not end else ():
            found = pattern.match(piece)
            if found and not _RANK.match(piece):
                other = courtesy if _STRENGTH[word] > _STRENGTH[courtesy] else word
                dropped = dropped or (other if courtesy and _STRENGTH[other] > 1 else "")
                courtesy = word if other != word or not courtesy else courtesy
                gender, end = gender or sex, found.end()
                break
        found = _RANK.match(piece) if not end else None
        if found and found[0][0].isupper():
            rank, end = f"{rank} {found[0]}".strip(), found.end()
        if not end:
            break
        gap = _BETWEEN.match(text, place + end)
        place = gap.end() if gap else place + end
    if place and not _CAPITAL.match(text[place : place + 1] or " "):
        return Honours()
    return Honours(place, style, courtesy, gender, rank, dropped)


def another(text: str, start: int = 0) -> int:
    """Where in the text, behind ``start``, the next courtesy title or style stands; -1 where none does."""
    for found in _SOMEWHERE.finditer(text, start):
        if leading(text[found.start() :]).length:
            return found.start()
    return -1


_SOMEWHERE = re.compile(
    r"(?<![\w.])(?:(?:his|her)\s+excellency|h\.\s?e\.|mr\.?|ms\.?|mrs\.?|dr\.?|prof\.|г[-‑–](?:н"
    r"|жа)|господин|госпожа|д[-‑]р|е[гё]?е?о?\s+превосходительство|е\.\s?п\.)(?!\w)",
    re.IGNORECASE,
)
