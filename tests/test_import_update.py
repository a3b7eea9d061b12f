"""A second import: what the original changed comes in, what a hand changed or added stays, and it says what it did."""

from __future__ import annotations

import contextlib
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import markdown, pipeline, po, project
from diptych.finding import UserError
from diptych.importers import block_lines, blocks, programme_values, update_programme, update_prose, yaml_text
from diptych.importers.block_lines import Placed
from diptych.importers.update import NOTHING, Updated, Verdict, aligned, judged, rising

HERE = Path(__file__).parent / "imports" / "update"

# --------------------------------------------------------------------------- the shared laws


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "verdict"),
    [
        ("a", "a", "a", Verdict.SAME),
        ("a", "b", "b", Verdict.SAME),
        ("a", "a", "b", Verdict.THEIRS),
        ("a", "a", None, Verdict.THEIRS),
        ("a", "b", "a", Verdict.OURS),
        ("a", None, "a", Verdict.OURS),
        (None, "b", None, Verdict.OURS),
        (None, None, "b", Verdict.THEIRS),
        ("a", "b", "c", Verdict.CONFLICT),
        ("a", None, "c", Verdict.CONFLICT),
        (None, "b", "c", Verdict.CONFLICT),
    ],
)
def test_who_changed_a_value(base: str | None, ours: str | None, theirs: str | None, verdict: Verdict) -> None:
    assert judged(base, ours, theirs) is verdict


@given(st.lists(st.integers(0, 30)))
def test_rising_is_a_longest_rising_part(numbers: list[int]) -> None:
    found = [numbers[place] for place in sorted(rising(numbers))]
    assert all(a < b for a, b in itertools.pairwise(found))
    longest = [1] * len(numbers)
    for at, number in enumerate(numbers):
        longest[at] += max((longest[b] for b in range(at) if numbers[b] < number), default=0)
    assert len(found) == max(longest, default=0)


@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh")))
def test_alignment_pairs_equals_in_order(left: list[str], right: list[str]) -> None:
    found = aligned(left, right)
    assert all(left[a] == right[b] for a, b in found.items())
    places = [found[place] for place in sorted(found)]
    assert places == sorted(set(places))
    assert aligned(left, left) == {place: place for place in range(len(left))}


# --------------------------------------------------------------------------- prose

WORDS = [
    "river",
    "bank",
    "water",
    "clean",
    "bridge",
    "weir",
    "fish",
    "boat",
    "canal",
    "flood",
    "town",
    "source",
    "delta",
    "reed",
    "mill",
    "ferry",
]
SENTENCES = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=12),
    st.sampled_from([".", ";", ":"]),
)


def update(old: str, fresh: str, base: str | None) -> Updated:
    return update_prose.prose(old, fresh, update_prose.first(base) if base is not None else None, "content/a.md")


REPORT = (HERE / "report.md").read_text("utf-8")


def test_the_same_original_changes_nothing() -> None:
    got = update(REPORT, REPORT, REPORT)
    assert got.text == REPORT
    assert got.done == (NOTHING,)
    assert not got.doubts


