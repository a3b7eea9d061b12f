"""The pages above the documents: the index and the state of translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import compose, languages
from diptych.model import Artifact, Kind
from diptych.render import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.coverage import Coverage
    from diptych.edition import Cells, Edition
    from diptych.model import Document, Registry
    from diptych.parallel import Translations

COVERAGE_PAGE = "coverage.html"
_WORDS = ("site/", "coverage/", "page/")


def index(
    editions: Sequence[Edition],
    files: Iterable[str],
    coverages: Sequence[Coverage],
    registry: Registry,
    translations: Translations,
) -> html.Site:
    """What the index shows: each document with the files of its editions, and how much of it is translated.

    ``files`` are the paths that the output folder holds, ``en/programme.pdf``.
    """
    langs = registry.conference.languages
    speaker = compose.Speaker(langs, registry, translations)
    paths = set(files)
    rows = []
    for slug in dict.fromkeys(edition.slug for edition in editions):
        own = [edition for edition in editions if edition.slug == slug]
        done = {one.language: one.percent for one in coverages if one.document == slug}
        rows.append(
            html.SiteRow(
                slug,
                _across(own, langs, "title"),
                _across(own, langs, "status"),
                tuple(_links(edition, paths, speaker) for edition in own),
                tuple(done.get(lang) for lang in langs),
            )
        )
    conference = registry.conference
    return html.Site(
        languages=langs,
        title=speaker.cells(conference.title),
        theme=speaker.cells(conference.theme),
        when=speaker.when(),
        where=speaker.where(),
        rows=tuple(rows),
        words=speaker.words(_WORDS),
        coverage=COVERAGE_PAGE,
    )


def _across(editions: Sequence[Edition], langs: Sequence[str], what: str) -> Cells:
    """A line of the masthead in every language, from the single-language editions."""
    single = {edition.languages[0]: edition for edition in editions if not edition.parallel}
    return tuple(getattr(single[lang].masthead, what)[0] for lang in langs if lang in single)


def _links(edition: Edition, paths: set[str], speaker: compose.Speaker) -> html.EditionLinks:
    """The files of one edition."""
    lang = edition.languages[0]
    label = next(other.label for other in edition.alternates if other.edition == edition.name)
    links = []
    for end in ("html", "pdf", "docx", "ics"):
        path = f"{edition.name}/{edition.slug}.{end}"
        if path in paths:
            cell = speaker.cell(lang, speaker.label(f"formats/{end}", lang))
            links.append(html.Link(cell, lang, path, end, "" if edition.parallel else lang))
    return html.EditionLinks(label, lang, edition.languages, tuple(links))


def coverage(
    rows: Sequence[Mapping[str, object]],
    total: Sequence[Mapping[str, object]],
    documents: Sequence[Document],
    registry: Registry,
    translations: Translations,
    templates: Mapping[str, str],
    fonts: str,
    home: str = "",
) -> Artifact:
    """The state of translation as one self-contained page with bars. ``home``: where the index page is."""
    langs = registry.conference.languages
    speaker = compose.Speaker(langs, registry, translations)
    context = {
        "languages": langs,
        "title": speaker.cells(registry.conference.title),
        "names": names(documents, registry, translations),
        "autonyms": {lang: languages.autonym(lang) for lang in langs},
        "rows": rows,
        "total": total,
        "words": speaker.words(_WORDS),
        "home": home,
        "fonts": fonts,
    }
    return Artifact(COVERAGE_PAGE, html.MEDIA, html.page("coverage.html", templates, context).encode())


def names(documents: Sequence[Document], registry: Registry, translations: Translations) -> dict[str, Cells]:
    """The documents' titles by slug; people, labels and the conference by their label."""
    speaker = compose.Speaker(registry.conference.languages, registry, translations)
    found: dict[str, Cells] = {}
    for document in documents:
        title = next((block.parts[0] for block in document.blocks if block.kind is Kind.TITLE), None)
        name = title or registry.labels.get(f"site/{document.slug}")
        found[document.slug] = speaker.cells(name) if name else speaker.plain(document.slug)
    return found
