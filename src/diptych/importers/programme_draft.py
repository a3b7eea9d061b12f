"""An item of a programme while it is being read, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diptych.importers import item_kinds, markup, person_lines
from diptych.importers.agenda import Issue, Item, Role, Speaking, Venue
from diptych.importers.item_titles import Title
from diptych.importers.sheet import Doubt, Spot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from diptych.importers.days import Dated
    from diptych.importers.sheet import Piece
    from diptych.model import Run

_TWO = 2


@dataclass(slots=True)
class RoleDraft:
    """A role and its people so far."""

    role: str
    heading: str
    spot: Spot
    minutes: int | None = None
    """Of each, where the heading says so."""
    people: list[Speaking] = field(default_factory=list)
    single: bool = False
    """Its one person stands on the line of the heading: who follows below has another role."""


@dataclass(slots=True)
class Draft:
    """An item so far; texts are inline Markdown but for those of ``title``."""

    spot: Spot
    start: dt.time | None = None
    end: dt.time | None = None
    title: Title = field(default_factory=Title)
    titled: bool = False
    row: int = 0
    column: int = 0
    """Of parallel items side by side in a table."""
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    roles: list[RoleDraft] = field(default_factory=list)
    floor: list[str] = field(default_factory=list)
    floor_heading: str = ""
    issues: list[Issue] = field(default_factory=list)


@dataclass(slots=True)
class DayDraft:
    """A day so far."""

    dated: Dated
    spot: Spot
    items: list[Draft] = field(default_factory=list)
    told: bool = False
    """Told of in prose, not opened by a line of its own."""


def shown(runs: Sequence[Run]) -> str:
    """Runs as inline Markdown; what is bold or italic from end to end is not marked."""
    said = [run for run in runs if run.text.strip()]
    strong = bool(said) and all(run.strong for run in said)
    slanted = bool(said) and all(run.emphasis for run in said)
    plain = (replace(run, strong=run.strong and not strong, emphasis=run.emphasis and not slanted) for run in runs)
    return markup.dumps(plain).strip()


def written(text: str) -> str:
    """A text without markup as inline Markdown."""
    return markup.dumps(markup.plain(text))


def text_of(piece: Piece) -> str:
    """A paragraph as inline Markdown."""
    return shown(piece.runs)


def finished(draft: Draft, lang: str, doubts: list[Doubt]) -> Item:
    """The item; what is not sure of it goes to the doubts."""
    title = draft.title
    doubts += [Doubt(draft.spot, rule, reason) for rule, reason in title.doubts]
    if not title.title:
        title.title, title.label = title.label, ""
    if not title.title:
        doubts.append(Doubt(draft.spot, "no-title", "no title stands behind these hours"))
        title.title = f"{draft.start:%H:%M}" if draft.start else "…"
    host, notes = None, list(draft.notes)
    organizers = title.organizers
    if title.host:
        line = person_lines.read_line(title.host, lang)
        if len(line.people) == 1:
            host = replace(line.people[0].person, spot=draft.spot)
            doubts += [replace(doubt, spot=draft.spot) for doubt in line.doubts]
        else:
            organizers = (*organizers, title.host.removeprefix("the "))
    floor = " ".join(draft.floor)
    if draft.floor_heading and not floor:
        floor = draft.floor_heading
        doubts.append(Doubt(draft.spot, "floor", f"“{floor}” does not say who may take it; the heading was taken"))
    if len(notes) > 1:
        doubts.append(
            Doubt(draft.spot, "long-note", f"{len(notes)} paragraphs were joined to one note below the title")
        )
    return Item(
        kind=title.kind,
        title=written(title.title),
        start=draft.start,
        end=draft.end,
        label=written(title.label),
        note=" ".join(notes),
        place=written(title.place),
        host=host,
        organizers=organizers,
        access=title.access,
        audience=title.audience,
        venues=tuple(Venue(written(room.place), room.audience) for room in title.venues),
        roles=tuple(_roles(draft.roles, doubts)),
        floor=floor,
        issues=tuple(draft.issues),
        notes=tuple(draft.comments),
        spot=draft.spot,
    )


def _roles(drafts: Iterable[RoleDraft], doubts: list[Doubt]) -> Iterable[Role]:
    for draft in drafts:
        people = [replace(one, minutes=draft.minutes) if one.minutes is None else one for one in draft.people]
        heading = written(item_kinds.tamed(draft.heading))
        if draft.role == "chair" and len(people) > _TWO:
            yield Role("chair", tuple(people[:1]), heading, draft.spot)
            yield Role("speaker", tuple(people[1:]), "", people[1].spot)
            first, last = people[1].person.name, people[-1].person.name
            reason = (
                f"below the one chair stand {len(people) - 1} more, {first} to {last}: they were taken for speakers"
            )
            doubts.append(Doubt(people[1].spot, "below-chair", reason))
            continue
        if draft.role == "chair" and len(people) == _TWO:
            doubts.append(Doubt(draft.spot, "two-chairs", "two people stand below the chair; both were left there"))
        if people:
            yield Role(draft.role, tuple(people), heading, draft.spot)
        else:
            words = heading or draft.role
            doubts.append(Doubt(draft.spot, "empty-role", f"nobody stands below “{words}”; the heading was left out"))
