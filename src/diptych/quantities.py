"""The quantities that a text states: value, role and place, in figures, in words and in Roman numerals."""

# ruff: noqa: PLR2004 - centuries and decades, and how long a year is

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from diptych import figures, number_words, units
from diptych.number_words import Atom, Value
from diptych.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIGURES = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?(?![0-9]|[.,:/][0-9])"
    r"|[0-9]+(?:[.,:/][0-9]+)*"
)
_ISO_DATE = re.compile(r"([12][0-9]{3})[-‑](0[1-9]|1[0-2])[-‑](0[1-9]|[12][0-9]|3[01])(?![0-9])")
_DIGIT = re.compile(r"[0-9]")
_HEADING = 100
"""A longer text with an I has a speaker."""
MOST = 500
"""Of how many quantities a text is read; nobody states more in one."""
_JOINED = re.compile(r"[ \u00a0\u202f]?(?:(?P<dash>[–—‑−-])|to|and|or|до|по|и|или)[ \u00a0\u202f](?:до )?|[–—‑−-]")
_CENTURY = re.compile(r"[ \u00a0]?(?:и|[–—‑-])?[ \u00a0]?[XVIХ]*[ \u00a0]?(?:-[а-я]+ )?(?:век|вв?\.|столети)")
_NUMERAL_FOLLOWS = frozenset(
    [
        "session",
        "sessions",
        "annex",
        "annexes",
        "part",
        "parts",
        "chapter",
        "chapters",
        "chap",
        "pillar",
        "pillars",
        "phase",
        "phases",
        "volume",
        "vol",
        "article",
        "articles",
        "section",
        "sections",
        "table",
        "tables",
        "stage",
        "group",
        "title",
        "category",
        "class",
        "level",
        "panel",
        "appendix",
        "figure",
        "block",
        "item",
        "track",
        "event",
        "events",
        "protocol",
        "protocols",
        "schedule",
        "category",
        "type",
        "corridor",
        "round",
        "division",
        "grade",
        "committee",
        "war",
        "заседание",
        "сессия",
        "приложение",
        "часть",
        "глава",
        "компонент",
        "этап",
        "том",
        "статья",
        "раздел",
        "таблица",
        "блок",
        "уровень",
        "группа",
    ],
)
_GAPS = frozenset((" ", "\u00a0", "\u202f", "-", " of ", " of the ", ", ", ""))
_SIGN, _OPAQUE = "\u2060", "\ufffc"
_NUMERALS = frozenset("IVXLХІ")
_ANY_NUMERAL = re.compile(r"(?<!\w)[IVXLХІ]+(?!\w)")


def _gate(words: Iterable[str]) -> frozenset[str]:
    """The words with what may stand around them, so that a text need only be split at its spaces."""
    return frozenset(
        f"{left}{word}{right}" for word in words for left in ("", *"(«“*‘") for right in ("", *",.;:)»”*’?")
    )


_EN_GATE, _RU_GATE = (
    _gate((*number_words.HARD_ENGLISH, "first")),
    _gate((*number_words.HARD_RUSSIAN, *number_words.FIRST_RUSSIAN)),
)
_GLUE = frozenset("-‑/")
_OFFSET_SIGNS = frozenset("+-−–")
_LENGTH = re.compile(r"[ \u00a0-]?(?:hours?|hrs?\.?|h|ч\.?|час(?:а|ов)?),?(?: and| и)?[ \u00a0]")
_ZONE = re.compile(r"(?:UTC|GMT|МСК|MSK)[ \u00a0]?[+−–-]$")
_AM, _PM, _NOON = 0, 12, 12


