"""Compounds that somebody took apart with spaces around their hyphen: из - за, по - русски, Нью - Йорк."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Fault, Said

_PRONOUN = re.compile(
    r"(?:кто|кого|кому|кем|ком|что|чего|чему|чем|ч[её]м|чей|чь\w{1,3}|как|как(?:ой|ая|ое|ие|ого|ому|им|ом|ую|их|ими|ою)|"
    r"где|куда|откуда|когда|почему|отчего|зачем|сколько|котор\w{2,3}|так|такой|такая|такое|такие|давно|он|она|они)"
)
_PARTICLES = frozenset(("то", "либо", "нибудь"))
_AFTER_ADVERBS = {
    "таки": frozenset("все всё так опять прямо вновь довольно действительно".split()),  # noqa: SIM905 - words
    "за": frozenset(("из",)),
    "под": frozenset(("из",)),
}
_KOE = frozenset(("кое", "кой"))
_IN_THE_MANNER = re.compile(r"(?:\w+(?:ски|цки|ьи|ому|ему)|двое|трое)")
_IN_ORDER = re.compile(r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)ь?[ыи]х")
_CUT_WORD = {
    "г": re.compile(r"(?:н|на|ну|ном|не|да|дам|жа|жи|же|жу|жой|жам)"),
    "д": re.compile(r"(?:р|ра|ру|ром|ре)"),
    "м": re.compile(r"(?:р|ра|ру|ром|ре)"),
    "п": re.compile(r"ов"),
    "р": re.compile(r"н|на|не"),
    "т": re.compile(r"ра|ру"),
    "ж": re.compile(r"д"),
}
_ENDING = re.compile(
    r"(?:[йхмяею]|го|му|ми|ти|ой|ая|ое|ые|ых|ым|ом|ую|(?:летн|дневн|часов|минутн|месячн|недельн|процентн|кратн|этажн|"
    r"местн|метров|километров|тысячн)\w{1,4})"
)
_FIRST_TEXT = """
    контр вице экс со нью сан санта санкт лос сант аль эль эр эш эз эс ат аш аз альма алма абу тель куала кот шри
    порт усть улан буэнос рио пуэрто коста сьерра буркина гвинея тимор папуа обер унтер
    """
_FIRST = frozenset(_FIRST_TEXT.split())
"""First parts that are no words by themselves, or hardly ever before a dash."""
_FIRST_OF = {
    "пресс": re.compile(r"релиз|конференц|служб|секретар|центр|бюро|атташе|тур|кит|подход|папк|брифинг"),
    "премьер": re.compile(r"министр"),
    "генерал": re.compile(r"майор|лейтенант|полковник|губернатор|адъютант|аншеф"),
    "штаб": re.compile(r"квартир"),
    "интернет": re.compile(r"сайт|ресурс|страниц|портал|провайдер|платформ|магазин|сервис|пользовател"),
    "медиа": re.compile(r"план|центр|пространств|контент"),
    "бизнес": re.compile(r"план|форум|центр|сообществ|процесс|партн"),
    "онлайн": re.compile(r"формат|платформ|курс|регистрац|заседани|режим|трансляц|встреч|ресурс|сервис|семинар"),
    "видео": re.compile(r"конференц|ролик|связ|наблюден"),
    "блок": re.compile(r"пост|схем"),
    "топ": re.compile(r"менеджер"),
    "круглый": re.compile(r"(?!)"),
}
_ALONE = re.compile(
    r"(?:северо|юго|восточно|западно|центрально|политико|экономико|историко|медико|химико|физико|"
    r"двух|тр[её]х|\w{3,}[сц]ко|афгано|индо|евро|азиатско|англо|франко|греко|ирано|южно|северно)"
)
"""A first part in -о that is no word, or an adverb that stands before no dash."""
_DIRECTIONS = frozenset(("северо", "юго"))
_DIRECTED = re.compile(r"(?:восто[кч]|запад)\w*")
_PAIRED = re.compile(
    r"(?:социально (?:экономич|политич|культурн|психологич|правов|трудов|значим|бытов|ориентир|демографич)|"
    r"общественно (?:политич|полезн|значим|экономич)|"
    r"военно (?:морск|воздушн|технич|политич|промышл|медицин|учебн|полев)|"
    r"научно (?:технич|исследов|практич|образов|методич|популярн|производ|аналитич|просвет)|"
    r"финансово (?:экономич|кредитн|бюджетн|хозяйств)|торгово (?:экономич|промышл|инвестиц|транспорт)|"
    r"культурно (?:гуманит|просвет|массов|историч|образов)|материально технич|"
    r"информационно (?:коммуник|аналитич|разъясн|психолог|просвет|пропаганд|технолог|телекомм|вычислит)|"
    r"организационно (?:правов|технич|штатн|методич|распоряд)|нормативно (?:правов|технич|методич)|"
    r"учебно (?:методич|тренир|воспит|образов|практич)|санитарно (?:эпидем|гигиен|просвет|карантин)|"
    r"оперативно (?:розыск|служебн|тактич|технич|следств)|административно (?:территор|правов|хозяйств|управленч)|"
    r"контрольно (?:пропускн|надзорн|ревизион|измерит|счетн)|международно правов|"
    r"уголовно (?:правов|процесс|исполнит)|государственно (?:частн|правов)|морально (?:этич|психол|нравств)|"
    r"духовно нравств|идейно (?:политич|теорет)|кредитно финанс|поисково спасат|аварийно спасат|"
    r"производственно (?:технич|хозяйств)|лечебно профилакт|спортивно (?:массов|оздоров)|"
    r"хозяйственно (?:бытов|питьев)|жилищно коммун|редакционно издат|историко культурн|причинно следств)"
)
_ADJECTIVE = re.compile(r"\w{2,}(?:[ыио]й|[ая]я|[оеё]е|[ыи]е|[ыи]х|[ыи]м|[ыи]ми|[ое]го|[ое]му|[оеё]м|[уюе]ю|[ео]й)")
_PREPOSITIONS_TEXT = """
    в во на с со к ко о об обо от ото до из изо за под подо над при про для без безо у по через между перед пред
    и или а но не ни
    """
_PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())
"""No dash stands behind these."""
_WHOLE_LETTERS = frozenset("ияавскоу")
_TWO = 2
_DASHED = re.compile(r"[ \u00a0]—[ \u00a0](?:(?<=[оО]...)|(?<=\b[гГдД]...))(?=[а-яёА-ЯЁ])")
_STATES = re.compile(
    r"\b[Гг]осударств(?:о|а|у|ом|е|ам|ами|ах)?(?P<mark>-)участник(?:и|ов|ам|ами|ах|а|у|ом|е)?"
    r"(?=[ \u00a0](?:СНГ|Содружества[ \u00a0]Независимых[ \u00a0]Государств)\b)"
)
_LAST_PIECE = re.compile(r"[\w-]*$")
_FIRST_PIECE = re.compile(r"[\w-]*")
_FAR = 40


def parted(said: Said) -> Iterator[Fault]:
    """A dash with its spaces within a compound: социально — экономические."""
    plain = said.plain
    for found in _DASHED.finditer(plain):
        start, end = found.span()
        left = _LAST_PIECE.search(plain[max(0, start - _FAR) : start])
        right = _FIRST_PIECE.match(plain, end, end + _FAR)
        if left and right and (together := joined(left[0], right[0], "—")):
            first, last = start - len(left[0]), right.end()
            yield said.fault("a dash where a hyphen joins two words", first, last, together)


def states(said: Said) -> Iterator[Fault]:
    """A hyphen in «государства-участники» with the name of the Commonwealth right behind it."""
    for found in _STATES.finditer(said.plain):
        start, end = found.span("mark")
        yield said.fault("a hyphen where «участники» has a complement: a dash stands", start, end, " — ", certain=True)


def joined(before: str, after: str, mark: str) -> str | None:
    """What two words are together, where a hyphen (or nothing) joins them; None where a dash may part them.

    Of a dash between them that is believed only where it cannot be anything else.
    """
    if adjectives(before, after) or shortened(before, after):
        return f"{before}-{after}"
    return _together(before, after) if mark in "-‐‑" else None


def adjectives(before: str, after: str) -> bool:
    """Whether two words are the halves of an adjective that has a hyphen: социально - экономические."""
    first, second = before.lower(), after.lower()
    if first in _DIRECTIONS and _DIRECTED.fullmatch(second):
        return True
    if first[-1:] != "о" or not _ADJECTIVE.fullmatch(second):
        return False
    if _PAIRED.match(f"{first} {second}"):
        return True
    if not _ALONE.fullmatch(first):
        return False
    # Порошенко — украинский политик: a name, unless the dictionary has the compound
    return before[:1].islower() or _known(f"{first}-{second}")


def shortened(before: str, after: str) -> bool:
    """Whether two pieces are the halves of a word that is cut with a hyphen: г - н, д - р."""
    cut = _CUT_WORD.get(before.lower())
    return bool(cut and cut.fullmatch(after))


def _together(before: str, after: str) -> str | None:
    """The same of two words with a hyphen and spaces between them."""
    first, second = before.lower(), after.lower()
    if _grammatical(first, second):
        return f"{before}-{after}"
    if first in _FIRST or (first in _FIRST_OF and _FIRST_OF[first].match(second)):
        glued = not before[1:].isupper() and not after[:1].isupper() and _known(first + second)
        return before + after if glued and not _known(f"{first}-{second}") else f"{before}-{after}"
    if before.isdigit():
        return None
    if _known(f"{first}-{second}"):
        return f"{before}-{after}"
    if (first in _PREPOSITIONS or not _known(first) or not _known(second)) and _known(first + second):
        return before + after
    return None


def _grammatical(first: str, second: str) -> bool:
    """Whether a particle, a preposition or an ending is joined to its word by a hyphen."""
    if second in _PARTICLES:
        return bool(_PRONOUN.fullmatch(first))
    if first in _AFTER_ADVERBS.get(second, ()):
        return True
    if first == "по":
        return bool(_IN_THE_MANNER.fullmatch(second))
    if first in {"в", "во"}:
        return bool(_IN_ORDER.fullmatch(second))
    if second == "ка":
        return first.endswith(("й", "и", "те", "ь", "ну"))
    return first in _KOE or (first.isdigit() and bool(_ENDING.fullmatch(second)))


def whole(word: str, *, first: bool) -> bool:
    """Whether a piece of text beside a dash is a word, no fragment of one; ``first``: it stands before the dash."""
    low = word.lower()
    if first and low in _PREPOSITIONS:
        return False
    if not low or low[0].isdigit():
        return True
    if len(low) == 1:
        return low == "я" if first else low in _WHOLE_LETTERS
    last = word.rpartition("-")[2]
    return (
        (len(last) > 1 and (last.isupper() or (word[0].isupper() and len(word) > _TWO))) or _known(last) or _known(low)
    )


def _known(form: str) -> bool:
    from diptych import morphology

    return morphology.known(form)
