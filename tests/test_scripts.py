"""The site's scripts in a real Chromium, from a folder: the switch, what is on now, filters, search, keyboard alone.

The pages are the barest ones with the markup that the scripts rely on.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from conftest import CATALOGS, ROOT
from diptych import search, stems
from test_search import editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.program("chromium")

SCRIPTS = {"site.js": 3000, "programme.js": 8192, "search.js": 8500, "stems.js": 6600}
"""The scripts and how many bytes each may have."""
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
EDITIONS = {"en": ["en"], "ru": ["ru"], "en-ru": ["en", "ru"]}
LABELS = {
    "filter": {
        "title": ("Show", "Показать"),
        "day": ("Day", "День"),
        "kind": ("Kind", "Вид"),
        "speaker": ("Speaker", "Выступающий"),
        "all": ("All", "Все"),
        "clear": ("Show everything", "Показать всё"),
        "none": ("No item matches.", "Ничего не найдено."),
        "shown": ("Items shown: {count}", "Показано пунктов: {count}"),
    },
    "now": {
        "now": ("Now", "Сейчас"),
        "next": ("Next", "Далее"),
        "before": ("The Conference opens on {date}.", "Конференция открывается {date}."),
        "over": ("The Conference is over.", "Конференция завершена."),
        "clock": ("Time at the venue", "Время на месте проведения"),
    },
    "kinds": {
        "session": ("Session", "Заседание"),
        "break": ("Break", "Перерыв"),
        "side-event": ("Side event", "Параллельное"),
    },
    "people": {"du": ("Du Hangwei", "Ду Ханвэй"), "waly": ("Waly, Ghada", "Вали, Гада"), "ghost": ("Ghost", "Призрак")},
    "days": {
        "2022-10-18": ("Tuesday, 18 October 2022", "Вторник, 18 октября 2022 года"),
        "2022-10-19": ("Wednesday, 19 October 2022", "Среда, 19 октября 2022 года"),
    },
    "search": {"results": ("Found: {count}", "Найдено: {count}"), "none": ("Nothing was found.", "Ничего не найдено.")},
}
OPENS = ("18 October 2022", "18 октября 2022 года")
ITEMS = (
    # id, kind, start, end, people, title
    ("photo", "photo", "2022-10-18T08:50", "", "", ("Photo", "Фото")),
    ("opening", "session", "2022-10-18T09:00", "2022-10-18T10:30", "du waly", ("Opening", "Открытие")),
    ("lunch", "break", "2022-10-18T12:00", "2022-10-18T13:00", "", ("Lunch", "Обед")),
    ("side", "side-event", "2022-10-18T12:00", "2022-10-18T12:45", "waly", ("Side", "Рядом")),
    ("reception", "reception", "2022-10-18T18:30", "", "", ("Reception", "Прием")),
    ("closing", "session", "2022-10-19T11:00", "2022-10-19T12:00", "du", ("Closing", "Закрытие")),
    ("museum", "visit", "", "", "", ("Museum", "Музей")),
)


def said(labels: dict[str, Any], langs: list[str]) -> dict[str, Any]:
    """The labels in the page's languages."""
    return {key: [pair[("en", "ru").index(lang)] for lang in langs] for key, pair in labels.items()}


def page(langs: list[str], body: str, *scripts: str, root: str = "../", attributes: str = "") -> str:
    """A page around its text, with the frame that every page has."""
    links = "".join(f'<a href="{root}{name}/THIS">{name}</a> ' for name in EDITIONS)
    tags = "".join(f'<script defer src="{root}assets/{name}"></script>' for name in ("site.js", *scripts))
    return (
        f'<!DOCTYPE html><html lang="{langs[0]}"><head><meta charset="utf-8"><title>T</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{root}assets/style.css">{tags}</head>'
        f"<body {attributes}>"
        f'<header><nav class="switch" aria-label="s">{links}</nav><nav aria-label="m"><a href="search.html">?</a></nav>'
        f"</header>{body}</body></html>"
    )


