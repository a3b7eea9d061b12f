"""What conversions and templates leave behind: cut words, escaped characters, stray markup, placeholder text."""

from __future__ import annotations

import html
import re
from collections import Counter
from html.entities import html5
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from diptych.checks.view import OPAQUE, Check, Example, Fault, On, Paper, Said, Side, lower_words, lowered
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 50  # findings of one kind in one text: nobody reads more

# --------------------------------------------------------------------------- words cut in two

_CUT = re.compile(r"(?<![\w-])([^\W\d_]{2,})[-\u00ad\u2010¬](\s+)([^\W\d_]{2,})(?![\w-]*-\s)")
_SHORT = 3
_HYPHEN_ENDS = re.compile(r"-\s")
_ODD_HYPHEN_ENDS = re.compile(r"[\u00ad\u2010¬]\s")
_ODD_LETTER = re.compile("[\u00ad\u2010¬\ufb00-\ufb06]")
_INSIDE = re.compile(r"(?<=[^\W\d_])¬(?=[^\W\d_])")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BROKEN_LIGATURE = re.compile(
    r"(?<![\w-])(?:[a-z]{1,12})?(?:(?<=[a-z])(?:ffi|fi)|(?<![a-z])(?:fi|fl|ffi)) "
    r"(?=(?:ght|nanc|nal|nd|rst|ve|eld|cer|cul|cat|cial|cien|ci|ned|ne|ow|ag|ight|rm|re|le|gure|ll|lm|sh"
    r"|x)[a-z]*)[a-z]+"
)
_HANGING_WORDS = (  # what may follow a hyphen that stands for a part left out: “pre- and post-arrival”
    "and or to nor but versus vs as than rather through und oder and/or или и либо но а"
)
_HANGING = frozenset(_HANGING_WORDS.split())
_AFTER_DASH_WORDS = (  # what begins a clause: the hyphen stands for a dash, or for a part left out
    "the this that these those which who whom whose what when where while if it its is are was were be he she "
    "we they his her their our for in on at by with from of not no so yet all each both such including"
)
_AFTER_DASH = frozenset(_AFTER_DASH_WORDS.split())
_KEEP_HYPHEN_WORDS = (
    "age anti bi co counter cross decision end ex gender half high human inter know long low mid multi non "
    "peer policy post pre pro quasi risk self semi short small sub two under vice well whole law data evidence"
)
_KEEP_HYPHEN = frozenset(_KEEP_HYPHEN_WORDS.split())


def cut_words(said: Said) -> Iterator[Fault]:
    """A word that a hyphen cut at the end of a line, or that lost its ligature, when the text was converted.

    Authority: Unicode, UAX #14: a hyphen at the end of a line is no part of the text.
    """
    plain = said.plain
    odd = not plain.isascii() and _ODD_LETTER.search(plain)
    if ("-" in plain and _HYPHEN_ENDS.search(plain)) or (odd and _ODD_HYPHEN_ENDS.search(plain)):
        for found in islice(_CUT.finditer(plain), _MOST):
            yield from _cut(said, found)
    if odd and "¬" in plain:
        for found in islice(_INSIDE.finditer(plain), _MOST):
            yield said.fault("the sign ¬ stands for a hyphen at a line's end", found.start(), found.end(), "")
    if "fi " in plain or "fl " in plain:
        for found in islice(_BROKEN_LIGATURE.finditer(plain), _MOST):
            proposed = found[0].replace(" ", "")
            yield said.fault(
                f"“{found[0]}” is “{proposed}”, which lost a ligature", found.start(), found.end(), proposed
            )
    for found in _LIGATURE.finditer(plain) if odd else ():
        proposed = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}.get(
            found[0], "st"
        )
        yield said.fault(f"a ligature, “{found[0]}”, in place of “{proposed}”", found.start(), found.end(), proposed)


def _cut(said: Said, found: re.Match[str]) -> Iterator[Fault]:
    first, gap, second = found.groups()
    if second.lower() in _HANGING or (second.lower() in _AFTER_DASH and "\n" not in gap):
        return
    if second[0].isupper() and not (first.isupper() or first[0].isupper()):
        return
    if said.lang == "ru" and not _russian_cut(first, second):
        return
    hyphen = (
        "-"
        if first.lower() in _KEEP_HYPHEN or (second[0].isupper() and first[0].isupper() and not first.isupper())
        else ""
    )
    proposed = first + hyphen + second
    yield said.fault(f"a word cut in two: “{first}-” and “{second}”", found.start(), found.end(), proposed)


