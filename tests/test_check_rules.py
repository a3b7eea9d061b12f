"""Every check by its own examples, and its page."""

from __future__ import annotations

import inspect
from collections import defaultdict

import pytest

import manual
from diptych import checks, mend
from diptych.checks.view import Check, Example, On, Side
from proofs import Item, found, hits, papers

RIGHT = [(check, example) for check in checks.ALL for example in check.right]
WRONG = [(check, example) for check in checks.ALL for example in check.wrong]


def named(value: object) -> str:
    return value.rule if isinstance(value, Check) else ""


@pytest.mark.parametrize(("check", "example"), RIGHT, ids=named)
def test_a_check_is_silent_on_what_is_right(check: Check, example: Example) -> None:
    assert hits(example, [check.rule]) == []


@pytest.mark.parametrize(("check", "example"), WRONG, ids=named)
def test_a_check_finds_what_is_wrong_where_it_is(check: Check, example: Example) -> None:
    said = hits(example, [check.rule])
    if example.documents:
        assert [hit for hit in said if not example.at or hit.text == example.at or example.at in hit.message]
    else:
        assert found(Item("", "", example, check.rule), said), said


@pytest.mark.parametrize(("check", "example"), [(c, e) for c, e in WRONG if e.fixed], ids=named)
def test_what_is_certain_is_mended(check: Check, example: Example) -> None:
    faults = [fault for one, fault in checks.run(papers(example)) if one.rule == check.rule]
    mine = [fault for fault in faults if fault.said and fault.said.side is Side.TARGET]
    assert mend.text(example.ru, mine) == example.fixed


def test_each_rule_has_examples_a_hint_and_an_authority() -> None:
    by_rule = defaultdict(list)
    for check in checks.ALL:
        by_rule[check.rule].append(check)
    for rule, some in by_rule.items():
        assert any(check.right for check in some), f"{rule}: no example that is right"
        assert any(check.wrong for check in some), f"{rule}: no example that is wrong"
        assert len({check.severity for check in some}) == 1, f"{rule}: two severities"
        for check in some:
            assert check.hint.endswith((".", "?")), f"{rule}: the hint is no sentence"
            assert inspect.getdoc(check.look), f"{rule}: no docstring"
        assert any("Authority:" in (inspect.getdoc(check.look) or "") for check in some), f"{rule}: no authority"
        assert all(isinstance(check.on, On) for check in some)


def test_the_page_of_the_rules_is_current() -> None:
    assert manual.PAGE.read_text("utf-8") == manual.page(), "run `python tests/manual.py`"
