"""Which old text a new one comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.similar import CUTOFF, Pair, normalized, pairs

WORDS = ["the", "river", "banks", "keep", "water", "clean", "for", "all", "people", "every", "year"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “river” – clean…", 'the "river" - clean...'),
        ("the\u00a0river  is\nclean ", "the river is clean"),
        ("people’s", "people's"),
        ("so-\u00adcalled", "so-called"),
        ("«река» — чиста", '"река" -- чиста'),
    ],
)
def test_typography_and_white_space_make_no_difference(one: str, other: str) -> None:
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(("one", "other"), [("a b", "ab"), ("River", "river"), ("a, b", "a b"), ("1", "2")])
def test_words_punctuation_and_case_do(one: str, other: str) -> None:
    assert normalized(one) != normalized(other)


def test_the_best_pair_comes_first_and_each_text_once() -> None:
    old = ["The river shall be kept clean", "The river shall be kept"]
    assert [(pair.new, pair.old) for pair in pairs(["The river shall be kept clean."] * 2, old)] == [(0, 0), (1, 1)]


def test_unrelated_texts_are_no_pair() -> None:
    assert pairs(["Coffee break"], ["Thematic session on the governance of rivers"]) == []


def test_a_typo_in_a_single_word_is_found() -> None:
    assert [(pair.new, pair.old) for pair in pairs(["Recepton"], ["Exhibition", "Reception"])] == [(0, 1)]


def test_standing_in_the_same_place_counts() -> None:
    new, old = ["Opening of the meeting"], ["Opening or closing", "Meeting of the keepers"]
    assert pairs(new, old) == []
    assert [pair.old for pair in pairs(new, old, near={(0, 0): 20.0})] == [0]


@given(SENTENCES, SENTENCES)
def test_pairs_are_one_to_one_good_enough_and_sorted(new: list[str], old: list[str]) -> None:
    found = pairs(new, old)
    assert len({pair.new for pair in found}) == len({pair.old for pair in found}) == len(found)
    assert all(pair.score >= CUTOFF for pair in found)
    assert found == sorted(found, key=lambda pair: -pair.score)


@given(SENTENCES.filter(bool))
def test_every_text_is_like_itself(texts: list[str]) -> None:
    found = pairs(texts, texts)
    assert len(found) == len(texts)
    assert all(texts[pair.new] == texts[pair.old] for pair in found)
    assert Pair(0, texts.index(texts[0]), 100.0) in found
