"""The line of a person in a programme: style, courtesy title, name, function, minutes, video message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.importers import country_words, family_names, honorifics, markup, oblique_names
from diptych.importers.agenda import NOWHERE, Named, Speaking
from diptych.importers.sheet import Doubt, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Spot
    from diptych.model import Run

_MINUTES = re.compile(
    r"[\s\u00a0]{0,3}(?:[(\[]\s*(?:до\s|up to\s)?(?P<a>\d{1,3})[\s\u00a0]{0,3}[-–]?(?:min(?:ute)?s?"
    r"|мин(?:ут[аы]?)?|m)\.?\s*[’'′]?\s*[)\]]"
    r"|[(\[]\s*(?P<c>\d{1,3})\s*[’'′]\s*[)\]]"
    r"|[,;–—-]\s*(?P<b>\d{1,3})[\s\u00a0]{0,3}(?:min(?:ute)?s?|мин(?:ут[аы]?)?)(?![\w])\.?"
    r"|(?<=[(\[])(?P<d>\d{1,3})[\s\u00a0]{0,3}(?:min(?:ute)?s?|мин(?:ут[аы]?)?)\.?\s?[,;]\s?)",
    re.IGNORECASE,
)
_VIDEO = re.compile(
    r"[\s\u00a0]{0,3},?[\s\u00a0]{0,3}(?:[(\[]\s*(?:(?:by|via"
    r"|through)\s)?(?:(?:pre-?)?recorded\s)?(?:video[\s-]?(?:message|link|statement|address|recording"
    r"|recorded)?"
    r"|видеообращение|видеопослание|видеозапись|видео|(?:в\s)?видеозаписи?|в формате видеообращения)\s*[)\]]"
    r"|[,–—-]\s(?:(?:by|via|through)\s)?(?:(?:pre-?)?recorded\s)?(?:video[\s-]?(?:message|statement"
    r"|address)|видеообращение|видеопослание)(?=\s*(?:$|\()))",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"[\s\u00a0]{0,3},?\s*[(\[]\s*(?:(?:by|via)\s)?(?:online|on-line|virtual(?:ly)?|remote(?:ly)?|vtc"
    r"|video\s?conference|zoom|онлайн|дистанционно"
    r"|по видеосвязи|(?:по\s|в режиме\s)?видеоконференц(?:ия|связи|-?связь))\s*[)\]]",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"[\s\u00a0]{0,3},?\s*[(\[]?(?:\b(?:tbc|tbd|t\.b\.c\.)(?!\w)|(?<=[(\[])(?:to be confirmed"
    r"|подтверждается|уточняется|по подтверждении|ожидается подтверждение"
    r"|на подтверждении))\s*[)\]]?",
    re.IGNORECASE,
)
_NAME_END = re.compile(r",\s|,$|\s[–—-]\s|\s[–—]|[–—]\s|:\s|;\s|\s\(|\s/\s|\s\|\s|\t")
_FUNCTION_WORDS = (
    "minister|deputy|secretary|secretary-general|under-secretary-general|director|head|chief"
    "|chair|chairman|chairperson|president|ambassador|"
    "representative|special|permanent|acting|executive|general|regional|senior|expert|adviser"
    "|advisor|coordinator|co-ordinator|manager|officer|"
    "commander|governor|prosecutor|counsellor|professor|member|vice|vice-president|first"
    "|assistant|high|prime|attorney|commissioner|resident|"
    "министр|заместитель|директор|глава|начальник|председатель|президент|посол|представитель"
    "|постоянный|специальный|руководитель|генеральный|"
    "секретарь|эксперт|советник|координатор|первый|командующий|профессор|член|помощник|старший"
    "|исполняющий|исполнительный|прокурор|ректор|вице-президент"
)
_FUNCTION = re.compile(rf"(?:{_FUNCTION_WORDS})s?(?![\w])", re.IGNORECASE)
_NO_NAME = re.compile(
    rf"(?:{_FUNCTION_WORDS}|republic|kingdom|state|states|union|united|nations|organi[sz]ation"
    rf"|ministry|government|delegation|university|"
    r"office|committee|council|department|center|centre|session|break|conference|registration|hall"
    r"|room|building|hotel|house|"
    r"республика|министерство|организация|совет|комитет|центр|университет|делегация|сессия"
    r"|заседание|зал|объединённые|объединенные)s?",
    re.IGNORECASE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PATRONYMICS = _words("оглы кызы угли ogly oglu kyzy qizi uulu zoda y e i и")
_IN_BRACKETS = re.compile(r"\(([^\W\d_a-zа-яё][^()]*)\)")
"""A function that is nothing but a bracket; in small letters it is a remark."""
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'`ʼ‘‑-]*")
_MOST_WORDS = 7
_LONGEST = 900
"""A longer line is prose."""
_MOST_PEOPLE = 6
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Line:
    """The people of a line, and what is not sure of them."""

    people: tuple[Speaking, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read(piece: Piece | str, lang: str) -> Speaking | None:
    """The one person of a line; None where the line names none, or several."""
    people = read_line(piece, lang).people
    return people[0] if len(people) == 1 else None


def read_line(piece: Piece | str, lang: str, *, listed: bool = False) -> Line:
    """All people of a line. ``listed``: it stands below a role, so a name needs no courtesy title before it."""
    runs = markup.plain(piece) if isinstance(piece, str) else piece.runs
    spot = NOWHERE if isinstance(piece, str) else piece.spot
    return of_runs(runs, spot, lang, listed=listed)


def of_runs(runs: Sequence[Run], spot: Spot, lang: str, *, listed: bool = False) -> Line:
    """The same of a stretch of a paragraph."""
    text = "".join(run.text for run in runs)
    ahead = _AHEAD.match(text)
    if ahead and (ahead["minutes"] or ahead["mark"]):
        runs = _cut(runs, ahead.end(), len(text))
        text = text[ahead.end() :]
        listed = listed or bool(ahead["minutes"])
    if not text.strip() or len(text) > _LONGEST:
        return Line()
    people: list[Speaking] = []
    doubts: list[Doubt] = []
    for start, end in _each(text):
        found = _person(_cut(runs, start, end), spot, lang, listed=listed, doubts=doubts)
        if found is None:
            return Line()
        people.append(found)
    if ahead and ahead["minutes"] and people[0].minutes is None:
        people[0] = replace(people[0], minutes=int(ahead["minutes"]))
    if len(people) > 1 and _AND.fullmatch(text[_each(text)[-2][1] : _each(text)[-1][0]]):
        people[-2:] = _of_one_office(people[-2:], doubts)
    return Line(tuple(people), tuple(doubts))


def _of_one_office(pair: Sequence[Speaking], doubts: list[Doubt]) -> list[Speaking]:
    """Two people joined by “and” with a function behind the second only: it is that of both, with a doubt."""
    one, other = pair
    if one.person.function or not other.person.function:
        return [one, other]
    named = replace(one.person, function=other.person.function, country=other.person.country)
    doubts[:] = [doubt for doubt in doubts if doubt.rule != "no-function"]
    reason = f"“{_short(one.person.name)}” was given the function of “{_short(other.person.name)}”, named behind both"
    doubts.append(Doubt(one.spot, "shared-function", reason))
    return [replace(one, person=named), other]


_AHEAD = re.compile(
    r"[\s\u00a0]*(?:[(\[]?(?P<minutes>\d{1,3})[\s\u00a0]?(?:[’'′]|min(?:ute)?s?\b\.?|мин(?:ут[аы]?)?\b\.?)[)\]]?"
    r"[\s\u00a0]*[:–—-]?[\s\u00a0]*)?(?P<mark>[▸►▶][\s\u00a0]*)?(?=[^\W\d_])",
    re.IGNORECASE,
)
"""Minutes in front of a name, and the arrow for a video: ``6′ Mr. X``, ``10 min – Ms. Y``."""
_AND = re.compile(r"\s*,?\s+(?:and|и|&)\s+", re.IGNORECASE)
_SPLIT = re.compile(r"(?:\s*;\s*(?:and\s|и\s)?|,?\s+(?:and|и|&)\s+|\)\s*,?\s*)$", re.IGNORECASE)


def _each(text: str) -> list[tuple[int, int]]:
    """Where one person's line ends and another's begins: before a second courtesy title behind “and” or a semicolon."""
    start = len(text) - len(text.lstrip())
    spans = []
    behind = start + max(honorifics.leading(text[start:]).length, 1)
    while (place := honorifics.another(text, behind)) >= 0:
        joint = _SPLIT.search(text[max(0, place - 8) : place])
        if joint and honorifics.leading(text[start:]).length:
            cut = max(0, place - 8) + joint.start()
            spans.append((start, cut + 1 if text[cut] == ")" else cut))
            start = place
        if len(spans) > _MOST_PEOPLE:
            return [(0, len(text.rstrip()))]
        behind = place + honorifics.leading(text[place:]).length
    return [*spans, (start, len(text.rstrip()))]


def _person(runs: Sequence[Run], spot: Spot, lang: str, *, listed: bool, doubts: list[Doubt]) -> Speaking | None:
    runs, minutes, video, notes = _marks(runs)
    text = "".join(run.text for run in runs)
    text, runs = _nominative(text, runs, notes)
    honours = honorifics.leading(text)
    if not honours.length:
        swapped = _swapped(runs, text)
        if swapped:
            runs, text = swapped
            honours = honorifics.leading(text)
            notes.append(("swapped-name", "the function stands before the name; they were exchanged"))
    body = text[honours.length :]
    name, at, missing = _name(body, titled=bool(honours.length))
    if not name or not (honours.length or (listed and _is_name(name))):
        return None
    if missing:
        notes.append(("no-comma", f"no sign between the name and “{_short(body[at:])}”"))
    function = _function(_cut(runs, honours.length + at, len(text)))
    if honours.rank:
        function = f"{honours.rank}, {function}" if function else honours.rank
        notes.append(("rank", f"“{honours.rank}” before the name was put before the function"))
    if honours.dropped:
        notes.append(("two-titles", f"of two courtesy titles “{honours.courtesy}” was taken"))
    country = country_words.spoken_for(function)
    family = family_names.find(name, country)
    if family.doubt:
        notes.append(("family-name", f"family name “{family.name}”? {family.doubt[0].upper()}{family.doubt[1:]}"))
    named = Named(
        name=name,
        function=function,
        family=family.name,
        family_first=family.first,
        courtesy=honours.courtesy,
        style=honours.style,
        gender=honours.gender or family.gender or family_names.gender(family.name, lang),
        country=country,
        spot=spot,
    )
    if not function and listed:
        notes.append(("no-function", "no function stands behind the name"))
    if named.style and not named.gender:
        notes.append(("no-gender", "His or Her Excellency? Nothing on the line says which"))
    doubts += [Doubt(spot, rule, f"“{_short(name)}”: {reason}") for rule, reason in notes]
    return Speaking(named, minutes, video=video, spot=spot)


def _nominative(text: str, runs: Sequence[Run], notes: list[tuple[str, str]]) -> tuple[str, Sequence[Run]]:
    """«г-на Аслова, Министра …» → «г-н Аслов, Министр …», with a doubt; another line as it is."""
    said = oblique_names.nominative(text)
    if said == text:
        return text, runs
    notes.append(("case", f"“{_short(text)}” stood in another case; it was put into the nominative"))
    return said, markup.plain(said)


def _marks(runs: Sequence[Run]) -> tuple[tuple[Run, ...], int | None, bool, list[tuple[str, str]]]:
    """Minutes, the video message and “to be confirmed” are taken off, wherever they stand on the line."""
    notes: list[tuple[str, str]] = []
    runs, found = _without(runs, _MINUTES)
    minutes = int(found["a"] or found["b"] or found["c"] or found["d"]) if found else None
    runs, video = _without(runs, _VIDEO)
    runs, remote = _without(runs, _REMOTE)
    if remote and not video:
        notes.append(("remote", f"“{remote[0].strip(' ,()[]')}” was taken for a video message"))
    runs, unsure = _without(runs, _UNSURE)
    if unsure:
        notes.append(("unconfirmed", f"“{unsure[0].strip(' ,()[]')}” was left out: is the person confirmed?"))
    text = "".join(run.text for run in runs)
    return _cut(runs, 0, len(text.rstrip(" \t\n\u00a0,;:–—"))), minutes, bool(video or remote), notes


def _without(runs: Sequence[Run], pattern: re.Pattern[str]) -> tuple[tuple[Run, ...], re.Match[str] | None]:
    text = "".join(run.text for run in runs)
    found = pattern.search(text)
    if not found or not found.end() > found.start():
        return tuple(runs), None
    before, after = _cut(runs, 0, found.start()), _cut(runs, found.end(), len(text))
    return (*before, *after), found


def _swapped(runs: Sequence[Run], text: str) -> tuple[tuple[Run, ...], str] | None:
    """``Minister of Transport – Mr. X``: the name first."""
    place = honorifics.another(text)
    joint = re.search(r"(?:\s*[,:]\s*|\s+[–—-]\s+)$", text[max(0, place - 6) : place]) if place > 0 else None
    if not joint or not _FUNCTION.search(text[:place]) or re.search(r"[.!?]\s", text[:place]):
        return None
    behind = text[place:]
    if _NAME_END.search(behind, honorifics.leading(behind).length):
        return None
    function = _cut(runs, 0, max(0, place - 6) + joint.start())
    swapped = (*_cut(runs, place, len(text)), *markup.plain(", "), *function)
    return swapped, "".join(run.text for run in swapped)


def _name(body: str, *, titled: bool) -> tuple[str, int, bool]:
    """The name, where the function begins behind it, and whether the sign between them is missing."""
    found = _NAME_END.search(body)
    name, behind = (body[: found.start()], found.end()) if found else (body, len(body))
    if found and found[0].strip() == "(":
        behind = found.start()
    words = list(re.finditer(r"\S+", name))
    for place, word in enumerate(words):
        if place >= (2 if titled else 1) and _FUNCTION.fullmatch(word[0].strip(",.")):
            return name[: word.start()].strip(), word.start(), True
    if len(words) > _MOST_WORDS or not all(_wordlike(word[0]) for word in words):
        return "", 0, False
    return name.strip(), behind, False


def _wordlike(word: str) -> bool:
    stripped = word.strip("“”«»\"'‘’()")
    if not stripped:
        return False
    return bool(_NAME_WORD.fullmatch(stripped)) and (stripped[0].isupper() or _small(stripped))


def _small(word: str) -> bool:
    """Whether a word of a name may begin with a small letter: ``bin``, ``al-Sabah``, ``d’Estaing``, ``оглы``."""
    first = re.split(r"[-’']", word.lower().rstrip("."), maxsplit=1)[0]
    return first in family_names.PARTICLES or first in _PATRONYMICS or first in {"d", "o", "д"}


def _is_name(name: str) -> bool:
    """Whether words without a courtesy title before them can be a person's name."""
    words = name.split()
    if len(words) == 1 or len(words) >= _MOST_WORDS:
        return False
    if any(_NO_NAME.fullmatch(word.strip(".,")) for word in words):
        return False
    return all(word[0].isupper() or _small(word) for word in words)


def _function(runs: Sequence[Run]) -> str:
    """The function as inline Markdown; what is bold or italic from end to end is not marked."""
    said = [run for run in runs if run.text.strip()]
    strong = bool(said) and all(run.strong for run in said)
    slanted = bool(said) and all(run.emphasis for run in said)
    plain = tuple(replace(run, strong=run.strong and not strong, emphasis=run.emphasis and not slanted) for run in runs)
    text = markup.dumps(_joined(plain)).strip(" \t\n\u00a0,;")
    whole = _IN_BRACKETS.fullmatch(text)
    text = whole[1] if whole else text
    return (
        re.sub(r"(?<=\S)[ \t]{2,}", " ", re.sub(r"\s+([,;])", r"\1", text)).removesuffix(".")
        if text.count(".") == 1
        else text
    )


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in runs:
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def _cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The stretch of the runs between two places of their text."""
    out, place = [], 0
    for run in runs:
        low, high = max(start - place, 0), min(end - place, len(run.text))
        if low < high:
            out.append(replace(run, text=run.text[low:high]))
        place += len(run.text)
    return tuple(out)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
