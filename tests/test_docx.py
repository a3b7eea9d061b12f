"""The Word files, read back with other libraries than the ones that the text says wrote them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx as python_docx
import mammoth
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from diptych.catalog import State
from diptych.edition import Alternate, Cell, Cells, Edition, Hinge, Line, Masthead
from diptych.finding import UserError
from diptych.model import Kind, Run
from diptych.render import docx
from diptych.render.docx_numbering import Numbering

TEMPLATES = {
    f"word/{path.name}": path.read_text("utf-8")
    for path in (Path(__file__).parent.parent / "templates" / "word").glob("*.xml")
}
EN, RU, BOTH = ("en",), ("ru",), ("en", "ru")

Said = str | tuple[Run, ...]


def cells(en: Said, ru: Said) -> Cells:
    return tuple(
        Cell(lang, said if isinstance(said, tuple) else (Run(said),)) for lang, said in (("en", en), ("ru", ru))
    )


def line(kind: Kind, id_: str, en: Said, ru: Said, **more: Any) -> Line:
    return Line(kind, id_, cells(en, ru), **more)


def edition(lines: tuple[Line, ...], langs: tuple[str, ...] = BOTH, **more: Any) -> Edition:
    """An edition of these lines, which are given in both languages."""
    own = slice(0, 1) if langs == EN else slice(1, 2) if langs == RU else slice(0, 2)
    head = Masthead(
        conference=cells("Conference on Rivers", "Конференция по рекам"),
        theme=cells("Clean banks", "Чистые берега"),
        when=cells("3–4 May 2024", "3–4 мая 2024 года"),
        where=cells("River House, Khujand", "Речной дом, Худжанд"),
        title=cells("River Declaration", "Речная декларация"),
        subtitle=cells("on clean water", "о чистой воде"),
        notice=cells("A sample", "Образец"),
        symbol="A/1/2",
        status=cells("Final text", "Окончательный текст"),
        organizers=(cells("Ministry of Water", "Министерство водных ресурсов"),),
        supporters=(),
        counts=(cells("1 passage is not translated", "1 фрагмент не переведён"),),
    )
    words = {
        "page/contents": cells("Contents", "Содержание"),
        "page/page": cells("Page {page} of {pages}", "Страница {page} из {pages}"),
        "status/draft": cells("Draft", "Проект"),
        "masthead/co-organizers": cells("Co-organizers", "Организаторы"),
        "edition/date": cells("4 May 2024", "4 мая 2024 года"),
    }
    head = dataclasses.replace(
        head,
        **{
            field.name: getattr(head, field.name)[own]
            for field in dataclasses.fields(head)
            if field.name not in ("symbol", "organizers", "supporters", "counts")
        },
        organizers=tuple(c[own] for c in head.organizers),
        counts=tuple(c[own] for c in head.counts),
    )
    return Edition(
        **{
            "name": "-".join(langs),
            "languages": langs,
            "slug": "declaration",
            "kind": "declaration",
            "source": "en",
            "draft": False,
            "watermark": ("DRAFT", "ПРОЕКТ"),
            "date": dt.date(2024, 5, 4),
            "masthead": head,
            "running": cells("Rivers 2024", "Реки-2024")[own],
            "lines": tuple(
                dataclasses.replace(each, cells=each.cells[own], marks=tuple(m[own] for m in each.marks))
                for each in lines
            ),
            "words": {path: word[own] for path, word in words.items()},
            "alternates": (
                Alternate("en", EN, "../en/declaration.html", "English"),
                Alternate("ru", RU, "../ru/declaration.html", "Русский"),
                Alternate("en-ru", BOTH, "../en-ru/declaration.html", "side by side"),
            ),
            **more,
        }
    )


DECLARATION = (
    line(Kind.HEADING, "preamble", "Preamble", "Преамбула", level=2),
    line(Kind.CHAPEAU, "chapeau", "We, the two banks:", "Мы, два берега:"),
    line(
        Kind.RECITAL,
        "recital-1",
        (Run("Noting", emphasis=True), Run(" that rivers flow;")),
        (Run("отмечая", emphasis=True), Run(", что реки текут;")),
    ),
    line(
        Kind.OPERATIVE,
        "op-1",
        (Run("Call", emphasis=True), Run(" on both banks, as the "), Run("site", href="https://example.org/"),
         Run(" and "), Run("the preamble", href="#preamble"), Run(" say;")),
        (Run("[", role="mark", state=State.MISSING), Run("Call on both banks;", lang="en", state=State.MISSING),
         Run(" · нет перевода]", role="mark", state=State.MISSING)),
        hinge=Hinge(number="1"),
    ),
    line(Kind.OPERATIVE, "op-1-a", "to build;", "строить;", hinge=Hinge(number="(a)"), level=2),
    line(Kind.OPERATIVE, "op-1-b", "to clean;", "очищать;", hinge=Hinge(number="(b)"), level=2),
    line(Kind.OPERATIVE, "op-2", "Agree.", "соглашаемся.", hinge=Hinge(number="2")),
    line(Kind.OPERATIVE, "op-2-a", "at once.", "сразу.", hinge=Hinge(number="(a)"), level=2),
    line(Kind.LIST_ITEM, "li-1", "A bullet", "Пункт", level=1),
    *(
        line(Kind.CELL, f"t-{row}-{column}", f"cell {row}{column}", f"ячейка {row}{column}", row=row, column=column)
        for row in range(2)
        for column in range(2)
    ),
    line(Kind.PARAGRAPH, "p-1", "The end.", "Конец."),
)  # fmt: skip
PROGRAMME = (
    line(Kind.DAY, "day-2024-05-03", "Friday, 3 May 2024", "Пятница, 3 мая 2024 года", whole=True),
    line(
        Kind.SESSION,
        "opening",
        (Run("Session I", role="label", lines_end=True), Run("Opening", role="title")),
        (Run("Заседание I", role="label", lines_end=True), Run("Открытие", role="title")),
        hinge=Hinge("9:00", "10:30"),
        session="opening",
        marks=(cells("By invitation only", "Только по приглашениям"),),
    ),
    line(Kind.PLACE, "opening-place", "Hall A", "Зал А", session="opening"),
    line(Kind.ROLE, "opening-chair", "Chair", "Председатель", session="opening"),
    line(
        Kind.SPEAKER,
        "opening-chair-1",
        (Run("Zarina Sharifova", strong=True, role="name"), Run(", Minister", role="function")),
        (Run("Зарина Шарифова", strong=True, role="name"), Run(", министр", role="function")),
        hinge=Hinge(minutes=6, video=True),
        session="opening",
    ),
    line(Kind.ISSUES, "opening-issues", "Key issues", "Ключевые вопросы", session="opening"),
    line(Kind.ISSUE, "opening-issue-1", "Dams", "Плотины", session="opening", level=1),
    line(Kind.DAY, "day-2024-05-04", "Saturday, 4 May 2024", "Суббота, 4 мая 2024 года", whole=True),
    line(Kind.SESSION, "lunch", "Lunch", "Обед", hinge=Hinge("13:00"), light=True, session="lunch"),
    line(Kind.SESSION, "walk", "Walk", "Прогулка", hinge=Hinge("13:00", "14:00"), concurrent=True, session="walk"),
)
TEXT = "The banks of a river need each other, and who keeps them keeps the water clean for all who live by it. "
TEXT_RU = "Берега реки нужны друг другу; кто бережёт их, тот сохраняет чистой воду для всех, кто у реки живёт. "
STATEMENTS = tuple(
    each
    for part in ("opening", "floor")
    for n in range(9)
    for each in (
        line(
            Kind.STATEMENT,
            f"{part}-{n}",
            (Run(f"Speaker {n}", strong=True, role="name"), Run(", Minister", role="function")),
            (Run(f"Оратор {n}", strong=True, role="name"), Run(", министр", role="function")),
        ),
        line(Kind.PARAGRAPH, f"{part}-{n}-p", TEXT * (2 + n % 5), TEXT_RU * (2 + n % 5)),
    )
)
REPORT = (
    line(Kind.HEADING, "summary", "Summary", "Резюме", level=2),
    line(Kind.PARAGRAPH, "summary-p", TEXT * 9, TEXT_RU * 9),
    line(Kind.HEADING, "opening", "Opening", "Открытие", level=2),
    *STATEMENTS[:18],
    line(
        Kind.HEADING,
        "session-1",
        (Run("Session I", role="label", lines_end=True), Run("Of dams", role="title")),
        (Run("Заседание I", role="label", lines_end=True), Run("О плотинах", role="title")),
        level=3,
    ),
    line(Kind.HEADING, "session-1-floor", "From the floor", "Из зала", level=4),
    *STATEMENTS[18:],
    line(Kind.HEADING, "abbreviations", "Abbreviations", "Сокращения", level=2),
    *(
        line(Kind.CELL, f"term-{row}-{column}", en, ru, row=row, column=column)
        for row in range(50)
        for column, (en, ru) in enumerate([(f"AB{row}", f"АБ{row}"), (f"the meaning of AB{row}", f"значение АБ{row}")])
    ),
)


def make(what: Edition) -> bytes:
    return docx.render(what, TEMPLATES).data


def opened(what: Edition) -> Any:
    return python_docx.Document(io.BytesIO(make(what)))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(file: Any) -> list[list[str]]:
    """The rows of all tables but the masthead."""
    return [[cell.text for cell in row.cells] for table in file.tables[1:] for row in table.rows]


EDITIONS = {
    f"{name}-{'-'.join(langs)}{'-draft' if draft else ''}": edition(lines, langs, slug=name, draft=draft)
    for name, lines in (("declaration", DECLARATION), ("programme", PROGRAMME))
    for langs in (EN, RU, BOTH)
    for draft in (False, True)
} | {
    f"report-{'-'.join(langs)}": edition(REPORT, langs, slug="report", kind="report", draft=True)
    for langs in (EN, RU, BOTH)
}
each_edition = pytest.mark.parametrize("which", EDITIONS)


@each_edition
def test_openxml_audit_finds_nothing(which: str, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(make(EDITIONS[which]))
    assert [str(error) for error in OpenXmlValidator(max_errors=50).validate(path).errors] == []


@each_edition
def test_the_same_edition_gives_the_same_bytes_and_no_date_of_today(which: str) -> None:
    data = make(EDITIONS[which])
    assert data == make(EDITIONS[which])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.namelist()[1:] == sorted(archive.namelist()[1:])
    core = python_docx.Document(io.BytesIO(data)).core_properties
    assert core.created.date() == core.modified.date() == dt.date(2024, 5, 4)


@each_edition
def test_every_run_says_its_language(which: str) -> None:
    what = EDITIONS[which]
    file = opened(what)
    section = file.sections[0]
    roots = [file.element, section.header.part.element, section.footer.part.element]
    runs = [run for root in roots for run in root.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    tags = [run.find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:val")) for run in runs]
    assert len(tags) > 20
    assert set(tags) - {"en-GB"} == ({"ru-RU"} if "ru" in what.languages else set())
    cyrillic = [tag for run, tag in zip(runs, tags, strict=True) if re.search("[А-я]", "".join(run.itertext()))]
    # the only Cyrillic word in an English edition would be a fault; the language's own name is Russian
    assert set(cyrillic) == ({"ru-RU"} if "ru" in what.languages else set())


def test_a_row_of_a_declaration_is_english_hinge_russian() -> None:
    rows = rows_of(opened(edition(DECLARATION)))
    assert rows[0] == ["English", "", "Русский"]
    assert rows[1] == ["Preamble", "", "Преамбула"]
    assert rows[3] == ["Noting that rivers flow;", "", "отмечая, что реки текут;"]
    assert rows[5] == ["to build;", "", "строить;"]
    assert rows[-1] == ["The end.", "", "Конец."]


def test_a_row_of_a_programme_has_hours_and_minutes_on_the_hinge() -> None:
    assert rows_of(opened(edition(PROGRAMME)))[:7] == [
        ["Friday, 3 May 2024", "", "Пятница, 3 мая 2024 года"],
        ["English", "", "Русский"],
        [
            "Session I\nOpening\n\u00a0By\u00a0invitation\u00a0only\u00a0",
            "9:00–10:30",
            "Заседание I\nОткрытие\n\u00a0Только\u00a0по\u00a0приглашениям\u00a0",
        ],
        ["Hall A", "", "Зал А"],
        ["Chair", "", "Председатель"],
        ["Zarina Sharifova, Minister", "6′\u00a0▸", "Зарина Шарифова, министр"],
        ["Key issues", "", "Ключевые вопросы"],
    ]


def test_mammoth_reads_the_same_three_cells() -> None:
    html = mammoth.convert_to_html(io.BytesIO(make(edition(PROGRAMME)))).value
    assert re.search(r"<tr><td><p>.*?Zarina Sharifova.*?</p></td><td><p>.*?6.*?</p></td><td><p>.*?Зарина", html)
    assert re.search(r"<thead><tr><th><h1>.*?Friday, 3 May 2024</h1></th>", html)


def test_a_table_of_the_text_stands_once_in_each_language() -> None:
    both, one = opened(edition(DECLARATION)), opened(edition(DECLARATION, RU))
    assert [cell.text for cell in both.tables[2].rows[1].cells] == [
        "cell 10", "cell 11", "", "ячейка 10", "ячейка 11",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in one.tables[0].rows] == [
        ["ячейка 00", "ячейка 01"],
        ["ячейка 10", "ячейка 11"],
    ]


def test_two_tables_of_the_text_do_not_run_together() -> None:
    grid = DECLARATION[9:13]
    file = opened(edition((*grid, *grid), EN))
    assert [len(table.rows) for table in file.tables] == [2, 2]


@pytest.mark.parametrize(("lines", "heads"), [(DECLARATION, [1, 1, 0]), (PROGRAMME, [2, 1])])
def test_the_head_of_a_table_repeats_on_each_page(lines: tuple[Line, ...], heads: list[int]) -> None:
    file = opened(edition(lines))
    found = []
    for table in file.tables[1:]:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == sorted(marks, reverse=True)
        found.append(sum(marks))
        caption = table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert caption.startswith("River Declaration / Речная декларация")
    assert found == heads


@pytest.mark.parametrize("lines", [DECLARATION, PROGRAMME, DECLARATION[9:]])
def test_the_languages_are_named_once_however_many_tables_there_are(lines: tuple[Line, ...]) -> None:
    said = [paragraph.style for paragraph in opened(edition(lines)).element.body.iter(qn("w:p"))]
    assert said.count("LanguageHead") == 3  # left, hinge, right


def test_days_and_titles_are_real_headings_in_both_editions() -> None:
    def headings(file: Any) -> list[tuple[str, str]]:
        """The paragraphs whose style has an outline level, in tables too."""
        styles = {s.style_id: s.name for s in file.styles if s.element.find(f".//{qn('w:outlineLvl')}") is not None}
        every = [Paragraph(p, file) for p in file.element.body.iter(qn("w:p"))]
        return [(styles[p._p.style], p.text) for p in every if p._p.style in styles]

    assert headings(opened(edition(PROGRAMME, EN))) == [
        ("Heading 1", "Friday, 3 May 2024"),
        ("Heading 2", "\t9:00–10:30\tSession I\nOpening"),
        ("Heading 1", "Saturday, 4 May 2024"),
        ("Heading 2", "\t13:00–14:00\tWalk"),
    ]
    assert headings(opened(edition(PROGRAMME)))[:4] == [
        ("Heading 1", "Friday, 3 May 2024"),
        ("Heading 1", "Пятница, 3 мая 2024 года"),
        ("Heading 2", "Session I\nOpening"),
        ("Heading 2", "Заседание I\nОткрытие"),
    ]


def test_what_leads_stays_with_what_follows() -> None:
    file = opened(edition(PROGRAMME, EN))
    kept = {p.text.strip(): p._p.pPr.keepNext is not None for p in file.paragraphs if p.text.strip()}
    assert kept["Chair"]
    assert kept["Hall A"]
    assert kept["Key issues"]
    assert not kept["6′\u00a0▸\tZarina Sharifova, Minister"]
    assert not kept["Dams"]
    assert not kept["13:00\tLunch"]


# --------------------------------------------------------------------------- numbering


def printed_numbers(file: Any) -> list[str]:
    """The numbers as Word counts them: each w:num but the bullets' has one level, whose start and pattern say how."""
    numbering = file.part.numbering_part.element
    abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.findall(qn("w:abstractNum"))}
    levels = {
        n.get(qn("w:numId")): abstract[n.find(qn("w:abstractNumId")).get(qn("w:val"))].findall(qn("w:lvl"))
        for n in numbering.findall(qn("w:num"))
    }
    counted: dict[str, int] = {}
    out = []
    for paragraph in file.element.body.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr")).find(qn("w:numPr"))
        if properties is None:
            continue
        own = properties.find(qn("w:numId")).get(qn("w:val"))
        depth = int(properties.find(qn("w:ilvl")).get(qn("w:val")))
        said = {child.tag: child.get(qn("w:val")) for child in levels[own][depth]}
        value = counted[own] = counted.get(own, int(said[qn("w:start")]) - 1) + 1
        form = said[qn("w:numFmt")]
        figure = str(value) if form == "decimal" else "abcdefghijklmnopqrstuvwxyz"[value - 1]
        figure = ["", "i", "ii", "iii", "iv", "v"][value] if form == "lowerRoman" else figure
        out.append(said[qn("w:lvlText")].replace("%1", figure))
    return out


