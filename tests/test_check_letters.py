"""Letters of the wrong script, and what is left in the other language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.checks import latin, letters
from diptych.checks.view import Example, Known, Pair, Said
from proofs import hits

STRANGE = st.text(st.sampled_from("aсcоАAХXIІмmЖz «»()*_.,:3012-/Вв\u2060\ud800\u0301\n|"), max_size=60) | st.text(
    max_size=80
)


@pytest.mark.parametrize(
    ("ru", "at", "fixed"),
    [
        ("Зaседание открыто.", "Зaседание", "Заседание"),
        ("НАTO", "НАTO", "НАТО"),
        ("пандемия СОVID-19", "СОVID", "COVID"),
        ("сеть Wi-Fі", "Fі", "Fi"),
        ("ХIХ век", "ХIХ", "XIX"),
        ("ХХ век", "ХХ", "XX"),
        ("глава Х доклада", "Х", "X"),
        ("XV–ХХ вв.", "ХХ", "XX"),
        ("ІІ этап", "ІІ", "II"),
        ("вместе c ними", "c", "с"),
        ("доклад o ходе работы", "o", "о"),
        ("Заседание закрыто. B соответствии с планом", "B", "В"),
        ("C 15 по 19 октября", "C", "С"),
        ("СΟVID", "СΟVID", "COVID"),
        ("3аседание открыто", "3аседание", "Заседание"),
    ],
)
def test_letters_of_the_wrong_script_are_found(ru: str, at: str, fixed: str) -> None:
    (fault,) = letters.mixed(Said(ru, "ru", Known()))
    assert (fault.text, fault.proposed) == (at, fixed)


@pytest.mark.parametrize(
    "ru",
    [
        "QR-коды, PDF-файлы, COVID-19, Wi-Fi, API/PNR, SIM-карты, ISO 9303-3",
        "a) первое; b) второе; c) третье",
        "подпункт a пункта 2 и подпункты b и c пункта 3",
        "подпункты a, b и c пункта 3",
        "гепатит C у детей, витамин C и группа A из Душанбе",
        "Корпус Б, выход C, ряд А",
        "века XIX и XX; Форты XIX века",
        "О ходе работы. В соответствии с планом.",
        "PRом и SMSки",
        "20ХХ год, от ХХ октября",
        "размер XXL не указан",
        "μ-частицы и Ω",
        "Указ № 3а и дом 3а",
        "А. Х. Рахмонов, М. И. Сафаров",
        "*a* и *c* в уравнении",
        "план B и план C",
    ],
)
def test_letters_of_one_script_are_left_alone(ru: str) -> None:
    assert not list(letters.mixed(Said(ru, "ru", Known())))


@pytest.mark.parametrize(
    ("en", "at"),
    [("The Сonference", "Сonference"), ("the СОР and its report", "СОР"), ("This is а meeting", "а")],
)
def test_cyrillic_letters_in_english_are_found(en: str, at: str) -> None:
    (fault,) = letters.mixed(Said(en, "en", Known()))
    assert fault.text == at


@pytest.mark.parametrize("en", ["(а) Border posts", "the Russian word «совет»", "He wrote «ЕС» for «Европейский союз»"])
def test_russian_in_english_is_left_alone(en: str) -> None:
    assert not list(letters.mixed(Said(en, "en", Known())))


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("the UN building", "здание OOH в городе", "OOH"),
        ("the IOM mission", "миссия MOM в регионе", "MOM"),
        ("the COP in Glasgow", "на СОР в Глазго", "СОР"),
    ],
)
def test_whole_words_of_the_wrong_script_are_found(en: str, ru: str, at: str) -> None:
    assert [hit.text for hit in hits(Example(en, ru), ["look-alike"])] == [at]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("The AK-47 was seized.", "Изъят автомат АК-47."),
        ("OCHA took part.", "В нем участвовало OCHA."),
        ("See A/77/266.", "См. A/77/266."),
        ("gate C", "выход С"),
    ],
)
def test_words_that_may_be_of_either_script_are_left_alone(en: str, ru: str) -> None:
    assert not hits(Example(en, ru), ["look-alike"])


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("a capacity-building programme", "программа capacity-building", "capacity-building"),
        ("Moderator: Ms. Hamidova", "Moderator: г-жа Хамидова", "Moderator"),
        ("**Venue:** Kokhi Somon", "**Venue:** Кохи Сомон", "Venue"),
        ("in Khujand and Bokhtar", "в Худжанде и Bokhtar", "Bokhtar"),
        ("See chap. III of the report.", "См. chap. III доклада.", "chap."),
        (
            "adopted and will be published on the site",
            "принята and will be published на сайте",
            "and will be published",
        ),
        ("It was held online.", "Он прошел online.", "online"),
        ("in the city of Zaranj", "в г. Zaranj", "Zaranj"),
        ("The talks took place in Central Asia.", "Переговоры прошли в Central Asia.", "Central Asia"),
        ("on 5 October in Minsk", "5 October в Минске", "October"),
        ("Mr. Smith spoke.", "Выступил Mr. Смит.", "Mr"),
        ("(see annex)", "Список (see annex)", "see annex"),
        ("*Welcomes* the efforts", "*Welcomes* усилия", "Welcomes"),
        ("smugglers, e.g. of arms", "контрабандисты, e.g. оружия", "e.g."),
        (
            "Organizers: the Ministry and the Border Guard Training School",
            "Организаторы: министерство и Border Guard Training School",
            "Border Guard Training School",
        ),
        ("The OSCE Border Staff College", "Колледж: OSCE Border Staff College", "Border Staff College"),
        ("The United Nations agreed.", "United Nations согласились.", "United Nations"),
        ("The follow-up was discussed.", "Обсуждался «follow-up» и другие вопросы.", ""),
    ],
)
def test_english_left_standing_is_found(en: str, ru: str, at: str) -> None:
    assert [hit.text for hit in hits(Example(en, ru), ["english-left"])] == ([at] if at else [])


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("Join by Microsoft Teams or Zoom.", "Подключайтесь через Microsoft Teams или Zoom."),
        ("goTravel, iOS and YouTube", "goTravel, iOS и YouTube"),
        ("applied *mutatis mutandis*", "применяются *mutatis mutandis*"),
        ("a de facto border, ad hoc", "граница de facto, ad hoc"),
        ("Bangladesh Nari Progati Sangha", "ассоциация «Бангладеш нари» (Bangladesh Nari Progati Sangha)"),
        ("the book *Borders without Barriers*", "книга «Границы без барьеров» (*Borders without Barriers*)"),
        ("The film Open Borders", "фильм «Open Borders»"),
        ("funded by JICA and the STRIVE Asia project", "средства JICA и проект STRIVE Asia"),
        ("the file register_2022_final.csv", "файл register_2022_final.csv"),
        ("Docs in PDF or docx, 15 km", "Документы в формате PDF или docx, 15 km"),
        ("Médecins sans frontières helped.", "Помогла организация Médecins sans frontières."),
        ("Search for Common Ground took part.", "Участвовала Search for Common Ground."),
        ("Session IV, part ii", "Заседание IV, часть ii"),
        ("by John Smith", "автор: Джон Смит (John Smith)"),
        ("e-mail: press@un.org, www.un.org", "e-mail: press@un.org, www.un.org"),
        ("the Hyatt Regency Dushanbe hotel", "гостиница Hyatt Regency Dushanbe"),
        ("paid through Western Union", "переводы через Western Union"),
        ("#EndTerrorism", "#EndTerrorism и другие"),
        ("resilience", "жизнестойкость (resilience)"),
        ("SMS, GPS and Bluetooth", "SMS, GPS и Bluetooth"),
        ("Dushanbe", "Dushanbe"),
        ("The Border Guard Training School", "Школа [Border Guard Training School]"),
        ("The Border Guard Training School", "Школа (Border Guard Training School)"),
        ("The Border Guard Training School", "«Border Guard Training School» и другие"),
        ("The Border Guard Training School", "школа *Border Guard Training School*"),
        ("A report of Human Rights Watch", "доклад Human Rights Watch"),
        (
            "See United Nations, *Treaty Series*, vol. 5, No. 7.",
            "См. United Nations, *Treaty Series*, vol. 5, No.\u00a07.",
        ),
    ],
)
def test_latin_that_may_stand_is_left_alone(en: str, ru: str) -> None:
    assert not hits(Example(en, ru), ["english-left"])


def test_a_registered_place_may_not_stand_in_latin_even_in_quotation_marks() -> None:
    example = Example("in “Wakhan”", "в «Wakhan»", names={"Wakhan": "Вахан"})
    assert [hit.text for hit in hits(example, ["english-left"])] == ["Wakhan"]


@pytest.mark.parametrize(
    ("en", "ru", "found"),
    [
        ("The совещание was opened.", "Открыто совещание.", ["совещание"]),
        ("The meeting (совещание) was opened.", "Открыто совещание.", []),
        ("The word “совещание” means meeting.", "Слово совещание.", []),
    ],
)
def test_russian_left_in_english_is_found(en: str, ru: str, found: list[str]) -> None:
    known = Known("ru", "en")
    assert [fault.text for fault in latin.left(Pair(Said(ru, "ru", known), Said(en, "en", known)))] == found


@given(STRANGE, STRANGE)
def test_no_text_breaks_the_checks_of_letters(one: str, other: str) -> None:
    known = Known()
    for said in (Said(one, "ru", known), Said(one, "en", known)):
        for fault in letters.mixed(said):
            assert 0 <= fault.start < fault.end <= len(one)
    for pair in (
        Pair(Said(one, "en", known), Said(other, "ru", known)),
        Pair(Said(one, "ru", known), Said(other, "en", known)),
    ):
        for fault in (*letters.twins(pair), *latin.left(pair)):
            assert fault.said is not None
            assert fault.said.raw[fault.start : fault.end] == fault.text


@given(STRANGE, st.sampled_from(["ru", "en"]))
def test_mended_letters_are_not_mended_again(text: str, lang: str) -> None:
    def mend(raw: str) -> str:
        for fault in sorted(letters.mixed(Said(raw, lang, Known())), key=lambda one: -one.start):
            if fault.certain and fault.proposed is not None:
                raw = raw[: fault.start] + fault.proposed + raw[fault.end :]
        return raw

    once = mend(text)
    assert mend(once) == once
