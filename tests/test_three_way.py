"""Two branches change one catalog: each message is merged for itself, and no translation is lost or paired anew."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diptych import aside, merge, po, three_way
from diptych.catalog import Catalog, Entry, Key, Previous, State
from diptych.three_way import Conflict

if TYPE_CHECKING:
    from pathlib import Path

PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = po.new_header("river", "ru", PLURALS)
OLD = "The two banks shall keep the river clean."
NEW = "The two banks shall keep the whole river clean."


def cat(*entries: Entry, header: tuple[tuple[str, str], ...] = HEADER) -> Catalog:
    return Catalog("river", "en", "ru", header, tuple(sorted(entries, key=lambda entry: entry.obsolete)))


def e(msgid: str, text: str = "", context: str | None = None, **more: Any) -> Entry:
    return replace(Entry(Key(msgid, context), (text,)), **more)


def fuzzy(msgid: str, text: str, previous: str | None = None, context: str | None = None, **more: Any) -> Entry:
    said = None if previous is None else Previous(previous)
    return e(msgid, text, context, previous=said, **{"flags": ("fuzzy",), **more})


def gone(msgid: str, text: str, context: str | None = None, **more: Any) -> Entry:
    return e(msgid, text, context, obsolete=True, **more)


def extracted(before: Catalog, *content: Entry) -> Catalog:
    """What `extract` makes of the catalog when the content is this."""
    new = Catalog("river", "en", "", po.new_header("river", "en", "nplurals=2; plural=(n != 1);"), content)
    return merge.merge(new, before, "ru", nplurals=3, plural_forms=PLURALS)[0]


def merged(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[Entry, ...]:
    """The entries, where nobody quarrels; the other way round it is the same."""
    result, conflicts = three_way.merge(base, ours, theirs)
    other, none = three_way.merge(base, theirs, ours)
    assert (conflicts, none) == ((), ())
    assert set(other.entries) == set(result.entries)
    return result.entries


def note(text: str) -> tuple[str, ...]:
    return (f"diptych: branch: “{text}”",)


# --------------------------------------------------------------------------- the source here, the translation there


def test_a_source_edited_here_and_translated_anew_there_is_fuzzy_with_the_new_translation() -> None:
    base = cat(e(OLD, "Оба берега хранят чистоту реки."))
    ours = extracted(base, e(NEW))
    theirs = cat(e(OLD, "Берега вместе берегут чистоту реки."))
    assert merged(base, ours, theirs) == (
        fuzzy(NEW, "Берега вместе берегут чистоту реки.", OLD),
        gone(OLD, "Берега вместе берегут чистоту реки."),
    )


def test_what_was_missing_and_is_translated_there_reaches_the_source_that_was_edited_here() -> None:
    base = cat(e("Opening", "Открытие"), e(OLD), e("Closing", "Закрытие"))
    ours = extracted(base, e("Opening"), e(NEW), e("Closing"))
    theirs = cat(e("Opening", "Открытие"), e(OLD, "Берега берегут реку."), e("Closing", "Закрытие"))
    assert merged(base, ours, theirs) == (
        e("Opening", "Открытие"),
        fuzzy(NEW, "Берега берегут реку.", OLD),
        e("Closing", "Закрытие"),
        gone(OLD, "Берега берегут реку."),
    )


def test_a_field_whose_missing_value_is_replaced_here_gets_what_was_translated_there() -> None:
    base = cat(e("Opening", context="session-1/title"))
    ours = extracted(base, e("Words of welcome", context="session-1/title"))
    entries = merged(base, ours, cat(e("Opening", "Открытие", "session-1/title")))
    assert entries == (
        fuzzy("Words of welcome", "Открытие", "Opening", "session-1/title"),
        gone("Opening", "Открытие", "session-1/title"),
    )


def test_an_unrelated_new_text_gets_no_translation() -> None:
    base = cat(e(OLD))
    ours = extracted(base, e("Lunch is served on the boat"))
    assert merged(base, ours, cat(e(OLD, "Берега берегут реку."))) == (
        e("Lunch is served on the boat"),
        gone(OLD, "Берега берегут реку."),
    )


def test_typography_alone_is_still_looked_at_when_the_other_side_translated() -> None:
    base = cat(e("The “clean” river", "Чистая река"))
    ours = extracted(base, e('The "clean" river'))
    assert ours.entries == (e('The "clean" river', "Чистая река"),)
    assert merged(base, ours, cat(e("The “clean” river", "«Чистая» река"))) == (
        fuzzy('The "clean" river', "«Чистая» река", "The “clean” river"),
        gone("The “clean” river", "«Чистая» река"),
    )
    missing = cat(e("The “clean” river"))
    ours = extracted(missing, e('The "clean" river'))
    assert merged(missing, ours, cat(e("The “clean” river", "«Чистая» река"))) == (
        fuzzy('The "clean" river', "«Чистая» река", "The “clean” river"),
        gone("The “clean” river", "«Чистая» река"),
    )


@pytest.mark.parametrize("text", ["Открытие", ""])
def test_a_section_renamed_here_takes_the_new_translation_confirmed(text: str) -> None:
    base = cat(e("Opening", text, "first"))
    ours = extracted(base, e("Opening", context="second"))
    theirs = cat(e("Opening", "Открытие встречи", "first", notes=("better",)))
    assert merged(base, ours, theirs) == (e("Opening", "Открытие встречи", "second", notes=("better",)),)


def test_confirmed_there_before_the_source_was_edited_again_here_says_what_was_confirmed() -> None:
    base = cat(fuzzy(OLD, "Берега берегут реку.", "The banks keep the river."))
    ours = extracted(base, e(NEW))
    assert ours.entries == (fuzzy(NEW, "Берега берегут реку.", "The banks keep the river."),)
    assert merged(base, ours, cat(e(OLD, "Берега берегут реку."))) == (
        fuzzy(NEW, "Берега берегут реку.", OLD),
        gone(OLD, "Берега берегут реку."),
    )


def test_a_new_source_that_is_translated_already_keeps_its_translation() -> None:
    base = cat(e(OLD, "Берега берегут реку."))
    ours = cat(e(NEW, "Берега берегут всю реку."), gone(OLD, "Берега берегут реку."))
    theirs = cat(e(OLD, "Оба берега берегут реку."))
    assert merged(base, ours, theirs) == (e(NEW, "Берега берегут всю реку."), gone(OLD, "Оба берега берегут реку."))


def test_a_draft_for_the_new_source_stays_and_is_told_the_new_translation() -> None:
    base = cat(e(OLD, "Берега берегут реку."))
    ours = cat(fuzzy(NEW, "Берега берегут всю реку?", OLD), gone(OLD, "Берега берегут реку."))
    theirs = cat(e(OLD, "Оба берега берегут реку."))
    assert merged(base, ours, theirs) == (
        fuzzy(NEW, "Берега берегут всю реку?", OLD, notes=note("Оба берега берегут реку.")),
        gone(OLD, "Оба берега берегут реку."),
    )


def test_a_translation_that_somebody_confirmed_for_the_new_source_is_asked_again_and_not_lost() -> None:
    base = cat(e(OLD, "Берега берегут реку."))
    ours = cat(e(NEW, "Берега берегут реку."), gone(OLD, "Берега берегут реку."))
    theirs = cat(e(OLD, "Оба берега берегут реку."))
    assert merged(base, ours, theirs) == (
        fuzzy(NEW, "Оба берега берегут реку.", OLD, notes=note("Берега берегут реку.")),
        gone(OLD, "Оба берега берегут реку."),
    )


def test_both_sides_have_the_new_source_and_one_had_translated_the_old_one_before() -> None:
    base = cat(e(OLD, "Берега берегут реку."))
    ours = extracted(base, e(NEW))
    theirs = extracted(cat(e(OLD, "Оба берега берегут реку.")), e(NEW))
    assert merged(base, ours, theirs) == theirs.entries


def test_a_plural_changed_here_and_translated_there_is_fuzzy() -> None:
    one = replace(e("{count} boat", plural="{count} boats"), texts=("лодка", "лодки", "лодок"))
    base = cat(one)
    ours = extracted(base, replace(one, plural="{count} old boats", texts=("", "")))
    theirs = cat(replace(one, texts=("судно", "судна", "судов")))
    wanted = replace(
        one,
        plural="{count} old boats",
        texts=("судно", "судна", "судов"),
        flags=("fuzzy",),
        previous=Previous("{count} boat", None, "{count} boats"),
    )
    assert merged(base, ours, theirs)[0] == wanted
    # and one that is gone: the form that fits stands, the others are kept
    ours = extracted(base, e("{count} boat"))
    entries = merged(base, ours, theirs)
    assert (entries[0].texts, entries[0].fuzzy, entries[0].previous) == (
        ("судно",), True, Previous("{count} boat", None, "{count} boats"),
    )  # fmt: skip
    assert {"судна", "судов"} <= {text for entry in entries for text in aside.texts_in(entry.notes)}


def test_a_fact_of_another_plural_form_here_makes_what_was_translated_there_fuzzy() -> None:
    base = cat(e("{count} boats came", comments=("{count}: 5",)))
    ours = cat(e("{count} boats came", comments=("{count}: 21",)))
    theirs = cat(e("{count} boats came", "Пришло {count} лодок", comments=("{count}: 5",)))
    says = "diptych: {count} was 5 and is 21: look at the words around it"
    assert merged(base, ours, theirs) == (
        fuzzy("{count} boats came", "Пришло {count} лодок", comments=("{count}: 21", says)),
    )
    ours = cat(e("{count} boats came", comments=("{count}: 6",)))
    assert merged(base, ours, theirs) == (e("{count} boats came", "Пришло {count} лодок", comments=("{count}: 6",)),)


def test_confirmed_there_for_a_fact_that_took_another_plural_form_here_is_looked_at() -> None:
    base = cat(fuzzy("{count} boats came", "Пришло {count} лодок", comments=("{count}: 5",)))
    ours = cat(replace(base.entries[0], comments=("{count}: 21",)))
    theirs = cat(replace(base.entries[0], flags=()))
    says = "diptych: {count} was 5 and is 21: look at the words around it"
    assert merged(base, ours, theirs) == (replace(base.entries[0], comments=("{count}: 21", says)),)


# --------------------------------------------------------------------------- both sides translated


def test_translated_alike_it_stands_once() -> None:
    both = cat(e("a", "а"))
    assert merged(cat(e("a")), both, both) == (e("a", "а"),)


def test_translated_differently_ours_stands_fuzzy_and_theirs_is_in_the_comment() -> None:
    result, conflicts = three_way.merge(cat(e("a")), cat(e("a", "наше")), cat(e("a", "их\nдва", notes=("why",))))
    assert result.entries == (fuzzy("a", "наше", notes=("why", "diptych: branch: “их\\nдва”")),)
    assert conflicts == (Conflict(Key("a"), ("наше",), ("их\nдва",)),)
    assert aside.texts_in(result.entries[0].notes) == ("их\nдва",)


def test_a_file_that_both_sides_added_quarrels_only_where_they_differ() -> None:
    ours, theirs = cat(e("a", "а"), e("b", "б"), e("c", "наше")), cat(e("a", "а"), e("b"), e("c", "их"))
    result, conflicts = three_way.merge(Catalog("", "", ""), ours, theirs)
    assert result == replace(ours, entries=(e("a", "а"), e("b", "б"), fuzzy("c", "наше", notes=note("их"))))
    assert [conflict.key.msgid for conflict in conflicts] == ["c"]


def test_a_draft_gives_way_to_what_somebody_confirmed() -> None:
    assert merged(cat(e("a")), cat(e("a", "готово")), cat(fuzzy("a", "набросок"))) == (
        e("a", "готово", notes=note("набросок")),
    )


def test_a_guess_gives_way_to_a_draft_and_is_not_kept_twice() -> None:
    base = cat(e("a"), e("b", "догадка"))
    guess = fuzzy("a", "догадка", comments=("diptych: copied from b",))
    assert merged(base, cat(guess, e("b", "догадка")), cat(fuzzy("a", "набросок"), e("b", "догадка"))) == (
        fuzzy("a", "набросок"),
        e("b", "догадка"),
    )


def test_equal_texts_confirmed_on_one_side_are_confirmed() -> None:
    assert merged(cat(e("a")), cat(e("a", "а")), cat(fuzzy("a", "а"))) == (e("a", "а"),)
    assert merged(cat(fuzzy("a", "а", "b")), cat(e("a", "а")), cat(fuzzy("a", "а", "c"))) == (e("a", "а"),)


def test_a_doubt_is_heard_whatever_the_other_side_does() -> None:
    base = cat(e("a", "старое"))
    doubt = cat(fuzzy("a", "старое"))
    assert merged(base, doubt, base) == (fuzzy("a", "старое"),)
    assert merged(base, doubt, cat(e("a", "новое"))) == (fuzzy("a", "новое"),)


def test_confirmed_here_and_reworded_there_is_a_quarrel() -> None:
    base = cat(fuzzy("a", "старое", "b"))
    result, conflicts = three_way.merge(base, cat(e("a", "старое")), cat(e("a", "новое")))
    assert result.entries == (fuzzy("a", "старое", notes=note("новое")),)
    assert len(conflicts) == 1
    # but a draft is no answer to it
    assert merged(base, cat(e("a", "старое")), cat(fuzzy("a", "новое", "b"))) == (
        e("a", "старое", notes=note("новое")),
    )


def test_an_emptied_translation_is_no_other_opinion() -> None:
    base = cat(e("a", "старое"))
    assert merged(base, cat(e("a")), base) == (e("a"),)
    assert merged(base, cat(e("a")), cat(e("a", "новое"))) == (e("a", "новое"),)


def test_plural_forms_that_each_side_filled_are_together_fuzzy() -> None:
    def forms(*texts: str) -> Catalog:
        return cat(replace(e("boat", plural="boats"), texts=texts))

    entries = merged(forms("", "", ""), forms("лодка", "", ""), forms("", "лодки", "лодок"))
    assert [(one.texts, one.fuzzy) for one in entries] == [(("лодка", "лодки", "лодок"), True)]
    result, conflicts = three_way.merge(forms("а", "", ""), forms("б", "", ""), forms("в", "г", ""))
    assert (result.entries[0].texts, len(conflicts)) == (("б", "", ""), 1)
    assert aside.texts_in(result.entries[0].notes) == ("в", "г")


# --------------------------------------------------------------------------- coming and going


def test_deleted_here_and_translated_there_is_obsolete_with_the_translation() -> None:
    there = cat(e("a", "а", comments=("about",), references=("content/a.md:1",)))
    assert merged(cat(e("a")), cat(), there) == (gone("a", "а"),)
    assert merged(cat(e("a", "старое")), cat(gone("a", "старое")), cat(e("a", "новое"))) == (gone("a", "новое"),)


def test_pruned_here_and_untouched_there_is_gone() -> None:
    base = cat(e("a", "а"), gone("b", "б"))
    assert merged(base, cat(e("a", "а")), base) == (e("a", "а"),)
    assert merged(base, cat(e("a", "а")), cat(e("a", "а"), gone("b", "лучше"))) == (e("a", "а"), gone("b", "лучше"))


def test_pruned_here_and_the_guess_from_it_replaced_there_stays_obsolete() -> None:
    base = cat(fuzzy(NEW, "старое", OLD), gone(OLD, "старое"))
    ours, theirs = cat(fuzzy(NEW, "старое", OLD)), cat(e(NEW, "новое"), gone(OLD, "старое"))
    assert merged(base, ours, theirs) == (e(NEW, "новое"), gone(OLD, "старое"))
    assert merged(base, ours, cat(gone(OLD, "старое"))) == (gone(OLD, "старое"),)


def test_what_stands_aside_is_not_lost_with_its_message() -> None:
    base, ours = cat(gone("a", "а")), cat(gone("a", "а", notes=("diptych: returned: “б”",)))
    assert merged(base, ours, cat()) == ours.entries


def test_a_text_moved_there_and_put_in_the_same_place_anew_here_keeps_its_translation() -> None:
    base = cat(fuzzy("a", "а", notes=note("б")))
    ours = cat(fuzzy("a", "а", notes=note("б")), e("a", context="one"))
    theirs = cat(fuzzy("a", "а", context="one", notes=note("б")))
    assert merged(base, ours, theirs) == theirs.entries


def test_obsolete_here_and_living_again_there_lives() -> None:
    base = cat(gone("a", "а"))
    assert merged(base, cat(), cat(e("a", "а", comments=("about",)))) == (e("a", "а", comments=("about",)),)
    assert merged(cat(), cat(gone("a", "а")), cat(e("a", comments=("about",)))) == (e("a", "а", comments=("about",)),)


def test_what_is_obsolete_is_no_reason_to_stop_a_merge() -> None:
    base = cat(gone("a", "старое"))
    result, conflicts = three_way.merge(base, cat(gone("a", "наше")), cat(gone("a", "их")))
    assert result.entries == (gone("a", "наше", flags=("fuzzy",), notes=note("их")),)
    assert conflicts == ()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("abcd", "abXcd", "abcYd", "abXcYd"),
        ("abcd", "abXcd", "abYcd", "abXYcd"),
        ("abcd", "Xabcd", "Yabcd", "XYabcd"),
        ("abcd", "abcdX", "abcdY", "abcdXY"),
        ("abcd", "acd", "abcYd", "acYd"),
        ("abcd", "dabc", "abXcd", "dabXc"),
        ("abcd", "abXcd", "dabc", "dabXc"),
        ("abcd", "dabc", "acbd", "dabc"),
        ("abcd", "bXacd", "abYcd", "bXYacd"),
        ("", "abX", "aYb", "aYbX"),
    ],
)
def test_the_order_is_that_of_the_side_that_moved_something(base: str, ours: str, theirs: str, result: str) -> None:
    versions = [cat(*(e(letter, letter) for letter in text)) for text in (base, ours, theirs)]
    assert "".join(entry.key.msgid for entry in three_way.merge(*versions)[0].entries) == result


# --------------------------------------------------------------------------- the rest of an entry, the header


def test_notes_flags_comments_and_references_are_merged_each() -> None:
    def version(text: str, *, notes: str, flags: str, comment: str, place: str) -> Catalog:
        flag_list = tuple(f"{flag}-format" for flag in flags.split())
        return cat(e("a", text, notes=tuple(notes), flags=flag_list, comments=(comment,), references=(place,)))

    base = version("а", notes="xyz", flags="c", comment="about", place="a.md:1")
    ours = version("а", notes="xyzo", flags="c php", comment="about", place="a.md:2")
    theirs = version("б", notes="xzt", flags="sh", comment="more about", place="a.md:1")
    result = version("б", notes="xzot", flags="php sh", comment="more about", place="a.md:2")
    assert three_way.merge(base, ours, theirs) == (result, ())
    theirs = replace(theirs, entries=(replace(theirs.entries[0], references=("b.md:1",)),))
    assert three_way.merge(base, ours, theirs)[0].entries[0].references == ("a.md:2",)


def test_what_merge_says_of_a_translation_goes_with_it() -> None:
    says = "diptych: copied from b"
    base = cat(fuzzy("a", "а", comments=("about", says)))
    ours = cat(fuzzy("a", "а", comments=("more about", says)))
    assert merged(base, ours, cat(e("a", "а", comments=("about",)))) == (e("a", "а", comments=("more about",)),)


def test_headers_never_quarrel() -> None:
    def header(**changes: str) -> tuple[tuple[str, str], ...]:
        fields = dict(HEADER) | {name.replace("_", "-"): value for name, value in changes.items()}
        return tuple(fields.items())

    early = {"PO_Revision_Date": "2022-10-01 23:30+0500", "Last_Translator": "Anna", "X_Generator": "Poedit 3"}
    late = {"PO_Revision_Date": "2022-10-01 20:00+0000", "Last_Translator": "Boris"}
    ours = cat(header=header(**early, Project_Id_Version="river 2"))
    theirs = cat(header=header(**late, Language_Team="Russian", POT_Creation_Date="2022-09-01 00:00+0000"))
    result = three_way.merge(cat(), ours, theirs)[0].header
    both = header(
        **late, Project_Id_Version="river 2", Language_Team="Russian", POT_Creation_Date="2022-09-01 00:00+0000"
    )
    assert result == both
    assert dict(three_way.merge(cat(), theirs, ours)[0].header) == dict(both)
    ours = cat(header=header(Language_Team="ours", PO_Revision_Date="yesterday"))
    theirs = cat(header=header(Language_Team="theirs", PO_Revision_Date="YEAR-MO-DA"))
    assert three_way.merge(cat(), ours, theirs)[0].header == ours.header
    odd = (*HEADER, ("", "a line without a colon"), ("X-Odd", "1"), ("X-Odd", "2"))
    assert three_way.merge(cat(), cat(header=odd), theirs)[0].header[-3:] == odd[-3:]


def test_sides_that_declare_other_plural_forms_give_as_many_as_the_header_says() -> None:
    two = tuple((n, "nplurals=2; plural=(n != 1);" if n == "Plural-Forms" else value) for n, value in HEADER)
    base = cat(replace(e("boat", plural="boats"), texts=("", "")), header=two)
    ours = cat(replace(e("boat", plural="boats"), texts=("", "", "")))
    theirs = cat(replace(e("boat", plural="boats"), texts=("лодка", "лодки")), header=two)
    result = three_way.merge(base, ours, theirs)[0]
    assert (result.header, result.entries[0].texts) == (HEADER, ("лодка", "лодки", ""))
    four = tuple((n, "nplurals=4; plural=n;" if n == "Plural-Forms" else value) for n, value in HEADER)
    theirs = cat(replace(e("boat", plural="boats"), texts=("а", "б", "в", "г")), header=four)
    result = three_way.merge(ours, replace(ours, header=two), replace(theirs, header=four))[0]
    assert (result.entries[0].texts, aside.texts_in(result.entries[0].notes)) == (("а", "б"), ("в", "г"))


def test_templates_merge_without_a_word() -> None:
    def pot(*entries: Entry) -> Catalog:
        return replace(cat(*entries), target="", flags=("fuzzy",))

    base = pot(e("a", references=("a.md:1",)), e("b", references=("a.md:2",)))
    ours = pot(e("a", references=("a.md:1",)), e("B", references=("a.md:2",)))
    theirs = pot(e("a", references=("a.md:3",)), e("b", references=("a.md:5",)), e("c", references=("a.md:7",)))
    result, conflicts = three_way.merge(base, ours, theirs)
    wanted = pot(e("a", references=("a.md:3",)), e("B", references=("a.md:2",)), e("c", references=("a.md:7",)))
    assert (result, conflicts) == (wanted, ())


# --------------------------------------------------------------------------- laws

MSGID = st.sampled_from(["The river", "The “river”", 'The "river"', "The old river", "A boat", "Lunch"])
CONTEXT = st.sampled_from([None, "a", "b", "a/title"])
TEXT = st.sampled_from(["раз", "два", "три", "четыре", "пять\n«6»\\", "семь"])
STATE = st.sampled_from(["missing", "done", "done", "fuzzy", "guess", "gone", "gone fuzzy"])


@st.composite
def an_entry(draw: st.DrawFn, key: Key | None = None) -> Entry:
    key = key or Key(draw(MSGID), draw(CONTEXT))
    plural = draw(st.sampled_from([None, None, None, None, f"{key.msgid} s", f"{key.msgid} ss"]))
    state = draw(STATE)
    forms = 1 if plural is None else 3
    texts = ("",) * forms if state == "missing" else tuple(draw(st.lists(TEXT, min_size=forms, max_size=forms)))
    fuzzy_ = state in ("fuzzy", "guess", "gone fuzzy")
    flags = (*(["fuzzy"] if fuzzy_ else []), *draw(st.sampled_from([(), ("c-format",)])))
    obsolete = state.startswith("gone")
    about: tuple[str, ...] = () if obsolete else draw(st.sampled_from([(), ("about it",), ("{n}: 1",), ("{n}: 5",)]))
    return Entry(
        key,
        texts,
        plural,
        Previous(draw(MSGID)) if fuzzy_ and draw(st.booleans()) else None,
        draw(st.sampled_from([(), ("note",), ("note", "more")])),
        (*about, *(["diptych: copied from a"] if state == "guess" else [])),
        () if obsolete else draw(st.sampled_from([("content/a.md:1",), ("content/a.md:2",)])),
        flags,
        obsolete,
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    return cat(*{entry.key: entry for entry in draw(st.lists(an_entry(), max_size=5))}.values())


@st.composite
def sides(draw: st.DrawFn, base: Catalog) -> Catalog:
    """The base after some work of a translator, and perhaps after an extract."""
    after = []
    for entry in base.entries:
        what = draw(st.sampled_from(["same", "same", "work", "drop"]))
        after += [] if what == "drop" else [entry if what == "same" else draw(an_entry(entry.key))]
    known = {entry.key for entry in after}
    added: list[Entry] = draw(st.lists(an_entry(), max_size=2))
    for entry in {one.key: one for one in added}.values():
        if entry.key not in known:
            after.insert(draw(st.integers(0, len(after))), entry)
    extracts: bool = draw(st.booleans())
    if not extracts:
        return cat(*after)
    content = {
        key: replace(entry, key=key, texts=("",), plural=None, previous=None, notes=(), flags=(), obsolete=False)
        for entry in after
        if not entry.obsolete
        for key in [Key(draw(MSGID), entry.key.context) if draw(st.booleans()) else entry.key]
    }
    return extracted(cat(*after), *content.values())


@st.composite
def branches(draw: st.DrawFn) -> tuple[Catalog, Catalog, Catalog]:
    base = draw(catalogs())
    return base, draw(sides(base)), draw(sides(base))


LAW = settings(deadline=None, max_examples=120, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes


@LAW
@given(branches())
def test_no_translation_of_either_side_is_lost(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = three
    result, _ = three_way.merge(base, ours, theirs)
    stands = {text for entry in result.entries for text in (*entry.texts, *aside.texts_in(entry.notes))}
    before = {entry.key: entry.texts for entry in base.entries}
    handed_on = {text for entry in base.entries for text in entry.texts}  # what extract gives to a new message
    for side in (ours, theirs):
        for entry in side.entries:
            assert set(entry.texts) - set(before.get(entry.key, handed_on)) - {""} <= stands


@LAW
@given(branches())
def test_a_side_that_did_nothing_says_nothing(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = three
    assert three_way.merge(base, ours, base) == (ours, ())
    assert three_way.merge(base, base, theirs) == (theirs, ())
    assert three_way.merge(base, ours, ours) == (ours, ())


def _extracted(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.comments if not line.startswith("diptych: "))


def _all_differ(base: object, ours: object, theirs: object) -> bool:
    return ours != theirs and base not in (ours, theirs)


@LAW
@given(branches())
def test_only_who_wins_depends_on_the_side(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = three
    one, conflicts = three_way.merge(base, ours, theirs)
    other, swapped = three_way.merge(base, theirs, ours)
    # where extraction says two new things of one message ours wins, and a translation made for the other is fuzzy
    said = [{one.key: (one.plural, _extracted(one)) for one in side.entries} for side in three]
    shared = said[1].keys() & said[2].keys()
    both = {key for key in shared if any(_all_differ(*(side.get(key, (0, 0))[n] for side in said)) for n in (0, 1))}
    assert {c.key: (c.ours, c.theirs) for c in conflicts if c.key not in both} == {
        c.key: (c.theirs, c.ours) for c in swapped if c.key not in both
    }
    assert {(e.key, e.state) for e in one.entries if e.key not in both} == {
        (e.key, e.state) for e in other.entries if e.key not in both
    }
    texts = {entry.key: entry.texts for entry in other.entries}
    for entry in one.entries:
        assert entry.key in both or texts[entry.key] == entry.texts or entry.fuzzy
        assert entry.state is not State.DONE or entry.key not in {conflict.key for conflict in conflicts}


@LAW
@given(branches())
def test_nothing_is_confirmed_that_nobody_confirmed_for_that_very_text(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = three
    result, _ = three_way.merge(base, ours, theirs)
    pairs = {(e.key.msgid, e.plural, e.texts) for side in (ours, theirs) for e in side.entries if not e.fuzzy}
    for entry in result.entries:
        if entry.state is State.DONE:
            assert (entry.key.msgid, entry.plural, entry.texts) in pairs


@LAW
@given(branches())
def test_every_result_is_a_file_that_reads_the_same(three: tuple[Catalog, Catalog, Catalog]) -> None:
    result, _ = three_way.merge(*three)
    read, findings = po.loads(po.dumps(result), "ru.po", "river", "en", "ru")
    assert (read, findings) == (result, [])
    keys = {entry.key for side in three[1:] for entry in side.entries if not entry.obsolete}
    assert {entry.key for entry in result.entries if not entry.obsolete} <= keys


@pytest.mark.program("msgfmt")
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(three=branches())
def test_msgfmt_has_nothing_to_say(
    three: tuple[Catalog, Catalog, Catalog], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("po") / "ru.po"
    path.write_text(po.dumps(three_way.merge(*three)[0]), "utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