EDITS = {
    "a hand's typo and a new paragraph": (
        [("The weirs are old", "The weirs are very old")],
        [("## Results", "A ferry crosses twice a day.\n\n## Results")],
        ("1 paragraph added", "1 text kept as a hand changed it"),
        0,
    ),
    "ids, comments and speakers that a hand added": (
        [
            ("River water is", "<!-- translators: the Syr Darya -->\n\nRiver water is"),
            ("The two towns agree.", "<!-- speaker: lee {#lee} -->\n\nThe two towns agree. {#agreement}"),
            ("title: River report", "title: River report\nsymbol: R/1"),
        ],
        [("The two towns agree.", "The two towns agree on it."), ("## Results", "## The results")],
        ("1 paragraph and 1 heading replaced",),
        0,
    ),
    "both changed": (
        [("The two towns agree.", "Both towns agree.")],
        [("The two towns agree.", "The two towns agreed.")],
        (NOTHING, "1 text kept as a hand changed it"),
        1,
    ),
    "both made the same change": (
        [("The two towns agree.", "Both towns agree.")],
        [("The two towns agree.", "Both towns agree.")],
        (NOTHING,),
        0,
    ),
    "gone from the original": (
        [],
        [("The weirs are old, and some of them leak.\n\n", "")],
        ("1 paragraph removed",),
        0,
    ),
    "gone from the original, changed by a hand": (
        [("The weirs are old", "The weirs are very old")],
        [("The weirs are old, and some of them leak.\n\n", "")],
        (NOTHING,),
        1,
    ),
    "gone from the original, a hand spoke to it": (
        [("The weirs are old", "<!-- translators: not dams -->\n\nThe weirs are old")],
        [("The weirs are old, and some of them leak.\n\n", "")],
        (NOTHING,),
        1,
    ),
    "taken out by a hand": ([("The weirs are old, and some of them leak.\n\n", "")], [], (NOTHING,), 0),
    "taken out by a hand, changed in the original": (
        [("The weirs are old, and some of them leak.\n\n", "")],
        [("some of them leak", "most of them leak")],
        (NOTHING,),
        1,
    ),
    "the front matter": (
        [("notice: Not official.", "notice: Not official at all.")],
        [("title: River report", "title: Report on the river"), ("lang: en", "lang: en\ndate: 2023-05-01")],
        (
            "title changed",
            "date added",
        ),
        0,
    ),
    "an item in the middle of a numbered list": (
        [("1. Keep", "1. Always keep")],
        [("2. Mend the weirs;\n3. Count", "2. Paint the boats;\n3. Mend the weirs;\n4. Count")],
        ("1 item added", "1 text kept as a hand changed it"),
        0,
    ),
    "a section that moved": (
        [("## Results", "## Results {#results}")],
        [
            ("## Results\n\nThe two towns agree.\n\n", ""),
            ("## Water", "## Results\n\nThe two towns agree.\n\n## Water"),
        ],
        ("1 paragraph and 1 heading moved",),
        0,
    ),
    "a table": ([], [("| Weir | 3 |", "| Weir | 4 |")], ("1 table replaced",), 0),
}


@pytest.mark.parametrize("name", EDITS)
def test_prose(name: str) -> None:
    by_hand, in_original, done, doubts = EDITS[name]
    ours = fresh = REPORT
    for old, new in by_hand:
        assert old in ours
        ours = ours.replace(old, new, 1)
    for old, new in in_original:
        assert old in fresh
        fresh = fresh.replace(old, new, 1)
    got = update(ours, fresh, REPORT)
    assert set(done) <= set(got.done)
    assert len(got.doubts) == doubts
    assert not markdown.loads(got.text, "a.md", "a")[1]
    again = update_prose.prose(got.text, fresh, got.record)
    assert again.text == got.text
    assert again.done[0] == NOTHING
    assert not again.doubts
    expected = HERE / f"{re.sub('[^a-z]+', '-', name)}.md"
    assert got.text == expected.read_text("utf-8")


def document(blocks_: list[str]) -> str:
    return "---\nkind: report\ntitle: River\n---\n\n" + "\n\n".join(blocks_) + "\n"


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """The blocks of a document, and two versions of it whose edits do not touch each other's blocks."""
    count = draw(st.integers(1, 9))
    texts = draw(st.lists(SENTENCES, min_size=3 * count, max_size=3 * count, unique=True))
    base = [("## " + text if draw(st.integers(0, 4)) == 0 else text) for text in texts[:count]]
    sides: tuple[list[str], list[str]] = ([], [])
    for at, block in enumerate(base):
        who = draw(st.sampled_from([0, 1, None, None]))
        for side in (0, 1):
            if side != who:
                sides[side].append(block)
                continue
            match draw(st.sampled_from(["change", "typo", "remove", "add"])):
                case "change":
                    sides[side].append(texts[count + at])
                case "typo":
                    sides[side].append(block.replace("e", "ee", 1))
                case "add":
                    sides[side].extend([block, texts[2 * count + at]])
    return base, *sides


