"""The translation memory in extract: what it fills in, what it says, and what never changes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_small, run, translate
from diptych import memory, memory_index, po, recall, similar
from diptych.catalog import Catalog, Entry, Key
from diptych.lineage import Recalled
from diptych.memory import Unit
from recalling import ABOUT, MET, MET_RU, entry, remember

if TYPE_CHECKING:
    from pathlib import Path


def said(one: Entry) -> list[str]:
    return [line.removeprefix("diptych: ") for line in one.comments if line.startswith("diptych: ")]


def catalogs(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.glob("locales/**/*.po*"))}


def ask(units: list[Unit], *entries: Entry) -> list[Recalled | None]:
    """What the memory of these units has of the entries."""
    index = memory_index.opened(memory_index.build(units, "x"))
    assert index is not None
    answers = recall.of(index)(entries)
    return [answers.get(one.key) for one in entries]


# --------------------------------------------------------------------------- extract


def test_identical_text_is_filled_in_as_fuzzy_with_its_origin(small: Path) -> None:
    remember(small, Unit(MET, (MET_RU,), about=ABOUT))
    assert run(small, "extract").exit_code == 0
    found = entry(small, MET)
    assert (found.texts, found.flags, found.previous) == ((MET_RU,), ("fuzzy",), None)
    assert said(found) == ["memory, 100 %: old.tmx, 2021-06-01, sharifova"]


def test_similar_text_is_filled_in_with_the_text_that_it_was_made_for(small: Path) -> None:
    earlier = MET.replace("2023", "2021")
    remember(small, Unit(earlier, (MET_RU,)))
    run(small, "extract")
    found = entry(small, MET)
    assert (found.texts, found.flags) == ((MET_RU,), ("fuzzy",))
    assert found.previous is not None
    assert found.previous.msgid == earlier
    assert said(found) == ["memory, 97 %: old.tmx"]


def test_text_below_the_threshold_is_not_offered(small: Path) -> None:
    other = "On Monday an exhibition opened in Khujand."
    assert similar.likenesses(MET, [other])[0] < recall.CUTOFF
    remember(small, Unit(other, ("В понедельник открылась выставка.",)))
    run(small, "extract")
    assert entry(small, MET).texts == ("",)


def test_what_is_confirmed_or_comes_from_the_catalogs_goes_before_the_memory(small: Path) -> None:
    translate(small, {MET: MET_RU})
    remember(small, Unit(MET, ("Иначе.",)), Unit("River Declaration", ("Иначе.",)))
    before = catalogs(small)
    run(small, "extract")
    assert {name: data for name, data in catalogs(small).items() if "memory" not in name} == before


def test_sentences_of_a_paragraph_are_looked_up_one_by_one(small: Path) -> None:
    path = small / "content" / "declaration.md"
    paragraph = f"{MET} The glaciers above the town were measured by nobody. Rivers know no borders."
    path.write_text(path.read_text("utf-8").replace(MET, paragraph), "utf-8")
    remember(
        small,
        Unit(MET, (MET_RU,), about=ABOUT),
        Unit("Water is scarce. Rivers knew no borders.", ("Воды мало. Реки не знали границ.",)),
    )
    run(small, "extract")
    found = entry(small, paragraph)
    assert found.texts == ("",)
    assert said(found) == [
        f"memory, 100 %: “{MET}” → “{MET_RU}” (old.tmx, 2021-06-01, sharifova)",
        "memory, 95 %: “Rivers knew no borders.” → “Реки не знали границ.” (old.tmx)",
    ]


def test_a_folder_that_is_not_there_costs_nothing_and_leaves_no_trace(small: Path) -> None:
    run(small, "extract")
    assert not (small / ".diptych" / "memory").exists()
    (small / "locales" / "ru" / "memory").mkdir()
    run(small, "extract")
    assert not (small / ".diptych" / "memory").exists()


def test_a_document_in_the_other_language_has_a_memory_of_its_own(small: Path) -> None:
    (small / "content" / "letter.md").write_text(
        "---\nkind: document\ntitle: Письмо о реке\nlang: ru\ndate: 2023-05-04\n---\n\nРека течёт на запад.\n", "utf-8"
    )
    conference = small / "content" / "conference.yaml"
    listed = "  - {id: declaration, file: declaration.md, status: draft}\n"
    more = listed + "  - {id: letter, file: letter.md, status: draft}\n"
    conference.write_text(conference.read_text("utf-8").replace(listed, more), "utf-8")
    file = remember(small, Unit("The river flows west.", ("Река течёт на запад.",)))
    (small / "locales" / "en" / "memory").mkdir(parents=True)
    file.rename(small / "locales" / "en" / "memory" / "old.tmx")  # its header says srclang="en"
    run(small, "extract")
    found = entry(small, "Река течёт на запад.", "letter", "en")
    assert (found.texts, found.fuzzy) == (("The river flows west.",), True)


def test_a_damaged_file_is_named_and_the_others_are_asked(small: Path) -> None:
    remember(small, Unit(MET, (MET_RU,)))
    (small / "locales" / "ru" / "memory" / "bad.tmx").write_bytes(b"<tmx><body>")
    for _ in range(2):  # read, and from the index
        result = run(small, "extract")
        assert result.exit_code == 1
        assert "locales/ru/memory/bad.tmx:1: error[tmx-syntax]: is damaged: no element found" in result.stderr
        assert entry(small, MET).texts == (MET_RU,)


# --------------------------------------------------------------------------- laws

UNITS = [
    Unit(MET.replace("2023", "2021"), (MET_RU,), about=ABOUT),
    Unit("*Request* the Town of Khujand to report by 2022.", ("*просим* город доложить к 2022 году.",)),
    Unit("Unofficial translation.", ("Неофициальный перевод.",)),
    Unit("We, the participants here:", ("Мы, участники встречи:",)),
    Unit("*Recalling* the river. It flows; nobody stops it.", ("*ссылаясь* на реку. Она течёт.",)),
]
EDITS = [
    ("3–4 May 2023 a conference met", "5–6 May 2024 a conference met"),
    ("a conference met in Khujand", "a large and noisy conference of many rivers met in Khujand"),
    ("We, the participants:", "We, the participants and guests:"),
    ("report by 2024", "report to us by 2025"),
    (" and the river;", " and the river. It flows."),
    ("Unofficial rendition.", "Official rendition."),
    ("keep the river clean", "keep the rivers clean"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small conference with a memory, extracted."""
    root = make_small(tmp_path_factory.mktemp("memory"))
    remember(root, *UNITS)
    run(root, "extract")
    return root


