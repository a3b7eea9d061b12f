"""The frame of the checks: built-in ones and a conference's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from conftest import run, translate

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = """
from pathlib import Path
from diptych.checks import Check
from diptych.cli import conference
from diptych.finding import Severity

def rivers(pair):
    if "реки" in pair.target.raw:
        yield "the river is named in the plural"

main = conference(Path(__file__).parent, (Check("one-river", Severity.ERROR, rivers, "There is one river."),))
"""


def test_a_hostile_translation_is_a_finding_at_its_line_in_the_catalog(small: Path) -> None:
    translate(small, {"Lunch": "<b>Обед</b>"})
    findings = json.loads(run(small, "check", "--rule", "markup", "--format", "json").stdout)
    path = small / "locales/ru/LC_MESSAGES/programme.po"
    line = path.read_text("utf-8").splitlines().index('msgstr "<b>Обед</b>"') + 1
    assert {(f["path"], f["line"], f["rule"], f["severity"]) for f in findings} == {
        ("locales/ru/LC_MESSAGES/programme.po", line, "markup", "warning")
    }


def test_a_person_named_in_two_places_is_found_once_in_her_own_catalog(small: Path) -> None:
    translate(small, {"Zarina Sharifova": "[Зарина](javascript:alert)"})
    findings = json.loads(run(small, "check", "--rule", "markup", "--format", "json").stdout)
    assert [f["path"] for f in findings] == ["locales/ru/LC_MESSAGES/people.po"]


def test_the_conference_may_have_checks_of_its_own(small: Path) -> None:
    import runpy

    from click.testing import CliRunner

    (small / "i18n.py").write_text(LOCAL, "utf-8")
    group = runpy.run_path(str(small / "i18n.py"))["main"]
    result = CliRunner().invoke(group, ["check"])
    assert result.exit_code == 1
    assert "error[one-river]: the river is named in the plural" in result.stdout
