"""Dashes and hyphens in Russian: a dash with its spaces, a hyphen without, an en dash in ranges of figures."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from diptych.checks import compounds
from diptych.checks.lists import in_lists
from diptych.checks.view import SIGN, Check, Example, Fault, On, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_HYPHENS = "-‐‑"
_MOVES = "[ \u00a0\u202f\u2009]"
"""A space on the line, of whatever width."""
_MARGIN = frozenset("|")

# --------------------------------------------------------------------------- ranges

_NUMBER = r"\d{1,6}(?:[.,:]\d{1,6}){0,3}"
_BETWEEN = rf"{_MOVES}?[-‐‑–—―]{_MOVES}?"
_FIGURES = re.compile(rf"(?<![\w.,:/+#№–—-])(?P<a>{_NUMBER})(?P<sep>{_BETWEEN})(?P<b>{_NUMBER})(?![\w/])")
_MAY_BE_RANGE = re.compile(
    r"[-‐‑–—―](?=[ \u00a0\u202f\u2009]?[\dIVX])(?:(?<=[\dIVX].)|(?<=[\dIVX][ \u00a0\u202f\u2009].))"
)
_ROMANS = re.compile(rf"(?<![\w./-])(?P<a>[IVX]{{1,6}})(?P<sep>{_BETWEEN})(?P<b>[IVX]{{1,6}})(?![\w/-])")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_CENTURY = re.compile(r"\s(?:век|вв?\.)")
_GOES_ON = re.compile(r"\s?[-‐‑–—]\s?\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:\d\d)?\d\d)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTH = r"(?:январ|феврал|март|апрел|ма[йяею]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_COUNTED_IN_TIME = re.compile(rf"\s?(?:{_MONTH}|год|гг?\.|век|вв?\.)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\s?(?:{_MONTH}|[%°‰]|год|гг?\.|лет\b|век|вв?\.|час|ч\.|минут|мин\b|секунд|сек\b|дн|день|сут|недел|месяц|мес\.|"
    r"процент|км|кв\.|[мт]\b|см\b|мм\b|[кц]г\b|тонн|га\b|гектар|метр|километр|млн|млрд|тыс|миллион|миллиард|долл|евро|"
    r"руб|сомони|человек|чел\.|раз(?:а|)\b|градус|сотрудник|участник|страниц|баллов)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"[-‐‑](?:[ех]\b|ми\b|летн|дневн|часов|минутн|месячн|недельн|процентн|кратн|этажн|местн|метров|километров)"
)
_NOT_AGED = re.compile(r"[-‐‑–—]")
_PLURAL = re.compile(
    r"(?:пп|сс?|стр|стб|ст\.?ст|гл|рис|табл|страниц[аыу]?х?|пункт(?:ы|ов|ам|ах|ами)|подпункт(?:ы|ов|ам|ах|ами)|стать(?:и|ях|ям|ями)|"
    r"статей|глав(?:ы|ах|ам)|раздел(?:ы|ов|ах|ам)|приложени(?:я|й|ях|ям)|абзац(?:ы|ев|ах|ам)|том(?:а|ов|ах)|"
    r"част(?:и|ей|ях)|канал(?:ы|ов|ах|ам)|заседани(?:я|й|ях|ям)|этап(?:ы|ов|ах|ам)|рекомендаци(?:и|й|ях|ям)|"
    r"слайд(?:ы|ов|ах)|таблиц(?:ы|ах)|рисунк(?:и|ах|ов)|строк(?:и|ах)|позици(?:и|й|ях)|класс(?:ы|ов|ах))\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:комн|каб|офис|кв|дом|д$|рейс|тел|факс|доб|номер|№|сери|паспорт|гост|осо|ту$|стб|сч[её]т|шифр|код|индекс|модел|"
    r"аудит|ауд|зал|корп|моби|приказ|протокол|закон|указ|исх|вх|ном|дел[оу]|разр)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\W\d_]+\.?|№|No\.?)[\s\u00a0(«]*$")
_LISTED = re.compile(r"(?:(?<![\d.,])\d{1,6}(?:[-‐‑–]\d{1,6})?(?:,[ \u00a0]?|[ \u00a0]и[ \u00a0]))+$")
"""Figures of a list before its last: what stands before them is said of all."""
_NEXT_WORD = re.compile(r"[\s\u00a0]([а-яё]{3,})")


def ranges(said: Said) -> Iterator[Fault]:
    """A hyphen, a dash or spaces in a range of figures or Roman numerals.

    Authority: Мильчин, Чельцова, Справочник издателя и автора (an en dash without spaces between figures); CLDR.
    """
    plain = said.plain
    if not _MAY_BE_RANGE.search(plain):
        return
    for found in itertools.islice(_ranges(plain), _MOST):
        sep = found["sep"]
        if sep.strip() == "–":
            message = "spaces in a range of figures"
        else:
            message = (
                f"{'a hyphen' if sep.strip() in _HYPHENS else 'a dash'} in a range of figures, which has an en dash"
            )
        proposed = f"{said.raw[found.start('a') : found.end('a')]}–{said.raw[found.start('b') : found.end('b')]}"
        # A point may be anything: only where it is plainly that of two hours or two dates is a mending certain.
        sure = "." not in found["a"] or _both_clocks(found["a"], found["b"])
        yield said.fault(message, found.start(), found.end(), proposed, certain=sure)


def _ranges(plain: str) -> Iterator[re.Match[str]]:
    """The ranges that are written wrongly."""
    for found in _FIGURES.finditer(plain):
        if found["sep"] != "–" and _is_range(plain, found):
            yield found
    if "I" in plain or "V" in plain or "X" in plain:
        for found in _ROMANS.finditer(plain):
            label = found["sep"].strip() in "—―" != found["sep"] and not _CENTURY.match(plain, found.end())
            if found["sep"] != "–" and not label:
                first, last = _roman(found["a"]), _roman(found["b"])
                if first and last and first < last:
                    yield found


def _is_range(plain: str, found: re.Match[str]) -> bool:
    sep, first, last = found["sep"], found["a"], found["b"]
    rest = plain[found.end() : found.end() + 40]
    if _GOES_ON.match(rest):
        return False
    head = plain[max(0, found.start() - _FAR) : found.start()]
    before = _LAST_WORD.search(_LISTED.sub("", head))
    word = before[1] if before else ""
    if _NUMBERED.match(word) or (word.isascii() and word):
        return False
    mark = sep.strip()
    if len(mark) == len(sep) and mark in "—―":
        return True
    if len(mark) < len(sep) and mark in "—―":  # 2019 — 640: a dash between a label and its value
        return _rising(first, last) and bool(_COUNTED_IN_TIME.match(rest))
    return _both_clocks(first, last) or (_rising(first, last) and _counts(word, first, last, rest))


def _both_clocks(first: str, last: str) -> bool:
    if ":" in first and ":" in last:
        return bool(_CLOCK.fullmatch(first) and _CLOCK.fullmatch(last))
    return bool(
        (_DATE.fullmatch(first) and _DATE.fullmatch(last) and first.count(".") == last.count("."))
        or (_CLOCK.fullmatch(first) and _CLOCK.fullmatch(last) and "." in first and "." in last)
    )


def _counts(word: str, first: str, last: str, rest: str) -> bool:
    """Whether what stands around two figures says that they are the ends of a range."""
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return True
    if _YEAR.fullmatch(first) and len(last) == 2:  # noqa: PLR2004 - 2021-22
        return bool(re.match(r"\s?(?:год|уч|гг?\.)", rest))
    if _AGED.match(rest):
        return True
    if _NOT_AGED.match(rest):
        return False
    if _COUNTED.match(rest) or _PLURAL.fullmatch(word):
        return True
    after = _NEXT_WORD.match(rest)
    return after is not None and _is_counted(after[1], few=last[-1] in "234" and last[-2:-1] != "1")


def _is_counted(word: str, *, few: bool) -> bool:
    """Whether a word is a noun or an adjective as numbers have it: 3–5 заседаний, 2–3 заседания, 10–12 новых постов."""
    from diptych import morphology

    return any(
        one.part in {"NOUN", "ADJF", "PRTF"}
        and "gent" in one.grammemes
        and ("plur" in one.grammemes or (few and one.part == "NOUN"))
        for one in morphology.readings(word)[:3]
    )


def _rising(first: str, last: str) -> bool:
    """Whether the second figure is greater, as in a range (of years, 2021–22 too)."""
    if _YEAR.fullmatch(first) and len(last) == 2 and last.isdigit():  # noqa: PLR2004 - 2021-22
        return last > first[2:]
    try:
        return float(first.replace(",", ".")) < float(last.replace(",", "."))
    except ValueError:
        return False


def _roman(text: str) -> int:
    """The value of a Roman numeral below forty, 0 if it is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    value = {"I": 1, "V": 5, "X": 10}
    figures = [value[char] for char in text]
    return sum(-here if here < after else here for here, after in zip(figures, [*figures[1:], 0], strict=True))


