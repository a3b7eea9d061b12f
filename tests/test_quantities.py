"""What a text states: values, kinds and places."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from diptych import counted, number_words
from diptych.checks.view import Known, Said
from diptych.quantities import stated

if TYPE_CHECKING:
    from diptych.units import Quantity


def _stated(text: str, lang: str) -> list[Quantity]:
    said = Said(text, lang, Known())
    return stated(said.plain, said.words, lang)


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1,250", "en", 1250),
        ("1 250", "ru", 1250),
        ("12.5", "en", Decimal("12.5")),
        ("12,5", "ru", Decimal("12.5")),
        ("12,5 млн", "ru", 12_500_000),
        ("7,2 миллиарда", "ru", 7_200_000_000),
        ("1.5 billion", "en", 1_500_000_000),
        ("полтора миллиона", "ru", 1_500_000),
        ("two and a half million", "en", 2_500_000),
        ("half a million", "en", 500_000),
        ("fifty-ninth", "en", 59),
        ("пятьдесят девятый", "ru", 59),
        ("семьюдесятью пятью", "ru", 75),
        ("сто двадцать тысяч триста", "ru", 120_300),
        ("one hundred and twenty", "en", 120),
        ("two thirds", "en", Fraction(2, 3)),
        ("две трети", "ru", Fraction(2, 3)),
        ("три пятых", "ru", Fraction(3, 5)),
        ("трёхлетний", "ru", 3),
        ("двадцатипятилетие", "ru", 25),
        ("5 p.m.", "en", "17:00"),
        ("12 noon", "en", "12:00"),
        ("12 midnight", "en", "00:00"),
        ("17 ч. 30 м.", "ru", "17:30"),
        ("3 часа дня", "ru", "15:00"),
        ("мая", "ru", "month 5"),
        ("1 млн 200 тыс.", "ru", 1_200_000),
        ("a quarter of a million", "en", 250_000),
        ("три четверти миллиона", "ru", 750_000),
        ("пятитысячный", "ru", 5000),
        ("половина девятого", "ru", "08:30"),
        ("половина девятого вечера", "ru", "20:30"),
        ("1 h 30 min", "en", "01:30"),
        ("XXI", "ru", 21),
        ("ХХI", "ru", 21),  # Cyrillic Х: its look is another rule's business
    ],
)
def test_one_quantity_has_this_value(text: str, lang: str, value: object) -> None:
    assert [one.values[0] for one in _stated(text, lang)] == [value]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I may march on", "en"),
        ("свою семью", "ru"),
        ("vitamin C, gate D, size L", "en"),
        ("выход C, ряд А", "ru"),
        ("hundreds and thousands", "en"),
    ],
)
def test_words_that_only_look_like_numbers_state_nothing(text: str, lang: str) -> None:
    assert _stated(text, lang) == []


def test_marks_of_all_kinds_between_digits_part_them() -> None:
    assert [one.values[0] for one in _stated("0.5/7,1:2", "en")] == [0, 5, 7, 1, 2]


def test_a_date_of_digits_is_a_day_a_month_and_a_year() -> None:
    assert [one.values[0] for one in _stated("18.10.2022", "ru")] == [18, "month 10", 2022]
    assert [one.values[0] for one in _stated("2022-10-18", "en")] == [2022, "month 10", 18]


def test_both_ends_of_a_range_take_its_unit() -> None:
    assert [(one.values[0], one.role) for one in _stated("3–5 процентов", "ru")] == [(3, "per cent"), (5, "per cent")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("5 %", "per cent"),
        ("5 раз", "times"),
        ("5 процентных пунктов", "percentage points"),
        ("5 долл. США", "USD"),
        ("5 евро", "EUR"),
    ],
)
def test_a_number_has_the_role_that_its_unit_says(text: str, role: str) -> None:
    assert _stated(text, "ru")[0].role == role


def test_a_compound_without_a_number_is_none() -> None:
    assert number_words.compound("пятница") is None
    assert number_words.compound("двухдневный") == number_words.Atom((2,), "card")


def test_what_is_counted_is_the_head_of_its_phrase() -> None:
    assert counted.counted("59 Member States and", 2, "en") == {"state"}
    assert counted.counted("59 государств — участников", 2, "ru") == {"state"}
    assert counted.counted("5 project officers", 1, "en") == {"officer"}
    assert counted.numbered("пункт 4", 6, "ru") >= {"paragraph"}
