"""Small editions, built by hand, for the tests of the web pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from conftest import ROOT
from diptych.catalog import Key, Span, State
from diptych.edition import Alternate, Cell, Cells, Edition, Hinge, Line, Masthead
from diptych.event import moment
from diptych.model import Kind, Part, Run, Session
from diptych.page import CoveragePage, DocumentPage, Frame, GatePage, Link, Page, Switch, Way
from diptych.render import html

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES: Mapping[str, str] = {
    path.name: path.read_text("utf-8")
    for path in sorted((ROOT / "templates").iterdir())
    if path.suffix in (".html", ".css")
}
BOTH = ("en", "ru")

THREE = ("en", "ru", "fr")

Text = str | tuple[Run, ...]


def missing(*runs: Run, word: str = "не переведено") -> tuple[Run, ...]:
    """English runs in the place of a translation that is missing, with brackets and a word as `compose` sets them."""
    inside = tuple(replace(run, lang="en", state=State.MISSING) for run in runs)
    end = Run(f" · {word}]", role="mark", state=State.MISSING, lines_end=runs[-1].lines_end)
    return (Run("[", role="mark", state=State.MISSING), *inside[:-1], replace(inside[-1], lines_end=False), end)


def cells(en: Text, ru: Text, langs: tuple[str, ...] = BOTH) -> Cells:
    """The texts of two languages as the cells of an edition; nothing is translated into a third."""
    said = [(Run(text),) if isinstance(text, str) else text for text in (en, ru)]
    texts = {"en": said[0], "ru": said[1], "fr": missing(*said[0], word="pas encore traduit")}
    return tuple(Cell(lang, texts[lang]) for lang in langs)


WORDS = {
    "page/skip": ("Skip to the text", "К тексту"),
    "page/editions": ("Language", "Язык"),
    "page/contents": ("Contents", "Содержание"),
    "page/number": ("Paragraph {number}", "Пункт {number}"),
    "page/other-language": ("The same paragraph in the other language", "Тот же пункт на другом языке"),
    "page/formats": ("Other formats", "Другие форматы"),
    "page/time": ("Time", "Время"),
    "page/parallel": ("side by side", "рядом"),
    "programme/minutes": ("min", "мин"),
    "page/back": ("Back to the top", "К началу"),
    "programme/key-issues": ("Key issues", "Ключевые вопросы"),
    "kind/session": ("Session", "Заседание"),
    "kind/break": ("Break", "Перерыв"),
    "kind/side-event": ("Side event", "Параллельное мероприятие"),
    "kind/visit": ("Visit", "Посещение"),
    "marks/missing": ("not translated", "не переведено"),
    "marks/why-missing": ("It has not been translated yet.", "Ещё не переведено."),
    "masthead/co-organizers": ("Co-organizers", "Организаторы"),
    "masthead/supporters": ("Supported by", "При поддержке"),
    "formats/html": ("Web page", "Веб-страница"),
    "formats/pdf": ("PDF", "PDF"),
    "formats/docx": ("Word", "Word"),
    "formats/ics": ("Calendar", "Календарь"),
    "edition/date": ("1 May 2031", "1 мая 2031 года"),
    "site/menu": ("Pages of the site", "Страницы сайта"),
    "site/choose": ("Choose a language", "Выберите язык"),
    "site/not-found": ("There is no such page", "Такой страницы нет"),
    "site/not-found-hint": ("The address may be misspelt.", "Возможно, адрес набран с ошибкой."),
    "site/coverage": ("State of translation", "Состояние перевода"),
    "coverage/document": ("Document", "Документ"),
    "coverage/language": ("Language", "Язык"),
    "coverage/section": ("Section", "Раздел"),
    "coverage/messages": ("Passages", "Фрагменты"),
    "coverage/words": ("Words", "Слова"),
    "coverage/done": ("Translated", "Переведено"),
    "coverage/fuzzy": ("Out of date", "Устарело"),
    "coverage/missing": ("Not translated", "Не переведено"),
    "coverage/percent": ("Complete", "Готово"),
    "coverage/total": ("Total", "Всего"),
}


def words(langs: tuple[str, ...] = BOTH) -> dict[str, Cells]:
    """The labels in the languages."""
    return {path: cells(en, ru, langs) for path, (en, ru) in WORDS.items()}


def edition(
    lines: tuple[Line, ...], langs: tuple[str, ...] = BOTH, *, slug: str = "declaration", draft: bool = False
) -> Edition:
    """An edition of these lines; lines are given in both languages and cut down to those of the edition."""

    def say(en: str, ru: str) -> Cells:
        return cells(en, ru, langs)

    def cut(both: Cells) -> Cells:
        return tuple(cell for cell in both if cell.lang in langs)

    alternates = tuple(
        Alternate(name, spoken, f"../{name}/{slug}.html", label)
        for name, spoken, label in (
            ("en", ("en",), "English"),
            ("ru", ("ru",), "Русский"),
            ("en-ru", BOTH, "рядом" if langs == ("ru",) else "side by side"),
        )
    )
    return Edition(
        name="-".join(langs),
        languages=langs,
        slug=slug,
        kind=slug,
        source="en",
        draft=draft,
        watermark=("DRAFT", "ПРОЕКТ") if draft else (),
        date=dt.date(2031, 5, 1),
        masthead=Masthead(
            conference=say("River Conference", "Речная конференция"),
            theme=say("Two banks, one river", "Два берега, одна река"),
            when=say("1–2 May 2031", "1–2 мая 2031 года"),
            where=say("Bridge Hall", "Мостовой зал"),
            title=say("River Declaration", "Речная декларация"),
            subtitle=say("on clean water", "о чистой воде"),
            notice=say("A text for tests", "Текст для проверки"),
            symbol="R/1",
            status=say("Draft", "Проект") if draft else say("Final text", "Окончательный текст"),
            organizers=(say("Left Bank", "Левый берег"), say("Right Bank", "Правый берег")),
            supporters=(say("The Ferry", "Паром"),),
            counts=(say("1 passage is not translated", "1 фрагмент не переведён"),) if draft else (),
        ),
        running=say("River · Declaration", "Река · Декларация"),
        lines=tuple(
            replace(line, cells=cut(line.cells), marks=tuple(cut(mark) for mark in line.marks)) for line in lines
        ),
        words=words(langs),
        alternates=alternates,
        sessions=SESSIONS if slug == "programme" else (),
        timezone="Asia/Dushanbe",
    )


def _session(name: str, start: dt.time, end: dt.time | None) -> Session:
    title = Part("title", "programme", Key(name, f"{name}/title"), Span("content/programme.yaml"))
    return Session(
        id=name,
        kind="session",
        date=dt.date(2031, 5, 1),
        start=start,
        end=end,
        title=title,
        label=None,
        appearances=(),
        organizers=(),
        host="",
        invitation=False,
        audience="",
        around=False,
        span=Span("content/programme.yaml"),
    )


SESSIONS = (_session("opening", dt.time(9), dt.time(10, 30)), _session("lunch", dt.time(13), None))


def speaker(number: int, minutes: int | None = 6, *, video: bool = False) -> Line:
    """A speaker's line of the opening."""
    return Line(
        Kind.SPEAKER,
        f"opening-speaker-{number}",
        cells(
            (Run("Zarina Sharifova", strong=True, role="name"), Run(", "), Run("Minister for Water", role="function")),
            (Run("Зарина Шарифова", strong=True, role="name"), Run(", "), Run("министр", role="function")),
        ),
        Hinge(minutes=minutes, video=video),
        group="opening",
        session="opening",
    )


