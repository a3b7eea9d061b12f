"""The site of this conference as visitors have it: any language, any window, keyboard, paper, no script."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import whole
from pypdf import PdfReader
from whole import DOCUMENTS, PAGES, URL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page
    from whole import Whole

pytestmark = pytest.mark.program("chromium")

AXE = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = "color-contrast"
"""The rule is held within the stricter one for AAA."""
HOW = (("en", "http"), ("ru", "file"), ("en-ru", "http"))
READ = ("en/report.html", "en-ru/programme.html", "ru/concept-note.html")
WORD = re.compile(r"\w{3,}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return whole.site(tmp_path_factory)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with whole.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def roots(site: Whole) -> Iterator[dict[str, str]]:
    """The addresses of the site: on a server, and as a folder."""
    with whole.served(site) as served:
        yield {"http": served, "file": site.root.as_uri()}


@dataclass
class Visitor:
    """Opens windows; whatever a console complains of, or anything asked for outside the site, fails the test."""

    browser: Browser
    roots: dict[str, str]
    contexts: list[BrowserContext] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def window(self, *, width: int = 1300, height: int = 800, **how: Any) -> Page:
        made = self.browser.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "de-DE", "timezone_id": "America/New_York", **how},
        )
        made.on("weberror", lambda error: self.wrong.append(f"{error.page and error.page.url}: {error.error}"))
        made.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        made.on("requestfailed", lambda request: self.failed(request.url, str(request.failure)))
        made.on("request", lambda request: self.asked(request.url))
        self.contexts.append(made)
        return made.new_page()

    def asked(self, url: str) -> None:
        if not url.startswith((*self.roots.values(), "data:")):
            self.wrong.append(f"asked for {url}")

    def failed(self, url: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # one went on before all was there
            self.wrong.append(f"{why}: {url}")

    def go(self, page: Page, path: str, place: str = "http") -> Page:
        page.goto(f"{self.roots[place]}/{path}")
        return page

    def where(self, page: Page) -> str:
        """The page's place in the site, with what stands behind it."""
        return next(page.url.removeprefix(f"{root}/") for root in self.roots.values() if page.url.startswith(root))


@pytest.fixture
def visitor(browser: Browser, roots: dict[str, str]) -> Iterator[Visitor]:
    made = Visitor(browser, roots)
    yield made
    kept = [cookie for context in made.contexts for cookie in context.cookies()]
    for context in made.contexts:
        context.close()
    assert made.wrong == []
    assert kept == []


# --------------------------------------------------------------------------- every page


