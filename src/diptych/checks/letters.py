"""Letters of the wrong script: Latin ones that look Cyrillic, Cyrillic ones that look Latin."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from diptych.checks.view import Check, Example, Fault, On, Pair, Said
from diptych.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.checks.view import Known

_CYRILLIC = "АВЕКМНОРСТУХЅІЈаеорсухіјѕкмт"
_LATIN = "ABEKMHOPCTYXSIJaeopcyxijskmt"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_GREEK_AS_LATIN = "ABEZHIKMNOPTYXo"
_GREEK_AS_CYRILLIC = "АВЕZНІКМNОРТУХо"

_TO_LATIN = str.maketrans(_CYRILLIC + _GREEK, _LATIN + _GREEK_AS_LATIN)
_RUSSIAN = str.maketrans("ABEKMHOPCTYXaeopcyxkmt" + _GREEK, "АВЕКМНОРСТУХаеорсухкмт" + _GREEK_AS_CYRILLIC)

_WORD = re.compile(r"[A-Za-zͰ-ϿЀ-ԯ]+")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_MOST = 200  # findings in a text: nobody mends more one by one
_STRANGE = {"ru": re.compile(r"[A-Za-zͰ-Ͽ]"), "en": re.compile(r"[Ͱ-ԯ]")}
"""Letters that a text in a language may have, and most have not."""
_SEAM = re.compile(r"[A-Za-z][Ͱ-ԯ]|[Ͱ-ԯ][A-Za-z]|[Ͱ-Ͽ][Ѐ-ԯ]|[Ѐ-ԯ][Ͱ-Ͽ]")
_HAS_GREEK_TWIN = re.compile(f"[{_GREEK}]")
_HAS_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ENDING_ON_ACRONYM = re.compile(r"[A-Z]{2,}[а-яё]+")
_MAY_BE_ROMAN = re.compile(r"[IVXLCDMІХСМ]+")

# «Х век», «глава ХХ»: Cyrillic letters alone make a number only where one must stand.
_CYRILLIC_NUMBER = re.compile(r"[ХІ](?<![\w.-].)[ХІ]*(?![\w]|\.\w)")
_COUNTED_BEHIND = re.compile(
    r"(?:\s*[–—-]\s*[IVXLCDMХІ]+)?(?:-\w{1,3})?[ \u00a0\u202f\u2060]+"
    r"(?:век|столети|тысячелети|съезд|сесси|созыв|саммит|встреч|заседани|конференци|совещани|форум|пленум|олимпийск|"
    r"международн|всемирн|ежегодн|в\.|вв\.)"
)
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:глав|раздел|част|том|заседани|сесси|этап|фаз|приложени|приложени|добавлени|класс|квартал|пункт|секци|"
    r"комитет|книг|компонент|параграф|этап)\w*[ \u00a0\u202f\u2060]+|[IVXLCDM]\s?[–—-]\s?)$",
    re.IGNORECASE,
)

# A letter that names a thing or a paragraph may be of either script: «подпункт a пункта 2», «гепатит B у детей».
_LETTERED = re.compile(
    r"(?:пункт|пп?\.|подп\.|лит\.|литер|букв|вариант|групп|класс|тип|категори|форм|гепатит|витамин|блок|корпус|выход|"
    r"вход|ряд|зал|сектор|секци|таблиц|приложени|част|раздел|команд|уровн|уровень|точк|вирус|виз|грипп|штамм|план|"
    r"столб|граф|колонк|строк|терминал|подъезд|этаж|комнат|лини|язык|шкал|серти|формат|размер|буквой)\w*\.?"
    r"[ \u00a0\u202f]*[«“\"(]?$",
    re.IGNORECASE,
)
_SMALL = re.compile(r"[acoyk](?<![^\s«(\u2060—–|].)(?=[ \u00a0\u202f]+[«„(\u2060]*[А-Яа-яЁё0-9A-Z])")
_GREAT = re.compile(r"[ABCKOY](?<![^\s*\u2060].)(?=[ \u00a0\u202f]+(?:\d[\d., \u00a0–-]{0,12}[ \u00a0])?[а-яё]{2})")
_NEW_SENTENCE = re.compile(r"(?:(?:^|\n)[\s*\u2060]*|[а-яё]{5}[.!?…][ \u00a0]+|\d[.!?][ \u00a0]+|[.!?]»[ \u00a0]+)$")
_OTHER_SINGLE = re.compile(r"(?<!\w)[b-z](?!\w)")
_SMALL_ONES = frozenset("acoyk")
_ENGLISH_ONE = re.compile(r"(?<![^\s“(\u2060])(?:а(?=[ \u00a0]+[a-z])|[АІ](?=[ \u00a0]+[a-z]{2}))")

# A digit for a letter: «3аседание», «0тчет»; the dictionary has the last word.
_DIGIT_FOR_LETTER = re.compile(r"([30])(?<![\w.,/-].)([а-яё]{4,})(?![\w-])")
_LETTER_OF_DIGIT = {"3": "З", "0": "О"}

_TOKEN = re.compile(r"[A-Za-zА-Яа-яЁё0-9]+(?:[./-][A-Za-zА-Яа-яЁё0-9]+)*")
_WHOLE_TOKEN = re.compile(rf"(?<![A-Za-zА-Яа-яЁё0-9])(?<![A-Za-zА-Яа-яЁё0-9][./-]){_TOKEN.pattern}")
_WORTH_A_LOOK = re.compile(
    r"(?<![\w/-])(?:[ABCEHKMOPTXY][ABCEHKMOPTXYaceopxyk]+(?![\w-])|[АВЕКМНОРСТХУ]{2,}(?![а-яё])|[АВЕКМНОРСТХУA-Z]+/)"
)
_MAY_BE_WORTH = re.compile(
    r"[A-ZАВЕКМНОРСТХУ](?:[A-ZАВЕКМНОРСТХУ]{0,20}/|(?<=[ABCEHKMOPTXY])[ABCEHKMOPTXYaceopxyk]|(?<=[АВЕКМНОРСТХУ])[АВЕКМНОРСТХУ])"
)
_SYMBOL = re.compile(r"[A-Z]{1,5}/.*\d")
_SOUNDS_OTHERWISE = frozenset("BCHPXY")


def mixed(said: Said) -> Iterator[Fault]:
    """Latin letters within a Cyrillic word, Cyrillic ones within a Latin word or number, Latin «c» for «с».

    Authority: Unicode Technical Standard 39, “Unicode Security Mechanisms” (confusables, mixed scripts).
    """
    plain = said.plain
    russian = said.lang == "ru"
    if not (russian or said.lang == "en"):
        return
    yield from islice(_mixed(said, plain, russian=russian), _MOST)


def _mixed(said: Said, plain: str, *, russian: bool) -> Iterator[Fault]:
    strange = not plain.isascii() and _STRANGE[said.lang].search(plain)
    cyrillic = strange and bool(_HAS_CYRILLIC.search(plain))
    if strange and _SEAM.search(plain):
        for word in _WORD.finditer(plain):
            yield from _word(said, word, russian=russian)
    if cyrillic and _HAS_LATIN.search(plain):
        yield from _alone(said) if russian else _english(said)
    if russian:
        yield from _numbers(said)
        yield from _digits(said)
    elif cyrillic:
        yield from _wholly_cyrillic(said)


def _word(said: Said, word: re.Match[str], *, russian: bool) -> Iterator[Fault]:
    text = word[0]
    if text.isascii() or len(text) == 1 or _ENDING_ON_ACRONYM.fullmatch(text):
        return
    as_latin, as_cyrillic = text.translate(_TO_LATIN), text.translate(_RUSSIAN)
    scripts = [script for script in (_HAS_LATIN, _HAS_CYRILLIC, _HAS_GREEK_TWIN) if script.search(text)]
    if len(scripts) == 1:
        return
    latin_will_do, cyrillic_will_do = as_latin.isascii(), _all_cyrillic(as_cyrillic)
    if _ROMAN.fullmatch(as_latin) and _MAY_BE_ROMAN.fullmatch(text) and len(text) > 1:
        cyrillic_will_do = False
    if latin_will_do and cyrillic_will_do:
        latin_will_do = not russian or 2 * len(_HAS_LATIN.findall(text)) > len(text)
    if latin_will_do:
        yield from _fault(said, word, as_latin, "Cyrillic" if _HAS_CYRILLIC.search(text) else "Greek")
    elif cyrillic_will_do:
        yield from _fault(said, word, as_cyrillic, "Latin" if _HAS_LATIN.search(text) else "Greek")
    elif _HAS_LATIN.search(text) and _HAS_CYRILLIC.search(text) and _few_strangers(text):
        yield said.fault(f"“{text}” has letters of two scripts", word.start(), word.end())


def _all_cyrillic(text: str) -> bool:
    return all("Ѐ" <= letter <= "ԯ" for letter in text)


def _few_strangers(text: str) -> bool:
    """Whether one letter of the other script stands in the middle of a word: no ending hung on a brand («PDFы»)."""
    latin = [place for place, letter in enumerate(text) if letter.isascii()]
    others = [place for place, letter in enumerate(text) if not letter.isascii()]
    few = min(latin, others, key=len)
    return len(few) == 1 and len(text) > 3 and 0 < few[0] < len(text) - 1  # noqa: PLR2004 - shorter ones are codes


def _fault(said: Said, word: re.Match[str], proposed: str, stranger: str) -> Iterator[Fault]:
    text = word[0]
    wrong = ", ".join(dict.fromkeys(a for a, b in zip(text, proposed, strict=True) if a != b))
    what = "number" if _ROMAN.fullmatch(proposed) else "word"
    many = "letters" if len(wrong) > 1 else "letter"
    message = f"the {what} “{text}” is written with the {stranger} {many} {wrong}"
    yield said.fault(message, word.start(), word.end(), proposed, certain=True)


def _alone(said: Said) -> Iterator[Fault]:
    """Latin letters that stand for Russian words of one letter: «c», «o», «a», «y», «k»."""
    plain = said.plain
    for found in _SMALL.finditer(plain):
        start = found.start()
        before = plain[max(0, start - 20) : start]
        if _LETTERED.search(before) or _one_of_a_list(plain, start):
            continue
        yield _preposition(said, start)
    for found in _GREAT.finditer(plain):
        start = found.start()
        if _NEW_SENTENCE.search(plain[max(0, start - 12) : start]) and not _LETTERED.search(
            plain[max(0, start - 20) : start]
        ):
            yield _preposition(said, start)


def _one_of_a_list(plain: str, start: int) -> bool:
    """Whether the letter stands among other single Latin letters: «подпунктах a, b и c пункта 2»."""
    around = plain[max(0, start - 30) : start + 30]
    return any(found[0] not in _SMALL_ONES for found in _OTHER_SINGLE.finditer(around))


def _preposition(said: Said, start: int) -> Fault:
    letter = said.raw[start]
    twin = letter.translate(_RUSSIAN)
    message = f"“{letter}” is a Latin letter here; the Russian word is «{twin}»"
    return said.fault(message, start, start + 1, twin, certain=True)


def _english(said: Said) -> Iterator[Fault]:
    """The article «а» and the pronoun «І» with a Cyrillic letter."""
    for found in _ENGLISH_ONE.finditer(said.plain):
        twin = found[0].translate(_TO_LATIN)
        message = f"“{found[0]}” is a Cyrillic letter here; the English word is “{twin}”"
        yield said.fault(message, found.start(), found.end(), twin, certain=True)


def _wholly_cyrillic(said: Said) -> Iterator[Fault]:
    """Cyrillic words in an English text that would read as Latin ones: «СОР» for COP."""
    words = [word for word in _WORD.finditer(said.plain) if _HAS_CYRILLIC.search(word[0])]
    if any(not word[0].translate(_TO_LATIN).isascii() for word in words):
        return  # the text quotes Russian
    for word in words:
        if len(word[0]) > 1 and _all_cyrillic(word[0]):
            yield from _fault(said, word, word[0].translate(_TO_LATIN), "Cyrillic")


def _numbers(said: Said) -> Iterator[Fault]:
    """Roman numbers written wholly in Cyrillic: «ХХ век»."""
    plain = said.plain
    if "Х" not in plain and "І" not in plain:
        return
    for found in _CYRILLIC_NUMBER.finditer(plain):
        number = found[0].translate(_TO_LATIN)
        if not _ROMAN.fullmatch(number):
            continue
        before = plain[max(0, found.start() - 40) : found.start()]
        if "І" in found[0] or _COUNTED_BEHIND.match(plain, found.end()) or _COUNTED_BEFORE.search(before):
            yield from _fault(said, found, number, "Cyrillic")


def _digits(said: Said) -> Iterator[Fault]:
    """A digit for the letter it looks like: «3аседание»."""
    plain = said.plain
    if "3" not in plain and "0" not in plain:
        return
    for found in _DIGIT_FOR_LETTER.finditer(plain):
        from diptych import morphology

        word = _LETTER_OF_DIGIT[found[1]] + found[2]
        if morphology.known(word):
            message = f"“{found[0]}” begins with the digit {found[1]} in place of the letter {word[0]}"
            yield said.fault(message, found.start(), found.end(), word)


def twins(pair: Pair) -> Iterator[Fault]:
    """Whole words of the wrong script: a symbol that is Latin in the other language, «MOM» for «МОМ».

    Authority: Unicode Technical Standard 39, “Unicode Security Mechanisms” (whole-script confusables).
    """
    sides = {said.lang: said for said in (pair.source, pair.target)}
    if sides.keys() != {"ru", "en"}:
        return
    russian, english = sides["ru"], sides["en"]
    plain = russian.plain
    if not _MAY_BE_WORTH.search(plain) or not _WORTH_A_LOOK.search(plain):
        return
    begun = (_WHOLE_TOKEN.match(plain, found.start()) for found in _MAY_BE_WORTH.finditer(plain))
    tokens = [token for token in begun if token]
    strange = {text for text in {token[0] for token in tokens} if _may_be_strange(text, english.plain)}
    capitals = [token for token in tokens if token[0] in strange]
    if not capitals:
        return
    there = {token[0] for token in _TOKEN.finditer(english.plain)}
    for token in capitals:
        text = token[0]
        if text in there:
            continue
        as_latin = text.translate(_TO_LATIN)
        if as_latin != text and _SYMBOL.match(as_latin):
            continue  # `symbols` says so
        if as_latin != text and as_latin in there and _is_latin(as_latin, text):
            message = f"“{text}” has Cyrillic letters; in the other language it is the Latin “{as_latin}”"
            yield russian.fault(message, token.start(), token.end(), as_latin)
        elif text.isascii() and text.isalpha():
            yield from _latin_for_russian(russian, token)


def _may_be_strange(text: str, english: str) -> bool:
    """Whether a token is worth a look, and is not simply a Russian acronym that the English text has not in Latin."""
    return bool(_WORTH_A_LOOK.match(text)) and (text.isascii() or text.translate(_TO_LATIN) in english)


def _is_latin(as_latin: str, text: str) -> bool:
    """Whether a token that is Latin in English must be Latin in Russian: «АК» is a Russian acronym."""
    if not as_latin.isascii() or any(mixed_word(word[0]) for word in _WORD.finditer(text)):
        return False  # what is mixed is found without the other language
    letters = [letter for letter in as_latin if letter.isalpha()]
    return len(letters) > 1 and as_latin.isupper() and bool(_SOUNDS_OTHERWISE.intersection(letters))


def mixed_word(text: str) -> bool:
    """Whether a word has letters of both scripts."""
    return bool(_HAS_LATIN.search(text) and _HAS_CYRILLIC.search(text))


def _latin_for_russian(said: Said, token: re.Match[str]) -> Iterator[Fault]:
    """A Latin word that the source lacks and that reads as a Russian one."""
    text = token[0]
    twin = text.translate(_RUSSIAN)
    if twin.isascii() or not _all_cyrillic(twin) or _ROMAN.fullmatch(text) or not _among_russian(said.plain, token):
        return
    if text.isupper():
        russian = twin in said.known.once(_russian_acronyms)
    else:
        from diptych import morphology

        russian = morphology.known(twin)
    if russian:
        message = f"“{text}” is written with Latin letters; the Russian «{twin}» looks the same"
        yield said.fault(message, token.start(), token.end(), twin)


def _among_russian(plain: str, token: re.Match[str]) -> bool:
    before, behind = plain[: token.start()].rstrip(), plain[token.end() :].lstrip()
    if not before and not behind:
        return False
    return not (before and before[-1] in '«„“"(*-/') and not (behind and _HAS_LATIN.match(behind[0]))


def _russian_acronyms(known: Known) -> frozenset[str]:
    """Acronyms of Russian whose letters all have Latin twins: everybody's, and those of the glossary."""
    own = {wording.short for term in known.terms if (wording := term.wordings.get("ru"))}
    return frozenset(("ООН", "ЕС", "МОМ", "МОТ", "НАТО", "СССР", "ВТО", "РАТС", "ТАСС", "АСЕАН", "ВМО", "МВТ", *own))


CHECKS = (
    Check(
        "look-alike",
        Severity.WARNING,
        mixed,
        "Type the whole word in the script of its language.",
        On.TEXT,
        ("ru", "en"),
        right=(
            Example("The COVID-19 pandemic and QR codes", "Пандемия COVID-19 и QR-коды"),
            Example("(a) systems API/PNR; (b) gate C", "a) системы API/PNR; b) выход C"),
        ),
        wrong=(
            Example(
                "The meeting was opened.", "Зaседание было открыто.", at="Зaседание", fixed="Заседание было открыто."
            ),
            Example("together with the CIS", "совместно c СНГ", at="c", fixed="совместно с СНГ"),
            Example("the twenty-first century", "ХХI век", at="ХХI", fixed="XXI век"),
            Example("The Сonference was opened.", "Конференция была открыта.", at="Сonference", side="en"),
        ),
    ),
    Check(
        "look-alike",
        Severity.WARNING,
        twins,
        "Type the whole word in the script of its language.",
        On.PAIR,
        right=(Example("The AK-47 was seized.", "Изъят автомат АК-47."),),
        wrong=(Example("The IOM report", "Доклад MOM", at="MOM"),),
    ),
)
