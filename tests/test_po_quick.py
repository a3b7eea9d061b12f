"""The quick reader says what the strict one says and leaves to it what is odd; unchanged lines go back to the byte."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CATALOGS, ROOT
from diptych import po, po_lines, po_quick
from diptych.catalog import Catalog, Entry, Key
from test_po import FIXTURES, HEAD, catalog_of, entries, loads

if TYPE_CHECKING:
    from pathlib import Path

OURS = sorted((ROOT / "locales").rglob("*.po*"))
SOMEBODYS = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WRAPPED = (
    SOMEBODYS
    + '#   two  blanks\n#. said\n#: a.c:1\n#: b.c:22 c.c:3\n#, c-format, fuzzy\n#| msgid ""\n#| "The old "\n'
    + '#| "text"\nmsgid ""\n"A text that an editor "\n"has wrapped"\nmsgstr ""\n"Текст, который "\n'
    + '"редактор перенёс"\n\n'
    + 'msgctxt ""\nmsgid "second"\nmsgid_plural "seconds"\nmsgstr[0] "второй"\nmsgstr[1] ""\n"второ"\n"го"\n'
    + 'msgstr[2] "вторых"\n\n#, fuzzy\n#~| msgid "be"\n#~| "fore"\n#~ msgctxt "c"\n#~ msgid ""\n#~ "go"\n#~ "ne"\n'
    + '#~ msgstr ""\n#~ "про"\n#~ "шло"\n'
)


def quick(text: str) -> list[Entry]:
    found = po_quick.read(text)
    assert found is not None
    return found


def strict(text: str) -> list[Entry]:
    found, findings = po_lines.read(text, "ru.po")
    assert findings == []
    return found


def seen(found: list[Entry]) -> list[tuple[Entry, int]]:
    return [(entry, entry.line) for entry in found]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(), max_size=4))
def test_both_readers_say_the_same(found: list[Entry]) -> None:
    text = po.dumps(catalog_of(found))
    swift = po_quick.read(text)
    assert swift is None or seen(swift) == seen(strict(text))


@settings(deadline=None)  # the machine may be busy
@given(st.text(st.sampled_from('msgidctxr[012]_pluafzy", \\n \n#~|:.'), max_size=60))
def test_what_the_quick_reader_takes_is_sound(text: str) -> None:
    whole = HEAD + 'msgid "a"\nmsgstr "b"\n' + text
    swift = po_quick.read(whole)
    assert swift is None or seen(swift) == seen(strict(whole))


@pytest.mark.parametrize("path", [*OURS, FIXTURES / "programs.po"], ids=lambda path: path.name)
def test_real_files_are_read_alike(path: Path) -> None:
    text = path.read_text("utf-8")
    assert seen(quick(text)) == seen(strict(text))


@pytest.mark.skipif(not CATALOGS.is_dir(), reason="needs the catalogs to measure with")
def test_a_large_catalog_is_read_alike() -> None:
    text = (CATALOGS / "medium.po").read_text("utf-8")
    assert seen(quick(text)) == seen(strict(text))


def test_a_wrapped_catalog_is_read_alike() -> None:
    assert seen(quick(WRAPPED)) == seen(strict(WRAPPED))


ODD = {
    "two blank lines": HEAD + '\nmsgid "a"\nmsgstr "b"\n',
    "a blank in an entry": HEAD + 'msgid "a"\n\nmsgstr "b"\n',
    "an octal escape": HEAD + 'msgid "\\101"\nmsgstr "b"\n',
    "a tab in a text": HEAD + 'msgid "a\tb"\nmsgstr "b"\n',
    "two spaces": HEAD + 'msgid  "a"\nmsgstr "b"\n',
    "no line end": HEAD + 'msgid "a"\nmsgstr "b"',
    "no header": 'msgid "a"\nmsgstr "b"\n',
    "a double": HEAD + 'msgid "a"\nmsgstr "b"\n\nmsgid ""\n"a"\nmsgstr "c"\n',
    "a living and an obsolete one": HEAD + 'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n',
    "too few forms": HEAD.replace("UTF-8\\n", "UTF-8\\nPlural-Forms: nplurals=3;\\n")
    + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
    "a form left out": HEAD + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[2] "c"\n',
    "an unknown escape": HEAD + 'msgid "\\q"\nmsgstr "b"\n',
    "a previous text without msgid": HEAD + '#| msgctxt "x"\nmsgid "a"\nmsgstr "b"\n',
    "a wrong order": HEAD + 'msgid "a"\nmsgctxt "c"\nmsgstr "b"\n',
    "half obsolete": HEAD + '#~ msgid "a"\nmsgstr "b"\n',
    "a comment at the end": HEAD + 'msgid "a"\nmsgstr "b"\n\n# end\n',
    "a conflict": HEAD + '<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> theirs\n',
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_odd_is_left_to_the_strict_reader(text: str) -> None:
    assert po_quick.read(text) is None


# --------------------------------------------------------------------------- lazy values


def test_a_lazy_entry_is_a_value_like_others() -> None:
    lazy, plain = quick(WRAPPED), strict(WRAPPED)
    assert [repr(entry) for entry in lazy] == [repr(entry) for entry in plain]
    assert {*quick(WRAPPED)} == {*plain}
    assert pickle.loads(pickle.dumps(plain)) == copy.deepcopy(plain) == plain  # noqa: S301 - our own bytes
    assert not hasattr(quick(WRAPPED)[0], "colour")


# --------------------------------------------------------------------------- keeping what stands there


def kept(catalog: Catalog) -> str:
    return po.dumps(catalog, keep=True)


@pytest.mark.parametrize(
    "text", [WRAPPED, *(path.read_text("utf-8") for path in OURS)], ids=["wrapped", *(path.name for path in OURS)]
)
def test_an_unchanged_catalog_is_written_to_the_byte(text: str) -> None:
    assert kept(loads(text)) == text
    read = loads(text)
    assert [entry.texts for entry in read.entries]  # decoding is no change
    assert kept(read) == text
    assert kept(replace(read, entries=tuple(replace(entry) for entry in read.entries))) == text


@pytest.mark.program("msgcat")
@settings(deadline=None, max_examples=10)
@given(found=st.lists(entries(), min_size=5, max_size=20))
def test_a_catalog_that_msgcat_wrapped_is_written_to_the_byte(
    found: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("wrapped") / "ru.po"
    path.write_text(po.dumps(catalog_of(found)), "utf-8")
    done = subprocess.run(["msgcat", "--width=30", path], capture_output=True, check=True, encoding="utf-8")
    if po_quick.read(done.stdout) is not None:  # control characters are for the strict reader
        assert kept(loads(done.stdout)) == done.stdout


def changed(text: str, key: Key, **fields: object) -> list[str]:
    """The lines that differ after a change of one entry: each as ``-old`` or ``+new``."""
    catalog = loads(text)
    now = tuple(replace(one, **fields) if one.key == key else one for one in catalog.entries)  # type: ignore[arg-type]
    before, after = text.split("\n"), kept(replace(catalog, entries=now)).split("\n")
    return [f"-{line}" for line in before if line not in after] + [f"+{line}" for line in after if line not in before]


FIRST = Key("A text that an editor has wrapped")


def test_one_changed_translation_changes_its_own_lines() -> None:
    assert changed(WRAPPED, FIRST, texts=("Иначе",)) == ['-"Текст, который "', '-"редактор перенёс"', '+msgstr "Иначе"']


def test_one_changed_comment_leaves_the_wrapped_text() -> None:
    assert changed(WRAPPED, FIRST, notes=("new",)) == ["-#   two  blanks", "+# new"]


def test_no_longer_fuzzy_is_one_line() -> None:
    was = ["-#, c-format, fuzzy", '-#| msgid ""', '-#| "The old "', '-#| "text"', "+#, c-format"]
    assert changed(WRAPPED, FIRST, flags=("c-format",), previous=None) == was


def test_an_entry_that_becomes_obsolete_is_written_anew() -> None:
    lines = changed(WRAPPED, Key("second", ""), obsolete=True)
    assert [line for line in lines if line.startswith("+")] == [
        '+#~ msgctxt ""',
        '+#~ msgid "second"',
        '+#~ msgid_plural "seconds"',
        '+#~ msgstr[0] "второй"',
        '+#~ msgstr[1] "второго"',
        '+#~ msgstr[2] "вторых"',
    ]


def test_a_message_that_gains_a_plural_in_a_language_with_one_form_is_written_with_it() -> None:
    read = loads(HEAD + 'msgid "boat"\nmsgstr "船"\n')
    now = replace(read, entries=(replace(read.entries[0], plural="boats"),))
    assert kept(now) == HEAD + 'msgid "boat"\nmsgid_plural "boats"\nmsgstr[0] "船"\n'


def test_a_changed_header_keeps_the_lines_of_the_rest() -> None:
    catalog = loads(WRAPPED)
    text = kept(replace(catalog, header=(("Language", "ru_RU"), *catalog.header[1:])))
    assert text == WRAPPED.replace("Language: ru", "Language: ru_RU")


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(), min_size=1, max_size=4), st.data())
def test_whatever_changes_what_is_kept_says_the_same(found: list[Entry], data: st.DataObject) -> None:
    text = re.sub(r'(?m)^(msgstr) "(..+)(?<!\\)(..+)"$', r'\1 ""\n"\2"\n"\3"', po.dumps(catalog_of(found)))
    read = loads(text)
    other = data.draw(entries())
    place = data.draw(st.integers(0, len(read.entries) - 1))
    names = data.draw(st.sets(st.sampled_from(["texts", "previous", "notes", "comments", "references", "obsolete"])))
    entry = read.entries[place]
    fields = {name: getattr(other, name) for name in names if name != "texts" or len(other.texts) == len(entry.texts)}
    now = replace(read, entries=(*read.entries[:place], replace(entry, **fields), *read.entries[place + 1 :]))
    assert po.dumps(loads(kept(now))) == po.dumps(loads(po.dumps(now)))


def test_the_canonical_form_of_what_was_read_is_that_of_what_it_says() -> None:
    for text in (WRAPPED, *(path.read_text("utf-8") for path in OURS)):
        read = loads(text)
        plain = replace(read, entries=tuple(replace(entry, written=None) for entry in read.entries), head=None)
        assert po.dumps(read) == po.dumps(plain)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(), max_size=4))
def test_what_surely_is_canonical_is_what_is_written(found: list[Entry]) -> None:
    for entry in loads(po.dumps(catalog_of(found))).entries:
        if entry.written is not None and po_quick.surely_canonical(entry):
            plain = Catalog("river", "en", "ru", entries=(replace(entry, written=None),))
            assert entry.written.text == po.dumps(plain)


NOT_CANONICAL = {
    "a wrapped text": 'msgid ""\n"a "\n"b"\nmsgstr ""\n',
    "a line feed within": 'msgid "a\\nb"\nmsgstr ""\n',
    "a text broken for nothing": 'msgid ""\n"a\\n"\nmsgstr ""\n',
    "a comment without its space": '#.said\nmsgid "a"\nmsgstr ""\n',
    "comments in another order": '#. said\n# note\nmsgid "a"\nmsgstr ""\n',
    "two lines of references": '#: a.c:1\n#: b.c:2\nmsgid "a"\nmsgstr ""\n',
    "flags in another order": '#, c-format, fuzzy\nmsgid "a"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("text", NOT_CANONICAL.values(), ids=NOT_CANONICAL)
def test_what_is_not_canonical_is_never_taken_for_it(text: str) -> None:
    (entry,) = quick(HEAD + text)[1:]
    assert not po_quick.surely_canonical(entry)


def test_a_fuzzy_flag_without_a_text_is_not_canonical() -> None:
    text = HEAD + '#, fuzzy\nmsgid "a"\nmsgstr ""\n'
    assert po.dumps(loads(text)) == HEAD + 'msgid "a"\nmsgstr ""\n'
