"""The glossary in a translation: a term is rendered by its own wording, and no wording that must not be used stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych import term_forms, term_presence
from diptych.catalog import Span
from diptych.checks.view import Check, Example, Fault, Known, On, Pair, Said, Side
from diptych.finding import Severity
from diptych.model import Term, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.term_forms import Form, Match

_LANGS = ("en", "ru")
_HYPHENS = frozenset("-\u2010\u2011")
_MODALS = "to can may will shall must should would could might cannot not who they we you"
_VERBAL = frozenset(_MODALS.split())
"""Before a single word these make a verb of it: “to transfer”."""
_FUNCTION_WORDS = (
    "a about above across after against all along also although among an and any are around as at be because been"
    " before being between both but by can cannot could did do does during each for from had has have he her his how if"
    " in including into is it its may might must nor not of on or our over per shall she should so such than that the"
    " their them then there these they this those through throughout to under until upon via was we were when where"
    " whether which while who whose will with within without would remain remains require requires"
)
_NO_NOUN = frozenset(_FUNCTION_WORDS.split())
"""What stands behind a term without making it the attribute of another noun."""
_ATTRIBUTED = re.compile(r"[ \u2060]?[ -]\u2060*([a-z]+)")


def _renderings(known: Known) -> dict[str, term_presence.Inner]:
    """By language, what renders a term."""
    given = known.once(term_forms.accepted)
    own = {term.id for term in known.terms}
    everybodys = [term for term in _EVERYBODYS if term.id not in own]
    return {
        lang: term_presence.Inner([*forms, *(one for term in everybodys for one in term_forms.forms(term, lang))], lang)
        for lang, forms in given.items()
    }


def _everybodys(name: str, en: tuple[str, str], ru: tuple[str, str]) -> Term:
    nowhere = Span("")
    wordings = {"en": Wording(*en, (), nowhere), "ru": Wording(*ru, (), nowhere)}
    return Term(name, "organization", wordings, "", nowhere)


_EVERYBODYS = (
    _everybodys("united-nations", ("United Nations", "UN"), ("Организация Объединенных Наций", "ООН")),
    _everybodys("european-union", ("European Union", "EU"), ("Европейский союз", "ЕС")),
)
"""Names that stand within others, whole or as their abbreviation, without anybody's glossary."""


# --------------------------------------------------------------------------- term


def rendered(pair: Pair) -> Iterator[Fault]:
    """Terms of the glossary whose translation the glossary does not know.

    A term is rendered where most of its words stand close together in any inflection, its chief noun among them, or
    its abbreviation; once is enough, however often the source has it. Of terms within a longer one only that counts,
    a part of a capitalised name is none, and where a wording stands that must not be used, `forbidden-term` says so.
    Authority: the conference's own glossary (ISO 704: one term, one concept).
    """
    here, there = pair.source.lang, pair.target.lang
    if not pair.known.terms or here not in _LANGS or there not in _LANGS or here == there:
        return
    if pair.source.raw == pair.target.raw:
        return  # nothing is translated, as `same-as-source` says
    missing = _missing(pair, there)
    if not missing:
        return
    avoided = {match.form.term.id for match in pair.target.once(_avoided)}
    if avoided - {match.form.term.id for match in missing}:
        return  # stands for one of these, no doubt: the glossary lists it under another term
    plain = pair.source.plain
    for match in missing:
        if match.form.term.id not in avoided:
            yield pair.target.fault(_unrendered(match.form.term, plain[match.start : match.end], there), 0, 0)


def _missing(pair: Pair, there: str) -> list[Match]:
    """The terms of a source that its translation does not render, each where it first stands."""
    matches = pair.source.once(term_forms.found)
    if not matches:
        return []
    done = {match.form.term.id for match in pair.target.once(term_forms.found) if not match.form.avoided}
    asked: dict[str, Match] = {}
    for match in matches:
        name = match.form.term.id
        if name not in done and _demands(match, pair.source) and not _deputy(match, pair.source, there):
            done.add(name)
            asked[name] = match
    if not asked:
        return []
    target = term_presence.Text(pair.target)
    ways = pair.known.once(_renderings)[there]
    return [
        match
        for name, match in asked.items()
        if (wanted := ways.all_wanted(name))
        and not any(target.has(one, loosely=_attributive(match, pair.source.plain)) for one in wanted)
    ]


def _demands(match: Match, said: Said) -> bool:
    """Whether a match in a source is the whole term, as a common noun or as the name that it is."""
    form = match.form
    if form.avoided or form.text != form.term.wordings[form.lang].term:
        return False
    plain, words = said.plain, said.once(term_forms.spoken).tokens
    mine = words[match.first : match.after]
    if plain[match.start - 1 : match.start] in _HYPHENS or plain[match.end : match.end + 1] in _HYPHENS:
        return False
    for at, (own, word) in enumerate(zip(form.words, mine, strict=True)):
        if own[0].isupper() and not word[0][0].isupper():
            return False
        if own[0].islower() and word[0][0].isupper() and (at or not term_forms.starts_sentence(plain, word.start())):
            return False
    before = words[match.first - 1][0].lower() if match.first else ""
    return not (len(mine) == 1 and form.lang == "en" and before in _VERBAL)


def _deputy(match: Match, said: Said, lang: str) -> bool:
    """Whether Russian would have to say «заместитель заместителя», and so says it otherwise."""
    wording = match.form.term.wordings.get(lang)
    if wording is None or not wording.term.lower().startswith("заместитель"):
        return False
    before = said.once(term_forms.spoken).texts[max(0, match.first - 3) : match.first]
    return "deputy" in [word.lower() for word in before]


