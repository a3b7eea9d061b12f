"""Numbers written out in English and Russian: which word form says which number, and what several say together."""

# ruff: noqa: PLR2004 - numbers are what this room is about

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = int | Decimal | Fraction | str

HALF, THIRD, QUARTER = Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)
_HALF_OF = (HALF, 30, 6, 50)
"""What half of something may be in figures: an hour, a year, all."""
_DOUBLE = (2, 100, 50)


class Atom(NamedTuple):
    """What one word says; with those beside it, it may say more."""

    values: tuple[Value, ...]
    """What it may say, the likeliest first."""
    kind: str
    """``card``, ``ord``, ``frac``, ``month``, ``noon``, ``unit`` (a dozen) or ``times`` (a million)."""
    soft: bool = False
    """Often no number at all, or said in other words: it may answer a number, and nobody misses it."""
    start: int = 0
    end: int = 0


def _words(kind: str, table: Mapping[str, object], *, soft: bool = False) -> dict[str, Atom]:
    made = {}
    for words, said in table.items():
        values = said if isinstance(said, tuple) else (said,)
        made.update(dict.fromkeys(words.split(), Atom(values, kind, soft)))
    return made


# --------------------------------------------------------------------------- English

_UNITS_EN = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_UNITS_EN += " eighteen nineteen"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS_EN = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS_EN += " fifteenth sixteenth seventeenth eighteenth nineteenth"
_MONTHS_EN = "january february march april may june july august september october november december"
_SHORT_MONTHS_EN = "jan feb mar apr may jun jul aug sept oct nov dec"

