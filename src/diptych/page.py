"""The nouns of the site: what each of its pages shows, before a template says where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from diptych.edition import Cell, Cells, Edition

MEDIA = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "akn": "application/xml",
    "xml": "application/xml",
    "json": "application/json",
}
"""Media types by format."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file that a page links to."""

    label: Cell
    """``PDF``, ``Calendar``: what it is, in the words of a language."""
    lang: str
    """The language of the panel that the link stands in."""
    href: str
    """Relative to the page."""
    format: str = "html"
    """A key of `MEDIA`."""
    hreflang: str = ""
    """The language of the file; empty where it holds several."""

    @property
    def media(self) -> str:
        """The media type of the file."""
        return MEDIA[self.format]


@dataclass(frozen=True, slots=True)
class Way:
    """A link in the words of each language."""

    cells: Cells
    href: str
    here: bool = False
    """It is the page itself."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A word of the language switch."""

    label: str
    lang: str
    """The language of the word."""
    href: str
    hreflang: str = ""
    """The language of the edition; empty for one in two."""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """What needs an absolute address, for search engines and for those who share a link."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    """(language, address): the same page in one language each, and ``x-default``."""
    image: str
    """The address of the page's picture; empty for none."""
    description: str
    locales: tuple[str, ...]
    """``en_GB``: of the page, in its order."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    languages: tuple[str, ...]
    name: Cells
    """What the page is called."""
    title: str
    """The same for the window's head, with the conference."""
    site: Cells
    """The conference's short title."""
    words: Mapping[str, Cells]
    root: str = "../"
    """From the page to the output folder."""
    home: str = ""
    """The home page of its edition, relative."""
    menu: tuple[Way, ...] = ()
    switch: tuple[Switch, ...] = ()
    edition: str = ""
    """``en``, ``ru``, ``en-ru``; empty for a page outside of the editions."""
    picture: str = ""
    """Where its picture for links would stand in the output folder; empty for a page outside of the editions."""
    coverage: str = ""
    """The page of the state of translation, relative; empty for none."""
    scripts: tuple[str, ...] = ()
    """Relative to the page, in the order of running."""
    meta: Meta | None = None
    event: str = ""
    """The conference as JSON-LD; empty for none."""
    inline: bool = False
    """The page carries its style itself and asks for nothing."""

    @property
    def parallel(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.languages) > 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site."""

    path: str
    """``en/programme.html``, relative to the output folder."""
    template: str
    said: Shown
    """All that it shows: its ``repr`` is what a cache keeps."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Its languages, the first of which speaks for the page."""
        return self.said.frame.languages


# --------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document in one edition."""

    frame: Frame
    edition: Edition = field(repr=False)
    """Its own ``repr`` is long: a cache keeps it beside the page's."""
    files: tuple[Link, ...]
    share: tuple[int | None, ...]
    """How much of its words is translated, for each language; None for the one that it was written in."""
    times: Mapping[str, tuple[str, str]]
    """Start and end of each item with the offset of the conference's zone; empty where there is none."""
    people: Mapping[str, tuple[str, ...]]
    """Who stands in each item, by id."""
    calendars: Mapping[str, tuple[Link, ...]]
    """Calendar files by the anchor of an item or a day; those of the whole programme under ``""``."""
    data: str = ""
    """The words of the programme's script, as JSON; empty for another document."""


# --------------------------------------------------------------------------- home


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the programme on the home page."""

    cells: Cells
    href: str
    hours: str
    concurrent: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme on the home page, with its main items."""

    way: Way
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, with what it offers in each edition."""

    slug: str
    way: Way
    """Its title and page."""
    subtitle: Cells | None
    status: Cells
    draft: bool
    date: dt.date | None
    dates: Cells | None
    """The date as the languages write it."""
    editions: tuple[EditionFiles, ...]


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """The files of one edition of a document, in the words of the page's languages."""

    label: str
    """``English``, ``Русский``, ``side by side``."""
    lang: str
    """The language of the label."""
    languages: tuple[str, ...]
    """Of the edition."""
    files: tuple[Link, ...]
    percent: int | None
    """How much of its words is translated; None where nothing had to be."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page of an edition."""

    frame: Frame
    title: Cells
    theme: Cells
    when: Cells
    where: Cells
    organizers: tuple[Cells, ...]
    supporters: tuple[Cells, ...]
    about: Cells | None
    """The first paragraph of the document `about`."""
    more: str
    """Its page."""
    days: tuple[Day, ...]
    documents: tuple[Listed, ...]
    speakers: tuple[Way, ...]
    """Those of the first item with speakers."""
    data: tuple[Link, ...]


# --------------------------------------------------------------------------- speakers, documents, search


@dataclass(frozen=True, slots=True)
class Turn:
    """One place where a person speaks."""

    cells: Cells
    href: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """A person's places in one document, or on one day of the programme."""

    cells: Cells
    """The document, or the day."""
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person with function, country and appearances."""

    id: str
    name: Cells
    """Family name first."""
    function: Cells
    country: Cells | None
    turns: tuple[Turns, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The people whose names begin alike in the page's first language."""

    letter: str
    people: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """Everybody who stands in a document."""

    frame: Frame
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """All documents in all editions, and the data files."""

    frame: Frame
    documents: tuple[Listed, ...]
    data: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page on which one searches."""

    frame: Frame
    data: str
    """The words of its script, as JSON."""


# --------------------------------------------------------------------------- above the editions


@dataclass(frozen=True, slots=True)
class GatePage:
    """The way in, and the page for a wrong address: in all languages."""

    frame: Frame
    title: Cells
    theme: Cells
    when: Cells
    where: Cells
    ways: tuple[Switch, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """How much is translated."""

    frame: Frame
    names: Mapping[str, Cells]
    """The documents' titles by slug."""
    autonyms: Mapping[str, str]
    """The languages' own names."""
    rows: tuple[Mapping[str, object], ...]
    """``coverage.as_data``."""
    total: tuple[Mapping[str, object], ...]


Shown = DocumentPage | HomePage | SpeakersPage | DocumentsPage | SearchPage | GatePage | CoveragePage
"""What a page shows."""
