"""The commands: each parses, calls the pipeline, prints and exits."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych import __version__
from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.checks import Check
    from diptych.finding import Finding
    from diptych.pipeline import Extraction, Rendered
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


class _Group(click.Group):
    """A group that turns a user's mistake into two lines and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        _speak_utf_8()
        try:
            return super().invoke(ctx)
        except UserError as error:
            _complain(error)
            ctx.exit(2)


def _speak_utf_8() -> None:
    """Write UTF-8 into files and pipes; on a terminal with another code page a letter it lacks is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _complain(error: UserError) -> None:
    click.echo(f"{click.style('error', fg='red')}: {error.message}", err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)


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

    for command in (extract, coverage, check, render, build, publish):
        group.add_command(command)
    return group


def main() -> None:
    """The installed command: finds the conference from here upwards and runs its ``i18n.py``'s group."""
    from diptych import locate

    root = locate.conference(Path.cwd())
    if root is None:
        conference(None)()
        return
    import runpy

    try:
        face = runpy.run_path(str(root / locate.FACE), run_name="diptych_face")
    except SyntaxError as error:
        _complain(UserError(f"{error.filename}:{error.lineno}: {error.msg}", "Mend the line and run it again."))
        sys.exit(2)
    except ImportError as error:
        _complain(UserError(f"{root / locate.FACE}: {error}", "Install what it imports, or take the import out."))
        sys.exit(2)
    group = face.get("main")
    if not isinstance(group, click.Group):
        _complain(UserError(f"{root / locate.FACE} has no `main`", "It says: main = conference(Path(__file__).parent)"))
        sys.exit(2)
    group(prog_name="diptych")


def _folder(ctx: click.Context) -> Folder:
    root, _ = ctx.obj
    if root is None:
        raise NOTHING_HERE
    from diptych import project

    return project.read(root)


def _json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


# --------------------------------------------------------------------------- extract


@click.command(epilog="Example: diptych extract --check")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if something would change.")
@click.option("--refresh-references", is_flag=True, help="Renew the line numbers of all entries.")
@click.option("--prune", is_flag=True, help="Take obsolete entries out for good.")
@FORMAT
@click.pass_context
def extract(ctx: click.Context, *, only_check: bool, refresh_references: bool, prune: bool, form: str) -> None:
    """Bring the catalogs in locales/ up to date with content/, losing no translation."""
    from diptych import pipeline

    result = pipeline.extract_all(_folder(ctx), refresh_references=refresh_references, prune=prune)
    if not only_check:
        pipeline.write_catalogs(result)
    _print_extraction(result, form, would=only_check)
    if _print_errors(result.folder.findings) or (only_check and result.changed):
        ctx.exit(1)


def _print_extraction(result: Extraction, form: str, *, would: bool) -> None:
    rows = [
        {
            "document": one.domain,
            "language": one.lang,
            **{name: len(getattr(one.report, name)) for name in ("new", "changed", "carried", "gone")},
        }
        for one in result.done
    ]
    if form == "json":
        _json({"catalogs": rows, "files": sorted(result.changed), "skipped": list(result.skipped)})
        return
    wide = 2 + max((len(str(row["document"])) for row in rows), default=12)
    click.echo(f"{'':{wide}}{'':6}{'new':>8}{'changed':>9}{'carried':>9}{'gone':>6}")
    for row in rows:
        line = "{language:<6}{new:>8}{changed:>9}{carried:>9}{gone:>6}".format(**row)
        click.echo(f"{row['document']:<{wide}}{line}")
    verb = "would change" if would else "written"
    if result.changed:
        click.echo(f"{len(result.changed)} file(s) {verb}:")
    elif not result.skipped:
        click.echo("The catalogs are up to date.")
    for path in sorted(result.changed):
        click.echo(f"  {path}")
    for path in result.skipped:
        click.echo(f"left as it is: {path}", err=True)


def _print_errors(findings: Sequence[Finding]) -> bool:
    """Print the errors among the findings; true where there is one."""
    from diptych.finding import Severity

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    for finding in errors:
        _print_finding(finding, err=True)
    return bool(errors)


