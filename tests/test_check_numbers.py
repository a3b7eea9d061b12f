"""Numbers by value and by role: what is the same in two languages, and what is not."""

# ruff: noqa: E501 - a pair is a row of a table; pytest passes by name

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import languages
from diptych.checks import numbers, symbols
from diptych.checks.view import Example, Fault, Known, Pair, Said, Side

if TYPE_CHECKING:
    from decimal import Decimal
from proofs import hits


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
Articles 1–3 apply. | Применяются статьи 1, 2 и 3.
The depot received 4.6 tons of goods over 12 days. | За 12 дней на склад поступило 4,6 тонны груза.
a 36-month plan for 120 kilometres of road | план на 36 месяцев для 120 км дороги
The note is dated 12 October 2022. | Нота датирована 12 октября с. г.
One vehicle in five was inspected. | Досмотр прошли 20 % машин.
The session resumes at 3 p.m. | Заседание возобновится в 3:00 дня.
The course takes 40 years of experience into 5 days. | Курс вмещает 40 лет опыта в 5 дней.
12,500,000 people | 12,5 млн человек
1.5 million people | полтора миллиона человек
2.5 million people | два с половиной миллиона человек
between 1.5 and 2 million people | 1,5–2 млн человек
from 10 to 15 per cent | от 10 до 15 процентов
10–15% growth | рост на 10–15 %
on 18 October 2022 | 18.10.2022
on 18 October 2022 | 2022-10-18
2022-10-18 | 18 октября 2022 года
in the 1990s | в 90-е годы прошлого века
in the 1990s | в 1990-х годах
in the 1960s and 1970s | в 60–70-х годах XX века
at noon | в полдень
at 12 noon | в 12:00
at midnight | в 00:00
at 12 midnight | в 24:00
from 2.30 p.m. to 4 p.m. | с 14:30 до 16:00
from 11.30 a.m. to 1 p.m. | с 11:30 до 13:00
11:30–1:00 p.m. | 11:30–13:00
from 9 to 11 a.m. | с 9 до 11 часов
5 p.m. | 17 ч. 00 м.
at 5 p.m. | в 5 часов вечера
at 5 p.m. | в 17.00
1500 hours | 15:00
the third session | 3-я сессия
the twenty-first session | XXI сессия
the 21st century | XXI век
the twelfth century | XII век
World War II | Вторая мировая война
in the Second World War | во время Второй мировой войны
two thirds of States | 2/3 государств
$25,000 | 25 тыс. долл. США
US$ 1.2 million | 1,2 млн долл. США
€450,000 | 450 тыс. евро
EUR 450,000 | 450 000 евро
$1 billion | миллиард долларов
a two-day meeting | двухдневное совещание
a three-year project | трехлетний проект
a 10-year programme | десятилетняя программа
a 10-year programme | 10-летняя программа
the fifty-ninth meeting | пятьдесят девятое заседание
the twenty-fifth anniversary | двадцатипятилетие
the 25th anniversary | 25-летие
Article 13, paragraph 4 | пункт 4 статьи 13
a dozen States | 12 государств
two dozen officers | 24 сотрудника
twice a year | два раза в год
a twofold increase | увеличение в 2 раза
within 24 hours | в течение суток
within 48 hours | в течение двух суток
the Group of Seven | «Группа семи»
G20 leaders | лидеры «Группы двадцати»
eighteen months | полтора года
a biennial plan | двухгодичный план
over the past two decades | за последние двадцать лет
100 years ago | столетие назад
during the six months | за полгода
the first half of 2022 | первое полугодие 2022 года
the fourth quarter of 2021 | IV квартал 2021 года
Chapters VI and VII of the Charter | главы VI и VII Устава
one of the 15 members | один из пятнадцати членов
Ten years ago, 15 people | Десять лет назад 15 человек
I thank the two co-chairs, and I hope | Благодарю двух сопредседателей и надеюсь
The Special Representative of the Secretary-General said: “I was there.” | Специальный представитель сказал: «Я был там».
in May 2021 States may apply | в мае 2021 года государства могут подать заявку
In March they march 15 kilometres | В марте они проходят пешим маршем 15 км
1,000 people | тысяча человек
a thousand people | 1000 человек
100 delegates | сто делегатов
1 hour | час
the 9/11 attacks | теракты 11 сентября
the 11 September attacks | теракты 11 сентября
The 2030 Agenda for Sustainable Development | Повестка дня в области устойчивого развития на период до 2030 года
Sustainable Development Goal 16, target 16.4 | Цель 16 в области устойчивого развития, задача 16.4
per 100,000 population | на 100 тыс. жителей
at a rate of 1 to 5 | в соотношении 1 к 5
a third of all States | треть всех государств
one third of States | 1/3 государств
a quarter of the posts | четверть должностей
25 per cent of the posts | четверть должностей
half of the States | 50 процентов государств
Room 3-12, 2nd floor | комната 3-12, 2-й этаж
Version 2.5 | версия 2.5
In 2021, 640 officers were trained | В 2021 году подготовлено 640 сотрудников
It rose from 12 to 15, that is by 25 per cent | Показатель вырос с 12 до 15, то есть на 25 процентов
three to four years | три-четыре года
the Three-Year Plan for 2020-2022 | трехлетний план на 2020–2022 годы
the 2020/2021 season | сезон 2020/21 года
7 November to 9 December 2022 | 7 ноября — 9 декабря 2022 года
the seventh review | седьмой обзор
Annex I | Приложение I
I. Introduction | I. Введение
Part V. Conclusions | Часть V. Выводы
It was 5 °C below zero | Было –5 °C
some 300 square kilometres | около 300 кв. км
No. 5 | № 5
He was 25 years old | Ему было двадцать пять лет
Thirty-five delegations | Тридцать пять делегаций
one hundred and twenty officers | сто двадцать сотрудников
two thousand and twenty-two | две тысячи двадцать два
the first and second sessions | первая и вторая сессии
10:00–11:30 | 10:00–11:30
10 a.m. – 11.30 a.m. | 10:00–11:30
8 a.m.–6 p.m. | 08:00–18:00
0.5 per cent | полпроцента
threefold | в три раза
the number tripled | число выросло втрое
the number doubled | число увеличилось в 2 раза
20 years of the Office | двадцатилетие Управления
two weeks | 14 дней
a fortnight | две недели
90 minutes | полтора часа
30 minutes | полчаса
an hour and a half | полтора часа
12 officers (3 women) | 12 сотрудников (3 женщины)
5G networks | сети 5G
the Kabul-24 group | группа «Кабул-24»
Agenda item 5 (a) | Пункт 5 a) повестки дня
Mr. X and Session IX | г-н X и заседание IX
Protocol II, article 3 | статья 3 Протокола II
$300 million a year, or $25 million a month | 300 млн долл. США в год, или 25 млн долл. США в месяц
$5–10 million | 5–10 млн долл. США
between $5 million and $10 million | от 5 до 10 млн долл. США
Central Asia’s population (75 million) | население Центральной Азии (75 млн человек)
Mon., 3 Oct. 2022 | пн, 3 окт. 2022 г.
by 31 Dec. 2022 | до 31.12.2022
(5 min.) | (5 мин.)
three hours and 30 minutes | три часа 30 минут
2 hours 30 minutes | 2 ч. 30 мин.
The Hague, 1–3 March | Гаага, 1–3 марта
his sixtieth birthday | его шестидесятилетие
eight per cent | 8 %
in the early 2000s | в начале 2000-х годов
the eighteenth and nineteenth centuries | XVIII и XIX века
from the tenth to the twelfth century | в X–XII веках
1.2 kg of heroin | 1,2 кг героина
1,200.50 euros | 1200,50 евро
three (3) copies | три (3) экземпляра
by a factor of three | в три раза
4,500 m | 4500 м
100 million | сто миллионов
half a million people | полмиллиона человек
hundreds of people and 5 dogs | сотни людей и 5 собак
a one-day seminar for 15 judges | однодневный семинар для 15 судей
in 2018-2020 | в 2018–2020 гг.
25 to 27 of the 30 posts | от 25 до 27 из 30 должностей
the 15-member Council | Совет в составе 15 членов
16 days of activism | 16 дней активных действий
more than 40 years’ experience | более чем сорокалетний опыт
once every two years | раз в два года
every 5 years | раз в пятилетие
five-year plan | пятилетка
every second officer | каждый второй сотрудник
women accounted for 30% | женщины составили тридцать процентов
1 January–31 December 2022 | 1 января — 31 декабря 2022 года
2–3 p.m. | 14:00–15:00
first-come, first-served | в порядке поступления заявок
second-hand cars | подержанные автомобили
the Dushanbe Process was in its third phase | Душанбинский процесс вступил в третью фазу
ISO 9001:2015 | ISO 9001:2015
between the ages of 18 and 35 | в возрасте 18–35 лет
300-plus officers | более 300 сотрудников
1 in 5 | каждый пятый
one in five | каждый пятый
three out of four | три из четырех
2.0 | 2,0
The twelve-month course | годичный курс
The Conference, attended by 450 participants from 60 countries and 20 organizations, comprised 4 sessions and three side events. | В Конференции, в рамках которой состоялись четыре заседания и три параллельных мероприятия, приняли участие 450 представителей 60 стран и 20 организаций.
Both States have since 2015 held two rounds of talks a year. | С 2015 года оба государства проводят по два раунда переговоров в год.
It was adopted by 120 votes to 5, with 12 abstentions. | Она была принята 120 голосами против 5 при 12 воздержавшихся.
The bus departs at 8.15 a.m. (meeting point: gate 3). | Автобус отправляется в 8 ч. 15 м. (место сбора: ворота 3).
Of the 60 States represented, 25 sent ministers. | Из представленных 60 государств 25 направили министров.
The budget of $2.4 million (2021: $1.9 million) | Бюджет в размере 2,4 млн долл. США (в 2021 году — 1,9 млн)
The three Central Asian States which border on Afghanistan share 2,387 km of border with it. | Три государства Центральной Азии, граничащие с Афганистаном, имеют с ним общую границу протяженностью 2387 км.
In the past 20 years the share of women has grown fivefold. | За последние 20 лет доля женщин выросла в пять раз.
Session 2 (2–3.30 p.m.) | Заседание 2 (14:00–15:30)
2.00–3.30 p.m. | 14:00–15:30
9 a.m. to noon | 09:00–12:00
10:00 a.m. – 12:30 p.m. | 10:00–12:30
The meeting opened at 10.05 a.m. on Tuesday, 18 October. | Заседание открылось во вторник, 18 октября, в 10 ч. 05 м.
DUSHANBE, 18 OCTOBER 2022 | ДУШАНБЕ, 18 ОКТЯБРЯ 2022 ГОДА
October 18, 2022 | 18 октября 2022 года
May 3rd | 3 мая
the 3rd and 4th of May | 3 и 4 мая
3 and 4 May 2018 | 3–4 мая 2018 года
from 3 to 4 May 2018 | 3–4 мая 2018 года
on the 20th anniversary of the attacks of 11 September 2001 | в двадцатую годовщину терактов 11 сентября 2001 года
the period from 1 July 2021 to 30 June 2022 | период с 1 июля 2021 года по 30 июня 2022 года
between January and March 2022 | в январе — марте 2022 года
in the first three months of 2022 | в первые три месяца 2022 года
in the first quarter of 2022 | в первом квартале 2022 года
a quarter of a century | четверть века
mid-2022 | середина 2022 года
the seventy-sixth and seventy-seventh sessions | семьдесят шестая и семьдесят седьмая сессии
at its 7,351st meeting, on 24 September 2014 | на своем 7351-м заседании 24 сентября 2014 года
Article 51 of Chapter VII | статья 51 главы VII
Articles 2 (4) and 51 | пункт 4 статьи 2 и статья 51
5-6 per cent | 5–6 процентов
a 12.5-per-cent rise | рост на 12,5 процента
a 30-minute break | 30-минутный перерыв
a half-hour break | получасовой перерыв
three-quarters of an hour | три четверти часа
45 minutes | 45 минут
The “5+1” format | формат «5+1»
Central Asia plus Japan (C5+1) | «Центральная Азия + Япония» (C5+1)
Mi-8 helicopters | вертолеты Ми-8
Boeing 737-800 | «Боинг-737-800»
AK-47 rifles | автоматы АК-47
COVID-19 | COVID-19
ISIL-K has 1,500 to 2,200 fighters | у ИГИЛ-Х от 1500 до 2200 боевиков
ISBN 978-92-1-130345-6 | ISBN 978-92-1-130345-6
Order No. 25/1 of 5 January 2022 | приказ № 25/1 от 5 января 2022 года
P.O. Box 734025 | а/я 734025
37 Bukhoro Street, Dushanbe 734024 | 734024, г. Душанбе, ул. Бухоро, 37
dial 112 | наберите 112
a fund of 10 million Swiss francs | фонд в 10 млн швейцарских франков
5 million Tajik somoni | 5 млн сомони
some 50 000 people | около 50 тысяч человек
0.1 percentage points | 0,1 процентного пункта
one and a half times | в полтора раза
1.5 times | в полтора раза
by 150 per cent | в 2,5 раза
two- and three-year programmes | двух- и трехлетние программы
2- and 3-year programmes | 2- и 3-летние программы
Three decades of independence | тридцать лет независимости
for 30 years | на протяжении трех десятилетий
a century-old tradition | столетняя традиция
two centuries ago | два века назад
more than half of the 46 projects, two thirds of which are new | более половины из 46 проектов, две трети которых новые
five out of seven; a majority of four | пять из семи; большинство в четыре голоса
She gave three examples. First, trade; second, transit; third, tourism. | Она привела три примера. Во-первых, торговля; во-вторых, транзит; в-третьих, туризм.
the two sides signed; the third party did not | стороны подписали; третья сторона — нет
third countries | третьи страны
secondary legislation, tertiary education | подзаконные акты, высшее образование
The First Deputy Minister; the Second Secretary | первый заместитель министра; второй секретарь
Second, they agreed. Third, they met. | Во-вторых, они договорились. Они также встретились.
seven-member delegation | делегация из семи человек
fifteen-minute intervals | интервалы в 15 минут
every four hours | каждые четыре часа
four hours a day | по четыре часа в день
seconds and minutes count | важны секунды и минуты
Type II and type III | типы II и III
Elizabeth II and Charles III | Елизавета II и Карл III
Category A, level 2 | категория A, уровень 2
H1N1 | H1N1
UN/LOCODE TJDYU | UN/LOCODE TJDYU
100% | сто процентов
10 out of 10 | 10 из 10
nos. 5, 6 and 8 | № 5, 6 и 8
in 5, 6 and 8 per cent of cases | в 5, 6 и 8 процентах случаев
12 and 15 million | 12 и 15 млн
$12 and $15 million | 12 и 15 млн долл. США
The fee: €20/day | Сбор: 20 евро в день
from 2 to 4 million tonnes | с 2 до 4 млн тонн
twenty million | 20 млн
20 odd | два десятка
some twenty | около двух десятков
scores of people | десятки людей
tens of thousands of people in 2 regions | десятки тысяч людей в 2 областях
at 0930 hours | в 09:30
17.00 hrs | 17:00
The flight leaves at 5:40 p.m. on Monday | Рейс вылетает в понедельник в 17 часов 40 минут
(a) 3 officers; (b) 2 dogs | a) 3 сотрудника; b) 2 собаки
from Annex III to Annex V | от приложения III до приложения V
1,2 | 1,2
Zone +5 GMT | GMT+5
GMT+5 (Dushanbe) | UTC+5 (Душанбе)
The 2022 Conference is the third | Конференция 2022 года — третья
The “Dushanbe Process”, phase 1 (2018–2019) and phase 2 (2020–) | «Душанбинский процесс»: этап 1 (2018–2019 годы) и этап 2 (с 2020 года)
Two more conferences and one seminar | Еще две конференции и один семинар
It happened once; twice it was averted | Это случилось один раз; дважды этого удалось избежать
#Dushanbe2022 | #Dushanbe2022
for two days, on 18 and 19 October | в течение двух дней, 18 и 19 октября
I, the Minister, and V. Voronkov met in room V. | Мы с министром и В. Воронковым встретились в зале V.
Mr. V. I. Petrov | г-н В. И. Петров
Session I. Chair: Mr. X | Заседание I. Председатель: г-н X
chap. II, sect. C | гл. II, разд. C
200-plus recommendations in 12 areas | более 200 рекомендаций по 12 направлениям
the 57 participating States of the OSCE and its 11 Partners for Co-operation | 57 государств — участников ОБСЕ и 11 ее партнеров по сотрудничеству
the nine States members of the SCO and 3 observers | девять государств — членов ШОС и 3 наблюдателя
18 women among the 59 participants | 59 участников, в том числе 18 женщин
59 experts, 18 of them women, and 12 ministers | 12 министров и 59 экспертов, в том числе 18 женщин
the 12-week course for 30 officers | 12-недельный курс для 30 сотрудников
5,000-strong force | пятитысячный контингент
Three quarters of delegates agreed. | 75 процентов делегатов согласились.
a fifth of all posts | 20 процентов всех постов
a quarter of a million | 250 тысяч
a quarter of a million people | четверть миллиона человек
three quarters of a million | 750 тысяч
A 24-hour hotline | Круглосуточная горячая линия
around the clock | 24 часа в сутки
Duration: 1 h 30 min | полтора часа
Duration: 1 h 30 min | 1 ч 30 мин
Duration: 1 h 30 min | 90 мин.
Duration: 1 hour 30 minutes | полтора часа
Duration: 1 hour and 30 minutes | Продолжительность: 1,5 часа
Duration: 90 minutes | 1 час 30 минут
Duration: 2 h 15 min | 135 минут
Some 1.2 million people | около 1 млн 200 тыс. человек
Some 1.2 million people | около 1 миллиона 200 тысяч человек
1 tonne | 1000 кг
2.5 tonnes | 2500 кг
500 grams | полкилограмма
500 g | 0,5 кг
1.5 km | 1500 м
1,500 metres | 1,5 км
at 8.30 a.m. | в половине девятого
at 8.30 p.m. | в половине девятого вечера
at 8.30 a.m. | в половине девятого утра
UTC+05:00 | UTC+5
UTC+05:30 | UTC+5:30
Over 12 days | За 12 дней
Monday, 17 October | понедельник, 17 октября
Monday's seminar on the environment | Семинар в понедельник по вопросам окружающей среды
Wednesday, 19 October | среда, 19 октября
from Monday to Friday | с понедельника по пятницу
Monday to Wednesday | понедельник, вторник и среда
on weekdays | с понедельника по пятницу
Today the Minister spoke | В среду министр выступил
The meeting of Tuesday on the environment | Заседание во вторник по среде
Mon., 3 Oct. 2022 | пн, 3 окт. 2022 г.
para. 3 (c) | п. 3 c)
para. 3 (c) | п. 3 в)
para. 3 (c) | п. 3 «в»
para. 3 (c) | п. 3 с)
paragraph 9 (c) | подпункт c) пункта 9
paras. 3 (a) and (b) | подпункты a) и b) пункта 3
paras. 3 (a) and (b) | пп. 3 а) и б)
paragraph(s) 3 and Article 5 (2) (e) | пункт(ы) 3 и пункт 2 e) статьи 5
Article 5 (2) (e) | подпункт д) пункта 2 статьи 5
Article 3 (i) | пункт i) статьи 3
section (g) | раздел ж)
no less than 100 | более 100
no less than 100 | не менее 100
not more than 100 | не более 100
no more than 100 | до 100
less than $100 | менее 100 долл. США
The list will not be published before 5 May | Список будет опубликован после 5 мая
No State may act before 5 May | Государства могут действовать после 5 мая
more than 5 years | свыше пяти лет
before and after 5 May | до и после 5 мая
from 1 to 5 May | с 1 по 5 мая
Articles 1–5 | статьи 1–5
Articles 1 to 5 | статьи 1–5
Articles 1 and 2 | статьи 1–2
between 18 and 20 October | 18–20 октября
Articles 1 and 5 to 7 | статьи 1 и 5–7
paras. 1, 3 and 5 | пп. 1, 3 и 5
18–20 October | с 18 по 20 октября
on 18 and 20 October | 18 и 20 октября
half a kilogram | 500 г
half an hour | 30 минут
three tonnes | 3000 кг
two and a half hours | 2 ч 30 мин
two and a half hours | 150 минут
three hours and 30 minutes | 3 часа 30 минут
three hours and thirty minutes | 3 часа 30 минут
half past eight | 8:30
at 8.15 a.m. | в четверть девятого
at 12.30 p.m. | в половине первого
round-the-clock duty | круглосуточное дежурство
round-the-clock duty | 24-часовое дежурство
a 2-million-strong city | двухмиллионный город
100,000-strong | стотысячный
1,000-strong | тысячный
in the second half of the ninth month | во второй половине девятого месяца
in the first half of the first term | в половине первого срока
80 per cent of all posts are held by women now | Четыре пятых всех должностей занимают сейчас женщины
1,500 euros | 1 тыс. 500 евро
$1.25 million | 1 млн 250 тыс. долл. США
5 minutes, 6 hours and 3 seconds | 5 минут, 6 часов и 3 секунды
The 5 g sample | Образец весом 5 г
In 2022 | В 2022 г
Building 5 g | дом 5 г
2 years | 24 месяца
48 hours | двое суток
3 days | 72 часа
in 2 years | через 2 года
the 2 years 2021 and 2022 | за 2 года, 2021 и 2022 год
the year 2022 | 2022 год
25 °C | 25 градусов Цельсия
25 degrees Celsius | 25 °С
5 miles | 5 миль
5 m people | 5 м
100 metres | 100 м
5 nautical miles | 5 морских миль
120 km/h | 120 км/ч
10 m/s | 10 м/с
Pages 3–7 and 9 | стр. 3–7 и 9
5–10 tonnes | 5000–10 000 кг
at 9 o’clock | в 9 часов
at 9 a.m. | в 9 часов
GMT+03:00 | GMT+3
UTC +05:00 | UTC +5
12.5 per cent | одна восьмая
more than 100 dogs and less than 50 cats | более 100 собак и менее 50 кошек
less than 50 cats and more than 100 dogs | более 100 собак и менее 50 кошек
the 1500-hour course | 1500-часовой курс
8-hour day | восьмичасовой день
10 minutes | 10-минутный
"""

OTHER = """
Articles 1–3 apply. | Применяются статьи 1, 5 и 3. | numbers | 5
The seizures came to 7.4 tons. | Объем изъятий составил 7,4 кг. | numbers | 7,4 кг
The plan runs for 36 months. | План рассчитан на 36 лет. | numbers | 36 лет
The road is 120 kilometres long. | Длина дороги — 120 метров. | numbers | 120 метров
One vehicle in four was inspected. | Досмотр прошли 20 % машин. | numbers | 20 %
The seminar had 45 participants. | В семинаре участвовали 54 человека. | numbers | 54
25 per cent | 25 процентных пунктов | numbers | 25 процентных пунктов
a twelve-month project | тринадцатимесячный проект | numbers | тринадцатимесячный
three ministers and five ambassadors | пять министров и три посла | numbers | пять
The forum had 12 ministers and 30 experts | На форуме было 30 министров и 12 экспертов | numbers | 30
15,000 refugees | 1500 беженцев | numbers | 1500
15 thousand refugees | 15 млн беженцев | numbers | 15 млн
on 5 June | 6 июня | numbers | 6
$3 million | 3 млн евро | numbers | 3 млн евро
from 9 a.m. to 6 p.m. | с 09:00 до 16:00 | numbers | 16:00
Chapter VI | глава VII | numbers | VII
in the 1980s | в 90-х годах | numbers | 90-х
two thirds of States | три четверти государств | numbers | три четверти
half of the posts | треть должностей | numbers | треть
the fifth session | шестая сессия | numbers | шестая
the twenty-fifth meeting | двадцать шестое заседание | numbers | двадцать шестое
page 12 of annex 3 | стр. 3 приложения 12 | numbers | 3
rose from 12 to 18 per cent | снизилась с 18 до 12 процентов | numbers | 18
in May 2021 | в марте 2021 года | numbers | марте
at noon | в 13:00 | numbers | 13:00
15 officers | сотрудники | numbers |
a five-year plan | трехлетний план | numbers | трехлетний
three-week course | двухнедельный курс | numbers | двухнедельный
Rudaki Avenue 122 | проспект Рудаки, 112 | numbers | 112
Twenty-one States | Двадцать два государства | numbers | Двадцать два
1.05 billion | 1,5 млрд | numbers | 1,5 млрд
in 2019 | в 2020 году | numbers | 2020
Annex IV | Приложение VI | numbers | VI
the Second Committee | Третий комитет | numbers | Третий
18–19 October | 18–20 октября | numbers | 18–20
20 States and 20 organizations | 20 государств и 30 организаций | numbers | 30
twice a year | три раза в год | numbers | три раза
room 301 | комната 310 | numbers | 310
the first session | вторая сессия | numbers | вторая
two co-chairs | один сопредседатель | numbers | один
The Centre has trained 1,240 officers in 14 workshops since 2011. | С 2011 года Центр подготовил 1240 сотрудников в рамках 41 практикума. | numbers | 41
The second phase, worth €2.5 million, began in April. | Второй этап стоимостью 2,5 млрд евро начался в апреле. | numbers | 2,5 млрд евро
The second phase, worth €2.5 million, began in April. | Второй этап стоимостью 2,5 млн евро начался в августе. | numbers | августе
The train leaves at 7.45 a.m. | Поезд отправляется в 19:45. | numbers | 19:45
It was adopted by 120 votes to 5. | Она была принята 102 голосами против 5. | numbers | 102
fourteen delegations spoke | выступили сорок делегаций | numbers | сорок
The work takes six to eight weeks. | Работа занимает шесть-девять недель. | numbers | шесть-девять
Some 12 per cent of posts are vacant today, said the Minister. | По словам министра, сегодня вакантны 12 должностей пограничной службы. | numbers | 12
It has two million inhabitants. | В нем два миллиарда жителей. | numbers | два миллиарда
in the nineteenth century | в XX веке | numbers | XX
the 42nd session | 24-я сессия | numbers | 24
Hundreds came; 350 stayed. | Пришли сотни людей. | numbers |
She worked there in 1998 and 2002. | Она работала там в 1998 году. | numbers |
In 2019 there were 40 posts, in 2021 there were 60. | В 2019 году было 40 постов, в 2021 году — 70. | numbers | 70
Each of the four pillars | Каждый из трех компонентов | numbers | трех
The fund was set up ten years ago. | Фонд был создан двадцать лет назад. | numbers | двадцать
a three-hour drive | двухчасовая поездка | numbers | двухчасовая
The strategy rests on four pillars and 102 measures | Стратегия опирается на четыре компонента и 120 мер | numbers | 120
The temperature is 25 degrees | Температура — 52 градуса | numbers | 52
Tuesday, 18 October 2022, 9 a.m. | Вторник, 18 октября 2022 года, 10:00 | numbers | 10:00
Lunch 1–2.30 p.m. | Обед 13:00–14:00 | numbers | 13:00–14:00
from 2001 to 2011 | с 2011 по 2001 год | numbers | 2011
The third meeting was held in 2021 and the fourth in 2022. | Третье совещание состоялось в 2021 году, а пятое — в 2022 году. | numbers | пятое
twelve States sent observers; nine sent messages | двенадцать государств направили наблюдателей, десять — послания | numbers | десять
half of them are women | треть из них — женщины | numbers | треть
It grew threefold. | Он вырос в четыре раза. | numbers | четыре раза
room 12, 3rd floor | комната 12, 4-й этаж | numbers | 4
$40 | 40 евро | numbers | 40 евро
Monday, 17 October | во вторник, 17 октября | numbers | вторник
para. 3 (c) | п. 3 d) | numbers | d)
subparagraph (b) | подпункт a) | numbers | a)
5 kg | 5 г | numbers | 5 г
5 km | 5 миль | numbers | 5 миль
10 °C | 10 °F | numbers | 10 °F
more than 100 | менее 100 | numbers | менее 100
before 5 May | после 5 мая | numbers | после 5
Articles 1–5 | статьи 1 и 5 | numbers | 1 и 5
1 tonne | 100 кг | numbers | 100 кг
1 h 30 min | 1 ч 40 мин | numbers | 1 ч 40 мин
1 h 30 min | два часа | numbers |
1.2 million | 1 млн 300 тыс. | numbers | 1 млн 300 тыс.
at 8.30 a.m. | в половине десятого | numbers |
Three quarters of delegates | 57 процентов | numbers | 57 процентов
subparagraph (b) | подпункт «в» | numbers | «в»
Tuesday | в понедельник | numbers | понедельник
Tuesday to Friday | с понедельника по пятницу | numbers | понедельника
Wednesday, 19 October | четверг, 19 октября | numbers | четверг
Thursday, 20 October | среда, 20 октября | numbers | среда
Mon., 3 Oct. | вт, 3 окт. | numbers | вт
18–20 October | 18 и 20 октября | numbers | 18 и 20
paras. 3 and 7 | пп. 3–7 | numbers | 3–7
not more than 100 | более 100 | numbers | более 100
less than $100 | более 100 долл. США | numbers | более 100 долл. США
at least 5 years, more than 10 km | минимум 5 лет, менее 10 км | numbers | менее 10 км
prior to 5 May | после 5 мая | numbers | после 5
5 hours | 5 дней | numbers | 5 дней
5 hours | 5 минут | numbers | 5 минут
five metres | пять километров | numbers | пять
20 per cent | одна четверть | numbers | четверть
a quarter of a million | 25 тысяч | numbers | 25 тысяч
25 °C | 25 °F | numbers | 25 °F
3 tonnes | 300 кг | numbers | 300 кг
paras. 3 (a) and (b) | подпункты a) и c) пункта 3 | numbers | c)
"""


@pytest.mark.parametrize(("english", "russian"), _rows(SAME))
@pytest.mark.parametrize("russian_first", [False, True])
def test_the_same_quantity_is_no_finding_whichever_language_is_the_source(
    english: str, russian: str, russian_first: bool
) -> None:
    assert _said(english, russian, russian_first=russian_first) == []


@pytest.mark.parametrize("row", _rows(OTHER), ids=lambda row: row[0])
def test_another_quantity_is_found_at_its_place(row: list[str]) -> None:
    english, russian, rule, at = (*row, "")[:4]
    assert _said(english, russian) == [(rule, at)]


def test_cells_of_a_table_are_compared_one_by_one() -> None:
    assert hits(Example("| Posts | 12 | 30 |", "| Посты | 30 | 12 |"), ["numbers"])
    assert not hits(Example("| Posts | 12 | 30 |", "| Посты | 12 | 30 |"), ["numbers"])


def test_a_unit_that_the_translation_does_not_say_is_missed() -> None:
    found = hits(
        Example("Some 12 per cent of the posts of the service are vacant.", "Вакантны 12 должностей этой службы.")
    )
    assert [hit.text for hit in found if hit.rule == "numbers"] == ["12"]


def test_other_languages_are_nobodys_business() -> None:
    known = Known()
    pair = Pair(Said("12 posts", "en", known, Side.SOURCE), Said("13 postes", "fr", known))
    assert list(numbers.numbers(pair)) == []


# --------------------------------------------------------------------------- laws

_NUMBERS = st.integers(2, 10**12)


def _spellings(number: int) -> st.SearchStrategy[tuple[str, str]]:
    grouped = f"{number:,}"
    return st.tuples(
        st.sampled_from([str(number), grouped, grouped.replace(",", "\u00a0")]),
        st.sampled_from([str(number), grouped.replace(",", " "), grouped.replace(",", "\u202f")]),
    )


@given(_NUMBERS.flatmap(_spellings))
def test_a_number_is_the_same_in_all_spellings(spelled: tuple[str, str]) -> None:
    english, russian = spelled
    assert _said(f"about {english} cases", f"около {russian} случаев") == []


@given(
    st.decimals("0.01", "999.99", places=2),
    st.sampled_from([("million", "млн"), ("billion", "млрд"), ("per cent", "%")]),
)
def test_decimals_and_their_units_are_the_same(value: Decimal, unit: tuple[str, str]) -> None:
    english, russian = unit
    comma = str(value).replace(".", ",")
    assert _said(f"about {value} {english}", f"около {comma} {russian}") == []


@given(_NUMBERS, st.data())
def test_a_changed_digit_is_always_found(number: int, data: st.DataObject) -> None:
    digits = str(number)
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != digits[place]]))
    changed = digits[:place] + other + digits[place + 1 :]
    assert _said(f"about {number:,} cases", f"около {changed} случаев") == [("numbers", changed)]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_date_is_the_same_as_each_language_writes_it(date: dt.date) -> None:
    english, russian = languages.date(date, "en"), languages.date(date, "ru")
    for written in (russian, date.isoformat(), f"{date:%d.%m.%Y}"):
        assert _said(f"on {english}", written) == []


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_another_date_is_found(date: dt.date, other: dt.date) -> None:
    english, russian = languages.date(date, "en"), languages.date(other, "ru")
    if len({date.day, date.month, date.year} & {other.day, other.month, other.year}) == 0:
        assert "numbers" in {rule for rule, _ in _said(f"on {english}", russian)}


@given(st.times())
def test_a_time_of_day_is_the_same_on_both_clocks(time: dt.time) -> None:
    half = "a.m." if time.hour < 12 else "p.m."
    english = f"{time.hour % 12 or 12}.{time.minute:02} {half}"
    assert _said(f"at {english}", f"в {time:%H:%M}") == []
    assert _said(f"at {english}", f"в {time.hour} ч. {time.minute:02} м.") == []


_TEXTS = st.text() | st.text("0123456789.,:/-–+() IVXabпяти%$€№\u00a0|@\ud800", max_size=60)


_PIECES = st.sampled_from(
    [
        *"0123456789.,:/-–+() |%$€",
        "12",
        "2022",
        "a.m.",
        " ч. ",
        " млн",
        " million",
        "XX",
        "два",
        "twenty ",
        "half ",
        "с половиной",
        "1/2",
        "90-е",
        "resolution ",
        "октября",
        "May",
        " утра",
        "м.",
        " noon",
        "two thirds ",
        "полтора ",
        "тысяч ",
        "dozen ",
        "Monday, ",
        "вторник, ",
        "para. 3 (c) ",
        "п. 3 d) ",
        "Articles 1–5 ",
        "статьи 1 и 5 ",
        "more than ",
        "менее ",
        "1 h 30 min ",
        " тыс. ",
        " кг",
        " км ",
        " a ",
    ]
)
_TEXTS |= st.lists(_PIECES, max_size=25).map("".join)


@given(_TEXTS, _TEXTS, st.booleans())
def test_no_text_stops_it(english: str, russian: str, russian_first: bool) -> None:
    for rule, _ in _said(english, russian, russian_first=russian_first):
        assert rule in {"numbers", "symbols", "address"}


@given(st.text("0123456789.,:/-–+() \u00a0|%", max_size=60))
def test_a_text_says_the_same_numbers_as_itself(text: str) -> None:
    assert [rule for rule, _ in _said(f"{text}", f"{text}") if rule == "numbers"] == []
