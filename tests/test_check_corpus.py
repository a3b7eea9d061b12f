"""The corpora: every fault found by the right rule at the right place, nothing said of what is correct."""

from __future__ import annotations

import pytest

from proofs import Item, corpus, found, hits

CORRECT, BROKEN = corpus("tuning")


@pytest.mark.parametrize("item", CORRECT, ids=lambda item: item.id)
def test_nothing_is_said_of_a_correct_pair(item: Item) -> None:
    assert hits(item.example) == []


@pytest.mark.parametrize("item", BROKEN, ids=lambda item: item.id)
def test_the_fault_of_a_broken_pair_is_found_and_nothing_else(item: Item) -> None:
    said = hits(item.example)
    assert found(item, said), said
    assert {hit.rule for hit in said} == {item.rule}


def test_the_corpus_is_large_enough() -> None:
    assert len(CORRECT) >= 150
    assert len(BROKEN) >= 150
    assert len({item.id for item in (*CORRECT, *BROKEN)}) == len(CORRECT) + len(BROKEN)