# --------------------------------------------------------------------------- dashes

_ODD = re.compile(
    r"[-—–‐‑‒―−](?:(?<=-)(?:(?<!\w-)|(?!\w))|(?<=—)(?:(?<![ \u00a0\u202f]—)|(?!\s))|(?<=–)(?:(?<!\d–)|(?!\d))"
    r"|(?<=[‐‑‒―−]))"
)
"""Anything but a hyphen within a word, a dash between spaces, and an en dash between figures."""
_SPACED = re.compile(rf"(?<=\S)(?P<left>{_MOVES}+)(?P<mark>-{{1,3}}|[‐‑‒–―−])(?=(?P<right>\s+)\S)")
_TIGHT = re.compile(r"(?<=[а-яёА-ЯЁ»),])(?P<mark>-{2,3}|[–—―−])(?=[а-яёА-ЯЁ«])")
_NO_LEFT = re.compile(r"(?<=[^\W_])(?P<mark>-{2,3}|[–—―])(?=\s+[^\s|])")
_NO_RIGHT = re.compile(rf"(?<=[^\s|]{_MOVES})(?P<mark>[–—―])(?=[^\W\d_])")
_LOOSE = re.compile(r"(?<=[а-яё])(?P<mark>-)(?= (?P<next>[а-яёА-ЯЁ]{2,}))")
_LOOSE_LEFT = re.compile(r"(?<=[а-яё»)] )(?P<mark>-)(?=[а-яёА-ЯЁ]{4,})")
_CODED = re.compile(r"(?<![\w–—-])(?P<a>[^\W\d_]{2,})(?P<mark>[–—])(?=\d{1,4}(?![\w.,]*[–—%]))")
_ENDING = re.compile(
    r"(?<=\d)(?P<mark>[–—])(?=(?:[ймхяе]|го|му|ми|ти|ой|ая|ое|ые|ых|ым|ом|ю|(?:летн|дневн|часов|минутн|месячн|процентн|кратн|"
    r"этажн|местн|метров|километров)\w+)\b)"
)
_ROUTE = re.compile(
    r"(?:дорог|трасс|маршрут|рейс|поезд|видеомост|магистрал|шоссе|железнодорожн)\w{0,8} «?(?P<a>[А-ЯЁ][а-яё]{4,20})-"
    r"(?P<b>[А-ЯЁ][а-яё]{4,20})(?![\w-])"
)
_TWO_NAMES = re.compile(r"-(?<=[а-яё]-)[А-ЯЁ]")
_SUSPENDED = frozenset(
    "и или либо а но да так как то по ни не нежели плюс также затем соответственно как-то".split()  # noqa: SIM905 - words
)
_FEW = re.compile(r"(?:одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|полутора|много)")
_SIDES = re.compile(r"(?:север|юг|юж|восточ|запад|средне|кратко|долго|социальн|обществен|политик|информационн|военн)")
_NUMBER_WORD = re.compile(
    r"(?:од(?:ин|на|но)|дв[аеу]|тр[иеё]|четыр|пят[ьи]|шест[ьи]|сем[ьи]|вос[ье]м|девят|десят|сто|двадцат|тридцат|полтор)"
)
_TIME_WORD = re.compile(rf"(?:{_MONTH}|понедельник|вторник|сред[аыу]|четверг|пятниц|суббот|воскресень)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[\w-]*$")
_WORD_AFTER = re.compile(r"[\w-]*")
_CHAIN = re.compile(rf"[а-яё]{{2,3}}{_MOVES}-{_MOVES}")
_SUM = re.compile(r"[^\n]{0,20}=")
_DATE_ENDS = re.compile(
    rf"(?<!\w)(?:0?[1-9]|[12]\d|3[01])[ \u00a0]{_MONTH}\w{{0,3}}(?:[ \u00a0](?:19|20)\d\d(?:[ \u00a0](?:года|г\.))?)?$",
    re.IGNORECASE,
)
_DATE_BEGINS = re.compile(rf"(?:0?[1-9]|[12]\d|3[01])[ \u00a0]{_MONTH}", re.IGNORECASE)
_TIGHT_DATE = re.compile(r"[-‐‑—―](?<=[яаЯА.0-9].)(?=\d{1,2}[ \u00a0][а-яА-Я])")
_SAYS = re.compile(
    r"^[ \t]{0,3}(?P<mark>-)(?=[ \u00a0][«„А-ЯЁ][^\n]{0,300}?[,!?…][ \u00a0][-–—][ \u00a0](?:\w+[ \u00a0]){0,2}?"
    r"(?:сказал|заявил|отметил|подчеркнул|спросил|ответил|добавил|продолжил|пояснил|воскликнул|напомнил|заметил|уточнил)"
    r"[аи]?\b)",
    re.MULTILINE,
)
_FAR = 40
_MOST = 200
"""Nobody reads more findings of one text."""


