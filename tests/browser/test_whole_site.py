"""The site of this repository's conference as files: nothing broken, nothing from outside, nothing too heavy."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import whole
from whole import DOCUMENTS, EDITIONS, PAGES, STEMS, URL

from conftest import program

if TYPE_CHECKING:
    from whole import Whole

    from pages import Tree

TEXTS = (".html", ".css", ".js", ".json", ".xml", ".ics", ".txt", ".svg")
MOVES = ("canonical", "alternate")
"""What a ``link`` may name without the browser asking for it."""
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
ENGLISH = re.compile(r"(?<![\w./@])[a-z]{2,}(?![\w/@]|\.\w)")
"""An English word, but not a name, an abbreviation or a part of an address."""
SPOKEN = ("aria-label", "title", "alt", "placeholder", "aria-description")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return whole.site(tmp_path_factory)


# --------------------------------------------------------------------------- links


def test_every_edition_has_every_page(site: Whole) -> None:
    assert sorted(site.pages) == sorted(PAGES)


def test_every_link_names_a_file_and_a_place_in_it(site: Whole) -> None:
    checked = [
        (path, address, site.fault(path, address))
        for path, tree in site.pages.items()
        for name, attrs, address in whole.links(tree)
        if not (name == "link" and address.startswith(URL)) and path != "404.html"
    ]
    assert [one for one in checked if one[2]] == []
    assert len(checked) > 2000


def test_every_file_that_the_style_names_is_there(site: Whole) -> None:
    asked = re.findall(r"url\(\s*[\"']?(?!\"?data:)([^\"')]+)", site.text("assets/style.css"))
    lacking = [address for address in asked if site.fault("assets/style.css", address)]
    assert lacking == []
    assert {f"assets/{address}" for address in asked} >= {path for path in site.files if path.endswith(".woff2")}


def test_every_full_address_of_the_site_names_a_file_and_a_place_in_it(site: Whole) -> None:
    """Canonical links, pictures, data for search engines, calendars, schedules, sitemap, robots.txt."""
    said = {
        path: whole.absolute(re.sub(r"\r\n[ \t]", "", site.text(path)) if path.endswith(".ics") else site.text(path))
        for path in site.files
        if path.endswith(TEXTS)
    }
    assert [(path, one) for path, found in said.items() for one in found if site.own(one)] == []
    data = [path for name in EDITIONS for path in (f"{name}/schedule.json", f"{name}/schedule.xml")]
    data += [path for path in site.files if path.endswith(".ics")]
    assert [path for path in data if path in site.files and not said[path]] == []


def test_only_the_page_for_wrong_addresses_links_to_pages_of_the_site_by_their_full_addresses(site: Whole) -> None:
    def full(tree: Tree) -> list[str]:
        return [to for name, attrs, to in whole.links(tree) if name != "link" and to.startswith(URL)]

    assert [path for path, tree in site.pages.items() if full(tree)] == ["404.html"]


def test_the_page_for_wrong_addresses_leads_to_every_edition_from_anywhere(site: Whole) -> None:
    lost = [address for name, _, address in whole.links(site.pages["404.html"]) if name == "a"]
    assert [site.own(address) or address for address in lost[1:]] == [f"{URL}/{name}/index.html" for name in EDITIONS]
    assert lost[0].startswith("#")


def test_nothing_is_asked_for_outside(site: Whole) -> None:
    asked = [
        (path, address)
        for path, tree in site.pages.items()
        for name, attrs, address in whole.links(tree)
        if name not in ("a", "form") and not (name == "link" and attrs["rel"] in MOVES)
        if ":" in address.split("/")[0] and not address.startswith("data:")
    ]
    assert asked == []
    assert not re.search(r"@import|//(?!www\.w3\.org/2000/svg)\w", site.text("assets/style.css"))
    scripts = {attrs["src"] for tree in site.pages.values() for attrs in tree.all("script") if "src" in attrs}
    own = {str(one).rpartition("/")[2] for one in scripts}
    calls = re.compile(
        r"\b(fetch|XMLHttpRequest|importScripts|WebSocket|EventSource|sendBeacon|cookie|eval)\b|\bimport\b"
    )
    assert own >= {"site.js", "programme.js", "search.js"}
    for name in own:
        if name.startswith("search-"):  # texts of the conference
            continue
        assert not calls.search(re.sub(r"/\*.*?\*/|//[^\n]*", "", site.text(f"assets/{name}"), flags=re.DOTALL))


def test_no_page_has_a_frame_a_style_of_its_own_or_a_script_within(site: Whole) -> None:
    for path, tree in site.pages.items():
        assert not [name for name, _ in tree.elements if name in ("iframe", "frame", "object", "embed", "base")]
        assert not [attrs for _, attrs in tree.elements if any(key == "style" or key[:2] == "on" for key in attrs)]
        assert {attrs.get("type") for _, attrs in tree.data} <= {"application/json", "application/ld+json"}
        assert (path == "404.html") == bool(tree.all("style"))


def test_the_sitemap_names_every_page_and_nothing_else(site: Whole) -> None:
    tree = ET.fromstring(site.text("sitemap.xml"))  # noqa: S314 -- our own
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    named = [str(one.text) for one in tree.findall("s:url/s:loc", space)]
    assert sorted(named) == sorted(f"{URL}/{path}" for path in PAGES if path != "404.html")
    for url in tree.findall("s:url", space):
        path = str(url.findtext("s:loc", namespaces=space)).removeprefix(f"{URL}/")
        others = {(one.get("hreflang"), one.get("href")) for one in url.findall("x:link", space)}
        assert others == {(one.get("hreflang"), one["href"]) for one in alternates(site.pages[path])}


def index(site: Whole, lang: str) -> dict[str, Any]:
    said = re.search(r'\["' + lang + r'"\]=(\{.*\});?\s*$', site.text(f"assets/search-{lang}.js"), re.DOTALL)
    assert said
    made: dict[str, Any] = json.loads(said[1])
    return made


@pytest.mark.parametrize("lang", [name for name, langs in EDITIONS.items() if len(langs) == 1])
def test_the_search_finds_only_places_that_are_there(site: Whole, lang: str) -> None:
    made = index(site, lang)
    slugs = [slug for slug, _ in made["pages"]]
    assert set(slugs) == {*DOCUMENTS, "speakers"}
    places = [f"{slugs[page]}.html" + (f"#{place}" if place else "") for page, place, *_ in made["entries"]]
    spoken = [name for name, langs in EDITIONS.items() if lang in langs]
    faults = {(name, place) for name in spoken for place in places if site.fault(f"{name}/index.html", place)}
    assert faults == set()
    assert {place.partition(".")[0] for place in places} == set(slugs)


def test_each_place_of_a_page_is_in_all_its_editions(site: Whole) -> None:
    """The switch keeps the fragment; but each language has its own rows of abbreviations, in its own order."""
    for stem in STEMS:
        trees = [site.pages[f"{name}/{stem}.html"] for name in EDITIONS]
        first, *others = (
            {attrs["id"] for name, attrs in tree.elements if "id" in attrs and name not in ("td", "th")}
            for tree in trees
        )
        assert [one for other in others for one in first ^ other if one != "_contents"] == []


def test_what_a_page_offers_to_load_leads_to_the_files_of_its_document(site: Whole) -> None:
    for slug in DOCUMENTS:
        for name in EDITIONS:
            offered = {address for _, _, address in whole.links(site.pages[f"{name}/{slug}.html"])}
            assert offered >= {f"{slug}.pdf", f"{slug}.docx"} or f"../{name}/{slug}.pdf" in offered
        documents = {to for name in EDITIONS for _, _, to in whole.links(site.pages[f"{name}/documents.html"])}
        assert documents >= {f"../{name}/{slug}.{end}" for name in EDITIONS for end in ("html", "pdf", "docx")}


# --------------------------------------------------------------------------- languages


def alternates(tree: Tree) -> list[dict[str, str | None]]:
    return [attrs for attrs in tree.all("link") if attrs["rel"] == "alternate" and "type" not in attrs]


def spoken(around: tuple[tuple[str, dict[str, str | None]], ...]) -> str | None:
    return next((attrs["lang"] for _, attrs in reversed(around) if "lang" in attrs), None)


def test_every_text_says_its_language(site: Whole) -> None:
    wrong = []
    for path, tree in site.pages.items():
        for text, around in tree.texts:
            if around[-1][0] in ("title", "option"):  # which cannot hold two languages
                continue
            lang = spoken(around)
            if (lang == "en" and CYRILLIC.search(text)) or (lang == "ru" and ENGLISH.search(text)):
                wrong.append((path, lang, text))
    assert wrong == []


@pytest.mark.parametrize(("lang", "other"), [("en", CYRILLIC), ("ru", ENGLISH)])
def test_what_a_page_in_one_language_says_to_the_ear_alone_is_in_that_language(
    site: Whole, lang: str, other: re.Pattern[str]
) -> None:
    said = [
        (path, value)
        for path, tree in site.pages.items()
        if path.startswith(f"{lang}/")
        for _, attrs in tree.elements
        for key, value in attrs.items()
        if key in SPOKEN or (key == "content" and attrs.get("name") == "description")
        if value and attrs.get("lang", lang) == lang
    ]
    assert said
    assert [one for one in said if other.search(one[1])] == []


def test_a_page_is_in_the_first_language_of_its_edition(site: Whole) -> None:
    for path, tree in site.pages.items():
        first = EDITIONS.get(path.split("/")[0], ("en",))[0]
        assert [attrs["lang"] for attrs in tree.all("html")] == [first], path


def test_a_link_that_tells_a_language_leads_to_a_page_in_it(site: Whole) -> None:
    for path, tree in site.pages.items():
        for name, attrs, address in whole.links(tree):
            lang = attrs.get("hreflang")
            if name == "a" and lang and address.partition("#")[0].endswith(".html"):
                folder = address.removeprefix(URL).split("/")[-2]
                assert EDITIONS[folder] == (lang,), (path, address)


def test_the_pages_of_all_languages_name_each_other(site: Whole) -> None:
    for path, tree in site.pages.items():
        if path == "404.html":
            continue
        (canonical,) = [attrs["href"] for attrs in tree.all("link") if attrs["rel"] == "canonical"]
        assert canonical == f"{URL}/{path}"
        for attrs in alternates(tree):
            other = site.pages[str(attrs["href"]).removeprefix(f"{URL}/")]
            if attrs["hreflang"] == "x-default":
                assert attrs["href"] == f"{URL}/index.html"
                continue
            assert other.all("html")[0]["lang"] == attrs["hreflang"]
            assert alternates(other) == alternates(tree)
        name, _, stem = path.rpartition("/")
        if name:
            own = {one["hreflang"]: one["href"] for one in alternates(tree)}
            assert own.pop("x-default")
            assert own == {lang: f"{URL}/{lang}/{stem}" for lang in EDITIONS if lang in EDITIONS["en-ru"]}


def test_every_page_of_an_edition_has_a_picture_of_its_own(site: Whole) -> None:
    shown = {
        path: [str(attrs["content"]) for attrs in tree.all("meta") if attrs.get("property") == "og:image"]
        for path, tree in site.pages.items()
        if "/" in path
    }
    assert {path: [f"{URL}/assets/og/{path.replace('/', '-').removesuffix('.html')}.png"] for path in shown} == shown


# --------------------------------------------------------------------------- weight


def test_no_page_but_the_report_is_heavy(site: Whole) -> None:
    sizes = {path: (site.root / path).stat().st_size for path in site.pages if not path.endswith("/report.html")}
    assert {path: size for path, size in sizes.items() if size > 150_000} == {}


def test_all_pages_share_one_style_and_its_fonts(site: Whole) -> None:
    for path, tree in site.pages.items():
        styles = [
            site.fault(path, str(one["href"])) or one["href"] for one in tree.all("link") if one["rel"] == "stylesheet"
        ]
        assert styles == ([] if path == "404.html" else ["../" * path.count("/") + "assets/style.css"])
    assert len([path for path in site.files if path.endswith(".css")]) == 1
    assert sum((site.root / path).stat().st_size for path in site.files if path.endswith(".woff2")) < 150_000


# --------------------------------------------------------------------------- the validator


@pytest.mark.program("vnu")
def test_the_validator_finds_nothing_on_any_page(site: Whole) -> None:
    files = [str(site.root / path) for path in sorted(site.pages)]
    said = subprocess.run(["java", "-jar", str(program("vnu")), *files], capture_output=True, text=True, check=False)
    # It does not know what 'self' is for a file.
    own = re.compile(r"external (stylesheet|script) .* blocked by")
    assert [line for line in said.stderr.splitlines() if not own.search(line)] == []
