"""The conference in this repository: complete, and its sentences its own."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from rapidfuzz import fuzz

from conftest import ROOT, SEEDS
from diptych import checking, facts, pipeline, project
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = project.read(ROOT)
DOCUMENTS = {document.slug: document for document in FOLDER.documents}
STATEMENTS = [block for block in DOCUMENTS["report"].blocks if block.kind is Kind.STATEMENT]
RUN = 12
"""Words in a row that no sentence of ours shares with the originals; names, titles and symbols are facts."""
NAMES = [re.sub(r" \([^)]*\)$", "", one.name.key.msgid) for one in FOLDER.known.organizations.values()] + [
    # the three bodies of law, which every text of the United Nations names in this order
    "including international humanitarian law, international human rights law and international refugee law",
]


def test_nothing_is_wrong_with_it() -> None:
    assert checking.conference(FOLDER).findings == ()


def test_its_russian_is_complete() -> None:
    assert [one for one in pipeline.cover(pipeline.extract_all(FOLDER)) if one.percent < 100] == []


def test_the_programme_has_its_items_people_and_minutes() -> None:
    sessions = DOCUMENTS["programme"].sessions
    assert len(sessions) >= 22
    assert len(FOLDER.known.people) >= 60
    named = {one.person for session in sessions for one in session.appearances}
    named |= {session.host for session in sessions if session.host}
    assert len(named) >= 60
    assert named | {block.person for block in STATEMENTS} == set(FOLDER.known.people)
    assert sum(one.video for session in sessions for one in session.appearances) == 5
    minutes = {s.id: sum(one.minutes or 0 for one in s.appearances) for s in sessions}
    assert minutes["opening"] == 73
    assert [minutes[f"session-{n}"] for n in (1, 2, 3, 4)] == [52, 58, 52, 46]


def test_the_declaration_has_its_parts() -> None:
    kinds = [block.kind for block in DOCUMENTS["declaration"].blocks]
    assert (kinds.count(Kind.CHAPEAU), kinds.count(Kind.RECITAL), kinds.count(Kind.OPERATIVE)) == (1, 7, 13)


PROSE = (Kind.PARAGRAPH, Kind.CHAPEAU, Kind.RECITAL, Kind.OPERATIVE, Kind.ISSUE, Kind.NOTE, Kind.LIST_ITEM, Kind.CELL)


def sentences() -> Iterator[str]:
    for block in (block for document in DOCUMENTS.values() for block in document.blocks):
        if block.kind in PROSE:
            names = "|".join(map(re.escape, sorted(NAMES, key=len, reverse=True)))
            # What stands in quotation marks is a title.
            yield from re.split(rf"“[^”]*”|{names}", block.parts[0].key.msgid)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_no_sentence_is_copied_from_the_originals() -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in SEEDS.glob("*.txt"):
        text = words(path.read_text("utf-8"))
        theirs |= {tuple(text[at : at + RUN]) for at in range(len(text))}
    facts = re.compile(r"\d{4} \(\d{4}\)")
    copied = []
    for sentence in sentences():
        own = words(facts.sub("", sentence))
        copied += [
            " ".join(own[at : at + RUN]) for at in range(len(own) - RUN + 1) if tuple(own[at : at + RUN]) in theirs
        ]
    assert copied == []


# --------------------------------------------------------------------------- the report

LEDGER = list(csv.DictReader((ROOT / "content" / "ledger.csv").read_text("utf-8").splitlines()))
"""Every intervention of the report: its id, who spoke, in which section, and where it stands in the original."""


def said(name: str) -> str:
    """What the report says under an id: the paragraphs of a statement, or the paragraph itself."""
    blocks = DOCUMENTS["report"].blocks
    at = next(n for n, block in enumerate(blocks) if block.id == name)
    if blocks[at].kind is not Kind.STATEMENT:
        return blocks[at].parts[0].key.msgid
    own = itertools.takewhile(lambda block: block.kind is Kind.PARAGRAPH, blocks[at + 1 :])
    return " ".join(block.parts[0].key.msgid for block in own)


def test_the_report_is_long_and_every_intervention_is_in_it() -> None:
    own = [block for block in DOCUMENTS["report"].blocks for part in block.parts if part.domain == "report"]
    assert sum(len(block.parts[0].key.msgid.split()) for block in own) >= 6000
    assert len(LEDGER) >= 100
    assert len({row["id"] for row in LEDGER}) == len(LEDGER)
    assert {row["id"] for row in LEDGER if row["person"]} == {block.id for block in STATEMENTS}
    people = {block.id: block.person for block in STATEMENTS}
    assert [row for row in LEDGER if row["person"] and people[row["id"]] != row["person"]] == []
    assert all(len(said(row["id"]).split()) >= 12 for row in LEDGER)


def figures(text: str) -> set[str]:
    """The numbers in digits: thousands without their sign, years behind a resolution left out."""
    plain = re.sub(r"(?<=\d)[,\u00a0 ](?=\d{3}\b)", "", re.sub(r"(\d{4}) \(\d{4}\)", r"\1", text))
    return set(re.findall(r"\d+", plain))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
@pytest.mark.parametrize("row", LEDGER, ids=lambda row: row["id"])
def test_an_intervention_is_of_the_person_and_has_the_numbers_of_its_source(row: dict[str, str]) -> None:
    source = (SEEDS / row["source"]).read_text("utf-8").split("\n")
    line = int(row["line"])
    starts = sorted({int(other["line"]) for other in LEDGER if other["source"] == row["source"]} | {len(source) + 1})
    passage = " ".join(source[line - 4 : starts[starts.index(line) + 1] - 1])
    if row["person"]:
        family = FOLDER.known.people[row["person"]].family
        assert fuzz.partial_ratio(plain(family), plain(" ".join(source[line - 4 : line + 1]))) >= 70, family
    stated = facts.fill(said(row["id"]), FOLDER.conference.facts, "en")
    assert figures(stated) - figures(passage) == set()


def plain(text: str) -> str:
    """The letters without their marks, in lower case."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in parts if sign.isascii() and (sign.isalnum() or sign.isspace()))


# --------------------------------------------------------------------------- the terms


def test_no_text_uses_a_form_that_the_terms_forbid() -> None:
    """In either language, in the content or in a catalog; the file of decisions may quote what it decides against."""
    entries = [
        (document.slug, entry)
        for document in FOLDER.documents
        for entry in FOLDER.catalogs["ru"][document.slug].entries
        if not entry.obsolete
    ]
    used = []
    for term in FOLDER.known.terms.values():
        for lang, wording in term.wordings.items():
            for form in wording.avoid:
                alone = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
                for slug, entry in entries:
                    text = entry.key.msgid if lang == "en" else entry.texts[0].replace("\u00a0", " ")
                    used += [(form, slug, text[:80])] if alone.search(text) else []
    assert used == []
