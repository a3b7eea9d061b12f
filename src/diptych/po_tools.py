"""The use cases of ``diptych po``: on any PO file in any folder, with no conference around it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import disk
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.catalog import Catalog
    from diptych.merge import Report
    from diptych.po_stats import Counted, Statistics

_UNKNOWN = "und"
"""The language of a catalog that does not say its own (BCP 47)."""


# --------------------------------------------------------------------------- reading


def read(path: Path) -> tuple[Catalog, list[Finding]]:
    """A catalog and what is odd about it. Raises UserError with the first fault where it cannot be read."""
    return parsed(disk.read(path), path)


def parsed(data: bytes, path: Path) -> tuple[Catalog, list[Finding]]:
    """The same of bytes that are at hand."""
    from diptych import po

    catalog, findings = po.loads(data, str(path), path.stem, "", "")
    if catalog is None:
        errors = [one for one in findings if one.severity is Severity.ERROR]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise UserError(f"{errors[0].span}: {errors[0].message}{more}", errors[0].hint)
    return catalog, findings


# --------------------------------------------------------------------------- merge


def merge(
    old: Catalog, new: Catalog, others: Iterable[Catalog] = (), *, fuzzy: bool = True, refresh_references: bool = False
) -> tuple[str, Report]:
    """The new template with the translations of the old catalog, as text, and what was done.

    What is the same in both keeps its lines to the byte; the number of plural forms is the old header's, else
    that of the language. Of a template only the living messages count.
    """
    from diptych import merge as merging
    from diptych import po

    new = replace(new, entries=tuple(entry for entry in new.entries if not entry.obsolete))
    language = next((value for name, value in old.header if name.lower() == "language" and value), _UNKNOWN)
    merged, report = merging.merge(
        new,
        old,
        language,
        nplurals=_nplurals(old, language),
        others=tuple(others),
        fuzzy=fuzzy,
        refresh_references=refresh_references,
    )
    if language == _UNKNOWN:
        merged = replace(merged, header=tuple(field for field in merged.header if field != ("Language", _UNKNOWN)))
    if old.header:
        other = report.new or report.changed or report.copied or report.carried or report.gone
        header = _dated(merged.header, new.header) if other else merged.header
        merged = replace(merged, header=header, notes=old.notes)
    return po.dumps(replace(merged, head=old.head), keep=True), report


def _dated(header: Iterable[tuple[str, str]], template: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The header with what it says of its template, as msgmerge has it from there."""
    names = ("POT-Creation-Date", "Report-Msgid-Bugs-To")
    theirs = {name: value for name, value in template if name in names and value and "YEAR-MO-DA" not in value}
    return tuple((name, theirs.get(name, value)) for name, value in header)


def _nplurals(old: Catalog, language: str) -> int:
    if language == _UNKNOWN or any(
        name.lower() == "plural-forms" and "nplurals" in value for name, value in old.header
    ):
        return 2  # that of English, where nobody says another
    from diptych import languages

    return languages.nplurals(language)


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Put a catalog there, unless somebody saved the file since ``before`` was read from it: then UserError."""
    path = Path(os.path.realpath(path))
    if disk.write_all(path.parent, {path.name: data}, {} if before is None else {path.name: before}):
        raise UserError(f"{path} was saved by another program meanwhile", "Run the command again.")


# --------------------------------------------------------------------------- stats


def statistics(
    paths: Iterable[Path], known: Mapping[str, Counted] | None, now: int
) -> tuple[dict[Path, Statistics], dict[str, Counted]]:
    """The statistics of each file, and all that is known after that; ``now`` in nanoseconds.

    A file of the size and time that are known is not even opened; None: count all anew and remember nothing. Raises
    UserError where one cannot be read.
    """
    from diptych import po_stats

    found: dict[Path, Statistics] = {}
    after = dict(known or {})
    for path in paths:
        if known is None:
            found[path] = _counted(disk.read(path), path)
            continue
        place = os.path.abspath(path)  # noqa: PTH100 - five hundred Paths cost more than the rest
        try:
            status = os.stat(place)  # noqa: PTH116 - as above
        except OSError as error:
            raise disk.unreadable(path, error) from error
        before = known.get(place)
        if before is None or not before.time or (before.size, before.time) != (status.st_size, status.st_mtime_ns):
            data = disk.read(path)
            same = before is not None and before.digest == po_stats.digest(data)
            counts = before.statistics if before is not None and same else _counted(data, path)
            before = after[place] = po_stats.counted(data, status.st_mtime_ns, now, counts)
        found[path] = before.statistics
    return found, after


def _counted(data: bytes, path: Path) -> Statistics:
    from diptych import po_stats

    return po_stats.of_bytes(data) or po_stats.of_catalog(parsed(data, path)[0])


def remembered() -> dict[str, Counted]:
    """What was counted in earlier runs of this user."""
    from diptych import po_stats

    data = disk.existing(_memory())
    return po_stats.loads(data) if data else {}


def remember(known: Mapping[str, Counted]) -> None:
    """Keep what was counted for the next run; where that cannot be written, the next run counts again."""
    import contextlib

    from diptych import po_stats

    with contextlib.suppress(UserError):
        disk.write(_memory(), po_stats.dumps(known))


def _memory() -> Path:
    """Where each system keeps what programs can make anew (XDG Base Directory Specification; Apple; Microsoft)."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Caches"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return folder / "diptych" / "statistics.json"


# --------------------------------------------------------------------------- format


@dataclass(frozen=True, slots=True)
class Formatted:
    """What the canonical form of a file is."""

    path: Path
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        """Whether the file is not in that form."""
        return self.before != self.after


def formatted(path: Path) -> Formatted:
    """The file as ``msgcat --no-wrap`` would write it. Raises UserError where it cannot be read."""
    from diptych import po

    data = disk.read(path)
    catalog, findings = parsed(data, path)
    return Formatted(path, data, po.dumps(catalog).encode(), tuple(findings))


def reformat(form: Formatted) -> None:
    """Write the canonical form, unless somebody saved the file meanwhile: then UserError."""
    write(form.path, form.after, form.before)