def stated(
    text: str, words: Iterable[re.Match[str]], lang: str, claimed: Iterable[tuple[int, int]] = ()
) -> list[Quantity]:
    """The quantities of a text in English or Russian, in their order; nothing in the stretches that others claim."""
    found: list[Quantity] = []
    taken: set[int] = set()
    text = _without(text, claimed) if claimed else text
    at = 0
    for figure in _FIGURES.finditer(text):
        if figure.start() >= at:
            at = _figure(figure, text, lang, found, taken)
            if len(found) >= MOST:
                return found
    _in_words(text, words, lang, found, taken)
    if len(found) > 1:
        found.sort(key=lambda one: one.start)
        _neighbours(found, text)
    return found


def in_figures(text: str) -> bool:
    """Whether the text has figures or Roman numerals: what the other language must have, too."""
    if _DIGIT.search(text):
        return True
    may = "I" in text or "V" in text or "X" in text or "Х" in text or "І" in text
    return may and any(one != "I" or len(text) < _HEADING for one in _ANY_NUMERAL.findall(text))


def in_words(text: str, lang: str) -> bool:
    """Whether the text has numbers in words that count: not only ``one`` and ``first``."""
    words = text.lower().replace("-", " ").split()
    if lang == "en":
        return not _EN_GATE.isdisjoint(words)
    return not _RU_GATE.isdisjoint(words) or not number_words.BEGINNINGS.isdisjoint([word[:3] for word in words])


