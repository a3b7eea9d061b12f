"""Symbols of documents, numbers of resolutions, and addresses: the same, character for character, in both languages."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGIT = re.compile(r"[0-9]")
_SYMBOL = re.compile(
    r"(?<![\w./@-])[A-ZА-Я]{1,10}(?:\.[A-ZА-Я0-9]{1,8})*(?:\([0-9IVXL]{1,5}\))?"
    r"(?:/(?:[A-ZА-Я0-9][\w.-]*\w|[A-ZА-Я0-9])(?:\([A-ZА-Я0-9]{1,5}\))?)+(?: \([0-9]{4}\))?",
)
_NUMBERED = re.compile(r"/(?:[A-Z]+\.?)?[0-9]+(?:$|[/( ])|/[A-Z]+\.?[0-9]+(?:$|/)")
_MAY_RESOLVE = re.compile("esolution|ecision|ommittee|езолюц|ешени|омитет|RESOLUTION|РЕЗОЛЮЦИ")
_RESOLUTION = re.compile(
    r"(?<![\w./,-])(?:(?P<council>[0-9]{1,4}[ \u00a0]\((?:(?:19|20)[0-9]{2}|[IVXL]{1,8})\))"
    r"|(?P<assembly>(?:(?:ES|S)-)?[0-9]{1,2}/[0-9]{1,3}(?:[ \u00a0]?[A-Z](?![\w’'.]))?)(?![\w/]))"
)
_BARE = re.compile(
    r"(?:\b[Rr]esolutions?|\b[Рр]езолюци[а-я]+(?: Совета Безопасности(?: Организации Объединенных Наций| ООН)?)?)"
    r"[ \u00a0](?:(?:No\.|№)[ \u00a0]?)?"
    r"(?P<numbers>[0-9]{3,4}(?:[ \u00a0]\([0-9]{4}\))?(?:(?:,| and|, and| и) [0-9]{3,4}(?:[ \u00a0]\([0-9]{4}\))?)*+)"
    r"(?![\w/]|[ \u00a0]г(?:од|\.))"
)
_COMMITTEE = re.compile(
    r"(?<![\w./,])(?P<before>[0-9]{4})[ \u00a0]Committee"
    r"|\bКомитет[а-я]*[ \u00a0]«?(?P<after>[0-9]{4})(?![\w/]|[ \u00a0]г)"
)
_NUMBER = re.compile(r"(?<![(0-9])[0-9]{3,4}(?![0-9]|[ \u00a0]\()")
_MAY_ADDRESS = re.compile(r"@|www\.|://|\.(?:org|com|int|ru|net|gov|edu|eu|tj|kz|uz|kg|tm|by|info)(?!\w)")
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_URL = re.compile(
    r"(?:https?://|(?<![\w.@/-])www\.)[^\s<>«»“”„\"()\[\]{}]*(?:\([^\s()]*\)[^\s<>«»“”„\"()\[\]{}]*)*(?<![.,;:!?*_…])"
    r"|(?<![\w.@/:-])(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|int|gov|edu|eu|info|ru|tj|kz|uz|kg|tm|by)(?![\w-])(?!\.\w)"
    r"(?:/[^\s<>«»“”„\"()\[\]{}]*(?<![.,;:!?*_…]))?"
)
_PHONE = re.compile(
    r"(?<![\w+/])(?:\(?\+[ (]*[0-9][0-9 \u00a0()./‑–-]{5,30}[0-9]"
    r"|(?:[178][ \u00a0-])?\([0-9]{2,5}(?:[ -][0-9]{1,4})?\)[ \u00a0]?[0-9][0-9 \u00a0‑–-]{3,15}[0-9]"
    r"|[0-9]{2,3}[-‑–][0-9]{2}[-‑–][0-9]{2}|(?:1[-‑])?[0-9]{3}[-‑][0-9]{3}[-‑][0-9]{4})(?![\w]|[-‑–/][0-9])"
    r"(?P<more>,?[ \u00a0](?:ext\.?|extension|доб(?:\.|авочный)?)[ \u00a0][0-9]{1,6})?"
)
_FEWEST_DIGITS = 6
_READ = frozenset(("en", "ru"))
"""Languages whose words for resolutions it knows; in all, symbols and addresses are the same."""
_YEAR_ADDED = re.compile(r"([0-9]{3,4}) \((?:[0-9]{4}|[IVXL]+)\)")
_MOST = 20
"""Of more differences in one text nobody asks which is which."""
_LANGUAGE = re.compile(r"(?<![a-z0-9])(?:en|ru|eng|rus|english|russian)(?![a-z0-9])")
_LANG_HOST = re.compile(r"^(?:en|ru)\.")


class Mark(NamedTuple):
    """A symbol, the number of a resolution, or an address."""

    kind: str
    """``symbol``, ``committee``, ``mail``, ``url`` or ``phone``."""
    value: str
    """What must be the same in both languages."""
    start: int
    end: int


class Marks(NamedTuple):
    """Those of a pair."""

    source: tuple[Mark, ...]
    target: tuple[Mark, ...]


_NONE = Marks((), ())


@functools.lru_cache(maxsize=4)
def marks(pair: Pair) -> Marks:
    """The symbols and addresses of a pair."""
    one, other = pair.source, pair.target
    digits = _DIGIT.search(one.raw) or _DIGIT.search(other.raw)
    addresses = _MAY_ADDRESS.search(one.raw) or _MAY_ADDRESS.search(other.raw)
    if not digits and not addresses:
        return _NONE
    known = one.lang in _READ and other.lang in _READ
    resolutions = bool(known and digits and (_MAY_RESOLVE.search(one.raw) or _MAY_RESOLVE.search(other.raw)))
    there, here = (_marks(said, bool(digits), bool(addresses), resolutions) for said in (one, other))
    return Marks(_with(there, here, one), _with(here, there, other))


def claimed(pair: Pair) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where symbols and addresses stand in source and translation: no number in them is a number."""
    found = marks(pair)
    return [mark[2:] for mark in found.source], [mark[2:] for mark in found.target]


