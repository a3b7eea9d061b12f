"""`import` of damaged files and of files that mean harm: a result, or one clear line and nothing written."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from conftest import run
from diptych import importing
from diptych.importers import joins, parts, text
from hostile import LARGE, brought, mutated, river, snapshot

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the conference that no import may show."""
    path = tmp_path / "secret.txt"
    path.write_text(hostile.SECRET, "utf-8")
    return path


# --------------------------------------------------------------------------- the damaged files


@pytest.mark.parametrize("group", ["texts", "timetables", "words"])
def test_a_damaged_file_ends_in_a_result_or_a_clear_line(secret: Path, group: str) -> None:
    made = {
        "texts": list(hostile.texts()),
        "timetables": list(hostile.timetables(str(secret))),
        "words": [(f"{name}.docx", data) for name, data in hostile.words(str(secret))],
    }[group]
    results = {name: brought(river(), {name: data}, importing.Wish(name="fresh")) for name, data in made}
    assert sum(1 for one in results.values() if one) > 10
    assert None in results.values()


@pytest.mark.parametrize("name", hostile.WHOLE)
def test_the_whole_ones_are_read(name: str) -> None:
    made = brought(river(), {name: hostile.whole()[name]}, importing.Wish(name="fresh"))
    assert made is not None
    assert all(one.counts for one in made.made)


def test_through_the_command_a_refused_file_changes_nothing(small: Path, secret: Path, tmp_path: Path) -> None:
    files = list(hostile.corpus(str(secret)).items())[::20]
    codes = set()
    for number, (name, data) in enumerate(files):
        (tmp_path / name).write_bytes(data)
        before = snapshot(small)
        result = run(small, "import", str(tmp_path / name), "--to", f"x{number}")
        codes.add(result.exit_code)
        if result.exit_code:
            assert result.exit_code == 2, result.output
            what, how = result.stderr.splitlines()
            assert how.startswith("  ")
            assert what
            assert snapshot(small) == before
        else:
            changed = {path for path, said in snapshot(small).items() if said != before.get(path)}
            assert "content/imported.json" in changed
            assert set(before) <= set(snapshot(small))
    assert codes == {0, 2}


# --------------------------------------------------------------------------- any text, any bytes

ODD = st.sampled_from(hostile.ODD) | st.text(max_size=30)
LINES = st.lists(
    ODD
    | st.sampled_from(
        [
            "18 October 2022",
            "9:00–10:30\tSession I: Water",
            "Chair: Mr. A. Petrov, Minister (5 min)",
            "Recalling the river;",
            "1. Decides to act;",
            "(a) and more;",
            "DECLARATION",
            "Annex I",
            "• a\t• b",
            "<ul><li>a",
            "a | b",
            "|---|---|",
            "Отмечая реку;",
            "12",
            "\f",
            "# A {#a}",
            "---",
        ]
    ),
    max_size=30,
).map("\n".join)


@LARGE
@given(LINES, st.sampled_from(["x.txt", "x.md", "x"]), st.sampled_from(["", "programme", "declaration", "document"]))
def test_any_text(said: str, name: str, kind: str) -> None:
    data = said.encode("utf-8", "surrogatepass")
    brought(river(), {name: data}, importing.Wish(kind=kind, name="fresh", lang="en"))


@LARGE
@given(st.text(st.characters(), max_size=200) | LINES)
def test_any_letters_in_the_reader_of_texts(said: str) -> None:
    sheet = joins.mend(text.read(said, "x.txt"))
    assert parts.split(sheet, "")


@LARGE
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"{", b'{"schedule":', b"<?xml ", b"BEGIN:VCALENDAR", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    st.sampled_from(["x.txt", "x.md", "x.docx", "x.json", "x.xml", "x.ics", "x"]),
)
def test_any_bytes(data: bytes, begin: bytes, name: str) -> None:
    brought(river(), {name: begin + data}, importing.Wish(name="fresh"))


@LARGE
@given(LINES, LINES)
def test_any_two_texts(one: str, other: str) -> None:
    files = {"a.txt": one.encode("utf-8", "ignore"), "b.txt": ("Река и мост. " + other).encode("utf-8", "ignore")}
    brought(river(), files, importing.Wish(name="fresh", lang="en"))


# --------------------------------------------------------------------------- mutations of the whole ones


@LARGE
@given(st.sampled_from(list(hostile.WHOLE)), st.integers(0, 10**9))
def test_mutated_bytes(name: str, seed: int) -> None:
    brought(river(), {name: mutated(hostile.whole()[name], seed)}, importing.Wish(name="fresh"))


@LARGE
@given(
    st.sampled_from(["river.docx", "table.docx"]), st.integers(0, 10**9), st.sampled_from(["accept", "reject", "show"])
)
def test_mutated_parts_of_a_word_file(name: str, seed: int, changes: str) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same each time
    members = hostile.parts(hostile.whole()[name])
    part = rng.choice([one for one in members if one.endswith((".xml", ".rels"))])
    said = members[part].decode()
    for _ in range(rng.randint(1, 6)):  # tags and attributes of the same part, elsewhere
        pieces = said.split("<" if rng.random() < 0.7 else '"')
        sign = "<" if len(said.split("<")) == len(pieces) else '"'
        at, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        if rng.random() < 0.5:
            pieces[at] = pieces[other]
        else:
            pieces.insert(at, pieces[other])
        said = sign.join(pieces)
    brought(
        river(),
        {name: hostile.package({**members, part: said.encode()})},
        importing.Wish(name="fresh", changes=changes),
    )


def changed(value: Any, rng: random.Random) -> Any:
    """JSON with something in it that is of another kind, missing, or twice."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        match rng.randrange(8):
            case 0:
                return {one: said for one, said in value.items() if one != key}
            case 1:
                return {**value, rng.choice(hostile.ODD): value[key]}
            case _:
                return {**value, key: changed(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], changed(value[at], rng), *value[at + rng.randrange(2) :]]
    return rng.choice(hostile.VALUES)


@LARGE
@given(st.sampled_from(["event.json", "timetable.json", "schedule.json"]), st.integers(0, 10**9))
def test_mutated_json(name: str, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same each time
    value = json.loads(hostile.whole()[name])
    for _ in range(rng.randint(1, 5)):
        value = changed(value, rng)
    brought(river(), {name: json.dumps(value).encode()}, importing.Wish(name="fresh"))


@LARGE
@given(st.sampled_from(["schedule.xml", "calendar.ics"]), st.integers(0, 10**9))
def test_mutated_lines_and_values(name: str, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same each time
    lines = hostile.whole()[name].decode().splitlines()
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(lines))
        head, mark, tail = lines[at].partition(">" if name.endswith("xml") else ":")
        odd = rng.choice([*hostile.ODD, rng.choice(lines)])
        lines[at] = rng.choice(
            (head + mark + odd + tail[-20:], head + mark + odd, odd, lines[at] + "\n" + lines[at], head)
        )
    data = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    brought(river(), {name: data}, importing.Wish(name="fresh"))
