"""The pages in a real Chromium: what stands where, what a keyboard reaches, and what axe says."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from diptych.render import assets, html, webfont
from pages import BOTH, DECLARATION, LACKING, LISTS, PROGRAMME, TEMPLATES, THREE, coverage, document, edition, gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.program("chromium")

PAGES = (
    *(f"{name}/{slug}.html" for slug in ("programme", "declaration") for name in ("en", "ru", "en-ru")),
    "en-ru/draft.html",
    "en-ru/lacking.html",
    "en-ru/lists.html",
    "index.html",
    "coverage.html",
    "three.html",
    "three-coverage.html",
)
WIDTHS = (1400, 768, 320)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page, as `build` leaves them."""
    root = tmp_path_factory.mktemp("build")
    shown = [
        document(edition(lines, langs, slug=slug), ("pdf", "docx", "ics"))
        for slug, lines in (("programme", PROGRAMME), ("declaration", DECLARATION))
        for langs in (("en",), ("ru",), ("en", "ru"))
    ]
    shown.append(document(edition(DECLARATION, slug="draft", draft=True)))
    shown.append(document(edition(LACKING, slug="lacking")))
    shown += [document(edition(LISTS, langs, slug="lists")) for langs in (("en",), BOTH)]
    shown += [gate(), replace(gate(THREE), path="three.html")]
    artifacts = [html.write(page, TEMPLATES) for page in shown]
    artifacts += [*assets.texts(TEMPLATES), assets.icon(), assets.draft(("DRAFT", "ПРОЕКТ"))]
    artifacts += [assets.font(face) for face in webfont.FACES]
    for artifact in artifacts:
        path = root / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    (root / "coverage.html").write_bytes(coverage())
    (root / "three-coverage.html").write_bytes(coverage(THREE))
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of a width, light or dark, without any network; what it asked for is checked after."""
    asked: list[str] = []
    contexts = []

    def visit_(path: str, width: int = 1400, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((built / path).as_uri())
        return page

    yield visit_
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, f"{selector} is not seen"
    return {side: found[side] for side in ("x", "y", "width", "height")}


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"], "preload": False}
    said = Axe().run(page, options=options)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in said.response["violations"]]


# --------------------------------------------------------------------------- for everybody


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_page_wide_or_narrow_light_or_dark(visit: Callable[..., Page], path: str) -> None:
    for width, scheme in ((1400, "light"), (320, "dark")):
        page = visit(path, width, scheme)
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == [], f"{width} {scheme}"


def test_axe_would_find_a_faint_word_and_a_missing_language(visit: Callable[..., Page]) -> None:
    page = visit("en/declaration.html")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('#p-1').style.color = '#666'")
    assert {said.split(":")[0] for said in violations(page)} == {"color-contrast-enhanced", "html-has-lang"}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit: Callable[..., Page], path: str) -> None:
    for width in WIDTHS:
        page = visit(path, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_first_key_reaches_the_skip_link_and_it_leads_to_the_text(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box(page, ".skip")["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_text"


def test_the_focus_is_seen_on_every_link(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/declaration.html")
    stops = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    for _ in range(stops):
        page.keyboard.press("Tab")
        width, style = page.evaluate(
            "(s => [parseFloat(s.outlineWidth), s.outlineStyle])(getComputedStyle(document.activeElement))"
        )
        assert (width >= 2, style) == (True, "solid")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_finger_hits_every_link_of_the_navigation(visit: Callable[..., Page], width: int) -> None:
    page = visit("en-ru/programme.html", width)
    page.locator("summary").click()
    small = page.evaluate(
        """[...document.querySelectorAll('nav a, summary')].filter(a => a.checkVisibility())
        .map(a => [a.textContent, a.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([text]) => text)"""
    )
    assert small == []


# --------------------------------------------------------------------------- the hinge


def test_english_stands_left_russian_right_and_the_hinge_between_on_one_line(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/declaration.html")
    left, hinge, right = (box(page, f"#op-5-a > {one}") for one in (".c1", ".hinge", ".c2"))
    assert left["x"] + left["width"] < hinge["x"]
    assert hinge["x"] + hinge["width"] < right["x"]
    assert left["y"] == right["y"]
    assert left["width"] == pytest.approx(right["width"])


def test_in_one_language_the_hinge_stands_at_the_left(visit: Callable[..., Page]) -> None:
    page = visit("ru/declaration.html")
    hinge, text = box(page, "#op-5 > .hinge"), box(page, "#op-5 > .cell")
    assert hinge["x"] + hinge["width"] < text["x"]


def test_numbers_need_a_narrower_hinge_than_hours(visit: Callable[..., Page]) -> None:
    def between(path: str) -> float:
        page = visit(path)
        left, right = (box(page, f"h1 > {one}") for one in (".c1", ".c2"))
        return right["x"] - left["x"] - left["width"]

    assert between("en-ru/declaration.html") < 100
    assert between("en-ru/programme.html") > 150


@pytest.mark.parametrize(("path", "row"), [("three.html", ".when"), ("three-coverage.html", "h1")])
def test_three_languages_have_the_same_room(visit: Callable[..., Page], path: str, row: str) -> None:
    for width, least in ((1400, 320), (768, 600), (320, 250)):
        cells = visit(path, width).locator(f"{row} > .cell").all()
        widths = [found["width"] for cell in cells if (found := cell.bounding_box())]
        assert len(widths) == 3
        assert min(widths) > least
        assert max(widths) - min(widths) < 20


@pytest.mark.parametrize("path", ["en/lists.html", "en-ru/lists.html"])
@pytest.mark.parametrize("width", WIDTHS)
def test_an_item_within_an_item_stands_further_in(visit: Callable[..., Page], path: str, width: int) -> None:
    page = visit(path, width)

    def left(name: str) -> float:
        found: float = page.evaluate(
            """id => { const range = document.createRange();
            range.selectNodeContents(document.querySelector(`#${id} > .row > .c1`));
            return range.getBoundingClientRect().x }""",
            name,
        )
        return found

    for names in (("op-1-a", "op-1-a-i", "op-1-a-i-x"), ("li-1", "li-2", "li-3", "li-4")):
        lefts = [left(name) for name in names]
        assert all(later >= earlier + 15 for earlier, later in pairwise(lefts))
    assert left("op-1-b") == left("op-1-a")
    assert left("li-5") == left("li-1")


def test_a_label_without_translation_stands_level_with_the_other(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/lacking.html")
    for row in ("#rivers > h3", "#rivers-floor"):
        left, right = (box(page, f"{row} > {one} .label") for one in (".c1", ".c2"))
        assert left["y"] == right["y"]


def test_on_a_phone_the_hour_comes_first_then_english_then_russian(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html", 320)
    tops = [box(page, f"#opening > h3 > {one}")["y"] for one in (".hinge", ".c1", ".c2")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3


def test_the_rows_of_a_table_stand_in_step_in_both_panels(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/declaration.html")
    page.evaluate("document.querySelector('.c2 td').textContent = 'слово '.repeat(60)")
    page.evaluate("document.querySelector('.c2 th').textContent = 'слово '.repeat(60)")
    tops = page.evaluate(
        """['.c1', '.c2'].map(one => [...document.querySelectorAll(`table${one} :is(th, td)`)]
        .map(cell => cell.getBoundingClientRect().y))"""
    )
    assert tops[0] == tops[1]


def test_the_day_stays_in_sight_while_its_sessions_pass(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html", 768)
    page.set_viewport_size({"width": 768, "height": 450})
    page.locator("#opening-speaker-3").evaluate("line => window.scrollTo(0, line.getBoundingClientRect().y - 120)")
    bar = box(page, ".bar")
    assert bar["y"] == 0
    assert box(page, "#day-2031-05-01 > .band")["y"] == bar["height"]


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_of_the_band_looks_out_beside_the_switch_above_it(visit: Callable[..., Page], width: int) -> None:
    page = visit("en-ru/programme.html", width)
    page.evaluate(
        """() => { document.body.style.paddingBottom = '100vh';
        window.scrollTo(0, scrollY + document.querySelector('section.day').getBoundingClientRect().bottom - 58) }"""
    )
    band = box(page, ".band")
    assert band["y"] < 30 < band["y"] + band["height"]
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    edge = int(max(band["x"], 0)) + 2
    shown = [picture.getpixel((edge, y)) for y in (30, 50)]
    assert shown == [(0xFF, 0xFF, 0xFF), (0x0B, 0x4F, 0x6C)]


def test_the_focus_on_the_switch_does_not_move_the_page(visit: Callable[..., Page]) -> None:
    page = visit("en/programme.html", 768)
    moved = page.evaluate(
        """() => { window.scrollTo(0, 700); document.querySelector('.switch a').focus();
        return [scrollY, document.querySelector('.switch a').getBoundingClientRect().y] }"""
    )
    assert moved == [700, 0]


def test_in_a_low_window_nothing_stays(visit: Callable[..., Page]) -> None:
    """A phone on its side, a page enlarged fourfold (WCAG 2.2, 1.4.10): what stays would take the room of the text."""
    page = visit("en-ru/programme.html", 640)
    page.set_viewport_size({"width": 640, "height": 360})
    page.locator("#opening-speaker-3").evaluate("line => window.scrollTo(0, line.getBoundingClientRect().y - 120)")
    assert box(page, ".bar")["y"] < -100
    assert box(page, "#day-2031-05-01 > .band")["y"] < 0


def test_a_fragment_is_not_hidden_by_the_day(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html", 768)
    page.set_viewport_size({"width": 768, "height": 300})
    page.evaluate("location.hash = '#opening-speaker-2'")
    band = box(page, "#day-2031-05-01 > .band")
    assert box(page, "#opening-speaker-2")["y"] >= band["y"] + band["height"]


# --------------------------------------------------------------------------- ways and dress


def test_a_paragraph_s_number_leads_to_the_same_paragraph_in_the_other_language(visit: Callable[..., Page]) -> None:
    page = visit("en/declaration.html")
    page.locator("#op-5 .number a").click()
    assert page.url.endswith("/ru/declaration.html#op-5")
    page.locator("#op-5 .number a").click()
    assert page.url.endswith("/en/declaration.html#op-5")


def test_the_faces_are_in_the_page(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    names = {name.strip('"') for name in loaded}
    assert {name for name in names if not name.endswith(webfont.FALLBACK)} == {"PT Serif", "PT Sans"}


def test_a_page_in_english_asks_only_for_latin_letters(visit: Callable[..., Page]) -> None:
    page = visit("en/declaration.html")
    page.evaluate("document.fonts.ready")
    asked = page.evaluate(
        """[...document.fonts].filter(face => face.status === 'loaded' && face.unicodeRange.includes('U+400-45F'))
        .map(face => face.family.replaceAll('"', '') + ' ' + face.weight)"""
    )
    # «Русский» stands in the switch.
    assert [face for face in asked if webfont.FALLBACK not in face] == ["PT Sans 400"]


@pytest.mark.parametrize("path", ["en/declaration.html", "en-ru/programme.html"])
def test_next_to_nothing_moves_when_the_faces_come(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)
    page.evaluate("document.fonts.ready")
    moved = page.evaluate(
        """new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
        .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 200) })"""
    )
    assert moved < 0.02


def test_the_paper_is_white_by_day_and_nearly_black_by_night(visit: Callable[..., Page]) -> None:
    colours = [
        visit("en/declaration.html", scheme=scheme).evaluate(
            "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
        )
        for scheme in ("light", "dark")
    ]
    assert colours == [["rgb(255, 255, 255)", "rgb(27, 27, 27)"], ["rgb(21, 23, 25)", "rgb(232, 230, 225)"]]


def test_in_print_the_hinge_stays_and_the_navigation_goes(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html", 640, "dark")
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    left, hinge, right = (box(page, f"#opening > h3 > {one}") for one in (".c1", ".hinge", ".c2"))
    assert left["x"] < hinge["x"] < right["x"]
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 27)"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_word_for_what_is_missing_stays_on_one_line(visit: Callable[..., Page], width: int) -> None:
    page = visit("en-ru/lacking.html", width)
    lines = page.evaluate("[...document.querySelectorAll('main .mark')].map(mark => mark.getClientRects().length)")
    assert set(lines) == {1}
    assert len(lines) == 12


def test_a_mark_in_a_link_keeps_its_space(visit: Callable[..., Page]) -> None:
    page = visit("three-coverage.html")
    assert page.locator(".menu .c3 a").first.inner_text() == "[Home · pas encore traduit]"


def test_a_mark_leads_to_its_explanation(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/draft.html")
    page.locator("#op-5 .mark a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#_why-missing")
    assert box(page, "#_why-missing")["y"] >= 0


def test_the_watermark_is_behind_the_text_and_cannot_be_copied(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/draft.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.watermark')).zIndex") == "-1"
    page.keyboard.press("Control+A")
    copied = page.evaluate("getSelection().toString()")
    assert copied.count("Draft") == 1
    assert copied.count("Проект") == 1
