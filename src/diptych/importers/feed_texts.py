"""What a feed says of an item in its description: HTML, Markdown or plain text → note, roles, key issues and the rest.

Lines that a programme heads so (``Moderator: …``, ``Speakers:`` above a list, ``Key issues:``, ``Organizers: …``)
become what they say; all else is the note, its paragraphs joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.importers import bullets, feed_people, fragments, letters, markup, person_lines, role_words
from diptych.importers.agenda import Issue, Role, Venue
from diptych.importers.sheet import Form, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.importers.agenda import Named, Speaking
    from diptych.importers.feed_doubts import Tally
    from diptych.importers.sheet import Spot
    from diptych.model import Run

_BLOCK = re.compile(r"<(?:p|br|div|li|ul|ol|h[1-6]|table|blockquote)\b", re.IGNORECASE)
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_HEADING = 160
_SIGN = re.compile(r"[\\`*_\[\]<&{}!\n\t]")
_ITEM = re.compile(rf"[{bullets.GLYPHS}*–—-]|\(?\w{{1,3}}[.)]")
_LINK = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]", re.IGNORECASE)
_AUDIENCES = (
    ("heads-of-delegation", r"heads of delegations?|главы делегаций"),
    ("delegates", r"(?:other )?delegates|(?:остальные )?делегаты"),
    ("media", r"media|press|представители сми|сми|пресса"),
    ("participants", r"(?:all )?participants|(?:все )?участники"),
)
_AUDIENCE = tuple(
    (word, re.compile(rf"(?:{words})(?:\s*:\s*(?P<place>.+))?", re.IGNORECASE)) for word, words in _AUDIENCES
)
_INVITATION = re.compile(r"\(?by invitation(?: only)?\)?\.?|\(?(?:только )?по приглашени[яюем]+м?\)?\.?", re.IGNORECASE)
_ORGANIZERS = re.compile(
    r"(?:co-?)?organi[sz](?:ers?|ed by)\s*:\s*(.+)|(?:со)?организатор[ы]?\s*:\s*(.+)", re.IGNORECASE
)
_HOST = re.compile(r"(?:host|hosted by)\s*:\s*(.+)|(?:принимает|от имени)\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a description says."""

    note: str = ""
    """Inline Markdown."""
    roles: tuple[Role, ...] = ()
    issues: tuple[Issue, ...] = ()
    floor: str = ""
    host: Named | None = None
    organizers: tuple[str, ...] = ()
    access: str = ""
    audience: str = ""
    venues: tuple[Venue, ...] = ()


def line(text: str) -> str:
    """A text without markup as inline Markdown, in one line."""
    return _dumps(markup.plain(" ".join(letters.clean(text).split())))


