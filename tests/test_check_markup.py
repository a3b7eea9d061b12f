"""Markup, links, placeholders and lead verbs of translations: what is found, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import inline
from diptych.catalog import Span
from diptych.checks import emphasis, lead_verbs, links, markup
from diptych.checks.view import Example, Known, Pair, Said, Side
from diptych.model import Block, Kind
from proofs import hits

RULES = ("markup", "link", "placeholder", "lead-verb")


def said(text: str, lang: str = "ru", side: Side = Side.TARGET) -> Said:
    return Said(text, lang, Known(), side)


def pair(en: str, ru: str) -> Pair:
    return Pair(said(en, "en", Side.SOURCE), said(ru))


def found(en: str, ru: str) -> list[tuple[str, str]]:
    return [(hit.rule, hit.text) for hit in hits(Example(en, ru), RULES)]


# --------------------------------------------------------------------------- how a text is read


@pytest.mark.parametrize(
    ("text", "stretches", "strays"),
    [
        ("a *b* **c** `d`", ["em *b*", "strong **c**", "code `d`"], []),
        ("***a***", ["em ***a***", "strong **a**"], []),
        ("*a **b** c*", ["em *a **b** c*", "strong **b**"], []),
        ("snake_case_name and 5 * 3", [], []),
        ("_a_ __b__", ["em _a_", "strong __b__"], []),
        ("**a", [], ["**"]),
        ("a* b", [], ["*"]),
        ("\\*a* b", [], ["*"]),
        ("`a *b` c*", ["code `a *b`"], ["*"]),
        ("`a", [], ["`"]),
        ("*a [b](http://x.y/*z*)*", ["em *a [b](http://x.y/*z*)*"], []),
        ("____", [], []),
        ("**a*", ["em *a*"], ["*"]),
    ],
)
def test_where_emphasis_begins_and_ends(text: str, stretches: list[str], strays: list[str]) -> None:
    marked = emphasis.read(said(text))
    assert [f"{one.kind} {text[one.start : one.end]}" for one in marked.stretches] == stretches
    assert [text[start:end] for start, end in marked.strays] == strays


@given(st.text(st.sampled_from("aб *_.,("), max_size=24).map(str.strip))
def test_emphasis_is_read_as_it_is_printed(text: str) -> None:
    marked = emphasis.read(said(text))
    if "__" + "_" in text:  # a blank to fill in
        return
    for kind, printed in (
        ("em", "".join(run.text for run in inline.parse(text) if run.emphasis)),
        ("strong", "".join(run.text for run in inline.parse(text) if run.strong)),
    ):
        inside = [False] * len(text)
        signs = [False] * len(text)
        for one in marked.stretches:
            width = 2 if one.kind == "strong" else 1
            for n in (*range(one.start, one.start + width), *range(one.end - width, one.end)):
                signs[n] = True
            if one.kind == kind:
                inside[one.start : one.end] = [True] * (one.end - one.start)
        assert "".join(char for char, yes, sign in zip(text, inside, signs, strict=True) if yes and not sign) == printed


# --------------------------------------------------------------------------- markup

BROKEN = [
    ("**Venue:** Kokhi Somon", "Место проведения:** «Кохи Сомон»", "**"),
    ("**Venue:** Kokhi Somon", "**Место проведения:* «Кохи Сомон»", "*"),
    ("**Venue:** Kokhi Somon", "Место проведения: «Кохи Сомон»", ""),
    ("**Venue:** Kokhi Somon", "*Место проведения:* «Кохи Сомон»", "*Место проведения:*"),
    ("**Venue:** Kokhi Somon", "**Место проведения: ** «Кохи Сомон»", "**Место проведения: **"),
    ("**Moderator** to be announced", "** Ведущий ** будет объявлен", ""),
    ("The report is *not* final.", "Доклад не является окончательным.", ""),
    ("The report is not final.", "Доклад *не является* окончательным.", "*не является*"),
    ("**A:** one **B:** two", "**А:** один Б: два", ""),
    ("It applies *ad hoc*.", "Применяется ad hoc.", "ad hoc"),
    ("Use `v2` here.", "Используйте v2 здесь.", "v2"),
    ("Use `v2` here.", "Используйте `v3` здесь.", "`v3`"),
    ("A comma", "Запятая <br>", "<br>"),
    ("Annex I", "# Приложение I", "# "),
    ("Annex I", "Приложение I {#annex-i}", "{#annex-i}"),
    ("Annex I", "Приложение I <!-- проверить -->", "<!-- проверить -->"),
    ("Annex I", "Приложение I <!-- проверить", "<!--"),
    ("| a | b |", "| а | б", ""),
    ("*a* and **b**", "*а* и **б", "**"),
]


@pytest.mark.parametrize(("en", "ru", "at"), BROKEN)
def test_markup_that_is_lost_or_broken(en: str, ru: str, at: str) -> None:
    assert found(en, ru) == [("markup", at)]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("The first *and* the second", "*как* первый, *так и* второй"),
        ("*One* and *two* were adopted.", "Приняты *один и два*."),
        ("her book *Open Doors*", "ее книга «Открытые двери» (*Open Doors*)"),
        ("her book *Open Doors*", "ее книга «Открытые двери»"),
        ("the *akimats* were consulted", "были проведены консультации с акиматами"),
        ("her book “Open Doors”", "ее книга «Открытые двери» (*Open Doors*)"),
        ("It applies *mutatis mutandis*.", "Применяется с соответствующими изменениями."),
        ("It applies *mutatis mutandis*.", "Применяется *mutatis mutandis*."),
        ("It applies ad hoc.", "Применяется *ad hoc*."),
        ("the *raison d’être* of the network", "смысл существования сети"),
        ("marked with an asterisk (\\*)", "отмеченные звездочкой (*)"),
        ("List of participants*", "Список участников*"),
        ("* Issued without formal editing.", "* Издается без официального редактирования."),
        ("Use `v2` here.", "Здесь — `v2`."),
        ("A<br>B", "А<br>Б"),
        ("***Note***", "***Примечание***"),
        ("__Note__ and _this_", "**Примечание** и *это*"),
        ("Name: ________", "Имя: ________"),
        ("register_2022_final.csv", "register_2022_final.csv"),
        ("5 * 3 = 15", "5 * 3 = 15"),
        ("| a | b |", "| а | б |"),
        ("Annex {#i}", "Приложение {#i}"),
        ("**Venue:** X\n**Date:** Y", "**Место:** X\n**Дата:** Y"),
        ("**Mr. A** and **Mr. B**", "**Г-н А и г-н Б**"),
    ],
)
def test_markup_that_agrees(en: str, ru: str) -> None:
    assert found(en, ru) == []


def test_a_space_beside_the_asterisks_is_shown_with_what_was_meant() -> None:
    [fault] = markup.kept(pair("**Moderator** to come", "** Ведущий** будет"))
    assert fault.proposed == "**Ведущий**"


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("[a](https://un.org/a)", "[а](https://un.org/b)", "https://un.org/b"),
        ("[a](https://un.org/a)", "[а](http://un.org/a)", "http://un.org/a"),
        ("[a](https://un.org/a)", "а", ""),
        ("[a](#a) [b](#b)", "[а](#b) [б](#b)", "#b"),
        ("[a](#a) [b](#b)", "[а](#a) [б](#a)", "#a"),
        ("[a](#a)", "[а](#а)", "#а"),
        ("[a](#a)", "[а] (#a)", "[а] (#a)"),
        ("[a](#a)", "[а]\n(#a)", "[а]\n(#a)"),
        ("[a](#a)", "[а(#a)", "[а(#a)"),
        ("[a](#a)", "(а)[#a]", "(а)[#a]"),
        ("[a](#a)", "[а][#a]", "[а][#a]"),
        ("[a](#a)", "[а](#a", "[а](#a"),
        ("[a](#a)", "[](#a)", "[](#a)"),
        ("[a](mailto:a@un.org)", "[а](mailto:b@un.org)", "mailto:b@un.org"),
        ("[a](programme.html)", "[а](program.html)", "program.html"),
        ("See a.", "См. [а](https://un.org/a).", "https://un.org/a"),
        ("[a](#a) and [a](#a)", "[а](#a) и а", ""),
    ],
)
def test_links_that_differ(en: str, ru: str, at: str) -> None:
    hit = [hit for hit in hits(Example(en, ru), ["link"]) if hit.rule == "link"]
    assert [one.text for one in hit] == [at]
    assert not hits(Example(en, ru), ["markup", "brackets", "line-break"]) or "\n" in ru


def test_of_two_links_to_one_place_the_one_that_differs_is_shown() -> None:
    [first] = links.targets(pair("[a](#a) [b](#b)", "[а](#b) [б](#b)"))
    [second] = links.targets(pair("[a](#a) [b](#b)", "[а](#a) [б](#a)"))
    assert (first.start, second.start) == (4, 12)
    assert (first.proposed, second.proposed) == ("#a", "#b")


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("[a](https://un.org/en/a) [b](#b)", "[б](#b) [а](https://un.org/ru/a)"),
        ("[a](https://un.org/a)", "[а](https://un.org/ru/a)"),
        ("[a](https://en.un.org/a)", "[а](https://ru.un.org/a)"),
        ("[a](https://un.org/a_en.pdf)", "[а](https://un.org/a_ru.pdf)"),
        ("[a](https://un.org/a?lang=en&x=1)", "[а](https://un.org/a?lang=ru&x=1)"),
        ("[a](programme.html)", "[а](programme.ru.html)"),
        ("[a](https://un.org/en-us/a)", "[а](https://un.org/ru-ru/a)"),
        ("[a](https://un.org/d?s=1&Lang=E)", "[а](https://un.org/d?s=1&Lang=R)"),
        ("[a](https://un.org/)", "[а](https://un.org)"),
        ("[a](https://un.org/a_(b))", "[а](https://un.org/a_(b))"),
        ("[a [b]](#a)", "[а [б]](#a)"),
        ("See https://un.org/a.", "См. [а](https://un.org/a)."),
        ("[draft] (provisional)", "[проект] (предварительный)"),
        ("\\[a](#a)", "\\[а](#a)"),
    ],
)
def test_links_that_agree(en: str, ru: str) -> None:
    assert not hits(Example(en, ru), ["link", "markup"])


def test_a_space_in_a_link_is_mended() -> None:
    [fault] = links.targets(pair("See [a](#a).", "См. [а] (#a)."))
    assert (fault.proposed, fault.certain) == ("[а](#a)", True)


# --------------------------------------------------------------------------- placeholders


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("On {dates}", "{даты}", ["{даты}"]),
        ("On {dates}", "{Dates}", ["{Dates}"]),
        ("On {dates}", "{ dates }", ["{ dates }"]),
        ("On {dates}", "{dаtes}", ["{dаtes}"]),
        ("On {dates}", "{dates", ["{dates"]),
        ("On {dates}", "{{dates}}", ["{{dates}}"]),
        ("On {dates}", "(dates)", ["(dates)"]),
        ("On {dates}", "dates}", ["dates}"]),
        ("On {dates}", "18 октября", [""]),
        ("On {dates} in {place}", "{dates} в {plase}", ["{plase}"]),
        ("On {dates}", "{dates} в {place}", ["{place}"]),
        ("Now", "Сейчас {", ["{"]),
        ("{a} {b}", "{b} в", [""]),
    ],
)
def test_placeholders_that_differ(en: str, ru: str, at: list[str]) -> None:
    assert [hit.text for hit in hits(Example(en, ru), ["placeholder"])] == at


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("{a} and {b}", "{b} и {a}"),
        ("a set {1, 2}", "множество {1, 2}"),
        ("\\{a}", "\\{a}"),
        ("the braces", "скобки \\{ и \\}"),
        ("`{a}`", "`{a}`"),
        ("Annex {#i}", "Приложение {#i}"),
        ("{a} of {a}", "{a} из них"),
    ],
)
def test_placeholders_that_agree(en: str, ru: str) -> None:
    assert not hits(Example(en, ru), ["placeholder"])


# --------------------------------------------------------------------------- lead verbs


@pytest.mark.parametrize(
    ("en", "ru", "at"),
    [
        ("*Noting* the report,", "отмечая доклад,", "отмечая"),
        ("*Noting* the report,", "**отмечая** доклад,", "**отмечая**"),
        ("*Noting* the report,", "*отмечая доклад,", "*отмечая"),
        ("*Noting* the report,", "отмечая *доклад*,", "отмечая"),
        ("*Noting* the report,", "*отмечая доклад,*", "*отмечая доклад,*"),
        ("7. *Calls upon* States to act;", "7. призывает государства *действовать*;", "призывает"),
        ("(a) *Reaffirm* our commitment;", "a) подтверждаем нашу приверженность;", "подтверждаем"),
        ("*Deeply concerned* at the threat,", "будучи глубоко озабочены угрозой,", "будучи"),
        ("12. *Also requests* the Secretariat to report.", "12. просит также Секретариат доложить.", "просит"),
        ("We *reaffirm* our commitment.", "Подтверждаем нашу приверженность.", "Подтверждаем"),
    ],
)
def test_a_lead_verb_that_is_not_in_italics(en: str, ru: str, at: str) -> None:
    assert found(en, ru) == [("lead-verb", at)]


def test_a_lead_verb_of_the_source_that_is_not_in_italics() -> None:
    [hit] = hits(Example("Noting the report,", "*отмечая* доклад,"), RULES)
    assert (hit.rule, hit.side, hit.text) == ("lead-verb", "en", "Noting")


def test_a_declaration_written_in_russian() -> None:
    source, target = said("*отмечая* доклад,", "ru", Side.SOURCE), said("Noting the report,", "en")
    [fault] = lead_verbs.italics(Pair(source, target))
    assert (fault.said, fault.text, fault.proposed) == (target, "Noting", "*Noting*")


def test_a_recital_is_known_by_its_kind() -> None:
    block = Block(Kind.RECITAL, (), Span("a.md"), "a")
    source, target = said("*Desirous* of peace,", "en", Side.SOURCE), said("желая мира,")
    assert [fault.text for fault in lead_verbs.italics(Pair(source, target, block=block))] == ["желая"]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("*Noting* the report,", "*принимая к сведению* доклад,"),
        ("*Expressing its deep concern* at the flow,", "*выражая глубокую обеспокоенность* по поводу притока,"),
        ("2. *Takes note* of the *ad hoc* report;", "2. *принимает к сведению* специальный доклад;"),
        ("*Commends* the Office,", "*с особым удовлетворением дает высокую оценку* работе Управления,"),
        ("*Welcoming* the report,", "с удовлетворением *отмечая* доклад,"),
        ("We *reaffirm* our commitment.", "*Подтверждаем* нашу приверженность."),
        ("*Kokhi Somon*, Dushanbe", "*Кохи Сомон*, Душанбе"),
        ("*Border Security* is her book.", "Ее книга называется «Безопасность границ»."),
        ("3. *Welcomes* the *Silk Road* project;", "3. *приветствует* проект *«Шелковый путь»*;"),
        ("Noting the report,", "отмечая доклад,"),
        ("*Preventing extremism* was discussed.", "Обсуждалось *предупреждение экстремизма*."),
        ("*Countering Terrorism in Asia*, a handbook,", "пособие *Countering Terrorism in Asia*,"),
        ("*Support* for the project was expressed.", "Проекту выражена *поддержка*."),
    ],
)
def test_lead_verbs_that_agree(en: str, ru: str) -> None:
    assert found(en, ru) == []