PROGRAMME = (
    Line(Kind.DAY, "day-2031-05-01", cells("Thursday, 1 May 2031", "Четверг, 1 мая 2031 года"), whole=True),
    Line(
        Kind.SESSION,
        "opening",
        cells(
            (Run("Session I", role="label", lines_end=True), Run("Opening", role="title")),
            (Run("Заседание I", role="label", lines_end=True), Run("Открытие", role="title")),
        ),
        Hinge("9:00", "10:30"),
        variant="session",
        session="opening",
        marks=(cells("By invitation only", "Только по приглашениям"),),
    ),
    Line(Kind.ROLE, "opening-role-1", cells("Chair", "Председатель"), group="opening", session="opening"),
    speaker(1),
    speaker(2, 3, video=True),
    speaker(3, None),
    Line(Kind.ISSUES, "opening-issues", cells("Key issues", "Ключевые вопросы"), session="opening"),
    Line(Kind.ISSUE, "opening-issue-1", cells("Clean water", "Чистая вода"), level=1, session="opening"),
    Line(Kind.ISSUE, "opening-issue-2", cells("Fish", "Рыба"), level=1, session="opening"),
    Line(
        Kind.SESSION,
        "lunch",
        cells("Lunch", "Обед"),
        Hinge("13:00"),
        variant="break",
        light=True,
        session="lunch",
    ),
    Line(
        Kind.SESSION,
        "boats",
        cells("Boats", "Лодки"),
        Hinge("13:00", "14:00"),
        variant="side-event",
        concurrent=True,
        session="boats",
    ),
    Line(Kind.PLACE, "boats-place", cells("The pier", "Пристань"), session="boats"),
    Line(Kind.DAY, "day-2031-05-02", cells("Friday, 2 May 2031", "Пятница, 2 мая 2031 года"), whole=True),
    Line(Kind.SESSION, "visit", cells("Visit to the dam", "Посещение плотины"), variant="visit", light=True),
)