def _dumps(runs: tuple[Run, ...]) -> str:
    """Inline Markdown of runs; most texts have no sign in them that could be markup."""
    text = "".join(run.text for run in runs)
    bare = not _SIGN.search(text) and not any(run.emphasis or run.strong or run.href for run in runs)
    return text if bare or markup.too_much(text) else markup.dumps(runs)


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one; between two of which the first ends with no sign a full stop is put."""
    return _joined((text, True) for text in paragraphs)


def _joined(parts: Iterable[tuple[str, bool]]) -> str:
    """Texts as one; of each, whether a paragraph begins with it."""
    out = ""
    for text, begins in parts:
        if not text:
            continue
        stop = begins and (out[-1:].isalnum() or out[-1:] in set("»”)")) and not text[0].islower()
        out = f"{out}{'.' if stop and not _ITEM.match(text) else ''} {text}" if out else text
    return out


def language(texts: Iterable[str]) -> str:
    """``ru`` where most letters are Cyrillic, else ``en``."""
    cyrillic = latin = 0
    for text in texts:
        cyrillic += len(re.findall(r"[а-яёА-ЯЁ]", text[:2000]))
        latin += len(re.findall(r"[a-zA-Z]", text[:2000]))
    return "ru" if cyrillic > latin else "en"


def read(texts: Iterable[str], spot: Spot, tally: Tally, lang: str, *, plain: bool = False) -> Told:
    """What the texts of an item say (abstract, description; the same line in both counts once).

    ``plain``: signs of Markdown mean themselves, as in a calendar. HTML is read in any case.
    """
    reader = _Reader(spot, tally, lang)
    seen: set[str] = set()
    for text in texts:
        own: set[str] = set()
        tally.lines(text.count("\n") + len(_BLOCK.findall(text)))
        html = is_html(text)
        for piece in (None, *_pieces(text, spot, plain=plain)):
            if piece is None:
                reader.blank()
            elif piece.text not in seen:
                own.add(piece.text)
                reader.take(piece, apart=html)
        seen |= own
    return reader.told()


def is_html(text: str) -> bool:
    """Whether a text has paragraphs, lists or line breaks of HTML."""
    return _BLOCK.search(text) is not None and fragments.has_markup(text)


def _pieces(text: str, spot: Spot, *, plain: bool) -> Iterator[Piece | None]:
    """The paragraphs and items of a text; None for a blank line between them."""
    text = letters.clean(text)
    if is_html(text):
        yield from map(_safe, fragments.read(text, spot))
        return
    for said in text.split("\n"):
        stripped = said.strip()
        if not stripped:
            yield None
        elif fragments.has_markup(stripped):
            yield from map(_safe, fragments.read(stripped, spot))
        else:
            yield _line(stripped, spot, plain=plain)


def _line(text: str, spot: Spot, *, plain: bool) -> Piece:
    heading = None if plain else _HASHES.match(text)
    if heading:
        return _safe(Piece(Form.HEADING, spot, _runs(text[heading.end() :].rstrip("# "), plain=plain), level=2))
    mark = bullets.marker(text)
    if mark and mark.rest:
        return _safe(Piece(Form.ITEM, spot, _runs(mark.rest, plain=plain), 1, mark.number, mark.typed))
    return _safe(Piece(Form.PARAGRAPH, spot, _runs(text, plain=plain)))


def _runs(text: str, *, plain: bool) -> tuple[Run, ...]:
    if plain or not _SIGN.search(text) or markup.too_much(text):
        return markup.plain(" ".join(text.split()))
    return fragments.tidy(inline.parse(text))


def _safe(piece: Piece) -> Piece:
    """The piece with links to the web and to mail only: an anchor of another page leads nowhere in ours."""
    if all(not run.href or _LINK.match(run.href) for run in piece.runs):
        return piece
    return replace(piece, runs=tuple(run if _LINK.match(run.href) else replace(run, href="") for run in piece.runs))


@dataclass(slots=True)
class _Headed:
    """A role's heading and who stands below it."""

    heading: role_words.Heading
    piece: Piece
    place: int
    """Where it would stand in the note, if nobody stands below it."""
    people: list[Speaking] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """What the lines up to here have said."""

    spot: Spot
    tally: Tally
    lang: str
    _note: list[tuple[str, bool]] = field(default_factory=list)
    """Its lines, and whether a paragraph begins with each."""
    _gap: bool = True
    _roles: list[_Headed] = field(default_factory=list)
    _issues: list[Issue] = field(default_factory=list)
    _floor: list[str] = field(default_factory=list)
    _values: dict[str, str] = field(default_factory=dict)
    _organizers: list[str] = field(default_factory=list)
    _venues: list[Venue] = field(default_factory=list)
    _host: Named | None = None
    _under: str = ""
    """What the last heading heads: ``role``, ``issues``, ``floor``."""
    _before: Piece | None = None
    """The paragraph that the note ends with, if nothing stands between."""

    def blank(self) -> None:
        """A blank line, or another text: no list goes on behind it, unless it has not begun."""
        begun = {"role": bool(self._roles and self._roles[-1].people), "issues": bool(self._issues), "floor": True}
        if begun.get(self._under, False):
            self._under = ""
        self._before, self._gap = None, True

    def take(self, piece: Piece, *, apart: bool) -> None:
        """One paragraph, heading or item; ``apart``: it is no mere line of a paragraph."""
        if self._below(piece) or self._headed(piece) or self._marked(piece.text.strip()):
            self._before, self._gap = None, True
            return
        if self._people_below(piece):
            return
        item = piece.form is Form.ITEM
        self._under = ""
        self._before = None if item else piece
        text = _dumps(piece.runs)
        begins = apart or self._gap or piece.form is not Form.PARAGRAPH
        self._note.append((f"{piece.typed} {text}" if item else text, begins))
        self._gap = False

    def _below(self, piece: Piece) -> bool:
        """Whether the piece belongs to the list above it."""
        item = piece.form is Form.ITEM
        if self._under == "role" and (item or role_words.heading(piece.text) is None):
            found = person_lines.of_runs(piece.runs, piece.spot, self.lang, listed=True)
            if found.people:
                heading = self._roles[-1].heading
                people = (replace(one, minutes=one.minutes or heading.minutes) for one in found.people)
                self._roles[-1].people.extend(people)
                self._doubted(found)
                return True
        if self._under == "issues" and item:
            self._issues.append(Issue(_dumps(piece.runs), piece.spot))
            return True
        if self._under == "floor" and not role_words.issues(piece.text) and role_words.heading(piece.text) is None:
            self._floor.append(_dumps(piece.runs))
            return True
        return False

    def _people_below(self, piece: Piece) -> bool:
        """Whether the item names somebody with a courtesy title, so that the line above it heads people."""
        above = self._before
        if piece.form is not Form.ITEM or above is None or len(above.text) > _HEADING or above.text.endswith("."):
            return False
        found = person_lines.of_runs(piece.runs, piece.spot, self.lang)
        if not found.people:
            return False
        said = above.text.rstrip(" :")
        self.tally.add(piece.spot, "unknown-role", "a heading of people that names no role we know; speakers", said)
        self._note[-1] = ("", True)
        heading = role_words.Heading("speaker", said, whole=False)
        self._roles.append(_Headed(heading, above, len(self._note) - 1))
        self._under = "role"
        return self._below(piece)

    def _doubted(self, found: person_lines.Line) -> None:
        for doubt in found.doubts:
            if doubt.rule != "family-name":
                self.tally.add(doubt.spot, doubt.rule, "people of a description", doubt.reason)
        for name in {one.person.name: one.person.family for one in found.people if found.doubts}.items():
            if any(doubt.rule == "family-name" and name[0] in doubt.reason for doubt in found.doubts):
                self.tally.add(self.spot, "family-name", feed_people.GUESSED, ": ".join(name))

    def _headed(self, piece: Piece) -> bool:
        """Whether the piece heads something, or names somebody behind the word for his role."""
        text = piece.text.strip()
        if piece.form is Form.ITEM:
            return False
        if role_words.issues(text):
            self._under = "issues"
            return True
        if _floor_headed(text):
            rest = role_words.floor(text)
            self._under = "floor"
            self._floor.extend([line(rest)] if rest else [])
            return True
        heading = role_words.heading(text)
        if heading is None:
            return False
        headed = _Headed(heading, piece, len(self._note))
        if heading.rest:
            found = person_lines.read_line(heading.rest, self.lang, listed=True)
            if not found.people:
                return False
            self._doubted(found)
            headed.people.extend(replace(one, spot=piece.spot) for one in found.people)
        else:
            self._note.append(("", True))
        self._roles.append(headed)
        self._under = "" if heading.rest else "role"
        return True

    def _marked(self, text: str) -> bool:
        """Whether the line is one of the marks that a programme prints: organizers, host, audience, access."""
        if _INVITATION.fullmatch(text):
            self._values["access"] = "invitation"
            return True
        if found := _ORGANIZERS.fullmatch(text):
            names = found[1] or found[2]
            split = re.split(r"\s*;\s*", names) if ";" in names else re.split(r",\s+", names)
            self._organizers.extend(line(name.rstrip(".")) for name in split if name)
            if len(split) > 1:
                self.tally.add(self.spot, "organizers", "organizers, divided at the commas", names)
            return True
        if found := _HOST.fullmatch(text):
            people = person_lines.read_line(found[1] or found[2], self.lang, listed=True).people
            if len(people) == 1 and self._host is None:
                self._host = people[0].person
                return True
        for word, pattern in _AUDIENCE:
            if found := pattern.fullmatch(text):
                if found["place"]:
                    self._venues.append(Venue(line(found["place"]), word))
                else:
                    self._values["audience"] = word
                return True
        return False

    def told(self) -> Told:
        """All that was said. A heading with nobody below it stands in the note where it was."""
        for one in self._roles:
            if not one.people:
                self._note[one.place] = (_dumps(one.piece.runs), True)
        roles = (
            Role(one.heading.role, tuple(one.people), line(one.heading.heading), one.piece.spot)
            for one in self._roles
            if one.people
        )
        return Told(
            note=_joined(self._note),
            roles=tuple(roles),
            issues=tuple(issue for issue in self._issues if issue.text),
            floor=joined(self._floor),
            host=self._host,
            organizers=tuple(self._organizers),
            access=self._values.get("access", ""),
            audience=self._values.get("audience", ""),
            venues=tuple(self._venues),
        )


def _floor_headed(text: str) -> bool:
    """Whether a line heads what the floor may say, and is no sentence about it."""
    rest = role_words.floor(text)
    if rest is None:
        return False
    return not rest or text[: len(text) - len(rest)].rstrip().endswith((":", ".", "–", "—", "-"))
