"""Registered persons and places in a translation: rules `names` and `yo`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import proofs
from diptych import checks
from diptych.checks import names, yo
from diptych.checks.view import Example, Known, Name, Pair, Paper, Papers, Said, Side
from diptych.name_forms import distance, folded, forms

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECKS = (*names.CHECKS, *yo.CHECKS)
NAMES = {
    "Vladimir Voronkov": "Владимир Воронков",
    "Helga Maria Schmid": "Хельга Мария Шмид",
    "António Guterres": "Антониу Гутерриш",
    "Alena Kupchyna": "Алёна Купчина",
    "Alexandre Zouev": "Александр Зуев",
    "Emomali Rahmon": "Эмомали Рахмон",
    "Rahmon Yusuf Ahmadzod": "Рахмон Юсуф Ахмадзод",
    "Weixiong Chen": "Чэнь Вэйсюн",
    "Du Hangwei": "Ду Ханвэй",
    "Mutlaq Majed Al-Qahtani": "Мутлак Маджед Аль-Кахтани",
    "Waleed Abdulrahman Al Reshaidan": "Валид Абдулрахман Ар-Решайдан",
    "Stanislav Zas": "Станислав Зась",
    "Mitch Fifield": "Митч Файфилд",
    "Christopher A. Landberg": "Кристофер А. Ландберг",
    "Josep Borrell Fontelles": "Жозеп Боррель Фонтельес",
    "Mary O’Connor": "Мэри О’Коннор",
    "Pavel Tikhonov": "Павел Тихонов",
    "Yuri Lavsky": "Юрий Лавский",
    "Giorgi Beridze": "Георгий Беридзе",
    "Rustam Alikhonzoda": "Рустам Алиханзода",
    "Pyotr Semyonov": "Пётр Семёнов",
    "Lev Semenov": "Лев Семенов",
    "Olga Stock": "Ольга Сток",
    "Ban Ki-moon": "Пан Ги Мун",
    "Khorog": "Хорог",
    "Mogilyov": "Могилёв",
    "Artyom Al-Orlyov": "Артём Аль-Орлёв",
    "Sughd Region": "Согдийская область",
}

SILENT = [
    ("Mr. Voronkov and Ms. Schmid spoke.", "Выступили г-н Воронков и г-жа Шмид."),
    ("The floor was given to Mr. Voronkov.", "Слово было предоставлено г-ну Воронкову."),
    ("a meeting with Vladimir Voronkov", "встреча с Владимиром Воронковым"),
    ("a meeting with V. Voronkov", "встреча с В. Воронковым"),
    ("a meeting with V. Voronkov", "встреча с В. И. Воронковым"),
    ("a meeting with Vladimir Voronkov", "встреча с Воронковым В. И."),
    ("Mr. VORONKOV: I thank the Chair.", "Г-н ВОРОНКОВ: Благодарю Председателя."),
    ("**Mr. Voronkov**: I thank the Chair.", "**Г-н Воронков**: Благодарю Председателя."),
    ("Mr. Voronkov’s statement is annexed.", "Его выступление прилагается."),
    ("Mr. Voronkov’s statement is annexed.", "Выступление г-на Воронкова прилагается."),
    ("The delegates thanked Helga Maria Schmid.", "Делегаты поблагодарили Хельгу Марию Шмид."),
    ("The delegates thanked Helga Schmid.", "Делегаты поблагодарили г-жу Шмид."),
    ("a message by Antonio Guterres", "послание Антониу Гутерриша"),
    ("Opened by António Guterres", "Открыта Антониу Гутерришем"),
    ("President Rahmon opened the meeting.", "Президент Рахмон открыл заседание."),
    ("President Rahmon opened the meeting.", "Президент Эмомали Рахмон открыл заседание."),
    ("Statement by Rahmon Yusuf Ahmadzod", "Выступление Рахмона Юсуфа Ахмадзода"),
    ("Statement by Rahmon Yusuf Ahmadzod", "Выступление Рахмона Юсуфа Ахмадзод"),
    ("a letter of Mr. Chen Weixiong", "письмо г-на Чэнь Вэйсюна"),
    ("Mr. Chen moderated.", "Дискуссией руководил г-н Чэнь."),
    ("a letter of Weixiong Chen", "письмо Чэня Вэйсюна"),
    ("Mr. Du thanked the hosts.", "Г-н Ду поблагодарил хозяев."),
    ("H.E. Mr. Mutlaq Majed Al-Qahtani, Special Envoy", "Е. П. г-н Мутлак Маджед Аль-Кахтани, специальный посланник"),
    ("Dr. Al-Qahtani added", "Д-р Аль‑Кахтани добавил"),
    ("Mr. Al-Reshaidan agreed.", "Г-н Ар-Решайдан согласился."),
    ("with Stanislav Zas", "со Станиславом Засем"),
    ("Mr. Landberg and Mr. Christopher Landberg", "Г-н Ландберг и г-н Кристофер Ландберг"),
    ("Mr. Borrell recalled the Strategy.", "Г-н Боррель напомнил о Стратегии."),
    ("Mr. Borrell Fontelles recalled the Strategy.", "Г-н Боррель Фонтельес напомнил о Стратегии."),
    ("Ms. O’Connor’s letter", "письмо г-жи О’Коннор"),
    ("a letter to Pavel Tikhonov", "письмо Павлу Тихонову"),
    ("chaired by Yuri Lavsky", "под председательством Юрия Лавского"),
    ("a letter to Giorgi Beridze", "письмо Георгию Беридзе"),
    ("a letter to Rustam Alikhonzoda", "письмо Рустаму Алиханзоде"),
    ("a letter to Rustam Alikhonzoda", "письмо Рустаму Алиханзода"),
    ("Messrs. Voronkov and Zouev", "г-да Воронков и Зуев"),
    ("Stock of weapons", "Запасы оружия"),
    ("The Stock Exchange was closed.", "Биржа была закрыта."),
    ("a Ban on arms", "запрет на оружие"),
    ("Mr. Ban arrived.", "Прибыл г-н Пан."),
    ("Vladimir Oblast", "Владимирская область"),
    ("John Voronkov, a namesake", "однофамилец"),
    ("Rahmonzoda Street", "улица Рахмонзода"),
    ("The Khorog Declaration", "Хорогская декларация"),
    ("a road from Khorog", "дорога из Хорога"),
    ("in Mogilyov", "в Могилёве"),
    ("in Sughd Region", "в Согдийской области"),
    ("The region was visited.", "Посещен регион."),
    ("Mr. Voronkov thanked the hosts. He left.", "Г-н Воронков поблагодарил хозяев и уехал."),
    ("Statement by the Chair", "Выступление Ялчина Рафиева"),
    ("{chair} and [his page](https://example.org/Voronkov)", "{chair} и [его страница](https://example.org/Voronkov)"),
    ("Mr. Voronkov spoke.", "Выступил г-н Voronkov."),  # of `english-left`
    ("Mr. Voronkov spoke.", "Выступил председатель."),
    (
        "Ms. Schmid noted it. The representative of Oman agreed.",
        "Генеральный секретарь это отметила. Представитель Омана согласился.",
    ),
    ("Ms. Schmid thanked the President of the Assembly.", "Президент поблагодарила Председателя Ассамблеи."),
    ("Mr. Guterres and Ms. Schmid spoke.", "Выступили Генеральный секретарь и глава ОБСЕ."),
    ("Mr. Fifield’s talk was short.", "Выступавший говорил недолго."),
]

FOUND = [
    ("Mr. Voronkov spoke.", "Выступил г-н Воронцов.", "Воронцов"),
    ("Mr. Voronkov spoke.", "Выступил г-н Воронов.", "Воронов"),
    ("Mr. Voronkov spoke.", "Выступил г-н воронков.", "воронков"),
    ("Mr. Voronkov spoke.", "Выступил г-н Петренко.", "Петренко"),
    ("Mr. Voronkov spoke.", "Выступил участник.", ""),
    ("Mr. Voronkov met the ministers.", "Состоялась встреча с министрами.", ""),
    ("Mr. Voronkov, Under-Secretary-General", "Заместитель Генерального секретаря", ""),
    ("The Director, Ms. Schmid, thanked the Chair.", "Директор поблагодарила Председателя.", ""),
    ("Mr. Voronkov thanked Ms. Schmid.", "Председатель поблагодарил ее.", ""),
    ("Vladimir Voronkov spoke.", "Выступил Виктор Воронков.", "Виктор"),
    ("Vladimir Voronkov spoke.", "Выступил Владимир Ворошков.", "Ворошков"),
    ("Vladimir Voronkov spoke.", "Выступил Владмир Воронков.", "Владмир"),
    ("V. Voronkov spoke.", "Выступил Б. Воронков.", "Б. Воронков"),
    ("The delegates thanked Helga Maria Schmid.", "Делегаты поблагодарили Хельгу Марию Шмитт.", "Шмитт"),
    ("The delegates thanked Helga Maria Schmid.", "Делегаты поблагодарили Ольгу Марию Шмид.", "Ольгу"),
    ("a message by António Guterres", "послание Антониу Гутерреса", "Гутерреса"),
    ("Mr. Guterres spoke", "Выступил г-н Гутьерриш", "Гутьерриш"),
    ("President Emomali Rahmon", "Президент Эмомали Рахмонов", "Рахмонов"),
    ("President Emomali Rahmon", "Президент Имомали Рахмон", "Имомали"),
    ("Mr. Zouev and Ms. Kupchyna", "г-н Зуев и г-н Воронков", "Воронков"),
    ("by Alena Kupchyna", "Алёной Купчинной", "Купчинной"),
    ("Mr. Al-Qahtani agreed.", "Г-н Аль-Катани согласился.", "Аль-Катани"),
    ("Mr. Al-Qahtani agreed.", "Г-н Эль-Кахтани согласился.", "Эль-Кахтани"),
    ("Stanislav Zas spoke.", "Выступил Станислав Зас.", "Зас"),
    ("Mr. Fifield spoke.", "Выступил г-н Фифилд.", "Фифилд"),
    ("Mr. Fifield’s comments", "Комментарии г-на Фифилда", "Фифилда"),
    ("Mr. Chen moderated.", "Руководил г-н Чжэнь.", "Чжэнь"),
    ("Mr. Lev Semenov", "г-н Лев Семёнов", "Семёнов"),
    ("in Khorog", "в Хороге и Хорошо", None),
    ("The mission visited Khorog in May.", "В мае миссия посетила Хоронг.", "Хоронг"),
    ("The mission visited Khorog in May.", "В мае миссия посетила Душанбе.", ""),
    ("Voronkov said the talks went well.", "Воронцов сказал, что переговоры прошли хорошо.", None),
    ("The envoy met Voronkov in May.", "Посланник встретился с Воронцовым в мае.", "Воронцовым"),
]

YO = [
    ("a letter to Pyotr Semyonov", "письмо Петру Семенову", "Семенову", "Семёнову"),
    ("Mr. Semyonov", "г-н СЕМЕНОВ", "СЕМЕНОВ", "СЕМЁНОВ"),
    ("Pyotr Semyonov", "Петр Семёнов", "Петр", "Пётр"),
    ("by Alena Kupchyna", "Аленой Купчиной", "Аленой", "Алёной"),
    ("in Mogilyov", "в Могилеве", "Могилеве", "Могилёве"),
    ("Mr. Al-Orlyov", "г-н Аль-Орлев", "Аль-Орлев", "Аль-Орлёв"),
]

NO_YO = [
    ("a letter to Pyotr Semyonov", "письмо Петру Семёнову"),
    ("Lev Semenov", "Лев Семенов"),
    ("The fairy tale", "Сестрица Аленушка и Алена"),
]


def said(en: str, ru: str) -> list[tuple[str, str]]:
    return [(hit.rule, hit.text) for hit in proofs.hits(Example(en, ru, names=NAMES), ("names", "yo"))]


@pytest.mark.parametrize(("en", "ru"), SILENT)
def test_a_name_in_any_case_passes(en: str, ru: str) -> None:
    assert said(en, ru) == []


@pytest.mark.parametrize(("en", "ru", "at"), FOUND)
def test_a_wrong_name_is_pointed_at(en: str, ru: str, at: str | None) -> None:
    assert said(en, ru) == ([] if at is None else [("names", at)])


@pytest.mark.parametrize(("en", "ru", "at", "right"), YO)
def test_a_name_without_its_yo_is_mended(en: str, ru: str, at: str, right: str) -> None:
    assert said(en, ru) == [("yo", at)]
    faults = [fault for _, fault in checks.run(proofs.papers(Example(en, ru, names=NAMES)), CHECKS)]
    assert [(fault.proposed, fault.certain) for fault in faults] == [(right, True)]
    assert said(en, ru.replace(at, right)) == []


@pytest.mark.parametrize(("en", "ru"), NO_YO)
def test_e_passes_where_nobody_has_yo(en: str, ru: str) -> None:
    assert said(en, ru) == []


def papers_of(source: tuple[str, str], target: tuple[str, str], names: Iterable[Name]) -> Papers:
    known = Known(source[0], target[0], names=tuple(names))
    pair = Pair(Said(source[1], source[0], known, Side.SOURCE), Said(target[1], target[0], known))
    return Papers((Paper("a", source[0], (pair,), known, target=target[0]),), known)


@pytest.mark.parametrize(
    ("ru", "en", "at"),
    [
        ("Выступил г-н Воронков.", "Mr. Voronkov spoke.", None),
        ("Выступил Антониу Гутерриш.", "António Guterres spoke.", None),
        ("Выступил Антониу Гутерриш.", "Antonio Guterres spoke.", "Antonio"),
        ("Выступил г-н Воронков.", "Mr. Voronkof spoke.", "Voronkof"),
        ("Выступил г-н Воронков.", "The Chair spoke.", None),
        ("Выступил г-н Воронков.", "The participants spoke.", ""),
        ("Председатель, г-н Воронков, выступил.", "The Chair spoke.", ""),
    ],
)
def test_a_russian_source_is_compared_with_its_english(ru: str, en: str, at: str | None) -> None:
    names = [
        Name("Владимир Воронков", "Vladimir Voronkov", "Воронков"),
        Name("Антониу Гутерриш", "António Guterres", "Гутерриш"),
    ]
    found = [fault.text for _, fault in checks.run(papers_of(("ru", ru), ("en", en), names), CHECKS)]
    assert found == ([] if at is None else [at])


GENDERED = (
    Name("Vladimir Voronkov", "Владимир Воронков", "Voronkov", gender="m"),
    Name("Michael Ginn", "Майкл Гинн", "Ginn", gender="m"),
    Name("Helga Maria Schmid", "Хельга Мария Шмид", "Schmid", gender="f"),
    Name("Alena Kupchyna", "Алёна Купчина", "Kupchyna", gender="f"),
    Name("Rustam Karimov", "Рустам Каримов", "Karimov", gender="m"),
    Name("Weixiong Chen", "Чэнь Вэйсюн", "Chen", gender="m"),
    Name("Lan Chen", "Чэнь Лань", "Chen", gender="f"),
    Name("Robin Fifield", "Робин Файфилд", "Fifield"),
)


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("Mr. Voronkov spoke.", "Выступила г-жа Воронков.", "г-жа Воронков"),
        ("Mr. Voronkov spoke.", "Выступила госпожа Воронкова.", "госпожа Воронкова"),
        ("a letter to Mr. Ginn", "письмо г-же Гинн", "г-же Гинн"),
        ("Mr. Michael Ginn and Ms. Schmid", "Г-жа Майкл Гинн и г-жа Шмид", "Г-жа Майкл Гинн"),
        ("Mr. M. Ginn and Ms. Schmid", "г‑жа М. Гинн и г-жа Шмид", "г‑жа М. Гинн"),
        ("a statement of Ms. Schmid", "выступление г-на Шмид", "г-на Шмид"),
        ("Ms. Helga Maria Schmid", "г-н Хельга Мария Шмид", "г-н Хельга Мария Шмид"),
        ("H.E. Ms. Kupchyna", "Его Превосходительство г-жа Купчина", "Его Превосходительство г-жа Купчина"),
        ("H.E. Ms. Kupchyna", "Ее Превосходительство г-н Купчина", "г-н Купчина"),
        ("H.E. Mr. Voronkov", "Её Превосходительство Владимир Воронков", "Её Превосходительство Владимир Воронков"),
        ("**Mr. Voronkov**: Thank you.", "**Г-жа** Воронков: Спасибо.", "Г-жа** Воронков"),
        ("Mr. Voronkov and Ms. Schmid", "г-н Воронков и г-жа Шмид", None),
        ("H.E. Mr. Voronkov", "Его Превосходительство г-н Воронков", None),
        ("Ms. Kupchyna’s letter", "письмо г-жи Купчиной", None),
        ("Mr. Karimov and Ms. Karimova met.", "Встретились г-н Каримов и г-жа Каримова.", None),
        ("Mr. Karimov met Anna Karimova.", "Г-н Каримов встретился с Анной Каримовой: г-жа Каримова рада.", None),
        ("Mr. Karimov met Ms. Anna Karimov.", "Г-н Каримов встретил г-жу Каримова.", None),
        ("Mr. Chen and Ms. Chen", "г-н Чэнь и г-жа Чэнь", None),
        ("Mr. Fifield spoke.", "Выступила г-жа Файфилд.", None),
        ("Ms. Voronkov spoke.", "Выступила г-жа Воронков.", None),
        ("Mr. Voronkov thanked Ms. Schmid.", "Г-н Воронков поблагодарил г-жу Шмид.", None),
        ("Mr. Ginn met the ladies.", "К г-же министру обратился г-н Гинн.", None),
    ],
)
def test_an_honorific_is_of_the_gender_that_the_registry_says(en: str, ru: str, at: str | None) -> None:
    found = [fault.text for _, fault in checks.run(papers_of(("en", en), ("ru", ru), GENDERED), CHECKS)]
    assert found == ([] if at is None else [at])


def test_an_english_honorific_is_of_the_gender_that_the_registry_says() -> None:
    names = [Name("Владимир Воронков", "Vladimir Voronkov", "Воронков", gender="m")]
    papers = papers_of(("ru", "Выступил г-н Воронков."), ("en", "Ms. Voronkov spoke."), names)
    assert [fault.text for _, fault in checks.run(papers, CHECKS)] == ["Ms. Voronkov"]


def test_a_language_without_rules_is_passed_over() -> None:
    papers = papers_of(
        ("en", "Mr. Voronkov"), ("tg", "ҷаноби Воронков"), [Name("A Voronkov", "А Воронков", "Voronkov")]
    )
    assert list(checks.run(papers, CHECKS)) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_too_broken(en: str, ru: str) -> None:
    pieces = re.findall(r"\S+", " ".join([*NAMES, *NAMES.values()]))
    for hit in proofs.hits(
        Example(f"{en} Mr. Voronkov {en}", f"г-н {ru} {pieces[len(ru) % len(pieces)]}", names=NAMES)
    ):
        assert hit.start <= hit.end


@given(st.text(alphabet="абвгдеёийклмнопрстуфхцчшщьэюя-", max_size=12))
def test_the_nominative_is_a_form(word: str) -> None:
    assert word in forms(word) or not word.strip("-")
    assert len(folded(word)) == len(word)


@given(st.text(alphabet="абв", max_size=6), st.text(alphabet="абв", max_size=6))
def test_a_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 2) == distance(other, one, 2)
    assert (distance(one, other, 2) == 0) == (one == other)


def test_offices_are_counted_in_any_order() -> None:
    ru = "Президент и Председатель Ассамблеи выступили; Президент ответил."
    assert said("The President of the Assembly, the President and Mr. Guterres spoke.", ru) == []
    assert said("The President, the President of the Assembly, the President and Mr. Guterres spoke.", ru) == [
        ("names", "")
    ]
