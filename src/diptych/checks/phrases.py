"""Russian words that are right by themselves and wrong where they stand: «в течении года», «может проводится»."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from diptych.checks.misspellings import BY_PLAN, SLIPS
from diptych.checks.view import Check, Example, Fault, On, Said, lower_words, lowered
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_S = r"[ \u00a0\u202f]+"
_MODAL = (
    r"мо(?:жет|гут|г|гла|гло|гли|жно)|смо(?:жет|гут|г|гла|гли)|долж(?:ен|на|но|ны)|следует|следовало|необходимо|нельзя|"
    r"буд(?:ет|ут|ем|ете)|надлежит|предстоит|намерен[аоы]?|обязан[аоы]?|призван[аоы]?|"
    r"обязу(?:ется|ются)|наме(?:рены|рена)|стал[аио]?|начал[аио]?|продолжа(?:ет|ют)|планиру(?:ет|ют)"
)
_FINITE = re.compile(
    rf"(?<![\w-])(?:{_MODAL}){_S}(?:(?:не|ли|бы){_S})?(?P<verb>[а-яё]{{3,30}}[аеиоуыюя]тся)(?![\w-])",
    re.IGNORECASE,
)
_ANY_MODAL = re.compile(
    rf"(?<![\w-])(?:{_MODAL}|нужно|надо|легко|трудно|важно|целесообразно|пора|возможно|\w+ть|\w+ти|\w+ться)(?![\w-])",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    rf"(?<![\w-])(?:котор(?:ый|ая|ое|ые)|он|она|оно|они|это|который){_S}(?:не{_S}|также{_S}|ежегодно{_S})?"
    r"(?P<verb>[а-яё]{3,30}ться)(?![\w-])",
    re.IGNORECASE,
)
_REFLEXIVE = re.compile(r"тся(?![\w-])")
_REFLEXIVE_INFINITIVE = re.compile(r"ться(?![\w-])")
_MODAL_NEAR = re.compile(rf"(?:{_MODAL}){_S}")
_PRONOUN_NEAR = re.compile(rf"(?:котор(?:ый|ая|ое|ые)|он|она|оно|они|это){_S}")
_FAR = 120
"""Characters before the end of a verb in which its modal verb or its pronoun stands."""
_CLAUSE = re.compile(r"[^,.;:!?—\n]*")

_PERIOD = (
    r"(?:(?:\w+[ \u00a0]+){0,3}?"
    r"(?:год(?:а|ов)|лет|месяц(?:а|ев)|дн(?:я|ей)|сут(?:ок)|недел(?:и|ь)|час(?:а|ов)|минут\w*|"
    r"секунд\w*|столети\w+|десятилети\w+|век(?:а|ов)|квартал\w+|полугоди\w+|сесси[ий]|период\w+|срок\w+|времени|"
    r"двухгоди\w+|трехлети\w+|заседани\w+|конференци\w+|пятилети\w+)(?!\w))"
)


def _phrase(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){text}", re.IGNORECASE)


_WRONG: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("течени", _phrase(rf"(?P<at>в{_S}течении)(?={_S}(?:\d|{_PERIOD}|всего{_S}))"), lambda t: t[:-1] + "е"),
    ("отличи", _phrase(rf"(?P<at>в{_S}отличии)(?={_S}от(?!\w))"), lambda t: t[:-1] + "е"),
    ("истечени", _phrase(r"(?P<at>по[ \u00a0]+истечению)(?!\w)"), lambda t: t[:-1] + "и"),
    ("прибыти", _phrase(r"(?P<at>по[ \u00a0]+прибытию)(?=[ \u00a0]+(?:в|на)(?!\w))"), lambda t: t[:-1] + "и"),
    ("смотря", _phrase(rf"(?P<at>не{_S}смотря)(?={_S}на(?!\w))"), lambda t: t[:2] + "смотря"),
    ("взирая", _phrase(rf"(?P<at>не{_S}взирая)(?={_S}на(?!\w))"), lambda t: t[:2] + "взирая"),
    ("след", _phrase(rf"(?P<at>в{_S}следствии)(?={_S}(?:чего|этого|того)(?!\w))"), lambda t: t[0] + "следствие"),
    (
        "послед",
        _phrase(r"(?P<at>в[ \u00a0]+последствии)(?=[ \u00a0]+[а-яё]+(?:л|ла|ло|ли|лся|лась|лось|лись)(?!\w))"),
        lambda t: t[0] + "последствии",
    ),
    ("мимо", _phrase(rf"(?P<at>по{_S}мимо)(?={_S}\w)"), lambda t: t[:2] + "мимо"),
    (
        "виду",
        _phrase(rf"(?P<at>в{_S}виду)(?={_S}(?:того|этого|чего|отсутстви|важност|необходимост|сложност|ухудшени))"),
        lambda t: t[0] + "виду",
    ),
    ("из ", _phrase(rf"(?P<at>из{_S}за)(?={_S}\w)"), lambda t: t[:2] + "-за"),
    ("из ", _phrase(rf"(?P<at>из{_S}под)(?={_S}\w)"), lambda t: t[:2] + "-под"),
    ("перв", _phrase(rf"(?P<at>во{_S}первых)(?=,)"), lambda t: t[:2] + "-первых"),
    ("втор", _phrase(rf"(?P<at>во{_S}вторых)(?=,)"), lambda t: t[:2] + "-вторых"),
    ("таки", _phrase(rf"(?P<at>(?:все|всё|опять|довольно){_S}таки)(?!\w)"), lambda t: re.sub(r"\s+", "-", t)),
    ("не ", _phrase(rf"(?P<at>тем{_S}неменее)(?!\w)"), lambda t: t[:3] + " не менее"),
)
_SIGN_WORDS = (
    "течении отличии истечению прибытию смотря взирая следствии последствии мимо виду первых вторых таки неменее"
)
_SIGNS = frozenset(_SIGN_WORDS.split())
_OUT_OF = re.compile(rf"из{_S}(?:за|под)")
_HAVE_IN_MIND = re.compile(r"(?:име\w+|ме[йи]\w+)\W+(?:\w+\W+)?$", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"(?<![\w-])согласно{_S}(?P<at>(?:(?P<which>[а-яё]{{3,30}}(?:[ое]го))[ \u00a0]+)?(?P<paper>{'|'.join(BY_PLAN)}))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_MOST = 20
"""Findings of one kind in one text: nobody reads more."""
_HINT = "Correct the word."


def misplaced(said: Said) -> Iterator[Fault]:
    """«в течении года» for «в течение», «не смотря на» for «несмотря», «может проводится» for «проводиться».

    Authority: «Правила русской орфографии и пунктуации».
    """
    plain = said.plain
    lower = lowered(said)
    words = said.once(lower_words)
    if not SLIPS.keys().isdisjoint(words):
        yield from islice(_typed(said), _MOST)
    if "согласно" in words:
        yield from islice(_according(said), _MOST)
    for sign, pattern, mended in _WRONG if not _SIGNS.isdisjoint(words) or _OUT_OF.search(lower) else ():
        if sign not in lower:
            continue
        for found in pattern.finditer(plain):
            text = said.raw[found.start("at") : found.end("at")]
            if "виду" in text and _HAVE_IN_MIND.search(plain[max(0, found.start() - 30) : found.start()]):
                continue
            proposed = mended(text)
            yield said.fault(f"«{text}» is «{proposed}» here", found.start("at"), found.end("at"), proposed)
    if "тся" in lower and _stands_near(_MODAL_NEAR, _REFLEXIVE, lower):
        yield from _finite(said)
    if "ться" in lower and _stands_near(_PRONOUN_NEAR, _REFLEXIVE_INFINITIVE, lower):
        yield from _infinitive(said)


def _typed(said: Said) -> Iterator[Fault]:
    for word in said.words:
        if right := SLIPS.get(word[0].lower()):
            proposed = right.upper() if word[0].isupper() else right
            proposed = proposed[0].upper() + proposed[1:] if word[0][0].isupper() else proposed
            yield said.fault(f"«{word[0]}» is written «{proposed}»", word.start(), word.end(), proposed)


def _according(said: Said) -> Iterator[Fault]:
    for found in _ACCORDING.finditer(said.plain):
        which, paper = found["which"] or "", BY_PLAN[found["paper"].lower()]
        if found["at"].islower() and paper.endswith("е") and which:
            continue  # «согласно принятого программы» is another fault
        start, end = found.span("at")
        proposed = f"{which[:-2]}му {paper}" if which else paper
        yield said.fault(f"«согласно» takes the dative: «{proposed}»", start, end, proposed)


def _stands_near(word: re.Pattern[str], verb: re.Pattern[str], lower: str) -> bool:
    """Whether such a word stands before such a verb."""
    return any(word.search(lower, max(0, found.start() - _FAR), found.start()) for found in verb.finditer(lower))


def _finite(said: Said) -> Iterator[Fault]:
    for found in _FINITE.finditer(said.plain):
        from diptych import morphology

        verb = found["verb"]
        meant = verb[:-2] + "ься"
        infinitives = [meant] if _is_infinitive(meant) else []
        if not infinitives and morphology.known(verb):
            infinitives = [one.lemma for one in morphology.readings(verb) if one.part == "VERB"][:1]
        if infinitives and morphology.known(verb):
            message = f"«{found[0]}»: an infinitive must stand here, «{infinitives[0]}»"
            yield said.fault(message, found.start("verb"), found.end("verb"), infinitives[0])


def _is_infinitive(form: str) -> bool:
    from diptych import morphology

    return morphology.known(form) and any(one.part == "INFN" for one in morphology.readings(form))


def _infinitive(said: Said) -> Iterator[Fault]:
    plain = said.plain
    for found in _INFINITIVE.finditer(plain):
        from diptych import morphology

        clause = _CLAUSE.match(plain, found.end())
        before = plain[max(0, found.start() - 40) : found.start()]
        if (clause and _ANY_MODAL.search(clause[0])) or _ANY_MODAL.search(re.split(r"[,.;:!?—\n]", before)[-1]):
            continue
        verb = found["verb"]
        meant = verb.replace("ться", "тся")
        if morphology.known(meant) and morphology.known(verb):
            message = f"«{found[0]}»: no infinitive can stand here; «{meant}»"
            yield said.fault(message, found.start("verb"), found.end("verb"), meant)


CHECKS = (
    Check(
        "spelling",
        Severity.WARNING,
        misplaced,
        _HINT,
        On.TEXT,
        ("ru",),
        right=(
            Example("in the course of the river", "в течении реки"),
            Example("Meetings may be held online.", "Заседания могут проводиться в режиме онлайн."),
        ),
        wrong=(
            Example("in the course of the year", "в течении года", at="в течении"),
            Example("Meetings may be held online.", "Заседания могут проводится в режиме онлайн.", at="проводится"),
        ),
    ),
)