def _print_finding(finding: Finding, *, err: bool = False) -> None:
    click.echo(str(finding), err=err)
    if finding.hint:
        click.echo(f"  {finding.hint}", err=err)


# --------------------------------------------------------------------------- coverage


@click.command(epilog="Example: diptych coverage --by section --fail-under 100")
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

    extraction = pipeline.extract_all(_folder(ctx))
    rows = pipeline.cover(extraction, by_section=by == "section")
    whole = pipeline.cover(extraction) if by == "section" else rows
    sums = counting.totals(whole)
    if form == "json":
        _json(counting.as_data(rows, sums))
    elif form == "csv":
        click.echo(tables.csv(rows, sums), nl=False)
    elif form == "svg":
        click.echo(tables.badges(sums), nl=False)
    elif form == "html":
        click.echo(pipeline.coverage_page(extraction, rows).data.decode(), nl=False)
    else:
        tables.show(rows, sums, sys.stdout)
    errors = _print_errors(extraction.folder.findings)
    if errors or (fail_under is not None and any(one.percent < fail_under for one in whole)):
        ctx.exit(1)


# --------------------------------------------------------------------------- check


@click.command(epilog="Example: diptych check --format json")
@FORMAT
@click.pass_context
def check(ctx: click.Context, *, form: str) -> None:
    """List what is wrong with the texts and the translations; exit 1 if there is an error."""
    from diptych import pipeline
    from diptych.finding import Severity

    findings = pipeline.check(_folder(ctx), ctx.obj[1])
    if form == "json":
        _json(
            [
                {
                    "path": one.span.path,
                    "line": one.span.line,
                    "column": one.span.column,
                    "rule": one.rule,
                    "severity": one.severity.value,
                    "message": one.message,
                    "hint": one.hint,
                }
                for one in findings
            ]
        )
    else:
        for one in findings:
            _print_finding(one)
        click.echo(f"{len(findings)} finding(s)." if findings else "Nothing to say: no finding.")
    if any(one.severity is Severity.ERROR for one in findings):
        ctx.exit(1)


# --------------------------------------------------------------------------- render, build


def _names(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """A list with commas: ``html,pdf``."""
    return tuple(name.strip() for name in value.split(",") if name.strip()) if value else ()


@click.command(epilog="Example: diptych render declaration --edition en-ru --to pdf,docx")
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
    out: Path | None,
    form: str,
) -> None:
    """Make the editions of the documents: all of them, or those that are named."""
    from diptych import pipeline

    folder = _folder(ctx)
    extraction = pipeline.extract_all(folder)
    plan = pipeline.plan(
        extraction.folder,
        documents=documents,
        editions=editions,
        outputs=outputs,
        missing=missing or "",
        extraction=extraction,
    )
    target = out or folder.root / "build"
    _stop_if_refused(ctx, plan, form)
    with _Progress() as step:
        rendered = pipeline.render(plan, extraction.folder, target, step)
    errors = _print_errors(folder.findings)
    _print_rendered(rendered, plan, target, form)
    if errors or plan.skipped:
        ctx.exit(1)


@click.command(epilog="Example: diptych build")
@MISSING
@OUT
@FORMAT
@click.pass_context
def build(ctx: click.Context, *, missing: str | None, out: Path | None, form: str) -> None:
    """Extract, check, count, and make the site: every edition of every document, calendars, data."""
    from diptych import pipeline

    folder = _folder(ctx)
    extraction = pipeline.extract_all(folder)
    changed = extraction.changed
    pipeline.write_catalogs(extraction)
    if changed:  # read again, so that findings name the lines that stand there now
        folder = _folder(ctx)
    findings = pipeline.check(folder, ctx.obj[1])
    folder = extraction.folder
    target = out or folder.root / "build"
    plan = pipeline.plan(folder, missing=missing or "", extraction=extraction)
    _stop_if_refused(ctx, plan, form)
    with _Progress() as step:
        rendered = pipeline.render(plan, folder, target, step, whole=True)
    if form == "text":
        for path in changed:
            click.echo(f"catalog brought up to date: {path}", err=True)
        for one in findings:
            _print_finding(one, err=True)
        _print_coverage(extraction)
    _print_rendered(rendered, plan, target, form)
    if plan.skipped or any(one.severity.value == "error" for one in findings):
        ctx.exit(1)