def _russian_cut(first: str, second: str) -> bool:
    """Whether the halves make a word; two words with a bad dash between them are no debris."""
    from diptych.morphology import known

    return known(first + second) and not (known(first) and known(second) and min(len(first), len(second)) > _SHORT)


def cut_lines(paper: Paper) -> Iterator[Fault]:
    """A word cut by a hyphen where a line of a plain file ends, and another line goes on with it.

    Authority: Unicode, UAX #14: a hyphen at the end of a line is no part of the text.
    """
    if paper.document is not None or paper.target:
        return
    for here, there in pairwise(pair.source for pair in paper.pairs):
        end = _LINE_END.search(here.raw) if here.raw[-1:] in _HYPHENS else None
        start = _LINE_START.match(there.raw) if end else None
        if not (end and start) or start[0] in _HANGING or here.lang != there.lang:
            continue
        if here.lang == "ru" and not _russian_cut(end[1], start[0]):
            continue
        message = f"a word cut in two: “{end[1]}-” and, in the next line, “{start[0]}”"
        yield here.fault(message, end.start(), end.end(), others=(there,))


_HYPHENS = ("-", "\u00ad", "\u2010", "¬")
_LINE_END = re.compile(r"(?<![\w-])([^\W\d_]{2,40})[-\u00ad\u2010¬]\Z")
_LINE_START = re.compile(r"[^\W\d_A-ZА-ЯЁ]{2,}")


# --------------------------------------------------------------------------- characters

_ENTITY = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});|[A-Za-z][A-Za-z0-9]{1,24};|(?:nbsp|amp|quot|lt|gt)\b)")
_PERCENT = re.compile(
    r"(?<=[^\W\d_])%(?:20|2[1-9A-F]|3[ABCDEF]|5[BCD]|C2%A0)(?=[\w%])|(?:%[CDE][0-9A-F]%[89AB][0-9A-F])+"
    r"|(?:=[CDE][0-9A-F]=[89AB][0-9A-F])+"
)
_ESCAPED = re.compile(
    r"_x000[0-9A-F]_|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}(?![0-9A-Fa-f])"
    r"|(?<![:\w\\])\\[nrt](?![\w\\])|(?<=[.,;!?])\\[nrt]"
)
_ESCAPES = (("%", "=", _PERCENT, "an address"), ("\\", "_x000", _ESCAPED, "a program"))
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0080-\u00bf"
_MOJIBAKE = re.compile(
    rf"ï»¿|â€[{_CP1252}]?|[ÃÂ][{_CP1252}](?!\s*$)|(?:[ÐÑ][{_CP1252}]){{2,}}|[À-ÖØ-öø-ÿ]{{5,}}"
    r"|(?:[РС][\u0402-\u0407\u0409-\u040f\u0450-\u045f‚„…†‡€‰‹‘’“”•–—™›\u00a0-\u00bf]){2,}"
    r"|вЂ[\u0402-\u040f\u0452-\u045f™њќљ“”¦\u00a6\u201c\u201d]"
)
_MAY_BE_MOJIBAKE = re.compile("[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00ff\u0402-\u040f\u0452-\u045f€™]|вЂ")
_ANY_ODD = re.compile(  # what the two patterns beside it begin with, in one look at most texts
    "[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00ff\u0402-\u040f\u0452-\u045f€™"
    "\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\ufeff]"
)
_LOST = re.compile("[\ufffd\ufffc\ue000-\uf8ff\U000f0000-\U0010ffff\ufeff]+")
_LOST_APOSTROPHE = re.compile(r"(?<=[a-z])\?(?=(?:s|t|re|ve|ll)\b(?! \?))")


