"""Units ⇄ an index: bytes in which the units that share words with a text are found without reading the rest.

The file is made of whole numbers in the machine's own order and of JSON, so that it is used as it lies on the disk:

    magic · length of the head, CRC-32 of all behind it · head (JSON) · hashes of the features, sorted · where the
    places of each begin · the places · the length of each unit's text · where each unit begins · the units (JSON)

A feature is a word without case, or two in a row; of a short text three letters in a row, too; and the whole text,
normalized.
"""

from __future__ import annotations

import bisect
import hashlib
import itertools
import json
import math
import re
import struct
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from diptych import memory, similar
from diptych.catalog import Span
from diptych.finding import Finding, Severity
from diptych.memory import Hit, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERSION = 1
"""Of the file, and of all that decides what stands in it."""

_MAGIC = b"dptmem01"
_START = struct.Struct("<8sQI4x")
_SHORT = 40  # characters; shorter texts are found by their letters too
_NEARLY_SHORT = 52  # a text sought that may be like such a one
_PLACES = 30_000  # units that are weighed for one text: those of its rarest features
_POOL = 400  # of them, and those that share as much as the last, are looked at for their length
_BEST = 100  # of them are compared
_WORD = re.compile(r"\w+")


# --------------------------------------------------------------------------- making


def build(units: Iterable[Unit], digest: str, findings: Sequence[Finding] = ()) -> bytes:
    """The index of the units and of their sentences; ``digest`` says what it was made of."""
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    lengths, begins, texts = array("I"), array("Q"), bytearray()
    whole = 0
    for unit in units:
        whole += 1
        for one in (unit, *memory.parts(unit)):
            normalized = similar.normalized(one.source)
            for feature in (*_features(normalized, _SHORT), _whole(normalized)):
                places[feature].append(len(lengths))
            lengths.append(len(normalized))
            begins.append(len(texts))
            texts += _dump(one)
    begins.append(len(texts))
    hashed = sorted((_hash(feature), feature) for feature in places)
    hashes, starts, flat = array("Q"), array("Q"), array("I")
    for number, feature in hashed:
        hashes.append(number)
        starts.append(len(flat))
        flat.extend(places[feature])
    starts.append(len(flat))
    said = [[f.rule, f.severity, f.span.path, f.span.line, f.span.column, f.message, f.hint] for f in findings]
    head = {"digest": digest, "units": whole, "findings": said, "order": sys.byteorder}
    head["counts"] = [len(hashes), len(flat), len(lengths), len(texts)]
    tables = (hashes, starts, begins, flat, lengths)  # the wide ones first: each stands where its width asks
    raw = json.dumps(head, ensure_ascii=False).encode()
    raw += b" " * (-len(raw) % 8)
    out = bytearray(_START.size)
    out += raw
    for table in tables:
        out += memoryview(table).cast("B")
    out += texts
    crc = zlib.crc32(memoryview(out)[_START.size :])
    _START.pack_into(out, 0, _MAGIC, len(raw), crc)
    return bytes(out)


def _features(normalized: str, short: int) -> set[str]:
    lower = normalized.casefold()
    words = _WORD.findall(lower)
    features = {*words, *map(" ".join, itertools.pairwise(words))}
    if len(lower) < short:
        padded = f" {lower} "
        features.update(f"\t{padded[start : start + 3]}" for start in range(len(padded) - 2))
    return features


def _whole(normalized: str) -> str:
    return f"\n{normalized}"


