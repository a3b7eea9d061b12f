"""What comes back by mail: entry by entry into the current catalog, and nothing of either is lost."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import run, translate
from diptych import aside, po
from diptych.aside import Why
from diptych.catalog import Catalog, Entry, Key, Previous, State
from diptych.po_lines import canonical_flags
from diptych.take import Report, keeps_flags, take

if TYPE_CHECKING:
    from pathlib import Path

PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = po.new_header("river", "ru", PLURALS)
CLEAN = "The two banks shall keep the river clean"


def cat(*entries: Entry, header: tuple[tuple[str, str], ...] = HEADER) -> Catalog:
    return Catalog("river", "en", "ru", header, tuple(sorted(entries, key=lambda entry: entry.obsolete)))


def e(msgid: str, text: str = "", context: str | None = None, **more: Any) -> Entry:
    return replace(Entry(Key(msgid, context), (text,)), **more)


def fuzzy(msgid: str, text: str, previous: str | None = None, context: str | None = None, **more: Any) -> Entry:
    before = None if previous is None else Previous(previous)
    return e(msgid, text, context, previous=before, flags=("fuzzy",), **more)


def gone(msgid: str, text: str, context: str | None = None, **more: Any) -> Entry:
    return e(msgid, text, context, obsolete=True, **more)


def aside_of(*lines: str) -> tuple[str, ...]:
    return tuple(f"diptych: {line}" for line in lines)


def kinds(report: Report) -> dict[str, list[str]]:
    """The lists of a report that are not empty, by what stands in them."""
    names = ("taken", "confirmed", "fuzzy", "kept", "doubtful", "older", "refused", "unknown", "gone")
    return {name: [met.key.msgid for met in getattr(report, name)] for name in names if getattr(report, name)}


# --------------------------------------------------------------------------- the same text


def test_a_new_translation_comes_in_and_all_that_an_editor_dropped_stays_ours() -> None:
    mine = e("a {n}", comments=("river: heading",), references=("content/river.md:1",), flags=("python-brace-format",))
    catalog, report = take(cat(mine), cat(e("a {n}", "а {n}")))
    assert catalog.entries == (replace(mine, texts=("а {n}",)),)
    assert kinds(report) == {"taken": ["a {n}"]}
    assert report.restored == (Key("a {n}"),)


def test_our_confirmed_text_wins_and_theirs_stands_in_a_comment_once() -> None:
    ours, theirs = cat(e("a", "а", notes=("mine",))), cat(e("a", "б"))
    catalog, report = take(ours, theirs)
    assert catalog.entries == (e("a", "а", notes=("mine", *aside_of("returned: “б”"))),)
    assert kinds(report) == {"kept": ["a"]}
    again, report = take(catalog, theirs)
    assert again == catalog
    assert kinds(report) == {}


def test_what_stood_aside_and_is_taken_after_all_stands_aside_no_more() -> None:
    first, _ = take(cat(e("a", "а")), cat(e("a", "б")))
    second, _ = take(first, cat(e("a", "б")), win=True)
    assert second.entries == (e("a", "б", notes=aside_of("replaced: “а”")),)


@pytest.mark.parametrize("how", [{"base": cat(e("a", "а"))}, {"win": True}])
def test_a_correction_wins_where_we_know_that_it_is_one(how: dict[str, Any]) -> None:
    catalog, report = take(cat(e("a", "а")), cat(e("a", "б")), **how)
    assert catalog.entries == (e("a", "б", notes=aside_of("replaced: “а”")),)
    assert kinds(report) == {"taken": ["a"]}


def test_with_the_sent_file_a_text_that_only_we_changed_stays() -> None:
    ours = cat(e("a", "новое"), e("b", "оба: мы"))
    catalog, report = take(ours, cat(e("a", "старое"), e("b", "оба: они")), base=cat(e("a", "старое"), e("b", "было")))
    assert catalog.entries == (e("a", "новое"), e("b", "оба: мы", notes=aside_of("returned: “оба: они”")))
    assert kinds(report) == {"older": ["a"], "kept": ["b"]}


def test_a_text_that_stood_here_once_is_no_correction() -> None:
    catalog, report = take(cat(e("a", "новое")), cat(e("a", "старое")), history=lambda: [cat(e("a", "старое"))])
    assert catalog == cat(e("a", "новое"))
    assert kinds(report) == {"older": ["a"]}


def test_a_new_text_for_a_fuzzy_entry_confirms_it() -> None:
    ours = cat(fuzzy("a!", "а", "a", comments=("place", "diptych: from x")), gone("a", "а"))
    catalog, report = take(ours, cat(e("a!", "а!")))
    assert catalog.entries == (e("a!", "а!", comments=("place",)), gone("a", "а"))
    assert kinds(report) == {"taken": ["a!"]}


def test_a_fuzzy_text_that_somebody_worked_on_stands_aside_when_another_one_is_taken() -> None:
    catalog, _ = take(cat(fuzzy("a!", "чьё-то", "a"), gone("a", "а")), cat(e("a!", "а!")))
    assert catalog.entries[0] == e("a!", "а!", notes=aside_of("replaced: “чьё-то”"))


def test_a_fuzzy_text_against_a_fuzzy_text_of_ours_stands_aside() -> None:
    catalog, report = take(cat(fuzzy("a", "наше")), cat(fuzzy("a", "их")))
    assert catalog.entries == (fuzzy("a", "наше", notes=aside_of("returned: “их”")),)
    assert kinds(report) == {"kept": ["a"]}


def test_what_a_program_wrote_where_nobody_translated_is_fuzzy() -> None:
    """OmegaT puts the source into what has no translation."""
    catalog, report = take(
        cat(e("River"), e("Lake", "Озеро"), e("2022")), cat(*(e(x, x) for x in ("River", "Lake", "2022")))
    )
    assert catalog.entries == (fuzzy("River", "River"), e("Lake", "Озеро"), e("2022", "2022"))
    assert kinds(report) == {"taken": ["2022"], "fuzzy": ["River"]}


def test_quotes_and_spaces_that_a_program_changed_in_a_msgid_are_no_change() -> None:
    catalog, report = take(cat(e("the “river” – it…")), cat(e('the "river" - it...', "река")))
    assert catalog.entries == (e("the “river” – it…", "река"),)
    assert kinds(report) == {"taken": ["the “river” – it…"]}


@pytest.mark.parametrize(("msgid", "text", "expected"), [("a", "\nа\n", "а"), ("a\n", "а", "а\n"), ("a", "\n", "")])
def test_line_feeds_at_the_ends_are_those_of_the_source(msgid: str, text: str, expected: str) -> None:
    catalog, _ = take(cat(e(msgid)), cat(e(msgid, text)))
    assert catalog.entries == (e(msgid, expected),)


def test_forms_that_were_left_empty_are_ours_and_one_too_many_stands_aside() -> None:
    ours = cat(replace(e("a"), plural="as", texts=("", "б", "")))
    catalog, _ = take(ours, cat(replace(e("a"), plural="as", texts=("а", "", "в"))))
    assert catalog.entries == (replace(e("a"), plural="as", texts=("а", "б", "в")),)
    catalog, _ = take(ours, cat(replace(e("a"), plural="as", texts=("а", "б", "в", "г"))))
    notes = aside_of("returned: “г”")
    assert catalog.entries == (replace(fuzzy("a", ""), plural="as", texts=("а", "б", "в"), notes=notes),)


def test_notes_of_translators_come_along_and_those_of_ours_are_not_doubled() -> None:
    ours = cat(e("a", notes=("mine",)), e("b", "б"))
    theirs = cat(e("a", notes=("mine", "", "What river? ", "diptych: returned: “x”")), e("b", "б", notes=("sure",)))
    catalog, report = take(ours, theirs)
    assert [entry.notes for entry in catalog.entries] == [("mine", "What river? "), ("sure",)]
    assert report.noted == (Key("a"), Key("b"))
    assert kinds(report) == {}


def test_a_flag_of_the_translators_own_comes_along() -> None:
    ours, theirs = (
        cat(e("a", flags=("python-format",))),
        cat(e("a", "а", flags=("c-format", "max-length:9", "no-wrap"))),
    )
    catalog, report = take(ours, theirs)
    assert catalog.entries == (e("a", "а", flags=("python-format", "max-length:9")),)
    assert report.restored == (Key("a"),)


# --------------------------------------------------------------------------- what is fuzzy


GUESS = fuzzy("a!", "а", "a", comments=("place", "diptych: from x"))
SAW = e("a!", "а", comments=("place", "diptych: from x"))
OTHER = fuzzy("b", "б")


@pytest.mark.parametrize(
    ("theirs", "how", "expected"),
    [
        pytest.param(cat(SAW, OTHER), {}, "confirmed", id="the file has another fuzzy entry"),
        pytest.param(cat(SAW, e("b", "б")), {}, "doubtful", id="no entry of the file is fuzzy"),
        pytest.param(cat(SAW, e("b", "б")), {"flags": "theirs"}, "confirmed", id="the organizer knows"),
        pytest.param(cat(SAW, OTHER), {"flags": "ours"}, "doubtful", id="the organizer knows better"),
        pytest.param(cat(e("a!", "а", comments=("place",)), OTHER), {}, "doubtful", id="what merge says came later"),
        pytest.param(cat(SAW, OTHER), {"base": cat(e("a!", "а"))}, None, id="it was not fuzzy when it was sent"),
        pytest.param(cat(SAW, OTHER), {"base": cat(GUESS)}, "confirmed", id="it was fuzzy when it was sent"),
    ],
)
def test_an_unchanged_text_is_confirmed_where_the_editor_keeps_flags(
    theirs: Catalog, how: dict[str, Any], expected: str | None
) -> None:
    catalog, report = take(cat(GUESS, OTHER), theirs, **how)
    assert [name for name, met in kinds(report).items() if "a!" in met] == ([expected] if expected else [])
    done = expected == "confirmed"
    assert catalog.entries[0] == (e("a!", "а", comments=("place",)) if done else GUESS)


def test_what_somebody_flagged_by_hand_is_not_confirmed_by_a_file_that_may_be_older() -> None:
    catalog, report = take(cat(fuzzy("a", "а"), OTHER), cat(e("a", "а"), OTHER))
    assert catalog.entries == (fuzzy("a", "а"), OTHER)
    assert "a" in kinds(report)["doubtful"]


def test_a_translator_who_doubts_what_was_sent_as_confirmed_is_heard() -> None:
    ours, theirs = cat(e("a", "а")), cat(fuzzy("a", "а"))
    assert take(ours, theirs)[0] == ours
    catalog, report = take(ours, theirs, base=ours)
    assert catalog.entries == (fuzzy("a", "а"),)
    assert kinds(report) == {"fuzzy": ["a"]}


def test_a_known_editor_that_saved_the_file_after_us_keeps_flags() -> None:
    saved = (*HEADER, ("X-Generator", "Poedit 3.2"))
    later = tuple((name, "2022-09-01 10:00+0500" if name == "PO-Revision-Date" else value) for name, value in saved)
    plain = cat(e("a", "а"))
    assert not keeps_flags(replace(plain, header=saved), plain)
    assert keeps_flags(replace(plain, header=later), plain)
    assert not keeps_flags(replace(plain, header=later[:-1]), plain)
    assert keeps_flags(cat(e("a", "а", previous=Previous("b"))), plain)


def test_who_translated_last_comes_along_with_a_translation_and_never_without_one() -> None:
    def by(date: str, name: str) -> tuple[tuple[str, str], ...]:
        new = {"PO-Revision-Date": date, "Last-Translator": name, "X-Generator": "x"}
        return tuple((field, new.get(field, value)) for field, value in HEADER)

    ours = cat(e("a"), header=by("2022-09-01 10:00+0500", "Anna"))
    for date, expected in (
        ("2022-09-02 10:00+0500", "Boris"),
        ("2022-08-01 10:00+0500", "Anna"),
        ("YEAR-MO-DA", "Anna"),
    ):
        theirs = cat(e("a", "а"), header=by(date, "Boris"))
        assert dict(take(ours, theirs)[0].header)["Last-Translator"] == expected
        assert take(ours, replace(theirs, entries=(e("a"),)))[0] == ours


# --------------------------------------------------------------------------- an older or another text


def test_a_translation_of_an_older_text_comes_in_fuzzy_with_that_text() -> None:
    ours = cat(fuzzy(f"{CLEAN}.", "чисто", CLEAN), gone(CLEAN, "чисто"))
    catalog, report = take(ours, cat(e(CLEAN, "очень чисто")))
    assert catalog.entries == (fuzzy(f"{CLEAN}.", "очень чисто", CLEAN), gone(CLEAN, "чисто"))
    assert kinds(report) == {"fuzzy": [f"{CLEAN}."]}
    assert take(catalog, cat(e(CLEAN, "очень чисто")))[0] == catalog


def test_an_older_text_that_came_back_as_it_was_changes_nothing() -> None:
    ours = cat(fuzzy(f"{CLEAN}.", "чисто", CLEAN), gone(CLEAN, "чисто"))
    catalog, report = take(ours, cat(e(CLEAN, "чисто")))
    assert catalog == ours
    assert kinds(report) == {}


def test_a_translation_of_a_text_that_is_obsolete_and_differs_stands_beside_it() -> None:
    ours = cat(e(f"{CLEAN}.", "Чисто."), gone(CLEAN, "чисто"))
    catalog, report = take(ours, cat(e(CLEAN, "очень чисто")))
    assert catalog.entries[1] == gone(CLEAN, "чисто", notes=aside_of("returned: “очень чисто”"))
    assert kinds(report) == {"kept": [CLEAN]}


SENT = cat(e(CLEAN), e("Lunch"))


@pytest.mark.parametrize("how", [{"base": SENT}, {"history": lambda: [SENT]}])
def test_a_text_that_was_sent_without_a_translation_is_known_by_what_stood_here(how: dict[str, Any]) -> None:
    ours = cat(e(f"{CLEAN}."), e("Programme"))
    catalog, report = take(ours, cat(e(CLEAN, "чисто"), e("Lunch", "Обед")), **how)
    assert catalog.entries == (fuzzy(f"{CLEAN}.", "чисто", CLEAN), e("Programme"), gone("Lunch", "Обед"))
    assert kinds(report) == {"fuzzy": [f"{CLEAN}."], "gone": ["Lunch"]}
    assert not report.wrong
    assert take(catalog, cat(e(CLEAN, "чисто"), e("Lunch", "Обед")), **how)[0] == catalog


def test_a_section_that_was_renamed_since_keeps_what_was_translated_meanwhile() -> None:
    catalog, report = take(
        cat(e(CLEAN, context="new")), cat(e(CLEAN, "чисто", "old")), base=cat(e(CLEAN, context="old"))
    )
    assert catalog.entries == (e(CLEAN, "чисто", "new"),)
    assert kinds(report) == {"taken": [CLEAN]}


@pytest.mark.parametrize(
    ("theirs", "nearest"),
    [
        pytest.param(e(CLEAN.replace("clean", "cleen"), "чисто", line=7), CLEAN, id="a msgid"),
        pytest.param(e(CLEAN, "чисто", "else", line=7), CLEAN, id="a msgctxt"),
        pytest.param(replace(e(CLEAN), plural="x", texts=("а", "б", "в"), line=7), CLEAN, id="a msgid_plural"),
        pytest.param(e("Ufer sauber", "чисто", references=("content/river.md:1",), line=7), CLEAN, id="in its place"),
        pytest.param(e("Something else entirely", "чисто", line=7), None, id="like none of ours"),
    ],
)
def test_an_altered_msgid_is_refused_with_its_line_and_the_nearest(theirs: Entry, nearest: str | None) -> None:
    ours = cat(e(CLEAN, context="here", references=("content/river.md:1",)), e("b"))
    catalog, report = take(ours, cat(theirs, e("b", "б")))
    assert catalog.entries == (ours.entries[0], e("b", "б"))
    (refused,) = report.refused or report.unknown
    assert (refused.line, refused.theirs) == (7, theirs.texts)
    assert (refused.nearest.key.msgid if refused.nearest else None) == nearest
    assert bool(report.refused) is (nearest is not None)
    assert report.wrong


def test_what_they_have_as_obsolete_fills_only_what_is_empty_here() -> None:
    ours = cat(e("a"), e("b", "б"))
    catalog, report = take(ours, cat(gone("a", "а"), gone("b", "в"), gone("c", "ц")))
    assert catalog.entries == (fuzzy("a", "а"), e("b", "б", notes=aside_of("returned: “в”")))
    assert kinds(report) == {"fuzzy": ["a"], "kept": ["b"]}


def test_a_text_that_was_rejected_does_not_come_back_by_itself() -> None:
    ours = cat(e("a", notes=aside.lines(Why.REJECTED, ["плохо"])))
    assert take(ours, cat(fuzzy("a", "плохо")))[0] == ours
    assert take(ours, cat(e("a", "плохо")))[0].entries[0].state is State.DONE


# --------------------------------------------------------------------------- laws

TEXTS = st.sampled_from(["", "", "а", "б", "в", "г\n", "“”", "a", "a b c d e f"])
MSGIDS = st.sampled_from(["a", "b", "a b c d e f", "a b c d e g", "a b c d e – h", "a b c d e - h", "n\n"])
CONTEXTS = st.sampled_from([None, "x"])
PREVIOUS = st.none() | st.builds(Previous, MSGIDS, CONTEXTS)
NOTES = st.lists(st.sampled_from(["mine", "diptych: returned: “б”", "diptych: rejected: “а”"]), max_size=2, unique=True)
FLAGS = st.lists(st.sampled_from(["fuzzy", "python-format", "max-length:3"]), unique=True)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.sampled_from([None, None, "as"]))
    texts = (draw(TEXTS),) if plural is None else (draw(TEXTS), draw(TEXTS), draw(TEXTS))
    flags = tuple(canonical_flags(draw(FLAGS), texts))
    previous = draw(PREVIOUS) if "fuzzy" in flags else None
    dead = draw(st.sampled_from([False, False, True])) and any(texts)
    key = Key(draw(MSGIDS), draw(CONTEXTS))
    return Entry(key, texts, plural, previous, tuple(draw(NOTES)), (), (), flags, dead)


CATALOGS = st.lists(entries(), max_size=6, unique_by=lambda one: one.key).map(lambda found: cat(*found))
HOWS = st.fixed_dictionaries(
    {"base": st.none() | CATALOGS, "win": st.booleans(), "flags": st.sampled_from(["auto", "theirs", "ours"])}
)


def standing(catalog: Catalog) -> set[str]:
    """Every text that stands in a catalog, as a translation or aside."""
    texts = (text for entry in catalog.entries for text in (*entry.texts, *aside.texts_in(entry.notes)))
    return {text.strip("\n") for text in texts}


def test_twins_of_a_text_that_is_gone_are_kept_with_their_notes_at_once() -> None:
    one, other = e("a b c – h", "а"), e("a b c - h", "а", notes=("mine",))
    sent = cat(replace(one, texts=("",)), replace(other, texts=("",), notes=()))
    once, _ = take(cat(), cat(one, other), base=sent)
    assert once.entries == (replace(one, obsolete=True, notes=("mine",)),)
    assert take(once, cat(one, other), base=sent)[0] == once
    unlike = cat(one, replace(other, texts=("б",)))
    once, _ = take(cat(), unlike, base=sent)
    assert once.entries == tuple(replace(entry, obsolete=True) for entry in unlike.entries)
    assert take(once, unlike, base=sent)[0] == once


def test_what_was_translated_for_another_form_of_a_fact_is_looked_at() -> None:
    ours = e("{count} boats", comments=("{count}: 21",))
    theirs = cat(e("{count} boats", "{count} лодок", comments=("{count}: 5",)))
    says = "diptych: {count} was 5 and is 21: look at the words around it"
    once, report = take(cat(ours), theirs)
    assert once.entries == (fuzzy("{count} boats", "{count} лодок", comments=("{count}: 21", says)),)
    assert kinds(report) == {"fuzzy": ["{count} boats"]}
    assert take(once, theirs)[0] == once
    fits = cat(replace(ours, comments=("{count}: 6",)))
    assert kinds(take(fits, theirs)[1]) == {"taken": ["{count} boats"]}


def test_forms_of_two_hands_are_not_confirmed_together() -> None:
    ours = e("a", plural="as", texts=("а", "б", "в"))
    mixed, _ = take(cat(ours), cat(replace(ours, texts=("г", "", ""))), win=True)
    assert [entry.state for entry in mixed.entries] == [State.DONE]
    assert mixed.entries[0].texts == ours.texts
    assert aside.texts_in(mixed.entries[0].notes) == ("г",)


def test_twins_of_a_text_that_was_edited_since_meet_the_new_text_at_once() -> None:
    sent, twins = cat(e("a b c d e - h")), cat(e("a b c d e - h", "а"), e("a b c d e – h", "а", notes=("mine",)))
    once, _ = take(cat(e("a b c d e f")), twins, base=sent)
    assert once.entries == (fuzzy("a b c d e f", "а", "a b c d e - h", notes=("mine",)),)
    assert take(once, twins, base=sent)[0] == once


def test_a_draft_of_a_text_that_is_gone_is_kept_as_a_draft_where_its_editor_lost_the_flag() -> None:
    sent = cat(fuzzy("a", "а"))
    assert take(cat(), cat(e("a", "а")), base=sent, flags="ours")[0].entries == (gone("a", "а", flags=("fuzzy",)),)


@settings(max_examples=150, deadline=None)
@given(CATALOGS, HOWS)
def test_taking_what_we_sent_changes_nothing(ours: Catalog, how: dict[str, Any]) -> None:
    catalog, report = take(ours, ours, **(how | {"base": ours}))
    assert catalog == ours
    assert kinds(report) == {}
    assert take(ours, ours, flags=how["flags"])[0] == ours


@settings(max_examples=250, deadline=None)
@given(CATALOGS, CATALOGS, HOWS)
def test_taking_twice_is_taking_once(ours: Catalog, theirs: Catalog, how: dict[str, Any]) -> None:
    once, _ = take(ours, theirs, **how)
    assert take(once, theirs, **how)[0] == once


@settings(max_examples=250, deadline=None)
@given(CATALOGS, CATALOGS, HOWS)
def test_every_text_of_ours_and_every_new_one_of_theirs_stands_somewhere(
    ours: Catalog, theirs: Catalog, how: dict[str, Any]
) -> None:
    catalog, report = take(ours, theirs, **how)
    held = standing(catalog) | {""}
    assert standing(ours) <= held
    listed = {text for met in (*report.refused, *report.unknown) for text in met.theirs}
    old = {text for entry in (how["base"] or cat()).entries for text in entry.texts}
    sources = {entry.key.msgid for entry in catalog.entries}
    living = {text for entry in theirs.entries if not entry.obsolete for text in entry.texts}
    assert {text.strip("\n") for text in living - listed - old} <= held | {one.strip("\n") for one in sources}
    assert [entry.key for entry in catalog.entries if not entry.obsolete] == [
        entry.key for entry in ours.entries if not entry.obsolete
    ]


@settings(max_examples=150, deadline=None)
@given(CATALOGS, CATALOGS, HOWS)
def test_what_comes_out_is_a_catalog_that_reads_back(ours: Catalog, theirs: Catalog, how: dict[str, Any]) -> None:
    catalog, _ = take(ours, theirs, **how)
    read, findings = po.loads(po.dumps(catalog).encode(), "x.po", "river", "en", "ru")
    assert read == replace(
        catalog, entries=tuple(replace(one, flags=canonical_flags(one.flags, one.texts)) for one in catalog.entries)
    )
    assert findings == []


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"))))
def test_a_text_stands_aside_to_the_letter(texts: list[str]) -> None:
    lines = aside.lines(Why.REJECTED, texts)
    assert set(aside.texts_in(lines)) == set(texts) - {""}
    note = cat(e("a", notes=lines))
    read, _ = po.loads(po.dumps(note).encode(), "x.po", "river", "en", "ru")
    assert read == note
    assert aside.lines(Why.RETURNED, texts, lines) == ()
    assert aside.rejected(texts, lines) is (set(texts) - {""} != set())


# --------------------------------------------------------------------------- the command

PO = "locales/ru/LC_MESSAGES/declaration.po"
NOTING = "*Noting* that rivers cross borders;"
CALL = "*Call upon* the two banks to keep the river clean;"
RECALLING = "*Recalling* resolution 1373 (2001) and the river;"


def read(path: Path) -> Catalog:
    catalog, _ = po.loads(path.read_bytes(), path.name, "declaration", "en", "ru")
    assert catalog is not None
    return catalog


def returned(small: Path, texts: dict[str, str], name: str = "declaration_ru.po") -> Path:
    """The declaration as a translator sends it back: wrapped, CRLF, a BOM, without references, comments and flags."""
    catalog = read(small / PO)
    entries = tuple(
        Entry(one.key, (texts.get(one.key.msgid, one.texts[0]),)) for one in catalog.entries if not one.obsolete
    )
    text = po.dumps(replace(catalog, entries=entries)).replace(" the ", ' the "\n"')
    path = small.parent / name
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def test_the_file_that_we_sent_changes_nothing_on_disk(small: Path) -> None:
    for path in sorted((small / "locales/ru/LC_MESSAGES").glob("*.po")):
        before = path.read_bytes()
        done = run(small, "take", str(path))
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Nothing changes in our catalogs.")
        assert path.read_bytes() == before


def test_a_file_from_an_editor_that_drops_everything_gives_its_translations_and_nothing_else(small: Path) -> None:
    before = read(small / PO)
    file = returned(small, {RECALLING: "*напоминая* о реке;"})
    done = run(small, "take", str(file), "--dry-run")
    assert (done.exit_code, done.stdout.splitlines()[-2:]) == (0, ["1 file(s) would change:", f"  {PO}"])
    assert read(small / PO) == before
    done = run(small, "take", str(file))
    assert done.stdout.splitlines() == [
        f"{file} → declaration (ru)",
        "     1  taken",
        f"{len(before.entries) - 1:>6}  unchanged",
        "1 file(s) written:",
        f"  {PO}",
    ]
    expected = [
        replace(one, texts=("*напоминая* о реке;",)) if one.key.msgid == RECALLING else one for one in before.entries
    ]
    assert list(read(small / PO).entries) == expected
    after = (small / PO).read_bytes()
    assert run(small, "take", str(file)).stdout.splitlines()[-1] == "Nothing changes in our catalogs."
    assert (small / PO).read_bytes() == after


def test_the_report_tells_programs_what_stands_where(small: Path) -> None:
    file = returned(small, {CALL: "*призываем* берега;"})
    (one,) = json.loads(run(small, "take", str(file), "--format", "json").stdout)["files"]
    assert (one["document"], one["language"]) == ("declaration", "ru")
    assert [(met["msgid"], met["theirs"]) for met in one["kept"]] == [(CALL, ["*призываем* берега;"])]
    assert one["taken"] == []


def test_what_can_be_done_stands_under_what_it_is_about(small: Path) -> None:
    file = returned(small, {CALL: "*призываем* берега;"})
    assert run(small, "take", str(file)).stdout.splitlines()[4:7] == [
        "          theirs: *призываем* берега;",
        "        If they are corrections: `--base` with the file that was sent, or `--theirs`.",
        "     7  unchanged",
    ]


def test_an_altered_msgid_is_told_and_the_exit_status_says_so(small: Path) -> None:
    file = returned(small, {RECALLING: "*напоминая* о реке;"})
    file.write_bytes(file.read_bytes().replace(b"resolution 1373", b"resoluton 1373"))
    done = run(small, "take", str(file))
    assert done.exit_code == 1
    assert "     1  refused" in done.stdout.splitlines()
    assert f"{RECALLING}"[:40] in done.stdout.splitlines()[3]


def test_a_file_that_does_not_parse_changes_nothing_and_the_others_are_taken(small: Path) -> None:
    good = returned(small, {RECALLING: "*напоминая* о реке;"})
    bad = small.parent / "bad.po"
    bad.write_bytes(good.read_bytes()[:-20])
    done = run(small, "take", str(bad), str(good))
    assert done.exit_code == 1
    assert "bad.po:" in done.stderr
    assert read(small / PO).by_key()[Key(RECALLING)].state is State.DONE


@pytest.mark.parametrize(
    ("name", "language", "options", "message"),
    [
        pytest.param("x.po", "fr", (), "is in fr, and the conference is not", id="another language"),
        pytest.param("x.po", "fr", ("--lang", "ru"), "", id="the user knows better"),
        pytest.param("x.po", "en", (), "", id="a template that was filled in"),
        pytest.param("x.po", "ru", ("--as", "zz"), "has no catalog in locales/", id="an unknown document"),
    ],
)
def test_which_catalog_a_file_is(small: Path, name: str, language: str, options: tuple[str, ...], message: str) -> None:
    file = returned(small, {RECALLING: "*напоминая* о реке;"}, name)
    file.write_bytes(file.read_bytes().replace(b"Language: ru", f"Language: {language}".encode()))
    done = run(small, "take", str(file), *options)
    assert message in done.stderr
    assert done.exit_code == (1 if message else 0)
    assert bool(message) is (read(small / PO).by_key()[Key(RECALLING)].state is State.MISSING)


def test_a_file_with_nothing_of_ours_is_not_taken_as_anything(small: Path) -> None:
    file = small.parent / "other.po"
    file.write_text(po.dumps(cat(e("Something else", "Иное"))), "utf-8")
    done = run(small, "take", str(file))
    assert done.exit_code == 1
    assert "cannot be told" in done.stderr or "may be" in done.stderr


@pytest.mark.program("git")
def test_git_knows_which_texts_stood_here(small: Path) -> None:
    """The file was sent; then a paragraph without a translation changed, and a confirmed translation was corrected."""

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=small, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "sent")
    file = returned(small, {RECALLING: "*напоминая* о реке;", NOTING: "*отмечая* реки;"})
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("and the river;", "and the rivers;"), "utf-8")
    run(small, "extract")
    translate(small, {CALL: "*призываем* оба берега;"})
    done = run(small, "take", str(file), "--format", "json")
    (one,) = json.loads(done.stdout)["files"]
    assert done.exit_code == 0
    assert [met["msgid"] for met in one["fuzzy"]] == ["*Recalling* resolution 1373 (2001) and the rivers;"]
    assert [met["msgid"] for met in one["older"]] == [CALL]
    assert [met["msgid"] for met in one["kept"]] == [NOTING]
    (one,) = json.loads(run(small, "take", str(file), "--base", "HEAD", "--format", "json").stdout)["files"]
    assert [met["msgid"] for met in one["taken"]] == [NOTING]
    assert run(small, "take", str(file), "--base", "v9").exit_code == 2
