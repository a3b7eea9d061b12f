"""Inline markup of a source or of a translation: emphasis, strong, links. All else prints as text."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.finding import Finding, Severity
from diptych.model import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from diptych.catalog import Span

    Rule = Callable[[StateInline, bool], bool]

LONGEST = 100_000
"""Characters of a block; a longer one is not parsed."""
MOST_MARKUP = 1_000
"""Openers (``*``, ``[``, ``<`` …) of a block; one with more is not parsed."""
MOST_WORK = 500_000
"""Openers times characters: markdown-it looks ahead from each of them, at worst to the end."""

_SPECIAL = re.compile(r"[\\`*_\[<&!\n\t]")
_OPENERS = re.compile(r"[*_]+|`+|[\[<\\&]")
_NONCHARACTERS = "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_HOSTILE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, but tab and line ends
    "\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"  # direction, line and paragraph separators
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # seen by nobody: BOM, annotations, tags
    "\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS + "]"
)
_ALLOWED = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]|tel:\+?\d|#[\w-]", re.IGNORECASE)
_BLANK = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*|\t")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text says and what is wrong with it: (rule, message, hint)."""

    runs: tuple[Run, ...]
    faults: tuple[tuple[str, str, str], ...]


def parse(text: str) -> tuple[Run, ...]:
    """The runs of a source or a translation; whatever is not allowed is in them as literal text.

    Never raises, never yields a line break, and no run holds a character that controls direction.
    """
    return _read(text).runs


def faults(text: str, span: Span) -> list[Finding]:
    """What ``parse`` had to print as literal text."""
    return [Finding(rule, Severity.WARNING, span, message, hint) for rule, message, hint in _read(text).faults]


def plain(text: str) -> str:
    """The text without its markup."""
    return "".join(run.text for run in parse(text))


def visible(text: str) -> str:
    """The text with ``[U+202E]`` for each character that nobody sees or that turns the direction."""
    return _HOSTILE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def hostile(text: str) -> Iterator[tuple[int, str]]:
    """Offset and description of each character that ``visible`` replaces."""
    for found in _HOSTILE.finditer(text):
        name = unicodedata.name(found[0], "").lower()
        yield found.start(), f"U+{ord(found[0]):04X}" + (f" ({name})" if name else "")


# A text is printed in three editions and four formats; it is parsed once.
@functools.lru_cache(maxsize=8192)
def _read(text: str) -> _Reading:
    wrong: list[tuple[str, str, str]] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if fault := _too_much(text):
        wrong.append(fault)
        runs = [Run(_BLANK.sub(" ", text))]
    elif not _SPECIAL.search(text):
        runs = [Run(text)]
    else:
        runs = _runs(text, wrong)
    # The text itself too: an address hides them behind percent signs; the runs: entities become them.
    described = dict.fromkeys(what for part in (text, *(run.text for run in runs)) for _, what in hostile(part))
    wrong += (
        ("control-character", f"an invisible character: {what}", "Delete it, or type the character you mean.")
        for what in described
    )
    return _Reading(tuple(_joined(replace(run, text=visible(run.text)) for run in runs)), tuple(wrong))


def _too_much(text: str) -> tuple[str, str, str] | None:
    if len(text) > LONGEST:
        return (
            "block-too-long",
            f"a block of {len(text):,} characters, where the limit is {LONGEST:,}",
            "Break it into paragraphs.",
        )
    openers = sum(1 for _ in _OPENERS.finditer(text))
    if openers > MOST_MARKUP or openers * len(text) > MOST_WORK:
        return (
            "too-much-markup",
            f"{openers:,} signs of markup in one block of {len(text):,} characters",
            "Write it plainly, or put a backslash before each sign that is meant as such.",
        )
    return None


def _runs(text: str, wrong: list[tuple[str, str, str]]) -> list[Run]:
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(text, parser, {}, tokens)
    runs: list[Run] = []
    emphasis = strong = 0
    href = ""
    for token in tokens:
        match token.type:
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "link_open":
                href = str(token.attrs["href"])
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                runs.append(Run(" ", emphasis > 0, strong > 0, href))
            case _:
                if token.type == "literal":
                    wrong.append((token.info, *_SAY[token.info](token.content)))
                runs.append(Run(_BLANK.sub(" ", token.content), emphasis > 0, strong > 0, href))
    return runs


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """The runs, neighbours that print alike as one, empty ones left out."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _short(source: str) -> str:
    one_line = visible(_BLANK.sub(" ", source))
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"  # noqa: PLR2004 - a message is one line


_SAY: dict[str, Callable[[str], tuple[str, str]]] = {
    "raw-html": lambda source: (
        f"HTML, which prints as text: {_short(source)}",
        "Write *emphasis*, **strong** or [a link](https://…).",
    ),
    "image": lambda source: (f"an image, which prints as text: {_short(source)}", "Remove it."),
    "code": lambda source: (f"code, which prints as text: {_short(source)}", "Remove the backticks."),
    "forbidden-link": lambda source: (
        f"a link that may not be followed and prints as text: {_short(source)}",
        "Link to https:, http:, mailto:, tel: or #fragment.",
    ),
}


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, backtick, html_inline, image, link

    parser = MarkdownIt("commonmark", {"html": True})
    # Our own list of schemes decides, with the text of the whole link at hand.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    rules = parser.inline.ruler
    rules.at("backticks", _literally("code", backtick))
    rules.at("image", _literally("image", image))
    rules.at("html_inline", _literally("raw-html", html_inline))
    rules.at("link", _allowed(link, _destination))
    rules.at("autolink", _allowed(autolink, _address))
    return parser


def _literally(name: str, rule: Rule) -> Rule:
    """The rule, only that what it finds becomes a ``literal`` token of its source."""

    def read(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, True):  # noqa: FBT003 - markdown-it's "look, push nothing"
            return False
        source = state.src[start : state.pos]
        if not source.strip("`"):  # backticks that nothing closes are characters like others
            state.pos = start
            return rule(state, silent)
        if not silent:
            token = state.push("literal", "", 0)
            token.content, token.info = source, name
        return True

    return read


def _allowed(rule: Rule, href: Callable[[StateInline, int, int], str]) -> Rule:
    """The rule for links whose address is allowed, a ``literal`` token for the others."""
    refuse = _literally("forbidden-link", rule)

    def read(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, True):  # noqa: FBT003 - markdown-it's "look, push nothing"
            return False
        end, state.pos = state.pos, start
        return (rule if _ALLOWED.match(href(state, start, end)) else refuse)(state, silent)

    return read


def _destination(state: StateInline, start: int, end: int) -> str:
    """The address of ``[text](address "title")``."""
    helpers = state.md.helpers
    at = helpers.parseLinkLabel(state, start, True) + 2  # noqa: FBT003 - as the link rule calls it
    while state.src[at] in " \t\n":
        at += 1
    return state.md.normalizeLink(helpers.parseLinkDestination(state.src, at, end).str)


def _address(state: StateInline, start: int, end: int) -> str:
    """The address of ``<address>``."""
    address = state.src[start + 1 : end - 1]
    return state.md.normalizeLink(address if ":" in address else f"mailto:{address}")
