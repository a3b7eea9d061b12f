"""How texts and the items of lists end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.catalog import Span
from diptych.checks import ends, lists
from diptych.checks.view import Example, Known, Pair, Said, Side
from diptych.model import Block, Kind
from proofs import hits

KNOWN = Known()

RIGHT = (
    ("Yours sincerely,", "С уважением"),
    ("Mr. President,", "Уважаемый господин Председатель!"),
    ("To whom it may concern:", "По месту требования"),
    ("Thank you for your attention.", "Благодарю за внимание!"),
    ("Welcome to Dushanbe", "Добро пожаловать в Душанбе!"),
    ("Ms.", "г-жа"),
    ("14 Oct.", "14 октября"),
    ("from the U.S.", "из США"),
    ("Visit to Washington, D.C.", "Визит в Вашингтон"),
    ("He said: “We agree.”", "Он сказал: «Мы согласны»."),
    ("The Chair asked: “Is it enough?”", "Председатель спросил: «Достаточно ли этого?»."),
    ("Founded in 2018.", "Основан в 2018 г."),
    ("7 June 2021", "7 июня 2021 г."),
    ("It opens at 5 p.m.", "Открывается в 17:00."),
    ("at 5 p.m.", "в 17:00"),
    ("See [the report](https://example.org/a).", "См. [доклад](https://example.org/a)."),
    ("It is at https://example.org/a.", "Он размещен по адресу: https://example.org/a."),
    ("It was adopted.[^1]", "Он был принят[^1]."),
    ("It was adopted.¹", "Он был принят¹."),
    ("**It was adopted.**", "**Он был принят**."),
    ("Note:", "Примечание."),
    ("How to get a visa", "Как получить визу?"),
    ("Where to stay?", "Размещение участников"),
    ("Could you please send the list?", "Просим направить перечень."),
    ("(a) the review; and", "a) обзор;"),
    ("(a) the review; and", "a) обзор; и"),
    ("Identify the needs", "определить потребности;"),
    ("Report on the results", "доложить о результатах."),
    ("We, the participants:", "Мы, участники,"),
    ("Moderator:", "Ведущая —"),
    ("The order was as follows.", "Порядок был следующим:"),
    ("It opens {date}.", "Открывается {date}."),
    ("It goes on...", "И так далее…"),
    ("It cost $5 million.", "Это стоило 5 млн долл."),
    ("(The meeting rose.)", "(Заседание закрылось.)"),
    ("- one;\n- two", "- один;\n- два."),
    ("7.5", "7,5"),
    ("Yes!", "Да!"),
)

WRONG = (
    ("It rose.", "Оно закрылось", "", ""),
    ("It rose.", "Оно закрылось,", ",", "."),
    ("It rose.", "Оно закрылось:", ":", "."),
    ("Recalling its resolutions,", "ссылаясь на свои резолюции", "", ""),
    ("Recalling its resolutions,", "ссылаясь на свои резолюции.", ".", ","),
    ("*Recalling* its work,", "*ссылаясь* на свою работу;", ";", ","),
    ("3. *Asks* States to act;", "3. *просит* государства действовать.", ".", ";"),
    ("3. *Asks* States to act.", "3. *просит* государства действовать;", ";", "."),
    ("There were three items:", "Было три пункта", "", ""),
    ("There were three items:", "Было три пункта,", ",", ":"),
    ("There were three items:", "Было три пункта.", ".", ":"),
    ("Is it enough?", "Достаточно ли этого", "", ""),
    ("It is enough.", "Этого достаточно?", "?", "."),
    ("Session I", "Заседание I.", ".", ""),
    ("“We agree.”", "«Мы согласны»", "", ""),
    ("Title", "Название «Мост.»", ".", ""),
    ("It goes on …", "Так далее.", ".", "…"),
    ("It goes on.", "Так далее...", "...", "."),
    ("Welcome!", "Добро пожаловать", "", ""),
    ("Statement by the Minister", "Выступление министра:", ":", ""),
)


@pytest.mark.parametrize(("en", "ru"), RIGHT)
def test_each_language_may_end_in_its_own_way(en: str, ru: str) -> None:
    assert hits(Example(en, ru), ["end-punctuation"]) == []


@pytest.mark.parametrize(("en", "ru", "at", "proposed"), WRONG)
def test_another_end_is_found(en: str, ru: str, at: str, proposed: str) -> None:
    pair = Pair(Said(en, "en", KNOWN, Side.SOURCE), Said(ru, "ru", KNOWN))
    (fault,) = ends.ends(pair)
    assert (fault.text, fault.proposed or "") == (at, proposed)
    assert at or (fault.start, fault.end) == (0, 0)


@pytest.mark.parametrize(("en", "ru", "at", "proposed"), WRONG)
def test_a_translation_from_russian_is_judged_in_the_same_way(en: str, ru: str, at: str, proposed: str) -> None:
    del at, proposed
    pair = Pair(Said(ru, "ru", KNOWN, Side.SOURCE), Said(en, "en", KNOWN))
    assert [fault.said for fault in ends.ends(pair)] == [pair.target]


def test_other_languages_are_left_alone() -> None:
    pair = Pair(Said("It rose.", "en", KNOWN, Side.SOURCE), Said("Elle est levée", "fr", KNOWN))
    assert list(ends.ends(pair)) == []


@pytest.mark.parametrize(("kind", "count"), [(Kind.LIST_ITEM, 0), (Kind.HEADING, 1)])
def test_an_item_of_a_list_may_end_as_russian_lists_do(kind: Kind, count: int) -> None:
    block = Block(kind, (), Span(""), "x")
    for ru in ("Хорог;", "Хорог."):
        pair = Pair(Said("Khorugh", "en", KNOWN, Side.SOURCE), Said(ru, "ru", KNOWN), block=block)
        assert len(list(ends.ends(pair))) == count


LISTS_RIGHT = (
    "- обмен;\n- Министерство внутренних дел;\n- учения.",
    "- Хорог\n- Куляб\n- Бохтар",
    "Курс:\n\n1. Защита.\n2. Анализ.\n\nПосле курса выдается справка.",
    "- карты,\n- планы,\n- схемы.",
    "- обмен:\n  - данными;\n  - людьми;\n- учения.",
    "- Афганистан;\n- Пакистан;\n- государства Центральной Азии.",
    "- обмен; и\n- учения.",
    "- в 2022 г.;\n- в 2023 г.",
    "- Кто?\n- Что?",
    "- «Авесто»;\n- гостиница «Лола»;\n- «Хаятт».",
    "– карты;\n– планы.",
    "- 5 карт;\n- 3 плана.",
    "- ООН;\n- полиция;\n- таможня.",
    "18:30\nул. Рудаки, 122\nДушанбе",
    "- карты\n  и планы;\n- таблицы.",
    "1. *призывает* государства:\n\n   a) действовать;\n   b) помогать;\n\n2. *просит* Секретариат.",
)

LISTS_WRONG = (
    ("- карты;\n- планы.\n- схемы.", ["."]),
    ("- карты\n- планы;\n- схемы.", ["карты"]),
    ("- карты;\n- планы;\n- схемы", ["схемы"]),
    ("- карты;\n- «Лола»\n- схемы.", ["Лола»"]),
    ("1. Карты.\n2. планы.\n3. Схемы.", ["планы"]),
    ("- карты,\n- планы;\n- схемы.", [","]),
    ("- Карты.\n- Планы\n- Схемы.", ["Планы"]),
    ("- карты;\n- Отправка писем;\n- схемы.", ["Отправка"]),
    ("- карты.\n- планы.\n- схемы.", [".", "."]),
    ("1) найти;\n2) Составить план;\n3) доложить.", ["Составить"]),
    ("- карты;\n- планы;", [";"]),
)


@pytest.mark.parametrize("ru", LISTS_RIGHT)
def test_right_lists_are_left_alone(ru: str) -> None:
    assert hits(Example("", ru), ["list-punctuation", "end-punctuation"]) == []


@pytest.mark.parametrize(("ru", "at"), LISTS_WRONG)
def test_an_item_that_differs_is_found(ru: str, at: list[str]) -> None:
    assert [hit.text for hit in hits(Example("- a\n- b", ru), ["list-punctuation", "end-punctuation"])] == at


def test_a_list_may_go_on_in_the_next_paragraph() -> None:
    assert hits(Example("- one;\n- two;", "- один;\n- два;"), ["list-punctuation"]) == []


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=50), st.text(alphabet="- ая.;,:?!»\n1)a*…", max_size=50))
def test_no_text_raises(one: str, other: str) -> None:
    for en, ru in ((one, other), (other, one), (one, one)):
        said = Said(ru, "ru", KNOWN)
        pair = Pair(Said(en, "en", KNOWN, Side.SOURCE), said)
        for fault in (*ends.ends(pair), *lists.punctuation(said), *lists.last(pair)):
            assert 0 <= fault.start <= fault.end <= len(ru)


@pytest.mark.parametrize(
    ("russian", "wrong"),
    [
        ("Мост открыли в 2021 г..", ".."),
        ("Мост открыли,, дорогу закрыли.", ",,"),
        ("Мост открыт;;", ";;"),
        ("Мост…", ""),
        ("Мост и т. д.", ""),
        ("Мост...", ""),
        ("См. ../приложение", ""),
        ("от 1..5", ""),
    ],
)
def test_a_mark_typed_twice(russian: str, wrong: str) -> None:
    known = Known()
    assert [fault.text for fault in ends.twice(Said(russian, "ru", known))] == ([wrong] if wrong else [])
