"""``diptych po``: merge, count, compare and format any PO file, with no conference around it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych import cli, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.finding import Finding
    from diptych.merge import Report
    from diptych.po_diff import Difference

_FILE = click.Path(path_type=Path)


@click.group(short_help="Work on PO files anywhere.", epilog="Example: diptych po stats locales/*/LC_MESSAGES/*.po")
def po() -> None:
    """Work on PO files anywhere: merge, stats, diff, format.

    They need no conference, so they serve every project that uses gettext.
    """


@po.command(
    short_help="Give a template the translations of a catalog.",
    epilog="Example: diptych po merge ru.po messages.pot -o ru.po",
)
@click.argument("old", type=_FILE, metavar="OLD.po")
@click.argument("new", type=_FILE, metavar="NEW.pot")
@click.option("-o", "--out", type=_FILE, default=None, metavar="OUT.po", help="Where to write.  [default: print it]")
@click.option("--no-fuzzy", is_flag=True, help="Guess nothing: only what is identical keeps its translation.")
@click.option(
    "-C", "--compendium", "others", type=_FILE, multiple=True, help="Another catalog to copy from; repeatable."
)
@click.option("--refresh-references", is_flag=True, help="Renew the line numbers of all entries.")
@cli.FORMAT
def merge(
    *,
    old: Path,
    new: Path,
    out: Path | None,
    no_fuzzy: bool,
    others: tuple[Path, ...],
    refresh_references: bool,
    form: str,
) -> None:
    """Give NEW.pot the translations of OLD.po, as msgmerge does, and lose none of them.

    What is the same in both keeps its lines to the byte. A changed text gets the translation of the text it comes
    from, fuzzy, with that text as its previous one; what nothing new came from stays as obsolete. The header is that
    of OLD.po; the template's date comes in with new messages.
    """
    from diptych import disk, po_tools

    before = disk.existing(out) if out else None
    catalogs = []
    for path in (old, new, *others):
        catalog, findings = po_tools.read(path)
        _print_findings(findings)
        catalogs.append(catalog)
    text, report = po_tools.merge(
        catalogs[0], catalogs[1], catalogs[2:], fuzzy=not no_fuzzy, refresh_references=refresh_references
    )
    if out is None:
        click.echo(text, nl=False)
    else:
        po_tools.write(out, text.encode(), before)
    _print_report(report, form, printed=out is None)


@po.command(
    short_help="Count messages: done, fuzzy, missing, obsolete.", epilog="Example: diptych po stats --format json ru.po"
)
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--no-cache", is_flag=True, help="Count anew, and remember nothing.")
@cli.FORMAT
def stats(*, files: tuple[Path, ...], no_cache: bool, form: str) -> None:
    """Count the messages of PO files: done, fuzzy, missing, obsolete.

    What was counted is remembered by size, time and hash in the user's cache folder. A file that another program broke
    within its texts is counted all the same: `po format --check` reads it whole.
    """
    from diptych import po_stats, po_tools

    known = None if no_cache else po_tools.remembered()
    found, after = po_tools.statistics(files, known, time.time_ns())
    if known is not None and after != known:
        po_tools.remember(after)
    total = po_stats.total(found.values())
    names = ("done", "fuzzy", "missing", "obsolete", "total")
    rows = [(path.as_posix(), {name: getattr(one, name) for name in names}) for path, one in found.items()]
    sums = {name: getattr(total, name) for name in names}
    if form == "json":
        terminal.print_data({"files": [{"path": path, **row} for path, row in rows], "total": sums})
        return
    rows += [(f"{len(rows)} files", sums)] if len(rows) > 1 else []
    wide = max(len(path) for path, _ in rows)
    lines = [f"{'':{wide}}{'done':>9}{'fuzzy':>9}{'missing':>9}{'obsolete':>10}"]
    for path, row in rows:
        percent = 100 * row["done"] // row["total"] if row["total"] else 100
        counts = "{done:>9}{fuzzy:>9}{missing:>9}{obsolete:>10}".format(**row)
        lines.append(f"{path:{wide}}{counts}{percent:>6} %")
    click.echo("\n".join(lines))


@po.command(short_help="Show what differs, message by message.", epilog="Example: diptych po diff before.po after.po")
@click.argument("before", type=_FILE, metavar="A.po")
@click.argument("after", type=_FILE, metavar="B.po")
@click.option("--references", is_flag=True, help="Tell changed references (#:), too.")
@click.option("--check", "only_check", is_flag=True, help="Exit 1 if the catalogs differ.")
@cli.FORMAT
@click.pass_context
def diff(ctx: click.Context, *, before: Path, after: Path, references: bool, only_check: bool, form: str) -> None:
    """Show what differs between two catalogs, message by message, however their lines are wrapped or ordered."""
    from diptych import po_diff, po_tools

    old, new = (po_tools.read(path)[0] for path in (before, after))
    differences = po_diff.compare(old, new, references=references)
    if form == "json":
        terminal.print_data([_row(one) for one in differences])
    else:
        for one in differences:
            _print_difference(one, after if one.after else before)
        click.echo(f"{len(differences)} message(s) differ." if differences else "The catalogs say the same.")
    if differences and only_check:
        ctx.exit(1)


@po.command(
    "format",
    short_help="Bring PO files into the form that git can merge.",
    epilog="Example: diptych po format --check locales/ru/LC_MESSAGES/*.po",
)
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@cli.FORMAT
@click.pass_context
def format_(ctx: click.Context, *, files: tuple[Path, ...], only_check: bool, form: str) -> None:
    """Bring PO files into the one form that git can merge: that of `msgcat --no-wrap`, in UTF-8.

    All files are read before the first is written: a broken one changes nothing.
    """
    from diptych import po_tools

    forms = [po_tools.formatted(path) for path in files]
    changed = [one for one in forms if one.changed]
    for one in () if only_check else changed:
        po_tools.reformat(one)
    for one in forms:
        _print_findings(one.findings)
    if form == "json":
        terminal.print_data({"changed": [one.path.as_posix() for one in changed], "files": len(forms)})
    else:
        for one in changed:
            click.echo(f"{'would change' if only_check else 'written'}: {one.path}")
        if not changed:
            click.echo(f"{len(forms)} file(s) in form already.")
    if changed and only_check:
        ctx.exit(1)


# --------------------------------------------------------------------------- what they print


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        terminal.print_finding(finding, err=True)


def _print_report(report: Report, form: str, *, printed: bool) -> None:
    """What a merge did; on stderr where the catalog itself is on stdout."""
    counts = {name: len(getattr(report, name)) for name in ("kept", "carried", "changed", "copied", "new", "gone")}
    if form == "json":
        terminal.print_data(counts, err=printed)
    else:
        click.echo(", ".join(f"{number} {name}" for name, number in counts.items()), err=True)


def _row(one: Difference) -> dict[str, object]:
    sides = {
        name: {"texts": list(entry.texts), "state": entry.state.value} if entry else None
        for name, entry in (("before", one.before), ("after", one.after))
    }
    return {
        "msgid": one.key.msgid,
        "context": one.key.context,
        "fate": one.fate.value,
        "fields": list(one.fields),
        **sides,
    }


def _said(one: Difference) -> list[str]:
    """What differs, in words: the states of before and after; of a new message its state, where it is not done."""
    if one.before is None:
        return [one.after.state.value] if one.after and one.after.state.value != "done" else []
    if one.after is None:
        return []
    told = {"state": f"{one.before.state.value} → {one.after.state.value}"}
    flags = {*one.before.flags} ^ {*one.after.flags}
    return [told.get(name, name) for name in one.fields if name != "flags" or flags != {"fuzzy"}]


def _print_difference(one: Difference, path: Path) -> None:
    entry = one.after or one.before
    line = entry.line if entry else 0
    said = _said(one)
    what = f" ({', '.join(said)})" if said else ""
    context = f" [{one.key.context}]" if one.key.context else ""
    name = terminal.short(one.key.msgid) or "the header"
    click.echo(f"{path}:{line or 1}: {one.fate.value}{what}{context} {name}")
    if one.before and one.after and one.before.texts == one.after.texts:
        return
    for sign, side, colour in (("-", one.before, "red"), ("+", one.after, "green")):
        for text in side.texts if side and any(side.texts) else ():
            click.echo(click.style(f"  {sign} {text}", fg=colour))