def test_numbers_are_numbering_and_not_text() -> None:
    assert printed_numbers(opened(edition(DECLARATION, EN))) == ["1", "(a)", "(b)", "2", "(a)", "•"]
    both = opened(edition(DECLARATION))
    assert printed_numbers(both) == ["1", "(a)", "(b)", "2", "(a)", "•", "•"]
    hinge = both.tables[1].rows[4].cells[1].paragraphs[0]
    assert hinge.text == ""
    assert hinge._p.pPr.numPr is not None


def test_a_number_that_word_cannot_count_is_printed_as_text() -> None:
    lines = (line(Kind.OPERATIVE, "op", "Agree.", "соглашаемся.", hinge=Hinge(number="5 bis")),)
    assert rows_of(opened(edition(lines)))[1] == ["Agree.", "5 bis", "соглашаемся."]
    assert opened(edition(lines, EN)).paragraphs[-1].text == "5 bis\tAgree."


def indents(file: Any) -> list[int]:
    """How far the text of each paragraph of the text stands in: by its own word, or else by its list's level."""
    numbering = file.part.numbering_part.element
    abstract = {a.get(qn("w:abstractNumId")): a.findall(qn("w:lvl")) for a in numbering.findall(qn("w:abstractNum"))}
    out = []
    for paragraph in file.element.body.iter(qn("w:p")):
        if not "".join(paragraph.itertext()).endswith("step"):
            continue
        place, numbered = paragraph.pPr.find(qn("w:ind")), paragraph.pPr.find(qn("w:numPr"))
        if place is None and numbered is not None:
            levels = abstract[numbered.find(qn("w:numId")).get(qn("w:val"))]
            place = levels[int(numbered.find(qn("w:ilvl")).get(qn("w:val")))].find(f".//{qn('w:ind')}")
        out.append(0 if place is None else int(place.get(qn("w:left"))))
    return out