@settings(max_examples=60)
@given(documents())
def test_disjoint_edits_of_prose_are_all_in_the_result(made: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, fresh = made
    got = update(document(mine), document(fresh), document(base))
    blocks_ = [text for text in got.text.partition("---\n\n")[2].rstrip("\n").split("\n\n") if text]
    wanted = set(mine) - (set(base) - set(fresh)) | (set(fresh) - (set(base) - set(mine)))
    assert set(blocks_) == wanted
    assert len(blocks_) == len(wanted)
    assert not got.doubts
    again = update_prose.prose(got.text, document(fresh), got.record)
    assert (again.text, again.doubts) == (got.text, ())


@settings(max_examples=60)
@given(documents())
def test_without_a_hand_the_update_is_the_fresh_import(made: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, fresh = made
    for new in (mine, fresh):
        got = update(document(base), document(new), document(base))
        assert got.text.split() == document(new).split()
        assert not got.doubts


@settings(max_examples=60)
@given(documents(), st.randoms())
def test_without_a_hand_blocks_may_move(made: tuple[list[str], list[str], list[str]], random: object) -> None:
    base, _, fresh = made
    random.shuffle(fresh)  # type: ignore[attr-defined]
    got = update(document(base), document(fresh), document(base))
    assert got.text.split() == document(fresh).split()


@settings(max_examples=60)
@given(documents())
def test_without_a_record_nothing_is_lost(made: tuple[list[str], list[str], list[str]]) -> None:
    _, mine, fresh = made
    got = update(document(mine), document(fresh), None)
    blocks_ = [text for text in got.text.partition("---\n\n")[2].rstrip("\n").split("\n\n") if text]
    assert [block for block in blocks_ if block in mine] == mine
    assert len(got.doubts) <= min(len(mine), len(fresh))


@given(documents())
def test_the_same_original_changes_nothing_that_a_hand_did(made: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, _ = made
    got = update(document(mine), document(base), document(base))
    assert got.text == document(mine)
    assert got.done[0] == NOTHING
    assert not got.doubts


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "text",
            "- a",
            "  - b",
            "1. x",
            "2. y",
            "   1. z",
            "   more",
            "> q",
            "## h {#h}",
            "===",
            "| a | b |",
            "|---|---|",
            "<!-- c -->",
            "<div>",
            "```",
            "* * *",
            "    code",
            "-",
            "- - deep",
            "10. ten",
            "\t- tab",
            "[a]: b",
        ]
    )
)


@given(LINES)
def test_blocks_go_back_to_the_byte(lines: list[str]) -> None:
    text = "\n".join(lines)
    found, rest = blocks.split(text)
    placed = [Placed(block, ("ours", at), block.number) for at, block in enumerate(found)]
    assert "\n".join([*block_lines.joined(placed, 1, found[0].before if found else ())[0], *rest]) == text


@given(LINES, LINES, LINES)
def test_whatever_stands_there_an_update_ends(mine: list[str], fresh: list[str], base: list[str]) -> None:
    ours, theirs, old = ("\n".join(lines) for lines in (mine, fresh, base))
    assert update(ours, old, old).text == ours
    got = update(ours, theirs, old)
    said = iter(update_prose.first(theirs).blocks)
    assert all(entry in said for entry in got.record.blocks)  # in their order; what nobody can tell apart is left out


# --------------------------------------------------------------------------- programmes

PROGRAMME = (HERE / "programme.yaml").read_text("utf-8")
BY_HAND = [
    ("kind: programme", "# our programme\nkind: programme"),
    ("title: Programme", "title:   Programme"),
    ("      - id: coffee-18", "\n      # ours: in the hall\n      - id: coffee-18"),
    ("        title: Coffee", '        title: "Coffee"  # and tea\n        place: Hall'),
    ("          - How clean", "          # translators: the Syr Darya\n          - How clean"),
    (
        "              - {person: norov}",
        "              - {person: norov}   # confirmed\n              - {person: karimov}",
    ),
    (
        "      - id: fish",
        "      - id: walk\n        kind: visit\n        start: 11:45\n        title: A walk\n      - id: fish",
    ),
]


