"""The units of numbers, in English and Russian: multipliers, per cent, currencies, hours, decades."""

# ruff: noqa: PLR2004 - how many hours a day has, and how many minutes an hour

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from diptych.figures import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.number_words import Value

_MEASURES_EN = (
    r"km|kilomet(?:re|er)s?|cm|mm|met(?:re|er)s?|kg|kilogram(?:me)?s?|(?:metric )?ton(?:ne)?s?|hectares?"
    r"|lit(?:re|er)s?|days?|weeks?|months?|years?|minutes?|mins?|g|gram(?:me)?s?|miles?|feet|acres?"
    r"|(?:°[ \u00a0]?|degrees )(?:C|F|Celsius|Fahrenheit)"
)
_MEASURES_RU = (
    r"км|километр[а-я]*|см|мм|метр[а-я]*|кг|килограмм[а-я]*|тонн[а-я]*|т(?![.\w])|га|гектар[а-я]*|литр[а-я]*"
    r"|дн(?:я|ей|ям|ями|ях)|день|сут(?:ок|ки|ках|кам)|недел[а-я]*|месяц[а-я]*|лет(?:ами|ам|ах)?"
    r"|(?<![0-9]{4}[ \u00a0])год(?:а|ам|ами|ах)?|мин(?:ут[а-я]*)?|м(?![.\w])|грамм[а-я]*"
    r"|(?<![0-9]{4}[ \u00a0])г(?![.\w]|[ \u00a0][А-ЯЁ])|мил(?:ь|и|я|ям|ях|ями)|фут[а-я]*|акр[а-я]*"
    r"|(?:°[ \u00a0]?|градус[а-я]* (?:по )?)(?:[CСF]|Цельси[а-я]|Фаренгейт[а-я]*)"
)
_MEASURES = {
    **dict.fromkeys(("km", "км"), "km"),
    **dict.fromkeys(("cm", "см"), "cm"),
    **dict.fromkeys(("mm", "мм"), "mm"),
    **dict.fromkeys(("met", "мет"), "m"),
    **dict.fromkeys(("kg", "кг"), "kg"),
    **dict.fromkeys(("ton", "тон", "т"), "t"),
    **dict.fromkeys(("hec", "га", "гек"), "ha"),
    **dict.fromkeys(("lit", "лит"), "l"),
    **dict.fromkeys(("day", "дн", "ден", "сут"), "day"),
    **dict.fromkeys(("wee", "нед"), "week"),
    **dict.fromkeys(("mon", "мес"), "month"),
    **dict.fromkeys(("yea", "лет", "год"), "year"),
    **dict.fromkeys(("min", "мин"), "minute"),
    **dict.fromkeys(("g", "г"), "g"),
    "м": "m",
    **dict.fromkeys(("mil", "мил"), "mile"),
    **dict.fromkeys(("fee", "фут"), "foot"),
    **dict.fromkeys(("acr", "акр"), "acre"),
}
_BASES: dict[str, tuple[str, int | Decimal]] = {
    "t": ("g", 10**6),
    "kg": ("g", 1000),
    "g": ("g", 1),
    "km": ("m", 1000),
    "m": ("m", 1),
    "cm": ("m", Decimal("0.01")),
    "mm": ("m", Decimal("0.001")),
    "week": ("min", 7 * 24 * 60),
    "day": ("min", 24 * 60),
    "hour": ("min", 60),
    "minute": ("min", 1),
    "year": ("mon", 12),
    "month": ("mon", 1),
}
"""Measures of one kind, by the least of them: a tonne is 1,000 kg."""
_LONGEST = 10**15
"""Nobody measures more."""
AFTER = {
    "en": re.compile(
        r"(?:[ \u00a0\u202f-]?(?P<times>hundred|thousand|million|billion|trillion|mn|mln|bn|k|m)\b\.?)?"
        r"(?:[ \u00a0\u202f-]?(?:(?P<pp>percentage[ -]points?\b|pp\b)|(?P<pct>%|per[ \u00a0-]cent\b|percent\b|pct\b)"
        r"|(?P<fold>(?:times|fold)\b)"
        r"|(?P<money>(?:(?:United States|U\.?S\.?) )?dollars?\b|\$|USD\b|euros?\b|€|EUR\b|pounds sterling\b|£"
        r"|r(?:o?u)bles?\b|RUB\b|somoni\b|tenge\b|Swiss francs?\b|CHF\b|yuan\b|yen\b)"
        r"|(?P<half>[ap]\.? ?m\b\.?)|(?P<noon>noon\b|midnight\b)|(?P<clock>hours?\b|hrs?\b\.?|h\b|o[’']clock\b)"
        rf"|(?P<measure>{_MEASURES_EN})\b|(?P<decade>[’']?s\b)))?",
    ),
    "ru": re.compile(
        r"(?:[ \u00a0\u202f-]?(?P<times>тыс\.?|тысяч[а-я]*|млн\.?|миллион[а-я]*|млрд\.?|миллиард[а-я]*|трлн\.?"
        r"|триллион[а-я]*)(?!\w))?"
        r"(?:[ \u00a0\u202f-]?(?:(?P<pp>процентн[а-я]+ пункт[а-я]*|п\.[ \u00a0]?п\.)|(?P<pct>%|процент[а-я]*|проц\.)"
        r"|(?P<fold>раза?(?!\w)|кратн)"
        r"|(?P<money>(?:(?:американск|швейцарск|российск)[а-я]+ )?(?:долл(?:ар[а-я]*)?(?!\w)(?:\.?[ \u00a0]США)?"
        r"|\$|USD(?!\w)"
        r"|евро(?!\w)|€|EUR(?!\w)"
        r"|фунт[а-я]* стерлингов|£|руб(?:л[а-я]*)?(?!\w)|RUB(?!\w)|₽|сомони(?!\w)|тенге(?!\w)|франк[а-я]*|CHF(?!\w)"
        r"|юан[а-я]*|[ий]ен(?:а|ы)?(?!\w)))"
        r"|(?P<clock>ч\.?(?!\w)|час(?:а|ов|ам)?(?!\w))"
        r"(?:(?: и)?[ \u00a0]?(?P<minutes>[0-5]?[0-9])[ \u00a0]?(?:мин(?:ут[а-я]*|\.)?|м\.?)(?!\w))?"
        r"(?: (?P<part>утра|дня|вечера|ночи|пополудни)(?!\w))?"
        r"|(?P<half>[ap]\.? ?m(?!\w)\.?)"
        r"|(?P<day>утра|вечера|ночи|пополудни|(?<=[:.][0-9][0-9][ \u00a0])дня)(?!\w)"
        rf"|(?P<measure>{_MEASURES_RU})(?!\w)|(?P<decade>(?:ми|[хемй])(?!\w))))?",
    ),
}
_TIMES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "тыс": 10**3,
    "миллио": 10**6,
    "млн": 10**6,
    "миллиа": 10**9,
    "млр": 10**9,
    "трл": 10**12,
    "трилли": 10**12,
}
_ONLY_OF_MONEY = frozenset(("k", "m"))
_CURRENCIES = {
    **dict.fromkeys(("$", "u", "d", "дол"), "USD"),
    **dict.fromkeys(("€", "eur", "евр"), "EUR"),
    **dict.fromkeys(("£", "pou", "фун"), "GBP"),
    **dict.fromkeys(("ro", "ru", "руб", "₽"), "RUB"),
    "som": "TJS",
    "сом": "TJS",
    "ten": "KZT",
    "тен": "KZT",
    "yua": "CNY",
    "юан": "CNY",
    "yen": "JPY",
    **dict.fromkeys(("swi", "chf", "фра"), "CHF"),
    **dict.fromkeys(("иен", "йен"), "JPY"),
}
_BEFORE = re.compile(r"(US\$|\$|€|£|USD|EUR|GBP|RUB|CHF)[ \u00a0\u202f]?$")
_SIGNS_BEFORE = frozenset("$€£DRPBF")
_OF_A_COUNTRY = re.compile(r"^(?:американск|швейцарск|российск)[а-я]+ ")
_MINUTES_EN = re.compile(r",?(?: and)?[ \u00a0]([0-5]?[0-9])[ \u00a0]?min(?:ute)?s?\b\.?")
_A_MEASURE = re.compile(r" an? ((?:metric )?ton(?:ne)?|kilo(?:gram(?:me)?|met(?:re|er))|met(?:re|er))\b")
_AM, _PM, _NOON = 0, 12, 12


