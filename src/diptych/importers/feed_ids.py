"""The ids of another program → ids of the house, the same at every import."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

_LONGEST = 48
_RANDOM = re.compile(r"(?=[a-z0-9]*\d)[a-z0-9]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID, or what a calendar program made of dice: nobody wants it in an address."""
_RESERVED = re.compile(r"title|subtitle|notice|now|filters|programme-words|day-.*")
"""Ids that the page of a programme needs itself (docs/content.md: doubled-id)."""
_ID = re.compile(r"[^a-z0-9]+")


def house(text: str) -> str:
    """A text in the form of an id (docs/content.md, “Ids”): ``Élan 7/b`` → ``elan-7-b``.

    Empty where it has letters that ASCII has no base for.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text[:400]) if not unicodedata.combining(sign))
    if any(sign.isalpha() and not sign.isascii() for sign in plain):
        return ""
    return _ID.sub("-", plain.lower()).strip("-")


def made(prefix: str, source: str) -> str:
    """The id of what the feed calls ``source``: its own name where that is fit for an address, else one made of it.

    ``opening`` stays; ``137`` is ``session-137`` (with ``session`` for the prefix); of a UUID and other long names
    eight digits are left.
    """
    name = house(source)
    if not name:
        return f"{prefix}-{_digest(source)}"
    if _RANDOM.fullmatch(name):
        return f"{prefix}-{name[:8] if '-' in name else _digest(source)}"
    if len(name) > _LONGEST:
        return f"{name[: _LONGEST - 9].strip('-')}-{_digest(source)}"
    if name.isdigit() or _RESERVED.fullmatch(name):
        return f"{prefix}-{name}"
    return name


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(slots=True)
class Ids:
    """The ids of one programme, each given once."""

    _taken: dict[str, int] = field(default_factory=dict)

    def take(self, wanted: str) -> str:
        """The id, with a number behind it where it is taken."""
        if wanted not in self._taken:
            self._taken[wanted] = 1
            return wanted
        number = self._taken[wanted]
        name = wanted
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken[wanted] = number
        self._taken[name] = 1
        return name
