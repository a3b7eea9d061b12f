from __future__ import annotations

import base64
import hashlib
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
from diptych import script
from diptych.edition import Cell, Hinge, Line
from diptych.finding import UserError
from diptych.model import Kind, Run
from diptych.render import assets, html, webfont
from pages import (
    DECLARATION,
    LACKING,
    LISTS,
    PROGRAMME,
    TEMPLATES,
    THREE,
    cells,
    coverage,
    document,
    edition,
    frame,
    gate,
    missing,
    printed,
    read,
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
    return read(printed(edition(lines, langs, slug=slug), formats=("pdf", "docx", "ics")))


# --------------------------------------------------------------------------- the page as a whole


@pytest.mark.parametrize("langs", EDITIONS)
def test_a_page_stands_beside_its_edition_s_other_files(langs: tuple[str, ...]) -> None:
    artifact = html.write(document(edition(DECLARATION, langs)), TEMPLATES)
    assert (artifact.path, artifact.media) == (f"{'-'.join(langs)}/declaration.html", "text/html; charset=utf-8")


@pytest.mark.parametrize("made", ALL, ids=lambda made: f"{made.name}-{made.slug}-{made.draft}")
def test_every_block_has_its_anchor_once(made: Edition) -> None:
    ids = [attrs["id"] for _, attrs in read(printed(made)).elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {line.id for line in made.lines} <= set(ids)


@pytest.mark.parametrize("made", ALL, ids=lambda made: f"{made.name}-{made.slug}-{made.draft}")
def test_a_page_has_one_h1_and_its_landmarks_and_no_level_of_headings_is_skipped(made: Edition) -> None:
    tree = read(printed(made))
    levels = [int(name[1]) for name, _ in tree.elements if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert [len(tree.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert tree.all("html") == [{"lang": made.languages[0]}]


def test_a_page_asks_only_for_what_stands_beside_it() -> None:
    text = printed(edition(PROGRAMME, slug="programme", draft=True)).decode()
    tree = read(text)
    asked = [link["href"] for link in tree.all("link") if link["rel"] in ("icon", "stylesheet")]
    asked += [attrs["src"] for _, attrs in tree.elements if "src" in attrs]
    assert asked == ["../assets/favicon.svg", "../assets/style.css"]
    assert not [attrs for _, attrs in tree.elements if "style" in attrs]
    assert not re.findall(r"https?://", text)


def test_the_style_asks_only_for_the_faces_and_the_word_across_a_draft() -> None:
    (style,) = [one.data.decode() for one in assets.texts(TEMPLATES) if one.path == "assets/style.css"]
    asked = set(re.findall(r"url\((?!\"data:)([^)]*)\)", style))
    assert asked == {"draft.svg", *(f"fonts/{face.name}" for face in webfont.FACES)}
    assert "@import" not in style


def policy(tree: Tree) -> dict[str, list[str]]:
    (said,) = [meta["content"] or "" for meta in tree.all("meta") if "http-equiv" in meta]
    return {name: sources for name, *sources in (part.split() for part in said.split(";"))}


def test_the_policy_forbids_all_but_the_site_s_own() -> None:
    said = policy(read(printed(edition(DECLARATION))))
    assert said["default-src"] == ["'none'"]
    assert said["script-src"] == said["style-src"] == said["font-src"] == ["'self'"]


def test_the_policy_knows_what_stands_in_the_page() -> None:
    def known(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    page = printed(edition(PROGRAMME, slug="programme"), data='{"a":"b"}').decode()
    assert policy(read(page))["script-src"] == ["'self'", known('{"a":"b"}')]
    alone = coverage(inline=True).decode()
    style = alone.partition("<style>")[2].partition("</style>")[0]
    assert policy(read(alone))["style-src"] == [known(style)]
    assert not [link for link in read(alone).all("link") if link["rel"] == "stylesheet"]


def test_the_same_edition_gives_the_same_bytes() -> None:
    made = edition(PROGRAMME, slug="programme", draft=True)
    page = document(made)
    assert html.write(page, TEMPLATES) == html.write(page, dict(sorted(TEMPLATES.items(), reverse=True)))


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
    assert "6′" in hidden
    assert "6 min" not in hidden


def test_a_video_message_has_a_sign_that_is_not_read() -> None:
    def signs(line: Line) -> list[str | None]:
        return [svg["aria-hidden"] for svg in page((line,), slug="programme").all("svg") if svg["class"] == "video"]

    assert signs(PROGRAMME[4]) == ["true"]
    assert signs(PROGRAMME[3]) == []


def test_each_panel_says_its_language_and_a_passage_in_another_says_its_own() -> None:
    tree = page(DECLARATION)
    assert tree.spoken("The banks met.") == "en"
    assert tree.spoken("Берега встретились.") == "ru"
    inside = [around for text, around in tree.texts if text == " all;"]
    languages = [[attrs["lang"] for _, attrs in around if "lang" in attrs] for around in inside]
    assert languages == [["en"], ["en", "ru", "en"]]
    assert tree.spoken("нет перевода") == "ru"


def test_an_edition_in_one_language_holds_no_word_of_the_other() -> None:
    text = printed(edition(PROGRAMME, ("ru",), slug="programme")).decode()
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
    assert [table.get("lang") for table in tree.all("table")] == [None, "ru"]
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


def test_the_word_for_side_by_side_says_its_language() -> None:
    assert page(DECLARATION, ("ru",)).spoken("side by side") == "en"


def test_the_head_names_the_files_for_search_engines() -> None:
    found = [(link.get("hreflang"), link["href"]) for link in page(PROGRAMME, ("ru",), "programme").all("link")]
    assert found[2:] == [
        ("ru", "programme.pdf"),
        ("ru", "programme.docx"),
        ("ru", "../ru/programme.ics"),
    ]


def test_the_parallel_programme_links_to_the_calendar_of_each_language() -> None:
    assert [attrs["href"] for attrs in links(page(PROGRAMME, slug="programme"), ".ics")] == [
        "../en/programme.ics",
        "../ru/programme.ics",
    ]


def test_a_telephone_number_and_a_name_are_not_broken_at_their_hyphens() -> None:
    said = (
        Run("Mr. Jean-Pierre Lee", role="name"),
        Run(", co-chair, with Ms. Al-Qahtani: +992\u00a0(37)\u00a0227-68-43"),
    )
    made = printed(edition((Line(Kind.PARAGRAPH, "p-1", (Cell("en", said),)),), ("en",))).decode()
    kept = re.findall('<span class="kept">([^<]*)</span>', made)
    assert kept == ["1–2", "Jean-Pierre", "Al-Qahtani", "+992\u00a0(37)\u00a0227-68-43"]


def test_a_declaration_has_no_calendar() -> None:
    assert links(page(DECLARATION), ".ics") == []


# --------------------------------------------------------------------------- marks and drafts


def test_what_is_not_translated_bears_its_mark_and_the_count_stands_above() -> None:
    tree = read(printed(edition(DECLARATION, draft=True)))
    around = next(around for text, around in tree.texts if text == " all;" and around[-1][1].get("lang") == "en")
    assert [attrs["class"] for _, attrs in around if "lacking" in (attrs.get("class") or "")] == ["lacking"]
    marks = [attrs["class"] for _, attrs in tree.elements if "mark lacking" in (attrs.get("class") or "")]
    assert marks == ["mark lacking", "mark lacking kept"]
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
    assert [attrs["class"] for attrs in tree.all("span") if "mark lacking" in (attrs.get("class") or "")] == [
        "mark lacking"
    ] * 2


def test_a_mark_leads_to_its_explanation_without_a_script() -> None:
    tree = page(DECLARATION)
    assert {"href": "#_why-missing"} in tree.all("a")
    assert tree.within("_why-missing").endswith("Ещё не переведено.")
    done = tuple(line for line in DECLARATION if line.id != "op-5")
    assert not [attrs for _, attrs in page(done).elements if "why" in (attrs.get("id") or "")]


def test_symbol_and_date_are_told_apart() -> None:
    text = printed(edition(DECLARATION)).decode()
    assert re.search(r'>R/1</span> · <time datetime="2031-05-01">', text)


def test_a_draft_bears_a_watermark_that_is_a_picture_and_a_final_text_none() -> None:
    def marks(*, draft: bool) -> list[dict[str, str | None]]:
        tree = read(printed(edition(DECLARATION, draft=draft)))
        return [div for div in tree.all("div") if div.get("class") == "watermark"]

    (mark,) = marks(draft=True)
    assert mark["aria-hidden"] == "true"
    assert "style" not in mark
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
    around = replace(frame(), site=cells(run, run), title=HOSTILE)
    data = script.data({HOSTILE: HOSTILE})
    tree = read(printed(made, formats=("pdf", "ics"), frame=replace(around, event=data), data=data))
    assert [one["type"] for one in tree.all("script")] == ["application/json", "application/ld+json"]
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
        bare = re.sub(r"\{% block kind %\}.*?\{% endblock %\}(?=\n)", "", text)
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!DOCTYPE html>", "", bare, flags=re.DOTALL)
        # The names of classes and the attributes that stand in a block of their own.
        bare = re.sub(r"(?<=class=\")[^\"]*(?=\")| (?:data-[a-z]+|lang)=\"\"", "", bare)
        spoken = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"", bare)
        between = re.sub(r"<[^>]*>", "", bare)
        said[name] = [line for line in (*spoken, *between.splitlines()) if letters.search(line)]
    assert {name: lines for name, lines in said.items() if lines} == {}
    assert len(said) == 10
    assert not re.findall(r"content:\s*\"[^\"]*[^\W\d_]", TEMPLATES["style.css"])


def test_a_template_with_a_fault_in_its_syntax_is_named_with_its_line() -> None:
    broken = {**TEMPLATES, "parts.html": "\n\n{% if %}"}
    with pytest.raises(UserError) as caught:
        html.write(document(edition(DECLARATION)), broken)
    assert caught.value.message.startswith("templates/parts.html:3: ")
    assert caught.value.hint


def test_a_template_that_asks_for_what_is_not_there_is_named_with_its_line() -> None:
    broken = {**TEMPLATES, "document.html": "a\n{{ editoin.name }}\n"}
    with pytest.raises(UserError, match=r"^templates/document\.html:2: 'editoin' is undefined$"):
        html.write(document(edition(DECLARATION)), broken)


def test_a_label_that_is_not_there_is_named() -> None:
    made = edition(DECLARATION)
    words = {path: said for path, said in made.words.items() if path != "page/skip"}
    page = document(replace(made, words=words), frame=replace(frame(), words=words))
    with pytest.raises(UserError, match=r"templates/frame\.html:\d+: .*page/skip"):
        html.write(page, TEMPLATES)


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(UserError, match=r"frame\.html"):
        html.write(document(edition(DECLARATION)), {"document.html": TEMPLATES["document.html"]})


def test_a_label_without_a_place_for_its_number_has_it_before() -> None:
    minutes = (Cell("en", (Run("for {minutes} minutes"),)),)
    made = edition((PROGRAMME[3],), ("en",), slug="programme")
    assert "6′6 min" in read(printed(made)).within("opening-speaker-1")
    made = replace(made, words={**made.words, "programme/minutes": minutes})
    assert "6′for 6 minutes" in read(printed(made)).within("opening-speaker-1")


# --------------------------------------------------------------------------- the other pages


def test_the_gate_shows_english_left_the_pair_on_the_hinge_and_russian_right() -> None:
    tree = read(html.write(gate(), TEMPLATES).data)
    ways = [attrs.get("class") for attrs in tree.all("li")]
    assert ways == ["cell c1", "cell c2", "both"]
    assert [attrs["href"] for attrs in tree.all("a") if "index.html" in (attrs["href"] or "")] == [
        "en/index.html",
        "ru/index.html",
        "en-ru/index.html",
    ]
    assert tree.spoken("рядом") == "ru"


def test_the_page_of_the_state_of_translation_has_a_row_for_each_document_and_the_total() -> None:
    tree = read(coverage())
    assert [row["scope"] for row in tree.all("th")].count("row") == 3
    assert [text.strip() for text, _ in tree.texts if text.strip().endswith(" %")] == ["60 %", "100 %", "83 %"]
    assert [text for text, _ in tree.texts if text.strip() == "Section"] == []
    assert [text for text, _ in read(coverage(section="Opening")).texts if text == "Section"] == ["Section"]


# --------------------------------------------------------------------------- the faces


@pytest.fixture(scope="module")
def serif() -> dict[str, bytes]:
    return {face.script: webfont.cut(face) for face in webfont.FACES[:2]}


def letters(face: bytes) -> set[int]:
    with TTFont(io.BytesIO(face)) as font:
        return set(font.getBestCmap())


def test_a_face_is_cut_to_the_same_bytes_every_time(serif: dict[str, bytes]) -> None:
    assert webfont.cut(webfont.FACES[0]) == serif["latin"]


def test_a_face_keeps_the_letters_of_our_languages_and_its_kerning(serif: dict[str, bytes]) -> None:
    assert set(map(ord, "AzÀÿőŠ0«»“”—–№…\u00a0")) <= letters(serif["latin"])
    assert set(map(ord, "Ёяґӣғқҳҷӯ")) <= letters(serif["cyrillic"])
    for face in serif.values():
        with TTFont(io.BytesIO(face)) as font:
            assert {"kern"} <= {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
            assert font.flavor == "woff2"


def test_no_sign_is_in_two_files_of_a_face() -> None:
    assert not webfont.SCRIPTS["latin"] & webfont.SCRIPTS["cyrillic"]


def test_the_rules_name_each_file_with_the_signs_in_it() -> None:
    css = webfont.css()
    assert re.findall(r"url\(fonts/([\w.-]+)\)", css) == [face.name for face in webfont.FACES]
    assert len({face.name for face in webfont.FACES}) == 10
    for said in re.findall(r"unicode-range:([^}]*)", css):
        points = set()
        for span in said.split(","):
            first, _, last = span.removeprefix("U+").partition("-")
            points |= set(range(int(first, 16), int(last or first, 16) + 1))
        assert points in webfont.SCRIPTS.values()


def test_a_face_of_the_system_stands_in_for_each_of_ours() -> None:
    rules = webfont.css().splitlines()
    assert sum('Fallback"' in rule and "size-adjust" in rule and "local(" in rule for rule in rules) == 10
    assert all(f"--{name}: " in TEMPLATES["style.css"] for name in ("serif", "sans"))
    assert '"PT Serif", "PT Serif Fallback"' in TEMPLATES["style.css"]


def test_the_faces_of_a_page_are_small(serif: dict[str, bytes]) -> None:
    assert len(serif["latin"]) < 20_000
    assert len(serif["cyrillic"]) < 14_000


# --------------------------------------------------------------------------- the validator


@pytest.mark.program("vnu")
def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    pages = {f"{made.name}-{made.slug}-{made.draft}": printed(made, data="{}") for made in ALL}
    pages["index"] = html.write(gate(), TEMPLATES).data
    pages["coverage"] = coverage()
    pages["index-3"] = html.write(gate(THREE), TEMPLATES).data
    pages["coverage-3"] = coverage(THREE)
    pages["alone"] = coverage(inline=True)
    pages["lacking"] = printed(edition(LACKING, slug="programme"))
    pages["lists"] = printed(edition(LISTS))
    for name, data in pages.items():
        (tmp_path / f"{name}.html").write_bytes(data)
    files = sorted(map(str, tmp_path.iterdir()))
    said = subprocess.run(["java", "-jar", str(program("vnu")), *files], capture_output=True, text=True, check=False)
    # It does not know what 'self' is for a file.
    own = re.compile(r"external (stylesheet|script) .* blocked by")
    assert [line for line in said.stderr.splitlines() if not own.search(line)] == []
    assert said.returncode == 0
