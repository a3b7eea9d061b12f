"""Dashes, hyphens and ranges of figures in Russian."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych import mend
from diptych.checks import dashes
from diptych.checks.view import Example, Known, Said
from proofs import hits

RIGHT = (
    "«Терроризм, — заявил министр, — не знает границ».",
    "В. И. Вернадский и А.-М. Ампер",
    "с 14-ми по 16-е, в 90-х годах, 1-й этаж",
    "Душанбе-2022, COVID-19, Ан-24, I-24/7",
    "до –10 градусов, от –5 до 5 °C",
    "| Согд | – | 14 | — |",
    "| --- | --- |",
    "– обмен информацией;\n- учения",
    "— Слово имеет делегация.",
    "Дорога Душанбе — Худжанд — Куляб",
    "28 февраля — 4 марта 2022 года",
    "телефон: +992 (37) 227-68-43, факс 227-68, доб. 12-15",
    "комната 3-12, каб. 12-14, рейс 105-106, зал 3-4",
    "ISO 9303-3, ГОСТ 7.0-2018, ISBN 978-92-1-130345-6",
    "2022-10-18",
    "в октябре–ноябре и в понедельник–среду",
    "в 2022/23 учебном году",
    "кратко-, средне- и долгосрочные меры, авиа- или автотранспорт",
    "двух- трехдневный семинар",
    "пять-шесть недель",
    "10–15-летние, 2–3-дневные",
    "министр — 1, послы — 38",
    "2019 — 640, 2020 — 700",
    "счет 3-2 в пользу хозяев",
    "статья 13-1 Кодекса, закон № 4-17 принят",
    "X–XII века, приложения I–III",
    "S/2022/1-5, A/77/10-12, с. 12–15",
    "Итого: 20 - 5 = 15",
    "буквы А—Я",
    "дорога в Горно-Бадахшан, рейс Баден-Баден",
    "государства — участники, государства-члены",
    "ключ `a - b` и https://example.org/a--b",
    "Dushanbe - Khujand: 300 км",
    "",
)

DASHES = (
    ("Душанбе - столица.", "Душанбе — столица."),
    ("Душанбе – столица.", "Душанбе — столица."),
    ("Душанбе -- столица.", "Душанбе — столица."),
    ("Душанбе—столица.", "Душанбе — столица."),
    ("Душанбе\u00a0- столица.", "Душанбе\u00a0— столица."),
    ("**Душанбе** - столица.", "**Душанбе** — столица."),
    ("Угроза реальна— ответ нужен.", "Угроза реальна — ответ нужен."),
    ("Угроза реальна —ответ нужен.", "Угроза реальна — ответ нужен."),
    ("Цель, сказал он,—мир.", "Цель, сказал он, — мир."),
    ("юго–восток", "юго-восток"),
    ("28 февраля - 4 марта", "28 февраля - 4 марта"),
    ("Министр - 1", "Министр - 1"),
    ("Душанбе- столица", "Душанбе- столица"),
    ("Душанбе -столица", "Душанбе -столица"),
    ("Душанбе–столица", "Душанбе–столица"),
    ("пандемия COVID–19", "пандемия COVID–19"),
    ("10–летний план", "10–летний план"),
    ("дорога Душанбе-Худжанд", "дорога Душанбе-Худжанд"),
    ("в 3—м квартале", "в 3—м квартале"),
)

RANGES = (
    ("10 - 15 октября", "10–15 октября"),
    ("18—19 октября", "18–19 октября"),
    ("18 — 19 октября", "18–19 октября"),
    ("10-15 сотрудников", "10–15 сотрудников"),
    ("3-4 заседания", "3–4 заседания"),
    ("8-9 новых постов", "8–9 новых постов"),
    ("2018-2021", "2018–2021"),
    ("**2018-2021**", "**2018–2021**"),
    ("в 2021-22 годах", "в 2021–22 годах"),
    ("09:30-11:00", "09:30–11:00"),
    ("09.30-11.00", "09.30-11.00"),
    ("18.10.2022-20.10.2022", "18.10.2022-20.10.2022"),
    ("пп. 14-17", "пп. 14–17"),
    ("2,5-3 процента", "2,5–3 процента"),
    ("10 – 15 %", "10–15 %"),
    ("в 60-70-х годах", "в 60–70-х годах"),
    ("10-15-летние", "10–15-летние"),
    ("приложения I-III", "приложения I–III"),
    ("X — XII века", "X–XII века"),
)


@pytest.mark.parametrize("text", RIGHT)
def test_right_dashes_are_left_alone(text: str) -> None:
    assert hits(Example("", text), ["dash", "range"]) == []


@pytest.mark.parametrize(("text", "mended"), DASHES)
def test_a_wrong_dash_is_found_and_mended_where_that_is_certain(text: str, mended: str) -> None:
    assert [hit.rule for hit in hits(Example("", text), ["dash", "range"])] == ["dash"]
    assert mend.text(text, list(dashes.dashes(Said(text, "ru", Known())))) == mended


@pytest.mark.parametrize(("text", "mended"), RANGES)
def test_a_wrong_range_is_found_and_mended_where_that_is_certain(text: str, mended: str) -> None:
    assert [hit.rule for hit in hits(Example("", text), ["dash", "range"])] == ["range"]
    assert mend.text(text, list(dashes.ranges(Said(text, "ru", Known())))) == mended


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="ая –—-5 12.\n*|XIо«", max_size=40))
def test_what_is_mended_is_right(text: str) -> None:
    for _ in range(8):
        said = Said(text, "ru", Known())
        certain = [fault for fault in (*dashes.dashes(said), *dashes.ranges(said)) if fault.certain]
        mended = mend.text(text, certain)
        if mended == text:
            break
        text = mended
    else:
        assert mend.text(text, certain) == text


@settings(deadline=None)
@given(st.text(max_size=60))
@example("а - " * 2_500)
@example("1-2" * 3_000)
@example("-" * 10_000)
@example(" " * 10_000 + "-")
def test_no_text_raises(text: str) -> None:
    said = Said(text + " - я", "ru", Known())
    for fault in (*dashes.dashes(said), *dashes.ranges(said)):
        assert 0 <= fault.start < fault.end <= len(said.raw)
