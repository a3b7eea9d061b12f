"""Which kind of item and which role the words of another program mean, in English and Russian."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych import vocabulary
from diptych.importers import item_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATED: tuple[tuple[str, str], ...] = (
    (
        "break",
        (
            r"(?:(?:morning|afternoon|short|health|comfort|networking|mid-\w+)\s)?(?:breaks?|pause|recess)"
            r"|(?:\w{3,12}\s)?(?:coffee|tea|lunch|refreshments?)(?:(?:\sand\s|\s?[&/]\s?)(?:coffee|tea))?[\s-]?(?:breaks?)?"
            r"|(?:\w{3,12}\s)?(?:luncheon|breakfast)"
            r"|(?:технический\s)?перерыв(?:\s(?:на|для)\s[\w\s/-]{2,30})?"
            r"|обед(?:енный перерыв)?|завтрак|кофе[-\s]?(?:брейк|пауза)|чай"
        ),
    ),
    (
        "photo",
        (
            r"(?:official\s|joint\s)?(?:group|family)?[\s-]?photo(?:graph)?s?(?:\s(?:session|opportunity))?"
            r"|(?:совместное|групповое|общее|официальное)\sфото(?:графирование|графия)?|фотографирование|фотосессия"
        ),
    ),
    (
        "exhibition",
        (
            r"(?:(?:\w+\s)?art\s|photo\s|opening of the\s)?exhibitions?(?:\sopening)?"
            r"|(?:художественная\s|открытие\s|фото)?выставк[аи]"
        ),
    ),
    (
        "reception",
        (
            r"(?:(?:welcom(?:e|ing)|opening|closing|official|evening|networking|farewell)\s)?(?:receptions?|banquet|cocktails?)"
            r"|(?:(?:gala|conference|official|welcome|working|farewell)\s)?dinner"
            r"|(?:(?:официальный|торжественный|приветственный)\s)?(?:при[её]м|ужин|фуршет|банкет)"
        ),
    ),
    (
        "visit",
        (
            r"(?:(?:guided|study|field|site|technical|city|cultural)\s)?(?:visits?|tours?|trips?|excursions?)|sightseeing"
            r"|(?:обзорная\s|пешеходная\s)?экскурси[яи]|посещени[ея]"
        ),
    ),
    ("side-event", r"side[\s-]?events?|параллельн(?:ое|ые) мероприяти[ея]|мероприяти[ея] на полях(?:\s\w+)?"),
    (
        "briefing",
        r"(?:press\s|media\s)?briefings?|press\s(?:conference|point)|брифинги?|пресс-(?:конференция|брифинг|подход)",
    ),
    ("thematic-session", r"thematic\s?(?:sessions?|panels?)|тематическ(?:ое|ая|ие)\s(?:заседани[ея]|сесси[яи])"),
)
_WHOLE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _STATED)
_ENDS = re.compile(r"\s*(?:[,:;(/+]|\s[–—-]\s).*")
_WITH = re.compile(
    r"\s(?:and|with|for|hosted|given|offered|at|in|by|on|и|с|со|в|на|для|от|по)\s.*",
    re.IGNORECASE,
)
_SOCIAL = frozenset({"break", "reception"})
"""Kinds whose words a title may go on behind: ``Lunch for delegates``; “Photo and video evidence” is no photo."""
_WORDS = 9
"""Of a title that says nothing but what sort of item it is; longer ones have a theme."""
_BEGINS = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("side-event", r"side[\s-]event\b|параллельное мероприятие(?!\w)"),
        ("thematic-session", r"thematic\s(?:session|panel)\b|тематическ(?:ое заседание|ая сессия)(?!\w)"),
        ("briefing", r"(?:press\s|media\s)?briefing\s(?:on|by|of|for)\b|брифинг\s(?:о|об|по|для)\s"),
        ("visit", r"(?:visit|excursion|guided tour|tour)\s(?:to|of)\s(?:the\s)?(?=[^\W\d_])|(?:посещение|экскурсия)\s"),
        (
            "reception",
            r"(?:\w+\s)?(?:reception|dinner)\s(?:hosted|in honou?r|given|offered)\b|при[её]м\s(?:от имени|в честь)\s",
        ),
        (
            "exhibition",
            r"(?:\w+\s)?(?:art|photo)\sexhibition\b|exhibition\sof\s|(?:художественная |фото)выставка(?!\w)",
        ),
    )
)
_KEYNOTE = re.compile(
    r"key-?note|plenary (?:talk|lecture)|(?:ключевой|программн\w+|пленарный) (?:доклад|выступлени\w+)", re.IGNORECASE
)
_PANEL = re.compile(r"\bpanel|round\s?table|панель|дискусси|круглый стол", re.IGNORECASE)
_OPENING = re.compile(r"(?:opening|welcom\w+) (?:remarks|address|speech)|приветственн|вступительн", re.IGNORECASE)


def kind(stated: Iterable[str], title: str, *, people: bool = False) -> str:
    """The kind of an item by the words that the feed has for it (type, track, category), else by its title.

    A title decides where it says nothing else (``Coffee break``) and nobody speaks, or begins with the word of a kind
    (``Side event on …``).
    """
    for word in stated:
        if word in vocabulary.ITEM_KINDS and word != "session":
            return word
        for name, pattern in _WHOLE:
            if pattern.fullmatch(word.strip()[:80]):
                return name
    start = " ".join(title[:200].split()[: _WORDS + 1])
    for name, pattern in _WHOLE if not people and len(start.split()) <= _WORDS else ():
        found = pattern.match(start)
        end = len(found[0].rstrip(" -")) if found else 0
        social = name in _SOCIAL and _WITH.fullmatch(start, end)
        if found and (end == len(start) or _ENDS.fullmatch(start, end) or social):
            return name
    return next((name for name, pattern in _BEGINS if pattern.match(start)), "session")


def role(stated: Iterable[str]) -> str:
    """The role of those who speak in an item that the feed calls so: ``Keynote`` → ``keynote``."""
    for word in stated:
        if _KEYNOTE.search(word[:80]):
            return "keynote"
        if _OPENING.search(word[:80]):
            return "opening-remarks"
        if _PANEL.search(word[:80]):
            return "panellist"
    return "speaker"


def labelled(title: str) -> tuple[str, str]:
    """The line above a title, and the title: ``Thematic Session I: Rivers`` → ``Thematic Session I``, ``Rivers``."""
    label, rest = item_kinds.label(title)
    return (label, rest) if rest else ("", title)
