"""The English of a source: the spelling of the United Nations, quotation marks, years of resolutions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SEEDS
from diptych.checks import resolutions, run, source, source_quotes
from diptych.checks.view import Example, Known, Pair, Paper, Papers, Place, Said, Side
from proofs import hits

MINE = (*source.CHECKS, *source_quotes.CHECKS, *resolutions.CHECKS)


def document(*texts: str, lang: str = "en") -> Papers:
    """Paragraphs as a plain file has them, without translations."""
    known = Known(lang)
    pairs = tuple(
        Pair(Said(text, lang, known, Side.SOURCE, place=Place("a.txt", line)), Said("", "ru", known))
        for line, text in enumerate(texts, 1)
    )
    return Papers((Paper("a.txt", lang, pairs, known, target="ru"),), known)


def found(rule: str, *texts: str, lang: str = "en") -> list[str]:
    """What the rule points at, in order."""
    return [fault.text for check, fault in run(document(*texts, lang=lang), MINE) if check.rule == rule]


SPELLINGS = {
    "The centers were organised by neighboring States.": ["centers", "organised", "neighboring"],
    "Analyzing the data cost 5 percent more.": ["Analyzing", "percent"],
    "Organisers must recognise the guests’ labor rights.": ["Organisers", "recognise", "labor"],
    "the well-organised defense of border posts": ["organised", "defense"],
    "It lies 50 meters from the road and 3 kilometers from the river.": ["meters", "kilometers"],
    "five square-meter rooms of a few liters each": ["meter", "liters"],
    "He traveled to fulfill the program.": ["traveled", "fulfill", "program"],
    "Programs of the Conference": ["Programs"],
    "CONFERENCE PROGRAM": ["PROGRAM"],
    "Annotated Program": ["Program"],
    "the Regional Center for Preventive Diplomacy": ["Center"],
    "the United Nations Counter-Terrorism Center": ["Center"],
    "The Center was opened in 2011.": ["Center"],
    "the World Health Organisation": ["Organisation"],
    "the Ministry of Defense of Tajikistan": ["Defense"],
    "Closer co-operation at the sub-regional level": ["co-operation", "sub-regional"],
    "They license exports to those who need a license to trade.": ["license"],
    "Each driver held a license.": ["license"],
    "an export license for two years": ["license"],
    "A list of best practises was drawn up.": ["practises"],
    "Prioritising, criticised, authorisation, minimises and civilisational": [
        "Prioritising",
        "criticised",
        "authorisation",
        "minimises",
        "civilisational",
    ],
    "The Treaty on Friendship, Good-Neighborliness and Cooperation was signed.": ["Neighborliness"],
    "Treaty of Good-Neighborly Relations": ["Neighborly"],
    "Favoritism, colorfulness and multicolored behaviorists": [
        "Favoritism",
        "colorfulness",
        "multicolored",
        "behaviorists",
    ],
    "The favorite colors of the theaters": ["favorite", "colors", "theaters"],
}

PROPER = (
    "The Organisation for the Prohibition of Chemical Weapons met the Organisation internationale de la Francophonie.",
    "Organisation internationale de la Francophonie",
    "the Organisation for Economic Co-operation and Development",
    "the Carter Center, the Lincoln Center and the World Trade Center",
    "the Center for Strategic and International Studies",
    "Centers for Disease Control and Prevention sent an expert.",
    "The United States Department of Defense and the Secretary of Labor",
    "United Nations staff and the Carter Center",
    "the Radicalisation Awareness Network",
    "The computer program, the programmer and the programming language",
    "They learned to program the device.",
    "advise, advertise, arise, compromise, comprise, devise, disguise, enterprise, exercise, franchise, improvise",
    "merchandise, premises, promised, revising, supervised, surprising, televised, treatises, precise, concise",
    "expertise, likewise, clockwise, otherwise, paradise, sunrise, crises, improvisation, adviser, uprisings",
    "raised, appraised, praise, noise, cruise, turquoise, liaise, practised, chastised, apprised, fundraising",
    "laboratory, collaborate, elaborate, honorary, laborious, vigorous, humorous, coloration, meteor, parameter",
    "perimeter, diameter, literal, centigrade, entered, analysis, paralysis, defensive, licensed, licensing",
    "He said “we favor the defense of freedom” and sat down.",
    "the article “Organised Crime in Europe” and the book *The Color of Borders*",
    "Denise and Louise, of the Labor Party, met at Pearl Harbor.",
    "{program} and https://example.org/programs/center and `organised`",
    "The North American Agreement on Labor Cooperation was cited.",
    "the National Neighborhood Watch of Ohio was cited",
    "humorist and humoral, tumoral and rigorist",
    "the meter reading and a parking meter",
)


@pytest.mark.parametrize(("text", "words"), SPELLINGS.items())
def test_a_word_is_spelled_otherwise(text: str, words: list[str]) -> None:
    assert found("un-spelling", text) == words


@pytest.mark.parametrize("text", PROPER)
def test_a_name_a_quotation_or_a_word_of_its_own_spelling_stays(text: str) -> None:
    assert found("un-spelling", text) == []


def test_a_name_of_the_glossary_decides() -> None:
    text = "The Global Training Center and the Steppe Organisation met."
    assert [hit.text for hit in hits(Example(en=text), ["un-spelling"])] == ["Center"]
    settled = Example(en=text, terms={"Global Training Center": "Учебный центр", "Steppe Organization": "Степь"})
    assert [hit.text for hit in hits(settled, ["un-spelling"])] == ["Organisation"]


def test_the_case_of_letters_stays() -> None:
    faults = [fault for _, fault in run(document("Labor disputes: 5 percent, A PROGRAM"), MINE)]
    assert [fault.proposed for fault in faults] == ["Labour", "per cent", "PROGRAMME"]


@pytest.mark.parametrize(("text", "words"), SPELLINGS.items())
def test_what_is_proposed_needs_no_more_mending(text: str, words: list[str]) -> None:
    faults = [fault for check, fault in run(document(text), MINE) if check.rule == "un-spelling"]
    for fault in reversed(faults):
        text = text[: fault.start] + (fault.proposed or "") + text[fault.end :]
    assert found("un-spelling", text) == []
    assert len(faults) == len(words)


MARKS = {
    'The “Dushanbe Process" goes on.': ['"'],
    'The "Dushanbe Process” goes on.': ['"'],
    'The “Process” and the "Gate" go on.': ['"Gate"'],
    "The Dushanbe Process” goes on.": ["”"],
    "He spoke of a “belt of security.": ["“"],
    "The title is ”Borders of Peace”.": ["”"],
    "The title is “Borders of Peace“.": ["“"],
    "The tea house «Saodat» is open.": ["«Saodat»"],
    "The tea house „Saodat“ is open.": ["„Saodat“"],
    "The tea house <<Saodat>> is open.": ["<<Saodat>>"],
    "The tea house ''Saodat'' is open.": ["''Saodat''"],
    'The "road map is ready.': ['"'],
    "He read “the word ‘shall as ‘should’ here”.": ["‘"],
    "The seminar “From ‘Paper to Digital” ended.": ["‘"],
    "The ‘road map' is ready.": ["‘road map'"],
    'He said "the "Dushanbe Process" goes on" and left.': ['"'],
    "He said “the “Dushanbe Process” goes on” and left.": ["“"],
    "The “road map’ is ready.": ["“road map’"],
}

PAIRED = (
    "The “Dushanbe Process” goes on.",
    'The "Dushanbe Process" goes on.',
    "“Terrorism”, the Minister said, “knows no borders”.",
    "The States’ and the neighbours' views; the ’90s; the Da‘esh case; O’Connor; ‘Abd al-‘Aziz",
    "He asked: “Can we read ‘shall’ as ‘should’ here?”",
    "He called it “our first line of defence.”",
    'A 12" pipe and a 5′ 6″ fence',
    '*“Italics”*, (“brackets”), [“more”](https://example.org/a"b)—“dash”',
    "The word is “граница” («рубеж» in the draft).",
    "Участники United Nations Office on Drugs and Crime и OSCE Border Staff College «Border Programme» встретились.",
    "Проект «BOMNAF Border Management Northern Afghanistan Phase III» завершен",
    "“The ‘bridge’ is ‘open’”, he said, “and free.”",
    "”",
)


@pytest.mark.parametrize(("text", "marks"), MARKS.items())
def test_quotation_marks_that_do_not_agree(text: str, marks: list[str]) -> None:
    assert found("source-quotes", text) == marks


@pytest.mark.parametrize("text", PAIRED)
def test_quotation_marks_that_agree(text: str) -> None:
    assert found("source-quotes", text) == []


def test_a_quotation_may_run_through_paragraphs() -> None:
    assert found("source-quotes", "“We must act.", "We must act now.", "We must act together.”", "He sat down.") == []
    assert found("source-quotes", "“We must act.", "“We must act now.", "“We must act together.”", "He left.") == []
    assert found("source-quotes", "“We must act.", "“Never” was the reply of all.", "He left.") == ["“"]
    assert found("source-quotes", "“We must act.", *["Text."] * 8, "Another closes it.”") == ["“", "”"]


def test_straight_marks_in_one_paragraph_and_curly_ones_in_another_are_one_fault() -> None:
    faults = [fault for _, fault in run(document('The "Gate".', "The “Road”.", 'The "Door".'), MINE)]
    assert [(fault.text, len(fault.others)) for fault in faults] == [('"', 1)]
    assert found("source-quotes", 'The "Gate".', 'The "Door".') == []


def test_other_languages_have_other_marks() -> None:
    assert found("source-quotes", "Чайхана «Саодат» и “гостиница”", lang="ru") == []


UNDATED = {
    ("Security Council resolution 1373 was adopted.",): ["resolution 1373"],
    ("The Council, by its resolution 2396, asked for data.", "The Security Council met."): ["resolution 2396"],
    ("Security Council resolutions 2178 (2014), 2309 and 2396 (2017)",): ["2309"],
    ("UNSCR 2396 and UNSC resolutions 1373 and 1540 (2004)",): ["UNSCR 2396", "1373"],
    ("Resolution 2396 of the Security Council", "Security Council resolution 2396"): ["Resolution 2396"],
    ("Recalling Council resolution 1540 on weapons of mass destruction,",): ["resolution 1540"],
}

DATED = (
    ("Security Council resolution 1373 (2001)", "Resolution 1373 is in force; Security Council resolution 1373."),
    ("the 1373 Committee, the 1540 Committee and the 1267 list",),
    ("General Assembly resolution 60/288 and Human Rights Council resolution 49/18",),
    ("General Assembly resolution 3379 (XXX) and resolution 217 A (III)",),
    ("Economic and Social Council resolution 1996/31",),
    ("The resolution of the dispute took 1373 days; the resolution was 1080 lines.",),
    ("S/RES/1373 (2001)", "Security Council resolution 1373"),
    ("Security Council resolution 1373 of 28 September 2001", "Security Council resolution 2396, adopted in 2017,"),
    ("Security Council resolutions 1373\u00a0(2001) and 2396 (2017)",),
    ("Resolution 118 of the Government of Tajikistan", "The Security Council met."),
)


@pytest.mark.parametrize(("texts", "at"), UNDATED.items())
def test_a_resolution_without_its_year(texts: tuple[str, ...], at: list[str]) -> None:
    assert found("resolution-year", *texts) == at


@pytest.mark.parametrize("texts", DATED)
def test_a_resolution_that_needs_no_year(texts: tuple[str, ...]) -> None:
    assert found("resolution-year", *texts) == []


def test_a_russian_source_names_years_too() -> None:
    assert found("resolution-year", "Резолюция 1373 Совета Безопасности", lang="ru") == ["Резолюция 1373"]
    text = "резолюции 1373 (2001) и 2396 (2017) Совета Безопасности и резолюция 60/288 Генеральной Ассамблеи"
    assert found("resolution-year", text, lang="ru") == []


def test_a_paper_that_begins_in_the_middle_is_left_alone() -> None:
    assert hits(Example(en="Security Council resolution 1373"), ["resolution-year"]) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the documents the issue speaks of")
def test_the_originals_have_the_faults_that_a_reader_finds() -> None:
    said = {}
    for path in sorted(SEEDS.glob("*.txt")):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        rules = ("un-spelling", "source-quotes", "resolution-year")
        said[path.stem] = [len(found(rule, *lines)) for rule in rules]
    assert said == {"concept-note": [1, 1, 0], "press-release": [0, 1, 0], "report": [73, 2, 2], "website": [1, 1, 0]}


@settings(max_examples=300)
@given(
    st.lists(
        st.text(
            alphabet=st.sampled_from(list("ab C.’‘“”\"«»„'<>*[]{}\\-\n\ud800\u00a01")) | st.characters(), max_size=40
        )
        | st.sampled_from(["organised ", "the Center ", "resolution 1373", "Security Council ", "UNSCR 1, 2 and 3"]),
        max_size=6,
    )
)
def test_no_text_breaks_a_check(texts: list[str]) -> None:
    for lang in ("en", "ru"):
        for _, fault in run(document(*texts, lang=lang), MINE):
            assert fault.said is not None
            assert 0 <= fault.start <= fault.end <= len(fault.said.raw)
            assert "\n" not in fault.message
