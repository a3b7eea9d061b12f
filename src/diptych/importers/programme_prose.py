"""Items that a programme tells of in sentences: on such a day at such an hour there was an exhibition."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from diptych.importers import days, hours, item_kinds, item_titles
from diptych.importers.programme_draft import DayDraft, Draft, shown
from diptych.importers.programme_lines import part
from diptych.importers.sheet import Doubt

if TYPE_CHECKING:
    from diptych.importers.days import Dated
    from diptych.importers.sheet import Piece

_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!\sг\.)(?<!hrs\.)\s+(?=[“«\"]?[A-ZÀ-ŽА-ЯЁ])"
)
_STOP = re.compile(
    r"[,.;:(]|\s(?:for|in|at|on|with|by|hosted|held|organi[sz]ed|given|was|were|is|took|which|followed|to be"
    r"|для|в|во|на|с|со|от|под|организован\w*|котор\w+|при|по|состоял\w+)(?!\w)"
)
_PLACE = re.compile(r"(?<!\w)(?:in|at|в|на)\s(?:the\s)?(?P<place>[A-ZÀ-ŽА-ЯЁ“«][^.,;()]*)")
_FOR = re.compile(r"(?<!\w)(?:for|для)\s(?P<whom>[\w\s]{5,40})")
_LEAST = 40
_LONGEST = 3_000
_STARTS = re.compile(
    r"(?:on|at|in the|following|after|before|prior|earlier|the|an?|as part|во?|на|после|накануне|перед|\d{1,2})\b",
    re.IGNORECASE,
)


def tells(text: str) -> bool:
    """Whether a paragraph tells of an occasion on a day."""
    if (
        not _LEAST <= len(text) <= _LONGEST
        or not _STARTS.match(text)
        or not text.rstrip().endswith((".", "!", "”", "»"))
    ):
        return False
    first = _SENTENCE.split(text, maxsplit=1)[0]
    return days.told(first) is not None and item_kinds.told(first) is not None


def read(piece: Piece, doubts: list[Doubt]) -> list[DayDraft]:
    """The occasions of a paragraph, each on its day, in the words of the original; each is a doubt."""
    text, found = piece.text, list[DayDraft]()
    cuts = [0, *(cut.end() for cut in _SENTENCE.finditer(text)), len(text)]
    dated: Dated | None = None
    for start, end in itertools.pairwise(cuts):
        sentence = text[start:end].strip()
        if not sentence:
            continue
        dated = days.told(sentence) or dated
        kind = item_kinds.told(sentence)
        note = shown(part(piece, start, end).runs)
        if kind is None or dated is None:
            if found:
                found[-1].items[-1].notes.append(note)
            continue
        draft = _item(piece, sentence, kind)
        draft.notes.append(note)
        if found and found[-1].dated == dated:
            found[-1].items.append(draft)
        else:
            found.append(DayDraft(dated, piece.spot, [draft], told=True))
        reason = f"“{_short(sentence)}” tells of an item; it became “{draft.title.title}”, the sentence its note"
        doubts.append(Doubt(piece.spot, "told-item", reason))
    return found


def _item(piece: Piece, sentence: str, kind: tuple[str, int, int]) -> Draft:
    name, start, end = kind
    stop = _STOP.search(sentence, end)
    title = sentence[start : stop.start() if stop else len(sentence)].strip()
    title = re.sub(r"^(?:the|an?)\s+", "", title)
    times = hours.told(sentence)
    opened, closed = times or (None, None)
    draft = Draft(piece.spot, opened, closed, titled=True)
    draft.title.kind, draft.title.title = name, title[:1].upper() + title[1:]
    for found in _PLACE.finditer(sentence, end):
        if item_titles.names_place(found["place"]):
            draft.title.place = found["place"].strip()
            break
    for found in _FOR.finditer(sentence):
        words = found["whom"].split()
        draft.title.audience = draft.title.audience or next(
            (whom for most in range(len(words), 0, -1) if (whom := item_titles.audience(" ".join(words[:most])))), ""
        )
    return draft


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"  # noqa: PLR2004 - a line of a message
