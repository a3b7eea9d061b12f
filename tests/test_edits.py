"""What kind of edit lies between two texts, and what of it is done in the translation too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import edits

patient = settings(deadline=None)  # the machine may be busy


def said(was: str, now: str, *texts: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    edit = edits.between(was, now)
    return (edit.said(texts), edit.carried(texts)) if edit.swaps else (edit.says, texts)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("The river is clean", "The river is clean.", "only punctuation changed"),
        ("Water, and life", "Water and life", "only punctuation changed"),
        ("Water, boats and life", "Water boats, and life", "only punctuation changed"),
        ("The River is clean", "The river is clean", "only capital letters changed"),
        ("The River is clean", "The river is clean!", "only punctuation and capital letters changed"),
        ("The *river* is clean", "The **river** is clean", "only markup changed"),
        ("Founded in 1998", "Founded in 1999", "number 1998 → 1999"),
        ("A fee of 1,400.50", "A fee of 1,500.50", "number 1,400.50 → 1,500.50"),
        ("At 12:00, on 3 May", "At 12:30, on 3 May", "number 12:00 → 12:30"),
        (
            "See https://river.example/a.",
            "See https://river.example/b_(c).",
            "link https://river.example/a → https://river.example/b_(c)",
        ),
        ("See [it](a.md#op-5)", "See [it](b.md#op-6)", "link a.md#op-5 → b.md#op-6"),
        (
            "Write to mailto:a@river.example",
            "Write to mailto:b@river.example",
            "link mailto:a@river.example → mailto:b@river.example",
        ),
    ],
)
def test_a_small_edit_has_a_name(was: str, now: str, says: str) -> None:
    assert edits.between(was, now).says == (says,)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The river is clean", "The river is cleen"),
        ("The river is clean", "The river is very clean"),
        ("so called", "socalled"),
        ("a < b", "a > b"),  # signs that mean something
        ("5 % of all", "5 of all"),
        ("this and/or that", "this and or that"),
        ("version x86", "version x87"),
        ("{count} boats", "{Count} boats"),  # places of a program
        ("{0} of {1}", "{1} of {0}"),
        ("%1$s in %2$s", "%2$s in %1$s"),
        ("%5d boats", "%6d boats"),
        ("rivers &#8211; clean", "rivers &#8212; clean"),
        ("1.5 m", "15 boats"),
        ("Room 5", "Room five"),
    ],
)
def test_any_other_edit_has_none(was: str, now: str) -> None:
    assert edits.between(was, now) == edits.NOTHING


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("the “river” – clean…", 'the "river" - clean...', True),
        ("people—rivers", "people – rivers", True),
        ("keepers ( of water )", "keepers (of water)", True),
        ("5 %", "5\u00a0%", True),
        ("5\u00a0%", "5%", True),
        ("so called", "socalled", False),
        ("a b", "a, b", False),
        ("1 2", "12", False),
        ("https://river.example/a", "https://river.example/ a", False),
    ],
)
def test_white_space_and_typography_are_no_edit_at_all(was: str, now: str, *, same: bool) -> None:
    assert edits.same(was, now) is same
    assert edits.same(now, was) is same


def test_a_number_that_stands_in_the_translation_is_replaced_there() -> None:
    assert said("Of 59 States, 3 spoke.", "Of 61 States, 4 spoke.", "Из 59 государств выступили 3.") == (
        ("number 59 → 61, replaced in the translation", "number 3 → 4, replaced in the translation"),
        ("Из 61 государств выступили 4.",),
    )


def test_two_numbers_that_change_places_do_so_in_the_translation() -> None:
    assert said("From 5 to 9", "From 9 to 5", "С 5 до 9")[1] == ("С 9 до 5",)


@pytest.mark.parametrize(
    "text",
    [
        "Пятьдесят девять государств",  # not there
        "Из 59 государств и 59 городов",  # more often
        "Из 159 государств, 59,5 и x59",  # only within other tokens
        "https://river.example/59",
    ],
)
def test_what_does_not_stand_there_verbatim_and_as_often_stays(text: str) -> None:
    assert said("Of 59 States", "Of 61 States", text) == (("number 59 → 61",), (text,))


def test_a_number_of_which_only_one_changed_is_not_replaced() -> None:
    """Nobody knows which of the two in the translation it is."""
    text = "59 государств и 59 городов"
    assert said("59 States and 59 towns", "59 States and 61 towns", text) == (("number 59 → 61",), (text,))
    assert said("59 States and 59 towns", "61 States and 61 towns", text)[1] == ("61 государств и 61 городов",)


def test_a_link_is_replaced_as_a_whole() -> None:
    was, now = "https://river.example/op", "https://river.example/part"
    assert said(f"See [it]({was}), {was}-5.", f"See [it]({now}), {was}-5.", f"См. [это]({was}), {was}-5.") == (
        (f"link {was} → {now}, replaced in the translation",),
        (f"См. [это]({now}), {was}-5.",),
    )


def test_each_form_of_a_plural_is_replaced_where_it_says_the_number() -> None:
    edit = edits.between("{n} boat of 59", "{n} boat of 61", "{n} boats of 59", "{n} boats of 61")
    texts = ("{n} лодка из 59", "{n} лодки из 59", "")
    assert edit.carried(texts) == ("{n} лодка из 61", "{n} лодки из 61", "")
    assert edit.said(texts) == ("number 59 → 61, replaced in the translation",)
    assert edit.said((*texts[:2], "{n} лодок")) == ("number 59 → 61",)
    assert edits.between("a boat of 59", "a boat of 61", "boats of 59", "boats of 60") == edits.NOTHING


TEXT = st.lists(
    st.sampled_from(["river", "River", "59", "61", ",", "—", "https://river.example/59", "{n}", "(", "1,5"]), max_size=8
).map(" ".join)


@patient
@given(TEXT, TEXT, TEXT)
def test_a_replacement_undone_is_the_text_that_was(was: str, now: str, text: str) -> None:
    there, back = edits.between(was, now), edits.between(now, was)
    if len(there.swaps) == 1 and there.swaps[0].often and there.swaps[0].now not in text:
        assert back.carried(there.carried([text])) == (text,)
    assert bool(there.says) is bool(back.says)
    assert not (edits.same(was, now) and there.says)
