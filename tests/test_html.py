from __future__ import annotations

import io
import itertools
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from conftest import program
from diptych import fonts as faces
from diptych.edition import Cell, Hinge, Line
from diptych.finding import UserError
from diptych.model import Kind, Run
from diptych.render import html, webfont
from pages import (
    DECLARATION,
    LACKING,
    LISTS,
    PROGRAMME,
    TEMPLATES,
    THREE,
    cells,
    coverage,
    edition,
    missing,
    read,
    site,
)

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.edition import Edition
    from pages import Tree

EDITIONS = (("en",), ("ru",), ("en", "ru"))
ALL = tuple(
    edition(lines, langs, slug=slug, draft=draft)
    for slug, lines in (("programme", PROGRAMME), ("declaration", DECLARATION))
    for langs in EDITIONS
    for draft in (False, True)
)


def page(lines: tuple[Line, ...], langs: tuple[str, ...] = ("en", "ru"), slug: str = "declaration") -> Tree:
    formats = ("html", "pdf", "docx", "ics")
    return read(html.render(edition(lines, langs, slug=slug), TEMPLATES, formats=formats).data)


# --------------------------------------------------------------------------- the page as a whole


@pytest.mark.parametrize("langs", EDITIONS)
def test_a_page_stands_beside_its_edition_s_other_files(langs: tuple[str, ...]) -> None:
    artifact = html.render(edition(DECLARATION, langs), TEMPLATES)
    assert (artifact.path, artifact.media) == (f"{'-'.join(langs)}/declaration.html", "text/html; charset=utf-8")


