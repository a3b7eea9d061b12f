"""What sort of item of a programme a title names, and its label, in English and Russian."""

from __future__ import annotations

import re

_ROMAN = r"(?:[IVX]{1,5}|[ⅠⅡⅢⅣⅤⅥⅦⅧ]|\d{1,2}[A-Za-z]?|[A-HА-Е](?![\w’'])|one|two|three|four|five|six)"
_LABEL = re.compile(
    rf"(?P<label>(?:(?:thematic|parallel|plenary|working|break-?out|technical|interactive|expert"
    rf"|special|high-level|closed|scientific)\s){{0,2}}"
    rf"(?:sessions?|side[\s-]events?|panels?(?:\sdiscussion)?|segments?|round\s?tables?|workshops?"
    rf"|meetings?|clusters?|blocks?|working groups?|briefings?|master class|plenar(?:y|ies)|tracks?|modules?)"
    rf"\s(?:no\.?\s|№\s?|#)?{_ROMAN}(?!\w)"
    rf"|(?:(?:тематическ|параллельн|пленарн|рабоч|секционн|экспертн|техническ|специальн)[а-яё]{{2}}\s){{0,2}}"
    rf"(?:сесси[яи]|заседание|параллельное мероприятие|мероприятие|панель|панельная дискуссия"
    rf"|круглый стол|сегмент|семинар|секция|рабочая группа|брифинг|блок|трек|модуль)"
    rf"\s(?:№\s?)?{_ROMAN}(?!\w)"
    rf"|(?P<ordinal>(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th))\s(?:thematic"
    rf"|plenary|working|parallel|panel|technical)?\s?(?:session|panel|side event)"
    rf"|(?:первая|вторая|третья|четвёртая|четвертая|пятая)\s(?:тематическая|пленарная|рабочая"
    rf"|панельная)?\s?(?:сессия|дискуссия|панель)"
    rf"|(?:первое|второе|третье|четвёртое|четвертое)\s(?:пленарное|рабочее"
    rf"|параллельное)?\s?(?:заседание|мероприятие)))"
    rf"(?P<mark>\s?[:.]\s?|\s?[–—-]\s|\s(?=[“«\"])|\s?$|\s(?=[^\W\d_]))",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s(?:[IVX]+|\d+)$")
"""A number that nothing needs to part from the title: ``Session II Trade``."""
_WORD_LABEL = re.compile(
    r"(?P<label>(?:thematic session|side[\s-]event|panel discussion|round\s?table|workshop"
    r"|briefing|special event|keynote session|master class|high-level segment"
    r"|тематическая сессия|параллельное мероприятие|панельная дискуссия|круглый стол|семинар"
    r"|брифинг|специальное мероприятие))"
    r"(?P<mark>\s?:\s|\s[–—-]\s|\s(?=[“«]))",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "exhibition",
        (
            r"(?:art|photo|book|opening of (?:the|an)|handicraft|national)?\s?(?:art|photo"
            r"|book)?\s?exhibition|выставк[аи]|(?:открытие|осмотр)\s(?:\w+\s)?выставки|(?:художественн"
            r"|фото)\w*\s?выставка"
        ),
    ),
    (
        "photo",
        (
            r"(?:group|family|official|joint)?\s?photo(?:graph|shoot|\sshoot|\ssession|\sopportunity)?s?\b"
            r"|photo[\s-]?op\b|photo shoot|(?:групповое|совместное|общее)?\s?фотографирование|(?:общая"
            r"|групповая|совместная)\sфотография|фотосессия|фотосъёмка|фотосъемка|фото на память"
        ),
    ),
    (
        "break",
        (
            r"(?:coffee|tea|lunch|health|comfort|prayer|refreshment|networking|working"
            r"|short)?[\s/-]{0,3}(?:coffee|tea|lunch|luncheon)?[\s/-]{0,3}(?:breaks?|lunch(?:eon)?|pause)\b"
            r"|coffee\b|tea\b|breakfast\b|(?:кофе|чай)(?:-|\s)?(?:брейк|пауза)?(?!\w)|(?:кофейн|обеденн"
            r"|технич\w+|коротк|рабоч)\w+\s(?:перерыв|пауза|обед)|перерыв|обед(?!\w)|ланч|завтрак(?!\w)"
        ),
    ),
    (
        "reception",
        (
            r"(?:official|welcome|welcoming|evening|farewell|gala|cocktail|working|closing"
            r"|state)?\s?(?:cocktail\s)?(?:reception|cocktails?|banquet|dinner)\b|(?:официальн"
            r"|приветственн|торжественн|вечерн|протокольн|праздничн|прощальн)\w+\s(?:при[её]м|ужин|банкет"
            r"|фуршет)|при[её]м(?!\w)|ужин(?!\w)|фуршет|банкет"
        ),
    ),
    (
        "visit",
        (
            r"(?:cultural|social|sightseeing|guided|excursion|city|study|field)\s?(?:/\w+)?\s?(?:programme"
            r"|program|activit\w+|visits?|tours?|trips?)\b|visit(?:s|ing)?\s(?:to|of|the|at|“)"
            r"|excursions?\b|sightseeing|gathering (?:in front|at|near)|tour of|(?:культурн"
            r"|экскурсионн)\w+\sпрограмм\w|экскурси[яи]|посещение|поездка|обзорная экскурсия|осмотр "
            r"достопримечательностей|сбор (?:у|перед|возле)"
        ),
    ),
    (
        "side-event",
        (
            r"side[\s-]?events?\b|параллельн\w+\sмероприят\w+|сайд-?ивент|мероприятие «на полях»|special "
            r"event\b|специальное мероприятие"
        ),
    ),
    (
        "briefing",
        (
            r"(?:press\s|media\s|technical\s|security\s)?briefings?\b|press[\s-]conference"
            r"|(?:пресс-?)?брифинг|пресс-?конференция|presentation of the portfolio"
        ),
    ),
    (
        "thematic-session",
        (
            r"(?:thematic|parallel|breakout|break-out|working|technical)\s(?:sessions?|panels?"
            r"|discussions?)\b|panel(?:\sdiscussion)?s?\b|round\s?table|workshop\b|working group"
            r"|тематическ\w+\s(?:сесси|заседан|дискусси)\w+|панельная дискуссия|круглый стол|семинар"
            r"|секционное заседание|рабочая группа"
        ),
    ),
    (
        "session",
        (
            r"(?:high-level\s)?(?:opening|closing|plenary|ministerial|concluding|inaugural)\b|heads of "
            r"delegations?|открытие|закрытие|пленарное"
        ),
    ),
)
_LEADING = tuple((kind, re.compile(rf"[“«\"]?(?:the\s|an?\s)?(?:{words})", re.IGNORECASE)) for kind, words in _KINDS)
_ANYWHERE = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE))
    for kind, words in _KINDS
    if kind in {"photo", "exhibition", "reception", "visit", "break"}
)
_FEW_WORDS = 6
"""In a longer title a word such as “visit” may be its matter and not its kind."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLAIN_WORDS = _words(
    "opening closing high level session sessions plenary ministerial official welcome reception "
    "coffee tea lunch break photo group family "
    "registration of the and participants delegates heads delegation delegations guests arrival "
    "departure thematic side event events "
    "panel discussion briefing exhibition art dinner cultural programme program visit for a with "
    "press conference ceremony remarks meeting "
    "part day morning afternoon evening working round table workshop concluding "
    "обеденный кофейный официальный торжественный открытие закрытие сессия заседание пленарное "
    "официальный прием приём кофе брейк обед перерыв регистрация участников гостей "
    "и фотографирование групповое общее тематическая параллельное мероприятие обсуждение "
    "выставка ужин культурная программа церемония "
    "пресс конференция прибытие делегаций конференции панельная дискуссия"
)
_SMALL = _words("of the and for a an with in on to at и в на с для")
_NUMERAL = re.compile(r"[IVXLC]+|[A-Z]")


def label(text: str) -> tuple[str, str]:
    """A label in front of a title, ``Thematic Session I``, and the title behind it; no label: empty, and the text."""
    found = _LABEL.match(text) or _WORD_LABEL.match(text)
    if not found or ((found["mark"] or "").strip() == "." and text[found.end() :][:1].islower()):
        return "", text
    behind = text[found.end() :].strip()
    if found["mark"] == " " and behind[:1].isalpha() and not (behind[0].isupper() and _COUNT.search(found["label"])):
        return "", text
    return tamed(found["label"].strip()), behind


def tamed(words: str) -> str:
    """A label or a plain title in capitals, in small letters: ``COFFEE BREAK`` → ``Coffee Break``."""
    letters = [letter for letter in words if letter.isalpha()]
    if len(letters) < 3 or not all(letter.isupper() for letter in letters):  # noqa: PLR2004 - not a lone numeral
        return words
    parts = re.split(r"([^\w]+)", words)
    known = [part for part in parts if part and part[0].isalpha() and not _NUMERAL.fullmatch(part)]
    if not known or not all(part.lower() in _PLAIN_WORDS for part in known):
        return words
    cyrillic = any("а" <= letter.lower() <= "я" for letter in letters)
    out = []
    for place, part in enumerate(parts):
        if not part or not part[0].isalpha() or (_NUMERAL.fullmatch(part) and part not in {"A", "I"}) or part == "I":
            out.append(part)
        elif place and (cyrillic or part.lower() in _SMALL):
            out.append(part.lower())
        else:
            out.append(part.capitalize())
    return "".join(out)


def loud(words: str) -> bool:
    """Whether all letters of a title are capitals."""
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > 5 and all(letter.isupper() for letter in letters)  # noqa: PLR2004 - an abbreviation is shorter


def kind(label_text: str, title: str) -> str:
    """The kind of an item: by its label, else by the first words of its title; ``session`` where nothing says more."""
    for text in (label_text, title):
        for name, words in _LEADING if text else ():
            if words.match(text):
                return name
        if text and text == label_text:
            return "session" if re.match(r"(?:plenary|пленарн)", text, re.IGNORECASE) else "thematic-session"
    if len(title.split()) <= _FEW_WORDS:
        for name, words in _ANYWHERE:
            if words.search(title):
                return name
    return "session"


def told(sentence: str) -> tuple[str, int, int] | None:
    """The kind of an occasion that a sentence tells of, and where its words stand; None where it tells of none."""
    best: tuple[str, int, int] | None = None
    for name, words in _ANYWHERE:
        found = words.search(sentence)
        if found and name != "break" and (best is None or (found.start(), -found.end()) < (best[1], -best[2])):
            best = (name, found.start(), found.end())
    return best
