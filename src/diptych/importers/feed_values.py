"""JSON of another program → its values, each read with the type that it should have; another type is a doubt."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diptych import inline
from diptych.finding import UserError
from diptych.importers import formats, letters
from diptych.importers.feed_doubts import Tally, short
from diptych.importers.sheet import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DIGITS = 18
"""Of a whole number; a longer one stays a text."""
_WHOLE = re.compile(r"-?\d{1,18}(?:\.0+)?", re.ASCII)
_START = Spot(1)


def loads(data: bytes, path: str, tally: Tally) -> Any:
    """The value that a file says as JSON (RFC 8259), also with a byte order mark. Raises UserError where it says none.

    ``NaN`` and the infinities are no JSON and become nothing; of a key that stands twice the last counts, as RFC 8259
    (4) says that most programs do.
    """
    text, doubts = formats.decode(data, path)
    for doubt in doubts:
        tally.doubt(doubt.spot, doubt.rule, doubt.reason)
    text = text.lstrip("\ufeff \t\n")
    if text.startswith("<"):
        what = "It is a web page" if re.match(r"<!doctype html|<html", text, re.IGNORECASE) else "It is no JSON"
        raise UserError(
            f"{path}: {what}, mostly the page to log in.", "Log in, download the address again, or add your API key."
        )

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(found)
        if len(values) < len(found):
            seen: set[str] = set()
            twice = next(key for key, _ in found if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            tally.add(_START, "doubled-key", "a key that stands twice in one record; the last counts", twice)
        return values

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=lambda _: None, parse_int=_int)
    except RecursionError:
        raise UserError(
            f"{path} is nested too deeply", "Export the timetable again; no program writes it so."
        ) from None
    except ValueError as error:
        place = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a value that cannot be read"
        raise UserError(
            f"{path}{place} is not JSON: {what}", "Export the timetable again; it may have been cut."
        ) from None


def not_too_long(text: str) -> None:
    """Raises UserError for a text that no item has: it could not be printed (docs/content.md, block-too-long)."""
    if len(text) > inline.LONGEST:
        raise UserError(
            f"A text of {len(text):,} characters, where the limit is {inline.LONGEST:,}: “{short(text[:60])}”",
            "Shorten it in the program that it comes from, and export again.",
        )


def _int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping of a feed and where it stands."""

    values: Mapping[str, Any]
    spot: Spot
    tally: Tally

    def __bool__(self) -> bool:
        return bool(self.values)

    def at(self, line: int, where: str) -> Record:
        """The same with its place: the record's number and its name."""
        return Record(self.values, Spot(line, where), self.tally)

    def text(self, *names: str) -> str:
        """The first of the keys that says something, in one line."""
        return " ".join(self.long(*names).split())

    def long(self, *names: str) -> str:
        """The first of the keys that says something, with its line ends."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
                value = self._one_language(name, value)
            if isinstance(value, str):
                not_too_long(value)
                text = letters.clean(value).strip()
                if letters.UNREADABLE in text:
                    self.tally.add(self.spot, "broken-letters", "letters that were lost before", text)
                if text:
                    return text
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                return f"{value}"
            elif value is not None and value is not False and value not in ([], {}):
                self.wrong(name, "a text", value)
        return ""

    def _one_language(self, name: str, value: dict[str, str]) -> str:
        """One text of several by language, as pretalx may give them: the English one before others."""
        lang = next((lang for lang in ("en", *value) if value.get(lang, "").strip()), "")
        others = [one for one in value if one != lang and value[one].strip()]
        if others:
            reason = "a text in several languages, of which one was taken"
            self.tally.add(
                self.spot, "several-languages", reason, f"{name}: {lang}, not {', '.join(map(short, others[:5]))}"
            )
        return value.get(lang, "")

    def whole(self, *names: str) -> int | None:
        """The first of the keys that says a whole number."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, bool) or value is None or value == "":
                continue
            if isinstance(value, (int, float, str)) and _WHOLE.fullmatch(f"{value}"):
                return int(float(value)) if isinstance(value, float) else int(f"{value}".partition(".")[0])
            self.wrong(name, "a whole number", value)
        return None

    def yes(self, name: str) -> bool:
        """Whether the key is true."""
        return self.values.get(name) is True or self.values.get(name) == "true"

    def record(self, name: str) -> Record:
        """The mapping of the key; an empty one where it has none."""
        value = self.values.get(name)
        if isinstance(value, dict):
            return Record(value, self.spot, self.tally)
        if value:
            self.wrong(name, "a mapping", value)
        return Record({}, self.spot, self.tally)

    def records(self, *names: str) -> list[Record]:
        """The mappings in the list of the first key that has one; of a mapping of mappings, its values."""
        return [
            Record(value, self.spot, self.tally) for value in self.several(*names) if self._is_record(names[0], value)
        ]

    def several(self, *names: str) -> list[Any]:
        """What the list of the first key that has one holds; of a mapping, its values."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, dict):
                return list(value.values())
            if isinstance(value, list) and value:
                return value
            if value:
                self.wrong(name, "a list", value)
        return []

    def pairs(self) -> Iterator[tuple[str, Record]]:
        """The keys whose values are mappings."""
        for name, value in self.values.items():
            if self._is_record(name, value):
                yield letters.clean(name), Record(value, self.spot, self.tally)

    def _is_record(self, name: str, value: object) -> bool:
        if isinstance(value, dict):
            return True
        if value is not None:
            self.wrong(name, "a mapping", value)
        return False

    def wrong(self, name: str, wanted: str, value: object) -> None:
        """Say that the key's value is of another type than it should be, so that it was not read."""
        said = value if isinstance(value, str) else type(value).__name__
        where = f"{self.spot.where}: " if self.spot.where else ""
        self.tally.add(
            self.spot,
            "wrong-type",
            f"no {wanted.split(' ', 1)[1]} where one should be; not read",
            f"{where}{short(name)}: {short(said)}",
        )
