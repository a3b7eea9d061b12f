"""Which words of a printed name are the family name: by particles, capitals, patronymics and the usage of countries."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "al el as ash an ar at az ad bin ibn ben bint abu abd van von der den de di da do dos das "
    "del della la le du ter ten zu "
    "mac аль эль ас аш ан ар ат аз ад бин ибн бен бинт абу ван фон дер ден де ди да дос дель ла ле дю"
)
"""Words of a name that begin with a small letter, and their Cyrillic forms."""
_BEHIND = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|esq|мл|ст)\.?", re.IGNORECASE)
_PATRONYMIC_F = re.compile(
    r"(?:овна|евна|ична|инична|[oe]vna|ichna)$|^(?:кызы|қызы|kyzy|qizi|gyzy|kizi)$", re.IGNORECASE
)
_PATRONYMIC_M = re.compile(
    r"(?:ович|евич|ьич|[oe]vich|[oe]vitch)$|^(?:оглы|улы|угли|oglu|ogly|ugli|uly|uulu|оглу)$", re.IGNORECASE
)
_ZODA = re.compile(r"(?:zod|zoda|zade|zada|zadeh|зод|зода|заде)$", re.IGNORECASE)
_SLAVIC = re.compile(
    r"(?:.{2}(?:[оеё]в|[оеё]ва|ин|ина|ский|ская|цкий|цкая|енко|чук|швили|дзе|ян)|.{3}(?:ov|ova|yev"
    r"|yeva|iyev|skiy|skyi|enko|shvili))$",
    re.IGNORECASE,
)
_GIVEN_SLAVIC = _words(
    "константин валентин мартин марина ирина галина полина екатерина нина алина арина карина кристина святослав ян "
    "себастьян тигран себастиан севастьян лев регина дина зарина мадина шахрин"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,3}")
_EAST: dict[str, frozenset[str]] = {
    "CN": _words(
        "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng "
        "liang xie song tang deng han feng "
        "cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen "
        "zhong cui tan fan wen qin geng "
        "hua qian dai xia fu fang shi hou zou xiong meng qiu yan xue lei bai long duan hao kong shao "
        "mao wan gu lai qi "
        "ван ли чжан лю чэнь ян хуан чжао у чжоу сюй сунь ма чжу ху го хэ гао линь ло чжэн лян се "
        "сун тан дэн фэн ду цзян"
    ),
    "VN": _words(
        "nguyen nguyễn tran trần le lê pham phạm hoang huynh phan vu vo dang đặng bui do ho ngo "
        "duong ly to dinh trinh mai нгуен чан фам"
    ),
    "KR": _words(
        "kim lee park choi jung jeong chung kang cho yoon yun jang lim han shin suh seo kwon hwang "
        "ahn ban oh moon ri ki pak ким ли пак чхве"
    ),
    "KH": _words(
        "ung sok hun chea prak sar keo heng kong mao meas nhem ouk pen phan ros sam som suon tep um "
        "var yim hor ker neth tea ung"
    ),
}
_EAST["KP"] = _EAST["KR"]
_SPANISH = _words("ES MX CU AR BO CL CO CR DO EC GT HN NI PA PE PY SV UY VE GQ PH")
_SPANISH_GIVEN = _words(
    "josé jose josep juan luis carlos miguel antonio agustín agustin javier francisco manuel "
    "rafael fernando maría maria ana pedro "
    "jorge alberto eduardo ángel angel alejandro pablo andrés andres diego enrique ricardo "
    "roberto isabel carmen elena teresa"
)
_HUNGARIAN = "HU"
_THREE = 3
_SPANISH_FAMILY = re.compile(r"(?:[^\W\d_]{3,}ez|garc[ií]a|silva|moreno|torres|flores|castro|rojas)", re.IGNORECASE)
"""Of three words the second, where both it and the last are family names: ``García Márquez``."""
_SONS = frozenset(("bin", "ibn", "ben", "bint", "бин", "ибн", "бен", "бинт"))


@dataclass(frozen=True, slots=True)
class Family:
    """A family name found in a name."""

    name: str
    first: bool = False
    """It stands first."""
    gender: str = ""
    """Where a patronymic says it."""
    doubt: str = ""


def find(name: str, country: str = "") -> Family:
    """The family name of a printed name; ``country`` of its bearer as far as known. What is open has its doubt."""
    words = [word for word in name.split() if not _BEHIND.fullmatch(word.strip(",.") or word)] or name.split()
    if len(words) <= 1:
        return Family(name.strip())
    return (
        _in_capitals(words)
        or _with_patronymic(words)
        or _eastern(words, country)
        or _with_initials(words)
        or _by_ending(words, country)
        or _spanish(words, country)
        or Family(_last(words), doubt=_open(words, country))
    )


def gender(family: str, lang: str) -> str:
    """``m`` or ``f`` where a Russian family name says it by its ending; empty elsewhere."""
    if lang != "ru" or not family:
        return ""
    word = family.lower()
    if word.endswith(("ова", "ева", "ёва", "ская", "цкая")):
        return "f"
    return "m" if word.endswith(("ов", "ев", "ёв", "ский", "цкий")) else ""


def _last(words: list[str]) -> str:
    """The last word, with the particles before it: ``Al Nuaimi``, ``van der Berg``."""
    place = len(words) - 1
    while place > 1 and words[place - 1].lower().rstrip(".") in PARTICLES:
        place -= 1
    return " ".join(words[place:])


def _in_capitals(words: list[str]) -> Family | None:
    loud = [word.isupper() and len(word.replace(".", "")) > 1 and not _INITIALS.fullmatch(word) for word in words]
    loud = [is_loud and bool(re.search(r"[AEIOUYАЕЁИОУЫЭЮЯ]", word)) for is_loud, word in zip(loud, words, strict=True)]
    if not any(loud) or all(loud):
        return None
    first, last = loud.index(True), len(loud) - 1 - loud[::-1].index(True)
    if not all(loud[first : last + 1]) or (first and last < len(words) - 1):
        return None
    if first:
        while first > 1 and words[first - 1].lower() in PARTICLES:
            first -= 1
    return Family(" ".join(words[first : last + 1]), first=not first)


def _with_patronymic(words: list[str]) -> Family | None:
    for place, word in enumerate(words):
        male, female = _PATRONYMIC_M.search(word), _PATRONYMIC_F.search(word)
        if not (male or female) or not place:
            continue
        gender = "f" if female else "m"
        if place == len(words) - 1 and len(words) >= _THREE:
            return Family(words[0], first=True, gender=gender)
        if place == len(words) - 2 and len(words) >= _THREE:
            return Family(words[-1], gender=gender)
    return None


def _eastern(words: list[str], country: str) -> Family | None:  # noqa: PLR0911 - a case each
    first, last = words[0].lower(), words[-1].lower()
    for code, surnames in _EAST.items():
        if country not in {"", code} and country in _EAST:
            continue
        leads, ends = first in surnames, last in surnames
        if country == code and leads:
            return Family(words[0], first=True)
        if country == code and ends:
            return Family(words[-1])
        if country == code:
            return Family(words[0], first=True, doubt="in that country the family name stands first; it was taken so")
        if not country and code == "CN" and leads and len(words) == 2 and not _SLAVIC.search(last):  # noqa: PLR2004
            if ends:
                return Family(words[0], first=True, doubt="both words may be the family name; the first was taken")
            return Family(words[0], first=True)
        if not country and code == "KR" and leads and "-" in last:
            return Family(words[0], first=True)
    if country == _HUNGARIAN:
        return Family(_last(words), doubt="Hungarian names may stand with the family name first; the last was taken")
    return None


def _with_initials(words: list[str]) -> Family | None:
    initial = [bool(_INITIALS.fullmatch(word)) for word in words]
    if all(initial[1:]) and not initial[0]:
        return Family(words[0], first=True)
    if all(initial[:-1]):
        return Family(words[-1])
    return None


def _by_ending(words: list[str], country: str) -> Family | None:
    given = words[0].lower().endswith(("zod", "зод")) and _SLAVIC.search(words[-1])  # Sherzod Karimov
    if _ZODA.search(words[0]) and not _ZODA.search(words[-1]) and not given:
        return Family(words[0], first=True)
    if len(words) == _THREE and country == "TJ" and not _SLAVIC.search(words[-1]):
        reason = "in Tajikistan three names are often family name, given name, patronymic; the first was taken"
        return Family(words[0], first=True, doubt=reason)
    if len(words) > 2 or words[0].lower() in _GIVEN_SLAVIC:  # noqa: PLR2004 - given name and family name
        return None
    if _SLAVIC.search(words[0]) and not _SLAVIC.search(words[1]) and len(words[0]) > 4:  # noqa: PLR2004
        return Family(words[0], first=True, doubt="the first word looks like the family name; it was taken")
    return None


def _spanish(words: list[str], country: str) -> Family | None:
    double = len(words) == _THREE and bool(_SPANISH_FAMILY.fullmatch(words[1]) and words[2][-1] in "aozs")
    spoken = country in _SPANISH or (not country and (words[0].lower() in _SPANISH_GIVEN or double))
    plain = [word for word in words if word.lower() not in PARTICLES]
    if not spoken or len(words) < _THREE or len(plain) != len(words) or _INITIALS.fullmatch(words[1]):
        return None
    if words[1].lower() in _SPANISH_GIVEN and len(words) == _THREE:
        return Family(words[-1])
    return Family(" ".join(words[-2:]), doubt="it may be one family name or two; the last two words were taken")


def _open(words: list[str], country: str) -> str:
    plain = [word for word in words if not _INITIALS.fullmatch(word)]
    if len(plain) > _THREE and country not in _EAST and not any(word.lower() in PARTICLES for word in words):
        return "of so many names the last was taken"
    if len(plain) > _THREE and words[-2].lower() in _SONS:
        return "what follows “son of” or “daughter of” was taken; another word may be the family name"
    return ""
