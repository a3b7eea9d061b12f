"""Names of organizations that the source writes otherwise than the registry: before that costs a translation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from diptych.checks.name_words import sieve, spelled
from diptych.checks.variants import Variant, sources, told
from diptych.checks.view import Check, Example, Fault, On, Papers, Said
from diptych.finding import Severity
from diptych.name_forms import distance, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FEWEST = 3
"""A name of fewer words may be any words."""
_SHORTEST = 4


class _Organization(NamedTuple):
    name: str
    words: tuple[str, ...]
    distinct: frozenset[str]


_ENGLISH = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")
_LINKS = frozenset(("of", "on", "for", "in", "to", "and", "the", "against", "at", "with", "by"))
_BROKEN = re.compile(r"[\n,.;:()]")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


def organizations(papers: Papers) -> Iterator[Fault]:
    """An organization whose name differs from the registered one by a word or a letter.

    Authority: the conference's own registry of organizations; UNTERM.
    """
    registered = list(_registered(papers))
    if not registered:
        return
    names = {one.words for one in registered}
    by_rare = _by_rare(registered)
    avoided = {_words_of(form) for term in papers.known.terms if (en := term.wordings.get("en")) for form in en.avoid}
    found: dict[tuple[str, str], Variant] = {}
    first = sieve({one.words[0] for one in registered})
    for said in sources(papers):
        if first.passes(said) and (likely := _likely(said, registered, by_rare)):
            for spelled, right, start, end in _organizations_in(said, likely, names, avoided):
                found.setdefault((spelled, right), Variant(spelled, right, [])).faults.append((said, start, end))
    for variant in found.values():
        yield told(variant, f"“{variant.spelled}” is “{variant.right}” in the registry")


def _registered(papers: Papers) -> Iterator[_Organization]:
    names: list[str] = []
    if papers.registry:
        names += [one.name.key.msgid for one in papers.registry.organizations.values()]
    names += [en.term for term in papers.known.terms if (en := term.wordings.get("en")) and _is_title(en.term)]
    for name in dict.fromkeys(_BRACKETED.sub("", name) for name in names):
        words = _words_of(name)
        if len(words) >= _FEWEST and name[:1].isupper():
            yield _Organization(name, words, frozenset(words))


def _is_title(name: str) -> bool:
    """Whether all words of a term are capitalised but the little ones: it is the name of something."""
    return all(word[:1].isupper() or word in _LINKS for word in _ENGLISH.findall(name))


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in _ENGLISH.findall(re.sub(r"\bUN\b", "United Nations", name)))


def _by_rare(registered: Sequence[_Organization]) -> dict[str, list[int]]:
    """Each name under the two of its words that the fewest names have: if one word is off, the other stands there."""
    often = Counter(word for one in registered for word in one.distinct)
    by_rare: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(registered):
        for word in sorted(one.distinct, key=lambda word: (often[word], word))[:2]:
            by_rare[word].append(number)
    return by_rare


def _likely(
    said: Said, registered: Sequence[_Organization], by_rare: Mapping[str, list[int]]
) -> dict[str, list[_Organization]]:
    """By their first word, the names of which no more than one word is lacking in a text."""
    text = folded("\n".join(spelled(said)))
    words = set(text.replace("-", "\n").replace("_", "\n").split("\n"))
    likely: dict[str, list[_Organization]] = defaultdict(list)
    for number in sorted({number for word in by_rare.keys() & words for number in by_rare[word]}):
        one = registered[number]
        if len(one.distinct - words) <= 1:
            likely[one.words[0]].append(one)
    return likely


def _organizations_in(
    said: Said,
    by_first: Mapping[str, list[_Organization]],
    names: set[tuple[str, ...]],
    avoided: set[tuple[str, ...]],
) -> Iterator[tuple[str, str, int, int]]:
    atoms = list(_ENGLISH.finditer(folded(said.plain)))
    low = [atom[0] for atom in atoms]
    past = 0
    for at in [at for at, word in enumerate(low) if word in by_first]:
        if at < past or not said.plain[atoms[at].start()].isupper():
            continue
        word = low[at]
        for one in by_first[word]:
            length = _off_by_one(low[at : at + len(one.words) + 1], one.words)
            window = tuple(low[at : at + length])
            if (
                not length
                or window in names
                or _holds(window, avoided)
                or not said.plain[atoms[at + length - 1].start()].isupper()
            ):
                continue
            if any(window[: len(name)] == name or name[: len(window)] == window for name in names):
                continue
            start, end = atoms[at].start(), atoms[at + length - 1].end()
            if not _BROKEN.search(said.plain, start, end):
                past = at + length
                yield said.raw[start:end], one.name, start, end
                break


def _holds(window: tuple[str, ...], forms: set[tuple[str, ...]]) -> bool:
    """Whether a form stands somewhere in a window of words: a forbidden one is another rule's."""
    return any(window[at : at + len(form)] == form for form in forms if form for at in range(len(window)))


def _off_by_one(have: list[str], name: tuple[str, ...]) -> int:
    """How many words of a text are a name with one word of it changed, dropped or added; 0 where they are not."""
    size = len(name)
    for length in (size, size - 1, size + 1):
        window = have[:length]
        if len(window) < length or (window[-1] != name[-1] and not _may_be_confused(window[-1], name[-1])):
            continue
        if length == size:
            changed = [(a, b) for a, b in zip(window, name, strict=True) if a != b]
            if len(changed) == 1 and _may_be_confused(*changed[0]):
                return length
        else:
            longer, shorter = (window, list(name)) if length > size else (list(name), window)
            where = next((at for at, word in enumerate(shorter) if longer[at] != word), len(shorter))
            if longer[:where] + longer[where + 1 :] == shorter and longer[where] in _LINKS:
                return length
    return 0


def _may_be_confused(one: str, other: str) -> bool:
    if one in _LINKS and other in _LINKS:
        return True
    return len(other) > _SHORTEST and one[0] == other[0] and distance(one, other, 2) <= 2  # noqa: PLR2004 - letters


_CENTRE = {"Regional Centre for Mountain Research": "Региональный центр горных исследований"}

CHECKS = (
    Check(
        "org-variant",
        Severity.WARNING,
        organizations,
        "Write an organization's name everywhere as the registry has it, or mend the registry.",
        On.PAPERS,
        right=(Example("The regional centre and its mountain research office met.", terms=_CENTRE),),
        wrong=(
            Example(
                "The Regional Centre of Mountain Research met.",
                at="Regional Centre of Mountain Research",
                side="en",
                terms=_CENTRE,
            ),
        ),
    ),
)
