"""The drafts of a declaration: which of them are its chapeau, recitals and operative paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.finding import Finding, Severity
from diptych.model import Kind

if TYPE_CHECKING:
    from diptych.drafts import Draft


def seen(drafts: list[Draft], found: list[Finding]) -> list[Draft]:
    """The drafts with a declaration's chapeau, recitals and operative paragraphs seen as such."""
    operative = [draft.kind is Kind.LIST_ITEM and draft.ordered and draft.level == 1 for draft in drafts]
    end = operative.index(True) if True in operative else len(drafts)
    prose = [n for n in range(end) if drafts[n].kind is Kind.PARAGRAPH and drafts[n].top and not drafts[n].follows]
    first = next((n for n in prose if _led(drafts[n].text)), end)
    chapeau = next((n for n in reversed(prose) if n < first and drafts[n].text.endswith(":")), None)
    start = first if chapeau is None else chapeau + 1
    out = []
    for n, draft in enumerate(drafts):
        kind = draft.kind
        if n == chapeau:
            kind = Kind.CHAPEAU
        elif operative[n]:
            kind = Kind.OPERATIVE
        elif first < end and n >= start and n in prose and not _bridge(draft.text):
            kind = Kind.RECITAL
        if kind in (Kind.RECITAL, Kind.OPERATIVE) and not _led(draft.text):
            what = "recital" if kind is Kind.RECITAL else f"operative paragraph {draft.number}"
            message = f"the {what} does not begin with its verb in italics"
            hint = "Put asterisks around it: *Reaffirm*."
            found.append(Finding("no-lead-verb", Severity.WARNING, draft.span, message, hint))
        out.append(replace(draft, kind=kind))
    return out


def _led(text: str) -> bool:
    """Whether a text begins with emphasis that is not all of it."""
    runs = inline.parse(text)
    return len(runs) > 1 and runs[0].emphasis


def _bridge(text: str) -> bool:
    """Whether a text leads from the recitals to the operative paragraphs: “have agreed as follows:”."""
    return text.endswith(":") and not _led(text)
