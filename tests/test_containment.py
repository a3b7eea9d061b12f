"""A paragraph that was split, or two that were joined."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.containment import Whole, wholes

patient = settings(deadline=None)  # the machine may be busy
ONE = "The two banks shall keep the river clean"
TWO = "each bank names a keeper of the boats"
THREE = "the keepers meet once a year at the bridge"


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (f"{ONE}. {TWO}.", [ONE, TWO]),
        (f"{ONE}; {TWO}.", [f"{TWO}.", "Something else of the river", f"{ONE}."]),
        (f"{ONE}, {TWO}, {THREE}.", [ONE, THREE, TWO]),
        (f"{ONE}, and {TWO}", [ONE, TWO]),  # a word between them
        (f"{ONE}. {TWO}.", [f"{ONE} always", TWO]),  # one part edited
        (f"{ONE}. {TWO}.", [ONE, TWO.replace("names", "chooses")]),
    ],
)
def test_parts_that_make_up_a_text_are_found_in_their_order(whole: str, parts: list[str]) -> None:
    (found,) = wholes(["Another text of the river", whole], parts)
    assert found.whole == 1
    starts = [whole.casefold().find(parts[part].casefold()[:8]) for part in found.parts]
    assert starts == sorted(starts)
    assert len(found.parts) == len([part for part in parts if "else" not in part])


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [ONE],
        [f"{ONE}. {TWO}."],  # the whole itself
        [ONE, "Something else of the river that nobody has read"],
        [ONE, "each bank"],  # too little of the rest
        ["The two", "banks"],
    ],
)
def test_one_part_is_no_split(parts: list[str]) -> None:
    assert wholes([f"{ONE}. {TWO}."], parts) == []


def test_a_part_belongs_to_one_text() -> None:
    assert wholes([f"{ONE}. {TWO}", f"{TWO}. {ONE}"], [ONE, TWO]) == [Whole(0, (0, 1))]


@patient
@given(st.lists(st.sampled_from([ONE, TWO, THREE, "Noting"]), max_size=6), st.data())
def test_what_is_found_makes_up_the_whole_and_no_part_serves_twice(parts: list[str], data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.lists(st.sampled_from([ONE, TWO, THREE]), min_size=1).map(". ".join), max_size=4))
    found = wholes(texts, parts)
    used = [part for one in found for part in one.parts]
    assert len(set(used)) == len(used)
    for one in found:
        assert texts[one.whole] == ". ".join(parts[part] for part in one.parts)
        assert len(one.parts) > 1
