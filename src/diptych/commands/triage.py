"""The command that walks through the fuzzy entries on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, deque
from typing import TYPE_CHECKING, Any

import click

from diptych import cli, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from diptych.catalog import Entry
    from diptych.triage import Card, Item
    from diptych.words_diff import Stretch

_WIDE = 100  # columns at most: a longer line is hard to read
_LABEL = 5  # columns of the words before a text
_KEYS = {"c": "confirm", "e": "edit", "s": "skip", "r": "reject", "q": "quit", "?": "help"}
_LAYOUT = str.maketrans("суыкй,", "cesrq?")
"""The same keys where the keyboard is a Russian one."""
_HELP = """\
  c  confirm: the translation is right as it is
  e  edit: in your editor ($VISUAL or $EDITOR); what you save is confirmed,
     an empty text changes nothing
  s  skip: it stays fuzzy and comes once more at the end
  r  reject: the translation is wrong; it is taken out and kept in a
     translator's comment
  q  quit: what is done is written"""


@click.command(
    short_help="Walk through the fuzzy translations.", epilog="Example: diptych triage declaration --lang ru"
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--lang", default="", metavar="LANG", help="Only this language.")
@click.option("--list", "only_list", is_flag=True, help="Print what waits, and do nothing.")
@cli.FORMAT
@click.pass_context
def triage(ctx: click.Context, *, documents: tuple[str, ...], lang: str, only_list: bool, form: str) -> None:
    """Walk through the fuzzy translations: confirm, edit, skip or reject each with one key.

    It shows the old and the new source with the words that changed, the translation, and why it is fuzzy. Each step
    is written at once, so you may stop at any time and go on later. Without a terminal the keys are read from stdin.
    """
    from diptych import triage as room

    folder = cli.read_folder(ctx)
    waiting = room.queue(folder, documents, lang)
    if only_list:
        entries = {item: folder.catalogs[item.lang][item.domain].by_key()[item.key] for item in waiting}
        _print_list([room.card(item, entry) for item, entry in entries.items()], form)
    else:
        walk = _Walk(ctx, folder.root, waiting, err=form == "json")
        walk.run()
        walk.summary(form)
    broken = [one for one in folder.findings if any(one.span.path == _path(place) for place in folder.unread)]
    if terminal.print_errors(broken):
        ctx.exit(1)


def _path(place: tuple[str, str]) -> str:
    from diptych import project

    return project.catalog_path(place[1], place[0])


def _print_list(cards: Sequence[Card], form: str) -> None:
    if form == "json":
        terminal.print_data([_data(one) for one in cards])
        return
    for one in cards:
        text = "".join(stretch.text for stretch in one.now)
        click.echo(f"{one.reference}: {one.item.domain} ({one.item.lang}): {text}")
    click.echo(f"{len(cards)} fuzzy translation(s)." if cards else "Nothing is fuzzy.")


def _data(one: Card) -> dict[str, Any]:
    return {
        "document": one.item.domain,
        "language": one.item.lang,
        "context": one.item.key.context,
        "msgid": one.item.key.msgid,
        "reference": one.reference,
        "says": list(one.says),
        "was": [{"change": s.change.value, "text": s.text} for s in one.was],
        "now": [{"change": s.change.value, "text": s.text} for s in one.now],
        "texts": list(one.texts),
        "faults": list(one.faults),
    }


# --------------------------------------------------------------------------- the walk


class _Walk:
    """One walk through what waits."""

    def __init__(self, ctx: click.Context, root: Path, waiting: Sequence[Item], *, err: bool) -> None:
        self.ctx = ctx
        self.root = root
        self.waiting = deque(waiting)
        self.again: set[Item] = set()
        self.done: Counter[str] = Counter()
        self.total = len(waiting)
        self.err = err
        self.screen = _Screen(err=err)

    def run(self) -> None:
        """Until nothing waits, or the user stops."""
        from diptych import triage as room

        number = 0
        try:
            while self.waiting:
                item = self.waiting[0]
                entry = room.look(self.root, item)
                if entry is not None:
                    number += item not in self.again
                    title = "skipped before" if item in self.again else f"{number} of {self.total}"
                    if not self._met(item, entry, title):
                        return
                self.waiting.popleft()
        except (EOFError, KeyboardInterrupt, click.Abort):
            click.echo(err=self.err)

    def summary(self, form: str) -> None:
        """What was done, and what is left."""
        left = len(dict.fromkeys(self.waiting)) + self.done["left"]
        if form == "json":
            names = ("confirmed", "edited", "rejected")
            terminal.print_data({**{name: self.done[name] for name in names}, "left": left})
        elif not self.total:
            click.echo("Nothing is fuzzy: there is nothing to do.")
        else:
            did = ", ".join(f"{self.done[n]} {n}" for n in ("confirmed", "edited", "rejected") if self.done[n])
            click.echo(
                f"{did or 'Nothing changed'}; {left} left." if left else f"{did or 'Nothing changed'}; none left."
            )

    def _met(self, item: Item, entry: Entry, title: str) -> bool:
        """Ask until it is decided; false for quit."""
        from diptych import triage as room

        draft, sure = "", False
        self.screen.card(room.card(item, entry), title)
        while True:
            key = self._key()
            if key == "q":
                return False
            if key == "s":
                self._skip(item)
                return True
            if key == "c" and room.faults(entry) and not sure:
                sure = True
                self._say(f"{room.faults(entry)[0]}: press c once more to confirm it all the same.")
            elif key == "c":
                return self._step(item, entry, room.confirmed, "confirmed")
            elif key == "r":
                return self._step(item, entry, room.rejected, "rejected")
            elif key == "e":
                draft, now = self._edited(item, entry, draft)
                if now is None:
                    return True
                entry, sure = now, sure and now == entry
            else:
                self._say(_HELP)

    def _edited(self, item: Item, entry: Entry, draft: str) -> tuple[str, Entry | None]:
        """What the editor has to open next time, and the entry as it waits after that; None where it is done."""
        from diptych import triage as room

        draft = self._edit(draft or room.sheet(room.card(item, entry)))
        texts = room.from_sheet(draft, entry) if draft else ()
        if texts is None:
            self._say("The lines ==== between the forms must stay: press e to mend that.")
            return draft, entry
        if not texts or texts == entry.texts:
            self._say("Nothing changed.")
            return "", entry
        self._step(item, entry, lambda one: room.edited(one, texts), "edited")
        after = room.look(self.root, item)
        if after is not None and after.texts == texts:
            self._say(f"It is written and stays fuzzy: {'; '.join(room.faults(after))}.")
            return "", after
        return "", None

    def _skip(self, item: Item) -> None:
        if item in self.again:
            self.done["left"] += 1
        else:
            self.again.add(item)
            self.waiting.append(item)

    def _step(self, item: Item, entry: Entry, change: Callable[[Entry], Entry], what: str) -> bool:
        from diptych import triage as room

        with cli.alone(self.ctx):
            done = room.step(self.root, item, entry, change)
        if done is None:
            self._say("Somebody has changed it meanwhile: it comes once more at the end.")
            self.waiting.append(item)
        else:
            self.done[what] += 1
        return True

    def _key(self) -> str:
        """The next key; from a pipe the next letter."""
        self.screen.prompt()
        while True:
            char = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
            if not char or char in "\x03\x04":
                raise EOFError
            key = char[0].lower().translate(_LAYOUT)
            if not key.isspace():
                click.echo(f" {key}" if key.isprintable() else "", err=self.err)
                return key

    def _edit(self, text: str) -> str:
        """The text after the user's editor; empty where it was not saved."""
        try:
            return click.edit(text, extension=".txt") or ""
        except click.ClickException as error:
            self._say(f"{error.format_message()}: set $EDITOR to the name of your editor.")
            return ""

    def _say(self, text: str) -> None:
        click.echo(text, err=self.err)


