"""The pages of the site, laid out by the templates.

What stands where is decided in `templates/`; here the flat lines become the nested parts of a page
(days, sessions, lists, tables), for landmarks and headings need to know what belongs to what.
"""

from __future__ import annotations

import base64
import hashlib
import traceback
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych import languages
from diptych.finding import UserError
from diptych.model import Artifact, Kind
from diptych.page import DocumentPage, SearchPage

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment

    from diptych.edition import Edition, Line
    from diptych.model import Run
    from diptych.page import Page

MEDIA = "text/html; charset=utf-8"
_SCHEMES = ("https:", "http:", "mailto:", "tel:", "#")
_CONTENTS_FROM = 4
"""A page with fewer headings than this needs no table of contents."""
_CONTENTS_TO = 3
"""The deepest headings in it: sessions."""


# --------------------------------------------------------------------------- the parts of a page


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the page and what stands in it."""

    name: str
    """``section`` (a heading's or a session's), ``together`` (sessions at one hour), ``row``, ``list``, ``item``,
    ``table``, ``cells`` (a table's row)."""
    line: Line | None = None
    nodes: tuple[Node, ...] = ()
    level: int = 0
    """Of a section's heading: 2 to 6."""


_LISTS = {Kind.LIST_ITEM: "plain", Kind.ISSUE: "issues", Kind.SPEAKER: "speakers"}
_MASTHEAD = (Kind.TITLE, Kind.SUBTITLE, Kind.NOTICE)
_DEEPEST = 6


def _level(line: Line) -> int:
    """The level of the heading that opens a section with this line; 0 where it opens none."""
    fixed = {Kind.DAY: 2, Kind.SESSION: 3, Kind.HEADING: min(max(line.level, 2), _DEEPEST)}
    return fixed.get(line.kind, 0)


def nodes(lines: Sequence[Line]) -> tuple[Node, ...]:
    """The lines as the nested parts of a page; the masthead's own are left to the masthead."""
    return _parts(tuple(line for line in lines if line.kind not in _MASTHEAD))


def _parts(lines: Sequence[Line]) -> tuple[Node, ...]:
    out: list[Node] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if level := _level(line):
            end = _end(lines, at, _under)
            section = Node("section", line, _parts(lines[at + 1 : end]), level)
            if line.concurrent and out and out[-1].name in ("section", "together"):
                before = out.pop()
                earlier = before.nodes if before.name == "together" else (before,)
                section = Node("together", None, (*earlier, section))
            out.append(section)
        elif line.kind in _LISTS:
            end = _end(lines, at, lambda first, other: other.kind is first.kind)
            out.append(_list(lines[at:end]))
        elif line.kind is Kind.CELL:
            end = _end(lines, at, _same_table)
            out.append(_table(lines[at:end]))
        else:
            out.append(Node("row", line))
        at = end
    return tuple(out)


def _end(lines: Sequence[Line], at: int, belongs: Callable[[Line, Line], bool]) -> int:
    """Where what the line at `at` opens ends: at the first line that does not belong to it."""
    return next((end for end in range(at + 1, len(lines)) if not belongs(lines[at], lines[end])), len(lines))


def _under(heading: Line, other: Line) -> bool:
    return not _level(other) or _level(other) > _level(heading)


def _same_table(first: Line, other: Line) -> bool:
    return other.kind is Kind.CELL and other.group == first.group and (other.row, other.column) != (0, 0)


def _list(lines: Sequence[Line]) -> Node:
    """A list of rows; deeper items stand in a list within the item above them."""
    items: list[Node] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at, lambda item, other: other.level > item.level)
        inner = (_list(lines[at + 1 : end]),) if end > at + 1 else ()
        items.append(Node("item", lines[at], inner))
        at = end
    return Node("list", lines[0], tuple(items))


def _table(lines: Sequence[Line]) -> Node:
    """A table of rows of cells; its first row is its head."""
    rows = sorted({line.row for line in lines})
    return Node(
        "table",
        lines[0],
        tuple(Node("cells", None, tuple(Node("row", line) for line in lines if line.row == row)) for row in rows),
    )


def _contents(parts: Iterable[Node]) -> Iterator[Node]:
    """The sections that a table of contents names: no light items, nothing below level 3."""
    for part in parts:
        if part.name == "together":
            yield from _contents(part.nodes)
        elif part.name == "section" and part.line and part.level <= _CONTENTS_TO and not part.line.light:
            yield part
            yield from _contents(part.nodes)


# --------------------------------------------------------------------------- pages


