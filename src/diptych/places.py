"""A place of the content as people write it, ``declaration.md:12`` → the messages that stand there."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diptych.catalog import Catalog, Key

_PLACE = re.compile(r"(.+?):(\d{1,9})(?::\d+)?:?")
_FIELD = re.compile(r"\s*(?:- +)?(?:\{|\"?[\w-]+\"?\s*:(?:\s|$))")


def find(templates: Mapping[str, Catalog], said: str, read: Callable[[str], str | None]) -> tuple[tuple[str, Key], ...]:
    """The domains and keys of what stands at a place: any line of a paragraph or of a value will do.

    ``templates`` are those of the content as it is, with its lines. ``read`` gives the text of a file, by its path
    relative to the project. A path may leave out ``content/``. Raises UserError where nothing stands.
    """
    lines: dict[str, dict[int, list[tuple[str, Key]]]] = defaultdict(lambda: defaultdict(list))
    for domain, catalog in templates.items():
        for entry in catalog.entries:
            for reference in entry.references:
                path, _, number = reference.rpartition(":")
                lines[path][int(number)].append((domain, entry.key))
    parsed = _PLACE.fullmatch(said.strip())
    if parsed is None:
        raise UserError(f"{said} is no place in the content", "Say a file and a line of it: declaration.md:12.")
    path, line = _path(parsed[1], lines), int(parsed[2])
    text = read(path) or ""
    start = _start(path, text.split("\n"), line, lines[path])
    if start is None:
        below = max((one for one in lines[path] if one < line), default=None)
        above = min((one for one in lines[path] if one > line), default=None)
        near = " and ".join(f"line {one}" for one in (below, above) if one is not None)
        raise UserError(f"nothing to translate stands in {path}, line {line}", f"The nearest texts begin in {near}.")
    return tuple(lines[path][start])


def _path(said: str, known: Mapping[str, object]) -> str:
    plain = re.sub(r"^(\./)+", "", said.replace("\\", "/"))
    for path in (plain, f"content/{plain}"):
        if path in known:
            return path
    ends = [path for path in known if plain.endswith(f"/{path}")]  # an absolute path, as an editor copies it
    if ends:
        return max(ends, key=len)
    near = difflib.get_close_matches(f"content/{plain}", sorted(known), 1)
    hint = f"Did you mean {near[0]}?" if near else f"There is {', '.join(sorted(known)[:6])} …"
    raise UserError(f"there is nothing to translate in {said}", hint)


def _start(path: str, text: Sequence[str], line: int, starts: Mapping[int, object]) -> int | None:
    """The line in which the text begins that goes on to this line."""
    head = 0  # lines of YAML
    if path.endswith((".yaml", ".yml")):
        head = len(text)
    elif text[0].rstrip() == "---":
        head = next((number for number, one in enumerate(text[1:], 2) if one.rstrip() == "---"), 0)
    for number in range(min(line, len(text) + 1), 0, -1):
        if number in starts:
            return number
        here = text[number - 1].strip() if number <= len(text) else ""
        if not here or here.startswith(("<!--", "---", "|")):
            return None
        if number <= head and (here.startswith("#") or _FIELD.match(here)):
            return None
    return None