class Quantity:
    """One quantity of a text."""

    __slots__ = ("end", "figures", "firm", "kind", "outer", "role", "scale", "soft", "start", "stop", "sure", "values")

    def __init__(self, values: tuple[Value, ...], kind: str, start: int, end: int) -> None:
        self.values = values
        """What it may mean, the likeliest first; a month is ``month 5``, a time of day ``17:00``."""
        self.kind = kind
        """``card``, ``ord``, ``frac``, ``month``, ``noon``, ``time`` or ``roman``."""
        self.start = start
        self.end = end
        """With its unit: «5 процентов»."""
        self.stop = end
        """Without it."""
        self.outer = (start, end)
        """The range that it is an end of, or itself."""
        self.role = ""
        """``per cent``, ``percentage points``, ``times``, a currency, or empty: any."""
        self.firm = False
        """It says its role itself; a range's first end takes that of the second."""
        self.scale = 0
        self.sure = False
        """Said in figures: the other language must have it."""
        self.soft = False
        self.figures = False


def unit(one: Quantity, text: str, lang: str, taken: set[int]) -> int:
    """Reads the unit behind a number and the currency before it; returns where to go on."""
    start, end = one.start, one.end
    before = text[start - 1 : start]
    if before in {" ", "\u00a0"}:
        before = text[start - 2 : start - 1]
    if before in _SIGNS_BEFORE and before and (money := _BEFORE.search(text, max(0, start - 5), start)):
        _role(one, _currency(money[1]))
        one.start = money.start()
        one.outer = (one.start, end)
    after = AFTER[lang].match(text, end)
    if after is None or not after[0]:
        return end
    times = after["times"]
    if times and (times not in _ONLY_OF_MONEY or one.role):
        taken.add(after.start("times"))
        scale(one, _TIMES.get(times) or _TIMES.get(times[:3]) or _TIMES[times[:6]], replace=True)
        one.end = after.end("times")
    elif times and after.lastgroup != "times":
        return end
    go_on = end
    if lang == "en" and after["noon"]:
        taken.add(after.start("noon"))
    if kind := after.lastgroup if after.lastgroup != "times" else "":
        go_on = READ[kind](one, after, lang) if kind in READ else end
    one.outer = (one.start, one.end)
    return max(end, go_on)


