"""PDF, read back with pypdf and judged by veraPDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
import re
from typing import Any

import pytest
from pypdf import PdfReader

import verapdf
from conftest import ROOT
from diptych.catalog import State
from diptych.edition import Cell, Cells, Edition, Hinge, Line, Masthead
from diptych.finding import UserError
from diptych.model import Kind, Run
from diptych.render import pdf

TEMPLATES = {"document.typ": (ROOT / "templates" / "document.typ").read_text("utf-8")}
BOTH = ("en", "ru")

WORDS = {
    "page/contents": ("Contents", "Содержание"),
    "page/page": ("Page {page} of {pages}", "Страница {page} из {pages}"),
    "status/draft": ("Draft", "Проект"),
    "masthead/co-organizers": ("Co-organizers", "Организаторы"),
    "masthead/supporters": ("With the support of", "При поддержке"),
}


def cells(english: str | tuple[Run, ...], russian: str | tuple[Run, ...], langs: tuple[str, ...] = BOTH) -> Cells:
    said = {"en": english, "ru": russian}
    return tuple(Cell(lang, (Run(text),) if isinstance(text := said[lang], str) else text) for lang in langs)


def line(kind: Kind, name: str, english: str = "", russian: str = "", **more: Any) -> Line:
    return Line(kind, name, cells(english or f"English {name}", russian or f"Русский {name}"), **more)


def edition(*lines: Line, langs: tuple[str, ...] = BOTH, **more: Any) -> Edition:
    """A small document; the lines' cells are cut to its languages."""

    def cut(all_: Cells) -> Cells:
        return tuple(cell for cell in all_ if cell.lang in langs)

    masthead = Masthead(
        conference=cut(cells("Small conference", "Малая конференция")),
        theme=cut(cells("Of little things", "О малом")),
        when=cut(cells("1 May 2022", "1 мая 2022 года")),
        where=cut(cells("A hall, Dushanbe", "Зал, Душанбе")),
        title=cut(cells("A small declaration", "Малая декларация")),
        subtitle=None,
        notice=cut(cells("Unofficial", "Неофициально")),
        symbol="A/CONF.1/2",
        status=cut(cells("Final text", "Окончательный текст")),
        organizers=(cut(cells("One organization", "Одна организация")),),
        supporters=(),
        counts=(cut(cells("1 passage is not translated", "1 фрагмент не переведён")),),
    )
    plain = Edition(
        name="-".join(langs),
        languages=langs,
        slug="small",
        kind="declaration",
        source="en",
        draft=False,
        watermark=("DRAFT", "ПРОЕКТ"),
        date=dt.date(2022, 5, 1),
        masthead=masthead,
        running=cut(cells("Running head", "Колонтитул")),
        lines=tuple(
            dataclasses.replace(item, cells=cut(item.cells), marks=tuple(map(cut, item.marks))) for item in lines
        ),
        words={label: cut(cells(*said)) for label, said in WORDS.items()},
    )
    return dataclasses.replace(plain, **more)


def read(made: Edition) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(made, TEMPLATES).data))


def pages(made: Edition) -> list[str]:
    return [page.extract_text() for page in read(made).pages]


def flat(made: Edition) -> str:
    """All text, lines joined, words put together again where they were divided."""
    return re.sub(r"\s+", " ", "\n".join(pages(made)).replace("\u00ad\n", "").replace("\u00ad", ""))


LONG = "The participants will co-operate against the movement of terrorists. "
LONG_RU = "Участники будут сотрудничать в целях предотвращения передвижения террористов. "