def characters(said: Said) -> Iterator[Fault]:
    """Characters that an escape, a wrong encoding or a missing font stands for.

    Authority: HTML Standard, “Named character references”; RFC 3986, section 2.1; The Unicode Standard, section 23.8.
    """
    raw, plain = said.raw, said.plain
    if "&" in plain:
        yield from _entities(said)
    for one, other, pattern, whose in _ESCAPES:
        if one in plain or (other[0] in plain and other in plain):
            for found in islice(pattern.finditer(plain), _MOST):
                yield said.fault(f"“{found[0]}” is an escaped character of {whose}", found.start(), found.end())
    if "?" in plain and said.lang == "en":
        for found in _LOST_APOSTROPHE.finditer(plain):
            yield said.fault("a question mark in place of an apostrophe", found.start(), found.end(), "’")
    if not raw.isascii() and (_ANY_ODD.search(raw) or "вЂ" in raw):
        yield from _wrongly_read(said)


_WHAT = {
    "\ufffd": "the sign � stands for a character that was lost",
    "\ufffc": "an invisible left-over, U+FFFC",
    "\ufeff": "an invisible left-over, U+FEFF",
}


def _wrongly_read(said: Said) -> Iterator[Fault]:
    first: dict[str, re.Match[str]] = {}
    count: Counter[str] = Counter()
    for found in _LOST.finditer(said.raw):
        first.setdefault(found[0][0], found)
        count[found[0][0]] += len(found[0])
    for sign, found in islice(first.items(), _MOST):
        private = f"a character of private use, U+{ord(sign):04X}, which no other font shows"
        more = f"; it stands here {count[sign]} times" if count[sign] > 1 else ""
        yield said.fault(_WHAT.get(sign, private) + more, found.start(), found.end())
    if _MAY_BE_MOJIBAKE.search(said.plain):
        for found in islice(_MOJIBAKE.finditer(said.plain), _MOST):
            yield said.fault(f"“{found[0]}” is a character read in a wrong encoding", found.start(), found.end())


def _entities(said: Said) -> Iterator[Fault]:
    for found in islice(_ENTITY.finditer(said.plain), _MOST):
        text = found[0]
        name = text[1:]
        if name.startswith("#") or name in html5 or name in {"nbsp", "amp", "quot", "lt", "gt"}:
            meant = html.unescape(text if text.endswith(";") else text + ";")
            proposed = meant if meant.isprintable() and meant not in "<>&" else ("&" if meant == "&" else None)
            yield said.fault(f"“{text}” is an escaped character of HTML", found.start(), found.end(), proposed)


# --------------------------------------------------------------------------- markup and left-overs

_TAG = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|center|cite|code|col|dd|div|dl|dt|em|figure|font"
    r"|footer|form|h[1-6]|"
    r"head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|o:p|object|ol|option|p|pre|s|script|section|"
    r"select|small|span|st1:\w+|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|"
    r"video|w:\w+|xml)(?:\s[^<>\n]{0,300})?/?>|<!--|-->|<!\[CDATA\[|<![A-Za-z]+[^<>]{0,60}>|<\?(?:xml|php)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|code|color|size|center|list|caption|gallery|embed|video|audio"
    r"|\*)(?:[ =][^\[\]\n]{0,200})?\]"
    r"(?!\()|\{\{[^{}\n]{0,200}\}\}|\{\ufffc{3,200}\}|<%=?[^%\n]{0,200}%>|\$\{\w[\w.]{0,60}\}"
    r"|\[\[[^\[\]\n]{1,200}\]\]|'{3,5}(?=\w)"
    r"|\\(?:textbf|textit|emph|par|pard|begin|end|section|item)\b|(?<!\w)style=[\"'][^\"'\n]{0,200}[\"']"
)
_BRACKET_SIGNS = ("[", "{", "<", "\\", "=")
_FIELD_SIGNS = ("!", "#", "[", "\\")
_LONGEST_SHOWN = 24
_MAY_BE_JOB_NUMBER = re.compile(r"-\d{5}")
_FIELD = re.compile(
    r"Error!\s+(?:Reference source not found|Bookmark not defined|No text of specified style in document"
    r"|Hyperlink reference not valid|Not a valid \w+|Unknown \w+[^.\n]{0,40})"
    r"|Ошибка!\s+(?:Источник ссылки не найден|Закладка не определена|Недопустимый объект гиперссылки"
    r"|Текст указанного стиля в документе отсутствует)"
    r"|\\\* ?MERGEFORMAT|\bMERGEFIELD\b|\bPAGEREF _|\bHYPERLINK \"|\bTOC \\o|#(?:REF|VALUE|NAME|DIV/0)[!?]"
    r"|\[object Object\]|\[if !support\w+\]|\[endif\]"
)
_PAGE = re.compile(
    r"(?<![\w-])(?:Page|page|PAGE) \d{1,4} (?:of|/) \d{1,4}\b|\b\d{1,4} ?\| ?P ?a ?g ?e\b"
    r"|(?<!\w)[Сс]тр(?:\.|аница) \d{1,4} из \d{1,4}(?!\w)"
    r"|(?<![\w/.-])\d{2}-\d{5}(?: \([A-Z]\))?\s+\d{1,3}/\d{1,3}(?![\w/])"
    r"|(?<![\w/.-])\d{1,3}/\d{1,3}\s+\d{2}-\d{5}(?![\w/-])"
)
_ONLY_PAGE = re.compile(
    r"\s*(?:[-–—] ?\d{1,4} ?[-–—]|Page \d{1,4}|\d{1,4}/\d{1,4} \d{2}-\d{5}|\d{2}-\d{5}(?: \([EFRSAC]\))?)\s*"
)


