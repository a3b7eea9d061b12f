"""One thing, one translation: across a document and across all documents of a conference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych import stems, term_forms
from diptych.checks.view import OPAQUE, SIGN, Check, Example, Fault, Known, On, Pair, Papers, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FEW_WORDS = 3
"""A text of so few words is a label, whose translation depends on where it stands."""
_QUOTED = {
    "en": re.compile(r"“([^“”\n]{3,300})”"),
    "ru": re.compile(r"«((?:[^«»„“”\n]|«[^«»\n]*»|„[^„“”\n]*[“”]){3,300})»"),
}
_BRACKETED = {
    "en": re.compile(r"\((?:the |hereinafter |[“\"])*([A-Z][A-Za-z/&-]*[A-Z])s?[”\"]?\)"),
    "ru": re.compile(
        r"\((?:далее\s*[—–-]\s*|[«“„\"])*([А-ЯЁA-Z][А-ЯЁа-яёA-Za-z/&-]*[А-ЯЁA-Z](?:[ \u00a0]ООН)?)[»”“\"]?\)"
    ),
}
_ROMAN = re.compile(r"[IVXLCDM]+")
_MOST_LONGER = 2.5
"""A rendering is at most so many times as long as what it renders, or the reverse."""


def translated_twice(papers: Papers) -> Iterator[Fault]:
    """Texts that are translated in two ways in different places.

    A short text that stands in two contexts may need two translations; е for ё and a no-break space are no difference.
    Authority: gettext manual, “Contexts”; the UN practice of one rendering for a recurring text.
    """
    written: dict[str, dict[str, tuple[int, Pair]]] = {}
    for number, pair in enumerate(_translated(papers)):
        renderings = written.get(pair.source.raw)
        if renderings is None:
            written[pair.source.raw] = {pair.target.raw: (number, pair)}
        elif pair.target.raw not in renderings:
            renderings[pair.target.raw] = number, pair
    read: dict[str, dict[str, tuple[int, Pair]]] = {}
    for source, renderings in written.items():
        said = _plainly(source)
        if said in read:
            read[said] = {**renderings, **read[said]}
        else:
            read[said] = renderings
    first = {source: _ways(renderings) for source, renderings in read.items() if len(renderings) > 1}
    for ways in first.values():
        alike = [[pair for pair, _ in ways if _comparable(pair, ways[0][0])]] if len(ways) > 1 else []
        for pairs in alike:
            if len(pairs) > 1:
                here, *others = pairs
                there = _excerpt(others[0].target.raw)
                message = f"the same text is translated as “{there}” elsewhere"
                yield here.target.fault(message, others=[pair.target for pair in others])


def _ways(renderings: Mapping[str, tuple[int, Pair]]) -> list[tuple[Pair, str]]:
    """The first pair of each rendering, in their order; е for ё and a no-break space are no difference."""
    ways: dict[str, Pair] = {}
    for _, pair in sorted(renderings.values(), key=lambda one: one[0]):
        ways.setdefault(_plainly(pair.target.raw), pair)
    return [(pair, said) for said, pair in ways.items()]


def _translated(papers: Papers) -> Iterator[Pair]:
    """The confirmed translations, each once."""
    seen: set[tuple[int, int]] = set()
    for paper in papers.papers:
        for pair in paper.pairs:
            key = id(pair.source), id(pair.target)
            if pair.translated and pair.source.raw.strip() and key not in seen:
                seen.add(key)
                yield pair


def _plainly(text: str) -> str:
    return " ".join(text.split()).replace("ё", "е").replace("Ё", "Е")


def _comparable(one: Pair, other: Pair) -> bool:
    """Whether two places of one text ask for one translation."""
    if one is other:
        return True
    if one.source.lang != other.source.lang or one.target.lang != other.target.lang or _form(one) != _form(other):
        return False
    same = _context(one) == _context(other) and one.field == other.field and one.source.kind == other.source.kind
    return same or len(one.source.words) > _FEW_WORDS


def _context(pair: Pair) -> str | None:
    return pair.entry.key.context if pair.entry else None


def _form(pair: Pair) -> tuple[str | None, int]:
    """The plural that a text is a form of, and which."""
    return (pair.entry.plural if pair.entry else None), (pair.target.place.form if pair.target.place else 0)


def _excerpt(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


# --------------------------------------------------------------------------- term-variants


class _Rendering(NamedTuple):
    """How a name or an abbreviation of a source is rendered in its translation."""

    source: str
    target: str
    said: Said
    start: int
    end: int
    short: bool
    """It is an abbreviation."""


def variants(papers: Papers) -> Iterator[Fault]:
    """Names in quotation marks and abbreviations, in no glossary, that are translated in two ways.

    Only where there is no doubt what renders what: each stands alone of its kind in the source and in the translation.
    Authority: ISO 704: one term for one concept.
    """
    known = papers.known.once(_settled)
    ways: dict[str, list[list[_Rendering]]] = {}
    for pair in _translated(papers):
        for one in _renderings(pair):
            if term_forms.folded(one.source) not in known:
                _sort_in(one, ways.setdefault(one.source, []))
    for groups in ways.values():
        if len(groups) > 1:
            rare, *others = sorted(groups, key=len)
            here, rest = rare[0], [one.said for way in (rare, *others) for one in way]
            message = f"“{here.source}” is rendered as “{others[-1][0].target}” elsewhere"
            yield here.said.fault(
                message, here.start, here.end, others=[said for said in dict.fromkeys(rest) if said is not here.said]
            )


def _settled(known: Known) -> frozenset[str]:
    """The wordings of the glossary in all languages: `term` watches over them."""
    wordings = [wording for term in known.terms for wording in term.wordings.values()]
    texts = [text.strip("“”«»") for wording in wordings for text in (wording.term, wording.short)]
    return frozenset(term_forms.folded(text) for text in texts)


def _sort_in(one: _Rendering, groups: list[list[_Rendering]]) -> None:
    """Put a rendering to those that are the same but for inflection; what shares no word with any is no rendering."""
    for group in groups:
        if _same(group[0], one):
            group.append(one)
            return
    if not groups or one.short or any(_akin(group[0].target, one.target) for group in groups):
        groups.append([one])


def _same(one: _Rendering, other: _Rendering) -> bool:
    lang = one.said.lang
    mine, theirs = ([word[0] for word in term_forms.tokens(text)] for text in (one.target, other.target))
    return one.target == other.target or (
        len(mine) == len(theirs) and all(term_forms.alike(a, b, lang) for a, b in zip(mine, theirs, strict=True))
    )


def _akin(one: str, other: str) -> bool:
    return not set(stems.stems(one)).isdisjoint(stems.stems(other))


def _renderings(pair: Pair) -> Iterator[_Rendering]:
    here, there = pair.source, pair.target
    if here.lang == there.lang or here.lang not in _QUOTED or there.lang not in _QUOTED:
        return
    for patterns, marks, names in ((_QUOTED, ("“", "«"), _names), (_BRACKETED, ("(", "("), _acronyms)):
        if not all(any(mark in text for mark in marks) for text in (here.raw, there.raw)):
            continue
        mine = names(patterns[here.lang].finditer(here.plain))
        theirs = names(patterns[there.lang].finditer(there.plain)) if len(mine) == 1 else []
        if len(theirs) == 1 and _alike_long(mine[0][1], theirs[0][1]):
            yield _Rendering(mine[0][1], theirs[0][1], there, theirs[0].start(1), theirs[0].end(1), names is _acronyms)


def _alike_long(one: str, other: str) -> bool:
    return max(len(one), len(other)) <= _MOST_LONGER * min(len(one), len(other))


def _names(found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """What stands in quotation marks; nothing unless it is one name of several words."""
    quoted = list(found)
    good = [
        one for one in quoted if " " in one[1] and one[1][0].isupper() and OPAQUE not in one[1] and SIGN not in one[1]
    ]
    return good if len(good) == len(quoted) else []


def _acronyms(found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    return [one for one in found if not _ROMAN.fullmatch(one[1])]


_MIDDAY = "The meeting of the coordinators opens at midday."
_BRIDGES = "{} of the “Open Bridges” programme\n=> {} программы «{}»"

CHECKS = (
    Check(
        "translated-twice",
        Severity.WARNING,
        translated_twice,
        "Settle on one translation, or give the texts different contexts.",
        On.PAPERS,
        right=(
            Example(
                documents=(
                    f"{_MIDDAY}\n=> Совещание координаторов откроется в полдень.\n",
                    f"{_MIDDAY}\n=> Совещание координаторов откроется в полдень.\n",
                )
            ),
        ),
        wrong=(
            Example(
                documents=(
                    f"{_MIDDAY}\n=> Совещание координаторов откроется в полдень.\n",
                    f"{_MIDDAY}\n=> Встреча координаторов начинается в полдень.\n",
                ),
                at="Совещание координаторов откроется в полдень.",
            ),
        ),
    ),
    Check(
        "term-variants",
        Severity.WARNING,
        variants,
        "Settle on one rendering and put it in terms.yaml.",
        On.PAPERS,
        right=(
            Example(
                documents=(
                    _BRIDGES.format("The launch", "Начало", "Открытые мосты") + "\n",
                    _BRIDGES.format("The end", "Окончание", "Открытые мосты") + "\n",
                )
            ),
        ),
        wrong=(
            Example(
                documents=(
                    _BRIDGES.format("The launch", "Начало", "Открытые мосты") + "\n",
                    _BRIDGES.format("The end", "Окончание", "Мосты дружбы") + "\n",
                ),
                at="Открытые мосты",
            ),
        ),
    ),
)
