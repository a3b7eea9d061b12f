"""New texts, old translations: the order of the rules, and that nothing is ever lost."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diptych import edits, po
from diptych.catalog import Catalog, Entry, Key, Previous, State
from diptych.merge import Report, merge, prune
from diptych.similar import normalized

if TYPE_CHECKING:
    from collections.abc import Sequence

PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = po.new_header("river", "en", "nplurals=2; plural=(n != 1);")

CLEAN = "The two banks shall keep the river clean"
BOAT = "Each bank names a keeper of the boats"
POINT = "diptych: only punctuation changed"


def new(*entries: Entry) -> Catalog:
    return Catalog("river", "en", "", HEADER, entries)


def old(*entries: Entry) -> Catalog:
    header = po.new_header("river", "ru", PLURALS)
    return Catalog("river", "en", "ru", header, tuple(sorted(entries, key=lambda entry: entry.obsolete)))


def e(msgid: str, text: str = "", context: str | None = None, **more: Any) -> Entry:
    return replace(Entry(Key(msgid, context), (text,)), **more)


def fuzzy(msgid: str, text: str, previous: str, context: str | None = None, **more: Any) -> Entry:
    return e(msgid, text, context, **{"previous": Previous(previous), "flags": ("fuzzy",)} | more)


def gone(msgid: str, text: str, context: str | None = None, **more: Any) -> Entry:
    return e(msgid, text, context, obsolete=True, **more)


def merged(content: Catalog, before: Catalog | None, others: Sequence[Catalog] = ()) -> tuple[Entry, ...]:
    return run(content, before, others)[0].entries


def run(content: Catalog, before: Catalog | None, others: Sequence[Catalog] = ()) -> tuple[Catalog, Report]:
    return merge(content, before, "ru", nplurals=3, plural_forms=PLURALS, others=others)


# --------------------------------------------------------------------------- the order of the rules


def test_1_the_same_key_stays_as_it_is() -> None:
    before = old(e("a", "а"), e("b", "б", flags=("fuzzy",)), e("c"))
    catalog, report = run(new(e("a"), e("b"), e("c")), before)
    assert catalog == before
    assert report == Report(kept=(Key("a"), Key("b"), Key("c")))


def test_1_what_was_obsolete_comes_back() -> None:
    catalog, report = run(new(e("a")), old(gone("a", "а")))
    assert catalog.entries == (e("a", "а"),)
    assert report.carried == (Key("a"),)


def test_2_a_text_that_moved_stays_confirmed() -> None:
    catalog, report = run(new(e("a", context="ending")), old(e("a", "а", "beginning", notes=("mine",))))
    assert catalog.entries == (e("a", "а", "ending", notes=("mine",)),)
    assert report == Report(carried=(Key("a", "ending"),), moved=((Key("a", "beginning"), Key("a", "ending")),))


@pytest.mark.parametrize("after", ["the “river”  – clean…", "the\u00a0'river' -- clean..."])
def test_typography_alone_changes_nothing(after: str) -> None:
    before = 'the "river" - clean...' if "“" in after else "the ‘river’ — clean…"
    catalog, report = run(new(e(after, context="s")), old(e(before, "река чиста", "s")))
    assert catalog.entries == (e(after, "река чиста", "s"),)
    assert report == Report(carried=(Key(after, "s"),))


def test_2_an_orphan_is_handed_out_once() -> None:
    entries = merged(new(e("a", context="x"), e("a", context="y")), old(e("a", "а")))
    assert [(entry.key.context, entry.texts, entry.state) for entry in entries] == [
        ("x", ("а",), State.DONE),
        ("y", ("а",), State.FUZZY),
    ]


def test_3_one_field_keeps_its_old_value_as_fuzzy() -> None:
    title = "session-1/title"
    entries = merged(new(e("Lunch", context=title)), old(e("Opening", "Открытие", title)))
    assert entries == (fuzzy("Lunch", "Открытие", "Opening", title), gone("Opening", "Открытие", title))


@pytest.mark.parametrize("context", ["session-1/issues", "preamble", None])
def test_3_a_context_of_many_texts_is_no_field(context: str | None) -> None:
    entries = merged(new(e("Lunch", context=context)), old(e("Opening", "Открытие", context)))
    assert entries == (e("Lunch", context=context), gone("Opening", "Открытие", context))


def test_4_a_changed_text_is_fuzzy_with_the_text_it_came_from() -> None:
    catalog, report = run(new(e(f"{CLEAN}.")), old(e(CLEAN, "чисто", notes=("mine",), flags=("c-format", "own"))))
    assert catalog.entries == (
        fuzzy(f"{CLEAN}.", "чисто", CLEAN, notes=("mine",), comments=(POINT,), flags=("fuzzy", "c-format", "own")),
        gone(CLEAN, "чисто", notes=("mine",), flags=("c-format", "own")),
    )
    assert report == Report(changed=(Key(f"{CLEAN}."),))


def test_4_the_same_context_comes_first() -> None:
    """msgmerge takes the sentence of the other section here, and drops the right translation."""
    before = old(e("The rivr shall be kept clean", "первое", "a"), e("The river shall be kept clean", "второе", "b"))
    content = new(e("The river shall be kept clean", context="a"), e("The river shall be kept clean", context="b"))
    entries = merged(content, before)
    assert [(entry.key.context, entry.texts[0], entry.fuzzy) for entry in entries] == [
        ("a", "первое", True),
        ("b", "второе", False),
        ("a", "первое", False),
    ]
    # and when the other section is renamed at the same time, its sentence still goes to it
    content = new(e("The river shall be kept clean", context="a"), e("The river shall be kept clean", context="c"))
    assert [entry.texts[0] for entry in merged(content, before)][:2] == ["первое", "второе"]


def test_4_similar_text_of_another_context_says_where_it_comes_from() -> None:
    entries = merged(new(e(f"{CLEAN}.", context="after")), old(e(CLEAN, "чисто", "before")))
    assert entries[0].comments == ("diptych: from before", POINT)
    assert entries[0].previous == Previous(CLEAN, "before")


def test_5_the_same_text_elsewhere_is_copied_as_fuzzy() -> None:
    entries = merged(new(e("Break", context="a/title"), e("Break", context="b/title")), old(e("Break", "x", "a/title")))
    assert entries[1] == e(
        "Break",
        "x",
        "b/title",
        previous=Previous("Break", "a/title"),
        flags=("fuzzy",),
        comments=("diptych: copied from a/title",),
    )


def test_5_another_document_gives_its_translation_as_fuzzy() -> None:
    other = replace(old(e("Break", "Перерыв", "menu"), e("Tea", "Чай", flags=("fuzzy",))), domain="people")
    catalog, report = run(new(e("Break"), e("Tea")), None, [other])
    comments = ("diptych: copied from people: menu",)
    assert catalog.entries == (e("Break", "Перерыв", flags=("fuzzy",), comments=comments), e("Tea"))
    assert (report.copied, report.new) == ((Key("Break"),), (Key("Tea"),))


def test_unrelated_texts_stay_apart() -> None:
    catalog, report = run(new(e(BOAT)), old(e("Coffee", "Кофе")))
    assert catalog.entries == (e(BOAT), gone("Coffee", "Кофе"))
    assert report == Report(new=(Key(BOAT),), gone=(Key("Coffee"),))


# --------------------------------------------------------------------------- fuzzy entries


def test_a_text_that_is_edited_again_keeps_its_oldest_previous() -> None:
    once = old(*merged(new(e(f"{CLEAN}.")), old(e(CLEAN, "чисто"))))
    entries = merged(new(e(f"{CLEAN}, always.")), once)
    assert entries == (fuzzy(f"{CLEAN}, always.", "чисто", CLEAN), gone(CLEAN, "чисто"))


def test_what_merge_wrote_goes_with_its_text() -> None:
    before = old(fuzzy(f"{CLEAN}.", "чисто", CLEAN), gone(CLEAN, "чисто"))
    assert merged(new(), before) == (gone(CLEAN, "чисто"),)


@pytest.mark.parametrize("more", [{"notes": ("half done",)}, {"texts": ("чисто!",)}])
def test_what_somebody_worked_on_stays(more: dict[str, Any]) -> None:
    worked = fuzzy(f"{CLEAN}.", "чисто", CLEAN, **more)
    before = old(worked, gone(CLEAN, "чисто"))
    assert merged(new(), before) == (gone(CLEAN, "чисто"), replace(worked, obsolete=True))
    assert merged(new(e(CLEAN)), before) == (e(CLEAN, "чисто"), replace(worked, obsolete=True))


def test_a_half_finished_translation_comes_back_when_its_edit_is_undone() -> None:
    """Not the one that merge wrote for a sentence that looks more like it."""
    half = e("The river shall be kept clean", "наполовину", flags=("fuzzy",))
    before = old(
        fuzzy("The river shall be very clean", "наполовину", "The river shall be kept clean"),
        fuzzy("The river shall be kept clean.", "хранитель", BOAT),
        gone(BOAT, "хранитель"),
    )
    assert merged(new(e(BOAT), replace(half, texts=("",), flags=())), before) == (e(BOAT, "хранитель"), half)


def test_what_merge_says_lives_as_long_as_the_entry_is_fuzzy() -> None:
    content = new(e("a", comments=("for you",)))
    said = ("for you", "diptych: copied from b")
    stays = old(e("a", "а", flags=("fuzzy",), comments=said))
    assert merged(content, stays) == stays.entries
    assert merged(content, old(e("a", "а", comments=said))) == (e("a", "а", comments=("for you",)),)


def test_previous_lines_without_fuzzy_go() -> None:
    assert merged(new(e("a")), old(e("a", "а", previous=Previous("b")))) == (e("a", "а"),)


def test_a_line_feed_that_lacks_makes_the_text_fuzzy() -> None:
    entries = merged(new(e("a b")), old(e("a b\n", "а б\n")))
    assert [entry.state for entry in entries] == [State.FUZZY, State.OBSOLETE]


# --------------------------------------------------------------------------- plurals

ONE = e("{count} boat", "{count} лодка", "boats")
MANY = replace(ONE, plural="{count} boats", texts=("{count} лодка", "{count} лодки", "{count} лодок"))


def test_a_message_that_gains_a_plural_keeps_the_form_that_fits() -> None:
    entries = merged(new(replace(MANY, texts=("", ""))), old(ONE))
    texts = ("{count} лодка", "", "")
    assert entries[0] == replace(MANY, texts=texts, flags=("fuzzy",), previous=Previous("{count} boat"))
    assert entries[1] == replace(ONE, obsolete=True, key=Key("{count} boat", "diptych: no plural, context “boats”"))
    assert merged(new(ONE), old(*entries)) == (ONE,)


def test_a_message_that_loses_its_plural_loses_no_form() -> None:
    entries = merged(new(ONE), old(MANY))
    assert entries[0].texts == ("{count} лодка",)
    assert entries[1].texts == MANY.texts
    assert merged(new(MANY), old(*entries)) == (MANY,)


def test_a_form_too_many_is_kept_in_an_obsolete_entry() -> None:
    many = replace(MANY, texts=(*MANY.texts, "лишняя форма"))
    living, kept = merged(new(MANY), old(many))
    assert living.texts == MANY.texts
    assert (kept.obsolete, kept.texts) == (True, many.texts)
    assert merged(new(MANY), old(living, kept)) == (living, kept)


def test_the_header_of_the_editors_says_how_many_forms_there_are() -> None:
    before = replace(old(), header=(("Plural-Forms", "nplurals=4; plural=0;"),))
    assert merged(new(MANY), before)[0].texts == ("",) * 4


# --------------------------------------------------------------------------- all the rest of a file


def test_line_numbers_alone_change_nothing() -> None:
    before = old(e("a", "а", references=("a.md:1",)))
    content = new(e("a", references=("a.md:9",)))
    assert merged(content, before) == before.entries
    assert merge(content, before, "ru", nplurals=3, refresh_references=True)[0].entries[0].references == ("a.md:9",)


@pytest.mark.parametrize("now", [{"references": ("b.md:1",)}, {"references": ("a.md:9",), "comments": ("new",)}])
def test_references_are_renewed_where_the_entry_changes(now: dict[str, Any]) -> None:
    before = old(e("a", "а", references=("a.md:1",)))
    assert merged(new(e("a", **now)), before)[0].references == now["references"]


def test_comments_and_flags_of_editors_survive() -> None:
    mine = e("a", "а", notes=("# mine",), flags=("no-wrap", "our-own"))
    assert merged(new(e("a", flags=("python-brace-format",))), old(mine)) == (
        replace(mine, flags=("python-brace-format", "no-wrap", "our-own")),
    )
    stale = replace(mine, flags=("python-brace-format", "no-wrap"))
    assert merged(new(e("a")), old(stale)) == (replace(mine, flags=("no-wrap",)),)


def test_the_header_of_editors_survives_and_is_completed() -> None:
    fields = (("X-Generator", "Poedit"), ("Last-Translator", "Анна"), ("Language", ""))
    before = Catalog("river", "en", "ru", fields, (), ("a note",), ("fuzzy", "own"), ("extracted",))
    catalog, _ = run(new(), before)
    assert catalog.header[:3] == (("X-Generator", "Poedit"), ("Last-Translator", "Анна"), ("Language", "ru"))
    assert dict(catalog.header)["Plural-Forms"] == PLURALS
    assert (catalog.notes, catalog.flags, catalog.comments) == (("a note",), ("own",), ("extracted",))


def test_a_template_keeps_its_line_numbers_and_has_no_translations() -> None:
    before = new(e("a", references=("a.md:1",)), e("gone"))
    content = new(e("a", references=("a.md:2",)), e("b", references=("a.md:3",)))
    catalog, report = merge(content, before, "", nplurals=2)
    assert catalog == new(e("a", references=("a.md:1",)), e("b", references=("a.md:3",)))
    assert report == Report(new=(Key("b"),), kept=(Key("a"),), gone=(Key("gone"),))


def test_what_somebody_rejected_stays_with_its_text_and_comes_back_with_it() -> None:
    rejected = e("a", notes=("diptych: rejected: “а”",))
    away, report = run(new(e("b")), old(rejected))
    assert away.entries == (e("b"), gone("a", "", notes=rejected.notes))
    assert report.gone == (rejected.key,)
    assert run(new(e("b")), away)[0] == away
    back, report = run(new(e("a")), away)
    assert back.entries == (rejected,)
    assert report.new == (rejected.key,)


@pytest.mark.parametrize("between", ["Lunch", BOAT])
def test_another_value_between_does_not_hide_the_translation_of_the_old_one(between: str) -> None:
    spaced = "The keepers ( of water ) meet"
    first = old(e("The keepers (of water) meet", "Хранители собираются", "session-1/title"))
    moved, _ = run(new(e(spaced)), first)
    assert moved.entries == (e(spaced, "Хранители собираются"),)
    other, _ = run(new(e(between, context="session-1/title")), moved)
    back, _ = run(new(e("The keepers (of water) meet", context="session-1/title")), other)
    assert back.by_key() == first.by_key()


def test_prune_drops_what_is_obsolete() -> None:
    assert prune(old(e("a", "а"), gone("b", "б"))) == old(e("a", "а"))


# --------------------------------------------------------------------------- laws

patient = settings(deadline=None)  # the machine may be busy
WORDS = ["the", "two", "river", "banks", "shall", "keep", "{count}", "water", "clean", "and", "every", "boat"]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join) | st.sampled_from(
    [CLEAN, f"{CLEAN}.", f"“{CLEAN}”", f'"{CLEAN}"', BOAT, f"{BOAT} and nets"]
    + [f"{CLEAN}. {BOAT}.", f"{CLEAN}, and {BOAT}", f"{BOAT}; {CLEAN}; {BOAT}", f"{CLEAN}. {BOAT} in 59 towns."]
    + [f"{BOAT} in {number} towns{end}" for number in (7, 59, 61) for end in ("", ".", ", 59 of them old")]
    + [f"{CLEAN}, says https://river.example/{page} [here](#{page})" for page in ("op-5", "op-6", "59")]
    + ["The keepers ( of water ) meet", "The keepers (of water) meet"]
)
CONTEXT = st.sampled_from([None, "preamble", "session-1", "session-1/title", "session-2/title", "session-1/issues"])


@st.composite
def texts(draw: st.DrawFn) -> Entry:
    """A message of the content."""
    msgid = draw(SENTENCE)
    plural = draw(st.sampled_from([None, None, None, f"{msgid} s"]))
    comments = draw(st.sampled_from([(), ("about it",)]))
    line = draw(st.integers(1, 9))
    flags = ("python-brace-format",) if "{count}" in msgid else ()
    forms = ("",) if plural is None else ("", "")
    references = (f"content/river.md:{line}",)
    return Entry(Key(msgid, draw(CONTEXT)), forms, plural, comments=comments, references=references, flags=flags)


@st.composite
def contents(draw: st.DrawFn) -> Catalog:
    unique = {entry.key: entry for entry in draw(st.lists(texts(), max_size=6))}
    return new(*unique.values())


@st.composite
def translated(draw: st.DrawFn, content: Catalog, *, any_state: bool) -> Catalog:
    """The content's first catalog after a translator worked on it; each translation is another."""
    catalog, _ = run(content, None)
    entries = []
    for number, entry in enumerate(catalog.entries):
        state = draw(
            st.sampled_from(["missing", "done", "done", "fuzzy", "gone"] if any_state else ["missing", "done"])
        )
        verbatim = " ".join(re.findall(r"\{count\}|https?://\S+|\]\(\S+\)|\b\d+\b", entry.key.msgid))
        forms = tuple(f"перевод {chr(0x430 + number)}{form} {verbatim}".rstrip() for form in range(len(entry.texts)))
        notes = ("note",) if draw(st.booleans()) else ()
        more: dict[str, Any] = {}
        if state in ("fuzzy", "gone") and draw(st.booleans()):
            more = {"flags": ("fuzzy", *entry.flags), "previous": Previous(draw(SENTENCE)) if notes else None}
        if state == "gone":
            more |= {"obsolete": True, "comments": (), "references": ()}
        entries.append(entry if state == "missing" else replace(entry, texts=forms, notes=notes, **more))
    return replace(catalog, entries=tuple(sorted(entries, key=lambda one: one.obsolete)))


