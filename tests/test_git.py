"""git with our merge driver and our diff: in real repositories, through the commands that git itself calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, run, translate
from diptych import driver, git, po

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.catalog import Catalog

pytestmark = pytest.mark.program("git")

PO = "locales/ru/LC_MESSAGES/river.po"
HEAD = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: river\\n"\n"PO-Revision-Date: {date}\\n"\n"Last-Translator: {who}\\n"\n'
    '"Language-Team: none\\n"\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)


def po_text(*pairs: tuple[str, str], date: str = "2022-01-01 00:00+0000", who: str = "none") -> str:
    """A PO file as we write it."""
    entries = (f'\nmsgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in pairs)
    return HEAD.format(date=date, who=who) + "".join(entries)


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's git configuration counts."""
    settings_ = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    people = {f"GIT_{who}_{what}": "anna@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for name, value in {**settings_, **people}.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


def call(root: Path, *command: str, status: int = 0) -> str:
    """What a git command says on both streams, where it ends with this status."""
    done = subprocess.run(["git", *command], cwd=root, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def repository(root: Path, files: dict[str, str]) -> Path:
    """A conference that git-setup has been at, with one commit of these files on the branch main."""
    (root / "content").mkdir(parents=True)
    (root / "content" / "conference.yaml").write_text("", "utf-8")
    (root / "i18n.py").write_text("from pathlib import Path\n\nfrom diptych.cli import conference\n\n"
                                  "main = conference(Path(__file__).parent)\n", "utf-8")  # fmt: skip
    call(root, "init", "-q", "-b", "main")
    assert run(root, "git-setup").exit_code == 0
    commit(root, files)
    return root


def commit(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    call(root, "add", ".")
    call(root, "commit", "-qm", "-")


def merge(root: Path, ours: dict[str, str], theirs: dict[str, str], status: int = 0) -> str:
    """Commit each on a branch of its own, merge them, and say what git said."""
    call(root, "checkout", "-qb", "theirs")
    commit(root, theirs)
    call(root, "checkout", "-q", "main")
    commit(root, ours)
    return call(root, "merge", "-q", "--no-edit", "theirs", status=status)


def read(path: Path) -> Catalog:
    catalog, findings = po.loads(path.read_bytes(), path.name, "river", "en", "ru")
    assert catalog is not None, findings
    return catalog


# --------------------------------------------------------------------------- git-setup


def test_this_repository_has_the_attributes_that_git_setup_writes() -> None:
    assert (ROOT / ".gitattributes").read_text("utf-8") == git.BLOCK


def test_git_setup_says_what_it_wrote_and_a_second_run_changes_nothing(small: Path) -> None:
    call(small, "init", "-q")
    result = run(small, "git-setup")
    assert result.exit_code == 0
    assert result.stdout.split("\n")[:4] == [
        "added to .gitattributes:",
        "  locales/**/*.po merge=diptych diff=diptych text eol=lf",
        "  locales/**/*.pot merge=diptych diff=diptych text eol=lf",
        "  locales/**/approvals.jsonl merge=union text eol=lf",
    ]
    assert "added to .git/config:\n  merge.diptych.name = PO files, entry by entry\n" in result.stdout
    before = [(small / name).read_bytes() for name in (".gitattributes", ".git/config")]
    again = run(small, "git-setup")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "All is set up already.\n", "")
    assert [(small / name).read_bytes() for name in (".gitattributes", ".git/config")] == before
    for path, driver_ in ((PO, "diptych"), ("locales/x.pot", "diptych"), ("locales/ru/approvals.jsonl", "union")):
        assert call(small, "check-attr", "merge", "--", path) == f"{path}: merge: {driver_}\n"


@pytest.mark.parametrize("before", [None, "", "* text=auto\n", "*.png binary", "# mine\r\n*.md text\r\n"])
def test_undo_takes_out_what_git_setup_wrote_and_nothing_else(small: Path, before: str | None) -> None:
    attributes, configuration = small / ".gitattributes", small / ".git" / "config"
    call(small, "init", "-q")
    call(small, "config", "merge.other.driver", "true")
    if before is not None:
        attributes.write_bytes(before.encode())
    kept = configuration.read_bytes()
    run(small, "git-setup")
    assert (before or "") in attributes.read_bytes().decode()
    result = run(small, "git-setup", "--undo")
    assert result.stdout.startswith("taken out of .gitattributes:\n  locales/**/*.po ")
    assert (attributes.read_bytes().decode() if attributes.exists() else None) == (before or None)
    assert configuration.read_bytes() == kept
    again = run(small, "git-setup", "--undo")
    assert (again.exit_code, again.stdout) == (0, "Nothing to take out.\n")


PIECES = st.sampled_from(["*.md text", "# a", "\n", "\r\n", " ", git.BLOCK.split("\n")[1]])


@given(st.lists(PIECES, max_size=6).map("".join))
def test_attributes_with_and_again_without_ours_are_the_same(text: str) -> None:
    once = git.added(text)
    assert once in (text + git.BLOCK, git.BLOCK + text)
    assert git.added(once) == once
    assert git.removed(once) == text
    assert git.removed(f"*.txt text\n{once}") == f"*.txt text\n{text}"


def test_lines_of_an_older_version_are_renewed_in_one_place() -> None:
    lines = git.BLOCK.split("\n")
    older = "\n".join([lines[0], "locales/*.po merge=diptych", *lines[4:]])
    assert git.added(f"a\n{older}b\n") == f"a\nb\n{git.BLOCK}"
    cut = "\n".join(lines[:3])
    assert git.added(f"{cut}\nb\n") == f"b\n{git.BLOCK}"
    assert git.added(git.BLOCK.replace("\n", "\r\n")) == git.BLOCK.replace("\n", "\r\n")


def test_git_setup_prints_data_for_programs(small: Path) -> None:
    call(small, "init", "-q")
    data = json.loads(run(small, "git-setup", "--format", "json").stdout)
    assert [one["place"] for one in data["added"]] == [".gitattributes"] * 3 + [".git/config"] * 3
    assert data["overruled"] == ""
    assert json.loads(run(small, "git-setup", "--format", "json").stdout)["added"] == []
    assert len(json.loads(run(small, "git-setup", "--undo", "--format", "json").stdout)["removed"]) == 6


def test_outside_of_a_repository_git_setup_says_so_in_two_lines(small: Path) -> None:
    result = run(small, "git-setup")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: {small} is not in a git repository\n  Run `git init` there, then `diptych git-setup` again.\n"
    )
    assert not (small / ".gitattributes").exists()


def test_git_setup_says_when_another_line_wins(small: Path) -> None:
    call(small, "init", "-q")
    (small / "locales" / ".gitattributes").write_text("*.po merge=union\n", "utf-8")
    result = run(small, "git-setup")
    assert result.exit_code == 0
    assert result.stderr == "Another line of your attributes says merge=union for catalogs, and it wins.\n"


def test_a_conference_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    call(tmp_path, "init", "-q", "-b", "main")
    root = repository(tmp_path / "events" / "river", {PO: po_text(("a", ""), ("b", ""))})
    call(tmp_path / "events" / "river", "rev-parse", "--git-dir")
    assert (root / ".gitattributes").exists()
    merge(root, {PO: po_text(("a", "а"), ("b", ""))}, {PO: po_text(("a", ""), ("b", "б"))})
    assert [entry.texts[0] for entry in read(root / PO).entries] == ["а", "б"]


# --------------------------------------------------------------------------- git merge


def test_git_merges_a_source_edit_with_a_new_translation_as_fuzzy(small: Path) -> None:
    call(small, "init", "-q", "-b", "main")
    run(small, "git-setup")
    commit(small, {})
    call(small, "checkout", "-qb", "translator")
    translate(small, {"*Noting* that rivers cross borders;": "*отмечая*, что у рек нет границ;"})
    commit(small, {})
    call(small, "checkout", "-q", "main")
    declaration = small / "content" / "declaration.md"
    declaration.write_text(declaration.read_text("utf-8").replace("rivers cross borders", "most rivers cross borders"))
    assert run(small, "extract").exit_code == 0
    commit(small, {})
    call(small, "merge", "-q", "--no-edit", "translator")
    path = small / "locales" / "ru" / "LC_MESSAGES" / "declaration.po"
    found = {entry.key.msgid: entry for entry in read(path).entries}
    new = found["*Noting* that most rivers cross borders;"]
    assert (new.texts, new.fuzzy) == (("*отмечая*, что у рек нет границ;",), True)
    assert new.previous is not None
    assert new.previous.msgid == "*Noting* that rivers cross borders;"
    assert found["*Noting* that rivers cross borders;"].obsolete
    # and extract has nothing to add
    check = run(small, "extract", "--check")
    assert check.exit_code == 0, check.output


def test_git_reports_a_conflict_of_translations_and_the_file_is_a_valid_catalog(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", ""), ("b", ""))})
    said = merge(root, {PO: po_text(("a", "наше"), ("b", "б"))}, {PO: po_text(("a", "их"), ("b", "б"))}, status=1)
    assert (
        f"{PO}:14: error[git-merge]: both sides translated “a” differently: ours stands, fuzzy; theirs is in its "
        "comment\n  Choose one, take the comment line and the fuzzy mark away, then `git add` the file.\n" in said
    )
    assert call(root, "status", "--short") == f"UU {PO}\n"
    text = (root / PO).read_text("utf-8")
    assert text.endswith('\n# diptych: branch: “их”\n#, fuzzy\nmsgid "a"\nmsgstr "наше"\n\nmsgid "b"\nmsgstr "б"\n')


def test_headers_that_both_sides_saved_do_not_stop_a_merge(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", ""), ("b", ""))})
    ours = po_text(("a", "а"), ("b", ""), date="2022-10-02 10:00+0500", who="Anna")
    theirs = po_text(("a", ""), ("b", "б"), date="2022-10-02 08:00+0000", who="Boris")
    merge(root, {PO: ours}, {PO: theirs})
    assert (root / PO).read_text("utf-8") == po_text(("a", "а"), ("b", "б"), date="2022-10-02 08:00+0000", who="Boris")


def test_both_sides_added_the_file(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {"README.md": "-\n"})
    merge(root, {PO: po_text(("a", "а"), ("b", ""))}, {PO: po_text(("a", ""), ("b", "б"))})
    assert (root / PO).read_text("utf-8") == po_text(("a", "а"), ("b", "б"))


def test_templates_are_merged_too(tmp_path: Path) -> None:
    pot = "locales/river.pot"
    root = repository(tmp_path / "river", {pot: po_text(("a", ""), ("b", ""))})
    merge(root, {pot: po_text(("A", ""), ("b", ""))}, {pot: po_text(("a", ""), ("B", ""))})
    assert (root / pot).read_text("utf-8") == po_text(("A", ""), ("B", ""))


def test_a_file_that_an_editor_wrapped_with_crlf_merges_into_our_form(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a b", ""), ("c", ""))})
    wrapped = po_text(("a b", "а б"), ("c", "")).replace('msgid "a b"', 'msgid ""\n"a "\n"b"').replace("\n", "\r\n")
    merge(root, {PO: po_text(("a b", ""), ("c", "в"))}, {PO: wrapped})
    assert (root / PO).read_bytes().decode() == po_text(("a b", "а б"), ("c", "в"))


@pytest.mark.parametrize("broken", ["ours", "theirs"])
def test_a_side_that_is_no_catalog_leaves_the_text_merge_and_a_conflict(tmp_path: Path, broken: str) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", "а"), ("b", "б"), ("c", "в"), ("d", "г"))})
    wrong = po_text(("a", "новое"), ("b", "б"), ("c", "в"), ("d", "г")).replace('"новое"', '"новое')
    good = po_text(("a", "а"), ("b", "б"), ("c", "в"), ("d", "иначе"))
    sides = (wrong, good) if broken == "ours" else (good, wrong)
    said = merge(root, {PO: sides[0]}, {PO: sides[1]}, status=1)
    whose = "our" if broken == "ours" else "their"
    assert f"{PO}:13: error[po-syntax]: {whose} side: a text without its closing quote\n" in said
    assert f"{PO}:1: error[git-merge]: the file could not be merged by entries: it is merged as plain text\n" in said
    assert (root / PO).read_text("utf-8") == wrong.replace('"г"', '"иначе"')
    assert call(root, "status", "--short") == f"UU {PO}\n"


def test_a_base_that_is_no_catalog_counts_as_empty(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", "а")).replace('"а"', '"а')})
    said = merge(root, {PO: po_text(("a", "а"), ("b", ""))}, {PO: po_text(("a", "а"), ("b", "б"))})
    assert "warning[po-syntax]: base: a text without its closing quote" in said
    assert (root / PO).read_text("utf-8") == po_text(("a", "а"), ("b", "б"))


def test_bytes_that_no_text_merge_can_have_stay_as_ours(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    for name, text in zip(names, ["a", "b", "c"], strict=True):
        name.write_bytes(po_text((text, "")).encode("utf-16"))
    before = names[1].read_bytes()
    result = run(tmp_path, "git-merge-po", *map(str, names), PO)
    assert result.exit_code == 1
    assert "the file could not be merged by entries: it has our side only" in result.stderr
    assert names[1].read_bytes() == before


def test_a_merge_does_not_read_i18n_py_which_may_be_half_merged_itself(tmp_path: Path) -> None:
    files = {PO: po_text(("a", ""), ("b", "")), "i18n.py": "raise SystemExit(7)\n"}
    root = repository(tmp_path / "river", files)
    merge(root, {PO: po_text(("a", "а"), ("b", ""))}, {PO: po_text(("a", ""), ("b", "б"))})
    assert (root / PO).read_text("utf-8") == po_text(("a", "а"), ("b", "б"))


def test_where_diptych_is_gone_git_merges_the_text_and_reports_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", ""), ("b", "б"))})
    for name in ("merge.diptych.driver", "diff.diptych.textconv"):
        value = call(root, "config", name).removesuffix("\n")
        call(root, "config", name, value.replace(sys.executable, "/nowhere/python"))
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "sh", "cat"):
        found = next(path for path in os.environ["PATH"].split(":") if os.access(f"{path}/{name}", os.X_OK))
        (programs / name).symlink_to(f"{found}/{name}")
    monkeypatch.setenv("PATH", str(programs))
    said = merge(root, {PO: po_text(("a", "наше"), ("b", "б"))}, {PO: po_text(("a", "их"), ("b", "б"))}, status=1)
    assert "diptych is not where it was: run git-setup again" in said
    text = (root / PO).read_text("utf-8")
    assert '\nmsgstr "наше"\n=======\nmsgstr "их"\n>>>>>>>' in text
    assert '+msgstr "наше"\n' in call(root, "diff", "HEAD~1", "HEAD")
    # and diptych on PATH is found
    (programs / "diptych").symlink_to(f"{sys.prefix}/bin/diptych")
    call(root, "merge", "--abort")
    said = call(root, "merge", "-q", "theirs", status=1)
    assert "both sides translated “a” differently" in said


def test_approvals_of_both_sides_stand_one_below_the_other(tmp_path: Path) -> None:
    path = "locales/ru/approvals.jsonl"
    root = repository(tmp_path / "river", {path: '{"a": 1}\n'})
    merge(root, {path: '{"a": 1}\n{"o": 1}\n'}, {path: '{"a": 1}\n{"t": 1}\n'})
    assert (root / path).read_text("utf-8") == '{"a": 1}\n{"o": 1}\n{"t": 1}\n'


def test_a_rebase_uses_the_driver_too(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", ""), ("b", ""))})
    call(root, "checkout", "-qb", "theirs")
    commit(root, {PO: po_text(("a", ""), ("b", "б"))})
    call(root, "checkout", "-q", "main")
    commit(root, {PO: po_text(("a", "а"), ("b", ""))})
    call(root, "rebase", "-q", "theirs")
    assert (root / PO).read_text("utf-8") == po_text(("a", "а"), ("b", "б"))


@pytest.mark.program("msgfmt")
def test_what_git_merged_is_what_msgfmt_accepts(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a", ""), ("b", ""), ("c", "в"))})
    ours = po_text(("a", "наше"), ("b", ""), ("d", ""))
    theirs = po_text(("a", "их"), ("b", "б"), ("c", "иначе"))
    merge(root, {PO: ours}, {PO: theirs}, status=1)
    done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, root / PO], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(e.key.msgid, e.texts[0], e.state.value) for e in read(root / PO).entries] == [
        ("a", "наше", "fuzzy"),
        ("b", "б", "done"),
        ("d", "", "missing"),
        ("c", "иначе", "obsolete"),
    ]


# --------------------------------------------------------------------------- git diff


def test_git_diff_shows_messages_and_not_wrapping(tmp_path: Path) -> None:
    root = repository(tmp_path / "river", {PO: po_text(("a b", "а б"), ("c", ""))})
    wrapped = po_text(("a b", "а б"), ("c", "")).replace('msgid "a b"', '#: content/a.md:7\nmsgid ""\n"a "\n"b"')
    (root / PO).write_text(wrapped, "utf-8")
    assert "@@" not in call(root, "diff")
    (root / PO).write_text(wrapped.replace('msgid "c"\nmsgstr ""', '#, fuzzy\nmsgid "c"\nmsgstr "в"'), "utf-8")
    said = call(root, "diff", "-U1")
    assert said[said.index("@@") :].split("\n")[1:] == [" ", "-[missing]", "+[fuzzy]", " c", "+→ в", ""]


EVERY_STATE = """# kept by hand
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# a note
#. about it
#. diptych: from b
#: content/a.md:1
#, fuzzy, c-format
#| msgctxt "b"
#| msgid "%d old"
#| msgid_plural "%d olds"
msgctxt "a"
msgid "%d new"
msgid_plural "%d news"
msgstr[0] "раз"
msgstr[1] ""
msgstr[2] "три\\n"
"четыре"

msgctxt ""
msgid "done"
msgstr "да"

#, fuzzy
#~ msgid "gone"
#~ msgstr "нет"
"""
SHOWN = """[header]
# kept by hand
Language: ru
Content-Type: text/plain; charset=UTF-8

[missing, c-format] a
# a note
#. diptych: from b
was: b
was: %d old
was: %d olds
%d new
%d news
→ раз
→ три
  четыре

[done] ""
done
→ да

[obsolete, fuzzy]
gone
→ нет
"""


def test_every_state_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    path.write_text(EVERY_STATE, "utf-8")
    result = run(tmp_path, "git-textconv", str(path))
    assert (result.exit_code, result.stdout) == (0, SHOWN)


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_what_is_no_catalog_is_shown_as_it_is(data: bytes) -> None:
    catalog, _ = po.loads(data, "ru.po", "ru", "", "")
    if catalog is None:
        assert driver.readable(data, "ru.po") == data.decode("utf-8", "replace")


def test_the_commands_that_git_calls_are_explained_and_not_listed(small: Path) -> None:
    listed = run(small, "--help").stdout
    assert "git-setup" in listed
    for name in ("git-merge-po", "git-textconv"):
        assert name not in listed
        shown = run(small, name, "--help")
        assert shown.exit_code == 0
        assert "Example: git config" in shown.stdout
        assert name in run(small, "git-setup", "--help").stdout


def test_a_merge_of_files_that_are_not_there_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, "git-merge-po", "a", "b", "c", PO)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: there is no file a\n")