PROGRAMME = (
    line(Kind.DAY, "day-1", "Sunday, 1 May 2022", "Воскресенье, 1 мая 2022 года", whole=True),
    line(
        Kind.SESSION,
        "opening",
        "Opening",
        "Открытие",
        hinge=Hinge("9:00", "10:30"),
        session="opening",
        marks=(cells("By invitation", "По приглашениям"),),
    ),
    line(Kind.PLACE, "opening-place", session="opening"),
    line(Kind.ROLE, "opening-chair", "Chair", "Председатель", session="opening"),
    line(Kind.SPEAKER, "opening-chair-1", session="opening", hinge=Hinge(minutes=6, video=True)),
    line(Kind.ISSUES, "opening-issues", "Key issues", "Ключевые вопросы", session="opening"),
    line(Kind.ISSUE, "opening-issue-1", session="opening", level=1),
    line(Kind.ISSUE, "opening-issue-2", session="opening", level=1),
    line(Kind.SESSION, "lunch", hinge=Hinge("10:30"), light=True, session="lunch", variant="break"),
    line(Kind.SESSION, "aside", hinge=Hinge("10:30"), concurrent=True, session="aside", variant="side-event"),
)


def report(langs: tuple[str, ...] = BOTH, chapters: int = 3, **more: Any) -> Edition:
    """A report: chapters with a printed session, statements with what was said, and a table of abbreviations."""
    lines: list[Line] = []
    for n in range(1, chapters + 1):
        label = (Run(f"Session {n}", role="label", lines_end=True), Run(f"Of matter {n}", role="title"))
        lines += [
            line(Kind.HEADING, f"c-{n}", f"Chapter {n}", f"Глава {n}", level=2),
            line(Kind.PARAGRAPH, f"c-{n}-p", LONG * 3, LONG_RU * 3),
            Line(Kind.HEADING, f"s-{n}", cells(label, f"Заседание {n}"), level=3),
            line(Kind.HEADING, f"s-{n}-panel", f"Panel {n}", f"Участники {n}", level=4),
        ]
        for m in range(12):
            name = (Run(f"Speaker {n}.{m}", strong=True, role="name"), Run(", minister", role="function"))
            lines += [
                Line(Kind.STATEMENT, f"st-{n}-{m}", cells(name, f"Оратор {n}.{m}"), person="somebody"),
                line(Kind.PARAGRAPH, f"st-{n}-{m}-p", LONG * (1 + m % 4), LONG_RU * (1 + m % 4)),
            ]
    lines.append(line(Kind.HEADING, "abbreviations", "Abbreviations", "Сокращения", level=2))
    lines += [
        line(Kind.CELL, f"t-{row}-{column}", english, russian, row=row, column=column)
        for row in range(60)
        for column, (english, russian) in enumerate(
            [(f"ABC{row}", f"АБВ{row}"), (f"meaning {row} in some words", f"значение {row} в нескольких словах")]
        )
    ]
    return edition(*lines, langs=langs, kind="report", **more)


# --------------------------------------------------------------------------- standards


