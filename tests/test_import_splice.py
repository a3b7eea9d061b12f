"""Edits of a YAML text at its nodes: what is wanted changes, and all else stays to the byte."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from diptych import inline, nodes
from diptych.finding import UserError
from diptych.importers import yaml_text
from diptych.importers.splice import Yaml
from diptych.nodes import ListNode, MapNode, Node, TextNode

if TYPE_CHECKING:
    from pathlib import Path


def value(node: Node) -> Any:
    match node:
        case TextNode():
            return node.text
        case ListNode():
            return [value(item) for item in node.items]
        case MapNode():
            return {key.text: value(entry) for key, entry in node.entries}


def read(text: str) -> Any:
    root, found = nodes.loads(text, "x.yaml")
    assert not found, (text, found)
    return value(root)


# --------------------------------------------------------------------------- golden

STAFF = """\
# Who is who.
# Two lines.

organizations:
  unoct:
    # translators: the Office
    name: 'Office: of Counter-Terrorism'  # its name
    short: UNOCT

people:
  # The opening

  voronkov:
    name: Vladimir Voronkov
    function: "Under-Secretary-General"
  du:
    name: Du Hangwei  # family first
    function: Deputy Minister of Public Security
      of the People’s Republic of China

# The end.
"""


def test_a_person_goes_behind_the_last_one() -> None:
    edits = Yaml(STAFF)
    edits.add(("people",), "zas", ["# translators: CSTO", "name: Stanislav Zas", "family: Zas"])
    expected = STAFF.replace(
        "Republic of China\n",
        "Republic of China\n  zas:\n    # translators: CSTO\n    name: Stanislav Zas\n    family: Zas\n",
    )
    assert edits.dumps() == expected


def test_many_edits_at_once() -> None:
    edits = Yaml(STAFF)
    edits.set(("people", "du", "function"), "Minister: of all")
    edits.set(("organizations", "unoct", "name"), "Bureau's")
    edits.remove(("organizations", "unoct", "short"))
    edits.add(("people", "voronkov"), "family", "Voronkov", after="name")
    edits.add(("people", "voronkov"), "gender", "m")
    edits.add(("people",), "adam", ["name: Adam"], after="")
    assert edits.dumps() == (
        """\
# Who is who.
# Two lines.

organizations:
  unoct:
    # translators: the Office
    name: 'Bureau''s'  # its name

people:
  # The opening

  adam:
    name: Adam
  voronkov:
    name: Vladimir Voronkov
    family: Voronkov
    function: "Under-Secretary-General"
    gender: m
  du:
    name: Du Hangwei  # family first
    function: 'Minister: of all'

