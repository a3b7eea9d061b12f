"""The site: home, documents, speakers, search, the gate, and what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import compose, event, languages, script, speakers
from diptych.frame import COVERAGE, DOCUMENTS, GATE, HOME, SEARCH, SPEAKERS, Frames, picture, text
from diptych.model import Kind
from diptych.page import (
    CoveragePage,
    Day,
    DocumentPage,
    DocumentsPage,
    EditionFiles,
    GatePage,
    HomePage,
    Item,
    Link,
    Listed,
    Page,
    SearchPage,
    SpeakersPage,
    Switch,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from diptych.coverage import Coverage
    from diptych.edition import Cell, Cells, Edition, Line
    from diptych.model import Document, Registry
    from diptych.parallel import Translations

ABOUT = "about"
"""The document whose first paragraph introduces the conference on the home page."""
NOT_FOUND = "404.html"
_FILES = ("pdf", "docx")
"""In every edition; a calendar and a legal XML are in one language each."""
_SINGLE = {"ics": "ics", "akn": "akn.xml"}
"""Formats in one language, with the ending of their files."""
_DATA = (
    ("calendar", "{lang}/{slug}.ics", "ics"),
    ("schedule-json", "{lang}/schedule.json", "json"),
    ("schedule-json", "{lang}/{slug}.schedule.json", "json"),
    ("schedule-xml", "{lang}/schedule.xml", "xml"),
    ("schedule-xml", "{lang}/{slug}.schedule.xml", "xml"),
    ("akn", "{lang}/{slug}.akn.xml", "akn"),
    ("conference", "conference.json", "json"),
)
"""The data files: a label of ``data``, where each stands, and its format."""


def pages(
    documents: Sequence[Document],
    registry: Registry,
    translations: Translations,
    editions: Sequence[Edition],
    files: Collection[str],
    coverages: Sequence[Coverage],
    rows: Sequence[Mapping[str, object]],
    total: Sequence[Mapping[str, object]],
    scripts: Collection[str] = (),
) -> tuple[Page, ...]:
    """Every page of the site, in an order that does not change.

    ``files``: the paths that the output folder will hold, as ``en/programme.pdf``: only what is there is linked.
    ``coverages``: one for each document and language; ``rows`` and ``total``: the same as `coverage.as_data` gives
    them. ``scripts``: the names of the templates' scripts.
    """
    indexes = (
        {f"search-{one.languages[0]}.js" for one in editions if not one.parallel} if "search.js" in scripts else ()
    )
    frames = Frames(registry, translations, editions, {*files, COVERAGE}, {*scripts, *indexes})
    maker = _Site(frames, editions, coverages)
    made = [page for name in frames.names for page in maker.edition(name)]
    return (*made, *maker.above(documents, rows, total))


class _Site:
    """Makes the pages; it knows the frames, the editions and how much of them is translated."""

    def __init__(self, frames: Frames, editions: Sequence[Edition], coverages: Sequence[Coverage]) -> None:
        self.frames = frames
        self.registry = frames.registry
        self.editions = editions
        self.percent = {(one.document, one.language): one.percent for one in coverages}

    def edition(self, name: str) -> Iterator[Page]:
        """The pages of one edition."""
        own = [edition for edition in self.editions if edition.name == name]
        langs = self.frames.names[name]
        speaker = self.frames.speaker(langs)

        def word(one: str) -> Cells:
            return speaker.cells(self.registry.labels[f"site/{one}"])

        listed = tuple(self.listed(edition, langs) for edition in own)
        data = tuple(self.data(langs))
        yield Page(f"{name}/{HOME}.html", "home.html", self.home(name, own, listed, data))
        for edition in own:
            yield self.document(edition)
        frame = self.frames.inside(name, SPEAKERS, word("speakers"))
        yield Page(f"{name}/{SPEAKERS}.html", "speakers.html", SpeakersPage(frame, speakers.letters(own, speaker)))
        frame = self.frames.inside(name, DOCUMENTS, word("documents"))
        yield Page(f"{name}/{DOCUMENTS}.html", "documents.html", DocumentsPage(frame, listed, data))
        indexes = [f"search-{lang}.js" for lang in self.registry.conference.languages]
        frame = self.frames.inside(name, SEARCH, word("search"), ["stems.js", *indexes, "search.js"])
        said = script.data({**text(speaker, "search/"), "languages": langs})
        yield Page(f"{name}/{SEARCH}.html", "search.html", SearchPage(frame, said))

    # ----------------------------------------------------------------------- documents

    def document(self, edition: Edition) -> Page:
        """A document in one edition."""
        speaker = self.frames.speaker(edition.languages)
        own = {item.id: item for item in edition.sessions}
        zone = edition.timezone
        frame = self.frames.inside(
            edition.name,
            edition.slug,
            edition.masthead.title,
            ["programme.js"] if own else (),
            self.event(edition, edition.slug) if own else "",
        )
        return Page(
            f"{edition.name}/{edition.slug}.html",
            "document.html",
            DocumentPage(
                frame=frame,
                edition=edition,
                files=tuple(self.files(edition, speaker)),
                share=tuple(self.share(edition, lang) for lang in edition.languages),
                times={
                    item.id: tuple(event.moment(item.date, time, zone) for time in (item.start, item.end))  # type: ignore[misc]  # two of them
                    for item in own.values()
                },
                people={
                    item.id: tuple(dict.fromkeys([*(a.person for a in item.appearances), *filter(None, [item.host])]))
                    for item in own.values()
                },
                calendars=self.calendars(edition, speaker) if own else {},
                data=self.words(edition, speaker) if own else "",
            ),
        )

    def share(self, edition: Edition, lang: str) -> int | None:
        """How much of the document's words is translated into the language; None for its own."""
        return None if lang == edition.source else self.percent.get((edition.slug, lang))

    def files(self, edition: Edition, speaker: compose.Speaker) -> Iterator[Link]:
        """The other files of an edition, in the words of each panel's language."""
        single = "" if edition.parallel else edition.languages[0]
        for lang in edition.languages:
            for end in _FILES:
                if f"{edition.name}/{edition.slug}.{end}" in self.frames.files:
                    yield Link(self.format(end, lang, speaker), lang, f"{edition.slug}.{end}", end, single)
            for name, end in _SINGLE.items():
                path = f"{lang}/{edition.slug}.{end}"
                if path in self.frames.files:
                    yield Link(self.format(name, lang, speaker), lang, f"../{path}", name, lang)

    def format(self, name: str, lang: str, speaker: compose.Speaker) -> Cell:
        """A format in the words of a language."""
        return speaker.cell(lang, speaker.label(f"formats/{name}", lang))

    def calendars(self, edition: Edition, speaker: compose.Speaker) -> dict[str, tuple[Link, ...]]:
        """The calendar files of the whole programme, of each day, of each item: one in each language."""
        places = [("", "all", f"{edition.slug}.ics")]
        for item in edition.sessions:
            places.append((f"day-{item.date}", "day", f"{edition.slug}/{item.date}.ics"))
            places.append((item.id, "item", f"{edition.slug}/{item.id}.ics"))
        return {
            anchor: tuple(
                Link(speaker.cell(lang, speaker.label(f"calendar/{word}", lang)), lang, f"../{lang}/{end}", "ics", lang)
                for lang in edition.languages
                if f"{lang}/{end}" in self.frames.files
            )
            for anchor, word, end in places
        }

    def words(self, edition: Edition, speaker: compose.Speaker) -> str:
        """What the programme's script says."""
        conference, langs = self.registry.conference, edition.languages
        kinds = dict.fromkeys(item.kind for item in edition.sessions)
        people = dict.fromkeys(one.person for item in edition.sessions for one in item.appearances)
        days = dict.fromkeys(item.date for item in edition.sessions)
        known = self.registry.people

        def named(one: str) -> list[str]:
            return [
                speakers.together(speakers.index_name(known[one], lang, speaker), family_first=known[one].family_first)
                for lang in langs
            ]

        return script.data(
            {
                "filter": text(speaker, "filter/"),
                "now": text(speaker, "now/"),
                "kinds": {one: text(speaker, f"kind/{one}")[one] for one in kinds},
                "people": {one: named(one) for one in speakers.sorted_names(people, langs[0], speaker)},
                "days": {day.isoformat(): [languages.day(day, lang) for lang in langs] for day in days},
                "languages": langs,
                "dates": {"start": conference.start.isoformat(), "end": conference.end.isoformat()},
                "opens": [languages.date(conference.start, lang) for lang in langs],
            }
        )

    def event(self, edition: Edition, stem: str, *, performers: bool = True) -> str:
        """The conference and the items of its programme for search engines."""
        url = self.registry.conference.url.rstrip("/")
        image = picture(edition.name, stem)
        return event.json_ld(
            self.frames.speaker(edition.languages),
            edition.sessions,
            url=f"{url}/{edition.name}/{edition.slug}.html" if url else "",
            image=f"{url}/{image}" if url and image in self.frames.files else "",
            performers=performers,
        )

    # ----------------------------------------------------------------------- lists

    def listed(self, edition: Edition, langs: tuple[str, ...]) -> Listed:
        """A document in the list of an edition's documents, with the files of all its editions."""
        head = edition.masthead
        every = [one for one in self.editions if one.slug == edition.slug]
        labels = {one.href: one for one in self.frames.inside(edition.name, HOME, head.title).switch}
        return Listed(
            edition.slug,
            Way(head.title, f"{edition.slug}.html"),
            head.subtitle,
            head.status,
            edition.draft,
            edition.date,
            edition.words.get("edition/date"),
            tuple(self.edition_files(one, langs, labels[f"../{one.name}/{HOME}.html"]) for one in every),
        )

    def edition_files(self, edition: Edition, langs: tuple[str, ...], label: Switch) -> EditionFiles:
        """The files of one edition, in the words of the page's first language or of the edition's own."""
        lang = edition.languages[0] if edition.languages[0] in langs and not edition.parallel else langs[0]
        speaker = self.frames.speaker(langs)
        single = "" if edition.parallel else edition.languages[0]
        ends = {"html": "html", **dict.fromkeys(_FILES, "")}
        links = [
            Link(self.format(end, lang, speaker), lang, f"../{edition.name}/{edition.slug}.{end}", end, single)
            for end in ends
            if end == "html" or f"{edition.name}/{edition.slug}.{end}" in self.frames.files
        ]
        for name, end in _SINGLE.items():
            path = f"{single}/{edition.slug}.{end}"
            if single and path in self.frames.files:
                links.append(Link(self.format(name, lang, speaker), lang, f"../{path}", name, single))
        shares = [share for one in edition.languages if (share := self.share(edition, one)) is not None]
        return EditionFiles(label.label, label.lang, edition.languages, tuple(links), min(shares, default=None))

    def data(self, langs: tuple[str, ...]) -> Iterator[Link]:
        """The data files, in the words of each panel's language."""
        speaker = self.frames.speaker(langs)
        slugs = dict.fromkeys(edition.slug for edition in self.editions)
        for lang in langs:
            for word, place, form in _DATA:
                paths = dict.fromkeys(place.format(lang=lang, slug=slug) for slug in slugs)
                for path in paths:
                    if path in self.frames.files:
                        cell = speaker.cell(lang, speaker.label(f"data/{word}", lang))
                        yield Link(cell, lang, f"../{path}", form, lang if path.startswith(f"{lang}/") else "")

    # ----------------------------------------------------------------------- home

    def home(self, name: str, own: Sequence[Edition], listed: tuple[Listed, ...], data: tuple[Link, ...]) -> HomePage:
        """The first page of an edition."""
        conference, langs = self.registry.conference, self.frames.names[name]
        speaker = self.frames.speaker(langs)
        programme = next((edition for edition in own if edition.sessions), None)
        about = next((edition for edition in own if edition.slug == ABOUT), None)
        first = next((line for line in about.lines if line.kind is Kind.PARAGRAPH), None) if about else None
        told = self.event(programme, HOME, performers=False) if programme else ""
        title = speaker.cells(conference.title)
        organizations = self.registry.organizations
        return HomePage(
            frame=self.frames.inside(name, HOME, title, event=told),
            title=title,
            theme=speaker.cells(conference.theme),
            when=speaker.when(),
            where=speaker.where(),
            organizers=tuple(speaker.cells(organizations[one].name) for one in conference.organizers),
            supporters=tuple(speaker.cells(organizations[one].name) for one in conference.supporters),
            about=first.cells if first else None,
            more=f"{ABOUT}.html" if first else "",
            days=tuple(_days(programme)) if programme else (),
            documents=listed,
            speakers=tuple(self.first_speakers(programme, speaker)) if programme else (),
            data=data,
        )

    def first_speakers(self, programme: Edition, speaker: compose.Speaker) -> Iterator[Way]:
        """Who stands in the first item with speakers, in its order."""
        known = self.registry.people
        item = next((item for item in programme.sessions if item.appearances), None)
        for one in dict.fromkeys(a.person for a in item.appearances) if item else ():
            if one in known:
                yield Way(speaker.cells(known[one].name), f"{SPEAKERS}.html#person-{one}")

    # ----------------------------------------------------------------------- above the editions

    def above(
        self,
        documents: Sequence[Document],
        rows: Sequence[Mapping[str, object]],
        total: Sequence[Mapping[str, object]],
    ) -> Iterator[Page]:
        """The gate, the page for a wrong address, the state of translation."""
        speaker = self.frames.speaker(self.registry.conference.languages)
        title = speaker.cells(self.registry.conference.title)
        yield Page(GATE, "index.html", self.gate(GATE, title))
        lost = speaker.cells(self.registry.labels["site/not-found"])
        yield Page(NOT_FOUND, "404.html", self.gate(NOT_FOUND, lost))
        yield coverage_page(documents, self.frames, rows, total)

    def gate(self, path: str, name: Cells) -> GatePage:
        """A page with the way into every edition; the page for a wrong address knows it only by its full address."""
        conference = self.registry.conference
        speaker = self.frames.speaker(conference.languages)
        lost = path == NOT_FOUND
        url = conference.url.rstrip("/")
        doors = self.frames.doors(f"{url}/" if lost else "") if url or not lost else ()
        return GatePage(
            frame=self.frames.above(path, name, inline=lost),
            title=speaker.cells(conference.title),
            theme=speaker.cells(conference.theme),
            when=speaker.when(),
            where=speaker.where(),
            ways=doors,
        )