STEPS = {
    "list": [(Kind.LIST_ITEM, "1", 1), (Kind.LIST_ITEM, "(a)", 2), (Kind.LIST_ITEM, "(i)", 3)],
    "operative": [(Kind.OPERATIVE, "1", 0), (Kind.LIST_ITEM, "(a)", 2), (Kind.LIST_ITEM, "(i)", 3)],
    "uncounted": [(Kind.LIST_ITEM, "1 bis", 1), (Kind.LIST_ITEM, "(aa)", 2), (Kind.LIST_ITEM, "(bb)", 3)],
    "bullets in a list": [(Kind.LIST_ITEM, "1", 1), (Kind.LIST_ITEM, "(a)", 2), (Kind.LIST_ITEM, "", 3)],
    "bullets": [(Kind.LIST_ITEM, "", 1), (Kind.LIST_ITEM, "", 2), (Kind.LIST_ITEM, "", 3)],
}


@pytest.mark.parametrize("langs", [EN, BOTH])
@pytest.mark.parametrize("which", STEPS)
def test_each_level_of_a_list_stands_further_in_than_the_one_above(which: str, langs: tuple[str, ...]) -> None:
    lines = tuple(
        line(kind, f"step-{at}", "step", "step", hinge=Hinge(number=number), level=level)
        for at, (kind, number, level) in enumerate(STEPS[which])
    )
    found = indents(opened(edition(lines, langs)))
    if langs == BOTH:
        assert found[::2] == found[1::2]
        found = found[::2]
    assert found == sorted(set(found))
    assert len(found) == 3


