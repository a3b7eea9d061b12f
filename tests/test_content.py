"""The conference in this repository: complete, and its sentences its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, SEEDS
from diptych import pipeline, project
from diptych.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = project.read(ROOT)
DOCUMENTS = {document.slug: document for document in FOLDER.documents}
RUN = 12
"""Words in a row that no sentence of ours shares with the originals; names, titles and symbols are facts."""
NAMES = [re.sub(r" \([^)]*\)$", "", one.name.key.msgid) for one in FOLDER.known.organizations.values()] + [
    # the three bodies of law, which every text of the United Nations names in this order
    "including international humanitarian law, international human rights law and international refugee law",
]


def test_nothing_is_wrong_with_it() -> None:
    assert pipeline.check(FOLDER) == []


def test_its_russian_is_complete() -> None:
    assert [one for one in pipeline.cover(pipeline.extract_all(FOLDER)) if one.percent < 100] == []


def test_the_programme_has_its_items_people_and_minutes() -> None:
    sessions = DOCUMENTS["programme"].sessions
    assert len(sessions) >= 22
    assert len(FOLDER.known.people) >= 60
    named = {one.person for session in sessions for one in session.appearances}
    assert named | {session.host for session in sessions if session.host} == set(FOLDER.known.people)
    assert sum(one.video for session in sessions for one in session.appearances) == 5
    minutes = {s.id: sum(one.minutes or 0 for one in s.appearances) for s in sessions}
    assert minutes["opening"] == 73
    assert [minutes[f"session-{n}"] for n in (1, 2, 3, 4)] == [52, 58, 52, 46]


def test_the_declaration_has_its_parts() -> None:
    kinds = [block.kind for block in DOCUMENTS["declaration"].blocks]
    assert (kinds.count(Kind.CHAPEAU), kinds.count(Kind.RECITAL), kinds.count(Kind.OPERATIVE)) == (1, 7, 13)


def sentences() -> Iterator[str]:
    for block in (*DOCUMENTS["declaration"].blocks, *DOCUMENTS["programme"].blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.CHAPEAU, Kind.RECITAL, Kind.OPERATIVE, Kind.ISSUE, Kind.NOTE):
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
