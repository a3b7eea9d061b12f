"""Plain text, Markdown and what comes out of PDFs as pieces; paragraphs that pages cut put together."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.finding import UserError
from diptych.importers import bullets, fragments, hyphens, joins, letters, markup, text
from diptych.importers.sheet import Cell, Form, Piece, Sheet, Spot, flat

FOLDER = Path(__file__).parent / "imports" / "text"


def read(source: str, path: str = "river.txt") -> Sheet:
    return joins.mend(text.read(source, path))


def texts(source: str, path: str = "river.txt") -> list[str]:
    return [piece.text for piece in read(source, path).pieces]


def rules(sheet: Sheet) -> list[str]:
    return [doubt.rule for doubt in sheet.doubts]


# --------------------------------------------------------------------------- letters


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("\ufeffRiver", "River"),
        ("eﬃcient ﬂoods", "efficient floods"),
        ("10\u00a0km\u202fup\u2009stream", "10 km up stream"),
        ("em\u200bbank\u2060ment", "embankment"),
        ("\uf0b7 stations\n\uf0a7 boats", "• stations\n• boats"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("и\u0306од", "йод"),
        ("bell\x07\x00", "bell"),
        ("«ёлочки» – “quotes” № 5", "«ёлочки» – “quotes” № 5"),
        ("“ Rivers” and (“ banks”)", "“Rivers” and (“banks”)"),
        ("он сказал „да“ и ушёл", "он сказал „да“ и ушёл"),  # there the same sign closes
        ("„мост “ новый", "„мост “ новый"),
    ],
)
def test_debris_of_a_conversion_goes_and_letters_stay(said: str, meant: str) -> None:
    assert letters.clean(said) == meant


def test_a_soft_hyphen_within_a_line_is_nothing() -> None:
    assert texts("The em\u00adbank\u00adment holds.") == ["The embankment holds."]


def test_a_lost_sign_is_a_doubt() -> None:
    sheet = read("The river\ud800 rises.\n\nThe \ufffdbank holds.")
    assert rules(sheet) == ["unreadable-sign"]
    assert "2 lines" in sheet.doubts[0].reason


# --------------------------------------------------------------------------- paragraphs


def test_a_line_is_a_paragraph_where_nobody_broke_lines() -> None:
    lines = ["The river rose. " * 20, "The bank held. " * 20, "Excellencies,", "Ladies and Gentlemen,"]
    assert texts("\n".join(line.strip() for line in lines)) == [line.strip() for line in lines]


WRAPPED = """\
Excellencies,
Ladies and Gentlemen,

The river has been rising since the beginning of the month, and the
municipalities on both of its banks have asked their volunteers to
inspect the embankments every night.
No damage was found by them. The gauges upstream now show that the
level will fall, and that schools may open again on Monday.