def leftovers(said: Said) -> Iterator[Fault]:
    """Markup of other programs, fields of a word processor that point nowhere, heads and numbers of pages.

    Authority: CommonMark 0.31 (none of it is markup here: all would be printed).
    """
    plain = said.plain
    if said.side is Side.SOURCE:  # of a translation, “markup” says it
        yield from _markup(said)
    telling = said.once(_telling)
    if any(map(plain.__contains__, _FIELD_SIGNS)) or (telling and telling & _FIELD_WORDS):
        for found in _FIELD.finditer(plain):
            yield said.fault("a field of a word processor that points nowhere", found.start(), found.end())
    if "|" in plain or (telling and telling & _PAGE_WORDS) or ("/" in plain and _MAY_BE_JOB_NUMBER.search(plain)):
        for found in islice(_PAGE.finditer(plain), _MOST):
            yield said.fault(f"“{found[0]}” is the number of a page", found.start(), found.end())
    if len(plain) < _LONGEST_SHOWN and (found_only := _ONLY_PAGE.fullmatch(plain)):
        yield said.fault(f"“{found_only[0].strip()}” is the number of a page")


def _markup(said: Said) -> Iterator[Fault]:
    plain = said.plain
    tags = list(_TAG.finditer(plain)) if "<" in plain or "-->" in plain else []
    if tags:
        first, last = tags[0], tags[-1]
        rest = f" and {len(tags) - 1} more are" if len(tags) > 1 else " is"
        yield said.fault(f"“{_short(first[0])}”{rest} markup of HTML", first.start(), last.end())
    if any(map(plain.__contains__, _BRACKET_SIGNS)) or ("'" in plain and "''" in plain):
        for found in islice(_BRACKETS.finditer(plain), _MOST):
            if not any(tag.start() < found.start() < tag.end() for tag in tags):
                yield said.fault(f"“{_short(found[0])}” is markup of another program", found.start(), found.end())


def _short(text: str) -> str:
    text = text.replace(OPAQUE, "")
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


# --------------------------------------------------------------------------- placeholder text