def test_extracting_twice_changes_nothing(filled: Path) -> None:
    assert run(filled, "extract", "--check").exit_code == 0
    texts = [entry(filled, msgid).texts[0] for msgid in (MET, "We, the participants:", "Unofficial rendition.")]
    assert texts == [MET_RU, "Мы, участники встречи:", "Неофициальный перевод."]


@settings(max_examples=10, deadline=None)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=3, unique=True), confirm=st.booleans())
def test_an_edit_and_its_undo_give_the_first_files_again(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]], *, confirm: bool
) -> None:
    root = tmp_path_factory.mktemp("edit") / "river"
    shutil.copytree(filled, root)
    if confirm:
        translate(root, {MET: MET_RU, "We, the participants:": "Мы, участники:"})
        run(root, "extract")
    first = catalogs(root)
    path = root / "content" / "declaration.md"
    text = path.read_text("utf-8")
    edited = text
    for was, now in edits:
        edited = edited.replace(was, now)
    path.write_text(edited, "utf-8")
    run(root, "extract")
    between = catalogs(root)
    run(root, "extract")
    assert catalogs(root) == between
    path.write_text(text, "utf-8")
    run(root, "extract")
    assert catalogs(root) == first


def test_what_a_translator_made_of_a_suggestion_is_kept(filled: Path, tmp_path: Path) -> None:
    root = tmp_path / "river"
    shutil.copytree(filled, root)
    po_file = root / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    po_file.write_text(po_file.read_text("utf-8").replace(MET_RU, "Её начало."), "utf-8")
    path = root / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace(MET, ""), "utf-8")
    run(root, "extract")
    assert "Её начало." in po_file.read_text("utf-8")


