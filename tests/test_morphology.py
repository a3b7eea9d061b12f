"""The door to the dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import morphology


@pytest.mark.parametrize(
    ("form", "lemma"), [("границами", "граница"), ("Совместных", "совместный"), ("лёгкого", "легкий")]
)
def test_a_form_has_its_lemma_without_yo(form: str, lemma: str) -> None:
    assert lemma in morphology.lemmas(form)


@pytest.mark.parametrize(("form", "known"), [("границами", True), ("еще", True), ("границыми", False), ("", False)])
def test_the_dictionary_knows_forms(form: str, known: bool) -> None:
    assert morphology.known(form) is known


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("сотрудничиство", "сотрудничество"),
        ("участинки", "участники"),
        ("агенство", "агентство"),
        ("деллегация", "делегация"),
        ("рассматриватся", "рассматриваться"),
        ("конфиренция", "конференция"),
        ("расследывание", "расследование"),
    ],
)
def test_the_likeliest_word_one_slip_away_comes_first(form: str, meant: str) -> None:
    assert morphology.near(form)[0] == meant


def test_a_slip_may_be_held_to_the_likely() -> None:
    assert "граница" in morphology.near("гвраница")
    assert "граница" not in morphology.near("гвраница", 1)


@pytest.mark.parametrize("form", ["", "abc", "а" * 1000, "он", "блокчейн", "\ud800"])
def test_what_is_near_nothing_has_no_neighbours(form: str) -> None:
    assert morphology.near(form) == ()


@settings(deadline=None, max_examples=30)
@given(st.text(st.sampled_from("абвгдеиклмнорстья"), min_size=4, max_size=12))
def test_all_neighbours_are_in_the_dictionary(form: str) -> None:
    assert all(morphology.known(near) for near in morphology.near(form))


def test_a_noun_has_its_cases() -> None:
    assert {"граница", "границу", "границами"} <= morphology.forms("Граница")
    assert morphology.forms("грраница") == frozenset()