def _without(text: str, claimed: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in claimed:
        letters[start:end] = _OPAQUE * (end - start)
    return "".join(letters)


# --------------------------------------------------------------------------- figures


def _figure(figure: re.Match[str], text: str, lang: str, found: list[Quantity], taken: set[int]) -> int:
    """Adds what the figures say; returns where to go on."""
    start, end = figure.span()
    written = figure[0]
    if len(written) == 4 and text[end : end + 1] in {"-", "‑"} and (iso := _ISO_DATE.match(text, start)):
        spans = ((1, f"{int(iso[1])}"), (2, f"month {int(iso[2])}"), (3, f"{int(iso[3])}"))
        for group, value in spans:
            _sure(
                found, (value if " " in value else int(value),), "month" if " " in value else "card", *iso.span(group)
            )
            found[-1].outer = iso.span()
        return iso.end()
    for values, kind, first, last, soft in figures.readings(written, start, lang):
        _sure(found, values, kind, first, last).soft = soft
        if kind == "time" and text[start - 1 : start] in _OFFSET_SIGNS and _ZONE.search(text, max(0, start - 6), start):
            found[-1].values = (*values, int(str(values[0])[:2])) if str(values[0]).endswith(":00") else values
    last_one = found[-1]
    if last_one.kind == "time" or (last_one.kind == "card" and not last_one.soft):
        return units.unit(last_one, text, lang, taken)
    return end


def _sure(found: list[Quantity], values: tuple[Value, ...], kind: str, start: int, end: int) -> Quantity:
    one = Quantity(values, kind, start, end)
    one.sure = one.figures = True
    found.append(one)
    return one


# --------------------------------------------------------------------------- words


def _in_words(  # noqa: C901 - the one loop over all words
    text: str,
    words: Iterable[re.Match[str]],
    lang: str,
    found: list[Quantity],
    taken: set[int],
) -> None:
    russian = lang == "ru"
    table = number_words.RUSSIAN if russian else number_words.ENGLISH
    said: list[Atom] = []
    hyphens = "-" in text or "‑" in text
    for word in words:
        form = word[0]
        low = form.lower()
        if atom := table.get(low):
            if atom[1] != "month" or russian or form[0].isupper():
                if len(said) >= MOST:
                    break
                start, end = word.span()
                if start not in taken and text[start] != _OPAQUE:
                    said.append(Atom(atom[0], atom[1], atom[2], start, end))
        elif form[0] in _NUMERALS and text[word.start()] != _OPAQUE and (value := number_words.roman(form)):
            if len(found) >= MOST:
                break
            _numeral(found, value, word.start(), word.end(), text, lang)
        elif hyphens and ("-" in form or "‑" in form):
            if len(said) < MOST > len(found):
                _hyphened(form, word.start(), text, lang, said, found)
        elif russian and low[:3] in number_words.BEGINNINGS:
            low = low.replace("ё", "е")
            if len(said) < MOST and (atom := table.get(low) or number_words.compound(low)):
                said.append(Atom(atom[0], atom[1], atom[2], *word.span()))
    for atom in number_words.together(said, text, lang):
        _word(atom, text, lang, found)


def _hyphened(form: str, start: int, text: str, lang: str, said: list[Atom], found: list[Quantity]) -> None:
    table = number_words.RUSSIAN if lang == "ru" else number_words.ENGLISH
    for part in re.finditer(r"[^-‑]+", form):
        one = part[0]
        low = one.lower().replace("ё", "е")
        first, last = start + part.start(), start + part.end()
        atom = table.get(low) or (number_words.compound(low) if lang == "ru" else None)
        if atom and (atom.kind != "month" or lang == "ru" or one[0].isupper()):
            said.append(Atom(atom.values, atom.kind, atom.soft, first, last))
        elif not atom and one[0] in _NUMERALS and (value := number_words.roman(one)):
            _numeral(found, value, first, last, text, lang)


def _numeral(found: list[Quantity], value: int, start: int, end: int, text: str, lang: str) -> None:
    if end - start == 1 and not _is_numeral(start, end, text, lang):
        return
    one = Quantity((value,), "roman", start, end)
    one.sure = True
    if _CENTURY.match(text, end):
        one.kind, one.sure = "ord", False
    found.append(one)


def _is_numeral(start: int, end: int, text: str, lang: str) -> bool:
    """A single I, V or X is a numeral behind a noun that takes one, heading a line, or beside another numeral."""
    if text[start] not in "IVX" or (text[end : end + 1] in _GLUE and text[end + 1 : end + 2].isalnum()):
        return False
    if lang == "ru":
        return True
    before = text[max(0, start - 24) : start].replace(_SIGN, "").split()
    if not before or text[start - 1] == "\n":
        return text[end : end + 1] in {".", ")", ":"}
    last = before[-1].lower().strip("(.,")
    if last in {"and", "to", "or", "–", "—", "through"} and len(before) > 1:
        last = before[-2].lower().strip("(.,")
        return last in _NUMERAL_FOLLOWS or number_words.roman(last.upper()) > 0
    return last in _NUMERAL_FOLLOWS


def _word(atom: Atom, text: str, lang: str, found: list[Quantity]) -> None:
    kind = atom.kind
    one = Quantity(atom.values, "card" if kind == "times" else "time" if kind == "noon" else kind, atom.start, atom.end)
    one.soft = atom.soft or kind == "times"
    if kind == "frac" and lang == "en":
        units.part_of_a_measure(one, text)
    if kind == "time":
        one.sure = False
        if (part := units.AFTER[lang].match(text, atom.end)) and part.lastgroup in {"day", "half"}:
            units.READ[str(part.lastgroup)](one, part, lang)
    if kind in {"card", "frac", "times"} and (after := units.AFTER[lang].match(text, atom.end)) and after[0]:
        which = after.lastgroup
        if which in units.ROLES or which == "money":
            units.READ["pct"](one, after, lang)
            one.soft = one.soft and kind != "times"
        elif which == "measure":
            if kind == "card" and (lang == "en" or _last_word(text, atom) in number_words.RUSSIAN):
                units.measured(one, after)
        elif which in {"half", "clock", "minutes", "part"}:
            units.READ[which](one, after, lang)
            if one.kind == "time":  # its minutes in figures are no number by themselves
                found[:] = [other for other in found if not one.start < other.start < one.end]
        one.outer = (one.start, one.end)
    found.append(one)


# --------------------------------------------------------------------------- side by side


def _neighbours(found: list[Quantity], text: str) -> None:  # noqa: C901 - the one loop over all that stand together
    """Ranges share their unit; a month beside figures is a date."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        if one.kind == "month" or other.kind == "month":
            if text[one.end : other.start].replace(_SIGN, "") in _GAPS:
                one.sure = one.sure or (one.kind == "month" and other.figures)
                other.sure = other.sure or (other.kind == "month" and one.figures)
            continue
        if other.kind == "unit":
            value = one.values[0]
            if one.kind == "card" and isinstance(value, int) and other.start - one.stop == 1:
                one.values = (*one.values, value * int(str(other.values[0])))
            continue
        if (one.scale > other.scale or one.role == "hour") and _together(one, other, text):
            del found[at + 1]
            continue
        joined = _JOINED.fullmatch(text, one.stop, other.start)
        if joined is None:
            if one.stop != one.end:
                joined = _JOINED.fullmatch(text, one.end, other.start)
            if joined is None:
                continue
        if joined["dash"] or joined[0] in "–—‑−-":
            one.outer = (one.outer[0], other.outer[1])
            other.outer = one.outer
        _share(one, other)


def _last_word(text: str, atom: Atom) -> str:
    """«восемь», which a unit may follow; not «восьмичасовой», which has its own."""
    return text[atom.start : atom.end].lower().replace("ё", "е").rpartition(" ")[2]


def _together(one: Quantity, other: Quantity, text: str) -> bool:
    """Makes one quantity of both: «1 млн 200 тыс.», ``three hours and thirty minutes``."""
    if one.role == "hour" and other.role == "minute":
        hour, minute = one.values[0], other.values[0]
        fitting = isinstance(hour, int) and isinstance(minute, int) and minute < 60
        if fitting and _LENGTH.fullmatch(text, one.stop, other.start):
            one.values, one.kind, one.role = units.length(int(str(hour)), int(str(minute))), "time", ""
            one.end = one.stop = other.end
            one.outer = (one.start, one.end)
            one.sure = one.sure or other.sure
            return True
    elif one.scale > other.scale and _is_added(one, other, text):
        _add(one, other)
        return True
    return False


def _is_added(one: Quantity, other: Quantity, text: str) -> bool:
    value, more = one.values[0], other.values[0]
    if not (isinstance(value, int) and isinstance(more, int) and one.figures and other.figures and more < one.scale):
        return False
    tails = other.scale > 0 or (one.scale == 1000 and more >= 100)
    return tails and one.start < other.start and text[one.end : other.start] in {" ", "\u00a0", "\u202f"}


def _add(one: Quantity, other: Quantity) -> None:
    one.values = (int(str(one.values[0])) + int(str(other.values[0])),)
    one.role, one.firm, one.scale = other.role, other.firm, other.scale
    one.end, one.stop = other.end, other.stop
    one.outer = (one.start, one.end)


def _share(one: Quantity, other: Quantity) -> None:
    if other.role and not one.role:
        one.role = other.role
        units.same_in_base(one)
    if one.role and not other.role:
        other.role = one.role
        units.same_in_base(other)
    value, last = one.values[0], other.values[0]
    if other.scale and not one.scale and isinstance(value, int | Decimal) and value < 1000:
        units.scale(one, other.scale)
    if other.kind == "time" and one.kind in {"card", "time"} and isinstance(last, str):
        _earlier(one, last)
    if (
        len(other.values) > 2
        and isinstance(value, int)
        and 10 <= value <= 90
        and isinstance(last, int)
        and other.values[1] == 1900 + last
    ):
        one.values = (value, 1900 + value, 1800 + value, 2000 + value)
    if isinstance(value, int) and isinstance(last, int) and 1000 <= value <= 2100 and value % 100 < last < 100:
        other.values = (value - value % 100 + last, last)


def _earlier(one: Quantity, end: str) -> None:
    """The first of two times takes the half of the day that the second says."""
    read = units.hour_and_minute(one)
    if read is None or read[0] > _NOON:
        return
    first = [figures.clock(read[0] % 12 + half, read[1]) for half in (_AM, _PM)]
    likely = first if first[1] > end else first[::-1]
    one.values = (*likely, *one.values) if one.kind == "card" else (*one.values, *likely)