# The end.
"""
    )


GOLDEN = [
    # text, edits, result
    ("a: b\n", [("set", ("a",), "c")], "a: c\n"),
    ("a: b", [("set", ("a",), "")], "a: ''"),
    ("a:  b   # why\n", [("set", ("a",), "c: d")], "a:  'c: d'   # why\n"),
    ('a: "b"\n', [("set", ("a",), 'say "c" \\')], 'a: "say \\"c\\" \\\\"\n'),
    ("a:   # why\nb: c\n", [("set", ("a",), "x")], "a: x   # why\nb: c\n"),
    ("a: >-\n  one\n  two\nb: c\n", [("set", ("a",), "# three")], "a: >-\n  # three\nb: c\n"),
    ("a: >\n  one\n\n\nb: c\n", [("set", ("a",), "")], "a: ''\n\n\nb: c\n"),
    ("{a: b, c: d}\n", [("set", ("c",), "e, f")], "{a: b, c: 'e, f'}\n"),
    ("a:\n  - b\n", [("set", ("a", 0), "c")], "a:\n  - c\n"),
    ("a: {b: c}\n", [("add", ("a",), "d", "1")], "a: {b: c, d: 1}\n"),
    ("a: {b: c,}\n", [("add", ("a",), "d", "1")], "a: {b: c, d: 1,}\n"),
    ("a: {b: c}\n", [("add", ("a",), "d", "1", "")], "a: {d: 1, b: c}\n"),
    ("a: {b: c}\n", [("remove", ("a", "b"))], "a: {}\n"),
    ("a: {b: c, d: e, f: g}\n", [("remove", ("a", "d"))], "a: {b: c, f: g}\n"),
    ("a: {b: c, d: e, f: g}\n", [("remove", ("a", "f")), ("remove", ("a", "d"))], "a: {b: c}\n"),
    ("a: [b, c]\n", [("append", ("a",), "d")], "a: [b, c, d]\n"),
    ("a: [b, c]\n", [("insert", ("a",), 1, "d"), ("remove", ("a", 1))], "a: [b, d]\n"),
    ("a: []  # none\n", [("append", ("a",), "d")], "a: [d]  # none\n"),
    (
        "a: []  # none\nb: c\n",
        [("append", ("a",), ["x: 1", "y: 2"])],
        "a:  # none\n  - x: 1\n    y: 2\nb: c\n",
    ),
    ("people: {}\n", [("add", ("people",), "x", ["y: z"])], "people:\n  x:\n    y: z\n"),
    ("people:\n", [("add", ("people",), "x", ["y: z"])], "people:\n  x:\n    y: z\n"),
    ("people:", [("append", ("people",), "x")], "people:\n  - x"),
    ("people:   # nobody\n\nb: c\n", [("append", ("people",), "x")], "people:   # nobody\n  - x\n\nb: c\n"),
    ("{a: , b: c}\n", [("append", ("a",), "x")], "{a: [x] , b: c}\n"),
    ("a:\n- b\n", [("append", ("a",), "c")], "a:\n- b\n- c\n"),
    ("a:\n- b\nd:\n", [("append", ("d",), "c")], "a:\n- b\nd:\n- c\n"),
    ("a:\n    b: c\nd:\n", [("add", ("d",), "e", "f")], "a:\n    b: c\nd:\n    e: f\n"),
    ("a:\n  - b: 1\n    c: 2\n", [("remove", ("a", 0, "b"))], "a:\n  - c: 2\n"),
    ("a:\n  - b: 1\n    # d\n    c: 2\n", [("remove", ("a", 0, "b"))], "a:\n  -\n    # d\n    c: 2\n"),
    ("a:\n  - b: 1\n", [("remove", ("a", 0, "b"))], "a:\n  - {}\n"),
    ("a:\n  - b: 1\n    c: 2\n", [("add", ("a", 0), "x", "y", "")], "a:\n  - x: y\n    b: 1\n    c: 2\n"),
    ("a:  # why\n  - b\n  # d\n  - c\n", [("remove", ("a", 1)), ("remove", ("a", 0))], "a: []  # why\n"),
    ("a:\n  - b\n  - c\n", [("remove", ("a", 0)), ("append", ("a",), "d")], "a:\n  - c\n  - d\n"),
    (
        "a:\n  - b\n  # of c\n  - c\n",
        [("remove", ("a", 0)), ("remove", ("a", 1)), ("append", ("a",), "d")],
        "a:\n  - d\n",
    ),
    ("a:\n  - b\n\n  - c\n\nd: e\n", [("append", ("a",), "x")], "a:\n  - b\n\n  - c\n\n  - x\n\nd: e\n"),
    ("a:\n  - b\n\n  - c\n\nd: e\n", [("remove", ("a", 1))], "a:\n  - b\n\nd: e\n"),
    ("a:\n  - b\n\n  - c\n\nd: e\n", [("remove", ("a", 0))], "a:\n  - c\n\nd: e\n"),
    ("a: b\nc: d", [("remove", ("c",))], "a: b"),
    ("# head\na: b\n# of c\nc: d\n", [("remove", ("a",))], "# head\n# of c\nc: d\n"),
    ("a:\n  b: c\n", [("replace", ("a",), "text")], "a: text\n"),
    ("a: b  # why\n", [("replace", ("a",), ["c: d"])], "a:  # why\n  c: d\n"),
    ("a:\n  - b\n", [("replace", ("a", 0), ["c: d", "e: f"])], "a:\n  - c: d\n    e: f\n"),
    ("a:\n  - b: c\n    d: e\n", [("replace", ("a", 0), "f")], "a:\n  - f\n"),
    ("a:\n  b:\n    c: d\ne: f\n", [("replace", ("a", "b"), ["- x", "- y"])], "a:\n  b:\n    - x\n    - y\ne: f\n"),
    ("", [("add", (), "a", "b"), ("add", (), "c", ["- d"])], "a: b\nc:\n  - d\n"),
    ("# only this", [("add", (), "a", "b")], "# only this\na: b\n"),
    ("a: [b,\n  c]\n", [("append", ("a",), ["# of d", "d"])], "a: [b,\n  c,\n    # of d\n    d]\n"),
    ("a: {b: {c: d}}\n", [("replace", ("a", "b"), ["x: [1, 2]", "y: 'n, o'"])], "a: {b: {x: [1, 2], y: 'n, o'}}\n"),
    ("a: |+\n  b\n\nc: d\n", [("add", (), "x", "y", "a")], "a: |+\n  b\n\nx: y\nc: d\n"),
    ("- a\n", [("append", (), "b")], "- a\n- b\n"),
]


def edited(text: str, edits: list[tuple[Any, ...]]) -> str:
    yaml_ = Yaml(text)
    for method, *said in edits:
        getattr(yaml_, method)(*said)
    return yaml_.dumps()


@pytest.mark.parametrize(("text", "edits", "result"), GOLDEN)
def test_golden(text: str, edits: list[tuple[Any, ...]], result: str) -> None:
    assert edited(text, edits) == result


@pytest.mark.parametrize(("text", "edits", "result"), GOLDEN)
def test_golden_with_bom_and_windows_line_ends(text: str, edits: list[tuple[Any, ...]], result: str) -> None:
    if "\n" not in text:
        return
    assert edited("\ufeff" + text.replace("\n", "\r\n"), edits) == "\ufeff" + result.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\n\tc: d\n", 2),
        ("a: &x b\n", 1),
        ("a: b\nc: *x\n", 2),
        ("a: !!str b\n", 1),
        ("a: b\n---\nc: d\n", 2),
        ("a: [b\nc: d\n", 2),
        ("a: b\n? c\n: d\n", 2),
        ("a: b\n<<: c\n", 2),
        ("a: b\rc: d\n", 1),
        ("a: \x00\n", 1),
        ("a: \ud800\n", 1),
        ("a: b\nc: " + "[" * 60 + "\n", 2),
        ("[" * 10_000, 1),
    ],
)
def test_what_cannot_be_edited_safely_is_said_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UserError) as caught:
        Yaml(text, "content/x.yaml")
    assert caught.value.message.startswith(f"content/x.yaml:{line}: ")
    assert caught.value.hint


def test_looking() -> None:
    edits = Yaml("a:\n  - b: 'c\n      d'\ne: {f: g}\n")
    assert edits.get(("a", 0, "b")).text == "c d"  # type: ignore[union-attr]
    assert edits.get(("a", 0, "b")).line == 2  # type: ignore[union-attr]
    assert edits.get(()).keys == ("a", "e")  # type: ignore[union-attr]
    assert edits.get(("e",)).flow  # type: ignore[union-attr]
    assert edits.get(("a", 1)) is None
    assert edits.get(("a", "b")) is None
    assert edits.get(("e", "f", "g")) is None


def test_two_edits_of_one_place() -> None:
    edits = Yaml("a: {b: c}\n")
    edits.set(("a", "b"), "d")
    with pytest.raises(ValueError, match="two edits"):
        edits.remove(("a", "b"))
    edits.remove(("a",))
    edits.add((), "x", "y")
    with pytest.raises(ValueError, match="two edits"):
        edits.dumps()


# --------------------------------------------------------------------------- laws

TEXTS = st.one_of(
    st.sampled_from(
        ["a", "no", "12:00", "", "it's", "a: b", "a #b", "- a", "“q”", "x, y", "[z]", "a:", "~", "C:\\", "#"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text("ab:#'\" -,[]{}&*!|>%@`?\\.", max_size=12),
    st.lists(st.sampled_from(["word", "a:", "#1", "'q'", "—", "- x", "https://x.org"]), max_size=60).map(" ".join),
)


@given(TEXTS, st.booleans(), st.integers(0, 20))
def test_a_scalar_reads_as_its_text(text: str, flow: bool, column: int) -> None:
    said = yaml_text.scalar(text, flow=flow)
    assert "\n" not in said
    assert read(f"a: [{said}]\n" if flow else f"a: {said}\n")["a"] == ([wanted(text)] if flow else wanted(text))
    lines = yaml_text.indented(yaml_text.entry("a", text, column), column)
    root = ["x:", *("  " + line for line in yaml_text.entry("a", text, 2)), "  - "[:0] + "y: z"]
    assert read("\n".join(root)) == {"x": {"a": wanted(text)}, "y": "z"}
    assert all(len(line) <= 120 or " " not in line.strip().split(": ", 1)[-1] for line in lines) or "  " in text


def wanted(text: str) -> str:
    return yaml_text.one_line(text)


@given(st.lists(TEXTS, max_size=5))
def test_lists_and_notes(texts: list[str]) -> None:
    lines = ["a:"]
    for text in texts:
        lines += yaml_text.indented([*yaml_text.note([text], 2), *yaml_text.item(text, 2)], 2)
    root, found = nodes.loads("\n".join(lines), "x")
    assert not [one for one in found if one.rule != "control-character"]
    items = root.get("a")
    assert [item.text for item in items.items] == [wanted(text) for text in texts] if texts else True  # type: ignore[union-attr]
    assert read(f"a: {yaml_text.flow_list(texts)}\n")["a"] == [wanted(text) for text in texts]


WORDS = st.sampled_from(["one", "two words", "it's", "a: b", "x, y", "12:00", "[a]", "# no", "long " * 40 + "end"])
KEYS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon"])
VALUES = st.recursive(
    st.one_of(WORDS, st.just(None)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def written(draw: st.DrawFn) -> str:  # noqa: C901, PLR0915 - one writer in all styles
    """A mapping as people write it: comments, blank lines, brackets, quotation marks, all mixed."""
    count = [0]

    def remark(indent: int, out: list[str]) -> None:
        choice = draw(st.integers(0, 9))
        if choice in (0, 1):
            out.append("")
        if choice in (1, 2, 3):
            count[0] += 1
            out.append(" " * indent + f"# remark {count[0]}")
        if choice == 4:
            count[0] += 1
            out += [" " * indent + f"# remark {count[0]}", ""]

    def behind() -> str:
        if draw(st.integers(0, 5)):
            return ""
        count[0] += 1
        return f"  # remark {count[0]}"

    def scalar(text: str, *, flow: bool, column: int) -> list[str]:
        style = draw(st.sampled_from(["", "", "'", '"', ">", "|-", ">+"]))
        if not flow and style[:1] in (">", "|") and style and text.strip():
            count[0] += 1
            lines = yaml_text.folded(text, 0, 0, 60).split("\n") if style[0] == ">" else [text]
            tail = [""] if style == ">+" else []
            return [f"{style}  # remark {count[0]}", *(" " * (column + 2) + line for line in lines), *tail]
        said = yaml_text.scalar(text, flow=flow, style=style if len(style) == 1 and style in "'\"" else "")
        if flow:
            return [said]
        return [*yaml_text.folded(said, column + 10, column + 2, 80).split("\n")]

    def flow_text(data: Any) -> str:
        if data is None:
            return "''"
        if isinstance(data, str):
            return scalar(data, flow=True, column=0)[0]
        comma = draw(st.sampled_from(["", ","])) if data else ""
        if isinstance(data, list):
            return "[" + ", ".join(map(flow_text, data)) + comma + "]"
        pairs = [f"{key}: {'' if entry is None else flow_text(entry)}" for key, entry in data.items()]
        return "{" + ", ".join(pairs) + comma + "}"

    def put(data: Any, column: int, head: str, out: list[str], *, in_list: bool) -> None:
        """Write ``head`` (a key with its colon, or a hyphen) and the value behind it."""
        if data is None:
            out.append(head + behind())
        elif isinstance(data, str):
            first, *rest = scalar(data, flow=False, column=column)
            tail = behind() if not rest and "  # remark" not in first else ""
            out.extend([f"{head} {first}{tail}", *rest])
        elif not data or not draw(st.integers(0, 3)):
            out.append(f"{head} {flow_text(data)}{behind()}")
        elif in_list and draw(st.booleans()):
            lines: list[str] = []
            block(data, column + 2, lines, quiet=True)
            out.extend([f"{head} {lines[0].lstrip()}", *lines[1:]])
        else:
            out.append(head + behind())
            block(data, column + 2, out)

    def block(data: Any, column: int, out: list[str], *, quiet: bool = False) -> None:
        margin = " " * column
        if isinstance(data, list):
            for number, item in enumerate(data):
                if number or not quiet:
                    remark(column, out)
                put(item, column, margin + "-", out, in_list=True)
        else:
            for number, (key, entry) in enumerate(data.items()):
                if number or not quiet:
                    remark(column, out)
                put(entry, column, f"{margin}{key}:", out, in_list=False)

    out: list[str] = []
    block(draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)), 0, out)
    remark(0, out)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + end.join(out) + draw(st.sampled_from(["", end]))


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, data)]
    pairs = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for step, inner in pairs:
        found += paths(inner, (*path, step))
    return found


def holder(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


NEW = st.sampled_from(
    [
        ("new text", "new text"),
        ("it's: [new]", "it's: [new]"),
        ("far " * 50 + "end", "far " * 50 + "end"),
        (
            ["# remark of mine", "name: x", "list: [1, 2]", "deep:", "  - y"],
            {"name": "x", "list": ["1", "2"], "deep": ["y"]},
        ),
        (["- p", "- q: r"], ["p", {"q": "r"}]),
        (["plain"], "plain"),
        (["{f: 1}"], {"f": "1"}),
    ]
)


@settings(max_examples=300, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(written(), st.data())
def test_one_edit_does_what_it_says_and_nothing_else(text: str, data: st.DataObject) -> None:
    before = read(text)
    path, old = data.draw(st.sampled_from(paths(before)))
    said, meant = data.draw(NEW)
    after = read(text)
    owner = holder(after, path) if path else after
    edits = Yaml(text)
    ways = [way for way, may in (("replace", path), ("remove", path), ("set", path and isinstance(old, str))) if may]
    ways += ["append", "insert"] if isinstance(old, list) or old == "" else []
    ways += ["add", "add-first"] if isinstance(old, dict) else []
    way = data.draw(st.sampled_from(ways or ["add"]))
    if way == "set" and isinstance(said, str):
        edits.set(path, said)
        owner[path[-1]] = said
    elif way in ("replace", "set"):
        edits.replace(path, said)
        owner[path[-1]] = meant
    elif way == "remove":
        edits.remove(path)
        del owner[path[-1]]
    elif way in ("append", "insert"):
        if edits.get(path).text or _quoted(edits, path):  # type: ignore[union-attr]
            return
        here = owner[path[-1]] if path else after
        here = owner[path[-1]] = [] if here == "" else here
        at = data.draw(st.integers(0, len(here))) if way == "insert" else len(here)
        if way == "append":
            edits.append(path, said)
        else:
            edits.insert(path, at, said)
        here.insert(at, meant)
    else:
        here = owner[path[-1]] if path else after
        edits.add(path, "new", said, "" if way == "add-first" else None)
        here["new"] = meant
    result = edits.dumps()
    assert read(result) == after, (text, way, path, result)
    order(read(result), after, way)
    lost = set(re.findall(r"# remark \d+", text)) - set(re.findall(r"# remark \d+", result))
    if way in ("add", "add-first", "append", "insert", "set"):
        assert not lost, (text, way, path, result)
        untouched(text, result, way)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert "\n" not in result.replace("\r\n", "")


def _quoted(edits: Yaml, path: tuple[Any, ...]) -> bool:
    """Whether an empty text stands there in quotation marks: then it is no missing value."""
    try:
        edits._collection(path, "list")
    except ValueError:
        return True
    return False


def order(result: Any, after: Any, way: str) -> None:
    if way == "add":
        assert str(result) == str(after)


def untouched(text: str, result: str, way: str) -> None:
    """Every old line is there; but where brackets were filled or a text set, the line of that."""
    gone = list(
        (Counter(text.lstrip("\ufeff").splitlines()) - Counter(result.lstrip("\ufeff").splitlines())).elements()
    )
    gone = [line for line in gone if line.strip()]
    assert way == "set" or not gone or (len(gone) == 1 and any(sign in gone[0] for sign in "[{-")), (text, result, gone)


@settings(max_examples=200, deadline=None)
@given(st.text("ab:-#'\"[]{},&*?|> \n\r\t\ufeff\u2028", max_size=40))
def test_any_text_is_edited_or_refused(text: str) -> None:
    try:
        edits = Yaml(text)
        root = edits.get(())
        if root is not None and root.kind != "map":
            return
        edits.add((), "new", "text")
    except (UserError, ValueError):
        return
    result = edits.dumps()
    written_root, found = nodes.loads(result, "x")
    assert not [one for one in found if one.rule not in {"control-character", "doubled-key"}]
    assert written_root.get("new").text == "text"  # type: ignore[union-attr]


# --------------------------------------------------------------------------- our own files


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("*.yaml")), ids=lambda path: path.name)
def test_our_own_files_stay_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert Yaml(text).dumps() == text
    edits = Yaml(text)
    edits.add((), "new", ["# of mine", "a: b"])
    lines = text.rstrip("\n").split("\n")
    assert edits.dumps().split("\n")[: len(lines)] == lines
    assert edits.dumps().endswith("\nnew:\n  # of mine\n  a: b\n")


def test_every_text_of_our_programme_can_be_set_to_itself() -> None:
    text = (ROOT / "content" / "programme.yaml").read_text(encoding="utf-8")
    before = read(text)
    for path, old in paths(before):
        if isinstance(old, str):
            edits = Yaml(text)
            edits.set(path, old + " and more")
            after = read(text)
            holder(after, path)[path[-1]] = old + " and more"
            assert read(edits.dumps()) == after
            assert edits.dumps().count("#") == text.count("#")
            break


def test_our_own_people_get_one_more_at_the_end() -> None:
    text = (ROOT / "content" / "people.yaml").read_text(encoding="utf-8")
    edits = Yaml(text)
    edits.add(("people",), "x", ["name: X", "family: X"])
    assert edits.dumps() == text + "  x:\n    name: X\n    family: X\n"


def test_invisible_characters_are_shown_as_the_reader_shows_them() -> None:
    assert yaml_text.scalar("a\u202eb") == inline.visible("a\u202eb")
