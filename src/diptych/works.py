"""What a build makes: for each job its files, what they are made of (a digest), and how they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from diptych import compose, manifest, search, sitemap
from diptych.frame import DOCUMENTS, HOME, SPEAKERS, picture
from diptych.frame import SEARCH as SEARCHING
from diptych.page import DocumentPage
from diptych.render import ASSETS, CARD, OUTPUTS, PAGE, SEARCH, Output, assets, html, webfont

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from diptych.edition import Cell, Edition
    from diptych.model import Artifact, Document, Part, Registry
    from diptych.page import Page
    from diptych.parallel import Translations
    from diptych.published import Item
    from diptych.render.card import Card
    from diptych.template_words import TemplateWords


@dataclass(frozen=True, slots=True)
class Job:
    """Files that are made together."""

    paths: tuple[str, ...]
    """Relative to the output folder."""
    output: str
    """The name of the output: ``pdf``, ``page`` …"""
    edition: str
    """Empty for what belongs to no edition."""
    slug: str
    """The document; empty for what belongs to none."""
    digest: str
    """Of everything that they are made of."""
    make: Callable[[], Sequence[Artifact]]
    """Makes them, in the order of ``paths``."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What all jobs are made with."""

    registry: Registry
    translations: Translations
    templates: Mapping[str, str]
    tools: manifest.Tools
    _printed: dict[tuple[str, str], bytes] = field(default_factory=dict, repr=False)

    def printed(self, edition: Edition) -> bytes:
        """All that an edition prints, once."""
        key = (edition.name, edition.slug)
        if key not in self._printed:
            self._printed[key] = repr(edition).encode()
        return self._printed[key]

    def digest(self, output: Output, *said: bytes) -> str:
        """Of what an output shows (``said``), its code, its templates, its libraries, its fonts."""
        tools, templates = self.tools, self.templates
        used = sorted(name for name in templates if name in output.templates or name.endswith(output.endings))
        return manifest.digest(
            *said,
            repr([(room, tools.code[room]) for room in output.rooms]).encode(),
            repr([(name, tools.versions[name]) for name in output.libraries]).encode(),
            repr([(name, templates.get(name)) for name in (*output.templates, *used)]).encode(),
            tools.fonts.encode() if any(name.startswith("fontpkg") for name in output.libraries) else b"",
        )


# --------------------------------------------------------------------------- the files of an edition


def files(edition: Edition, materials: Materials, items: Mapping[str, Item]) -> Iterator[Job]:
    """The files of an edition beside its page: PDF, Word, calendars, data.

    ``items``: what publishing would note of the programmes' items.
    """
    said = materials.printed(edition)
    for output in OUTPUTS:
        made = _MAKERS.get(output.name)
        for paths, make, more in made(edition, materials, items) if made else ():
            digest = materials.digest(output, said, repr(more).encode())
            yield Job(paths, output.name, edition.name, edition.slug, digest, make)


_Work = tuple[tuple[str, ...], "Callable[[], Sequence[Artifact]]", object]
"""Paths, maker, and what the maker needs beside the edition."""


def _pdf(edition: Edition, materials: Materials, _items: Mapping[str, Item]) -> Iterator[_Work]:
    def make() -> Sequence[Artifact]:
        from diptych.render import pdf

        return (pdf.render(edition, materials.templates),)

    yield (f"{edition.name}/{edition.slug}.pdf",), make, ""


def _docx(edition: Edition, materials: Materials, _items: Mapping[str, Item]) -> Iterator[_Work]:
    def make() -> Sequence[Artifact]:
        from diptych.render import docx

        return (docx.render(edition, materials.templates),)

    yield (f"{edition.name}/{edition.slug}.docx",), make, ""


def _ics(edition: Edition, _materials: Materials, items: Mapping[str, Item]) -> Iterator[_Work]:
    from diptych.render import ics

    if paths := tuple(ics.paths(edition, items)):
        shown = {name: item if item.cancelled else item.number for name, item in sorted(items.items())}
        yield paths, partial(ics.calendars, edition, items), shown


def _schedule(edition: Edition, materials: Materials, _items: Mapping[str, Item]) -> Iterator[_Work]:
    from diptych.render import schedule

    if edition.parallel or not edition.sessions:
        return
    registry = materials.registry
    speaker = compose.Speaker(edition.languages, registry, materials.translations)
    said = [registry.conference, registry.people, registry.organizations]
    spoken = [
        speaker.cells(part) for part in (registry.conference.venue, *(one.name for one in registry.people.values()))
    ]

    def make() -> Sequence[Artifact]:
        def say(part: Part) -> Cell:
            return speaker.cells(part)[0]

        made = schedule.as_json(edition, registry, say), schedule.as_xml(edition, registry, say)
        return tuple(artifact for artifact in made if artifact)

    yield (schedule.path(edition, "json"), schedule.path(edition, "xml")), make, (said, spoken)


