"""Symbols of documents, numbers of resolutions, and addresses."""

# ruff: noqa: E501 - a pair is a row of a table; pytest passes by name

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.checks import numbers, symbols
from diptych.checks.view import Fault, Known, Pair, Said, Side


def _said(source: str, target: str, *, russian_first: bool = False) -> list[tuple[str, str]]:
    """Rule and stretch of all that the checks of the two families say of a pair."""
    known = Known()
    languages = ("ru", "en") if russian_first else ("en", "ru")
    texts = (target, source) if russian_first else (source, target)
    pair = Pair(Said(texts[0], languages[0], known, Side.SOURCE), Said(texts[1], languages[1], known))
    checks = (*numbers.CHECKS, *symbols.CHECKS)
    return [(check.rule, fault.text) for check in checks for fault in check.look(pair) if isinstance(fault, Fault)]


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in f"{line} ".split(" | ")] for line in text.strip().splitlines()]


SAME = """
the Fifth Committee | Пятый комитет
resolution 1514 (XV) | резолюция 1514 (XV)
Security Council resolutions 1267 (1999), 1989 (2011) and 2253 (2015) | резолюции 1267 (1999), 1989 (2011) и 2253 (2015) Совета Безопасности
General Assembly resolutions 60/288 and 75/291 | резолюции 60/288 и 75/291 Генеральной Ассамблеи
General Assembly resolution 75/291 (A/RES/75/291) | резолюция 75/291 Генеральной Ассамблеи
the Committee established pursuant to resolution 1540 (2004) | Комитет 1540
Committee pursuant to resolutions 1267 (1999), 1989 (2011) and 2253 (2015) | Комитет, учрежденный резолюциями 1267 (1999), 1989 (2011) и 2253 (2015)
Human Rights Council resolution 49/18 | резолюция 49/18 Совета по правам человека
resolution ES-11/1 | резолюция ES-11/1
document PC.DEC/1063 | документ PC.DEC/1063
MC.DOC/1/05 | MC.DOC/1/05
tel. (992 37) 227-68-43 | тел.: (992 37) 227-68-43
Tel.: +7 495 123 45 67 | тел.: 8 (495) 123-45-67
+44 (0)20 7946 0000 | +44 20 7946 0000
See https://www.un.org/en/about-us. | См. https://www.un.org/ru/about-us.
See en.example.org/page. | См. ru.example.org/page.
The 1373 Committee | Комитет, учрежденный резолюцией 1373 (2001)
A/77/100, annex II | A/77/100, приложение II
UNSCR 1325 | РСБ ООН 1325
resolution 2250 on youth | резолюция 2250 по вопросу о молодежи
SCR 2396 (2017) | резолюция 2396 (2017)
paragraphs 3 to 7 of resolution 1373 (2001) | пункты 3–7 резолюции 1373 (2001)
paragraph 9 (c) of Security Council resolution 2396 (2017) | подпункт c) пункта 9 резолюции 2396 (2017) Совета Безопасности
see S/2015/939, annex II, and S/2018/1177 | см. S/2015/939, приложение II, и S/2018/1177
Document A/77/L.5 and Add.1 | документ A/77/L.5 и Add.1
General Assembly decision 74/548 | решение 74/548 Генеральной Ассамблеи
resolution 75/291, para. 118 | п. 118 резолюции 75/291
Security Council resolution 2178 (2014), in which the Council … | резолюция 2178 (2014) Совета Безопасности, в которой Совет…
the resolution adopted in 2014 | резолюция, принятая в 2014 году
resolutions of 2001 and 2014 | резолюции 2001 и 2014 годов
Council resolution 1325 of 2000 | резолюция 1325 Совета, принятая в 2000 году
The Committee has 12 members (2022) | В Комитете 12 членов (2022)
Tel./fax: +992 37 227 68 43 / 227 68 44 | тел./факс: +992 37 227-68-43 / 227-68-44
Mobile: +992 918 61-00-01 | моб.: +992 918 610001
dushanbe2022@un.org | dushanbe2022@un.org
See https://undocs.org/en/A/77/266. | См. https://undocs.org/ru/A/77/266.
undocs.org/A/77/266 | undocs.org/A/77/266
https://www.un.org/counterterrorism/ | www.un.org/counterterrorism
See [A/77/266](https://undocs.org/A/77/266). | См. [A/77/266](https://undocs.org/A/77/266).
www.osce.org/secretariat/en and un.org | www.osce.org/ru/secretariat и un.org
(see para. 12 above) | (см. п. 12 выше)
See https://en.example.org/wiki/Border. | См. https://ru.example.org/wiki/Granitsa.
resolutions 1373 (2001), 1540 and 2178 (2014) | резолюции 1373 (2001), 1540 и 2178 (2014)
"""

