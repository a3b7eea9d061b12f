"""Measures an import of the conference's own originals: `python tests/imported.py [FOLDER]`.

Each is imported into an empty conference and compared with the original, paragraph by paragraph. The truth is made by
hand: which lines of an original go on in a later line. It knows nothing of the importers: an original is read line by
line, a result by the reader of content.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych import inline, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOES_ON = {
    "report.txt": (
        *(10, 11, 12, 13, 14),  # the title
        *(135, 183, 193, 207, 217, 227, 237, 267, 287, 297, 311, 321, 331, 363, 369, 379, 385, 391, 401, 423, 437, 453),
        *(463, 469, 475, 485, 505, 533, 543, 565, 583, 607, 637, 693, 699, 807, 1073, 1286, 1328, 1344, 1354),
    ),
    "concept-note.txt": (8, 9),  # the title
    "website.txt": (3, 5),  # the title
    "press-release.txt": (),
}
"""Lines that go on where the line with text before them ends."""
ELSEWHERE = {"report.txt": [*range(50, 84), *range(701, 783)]}
"""Lines of the contents, which goes, and of the programme, which is compared as data."""
NUMBER = re.compile(r"^\s*(?:[-•*–]\s+|\d{1,2}\.\s+)")
MARKUP = re.compile(r"<[^<>]{1,40}>|[\\*_]")
LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Compared:
    """What became of the paragraphs of an original."""

    paragraphs: int = 0
    same: int = 0
    joined: list[str] = field(default_factory=list)
    """Paragraphs of the original within a longer one."""
    split: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Paragraphs of the result that are none of the original's."""


def key(text: str) -> str:
    """What a text says without case, markup, punctuation and space."""
    return LETTERS.sub("", MARKUP.sub("", text)).lower()


def truth(text: str, name: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of an original with their first line; cells of a table by themselves."""
    paragraphs: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not key(line) or number in ELSEWHERE.get(name, ()):
            continue
        if number in GOES_ON[name]:
            first, before = paragraphs[-1]
            paragraphs[-1] = (first, f"{before} {line}")
        else:
            paragraphs += [(number, NUMBER.sub("", cell)) for cell in line.split("\t") if key(cell)]
    return iter(paragraphs)


def result(folder: Path) -> Iterator[str]:
    """The paragraphs of all Markdown files of a folder, as their reader has them."""
    for path in sorted(folder.glob("*.md")):
        document, _ = markdown.loads(path.read_text("utf-8"), path.name, path.stem, "final", "en")
        for block in document.blocks:
            yield from (inline.plain(part.key.msgid) for part in block.parts)


def compare(original: str, name: str, found: list[str]) -> Compared:
    """Compare an original with what was made of it."""
    out = Compared()
    keys = Counter(key(text) for text in found if key(text))
    lost: list[tuple[int, str]] = []
    for number, text in truth(original, name):
        out.paragraphs += 1
        if keys[key(text)]:
            keys[key(text)] -= 1
            out.same += 1
        else:
            lost.append((number, text))
    rest = [one for one, count in keys.items() for _ in range(count)]
    for number, text in lost:
        told = f"{number}: {text[:60]} … {text[-30:]}"
        own = key(text)
        if any(own in other for other in rest):
            out.joined.append(told)
        elif any(len(other) > 3 and other in own for other in rest):
            out.split.append(told)
        else:
            out.missing.append(told)
    owns = [key(text) for _, text in lost]
    out.added = [one[:80] for one in rest if not any(own in one or one in own for own in owns)]
    return out


def main() -> None:
    """Import each original into a fresh conference and print what became of it."""
    import tempfile
    from pathlib import Path

    from conftest import SEEDS
    from diptych import importing, project

    keep = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    for name in GOES_ON:
        original = SEEDS / name
        root = fresh(keep / original.stem)
        began = time.process_time()
        made = importing.bring_in(project.read(root), {name: original.read_bytes()}, importing.Wish())
        importing.write(root, made)
        took = time.process_time() - began
        told = compare(original.read_text("utf-8"), name, list(result(root / "content")))
        share = 100 * len(made.doubts) / max(told.paragraphs, 1)
        lines = [f"{name}: {took:.1f} s, {told.paragraphs} paragraphs, {told.same} the same"]
        lines += [f"    {len(made.doubts)} doubts, {share:.1f} in 100"]
        lines += [f"    {one.path}: {one.kind}: {dict(one.counts)}" for one in made.made]
        for title in ("joined", "split", "missing", "added"):
            lines += [f"  {title}: {line}" for line in getattr(told, title)]
        sys.stdout.write("\n".join(lines) + "\n")


def fresh(root: Path) -> Path:
    """A conference without people, programme and documents, in an empty folder."""
    import shutil

    from conftest import ROOT

    shutil.rmtree(root, ignore_errors=True)
    content = root / "content"
    content.mkdir(parents=True)
    for name in ("i18n.py",):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "content" / "labels.yaml", content / "labels.yaml")
    conference = (ROOT / "content" / "conference.yaml").read_text("utf-8")
    conference = re.sub(r"^(co-organizers|supporters):.*\n", "", conference, flags=re.MULTILINE)
    conference = conference.partition("\nfacts:")[0] + "\ndocuments: []\n"
    (content / "conference.yaml").write_text(conference, "utf-8")
    (content / "people.yaml").write_text("organizations: {}\npeople: {}\n", "utf-8")
    return root


if __name__ == "__main__":
    sys.path.insert(0, "tests")
    main()
