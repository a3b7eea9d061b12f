"""Paragraphs that a page break, or a line break, cut in two: put together again."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych import inline
from diptych.importers import bullets, fragments, lines, markup
from diptych.importers.hyphens import Words
from diptych.importers.sheet import Doubt, Form, Spot, flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.sheet import Piece, Sheet
    from diptych.model import Run

_TEXTS = (Form.PARAGRAPH, Form.ITEM, Form.QUOTE)
_FEW = 12
"""Words: a paragraph of fewer may be a line of a title."""
_LONG = 25
"""Words: no heading has as many."""
_BEGINNING = 600
"""Characters that have as many words as any rule asks for."""
_REMEMBERED = 256
"""Texts: each is looked at several times, beside the one before and the one behind it."""
_LONGEST = 20_000
"""Characters: to what is as long, nothing is joined."""
_MOST_PAGES = 12
"""Pieces that one paragraph is put together from."""
_BETWEEN = 4
"""Pieces between two halves: a pull quote with the name and the function of who said it."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INNER_END = re.compile(r"[a-zа-яё)”»][.!?] +[“«(]?[A-ZА-ЯЁ]")
_OPENERS = {"“": "”", "«": "»", "(": ")", "[": "]"}
_CLOSERS = {close: opener for opener, close in _OPENERS.items()}
_PAIRED = re.compile(r"[“”«»()\[\]\"]")
_NAME = re.compile(r"(?<=[a-zа-яё],|.[a-zа-яё]) [“«\"(]?([A-ZА-ЯЁ][^\W\d_]*(?:[-'’][^\W\d_]+)*)")
_HYPHEN_END = re.compile(r"[^\W\d_][-\u00ad\u2010¬]$")
_ITALIC_PHRASES = {"inter": "alia", "mutatis": "mutandis", "bona": "fide", "prima": "facie"}
_CLOSING = '”»"'
_COURTESY = re.compile(
    r"(?:(?:H\.\s?E\.|Mr|Mrs|Ms|Dr|Prof|Sir|Amb|His|Her|[Гг]-н|[Гг]-жа|[Гг]осподин|[Гг]оспожа|[Дд]-р|Е\.\s?П\.)\b"
    r"|(?:[А-ЯЁA-Z]\.\s?){2}[А-ЯЁA-Z])"
)
_MINUTES = re.compile(r"(?:▸\s*)?\d{1,3}\s?[′'’]\s")
"""How a line of a speaker begins whose minutes stand in front."""
_NUMBERED = re.compile(
    r"(?:annex|appendix|session|part|chapter|section|article|table|figure|"
    r"приложение|сессия|заседание|часть|глава|раздел|статья)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"(?:[a-zа-яё]+(?:ing|ая|яя|ивая|ывая|вая|ясь|вшись)|ссылаясь|исходя|будучи)\b")

# What is written with a capital in a title only, and else where a sentence begins.
_SENTENCE_STARTS_WORDS = (
    "The This These Those It Its He She They We You I His Her Their Our In On At As By For From To Of "
    "And Or But With "
    "During After Before While When Where If Also There Here Such Both All Many Several Some Most Through Under Over "
    "However Therefore Moreover Furthermore Finally Firstly That Which Who What How Why Are Is Not Towards Against "
    "В Во На С Со К По О Об От Из За Под При Для До У Над Без Между И Или Но А Это Этот Эта Эти Он Она "
    "Они Мы Вы Я Его Её Их "
    "Кроме Также Если Когда Где Как Что Все Таким Вместе Однако Поэтому Затем Далее После Перед"
)
_SENTENCE_STARTS = frozenset(_SENTENCE_STARTS_WORDS.split())

# What no sentence ends with, so that the next line goes on with it even where it begins with a capital.
_OPEN_END_WORDS = (
    "a an the of in on at by for from with to into and or nor but as that which who whose than this "
    "these those their his "
    "her its our your via under over between among through during against towards including such is are "
    "was were be been "
    "has have had will would shall should may can could must not both either within without upon per "
    "called named Mr Ms Mrs "
    "Dr Messrs и в во на с со к ко о об обо от из за по под при для до у над без через между перед про "
    "что чтобы как или "
    "а но не ни это этот эта эти также является были был была г-н г-жа его её их"
)
_OPEN_END = frozenset(_OPEN_END_WORDS.split())
_LITTLE_WORDS = (
    "a an the of in on at by for from with to into and or as its the is vs и в во на с к о об от из за по для до при"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())


def mend(sheet: Sheet) -> Sheet:
    """The sheet with cut paragraphs and items as one; a join that is not certain has the doubt ``cut-paragraph``.

    Certain is: the first ends in the middle of a sentence and the next begins with a small letter. Headings, tables,
    salutations, lines of a title and two items are never joined. What stands between two halves (a pull quote, a
    heading, a footnote) is skipped, and comes behind them.
    """
    words = Words((piece.text for piece in flat(sheet.pieces)), sheet.lang)
    names = _Names(sheet)
    left = list(sheet.pieces)
    doubts = list(sheet.doubts)
    body = next((at for at, piece in enumerate(left) if _is_prose(piece)), len(left))
    done: list[Piece] = []
    at = 0
    while at < len(left):
        piece = left[at]
        at += 1
        while piece.form in _TEXTS:
            place = _rest(piece, left, at, body, names)
            if place is None:
                break
            piece, found = _joined(piece, left[place], words, names, skipped=place - at)
            doubts += found
            # What stood between comes behind the joined halves, and is looked at in its turn.
            left[at + 1 : place + 1] = left[at:place]
            at += 1
        done.append(piece)
    return replace(sheet, pieces=tuple(done), doubts=tuple(sorted(doubts, key=lambda doubt: doubt.spot)))


def _rest(piece: Piece, left: Sequence[Piece], at: int, body: int, names: _Names) -> int | None:
    """Where the other half of the piece stands; None where it is whole."""
    if at >= len(left) or not _open(piece):
        return None
    behind = _behind(piece, left, at) if _is_prose(piece) and _in_sentence(piece) else None
    if behind is None or not _quoted(left[at]):
        behind = at if _goes_on(piece, left[at], names, front=at <= body) else behind
    return behind


def _behind(piece: Piece, left: Sequence[Piece], at: int) -> int | None:
    """Where the other half stands if something whole stands between the two."""
    for place in range(at, min(len(left), at + _BETWEEN + 1)):
        other = left[place]
        if place > at and _surely(piece, other) and _count(other.text) > _BETWEEN:
            return place
        if other.form is Form.TABLE or not _complete(other):
            return None
    return None


class _Names:
    """The words that the text writes with a capital in the middle of a sentence; collected when one is asked for."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __contains__(self, word: str) -> bool:
        return word in self._all

    @functools.cached_property
    def _all(self) -> frozenset[str]:
        said = (piece.text for piece in flat(self._sheet.pieces))
        found = {name for text in said if not _titled(text) for name in _NAME.findall(text)}
        return frozenset(found - _SENTENCE_STARTS)


# --------------------------------------------------------------------------- what a piece looks like


@functools.lru_cache(maxsize=_REMEMBERED)
def _count(text: str) -> int:
    """How many words there are, at the beginning of a long text."""
    return len(_WORD.findall(text[:_BEGINNING]))


def _open(piece: Piece) -> bool:
    """Whether no sentence ends with the piece, or a quotation or bracket is still open."""
    text = piece.text.rstrip()
    if len(text) > _LONGEST or piece.lines > _MOST_PAGES:
        return False
    return bool(text) and (not lines.ends(text) or bool(_pending(text)))


@functools.lru_cache(maxsize=_REMEMBERED)
def _pending(text: str) -> str:
    """The opening sign that nothing closes in the last sentences of the text; empty where there is none."""
    stack: list[str] = []
    for sign in _PAIRED.findall(text[-1500:]):
        top = stack[-1] if stack else ""
        if sign in _OPENERS or (sign == '"' and top not in ('"', "“")):
            stack.append(sign)
        elif top and (top in _CLOSERS.get(sign, "") or (sign in '"”' and top in '"“')):
            stack.pop()
    return stack[-1] if stack else ""


@functools.lru_cache(maxsize=_REMEMBERED)
def _titled(text: str) -> bool:
    """Whether most words begin with a capital, as in an English title, or all letters are capitals."""
    words = [word for word in _WORD.findall(text[:_BEGINNING]) if word.lower() not in _LITTLE]
    return bool(words) and sum(word[0].isupper() for word in words) >= len(words) * 0.6


def _is_prose(piece: Piece) -> bool:
    """Whether the piece is running text and no heading, name or line of a title."""
    if piece.form not in _TEXTS:
        return False
    text = piece.text
    count = _count(text)
    if piece.form is Form.ITEM and count > _FEW:
        return True
    return count >= _FEW and (_INNER_END.search(text) is not None or not _titled(text))


def _in_sentence(piece: Piece) -> bool:
    """Whether the piece surely stops within a sentence: long, and no sign at its end but a comma."""
    text = piece.text.rstrip()
    return not lines.ends(text) and text[-1] not in _CLOSING and (_count(text) >= _FEW or _ends_open(text))


def _ends_open(text: str) -> bool:
    if text[-1] in ",–—-":
        return False
    found = _WORD.findall(text[-40:])
    return bool(found) and (found[-1] in _OPEN_END or found[-1].lower() in _OPEN_END) and text.endswith(found[-1])


def _heading_like(piece: Piece) -> bool:
    """Whether the piece may be a heading, a name line or a salutation: nothing that a sentence goes on with."""
    if piece.form is Form.HEADING or piece.form is Form.TABLE:
        return True
    text = piece.text
    if piece.looks.bold or _NUMBERED.match(text):
        return True
    few = _count(text) <= _FEW
    return (few and not lines.lower(text) and (not lines.ends(text) or text[-1] in ":!")) or text.isupper()


def _quoted(piece: Piece) -> bool:
    """Whether all of the piece stands between quotation marks: a pull quote."""
    return piece.text[:1] in '“«"' and piece.text.rstrip(" .")[-1:] in tuple(_CLOSING)


def _complete(piece: Piece) -> bool:
    """Whether a piece may stand between two halves: whole in itself."""
    if piece.form is Form.HEADING or _heading_like(piece):
        return True
    text = piece.text
    return piece.form is not Form.ITEM and not lines.lower(text) and (lines.ends(text) or text[-1] in _CLOSING)


# --------------------------------------------------------------------------- whether two go together


def _surely(first: Piece, second: Piece) -> bool:
    """Whether the second begins with a small letter in the middle of a sentence."""
    if second.form is not Form.PARAGRAPH and second.form is not Form.QUOTE:
        return False
    text = second.text
    return lines.lower(text) and not _enumerated(first, second) and not bullets.marker(text)


def _enumerated(first: Piece, second: Piece) -> bool:
    """Whether both are members of an enumeration that begin alike with a small letter: recitals, unmarked lists."""
    one, two = first.text.rstrip(), second.text.rstrip()
    if one[-1] != ",":
        return False
    if first.form is Form.ITEM:
        return False
    if two[-1] in ",;" and _SPEECH.match(two):
        return True
    whole = two[-1] in ",;:."
    return whole and (lines.lower(one) or bool(_SPEECH.match(two) and _SPEECH.match(one.lower())))


def _goes_on(first: Piece, second: Piece, names: _Names, *, front: bool) -> bool:
    """Whether the second, standing right behind the first, goes on with it."""
    one, two = first.text.rstrip(), second.text
    if second.form not in (first.form, Form.PARAGRAPH) or second.form is Form.ITEM or not two:
        return False
    if first.looks.bold and not second.looks.bold:
        return False
    if _HYPHEN_END.search(one) and two[:1].isalpha():
        return not front or lines.lower(two)
    if _surely(first, second) and not lines.ends(one):
        return not _of_its_own(first, second, front=front)
    if front or _heading_like(second) or _COURTESY.match(two) or _MINUTES.match(two):
        return False
    return _capital_goes_on(first, second, names)


def _of_its_own(first: Piece, second: Piece, *, front: bool) -> bool:
    """Whether the first is a line of its own all the same: of an address, of a title, a short quotation."""
    one = first.text.rstrip()
    if _count(one) > _FEW or _INNER_END.search(one):
        return False
    if one[-1] in _CLOSING or (one[-1] == "," and first.form is not Form.ITEM):
        return True
    return _titled(one) and (front or _count(second.text) <= _FEW) and not second.looks.new_page


def _capital_goes_on(first: Piece, second: Piece, names: _Names) -> bool:
    """Whether a sentence goes on with a capital, a figure or a sign: a name that was cut, an open quotation."""
    one, two = first.text.rstrip(), second.text
    if not _is_prose(first):
        return False
    pending = _pending(one)
    if pending and not lines.ends(one):
        closers = '"”' if pending in '"“' else _OPENERS[pending]
        return _ends_open(one) or (any(sign in two[:400] for sign in closers) and not _pending(two[:400]))
    if lines.ends(one) or one[-1] in _CLOSING:
        return False
    if _ends_open(one):
        return True
    # A long text with no sign at its end was cut, or lacks its full stop; then a new sentence follows.
    if _count(one) < _LONG or _titled(one) or (one[-1] == "," and _SPEECH.match(two.lower())):
        return False
    start = _WORD.search(two[:80])
    return start is None or start[0] in names or not two[0].isalpha()


# --------------------------------------------------------------------------- joining


def _joined(first: Piece, second: Piece, words: Words, names: _Names, *, skipped: int) -> tuple[Piece, list[Doubt]]:
    one, two = first.text.rstrip(), second.text
    glued = words.glue(one, two)
    within = one[-1] not in f"{_CLOSING},“«" or (one[-1] == "," and _count(one) >= _LONG)
    certain = (lines.lower(two) and not skipped and within) or _HYPHEN_END.search(one) is not None
    start = _WORD.match(two)
    certain = certain or (not skipped and _ends_open(one) and start is not None and start[0] in names)
    certain = certain or (not skipped and one[-1] == "–" and two[0].isdigit())
    doubts = [Doubt(second.spot, "hyphen", glued.doubt)] if glued.doubt else []
    if not certain:
        between = f", over {skipped} piece{'s' * (skipped > 1)} between them" if skipped else ""
        reason = f"“…{_tail(one)}” and “{_start(two)}…” were taken as one paragraph cut in two{between}"
        doubts.append(Doubt(Spot(second.spot.line, second.spot.where), "cut-paragraph", reason))
    runs = _runs(first.runs, second.runs, glued.text, one, two)
    looks = first.looks
    if looks.bold or looks.italic:
        looks = replace(looks, bold=looks.bold and second.looks.bold, italic=looks.italic and second.looks.italic)
    piece = replace(
        first, runs=runs, looks=looks, notes=(*first.notes, *second.notes), lines=first.lines + second.lines
    )
    return piece, doubts


def _runs(first: tuple[Run, ...], second: tuple[Run, ...], whole: str, one: str, two: str) -> tuple[Run, ...]:
    """The runs of both, with what ``whole`` has between the two texts."""
    last = first[-1]
    said = last.text.rstrip()
    after = second
    kept = len(whole) - len(two)
    if kept < len(one):
        said = said[: len(said) - (len(one) - kept)]
    if said != last.text:
        last = replace(last, text=said)
    if kept > len(one):
        after = (replace(second[0], text=" " + second[0].text), *second[1:])
    phrase = _ITALIC_PHRASES.get(last.text.rsplit(None, 1)[-1].lower()) if last.emphasis and last.text else None
    if phrase and not after[0].emphasis and after[0].text.lower().startswith(f" {phrase}"):
        size = len(phrase) + 1
        last = replace(last, text=last.text + after[0].text[:size])
        after = (replace(after[0], text=after[0].text[size:]), *after[1:])
    joined = (*first[:-1], last, *after)
    if "*" in one and "*" in two:
        # Emphasis that begins before the cut and ends behind it was text in both halves.
        joined = inline.parse(markup.dumps(joined).replace("\\*", "*"))
    return fragments.tidy(joined)


def _tail(text: str) -> str:
    return " ".join(text[-60:].split()[1:] or [text[-60:]])


def _start(text: str) -> str:
    return " ".join(text[:60].split()[:-1] or [text[:60]])