@st.composite
def histories(draw: st.DrawFn, *, any_state: bool = True) -> tuple[Catalog, Catalog, Catalog]:
    """Content, its catalog with the work of translators, and the content after an edit."""
    content = draw(contents())
    catalog = draw(translated(content, any_state=any_state))
    after = list(content.entries)
    edit: Catalog = draw(contents())
    for entry in edit.entries:
        place = draw(st.integers(0, len(after)))
        replaces: bool = draw(st.booleans())
        if replaces and place < len(after):
            after[place] = entry
        else:
            after.insert(place, entry)
    deletes: bool = draw(st.booleans())
    if after and deletes:
        del after[draw(st.integers(0, len(after) - 1))]
    return content, catalog, new(*{entry.key: entry for entry in after}.values())


@patient
@given(histories())
def test_no_translation_is_ever_lost(history: tuple[Catalog, Catalog, Catalog]) -> None:
    _, catalog, after = history
    entries = merged(after, catalog)
    assert {text for entry in catalog.entries for text in entry.texts} <= {
        text for entry in entries for text in entry.texts
    } | {""}
    # and what was confirmed stands confirmed, as a living or an obsolete pair
    pairs = {(entry.key.msgid, entry.texts) for entry in catalog.entries if all(entry.texts) and not entry.fuzzy}
    still = {entry.texts for entry in entries if not entry.fuzzy}
    assert {forms for _, forms in pairs} <= still


