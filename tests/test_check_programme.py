"""The programme against the clock and itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.checks import programme, run
from diptych.checks.view import Example
from proofs import papers

CHAIR = "roles: [{role: chair, people: [{person: norov}]}]"


def said(*items: str, around: bool = False) -> list[tuple[str, str]]:
    """What the checks say of a day of such items: rule and message."""
    lines = "\n".join(f"      - {{{item}}}" for item in items)
    head = f"    around: {str(around).lower()}\n" if around else ""
    text = f"title: Programme\ndays:\n  - date: 2022-10-18\n{head}    items:\n{lines}\n"
    return [(check.rule, fault.message) for check, fault in run(papers(Example(documents=(text,))), programme.CHECKS)]


def item(title: str, hours: str = "", kind: str = "session", more: str = "") -> str:
    """An item: ``item("Opening", "09:00-10:30")``; ``09:00-`` has no end."""
    start, _, end = hours.partition("-")
    keys = [f"id: {title.lower()}", f"kind: {kind}", f"title: {title}"]
    keys += [f"start: {start}"] * bool(start) + [f"end: {end}"] * bool(end) + [more] * bool(more)
    return ", ".join(keys)


def speakers(*minutes: int) -> str:
    people = ", ".join(f"{{person: p{number}, minutes: {one}}}" for number, one in enumerate(minutes))
    return f"roles: [{{role: speaker, people: [{people}]}}]"


@pytest.mark.parametrize(
    ("items", "rules"),
    [
        # minutes
        ((item("Opening", "09:00-10:30", more=speakers(30, 60)),), []),
        ((item("Opening", "09:00-10:30", more=speakers(30, 61)),), ["minutes-overrun"]),
        ((item("Opening", "09:00-", more=speakers(300)),), []),
        ((item("Opening", more=speakers(300)),), []),
        # a person in two places
        ((item("A", "09:00-10:00", more=CHAIR), item("B", "10:00-11:00", more=CHAIR)), []),
        ((item("A", "09:00-10:00", more=CHAIR), item("B", "09:00-", more=CHAIR)), ["two-places"]),
        ((item("A", "09:00-", more=CHAIR), item("B", "09:30-11:00", more=CHAIR)), []),
        ((item("A", "09:00-12:00", more=CHAIR), item("B", "10:00-", "side-event", "host: norov")), ["two-places"]),
        ((item("A", "09:00-10:00", more=f"host: norov, {CHAIR}"),), []),
        (
            (
                item("A", "09:00-10:00", more=CHAIR),
                item("B", "09:00-10:00", more="roles: [{role: keynote, people: [{person: norov, mode: video}]}]"),
            ),
            [],
        ),
        # holes
        ((item("A", "09:00-10:30"), item("B", "10:45-12:00")), []),
        ((item("A", "09:00-10:30"), item("B", "10:50-12:00")), ["gap"]),
        ((item("A", "09:00-10:30"), item("Pause", "10:30-11:00", "break"), item("B", "11:00-12:00")), []),
        ((item("A", "09:00-12:30"), item("B", "14:00-17:00")), []),
        ((item("A", "10:00-13:00"), item("B", "15:00-18:00")), []),
        ((item("A", "09:00-10:00"), item("B", "16:00-18:00")), ["gap"]),
        ((item("A", "09:00-17:30"), item("Dinner", "19:00-", "reception")), []),
        ((item("A", "09:00-10:00"), item("Tour", "", "visit"), item("B", "11:00-12:00")), []),
        ((item("A", "09:00-10:00"), item("Pause", "10:00-", "break"), item("B", "11:00-12:00")), []),
        ((item("A", "09:00-11:00"), item("Aside", "09:00-10:00", "side-event"), item("B", "11:00-12:00")), []),
        # hours that meet
        ((item("A", "09:00-10:30"), item("B", "10:15-12:00")), ["overlap"]),
        ((item("A", "09:00-12:00"), item("Pause", "10:30-11:00", "break")), ["overlap"]),
        ((item("A", "09:00-12:00"), item("Aside", "10:30-11:30", "side-event")), []),
        ((item("A", "09:00-12:00"), item("B", "09:00-10:30"), item("C", "10:30-12:00")), []),
        (
            (
                item("Heads", "13:00-14:00", "break", "audience: heads-of-delegation"),
                item("Others", "13:30-14:30", "break", "audience: delegates"),
            ),
            [],
        ),
        # hours of no day
        ((item("A", "09:00-10:30"), item("B", "04:30-06:00")), ["outside-day"]),
        ((item("A", "11:00-12:00"), item("B", "09:00-10:30")), ["outside-day"]),
        ((item("A", "06:00-07:00"),), []),
        # roles
        ((item("A", more="roles: [{role: chair}]"),), ["role-empty"]),
        (
            (item("A", more="roles: [{role: chair, people: []}, {role: speaker, people: [{person: p}]}]"),),
            ["role-empty"],
        ),
        ((item("A", more="roles: [{role: panellist, people: [{person: p}]}]"),), []),
        ((item("A", more="roles: [{role: panellist, people: [{person: p}, {person: q}]}]"),), ["moderator-missing"]),
        (
            (item("A", more="roles: [{role: co-moderator}, {role: panellist, people: [{person: p}, {person: q}]}]"),),
            ["role-empty"],
        ),
        (
            (
                item(
                    "A",
                    more="roles: [{role: co-chair, people: [{person: r}]},"
                    " {role: panellist, people: [{person: p}, {person: q}]}]",
                ),
            ),
            [],
        ),
    ],
)
def test_a_day_and_what_is_said_of_it(items: tuple[str, ...], rules: list[str]) -> None:
    assert [rule for rule, _ in said(*items)] == rules


def test_the_message_has_the_sum_and_the_slot() -> None:
    assert said(item("Opening", "09:00-10:30", more=speakers(35, 60))) == [
        ("minutes-overrun", "speakers have 95 min, “Opening” 90")
    ]


def test_the_message_names_the_person_and_both_items_and_points_to_the_second() -> None:
    text = f"""title: P
