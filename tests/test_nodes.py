"""YAML as nodes: every value is text with its line, and no file makes us stumble."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import nodes
from diptych.catalog import Span
from diptych.finding import Finding, Severity
from diptych.nodes import ListNode, MapNode, Node, TextNode


def plain(node: Node) -> object:
    """The node without its places."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def read(text: str) -> tuple[object, list[str]]:
    root, found = nodes.loads(text, "x.yaml")
    return plain(root), [f"{finding.span.line} {finding.rule}" for finding in found]


def every(node: Node) -> list[Node]:
    """The node and all that is in it."""
    if isinstance(node, ListNode):
        return [node, *(inner for item in node.items for inner in every(item))]
    if isinstance(node, MapNode):
        return [node, *(inner for key, value in node.entries for inner in (key, *every(value)))]
    return [node]


def test_every_scalar_is_text() -> None:
    text = "a: 12:00\nb: no\nc: 2022-10-18\nd: 007\ne: null\nf:\ng: {h: 1.50, i: [~, yes]}\n"
    assert read(text) == (
        {
            "a": "12:00",
            "b": "no",
            "c": "2022-10-18",
            "d": "007",
            "e": "null",
            "f": "",
            "g": {"h": "1.50", "i": ["~", "yes"]},
        },
        [],
    )


def test_a_text_over_several_lines_is_one_line() -> None:
    text = "a: one\n  two\n\n  three\nb: >-\n  four\n  five\nc: |\n  six  \n  seven\nd: ' eight\n  nine '\n"
    assert read(text) == ({"a": "one two three", "b": "four five", "c": "six seven", "d": "eight nine"}, [])


def test_every_node_knows_its_line_and_column() -> None:
    root, _ = nodes.loads("a: 1\nb:\n  - c: x\n", "x.yaml", first_line=10)
    assert [(node.span.line, node.span.column) for node in every(root)] == [
        (10, 1),
        (10, 1),
        (10, 4),
        (11, 1),
        (12, 3),
        (12, 5),
        (12, 5),
        (12, 8),
    ]


def test_a_comment_to_translators_stands_right_above() -> None:
    root, found = nodes.loads(
        "# translators: of the house\ntitle: A\n"
        "# translators: far away\n\nnote: B\n"
        "# an ordinary comment\nplace: C\n"
        "# translators: over\n# two lines\nfloor: >\n  D\n"
        "list:\n  # translators: of an item\n  - E\n"
        "  # translators: of a flow\n  - {id: x, text: F}\n"
        "title2: '# translators: no'\nend: G\n",
        "x.yaml",
    )
    assert found == []
    comments = {node.text: node.comment for node in every(root) if isinstance(node, TextNode)}
    assert [comments[text] for text in "ABCDEFG"] == [
        "of the house",
        "",
        "",
        "over two lines",
        "of an item",
        "of a flow",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "rest", "found"),
    [
        ("a: &x 1\nb: *x\nc: 2", {"a": "1", "b": "", "c": "2"}, ["1 yaml-alias", "2 yaml-alias"]),
        ("a: 1\n<<: {b: 2}\nc: 3", {"a": "1", "c": "3"}, ["2 yaml-alias"]),
        ("a: !!python/object:os.system x\nb: 2", {"a": "x", "b": "2"}, ["1 yaml-tag"]),
        ("a: 1\nb: 2\na: 3", {"a": "1", "b": "2"}, ["3 doubled-key"]),
        ("a: 1\n---\nb: 2", {"a": "1"}, ["2 yaml-documents"]),
        ("? [a, b]\n: 1\nc: 2", {"c": "2"}, ["1 yaml-key"]),
        ("- a\n- b", {}, ["1 yaml-root"]),
        ("just a text", {}, ["1 yaml-root"]),
        ("", {}, []),
        ("# nothing\n", {}, []),
        ("a: 1\nb:\n\tc: 2\nd: 3", {"a": "1", "b": {"c": "2"}, "d": "3"}, ["3 tab"]),
        ("a: 1\nb: c: 2\nd: 3", {"a": "1", "b": "c"}, ["2 yaml-syntax"]),
        ("a: 1\nb: [2, 3\n", {"a": "1", "b": ["2", "3"]}, ["2 yaml-syntax"]),
        ("a: 1\nb: 'open\n\n", {"a": "1", "b": ""}, ["2 yaml-syntax"]),
        ("a: @b", {"a": ""}, ["1 yaml-syntax"]),
        ("a: 1\nb: x\x07y\u2028z", {"a": "1", "b": "x[U+0007]y[U+2028]z"}, ["2 control-character"]),
        ('a: "\\u202e\\0"', {"a": "[U+202E][U+0000]"}, ["1 control-character"]),
    ],
)
def test_what_is_wrong_is_a_finding_and_the_rest_is_read(text: str, rest: object, found: list[str]) -> None:
    assert read(text) == (rest, found)


