"""The use case of `diptych import`: files that people have → content, and what was not sure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych import disk, inline, languages, pipeline, po, project
from diptych.catalog import State
from diptych.finding import UserError
from diptych.importers import (
    agenda_yaml,
    bilingual,
    bilingual_catalog,
    bilingual_programme,
    columns,
    declaration,
    feed_hours,
    formats,
    listing,
    markup,
    originals,
    parts,
    people_file,
    programme,
    prose,
    record,
    slugs,
    update_programme,
    update_prose,
)
from diptych.importers.results import Draft, Imported, Made, counts
from diptych.importers.sheet import Doubt, Sheet, Spot, flat, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from diptych.importers.agenda import Agenda, Item, Named
    from diptych.importers.bilingual import Translation
    from diptych.importers.formats import Format
    from diptych.importers.sheet import Part
    from diptych.project import Folder

PEOPLE, CONFERENCE = "content/people.yaml", "content/conference.yaml"
_SHORT = 60
"""Characters of a name in a message."""
_MOST_PAIRED = 3_000
"""Paragraphs of a text in two languages: so many are paired within ten seconds."""
_EMPTY_PEOPLE = "organizations: {}\npeople: {}\n"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of an import."""

    kind: str = ""
    """``programme``, ``declaration`` or ``document``; empty: found out."""
    name: str = ""
    """The name of the document; empty: that of the file."""
    lang: str = ""
    """The language of the file; empty: found out."""
    changes: str = "accept"
    """What becomes of tracked changes: ``accept``, ``reject`` or ``show``."""
    force: bool = False
    """Bring documents up to date that are there already."""


# --------------------------------------------------------------------------- the way of a file


def bring_in(folder: Folder, files: Mapping[str, bytes], wish: Wish) -> Imported:
    """Files → what is to be written in the conference's folder. Writes nothing.

    ``files``: one original, or two that say the same in two languages, by the names that the user gave. Raises
    UserError for what cannot be read, what is no language of the conference, and a document that is there already.
    """
    work = _Work(folder, wish)
    sheets: list[Sheet] = []
    for path, data in files.items():
        kind = formats.known(data, path)
        if kind in originals.FEEDS:
            if len(files) > 1:
                raise UserError(
                    f"{path} is a timetable", "Import it by itself; two files are one text in two languages."
                )
            work.feed(path, data, kind)
            return work.done()
        sheet = originals.sheet(data, path, kind, wish.changes, "" if sheets else wish.lang)
        sheets.append(replace(sheet, lang=work.language(sheet.lang, path)))
    work.sheets(sheets)
    return work.done()


