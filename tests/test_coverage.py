"""Counting messages and words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych import coverage, tables
from diptych.catalog import Catalog, Entry, Key
from diptych.coverage import Count, Coverage

TEMPLATE = Catalog(
    "speech",
    "en",
    "",
    entries=(Entry(Key("One two")), Entry(Key("three-four A/RES/75/291")), Entry(Key("—")), Entry(Key("five", "x"))),
)


def translated(*entries: Entry) -> Catalog:
    return Catalog("speech", "en", "ru", entries=entries)


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert [coverage.words(text) for text in ("", "—", "one, two", "foreign-policy’s A/RES/75/291 (2017)")] == [
        0,
        0,
        2,
        3,
    ]


def test_each_state_has_its_messages_and_words() -> None:
    catalog = translated(
        Entry(Key("One two"), ("Раз два",)),
        Entry(Key("three-four A/RES/75/291"), ("Три",), flags=("fuzzy",)),
        Entry(Key("five"), ("другой контекст",)),
        Entry(Key("five", "x"), ("пять",), obsolete=True),
    )
    (one,) = coverage.count(TEMPLATE, catalog, "ru")
    assert one == Coverage("speech", "ru", Count(1, 1, 2), Count(2, 2, 1))
    assert one.percent == 40


def test_a_hundred_means_nothing_missing_not_even_a_dash() -> None:
    done = [Entry(entry.key, ("x",)) for entry in TEMPLATE.entries]
    (whole,) = coverage.count(TEMPLATE, translated(*done), "ru")
    (nearly,) = coverage.count(TEMPLATE, translated(*(e for e in done if e.key.msgid != "—")), "ru")
    assert (whole.percent, nearly.percent) == (100, 99)


def test_an_empty_document_is_complete() -> None:
    (one,) = coverage.count(Catalog("speech", "en", ""), None, "ru")
    assert (one.messages.total, one.percent) == (0, 100)


def test_sections_stand_in_document_order_and_add_up() -> None:
    sections = {Key("One two"): "A", Key("three-four A/RES/75/291"): "B", Key("five", "x"): "A"}
    rows = coverage.count(TEMPLATE, None, "ru", sections)
    assert [row.section for row in rows] == ["A", "B", ""]
    (total,) = coverage.totals(rows)
    assert total.words == Count(0, 0, 5)


counts = st.builds(Count, *[st.integers(0, 500)] * 3)


@given(counts, counts)
def test_percent_is_rounded_down_and_100_only_when_all_is_done(messages: Count, words: Count) -> None:
    one = Coverage("d", "ru", messages, words)
    assert 0 <= one.percent <= 100
    assert (one.percent == 100) == (messages.fuzzy == messages.missing == 0)


def test_csv_has_a_line_for_each_row_and_a_total() -> None:
    (one,) = coverage.count(TEMPLATE, None, "ru")
    columns = [f"{what}_{n}" for what in ("messages", "words") for n in ("total", "done", "fuzzy", "missing")]
    assert tables.csv([one], coverage.totals([one])).splitlines() == [
        ",".join(["document", "section", "language", *columns, "percent"]),
        "speech,,ru,4,0,0,4,5,0,0,5,0",
        "total,,ru,4,0,0,4,5,0,0,5,0",
    ]
