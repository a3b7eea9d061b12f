"""What is to be put into a YAML text, and how it is written where it comes to stand."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.importers import yaml_tree
from diptych.importers.yaml_text import folded, indented, one_line, scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.importers.yaml_tree import Tree

_LINE_END = re.compile(r"\r\n|\r|\n")
_PLACED_BLOCK = re.compile(r"[|>]-?[ ]*(#.*)?")


@dataclass(frozen=True, slots=True)
class New:
    """A new value: a text, or lines of YAML that say one."""

    text: str | None = None
    """A text, to be put in quotation marks where it needs them; None where there are lines."""
    key: str = ""
    """Of an entry of a mapping."""
    style: str = ""
    """The quotation mark to keep."""
    comments: tuple[str, ...] = ()
    """Comment lines in front."""
    body: tuple[str, ...] = ()
    """The lines, the outermost without indentation."""
    tree: Tree | None = None
    """The body, read."""

    @property
    def block(self) -> bool:
        """Whether it is a mapping or a list that goes over lines of its own."""
        return self.tree is not None and self.tree.kind != "text" and not self.tree.flow

    @property
    def short(self) -> bool:
        """Whether it goes into brackets as it is."""
        return not self.comments and (self.text is not None or (len(self.body) == 1 and not self.block))

    # ----------------------------------------------------------------------- in a block

    def value(self, column: int, first: int, step: int) -> list[str]:
        """What stands behind the colon of a key in that column, as lines; the first begins with its space, or is empty.

        ``first``: the column behind the colon; ``step``: how much further in a block stands.
        """
        if self.block:
            return ["", *indented((*self.comments, *self.body), column + step)]
        said = self._inline(first + 1, column + 2)
        return [" " + said[0], *said[1:]]

    def entry(self, column: int, step: int) -> list[str]:
        """The whole entry of a mapping whose keys stand in that column."""
        margin, head = " " * column, scalar(self.key) + ":"
        first, *rest = self.value(column, column + len(head), step)
        comments = () if self.block else self.comments
        return [*indented(comments, column), margin + head + first, *rest]

    def item(self, column: int) -> list[str]:
        """The whole item of a list whose hyphens stand in that column."""
        said = list(self.body) if self.block else self._inline(column + 2, 0)
        if not self.block and self.text is not None:
            said = folded(scalar(self.text), column + 2, 2).split("\n")
            said = [said[0], *(line[2:] for line in said[1:])]
        first, *rest = said
        return [*indented(self.comments, column), " " * column + "- " + first, *indented(rest, column + 2)]

    def _inline(self, first: int, indent: int) -> list[str]:
        if self.text is not None:
            return folded(scalar(self.text, style=self.style), first, indent).split("\n")
        return [self.body[0], *indented(self.body[1:], indent)]

    # ----------------------------------------------------------------------- in brackets

    def flow(self, indent: int) -> str:
        """The item or entry within brackets; comments of its own stand on lines above it, ``indent`` spaces in."""
        said = self.flow_value()
        if self.key:
            said = f"{scalar(self.key, flow=True)}: {said}"
        margin = "\n" + " " * indent
        remarks = [*self.comments, *(line.strip() for line in self.body if line.lstrip().startswith("#"))]
        return "".join(margin + remark for remark in remarks) + (margin if remarks else "") + said

    def flow_value(self) -> str:
        """The value within brackets."""
        if self.text is not None or self.tree is None:
            return scalar(self.text or "", flow=True, style=self.style)
        return _flow(self.tree)


def text(said: str, key: str = "", style: str = "") -> New:
    """A text."""
    return New(said, key, style)


def lines(said: Sequence[str], key: str = "") -> New:
    """Lines of YAML that say one value; ValueError where they say none, UserError where they are no YAML."""
    rows = textwrap.dedent("\n".join(_LINE_END.sub("\n", "\n".join(said)).split("\n"))).split("\n")
    while rows and not rows[-1].strip():
        rows.pop()
    at = 0
    while at < len(rows) and (not rows[at].strip() or rows[at].lstrip().startswith("#")):
        at += 1
    body = tuple(rows[at:])
    tree = yaml_tree.parse("\n".join(body))
    if tree is None:
        raise ValueError("no value in these lines")
    return New(None, key, "", tuple(row.strip() for row in rows[:at] if row.strip()), body, tree)


def kept_style(new: New, old: str, first: int) -> list[str] | None:
    """A text in the style of the block scalar ``old`` (``>-`` and lines below) that stood there; None where it cannot.

    The first line is the header, the others have their indentation.
    """
    header, _, content = old.partition("\n")
    header = header.rstrip("\r")
    said = one_line(new.text or "")
    if not said or not _PLACED_BLOCK.fullmatch(header):
        return None
    line = next((row for row in content.split("\n") if row.strip()), " " * first)
    indent = len(line) - len(line.lstrip(" "))
    return [header, *(" " * indent + (folded(said, indent, indent) if header[0] == ">" else said)).split("\n")]


def _flow(tree: Tree) -> str:
    if tree.kind == "text":
        return scalar(tree.text, flow=True)
    if tree.kind == "list":
        return f"[{', '.join(_flow(child) for child in tree.children)}]"
    pairs = zip(tree.keys, tree.children, strict=True)
    return f"{{{', '.join(f'{scalar(key.text, flow=True)}: {_flow(child)}' for key, child in pairs)}}}"
