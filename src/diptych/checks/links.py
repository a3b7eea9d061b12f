"""Links in a translation: the same targets as in its source, each as often, and written so that they work."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*(?P<open><?)(?P<to>(?:[^()\s<>]|\([^()\s]*\))*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_TO = r"(?:https?://|mailto:|tel:|#|\.{0,2}/|www\.|[\w-]+\.(?:html?|pdf|docx?|md)\b)[^()\s]*"
_BROKEN = re.compile(
    rf"\[[^\[\]\n]*\](?:\s+|[:—–-]\s*)\(\s*(?P<apart>{_TO})\s*\)"  # [text] (target)
    rf"|\[[^\[\]()\n]*\(\s*(?P<unclosed>{_TO})\s*\)(?!\])"  # [text(target)
    rf"|(?<![\])\w])\([^()\[\]\n]*\)\[\s*(?P<turned>{_TO})\s*\]"  # (text)[target]
    rf"|\[[^\[\]\n]*\]\(\s*(?P<open>{_TO})(?![^\n]{{0,300}}\))"  # [text](target
    rf"|\[[^\[\]\n]*\]\[\s*(?P<square>{_TO})\s*\]"  # [text][target]
    rf"|\[[^\[\]\n]*\]\{{\s*(?P<curly>{_TO})\s*\}}"
)
_LANGUAGE = r"(?:en|ru|eng|rus|english|russian|en-[a-z]{2}|ru-ru)"
_IN_HOST = re.compile(rf"^(https?://){_LANGUAGE}\.", re.IGNORECASE)
_IN_PATH = re.compile(
    rf"[/._-]{_LANGUAGE}(?=[/.?#]|$)|(?<=[?&])(?:lang|language|l)=(?:{_LANGUAGE}|[er])(?=[&#]|$)", re.IGNORECASE
)
_ALLOWED = re.compile(r"https?:|mailto:|tel:|#|[^:]*$", re.IGNORECASE)
_LONGEST = 20_000
"""A longer text is not searched for broken links."""


class _Link(NamedTuple):
    to: str
    start: int
    """Of the target …"""
    end: int
    whole: int
    """… and of the whole link."""
    text: str


def targets(pair: Pair) -> Iterator[Fault]:
    """Targets of links that a translation has lost, changed, brought in or broken.

    A page in the language of the translation (``/en/`` and ``/ru/``) is the same target.
    Authority: CommonMark 0.31, “Links”; RFC 3986.
    """
    source, target = pair.source, pair.target
    if not ("](" in source.raw or "](" in target.raw):
        return
    there, here = _links(source), _links(target)
    for link in here:
        if not link.text.strip():
            yield target.fault("the link has no text to click on", link.whole, link.end + 1)
    if [_same(link.to) for link in there] != [_same(link.to) for link in here]:
        yield from _differing(pair, there, here)


def _differing(pair: Pair, there: list[_Link], here: list[_Link]) -> Iterator[Fault]:
    target = pair.target
    lost, alien = _lost(there, here), _alien(there, here)
    for bad in broken(target):
        to = next(filter(None, bad.groups()))
        if found := next((one for one in lost if _same(one.to) == _same(to)), None):
            lost.remove(found)
            yield _mended(target, bad, to)
    for link, of in zip(alien, lost, strict=False):
        message = f"the link leads to {link.to or 'nowhere'}, and in the source to {of.to}"
        yield target.fault(message, link.start, link.end, of.to if len(lost) == len(alien) == 1 else None)
    for link in alien[len(lost) :]:
        if _ALLOWED.match(link.to) and link.to not in pair.source.raw:  # what may not be followed is `markup`
            yield target.fault(f"the source has no link to {link.to}", link.start, link.end)
    for of in lost[len(alien) :]:
        yield target.fault(f"the translation has lost the link to {of.to}", 0, 0)


def broken(said: Said) -> list[re.Match[str]]:
    """What was meant as a link and is none."""
    raw = said.raw
    if ("[" not in raw and "](" not in raw) or len(raw) > _LONGEST or not ("]" in raw or "(" in raw):
        return []
    if not any(sign in raw for sign in ("://", "#", "mailto:", "tel:", ".htm", ".pdf", ".doc", ".md", "/", "www.")):
        return []
    return list(_BROKEN.finditer(raw))


def _mended(said: Said, link: re.Match[str], to: str) -> Fault:
    text = link[0]
    if link.lastgroup == "apart":
        proposed = re.sub(r"\](?:\s+|[:—–-]\s*)\(\s*", "](", text)
        return said.fault("the space between text and target breaks the link", *link.span(), proposed, certain=True)
    label = re.split(r"[\](]", text[1:], maxsplit=1)[0] if text[0] == "[" else text[1 : text.index(")")]
    return said.fault("the link is written so that it prints as text", *link.span(), f"[{label}]({to})")


def _links(said: Said) -> list[_Link]:
    if "](" not in said.raw:
        return []
    return [_Link(found["to"], *found.span("to"), found.start(), found["text"]) for found in _LINK.finditer(said.raw)]


def _same(to: str) -> str:
    """The target without the language of its page."""
    if to.startswith("#"):
        return to
    if to.lower().startswith("mailto:"):
        return to.lower()
    scheme, sep, rest = to.partition("://")
    if not sep:
        return _IN_PATH.sub("", to)
    host, slash, path = _IN_HOST.sub(r"\1", to).partition("://")[2].partition("/")
    return f"{scheme.lower()}://{host.lower()}" + (_IN_PATH.sub("", slash + path).rstrip("/?") if rest else "")


def _lost(there: list[_Link], here: list[_Link]) -> list[_Link]:
    left = Counter(_same(link.to) for link in here)
    out = []
    for link in there:
        if left[_same(link.to)]:
            left[_same(link.to)] -= 1
        else:
            out.append(link)
    return out


def _alien(there: list[_Link], here: list[_Link]) -> list[_Link]:
    """The links that the source has not; of two to one place, that which stands where the source has another."""
    left = Counter(_same(link.to) for link in there)
    out: list[_Link] = []
    in_place = [n < len(there) and _same(there[n].to) == _same(link.to) for n, link in enumerate(here)]
    for wanted in (True, False):
        for link, fits in zip(here, in_place, strict=True):
            if fits is wanted:
                if left[_same(link.to)]:
                    left[_same(link.to)] -= 1
                else:
                    out.append(link)
    return sorted(out, key=lambda link: link.start)


CHECKS = (
    Check(
        "link",
        Severity.ERROR,
        targets,
        "Write each link as [text](target), with the target of the source.",
        On.PAIR,
        right=(
            Example("See [the report](https://un.org/en/r).", "См. [доклад](https://un.org/ru/r)."),
            Example("See [I](#i) and [II](#ii).", "См. [II](#ii) и [I](#i)."),
        ),
        wrong=(
            Example("See [the report](#report).", "См. доклад."),
            Example("See [the report](#report).", "См. [доклад](#doklad).", at="#doklad"),
            Example(
                "See [the report](#report).",
                "См. [доклад] (#report).",
                at="[доклад] (#report)",
                fixed="См. [доклад](#report).",
            ),
        ),
    ),
)