def edited(text: str, edits: list[tuple[str, str]]) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def update_programme_(old: str, fresh: str, base: str | None, *, feed: bool = True) -> Updated:
    record = update_programme.first(base) if base is not None else None
    return update_programme.programme(old, fresh, record, "content/programme.yaml", feed=feed)


PROGRAMMES = {
    "nothing": ([], {NOTHING}, {}, 0),
    "a title": (
        [("title: Opening", "title: High-level opening")],
        {"opening: title changed"},
        {"opening/title": "High-level opening"},
        0,
    ),
    "an hour": ([("start: 11:30", "start: 11:45")], {"coffee-18 moved 11:30 → 11:45"}, {}, 0),
    "minutes": ([("minutes: 5", "minutes: 7")], {"opening: minutes of lee 5 → 7"}, {}, 0),
    "a person": (
        [
            (
                "              - {person: norov}",
                "              - {person: norov}\n              - {person: hakala, minutes: 3}",
            )
        ],
        {"opening: hakala added"},
        {},
        0,
    ),
    "a person gone": ([("              - {person: lee, minutes: 5}\n", "")], {"opening: lee removed"}, {}, 0),
    "people in another order": (
        [
            ("              - {person: lee, minutes: 5}\n", ""),
            (
                "              - {person: norov}\n",
                "              - {person: norov}\n              - {person: lee, minutes: 5}\n",
            ),
        ],
        {"opening: people put in the order of the original"},
        {},
        0,
    ),
    "an issue": (
        [("Who pays for the *weirs*?", "Who pays for all the *weirs*?")],
        {"opening: an issue changed"},
        {},
        0,
    ),
    "an issue more": (
        [("          - Who pays", "          - Who fishes?\n          - Who pays")],
        {"opening: issue “Who fishes?” added"},
        {},
        0,
    ),
    "a new item": (
        [
            (
                "      - id: fish",
                (
                    "      - id: press\n"
                    "        kind: briefing\n"
                    "        start: 11:50\n"
                    "        title: Press\n"
                    "      - id: fish"
                ),
            )
        ],
        {"press added (2023-05-03 11:50)"},
        {},
        0,
    ),
    "a new day": (
        [
            (
                "days:\n",
                (
                    "days:\n"
                    "  - date: 2023-05-02\n"
                    "    items:\n"
                    "      - id: eve\n"
                    "        kind: reception\n"
                    "        title: Eve\n"
                ),
            )
        ],
        {"eve added (2023-05-02)"},
        {},
        0,
    ),
    "an item gone": (
        [
            (
                (
                    "      - id: fish\n"
                    "        kind: session\n"
                    "        start: 12:00\n"
                    "        end: 13:00\n"
                    "        title: 'Fish: a report'\n"
                    "        place: Room 2\n"
                ),
                "",
            )
        ],
        {"fish removed"},
        {},
        0,
    ),
    "an item gone that a hand changed": (
        [("      - id: coffee-18\n        kind: break\n        start: 11:30\n        title: Coffee\n", "")],
        {NOTHING},
        {},
        1,
    ),
    "an item on another day": (
        [
            ("      - id: coffee-18\n        kind: break\n        start: 11:30\n        title: Coffee\n", ""),
            (
                "      - id: boat",
                (
                    "      - id: coffee-18\n"
                    "        kind: break\n"
                    "        start: 11:30\n"
                    "        title: Coffee\n"
                    "      - id: boat"
                ),
            ),
        ],
        {"coffee-18 moved 2023-05-03 → 2023-05-04"},
        {},
        0,
    ),
    "all of a day on another": ([("2023-05-04", "2023-05-05")], {"boat moved 2023-05-04 → 2023-05-05"}, {}, 0),
    "a key more": (
        [("        place: Room 2", "        place: Room 2\n        audience: media")],
        {"fish: audience added"},
        {},
        0,
    ),
    "a key gone": ([("        place: Room 2\n", "")], {"fish: place removed"}, {}, 0),
    "a list more": (
        [
            (
                "        place: Room 2",
                (
                    "        place: Room 2\n"
                    "        roles:\n"
                    "          - role: speaker\n"
                    "            people:\n"
                    "              - {person: lee}"
                ),
            )
        ],
        {"fish: roles added"},
        {},
        0,
    ),
    "a list gone": ([("        organizers: [union, town]\n", "")], {"boat: organizers removed"}, {}, 0),
    "the organizers": ([("[union, town]", "[town, bank]")], {"boat: union removed", "boat: bank added"}, {}, 0),
}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_programme(name: str) -> None:
    in_original, done, _, doubts = PROGRAMMES[name]
    ours, fresh = edited(PROGRAMME, BY_HAND), edited(PROGRAMME, in_original)
    got = update_programme_(ours, fresh, PROGRAMME)
    assert done <= set(got.done)
    assert len(got.doubts) == doubts
    again = update_programme.programme(got.text, fresh, got.record, feed=True)
    assert again.text == got.text
    assert again.done[0] == NOTHING
    assert not again.doubts
    for line in edited("".join(new + "\n" for _, new in BY_HAND), []).split("\n"):
        assert line in got.text or "id: fish" in line
    expected = HERE / f"programme-{re.sub('[^a-z]+', '-', name)}.yaml"
    assert got.text == expected.read_text("utf-8")
    # where no hand changed anything, the update is the fresh import
    plain = update_programme_(PROGRAMME, fresh, PROGRAMME)
    assert programme_values.first(plain.text) == programme_values.first(fresh)
    assert not plain.doubts


