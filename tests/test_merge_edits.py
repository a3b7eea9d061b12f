"""What merge does with an edited text: small edits, splits and joins, facts; what it is told to keep or to recall."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import po
from diptych.catalog import Catalog, Entry, Key, Previous, State
from diptych.lineage import Recalled
from diptych.merge import Report, merge
from test_merge import (
    BOAT,
    CLEAN,
    MANY,
    ONE,
    PLURALS,
    contents,
    e,
    fuzzy,
    gone,
    histories,
    merged,
    new,
    old,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

patient = settings(deadline=None)  # the machine may be busy


def there_and_back(first: Entry, second: Entry, before: Catalog) -> tuple[Catalog, Catalog]:
    """The catalogs after an edit, and after its undo."""
    edited, _ = run(new(second), before)
    return edited, run(new(first), edited)[0]


# --------------------------------------------------------------------------- small edits


@pytest.mark.parametrize(
    ("was", "now", "text", "after", "says"),
    [
        ("Of 59 States", "Of 61 States", "Из 59", "Из 61", "number 59 → 61, replaced in the translation"),
        ("Of 59 States", "Of 61 States", "Из шестидесяти", None, "number 59 → 61"),
        (
            "See https://river.example/a now",
            "See https://river.example/b now",
            "См. https://river.example/a",
            "См. https://river.example/b",
            "link https://river.example/a → https://river.example/b, replaced in the translation",
        ),
        ("The River is clean", "The river is clean", "Река", None, "only capital letters changed"),
        ("The river is clean", "The river is clean!", "Река", None, "only punctuation changed"),
        ("The river is clean", "The *river* is clean", "Река", None, "only markup changed"),
    ],
)
@pytest.mark.parametrize("context", [None, "preamble"])
def test_a_small_edit_is_named_and_done_where_that_is_safe(
    was: str, now: str, text: str, after: str | None, says: str, context: str | None
) -> None:
    first, before = e(was, context=context), old(e(was, text, context))
    edited, undone = there_and_back(first, e(now, context=context), before)
    assert edited.entries == (
        fuzzy(now, after or text, was, context, comments=(f"diptych: {says}",)),
        gone(was, text, context),
    )
    assert run(new(e(now, context=context)), edited)[0] == edited
    assert undone == before


def test_in_a_fuzzy_translation_nothing_is_replaced() -> None:
    before = old(e("Of 59 States", "Из 59", flags=("fuzzy",)))
    (entry,) = merged(new(e("Of 61 States")), before)
    assert (entry.texts, entry.comments) == (("Из 59",), ("diptych: number 59 → 61",))


def test_a_number_that_changes_again_and_again_is_replaced_from_what_was_confirmed() -> None:
    before = old(e("Of 59 States", "Из 59"))
    for number in (61, 7, 1000):
        before, _ = run(new(e(f"Of {number} States")), before)
        says = f"diptych: number 59 → {number}, replaced in the translation"
        assert before.entries == (
            fuzzy(f"Of {number} States", f"Из {number}", "Of 59 States", comments=(says,)),
            gone("Of 59 States", "Из 59"),
        )
    assert merged(new(e("Of 59 States")), before) == (e("Of 59 States", "Из 59"),)


def test_what_somebody_made_of_a_replaced_text_stays() -> None:
    edited, _ = run(new(e("Of 61 States")), old(e("Of 59 States", "Из 59")))
    worked = replace(edited.entries[0], texts=("Из 61!",))
    entries = merged(new(e("Of 62 States")), replace(edited, entries=(worked, edited.entries[1])))
    assert [(entry.texts[0], entry.state) for entry in entries] == [("Из 61!", State.FUZZY), ("Из 59", State.OBSOLETE)]


@pytest.mark.parametrize("context", [None, "preamble", "session-1/title"])
@pytest.mark.parametrize("other", ["preamble", "ending"])
@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('the "river" -- clean...', "the “river” – clean…"),
        ("the river  is\u00a0clean", "the river is clean"),
        ("the keepers ( of water ) meet", "the keepers (of water) meet"),
        ("banks—rivers", "banks – rivers"),
    ],
)
def test_white_space_and_typography_stay_confirmed_in_any_context(
    was: str, now: str, context: str | None, other: str
) -> None:
    for after in (context, other):
        before = old(e(was, "река", context, notes=("mine",)))
        edited, undone = there_and_back(e(was, context=context), e(now, context=after), before)
        assert edited.entries == (e(now, "река", after, notes=("mine",)),)
        assert undone == before


def test_the_identical_sentence_of_another_section_is_not_taken() -> None:
    """A typo is mended in one section: its own translation is meant, not that of the same sentence elsewhere.

    msgmerge takes the sentence of the other section, because it is equal to the letter, and makes the right
    translation obsolete; so does Babel. Ours stays in the entry.
    """
    typo, right = "The rivr shall be kept clean", "The river shall be kept clean"
    before = old(e(typo, "Реку следует держать в чистоте", "one"), e(right, "Река должна быть чистой", "two"))
    content = new(e(right, context="one"), e(right, context="two"))
    entries = merged(content, before)
    assert [(entry.key.context, entry.texts[0], entry.state) for entry in entries] == [
        ("one", "Реку следует держать в чистоте", State.FUZZY),
        ("two", "Река должна быть чистой", State.DONE),
        ("one", "Реку следует держать в чистоте", State.OBSOLETE),
    ]


@pytest.mark.program("msgmerge")
def test_msgmerge_takes_the_sentence_of_the_other_section(tmp_path: Path) -> None:
    """What the test above says of it, so that the comparison stays true."""
    typo, right = "The rivr shall be kept clean", "The river shall be kept clean"
    before = old(e(typo, "своё", "one"), e(right, "чужое", "two"))
    (tmp_path / "ru.po").write_text(po.dumps(before), "utf-8")
    content = new(e(right, context="one"), e(right, context="two"))
    (tmp_path / "new.pot").write_text(po.dumps(content), "utf-8")
    files = ["ru.po", "new.pot", "-o", "out.po"]
    subprocess.run(["msgmerge", "--quiet", *files], cwd=tmp_path, check=True)
    made, _ = po.loads((tmp_path / "out.po").read_bytes(), "out.po", "river", "en", "ru")
    assert made is not None
    assert made.by_key()[Key(right, "one")].texts == ("чужое",)


# --------------------------------------------------------------------------- splits and joins

BOTH = f"{CLEAN}. {BOAT}."


def test_a_paragraph_split_in_two_gives_both_its_whole_translation() -> None:
    before = old(e(BOTH, "Чисто. Лодки.", "a", notes=("mine",)))
    content = new(e(f"{CLEAN}.", context="a"), e(f"{BOAT}.", context="a"))
    edited, report = run(content, before)
    says = ("diptych: split from “The two banks shall keep the river clean. Each bank names a …”",)
    notes = ("mine",)
    assert edited.entries == (
        fuzzy(f"{CLEAN}.", "Чисто. Лодки.", BOTH, "a", comments=says, notes=notes),
        fuzzy(f"{BOAT}.", "Чисто. Лодки.", BOTH, "a", comments=says, notes=notes),
        gone(BOTH, "Чисто. Лодки.", "a", notes=notes),
    )
    assert report == Report(changed=(Key(f"{CLEAN}.", "a"), Key(f"{BOAT}.", "a")))
    assert run(content, edited)[0] == edited
    assert run(new(e(BOTH, context="a")), edited)[0] == before


def test_two_paragraphs_joined_give_their_translations_one_behind_the_other() -> None:
    before = old(e(f"{CLEAN}.", "Чисто."), e(f"{BOAT}.", "Лодки.", notes=("mine",)))
    content = new(e(BOTH))
    edited, report = run(content, before)
    says = f"diptych: joined from “{CLEAN}.” and “{BOAT}.”"
    assert edited.entries == (
        e(BOTH, "Чисто. Лодки.", flags=("fuzzy",), comments=(says,), notes=("mine",)),
        gone(f"{CLEAN}.", "Чисто."),
        gone(f"{BOAT}.", "Лодки.", notes=("mine",)),
    )
    assert report == Report(changed=(Key(BOTH),))
    assert run(content, edited)[0] == edited
    assert run(new(e(f"{CLEAN}."), e(f"{BOAT}.")), edited)[0] == before


def test_a_joined_paragraph_that_is_edited_again_still_leaves_no_trace() -> None:
    before = old(e(f"{CLEAN}.", "Чисто."), e(f"{BOAT}.", "Лодки."))
    once, _ = run(new(e(f"{CLEAN}; {BOAT}.")), before)
    assert once.entries[0].previous == Previous(BOTH)
    twice, _ = run(new(e(f"{CLEAN}; {BOAT} and nets.")), once)
    assert (twice.entries[0].texts, twice.entries[0].previous) == (("Чисто. Лодки.",), Previous(BOTH))
    assert len(twice.entries) == 3
    assert run(new(e(f"{CLEAN}."), e(f"{BOAT}.")), twice)[0] == before


def test_a_half_that_is_edited_again_still_says_where_it_comes_from() -> None:
    before = old(e(BOTH, "Чисто. Лодки."))
    once, _ = run(new(e(f"{CLEAN}."), e(f"{BOAT}.")), before)
    twice, _ = run(new(e(f"{CLEAN}."), e(f"{BOAT} and nets.")), once)
    assert twice.entries[1] == replace(once.entries[1], key=Key(f"{BOAT} and nets."))
    assert run(new(e(BOTH)), twice)[0] == before


def test_a_half_of_which_the_other_is_new_is_no_split() -> None:
    entries = merged(new(e(f"{CLEAN}."), e("Coffee is served at the bridge.")), old(e(BOTH, "Чисто. Лодки.")))
    assert not any("split" in line for entry in entries for line in entry.comments)
    assert entries[1] == e("Coffee is served at the bridge.")


def test_what_was_fuzzy_before_it_was_joined_is_not_lost() -> None:
    half = e(f"{CLEAN}.", "Чисто?", flags=("fuzzy",))
    entries = merged(new(e(BOTH)), old(half, e(f"{BOAT}.", "Лодки.")))
    assert entries[0].texts == ("Чисто? Лодки.",)
    assert entries[1:] == (gone(f"{BOAT}.", "Лодки."), replace(half, obsolete=True))


# --------------------------------------------------------------------------- plurals


def test_a_plural_gained_together_with_an_edit_keeps_the_form_that_fits() -> None:
    after = replace(MANY, key=Key("{count} small boat", "boats"), plural="{count} small boats", texts=("", ""))
    entries = merged(new(after), old(ONE))
    assert entries[0].texts == ("{count} лодка", "", "")
    assert entries[0].state is State.MISSING
    assert entries[1] == replace(ONE, obsolete=True)
    assert merged(new(ONE), old(*entries)) == (ONE,)


def test_a_plural_lost_together_with_an_edit_loses_no_form() -> None:
    entries = merged(new(e("{count} small boat", context="boats")), old(MANY))
    assert entries[0].texts == ("{count} лодка",)
    assert entries[1] == replace(MANY, obsolete=True)
    assert merged(new(MANY), old(*entries)) == (MANY,)


def test_a_number_in_a_plural_is_replaced_in_every_form() -> None:
    before = replace(MANY, key=Key("boat of 59"), plural="boats of 59", texts=("а из 59", "б из 59", "в из 59"))
    after = replace(before, key=Key("boat of 61"), plural="boats of 61", texts=("", ""))
    entries = merged(new(after), old(before))
    assert entries[0].texts == ("а из 61", "б из 61", "в из 61")
    assert entries[0].previous == Previous("boat of 59", None, "boats of 59")
    assert merged(new(replace(before, texts=("", ""))), old(*entries)) == (before,)


# --------------------------------------------------------------------------- facts


def stating(value: int, **more: Any) -> Entry:
    return e("{states} States met", comments=(f"{{states}}: {value}",), flags=("python-brace-format",), **more)


def test_a_fact_that_gets_its_old_value_back_is_confirmed_again() -> None:
    before, _ = run(new(stating(59)), old(stating(59, text="{states} государств")))
    assert before.entries[0].state is State.DONE
    edited, _ = run(new(stating(61)), before)
    assert edited.entries[0].state is State.FUZZY
    assert edited.entries[0].comments[1:] == ("diptych: {states} was 59 and is 61: look at the words around it",)
    undone, report = run(new(stating(59)), edited)
    assert undone == before
    assert report.carried == (Key("{states} States met"),)


def test_a_fact_that_changes_again_tells_its_last_value_and_the_one_that_was_confirmed() -> None:
    before, _ = run(new(stating(59)), old(stating(59, text="{states} государств")))
    edited, _ = run(new(stating(61)), before)
    again, _ = run(new(stating(62)), edited)
    assert again.entries[0].comments == (
        "{states}: 62",
        "diptych: {states} was 59 and is 62: look at the words around it",
    )
    assert run(new(stating(62)), again)[0] == again
    fits, _ = run(new(stating(60)), again)  # 60 государств as 59
    assert fits.entries == (
        stating(
            60,
            text="{states} государств",
        ),
    )


def test_what_somebody_made_of_it_for_the_other_value_is_not_lost() -> None:
    edited, _ = run(new(stating(61)), old(stating(59, text="{states} государств")))
    worked = replace(edited.entries[0], texts=("{states} государство",))
    entries = merged(new(stating(59)), replace(edited, entries=(worked, edited.entries[1])))
    assert [(entry.texts[0], entry.state, entry.fuzzy) for entry in entries] == [
        ("{states} государств", State.DONE, False),
        ("{states} государство", State.OBSOLETE, True),
    ]


def test_a_fact_that_changes_while_its_text_moves_or_is_away_is_looked_at() -> None:
    before = old(stating(59, text="{states} государств"))
    says = "diptych: {states} was 59 and is 61: look at the words around it"
    moved = merged(new(stating(61, key=Key("{states} States met", "preamble"))), before)[0]
    assert (moved.fuzzy, moved.comments, moved.texts) == (True, ("{states}: 61", says), ("{states} государств",))
    away, _ = run(new(), before)
    assert away.entries == (stating(59, text="{states} государств", obsolete=True),)
    assert run(new(stating(59)), away)[0] == before
    back, report = run(new(stating(61)), away)
    assert (back.entries[0].fuzzy, back.entries[0].comments) == (True, ("{states}: 61", says))
    assert report.changed == (Key("{states} States met"),)
    assert run(new(stating(59)), back)[0] == before


# --------------------------------------------------------------------------- what merge is told


def keeping(content: Catalog, before: Catalog, *keys: Key) -> tuple[Catalog, Report]:
    return merge(content, before, "ru", nplurals=3, plural_forms=PLURALS, keep=frozenset(keys))


def stands(msgid: str, text: str, was: str, **more: Any) -> Entry:
    return e(msgid, text, notes=(*more.pop("notes", ()), f"diptych: the translation stands; the source was: {was}"))


def test_a_translation_that_stands_is_confirmed_with_a_note() -> None:
    before = old(e("The rivr of 59", "река", notes=("mine",)))
    now = e("The river of 60")
    edited, report = keeping(new(now), before, now.key)
    kept = stands("The river of 60", "река", "The rivr of 59", notes=("mine",))
    assert edited.entries == (kept, gone("The rivr of 59", "река", notes=("mine",)))
    assert report == Report(carried=(now.key,))
    assert run(new(now), edited)[0] == edited
    assert keeping(new(now), edited, now.key)[0] == edited
    assert run(new(e("The rivr of 59")), edited)[0].entries[0] == before.entries[0]


def test_it_can_be_said_after_the_extraction() -> None:
    before, now = old(e("The rivr of 59", "река 59")), e("The river of 59")
    edited, _ = run(new(now), before)
    assert edited.entries[0].fuzzy
    kept, report = keeping(new(now), edited, now.key)
    assert kept.entries == (stands("The river of 59", "река 59", "The rivr of 59"), gone("The rivr of 59", "река 59"))
    assert report.carried == (now.key,)


def test_what_nobody_confirmed_does_not_stand() -> None:
    before, now = old(e("The rivr", "река", flags=("fuzzy",))), e("The river")
    assert keeping(new(now), before, now.key)[0] == run(new(now), before)[0]
    worked = old(fuzzy("The river", "Река?", "The rivr"), gone("The rivr", "река"))
    assert keeping(new(now), worked, now.key)[0] == worked


def test_half_of_a_paragraph_does_not_stand_for_it() -> None:
    before, parts = old(e(BOTH, "Чисто. Лодки.")), (e(f"{CLEAN}."), e(f"{BOAT}."))
    once = keeping(new(*parts), before, parts[0].key)[0]
    assert once == run(new(*parts), before)[0]
    assert keeping(new(*parts), once, parts[0].key)[0] == once


def test_a_translation_does_not_stand_for_a_text_with_another_place_to_fill_in() -> None:
    before, now = old(e("The rivr of boats", "река лодок")), e("The river of {count} boats")
    assert keeping(new(now), before, now.key)[0] == run(new(now), before)[0]


def test_a_text_whose_fact_changed_can_stand() -> None:
    before, _ = run(new(stating(59)), old(stating(59, text="{states} государств")))
    edited, _ = keeping(new(stating(61)), before, Key("{states} States met"))
    assert edited.entries[0].state is State.DONE
    assert "59" in edited.entries[0].notes[0]


def recalling(
    content: Catalog, before: Catalog | None, memory: Mapping[str, Recalled]
) -> tuple[Catalog, Report, list[str]]:
    asked: list[str] = []

    def recall(entries: Sequence[Entry]) -> dict[Key, Recalled]:
        asked.extend(entry.key.msgid for entry in entries)
        assert not any(text for entry in entries for text in entry.texts)
        return {entry.key: memory[entry.key.msgid] for entry in entries if entry.key.msgid in memory}

    catalog, report = merge(content, before, "ru", nplurals=3, plural_forms=PLURALS, memory=recall)
    return catalog, report, asked


MEMORY = {
    "Tea": Recalled(("Чай",), "Tea", ("from 2019.tmx",)),
    "Tea, please": Recalled(("Чай",), "Tea", ("from 2019.tmx, 70 %",)),
    "Long": Recalled((), "", ("“Tea” is “Чай” in 2019.tmx",)),
}


def test_the_memory_is_asked_for_what_nothing_else_knows() -> None:
    content = new(e("Break"), e("Tea"), e("Tea, please"), e("Long"), e("Bread"))
    before = old(e("Break", "Перерыв"), e("Bread"))
    catalog, report, asked = recalling(content, before, MEMORY)
    assert asked == ["Tea", "Tea, please", "Long", "Bread"]
    assert catalog.entries == (
        e("Break", "Перерыв"),
        e("Tea", "Чай", flags=("fuzzy",), comments=("diptych: from 2019.tmx",)),
        fuzzy("Tea, please", "Чай", "Tea", comments=("diptych: from 2019.tmx, 70 %",)),
        e("Long", comments=("diptych: “Tea” is “Чай” in 2019.tmx",)),
        e("Bread"),
    )
    assert report == Report(
        new=(Key("Long"),), copied=(Key("Tea"), Key("Tea, please")), kept=(Key("Break"), Key("Bread"))
    )
    assert recalling(content, catalog, MEMORY)[0] == catalog


def test_what_the_memory_gave_goes_with_its_text() -> None:
    before, _, _ = recalling(new(e("Break")), old(e("Break", "Перерыв")), MEMORY)
    edited, _, _ = recalling(new(e("Break"), e("Tea, please")), before, MEMORY)
    assert recalling(new(e("Break")), edited, MEMORY)[0] == before
    worked = replace(edited.entries[1], texts=("Чаю!",))
    kept = recalling(new(e("Break")), replace(edited, entries=(edited.entries[0], worked)), MEMORY)[0]
    assert [entry.texts for entry in kept.entries] == [("Перерыв",), ("Чаю!",)]


def test_without_fuzzy_nothing_is_guessed_copied_or_recalled() -> None:
    before = old(e(CLEAN, "чисто"), e("Opening", "Открытие", "session-1/title"), e("Break", "Перерыв", "a"))
    content = new(e(f"{CLEAN}."), e("Lunch", context="session-1/title"), e("Break", context="b"), e("Break"))

    def memory(entries: Sequence[Entry]) -> dict[Key, Recalled]:
        return {entry.key: Recalled(("?",), "", ("?",)) for entry in entries}

    catalog, report = merge(content, before, "ru", nplurals=3, memory=memory, fuzzy=False)
    assert catalog.entries == (
        e(f"{CLEAN}."),
        e("Lunch", context="session-1/title"),
        e("Break", "Перерыв", "b"),
        e("Break"),
        gone(CLEAN, "чисто"),
        gone("Opening", "Открытие", "session-1/title"),
    )
    assert report.carried == (Key("Break", "b"),)


def test_only_pairs_that_are_the_same_to_the_letter_are_said_to_have_moved() -> None:
    before = old(
        e("a", "а", "one"),
        e("b c", "б", "one"),
        e("d", "д", "one", flags=("fuzzy",)),
        replace(MANY, key=Key("{count} boat", "one")),
    )
    content = new(
        e("a", context="two"),
        e("b  c", context="two"),
        e("d", context="two"),
        replace(MANY, key=Key("{count} boat", "two")),
    )
    _, report = run(content, before)
    assert report.moved == (
        (Key("a", "one"), Key("a", "two")),
        (Key("{count} boat", "one"), Key("{count} boat", "two")),
    )


# --------------------------------------------------------------------------- laws


@patient
@given(histories(any_state=False), st.lists(contents(), max_size=3))
def test_after_any_number_of_edits_their_undo_leaves_no_trace(
    history: tuple[Catalog, Catalog, Catalog], edits: list[Catalog]
) -> None:
    content, catalog, after = history
    first, _ = run(content, catalog)
    now = first
    for edit in (after, *edits):
        now, _ = run(edit, now)
        assert run(edit, now)[0] == now
    confirmed = [entry for entry in run(content, now)[0].entries if entry.state is State.DONE]
    assert {entry.texts for entry in confirmed} == {entry.texts for entry in first.entries if entry.state is State.DONE}


@patient
@given(histories(), st.data())
def test_nothing_is_lost_whatever_merge_is_told(history: tuple[Catalog, Catalog, Catalog], data: st.DataObject) -> None:
    _, catalog, after = history
    keep = data.draw(st.sets(st.sampled_from([entry.key for entry in after.entries]))) if after.entries else set()
    fuzzy_too: bool = data.draw(st.booleans())
    made, report = merge(after, catalog, "ru", nplurals=3, plural_forms=PLURALS, keep=keep, fuzzy=fuzzy_too)
    texts = {text for entry in made.entries for text in entry.texts}
    assert {text for entry in catalog.entries for text in entry.texts} <= texts | {""}
    assert merge(after, made, "ru", nplurals=3, plural_forms=PLURALS, keep=keep, fuzzy=fuzzy_too)[0] == made
    assert {entry.texts for entry in catalog.entries if all(entry.texts) and not entry.fuzzy} <= {
        entry.texts for entry in made.entries if not entry.fuzzy
    }
    told = [*report.new, *report.changed, *report.carried, *report.copied, *report.kept]
    assert sorted(told, key=repr) == sorted(made.by_key(), key=repr)