@pytest.mark.program("java")
@pytest.mark.parametrize("langs", [("en",), ("ru",), BOTH])
def test_verapdf_finds_nothing(langs: tuple[str, ...]) -> None:
    if lacks := verapdf.missing():
        (pytest.fail if os.environ.get("DIPTYCH_EVERY_PROGRAM") == "1" else pytest.skip)(f"needs {lacks}")
    link = cells((Run("see "), Run("there", href="https://example.org/")), "там")
    made = edition(
        *PROGRAMME,
        Line(Kind.PARAGRAPH, "p-1", link),
        *(line(Kind.CELL, f"t-{n}", row=n // 2, column=n % 2) for n in range(4)),
        langs=langs,
        draft=True,
    )
    data = pdf.render(made, TEMPLATES).data
    assert {flavour: verapdf.faults(data, flavour) for flavour in verapdf.FLAVOURS} == {"PDFUA_1": [], "PDFA_2_A": []}


@pytest.mark.program("java")
@pytest.mark.parametrize("langs", [("ru",), BOTH])
def test_verapdf_finds_nothing_in_a_report(langs: tuple[str, ...]) -> None:
    if lacks := verapdf.missing():
        (pytest.fail if os.environ.get("DIPTYCH_EVERY_PROGRAM") == "1" else pytest.skip)(f"needs {lacks}")
    data = pdf.render(report(langs, draft=True), TEMPLATES).data
    assert {flavour: verapdf.faults(data, flavour) for flavour in verapdf.FLAVOURS} == {"PDFUA_1": [], "PDFA_2_A": []}


def test_the_file_says_what_it_is() -> None:
    artifact = pdf.render(edition(*PROGRAMME), TEMPLATES)
    assert (artifact.path, artifact.media) == ("en-ru/small.pdf", "application/pdf")
    reader = PdfReader(io.BytesIO(artifact.data))
    assert reader.metadata is not None
    assert reader.metadata.title == "A small declaration · Малая декларация"
    root: dict[str, Any] = dict(reader.root_object)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]


def test_the_outline_names_days_and_sessions_in_both_languages() -> None:
    def titles(items: list[Any]) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    sessions = ["9:00 Opening · Открытие", "10:30 English lunch · Русский lunch", "10:30 English aside · Русский aside"]
    day = "Sunday, 1 May 2022 · Воскресенье, 1 мая 2022 года"
    assert titles(read(edition(*PROGRAMME)).outline) == ["A small declaration · Малая декларация", [day, sessions]]


def test_the_same_edition_gives_the_same_bytes() -> None:
    made = edition(*PROGRAMME, draft=True)
    assert pdf.render(made, TEMPLATES) == pdf.render(made, TEMPLATES)


@pytest.mark.parametrize(("date", "stored"), [(dt.date(2022, 5, 1), "D:20220501"), (None, "D:19800101")])
def test_the_date_stored_is_the_texts(date: dt.date | None, stored: str) -> None:
    metadata: dict[str, Any] = dict(read(edition(date=date)).metadata or {})
    dates = {value[:10] for name, value in metadata.items() if name in ("/CreationDate", "/ModDate")}
    assert dates == {stored}


# --------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    "text",
    [
        "#panic()", "*x* _y_ `z` $a^2$", "<script>alert(1)</script>", "@reference <label>", "\\ // /* gone */ \\u{41}",
        '"; #read("/etc/passwd") //', "= Heading - item + item / term: it", "[U+202E]abc", "#[", "--- ... ~ 'x'",
    ],
)  # fmt: skip
def test_hostile_text_prints_as_text(text: str) -> None:
    made = edition(
        line(Kind.PARAGRAPH, "p-1", text, text), line(Kind.HEADING, "h-1", text, level=2), running=cells(text, "x")
    )
    assert flat(made).count(text) >= 3


def test_a_letter_that_no_font_has_shows_its_number() -> None:
    assert "in [U+4E2D][U+6587] and [U+1F389]." in flat(edition(line(Kind.PARAGRAPH, "p-1", "in 中文 and 🎉.")))


@pytest.mark.parametrize("langs", [("en",), BOTH])
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE}])
def test_every_kind_of_line_prints(kind: Kind, langs: tuple[str, ...]) -> None:
    text = flat(edition(line(kind, "it-1", "Some words", "Несколько слов", level=1), langs=langs))
    assert text.count("Some words") == 1
    assert text.count("Несколько слов") == len(langs) - 1


def test_the_masthead_prints_all_that_it_holds() -> None:
    text = flat(edition())
    said = (
        "Small conference",
        "О малом",
        "1 May 2022",
        "Зал, Душанбе",
        "Малая декларация",
        "A/CONF.1/2",
        "Неофициально",
    )
    for words in (*said, "Final text", "One organization", "1 фрагмент не переведён", "Co-organizers"):
        assert words in text
    assert "With the support of" not in text


def test_a_passage_without_translation_keeps_its_mark() -> None:
    runs = (
        Run("[", role="mark", state=State.MISSING),
        Run("A name", lang="en", state=State.MISSING),
        Run(" · нет перевода]", role="mark", state=State.MISSING),
    )
    assert "[A name · нет перевода]" in flat(edition(Line(Kind.PARAGRAPH, "p-1", cells("A name", runs))))