def data(name: str, value: object) -> str:
    return f'<script type="application/json" id="{name}">{json.dumps(value, ensure_ascii=False)}</script>'


def programme(langs: list[str]) -> str:
    """The programme page: two items at one hour stand together; the museum has no hour."""
    days: dict[str, list[str]] = {}
    for name, kind, start, end, people, titles in ITEMS:
        moments = "".join(f' data-{key}="{at}+05:00"' for key, at in (("start", start), ("end", end)) if at)
        cells = "".join(
            f'<span class="cell" lang="{lang}"><span class="label">No. </span>'
            f'<span class="title">{titles[("en", "ru").index(lang)]}</span></span>'
            for lang in langs
        )
        section = (
            f'<section class="session" id="{name}" data-kind="{kind}"{moments} data-people="{people}">'
            f'<h3>{cells}</h3><p id="{name}-text">…</p></section>'
        )
        days.setdefault(start[:10] or "2022-10-19", []).append(section)
    first = days["2022-10-18"]
    days["2022-10-18"] = [*first[:2], f'<div class="together">{first[2]}{first[3]}</div>', first[4]]
    main = "".join(
        f'<section class="day" id="day-{day}"><h2>{day}</h2>{"".join(items)}</section>' for day, items in days.items()
    )
    words = {key: said(LABELS[key], langs) for key in ("filter", "now", "kinds", "people", "days")}
    opens = said({"opens": OPENS}, langs)["opens"]
    dates = {"start": "2022-10-18", "end": "2022-10-19"}
    block = data("programme-words", {**words, "opens": opens, "languages": langs, "dates": dates})
    body = f'<h1>P</h1><div id="now" hidden></div><main><form id="filters" hidden></form>{main}</main>{block}'
    return page(langs, body, "programme.js", attributes='data-timezone="Asia/Dushanbe"').replace(
        "THIS", "programme.html"
    )


def searching(langs: list[str]) -> str:
    """The search page."""
    block = data("search-words", {**said(LABELS["search"], langs), "languages": langs})
    body = (
        '<main><h1>S</h1><form role="search"><label for="q">q</label><input id="q" type="search" name="q"></form>'
        f'<p id="count" role="status"></p><ol id="found"></ol></main>{block}'
    )
    scripts = ("search-en.js", "search-ru.js", "stems.js", "search.js")
    return page(langs, body, *scripts).replace("THIS", "search.html")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like ``build``: the programme, a long text, the search over the conference's own documents, the gate."""
    root = tmp_path_factory.mktemp("build")
    files = {f"assets/{name}": (ROOT / "templates" / name).read_text("utf-8") for name in SCRIPTS}
    files["assets/style.css"] = ".tall{height:700px}[hidden]{display:none}"
    for name, langs in EDITIONS.items():
        files[f"{name}/programme.html"] = programme(langs)
        files[f"{name}/search.html"] = searching(langs)
        blocks = "".join(f'<div class="tall" id="op-{number}">{number}</div>' for number in range(1, 9))
        files[f"{name}/text.html"] = page(langs, f'<main id="_text"><h1>T</h1>{blocks}</main>').replace(
            "THIS", "text.html"
        )
        files[f"{name}/index.html"] = page(langs, "<main><p id='a'>home</p></main>").replace("THIS", "index.html")
    doors = "".join(f'<a href="{name}/index.html">{name}</a> ' for name in EDITIONS)
    for name in ("index.html", "coverage.html"):
        files[name] = page(["en"], f"<main><p>{doors}</p></main>", root="").replace("THIS", "index.html")
    for artifact in search.indexes(editions(ROOT)):
        files[artifact.path] = artifact.data.decode()
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """The folder as a server gives it out."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the library
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=built))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody far from the conference; whatever its console complains of fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def make(locale: str = "en-US", setup: str = "") -> BrowserContext:
        made = browser.new_context(
            locale=locale, timezone_id="America/New_York", viewport={"width": 900, "height": 600}
        )
        made.on("weberror", lambda error: wrong.append(str(error.error)))
        made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        if setup:
            made.add_init_script(setup)
        contexts.append(made)
        return made

    yield make
    for made in contexts:
        made.close()
    assert wrong == []


@pytest.fixture
def visit(context: Callable[..., BrowserContext], built: Path) -> Callable[..., Page]:
    """Open a page from the folder."""

    def visit_(path: str, **how: str) -> Page:
        opened = context(**how).new_page()
        go(opened, built, path)
        return opened

    return visit_


def go(page: Page, built: Path, path: str) -> None:
    page.goto(built.as_uri() + "/" + path)


def where(page: Page) -> str:
    """The page's place in the folder, with what stands behind it."""
    return "/".join(page.url.split("/")[-2:])