DECLARATION = (
    Line(Kind.PARAGRAPH, "p-1", cells("The banks met.", "Берега встретились.")),
    Line(Kind.HEADING, "preamble", cells("Preamble", "Преамбула"), level=2),
    Line(Kind.CHAPEAU, "chapeau", cells("We, the banks:", "Мы, берега:")),
    Line(
        Kind.RECITAL,
        "recital-1",
        cells((Run("Noting", emphasis=True), Run(" rivers;")), (Run("отмечая", emphasis=True), Run(" реки;"))),
    ),
    Line(
        Kind.OPERATIVE,
        "op-5",
        cells(
            (Run("Call upon", emphasis=True), Run(" all;")),
            (
                Run("[", role="mark", state=State.MISSING),
                Run("Call upon", emphasis=True, lang="en", state=State.MISSING),
                Run(" all;", lang="en", state=State.MISSING),
                Run(" · нет перевода]", role="mark", state=State.MISSING),
            ),
        ),
        Hinge(number="5"),
    ),
    Line(Kind.OPERATIVE, "op-5-a", cells("both banks;", "оба берега;"), Hinge(number="(a)"), level=2),
    Line(Kind.LIST_ITEM, "li-1", cells("One", "Один"), level=1),
    Line(Kind.LIST_ITEM, "li-2", cells("One and a half", "Полтора"), level=2),
    Line(Kind.LIST_ITEM, "li-3", cells("Two", "Два"), level=1),
    Line(Kind.QUOTE, "quote-1", cells("Water is life.", "Вода — это жизнь.")),
    *(
        Line(
            Kind.CELL,
            f"t-1-{row}-{column}",
            cells(f"Cell {row}.{column}", f"Ячейка {row}.{column}"),
            group="t-1",
            row=row,
            column=column,
        )
        for row in range(2)
        for column in range(3)
    ),
)

_OPENING, _TITLE = (
    Run("Session I", role="label", lines_end=True),
    Run("Clean rivers for all of the banks", role="title"),
)
_FLOOR = Run("From the floor", role="label", lines_end=True)

LACKING = (
    Line(Kind.DAY, "day-2031-05-01", cells("Thursday, 1 May 2031", "Четверг, 1 мая 2031 года"), whole=True),
    Line(
        Kind.SESSION,
        "rivers",
        cells((_OPENING, _TITLE), missing(_OPENING, _TITLE)),
        Hinge("9:00", "10:30"),
        variant="session",
        session="rivers",
    ),
    Line(Kind.FLOOR, "rivers-floor", cells((_FLOOR, Run("Both banks")), (*missing(_FLOOR), Run("Оба берега")))),
    *(
        Line(
            Kind.NOTE,
            f"note-{length}",
            cells("All", missing(Run("Both the banks, " * length), word="перевод не подтверждён")),
        )
        for length in range(1, 5)
    ),
)
"""Lines whose labels, titles and notes are not translated."""

LISTS = (
    Line(Kind.OPERATIVE, "op-1", cells("Decide:", "постановляем:"), Hinge(number="1")),
    *(
        Line(Kind.LIST_ITEM, f"op-1-{name}", cells("this;", "это;"), Hinge(number=number), level=level)
        for name, number, level in (("a", "(a)", 2), ("a-i", "(i)", 3), ("a-i-x", "(a)", 4), ("b", "(b)", 2))
    ),
    Line(Kind.PARAGRAPH, "p-1", cells("The banks:", "Берега:")),
    *(
        Line(Kind.LIST_ITEM, f"li-{number}", cells("bank;", "берег;"), level=level)
        for number, level in enumerate((1, 2, 3, 4, 1), 1)
    ),
)
"""Items within items, numbered and not."""


SWITCH = (
    Switch("English", "en", "../en/{stem}.html", "en"),
    Switch("Русский", "ru", "../ru/{stem}.html", "ru"),
    Switch("side by side", "en", "../en-ru/{stem}.html"),
)


def frame(langs: tuple[str, ...] = BOTH, stem: str = "index", **more: Any) -> Frame:
    """What stands around a page of an edition."""
    name = "-".join(langs)
    switch = tuple(replace(one, href=one.href.format(stem=stem), here=f"/{name}/" in one.href) for one in SWITCH)
    whole = {
        "languages": langs,
        "name": cells("Page", "Страница", langs),
        "title": "Page",
        "site": cells("River", "Река", langs),
        "words": words(langs),
        "home": "index.html",
        "menu": (Way(cells("Home", "Главная", langs), "index.html", here=stem == "index"),),
        "switch": switch,
        "edition": name,
        "coverage": "../coverage.html",
        **more,
    }
    return Frame(**whole)


