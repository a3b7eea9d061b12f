"""content/imported.json: what the last import said, as hashes; nothing in the file can make us stumble."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.importers import record, update_programme, update_prose
from diptych.importers.record import Imported, Record

HASH = st.text("0123456789abcdef", min_size=12, max_size=12)
NAME = st.text("abcdefgh-1", min_size=1, max_size=8)
IMPORTED = st.builds(
    Imported,
    st.sampled_from(["Word", "Indico", "text"]),
    NAME.map(lambda name: f"{name}.docx"),
    st.dictionaries(st.lists(NAME, min_size=1, max_size=5).map("/".join), HASH),
    st.lists(st.tuples(st.sampled_from(["h2", "p", "o1:3", "i"]), HASH).map(" ".join)).map(tuple),
    st.sampled_from(["", "indico:1"]),
)
RECORDS = st.builds(Record, st.dictionaries(NAME.map(lambda name: f"{name}.md"), IMPORTED, max_size=3))


@given(RECORDS)
def test_what_is_written_is_read(known: Record) -> None:
    data = record.dumps(known)
    assert record.loads(data.decode()) == (known, [])
    assert record.dumps(record.loads(data.decode())[0]) == data


def test_the_file_is_the_same_whatever_the_order() -> None:
    one, other = Imported("Word", "a.docx", {"a": "0" * 12, "b": "1" * 12}), Imported("text", "b.txt")
    left = Record({"a.md": one, "b.md": other})
    right = Record({"b.md": other, "a.md": Imported("Word", "a.docx", {"b": "1" * 12, "a": "0" * 12})})
    assert record.dumps(left) == record.dumps(right)


def test_a_changed_value_is_one_changed_line() -> None:
    old = "---\ntitle: A\n---\n\nOne.\n\nTwo.\n\nThree.\n"
    made = [record.dumps(Record({"a.md": update_prose.first(text)})) for text in (old, old.replace("Two", "2"))]
    left, right = (data.decode().split("\n") for data in made)
    assert len(left) == len(right)
    assert sum(a != b for a, b in zip(left, right, strict=True)) == 1


def test_no_word_of_the_original_is_in_it() -> None:
    prose = update_prose.first("---\ntitle: Secret title\n---\n\n## Secret heading {#quiet}\n\nSecret sentence.\n")
    programme = update_programme.first(
        "title: Secret title\ndays:\n  - date: 2023-05-03\n    items:\n"
        "      - id: opening\n        title: Secret opening\n"
        "        issues: [Secret issue, {id: weirs, text: Secret weirs}]\n"
        "        venues: [{place: Secret hall}, {audience: media, place: Secret room}]\n"
    )
    files = {"a.md": record.imported("Word", "a.docx", prose), "b.yaml": record.imported("Indico", "b.json", programme)}
    data = record.dumps(Record(files)).decode()
    assert "ecret" not in data
    assert "quiet" not in data
    assert record.loads(data)[1] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/someone/secret/report.docx", "report.docx"),
        (r"C:\Users\someone\report.docx", "report.docx"),
        ("report.docx", "report.docx"),
        ("folder/", "unnamed"),
        ("a\u202eb.docx", "a[U+202E]b.docx"),
    ],
)
def test_of_the_original_only_the_name_is_kept(path: str, name: str) -> None:
    made = record.imported("Word", path, Imported("", ""))
    assert made.name == name
    assert record.loads(record.dumps(Record({"a.md": made})).decode()) == (Record({"a.md": made}), [])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The river\nis clean.", "The  river is clean.", True),
        ("The river  \nis clean.", "The river is clean.", False),
        ("The river is clean.", "The river is clean", False),
        ("5 %", "5\u00a0%", False),
        ("“clean”", '"clean"', False),
    ],
)
def test_only_soft_line_ends_and_blanks_do_not_count(one: str, other: str, same: bool) -> None:
    assert (record.mark(one) == record.mark(other)) is same


GOOD = json.loads(record.dumps(Record({"a.md": Imported("Word", "a.docx", {"title": "0" * 12}, ("p " + "1" * 12,))})))


def broken(**changes: object) -> str:
    entry = {**GOOD["files"]["a.md"], **changes}
    return json.dumps({**GOOD, "files": {"a.md": entry}})


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "imported-json"),
        ("{", "imported-json"),
        ("[]", "imported-json"),
        ("[" * 100_000, "imported-json"),
        ("1" * 5000, "imported-json"),
        ('{"version": 1, "files": []}', "imported-json"),
        ('{"version": 2, "files": {}}', "imported-version"),
        ('{"version": 1, "files": {}, "files": {}}', "doubled-key"),
        ('{"version": 1,\n<<<<<<< HEAD\n "files": {}}', "imported-json"),
        ('{"version": 1, "files": {"a.md": 1}}', "imported-file"),
        (json.dumps({**GOOD, "files": {"../a.md": GOOD["files"]["a.md"]}}), "imported-file"),
        (json.dumps({**GOOD, "files": {"/a.md": GOOD["files"]["a.md"]}}), "imported-file"),
        (json.dumps({**GOOD, "files": {"a\u202e.md": GOOD["files"]["a.md"]}}), "imported-file"),
        (broken(name="folder/a.docx"), "imported-file"),
        (broken(name=1), "imported-file"),
        (broken(format=""), "imported-file"),
        (broken(values=[]), "imported-file"),
        (broken(values={"title": "A sentence"}), "imported-file"),
        (broken(blocks="p"), "imported-file"),
        (broken(blocks=["p nothing"]), "imported-file"),
        (broken(blocks=[None]), "imported-file"),
        (broken(more=1), "imported-file"),
    ],
)
def test_a_damaged_file_is_a_finding(text: str, rule: str) -> None:
    known, found = record.loads(text)
    assert not known.files
    assert rule in {finding.rule for finding in found}
    assert all(finding.hint for finding in found)


def test_a_conflict_that_git_left_is_said_with_its_line() -> None:
    found = record.loads('{"version": 1,\n<<<<<<< HEAD\n "files": {}}')[1]
    assert found[0].span.line == 2
    assert "one side" in found[0].hint


@given(st.text(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_text_makes_it_stumble(text: str) -> None:
    known, found = record.loads(text)
    assert not known.files or not found
