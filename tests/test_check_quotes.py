"""Quotation marks in Russian."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych import mend
from diptych.checks import quotes
from diptych.checks.view import Example, Known, Said
from proofs import hits

RIGHT = (
    "«Мы готовы, — сказал посол, — идти дальше».",
    "«Мы вместе», — сказал он. «Да!»",
    "«Что делать?», «Кто готов?»",
    "семинар «Центр „Хедая“ и движение „Талибан“»",
    "Кот-д’Ивуар, Да'Эш, г-жа О’Коннор и г-н д’Артаньян",
    'экран 15", шкаф 5\' 6"',
    "38°33'36'' с. ш. и слово,, другое'' слово",
    "38°33'36\" с. ш. и 68°46'26\" в. д.",
    "Книга «Границы» (“Borders without ‘Barriers’”) издана",
    "Доклад (*“Borders”*) издан",
    "**«Авесто»** и *«Лола»*, [«Хаятт»](https://example.org/a)",
    'файл `"x"` приложен',
    "The “Hedayah” Centre",
    "",
)

WRONG = (
    ('Отель "Авесто"', ('"Авесто"',), "Отель «Авесто»"),
    ('"Центр "Хедая" открыт".', ('"Центр "Хедая" открыт"',), "«Центр „Хедая“ открыт»."),
    ("“Центр ‘Хедая’ открыт”", ("“Центр ‘Хедая’ открыт”",), "«Центр „Хедая“ открыт»"),
    ("««Бумага» и цифра»", ("«Бумага»",), "«„Бумага“ и цифра»"),
    ("«Центр “Хедая” открыт»", ("“Хедая”",), "«Центр „Хедая“ открыт»"),
    ("Центр „Хедая“ открыт", ("„Хедая“",), "Центр «Хедая» открыт"),
    ("Сеть “Dushanbe Process” растет", ("“Dushanbe Process”",), "Сеть «Dushanbe Process» растет"),
    ("Отель «Авесто” открыт", ("”",), "Отель «Авесто» открыт"),
    ("Отель »Авесто« открыт", ("»Авесто«",), "Отель «Авесто» открыт"),
    ("Отель « Авесто » открыт", (" »", "« "), "Отель «Авесто» открыт"),
    ("Отель ‘Авесто’ открыт", ("‘Авесто’",), "Отель ‘Авесто’ открыт"),
    ('Отель \\"Авесто\\" открыт', ('\\"Авесто\\"',), "Отель «Авесто» открыт"),
    ('**"Авесто"** открыт', ('"Авесто"',), "**«Авесто»** открыт"),
    ("Отель ,,Авесто'' открыт", (",,Авесто''",), "Отель «Авесто» открыт"),
    ("Отель ''Авесто'' открыт", ("''Авесто''",), "Отель «Авесто» открыт"),
    ("Отель ``Авесто'' открыт", ("``Авесто''",), "Отель «Авесто» открыт"),
    ("Отель ,,Авесто“ открыт", (",,Авесто“",), "Отель «Авесто» открыт"),
    ("«Центр ,,Хедая'' открыт»", (",,Хедая''",), "«Центр „Хедая“ открыт»"),
    ("Он назвал «общий язык служб важным.", ("«",), "Он назвал «общий язык служб важным."),
)

PAIRS = (
    ("“The border is ours. It is here.", "«Граница наша. Она здесь.", 0),
    ("It is ours, and here.”", "Она наша, она здесь».", 0),
    ("the group “Lazurit”", "группа Лазурит»", 1),
    ("“Lazurit” meets", "«Лазурит заседает", 1),
)


@pytest.mark.parametrize("text", RIGHT)
def test_right_marks_are_left_alone(text: str) -> None:
    assert hits(Example("", text), ["quotes"]) == []


@pytest.mark.parametrize(("text", "at", "mended"), WRONG)
def test_wrong_marks_are_found_and_mended(text: str, at: tuple[str, ...], mended: str) -> None:
    assert sorted(hit.text for hit in hits(Example("", text), ["quotes"])) == sorted(at)
    assert mend.text(text, list(quotes.marks(Said(text, "ru", Known())))) == mended


@pytest.mark.parametrize(("en", "ru", "count"), PAIRS)
def test_a_quotation_of_several_paragraphs_may_be_open(en: str, ru: str, count: int) -> None:
    assert len(hits(Example(en, ru), ["quotes"])) == count


def test_a_translation_from_russian_has_its_source_looked_at() -> None:
    assert [hit.side for hit in hits(Example('Отель "Авесто"', "The Hotel “Avesto”"), ["quotes"])] == []
    source = Said('Отель "Авесто"', "ru", Known())
    assert [fault.text for fault in quotes.marks(source)] == ['"Авесто"']


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="«»„“”\"'’‘ ая.a\\*(\n5", max_size=40))
def test_what_is_mended_is_right(text: str) -> None:
    for _ in range(6):
        certain = [fault for fault in quotes.marks(Said(text, "ru", Known())) if fault.certain]
        mended = mend.text(text, certain)
        if mended == text:
            break
        text = mended
    else:
        assert mend.text(text, certain) == text


@settings(deadline=None)
@given(st.text(max_size=60))
@example("«" * 10_000)
@example("'а" * 5_000)
@example('"а" ' * 2_500)
def test_no_text_raises(text: str) -> None:
    for fault in quotes.marks(Said(text + "я", "ru", Known())):
        assert 0 <= fault.start < fault.end <= len(text) + 1
