"""Terms → the glossaries that translators' programs read: CSV (OmegaT, Weblate) and TBX (ISO 30042)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.model import Term

COLUMNS = ("source", "target", "translator_comments")
"""The head of the CSV, by the names that Weblate knows; OmegaT takes the first three columns whatever their names."""
_XML = "{http://www.w3.org/XML/1998/namespace}"
_POS = {"organization": "properNoun"}


def as_csv(terms: Mapping[str, Term], source: str, target: str) -> bytes:
    """A line for each term and each abbreviation that both languages have; sorted, UTF-8, lines end with LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted({row for term in terms.values() for row in _rows(term, source, target)}))
    return out.getvalue().encode()


def _rows(term: Term, source: str, target: str) -> Iterator[tuple[str, str, str]]:
    if source not in term.wordings or target not in term.wordings:
        return
    here, there = term.wordings[source], term.wordings[target]
    said = _said(term, target)
    yield here.term, there.term, said
    if here.short:
        yield here.short, there.short or there.term, said


def _said(term: Term, target: str) -> str:
    """What a translator is told of a term: its note, and what not to write."""
    there = term.wordings.get(target)
    avoid = f"not: {'; '.join(there.avoid)}" if there and there.avoid else ""
    return " · ".join(filter(None, (term.note, avoid)))


def as_tbx(terms: Mapping[str, Term], source: str, target: str, title: str) -> bytes:
    """The terms as TBX (the dialect that OmegaT and Weblate read: martif, core structure of ISO 30042:2008).

    Forms of the source that must not be used stand beside the term, with the administrative status
    ``deprecatedTerm``. Those of the target are told in the definition: as terms they would be offered like
    any other, for neither OmegaT nor Lokalize reads that status.
    """
    root = ET.Element("martif", {"type": "TBX", f"{_XML}lang": source})
    head = ET.SubElement(root, "martifHeader")
    described = ET.SubElement(ET.SubElement(head, "fileDesc"), "sourceDesc")
    ET.SubElement(described, "p").text = title
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in sorted(terms.values(), key=lambda one: one.id):
        entry = ET.SubElement(body, "termEntry", {"id": f"term-{term.id}"})
        if said := _said(term, target):
            ET.SubElement(entry, "descrip", {"type": "definition"}).text = said
        for lang in (source, target):
            wording = term.wordings.get(lang)
            if wording is None:
                continue
            section = ET.SubElement(entry, "langSet", {f"{_XML}lang": lang})
            _add(section, wording.term, ("partOfSpeech", _POS.get(term.kind, "noun")))
            if wording.short:
                _add(section, wording.short, ("termType", "acronym"))
            for form in wording.avoid if lang == source else ():
                _add(section, form, ("administrativeStatus", "deprecatedTerm"))
    ET.indent(root)
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _add(section: ET.Element, text: str, note: tuple[str, str]) -> None:
    group = ET.SubElement(section, "tig")
    ET.SubElement(group, "term").text = text
    ET.SubElement(group, "termNote", {"type": note[0]}).text = note[1]