class _Work:
    """One import being made: the files as they will be, and what is said of them."""

    def __init__(self, folder: Folder, wish: Wish) -> None:
        self.folder = folder
        self.wish = wish
        self.conference = folder.conference
        self.files: dict[str, str] = {}
        self.before: dict[str, bytes] = {}
        self.drafts: list[Draft] = []
        self.doubts: list[Doubt] = []
        self.guessed: list[str] = []
        self.people: list[str] = []
        self.translations: dict[str, list[Translation]] = {}
        """By domain."""
        self.lang = ""
        """That the translations are in."""
        self.paragraphs = 0
        self.record = record.Record()
        if noted := self.text(record.PATH):
            self.record, faults = record.loads(noted)
            if faults:
                raise UserError(f"{faults[0].span}: {faults[0].message}", faults[0].hint)

    # ----------------------------------------------------------------------- files

    def text(self, path: str) -> str:
        """A file of the conference as it will be; empty where there is none."""
        if path not in self.files:
            data = disk.existing(self.folder.root / path)
            if data is None:
                return ""
            self.before[path] = data
            try:
                self.files[path] = data.decode("utf-8")
            except UnicodeDecodeError as error:
                raise UserError(f"{path} is not in UTF-8", "Save it as UTF-8 and import again.") from error
        return self.files[path]

    def doubt(self, file: str, doubts: Sequence[Doubt]) -> None:
        """Keep doubts of an original."""
        self.doubts += [replace(one, file=file) for one in doubts]

    def place(self, name: str, suffix: str, *, known: bool = False) -> str:
        """The file of a document. Raises UserError where one stands there that nobody allowed to touch."""
        listed = next((one for one in self.conference.documents if one.slug == name), None)
        path = f"content/{listed.path if listed else f'{name}.{suffix}'}"
        if not path.endswith((".yaml", ".yml") if suffix == "yaml" else ".md"):
            what = "no programme" if suffix == "yaml" else "a programme"
            raise UserError(f"the document {name} is {what}: {path}", "Say --to with another name.")
        if any(draft.path == path for draft in self.drafts):
            raise UserError(f"{path} would be written twice", "Import the file in parts.")
        if self.text(path) and not self.wish.force and not (known and _key(path) in self.record.files):
            hint = "--force brings it up to date and leaves what a hand changed; --to NAME writes another."
            raise UserError(f"{path} is there already", hint)
        return path

    def named(self, name: str) -> str:
        """The name of a document, if it can be one. Raises UserError where it cannot."""
        if not name or slugs.ascii_words(name) != name:
            better = slugs.shortened(slugs.ascii_words(name)) or "concept-note"
            hint = f"Small letters a–z, digits and hyphens, such as “{better}”."
            said = inline.visible(" ".join(name.split()))[:_SHORT]
            raise UserError(f"“{said}” is no name of a document", hint)
        return name

    def draft(self, draft: Draft) -> None:
        """Keep a document that was made, or that was brought up to date."""
        self.drafts.append(draft)
        self.files[draft.path] = draft.text
        self.text(CONFERENCE)
        self.files[CONFERENCE] = listing.listed(self.files[CONFERENCE], draft.slug, _key(draft.path))
        self.record = self.record.having(
            _key(draft.path), record.imported(draft.format, draft.file, draft.record, draft.source)
        )
        self.doubt(draft.file, draft.doubts)

    # ----------------------------------------------------------------------- timetables

    def feed(self, path: str, data: bytes, kind: Format) -> None:
        """A timetable of another program."""
        if self.wish.kind not in ("", "programme"):
            raise UserError(f"{path} is a timetable, no {self.wish.kind}", "Leave --as out.")
        found = originals.agenda(data, path, kind, self.conference.timezone)
        agenda = feed_hours.dated(found, self.conference.start, self.conference.end)
        lang = self.language(self.wish.lang or agenda.lang, path)
        self.guessed.append(f"{path}: {kind.value}, taken for a programme")
        self.paragraphs += sum(1 + len(item.issues) for day in agenda.days for item in day.items)
        name = self.named(self.wish.name or "programme")
        self.programme(replace(agenda, lang=lang), name, path, kind.value, feed=True)

    def language(self, lang: str, path: str) -> str:
        """The language if it is one of the conference, its own where nobody knows. Raises UserError."""
        known = self.conference.languages
        lang = lang or self.conference.source
        if lang not in known:
            hint = f"Say --lang {' or '.join(known)} if it is not, or add it to `languages` in {CONFERENCE}."
            raise UserError(f"{path} is in {languages.language(lang)}, which is no language of the conference", hint)
        return lang

    # ----------------------------------------------------------------------- texts

    def sheets(self, sheets: Sequence[Sheet]) -> None:
        """One text, or the same in two languages."""
        if len(sheets) == 1 and (both := columns.split(sheets[0])):
            self.guessed.append(f"{sheets[0].path}: {sheets[0].format}, a table in two languages")
            sheets = both
        source, other = self.sides(sheets)
        self.paragraphs += sum(piece.lines for piece in flat(source.pieces))
        self.doubt(source.path, source.doubts)
        found = _headed(parts.split(source, self.wish.kind or source.front.get("kind", "")), source)
        kinds = Counter(part.kind for part in found[1:])
        beside = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in kinds.items())
        told = f"{source.path}: {source.format} in {languages.language(source.lang)}, taken for a {found[0].kind}"
        self.guessed.append(told + (f" with {beside} in it" if beside else ""))
        name = self.named(self.wish.name or _stem(source.path) or found[0].kind)
        agendas = {}
        for part in found:
            slug = f"{name}-{part.name}" if part.name else name
            agendas[part.name] = self.part(part, slug, source)
        if other:
            self.translate(source, found, agendas, other, name)

    def sides(self, sheets: Sequence[Sheet]) -> tuple[Sheet, Sheet | None]:
        """The sheet that content is made of, in the conference's language where there are two, and its translation."""
        if len(sheets) == 1:
            return sheets[0], None
        one, other = sheets
        if one.lang == other.lang:
            hint = "Name one text in two languages, or one file; --lang says which language the first is in."
            raise UserError(f"{one.path} and {other.path} are both in {languages.language(one.lang)}", hint)
        return (other, one) if other.lang == self.conference.source else (one, other)

    def part(self, part: Part, name: str, sheet: Sheet) -> Agenda | None:
        """One document of a text; its agenda where it is a programme."""
        if part.kind == "programme":
            agenda = self.agenda(part)
            self.programme(agenda, name, sheet.path, sheet.format)
            return agenda
        part = _shaped(part)
        written = prose.dumps(part, {})
        path = self.place(name, "md")
        old, known = self.text(path), self.record.files.get(_key(path))
        if old:
            updated = update_prose.prose(old, written, known, path)
            self.draft(Draft.of_update(path, name, sheet, part.kind, updated, part.doubts))
        else:
            doubts = placed(part.doubts, path, written.lines)
            made = update_prose.first(written.text)
            self.draft(
                Draft(path, name, sheet.path, sheet.format, part.kind, written.text, made, doubts, written.lines)
            )
        return None

    def agenda(self, part: Part) -> Agenda:
        """The programme in a part."""
        title = "".join(run.text for run in part.title)
        agenda = programme.read(part.pieces, part.lang, title, (self.conference.start, self.conference.end))
        subtitle = agenda.subtitle or markup.dumps(part.subtitle)
        return replace(agenda, subtitle=subtitle, doubts=(*part.doubts, *agenda.doubts))

    def programme(self, agenda: Agenda, name: str, file: str, form: str, *, feed: bool = False) -> None:
        """A programme: its people and its items."""
        path = self.place(name, "yaml", known=feed)
        organizers = tuple(dict.fromkeys((one, item.spot) for item in _items(agenda) for one in item.organizers))
        people, source = self.text(PEOPLE) or _EMPTY_PEOPLE, self.conference.source
        spelled = self.spellings(agenda.lang)
        enrolled = people_file.enrol(people, agenda.lang, tuple(_named(agenda)), organizers, spelled, source)
        self.files[PEOPLE] = enrolled.text
        self.people += enrolled.added
        written = agenda_yaml.dumps(agenda, enrolled, {}, self.taken(path))
        doubts = (*agenda.doubts, *enrolled.doubts)
        old, known = self.text(path), self.record.files.get(_key(path))
        sheet = Sheet(file, (), format=form)
        if old:
            updated = update_programme.programme(old, written, known, path, feed=feed)
            self.draft(Draft.of_update(path, name, sheet, "programme", updated, doubts))
        else:
            made = update_programme.first(written.text)
            told = placed(doubts, path, written.lines)
            self.draft(Draft(path, name, file, form, "programme", written.text, made, told, written.lines))

    def taken(self, path: str) -> frozenset[str]:
        """The ids of the items of all programmes but one."""
        others = (one for one in self.folder.documents if one.path != path)
        return frozenset(session.id for one in others for session in one.sessions)

    def spellings(self, lang: str) -> dict[str, tuple[str, ...]]:
        """The names of the registered people in a language that is not the registry's."""
        catalog = self.folder.catalogs.get(lang, {}).get("people")
        if catalog is None:
            return {}
        texts = {entry.key.context: entry.texts[0] for entry in catalog.entries if entry.state is State.DONE}
        people = {name: texts.get(f"people/{name}/name", "") for name in self.folder.known.people}
        return {name: (text,) for name, text in people.items() if text}

    # ----------------------------------------------------------------------- two languages

    def translate(
        self, source: Sheet, found: Sequence[Part], agendas: Mapping[str, Agenda | None], other: Sheet, name: str
    ) -> None:
        """What the other language says of it. Raises UserError for texts of too many paragraphs."""
        count = max(sum(1 for _ in flat(one.pieces)) for one in (source, other))
        if count > _MOST_PAIRED:
            hint = f"Import them in parts of up to {_MOST_PAIRED:,} paragraphs."
            raise UserError(f"{other.path}: {count:,} paragraphs are too many to be paired", hint)
        self.lang = other.lang
        there = parts.split(other, found[0].kind if self.wish.kind else "")
        ours, theirs = ([_shaped(part) for part in side] for side in (found, there))
        paired = bilingual.pairs(ours, theirs, self.terms(other.lang))
        self.doubt(other.path, (*other.doubts, *paired.doubts))
        offered = list(paired.translations)
        programmes = [self.agenda(part) for part in there if part.kind == "programme"]
        for (part, one), two in zip(((part, one) for part, one in agendas.items() if one), programmes, strict=False):
            said = bilingual_programme.agendas(one, two)
            offered += [replace(each, domain=each.domain or part) for each in said]
        for offer in offered:
            slug = offer.domain if offer.domain == "people" else f"{name}-{offer.domain}" if offer.domain else name
            self.translations.setdefault(slug, []).append(offer)

    def terms(self, lang: str) -> tuple[tuple[str, str], ...]:
        """What the glossary calls things in the two languages."""
        here = self.conference.source
        wordings = [one.wordings for one in self.folder.known.terms.values() if {here, lang} <= one.wordings.keys()]
        full = [(one[here].term, one[lang].term) for one in wordings]
        return (*full, *((one[here].short, one[lang].short) for one in wordings if one[here].short and one[lang].short))

    # ----------------------------------------------------------------------- the end

    def done(self) -> Imported:
        """All that is to be written, read back once: what its readers find wrong is among the doubts."""
        self.files[record.PATH] = record.dumps(self.record).decode()
        files = {path: text.encode() for path, text in self.files.items()}
        files = {path: data for path, data in files.items() if data != self.before.get(path)}
        folder = project.read(self.folder.root, files)
        paths = {draft.path for draft in self.drafts} | {PEOPLE, CONFERENCE}
        known = {str(one) for one in self.folder.findings}
        for one in folder.findings:
            if one.span.path in paths and str(one) not in known:
                self.doubts.append(
                    Doubt(Spot(one.span.line), one.rule, one.message, str(one.span), self.drafts[0].file)
                )
        documents = {one.path: one for one in folder.documents}
        made = tuple(
            Made(one.path, one.kind, counts(documents.get(one.path)), one.new, one.done) for one in self.drafts
        )
        catalogs, translated = self.filled(folder)
        if not files and not catalogs:
            made = tuple(replace(one, new=False) for one in made)
        before = {
            path: data for path, data in {**self.folder.files, **self.before}.items() if path in {**files, **catalogs}
        }
        doubts = self.placed()
        return Imported(
            tuple(self.guessed),
            made,
            tuple(self.people),
            translated,
            tuple(doubts),
            self.paragraphs,
            {**files, **catalogs},
            before,
        )

    def placed(self) -> list[Doubt]:
        """All doubts with their places, those of a whole original in whichever document has the last line before."""
        lines: dict[str, dict[int, tuple[str, int]]] = {}
        for draft in self.drafts:
            for line, there in draft.lines.items():
                lines.setdefault(draft.file, {})[line] = (draft.path, there)
        known = {file: sorted(found) for file, found in lines.items()}
        out = []
        for doubt in self.doubts:
            at = bisect_right(known.get(doubt.file, []), doubt.spot.line)
            path, line = lines[doubt.file][known[doubt.file][at - 1]] if at else ("", 0)
            out.append(replace(doubt, result=f"{path}:{line}") if path and not doubt.result else doubt)
        return sorted(out, key=lambda one: (one.file, one.spot))

    def filled(self, folder: Folder) -> tuple[dict[str, bytes], dict[str, int]]:
        """The catalogs with the translations that came with the content, and how many of which kind."""
        if not self.translations:
            return {}, {}
        extraction = pipeline.extract_all(folder)
        files: dict[str, bytes] = {}
        sums = bilingual_catalog.Counts()
        for domain, offered in self.translations.items():
            catalog = extraction.folder.catalogs[self.lang].get(domain)
            if catalog is None:
                continue
            catalog, counts, doubts = bilingual_catalog.fill(catalog, offered)
            sums += counts
            self.doubt(self.drafts[0].file, doubts)
            for path in (project.catalog_path(domain), project.catalog_path(domain, self.lang)):
                if path in extraction.changed:
                    files[path] = extraction.changed[path]
            data = po.dumps(catalog).encode()
            if data != folder.files.get(path):
                files[path] = data
        return files, {
            "confirmed": sums.confirmed,
            "fuzzy": sums.fuzzy,
            "there already": sums.same,
            "kept as they were": sums.kept,
            "of no message": sums.unknown,
        }


