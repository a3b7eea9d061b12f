"""How texts end: a translation as its source does, but for what English and Russian do each in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.checks.lists import in_lists
from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {
    "": "nothing",
    ".": "a full stop",
    ",": "a comma",
    ";": "a semicolon",
    ":": "a colon",
    "?": "a question mark",
    "!": "an exclamation mark",
    "…": "an ellipsis",
    "—": "a dash",
}
_MARKS = frozenset(".,;:?!…—–-")
_CLOSERS = frozenset("»”“\"’')]}›¹²³⁰⁴⁵⁶⁷⁸⁹*†‡ \u00a0\u202f\u200b\t\n\r" + SIGN)
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\]$")
_CONJUNCTION = re.compile(r"[;,]\s+(?:and/or|and|or|и/или|и|или|а также)\s*$")
_OPEN_END = re.compile(r"(?<!\w)(?:and|or|и|или|а также)\s*$")
_TAIL = 80
"""The end of a text: more closing marks nobody writes."""

_ENGLISH_SHORT = re.compile(
    r"(?<![\w’])(?:etc|[ap]\.m|e\.g|i\.e|al|approx|max|min|[A-HJ-UWYZa-z]|(?:[A-Za-z]\.)+[A-Za-z]{1,3}|Mrs?|Ms|Drs?|Prof|Gen|Col|Maj|Capt|Lt|"
    r"Amb|Hon|Rev|Add|Corr|Inc|Ltd|Co|Corp|Jr|Sr|St|Ave|Blvd|Dept|Gov|Univ|Nos?|vols?|pp?|paras?|arts?|chaps?|sects?|"
    r"eds?|figs?|refs?|exts?|tel|vs|Messrs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|hrs?|min|Esq|"
    r"B\.C|A\.D|Ph\.D|doc|ibid|cont|incl|excl|est|dep)\.$",
    re.IGNORECASE,
)
_RUSSIAN_SHORT = re.compile(
    r"(?<!\w)(?:[а-яёА-ЯЁA-HJ-UWYZ]|г|гг|в|вв|др|пр|т\.\s?[дпек]|п|пп|ст|стр|с|ч|мин|сек|час|см|им|н\.\s?э|долл|руб|тыс|"
    r"млн|млрд|коп|экз|чел|тел|доб|факс|проф|акад|доц|ген|гл|табл|рис|прим|кв|обл|ул|просп|пер|пл|корп|стр|"
    r"каб|ком|англ|рус|ред|изд|доп|испр|янв|февр|апр|авг|сент|окт|нояб|дек|пн|вт|ср|чт|пт|сб|вс|м|шт|ед|исх|вх|оз)\.$",
    re.IGNORECASE,
)

_SALUTATION = re.compile(
    r"\W*(?:to whom|dear|excellenc|your |mr\b|mrs\b|ms\b|madam|ladies|sirs?\b|gentlemen|distinguished|honou?rable|"
    r"esteemed|colleagues|friends|respected|yours|sincerely|respectfully|faithfully|cordially|"
    r"with (?:best|kind|warm|my)|(?:best|kind|warm) (?:regards|wishes)|keep)",
    re.IGNORECASE,
)
_ASKS_IN_ENGLISH = re.compile(
    r"\W*(?:how|what|where|who|whom|whose|why|when|which|can|could|may|is|are|do|does|will|would|should|have|has)\b",
    re.IGNORECASE,
)
_ASKS_POLITELY = re.compile(r"\W*(?:could|would|will|can|may)\b", re.IGNORECASE)
_ASKS_IN_RUSSIAN = re.compile(
    r"(?<!\w)(?:как|что|чего|чему|чем|кто|кого|кому|кем|где|куда|откуда|когда|почему|зачем|как(?:ой|ая|ое|ие|их|им|ими|ую|ому|ого|ова|овы|ов)|сколько|"
    r"чей|чья|чьё|чьи|ли|разве|неужели|котор\w+|насколько|нужн\w|можно)(?!\w)",
    re.IGNORECASE,
)
_RECITES = re.compile(r"\W*(?:\w+ly |also |further )?\w+(?:ing|ed|ious|ful)\b", re.IGNORECASE)
_ACTORS = re.compile(
    r"\W*(?:We\b|The (?:Conference|Ministers|Heads|[Pp]articipants|representatives|States|Parties|Governments|"
    r"General Assembly|Security Council|Committee|Council|Commission))"
)
"""Who adopts a declaration or a resolution: its first words."""
_REMARK = re.compile(r"\W*(?:примечани|источник|сноск|внимание|итого|прим\.|нотабене)", re.IGNORECASE)
_FOLLOWS = re.compile(r"(?:след|так(?:ие|ов|ой)|как|повестк|а именно)\w*\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_ITEM = re.compile(r"\A\s*(?:[-–—•*+]\s|(?:\d{1,3}|[a-zа-я]{1,4})[.)]\s|\([a-zа-я\d]{1,4}\)\s)?\s*")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _End:
    """How a text ends: its marks (``"."``, ``"?"`` … or ``""`` for none), and where the last of them stands."""

    marks: frozenset[str]
    start: int
    end: int

    @property
    def name(self) -> str:
        """In words."""
        return " and ".join(_NAMES[mark] for mark in sorted(self.marks - {""})) or _NAMES[""]


def _end(said: Said) -> _End:
    """The end of a text, without closing brackets, quotation marks, markup and notes."""
    plain, raw = said.plain, said.raw
    at = len(plain)
    conjunction = _CONJUNCTION.search(plain, max(0, at - 20))
    if conjunction:
        at = conjunction.start() + 1
    marks: list[tuple[int, str]] = []
    lowest = max(0, at - _TAIL)
    while at > lowest:
        char = plain[at - 1]
        if char in _MARKS:
            marks.append((at - 1, "—" if char in "—–-" else char))
            at -= 1
        elif char == "]" and (note := _FOOTNOTE.search(plain, max(0, at - 6), at)):
            at = note.start()
        elif char in _CLOSERS:
            at -= 1
        elif char == OPAQUE and (target := _target(plain, raw, at)):
            at = target
        else:
            break
    if not marks:
        return _End(frozenset(("",)), len(raw), len(raw))
    last = marks[0][0]
    dots = [at for at, mark in marks if mark == "."]
    if len(dots) > 2 and dots[0] - dots[2] == 2:  # noqa: PLR2004 - three dots are an ellipsis
        return _End(frozenset("…"), dots[2], dots[0] + 1)
    kinds = {mark for _, mark in marks}
    if kinds == {"."} and _is_short(said, last):
        kinds.add("")
    return _End(frozenset(kinds), last, last + 1)


def _alike(one: str, other: str) -> bool:
    """Whether both plainly end in the same mark, or both in a letter: no need to look closer."""
    last = one[-1:]
    if last != other[-1:]:
        return last.isalnum() and other[-1:].isalnum()
    return last in ";,?!" or last.isalnum() or (last == "." and one[-2:-1].isalnum() and other[-2:-1].isalnum())


def _target(plain: str, raw: str, at: int) -> int:
    """Where a link's target begins that ends here, 0 if it is none: a reader does not see it."""
    start = raw.rfind("](", 0, at)
    return start if start >= 0 and plain[start] == SIGN and set(plain[start + 1 : at]) == {OPAQUE} else 0