@pytest.mark.parametrize("made", ALL, ids=lambda made: f"{made.name}-{made.slug}-{made.draft}")
def test_every_block_has_its_anchor_once(made: Edition) -> None:
    ids = [attrs["id"] for _, attrs in read(html.render(made, TEMPLATES).data).elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {line.id for line in made.lines} <= set(ids)


@pytest.mark.parametrize("made", ALL, ids=lambda made: f"{made.name}-{made.slug}-{made.draft}")
def test_a_page_has_one_h1_and_its_landmarks_and_no_level_of_headings_is_skipped(made: Edition) -> None:
    tree = read(html.render(made, TEMPLATES).data)
    levels = [int(name[1]) for name, _ in tree.elements if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert [len(tree.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert tree.all("html") == [{"lang": made.languages[0]}]


def test_a_page_asks_for_nothing_from_anywhere() -> None:
    text = html.render(edition(PROGRAMME, slug="programme", draft=True), TEMPLATES, fonts=webfont.css()).data.decode()
    tree = read(text)
    assert not tree.all("script")
    assert not [attrs for _, attrs in tree.elements if "src" in attrs]
    assert {link["rel"] for link in tree.all("link")} <= {"icon", "alternate"}
    assert set(re.findall(r"url\((?!data:)", text)) == set()
    assert "@import" not in text


def test_the_same_edition_gives_the_same_bytes() -> None:
    made = edition(PROGRAMME, slug="programme", draft=True)
    assert html.render(made, TEMPLATES) == html.render(made, dict(sorted(TEMPLATES.items(), reverse=True)))


# --------------------------------------------------------------------------- the hinge and the panels


def test_a_number_is_read_before_the_english_and_the_russian() -> None:
    text = page(DECLARATION).within("op-5-a")
    assert text == "(a)both banks;оба берега;"


def test_hours_are_read_before_the_titles_and_carry_the_time_zone() -> None:
    tree = page(PROGRAMME, slug="programme")
    text = tree.within("opening")
    assert text.startswith("Time 9:00–10:30Session IOpeningBy invitation onlyЗаседание IОткрытиеТолько по")
    assert {"datetime": "2031-05-01T09:00+05:00"} in tree.all("time")
    assert {"datetime": "2031-05-01T10:30+05:00"} in tree.all("time")


def test_minutes_are_a_sign_for_the_eye_and_a_word_for_the_ear() -> None:
    tree = page((speaker := PROGRAMME[3],), slug="programme")
    assert tree.within(speaker.id).startswith("6′6 min")
    hidden = [text for text, around in tree.texts if any(attrs.get("aria-hidden") for _, attrs in around)]
    assert "6" in hidden
    assert "6 min" not in hidden


def test_a_video_message_has_a_sign_that_is_not_read() -> None:
    assert [svg["aria-hidden"] for svg in page((PROGRAMME[4],), slug="programme").all("svg")] == ["true"]
    assert page((PROGRAMME[3],), slug="programme").all("svg") == []


def test_each_panel_says_its_language_and_a_passage_in_another_says_its_own() -> None:
    tree = page(DECLARATION)
    assert tree.spoken("The banks met.") == "en"
    assert tree.spoken("Берега встретились.") == "ru"
    inside = [around for text, around in tree.texts if text == " all;"]
    languages = [[attrs["lang"] for _, attrs in around if "lang" in attrs] for around in inside]
    assert languages == [["en", "en"], ["en", "ru", "en"]]
    assert tree.spoken("нет перевода") == "ru"


def test_an_edition_in_one_language_holds_no_word_of_the_other() -> None:
    text = html.render(edition(PROGRAMME, ("ru",), slug="programme"), TEMPLATES).data.decode()
    assert "Открытие" in text
    assert "Opening" not in text


# --------------------------------------------------------------------------- what belongs together


def shape(parts: tuple[html.Node, ...]) -> list[object]:
    return [
        [part.name, *([part.line.id] if part.line else []), *([shape(part.nodes)] if part.nodes else [])]
        for part in parts
    ]


def test_lines_become_days_with_sessions_with_lists() -> None:
    assert shape(html.nodes(PROGRAMME)) == [
        [
            "section",
            "day-2031-05-01",
            [
                [
                    "section",
                    "opening",
                    [
                        ["row", "opening-role-1"],
                        [
                            "list",
                            "opening-speaker-1",
                            [["item", f"opening-speaker-{number}"] for number in (1, 2, 3)],
                        ],
                        ["row", "opening-issues"],
                        ["list", "opening-issue-1", [["item", "opening-issue-1"], ["item", "opening-issue-2"]]],
                    ],
                ],
                ["together", [["section", "lunch"], ["section", "boats", [["row", "boats-place"]]]]],
            ],
        ],
        ["section", "day-2031-05-02", [["section", "visit"]]],
    ]


def test_a_deeper_item_stands_in_a_list_within_the_item_above_it() -> None:
    items = tuple(line for line in DECLARATION if line.kind is Kind.LIST_ITEM)
    assert shape(html.nodes(items)) == [
        ["list", "li-1", [["item", "li-1", [["list", "li-2", [["item", "li-2"]]]]], ["item", "li-3"]]]
    ]


def test_two_tables_one_after_the_other_stay_two() -> None:
    table = tuple(line for line in DECLARATION if line.kind is Kind.CELL)
    again = tuple(replace(line, id=f"{line.id}-again") for line in table)
    assert [part.name for part in html.nodes((*table, *again))] == ["table", "table"]


def test_a_table_stands_in_each_panel_with_a_head() -> None:
    tree = page(DECLARATION)
    assert [table["lang"] for table in tree.all("table")] == ["en", "ru"]
    assert len(tree.all("th")) == len(tree.all("td")) == 6
    assert [attrs["id"] for attrs in tree.all("th")[:3]] == ["t-1-0-0", "t-1-0-1", "t-1-0-2"]


KINDS = st.sampled_from([kind for kind in Kind if kind not in (Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE)])
LINES = st.lists(
    st.builds(
        Line,
        kind=KINDS,
        id=st.just("x"),
        cells=st.just(cells("a", "б")),
        level=st.integers(0, 7),
        concurrent=st.booleans(),
        row=st.integers(0, 2),
        column=st.integers(0, 2),
        group=st.sampled_from(["", "t-1"]),
    ),
    max_size=30,
)


def flat(parts: tuple[html.Node, ...]) -> list[Line]:
    out: list[Line] = []
    for part in parts:
        # A list and a table only point to their first line, which stands in them again.
        if part.line and part.name not in ("list", "table"):
            out.append(part.line)
        out += flat(part.nodes)
    return out


@given(LINES)
def test_no_line_is_lost_or_doubled_whatever_the_order_of_lines(lines: list[Line]) -> None:
    numbered = [replace(line, id=f"x-{at}") for at, line in enumerate(lines)]
    assert sorted(line.id for line in flat(html.nodes(numbered))) == sorted(line.id for line in numbered)


# --------------------------------------------------------------------------- links


def links(tree: Tree, place: str) -> list[dict[str, str | None]]:
    return [attrs for attrs in tree.all("a") if place in (attrs["href"] or "")]


def test_a_paragraph_s_number_links_to_itself_in_the_parallel_edition() -> None:
    assert links(page(DECLARATION), "#op-5")[0] == {"href": "#op-5", "aria-label": "Paragraph 5"}


def test_a_paragraph_s_number_links_to_the_other_language_in_an_edition_in_one() -> None:
    assert links(page(DECLARATION, ("ru",)), "#op-5")[0] == {
        "href": "../en/declaration.html#op-5",
        "aria-label": "Пункт 5",
        "title": "Тот же пункт на другом языке",
    }


@pytest.mark.parametrize("langs", EDITIONS)
def test_the_language_switch_is_the_same_on_each_page_and_says_where_one_is(langs: tuple[str, ...]) -> None:
    tree = page(DECLARATION, langs)
    switch = links(tree, "/declaration.html")[:3]
    assert [(attrs["href"], attrs.get("hreflang")) for attrs in switch] == [
        ("../en/declaration.html", "en"),
        ("../ru/declaration.html", "ru"),
        ("../en-ru/declaration.html", None),
    ]
    assert [attrs["href"] for attrs in switch if "aria-current" in attrs] == [f"../{'-'.join(langs)}/declaration.html"]
    assert tree.spoken("English") == "en"
    assert tree.spoken("Русский") == "ru"


def test_the_word_for_side_by_side_says_its_language_where_it_has_no_translation() -> None:
    made = edition(DECLARATION, ("ru",))
    english = tuple(replace(a, label="side by side") if len(a.languages) > 1 else a for a in made.alternates)
    tree = read(html.render(replace(made, alternates=english), TEMPLATES).data)
    assert tree.spoken("side by side") == "en"


def test_the_head_names_the_editions_and_files_for_search_engines() -> None:
    found = [(link.get("hreflang"), link["href"]) for link in page(PROGRAMME, ("ru",), "programme").all("link")]
    assert found[1:] == [
        ("en", "../en/programme.html"),
        ("ru", "../ru/programme.html"),
        ("ru", "programme.pdf"),
        ("ru", "programme.docx"),
        ("ru", "../ru/programme.ics"),
    ]


def test_the_parallel_programme_links_to_the_calendar_of_each_language() -> None:
    assert [attrs["href"] for attrs in links(page(PROGRAMME, slug="programme"), ".ics")] == [
        "../en/programme.ics",
        "../ru/programme.ics",
    ]


def test_a_declaration_has_no_calendar() -> None:
    assert links(page(DECLARATION), ".ics") == []


# --------------------------------------------------------------------------- marks and drafts


def test_what_is_not_translated_bears_its_mark_and_the_count_stands_above() -> None:
    tree = read(html.render(edition(DECLARATION, draft=True), TEMPLATES).data)
    classes = [span["class"] for span in tree.all("span") if "lacking" in (span.get("class") or "")]
    assert classes == ["mark lacking", "lacking", "lacking", "mark lacking kept"]
    assert tree.spoken("1 фрагмент не переведён") == "ru"


def test_the_brackets_of_a_label_stand_on_the_label_s_line() -> None:
    tree = page(LACKING, slug="programme")
    lines = [
        "".join(text for text, around in tree.texts if any(attrs is line for _, attrs in around))
        for line in tree.all("span")
        if line.get("class") == "line"
    ]
    assert lines == ["Session I", "[Session I", "From the floor", "[From the floor· не переведено]"]
    assert [text for text, _ in tree.texts if "Оба берега" in text] == [" Оба берега"]


def test_a_long_word_for_what_is_missing_may_break() -> None:
    long = missing(Run("Water"), word="перевод этого места ещё не готов, ожидается")
    tree = page((Line(Kind.PARAGRAPH, "p-1", cells("Water", long)),))
    assert [attrs["class"] for attrs in tree.all("span") if "mark" in (attrs.get("class") or "")] == [
        "mark lacking"
    ] * 2


def test_symbol_and_date_are_told_apart() -> None:
    text = html.render(edition(DECLARATION), TEMPLATES).data.decode()
    assert re.search(r'>R/1</span> · <time datetime="2031-05-01">', text)


def test_a_draft_bears_a_watermark_that_is_a_picture_and_a_final_text_none() -> None:
    def marks(*, draft: bool) -> list[dict[str, str | None]]:
        tree = read(html.render(edition(DECLARATION, draft=draft), TEMPLATES).data)
        return [div for div in tree.all("div") if div.get("class") == "watermark"]

    (mark,) = marks(draft=True)
    assert mark["aria-hidden"] == "true"
    assert (mark["style"] or "").startswith("background-image:url(data:image/svg+xml;base64,")
    assert marks(draft=False) == []


# --------------------------------------------------------------------------- hostile texts

HOSTILE = '<script>alert(1)</script>" onmouseover="alert(2)\' {{ 7 * 7 }} <!-- ]]> </style> &lt;'


def test_a_hostile_text_prints_as_text_wherever_it_stands() -> None:
    run = (Run(HOSTILE, role="name", strong=True),)
    lines = tuple(
        replace(
            line,
            cells=cells(run, run),
            hinge=Hinge(HOSTILE, HOSTILE) if line.kind is Kind.SESSION else Hinge(number=HOSTILE),
            marks=(cells(run, run),) if line.marks else (),
        )
        for line in (*PROGRAMME, *DECLARATION)
    )
    made = edition(lines, slug="programme", draft=True)
    head = made.masthead
    made = replace(
        made,
        masthead=replace(
            head, title=cells(run, run), organizers=(cells(run, run),), symbol=HOSTILE, theme=cells(run, run)
        ),
        words={path: cells(run, run) for path in made.words},
        alternates=tuple(replace(other, label=HOSTILE) for other in made.alternates),
    )
    tree = read(html.render(made, TEMPLATES, formats=("html", "pdf", "ics")).data)
    assert not tree.all("script")
    assert not [attrs for _, attrs in tree.elements if any(name.startswith("on") for name in attrs)]
    said = [text for text, _ in tree.texts if HOSTILE in text]
    assert len(said) > 2 * len(lines)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//evil", "vbscript:x"]
)
def test_a_link_that_could_do_harm_is_no_link(href: str) -> None:
    run = (Run("here", href=href),)
    tree = page((Line(Kind.PARAGRAPH, "p-1", cells(run, run)),))
    assert tree.within("p-1") == "herehere"
    assert links(tree, href) == []


def test_a_harmless_link_is_a_link() -> None:
    run = (Run("here", href="https://example.org/?a=1&b=2"),)
    assert len(links(page((Line(Kind.PARAGRAPH, "p-1", cells(run, run)),)), "https://example.org/?a=1&b=2")) == 2


# --------------------------------------------------------------------------- templates


def test_templates_hold_no_word_of_any_language() -> None:
    letters = re.compile(r"[^\W\d_]")
    said = {}
    for name, text in TEMPLATES.items():
        if not name.endswith(".html"):
            continue
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!DOCTYPE html>", "", text, flags=re.DOTALL)
        spoken = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"", bare)
        between = re.sub(r"<[^>]*>", "", bare)
        said[name] = [line for line in (*spoken, *between.splitlines()) if letters.search(line)]
    assert {name: lines for name, lines in said.items() if lines} == {}
    assert len(said) == 4
    assert not re.findall(r"content:\s*\"[^\"]*[^\W\d_]", TEMPLATES["style.css"])


def test_a_template_with_a_fault_in_its_syntax_is_named_with_its_line() -> None:
    broken = {**TEMPLATES, "parts.html": "\n\n{% if %}"}
    with pytest.raises(UserError) as caught:
        html.render(edition(DECLARATION), broken)
    assert caught.value.message.startswith("templates/parts.html:3: ")
    assert caught.value.hint


def test_a_template_that_asks_for_what_is_not_there_is_named_with_its_line() -> None:
    broken = {**TEMPLATES, "document.html": "a\n{{ editoin.name }}\n"}
    with pytest.raises(UserError, match=r"^templates/document\.html:2: 'editoin' is undefined$"):
        html.render(edition(DECLARATION), broken)


def test_a_label_that_is_not_there_is_named() -> None:
    made = edition(DECLARATION)
    words = {path: said for path, said in made.words.items() if path != "page/skip"}
    with pytest.raises(UserError, match=r"templates/document\.html:\d+: .*page/skip"):
        html.render(replace(made, words=words), TEMPLATES)


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(UserError, match=r"parts\.html"):
        html.render(edition(DECLARATION), {"document.html": TEMPLATES["document.html"]})


def test_a_label_without_a_place_for_its_number_has_it_before() -> None:
    minutes = (Cell("en", (Run("for {minutes} minutes"),)),)
    made = edition((PROGRAMME[3],), ("en",), slug="programme")
    assert "6′6 min" in read(html.render(made, TEMPLATES).data).within("opening-speaker-1")
    made = replace(made, words={**made.words, "programme/minutes": minutes})
    assert "6′for 6 minutes" in read(html.render(made, TEMPLATES).data).within("opening-speaker-1")


# --------------------------------------------------------------------------- the other pages


def test_the_index_shows_english_left_the_pair_on_the_hinge_and_russian_right() -> None:
    tree = read(html.index(site(), TEMPLATES).data)
    ways = {
        attrs["class"]: attrs.get("lang")
        for name, attrs in tree.elements
        if name == "div" and (attrs.get("class") or "").startswith("cell ")
    }
    assert ways == {"cell c1": "en", "cell c2": "ru", "cell both": "en"}
    assert [attrs["href"] for attrs in tree.all("a")][1:] == [
        "en/declaration.html",
        "en/declaration.pdf",
        "ru/declaration.html",
        "ru/declaration.pdf",
        "en-ru/declaration.html",
        "en-ru/declaration.pdf",
        "coverage.html",
        "coverage.html",
    ]
    assert "97 %" in tree.within("declaration")


def test_the_page_of_the_state_of_translation_has_a_row_for_each_document_and_the_total() -> None:
    tree = read(coverage())
    assert [row["scope"] for row in tree.all("th")].count("row") == 3
    assert [text.strip() for text, _ in tree.texts if text.strip().endswith(" %")] == ["60 %", "100 %", "83 %"]
    assert [text for text, _ in tree.texts if text.strip() == "Section"] == []
    assert [text for text, _ in read(coverage(section="Opening")).texts if text == "Section"] == ["Section"]


# --------------------------------------------------------------------------- the faces


@pytest.fixture(scope="module")
def serif() -> bytes:
    return webfont.subset(faces.SERIF)


def test_a_face_is_cut_to_the_same_bytes_every_time(serif: bytes) -> None:
    assert webfont.subset(faces.SERIF) == serif


def test_a_face_keeps_the_letters_of_our_languages_and_its_kerning(serif: bytes) -> None:
    with TTFont(io.BytesIO(serif)) as font:
        assert set(map(ord, "AzÀÿőŠЁяґӣғқҳҷӯ«»“”—–№…")) <= set(font.getBestCmap())
        assert {"kern"} <= {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        assert font.flavor == "woff2"


def test_the_faces_of_a_page_are_small() -> None:
    css = webfont.css()
    assert css.count("@font-face") == 5
    assert len(css) < 150_000


# --------------------------------------------------------------------------- the validator


@pytest.mark.program("vnu")
def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    pages = {f"{made.name}-{made.slug}-{made.draft}": html.render(made, TEMPLATES).data for made in ALL}
    pages["index"] = html.index(site(), TEMPLATES).data
    pages["coverage"] = coverage().encode()
    pages["index-3"] = html.index(site(THREE), TEMPLATES).data
    pages["coverage-3"] = coverage(langs=THREE).encode()
    pages["lacking"] = html.render(edition(LACKING, slug="programme"), TEMPLATES).data
    pages["lists"] = html.render(edition(LISTS), TEMPLATES).data
    for name, data in pages.items():
        (tmp_path / f"{name}.html").write_bytes(data)
    files = sorted(map(str, tmp_path.iterdir()))
    said = subprocess.run(["java", "-jar", str(program("vnu")), *files], capture_output=True, text=True, check=False)
    assert said.stderr == ""
    assert said.returncode == 0