def test_a_conflict_leaves_what_a_hand_wrote_and_names_both() -> None:
    ours = edited(PROGRAMME, [("title: Opening", "title: Our opening"), ("minutes: 5", "minutes: 6")])
    fresh = edited(PROGRAMME, [("title: Opening", "title: Their opening"), ("minutes: 5", "minutes: 7")])
    got = update_programme_(ours, fresh, PROGRAMME)
    assert got.text == ours
    assert [(doubt.spot.line, doubt.result) for doubt in got.doubts] == [(8, "content/programme.yaml:8")] * 2
    assert "Our opening" in got.doubts[0].reason
    assert "Their opening" in got.doubts[0].reason
    assert "minutes of lee" in got.doubts[1].reason


def test_without_a_record_things_are_only_added() -> None:
    ours = edited(PROGRAMME, [("title: Opening", "title: Our opening"), ("        place: Room 2\n", "")])
    fresh = edited(
        PROGRAMME,
        [
            (
                "      - id: coffee-18",
                "      - id: press\n        kind: briefing\n        title: P\n      - id: coffee-18",
            )
        ],
    )
    got = update_programme_(ours, fresh, None)
    assert got.text == edited(
        ours,
        [
            (
                "      - id: coffee-18",
                "      - id: press\n        kind: briefing\n        title: P\n      - id: coffee-18",
            ),
            ("        title: 'Fish: a report'\n", "        title: 'Fish: a report'\n        place: Room 2\n"),
        ],
    )
    assert [doubt.reason.split(":")[0] for doubt in got.doubts] == ["opening"]


def test_a_new_item_stands_behind_what_a_hand_added_for_an_earlier_hour() -> None:
    item = "      - id: {}\n        kind: visit\n        start: {}\n        title: A\n"
    ours = edited(
        PROGRAMME,
        [("      - id: fish", item.format("early", "11:40") + item.format("late", "11:55") + "      - id: fish")],
    )
    fresh = edited(PROGRAMME, [("      - id: fish", item.format("new", "11:50") + "      - id: fish")])
    got = update_programme_(ours, fresh, PROGRAMME)
    ids = [item.id for item in programme_values.items(programme_values.root(got.text))]
    assert ids == ["opening", "coffee-18", "early", "new", "late", "fish", "boat"]


def test_an_item_goes_to_its_new_hour_with_all_that_a_hand_put_in() -> None:
    fresh = programme_of(["opening", "fish", "coffee-18"])
    ours = edited(
        PROGRAMME, [("      - id: coffee-18", "      # ours\n      - id: coffee-18\n        audience: media")]
    )
    got = update_programme_(ours, fresh, PROGRAMME)
    ids = [item.id for item in programme_values.items(programme_values.root(got.text))]
    assert ids == ["opening", "fish", "coffee-18", "boat"]
    assert "      # ours\n      - id: coffee-18\n        audience: media\n" in got.text


