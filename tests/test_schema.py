"""The schemas in docs/schema hold for what the readers read: the same keys, the same words, the same musts."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from conftest import ROOT
from diptych import markdown, programme, registry, terms, vocabulary
from reading import CONTENT, SMALL, river

if TYPE_CHECKING:
    from diptych.finding import Finding

SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "docs" / "schema").glob("*.json"))}


class Editor(yaml.SafeLoader):
    """YAML as editors read it (1.2, core schema): no dates, no sexagesimal times, no `no` that means false."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[0-9]+$"), list("0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def load(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a safe loader with fewer guesses


def front(text: str) -> str:
    return text.split("---\n")[1]


def at(schema: str, *path: str) -> Any:
    """The schema of what stands at a path of keys; ``*`` is any key of a mapping, ``[]`` an item of a list."""
    here = SCHEMAS[schema]
    for step in path:
        if step == "[]":
            here = here["items"]
        elif step == "*":
            here = here["additionalProperties"]
        else:
            here = here["properties"][step]
        here = here["oneOf"][1] if "oneOf" in here else here
    return here


ITEM = ("days", "[]", "items", "[]")
KEYS = [
    (("conference",), vocabulary.CONFERENCE_KEYS),
    (("conference", "dates"), vocabulary.DATES_KEYS),
    (("conference", "documents", "[]"), vocabulary.LISTING_KEYS),
    (("conference", "facts", "*"), vocabulary.FACT_KEYS),
    (("conference", "check"), vocabulary.CHECK_KEYS),
    (("terms", "*"), vocabulary.TERM_KEYS),
    (("terms", "*", "*"), vocabulary.WORDING_KEYS),
    (("people",), vocabulary.PEOPLE_KEYS),
    (("people", "organizations", "*"), vocabulary.ORGANIZATION_KEYS),
    (("people", "people", "*"), vocabulary.PERSON_KEYS),
    (("labels",), tuple(vocabulary.LABELS)),
    *((("labels", section), names) for section, names in vocabulary.LABELS.items()),
    (("front-matter",), vocabulary.FRONT_KEYS),
    (("programme",), vocabulary.PROGRAMME_KEYS),
    (("programme", "days", "[]"), vocabulary.DAY_KEYS),
    (("programme", *ITEM), vocabulary.ITEM_KEYS),
    (("programme", *ITEM, "venues", "[]"), vocabulary.VENUE_KEYS),
    (("programme", *ITEM, "roles", "[]"), vocabulary.ROLE_KEYS),
    (("programme", *ITEM, "roles", "[]", "people", "[]"), vocabulary.SPEAKER_KEYS),
    (("programme", *ITEM, "issues", "[]"), vocabulary.ISSUE_KEYS),
]
WORDS = [
    (("conference", "check", "severity", "*"), vocabulary.SEVERITIES),
    (("conference", "check", "per-cent"), vocabulary.PER_CENT),
    (("conference", "check", "yo"), vocabulary.YO),
    (("conference", "documents", "[]", "status"), vocabulary.STATUSES),
    (("people", "people", "*", "order"), vocabulary.ORDERS),
    (("people", "people", "*", "courtesy"), vocabulary.COURTESIES),
    (("people", "people", "*", "style"), vocabulary.STYLES),
    (("people", "people", "*", "gender"), vocabulary.GENDERS),
    (("terms", "*", "kind"), vocabulary.TERM_KINDS),
    (("front-matter", "kind"), vocabulary.DOCUMENT_KINDS),
    (("front-matter", "status"), vocabulary.STATUSES),
    (("programme", "kind"), ("programme",)),
    (("programme", "status"), vocabulary.STATUSES),
    (("programme", *ITEM, "kind"), vocabulary.ITEM_KINDS),
    (("programme", *ITEM, "access"), vocabulary.ACCESS),
    (("programme", *ITEM, "audience"), vocabulary.AUDIENCES),
    (("programme", *ITEM, "venues", "[]", "audience"), vocabulary.AUDIENCES),
    (("programme", *ITEM, "roles", "[]", "role"), vocabulary.ROLES),
    (("programme", *ITEM, "roles", "[]", "people", "[]", "mode"), vocabulary.MODES),
]


@pytest.mark.parametrize(("path", "known"), KEYS, ids=lambda value: "/".join(value) if value[0] in SCHEMAS else "")
def test_a_mapping_has_the_keys_that_its_reader_knows(path: tuple[str, ...], known: tuple[str, ...]) -> None:
    assert sorted(at(*path)["properties"]) == sorted(known)


@pytest.mark.parametrize(("path", "known"), WORDS, ids=lambda value: "/".join(value) if value[0] in SCHEMAS else "")
def test_a_choice_has_the_words_that_its_reader_knows(path: tuple[str, ...], known: tuple[str, ...]) -> None:
    assert at(*path)["enum"] == list(known)


def _mappings(schema: Any) -> list[Any]:
    """Every schema of a mapping or a choice within a schema."""
    found = [schema] if isinstance(schema, dict) and {"properties", "enum"} & set(schema) else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [each for value in inner for each in _mappings(value)]


def test_no_mapping_and_no_choice_of_a_schema_goes_untested() -> None:
    """A new one must come into the two lists above."""
    tested = [at(*path) for path, _ in (*KEYS, *WORDS)]
    plural = SCHEMAS["labels"]["$defs"]["plural"]
    assert sorted(plural["properties"]) == sorted(vocabulary.PLURAL_KEYS)
    missed = [m for name in SCHEMAS for m in _mappings(SCHEMAS[name]) if m not in [*tested, plural]]
    assert [m["description"] for m in missed] == []


def test_every_plural_label_is_one_in_the_schema() -> None:
    plural = {
        f"{section}/{name}"
        for section, body in SCHEMAS["labels"]["properties"].items()
        for name, label in body["properties"].items()
        if label["$ref"].endswith("plural")
    }
    assert plural == set(vocabulary.PLURAL_LABELS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_every_key(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    for mapping in _mappings(SCHEMAS[name]):
        for key, value in mapping.get("properties", {}).items():
            assert "description" in value or "$ref" in value, key


@pytest.mark.parametrize("folder", [CONTENT, SMALL], ids=["content", "small"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_the_conferences_are_valid(name: str, folder: Any) -> None:
    path = folder / ("declaration.md" if name == "front-matter" else f"{name}.yaml")
    if not path.exists():
        path = CONTENT / path.name
    text = path.read_text("utf-8")
    jsonschema.validate(load(front(text) if name == "front-matter" else text), SCHEMAS[name])


# --------------------------------------------------------------------------- the musts


def findings(name: str, value: Any) -> list[Finding]:
    """What the reader says of a value, written as YAML."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    if name == "conference":
        return registry.conference(text, "x")[-1]
    if name == "people":
        return registry.people(text, "x")[-1]
    if name == "labels":
        return registry.labels(text, "x")[-1]
    if name == "terms":
        return terms.loads(text, "x", ("en", "ru"))[-1]
    if name == "programme":
        return programme.loads(text, "x", "programme", river())[-1]
    return markdown.loads(f"---\n{text}---\n", "x", "x")[-1]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all keys of all mappings."""
    if isinstance(value, dict):
        return [p for key, inner in value.items() for p in [(*path, key), *_places(inner, (*path, key))]]
    if isinstance(value, list):
        return [p for n, inner in enumerate(value) for p in _places(inner, (*path, n))]
    return []


def _without(value: Any, path: tuple[Any, ...]) -> Any:
    value = copy.deepcopy(value)
    here = value
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return value


@pytest.mark.parametrize("name", ["conference", "people", "programme", "front-matter"])
def test_what_the_schema_requires_the_reader_requires_too(name: str) -> None:
    """Each key of a small file is left out in turn, and both are asked."""
    text = (SMALL / ("declaration.md" if name == "front-matter" else f"{name}.yaml")).read_text("utf-8")
    value = yaml.load(front(text) if name == "front-matter" else text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    typed = load(front(text) if name == "front-matter" else text)
    assert findings(name, value) == []
    validator = jsonschema.Draft202012Validator(SCHEMAS[name])
    for path in _places(value):
        missing = {"missing-key", "missing-id"} & {f.rule for f in findings(name, _without(value, path))}
        if path[-1] == "start" and name == "programme":
            continue  # an end without a start: a relation, which the schema leaves to the reader
        assert bool(missing) == (not validator.is_valid(_without(typed, path))), path


def test_each_label_that_the_schema_requires_the_reader_requires_too() -> None:
    value = yaml.load((CONTENT / "labels.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    validator = jsonschema.Draft202012Validator(SCHEMAS["labels"])
    for section, names in vocabulary.LABELS.items():
        without = copy.deepcopy(value)
        del without[section][names[-1]]
        assert not validator.is_valid(without)
        assert [f.rule for f in findings("labels", without)] == ["missing-label"]