def _is_short(said: Said, at: int) -> bool:
    """Whether the full stop is that of an abbreviation, which may end a sentence or not."""
    tail = said.plain[max(0, at - 12) : at + 1]
    short = _RUSSIAN_SHORT if said.lang == "ru" else _ENGLISH_SHORT
    return bool(short.search(tail))


def ends(pair: Pair) -> Iterator[Fault]:
    """An end mark that is missing, too much or another than the source's, but for what each language does its own way.

    Authority: UN Editorial Manual; Правила русской орфографии и пунктуации.
    """
    source, target = pair.source, pair.target
    if {source.lang, target.lang} != {"en", "ru"}:
        return
    if _alike(source.raw, target.raw):
        return
    english, russian = (source, target) if source.lang == "en" else (target, source)
    there, here = _end(source), _end(target)
    if there.marks & here.marks:
        return
    if not _WORD.search(source.plain) or not _WORD.search(target.plain) or source.raw == target.raw:
        return
    if in_lists(target.plain) or in_lists(source.plain) or _OPEN_END.search(source.plain[-12:]):
        return
    en, ru = (there, here) if english is source else (here, there)
    if any(own(en.marks, ru.marks, english, russian) for own in _OWN_WAYS) or _is_item(pair, en, ru, english, russian):
        return
    wanted = min(there.marks)
    if here.marks == {""}:
        yield target.fault(f"the source ends in {there.name}, the translation in nothing", 0, 0)
    else:
        message = f"the translation ends in {here.name}, the source in {there.name}"
        yield target.fault(message, here.start, here.end, wanted)


