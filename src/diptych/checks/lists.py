"""The punctuation of lists in Russian: lower case and semicolons, or capitals and full stops."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>[-–—•*+]|\d{1,3}[.)]|[a-zа-я][.)]|\([a-zа-я\d]{1,3}\))[ \t\u00a0]+(?=\S)",
    re.MULTILINE,
)
_CLOSERS = "»”“\"’')]} \t\u00a0\u202f\n\r" + SIGN
_CONJUNCTION = re.compile(r"(?<=[;,])\s+(?:и/или|и|или|а также|and/or|and|or)\s*$")
_FIRST = re.compile(rf"[«„“\"(\[*_\s{SIGN}]*(?P<word>[^\W\d_][\w-]*)")
_LAST = re.compile(rf"[\w{OPAQUE}][\w{OPAQUE}-]*[»”“\"’')\]]*{SIGN}*\s*$")
_TAIL = 120
"""The last word of an item is looked for in so many characters."""
_NO_CASE = re.compile(r"(?:г-н|г-жа|д-р|аль|ибн|бин|ван|фон|де|эль|ад|ат|аш)(?!\w)")
_SHORT = re.compile(r"(?<!\w)(?:г|гг|др|пр|т\.\s?[дп]|стр|с|ч|мин|долл|руб|тыс|чел|им|н\.\s?э|[а-яёА-ЯЁA-Z])\.$")
_OF_BODIES = re.compile(
    r"(?:Министерств|Организац|Управлени|Совет|Комитет|Центр|Государств|Национальн|Республик|Глобальн|Генеральн|Европейск|"
    r"Региональн|Международн|Комисси|Агентств|Служб|Правительств|Президент|Секретариат|Стратеги|Конвенци|Протокол|Устав|"
    r"Деклараци|План(?!ы|ов|ам|ах|ир)|Программ|Фонд|Банк|Союз|Содружеств|Конференци|Ассамбле|Верховн|Исполнительн|Контртеррорист|Специальн|"
    r"Федеральн|Главн|Пограничн|Посольств|Постоянн|Академи|Университет|Институт|Музе|Парк|Театр|Отель|Премьер|Закон|Кодекс|"
    r"Указ|Стороны|Группа|Процесс|Сеть|Бюро|Департамент|Таможен|Антитеррор|Объединенн|Соединенн|Всемирн|Мировой|Шанхайск|"
    r"Большой|Северн|Южн|Западн|Восточн|Центральн|Интерпол|Парламент|Сенат|Маджлис|Договор|Руководство|Принцип|Повестк|"
    r"Ваш|Вы|Бог|Интернет|Структура|Верхов|Суд|Прокуратур|Палат|Отдел|Хартия|Пакт|Женевск|Целевая|Кокхи|Кохи)"
)
_NAMED = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"))


@dataclass(slots=True)
class _Item:
    """An item of a list: where its text begins and ends, how deep, its first word, and how it ends."""

    start: int
    end: int
    indent: int
    kind: str
    mark: str = ""
    """``;``, ``,``, ``.``, ``?`` … or empty; ``~`` where the full stop is that of an abbreviation."""
    at: int = 0
    """Where that mark stands."""
    case: str = ""
    """``A`` for a capital, ``a`` for a small letter, empty where neither counts."""
    word: tuple[int, int] = (0, 0)


def in_lists(plain: str) -> bool:
    """Whether two lines of a text are items of a list."""
    return "\n" in plain and len(_MARKER.findall(plain)) > 1


def _lists(plain: str) -> Iterator[list[_Item]]:
    """The lists of a text: items of one kind and depth, one after another, with nothing but blank lines between."""
    found = list(_MARKER.finditer(plain))
    items: list[_Item] = []
    for number, marker in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(plain)
        body = plain[marker.end() : stop]
        paragraph = body.find("\n\n")
        end = marker.end() + (paragraph if paragraph >= 0 else len(body))
        mark = marker["mark"]
        kind = mark if len(mark) == 1 else re.sub(r"\w+", "1" if re.search(r"\d", mark) else "a", mark)
        item = _Item(marker.end(), end, len(marker["indent"].expandtabs(4)), kind)
        _judge(item, plain)
        if items and (
            (item.kind, item.indent) != (items[-1].kind, items[-1].indent)
            or plain[items[-1].end : marker.start()].strip()
        ):
            yield items
            items = []
        items.append(item)
    if items:
        yield items


def _judge(item: _Item, plain: str) -> None:
    text = plain[item.start : item.end]
    conjunction = _CONJUNCTION.search(text, max(0, len(text) - 20))
    bare = (text[: conjunction.start()] if conjunction else text).rstrip(_CLOSERS)
    if bare and bare[-1] in ";,.?!:…—–":
        item.mark, item.at = bare[-1], item.start + len(bare) - 1
        if bare[-1] == "." and _SHORT.search(bare[-12:]):
            item.mark = "~"
    first = _FIRST.match(text)
    if first and not _NO_CASE.match(first["word"]):
        word = first["word"]
        item.word = (item.start + first.start("word"), item.start + first.end("word"))
        if re.match(r"[а-яё]", word):
            item.case = "a"
        elif re.match(r"[А-ЯЁ](?:[а-яё-]|$)", word):
            item.case = "A"


def punctuation(said: Said) -> Iterator[Fault]:
    """An item of a list that begins or ends otherwise than the others.

    Authority: Мильчин, Чельцова, Справочник издателя и автора (перечни).
    """
    if "\n" not in said.raw:
        return
    plain = said.plain
    for items in _lists(plain):
        if len(items) > 1:
            yield from _ends(said, items)
            yield from _capitals(said, items)


def _style(items: list[_Item]) -> str:
    """The mark that items of the list end in but the last: ``;``, ``,`` or ``.``; empty where they have none."""
    counted = Counter(item.mark for item in items[:-1] if item.mark in {";", ",", ".", ""})
    if not counted:
        return ""
    best = max(counted.values())
    top = [mark for mark, count in counted.items() if count == best]
    if len(top) > 1:
        small = sum(item.case == "a" for item in items)
        wish = (";", ",", ".", "") if small * 2 >= len(items) else (".", ";", ",", "")
        return next(mark for mark in wish if mark in top)
    # Half of the marks forgotten: what stands there is what was meant.
    if top == [""] and len(counted) > 1 and counted[""] < len(items) - 1 - counted[""] + 1:
        return max((mark for mark in counted if mark), key=counted.__getitem__)
    return top[0]


def _ends(said: Said, items: list[_Item]) -> Iterator[Fault]:
    style = _style(items)
    if not style:
        if items[-1].mark == ";":
            yield _mark(said, items[-1], "")
        return
    small = sum(item.case == "a" for item in items[:-1])
    if style == "." and small == len(items) - 1 and all(item.mark == "." for item in items[:-1]):
        style = ";"
    for item in items[:-1]:
        if item.mark != style and item.mark in {";", ",", ".", ""}:
            yield _mark(said, item, style)
    last = items[-1]
    if not last.mark and last.end >= len(said.plain.rstrip()):
        yield _mark(said, last, ".")


def _mark(said: Said, item: _Item, wanted: str) -> Fault:
    names = {";": "a semicolon", ",": "a comma", ".": "a full stop", "": "nothing"}
    if item.mark:
        message = f"an item of the list ends in {names[item.mark]}, where {names[wanted]} should stand"
        return said.fault(message, item.at, item.at + 1, wanted)
    word = _LAST.search(said.plain, max(item.start, item.end - _TAIL), item.end)
    start, end = (
        (word.start(), item.start + len(said.plain[item.start : item.end].rstrip())) if word else (item.start, item.end)
    )
    return said.fault(f"an item of the list ends without {names[wanted]}", start, end, f"{said.raw[start:end]}{wanted}")


def _capitals(said: Said, items: list[_Item]) -> Iterator[Fault]:
    small = [item for item in items if item.case == "a"]
    large = [item for item in items if item.case == "A"]
    raw = said.raw
    if len(small) > len(large):
        for item in large:
            start, end = item.word
            if not _may_be_name(said.plain, item):
                proposed = raw[start].lower() + raw[start + 1 : end]
                yield said.fault("a capital among items that begin with small letters", start, end, proposed)
    elif len(large) > len(small) and _style(items) == ".":
        for item in small:
            start, end = item.word
            proposed = raw[start].upper() + raw[start + 1 : end]
            yield said.fault("a small letter among items that begin with capitals", start, end, proposed)


def _may_be_name(plain: str, item: _Item) -> bool:
    """Whether an item begins with a name, which keeps its capital anywhere."""
    start, end = item.word
    word = plain[start:end]
    if _OF_BODIES.match(word) or "-" in word or plain[item.start : start].strip(f"*_{SIGN} "):
        return True
    if re.match(r"[\s\u00a0]+[«„\"А-ЯЁA-Z]", plain[end : item.end]):
        return True
    from diptych import morphology

    return not morphology.known(word) or any(one.grammemes & _NAMED for one in morphology.readings(word)[:3])


def last(pair: Pair) -> Iterator[Fault]:
    """The last item of a list that ends as if another followed, which the other language does not say.

    Authority: Мильчин, Чельцова, Справочник издателя и автора (перечни).
    """
    for said, other in ((pair.target, pair.source), (pair.source, pair.target)):
        if said.lang != "ru" or "\n" not in said.raw:
            continue
        end = said.plain.rstrip(_CLOSERS)
        if not end.endswith((";", ",")) or other.plain.rstrip(_CLOSERS).endswith((";", ",")):
            continue
        final: list[_Item] = []
        for items in _lists(said.plain):
            final = items
        if len(final) > 1 and final[-1].mark in {";", ","} and final[-1].at == len(end) - 1:
            yield said.fault("the last item of the list ends as if another followed", len(end) - 1, len(end), ".")


CHECKS = (
    Check(
        "list-punctuation",
        Severity.WARNING,
        punctuation,
        "Begin items small and end them in semicolons, or with capitals and in full stops; the last ends in one.",
        On.TEXT,
        ("ru",),
        right=(
            Example("- maps\n- a guide", "- карты;\n- путеводитель."),
            Example("1. Maps\n2. Guides", "1. Карты.\n2. Путеводители."),
            Example("- Khorugh\n- Kulob", "- Хорог\n- Куляб"),
        ),
        wrong=(
            Example("- maps;\n- plans;\n- a guide.", "- карты;\n- Планы;\n- путеводитель.", at="Планы"),
            Example("- maps;\n- plans;\n- a guide.", "- карты;\n- планы\n- путеводитель.", at="планы"),
        ),
    ),
    Check(
        "list-punctuation",
        Severity.WARNING,
        last,
        "End the last item of a list in a full stop.",
        On.PAIR,
        right=(Example("- maps;\n- plans;", "- карты;\n- планы;"),),
        wrong=(Example("- maps\n- plans", "- карты;\n- планы;", at="планы;"),),
    ),
)