# --------------------------------------------------------------------------- the screen


class _Screen:
    """Cards on a terminal: with colours where it has them, with brackets where not."""

    def __init__(self, *, err: bool) -> None:
        self.err = err
        stream = sys.stderr if err else sys.stdout
        self.colours = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.width = min(shutil.get_terminal_size().columns, _WIDE) - 1

    def card(self, one: Card, title: str) -> None:
        """All that is to be known of an entry."""
        from diptych.words_diff import Change, Stretch

        click.echo(err=self.err)
        head = f"── {title} ── {one.item.domain} ({one.item.lang}) ── {one.reference} "
        self._line(self._styled(head + "─" * (self.width - len(head)), bold=True))
        for line in one.about:
            self._text("", [Stretch(Change.SAME, line)], dim=True)
        for line in one.says:
            self._text("why", [Stretch(Change.SAME, line)])
        if one.was:
            self._text("was", one.was)
        self._text("now", one.now)
        if one.plural:
            self._text("", [Stretch(Change.SAME, one.plural)])
        for line in one.notes:
            self._text("note", [Stretch(Change.SAME, line)])
        for number, text in enumerate(one.texts):
            label = f"{one.item.lang}{number}" if len(one.texts) > 1 else one.item.lang
            self._text(label, [Stretch(Change.SAME, text)])
        for line in one.faults:
            self._text("!", [Stretch(Change.SAME, line)])

    def prompt(self) -> None:
        """The keys."""
        keys = "  ".join(f"[{key}]{word[1:]}" if word[0] == key else f"[{key}] {word}" for key, word in _KEYS.items())
        click.echo(self._styled(keys, bold=True), nl=False, err=self.err)

    def _text(self, label: str, stretches: Sequence[Stretch], *, dim: bool = False) -> None:
        """A text behind its label, broken between words at the width."""
        line, room = f"{label:<{_LABEL}}", self.width - _LABEL
        left = room
        for word, size in self._words(stretches, dim=dim):
            if size > left and left < room:
                self._line(line.rstrip(" "))
                line, left = " " * _LABEL, room
                if not word.strip():
                    continue
            line += word
            left -= size
        self._line(line.rstrip(" "))

    def _words(self, stretches: Sequence[Stretch], *, dim: bool) -> list[tuple[str, int]]:
        """Words and spaces as they print, with their size."""
        from diptych.words_diff import Change

        found = []
        for change, text in stretches:
            before, behind = {Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}.get(change, ("", ""))
            if self.colours:
                before = behind = ""
            for word in _spaced(f"{before}{text}{behind}"):
                style: dict[str, Any] = {"dim": True} if dim else {}
                if change is Change.REMOVED:
                    style = {"fg": "red", "strikethrough": True}
                elif change is Change.ADDED:
                    style = {"fg": "green", "underline": True}
                found.append((self._styled(word, **style), len(word)))
        return found

    def _styled(self, text: str, **style: Any) -> str:
        return click.style(text, **style) if self.colours and style else text

    def _line(self, text: str) -> None:
        click.echo(text, err=self.err, color=self.colours)


def _spaced(text: str) -> list[str]:
    import re

    return re.findall(r"[ \t\n]+|[^ \t\n]+", text)
