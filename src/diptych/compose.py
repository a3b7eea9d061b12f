"""Document + translations → Edition: what every renderer prints.

Here texts get their typography, dates their CLDR form, speakers' lines their order, and what is not
translated its marks.
"""

from __future__ import annotations

import dataclasses
from itertools import groupby
from typing import TYPE_CHECKING

from diptych import facts, inline, languages
from diptych.catalog import State
from diptych.collation import collation_key
from diptych.edition import Alternate, Cell, Cells, Edition, Hinge, Lack, Line, Masthead
from diptych.model import Block, Document, Kind, Part, Registry, Run, Session
from diptych.terms import NO_SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diptych.parallel import Text, Translations

LIGHT = ("break", "photo", "visit")
"""The kinds of items that print as one light line."""

_WORDS = ("page/", "status/", "masthead/", "formats/", "marks/")
_PROGRAMME_WORDS = ("programme/", "mode/", "kind/")


def editions(document: Document, conference_languages: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names and languages of a document's editions: ``en``, ``ru``, ``en-ru``; a pair for each translation."""
    others = [lang for lang in conference_languages if lang != document.lang]
    pairs = [tuple(sorted((document.lang, other), key=conference_languages.index)) for other in others]
    single = [(lang,) for lang in conference_languages if lang == document.lang or lang in others]
    return tuple(("-".join(langs), langs) for langs in (*single, *pairs))


def build(
    document: Document,
    languages_: tuple[str, ...],
    registry: Registry,
    translations: Translations,
    *,
    marked: bool = True,
) -> Edition:
    """The document in one or two languages, ready to print.

    What has no confirmed translation stands in its source language, between brackets with a word for it unless
    ``marked`` is false, and is listed in ``lacks`` in any case.
    """
    return _Maker(document, languages_, registry, translations, marked=marked).edition()


class Speaker:
    """Says parts, labels, dates and places in the languages of an edition, noting what is lacking."""

    def __init__(
        self, langs: tuple[str, ...], registry: Registry, translations: Translations, *, marked: bool = True
    ) -> None:
        """``marked``: what is not translated stands between brackets, with a word for it."""
        self.langs = langs
        self.registry = registry
        self.translations = translations
        self.marking = marked
        self.lacks: dict[tuple[str, object, str], Lack] = {}
        self._said: dict[Part, Cells] = {}

    def draft(self) -> tuple[str, ...]:
        """«DRAFT» in the conference's languages, each once: a draft says so to whoever opens it."""
        label = self.registry.labels["status/draft"]
        said = (self.translations.text(label, lang).text.upper() for lang in self.registry.conference.languages)
        return tuple(dict.fromkeys(said))

    def text(self, part: Part, lang: str, form: int = 0) -> Text:
        """What the part says, noting what is lacking."""
        text = self.translations.text(part, lang, form)
        if text.state is not State.DONE:
            self.lacks.setdefault((part.domain, part.key, lang), Lack(part, lang, text.state))
        return text

    def runs(self, part: Part, lang: str, *, role: str = "", strong: bool = False) -> tuple[Run, ...]:
        """The part's runs in the language, set by the rules of the language that they are in."""
        text = self.text(part, lang)
        said = facts.fill(text.text, self.registry.conference.facts, text.lang) if facts.takes(part) else text.text
        return tuple(
            Run(
                languages.typeset(run.text, text.lang),
                emphasis=run.emphasis,
                strong=run.strong or strong,
                href=run.href,
                role=role,
                lang="" if text.lang == lang else text.lang,
                state=text.state if self.marking else State.DONE,
            )
            for run in inline.parse(said)
        )

    def label(self, path: str, lang: str, *, role: str = "") -> tuple[Run, ...]:
        """The runs of a label."""
        return self.runs(self.registry.labels[path], lang, role=role)

    def cell(self, lang: str, *groups: Iterable[Run]) -> Cell:
        """A cell of these runs, what is not translated marked."""
        return Cell(lang, self.marked([run for group in groups for run in group], lang))

    def cells(self, part: Part) -> Cells:
        """The part in every language."""
        if part not in self._said:
            self._said[part] = tuple(self.cell(lang, self.runs(part, lang)) for lang in self.langs)
        return self._said[part]

    def marked(self, runs: list[Run], lang: str) -> tuple[Run, ...]:
        """The runs with brackets and a word around each stretch that is not translated."""
        out: list[Run] = []
        for index, run in enumerate(runs):
            before = runs[index - 1].state if index else State.DONE
            after = runs[index + 1].state if index + 1 < len(runs) else State.DONE
            if run.state is State.DONE:
                out.append(run)
                continue
            if before is not run.state:
                out.append(Run("[", role="mark", state=run.state))
            if after is run.state:
                out.append(run)
                continue
            word = self.translations.text(self.registry.labels[f"marks/{run.state.value}"], lang)
            other = "" if word.lang == lang else word.lang
            out.append(dataclasses.replace(run, lines_end=False))
            out.append(Run(f" · {word.text}]", role="mark", state=run.state, lines_end=run.lines_end, lang=other))
        return tuple(out)

    def plain(self, text: str) -> Cells:
        """A text that needs no translation, in every language."""
        return self.each(lambda _lang: text)

    def each(self, write: Callable[[str], str]) -> Cells:
        """A text that is made, not translated, in every language."""
        return tuple(Cell(lang, (Run(write(lang)),)) for lang in self.langs)

    def where(self) -> Cells:
        """Venue, city, country."""
        conference = self.registry.conference
        return tuple(
            self.cell(
                lang,
                self.runs(conference.venue, lang),
                (Run(", "),),
                self.runs(conference.city, lang),
                (Run(f", {languages.country(conference.country, lang)}"),) if conference.country else (),
            )
            for lang in self.langs
        )

    def when(self) -> Cells:
        """The conference's dates."""
        conference = self.registry.conference
        return self.each(lambda lang: languages.date_range(conference.start, conference.end, lang))

    def words(self, wanted: tuple[str, ...]) -> dict[str, Cells]:
        """The labels whose paths begin with one of these."""
        return {path: self.cells(part) for path, part in self.registry.labels.items() if path.startswith(wanted)}


class _Maker(Speaker):
    """Makes the lines of one edition."""

    def __init__(
        self,
        document: Document,
        langs: tuple[str, ...],
        registry: Registry,
        translations: Translations,
        *,
        marked: bool,
    ) -> None:
        super().__init__(langs, registry, translations, marked=marked)
        self.document = document

    # ---- lines

    def line(self, block: Block, sessions: Mapping[str, Session], before: Session | None) -> Line:
        """One block as a line."""
        plain = Line(
            kind=block.kind,
            id=block.id,
            cells=(),
            hinge=Hinge(number=block.number, minutes=block.minutes, video=block.video),
            level=block.level,
            group=block.group,
            session=block.session,
            row=block.row,
            column=block.column,
            person=block.person,
        )
        if block.kind is Kind.DAY and block.date:
            date = block.date
            cells = tuple(Cell(lang, (Run(languages.day(date, lang)),)) for lang in self.langs)
            return dataclasses.replace(plain, cells=cells, whole=True)
        if block.kind is Kind.SESSION:
            session = sessions[block.session]
            return dataclasses.replace(
                plain,
                cells=tuple(self.cell(lang, self.session(block, lang)) for lang in self.langs),
                hinge=Hinge(languages.hours(session.start), languages.hours(session.end)),
                variant=session.kind,
                light=session.kind in LIGHT,
                concurrent=before is not None
                and session.start is not None
                and (before.date, before.start) == (session.date, session.start),
                marks=tuple(self.cells(part) for part in block.parts if part.field in ("audience", "access")),
            )
        compose = {
            Kind.HEADING: self.session,
            Kind.SPEAKER: self.speaker,
            Kind.STATEMENT: self.speaker,
            Kind.HOST: self.host,
            Kind.ORGANIZERS: self.organizers,
            Kind.VENUE: self.venue,
            Kind.FLOOR: self.floor,
        }.get(block.kind, self.single)
        return dataclasses.replace(plain, cells=tuple(self.cell(lang, compose(block, lang)) for lang in self.langs))

    def single(self, block: Block, lang: str) -> list[Run]:
        """A block of one part."""
        return [run for part in block.parts for run in self.runs(part, lang)]

    def session(self, block: Block, lang: str) -> list[Run]:
        """The label on a line of its own, then the title; a heading of prose is only what it says."""
        if len(block.parts) == 1 and block.kind is Kind.HEADING:
            return self.single(block, lang)
        label = [run for part in block.parts if part.field == "label" for run in self.runs(part, lang, role="label")]
        title = [run for part in block.parts if part.field == "title" for run in self.runs(part, lang, role="title")]
        return [*_line_end(label), *title]

    def speaker(self, block: Block, lang: str) -> list[Run]:
        """*Style courtesy name*, function (video message)."""
        return _capital(self.person(block.parts, lang))

    def person(self, parts: Iterable[Part], lang: str) -> list[Run]:
        """A person in a line: the name strong, then the function."""
        out: list[Run] = []
        for part in parts:
            if part.field in ("style", "courtesy", "name"):
                if out:
                    # «г-н» and the name stay together
                    joint = languages.NBSP if part.field == "name" else " "
                    out.append(Run(joint, strong=True, role="name", state=out[-1].state, lang=out[-1].lang))
                out += self.runs(part, lang, role="name", strong=True)
            elif part.field == "function":
                out += [Run(", "), *self.runs(part, lang, role="function")]
            elif part.field == "mode":
                out += [Run(" ("), *self.runs(part, lang, role="mode"), Run(")")]
        return out

    def host(self, block: Block, lang: str) -> list[Run]:
        """``Host: person``."""
        return [*self.leading(block, lang), *self.person(block.parts[1:], lang)]

    def organizers(self, block: Block, lang: str) -> list[Run]:
        """``Organized by: A, B, C``."""
        out = self.leading(block, lang)
        for index, part in enumerate(block.parts[1:]):
            out += [*([Run(", ")] if index else []), *self.runs(part, lang)]
        return out

    def venue(self, block: Block, lang: str) -> list[Run]:
        """``Heads of delegation: Building B``."""
        if len(block.parts) == 1:
            return self.single(block, lang)
        return [*self.leading(block, lang), *self.runs(block.parts[1], lang)]

    def leading(self, block: Block, lang: str) -> list[Run]:
        """The first part as a label before a colon."""
        return [*self.runs(block.parts[0], lang, role="label"), Run(": ", role="label")]

    def floor(self, block: Block, lang: str) -> list[Run]:
        """The label on a line of its own, then the note."""
        first, *rest = block.parts
        label = list(self.runs(first, lang, role="label"))
        note = [run for part in rest for run in self.runs(part, lang)]
        return [*(_line_end(label) if note else label), *note]

    # ---- the whole

    def edition(self) -> Edition:
        """The edition with all its lines."""
        document, conference = self.document, self.registry.conference
        sessions = {session.id: session for session in document.sessions}
        lines, before = [], None
        titles = {
            block.kind: self.cells(block.parts[0])
            for block in document.blocks
            if block.kind in (Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE)
        }
        for block in document.blocks:
            if block.kind in titles:
                continue
            lines.append(self.line(block, sessions, before))
            if block.kind is Kind.SESSION:
                before = sessions[block.session]
        title = titles.get(Kind.TITLE) or self.cells(conference.title)
        words = self.words(_WORDS + (_PROGRAMME_WORDS if document.sessions else ()))
        if document.date:
            date = document.date
            words["edition/date"] = self.each(lambda lang: languages.date(date, lang))
        running = tuple(
            Cell(lang, (*short.runs, Run(" · "), *head.runs))
            for lang, short, head in zip(self.langs, self.cells(conference.short), title, strict=True)
        )
        masthead = Masthead(
            conference=self.cells(conference.title),
            theme=self.cells(conference.theme),
            when=self.when(),
            where=self.where(),
            title=title,
            subtitle=titles.get(Kind.SUBTITLE),
            notice=titles.get(Kind.NOTICE),
            symbol=document.symbol,
            status=words[f"status/{document.status}"],
            organizers=tuple(self.cells(self.registry.organizations[o].name) for o in conference.organizers),
            supporters=tuple(self.cells(self.registry.organizations[o].name) for o in conference.supporters),
            counts=self.counts(),
        )
        return Edition(
            name="-".join(self.langs),
            languages=self.langs,
            slug=document.slug,
            kind=document.kind,
            source=document.lang,
            draft=document.status == "draft",
            date=document.date,
            masthead=masthead,
            running=running,
            lines=self.in_order(lines),
            words=words,
            alternates=self.alternates(),
            sessions=document.sessions,
            conference_id=conference.id,
            timezone=conference.timezone,
            url=conference.url,
            watermark=self.watermark(),
            lacks=tuple(self.lacks.values()),
        )

    def in_order(self, lines: list[Line]) -> tuple[Line, ...]:
        """The lines; the rows of a sorted table in the order of the (first) language, by what their first cell says.

        In an edition of one language a row whose first cell says nothing is left out: it is no entry of that list.
        """
        keyed = {block.id for block in self.document.blocks if block.sorted}
        out: list[Line] = []
        for of_table, run in groupby(lines, lambda line: line.group if line.id in keyed else None):
            if of_table is None:
                out += run
                continue
            head, *rows = ([*row] for _, row in groupby(run, lambda line: line.row))
            if len(self.langs) == 1:
                rows = [row for row in rows if row[0].cells[0].text != NO_SHORT]
            rows.sort(key=lambda row: collation_key(row[0].cells[0].text, self.langs[0]))
            out += head
            out += (dataclasses.replace(line, row=at) for at, row in enumerate(rows, 1) for line in row)
        return tuple(out)

    def counts(self) -> tuple[Cells, ...]:
        """How many passages are not translated and how many outdated: a line each, in every language."""
        out = []
        for state in (State.MISSING, State.FUZZY):
            count = sum(lack.state is state for lack in self.lacks.values())
            if not count:
                continue
            part = self.registry.labels[f"notice/{state.value}"]
            cells = []
            for lang in self.langs:
                # A notice that is itself untranslated is shown in its source language, in that language's plural.
                spoken = self.translations.text(part, lang).lang
                text = self.translations.text(part, lang, languages.plural_index(spoken, count))
                said = text.text.replace("{count}", str(count))
                cells.append(Cell(lang, (Run(said, lang="" if text.lang == lang else text.lang),)))
            out.append(tuple(cells))
        return tuple(out)

    def watermark(self) -> tuple[str, ...]:
        """The words across a draft; nothing across a final text."""
        return self.draft() if self.document.status == "draft" else ()

    def alternates(self) -> tuple[Alternate, ...]:
        """All editions of the document, each by the name its readers know."""
        every = editions(self.document, self.registry.conference.languages)
        together = self.translations.text(self.registry.labels["page/parallel"], self.langs[0]).text
        one_pair = sum(len(langs) > 1 for _, langs in every) == 1
        return tuple(
            Alternate(
                name,
                langs,
                f"../{name}/{self.document.slug}.html",
                together if one_pair and len(langs) > 1 else " – ".join(map(languages.autonym, langs)),
            )
            for name, langs in every
        )


def _line_end(runs: list[Run]) -> list[Run]:
    """The runs with a line's end behind the last."""
    return [*runs[:-1], dataclasses.replace(runs[-1], lines_end=True)] if runs else []


def _capital(runs: list[Run]) -> list[Run]:
    """The runs as a line of their own begins: «Г-н Владимир Воронков»."""
    if not runs:
        return runs
    first = runs[0]
    return [dataclasses.replace(first, text=first.text[:1].upper() + first.text[1:]), *runs[1:]]
