"""git: setting a clone up, and the two commands that git calls itself."""

from __future__ import annotations

from pathlib import Path

import click

from diptych import cli, terminal

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    short_help="Teach git to merge catalogs entry by entry.",
    epilog="Example: diptych git-setup && git add .gitattributes",
)
@click.option("--undo", is_flag=True, help="Take out what git-setup wrote, and nothing else.")
@cli.FORMAT
@click.pass_context
def git_setup(ctx: click.Context, *, undo: bool, form: str) -> None:
    """Teach git to merge catalogs entry by entry, and to show messages in its diffs.

    Writes lines to .gitattributes, which you commit, and to the configuration of this clone in .git/config, so
    everybody runs it once. All that stands there stays; a second run changes nothing.

    From then on git calls `diptych git-merge-po` when both branches changed a catalog, and `diptych git-textconv` to
    show one; `--help` of each says more, and docs/git.md says how each case is decided.
    """
    from diptych import git

    root, _ = ctx.obj
    if root is None:
        raise cli.NOTHING_HERE
    changes = git.undo(root) if undo else git.setup(root)
    overruled = "" if undo else git.overruled(root)
    if form == "json":
        said = [{"place": one.place, "what": one.what} for one in changes]
        terminal.print_data({"removed" if undo else "added": said, "overruled": overruled})
        return
    verb = "taken out of" if undo else "added to"
    for place in dict.fromkeys(one.place for one in changes):
        click.echo(f"{verb} {place}:")
        for one in changes:
            if one.place == place:
                click.echo(f"  {one.what}")
    if not changes:
        click.echo("Nothing to take out." if undo else "All is set up already.")
    if overruled:
        click.echo(f"Another line of your attributes says merge={overruled} for catalogs, and it wins.", err=True)


@click.command(hidden=True, epilog="Example: git config merge.diptych.driver 'diptych git-merge-po %O %A %B %P'")
@click.argument("base", type=_FILE, metavar="%O")
@click.argument("ours", type=_FILE, metavar="%A")
@click.argument("theirs", type=_FILE, metavar="%B")
@click.argument("name", metavar="%P")
@click.pass_context
def git_merge_po(ctx: click.Context, *, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge three versions of a PO file into %A, as git asks a merge driver to.

    %O is the common ancestor's file, %A ours, %B theirs, %P the path in the repository. Exits 1 where both sides
    translated a message differently (ours stands, fuzzy, theirs is in its comment) or where a side is no PO file (%A
    is then what git makes of the text).
    """
    from diptych import driver

    merged = driver.merge(base, ours, theirs, name)
    for finding in merged.findings:
        terminal.print_finding(finding, err=True)
    if not merged.clean:
        ctx.exit(1)


@click.command(hidden=True, epilog="Example: git config diff.diptych.textconv 'diptych git-textconv'")
@click.argument("file", type=_FILE)
def git_textconv(*, file: Path) -> None:
    """Print the messages of a PO file with their states: what `git diff` and `git log -p` compare."""
    from diptych import disk, driver

    click.echo(driver.readable(disk.read(file), file.name), nl=False)
