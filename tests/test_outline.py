"""Words drawn as outlines."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import fonts
from diptych.render import outline

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own drawing


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def test_a_watermark_holds_a_path_and_no_letter() -> None:
    root = drawn(outline.svg(["Проект", "Draft"]))
    assert [child.tag for child in root.iter()] == [f"{SVG}svg", f"{SVG}path"]
    assert not "".join(root.itertext()).strip()
    assert "Draft" not in ET.tostring(root, "unicode")


def test_both_words_are_drawn() -> None:
    _, short, _ = outline.path("ПРОЕКТ")
    both, long, _ = outline.path("ПРОЕКТ · DRAFT")
    assert long > short
    assert both.startswith(outline.path("ПРОЕКТ")[0])


def test_colour_and_opacity_are_the_callers() -> None:
    path = drawn(outline.svg(["Draft"], colour="#abcdef", opacity=0.25))[0]
    assert (path.get("fill"), path.get("fill-opacity")) == ("#abcdef", "0.25")


def test_the_words_stay_on_the_page_whatever_their_length() -> None:
    for words in (["X"], ["Draft", "Проект"], ["Draft of the declaration", "Проект декларации"]):
        path = drawn(outline.svg(words))[0]
        _, long, _ = outline.path(" · ".join(words).upper())
        scale = numbers((path.get("transform") or "").partition("scale")[2])[0]
        width, height = outline.A4
        assert long * scale < (width**2 + height**2) ** 0.5


def test_no_words_draw_nothing() -> None:
    assert outline.path("") == ("", 0.0, 700.0)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_words_are_as_wide_as_their_parts(one: str, two: str) -> None:
    assert abs(outline.path(one + two)[1] - outline.path(one)[1] - outline.path(two)[1]) < 0.01


def test_all_eight_faces_are_at_hand() -> None:
    files = fonts.files()
    assert len(set(files)) == 8
    assert all(file.is_file() for file in files)
    assert {file.parent for file in files} == set(fonts.folders())


def test_several_threads_may_draw_at_once() -> None:
    words = [f"DRAFT {number} ПРОЕКТ" for number in range(40)]
    for _ in range(5):
        outline._font.cache_clear()
        outline._drawn.cache_clear()
        with ThreadPoolExecutor(max_workers=8) as pool:
            drawn = list(pool.map(outline.path, words))
        assert drawn == [outline.path(word) for word in words]
