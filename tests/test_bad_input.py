"""What bad input gets: one line what, one line how, and nothing half-written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import run, translate
from diptych import po

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX users and limits")
PO = Path("locales/ru/LC_MESSAGES/declaration.po")
OTHERS = ["en/programme.html", "ru/programme.html", "en-ru/programme.html", "en/declaration.html"]


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def broken(root: Path, data: bytes) -> None:
    (root / PO).write_bytes(data)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2].rsplit(b'"', 1)[0]


def doubled(data: bytes) -> bytes:
    entry = 'msgid "River Declaration"\nmsgstr "Речная"\n'
    return data + f'\nmsgctxt "title"\n{entry}'.encode()


def conflict(data: bytes) -> bytes:
    return data.replace("Речная декларация".encode(), 'А"\n<<<<<<< HEAD\nmsgstr "Б'.encode())


@pytest.mark.parametrize("spoil", [cut, doubled, conflict], ids=lambda f: f.__name__)
def test_a_catalog_that_does_not_parse_is_named_and_stays_and_the_others_go_on(small: Path, spoil: object) -> None:
    data = spoil((small / PO).read_bytes())  # type: ignore[operator]
    broken(small, data)
    result = run(small, "extract")
    assert result.exit_code == 1
    assert f"{PO.as_posix()}:" in result.stderr
    assert (small / PO).read_bytes() == data
    result = run(small, "build")
    assert result.exit_code == 1
    there = {p.relative_to(small / "build").as_posix() for p in (small / "build").rglob("*.html")}
    assert set(OTHERS) <= there
    assert "ru/declaration.html" not in there
    assert (small / PO).read_bytes() == data


@pytest.mark.parametrize("charset", ["KOI8-R", "windows-1251"])
def test_an_old_charset_is_read_by_its_header_and_written_back_as_utf_8(small: Path, charset: str) -> None:
    text = (small / PO).read_text("utf-8")
    text = text.replace("charset=UTF-8", f"charset={charset}").replace("—", "-").replace("–", "-")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    broken(small, "".join(lines).encode(charset, "replace"))
    assert run(small, "extract").exit_code == 0
    data = (small / PO).read_bytes()
    assert "Речная декларация" in data.decode("utf-8")
    assert b"charset=UTF-8" in data


def test_a_bom_and_crlf_are_read_and_the_next_write_is_clean(small: Path) -> None:
    clean = (small / PO).read_bytes()
    broken(small, b"\xef\xbb\xbf" + clean.replace(b"\n", b"\r\n"))
    assert run(small, "check").exit_code == 0
    assert run(small, "extract").exit_code == 0
    assert (small / PO).read_bytes() == clean


@pytest.mark.parametrize("name", ["document.html", "document.typ"])
def test_a_template_with_a_syntax_error_is_named_with_its_line(small: Path, name: str) -> None:
    (small / "templates").mkdir()
    (small / "templates" / name).write_text("\n{% if %}\n" if name.endswith("html") else "\n#let x = (\n", "utf-8")
    result = run(small, "render", "declaration", "--to", "html,pdf")
    assert result.exit_code == 2
    assert f"templates/{name}:" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 2


DENIED = """
import os, sys
from diptych.cli import conference
from pathlib import Path
root = Path(sys.argv[1])
group = conference(root)
group.main(["extract", "--check"], standalone_mode=False)  # so that every library is there before the rights go
if os.getuid() == 0:
    os.setuid(65534)