def dashes(said: Said) -> Iterator[Fault]:
    """A hyphen or an en dash in place of a dash, a dash in place of a hyphen, and a dash without its spaces.

    Authority: Правила русской орфографии и пунктуации; Мильчин, Чельцова, Справочник издателя и автора.
    """
    raw = said.raw
    plain = said.plain
    if "-" in plain and _TWO_NAMES.search(plain):
        yield from _routes(said)
    if "-участник" in raw:
        yield from compounds.states(said)
    if "—" in plain:
        yield from compounds.parted(said)
    if _TIGHT_DATE.search(plain):
        yield from _between_dates(said)
    if not _ODD.search(plain) or not _CYRILLIC.search(raw):
        return
    if raw.lstrip().startswith("-") or "\n-" in raw:
        yield from _speech(said)
    taken = [found.span() for found in itertools.islice(_ranges(plain), _MOST)]
    found = itertools.chain(_spaced(said), _half_spaced(said), _joined(said))
    for fault in itertools.islice(found, _MOST):
        if not any(start <= fault.start < end for start, end in taken):
            yield fault


def _routes(said: Said) -> Iterator[Fault]:
    """A hyphen between the two ends of a road or a flight, which are no compound."""
    for found in _ROUTE.finditer(said.plain):
        if found["a"] != found["b"] and not found["a"].endswith("о"):
            start = found.end("a")
            yield said.fault("a hyphen between the two ends of a route", start, start + 1, " — ")


