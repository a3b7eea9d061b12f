"""The corpora: every fault found by the right rule at the right place, nothing said of what is correct."""

from __future__ import annotations

import pytest

from proofs import CORPUS, Item, corpus, found, hits

NAMES = ("tuning", "blind", "fresh")
ALL = {name: corpus(name) for name in NAMES}
CORRECT = [pytest.param(item, id=f"{name}-{item.id}") for name, (correct, _) in ALL.items() for item in correct]
BROKEN = [pytest.param(name, item, id=f"{name}-{item.id}") for name, (_, broken) in ALL.items() for item in broken]
ELSEWHERE = {
    (
        "blind",
        "b-lead-verb-002",
    ): "the item points at the italics that hold another word, we at the verb that lacks them",
    ("blind", "b-markup-003"): "the item points at the word that should be bold, and we cannot know which that is",
}
"""Broken items that the right rule finds at another place than the item says, and why."""


@pytest.mark.parametrize("item", CORRECT)
def test_nothing_is_said_of_a_correct_pair(item: Item) -> None:
    assert hits(item.example) == []


@pytest.mark.parametrize(("name", "item"), BROKEN)
def test_the_fault_of_a_broken_pair_is_found_and_nothing_else(name: str, item: Item) -> None:
    said = hits(item.example)
    assert {hit.rule for hit in said} == {item.rule}
    assert found(item, said) == ((name, item.id) not in ELSEWHERE), said


def test_the_corpora_are_large_enough_and_all_looked_at() -> None:
    assert sorted(path.name for path in CORPUS.iterdir() if path.is_dir()) == sorted(NAMES)
    for name, least in (("tuning", 150), ("blind", 100), ("fresh", 100)):
        correct, broken = ALL[name]
        assert min(len(correct), len(broken)) >= least
        assert len({item.id for item in (*correct, *broken)}) == len(correct) + len(broken)
