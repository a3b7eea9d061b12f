"""Runs and parts as Markdown: what is written reads as what was said, with no finding."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych import inline, markdown
from diptych.importers import markup, prose
from diptych.importers.sheet import Cell, Form, Part, Piece, Spot, flat
from diptych.model import Kind, Run

SIGNS = "ab яё.,;:!?*_`[]()<>{}&#\\|~-+=1\"'«»“”—/\u00a0\u202e\n\t"
SAID = st.text(alphabet=SIGNS, max_size=12)
RUNS = st.lists(
    st.builds(
        Run, SAID, st.booleans(), st.booleans(), st.sampled_from(("", "", "", "https://a.org/x_(y)?a=1&b=2", "#top"))
    ),
    max_size=5,
)
STARTS = st.sampled_from(("", "- ", "1. ", "# ", "> ", "|", "---", "<div>", "<!-- ", "[1]: ", "```", "{#a}", "a {#b}"))
TEXTS = st.builds(lambda start, runs: (Run(start), *runs), STARTS, RUNS)
SPOTS = st.builds(Spot, st.integers(1, 99))
NUMBERS = st.sampled_from(("", "1", "2", "3", "9", "a", "b", "i", "ii", "а", "б", "IV", "1.1", "0", "1234567890"))
NOTES = st.lists(st.sampled_from(("see annex", "a --> b -- <!-- c", "-", "")), max_size=2).map(tuple)
PROSE = st.builds(
    Piece,
    st.sampled_from((Form.HEADING, Form.PARAGRAPH, Form.ITEM, Form.ITEM, Form.QUOTE)),
    SPOTS,
    TEXTS,
    level=st.integers(0, 5),
    number=NUMBERS,
    typed=st.sampled_from(("", "(a)", "•", "12.")),
    notes=NOTES,
    id=st.sampled_from(("", "", "own", "Bad id", "op-1")),
)
CELLS = st.builds(Cell, st.lists(PROSE, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3))
TABLES = st.builds(
    lambda spot, rows: Piece(Form.TABLE, spot, rows=tuple(map(tuple, rows))),
    SPOTS,
    st.lists(st.lists(CELLS, max_size=3), max_size=3),
)
PARTS = st.builds(
    Part,
    st.sampled_from(("document", "report")),
    TEXTS,
    st.lists(PROSE | TABLES, max_size=8).map(tuple),
    st.sampled_from(("en", "ru")),
    subtitle=TEXTS,
    front=st.dictionaries(st.sampled_from(("date", "status", "symbol", "author")), SAID, max_size=2),
)


@given(RUNS)
@example([Run("a"), Run("«b»", emphasis=True), Run("c")])
def test_what_is_written_says_the_same(runs: list[Run]) -> None:
    assert inline.plain(markup.dumps(runs)) == "".join(run.text for run in markup.tidied(runs))


@given(st.lists(st.builds(Run, st.text(alphabet="ab ,.«»*_&", max_size=8), st.booleans(), st.booleans()), max_size=4))
def test_emphasis_between_words_comes_back(runs: list[Run]) -> None:
    apart = [part for run in runs for part in (run, Run(" a "))]
    assert inline.parse(markup.dumps(apart)) == markup.tidied(apart)


@given(PARTS)
def test_a_part_reads_as_it_was(part: Part) -> None:
    written = prose.dumps(part, {})
    document, found = markdown.loads(written.text, "x.md", "x")
    assert found == []
    head = (Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE)
    read = [inline.plain(one.key.msgid) for block in document.blocks for one in block.parts if block.kind not in head]
    rest = "".join("".join(read).split())
    for piece in flat(part.pieces):  # in their order, all of them
        text = "".join("".join(run.text for run in markup.tidied(piece.runs)).split())
        assert text in rest
        rest = rest[rest.index(text) + len(text) :]
    assert max(written.lines.values()) <= written.text.count("\n")


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Run("a lone * and R&D <5 snake_case [1]")], "a lone * and R&D <5 snake_case [1]"),
        ([Run("a*b c*d")], r"a\*b c\*d"),
        ([Run("{dates} and {Dates}")], r"\{dates} and {Dates}"),
        ([Run("end {#id}")], r"end \{#id}"),
        ([Run("<!-- no -->")], r"<\!-- no -->"),
        ([Run("«“"), Run("inter alia", emphasis=True), Run("”»")], "«“*inter alia*”»"),
        ([Run("Note ", emphasis=True), Run("that")], "*Note* that"),
        ([Run("all ", strong=True), Run("of it", emphasis=True, strong=True)], "**all *of it***"),
        ([Run("here", href="https://a.org/x")], "[here](https://a.org/x)"),
    ],
)
def test_no_backslash_that_is_not_needed(runs: list[Run], written: str) -> None:
    assert markup.dumps(runs) == written


@pytest.mark.parametrize(
    "text",
    ["1. a", "1999. A year", "- a", "+ a", "* a", "# a", "> a", "| a", "---", "***", "```", "<p>", "[1]: a", "==="],
)
def test_a_paragraph_stays_one(text: str) -> None:
    part = Part("document", (Run("T"),), (Piece(Form.PARAGRAPH, Spot(1), (Run(text),)),), "en")
    document, found = markdown.loads(prose.dumps(part, {}).text, "x.md", "x")
    assert found == []
    assert [(block.kind, inline.plain(block.parts[0].key.msgid)) for block in document.blocks[1:]] == [
        (Kind.PARAGRAPH, text)
    ]


@pytest.mark.parametrize("text", ["a: b", "a #b", "- a", "'a'", "[a", "no", "1.0", "a:", "*a*", "{a}", "% a", "…"])
def test_what_yaml_would_misread_is_quoted(text: str) -> None:
    written = prose.dumps(Part("document", (Run(text),), (), "en"), {"notice": text})
    document, found = markdown.loads(written.text, "x.md", "x")
    assert found == []
    assert inline.plain(document.blocks[0].parts[0].key.msgid) == text


def item(line: int, text: str, level: int, number: str = "", typed: str = "") -> Piece:
    return Piece(Form.ITEM, Spot(line), (Run(text),), level, number, typed)


def test_lists_keep_their_numbers() -> None:
    pieces = (
        item(1, "three", 1, "3", "3."),
        item(2, "sub", 2, "a", "(a)"),
        item(3, "deep", 3, "i", "(i)"),
        item(4, "five", 1, "5", "5."),
        item(5, "dot", 1, "", "•"),
        item(6, "lettered", 1, "b", "(b)"),
    )
    written = prose.dumps(Part("document", (Run("T"),), pieces, "en"), {})
    body = written.text.split("---\n", 2)[2].strip("\n")
    assert body == "3. three\n   1. sub\n      1. deep\n\n5) five\n\n- dot\n\n(b) lettered"
    assert written.text.split("\n")[written.lines[4] - 1] == "5) five"


def cell(text: str, columns: int = 1, rows: int = 1, *, strong: bool = False) -> Cell:
    return Cell((Piece(Form.PARAGRAPH, Spot(7), (Run(text, strong=strong),)),), columns, rows)


def test_tables() -> None:
    head = (cell("One", strong=True), cell("Two", strong=True))
    rows = (head, (cell("a|b"), cell("c", rows=2)), (cell("d"),), (cell("e", columns=2),))
    text = prose.dumps(Part("document", (Run("T"),), (Piece(Form.TABLE, Spot(7), rows=rows),), "en"), {}).text
    assert text.endswith("| One | Two |\n|---|---|\n| a\\|b | c |\n| d |  |\n| e |  |\n")
    bare = Piece(Form.TABLE, Spot(7), rows=((cell("a"), cell("b")),))
    text = prose.dumps(Part("document", (Run("T"),), (bare,), "en"), {}).text
    assert text.endswith("|  |  |\n|---|---|\n| a | b |\n")


def test_notes_speak_to_translators() -> None:
    piece = Piece(Form.PARAGRAPH, Spot(1), (Run("text"),), notes=("ends --> here",))
    text = prose.dumps(Part("document", (Run("T"),), (piece,), "en"), {}).text
    document, _ = markdown.loads(text, "x.md", "x")
    assert document.blocks[-1].parts[0].comment == "ends –> here"
