"""Word files become sheets: what real programs write, what the standard allows, and what hostile hands make."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.finding import UserError
from diptych.importers import word, word_items, word_lines
from diptych.importers.markup import dumps
from diptych.importers.sheet import Form, Piece, Sheet, flat
from diptych.importers.word_marked import Mark, Marked
from diptych.importers.word_numbers import Numbering, roman
from diptych.importers.word_xml import blocks

FILES = Path(__file__).parent / "imports" / "word"
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECIMAL, LETTER = (
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for depth, form, text in ((0, "decimal", "%1."), (1, "lowerLetter", "(%2)"))
)
LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{DECIMAL}{LETTER}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def pack(body: str, **parts: str) -> bytes:
    """A Word file of that body; other parts by name, ``links`` as relations of the document."""
    document = body if body.startswith("<?xml") else f"<w:document {W}><w:body>{body}</w:body></w:document>"
    links = parts.pop("links", "")
    relations = links + "".join(
        f'<Relationship Id="p{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{RELS}">{main}</Relationships>')
        package.writestr("word/document.xml", document)
        package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELS}">{relations}</Relationships>')
        for name, inner in parts.items():
            tag = "hdr" if name == "header" else name
            package.writestr(f"word/{name}.xml", f"<w:{tag} {W}>{inner}</w:{tag}>")
    return data.getvalue()


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inner: str, of: str = "") -> str:
    return f"<w:p><w:pPr>{of}</w:pPr>{''.join(inner)}</w:p>"


def read(body: str, changes: str = "accept", **parts: str) -> Sheet:
    return word.read(pack(body, **parts), "a.docx", changes)


def texts(sheet: Sheet) -> list[str]:
    return [dumps(piece.runs) for piece in flat(sheet.pieces)]


def rules(sheet: Sheet) -> list[str]:
    return [doubt.rule for doubt in sheet.doubts]


def said(sheet: Sheet, rule: str) -> str:
    return "; ".join(doubt.reason for doubt in sheet.doubts if doubt.rule == rule)


# --------------------------------------------------------------------------- what real programs write


def test_libreoffice_text() -> None:
    sheet = word.read((FILES / "river.docx").read_bytes(), "river.docx")
    shown = [(p.form.value, p.level, p.typed, dumps(p.runs)) for p in sheet.pieces]
    assert shown == [
        ("paragraph", 0, "", "**River declaration**"),
        ("heading", 1, "", "Preamble"),
        ("paragraph", 0, "", "We met on the river[1] and agreed to act together."),
        ("paragraph", 0, "", "*Noting* that the Commission works well;"),
        ("item", 1, "1.", "*Call upon* States:"),
        ("item", 2, "(a)", "to clean the river;"),
        ("item", 2, "(b)", "to count the fish;"),
        ("item", 1, "2.", "*Decide* to meet again."),
        ("item", 1, "•", "boats"),
        ("paragraph", 0, "", "A box hangs here."),
        ("paragraph", 0, "", "Words in a box."),
        ("paragraph", 0, "", "[1] The Amber River."),
    ]
    assert sheet.pieces[0].looks.centred
    assert sheet.pieces[0].looks.size == 16
    assert sheet.pieces[3].notes == ("Anna Petrova: check the title",)
    assert sheet.lang == "en"
    assert sorted(rules(sheet)) == ["footnotes", "text-box", "tracked-changes"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ("accept", "agreed to act together."),
        ("reject", "agreed quickly to act."),
        ("show", "agreed [−quickly −]to act[+ together+]."),
    ],
)
def test_libreoffice_changes(changes: str, text: str) -> None:
    sheet = word.read((FILES / "river.docx").read_bytes(), "river.docx", changes)
    assert sheet.pieces[2].text.endswith(text)
    assert "1 deletion and 1 insertion by 2 authors" in said(sheet, "tracked-changes")


def test_libreoffice_table() -> None:
    sheet = word.read((FILES / "table.docx").read_bytes(), "table.docx")
    assert sheet.lang == "ru"
    table = sheet.pieces[1]
    assert table.form is Form.TABLE
    spans = [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows]
    assert spans[0] == [("Время", 2, 1), ("Заседание", 1, 1)]
    assert spans[1] == [("Утро", 1, 2), ("9.00–10.30", 1, 1), ("Открытие приветствия", 1, 1)]
    assert spans[2] == [("11.00–12.00", 1, 1), ("Председатель: г-жа Ирина Лесная", 1, 1)]
    assert table.rows[1][2].pieces[1].form is Form.ITEM
    assert table.rows[2][1].pieces[0].spot.where == "table 1, row 3, column 3"


def test_python_docx() -> None:
    sheet = word.read((FILES / "note.docx").read_bytes(), "note.docx")
    assert [(p.form.value, p.level, p.number) for p in sheet.pieces] == [
        ("heading", 1, ""),
        ("heading", 2, ""),
        ("paragraph", 0, ""),
        ("item", 1, ""),
        ("item", 1, "1"),
        ("item", 1, "2"),
        ("heading", 3, ""),
    ]
    assert dumps(sheet.pieces[2].runs) == "The **Forum** meets on 1st May."
    assert sheet.pieces[-1].looks.new_page
    assert "Forum on Rivers" in said(sheet, "running-heads")


# --------------------------------------------------------------------------- text and its marks


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        (run("Not", "<w:i/>") + run("ing", "<w:i/>") + run(" that"), "*Noting* that"),
        (run("Und", "<w:i/>") + run("erlining that"), "Underlining that"),
        (run("Under", "<w:i/>") + run("lin that"), "*Underlin* that"),
        (run("one", "<w:b/>") + run(" ") + run("two", "<w:b/>"), "**one two**"),
        (run("Note:", "<w:b/>") + run("text"), "**Note**:text"),
        (run("Note:", "<w:b/>") + run(" text"), "**Note:** text"),
        (run("Noting ", "<w:i/>") + run("this"), "*Noting* this"),
        (run("x", '<w:b w:val="0"/>'), "x"),
        (run("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
        (run("co\u00adoperate\u200b 5\u00a0km  x"), "cooperate 5\u00a0km x"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a b\u2011c"),
        ("<w:smartTag><w:sdt><w:sdtContent>" + run("in") + "</w:sdtContent></w:sdt></w:smartTag>", "in"),
    ],
)  # fmt: skip
def test_marks(runs: str, markdown: str) -> None:
    assert texts(read(par(runs))) == [markdown]


def test_looks_come_down_from_styles() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    big, small = read(par(run("Big"), of='<w:pStyle w:val="B"/>') + par(run("small")), styles=styles).pieces
    assert (big.looks.bold, big.looks.centred, big.looks.size) == (True, True, 16)
    assert (small.looks.bold, small.looks.centred, small.looks.size) == (False, False, 11)
    twice = read(par(run("x", '<w:rStyle w:val="C"/>'), of='<w:pStyle w:val="A"/>'), styles=styles)
    assert not twice.pieces[0].looks.bold  # a toggle, 17.7.3


@pytest.mark.parametrize("name", ["heading 2", "Заголовок 2", "Überschrift 2", "Titre 2"])
def test_headings_in_any_language(name: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/><w:rPr><w:b/></w:rPr></w:style>'
    piece = read(par(run("Aims"), of='<w:pStyle w:val="x"/>'), styles=styles).pieces[0]
    assert (piece.form, piece.level, dumps(piece.runs)) == (Form.HEADING, 2, "Aims")


def test_outline_level_makes_a_heading() -> None:
    piece = read(par(run("Aims"), of='<w:outlineLvl w:val="2"/>')).pieces[0]
    assert (piece.form, piece.level) == (Form.HEADING, 3)


def test_links_keep_to_allowed_addresses() -> None:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target="{href}" TargetMode="External"/>'
        for name, href in {"a": "https://example.org/x", "b": "file:///etc/passwd"}.items()
    )
    body = par(
        '<w:hyperlink r:id="a">', run("site"), '</w:hyperlink> <w:hyperlink r:id="b">', run(" it"), "</w:hyperlink>"
    )
    sheet = read(body, links=links)
    assert texts(sheet) == ["[site](https://example.org/x) it"]
    assert "file:///etc/passwd" in said(sheet, "link")


# --------------------------------------------------------------------------- numbers


def numbered(number: str, depth: int, text: str) -> str:
    return par(run(text), of=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_count_restart_and_continue() -> None:
    body = "".join(
        numbered(*one)
        for one in [
            ("1", 0, "a"),
            ("1", 1, "b"),
            ("1", 1, "c"),
            ("1", 0, "d"),
            ("1", 1, "e"),
            ("2", 0, "f"),
            ("1", 0, "g"),
        ]
    )
    sheet = read(body, numbering=LISTS)
    assert [piece.typed for piece in sheet.pieces] == ["1.", "(a)", "(b)", "2.", "(a)", "5.", "6."]
    assert [piece.level for piece in sheet.pieces] == [1, 2, 2, 1, 2, 1, 1]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1990, "MCMXC"),
        ("lowerLetter", 27, "aa"),
        ("russianLower", 8, "з"),
        ("russianLower", 10, "к"),
        ("russianUpper", 1, "А"),
        ("decimalZero", 7, "07"),
        ("ordinal", 12, "12th"),
        ("ordinal", 23, "23rd"),
        ("ideographDigital", 3, "3"),
    ],
)
def test_formats(form: str, value: int, shown: str) -> None:
    xml = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{value}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    number = Numbering(blocks([xml.encode()], "x", 1)).next("1", 0)
    assert number
    assert (number.number, number.typed) == (shown, f"{shown})")


@given(st.integers(1, 3999))
def test_roman_reads_back(value: int) -> None:
    weights = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    letters = [weights[letter] for letter in roman(value)]
    signed = (-one if one < max(letters[at:]) else one for at, one in enumerate(letters))
    assert sum(signed) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Open", ("1", "1.")),
        ("12) Open", ("12", "12)")),
        ("(a) open", ("a", "(a)")),
        ("(iv) open", ("iv", "(iv)")),
        ("а) открыть", ("а", "а)")),
        ("1.2. Open", ("1.2", "1.2.")),
        ("•\topen", ("", "•")),
        ("– open", ("", "–")),
        ("9.00 Open", None),
        ("09.30\tOpen", None),
        ("A. Smith", None),
        ("I. Ivanov", None),
        ("2022 was", None),
        ("1.5 million", None),
        ("(see) it", None),
        ("1.", None),
    ],
)
def test_typed_numbers(text: str, found: tuple[str, str] | None) -> None:
    typed = word_items.typed(text)
    assert (typed and (typed.number, typed.typed)) == found


# --------------------------------------------------------------------------- changes, controls, fields, figures

DELETED = '<w:del w:id="1" w:author="T"><w:r><w:delText>old </w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'
MARK = '<w:rPr><w:del w:id="3" w:author="T"/></w:rPr>'


def test_a_deleted_end_joins_paragraphs() -> None:
    body = par(run("one "), of=MARK) + par(run("two"))
    assert texts(read(body)) == ["one two"]
    assert texts(read(body, "reject")) == ["one", "two"]


def test_rows_and_formats_change_too() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{par(run(text))}</w:tc><w:tc>{par(run('x'))}</w:tc></w:tr>"
        for text, change in {"kept": "", "gone": '<w:del w:author="T"/>', "come": '<w:ins w:author="T"/>'}.items()
    )
    shown = {
        mode: [row[0].text for row in read(f"<w:tbl>{rows}</w:tbl>", mode).pieces[0].rows]
        for mode in ("accept", "reject", "show")
    }
    assert shown == {"accept": ["kept", "come"], "reject": ["kept", "gone"], "show": ["kept", "gone", "come"]}
    bold = par(run("now", "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>"), run(" and then"))
    assert texts(read(bold)) == ["**now** and then"]
    assert texts(read(bold, "reject")) == ["now and then"]


def test_each_shown_change_is_a_doubt() -> None:
    sheet = read(par(DELETED, INSERTED), "show")
    assert texts(sheet) == ["[−old −][+new+]"]
    assert rules(sheet).count("tracked-change") == 2


def test_an_unknown_way_with_changes() -> None:
    with pytest.raises(UserError, match="cannot be done"):
        read(par(run("x")), "perhaps")


def field(code: str, *result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{''.join(result)}{end}"


def test_fields() -> None:
    body = par(
        run("See "),
        field("REF x", run("page two")),
        field("PAGE", run("7")),
        field('HYPERLINK "https://a.org"', run(" here")),
    )
    assert texts(read(body)) == ["See page two [here](https://a.org)"]


def test_contents_go_and_are_named() -> None:
    whole = field("TOC", "@").split("@")
    body = par(whole[0], run("Aims 3")) + par(run("Means 4")) + par(whole[1]) + par(run("Aims"))
    sheet = read(body)
    assert texts(sheet) == ["Aims"]
    assert "2 lines" in said(sheet, "table-of-contents")
    endless = read(par(whole[0], run("Aims 3")) + par(run("Means")))
    assert texts(endless) == ["Aims 3", "Means"]
    assert "never ends" in said(endless, "table-of-contents")


def test_hidden_text_and_prompts_are_named() -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Click here") + "</w:sdtContent></w:sdt>"
    )
    sheet = read(par(run("seen"), run("unseen", "<w:vanish/>"), prompt))
    assert texts(sheet) == ["seen"]
    assert "unseen" in said(sheet, "hidden-text")
    assert "Click here" in said(sheet, "placeholder")


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{par(run('Boxed'))}</w:txbxContent>"
    first, second = f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>"
    inner = f"<mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
    both = f"<mc:AlternateContent>{inner}</mc:AlternateContent>"
    sheet = read(par(run("Anchor"), f"<w:r>{both}</w:r>") + par(run("After")))
    assert texts(sheet) == ["Anchor", "Boxed", "After"]
    assert rules(sheet) == ["text-box"]


def test_pictures_and_equations_are_named() -> None:
    inner = '<wp:docPr descr="A map"/><a:graphic><a:blip r:embed="none"/></a:graphic>'
    picture = f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"
    sheet = read(par(run("x"), picture, "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"))
    assert texts(sheet) == ["xa=b"]
    assert "A map" in said(sheet, "image")
    assert "a=b" in said(sheet, "equation")


# --------------------------------------------------------------------------- lines, tabs, tables, places


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Garden House\nRiver Street 5", 2),
        ("Conference on\nRivers", 1),
        ("it was agreed\nthat nothing", 1),
        ("We met.\nWe left.", 2),
        ("The programme:\n9:00 Opening", 2),
        ("aims:\n– one\n– two", 3),
        ("one\n\ntwo", 3),
    ],
)
def test_line_breaks(text: str, parts: int) -> None:
    assert len(word_lines.breaks(text)[0]) + 1 == parts


def test_lines_with_tabs_are_a_table_if_several() -> None:
    line = "<w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t></w:r>"
    lines = [par(line.format(*pair)) for pair in (("9:00", "Opening"), ("10:00", "Debate"))]
    several = read("".join(lines))
    assert [[cell.text for cell in row] for row in several.pieces[0].rows] == [["9:00", "Opening"], ["10:00", "Debate"]]
    assert rules(several) == ["tabs"]
    assert texts(read(lines[0])) == ["9:00 Opening"]


def test_a_table_of_one_cell_is_its_text() -> None:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    assert texts(read(cell.format(par(run("alone"))))) == ["alone"]
    nested = read(cell.format(cell.format(par(run("inner"))) + par(run("outer"))))
    assert texts(nested) == ["inner", "outer"]
    assert rules(nested) == ["nested-table"]


def test_sections_and_breaks_begin_pages() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        par(run("a"), of="<w:sectPr/>") + par(run("b"), page) + par(run("c"), of="<w:sectPr/>")
        + par(run("d")) + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    )  # fmt: skip
    assert [piece.looks.new_page for piece in read(body).pieces] == [False, True, True, False]


def test_only_meant_bookmarks_are_ids() -> None:
    marks = [f'<w:bookmarkStart w:name="{name}"/>' for name in ("_GoBack", "_Toc123", "Bookmark1", "Aims_and_means")]
    assert read(par(*marks, run("x"))).pieces[0].id == "aims-and-means"


# --------------------------------------------------------------------------- hostile input


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), r"\.doc"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<html>", "HTML"),
        (b"\x00\x01nothing", "not a Word file"),
        (zipped(content_dot_xml=b"<x/>"), "OpenDocument"),
        (zipped(xl__workbook_dot_xml=b"<x/>"), "Excel"),
        (zipped(a=b"b"), "no Word file"),
        (pack("<w:p/>")[:-30], "damaged"),
        (pack("<?xml version='1.0'?><w:document>"), "damaged in its line"),
        (pack(DOCTYPE), "DOCTYPE"),
        (zipped(word__document_dot_xml=DOCTYPE.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")), "DOCTYPE"),
        (pack("<w:sdt><w:sdtContent>" * 10_000), "levels deep"),
        (pack("<w:tbl><w:tr><w:tc>" * 10_000), "levels deep"),
        (pack(f"<w:p><w:r><w:t>{'a' * 11_000_000}</w:t></w:r></w:p>"), "unpacks to"),
        (pack(par(run("x")) * 160_000), "unpacks to|than can be read|paragraphs"),
        (pack(par((run("x", "<w:b/>") + run("y")) * 12_000)), "too long"),
    ],
)  # fmt: skip
def test_one_clear_line(data: bytes, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        word.read(data, "a.docx")
    assert caught.value.message.startswith("a.docx: ")
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_lying_size_and_many_parts() -> None:
    many = zipped(**{f"a{at}": b"" for at in range(6_000)})
    with pytest.raises(UserError, match="6,000 parts"):
        word.read(many, "a.docx")
    data = bytearray(pack(par(run("x"))))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    with pytest.raises(UserError, match="damaged"):
        word.read(bytes(data), "a.docx")


def test_empty_paragraphs_and_odd_numbers_do_no_harm() -> None:
    assert rules(read("<w:p/>" * 300_000)) == ["empty"]
    odd = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/><w:vMerge/></w:tcPr>'
        + par(run("x"))
        + "</w:tc></w:tr></w:tbl>"
    )
    assert texts(read(odd)) == ["x"]
    assert texts(
        read('<w:p><w:r><w:footnoteReference w:id="9"/><w:commentReference w:id="8"/><w:t>x</w:t></w:r></w:p>')
    ) == ["[1]x"]


def test_styles_that_go_round() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )
    assert texts(read(par(run("x"), of='<w:pStyle w:val="A"/>'), styles=styles)) == ["x"]


@settings(max_examples=60)
@given(st.data())
def test_damage_ends_in_a_sheet_or_a_line(data: st.DataObject) -> None:
    whole = bytearray((FILES / "river.docx").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole), len(whole) // 2, len(whole) - 9]))
    try:
        assert isinstance(word.read(bytes(whole[:end]), "a.docx"), Sheet)
    except UserError as error:
        assert error.hint  # noqa: PT017 - either end is right


TAGS = [
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "pPr", "rPr", "hyperlink", "fldSimple",
    "br", "tab", "sym", "footnoteReference", "commentReference", "txbxContent", "pict", "sectPr", "vMerge", "fldChar",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.recursive(
        st.sampled_from(["", "x ", "1. "]),
        lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)),
        max_leaves=30,
    )
)
def test_any_nesting_of_elements(tree: str | tuple[str, list[object]]) -> None:
    def xml(node: object) -> str:
        if isinstance(node, tuple):
            return f"<w:{node[0]} w:val='1' w:id='2'>{''.join(map(xml, node[1]))}</w:{node[0]}>"
        return str(node)

    sheet = read(xml(tree))
    assert all(isinstance(piece, Piece) for piece in sheet.pieces)


@given(st.lists(st.tuples(st.text("ab .,(«", min_size=1, max_size=4), st.booleans(), st.booleans()), max_size=8))
def test_marks_lose_no_character(parts: list[tuple[str, bool, bool]]) -> None:
    text = Marked.of((text, Mark(strong, emphasis)) for text, strong, emphasis in parts)
    runs = text.spaced().runs()
    assert "".join(one.text for one in runs).split() == "".join(text for text, _, _ in parts).split()


# --------------------------------------------------------------------------- less usual things

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def test_emphasis_is_what_differs_from_the_style() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Note"/><w:rPr><w:i/></w:rPr></w:style>'
    body = par(run("All of it slants, but "), run("this", '<w:i w:val="0"/>'), of='<w:pStyle w:val="N"/>')
    sheet = read(body + par(run("So does this."), of='<w:pStyle w:val="N"/>'), styles=styles)
    assert [dumps(piece.runs) for piece in sheet.pieces] == ["All of it slants, but *this*", "So does this."]
    assert [piece.looks.italic for piece in sheet.pieces] == [False, True]


def test_resolved_comments_and_their_replies_are_left_out_and_counted() -> None:
    def comment(name: int, text: str) -> str:
        inner = f'<w:p {W14} w14:paraId="0000000{name}">{run(text)}</w:p>'
        return f'<w:comment w:id="{name}" w:author="Ann">{inner}</w:comment>'

    refs = "".join(f'<w:r><w:commentReference w:id="{name}"/></w:r>' for name in (1, 2, 3))
    threads = "".join(
        f'<w15:commentEx {W15} w15:paraId="0000000{name}" {more}/>'
        for name, more in ((1, 'w15:done="1"'), (2, 'w15:done="0" w15:paraIdParent="00000001"'), (3, 'w15:done="0"'))
    )
    link = f'<Relationship Id="x" Type="{EXTENDED}" Target="commentsExtended.xml"/>'
    parts = {"comments": "".join(comment(n, f"say {n}") for n in (1, 2, 3)), "commentsExtended": threads}
    sheet = read(par(run("Text."), refs), links=link, **parts)
    assert sheet.pieces[0].notes == ("Ann: say 3",)
    assert said(sheet, "resolved-comments") == "2 comments that were marked as resolved were left out"


EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def test_check_boxes_old_and_new() -> None:
    new = (
        f'<w:sdt {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    )
    old = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(read(par(new, run(" visa")) + par(old, run(" hotel")))) == ["☒ visa", "☒ hotel"]


def test_endnotes_and_footnotes_are_numbered_as_they_come() -> None:
    def note(kind: str, name: int, text: str) -> str:
        return f'<w:{kind} w:id="{name}">{par(run(text))}</w:{kind}>'

    refs = (run("One"), '<w:r><w:endnoteReference w:id="2"/></w:r>', run(", two"))
    body = par(*refs, '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."))
    sheet = read(body, footnotes=note("footnote", 2, "At the foot."), endnotes=note("endnote", 2, "At the end."))
    assert texts(sheet) == ["One[1], two[2].", "[1] At the end.", "[2] At the foot."]


def test_cells_merged_the_old_way_and_cells_that_changed() -> None:
    def cell(text: str, of: str = "") -> str:
        return f"<w:tc><w:tcPr>{of}</w:tcPr>{par(run(text)) if text else par()}</w:tc>"

    first = cell("Rooms", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("Price")
    new = '<w:cellIns w:id="1" w:author="Ann"/>'
    gone = '<w:cellDel w:id="2" w:author="Ann"/>'
    second = cell("one") + cell("two") + cell("new", new) + cell("old", gone)
    body = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"

    def rows(changes: str) -> list[list[tuple[str, int]]]:
        (table,) = read(body, changes).pieces
        return [[(one.text, one.columns) for one in row] for row in table.rows]

    assert rows("accept") == [[("Rooms", 2), ("Price", 1)], [("one", 1), ("two", 1), ("new", 1)]]
    assert rows("reject")[1] == [("one", 1), ("two", 1), ("old", 1)]
    assert said(read(body), "tracked-changes").startswith("tracked changes: 1 insertion and 1 deletion by 1 author")


@pytest.mark.parametrize("kind", ["", "macroEnabled", "template"])
def test_strict_files_templates_and_files_with_macros_are_read(kind: str) -> None:
    data = pack(par(run("Text."), of=NUMBERED), numbering=LISTS)
    types = f'<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.{kind}.main+xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if not kind:
                text = text.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT + "/wordprocessingml/main"
                )
                text = text.replace(OFFICE, STRICT + "/officeDocument/relationships")
            new.writestr(name, text)
        new.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
    (piece,) = word.read(out.getvalue(), "x.dotx").pieces
    assert (piece.number, piece.text) == ("1", "Text.")


STRICT = "http://purl.oclc.org/ooxml"
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_a_list_that_is_a_style_of_numbering_counts_with_it() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Ours"/>{DECIMAL}{LETTER}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    sheet = read("".join(numbered("1", depth, text) for depth, text in ((0, "a"), (1, "b"), (0, "c"))), numbering=lists)
    assert [(piece.typed, piece.level) for piece in sheet.pieces] == [("1.", 1), ("(a)", 2), ("2.", 1)]


@pytest.mark.parametrize("code", [' DATE \\@ "d MMMM yyyy"', " SAVEDATE ", "TIME"])
def test_a_date_that_word_fills_in_is_a_doubt(code: str) -> None:
    sheet = read(par(field(code, run("5 June 2025"))))
    assert texts(sheet) == ["5 June 2025"]
    assert said(sheet, "date-field") == "a date that Word fills in by itself: what the file last showed was taken"