OTHER = """
resolution A/RES/75/291 | резолюция А/RES/75/291 | symbols | А/RES/75/291
The letter (A/77/10) was read out. | Письмо (А/77/10) было зачитано. | symbols | А/77/10
A/77/718 | A/77/781 | symbols | A/77/781
resolution 2396 (2017) | резолюция 2369 (2017) | symbols | 2369 (2017)
the 1540 Committee | Комитет 1504 | symbols | 1504
+992 37 221-00-11 | +992 37 221-00-12 | address | +992 37 221-00-12
resolution 77/298 | резолюция 77/289 | symbols | 77/289
resolution 1540 (2004) and resolution 1373 (2001) | резолюция 1540 (2004) и резолюция 1737 (2001) | symbols | 1737 (2001)
See A/C.3/76/L.4. | См. A/C.2/76/L.4. | symbols | A/C.2/76/L.4
see documents A/76/282 and A/76/283 | см. документ A/76/282 | symbols |
Write to info@a.org or press@a.org | Пишите: info@a.org | address |
the 1540 Committee and the 1267 Committee | Комитет 1540 и Комитет 1276 | symbols | 1276
resolutions 1373 (2001), 1540 and 2178 (2014) | резолюции 1373 (2001), 1504 и 2178 (2014) | symbols | 1504
see S/PRST/2021/1 | см. S/PRST/2021/2 | symbols | S/PRST/2021/2
see E/CN.15/2022/4 | см. E/CN.15/2022/5 | symbols | E/CN.15/2022/5
documents ST/SGB/2003/5 | документы | symbols |
see the annex | см. A/77/1 | symbols | A/77/1
under resolution 2396 (2017) | по резолюции 2396 | symbols | 2396
Fax: 227-68-43 | Факс: 227-68-34 | address | 227-68-34
call +992 37 227-68-43, ext. 115 | звоните: +992 37 227-68-43, доб. 151 | address | +992 37 227-68-43, доб. 151
Visit dushanbe.example.org. | Сайт: dushanbe.exemple.org. | address | dushanbe.exemple.org
Visit us. | Пишите: a@b.org. | address | a@b.org
"""


@pytest.mark.parametrize(("english", "russian"), _rows(SAME))
@pytest.mark.parametrize("russian_first", [False, True])
def test_the_same_symbol_or_address_is_no_finding(english: str, russian: str, russian_first: bool) -> None:
    assert _said(english, russian, russian_first=russian_first) == []


@pytest.mark.parametrize("row", _rows(OTHER), ids=lambda row: row[0])
def test_another_symbol_or_address_is_found_once_at_its_place(row: list[str]) -> None:
    english, russian, rule, at = (*row, "")[:4]
    assert _said(english, russian) == [(rule, at)]


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Security Council resolution 2396", "резолюция 2396 (2017) Совета Безопасности"),
        ("resolutions 1373, 1540 and 2178", "резолюции 1373 (2001), 1540 (2004) и 2178 (2014)"),
    ],
)
def test_the_translation_may_add_the_year_of_a_resolution(english: str, russian: str) -> None:
    assert _said(english, russian) == []


def test_another_resolution_with_its_year_is_found() -> None:
    assert _said("resolution 2396", "резолюция 2369 (2017)") == [("symbols", "2369 (2017)")]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("See A/77/718.", "Voir A/77/718.", []),
        ("See A/77/718.", "Voir A/77/781.", ["A/77/781"]),
        ("See A/77/718.", "见A/77/718。", []),
        ("See A/77/718.", "انظر الوثيقة ٧١٨", []),
        ("See A/77/718 of 5 May.", "Voir le document du 5 mai.", [""]),
        ("under resolution 2396 (2017)", "par la résolution 2396", []),
    ],
)
def test_symbols_are_the_same_in_every_language(source: str, target: str, found: list[str]) -> None:
    known = Known()
    pair = Pair(Said(source, "en", known, Side.SOURCE), Said(target, "fr", known))
    assert [fault.text for fault in symbols.symbols(pair)] == found


@given(st.integers(1, 99), st.integers(1, 999), st.integers(1, 999))
def test_a_changed_symbol_is_found_by_one_rule(session: int, number: int, other: int) -> None:
    said = _said(f"See A/{session}/{number}.", f"См. A/{session}/{other}.")
    assert said == ([] if number == other else [("symbols", f"A/{session}/{other}")])


@given(
    st.from_regex(r"[1-9][0-9]{2}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.sampled_from(["+992 (37) ", "+992 37 ", "+99237"]),
)
def test_a_telephone_number_is_the_same_however_it_is_parted(number: str, code: str) -> None:
    apart = number.replace("-", " ")
    assert _said(f"Telephone: +992 37 {apart}", f"Телефон: {code}{number}") == []
