"""The pictures for links."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from conftest import ROOT
from diptych.edition import Cell, Cells
from diptych.finding import UserError
from diptych.model import Run
from diptych.render import card
from diptych.render.card import Card

TEMPLATES = {"card.typ": (ROOT / "templates" / "card.typ").read_text("utf-8")}
LONG = "International and Regional Border Security and Management Cooperation to Counter Terrorism and Its Movement"
LONG_RU = "Международное и региональное сотрудничество в области безопасности границ и пограничного контроля для борьбы"
INK = (0x1B, 0x1B, 0x1B)
ACCENT = (0x0B, 0x4F, 0x6C)


def cells(english: str, russian: str, langs: tuple[str, ...]) -> Cells:
    return tuple(Cell(lang, (Run(text),)) for lang, text in (("en", english), ("ru", russian)) if lang in langs)


def one(langs: tuple[str, ...], english: str = "Programme", russian: str = "Программа") -> Card:
    return Card(
        f"assets/og/{'-'.join(langs)}-programme.png",
        cells(english, russian, langs),
        cells("High-Level International Conference", "Международная конференция высокого уровня", langs),
        cells("18–19 October 2022", "18–19 октября 2022 года", langs),
        cells("Kokhi Somon, Dushanbe, Tajikistan", "«Кохи Сомон», Душанбе, Таджикистан", langs),
    )


EDITIONS = (("en",), ("ru",), ("en", "ru"))


class Picture:
    """A card, read back."""

    def __init__(self, data: bytes) -> None:
        self.image = Image.open(io.BytesIO(data))
        self.width, self.height = self.image.size
        assert self.image.mode == "P"
        self.shown = self.image.convert("RGB")
        assert len(self.shown.getcolors() or []) <= card.COLOURS

    def box(self, colour: tuple[int, int, int], left: int = 0, right: int = 10**9) -> tuple[int, int, int, int]:
        """What the colour covers between two columns: left, top, right, bottom."""
        right = min(right, self.width)
        part = self.shown.crop((left, 0, right, self.height))
        mask = Image.eval(
            ImageChops.difference(part, Image.new("RGB", part.size, colour)).convert("L"), lambda v: 255 * (v == 0)
        )
        found = mask.getbbox()
        assert found
        return left + found[0], found[1], left + found[2] - 1, found[3] - 1


@pytest.mark.parametrize("langs", EDITIONS)
@pytest.mark.parametrize("texts", [("Programme", "Программа"), (LONG, LONG_RU)])
def test_a_card_is_a_small_picture_of_the_right_size_and_its_title_keeps_to_its_panel(
    langs: tuple[str, ...], texts: tuple[str, str]
) -> None:
    made = card.render(one(langs, *texts), TEMPLATES)
    assert (made.path, made.media) == (f"assets/og/{'-'.join(langs)}-programme.png", "image/png")
    assert len(made.data) < 40_000
    shown = Picture(made.data)
    assert (shown.width, shown.height) == card.SIZE
    panels = [(84, 1136)] if len(langs) == 1 else [(64, 538), (662, 1136)]
    for left, right in panels:
        first, top, last, bottom = shown.box(INK, left - 20, right + 20)
        assert left <= first < last <= right
        assert 90 < top < bottom < 510


def test_the_hinge_stands_between_two_languages_and_before_one() -> None:
    both, english = (Picture(card.render(one(langs), TEMPLATES).data) for langs in (("en", "ru"), ("en",)))
    assert both.box(ACCENT, 580, 620) == (590, 0, 609, 629)
    assert english.box(ACCENT, 0, 90) == (64, 0, 83, 629)


def test_all_at_once_are_the_same_as_each_alone_and_the_same_again() -> None:
    wanted = [one(langs) for langs in EDITIONS]
    made = card.render_all(wanted, TEMPLATES)
    assert made == tuple(card.render(each, TEMPLATES) for each in wanted)
    assert card.render_all([], TEMPLATES) == ()


@pytest.mark.parametrize("title", ["#panic()", "*x* $a$", '"; #read("/etc/passwd")', "W" * 200, "中文", "a\nb", " "])
def test_whatever_the_title_is_it_is_text(title: str) -> None:
    assert Picture(card.render(one(("en",), title), TEMPLATES).data).width == card.SIZE[0]


def test_what_is_wrong_with_the_template_is_named() -> None:
    with pytest.raises(UserError, match=r"card\.typ is missing"):
        card.render(one(("en",)), {})
    with pytest.raises(UserError, match=r"templates/card\.typ:2: unclosed delimiter \(assets/og/en-programme\.png\)"):
        card.render(one(("en",)), {"card.typ": "#let a = 1\n#let b = (\n"})