FORBIDDEN = (
    """Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"""
)


def test_the_scripts_stay_small() -> None:
    for name, most in SCRIPTS.items():
        assert (ROOT / "templates" / name).stat().st_size < most, name


# --------------------------------------------------------------------------- the switch, the gate, the slash


def test_the_switch_keeps_the_fragment_of_the_address(visit: Callable[..., Page]) -> None:
    page = visit("en/text.html#op-5")
    page.locator(".switch a", has_text="ru").first.evaluate("link => link.click()")
    page.wait_for_url("**/ru/text.html#op-5")


def test_the_switch_goes_to_the_block_at_the_top_of_the_window(visit: Callable[..., Page]) -> None:
    page = visit("en/text.html")
    page.evaluate("document.getElementById('op-4').scrollIntoView(); scrollBy(0, 100)")
    page.evaluate("document.querySelector('.switch a[href*=\"en-ru\"]').click()")
    page.wait_for_url("**/en-ru/text.html#op-4")


def test_a_fragment_that_was_left_long_ago_is_not_kept(visit: Callable[..., Page]) -> None:
    page = visit("en/text.html#op-2")
    page.evaluate("document.getElementById('op-6').scrollIntoView()")
    page.evaluate("document.querySelector('.switch a[href*=\"../ru\"]').click()")
    page.wait_for_url("**/ru/text.html#op-6")


def test_at_the_beginning_of_a_page_the_switch_goes_to_the_beginning(visit: Callable[..., Page]) -> None:
    page = visit("en/text.html")
    page.locator(".switch a", has_text="ru").first.click()
    page.wait_for_url("**/ru/text.html")


def test_the_switch_keeps_filters_and_query_of_the_same_page_only(visit: Callable[..., Page], built: Path) -> None:
    page = visit("en/programme.html?kind=session#opening")
    page.locator(".switch a", has_text="ru").first.click()
    page.wait_for_url("**/ru/programme.html?kind=session#opening")
    go(page, built, "en/programme.html?kind=session#opening")
    page.evaluate("document.querySelector('.switch a').href = '../ru/index.html'")
    page.locator(".switch a").first.click()
    page.wait_for_url("**/ru/index.html")


def test_the_gate_goes_to_the_edition_chosen_before(visit: Callable[..., Page], built: Path) -> None:
    page = visit("ru/text.html")
    page.locator(".switch a", has_text="en-ru").click()
    page.wait_for_url("**/en-ru/text.html")
    go(page, built, "index.html")
    page.wait_for_url("**/en-ru/index.html")


def test_the_gate_goes_to_the_language_of_the_browser(visit: Callable[..., Page]) -> None:
    visit("index.html", locale="ru-RU").wait_for_url("**/ru/index.html")
    visit("index.html", locale="en-GB").wait_for_url("**/en/index.html")


