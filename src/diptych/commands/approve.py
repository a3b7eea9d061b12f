"""The command that says of translations: a reviser has read them and stands by them."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

import click

from diptych import cli, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.selection import Message
    from diptych.signing import Signed


@click.command(
    short_help="Say that a reviser stands by translations.",
    epilog='Example: diptych approve declaration op-5 preamble --by "Zarina Sharifova"',
)
@click.argument("document")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--by", "reviewer", required=True, metavar="NAME", help="Who approves (or withdraws).")
@click.option("--note", default="", metavar="TEXT", help="A word for those who read the approval.")
@click.option("--lang", default="", metavar="LANG", help="The language of the translation, where there are several.")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day of the approval.  [default: today]"
)
@click.option("--withdraw", is_flag=True, help="Take the approval back, whoever gave it.")
@cli.FORMAT
@click.pass_context
def approve(
    ctx: click.Context,
    *,
    document: str,
    ids: tuple[str, ...],
    reviewer: str,
    note: str,
    lang: str,
    date: dt.datetime | None,
    withdraw: bool,
    form: str,
) -> None:
    """Approve confirmed translations: all of DOCUMENT, the people and labels in it too, or those of the IDs.

    An ID is the anchor of a paragraph on its page (op-5), of a heading, a session or a day with all below it, or a
    context of the catalog or the beginning of one (session-1/title, people/voronkov). What stands around every text,
    as in a page's head, is approved with the documents conference and labels.

    The approval is a line of locales/LANG/approvals.jsonl and holds until the source or the translation changes by a
    letter. Exit status 1: some could not be approved, because they are fuzzy or missing.
    """
    from diptych import disk, signing
    from diptych.approvals import RULE, Signature
    from diptych.finding import UserError

    by = Signature(reviewer.strip(), date.date() if date else _today(), note.strip())
    with cli.alone(ctx):
        done = signing.sign(cli.read_folder(ctx), document, ids, lang, by, withdraw=withdraw)
        saved = disk.write_all(done.folder.root, done.changed, done.folder.files)
    if saved:
        raise UserError(f"{saved[0]} was saved by another program meanwhile", "Run the command again.")
    _print(done, form, withdraw=withdraw)
    for finding in done.folder.findings:
        if finding.rule == RULE:
            terminal.print_finding(finding, err=True)
    if terminal.print_errors(done.folder.findings) or done.refused:
        ctx.exit(1)


def _today() -> dt.date:
    """The day on which this is done; SOURCE_DATE_EPOCH says another (reproducible-builds.org)."""
    from diptych.finding import UserError

    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(said), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(f"SOURCE_DATE_EPOCH is no time: {said!r}", "Unset it, or say --date 2022-10-19.") from error


def _print(done: Signed, form: str, *, withdraw: bool) -> None:
    """Say what was approved or withdrawn, and what could not be."""
    verb = "withdrawn" if withdraw else "approved"
    if form == "json":
        terminal.print_data(
            {
                "language": done.lang,
                verb: [_row(message) for message in done.new],
                "unchanged": [_row(message) for message in done.old],
                "refused": [_row(message) | {"state": state.value} for message, state in done.refused],
                "files": sorted(done.changed),
            }
        )
        return
    for message, state in done.refused:
        click.echo(f"{message.span}: {state.value}, not approved: {terminal.short(message.key.msgid)}", err=True)
    click.echo(f"{len(done.new)} text(s) {verb} in {done.lang}{_by_domain(done.new)}.")
    if done.old:
        why = "approved by nobody" if withdraw else "approved by the same reviewer before"
        click.echo(f"{len(done.old)} {why}.")
    if done.refused:
        which = (message for message, _ in done.refused)
        click.echo(f"{len(done.refused)} not approved, being fuzzy or missing{_by_domain(which)}.")


def _row(message: Message) -> dict[str, Any]:
    key, span = message.key, message.span
    place = {"path": span.path, "line": span.line}
    return {"document": message.domain, "context": key.context, "msgid": key.msgid, **place}


def _by_domain(messages: Iterable[Message]) -> str:
    """``: declaration 8, people 4``."""
    counts: dict[str, int] = {}
    for message in messages:
        counts[message.domain] = counts.get(message.domain, 0) + 1
    return ": " + ", ".join(f"{domain} {count}" for domain, count in counts.items()) if counts else ""