def test_a_link_leads_out_and_a_link_to_nowhere_is_text() -> None:
    runs = (
        Run("out", href="https://example.org/?a=1&b=2"), Run(" "), Run("within", href="#p-1"), Run(" "),
        Run("nowhere", href="#op-99"),
    )  # fmt: skip
    made = edition(Line(Kind.PARAGRAPH, "p-1", cells(runs, "x")), langs=("en",))
    links = [note.get_object() for page in read(made).pages for note in page.get("/Annots", [])]
    assert [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]] == [
        "https://example.org/?a=1&b=2"
    ]
    assert len(links) == 2
    assert "nowhere" in flat(made)


# --------------------------------------------------------------------------- the page


def places(made: Edition, *wanted: str) -> list[tuple[int, int]]:
    """Where the first of each text stands on the first page that has it: points from the left and from the foot."""
    found: dict[str, tuple[int, int]] = {}

    def visit(text: str, page: Any, line: Any, *_: Any) -> None:
        for word in wanted:
            if text.strip().startswith(word):
                across = line[4] * page[0] + line[5] * page[2] + page[4]
                up = line[4] * page[1] + line[5] * page[3] + page[5]
                found.setdefault(word, (round(across), round(up)))

    for page in read(made).pages:
        page.extract_text(visitor_text=visit)
    return [found[word] for word in wanted]


def test_a_number_is_read_first_and_stands_between_the_panels() -> None:
    made = edition(line(Kind.OPERATIVE, "op-5", "Reaffirm", "Подтверждаем", hinge=Hinge(number="5")))
    assert re.search(r"5\s*Reaffirm\s*Подтверждаем", flat(made))
    (english, top), (number, middle), (russian, level) = places(made, "Reaffirm", "5", "Подтверждаем")
    assert english < number < russian
    assert top == middle == level


def test_in_one_language_the_number_stands_at_the_left() -> None:
    made = edition(line(Kind.OPERATIVE, "op-5", "Reaffirm", hinge=Hinge(number="5")), langs=("en",))
    (english, top), (number, level) = places(made, "Reaffirm", "5")
    assert number < english
    assert top == level


def test_a_long_row_goes_on_upon_the_next_page_in_both_columns() -> None:
    made = edition(line(Kind.PARAGRAPH, "p-1", LONG * 60, LONG_RU * 60), line(Kind.PARAGRAPH, "p-2", "After", "Затем"))
    first, second, *_ = pages(made)
    assert "participants" in first
    assert "Участники" in first
    assert "participants" in second
    assert "Участники" in second
    (_, english), (_, russian) = places(made, "After", "Затем")
    assert english == russian


@pytest.mark.parametrize("filler", range(12, 28))
def test_no_label_is_stranded_at_the_foot_of_a_page(filler: int) -> None:
    made = edition(
        *(line(Kind.SPEAKER, f"s-{n}") for n in range(filler)),
        line(Kind.SESSION, "it", "The session", "Заседание", hinge=Hinge("9:00", "9:30"), session="it"),
        line(Kind.PLACE, "it-place", "The place", "Место", session="it"),
        line(Kind.ROLE, "it-role", "The role", "Роль", session="it"),
        line(Kind.SPEAKER, "it-1", "First speaker", "Первый", session="it"),
    )
    where = {
        word: number
        for number, text in enumerate(pages(made))
        for word in ("The session", "The place", "The role", "First speaker")
        if word in text
    }
    assert len(where) == 4
    assert len(set(where.values())) == 1


def test_the_head_and_the_foot_speak_both_languages() -> None:
    texts = pages(edition(PROGRAMME[0], *(line(Kind.SPEAKER, f"s-{n}") for n in range(120))))
    total = len(texts)
    assert total > 1
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {total}" in text
        assert f"Страница {number} из {total}" in text
        assert ("Running head" in text) == ("Колонтитул" in text) == (number > 1)
        assert "Sunday, 1 May 2022" in text
        assert "Воскресенье, 1 мая 2022 года" in text


def test_a_watermark_is_seen_and_not_read() -> None:
    final, draft = edition(*PROGRAMME), edition(*PROGRAMME, draft=True)
    assert pages(draft) == pages(final)
    assert pdf.render(draft, TEMPLATES).data != pdf.render(final, TEMPLATES).data