_LOREM_WORDS = (
    "accusamus accusantium adipisci adipisicing adipiscing aliquam aliquip architecto asperiores aspernatur "
    "assumenda aute autem beatae blanditiis commodi consectetur consequatur consequuntur corporis corrupti "
    "culpa cumque cupidatat cupiditate debitis delectus deleniti deserunt dignissimos dolor dolore dolorem "
    "doloremque dolores doloribus dolorum ducimus eaque earum eius eiusmod eligendi eveniet excepturi "
    "exercitationem expedita explicabo facere facilis fugiat fugit harum impedit incididunt inventore ipsa "
    "ipsam ipsum iste itaque iusto labore laboriosam laboris laborum laudantium libero lorem magnam magni "
    "maiores maxime minima minus molestiae molestias mollitia natus necessitatibus nemo neque nesciunt nihil "
    "nisi nobis nostrum nulla numquam obcaecati occaecati odio odit officia officiis omnis optio pariatur "
    "perferendis perspiciatis placeat porro praesentium provident quaerat quasi quia quibusdam quidem quisquam "
    "quos ratione recusandae reiciendis rem repellat repellendus reprehenderit repudiandae rerum saepe "
    "sapiente sequi similique sint soluta sunt suscipit tempora tempore temporibus tenetur totam ullam unde "
    "vel velit veniam veritatis vero vitae voluptas voluptate voluptatem voluptates voluptatibus voluptatum"
)
_LOREM = frozenset(_LOREM_WORDS.split())
_LATIN_TELLTALE = re.compile(
    r"(?i)\b(?:lorem|ipsum|volupt\w+|consectetur|adipisc\w+|consequ[au]\w+|perspiciatis|veniam|eveniet"
    r"|necessitatibus)\b"
)
_TELLING_WORDS = (  # one of these is in all such text but for the signs in `_may_hold_place`
    "here click double-click tap insert enter type add placeholder dummy sample filler choose tbd tbc tba d todo fixme "
    "20__ qwerty вставить вставьте указать укажите введите впишите щелкните щёлкните образец ввода текст текст-рыба "
    "рыбный рыба-текст выберите"
)
_FIELD_WORDS = frozenset(("mergefield", "pageref", "hyperlink"))
_PAGE_WORDS = frozenset(("page", "стр", "страница"))
_PLACE_WORDS = _LOREM | frozenset(_TELLING_WORDS.split())
_TELLING = _PLACE_WORDS | _FIELD_WORDS | _PAGE_WORDS
_CROSSES = re.compile(r"x{3}|х{3}|0хх|0xx|xx[/.\]]|[/.\[]xx")
_LEAST_LATIN = 3
_EMPTY = re.compile(
    r"(?i:\[(?:insert|enter|type|add|вставить|вставьте|указать|укажите|впишите)\b[^\[\]\n]{0,120}\](?!\())"
    r"|(?i:<(?:insert|enter|вставить|вставьте|указать)\b[^<>\n]{0,80}>)"
    r"|(?i:\b(?:insert|add|enter|type|put) (?:your |the |an? |some )?(?:own )?(?:text|name|title|subtitle"
    r"|date|image|photo|picture|"
    r"logo|link|content|caption|quote|heading|number|description)s? here\b(?=\W*$|\s*[\])>.]))"
    r"|(?i:\b(?:click|tap)(?: or tap)?(?: here)? to (?:add|edit|enter|insert|type)\b(?: (?:an?|the"
    r"|your))?(?: \w+){0,2})"
    r"|(?i:\byour (?:text|title|heading|content) (?:goes |comes )?here\b)|(?i:\b(?:placeholder|dummy"
    r"|sample|filler) text\b)"
    r"|\bChoose an item\b|(?i:^\s*insert here\W*$)|(?i:(?<=[\[(])insert here(?=[\])]))"
    r"|(?i:(?<!\w)(?:вставьте|введите|впишите) (?:сюда |здесь )?(?:текст|заголовок|название|имя"
    r"|дату)(?: сюда| здесь)?(?!\w))"
    r"|(?i:(?<!\w)щ[её]лкните,? чтобы (?:добавить|изменить|ввести)(?: \w+)?)|(?i:(?<!\w)(?:образец текста"
    r"|место для ввода текста|"
    r"текст-рыба|рыбный текст|рыба-текст|здесь будет текст|текст заголовка)(?!\w))|Выберите элемент(?=[.\s]|$)"
)
_MARK = re.compile(
    r"(?<![\w.-])(?:TBD|T\.B\.D\.|TODO:?|FIXME:?)(?!\w)|(?<=[\[(])(?:TBC|TBA|tbc|tba|tbd)(?=[\])])"
    r"|(?<=: )(?:TBC|TBA)(?=[.;,]?\s*$)"
    r"|(?<![\w.-])(?:x{3,}|х{3,})(?![\w-])|(?<![\w])(?:X{4,}|Х{4,})(?!\w)|(?<=[/.])X{2,}(?![\w])"
    r"|(?<!\w)X{2}[/.]X{2}(?:[/.]|\b)"
    r"|(?<!\w)20(?:XX|xx|ХХ|хх|__)(?!\w)|\?{3,}|(?<=\s)\?\?(?= \w)"
    r"|(?<=\w)\?\?(?= [a-zа-я])|\[[•●_]\](?!\()|\[(?:XX+|xx+)\](?![(\[])"
    r"|(?<!\w)(?:asdf\w*|qwerty|йцукен\w*)(?!\w)"
)
_IN_CELL = re.compile(r"\W*(?:T\.?B\.?[ACD]\.?|t\.?b\.?[acd]\.?)\W*")
"""All that a cell of a programme says: to be announced, confirmed, determined."""


