"""Statistics: counted in the bytes as they are counted by reading, and remembered only while they hold."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CATALOGS, ROOT
from diptych import po, po_stats, po_tools
from diptych.finding import UserError
from diptych.po_stats import Counted, Statistics
from test_po import FIXTURES, HEAD, catalog_of, entries, loads
from test_po_quick import ODD, WRAPPED

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.catalog import Entry

OURS = sorted((ROOT / "locales").rglob("*.po*"))
SECOND = 1_000_000_000


def by_reading(text: str) -> Statistics:
    return po_stats.of_catalog(loads(text))


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(), max_size=5))
def test_bytes_are_counted_as_messages_are(found: list[Entry]) -> None:
    text = po.dumps(catalog_of(found))
    assert po_stats.of_bytes(text.encode()) in (None, by_reading(text))


@pytest.mark.parametrize("path", [*OURS, *FIXTURES.glob("*.po")], ids=lambda path: path.name)
def test_real_files_are_counted_as_read(path: Path) -> None:
    counted = po_stats.of_bytes(path.read_bytes())
    catalog, _ = po.loads(path.read_bytes(), path.name, "x", "en", "")
    assert catalog is not None
    assert counted in (None, po_stats.of_catalog(catalog))
    assert counted is not None or path.name in ("odd.po", "everything.po")


@pytest.mark.skipif(not CATALOGS.is_dir(), reason="needs the catalogs to measure with")
@pytest.mark.parametrize("name", ["medium.po", "medium.new.pot", "torture.po"])
def test_large_files_are_counted_without_reading(name: str) -> None:
    data = (CATALOGS / name).read_bytes()
    assert po_stats.of_bytes(data) == by_reading(data.decode())


def test_states_are_told_apart() -> None:
    assert po_stats.of_bytes(WRAPPED.encode()) == Statistics(done=1, fuzzy=1, missing=0, obsolete=1)


MORE = {
    "fuzzy and empty": '#, fuzzy\nmsgid "a"\nmsgstr ""\n',
    "one empty form": 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] ""\n',
    "fuzzy with an empty form": '#, fuzzy\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] "b"\n',
    "fuzzy among other flags": '#, c-format, fuzzy, range: 0..2\n#: late.c:1\nmsgid "a"\nmsgstr "b"\n',
    "no-fuzzy is another flag": '#, no-fuzzy\nmsgid "a"\nmsgstr "b"\n',
    "a fuzzy note": '# fuzzy\nmsgid "a"\nmsgstr "b"\n',
    "fuzzy and obsolete": '#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n',
    "a text of the keyword": 'msgid "a"\nmsgstr "msgid \\"b\\""\n',
    "a wrapped empty beginning": 'msgid "a"\nmsgstr ""\n"b"\n',
    "no blank line": 'msgid "a"\nmsgstr ""\nmsgid "c"\nmsgstr "d"\n',
    "a second empty msgid in a context": 'msgctxt "x"\nmsgid ""\nmsgstr "b"\n',
    "several lines of an empty msgid": 'msgid ""\n"a"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("text", MORE.values(), ids=MORE)
@pytest.mark.parametrize("head", [HEAD, HEAD.replace("msgid", "#, fuzzy\nmsgid", 1)], ids=["plain", "fuzzy header"])
def test_every_state_is_counted_as_it_is_read(text: str, head: str) -> None:
    assert po_stats.of_bytes((head + text).encode()) in (None, by_reading(head + text))


@pytest.mark.parametrize("name", sorted(ODD.keys() - {"a double", "a living and an obsolete one"}))
def test_what_is_odd_is_counted_right_or_not_at_all(name: str) -> None:
    counted = po_stats.of_bytes(ODD[name].encode())
    catalog, _ = po.loads(ODD[name], "ru.po", "x", "en", "ru")
    unseen = (
        *("an octal escape", "an unknown escape", "a form left out", "too few forms", "a wrong order"),
        "a previous text without msgid",
    )
    assert counted is None or name in unseen or (catalog and counted == po_stats.of_catalog(catalog))


@pytest.mark.parametrize("length", range(1, len(WRAPPED.encode()), 7))
def test_a_file_that_was_cut_is_not_taken_for_whole(length: int) -> None:
    cut = WRAPPED.encode()[:-length]
    counted = po_stats.of_bytes(cut)
    catalog, _ = po.loads(cut, "ru.po", "x", "en", "ru")
    if counted is not None and catalog is not None:
        assert counted == po_stats.of_catalog(catalog)


@pytest.mark.program("msgfmt")
def test_msgfmt_counts_the_same(tmp_path: Path) -> None:
    path = ROOT / "locales" / "ru" / "LC_MESSAGES" / "report.po"
    done = subprocess.run(
        ["msgfmt", "--statistics", "-o", os.devnull, path],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    counted = po_stats.of_bytes(path.read_bytes())
    assert counted is not None
    assert done.stderr.strip() == f"{counted.done} translated messages."


# --------------------------------------------------------------------------- what is remembered


def catalog(tmp_path: Path, translation: str) -> Path:
    path = tmp_path / "ru.po"
    path.write_text(HEAD + f'msgid "a"\nmsgstr "{translation}"\n', "utf-8")
    return path


def test_a_file_that_rested_is_not_opened_again(tmp_path: Path) -> None:
    path = catalog(tmp_path, "b")
    now = path.stat().st_mtime_ns + 3 * SECOND
    found, known = po_tools.statistics([path], {}, now)
    assert found == {path: Statistics(done=1)}
    (place,) = known
    lie = {place: known[place]._replace(statistics=Statistics(fuzzy=7))}
    assert po_tools.statistics([path], lie, now) == ({path: Statistics(fuzzy=7)}, lie)


def test_a_file_that_was_fresh_is_compared_by_its_hash(tmp_path: Path) -> None:
    path = catalog(tmp_path, "b")
    status = path.stat()
    _, known = po_tools.statistics([path], {}, status.st_mtime_ns + SECOND)
    catalog(tmp_path, "")
    path.write_text(path.read_text("utf-8") + "#", "utf-8")  # as long as before, and in the same tick
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    found, _ = po_tools.statistics([path], known, status.st_mtime_ns + 9 * SECOND)
    assert found == {path: Statistics(missing=1)}


def test_a_touched_file_is_remembered_by_its_hash(tmp_path: Path) -> None:
    path = catalog(tmp_path, "b")
    _, known = po_tools.statistics([path], {}, path.stat().st_mtime_ns + 3 * SECOND)
    (place,) = known
    os.utime(path, (1, 1))
    lie = {place: known[place]._replace(statistics=Statistics(fuzzy=7))}
    found, after = po_tools.statistics([path], lie, 9 * SECOND)
    assert found == {path: Statistics(fuzzy=7)}
    assert after[place].time == path.stat().st_mtime_ns


def test_what_is_remembered_goes_through_its_file() -> None:
    known = {"/ru.po": Counted(5, 6, "abc", Statistics(1, 2, 3, 4)), "/a.po": Counted(0, 0, "", Statistics())}
    assert po_stats.loads(po_stats.dumps(known)) == known


@given(
    st.binary(max_size=40) | st.sampled_from([b"[]", b"1", b'{"a": 1}', b'{"a": [1]}', b'{"a": [1,2,"x",1,2,3,4,5,6]}'])
)
def test_a_memory_of_somebody_else_is_none(data: bytes) -> None:
    assert isinstance(po_stats.loads(data), dict)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.po cannot be read"):
        po_tools.statistics([tmp_path / "none.po"], {}, 0)