def above(langs: tuple[str, ...] = BOTH, **more: Any) -> Frame:
    """What stands around a page above the editions."""
    doors = tuple(replace(one, href=one.href.removeprefix("../").format(stem="index")) for one in SWITCH)
    return frame(langs, root="", home="en/index.html", switch=doors, edition="", coverage="coverage.html", **more)


def document(made: Edition, formats: tuple[str, ...] = ("pdf", "docx"), **more: Any) -> Page:
    """The page of an edition, as `site` makes it."""

    def link(form: str, at: int) -> Link:
        label = made.words[f"formats/{form}"][at]
        if form == "ics":
            return Link(label, label.lang, f"../{label.lang}/{made.slug}.ics", form, label.lang)
        return Link(label, label.lang, f"{made.slug}.{form}", form, "" if made.parallel else label.lang)

    there = [form for form in formats if form != "ics" or made.sessions]
    links = tuple(link(form, at) for at in range(len(made.languages)) for form in there)
    zone = made.timezone
    whole = {
        "frame": frame(made.languages, made.slug),
        "edition": made,
        "files": links,
        "share": tuple(None if lang == made.source else 97 for lang in made.languages),
        "times": {
            item.id: (moment(item.date, item.start, zone), moment(item.date, item.end, zone)) for item in made.sessions
        },
        "people": {item.id: () for item in made.sessions},
        "calendars": {},
        **more,
    }
    return Page(f"{made.name}/{made.slug}.html", "document.html", DocumentPage(**whole))


def printed(made: Edition, **more: Any) -> bytes:
    """The page of an edition, laid out."""
    return html.write(document(made, **more), TEMPLATES).data


def gate(langs: tuple[str, ...] = BOTH, **more: Any) -> Page:
    """The way in, in these languages."""
    around = above(langs, **more)
    shown = GatePage(
        frame=around,
        title=cells("River Conference", "Речная конференция", langs),
        theme=cells("Two banks, one river", "Два берега, одна река", langs),
        when=cells("1–2 May 2031", "1–2 мая 2031 года", langs),
        where=cells("Bridge Hall", "Мостовой зал", langs),
        ways=around.switch,
    )
    return Page("index.html", "index.html", shown)


def coverage(langs: tuple[str, ...] = BOTH, *, inline: bool = False, **more: object) -> bytes:
    """The page of the state of translation, for two documents."""

    def row(document: str, done: int, fuzzy: int, missing: int) -> dict[str, object]:
        counts = {"total": done + fuzzy + missing, "done": done, "fuzzy": fuzzy, "missing": missing}
        percent = 100 * done // counts["total"]
        return {"document": document, "language": "ru", "messages": counts, "words": counts, "percent": percent, **more}

    shown = CoveragePage(
        above(langs, inline=inline),
        {"declaration": cells("River Declaration", "Речная декларация", langs)},
        {"ru": "Русский"},
        (row("declaration", 3, 1, 1), row("programme", 7, 0, 0)),
        (row("", 10, 1, 1),),
    )
    return html.write(Page("coverage.html", "coverage.html", shown), TEMPLATES).data


class Tree(HTMLParser):
    """A page read back: every element with its attributes, and every text with the elements around it."""

    VOID = frozenset({"meta", "link", "br", "path", "rect", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, tuple[tuple[str, dict[str, str | None]], ...]]] = []
        self.data: list[tuple[str, dict[str, str | None]]] = []
        """What stands in scripts, with their attributes."""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs))
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open[-1][0] == "script":
            self.data.append((data, self._open[-1][1]))
        elif data.strip() and self._open[-1][0] != "style":
            self.texts.append((data, tuple(self._open)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attrs for name, attrs in self.elements if name == tag]

    def within(self, id_: str) -> str:
        """The text within the element of this id."""
        return "".join(text for text, around in self.texts if any(attrs.get("id") == id_ for _, attrs in around))

    def spoken(self, text: str) -> str | None:
        """The language that the text is in: the nearest ``lang`` around it."""
        around = next(around for said, around in self.texts if text in said)
        return next((attrs["lang"] for _, attrs in reversed(around) if "lang" in attrs), None)


def read(page: bytes | str) -> Tree:
    """The page, read back."""
    return Tree(page.decode() if isinstance(page, bytes) else page)
