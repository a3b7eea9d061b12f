"""The command that takes in what translators send back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych import cli, terminal

if TYPE_CHECKING:
    from diptych.returned import Returned, Taking
    from diptych.take import Met, Report

_SHORT = 60  # characters of a text on a line

_LISTS = {
    "taken": "taken",
    "confirmed": "confirmed: our fuzzy text, left as it is",
    "fuzzy": "fuzzy, to be looked at (`diptych triage`)",
    "kept": "ours kept, theirs in a translator's comment",
    "doubtful": "still fuzzy: unchanged, and the file does not tell whether somebody looked",
    "older": "ours is newer",
    "gone": "obsolete: a text that stood here once",
    "refused": "refused",
    "unknown": "unknown here",
}
_TOLD = ("kept", "doubtful", "gone", "refused", "unknown")
"""The lists that are told entry by entry."""


@click.command(
    short_help="Merge what translators sent back.",
    epilog="Example: diptych take ~/Downloads/declaration_ru.po --base HEAD~5",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "domain", default="", metavar="DOCUMENT", help="Which document it is.  [default: found out]")
@click.option("--lang", default="", metavar="LANG", help="Which language it is in.  [default: found out]")
@click.option(
    "--base",
    default="",
    metavar="FILE|REVISION",
    help="The catalog that was sent, or the git revision of ours at that time: what only the translator changed "
    "since then wins over our confirmed text.",
)
@click.option("--theirs", "win", is_flag=True, help="The returned file wins over our confirmed texts.")
@click.option(
    "--flags",
    type=click.Choice(["auto", "theirs", "ours"]),
    default="auto",
    show_default=True,
    help="Whether an unchanged fuzzy text that is not fuzzy in the file was confirmed (theirs), was not (ours), or "
    "was where the file shows that its editor keeps the flag (auto).",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be done.")
@cli.FORMAT
@click.pass_context
def take(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    domain: str,
    lang: str,
    base: str,
    win: bool,
    flags: str,
    dry_run: bool,
    form: str,
) -> None:
    """Merge catalogs that a translator returned into the current ones, entry by entry.

    A file may be made from an older state and may have lost lines, flags and comments in another program. Where both
    translated, our confirmed text stays and the other one goes into a translator's comment. A changed msgid or
    msgctxt is refused. What does not parse changes nothing. Exit status 1: something of the files was not taken.
    """
    from diptych import disk, returned

    data = {path.as_posix(): disk.read(path) for path in files}
    sent = returned.sent(base)

    def make() -> Taking:
        folder = cli.read_folder(ctx)
        return returned.take_back(folder, data, domain=domain, lang=lang, base=sent, win=win, flags=flags)

    with cli.alone(ctx):
        done = make() if dry_run else returned.settle(make)
    _print(done, form, would=dry_run)
    if done.wrong:
        ctx.exit(1)


def _print(done: Taking, form: str, *, would: bool) -> None:
    if form == "json":
        terminal.print_data({"files": [_data(one) for one in done.files], "changed": sorted(done.changed)})
    for one in done.files:
        for finding in one.findings:
            terminal.print_finding(finding, err=True)
        if form != "json" and one.place and one.report:
            click.echo(f"{one.path} → {one.place.domain} ({one.place.lang})")
            _print_report(one.path, one.report)
    if form != "json":
        verb = "would change" if would else "written"
        click.echo(f"{len(done.changed)} file(s) {verb}:" if done.changed else "Nothing changes in our catalogs.")
        for path in sorted(done.changed):
            click.echo(f"  {path}")


_HINTS = {
    "kept": "If they are corrections: `--base` with the file that was sent, or `--theirs`.",
    "doubtful": "If the translator looked at them: `--flags theirs`; or `diptych triage`.",
}


def _print_report(path: str, report: Report) -> None:
    for name, title in _LISTS.items():
        found: tuple[Met, ...] = getattr(report, name)
        if found:
            click.echo(f"{len(found):>6}  {title}")
        for met in found if name in _TOLD else ():
            _print_met(path, met, name)
        if found and name in _HINTS:
            click.echo(f"        {_HINTS[name]}")
    for count, title in (
        (len(report.noted), "with a new comment of the translator's"),
        (report.unchanged, "unchanged"),
    ):
        if count:
            click.echo(f"{count:>6}  {title}")
    if report.restored:
        click.echo(f"{len(report.restored):>6}  flags restored that the editor had lost")


def _print_met(path: str, met: Met, name: str) -> None:
    where = f"msgctxt “{met.key.context}”, " if met.key.context is not None else ""
    click.echo(f"        {path}:{met.line}: {where}{_short(met.key.msgid)}")
    if name == "kept":
        click.echo(f"          ours:   {_short(' | '.join(met.ours))}")
        click.echo(f"          theirs: {_short(' | '.join(met.theirs))}")
    if met.nearest is not None:
        here = f" (line {met.nearest.line})" if met.nearest.line else ""
        context = f"msgctxt “{met.nearest.key.context}”, " if met.nearest.key.context != met.key.context else ""
        click.echo(f"          nearest of ours{here}: {context}{_short(met.nearest.key.msgid)}")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1] + "…"


def _data(one: Returned) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": one.path,
        "document": one.place.domain if one.place else None,
        "language": one.place.lang if one.place else None,
        "findings": [{"rule": f.rule, "line": f.span.line, "message": f.message, "hint": f.hint} for f in one.findings],
    }
    if one.report is not None:
        data |= {name: [_met(met) for met in getattr(one.report, name)] for name in _LISTS}
        data |= {name: [_key(key) for key in getattr(one.report, name)] for name in ("noted", "restored")}
        data |= {"unchanged": one.report.unchanged}
    return data


def _key(key: Any) -> dict[str, Any]:
    return {"context": key.context, "msgid": key.msgid}


def _met(met: Met) -> dict[str, Any]:
    nearest = None if met.nearest is None else {"line": met.nearest.line, **_key(met.nearest.key)}
    return {"line": met.line, **_key(met.key), "theirs": met.theirs, "ours": met.ours, "nearest": nearest}