group.main(["extract"])
"""


@POSIX
def test_no_permission_to_write_is_one_line_and_how(small: Path) -> None:
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers", "all rivers"), "utf-8")
    for folder in (small, *small.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path(folder.root):
            folder.chmod(folder.stat().st_mode | 0o055)
    for folder in (small / "locales").rglob(""):
        folder.chmod(0o555)
    before = snapshot(small)
    result = subprocess.run([sys.executable, "-c", DENIED, str(small)], capture_output=True, text=True, check=False)
    for folder in (small / "locales").rglob(""):
        folder.chmod(0o755)
    assert result.returncode == 2, result.stderr
    first, second = result.stderr.strip().splitlines()
    assert "cannot be written: Permission denied" in first
    assert second.strip() == "Allow writing there, close the program that has it open, or choose another folder."
    assert snapshot(small) == before


def limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@POSIX
@pytest.mark.parametrize("command", ["extract", "render"])
def test_a_disk_that_is_full_leaves_the_old_files(small: Path, command: str) -> None:
    for path in (small / "locales").rglob("*.po*"):
        path.write_bytes(path.read_bytes() + b'\n#~ msgid "Gone"\n#~ msgstr "\xd0\xa3"\n')
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8") + "\n" + "A new paragraph of many words. " * 60 + "\n", "utf-8")
    before = snapshot(small)
    result = subprocess.run(
        [sys.executable, "i18n.py", command], cwd=small, capture_output=True, text=True, check=False, preexec_fn=limited
    )
    assert result.returncode == 2, result.stderr
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    after = snapshot(small)
    assert [path for path in after if path.suffix == ".tmp"] == []
    for path, data in before.items():
        assert after[path] == data or len(after[path]) <= 2000


def test_a_file_that_is_not_utf_8_is_a_finding_with_its_line(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_bytes(path.read_bytes().replace(b"rivers cross", b"rivi\xe8res cross"))
    result = run(small, "check")
    assert result.exit_code == 1
    assert "content/declaration.md:16: error[not-utf-8]" in result.stdout


def test_a_missing_document_is_a_finding(small: Path) -> None:
    (small / "content" / "declaration.md").unlink()
    result = run(small, "check")
    assert result.exit_code == 1
    assert "content/conference.yaml:16: error[missing-file]" in result.stdout
    assert "declaration.md" in result.stdout


def test_without_conference_yaml_we_cannot_go_on(small: Path) -> None:
    (small / "content" / "conference.yaml").unlink()
    result = run(small, "check")
    assert result.exit_code == 2
    assert "content/conference.yaml is missing" in result.stderr


HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![spy](https://example.org/spy.png)",
    '#panic("x") $x^2$ #import "a"',
    "\u202egnorts",
]


WRONG_FACTS = (HOSTILE[0], HOSTILE[2], HOSTILE[3])
"""As translations these state a number or a link that their source has not: an error of `check`, so `build` exits 1."""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["translation", "content"])
def test_hostile_text_prints_as_text_everywhere_and_is_a_finding(small: Path, text: str, where: str) -> None:
    if where == "translation":
        translate(small, {"*Noting* that rivers cross borders;": text})
        place = PO.as_posix()
    else:
        path = small / "content" / "declaration.md"
        path.write_text(path.read_text("utf-8").replace("*Noting* that rivers", f"*Noting* {text} rivers"), "utf-8")
        place = "content/declaration.md"
    result = run(small, "build")
    stops = where == "translation" and text in WRONG_FACTS
    assert result.exit_code == stops, result.output
    page = (small / "build" / "en-ru" / "declaration.html").read_text("utf-8")
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert scripts
    own = re.compile(r'<script defer src="\.\./assets/[a-z-]+\.js">|<script type="application/(?:ld\+)?json"[^>]*>')
    assert [script for script in scripts if not own.fullmatch(script)] == []
    assert "javascript:" not in page.replace("(javascript:", "")
    assert "\u202e" not in page
    assert "<img" not in page
    found = run(small, "check").stdout
    assert (place in found) == (where == "translation" or not text.startswith("#panic")), found


def test_catalogs_that_editors_filled_in_keep_their_headers_and_comments(small: Path) -> None:
    path = small / PO
    text = path.read_text("utf-8")
    text = text.replace("Last-Translator: none", "Last-Translator: Иван Петров <ivan@example.org>", 1)
    text = "# Мой заголовок\n" + text.replace('msgctxt "title"', '# моя заметка\n#, no-wrap\nmsgctxt "title"', 1)
    path.write_text(text, "utf-8")
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers cross", "all rivers cross"), "utf-8")
    assert run(small, "extract").exit_code == 0
    catalog, _ = po.loads(path.read_bytes(), "x.po", "declaration", "en", "ru")
    assert catalog is not None
    assert ("Last-Translator", "Иван Петров <ivan@example.org>") in catalog.header
    assert catalog.notes == ("Мой заголовок",)
    (title,) = [entry for entry in catalog.entries if entry.key.context == "title"]
    assert title.notes == ("моя заметка",)
    assert "no-wrap" in title.flags


@pytest.mark.program("msgfmt")
def test_msgfmt_says_nothing_of_any_catalog_that_we_write(small: Path) -> None:
    content = small / "content" / "declaration.md"
    content.write_text(content.read_text("utf-8").replace("rivers cross", "all rivers cross"), "utf-8")
    assert run(small, "extract").exit_code == 0
    for path in (small / "locales").rglob("*.po*"):
        result = subprocess.run(
            [str(shutil.which("msgfmt")), "-c", "-o", os.devnull, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode, result.stderr) == (0, ""), path


HALF = {
    "content/programme.yaml": ("title: Lunch", "foo: bar: ["),
    "content/declaration.md": ("symbol: R/2023/1", "symbol: [R/2023/1"),
}


@pytest.mark.parametrize("path", HALF)
def test_a_file_that_is_read_in_part_keeps_its_catalog_and_opens_no_gate(small: Path, path: str) -> None:
    before = {p: p.read_bytes() for p in (small / "locales").rglob("*.po*")}
    text = (small / path).read_text("utf-8")
    (small / path).write_text(text.replace(*HALF[path]), "utf-8")
    for command in (["extract"], ["coverage", "--fail-under", "0"], ["render", "--to", "html"], ["check"]):
        result = run(small, *command)
        assert result.exit_code == 1, command
        assert f"{path}:" in result.output
    assert {p: p.read_bytes() for p in (small / "locales").rglob("*.po*")} == before


def test_a_document_in_a_language_of_no_catalog_is_a_finding(small: Path) -> None:
    path = small / "content" / "declaration.md"
    path.write_text(path.read_text("utf-8").replace("lang: en", "lang: de"), "utf-8")
    result = run(small, "build")
    assert result.exit_code == 1
    assert "content/declaration.md:1: error[unknown-language]" in result.stderr
    assert (small / "build" / "ru" / "programme.html").is_file()


@pytest.mark.parametrize("name", ["people.yaml", "labels.yaml"])
def test_a_register_that_is_missing_is_named(small: Path, name: str) -> None:
    (small / "content" / name).unlink()
    result = run(small, "check")
    assert result.exit_code == 1
    assert f"content/{name}:1: error[missing-file]: there is no content/{name}" in result.stdout


def test_languages_with_a_script_or_a_region_have_their_editions(small: Path) -> None:
    path = small / "content" / "conference.yaml"
    path.write_text(path.read_text("utf-8").replace("languages: [ru]", "languages: [ru, pt-BR, zh-Hans]"), "utf-8")
    assert run(small, "build").exit_code == 0
    page = (small / "build" / "en-pt-BR" / "declaration.html").read_text("utf-8")
    assert "Português" in page
    assert "English – Русский" in page


@pytest.mark.parametrize("encoding", ["cp437", "ascii", "cp1251"])
def test_a_pipe_of_another_code_page_gets_utf_8(small: Path, encoding: str) -> None:
    path = small / "content" / "programme.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Lunch", "title: “Обед” <b>"), "utf-8")
    result = subprocess.run(
        [sys.executable, "i18n.py", "check"],
        cwd=small,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert b"Traceback" not in result.stderr
    assert "<b>" in result.stdout.decode("utf-8")