def test_an_acronym_is_never_divided() -> None:
    text = " ".join(f"{'a' * (n % 17)} UNESCOLOGICALNESS ORGANIZATION2022 ОРГАНИЗАЦИЯМИ" for n in range(60))
    shown = "\n".join(pages(edition(line(Kind.PARAGRAPH, "p-1", text, text))))
    assert not re.search(r"[A-ZА-Я0-9]\u00ad", shown)


def test_two_acronyms_do_not_part_behind_their_stroke() -> None:
    text = " ".join(f"{'a' * (n % 17)} UNESCO/INTERPOL" for n in range(60))
    shown = "\n".join(pages(edition(line(Kind.PARAGRAPH, "p-1", text, text))))
    assert shown.count("UNESCO/INTERPOL") == 120
    assert "UNESCO/\n" not in shown


def test_a_text_is_divided_and_a_title_is_not() -> None:
    words = " ".join(["responsibility internationalization"] * 12)
    assert "\u00ad" in "".join(pages(edition(line(Kind.PARAGRAPH, "p-1", words))))
    assert "\u00ad" not in "".join(
        pages(edition(line(Kind.HEADING, "h-1", words, level=2), line(Kind.SESSION, "s-1", words)))
    )


def test_a_name_a_range_and_a_last_word_are_never_divided() -> None:
    for filler in range(1, 40, 3):
        runs = (
            Run("w" * (filler % 13) + " "), Run("Al-Qahtani-Mutlaq", role="name", strong=True),
            Run(" " + "i " * filler + "on 16–17 May of internationalization"), Run(")"),
        )  # fmt: skip
        shown = "\n".join(pages(edition(Line(Kind.SPEAKER, "s-1", cells(runs, runs)))))
        assert shown.count("Al-Qahtani-Mutlaq") == shown.count("16–17") == shown.count("internationalization)") == 2


def test_a_telephone_number_and_an_arabic_name_are_never_divided() -> None:
    number = "+992\u00a0(37)\u00a0227-68-43"
    text = " ".join(f"{'a' * (n % 17)} {number} Ар-Решайдан" for n in range(40))
    shown = "\n".join(pages(edition(line(Kind.PARAGRAPH, "p-1", text, text))))
    assert shown.replace("\u00a0", " ").count("+992 (37) 227-68-43") == 80
    assert shown.count("Ар-Решайдан") == 80


def test_a_session_without_a_day_leaves_no_gap_in_the_headings() -> None:
    assert "Opening" in flat(edition(*PROGRAMME[1:]))
    assert "Deep" in flat(edition(line(Kind.HEADING, "h-1", "Deep", level=5)))


# --------------------------------------------------------------------------- a report


