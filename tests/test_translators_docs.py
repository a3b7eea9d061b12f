"""What the repository ships for translators' programs: settings that point to what is there, and pages that hold."""

from __future__ import annotations

import configparser
import csv
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
import pytest

from conftest import ROOT
from diptych.cli import conference

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ROOT / "docs" / "translators"
RUSSIAN = ROOT / "locales" / "ru"
OMEGAT = ROOT / "locales" / "omegat-ru"
DOMAINS = {path.stem for path in (ROOT / "locales").glob("*.pot")}


def lokalize() -> configparser.ConfigParser:
    project = configparser.ConfigParser()
    project.optionxform = str  # type: ignore[assignment,method-assign]  # KConfig minds the case of names
    project.read(RUSSIAN / "index.lokalize", "utf-8")
    return project


def test_lokalize_finds_catalogs_templates_and_glossary_and_does_not_wrap() -> None:
    general = lokalize()["General"]
    assert sorted((RUSSIAN / general["PoBaseDir"]).glob("*.po"))
    assert {path.stem for path in (RUSSIAN / general["PotBaseDir"]).glob("*.pot")} == DOMAINS
    assert (RUSSIAN / general["GlossaryTbx"]).is_file()
    assert (general["SourceLangCode"], general["TargetLangCode"]) == ("en", "ru")
    # in any other group Lokalize does not look for it, and wraps at 80
    assert lokalize()["RegExps"]["WordWrap"] == "-1"


def omegat() -> dict[str, str]:
    project = ET.parse(OMEGAT / "omegat.project").getroot().find("project")  # noqa: S314  # our own file
    assert project is not None
    return {setting.tag: (setting.text or "").strip() for setting in project}


def test_the_folders_of_the_omegat_project_are_there() -> None:
    settings = omegat()
    assert {path.stem for path in (OMEGAT / settings["source_dir"]).glob("*.po")} == DOMAINS
    assert (OMEGAT / settings["glossary_dir"] / "glossary.csv").is_file()
    # OmegaT does not open a project without them
    default = {"target_dir": "target", "dictionary_dir": "dictionary"}
    folders = [default[name] if settings[name] == "__DEFAULT__" else settings[name] for name in (*default, "tm_dir")]
    assert [(OMEGAT / folder).is_dir() for folder in folders] == [True, True, True]


def test_omegat_takes_paragraphs_and_each_place_for_itself() -> None:
    settings = omegat()
    # by sentences it does not find the translations of paragraphs, and writes them empty
    assert settings["sentence_seg"] == "false"
    assert settings["support_default_translations"] == "false"
    assert (settings["source_lang"], settings["target_lang"]) == ("EN", "RU")


def test_omegat_leaves_untranslated_texts_empty_and_the_header_alone() -> None:
    filters = ET.parse(OMEGAT / "omegat" / "filters.xml").getroot()  # noqa: S314  # our own file
    po = next(one for one in filters.iter("filter") if one.get("className") == "org.omegat.filters2.po.PoFilter")
    options = {one.get("name"): one.get("value") for one in po.iter("option")}
    # the name says the contrary of what it does: "false" writes the source as the translation
    assert options == {"disallowBlank": "true", "skipHeader": "true"}


def test_where_omegat_looks_for_glossaries_there_is_no_other_file_that_it_would_take_for_one() -> None:
    folder = OMEGAT / omegat()["glossary_dir"]
    readable = [path for path in folder.rglob("*") if path.suffix in {".csv", ".tbx", ".txt", ".tab", ".tsv", ".utf8"}]
    assert {path.name for path in readable} - {"my-glossary.txt"} == {"glossary.csv", "glossary.tbx"}


def test_what_omegat_offers_first_is_the_term_and_not_a_form_to_avoid() -> None:
    with (RUSSIAN / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    avoided = {(row["source"], form) for row in rows for form in row["translator_comments"].split("not: ")[1:]}
    assert avoided
    root = ET.parse(RUSSIAN / "glossary.tbx").getroot()  # noqa: S314  # our own file
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    for entry in root.iter("termEntry"):
        texts = {
            section.get(name): [one.text or "" for one in section.iter("term")] for section in entry.iter("langSet")
        }
        offered = {(source, target) for source in texts.get("en", ()) for target in texts.get("ru", ())}
        assert not offered & {(source, form) for source, forms in avoided for form in forms.split("; ")}


def test_weblate_has_a_component_for_each_catalog() -> None:
    components = json.loads((PAGES / "weblate-components.json").read_text("utf-8"))
    assert {one["slug"] for one in components} == DOMAINS
    for one in components:
        mask = f"locales/*/LC_MESSAGES/{one['slug']}.po"
        assert (one["filemask"], one["new_base"]) == (mask, f"locales/{one['slug']}.pot")
        assert (one["file_format"], one["file_format_params"]["po_line_wrap"]) == ("po", 65535)
        assert one["file_format_params"]["po_keep_previous"] is True
        assert one["file_format_params"]["po_remove_obsolete"] is False
    assert len({one["name"] for one in components}) == len(components)


# --------------------------------------------------------------------------- the pages


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in re.findall(r"\]\((?!https?:|address\))([^)#]+)", text):
        assert (PAGES / link).exists(), link
    commands = conference(ROOT)
    for command in re.findall(r"diptych ([a-z][a-z-]+)", text):
        assert command in commands.list_commands(click.Context(commands)), command
    for path in re.findall(r"`((?:locales|content|tests|docs)/[\w./-]+)`", text):
        made_by_omegat, an_example = path == "locales/omegat-ru/target", path == "locales/omegat-tg"
        assert (ROOT / path).exists() or made_by_omegat or an_example, path


def test_the_index_names_every_page() -> None:
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", (PAGES / "README.md").read_text("utf-8")))
    assert named == {page.name for page in PAGES.glob("*.md")} - {"README.md"}