# --------------------------------------------------------------------------- what is offered


def test_plural_forms_are_offered_as_they_are_where_their_number_fits() -> None:
    forms = ("{n} река", "{n} реки", "{n} рек")
    unit = Unit("{n} river", forms, "{n} rivers")
    whole, singular, other = ask(
        [unit],
        Entry(Key("{n} river"), ("", "", ""), "{n} rivers"),
        Entry(Key("{n} river", "x")),
        Entry(Key("{n} river", "y"), ("", ""), "{n} rivers"),
    )
    assert whole is not None
    assert whole.texts == forms
    for only_said in (singular, other):
        assert only_said is not None
        assert only_said.texts == ()
        assert only_said.says == ("memory, 100 %: “{n} river” → “{n} река” ()",)


def test_of_several_translations_that_of_the_same_context_is_offered_and_the_others_are_told() -> None:
    units = [
        Unit("Chair", ("Кресло",), path="a.tmx"),
        Unit("Chair", ("Председатель",), context="roles/chair", path="b.tmx"),
        Unit("Chair", ("Стул",), path="c.tmx"),
    ]
    (found,) = ask(units, Entry(Key("Chair", "roles/chair")))
    assert found == Recalled(
        ("Председатель",),
        "Chair",
        ("memory, 100 %: b.tmx", "memory, also “Кресло” (a.tmx)", "memory, also “Стул” (c.tmx)"),
    )


def test_a_translation_gets_the_ends_of_the_text_and_stands_on_one_line() -> None:
    units = [Unit("\n  The river\n", ("\n  Река,\n  широкая\n",))]
    (found,) = ask(units, Entry(Key("The river")))
    assert found is not None
    assert found.texts == ("Река, широкая",)


def test_a_sentence_of_an_earlier_paragraph_is_told_and_never_filled_in() -> None:
    units = [Unit("The river is long. The town is old.", ("Река длинна. Город стар.",), path="a.po")]
    (found,) = ask(units, Entry(Key("The town is old.")))
    assert found == Recalled((), "", ("memory, 100 %: “The town is old.” → “Город стар.” (a.po)",))


def test_a_number_alone_is_not_looked_up() -> None:
    assert ask([Unit("2023", ("2023",))], Entry(Key("2023"))) == [None]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? “Four.” (Five.) *Six*", ["One.", "Two!", "Three?", "“Four.”", "(Five.)", "*Six*"]),
        ("H.E. Mr. A. B. Khan met Dr. Li at No. 5 at 3.30 p.m. on time.", None),
        (
            "В 2022 г. в г. Душанбе, т.е. на ул. Рудаки. Затем уехали.",
            ["В 2022 г. в г. Душанбе, т.е. на ул. Рудаки.", "Затем уехали."],
        ),
        ("Wait... what? no.", None),
        ("Water… Air.", ["Water…", "Air."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str] | None) -> None:
    assert memory.sentences(text) == ([text] if sentences is None else sentences)


def test_fuzzy_pairs_of_a_catalog_are_not_offered_and_obsolete_ones_are() -> None:
    entries = (
        Entry(Key("a"), ("а",)),
        Entry(Key("b"), ("б",), flags=("fuzzy",)),
        Entry(Key("c"), ("",)),
        Entry(Key("d", "x"), ("д",), obsolete=True),
        Entry(Key("e"), ("е",), obsolete=True, flags=("fuzzy",)),
        Entry(Key("f"), ("ф", ""), "fs"),
    )
    revised = Catalog("old", "en", "ru", (("PO-Revision-Date", "2019-05-03 10:00+0500"),), entries)
    a, d = memory.of_catalog(revised, "old.po")
    assert (a.source, a.texts, d.source, d.context) == ("a", ("а",), "d", "x")
    assert a.origin == "old.po, 2019-05-03"
    never = Catalog("old", "en", "ru", (("PO-Revision-Date", po.EPOCH),), entries)
    assert memory.of_catalog(never, "old.po")[0].origin == "old.po"
