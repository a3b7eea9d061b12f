"""The commands of the translation memory: what comes in, what goes out, what it has of a text."""

from __future__ import annotations

from pathlib import Path

import click

from diptych import cli, terminal

LANG = click.option(
    "--lang", default="", metavar="LANG", help="The language of the translations, if there are several."
)


@click.group(
    short_help="Use the translations of earlier conferences.",
    epilog='Example: diptych memory search "Recalling the Almaty Process"',
)
def memory() -> None:
    """Use the translations of earlier conferences: the .tmx and .po files in locales/LANG/memory/.

    `extract` fills in what they have of a text that has no translation yet, as fuzzy, with its origin in a comment.
    """


@memory.command(
    "import",
    short_help="Put the pairs of a file into the memory.",
    epilog="Example: diptych memory import glaciers-2025.tmx --lang ru",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANG
@cli.FORMAT
@click.pass_context
def import_(ctx: click.Context, *, file: Path, lang: str, form: str) -> None:
    """Put the confirmed pairs of FILE (.tmx or .po) into the memory, each once; no file there is overwritten."""
    from diptych import disk, memory_folder

    with cli.alone(ctx):
        folder = cli.read_folder(ctx)
        taken = memory_folder.import_file(folder.root, folder.conference, file, lang)
        if taken.path:
            disk.write(folder.root / taken.path, taken.data, folder.root)
    if form == "json":
        terminal.print_data({"path": taken.path, "units": taken.units, "doubled": taken.doubled})
        return
    doubled = f" {taken.doubled} that are there already, or twice in the file, were left out." if taken.doubled else ""
    what = f"{taken.units} unit(s) written to {taken.path}." if taken.path else f"Nothing new in {file}."
    click.echo(what + doubled)


@memory.command(
    short_help="Write all confirmed pairs to a TMX file.", epilog="Example: diptych memory export dushanbe-2022.tmx"
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@cli.FORMAT
@click.pass_context
def export(ctx: click.Context, *, file: Path, form: str) -> None:
    """Write all confirmed pairs of the conference to FILE as TMX 1.4b, for the next conference and other programs.

    Pairs that the content no longer has (obsolete ones) are among them. A file that is not an export is not replaced.
    """
    from diptych import disk, memory_folder

    memory_folder.check_place(file)
    made = memory_folder.export(cli.read_folder(ctx))
    disk.write(file, made.data)
    for unit in made.left:
        click.echo(f"left out: XML cannot hold a control character of “{terminal.short(unit.source)}”", err=True)
    if form == "json":
        terminal.print_data({"path": file.as_posix(), "units": made.units, "left": len(made.left)})
    else:
        click.echo(f"{made.units} unit(s) written to {file}.")


@memory.command(
    short_help="Show what the memory has that is like TEXT.",
    epilog='Example: diptych memory search "water resources" --limit 3',
)
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many units to show at most.")
@LANG
@cli.FORMAT
@click.pass_context
def search(ctx: click.Context, *, text: str, limit: int, lang: str, form: str) -> None:
    """Show what the memory has that is like TEXT, or contains it, the likeliest first."""
    from diptych import memory_folder

    folder = cli.read_folder(ctx)
    found, faults = memory_folder.search(folder.root, folder.conference, text, lang, limit)
    if form == "json":
        terminal.print_data([one.as_data() for one in found])
    else:
        for one in found:
            click.echo(f"{one.hit.likeness:3.0f} %  {one.hit.unit.source}")
            for form_of in one.hit.unit.texts:
                click.echo(f"       {form_of}")
            click.echo(click.style(f"       {one.hit.unit.origin}", dim=True))
        if not found:
            click.echo("The memory has nothing like it.", err=True)
    for fault in faults:
        terminal.print_finding(fault, err=True)