def _hash(feature: str) -> int:
    return int.from_bytes(hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _dump(unit: Unit) -> bytes:
    fields = (
        unit.source,
        unit.texts,
        unit.plural,
        unit.context,
        unit.about,
        unit.notes,
        unit.path,
        unit.line,
        unit.part,
    )
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _load(data: bytes) -> Unit:
    source, texts, plural, context, about, notes, path, line, part = json.loads(data.decode("utf-8", "surrogatepass"))
    made = tuple((name, value) for name, value in about)
    return Unit(source, tuple(texts), plural, context, made, tuple(notes), path, line, part)


# --------------------------------------------------------------------------- finding


def opened(data: Any) -> Index | None:
    """The index in these bytes (a mapped file's, too); None where they are none, or damaged."""
    view = memoryview(data)
    if len(view) < _START.size:
        return None
    magic, length, crc = _START.unpack_from(view)
    if magic != _MAGIC or zlib.crc32(view[_START.size :]) != crc:
        return None
    head = json.loads(bytes(view[_START.size : _START.size + length]))
    return Index(head, view[_START.size + length :]) if head["order"] == sys.byteorder else None


class Index:
    """The units that are like a text."""

    def __init__(self, head: dict[str, Any], view: memoryview) -> None:
        self.digest: str = head["digest"]
        """Of all that it was made of."""
        self.units: int = head["units"]
        """How many there are."""
        self.findings = tuple(
            Finding(rule, Severity(severity), Span(path, line, column), message, hint)
            for rule, severity, path, line, column, message, hint in head["findings"]
        )
        """What was wrong with the files that it was made of."""
        features, places, entries, _ = head["counts"]
        starts = list(
            itertools.accumulate((8 * features, 8 * (features + 1), 8 * (entries + 1), 4 * places, 4 * entries))
        )
        self._hashes = view[: starts[0]].cast("Q")
        self._starts = view[starts[0] : starts[1]].cast("Q")
        self._begins = view[starts[1] : starts[2]].cast("Q")
        self._places = view[starts[2] : starts[3]].cast("I")
        self._lengths = view[starts[3] : starts[4]].cast("I")
        self._texts = view[starts[4] :]
        self._view = view

    def identical(self, text: str) -> list[Unit]:
        """The units whose text is this one but for white space and typography, in the order of the files."""
        normalized = similar.normalized(text)
        units = map(self._unit, self._of(_whole(normalized)))
        return [unit for unit in units if similar.normalized(unit.source) == normalized]

    def find(self, text: str, cutoff: float, *, within: bool = False) -> list[Hit]:
        """The units that are like the text, the likeliest first; ``within``: those that contain it, too."""
        normalized = similar.normalized(text)
        places = {*self._of(_whole(normalized)), *self._likeliest(normalized, 0 if within else cutoff)}
        units = [self._unit(place) for place in sorted(places)]
        scores = similar.likenesses(text, [unit.source for unit in units])
        folded = normalized.casefold()
        hits = [
            Hit(unit, score)
            for unit, score in zip(units, scores, strict=True)
            if score >= cutoff or (within and folded in similar.normalized(unit.source).casefold())
        ]
        hits.sort(key=lambda hit: -hit.likeness)
        return hits

    def _likeliest(self, normalized: str, cutoff: float) -> list[int]:
        """The places that share the most of the rarest features, and may be alike by their length."""
        shared: Counter[int] = Counter()
        seen = 0
        for count, start in self._rarest(_features(normalized, _NEARLY_SHORT)):
            if seen and seen + count > _PLACES:
                break
            seen += count
            shared.update(self._places[start : start + count])
        floor = cutoff / (200 - cutoff)  # 2 · shorter / (shorter + longer) is the most that the ratio can be
        shortest, longest = len(normalized) * floor, len(normalized) / floor if floor else math.inf
        least = sorted(shared.values())[-_POOL] if len(shared) > _POOL else 0
        lengths = self._lengths
        fitting = [
            (-count, place)
            for place, count in shared.items()
            if count >= least and shortest <= lengths[place] <= longest
        ]
        return [place for _, place in sorted(fitting)[:_BEST]]

    def close(self) -> None:
        """Let go of the bytes, so that their file can be replaced on Windows."""
        for view in (self._hashes, self._starts, self._begins, self._places, self._lengths, self._texts, self._view):
            view.release()

    def _rarest(self, features: Iterable[str]) -> list[tuple[int, int]]:
        """How many places each known feature has and where they begin, the fewest first."""
        found = []
        for feature in features:
            at = self._at(feature)
            if at is not None:
                found.append((self._starts[at + 1] - self._starts[at], self._starts[at]))
        return sorted(found)

    def _at(self, feature: str) -> int | None:
        number = _hash(feature)
        at = bisect.bisect_left(self._hashes, number)
        return at if at < len(self._hashes) and self._hashes[at] == number else None

    def _of(self, feature: str) -> Sequence[int]:
        at = self._at(feature)
        return () if at is None else self._places[self._starts[at] : self._starts[at + 1]].tolist()

    def _unit(self, place: int) -> Unit:
        return _load(bytes(self._texts[self._begins[place] : self._begins[place + 1]]))