@pytest.mark.parametrize(
    ("path", "locale"), [("index.html", "fr-FR"), ("index.html?choose", "ru-RU"), ("coverage.html", "ru-RU")]
)
def test_the_gate_stays_for_another_language_and_for_a_choice(
    visit: Callable[..., Page], path: str, locale: str
) -> None:
    page = visit(path, locale=locale)
    page.wait_for_load_state("load")
    assert page.url.endswith("/" + path)


def test_a_choice_at_the_gate_is_remembered(visit: Callable[..., Page], built: Path) -> None:
    page = visit("index.html?choose", locale="en-GB")
    page.locator("main a", has_text="ru").first.click()
    page.wait_for_url("**/ru/index.html")
    go(page, built, "index.html")
    page.wait_for_url("**/ru/index.html")


def test_all_of_it_works_where_storage_is_forbidden(visit: Callable[..., Page], built: Path) -> None:
    page = visit("en/text.html#op-5", setup=FORBIDDEN)
    page.locator(".switch a", has_text="ru").first.evaluate("link => link.click()")
    page.wait_for_url("**/ru/text.html#op-5")
    go(page, built, "index.html")
    page.wait_for_url("**/en/index.html")


def test_the_slash_leads_to_the_search_and_into_its_field(visit: Callable[..., Page]) -> None:
    page = visit("ru/text.html")
    page.keyboard.press("Control+/")
    page.keyboard.press("/")
    page.wait_for_url("**/ru/search.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == ""
    page.keyboard.type("A/RES")
    assert page.locator("#q").input_value() == "A/RES"


# --------------------------------------------------------------------------- now and next


def board(page: Page) -> list[str]:
    """What the board says, line by line, spaces made plain."""
    return [re.sub(r"\s+", " ", line) for line in page.locator("#now").inner_text().split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2022-09-01T00:00+05:00", ["The Conference opens on 18 October 2022."]),
        (
            "2022-10-17T23:30+05:00",
            ["Time at the venue 23:30", "The Conference opens on 18 October 2022.", "Next", "18 October 08:50 Photo"],
        ),
        ("2022-10-18T08:55+05:00", ["Time at the venue 08:55", "Now", "08:50 Photo", "Next", "09:00–10:30 Opening"]),
        (
            "2022-10-18T04:00Z",
            ["Time at the venue 09:00", "Now", "09:00–10:30 Opening", "Next", "12:00–13:00 Lunch", "12:00–12:45 Side"],
        ),
        (
            "2022-10-18T12:30+05:00",
            ["Time at the venue 12:30", "Now", "12:00–13:00 Lunch", "12:00–12:45 Side", "Next", "18:30 Reception"],
        ),
        ("2022-10-18T12:45+05:00", ["Time at the venue 12:45", "Now", "12:00–13:00 Lunch", "Next", "18:30 Reception"]),
        ("2022-10-18T21:45+05:00", ["Time at the venue 21:45", "Next", "19 October 11:00–12:00 Closing"]),
        ("2022-10-19T12:00+05:00", ["The Conference is over."]),
        ("2026-10-19T12:00+05:00", ["The Conference is over."]),
    ],
)
def test_now_and_next_go_by_the_clock_of_the_conference(visit: Callable[..., Page], now: str, says: list[str]) -> None:
    assert board(visit(f"en/programme.html?now={now}")) == says


