"""Offices in Russian: lower case for a minister, a capital for the highest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_S = r"[ \u00a0\u202f\u2060]+"

# --------------------------------------------------------------------------- a capital too many

_HARD = r"(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
_OFFICE = re.compile(
    rf"""(?<![\w«„“"(\[-])(?:
    Министр{_HARD}
    |Заместител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)|Замминистр{_HARD}
    |Помощник{_HARD}|Помощниц(?:а|ы|е|у|ей)|Советник{_HARD}
    |Начальник{_HARD}|Руководител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)
    |Директор{_HARD}|Координатор{_HARD}|Модератор{_HARD}
    |Пос(?:ол|ла|лу|лом|ле|лы|лов|лам|лами|лах)
    |Командующ(?:ий|его|ему|им|ем)|Заведующ(?:ий|его|ему|им|ем|ая|ей|ую)
    |Эксперт{_HARD}|Консультант{_HARD}|Инспектор{_HARD}|Депутат{_HARD}|Губернатор{_HARD}|Ректор{_HARD}
    |Представител(?:ь|я|ю|ем|е)|Профессор(?:а|у|ом|е|ов)?|Академик{_HARD}|Полковник{_HARD}|Специалист{_HARD}
    |Сотрудник{_HARD}|Атташе
    |Перв(?:ый|ого|ому|ым|ом)(?={_S}заместител)|Исполняющ(?:ий|его|ему|им|ем|ая|ей|ую)(?={_S}обязанности)
    |(?:Старш|Главн|Ведущ)(?:ий|ый|его|ого|ему|ому|им|ым|ем|ом)(?={_S}(?:советник|координатор|эксперт|специалист|инспектор))
    )(?![\w-])""",
    re.VERBOSE,
)
_MAY_HOLD = re.compile(
    r"[МЗПСНРДКЭИГАВ](?:инист|амес|амми|омощ|овет|ачал|уков|ирек|оорд|одер|ос|оман|авед|кспе|онсу|нспе|епут|убер|екто"
    r"|редст|рофес|кадем|олков|пециал|отруд|тташе|ервый|ервого|ервому|ервым|сполняющ|тарш|лавн|едущ)"
)
_MIDST = re.compile(r"(?:[а-яёА-ЯЁA-Za-z»“”]|\w{4}\)|(?<=[а-яё»)]),)[ \u00a0\u202f\u2060]+$")
_BORDER = re.compile(r"(?:^|[\n|])[\s*\u2060]*(?:[-–—•·*]\s+)?(?:\(?[\da-zа-яёivx]{1,4}[.)]\s+)+$")
_POLITE = re.compile(
    r"(?:[Гг]осподин\w*|[Гг]оспож\w*|г-н\w?|г-ном|г-ж\w|г-жой|[Уу]важаем\w+|[Тт]оварищ\w*|[Дд]остопочтенн\w+|"
    r"[Пп]ревосходительств\w*|[Дд]орог\w+|[Гг]лубокоуважаем\w+|[Мм]ногоуважаем\w+)[,*\u2060]*$"
)
_RANK = re.compile(
    r"(?:Специальн|Генеральн|Исполнительн|Верховн|Высок|Постоянн|Личн|Административн|Полномочн|Государственн|Временн|"
    r"Глобальн|Главн|Официальн|Полпред|Управляющ|Почетн|Чрезвычайн|Старш)\w+$"
)
_BODY = re.compile(
    r"(?:Совет|Кабинет|Комитет|Коллеги|Конференци|Встреч|Аппарат|Собрани|Палат|Форум|Ассоциаци|Союз)\w*$"
)
_MANY = re.compile(r".+(?:ов|ев|ей)\b")
_TITLES_OWN = re.compile(
    r"Пос\w+[ \u00a0](?:доброй|мира)\b"
    r"|Координатор\w*[ \u00a0](?:проектов|программ|деятельности|чрезвычайной|по[ \u00a0]оказанию)?[ \u00a0]?"
    r"(?:ОБСЕ|ООН|Организации|помощи)"
    r"|Руководител\w+[ \u00a0]Администрации"
    r"|Советник\w*[ \u00a0]Президента|Представител\w+[ \u00a0](?:ОБСЕ|Генерального|Верховного)"
)
_TRAILING = re.compile(r"(\S+)[ \u00a0\u202f\u2060]+$")
_LETTERS = re.compile(r"[А-ЯЁа-яё]")

# --------------------------------------------------------------------------- a capital missing

_STATES = "Таджикистан|Узбекистан|Казахстан|Кыргызст|Туркменист|Росси|Беларус|Армени|Азербайдж"
_HIGHEST = re.compile(
    rf"""(?<![\w-])(?:
    (?P<secretary>генеральн(?:ый|ого|ому|ым|ом){_S}[Сс]екретар(?:ь|я|ю|ем|е))(?![\w-])
    |(?P<capitals>Генеральн(?:ый|ого|ому|ым|ом){_S}Секретар(?:ь|я|ю|ем|е))(?![\w-])
    |(?P<assembly>председател(?:ь|я|ю|ем|е)(?={_S}Генеральной{_S}Ассамблеи))
    |(?P<commissioner>верховн(?:ый|ого|ому|ым|ом){_S}комиссар(?:а|у|ом|е)?)(?={_S}(?:ООН|ОБСЕ|Организации|по{_S}))
    |(?P<high>высок(?:ий|ого|ому|им|ом){_S}представител(?:ь|я|ю|ем|е))(?={_S}(?:ООН|ЕС|Организации|Европейского))
    |(?P<envoy>специальн(?:ый|ого|ому|ым|ом){_S}представител(?:ь|я|ю|ем|е))(?={_S}Генерального{_S}секретаря)
    |(?P<prime>премьер-министр(?:а|у|ом|е)?)(?={_S}(?:Республики|Исламск|Королевства|Российской|{_STATES}))
    |(?P<president>президент(?:а|у|ом|е)?)(?={_S}(?:Республики|Исламской|Российской|Основател|{_STATES}))
    )""",
    re.VERBOSE,
)
_MAY_BE_HIGHEST = ("енеральн", "верховн", "высок", "специальн", "председат", "премьер-", "президент")
_NO_HIGHEST = re.compile(
    rf"{_S}(?:парти|ЦК|Центральн|[Аа]ссоциац|[Фф]едерац|[Кк]онфедерац|проф|[Оо]бществ|клуб|союз|движени|палат|фонд|"
    r"института|объединени|компани)"
)
_FORMER = re.compile(r"(?:бывш|экс|тогдашн|перв|втор|избранн|нов|кажд|люб|вице|будущ|либо|ни)\w*-?[ \u00a0]*$")
_SECOND = re.compile(r"Секретар")


def too_high(said: Said) -> Iterator[Fault]:
    """A capital on a job title within a sentence: министр, заместитель, директор, координатор, посол.

    Authority: Справочник издателя и автора (Мильчин, Чельцова), «Прописные и строчные буквы»: наименования должностей.
    """
    plain = said.plain
    if not _MAY_HOLD.search(plain) or "ревосходительств" in plain:
        return
    for found in _OFFICE.finditer(plain):
        before = plain[max(0, found.start() - 40) : found.start()]
        if _stands_within(before) and not _keeps_capital(plain, before, found):
            proposed = found[0].lower()
            message = f"«{found[0]}» has a capital within a sentence"
            yield said.fault(message, found.start(), found.end(), proposed)


def _stands_within(before: str) -> bool:
    """Whether a sentence is under way: no start, label, bullet or dash stands before."""
    return bool(_MIDST.search(before[-8:])) and not _BORDER.search(before)


def _keeps_capital(plain: str, before: str, found: re.Match[str]) -> bool:
    word = before.rstrip(" \u00a0\u202f\u2060*_")
    if _POLITE.search(word) or _RANK.search(word):
        return True
    if _BODY.search(word) and _MANY.fullmatch(found[0]):
        return True
    if _TITLES_OWN.match(plain, found.start()):
        return True
    return _in_capitals(plain, found)


def _in_capitals(plain: str, found: re.Match[str]) -> bool:
    """Whether each word around begins with a capital: a heading in the English manner, or a list of posts."""
    words = re.findall(r"[А-ЯЁа-яё-]{4,}", plain[max(0, found.start() - 60) : found.end() + 60])
    return len(words) > 3 and all(word[0].isupper() for word in words)  # noqa: PLR2004 - fewer say nothing


def too_low(said: Said) -> Iterator[Fault]:
    """The highest offices in lower case: Генеральный секретарь, Президент, Верховный комиссар.

    Authority: Справочник издателя и автора (Мильчин, Чельцова), «Прописные и строчные буквы»: высшие должности.
    """
    plain = said.plain
    if not any(map(plain.__contains__, _MAY_BE_HIGHEST)):
        return
    for found in _HIGHEST.finditer(plain):
        text = found[0]
        if found["secretary"] and _NO_HIGHEST.match(plain, found.end()):
            continue
        if found["capitals"]:
            start = found.start() + text.index("С")
            proposed = plain[start : found.end()].lower()
            message = f"«{text}» has a second capital"
            yield said.fault(message, start, found.end(), proposed, certain=True)
            continue
        if (found["prime"] or found["president"]) and _FORMER.search(plain[max(0, found.start() - 20) : found.start()]):
            continue
        proposed = said.raw[found.start()].upper() + said.raw[found.start() + 1 : found.end()].replace("Секр", "секр")
        yield said.fault(f"«{text}» is one of the highest offices", found.start(), found.end(), proposed)


CHECKS = (
    Check(
        "title-case",
        Severity.WARNING,
        too_high,
        "Write a job title in lower case within a sentence; only the highest offices have a capital.",
        On.TEXT,
        ("ru",),
        right=(
            Example("The Minister met the Ambassador.", "Министр встретился с послом."),
            Example("the Ambassador Extraordinary and Plenipotentiary", "Чрезвычайный и Полномочный Посол"),
            Example("Moderator: Director of the Department", "Ведущий: Директор департамента"),
        ),
        wrong=(
            Example("The Director opened it.", "Его открыл Директор департамента.", at="Директор"),
            Example("at the request of the Minister", "по просьбе Министра транспорта", at="Министра"),
        ),
    ),
    Check(
        "title-case",
        Severity.WARNING,
        too_low,
        "Write the highest offices with a capital: Генеральный секретарь, Президент Республики.",
        On.TEXT,
        ("ru",),
        right=(
            Example("the Secretary-General’s report", "доклад Генерального секретаря"),
            Example("the Secretary-General of the party", "генеральный секретарь партии"),
        ),
        wrong=(
            Example("the Secretary-General’s report", "доклад генерального секретаря", at="генерального секретаря"),
            Example("a visit of the President", "визит президента Республики Казахстан", at="президента"),
        ),
    ),
)
