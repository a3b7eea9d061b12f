"""JSON files that Diptych keeps beside the content: their text → their entries, with the line of each fault."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from diptych import inline
from diptych.catalog import Span
from diptych.finding import Finding, Severity

_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""What git leaves where two branches quarrel."""


def short(value: object) -> str:
    """A value as a message quotes it."""
    return inline.visible(repr(value)[:40])


@dataclass(slots=True)
class Kept:
    """One such file being read: ``{"version": 1, "items": {…}}``."""

    text: str
    path: str
    family: str
    """How the rules of its findings begin: ``published``."""
    restore: str
    """The hint: who writes the file."""
    conflict: str
    """The hint where git left its marks, or a key stands twice."""
    found: list[Finding] = field(default_factory=list)

    def entries(self, key: str, version: int) -> dict[str, Any]:
        """The entries below a key, by name; none where the file cannot be read, which is a finding."""
        root = self._parsed()
        if root is None and self.found:
            return {}
        if not isinstance(root, dict) or not isinstance(root.get(key), dict):
            self.fault("json", f"no mapping with “{key}” in it")
            return {}
        if root.get("version") != version:
            said = f"version {short(root.get('version'))} of the format is unknown"
            self.fault("version", said, hint="Use the version of Diptych that wrote it, or a later one.")
            return {}
        entries: dict[str, Any] = root[key]
        return entries

    def fault(self, rule: str, message: str, line: int = 1, hint: str = "") -> None:
        """Note a fault of the file."""
        span = Span(self.path, line)
        self.found.append(Finding(f"{self.family}-{rule}", Severity.ERROR, span, message, hint or self.restore))

    def of_entry(self, rule: str, name: str, message: str) -> None:
        """Note a fault of an entry, at its line."""
        self.fault(rule, f"“{short(name)[1:-1]}”: {message}", self._line(name))

    def _parsed(self) -> Any:
        """What the JSON says; None where it says nothing."""
        try:
            return json.loads(self.text, object_pairs_hook=self._pairs)
        except json.JSONDecodeError as error:
            start = self.text.rfind("\n", 0, error.pos) + 1
            hint = self.conflict if self.text[start:].startswith(_MARKS) else ""
            self.fault("json", f"not JSON: {error.msg}", error.lineno, hint)
        except (ValueError, RecursionError):  # a number of thousands of digits; brackets a thousand deep
            self.fault("json", "not JSON that can be read")
        return None

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in pairs:
            if key in out:
                span = Span(self.path, self._line(key))
                said = f"“{short(key)[1:-1]}” stands twice"
                self.found.append(Finding("doubled-key", Severity.ERROR, span, said, self.conflict))
            else:
                out[key] = value
        return out

    def _line(self, name: str) -> int:
        """The line that a key stands on, as we write it."""
        at = self.text.find(f'"{name}":')
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 1
