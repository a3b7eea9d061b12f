"""Paragraphs of a source: cut in two, too long, there twice, quoted otherwise than they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.checks import paragraphs, run
from diptych.checks.view import Example, Known, Pair, Paper, Papers, Place, Said, Side
from proofs import papers as of_documents


def paper(name: str, *texts: str, lang: str = "en") -> Paper:
    """A plain file: nobody knows what its lines are."""
    known = Known(lang)
    pairs = tuple(
        Pair(Said(text, lang, known, Side.SOURCE, place=Place(name, line)), Said("", "ru", known))
        for line, text in enumerate(texts, 1)
    )
    return Paper(name, lang, pairs, known)


def found(rule: str, *several: Paper) -> list[str]:
    """What the rule points at, in order."""
    together = Papers(several)
    return [fault.text for check, fault in run(together, paragraphs.CHECKS) if check.rule == rule]


def in_markdown(rule: str, *documents: str) -> list[str]:
    """What the rule points at in documents whose blocks are known."""
    example = Example(documents=documents)
    return [fault.text for check, fault in run(of_documents(example), paragraphs.CHECKS) if check.rule == rule]


CUT = (
    ("The participants agreed on the importance of the", "working group and of its report.", "the"),
    (
        "The participants agreed to improve controls in order to prevent and detect the movement",
        "of people.",
        "movement",
    ),
    ("His country had ratified all nineteen of the instruments that are related to counter-", "terrorism.", "counter-"),
    ("He underlined in his statement at the opening of the session on transit and trade that", "Asia grows.", "that"),
    ("Участники отметили большое значение работы группы по", "вопросам транзита и торговли.", "по"),
)

WHOLE = (
    ("The participants agreed on the importance of the report.", "working papers follow"),
    ("Key issues to be addressed in the first of the four thematic sessions of the Conference:", "exchange of data"),
    (
        "exchange of information between the authorities of the States of the region on the movement of goods;",
        "training",
    ),
    ("Conference on International and Regional Border Security", "in Dushanbe"),
    (
        "Recalling the resolutions of the General Assembly on the question of the illicit trade in arms,",
        "recalling also",
    ),
    (
        "Contact the secretariat of the Conference by any of the means that are named in the list below",
        "e-mail: a@b.org",
    ),
    ("The participants agreed on the importance of the", "- working group and its report"),
    ("The participants agreed on the importance of the", "| table | of | numbers |"),
    ("Statement of the President", "opening session"),
)


@pytest.mark.parametrize(("first", "second", "at"), CUT)
def test_a_paragraph_is_cut_in_two(first: str, second: str, at: str) -> None:
    lang = "ru" if first[0] > "z" else "en"
    assert found("cut-paragraph", paper("a", first, second, "Another.", lang=lang)) == [at]


@pytest.mark.parametrize(("first", "second"), WHOLE)
def test_a_paragraph_is_whole(first: str, second: str) -> None:
    assert found("cut-paragraph", paper("a", first, second, "Another.")) == []


def test_a_list_without_marks_is_no_cut() -> None:
    lead = "The participants in the meeting of the working group on transit and trade agreed on the need for"
    assert found("cut-paragraph", paper("a", lead, "exchange of data", "training of staff", "joint exercises")) == []


def test_headings_and_lists_are_no_paragraphs() -> None:
    text = "# R\n\n## On the first meeting of the\n\nworking group it was said.\n\n- a list of the\n- words\n"
    assert in_markdown("cut-paragraph", text) == []


def test_a_long_paragraph() -> None:
    sentence = "The Meeting noted the report on transit. "
    assert found("long-paragraph", paper("a", sentence * 18)) == [""]
    assert found("long-paragraph", paper("a", sentence * 17)) == []
    assert in_markdown("long-paragraph", f"# Report\n\n{sentence * 18}\n") == [""]
    assert in_markdown("long-paragraph", f"# Report\n\n- {sentence * 18}\n") == []
    assert found("long-paragraph", paper("a", "| a | b |" * 200)) == []


TWICE = "The Meeting took note of the report on transit and trade."
LONG = (
    f"{TWICE[:-1]}, thanked its authors, and asked the secretariat to send it to all States of the region by May 2023."
)


def test_the_same_paragraph_twice() -> None:
    assert found("duplicate-paragraph", paper("a", TWICE, "It rose.", TWICE)) == [TWICE]
    assert found("duplicate-paragraph", paper("a", TWICE, "It rose."), paper("b", TWICE)) == []
    assert found("duplicate-paragraph", paper("a", LONG), paper("b", LONG)) == [LONG]
    assert found("duplicate-paragraph", paper("a", "It rose.", TWICE, "It rose.")) == []
    assert found("duplicate-paragraph", paper("a", "About the event", "About the event")) == ["About the event"]
    heading = "Border Security Challenges: Identifying Threats, Risks and Avenues for Improvement"
    assert found("duplicate-paragraph", paper("a", heading, "It rose.", heading)) == []
    assert found("duplicate-paragraph", paper("a", f"“{TWICE}”", "It rose.", TWICE)) == []


def test_a_text_that_prints_in_two_documents_stands_once() -> None:
    one = paper("a", LONG)
    assert found("duplicate-paragraph", one, Paper("b", "en", one.pairs, one.known)) == []


def test_cells_and_labels_may_say_the_same() -> None:
    row = "| The Meeting took note of the report on transit | and so on |\n"
    assert in_markdown("duplicate-paragraph", f"# Report\n\n| a | b |\n|---|---|\n{row}{row}") == []


def test_two_headings_say_the_same() -> None:
    assert in_markdown("duplicate-label", "# R\n\n## One\n\n### A\n\n## Two\n\n### A\n\n### B\n") == []
    assert in_markdown("duplicate-label", "# R\n\n## One\n\n### A\n\n### B\n\n### A\n") == ["A"]


SPOKEN = (
    "Ensuring reliable security of the borders is essential, and the only main way to it is cooperation among States."
)


@pytest.mark.parametrize(
    ("quotation", "at"),
    [
        ("“The only main way to it is cooperation among States.”", []),
        ("“Ensuring reliable security of the borders is essential, and the only way to it is cooperation.”", ["way"]),
        ("“Ensuring solid security of the borders is essential, and the only main way is cooperation.”", ["solid"]),
        ("“Ensuring reliable security of the borders is essential […]”", []),
        ("“Ensuring [the] reliable security of the borders is essential.”", []),
        ("“ENSURING RELIABLE SECURITY of the borders is essential”", []),
        ("“No State can guard its borders alone, and none of them should have to.”", []),
        ("“Reliable borders”", []),
    ],
)
def test_a_quotation_set_apart(quotation: str, at: list[str]) -> None:
    said = found("pull-quote", paper("a", quotation, "The President spoke first.", SPOKEN))
    assert len(said) == len(at)
    assert all(part in text for part, text in zip(at, said, strict=True))


def test_what_is_left_out_is_told() -> None:
    quotation = "“Ensuring reliable security of the borders is essential, and the only way to it is cooperation.”"
    faults = [fault for _, fault in run(Papers((paper("a", quotation, SPOKEN),)), paragraphs.CHECKS)]
    assert ["“main” left out" in fault.message for fault in faults] == [True]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the documents the issue speaks of")
def test_the_originals_have_the_faults_that_a_reader_finds() -> None:
    several = []
    for path in sorted(SEEDS.glob("*.txt")):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        several.append(paper(path.name, *lines))
    counts = [len(found(rule, *several)) for rule in ("cut-paragraph", "duplicate-paragraph", "pull-quote")]
    assert counts == [33, 5, 1]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["the ", TWICE, LONG, SPOKEN, "“" + SPOKEN, "”", "\ud800", "", "a b c d e f g h and", "«x", "|"]
        )
        | st.text(max_size=30),
        max_size=8,
    )
)
def test_no_text_breaks_a_check(texts: list[str]) -> None:
    one = paper("a", *texts)
    for _, fault in run(Papers((one, paper("b", *texts, lang="ru"))), paragraphs.CHECKS):
        assert fault.said is not None
        assert 0 <= fault.start <= fault.end <= len(fault.said.raw)
