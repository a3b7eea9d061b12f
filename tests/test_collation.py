"""The order of names: that of ICU's collators for English and Russian (CLDR), from which the lists below come."""

from __future__ import annotations

import random

import pytest

from diptych.collation import collation_key, initial

RUSSIAN = (
    "1 а",
    "Алиев",
    "Аль Нуайми",
    "Аль-Кахтани",
    "Альма",
    "Гаяров",
    "Ғаниев",
    "Еланин",
    "Елкин",
    "Ёлкин",
    "Иов",
    "Ионов",
    "Йонов",
    "Косимов",
    "Кузнецов",
    "Қосимов",
    "О’Нил",
    "Онилов",
    "Рустами",
    "Рустамӣ",
    "Уроков",
    "Ӯроков",
    "Хамидов",
    "Хяс",
    "Ҳамидов",
    "Чалый",
    "Ҷалилов",
)
ENGLISH = ("Al Nuaimi", "Al-Qahtani", "Almashaan", "du", "Du", "Loda", "Lodz", "Łódź", "Ost", "Øst", "Osu", "Ramírez")


@pytest.mark.parametrize(("lang", "names"), [("ru", RUSSIAN), ("en", ENGLISH)])
def test_names_stand_as_in_a_dictionary_of_the_language(lang: str, names: tuple[str, ...]) -> None:
    shuffled = random.Random(1).sample(names, len(names))  # noqa: S311 - no secret
    assert tuple(sorted(shuffled, key=lambda name: collation_key(name, lang))) == names


def test_the_script_of_the_language_comes_first() -> None:
    names = ["Voronkov", "Воронков"]
    assert sorted(names, key=lambda name: collation_key(name, "ru")) == ["Воронков", "Voronkov"]
    assert sorted(names, key=lambda name: collation_key(name, "en")) == ["Voronkov", "Воронков"]
    assert sorted(names, key=lambda name: collation_key(name, "tg")) == ["Воронков", "Voronkov"]


def test_letters_of_other_scripts_come_last() -> None:
    assert max(["Ω", "Я", "Z"], key=lambda name: collation_key(name, "ru")) == "Ω"


def test_a_name_stands_under_its_letter_without_marks() -> None:
    assert [initial(name) for name in ("Özeren", "Ёлкин", "Йонов", "аль-Кахтани", "Łódź", "7")] == [
        "O",
        "Е",
        "Й",
        "А",
        "L",
        "",
    ]
