"""A sheet → the documents that it holds: the body, and each annex, statement, programme and declaration by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.importers import (
    contents,
    declaration,
    family_names,
    honorifics,
    line_shapes,
    outline,
    quotations,
    title_block,
)
from diptych.importers.sheet import Doubt, Form, Part, Spot
from diptych.importers.slugs import Slugs, ascii_words, shortened
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.importers.contents import Contents
    from diptych.importers.sheet import Piece, Sheet

_STATEMENT = re.compile(
    r"(?P<what>(?:(?:opening|closing|concluding|welcome|welcoming|introductory|keynote|special)\s+)?"
    r"(?:statement|remarks|address|speech|message|video[- ]message|video[- ]address|video[- ]statement|intervention)"
    r"|(?:вступительное|заключительное|приветственное)\s+слово|видеообращение|выступление|заявление|обращение|приветствие|речь"
    r"|послание|заключительная речь)(?!\w)",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"(?:\S+\s+){0,3}(?:programme|program|agenda|timetable|schedule|программа|повестка дня|расписание|регламент)"
    r"(?:\s+(?:of|for)\s.*|\s+(?:работы|проведения)\s.*)?",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(r"(?:г-на|г-жи|господина|госпожи|д-ра)\s+", re.IGNORECASE)
_ORNAMENT = re.compile(r"[\s*_#=~·•—–-]*")
_HEAD = 25
"""Pieces at the beginning of a text that may be its title."""
_LONGEST_LINE = 300
"""Characters of a piece that are looked at."""
_SURE = 0.5
_NEAR = 6
"""Pieces below a title within which a salutation makes it a statement."""
_NAME = 32
_LOOKED = 80


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a document of its own begins."""

    place: int
    title: int
    """The piece of its title; the same as ``place`` where no label stands above."""
    label: str
    kind: str


def split(sheet: Sheet, kind: str = "") -> tuple[Part, ...]:
    """The documents of a sheet, the body first; ``kind``: what the user said that the file is."""
    lang = sheet.lang or "en"
    sheet, doubled = _undoubled(sheet)
    sheet = _unadorned(sheet)
    pieces = sheet.pieces
    listed = contents.find(pieces)
    behind = listed.end if listed else 0
    texts = [piece.text if place >= behind and _short(piece) else "" for place, piece in enumerate(pieces)]
    promised = contents.promised(listed, texts)
    starts = _starts(pieces, listed, promised, lang)
    if len(starts) == 1 and not _has_prose(pieces[: starts[0].place], listed):
        starts = []
    room = _Room(sheet, lang, listed, promised)
    parts = room.cut(starts, kind if kind in ("report", "document") else "") if starts else (room.whole(kind),)
    return (replace(parts[0], doubts=(*parts[0].doubts, *doubled)), *parts[1:])


def _unadorned(sheet: Sheet) -> Sheet:
    """The sheet without lines that say nothing (``* * *``) and the heading of a list of contents that is gone."""
    gone = any(doubt.rule == "table-of-contents" for doubt in sheet.doubts)
    kept = []
    for piece in sheet.pieces:
        said = piece.form is Form.TABLE or piece.notes or not _ORNAMENT.fullmatch(piece.text)
        if said and not (gone and contents.headed(piece)):
            kept.append(piece)
    return replace(sheet, pieces=tuple(kept))


def _undoubled(sheet: Sheet) -> tuple[Sheet, tuple[Doubt, ...]]:
    """The sheet with a heading once that stands twice above its text, as on pages with a menu."""
    kept, doubts = [], []
    for place, piece in enumerate(sheet.pieces):
        behind = sheet.pieces[place + 1 : place + 3]
        if (
            len(behind) == 2  # noqa: PLR2004 - the same line, and the text below it
            and piece.text.casefold() == behind[0].text.casefold()
            and line_shapes.short(piece)
            and line_shapes.prose(behind[1])
        ):
            doubts.append(Doubt(piece.spot, "doubled-line", f"“{piece.text}” stands twice and was taken once"))
        else:
            kept.append(piece)
    return replace(sheet, pieces=tuple(kept)), tuple(doubts)


def _short(piece: Piece) -> bool:
    return piece.form in (Form.PARAGRAPH, Form.HEADING) and len(piece.text) <= 300  # noqa: PLR2004 - no heading is longer


def _has_prose(pieces: Sequence[Piece], listed: Contents | None) -> bool:
    return any(
        piece.form in (Form.ITEM, Form.TABLE) or line_shapes.prose(piece)
        for place, piece in enumerate(pieces)
        if not (listed and listed.start <= place < listed.end)
    )


