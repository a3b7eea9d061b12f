"""The headings above people in a programme: which role each one means, in English and Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 160
_WORDS: tuple[tuple[str, str, str], ...] = (
    # role, what the heading may be, what says the same as the label of the role
    (
        "co-chair",
        r"co[-\s]?chair\s?(?:person|man|men|woman)?s?|chairs|chair\s?(?:persons|men)|со-?председател[ьи]",
        r"co[-\s]?chair(?:person)?s?|chairs|chair\s?(?:persons|men)|со-?председатели",
    ),
    (
        "chair",
        (
            r"(?:session\s)?chair\s?(?:person|man|woman)?(?:\sof the session)?|chaired by|presiding(?:\sofficer)?"
            r"|председатель(?:ствующий|ствует)?(?:\s(?:сессии|заседания))?|под председательством"
            r"|руководитель(?:\s(?:секции|сессии|заседания|группы))?"
        ),
        r"chair\s?(?:person|man|woman)?|председатель(?:ствующий|ствует)?|chaired by",
    ),
    (
        "keynote",
        (
            r"key-?note\s(?:address|speech|speaker|remark|statement)(?:e?s)?|(?:основн|ключев)(?:ой|ые)\sдоклад(?:чик)?и?"
            r"|программн(?:ое|ые|ая)\s(?:выступлени[ея]|речь)"
        ),
        (
            r"key-?note\s(?:address|speech|statement)(?:e?s)?|основн(?:ой|ые)\sдоклады?|программн(?:ое|ые"
            r"|ая)\s(?:выступлени[ея]|речь)"
        ),
    ),
    (
        "opening-remarks",
        (
            r"(?:opening|welcome|welcoming|introductory)(?:\sand\s(?:welcome|welcoming|opening|introductory))?"
            r"\s(?:remark|statement|address|speech|word)(?:e?s)?"
            r"|(?:welcome|welcoming|opening)(?=\sby\s)"
            r"|(?:вступительн|приветственн)(?:ое|ые|ая)\s(?:слов[оа]|замечания|реч[ьи]|выступлени[ея])|приветстви[яе]"
        ),
        (
            r"opening\s(?:remark|statement|address|speech|word)(?:e?s)?|вступительн(?:ое|ые)\s(?:слов[оа]"
            r"|замечания|выступлени[ея])"
        ),
    ),
    (
        "co-moderator",
        (
            r"(?:co[-\s]?)?moderators?|moderat(?:ed by|ion)|facilitators?|facilitated by"
            r"|(?:со-?)?модератор[ыа]?|ведущ(?:ий|ая|ие)"
        ),
        r"co[-\s]?moderators|moderators|со-?модераторы|модераторы",
    ),
    (
        "panellist",
        (
            r"(?:distinguished\s|invited\s)?panell?ists?|panel members?|discussants?"
            r"|участники(?:\s(?:панельной|экспертной))?\sдискуссии|панелисты|члены панели|участники панели|дискутанты"
        ),
        r"panell?ists?|участники дискуссии|панелисты",
    ),
    (
        "speaker",
        (
            r"(?:lead|main|invited|key|guest|list of|distinguished)?\s?speakers?|statements?|presenters?|remarks"
            r"|presentations?(?:\sby)?"
            r"|rapporteurs?|(?:concluding|closing|final)\s(?:remark|statement|address|speech|word)(?:e?s)?"
            r"|resource persons?"
            r"|выступающи[ей]|выступления|выступают|доклад(?:чик[и]?|ы)|ораторы?|спикеры?|заявления|сообщения"
            r"|заключительн(?:ое|ые)\s(?:слов[оа]|замечания|выступлени[ея]|реч[ьи])"
        ),
        r"statements|выступления|заявления|доклады|докладчики",
    ),
)
_ROLES = tuple(
    (role, re.compile(rf"(?:{words})(?![\w-])", re.IGNORECASE), re.compile(rf"(?:{same})", re.IGNORECASE))
    for role, words, same in _WORDS
)
_EACH = re.compile(
    r"\s*[(–—,-]\s*(?:по\s)?(?:(?:up to|до)\s)?(\d{1,3})\s?(?:min(?:ute)?s?\b\.?"
    r"|мин(?:ут[аы]?)?\b\.?)(?:\s(?:each|per speaker|каждый))?\s*\)?",
    re.IGNORECASE,
)
_FLOOR = re.compile(
    r"(?:(?:interventions?|statements?|comments?|questions?|discussion)(?:\s\w+){0,4}\sfrom the "
    r"floor|open floor|floor discussion"
    r"|(?:general|open|interactive)\s(?:debate|discussion)"
    r"|(?:выступления|вопросы|реплики)(?:\s[а-яё]+){0,3}\s(?:с\sмест[а]?|из\sзала)|(?:общая|открытая)\sдискуссия"
    r"|дискуссия с участием зала)(?!\w)",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    r"(?:(?:key|main|guiding|suggested|discussion)\s(?:issue|question|topic|point"
    r"|theme)s?(?:\s(?:to be|for)\s[\w\s]{3,30})?"
    r"|(?:issues|questions|topics|points)\s(?:to be addressed|for discussion|for consideration)"
    r"|(?:ключевые|основные)\s(?:вопросы|темы|проблемы)(?:\s(?:для|к)\s[\w\s]{3,30})?"
    r"|вопросы (?:для|к) (?:обсуждени[яю]|рассмотрени[яю])|темы для обсуждения)\s*:?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A role's heading, read."""

    role: str
    heading: str
    """As it stands there where the role's own label says something else; else empty."""
    rest: str = ""
    """A person on the same line."""
    minutes: int | None = None
    """``(6 min each)``"""
    whole: bool = True
    """All words of the heading are words for the role."""


def heading(text: str) -> Heading | None:
    """The role that a line heads, with the person behind it: ``Chair: Mr. X``; None for another line."""
    line = text.strip()
    if len(line) < 4:  # noqa: PLR2004 - no word for a role is shorter
        return None
    for role, words, same in _ROLES:
        found = words.match(line)
        if found:
            return _read(line, role, found, same)
    return None


def _read(line: str, role: str, found: re.Match[str], same: re.Pattern[str]) -> Heading | None:
    title, behind = found[0], line[found.end() :]
    each = _EACH.match(behind)
    minutes = None
    if each:
        minutes, behind = int(each[1]), behind[each.end() :]
    said = "" if same.fullmatch(title.strip()) else title.strip()
    if not behind.strip(" :.–—-"):
        return Heading(role, said, minutes=minutes)
    mark = re.match(r"\s*:\s*|\s+[–—-]\s+|\s+by:?\s+(?=[^\W\d_])", behind)
    if mark:
        return Heading(role, said, behind[mark.end() :], minutes)
    if title.lower().endswith((" by", "ует", "ают", "ством")):
        return Heading(role, said, behind.strip(), minutes)
    if len(line) <= _LONGEST and not line.rstrip().endswith("."):
        return Heading(role, line.rstrip(" :"), "", minutes, whole=False)
    return None


def floor(text: str) -> str | None:
    """What stands behind ``Interventions from the Floor`` on its line; None where the line does not say that."""
    found = _FLOOR.match(text.strip())
    if not found:
        return None
    return text.strip()[found.end() :].lstrip(" :.–—-")


def issues(text: str) -> bool:
    """Whether the line heads the key issues."""
    return bool(_ISSUES.match(text.strip()))
