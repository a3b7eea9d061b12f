"""What a number counts or numbers: the commonest nouns beside numbers in official English and Russian."""

from __future__ import annotations

import re

_NOUNS = {
    "state": ("state", "государств"),
    "country": ("country", "стран"),
    "organization": ("organization organisation", "организаци"),
    "participant": ("participant", "участни"),
    "delegation": ("delegation", "делегаци"),
    "delegate": ("delegate", "делегат"),
    "representative": ("representative", "представител"),
    "person": ("people person", "человек люд лиц"),
    "woman": ("woman women", "женщин"),
    "man": ("man men", "мужчин"),
    "child": ("child children", "дет ребен"),
    "officer": ("officer staff", "сотрудни офицер"),
    "expert": ("expert", "эксперт"),
    "minister": ("minister", "министр"),
    "ambassador": ("ambassador", "посл посол"),
    "speaker": ("speaker", "оратор выступающ докладчик"),
    "guard": ("guard", "пограничник"),
    "project": ("project", "проект"),
    "programme": ("programme", "программ"),
    "seminar": ("seminar", "семинар"),
    "workshop": ("workshop", "практикум семинар"),
    "course": ("course", "курс"),
    "meeting": ("meeting session", "заседани совещани встреч сесси"),
    "conference": ("conference", "конференци"),
    "phase": ("phase stage", "этап фаз"),
    "review": ("review", "обзор"),
    "forum": ("forum congress", "форум конгресс"),
    "chair": ("chair co-chair", "председател сопредседател"),
    "pillar": ("pillar", "компонент"),
    "committee": ("committee", "комитет"),
    "round": ("round", "раунд тур"),
    "part": ("part", "част"),
    "recommendation": ("recommendation", "рекомендаци"),
    "visit": ("visit", "визит поезд"),
    "group": ("group team", "групп команд"),
    "agency": ("agency entity service", "ведомств учреждени структур служб"),
    "post": ("post point", "пост пункт должност застав"),
    "region": ("region", "регион област район"),
    "document": ("document", "документ"),
    "report": ("report", "доклад отчет"),
    "vehicle": ("vehicle lorry truck", "автомоб машин грузов транспорт"),
    "year": ("year", "год лет"),
    "month": ("month", "месяц"),
    "week": ("week", "недел"),
    "day": ("day", "дн день сут"),
    "hour": ("hour", "час"),
    "minute": ("minute", "минут"),
    "kilometre": ("km kilometre kilometer", "км километр"),
    "metre": ("m metre meter", "м метр"),
    "tonne": ("ton tonne", "тонн"),
    "kilogram": ("kg kilogram", "кг килограмм"),
}
_BEFORE = {
    "article": ("article art", "стать ст"),
    "paragraph": ("paragraph para sub-paragraph subparagraph", "пункт пп п подпункт"),
    "chapter": ("chapter chap", "глав гл"),
    "section": ("section sect", "раздел"),
    "annex": ("annex", "приложени"),
    "table": ("table", "таблиц табл"),
    "figure": ("figure fig", "рисун рис"),
    "page": ("page p pp", "страниц стр с"),
    "part": ("part", "част"),
    "item": ("item", "пункт"),
    "phase": ("phase stage", "этап фаз"),
    "goal": ("goal", "цел"),
    "target": ("target", "задач"),
    "room": ("room", "комнат зал кабинет"),
    "floor": ("floor", "этаж"),
    "building": ("building", "корпус здани"),
    "channel": ("channel", "канал"),
    "rule": ("rule", "правил"),
}


def _english(table: dict[str, tuple[str, str]]) -> dict[str, frozenset[str]]:
    forms: dict[str, frozenset[str]] = {}
    for name, said in table.items():
        for word in said[0].split():
            many = f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith("x") else f"{word}s"
            forms |= dict.fromkeys((word, many), frozenset((name,)))
    return forms


def _russian(table: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    stems: dict[str, list[str]] = {}
    for name, said in table.items():
        for stem in said[1].split():
            stems.setdefault(stem[:2] if len(stem) > 1 else stem, []).append(f"{stem} {name}")
    return stems


_AFTER_EN, _BEFORE_EN = _english(_NOUNS), _english(_BEFORE)
_NOTHING: frozenset[str] = frozenset()
_AFTER_RU, _BEFORE_RU = _russian(_NOUNS), _russian(_BEFORE)
_SHORT = 3
"""A stem of so few letters takes only an ending."""
_NEXT = re.compile(r"[ \u00a0\u202f-]+([^\W\d_]+(?:[-‑][^\W\d_]+)*)")
_DIRECTIONS = {
    "en": ((" from ", "from"), (" to ", "to")),
    "ru": ((" с ", "from"), (" со ", "from"), (" от ", "from"), (" до ", "to"), (" по ", "to")),
}
_STOPS = frozenset(
    [
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "for",
        "which",
        "that",
        "who",
        "were",
        "was",
        "are",
        "is",
        "have",
        "has",
        "had",
        "as",
        "into",
        "over",
        "per",
        "took",
        "came",
        "и",
        "или",
        "в",
        "во",
        "на",
        "с",
        "со",
        "из",
        "к",
        "ко",
        "по",
        "за",
        "для",
        "о",
        "об",
        "от",
        "до",
        "при",
        "который",
        "которые",
        "которых",
        "что",
        "были",
        "был",
        "приняли",
        "а",
        "но",
        "как",
    ],
)
_FARTHEST = 4
_LONGEST = 24


def counted(text: str, end: int, lang: str) -> frozenset[str]:
    """What the number that ends here counts, by the noun behind it; empty where nobody knows."""
    found = _NOTHING
    for _ in range(_FARTHEST):
        word = _NEXT.match(text, end)
        if word is None:
            break
        form = word[1].lower()
        if form in _STOPS or word.end(1) - word.start(1) > _LONGEST:
            break
        if lang == "ru":
            if names := _names(form, _AFTER_RU):
                return names
        else:
            found = _AFTER_EN.get(form, found)
        end = word.end()
    return found


def numbered(text: str, start: int, lang: str) -> frozenset[str]:
    """What the number that begins here numbers, by the noun before it."""
    before = text[max(0, start - _LONGEST) : start]
    if before[-1:] not in {" ", "\u00a0"}:
        return _NOTHING
    form = before[:-1].rstrip(".").replace("\u00a0", " ").rpartition(" ")[2].lower().lstrip("(«“*\u2060")
    if lang == "ru":
        return _names(form, _BEFORE_RU)
    return _BEFORE_EN.get(form, _NOTHING)


def direction(text: str, start: int, lang: str) -> str:
    """``from`` or ``to`` where the number that begins here is so introduced; else empty."""
    before = f" {text[max(0, start - 6) : start]}".replace("\u00a0", " ").lower()
    return next((name for word, name in _DIRECTIONS[lang] if before.endswith(word)), "")


def _names(form: str, stems: dict[str, list[str]]) -> frozenset[str]:
    names = set()
    for said in (*stems.get(form[:2], ()), *(stems.get(form, ()) if len(form) == 1 else ())):
        stem, _, name = said.partition(" ")
        if form.startswith(stem) and (len(stem) > _SHORT or len(form) - len(stem) <= _SHORT):
            names.add(name)
    return frozenset(names)