def _marks(said: Said, digits: bool, addresses: bool, resolutions: bool) -> _Found:
    found = _Found(len(said.raw))
    if addresses:
        _addresses(said.raw, found)
    if not digits:
        return found
    plain = said.plain
    if len(_DIGIT.findall(plain)) >= _FEWEST_DIGITS and ("-" in plain or "+" in plain or "(" in plain or "‑" in plain):
        for phone in _PHONE.finditer(plain):
            number = _dialled(phone[0])
            if len(number) >= _FEWEST_DIGITS:
                found.add("phone", number, phone.span())
    if "/" in plain:
        for symbol in _SYMBOL.finditer(plain):
            text = symbol[0].translate(_LATIN)
            if _NUMBERED.search(text):
                found.add("symbol", text.replace("\u00a0", " "), symbol.span())
    if resolutions:
        _resolutions(plain, found)
    return found


def _resolutions(plain: str, found: _Found) -> None:
    for one in _RESOLUTION.finditer(plain):
        if not (one["assembly"] and _other_slash(one["assembly"])):
            found.add("symbol", one[0].replace("\u00a0", " "), one.span())
    for one in _BARE.finditer(plain):
        for number in _NUMBER.finditer(plain, one.start("numbers"), one.end("numbers")):
            found.add("symbol", number[0], number.span())
    for one in _COMMITTEE.finditer(plain):
        span = one.span("before") if one["before"] else one.span("after")
        found.add("committee", plain[slice(*span)], span)


def _other_slash(text: str) -> bool:
    return text in {"24/7", "9/11", "50/50"} or text[:2] == "1/"


class _Found:
    """Marks, none upon another."""

    def __init__(self, length: int) -> None:
        self.marks: list[Mark] = []
        self._busy = bytearray(length)

    def add(self, kind: str, value: str, span: tuple[int, int]) -> None:
        """One more, unless something stands there already."""
        start, end = span
        if not any(self._busy[start:end]):
            self._busy[start:end] = b"\x01" * (end - start)
            self.marks.append(Mark(kind, value, start, end))


def _addresses(raw: str, found: _Found) -> None:
    shown = _TARGET.sub(lambda target: " " * len(target[0]), raw) if "](" in raw else raw
    if "@" in shown:
        for mail in _MAIL.finditer(shown):
            found.add("mail", mail[0].lower(), mail.span())
    for url in _URL.finditer(shown):
        found.add("url", url[0], url.span())