def write(page: Page, templates: Mapping[str, str], translations: gettext.NullTranslations | None = None) -> Artifact:
    """The page, laid out.

    `templates` are the texts of the templates by name, `translations` are for words of a template's own, in the page's
    first language. Raises UserError with file and line for a template with a fault.
    """
    said = page.said
    context: dict[str, object] = {"page": said, "frame": said.frame, "languages": said.frame.languages}
    context["words"] = said.frame.words
    data = [said.frame.event, said.data if isinstance(said, DocumentPage | SearchPage) else ""]
    context["hashes"] = [_hash(text) for text in data if text]
    if isinstance(said, DocumentPage):
        parts = nodes(said.edition.lines)
        contents = tuple(_contents(parts))
        context["words"] = {**said.frame.words, **said.edition.words}
        context |= {
            "edition": said.edition,
            "parts": parts,
            "contents": contents if len(contents) >= _CONTENTS_FROM else (),
            "other": _other(said.edition),
            "states": sorted({cell.state.value for line in said.edition.lines for cell in line.cells} - {"done"}),
        }
    if said.frame.inline:
        style = templates.get(f"{page.template.removesuffix('.html')}.css") or templates.get("style.css", "")
        context |= _inline(style)
    return Artifact(page.path, MEDIA, _filled(page.template, templates, context, translations).encode())


def _inline(style: str) -> dict[str, object]:
    """A style that stands in the page, and by what the policy knows it."""
    from markupsafe import Markup

    # What opens no tag needs no escape in CSS; what would close the style element is written so that it does not. On
    # one line, for a validator takes the hash of several wrongly.
    text = " ".join(style.replace("</", "<\\/").split())
    return {"style": Markup(text), "style_hash": _hash(text)}  # noqa: S704 -- see above


def _hash(text: str) -> str:
    """How a content security policy knows what stands in the page (CSP 3, 2.3.1).

    Data need no leave, since they are never run (HTML, 4.12.1); validators ask for it.
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _filled(
    name: str,
    templates: Mapping[str, str],
    context: Mapping[str, object],
    translations: gettext.NullTranslations | None,
) -> str:
    """The template filled in.

    Raises UserError with file and line for a template that is missing, is no template or asks for what is not there.
    """
    import jinja2

    environment = _environment(tuple(sorted((n, t) for n, t in templates.items() if n.endswith(".html"))), translations)
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        place = f"templates/{error.name or name}:{error.lineno}"
        raise UserError(f"{place}: {error.message}", "Mend the template; it is Jinja2.") from error
    except jinja2.TemplateNotFound as error:
        raise UserError(f"There is no template {error.name}.", f"Put it at templates/{error.name}.") from error
    except jinja2.TemplateError as error:
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("templates/")
        ]
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else f"templates/{name}"
        hint = "Mend the template, or give it what it asks for (labels stand in content/labels.yaml)."
        raise UserError(f"{place}: {error.message}", hint) from error


@lru_cache(maxsize=4)
def _environment(templates: tuple[tuple[str, str], ...], translations: gettext.NullTranslations | None) -> Environment:
    """The environment of these templates: compiled once for all pages."""
    import jinja2

    texts = dict(templates)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # Unlike DictLoader this names the file, so that a fault at run time has its line in it.
        return (texts[name], f"templates/{name}", lambda: True) if name in texts else None

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    if translations is None:
        environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # from the extension
    else:
        environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["fill"] = _fill
    environment.filters["kept"] = _kept
    environment.filters["joined"] = _joined
    environment.filters["as_it_is"] = _as_it_is
    environment.globals["list_names"] = _LISTS
    environment.tests["harmless"] = _harmless
    return environment


def _fill(text: str, **values: object) -> str:
    """The words with ``{number}`` filled in; where they have no place for it, the number stands before them."""
    out = text
    for name, value in values.items():
        place = "{" + name + "}"
        out = out.replace(place, str(value)) if place in out else f"{value} {out}"
    return out


def _joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, those that look alike made one: a name of five parts is one stretch of strong type."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and not last.lines_end and replace(last, text="", lines_end=run.lines_end) == replace(run, text=""):
            out[-1] = replace(run, text=last.text + run.text)
        else:
            out.append(run)
    return out


def _as_it_is(json: str) -> str:
    """What `script.data` has written, in its element."""
    from markupsafe import Markup

    return Markup(json)  # noqa: S704 -- it holds no sign that means anything in HTML


def _kept(text: str, *, name: bool = False) -> str:
    """The text as markup, with what must stay on one line in spite of its dash or hyphen as an element of its own."""
    from markupsafe import Markup

    span = Markup('<span class="kept">{}</span>')
    pieces = enumerate(languages.kept(text, name=name))
    return Markup("").join(span.format(piece) if at % 2 else piece for at, piece in pieces)


def _harmless(href: str) -> bool:
    """Whether it is a link that a text may have."""
    return href.startswith(_SCHEMES)


def _other(edition: Edition) -> str:
    """Where the same document is in the other language, from an edition in one; empty in the parallel edition."""
    singles = (other for other in edition.alternates if len(other.languages) == 1)
    others = (other.href for other in singles if other.languages != edition.languages)
    return "" if edition.parallel else next(others, "")