def placeholders(said: Said) -> Iterator[Fault]:
    """Text that a template brings along until somebody writes the real one: lorem ipsum, “TBD”, “insert text here”.

    Authority: the practice of translation services: what is translated is complete.
    """
    plain, low = said.plain, lowered(said)
    if not _may_hold_place(said, low):
        return
    if _LATIN_TELLTALE.search(plain):
        yield from _pseudo_latin(said)
    for found in islice(_EMPTY.finditer(plain), _MOST):
        yield said.fault("text of a template, which nobody has filled in", found.start(), found.end())
    for found in islice(_MARK.finditer(plain), _MOST) if not _IN_CELL.fullmatch(plain) else ():
        if OPAQUE not in plain[max(0, found.start() - 1) : found.end() + 1]:
            yield said.fault(f"“{found[0].strip()}” holds the place of something to come", found.start(), found.end())


def _may_hold_place(said: Said, low: str) -> bool:
    """Whether a text must be searched; most need not."""
    if said.once(_telling) & _PLACE_WORDS:
        return True
    if ("?" in low and "??" in low) or ("[" in low and ("[•" in low or "[●" in low or "[_" in low)):
        return True
    foreign = not low.isascii()
    if ("xx" in low or (foreign and "хх" in low)) and _CROSSES.search(low):
        return True
    return "asdf" in low or (foreign and "йцук" in low)


def _telling(said: Said) -> frozenset[str]:
    """The words of a text that may be of a template, of a field or of the number of a page; most texts have none."""
    return _TELLING.intersection(said.once(lower_words))


def _pseudo_latin(said: Said) -> Iterator[Fault]:
    """The stretch from the first word of it to the last; two such words are enough if there is nothing else."""
    words = [one for one in said.words if one[0].lower() in _LOREM]
    if words and (
        len({one[0].lower() for one in words}) >= _LEAST_LATIN or re.search(r"(?i)\blorem ipsum\b", said.plain)
    ):
        start, end = words[0].start(), words[-1].end()
        yield said.fault("pseudo-Latin of a template", start, end)


_HINT = "Write what was meant, or delete it."

CHECKS = (
    Check(
        "debris",
        Severity.WARNING,
        cut_words,
        "Join the halves of the word.",
        On.TEXT,
        right=(Example("pre- and post-arrival checks", "проверки до и после прибытия"),),
        wrong=(Example("A secu- rity belt", "Пояс безопасности", at="secu- rity", side="en"),),
    ),
    Check(
        "debris",
        Severity.WARNING,
        cut_lines,
        "Join the lines, and the halves of the word.",
        On.PAPER,
        right=(Example("pre- and post-arrival", "до и после прибытия"),),
    ),
    Check(
        "debris",
        Severity.WARNING,
        characters,
        "Type the character that was meant.",
        On.TEXT,
        right=(Example("R&D at AT&T rose by 20%.", "Расходы AT&T на НИОКР выросли на 20 %."),),
        wrong=(Example("roads &amp; bridges", "дороги и мосты", at="&amp;", side="en"),),
    ),
    Check(
        "debris",
        Severity.WARNING,
        leftovers,
        _HINT,
        On.TEXT,
        right=(Example("Values < 5 and > 3 are listed on page 12.", "Значения < 5 и > 3 приведены на стр. 12."),),
        wrong=(
            Example("The meeting</p> ended.", "Заседание окончилось.", at="</p>", side="en"),
            Example("See Error! Bookmark not defined.", "См. раздел 2.", at="Error! Bookmark not defined", side="en"),
        ),
    ),
    Check(
        "debris",
        Severity.WARNING,
        placeholders,
        _HINT,
        On.TEXT,
        right=(Example("[to be completed by the Secretariat]", "[заполняется Секретариатом]"),),
        wrong=(
            Example("Lorem ipsum dolor sit amet", "Текст готовится", at="Lorem ipsum dolor sit amet"[:11], side="en"),
            Example("Venue: TBD", "Место: уточняется", at="TBD", side="en"),
        ),
    ),
)