# --------------------------------------------------------------------------- where documents begin


def _starts(pieces: Sequence[Piece], listed: Contents | None, promised: Mapping[int, int], lang: str) -> list[_Start]:
    """Where documents of their own begin."""
    labels = _labels(listed)
    out: list[_Start] = []
    place = listed.end if listed else 0
    while place < len(pieces):
        start = _annex(pieces, place) or _titled(pieces, place, lang, labels.get(promised.get(place, -1), ""))
        if start is None:
            place += 1
            continue
        if not start.label and start.title in promised:
            start = replace(start, label=labels.get(promised[start.title], ""))
        out.append(start)
        place = start.title + 1
    return [
        _kinded(pieces, start, out[n + 1].place if n + 1 < len(out) else len(pieces), lang)
        for n, start in enumerate(out)
    ]


def _labels(listed: Contents | None) -> dict[int, str]:
    """The label of each annex in the list of contents: entry of its title → ``ANNEX IX``."""
    out: dict[int, str] = {}
    above = ""
    for place, entry in enumerate(listed.entries if listed else ()):
        found = line_shapes.label(entry.text)
        if found and found.annex and not found.rest:
            above = found.label
        else:
            if above:
                out[place] = above
            above = ""
    return out


def _annex(pieces: Sequence[Piece], place: int) -> _Start | None:
    piece = pieces[place]
    found = line_shapes.label(piece.text) if _short(piece) else None
    if found is None or not found.annex:
        return None
    if found.rest:
        return _Start(place, place, found.label, "")
    below = place + 1 < len(pieces) and _short(pieces[place + 1]) and not line_shapes.prose(pieces[place + 1])
    return _Start(place, place + 1 if below else place, found.label, "")


def _titled(pieces: Sequence[Piece], place: int, lang: str, label: str) -> _Start | None:
    """A title of a statement, a programme or a declaration, with what such a text needs below it."""
    piece = pieces[place]
    said = replace(piece, form=Form.PARAGRAPH)
    if not _short(piece) or not line_shapes.short(said):
        return None
    if label:
        return _Start(place, place, label, "")
    text = piece.text
    if statement(text) and any(line_shapes.salutation(near.text) for near in pieces[place + 1 : place + 1 + _NEAR]):
        return _Start(place, place, "", "")
    below = tuple(pieces[place + 1 : place + 1 + _LOOKED])
    if declaration.titled(text) and declaration.likely(below, lang) >= _SURE:
        return _Start(place, place, "", "declaration")
    if _PROGRAMME.fullmatch(text) and _programme(below, lang):
        return _Start(place, place, "", "programme")
    return None


def statement(text: str) -> bool:
    """Whether a title is that of somebody's speech."""
    found = _STATEMENT.match(text)
    if found is None:
        return False
    rest = text[found.end() :]
    return bool(
        re.match(r"\s*(?:of|by|from|delivered|to|at|,|:|–|—|-|[А-ЯЁ]|г-|перв|замест|минист|презид|генер|чрезв)", rest)
    )


def _programme(pieces: tuple[Piece, ...], lang: str) -> bool:
    from diptych.importers import programme

    return programme.likely(pieces, lang) >= _SURE


def _kinded(pieces: Sequence[Piece], start: _Start, end: int, lang: str) -> _Start:
    """The start with the kind of what follows."""
    if start.kind:
        return start
    inside = tuple(pieces[start.title + 1 : end])
    if statement(pieces[start.title].text):
        return replace(start, kind="document")
    if declaration.likely(inside, lang) >= _SURE:
        return replace(start, kind="declaration")
    return replace(start, kind="programme" if _programme(inside, lang) else "document")


