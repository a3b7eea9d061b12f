"""Files by themselves, with no conference around them → papers: catalogs, Markdown and plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import markdown, nodes, po
from diptych.catalog import State
from diptych.checks.view import Known, Pair, Paper, Papers, Place, Said, Side
from diptych.finding import Finding, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from diptych.catalog import Catalog, Entry
    from diptych.model import Block, Part

KINDS = (".po", ".pot", ".md", ".txt")
"""What can be checked by itself."""

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_WRAPPED = range(40, 121)
"""How long a line is that a program broke."""
_BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\(?\w{1,3}[.)])\s")
_IDLE_RULES = ("missing-key", "front-matter", "unknown-language")
"""What a reader says of a document that stands by itself: it has no front matter to speak of."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read(files: Mapping[Path, bytes]) -> tuple[Papers, list[Finding]]:
    """All files together as one conference, and what their readers say of them. Raises UserError for other kinds."""
    texts = {}
    findings: list[Finding] = []
    for path, data in files.items():
        if path.suffix.lower() not in KINDS:
            raise UserError(f"{path} is no text that can be checked by itself", f"It reads {', '.join(KINDS)}.")
        if path.suffix.lower() not in (".po", ".pot"):
            texts[path], faults = nodes.decode(data, path.as_posix())
            findings += faults
    known = Known()
    papers = []
    for path, data in files.items():
        if path in texts:
            paper, faults = _text(path, texts[path], known)
        else:
            paper, faults = _catalog(path, data, known)
        papers.append(paper)
        findings += faults
    return Papers(tuple(papers), known), findings


def guess(text: str) -> str:
    """The language of a text by its letters: ``ru`` or ``en``."""
    return "ru" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


# --------------------------------------------------------------------------- catalogs


def _catalog(path: Path, data: bytes, known: Known) -> tuple[Paper, list[Finding]]:
    catalog, findings = _loads(path, data)
    if catalog is None:
        return Paper(path.stem, "en", (), known, whole=False), findings
    source, target = catalog.source, catalog.target
    pairs = [
        pair
        for entry in catalog.entries
        if not entry.obsolete
        for pair in _pairs(entry, source, target, path.as_posix(), known)
    ]
    return Paper(path.stem, source, tuple(pairs), known, whole=False, target=target), findings


def catalog(path: Path, data: bytes) -> Catalog | None:
    """The catalog in a file, with its languages; None where it cannot be read."""
    return _loads(path, data)[0]


def _loads(path: Path, data: bytes) -> tuple[Catalog | None, list[Finding]]:
    catalog, findings = po.loads(data, path.as_posix(), path.stem, "", "")
    if catalog is None:
        return None, findings
    return replace(catalog, source=_source(catalog), target=_target(catalog, path)), findings


def _source(catalog: Catalog) -> str:
    said = next((value for name, value in catalog.header if name.lower() == "x-source-language"), "")
    return _code(said) or guess(" ".join(entry.key.msgid for entry in catalog.entries[:200]))


def _target(catalog: Catalog, path: Path) -> str:
    """As the header says, else the file's name or folder, else the letters; empty for a template."""
    said = next((value for name, value in catalog.header if name.lower() == "language"), "")
    if path.suffix.lower() == ".pot":
        return ""
    texts = " ".join(text for entry in catalog.entries[:200] for text in entry.texts)
    return _code(said) or guess(texts) if texts.strip() or said else ""


def _code(said: str) -> str:
    found = _LANGUAGE.match(said.strip().lower())
    return found[0] if found else ""


def _pairs(entry: Entry, source: str, target: str, path: str, known: Known) -> Iterator[Pair]:
    one = Said(entry.key.msgid, source, known, Side.SOURCE, None, Place(path, entry.line, None, entry))
    other = one
    if entry.plural is not None:
        other = Said(entry.plural, source, known, Side.SOURCE, None, Place(path, entry.line, None, entry, 1))
    for form, text in enumerate(entry.texts):
        said = Said(text, target or "und", known, Side.TARGET, None, Place(path, entry.line, None, entry, form))
        yield Pair(other if form else one, said, entry.state if target else State.MISSING, None, "text", entry)


# --------------------------------------------------------------------------- documents


def _text(path: Path, text: str, known: Known) -> tuple[Paper, list[Finding]]:
    lang = guess(text)
    if path.suffix.lower() == ".md":
        document, findings = markdown.loads(text, path.as_posix(), path.stem, "final", lang)
        pairs = tuple(_of_part(part, block, document.lang, known) for block in document.blocks for part in block.parts)
        pairs = tuple(pair for pair in pairs if pair.source.raw)
        kept = [one for one in findings if one.rule not in _IDLE_RULES]
        return Paper(path.stem, document.lang, pairs, known, document=document, path=path.as_posix()), kept
    pairs = tuple(
        _alone(
            Said(said, guess(said) if lang == "ru" else lang, known, Side.SOURCE, None, Place(path.as_posix(), line))
        )
        for line, said in paragraphs(text)
    )
    return Paper(path.stem, lang, pairs, known, path=path.as_posix()), []


def _of_part(part: Part, block: Block, lang: str, known: Known) -> Pair:
    where = Place(part.span.path, part.span.line, part)
    return _alone(Said(part.key.msgid, lang, known, Side.SOURCE, block.kind, where), block, part.field)


def _alone(said: Said, block: Block | None = None, field: str = "text") -> Pair:
    """A text without a translation."""
    nothing = Said("", "und", said.known, Side.TARGET, said.kind)
    return Pair(said, nothing, State.MISSING, block, field)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a plain text, each with its first line, from 1.

    A blank line ends one; so does every line end, but where a program broke the lines at a width.
    """
    lines = text.replace("\f", "\n").split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = next((here for here in range(at, len(lines)) if not lines[here].strip()), len(lines))
        block = lines[at:end]
        if _broken(block):
            yield at + 1, "\n".join(line.strip() for line in block)
        else:
            yield from ((at + 1 + number, line.strip()) for number, line in enumerate(block))
        at = end


def _broken(block: list[str]) -> bool:
    """Whether the lines are one paragraph that a program broke at a width."""
    if len(block) < 2:  # noqa: PLR2004 - one line is one paragraph
        return False
    lengths = [len(line.strip()) for line in block[:-1]]
    even = all(length in _WRAPPED for length in lengths) and min(lengths) > max(lengths) * 0.7
    return even and not any(_BULLET.match(line) or "\t" in line for line in block)