def test_in_two_languages_each_word_says_its_language(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html?now=2022-10-18T12:50+05:00")
    assert board(page) == [
        "Time at the venue · Время на месте проведения 12:50",
        "Now · Сейчас",
        "12:00–13:00 Lunch · Обед",
        "Next · Далее",
        "18:30 Reception · Прием",
    ]
    assert page.locator("#now .now a [lang=ru]").inner_text().strip() == "· Обед"
    assert page.locator("#now .now a").get_attribute("href") == "#lunch"
    assert page.locator("[aria-current=time]").evaluate_all("all => all.map(one => one.id)") == ["lunch"]
    russian = visit("ru/programme.html?now=2022-10-17T23:30+05:00")
    assert board(russian)[1:] == ["Конференция открывается 18 октября 2022 года.", "Далее", "18 октября 08:50 Фото"]


def test_time_goes_on_and_only_news_are_read_aloud(context: Callable[..., BrowserContext], built: Path) -> None:
    page = context().new_page()
    page.clock.install(time="2022-10-18T12:40:00+05:00")
    go(page, built, "en/programme.html")
    assert page.locator("#now [aria-live=polite] .clock").count() == 0
    page.evaluate("document.querySelector('#now .next').dataset.seen = 'yes'")
    page.clock.run_for(60_000)
    assert board(page)[0] == "Time at the venue 12:41"
    assert page.locator("#now [data-seen]").count() == 1
    page.clock.run_for(5 * 60_000)
    assert board(page) == ["Time at the venue 12:46", "Now", "12:00–13:00 Lunch", "Next", "18:30 Reception"]
    assert page.locator("#now [data-seen]").count() == 0


# --------------------------------------------------------------------------- filters


def seen(page: Page) -> list[str]:
    """The days and items that are shown."""
    blocks = page.locator(".day, .session")
    found: list[str] = blocks.evaluate_all("all => all.filter(one => one.getClientRects().length).map(one => one.id)")
    return found


def test_filters_offer_what_the_page_has_in_the_order_of_the_language(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/programme.html")
    options = {name: page.locator(f"#filter-{name} option").all_inner_texts() for name in ("day", "kind", "speaker")}
    assert options["day"][1:] == [" · ".join(pair) for pair in LABELS["days"].values()]
    assert options["kind"] == ["All · Все", "Session · Заседание", "Break · Перерыв", "Side event · Параллельное"]
    assert options["speaker"] == ["All · Все", "Du Hangwei · Ду Ханвэй", "Waly, Ghada · Вали, Гада"]
    assert page.get_by_label("Speaker · Выступающий").get_attribute("id") == "filter-speaker"
    assert page.locator("label[for=filter-day] [lang=ru]").inner_text().strip() == "· День"


def test_a_filter_hides_items_and_the_days_and_hours_without_any(visit: Callable[..., Page]) -> None:
    page = visit("en/programme.html")
    everything = seen(page)
    page.get_by_label("Speaker").select_option("du")
    assert seen(page) == ["day-2022-10-18", "opening", "day-2022-10-19", "closing"]
    assert page.locator(".together").is_hidden()
    assert page.get_by_role("status").inner_text() == "Items shown: 2"
    page.get_by_label("Day").select_option("2022-10-19")
    assert seen(page) == ["day-2022-10-19", "closing"]
    page.get_by_label("Kind").select_option("break")
    assert seen(page) == []
    assert page.get_by_role("status").inner_text() == "No item matches."
    page.get_by_role("button", name="Show everything").click()
    assert seen(page) == everything
    assert page.get_by_role("status").inner_text() == ""
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_filters_work_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("ru/programme.html")
    page.get_by_label("День").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert seen(page) == ["day-2022-10-18", "lunch"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(seen(page)) == len(ITEMS) + 2


def test_the_address_keeps_the_filters(context: Callable[..., BrowserContext], served: str) -> None:
    page = context().new_page()
    page.goto(f"{served}/en/programme.html?now=2022-10-18T12:30%2B05:00&speaker=waly&kind=nonsense")
    assert seen(page) == ["day-2022-10-18", "opening", "side"]
    assert page.get_by_label("Kind").input_value() == ""
    page.get_by_label("Kind").select_option("side-event")
    assert page.url == f"{served}/en/programme.html?now=2022-10-18T12%3A30%2B05%3A00&kind=side-event&speaker=waly"
    page.locator(".switch a", has_text="ru").first.click()
    page.wait_for_url("**/ru/programme.html?**")
    assert seen(page) == ["day-2022-10-18", "side"]


def test_filters_never_hide_what_the_address_points_to(context: Callable[..., BrowserContext], served: str) -> None:
    page = context().new_page()
    page.goto(f"{served}/en/programme.html?speaker=du#lunch-text")
    assert "lunch" in seen(page)
    assert page.url == f"{served}/en/programme.html#lunch-text"
    page.get_by_label("Speaker").select_option("du")
    assert "lunch" not in seen(page)
    assert page.url == f"{served}/en/programme.html?speaker=du"
    page.evaluate("location.hash = 'museum'")
    page.wait_for_function("location.search === ''")
    assert "museum" in seen(page)
    assert page.locator("#museum").evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")


# --------------------------------------------------------------------------- search


def ask(page: Page, query: str) -> list[str]:
    """Look something up; the addresses of what was found."""
    page.locator("#q").fill(query)
    page.keyboard.press("Enter")
    return hits(page)


def hits(page: Page) -> list[str]:
    found: list[str] = page.locator("#found li li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return found


def count(page: Page) -> int:
    return int(re.sub(r"\D", "", page.get_by_role("status").inner_text()) or 0)


@pytest.mark.parametrize("edition", EDITIONS)
def test_russian_is_found_by_its_stem_and_marked(visit: Callable[..., Page], edition: str) -> None:
    page = visit(f"{edition}/search.html")
    found = ask(page, "границы")
    assert "declaration.html#op-3" in found
    hit = page.locator("a[href='declaration.html#op-3']")
    marked = hit.locator("mark").all_text_contents()
    assert marked
    assert all(word.lower().startswith("границ") for word in marked)
    assert hit.get_attribute("lang") == "ru"
    assert count(page) >= len(found)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("borders", "declaration.html#op-3"),
        ("BORDER cooperation", "declaration.html#op-3"),
        ("1373 (2001)", "declaration.html#recital-4"),
        ("counterterrorism", "declaration.html#recital-3"),
        ("Antonio Guterres", "programme.html#opening-keynote-guterres"),
        ("воронков", "programme.html#opening-chair-voronkov"),
        ("воронкова вступительное заседание", "programme.html#opening-chair-voronkov"),
    ],
)
def test_words_numbers_and_names_are_found_in_both_languages(
    visit: Callable[..., Page], built: Path, query: str, address: str
) -> None:
    page = visit("en/search.html")
    assert address in ask(page, query)
    go(page, built, "ru/search.html")
    assert address in ask(page, query)


def test_a_name_leads_to_the_speaker_first_and_then_to_each_appearance(visit: Callable[..., Page]) -> None:
    page = visit("en/search.html")
    found = ask(page, "Voronkov")
    assert found[0] == "speakers.html#person-voronkov"
    assert {"programme.html#opening-chair-voronkov", "programme.html#opening-opening-remarks-voronkov"} <= set(found)


def test_what_both_languages_have_is_listed_once_in_the_first_language(visit: Callable[..., Page]) -> None:
    page = visit("en-ru/search.html")
    found = ask(page, "1373")
    assert len(found) == len(set(found))
    assert page.locator("a[href='declaration.html#recital-4']").get_attribute("lang") == "en"
    titles = page.locator("#found h2", has=page.locator("a[href='declaration.html']"))
    assert titles.locator("a").evaluate_all("all => all.map(one => one.lang)") == ["en", "ru"]
    said = page.get_by_role("status").inner_text()
    assert said == f"Found: {count_of(found, page)} · Найдено: {count_of(found, page)}"


def count_of(found: list[str], page: Page) -> int:
    """The passages, and the titles that have a mark themselves."""
    return len(found) + page.locator("#found h2:has(mark)").count()


def test_a_passage_stands_under_its_heading_and_a_heading_under_none(visit: Callable[..., Page], built: Path) -> None:
    page = visit("en/search.html")
    ask(page, "Guterres")
    hit = page.locator("a[href='programme.html#opening-keynote-guterres']")
    assert hit.locator(".under").inner_text() == "High-Level Opening Session"
    assert hit.locator(".snippet mark").inner_text() == "Guterres"
    ask(page, "High-Level Opening")
    assert page.locator("a[href='programme.html#opening'] .under").count() == 0
    assert page.locator("a[href='programme.html#opening'] .snippet").inner_text() == "High-Level Opening Session"


def test_all_words_must_be_there_and_a_phrase_comes_first(visit: Callable[..., Page], built: Path) -> None:
    page = visit("en/search.html")
    assert ask(page, "border unicorn") == []
    assert page.get_by_role("status").inner_text() == "Nothing was found."
    words = SEARCH_OF_ORDER.replace("ORDER", "foreign terrorist fighters")
    (built / "assets" / "search-order.js").write_text(words, "utf-8")
    text = (built / "en/search.html").read_text("utf-8").replace("search-en.js", "search-order.js")
    (built / "en/order.html").write_text(text.replace("search-ru.js", "search-order.js"), "utf-8")
    go(page, built, "en/order.html")
    assert ask(page, "border guard") == ["a.html#phrase", "a.html#order", "a.html#other"]


SEARCH_OF_ORDER = """window.DIPTYCH_SEARCH = {en: {
  pages: [["a", "A"]], texts: ["A", "the guard at the border", "at the border is a guard", "the border guards"],
  entries: [[0, "", -1, 0, 3], [0, "other", 0, 1, 1], [0, "order", 0, 2, 1], [0, "phrase", 0, 3, 1]],
  stems: {border: [5, 5, 5], guard: [5, 5, 5], constructor: [1]}}};"""


def test_while_a_word_is_typed_its_beginning_is_enough(visit: Callable[..., Page]) -> None:
    page = visit("ru/search.html")
    page.locator("#q").press_sequentially("таджикист")
    page.locator("#found mark", has_text="Таджикистан").first.wait_for()
    typed = count(page)
    page.locator("#q").fill("")
    page.locator("#found li").first.wait_for(state="detached")
    assert page.get_by_role("status").inner_text() == ""
    assert ask(page, "Таджикистана")
    assert count(page) <= typed


def test_search_works_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("en/search.html")
    page.keyboard.press("/")
    page.keyboard.type("terrorism")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('#found a')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == second
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == "terrorism"
    page.keyboard.press("Escape")
    assert page.locator("#q").input_value() == ""
    assert hits(page) == []


def test_more_passages_of_a_document_open_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("en/search.html")
    ask(page, "minister")
    summary = page.locator("#found summary").first
    more = int(summary.inner_text())
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('details') !== null")
    assert page.locator("#found details").first.locator("a").count() == more


def test_the_address_asks_and_keeps_what_was_asked(context: Callable[..., BrowserContext], served: str) -> None:
    page = context().new_page()
    page.goto(f"{served}/en/search.html?q=%D0%B3%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0")
    assert page.locator("#q").input_value() == "граница"
    assert "declaration.html#op-3" in hits(page)
    ask(page, "borders")
    assert page.url == f"{served}/en/search.html?q=borders"
    page.locator(".switch a", has_text="ru").first.click()
    page.wait_for_url("**/ru/search.html?q=borders")
    assert "declaration.html#op-3" in hits(page)


def test_a_document_that_the_edition_lacks_is_opened_in_the_language_that_has_it(
    visit: Callable[..., Page], built: Path
) -> None:
    (built / "assets" / "search-one.js").write_text(SEARCH_OF_ORDER, "utf-8")
    text = (built / "ru/search.html").read_text("utf-8").replace("search-en.js", "search-one.js")
    (built / "ru/one.html").write_text(text, "utf-8")
    assert ask(visit("ru/one.html"), "the guard") == []
    page = visit("ru/one.html")
    assert "../en/a.html#phrase" in ask(page, "guard border")


def test_a_passage_that_the_edition_lacks_too(visit: Callable[..., Page], built: Path) -> None:
    russian = SEARCH_OF_ORDER.replace("window.DIPTYCH_SEARCH = {en:", "window.DIPTYCH_SEARCH.ru = ({ru:")
    russian = russian.replace('"phrase"', '"russian"').removesuffix("};") + "}).ru;"
    (built / "assets" / "search-both.js").write_text(SEARCH_OF_ORDER + russian, "utf-8")
    for edition, address in (("ru", "../en/a.html#phrase"), ("en", "a.html#phrase"), ("en-ru", "a.html#phrase")):
        text = (built / edition / "search.html").read_text("utf-8").replace("search-en.js", "search-both.js")
        (built / edition / "both.html").write_text(text.replace("search-ru.js", "search-both.js"), "utf-8")
        found = ask(visit(f"{edition}/both.html"), "guard border")
        assert {address, "a.html#order"} <= set(found), edition


@pytest.mark.parametrize(
    "query", ["<b>&amp;", "constructor", "__defineGetter__", "%", "\\", "'", "(((", "…", "a" * 500]
)
def test_no_query_breaks_the_page(visit: Callable[..., Page], query: str) -> None:
    page = visit("en/search.html")
    assert ask(page, query) == []
    assert page.locator("#found").inner_html() == ""


def test_axe_finds_nothing_in_what_the_scripts_write(visit: Callable[..., Page]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for path in ("en-ru/programme.html?now=2022-10-18T12:30+05:00&speaker=waly", "en-ru/search.html?q=1373"):
        page = visit(path)
        only = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
        page.locator("#now .now, #found a").first.wait_for()
        part: Any = {"include": [["#now"], ["#filters"]] if "now" in path else [["#count"], ["#found"]]}
        found = Axe().run(page, context=part, options={**only, "preload": False}).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []


# --------------------------------------------------------------------------- stems


def spread(text: str) -> list[str]:
    return text.split()


EN_ENDINGS = spread(
    "s es ed ing ingly edly eed eedly y ly li ation ational tional ness ful fulness ousli al ize izer ization ative "
    "icate ical ic er ement ment ent ion able ible ism ist ogist ogi biliti e ll le l us ss sses ies ied bb e tt enci"
)
RU_ENDINGS = spread(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я ейш "
    "ейше ость ост нн нный ющий вшись вши ивши ывши авшись ся сь ло ла на нно ешь ить уйте ейте ующий енный анный "
    "яют ует енность"
)
BEGINNINGS = spread(
    "arsen commun emerg gener inter later organ past repast univers succ proc exc inn out cann herr earr even d l y ay "
    "x ax ox skis skies sky dying idly news howe atlas bias общ приграничн нов велик сто я бега"
)


def test_the_page_and_the_index_cut_every_word_to_the_same_stem(visit: Callable[..., Page]) -> None:
    """Every word of our texts and of a large catalog where there is one, and endings put to the odd beginnings."""
    files = [*(ROOT / "locales").rglob("*.po*"), *(ROOT / "content").glob("*.*"), *CATALOGS.glob("medium.po")]
    words = {
        word
        for path in files
        for compound in stems._COMPOUND.findall(stems.fold(path.read_text("utf-8")))
        for word in stems._HYPHEN.split(compound)
    }
    for begin in BEGINNINGS:
        endings = RU_ENDINGS if begin > "а" else EN_ENDINGS
        words |= {
            begin,
            *(begin + one for one in endings),
            *(begin + one + two for one in endings for two in endings[::6]),
        }
    asked = sorted(words)
    page = visit("en/search.html")
    answered = page.evaluate("all => all.map(word => window.DIPTYCH_WORDS(word).map(one => one.stem).join(' '))", asked)
    wrong = [(word, said) for word, said in zip(asked, answered, strict=True) if said != stems.stem(word)]
    assert wrong == []
    assert len(asked) > 15_000
