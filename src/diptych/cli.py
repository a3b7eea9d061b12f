"""The commands: each parses, calls the pipeline, prints and exits."""

from __future__ import annotations

import contextlib
import io
import keyword
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych import __version__, terminal
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.checks import Check
    from diptych.pipeline import Extraction
    from diptych.plan import Plan
    from diptych.project import Folder

NOTHING_HERE = UserError(
    "this is not a conference: no i18n.py with a content/conference.yaml here or above",
    "Go to the conference's folder, or see README.md for how to begin one.",
)

# --------------------------------------------------------------------------- options, once

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the result: for people or for programs.",
)
OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="The folder for what is made.  [default: build]",
)
MISSING = click.option(
    "--missing",
    type=click.Choice(["source", "mark", "refuse"]),
    default=None,
    help="What has no confirmed translation: show the source text as it is, show it marked, or make "
    "nothing.  [default: refuse for final documents, mark for drafts]",
)
REQUIRE = click.option(
    "--require",
    type=click.Choice(["approved"]),
    default=None,
    help="Count a translation only where a reviser approved it (`diptych approve`): what is not approved is as if it "
    "were missing, so that nothing is made, drafts included. With `--missing mark` or `--missing source` it prints in "
    "the source language.",
)


COMMANDS: Mapping[str, str] = {
    "approve": "approve",
    "check": "check",
    "git-merge-po": "git",
    "git-setup": "git",
    "git-textconv": "git",
    "import": "importing",
    "take": "take",
    "triage": "triage",
    "memory": "memory",
    "po": "po",
}
"""The commands that stand in a room of their own in ``commands/``, by that room; read when one is asked for."""


class _Group(click.Group):
    """A group that turns a user's mistake into two lines and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        import importlib

        room = importlib.import_module(f"diptych.commands.{COMMANDS[cmd_name]}")
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(room, f"{name}_" if keyword.iskeyword(name) else name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        _speak_utf_8()
        try:
            return super().invoke(ctx)
        except UserError as error:
            terminal.complain(error)
            ctx.exit(2)


def _speak_utf_8() -> None:
    """Write UTF-8 into files and pipes; on a terminal with another code page a letter it lacks is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def conference(root: Path | None, checks: Sequence[Check] = ()) -> click.Group:
    """The command group of the conference in ``root``, with its own checks.

    ``i18n.py`` calls it; without a root every command says that there is no conference here.
    """

    @click.group(
        cls=_Group,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog="Example: diptych build",
    )
    @click.version_option(__version__, package_name="diptych", prog_name="diptych")
    @click.pass_context
    def group(ctx: click.Context) -> None:
        """Publish a conference's texts in two languages, side by side.

        The texts are in content/, the translations in locales/, the results in build/.
        """
        ctx.obj = (root, tuple(checks))

    for command in (extract, coverage, render, build, publish):
        group.add_command(command)
    return group


def main() -> None:
    """The installed command: finds the conference from here upwards and runs its ``i18n.py``'s group."""
    from diptych import locate

    # while git merges, i18n.py itself may be half merged
    root = None if sys.argv[1:2] in (["git-merge-po"], ["git-textconv"]) else locate.conference(Path.cwd())
    if root is None:
        conference(None)()
        return
    import runpy

    try:
        face = runpy.run_path(str(root / locate.FACE), run_name="diptych_face")
    except SyntaxError as error:
        terminal.complain(UserError(f"{error.filename}:{error.lineno}: {error.msg}", "Mend the line and run it again."))
        sys.exit(2)
    except ImportError as error:
        terminal.complain(
            UserError(f"{root / locate.FACE}: {error}", "Install what it imports, or take the import out.")
        )
        sys.exit(2)
    group = face.get("main")
    if not isinstance(group, click.Group):
        terminal.complain(
            UserError(f"{root / locate.FACE} has no `main`", "It says: main = conference(Path(__file__).parent)")
        )
        sys.exit(2)
    group(prog_name="diptych")


def read_folder(ctx: click.Context) -> Folder:
    """The conference as its files say. Raises UserError outside of one."""
    root, _ = ctx.obj
    if root is None:
        raise NOTHING_HERE
    from diptych import project

    return project.read(root)


