"""Laws of all checks: nothing makes one stumble, and mending settles and keeps every number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych import checks, mend
from diptych.checks.view import Example, Known, Pair, Paper, Papers, Place, Said, Side
from diptych.model import House
from proofs import corpus, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECES = [
    *(
        "«",
        "»",
        "„",
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<b>",
        "</b>",
        "&amp;",
        "\\",
        "`",
        "*",
        "**",
        "_",
    ),
    *(" - ", " — ", "—", "–", "-", "--", "...", "…", ".", ",", ";", ":", "!", "?", "%", " %", "№ ", "§", "$", "€", "/"),
    *(
        " ",
        "  ",
        "\u00a0",
        "\u202f",
        "\n",
        "\n\n",
        "\t",
        "\u2060",
        "\ufffc",
        "\ufffd",
        "\ufeff",
        "\u202e",
        "\x00",
        "\ud800",
    ),
    *(
        "1",
        "12",
        "1,250",
        "1 250",
        "12,5",
        "12.5",
        "2022",
        "0",
        "18–19",
        "18-19",
        "2020-2025",
        "XII",
        "XI",
        "ХХI",
        "9:30",
        "6.30",
    ),
    *(
        "12,5 млн",
        "5 per cent",
        "5 процентов",
        "$1.5 million",
        "17:00",
        "5 p.m.",
        "3 часа дня",
        "24/7",
        "14-ми",
        "two thirds",
    ),
    *(
        "A/RES/75/291",
        "S/RES/2396 (2017)",
        "1373 (2001)",
        "резолюция 1373 (2001)",
        "resolution 1373",
        "{participants}",
        "{x",
    ),
    *(
        "press@example.org",
        "https://example.org/a_b(c)",
        "www.example.org",
        "[текст](#id)",
        "[a](",
        "+992 (37) 227-68-43",
    ),
    *(
        "18 октября 2022 года",
        "18 October 2022",
        "Мая",
        "в",
        "и",
        "c",
        "COVID-19",
        "Wi-Fi",
        "Dushanbe",
        "UNOCT",
        "КТУ ООН",
    ),
    *(
        "Министр",
        "министр",
        "Генеральный секретарь",
        "г-н Воронков",
        "Mr. Voronkov",
        "Антониу Гутерриш",
        "тся",
        "должен решатся",
    ),
    *(
        "Семинар",
        "состоялся",
        "Участинки",
        "безопасность границ",
        "border security",
        "foreign terrorist fighters",
        "secu- rity",
        "ё",
    ),
    *(
        "organisation",
        "program",
        "*Calls upon*",
        "*призывает*",
        "1. ",
        "- ",
        "| a | b |",
        "Lorem ipsum",
        "двухдневный",
        "вторая",
    ),
]

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.text(max_size=60),
)
KNOWN = knowledge(
    Example(
        terms={
            "UNOCT": "КТУ ООН",
            "United Nations Office of Counter-Terrorism": "Контртеррористическое управление ООН",
            "foreign terrorist fighter": "иностранный боевик-террорист",
            "border security": "безопасность границ",
            "forbidden": ["пограничная безопасность"],
        },
        names={"Vladimir Voronkov": "Владимир Воронков", "António Guterres": "Антониу Гутерриш", "Mogilyov": "Могилёв"},
        facts={"participants": "900"},
        house=House(per_cent="5 %", yo="always"),
    )
)


def of(pairs: Iterable[tuple[str, str]], languages: tuple[str, str] = ("en", "ru"), known: Known = KNOWN) -> Papers:
    """The pairs as one paper."""
    source, target = languages
    made = [
        Pair(Said(one, source, known, Side.SOURCE, place=Place("a")), Said(other, target, known, place=Place("b")))
        for one, other in pairs
    ]
    return Papers((Paper("a", source, tuple(made), known, target=target),), known)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(texts, texts), min_size=1, max_size=3),
    st.sampled_from([("en", "ru"), ("ru", "en"), ("fr", "tg")]),
)
def test_no_text_makes_a_check_stumble(pairs: list[tuple[str, str]], languages: tuple[str, str]) -> None:
    for check, fault in checks.run(of(pairs, languages)):
        assert fault.message, check.rule
        assert "\n" not in fault.message, check.rule
        if fault.said is not None:
            assert 0 <= fault.start <= fault.end <= len(fault.said.raw), check.rule


def settled(source: str, raw: str, known: Known = KNOWN) -> str:
    """The translation after as many rounds as `--fix` takes."""
    for _ in range(mend.ROUNDS):
        faults = [fault for _, fault in checks.run(of([(source, raw)], known=known)) if fault.said]
        mended = mend.text(raw, [f for f in faults if f.said is not None and f.said.side is Side.TARGET])
        if mended == raw:
            return raw
        raw = mended
    return raw


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts)
def test_mending_settles_and_keeps_numbers_symbols_and_placeholders(source: str, raw: str) -> None:
    once = settled(source, raw)
    assert mend.faithful(raw, once)
    assert settled(source, once) == once


@pytest.mark.parametrize("name", ["tuning", "blind", "fresh"])
def test_mending_a_corpus_settles_and_leaves_what_is_correct(name: str) -> None:
    correct, broken = corpus(name)
    for item in correct:
        assert settled(item.example.en, item.example.ru, knowledge(item.example)) == item.example.ru
    for item in broken:
        known = knowledge(item.example)
        once = settled(item.example.en, item.example.ru, known)
        assert mend.faithful(item.example.ru, once)
        assert settled(item.example.en, once, known) == once


@given(texts)
def test_no_break_spaces_settle(raw: str) -> None:
    once = mend.spaced(raw, "ru")
    assert mend.spaced(once, "ru") == once
    assert mend.faithful(raw, once)
    assert "".join(once.split()) == "".join(raw.split())
