"""Abbreviations: at their first use, and on the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.checks.view import Example
from proofs import hits

SCO = {
    "Shanghai Cooperation Organization": "Шанхайская организация сотрудничества",
    "SCO": "ШОС",
    "unmanned aerial vehicle": "беспилотный летательный аппарат",
    "UAV": "БПЛА",
    "European Union": "Европейский союз",
    "EU": "ЕС",
}
SOURCE = ("abbreviation-undefined", "abbreviation-unused", "abbreviation-twice", "abbreviation-differs")


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("The Shanghai Cooperation Organization (SCO) met.", "Состоялось совещание ШОС.", "ШОС"),
        ("The Shanghai Cooperation Organization met.", "Состоялось совещание ШОС.", "ШОС"),
        ("Unmanned aerial vehicles (UAVs) flew.", "Над границей летали БПЛА.", "БПЛА"),
        ("The Joint Border Post (JBP) is open.", "Открыт СПП.", "СПП"),
        ("The *Joint Border Post* (“JBP”) is open.", "Открыт СПП.", "СПП"),
    ],
)
def test_an_abbreviation_is_spelled_out_where_the_source_spells_it_out(en: str, ru: str, at: str) -> None:
    assert [hit.text for hit in hits(Example(en, ru, first=True, terms=SCO), ["abbreviation"])] == [at]
    assert hits(Example(en, ru, terms=SCO), ["abbreviation"]) == []  # from the middle of a document


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("The Shanghai Cooperation Organization (SCO) met.", "Шанхайская организация сотрудничества (ШОС) собралась."),
        ("The Shanghai Cooperation Organization (SCO) met.", "В Шанхайской организации сотрудничества (далее — ШОС)"),
        ("The Shanghai Cooperation Organization (SCO) met.", "ШОС (Шанхайская организация сотрудничества) собралась."),
        ("The SCO met.", "ШОС собралась."),
        ("The European Union (EU) pays.", "Платит ЕС."),
        ("The Joint Border Post (JBP) of the USA", "Совместный пограничный пост (СПП) США"),
        ("The Joint Border Post (JBP) is open.", "Открыт совместный пограничный пост."),
        ("The Ministry of Foreign Affairs (MFA)", "МИД"),
        ("Resolution IV (Part II) of the Council", "Резолюция IV (часть II) Совета"),
    ],
)
def test_one_that_is_spelled_out_or_known_to_everybody_is_no_fault(en: str, ru: str) -> None:
    assert hits(Example(en, ru, first=True, terms=SCO), ["abbreviation"]) == []


def test_only_the_first_use_counts() -> None:
    text = (
        "The Shanghai Cooperation Organization met.\n=> Шанхайская организация сотрудничества собралась.\n\n"
        "The Shanghai Cooperation Organization (SCO) parted.\n=> ШОС разошлась.\n"
    )
    assert hits(Example(documents=(text,), terms=SCO), ["abbreviation"]) == []


def _on_source(*documents: str) -> list[tuple[str, str]]:
    return [(hit.rule.removeprefix("abbreviation-"), hit.text) for hit in hits(Example(documents=documents), SOURCE)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("The JBP is open.\n\nThe JBP works.\n", [("undefined", "JBP")]),
        ("Two JBPs opened.\n\nA JBP’s staff works.\n", [("undefined", "JBPs")]),
        ("The JBP is open.\n\nIt works.\n", []),
        ("The JBP — the joint border post — is open.\n\nThe JBP works.\n", []),
        ("The Joint Border Post (JBP) is open.\n\nIt works.\n", [("unused", "JBP")]),
        ("The Joint Border Post (JBP) is open; the JBP works.\n\nIt works.\n", []),
        ("The joint border post (hereinafter the “JBP”) is open.\n\nIt works.\n", [("unused", "JBP")]),
        ("The Joint Border Post (JBP) is open.\n\nThe Joint Border Post (JBP) works.\n", [("twice", "JBP")]),
        ("Mr. Ali (UNOCT) spoke.\n\nMs. Bo (UNOCT) replied.\n", []),
        ("The UN, the EU and the USA met.\n\nThe UN, the EU and the USA parted.\n", []),
        ("Session II met.\n\nSession II and Part XI ended.\n", []),
        ("See A/RES/75/291.\n\nSee A/RES/75/291 and S/RES/2396 (2017).\n", []),
        ("RECALLING the Charter,\n\nRECALLING the Declaration,\n", []),
        ("NOTING the Charter,\n\nNOTING the Declaration,\n", []),
        ("SESSION ONE IS OPEN; see the SESSION.\n\nThe session was a SESSION.\n", []),
        ("JBP Joint Border Post\n\nThe JBP works; the JBP is new.\n", []),
        ("The API/PNR data\n\nSystems of API/PNR\n", [("undefined", "API"), ("undefined", "PNR")]),
        ("Mr. SM Ali spoke.\n\nMr. SM Ali replied.\n", []),
        ("Bo, Office of Border Affairs (OBA), spoke.\n\nAl, Office of Border Affairs (OBA), replied.\n", []),
        ("THE JBP IS OPEN\n\nTHE JBP WORKS\n", []),
        ("A COVID-19 test\n\nA COVID-19 vaccine\n", []),
        ("Visit https://example.org/JBP now.\n\nVisit `JBP` and {JBP}.\n", []),
    ],
)
def test_abbreviations_of_a_document(text: str, faults: list[tuple[str, str]]) -> None:
    assert _on_source(text) == faults


def test_after_many_pages_it_may_be_spelled_out_again() -> None:
    far = "".join(f"The JBP saw {number} lorries.\n\n" for number in range(100, 150))
    assert _on_source(f"The Joint Border Post (JBP) opened.\n\n{far}The Joint Border Post (JBP) closed.\n") == []


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("The Joint Border Post (JBP): the JBP", "The Justice and Border Police (JBP): the JBP", True),
        ("Border security management (BSM): BSM", "Border security and management (BSM): BSM", True),
        ("Joint border posts (JBPs): JBPs", "The Joint Border Post (JBP): the JBP", False),
        ("The Counter-Terrorism Forum (CTF): the CTF", "The Counter Terrorism Forum (CTF): the CTF", False),
        ("The United Nations, through its Office (UNO): UNO", "The United Nations Office (UNO): UNO", False),
    ],
)
def test_an_abbreviation_stands_for_one_thing(one: str, two: str, *, differs: bool) -> None:
    rules = [rule for rule, _ in _on_source(one + " works.\n", two + " works.\n")]
    assert rules == (["differs"] if differs else [])


def test_a_glossary_settles_what_it_abbreviates() -> None:
    documents = ("The Shanghai Cooperation Organization (SCO) met.\n\nThe UAV flew.\n\nThe UAV fell.\n",)
    assert hits(Example(documents=documents, terms=SCO), SOURCE) == []


def test_a_russian_source_is_read_too() -> None:
    from diptych.checks import abbreviations
    from diptych.checks.view import Known, Pair, Paper, Said, Side

    texts = ("Совместный пограничный пост (СПП) открыт.", "Пост работает.", "Летали БЛА.", "БЛА упали.")
    known = Known("ru", "en")
    pairs = tuple(Pair(Said(text, "ru", known, Side.SOURCE), Said("", "en", known)) for text in texts)
    paper = Paper("x", "ru", pairs, known)
    assert [fault.text for fault in abbreviations.unused(paper)] == ["СПП"]
    assert [fault.text for fault in abbreviations.undefined(paper)] == ["БЛА"]


_PIECES = st.sampled_from(
    ["(", ")", "UN", "ШОС", " ", "(SCO)", "A/", "75", "далее — ", "“", "Shanghai Cooperation Organization "]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=15), st.lists(_PIECES | st.text(max_size=5), max_size=15))
def test_no_text_makes_them_fail(en: list[str], ru: list[str]) -> None:
    source, target = "".join(en), "".join(ru)
    for hit in hits(Example(source, target, first=True, terms=SCO), ("abbreviation", *SOURCE)):
        assert hit.text
        assert hit.text in (source if hit.side == "en" else target)


def test_a_table_of_abbreviations_spells_them_out() -> None:
    table = "BOC\tSecond Border Operations Committee"
    text = "The BOC met; the BOC is new.\n"
    assert [hit.rule for hit in hits(Example(documents=(f"{text}\n{table}\n",)), ["abbreviation-undefined"])] == []
    assert [hit.rule for hit in hits(Example(documents=(text,)), ["abbreviation-undefined"])] != []