Zarina Sharifova
Minister for Water
"""


def test_broken_lines_become_paragraphs_and_short_ones_stay() -> None:
    assert [piece.text[:24] for piece in read(WRAPPED).pieces] == [
        "Excellencies,",
        "Ladies and Gentlemen,",
        "The river has been risin",
        "No damage was found by t",
        "Zarina Sharifova",
        "Minister for Water",
    ]


def test_each_piece_knows_its_line() -> None:
    assert [piece.spot.line for piece in read(WRAPPED).pieces] == [1, 2, 4, 7, 10, 11]


def truth(lang: str) -> list[str]:
    return (FOLDER / f"pdf-{lang}.truth.txt").read_text(encoding="utf-8").strip().split("\n")


def test_double_spaced_lines_are_no_paragraphs() -> None:
    source = "\n\n\n".join("\n\n".join(textwrap.wrap(one, 70)) for one in truth("en"))
    assert texts(source) == truth("en")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("width", [50, 72, 100])
@pytest.mark.parametrize("path", ["river.txt", "river.md"])
def test_lines_broken_at_any_width(lang: str, width: int, path: str) -> None:
    source = "\n\n".join(textwrap.fill(one, width) for one in truth(lang))
    assert texts(source, path) == truth(lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("mode", "wrong"), [("layout", 0), ("raw", 2)])
def test_a_pdf_gives_the_paragraphs_that_it_was_made_of(lang: str, mode: str, wrong: int) -> None:
    # LibreOffice made the PDF, pdftotext the text; without -layout nothing shows where some paragraphs end.
    meant = truth(lang)
    sheet = read((FOLDER / f"pdf-{lang}-{mode}.txt").read_text(encoding="utf-8"))
    assert len(meant) - len({piece.text for piece in sheet.pieces} & set(meant)) <= wrong * 2
    assert abs(len(sheet.pieces) - len(meant)) <= wrong
    assert set(rules(sheet)) == ({"running-head", "full-line"} if (mode, lang) == ("raw", "ru") else {"running-head"})
    assert len(rules(sheet)) <= 1 + wrong
    assert sheet.lang == lang


# --------------------------------------------------------------------------- pages

PAGES = "\f".join(
    f"River Conference — Report\n\n{body}\n\n{number}\n"
    for number, body in enumerate(
        [
            "The Minister opened the Conference and thanked the volunteers, who had inspected",
            "the embankments every night.\n\nInterventions from the floor\n\nThe Chair gave the floor to them.",
            "Excellencies,\n\nThe gauges show that the level falls.",
            "Excellencies,\n\nSchools may open again.",
        ],
        12,
    )
)


def test_running_heads_and_page_numbers_go_and_are_named_once() -> None:
    sheet = read(PAGES)
    assert [piece.text for piece in sheet.pieces] == [
        "The Minister opened the Conference and thanked the volunteers, who had inspected the embankments every night.",
        "Interventions from the floor",
        "The Chair gave the floor to them.",
        "Excellencies,",
        "The gauges show that the level falls.",
        "Excellencies,",
        "Schools may open again.",
    ]
    assert rules(sheet) == ["running-head"]
    assert "“River Conference — Report” (4 times), 4 page numbers" in sheet.doubts[0].reason


@pytest.mark.parametrize("number", ["- {} -", "Page {} of 9", "{}/9", "Стр. {}", "{}"])
def test_page_numbers_without_form_feeds_go_where_they_cut_sentences(number: str) -> None:
    towns = ["Upper Town", "Lower Town", "Old Bridge", "New Bridge", "Mill Island"]
    half = "In the night the water rose once more, and the people of"
    source = "\n\n".join(
        f"{half} {town}\n\n{number.format(at)}\n\nwent up to the hill.\n\nIn {town} the bank held."
        for at, town in enumerate(towns, 2)
    )
    assert texts(source) == [
        said for town in towns for said in (f"{half} {town} went up to the hill.", f"In {town} the bank held.")
    ]


CUT_BY_HEADS = [
    "In the night the water rose once more, and the people of both of the towns",
    "The River and its Towns",
    "went up to the hill.",
]


def test_a_line_that_cuts_sentences_goes_at_regular_distances() -> None:
    between = [f"The bank {at} held, and the gauges showed it." for at in range(3)]
    sheet = read("\n\n".join([*CUT_BY_HEADS, *between] * 4))
    assert not any(piece.text == CUT_BY_HEADS[1] for piece in sheet.pieces)
    assert rules(sheet) == ["running-head"]
    assert "left out" in sheet.doubts[0].reason


def test_a_line_that_cuts_sentences_anywhere_stays_with_a_doubt() -> None:
    between = ["The bank held, and the gauges upstream showed it."]
    source = [line for count in (2, 20, 3, 1) for line in [*CUT_BY_HEADS, *between * count]]
    sheet = read("\n\n".join(source))
    assert sum(piece.text == CUT_BY_HEADS[1] for piece in sheet.pieces) == 4
    assert "“The River and its Towns” stands in the text 4 times" in next(
        doubt.reason for doubt in sheet.doubts if doubt.rule == "running-head"
    )


def test_a_sentence_that_comes_again_is_no_running_head() -> None:
    lines = [CUT_BY_HEADS[0], "The Chair thanked the towns.", CUT_BY_HEADS[2], "A.", "B.", "C."]
    assert sum(one == lines[1] for one in texts("\n\n".join(lines * 4))) == 4


def test_numbered_speakers_are_no_page_numbers() -> None:
    source = "\n\n".join(f"Speaker {at}\n\nZarina Sharifova\n\nMinister for Water" for at in range(1, 7))
    assert len(texts(source)) == 18


# --------------------------------------------------------------------------- words cut at line ends


@pytest.mark.parametrize(
    ("first", "second", "glued"),
    [
        ("the informa-", "tion of all", "the information of all"),
        ("the embank\u00ad", "ment holds", "the embankment holds"),
        ("the co-", "operation of", "the co-operation of"),
        ("the Counter-", "Flood Strategy", "the Counter-Flood Strategy"),
        ("short-", "and long-term", "short- and long-term"),
        ("counter-", "terrorism measures", "counter-terrorism measures"),
        ("a whole-of-", "society approach", "a whole-of-society approach"),
        ("by COVID-", "19 in", "by COVID-19 in"),
        ("2016–", "2020", "2016–2020"),
        ("the river –", "a border", "the river – a border"),
        ("меж-", "дународное право", "международное право"),
        ("по-", "прежнему важно", "по-прежнему важно"),
        ("каких-", "либо стран", "каких-либо стран"),
        ("государств-", "членов", "государств-членов"),
    ],
)
def test_a_word_cut_at_a_lines_end(first: str, second: str, glued: str) -> None:
    words = hyphens.Words(["This is co-operation for society."], "ru" if second[0] > "я"[0] or first[0] > "z" else "en")
    assert words.glue(first, second) == (glued, "")


def test_what_nothing_decides_is_a_doubt() -> None:
    words = hyphens.Words(["the river", "a town"], "en")
    assert words.glue("the river-", "town road") == (
        "the river-town road",
        "“river-” at a line's end and “town” are taken as “river-town”",
    )


def test_pdftotext_takes_hyphens_that_belong_to_the_word() -> None:
    assert hyphens.uncamelled("Counter-Flood plan; the CounterFlood team; goTravel") == (
        "Counter-Flood plan; the Counter-Flood team; goTravel"
    )


# --------------------------------------------------------------------------- joins

LONG = "The Minister for Water recalled that the river had risen by four metres within two days and that the towns on"
CUT = [
    # certain
    (f"{LONG} both of its", "banks had helped each other.", True, []),
    ("1. *Reaffirm* that the towns will share what they know about the river, *inter*", "alia, its level;", True, []),
    # with a doubt
    (f"{LONG} both banks had adopted the Flood", "Strategy (FS). The Flood Strategy helps.", True, ["cut-paragraph"]),
    (f"{LONG} both banks had joined the “Programme for Central", "River” of the year.", True, ["cut-paragraph"]),
    # not at all
    (f"{LONG} both banks had asked for assistance", "As a result, volunteers came.", False, []),
    ("Excellencies,", "Ladies and Gentlemen,", False, []),
    ("Zarina Sharifova", "of the Ministry for Water", False, []),
    ("Opening of the Conference", "The Conference was opened by the Minister.", False, []),
    ("The Role of the River in the Life of the Towns on Both of its Banks and Beyond", "Mr. Sharif Nazarov", False, []),
    ("- boats for the river", "- stations for the gauges", False, []),
    ("We, the heads of the towns on both banks of the river, gathered here,", "подчёркивая важность мер;", False, []),
    ("отмечая, что реки пересекают границы,", "подчёркивая, что дамбы нуждаются в уходе,", False, []),
]


@pytest.mark.parametrize(("first", "second", "one", "doubts"), CUT)
def test_what_a_page_cut_is_joined(first: str, second: str, one: bool, doubts: list[str]) -> None:
    before = "The towns came together because of the river, which rises every spring and every autumn again."
    sheet = read(f"{before}\n\n{first}\n\n{second}\n\nLater the board read the Flood Strategy again in its boat.")
    assert (len(sheet.pieces) == 3) is one
    assert rules(sheet) == doubts


def test_emphasis_goes_over_the_cut() -> None:
    (piece,) = read("*Reaffirm* that the towns share what they know of the river, *inter*\n\nalia, its level;").pieces
    assert (
        markup.dumps(piece.runs)
        == "*Reaffirm* that the towns share what they know of the river, *inter alia*, its level;"
    )
    (piece,) = read(
        "The Minister quoted what the towns had said of it in *The River and\n\nits towns* last year."
    ).pieces
    assert markup.dumps(piece.runs).endswith("*The River and its towns* last year.")


def test_a_pull_quote_between_the_halves_comes_behind_them() -> None:
    quote = "“The river is ours.”"
    sheet = read(f"{LONG} both of its\n\n{quote}\n\nZarina Sharifova\n\nbanks had helped each other.")
    assert [piece.text for piece in sheet.pieces] == [
        f"{LONG} both of its banks had helped each other.",
        quote,
        "Zarina Sharifova",
    ]
    assert rules(sheet) == ["cut-paragraph"]
    assert sheet.pieces[0].lines == 2


def test_mending_twice_changes_nothing() -> None:
    once = read(PAGES)
    assert joins.mend(once) == once


# --------------------------------------------------------------------------- bullets and numbers


@pytest.mark.parametrize(
    ("line", "typed", "number"),
    [
        ("• boats", "•", ""),
        ("– boats", "–", ""),
        ("▪boats", "▪", ""),
        ("(a) boats", "(a)", "a"),
        ("a) boats", "a)", "a"),
        ("12. Boats", "12.", "12"),
        ("1) boats", "1)", "1"),
        ("iv) boats", "iv)", "iv"),
        ("а) лодки", "а)", "а"),
        ("№ 3 лодки", "№ 3", "3"),
        ("2.1 Boats", "2.1", "2.1"),
    ],
)
def test_a_marker(line: str, typed: str, number: str) -> None:
    found = bullets.marker(line)
    assert found is not None
    assert (found.typed, found.number) == (typed, number)


@pytest.mark.parametrize(
    "line",
    [
        "18 October 2022",
        "1373 (2001)",
        "9:00–10:30 Opening",
        "9.00–10.30 Открытие",
        "1. 5. 2022",
        "— REPORT —",
        "**Ms. Sharifova**, Minister",
        "-5 degrees",
        "А. Шарифова, министр",
        "Z. Sharifova, Minister",
        "г. Душанбе",
        "DUSHANBE • 18-19 OCTOBER",
    ],
)
def test_what_looks_like_a_marker_and_is_none(line: str) -> None:
    assert [(piece.form, piece.text) for piece in read(line).pieces] == [
        (Form.PARAGRAPH, "Ms. Sharifova, Minister" if line.startswith("**") else line)
    ]


def test_items_in_one_line_are_several() -> None:
    assert texts("• boats • stations • gauges") == ["boats", "stations", "gauges"]


def test_depth_by_kind_of_number_and_by_indent() -> None:
    numbers = "1. Towns:\n(a) of the left bank:\n(i) upper;\n(ii) lower;\n(b) of the right bank.\n2. Boats."
    source = f"{numbers}\n\nEnd.\n\n- one\n    - two\n- three\n"
    found = [(piece.typed, piece.level) for piece in read(source).pieces if piece.form is Form.ITEM]
    assert found == [
        ("1.", 1),
        ("(a)", 2),
        ("(i)", 3),
        ("(ii)", 3),
        ("(b)", 2),
        ("2.", 1),
        ("-", 1),
        ("-", 2),
        ("-", 1),
    ]


def test_a_dash_that_a_line_break_put_first_is_no_bullet() -> None:
    source = WRAPPED.replace(
        "embankments every night.", "embankments – all of them that stand on the left bank\n– every night."
    )
    assert all(piece.form is Form.PARAGRAPH for piece in read(source).pieces)


# --------------------------------------------------------------------------- HTML


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ('Chair <ul style="x: y">• Ms. A• Mr. B', [("paragraph", "Chair"), ("item", "Ms. A"), ("item", "Mr. B")]),
        ("<p>One</p> <p>Two", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<ol><li>One<li>Two</ol>", [("item", "One"), ("item", "Two")]),
        ("One<br>Two<br/>Three", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
        ("see <https://example.org/a> now", [("paragraph", "see https://example.org/a now")]),
        ("of <name> &amp; <b>one</b>", [("paragraph", "of <name> & one")]),
        ("the 1<sup>st</sup> of 10 km<sup>2</sup>", [("paragraph", "the 1st of 10 km²")]),
        ("<ul></ul>", []),
    ],
)
def test_remains_of_html(line: str, forms: list[tuple[str, str]]) -> None:
    assert [(piece.form.value, piece.text) for piece in fragments.read(line, Spot(3))] == forms


def test_tags_become_emphasis_and_links() -> None:
    (piece,) = fragments.read('<b>Bold</b> and <em>fine</em>, <a href="https://example.org/">here</a>', Spot(1))
    assert markup.dumps(piece.runs) == "**Bold** and *fine*, [here](https://example.org/)"
    (piece,) = fragments.read('<a href="javascript:x">here</a>', Spot(1))
    assert markup.dumps(piece.runs) == "here"


# --------------------------------------------------------------------------- tables


def rows(piece: Piece) -> list[list[str]]:
    return [[cell.text for cell in row] for row in piece.rows]


def test_a_table_of_tabs() -> None:
    (table,) = read("FB\tFlood Board\n9:00–10:30\tOpening\n\tChair <ul>• Ms. A• Mr. B\n").pieces
    assert rows(table) == [["FB", "Flood Board"], ["9:00–10:30", "Opening"], ["", "Chair Ms. A Mr. B"]]
    assert table.rows[2][1].pieces[1].spot == Spot(3, "table 1, row 3, column 2")


def test_a_table_goes_on_behind_a_page() -> None:
    first, second = read("9:00\tOpening\n\n\t<ul>• Ms. A").pieces
    assert first.form is second.form is Form.TABLE
    assert second.rows[0][0] == Cell(())


def test_tabs_behind_bullets_are_no_table() -> None:
    assert [piece.form for piece in read("•\tboats\n•\tgauges\n1.\tTowns\n2.\tBanks").pieces] == [Form.ITEM] * 4


def test_a_pipe_table() -> None:
    (table,) = read("| a | b |\n|---|:-:|\n| *x* | y \\| z |\n").pieces
    assert rows(table) == [["a", "b"], ["x", "y | z"]]


def test_columns_of_spaces() -> None:
    source = "9:00      Opening\n10:30     Coffee\n          in the tea house\n11:00     Session on floods\n"
    (table,) = read(source).pieces
    assert rows(table)[:2] == [["9:00", "Opening"], ["10:30", "Coffee in the tea house"]]


def test_a_justified_text_is_no_table() -> None:
    stretched = "The  river  rose  in  the  night\nand   the   towns  went  to  the\nhills  and  the  banks  held  and"
    source = f"{stretched}\nall was well.\n"
    assert all(piece.form is Form.PARAGRAPH for piece in read(source).pieces)


# --------------------------------------------------------------------------- Markdown

MARKDOWN = """\
---
title: 'River: a report'
# translators: nothing
date: 2022-10-19
---

