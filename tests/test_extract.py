"""Documents and templates → catalogs."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

import pytest

from diptych import po
from diptych.catalog import Entry, Key, Span
from diptych.extract import extract
from diptych.finding import UserError
from diptych.model import Appearance, Block, Document, Kind, Part, Session

if TYPE_CHECKING:
    from pathlib import Path


def part(msgid: str, line: int, context: str | None = None, **more: str) -> Part:
    field, domain = more.pop("field", "text"), more.pop("domain", "river")
    plural, comment = more.pop("plural", None), more.pop("comment", "")
    return Part(field, domain, Key(msgid, context), Span(f"content/{domain}.md", line), plural, comment)


def block(kind: Kind, *parts: Part, heading: str = "", session: str = "", number: str = "") -> Block:
    return Block(kind, parts, parts[0].span, "id", heading=heading, session=session, number=number)


def document(*blocks: Block, slug: str = "river", kind: str = "document", lang: str = "en") -> Document:
    return Document(slug, kind, lang, "final", f"content/{slug}.md", blocks)


def only(found: Document) -> tuple[Entry, ...]:
    return extract([found])[found.slug].entries


def test_a_document_gives_the_messages_of_its_own_domain_in_its_order() -> None:
    river = document(
        block(Kind.TITLE, part("River", 2, "title")),
        block(Kind.SPEAKER, part("Chair", 3, "roles/chair", domain="labels"), part("speaks", 4)),
    )
    catalog = extract([river])["river"]
    assert [entry.key for entry in catalog.entries] == [Key("River", "title"), Key("speaks")]
    assert (catalog.source, catalog.target, catalog.by_key()[Key("speaks")].texts) == ("en", "", ("",))


def test_equal_messages_are_joined_with_all_their_references() -> None:
    entries = only(
        document(block(Kind.PARAGRAPH, part("same", 3)), block(Kind.QUOTE, part("same", 9, comment="as above")))
    )
    assert [(entry.references, entry.comments) for entry in entries] == [
        (("content/river.md:3", "content/river.md:9"), ("river: paragraph", "river: quote", "as above"))
    ]


def test_a_comment_says_what_it_is_and_what_it_stands_under() -> None:
    river = document(
        block(Kind.HEADING, part("Banks", 3, "banks"), heading="Banks"),
        block(
            Kind.OPERATIVE,
            part("*Call upon* all;", 5, comment="first line\nsecond line"),
            heading="Banks",
            number="5",
        ),
    )
    assert [entry.comments for entry in only(river)] == [
        ("river: heading",),
        ("river: operative paragraph 5, under “Banks”", "first line", "second line"),
    ]


def programme() -> Document:
    title = part("Opening", 7, "opening/title", field="title", domain="programme")
    session = Session(
        id="opening",
        kind="side-event",
        date=dt.date(2022, 10, 18),
        start=None,
        end=None,
        title=title,
        label=part("Side event I", 6, "opening/label", field="label", domain="programme"),
        appearances=(
            Appearance("amir", "keynote", 10, video=True, span=Span("p.yaml")),
            Appearance("zara", "chair", None, video=False, span=Span("p.yaml")),
        ),
        organizers=(),
        host="zara",
        invitation=False,
        audience="",
        around=False,
        span=Span("content/programme.yaml", 7),
    )
    blocks = (block(Kind.SESSION, title, session="opening"),)
    return Document("programme", "programme", "en", "final", "content/programme.yaml", blocks, (session,))


def test_a_session_is_called_by_its_kind() -> None:
    assert only(programme())[0].comments == ("programme: title of a side event",)


def test_a_person_comes_with_what_he_or_she_does_in_the_programme() -> None:
    people = document(
        block(Kind.FIELD, part("Amir", 3, "people/amir/name", domain="people", field="name")),
        block(Kind.FIELD, part("Minister", 4, "people/zara/function", domain="people", field="function")),
        block(Kind.FIELD, part("UN", 5, "organizations/un/short", domain="people", field="short")),
        slug="people",
        kind="people",
    )
    assert [entry.comments for entry in extract([people, programme()])["people"].entries] == [
        ("name of a person", "programme: gives the keynote address in “Side event I: Opening” (video message)"),
        (
            "function of a person",
            "programme: host of “Side event I: Opening”",
            "programme: chair in “Side event I: Opening”",
        ),
        ("short name of an organization",),
    ]


@pytest.mark.parametrize(
    ("msgid", "flags"),
    [
        ("Page {page} of {pages}", ("python-brace-format",)),
        ("100 %", ()),
        ("{", ()),
        ("{}", ()),
        ("a {b c} d", ()),
        ("%(count)s boats", ("python-format",)),
    ],
)
def test_placeholders_are_flagged_so_that_msgfmt_compares_them(msgid: str, flags: tuple[str, ...]) -> None:
    assert only(document(block(Kind.PARAGRAPH, part(msgid, 1))))[0].flags == flags


def test_a_plural_has_as_many_forms_as_its_language() -> None:
    labels = part("{count} boat", 1, plural="{count} boats")
    assert only(document(block(Kind.FIELD, labels)))[0].texts == ("", "")
    russian = document(block(Kind.FIELD, part("{count} лодка", 1, plural="{count} лодок")), lang="ru")
    assert len(only(russian)[0].texts) > 2
    assert extract([russian])["river"].source == "ru"


def test_a_line_feed_in_a_msgid_is_our_fault() -> None:
    with pytest.raises(ValueError, match=r"content/river\.md:7: a msgid has a line feed"):
        only(document(block(Kind.PARAGRAPH, part("a\nb", 7))))


def test_the_same_content_gives_the_same_bytes() -> None:
    documents = [programme(), document(block(Kind.PARAGRAPH, part("a", 1)))]
    first, second = ([po.dumps(catalog) for catalog in extract(documents).values()] for _ in range(2))
    assert first == second


# --------------------------------------------------------------------------- templates

PAGE = """<p>{{ _("Hello") }}</p>
{# translators: of the door #}
{{ gettext("Open") }} {{ pgettext("verb", "Open") }}
{{ ngettext("%(count)s boat", "%(count)s boats", n) }}
{% trans %}Over{% endtrans %} {{ _(name) }}
"""


def test_words_of_templates_have_a_domain_of_their_own() -> None:
    catalog = extract([], {"b.css": "_('no')", "page.html": PAGE})["templates"]
    assert [(entry.key.context, entry.key.msgid, entry.references) for entry in catalog.entries] == [
        (None, "Hello", ("templates/page.html:1",)),
        (None, "Open", ("templates/page.html:3",)),
        ("verb", "Open", ("templates/page.html:3",)),
        (None, "%(count)s boat", ("templates/page.html:4",)),
        (None, "Over", ("templates/page.html:5",)),
    ]
    assert catalog.entries[1].comments == ("of the door",)
    assert (catalog.entries[3].plural, catalog.entries[3].flags) == ("%(count)s boats", ("python-format",))


def test_templates_without_words_give_no_domain() -> None:
    assert extract([], {"page.html": "<p>{{ title }}</p>"}) == {}


def test_a_template_with_a_syntax_error_is_named_with_its_line() -> None:
    with pytest.raises(UserError, match=r"^templates/page\.html:2: ") as error:
        extract([], {"page.html": "<p>\n{% if %}</p>"})
    assert error.value.hint


def test_a_text_of_several_lines_in_a_template_says_how_to_mend_it() -> None:
    with pytest.raises(UserError, match=r"templates/page\.html:1: a text of several lines") as error:
        extract([], {"page.html": "{% trans %}one\ntwo{% endtrans %}"})
    assert "trimmed" in error.value.hint
    assert extract([], {"page.html": "{% trans trimmed %}one\n  two{% endtrans %}"})["templates"].entries[0].key == Key(
        "one two"
    )


@pytest.mark.program("msgfmt")
def test_msgfmt_has_nothing_to_say_about_a_template(tmp_path: Path) -> None:
    for domain, catalog in extract([programme()], {"page.html": PAGE}).items():
        path = tmp_path / f"{domain}.pot"
        path.write_text(po.dumps(catalog), "utf-8")
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
