"""Other programs read our catalogs as we do, and what they write back we read without loss.

Here run GNU gettext's tools, the Translate Toolkit (which Weblate reads and writes with) and polib; what Poedit,
Lokalize and OmegaT do was measured by hand, see docs/translators/.
"""

from __future__ import annotations

import difflib
import gettext
import re
import subprocess
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from translate.storage import pypo

from conftest import CATALOGS, ROOT
from diptych import po
from diptych.catalog import Catalog, Key, Previous, State

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.catalog import Entry

LOCALES = ROOT / "locales"
REAL = [*sorted(LOCALES.glob("*.pot")), *sorted((LOCALES / "ru" / "LC_MESSAGES").glob("*.po"))]
TRANSLATED = [path for path in REAL if path.suffix == ".po"]
PROGRAMS = ROOT / "tests" / "po" / "programs.po"
EVERYTHING = ROOT / "tests" / "po" / "everything.po"
HARD = [PROGRAMS, EVERYTHING, CATALOGS / "torture.po", CATALOGS / "medium.po"]

CONTROL = Key('tab\t"quote" back\\slash\r')
"""Of everything.po, translated by control characters."""

GETTEXT = pytest.mark.program("msgfmt", "msgcat", "msgattrib", "msguniq", "msgmerge")
hard = pytest.mark.parametrize("path", HARD, ids=lambda path: path.name)


def there(path: Path) -> Path:
    """The file, or a skipped test: the catalogs beside the repository are not part of it."""
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return path


def loads(data: bytes) -> Catalog:
    catalog, findings = po.loads(data, "x.po", "x", "en", "ru")
    assert catalog is not None, findings
    return catalog


def canonical(data: bytes) -> str:
    return po.dumps(loads(data))


def run(*command: str | Path) -> bytes:
    return subprocess.run([str(word) for word in command], capture_output=True, check=True).stdout


def changed(before: str | bytes, after: str | bytes) -> list[str]:
    """The lines that went (``-…``) and that came (``+…``)."""
    one, other = (text.decode() if isinstance(text, bytes) else text for text in (before, after))
    lines = difflib.unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in {"---", "+++"} and line[:2] != "@@"]


def half(entry: Entry) -> bool:
    """A plural with some forms filled in; gettext and the toolkit look at the first one only, we want them all."""
    return entry.plural is not None and any(entry.texts) and not all(entry.texts)


def states(catalog: Catalog) -> dict[Key, State]:
    return {entry.key: entry.state for entry in catalog.entries if not half(entry)}


# --------------------------------------------------------------------------- what they read


def toolkit(data: bytes, width: int | None = None) -> pypo.pofile:
    """The catalog as the toolkit has it; a width as Weblate sets it, by ``po_line_wrap``."""
    store = pypo.pofile()
    if width is not None:
        assert store.wrapper is not None
        store.wrapper.width = width
    store.parse(data)
    return store


def toolkit_says(data: bytes) -> dict[Key, tuple[State, tuple[str, ...]]]:
    found = {}
    for unit in toolkit(data).units:
        if unit.isheader():
            continue
        texts = tuple(map(str, unit.target.strings)) if unit.hasplural() else (str(unit.target),)
        state = (
            State.OBSOLETE if unit.isobsolete()
            else State.FUZZY if unit.isfuzzy()
            else State.DONE if unit.istranslated()
            else State.MISSING
        )  # fmt: skip
        # an empty msgctxt and none are the same to the toolkit
        found[Key(str(unit.source), unit.getcontext())] = (state, texts)
    return found


def we_say(data: bytes) -> dict[Key, tuple[State, tuple[str, ...]]]:
    entries = [entry for entry in loads(data).entries if not half(entry)]
    return {Key(entry.key.msgid, entry.key.context or ""): (entry.state, entry.texts) for entry in entries}


