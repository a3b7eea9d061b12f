"""Words that any such text has, English and Russian: what an alignment knows before it has read a line."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from diptych import languages, stems
from diptych.name_forms import romanized

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = """
according согласно; accordance соответстви; achieve дости; act акт; action действи; activity деятельност; addition
кроме address решени; adopt приня; agenda повестк; agreement соглашени; aim цел; annex приложени; approach подход;
area област article стать; assembly ассамбле; assistance помощ; authority орган; base основ; best передов; border
границ break перерыв; build укреплен; building наращивани; capacity потенциал; case дел; chair председател;
challenge вызов charter устав; child дет; civil гражданск; closing закрыт; coffee кофе; commitment обязательств;
common общ community сообществ; comprehensive комплексн; concern обеспокоен; condition услови; conference конференц;
control контрол cooperation сотрудничеств; coordination координац; council совет; counter борьб; country стран;
court суд; crime преступн criminal уголовн; crossing пункт; current нынешн; data данн; date дат; day дн; declaration
декларац; defence оборон delegation делегац; deputy заместител; development развити; dialogue диалог; director
директор; discuss обсу document документ; economic экономическ; effective эффективн; effort усили; emphasize отмеча;
ensure обеспеч equal равн; establish созда; event мероприяти; evidence доказательств; exchange обмен; experience
опыт; expert эксперт external внешн; family сем; fight борьб; fighter боевик; financing финансирован; first перв;
focus внимани foreign иностранн; framework рамк; freedom свобод; full полн; future будущ; gender гендерн; general
генеральн global глобальн; goal цел; government правительств; gratitude благодарност; head глав; health здоровь;
held состоя high высок; human человек; implementation осуществлен; importance важност; increase расшир; information
информац initiative инициатив; integrated комплексн; international международн; invite предлага; issue вопрос;
issues вопрос joint совместн; justice правосуди; key ключев; law прав; lead ведущ; leader руководител; lesson урок;
level уровн local местн; lunch обед; management управлени; measure мер; media средств; meeting заседани; member
член; military военн minister министр; ministry министерств; minute минут; mission мисси; national национальн; need
необходим; network сет new нов; note отмеча; number числ; objective цел; obligation обязательств; office управлени;
open откры opening открыт; organization организац; outcome итог; panel дискусси; paragraph пункт; parliament
парламент participant участник; participation участи; particular частност; partner партн; partnership партн; peace
мир; people люд person лиц; plan план; police полици; policy политик; practice практик; president президент; prevent
предупре prevention предупрежден; private частн; problem проблем; process процесс; progress прогресс; project проект
promote содейств; prosecution преследован; protection защит; public обществ; question вопрос; recall напомин
recognize призна; recommendation рекомендац; refugee бежен; region регион; regional региональн; relevant
соответствующ religious религиозн; remarks выступлени; report доклад; representative представител; republic
республик; research исследов resolution резолюц; resource ресурс; respect уважен; response реагирован;
responsibility ответственност; result результат right прав; risk риск; road дорог; role рол; room зал; rule
верховенств; school школ; science наук; second втор secretary секретар; section раздел; sector сектор; security
безопасност; session заседани; share обмен; side параллельн society обществ; source источник; sovereignty
суверенитет; speaker оратор; special специальн; staff персонал standard стандарт; state государств; statement
заявлени; step шаг; strategy стратег; strengthen укреп; stress подч structure структур; study исследован; summary
резюме; support поддержк; sustainable устойчив; system систем table таблиц; task задач; technical техническ;
technology технолог; territory территори; terrorism террор; third трет threat угроз; trade торговл; trafficking
оборот; training подготовк; travel поезд; treaty договор; underscore подч union союз; united объединенн; nations
наци; use использ; venue мест; victim жертв; video видео; vice вице; view мнени violence насили; violent
насильственн; visit посещ; vulnerable уязвим; war войн; water вод; weapon оруж; welcome приветств woman женщин;
women женщин; work работ; working рабоч; workshop семинар; world мир; year год; youth молод; young молод
"""
_ENGLISH_MONTHS = "january february march april may june july august september october november december"
_RUSSIAN_MONTHS = "январ феврал март апрел мая июн июл август сентябр октябр ноябр декабр"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_RUSSIAN_DAYS = "понедельник вторник сред четверг пятниц суббот воскресень"
STEM = 6
"""Letters of a stem that are kept."""
_LONG = 30
"""Letters; no word of either language has more."""
_CODES = """
AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BJ BN BR BY CA CG CH CI CL CM CN CO CU CY CZ DE DK DZ EC EE EG ES
ET FI FR GB GE GH GR HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KR KW KZ LA LB LK LT LU LV LY MA MD ME MG
MK ML MM MN MR MT MX MY MZ NA NE NG NL NO NP NZ OM PA PE PH PK PL PT QA RO RS RU RW SA SD SE SG SI SK SN SO SY
TD TH TJ TM TN TR TZ UA UG US UY UZ VE VN YE ZA ZM ZW
"""
_VOWELS = frozenset("aeiouy")
_SAME = (
    ("shch", "s"),
    ("sch", "s"),
    ("dzh", "j"),
    ("kh", "h"),
    ("zh", "j"),
    ("ch", "q"),
    ("sh", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("ks", "x"),
    ("kv", "k"),
    ("qu", "k"),
    ("tion", "s"),
    ("sion", "s"),
)
_LATIN = str.maketrans({"w": "v", "z": "s", "j": "j"})


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The beginning of a word's stem, which its forms share: enough to count by, in both languages."""
    return stems.stem(word.lower().replace("ё", "е")[:_LONG])[:STEM]


def known() -> Iterator[tuple[str, str]]:
    """Pairs of stems, English and Russian."""
    for pair in re.findall(r"([a-z]+) ([а-я]+)", _PAIRS):
        yield stem(pair[0]), pair[1][:STEM]
    for english, russian in ((_ENGLISH_MONTHS, _RUSSIAN_MONTHS), (_DAYS, _RUSSIAN_DAYS)):
        for one, other in zip(english.split(), russian.split(), strict=True):
            yield stem(one), other[:STEM]


@functools.lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """The names of countries, English and Russian (CLDR)."""
    return tuple((languages.country(code, "en"), languages.country(code, "ru")) for code in _CODES.split())


@functools.lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants by which a word is known in the other alphabet: ``vrnkv`` of Voronkov, «Воронков»."""
    low = word.lower()
    cyrillic = low[0] > "\u0400"
    latin = romanized(low) if cyrillic else low
    for one, other in _SAME:
        if one in latin:
            latin = latin.replace(one, other)
    if not cyrillic:
        latin = re.sub("c(?=[eiy])", "s", latin).replace("c", "k").replace("q", "k" if "ch" not in low else "q")
    out = ["a"] if latin[:1] in _VOWELS else []
    for letter in latin.translate(_LATIN):
        if letter not in _VOWELS and letter.isalpha() and (not out or out[-1] != letter):
            out.append(letter)
    return "".join(out)
