"""What all tests share: the programs that a test may need, and small conferences to work on."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from diptych import pipeline, po, project
from diptych.cli import conference

settings.register_profile("patient", deadline=None)  # the machine may be busy, and no test judges a time
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
CATALOGS = ROOT.parent / "shared" / "catalogs"


def program(name: str) -> str | None:
    """The program's path, or None where it is missing. ``vnu`` is a jar named by ``VNU_JAR``, run by Java."""
    if name == "vnu":
        jar = os.environ.get("VNU_JAR", "")
        return jar if jar and Path(jar).is_file() and shutil.which("java") else None
    return shutil.which(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that is missing; in CI nothing may be missing, so there it fails."""
    strict = os.environ.get("DIPTYCH_EVERY_PROGRAM") == "1"
    for item in items:
        missing = [str(n) for mark in item.iter_markers("program") for n in mark.args if program(str(n)) is None]
        if missing and not strict:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}, which pip cannot bring"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """In CI a missing program fails the test that needs it."""
    missing = [str(n) for mark in item.iter_markers("program") for n in mark.args if program(str(n)) is None]
    if missing and os.environ.get("DIPTYCH_EVERY_PROGRAM") == "1":
        pytest.fail(f"{', '.join(missing)} is missing, and .ci/run should have installed it")


RUSSIAN = {
    "River Declaration": "Речная декларация",
    "Opening": "Открытие",
    "Zarina Sharifova": "Зарина Шарифова",
    "Minister for Water": "министр водных ресурсов",
    "*Noting* that rivers cross borders;": "*отмечая*, что реки пересекают границы;",
    "*Call upon* the two banks to keep the river clean;": "*призываем* оба берега беречь чистоту реки;",
}
"""A part of the small conference's Russian: some texts stay without a translation on purpose."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small conference of ``tests/small`` in a folder of its own, its catalogs extracted and partly Russian."""
    return make_small(tmp_path)


def make_small(folder: Path) -> Path:
    """Put the small conference there; labels and their translation are those of the repository."""
    root = folder / "river"
    shutil.copytree(ROOT / "tests" / "small", root)
    shutil.copy(ROOT / "content" / "labels.yaml", root / "content")
    target = root / "locales" / "ru" / "LC_MESSAGES"
    target.mkdir(parents=True)
    shutil.copy(ROOT / "locales" / "ru" / "LC_MESSAGES" / "labels.po", target)
    pipeline.write_catalogs(pipeline.extract_all(project.read(root)))
    translate(root, RUSSIAN)
    return root


def translate(root: Path, texts: dict[str, str], lang: str = "ru") -> None:
    """Write translations into the catalogs, by msgid, as a translator would; an entry named here is confirmed."""
    for path in (root / "locales" / lang / "LC_MESSAGES").glob("*.po"):
        catalog, _ = po.loads(path.read_bytes(), path.name, path.stem, "en", lang)
        assert catalog is not None
        entries = tuple(
            dataclasses.replace(
                entry,
                texts=(texts[entry.key.msgid],),
                flags=tuple(f for f in entry.flags if f != "fuzzy"),
                previous=None,
            )
            if entry.key.msgid in texts and not entry.obsolete
            else entry
            for entry in catalog.entries
        )
        path.write_text(po.dumps(dataclasses.replace(catalog, entries=entries)), "utf-8")


def run(root: Path, *command: str) -> Result:
    """Run a command of the conference in ``root``, as ``python i18n.py …`` would."""
    return CliRunner().invoke(conference(root), command, catch_exceptions=False)
