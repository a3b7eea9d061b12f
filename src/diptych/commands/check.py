"""The command that reads proof."""

from __future__ import annotations

import contextlib
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych import cli, terminal
from diptych.finding import Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.checking import Checked, Wish
    from diptych.finding import Finding

_FORM = click.Choice(["text", "json", "github", "sarif"])
_SEVERITY = click.Choice([one.value for one in Severity])


@click.command(
    short_help="Read proof: list what is wrong, and mend what is certain.",
    epilog="Example: diptych check declaration --severity warning",
)
@click.argument("what", nargs=-1, metavar="[DOCUMENT|FILE]...")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; may be given several times.")
@click.option("--ignore", "ignored", multiple=True, metavar="RULE", help="Not this rule; may be given several times.")
@click.option("--severity", type=_SEVERITY, default="info", show_default=True, help="The least grave to be listed.")
@click.option("--fix", is_flag=True, help="Mend in the translations what needs no thinking, then list what is left.")
@click.option("--no-break", is_flag=True, help="With --fix: set the no-break spaces, too, that rendering sets anyway.")
@click.option("--diff", is_flag=True, help="With --fix: write nothing; show what would be written.")
@click.option("--format", "form", type=_FORM, default="text", show_default=True, help="For people, or for programs.")
@click.pass_context
def check(
    ctx: click.Context,
    *,
    what: tuple[str, ...],
    rules: tuple[str, ...],
    ignored: tuple[str, ...],
    severity: str,
    fix: bool,
    no_break: bool,
    diff: bool,
    form: str,
) -> None:
    """List what is wrong with the texts and the translations; exit 1 if there is an error.

    Of the whole conference, of documents by their name, or of any files (.po, .md, .txt), which are looked at together
    and need no conference around them. docs/checks.md explains the rules, and how to excuse a text from one.
    """
    from diptych import checking

    if (diff or no_break) and not fix:
        raise UserError(f"--{'diff' if diff else 'no-break'} goes with --fix", "Add --fix.")
    wish = checking.Wish(rules=rules, ignored=ignored, least=Severity(severity), fix=fix, no_break=no_break)
    files = [Path(name) for name in what if Path(name).is_file()]
    lock = cli.alone(ctx) if fix and not diff and not files else contextlib.nullcontext()
    with lock:
        checked, root = _checked(ctx, what, files, wish)
        if fix and not diff:
            checking.write(root, checked)
    if diff:
        click.echo(_diff(checked), nl=False)
    _print(checked, form, mended=fix and not diff, shown=diff)
    if any(one.severity is Severity.ERROR for one in checked.findings):
        ctx.exit(1)


def _checked(ctx: click.Context, what: Sequence[str], files: list[Path], wish: Wish) -> tuple[Checked, Path | None]:
    """What was found, and the conference's folder if it is of one."""
    from dataclasses import replace

    from diptych import checking

    root, more = ctx.obj
    if not files:
        lost = next((name for name in what if "." in name or "/" in name), None)
        if lost is not None:
            raise UserError(f"there is no file {lost}", "Look at its name; a document is named without an ending.")
        return checking.conference(cli.read_folder(ctx), more, replace(wish, documents=tuple(what))), root
    if len(files) < len(what):
        other = next(name for name in what if Path(name) not in files)
        raise UserError(f"“{other}” is no file, beside files", "Name documents alone, or files alone.")
    if root is not None:
        folder = cli.read_folder(ctx)
        own = [checking.document_of(folder, path) for path in files]
        if all(own):
            with cli.alone(ctx) if wish.fix else contextlib.nullcontext():
                return checking.conference(folder, more, replace(wish, documents=tuple(dict.fromkeys(own)))), root
        if any(own):
            stray = next(path for path, slug in zip(files, own, strict=True) if not slug)
            said = f"{stray} is no file of the conference, so all are checked without its names, terms and facts."
            click.echo(said, err=True)
    return checking.files(files, more, wish), None


def _diff(checked: Checked) -> str:
    """What mending changes, as ``diff -u`` shows it."""
    out: list[str] = []
    for path, data in checked.changed.items():
        before, after = (
            one.decode("utf-8", "replace").splitlines(keepends=True) for one in (checked.before[path], data)
        )
        out += difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in out)


def _print(checked: Checked, form: str, *, mended: bool, shown: bool) -> None:
    from diptych import notices

    findings = checked.findings
    if form == "json":
        terminal.print_data(notices.data(findings))
    elif form == "github":
        click.echo(notices.github(findings), nl=False)
    elif form == "sarif":
        from diptych import __version__, checks

        click.echo(notices.sarif(findings, {one.rule: one.hint for one in checks.ALL}, __version__), nl=False)
    elif not shown:
        for one in findings:
            _print_one(one)
    if form != "text":
        return
    if checked.changed:
        verb = "would be mended" if shown else "mended" if mended else ""
        for path in sorted(checked.changed):
            click.echo(f"{verb}: {path}")
    if not shown:
        click.echo(_sum(findings))


def _print_one(one: Finding) -> None:
    terminal.print_finding(one)
    if one.proposed is not None:
        click.echo(f"  “{_seen(one.text)}” → “{_seen(one.proposed)}”")
    for span in one.others[:10]:
        click.echo(f"  also {span}")
    if len(one.others) > 10:  # noqa: PLR2004 - more nobody reads; --format json has them all
        click.echo(f"  and {len(one.others) - 10} more")


def _seen(text: str) -> str:
    return text.replace("\u00a0", "␣").replace("\n", "⏎")


def _sum(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing to say: no finding."
    counted = [f"{count} {one.value}(s)" for one in Severity if (count := sum(f.severity is one for f in findings))]
    return f"{len(findings)} finding(s): {', '.join(counted)}."