def _days(programme: Edition) -> Iterator[Day]:
    """The days of a programme with their main items: without breaks and all that prints as one light line."""
    day: Line | None = None
    items: list[Item] = []
    for line in (*programme.lines, None):
        if line is None or line.kind is Kind.DAY:
            if day and items:
                yield Day(Way(day.cells, f"{programme.slug}.html#{day.id}"), tuple(items))
            day, items = line, []
        elif line.kind is Kind.SESSION and not line.light:
            href = f"{programme.slug}.html#{line.id}"
            items.append(Item(line.cells, href, line.hinge.hours, line.concurrent))


def coverage_page(
    documents: Sequence[Document],
    frames: Frames,
    rows: Sequence[Mapping[str, object]],
    total: Sequence[Mapping[str, object]],
    *,
    inline: bool = False,
) -> Page:
    """The state of translation; ``inline``: as one file that asks for nothing, without menu."""
    speaker = frames.speaker(frames.registry.conference.languages)
    frame = frames.above(COVERAGE, speaker.cells(frames.registry.labels["site/coverage"]), inline=inline)
    autonyms = {lang: languages.autonym(lang) for lang in speaker.langs}
    shown = CoveragePage(frame, names(documents, speaker), autonyms, tuple(rows), tuple(total))
    return Page(COVERAGE, "coverage.html", shown)


def names(documents: Sequence[Document], speaker: compose.Speaker) -> dict[str, Cells]:
    """The documents' titles by slug; people, labels and the conference by their label."""
    found: dict[str, Cells] = {}
    for document in documents:
        title = next((block.parts[0] for block in document.blocks if block.kind is Kind.TITLE), None)
        name = title or speaker.registry.labels.get(f"site/{document.slug}")
        found[document.slug] = speaker.cells(name) if name else speaker.plain(document.slug)
    return found