def test_a_bullet_is_a_point_at_the_first_level_and_a_dash_below() -> None:
    lines = tuple(line(Kind.LIST_ITEM, f"li-{level}", "Item", "Пункт", level=level) for level in (1, 2, 3, 1))
    assert printed_numbers(opened(edition(lines, EN))) == ["•", "–", "–", "•"]
    assert printed_numbers(opened(edition(lines))) == ["•", "•", "–", "–", "–", "–", "•", "•"]


@given(st.lists(st.one_of(
    st.integers(1, 40).map(str),
    st.sampled_from("abcdefghijklm").map("({})".format),
    st.sampled_from(["(i)", "(ii)", "(iii)", "(iv)"]),
), max_size=25))  # fmt: skip
@settings(deadline=None, max_examples=30)
def test_whatever_the_numbers_are_word_prints_them(numbers: list[str]) -> None:
    lines = tuple(
        line(Kind.OPERATIVE, f"op-{i}", "text", "текст", hinge=Hinge(number=number)) for i, number in enumerate(numbers)
    )
    assert printed_numbers(opened(edition(lines))) == numbers


def test_an_i_behind_an_h_is_a_letter_and_otherwise_roman() -> None:
    numbering = Numbering(0)
    letters = [numbering.item(f"({sign})", family="hinge") for sign in "abcdefghij"]
    assert len(set(letters)) == 1
    roman = [Numbering(0).item(sign, family="hinge") for sign in ("(i)", "(ii)", "(iii)")]
    assert None not in roman