@patient
@given(histories())
def test_merging_twice_changes_nothing(history: tuple[Catalog, Catalog, Catalog]) -> None:
    _, catalog, after = history
    once, _ = run(after, catalog)
    twice, report = run(after, once)
    assert twice == once
    assert (report.new, report.changed, report.carried, report.gone) == ((), (), (), ())
    read, _ = po.loads(po.dumps(once), "ru.po", "river", "en", "ru")
    assert read is not None
    assert po.dumps(run(after, read)[0]) == po.dumps(once)


@patient
@given(histories(any_state=False))
def test_an_edit_that_is_undone_leaves_no_trace(history: tuple[Catalog, Catalog, Catalog]) -> None:
    content, catalog, after = history
    first, _ = run(content, catalog)
    edited, _ = run(after, first)
    undone, _ = run(content, edited)
    same = [normalized(entry.key.msgid) for entry in content.entries]
    if len(set(same)) == len(same):
        assert undone == first
    else:
        # a text that stood in two sections and comes back to both may swap its confirmed and its fuzzy copy
        assert confirmed(undone) == confirmed(first)


def confirmed(catalog: Catalog) -> set[tuple[str, tuple[str, ...]]]:
    done = (entry for entry in catalog.entries if entry.state is State.DONE)
    return {(normalized(entry.key.msgid), entry.texts) for entry in done}


@patient
@given(histories())
def test_the_living_entries_are_those_of_the_content_and_no_key_stands_twice(
    history: tuple[Catalog, Catalog, Catalog],
) -> None:
    _, catalog, after = history
    result, report = run(after, catalog)
    assert list(result.by_key()) == [entry.key for entry in after.entries]
    assert len({entry.key for entry in result.entries}) == len(result.entries)
    told = [*report.new, *report.changed, *report.carried, *report.copied, *report.kept]
    assert sorted(told, key=repr) == sorted(result.by_key(), key=repr)


@patient
@given(histories())
def test_only_the_same_text_stays_confirmed(history: tuple[Catalog, Catalog, Catalog]) -> None:
    _, catalog, after = history
    before = {entry.texts: entry for entry in catalog.entries if any(entry.texts)}
    for entry in merged(after, catalog):
        if entry.state is State.DONE:
            assert edits.same(before[entry.texts].key.msgid, entry.key.msgid)


@pytest.mark.program("msgfmt")
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(history=histories())
def test_msgfmt_has_nothing_to_say(
    history: tuple[Catalog, Catalog, Catalog], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("po") / "ru.po"
    path.write_text(po.dumps(run(history[2], history[1])[0]), "utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
