"""Dates, plurals and typography of English and Russian."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import languages

TUESDAY, WEDNESDAY = dt.date(2022, 10, 18), dt.date(2022, 10, 19)


def shown(text: str) -> str:
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(("lang", "expected"), [("en", "18–19~October 2022"), ("ru", "18–19~октября 2022~года")])
def test_two_days_of_a_month_share_its_name(lang: str, expected: str) -> None:
    assert shown(languages.date_range(TUESDAY, WEDNESDAY, lang)) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "31~October~– 2~November 2022"), ("ru", "31~октября~– 2~ноября 2022~года")],
)
def test_days_of_two_months_have_both_names(lang: str, expected: str) -> None:
    assert shown(languages.date_range(dt.date(2022, 10, 31), dt.date(2022, 11, 2), lang)) == expected


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "Tuesday, 18~October 2022"), ("ru", "Вторник, 18~октября 2022~года")]
)
def test_a_day_has_its_weekday_and_a_capital(lang: str, expected: str) -> None:
    assert shown(languages.day(TUESDAY, lang)) == expected


def test_hours_are_of_the_24_hour_clock_without_a_leading_nought() -> None:
    assert [languages.hours(t) for t in (dt.time(9), dt.time(18, 30), None)] == ["9:00", "18:30", ""]


def test_russian_has_three_plural_forms() -> None:
    assert [languages.plural_index("ru", n) for n in (1, 21, 2, 4, 5, 11, 111)] == [0, 0, 1, 1, 2, 2, 2]
    assert (languages.nplurals("ru"), languages.nplurals("en")) == (3, 2)


def test_languages_and_countries_have_their_names_from_cldr() -> None:
    assert [languages.autonym(lang) for lang in ("en", "ru", "tg")] == ["English", "Русский", "Тоҷикӣ"]
    assert [languages.country("TJ", lang) for lang in ("en", "ru")] == ["Tajikistan", "Таджикистан"]
    assert [languages.tag(lang) for lang in ("en", "ru", "pt-BR")] == ["en-GB", "ru-RU", "pt-BR"]
    assert [languages.known(lang) for lang in ("ru", "pt-BR", "xx", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("резолюции 1373 (2001) и 1540 (2004)", "резолюции 1373~(2001) и~1540~(2004)"),
        ("г-н А. С. Пушкин", "г-н~А.~С.~Пушкин"),
        ("театр им. С. Айни", "театр им.~С.~Айни"),
        ("не только, но и для всех", "не~только, но~и~для всех"),
        ("Совет — орган", "Совет~— орган"),
        ("18 октября 2022 года", "18~октября 2022~года"),
        ("№ 5, § 3, 5 %", "№~5, §~3, 5~%"),
        ("ст. 5, п. 3", "ст.~5, п.~3"),
        ("и т. д.", "и~т.~д."),
        ("то же", "то~же"),
        ("по-прежнему в мире", "по-прежнему в~мире"),
        ("COVID-19 и мир", "COVID-19 и~мир"),
    ],
)
def test_russian_spaces_that_must_not_break(text: str, expected: str) -> None:
    assert shown(languages.typeset(text, "ru")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolution 1373 (2001)", "resolution 1373~(2001)"),
        ("H.E. Mr. Vladimir Norov", "H.E.~Mr.~Vladimir Norov"),
        ("Christopher A. Landberg", "Christopher A.~Landberg"),
        ("3–4 May 2018", "3–4~May 2018"),
        ("a man of the Mr kind", "a man of the Mr kind"),
    ],
)
def test_english_spaces_that_must_not_break(text: str, expected: str) -> None:
    assert shown(languages.typeset(text, "en")) == expected


@given(st.text(alphabet="абвяАБ. —–«»№5%ст0 \u00a0()г-нитдп,", max_size=60), st.sampled_from(["ru", "en", "fr"]))
def test_setting_changes_only_spaces_and_twice_is_once(text: str, lang: str) -> None:
    once = languages.typeset(text, lang)
    assert languages.typeset(once, lang) == once
    assert re.sub("[ \u00a0]", "", once) == re.sub("[ \u00a0]", "", text)


@given(st.text(alphabet="г-нжаД рp0123–\u00a0 маяAl-R+()", max_size=40), st.booleans())
def test_what_stays_together_loses_nothing(text: str, name: bool) -> None:
    assert "".join(languages.kept(text, name=name)) == text


def test_ranges_and_courtesy_titles_stay_on_one_line() -> None:
    text = "Г-н\u00a0Иванов и\u00a0д-р Петров, 3–4\u00a0мая 2018\u00a0года, кто-нибудь"
    assert languages.kept(text)[1::2] == ["Г-н\u00a0Иванов", "д-р", "3–4\u00a0мая"]


@pytest.mark.parametrize("lang", ["en", "ru", "fr"])
@pytest.mark.parametrize("number", ["+992 (37) 227-68-43", "+1 212 555 0100", "+41-22-555-01-23", "+99237 2276843"])
def test_a_telephone_number_stays_on_one_line(number: str, lang: str) -> None:
    text = languages.typeset(f"Call {number} (office), +5 °C, 12+34 567 89.", lang)
    assert languages.kept(text)[1::2] == [number.replace(" ", "\u00a0")]


@pytest.mark.parametrize("name", ["Ар-Решайдан", "Аль-Кахтани", "Аз-Зааби", "Al-Qahtani", "Эль-Ш", "Al-Adel-Al-Said"])
def test_an_arabic_name_stays_with_its_article(name: str) -> None:
    assert languages.kept(f"Dr. {name}, 2022")[1::2] == [name]


def test_an_ordinary_compound_may_be_divided_but_no_name() -> None:
    text = "Counter-Terrorism, Под-Комитет, Al-ready, Jean-Pierre"
    assert languages.kept(text) == [text]
    assert languages.kept("Mr. Jean-Pierre Smith-Jones", name=True)[1::2] == ["Jean-Pierre", "Smith-Jones"]
    assert languages.kept("г-н Иванов-Петров", name=True)[1::2] == ["г-н", "Иванов-Петров"]


def test_the_name_of_a_language_for_messages() -> None:
    assert (languages.language("ru"), languages.language("qqx")) == ("Russian", "qqx")