def _dialled(text: str) -> str:
    """The number that is dialled, whatever separates its digits (ITU-T E.123)."""
    number = "".join(_DIGIT.findall(text.replace("(0)", "")))
    return number.removeprefix("00")


def _with(found: _Found, others: _Found, said: Said) -> tuple[Mark, ...]:
    """And those that only the other language shows to be such: a resolution's number, a telephone without its plus."""
    for other in _lacking(tuple(others.marks), tuple(found.marks)):
        text = said.plain if other.kind in {"symbol", "phone", "committee"} else said.raw
        if other.kind == "phone":
            pattern = (
                r"(?<![0-9])(?:8[ (-]{0,3}|00)?\(?" + r"[ \u00a0()./‑–-]{0,3}".join(other.value[-10:]) + r"(?![0-9])"
            )
        else:
            number = other.value.rpartition("RES/")[2] if other.kind == "symbol" else other.value
            pattern = rf"(?<![\w/]){re.escape(number)}(?![\w/])"
        for one in re.finditer(pattern, text):
            found.add(other.kind, other.value, one.span())
    return tuple(sorted(found.marks, key=lambda mark: mark.start))


def _lacking(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    """Those that the other side has not; of very many only the first."""
    values = {mark.value for mark in others}
    doubtful = [mark for mark in marks if mark.value not in values][:_MOST]
    few = others[: 5 * _MOST]
    return [mark for mark in doubtful if not any(_same(mark, other) for other in few)]


def _same(one: Mark, other: Mark) -> bool:
    if one.value == other.value:
        return True
    if one.kind == "url" and other.kind == "url":
        return _page(one.value) == _page(other.value) or _of_a_language(one.value) == _of_a_language(other.value) != ""
    if one.kind == "phone" and other.kind == "phone":
        return _local(one.value) == _local(other.value)
    if "RES/" in one.value or "RES/" in other.value:
        return one.value.rpartition("RES/")[2] == other.value.rpartition("RES/")[2]
    if one.kind == "committee" or other.kind == "committee":
        return one.value.partition(" ")[0] == other.value.partition(" ")[0]
    return False


def _local(number: str) -> str:
    """8 and 7 begin the same Russian number."""
    return number[1:] if len(number) == 11 and number[0] in "78" else number  # noqa: PLR2004 - digits of such a number


def _of_a_language(url: str) -> str:
    """The site of ``en.wikipedia.org`` and ``ru.wikipedia.org``, whose pages have names of their own."""
    host = re.sub(r"^https?://", "", url).partition("/")[0].lower()
    return _LANG_HOST.sub("", host) if _LANG_HOST.match(host) else ""


def _page(url: str) -> str:
    """A page whatever its language: ``/en/`` and ``/ru/`` are two editions of one."""
    url = re.sub(r"^https?://", "", url).rstrip("/")
    host, slash, path = url.partition("/")
    host = host.lower().removeprefix("www.")
    if (path and not path.isascii()) or "%d" in path.lower():
        return host
    path = re.sub(r"(?:^|/)§(?=/|$)", "", _LANGUAGE.sub("§", path))
    return f"{host}/{path.lstrip('/')}".rstrip("/") if slash else host


# --------------------------------------------------------------------------- the checks


def symbols(pair: Pair) -> Iterator[Fault]:
    """Symbols of documents and numbers of resolutions that differ from the source's, are missing or were added.

    A symbol is never translated. Authority: UN Editorial Manual, “Document symbols”.
    """
    yield from _faults(pair, ("symbol", "committee"))


def addresses(pair: Pair) -> Iterator[Fault]:
    """Addresses of e-mail, of the Web and telephone numbers that differ from the source's, are missing or were added.

    Authority: RFC 3986 (URL); RFC 5322 (e-mail); ITU-T E.123 (telephone numbers).
    """
    yield from _faults(pair, ("mail", "url", "phone"))


def _faults(pair: Pair, kinds: Sequence[str]) -> Iterator[Fault]:
    both = marks(pair)
    if not both.source and not both.target:
        return
    there = [mark for mark in both.source if mark.kind in kinds]
    here = [mark for mark in both.target if mark.kind in kinds]
    if "symbol" in kinds:
        yield from _cyrillic(pair.target, here)
    lost, new = _lacking(there, here), _lacking(here, there)
    if "symbol" in kinds:
        lost, new = _without_years(lost, new, there)
        if not {pair.source.lang, pair.target.lang} <= _READ:
            lost, new = _in_any_language(pair, lost, new)
    for mark in new:
        like = max(lost, key=lambda one: _likeness(one, mark), default=None)
        said = pair.target.raw[mark.start : mark.end]
        if like is not None:
            lost.remove(like)
            of = pair.source.raw[like.start : like.end]
            yield pair.target.fault(f"{of} of the source is {said} in the translation", mark.start, mark.end)
        elif not _implied(mark, there):
            yield pair.target.fault(f"the source does not have {said}", mark.start, mark.end)
    for mark in lost:
        if not _implied(mark, here):
            yield pair.target.fault(f"the translation lacks {pair.source.raw[mark.start : mark.end]}", 0, 0)


def _cyrillic(said: Said, marks: Sequence[Mark]) -> Iterator[Fault]:
    """A symbol in letters that only look like its own."""
    for mark in marks:
        written = said.raw[mark.start : mark.end]
        if mark.kind == "symbol" and not written.isascii() and (latin := written.translate(_LATIN)) != written:
            message = f"{written} has Cyrillic letters; symbols are Latin in every language"
            yield said.fault(message, mark.start, mark.end, latin)


def _without_years(lost: list[Mark], new: list[Mark], there: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Less the numbers of resolutions to which the translation adds the year, as is the usage."""
    bare = {mark.value for mark in there if mark.kind == "symbol" and mark.value.isdigit()}
    if not bare or not new:
        return lost, new
    dated = {found[1] for mark in new if (found := _YEAR_ADDED.fullmatch(mark.value)) and found[1] in bare}
    still = [mark for mark in new if mark.value.partition(" ")[0] not in dated]
    return [mark for mark in lost if mark.value not in dated], still


def _in_any_language(pair: Pair, lost: list[Mark], new: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Less those that the other text has in some way, or may have in digits of its own."""
    source, target = pair.source.raw, pair.target.raw
    if not (_DIGIT.search(source) and _DIGIT.search(target)):
        return [], []
    return [mark for mark in lost if mark.value not in target], [mark for mark in new if mark.value not in source]


def _likeness(one: Mark, other: Mark) -> tuple[bool, int]:
    """Whether they are of one kind, and how many characters they share at their beginnings and ends."""
    first, second = one.value, other.value
    head = next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )
    tail = next((at for at, pair in enumerate(zip(first[::-1], second[::-1], strict=False)) if pair[0] != pair[1]), 0)
    return one.kind == other.kind, head + tail


def _implied(mark: Mark, others: Sequence[Mark]) -> bool:
    """A committee is named by its number, or by the resolution that set it up; a number's year stands once."""
    return mark.kind == "committee" and any(other.value.startswith(mark.value) for other in others)


CHECKS = (
    Check(
        "symbols",
        Severity.ERROR,
        symbols,
        "Write the symbol as the source does, character for character.",
        On.PAIR,
        right=(
            Example(
                "The 1540 Committee met (see S/2021/77).",
                "Комитет, учрежденный резолюцией 1540 (2004), провел заседание (см. S/2021/77).",
            ),
        ),
        wrong=(
            Example("as stated in A/74/677, para. 12", "как указано в A/74/667, п. 12", at="A/74/667"),
            Example("under resolution 2322 (2016)", "в соответствии с резолюцией 2322 (2017)", at="2322 (2017)"),
            Example("The plan rests on resolution 72/284.", "План опирается на эту резолюцию.", at=""),
        ),
    ),
    Check(
        "address",
        Severity.ERROR,
        addresses,
        "Copy the address or the telephone number from the source.",
        On.PAIR,
        right=(
            Example(
                "See www.example.org/en/news or call +992 37 221 00 00.",
                "См. www.example.org/ru/news; телефон: +992 (37) 221-00-00.",
            ),
        ),
        wrong=(
            Example("Write to desk@example.org.", "Пишите по адресу: desk@exampel.org.", at="desk@exampel.org"),
            Example("Fax: +992 (37) 221-10-20", "Факс: +992 (37) 221-20-10", at="+992 (37) 221-20-10"),
            Example("The form is at www.example.org/form.", "Бланк размещен на сайте.", at=""),
        ),
    ),
)
