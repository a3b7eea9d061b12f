"""Offices that a translation names and its source does not: each may stand there for somebody's name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.checks.view import Said

_HARD = "(?:ом|[ауе])?"
_SOFT = "(?:ем|[ьяюе])"
_ADJECTIVE = "(?:ий|его|ему|им|ем|ая|ей|ую)"
_OFFICES = (
    (f"министр{_HARD}", "minister secretary"),
    (f"премьер{_HARD}", "prime premier"),
    (f"секретар{_SOFT}", "secretary"),
    ("пос(?:ол|ла|лу|лом|ле)", "ambassador"),
    (f"посланник{_HARD}", "envoy"),
    (f"президент{_HARD}", "president"),
    (f"(?:со)?председател{_SOFT}|председательствующ{_ADJECTIVE}", "chair president moderator"),
    (f"модератор{_HARD}", "moderator facilitator chair"),
    (f"директор{_HARD}", "director"),
    ("глав(?:ой|[аыеу])", "head chief leader president minister chapter"),
    (f"руководител{_SOFT}", "head chief leader director lead manager"),
    (f"начальник{_HARD}", "head chief director commander"),
    (f"командующ{_ADJECTIVE}", "commander"),
    (f"представител{_SOFT}", "representative envoy delegate delegation speaker spokesperson mission"),
    (f"координатор{_HARD}", "coordinator"),
    (f"комиссар{_HARD}", "commissioner"),
    (f"губернатор{_HARD}", "governor"),
    (f"советник{_HARD}", "adviser advisor counsellor"),
    (f"заместител{_SOFT}", "deputy under vice assistant"),
    (f"делегат{_HARD}", "delegate"),
    (f"выступ(?:ающ|авш){_ADJECTIVE}", "speaker presenter panellist panelist lecturer"),
    (f"оратор{_HARD}", "speaker orator panellist panelist"),
    (f"докладчик{_HARD}|докладчиц(?:ей|[аыеу])", "speaker presenter rapporteur panellist panelist"),
)
_ENGLISH: dict[str, frozenset[int]] = {}
for _number, (_, _words) in enumerate(_OFFICES):
    for _word in _words.split():
        _ENGLISH[_word] = _ENGLISH.get(_word, frozenset()) | {_number}
_OFFICE = {
    "ru": re.compile(rf"(?<!\w)(?:{'|'.join(f'({russian})' for russian, _ in _OFFICES)})(?!\w)", re.IGNORECASE),
    "en": re.compile(
        rf"\b(?:co-?)?({'|'.join(sorted(_ENGLISH))})(?:s|man|woman|person|men|women|persons)?\b", re.IGNORECASE
    ),
}


def in_place_of_names(here: Said, there: Said) -> int:
    """How many office words a translation has that its source has not."""
    left = _offices(there)
    instead = 0
    for office, count in _offices(here).items():
        for other in sorted(left, key=len):
            if not other.isdisjoint(office):
                matched = min(count, left[other])
                left[other] -= matched
                count -= matched  # noqa: PLW2901 - what is left of it
        instead += count
    return instead


def _offices(said: Said) -> Counter[frozenset[int]]:
    """The office words of a text in the singular, each as those of the table that it may be."""
    found = _OFFICE[said.lang].finditer(said.plain)
    if said.lang == "ru":
        return Counter(frozenset((one.lastindex - 1,)) for one in found if one.lastindex)
    return Counter(_ENGLISH[one[1].lower()] for one in found)