@contextlib.contextmanager
def alone(ctx: click.Context, *places: Path) -> Iterator[None]:
    """What a command that writes does everything in: no other diptych writes in the conference meanwhile."""
    root, _ = ctx.obj
    if root is None:
        raise NOTHING_HERE
    from diptych import disk

    with disk.alone(root, lambda text: click.echo(text, err=True), *places):
        yield


# --------------------------------------------------------------------------- extract


@click.command(short_help="Bring the catalogs up to date with content/.", epilog="Example: diptych extract --check")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if something would change.")
@click.option("--refresh-references", is_flag=True, help="Renew the line numbers of all entries.")
@click.option("--prune", is_flag=True, help="Take obsolete entries out for good.")
@click.option(
    "--keep",
    multiple=True,
    metavar="FILE:LINE",
    help="“I fixed a typo, the translations stand”: what stands in that line of the content stays confirmed, which a "
    "comment in the catalog records. May be given several times.",
)
@FORMAT
@click.pass_context
def extract(
    ctx: click.Context, *, only_check: bool, refresh_references: bool, prune: bool, keep: tuple[str, ...], form: str
) -> None:
    """Bring the catalogs in locales/ up to date with content/, losing no translation."""
    from diptych import pipeline

    def make() -> Extraction:
        return pipeline.extract_all(read_folder(ctx), refresh_references=refresh_references, prune=prune, keep=keep)

    if only_check:
        result = make()
    else:
        with alone(ctx):
            result = pipeline.settle(make)
    terminal.print_extraction(result, form, would=only_check)
    if terminal.print_errors((*result.folder.findings, *result.memory)) or (only_check and result.changed):
        ctx.exit(1)


# --------------------------------------------------------------------------- coverage


@click.command(
    short_help="Show how much of each document is translated.",
    epilog="Example: diptych coverage --by section --fail-under 100",
)
@click.option(
    "--by",
    type=click.Choice(["document", "section"]),
    default="document",
    show_default=True,
    help="One line for each document, or for each session and heading.",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    default=None,
    metavar="N",
    help="Exit 1 when any document is below N per cent of words.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "html", "svg"]),
    default="table",
    show_default=True,
    help="A table, data, a page with bars, or a badge for each language.",
)
@click.pass_context
def coverage(ctx: click.Context, *, by: str, fail_under: int | None, form: str) -> None:
    """Show how much of each document is translated: messages and source words."""
    from diptych import coverage as counting
    from diptych import pipeline, tables

    extraction = pipeline.extract_all(read_folder(ctx), remember=False)
    rows = pipeline.cover(extraction, by_section=by == "section")
    whole = pipeline.cover(extraction) if by == "section" else rows
    sums = counting.totals(whole)
    signed = bool(extraction.folder.approvals)
    if form == "json":
        terminal.print_data(counting.as_data(rows, sums))
    elif form == "csv":
        click.echo(tables.csv(rows, sums, approved=signed), nl=False)
    elif form == "svg":
        click.echo(tables.badges(sums), nl=False)
    elif form == "html":
        click.echo(pipeline.coverage_page(extraction, rows).data.decode(), nl=False)
    else:
        tables.show(rows, sums, sys.stdout, approved=signed)
    errors = terminal.print_errors(extraction.folder.findings)
    if errors or (fail_under is not None and any(one.percent < fail_under for one in whole)):
        ctx.exit(1)


# --------------------------------------------------------------------------- render, build


