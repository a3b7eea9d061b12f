"""The country that a person speaks for, by the words of the function."""

from __future__ import annotations

import functools
import re
import string

from diptych import languages

_MORE = {
    "us": "US",
    "u.s.": "US",
    "usa": "US",
    "united states of america": "US",
    "uk": "GB",
    "u.k.": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "uae": "AE",
    "russian federation": "RU",
    "republic of korea": "KR",
    "korea": "KR",
    "democratic people’s republic of korea": "KP",
    "dprk": "KP",
    "viet nam": "VN",
    "syrian arab republic": "SY",
    "turkey": "TR",
    "turkiye": "TR",
    "kyrgyz republic": "KG",
    "slovak republic": "SK",
    "czech republic": "CZ",
    "republic of moldova": "MD",
    "lao people’s democratic republic": "LA",
    "hellenic republic": "GR",
    "holy see": "VA",
    "democratic republic of the congo": "CD",
    "palestine": "PS",
    "côte d’ivoire": "CI",
    "cabo verde": "CV",
    "myanmar": "MM",
    "bosnia and herzegovina": "BA",
    "российской федерации": "RU",
    "российская федерация": "RU",
    "китайской народной республики": "CN",
    "кнр": "CN",
    "республики корея": "KR",
    "корейской народно-демократической республики": "KP",
    "кыргызской республики": "KG",
    "кыргызстан": "KG",
    "соединённых штатов америки": "US",
    "соединенных штатов америки": "US",
    "соединённых штатов": "US",
    "сша": "US",
    "соединённого королевства": "GB",
    "соединенного королевства": "GB",
    "объединённых арабских эмиратов": "AE",
    "объединенных арабских эмиратов": "AE",
    "саудовской аравии": "SA",
    "сирийской арабской республики": "SY",
    "чешской республики": "CZ",
    "республики молдова": "MD",
    "французской республики": "FR",
    "итальянской республики": "IT",
    "турецкой республики": "TR",
    "исламской республики иран": "IR",
    "шри-ланки": "LK",
    "новой зеландии": "NZ",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ISLANDS = _words("AC AQ BV CP DG EA EU EZ HM IC QO TA UM UN XA XB ZZ GG JE IM")
"""Codes of CLDR that are no countries, or whose names are common words."""
_RU_ENDINGS = ("ия", "ья", "ея", "ы", "и", "а", "я", "й", "ь", "о", "е")
_RU_CASE = r"(?:а|у|ом|е|ы|и|ии|ой|ею|ей|ю|я|ию|ией|ем|ов|ам|ами|ах)?"
_AWAY = re.compile(
    r"(?:\b(?:to|in|for|at|with|on|from|accredited(?: also)? to)\s+(?:the\s+)?|(?<!\w)(?:в|во|при|на|для|по|с|со)\s+)"
    r"(?:(?:\w+\s+)?(?:republic|kingdom|state|government|people’s republic|commonwealth|sultanate"
    r"|islamic republic)\s+of\s+(?:the\s+)?"
    r"|(?:исламской\s|народной\s)?(?:республик[еиу]|королевств[еау]|государств[еау])\s+)?$",
    re.IGNORECASE,
)
"""Before the country to which somebody is sent, or in which an office is."""
_BRACKETS = re.compile(r"\([^()]*\)|“[^“”]*”|«[^«»]*»")
"""What stands in brackets or quotation marks is the name of something else."""


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    english = dict(_MORE)
    russian: dict[str, str] = {}
    codes = (one + other for one in string.ascii_uppercase for other in string.ascii_uppercase)
    for code in codes:
        name = languages.country(code, "en")
        if name == code or code in _ISLANDS:
            continue
        english.setdefault(name.lower().replace("'", "’"), code)
        local = languages.country(code, "ru").lower()
        russian[local] = code
        ending = next((end for end in _RU_ENDINGS if local.endswith(end)), "")
        stem = local.removesuffix(ending)
        if " " not in local and len(stem) > 2:  # noqa: PLR2004 - a shorter stem is many words
            russian[stem] = code
    alike = "|".join(re.escape(name) for name in sorted(english, key=len, reverse=True))
    stems = "|".join(re.escape(name) for name in sorted(russian, key=len, reverse=True))
    return (
        re.compile(rf"(?<![\w-])(?:{alike})(?![\w])", re.IGNORECASE),
        english,
        re.compile(rf"(?<![\w-])({stems}){_RU_CASE}(?![\w-])", re.IGNORECASE),
        russian,
    )


@functools.lru_cache(maxsize=4_096)
def spoken_for(function: str) -> str:
    """The ISO 3166-1 code of the one country of the function; empty for none and for two."""
    text = _BRACKETS.sub(" ", function.replace("'", "’"))
    english, codes, russian, stems = _names()
    found: set[str] = set()
    for name in english.finditer(text):
        short = len(name[0]) <= 4 and name[0].isascii() and name[0].lower() in {"us", "usa", "uk", "uae"}  # noqa: PLR2004
        if (short and not name[0].isupper()) or not (name[0][0].isupper()):
            continue
        if not _AWAY.search(text[: name.start()]):
            found.add(codes[name[0].lower()])
    for name in russian.finditer(text):
        if name[0][0].isupper() and not _AWAY.search(text[: name.start()]):
            found.add(stems[name[1].lower()])
    return found.pop() if len(found) == 1 else ""
