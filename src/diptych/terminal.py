"""What a command prints on the terminal: results for people and for programs, findings, errors, a bar."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.edition import Lack
    from diptych.finding import Finding
    from diptych.pipeline import Extraction, Rendered, Standing
    from diptych.plan import Plan


_UNAPPROVED = "unapproved"  # confirmed, where an approval is asked for


def complain(error: UserError) -> None:
    """Print why we cannot go on, and how to mend it."""
    click.echo(f"{click.style('error', fg='red')}: {error.message}", err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)


def print_data(data: object, *, err: bool = False) -> None:
    """Print JSON for a program; on stderr where stdout has something else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2), err=err)


def print_extraction(result: Extraction, form: str, *, would: bool) -> None:
    """Print what extract did, or ``would`` do, to each catalog."""
    rows = [
        {
            "document": one.domain,
            "language": one.lang,
            **{name: len(getattr(one.report, name)) for name in ("new", "changed", "copied", "carried", "gone")},
        }
        for one in result.done
    ]
    if form == "json":
        data = {
            "catalogs": rows,
            "files": sorted(result.changed),
            "skipped": list(result.skipped),
            "reformed": list(result.reformed),
        }
        said = [
            {"place": one.place, "document": one.domain, "language": one.lang, **_stood(one)} for one in result.standing
        ]
        print_data(data | ({"standing": said} if said else {}) | ({"pruned": result.pruned} if result.pruned else {}))
        return
    wide = 2 + max((len(str(row["document"])) for row in rows), default=12)
    click.echo(f"{'':{wide}}{'':6}{'new':>8}{'changed':>9}{'copied':>9}{'carried':>9}{'gone':>6}")
    for row in rows:
        line = "{language:<6}{new:>8}{changed:>9}{copied:>9}{carried:>9}{gone:>6}".format(**row)
        click.echo(f"{row['document']:<{wide}}{line}")
    verb = "would change" if would else "written"
    if result.changed:
        click.echo(f"{len(result.changed)} file(s) {verb}:")
    elif not result.skipped:
        click.echo("The catalogs are up to date.")
    for path in sorted(result.changed):
        click.echo(f"  {path}")
    if result.pruned:
        click.echo(f"{result.pruned} obsolete message(s) {'would be ' if would else ''}taken out for good.")
    for path in result.reformed:
        click.echo(f"{verb} in one line a message, which git can merge (a program had it otherwise): {path}", err=True)
    for path in result.skipped:
        click.echo(f"left as it is: {path}", err=True)
    for one in result.standing:
        click.echo(f"{one.place}: {one.domain} ({one.lang}): {_stood(one)['outcome']}", err=True)


def _stood(one: Standing) -> dict[str, str]:
    """What became of a translation that was to stand."""
    if one.before.value == "done":
        outcome = "nothing changed there"
    elif one.after.value == "done":
        outcome = "the translation stands"
    else:
        outcome = "there is no whole translation of one text that could stand"
    return {"msgid": one.key.msgid, "outcome": outcome}


def print_errors(findings: Sequence[Finding]) -> bool:
    """Print the errors among the findings; true where there is one."""
    from diptych.finding import Severity

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    for finding in errors:
        print_finding(finding, err=True)
    return bool(errors)


def print_finding(finding: Finding, *, err: bool = False) -> None:
    """Print a finding on one line that an editor can jump to, and its hint."""
    click.echo(str(finding), err=err)
    if finding.hint:
        click.echo(f"  {finding.hint}", err=err)


def print_coverage(extraction: Extraction) -> None:
    """Print how much of each document is translated."""
    from diptych import coverage as counting
    from diptych import pipeline, tables

    rows = pipeline.cover(extraction)
    tables.show(rows, counting.totals(rows), sys.stdout, approved=bool(extraction.folder.approvals))


def print_refused(plan: Plan, form: str) -> bool:
    """Print what lacks where missing translations are refused; true where something does."""
    if not plan.refused:
        return False
    lacks = {(lack.part.span, lack.part.key, lack.lang): lack for _, lack in plan.refused}
    if form == "json":
        print_data(
            {
                "refused": [
                    {
                        "path": lack.part.span.path,
                        "line": lack.part.span.line,
                        "language": lack.lang,
                        "document": lack.part.domain,
                        "context": lack.part.key.context,
                        "msgid": lack.part.key.msgid,
                        "state": _state(lack),
                    }
                    for lack in lacks.values()
                ]
            }
        )
    else:
        for lack in lacks.values():
            click.echo(f"{lack.part.span}: {_state(lack)} in {lack.lang}: {short(lack.part.key.msgid)}", err=True)
        where = ", ".join(dict.fromkeys(place for place, _ in plan.refused))
        what, hint = "a confirmed translation", "Translate them, or say `--missing mark` to publish with marks."
        if any(_state(lack) == _UNAPPROVED for lack in lacks.values()):
            which = ", ".join(dict.fromkeys(lack.part.domain for lack in lacks.values()))
            what = "an approved translation"
            hint = f"`diptych approve DOCUMENT --by NAME` ({which}), or `--missing mark` to print the source there."
        complain(UserError(f"{len(lacks)} text(s) without {what} in {where}: nothing is made", hint))
    return True


def short(text: str) -> str:
    """The text as it fits on a line behind its place."""
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - a line of a terminal


def _state(lack: Lack) -> str:
    """How far the translation is, in a word."""
    return _UNAPPROVED if lack.state.value == "done" else lack.state.value


def print_rendered(rendered: Rendered, plan: Plan, target: Path, form: str) -> None:
    """Print which files were made, and which not."""
    if form == "json":
        print_data(
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


class Progress:
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
