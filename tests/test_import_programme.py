"""Programmes out of texts and tables: hours, days, items, roles, key issues, and what is told in prose."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import ROOT, SEEDS
from diptych import inline
from diptych.finding import UserError
from diptych.importers import days, hours, item_kinds, item_titles, markup, programme, role_words
from diptych.importers.agenda import Agenda, Item, Speaking, Venue
from diptych.importers.sheet import Cell, Form, Piece, Spot

FOLDER = Path(__file__).parent / "imports" / "programme"


def para(text: str, line: int = 1) -> Piece:
    return Piece(Form.PARAGRAPH, Spot(line), markup.plain(text))


def item(text: str, line: int = 1) -> Piece:
    return Piece(Form.ITEM, Spot(line), markup.plain(text))


def cell(text: str, line: int) -> Cell:
    """A cell whose lines are paragraphs, or items where a bullet stands."""
    return Cell(
        tuple(item(one[2:], line) if one.startswith("• ") else para(one, line) for one in text.split("\n") if one)
    )


def table(*rows: tuple[str, ...], line: int = 1) -> Piece:
    return Piece(
        Form.TABLE,
        Spot(line),
        rows=tuple(tuple(cell(text, line + at) for text in row) for at, row in enumerate(rows)),
    )


def pieces(name: str) -> tuple[Piece, ...]:
    """A fixture as a reader of texts gives it: rows with tabs are tables, lines with a bullet items."""
    found: list[Piece] = []
    rows: list[tuple[Cell, ...]] = []
    for at, line in enumerate([*(FOLDER / name).read_text(encoding="utf-8").split("\n"), ""], start=1):
        if "\t" in line:
            rows.append(tuple(cell(text, at) for text in line.split("\t")))
            continue
        if rows:
            found.append(
                Piece(Form.TABLE, rows[0][0].pieces[0].spot if rows[0][0].pieces else Spot(at), rows=tuple(rows))
            )
            rows = []
        if line.startswith("- "):
            found.append(item(line[2:].replace("**", ""), at))
        elif line.strip():
            found.append(para(line, at))
    return tuple(found)


def lines(agenda: Agenda) -> list[str]:
    """Days and items, one a line, to compare at a glance."""
    out = []
    for day in agenda.days:
        out.append(f"{day.date}{' around' if day.around else ''}")
        for one in day.items:
            start = f"{one.start:%H:%M}" if one.start else ""
            end = f"{one.end:%H:%M}" if one.end else ""
            out.append(
                " ".join(filter(None, (f"{start}-{end}", one.kind, f"[{one.label}]" if one.label else "", one.title)))
            )
    return out


def people(one: Item) -> list[tuple[str, list[tuple[str, int | None, bool]]]]:
    return [(r.heading or r.role, [(s.person.name, s.minutes, s.video) for s in r.people]) for r in one.roles]


def rules(agenda: Agenda) -> list[str]:
    return [doubt.rule for doubt in agenda.doubts]


# --------------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00–10:30", "09:00-10:30|"),
        ("11.00-11.30 Coffee", "11:00-11:30|Coffee"),
        ("11:30 -12:00", "11:30-12:00|"),
        ("12:00 – 13:30: Lunch", "12:00-13:30|Lunch"),
        ("17:00 hrs Reception", "17:00-|Reception"),
        ("0900-1030 Talks", "09:00-10:30|Talks"),
        ("0900 hrs Talks", "09:00-|Talks"),
        ("9 a.m.–10.30 a.m.", "09:00-10:30|"),
        ("9–10.30 a.m. Talks", "09:00-10:30|Talks"),
        ("11 – 1 p.m. Lunch", "11:00-13:00|Lunch"),
        ("10.30 a.m.–12 noon Talks", "10:30-12:00|Talks"),
        ("7.30 p.m. Dinner", "19:30-|Dinner"),
        ("9h00 Opening", "09:00-|Opening"),
        ("9h30–10h45 Talks", "09:30-10:45|Talks"),
        ("с 9.00 до 10.30 Обсуждение", "09:00-10:30|Обсуждение"),
        ("с 9 до 10 Обсуждение", "09:00-10:00|Обсуждение"),
        ("09:00 – 10:30 ч. Обсуждение", "09:00-10:30|Обсуждение"),
        ("18:30", "18:30-|"),
        ("from 9 to 10 Talks", "09:00-10:00|Talks"),
        ("14:00– Visit", "14:00-|Visit"),
        ("14:00 onwards Visit", "14:00-|Visit"),
        ("9.00 Открытие", "09:00-|Открытие"),
    ],
)
def test_hours_in_every_spelling(text: str, expected: str) -> None:
    found = hours.leading(text)
    assert found
    end = f"{found.end:%H:%M}" if found.end else ""
    assert f"{found.start:%H:%M}-{end}|{text[found.length :]}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.10 The parties",
        "2.15 Costs",
        "18.10.2022",
        "1.2.3 Sub-clause",
        "10 people came",
        "12.5 per cent",
        "A/77/1",
        "18 October 2022",
        "2019–2020 was a drought",
        "1999 – 2005 in figures",
        "3-4 May 2018",
        "9",
        "900",
        "25:00 what",
        "12:75 what",
        "10:1 odds",
        "",
    ],
)
def test_what_is_no_hour(text: str) -> None:
    assert hours.leading(text) is None


@pytest.mark.parametrize(("text", "why"), [("22:00–24:00 Ball", "midnight"), ("10:30–9:00 Talks", "before it starts")])
def test_an_impossible_end_is_left_open_with_a_doubt(text: str, why: str) -> None:
    found = hours.leading(text)
    assert found
    assert found.end is None
    assert why in found.doubt


TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0, tzinfo=None))
SPELLINGS = (
    "{0:%H:%M}–{1:%H:%M} X",
    "{0:%H.%M}-{1:%H.%M} X",
    "{0.hour}:{0:%M} — {1.hour}:{1:%M} X",
    "{0.hour}h{0:%M} – {1.hour}h{1:%M} X",
    "с {0:%H.%M} до {1:%H.%M} X",
    "from {0:%H:%M} to {1:%H:%M} X",
    "{0:%H%M}–{1:%H%M} hrs X",
    "{0:%I:%M %p} – {1:%I:%M %p} X",
)


@given(TIMES, TIMES, st.sampled_from(SPELLINGS))
def test_hours_come_back_from_every_spelling(one: dt.time, two: dt.time, spelling: str) -> None:
    start, end = sorted((one, two))
    text = spelling.format(start, end)
    found = hours.leading(text)
    assert found
    assert (found.start, text[found.length :]) == (start, "X")
    assert found.end == (end if end > start else None)


# --------------------------------------------------------------------------- days


@pytest.mark.parametrize(
    "text",
    [
        "18 October 2022",
        "Tuesday, 18 October 2022",
        "TUESDAY 18 OCTOBER 2022",
        "18 октября 2022 года, вторник",
        "18 октября 2022 г.",
        "Вторник, 18 октября 2022 года",
        "October 18, 2022",
        "Tuesday, October 18th, 2022:",
        "Day 1 (18 October 2022)",
        "Day One – Tuesday, 18 October 2022",
        "День 1, 18 октября 2022 года",
        "18.10.2022",
        "18/10/2022",
        "2022-10-18",
        "18 Oct 2022",
    ],
)
def test_days(text: str) -> None:
    found = days.heading(text)
    assert found
    assert (found.day, found.month, found.year) == (18, 10, 2022)


@pytest.mark.parametrize(
    "text",
    [
        "18–19 October 2022",
        "18 people from 12 States",
        "On 18 October 2022 the talks began",
        "18 октября 2022 года началась встреча.",
        "May I begin",
        "31 February 2022",
        "Day-care centre",
        "10 May Street",
        "",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert days.heading(text) is None


def test_a_day_without_year_takes_it_from_the_dates_or_the_nearest_day() -> None:
    rows = table(("10:00", "Talks"))
    dates = (dt.date(2024, 12, 31), dt.date(2025, 1, 1))
    read = programme.read((para("31 December"), rows, para("1 January"), rows), "en", dates=dates)
    assert [day.date for day in read.days] == list(dates)
    read = programme.read((para("3 June 2024"), rows, para("4 June"), rows), "en")
    assert [day.date for day in read.days] == [dt.date(2024, 6, 3), dt.date(2024, 6, 4)]
    read = programme.read((para("Day 1 (3 June 2024)"), rows, para("Day 2"), rows), "en")
    assert [day.date for day in read.days] == [dt.date(2024, 6, 3), dt.date(2024, 6, 4)]


def test_a_programme_without_any_year_says_so() -> None:
    with pytest.raises(UserError, match="no year"):
        programme.read((para("3 June"), table(("10:00", "Talks"))), "en")
    with pytest.raises(UserError, match="no day"):
        programme.read((table(("10:00", "Talks")),), "en")


def test_a_wrong_day_of_the_week_is_a_doubt() -> None:
    read = programme.read((para("Monday, 18 October 2022"), table(("10:00", "Talks"))), "en")
    assert rules(read) == ["weekday"]


# --------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("text", "role", "heading", "rest"),
    [
        ("Chair", "chair", "", ""),
        ("Chairperson:", "chair", "", ""),
        ("Chair: Mr. A B, Judge", "chair", "", "Mr. A B, Judge"),
        ("Co-Chairs", "co-chair", "", ""),
        ("Chair persons", "co-chair", "", ""),
        ("Moderator – Ms. A B", "co-moderator", "Moderator", "Ms. A B"),
        ("Moderators", "co-moderator", "", ""),
        ("Co-Moderators:", "co-moderator", "", ""),
        ("Keynote Address", "keynote", "", ""),
        ("Keynote speakers", "keynote", "Keynote speakers", ""),
        ("Opening remarks:", "opening-remarks", "", ""),
        ("Welcome address", "opening-remarks", "Welcome address", ""),
        ("Panelists", "panellist", "", ""),
        ("PANELLISTS", "panellist", "", ""),
        ("Speakers", "speaker", "Speakers", ""),
        ("Closing remarks", "speaker", "Closing remarks", ""),
        ("Председатель: г-н А. Б. В.", "chair", "", "г-н А. Б. В."),
        ("Сопредседатели", "co-chair", "", ""),
        ("Сомодераторы:", "co-moderator", "", ""),
        ("Модератор", "co-moderator", "Модератор", ""),
        ("Основной докладчик", "keynote", "Основной докладчик", ""),
        ("Вступительное слово", "opening-remarks", "", ""),
        ("Участники дискуссии", "panellist", "", ""),
        ("Выступающие", "speaker", "Выступающие", ""),
    ],
)
def test_role_headings(text: str, role: str, heading: str, rest: str) -> None:
    found = role_words.heading(text)
    assert found
    assert (found.role, found.heading, found.rest) == (role, heading, rest)


@pytest.mark.parametrize(
    "text", ["Chairing the session was hard.", "The chair", "Panel 1", "Speakerphone", "Opening session", ""]
)
def test_what_heads_no_role(text: str) -> None:
    found = role_words.heading(text)
    assert not found or not found.whole


def test_minutes_of_each_stand_in_the_heading() -> None:
    found = role_words.heading("Panellists (6 minutes each):")
    assert found
    assert (found.minutes, found.heading) == (6, "")


# --------------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("text", "kind", "label", "title"),
    [
        ("THEMATIC SESSION I: Rivers: Whose Water", "thematic-session", "Thematic Session I", "Rivers: Whose Water"),
        ("Session 2. Floods", "thematic-session", "Session 2", "Floods"),
        ("Side Event II: “Young Boatmen”", "side-event", "Side Event II", "Young Boatmen"),
        ("Side event «Лодки»", "side-event", "Side event", "Лодки"),
        ("Plenary Session 1: Law", "session", "Plenary Session 1", "Law"),
        ("Тематическая сессия II: «Вода»", "thematic-session", "Тематическая сессия II", "Вода"),
        ("Параллельное мероприятие 1 – Лодки", "side-event", "Параллельное мероприятие 1", "Лодки"),
        ("COFFEE BREAK", "break", "", "Coffee Break"),
        ("ОБЕДЕННЫЙ ПЕРЕРЫВ", "break", "", "Обеденный перерыв"),
        ("Lunch", "break", "", "Lunch"),
        ("Briefing on the Visit of the Fleet", "briefing", "", "Briefing on the Visit of the Fleet"),
        ("Group photo", "photo", "", "Group photo"),
        ("Групповое фотографирование", "photo", "", "Групповое фотографирование"),
        ("Gala dinner", "reception", "", "Gala dinner"),
        ("Opening of the exhibition", "exhibition", "", "Opening of the exhibition"),
        ("Visit to the dam", "visit", "", "Visit to the dam"),
        ("Opening session", "session", "", "Opening session"),
        ("Registration", "session", "", "Registration"),
        ("Water Law after a Century of Treaties on Reception of Refugees", "session", "",
         "Water Law after a Century of Treaties on Reception of Refugees"),
    ],
)  # fmt: skip
def test_kinds_labels_and_titles(text: str, kind: str, label: str, title: str) -> None:
    found = item_titles.read(text)
    assert (found.kind, found.label, found.title) == (kind, label, title)
    assert found.doubts == []


def test_a_reception_is_taken_apart() -> None:
    found = item_titles.read(
        "Official dinner for heads of delegation, to be hosted by His Excellency Mr. Omar Haq, Mayor "
        "(River House (2nd floor) – by invitation only)"
    )
    assert (found.title, found.kind, found.place, found.access) == (
        "Official dinner",
        "reception",
        "River House (2nd floor)",
        "invitation",
    )
    assert (found.audience, found.host) == ("heads-of-delegation", "His Excellency Mr. Omar Haq, Mayor")


def test_rooms_of_a_lunch() -> None:
    found = item_titles.read(
        "Lunch break (for heads of delegation – Hall 1; for other delegates – Tea House “Lotus”; Media – Café)"
    )
    assert found.title == "Lunch break"
    assert found.venues == (
        Venue("Hall 1", "heads-of-delegation"),
        Venue("Tea House “Lotus”", "delegates"),
        Venue("Café", "media"),
    )
    russian = item_titles.read("Обед (для глав делегаций – зал «Дон»; для СМИ – кафе)")
    assert [room.audience for room in russian.venues] == ["heads-of-delegation", "media"]


def test_organizers_of_a_side_event() -> None:
    found = item_titles.read("Side Event: “Boats” (WHO, ILO, IMO)")
    assert (found.organizers, found.doubts) == (("WHO", "ILO", "IMO"), [])
    found = item_titles.read("Side Event: “Boats” (Boat Hub, Lisbon, IMO)")
    assert found.organizers == ("Boat Hub, Lisbon", "IMO")
    assert [rule for rule, _ in found.doubts] == ["organizers"]


def test_brackets_of_a_title_stay() -> None:
    assert item_titles.read("Session 1: The River (and What It Carries)").title == "The River (and What It Carries)"
    assert item_titles.read("(" * 10_000).title


@pytest.mark.parametrize("text", ["UNODC", "I", "WHO RULES THE SEA"])
def test_capitals_that_are_no_plain_words_stay(text: str) -> None:
    assert item_kinds.tamed(text) == text


# --------------------------------------------------------------------------- whole programmes


def test_a_table_with_columns() -> None:
    read = programme.read(pieces("table.txt"), "en")
    assert lines(read) == [
        "2024-06-03",
        "08:30-09:00 session Registration of participants",
        "09:00-09:45 session Opening Ceremony",
        "09:45-10:00 photo Group photo",
        "10:00-11:30 thematic-session [Panel 1] Who Owns the River?",
        "10:00-11:30 thematic-session [Panel 2] Floods and Insurance",
        "11:30-12:00 break Coffee break",
        "12:00-13:00 side-event [Side event] Youth on the Banks",
        "13:00- break Lunch",
        "2024-06-04",
        "09:00-10:30 thematic-session [Working Group 1] Data",
        "10:30-12:00 session Closing session",
        "14:00- visit Visit to the lock museum",
    ]
    opening, panel, parallel = read.days[0].items[1], read.days[0].items[3], read.days[0].items[4]
    assert people(opening) == [
        ("Moderator", [("Olga Petersen", None, False)]),
        ("Welcome remarks", [("Jorge Luis Alarcón Vega", 7, False), ("Anne-Marie van der Berg", None, False)]),
    ]
    assert people(panel) == [
        ("chair", [("Samuel Okoro", None, False)]),
        (
            "panellist",
            [("KIM Min-seo", 8, False), ("Fatima bint Khalid Al Harthy", 8, False), ("Le Minh Duc", 8, True)],
        ),
    ]
    assert people(parallel) == [("speaker", [("Jane Roe", None, False), ("John Doe", None, False)])]
    assert [one.place for one in read.days[0].items] == [
        "Main lobby", "Plenary Hall", "Front steps", "Room A", "Room B", "Foyer", "Room C", "Restaurant “Kingfisher”",
    ]  # fmt: skip
    assert read.days[0].items[6].organizers == ("River Youth Network",)
    assert rules(read) == ["family-name", "unconfirmed", "no-hours"]
    assert read.left == ()


def test_a_russian_programme() -> None:
    read = programme.read(pieces("russian.txt"), "ru")
    assert (read.title, read.subtitle) == ("Программа", "международной конференции «Общие реки»")
    assert lines(read) == [
        "2023-09-05",
        "08:30-09:00 session Регистрация участников",
        "09:00-10:00 session Открытие конференции",
        "10:00-10:15 photo Групповое фотографирование",
        "10:15-10:45 break Кофе-брейк",
        "10:45-12:30 thematic-session [Сессия 1] Вода и города",
        "12:30-14:00 break Обеденный перерыв",
        "14:00-15:30 side-event [Параллельное мероприятие I] Молодёжь и реки",
        "18:30- reception Официальный приём от имени министра иностранных дел",
        "2023-09-06",
        "09:00-10:30 session Заключительное заседание",
        "2023-09-07 around",
        "10:00- visit Экскурсия",
    ]
    opening, session = read.days[0].items[1], read.days[0].items[4]
    assert people(opening) == [
        ("chair", [("Иванов Пётр Сергеевич", None, False)]),
        (
            "Приветственное слово",
            [("Алишер Каримзода", 10, False), ("Мария Соколова", 5, False), ("Анна Ли", None, True)],
        ),
    ]
    assert people(session) == [
        ("co-moderator", [("С. П. Орлова", None, False), ("Бахтиёр Назаров", None, False)]),
        ("panellist", [("Чжан Вэй", None, False), ("Рустам Давлатов", None, False)]),
    ]
    assert session.floor == "Зарегистрированные участники"
    assert [issue.text for issue in session.issues] == [
        "Как города делят воду в засушливые годы?",
        "Кто платит за очистку?",
    ]
    assert (read.days[0].items[7].access, read.days[0].items[6].organizers) == ("invitation", ("ПРООН", "ОБСЕ"))
    assert rules(read) == ["unconfirmed", "told-item"]


def test_a_plain_text_with_hours_in_the_margin_and_no_year() -> None:
    dates = (dt.date(2024, 5, 9), dt.date(2024, 5, 10))
    read = programme.read(pieces("margin.txt"), "en", dates=dates)
    assert read.title == "Agenda"
    assert lines(read) == [
        "2024-05-09",
        "09:00- session Opening of the workshop",
        "09:30-10:45 thematic-session [Session 1] Pilots and Tugs",
        "10:45-11:15 break Coffee break",
        "11:15-12:00 thematic-session [Session 2] Ropes",
        "2024-05-10",
        "09:00-10:00 thematic-session [Round table] What We Learned",
        "10:00- session Wrap-up",
    ]
    opening, session = read.days[0].items[:2]
    assert opening.place == "Harbour House, second floor"
    assert session.note == "The session introduces the trades of the harbour."
    assert [name for name, _, _ in people(session)[0][1]] == ["Louis Martin", "Tomas Novak", "Ingrid Dahl"]
    assert len(session.issues) == 2


def test_a_list_goes_on_behind_a_page_break() -> None:
    first = table(("10:00–11:00", "Session 1: Locks\nPanellists\n• Ms. Ada Bell, Judge (5 min)"), line=3)
    second = table(("", "• Mr. Carl Dean, Clerk (5 min)"), ("11:00-11:30", "Coffee break"), line=9)
    read = programme.read((para("3 June 2024"), first, item("Mr. Eli Fox, Engineer (6 min)", 7), second), "en")
    assert people(read.days[0].items[0]) == [
        ("panellist", [("Ada Bell", 5, False), ("Eli Fox", 6, False), ("Carl Dean", 5, False)]),
    ]
    assert lines(read)[1:] == ["10:00-11:00 thematic-session [Session 1] Locks", "11:00-11:30 break Coffee break"]
    assert read.doubts == ()


def test_all_below_a_chair_but_the_first_are_speakers() -> None:
    names = "\n".join(
        f"• Mr. {given} {family}, Judge" for given, family in (("Al", "Bell"), ("Cy", "Dean"), ("Ed", "Fox"))
    )
    read = programme.read((para("3 June 2024"), table(("10:00", f"Meeting of judges\nChair\n{names}"))), "en")
    assert people(read.days[0].items[0]) == [
        ("chair", [("Al Bell", None, False)]),
        ("speaker", [("Cy Dean", None, False), ("Ed Fox", None, False)]),
    ]
    assert rules(read) == ["below-chair"]


def test_items_told_in_prose_take_their_place_with_a_doubt_each() -> None:
    told = para(
        (
            "On 2 June at 18:00 hrs, the City opened a photo exhibition. This was followed by a "
            "reception for participants in the River Hall."
        ),
        9,
    )
    photo = para("On 3 June at 9:15 there was a group photo organized for heads of delegation.", 10)
    read = programme.read((para("3 June 2024"), table(("10:00", "Opening session")), told, photo), "en")
    assert lines(read) == [
        "2024-06-02 around",
        "18:00- exhibition Photo exhibition",
        "- reception Reception",
        "2024-06-03",
        "09:15- photo Group photo",
        "10:00- session Opening session",
    ]
    reception = read.days[0].items[1]
    assert (reception.place, reception.audience) == ("River Hall", "participants")
    assert reception.note == "This was followed by a reception for participants in the River Hall."
    assert rules(read) == ["told-item"] * 3


def test_hours_that_collide_are_doubts() -> None:
    rows = table(("10:00–11:00", "Talks"), ("10:30–11:30", "More talks"), ("9:00–9:30", "Early talks"))
    assert rules(programme.read((para("3 June 2024"), rows), "en")) == ["overlap", "order"]
    rows = table(("10:00–11:00", "Side Event I: Locks"), ("10:00–11:00", "Side Event II: Boats"))
    assert programme.read((para("3 June 2024"), rows), "en").doubts == ()


def test_what_fits_no_item_is_left_with_one_doubt_for_lines_that_stand_together() -> None:
    read = programme.read(
        (
            para("Please print on both sides.", 1),
            para("Thank you!", 2),
            para("3 June 2024", 3),
            table(("10:00", "Talks"), line=4),
        ),
        "en",
    )
    assert [piece.text for piece in read.left] == ["Please print on both sides.", "Thank you!"]
    assert [(doubt.rule, doubt.spot.line) for doubt in read.doubts] == [("left-over", 1)]


def test_signs_of_markup_in_a_title_stay_signs() -> None:
    read = programme.read((para("3 June 2024"), table(("10:00", "Rivers *and* [locks]"))), "en")
    assert inline.parse(read.days[0].items[0].title) == markup.plain("Rivers *and* [locks]")


# --------------------------------------------------------------------------- likely


@pytest.mark.parametrize("name", ["table.txt", "russian.txt", "margin.txt"])
def test_a_programme_is_known(name: str) -> None:
    assert programme.likely(pieces(name), "") >= 0.5


def test_other_texts_are_no_programmes() -> None:
    prose = tuple(
        para(f"In {year} the commission met at 10:00 and heard the report of its chair.", year)
        for year in range(1990, 2020)
    )
    assert programme.likely(prose, "en") < 0.5
    clauses = tuple(para(f"{number}.10 The parties shall meet.", number) for number in range(1, 30))
    assert programme.likely(clauses, "en") < 0.5
    agenda = (para("Session 1: Locks"), para("Key issues to be addressed:"), item("Who pays?"), para("Coffee break"))
    assert programme.likely(agenda, "en") < 0.5
    assert programme.likely((), "en") < 0.5


# --------------------------------------------------------------------------- laws

WORDS = st.sampled_from(
    [
        "10:00–11:00",
        "9.30",
        "3 June 2024",
        "Day 2",
        "Chair",
        "Panellists",
        "Session 1: Locks",
        "• Mr. A B, Judge (5 min)",
        "Coffee break",
        "Key issues to be addressed:",
        "Interventions from the floor",
        "Venue: Hall",
        "hosted by",
        "(",
        ")",
        "“",
        "\ud800",
        "\x00",
        "",
        "On 2 June at 18:00 there was a reception in the Hall.",
        "г-н",
        "H.E.",
        "24:00",
        "99:99",
        "Ms. Jane Roe and Mr. John Doe",
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=60))
PIECES = st.lists(
    st.one_of(
        TEXTS.map(para),
        TEXTS.map(item),
        st.lists(st.lists(TEXTS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4).map(
            lambda rows: table(*rows)
        ),
    ),
    max_size=12,
)


@settings(max_examples=150)
@given(PIECES)
@example([para("Day 1"), para("Day 3"), table(("9:00", ""))])
def test_no_text_raises(found: list[Piece]) -> None:
    numbered = tuple(Piece(one.form, Spot(at), one.runs, rows=one.rows) for at, one in enumerate(found, start=1))
    programme.likely(numbered, "")
    dates = (dt.date(2024, 6, 3), dt.date(2024, 6, 4))
    read = programme.read(numbered, "en", dates=dates)
    assert [day.date for day in read.days] == sorted({day.date for day in read.days})
    try:
        programme.read(numbered, "")
    except UserError as error:
        assert error.hint  # noqa: PT017 - it may raise, it need not


# --------------------------------------------------------------------------- the real one


def _truth() -> dict[str, dict[str, Any]]:
    content = yaml.load((ROOT / "content" / "programme.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return {one["id"]: {**one, "date": day["date"]} for day in content["days"] for one in day["items"]}


ELSEWHERE = {"visit-gathering", "visit-kokhi-navruz", "visit-national-museum", "visit-flag-park"}
"""Our programme has them from the website; the report tells of all visits in one sentence."""
SPELLED = {"Hajiyeu": "Hajiyev", "Muhridin": "Muhriddin", "Ramirez": "Ramírez"}
"""How the report prints a family name, and how people.yaml has it mended."""


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not here")
def test_the_annotated_programme_comes_out_whole() -> None:
    from diptych.importers import joins, text

    raw = (SEEDS / "report.txt").read_text(encoding="utf-8")
    sheet = joins.mend(text.read(raw, "report.txt", "en"))
    start = next(piece.spot.line for piece in sheet.pieces if piece.text == "Annotated Programme")
    stop = next(piece.spot.line for piece in sheet.pieces if piece.text == "ANNEX II" and piece.spot.line > start)
    part = tuple(piece for piece in sheet.pieces if start < piece.spot.line < stop)
    assert programme.likely(part, "en") >= 0.5
    read = programme.read(part, "en", "Annotated Programme")
    truth = {name: one for name, one in _truth().items() if name not in ELSEWHERE}
    found = {
        (str(day.date), f"{one.start:%H:%M}" if one.start else "", one.kind, _last(one.label)): one
        for day in read.days
        for one in day.items
    }
    people_file = yaml.load((ROOT / "content" / "people.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["people"]  # noqa: S506 - texts only
    assert len(found) == sum(len(day.items) for day in read.days) == len(truth) + 1  # and the visits, in one
    for name, one in truth.items():
        made = found[one["date"], one.get("start", ""), one["kind"], _last(one.get("label", ""))]
        assert (f"{made.end:%H:%M}" if made.end else "") == one.get("end", ""), name
        assert made.label == one.get("label", "")
        assert made.audience == one.get("audience", ""), name
        assert made.access == one.get("access", "")
        assert [room.audience for room in made.venues] == [room["audience"] for room in one.get("venues", ())]
        assert len(made.issues) == len(one.get("issues", ())), name
        assert bool(made.floor) == ("floor" in one)
        assert bool(made.host) == ("host" in one)
        roles = [
            (role["role"], [_stated(speaker, people_file) for speaker in role["people"]])
            for role in one.get("roles", ())
        ]
        assert [(role.role, [_printed(speaker) for speaker in role.people]) for role in made.roles] == roles, name
    speaking = [speaker for one in found.values() for role in one.roles for speaker in role.people]
    assert len({speaker.person.name for speaker in speaking}) == 61  # of 60 people: one in two spellings
    assert len(read.left) == 3
    assert len(read.doubts) <= 13


def _last(label: str) -> str:
    return label.rpartition(" ")[2]


def _stated(speaker: dict[str, str], known: dict[str, dict[str, str]]) -> tuple[str, bool, int | None, bool]:
    person = known[speaker["person"]]
    first = person.get("order") == "family-first"
    minutes = int(speaker["minutes"]) if "minutes" in speaker else None
    return person["family"], first, minutes, speaker.get("mode") == "video"


def _printed(speaker: Speaking) -> tuple[str, bool, int | None, bool]:
    family = " ".join(SPELLED.get(word, word) for word in speaker.person.family.split())
    return family, speaker.person.family_first, speaker.minutes, speaker.video


# --------------------------------------------------------------------------- as ministries type them

TWO_DAYS = (dt.date(2025, 5, 20), dt.date(2025, 5, 21))


def said(*rows: tuple[str, ...], lang: str = "en", above: tuple[Piece, ...] = ()) -> Agenda:
    """The programme of a table, its day stated by the conference."""
    return programme.read((*above, para("20 May 2025"), table(*rows, line=3)), lang, "", TWO_DAYS)


def spoken(one: Item) -> list[tuple[str, list[str]]]:
    """Who speaks as what."""
    return [(role.role, [each.person.name for each in role.people]) for role in one.roles]


def test_whoever_stands_below_the_one_moderator_speaks() -> None:
    (item_,) = (
        said(("9:00–10:00", "Session 1: Sand", "Moderator: Ms. Ida Holm, WRO\n• Mr. Bo Lind, Gravel Board"))
        .days[0]
        .items
    )
    assert spoken(item_) == [("co-moderator", ["Ida Holm"]), ("speaker", ["Bo Lind"])]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Sand and silt (Moderator: Ms. Ida Holm, WRO)", "Sand and silt"),
        ("Sand and silt, moderated by Ms. Ida Holm, WRO", "Sand and silt"),
        ("Песок и ил (модератор – г-жа Ида Хольм, ВРО)", "Песок и ил"),
    ],
)
def test_a_moderator_in_the_line_of_the_title(title: str, left: str) -> None:
    (item_,) = said(("9:00–10:00", title)).days[0].items
    assert item_.title == left
    assert [(role.role, len(role.people)) for role in item_.roles] == [("co-moderator", 1)]


def test_roles_in_one_line_are_taken_apart() -> None:
    line = "Moderator: Ms. Ida Holm, WRO; Speakers: Dr. Bo Lind, Gravel Board; Mr. Al Roy, Clay Union"
    (item_,) = said(("9:00–10:00", "Sand", line)).days[0].items
    assert spoken(item_) == [("co-moderator", ["Ida Holm"]), ("speaker", ["Bo Lind", "Al Roy"])]


def test_what_happens_is_the_title_where_no_other_stands() -> None:
    (item_,) = said(("9:00–10:00", "Welcome remarks\nMr. Bo Lind, Gravel Board")).days[0].items
    assert (item_.title, spoken(item_)) == ("Welcome remarks", [("opening-remarks", ["Bo Lind"])])


def test_columns_that_are_rooms_hold_items_side_by_side() -> None:
    read = said(
        ("Time", "Room A", "Room B"),
        ("9:00–10:00", "Track 1: Sand\nChair: Ms. Ida Holm, WRO", "Track 2: Silt\nMr. Bo Lind, Gravel Board"),
    )
    found = [(one.label, one.title, one.place, spoken(one)) for one in read.days[0].items]
    assert found == [
        ("Track 1", "Sand", "Room A", [("chair", ["Ida Holm"])]),
        ("Track 2", "Silt", "Room B", [("speaker", ["Bo Lind"])]),
    ]
    assert {one.start for one in read.days[0].items} == {dt.time(9)}


def test_a_place_in_a_cell_without_a_head() -> None:
    items = (
        said(
            ("9:00–9:30", "Opening", "Ms. Ida Holm, Deputy Minister", "Conference Hall"),
            ("9:30–10:00", "Coffee break", "", "Lobby"),
            ("10:00–11:00", "Side event: Silt", "Room 5"),
        )
        .days[0]
        .items
    )
    assert [(one.place, one.note) for one in items] == [("Conference Hall", ""), ("Lobby", ""), ("Room 5", "")]


def test_the_matter_of_a_talk_and_its_speaker() -> None:
    above = (para("20 мая 2025 года"), para("9.00–10.00 Первое заседание"), para("Доклады:"))
    read = programme.read((*above, item("Об иле. Докладчик: А. К. Исмаилов (10 мин.)")), "ru", "", TWO_DAYS)
    (item_,) = read.days[0].items
    assert [(issue.text) for issue in item_.issues] == ["Об иле"]
    assert [(one.person.name, one.minutes) for one in item_.roles[0].people] == [("А. К. Исмаилов", 10)]
    assert "topic" in rules(read)


def test_an_agenda_of_numbers_is_put_on_the_first_day() -> None:
    points = [
        Piece(Form.ITEM, Spot(at), markup.plain(text), level=1, number=str(at), typed=f"{at}.")
        for at, text in enumerate(("Opening.", "Adoption of the agenda.", "Other matters."), 1)
    ]
    read = programme.read(tuple(points), "en", "Agenda", TWO_DAYS)
    assert [(one.label, one.title, one.start) for one in read.days[0].items] == [
        ("1", "Opening", None),
        ("2", "Adoption of the agenda", None),
        ("3", "Other matters", None),
    ]
    assert (read.days[0].date, rules(read), read.left) == (TWO_DAYS[0], ["no-hours"], ())


def test_a_date_that_no_year_has_does_not_stop_an_import() -> None:
    read = programme.read((para("29 February"), para("9:00–10:00 Opening")), "en", "", TWO_DAYS)
    assert [(day.date, len(day.items)) for day in read.days] == [(TWO_DAYS[0], 1)]
    assert "no-day" in rules(read)


@pytest.mark.parametrize(
    ("text", "start"),
    [("1000 onwards Departure of participants", dt.time(10)), ("Noon Press conference", dt.time(12))],
)
def test_hours_without_an_end(text: str, start: dt.time) -> None:
    found = hours.leading(text)
    assert found is not None
    assert (found.start, found.end) == (start, None)


def test_a_host_without_a_name_is_no_organization() -> None:
    title = item_titles.read("Reception hosted by the Minister of Rivers (by invitation only)")
    assert (title.title, title.organizers, title.host) == ("Reception hosted by the Minister of Rivers", (), "")
    assert item_titles.organizers("проводится после выставки") is None
    assert item_titles.organizers("UNESCO, Internews") is None
    assert item_titles.read("Side event 2: “Silt” (UNESCO, Internews)").organizers == ("UNESCO", "Internews")


def test_rooms_for_other_participants() -> None:
    title = item_titles.read("Lunch (Heads of delegations – Hotel “Silt”; other participants – Cafeteria)")
    assert [(room.audience, room.place) for room in title.venues] == [
        ("heads-of-delegation", "Hotel “Silt”"),
        ("delegates", "Cafeteria"),
    ]


def test_a_person_with_a_function_on_another_line_is_not_doubted() -> None:
    read = said(
        ("9:00–9:30", "Sand", "Ms. Ida Holm, WRO"), ("9:30–10:00", "Silt", "Speakers:\nMs. Ida Holm\nMr. Bo Lind")
    )
    assert [one.reason for one in read.doubts if one.rule == "no-function"] == [
        "“Bo Lind”: no function stands behind the name"
    ]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("9:00 – 10:00", True),
        ("Tuesday, 10 June 2025", True),
        ("Chairperson: Ms. Ida Holm", True),
        ("Regional Forum on Silt", False),
        ("Draft programme", False),
    ],
)
def test_what_no_title_goes_on_behind(text: str, *, begins: bool) -> None:
    assert programme.begins(text) == begins