def _names(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """A list with commas: ``html,pdf``."""
    return tuple(name.strip() for name in value.split(",") if name.strip()) if value else ()


@click.command(
    short_help="Make the editions of the documents.",
    epilog="Example: diptych render declaration --edition en-ru --to pdf,docx",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--edition", "editions", callback=_names, metavar="NAMES", help="en, ru, en-ru; several with commas.")
@click.option(
    "--to",
    "outputs",
    callback=_names,
    metavar="NAMES",
    help="html, pdf, docx, ics, akn, schedule; several with commas.",
)
@MISSING
@REQUIRE
@OUT
@FORMAT
@click.pass_context
def render(
    ctx: click.Context,
    *,
    documents: tuple[str, ...],
    editions: tuple[str, ...],
    outputs: tuple[str, ...],
    missing: str | None,
    require: str | None,
    out: Path | None,
    form: str,
) -> None:
    """Make the editions of the documents: all of them, or those that are named."""
    from diptych import pipeline

    target = out or (ctx.obj[0] or Path()) / "build"
    with alone(ctx, target):
        extraction = pipeline.extract_all(read_folder(ctx), remember=False)
        plan = pipeline.plan(
            extraction.folder,
            documents=documents,
            editions=editions,
            outputs=outputs,
            missing=missing or "",
            approved=require is not None,
            extraction=extraction,
        )
        if terminal.print_refused(plan, form):
            ctx.exit(1)
        with terminal.Progress() as step:
            rendered = pipeline.render(plan, extraction.folder, target, step)
    errors = terminal.print_errors(extraction.folder.findings)
    terminal.print_rendered(rendered, plan, target, form)
    if errors or plan.skipped:
        ctx.exit(1)


@click.command(short_help="Do all: catalogs, documents, site, calendars, data.", epilog="Example: diptych build")
@MISSING
@REQUIRE
@OUT
@FORMAT
@click.pass_context
def build(ctx: click.Context, *, missing: str | None, require: str | None, out: Path | None, form: str) -> None:
    """Extract, check, count, and make the site: every edition of every document, calendars, data."""
    target = out or (ctx.obj[0] or Path()) / "build"
    with alone(ctx, target):
        _, _, sound = _built(ctx, missing, require, target, form)
    if not sound:
        ctx.exit(1)


@click.command(
    short_help="Build, and note what the calendars say now.",
    epilog="Example: diptych publish && git add content/published.json && git commit -m Published",
)
@MISSING
@REQUIRE
@OUT
@FORMAT
@click.pass_context
def publish(ctx: click.Context, *, missing: str | None, require: str | None, out: Path | None, form: str) -> None:
    """Build the site and note in content/published.json what its calendars say now.

    From then on an item that changes gets the next SEQUENCE, and one that is gone is told as cancelled: put build/
    on the server and commit the file. Nothing is noted while there is an error or a final text lacks a translation.
    """
    from diptych import pipeline

    target = out or (ctx.obj[0] or Path()) / "build"
    with alone(ctx, target):
        plan, folder, sound = _built(ctx, missing, require, target, form)
        if not sound:
            click.echo("content/published.json: nothing is noted, because of the errors above.", err=True)
            ctx.exit(1)
        noted = pipeline.publish(plan, folder)
    if form == "text":
        click.echo(f"content/published.json: {len(noted)} item(s) noted." if noted else "No item has changed.")


def _built(
    ctx: click.Context, missing: str | None, require: str | None, target: Path, form: str
) -> tuple[Plan, Folder, bool]:
    """Build and print: what was planned, of which folder, and whether nothing was wrong."""
    from diptych import checking, pipeline

    extraction = pipeline.settle(lambda: pipeline.extract_all(read_folder(ctx)))
    folder = (
        read_folder(ctx) if extraction.changed else extraction.folder
    )  # findings name the lines that stand there now
    findings = [*checking.conference(folder, ctx.obj[1]).findings, *extraction.memory]
    approved = require is not None
    plan = pipeline.plan(extraction.folder, missing=missing or "", approved=approved, extraction=extraction)
    if terminal.print_refused(plan, form):
        return plan, folder, False
    with terminal.Progress() as step:
        rendered = pipeline.render(plan, extraction.folder, target, step, whole=True)
    if form == "text":
        for path in extraction.changed:
            click.echo(f"catalog brought up to date: {path}", err=True)
        for one in findings:
            terminal.print_finding(one, err=True)
        terminal.print_coverage(extraction)
    terminal.print_rendered(rendered, plan, target, form)
    return plan, folder, not plan.skipped and not any(one.severity.value == "error" for one in findings)
