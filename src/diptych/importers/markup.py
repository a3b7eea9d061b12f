"""Runs → inline Markdown that reads as the same runs again, with no backslash that it does not need."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from diptych import inline
from diptych.catalog import Span
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLANK = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_MARKS = (("*", "**"), ("_", "**"), ("*", "__"), ("_", "__"))
"""For emphasis and strong; the later ones where the first would run into each other: ``_a_**b**``."""
_OURS = r"<!--|\{(?=#[^{}\s]{0,100}\}\s*$)|\{(?=[a-z][a-z0-9_]*\})"
_MEANT = re.compile(_OURS)
"""What is no markup of CommonMark but means something in our content: comments, ids and facts (docs/content.md)."""
_LIKELY = re.compile(
    _OURS + r"|\\(?=[!-/:-@\[-`{-~])|(?<![ \t])\*|\*(?![ \t]|$)|(?<!\w)_|_(?!\w)|`"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)|\](?=\()"
)
"""Signs that may be markup where they stand (CommonMark 0.31, 6)."""
_EVERY = re.compile(r"<!--|[\\`*_\[\]<&{}]|!(?=\[)")
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\*_`&\x00-\x20\x7f]+")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_BLOCK = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))"
    r"|(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|(?:-[ \t]*){3,}$|=+[ \t]*$|`{3}|~{3}|\|"
    r"|<(?:[A-Za-z/?]|!(?:--|\[|[A-Za-z]))|\[[^\]\n]+\]:(?:\s|$))"
    r"|(?=\*(?:\s|$)|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$)"
)
"""What makes of a paragraph's first characters a list, a heading, a quote … (CommonMark 0.31, 4 and 5)."""


_LIMITS = ("block-too-long", "too-much-markup")
_NOWHERE = Span("")


def plain(text: str) -> tuple[Run, ...]:
    """A text without markup, as runs."""
    return (Run(text),) if text else ()


def dumps(runs: Iterable[Run]) -> str:
    """Inline Markdown of runs: ``inline.parse`` of it gives ``tidied(runs)``; of ``too_much`` only the bare text."""
    wanted = tidied(runs)
    ways = _MARKS if any(run.emphasis or run.strong for run in wanted) else _MARKS[:1]
    for signs in (_MEANT, _LIKELY, _EVERY):
        for marks in ways:
            written = _written(wanted, marks, signs)
            if _reads(written, wanted):
                return written
            if too_much(written):
                return "".join(run.text for run in wanted)
    # Marks that cannot stand there, or too many: what the text says goes before how it looks.
    text = "".join(run.text for run in wanted)
    written = _escaped(text, _EVERY)
    return written if inline.plain(written) == text else text


def block(written: str) -> str:
    """Inline Markdown as the beginning of a paragraph or an item, which it must not turn into something else."""
    found = _BLOCK.match(written)
    if found is None:
        return written
    end = found.end("number") if found["number"] else 0
    return f"{written[:end]}\\{written[end:]}"


