"""What a language asks for: plural forms, dates, names of countries and languages, typography.

Dates, names and plural rules come from CLDR through Babel. The no-break spaces follow Справочник
Мильчина (ch. 5: знаки препинания, сокращения, числа) for Russian and the UN Editorial Manual for English.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from babel import Locale

NBSP = "\u00a0"

_REGIONS = {"en": "GB"}
"""Where official usage is not the likeliest region of CLDR: the United Nations write British English."""


@functools.cache
def _locale(lang: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag(lang), sep="-")


@functools.cache
def known(lang: str) -> bool:
    """Whether CLDR knows the language code (``en``, ``ru``, ``pt-BR``)."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@functools.cache
def tag(lang: str) -> str:
    """The BCP 47 tag with its region, for Word and Typst: ``en`` → ``en-GB``, ``ru`` → ``ru-RU``."""
    if "-" in lang:
        return lang
    if lang in _REGIONS:
        return f"{lang}-{_REGIONS[lang]}"
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(lang, ""))
    region = likely.rpartition("_")[2]
    return f"{lang}-{region}" if len(region) == 2 else lang  # noqa: PLR2004 - a region has two letters


@functools.cache
def plural_forms(lang: str) -> str:
    """The value of ``Plural-Forms`` for a PO header (GNU gettext's form of the CLDR rules)."""
    from babel.messages.plurals import get_plural

    rule = get_plural(lang.replace("-", "_"))
    return f"nplurals={rule.num_plurals}; plural={rule.plural_expr};"


@functools.cache
def nplurals(lang: str) -> int:
    """How many plural forms a message of the language has."""
    return int(plural_forms(lang).split(";")[0].removeprefix("nplurals="))


@functools.cache
def _plural_rule(lang: str) -> Callable[[int], int]:
    from gettext import c2py

    rule: Callable[[int], int] = c2py(plural_forms(lang).split("plural=", 1)[1].rstrip("; "))
    return rule


def plural_index(lang: str, count: int) -> int:
    """Which msgstr[n] the count takes."""
    return _plural_rule(lang)(count)


def autonym(lang: str) -> str:
    """The language's name in itself, with a capital: ``English``, ``Русский`` (CLDR)."""
    name = _locale(lang).get_language_name(str(_locale(lang))) or lang
    return name[:1].upper() + name[1:]


def language(lang: str) -> str:
    """A language's name in English, for messages (CLDR); its code where CLDR does not know it."""
    return str(_locale("en").languages.get(lang, lang))


def country(code: str, lang: str) -> str:
    """The country's name in the language (CLDR); the code itself where there is none."""
    return str(_locale(lang).territories.get(code, code))


# --------------------------------------------------------------------------- dates


def _year_in_words(text: str) -> str:
    """«2022 г.» of CLDR as official Russian writes it in running text: «2022 года»."""
    return re.sub(r"[\s\u00a0\u202f]г\.$", f"{NBSP}года", text)


def date(value: dt.date, lang: str) -> str:
    """``18 October 2022``, «18 октября 2022 года» (CLDR, long)."""
    from babel.dates import format_date

    return typeset(_year_in_words(format_date(value, "long", locale=_locale(lang))), lang)


def day(value: dt.date, lang: str) -> str:
    """``Tuesday, 18 October 2022``, «Вторник, 18 октября 2022 года» (CLDR, full; with a capital)."""
    from babel.dates import format_date

    text = _year_in_words(format_date(value, "full", locale=_locale(lang)))
    return typeset(text[:1].upper() + text[1:], lang)


def day_month(value: dt.date, lang: str) -> str:
    """``18 October``, «18 октября» (CLDR's skeleton MMMMd)."""
    from babel.dates import format_skeleton

    return typeset(format_skeleton("MMMMd", value, locale=_locale(lang)), lang)


def date_range(start: dt.date, end: dt.date, lang: str) -> str:
    """``18–19 October 2022``, «18–19 октября 2022 года».

    CLDR's interval formats shorten the month's name, so the range is built from the long date.
    """
    if start == end:
        return date(start, lang)
    last, locale = date(end, lang), _locale(lang)
    if not str(locale.date_formats["long"]).startswith("d "):
        return f"{date(start, lang)} – {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    from babel.dates import format_date

    first = format_date(start, "d MMMM" if start.year == end.year else "d MMMM y", locale=locale)
    return typeset(f"{first} – {last}", lang)


def number(value: int, lang: str) -> str:
    """``1,400``, «1400», «65 000»: four digits stay together in Russian (CLDR; Справочник Мильчина, 7.2)."""
    from babel.numbers import format_decimal

    whole = 10_000 if lang.partition("-")[0] == "ru" else 1_000
    return str(value) if abs(value) < whole else str(format_decimal(value, locale=_locale(lang)))


def hours(value: dt.time | None) -> str:
    """``9:00``: the hinge shows one hour to all languages, so it has the 24-hour clock of both."""
    return f"{value.hour}:{value.minute:02}" if value else ""


# --------------------------------------------------------------------------- typography

_MONTHS_RU = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_RU = "а|в|во|вы|да|до|за|и|из|им|их|к|ко|мы|на|не|ни|но|о|об|он|от|по|с|со|то|у|я"
"""Of one letter or two: a longer one may end a line, and must in a narrow panel."""
_S = "[ \u00a0]"

_Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_EVERYWHERE = _rules(
    # a symbol and its year: 1373 (2001)
    (rf"(?<=\d){_S}(?=\(\d{{4}}\))", NBSP),
    (rf"(?<=[№§]){_S}?(?=\d)", NBSP),
    (rf"(?<=\d){_S}(?=[%‰°])", NBSP),
)
_TYPOGRAPHY: dict[str, tuple[_Rule, ...]] = {
    "ru": _rules(
        # a dash never begins a line
        (rf"{_S}(?=[—–]{_S})", NBSP),
        # a short preposition, conjunction or particle never ends one
        (rf"(?<![\w-])((?i:{_SHORT_RU})){_S}(?=[\w«„(])", rf"\1{NBSP}"),
        (rf"(?<=\w){_S}(?=(?:бы|б|же|ж|ли|ль)(?![\w-]))", NBSP),
        # a number and what it counts
        (rf"(?<=\d){_S}(?=(?:{_MONTHS_RU})\b)", NBSP),
        (rf"(?<=\d){_S}(?=(?:год|года|году|годов|годы|гг?\.|вв?\.)(?![\w-]))", NBSP),
        (rf"(?<=\d){_S}(?=(?:мин|ч|тыс|млн|млрд|км|кг|человек|долл|руб)\b)", NBSP),
        # initials
        (rf"(?<![\w.])([А-ЯЁ]\.){_S}?(?=[А-ЯЁ]\.)", rf"\1{NBSP}"),
        (rf"(?<!\w)([А-ЯЁ]\.){_S}(?=[А-ЯЁ][а-яё])", rf"\1{NBSP}"),
        # before a name: г-н Иванов, им. С. Айни
        (rf"(?<!\w)((?i:г-н|г-жа|г-на|г-же|г-ну|д-р|проф\.|им\.|г\.)){_S}(?=[А-ЯЁA-Z«])", rf"\1{NBSP}"),
        (rf"(?<!\w)((?i:ст|п|пп|гл|разд|рис|табл|с|т|ч)\.){_S}(?=[\dIVXLC])", rf"\1{NBSP}"),
        (rf"(?<!\w)(и|т\.){_S}?(?=(?:т\.{_S}?)?(?:е|д|п|к|н)\.(?!\w))", rf"\1{NBSP}"),
    ),
    "en": _rules(
        (rf"{_S}(?=[—–]{_S})", NBSP),
        (rf"(?<=\d){_S}(?=(?:{_MONTHS_EN})\b)", NBSP),
        (
            rf"(?<!\w)(Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.|H\.E\.|St\.|No\.|Nos\.|para\.|paras\.|art\.){_S}(?=[\wÀ-ž])",
            rf"\1{NBSP}",
        ),
        (rf"(?<![\w.])([A-Z]\.){_S}(?=[A-ZÀ-Ž][a-zà-ž])", rf"\1{NBSP}"),
    ),
}


@functools.lru_cache(maxsize=65_536)
def typeset(text: str, lang: str) -> str:
    """The text with its no-break spaces set, as a compositor of the language would. Setting twice changes nothing.

    Only spaces are made no-break, or put in between initials and in «т. е.»: letters, figures and punctuation
    stay as written.
    """
    for pattern, replacement in (*_EVERYWHERE, *_TYPOGRAPHY.get(lang.partition("-")[0], ())):
        text = pattern.sub(replacement, text)
    return _TELEPHONE.sub(lambda found: found[0].replace(" ", NBSP), text)


_TELEPHONE = re.compile(rf"(?<![\w+])\+\d(?:{_S}?\(\d+\)|[ {NBSP}-]?\d){{6,}}(?!\w)")
"""As ITU-T E.123 writes one abroad: +992 (37) 227-68-43."""
_COURTESY = rf"(?<![\w-])(?i:г-(?:н|на|ну|ном|не|жа|жи|же|жу|жой)|д-р[ау]?)(?:{NBSP}\w+)?(?![\w-])"
_ARTICLES = "A[dlnrstz]|Ash|El|Ul|Ben|Bin|Ibn|Abd|А[длнрстшз]|Аль|Эль|Э[длнрстшз]|Уль|Бен|Бин|Ибн|Абд"
"""Before a name of Arabic: Al-Qahtani, «Ар-Решайдан»."""
_NAME = rf"(?<![\w-])(?:{_ARTICLES})-[A-ZÀ-ŽА-ЯЁ]\w*(?:-\w+)*(?![\w-])"
_HYPHENATED = r"(?<![\w-])\w+(?:-\w+)+(?![\w-])"
_TOGETHER = rf"{_TELEPHONE.pattern}|\d+[–-]\d+(?:{NBSP}\w+)?|{_COURTESY}"
_KEPT = re.compile(f"({_TOGETHER}|{_NAME})")
_KEPT_IN_NAMES = re.compile(f"({_TOGETHER}|{_HYPHENATED})")


def kept(text: str, *, name: bool = False) -> list[str]:
    """The text in pieces, every second of which stays on one line in spite of its dash or hyphen.

    3–4 May, «г-н», a telephone number, Al-Qahtani; if it is a person's ``name``, whatever has a hyphen: Jean-Pierre.
    """
    return (_KEPT_IN_NAMES if name else _KEPT).split(text)