def programme_of(order: list[str]) -> str:
    """The programme with the first day's items in that order."""
    head, *parts = PROGRAMME.split("      - id: ")
    parts[2], tail = parts[2].split("  - date: ")
    by_id = {part.split("\n")[0]: part for part in parts[:3]}
    first = "".join("      - id: " + by_id[name] for name in order)
    return f"{head}{first}  - date: {tail}      - id: {parts[3]}"


def test_what_a_hand_moved_or_took_out_stays_so() -> None:
    ours = programme_of(["coffee-18", "opening"])
    got = update_programme_(ours, PROGRAMME, PROGRAMME)
    assert got.text == ours
    assert not got.doubts
    got = update_programme_(ours, edited(PROGRAMME, [("start: 12:00", "start: 12:15")]), PROGRAMME)
    assert got.text == ours
    assert [doubt.reason for doubt in got.doubts] == ["fish: a hand took it out, and the original changed it: left out"]


COUNTED = """title: Programme
days:
  - date: 2023-05-03
    items:
      - {id: session-1, kind: session, start: '09:00', title: Rivers}
      - {id: session-2, kind: session, start: '11:00', title: Weirs}
"""


def test_counted_ids_stay_with_their_items_when_one_comes_between() -> None:
    fresh = edited(
        COUNTED,
        [
            ("session-2", "session-3"),
            (
                "      - {id: session-3",
                "      - {id: session-2, kind: session, start: '10:00', title: Boats}\n      - {id: session-3",
            ),
        ],
    )
    got = update_programme_(COUNTED, fresh, COUNTED, feed=False)
    found = {item.id: item.text("title") for item in programme_values.items(programme_values.root(got.text))}
    assert found == {"session-1": "Rivers", "session-3": "Boats", "session-2": "Weirs"}
    assert got.done == ("session-3 added (2023-05-03 10:00)",)
    again = update_programme.programme(got.text, fresh, got.record)
    assert (again.text, again.done) == (got.text, (NOTHING,))


@st.composite
def programmes(
    draw: st.DrawFn,
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The items of a programme by id, and two versions of it whose edits do not touch each other's values."""
    keys = ("day", "start", "title", "place", "note")
    values = {"day": ["2023-05-03", "2023-05-04"], "start": ["09:00", "10:00", "11:00", "12:00"]}
    words = ["River", "Weir: old", "# boat", "it's", "*fish*", "[bank]"]

    def item() -> dict[str, str]:
        said = {key: draw(st.sampled_from(values.get(key, words))) for key in keys}
        if draw(st.booleans()):
            del said["note"]
        return said

    base = {f"i{number}": item() for number in range(draw(st.integers(1, 5)))}
    sides = ({name: dict(said) for name, said in base.items()}, {name: dict(said) for name, said in base.items()})
    for name in base:
        if (who := draw(st.sampled_from([None, None, None, 0, 1]))) is not None:
            del sides[who][name]
            continue
        for key in keys:
            who = draw(st.sampled_from([None, None, 0, 1]))
            if who is not None and key not in {"day", "start"}:
                sides[who][name][key] = draw(st.sampled_from(words))
            elif who is not None:
                sides[who][name][key] = draw(st.sampled_from(values[key]))
    for who in (0, 1):
        if draw(st.booleans()):
            sides[who][f"n{who}"] = item()
    return base, *sides


def written(items: dict[str, dict[str, str]]) -> str:
    lines = ["title: Programme", "days:"]
    for day in sorted({said["day"] for said in items.values()}):
        lines += [f"  - date: {day}", "    items:"]
        for name, said in sorted(items.items(), key=lambda pair: pair[1]["start"]):
            if said["day"] == day:
                lines.append(f"      - id: {name}")
                lines += [f"        {key}: {yaml_text.scalar(value)}" for key, value in said.items() if key != "day"]
    return "\n".join(lines if items else [*lines[:1], "days: []"]) + "\n"


def read(text: str) -> dict[str, dict[str, str]]:
    found = {}
    for item in programme_values.items(programme_values.root(text)):
        found[item.id] = {key: item.text(key) for key in ("start", "title", "place", "note") if item.text(key)} | {
            "day": item.date
        }
    return found


@settings(max_examples=60)
@given(programmes())
def test_disjoint_edits_of_a_programme_are_all_in_the_result(
    made: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], dict[str, dict[str, str]]],
) -> None:
    base, mine, fresh = made
    got = update_programme_(written(mine), written(fresh), written(base))
    wanted = {}
    for name in {**mine, **fresh}:
        if name in base and name not in mine:
            continue
        if name in base and name not in fresh and mine[name] == base[name]:
            continue
        if name not in mine or name not in fresh:
            wanted[name] = mine.get(name) or fresh[name]
            continue
        ours, theirs, old = mine[name], fresh[name], base[name]
        wanted[name] = {key: theirs[key] if ours.get(key) == old.get(key) else ours[key] for key in {**ours, **theirs}}
    assert read(got.text) == wanted
    again = update_programme.programme(got.text, written(fresh), got.record, feed=True)
    assert (again.text, again.doubts) == (got.text, ())


