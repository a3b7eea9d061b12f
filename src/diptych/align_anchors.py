"""What a paragraph says that its translation says, too: numbers, symbols, names, terms; and the words of both."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from diptych import align_words, quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.align import Unit

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUANTITY_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]*(?:/[A-Z0-9.()-]+)+|https?://[^\s)>\]]+|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
the of and to in a that on for by with as at from an is are was were be been it its this which their his her he she
they or had has have not who also и в во на со с по о об что к ко для из за от до не при как а его ее их он она они
это этой этого также или был была были быть которые который которая у же под над
""",
    )
)
_LONGEST = 100_000
"""Characters of a paragraph that are read."""
_MOST_FORMS = 25_000
"""Different words of a text; of more, no further one is looked at."""
_MOST_WORDS = 100_000
"""Words that are kept at hand."""
_PHRASE = 8
_LEAST = 40
"""Paragraphs that a text counts for at least: in a short one, too, a name is rare."""
_SKELETON = 3
_NAME = 2
_CUT = 5
_KNOWN = 0.7
_SELDOM = 0.25
"""Words that come together less often are no answer to each other."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What one paragraph says, as a set of signs."""

    signs: frozenset[str]
    """``#`` before what both languages share, the stems of words."""
    length: int
    """Characters that are not white space."""
    end: str
    """How it ends: ``.``, ``:``, ``;``, ``?``; empty for a letter."""


class Side:
    """All paragraphs of one text."""

    def __init__(self, units: Sequence[Unit], lang: str, phrases: Phrases) -> None:
        self.units = units
        self.lang = lang
        self.forms: dict[str, str] = {}
        """Of each stem a word that has it; with a capital if it never stands without."""
        self._words: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.signs = [self._read(unit, phrases) for unit in units]
        counted = Counter(sign for one in self.signs for sign in one.signs)
        self.count = counted
        total = max(len(units), _LEAST)
        self.weight = {
            sign: min(6.0, math.log((total + 1) / (often + 0.5))) + (0.7 if sign[0] == "#" else 0.0)
            for sign, often in counted.items()
        }
        for sign, weight in self.weight.items():
            self.weight[sign] = max(weight, 0.1)

    def _read(self, unit: Unit, phrases: Phrases) -> Signs:
        text = unit.text[:_LONGEST]
        spaced = _SPACED.sub(lambda one: one[0].replace(" ", ""), text)
        signs = {f"#{symbol[0].rstrip('.')}" for symbol in _SYMBOL.finditer(spaced)}
        signs.update(_quantities(spaced, self.lang))
        words = [self._words.get(word) or self._met(word) for word in _WORD.findall(spaced)]
        for _, own in words:
            signs.update(own)
        if phrases:
            _add_phrases([stem for stem, _ in words], phrases, signs)
        stripped = text.rstrip(" \u00a0\t\n\"'»”’)*_")
        end = stripped[-1:] if stripped[-1:] in ".:;?!" else ""
        return Signs(frozenset(signs), sum(map(len, text.split())), end)

    def _met(self, word: str) -> tuple[str, tuple[str, ...]]:
        """The stem of a word that is read for the first time, and the signs that it is."""
        low = word.lower()
        stem = align_words.stem(low) if len(self.forms) < _MOST_FORMS else low[: align_words.STEM]
        signs = []
        if self.lang == "ru" and word[0] < "\u0370" and len(word) > 1:
            signs.append("#" + low)  # what is Latin in Russian is so in English
        else:
            if low not in _STOP:
                signs.append(stem)
                if stem not in self.forms or (word[0].islower() and not self.forms[stem][0].islower()):
                    self.forms[stem] = word
            if self.lang != "ru" and len(word) > 1 and not word.islower() and not word.istitle():
                signs.append("#" + low)
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        self._words[word] = stem, tuple(signs)
        return self._words[word]


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, those left out that any text has."""
    words = map(str.lower, _WORD.findall(text[:_LONGEST]))
    return frozenset(align_words.stem(word) for word in words if word not in _STOP)


def language(units: Sequence[Unit]) -> str:
    """``ru`` where most letters are Cyrillic, else ``en``."""
    letters = cyrillic = 0
    for unit in units[:2000]:
        letters += len(_LETTER.findall(unit.text[:1000]))
        cyrillic += len(_CYRILLIC.findall(unit.text[:1000]))
    return "ru" if cyrillic * 2 > letters else "en"


def _quantities(text: str, lang: str) -> Iterable[str]:
    for one in quantities.stated(text, _QUANTITY_WORD.finditer(text), lang):
        if not one.soft:
            value = one.values[0]
            yield f"#{value}"
            if one.figures and len(one.values) > 1 and one.kind != "time":
                yield from (f"#{other}" for other in one.values[1:2])


def _add_phrases(stems: Sequence[str], phrases: Phrases, signs: set[str]) -> None:
    for at, stem in enumerate(stems):
        for rest, sign in phrases.get(stem, ()):
            if tuple(stems[at : at + len(rest)]) == rest:
                signs.add(sign)


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""Terms as stems with their sign, by the first stem."""


