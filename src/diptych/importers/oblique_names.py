"""A Russian name and office in the genitive → in the nominative: «г-на Салимова, Министра …» as «г-н Салимов …»."""

from __future__ import annotations

import re

_LEAD = re.compile(r"(?P<man>(?:г[-‑–]на|господина)(?!\w))|(?P<woman>(?:г[-‑–]жи|госпожи)(?!\w))", re.IGNORECASE)
_STYLE = re.compile(r"(?:его|е[её])\s+превосходительства\s+", re.IGNORECASE)
_WORD = re.compile(r"[А-ЯЁ][а-яё-]*[а-яё]")
_OFFICES = {
    "министра": "министр",
    "заместителя": "заместитель",
    "директора": "директор",
    "начальника": "начальник",
    "председателя": "председатель",
    "посла": "посол",
    "руководителя": "руководитель",
    "представителя": "представитель",
    "секретаря": "секретарь",
    "президента": "президент",
    "премьер-министра": "премьер-министр",
    "ректора": "ректор",
    "советника": "советник",
    "эксперта": "эксперт",
    "координатора": "координатор",
    "главы": "глава",
    "прокурора": "прокурор",
    "помощника": "помощник",
    "губернатора": "губернатор",
}
_KIND = re.compile(r"(?P<stem>[А-ЯЁа-яё]+)(?P<end>ого|его)")
_MOST = 4
"""Words of an office before its noun: «первого заместителя»."""


def nominative(text: str) -> str:
    """The line in the nominative where it begins with a courtesy title in the genitive; another line as it is."""
    style = _STYLE.match(text)
    found = _LEAD.match(text, style.end() if style else 0)
    if not found:
        return text
    comma = re.search(r"[,(–—]", text[found.end() :])
    end = found.end() + comma.start() if comma else len(text)
    man = bool(found["man"])
    words = re.sub(r"\S+", lambda word: _name(word[0], man=man), text[found.end() : end])
    lead = _titled(found[0], man=man)
    front = re.sub("ства", "ство", style[0]) if style else ""
    return front + lead + words + _office(text[end:])


def _titled(title: str, *, man: bool) -> str:
    if man:
        return re.sub(r"а$", "", title)
    return re.sub(r"и$", "а", title)


def _name(word: str, *, man: bool) -> str:
    """A word of a name; one with a point, and one that fits no ending, as it is."""
    if not _WORD.fullmatch(word):
        return word
    endings = _MEN if man else _WOMEN
    return next((re.sub(f"{old}$", new, word) for old, new in endings if word.endswith(old)), word)


_MEN: tuple[tuple[str, str], ...] = (
    ("ского", "ский"),
    ("цкого", "цкий"),
    ("ого", "ой"),
    ("ия", "ий"),
    ("ея", "ей"),
    ("оря", "орь"),
)
_MEN += (("ая", "ай"), ("уя", "уй"), ("оя", "ой"), ("ля", "ль"), ("зоды", "зода"), ("эя", "эй"), ("ы", "а"), ("а", ""))
_WOMEN: tuple[tuple[str, str], ...] = (
    ("овой", "ова"),
    ("евой", "ева"),
    ("ёвой", "ёва"),
    ("иной", "ина"),
    ("ской", "ская"),
    ("ны", "на"),
)
_WOMEN += (
    ("ии", "ия"),
    ("ры", "ра"),
    ("лы", "ла"),
    ("ды", "да"),
    ("ты", "та"),
    ("сы", "са"),
    ("жи", "жа"),
    ("ьи", "ья"),
)


def _office(text: str) -> str:
    """The nouns of an office as far as they are known, with the adjectives before the first."""
    head = re.match(r"\W*", text)
    at = head.end() if head else 0
    words = re.split(r"(\s+)", text[at:])
    for place, word in enumerate(words[: 2 * _MOST : 2]):
        known = _OFFICES.get(word.lower().strip(",;"))
        kind = _KIND.fullmatch(word)
        if known:
            plain = known.capitalize() if word[0].isupper() else known
            words[2 * place] = plain + word[len(word.rstrip(",;")) :]
            return text[:at] + "".join(words)
        if not kind:
            break
        words[2 * place] = kind["stem"] + _adjective(kind["stem"], kind["end"])
    return text


def _adjective(stem: str, end: str) -> str:
    return "ий" if end == "его" or stem[-1] in "кгхжшчщ" else "ый"