# --------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class _Room:
    """What is known of the sheet while it is cut."""

    sheet: Sheet
    lang: str
    listed: Contents | None
    promised: Mapping[int, int]

    def whole(self, kind: str) -> Part:
        """The sheet as one document."""
        pieces = self.sheet.pieces
        likely = declaration.likely(pieces, self.lang)
        if not kind and likely >= _SURE:
            kind = "declaration"
        elif not kind and likely < _SURE and _programme(pieces, self.lang):
            kind = "programme"
        return self._body(range(len(pieces)), kind, several=False)

    def cut(self, starts: Sequence[_Start], kind: str) -> tuple[Part, ...]:
        """The body and the documents that begin at those places."""
        slugs = Slugs()
        parts = []
        body: list[int] = list(range(starts[0].place))
        for n, start in enumerate(starts):
            end = starts[n + 1].place if n + 1 < len(starts) else len(self.sheet.pieces)
            stop = self._back(start, end)
            parts.append(self._part(start, stop, slugs))
            body += range(stop, end)
        return (self._body(body, kind, several=True), *parts)

    def _back(self, start: _Start, end: int) -> int:
        """Where the body goes on behind a document: at a chapter that the list of contents has."""
        above = self.promised.get(start.title, self.promised.get(start.place))
        if above is None or self.listed is None:
            return self._higher(start, end)
        labels = _labels(self.listed)
        for place in range(start.title + 1, end):
            entry = self.promised.get(place)
            if (
                entry is not None
                and entry > above
                and entry not in labels
                and line_shapes.label(self.listed.entries[entry].text) is None
            ):
                return place
        return end

    def _higher(self, start: _Start, end: int) -> int:
        """The first heading whose style is a higher one than that of the document's title."""
        pieces = self.sheet.pieces
        levels = [pieces[place].level for place in {start.place, start.title} if _styled(pieces[place])]
        own = min(levels, default=0)
        return next((at for at in range(start.title + 1, end) if _styled(pieces[at]) and pieces[at].level < own), end)

    def _part(self, start: _Start, end: int, slugs: Slugs) -> Part:
        pieces = self.sheet.pieces
        titled = pieces[start.title]
        found = line_shapes.label(titled.text)
        title, subtitle = titled.runs, (Run(start.label),) if start.label else ()
        if start.title == start.place and found and found.annex:
            title = (Run(found.rest),) if found.rest else titled.runs
            subtitle = (Run(found.label),) if found.rest else ()
        below = start.title + 1
        more = []
        while below < end and _continued(pieces, below):
            more += [Run(" "), *pieces[below].runs]
            below += 1
        title = _unmarked((*title, *more))
        marked = frozenset(n for n, place in enumerate(range(below, end)) if place in self.promised)
        inside = self._shaped(pieces[below:end], marked, start.kind)
        name = slugs.made(_name(title, start), "part")
        return Part(start.kind, title, inside, self.lang, name, subtitle, titled.spot, _merged(inside, start.kind))

    def _body(self, places: Sequence[int], kind: str, *, several: bool) -> Part:
        listed = self.listed
        kept = [place for place in places if not (listed and listed.start <= place < listed.end)]
        pieces = self.sheet.pieces
        first = next((n for n, place in enumerate(kept) if listed and place >= listed.end), len(kept))
        known = frozenset(n for n, place in enumerate(kept) if place in self.promised)
        staged = quotations.lifted([pieces[place] for place in kept[:first]])
        top = staged if listed else [pieces[place] for place in kept]
        head = title_block.read(top, headings=known | _begun(top, kind))
        doubts = [*head.doubts]
        rest = self._rest(head, kept[first:] if listed else (), kind)
        rest, empty = _without_empty_end(rest, several=several)
        if empty:
            doubts.append(empty)
        if listed:
            doubts.append(self._dropped(listed))
        title = head.title or _fallback(self.sheet)
        if not head.title:
            doubts.append(
                Doubt(Spot(head.spot_line), "title", f"no title was found; “{title[0].text}” is the file's name")
            )
        chapters = sum(piece.form is Form.HEADING and piece.level == 2 for piece in rest)  # noqa: PLR2004 - a chapter
        kind = kind or ("report" if chapters > 1 and (listed or several) else "document")
        return Part(
            kind, title, rest, self.lang, "", head.subtitle, Spot(head.spot_line), (*doubts, *_merged(rest, kind))
        )

    def _rest(self, head: title_block.Head, later: Sequence[int], kind: str) -> tuple[Piece, ...]:
        """What stands below the head, and behind the list of contents, shaped."""
        marked = frozenset(len(head.rest) + n for n, place in enumerate(later) if place in self.promised)
        return self._shaped((*head.rest, *(self.sheet.pieces[place] for place in later)), marked, kind)

    def _shaped(self, pieces: Sequence[Piece], marked: frozenset[int], kind: str) -> tuple[Piece, ...]:
        """The pieces of a document as its kind needs them; of a programme as they are."""
        if kind == "programme":
            return tuple(pieces)
        if kind == "declaration":
            return outline.headed(pieces, marked, shapes=False)
        staged = [
            replace(piece, form=Form.HEADING) if n in marked and piece.form is Form.PARAGRAPH else piece
            for n, piece in enumerate(pieces)
        ]
        return outline.headed(quotations.lifted(staged), marked, shapes=self.sheet.format == "text")

    def _dropped(self, listed: Contents) -> Doubt:
        found = set(self.promised.values())
        lost = [
            entry.text
            for place, entry in enumerate(listed.entries)
            if place not in found and not _only_label(entry.text)
        ]
        reason = f"the list of contents ({len(listed.entries)} lines) was left out"
        if lost:
            some = ", ".join(f"“{text}”" for text in lost[:3])
            reason += f"; no heading was found for {some}{' …' if len(lost) > 3 else ''}"  # noqa: PLR2004 - enough to look for
        return Doubt(listed.spot, "contents-list", reason)