def violations(page: Page, *without: str) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    options = {
        "runOnly": {"type": "tag", "values": AXE},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
        "preload": False,
    }
    said = Axe().run(page, options=options)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in said.response["violations"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everybody_wide_and_light_or_narrow_and_dark(visitor: Visitor, path: str) -> None:
    """From a server below any address, then from a folder. What is dark in one language is as dark in two."""
    stay = "?choose" if path == "index.html" else ""
    page = visitor.go(visitor.window(width=1300, color_scheme="light"), path + stay)
    assert violations(page, CONTRAST) == []
    page = visitor.go(visitor.window(width=320, color_scheme="dark"), path + stay, "file")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    again = (CONTRAST,) if path.startswith(("en-ru/", *PAGES[-3:])) else (CONTRAST, f"{CONTRAST}-enhanced")
    assert violations(page, *again) == []
    assert page.evaluate("document.cookie") == ""


def test_axe_would_find_a_faint_word(visitor: Visitor) -> None:
    page = visitor.go(visitor.window(), "404.html")
    page.evaluate("document.querySelector('main p').style.color = '#666'")
    assert [said.split(":")[0] for said in violations(page, CONTRAST)] == ["color-contrast-enhanced"]


def test_every_page_works_without_scripts(visitor: Visitor) -> None:
    """It has its text and its links, and nothing stands empty that a script would fill."""
    page = visitor.window(java_script_enabled=False)
    empty = []
    for path in (path for path in PAGES if path.startswith("en-ru/") or "/" not in path):
        visitor.go(page, path, "file")
        assert visitor.where(page) == path
        assert page.locator("main a").count() or len(page.locator("main").inner_text()) > 50, path
        shown = page.locator("main, header").locator(
            "div, form, section, nav, ul, ol, table, p, fieldset, [role=status]"
        )
        empty += [
            (path, one)
            for one in shown.evaluate_all(
                """found => found.filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 4
                && !one.innerText.trim() && !one.querySelector('input, svg, img')).map(one => one.outerHTML)"""
            )
        ]
    assert empty == []


def test_one_finds_one_s_way_without_scripts(visitor: Visitor) -> None:
    page = visitor.go(visitor.window(java_script_enabled=False), "index.html")
    page.locator("main a", has_text="Русский").click()
    page.locator(".menu a[href='programme.html']").click()
    page.locator("#session-2 h3 a[href='#session-2']").click()
    assert visitor.where(page) == "ru/programme.html#session-2"
    page.locator(".switch a", has_text="English").click()
    page.locator(".menu a[href='speakers.html']").click()
    page.locator("#person-waly a[href^='programme.html#']").first.click()
    assert visitor.where(page).startswith("en/programme.html#")
    assert page.locator(":target").is_visible()
    page.locator(".menu a[href='search.html']").click()
    assert "JavaScript" in page.locator("main").inner_text()


def test_a_wrong_address_leads_to_a_page_with_its_own_dress(visitor: Visitor, roots: dict[str, str]) -> None:
    page = visitor.window(width=900)
    page.goto(f"{roots['http']}/en/no/such/page.html")
    assert [one for one in visitor.wrong if "404" not in one] == []
    visitor.wrong.clear()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") not in ("none", "")
    assert page.locator("main a").first.get_attribute("href") == f"{URL}/en/index.html"
    text = page.locator("main").inner_text()
    assert re.search("[a-z]{3}", text)
    assert re.search("[а-я]{3}", text)


# --------------------------------------------------------------------------- the switch and the gate


def top(page: Page, selector: str) -> float:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found["y"]


def switch(page: Page, edition: str) -> None:
    page.locator(f".switch a[href*='../{edition}/']").click()


@pytest.mark.parametrize(
    ("path", "block", "place"), [("programme.html", "session-3", "file"), ("declaration.html", "op-7", "http")]
)
def test_the_switch_keeps_page_and_place_in_all_directions(visitor: Visitor, place: str, path: str, block: str) -> None:
    page = visitor.go(visitor.window(), f"en/{path}", place)
    page.locator(f"#{block}").evaluate("block => window.scrollTo(0, scrollY + block.getBoundingClientRect().y - 60)")
    for edition in ("ru", "en", "en-ru", "ru", "en-ru", "en"):
        switch(page, edition)  # a mouse finds it where one reads
        page.wait_for_url(f"**/{edition}/{path}#*")
        assert 0 <= top(page, f"#{block}") < 300


@pytest.mark.parametrize("stem", [*DOCUMENTS, "speakers", "documents"])
def test_the_switch_leads_to_a_place_that_is_there_wherever_one_is(visitor: Visitor, site: Whole, stem: str) -> None:
    page = visitor.go(visitor.window(width=700), f"en/{stem}.html", "file")
    found = page.evaluate(
        """() => { const links = [...document.querySelectorAll('.switch a')], found = [];
        for (let at = 0; at < 25; at += 1) {
            window.scrollTo(0, document.documentElement.scrollHeight * at / 25);
            for (const link of links) {
                link.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true}));
                found.push(link.href);
            } }
        return found }"""
    )
    places = {one.removeprefix(visitor.roots["file"]).removeprefix("/") for one in found}
    assert {one: fault for one in places if (fault := site.fault("", one))} == {}
    assert len(places) > 5


def test_from_a_row_that_the_other_language_lacks_the_switch_leads_to_its_table(visitor: Visitor, site: Whole) -> None:
    rows = sorted(one for one in site.ids["en/report.html"] - site.ids["ru/report.html"] if one.startswith("term-"))
    page = visitor.go(visitor.window(), f"en/report.html#{rows[0]}", "file")
    assert page.locator(":target").is_visible()
    switch(page, "ru")
    page.wait_for_url("**/ru/report.html#*")
    assert 0 <= top(page, ":target") < 300
    assert page.locator(":target table").count() == 1


def test_the_choice_is_remembered_at_the_gate(visitor: Visitor) -> None:
    page = visitor.go(visitor.window(locale="ru-RU"), "index.html")
    page.wait_for_url("**/ru/index.html")
    switch(page, "en-ru")
    page.wait_for_url("**/en-ru/index.html")
    visitor.go(page, "index.html")
    page.wait_for_url("**/en-ru/index.html")
    kept = page.evaluate("[Object.entries(localStorage), sessionStorage.length, document.cookie]")
    assert kept == [[["diptych-edition", "en-ru"]], 0, ""]


@pytest.mark.parametrize(
    ("locale", "to", "place"),
    [("ru-RU", "ru/index.html", "file"), ("en-GB", "en/index.html", "http"), ("de-DE", "index.html", "file")],
)
def test_the_gate_speaks_the_language_of_the_browser(visitor: Visitor, locale: str, to: str, place: str) -> None:
    page = visitor.go(visitor.window(locale=locale), "index.html", place)
    page.wait_for_url(f"**/{to}")
    assert visitor.where(page) == to


# --------------------------------------------------------------------------- the programme


def items(page: Page) -> list[str]:
    found: list[str] = page.locator("section.session:visible").evaluate_all("found => found.map(one => one.id)")
    return found


@pytest.mark.parametrize(("edition", "place"), HOW)
def test_filters_leave_what_one_asks_for(visitor: Visitor, site: Whole, edition: str, place: str) -> None:
    page = visitor.go(visitor.window(), f"{edition}/programme.html", place)
    everything = items(page)
    sections = [
        one
        for name, one in site.pages[f"{edition}/programme.html"].elements
        if "data-kind" in one and name == "section"
    ]
    assert everything == [one["id"] for one in sections]
    page.locator("#filter-kind").select_option("side-event")
    assert items(page) == [one["id"] for one in sections if one["data-kind"] == "side-event"]
    assert str(len(items(page))) in page.locator("#filters [role=status]").inner_text()
    page.locator("#filter-kind").select_option("")
    page.locator("#filter-speaker").select_option("voronkov")
    assert items(page) == [one["id"] for one in sections if "voronkov" in (one.get("data-people") or "").split()]
    assert len(items(page)) > 1
    page.locator("#filter-day").select_option("2022-10-19")
    assert page.locator("section.day:visible").evaluate_all("found => found.map(one => one.id)") == ["day-2022-10-19"]
    page.reload()
    assert page.locator("#filter-day").input_value() == "2022-10-19"
    page.locator("#filters button").click()
    assert items(page) == everything


@pytest.mark.parametrize(
    ("now", "current", "later"),
    [
        ("2022-10-18T09:30", ["opening"], ["heads-of-delegation"]),
        ("2022-10-18T12:30", ["session-1"], ["lunch-18", "side-event-1"]),
        ("2022-10-19T23:00", [], []),
        ("2022-10-01T12:00", [], []),
    ],
)
def test_now_and_next_lead_to_their_items(visitor: Visitor, now: str, current: list[str], later: list[str]) -> None:
    page = visitor.go(visitor.window(), f"en-ru/programme.html?now={now}%2B05:00", "file")
    links = [
        page.locator(f"#now .{kind} a").evaluate_all("found => found.map(one => one.getAttribute('href').slice(1))")
        for kind in ("now", "next")
    ]
    assert links[0] == current
    assert set(links[1]) >= set(later)
    assert page.locator("section[aria-current=time]").evaluate_all("found => found.map(one => one.id)") == current
    assert bool(current) != bool(page.locator("#now").inner_text().count("."))
    if current:
        page.locator("#now .now a").first.click()
        assert visitor.where(page).endswith(f"#{current[0]}")
        assert 0 <= top(page, f"#{current[0]}") < 300


# --------------------------------------------------------------------------- the search


QUERIES = {
    "границы": "границ",
    "borders": "border",
    "Воронков": "Воронков",
    "Voronkov": "Voronkov",
    "2396 (2017)": "2396",
}


@pytest.mark.parametrize(("edition", "place"), HOW)
def test_the_search_finds_both_languages_and_leads_to_what_it_found(
    visitor: Visitor, site: Whole, edition: str, place: str
) -> None:
    page = visitor.go(visitor.window(), f"{edition}/search.html", place)
    for query, marked in QUERIES.items():
        page.locator("#q").fill(query)
        page.locator("#q").press("Enter")
        marks = page.locator("#found mark").all_inner_texts()
        assert any(one.lower().startswith(marked.lower()) for one in marks), (query, marks[:5])
        hrefs = page.locator("#found a").evaluate_all("found => found.map(one => one.getAttribute('href'))")
        assert [one for one in hrefs if site.fault(f"{edition}/search.html", one)] == []
    page.locator("#q").fill("границы")
    page.locator("#q").press("Enter")
    forms = {one.lower() for one in page.locator("#found mark").all_inner_texts()}
    assert len({one for one in forms if one.startswith("границ")}) > 2


def test_by_keyboard_alone_one_comes_from_home_to_a_passage(visitor: Visitor) -> None:
    page = visitor.go(visitor.window(), "en-ru/index.html", "file")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.keyboard.press("/")
    page.keyboard.type("границы")
    page.keyboard.press("Enter")
    page.locator("#found li li a").first.wait_for()
    page.keyboard.press("ArrowDown")
    while not page.evaluate("document.activeElement.matches('#found li li a')"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en-ru/[a-z-]+\.html#"))
    assert "границ" in page.locator(":target").inner_text().lower()
    assert 0 <= top(page, ":target") < 700


def test_by_keyboard_alone_one_comes_from_the_gate_to_an_item_of_the_programme(visitor: Visitor) -> None:
    page = visitor.go(visitor.window(), "index.html")

    def to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{selector} is out of reach")

    to("main a[href='ru/index.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/index.html")
    to(".menu a[href='programme.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/programme.html")
    to("#filter-kind")
    while page.locator("#filter-kind").input_value() != "side-event":
        page.keyboard.press("ArrowDown")
    assert items(page) == ["side-event-1", "side-event-2", "side-event-3"]
    to("#side-event-1 h3 a")
    page.keyboard.press("Enter")
    assert visitor.where(page).endswith("#side-event-1")


# --------------------------------------------------------------------------- paper


@pytest.mark.parametrize("path", READ)
def test_on_paper_stands_all_of_the_text_and_no_menu(visitor: Visitor, path: str) -> None:
    page = visitor.go(visitor.window(color_scheme="dark"), path)
    menu = page.locator("nav.menu").inner_text().split()
    page.emulate_media(media="print")
    assert page.locator("nav:visible, #filters:visible, #now:visible, .skip:visible").count() == 0
    page.locator(".unseen").evaluate_all("said => said.forEach(one => one.remove())")
    told = page.evaluate("document.body.innerText")
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    printed = " ".join(one.extract_text() for one in pages)
    glued = re.sub(r"\W", "", printed)
    words = set(WORD.findall(printed))
    assert [word for word in WORD.findall(told) if word not in words and word not in glued] == []
    assert len(WORD.findall(printed)) >= 0.95 * len(WORD.findall(told))
    first = pages[0].extract_text().split()
    assert not [at for at in range(len(first)) if first[at : at + len(menu)] == menu]