def _shaped(part: Part) -> Part:
    """The part with the structure of its kind."""
    return declaration.shaped(part) if part.kind == "declaration" else part


def _headed(found: Sequence[Part], sheet: Sheet) -> tuple[Part, ...]:
    """The parts, the body with what the original's own front matter says of it."""
    title, subtitle = (inline.parse(sheet.front.get(key, "")) for key in ("title", "subtitle"))
    body = found[0]
    doubts = tuple(one for one in body.doubts if not (title and one.rule == "title"))
    named = title or body.title
    body = replace(body, front=sheet.front, title=named, subtitle=subtitle or body.subtitle, doubts=doubts)
    return (body, *found[1:])


def _key(path: str) -> str:
    """A content file as the list of documents names it."""
    return path.removeprefix("content/")


def _stem(path: str) -> str:
    """The name of a file without folders and ending, as a document may have it; maybe empty."""
    name = re.split(r"[/\\]", path)[-1]
    return slugs.shortened(slugs.ascii_words(name.rpartition(".")[0] or name))


def _items(agenda: Agenda) -> Iterator[Item]:
    return (item for day in agenda.days for item in day.items)


def _named(agenda: Agenda) -> Iterator[Named]:
    """Everybody whom a programme names, line by line."""
    for item in _items(agenda):
        if item.host:
            yield item.host
        for role in item.roles:
            yield from (one.person for one in role.people)


def write(root: Path, made: Imported) -> None:
    """Put all files in their places, or none. Raises UserError where one was saved by somebody else meanwhile."""
    saved = disk.write_all(root, made.files, made.before)
    if saved:
        raise UserError(f"{saved[0]} was saved by another program meanwhile", "Run the command again.")
