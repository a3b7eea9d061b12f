"""Figures in Russian: the decimal comma and the sign of per cent."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity
from diptych.model import House

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECIMAL = re.compile(r"(?<![\w.,:/+#№])(?P<whole>\d{1,6})\.(?P<part>\d{1,4})(?![\w/:]|[.,]\d|[-‐‑]\d)")
_POINT = re.compile(r"\.(?<=\d\.)\d")
_UNIT = (
    r"(?:[%‰°]|процент|промилле|пункт|млн|млрд|трлн|тыс|миллион|миллиард|триллион|тысяч|"
    r"долл|евро|руб|сомони|тенге|сум(?:ов|а)?\b|фунт|иен|юан|[$€£₽¥]|"
    r"кв\.|куб\.|км|см\b|мм\b|м\b(?!\.\s?[а-я\d])|м[²³]|метр|километр|сантиметр|миллиметр|миль|мили|га\b|гектар|"
    r"кг|мг\b|т\b(?!\.\s?[а-я\d])|тонн|грамм|килограмм|литр|л\b(?!\.\s?[а-я\d])|градус|"
    r"ГГц|МГц|кГц|[ГМТ]б(?:айт)?|[ГМТ]Б|кВт|МВт|ГВт|"
    r"раз(?:а|)\b|балл|час(?:а|ов)?\b|суток|минут|секунд|дня\b|дней|недел|месяц|лет\b|год(?:а|у)?\b|"
    r"человек|ставк|должност|кратн|процентн|летн)"
)
_TIMED = re.compile(r"[\s\u00a0\u202f]?(?:час|ч\b|ч\.|мин|год|г\.)")
_THEN_UNIT = re.compile(rf"[\s\u00a0\u202f-]?{_UNIT}")
_ANOTHER = re.compile(
    r"(?:[\s\u00a0]?[–—-][\s\u00a0]?|,? (?:до|и|или|по|против|либо) (?:(?:около|почти|более|примерно|свыше) )?|, |/)"
    r"\d[\d\u00a0]{0,9}(?:[.,]\d{1,4})?"
)
_SPENT = re.compile(
    r"(?:состав(?:ил|ля)|превы[сш]|достиг|сократил|снизил|возрос|вырос|увеличил|коэффициент|индекс|показател|равн|средн)"
)
_SECTION = re.compile(
    r"(?:верси|раздел|подраздел|пункт|подпункт|пп?\.|глав|гл\.|табл|рис|граф|приложени|§|стать|ст\.|задач|цел|част|"
    r"гост|iso|iec|снип|v\.|ver|релиз|выпуск|модул|заседани|вопрос|абзац|шаг|этап|мероприяти|показатель|индикатор|"
    r"результат|диаграмм|схем|тем|модел|протокол|стандарт|спецификаци|издани|комнат|кабинет|каб\.|ком\.|дел|слайд|№)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+\.?|[№§$€£₽¥])[\s\u00a0(«]*$")
_FAR = 40
_MOST = 400
"""Nobody reads more findings of one text."""
_AMOUNT = re.compile(
    r"(?:средн|доля|доли|процент|%|итого|всего|рост|прирост|показател|индекс|коэффициент|сумм|млн|млрд|объем|объём|"
    r"количеств|число|площад|длин|протяж|вес|масса|стоимост|уровень|расход|взнос|минимум|максимум|медиан)",
    re.IGNORECASE,
)
_CELL_NUMBER = re.compile(r"(?<=\|)[\s\u00a0]*(?P<number>\d{1,6}\.\d{1,4})[\s\u00a0]*(?=\|)")
_BARE = re.compile(r"\s*(?P<number>0\.\d{1,4})\s*")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")


def decimals(said: Said) -> Iterator[Fault]:
    """A decimal point where nothing but a decimal fraction can stand.

    Authority: CLDR (ru: decimal comma); ГОСТ 8.417.
    """
    if "." not in said.raw:
        return
    plain = said.plain
    if not _POINT.search(plain):
        return
    bare = _BARE.fullmatch(plain)
    if bare:
        yield _point(said, *bare.span("number"))
        return
    for found in _DECIMAL.finditer(plain):
        if _is_fraction(plain, found):
            yield _point(said, *found.span())
    if "|" in plain:
        yield from _cells(said)


def _point(said: Said, start: int, end: int) -> Fault:
    number = said.raw[start:end]
    if len(number.partition(".")[2]) == 3 and not number.startswith("0"):  # noqa: PLR2004 - 1.250 may be 1250
        return said.fault("a point in a number: a decimal comma, or a thousand?", start, end)
    return said.fault("a decimal point, where Russian has a comma", start, end, number.replace(".", ","), certain=True)


def _is_fraction(plain: str, found: re.Match[str]) -> bool:
    before = _BEFORE.search(plain, max(0, found.start() - _FAR), found.start())
    word = before["word"] if before else ""
    if _SECTION.match(word):
        return False
    if word and word in "$€£₽¥":
        return True
    timed = _may_be_time(found["whole"], found["part"])
    measured = _measured(plain[found.end() : found.end() + _FAR], word, timed=timed)
    if measured is not None or (word and word.isascii()):
        return bool(measured)
    if found["whole"] == "0" and word:
        return True
    return not timed and bool(_SPENT.match(_verb(plain, found.start())))


def _measured(rest: str, word: str, *, timed: bool) -> bool | None:
    """Whether a unit follows a number, or the range or list that it begins; None where that says nothing."""
    at = 0
    for _ in range(4):
        if timed and _TIMED.match(rest, at):
            return False
        if _THEN_UNIT.match(rest, at):
            return not (at and timed and not word)
        another = _ANOTHER.match(rest, at)
        if not another:
            break
        at = another.end()
    return None


def _verb(plain: str, at: int) -> str:
    """The last word before a number, without «на», «до», «около»."""
    words = plain[max(0, at - _FAR) : at].lower().split()
    while words and words[-1] in {"на", "до", "около", "почти", "лишь", "примерно", "уже"}:
        words.pop()
    return words[-1] if words else ""


def _may_be_time(whole: str, part: str) -> bool:
    """Whether a number may be an hour (9.30) or a day (10.04)."""
    return len(part) == 2 and len(whole) <= 2 and int(whole) <= 31 and int(part) <= 59  # noqa: PLR2004 - hours and days


def _cells(said: Said) -> Iterator[Fault]:
    """Fractions that fill a cell of a table; a first cell holds the number of a section."""
    for line in re.finditer(r"[^\n]+", said.plain):
        if "|" not in line[0] or not _AMOUNT.search(line[0]) or _section_row(line[0]):
            continue
        for found in _CELL_NUMBER.finditer(line[0]):
            whole, _, part = found["number"].partition(".")
            first = not _CYRILLIC.search(line[0], 0, found.start())
            if not first and not (_may_be_time(whole, part) and whole != "0"):
                yield _point(said, line.start() + found.start("number"), line.start() + found.end("number"))


def _section_row(line: str) -> bool:
    return any(_SECTION.match(word) for word in re.findall(r"[^\W\d_]{4,}", line) if not _AMOUNT.match(word))


# --------------------------------------------------------------------------- beside the English text

_THOUSANDS = re.compile(r"(?<![\w.,:/+#№-])[1-9]\d{0,2}(?:,\d{3})+(?![\w/]|[.,:]\d|[-‐‑]\d)")
_MAY_BE_THOUSANDS = re.compile(r",(?<=\d,)\d\d\d")
_UP_TO_FOUR = 4
"""So many digits stand together."""
_ENGLISH_UNIT = re.compile(
    r"[\s\u00a0]?(?:%|‰|°|per\b|p\.p\.|(?:m|b|tr)illion\b|thousand\b|tons?\b|tonnes?\b|km\b|kilomet|met(?:re|er)s?\b|"
    r"kg\b|kilogram|hectares?\b|ha\b|lit(?:re|er)s?\b|times\b|points?\b|percentage|out of\b|for (?:each|every)\b|"
    r"(?:square|cubic)\b|degrees?\b|[MG]W\b)"
)
_ENGLISH_LABEL = re.compile(
    r"\((?:in )?(?:thousand |million |billion |metric )?(?:tons?|tonnes|km2?|km²|kg|hectares|ha|m|m²|mm|cm|"
    r"lit(?:re|er)s|%|per cent|"
    r"percentage|points|thousands?|millions?|billions?|units|(?:US )?dollars|USD|euros?|°C|[MG]W)\)[:\s\u00a0–—-]{0,3}$"
)
_NO_QUANTITY = re.compile(
    r"(?:version|v|ver|release|section|sub-?section|paragraphs?|paras?|p|pp|clause|article|art|table|figure|fig|chart|"
    r"annex|appendix|chapter|part|item|goals?|targets?|indicator|iso|step|no|nos|number|model|standard|usb|android|at|"
    r"room|outcome|output|activity|module|rule|level|phase|page|until|till)\.?$",
    re.IGNORECASE,
)
_NO_FRACTION = re.compile(r"[\s\u00a0](?:[ap]\.?[\s\u00a0]?m\b|hours|[A-Z*_]|GMT|UTC)")
"""Behind an hour or the number of a heading."""
_ENGLISH_WORD = re.compile(r"([A-Za-z]+\.?)[\s\u00a0(]*$")


def as_in_english(pair: Pair) -> Iterator[Fault]:
    """Figures that stand in Russian as English has them: a comma between thousands, a decimal point in a quantity.

    Authority: CLDR (ru: decimal comma, thousands parted by a space).
    """
    source, target = pair.source, pair.target
    if {source.lang, target.lang} != {"en", "ru"}:
        return
    english, russian = (source, target) if source.lang == "en" else (target, source)
    if "," in russian.raw and _MAY_BE_THOUSANDS.search(russian.plain):
        yield from _thousands(english, russian)
    if "." in russian.raw and _POINT.search(russian.plain):
        yield from _decimals_of_both(english, russian)


def _thousands(english: Said, russian: Said) -> Iterator[Fault]:
    there = {found[0] for found in _THOUSANDS.finditer(english.plain)}
    if not there:
        return
    fractions = {found[0].replace(".", ",") for found in _DECIMAL.finditer(english.plain)}
    for found in _THOUSANDS.finditer(russian.plain):
        if found[0] in there and found[0] not in fractions:
            short = len(found[0]) - found[0].count(",") <= _UP_TO_FOUR
            proposed = found[0].replace(",", "" if short else "\u00a0")
            yield russian.fault("a comma between thousands, as in English", *found.span(), proposed, certain=True)


def _decimals_of_both(english: Said, russian: Said) -> Iterator[Fault]:
    there = {found[0]: found for found in _DECIMAL.finditer(english.plain)}
    if not there:
        return
    told: set[int] | None = None
    for found in itertools.islice(_DECIMAL.finditer(russian.plain), _MOST):
        same = there.get(found[0])
        if same is None or not _is_quantity(english.plain, same):
            continue
        before = _BEFORE.search(russian.plain, max(0, found.start() - _FAR), found.start())
        if before and _SECTION.match(before["word"]):
            continue
        if told is None:
            told = {fault.start for fault in decimals(russian)}
        if found.start() not in told:
            proposed = found[0].replace(".", ",")
            yield russian.fault("a decimal point, where Russian has a comma", *found.span(), proposed, certain=True)


def _is_quantity(english: str, found: re.Match[str]) -> bool:
    """Whether an English number with a point is a decimal fraction, plainly: of a unit, or less than one."""
    head = english[max(0, found.start() - _FAR) : found.start()]
    before = _ENGLISH_WORD.search(head)
    if (before and _NO_QUANTITY.match(before[1])) or _NO_FRACTION.match(english, found.end()):
        return False
    return (
        found["whole"] == "0"
        or bool(_ENGLISH_UNIT.match(english, found.end()))
        or bool(_ENGLISH_LABEL.search(head))
        or head.rstrip()[-1:] in tuple("$€£¥")
    )


# --------------------------------------------------------------------------- per cent

_PER_CENT = re.compile(r"\d(?P<space>[ \u00a0\u202f\u2009]?)%(?![\w‐‑-])")


def per_cents(said: Said) -> Iterator[Fault]:
    """A sign of per cent that is written otherwise than the conference has chosen.

    Authority: `conference.yaml` (ГОСТ 8.417 has a space before the sign).
    """
    if "%" not in said.raw:
        return
    house = said.known.house.per_cent
    if not house or house[-1] != "%":
        return
    spaced = len(house) > 1 and house[-2].isspace()
    for found in _PER_CENT.finditer(said.plain):
        if bool(found["space"]) is not spaced:
            start, end = found.start("space"), found.end()
            message = "no space before the sign of per cent" if spaced else "a space before the sign of per cent"
            yield said.fault(
                f"{message}: the house writes {house}",
                start - 1,
                end,
                said.raw[start - 1] + ("\u00a0%" if spaced else "%"),
                certain=True,
            )


CHECKS = (
    Check(
        "decimal-comma",
        Severity.WARNING,
        decimals,
        "Write a comma in a decimal fraction: 2,5.",
        On.TEXT,
        ("ru",),
        right=(
            Example("See section 3.4 of the manual.", "См. раздел 3.4 руководства."),
            Example("from 9.30 a.m. on 04.05.2021", "04.05.2021 с 9.30"),
        ),
        wrong=(
            Example("a fall of 3.4 per cent", "снижение на 3.4 процента", at="3.4", fixed="снижение на 3,4 процента"),
            Example("€7.25 million", "7.25 млн евро", at="7.25", fixed="7,25 млн евро"),
        ),
    ),
    Check(
        "decimal-comma",
        Severity.WARNING,
        as_in_english,
        "Write a comma in a decimal fraction, and a space between thousands: 2,5 and 10 000.",
        On.PAIR,
        right=(
            Example("a length of 1.500 km", "длина 1,500 км"),
            Example("See table 6.8.", "См. таблицу 6.8."),
        ),
        wrong=(
            Example(
                "12,500 guests came.",
                "Приехали 12,500 гостей.",
                at="12,500",
                fixed="Приехали 12\u00a0500 гостей.",
            ),
            Example("Grain (tons): 7.4", "Зерно (тонн): 7.4", at="7.4", fixed="Зерно (тонн): 7,4"),
        ),
    ),
    Check(
        "per-cent",
        Severity.WARNING,
        per_cents,
        "Write per cent as the conference has chosen (`per-cent` under `check` in conference.yaml).",
        On.TEXT,
        ("ru",),
        right=(
            Example("40 per cent", "40 %", house=House(per_cent="5 %")),
            Example("40 per cent", "40%"),
        ),
        wrong=(
            Example("40 per cent", "40%", at="0%", house=House(per_cent="5 %"), fixed="40\u00a0%"),
            Example("40 per cent", "40 %", at="0 %", house=House(per_cent="5%"), fixed="40%"),
        ),
    ),
)
