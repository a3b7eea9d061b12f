"""“I fixed a typo, the translations stand”: which messages a line of the content means, and what extract does then."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from conftest import run
from diptych import po, project
from diptych.catalog import Entry, Key, State
from diptych.extract import extract
from diptych.finding import UserError
from diptych.places import find

if TYPE_CHECKING:
    from pathlib import Path

NOTING, NEW_NOTING = "*Noting* that rivers cross borders;", "*Noting* that rivers cross a border;"


def at(root: Path, said: str) -> list[str]:
    folder = project.read(root)
    fresh = extract(folder.documents)
    return [key.msgid for _, key in find(fresh, said, lambda path: (root / path).read_text("utf-8"))]


def line_of(root: Path, name: str, text: str) -> int:
    lines = (root / "content" / name).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_path_may_be_written_as_people_write_it(small: Path) -> None:
    line = line_of(small, "declaration.md", NOTING)
    for path in (
        "declaration.md",
        "content/declaration.md",
        "./content/declaration.md",
        f"{small}/content/declaration.md",
    ):
        assert at(small, f"{path}:{line}") == [NOTING]
    assert at(small, f"declaration.md:{line}:7") == [NOTING]


def test_each_line_of_a_paragraph_and_of_a_value_means_all_of_it(small: Path) -> None:
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("that rivers\u0020", "that\nrivers "), "utf-8")
    line = line_of(small, "declaration.md", "*Noting* that")
    assert at(small, f"declaration.md:{line + 1}") == at(small, f"declaration.md:{line}") == [NOTING]
    assert at(small, f"programme.yaml:{line_of(small, 'programme.yaml', 'title: Opening')}") == ["Opening"]
    venue = line_of(small, "programme.yaml", "place: Canteen")
    assert at(small, f"programme.yaml:{venue}") == ["Canteen"]


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("declaration.md:17", "nothing to translate stands in content/declaration.md, line 17", "line 16 and line 18"),
        ("declaration.md:6", "nothing to translate stands in content/declaration.md, line 6", "line 4 and line 10"),
        ("declaration.md:999", "nothing to translate stands in content/declaration.md, line 999", "line 20."),
        ("programme.yaml:5", "nothing to translate stands in content/programme.yaml, line 5", "line 3"),
        ("declaration.md", "declaration.md is no place in the content", "declaration.md:12"),
        ("decaration.md:3", "there is nothing to translate in decaration.md", "Did you mean content/declaration.md?"),
        ("zz:3", "there is nothing to translate in zz", "There is content/"),
    ],
)
def test_a_place_where_nothing_stands_names_what_is_near(small: Path, said: str, message: str, hint: str) -> None:
    with pytest.raises(UserError, match=f"^{re.escape(message)}$") as caught:
        at(small, said)
    assert hint in caught.value.hint


def mended(root: Path) -> str:
    """Fix a typo in a recital; its place."""
    content = root / "content" / "declaration.md"
    place = f"declaration.md:{line_of(root, 'declaration.md', NOTING)}"
    content.write_text(content.read_text("utf-8").replace("cross borders", "cross a border"), "utf-8")
    return place


def entry(root: Path, msgid: str) -> Entry:
    data = (root / "locales/ru/LC_MESSAGES/declaration.po").read_bytes()
    read, _ = po.loads(data, "x.po", "declaration", "en", "ru")
    assert read is not None
    return read.by_key()[Key(msgid)]


@pytest.mark.parametrize("first", [[], ["extract"]])
def test_a_translation_that_stands_stays_confirmed_and_says_so(small: Path, first: list[str]) -> None:
    """Also where extract ran already, and made it fuzzy."""
    place = mended(small)
    if first:
        run(small, *first)
        assert entry(small, NEW_NOTING).state is State.FUZZY
    done = run(small, "extract", "--keep", place)
    assert f"{place}: declaration (ru): the translation stands" in done.stderr.splitlines()
    now = entry(small, NEW_NOTING)
    assert now.state is State.DONE
    assert any(NOTING in note for note in now.notes)
    again = run(small, "extract", "--keep", place)
    assert f"{place}: declaration (ru): nothing changed there" in again.stderr.splitlines()
    assert "The catalogs are up to date." in again.stdout.splitlines()
    assert entry(small, NEW_NOTING) == now


def test_what_has_no_translation_cannot_stand(small: Path) -> None:
    place = f"declaration.md:{line_of(small, 'declaration.md', 'On 3–4 May')}"
    (standing,) = json.loads(run(small, "extract", "--keep", place, "--format", "json").stdout)["standing"]
    assert standing["outcome"] == "there is no whole translation of one text that could stand"


def test_an_unknown_place_writes_nothing(small: Path) -> None:
    mended(small)
    before = (small / "locales/ru/LC_MESSAGES/declaration.po").read_bytes()
    done = run(small, "extract", "--keep", "declaration.md:17")
    assert done.exit_code == 2
    assert (small / "locales/ru/LC_MESSAGES/declaration.po").read_bytes() == before