def _spaced(said: Said) -> Iterator[Fault]:
    plain = said.plain
    for found in _SPACED.finditer(plain):
        start, end = found.span("mark")
        before, after = _neighbour(plain, start, -1), _neighbour(plain, end - 1, 1)
        if before in _MARGIN or after in _MARGIN or not before or not after or _line_begins(plain, start):
            continue
        if _latin(before) and _latin(after):
            continue
        mark = found["mark"]
        figures = before.isdigit() and after.isdigit()
        if figures and (mark == "−" or _SUM.match(plain, end) or _GOES_ON.match(plain, _past_number(plain, end))):
            continue
        left, right = _before(plain, found.start("left")), _after(plain, found.end("right"))
        if left and right and (together := compounds.joined(left, right, mark)):
            first, last = found.start("left") - len(left), found.end("right") + len(right)
            yield said.fault("spaces around a hyphen that joins", first, last, together)
            continue
        name = "a hyphen" if mark[0] in _HYPHENS else "an en dash" if mark == "–" else "another line"
        sure = _dated(plain, found.start("left"), found.end("right")) if after.isdigit() else True
        if mark == "-" and sure:
            chain = _CHAIN.match(plain, found.end("right"))  # Ростов - на - Дону
            sure = not chain and compounds.whole(left, first=True) and compounds.whole(right, first=False)
        yield said.fault(f"{name} where a dash (—) stands", start, end, "—", certain=sure)


