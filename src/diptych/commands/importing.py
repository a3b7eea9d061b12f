"""The command that makes content of the documents that people have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych import cli, terminal

if TYPE_CHECKING:
    from diptych.importers.results import Imported, Made
    from diptych.importers.sheet import Doubt


@click.command(
    "import",
    short_help="Make content of a Word file, a text or a timetable.",
    epilog="Example: diptych import ~/Downloads/programme.docx --as programme --dry-run",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE [FILE]",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["programme", "declaration", "document"]),
    default=None,
    help="What it is.  [default: found out, and said]",
)
@click.option(
    "--to", "name", default="", metavar="NAME", help="The document's name in content/.  [default: the file's]"
)
@click.option("--lang", default="", metavar="LANG", help="The language of the (first) file.  [default: found out]")
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject", "show"]),
    default="accept",
    show_default=True,
    help="What becomes of tracked changes in a Word file; shown ones stand as [+new+] and [−old−].",
)
@click.option("--force", is_flag=True, help="Bring a document up to date that is there; what a hand changed stays.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be made.")
@cli.FORMAT
@click.pass_context
def import_(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    kind: str | None,
    name: str,
    lang: str,
    changes: str,
    force: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Make content of the documents that people have, and say what was not sure.

    It reads Word (.docx), plain text and Markdown, Indico's JSON, schedule.xml and schedule.json, and iCalendar. A
    file may hold several documents: a report with its programme and its declaration becomes three. A table in
    two languages, or two files that say the same in both, gives the content and its translation. A timetable that
    is imported again brings up to date what it changed and leaves what a hand changed.
    """
    from diptych import disk, importing
    from diptych.finding import UserError
    from diptych.importers import formats

    if len(files) > 2:  # noqa: PLR2004 - one text in two languages
        raise UserError(f"{len(files)} files are named", "Import one file at a time, or two of the same text.")
    data = {path.as_posix(): disk.read(path, formats.LARGEST) for path in files}
    wish = importing.Wish(kind or "", name, lang, changes, force)
    with cli.alone(ctx):
        made = importing.bring_in(cli.read_folder(ctx), data, wish)
        if not dry_run:
            importing.write(ctx.obj[0], made)
    if form == "json":
        terminal.print_data(_data(made))
    else:
        _print(made, would=dry_run)


def _print(made: Imported, *, would: bool) -> None:
    for line in made.guessed:
        click.echo(line)
    wide = max((len(one.path) for one in made.made), default=0)
    for one in made.made:
        click.echo(f"  {one.path:{wide}}  {_counted(one)}")
        for line in one.done:
            click.echo(f"      {line}")
    if made.people:
        click.echo(f"  {_people(len(made.people))}: {', '.join(made.people)}")
    if told := ", ".join(f"{count} {what}" for what, count in made.translations.items() if count):
        click.echo(f"  translations: {told}")
    share = 100 * len(made.doubts) / max(made.paragraphs, 1)
    if made.doubts:
        click.echo(f"{len(made.doubts)} doubt(s), {share:.1f} in 100 paragraphs:")
    for doubt in made.doubts:
        click.echo(f"  {_place(doubt)}: {doubt.rule}: {doubt.reason}")
    if not made.files:
        click.echo("Nothing has changed.")
    elif would:
        click.echo(f"{len(made.files)} file(s) would be written: {', '.join(sorted(made.files))}")
    else:
        click.echo(f"{len(made.files)} file(s) written: {', '.join(sorted(made.files))}")


_ONE = {
    "headings": "heading",
    "paragraphs": "paragraph",
    "chapeaux": "chapeau",
    "recitals": "recital",
    "operative paragraphs": "operative paragraph",
    "list items": "list item",
    "quotes": "quote",
    "cells": "cell",
    "days": "day",
    "items": "item",
    "key issues": "key issue",
    "people": "person",
}
"""What is counted, where it is one."""


def _people(count: int) -> str:
    return "1 new person in content/people.yaml" if count == 1 else f"{count} new people in content/people.yaml"


def _counted(one: Made) -> str:
    counts = ", ".join(f"{count} {what if count > 1 else _ONE.get(what, what)}" for what, count in one.counts.items())
    return f"{one.kind}: {counts or 'empty'}" + ("" if one.new else " (was there)")


def _place(doubt: Doubt) -> str:
    original = f"{doubt.file}:{doubt.spot.line}" + (f" ({doubt.spot.where})" if doubt.spot.where else "")
    return f"{original} → {doubt.result}" if doubt.result else original


def _data(made: Imported) -> dict[str, Any]:
    return {
        "guessed": list(made.guessed),
        "documents": [
            {"path": one.path, "kind": one.kind, "new": one.new, "counts": dict(one.counts), "done": list(one.done)}
            for one in made.made
        ],
        "people": list(made.people),
        "translations": dict(made.translations),
        "paragraphs": made.paragraphs,
        "doubts": [
            {
                "file": doubt.file,
                "line": doubt.spot.line,
                "where": doubt.spot.where,
                "result": doubt.result,
                "rule": doubt.rule,
                "reason": doubt.reason,
            }
            for doubt in made.doubts
        ],
        "files": sorted(made.files),
    }