@pytest.mark.parametrize("path", [*REAL, *HARD], ids=lambda path: path.name)
def test_the_translate_toolkit_finds_the_same_messages_states_and_texts(path: Path) -> None:
    data = there(path).read_bytes()
    theirs = toolkit_says(data)
    halves = {Key(e.key.msgid, e.key.context or "") for e in loads(data).entries if half(e)}
    ours = we_say(data)
    wrong = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    # of \\a and \\001 it takes the letters; what it writes back is the file's own text all the same
    assert wrong == halves | ({Key(CONTROL.msgid, "")} if path == EVERYTHING else set())


@pytest.mark.parametrize("path", [*REAL, *HARD], ids=lambda path: path.name)
def test_polib_finds_the_same_messages_states_and_texts(path: Path) -> None:
    data = there(path).read_bytes()
    theirs = {}
    for entry in polib.pofile(data.decode()):
        state = (
            State.OBSOLETE if entry.obsolete
            else State.FUZZY if entry.fuzzy
            else State.DONE if entry.translated()
            else State.MISSING
        )  # fmt: skip
        texts = tuple(entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        theirs[Key(entry.msgid, entry.msgctxt)] = (state, texts)
    ours = {entry.key: (entry.state, entry.texts) for entry in loads(data).entries}
    wrong = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    # octal escapes it does not know; a fuzzy plural with an empty form is fuzzy to it, and missing to us
    known = {CONTROL, Key("{count} river", "rivers"), Key("New {name} text", "ctx")}
    assert wrong == known & ours.keys()


@GETTEXT
def test_msgfmt_has_nothing_to_say_of_our_catalogs_and_counts_the_same(tmp_path: Path) -> None:
    for path in [*REAL, PROGRAMS]:
        catalog = loads(path.read_bytes())
        command = ["msgfmt", "-c", "--statistics", "-o", str(tmp_path / "x.mo"), str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env={"LC_ALL": "C"}, check=True)
        ours = Counter(entry.state for entry in catalog.entries)
        said = re.fullmatch(
            r"(\d+) translated messages?(?:, (\d+) fuzzy translations?)?(?:, (\d+) untranslated messages?)?\.\n",
            done.stderr,
        )
        assert said is not None, f"{path.name}: {done.stderr}"
        counts = tuple(int(count or 0) for count in said.groups())
        assert counts == (ours[State.DONE], ours[State.FUZZY], ours[State.MISSING]), path.name


@GETTEXT
def test_msgfmt_compiles_what_we_call_done_and_nothing_else(tmp_path: Path) -> None:
    for path in [*TRANSLATED, PROGRAMS]:
        run("msgfmt", "-o", tmp_path / "x.mo", path)
        with (tmp_path / "x.mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        wanted = set()
        for entry in loads(path.read_bytes()).entries:
            if entry.state is not State.DONE:
                continue
            msgid = entry.key.msgid if entry.key.context is None else f"{entry.key.context}\x04{entry.key.msgid}"
            wanted |= {(msgid if entry.plural is None else (msgid, form), t) for form, t in enumerate(entry.texts)}
        held = compiled._catalog  # type: ignore[attr-defined]  # the only list of what a .mo holds
        assert {(key, text) for key, text in held.items() if key != ""} == wanted, path.name


@GETTEXT
@hard
def test_msgattrib_sorts_messages_into_the_same_states(path: Path) -> None:
    catalog = loads(there(path).read_bytes())
    halves = {entry.key for entry in catalog.entries if half(entry)}
    options = {
        State.DONE: ("--translated", "--no-fuzzy", "--no-obsolete"),
        State.FUZZY: ("--only-fuzzy", "--no-obsolete"),
        State.MISSING: ("--untranslated", "--no-obsolete"),
        State.OBSOLETE: ("--only-obsolete",),
    }
    for state, option in options.items():
        written = run("msgattrib", *option, path)
        theirs = {entry.key for entry in loads(written).entries} - halves if written else set()
        assert theirs == {key for key, ours in states(catalog).items() if ours is state}, state


def test_a_plural_with_an_empty_form_is_missing_here_and_done_to_those_who_look_at_its_first_form() -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=3; plural=0;\\n"\n\n'
    data = f'{head}msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\nmsgstr[2] ""\n'.encode()
    assert [entry.state for entry in loads(data).entries] == [State.MISSING]
    assert toolkit_says(data) == {Key("a", ""): (State.DONE, ("c", "", ""))}
    assert [entry.translated() for entry in polib.pofile(data.decode())] == [False]


# --------------------------------------------------------------------------- what they write


@GETTEXT
def test_msgcat_msgattrib_msguniq_and_msgmerge_give_our_files_back_byte_for_byte() -> None:
    for path in [*REAL, PROGRAMS]:
        data = path.read_bytes()
        for tool in ("msgcat", "msgattrib", "msguniq"):
            assert run(tool, "--no-wrap", path) == data, f"{tool} {path.name}"
    for path in TRANSLATED:
        template = LOCALES / f"{path.stem}.pot"
        assert run("msgmerge", "--quiet", "--no-wrap", "--previous", path, template) == path.read_bytes(), path.name


@GETTEXT
def test_what_they_wrap_is_ours_again() -> None:
    for path in [*REAL, PROGRAMS]:
        data = path.read_bytes()
        for tool in ("msgcat", "msgattrib", "msguniq"):
            assert canonical(run(tool, path)) == data.decode(), f"{tool} {path.name}"
            assert canonical(run(tool, "--width=40", path)) == data.decode(), f"{tool} {path.name}"
    for path in TRANSLATED:
        merged = run("msgmerge", "--quiet", "--previous", path, LOCALES / f"{path.stem}.pot")
        assert canonical(merged) == path.read_text("utf-8"), path.name


@GETTEXT
def test_of_everything_gettext_loses_the_flags_that_it_does_not_know() -> None:
    data = EVERYTHING.read_bytes()
    lost = ["-#, fuzzy, python-brace-format, range: 0..9, no-wrap, our own flag"]
    came = ["+#, fuzzy, python-brace-format, range: 0..9, no-wrap"]
    for tool in ("msgcat", "msgattrib", "msguniq"):
        # before 0.22 they break a name with a space, which reading mends
        assert changed(data, canonical(run(tool, EVERYTHING))) == lost + came, tool


@pytest.mark.parametrize("path", [*REAL, PROGRAMS, EVERYTHING], ids=lambda path: path.name)
def test_the_toolkit_gives_an_unchanged_file_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    for width in (None, 65535):
        assert bytes(toolkit(data, width)) == data


def test_weblate_with_our_setting_changes_the_line_of_the_changed_text_and_no_other() -> None:
    for path in [*TRANSLATED, PROGRAMS]:
        data = path.read_bytes()
        store = toolkit(data, 65535)
        unit = next(unit for unit in reversed(store.units) if unit.istranslated() and not unit.hasplural())
        before = str(unit.target)
        unit.target = f"{before} (изменено)"
        gone, came = changed(data, bytes(store))
        assert (gone[0], came[0]) == ("-", "+")
        assert came[1:] == gone[1:].removesuffix('"') + ' (изменено)"'
        assert canonical(bytes(store)) == bytes(store).decode()


def test_weblate_with_its_own_setting_wraps_that_text_and_reading_mends_it() -> None:
    data = PROGRAMS.read_bytes()
    store = toolkit(data)
    unit = next(unit for unit in store.units if unit.getcontext() == "preamble")
    before = str(unit.target)
    unit.target = f"{before} Изменено."
    lines = changed(data, bytes(store))
    assert lines[:2] == [f'-msgstr "{before}"', '+msgstr ""']
    assert "".join(line[2:-1] for line in lines[2:]) == f"{before} Изменено."
    assert len(lines) == 5
    assert changed(data, canonical(bytes(store))) == [f'-msgstr "{before}"', f'+msgstr "{before} Изменено."']


def test_no_line_wrapping_in_weblate_joins_what_has_line_feeds_and_reading_mends_it() -> None:
    store = toolkit(PROGRAMS.read_bytes(), -1)
    unit = next(unit for unit in store.units if str(unit.source).startswith("one\n"))
    unit.target = "раз\n\nтри"
    assert changed(PROGRAMS.read_bytes(), bytes(store)) == [
        '-msgstr ""', '-"раз\\n"', '-"\\n"', '-"два"', '+msgstr "раз\\n\\nтри"',
    ]  # fmt: skip
    assert changed(PROGRAMS.read_bytes(), canonical(bytes(store))) == ['-"два"', '+"три"']


def test_what_a_translator_marks_in_weblate_we_read() -> None:
    store = toolkit(PROGRAMS.read_bytes(), 65535)
    units = {(str(unit.source), unit.getcontext()): unit for unit in store.units}
    units["River Declaration", "title"].markfuzzy()
    confirmed = units["Left Bank", "bank-2"]
    confirmed.markfuzzy(present=False)
    units["River Declaration", "title"].addnote("Ask Anna.", origin="translator")
    after = {entry.key: entry for entry in loads(bytes(store)).entries}
    title = after[Key("River Declaration", "title")]
    assert (title.state, title.notes[-1]) == (State.FUZZY, "Ask Anna.")
    bank = after[Key("Left Bank", "bank-2")]
    # Weblate takes the previous text out itself; the toolkit keeps it
    assert (bank.state, bank.previous) == (State.DONE, Previous("Left bank", "bank-1"))
    assert len(after) == len(loads(PROGRAMS.read_bytes()).entries)


def test_the_toolkit_keeps_the_header_in_its_order() -> None:
    store = toolkit(PROGRAMS.read_bytes(), 65535)
    fields = {"last_translator": "Борис <boris@example.org>", "po_revision_date": "2026-02-01 10:00+0300"}
    store.updateheader(add=True, **fields)  # type: ignore[no-untyped-call]
    assert changed(PROGRAMS.read_bytes(), bytes(store)) == [
        '-"PO-Revision-Date: 2026-01-03 05:06+0300\\n"',
        '-"Last-Translator: Анна <anna@example.org>\\n"',
        '+"PO-Revision-Date: 2026-02-01 10:00+0300\\n"',
        '+"Last-Translator: Борис <boris@example.org>\\n"',
    ]


def written_by_polib(data: bytes, width: int) -> bytes:
    return f"{polib.pofile(data.decode(), wrapwidth=width)}\n".encode()


def test_polib_adds_an_empty_comment_at_the_top_and_loses_nothing_of_ours() -> None:
    for path in REAL:
        before = loads(path.read_bytes())
        for width in (0, 78):
            after = loads(written_by_polib(path.read_bytes(), width))
            assert (before.notes, after.notes) == ((), ("",)), path.name
            if width == 0:
                assert replace(after, notes=()) == before, path.name
            else:  # it wraps comments, too
                assert [(e.key, e.texts, e.state) for e in after.entries] == [
                    (e.key, e.texts, e.state) for e in before.entries
                ]


def test_what_polib_loses_of_everything() -> None:
    assert changed(PROGRAMS.read_bytes(), canonical(written_by_polib(PROGRAMS.read_bytes(), 0))) == [
        '-#~| msgid "long before"'
    ]
    assert changed(EVERYTHING.read_bytes(), canonical(written_by_polib(EVERYTHING.read_bytes(), 0))) == [
        "-#. extracted from somewhere",
        '-"X-Editor: one\\n"',
        '+"X-Editor: one\\n"',
        '-msgstr "\\a\\b\\f\\v\\001"',
        '+msgstr "\\\\a\\b\\f\\v\\\\001"',
        '-#~| msgid "before"',
    ]
