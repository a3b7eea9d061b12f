"""What earlier conferences said: a text and its translation, with where they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import lineage, shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.catalog import Catalog, Entry

ABOUT = ("creationdate", "creationid", "changedate", "changeid")
"""What a unit may say of its making, by the names of TMX 1.4b."""

_EPOCH = "2022-01-01"  # the date in the headers that we write: nobody's
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")

_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*\s+(?=[\"'“‘«(\[*_{]*[^\W_a-zа-яё])")
_SHORTENED = (
    "adm al amb approx art arts capt cf ch col dr e.g ed eds eng fig figs gen gov h.e hon i.e jr lt maj messrs mr mrs "
    "ms mt no nos op p para paras pp prof rep res rev sen sgt sr st u.n u.s vol vols vs "
    "акад вкл г гг гл гр д-р доц др е.п ед зам им ин инж и.о кв кн млн млрд н.э напр обл пер п пл пос пп пр проф "
    "р разд рис с см соц ср ст ст.ст стр т т.д т.е т.к т.н т.п табл тов тт тыс ул ч чл экз"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())
"""What a full stop behind does not end a sentence, in English and Russian, without case and the last stop."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, as an earlier conference had them."""

    source: str
    texts: tuple[str, ...]
    """The translation; of a message with a plural, its forms."""
    plural: str | None = None
    context: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    """What is known of its making, in the order of ``ABOUT``."""
    notes: tuple[str, ...] = ()
    path: str = field(default="", compare=False)
    """The file it was read from …"""
    line: int = field(default=0, compare=False)
    """… and the line in it."""
    part: int = 0
    """Which sentence of a longer text it is, from 1; 0: all of it."""

    @property
    def origin(self) -> str:
        """Where it comes from, for people: the file, who wrote it and when, as far as that is known."""
        about = dict(self.about)
        date = _DATE.match(about.get("changedate") or about.get("creationdate", ""))
        who = about.get("changeid") or about.get("creationid", "")
        day = "-".join(date.groups()) if date else ""
        name = self.path.rpartition("/memory/")[2]
        return ", ".join(" ".join(word.split()) for word in (name, day, who) if word)


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that is like the text sought."""

    unit: Unit
    likeness: float
    """Of 100; 100: white space and typography at most part the two."""


def of_catalog(catalog: Catalog, path: str) -> tuple[Unit, ...]:
    """The confirmed pairs of a catalog, the obsolete ones too; the date is the file's, where its header has one."""
    header = {name.lower(): value.strip() for name, value in catalog.header}
    revised = header.get("po-revision-date", "")
    about = (("changedate", revised),) if _DATE.match(revised) and not revised.startswith(_EPOCH) else ()
    return tuple(_of_entry(entry, about, path) for entry in catalog.entries if usable(entry))


def usable(entry: Entry) -> bool:
    """Whether a catalog's entry is a pair that a person has confirmed, obsolete or not."""
    return bool(entry.key.msgid) and lineage.confirmed(entry)


def _of_entry(entry: Entry, about: tuple[tuple[str, str], ...], path: str) -> Unit:
    context = None if shelf.lies_on(entry.key) else entry.key.context
    return Unit(entry.key.msgid, entry.texts, entry.plural, context, about, (), path, entry.line)


def identity(unit: Unit) -> tuple[str, tuple[str, ...], str | None]:
    """What makes two units doubles of each other."""
    return unit.source, unit.texts, unit.plural


def distinct(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units without doubles: of those with one text and one translation the first."""
    first: dict[tuple[str, tuple[str, ...], str | None], Unit] = {}
    for unit in units:
        first.setdefault(identity(unit), unit)
    return tuple(first.values())


def singular(unit: Unit) -> Iterator[Unit]:
    """The unit as pairs of one text each, for formats without plurals: the first form, and the last of the plural."""
    if unit.plural is None:
        yield unit
    else:
        yield replace(unit, texts=unit.texts[:1], plural=None)
        yield replace(unit, source=unit.plural, texts=unit.texts[-1:], plural=None)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a stop behind an abbreviation or an initial ends none."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _abbreviated(text[start : end.end()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _abbreviated(text: str) -> bool:
    """Whether what a stop ends is an abbreviation or an initial."""
    last = text.rsplit(maxsplit=1)[-1].lstrip("\"'“‘«([*_")
    if not last.endswith(".") or last.endswith(".."):
        return False
    word = last[:-1]
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper())


def parts(unit: Unit) -> tuple[Unit, ...]:
    """The sentences of a longer text with their translations, where both have equally many; else none."""
    if unit.plural is not None or unit.part:
        return ()
    sources, texts = sentences(unit.source), sentences(unit.texts[0])
    if len(sources) != len(texts) or len(sources) == 1:
        return ()
    pairs = enumerate(zip(sources, texts, strict=True), start=1)
    return tuple(replace(unit, source=source, texts=(text,), part=number) for number, (source, text) in pairs)
