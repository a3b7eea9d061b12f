"""mammoth's paragraphs and tables → pieces: runs, looks, items with their depth, notes of translators, footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from diptych.importers import word_items, word_lines
from diptych.importers.sheet import Cell, Doubt, Form, Looks, Piece, Spot
from diptych.importers.word_inline import allowed, quoted
from diptych.importers.word_marked import PLAIN, Mark, Marked
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.importers.word_clean import Clean
    from diptych.importers.word_line import Facts
    from diptych.importers.word_mammoth import Model

_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_SHORT_CELL = 60


@dataclass(slots=True)
class _Said:
    """A paragraph's text before it is cut up."""

    parts: list[tuple[str, Mark]]
    comments: list[str]
    underlined: int = 0
    """Letters and digits that are underlined and no link."""
    struck: str = ""
    text: Marked = field(default_factory=Marked)
    """All parts as one."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A piece, and the columns that its tabs make of it."""

    piece: Piece
    columns: tuple[tuple[Run, ...], ...] = ()


class Reader:
    """Makes the pieces of a document."""

    def __init__(self, clean: Clean, model: Model) -> None:
        self._facts, self._model, self.doubts = clean.facts, model, clean.doubts
        self._titled = any(facts.kind == "title" for facts in clean.facts)
        self._ids: dict[str, None] = {name: None for facts in clean.facts for name in facts.ids}
        self._given: set[str] = set()
        self._order: dict[tuple[str, str], int] = {}
        self._tables = self._underlined = 0
        self._bad_links: dict[str, Spot] = {}

    def pieces(self) -> tuple[Piece, ...]:
        """All, the notes last."""
        body = self._blocks(self._model.blocks)
        notes = list(self._notes())
        if self._order:
            text = f"footnotes and endnotes, {len(self._order)} in all, stand as [1] in the text and at its end"
            self.doubts.append(Doubt(notes[0].spot if notes else Spot(1), "footnotes", text))
        if self._underlined:
            text = f"underlining of single words was left out in {self._underlined} paragraphs"
            self.doubts.append(Doubt(Spot(1), "underline", text))
        for href, spot in self._bad_links.items():
            self.doubts.append(Doubt(spot, "link", f"a link that content may not have was left out: {quoted(href)}"))
        return (*body, *notes)

    # ----------------------------------------------------------------- blocks

    def _blocks(self, blocks: Iterable[Any], *, in_cell: bool = False) -> tuple[Piece, ...]:
        from mammoth import documents

        drafts: list[_Draft] = []
        depths = word_items.Depths()
        for block in blocks:
            if isinstance(block, documents.Paragraph):
                drafts += self._paragraph(block, depths, in_cell=in_cell)
            elif isinstance(block, documents.Table):
                depths.heading()
                drafts += (_Draft(piece) for piece in self._table(block))
        return tuple(_tabled(_noted(drafts), self.doubts))

    def _table(self, table: Any) -> tuple[Piece, ...]:
        self._tables += 1
        rows = []
        for row in table.children:
            cells = tuple(
                Cell(self._blocks(cell.children, in_cell=True), max(cell.colspan, 1), max(cell.rowspan, 1))
                for cell in row.children
            )
            rows.append(cells)
        spoken = [piece for row in rows for cell in row for piece in cell.pieces]
        if not spoken:
            return ()
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0].pieces
        spot = Spot(spoken[0].spot.line, f"table {self._tables}")
        return (Piece(Form.TABLE, spot, rows=tuple(rows)),)

    def _notes(self) -> Iterator[Piece]:
        done = 0
        while done < len(self._order):  # a note may refer to another
            (kind, name), number = list(self._order.items())[done]
            done += 1
            pieces = self._blocks(self._model.notes.get((kind, name), ()))
            if not pieces:
                self.doubts.append(Doubt(Spot(1), "footnotes", f"the footnote [{number}] has no text"))
            for at, piece in enumerate(pieces):
                mark = (Run(f"[{number}] "),) if not at else ()
                yield replace(piece, runs=_joined((*mark, *piece.runs))) if piece.form is not Form.TABLE else piece

    # ------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: Any, depths: word_items.Depths, *, in_cell: bool) -> list[_Draft]:
        facts = self._facts[int(paragraph.style_id)]
        spot = Spot(facts.line, facts.where)
        said = self._said(paragraph, spot)
        looks = self._looks(said, facts)
        notes = tuple(note for note in map(self._comment, said.comments) if note)
        if said.struck.strip():
            self.doubts.append(Doubt(spot, "struck-out", f"struck out, but no tracked change: {quoted(said.struck)}"))
        heading = facts.kind in {"heading", "title", "subtitle"}
        ends, doubtful = word_lines.breaks(said.text.text) if "\n" in said.text.text and not heading else ([], False)
        if doubtful and not in_cell:
            lines = " / ".join(said.text.text.split("\n"))
            self.doubts.append(
                Doubt(spot, "line-break", f"line breaks that were taken as ends of paragraphs: {quoted(lines)}")
            )
        drafts: list[_Draft] = []
        for start, end in zip([0, *ends], [*ends, None], strict=True):
            text = said.text.cut(start, end).against(strong=facts.bold, emphasis=facts.italic)
            if text.text.strip() or (notes and not drafts):
                drafts.append(self._draft(text, facts, looks, notes, depths, first=not drafts))
        return drafts

    def _draft(
        self,
        text: Marked,
        facts: Facts,
        looks: Looks,
        notes: tuple[str, ...],
        depths: word_items.Depths,
        *,
        first: bool,
    ) -> _Draft:
        spot = Spot(facts.line, facts.where)
        name = next((one for one in facts.ids if one not in self._given), "") if first else ""
        self._given.add(name)
        number, typed, kind = "", "", ""
        key: tuple[str, int] | tuple[str, str] | None = None
        if facts.number and first:
            number, typed = facts.number.number, facts.number.typed
            kind, key = word_items.kind_of(facts.number.format), facts.number.key
        elif found := word_items.typed(text.text.lstrip(" \t\u00a0\n")):
            lead = len(text.text) - len(text.text.lstrip(" \t\u00a0\n"))
            number, typed, kind, key = found.number, found.typed, found.kind, _shape(found)
            text = text.cut(lead + found.length)
        looks = looks if first else replace(looks, new_page=False)
        common = Piece(
            Form.PARAGRAPH, spot, number=number, typed=typed, looks=looks, notes=notes if first else (), id=name
        )
        if facts.kind in {"heading", "title", "subtitle"}:
            depths.heading()
            plain = text.without(strong=looks.bold and not facts.bold, emphasis=looks.italic and not facts.italic)
            return _Draft(replace(common, form=Form.HEADING, level=self._level(facts), runs=plain.spaced().runs()))
        if kind:
            level = depths.item(key, kind, number, facts.indent, by_hand=not facts.number)
            return _Draft(replace(common, form=Form.ITEM, level=level, runs=text.spaced().runs()))
        depths.paragraph()
        if facts.kind == "quote":
            return _Draft(
                replace(
                    common,
                    form=Form.QUOTE,
                    runs=text.without(strong=False, emphasis=looks.italic and not facts.italic).spaced().runs(),
                )
            )
        columns = tuple(text.cut(*part).spaced().runs() for part in word_lines.columns(text.text.rstrip()))
        return _Draft(replace(common, runs=text.spaced().runs()), columns)

    def _level(self, facts: Facts) -> int:
        """Below a title the first headings are of the second level; a subtitle shows none."""
        if facts.kind == "heading":
            return facts.level + self._titled
        return 1 if facts.kind == "title" else 0

    @staticmethod
    def _looks(said: _Said, facts: Facts) -> Looks:
        text = said.text
        letters = sum(map(str.isalnum, text.text))
        return Looks(
            bold=text.all(lambda mark: mark.strong),
            italic=text.all(lambda mark: mark.emphasis),
            centred=facts.centred,
            size=facts.size,
            new_page=facts.new_page,
            underline=bool(letters) and said.underlined == letters,
        )

    # --------------------------------------------------------------- the text

    def _said(self, paragraph: Any, spot: Spot) -> _Said:
        said = _Said([], [])
        self._add(paragraph.children, said, "", spot)
        said.text = Marked.of(said.parts)
        letters = sum(map(str.isalnum, said.text.text))
        self._underlined += 0 < said.underlined < letters
        return said

    def _add(self, nodes: Iterable[Any], said: _Said, href: str, spot: Spot) -> None:
        from mammoth import documents

        for node in nodes:
            if isinstance(node, documents.Run):
                self._run(node, said, href)
            elif isinstance(node, documents.Hyperlink):
                self._add(node.children, said, self._href(node.href or "", spot), spot)

    def _href(self, href: str, spot: Spot) -> str:
        if href.startswith("#"):
            name = href[1:].lower().replace("_", "-")
            return f"#{name}" if name in self._ids else ""
        if not allowed(href) or any(sign in href for sign in " \t\n<>"):
            self._bad_links.setdefault(href, spot)
            return ""
        return href

    def _run(self, run: Any, said: _Said, href: str) -> None:
        from mammoth import documents

        mark = Mark(run.is_bold, run.is_italic, href)
        for node in run.children:
            if isinstance(node, documents.Text):
                text = _scripted(node.value, run.vertical_alignment)
                said.parts.append((text, mark))
                if run.is_underline and not href:
                    said.underlined += sum(map(str.isalnum, text))
                if run.is_strikethrough:
                    said.struck += text
            elif isinstance(node, documents.Tab):
                said.parts.append(("\t", mark))
            elif isinstance(node, documents.Break):
                said.parts.append(("\n", mark))
            elif isinstance(node, documents.NoteReference):
                self._refer(node, said.parts)
            elif isinstance(node, documents.CommentReference):
                said.comments.append(node.comment_id)

    def _refer(self, node: Any, parts: list[tuple[str, Mark]]) -> None:
        number = self._order.setdefault((node.note_type, node.note_id), len(self._order) + 1)
        last, mark = parts[-1] if parts else ("", PLAIN)
        if last.strip():
            parts[-1] = (last.rstrip(" \u00a0"), mark)
        parts.append((f"[{number}]", mark))

    def _comment(self, name: str) -> str:
        author, body = self._model.comments.get(name, ("", []))
        said = " ".join(piece.text for piece in self._blocks(body) if piece.text)
        return f"{author}: {said}" if author else said