def _styled(piece: Piece) -> bool:
    return piece.form is Form.HEADING and piece.level > 0


def _only_label(text: str) -> bool:
    found = line_shapes.label(text)
    return found is not None and found.annex and not found.rest


def _continued(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a title goes on in this line."""
    before, piece = pieces[place - 1], pieces[place]
    near = piece.spot.line == before.spot.line + 1 and piece.form is Form.PARAGRAPH
    return near and piece.text[:1].islower() and len(piece.text) <= line_shapes.LONGEST // 2


def _unmarked(runs: Sequence[Run]) -> tuple[Run, ...]:
    """A title without the bold or italics that all of it has."""
    said = [run for run in runs if run.text.strip()]
    strong, emphasis = all(run.strong for run in said), all(run.emphasis for run in said)
    return tuple(replace(run, strong=run.strong and not strong, emphasis=run.emphasis and not emphasis) for run in runs)


def _without_empty_end(pieces: tuple[Piece, ...], *, several: bool) -> tuple[tuple[Piece, ...], Doubt | None]:
    """The body without the headings at its end below which only documents of their own stood."""
    end = len(pieces)
    while several and end and pieces[end - 1].form is Form.HEADING:
        end -= 1
    if end == len(pieces):
        return pieces, None
    texts = ", ".join(f"“{piece.text}”" for piece in pieces[end:])
    reason = f"{texts} at the end of the body headed only what are documents of their own now, and was left out"
    return pieces[:end], Doubt(pieces[end].spot, "empty-heading", reason)


def _begun(pieces: Sequence[Piece], kind: str) -> frozenset[int]:
    """Where a programme has begun, its days, hours and roles: its title ends there."""
    if kind != "programme":
        return frozenset()
    from diptych.importers import programme

    return frozenset(
        place for place, piece in enumerate(pieces[:_HEAD]) if programme.begins(piece.text.strip()[:_LONGEST_LINE])
    )


def _fallback(sheet: Sheet) -> tuple[Run, ...]:
    return (Run(PurePath(sheet.path.replace("\\", "/")).stem or "…"),)


def _merged(pieces: Sequence[Piece], kind: str) -> tuple[Doubt, ...]:
    """A doubt for each table with merged cells, or with paragraphs that a cell cannot keep apart."""
    out: list[Doubt] = []
    for piece in pieces if kind != "programme" else ():
        cells = [cell for row in piece.rows for cell in row]
        if any(cell.columns > 1 or cell.rows > 1 for cell in cells):
            reason = "a table with merged cells: the text stands in the first of them, the others are empty"
            out.append(Doubt(piece.spot, "merged-cells", reason))
        if any(len(cell.pieces) > 1 for cell in cells):
            reason = "a table with several paragraphs in a cell: they stand behind each other there"
            out.append(Doubt(piece.spot, "cell-paragraphs", reason))
    return tuple(out)


# --------------------------------------------------------------------------- names


def _name(title: Sequence[Run], start: _Start) -> str:
    """A word for the file's name: ``statement-rahmon``, ``programme``, ``annex-2-list-of-participants``."""
    text = "".join(run.text for run in title)
    if start.kind in ("programme", "declaration"):
        return start.kind
    found = _STATEMENT.match(text)
    if found is None:
        return shortened(ascii_words(text), _NAME) or ascii_words(start.label)
    family = speaker(text[found.end() :])
    return shortened("-".join(filter(None, (ascii_words(found["what"]), ascii_words(family)))), _NAME)


def speaker(text: str) -> str:
    """The family name of the person whom a title of a statement names; empty where it names none."""
    at = honorifics.another(text)
    named = text[at:] if at >= 0 else text.rsplit(",", 1)[-1]
    named = _OBLIQUE.sub("", named.strip(), count=1)
    named = named[honorifics.leading(named).length :]
    words: list[str] = []
    for word in named.split():
        if not word[:1].isupper() and not (words and len(word) <= 3):  # noqa: PLR2004 - al, bin, von
            break
        words.append(word.strip(",;:()"))
        if word.endswith((",", ";", ":", ")")):
            break
    return family_names.find(" ".join(words)).name if words else ""
