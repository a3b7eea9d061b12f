"""PO text ⇄ Catalog: without loss, as msgcat writes it, and with a line for every fault."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import CATALOGS, ROOT
from diptych import po
from diptych.catalog import Catalog, Entry, Key, Previous
from diptych.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES = ROOT / "tests" / "po"
HEADER = (("Language", "ru"), ("Content-Type", "text/plain; charset=UTF-8"))
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def loads(data: bytes | str) -> Catalog:
    catalog, findings = po.loads(data, "ru.po", "river", "en", "ru")
    assert catalog is not None, findings
    return catalog


def faults(text: str | bytes) -> list[tuple[int, str, str]]:
    """Line, rule and message of each finding of a text that gives no catalog."""
    catalog, findings = po.loads(text, "ru.po", "river", "en", "ru")
    assert catalog is None
    assert all(re.fullmatch(r"[A-Z].*[.?]", finding.hint) for finding in findings)
    return [(finding.span.line, finding.rule, finding.message) for finding in findings]


def msgcat(path: Path) -> str:
    done = subprocess.run(["msgcat", "--no-wrap", str(path)], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


# --------------------------------------------------------------------------- laws

TEXT = st.text(st.sampled_from('abЯ«—\u00a0\u2028\t\n\\"{}#~ '), max_size=20)
FULL = TEXT.filter(bool)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
COMMENT = st.text(st.sampled_from("abЯ .,:|~#\"\\'"), max_size=12).filter(lambda line: not line.endswith("\\"))
REFERENCE = st.builds(
    "{}/{}.md{}".format,
    st.sampled_from(["content", "content/two words", "ящик"]),
    st.sampled_from(["a", "река", "long-name" * 4]),
    st.sampled_from([":1", ":120", ""]),
)
FLAGS = st.lists(
    st.sampled_from(["c-format", "no-python-format", "python-brace-format", "range: 0..10", "no-wrap"]), unique=True
)


@st.composite
def entries(draw: st.DrawFn, text: st.SearchStrategy[str] = TEXT, comment: st.SearchStrategy[str] = COMMENT) -> Entry:
    plural = draw(st.none() | text)
    texts = tuple(draw(text) for _ in range(1 if plural is None else 3))
    fuzzy = bool(texts[0]) and draw(st.booleans())
    previous = Previous(draw(text), draw(st.none() | text), draw(st.none() | text)) if draw(st.booleans()) else None
    flags = [*(["fuzzy"] if fuzzy else []), *draw(FLAGS)]
    return Entry(
        Key(draw(text.filter(bool)), draw(st.none() | text)),
        texts,
        plural,
        previous,
        tuple(draw(st.lists(comment, max_size=2))),
        tuple(draw(st.lists(comment, max_size=2))),
        tuple(draw(st.lists(REFERENCE, max_size=6, unique=True))),
        tuple(sorted(flags, key=["fuzzy", "c-format", "no-python-format", "python-brace-format", "range: 0..10",
                                 "no-wrap"].index)),
        draw(st.booleans()),
    )  # fmt: skip


def catalog_of(found: list[Entry]) -> Catalog:
    unique = {entry.key: entry for entry in found}.values()
    return Catalog("river", "en", "ru", HEADER, tuple(sorted(unique, key=lambda entry: entry.obsolete)))


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(), max_size=4), st.lists(COMMENT, max_size=2))
def test_what_is_written_is_read_again_equal(found: list[Entry], notes: list[str]) -> None:
    catalog = replace(catalog_of(found), notes=tuple(notes))
    assert loads(po.dumps(catalog)) == catalog
    assert loads(po.dumps(catalog).encode()) == catalog


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(ANY, COMMENT), max_size=3))
def test_any_character_survives(found: list[Entry]) -> None:
    catalog = catalog_of(found)
    assert loads(po.dumps(catalog).encode()) == catalog


@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(ANY, ANY), max_size=3))
def test_a_comment_cannot_break_out_of_its_line(found: list[Entry]) -> None:
    catalog = catalog_of(found)
    once = loads(po.dumps(catalog))
    assert [(e.key, e.texts, e.flags) for e in once.entries] == [(e.key, e.texts, e.flags) for e in catalog.entries]
    assert po.dumps(loads(po.dumps(once))) == po.dumps(once)


@settings(deadline=None)  # the machine may be busy
@given(st.text(st.sampled_from('msgidctxr[01]_plua"\\n \n#~|,:.<=>'), max_size=80) | st.binary(max_size=60))
def test_no_text_makes_the_reader_fail(text: str | bytes) -> None:
    catalog, findings = po.loads(text, "ru.po", "river", "en", "ru")
    assert (catalog is None) == any(finding.severity is Severity.ERROR for finding in findings)
    if catalog is not None:
        assert po.dumps(loads(po.dumps(catalog))) == po.dumps(catalog)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, 1700))
def test_a_file_cut_anywhere_is_a_fault_or_ends_between_two_lines(length: int) -> None:
    whole = (FIXTURES / "everything.po").read_text("utf-8")
    cut = whole[:length]
    catalog, findings = po.loads(cut, "ru.po", "river", "en", "ru")
    if catalog is None:
        assert findings[-1].span.line in (cut.count("\n"), cut.count("\n") + 1) or findings[-1].rule == "po-cut"
    else:
        # nothing that we accept differs from what stands there
        read = {entry.key: entry for entry in loads(whole).entries}
        assert {entry.key for entry in catalog.entries} <= read.keys() | {Key("tab\t")}


# polib ends a line at U+2028, which no gettext does
@settings(deadline=None)  # the machine may be busy
@given(st.lists(entries(st.text(st.sampled_from('abЯ«—\t\n\\"{}#~ '), max_size=20)), max_size=4))
def test_polib_reads_the_same_messages(found: list[Entry]) -> None:
    catalog = catalog_of([replace(entry, comments=(), references=()) for entry in found])
    theirs = polib.pofile(po.dumps(catalog))
    assert {(e.msgctxt, e.msgid, e.msgid_plural, e.obsolete) for e in theirs} == {
        (e.key.context, e.key.msgid, e.plural or "", e.obsolete) for e in catalog.entries
    }
    texts = {Key(e.msgid, e.msgctxt): tuple(e.msgstr_plural.values()) or (e.msgstr,) for e in theirs}
    assert texts == {entry.key: entry.texts for entry in catalog.entries}


@pytest.mark.program("msgcat")
# no shrinking: it would call msgcat for minutes
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(found=st.lists(entries(), min_size=20, max_size=60))
def test_every_catalog_is_written_as_msgcat_writes_it(
    found: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    # an obsolete entry keeps what msgcat loses on purpose: see dumps
    kept = [
        replace(
            entry,
            flags=tuple(flag for flag in entry.flags if not (entry.obsolete and flag.startswith("range:"))),
            # only gettext 0.22 knows the marks around a name with a space
            references=tuple(reference for reference in entry.references if " " not in reference),
        )
        for entry in found
        if entry.texts[0] or not entry.obsolete
    ]
    path = tmp_path_factory.mktemp("po") / "ru.po"
    path.write_text(po.dumps(catalog_of(kept)), "utf-8")
    assert po.dumps(catalog_of(kept)) == msgcat(path)


# --------------------------------------------------------------------------- fixtures


def test_everything_that_po_allows_goes_back_byte_for_byte() -> None:
    data = (FIXTURES / "everything.po").read_bytes()
    assert po.dumps(loads(data)).encode() == data


def test_odd_spacing_is_read_and_written_clean() -> None:
    assert po.dumps(loads((FIXTURES / "odd.po").read_bytes())) == (FIXTURES / "odd.clean.po").read_text("utf-8")


@pytest.mark.program("msgcat")
@pytest.mark.parametrize("name", ["torture.po", "medium.po", "medium.new.pot"])
def test_real_catalogs_are_written_as_msgcat_writes_them(name: str) -> None:
    path = CATALOGS / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    assert po.dumps(loads(path.read_bytes())) == msgcat(path)


def test_an_entry_knows_the_line_of_its_msgid() -> None:
    catalog = loads((FIXTURES / "everything.po").read_bytes())
    assert [entry.line for entry in catalog.entries] == [26, 33, 36, 39, 52, 55]


def test_a_name_with_a_space_that_an_old_msgcat_broke_is_mended() -> None:
    text = f'{HEAD}#: content/a.md:1 \u2068content/two\n#: words.md\u2069:2\nmsgid "a"\nmsgstr ""\n'
    assert loads(text).entries[0].references == ("content/a.md:1", "content/two words.md:2")


@pytest.mark.program("msgcat")
def test_a_comment_that_ends_with_a_backslash_does_not_swallow_the_next_line(tmp_path: Path) -> None:
    entry = Entry(Key("a"), ("b",), notes=("C:\\",), comments=("x\\",))
    path = tmp_path / "ru.po"
    path.write_text(po.dumps(catalog_of([entry])), "utf-8")
    assert msgcat(path) == po.dumps(loads(path.read_bytes())) == path.read_text("utf-8")


def test_a_fuzzy_flag_without_any_text_goes() -> None:
    assert loads(f'{HEAD}#, fuzzy\nmsgid "a"\nmsgstr ""\n').entries[0].flags == ()


# --------------------------------------------------------------------------- charsets


@pytest.mark.parametrize("charset", ["KOI8-R", "windows-1251", "ISO-8859-5"])
def test_a_russian_charset_is_read_and_becomes_utf8(charset: str) -> None:
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "river"\nmsgstr "река"\n'
    catalog, findings = po.loads(text.encode(charset), "ru.po", "river", "en", "ru")
    assert catalog is not None
    assert catalog.entries[0].texts == ("река",)
    assert catalog.header == (("Content-Type", "text/plain; charset=UTF-8"),)
    assert [(f.rule, f.severity, f.span.line) for f in findings] == [("po-charset", Severity.INFO, 2)]


def test_escapes_are_bytes_of_the_charset() -> None:
    text = HEAD.replace("UTF-8", "KOI8-R") + 'msgid "a"\nmsgstr "\\322\\305\\313\\301"\n'
    assert loads(text.encode()).entries[0].texts == ("река",)


def test_a_byte_order_mark_and_crlf_are_read_and_written_clean() -> None:
    clean = (FIXTURES / "everything.po").read_bytes()
    catalog, findings = po.loads(b"\xef\xbb\xbf" + clean.replace(b"\n", b"\r\n"), "ru.po", "river", "en", "ru")
    assert catalog is not None
    assert po.dumps(catalog).encode() == clean
    assert [(f.rule, f.severity) for f in findings] == [("po-bom", Severity.INFO), ("po-crlf", Severity.INFO)]


def test_a_charset_that_is_none_is_named_with_its_line() -> None:
    assert faults(HEAD.replace("UTF-8", "KLINGON").encode()) == [
        (2, "po-charset", "unknown charset KLINGON in the header")
    ]
    for name in ("rot13", "utf-7", "unicode_escape", "punycode", "zip", "UTF\0-8"):
        assert faults(HEAD.replace("UTF-8", name).encode())[0][1] == "po-charset"


def test_a_byte_that_the_charset_does_not_have_is_named_with_its_line() -> None:
    data = f'{HEAD}msgid "river"\nmsgstr "река"\n'.encode("windows-1251")
    assert faults(data) == [(5, "po-charset", "byte 0xf0 is not UTF-8, the charset of the header")]
    assert faults("\ufeffmsgid".encode("utf-16-le"))[0][2] == "is UTF-16, not UTF-8"


# --------------------------------------------------------------------------- faults

A = 'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("text", "line", "rule", "message"),
    [
        ('msgid "a"\nmsgstr "b', 5, "po-syntax", "a text without its closing quote"),
        ('msgid "a"\n', 4, "po-cut", "a msgid without msgstr"),
        ("#: content/a.md:1\n", 4, "po-cut", "the file ends before the msgid of its last entry: it was cut"),
        ("msgid", 4, "po-syntax", "msgid without a text"),
        ('msgid "a"\nmsgid_plural "as"\n', 4, "po-cut", "a msgid_plural without msgstr[0]"),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[2] "c"\n',
            4,
            "po-cut",
            "a plural index is missing: msgstr[0], msgstr[2]",
        ),
        ('msgid "a"\nmsgstr[0] "b"\n', 4, "po-cut", "msgstr[0] without msgid_plural"),
        (A + "\n" + A, 7, "po-doubled", "“a” stands twice, in line 4 and in line 7"),
        (A + '\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "po-doubled", "“a” stands twice, in line 4 and in line 7"),
        ('msgid "a"\nmsgstr "b" c\n', 5, "po-syntax", "text behind the closing quote: c"),
        ('msgid "a"\nmsgstring "b"\n', 5, "po-syntax", "unknown keyword msgstring"),
        ('msgid "a"\nmsgstr b"\n', 5, "po-syntax", 'no quote stands behind msgstr: b"'),
        ('msgid "a"\nmsgstr “b”\n', 5, "po-syntax", "no quote stands behind msgstr: “b”"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0 "b"\n', 6, "po-syntax", 'no quote stands behind msgstr: [0 "b"'),
        ("Hello\n" + A, 4, "po-syntax", "a text outside of an entry: Hello"),
        ('# note\n"b"\n' + A, 5, "po-syntax", "a text outside of an entry"),
        ('msgid "a"\n#~ msgstr "b"\n', 5, "po-syntax", "an entry that is half obsolete"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "po-syntax", "a second msgstr in one entry"),
        ('msgstr "b"\n' + A, 4, "po-syntax", "a second msgstr in one entry"),
        ('# note\nmsgstr "b"\n\n' + A, 5, "po-cut", "an entry without msgid"),
        ('msgid "a\\q"\nmsgstr "b"\n', 4, "po-syntax", "unknown escape \\q"),
        ('msgid "a"\nmsgstr "\\377"\n', 5, "po-syntax", "\\377 is not UTF-8"),
        ('#| msgctxt "x"\n' + A, 5, "po-cut", "#| without its msgid"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, rule: str, message: str) -> None:
    assert faults((HEAD + text).encode())[0] == (line, rule, message)


def test_an_unknown_keyword_names_the_nearest() -> None:
    _, findings = po.loads('msgif "a"\nmsgstr "b"\n', "ru.po", "river", "en", "ru")
    assert findings[0].hint == "Did you mean msgid?"


def test_all_broken_entries_are_found_in_one_reading() -> None:
    text = HEAD + 'msgid "a\nmsgstr "b"\n\n' + A + '\nmsgid "c"\n\nmsgid "d"\nmsgstr "\n'
    assert [line for line, *_ in faults(text)] == [4, 10, 13]


def test_what_git_leaves_is_one_finding_a_conflict() -> None:
    text = HEAD + '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> theirs\n'
    assert faults(text) == [(4, "po-conflict", "a conflict that git left (<<<<<<<)")]
    assert [line for line, *_ in faults(text + text)] == [4, 14]


def test_a_file_cut_between_two_plural_forms_is_a_fault() -> None:
    head = HEAD.replace("UTF-8\\n", "UTF-8\\nPlural-Forms: nplurals=3; plural=0;\\n")
    text = head + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n'
    assert faults(text) == [(4, "po-cut", "2 plural forms of 3: the file was cut")]
    catalog, findings = po.loads(text + "\n" + A.replace('"a"', '"z"'), "ru.po", "river", "en", "ru")
    assert catalog is not None
    assert [(f.rule, f.severity, f.span.line) for f in findings] == [("po-plural", Severity.WARNING, 4)]
    assert catalog.entries[0].texts == ("b", "c", "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\n", "the file is empty"),
        (b"# a note\n#. a comment\n", "the file has nothing but comments"),
        (b'msgid ""\nmsgstr ""\n', "the file is empty"),
    ],
)
def test_an_empty_file_is_a_fault(data: bytes, message: str) -> None:
    assert faults(data)[-1] == (1, "po-cut", message)


PLURALS = HEAD.replace("UTF-8\\n", "UTF-8\\nPlural-Forms: nplurals=3; plural=n%3;\\n")


@pytest.mark.program("msgfmt")
@pytest.mark.parametrize("texts", [("b",), ("b", "c"), ("",), ("", "c")])
def test_a_plural_form_that_lacks_is_written_empty_and_msgfmt_accepts_the_file(
    texts: tuple[str, ...], tmp_path: Path
) -> None:
    forms = "".join(f'msgstr[{n}] "{text}"\n' for n, text in enumerate(texts))
    catalog = loads(f'{PLURALS}msgid "a"\nmsgid_plural "as"\n{forms}\n{A.replace("a", "z")}')
    assert catalog.entries[0].texts == (*texts, "", "")[:3]
    path = tmp_path / "ru.po"
    path.write_text(po.dumps(catalog), "utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", ["0", "99", "9" * 5_000])
def test_a_number_of_plural_forms_that_no_language_has_is_a_fault(number: str) -> None:
    text = PLURALS.replace("nplurals=3", f"nplurals={number}") + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n'
    assert [line[:2] for line in faults(text)] == [(1, "po-plural")]


def test_an_index_of_five_thousand_digits_is_a_fault() -> None:
    assert faults(f'{HEAD}msgid "a"\nmsgid_plural "as"\nmsgstr[{"9" * 5_000}] "b"\n')[0][0] == 6


@pytest.mark.parametrize("said", ["", "ru", "ru_RU", "ru-RU", "RU", "ru_RU.UTF-8", "ru@latin", None])
def test_a_header_in_the_language_of_the_catalog_is_right(said: str | None) -> None:
    field = "" if said is None else f"Language: {said}\\n"
    _, findings = po.loads(HEAD.replace("UTF-8\\n", f"UTF-8\\n{field}") + A, "ru.po", "river", "en", "ru")
    assert findings == []


def test_a_header_in_another_language_is_a_warning_with_its_line() -> None:
    text = HEAD.replace('UTF-8\\n"', 'UTF-8\\n"\n"Language: de\\n"') + A
    catalog, (finding,) = po.loads(text, "ru.po", "river", "en", "ru")
    assert catalog is not None
    assert str(finding) == "ru.po:3: warning[po-language]: the header says de, and this is the place of ru"
    assert finding.hint == "If the file is right, write “Language: ru” in its header; else get the right one."
    assert po.loads(text, "x.pot", "river", "en", "")[1] == []


# --------------------------------------------------------------------------- the header


@pytest.mark.program("msgfmt")
def test_msgfmt_has_nothing_to_say_about_a_new_header(tmp_path: Path) -> None:
    header = po.new_header("river", "ru", "nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 ? 1 : 2);")
    plural = Entry(Key("a"), ("b", "c", "d"), "as")
    path = tmp_path / "ru.po"
    path.write_text(po.dumps(Catalog("river", "en", "ru", header, (plural,))), "utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_control_character_in_a_reference_does_not_break_it() -> None:
    text = HEAD + '#: conten\x1f/a.md:4 b\x85.md:2\nmsgid "a"\nmsgstr "b"\n'
    assert loads(text).entries[0].references == ("conten\x1f/a.md:4", "b\x85.md:2")
    assert po.dumps(loads(text)) == text
    assert po.dumps(loads(text + "\n# end\n")) == text.replace("#: ", "# end\n#: ")  # as the strict reader has it
