"""The title line of an item: title, label, organizers, place, host, audience and access, each in its own place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from diptych.importers import honorifics, item_kinds, role_words
from diptych.importers.agenda import Venue

_S = r"[\s\u00a0]"
_HEADS = rf"heads{_S}of{_S}(?:the{_S})?delegations?|глав{_S}делегаций|главы{_S}делегаций"
_AUDIENCE = (
    ("heads-of-delegation", rf"(?:the{_S})?(?:{_HEADS})"),
    (
        "delegates",
        (
            rf"(?:the{_S})?(?:all{_S})?(?:other{_S})?(?:delegates|delegation{_S}members|members of delegations)"
            rf"|other{_S}participants"
            rf"|(?:других|остальных|прочих|другие|остальные){_S}(?:делегат[а-я]+|участник[а-я]+|членов "
            rf"делегаций)|делегат(?:ов|ы)|членов делегаций"
        ),
    ),
    (
        "media",
        (
            rf"(?:the{_S})?(?:media(?:{_S}representatives)?|press|journalists)(?:{_S}only)?"
            rf"|(?:представител[а-я]+{_S})?сми|журналист[а-я]+|прессы"
        ),
    ),
    (
        "participants",
        (
            rf"(?:the{_S})?(?:all{_S})?(?:interested{_S})?(?:conference{_S}"
            rf"|forum{_S})?(?:participants(?:{_S}of{_S}the{_S}(?:conference|forum))?|guests)"
            rf"|(?:всех{_S})?участник(?:ов|и)(?:{_S}конференции)?"
        ),
    ),
)
_AUDIENCES = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _AUDIENCE)
_FOR = re.compile(
    rf"{_S}+(?:(?:only{_S})?for|для){_S}+(?P<whom>[^,;:()]+?){_S}*(?=$|[,(]|{_S}(?:to "
    rf"be{_S})?hosted|{_S}(?:in|at){_S})",
    re.IGNORECASE,
)
_INVITED = re.compile(
    rf"(?:by{_S}invitations?(?:{_S}only)?|invitation{_S}only|invitees{_S}only"
    rf"|по{_S}(?:специальным{_S})?приглашени(?:ям|ю)|только{_S}по{_S}приглашени(?:ям|ю)"
    rf"|closed{_S}session)",
    re.IGNORECASE,
)
_HOST = re.compile(
    rf"[,\s\u00a0–—-]*(?:to{_S}be{_S}|is{_S})?(?:hosted|given|offered){_S}by{_S}+|[,\s\u00a0]+on{_S}behalf{_S}of{_S}+"
    rf"|[,\s\u00a0–—-]+(?:от{_S}имени|устраивает|да[её]т(?=\s(?:г-|его|е[её]))"
    rf"|принимающая{_S}сторона\s?[:–—-]|хозя(?:ин|йка)\s?[:–—-]){_S}+",
    re.IGNORECASE,
)
_HOST_LINE = re.compile(
    rf"(?:hosts?|принимающая{_S}сторона|хозя(?:ин|йка)|принимает|при[её]м{_S}да[её]т)\s?[:–—-]\s?", re.IGNORECASE
)
_HOSTED = re.compile(r"(?:hosted|given|offered)\s+by", re.IGNORECASE)
"""Behind it stands a name as it is; behind «от имени» one in the genitive."""
_JOINT = re.compile(r"\s*[,;.]\s+|\s+[–—-]\s+")
_OFFICE = re.compile(
    rf"(?:the{_S})?(?:(?:first|deputy|vice|prime|acting)[\s-])*"
    rf"(?:minister|president|mayor|governor|rector|ambassador|director|secretary|chair(?:man|person)?|speaker|head)(?!\w)",
    re.IGNORECASE,
)
"""An office without the name of its holder is no organization."""
_PLACE_WORDS = (
    r"halls?|rooms?|auditorium|cafeteria|garden|palace|hotel|house|building|theatre|theater|museum|restaurant|foyer|lobby"
    r"|park|floor|terrace|centre|center|library|venue"
    r"|ауд(?=\.)|аудитори[ияю]|кабинет|столов(?:ая|ой)|зал[аеу]?|конференц-зал|комнат[аеы]|сад[ау]?|дворе?ц[ае]?|гостиниц[аеы]|отел[ьея]|дом[ае]?"
    r"|корпус[ае]?|здани[еи]|театр[ае]?|музе[йея]|ресторан[ае]?|фойе|холл[ае]?|парк[ае]?|этаж[ае]?"
    r"|чайхан[аые]|кафе"
)
_PLACE = re.compile(rf"(?<!\w)(?:{_PLACE_WORDS})(?!\w)", re.IGNORECASE)
_IN_PLACE = re.compile(
    rf"(?:,{_S}*|{_S}+)(?:(?:in|at|в|во|на){_S}+(?:the{_S}+)?|(?=конференц-зал)"
    rf"|(?<=,\s))(?P<place>[^\s,;:()][^,;:()]*)$",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    rf"(?:venue|place|location|room|место(?:{_S}проведения)?|зал)\s?:\s*(?P<place>.+)", re.IGNORECASE
)
_ORGANIZED = re.compile(
    rf"(?:co-?organi[sz]ed{_S}by|organi[sz]ed{_S}by|organi[sz]ers?|co-?organi[sz]ers?|hosted{_S}by"
    rf"|sponsored{_S}by|организатор(?:ы)?|организовано|проводит|проводят)(?!\w)\s*(?:[:–—-]\s*)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:“(?P<a>[^“”]+)”|«(?P<b>(?:[^«»]|«[^«»]*»)+)»|\"(?P<c>[^\"]+)\"|„(?P<d>[^“„”]+)[“”])")
_ACRONYM = re.compile(r"(?=(?:[^A-ZА-ЯЁ]*[A-ZА-ЯЁ]){2})[A-ZА-ЯЁ][\w./-]*")
_ORGANIZED_KINDS = frozenset(("side-event", "briefing", "thematic-session", "session"))
_FOR_SOME = frozenset(("reception", "break", "photo", "exhibition", "visit", "briefing"))
_TOO_DEEP = 5_000
_FEW_WORDS = 7
"""A name of a place is short."""


@dataclass(slots=True)
class Title:
    """A title line, taken apart."""

    kind: str = "session"
    title: str = ""
    label: str = ""
    place: str = ""
    host: str = ""
    """The line of the person, unread."""
    roles: list[str] = field(default_factory=list)
    """``Moderator: Mr. X``, unread."""
    organizers: tuple[str, ...] = ()
    access: str = ""
    audience: str = ""
    venues: tuple[Venue, ...] = ()
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """Rule and reason."""


def read(text: str) -> Title:
    """A title line, taken apart: nothing of it is lost, each stretch stands in one field."""
    line = text.strip()
    label, rest = item_kinds.label(line)
    out = Title(label=label)
    if label and not rest:
        out.kind = item_kinds.kind(label, "")
        return out
    out.kind = item_kinds.kind(label, rest)
    body = rest
    while (opened := _last_bracket(body)) > 0:
        inner = body[opened + 1 : body.rstrip(" .").rindex(")")]
        if not _bracket(inner, out):
            break
        body = body[:opened].rstrip(" ,–—-\u00a0")
    body = _hosted(_headed(body, out), out)
    body = _for_whom(body, out)
    body = _placed(body, out)
    out.title = item_kinds.tamed(_unquoted(body.strip(" ,;–—-\u00a0")))
    if item_kinds.loud(out.title):
        out.doubts.append(("capitals", f"“{_short(out.title)}” stands in capitals; they were kept"))
    if not out.title:
        out.title = line if not label else ""
    return out


def audience(text: str) -> str:
    """The audience that words name: ``for Heads of Delegations``; empty for another."""
    words = re.sub(rf"^(?:only{_S})?(?:for|для){_S}+", "", text.strip(), flags=re.IGNORECASE).strip(" .:")
    return next((name for name, pattern in _AUDIENCES if pattern.fullmatch(words)), "")


def place(text: str) -> str:
    """What a line ``Venue: …``, «Место: …» names; empty for another line."""
    found = _NAMED_PLACE.fullmatch(text.strip())
    return found["place"].strip(" .") if found else ""


def host(text: str) -> str:
    """The person whom a line ``Host: …``, «Принимающая сторона: …» names; empty for another line."""
    found = _HOST_LINE.match(text.strip())
    rest = text.strip()[found.end() :] if found else ""
    return rest if honorifics.leading(rest).length else ""


def organizers(text: str) -> tuple[tuple[str, ...], str] | None:
    """What a line ``Organizers: …`` names, and a doubt; None for another line."""
    found = _ORGANIZED.match(text.strip())
    rest = text.strip()[found.end() :].strip(" .") if found else ""
    return _split_names(rest) if rest and not _OFFICE.match(rest) else None


def access(text: str) -> bool:
    """Whether a line says nothing but “by invitation only”."""
    return bool(_INVITED.fullmatch(text.strip(" ().*")))


def venues(text: str) -> tuple[Venue, ...]:
    """Rooms by audience: ``for Heads of Delegations – Building B; Media – Hotel “Avesto”``; empty for other words."""
    rooms = []
    for part in re.split(r"\s*;\s*", text.strip(" .;")):
        whom, mark, where = _parted(part)
        if not mark or not audience(whom) or not where.strip():
            return ()
        rooms.append(Venue(where.strip(), audience(whom)))
    return tuple(rooms)


def _parted(part: str) -> tuple[str, str, str]:
    found = re.search(r"\s+[–—-]\s+|\s*:\s+|[–—]", part)
    return (part[: found.start()], found[0], part[found.end() :]) if found else (part, "", "")


def _last_bracket(text: str) -> int:
    """Where the bracket opens that closes at the text's end; -1 where none does."""
    line = text.rstrip(" .")
    if not line.endswith(")") or len(line) > _TOO_DEEP:
        return -1
    depth = 0
    for place in range(len(line) - 1, -1, -1):
        depth += (line[place] == ")") - (line[place] == "(")
        if not depth:
            return place
    return -1