_TWICE = re.compile(r"(?<![.…/\\])\.\.(?![./\\\w])|(?<=\w)([,;:])\1(?=\s|\Z)")


def twice(said: Said) -> Iterator[Fault]:
    """A full stop, a comma, a semicolon or a colon typed twice.

    Authority: UN Editorial Manual; Правила русской орфографии и пунктуации (точка при сокращении не удваивается).
    """
    if ".." in said.raw or ",," in said.raw or ";;" in said.raw or "::" in said.raw:
        for found in _TWICE.finditer(said.plain):
            message = f"“{found[0]}” stands for one mark"
            yield said.fault(message, found.start(), found.end(), found[0][0], certain=True)


# --------------------------------------------------------------------------- what each language does its own way


def _calls(en: frozenset[str], ru: frozenset[str], english: Said, _russian: Said) -> bool:
    """Excellencies, → Ваши Превосходительства! and a line of an address that loses its comma."""
    if "," in en and "" in ru and len(english.words) <= 4 and not _RECITES.match(english.plain):  # noqa: PLR2004 - a line
        return True
    if "!" in ru and en & {",", ".", ""}:
        return True
    if "!" in en and ru & {".", ","}:
        return True
    return bool(en & {",", ":", ""} and ru & {"!", ",", ":", "", "."} and _SALUTATION.match(english.plain)) and (
        len(english.words) <= 12  # noqa: PLR2004 - a longer text is no salutation
    )


def _introduces(en: frozenset[str], ru: frozenset[str], english: Said, russian: Said) -> bool:
    """We, the heads of delegation: → Мы, главы делегаций, and Note: → Примечание. and the like."""
    if (":" in en and "—" in ru) or (":" in ru and "—" in en):
        return True
    if (":" in en and "," in ru) or (":" in ru and "," in en):
        return bool(_ACTORS.match(english.plain))
    if ":" in en and "." in ru:
        return len(english.words) <= 2 and bool(_REMARK.match(russian.plain))  # noqa: PLR2004 - a label
    return ":" in ru and "." in en and bool(_FOLLOWS.search(russian.plain[-_TAIL:]))


def _asks(en: frozenset[str], ru: frozenset[str], english: Said, russian: Said) -> bool:
    """How to register → Как зарегистрироваться? and Could you send it? → Просим направить."""
    if "?" in ru:
        return "" in en and bool(_ASKS_IN_ENGLISH.match(english.plain))
    if "?" not in en:
        return False
    if "." in ru or "!" in ru:
        return bool(_ASKS_POLITELY.match(english.plain)) and "прос" in russian.plain.lower()
    heading = "" in ru and len(russian.words) <= 7  # noqa: PLR2004 - a heading
    return heading and not _ASKS_IN_RUSSIAN.search(russian.plain)


_OWN_WAYS = (_calls, _introduces, _asks)


def _is_item(pair: Pair, en: _End, ru: _End, english: Said, russian: Said) -> bool:
    """Whether the text is an item of a list, which Russian begins with a small letter and ends in a semicolon."""
    block = pair.block
    begins = _ITEM.sub("", russian.plain, count=1).lstrip('«„“"(')
    item = begins[:1].islower() if block is None else block.kind is Kind.LIST_ITEM
    if not item:
        return False
    if en.marks & {"", "."}:
        return bool(ru.marks & {";", "."})
    mark = _ITEM.match(english.plain)
    listed = bool(mark and mark[0].strip()) or english.plain[:1].islower()
    return "," in en.marks and ";" in ru.marks and listed


CHECKS = (
    Check(
        "end-punctuation",
        Severity.WARNING,
        ends,
        "End the translation as the source ends.",
        On.PAIR,
        right=(
            Example("They called it “a good start.”", "По их словам, это было «хорошее начало»."),
            Example("Dear colleagues,", "Уважаемые коллеги!"),
            Example("maps, tables, etc.", "карты, таблицы и т. п."),
        ),
        wrong=(
            Example("The bridge was opened.", "Мост был открыт", at=""),
            Example("Opening of the bridge", "Открытие моста.", at="."),
            Example("The following were present:", "Присутствовали следующие лица;", at=";"),
        ),
    ),
    Check(
        "end-punctuation",
        Severity.WARNING,
        twice,
        "Delete one of the two.",
        On.TEXT,
        langs=("en", "ru"),
        right=(Example("See the folder ../annex", "См. папку ../annex"),),
        wrong=(Example("The bridge was opened.", "Мост был открыт..", at="..", fixed="Мост был открыт."),),
    ),
)
