"""A sheet cut into documents: titles, headings, quotes, annexes, declarations."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS
from diptych import markdown
from diptych.importers import declaration, joins, line_shapes, markup, parts, prose, slugs, text, word_items
from diptych.importers.sheet import Doubt, Form, Looks, Part, Piece, Sheet, Spot, flat
from diptych.model import Kind, Run

LONG = "Rivers cross borders, and those who live on their banks have always met to speak of them."


def sheet(*lines: str, lang: str = "en", form: str = "text") -> Sheet:
    pieces = tuple(Piece(Form.PARAGRAPH, Spot(2 * n + 1), (Run(line),)) for n, line in enumerate(lines))
    return Sheet("x.txt", pieces, lang, format=form)


def headings(part: Part) -> list[tuple[int, str]]:
    return [(piece.level, piece.text) for piece in part.pieces if piece.form is Form.HEADING]


def texts(part: Part) -> list[str]:
    return [piece.text for piece in flat(part.pieces)]


@pytest.mark.parametrize(
    ("lines", "title", "subtitle"),
    [
        (
            ("RIVER CONFERENCE", "KHOROG • 3-4 MAY 2023", "Concept Note", "Aims", LONG),
            "Concept Note",
            "KHOROG • 3-4 MAY 2023",
        ),
        (
            ("Press Release", "TWO BANKS AGREE ON A CLEAN RIVER", LONG),
            "Press Release",
            "TWO BANKS AGREE ON A CLEAN RIVER",
        ),
        (("Statement by Ms. Zarina Sharifova", "Dear colleagues,", LONG), "Statement by Ms. Zarina Sharifova", ""),
    ],
)
def test_the_head_is_a_title_and_a_line_below_it(lines: tuple[str, ...], title: str, subtitle: str) -> None:
    (body,) = parts.split(sheet(*lines))
    assert ("".join(run.text for run in body.title), "".join(run.text for run in body.subtitle)) == (title, subtitle)
    said = {title, subtitle, *texts(body)}
    assert all(line in said for line in lines)


def test_headings_by_shape_have_levels_without_gaps() -> None:
    (body,) = parts.split(
        sheet("Report", "First Matters", LONG, "Ms. Anna Rivers", LONG, "All Sessions", "SESSION I",
              "Banks And Bridges",
              "Mr. Ivan Fords", LONG, "SESSION II", "Boats", LONG, "Excellencies,", LONG, "3 May 2023", LONG)
    )  # fmt: skip
    assert headings(body) == [
        (2, "First Matters"),
        (3, "Ms. Anna Rivers"),
        (2, "All Sessions"),
        (3, "SESSION I: Banks And Bridges"),
        (4, "Mr. Ivan Fords"),
        (3, "SESSION II: Boats"),
    ]


def test_a_list_of_contents_is_used_and_left_out() -> None:
    (body, annex) = parts.split(
        sheet("Report", "Contents", "OPENING ..... 3", "THE WORK DONE ..... 5", "ANNEX I ..... 9", "River Plan ..... 9",
              LONG, "Opening", LONG, "The work done", LONG, "River Plan", LONG)
    )  # fmt: skip
    assert headings(body) == [(2, "Opening"), (2, "The work done")]
    assert [doubt.rule for doubt in body.doubts] == ["contents-list"]
    assert (annex.name, annex.subtitle[0].text, texts(annex)) == ("river-plan", "ANNEX I", [LONG])


def test_numbered_titles_nest_as_they_come() -> None:
    def item(number: str, said: str, line: int) -> Piece:
        return Piece(Form.ITEM, Spot(line), (Run(said),), 1, number, f"{number}.")

    def para(line: int) -> Piece:
        return Piece(Form.PARAGRAPH, Spot(line), (Run(LONG),))

    pieces = (item("I", "Aims", 1), para(2), item("A", "Water", 3), para(4), item("II", "Means", 5), para(6))
    (body,) = parts.split(Sheet("x.docx", pieces, "en", format="Word"))
    assert headings(body) == [(2, "Aims"), (3, "Water"), (2, "Means")]
    assert "## I. Aims {#aims}" in prose.dumps(body, {}).text


def test_headings_by_looks() -> None:
    bold = Looks(bold=True)
    pieces = tuple(
        Piece(Form.PARAGRAPH, Spot(n + 1), (Run(said, strong=looks.bold),), looks=looks)
        for n, (said, looks) in enumerate(
            [
                ("Concept Note", bold),
                (LONG, Looks()),
                ("What we want", bold),
                (LONG, Looks()),
                ("Who comes", bold),
                (LONG, Looks()),
            ]
        )
    )
    (body,) = parts.split(Sheet("x.docx", pieces, "en", format="Word"))
    assert headings(body) == [(2, "What we want"), (2, "Who comes")]
    assert "**" not in prose.dumps(body, {}).text


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (("“Clean water first.”", "Ms. Anna Rivers", "Minister for Water"), 3),
        (("“Clean water first.", LONG, "It is late.”", "Mr. Ivan Fords", "Mayor of Khorog"), 5),
        (("«Вода — это мир».", "Г-н Иван Бродов", "министр водного хозяйства"), 3),
        (("“Water first.”", "— Anna Rivers", LONG), 0),
        (("“Rivers” is what the speaker called them.", LONG), 0),
        (("“Clean water first.”", "Ms. Anna Rivers", LONG), 0),
    ],
)
def test_pull_quotes(lines: tuple[str, ...], quoted: int) -> None:
    (body,) = parts.split(sheet("Report", LONG, *lines, LONG))
    assert sum(piece.form is Form.QUOTE for piece in body.pieces) == quoted


def test_two_quotes_in_a_row_are_two() -> None:
    one = ("“Clean water first.”", "Ms. Anna Rivers", "Minister for Water")
    (body,) = parts.split(sheet("Report", LONG, *one, *one, LONG))
    assert prose.dumps(body, {}).text.count("\n\n> ") == 2


def test_statements_and_annexes_are_documents_of_their_own() -> None:
    whole = parts.split(
        sheet("Report", "Aims", LONG, LONG, "ANNEX I", "Statement of the President, H.E. Mr. Ivan Fords",
              "Excellencies,", LONG,
              "Closing remarks by Ms. Anna Rivers", "Dear friends,", LONG)
    )  # fmt: skip
    assert [part.name for part in whole] == ["", "statement-fords", "closing-remarks-rivers"]
    assert whole[1].subtitle[0].text == "ANNEX I"
    assert [texts(part) for part in whole[1:]] == [["Excellencies,", LONG], ["Dear friends,", LONG]]


def numbered(*lines: str) -> tuple[Piece, ...]:
    return text.read("\n\n".join(lines), "x.txt").pieces


DECLARED = (
    "We, who met in Khorog:",
    "Recalling also the first meeting,",
    "Noting with concern the state of the river,",
    "1. *Reaffirm our* will to work together;",
    "2. Call upon the States:",
    "(a) to keep the banks;",
    "(b) to share data:",
    "(i) each year;",
    "3. Also request the Chair to report;",
    "5. *Underscore* further the role of youth.",
    "Done at Khorog.",
)
ДЕКЛАРАЦИЯ = (  # noqa: PLC2401 - its language
    "Мы, участники:",
    "отмечая также важность рек,",
    "Подчёркивая роль общин,",
    "1. Подтверждаем приверженность;",
    "2. С удовлетворением отмечаем вклад партнёров;",
    "3. *Призываем* государства.",
)


@pytest.mark.parametrize(
    ("lines", "lang", "kinds", "leads"),
    [
        (
            DECLARED,
            "en",
            {Kind.CHAPEAU: 1, Kind.RECITAL: 2, Kind.OPERATIVE: 4, Kind.LIST_ITEM: 3, Kind.PARAGRAPH: 1},
            [
                "*Recalling also*",
                "*Noting with concern*",
                "*Reaffirm*",
                "*Call upon*",
                "*Also request*",
                "*Underscore further*",
            ],
        ),
        (
            ДЕКЛАРАЦИЯ,
            "ru",
            {Kind.CHAPEAU: 1, Kind.RECITAL: 2, Kind.OPERATIVE: 3},
            ["*отмечая также*", "*Подчёркивая*", "*Подтверждаем*", "*С удовлетворением отмечаем*", "*Призываем*"],
        ),
    ],
)
def test_a_declaration(lines: tuple[str, ...], lang: str, kinds: dict[Kind, int], leads: list[str]) -> None:
    pieces = numbered(*lines)
    assert declaration.likely(pieces, lang) >= 0.5
    part = declaration.shaped(Part("declaration", (Run("Declaration"),), pieces, lang))
    written = prose.dumps(part, {})
    document, found = markdown.loads(written.text, "x.md", "x", lang=lang)
    assert found == []
    seen = [block.kind for block in document.blocks]
    assert {kind: seen.count(kind) for kind in kinds} == kinds
    assert all(f"{lead} " in written.text for lead in leads)


def test_what_is_open_in_a_declaration_is_doubted() -> None:
    part = declaration.shaped(Part("declaration", (Run("D"),), numbered(*DECLARED), "en"))
    assert [doubt.rule for doubt in part.doubts] == ["lead-verb", "numbering"]


@pytest.mark.parametrize("lines", [(LONG,) * 5, ("1. Bread", "2. Milk", "3. Salt"), (LONG, "Noting this, she left.")])
def test_other_texts_are_no_declarations(lines: tuple[str, ...]) -> None:
    assert declaration.likely(numbered(*lines), "en") < 0.5


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Цели конференции", "tseli-konferentsii"),
        ("The President’s Statement", "the-presidents-statement"),
        ("Ärzte & Łódź", "arzte-lodz"),
        ("A very long heading that goes on and on for ever", "a-very-long-heading-that-goes-on-and-on"),
    ],
)
def test_ids(said: str, slug: str) -> None:
    made = slugs.Slugs()
    assert (made.made(said), made.made(said)) == (slug, f"{slug}-2")


@pytest.mark.parametrize("said", ["Excellencies,", "Dear participants!", "Уважаемые дамы и господа!", "Mr. President,"])
def test_salutations(said: str) -> None:
    assert line_shapes.salutation(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ministers agree to count the boats together",
        "Friends of the river",
        "Участники и гости",
        "Ministers and delegates",
    ],
)
def test_a_headline_is_no_salutation(said: str) -> None:
    assert line_shapes.salutation(said) == (said in ("Участники и гости", "Ministers and delegates"))


LINES = st.sampled_from(
    (LONG, "Contents", "ANNEX I", "ANNEX II", "SESSION I", "Title Case Line", "CAPITALS", "“Quote.”", "Mr. Ivan Fords",
     "Minister for Water", "1. Reaffirm this;", "- bullet", "Noting this,", "We:", "Dear friends,", "3 May 2023",
     "a ..... 3", "Statement of Mr. Ivan Fords", "River Declaration", "Programme", "9:00–10:30\tOpening", "a\tb",
     "\ud800", "{#a}", "---")
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.sampled_from(("", "document", "report", "declaration", "programme")))
def test_nothing_is_lost_in_silence(lines: list[str], kind: str) -> None:
    read = joins.mend(text.read("\n\n".join(lines), "x.txt"))
    found = parts.split(read, kind)
    said = "".join(
        "".join((*(run.text for run in (*part.title, *part.subtitle)), *texts(part), *(d.reason for d in part.doubts)))
        for part in found
    )
    said += "".join(piece.typed for part in found for piece in flat(part.pieces))
    if not any("list of contents" in doubt.reason for part in found for doubt in part.doubts):
        assert all(piece.text in said for piece in flat(read.pieces) if piece.text != "---")
    for part in found:
        written = prose.dumps(declaration.shaped(part) if part.kind == "declaration" else part, {})
        rules = {finding.rule for finding in markdown.loads(written.text, "x.md", "x")[1]}
        assert rules <= {"no-lead-verb", "unknown-kind"}


seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")


@seeds
def test_the_report_of_the_seeds() -> None:
    read = joins.mend(text.read((SEEDS / "report.txt").read_text("utf-8"), "report.txt"))
    found = parts.split(read)
    assert [part.kind for part in found] == ["report", "programme", *["document"] * 7, "declaration"]
    declared = prose.dumps(declaration.shaped(found[-1]), {})
    blocks = markdown.loads(declared.text, "x.md", "x")[0].blocks
    counts = [sum(block.kind is kind for block in blocks) for kind in (Kind.CHAPEAU, Kind.RECITAL, Kind.OPERATIVE)]
    assert counts == [1, 7, 13]
    assert [level for level, _ in headings(found[0])].count(2) == 6
    assert all(markdown.loads(prose.dumps(part, {}).text, "x.md", "x")[1] == [] for part in found[:1] + found[2:9])


@seeds
@pytest.mark.parametrize("name", ["concept-note", "website", "press-release"])
def test_the_other_seeds_are_one_document_each(name: str) -> None:
    read = joins.mend(text.read((SEEDS / f"{name}.txt").read_text("utf-8"), f"{name}.txt"))
    (only,) = parts.split(read)
    assert markdown.loads(prose.dumps(only, {}).text, "x.md", "x")[1] == []


# --------------------------------------------------------------------------- Word


BOLD, PLAIN = Looks(bold=True), Looks()
CENTRED = Looks(bold=True, centred=True)


def word_sheet(*lines: tuple[str, Looks], apart: int = 2) -> Sheet:
    """A Word file of those lines, as its reader gives it, with an empty paragraph between any two for ``apart`` 2."""
    pieces = []
    for at, (said, looks) in enumerate(lines):
        marker = word_items.typed(said)
        runs = (Run(said[marker.length :] if marker else said, strong=looks.bold, emphasis=looks.italic),)
        form, number, typed = (Form.ITEM, marker.number, marker.typed) if marker else (Form.PARAGRAPH, "", "")
        pieces.append(Piece(form, Spot(1 + at * apart), runs, int(bool(marker)), number, typed, looks))
    return Sheet("x.docx", tuple(pieces), "en", format="Word")


@pytest.mark.parametrize(
    ("looks", "sub", "lines", "levels"),
    [
        (BOLD, BOLD, ("1. Aims", "2. Means", "2.1 Boats", "2.2 Bridges", "3. Money"), (2, 2, 3, 3, 2)),
        (BOLD, BOLD, ("I. Aims", "II. Means", "A. Boats", "B. Bridges", "III. Money"), (2, 2, 3, 3, 2)),
        (CENTRED, Looks(bold=True, italic=True), ("AIMS", "MEANS", "Boats", "Bridges", "MONEY"), (2, 2, 3, 3, 2)),
        (BOLD, BOLD, ("1. Цели", "2. Средства", "2.1 Лодки", "2.2 Мосты", "3. Деньги"), (2, 2, 3, 3, 2)),
        (PLAIN, BOLD, ("I.\tAims", "II.\tMeans", "Boats", "Bridges", "III.\tMoney"), (2, 2, 3, 3, 2)),
    ],
)
def test_headings_of_word_by_looks_and_number(
    looks: Looks, sub: Looks, lines: tuple[str, ...], levels: tuple[int, ...]
) -> None:
    text_below = ("It says:", PLAIN)
    title = (("CONCEPT NOTE", Looks(bold=True, centred=True, size=14)), ("3–4 May 2023", Looks(italic=True)))
    headed = [(line, sub if level > 2 else looks) for line, level in zip(lines, levels, strict=True)]
    below = [(LONG, PLAIN), text_below, (LONG, PLAIN), (LONG, PLAIN), (LONG, PLAIN)]
    (body,) = parts.split(
        word_sheet(*title, *(one for pair in zip(headed, below, strict=True) for one in pair), (LONG, PLAIN))
    )
    assert [level for level, _ in headings(body)] == list(levels)
    written = prose.dumps(body, {}).text
    assert "*" not in written
    assert "3–4 May 2023" in written
    assert all(found[0] != "i" or found[1] != "-" for found in re.findall(r"\{#(\S+)\}", written))


def test_lines_of_a_title_stay_together_by_their_looks() -> None:
    lines = (
        ("CONCEPT NOTE", Looks(bold=True, centred=True, size=14)),
        ("Rivers Without Banks:", CENTRED),
        ("A Talk About Water", CENTRED),
    )
    (body,) = parts.split(word_sheet(*lines, ("1. Aims", BOLD), (LONG, PLAIN), apart=1))
    assert "".join(run.text for run in body.subtitle) == "Rivers Without Banks: A Talk About Water"
    assert headings(body) == [(2, "Aims")]


def test_recitals_are_no_lines_of_a_title() -> None:
    def recital(line: int, lead: str, rest: str) -> Piece:
        return Piece(Form.PARAGRAPH, Spot(line), (Run(lead, emphasis=True), Run(rest)))

    pieces = (
        *word_sheet(("River Declaration", CENTRED), ("We, the Ministers, meeting in Khorog,", PLAIN), apart=1).pieces,
        recital(3, "Recalling", " the first meeting,"),
        recital(4, "Noting with concern", " the state of the river,"),
        Piece(Form.ITEM, Spot(5), (Run("Express our thanks", emphasis=True), Run(" to all;")), 1, "1", "1."),
        Piece(Form.ITEM, Spot(6), (Run("Decide", emphasis=True), Run(" to meet again.")), 1, "2", "2."),
    )
    (body,) = parts.split(Sheet("x.docx", pieces, "en", format="Word"))
    assert (body.kind, body.subtitle, len(body.pieces)) == ("declaration", (), 5)
    shaped = declaration.shaped(body)
    assert shaped.doubts == ()
    assert "1. *Express our thanks* to all;" in prose.dumps(shaped, {}).text


def styled(*lines: tuple[int, str]) -> Sheet:
    """Headings by their styles; level -1 is a paragraph."""
    pieces = tuple(
        Piece(Form.PARAGRAPH if level < 0 else Form.HEADING, Spot(at + 1), (Run(said),), max(level, 0))
        for at, (level, said) in enumerate(lines)
    )
    return Sheet("x.docx", pieces, "en", (Doubt(Spot(3), "table-of-contents", "…"),), "Word")


def test_the_first_of_several_chapters_is_no_title() -> None:
    (body,) = parts.split(
        styled((-1, "REPORT"), (-1, "of the River Conference"), (-1, "Contents"), (1, "Summary"), (-1, LONG),
               (1, "Opening"), (-1, LONG))
    )  # fmt: skip
    assert "".join(run.text for run in body.title) == "REPORT of the River Conference"
    assert headings(body) == [(2, "Summary"), (2, "Opening")]
    assert "Contents" not in texts(body)


def test_a_subtitle_by_its_style_is_one() -> None:
    (body,) = parts.split(styled((1, "River Day"), (0, "on boats"), (2, "Aims"), (-1, LONG)))
    assert [run.text for run in body.subtitle] == ["on boats"]
    assert headings(body) == [(2, "Aims")]


def test_a_chapter_ends_the_annex_above_it() -> None:
    (body, annex) = parts.split(
        styled((1, "River Report"), (2, "Summary"), (-1, LONG), (2, "Annexes"), (3, "Annex I. Boats"), (-1, LONG),
               (2, "Abbreviations"), (-1, LONG))
    )  # fmt: skip
    assert (texts(annex), headings(body)[-1]) == ([LONG], (2, "Abbreviations"))


def test_lines_that_say_nothing_go() -> None:
    (body,) = parts.split(sheet("Press Release", LONG, "# # #"))
    assert texts(body) == [LONG]


def test_a_quote_set_in_italics_has_no_emphasis() -> None:
    slanted = Looks(italic=True, centred=True)
    (body,) = parts.split(
        word_sheet(("Report", CENTRED), (LONG, PLAIN), ("“Clean water first.”", slanted),
                   ("Ms. Anna Rivers, Minister for Water", CENTRED), (LONG, PLAIN))
    )  # fmt: skip
    assert "> “Clean water first.”\n>\n> Ms. Anna Rivers, Minister for Water" in prose.dumps(body, {}).text


@pytest.mark.parametrize("number", ["1.a", "II.3", "- 2 -", "1st", "0A"])
def test_any_number_of_word_can_be_written(number: str) -> None:
    piece = Piece(Form.ITEM, Spot(1), (Run("boats"),), 1, number, f"{number}.")
    part = Part("declaration", (Run("D"),), (piece, replace(piece, level=2)), "en")
    assert prose.dumps(declaration.shaped(part), {}).text.count("boats") == 2


@pytest.mark.parametrize(
    ("own", "rest", "lead", "doubts"),
    [
        ("Commit ourselves", " to peace;", "*Commit ourselves* to", 0),
        ("Express our deep gratitude", " to all;", "*Express our deep gratitude* to", 0),
        ("Recognize the work of", " the Commission;", "*Recognize* the work", 1),
        ("Reaffirm our", " will;", "*Reaffirm* our will", 1),
    ],
)
def test_italics_of_a_lead_stay_as_far_as_they_are_one(own: str, rest: str, lead: str, doubts: int) -> None:
    piece = Piece(Form.ITEM, Spot(1), (Run(own, emphasis=True), Run(rest)), 1, "1", "1.")
    part = declaration.shaped(Part("declaration", (Run("D"),), (piece,), "en"))
    assert lead in prose.dumps(part, {}).text
    assert len(part.doubts) == doubts


def test_a_centred_bold_line_above_the_only_styled_heading_is_the_title() -> None:
    pieces = (
        Piece(Form.PARAGRAPH, Spot(1), markup.plain("River note"), looks=Looks(bold=True, centred=True, size=16)),
        Piece(Form.HEADING, Spot(2), markup.plain("Background"), level=1, looks=Looks(bold=True, size=18)),
        Piece(Form.PARAGRAPH, Spot(3), markup.plain("The two banks met on the river and agreed to act together.")),
    )
    (part,) = parts.split(Sheet("note.docx", pieces, "en", format="Word"))
    assert "".join(run.text for run in part.title) == "River note"
    assert headings(part) == [(2, "Background")]
