"""What conversions and templates leave in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.checks import debris, run
from diptych.checks.view import Known, Pair, Paper, Papers, Said, Side


def found(text: str, lang: str = "en", side: Side = Side.SOURCE) -> list[str]:
    """What is left over in the text."""
    known = Known()
    said, other = Said(text, lang, known, side), Said("", "ru", known)
    pair = Pair(said, other) if side is Side.SOURCE else Pair(other, said)
    papers = Papers((Paper("a", "en", (pair,), known, target="ru"),), known)
    return [fault.text for _, fault in run(papers, debris.CHECKS)]


LEFT = {
    "The secu- rity of borders": ["secu- rity"],
    "since the agree-\nment was signed": ["agree-\nment"],
    "related to counter- terrorism": ["counter- terrorism"],
    "the Afghan- Tajik border": ["Afghan- Tajik"],
    "the secu\u00ad rity and the bor¬der": ["secu\u00ad rity", "¬"],
    "foreign terrorist fi ghters and the identifi cation of offi cers": ["fi ghters", "identifi cation", "offi cers"],
    "the of\ufb01ce": ["\ufb01"],
    "research &amp; development&nbsp;costs &#8217;": ["&amp;", "&nbsp;", "&#8217;"],
    "border%20security": ["%20"],
    "the \\u201cProcess\\u201d": ["\\u201c", "\\u201d"],
    "first line.\\nSecond line": ["\\n"],
    "the Ministerâ€™s visit": ["â€™"],
    "the cafÃ© in KÃ¶ln": ["Ã©", "Ã¶"],
    "the Foreign Minister\ufffds address": ["\ufffd"],
    "the Foreign Minister?s address": ["?"],
    "a \ufffd of \ufffd and \ufffd\ufffd": ["\ufffd"],
    "\uf0b7 exchange of data": ["\uf0b7"],
    "The meeting was held</p> in Dushanbe.": ["</p>"],
    "first<br/>second": ["<br/>"],
    '<p style="x">A</p> and <b>B</b>': ['<p style="x">A</p> and <b>B</b>'],
    "<!-- draft --> text": ["<!-- draft -->"],
    "[b]bold[/b] and {{title}} and [[Main page]]": ["[b]", "[/b]", "{{title}}", "[[Main page]]"],
    "See Error! Reference source not found.": ["Error! Reference source not found"],
    "as at Page 3 of 12 it was": ["Page 3 of 12"],
    "prevent 22-12345 3/15 terrorism": ["22-12345 3/15"],
    "- 12 -": ["- 12 -"],
    "Lorem ipsum dolor sit amet": ["Lorem ipsum dolor"],
    "Here is our schedule: Voluptatem nulla veniam soluta et corrupti.": ["Voluptatem nulla veniam soluta et corrupti"],
    "Venue: TBD": ["TBD"],
    "Moderator: (TBC)": ["TBC"],
    "resolution A/RES/77/XXX and xxx people in 20XX": ["XXX", "xxx", "20XX"],
    "[insert date] in Dushanbe": ["[insert date]"],
    "Click to add text": ["Click to add text"],
    "Insert your text here": ["Insert your text here"],
    "Some ??? people": ["???"],
}

RUSSIAN = {
    "Обсуждалась безопас- ность границ.": ["безопас- ность"],
    "Ошибка! Источник ссылки не найден.": ["Ошибка! Источник ссылки не найден"],
    "исследования &amp; разработки&nbsp;в 2022 году": ["&amp;", "&nbsp;"],
    "Р”СѓС€Р°РЅР±Рµ": ["Р”СѓС€Р°РЅР±Рµ"],
    "Äóøàíáå": ["Äóøàíáå"],
    "Вставьте сюда текст": ["Вставьте сюда текст"],
    "[вставить дату]": ["[вставить дату]"],
    "Выступит ххх.": ["ххх"],
}

CLEAN = (
    "pre- and post-arrival checks, small- and medium-sized firms, 10- to 15-year terms, mid- or long-term",
    "The goal- which all share - is peace; the post-\n1991 order",
    "- exchange;\n- training",
    "R&D costs of AT&T; Q&A; B&B",
    "Values < 5 and > 3, a <- b, x<y",
    "20% of 5 % rose by 7%.",
    "[to be completed by the Secretariat] [...] […] [signed] [sic] [a link](https://example.org/%20a)",
    "https://example.org/a%20b?c=1&amp;d=2 and `a&amp;b` and {fact}",
    "São Tomé, Côte d’Ivoire, Curaçao, Türkiye, García Márquez, déjà vu, Åland",
    "inter alia, mutatis mutandis, ipso facto, ex officio, aut dedere aut judicare, quid pro quo, de minimis",
    "the XXX session, resolution 2625 (XXV), resolution 3379 (XXX), the XX century",
    "see page 3, pages 12 to 15 and A/77/266, p. 3/15",
    "Is it so? sure. What? the end",
    "He asked to insert here the words of article 5.",
    "C:\\new folder and \\*asterisk",
    "Sufi shrines, wi-fi access, sci-fi films, the fi rm",
    "A/RES/75/291 – 24/7 – 2020/21",
    "#5 and No. 5!",
    "TBC",
    "(TBA)",
)

CLEAN_RUSSIAN = (
    "теле- и радиопередачи, двух- или трёхлетний, кое- кто, по- русски",
    "Душанбе- столица Таджикистана",
    "«Ёлки», т. е. ёмкость — 5 °С; РФ, СССР… № 5",
    "XX век и ХХ век, резолюция 3379 (XXX)",
    "Кто??? нет".replace("???", "?"),
    "Вставить в текст статьи слова «и статья 5».",
)


@pytest.mark.parametrize(("text", "at"), LEFT.items())
def test_what_is_left_over(text: str, at: list[str]) -> None:
    assert found(text) == at


@pytest.mark.parametrize(("text", "at"), RUSSIAN.items())
def test_what_is_left_over_in_russian(text: str, at: list[str]) -> None:
    assert found(text, "ru") == at
    assert found(text, "ru", Side.TARGET) == at


@pytest.mark.parametrize("text", CLEAN)
def test_what_looks_like_it_and_is_meant(text: str) -> None:
    assert found(text) == ([] if "the fi rm" not in text else ["fi rm"])


@pytest.mark.parametrize("text", CLEAN_RUSSIAN)
def test_what_looks_like_it_in_russian_and_is_meant(text: str) -> None:
    assert found(text, "ru") == []


@pytest.mark.parametrize(
    ("lang", "lines", "at"),
    [
        ("en", ("at the Confer-", "ence of May"), ["Confer-"]),
        ("ru", ("на Конфе-", "ренции в мае"), ["Конфе-"]),
        ("ru", ("на Конфе-", "Душанбе в мае"), []),
        ("ru", ("кратко-", "и долгосрочные"), []),
        ("en", ("short-", "and long-term"), []),
        ("en", ("Agenda -", "second day"), []),
        ("en", ("Agenda-", "Second day"), []),
    ],
)
def test_a_word_that_two_lines_of_a_file_share(lang: str, lines: tuple[str, str], at: list[str]) -> None:
    known = Known()
    pairs = tuple(Pair(Said(line, lang, known, Side.SOURCE), Said("", "und", known)) for line in lines)
    papers = Papers((Paper("a", lang, pairs, known),), known)
    assert [fault.text for _, fault in run(papers, debris.CHECKS)] == at


def test_how_many_characters_were_lost_is_said_once() -> None:
    said = Said("\ufffd and \ufffd", "en", Known())
    assert [fault.message for fault in debris.characters(said)] == [
        "the sign \ufffd stands for a character that was lost; it stands here 2 times"
    ]


def test_the_tags_of_a_translation_are_for_another_rule() -> None:
    assert found("<b>Обед</b>", "ru", Side.TARGET) == []


@settings(max_examples=300)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*LEFT, *RUSSIAN, "\ud800", "[", "<", "&", "%", "\\", "- ", "{{"]), max_size=8).map(
        "".join
    )
)
def test_no_text_breaks_a_check(text: str) -> None:
    for lang in ("en", "ru"):
        known = Known()
        pair = Pair(Said(text, lang, known, Side.SOURCE), Said(text, lang, known))
        for _, fault in run(Papers((Paper("a", lang, (pair,), known),), known), debris.CHECKS):
            assert 0 <= fault.start < fault.end <= len(text)
