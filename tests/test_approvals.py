"""approvals.jsonl: what is signed, what voids it, and what any two versions of the file say together."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import approvals, selection
from diptych.approvals import Approval, Approvals, Signature, digest
from diptych.catalog import Catalog, Entry, Key, Span
from diptych.finding import Severity, UserError

PATH = "locales/ru/approvals.jsonl"
DAY = dt.date(2023, 5, 3)
ANNA = Signature("Anna", DAY, "on paper")
BORIS = Signature("Борис", dt.date(2023, 5, 4))
RIVER = Entry(Key("The river", "opening/title"), ("Река",))
WEIR = Entry(Key("{n} weir"), ("{n} плотина", "{n} плотины", "{n} плотин"), "{n} weirs")


patient = settings(deadline=None)  # the machine may be busy


def holds(signed: Approvals, entry: Entry, domain: str = "speech") -> bool:
    return entry.key in approvals.approved(signed, Catalog(domain, "en", "ru", entries=(entry,)))


def line(**members: object) -> bytes:
    """A sound line, with members changed; None takes one out."""
    sound = {"domain": "speech", "hash": "a" * 64, "reviewer": "Anna", "date": "2023-05-03", "note": ""}
    return json.dumps({name: value for name, value in (sound | members).items() if value is not None}).encode()


# --------------------------------------------------------------------------- what is signed


def test_the_hash_is_what_the_documentation_says() -> None:
    written = b"13:opening/title" + b"9:The river" + b"-" + b"8:" + "Река".encode()
    assert digest(RIVER) == hashlib.sha256(written).hexdigest()
    forms = b"".join(b"%d:%b" % (len(text.encode()), text.encode()) for text in WEIR.texts)
    assert digest(WEIR) == hashlib.sha256(b"-" + b"8:{n} weir" + b"9:{n} weirs" + forms).hexdigest()


# few signs, those of the recipe among them, so that texts run into each other wherever they can
tight = st.text("-:012a", max_size=5)
entries = st.builds(
    lambda msgid, context, plural, texts: Entry(Key(msgid, context), tuple(texts), plural),
    tight,
    st.none() | tight,
    st.none() | tight,
    st.lists(tight, min_size=1, max_size=4),
)


def fields(entry: Entry) -> tuple[object, ...]:
    return entry.key.context, entry.key.msgid, entry.plural, entry.texts


@patient
@given(entries, entries)
def test_two_entries_have_one_hash_only_where_all_their_texts_are_the_same(one: Entry, other: Entry) -> None:
    assert (digest(one) == digest(other)) == (fields(one) == fields(other))


@patient
@given(st.lists(tight, min_size=2, max_size=5), st.integers(0, 4), st.integers(0, 5))
def test_a_letter_that_moves_over_a_boundary_is_another_text(texts: list[str], which: int, cut: int) -> None:
    which %= len(texts) - 1
    joined = texts[which] + texts[which + 1]
    moved = [*texts[:which], joined[:cut], joined[cut:], *texts[which + 2 :]]
    one, other = Entry(Key("x"), tuple(texts), "xs"), Entry(Key("x"), tuple(moved), "xs")
    assert (digest(one) == digest(other)) == (texts == moved)
    assert digest(Entry(Key("x", texts[0]), (texts[1],))) != digest(Entry(Key(texts[0], "x"), (texts[1],)))


@pytest.mark.parametrize(
    "other",
    [
        replace(RIVER, key=Key("The river")),
        replace(RIVER, key=Key("The river", "")),
        replace(RIVER, key=Key("The river.", "opening/title")),
        replace(RIVER, texts=("Река ",)),
        replace(RIVER, texts=("Река", "")),
        replace(RIVER, plural=""),
    ],
)
def test_any_change_of_a_text_voids_the_approval_and_taking_it_back_restores_it(other: Entry) -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    assert holds(signed, RIVER)
    assert not holds(signed, other)


def test_what_is_not_text_voids_nothing() -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    moved = replace(RIVER, notes=("look",), comments=("Opening",), references=("content/a.md:7",), line=9)
    assert holds(signed, moved)


def test_the_same_words_in_another_document_are_another_text() -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    assert not holds(signed, RIVER, "letter")


@pytest.mark.parametrize(
    "entry", [replace(RIVER, texts=("",)), replace(RIVER, flags=("fuzzy",)), replace(RIVER, obsolete=True)]
)
def test_only_what_is_confirmed_is_approved_or_counts_as_such(entry: Entry) -> None:
    with pytest.raises(ValueError, match="only what is confirmed"):
        approvals.approve(Approvals(), [("speech", entry)], ANNA)
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    assert not holds(signed, entry)


def test_what_is_not_approved_reads_as_if_nobody_had_translated_it() -> None:
    fuzzy = Entry(Key("Old"), ("Старое",), flags=("fuzzy",))
    catalog = Catalog("speech", "en", "ru", entries=(RIVER, WEIR, fuzzy))
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    assert approvals.only_approved(signed, catalog).entries == (RIVER, replace(WEIR, texts=("", "", "")), fuzzy)
    assert approvals.only_approved(None, catalog).entries[0] == replace(RIVER, texts=("",))


@pytest.mark.parametrize("name", ["", "  ", "Anna\nBoris", "Anna\x00", "\ud800"])
def test_a_name_that_cannot_stand_on_a_line_is_refused(name: str) -> None:
    with pytest.raises(UserError):
        Signature(name, DAY)


# --------------------------------------------------------------------------- histories

texts = [Entry(Key(msgid), ("x",)) for msgid in "abc"]
steps = st.lists(
    st.tuples(st.sampled_from(["approve", "withdraw"]), st.sets(st.integers(0, 2)), st.sampled_from([ANNA, BORIS])),
    max_size=6,
)


def after(signed: Approvals, history: list[tuple[str, set[int], Signature]]) -> Approvals:
    for what, which, by in history:
        change = approvals.approve if what == "approve" else approvals.withdraw
        signed = change(signed, [("speech", texts[number]) for number in sorted(which)], by)
    return signed


def joined(*versions: Approvals) -> Approvals:
    """What git's union makes of them: the lines of all."""
    return approvals.loads(b"".join(approvals.dumps(version) for version in versions), PATH)[0]


