"""The site of the small conference: its pages, what they link to, what robots are told."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from conftest import translate
from diptych import compose, coverage, frame, languages, pipeline, plan, project, site, sitemap, speakers
from diptych.model import Kind
from diptych.page import SpeakersPage
from diptych.render import html
from pages import TEMPLATES, Tree, read

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.edition import Edition
    from diptych.page import Page
    from diptych.project import Folder

URL = "https://river.example"
EDITIONS = ("en", "ru", "en-ru")
STEMS = ("index", "programme", "declaration", "speakers", "documents", "search")
SCRIPTS = ("site.js", "programme.js", "stems.js", "search.js")


@dataclass(frozen=True)
class Site:
    """The pages, as models and laid out."""

    models: tuple[Page, ...]
    pages: dict[str, Tree]
    files: frozenset[str]


def editions(folder: Folder) -> list[Edition]:
    spoken = plan.translations(folder)
    return [
        compose.build(document, langs, folder.known, spoken)
        for document in folder.documents
        if document.slug not in plan.REGISTERS
        for _, langs in compose.editions(document, folder.conference.languages)
    ]


def make(root: Path, *, url: str = URL) -> Site:
    extraction = pipeline.extract_all(project.read(root))
    folder = extraction.folder
    known = replace(folder.known, conference=replace(folder.conference, url=url))
    rows = pipeline.cover(extraction)
    told = coverage.as_data(rows, coverage.totals(rows))
    made = editions(folder)
    files = {f"{one.name}/{one.slug}.{end}" for one in made for end in ("pdf", "docx")}
    files |= {f"{lang}/programme.ics" for lang in ("en", "ru")} | {"conference.json"}
    files |= {f"{lang}/programme/{one}.ics" for lang in ("en", "ru") for one in ("opening", "2023-05-03")}
    files |= {frame.picture(name, stem) for name in EDITIONS for stem in STEMS}
    models = site.pages(
        folder.documents,
        known,
        plan.translations(folder),
        made,
        files,
        rows,
        told["documents"],
        told["total"],
        SCRIPTS,
    )
    assets = {f"assets/{name}" for name in ("style.css", "favicon.svg", "search-en.js", "search-ru.js", *SCRIPTS)}
    pages = {page.path: read(html.write(page, TEMPLATES).data) for page in models}
    return Site(models, pages, frozenset(files | assets))


@pytest.fixture
def made(small: Path) -> Site:
    return make(small)


def data(tree: Tree, kind: str) -> dict[str, Any]:
    """What a script element of the kind holds."""
    (text,) = [text for text, around in tree.data if around["type"] == kind]
    said: dict[str, Any] = json.loads(text)
    return said


# --------------------------------------------------------------------------- all pages


def test_every_edition_has_its_pages_and_the_root_its_own(made: Site) -> None:
    own = [f"{name}/{stem}.html" for name in EDITIONS for stem in STEMS]
    assert sorted(made.pages) == sorted([*own, "index.html", "404.html", "coverage.html"])


def test_no_link_is_broken_and_no_fragment_missing(made: Site) -> None:
    ids = {path: {attrs.get("id") for _, attrs in tree.elements} for path, tree in made.pages.items()}
    broken = []
    for path, tree in made.pages.items():
        for _, attrs in tree.elements:
            for href in filter(None, (attrs.get("href"), attrs.get("src"))):
                if re.match(r"[a-z]+:", href):
                    continue
                place, _, fragment = href.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
                if fragment and fragment != "top":
                    broken += [] if fragment in ids.get(target, ()) else [(path, href)]
                elif target not in made.pages and target not in made.files:
                    broken.append((path, href))
    assert broken == []


def test_the_same_fragments_stand_in_each_edition(made: Site) -> None:
    for stem in STEMS:
        ids = [
            {attrs["id"] for _, attrs in made.pages[f"{name}/{stem}.html"].elements if "id" in attrs}
            for name in EDITIONS
        ]
        own, *others = [{one for one in found if one and not one.startswith(("_", "letter-"))} for found in ids]
        assert all(other == own for other in others)


def test_the_switch_leads_to_the_same_page_and_the_menu_says_where_one_is(made: Site) -> None:
    for name in EDITIONS:
        for stem in STEMS:
            links = made.pages[f"{name}/{stem}.html"].all("a")
            hrefs = [attrs["href"] for attrs in links]
            at = hrefs.index(f"../en/{stem}.html")
            assert hrefs[at : at + 3] == [f"../{one}/{stem}.html" for one in EDITIONS]
            here = {attrs["href"] for attrs in links if attrs.get("aria-current") == "page"}
            assert here == ({f"{stem}.html"} if stem != "declaration" else set())


def test_a_page_tells_its_address_and_its_other_languages_once_the_site_has_one(made: Site, small: Path) -> None:
    links = made.pages["ru/programme.html"].all("link")
    assert [link["href"] for link in links if link["rel"] == "canonical"] == [f"{URL}/ru/programme.html"]
    assert [
        (link["hreflang"], link["href"])
        for link in links
        if (link["href"] or "").startswith(URL) and "hreflang" in link
    ] == [
        ("en", f"{URL}/en/programme.html"),
        ("ru", f"{URL}/ru/programme.html"),
        ("x-default", f"{URL}/index.html"),
    ]
    told = {
        meta["property"]: meta["content"]
        for meta in made.pages["en-ru/programme.html"].all("meta")
        if "property" in meta
    }
    assert told["og:image"] == f"{URL}/assets/og/en-ru-programme.png"
    assert (told["og:locale"], told["og:locale:alternate"]) == ("en_GB", "ru_RU")
    alone = make(small, url="").pages["ru/programme.html"]
    assert not [meta for meta in alone.all("meta") if "property" in meta]
    assert not [link for link in alone.all("link") if link["rel"] == "canonical"]


def test_the_page_for_a_wrong_address_asks_for_nothing_and_knows_full_addresses_only(made: Site, small: Path) -> None:
    tree = made.pages["404.html"]
    assert not [attrs for _, attrs in tree.elements if "src" in attrs]
    assert [link["href"] for link in tree.all("link")] == ["data:,"]
    assert [a["href"] for a in tree.all("a")][1:] == [f"{URL}/{name}/index.html" for name in EDITIONS]
    assert [a["href"] for a in make(small, url="").pages["404.html"].all("a")] == ["#_text"]


# --------------------------------------------------------------------------- the programme


def test_the_programme_says_to_its_script_what_it_needs(made: Site) -> None:
    tree = made.pages["en-ru/programme.html"]
    (body,) = tree.all("body")
    assert body["data-timezone"] == "Asia/Dushanbe"
    items = {attrs["id"]: attrs for attrs in tree.all("section") if "data-kind" in attrs}
    assert items["opening"] == {
        "class": "session session",
        "id": "opening",
        "data-kind": "session",
        "data-start": "2023-05-03T09:00+05:00",
        "data-end": "2023-05-03T10:30+05:00",
        "data-people": "sharifova lee",
    }
    assert "data-end" not in items["lunch"]
    assert "data-start" not in items["museum"]
    assert items["boat"]["data-people"] == "sharifova"
    assert {attrs.get("data-person") for attrs in tree.all("li")} >= {"sharifova", "lee"}
    words = data(tree, "application/json")
    assert words["languages"] == ["en", "ru"]
    assert words["people"] == {"lee": ["Lee Min", "Lee Min"], "sharifova": ["Sharifova, Zarina", "Шарифова, Зарина"]}
    assert words["dates"] == {"start": "2023-05-03", "end": "2023-05-04"}
    assert list(words["kinds"]) == ["session", "break", "side-event", "visit"]
    assert list(words["days"]) == ["2023-05-03", "2023-05-05"]


def test_only_calendars_that_are_there_are_linked(made: Site) -> None:
    links = [attrs["href"] for attrs in made.pages["en-ru/programme.html"].all("a") if attrs.get("class") == "ics"]
    assert links == [
        "../en/programme/2023-05-03.ics",
        "../ru/programme/2023-05-03.ics",
        "../en/programme/opening.ics",
        "../ru/programme/opening.ics",
    ]


def test_search_engines_read_the_conference_with_its_items(made: Site) -> None:
    for path in ("en/programme.html", "en/index.html"):
        event = data(made.pages[path], "application/ld+json")
        assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2023-05-03", "2023-05-04")
        assert event["location"]["address"]["addressCountry"] == "TJ"
        opening, boat = event["subEvent"]
        assert (opening["name"], opening["startDate"]) == ("Opening", "2023-05-03T09:00+05:00")
        assert boat["name"] == "Side Event I: A Boat Trip"
        assert [one["name"] for one in boat["organizer"]] == ["River Union (RU)", "Town of Khujand"]
    assert [one["name"] for one in opening.get("performer", [])] == []
    event = data(made.pages["ru/programme.html"], "application/ld+json")
    assert [one["name"] for one in event["subEvent"][0]["performer"]] == ["Зарина Шарифова", "Lee Min"]
    assert event["inLanguage"] == ["ru"]


def test_a_hostile_name_stays_within_the_data(small: Path) -> None:
    path = small / "content" / "people.yaml"
    path.write_text(path.read_text("utf-8").replace("Lee Min", "</script><b>Lee"), "utf-8")
    page = make(small).pages["en/programme.html"]
    assert data(page, "application/ld+json")["subEvent"][0]["performer"][1]["name"] == "</script><b>Lee"
    assert not page.all("b")


# --------------------------------------------------------------------------- home, speakers, documents


def test_home_leads_to_days_items_documents_and_speakers(made: Site) -> None:
    tree = made.pages["en-ru/index.html"]
    hrefs = {attrs["href"] for attrs in tree.all("a")}
    assert {
        "programme.html#day-2023-05-03",
        "programme.html#opening",
        "programme.html#boat",
        "declaration.html",
        "speakers.html#person-sharifova",
        "../en/programme.ics",
        "../conference.json",
    } <= hrefs
    assert "programme.html#lunch" not in hrefs


def test_everybody_who_stands_in_a_document_is_listed_once_with_every_place(made: Site) -> None:
    (model,) = [page.said for page in made.models if page.path == "ru/speakers.html"]
    assert isinstance(model, SpeakersPage)
    rows = [(letter.letter, [person.id for person in letter.people]) for letter in model.letters]
    assert rows == [("Ш", ["sharifova"]), ("L", ["lee"])]
    sharifova = model.letters[0].people[0]
    assert (sharifova.name[0].text, sharifova.country and sharifova.country[0].text) == (
        "Шарифова, Зарина",
        "Таджикистан",
    )
    assert sharifova.function[0].text == "Министр водных ресурсов"
    places = [(one.cells[0].text, [(turn.hours, turn.href) for turn in one.turns]) for one in sharifova.turns]
    assert places == [
        (
            languages.day_month(made.models[1].said.edition.sessions[0].date, "ru"),  # type: ignore[union-attr]
            [("9:00", "programme.html#opening-chair-sharifova"), ("10:30", "programme.html#boat-host")],
        )
    ]


def test_a_long_text_names_the_chapter_or_the_item_that_a_statement_stands_in(small: Path) -> None:
    (small / "content" / "report.md").write_text(
        "---\nkind: report\ntitle: Report\ndate: 2023-05-04\n---\n\n## First day {#first}\n\n### Floor {#floor}\n\n"
        "<!-- speaker: lee {#floor-lee} -->\n\nHe spoke.\n\n## Items {#items}\n\n"
        "<!-- print: programme boat heading -->\n\n"
        "<!-- speaker: lee {#boat-lee} -->\n\nHe spoke again.\n",
        "utf-8",
    )
    path = small / "content" / "conference.yaml"
    path.write_text(path.read_text("utf-8") + "  - {id: report, file: report.md, status: draft}\n", "utf-8")
    (model,) = [page.said for page in make(small).models if page.path == "en/speakers.html"]
    assert isinstance(model, SpeakersPage)
    lee = model.letters[0].people[0]
    places = [(one.cells[0].text, [(turn.cells[0].text, turn.href) for turn in one.turns]) for one in lee.turns]
    assert places[1:] == [
        ("Report", [("First day", "report.html#floor-lee"), ("Side Event I", "report.html#boat-lee")])
    ]


def test_documents_have_all_their_editions_and_how_much_is_translated(made: Site) -> None:
    tree = made.pages["ru/documents.html"]
    hrefs = [attrs["href"] for attrs in tree.all("a")]
    wanted = [f"../{name}/programme.{end}" for name in EDITIONS for end in ("html", "pdf", "docx")]
    assert [href for href in hrefs if href in wanted] == wanted
    assert re.search(r"\d+ %", tree.within("declaration"))
    assert "../ru/programme.ics" in hrefs


# --------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "family", "russian", "expected"),
    [
        ("Vladimir Voronkov", "Voronkov", "Владимир Воронков", ("Воронков", "Владимир")),
        ("Mutlaq Majed Al-Qahtani", "Al-Qahtani", "Мутлак Маджед Аль-Кахтани", ("Аль-Кахтани", "Мутлак Маджед")),
        ("Waleed Al Reshaidan", "Al Reshaidan", "Валид Ар-Решайдан", ("Ар-Решайдан", "Валид")),
        ("Hamad Almashaan", "Almashaan", "Хамад Аль-Машаан", ("Аль-Машаан", "Хамад")),
        ("Weixiong Chen", "Chen", "Чэнь Вэйсюн", ("Чэнь", "Вэйсюн")),
        ("Aristotle", "Aristotle", "Аристотель", ("Аристотель", "")),
    ],
)
def test_a_family_name_is_found_in_the_other_language(
    small: Path, name: str, family: str, russian: str, expected: tuple[str, str]
) -> None:
    path = small / "content" / "people.yaml"
    said = path.read_text("utf-8").replace("name: Zarina Sharifova", f"name: {name}")
    path.write_text(said.replace("family: Sharifova", f"family: {family}"), "utf-8")
    pipeline.write_catalogs(pipeline.extract_all(project.read(small)))
    translate(small, {name: russian})
    folder = project.read(small)
    speaker = compose.Speaker(("en", "ru"), folder.known, plan.translations(folder))
    person = folder.known.people["sharifova"]
    assert speakers.index_name(person, "ru", speaker) == expected
    assert speakers.index_name(person, "en", speaker)[0] == family


# --------------------------------------------------------------------------- robots


def test_the_sitemap_names_every_page_with_its_languages(made: Site) -> None:
    artifact = sitemap.sitemap(made.models)
    assert artifact is not None
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ET.fromstring(artifact.data)  # noqa: S314 - our own
    places = [one.text for one in root.findall("s:url/s:loc", spaces)]
    assert sorted(map(str, places)) == sorted(f"{URL}/{path}" for path in made.pages if path != "404.html")
    found = {one.findtext("s:loc", "", spaces): one.findall("x:link", spaces) for one in root.findall("s:url", spaces)}
    links = [(link.get("hreflang"), link.get("href")) for link in found[f"{URL}/en-ru/declaration.html"]]
    assert links[0] == ("en", f"{URL}/en/declaration.html")
    assert links[-1] == ("x-default", f"{URL}/index.html")


def test_without_an_address_there_is_no_sitemap_and_robots_may_read_all(small: Path) -> None:
    assert sitemap.sitemap(make(small, url="").models) is None
    assert sitemap.robots("").data == b"User-agent: *\nAllow: /\n"
    assert b"Sitemap: https://river.example/sitemap.xml\n" in sitemap.robots(f"{URL}/").data


def test_a_statement_is_a_line_of_its_own(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8") + "\n<!-- speaker: lee {#said} -->\n\nThe end.\n", "utf-8")
    made = make(small)
    (line,) = [line for line in editions(project.read(small))[3].lines if line.kind is Kind.STATEMENT]
    assert line.person == "lee"
    assert "statement" in str(
        next(attrs for _, attrs in made.pages["en/declaration.html"].elements if attrs.get("id") == "said")["class"]
    )
