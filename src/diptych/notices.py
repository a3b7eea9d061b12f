"""Findings as programs read them: JSON, the annotations of GitHub's workflows, SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.finding import Finding

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://pypi.org/project/diptych/"


def data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A mapping for each finding."""
    return [
        {
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "rule": one.rule,
            "severity": one.severity.value,
            "message": one.message,
            "hint": one.hint,
            "text": one.text,
            "proposed": one.proposed,
            "others": [{"path": span.path, "line": span.line, "column": span.column} for span in one.others],
        }
        for one in findings
    ]


def github(findings: Iterable[Finding]) -> str:
    """Workflow commands, a line each, which GitHub shows beside the lines of a change (docs.github.com)."""
    return "".join(f"::{_GITHUB[one.severity]} {_properties(one)}::{_message(_whole(one))}\n" for one in findings)


def _properties(one: Finding) -> str:
    said = {"file": one.span.path, "line": one.span.line, "col": one.span.column, "title": one.rule}
    return ",".join(f"{name}={_property(str(value))}" for name, value in said.items())


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _whole(one: Finding) -> str:
    return f"{one.message}\n{one.hint}" if one.hint else one.message


def sarif(findings: Sequence[Finding], rules: Mapping[str, str], version: str) -> str:
    """SARIF 2.1.0 (OASIS), as code-scanning services read it; ``rules``: what each rule says in a line."""
    used = sorted({one.rule for one in findings})
    run = {
        "tool": {
            "driver": {
                "name": "diptych",
                "version": version,
                "informationUri": _HOME,
                "rules": [{"id": rule, "shortDescription": {"text": rules.get(rule) or rule}} for rule in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, used.index(one.rule)) for one in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(one: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": _SARIF[one.severity],
        "message": {"text": _whole(one)},
        "locations": [_location(one.span.path, one.span.line, one.span.column, len(one.text))],
    }
    if one.others:
        result["relatedLocations"] = [_location(span.path, span.line, span.column, 0) for span in one.others]
    return result


def _location(path: str, line: int, column: int, length: int) -> dict[str, Any]:
    from urllib.parse import quote

    region = {"startLine": line, "startColumn": column}
    if length:
        region["endColumn"] = column + length
    uri = f"file://{quote(path)}" if path.startswith("/") else quote(path)
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
