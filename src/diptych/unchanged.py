"""Whether an entry stays as it stands in its file."""

from __future__ import annotations

from dataclasses import replace

from diptych.catalog import Entry, State


def state(entry: Entry, source: Entry) -> State | None:
    """The state of an entry that stays as it is, if the lines in the files tell so, before they are decoded."""
    now, was = entry.written, source.written
    if now is None or was is None or not (source.untouched and entry.untouched and was.like(now)):
        return None
    if was.settled():
        return State.DONE
    return None if source.texts[0] or source.fuzzy or source.previous else State.MISSING


def calm(entry: Entry, before: Entry | None) -> Entry:
    """The entry with its old line numbers, if nothing else of it changed."""
    if before is None or entry is before or replace(entry, references=before.references) != before:
        return entry
    files = [reference.rpartition(":")[0] for reference in entry.references]
    return before if files == [reference.rpartition(":")[0] for reference in before.references] else entry
