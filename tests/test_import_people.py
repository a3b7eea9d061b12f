"""The people of an imported text in people.yaml: nobody twice, nobody lost, all else to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from diptych import nodes, registry
from diptych.fields import safe_id
from diptych.finding import UserError
from diptych.importers import people_file
from diptych.importers.agenda import Named
from diptych.importers.organization_names import Organizations, is_short, spelled_out
from diptych.importers.same_person import Verdict, Who, differ, judge
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from diptych.importers.people_file import Enrolled

STAFF = """\
# Everybody, once.

organizations:
  wro:
    name: World Rivers Organization (WRO)
    short: WRO

people:
  # The opening
  grey:
    name: John Grey  # “Gray” in the programme
    family: Grey
    courtesy: mr
    gender: m
    function: Chief, Rivers Branch, World Rivers Organization (WRO)
    organization: wro
"""


def enrol(text: str, *named: Named, organizations: tuple[str, ...] = (), lang: str = "en") -> Enrolled:
    return people_file.enrol(text, lang, named, [(name, Spot(at)) for at, name in enumerate(organizations, 1)], {})


SAME = [
    ("Sirojiddin Muhridin", "Sirojiddin Muhriddin"),
    ("Mukhtar Tleuberdi", "Mukhtar Tileuberdi"),
    ("Vepa Hajiyeu", "Vepa Hajiyev"),
    ("Lenni Montiel", "Leni Montiel"),
    ("Antonio Guterres", "António Guterres"),
    ("Waleed Al Reshaidan", "Waleed Al-Reshaidan"),
    ("Hamad Almashaan", "Hamad Al Mashaan"),
    ("Talgat Ashetov", "Talgat Asetov"),
    ("Helga Schmid", "Helga Maria Schmid"),
    ("Zhang Ming", "Ming Zhang"),
    ("C. Landberg", "Christopher A. Landberg"),
    ("J.-P. Lacroix", "Jean-Pierre Lacroix"),
    ("Sergey Ivanov", "Sergei Ivanov"),
    ("Владимир Воронков", "Vladimir Voronkov"),
    ("Пётр Семёнов", "Петр Семенов"),
    ("Praveen Vashista", "Praveen Vashishta"),
    ("HELGA SCHMID", "Helga Schmid"),
]
OTHER = [
    ("Emomali Rahmon", "Yusuf Rahmon"),
    ("Emomali Rahmon", "Rahmon Yusuf Ahmadzod"),
    ("Vladimir Norov", "Vladimir Voronkov"),
    ("Li Wei", "Li Wen"),
    ("Daniel Ivanov", "Daniela Ivanova"),
    ("Ivan Petrov", "Igor Petrov"),
    ("Мария Иванова", "Марина Иванова"),
    ("Ahmed Hassan", "Ali Hassan"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person(one: str, other: str) -> None:
    for mine, theirs in ((one, other), (other, one)):
        assert judge(Who(mine), Who(theirs)) in {Verdict.SAME, Verdict.VARIANT}


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_people(one: str, other: str) -> None:
    for mine, theirs in ((one, other), (other, one)):
        assert judge(Who(mine), Who(theirs)) in {Verdict.OTHER, Verdict.LIKE}


def test_like_names_with_quite_different_functions_are_two_people_and_doubted() -> None:
    one = Named("Anna Petrova", "Minister of Water of Freedonia", "Petrova", spot=Spot(3))
    other = Named("Anna Petrovna", "Violinist", "Petrovna", spot=Spot(9))
    result = enrol("", one, other)
    assert result.added == ("petrova", "petrovna")
    assert [(doubt.rule, doubt.spot.line) for doubt in result.doubts] == [("like-names", 9)]


@pytest.mark.parametrize(
    ("one", "other", "much"),
    [
        ("Ambassador of Pakistan to Tajikistan", "Ambassador of Pakistan to the Republic of Tajikistan", False),
        ("Chief of Rivers Branch, WRO", "Chief, Rivers Branch, World Rivers Organization (WRO)", False),
        ("General Prosecutor", "Prosecutor General of Freedonia", False),
        ("Deputy Chairman of the Service", "Deputy Chair of the Service", False),
        ("Minister of Water", "Ambassador of Freedonia to the Kingdom of Sylvania", True),
        ("", "Minister", False),
    ],
)
def test_functions_that_differ_by_more_than_small_words(one: str, other: str, *, much: bool) -> None:
    assert differ(one, other) is much


# --------------------------------------------------------------------------- the file


def test_an_empty_file_gets_both_sections() -> None:
    anna = Named("Anna Petrova", "Minister: of “Water”", "Petrova", courtesy="ms", style="excellency", gender="f")
    du = Named("Du Hangwei", "Chief, WRO", "Du", family_first=True)
    result = enrol("", anna, du, organizations=("World Rivers Organization (WRO)",))
    assert result.text == (ROOT / "tests" / "imports" / "yaml" / "people.yaml").read_text(encoding="utf-8")
    assert result.ids == {anna: "petrova", du: "du"}
    assert result.organizations == {"World Rivers Organization (WRO)": "wro"}
    assert not result.doubts


@pytest.mark.parametrize("end", ["", "\n", "\n\n# The end.\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_who_is_new_stands_at_the_end_and_all_else_stays(end: str, line_end: str) -> None:
    text = (STAFF.rstrip("\n") + end).replace("\n", line_end)
    anna = Named("Anna Petrova", "Minister of Water of Freedonia", "Petrova", gender="f", country="FI")
    result = enrol(text, anna, organizations=("Hub", "WRO", "wro", "World Rivers Organization"))
    new = [
        "  petrova:",
        "    name: Anna Petrova",
        "    family: Petrova",
        "    gender: f",
        "    function: Minister of Water of Freedonia",
        "    country: FI",
    ]
    lines = text.split(line_end)
    at = lines.index("    short: WRO")
    expected = [*lines[: at + 1], "  hub:", "    name: Hub", *lines[at + 1 :]]
    behind = expected.index("    organization: wro") + 1
    assert result.text.split(line_end) == [*expected[:behind], *new, *expected[behind:]]
    assert set(result.organizations.values()) == {"hub", "wro"}


def test_nothing_new_leaves_the_file_as_it_is() -> None:
    text = "\ufeff" + STAFF.replace("\n", "\r\n")
    john = Named("John Gray", "Chief of Rivers Branch", "Gray", spot=Spot(5))
    result = enrol(text, john)
    assert result.text == text
    assert result.ids == {john: "grey"}
    (doubt,) = result.doubts
    assert doubt.spot.line == 5
    assert "John Gray" in doubt.reason
    assert "John Grey" in doubt.reason


def test_a_broken_file_is_one_clear_line() -> None:
    with pytest.raises(UserError) as caught:
        enrol("people:\n\tgrey: x\n", Named("Anna Petrova", "Minister", "Petrova"))
    assert caught.value.message.startswith("content/people.yaml:2: ")


def test_the_more_frequent_spelling_wins_then_the_first() -> None:
    said = [Named(name, "Minister of Water", name.split()[-1], spot=Spot(at)) for at, name in enumerate(
        ["Siroj Muhridin", "Siroj Muhriddin", "Siroj Muhriddin", "Anna Petrova", "Anna Pyetrova"], 1
    )]  # fmt: skip
    result = enrol("", *said)
    persons, _, _, _ = registry.people(result.text, "x")
    assert [one.name.key.msgid for one in persons.values()] == ["Siroj Muhriddin", "Anna Petrova"]
    assert [doubt.spot.line for doubt in result.doubts] == [1, 5]


def test_ids_of_the_house() -> None:
    names = [
        ("Mutlaq Majed Al-Qahtani", "Al-Qahtani"),
        ("Agustín Santos Maraver", "Santos Maraver"),
        ("Vilma Thomas Ramírez", "Thomas Ramírez"),
        ("Emomali Rahmon", "Rahmon"),
        ("Rahmon Yusuf Ahmadzod", "Rahmon"),
        ("Sonia Rahmon", "Rahmon"),
        ("Пётр Щукин", "Щукин"),
        ("Anna People", "People"),
        ("李明", "李"),
        ("Dara O’Brien", "O’Brien"),
    ]
    result = enrol("", *(Named(name, f"Function {name}", family) for name, family in names))
    assert result.added == (
        "al-qahtani",
        "santos-maraver",
        "thomas-ramirez",
        "rahmon",
        "yusuf-rahmon",
        "sonia-rahmon",
        "shchukin",
        "anna-people",
        "person",
        "obrien",
    )


def test_names_in_another_language_are_found_by_their_translation_or_added_with_a_doubt() -> None:
    john = Named("Джон Грей", "Начальник Сектора рек", "Грей", spot=Spot(2))
    anna = Named("Анна Петрова", "Министр", "Петрова", spot=Spot(4))
    known = {"grey": ("Джон Грей",), "organizations/wro": ("ВРО",)}
    result = people_file.enrol(STAFF, "ru", [john, anna], [("ВРО", Spot(3))], known)
    assert result.ids == {john: "grey", anna: "petrova"}
    assert result.organizations == {"ВРО": "wro"}
    assert [(doubt.rule, doubt.spot.line) for doubt in result.doubts] == [("foreign-name", 4)]


def test_each_new_organization_is_doubted_once_where_it_stands() -> None:
    printed = [
        ("Hub", Spot(3)),
        ("World Rivers Organization (WRO)", Spot(4)),
        ("Institute of Mud", Spot(5)),
        ("Hub", Spot(9)),
    ]
    result = people_file.enrol(STAFF, "en", [], printed, {})
    assert [(doubt.rule, doubt.spot.line) for doubt in result.doubts] == [
        ("new-organization", 3),
        ("new-organization", 5),
    ]
    assert "“Hub”" in result.doubts[0].reason
    assert result.added_organizations == ("hub", "institute-of-mud")


def test_organizations() -> None:
    offices = Organizations()
    offices.add("un", "United Nations", "UN")
    offices.add("wro", "World Rivers Organization (WRO)", "WRO")
    offices.add("hub", "United Nations Hub for Rivers", "UN Hub")
    assert offices.within("Chief, United Nations Hub for Rivers") == "hub"
    assert offices.within("Chief, Hub, United Nations") == "un"
    assert offices.within("Chief, world rivers organization") == "wro"
    assert offices.within("un sous-chef; WRO-funded") == ""
    assert offices.named("world rivers organization") == "wro"
    assert spelled_out("WRO", ["Chief of the World Rivers Organization (WRO)"]) == "World Rivers Organization (WRO)"
    assert spelled_out("WRO", ["Chief (WRO)", "(WRO)", ""]) == ""
    assert [text for text in ("UNOCT", "SCO RATS", "КТУ ООН", "Hedayah", "BI Hub", "a") if is_short(text)] == [
        "UNOCT",
        "SCO RATS",
        "КТУ ООН",
    ]


def test_our_own_people_are_found_again_and_one_more_is_a_diff_of_its_lines() -> None:
    text = (ROOT / "content" / "people.yaml").read_text(encoding="utf-8")
    persons, houses, _, _ = registry.people(text, "people.yaml")
    named = [
        Named(one.name.key.msgid, one.function.key.msgid, one.family, one.family_first, "", "", one.gender, one.country)
        for one in persons.values()
    ]
    printed = [((house.short or house.name).key.msgid, Spot(1)) for house in houses.values()]
    result = people_file.enrol(text, "en", named, printed, {})
    assert result.text == text
    assert list(result.ids.values()) == list(persons)
    assert list(result.organizations.values()) == list(houses)
    assert not result.doubts
    more = people_file.enrol(text, "en", [*named, Named("Otto Quill", "Scribe", "Quill")], printed, {})
    assert more.text == text + "  quill:\n    name: Otto Quill\n    family: Quill\n    function: Scribe\n"


# --------------------------------------------------------------------------- laws

WORDS = ["Anna", "Ana", "Petrova", "Petrov", "Ali", "Al", "Hassan", "Du", "Анна", "Петрова", "J.", "李"]
NAME = st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), st.text(max_size=20))
PEOPLE = st.lists(
    st.builds(
        Named,
        NAME,
        st.one_of(st.sampled_from(["Minister", "Chief, WRO", "a: b #c"]), st.text(max_size=20)),
        st.one_of(st.just(""), NAME),
        st.booleans(),
        st.sampled_from(["", "mr"]),
        st.sampled_from(["", "excellency"]),
        st.sampled_from(["", "m", "f"]),
        st.sampled_from(["", "TJ"]),
        st.sampled_from(["", "", "7"]),
        st.builds(Spot, st.integers(1, 30)),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    PEOPLE,
    st.lists(st.one_of(st.sampled_from(["WRO", "Hub"]), st.text(max_size=12)), max_size=3),
    st.sampled_from(["", STAFF]),
)
def test_everybody_has_an_id_that_is_there(named: list[Named], organizations: list[str], text: str) -> None:
    result = people_file.enrol(text, "en", named, [(name, Spot(1)) for name in organizations], {})
    root, found = nodes.loads(result.text, "x") if result.text else (None, [])
    assert not found, (result.text, found)
    people = {key.text for key, _ in root.get("people").entries} if root and named else set()  # type: ignore[union-attr]
    houses = {key.text for key, _ in root.get("organizations").entries} if root and organizations else set()  # type: ignore[union-attr]
    assert set(result.ids) == set(named)
    assert set(result.ids.values()) <= people
    assert set(result.organizations) == set(organizations)
    assert set(result.organizations.values()) <= houses
    assert all(safe_id(one) == one for one in (*people, *houses))
    kept = iter(result.text.split("\n"))
    assert all(line in kept for line in text.split("\n"))
    again = people_file.enrol(result.text, "en", named, [(name, Spot(1)) for name in organizations], {})
    assert again.text == result.text or len({one.name for one in named}) > 1
