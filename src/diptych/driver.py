"""Three files → one, as git asks its merge driver; and a catalog as people read it, for git's diff."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from diptych import disk, git, languages, lineage, po, three_way
from diptych.catalog import Catalog, Span
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from diptych.catalog import Entry
    from diptych.three_way import Conflict

_SHOWN = 60  # characters of a text that a message quotes
_EMPTY = '""'  # a context without a letter, which is not the same as none


@dataclass(frozen=True, slots=True)
class Merged:
    """How a merge ended."""

    clean: bool
    """Whether nobody need look at the file."""
    findings: tuple[Finding, ...]
    """What somebody should look at, and where."""


def merge(base: Path, ours: Path, theirs: Path, name: str) -> Merged:
    """Put the merged catalog into the file ``ours`` (gitattributes(5), "Defining a custom merge driver").

    git's own merge of the text stands there first, so that the file has both sides even if we are killed; and it
    stays there where a side is no PO file. ``name`` is the file's path in the repository.
    """
    paths = {"base": base, "our side": ours, "their side": theirs}
    files = {side: _bytes(path) for side, path in paths.items()}
    text = git.merged_as_text(ours, base, theirs)
    if text is not None:
        disk.write(ours, text)
    catalogs: dict[str, Catalog] = {}
    findings: list[Finding] = []
    for side, data in files.items():
        catalog, faults = _catalog(data, name)
        if catalog is not None:
            catalogs[side] = catalog
        elif side == "base":  # each side then has all that it says; where they differ, both stay
            catalogs[side] = Catalog("", "", "")
            findings += [replace(_of_side(side, fault), severity=Severity.WARNING) for fault in faults] if data else []
        else:
            findings += [_of_side(side, fault) for fault in faults if fault.severity is Severity.ERROR]
    if len(catalogs) < len(paths):
        return Merged(clean=False, findings=(*findings, _unmerged(name, text)))
    target = _target(catalogs["our side"], name)
    mine = replace(catalogs["our side"], target=target)
    catalog, conflicts = three_way.merge(catalogs["base"], mine, catalogs["their side"])
    data = po.dumps(catalog).encode()
    disk.write(ours, data)
    findings += _quarrels(conflicts, data, name)
    return Merged(clean=not conflicts, findings=tuple(findings))


def _bytes(path: Path) -> bytes:
    data = disk.existing(path)
    if data is None:
        raise UserError(f"there is no file {path}", "git calls this command itself: see `diptych git-setup --help`.")
    return data


def _catalog(data: bytes, name: str) -> tuple[Catalog | None, list[Finding]]:
    return po.loads(data, name, PurePosixPath(name).stem, "", "")


def _target(catalog: Catalog, name: str) -> str:
    """The language: of the folder as gettext has it (``ru/LC_MESSAGES/x.po``), else of the header; empty in a POT."""
    place = PurePosixPath(name)
    if place.suffix == ".pot":
        return ""
    said = next((value.strip() for field, value in catalog.header if field.lower() == "language"), "")
    lang = place.parts[-3] if place.parts[-2:-1] == ("LC_MESSAGES",) and len(place.parts) > 2 else said  # noqa: PLR2004
    lang = re.sub("_", "-", lang.partition("@")[0])
    return lang if lang and languages.known(lang) else ""


def _of_side(side: str, fault: Finding) -> Finding:
    return replace(fault, message=f"{side}: {fault.message}")


def _unmerged(name: str, text: bytes | None) -> Finding:
    what = "it has our side only" if text is None else "it is merged as plain text"
    hint = "Look at every change in it (`git diff`), mend it, then `git add` it."
    if text is None:
        hint = "Take what you need from `git show MERGE_HEAD:…`, then `git add` it."
    return Finding("git-merge", Severity.ERROR, Span(name), f"the file could not be merged by entries: {what}", hint)


def _quarrels(conflicts: tuple[Conflict, ...], data: bytes, name: str) -> Iterator[Finding]:
    """One finding for each message that both sides translated differently, with its line in the merged file."""
    if not conflicts:
        return
    written, _ = _catalog(data, name)
    lines = {entry.key: entry.line for entry in written.entries} if written else {}
    for conflict in conflicts:
        text = conflict.key.msgid
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        yield Finding(
            "git-merge",
            Severity.ERROR,
            Span(name, lines.get(conflict.key, 1)),
            f"both sides translated “{short}” differently: ours stands, fuzzy; theirs is in its comment",
            "Choose one, take the comment line and the fuzzy mark away, then `git add` the file.",
        )


# --------------------------------------------------------------------------- for git diff


def readable(data: bytes, name: str) -> str:
    """The messages of a PO file: a block each, with its state; nothing of wrapping, line numbers and order of flags.

    A file that is no PO file is shown as it is.
    """
    catalog, _ = _catalog(data, name)
    if catalog is None:
        return data.decode("utf-8", "replace")
    blocks = ["\n".join(["[header]", *(f"# {note}" for note in catalog.notes), *map(": ".join, catalog.header)])]
    blocks += ["\n".join(_shown(entry)) for entry in catalog.entries]
    return "\n\n".join(blocks) + "\n"


def _shown(entry: Entry) -> Iterator[str]:
    flags = "".join(f", {flag}" for flag in entry.flags if flag != "fuzzy")
    state = "obsolete, fuzzy" if entry.obsolete and entry.fuzzy else entry.state.value
    yield f"[{state}{flags}]" + ("" if entry.key.context is None else f" {entry.key.context or _EMPTY}")
    yield from (f"# {note}" for note in entry.notes)
    yield from (f"#. {line}" for line in entry.comments if line.startswith(lineage.SAYS))
    if entry.previous is not None:
        was = (entry.previous.context, entry.previous.msgid, entry.previous.plural)
        yield from (f"was: {text}" for text in was if text is not None)
    yield entry.key.msgid
    if entry.plural is not None:
        yield entry.plural
    yield from ("→ " + text.replace("\n", "\n  ") for text in entry.texts if text)
