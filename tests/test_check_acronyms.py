"""Acronyms of the glossary in a translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import proofs
from diptych import checks
from diptych.catalog import Span
from diptych.checks.acronyms import CHECKS
from diptych.checks.view import Known, Pair, Paper, Papers, Said, Side
from diptych.model import Term, Wording

NOWHERE = Span("terms.yaml")


def term(en: str, short: str, ru: str, ru_short: str) -> Term:
    return Term(
        short, "term", {"en": Wording(en, short, (), NOWHERE), "ru": Wording(ru, ru_short, (), NOWHERE)}, "", NOWHERE
    )


TERMS = (
    term("United Nations", "UN", "Организация Объединенных Наций", "ООН"),
    term(
        "United Nations Office of Counter-Terrorism",
        "UNOCT",
        "Контртеррористическое управление Организации Объединенных Наций",
        "КТУ ООН",
    ),
    term(
        "United Nations Office on Drugs and Crime",
        "UNODC",
        "Управление Организации Объединенных Наций по наркотикам и преступности",
        "УНП ООН",
    ),
    term(
        "Office of the United Nations High Commissioner for Refugees",
        "UNHCR",
        "Управление Верховного комиссара Организации Объединенных Наций по делам беженцев",
        "УВКБ ООН",
    ),
    term("United Nations Development Programme", "UNDP", "Программа развития Организации Объединенных Наций", "ПРООН"),
    term("International Organization for Migration", "IOM", "Международная организация по миграции", "МОМ"),
    term(
        "International Criminal Police Organization",
        "INTERPOL",
        "Международная организация уголовной полиции",
        "Интерпол",
    ),
    term("Shanghai Cooperation Organization", "SCO", "Шанхайская организация сотрудничества", "ШОС"),
    term("Regional Anti-Terrorist Structure", "SCO RATS", "Региональная антитеррористическая структура", "РАТС ШОС"),
    term("Commonwealth of Independent States", "CIS", "Содружество Независимых Государств", "СНГ"),
    term("Collective Security Treaty Organization", "CSTO", "Организация Договора о коллективной безопасности", "ОДКБ"),
    term("European Union", "EU", "Европейский союз", "ЕС"),
    term("Organization for Security and Co-operation in Europe", "OSCE", "Организация по безопасности", "ОБСЕ"),
    term("foreign terrorist fighter", "FTF", "иностранный боевик-террорист", "ИБТ"),
    term("border crossing point", "BCP", "пункт пропуска через границу", ""),
    term("Japan International Cooperation Agency", "JICA", "Японское агентство", "JICA"),
    term("Joint Plan of Action", "JPoA", "Совместный план действий", "СПД"),
    term("World Customs Organization", "WCO", "Всемирная таможенная организация", "ВТамО"),
    term("gender entity", "UN-Women", "Структура по вопросам гендерного равенства", "Структура «ООН-женщины»"),
    term("advance passenger information", "API", "предварительная информация о пассажирах", "API"),
    term("information and communications technology", "ICT", "информационно-коммуникационные технологии", "ИКТ"),
)


def said(en: str, ru: str) -> list[str]:
    known = Known(terms=TERMS)
    pair = Pair(Said(en, "en", known, Side.SOURCE), Said(ru, "ru", known))
    papers = Papers((Paper("a", "en", (pair,), known, target="ru"),), known)
    return [fault.text for _, fault in checks.run(papers, CHECKS)]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("UNOCT and UNODC took part.", "Участвовали КТУ ООН и УНП ООН."),
        ("UNOCT took part.", "Участвовало Контртеррористическое управление ООН."),
        ("UNOCT took part.", "Участвовало Контртеррористическое управление Организации Объединенных Наций."),
        ("the UNHCR office", "отделение УВКБ"),
        ("with INTERPOL", "вместе с Интерполом"),
        ("FTFs return.", "Иностранные боевики-террористы возвращаются."),
        ("FTFs return.", "ИБТ возвращаются."),
        ("the FTF’s family", "семья ИБТ"),
        ("Three BCPs were opened.", "Открыты три пункта пропуска."),
        ("SCO RATS and SCO members", "РАТС ШОС и члены ШОС"),
        ("JICA and the WCO", "JICA и ВТамО"),
        ("UN-Women took part.", "Участвовала Структура «ООН-женщины»."),
        ("with UN-Women", "вместе со Структурой «ООН-женщины»"),
        ("UN-Habitat and UN-Women", "ООН-Хабитат и Структура «ООН-женщины»"),
        ("the UN Security Council", "Совет Безопасности"),
        ("UN Member States", "государства-члены"),
        ("the UN system", "система Организации Объединенных Наций"),
        ("an EU-funded project", "финансируемый ЕС проект"),
        ("API/PNR data", "данные API/PNR"),
        ("The European Union and the OSCE", "ЕС и ОБСЕ"),
        ("the United Nations and the IOM", "ООН и МОМ"),
        ("The World Customs Organization (WCO) met.", "Состоялось совещание Всемирной таможенной организации."),
        ("A/RES/75/291 and UNODC/CCPCJ/2", "A/RES/75/291 и UNODC/CCPCJ/2"),
        ("[UNDP](https://undp.org)", "[ПРООН](https://undp.org)"),
        ("See https://unoct.org/UNOCT", "См. https://unoct.org/UNOCT"),
        ("CONFERENCE OF THE UN", "КОНФЕРЕНЦИЯ"),
        ("ICT and the USA", "ИКТ и США"),
        ("the Office and the Commonwealth", "КТУ ООН и СНГ"),
        ("experts of the CIS, the CIS and the CSTO", "эксперты СНГ и ОДКБ"),
        ("The OSCE and the European Union signed it.", "Документ подписали ОБСЕ и ЕС."),
        ("SCO countries", "страны-члены ШОС"),
        ("UNDP in the Russian Federation", "ПРООН в РФ"),
        ("a foreign terrorist fighter (FTF)", "иностранный боевик-террорист (ИБТ)"),
        ("a Joint Plan of Action (JPoA)", "Совместный план действий (далее — СПД)"),
        ("a Joint Plan of Action (JPoA)", "Совместный план действий (JPoA)"),
        ("a Joint Plan of Action (JPoA) on arms (JPA)", "Совместный план действий по оружию (СПО)"),
        ("the Joint Plan of Action (JPoA) of the OSCE", "Совместный план действий (ОБСЕ)"),
        ("the World Customs Organization (WCO) in Brussels", "Всемирная таможенная организация (Брюссель)"),
        ("the United Nations Office of Counter-Terrorism (UNOCT)", "Контртеррористическое управление ООН (КТУ)"),
        ("the United Nations Office of Counter-Terrorism (UNOCT)", "Контртеррористическое управление ООН (ООН)"),
        (
            "UNOCT (United Nations Office of Counter-Terrorism) and its centre (UNCCT)",
            "КТУ ООН (Контртеррористическое управление ООН) и его центр (КТЦ ООН)",
        ),
        (
            "The Regional Joint Plan of Action (RJPA) follows the Joint Plan of Action (JPoA).",
            "Региональный совместный план действий (РСПД) следует Совместному плану действий.",
        ),
        ("three border crossing points (BCPs)", "три пункта пропуска через границу (ППГ)"),
    ],
)
def test_an_acronym_or_its_term_passes(en: str, ru: str) -> None:
    assert said(en, ru) == []


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        (
            "the United Nations Office of Counter-Terrorism (UNOCT)",
            "Контртеррористическое управление ООН (КТО ООН)",
            "КТО ООН",
        ),
        (
            "with the United Nations Office of Counter-Terrorism (UNOCT) and the OSCE",
            "с Контртеррористическим управлением Организации Объединенных Наций (далее — КТЦ ООН) и ОБСЕ",
            "КТЦ ООН",
        ),
        ("a Joint Plan of Action (JPoA)", "Совместный план действий (СПб)", "СПб"),
        ("a Joint Plan of Action (JPoA)", "по «Совместному плану действий» (СПО)", "СПО"),
        ("under the JPoA", "в рамках Совместного плана действий (СДП)", "СДП"),
        ("the World Customs Organization (WCO)", "Всемирная таможенная организация (ВТО)", "ВТО"),
        ("UNOCT took part.", "Участвовало УНП ООН.", "УНП ООН"),
        ("UNOCT took part.", "Участвовало УКТ ООН.", "УКТ ООН"),
        ("UNDP took part.", "Участвовала ЮНДП.", "ЮНДП"),
        ("UNDP took part.", "Участвовала ПРОН.", "ПРОН"),
        ("UNDP took part.", "Участвовала UNDP.", "UNDP"),
        ("The OSCE took part.", "Участвовала ОБСУ.", "ОБСУ"),
        ("The IOM took part.", "Участвовала МОТ.", "МОТ"),
        ("The IOM took part.", "Участвовала организация.", ""),
        ("IOM and UNHCR took part.", "Участвовали МОМ и УВПЧ ООН.", "УВПЧ"),
        ("The CIS and the CSTO", "СНГ и СНГ", "СНГ"),
        ("the CSTO members", "члены ШОС", "ШОС"),
        ("Three FTFs were found.", "Найдены три ПБТ.", "ПБТ"),
        (
            "The World Customs Organization (WCO) met.",
            "Состоялось совещание Всемирной таможенной организации (ВОТ).",
            "ВОТ",
        ),
        ("an OSCE Programme Office", "Бюро программ ОДКБ", "ОДКБ"),
        ("the EU Special Representative", "Специальный представитель СНГ", "СНГ"),
        ("with INTERPOL", "с Европолом", ""),
        ("The SCO took part.", "Участвовал ШОК.", "ШОК"),
        ("The WCO took part.", "Участвовала ВТО.", "ВТО"),
    ],
)
def test_another_acronym_is_pointed_at(en: str, ru: str, at: str | None) -> None:
    assert said(en, ru) == ([] if at is None else [at])


@pytest.mark.parametrize(
    ("ru", "en", "at"),
    [
        ("Участвовали ПРООН и КТУ ООН.", "UNDP and UNOCT took part.", None),
        ("Участвовала ПРООН.", "The United Nations Development Programme took part.", None),
        ("Участвовала ПРООН.", "UNODC took part.", "UNODC"),
        ("Участвовала ПРООН.", "The United Nations Development Programme (UNDF) took part.", "UNDF"),
        ("Участвовала ПРООН.", "The agency took part.", ""),
    ],
)
def test_a_russian_source_is_compared_with_its_english(ru: str, en: str, at: str | None) -> None:
    known = Known("ru", "en", TERMS)
    pair = Pair(Said(ru, "ru", known, Side.SOURCE), Said(en, "en", known))
    papers = Papers((Paper("a", "ru", (pair,), known, target="en"),), known)
    assert [fault.text for _, fault in checks.run(papers, CHECKS)] == ([] if at is None else [at])


def test_the_corpus_is_found_and_nothing_else() -> None:
    correct, broken = proofs.corpus("tuning")
    rules = ("acronyms", "names", "yo")
    assert [item.id for item in correct if proofs.hits(item.example, rules)] == []
    missed = [
        item.id for item in broken if item.rule in rules and not proofs.found(item, proofs.hits(item.example, rules))
    ]
    assert missed == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_too_broken(en: str, ru: str) -> None:
    for at in said(f"{en} UNOCT {en} OSCE", ru):
        assert at in ru
