"""Decimal fractions, per cent, months, years and hours in Russian."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych import mend
from diptych.checks import russian_dates, russian_figures
from diptych.checks.view import Example, Fault, Known, On, Pair, Said
from diptych.model import House
from proofs import hits

RULES = ("decimal-comma", "per-cent", "month-case", "year-word", "clock")
CHECKS = (*russian_figures.CHECKS, *russian_dates.CHECKS)

RIGHT = (
    # points that are none of a decimal fraction
    "Версия 2.5, раздел 4.2, п. 3.1, таблица 4.2 и 5 процентов",
    "10.04.2002, 10.04 года, в 9.30, с 9.30 до 11.00 часов",
    "192.168.1.1, Android 4.2, USB 3.0",
    "4.2",
    "| 4.2 | Средний рост |",
    "| Обед | 13.00 |",
    "рост на 2,5 процента, 3,1 млн и 0,7",
    # months
    "Октябрь 2022 года. Март был теплым.",
    "| Октябрь | Ноябрь |",
    "1. Март\nа) Апрель\n- Май",
    "Дата: Октябрь 2022 года",
    "площадь 8 Марта, ул. 1 Мая, праздник 9 Мая 2022 года, гостиница «Август»",
    "г-жа Мая Хамидова и Октавиан Август",
    "40 лет Октября",
    "ОКТЯБРЬ",
    "Г-жа Май выступила с г-жой Мартой; министр Март и посол Август согласились",
    "Речь Терезы Май, беседа с Маем, проф. Май, д-р Август, депутат Июль",
    # years
    "18 октября 2022 г., 18 октября 2022-го, 18–19 октября 2022 года",
    "Октябрь 2022",
    "Душанбе, октябрь 2022",
    "К 1 мая 2000 человек и к 2 мая 2000 подготовленных сотрудников прибыли.",
    "3 мая 2018 и 5 июня 2019 годов",
    "3 мая 2018, 5 июня 2019 и 7 июля 2020 годов",
    "с 28 декабря 2021 по 4 января 2022 года, с января 2020 по декабрь 2021 года",
    "в мае 2018–2019 годов, в 2022/23 учебном году",
    "резолюция 1373 (2001)",
    # hours
    "Заседание длилось 3 часа. Днем и ночью, 3 дня, 2 ночи, в три дня.",
    "в течение 4 часов дня и ночи, за 4 часа дня",
    "повестки дня на 2 часа, с утра до вечера",
    "в 9 ч. 30 мин., с 9 до 18 часов, 09:30–11:00",
    "The meeting rose at 6 p.m.",
    "",
)

DECIMALS = (
    ("рост с 2.5 до 3.1 процента", "рост с 2,5 до 3,1 процента"),
    ("12.5–14.75 %", "12,5–14,75 %"),
    ("на 0.35 пункта", "на 0,35 пункта"),
    ("$1.3 и €3.5 млн", "$1,3 и €3,5 млн"),
    ("12.5-процентный рост", "12,5-процентный рост"),
    ("площадью 4.2 кв. км", "площадью 4,2 кв. км"),
    ("Индекс составил 6.5.", "Индекс составил 6,5."),
    ("коэффициент 0.7", "коэффициент 0,7"),
    ("0.7", "0,7"),
    ("высотой 2.5 м.", "высотой 2,5 м."),
    ("| Средний рост | 2.5 | 14.7 |", "| Средний рост | 2,5 | 14,7 |"),
    ("1.250 км", "1.250 км"),
)

MONTHS = (
    ("в Октябре 2022 года", "в октябре 2022 года"),
    ("с 1 Мая 2022 года", "с 1 мая 2022 года"),
    ("конференции (Октябрь 2022 года)", "конференции (октябрь 2022 года)"),
    ("В Октябре 2022 года", "В октябре 2022 года"),
    ("до конца Июля", "до конца июля"),
    ("до конца Мая", "до конца мая"),
    ("встретились в Мае", "встретились в мае"),
    ("с апреля по Май", "с апреля по май"),
    ("решение Июня", "решение Июня"),
    ("доклад Мая 2019 года", "доклад Мая 2019 года"),
    ("г. Душанбе, Октябрь 2022 года", "г. Душанбе, октябрь 2022 года"),
    ("во Вторник вечером", "во вторник вечером"),
)

YEARS = (
    ("18 октября 2022, 14:00", "18 октября 2022 года, 14:00"),
    ("18 ОКТЯБРЯ 2022", "18 ОКТЯБРЯ 2022 ГОДА"),
    ("18–19 октября 2022 состоялась встреча", "18–19 октября 2022 года состоялась встреча"),
    ("3 мая 2018 и продлен 3 мая 2021 года", "3 мая 2018 года и продлен 3 мая 2021 года"),
    ("в октябре 2022 состоялась", "в октябре 2022 состоялась"),
    ("Конференция состоялась в 2022.", "Конференция состоялась в 2022."),
)

HOURS = (
    ("в 3 часа дня", "3 часа дня", "15:00"),
    ("в 15:00 дня", "15:00 дня", "15:00"),
    ("в 6.30 вечера", "6.30 вечера", "18:30"),
    ("в 8 вечера", "8 вечера", "20:00"),
    ("в 10 часов утра", "10 часов утра", "10:00"),
    ("около 2 часов ночи", "2 часов ночи", "02:00"),
    ("в 12 ночи", "12 ночи", "00:00"),
    ("12:15 p.m.", "12:15 p.m.", "12:15"),
    ("12 a.m.", "12 a.m.", "00:00"),
    ("с 9 AM", "9 AM", "09:00"),
    ("в восемь часов вечера", "восемь часов вечера", None),
    ("в половине седьмого вечера", "седьмого вечера", None),
    ("полвосьмого утра", "полвосьмого утра", None),
    ("в час дня", "час дня", None),
)


PAIRS = (
    ("10,000 people came", "пришли 10,000 человек", "пришли 10\u00a0000 человек"),
    ("1,500 km", "1,500 км", "1500 км"),
    ("1,250,000 dollars", "1,250,000 долларов", "1\u00a0250\u00a0000 долларов"),
    ("0.75 per 1,000 crossings", "0.75 на 1000 пересечений", "0,75 на 1000 пересечений"),
    ("Opium (tons): 6.8", "Опий (тонн): 6.8", "Опий (тонн): 6,8"),
    ("2.3 points", "2.3", "2,3"),
    ("3.4 per cent", "3.4 процента", "3,4 процента"),
    ("1.500 km", "1,500 км", None),
    ("version 0.5", "версия 0.5", None),
    ("0.1 Introduction", "0.1 Введение", None),
    ("See 6.8 and section 6.8", "См. 6.8 и раздел 6.8", None),
    ("0.30 a.m. and 10.30 hours", "0.30 и 10.30", None),
    ("1.2 Points of entry", "1.2 Пункты въезда", None),
    ("192.168.1.1, 2,5", "192.168.1.1, 2,5", None),
)


@pytest.mark.parametrize(("en", "ru", "mended"), PAIRS)
def test_figures_as_english_has_them(en: str, ru: str, mended: str | None) -> None:
    assert [hit.rule for hit in hits(Example(en, ru), RULES)] == ["decimal-comma"] * (mended is not None)
    source, target = Said(en, "en", Known()), Said(ru, "ru", Known())
    for pair, said in ((Pair(source, target), target), (Pair(target, source), target)):
        said_of = [*russian_figures.decimals(said), *russian_figures.as_in_english(pair)]
        assert mend.text(ru, said_of) == (mended or ru)


def faults(said: Said) -> list[Fault]:
    return [fault for check in CHECKS if check.on is On.TEXT for fault in check.look(said) if isinstance(fault, Fault)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_figures_are_left_alone(text: str) -> None:
    assert hits(Example("", text), RULES) == []


@pytest.mark.parametrize(
    ("rule", "text", "mended"),
    [
        *(("decimal-comma", *case) for case in DECIMALS),
        *(("month-case", *case) for case in MONTHS),
        *(("year-word", *case) for case in YEARS),
    ],
)
def test_a_fault_is_found_and_mended_where_that_is_certain(rule: str, text: str, mended: str) -> None:
    assert {hit.rule for hit in hits(Example("", text), RULES)} == {rule}
    said = Said(text, "ru", Known())
    assert mend.text(text, faults(said)) == mended


@pytest.mark.parametrize(("text", "at", "proposed"), HOURS)
def test_an_hour_of_twelve_is_found_and_never_mended_without_asking(text: str, at: str, proposed: str | None) -> None:
    (fault,) = russian_dates.hours(Said(text, "ru", Known()))
    assert (fault.text, fault.proposed, fault.certain) == (at, proposed, False)


@pytest.mark.parametrize(
    ("house", "text", "mended"),
    [
        ("5 %", "40% и 12,5%", "40\u00a0% и 12,5\u00a0%"),
        ("5 %", "40 %, 40\u00a0% и 5%-ный раствор", "40 %, 40\u00a0% и 5%-ный раствор"),
        ("5%", "40 % и 40\u00a0%", "40% и 40%"),
        ("", "40% и 40 %", "40% и 40 %"),
    ],
)
def test_per_cent_is_written_as_the_house_writes_it(house: str, text: str, mended: str) -> None:
    said = Said(text, "ru", Known(house=House(per_cent=house)))
    assert mend.text(text, list(russian_figures.per_cents(said))) == mended


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.sampled_from(
            [
                "18",
                "2022",
                "мая",
                "Мая",
                "Октябрь",
                "2.5",
                "0.7",
                "%",
                "процента",
                "года",
                "3",
                "часа",
                "дня",
                "вечера",
                "в",
                "с",
                ",",
                ".",
                "(",
                "|",
                "\n",
            ]
        )
    )
)
def test_what_is_mended_is_right(words: list[str]) -> None:
    text = " ".join(words)
    for _ in range(5):
        said = Said(text, "ru", Known(house=House(per_cent="5 %")))
        mended = mend.text(text, faults(said))
        if mended == text:
            break
        text = mended
    said = Said(text, "ru", Known(house=House(per_cent="5 %")))
    assert mend.text(text, faults(said)) == text


@settings(deadline=None)
@given(st.text(max_size=60))
@example("1.5 и " * 1_500)
@example("мая 2022, " * 1_000)
@example("3 часа дня " * 900)
def test_no_text_raises(text: str) -> None:
    said = Said(f"{text} 5 Мая", "ru", Known(house=House(per_cent="5%")))
    for fault in faults(said):
        assert 0 <= fault.start < fault.end <= len(said.raw)
