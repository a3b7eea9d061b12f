"""What comes into the memory, what goes out of it, and what it has of a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from translate.storage import tmx as toolkit

from conftest import make_small, run, translate
from diptych import memory, memory_folder, project, tmx
from diptych.cli import conference
from diptych.finding import UserError
from diptych.memory import Unit
from recalling import ABOUT, MET, MET_RU, entry, remember

if TYPE_CHECKING:
    from pathlib import Path


def test_import_takes_each_pair_once_and_overwrites_nothing(small: Path) -> None:
    file = small / "out" / "old.tmx"
    file.parent.mkdir()
    river, lake = Unit("River", ("Река",), about=ABOUT, notes=("A note.",)), Unit("Lake", ("Озеро",), context="x")
    file.write_text(tmx.dumps({("en-GB", "ru-RU"): [river, lake, river]}, "en-GB"), "utf-8")
    result = run(small, "memory", "import", str(file))
    assert result.exit_code == 0
    assert result.output == (
        "2 unit(s) written to locales/ru/memory/old.tmx. "
        "1 that are there already, or twice in the file, were left out.\n"
    )
    taken = small / "locales" / "ru" / "memory" / "old.tmx"
    assert tmx.loads(taken.read_bytes(), "x", "en", "ru") == ((river, lake), [])

    again = run(small, "memory", "import", str(file), "--format", "json")
    assert json.loads(again.stdout) == {"path": "", "units": 0, "doubled": 3}
    before = taken.read_bytes()
    file.write_text(tmx.dumps({("en", "ru"): [lake, Unit("Sea", ("Море",))]}, "en"), "utf-8")
    assert json.loads(run(small, "memory", "import", str(file), "--format", "json").stdout) == {
        "path": "locales/ru/memory/old-2.tmx",
        "units": 1,
        "doubled": 1,
    }
    assert taken.read_bytes() == before


def test_import_of_a_catalog_keeps_its_confirmed_entries_whole(small: Path) -> None:
    file = small / "old.po"
    header = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    keep = '# Ask the ministry.\n#: report.md:7\nmsgctxt "x"\nmsgid "Lake"\nmsgstr "Озеро"\n'
    forms = 'msgstr[0] "{n} море"\nmsgstr[1] "{n} моря"\nmsgstr[2] "{n} морей"\n'
    plural = f'\nmsgid "{{n}} sea"\nmsgid_plural "{{n}} seas"\n{forms}'
    gone = '\n#~ msgid "Pond"\n#~ msgstr "Пруд"\n'
    fuzzy = '\n#, fuzzy\nmsgid "Rill"\nmsgstr "Ручей"\n\nmsgid "Spring"\nmsgstr ""\n'
    file.write_text(header + keep + fuzzy + plural + gone, "utf-8")
    assert (
        run(small, "memory", "import", str(file), "--lang", "ru").output
        == "3 unit(s) written to locales/ru/memory/old.po.\n"
    )
    assert (small / "locales" / "ru" / "memory" / "old.po").read_text("utf-8") == header + keep + plural + gone


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("bad.tmx", b"<tmx><body>", "bad.tmx:1: is damaged: no element found"),
        ("evil.tmx", b'<!DOCTYPE tmx [<!ENTITY x "y">]><tmx/>', "evil.tmx:1: the document type of <tmx> declares"),
        (
            "de.tmx",
            b'<tmx><body><tu><tuv xml:lang="de"><seg>x</seg></tuv></tu></body></tmx>',
            "no unit has both en and ru",
        ),
        ("bad.po", b'msgid "a\nmsgstr ""\n', "bad.po:1: "),
        ("fr.po", b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "a"\nmsgstr "b"\n', "the header says fr"),
        ("notes.txt", b"", "notes.txt is neither .tmx nor .po"),
    ],
)
def test_import_of_what_cannot_be_used_writes_nothing(small: Path, name: str, data: bytes, message: str) -> None:
    (small / name).write_bytes(data)
    result = run(small, "memory", "import", str(small / name))
    assert result.exit_code == 2
    what, hint = result.stderr.splitlines()
    assert message in what
    assert hint.startswith("  ")
    assert not (small / "locales" / "ru" / "memory").exists()


def test_import_of_a_file_that_is_too_big_says_so(small: Path) -> None:
    big = small / "big.tmx"
    with big.open("wb") as file:
        file.truncate(100_000_000)
    result = run(small, "memory", "import", str(big))
    assert result.exit_code == 2
    assert "big.tmx:1: has 100.0 MB; a file of more than 64 MB is not read" in result.stderr


def test_import_into_a_language_that_the_conference_has_not(small: Path) -> None:
    file = remember(small, Unit("River", ("Река",)))
    result = run(small, "memory", "import", str(file), "--lang", "fr")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: fr is no language of the conference\n  Say one of en, ru.\n",
    )


def test_export_has_every_confirmed_pair_and_others_read_it(small: Path) -> None:
    out = small / "river.tmx"
    assert run(small, "memory", "export", str(out)).exit_code == 0
    folder = project.read(small)
    pairs = {
        (pair.source, pair.texts[0])
        for catalog in folder.catalogs["ru"].values()
        for unit in memory.of_catalog(catalog, "")
        for pair in memory.singular(unit)
    }
    store = toolkit.tmxfile.parsestring(out.read_bytes())  # type: ignore[no-untyped-call]
    assert len(store.units) == len(pairs)
    assert {(str(unit.source), str(unit.target)) for unit in store.units} == pairs
    assert ("*Noting* that rivers cross borders;", "*отмечая*, что реки пересекают границы;") in pairs
    assert b"changedate" not in out.read_bytes()
    before = out.read_bytes()
    assert run(small, "memory", "export", str(out)).exit_code == 0  # an export may be made again
    assert out.read_bytes() == before


def test_export_over_a_file_that_is_no_export_is_refused(small: Path) -> None:
    out = small / "thesis.tmx"
    out.write_text("mine")
    result = run(small, "memory", "export", str(out))
    assert result.exit_code == 2
    assert out.read_text() == "mine"


def test_export_makes_no_file_that_import_would_not_know(small: Path) -> None:
    done = run(small, "memory", "export", str(small / "river.po"))
    assert (done.exit_code, (small / "river.po").exists()) == (2, False)
    assert done.stderr.splitlines()[1:] == ["  Name it river.tmx: by that it is known."]


def test_what_one_conference_exports_another_fills_in(small: Path, tmp_path: Path) -> None:
    translate(small, {MET: MET_RU})
    run(small, "memory", "export", str(tmp_path / "river.tmx"))
    next_one = make_small(tmp_path / "next")
    for path in (next_one / "locales" / "ru" / "LC_MESSAGES").glob("*.po"):
        path.unlink()
    assert run(next_one, "memory", "import", str(tmp_path / "river.tmx")).exit_code == 0
    run(next_one, "extract")
    assert (entry(next_one, MET).texts, entry(next_one, MET).fuzzy) == ((MET_RU,), True)
    assert entry(next_one, "River Declaration").texts == ("Речная декларация",)


def test_a_plural_goes_out_as_two_pairs() -> None:
    unit = Unit("{n} river", ("{n} река", "{n} реки", "{n} рек"), "{n} rivers")
    assert list(memory.singular(unit)) == [Unit("{n} river", ("{n} река",)), Unit("{n} rivers", ("{n} рек",))]


def test_search_shows_the_likeliest_first_and_what_contains_the_words(small: Path) -> None:
    remember(
        small,
        Unit("The river commission met. It was late.", ("Комиссия по реке собралась. Было поздно.",), about=ABOUT),
        Unit("River commission", ("Речная комиссия",)),
        Unit("Lake", ("Озеро",)),
    )
    result = run(small, "memory", "search", "river commission")
    assert result.stdout == (
        " 99 %  River commission\n       Речная комиссия\n       old.tmx\n"
        " 78 %  The river commission met.\n       Комиссия по реке собралась.\n       old.tmx, 2021-06-01, sharifova\n"
    )
    (first,) = json.loads(run(small, "memory", "search", "river commission", "--limit", "1", "--format", "json").stdout)
    assert (first["likeness"], first["texts"], first["from"], first["to"]) == (99.0, ["Речная комиссия"], "en", "ru")
    nothing = run(small, "memory", "search", "volcano")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "The memory has nothing like it.\n")


def test_outside_a_conference_the_commands_say_so() -> None:
    result = CliRunner().invoke(conference(None), ["memory", "search", "x"])
    assert result.exit_code == 2
    assert "this is not a conference" in result.stderr


def test_several_target_languages_ask_which(small: Path) -> None:
    path = small / "content" / "conference.yaml"
    path.write_text(path.read_text("utf-8").replace("languages: [ru]", "languages: [ru, fr]"), "utf-8")
    river = project.read(small).conference
    file = remember(small, Unit("River", ("Rivière",)), pair=("en", "fr"))
    with pytest.raises(UserError, match="into which language the memory translates is not clear"):
        memory_folder.import_file(small, river, file)
    elsewhere = small / "river.tmx"
    elsewhere.write_text(tmx.dumps({("en", "fr"): [Unit("Lake", ("Lac",))]}, "en"), "utf-8")
    assert memory_folder.import_file(small, river, elsewhere, "fr").path == "locales/fr/memory/river.tmx"
