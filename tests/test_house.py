"""The import table of docs/architecture.md, made executable: they change together or not at all."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "diptych"
ROOMS = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def table() -> dict[str, set[str]]:
    """The table as the page prints it: room → what it may import beside the standard library."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w/.]+)` \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE)
    return {room: {word.strip("` ") for word in allowed.split(",")} - {"–"} for room, allowed in rows}


def imports(room: str) -> set[str]:
    """What the room imports: rooms of ours by name, libraries by their top name; the standard library left out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / room).read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room}:{node.lineno}: say `from diptych import …`"
            module = node.module or ""
            inner = module in ("diptych", "diptych.render", "diptych.checks", "diptych.commands", "diptych.importers")
            names = [f"{module}.{alias.name}" for alias in node.names] if inner else [module]
        for name in names:
            top = name.split(".")[0]
            if top == "diptych":
                found.add(_room(name))
            elif top not in sys.stdlib_module_names and top != "__future__":
                found.add(top)
    return found - {""}


def _room(name: str) -> str:
    parts = name.split(".")[1:]
    for length in range(len(parts), 0, -1):
        path = "/".join(parts[:length])
        if f"{path}.py" in ROOMS:
            return path
        if f"{path}/__init__.py" in ROOMS:
            return path
    return ""


NOUNS = {"catalog", "model", "finding"}


def test_every_room_is_in_the_table() -> None:
    assert sorted(table()) == [room for room in ROOMS if room != "__init__.py"]


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "__init__.py"])
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    allowed = table()[room]
    if "nouns" in allowed:
        allowed = allowed | NOUNS
    assert imports(room) - allowed - {"nouns"} == set()


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "__init__.py"])
def test_the_table_allows_nothing_that_is_not_used(room: str) -> None:
    allowed = table()[room] - {"nouns"}
    assert allowed - imports(room) == set()


def test_a_library_has_one_door_where_the_house_says_so() -> None:
    doors: dict[str, set[str]] = {}
    for room in ROOMS:
        for name in imports(room):
            doors.setdefault(name, set()).add(room)
    assert doors["markdown_it"] == {"inline.py", "markdown.py", "importers/blocks.py"}  # there, a token's type
    assert doors["mammoth"] <= {"importers/word_mammoth.py", "importers/word_pieces.py", "importers/word_symbols.py"}
    assert doors["yaml"] == {"nodes.py", "importers/yaml_tree.py"}  # to read, and to edit at a node's place
    assert doors["typst"] == {"render/pdf.py"}
    assert doors["docx"] <= {"render/docx.py", "render/docx_package.py"}
    assert doors["icalendar"] == {"render/ics.py", "importers/calendar_lines.py"}
    assert doors["pymorphy3"] == {"morphology.py"}
    assert doors["rapidfuzz"] == {"containment.py", "similar.py"}


def test_only_the_disk_room_writes_files() -> None:
    writers = re.compile(
        r"\.(write_text|write_bytes|unlink|mkdir|rename|replace_file)\(|(?<!Image\.)(?<!_zip\.)\bopen\(|os\.replace|tempfile"
    )
    guilty = [r for r in ROOMS if r != "disk.py" and writers.search((PACKAGE / r).read_text("utf-8"))]
    assert guilty == []


def test_nothing_prints_but_the_face() -> None:
    guilty = [
        room
        for room in ROOMS
        if room != "cli.py" and re.search(r"^\s*print\(", (PACKAGE / room).read_text("utf-8"), re.MULTILINE)
    ]
    assert guilty == []
