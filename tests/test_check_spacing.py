"""Spaces at punctuation."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych import mend
from diptych.checks import spacing
from diptych.checks.view import Example, Known, Said
from proofs import hits

RIGHT = (
    "Карты, планы (см. приложение); масштаб 1 : 500, счет 2:1, в 10:30.",
    "… и далее. Мы … идем. Глава . . . 5",
    "( c ) 2021, ( а ) и ( ), f(x), сотрудник(и), уважаемый(ая)",
    "а) общие, б) частные; пункты 3(а) и 4(б), статья 5(2), 1373(2001)",
    "(не)законный и (контр)террористический",
    "А.Б. Петров, А. Б. Петров, т.е. так, т. е. так",
    "18.10.2022, №5, 0,75, 3D, 5G, 90-х, 12-м, 4К",
    "файл отчет_1,итог.docx и `а ,б`, https://example.org/a,b",
    "Да :) и нет ;) и :-)",
    "Душанбе : Ирфон, 2020. — 300 с. ; 20 см",
    "Авто / ред. А. Петров : Ирфон",
    "| :--- | ---: |",
    "{participants} , https://example.org .",
    "Подпись ____ , дата ____ )",
    "1 . Введение",
    "A/RES/75/291, S/2022/1",
    "",
)

WRONG = (
    ("Делегации,министры и гости", ",", "Делегации, министры и гости"),
    ("Гости,и хозяева", ",", "Гости, и хозяева"),
    ("гости;хозяева", ";", "гости; хозяева"),
    ("Тема:Безопасность границ", ":", "Тема: Безопасность границ"),
    ("Кто идет?Все", "?", "Кто идет? Все"),
    ("Гости , хозяева", " ,", "Гости, хозяева"),
    ("Гости ,хозяева", " ,", "Гости, хозяева"),
    ("«Авесто» ; гости", " ;", "«Авесто»; гости"),
    ("**Гости** , хозяева", " ,", "**Гости**, хозяева"),
    ("Гости прибыли .", " .", "Гости прибыли."),
    ("Гости прибыли !", " !", "Гости прибыли!"),
    ("Примечание : нет", " :", "Примечание: нет"),
    ("план ( см. приложение)", "( ", "план (см. приложение)"),
    ("план (см. приложение )", " )", "план (см. приложение)"),
    ("Согласовано(см. план)", "(", "Согласовано (см. план)"),
    ("Организация Объединенных Наций(ООН)", "(", "Организация Объединенных Наций (ООН)"),
    ("(см. пункт 5)и далее", ")", "(см. пункт 5) и далее"),
    ("в 2021г. прибыли", "2021", "в 2021\u00a0г. прибыли"),
    ("5млн человек", "5", "5\u00a0млн человек"),
    ("2,5тыс. человек", "2,5", "2,5\u00a0тыс. человек"),
    ("длина 10км", "10", "длина 10\u00a0км"),
)

ENGLISH = (
    ("Guests , hosts", " ,"),
    ("guests,hosts", ","),
    ("Smith,John", ","),
    ("the plan (see Annex )", " )"),
    ("5km away", "5"),
    ("The end .", " ."),
)

RIGHT_IN_ENGLISH = (
    "person(s), item(s), a) b), f(x), (a) the guests",
    "la Conférence des Nations Unies : le rapport",
    "Wait . . . and see … here",
    "12 a.m., 10:30, 1:1, 1,250",
)


@pytest.mark.parametrize("text", RIGHT)
def test_right_spaces_are_left_alone(text: str) -> None:
    assert hits(Example("", text), ["mark-space"]) == []


@pytest.mark.parametrize(("text", "at", "mended"), WRONG)
def test_a_wrong_space_is_found_and_mended(text: str, at: str, mended: str) -> None:
    assert [hit.text for hit in hits(Example("", text), ["mark-space"])] == [at]
    assert mend.text(text, list(spacing.marks(Said(text, "ru", Known())))) == mended
    assert list(spacing.marks(Said(mended, "ru", Known()))) == []


@pytest.mark.parametrize(("text", "at"), ENGLISH)
def test_english_has_the_same_spaces(text: str, at: str) -> None:
    assert [hit.text for hit in hits(Example(text), ["mark-space"])] == [at]


@pytest.mark.parametrize("text", RIGHT_IN_ENGLISH)
def test_right_english_is_left_alone(text: str) -> None:
    assert hits(Example(text), ["mark-space"]) == []


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="аяб,.;:!?() \u00a05кмг«»*_\n", max_size=40), st.sampled_from(["ru", "en"]))
def test_what_is_mended_is_right(text: str, lang: str) -> None:
    for _ in range(8):
        mended = mend.text(text, list(spacing.marks(Said(text, lang, Known()))))
        if mended == text:
            break
        text = mended
    else:
        assert mend.text(text, list(spacing.marks(Said(text, lang, Known())))) == text


@settings(deadline=None)
@given(st.text(max_size=60))
@example(" ," * 5_000)
@example("( а" * 3_000)
@example("аа(бб " * 1_600)
@example("5" * 10_000)
@example("аа,бб" * 2_000)
def test_no_text_raises(text: str) -> None:
    for fault in spacing.marks(Said(text + "я ,я", "ru", Known())):
        assert 0 <= fault.start < fault.end <= len(fault.said.raw if fault.said else "")