# --------------------------------------------------------------------------- links, marks, fields


def test_every_block_has_its_bookmark_and_links_reach_it() -> None:
    long = "a-heading-whose-id-somebody-has-written-as-a-whole-sentence"
    lines = (*DECLARATION, line(Kind.PARAGRAPH, long, (Run("up", href=f"#{long}"),), "вверх"))
    for langs in (EN, BOTH):
        file = opened(edition(lines, langs))
        names = [mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))]
        assert len(names) == len(set(names)) == len(lines)
        assert names[:4] == ["preamble", "chapeau", "recital-1", "op-1"]
        assert max(map(len, names)) <= 40
        anchors = [link.get(qn("w:anchor")) for link in file.element.iter(qn("w:hyperlink"))]
        assert [anchor for anchor in anchors if anchor] == ["preamble", names[-1]]


def test_a_link_is_a_real_link() -> None:
    links = [link for p in opened(edition(DECLARATION, EN)).paragraphs for link in p.hyperlinks]
    assert [(link.text, link.url) for link in links] == [("site", "https://example.org/"), ("the preamble", "")]


def test_what_is_not_translated_is_amber_in_its_brackets_and_its_own_language() -> None:
    cell = opened(edition(DECLARATION)).tables[1].rows[4].cells[2]
    assert cell.text == "[Call on both banks; · нет перевода]"
    runs = cell.paragraphs[0].runs
    assert {run.style.name for run in runs} == {"Missing Translation"}
    tags = [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in runs]
    assert tags == ["ru-RU", "en-GB", "ru-RU"]