def _attributive(match: Match, plain: str) -> bool:
    """Whether an English term stands before a noun that it belongs to: “border control officers”."""
    if match.form.lang != "en":
        return False
    behind = _ATTRIBUTED.match(plain, match.end)
    return behind is not None and behind[1] not in _NO_NOUN and not behind[1].endswith(("ed", "ly"))


def _unrendered(term: Term, found: str, lang: str) -> str:
    wording = term.wordings[lang]
    said = f"“{wording.term or wording.short}”" + (f" or “{wording.short}”" if wording.term and wording.short else "")
    found = found.replace("\u2060", "").replace("\n", " ")
    return f"the glossary has {said} for “{found}”, and the translation has not"


# --------------------------------------------------------------------------- forbidden-term


def avoided(said: Said) -> Iterator[Fault]:
    """Wordings that the glossary rules out, in any inflection, unless they are part of an accepted term.

    In a translation a single common word may stand for something else; that is for the check of pairs.
    Authority: the conference's own glossary.
    """
    for match in said.once(_avoided):
        if said.side is Side.SOURCE or not _ordinary(match.form):
            yield _ruled_out(said, match)


def avoided_for(pair: Pair) -> Iterator[Fault]:
    """A single common word that the glossary rules out as a translation of a term, where the source has that term.

    Authority: the conference's own glossary.
    """
    found = [match for match in pair.target.once(_avoided) if _ordinary(match.form)]
    if not found or pair.source.lang not in _LANGS:
        return
    there = {match.form.term.id for match in pair.source.once(term_forms.found)}
    for match in found:
        if match.form.term.id in there:
            yield _ruled_out(pair.target, match)


def _avoided(said: Said) -> list[Match]:
    """The wordings in a text that must not be used; an English common noun in capitals is part of a name."""
    if not said.known.terms or said.lang not in _LANGS:
        return []
    return [
        match
        for match in said.once(term_forms.found)
        if match.form.avoided and not (said.lang == "en" and _in_a_name(match, said))
    ]


def _in_a_name(match: Match, said: Said) -> bool:
    if any(char.isupper() for char in match.form.text):
        return False
    mine = said.once(term_forms.spoken).tokens[match.first : match.after]
    if any(word[0][0].isupper() for word in mine[1:]):
        return True
    return mine[0][0][0].isupper() and not term_forms.starts_sentence(said.plain, mine[0].start())


def _ordinary(form: Form) -> bool:
    return len(form.words) == 1 and form.text.islower()


def _ruled_out(said: Said, match: Match) -> Fault:
    form = match.form
    wording = form.term.wordings[form.lang]
    accepted = wording.term or wording.short
    found = said.plain[match.start : match.end]
    simple = said.lang == "en" and found == form.text == said.raw[match.start : match.end]
    message = f"the glossary rules out “{form.text}”; it has “{accepted}”"
    return said.fault(message, match.start, match.end, accepted if simple else None)


_CROSSING = {"border crossing point": "пункт пропуска через границу"}
_FIGHTER = {"foreign terrorist fighter": "иностранный боевик-террорист", "terrorist": "террорист"}
_SEEKER = {"asylum seeker": "лицо, ищущее убежища", "forbidden": ["соискатель убежища"]}
_SECURITY = {
    "border security and management": "обеспечение безопасности границ и управление ими",
    "border security": "безопасность границ",
    "border management": "управление границами",
}
_UNION = {"European Union": "Европейский союз", "forbidden": ["Евросоюз"]}

CHECKS = (
    Check(
        "term",
        Severity.WARNING,
        rendered,
        "Write the term as the glossary has it, in the form that the sentence needs, or mend terms.yaml.",
        On.PAIR,
        right=(
            Example("Two border crossing points reopened.", "Вновь открыты два пункта пропуска.", terms=_CROSSING),
            Example("Foreign terrorist fighters fled.", "Иностранные боевики-террористы бежали.", terms=_FIGHTER),
            Example(
                "It takes border security and management.",
                "Для этого необходимо обеспечение безопасности границ и эффективное управление ими.",
                terms=_SECURITY,
            ),
        ),
        wrong=(
            Example("Two border crossing points reopened.", "Вновь открыты две заставы.", terms=_CROSSING),
            Example(
                "Thematic sessions follow.",
                "Затем пройдут пленарные заседания.",
                terms={"thematic session": "тематическое заседание"},
            ),
        ),
    ),
    Check(
        "forbidden-term",
        Severity.WARNING,
        avoided,
        "Write the accepted term instead.",
        On.TEXT,
        _LANGS,
        right=(Example("Asylum seekers wait.", "Лица, ищущие убежища, ждут.", terms=_SEEKER),),
        wrong=(
            Example("Asylum seekers wait.", "Соискатели убежища ждут.", at="Соискатели убежища", terms=_SEEKER),
            Example("The European Union pays.", "Расходы несет Евросоюз.", at="Евросоюз", terms=_UNION),
        ),
    ),
    Check(
        "forbidden-term",
        Severity.WARNING,
        avoided_for,
        "Write the accepted term instead.",
        On.PAIR,
        right=(
            Example(
                "A mainstay of the roof broke.",
                "Рухнул столп, на котором держалась крыша.",
                terms={"pillar": "компонент", "forbidden": ["столп"]},
            ),
        ),
        wrong=(
            Example(
                "The Strategy has four pillars.",
                "У Стратегии четыре столпа.",
                at="столпа",
                terms={"pillar": "компонент", "forbidden": ["столп"]},
            ),
        ),
    ),
)
