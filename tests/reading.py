"""What the tests of the readers share: their examples, and findings and blocks as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import ROOT
from diptych import registry
from diptych.model import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.finding import Finding
    from diptych.model import Document, Part

EXAMPLES = ROOT / "tests" / "readers"
SMALL = ROOT / "tests" / "small" / "content"
CONTENT = ROOT / "content"


def example(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


def river() -> Registry:
    """The registry of the small conference, with the labels of the real one."""
    conference, _, _ = registry.conference((SMALL / "conference.yaml").read_text("utf-8"), "conference.yaml")
    people, organizations, _, _ = registry.people((SMALL / "people.yaml").read_text("utf-8"), "people.yaml")
    labels, _, _ = registry.labels((CONTENT / "labels.yaml").read_text("utf-8"), "labels.yaml")
    assert conference
    return Registry(conference, people, organizations, labels, {})


def said(found: Iterable[Finding]) -> list[str]:
    """Each finding as a line, in the order of the file."""
    ordered = sorted(found, key=lambda finding: (finding.span.line, finding.rule, finding.message))
    return [f"{f.span.line} {f.severity}[{f.rule}]: {f.message} | {f.hint}" for f in ordered]


def _part(part: Part) -> str:
    context = f"{part.domain}:{part.key.context or '–'}"
    if part.domain == "labels":  # their words are the business of labels.yaml
        return context
    return f"{context} {part.key.msgid}" + (f" # {part.comment}" if part.comment else "")


def printed(document: Document) -> list[str]:
    """Each block as a line: line, kind, anchor, number, then contexts and texts of its parts."""
    lines = []
    for block in document.blocks:
        parts = [_part(part) for part in block.parts]
        head = f"{block.span.line} {block.kind} #{block.id}" + (f" {block.number}" if block.number else "")
        lines.append(" | ".join([head, *parts]))
    return lines


def places_exist(text: str, document: Document, found: Iterable[Finding]) -> bool:
    """Whether every line that is named stands in the text."""
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    spans = [finding.span for finding in found]
    spans += [block.span for block in document.blocks if block.span.path == document.path]
    spans += [p.span for block in document.blocks for p in block.parts if p.span.path == document.path]
    return all(1 <= span.line <= last and span.column >= 1 for span in spans)


def ids_differ(document: Document) -> bool:
    ids = [block.id for block in document.blocks]
    return len(ids) == len(set(ids)) and all(ids)