def test_the_page_is_counted_by_fields_within_the_words_of_the_label() -> None:
    section = opened(edition(DECLARATION, RU)).sections[0]
    foot = section.footer.part.element
    fields = [field.get(qn("w:instr")).strip() for field in foot.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    said = "".join(t.text for t in foot.iter(qn("w:t")))
    assert said == "Страница 1 из 1Окончательный текст · 4 мая 2024 года"
    assert section.different_first_page_header_footer
    first = section.first_page_footer.part.element
    assert "".join(t.text for t in first.iter(qn("w:t"))) == said


def test_the_running_head_has_both_short_titles_and_in_one_language_the_day() -> None:
    head = opened(edition(PROGRAMME)).sections[0].header.part.element
    assert [t.text for t in head.iter(qn("w:t"))] == ["Rivers 2024", "Реки-2024"]
    one = opened(edition(PROGRAMME, EN)).sections[0].header.part.element
    assert [field.get(qn("w:instr")).strip() for field in one.iter(qn("w:fldSimple"))] == ["STYLEREF 1"]


def test_hours_that_events_share_are_marked_on_both() -> None:
    file = opened(edition(PROGRAMME))
    hours = {
        run.text: run.style.name
        for table in file.tables[1:]
        for row in table.rows
        for run in row.cells[1].paragraphs[0].runs
        if ":" in run.text
    }
    assert hours == {"9:00–10:30": "Hour", "13:00": "Hour Light Shared", "13:00–14:00": "Hour Shared"}


@pytest.mark.parametrize("langs", [EN, RU, BOTH])
def test_only_a_draft_has_a_watermark_and_it_is_never_text(langs: tuple[str, ...]) -> None:
    final, draft = (parts(make(edition(DECLARATION, langs, draft=d))) for d in (False, True))
    for number in (1, 2):
        name = f"word/header{number}.xml"
        assert "a:custGeom" not in final[name]
        assert draft[name].count("<a:custGeom>") == 1
        assert 'behindDoc="1"' in draft[name]
        assert "DRAFT" not in draft[name].upper()
        assert "ПРОЕКТ" not in draft[name].upper()


def test_the_masthead_says_everything_once() -> None:
    said = [p.text for p in opened(edition(DECLARATION, EN)).paragraphs][:11]
    assert said == [
        "Conference on Rivers",
        "Clean banks",
        "3–4 May 2024",
        "River House, Khujand",
        "River Declaration",
        "on clean water",
        "Final text · A/1/2",
        "A sample",
        "1 passage is not translated",
        "Co-organizers",
        "Ministry of Water",
    ]


# --------------------------------------------------------------------------- a report


def contents(file: Any) -> list[tuple[str, str, str]]:
    """The entries of the contents: bookmark, title, page."""
    found: dict[str, list[str]] = {}
    for entry in file.element.body.iter(qn("w:hyperlink")):
        name = entry.get(qn("w:anchor"), "")
        if name.startswith("_Toc"):
            found.setdefault(name, []).append("".join(t.text for t in entry.iter(qn("w:t"))))
    if all(len(texts) == 1 for texts in found.values()):  # title and page are one link
        return [(name, *re.fullmatch(r"(.*?)(\d+)", text).groups()) for name, (text,) in found.items()]  # type: ignore[union-attr]  # an entry ends with its page
    return [(name, left, page) for name, (left, page, _) in found.items()]


@pytest.mark.parametrize("langs", [EN, RU, BOTH])
def test_the_contents_stand_filled_in_and_their_fields_point_to_real_headings(langs: tuple[str, ...]) -> None:
    file = opened(EDITIONS[f"report-{'-'.join(langs)}"])
    entries = contents(file)
    assert len(entries) == 4
    marks = {m.get(qn("w:name")): m.getparent().style for m in file.element.body.iter(qn("w:bookmarkStart"))}
    assert [marks[name] for name, _, _ in entries] == ["Heading1", "Heading1", "Heading2", "Heading1"]
    codes = [code.text for code in file.element.body.iter(qn("w:instrText"))]
    assert [code for code in codes if "PAGEREF" in code] == [f" PAGEREF {name} \\h " for name, _, _ in entries]
    assert [code for code in codes if "TOC " in code] == ([' TOC \\o "1-2" \\h \\z '] if len(langs) == 1 else [])
    kinds = [mark.get(qn("w:fldCharType")) for mark in file.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)
    # nothing asks the reader anything when the file is opened
    assert file.settings.element.find(qn("w:updateFields")) is None
    assert not [mark for mark in file.element.body.iter(qn("w:fldChar")) if mark.get(qn("w:dirty"))]


@pytest.mark.parametrize("langs", [EN, BOTH])
def test_a_chapter_begins_a_page_and_is_a_heading_of_the_first_level(langs: tuple[str, ...]) -> None:
    file = opened(EDITIONS[f"report-{'-'.join(langs)}"])
    breaks = [p for p in file.element.body.iter(qn("w:p")) if p.pPr.find(qn("w:pageBreakBefore")) is not None]
    sections = [p for p in file.element.body.iter(qn("w:p")) if p.pPr.find(qn("w:sectPr")) is not None]
    assert len(breaks) == 3  # the contents and each chapter but the first, which begins a section
    assert len(sections) == 1
    heads = [Paragraph(p, file).text for p in file.element.body.iter(qn("w:p")) if p.style == "Heading1"]
    assert heads == ["Summary", "Opening", "Abbreviations"]
    first = next(style for style in file.styles if style.style_id == "Heading1")
    assert first.element.find(f".//{qn('w:shd')}") is None
    assert first.element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == "0"
    front, body = (section.header.part.element for section in file.sections)
    fields = [field.get(qn("w:instr")).strip() for field in body.iter(qn("w:fldSimple"))]
    assert fields == ["STYLEREF 1", 'STYLEREF "Chapter Facing"'][: len(langs)]
    assert not list(front.iter(qn("w:fldSimple")))
    assert "".join(t.text for t in front.iter(qn("w:t"))) == "Rivers 2024Реки-2024"[: 11 if langs == EN else None]
    assert not list(file.sections[0].first_page_footer.part.element.iter(qn("w:t")))


@pytest.mark.parametrize("langs", [EN, BOTH])
def test_who_spoke_stays_with_what_was_said(langs: tuple[str, ...]) -> None:
    file = opened(EDITIONS[f"report-{'-'.join(langs)}"])
    named = [p for p in file.element.body.iter(qn("w:p")) if p.style == "Statement"]
    assert len(named) == 18 * len(langs)
    assert all(p.pPr.find(qn("w:keepNext")) is not None for p in named)


def test_key_issues_outside_a_programme_are_a_list_like_any() -> None:
    issue = PROGRAMME[6]
    assert opened(edition((issue,), EN, kind="document")).paragraphs[-1].style.name == "List Paragraph"
    assert opened(edition((issue,), EN, kind="programme")).paragraphs[-1].style.name == "Key Issue"


@pytest.mark.parametrize("langs", [EN, BOTH])
def test_a_table_of_abbreviations_has_a_narrow_first_column(langs: tuple[str, ...]) -> None:
    file = opened(EDITIONS[f"report-{'-'.join(langs)}"])
    table = file.tables[-1]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert widths[0] < widths[1]
    assert widths[:2] == widths[-2:]
    assert sum(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows) == 1
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_organizers_of_a_short_text_are_one_paragraph() -> None:
    plain = edition((), EN, kind="document")
    names = tuple((Cell("en", (Run(f"Bank {n}"),)),) for n in range(3))
    made = opened(dataclasses.replace(plain, masthead=dataclasses.replace(plain.masthead, organizers=names)))
    assert "Bank 0\u00a0· Bank 1\u00a0· Bank 2" in [p.text for p in made.paragraphs]


@pytest.mark.program("soffice")
@pytest.mark.parametrize("langs", [EN, RU, BOTH])
def test_libreoffice_has_each_chapter_on_the_page_that_the_contents_say(langs: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(make(EDITIONS[f"report-{'-'.join(langs)}"]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to",
         'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}', "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    reader = PdfReader(tmp_path / "made.pdf")
    found: list[tuple[str, int]] = []

    def walk(items: list[Any], depth: int = 1) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, depth + 1)
            elif depth <= 2:
                found.append((item.title, (reader.get_destination_page_number(item) or 0) + 1))

    walk(reader.outline)
    real = [page for _, page in found][:: len(langs)]
    assert real == [int(page) for _, _, page in contents(python_docx.Document(str(path)))]
    said = reader.pages[1].extract_text()
    for page in real:
        assert re.search(rf"(?m)(^|\D){page}(\D|$)", said)
    assert "Contents" in said or "Содержание" in said


# --------------------------------------------------------------------------- what bad input gets


def test_hostile_text_prints_as_text() -> None:
    said = "<w:p/>&amp; </w:t><script>alert(1)</script> ]]>"
    file = opened(edition((line(Kind.PARAGRAPH, "p", said, said),), EN))
    assert file.paragraphs[-1].text == said


def test_a_character_that_xml_cannot_hold_is_shown() -> None:
    file = opened(edition((line(Kind.PARAGRAPH, "p", "a\x0bb\ud800c", "а"),), EN))
    assert file.paragraphs[-1].text == "a[U+000B]b[U+D800]c"


def test_what_stays_on_one_line_stays_so_by_signs_of_word_and_not_by_odd_characters() -> None:
    said = "с г-ном Б, 3-4 мая, 3–4 мая, д-ра В, 1-го, научно-исследовательский"
    own = opened(edition((line(Kind.PARAGRAPH, "p", said, said),), RU)).paragraphs[-1]
    assert own.text == said
    pieces = [t.text for t in own._p.iter(qn("w:t"))]
    assert pieces == ["с г", "ном Б, 3", "4 мая, 3–4 мая, д", "ра В, 1", "го, научно-исследовательский"]


def test_a_courtesy_title_is_not_broken_at_its_hyphen() -> None:
    said = "г-н Ан-Нуайми, г-жа Б - и д-р В"
    file = opened(edition((line(Kind.PARAGRAPH, "p", "Mr", said),), RU))
    xml = file.paragraphs[-1]._p.xml
    assert file.paragraphs[-1].text == said
    assert len(re.findall(r"[гд]</w:t>\s*<w:noBreakHyphen/>", xml)) == 3
    assert xml.count("noBreakHyphen") == 4


def test_a_telephone_number_and_a_name_are_not_broken_at_their_hyphens() -> None:
    runs = (Run("Jean-Pierre Al-Qahtani", role="name"), Run(", Al-Qahtani: +992\u00a0(37)\u00a0227-68-43, co-chair"))
    own = opened(edition((Line(Kind.PARAGRAPH, "p", (Cell("en", runs),)),), EN)).paragraphs[-1]
    assert own.text == "".join(run.text for run in runs)
    pieces = [t.text for t in own._p.iter(qn("w:t"))]
    assert pieces == ["Jean", "Pierre Al", "Qahtani", ", Al", "Qahtani: +992\u00a0(37)\u00a0227", "68", "43, co-chair"]


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=40)
def test_any_text_comes_back(said: str) -> None:
    file = opened(edition((line(Kind.PARAGRAPH, "p", said, said),), EN))
    shown = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", lambda m: f"[U+{ord(m[0]):04X}]", said)
    assert file.paragraphs[-1].text == shown


def test_a_template_that_is_not_xml_is_named_with_its_line() -> None:
    broken = {**TEMPLATES, "word/styles.xml": "<a>\n<b>\n</a>"}
    with pytest.raises(UserError, match=r"templates/word/styles\.xml:3: not XML"):
        docx.render(edition(()), broken)


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(UserError, match=r"templates/word/settings\.xml is missing"):
        docx.render(edition(()), {name: text for name, text in TEMPLATES.items() if "settings" not in name})


@pytest.mark.program("soffice")
@pytest.mark.program("pdftotext")
@pytest.mark.parametrize("which", ["declaration-en-ru-draft", "programme-ru"])
def test_libreoffice_opens_it_and_prints_what_it_says(which: str, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(make(EDITIONS[which]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "made.pdf", "-"], check=True, capture_output=True, timeout=30
    ).stdout.decode()
    if which == "programme-ru":
        assert re.search(r"9:00–10:30\s+Заседание I\n", said)
        assert re.search(r"6′\s▸\s+Зарина Шарифова, министр", said)
    else:
        assert re.search(r"Agree\.\s+2\s+соглашаемся\.", said)
        assert re.search(r"to clean;\s+\(b\)\s+очищать;", said)
        assert "DRAFT" not in said
        assert "ПРОЕКТ" not in said
    assert re.search(r"Страница 1 из 1", said)