def _akn(edition: Edition, materials: Materials, _items: Mapping[str, Item]) -> Iterator[_Work]:
    from diptych.render import akn

    conference = materials.registry.conference
    if not edition.parallel and edition.kind == "declaration":

        def make() -> Sequence[Artifact]:
            made = akn.render(edition, conference)
            return (made,) if made else ()

        yield (f"{edition.name}/{edition.slug}.akn.xml",), make, conference


_MAKERS: Mapping[str, Callable[[Edition, Materials, Mapping[str, Item]], Iterator[_Work]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "ics": _ics,
    "akn": _akn,
    "schedule": _schedule,
}
"""How the files of an edition beside its page are made, by the name of the output."""


# --------------------------------------------------------------------------- the site


def pages(
    made: Iterable[Page],
    materials: Materials,
    words: Mapping[str, TemplateWords],
    said: Mapping[str, object],
) -> Iterator[Job]:
    """The pages of the site. ``words``: the templates' own words by language; ``said``: what they are made of."""
    for page in made:
        lang = page.languages[0]
        edition_of = page.said.edition if isinstance(page.said, DocumentPage) else None
        printed = materials.printed(edition_of) if edition_of else b""
        digest = materials.digest(PAGE, repr(page.said).encode(), printed, repr(said[lang]).encode())
        edition, _, name = page.path.rpartition("/")
        slug = name.removesuffix(".html") if page.template == "document.html" else ""
        yield Job((page.path,), PAGE.name, edition, slug, digest, partial(_page, page, materials, words[lang]))


def _page(page: Page, materials: Materials, words: TemplateWords) -> Sequence[Artifact]:
    return (html.write(page, materials.templates, words),)


SHARED = (ASSETS.name,)
"""The outputs that every page needs beside it."""


def shared(editions: Sequence[Edition], made: Sequence[Page], materials: Materials) -> Iterator[Job]:
    """What the pages share: style, scripts, faces, signs; the indexes of the search; what robots read."""
    for artifact in (*assets.texts(materials.templates), assets.icon()):
        yield _at_hand(artifact, ASSETS.name)
    # The style names it whether or not there is a draft.
    words = compose.Speaker(materials.registry.conference.languages, materials.registry, materials.translations).draft()
    digest = materials.digest(ASSETS, repr(words).encode())
    yield Job((assets.DRAFT,), ASSETS.name, "", "", digest, lambda: (assets.draft(words),))
    faces = tuple(f"{assets.FOLDER}fonts/{face.name}" for face in webfont.FACES)
    yield Job(faces, ASSETS.name, "", "", materials.digest(ASSETS), _faces)
    langs = dict.fromkeys(edition.languages[0] for edition in editions)
    for lang in langs:
        own = [edition for edition in editions if edition.languages == (lang,)]
        digest = materials.digest(SEARCH, *map(materials.printed, own))
        yield Job((f"{assets.FOLDER}search-{lang}.js",), SEARCH.name, "", "", digest, partial(search.indexes, own))
    for told in (sitemap.sitemap(made), sitemap.robots(materials.registry.conference.url)):
        if told:
            yield _at_hand(told, "robots")


def _at_hand(artifact: Artifact, output: str) -> Job:
    """A job whose file is made sooner than one could say what it is made of."""
    return Job((artifact.path,), output, "", "", manifest.digest(artifact.data), lambda: (artifact,))


def _faces() -> Sequence[Artifact]:
    return tuple(assets.font(face) for face in webfont.FACES)


def cards(editions: Sequence[Edition], materials: Materials) -> Iterator[Job]:
    """The pictures for links, those of an edition together; none where no link can name them."""
    if not materials.registry.conference.url:
        return
    from diptych.render import card

    for name, langs in dict.fromkeys((edition.name, edition.languages) for edition in editions):
        own = [edition for edition in editions if edition.name == name]
        said = tuple(_said(name, langs, own, materials))
        digest = materials.digest(CARD, repr(said).encode())
        make = partial(card.render_all, said, materials.templates)
        yield Job(tuple(one.path for one in said), CARD.name, name, "", digest, make)


def _said(name: str, langs: tuple[str, ...], own: Sequence[Edition], materials: Materials) -> Iterator[Card]:
    """What the pictures of an edition's pages say."""
    from diptych.render.card import Card

    conference = materials.registry.conference
    speaker = compose.Speaker(langs, materials.registry, materials.translations)
    words = ((stem, materials.registry.labels[f"site/{stem}"]) for stem in (SPEAKERS, DOCUMENTS, SEARCHING))
    titles = [
        (HOME, speaker.cells(conference.theme)),
        *((edition.slug, edition.masthead.title) for edition in own),
        *((stem, speaker.cells(label)) for stem, label in words),
    ]
    for stem, title in titles:
        yield Card(picture(name, stem), title, speaker.cells(conference.title), speaker.when(), speaker.where())


def texts(documents: Sequence[Document], materials: Materials) -> Iterator[Job]:
    """All texts in one file."""
    from diptych.render import texts as writer

    yield _at_hand(writer.dump(documents, materials.registry, materials.translations), "texts")
