"""What is wrong with a text, and what stops us."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.catalog import Span


class Severity(enum.StrEnum):
    """How grave a finding is: an error stops ``build``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a text, with its place and how to mend it. Collected, never raised."""

    rule: str
    """``unknown-key``, ``doubled-id`` …: lower case with hyphens."""
    severity: Severity
    span: Span
    message: str
    """One line: what."""
    hint: str = ""
    """One line: how to mend it."""
    text: str = ""
    """The faulty stretch as it stands there, where it is one."""
    proposed: str | None = None
    """What should stand in its place, where there is no doubt of that."""
    others: tuple[Span, ...] = ()
    """Other places that have a part in it."""

    def __str__(self) -> str:
        return f"{self.span}: {self.severity}[{self.rule}]: {self.message}"


class UserError(Exception):
    """We cannot go on: one line what, one line how to mend it. The face prints both and exits 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
