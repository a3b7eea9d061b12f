"""The words with which a paragraph of a declaration begins: «*Отмечая также*», ``*Call upon*``, in both languages."""

from __future__ import annotations

import re

_ADVERB_EN = (
    r"(?:also|further|furthermore|again|once again|once more|hereby|deeply|strongly|gravely|firmly"
    r"|fully|seriously|duly|warmly"
    r"|highly|solemnly|unequivocally|urgently|sincerely|specifically|particularly)"
)
_BEHIND_EN = (
    r"(?:also|further|again|once again|once more|strongly|deeply|with (?:deep |grave |great |profound |serious )?"
    r"(?:appreciation|satisfaction|concern|regret|interest|alarm))"
)
_PARTICIPLE_EN = (
    r"(?:bearing in mind|taking (?:into account|note)"
    r"|having (?:considered|met|in mind|heard|examined|regard to|gathered|agreed)"
    r"|guided by|inspired by|encouraged by|alarmed by|acting under|keeping in mind|paying tribute"
    r"|(?!(?:during|following|according|nothing|meeting|building|morning|evening|opening|closing|concerning|regarding|including"
    r"|training|briefing|something|anything|everything)\b)[a-z]{2,}ing"
    r"|convinced|conscious|mindful|aware|alarmed|determined|inspired|encouraged|concerned|resolved|cogni[sz]ant|committed|united"
    r"|disturbed|guided|persuaded|satisfied|confident|appalled|desirous)"
)
_VERB_EN = (
    r"(?:call(?:s|ed)? (?:upon|on|for)|(?:take|pay)s? (?:note|tribute)"
    r"|look(?:s)? forward|(?:remain|stand)s? (?:committed|ready|seized)"
    r"|(?:accept|acknowledge|adopt|affirm|agree|announce|appeal|applaud|appreciate|approve|ask|assert|authori[sz]e|call|commend"
    r"|commit|conclude|condemn|confirm|congratulate|consider|convey|declare|decide|deem|demand|denounce|deplore|determine"
    r"|direct|emphasi[sz]e|encourage|endorse|establish|express|extend|highlight|hope|honou?r|instruct|intend|invite|join"
    r"|launch|maintain|mandate|note|observe|offer|pledge|praise|proclaim|promote|propose|reaffirm|reali[sz]e|recall"
    r"|recogni[sz]e|recommend|reconfirm|regret|reiterate|reject|remain|remind|renew|request|resolve|salute|seek|stress|strive"
    r"|submit|suggest|support|task|thank|transmit|underline|underscore|undertake|urge|voice|vow|welcome)(?:e?s|ed)?)"
)
_PARTICIPLE_RU = (
    r"(?:принимая (?:во внимание|к сведению)|имея в виду|беря на себя|отдавая (?:должное|себе отч[её]т)|высоко оценивая"
    r"|отмечая|подч[её]ркивая|признавая|ссылаясь|учитывая|выражая|напоминая|подтверждая|приветствуя|осознавая|сознавая"
    r"|стремясь|руководствуясь|памятуя|помня|принимая|исходя|заявляя|одобряя|рассмотрев|поддерживая|отметив|осуждая"
    r"|обращая|опираясь|основываясь|вдохновляясь|желая|действуя|констатируя|акцентируя|призывая|оценивая|считая|полагая"
    r"|придавая|высказывая|выступая|понимая|указывая|обсудив|собравшись|заслушав|изучив|сожалея|отвергая"
    r"|будучи(?: \w+)?|убежд[её]нные|исполненные|встревоженные|озабоченные|преисполненные|обеспокоенные)"
)
_ADVERB_RU = (
    r"(?:также|далее|вновь|ещ[её] раз|настоятельно|решительно|глубоко|особо|искренне|высоко|серь[её]зно"
    r"|с (?:глубоким |большим |глубокой |серь[её]зной )?(?:удовлетворением|признательностью"
    r"|обеспокоенностью|сожалением|озабоченностью|интересом))"
)
_VERB_RU = r"(?:[а-яё]{2,}(?:ем|[иё]м|ает|яет|ует|ют|ят|ит)(?:ся)?(?: (?:во внимание|к сведению|должное))?)"
_MOTHER = {
    "en": (_ADVERB_EN, _PARTICIPLE_EN, _VERB_EN, _BEHIND_EN),
    "ru": (_ADVERB_RU, _PARTICIPLE_RU, _VERB_RU, _ADVERB_RU),
}


def _pattern(lang: str, *, verb: bool) -> re.Pattern[str]:
    before, participle, finite, behind = _MOTHER[lang]
    lead = finite if verb else participle
    return re.compile(rf"(?:{before} ){{0,2}}{lead}(?![\w-])(?: {behind}(?![\w-])(?!,))?", re.IGNORECASE)


_RECITAL = {lang: _pattern(lang, verb=False) for lang in _MOTHER}
_OPERATIVE = {lang: _pattern(lang, verb=True) for lang in _MOTHER}
_LETTER = re.compile(r"[^\W\d_]")


def of_recital(text: str, lang: str) -> int:
    """How many characters the leading participle takes, its adverbs included; 0 where none leads."""
    return _length(_RECITAL, text, lang)


def of_operative(text: str, lang: str) -> int:
    """How many characters the leading verb takes, with what belongs to it (``Call upon``); 0 for none."""
    return _length(_OPERATIVE, text, lang)


def _length(patterns: dict[str, re.Pattern[str]], text: str, lang: str) -> int:
    found = patterns.get(lang, patterns["en"]).match(text.replace("\u00a0", " "))
    behind = text[found.end() :] if found else ""
    return found.end() if found and _LETTER.search(behind) else 0
