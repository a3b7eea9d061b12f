"""Which words of a text changed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.words_diff import Change, Stretch, diff, new_side, old_side

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED

WORDS = st.lists(st.sampled_from(["river", "reka", "река", " ", "  ", ".", ",", "-", "don't", "5", "\n"])).map("".join)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ()),
        ("a", "a", ((SAME, "a"),)),
        ("", "a", ((ADDED, "a"),)),
        ("a b", "", ((REMOVED, "a b"),)),
        ("the rivr flows", "the river flows", ((SAME, "the "), (REMOVED, "rivr"), (ADDED, "river"), (SAME, " flows"))),
        ("the river", "the wide river", ((SAME, "the "), (ADDED, "wide "), (SAME, "river"))),
        ("by 2024.", "by 2025.", ((SAME, "by "), (REMOVED, "2024"), (ADDED, "2025"), (SAME, "."))),
        ("it is so", "it isn't so", ((SAME, "it "), (REMOVED, "is"), (ADDED, "isn't"), (SAME, " so"))),
        ("clean river", "clean, wide river", ((SAME, "clean"), (ADDED, ", wide"), (SAME, " river"))),
    ],
)
def test_whole_words_and_single_signs_are_marked(old: str, new: str, expected: tuple[tuple[Change, str], ...]) -> None:
    assert diff(old, new) == expected


def test_a_phrase_that_was_replaced_is_one_stretch() -> None:
    assert diff("we call upon the bank", "we invite warmly the bank") == (
        (SAME, "we "),
        (REMOVED, "call upon"),
        (ADDED, "invite warmly"),
        (SAME, " the bank"),
    )


@given(WORDS | st.text(), WORDS | st.text())
def test_the_stretches_are_both_texts_to_the_letter(old: str, new: str) -> None:
    stretches = diff(old, new)
    assert "".join(one.text for one in old_side(stretches)) == old
    assert "".join(one.text for one in new_side(stretches)) == new
    assert all(one.text for one in stretches)
    kinds = [one.change for one in stretches]
    assert all(first != second for first, second in itertools.pairwise(kinds))


@given(WORDS | st.text())
def test_equal_texts_have_no_change(text: str) -> None:
    assert diff(text, text) == ((Stretch(SAME, text),) if text else ())