def holding(signed: Approvals) -> set[int]:
    return {number for number, entry in enumerate(texts) if holds(signed, entry)}


@patient
@given(steps)
def test_a_text_is_approved_when_the_last_word_on_it_was_an_approval(
    history: list[tuple[str, set[int], Signature]],
) -> None:
    last = {number: what for what, which, _ in history for number in which}
    assert holding(after(Approvals(), history)) == {number for number, what in last.items() if what == "approve"}


@patient
@given(steps)
def test_doing_it_twice_changes_nothing(history: list[tuple[str, set[int], Signature]]) -> None:
    for end in range(1, len(history) + 1):
        once = after(Approvals(), history[:end])
        assert after(once, history[end - 1 : end]) == once


@patient
@given(steps, st.randoms(use_true_random=False), st.integers(0, 5))
def test_neither_the_order_of_the_lines_nor_a_double_says_anything(
    history: list[tuple[str, set[int], Signature]], chance: object, doubles: int
) -> None:
    signed = after(Approvals(), history)
    lines = approvals.dumps(signed).splitlines()
    mixed = lines + lines[:doubles]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert approvals.loads(b"\r\n".join(mixed), PATH) == (signed, ())


@patient
@given(steps, steps, steps)
def test_two_branches_joined_say_the_same_in_either_order(
    base: list[tuple[str, set[int], Signature]],
    ours: list[tuple[str, set[int], Signature]],
    theirs: list[tuple[str, set[int], Signature]],
) -> None:
    start = after(Approvals(), base)
    left, right = after(start, ours), after(start, theirs)
    assert joined(left, right) == joined(right, left)
    assert set(joined(left, right).lines) == {*left.lines, *right.lines}
    assert holding(joined(left, right)) <= holding(left) | holding(right)


@patient
@given(steps, steps, steps)
def test_a_withdrawal_is_stronger_than_approvals_that_knew_nothing_of_it(
    base: list[tuple[str, set[int], Signature]],
    ours: list[tuple[str, set[int], Signature]],
    theirs: list[tuple[str, set[int], Signature]],
) -> None:
    start = after(Approvals(), base)
    left = after(start, ours)
    right = after(start, [step for step in theirs if step[0] == "approve"])
    ended = holding(start) - holding(left)
    assert holding(joined(left, right)) & ended == set()
    assert holding(joined(left, right)) >= (holding(left) & holding(right))


# --------------------------------------------------------------------------- the file


@patient
@given(steps, st.lists(st.binary(min_size=1).filter(lambda raw: b"\n" not in raw and raw.strip() != b"")))
def test_what_is_written_reads_as_it_was_damaged_lines_too(
    history: list[tuple[str, set[int], Signature]], damaged: list[bytes]
) -> None:
    signed = replace(after(Approvals(), history), damaged=tuple(damaged))
    read, findings = approvals.loads(approvals.dumps(signed), PATH)
    assert read == signed
    assert len(findings) == len(damaged)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<<<<<<< HEAD", "no JSON"),
        (line()[:-9], "no JSON"),
        (line() + line(), "no JSON"),
        (b'{"domain": "\xff"}', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[1]", "no JSON object"),
        (line(reviewer=None), "reviewer is missing"),
        (line(note=7), "note is no text"),
        (line(reviewer="\udc00"), "reviewer is no text"),
        (line(hash="A" * 64), "hash"),
        (line(hash="a" * 63), "hash"),
        (line(date="20230503"), "date"),
        (line(date="2023-02-30"), "date"),
        (line(round=0), "round"),
        (line(round=True), "round"),
        (line(withdrawn=1), "withdrawn"),
        (line(scope="style only"), "'scope'"),
        (b'{"note": "", ' + line()[1:], "twice"),
    ],
)
def test_a_damaged_line_is_named_and_the_rest_is_read(raw: bytes, why: str) -> None:
    sound = line(hash="b" * 64), line(hash="c" * 64)
    signed, (finding,) = approvals.loads(b"\n".join([sound[0], raw, sound[1], b""]), PATH)
    assert [one.digest[0] for one in signed.lines] == ["b", "c"]
    assert (finding.span, finding.severity) == (Span(PATH, 2), Severity.WARNING)
    assert why in finding.message
    assert raw in approvals.dumps(approvals.approve(signed, [("speech", RIVER)], ANNA)).split(b"\n")