ENGLISH: dict[str, Atom] = {
    **{word: Atom((number,), "card") for number, word in enumerate(_UNITS_EN.split(), 2)},
    **{word: Atom((10 * number,), "card") for number, word in enumerate(_TENS_EN.split(), 2)},
    **{word: Atom((number,), "ord") for number, word in enumerate(_ORDINALS_EN.split(), 2)},
    **{word[:-1] + "ieth": Atom((10 * number,), "ord") for number, word in enumerate(_TENS_EN.split(), 2)},
    **_words("card", {"one single sole": 1}, soft=True),
    **_words("ord", {"first firstly once": 1}, soft=True),
    **_words("ord", {"secondly": 2, "thirdly": 3, "fourthly": 4, "hundredth": 100, "third": (3, THIRD)}),
    **_words("card", {"twice": _DOUBLE, "thrice threefold": 3, "twofold": _DOUBLE, "fourfold": 4, "fivefold": 5}),
    **_words("card", {"tenfold": 10, "zero": 0}),
    **_words("card", {"both couple pair biennial biennium bilateral": 2, "fortnight fortnightly": (14, 2)}, soft=True),
    **_words(
        "card", {"double doubled doubles doubling dual": _DOUBLE, "triple tripled tripling trilateral": 3}, soft=True
    ),
    **_words("card", {"decennial": 10, "centenary": 100, "triennial": 3}, soft=True),
    **_words("card", {"millennium millennia": 1000, "quadruple quadrupled": 4, "quintupled": 5}, soft=True),
    **_words(
        "unit",
        {"dozen": 12, "decade decades": 10, "century centuries": 100, "week weeks": 7, "score": 20, "clock": 24},
        soft=True,
    ),
    **_words("frac", {"half halves halved": _HALF_OF, "quarter": (QUARTER, 15, 25, 3), "quarters": (QUARTER, 25)}),
    **_words("frac", {"thirds": THIRD, "fifths": Fraction(1, 5), "tenths": Fraction(1, 10)}, soft=True),
    **_words("frac", {"sixths": Fraction(1, 6), "sevenths": Fraction(1, 7), "eighths": Fraction(1, 8)}, soft=True),
    **_words("frac", {"quarterly": 4, "halfway": HALF, "semi": HALF}, soft=True),
    **_words("times", {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}),
    **{word: Atom((f"month {number}",), "month") for number, word in enumerate(_MONTHS_EN.split(), 1)},
    **{word: Atom((f"month {number}",), "month") for number, word in enumerate(_SHORT_MONTHS_EN.split(), 1)},
    **_words("month", {"sep": "month 9"}),
    **_words("noon", {"noon midday": ("12:00", 12), "midnight": ("00:00", 24, 0)}, soft=True),
}
for _word, _of in (("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("tenth", 10)):
    ENGLISH[_word] = Atom((_of, Fraction(1, _of)), "ord")

# --------------------------------------------------------------------------- Russian

_HARD = ["ый", "ой", "ая", "ое", "ые", "ого", "ому", "ым", "ых", "ыми", "ом", "ую"]
_CARDINALS_RU: dict[str, object] = {
    "два две двух двум двумя двое двоих двоим двоими": 2,
    "три трех трем тремя трое троих троим троими трижды втрое": 3,
    "четыре четырех четырем четырьмя четверо четверых четверым четырежды вчетверо": 4,
    "пять пяти пятью пятеро пятерых впятеро пятерым": 5,
    "шесть шести шестью шестеро шестерых": 6,
    "семь семи семеро семерых": 7,  # «семью» is a family as often
    "восемь восьми восемью восьмью": 8,
    "девять девяти девятью": 9,
    "десять десяти десятью десятеро вдесятеро": 10,
    "сорок сорока": 40,
    "девяносто девяноста": 90,
    "сто ста": 100,
    "двести двухсот двумстам двумястами двухстах": 200,
    "триста трехсот тремстам тремястами трехстах": 300,
    "четыреста четырехсот четыремстам четырьмястами четырехстах": 400,
    "дважды": _DOUBLE,
    "ноль нуль ноля нуля": 0,
}
_TEENS_RU = [
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
]
_TEENS_RU += ["двадцат"]
_ORDINALS_RU = {
    **dict(
        zip(
            ["втор", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"],
            (2, 4, 5, 6, 7, 8, 9, 10),
            strict=True,
        )
    ),
    **{stem: number for number, stem in enumerate(_TEENS_RU, 11)},
    **dict(
        zip(
            ["тридцат", "сороков", "пятидесят", "шестидесят", "семидесят", "восьмидесят", "девяност", "сот"],
            range(30, 101, 10),
            strict=True,
        )
    ),
}
_MONTHS_RU = ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]


def _russian() -> dict[str, Atom]:
    table = _words("card", _CARDINALS_RU)
    tens = {stem: number for number, stem in enumerate(_TEENS_RU, 11)} | {"тридцат": 30}
    for stem, number in tens.items():
        table.update(dict.fromkeys((stem + "ь", stem + "и", stem + "ью"), Atom((number,), "card")))
    for number, (first, of) in enumerate(
        zip(["пять", "шесть", "семь", "восемь"], ["пяти", "шести", "семи", "восьми"], strict=True), 5
    ):
        forms = (first + "десят", of + "десяти", first + "юдесятью")
        table.update(dict.fromkeys(forms, Atom((10 * number,), "card")))
        table.update(
            dict.fromkeys((first + "сот", of + "сот", of + "стам", of + "стах"), Atom((100 * number,), "card"))
        )
    table.update(dict.fromkeys(("девятьсот", "девятисот", "девятистам", "девятистах"), Atom((900,), "card")))
    for stem, number in _ORDINALS_RU.items():
        part = () if number == 2 else (Fraction(1, number),)
        table.update(dict.fromkeys((stem + end for end in _HARD), Atom((number, *part), "ord")))
    third = "третий третьего третьему третьим третьем третья третьей третью третье третьи третьих третьими"
    table |= _words("ord", {third: (3, THIRD)})
    table.update(dict.fromkeys(("перв" + end for end in _HARD), Atom((1,), "ord", soft=True)))
    one = (
        "один одна одно одни одного одной одному одну одним одними одном одних единый единого единственный единственная"
    )
    table |= _words("card", {one: 1, "оба обе обоих обеих обоим обеим обоими обеими пара пары": 2}, soft=True)
    table |= _words("card", {"вдвое вдвоем двойной двойного двойная двойное двойных двойным": _DOUBLE}, soft=True)
    table |= _words("frac", {"половина половины половине половину половиной наполовину": _HALF_OF})
    table |= _words("frac", {"треть трети": (THIRD, 3), "четверть четверти четвертью": (QUARTER, 15, 25)})
    table |= _words("card", {"полтора полторы полутора": (Decimal("1.5"), 90, 18)}, soft=True)
    table |= _words(
        "card", {"полугодие полугодия полугодии полгода полугода": (6, HALF), "полчаса получаса": (30, HALF)}, soft=True
    )
    table |= _words(
        "card", {"квартал квартала квартале кварталов ежеквартально ежеквартальный": (4, QUARTER, 3)}, soft=True
    )
    table |= _words("unit", {"сутки суток сутками суткам сутках круглосуточно ежесуточно": 24}, soft=True)
    table |= _words("unit", {"неделя недели неделе неделю неделей недель неделям неделями неделях": 7}, soft=True)
    table |= _words(
        "unit",
        {" ".join(f"десятилети{end}" for end in ["е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях"]): 10},
        soft=True,
    )
    table |= _words(
        "unit",
        {" ".join(f"столети{end}" for end in ["е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях"]): 100},
        soft=True,
    )
    table |= _words("unit", {"век века веке веком веков": 100, "дюжина дюжины дюжину дюжин": 12}, soft=True)
    table |= _words(
        "unit", {"десяток десятка десятке десятку десятков десятками": 10, "сотня сотни сотню": 100}, soft=True
    )
    table |= _words("frac", {"полпроцента": HALF}, soft=True)
    measures = {"килограмма": "g 500", "тонны": "g 500000", "километра": "m 500", "метра": ("m 0.5", 50)}
    for measure, amount in measures.items():
        values = amount if isinstance(amount, tuple) else (amount,)
        table |= _words("frac", {f"пол{measure} полу{measure}": (HALF, *values)}, soft=True)
    table.update(dict.fromkeys(("круглосуточн" + end for end in _HARD), Atom((24,), "unit", soft=True)))
    for stem, number in {"тысячн": 1000, "стотысячн": 10**5, "стомиллионн": 10**8, "полумиллионн": 500_000}.items():
        table.update(dict.fromkeys((stem + end for end in _HARD), Atom((number,), "card", soft=True)))
    table |= _words("card", {"полмиллиона": 500_000, "полмиллиарда": 500_000_000, "выходных": 7}, soft=True)
    table |= _words(
        "card", {"тройка тройки тройку тройкой": 3, "семерка семерки семерке семерку семеркой": 7}, soft=True
    )
    table |= _words(
        "card",
        {"двадцатка двадцатки двадцатке двадцатку": 20, "восьмерка восьмерки": 8, "пятерка пятерки": 5},
        soft=True,
    )
    table |= _words("times", {"тысяча тысячи тысяч тысячу тысячам тысячами тысячах тысячей тысяче тыс": 10**3})
    for stem, number in (("миллион", 10**6), ("миллиард", 10**9), ("триллион", 10**12)):
        table |= _words(
            "times", {" ".join(stem + end for end in ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")): number}
        )
    table |= _words("times", {"млн": 10**6, "млрд": 10**9, "трлн": 10**12})
    for number, stem in enumerate(_MONTHS_RU, 1):
        ends = (
            ("й", "я", "ю", "ем", "е")
            if number == 5
            else ("", "а", "у", "ом", "е")
            if number in {3, 8}
            else ("ь", "я", "ю", "ем", "е")
        )
        table |= _words("month", {" ".join(stem + end for end in ends): f"month {number}"})
    table |= _words("month", {"янв": "month 1", "фев февр": "month 2", "апр": "month 4", "авг": "month 8"})
    table |= _words("month", {"сент сен": "month 9", "окт": "month 10", "нояб": "month 11", "дек": "month 12"})
    table |= _words(
        "noon", {"полдень полудня полудню": ("12:00", 12), "полночь полуночи полночи": ("00:00", 24, 0)}, soft=True
    )
    return table


RUSSIAN = _russian()

_PREFIXES: dict[str, Value] = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
    "десяти": 10,
    **{stem + "и": number for number, stem in enumerate(_TEENS_RU, 11)},
    "тридцати": 30, "сорока": 40, "пятидесяти": 50, "шестидесяти": 60, "семидесяти": 70, "восьмидесяти": 80,
    "девяносто": 90,
    "сто": 100, "двухсот": 200, "трехсот": 300, "четырехсот": 400, "пятисот": 500, "тысяче": 1000,
    "полутора": Decimal("1.5"), "полу": HALF, "дву": 2, "двое": 2, "трое": 3,
}  # fmt: skip
_PREFIX = "|".join(sorted(_PREFIXES, key=len, reverse=True))
_COMPOUND = re.compile(
    rf"({_PREFIX})({_PREFIX})?(?:дневн|дневк|летн|летк|лети|месячн|недельн|часов|минутн|секундн|годичн|годов|годи|этажн|"
    r"кратн|разов|этапн|процентн|километров|метров|тонн|миллионн|тысячн|миллиардн|уровнев|звездочн|местн|компонентн|балльн|полосн|мерн|значн|сторон|язычн)"
)
BEGINNINGS = frozenset((*(prefix[:3] for prefix in _PREFIXES), "трё", "чет")) - {"сто", "пол", "дво", "тро"}
"""The first letters of compounds that begin with a number."""
_OFTEN_SAID_OTHERWISE = (
    "десятилет",
    "столет",
    "тысячелет",
    "полу",
    "одно",
    "двукратн",
    "двухгоди",
    "двусторон",
    "двуяз",
)


_SCALES = (("тысячн", 10**3), ("миллионн", 10**6), ("миллиардн", 10**9))


def compound(word: str) -> Atom | None:
    """The number within a Russian compound: «двухдневный», «двадцатипятилетие»; е for ё."""
    if word[:3] not in BEGINNINGS or not (found := _COMPOUND.match(word)):
        return None
    first: Value = _PREFIXES[found[1]]
    value = first
    if found[2]:
        second: Value = _PREFIXES[found[2]]
        if not (isinstance(first, int) and isinstance(second, int) and second < 10 <= first and first % 10 == 0):
            return None
        value = first + second
    if scale := next((scale for stem, scale in _SCALES if word.startswith(stem, found.end() - len(stem))), 0):
        return Atom((int(Decimal(str(float(value))) * scale), value), "card", soft=False)
    more: tuple[Value, ...] = (18, 90) if value == Decimal("1.5") else (6,) if value == HALF else ()
    return Atom((value, *more), "card", soft=word.startswith(_OFTEN_SAID_OTHERWISE))


_NO_GATE = frozenset(("may", "mar", "sep", "dec", "jan", "feb", "apr"))
HARD_ENGLISH = frozenset(word for word, atom in ENGLISH.items() if not atom.soft and atom.kind != "times") - _NO_GATE
HARD_RUSSIAN = frozenset(word for word, atom in RUSSIAN.items() if not atom.soft and atom.kind != "times")
"""Words that say a number and little else."""
FIRST_RUSSIAN = frozenset(word for word, atom in RUSSIAN.items() if atom.kind == "ord" and atom.values == (1,))

# --------------------------------------------------------------------------- Roman numerals


def _roman() -> dict[str, int]:
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    made = {ten + unit: 10 * x + y for x, ten in enumerate(tens) for y, unit in enumerate(units)}
    for no_numeral in ("", "L", "XL", "LX", "XC"):
        del made[no_numeral]
    return made


ROMAN = _roman()
_LOOK_ALIKE = str.maketrans("ХІ", "XI")


def roman(word: str) -> int:
    """The value of a Roman numeral up to 99, also with Cyrillic letters of the same look; 0 for none."""
    if value := ROMAN.get(word):
        return value
    return ROMAN.get(word.translate(_LOOK_ALIKE), 0) if len(word) > 1 else 0


# --------------------------------------------------------------------------- several words, one number

_GAP = frozenset((" ", "-", "\u00a0", "‑"))
_GAP_OF_PARTS = _GAP | {" a ", " of a "}
_TO_NOON = 12


def together(atoms: list[Atom], text: str, lang: str) -> Iterator[Atom]:
    """The numbers that words one after another say together: «пятьдесят девятый», ``two thirds``, ``twenty-one``."""
    at = 0
    while at < len(atoms):
        one = atoms[at]
        at += 1
        beside = atoms[at] if at < len(atoms) else None
        if beside and one.kind == "frac" and (time := _clock_time(one, beside, text)):
            one, at = time, at + 1
        elif beside and beside.kind == "times" and isinstance(one.values[0], Decimal | Fraction):
            one, at = _of_times(one, beside, at, text)
        elif one.kind in {"card", "times", "ord"} and beside and isinstance(one.values[0], int):
            one, at = _sum(one, atoms, at, text, lang)
            if (
                isinstance(one.values[0], int)
                and at < len(atoms)
                and HALF in atoms[at].values
                and text[one.end : atoms[at].start] in {" and a ", " с "}
            ):
                one, at = _and_a_half(one, atoms, at, text)
            elif one.kind == "frac" and at < len(atoms) and atoms[at].kind == "times":
                one, at = _of_times(one, atoms[at], at, text)
        yield one


def _of_times(one: Atom, times: Atom, at: int, text: str) -> tuple[Atom, int]:
    """``half a million``, «три четверти миллиона»."""
    if text[one.end : times.start] not in _GAP_OF_PARTS:
        return one, at
    value = Fraction(str(one.values[0])) * int(str(times.values[0]))
    return Atom((int(value),), "card", start=one.start, end=times.end), at + 1


def _clock_time(part: Atom, hour: Atom, text: str) -> Atom | None:
    """«половина девятого», «четверть девятого», ``half past eight``."""
    number, between = hour.values[0], text[part.end : hour.start]
    if not isinstance(number, int) or not 1 <= number <= _TO_NOON:
        return None
    if hour.kind == "ord" and between in _GAP and text.endswith("го", hour.start, hour.end):
        number -= 1
    elif hour.kind != "card" or between != " past ":
        return None
    minute = {HALF: 30, QUARTER: 15}.get(Fraction(str(part.values[0])), 0)
    if not minute:
        return None
    hours = (number % 12, number % 12 + 12) if number % 12 else (12, 0)
    return Atom(tuple(f"{one:02}:{minute}" for one in hours), "time", soft=True, start=part.start, end=hour.end)


def _and_a_half(one: Atom, atoms: list[Atom], at: int, text: str) -> tuple[Atom, int]:
    value, end = int(str(one.values[0])) + Decimal("0.5"), atoms[at].end
    at += 1
    if at < len(atoms) and atoms[at].kind == "times" and text[end : atoms[at].start] in _GAP:
        value, end = value * int(str(atoms[at].values[0])), atoms[at].end
        at += 1
    return Atom((value,), "card", start=one.start, end=end), at


def _sum(one: Atom, atoms: list[Atom], at: int, text: str, lang: str) -> tuple[Atom, int]:
    total, group = 0, int(str(one.values[0]))
    room = _room(one)
    if one.kind == "times":
        total, group = (group, 0) if group > 100 else (0, group)
    kind, end, first = one.kind, one.end, at
    while at < len(atoms):
        next_one = atoms[at]
        between = text[end : next_one.start]
        if kind == "ord" or (between not in _GAP and not (room >= 100 and between == " and ")):
            break
        value = next_one.values[0]
        if room == 1 and total + group > 1 and (share := _share(total + group, next_one, lang)):
            return Atom((share,), "frac", start=one.start, end=next_one.end), at + 1
        if not isinstance(value, int) or (next_one.soft and value != 1):
            break
        if next_one.kind == "times" and (group < value and group):
            if value == 100:
                group, room = group * 100, 100
            else:
                total, group, room = total + group * value, 0, value
        elif next_one.kind in {"card", "ord"} and 0 < value < room:
            group, room, kind = group + value, _room(next_one), next_one.kind
        else:
            break
        end = next_one.end
        at += 1
    if at == first:
        return one, at
    values: tuple[Value, ...] = (total + group,)
    return Atom(values, "ord" if kind == "ord" else "card", start=one.start, end=end), at


def _room(atom: Atom) -> int:
    value = atom.values[0]
    if atom.kind == "times":
        return int(str(value))
    if atom.kind == "ord" or not isinstance(value, int) or atom.soft:
        return 1
    return 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 1


def _share(count: int, part: Atom, lang: str) -> Fraction | None:
    """``two thirds``, «две трети», «три пятых»: how much of a whole; None where the words only stand side by side."""
    share: Value | None = None
    if part.kind == "frac" and (lang == "ru" or part.soft or part.values[0] == QUARTER):
        share = part.values[0]
    elif lang == "ru" and part.kind == "ord":
        share = part.values[-1]
    return count * share if isinstance(share, Fraction) and share != HALF else None
