"""A new document in the list of conference.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.fields import safe_id
from diptych.finding import UserError
from diptych.importers import yaml_text
from diptych.importers.splice import Yaml

if TYPE_CHECKING:
    from collections.abc import Collection

PATH = "content/conference.yaml"
_RESERVED = "conference people labels templates terms index speakers documents search coverage assets 404"
RESERVED = frozenset(_RESERVED.split())
"""Names that the house needs itself (docs/content.md, conference.yaml)."""


def refuse_name(name: str, taken: Collection[str] = ()) -> None:
    """UserError, with another name, where no document can be called so (docs/content.md, conference.yaml)."""
    if not name or safe_id(name) != name:
        raise UserError(f"“{name}” is no name of a document", f"Letters a–z, digits and hyphens: {safe_id(name)}.")
    if name in RESERVED:
        other = f"{name}-text"
        while other in taken:
            other += "-2"
        raise UserError(f"a document cannot be called “{name}”: the house needs that name", f"Call it {other}.")


def listed(text: str, name: str, file: str, status: str = "draft") -> str:
    """The text of conference.yaml with the document at the end of its list; as it is where the list has it.

    A list in brackets becomes one of lines, a document on each, unless comments stand within.
    UserError for a name that no document can have, for one that stands for another file, and where the text cannot be
    edited safely.
    """
    edits = Yaml(text, PATH)
    stands = edits.get(("documents",))
    names = {}
    for place in range(stands.count if stands else 0):
        called, path = edits.get(("documents", place, "id")), edits.get(("documents", place, "file"))
        names[called.text if called else ""] = path.text if path else ""
    refuse_name(name, names)
    if name in names:
        if names[name] == file:
            return text
        raise UserError(f"“{name}” is {names[name]} in {PATH}", f"Give it another name: {name}-2.")
    said = [yaml_text.flow_mapping({"id": name, "file": file, "status": status})]
    if stands is None:
        edits.add((), "documents", [f"- {said[0]}"])
    elif stands.flow and "#" not in edits.source(("documents",)):
        rows = (_on_a_line(edits.source(("documents", place))) for place in range(stands.count))
        edits.replace(("documents",), [f"- {row}" for row in (*rows, said[0])])
    else:
        edits.append(("documents",), said)
    return edits.dumps()


def _on_a_line(source: str) -> str:
    """What stands in brackets, on one line: a line end there is a space (YAML 1.1, line folding)."""
    return " ".join(line.strip() for line in source.splitlines())
