"""`term` and `forbidden-term`: the glossary in a translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import term_forms
from diptych.catalog import Span
from diptych.checks import terms
from diptych.checks.view import Example, Known, Pair, Said, Side
from diptych.model import Term, Wording
from proofs import hits

RULES = ("term", "forbidden-term")
GLOSSARY = {
    "rule of law": "верховенство права",
    "border control": "пограничный контроль",
    "border crossing point": "пункт пропуска через границу",
    "border management": "управление границами",
    "border security": "безопасность границ",
    "border security and management": "обеспечение безопасности границ и управление ими",
    "capacity-building": "наращивание потенциала",
    "counter-terrorism": "борьба с терроризмом",
    "European Union": "Европейский союз",
    "foreign terrorist fighter": "иностранный боевик-террорист",
    "FTF": "ИБТ",
    "information and communications technology": "информационно-коммуникационные технологии",
    "Member States": "государства-члены",
    "passenger name record": "запись регистрации пассажира",
    "PNR": "PNR",
    "returnees": "возвращающиеся лица",
    "risk assessment": "оценка рисков",
    "safe haven": "убежище для террористов",
    "technical assistance": "техническая помощь",
    "terrorist": "террорист",
    "transfer": "передача",
    "travel documents": "проездные документы",
    "Under-Secretary-General": "заместитель Генерального секретаря",
    "United Nations": "Организация Объединенных Наций",
    "UN": "ООН",
}


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("The rule of law must be upheld.", "Верховенство права должно соблюдаться."),
        ("The rule of law was undermined.", "Нарушалось верховенство, по сути, самого права."),
        ("Three border crossing points", "Три пункта пропуска"),
        ("Capacity-building goes on.", "Потенциал продолжают наращивать."),
        ("Risk assessments were made.", "Риски были оценены."),
        ("Border security and management", "Вопросы обеспечения безопасности границ и управления ими"),
        ("Border security was improved.", "Улучшено обеспечение безопасности внешних границ."),
        ("Border control officers", "Сотрудники, осуществляющие пограничный контроль"),
        ("Border control officers", "Пограничники"),
        ("The officer controlled the border.", "Сотрудник охранял границу."),
        ("The Border Control Department of Utopia", "Департамент охраны границы Утопии"),
        ("Counter-terrorism measures", "Контртеррористические меры"),
        ("Anti-terrorist and counter-terrorism units", "Подразделения по борьбе с терроризмом"),
        ("The United Nations and its Member States", "ООН и государства, являющиеся ее членами"),
        ("No Member State is alone.", "Ни одно государство-член не одиноко."),
        ("The member states of that union", "Участники этого союза"),
        ("Foreign terrorist fighters and terrorists", "Иностранные боевики-террористы и террористы"),
        ("Foreign terrorist fighters (FTFs)", "ИБТ"),
        ("Passenger name record data", "Данные PNR"),
        ("The person to transfer is known.", "Известно лицо, подлежащее выдаче."),
        ("Technical assistance, more technical assistance", "Техническая помощь, притом в большем объеме"),
        ("They had no safe haven.", "Они лишились убежища."),
        ("Information and communications technologies", "Сфера ИКТ"),
        ("Deputy to the Under-Secretary-General", "Заместитель руководителя"),
        ("*Border security* counts.", "*Безопасность границ* имеет значение."),
        ("", "Пусто"),
        ("Nothing of the kind", "Ничего подобного"),
    ],
)
def test_a_rendered_term_is_left_in_peace(en: str, ru: str) -> None:
    assert hits(Example(en, ru, terms=GLOSSARY), RULES) == []


@pytest.mark.parametrize(
    ("en", "ru", "term"),
    [
        ("The rule of law must be upheld.", "Власть закона должна соблюдаться.", "верховенство права"),
        ("Border control is strict.", "Действует строгий пограничный надзор.", "пограничный контроль"),
        ("Technical assistance was given.", "Оказана техническая поддержка.", "техническая помощь"),
        ("Technical assistance helps.", "Полезна консультативная помощь.", "техническая помощь"),
        ("Travel documents were checked.", "Проверены дорожные документы.", "проездные документы"),
        ("Risk assessment comes first.", "Сначала проводится оценка угроз.", "оценка рисков"),
        ("Returnees were questioned.", "Репатрианты были опрошены.", "возвращающиеся лица"),
        ("The European Union pays.", "Расходы несет Европа.", "Европейский союз"),
        ("Foreign terrorist fighters (FTFs)", "Зарубежные наемники", "иностранный боевик-террорист"),
    ],
)
def test_a_term_rendered_otherwise_is_found(en: str, ru: str, term: str) -> None:
    (hit,) = hits(Example(en, ru, terms=GLOSSARY), RULES)
    assert (hit.rule, hit.side, hit.text) == ("term", "ru", "")
    assert f"“{term}" in hit.message


def _known(
    *given: tuple[str, tuple[str, ...], str, tuple[str, ...]], shorts: dict[str, tuple[str, str]] | None = None
) -> Known:
    """English, English that is avoided, Russian, Russian that is avoided; and abbreviations by the English."""
    span, made = Span("terms.yaml"), []
    for en, bad_en, ru, bad_ru in given:
        short_en, short_ru = (shorts or {}).get(en, ("", ""))
        wordings = {"en": Wording(en, short_en, bad_en, span), "ru": Wording(ru, short_ru, bad_ru, span)}
        made.append(Term(en, "term", wordings, "", span))
    return Known(terms=tuple(made))


NESTED = _known(
    ("United Nations", (), "Организация Объединенных Наций", ()),
    ("United Nations Office on Crime", (), "Управление Организации Объединенных Наций по преступности", ()),
    shorts={"United Nations": ("UN", "ООН"), "United Nations Office on Crime": ("UNOC", "УПП ООН")},
)


@pytest.mark.parametrize(
    ("ru", "faults"),
    [
        ("Управление ООН по преступности", 0),
        ("Управление Организации Объединенных Наций по преступности", 0),
        ("УПП ООН", 0),
        ("КТУ ООН", 1),
        ("ООН", 1),
    ],
)
def test_a_term_within_a_term_may_be_abbreviated(ru: str, faults: int) -> None:
    pair = Pair(Said("The United Nations Office on Crime", "en", NESTED, Side.SOURCE), Said(ru, "ru", NESTED))
    assert len(list(terms.rendered(pair))) == faults


def test_the_longest_term_is_the_one_that_is_missing() -> None:
    (hit,) = hits(Example("Border security and management", "Пограничное дело", terms=GLOSSARY), RULES)
    assert "for “Border security and management”" in hit.message


BANNED = {
    "border management": "управление границами",
    "forbidden": [
        "пограничный менеджмент",
        "Объединенные Нации",
        "ИНТЕРПОЛ",
        "ДАЕШ",
        "нексус",
        "государства-члены ОБСЕ",
    ],
    "United Nations": "Организация Объединенных Наций",
    "Interpol": "Интерпол",
    "Member States": "государства-члены",
}


@pytest.mark.parametrize(
    ("ru", "at"),
    [
        ("Это пограничный менеджмент.", "пограничный менеджмент"),
        ("Речь о *пограничном* менеджменте.", "пограничном* менеджменте"),
        ("Пограничного\u00a0менеджмента мало.", "Пограничного\u00a0менеджмента"),
        ("Система Объединенных Наций", "Объединенных Наций"),
        ("Банды ДАЕШ", "ДАЕШ"),
        ("Все государства-члены ОБСЕ", "государства-члены ОБСЕ"),
    ],
)
def test_an_avoided_wording_is_found_in_any_form(ru: str, at: str) -> None:
    assert [hit.text for hit in hits(Example("Border management", ru, terms=BANNED), ["forbidden-term"])] == [at]


@pytest.mark.parametrize(
    "ru",
    [
        "Организация Объединенных Наций",
        "В управлении границами — не менеджмент, а пограничный надзор. Менеджмент пограничный же плох.",
        "Это пограничный, менеджмент ли?",
        "Сотрудники Интерпола",
        "Нексус «Ромео» уплыл.",
        "Даешь стране угля!",
        "Все государства-члены приглашены; ОБСЕ тоже.",
    ],
)
def test_what_looks_like_an_avoided_wording_is_none(ru: str) -> None:
    assert hits(Example("A ship sailed away.", ru, terms=BANNED), RULES) == []


def test_a_common_word_is_avoided_only_as_a_translation_of_its_term() -> None:
    glossary = {"pillar": "компонент", "forbidden": ["столп"]}
    assert hits(Example("The mainstay fell.", "Столп рухнул.", terms=glossary), RULES) == []
    (hit,) = hits(Example("Four pillars stand.", "Стоят четыре столпа.", terms=glossary), RULES)
    assert (hit.rule, hit.text) == ("forbidden-term", "столпа")


ENGLISH = _known(
    ("whole-of-government approach", ("whole of government approach",), "общегосударственный подход", ()),
    ("counter-terrorism", ("antiterrorism",), "борьба с терроризмом", ()),
    ("Under-Secretary-General", ("Under Secretary General",), "заместитель Генерального секретаря", ()),
    ("Multi-Year Appeal for Counter-Terrorism", ("Appeal for Counter Terrorism",), "многолетний призыв", ()),
    ("ISIL (Da’esh)", ("Daesh",), "ИГИЛ", ()),
    ("watch list", ("watchlist",), "контрольный список", ()),
)


@pytest.mark.parametrize(
    ("en", "at", "proposed"),
    [
        ("A whole of government approach is best.", "whole of government approach", "whole-of-government approach"),
        ("An Under Secretary General came.", "Under Secretary General", "Under-Secretary-General"),
        ("Antiterrorism is hard.", "Antiterrorism", None),
        ("Two watchlists", "watchlists", None),
        ("The Appeal for Counter Terrorism", "Appeal for Counter Terrorism", "Multi-Year Appeal for Counter-Terrorism"),
        ("Daesh lost.", "Daesh", "ISIL (Da’esh)"),
    ],
)
def test_avoided_english_is_found_in_a_source(en: str, at: str, proposed: str | None) -> None:
    (fault,) = terms.avoided(Said(en, "en", ENGLISH, Side.SOURCE))
    assert (fault.text, fault.proposed) == (at, proposed)


@pytest.mark.parametrize(
    "en",
    [
        "The whole-of-government approach",
        "The State’s Antiterrorism Assistance Program",
        "The Multi-Year Appeal for Counter-Terrorism",
        "ISIL (Da’esh) and Da’esh",
        "Watch lists are kept.",
        "See `watchlist` and https://example.org/watchlist",
    ],
)
def test_accepted_english_is_not(en: str) -> None:
    assert list(terms.avoided(Said(en, "en", ENGLISH, Side.SOURCE))) == []


@pytest.mark.parametrize(
    ("ru", "en", "faults"),
    [
        ("Нужны контрольные списки.", "Watch lists are needed.", 0),
        ("Нужны контрольные списки.", "Registers are needed.", 1),
        ("Общегосударственный подход", "An approach of the whole-of-government", 0),
    ],
)
def test_a_conference_may_be_written_in_russian(ru: str, en: str, faults: int) -> None:
    pair = Pair(Said(ru, "ru", ENGLISH, Side.SOURCE), Said(en, "en", ENGLISH))
    assert len(list(terms.rendered(pair))) == faults


def test_other_languages_are_left_alone() -> None:
    pair = Pair(Said("Watch lists", "en", ENGLISH, Side.SOURCE), Said("Listes", "fr", ENGLISH))
    assert list(terms.rendered(pair)) == []
    assert list(terms.avoided_for(pair)) == []


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("countries", "country"),
        ("boxes", "box"),
        ("crises", "crise"),
        ("analysis", "analysis"),
        ("gas", "gas"),
        ("s", "s"),
    ],
)
def test_an_english_plural_is_taken_off_by_its_letters(word: str, one: str) -> None:
    assert term_forms.singular(word) == one


_PIECES = st.sampled_from(
    [
        "граница ",
        "пограничный ",
        "менеджмент",
        "Объединенных Наций ",
        "border ",
        "management",
        "UN",
        "*",
        "-",
        "«",
        "(",
        "’s ",
        ". ",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=6), max_size=12), st.lists(_PIECES | st.text(max_size=6), max_size=12))
def test_no_text_makes_them_fail(en: list[str], ru: list[str]) -> None:
    for hit in hits(Example("".join(en), "".join(ru), terms=BANNED), RULES):
        assert 0 <= hit.start <= hit.end


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_lone_surrogates_and_controls_do_not_either(text: str) -> None:
    said = Said(text, "ru", ENGLISH)
    (fault,) = terms.rendered(Pair(Said("watch list", "en", ENGLISH, Side.SOURCE), said))
    assert (fault.start, fault.end) == (0, 0)
    assert list(terms.avoided(said)) == []


@given(st.lists(_PIECES | st.text(alphabet="aя1_-‑'’ʼ ", max_size=8) | st.text(max_size=6), max_size=12))
def test_the_words_of_a_text_are_those_of_its_plain_text(pieces: list[str]) -> None:
    said = Said("".join(pieces), "en", ENGLISH)
    tokens, texts = term_forms.spoken(said)
    assert [one.span() for one in tokens] == [one.span() for one in term_forms.tokens(said.plain)]
    assert texts == [one[0] for one in tokens]


def test_a_name_may_have_the_united_nations_as_its_abbreviation() -> None:
    long, terms = "Контртеррористическое управление Организации Объединенных Наций", {"UNOCT": "КТУ ООН"}
    example = Example(
        "The United Nations Office of Counter-Terrorism convened the meeting.",
        "Совещание созвало Контртеррористическое управление ООН.",
        terms={**terms, "United Nations Office of Counter-Terrorism": long},
    )
    assert hits(example, ["term"]) == []
