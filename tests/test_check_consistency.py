"""`translated-twice` and `term-variants`: one thing, one translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.catalog import Entry, Key
from diptych.checks import consistency
from diptych.checks.view import Example, Known, Pair, Paper, Papers, Said, Side
from proofs import hits

LONG = "The coordinators meet at midday."


def _twice(*pairs: tuple[str, str]) -> list[str]:
    documents = tuple(f"{en}\n=> {ru}\n" for en, ru in pairs)
    return [hit.text for hit in hits(Example(documents=documents), ["translated-twice"])]


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Координаторы собираются в полдень.", "Координаторы собираются в полдень.", False),
        ("Координаторы собираются в полдень.", "Координаторы собираются в\u00a0полдень.", False),
        ("Всё решат координаторы.", "Все решат координаторы.", False),
        ("Координаторы собираются в полдень.", "Координаторы встречаются в полдень.", True),
    ],
)
def test_one_text_has_one_translation(one: str, two: str, *, told: bool) -> None:
    assert _twice((LONG, one), (LONG, two)) == ([one] if told else [])


def test_all_other_places_are_named_in_one_finding() -> None:
    known = Known()
    pairs = tuple(
        Pair(Said(LONG, "en", known, Side.SOURCE), Said(text, "ru", known)) for text in ("Раз.", "Два.", "Раз.", "Три.")
    )
    (fault,) = consistency.translated_twice(Papers((Paper("x", "en", pairs, known),), known))
    assert (fault.said, fault.others) == (pairs[0].target, (pairs[1].target, pairs[3].target))


def _labels(en: str, *given: tuple[str | None, str | None, int, str]) -> list[str]:
    from diptych.checks.view import Place

    known = Known()
    pairs = tuple(
        Pair(
            Said(en, "en", known, Side.SOURCE),
            Said(ru, "ru", known, place=Place("x.po", number, None, None, form)),
            entry=Entry(Key(en, context), (ru,), plural),
        )
        for number, (context, plural, form, ru) in enumerate(given)
    )
    return [fault.text for fault in consistency.translated_twice(Papers((Paper("x", "en", pairs, known),), known))]


def test_a_label_may_have_a_translation_for_each_context() -> None:
    assert _labels("Chair", ("role", None, 0, "Председатель"), ("furniture", None, 0, "Стул")) == []
    assert _labels("Chair", ("role", None, 0, "Председатель"), ("role", None, 0, "Председательствующий")) == [
        "Председатель"
    ]
    assert _labels(LONG, ("a", None, 0, "Раз."), ("b", None, 0, "Два.")) == ["Раз."]


def test_plural_forms_are_no_variants() -> None:
    forms = [(None, "{n} days", form, ru) for form, ru in enumerate(("день", "дня", "дней"))]
    assert _labels("{n} day of the meeting of coordinators", *forms) == []


def _variants(*pairs: tuple[str, str], **terms: str) -> list[str]:
    documents = tuple(f"{en}\n=> {ru}\n" for en, ru in pairs)
    return [hit.text for hit in hits(Example(documents=documents, terms=terms), ["term-variants"])]


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (("The “Open Bridges” began.", "Начались «Открытые мосты»."), ("“Open Bridges”", "«Мосты дружбы»"), True),
        (("The “Open Bridges” began.", "Начались «Открытые мосты»."), ("“Open Bridges”", "«Открытых мостов»"), False),
        (("The “Open Bridges” began.", "Начались «Открытые мосты»."), ("“Open Bridges”", "банда «Аль-Каида»"), False),
        (("The “open bridges” began.", "Начались «открытые мосты»."), ("“open bridges”", "«мосты дружбы»"), False),
        (("“Open Bridges”, “Red Doors”", "«Открытые мосты»"), ("“Open Bridges”", "«Мосты дружбы»"), False),
        (("The post (JBP) is open.", "Пост (СПП) открыт."), ("The post (JBP) works.", "Пост (СПГ) работает."), True),
        (("The post (JBP) is open.", "Пост (СПП) открыт."), ("The post (JBP) works.", "Пост (СПП) работает."), False),
        (("The JBP and the EU", "СПП и Евросоюз"), ("The JBP and the EU", "Пост и ЕС"), False),
        (("Part (II) is over.", "Часть (II) окончена."), ("Part (II) begins.", "Часть (Б) начинается."), False),
    ],
)
def test_a_name_has_one_rendering(one: tuple[str, str], two: tuple[str, str], *, told: bool) -> None:
    assert bool(_variants(one, two)) is told


def test_the_rarer_rendering_is_the_fault() -> None:
    often = ("The post (JBP) is open.", "Пост (СПП) открыт.")
    later = ("The post (JBP) is shut.", "Пост (СПП) закрыт.")
    assert _variants(often, ("The post (JBP) works.", "Пост (СПГ) работает."), later) == ["СПГ"]


def test_what_the_glossary_has_is_left_to_it() -> None:
    pairs = (("The post (JBP) is open.", "Пост (СПП) открыт."), ("The post (JBP) works.", "Пост (СПГ) работает."))
    assert _variants(*pairs, JBP="СПП") == []


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=6))
def test_no_texts_make_them_fail(texts: list[tuple[str, str]]) -> None:
    known = Known()
    pairs = tuple(Pair(Said(en, "en", known, Side.SOURCE), Said(ru, "ru", known)) for en, ru in texts)
    papers = Papers((Paper("x", "en", pairs, known),), known)
    for fault in (*consistency.translated_twice(papers), *consistency.variants(papers)):
        assert fault.others
