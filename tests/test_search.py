"""The search index: what it holds, what finds what, and that it is a harmless script."""

from __future__ import annotations

import dataclasses
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from conftest import translate
from diptych import compose, plan, project, search, stems
from diptych.edition import Cell, Edition
from diptych.model import Artifact, Run

if TYPE_CHECKING:
    from pathlib import Path


def editions(root: Path) -> tuple[Edition, ...]:
    """Every edition of the conference's documents."""
    folder = project.read(root)
    registry = folder.registry
    assert registry is not None
    return tuple(
        compose.build(document, langs, registry, plan.translations(folder))
        for listing in registry.conference.documents
        for document in folder.documents
        if document.slug == listing.slug
        for _, langs in compose.editions(document, registry.conference.languages)
    )


def data(artifact: Artifact) -> dict[str, Any]:
    """What the script assigns."""
    text = artifact.data.decode()
    found = re.fullmatch(r'\(window\.DIPTYCH_SEARCH=window\.DIPTYCH_SEARCH\|\|\{\}\)\["(\w+)"\]=(.*);\n', text)
    assert found, text[:80]
    assert artifact.path == f"assets/search-{found[1]}.js"
    value: dict[str, Any] = json.loads(found[2])
    return value


def found(index: dict[str, Any], word: str) -> dict[str, int]:
    """Where a word stands: address → weight."""
    [stem] = stems.stems(word)
    places, entry = {}, 0
    for number in index["stems"].get(stem, ()):
        entry += number >> 2
        page, fragment, *_ = index["entries"][entry]
        places[f"{index['pages'][page][0]}#{fragment}"] = number & 3
    return places


def texts(index: dict[str, Any]) -> dict[str, str]:
    """Every passage by its address."""
    return {
        f"{index['pages'][page][0]}#{fragment}": index["texts"][text] for page, fragment, _, text, _ in index["entries"]
    }


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("границы границ границей", ["границ"] * 3),
        ("Borders, borders and BORDER", ["border", "border", "and", "border"]),
        ("Ёлка, Её — елка, её", ["елк", "е", "елк", "е"]),
        ("counter-terrorism", ["counter", "terror", "counterterror"]),
        ("Аль-Кахтани", ["ал", "кахтан", "алькахтан"]),
        ("resolution 2396 (2017)", ["resolut", "2396", "2017"]),
        ("A/RES/75/291", ["a", "res", "75", "291"]),
        ("António Türk", ["antonio", "turk"]),
        ("the Conference’s, the conference's", ["the", "confer", "the", "confer"]),
        ("кра\u0301ткий", ["кратк"]),
        ("тер\u00adрор", ["террор"]),
        ("Бӯстон", ["бӯстон"]),
    ],
)
def test_words_are_folded_split_at_hyphens_and_cut_to_their_stems(text: str, said: list[str]) -> None:
    assert list(stems.stems(text)) == said


# --------------------------------------------------------------------------- the index


def test_each_language_has_one_file_made_of_its_own_editions(small: Path) -> None:
    english, russian = search.indexes(editions(small))
    assert (english.path, russian.path) == ("assets/search-en.js", "assets/search-ru.js")
    assert data(english)["pages"][:2] == [["programme", "Programme"], ["declaration", "River Declaration"]]
    assert texts(data(russian))["declaration#"] == "Речная декларация"


def test_titles_headings_names_and_texts_weigh_in_this_order(small: Path) -> None:
    index = data(search.indexes(editions(small))[0])
    assert found(index, "declaration")["declaration#"] == 3
    assert found(index, "boat")["programme#boat"] == 2
    assert found(index, "Sharifova") == {
        "programme#opening-chair-sharifova": 2,
        "programme#boat-host": 2,
        "speakers#person-sharifova": 3,
    }
    assert found(index, "weir") == {"programme#opening-issue-2": 1}
    assert found(index, "hydrology")["speakers#person-lee"] == 1


def test_an_operative_paragraph_is_read_with_its_number_and_a_document_found_by_its_symbol(small: Path) -> None:
    index = data(search.indexes(editions(small))[0])
    assert texts(index)["declaration#op-2"] == "2. Request the Town of Khujand to report by 2024."
    assert found(index, "2023")["declaration#"] == 2


def test_what_stands_under_a_heading_knows_it(small: Path) -> None:
    index = data(search.indexes(editions(small))[0])
    by_fragment = {entry[1]: (number, entry) for number, entry in enumerate(index["entries"]) if entry[0] == 0}
    day, _ = by_fragment["day-2023-05-03"]
    opening, entry = by_fragment["opening"]
    assert entry[2] == day
    assert by_fragment["opening-issue-1"][1][2] == opening


def test_the_words_of_the_layout_and_of_roles_are_not_found(small: Path) -> None:
    index = data(search.indexes(editions(small))[0])
    assert found(index, "chair") == {}
    assert found(index, "rendition") == {}


def test_what_is_not_translated_is_found_in_its_own_language_only(small: Path) -> None:
    english, russian = map(data, search.indexes(editions(small)))
    assert "declaration#recital-1" in texts(english)
    assert "declaration#recital-1" not in texts(russian)
    assert texts(russian)["declaration#recital-2"] == "отмечая, что реки пересекают границы;"
    assert not any("не переведено" in text for text in russian["texts"])
    translate(small, {"*Recalling* resolution 1373 (2001) and the river;": "*напоминая* резолюцию 1373 (2001) и реку;"})
    assert found(data(search.indexes(editions(small))[1]), "1373") == {"declaration#recital-1": 1}


def test_the_same_editions_give_the_same_bytes(small: Path) -> None:
    assert search.indexes(editions(small)) == search.indexes(editions(small))


def test_a_text_stands_once_however_often_it_is_said(small: Path) -> None:
    for artifact in search.indexes(editions(small)):
        said = data(artifact)["texts"]
        assert len(said) == len(set(said))


def test_no_text_closes_a_script_or_ends_a_line_of_it(small: Path) -> None:
    said = "</script><!-- \u2028 <b>\u2029"
    first, *others = [edition for edition in editions(small) if not edition.parallel]
    line = dataclasses.replace(first.lines[-1], cells=(Cell("en", (Run(said),)),))
    [artifact] = search.indexes([dataclasses.replace(first, lines=(line,))])
    assert not re.search("[<\u2028\u2029]", artifact.data.decode())
    assert said in data(artifact)["texts"]
    assert others


def test_no_edition_no_index(small: Path) -> None:
    assert search.indexes([edition for edition in editions(small) if edition.parallel]) == ()


def test_indexes_that_are_made_side_by_side_find_the_same_stems() -> None:
    words = [
        f"{beginning}{end}"
        for beginning in ("national", "границ", "govern")
        for end in ("ises", "ами", "ments", "ость")
    ]
    alone = {word: stems.stem.__wrapped__(word) for word in words}
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(lambda _: {word: stems.stem.__wrapped__(word) for word in words}, range(400))
        assert [found for found in together if found != alone] == []