days:
  - date: 2022-10-18
    items:
      - {{{item("A", "09:00-11:00", more=CHAIR)}}}
      - {{{item("B", "09:00-10:00", more=CHAIR)}}}
"""
    people = "people:\n  norov: {name: Vladimir Norov, family: Norov, function: Minister}\n"
    ((check, fault),) = run(papers(Example(documents=(people, text))), programme.CHECKS)
    assert fault.message == "Vladimir Norov is in “A” (09:00–11:00) and in “B” (09:00–10:00) at once"
    assert (check.rule, fault.span and fault.span.line, fault.said) == ("two-places", 6, None)


def test_visits_around_the_conference_have_no_holes() -> None:
    assert said(item("A", "09:00-10:00"), item("B", "16:00-17:00"), around=True) == []


HOURS = st.one_of(st.just(""), st.times().map(lambda time: f"{time:%H:%M}"))
ITEMS = st.lists(
    st.tuples(HOURS, HOURS, st.sampled_from(("session", "break", "side-event", "visit", "photo"))),
    min_size=1,
    max_size=6,
)


@given(ITEMS)
def test_no_hours_however_odd_crash_a_check(rows: list[tuple[str, str, str]]) -> None:
    items = [item(f"i{n}", f"{start}-{end}", kind, CHAIR) for n, (start, end, kind) in enumerate(rows)]
    assert all(message for _, message in said(*items))


@given(st.permutations(range(3)))
def test_a_day_without_holes_and_overlaps_is_silent_in_its_own_order_only(order: list[int]) -> None:
    day = [item("A", "09:00-10:00"), item("B", "10:00-11:00"), item("C", "11:00-12:00")]
    rules = {rule for rule, _ in said(*(day[n] for n in order))}
    assert rules == (set() if order == [0, 1, 2] else rules & {"outside-day", "gap"})
    assert ("outside-day" in rules) == (order != [0, 1, 2])
