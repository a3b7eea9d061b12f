"""TMX in and out: what other programs write is read, what could do harm is refused, what we write others read."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import tmx as toolkit

from diptych import tmx
from diptych.finding import Finding, Severity
from diptych.memory import ABOUT, Unit, distinct

HEAD = '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="PlainText"/>'  # noqa: E501 - one line of a file


def file(*units: str, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """A TMX file of these <tu> elements."""
    return f'{before}\n<tmx version="1.4">\n{HEAD}\n<body>\n{"".join(units)}</body>\n</tmx>\n'.encode()


def tu(*texts: tuple[str, str], attributes: str = "", more: str = "") -> str:
    variants = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in texts)
    return f"<tu{attributes}>{more}{variants}</tu>\n"


PAIR = tu(("en", "River"), ("ru", "Река"))


def read(data: bytes) -> list[Unit]:
    units, findings = tmx.loads(data, "old.tmx", "en", "ru")
    assert findings == []
    return list(units)


def refused(data: bytes) -> Finding:
    units, findings = tmx.loads(data, "old.tmx", "en", "ru")
    assert units == ()
    (finding,) = findings
    assert finding.severity is Severity.ERROR
    assert "\n" not in finding.message
    assert finding.hint
    return finding


# --------------------------------------------------------------------------- reading


def test_a_unit_has_its_texts_its_line_and_what_is_known_of_its_making() -> None:
    more = '<note>From the report.</note><prop type="x-context">title</prop><prop type="x-other">z</prop>'
    attributes = ' tuid="7" creationdate="20180503T120000Z" creationid="azimova" usagecount="2"'
    (unit,) = read(file(tu(("en", "River"), ("ru", "Река"), attributes=attributes, more=more)))
    about = (("creationdate", "20180503T120000Z"), ("creationid", "azimova"))
    assert unit == Unit("River", ("Река",), context="title", about=about, notes=("From the report.",))
    assert (unit.path, unit.line) == ("old.tmx", 5)
    assert unit.origin == "old.tmx, 2018-05-03, azimova"


def test_what_a_translation_says_of_itself_counts_before_what_its_unit_says() -> None:
    variants = (
        '<tuv xml:lang="en"><seg>River</seg></tuv>'
        '<tuv xml:lang="ru" changedate="20210101T000000Z"><seg>Река</seg></tuv>'
    )
    (unit,) = read(file(f'<tu changedate="20180503T120000Z" changeid="azimova">{variants}</tu>'))
    assert unit.about == (("changedate", "20210101T000000Z"), ("changeid", "azimova"))


def test_the_languages_count_and_not_what_the_file_calls_its_source() -> None:
    data = file(tu(("RU", "Река"), ("EN", "River"), attributes=' srclang="RU"'))
    assert read(data) == [Unit("River", ("Река",))]
    back, findings = tmx.loads(data, "old.tmx", "ru", "en")
    assert (back, findings) == ((Unit("Река", ("River",)),), [])


def test_a_variant_of_a_language_is_the_language_and_the_exact_one_goes_first() -> None:
    assert read(file(tu(("en-GB", "Harbour"), ("ru-RU", "Порт")))) == [Unit("Harbour", ("Порт",))]
    several = tu(("en_US", "Harbor"), ("en", "Harbour"), ("ru-KZ", "Гавань"), ("ru-RU", "Порт"))
    assert read(file(several)) == [Unit("Harbour", ("Гавань",))]


def test_files_before_1_4_say_lang() -> None:
    assert read(file(PAIR.replace("xml:lang", "lang"))) == [Unit("River", ("Река",))]


def test_codes_are_left_out_and_the_text_within_marks_stays() -> None:
    text = (
        'The <bpt i="1">&lt;b&gt;</bpt>clean<ept i="1">&lt;/b&gt;</ept> <hi type="term">river</hi><ph>{\\line }</ph>'
        '<bpt i="2">&lt;a title="<sub>the title</sub>"&gt;</bpt>here<it pos="end">x</it><ut>{\\b}</ut>'
    )
    assert read(file(tu(("en", text), ("ru", "Р")))) == [Unit("The clean riverhere", ("Р",))]


def test_codes_that_are_signs_of_our_own_stay() -> None:
    text = '<bpt i="1">*</bpt>Noting<ept i="1">*</ept> that <ph>{states}</ph> met <ph>%s</ph>;'
    assert read(file(tu(("en", text), ("ru", "Р")))) == [Unit("*Noting* that {states} met %s;", ("Р",))]


def test_a_unit_without_one_of_the_languages_or_without_words_is_no_unit() -> None:
    other = tu(("en", "River"), ("fr", "Fleuve"))
    empty = tu(("en", "River"), ("ru", " \n"))
    assert read(file(other, empty, PAIR)) == [Unit("River", ("Река",))]


def test_a_file_in_other_languages_says_which() -> None:
    units, findings = tmx.loads(file(tu(("de", "Fluss"), ("fr", "Fleuve"))), "old.tmx", "en", "ru")
    assert units == ()
    assert [str(f) for f in findings] == [
        "old.tmx:1: warning[tmx-language]: no unit has both en and ru; the file has de, fr"
    ]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_the_encoding_is_what_the_file_says(charset: str) -> None:
    said = charset.removesuffix("-sig")
    text = file(PAIR, before=f'<?xml version="1.0" encoding="{said}"?>').decode()
    assert read(text.encode(charset)) == [Unit("River", ("Река",))]


def test_the_document_type_that_other_programs_write_is_read_and_never_fetched() -> None:
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert read(file(PAIR, before=before)) == [Unit("River", ("Река",))]


# --------------------------------------------------------------------------- what is refused


def test_entities_are_refused_before_the_first_is_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    bomb = file(
        tu(("en", "&a29;"), ("ru", "Р")), before=f'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a0 "ha">{laughs}]>'
    )
    assert refused(bomb).rule == "tmx-entity"
    assert refused(bomb).message == "the document type of <tmx> declares something within the file: refused"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        '<!ENTITY x "y">',
        '<!ATTLIST tu tuid CDATA "7">',
    ],
)
def test_a_document_type_that_declares_anything_is_refused(declared: str) -> None:
    before = f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd" [{declared}]>'
    assert refused(file(tu(("en", "River"), ("ru", "Река")), before=before)).rule == "tmx-entity"


def test_an_entity_of_a_document_type_that_is_not_read_is_refused_and_not_left_out() -> None:
    before = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    finding = refused(file(tu(("en", "River&nbsp;1"), ("ru", "Река")), before=before))
    assert finding.message == "uses the entity &nbsp;, which is not XML's own: refused"
    assert finding.span.line == 5


def test_a_damaged_file_has_no_units_and_one_line_says_where() -> None:
    whole = file(PAIR, PAIR)
    cut = refused(whole[:-30])
    assert (cut.rule, cut.span.line) == ("tmx-syntax", 6)
    assert str(refused(whole.replace(b"</seg>", b"</sag>", 1))) == (
        "old.tmx:5: error[tmx-syntax]: is damaged: mismatched tag"
    )
    assert refused(b"").message == "the file is empty"
    assert refused(b'msgid ""\n').message == "is damaged: syntax error"
    assert refused(b"<html/>").message == "is not TMX: it begins with <html>"
    assert refused(file("<x>" * 200 + "</x>" * 200)).message == "has elements 100 deep"


def test_a_file_whose_encoding_is_damaged_too_has_one_line() -> None:
    wrong = refused(file(PAIR).replace(b'UTF-8"?>', b'UTFDOCTYPE tmx SYSTEM "x">', 1))
    assert str(wrong).startswith("old.tmx:1: error[tmx-syntax]: is damaged: ")


def test_a_wrong_encoding_says_which_byte() -> None:
    wrong = refused(file(PAIR).decode().encode("windows-1251"))
    assert str(wrong) == "old.tmx:5: error[tmx-encoding]: byte 0xd0 is not UTF-8, the encoding of the file"
    for charset in ("x-klingon", "shift_jis"):
        unknown = refused(file(PAIR, before=f'<?xml version="1.0" encoding="{charset}"?>'))
        assert unknown.message == f"the encoding {charset} cannot be read"


def test_a_file_of_100_megabytes_is_refused_without_a_look_at_it() -> None:
    data = bytes(100_000_000)
    tracemalloc.start()
    finding = refused(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert finding.message == "has 100.0 MB; a memory of more than 64 MB is not read"
    assert peak < 1_000_000


# --------------------------------------------------------------------------- writing

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1
)
WORDS = (TEXT | st.sampled_from(["a\tb\nc", "a\rb", "<seg>&amp;", "]]>", " a ", "\u00a0x\u2028"])).filter(str.strip)
UNITS = st.lists(
    st.builds(
        Unit,
        WORDS,
        st.tuples(WORDS),
        context=st.none() | st.text("aб/<&\"' \n", max_size=5),
        about=st.lists(st.sampled_from(ABOUT), unique=True).map(
            lambda names: tuple((name, f"20{name} \"<&'\t\n") for name in ABOUT if name in names)
        ),
        notes=st.lists(WORDS, max_size=2).map(tuple),
    ),
    max_size=5,
)


@given(UNITS)
def test_what_was_written_is_read_as_the_same_units(units: list[Unit]) -> None:
    assert all(map(tmx.writable, units))
    assert read(tmx.dumps({("en", "ru"): units}, "en").encode()) == units


@given(UNITS, UNITS)
def test_each_direction_finds_its_own_units_first(one: list[Unit], other: list[Unit]) -> None:
    data = tmx.dumps({("en", "ru"): one, ("ru", "en"): other}, "en").encode()
    there, _ = tmx.loads(data, "old.tmx", "en", "ru")
    turned = [Unit(u.texts[0], (u.source,), None, u.context, u.about, u.notes) for u in other]
    assert list(there) == [*one, *turned]


@given(UNITS)
def test_translate_toolkit_reads_the_same_pairs(units: list[Unit]) -> None:
    units = list(distinct(units))
    data = tmx.dumps({("en", "ru"): units}, "en").encode()
    store = toolkit.tmxfile.parsestring(data)  # type: ignore[no-untyped-call]
    there = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert there == [(unit.source, unit.texts[0]) for unit in units]


def test_we_read_what_translate_toolkit_writes() -> None:
    store = toolkit.tmxfile(sourcelanguage="en", targetlanguage="ru")
    store.addtranslation("*Noting* R&D <b>", "en", "*отмечая* НИОКР <b>", "ru")
    out = io.BytesIO()
    store.serialize(out)
    assert read(out.getvalue()) == [Unit("*Noting* R&D <b>", ("*отмечая* НИОКР <b>",))]


def test_what_xml_cannot_hold_is_not_writable() -> None:
    assert not tmx.writable(Unit("bell \a", ("звонок",)))
    assert not tmx.writable(Unit("one", ("один", "два"), plural="many"))
    assert tmx.writable(Unit("tab\tand line\n", ("табуляция",)))


def test_the_file_is_the_same_to_the_letter_every_time() -> None:
    unit = Unit("River & bank", ("Река и берег",), None, "title", (("changedate", "20180503T120000Z"),), ("A note.",))
    lines = tmx.dumps({("en", "ru"): [unit]}, "en").splitlines()
    assert lines[:2] == ['<?xml version="1.0" encoding="UTF-8"?>', '<tmx version="1.4">']
    assert 'segtype="paragraph" o-tmf="gettext PO" adminlang="en" srclang="en" datatype="plaintext"' in lines[2]
    assert lines[3:] == [
        "<body>",
        '<tu changedate="20180503T120000Z">',
        "<note>A note.</note>",
        '<prop type="x-context">title</prop>',
        '<tuv xml:lang="en"><seg>River &amp; bank</seg></tuv>',
        '<tuv xml:lang="ru"><seg>Река и берег</seg></tuv>',
        "</tu>",
        "</body>",
        "</tmx>",
    ]