def _dated(plain: str, before: int, after: int) -> bool:
    """Whether a date ends before a dash and another begins after it."""
    return bool(_DATE_ENDS.search(plain, max(0, before - _FAR), before) and _DATE_BEGINS.match(plain, after))


def _between_dates(said: Said) -> Iterator[Fault]:
    """A hyphen or an em dash without spaces between two dates: 30 июня-2 июля."""
    plain = said.plain
    for found in _TIGHT_DATE.finditer(plain):
        if _dated(plain, found.start(), found.end()):
            yield said.fault(
                "a dash between two dates has spaces around it", found.start(), found.end(), " — ", certain=True
            )


def _speech(said: Said) -> Iterator[Fault]:
    """A hyphen before what somebody says: - Да, - сказал он."""
    plain = said.plain
    if not in_lists(plain):
        for found in _SAYS.finditer(plain):
            yield said.fault("a hyphen where a dash (—) stands", *found.span("mark"), "—", certain=True)


def _past_number(plain: str, at: int) -> int:
    found = re.compile(r"\s*\d*").match(plain, at)
    return found.end() if found else at


def _line_begins(plain: str, at: int) -> bool:
    """Whether nothing but the mark of a list stands before it on its line."""
    line = plain[plain.rfind("\n", 0, at) + 1 : at] if at < _FAR else plain[max(0, at - _FAR) : at].rpartition("\n")[2]
    return not line.strip(f" \t\u00a0>*•{SIGN}")


def _half_spaced(said: Said) -> Iterator[Fault]:
    plain = said.plain
    for found in _NO_LEFT.finditer(plain):
        start, end = found.span("mark")
        word = _before(plain, start)
        after = _neighbour(plain, end - 1, 1)
        if not _CYRILLIC.search(word) and not _CYRILLIC.match(after):
            continue
        suspended = plain[end : end + 5].strip().split(" ")[0] in _SUSPENDED
        yield said.fault(
            "a dash without a space before it",
            start - len(word),
            end,
            f"{said.raw[start - len(word) : start]} —",
            certain=not suspended,
        )
    for found in _NO_RIGHT.finditer(plain):
        start, end = found.span("mark")
        if not _line_begins(plain, start) and (
            _CYRILLIC.match(plain[end]) or _CYRILLIC.match(_neighbour(plain, start, -1))
        ):
            yield said.fault("a dash without a space after it", start, end, "— ", certain=True)
    for found in _LOOSE.finditer(plain):
        word, after = _before(plain, found.start()), found["next"]
        if after.lower() not in _SUSPENDED and not (_FEW.match(word.lower()) and _FEW.match(after.lower())):
            yield said.fault("a hyphen with a space on one side only", found.start(), found.end())
    for found in _LOOSE_LEFT.finditer(plain):
        if not _line_begins(plain, found.start()):
            yield said.fault("a hyphen with a space on one side only", found.start(), found.end())