def test_an_empty_file_or_one_with_a_byte_order_mark_is_sound() -> None:
    assert approvals.loads(b"", PATH) == (Approvals(), ())
    signed = approvals.approve(Approvals(), [("speech", RIVER)], BORIS)
    assert approvals.loads(b"\xef\xbb\xbf" + approvals.dumps(signed) + b"\n\n", PATH) == (signed, ())


def test_the_file_says_what_the_documentation_shows() -> None:
    signed = approvals.withdraw(approvals.approve(Approvals(), [("speech", RIVER)], ANNA), [("speech", RIVER)], BORIS)
    signed = approvals.approve(signed, [("speech", RIVER)], BORIS)
    head = f'{{"domain": "speech", "hash": "{digest(RIVER)}", "reviewer": '
    assert approvals.dumps(signed).decode().splitlines() == [
        head + '"Anna", "date": "2023-05-03", "note": "on paper"}',
        head + '"Борис", "date": "2023-05-04", "note": "", "withdrawn": true}',
        head + '"Борис", "date": "2023-05-04", "note": "", "round": 2}',
    ]


# --------------------------------------------------------------------------- what moves, what goes

MOVED = replace(RIVER, key=Key("The river", "closing/title"))


def test_what_moves_with_its_texts_unchanged_is_signed_anew_by_the_same() -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    signed = approvals.approve(signed, [("speech", RIVER)], BORIS)
    carried = approvals.carry(signed, "speech", [(RIVER, MOVED)])
    assert set(signed.lines) < set(carried.lines)
    assert {(one.reviewer, one.date, one.note) for one in carried.standing()["speech", digest(MOVED)]} == {
        ("Anna", ANNA.date, "on paper"),
        ("Борис", BORIS.date, ""),
    }
    assert approvals.carry(carried, "speech", [(RIVER, MOVED)]) == carried
    assert holds(approvals.carry(carried, "speech", [(MOVED, RIVER)]), RIVER)


@pytest.mark.parametrize(
    "other", [replace(MOVED, texts=("Реки",)), replace(MOVED, flags=("fuzzy",)), replace(MOVED, plural="The rivers")]
)
def test_what_changes_on_its_way_is_not_signed(other: Entry) -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    assert approvals.carry(signed, "speech", [(RIVER, other)]) == signed


def test_a_withdrawal_moves_along_so_that_an_old_approval_does_not_come_back() -> None:
    signed = approvals.approve(Approvals(), [("speech", RIVER)], ANNA)
    signed = approvals.carry(signed, "speech", [(RIVER, MOVED)])
    signed = approvals.withdraw(signed, [("speech", MOVED)], BORIS)
    assert not holds(approvals.carry(signed, "speech", [(MOVED, RIVER)]), RIVER)


def test_pruning_takes_what_no_catalog_has_and_nothing_that_could_not_be_read() -> None:
    signed = approvals.approve(Approvals(damaged=(b"<<<",)), [(d, e) for d in "xyz" for e in (RIVER, WEIR)], ANNA)
    obsolete = replace(WEIR, obsolete=True, flags=("fuzzy",))
    pruned = approvals.prune(signed, {"x": Catalog("x", "en", "ru", entries=(obsolete,))}, {"y"})
    assert {(one.domain, one.digest) for one in pruned.lines} == {
        ("x", digest(WEIR)),
        ("y", digest(WEIR)),
        ("y", digest(RIVER)),
    }
    assert pruned.damaged == (b"<<<",)


def test_lines_sort_by_what_they_sign() -> None:
    one = Approval("a", "f" * 64, 1, False, DAY, "Anna", "")  # noqa: FBT003 - in the order of the file
    other = replace(one, domain="b", digest="0" * 64)
    assert approvals.loads(approvals.dumps(Approvals((other, one))), PATH)[0].lines == (one, other)


def test_a_catalog_without_a_document_is_named_by_its_contexts() -> None:
    template = Catalog("templates", "en", "", entries=(RIVER, replace(WEIR, references=("templates/a.html:3",))))
    first = selection.Message("templates", RIVER.key, Span(""))
    second = selection.Message("templates", WEIR.key, Span("templates/a.html", 3))
    assert selection.select("templates", None, template, [], {"templates"}) == (first, second)
    assert selection.select("templates", None, template, ["opening"], {"templates"}) == (first,)
    with pytest.raises(UserError) as caught:
        selection.select("templates", None, template, ["openning"], {"templates"})
    assert caught.value.hint == "Did you mean opening or opening/title?"