def _scripted(text: str, alignment: str) -> str:
    """Raised and lowered figures as Unicode has them: ``m²``; raised letters (``1st``) are letters."""
    if alignment == "superscript":
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if alignment == "subscript" else text


def _shape(found: word_items.Typed) -> tuple[str, str]:
    """What typed numbers of one list have in common."""
    return found.kind, found.typed.replace(found.number, "", 1) if found.number else found.typed


def _joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs, the first two as one where they are alike."""
    if len(runs) > 1 and replace(runs[0], text="") == replace(runs[1], text=""):
        return (replace(runs[0], text=runs[0].text + runs[1].text), *runs[2:])
    return runs


def _noted(drafts: list[_Draft]) -> list[_Draft]:
    """Comments on an empty paragraph go to the piece before it, or behind it."""
    out: list[_Draft] = []
    waiting: tuple[str, ...] = ()
    for draft in drafts:
        piece = draft.piece
        if piece.form is not Form.TABLE and not piece.text:
            if out and out[-1].piece.form is not Form.TABLE:
                out[-1] = replace(out[-1], piece=replace(out[-1].piece, notes=(*out[-1].piece.notes, *piece.notes)))
            else:
                waiting += piece.notes
            continue
        if waiting and piece.form is not Form.TABLE:
            draft, waiting = replace(draft, piece=replace(piece, notes=(*waiting, *piece.notes))), ()  # noqa: PLW2901
        out.append(draft)
    return out


def _tabled(drafts: list[_Draft], doubts: list[Doubt]) -> Iterator[Piece]:
    """The pieces; two and more lines in a row with the same columns between tabs are a table."""
    at = 0
    while at < len(drafts):
        end = at
        width = len(drafts[at].columns)
        while end < len(drafts) and width and len(drafts[end].columns) == width and _is_row(drafts[end]):
            end += 1
        if end - at < 2:  # noqa: PLR2004 - one line with a tab is no table
            yield drafts[at].piece
            at += 1
            continue
        rows = drafts[at:end]
        spot = rows[0].piece.spot
        doubts.append(
            Doubt(spot, "tabs", f"{len(rows)} lines with tabs were taken as a table: {quoted(rows[0].piece.text)}")
        )
        yield Piece(Form.TABLE, spot, rows=tuple(map(_row, rows)), lines=len(rows))
        at = end


def _is_row(draft: _Draft) -> bool:
    return len("".join(run.text for run in draft.columns[0])) <= _SHORT_CELL


def _row(draft: _Draft) -> tuple[Cell, ...]:
    first = draft.piece
    pieces = (
        replace(first, runs=runs, notes=first.notes if not at else (), id=first.id if not at else "")
        for at, runs in enumerate(draft.columns)
    )
    return tuple(Cell((piece,)) for piece in pieces)