OPEN = "A quotation mark is opened here and not closed, or does not stand around the whole text."


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("title: Border security: a challenge\n", 1, "A text with “: ” in it stands in quotation marks."),
        ("a: 1\nb: 'open\nc: 2\n\nd: 3\n", 2, "A quotation mark or a bracket is opened here and not closed."),
        ('a: 1\nb: "open\nc: 2\nd: "x"\ne: 3\n', 2, OPEN),
        ("a:\n- 'b\n- 'c'\n", 2, OPEN),
        ("a: 'it's'\nb: 2\n", 1, OPEN),
        ('a: "Iram" Garden\nb: 2\n', 1, OPEN),
        ("a: [b,\n  c\nd: [e]\n", 1, "A bracket is opened here and not closed, or a comma is missing."),
        ("a: [b] c\nd: e\n", 1, "Put quotation marks around the whole text."),
        ("a: 1\nb: *Recalling* the river\n", 2, "A text that begins with * stands in quotation marks."),
        ("a: 1\nb: *Recalling the river\nc: 1\n", 2, "A text that begins with * stands in quotation marks."),
        ("a: **both**\n", 1, "A text that begins with * stands in quotation marks."),
        ("a: &, b\n", 1, "A text that begins with & stands in quotation marks."),
        ("a: - b\n", 1, "A text that begins with - stands in quotation marks."),
        ("a: > b\n", 1, "A text that begins with > or | stands in quotation marks."),
        ("a:\n  b: 1\n c: 2\n", 3, "Put the line under the first letter of its neighbours."),
    ],
)
def test_a_syntax_error_is_named_where_it_begins_and_says_how_to_mend_it(text: str, line: int, hint: str) -> None:
    _, (finding,) = nodes.loads(text, "x.yaml")
    assert (finding.rule, finding.span.line, finding.hint) == ("yaml-syntax", line, hint)


def test_what_follows_from_a_part_that_was_not_read_goes_without_saying() -> None:
    def found(*rules: str) -> list[Finding]:
        return [Finding(rule, Severity.ERROR, Span("x.yaml"), "") for rule in rules]

    assert nodes.told(found("bad-id", "missing-key")) == found("bad-id", "missing-key")
    assert nodes.told(found("yaml-syntax", "bad-id", "missing-key")) == found("yaml-syntax", "bad-id")
    assert nodes.told(found("tab", "bad-id", "missing-key", "control-character")) == found("tab", "control-character")


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? "])
def test_what_is_nested_too_deep_is_not_parsed(unit: str) -> None:
    assert "too-deep" in [rule.split()[1] for rule in read(unit * 100_000)[1]]


def test_fifty_levels_are_read_and_fifty_one_are_not() -> None:
    assert read("a: " + "[" * 49 + "x" + "]" * 49)[1] == []
    assert read("a: " + "[" * 50 + "x" + "]" * 50)[1] == ["1 too-deep"]
    deep = "\n".join("  " * level + "a:" for level in range(1000))
    assert read(deep)[1] == ["51 too-deep"]


def test_a_billion_laughs_are_none() -> None:
    laughs = "a0: &a0 [ha, ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    value, found = read(laughs)
    assert isinstance(value, dict)
    assert value["a29"] == [""] * 9
    assert {rule.split()[1] for rule in found} == {"yaml-alias"}


def test_many_values_on_one_line_below_many_comments_are_read() -> None:
    value, found = read("# x\n" * 5_000 + "a: [" + ", ".join("b" * 5_000) + "]")
    assert (value, found) == ({"a": ["b"] * 5_000}, [])


def test_a_file_of_more_than_two_million_characters_is_not_read() -> None:
    assert read("a: b\n" * 400_001) == ({}, ["1 file-too-big"])


# --------------------------------------------------------------------------- bytes


def test_bytes_become_text_without_bom_and_carriage_returns() -> None:
    assert nodes.decode("\ufeffа: б\r\nв: г\rд".encode(), "x.yaml") == ("а: б\nв: г\nд", [])


def test_bytes_that_are_not_utf_8_are_found_with_their_line() -> None:
    text, (finding,) = nodes.decode("a: b\nц: д".encode("windows-1251"), "x.yaml")
    assert text == "a: b\n\ufffd: \ufffd"
    assert (finding.rule, str(finding.span), finding.span.column) == ("not-utf-8", "x.yaml:2", 1)
    assert finding.message == "not UTF-8: byte 0xF6"


@settings(deadline=None)  # the machine may be busy
@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    text, found = nodes.decode(data, "x.yaml")
    assert "\r" not in text
    assert all(finding.span.line <= data.count(b"\n") + 1 for finding in found)


def lines_exist(text: str, found: list[Finding]) -> bool:
    return all(
        1 <= finding.span.line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1 for finding in found
    )


PIECES = [
    *"\n\n\n  --:,[]{}#&*!|>'\"%@`?\t\r",
    "a",
    "b: ",
    "c: d\n",
    "- ",
    "  ",
    "---\n",
    "<<: ",
    "*a",
    "&a ",
    "# translators: x\n",
    "\u202e",
    "\x00",
    "\ud800",
    "\\",
]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_no_text_raises_and_every_place_exists(text: str) -> None:
    root, found = nodes.loads(text, "x.yaml")
    assert lines_exist(text, found)
    for node in every(root):
        assert 1 <= node.span.line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert not isinstance(node, TextNode) or "\n" not in node.text
