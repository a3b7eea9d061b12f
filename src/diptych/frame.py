"""What stands around every page of the site: menu, language switch, and what search engines are told."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from diptych import compose, languages
from diptych.page import Frame, Meta, Switch, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from diptych.edition import Cells, Edition
    from diptych.model import Registry
    from diptych.parallel import Translations

GATE = "index.html"
COVERAGE = "coverage.html"
HOME, SPEAKERS, DOCUMENTS, SEARCH = "index", "speakers", "documents", "search"
STEMS = (HOME, SPEAKERS, DOCUMENTS, SEARCH)
"""The pages of every edition beside its documents, by the stem of their file."""
WORDS = ("page/", "site/", "data/", "calendar/", "formats/", "marks/", "masthead/", "search/", "coverage/done")


class Frames:
    """Makes the frame of each page; it knows which editions and files there are."""

    def __init__(
        self,
        registry: Registry,
        translations: Translations,
        editions: Sequence[Edition],
        files: Collection[str],
        scripts: Collection[str],
    ) -> None:
        """``files``: the paths that the output folder will hold; ``scripts``: the names of the templates' scripts."""
        self.registry = registry
        self.translations = translations
        self.files = frozenset(files)
        self.scripts = frozenset(scripts)
        every = dict.fromkeys((edition.name, edition.languages) for edition in editions)
        self.names: Mapping[str, tuple[str, ...]] = dict(sorted(every, key=lambda one: len(one[1])))
        """The editions by name, those in one language first."""
        self._titles = {(edition.name, edition.slug): edition.masthead.title for edition in editions}
        self._programmes = {(edition.name, edition.slug) for edition in editions if edition.sessions}
        self._speakers: dict[tuple[str, ...], compose.Speaker] = {}

    def speaker(self, langs: tuple[str, ...]) -> compose.Speaker:
        """Who says things in these languages."""
        if langs not in self._speakers:
            self._speakers[langs] = compose.Speaker(langs, self.registry, self.translations)
        return self._speakers[langs]

    def inside(self, edition: str, stem: str, name: Cells, scripts: Sequence[str] = (), event: str = "") -> Frame:
        """The frame of a page of an edition: ``stem`` is its file without the ending, ``name`` what it is called."""
        langs = self.names[edition]
        speaker = self.speaker(langs)
        short = speaker.cells(self.registry.conference.short)
        said = " · ".join(dict.fromkeys(cell.text for cell in name))
        return Frame(
            languages=langs,
            name=name,
            title=f"{said} · {short[0].text}",
            site=short,
            words=speaker.words(WORDS),
            home=f"{HOME}.html",
            menu=self._menu(edition, stem),
            switch=self._switch(edition, stem),
            edition=edition,
            picture=picture(edition, stem),
            coverage=self._there(COVERAGE, "../"),
            scripts=self._scripts(("site.js", *scripts), "../"),
            meta=self._meta(f"{edition}/{stem}.html", edition, stem),
            event=event,
        )

    def above(self, path: str, name: Cells, *, inline: bool = False) -> Frame:
        """The frame of a page above the editions, in all languages of the conference."""
        langs = self.registry.conference.languages
        speaker = self.speaker(langs)
        short = speaker.cells(self.registry.conference.short)
        said = " · ".join(dict.fromkeys(cell.text for cell in name))
        frame = Frame(
            languages=langs,
            name=name,
            title=f"{said} · {short[0].text}",
            site=short,
            words=speaker.words((*WORDS, "coverage/")),
            root="",
            inline=inline,
        )
        if inline:
            return frame
        pair = next((one for one, spoken in self.names.items() if spoken == langs), "")
        menu = tuple(dataclasses.replace(way, href=f"{pair}/{way.href}") for way in self._menu(pair)) if pair else ()
        return dataclasses.replace(
            frame,
            home=f"{pair}/{HOME}.html" if pair else "",
            menu=menu,
            switch=self.doors(),
            coverage=self._there(COVERAGE),
            scripts=self._scripts(("site.js",)),
            meta=self._meta(path),
        )

    def doors(self, root: str = "") -> tuple[Switch, ...]:
        """The home page of every edition, from the output folder or from ``root``."""
        return tuple(
            dataclasses.replace(one, href=f"{root}{one.href.removeprefix('../')}", here=False)
            for one in self._switch(next(iter(self.names)), HOME)
        )

    def has(self, edition: str, stem: str) -> bool:
        """Whether the edition has such a page."""
        return stem in STEMS or (edition, stem) in self._titles

    # ----------------------------------------------------------------------- parts

    def _menu(self, edition: str, stem: str = "") -> tuple[Way, ...]:
        speaker = self.speaker(self.names[edition])

        def word(one: str) -> Cells:
            return speaker.cells(self.registry.labels[f"site/{one}"])

        programmes = [(slug, self._titles[edition, slug]) for name, slug in self._ordered() if name == edition]
        if len(programmes) == 1:
            programmes = [(programmes[0][0], word("programme"))]
        pages = [(HOME, word("home")), *programmes, *((one, word(one)) for one in (SPEAKERS, DOCUMENTS, SEARCH))]
        return tuple(Way(cells, f"{one}.html", here=one == stem) for one, cells in pages)

    def _ordered(self) -> list[tuple[str, str]]:
        return [key for key in self._titles if key in self._programmes]

    def _switch(self, edition: str, stem: str) -> tuple[Switch, ...]:
        together = self.registry.labels["page/parallel"]
        said = self.translations.text(together, self.names[edition][0])
        one_pair = sum(len(langs) > 1 for langs in self.names.values()) == 1
        out = []
        for name, langs in self.names.items():
            href = f"../{name}/{stem if self.has(name, stem) else HOME}.html"
            if len(langs) == 1:
                out.append(Switch(languages.autonym(langs[0]), langs[0], href, langs[0], here=name == edition))
            elif one_pair:
                out.append(Switch(said.text, said.lang, href, here=name == edition))
            else:
                out.append(Switch(" – ".join(map(languages.autonym, langs)), langs[0], href, here=name == edition))
        return tuple(out)

    def _there(self, path: str, root: str = "") -> str:
        return f"{root}{path}" if path in self.files else ""

    def _scripts(self, names: Sequence[str], root: str = "") -> tuple[str, ...]:
        return tuple(f"{root}assets/{name}" for name in names if name in self.scripts or f"assets/{name}" in self.files)

    def _meta(self, path: str, edition: str = "", stem: str = "") -> Meta | None:
        url = self.registry.conference.url.rstrip("/")
        if not url:
            return None
        langs = self.names[edition] if edition else self.registry.conference.languages
        others = (
            (langs[0], f"{url}/{name}/{stem or HOME}.html")
            for name, langs in self.names.items()
            if len(langs) == 1 and self.has(name, stem or HOME)
        )
        image = picture(edition, stem)
        speaker = self.speaker(langs)
        told = (self._told(lang, speaker) for lang in langs)
        return Meta(
            canonical=f"{url}/{path}",
            alternates=(*others, ("x-default", f"{url}/{GATE}")) if edition or path == GATE else (),
            image=f"{url}/{image}" if image in self.files else "",
            description=" · ".join(told),
            locales=tuple(languages.tag(lang).replace("-", "_") for lang in langs),
        )

    def _told(self, lang: str, speaker: compose.Speaker) -> str:
        """One sentence of what the conference is."""
        at = speaker.langs.index(lang)
        theme = speaker.cells(self.registry.conference.theme)[at]
        return f"{theme.text}. {speaker.when()[at].text}, {speaker.where()[at].text}"


def picture(edition: str, stem: str) -> str:
    """Where the picture of a page of an edition stands in the output folder."""
    return f"assets/og/{edition}-{stem}.png"


def text(speaker: compose.Speaker, *paths: str) -> dict[str, list[str]]:
    """Labels as a script needs them: the words of each language, by the last part of their path."""
    return {
        path.rpartition("/")[2]: [speaker.translations.text(part, lang).text for lang in speaker.langs]
        for path, part in speaker.registry.labels.items()
        if path.startswith(paths)
    }