@click.command(epilog="Example: diptych publish && git add content/published.json && git commit -m Published")
@MISSING
@OUT
@FORMAT
@click.pass_context
def publish(ctx: click.Context, *, missing: str | None, out: Path | None, form: str) -> None:
    """Build the site and note in content/published.json what its calendars say now.

    From then on an item that changes gets the next SEQUENCE, and one that is gone is told as cancelled: put build/
    on the server and commit the file. Nothing is noted while there is an error or a final text lacks a translation.
    """
    from diptych import pipeline

    try:
        ctx.invoke(build, missing=missing, out=out, form=form)
    except click.exceptions.Exit:
        click.echo("content/published.json: nothing is noted, because of the errors above.", err=True)
        raise
    extraction = pipeline.extract_all(_folder(ctx))
    plan = pipeline.plan(extraction.folder, missing=missing or "", extraction=extraction)
    noted = pipeline.publish(plan, extraction.folder)
    if form == "text":
        click.echo(f"content/published.json: {len(noted)} item(s) noted." if noted else "No item has changed.")


def _print_coverage(extraction: Extraction) -> None:
    from diptych import coverage as counting
    from diptych import pipeline, tables

    rows = pipeline.cover(extraction)
    tables.show(rows, counting.totals(rows), sys.stdout)


def _stop_if_refused(ctx: click.Context, plan: Plan, form: str) -> None:
    """Where missing translations are refused, list them, make nothing and exit 1."""
    if not plan.refused:
        return
    lacks = {(lack.part.span, lack.part.key, lack.lang): lack for _, lack in plan.refused}
    if form == "json":
        _json(
            {
                "refused": [
                    {
                        "path": lack.part.span.path,
                        "line": lack.part.span.line,
                        "language": lack.lang,
                        "document": lack.part.domain,
                        "context": lack.part.key.context,
                        "msgid": lack.part.key.msgid,
                        "state": lack.state.value,
                    }
                    for lack in lacks.values()
                ]
            }
        )
    else:
        for lack in lacks.values():
            text = lack.part.key.msgid
            short = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - a line of a terminal
            click.echo(f"{lack.part.span}: {lack.state.value} in {lack.lang}: {short}", err=True)
        where = ", ".join(dict.fromkeys(place for place, _ in plan.refused))
        _complain(
            UserError(
                f"{len(lacks)} text(s) without a confirmed translation in {where}: nothing is made",
                "Translate them, or say `--missing mark` to publish with marks.",
            )
        )
    ctx.exit(1)


def _print_rendered(rendered: Rendered, plan: Plan, target: Path, form: str) -> None:
    if form == "json":
        _json(
            {
                "out": target.as_posix(),
                "made": list(rendered.made),
                "kept": list(rendered.kept),
                "removed": list(rendered.removed),
                "skipped": list(plan.skipped),
            }
        )
        return
    for place in plan.skipped:
        click.echo(f"left out: {place} (a file that it needs has an error)", err=True)
    if rendered.made:
        click.echo(f"{len(rendered.made)} file(s) made in {_short(target)}, {len(rendered.kept)} unchanged:")
        for path in rendered.made:
            click.echo(f"  {path}")
    elif rendered.kept:
        click.echo(f"Nothing to do: all {len(rendered.kept)} files in {_short(target)} are up to date.")
    else:
        click.echo("Nothing is made of these documents in these editions and outputs.")
    for path in rendered.removed:
        click.echo(f"removed: {path}")


def _short(path: Path) -> str:
    """The path as seen from here, where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return path.as_posix()


class _Progress:
    """A bar on a terminal, once the work has taken longer than a second."""

    def __enter__(self) -> Callable[[str, int], None]:
        import time

        self._bar: Any = None
        self._begun = time.monotonic()
        self._done = 0
        return self._step

    def _step(self, path: str, total: int) -> None:
        import time

        self._done += 1
        if not sys.stderr.isatty() or time.monotonic() - self._begun < 1:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=self._done, description=path)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
