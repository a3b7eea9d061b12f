"""``locales/<lang>/memory/``: its files as units, its index fresh or made anew, what comes in and what goes out."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych import disk, memory, memory_index, po, recall, tmx
from diptych.catalog import Span
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from diptych.memory import Hit, Unit
    from diptych.memory_index import Index
    from diptych.model import Conference
    from diptych.project import Folder

NAME = "memory"
_KINDS = (".po", ".tmx")
_TICK = (
    2_000_000_000  # nanoseconds: the coarsest clock of a file system; what changed within one may have changed again
)


def place(root: Path, target: str) -> Path:
    """The folder of a language's memory."""
    return root / "locales" / target / NAME


def files(root: Path, target: str) -> list[Path]:
    """The catalogs and TMX files of a language's memory, sorted; none where there is no such folder."""
    folder = place(root, target)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS and not path.name.startswith("."))


# --------------------------------------------------------------------------- the index


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells whether a file changed."""

    size: int
    mtime: int
    digest: str


def index(root: Path, source: str, target: str) -> Index | None:
    """What the memory has from one language into another; None where there is no memory.

    It lies in ``.diptych/memory/`` and is made anew when a file of the memory came, went or changed: looked at are size
    and time, and where these differ the SHA-256 of the bytes. Where it cannot be written it is made for this time only.
    """
    paths = files(root, target)
    if not paths:
        return None
    cache = root / disk.OWN / NAME
    stem = f"{source}-{target}"
    before = _stamps(cache / f"{stem}.json")
    now = {path.relative_to(root).as_posix(): path for path in paths}
    stamps = {name: _stamp(path, before.get(name)) for name, path in now.items()}
    told = [memory_index.VERSION, source, target, [[name, stamp.digest] for name, stamp in stamps.items()]]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    found = memory_index.opened(disk.mapped(cache / f"{stem}.index") or b"")
    if found is None or found.digest != digest:
        if found is not None:
            found.close()
        findings: list[Finding] = []
        data = memory_index.build(_units(now, source, target, findings, set()), digest, findings)
        _keep(cache, f"{stem}.index", data)
        found = memory_index.opened(data)
    if stamps != before:
        said = {name: dataclasses.astuple(stamp) for name, stamp in stamps.items()}
        _keep(cache, f"{stem}.json", json.dumps(said, indent=1).encode())
    return found


def _stamps(path: Path) -> dict[str, _Stamp]:
    """What the files were when we last looked; without those that may have changed since in the same moment."""
    try:
        written = path.stat().st_mtime_ns
        said = json.loads(path.read_text("utf-8"))
        stamps = {str(name): _Stamp(int(size), int(mtime), str(digest)) for name, (size, mtime, digest) in said.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {name: stamp for name, stamp in stamps.items() if stamp.mtime + _TICK < written}


def _stamp(path: Path, before: _Stamp | None) -> _Stamp:
    try:
        status = path.stat()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}", "Look at its permissions.") from error
    if before is not None and (before.size, before.mtime) == (status.st_size, status.st_mtime_ns):
        return before
    return _Stamp(status.st_size, status.st_mtime_ns, _sha256(path, status.st_size))


def _sha256(path: Path, size: int) -> str:
    """Of the bytes; of a file that is too big to be read its size, so that it is looked at again when that changes."""
    try:
        return hashlib.sha256(disk.read(path, tmx.LARGEST)).hexdigest()
    except disk.TooBigError:
        return f"too big: {size}"


def _keep(cache: Path, name: str, data: bytes) -> None:
    """Put a file into the cache; where that cannot be done, we go on without."""
    with contextlib.suppress(UserError):
        ignored = cache.parent / ".gitignore"
        if not ignored.exists():
            disk.write(ignored, b"*\n")
        disk.write(cache / name, data)


def _units(
    paths: dict[str, Path], source: str, target: str, findings: list[Finding], seen: set[bytes]
) -> Iterator[Unit]:
    """The units of the files, one file after the other and each but once; what is wrong goes to ``findings``."""
    for name, path in paths.items():
        units, faults = _read(path, name, source, target)
        findings += faults
        yield from _unseen(units, seen)


def _unseen(units: Sequence[Unit], seen: set[bytes]) -> Iterator[Unit]:
    for unit in units:
        mark = hashlib.blake2b(repr(memory.identity(unit)).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        if mark not in seen:
            seen.add(mark)
            yield unit


def _read(path: Path, name: str, source: str, target: str) -> tuple[tuple[Unit, ...], list[Finding]]:
    """The units of one file; none where something is wrong with it."""
    try:
        data = disk.read(path, tmx.LARGEST)
    except disk.TooBigError as error:
        message = error.message.removeprefix(f"{path} ")
        return (), [Finding("file-too-big", Severity.ERROR, Span(name), message, error.hint)]
    if path.suffix.lower() == ".tmx":
        return tmx.loads(data, name, source, target)
    catalog, faults = po.loads(data, name, path.stem, source, target)
    foreign = any(fault.rule == "po-language" for fault in faults)
    units = () if catalog is None or foreign else memory.of_catalog(catalog, name)
    return units, [fault for fault in faults if fault.severity is not Severity.INFO]


# --------------------------------------------------------------------------- in and out


@dataclass(frozen=True, slots=True)
class Imported:
    """What comes into the memory."""

    path: str
    """Where it goes, relative to the root; empty where nothing is new."""
    data: bytes
    units: int
    """How many are new."""
    doubled: int
    """How many the file says twice or the memory has."""
    findings: tuple[Finding, ...] = ()


def import_file(root: Path, conference: Conference, path: Path, lang: str = "") -> Imported:
    """A TMX file or a catalog as a file of the memory: confirmed pairs that the memory lacks, in our form.

    Nothing is written. Raises UserError where the file cannot be read whole, or is not in the language.
    """
    if path.suffix.lower() not in _KINDS:
        raise UserError(f"{path} is neither .tmx nor .po", "Export the memory as TMX 1.4, or give a gettext catalog.")
    target = _target(conference, lang)
    source = conference.source if conference.source != target else conference.targets[0]
    units, faults = _read(path, path.name, source, target)
    wrong = next((fault for fault in faults if fault.severity is Severity.ERROR or fault.rule in _FOREIGN), None)
    if wrong is not None:
        raise UserError(f"{wrong.span}: {wrong.message}", wrong.hint)
    seen: set[bytes] = set()
    known = {known.relative_to(root).as_posix(): known for known in files(root, target)}
    for _ in _units(known, source, target, [], seen):
        pass
    new = tuple(_unseen(units, seen))
    if not new:
        return Imported("", b"", 0, len(units), tuple(faults))
    if path.suffix.lower() == ".tmx":
        data = tmx.dumps({(source, target): new}, source).encode()
    else:
        data = _catalog(path, new, source, target)
    name = _free(place(root, target), path).relative_to(root).as_posix()
    return Imported(name, data, len(new), len(units) - len(new), tuple(faults))


_FOREIGN = ("po-language", "tmx-language")


def _target(conference: Conference, lang: str) -> str:
    others = ", ".join(conference.languages)
    if lang and lang not in conference.languages:
        raise UserError(f"{lang} is no language of the conference", f"Say one of {others}.")
    if not lang and len(conference.targets) != 1:
        raise UserError("into which language the memory translates is not clear", f"Say --lang with one of {others}.")
    return lang or conference.targets[0]


def _catalog(path: Path, new: Sequence[Unit], source: str, target: str) -> bytes:
    """The catalog with nothing but the entries of these units."""
    catalog, _ = po.loads(disk.read(path, tmx.LARGEST), path.name, path.stem, source, target)
    lines = {unit.line for unit in new}
    entries = tuple(entry for entry in catalog.entries if entry.line in lines) if catalog else ()
    return po.dumps(dataclasses.replace(catalog, entries=entries)).encode() if catalog else b""


def _free(folder: Path, path: Path) -> Path:
    """A name in the folder that no file has: ``old.tmx``, ``old-2.tmx`` and so on."""
    stem, suffix = path.stem.lstrip(".") or NAME, path.suffix.lower()
    free, number = folder / f"{stem}{suffix}", 1
    while free.exists() or free.is_symlink():
        number += 1
        free = folder / f"{stem}-{number}{suffix}"
    return free


@dataclass(frozen=True, slots=True)
class Exported:
    """What goes out of a conference."""

    data: bytes
    units: int
    left: tuple[Unit, ...]
    """Those that XML cannot hold."""


def export(folder: Folder) -> Exported:
    """All confirmed pairs of a conference as TMX, the obsolete ones too, each once."""
    pairs: dict[tuple[str, str], tuple[Unit, ...]] = {}
    left: list[Unit] = []
    conference = folder.conference
    for lang in conference.languages:
        for source in conference.languages:
            catalogs = [one for one in folder.catalogs.get(lang, {}).values() if one.source == source != lang]
            units = [dataclasses.replace(unit, about=()) for one in catalogs for unit in memory.of_catalog(one, "")]
            every = memory.distinct(pair for unit in units for pair in memory.singular(unit))
            left += [unit for unit in every if not tmx.writable(unit)]
            if good := tuple(unit for unit in every if tmx.writable(unit)):
                pairs[source, lang] = good
    data = tmx.dumps(pairs, conference.source).encode()
    return Exported(data, sum(map(len, pairs.values())), tuple(left))


def check_place(path: Path) -> None:
    """Raise UserError unless an export may be written there: a name of TMX, and nothing there but another export."""
    if path.suffix.lower() != ".tmx":
        raise UserError(f"{path} is no name of a TMX file", f"Name it {path.stem}.tmx: by that it is known.")
    there = disk.existing(path)
    if there is not None and f'creationtool="{tmx.TOOL}"'.encode() not in there[:500]:
        raise UserError(f"{path} is there already, and no export wrote it", "Choose another name, or take it away.")


# --------------------------------------------------------------------------- what it has of a text


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that is like what was sought, or contains it."""

    source: str
    target: str
    hit: Hit

    def as_data(self) -> dict[str, object]:
        """For programs."""
        unit = self.hit.unit
        return {
            "likeness": round(self.hit.likeness, 1),
            "source": unit.source,
            "texts": list(unit.texts),
            "from": self.source,
            "to": self.target,
            "file": unit.path,
            "line": unit.line,
            "sentence": unit.part,
            "context": unit.context,
            "notes": list(unit.notes),
            **dict(unit.about),
        }


def search(
    root: Path, conference: Conference, text: str, lang: str, limit: int
) -> tuple[list[Found], tuple[Finding, ...]]:
    """What the memory of a language (or of all) has, the likeliest first, and what is wrong with its files."""
    found: list[Found] = []
    faults: list[Finding] = []
    for target in [_target(conference, lang)] if lang else conference.languages:
        for source in conference.languages:
            asked = index(root, source, target) if source != target else None
            if asked is None:
                continue
            faults += asked.findings
            hits = asked.find(text, recall.CUTOFF, within=True)
            best = {(hit.unit.path, hit.unit.line): hit for hit in reversed(hits)}  # of a text and its sentences
            found += [Found(source, target, hit) for hit in best.values()]
    found.sort(key=lambda one: (-one.hit.likeness, one.target, one.hit.unit.path, one.hit.unit.line))
    return found[:limit], tuple(dict.fromkeys(faults))
