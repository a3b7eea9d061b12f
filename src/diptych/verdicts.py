"""What the checks said of a conference, kept until anything that they look at is another."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych import disk
from diptych.catalog import Span
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.project import Folder

NAME = "checked.json"
"""The file in the conference's own folder (``.diptych``); who deletes it waits a few seconds once."""


def key(folder: Folder) -> str:
    """The SHA-256 of all that the findings are made of: content, catalogs, word lists, the face, our rooms."""
    hashed = hashlib.sha256()
    for name, data in _pieces(folder):
        for one in (name.encode(), data):
            hashed.update(len(one).to_bytes(8, "big"))
            hashed.update(one)
    return hashed.hexdigest()


def _pieces(folder: Folder) -> Iterator[tuple[str, bytes]]:
    here = Path(__file__).parent
    yield from ((path.name, path.read_bytes()) for path in sorted(here.rglob("*.py")))
    for path in (folder.root / "i18n.py", *sorted((folder.root / "content").rglob("*"))):
        yield path.relative_to(folder.root).as_posix(), disk.existing(path) or b"" if path.is_file() else b""
    yield from sorted(folder.files.items())
    for path in sorted((folder.root / "locales").glob("*/words.txt")):
        yield path.relative_to(folder.root).as_posix(), disk.existing(path) or b""


def recall(root: Path, of: str) -> tuple[Finding, ...] | None:
    """What was found when all was as it is now; None where nobody knows."""
    data = disk.existing(root / disk.OWN / NAME)
    try:
        known = json.loads(data) if data else {}
        if not isinstance(known, dict) or known.get("of") != of:
            return None
        return tuple(_finding(one) for one in known["findings"])
    except (ValueError, TypeError, KeyError):  # somebody else's file, or half of ours
        return None


def keep(root: Path, of: str, findings: Iterable[Finding]) -> None:
    """Remember it; where nothing can be written, nothing is."""
    data = json.dumps({"of": of, "findings": [_row(one) for one in findings]}, ensure_ascii=False)
    with contextlib.suppress(UserError):
        if not (root / disk.OWN / ".gitignore").exists():
            disk.write(root / disk.OWN / ".gitignore", b"*\n", root)
        disk.write(root / disk.OWN / NAME, data.encode(errors="surrogatepass"), root)


def _row(one: Finding) -> list[Any]:
    others = [_span(span) for span in one.others]
    return [one.rule, one.severity.value, _span(one.span), one.message, one.hint, one.text, one.proposed, others]


def _span(span: Span) -> list[Any]:
    return [span.path, span.line, span.column]


def _finding(row: list[Any]) -> Finding:
    rule, severity, span, message, hint, text, proposed, others = row
    spans = tuple(Span(*one) for one in others)
    return Finding(rule, Severity(severity), Span(*span), message, hint, text, proposed, spans)
