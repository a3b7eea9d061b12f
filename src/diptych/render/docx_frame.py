"""What stands around the text of a Word file: languages of the defaults, properties, running head and foot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from copy import deepcopy
from typing import TYPE_CHECKING

from diptych import languages
from diptych.model import Kind, Run
from diptych.render import docx_watermark
from diptych.render.docx_package import (
    ACCENT,
    AIR,
    NUMBERS,
    PAD,
    TEXT,
    clean,
    name,
    node,
    paragraph,
    put,
    row,
    tab,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.edition import Edition
    from diptych.render.docx_package import Element, File
    from diptych.render.docx_text import Text

_FIELDS = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}
_ABOVE_TITLE = 2400
"""Above the title on a report's title page, in twentieths of a point."""
_HANGING = ("Heading2", "LightItem", "Speaker")
"""What has its hinge in the margin, where there is one language."""


def dress(file: File, edition: Edition) -> None:
    """Set the languages of the defaults, and the margin of an edition in one language."""
    tag = languages.tag(edition.languages[0])
    styles, settings = file.styles.element, file.settings.element
    for element in (*styles.iter(name("w:lang")), *settings.iter(name("w:themeFontLang"))):
        element.set(name("w:val"), tag)
    if edition.kind == "report":
        _dress_report(styles, settings)
    if edition.parallel:
        return
    programme = any(line.kind is Kind.SESSION for line in edition.lines)
    for style in styles.findall(name("w:style")):
        identity, properties = style.get(name("w:styleId")), style.find(name("w:pPr"))
        if properties is None:
            continue
        if identity in _HANGING and programme:
            put(properties, node("tabs", node("tab", val="right", pos=-AIR)))
            put(properties, node("ind", left=0, hanging=NUMBERS))
        elif identity == "Heading1" and edition.kind != "report":
            rules = {"top": (16, 0), "left": (4, PAD // 20), "bottom": (16, 0)}
            edges = (node(side, val="single", sz=sz, space=space, color=ACCENT) for side, (sz, space) in rules.items())
            put(properties, node("pBdr", *edges))
            put(properties, node("ind", left=PAD - NUMBERS))


def _dress_report(styles: Element, settings: Element) -> None:
    """Give the headings of the first level the looks of a chapter, and leave words undivided.

    Where the reader's program divides a word nobody knows, and the contents say on which page a heading is.
    """
    found = {style.get(name("w:styleId")): style for style in styles.findall(name("w:style"))}
    first, chapter = found["Heading1"], found["Chapter"]
    for part in ("w:pPr", "w:rPr"):
        first.replace(first.find(name(part)), deepcopy(chapter.find(name(part))))
    put(first.find(name("w:pPr")), node("outlineLvl", val=0))
    put(
        found["Title"].find(name("w:pPr")),
        node("spacing", before=_ABOVE_TITLE, after=120, line=660, lineRule="atLeast"),
    )
    for size in found["Title"].iter(name("w:sz"), name("w:szCs")):
        size.set(name("w:val"), "56")
    for hyphenation in settings.findall(name("w:autoHyphenation")):
        settings.remove(hyphenation)


def properties(file: File, edition: Edition) -> None:
    """Set the core properties; their dates are the text's."""
    core = file.core_properties
    core.title = clean(title(edition))[:255]
    core.subject = clean(" / ".join(cell.text for cell in edition.masthead.conference))[:255]
    core.language = languages.tag(edition.languages[0])
    core.content_status = clean(" / ".join(cell.text for cell in edition.masthead.status))[:255]
    if edition.masthead.symbol:
        core.identifier = clean(edition.masthead.symbol)[:255]
    if edition.date:
        # Office writes UTC without an offset; python-docx wants it naive
        midnight = dt.datetime.combine(edition.date, dt.time())
        core.created = core.modified = midnight


def title(edition: Edition) -> str:
    """The document's title in each language."""
    return " / ".join(cell.text for cell in edition.masthead.title)


def head_and_foot(file: File, edition: Edition, text: Text) -> None:
    """Write the running head (not on the first page), the foot, and behind both a draft's watermark.

    A report's title page has no foot either, and above its contents the head names no chapter.
    """
    first, body = file.sections[0], file.sections[-1]
    report = edition.kind == "report"
    heads = [
        (body.header, _running(edition, text, part=True)),
        (first.first_page_header, []),
        *([(first.header, _running(edition, text, part=False))] if report else []),
    ]
    for number, (head, content) in enumerate(heads, start=1):
        end = paragraph("Gap")
        if edition.draft:
            end.append(docx_watermark.run(edition.watermark, number))
        head.part.element.extend([*content, end])
    body.footer.part.element.extend(_foot(edition, text))
    first.first_page_footer.part.element.extend([paragraph("Gap")] if report else _foot(edition, text))


def _running(edition: Edition, text: Text, *, part: bool) -> list[Element]:
    """The short title in each language; with `part` also the day or the chapter, which Word looks up.

    Nothing is stored as their result, so who cannot look them up shows nothing wrong.
    """
    chapters = edition.kind == "report" and any(line.kind is Kind.HEADING for line in edition.lines)
    if edition.parallel:
        cells = [[text.paragraph("Header", cell)] for cell in edition.running]
        if part and chapters:
            for cell, style in zip(cells, ("1", '"Chapter Facing"'), strict=True):
                cell.append(paragraph("Header", node("fldSimple", instr=f" STYLEREF {style} ")))
        return [table([row([cells[0], [paragraph("Header")], cells[1]])])]
    head = text.paragraph("Header", edition.running[0], tabs=(("right", TEXT),))
    if part and (chapters or any(line.kind is Kind.DAY for line in edition.lines)):
        head.extend([tab(), node("fldSimple", instr=" STYLEREF 1 ")])
    return [head]


def _foot(edition: Edition, text: Text) -> list[Element]:
    """Page n of m; status and date of the text."""
    cells = []
    for index, lang in enumerate(edition.languages):
        own = paragraph("Footer", *_pages(edition, text, lang), tabs=(("right", TEXT),))
        rest = [*edition.masthead.status[index].runs]
        if "edition/date" in edition.words:
            rest += [Run(" · "), *edition.word("edition/date", lang).runs]
        if edition.parallel:  # a panel is too narrow for both
            cells.append([own, paragraph("Footer", *text.runs(rest, lang))])
        else:
            own.extend([tab(), *text.runs(rest, lang)])
            cells.append([own])
    if not edition.parallel:
        return cells[0]
    return [table([row([cells[0], [paragraph("Footer")], cells[1]])]), paragraph("Gap")]


def _pages(edition: Edition, text: Text, lang: str) -> Iterator[Element]:
    """``Page 1 of 9`` with fields."""
    for run in edition.word("page/page", lang).runs:
        for piece in re.split(r"(\{page\}|\{pages\})", run.text):
            field = _FIELDS.get(piece)
            made = text.runs([dataclasses.replace(run, text="1" if field else piece)], lang) if piece else []
            yield from [node("fldSimple", *made, instr=field)] if field else made