def _bracket(inner: str, out: Title) -> bool:
    """Put what stands in the brackets behind a title into its field; False: it belongs to the title."""
    heading = role_words.heading(inner)
    if heading and heading.whole and heading.rest:
        out.roles.insert(0, inner)
        return True
    rooms = venues(inner)
    if rooms:
        out.venues = (*rooms, *out.venues)
        return True
    parts = [
        part.strip() for part in re.split(r"\s+[–—-]\s+|;\s*|,\s+(?=by invitation|по приглаш)", inner) if part.strip()
    ]
    taken = [part for part in parts if _INVITED.fullmatch(part)]
    others = [part for part in parts if part not in taken]
    whom = [part for part in others if audience(part)]
    where = [part for part in others if part not in whom]
    if taken:
        out.access = "invitation"
    if len(whom) == 1:
        out.audience = audience(whom[0])
    elif whom:
        return bool(taken)
    rest = " – ".join(where)
    if not rest:
        return bool(taken or whom)
    return _meant(rest, out) or bool(taken and _as_place(rest, out))


def _meant(inner: str, out: Title) -> bool:
    named = _NAMED_PLACE.fullmatch(inner)
    if named:
        return _as_place(named["place"], out)
    if organized := organizers(inner):
        return _as_organizers(organized, inner, out)
    if _PLACE.search(inner):
        return _as_place(inner, out)
    if out.kind == "side-event" or (
        out.kind in _ORGANIZED_KINDS
        and all(_ACRONYM.fullmatch(name.strip()) for name in inner.split(","))
        and "," in inner
    ):
        return _as_organizers(_split_names(inner), inner, out)
    if (
        out.kind in {"break", "reception", "photo", "exhibition", "visit"}
        and len(inner.split()) <= _FEW_WORDS
        and inner[:1].isupper()
    ):
        out.doubts.append(("place", f"“({_short(inner)})” was taken for the place"))
        return _as_place(inner, out)
    return False