def phrases_of(terms: Iterable[tuple[str, str]], source: str, target: str) -> tuple[Phrases, Phrases]:
    """Terms and the names of countries in the languages of both sides."""
    both: tuple[Phrases, Phrases] = (defaultdict(list), defaultdict(list))
    seen = set()
    places = align_words.countries()
    sided = [tuple(pair[lang == "ru"] for lang in (source, target)) for pair in places]
    for pair in (*terms, *sided):
        one, other = (tuple(map(align_words.stem, _WORD.findall(text[:300])))[:_PHRASE] for text in pair)
        if one and other and (one, other) not in seen:
            seen.add((one, other))
            both[0][one[0]].append((one, f"#={len(seen)}"))
            both[1][other[0]].append((other, f"#={len(seen)}"))
    return dict(both[0]), dict(both[1])


# --------------------------------------------------------------------------- which word answers which


Lexicon = dict[str, dict[str, float]]
"""Sign of the source → signs of the target that may answer it, with how likely they do."""


def cognates(source: Side, target: Side) -> Lexicon:
    """What can be told without having read: shared signs, known words, names and words of one origin."""
    found: Lexicon = defaultdict(dict)
    for sign in source.count:
        if sign[0] == "#":
            found[sign][sign] = 1.0
    for pair in align_words.known():
        one, other = (pair[lang == "ru"] for lang in (source.lang, target.lang))
        if one in source.count and other in target.count:
            found[one][other] = _KNOWN
    _same_origin(source, target, found)
    if source.lang == target.lang:
        found.update({stem: {stem: 1.0} for stem in source.forms if stem in target.forms})
    return found


def _same_origin(source: Side, target: Side, found: Lexicon) -> None:
    """Adds the words that have the same consonants: ``terrorism`` and «терроризм»."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for stem, form in islice(target.forms.items(), _MOST_FORMS):
        by_skeleton[_bones(form, stem)].append(stem)
    for stem, form in islice(source.forms.items(), _MOST_FORMS):
        bones = _bones(form, stem)
        if bones:
            for other in by_skeleton.get(bones, ())[:4]:
                sure = 0.45 + 0.1 * min(len(bones), _CUT)
                found[stem][other] = max(found[stem].get(other, 0.0), min(0.95, sure))


def _bones(form: str, stem: str) -> str:
    least = _SKELETON if form[0].islower() else _NAME
    bones = align_words.skeleton(stem if form[0].islower() else form[: max(5, len(form) - 2)])[:_CUT]
    return bones if len(bones) >= least else ""


def learned(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], base: Lexicon, most: int = 1_500_000) -> Lexicon:
    """The lexicon with what pairs of paragraphs teach: words that come together, and seldom apart."""
    here: Counter[str] = Counter()
    there: Counter[str] = Counter()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    plain = [tuple([word for word in signs if word[0] != "#"] for signs in pair) for pair in pairs]
    every = 1 + sum(len(words) * len(answers) for words, answers in plain) // most
    for words, answers in plain[::every]:
        if len(words) * len(answers) > most:
            continue
        here.update(words)
        there.update(answers)
        for word in words:
            both[word].update(answers)
    found: Lexicon = {sign: dict(answers) for sign, answers in base.items()}
    for word, together in both.items():
        likely = ((2 * (n - 0.8) / (here[word] + there[answer]), answer) for answer, n in together.items() if n > 1)
        for likeliness, answer in sorted(likely, reverse=True)[:3]:
            if likeliness > _SELDOM:
                mine = found.setdefault(word, {})
                mine[answer] = max(mine.get(answer, 0.0), min(0.9, likeliness * 1.1))
    return found
