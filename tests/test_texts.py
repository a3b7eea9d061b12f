"""conference.json: valid against its schema, complete, and never a text that nobody confirmed under ``text``."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import jsonschema
import pytest

from conftest import ROOT
from diptych.catalog import Key, Span
from diptych.model import Fact, Organization, Part, Term, Wording
from diptych.render import texts
from spoken import DECLARATION, PROGRAMME, Told

SCHEMA = json.loads((ROOT / "docs" / "schema" / "data" / "conference.json").read_text("utf-8"))
HOSTILE = "a\x00b\ud800\u202e“</script>”"


def dumped(who: Told) -> Any:
    """The file, found valid."""
    artifact = texts.dump(who.documents, who.registry, who.translations)
    assert (artifact.path, artifact.media) == ("conference.json", "application/json")
    value = json.loads(artifact.data)
    jsonschema.validate(value, SCHEMA, jsonschema.Draft202012Validator)
    return value


def blocks(value: Any, document: str) -> dict[str, Any]:
    (found,) = [one for one in value["documents"] if one["id"] == document]
    return {block["id"]: block for block in found["blocks"]}


def said(block: Any, lang: str) -> list[str]:
    return [part["texts"][lang].get("text", "–") for part in block["parts"]]


def test_the_conference_its_people_and_its_organizations_stand_by_id() -> None:
    value = dumped(Told())
    assert value["languages"] == ["en", "ru"]
    assert value["conference"]["title"] == {
        "en": {"state": "done", "text": "Conference on the River"},
        "ru": {"state": "done", "text": "«Conference on the River»"},
    }
    assert value["conference"]["co_organizers"] == ["town", "union"]
    assert list(value["people"]) == ["lee", "sharifova"]
    assert value["people"]["lee"]["family_first"] is True
    assert "family_first" not in value["people"]["sharifova"]
    assert value["people"]["sharifova"]["organization"] == "town"
    assert value["organizations"]["union"]["short"]["ru"]["text"] == "«RU»"
    assert [document["id"] for document in value["documents"]] == ["programme", "declaration"]


def test_every_block_of_every_document_is_there_with_its_texts_in_every_language() -> None:
    who = Told()
    value = dumped(who)
    for document in (who.programme, who.declaration):
        there = blocks(value, document.slug)
        assert list(there) == [block.id for block in document.blocks]
        for block in document.blocks:
            assert there[block.id]["kind"] == block.kind
            assert said(there[block.id], "en") == [part.key.msgid for part in block.parts]
            assert all(set(part["texts"]) == {"en", "ru"} for part in there[block.id]["parts"])


def test_a_block_says_what_it_is_and_nothing_that_it_is_not() -> None:
    value = dumped(Told())
    found = blocks(value, "declaration")["op-1"]
    assert found == {
        "id": "op-1",
        "kind": "operative",
        "number": "1",
        "parts": [
            {
                "field": "text",
                "domain": "declaration",
                "texts": {
                    "en": {"state": "done", "text": "*Call upon* the two banks to keep the river clean;"},
                    "ru": {"state": "done", "text": "«*Call upon* the two banks to keep the river clean;»"},
                },
            }
        ],
    }
    day = blocks(value, "programme")["day-2023-05-03"]
    assert (day["date"], day["parts"]) == ("2023-05-03", [])
    speaker = blocks(value, "programme")["opening-panellist-lee"]
    assert {name: speaker[name] for name in ("session", "minutes", "video", "person")} == {
        "session": "opening", "minutes": 5, "video": True, "person": "lee",
    }  # fmt: skip
    assert [(p["field"], p["domain"], p["context"]) for p in speaker["parts"]][1:3] == [
        ("name", "people", "people/lee/name"),
        ("function", "people", "people/lee/function"),
    ]


def test_sessions_are_data() -> None:
    (programme,) = [one for one in dumped(Told())["documents"] if one["id"] == "programme"]
    sessions = {session["id"]: session for session in programme["sessions"]}
    assert list(sessions) == ["opening", "lunch", "boat", "museum"]
    assert {name: value for name, value in sessions["boat"].items() if name not in ("title", "label")} == {
        "id": "boat",
        "kind": "side-event",
        "date": "2023-05-03",
        "start": "10:30",
        "end": "11:00",
        "organizers": ["union", "town"],
        "host": "sharifova",
        "invitation": True,
        "audience": "heads-of-delegation",
    }
    assert "end" not in sessions["lunch"]
    assert "start" not in sessions["museum"]
    assert sessions["museum"]["around"] is True
    assert sessions["opening"]["appearances"] == [
        {"person": "sharifova", "role": "chair", "minutes": 10},
        {"person": "lee", "role": "panellist", "minutes": 5, "video": True},
    ]


def test_what_is_missing_or_out_of_date_never_stands_as_a_text() -> None:
    noting = "*Noting* that rivers cross borders;"
    value = dumped(Told(missing=("Opening",), fuzzy=(noting,)))
    assert blocks(value, "programme")["opening"]["parts"][0]["texts"]["ru"] == {"state": "missing"}
    russian = blocks(value, "declaration")["recital-2"]["parts"][0]["texts"]["ru"]
    assert russian == {"state": "fuzzy", "outdated": f"«{noting}»"}


def with_facts() -> Told:
    text = DECLARATION.replace("a conference met", "{rivers} rivers met")
    who = Told(declaration_text=text)
    fact = Fact("rivers", "1400", "Report, p. 1", dt.date(2023, 5, 4), "", Span("conference.yaml"))
    term = Term(
        "syr-darya",
        "term",
        {
            "en": Wording("Syr Darya", "", ("Jaxartes",), Span("terms.yaml")),
            "ru": Wording("Сырдарья", "С", (), Span("terms.yaml")),
        },
        "The river.",
        Span("terms.yaml"),
    )
    conference = dataclasses.replace(who.registry.conference, facts={"rivers": fact})
    who.registry = dataclasses.replace(who.registry, conference=conference, terms={"syr-darya": term})
    return who


def test_facts_stand_in_the_texts_and_by_themselves() -> None:
    value = dumped(with_facts())
    assert value["facts"] == {"rivers": {"value": "1400", "source": "Report, p. 1", "date": "2023-05-04"}}
    first = blocks(value, "declaration")["p-1"]
    assert said(first, "en") == ["On 3–4 May 2023 1,400 rivers met in Khujand."]
    assert "{" not in said(first, "ru")[0]


def test_terms_stand_with_their_forms_in_every_language() -> None:
    assert dumped(with_facts())["terms"] == {
        "syr-darya": {
            "kind": "term",
            "wordings": {
                "en": {"term": "Syr Darya", "avoid": ["Jaxartes"]},
                "ru": {"term": "Сырдарья", "short": "С"},
            },
            "note": "The river.",
        }
    }


def test_hostile_texts_stay_texts_and_missing_data_is_left_out() -> None:
    who = Told(russian=lambda _text: HOSTILE, url="")
    value = dumped(who)
    assert said(blocks(value, "declaration")["op-1"], "ru") == ["a[U+0000]b[U+D800][U+202E]“</script>”"]
    assert "url" not in value["conference"]
    part = Part("name", "people", Key("X", "organizations/x/name"), Span("people.yaml"))
    who.registry = dataclasses.replace(
        who.registry, people={}, organizations={"x": Organization("x", part, None, Span("people.yaml"))}
    )
    assert dumped(who)["organizations"]["x"]["name"]["ru"] == {"state": "missing"}
    who.documents = ()
    assert dumped(who)["documents"] == []


def test_the_bytes_are_the_same_twice_and_the_order_of_a_file_does_not_matter() -> None:
    first, second = (texts.dump(w.documents, w.registry, w.translations) for w in (Told(), Told()))
    assert first == second
    assert first.data.endswith(b"}\n")
    who = Told()
    turned = dataclasses.replace(who.registry, people=dict(reversed(list(who.registry.people.items()))))
    assert texts.dump(who.documents, turned, who.translations) == first


@pytest.mark.parametrize("text", [PROGRAMME.split("days:")[0] + "days: []\n", PROGRAMME.replace("title: Opening", "")])
def test_a_programme_with_next_to_nothing_is_valid(text: str) -> None:
    assert "declaration" in {document["id"] for document in dumped(Told(text))["documents"]}


# --------------------------------------------------------------------------- the schema


def _mappings(schema: Any) -> list[Any]:
    found = [schema] if isinstance(schema, dict) and "properties" in schema else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [each for value in inner for each in _mappings(value)]


@pytest.mark.parametrize("name", ["conference", "published"])
def test_a_schema_is_one_and_describes_every_member(name: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "data" / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for mapping in _mappings(schema):
        assert mapping["additionalProperties"] is False
        for key, value in mapping["properties"].items():
            assert "description" in value or value.keys() <= {"$ref", "const"}, key


def test_the_schema_is_no_wider_than_what_is_written() -> None:
    """Each member that the schema knows is in a file that has everything."""
    who = with_facts()
    value = dumped(who)
    written = {key for mapping in _dictionaries(value) for key in mapping}
    known = {key for mapping in _mappings(SCHEMA) for key in mapping["properties"]}
    # The small conference has no table, no fuzzy text and no homepage.
    assert known - written == {"row", "column", "outdated", "homepage"}


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [each for one in inner for each in _dictionaries(one)]