def _joined(said: Said) -> Iterator[Fault]:
    plain = said.plain
    for found in _TIGHT.finditer(plain):
        start, end = found.span("mark")
        before, after = _before(plain, start), _after(plain, end)
        if (_TIME_WORD.match(before) and _TIME_WORD.match(after)) or len(before) == len(after) == 1:  # А—Я
            continue
        compound = before[-1:] == "о" and _SIDES.match(before.lower()) and after[:1].islower()
        if compound or (_NUMBER_WORD.match(before.lower()) and _NUMBER_WORD.match(after.lower())):
            yield said.fault("a dash where a hyphen joins two words", start, end, "-", certain=bool(compound))
        elif plain[start] == "–" and after[:1].islower() and before[-1:] == "о":
            yield said.fault("a dash where a hyphen joins two words", start, end, "-")
        else:
            yield said.fault("a dash without spaces around it", start, end, " — ", certain=plain[start] != "–")
    for found in _CODED.finditer(plain):
        if not _TIME_WORD.match(found["a"]) and not _ROMAN.fullmatch(found["a"]):
            yield said.fault("a dash where a hyphen joins a word and a number", *found.span("mark"), "-")
    for found in _ENDING.finditer(plain):
        if found["mark"] != "–" or not _in_range(plain, found.start()):
            yield said.fault("a dash where a hyphen joins a number and its ending", *found.span("mark"), "-")


def _in_range(plain: str, at: int) -> bool:
    return bool(re.search(r"\d[–-]\d+$", plain[max(0, at - 8) : at]))


def _before(plain: str, at: int) -> str:
    found = _WORD_BEFORE.search(plain[max(0, at - _FAR) : at])
    return found[0] if found else ""


def _after(plain: str, at: int) -> str:
    found = _WORD_AFTER.match(plain, at, at + _FAR)
    return found[0] if found else ""


def _neighbour(plain: str, at: int, step: int) -> str:
    """The nearest character that is no space, quotation mark, bracket or sign of markup, not far away."""
    for distance in range(1, 12):
        here = at + distance * step
        if not 0 <= here < len(plain):
            return ""
        if not plain[here].isspace() and plain[here] not in f"{SIGN}«»„“()":
            return plain[here]
    return "?"


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


CHECKS = (
    Check(
        "dash",
        Severity.WARNING,
        dashes,
        "A dash is — with spaces around it; a hyphen joins words without spaces.",
        On.TEXT,
        ("ru",),
        right=(
            Example("Khorugh is the centre of the region.", "Хорог — центр области."),
            Example("sea and air routes", "море- и авиамаршруты"),
            Example("from 30 June to 2 July", "30 июня — 2 июля"),
        ),
        wrong=(
            Example("Trust is the basis.", "Доверие - основа.", at="-", fixed="Доверие — основа."),
            Example("Trust is the basis.", "Доверие–основа.", at="–"),
            Example("north-western posts", "северо—западные посты", at="—", fixed="северо-западные посты"),
        ),
    ),
    Check(
        "range",
        Severity.WARNING,
        ranges,
        "A range of figures has an en dash without spaces: 10–15.",
        On.TEXT,
        ("ru",),
        right=(
            Example("rooms 3-12 and 3-14", "комнаты 3-12 и 3-14"),
            Example("2–4 June 2021", "2–4 июня 2021 года"),
        ),
        wrong=(
            Example("pages 30–41", "страницы 30-41", at="30-41", fixed="страницы 30–41"),
            Example("Annexes II–IV", "Приложения II-IV", at="II-IV", fixed="Приложения II–IV"),
        ),
    ),
)
