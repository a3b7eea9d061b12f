"""Words that a hyphen cut at the end of a line: put together again, with or without the hyphen."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2011'’][^\W\d_]+)*")
_LAST = re.compile(r"((?:[^\W\d_]+-)*)([^\W\d_]+)([-\u00ad\u2010¬])$")
_FIRST = re.compile(r"([^\W\d_]+)((?:-[^\W\d_]+)*)")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_DIGIT = re.compile(r"\w[-–]$")
_CAMEL = re.compile(r"(?<![\w-])(?:[A-Z][a-z]+-)*[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
_HYPHENED = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")

_HANGING_WORDS = "and or to nor but versus vs и или"
_HANGING = frozenset(_HANGING_WORDS.split())
"""What may follow a hyphen that stands for a part left out: “short- and medium-term”."""
_PREFIXES_WORDS = (
    "anti bi co counter cross ex half high inter long low mid multi non post pre quasi self semi short socio sub "
    "vice well all age gender human rights"
)
_PREFIXES = frozenset(_PREFIXES_WORDS.split())
"""What keeps its hyphen before a word in texts of this kind, where the text itself does not say."""
_ENDINGS = re.compile(
    r"(?:t?ions?|s?ions?|[cst]?ional(?:ly)?|ments?|mental|ings?|it(?:y|ies)|ness|[ae]nces?|enc(?:y|ies)|ants?|ents?|able|"
    r"ible|"
    r"[ae]bly|ibly|al(?:ly)?|ial(?:ly)?|ive(?:ly|s)?|tures?|ures?|isms?|ists?|i[sz](?:e[ds]?|ing|ations?)|ed|er[s]?|ly|"
    r"ous(?:ly)?|"
    r"ful(?:ly)?|less|ships?|ward[s]?|ate[ds]?|ating|ators?|ics?|ical(?:ly)?|ries|ry|rity|bility|bilities|nal|tary|sory|"
    r"tory|tories|gies|gy|phy|mies|my|ters?|ders?|ners?|gers?|bers?|ties|ty|cies|cy)$"
)
_CLOSED_WORDS = (
    "without within throughout overall overcome overview overarching understand understanding undertake undertaken "
    "undertaking underline underlined underlining underscore underscored underscoring therefore whereas framework "
    "network networks workshop workshops outcome outcomes landmark background stakeholder stakeholders headquarters "
    "database databases worldwide widespread withdraw uphold update updated input output therein thereof hereby "
    "become became before between however moreover furthermore nevertheless nonetheless cannot into onto upon "
    "another whoever whatever meanwhile highlight highlighted highlighting safeguard safeguards threshold foreground "
    "chairman chairperson spokesperson ourselves themselves itself himself herself sometimes everyone everything "
    "forward towards toward afterwards ongoing outreach outset breakthrough partnership partnerships membership "
    "leadership citizenship hardship counterpart counterparts counterproductive multilateral multinational "
    "nonetheless coordinate coordinated coordinating coordination cooperate international interagency "
    "intergovernmental "
    "subregional transnational prevent prepare present"
)
_CLOSED = frozenset(_CLOSED_WORDS.split())


def uncamelled(text: str) -> str:
    """The text with the hyphen back in words such as “CounterTerrorism”, where it has “Counter-Terrorism” as well.

    pdftotext takes a hyphen at a line's end for one that only cuts the word.
    """
    found = set(_CAMEL.findall(text))
    if not found:
        return text
    hyphened = set(_HYPHENED.findall(text))
    meant = {word: whole for word in found if (whole := _SEAM.sub("-", word)) in hyphened}
    if not meant:
        return text
    return _CAMEL.sub(lambda word: meant.get(word[0], word[0]), text)


class Glued(NamedTuple):
    """Two lines as one text."""

    text: str
    doubt: str = ""
    """What was not sure about it; empty where it is."""


class Words:
    """The words of a document, as often as it has them: what tells how it writes one of them."""

    def __init__(self, texts: Iterable[str], lang: str) -> None:
        """Of its lines; they are counted when the first word is asked for."""
        self.lang = lang
        self._texts = texts

    @functools.cached_property
    def count(self) -> Counter[str]:
        """How often each word occurs, but what a hyphen cuts at a line's end and what follows it."""
        words: Counter[str] = Counter()
        cut = False
        for text in self._texts:
            found = _WORD.findall(text.lower().replace("\u00ad", "").replace("\u2011", "-"))
            first, cut = cut, _LAST.search(text[-80:]) is not None
            words.update(found[1 if first else 0 : -1 if cut else None] if first or cut else found)
        for word in [word for word in words if "-" in word]:
            for part in word.split("-"):
                words[part] += words[word]
        return words

    def glue(self, first: str, second: str) -> Glued:
        """The two texts with a space between them, or as one word where the first ends in the middle of one."""
        if first.endswith("\u00ad"):
            return Glued(first.rstrip("\u00ad") + second)
        last, start = _LAST.search(first[-80:]), _FIRST.match(second)
        if not last or not start:
            # “COVID-” and “19”, “2016-” and “2020”
            cut = _DIGIT.search(first[-2:]) and second[:1].isalnum() and not _hanging(second)
            return Glued(first + second if cut else f"{first} {second}")
        if start[1] in _HANGING:
            return Glued(f"{first} {second}")
        hyphen, sure = self._hyphen(last, start)
        text = first[: -len(last[3])] + hyphen + second
        word = last[2] + hyphen + start[1]
        return Glued(text, "" if sure else f"“{last[2]}-” at a line's end and “{start[1]}” are taken as “{word}”")

    def _hyphen(self, last: re.Match[str], start: re.Match[str]) -> tuple[str, bool]:
        """The hyphen to be left between the halves, if any, and whether that is sure."""
        head, tail = last[2], start[1]
        if last[3] == "¬":
            return "", True
        if tail[0].isupper() and not (head.isupper() and len(head) > 1):
            return "-", True
        one, two = head.lower(), tail.lower()
        joined, parted = self.count[one + two], self.count[f"{one}-{two}"]
        compound = (last[1] + one + "-" + two + start[2]).lower()
        if self.count[compound] or joined != parted:
            return ("-", True) if self.count[compound] or parted > joined else ("", True)
        if self.lang == "ru" or _CYRILLIC.search(one):
            return _russian(one, two, bool(last[1] or start[2]))
        return self._english(one, two, compound=bool(last[1]))

    def _english(self, one: str, two: str, *, compound: bool) -> tuple[str, bool]:
        if one + two in _CLOSED:
            return "", True
        if one in _PREFIXES and len(two) > 3:  # noqa: PLR2004 - “co-” and “op” is no word
            return "-", True
        if compound and self.count[two] and not _ENDINGS.fullmatch(two):
            return "-", True
        if not self.count[one] or not self.count[two] or _ENDINGS.fullmatch(two):
            return "", True
        return "-", False


def _hanging(second: str) -> bool:
    return second.split(" ", 1)[0].lower() in _HANGING


def _russian(one: str, two: str, compound: bool) -> tuple[str, bool]:
    from diptych.morphology import known

    hyphened = f"{one}-{two}"
    if known(one + two):
        # Both in the dictionary: «по-разному» is a word, «поразному» is none.
        return "", True
    if known(hyphened) or (known(one) and known(two)) or (compound and known(two)):
        return "-", True
    if one[-1] in "оеё" and known(two):
        return "-", True
    return "", False