def tidied(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs as Markdown can say them: spaces single, neighbours that look alike joined, what nobody sees left out.

    Spaces at the edge of emphasis go outside, and so do punctuation marks where the stars would not
    count (CommonMark 0.31, 6.2, left- and right-flanking).
    """
    clean = (Run(_seen(run.text), run.emphasis, run.strong, _address(run.href)) for run in runs if run.text)
    spaced = _joined(_single_spaces(_joined(clean)))
    inside = _joined(_edges(spaced))
    return _joined(_flanked(inside))


def too_much(written: str) -> bool:
    """Whether a block is longer, or has more signs of markup, than the reader takes."""
    return any(finding.rule in _LIMITS for finding in inline.faults(written, _NOWHERE))


def _seen(text: str) -> str:
    """The text without the characters that our content shows as ``[U+202E]``; blanks of any kind are spaces."""
    text = _BLANK.sub(" ", text)
    hidden = {at for at, _ in inline.hostile(text)}
    return "".join(sign for at, sign in enumerate(text) if at not in hidden) if hidden else text


def _address(href: str) -> str:
    """The address as the reader will have it, empty where it may not be followed."""
    if not href:
        return ""
    runs = inline.parse(f"[x]({_destination(href)})")
    return runs[0].href if len(runs) == 1 else ""


def _destination(href: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(href):
        return href
    quoted = re.sub(
        r"[\s<>\\]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode("utf-8", "ignore")), href
    )
    return f"<{quoted.replace('&', '&amp;')}>"


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.emphasis, run.strong, run.href


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and _look(out[-1]) == _look(run):
            out[-1] = Run(out[-1].text + run.text, *_look(run))
        else:
            out.append(run)
    return tuple(out)


def _single_spaces(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with one space where several would stand, and none at the beginning and the end."""
    last = next((n for n in reversed(range(len(runs))) if runs[n].text.strip()), -1)
    begun = False
    spaced = True
    for n, run in enumerate(runs[: last + 1]):
        text = run.text if begun else run.text.lstrip()
        text = text.rstrip() if n == last else text
        text = text.removeprefix(" ") if spaced else text
        if text:
            begun, spaced = True, text.endswith(" ")
            yield Run(text, *_look(run))


def _edges(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with the spaces at the edges of each look outside it."""
    for n, run in enumerate(runs):
        before = runs[n - 1] if n else Run("")
        behind = runs[n + 1] if n + 1 < len(runs) else Run("")
        inner = run.text.strip()
        if not inner:
            yield _shared(run.text, run, before, behind)
            continue
        start = run.text.index(inner)
        yield _shared(run.text[:start], run, before)
        yield Run(inner, *_look(run))
        yield _shared(run.text[start + len(inner) :], run, behind)


def _shared(text: str, *runs: Run) -> Run:
    """A space between runs: it looks as all of them do."""
    href = runs[0].href if len({run.href for run in runs}) == 1 else ""
    return Run(text, all(run.emphasis for run in runs), all(run.strong for run in runs), href)


def _flanked(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with punctuation outside the stars where inside they would not open or close."""
    for n, run in enumerate(runs):
        before = runs[n - 1].text[-1:] if n else ""
        behind = runs[n + 1].text[:1] if n + 1 < len(runs) else ""
        if not (run.emphasis or run.strong) or run.href:
            yield run
            continue
        text, head, tail = run.text, "", ""
        while text and _is_word(before) and _PUNCTUATION.match(text):
            head, text, before = head + text[0], text[1:], text[0]
        while text and _is_word(behind) and _PUNCTUATION.match(text[-1]):
            tail, text, behind = text[-1] + tail, text[:-1], text[-1]
        if not (head or tail):
            yield run
            continue
        core = text.strip()
        gap = text.index(core) if core else 0
        yield Run(head + text[:gap])
        yield Run(core, *_look(run))
        yield Run(text[gap + len(core) :] + tail)


def _is_word(sign: str) -> bool:
    return bool(sign) and not sign.isspace() and not _PUNCTUATION.match(sign)


def _reads(written: str, wanted: tuple[Run, ...]) -> bool:
    return inline.parse(written) == wanted and not inline.faults(written, _NOWHERE)


def _written(runs: Sequence[Run], marks: tuple[str, str], signs: re.Pattern[str]) -> str:
    """The runs between their marks, each mark open as long as the next runs have it too; none across a link's edge."""
    out: list[str] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        inner = _marked(list(group), marks, _LIKELY if href and signs is _MEANT else signs)
        out.append(f"[{inner}]({_destination(href)})" if href else inner)
    return "".join(out)


def _marked(runs: Sequence[Run], marks: tuple[str, str], signs: re.Pattern[str]) -> str:
    out: list[str] = []
    open_marks: list[str] = []
    for n, run in enumerate(runs):
        wanted = [mark for mark, on in zip(marks, (run.emphasis, run.strong), strict=True) if on]
        while any(mark not in wanted for mark in open_marks):
            out.append(open_marks.pop())
        fresh = [mark for mark in wanted if mark not in open_marks]
        fresh.sort(key=lambda mark: -_reach(runs, n, strong=mark == marks[1]))
        out += (*fresh, _escaped(run.text, signs))
        open_marks += fresh
    return "".join((*out, *reversed(open_marks)))


def _reach(runs: Sequence[Run], start: int, *, strong: bool) -> int:
    """How many runs in a row are strong, or emphasis: the mark that lasts longer opens first."""
    end = start
    while end < len(runs) and (runs[end].strong if strong else runs[end].emphasis):
        end += 1
    return end - start


def _escaped(text: str, signs: re.Pattern[str]) -> str:
    """The text with a backslash before each of those signs."""
    return signs.sub(lambda found: r"<\!--" if found[0] == "<!--" else f"\\{found[0]}", text)