@settings(max_examples=60)
@given(programmes())
def test_without_a_hand_the_programme_is_the_fresh_import(
    made: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], dict[str, dict[str, str]]],
) -> None:
    base, _, fresh = made
    got = update_programme_(written(base), written(fresh), written(base))
    assert programme_values.first(got.text) == programme_values.first(written(fresh))
    assert not got.doubts


@given(st.text(alphabet="ab:-\n [{}]#&*'\"|>\t", max_size=40))
def test_whatever_stands_there_an_update_of_a_programme_ends(text: str) -> None:
    for old, fresh in ((text, PROGRAMME), (f"title: A\ndays:\n{text}", PROGRAMME)):
        with contextlib.suppress(UserError):
            assert update_programme_(old, fresh, PROGRAMME).record.blocks


# --------------------------------------------------------------------------- translations


def test_translations_of_unchanged_texts_stay(small: Path) -> None:
    """An update of the small conference's programme and declaration, then ``extract``: nothing confirmed is lost."""
    content = small / "content"
    programme, declaration = (content / name for name in ("programme.yaml", "declaration.md"))
    old_programme, old_declaration = programme.read_text("utf-8"), declaration.read_text("utf-8")
    fresh = edited(
        old_programme,
        [("title: Lunch", "title: Lunch for all"), ("minutes: 10", "minutes: 12"), ("start: 09:00", "start: 08:45")],
    )
    got = update_programme_(old_programme, fresh, old_programme)
    programme.write_text(got.text, "utf-8")
    first_paragraph = next(line for line in old_declaration.split("\n") if line.startswith("*Noting*"))
    prose = update(
        old_declaration,
        old_declaration.replace(first_paragraph, f"{first_paragraph}\n\n*Recalling* the flood of 1969;"),
        old_declaration,
    )
    declaration.write_text(prose.text, "utf-8")
    before = confirmed(small)
    pipeline.write_catalogs(pipeline.extract_all(project.read(small)))
    after = confirmed(small)
    assert before
    assert before <= after
    assert "Lunch for all" in (small / "locales" / "programme.pot").read_text("utf-8")
    assert "flood of 1969" in (small / "locales" / "declaration.pot").read_text("utf-8")


def confirmed(root: Path) -> set[tuple[str, str, str]]:
    """Catalog, msgid and translation of all that is confirmed."""
    found = set()
    for path in (root / "locales" / "ru" / "LC_MESSAGES").glob("*.po"):
        catalog, _ = po.loads(path.read_bytes(), path.name, path.stem, "en", "ru")
        assert catalog is not None
        found |= {
            (path.stem, str(entry.key), entry.texts[0])
            for entry in catalog.entries
            if entry.texts[0] and "fuzzy" not in entry.flags and not entry.obsolete
        }
    return found
