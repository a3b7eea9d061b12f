"""A declaration as one sentence, in one file or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.checks import declaration, run
from diptych.checks.view import Example, Fault
from proofs import hits, papers
from reading_files import lines_as_papers

HEAD = "---\nkind: declaration\ntitle: D\n---\n\n"
RECITALS = ("*Recalling* the Charter,", "*Noting* the river,")
SEMICOLONS = ("*Recalling* the Charter;", "*Noting* the river;")


def faults(*texts: str) -> list[tuple[str, Fault]]:
    return [(check.rule, fault) for check, fault in run(papers(Example(documents=texts)), declaration.CHECKS)]


def said(*paragraphs: str, head: str = HEAD) -> list[tuple[str, str, str | None]]:
    """What is said of a declaration: rule, faulty text, proposal."""
    text = head + "\n\n".join(paragraphs) + "\n"
    return [(rule, fault.text, fault.proposed) for rule, fault in faults(text)]


@pytest.mark.parametrize("recitals", [RECITALS, SEMICOLONS, ()])
@pytest.mark.parametrize(
    "operative",
    [
        ("1. *Call upon* A;", "2. *Thank* B."),
        ("1. *Call upon* A; and", "2. *Thank* B."),
        ("1. *Ask* States:\n   1. to go;\n   2. to come;", "2. *Thank* “B.”"),
        ("1. *Ask* States:\n   1. to go,\n   2. to come;", "2. *Thank* B:\n   1. to stay;\n   2. to rest."),
        ("1. *We agree.* It is so.", "2. *We act.* Now.", "3. *We stay.* Here.", "4. *We thank* B."),
        ("1. *Express our gratitude* to A;", "2. *Encourage* further work;", "3. *Take note of* B."),
    ],
)
def test_a_correct_declaration_is_silent(recitals: tuple[str, ...], operative: tuple[str, ...]) -> None:
    assert said("We, the participants:", *recitals, *operative, "Done in Dushanbe.") == []


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # the ends
        ((*RECITALS, "1. *Ask* A.", "2. *Thank* B."), ("op-punctuation", ".", ";")),
        ((*RECITALS, "1. *Ask* A;", "2. *Thank* B;"), ("op-punctuation", ";", ".")),
        ((*RECITALS, "1. *Ask* A,", "2. *Thank* B."), ("op-punctuation", ",", ";")),
        ((*RECITALS, "1. *Ask* all", "2. *Thank* B."), ("op-punctuation", "l", "l;")),
        ((*RECITALS, "*Aware* of it;", "1. *Ask* A;", "2. *Thank* B."), ("op-punctuation", ";", ",")),
        ((*SEMICOLONS, "*Aware* of it.", "1. *Ask* A;", "2. *Thank* B."), ("op-punctuation", ".", ";")),
        ((*RECITALS, "1. *Ask*:\n   1. to go.\n   2. to come;", "2. *Thank* B."), ("op-punctuation", ".", ";")),
        # the verbs
        ((*RECITALS, "1. *Reaffirm our* aim."), ("lead-verb-source", "*Reaffirm our*", "*Reaffirm* our")),
        (
            (*RECITALS, "1. *Recognize the work of* A."),
            ("lead-verb-source", "*Recognize the work of*", "*Recognize* the work of"),
        ),
        (
            (*RECITALS, "1. *Underscore* further the aim."),
            ("lead-verb-source", "*Underscore* further", "*Underscore further*"),
        ),
        (("Bearing in mind the Charter,", "1. *Ask* A."), ("lead-verb-source", "Bearing", "*Bearing*")),
        # the numbers
        ((*RECITALS, "1. *Ask* A;", "A paragraph between.", "1. *Thank* B."), ("op-numbering", "", None)),
    ],
)
def test_a_faulty_declaration(paragraphs: tuple[str, ...], expected: tuple[str, str, str | None]) -> None:
    assert said("We, the participants:", *paragraphs) == [expected]


def test_a_confirmed_translation_is_looked_at_too() -> None:
    paragraphs = (
        "*Recalling* the Charter,\n=> *ссылаясь* на Устав,",
        "*Noting* the river,\n=> *отмечая* реку;",
        "*Aware* of it,\n=> *сознавая* это,",
        "1. *Ask* A;\n=> *просим* А.",
        "2. *Thank* B.\n=> *благодарим* Б.",
    )
    assert said("We:\n=> Мы:", *paragraphs) == [("op-punctuation", ";", ","), ("op-punctuation", ".", ";")]


def test_a_declaration_in_another_text_is_seen_by_its_numbers_and_verbs() -> None:
    ops = ("1\\. *Ask* A;", "2\\. *Call on* B.", "4\\. *Thank* C;", "5\\. *Request* D.")
    paragraphs = ("We, the heads of delegation:", "Underlining the aim;", "Noting the river;", *ops)
    assert said(*paragraphs, head="") == [
        ("op-numbering", "4", None),
        ("lead-verb-source", "Underlining", "*Underlining*"),
        ("lead-verb-source", "Noting", "*Noting*"),
        ("op-punctuation", ".", ";"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. *Scope.* This applies.\n\n2. *Terms.* They hold.\n\n3. *End.* It ends.\n",
        "1. *Scope*\n\n2. *Terms*\n\n3. *End*\n",
        "Noting the river, we met.\n\n1. One;\n2. Two;\n3. Three.\n",
        "1\\. *Ask* A;\n\n2\\. *Thank* B;\n",
    ],
)
def test_a_list_is_no_declaration(text: str) -> None:
    assert faults(text) == []


def test_the_two_files_of_a_declaration_have_the_same_paragraphs() -> None:
    english = HEAD + "We:\n\n*Recalling* A,\n\n*Noting* B,\n\n1. *Ask* C;\n\n2. *Thank* D.\n"
    head = HEAD.replace("title: D", "title: D\nlang: ru")
    russian = head + "Мы:\n\n*напоминая* А,\n\n*отмечая* Б,\n\n1. *просим* В;\n\n2. *благодарим* Г.\n"
    shorter = russian.replace("*отмечая* Б,\n\n", "").replace("1. *просим* В;\n\n", "")
    assert faults(english, russian) == []
    assert [(rule, fault.message) for rule, fault in faults(english, shorter)] == [
        ("op-numbering", "paragraph 2 stands at the beginning, where 1 should"),
        ("op-count", "2 recitals in English, 1 in Russian"),
        ("op-count", "2 operative paragraphs in English, 1 in Russian"),
    ]
    rules = [rule for rule, _ in faults(english, english, shorter)]
    assert rules == ["op-numbering"], "nobody can say which of two belongs to the third"


PARAGRAPHS = st.lists(st.sampled_from(("*Noting* it,", "*Noting* it;", "1. *Ask*.", "2. *Ask* A", "   1. to go;", "x")))


@given(PARAGRAPHS)
def test_a_declaration_mended_as_proposed_ends_as_it_must(paragraphs: list[str]) -> None:
    text = HEAD + "\n\n".join(("We:", *paragraphs)) + "\n"
    lines = text.split("\n")
    for rule, fault in faults(text):
        if rule == "op-punctuation" and fault.said and fault.said.place and fault.proposed:
            raw, at = fault.said.raw, fault.said.place.line - 1
            lines[at] = lines[at].replace(raw, raw[: fault.start] + fault.proposed + raw[fault.end :])
    assert [fault.message for rule, fault in faults("\n".join(lines)) if rule == "op-punctuation"] == []


@given(st.text(st.sampled_from("1*.;, a(“»\\\nЯ:"), max_size=60))
def test_no_text_crashes_a_check(text: str) -> None:
    for head in (HEAD, ""):
        assert all(fault.message for _, fault in faults(head + text))


@given(st.text(max_size=200))
def test_no_characters_crash_a_check(text: str) -> None:
    rules = {check.rule for check in declaration.CHECKS}
    assert all(hit.message for hit in hits(Example(en=f"1. *{text}", ru=text), rules))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_the_declaration_in_the_original_report() -> None:
    found = list(run(lines_as_papers(SEEDS / "report.txt"), declaration.CHECKS))
    assert {check.rule for check, _ in found} == {"lead-verb-source", "op-punctuation"}
    assert [fault.message for check, fault in found if check.rule == "op-punctuation"] == [
        "paragraph 7 ends in a full stop, as only the last does"
    ]
