"""Russian spelling: words that the dictionary lacks, words that are wrong where they stand, the policy on ё."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.checks import phrases, spelling, yo_policy
from diptych.checks.view import Example, Known, Said
from diptych.model import House
from proofs import hits


def found(text: str, known: Known | None = None) -> list[tuple[str, str | None]]:
    said = Said(text, "ru", known or Known())
    return [(fault.text, fault.proposed) for fault in (*spelling.words(said), *phrases.misplaced(said))]


@pytest.mark.parametrize(
    ("text", "at", "proposed"),
    [
        ("Следует укреплять сотрудничиство.", "сотрудничиство", "сотрудничество"),
        ("Участинки обсудили угрозу.", "Участинки", "Участники"),
        ("Соглашение было ратифецировано.", "ратифецировано", "ратифицировано"),
        ("Осуществленние Стратегии продолжается.", "Осуществленние", "Осуществление"),
        ("за гостеприимсво хозяев", "гостеприимсво", "гостеприимство"),
        ("заявления рассматриватся не будут", "рассматриватся", "рассматриваться"),
        ("Заседание завершилось. Деллегации разъехались.", "Деллегации", "Делегации"),
        ("международнное право", "международнное", "международное"),
        ("новое агенство", "агенство", "агентство"),
        ("будет учавствовать каждый", "учавствовать", "участвовать"),
        ("тяжкий инциндент на границе", "инциндент", "инцидент"),
        ("охрана обьектов", "обьектов", "объектов"),
        ("боевики-терорристы", "терорристы", "террористы"),
        ("доклад Генеральной Асамблеи", "Асамблеи", "Ассамблеи"),
        ("ПРОТИВОДЕЙСТВЕЕ ТЕРРОРИЗМУ", "ПРОТИВОДЕЙСТВЕЕ", "ПРОТИВОДЕЙСТВИЕ"),
        ("в течении двух лет", "в течении", "в течение"),
        ("В течении последних 10 лет", "В течении", "В течение"),
        ("в отличии от других", "в отличии", "в отличие"),
        ("по истечению срока", "по истечению", "по истечении"),
        ("не смотря на трудности", "не смотря", "несмотря"),
        ("из за границы", "из за", "из-за"),
        ("Во первых, это важно.", "Во первых", "Во-первых"),
        ("Семинары могут проводится ежегодно.", "проводится", "проводиться"),
        ("Доклад будет рассматривается завтра.", "рассматривается", "рассматриваться"),
        ("Форум, который проводиться ежегодно, важен.", "проводиться", "проводится"),
    ],
)
def test_a_slip_is_found(text: str, at: str, proposed: str) -> None:
    assert found(text) == [(at, proposed)]


@pytest.mark.parametrize(
    "text",
    [
        "соорганизаторы, миростроительство, приграничье, даркнет, кибертерроризм, криптовалюты и наркотрафик",
        "дерадикализация, биометрия, геозонирование, репатриантки, цифровизация",
        "двухгодичный, трехсторонний, десятидневный, межведомственный и внутриафганский диалог",
        "семинары в Худжанде, Бохтаре, Хороге и Кулябе; Антониу Гутерриш",
        "авиа- и железнодорожный транспорт, кратко- и долгосрочные визы",
        "власти де-факто на северо-востоке, таджикско-афганская граница",
        "хатлонские и бохтарские заставы, согдийские посты",
        "млн долл. США, тыс. чел. и проч.",
        "ассоциация «Бангладеш нари прогати сангха»",
        "СВМДА, РЦПДЦА, МООНСА и ИДКТК",
        "помощь оказывалась скоординированно",
        "возвращенцы, боевички, разведданные, финтех, алматинский и астанинский форумы",
        "Генассамблея, Совбез, погранзастава, киберугрозы, контрнарративы, узбекистанский",
        "дроны, фишинг, вебинары и хакатон",
        "в течении реки и в заключении суда",
        "имея в виду этого человека",
        "заявления, которые рассматриваться не будут",
        "Он может проводиться ежегодно, а проводится редко.",
        "Как следует из доклада, рассматривается вопрос.",
        "за́мок и о\u00adсуществление",
        "Ҷумҳурии Тоҷикистон",
        "легкий и лёгкий, все и всё",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_word_list_of_a_conference_counts_in_any_form() -> None:
    known = Known(words=frozenset({"агенство"}))
    assert found("новые агенства")
    assert not found("новые агенства и одно агенство", known)


def test_a_term_in_another_case_is_no_slip() -> None:
    text = "участников ратификацыи"
    assert hits(Example("ratification", text), ["spelling"])
    assert not hits(Example("ratification", text, terms={"ratification": "ратификацыя"}), ["spelling"])


@pytest.mark.parametrize(
    ("policy", "text", "fixed"),
    [
        ("always", "легкий и трехдневный, все еще", "лёгкий и трёхдневный, все ещё"),
        ("always", "Все и небо; Семенов, Орел", "Все и небо; Семенов, Орел"),
        ("never", "Её вклад: всё, ещё и Пётр", "Ее вклад: все, еще и Пётр"),
        ("names", "легкий и лёгкий", "легкий и лёгкий"),
    ],
)
def test_the_policy_on_yo(policy: str, text: str, fixed: str) -> None:
    known = Known(house=House(yo=policy))
    raw = text
    for fault in reversed(list(yo_policy.policy(Said(text, "ru", known)))):
        assert fault.certain
        raw = raw[: fault.start] + (fault.proposed or "") + raw[fault.end :]
    assert raw == fixed
    assert not list(yo_policy.policy(Said(fixed, "ru", known)))


PIECES = [
    "Участинки",
    "обсудили",
    " ",
    "-",
    "в течении",
    "года",
    "может",
    "проводится",
    "\u00ad",
    ".",
    "*",
    "\ud800",
    "«",
    "ё",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(max_size=60), st.sampled_from(["always", "never"]))
def test_no_text_breaks_it(text: str, policy: str) -> None:
    known = Known(house=House(yo=policy))
    said = Said(text, "ru", known)
    for fault in (*spelling.words(said), *phrases.misplaced(said), *yo_policy.policy(said)):
        assert 0 <= fault.start < fault.end <= len(text)
        assert fault.proposed != fault.text