def _as_place(words: str, out: Title) -> bool:
    if out.place:
        return False
    out.place = words.strip()
    return True


def _as_organizers(found: tuple[tuple[str, ...], str], inner: str, out: Title) -> bool:
    out.organizers, doubt = found
    if doubt:
        out.doubts.append(("organizers", f"“({_short(inner)})”: {doubt}"))
    return True


def _split_names(text: str) -> tuple[tuple[str, ...], str]:
    """Organizations between commas; a place behind a comma belongs to the one before it, and is a doubt."""
    names: list[str] = []
    joined = False
    parts = [
        part.strip() for part in re.split(r"\s*[,;]\s*|\s+(?:and|и)\s+(?=[A-ZА-ЯЁ]{2,}(?:\W|$))", text) if part.strip()
    ]
    parts = [re.sub(r"^(?:and\s|и\s)?\s*(?:the\s)?", "", part) for part in parts]
    for place, part in enumerate(parts):
        lone = len(part.split()) == 1 and part[:1].isupper() and not _ACRONYM.fullmatch(part)
        if place and lone and len(names[-1].split()) > 1:
            names[-1] += f", {part}"
            joined = True
        else:
            names.append(part)
    doubt = f"read as {len(names)} organizers, {'; '.join(names)}" if joined else ""
    return tuple(names), doubt


