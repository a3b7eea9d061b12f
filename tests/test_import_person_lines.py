"""The lines of people in a programme: titles, names, functions, minutes; and which words are the family name."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych import inline
from diptych.importers import country_words, family_names, honorifics, markup, person_lines
from diptych.importers.sheet import Form, Piece, Spot
from diptych.model import Run


def said(text: str, lang: str = "en") -> str:
    """What was read of a line, to compare at a glance."""
    found = person_lines.read(text, lang)
    if not found:
        return ""
    one = found.person
    marks = (
        one.style,
        one.courtesy,
        one.gender,
        one.country,
        f"{found.minutes}'" if found.minutes else "",
        "video" if found.video else "",
    )
    return f"{one.name} | {inline.plain(one.function)} | {' '.join(filter(None, marks))}"


def rules(text: str, lang: str = "en", *, listed: bool = True) -> list[str]:
    return [doubt.rule for doubt in person_lines.read_line(text, lang, listed=listed).doubts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Carl Dean, Head of Office, Lake Board (6 min)", "Carl Dean | Head of Office, Lake Board | mr m 6'"),
        ("Ms Ada Bell, Judge, 5 min.", "Ada Bell | Judge | ms f 5'"),
        ("Ms. Ada Bell, Judge – 5 minutes", "Ada Bell | Judge | ms f 5'"),
        (
            "His Excellency Mr. Omar Haq, Minister of Water of Jordan (10 min)",
            ("Omar Haq | Minister of Water of Jordan | excellency mr m JO 10'"),
        ),
        (
            "H.E. Mr. Omar Haq, Minister of Water of Jordan",
            ("Omar Haq | Minister of Water of Jordan | excellency mr m JO"),
        ),
        (
            "H. E. Ms. Ada Bell, Ambassador of Malta to Jordan",
            ("Ada Bell | Ambassador of Malta to Jordan | excellency ms f MT"),
        ),
        ("Her Excellency Ada Bell, Minister (video message) (3 min)", "Ada Bell | Minister | excellency f 3' video"),
        (
            "Her Excellency Ada Bell, Secretary General, Lake Board (LB), (video message) (3 min)",
            "Ada Bell | Secretary General, Lake Board (LB) | excellency f 3' video",
        ),
        ("His Excellency, Omar Haq, Minister of Roads", "Omar Haq | Minister of Roads | excellency m"),
        ("Dr. Eli Fox – Head of Laboratory", "Eli Fox | Head of Laboratory | dr"),
        ("Prof. Eli Fox (Delta University)", "Eli Fox | Delta University | prof"),
        ("Colonel Eli Fox, Border Guard", "Eli Fox | Border Guard | colonel"),
        ("Mr. Eli Fox", "Eli Fox |  | mr m"),
        (
            "Mr. Eli Fox, Chief (Roads & Bridges), Ministry of Works (MOW), Government of Fiji",
            "Eli Fox | Chief (Roads & Bridges), Ministry of Works (MOW), Government of Fiji | mr m FJ",
        ),
        ("Г-н Пётр Львов, начальник отдела (10 мин.)", "Пётр Львов | начальник отдела | mr m 10'"),
        (
            "Его Превосходительство г-н Карим Назаров, министр транспорта Республики Узбекистан (6 минут)",
            "Карим Назаров | министр транспорта Республики Узбекистан | excellency mr m UZ 6'",
        ),
        (
            "Её Превосходительство г-жа Анна Белл, посол Мальты в Республике Казахстан",
            "Анна Белл | посол Мальты в Республике Казахстан | excellency ms f MT",
        ),
        ("г-жа Анна Белл – директор (видеообращение)", "Анна Белл | директор | ms f video"),
        ("д-р Анна Белова, Институт озёр", "Анна Белова | Институт озёр | dr f"),
        ("полковник Иван Ильин, Пограничная служба", "Иван Ильин | Пограничная служба | colonel"),
        ("Е. П. г-н Карим Назаров, министр", "Карим Назаров | министр | excellency mr m"),
    ],
)
def test_lines_of_people(text: str, expected: str) -> None:
    lang = "ru" if any("а" <= letter <= "я" for letter in text.lower()) else "en"
    assert said(text, lang) == expected
    assert rules(text, lang) in ([], ["no-function"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Mr. Carl Dean, Head of Office (TBC)", "unconfirmed"),
        ("г-н Карим Назаров, министр (подтверждается)", "unconfirmed"),
        ("Mr. Carl Dean, Head of Office (online)", "remote"),
        ("Minister of Roads – Mr. Carl Dean", "swapped-name"),
        ("Mr. Carl Dean Head of Office", "no-comma"),
        ("Major General Carl Dean, Border Guard", "rank"),
        ("Ambassador Carl Dean, Head of Mission", "rank"),
        ("Prof. Dr. Carl Dean, Delta University", "two-titles"),
        ("H.E. Carl Dean, Minister", "no-gender"),
        ("Mr. Luis Prado Rojas, Minister of Roads of Chile", "family-name"),
        ("Mr. Carl Dean", "no-function"),
    ],
)
def test_each_open_question_is_one_doubt(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_a_rank_goes_before_the_function() -> None:
    found = person_lines.read("Major General Carl Dean, Border Guard", "en")
    assert found
    assert (found.person.name, found.person.function) == ("Carl Dean", "Major General, Border Guard")


def test_function_and_name_exchanged() -> None:
    found = person_lines.read("Minister of Roads – Mr. Carl Dean (5 min)", "en")
    assert found
    assert (found.person.name, found.person.function, found.minutes) == ("Carl Dean", "Minister of Roads", 5)


def test_bold_names_and_links_of_functions() -> None:
    runs = (Run("Mr. Carl Dean", strong=True), Run(", Head of the "), Run("Lake", emphasis=True), Run(" Board (6 min)"))
    found = person_lines.read(Piece(Form.ITEM, Spot(7), runs), "en")
    assert found
    assert (found.person.name, found.person.function, found.minutes) == ("Carl Dean", "Head of the *Lake* Board", 6)
    assert found.spot == found.person.spot == Spot(7)
    bold = person_lines.read(Piece(Form.ITEM, Spot(1), (Run("Mr. Carl Dean, Judge", strong=True),)), "en")
    assert bold
    assert bold.person.function == "Judge"


def test_two_people_on_a_line() -> None:
    for text in (
        "Ms. Ada Bell, Judge, and Mr. Carl Dean, Clerk",
        "Ms. Ada Bell, Judge; Mr. Carl Dean, Clerk",
        "Ms. Ada Bell, Judge (5 min), Mr. Carl Dean, Clerk (5 min)",
    ):
        found = person_lines.read_line(text, "en")
        assert [(one.person.name, one.person.function) for one in found.people] == [
            ("Ada Bell", "Judge"),
            ("Carl Dean", "Clerk"),
        ]
    assert person_lines.read("Ms. Ada Bell, Judge, and Mr. Carl Dean, Clerk", "en") is None
    one = person_lines.read_line("Mr. Carl Dean, Deputy to Ms. Ada Bell, Judge", "en")
    assert [speaker.person.name for speaker in one.people] == ["Carl Dean"]


def test_without_a_title_a_name_counts_only_in_a_list() -> None:
    assert person_lines.read("Carl Dean, Clerk", "en") is None
    found = person_lines.read_line("Carl Dean, Clerk", "en", listed=True)
    assert [one.person.name for one in found.people] == ["Carl Dean"]
    for text in (
        "Coffee Break, Foyer",
        "Delegation of France",
        "TBC",
        "Who pays?",
    ):
        assert person_lines.read_line(text, "en", listed=True).people == ()


@pytest.mark.parametrize(
    ("name", "country", "family", "first", "doubted"),
    [
        ("Carl Dean", "", "Dean", False, False),
        ("Carl A. Dean", "", "Dean", False, False),
        ("Sami Al Harthy", "", "Al Harthy", False, False),
        ("Sami Al-Harthy", "", "Al-Harthy", False, False),
        ("Ludwig van der Berg", "", "van der Berg", False, False),
        ("Omar bin Yusuf", "", "bin Yusuf", False, False),
        ("Carl Dean Jr.", "", "Dean", False, False),
        ("WANG Xiaoming", "", "WANG", True, False),
        ("Carl DEAN", "", "DEAN", False, False),
        ("Wang Xiaoming", "CN", "Wang", True, False),
        ("Xiaoming Wang", "", "Wang", False, False),
        ("Wang Xiaoming", "", "Wang", True, False),
        ("Nguyen Thi Mai", "VN", "Nguyen", True, False),
        ("Sok Dara", "KH", "Sok", True, False),
        ("Kim Min-seo", "", "Kim", True, False),
        ("Karimzoda Anvar Latif", "TJ", "Karimzoda", True, False),
        ("Anvar Karimzoda", "TJ", "Karimzoda", False, False),
        ("Anvar Latif Sobir", "TJ", "Anvar", True, True),
        ("Иванов Пётр Сергеевич", "", "Иванов", True, False),
        ("Пётр Сергеевич Иванов", "", "Иванов", False, False),
        ("Иванова Анна Петровна", "", "Иванова", True, False),
        ("П. С. Иванов", "", "Иванов", False, False),
        ("Иванов П. С.", "", "Иванов", True, False),
        ("Алиев Вали Карим оглы", "", "Алиев", True, False),
        ("Luis Prado Rojas", "CL", "Prado Rojas", False, True),
        ("José Luis Prado", "CL", "Prado", False, False),
        ("Pelé", "", "Pelé", False, False),
    ],
)
def test_family_names(name: str, country: str, family: str, first: bool, doubted: bool) -> None:
    found = family_names.find(name, country)
    assert (found.name, found.first, bool(found.doubt)) == (family, first, doubted)


@pytest.mark.parametrize(
    ("function", "country"),
    [
        ("Minister of Water of the Kingdom of Bahrain", "BH"),
        ("Ambassador of Peru to the Republic of Chile", "PE"),
        ("Permanent Representative of Fiji to the United Nations", "FJ"),
        ("United Nations Resident Coordinator in Nepal", ""),
        ("US Bureau of Lakes", "US"),
        ("Come and join us", ""),
        ("Minister for Trade, Viet Nam", "VN"),
        ("Head of Mission, Lake Office for Chad", ""),
        ("Ministers of Chad and Mali", ""),
        ("Director, “Bangladesh Boats” society", ""),
        ("министр водных ресурсов Кыргызской Республики", "KG"),
        ("посол Франции в Казахстане", "FR"),
        ("заместитель министра Российской Федерации", "RU"),
        ("координатор ООН в Таджикистане", ""),
    ],
)
def test_countries_of_functions(function: str, country: str) -> None:
    assert country_words.spoken_for(function) == country


@pytest.mark.parametrize(
    "text",
    ["", "Mr.", "H.E.", "г-н", "Mr. 5", "The Minister spoke.", "Dr", "His Excellency", "(" * 10_000, "Mr. " * 3_000],
)
def test_what_is_no_person(text: str) -> None:
    assert person_lines.read(text, "en") is None


def test_honorifics_take_nothing_of_a_name() -> None:
    assert honorifics.leading("Drew Barnes").length == 0
    assert honorifics.leading("Major Lazar").rank == "Major"
    assert honorifics.leading("Hector Prado").length == 0
    assert honorifics.leading("Ambassador of Peru").length == 0


@given(st.one_of(st.text(max_size=80), st.text("Mr.s His Excellency г-н,()–;and 5 min ", max_size=80)))
@example("\ud800")
@example("Mr. A\x00B")
def test_no_line_raises(text: str) -> None:
    for listed in (False, True):
        found = person_lines.read_line(text, "en", listed=listed)
        assert all(one.person.name and one.person.family for one in found.people)


NAMES = st.sampled_from(["Carl Dean", "Ada Bell", "Omar bin Yusuf", "Sami Al-Harthy", "Anne-Marie O’Hara"])
FUNCTIONS = st.sampled_from(
    ["Judge", "Head of Office, Lake Board (LB)", "Minister of Roads – Chair", "Adviser / Clerk"]
)


@given(
    st.sampled_from(["Mr. ", "Ms. ", "Dr. ", "H.E. Mr. ", "Her Excellency Ms. "]), NAMES, FUNCTIONS, st.integers(1, 120)
)
def test_a_line_put_together_comes_apart_again(title: str, name: str, function: str, minutes: int) -> None:
    found = person_lines.read(f"{title}{name}, {function} ({minutes} min)", "en")
    assert found
    assert (found.person.name, found.person.function, found.minutes) == (
        name,
        markup.dumps(markup.plain(function)),
        minutes,
    )


STRANGERS = [
    ("6′ Mr. Bo Lind, Gravel Board", "en", [("Bo Lind", "Gravel Board", 6, False)]),
    ("3′ ▸ Ms. Ida Holm, WRO (video message)", "en", [("Ida Holm", "WRO", 3, True)]),
    ("10 min – Ms. Ida Holm, WRO", "en", [("Ida Holm", "WRO", 10, False)]),
    ("Mr. Bo Lind, WRO (recorded video message, 5 minutes)", "en", [("Bo Lind", "WRO", 5, True)]),
    ("Mr. Bo Lind, WRO (5 min, video message)", "en", [("Bo Lind", "WRO", 5, True)]),
    ("Mr. Bo Lind (Gravel Board)", "en", [("Bo Lind", "Gravel Board", None, False)]),
    (
        "Mr. Bo Lind and Ms. Ida Holm, Gravel Board",
        "en",
        [("Bo Lind", "Gravel Board", None, False), ("Ida Holm", "Gravel Board", None, False)],
    ),
    (
        "г-на Мурата Салимова, Министра водных ресурсов",
        "ru",
        [("Мурат Салимов", "Министр водных ресурсов", None, False)],
    ),
    (
        "г-жи Анны Петровны Орловой, первого заместителя директора",
        "ru",
        [("Анна Петровна Орлова", "первый заместитель директора", None, False)],
    ),
]


@pytest.mark.parametrize(("text", "lang", "expected"), STRANGERS)
def test_lines_of_strangers(text: str, lang: str, expected: list[tuple[str, str, int | None, bool]]) -> None:
    found = person_lines.read_line(text, lang, listed=True).people
    assert [(one.person.name, one.person.function, one.minutes, one.video) for one in found] == expected


def test_a_name_in_another_case_and_a_shared_function_are_doubted() -> None:
    found = person_lines.read_line("г-на Мурата Салимова, Министра", "ru").doubts
    assert [one.rule for one in found] == ["case"]
    found = person_lines.read_line("Mr. Bo Lind and Ms. Ida Holm, Gravel Board", "en").doubts
    assert [one.rule for one in found] == ["shared-function"]


@pytest.mark.parametrize(
    ("name", "family", "doubted"),
    [
        ("Sherzod Karimov", "Karimov", False),
        ("Назарзода Сайфиддин", "Назарзода", False),
        ("Tomás García Márquez", "García Márquez", True),
        ("Tariq Parvez Khan", "Khan", False),
        ("Fatima Al-Zahra bint Omar", "bint Omar", True),
    ],
)
def test_family_names_of_strangers(name: str, family: str, *, doubted: bool) -> None:
    found = family_names.find(name)
    assert (found.name, bool(found.doubt)) == (family, doubted)
