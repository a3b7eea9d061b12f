"""Slips of the hand, and a translation as a whole: what is found, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.catalog import Entry, Key
from diptych.checks import brackets, lead_verbs, links, markup, placeholders, rows, slips
from diptych.checks.view import Example, Fault, Known, On, Pair, Paper, Place, Said, Side
from proofs import hits

FAMILIES = (rows, slips, brackets, markup, links, placeholders, lead_verbs)
CHECKS = [check for family in FAMILIES for check in family.CHECKS]
RULES = sorted({check.rule for check in CHECKS})


def said(text: str, lang: str = "ru", side: Side = Side.TARGET) -> Said:
    return Said(text, lang, Known(), side)


def found(rule: str, en: str, ru: str) -> list[str]:
    return [hit.text for hit in hits(Example(en, ru), [rule])]


TWICE = [
    ("ru", "Семинар состоялся в  в Душанбе.", "в  в"),
    ("ru", "Рабочие заседания на на тему границ", "на на"),
    ("ru", "Участники\u00a0участники одобрили доклад.", "Участники\u00a0участники"),
    ("ru", "Резолюция Генеральной Генеральной Ассамблеи", "Генеральной Генеральной"),
    ("ru", "СЕМИНАР СОСТОЯЛСЯ В ДУШАНБЕ ДУШАНБЕ", "ДУШАНБЕ ДУШАНБЕ"),
    ("ru", "Он сказал, что что необходимо действовать.", "что что"),
    ("ru", "Доклад *о о* границах", "о о"),
    ("ru", "Представители государств-членов государств-членов Содружества", "государств-членов государств-членов"),
    ("ru", "Совещание созвано в рамках в рамках Процесса.", "в рамках в рамках"),
    ("ru", "Доклад был\nбыл представлен министром.", "был\nбыл"),
    ("en", "The the report was adopted.", "The the"),
    ("en", "The report of of the Secretary-General", "of of"),
    ("en", "the United Nations Nations Office", "Nations Nations"),
    ("en", "The Centre is is located in Ashgabat.", "is is"),
    ("en", "The Office will will continue.", "will will"),
    ("en", "the States of the of the region", "of the of the"),
    ("en", "It was a a success.", "a a"),
    ("en", "held in Dushanbe Dushanbe", "Dushanbe Dushanbe"),
    ("ru", "Республики Таджикистана Таджикистана", "Таджикистана Таджикистана"),
]


@pytest.mark.parametrize(("lang", "text", "at"), TWICE)
def test_a_word_that_stands_twice(lang: str, text: str, at: str) -> None:
    assert [fault.text for fault in slips.twice(said(text, lang))] == [at]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "| Да | Да | 2 | 2 |"),
        ("ru", "2 2 14 14"),
        ("ru", "чуть-чуть, еле-еле, Бора-Бора и Бора Бора"),
        ("ru", "Он заявил, что что бы ни случилось, граница открыта."),
        ("ru", "Он отметил, что что касается границ, вопрос решен."),
        ("ru", "лишить их их прав"),
        ("ru", "Доклад с с. 5 по с. 10"),
        ("ru", "и И. И. Иванов, и С. С. Петров"),
        ("ru", "поездка в В. Новгород"),
        ("ru", "Г-н Хасан Хасан"),
        ("ru", "просьба г-жи Ли Ли"),
        ("ru", "тех, тех в особенности, кто не смог"),
        ("ru", "Слово имеет ООН. ООН имеет Центральные учреждения."),
        ("ru", "снова и снова и снова"),
        ("ru", "и то и то"),
        ("ru", "Если меры не помогут, то то государство, которое…"),
        ("ru", "за годом год, за днем день, шаг за шагом, бок о бок"),
        ("ru", "нет\nнет"),
        ("ru", "Душанбе\nДушанбе"),
        ("ru", "Первый абзац о границе\n\nгранице посвящен и второй"),
        ("ru", "глава I I\u00a0раздела"),
        ("ru", "г. г. Душанбе"),
        ("en", "The threat had had time to grow."),
        ("en", "He said that that treaty was in force."),
        ("en", "They gave her her passport."),
        ("en", "What it is is a promise."),
        ("en", "The political will will be needed."),
        ("en", "Boutros Boutros-Ghali and Bora Bora"),
        ("en", "again and again and again"),
        ("en", "It works well as well as quickly."),
        ("en", "what what-if exercises taught"),
        ("en", "Annex I I"),
        ("fr", "nous nous sommes réunis"),
    ],
)
def test_a_word_that_may_stand_twice(lang: str, text: str) -> None:
    check = next(check for check in slips.CHECKS if check.rule == "doubled-word")
    assert lang not in check.langs or not list(slips.twice(said(text, lang)))


def test_a_name_of_the_registry_may_stand_twice() -> None:
    example = Example("Statement by Border Border", "Выступление: Совет Совет", names={"Border Border": "Совет Совет"})
    assert not hits(example, ["doubled-word"])


def test_a_doubled_word_may_stand_in_the_source() -> None:
    assert found("doubled-word", "the list of of participants", "список участников") == ["of of"]


SPACES = [
    (slips.outer, " Перечень", "Перечень"),
    (slips.outer, "\tПеречень\u00a0", "Перечень"),
    (slips.outer, "Перечень \n", "Перечень"),
    (slips.outer, "Перечень\u200b", "Перечень"),
    (slips.double, "Список  участников", "Список участников"),
    (slips.double, "1344\u00a0 км и 5 \u00a0км", "1344\u00a0км и 5\u00a0км"),
    (slips.double, "один   два", "один два"),
    (slips.double, "один,  *два*  три", "один, *два* три"),
    (slips.dots, "и так далее...", "и так далее…"),
    (slips.dots, "«Мы ... будем»", "«Мы … будем»"),
    (slips.dots, "...и поэтому [...] решено", "…и поэтому […] решено"),
    (slips.dots, "Кто там?...", "Кто там?.."),
    (slips.dots, "Ждем. . .", "Ждем…"),
    (slips.dots, "2019 год... и 2020 год...", "2019 год… и 2020 год…"),
]


@pytest.mark.parametrize(("look", "text", "mended"), SPACES)
def test_what_is_mended_without_thinking(look: object, text: str, mended: str) -> None:
    faults = list(look(said(text)))  # type: ignore[operator]
    assert faults
    assert all(fault.certain for fault in faults)
    assert apply(text, faults) == mended
    assert not list(look(said(mended)))  # type: ignore[operator]


def apply(text: str, faults: list[Fault]) -> str:
    for fault in sorted(faults, key=lambda fault: -fault.start):
        assert fault.proposed is not None
        text = text[: fault.start] + fault.proposed + text[fault.end :]
    return text


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (slips.outer, ""),
        (slips.outer, " \u00a0\n"),
        (slips.outer, "Перечень\n"),
        (slips.double, "улица Айни  \nДушанбе"),
        (slips.double, "-   один\n-   два"),
        (slips.double, "- один\n  - два\n    - три"),
        (slips.double, "| Хатлон   | 1 120 |"),
        (slips.double, "  отступ"),
        (slips.double, "`a  b`"),
        (slips.double, "   "),
        (slips.double, "От правительства\nПодпись          Дата\n"),
        (slips.dots, "Введение ........... 5"),
        (slips.dots, "«Кто там?..»"),
        (slips.dots, "https://un.org/a...b и `...`"),
        (slips.dots, "../content/.../x"),
        (slips.dots, "1...5"),
        (slips.dots, "и т. д."),
        (slips.dots, "Что?!"),
    ],
)
def test_spaces_and_dots_that_may_stand(look: object, text: str) -> None:
    assert not list(look(said(text)))  # type: ignore[operator]


def test_a_long_row_of_spaces_is_shown_and_left_to_a_person() -> None:
    [fault] = slips.double(said("Председатель        И. Иванов"))
    assert not fault.certain


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("Adoption (draft)", "Утверждение (проект", ["("]),
        ("Adoption (draft)", "Утверждение проект)", [")"]),
        ("Adoption (draft)", "Утверждение (проект]", ["(проект]"]),
        ("Adoption [draft]", "Утверждение [проект", ["["]),
        ("See annex II (b).", "См. приложение II b)).", [")"]),
        ("The Office (see annex II) agreed.", "Управление см. приложение II) согласилось.", [")"]),
        ("resolution 2396 (2017)", "резолюция 2396 2017)", [")"]),
        ("(The meeting rose at 6 p.m.)", "Заседание закрывается в 18:00.)", [")"]),
        ("(a) posts (b) ports", "а) посты; б) (порты", ["("]),
        ("The text [see *below*].", "Текст [см. *ниже*).", ["[см. *ниже*)"]),
        ("A (b).", "А ((б).", ["(("]),
        ("A (b).", "А (б)).", [")"]),
    ],
)
def test_brackets_that_do_not_match(en: str, ru: str, at: list[str]) -> None:
    assert found("brackets", en, ru) == at


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("1. Opening; 2. Closing", "1) открытие; 2) закрытие"),
        ("(a) posts; (b) ports", "a) посты; b) порты"),
        ("article 5 (1) (2)", "подпункт 2) пункта 1 статьи 5"),
        ("* Issued late", "*) Издается с опозданием"),
        ("subparagraph (b) of paragraph 2", "подпункт b) пункта 2"),
        ("paragraphs 2 (b) (ii) and 3 (c)", "пункты 2 b) ii) и 3 c)"),
        ("See paragraph 2 (a).", "(см. подпункт a) пункта 2)"),
        ("including (a) posts and (b) ports", "(в том числе: а) посты; б) порты)"),
        ("The interval [0, 1)", "Интервал [0; 1)"),
        ("The intervals [a, b) and (0, 1]", "Интервалы [a, b) и (−∞; 1] и [−1, +∞)"),
        ("Welcome :-) (see below)", "Приветствуем :-) и ждем :) (см. ниже)"),
        ("see [the report](https://un.org/a_(b))", "см. [доклад](https://un.org/a_(b))"),
        ("Two tasks: first, to train; second, to share.", "Две задачи: 1) обучать; 2) обмениваться."),
        ("The list (of (a) and (b))", "Перечень (из (a) и (b))"),
        ("(The meeting was suspended", "(Заседание было прервано"),
        ("Items:\n1. one\n2. two", "Пункты:\n1) один\n2) два"),
        ("10. Other matters", "10) прочие вопросы"),
        ("[to be completed]", "[заполняется (позднее)]"),
        ("Mr. A (B [C])", "Г-н А (Б [В])"),
    ],
)
def test_brackets_that_match(en: str, ru: str) -> None:
    example = Example(en, ru)
    assert [hit for hit in hits(example, ["brackets"]) if hit.side == "ru"] == []


def test_brackets_of_a_source_are_its_own_fault() -> None:
    assert [hit.side for hit in hits(Example("The text (draft is ready.", "Текст (проект готов."), ["brackets"])] == [
        "en"
    ]


LONG = "The delegations described the technical means at their disposal and the difficulties in using them. " * 3


@pytest.mark.parametrize(
    ("en", "ru", "wrong"),
    [
        (LONG, "Делегации описали имеющиеся технические средства.", True),
        ("The meeting rose.", "Заседание закрылось. " + "Следующее состоится в понедельник. " * 4, True),
        ("Yes", "Имеется", False),
        ("BSM", "обеспечение безопасности границ и управление ими", False),
        (
            "UN, EU, OSCE, SCO",
            "Организация Объединенных Наций, Европейский союз, ОБСЕ, Шанхайская организация сотрудничества",
            False,
        ),
        ("United Kingdom of Great Britain and Northern Ireland", "Соединенное Королевство", False),
        (
            "the United Nations Office of Counter-Terrorism and the Organization for Security in Europe",
            "КТУ ООН и ОБСЕ",
            False,
        ),
        (
            "See https://www.un.org/counterterrorism/a/very/long/address/of/a/page/that/nobody/reads.",
            "См. сайт.",
            False,
        ),
        (LONG, "", False),
    ],
)
def test_length(en: str, ru: str, wrong: bool) -> None:
    assert bool(found("length", en, ru)) is wrong
    if ru and en != LONG:
        assert not list(rows.length(Pair(said(ru, "ru", Side.SOURCE), said(en, "en")))) or wrong


@pytest.mark.parametrize(
    "text",
    [
        "Annex IV",
        "Counter-Terrorism",
        "In 2022 the *Silk Road* was opened",
        "Coffee break",
        "Yes",
        "2. *Welcomes* the report;",
        "Mr. Norov",
        "{dates} in Dushanbe",
        "See www.un.org",
        "Ministry of Defence",
        "**Venue:** Kokhi Somon",
    ],
)
def test_a_copy_of_the_source(text: str) -> None:
    assert found("same-as-source", text, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "www.dushanbectprocess.org",
        "API/PNR",
        "{participants}",
        "+992 (37) 227-68-43",
        "18:30",
        "A/77/266",
        "COVID-19",
        "E-mail: press@un.org",
        "J. Smith, *Borders of the World* (London, 2010), p. 5",
        "Wi-Fi",
        "Microsoft Teams",
        "Zoom",
        "*mutatis mutandis*",
        "register_2022_final.csv",
        "II",
        "S/RES/2396 (2017)",
        "press@un.org",
        "#UNCTWeek",
        "@UN_OCT",
        "| 2019 | 2020 |",
        "`v2`",
        "YouTube",
        "https://un.org",
        "ISBN 978-92-1-130345-6",
        "405 East 42nd Street, New York, NY 10017",
        "United Nations, *Treaty Series*, vol. 5, No. 7.",
        "League of Nations, *Treaty Series*, vol. CX, No. 7, p. 12",
        "",
        "…",
        "12.5",
    ],
)
def test_what_is_the_same_in_both_languages(text: str) -> None:
    assert found("same-as-source", text, text) == []


def test_a_term_of_the_glossary_may_be_the_same() -> None:
    assert not hits(Example("Hedayah", "Hedayah", terms={"Hedayah": "Hedayah"}), ["same-as-source"])


def test_russian_left_in_an_english_translation_is_a_copy() -> None:
    pair = Pair(said("Повестка дня", "ru", Side.SOURCE), said("Повестка дня", "en"))
    assert [fault.text for fault in rows.copied(pair)] == ["Повестка дня"]


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("A\nB\nC", "А\nБ, В", [""]),
        ("Statement by Uzbekistan", "Выступление\nУзбекистана", ["\n"]),
        ("One.\n\nTwo.", "Один. Два.", [""]),
        ("One.\n\nTwo.", "Один.\nДва.", [""]),
        ("- one\n- two\n- three", "- один\n- два", [""]),
        ("A\nB", "А\n\nБ\n\nВ", ["\n\nБ\n\n"]),
    ],
)
def test_lines_that_differ(en: str, ru: str, at: list[str]) -> None:
    assert found("line-break", en, ru) == at


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("A\nB\nC", "А\nБ\nВ"),
        ("A\nB", "А  \nБ"),
        ("A\r\nB", "А\nБ"),
        ("A\n", "А"),
        (
            "The delegation described how, since the agree-\nment was signed, traffic had grown.",
            "Делегация рассказала.",
        ),
        ("The delegation described how traffic at the crossing\npoints had grown.", "Делегация рассказала о движении."),
        ("A\nB", " \n"),
        ("One.\n\nTwo.", "Один.\n \nДва."),
    ],
)
def test_lines_that_agree(en: str, ru: str) -> None:
    assert found("line-break", en, ru) == []


def paper(*pairs: tuple[str, str], target: str = "ru") -> Paper:
    known = Known()
    made = tuple(
        Pair(
            Said(en, "en", known, Side.SOURCE, place=Place("a.md", n)),
            Said(ru, "ru", known, Side.TARGET, place=Place("a.po", n)),
        )
        for n, (en, ru) in enumerate(pairs)
    )
    return Paper("a", "en", made, known, target=target)


def test_each_blank_translation_is_a_fault_and_all_that_are_missing_are_one() -> None:
    one = paper(("A", "А"), ("B", " "), ("C", "\u00a0\n"), ("D", ""), ("E", ""), ("", ""))
    assert [fault.said and fault.said.raw for fault in rows.blank(one)] == [" ", "\u00a0\n"]
    [fault] = rows.untranslated(one)
    assert fault.said is one.pairs[3].target
    assert "2 of 5" in fault.message


def test_a_paper_without_a_target_language_lacks_nothing() -> None:
    one = paper(("A", ""), target="")
    assert not [*rows.blank(one), *rows.untranslated(one)]


def test_a_text_that_prints_twice_is_counted_once() -> None:
    one = paper(("A", ""), ("B", "Б"))
    [fault] = rows.untranslated(Paper("a", "en", one.pairs * 2, target="ru"))
    assert "1 of 2" in fault.message


def test_an_empty_plural_form_is_a_fault_of_its_own() -> None:
    entry = Entry(Key("{n} day"), ("{n} день", "", "{n} дней"), "{n} days")
    pairs = tuple(
        Pair(
            Said(
                ("{n} day", "{n} days")[form > 0], "en", Known(), Side.SOURCE, place=Place("a.po", 1, None, entry, form)
            ),
            Said(text, "ru", Known(), Side.TARGET, place=Place("a.po", 1, None, entry, form)),
            entry=entry,
        )
        for form, text in enumerate(entry.texts)
    )
    one = Paper("a", "en", pairs, target="ru")
    assert [fault.said for fault in rows.blank(one)] == [pairs[1].target]
    assert not list(rows.untranslated(one))


# --------------------------------------------------------------------------- laws

ODD = st.text(st.sampled_from("аaБB1 .,()[]{}*_`|\\\n\u00a0«»—…#:/<>&!-\u2060\ufffc\ud800\u200b"), max_size=60)


@given(ODD, ODD)
def test_no_text_crashes_a_check_and_each_fault_points_into_its_text(en: str, ru: str) -> None:
    for source, target in (("en", "ru"), ("ru", "en")):
        pair = Pair(said(en, source, Side.SOURCE), said(ru, target))
        one = Paper("a", source, (pair,), target=target)
        subjects = {On.TEXT: (pair.source, pair.target), On.PAIR: (pair,), On.PAPER: (one,)}
        for check in CHECKS:
            for subject in subjects[check.on]:
                for fault in check.look(subject):
                    assert isinstance(fault, Fault)
                    assert fault.said is not None
                    assert 0 <= fault.start <= fault.end <= len(fault.said.raw)
                    assert "\n" not in fault.message.replace(fault.text, "") or "\n" in fault.text


@given(st.text(st.sampled_from("а б.?! \u00a0\t…|-*\n"), max_size=40))
def test_what_is_certain_is_mended_once(text: str) -> None:
    for look in (slips.outer, slips.double, slips.dots):
        before = text
        for _ in range(2):
            before, text = text, apply(text, [fault for fault in look(said(text)) if fault.certain])
        assert before == text