# Report {#report}

Opening
-------

<!-- translators: the river has a name
     of its own -->

A *hard*
wrapped [paragraph](https://example.org/). {#first}

> Quoted
> words.

- one
  more
- two

Street\\
Town
"""


def test_markdown() -> None:
    head, rest = text.front(MARKDOWN)
    assert head == {"title": "River: a report", "date": "2022-10-19"}
    sheet = read(rest, "river.md")
    assert sheet.format == "Markdown"
    assert [(p.form.value, p.level, p.text, p.id, p.spot.line) for p in sheet.pieces] == [
        ("heading", 1, "Report", "report", 7),
        ("heading", 2, "Opening", "", 9),
        ("paragraph", 0, "A hard wrapped paragraph.", "first", 15),
        ("quote", 0, "Quoted words.", "", 18),
        ("item", 1, "one more", "", 21),
        ("item", 1, "two", "", 23),
        ("paragraph", 0, "Street", "", 25),
        ("paragraph", 0, "Town", "", 26),
    ]
    assert sheet.pieces[2].notes == ("the river has a name of its own",)


@pytest.mark.parametrize("source", ["", "no front", "---\nopen: 1\n", "---\n- list\n---\n"])
def test_no_front_matter(source: str) -> None:
    assert text.front(source) == ({}, source)


# --------------------------------------------------------------------------- laws

PARTS = st.sampled_from(
    [
        "The river rose",
        "and the bank",
        " – ",
        "• ",
        "\t",
        "\n",
        "\n\n",
        "\f",
        "(a) ",
        "1. ",
        "*",
        "**",
        "<ul>",
        "<li>",
        "</p>",
        "<!--",
        "-->",
        "|",
        "---",
        "# ",
        "> ",
        "12",
        "“",
        "”",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "-",
        "\u00ad",
        "   ",
        "\ud800",
        "\x00",
        *["{#a}", "[x](y)", "&lt;", "Г-н Шарифов", "подчёркивая", "  \n", "\\"],
    ]
)


@given(st.lists(PARTS, max_size=60).map("".join), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_becomes_a_sheet_with_true_lines(source: str, path: str) -> None:
    sheet = read(source, path)
    count = source.count("\n") + 1
    assert all(1 <= piece.spot.line <= count for piece in flat(sheet.pieces))
    assert all(doubt.reason and "\n" not in doubt.reason for doubt in sheet.doubts)
    assert all(piece.text.strip() == piece.text and piece.text for piece in flat(sheet.pieces))


@given(st.text(max_size=300))
def test_front_matter_keeps_the_lines(source: str) -> None:
    _, rest = text.front(source)
    assert rest.count("\n") == source.replace("\r\n", "\n").count("\n") or rest == source


@given(
    st.lists(
        st.sampled_from(["river", "bank", "town", "flood", "gauge", "Minister", "boats", "held"]),
        min_size=1,
        max_size=80,
    )
)
def test_no_word_is_lost_or_doubled(words: list[str]) -> None:
    source = " ".join(word + ("\n" if at % 9 == 8 else "") for at, word in enumerate(words))
    assert " ".join(texts(source)).split() == words


@pytest.mark.parametrize(
    "source",
    [
        "<!-- x\n" * 5_000,
        "\ta\n" * 5_000,
        "a  b  c  d\n" * 5_000,
        "a  b" * 20_000 + "\n" + "ab   " * 19_000,
        "# a" + " " * 90_000 + "b {#\n",
        "a" + "\u0301\u0323" * 45_000,
        "a\tb\n" * 5_000 + "a\t" * 40_000,
        "a|" * 400 + "\n" + "-|" * 400 + "\n" + "a|\n" * 5_000,
        "“(" * 40_000 + " abc\n\nabc\n\n",
        "\n" * 1_000_000,
    ],
    ids=range(10),
)
def test_what_is_made_to_be_slow_ends(source: str) -> None:
    sheet = read(source)
    assert all(piece.text for piece in flat(sheet.pieces))
    assert sum(len(row) for piece in sheet.pieces for row in piece.rows) < 300_000


@pytest.mark.parametrize(
    ("line", "said"),
    [("# Boats ##", "Boats"), ("# Boats#", "Boats#"), ("# Boats {#boats}  ##", "Boats"), ("## # Boats", "# Boats")],
)
def test_number_signs_behind_a_heading(line: str, said: str) -> None:
    assert texts(line, "river.md") == [said]


def test_words_count_their_parts() -> None:
    assert hyphens.Words(["A co-worker of the co\u2011workers"], "en").count["co"] == 2


@pytest.mark.parametrize(
    "source", ["a" * 200_000, "a\t" * 45_000 + "\n" + "a|" * 45_000 + "\n" + "a\t" * 45_000, "a\n" * 110_000]
)
def test_what_is_no_document_is_refused_in_one_line(source: str) -> None:
    with pytest.raises(UserError) as caught:
        text.read(source, "river.txt")
    assert "river.txt" in caught.value.message
    assert "\n" not in caught.value.message


# --------------------------------------------------------------------------- the originals


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_the_report_is_read_paragraph_by_paragraph() -> None:
    sheet = read((SEEDS / "report.txt").read_text(encoding="utf-8"), "report.txt")
    assert sum(piece.lines - 1 for piece in sheet.pieces if piece.form is not Form.TABLE) == 41
    assert rules(sheet) == ["cut-paragraph"] * 3
    assert [piece.spot.line for piece in sheet.pieces if piece.text[:1].islower()] == [12, 14, 24, 711]
    assert sum(piece.form is Form.ITEM and piece.number != "" for piece in sheet.pieces) == 13


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
@pytest.mark.parametrize("name", ["concept-note.txt", "website.txt", "press-release.txt"])
def test_each_line_of_the_others_is_a_piece(name: str) -> None:
    source = (SEEDS / name).read_text(encoding="utf-8")
    sheet = read(source, name)
    assert len(sheet.pieces) == sum(1 for line in source.split("\n") if line.strip())
    assert sheet.doubts == ()


def test_a_speaker_whose_minutes_stand_in_front_does_not_go_on_with_the_line_above() -> None:
    above = " ".join(
        ["the office of the commission for the water of both banks of the long river and its many towns"] * 2
    )
    sheet = joins.mend(text.read(f"Anna Petrova, {above}\n\n3′ Juri Kask, engineer of the station\n", "days.txt"))
    assert len(sheet.pieces) == 2
    assert sheet.doubts == ()
