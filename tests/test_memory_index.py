"""The index of a memory: what is found, and when it is made anew."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import memory_folder, memory_index, similar
from diptych.memory import Unit
from recalling import ABOUT, MET, MET_RU, remember

if TYPE_CHECKING:
    from pathlib import Path


UNITS = [
    Unit(MET.replace("2023", "2021"), (MET_RU,), about=ABOUT),
    Unit("*Request* the Town of Khujand to report by 2022.", ("*просим* город доложить к 2022 году.",)),
    Unit("Unofficial translation.", ("Неофициальный перевод.",)),
    Unit("We, the participants here:", ("Мы, участники встречи:",)),
    Unit("*Recalling* the river. It flows; nobody stops it.", ("*ссылаясь* на реку. Она течёт.",)),
]
SOURCES = st.lists(st.text(st.sampled_from("abcd  .,—“”Щж1"), min_size=1, max_size=60).filter(str.strip), max_size=20)


@given(SOURCES, st.data())
def test_a_text_of_the_memory_is_found_whatever_stands_beside_it(sources: list[str], data: st.DataObject) -> None:
    units = [Unit(source, (str(number),)) for number, source in enumerate(sources)]
    index = memory_index.opened(memory_index.build(units, "x"))
    assert index is not None
    assert index.units == len(units)
    for unit in units:
        whole = [one for one in index.identical(unit.source) if not one.part]
        assert whole == [one for one in units if similar.normalized(one.source) == similar.normalized(unit.source)]
        assert index.find(unit.source, 75)[0].likeness == 100


def test_the_likeliest_stands_first_and_nothing_below_the_threshold() -> None:
    units = [Unit("The river was clean", ("1",)), Unit("The river is clean.", ("2",)), Unit("A mountain", ("3",))]
    index = memory_index.opened(memory_index.build(units, "x"))
    assert index is not None
    hits = index.find("The river is clean", 75)
    assert [(hit.unit.texts, hit.likeness) for hit in hits] == [(("2",), 99.0), (("1",), pytest.approx(91.9, abs=0.1))]
    assert [hit.unit.texts for hit in index.find("mountain", 75, within=True)] == [("3",)]


def test_the_same_units_give_the_same_bytes_and_damaged_bytes_no_index() -> None:
    data = memory_index.build(UNITS, "x")
    assert memory_index.build(UNITS, "x") == data
    for cut in (0, 7, 23, 24, 200, len(data) - 1):
        assert memory_index.opened(data[:cut]) is None
    for place in range(0, len(data), 97):
        damaged = bytearray(data)
        damaged[place] ^= 0x55
        found = memory_index.opened(bytes(damaged))
        assert found is None or place in range(20, 24)  # the four bytes that fill up the start


def test_the_index_is_made_once_and_anew_when_a_file_changes(small: Path) -> None:
    file = remember(small, Unit("River", ("Река",)))
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    cached = small / ".diptych" / "memory" / "en-ru.index"
    assert (small / ".diptych" / ".gitignore").read_text() == "*\n"
    made = cached.stat().st_mtime_ns

    os.utime(file, ns=(1, 1))  # touched, not changed
    assert memory_folder.index(small, "en", "ru") is not None
    assert cached.stat().st_mtime_ns == made

    status = file.stat()
    file.write_bytes(file.read_bytes().replace("Река".encode(), "Сток".encode()))  # of the same size …
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    assert [unit.texts for unit in index.identical("River")] == [("Сток",)]

    remember(small, Unit("Lake", ("Озеро",)), name="new.tmx")
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    assert index.units == 2
    file.unlink()
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    assert [index.identical(text) for text in ("River", "Lake")] == [[], [Unit("Lake", ("Озеро",))]]


def test_a_change_in_the_same_moment_is_seen(small: Path) -> None:
    file = remember(small, Unit("River", ("Река",)))
    memory_folder.index(small, "en", "ru")
    status = file.stat()
    file.write_bytes(file.read_bytes().replace("Река".encode(), "Сток".encode()))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # same size, same time
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    assert [unit.texts for unit in index.identical("River")] == [("Сток",)]


@pytest.mark.parametrize("rest", [b"", b"dptmem01", b"{}" * 50, b'{"locales/ru/memory/old.tmx": [1, "x"]}'])
def test_a_damaged_cache_is_made_anew(small: Path, rest: bytes) -> None:
    remember(small, Unit("River", ("Река",)))
    for name in ("en-ru.index", "en-ru.json"):
        memory_folder.index(small, "en", "ru")
        (small / ".diptych" / "memory" / name).write_bytes(rest)
        index = memory_folder.index(small, "en", "ru")
        assert index is not None
        assert [unit.texts for unit in index.identical("River")] == [("Река",)]


def test_without_a_place_for_the_index_it_is_made_for_this_time(small: Path) -> None:
    remember(small, Unit("River", ("Река",)))
    shutil.rmtree(small / ".diptych", ignore_errors=True)
    (small / ".diptych").write_text("a file in its place")
    index = memory_folder.index(small, "en", "ru")
    assert index is not None
    assert [unit.texts for unit in index.identical("River")] == [("Река",)]