def _headed(body: str, out: Title) -> str:
    """A title without the moderator or chair behind it: ``Trade, moderated by Ms. X``."""
    for found in _JOINT.finditer(body) if len(body) < _TOO_DEEP else ():
        heading = role_words.heading(body[found.end() :])
        if heading and heading.whole and honorifics.leading(heading.rest).length and body[: found.start()].strip():
            out.roles.append(body[found.end() :])
            return body[: found.start()]
    return body


def _hosted(body: str, out: Title) -> str:
    found = _HOST.search(body)
    if not found or not body[: found.start()].strip() or _OFFICE.match(body[found.end() :]):
        return body
    if not honorifics.leading(body[found.end() :]).length and not _HOSTED.search(found[0]):
        return body
    out.host = body[found.end() :].strip()
    return body[: found.start()]


def _for_whom(body: str, out: Title) -> str:
    words = body.split()
    for many in range(1, min(len(words), 5)):
        whom = audience(" ".join(words[-many:])) if words[-many][0].isupper() and out.kind in _FOR_SOME else ""
        if whom and not out.audience:
            out.audience = whom
            return " ".join(words[:-many])
    found = _FOR.search(body)
    whom = audience(found["whom"]) if found else ""
    if not found or not whom or out.audience or out.kind not in _FOR_SOME:
        return body
    out.audience = whom
    return f"{body[: found.start()]}{body[found.end() :]}"


def _placed(body: str, out: Title) -> str:
    found = _IN_PLACE.search(body) if len(body) < _TOO_DEEP else None
    if not found or out.place or not _PLACE.search(found["place"]) or not body[: found.start()].strip():
        return body
    if len(found["place"].split()) > _FEW_WORDS or (
        out.kind in {"thematic-session", "side-event"} and not out.label and not re.search(r"[,]", found[0][:1])
    ):
        return body
    if out.kind == "visit" or (
        out.kind in {"thematic-session", "side-event", "briefing", "session"} and found[0][:1] != ","
    ):
        return body
    out.place = found["place"].strip()
    return body[: found.start()]


def _unquoted(text: str) -> str:
    """A title without the quotation marks around all of it."""
    found = _QUOTED.fullmatch(text.strip())
    return next(group for group in found.groups() if group).strip() if found else text.strip()


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"  # noqa: PLR2004 - a line of a message


def names_place(words: str) -> bool:
    """Whether words name a place: a hall, a garden, a hotel."""
    return bool(_PLACE.search(words))
