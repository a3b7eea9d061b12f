"""Names of persons and organizations that a source writes in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import checks
from diptych.catalog import Span
from diptych.checks import organizations, variants
from diptych.checks.view import Known, Name, Pair, Paper, Papers, Place, Said, Side
from diptych.model import Term, Wording

CHECKS = (*variants.CHECKS, *organizations.CHECKS)
NOWHERE = Span("terms.yaml")
HERE = Place("content/people.yaml")
NAMES = (
    Name("António Guterres", "Антониу Гутерриш", "Guterres", place=HERE),
    Name("Sirojiddin Muhriddin", "Сироджиддин Мухриддин", "Muhriddin", place=HERE),
    Name("Alena Kupchyna", "Алёна Купчина", "Kupchyna", place=HERE),
    Name("Weixiong Chen", "Чэнь Вэйсюн", "Chen", place=HERE),
    Name("Zhang Ming", "Чжан Мин", "Zhang", family_first=True, place=HERE),
    Name("Emomali Rahmon", "Эмомали Рахмон", "Rahmon", place=HERE),
    Name("Agustín Santos Maraver", "", "Santos Maraver", place=HERE),
    Name("Christopher A. Landberg", "", "Landberg", place=HERE),
)
TERMS = tuple(
    Term(name, "organization", {"en": Wording(name, "", avoid, NOWHERE)}, "", NOWHERE)
    for name, avoid in (
        ("United Nations Office of Counter-Terrorism", ("United Nations Office for Counter-Terrorism",)),
        ("United Nations Office on Drugs and Crime", ()),
        ("Shanghai Cooperation Organization", ()),
        ("United Nations Regional Centre for Preventive Diplomacy for Central Asia", ()),
    )
)


def said(known: Known, *texts: str) -> list[tuple[str, int]]:
    pairs = tuple(Pair(Said(text, "en", known, Side.SOURCE), Said("", "ru", known)) for text in texts)
    papers = Papers((Paper("a", "en", pairs, known),), known)
    return [(fault.text, len(fault.others)) for _, fault in checks.run(papers, CHECKS)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Mr. Antonio Guterres opened it.", "Antonio"),
        ("a message by Antonio Guterres", "Antonio"),
        ("Mr. Muhridin closed it.", "Muhridin"),
        ("Mr. Sirojiddin Muhriddinn", "Muhriddinn"),
        ("Ms. Alena Kuphyna", "Kuphyna"),
        ("Ms. Elena Kupchyna", None),
        ("Ms. Alyena Kupchyna", "Alyena"),
        ("a report of Mr. Chen Weixiong", "Chen Weixiong"),
        ("Mr. Ming spoke.", "Ming"),
        ("Mr. Maraver spoke.", "Maraver"),
        ("Mr. Santos spoke.", None),
        ("Mr. Santos Maraver and Mr. Zhang spoke.", None),
        ("Mr. Christopher A. Landberg spoke; Mr. Landberg’s note is annexed.", None),
        ("Mr. Rahmonov, Ms. Rahmona, Mr. Rahmonzoda", None),
        ("H.E. Mr. ANTÓNIO GUTERRES and Mr. Guterres", None),
        ("Sirojiddin’s and Muhriddin’s papers", None),
        ("Alena Petrova and Zhang Wei", None),
        ("Chen, Weixiong", None),
        ("Mr. Muhriddin and Mr. Muhridin met.", None),
        ("Mr. Muhridin of the Ministry thanked H.E. Mr. Muhriddin.", None),
        ("Mr. Muhriddin closed it. Mr. Muhridin had opened it.", "Muhridin"),
        ("Mr. Sirojiddin Muhriddin and Mr. Sirojiddin Muhridin", "Muhridin"),
        ("António and Ming Dynasty Guterres Street", None),
    ],
)
def test_a_person_is_written_as_in_the_registry(text: str, at: str | None) -> None:
    assert said(Known(names=NAMES), text) == ([] if at is None else [(at, 0)])


def test_all_places_of_a_variant_are_one_fault() -> None:
    assert said(Known(names=NAMES), "Mr. Muhridin came.", "Mr. Muhriddin. Mr. Muhridin", "Mr. Muhridin’s") == [
        ("Muhridin", 2)
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("the United Nations Office on Counter-Terrorism", "United Nations Office on Counter-Terrorism"),
        ("the United Nations Office for Drugs and Crime (UNODC)", "United Nations Office for Drugs and Crime"),
        ("the Shanghai Cooperation Organisation", "Shanghai Cooperation Organisation"),
        (
            "United Nations Regional Center for Preventive Diplomacy for Central Asia",
            "United Nations Regional Center for Preventive Diplomacy for Central Asia",
        ),
        ("the United Nations Office for Counter-Terrorism", None),  # of `forbidden-term`
        ("the United Nations, the Office of Counter-Terrorism", None),
        ("the United Nations Office of Counter-Terrorism and its centre", None),
        ("the United Nations Office in Geneva", None),
        ("a shanghai cooperation organisation", None),
        ("The United Nations regional centre for preventive diplomacy", None),
    ],
)
def test_an_organization_is_written_as_in_the_registry(text: str, at: str | None) -> None:
    assert said(Known(terms=TERMS), text) == ([] if at is None else [(at, 0)])


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        (("Mr. Muhriddin spoke.", "Mr. Muhriddin left.", "Mr. Muhridin stayed."), "Muhridin"),
        (("Mr. Kohki Somon spoke.", "Kohki Somon left.", "Kokhi Somon stayed."), "Kokhi"),
        (("Mr. Antonio Guterres", "Mr. António Guterres", "Mr. António Guterres"), "Antonio"),
        (("Mr. Anisul Haque", "Mr. Anisul Haque", "Mr. Haque Anisul"), "Haque Anisul"),
        (("Mr. Mirzaev", "Mr. Mirzaev", "Mr. Ruslan Mirzayev"), "Mirzayev"),
        (("Mr. Ruslan Mirzaev", "Mr. Timur Mirzoev"), None),
        (("Mr. Sergei Lavin", "Mr. Sergey Petrov"), None),
        (("Mr. Karimov", "Ms. Karimova"), None),
        (("the Session", "two Sessions", "Mr. Session Chair"), None),
        (("a Member State", "Member States", "Ms. Member"), None),
        (("Tajik officers", "Tajikistan", "the Tajik Border Troops", "the Tajiks"), None),
        (("Counter-Terrorism Centre", "Counterterrorism Centre", "Counter Terrorism Centre"), None),
        (("Mr. President", "Vice-President Smith", "Mr. Chair"), None),
        (("MR. VORONKOV", "Mr. Voronkov"), None),
        (("Mr. Li Wei", "Mr. Le Wei"), None),
        (("Mr. Norov and Mr. Narov met.",), None),
        (("Mr. Norov spoke. Later Ms. Narov replied.", "Mr. Norov left.", "Mr. Narov left."), None),
        (("Mr. Norov spoke.", "Mr. Norov left.", "Mr. Narov left."), "Narov"),
        (("Mr. Timur Mirzaev and Mr. Timur Mirzayev", "Mr. Timur Mirzaev"), "Mirzayev"),
    ],
)
def test_two_spellings_of_one_name_are_found_without_a_registry(texts: tuple[str, ...], at: str | None) -> None:
    assert [text for text, _ in said(Known(), *texts)] == ([] if at is None else [at])


def test_the_message_names_the_other_spelling_and_its_count() -> None:
    known = Known()
    texts = ("Mr. Muhriddin spoke.", "Mr. Muhriddin left.", "Mr. Muhridin stayed.")
    pairs = tuple(Pair(Said(text, "en", known, Side.SOURCE), Said("", "ru", known)) for text in texts)
    [(check, fault)] = checks.run(Papers((Paper("a", "en", pairs, known),), known), CHECKS)
    assert check.rule == "name-variant"
    assert "Muhriddin” elsewhere (2 times)" in fault.message
    assert [other.raw for other in fault.others] == [texts[0]]


SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals of the conference are not here")
def test_the_spellings_of_the_originals_are_found_and_nothing_else() -> None:
    lines = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line]
    found = {text for text, _ in said(Known(), *lines)}
    assert {"Borrel", "Nuami", "Muhriddin", "Tleuberdi"} <= found
    assert len(found) <= 9


@given(st.lists(st.text(max_size=40), max_size=4))
def test_no_text_is_too_broken(texts: list[str]) -> None:
    for known in (Known(), Known(names=NAMES, terms=TERMS)):
        for at, _ in said(known, "Mr. Muhridin", *(f"Mr. {text} Guterres {text}" for text in texts)):
            assert at


def test_many_titles_in_a_row_end() -> None:
    assert said(Known(names=NAMES), "H. E. " * 40) == []