def scale(one: Quantity, by: int, *, replace: bool = False) -> None:
    """Multiplies what it may mean; without ``replace`` it may still mean what it did."""
    scaled = tuple(_tidy(value * by) if isinstance(value, int | Decimal) else value for value in one.values)
    one.values = scaled if replace else (*scaled, *one.values)
    one.scale = by


def _tidy(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _currency(said: str) -> str:
    said = said.lower().replace("united states ", "u").replace("us$", "$")
    said = _OF_A_COUNTRY.sub("", said)
    return next((_CURRENCIES[said[:length]] for length in (3, 2, 1) if said[:length] in _CURRENCIES), said)


def _measure(said: str) -> str:
    said = said.lower().removeprefix("metric ")
    if said.startswith(("°", "deg", "град")):
        return "fahrenheit" if "f" in said or "ф" in said else "celsius"
    if said.startswith(("kilo", "кило")):
        return "km" if said[4:5] in {"m", "м"} else "kg"
    return next((_MEASURES[said[:length]] for length in (3, 2, 1) if said[:length] in _MEASURES), said)


def _role(one: Quantity, role: str) -> None:
    one.role, one.firm = role, True


def same_in_base(one: Quantity) -> None:
    """It may be said in another unit of the same kind, or as a part of a whole."""
    value = one.values[0]
    if not isinstance(value, int | Decimal) or value > _LONGEST:
        return
    if base := _BASES.get(one.role):
        one.values = (*one.values, _amount(base[0], value * base[1]))
    elif one.role == "per cent" and value < 100:
        one.values = (*one.values, Fraction(value) / 100)


def _amount(unit: str, value: int | Decimal) -> str:
    return f"{unit} {value}" if isinstance(value, int) else f"{unit} {value.normalize():f}"


def measured(one: Quantity, after: re.Match[str]) -> None:
    """The role of a number in words, from the unit behind it."""
    _role(one, _measure(after["measure"]))
    same_in_base(one)


def part_of_a_measure(one: Quantity, text: str) -> None:
    """``half a kilogram`` may be 500 grams."""
    part = one.values[0]
    if isinstance(part, Fraction) and (after := _A_MEASURE.match(text, one.end)):
        unit, many = _BASES[_measure(after[1])]
        value = part * Fraction(many)
        if value.denominator == 1:
            one.values = (*one.values, f"{unit} {value.numerator}")


def _read_role(one: Quantity, after: re.Match[str], lang: str) -> int:
    del lang
    kind = str(after.lastgroup)
    if kind == "measure":
        _role(one, _measure(after[kind]))
    else:
        _role(one, _currency(after[kind]) if kind == "money" else ROLES[kind])
    if one.role == "times" and isinstance(value := one.values[0], int | Decimal):
        one.values = (*one.values, (value - 1) * 100, value * 100)
    same_in_base(one)
    one.end = after.end()
    return one.end


ROLES = {"pct": "per cent", "pp": "percentage points", "fold": "times"}


def hour_and_minute(one: Quantity) -> tuple[int, int] | None:
    """The time of day that it may be."""
    for value in one.values:
        if isinstance(value, str) and len(value) == 5 and value[2] == ":":
            return int(value[:2]), int(value[3:])
        if isinstance(value, int) and value <= 24:
            return value, 0
    return None


def _read_half(one: Quantity, after: re.Match[str], lang: str) -> int:
    del lang
    return _of_half_day(one, _AM if after["half"][0] == "a" else _PM, after.end())


def _of_half_day(one: Quantity, half: int, end: int) -> int:
    read = hour_and_minute(one)
    if read is None:
        return one.end
    hour, minute = read
    one.values = (clock(hour if hour > _NOON else hour % 12 + half, minute),)
    one.kind, one.end = "time", end
    return end


def _read_noon(one: Quantity, after: re.Match[str], lang: str) -> int:
    del lang
    return _of_half_day(one, _PM if after["noon"] == "noon" else _AM, after.end())


def _read_part(one: Quantity, after: re.Match[str], lang: str) -> int:
    del lang
    part = after["part"] or after["day"]
    read = hour_and_minute(one)
    if part == "ночи":
        return _of_half_day(one, _PM if read and 6 <= read[0] < _NOON else _AM, after.end())
    return _of_half_day(one, _AM if part == "утра" else _PM, after.end())


def _read_clock(one: Quantity, after: re.Match[str], lang: str) -> int:
    """``17 hours``, «17 часов»: a length of time or a time of day; with minutes both are one."""
    hour = one.values[0]
    if not isinstance(hour, int):
        if isinstance(hour, Decimal) and one.kind != "time":
            _role(one, "hour")
            same_in_base(one)
        return _time_again(one, after)
    minutes = after["minutes"] if lang == "ru" else None
    end = after.end()
    if lang == "en" and (more := _MINUTES_EN.match(after.string, end)):
        minutes, end = more[1], more.end()
    if lang == "en" and 100 <= hour < 2400 and one.stop - one.start == 4 and hour % 100 < 60:
        one.values = (hour, clock(*divmod(hour, 100)))
    elif hour <= 24:
        one.values = length(hour, int(minutes)) if minutes else (*one.values, clock(hour))
        if minutes:
            one.kind, one.end = "time", end
            return end
    if after["clock"][0] != "o":
        _role(one, "hour")
        same_in_base(one)
        if one.figures:
            one.end = end
    return one.end


def length(hour: int, minute: int) -> tuple[Value, ...]:
    """What hours and minutes may be: a time of day, or how long something takes."""
    values: tuple[Value, ...] = (clock(hour, minute), hour * 60 + minute, f"min {hour * 60 + minute}")
    if minute == 30:
        values = (*values, hour + Decimal("0.5"), *((Fraction(1, 2),) if hour == 1 else ()))
    return values


def _time_again(one: Quantity, after: re.Match[str]) -> int:
    if one.kind == "time":
        one.end = after.end()
    return one.end


def _read_decade(one: Quantity, after: re.Match[str], lang: str) -> int:
    del lang
    value = one.values[0]
    if isinstance(value, int) and value % 10 == 0:
        if value >= 1000:
            one.values = (value, value % 100)
        elif 10 <= value <= 90:
            one.values = (value, 1900 + value, 1800 + value, 2000 + value)
        one.end = after.end()
    return one.end


READ: dict[str, Callable[[Quantity, re.Match[str], str], int]] = {
    **dict.fromkeys(("pct", "pp", "fold", "money", "measure"), _read_role),
    "half": _read_half,
    "noon": _read_noon,
    "clock": _read_clock,
    "minutes": _read_clock,
    "decade": _read_decade,
    **dict.fromkeys(("part", "day"), _read_part),
}

_SHARES = ("cent", "%", "процент", "проц.", "pct", "‰", "доля", "доли", "долю", "share", "rate", "|")
_MONEY = (
    *(
        "$",
        "€",
        "£",
        "|",
        "dollar",
        "euro",
        "usd",
        "eur",
        "gbp",
        "chf",
        "rub",
        "rouble",
        "pound",
        "franc",
        "yen",
        "yuan",
    ),
    *("tenge", "som", "currenc", "dirham", "riyal", "lari", "dram", "manat", "lira", "rupee", "hryvn", "kron", "долл"),
    *("евро", "руб", "фунт", "франк", "иен", "йен", "юан", "тенге", "сом", "сум", "валют", "дирхам", "риял", "лари"),
    *("драм", "манат", "лир", "рупи", "грив", "крон"),
)
_FEW_WORDS = 4


def unsaid(role: str, said: Sequence[object], text: str) -> bool:
    """Whether a running text of so many words says nothing at all of per cent, or of money."""
    words = _SHARES if role == "per cent" else _MONEY if role.isupper() else ()
    low = text.lower()
    return bool(words) and len(said) > _FEW_WORDS and not any(word in low for word in words)
