"""Markdown with its front matter: blocks with their lines, and what is wrong as findings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import markdown
from diptych.model import Kind
from reading import CONTENT, example, ids_differ, places_exist, printed, said

PROSE = "---\ntitle: T\n---\n\n"
DECLARATION = "---\nkind: declaration\ntitle: T\n---\n\n"


def blocks(text: str) -> list[str]:
    """The blocks behind the title: kind, anchor, number, text."""
    document, _ = markdown.loads(text, "x.md", "x")
    return [
        f"{b.kind} #{b.id} {b.number + ' ' if b.number else ''}{b.parts[0].key.msgid if b.parts else ''}".strip()
        for b in document.blocks[1:]
    ]


def rules(text: str) -> list[str]:
    return [f"{finding.span.line} {finding.rule}" for finding in markdown.loads(text, "x.md", "x")[1]]


def test_prose_becomes_blocks_with_their_true_lines() -> None:
    document, found = markdown.loads(example("prose.md"), "prose.md", "note")
    assert printed(document) == example("prose.blocks").splitlines()
    assert said(found) == []
    assert (document.kind, document.lang, document.status, document.symbol) == ("document", "en", "final", "R/2023/2")
    assert str(document.date) == "2023-05-01"


def test_a_broken_declaration_is_read_all_the_same() -> None:
    document, found = markdown.loads(example("declaration.md"), "declaration.md", "declaration")
    assert said(found) == example("declaration.findings").splitlines()
    assert printed(document) == example("declaration.blocks").splitlines()


def test_the_real_declaration_is_read_without_a_finding() -> None:
    text = (CONTENT / "declaration.md").read_text("utf-8")
    document, found = markdown.loads(text, "content/declaration.md", "declaration")
    assert said(found) == []
    kinds = [block.kind for block in document.blocks]
    assert kinds[:3] == [Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE]
    assert kinds.count(Kind.CHAPEAU) == 1
    assert kinds.count(Kind.RECITAL) == 7
    assert [block.id for block in document.blocks if block.kind is Kind.OPERATIVE] == [f"op-{n}" for n in range(1, 14)]
    lines = text.split("\n")
    for block in document.blocks[3:]:
        start = block.parts[0].key.msgid.split(" ", 1)[0]
        assert start in lines[block.span.line - 1]


def test_only_a_headings_id_is_a_context() -> None:
    text = PROSE + "above\n\n## A {#a}\n\none {#mine}\n\n### B {#b}\n\ntwo\n\n## C\n\nthree\n"
    document, _ = markdown.loads(text, "x.md", "x")
    assert [(b.id, b.group, b.heading, b.parts[0].key.context) for b in document.blocks[1:]] == [
        ("p-1", "", "", None),
        ("a", "a", "A", "a"),
        ("mine", "a", "A", "a"),
        ("b", "b", "B", "b"),
        ("p-3", "b", "B", "b"),
        ("h-3", "h-3", "C", "b"),
        ("p-4", "h-3", "C", "b"),
    ]


def test_an_anchor_of_our_own_making_steps_aside_for_one_that_the_author_gave() -> None:
    assert blocks(PROSE + "one\n\ntwo {#p-1}\n") == ["paragraph #p-1-2 one", "paragraph #p-1 two"]


def test_the_title_may_be_the_first_heading() -> None:
    document, found = markdown.loads("# The *title*\n\ntext\n", "x.md", "note", "final")
    assert said(found) == []
    assert printed(document) == ["1 title #title | note:title The *title*", "3 paragraph #p-1 | note:– text"]
    assert document.status == "final"


def test_a_document_without_a_title_says_so() -> None:
    assert rules("text\n") == ["1 missing-key"]


def test_lists_are_numbered_as_a_declaration_has_them() -> None:
    text = DECLARATION + "1. *Do* a\n   1. b\n      1. c\n      2. d\n   2. e\n      - f\n2. *Do* g\n"
    assert blocks(text) == [
        "operative #op-1 1 *Do* a",
        "list-item #op-1-a (a) b",
        "list-item #op-1-a-i (i) c",
        "list-item #op-1-a-ii (ii) d",
        "list-item #op-1-b (b) e",
        "list-item #li-5 f",
        "operative #op-2 2 *Do* g",
    ]


def test_a_list_may_go_on_with_its_number_behind_a_comment() -> None:
    text = DECLARATION + "1. *Do* a\n\n<!-- translators: b is new -->\n\n2. *Do* b\n"
    document, found = markdown.loads(text, "x.md", "x")
    assert said(found) == []
    assert [(b.id, b.parts[0].comment) for b in document.blocks[1:]] == [("op-1", ""), ("op-2", "b is new")]


def test_items_that_all_bear_the_same_number_are_counted() -> None:
    assert rules(PROSE + "1. a\n1. b\n1. c\n") == []
    assert rules(PROSE + "1. a\n2. b\n2. c\n") == ["7 misnumbered"]


def test_a_declaration_without_emphasis_is_no_declaration_but_says_so() -> None:
    assert rules(DECLARATION + "We:\n\n*Noting* a;\n\nRecalling b;\n\n1. Do c.\n") == [
        "10 no-lead-verb",
        "12 no-lead-verb",
    ]


def test_a_paragraph_all_in_italics_is_no_recital() -> None:
    assert blocks(DECLARATION + "*Adopted in May*\n\nWe:\n\n*Noting* a;\n\n1. *Do* c.\n") == [
        "paragraph #p-1 *Adopted in May*",
        "chapeau #chapeau We:",
        "recital #recital-1 *Noting* a;",
        "operative #op-1 1 *Do* c.",
    ]


def test_a_hard_break_ends_the_unit() -> None:
    assert blocks(PROSE + "a\\\nb  \nc \\\\\nd\n") == [
        "paragraph #p-1 a",
        "paragraph #p-2 b",
        r"paragraph #p-3 c \\ d",
    ]


def test_front_matter_that_is_not_closed_is_found_and_the_body_read() -> None:
    text = "---\ntitle: T\n\ntext\n"
    assert rules(text) == ["1 front-matter"]
    assert blocks(text) == ["paragraph #p-1 text"]


def test_broken_front_matter_is_found_with_its_line_and_the_body_read() -> None:
    text = "---\ntitle: T\nnotice: a: b\n---\ntext\n"
    assert rules(text) == ["3 yaml-syntax"]
    assert "paragraph #p-1 text" in blocks(text)


def test_an_unknown_key_names_the_nearest() -> None:
    _, (finding,) = markdown.loads("---\ntitle: T\nsybmol: A/1\n---\n", "x.md", "x")
    assert (finding.span.line, finding.hint) == (3, "Did you mean “symbol”?")


def test_a_tab_in_the_front_matter_is_one_finding_and_the_body_has_its_own() -> None:
    text = "---\ntitle: T\nnotice: >\n\tN\nsybmol: A/1\n---\n\na <b>\n"
    assert rules(text) == ["4 tab", "8 raw-html"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<!-- to do\n\ntext\n\nmore\n", 5),
        ("<!-- one --> <!--\ntwo\n", 5),
        ("one\n\ntwo\nand <!-- to do\n\nthree\n", 8),
        ("- one\n- two <!-- to do\n", 6),
        ("## one <!-- to do\n", 5),
    ],
)
def test_a_comment_that_is_not_closed_is_said_to_be_so(text: str, line: int) -> None:
    _, found = markdown.loads(PROSE + text, "x.md", "x")
    assert said(found) == [
        f"{line} warning[raw-html]: a comment that is not closed, which prints as text | Close it with “-->”."
    ]


def test_the_sign_of_a_comment_may_be_meant_as_such() -> None:
    assert rules(PROSE + "a \\<!-- b\n") == []
    assert rules(PROSE + "a `<!--` b\n") == ["5 code"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("*a " * 33_000, "too-much-markup"),
        ("a " * 60_000, "block-too-long"),
        ("> " * 50_000 + "a", "too-deep"),
        ("- " * 50_000 + "a", "too-deep"),
        ("\n".join("  " * level + "- a" for level in range(60)), "too-deep"),
        ("<!--" * 30_000, "raw-html"),
        ("x" + "[" * 90_000, "too-much-markup"),
    ],
)
def test_what_would_keep_a_parser_busy_is_a_finding(text: str, rule: str) -> None:
    assert rule in {line.split()[1] for line in rules(PROSE + text + "\n\nlast words\n")}


def test_long_runs_of_blanks_and_openers_are_read_once() -> None:
    for unit in (" ", "{#", "\\", "a <!--"):
        document, _ = markdown.loads(PROSE + "a" + unit * 30_000 + "b\n", "x.md", "x")
        assert len(document.blocks) == 2


PIECES = [
    *"\n\n\n\n  #*_->|:`[]()<!&\\\t\r",
    "---\n",
    "title: T\n",
    "kind: declaration\n",
    "# a\n",
    "## b {#b}\n",
    "1. *Do*",
    "   2. x\n",
    "- ",
    "> ",
    "|a|b|\n|-|-|\n",
    "<!-- translators: x -->",
    "<div>",
    "```\n",
    "***\n",
    "{#id}",
    "[a]: b\n",
    "![i](j)",
    "  \n",
    "\u202e",
    "\x00",
    "\ud800",
    "\u2028",
    "\ufeff",
]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_no_text_raises_and_every_place_exists(text: str) -> None:
    document, found = markdown.loads(text, "x.md", "x")
    assert places_exist(text, document, found)
    assert ids_differ(document)
    for block in document.blocks:
        assert block.parts or block.kind is Kind.CELL
        for part in block.parts:
            assert part.key.msgid
            assert "\n" not in part.key.msgid
