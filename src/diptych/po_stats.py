"""How far a PO file is, counted in its bytes without reading it; and what was counted before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.catalog import Catalog

_HEADER = b'msgid ""\nmsgstr '
_FUZZY = re.compile(rb"\n#,(?:[^\n]*[, \t])?fuzzy(?=[,\s])[^\n]*\n((?:#(?![~|])[^\n]*\n)*)")
_FORMS = re.compile(rb'\nmsgstr\[0\] ("[^\n]*\n(?:(?:msgstr\[\d\] )?"[^\n]*\n)*)')
_EMPTY_FORM = re.compile(rb'(?:\A|\] )""\n(?!")')
_QUIET = 2_000_000_000
"""Nanoseconds that a file must have rested for its time to say that it is unchanged (its clock may tick slowly)."""


class Statistics(NamedTuple):
    """Messages of a catalog by their state; one with an empty form is missing, as `model.Entry.state` has it."""

    done: int = 0
    fuzzy: int = 0
    missing: int = 0
    obsolete: int = 0

    @property
    def total(self) -> int:
        """Living messages."""
        return self.done + self.fuzzy + self.missing


def total(several: Iterable[Statistics]) -> Statistics:
    """The sum of several."""
    return Statistics(*(sum(numbers) for numbers in zip(Statistics(), *several, strict=True)))


def of_catalog(catalog: Catalog) -> Statistics:
    """The statistics of a catalog that was read."""
    states = [entry.state.value for entry in catalog.entries]
    return Statistics(*(states.count(name) for name in Statistics._fields))


def of_bytes(data: bytes) -> Statistics | None:
    """The statistics by counting line beginnings; None where these do not account for every ``msgid`` in the file.

    It looks at no string, so that a fault within one, or a message that stands twice, is found by reading alone.
    """
    if not data.endswith(b'"\n') or b"\r" in data or b"\n<<<<<<< " in data:
        return None
    start = data.find(_HEADER)
    headed = start >= 0 and b"msgid" not in data[:start] and b"\nmsgctxt" not in data[:start]
    blank = data.find(b"\n\n", start)
    if headed and blank < 0:
        return Statistics() if data.count(b"msgid") == 1 else None
    body = data[blank + 1 :] if headed else b"\n" + data
    if b'\nmsgid ""\nmsgstr ' in body:
        return None
    living, plurals, obsolete, rest = body.count(b'\nmsgid "'), 0, 0, 0
    said = body.count(b"msgid")
    if said != living:
        plurals, obsolete = body.count(b'\nmsgid_plural "'), body.count(b'\n#~ msgid "')
        rest = body.count(b'\n#~ msgid_plural "') + body.count(b"\n#~| msgid") + body.count(b"\n#| msgid")
    forms = _FORMS.findall(body) if plurals else []
    if (
        said != living + plurals + obsolete + rest
        or body.count(b'\nmsgstr "') + plurals != living
        or len(forms) != plurals
    ):
        return None
    missing = body.count(b'\nmsgstr ""\n') - body.count(b'\nmsgstr ""\n"')
    missing += sum(1 for texts in forms if _EMPTY_FORM.search(texts))
    fuzzy = _fuzzy(body) if b"fuzzy" in body else 0
    return None if fuzzy is None else Statistics(living - missing - fuzzy, fuzzy, missing, obsolete)


def _fuzzy(body: bytes) -> int | None:
    """Living messages that are fuzzy and have all their forms; None where no blank line ends one."""
    fuzzy = 0
    for found in _FUZZY.finditer(body):
        if body.startswith(b"#~", found.end()):
            continue
        stop = body.find(b"\n\n", found.end())
        block = body[found.end() - 1 : stop + 1 if stop >= 0 else len(body)]
        if block.count(b'\nmsgid "') != 1:
            return None
        forms = _FORMS.findall(block)
        fuzzy += not (block.endswith(b'\nmsgstr ""\n') or any(_EMPTY_FORM.search(texts) for texts in forms))
    return fuzzy


# --------------------------------------------------------------------------- what was counted before


class Counted(NamedTuple):
    """What a file was when it was counted."""

    size: int
    time: int
    """Of its last change, in nanoseconds; 0 where it was too fresh to tell a later change by its time."""
    digest: str
    statistics: Statistics


def digest(data: bytes) -> str:
    """The hash that says whether a file is the same."""
    import hashlib

    return hashlib.blake2b(data, digest_size=16).hexdigest()


def counted(data: bytes, time: int, now: int, statistics: Statistics) -> Counted:
    """To remember of a file that was counted ``now``; times in nanoseconds."""
    return Counted(len(data), time if now - time > _QUIET else 0, digest(data), statistics)


def dumps(known: Mapping[str, Counted]) -> bytes:
    """The memory as JSON: size, time, hash and counts by the file's path."""
    import json

    rows = {path: [one.size, one.time, one.digest, *one.statistics] for path, one in sorted(known.items())}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def loads(data: bytes) -> dict[str, Counted]:
    """The memory; an empty one where the file is none of ours."""
    import json

    try:
        rows = json.loads(data)
        return {
            str(path): Counted(int(size), int(time), str(hashed), Statistics(*(int(number) for number in numbers)))
            for path, (size, time, hashed, *numbers) in rows.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}