def chapters_of(made: Edition) -> dict[str, int]:
    """The page of each chapter and session, by the outline."""
    reader = read(made)
    found: dict[str, int] = {}

    def walk(items: list[Any]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                found[str(item.title)] = (reader.get_destination_page_number(item) or 0) + 1

    walk(reader.outline)
    return found


@pytest.mark.parametrize("langs", [("en",), ("ru",), BOTH])
def test_the_contents_of_a_report_name_the_pages_and_lead_to_them(langs: tuple[str, ...]) -> None:
    made = report(langs)
    reader = read(made)
    contents = reader.pages[1].extract_text()
    found = chapters_of(made)
    listed = [title for title in found if not re.match("A small|Малая|Contents|Panel|Участники|Содержание", title)]
    assert len(listed) == 7
    for title in listed:
        words = title.split(" · ")[0].rpartition(". ")[2]
        assert re.search(rf"(?m)^{found[title]}\s*(Session \d+\s+)?{re.escape(words)}", contents), title
    links = [note.get_object() for note in reader.pages[1].get("/Annots", [])]
    assert {str(link["/Dest"]) for link in links} == {"c-1", "c-2", "c-3", "s-1", "s-2", "s-3", "abbreviations"}
    assert "Panel" not in contents


def test_a_page_number_stands_once_between_the_titles_of_both_languages() -> None:
    made = report(chapters=1)
    assert len(re.findall(r"(?m)^3\s*Chapter 1\s*Глава 1$", pages(made)[1])) == 1
    (left, _), (number, _), (right, _) = places(made, "Contents", "3", "Содержание")
    assert left < number < right


def test_a_chapter_begins_a_page_and_the_head_of_the_pages_that_follow_names_it() -> None:
    made = report()
    texts = pages(made)
    for n in (1, 2, 3):
        (page,) = [at for title, at in chapters_of(made).items() if title == f"Chapter {n} · Глава {n}"]
        assert re.match(rf"Running head\s+Колонтитул\s+Chapter {n}\b", texts[page - 1])
        assert re.match(rf"Running head\s+Chapter {n}\s+Колонтитул\s+Глава {n}\b", texts[page])
    assert "Chapter" not in texts[0]
    assert "Running head" not in texts[0]
    assert "Page 1" not in texts[0]
    assert "Small conference" in texts[0]
    assert "One organization" in texts[0]


@pytest.mark.parametrize("langs", [("en",), BOTH])
def test_who_spoke_stands_with_two_lines_of_what_was_said(langs: tuple[str, ...]) -> None:
    for filler in range(20, 46, 2 if len(langs) > 1 else 1):
        made = edition(
            *(line(Kind.SPEAKER, f"f-{n}") for n in range(filler)),
            line(Kind.HEADING, "h-1", "The heading", "Заголовок", level=3),
            line(Kind.STATEMENT, "st-1", "Who spoke " * 6, "Кто выступил " * 7),
            line(Kind.PARAGRAPH, "p-1", "alpha " * 90, "бета " * 90),
            langs=langs,
        )
        (shown,) = [text for text in pages(made) if "Who spoke" in text]
        assert "The heading" in shown
        assert sum("alpha" in row for row in shown.split("\n")) >= 2
        assert len(langs) == 1 or sum("бета" in row for row in shown.split("\n")) >= 2


def test_a_table_of_abbreviations_repeats_its_head_and_breaks_no_row() -> None:
    texts = [text for text in pages(report(chapters=1)) if "meaning" in text]
    assert len(texts) > 1
    for text in texts:
        assert "ABC0" in text
        rows = re.findall(r"ABC(\d+)\s", text)
        assert rows == re.findall(r"meaning (\d+) in", text) == re.findall(r"АБВ(\d+)\s", text)
    (abbreviation, _), (meaning, _), (russian, _) = places(report(chapters=1), "ABC1", "meaning 1", "АБВ1")
    assert meaning - abbreviation < 60 < russian - meaning


def test_a_report_without_headings_has_a_title_page_and_no_contents() -> None:
    texts = pages(edition(line(Kind.PARAGRAPH, "p-1", "All of it", "Всё"), kind="report"))
    assert len(texts) == 2
    assert "Contents" not in "".join(texts)
    assert "All of it" in texts[1]


def test_the_organizers_of_a_short_text_stand_one_after_the_other() -> None:
    plain = edition(kind="document")
    names = tuple(cells(f"Organization {n}", f"Организация {n}") for n in range(3))
    made = dataclasses.replace(plain, masthead=dataclasses.replace(plain.masthead, organizers=names))
    assert "Organization 0 · Organization 1 · Organization 2" in flat(made).replace("\u00a0", " ")


# --------------------------------------------------------------------------- what bad templates get


def test_a_fault_in_the_template_is_named_with_its_line() -> None:
    with pytest.raises(UserError) as caught:
        pdf.render(edition(), {"document.typ": "#let a = 1\n#let b = (\n"})
    assert caught.value.message.startswith("templates/document.typ:2: unclosed delimiter")


def test_a_font_that_is_not_there_stops_us() -> None:
    template = TEMPLATES["document.typ"].replace('"PT Serif"', '"No Such Face"')
    with pytest.raises(UserError, match=r"templates/document\.typ:\d+: unknown font family: no such face"):
        pdf.render(edition(), {"document.typ": template})


def test_a_template_that_is_not_there_stops_us() -> None:
    with pytest.raises(UserError, match=r"document\.typ is missing"):
        pdf.render(edition(), {})
