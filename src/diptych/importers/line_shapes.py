"""What a line is by its shape alone: prose, a title, a label with a number, a salutation, a name, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers import bullets, days, honorifics
from diptych.importers.sheet import Form

if TYPE_CHECKING:
    from diptych.importers.sheet import Piece
    from diptych.model import Run

LONGEST = 220
"""Characters of a heading."""

_COUNTS = re.compile(r"\d{1,9}(?:\.\d{1,9})*|[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = tuple(".!?;:…")
_CLOSERS = "»”\"’')]\u00a0 "
_SENTENCE = 5
_ROMAN = r"(?:[IVXLC]{1,7}|\d{1,3}|[A-H]|[А-ЖИ])"
_LABEL = re.compile(
    r"[—–\s]*(?P<label>(?:(?:thematic|working|plenary|high-level|parallel|technical|тематическ\w+|рабоч\w+|пленарн\w+)\s+)?"
    r"(?P<family>session|annex|appendix|attachment|enclosure|part|chapter|section|panel|segment|side[ -]event"
    r"|сессия|заседание|секция|приложение|добавление|часть|глава|раздел|параллельное мероприятие)"
    rf"\s+(?:№\s*)?{_ROMAN})(?!\w)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANNEXES = ("annex", "appendix", "attachment", "enclosure", "приложение", "добавление")
_SALUTATION = re.compile(
    r"(?:(?:your|dear|distinguished|esteemed|honou?rable|respected|mr\.?|madam|mrs\.?|ms\.?|excellenc\w+|ladies|gentlemen"
    r"|colleagues|friends|delegates|participants|ministers|ваш\w*\s+превосходительств|уважаем|дорог|глубокоуважаем|многоуважаем"
    r"|дамы|господа|госпожа|господин|коллеги|друзья|участники|товарищи)"
    r"(?![\w-]*-[gG]eneral)[^.:;?]{0,160}[,!]?)",
    re.IGNORECASE,
)
_TO_MANY = re.compile(
    r"excellenc|ladies|gentlem|colleagu|friends|delegat|participants|attend|guests|chair|president|minister|secretar"
    r"|дам|господ|коллег|друзь|участник|гост|делегат|председател|превосходительств|товарищ",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:colleagues|friends|delegates|participants|ministers|участники|друзья|коллеги)(?!\w)", re.IGNORECASE
)
_JOINING = frozenset(
    re.split(
        r"\s+",
        "a an and as at between by for from in into of on or the to towards under upon with within "
        "и в во на о об от по с со для к ко из между при под над за до",
    )
)


@dataclass(frozen=True, slots=True)
class Label:
    """``ANNEX II`` with what stands behind it on the line."""

    label: str
    family: str
    rest: str

    @property
    def first(self) -> bool:
        """Whether its number is the first one."""
        return self.label.split()[-1].upper() in ("I", "1", "A", "\u0410")

    @property
    def annex(self) -> bool:
        """Whether what follows is a document of its own."""
        return self.family.lower() in _ANNEXES


def label(text: str) -> Label | None:
    """The word with a number that a title begins with: ``SESSION I``, «Приложение 2»."""
    found = _LABEL.fullmatch(text[: LONGEST + 1]) if len(text) <= LONGEST else None
    if found is None or (found["rest"] and found["rest"][0] not in " .:–—-") or _sentence(found["rest"]):
        return None
    return Label(found["label"].strip(), found["family"], found["rest"].strip(" .:–—-"))


def _sentence(rest: str) -> bool:
    """Whether it goes on as a sentence: “Session I was opened by …”."""
    return bool(re.match(r"\s+[a-zа-яё]", rest)) or rest.rstrip().endswith((".", ";", ","))


def words(text: str) -> list[str]:
    """Its words."""
    return _WORDS.findall(text)


def ends(text: str) -> bool:
    """Whether it ends like a sentence."""
    return text.rstrip(_CLOSERS).endswith(_ENDS)


def prose(piece: Piece) -> bool:
    """Whether it is a sentence or more, and no title."""
    if piece.form is not Form.PARAGRAPH:
        return False
    text = piece.text
    return len(text) > LONGEST or (ends(text) and len(words(text)) >= _SENTENCE)


def short(piece: Piece) -> bool:
    """Whether it may be a title: a paragraph of few words without an end."""
    text = piece.text.strip()
    if piece.form is not Form.PARAGRAPH or not text or len(text) > LONGEST or not words(text):
        return False
    return text.endswith("?") or not (ends(text) or text.endswith(",") or text[:1].islower())


def values(number: str) -> tuple[tuple[str, int], ...]:
    """The ways to read a number, likeliest first: its kind and its value; none for ``1.a``."""
    return bullets.values(number) if _COUNTS.fullmatch(number) else ()


def upright(piece: Piece) -> tuple[Run, ...]:
    """Its runs without the bold or the italics that all of it has: the look of a heading or a quote, no emphasis."""
    said = [run for run in piece.runs if any(map(str.isalnum, run.text))]
    strong, emphasis = all(run.strong for run in said), all(run.emphasis for run in said)
    return tuple(
        replace(run, strong=run.strong and not strong, emphasis=run.emphasis and not emphasis) for run in piece.runs
    )


def capitals(text: str) -> bool:
    """Whether all its letters are capitals."""
    return text.isupper() and len(words(text)) > 0 and len(text) > 3  # noqa: PLR2004 - an abbreviation is no title


def joining(word: str) -> bool:
    """Whether it is an article, a preposition or a conjunction, which neither a title nor a verb ends with."""
    return word.lower() in _JOINING


def title_case(text: str) -> bool:
    """Whether its longer words begin with capitals."""
    found = [word for word in words(text) if len(word) > 3]  # noqa: PLR2004 - “of”, “the”, “and”
    return bool(found) and text[:1] in text[:1].upper() and sum(word[0].isupper() for word in found) >= 0.6 * len(found)


def salutation(text: str) -> bool:
    """Whether it addresses those who listen: ``Excellencies,`` «Уважаемые дамы и господа!»."""
    text = text.strip()
    if len(text) > LONGEST or not _SALUTATION.fullmatch(text) or not _TO_MANY.search(text):
        return False
    if text.endswith((",", "!")) or not _NOUN.match(text):
        return True
    return all(_TO_MANY.search(word) or word.lower() in _JOINING for word in words(text))  # “Ministers agree on water”


def name(text: str) -> bool:
    """Whether it is a person's name with a courtesy title and nothing else: ``H.E. Mr. Josep Borrell Fontelles``."""
    if len(text) > 90 or "," in text or any(sign.isdigit() for sign in text):  # noqa: PLR2004 - a name
        return False
    behind = text[honorifics.leading(text).length :].split()
    if len(behind) == len(text.split()) or not 1 <= len(behind) <= 7:  # noqa: PLR2004 - words of a name
        return False
    return all(word[:1].isupper() or len(word) <= 3 for word in behind) and not ends(behind[-1][-2:])  # noqa: PLR2004


def dated(text: str) -> bool:
    """Whether it is a line of a date, with or without a place: ``DUSHANBE • 18-19 OCTOBER 2022``."""
    return len(text) <= 120 and not ends(text) and (days.told(text) is not None or _YEAR.search(text) is not None)  # noqa: PLR2004


_YEAR = re.compile(r"\d{1,2}\s?[-–—]\s?\d{1,2}\s+\w+\s+(?:19|20)\d\d")


def continues(first: str, second: str) -> bool:
    """Whether a title goes on in the next line: ``Management Cooperation`` / ``to Counter Terrorism and``."""
    last = words(first)[-1:] or [""]
    opened = sum(first.count(sign) for sign in "«“") > sum(first.count(sign) for sign in '»”"')
    return (
        second[:1].islower() or last[0].lower() in _JOINING or first.rstrip().endswith((",", "–", "—", "-")) or opened
    )
