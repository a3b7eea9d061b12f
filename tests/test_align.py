"""Which paragraphs answer which: on cases of our own, on laws, and on our own documents torn apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligning
from diptych import align
from diptych.align import Unit

PAIRS = (
    ("River conference", "Речная конференция"),
    ("The conference met in Harbour City on 3 May 2019 under resolution 1373 (2001).",
     "Конференция состоялась в Харбор-Сити 3 мая 2019 года в соответствии с резолюцией 1373 (2001)."),
    ("Ms. Zarina Sharifova chaired it. Over 40 experts took part.",
     "Председательствовала г-жа Зарина Шарифова. Участвовали более 40 экспертов."),
    ("The report was issued as A/RES/75/291 and presented by Kazakhstan.",
     "Доклад был издан под условным обозначением A/RES/75/291 и представлен Казахстаном."),
    ("Write to desk@river.example before 12 June.", "Пишите по адресу desk@river.example до 12 июня."),
    ("Will the water be enough?", "Хватит ли воды?"),
    ("Mr. Petrov spoke about terrorism and migration.", "Г-н Петров говорил о терроризме и миграции."),
)  # fmt: skip
SOURCE = tuple(Unit(one) for one, _ in PAIRS)
TARGET = tuple(Unit(other) for _, other in PAIRS)


def shapes(beads: tuple[align.Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


@pytest.mark.parametrize("flip", [False, True])
def test_a_document_and_its_translation_go_side_by_side_in_either_direction(flip: bool) -> None:
    sides = (TARGET, SOURCE) if flip else (SOURCE, TARGET)
    assert shapes(align.align(*sides)) == [((n,), (n,)) for n in range(len(PAIRS))]


def test_a_paragraph_may_be_two_in_the_translation_or_two_be_one() -> None:
    first, second = "Председательствовала г-жа Зарина Шарифова.", "Участвовали более 40 экспертов."
    target = (*TARGET[:2], Unit(first), Unit(second), *TARGET[3:])
    assert ((2,), (2, 3)) in shapes(align.align(SOURCE, target))
    assert ((2, 3), (2,)) in shapes(align.align(target, SOURCE))


def test_what_only_one_side_has_stays_alone() -> None:
    more = Unit("Это добавил издатель: всего 512 страниц и 8 карт.")
    beads = shapes(align.align(SOURCE, (*TARGET[:4], more, *TARGET[4:])))
    assert ((), (4,)) in beads
    assert ((4,), (5,)) in beads
    assert ((3,), ()) in shapes(align.align(SOURCE, (*TARGET[:3], *TARGET[4:])))


def test_paragraphs_with_names_and_numbers_are_found_wherever_they_stand() -> None:
    order = [4, 5, 6, 0, 1, 2, 3]
    found = dict(shapes(align.align(SOURCE, tuple(TARGET[n] for n in order))))
    for n in (1, 2, 3, 4):
        assert found[n,] == (order.index(n),)


def test_the_numbers_of_paragraphs_say_what_belongs_together() -> None:
    source = [Unit(f"Request the States to act. {'x' * n}", "item", 1, str(n)) for n in range(1, 8)]
    target = [Unit(f"просим государства действовать. {'э' * n}", "item", 1, str(n)) for n in range(1, 8) if n != 3]
    found = dict(shapes(align.align(source, target)))
    assert found[2,] == ()
    assert found[6,] == (5,)


def test_terms_tell_what_abbreviations_mean() -> None:
    source = [Unit("UNOCT, LRC and VWX met."), Unit("BCPX, TTP and GHJ met."), Unit("HQRW, MNO and ZXC met.")]
    target = [Unit("Были ЖЗК, ИКЛ и ЦУМ."), Unit("Были КТУ, РЛК и ВШС."), Unit("Были ППП, ТПП и ГЧД.")]
    english = ("UNOCT", "LRC", "VWX", "BCPX", "TTP", "GHJ", "HQRW", "MNO", "ZXC")
    terms = tuple(zip(english, ("КТУ", "РЛК", "ВШС", "ППП", "ТПП", "ГЧД", "ЖЗК", "ИКЛ", "ЦУМ"), strict=True))
    found = dict(shapes(align.align(source, target, terms)))
    assert found == {(0,): (1,), (1,): (2,), (2,): (0,)}


def test_another_number_is_told_among_the_reasons() -> None:
    source = (Unit("On 3 May 2019 there were 40 experts from 12 States in Dushanbe."),)
    target = (Unit("3 мая 2019 года в Душанбе было 40 экспертов из 17 государств."),)
    (bead,) = align.align(source, target)
    assert "only one says 12, 17" in bead.reason


def test_nothing_is_aligned_with_nothing() -> None:
    assert align.align((), ()) == ()
    assert shapes(align.align(SOURCE[:1], ())) == [((0,), ())]
    assert shapes(align.align((), TARGET[:1])) == [((), (0,))]


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from([one for pair in PAIRS for one in pair]),
        st.sampled_from(["\ud800", "((((" * 50, "1 " * 60, "a b c d e", "«", "", "\x00", "I. V.", "М М М"]),
    ),
    max_size=9,
)


@settings(max_examples=150)
@given(TEXTS, TEXTS, st.sampled_from(["paragraph", "heading", "item"]))
def test_every_paragraph_is_in_exactly_one_bead_and_nothing_stumbles(
    one: list[str], other: list[str], kind: str
) -> None:
    beads = align.align([Unit(text, kind) for text in one], [Unit(text) for text in other])
    assert sorted(i for bead in beads for i in bead.source) == list(range(len(one)))
    assert sorted(j for bead in beads for j in bead.target) == list(range(len(other)))
    assert all(0 <= bead.confidence <= 1 and bead.reason for bead in beads)


LETTERS = dict(zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы", strict=True))


def words(dice: random.Random) -> str:
    made = [
        "".join(dice.choice("bvgdzklmnprstf") + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))
        for _ in range(9)
    ]
    return " ".join(made).capitalize() + f" {dice.randint(100, 99999)}."


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_a_text_goes_with_itself_in_other_letters(seed: int, size: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a sample, no secret
    texts = [words(dice) for _ in range(size)]
    other = ["".join(LETTERS.get(sign, LETTERS.get(sign.lower(), sign).upper()) for sign in text) for text in texts]
    beads = align.align([Unit(text) for text in texts], [Unit(text) for text in other])
    assert shapes(beads) == [((n,), (n,)) for n in range(size)]


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_blocks_that_were_moved_are_found_again(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a sample, no secret
    texts = [words(dice) for _ in range(24)]
    other = ["".join(LETTERS.get(sign, LETTERS.get(sign.lower(), sign).upper()) for sign in text) for text in texts]
    blocks = [list(range(at, at + 6)) for at in range(0, 24, 6)]
    dice.shuffle(blocks)
    order = [n for block in blocks for n in block]
    beads = align.align([Unit(text) for text in texts], [Unit(other[n]) for n in order])
    assert dict(shapes(beads)) == {(n,): (order.index(n),) for n in range(24)}


@pytest.mark.parametrize(
    ("slug", "mix", "seeds"),
    [("report", "mixed", (1,)), ("report", "mixed, plain", (2,)), ("concept-note", "mixed", (1, 2, 3, 4))],
)
def test_of_what_is_taken_as_sure_98_of_100_are_right(slug: str, mix: str, seeds: tuple[int, ...]) -> None:
    figures = aligning.Figures()
    for seed in seeds:
        made = aligning.sample(slug, mix, seed)
        figures += aligning.measured(made, align.align(made.source, made.target))
    assert figures.right >= 0.98 * figures.sure, figures.wrong
    assert figures.right >= 0.8 * figures.there


def test_a_pair_that_nothing_but_its_place_speaks_for_is_sure_only_between_pairs_that_words_hold() -> None:
    short = [("Yes, all.", "Да, все."), ("Nobody yet.", "Пока никто."), ("Come in.", "Входите.")]
    source = [*SOURCE[1:4], *(Unit(one) for one, _ in short), *SOURCE[4:5], SOURCE[6]]
    target = [*TARGET[1:4], *(Unit(other) for _, other in short), *TARGET[4:5], TARGET[6]]
    lost = [*target[:4], *target[5:]]
    sure = {(bead.source, bead.target) for bead in align.align(source, lost) if bead.confidence >= align.SURE}
    assert not any(one[0] in (3, 4, 5) for one, _ in sure)
    assert any(one == (1,) for one, _ in sure)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (["Yes."] * 600, ["Да."] * 600),
        ([str(n % 83) for n in range(700)], [str(n % 89) for n in range(650)]),
        ([str(n) for n in range(500)], [str(500 - n) for n in range(500)]),
    ],
)
def test_long_runs_without_an_anchor_keep_every_paragraph(here: list[str], there: list[str]) -> None:
    beads = align.align([Unit(text) for text in here], [Unit(text) for text in there])
    assert sorted(i for bead in beads for i in bead.source) == list(range(len(here)))
    assert sorted(j for bead in beads for j in bead.target) == list(range(len(there)))
    assert not any(bead.confidence >= align.SURE and here[bead.source[0]] == "Yes." for bead in beads)


def test_lengths_alone_pair_an_undisturbed_text_and_fail_where_a_paragraph_is_missing() -> None:
    lengths = aligning.by_length(SOURCE, TARGET)
    assert shapes(lengths) == [((n,), (n,)) for n in range(len(PAIRS))]
    made = aligning.sample("declaration", "dropped", 1)
    ours = aligning.measured(made, align.align(made.source, made.target))
    theirs = aligning.measured(made, aligning.by_length(made.source, made.target))
    assert ours.right * theirs.sure > theirs.right * ours.sure


def test_two_paragraphs_for_a_much_shorter_one_are_not_sure() -> None:
    more = "Ms. Zarina Sharifova then described at length, and with many examples, what the river had meant to her."
    source = [*SOURCE[:2], SOURCE[2], Unit(more), *SOURCE[3:]]
    beads = align.align(source, TARGET)
    assert not any(bead.confidence >= align.SURE for bead in beads if 3 in bead.source)
