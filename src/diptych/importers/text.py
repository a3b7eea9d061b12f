"""Plain text and Markdown, above all what comes out of PDFs → a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.finding import UserError
from diptych.importers import bullets, fragments, grids, hyphens, letters, lines, pages
from diptych.importers.sheet import Cell, Doubt, Form, Piece, Sheet, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.lines import Line
    from diptych.model import Run

MOST_LINES = 12_000
"""Lines that are not blank; a longer text is no document of a conference."""
MOST_CHARACTERS = 20_000_000
LONGEST_LINE = 100_000
"""Characters; a longer line is no paragraph (``inline.LONGEST``)."""
LONGEST_PARAGRAPH = 20_000
"""Characters; lines are not added to a paragraph that is as long."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_ATX = re.compile(r"(#{1,6})[ \t]+(.*)")
_UNDERLINE = re.compile(r"=+|-{3,}")
_RULE = re.compile(r"(?:[-_*=~—–] ?){3,}")
_KEY = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*$")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_LONGEST_COMMENT = 20
"""Lines; what nothing closes so soon is text."""
_NOTHING = Cell(())
_HEADING = 100
"""Characters of a line that an underline makes a heading."""


def front(text: str) -> tuple[dict[str, str], str]:
    """The front matter of a Markdown text, and the rest with an empty line for each line taken off.

    Scalars only, as they stand there without quotation marks; lists and comments go. Authority: docs/content.md.
    """
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not clean.startswith("---\n"):
        return {}, text
    rows = clean.split("\n")
    end = next((at for at, row in enumerate(rows[1:1000], 1) if row.rstrip() in ("---", "...")), 0)
    found: dict[str, str] = {}
    last = ""
    for row in rows[1:end]:
        if row.lstrip().startswith("#"):
            continue
        if key := _KEY.match(row):
            last = key[1]
            found[last] = _unquoted(key[2] or "")
        elif last and row.startswith((" ", "\t")) and row.strip():
            found[last] = f"{found[last]} {row.strip()}".strip()
        elif row.strip():
            return {}, text
    if not end or not found:
        return {}, text
    return found, "\n" * (end + 1) + "\n".join(rows[end + 1 :])


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"')
    return "" if value in (">", "|", ">-", "|-") else value


def read(text: str, path: str, lang: str = "") -> Sheet:
    """The pieces of a text in their order, each with its line; ``joins.mend`` puts together what pages cut.

    Structure is Markdown's (CommonMark, tables of GitHub's) where there is any; bullets, numbers, tabs, aligned columns
    and remains of HTML are read as well. Raises UserError for what is no document by its size.
    """
    if len(text) > MOST_CHARACTERS:
        raise UserError(f"{path} has {len(text):,} characters", f"The limit is {MOST_CHARACTERS:,}; split the file.")
    if longest := _too_long(text):
        raise UserError(f"{path}:{longest} is no text: a line of over {LONGEST_LINE:,} characters", "Break the line.")
    clean = hyphens.uncamelled(letters.clean(text))
    found = lines.split(clean, MOST_LINES + 1)
    if len(found) > MOST_LINES:
        raise UserError(f"{path} has over {MOST_LINES:,} lines", "Split the file.")
    if sum(line.raw.count("\t") + line.raw.count("|") for line in found) > grids.MOST_CELLS:
        raise UserError(f"{path} has over {grids.MOST_CELLS:,} cells of tables", "Split the file.")
    found, doubts = pages.remove(lines.single_spaced(found))
    found, places = lines.scattered(found)
    lang = lang or _language(clean)
    markdown = path.lower().endswith(_MARKDOWN)
    reader = _Reader(
        lines.Width() if markdown else lines.Width.of(found),
        hyphens.Words((line.text for line in found), lang),
        bullets.Lists([one for line in found if (one := bullets.marker(line.text))]),
        markdown,
    )
    pieces = tuple(bullets.levelled(reader.pieces(found)))
    return Sheet(
        path,
        pieces,
        lang,
        (*doubts, *_scattered(places), *reader.doubts, *_odd(clean)),
        "Markdown" if markdown else "text",
    )


def _too_long(text: str) -> int:
    """The first line that is too long, between line ends and form feeds; 0 where none is."""
    whole = text.split("\n")
    if max(map(len, whole)) <= LONGEST_LINE:
        return 0
    for number, line in enumerate(whole, 1):
        if len(line) > LONGEST_LINE and any(len(part) > LONGEST_LINE for part in line.split("\f")):
            return number
    return 0


def _language(text: str) -> str:
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    return "" if not cyrillic + latin else "ru" if cyrillic > latin else "en"


def _scattered(places: Sequence[Line]) -> tuple[Doubt, ...]:
    if not places:
        return ()
    reason = (
        f"in {len(places)} places, the first at “{places[0].text}”, words of a stretched line stand one to a line, "
        "and their order may be lost: better convert the PDF with pdftotext -layout"
    )
    return (Doubt(Spot(places[0].number), "scattered-words", reason),)


def _odd(text: str) -> tuple[Doubt, ...]:
    odd = letters.unreadable(text)
    if not odd:
        return ()
    number = text.split("\n").index(odd[0]) + 1
    count = f"{len(odd)} line{'s' * (len(odd) > 1)}"
    reason = f"a sign that cannot be read stands in {count}; the first: “{odd[0].strip()[:60]}”"
    return (Doubt(Spot(number), "unreadable-sign", reason),)


def _unclosed(text: str) -> str:
    """A heading's text without the number signs behind it (CommonMark 4.2)."""
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that grows line by line."""

    line: Line
    text: str
    marker: bullets.Marker | None = None
    lines: int = 1


@dataclass(slots=True)
class _Reader:
    """The text's lines on their way to pieces."""

    width: lines.Width
    words: hyphens.Words
    lists: bullets.Lists
    markdown: bool
    doubts: list[Doubt] = field(default_factory=list)
    tables: int = 0
    _notes: list[str] = field(default_factory=list)
    _where: str = ""
    """The cell that is being read."""

    def pieces(self, found: Sequence[Line]) -> list[tuple[Piece, int]]:
        """The pieces of the lines, each with its indent."""
        tables = grids.Tables(found)
        out: list[tuple[Piece, int]] = []
        at = 0
        while at < len(found):
            line = found[at]
            if grid := tables.read(at):
                out.append((self._table(grid, line), 0))
                at = grid.after
            elif line.text.startswith("<!--"):
                at = self._comment(tables, at, out)
            elif heading := _ATX.match(line.text):
                out += self._heading(_unclosed(heading[2]), len(heading[1]), line)
                at += 1
            elif _RULE.fullmatch(line.text):
                at += 1
            elif line.text.startswith(">"):
                at = self._quote(found, at, out)
            elif self._underlined(found, at):
                out += self._heading(line.text, 1 if found[at + 1].text[0] == "=" else 2, line)
                at += 2
            else:
                at = self._block(tables, at, out)
        return out

    # ------------------------------------------------------------------ headings, comments, quotes, tables

    def _underlined(self, found: Sequence[Line], at: int) -> bool:
        if at + 1 >= len(found) or found[at + 1].blank or len(found[at].text) > _HEADING:
            return False
        return _UNDERLINE.fullmatch(found[at + 1].text) is not None and (self.markdown or len(found[at + 1].text) > 3)  # noqa: PLR2004

    def _heading(self, text: str, level: int, line: Line) -> list[tuple[Piece, int]]:
        bare, ident = fragments.take_id(text)
        spot = Spot(line.number)
        one = bullets.marker(bare)
        if one and one.number[:1].isdigit() and one.rest:
            runs = fragments.runs(one.rest)
            piece = Piece(Form.HEADING, spot, runs, level, one.number, one.typed, id=ident)
        else:
            piece = Piece(Form.HEADING, spot, fragments.runs(bare), level, id=ident)
        return [(self._noted(_looked(piece, line.page)), 0)] if piece.runs else []

    def _comment(self, tables: grids.Tables, at: int, out: list[tuple[Piece, int]]) -> int:
        """A comment over one line or several; text behind it is read as a line of its own."""
        found = tables.lines
        near = range(at, min(len(found), at + _LONGEST_COMMENT))
        last = next((place for place in near if "-->" in found[place].text), -1)
        if last < 0:
            return self._block(tables, at, out)
        end, _, rest = found[last].text.partition("-->")
        said = " ".join([*(line.text for line in found[at:last]), end])
        if note := fragments.note(said.replace("<!--", " ", 1)):
            self._notes.append(note)
        if rest.strip():
            out += [(piece, 0) for piece in self._plain(rest.strip(), Spot(found[last].number))]
        return last + 1

    def _quote(self, found: Sequence[Line], at: int, out: list[tuple[Piece, int]]) -> int:
        """Lines behind ``>``, their paragraphs parted by an empty one."""
        inner: list[Line] = []
        blank = 0
        while at < len(found) and found[at].text.startswith(">") and not (inner and found[at].blank > 1):
            raw = found[at].text.lstrip("> \t")
            if raw:
                inner.append(replace(found[at], raw=raw, blank=found[at].blank + blank))
                blank = 0
            else:
                blank += 1
            at += 1
        for piece, indent in self.pieces(inner) if inner else ():
            form = Form.QUOTE if piece.form is Form.PARAGRAPH else piece.form
            out.append((replace(piece, form=form), indent))
        return at

    def _table(self, grid: grids.Grid, line: Line) -> Piece:
        self.tables += 1
        rows = []
        for number, row in enumerate(grid.rows, 1):
            cells = []
            for column, inner in enumerate(row, 1):
                self._where = f"table {self.tables}, row {number}, column {column}"
                cells.append(Cell(self._cell(inner)) if inner else _NOTHING)
            rows.append(tuple(cells))
        self._where = ""
        piece = Piece(Form.TABLE, Spot(line.number), rows=tuple(rows), lines=len(rows))
        return self._noted(_looked(piece, line.page))

    def _cell(self, inner: Sequence[Line]) -> tuple[Piece, ...]:
        tables = grids.Tables(inner)
        found: list[tuple[Piece, int]] = []
        at = 0
        while at < len(inner):
            at = self._block(tables, at, found)
        return tuple(bullets.levelled(found))

    def _noted(self, piece: Piece) -> Piece:
        if not self._notes:
            return piece
        notes = (*self._notes, *piece.notes)
        self._notes.clear()
        return replace(piece, notes=notes)

    # ------------------------------------------------------------------ paragraphs and items

    def _block(self, tables: grids.Tables, at: int, out: list[tuple[Piece, int]]) -> int:
        """The paragraphs and items up to a blank line, a page's end or something else."""
        found = tables.lines
        after = at + 1
        while after < len(found) and not self._parted(tables, after):
            after += 1
        block = found[at:after]
        local = self._local(block)
        current: _Paragraph | None = None
        last = block[0]
        for line in block:
            one = self._marker(line, last if current else None, current)
            if (
                current
                and not one
                and len(current.text) < LONGEST_PARAGRAPH
                and self._goes_on(current, last, line, local)
            ):
                if not self.markdown and lines.open_end(last, line, self.width, local):
                    self._full(last, line)
                self._add(current, line)
            else:
                if current:
                    out += self._made(current)
                current = _Paragraph(line, one.rest if one else line.text, one)
            last = line
        if current:
            out += self._made(current)
        return after

    def _local(self, block: Sequence[Line]) -> float:
        """Where full lines of the block end; 0 where it is too short to tell, or as wide as the others."""
        if len(block) < 4 or not self.width.columns:  # noqa: PLR2004 - few lines show no width
            return 0
        return min(max(self.width.size(line.raw) for line in block), self.width.columns)

    def _parted(self, tables: grids.Tables, at: int) -> bool:
        found = tables.lines
        line = found[at]
        if line.page and self._over_page(found[at - 1], line):
            return False
        if line.blank or line.page:
            return True
        text = line.text
        if text[0] in "#>|<" and (_ATX.match(text) or text[0] == ">" or text.startswith("<!--")):
            return True
        return _RULE.fullmatch(text) is not None or tables.begins(at) or self._underlined(found, at)

    def _over_page(self, last: Line, line: Line) -> bool:
        """Whether a paragraph that a program broke goes on behind a page's end: its last line is full and open."""
        if (
            not self.width.columns
            or (lines.ends(last.text) and not lines.lower(line.text))
            or last.text.isupper()
            or line.text.isupper()
        ):
            return False
        one = bullets.marker(line.text)
        if one and self.lists.counts(one):
            return False
        return not self.width.fits(last, line.text.split(" ", 1)[0], 0, 0.85)

    def _marker(self, line: Line, last: Line | None, current: _Paragraph | None) -> bullets.Marker | None:
        """The line's bullet or number, where it is one: in a paragraph that a program broke, any line may begin so."""
        one = bullets.marker(line.text)
        if one is None or not self.lists.counts(one):
            return None
        if last is None:
            return one
        assert current is not None  # noqa: S101 - there is a paragraph where there is a line before
        if current.marker and current.marker.style == one.style:
            return one
        if one.dash and not lines.ends(last.text) and (self.width.columns or self.markdown) and lines.lower(one.rest):
            return None
        if one.number and not lines.ends(last.text) and self.width.columns and not self.width.fits(last, "", 0, 0.8):
            return None
        return one

    def _goes_on(self, current: _Paragraph, last: Line, line: Line, local: float) -> bool:
        inside = current.lines > 1
        if lines.continues(last, line, self.width, local, markdown=self.markdown, inside=inside):
            return True
        hanging = current.marker is not None and line.indent > current.line.indent
        return hanging and (self.width.columns > 0 or not lines.ends(last.text))

    def _full(self, last: Line, line: Line) -> None:
        reason = (
            f"“…{last.text[-40:]}” fills its line as if “{line.text[:40]}…” went on with the paragraph, and was "
            "taken so: there may be two"
        )
        self.doubts.append(Doubt(Spot(line.number, self._where), "full-line", reason))

    def _add(self, current: _Paragraph, line: Line) -> None:
        glued = self.words.glue(current.text, line.text)
        current.text = glued.text
        current.lines += 1
        if glued.doubt:
            self.doubts.append(Doubt(Spot(line.number), "hyphen", glued.doubt))

    def _made(self, paragraph: _Paragraph) -> list[tuple[Piece, int]]:
        text = paragraph.text.replace(letters.SOFT, "")
        spot = Spot(paragraph.line.number, self._where)
        indent = paragraph.line.indent
        one = paragraph.marker
        made: list[Piece] = []
        if one is None:
            made += self._plain(text, spot)
        elif one.typed in bullets.GLYPHS:
            for item in bullets.several(f"{one.typed} {text}"):
                made += self._item(replace(one, rest=item[1:].strip()), spot)
        else:
            made += self._item(replace(one, rest=text), spot)
        if not made:
            return []
        made[0] = self._noted(_looked(made[0], paragraph.line.page))
        return [(piece, indent) for piece in made]

    def _plain(self, text: str, spot: Spot) -> tuple[Piece, ...]:
        if fragments.has_markup(text):
            return fragments.read(text, spot)
        bare, ident = fragments.take_id(text)
        runs = fragments.runs(bare)
        return (_looked(Piece(Form.PARAGRAPH, spot, runs, id=ident), page=False),) if runs else ()

    def _item(self, one: bullets.Marker, spot: Spot) -> tuple[Piece, ...]:
        if fragments.has_markup(one.rest):
            inner = fragments.read(one.rest, spot)
            if not inner:
                return ()
            first = replace(inner[0], form=Form.ITEM, level=1, number=one.number, typed=one.typed)
            return (first, *inner[1:])
        bare, ident = fragments.take_id(one.rest)
        runs = fragments.runs(bare)
        return (Piece(Form.ITEM, spot, runs, 1, one.number, one.typed, id=ident),) if runs else ()


def _looked(piece: Piece, page: bool) -> Piece:
    """The piece with what its runs and its place show of its looks."""
    said: list[Run] = [run for run in piece.runs if run.text.strip()]
    bold = bool(said) and all(run.strong for run in said)
    italic = bool(said) and all(run.emphasis for run in said)
    if not (bold or italic or page):
        return piece
    return replace(piece, looks=replace(piece.looks, bold=bold, italic=italic, new_page=page or piece.looks.new_page))
