"""conference.yaml, people.yaml, labels.yaml: what they say, and what is wrong as findings."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import registry
from diptych.catalog import Key
from reading import CONTENT, EXAMPLES, SMALL, example, ids_differ, places_exist, printed, river, said


def test_the_real_content_is_read_without_a_finding() -> None:
    conference, first, found = registry.conference((CONTENT / "conference.yaml").read_text("utf-8"), "c.yaml")
    people, organizations, second, more = registry.people((CONTENT / "people.yaml").read_text("utf-8"), "p.yaml")
    labels, third, most = registry.labels((CONTENT / "labels.yaml").read_text("utf-8"), "l.yaml")
    assert said([*found, *more, *most]) == []
    assert conference
    assert set(conference.organizers + conference.supporters) <= set(organizations)
    assert len(people) >= 55
    assert labels["roles/chair"].key == Key("Chair", "roles/chair")
    assert labels["notice/missing"].plural
    assert all(ids_differ(document) for document in (first, second, third))


def test_the_conference_is_what_the_file_says() -> None:
    conference = river().conference
    assert (conference.id, conference.start, conference.end) == ("river-2023", dt.date(2023, 5, 3), dt.date(2023, 5, 4))
    assert (conference.timezone, conference.country, conference.languages) == ("Asia/Dushanbe", "TJ", ("en", "ru"))
    assert [(listing.slug, listing.status) for listing in conference.documents] == [
        ("programme", "draft"),
        ("declaration", "draft"),
    ]
    assert conference.title.key == Key("Conference on the River", "title")


def test_people_and_their_fields_are_a_document() -> None:
    people, organizations, document, found = registry.people((SMALL / "people.yaml").read_text("utf-8"), "p.yaml")
    assert said(found) == []
    assert (people["sharifova"].style, people["lee"].style, people["lee"].family_first) == ("her", "", True)
    assert organizations["union"].short
    assert printed(document)[-1] == "25 field #people-lee-function | people:people/lee/function Professor of Hydrology"
    assert (document.blocks[-1].group, document.blocks[-1].heading) == ("people-lee", "Lee Min")


def test_a_broken_conference_is_read_all_the_same() -> None:
    conference, _, found = registry.conference(example("conference.yaml"), "conference.yaml")
    assert said(found) == example("conference.findings").splitlines()
    assert conference
    assert (conference.id, conference.start, conference.targets) == ("river-2023", dt.date(2023, 5, 3), ("ru",))
    assert [listing.slug for listing in conference.documents] == ["programme"]


def test_a_conference_without_dates_is_none() -> None:
    assert registry.conference("id: x\nsource: en\n", "conference.yaml")[0] is None


def test_broken_people_are_read_all_the_same() -> None:
    people, organizations, document, found = registry.people(example("people.yaml"), "people.yaml")
    assert said(found) == example("people.findings").splitlines()
    assert (list(people), list(organizations)) == (["sharifova", "lee"], ["town", "union-of-rivers"])
    assert all(part.key.msgid for block in document.blocks for part in block.parts)


def test_a_label_that_is_missing_is_found_with_what_it_may_be_meant_by() -> None:
    text = (CONTENT / "labels.yaml").read_text("utf-8").replace("  panellist:", "  panelist:")
    _, _, (finding,) = registry.labels(text, "labels.yaml")
    assert (finding.rule, finding.hint) == ("missing-label", "Did you mean it by “roles/panelist”?")


def test_a_plural_label_without_its_plural_is_found() -> None:
    text = (CONTENT / "labels.yaml").read_text("utf-8")
    head, _, tail = text.partition("notice:")
    broken = (
        head
        + 'notice:\n  missing: "{count} missing"\n  fuzzy: {one: a, others: b}\nformats:'
        + tail.partition("formats:")[2]
    )
    _, _, found = registry.labels(broken, "labels.yaml")
    assert [finding.rule for finding in found] == ["missing-plural", "unknown-key", "missing-key"]


def test_own_labels_may_stand_beside_the_known() -> None:
    text = (CONTENT / "labels.yaml").read_text("utf-8") + "local:\n  bus: Bus to the hotel\n"
    labels, _, found = registry.labels(text, "labels.yaml")
    assert said(found) == []
    assert labels["local/bus"].key.msgid == "Bus to the hotel"


def test_a_file_that_breaks_off_is_not_said_to_lack_the_rest() -> None:
    _, _, found = registry.labels("roles:\n  chair: Chair\n  keynote: a: b\n", "labels.yaml")
    assert [finding.rule for finding in found] == ["yaml-syntax"]


def test_a_tab_is_one_finding() -> None:
    text = "people:\n  lee:\n\tname: Lee\n\tfunction: X\n\tfamly: Lee\n"
    assert said(registry.people(text, "people.yaml")[-1]) == [
        "3 error[tab]: a tab in the indentation of this line, and in 2 more | Indent with spaces."
    ]
    assert [finding.rule for finding in registry.conference("id: x\ndates:\n\tstart: y\n", "c.yaml")[-1]] == ["tab"]
    assert [finding.rule for finding in registry.labels("roles:\n\tchair: Chair\n", "l.yaml")[-1]] == ["tab"]


def test_a_conference_that_breaks_off_is_not_said_to_lack_the_rest() -> None:
    conference, _, found = registry.conference("id: x\ntitle: 'open\nsource: en\n", "c.yaml")
    assert conference is None
    assert said(found) == [
        (
            "2 error[yaml-syntax]: not YAML: found unexpected end of stream"
            " | A quotation mark or a bracket is opened here and not closed."
        ),
    ]


def test_no_organizations_at_all_is_one_finding() -> None:
    lee = "{name: L, family: L, function: F, organization: union}"
    _, _, _, found = registry.people(f"people:\n  a: {lee}\n  b: {lee}\n", "people.yaml")
    assert said(found) == [
        (
            "2 error[unknown-organization]: people.yaml has no organizations"
            " | Add them under “organizations:” there, or get the file back from git."
        ),
    ]


def test_an_empty_labels_file_is_one_finding() -> None:
    assert said(registry.labels("# nothing\n", "labels.yaml")[-1]) == [
        "1 error[missing-label]: there are no labels | Get labels.yaml back from git, or copy another conference's."
    ]


def test_a_document_cannot_have_the_name_of_another_catalog() -> None:
    for name in ("conference", "people", "labels", "templates"):
        text = f"documents:\n  - {{id: {name}, file: x.md}}\n"
        messages = [finding.message for finding in registry.conference(text, "c.yaml")[-1]]
        assert f"a document cannot be called “{name}”" in messages


def test_every_hint_of_the_examples_is_a_sentence() -> None:
    lines = [line for path in sorted(EXAMPLES.glob("*.findings")) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 70
    assert [line for line in lines if not re.search(r" \| [A-Z].*[.?]$", line)] == []


KEYS = [
    "id: ",
    "title: ",
    "dates: {start: 2023-05-03, end: 2023-05-04}\n",
    "source: en\n",
    "languages: [ru, x]\n",
    "country: ",
    "timezone: ",
    "documents:\n  - ",
    "people:\n  ",
    "organizations:\n  ",
    "name: ",
    "style: excellency\n",
    "roles:\n  chair: ",
    "one: ",
    "other: ",
    "a",
    "../..",
    "America",
    "\u202e",
    "\n",
    "  ",
    "[",
    "{",
    "}",
    ": ",
    "- ",
    "\t",
    "TJ",
    "*",
    "<b>",
]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(KEYS)).map("".join) | st.text())
def test_no_text_raises_and_every_place_exists(text: str) -> None:
    _, document, found = registry.conference(text, "x.yaml")
    assert places_exist(text, document, found)
    _, _, document, found = registry.people(text, "x.yaml")
    assert places_exist(text, document, found)
    assert ids_differ(document)
    _, document, found = registry.labels(text, "x.yaml")
    assert places_exist(text, document, found)
    assert ids_differ(document)


def test_a_person_may_have_no_function() -> None:
    persons, _, document, found = registry.people("people:\n  lee: {name: Ana Lee, family: Lee}\n", "people.yaml")
    assert found == []
    assert persons["lee"].function.key.msgid == ""
    assert [part.field for block in document.blocks for part in block.parts] == ["name"]
