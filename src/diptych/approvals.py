"""approvals.jsonl: which translations a reviser has signed, and what voids a signature.

PO knows what is fuzzy, not what was approved. ``locales/<lang>/approvals.jsonl`` says it beside the catalogs: a line
of JSON for each signature. What is signed is the text itself, to the letter, so any change voids the signature and
taking the change back restores it. The file is a set of lines: their order says nothing, a line that stands twice
counts once, and any two versions of the file joined (``merge=union`` of git, see gitattributes(5)) make a valid one.

A line is never taken back by deleting it, since a join would bring it back. A withdrawal is a line of its own. Its
``round`` is the highest among the approvals it withdraws, and it voids every approval of the text up to that round;
who approves again does so in the next round. Of an approval and a withdrawal that knew nothing of each other, made on
two branches, the withdrawal wins. Dates decide nothing: clocks differ.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from diptych.catalog import Catalog, Entry, Key, Span, State
from diptych.finding import Finding, Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ATTRIBUTES = "locales/**/approvals.jsonl merge=union text eol=lf"
"""The line of .gitattributes that lets git join two versions of the file by itself."""

RULE = "approval-line"
"""The rule of the findings of a damaged line."""

_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = re.compile(r"[\ud800-\udfff]")  # half a pair of surrogates, which JSON may escape and UTF-8 cannot say
_BOM = b"\xef\xbb\xbf"
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_HINT = "Mend the line, or take it from an older version in git. Until then it stands as it is, and the others count."
_CONFLICT = "git left a conflict here: delete this line. `diptych git-setup` lets git join the file by itself."


@dataclass(frozen=True, slots=True, order=True)
class Approval:
    """One line of the file: a signature, or a withdrawal."""

    domain: str
    digest: str
    """`digest` of the entry."""
    round: int
    """From 1; one more after each withdrawal."""
    withdrawn: bool
    date: dt.date
    reviewer: str
    note: str


Place = tuple[str, str]
"""(domain, digest): the text that is signed. The same words in another document are another text."""


@dataclass(frozen=True, slots=True)
class Approvals:
    """What an approvals.jsonl says."""

    lines: tuple[Approval, ...] = ()
    """Sorted, each once."""
    damaged: tuple[bytes, ...] = ()
    """The lines that do not read, in their order; they go back as they are."""

    def standing(self) -> dict[Place, tuple[Approval, ...]]:
        """The approvals that hold, by the text; a text that nobody approves is not in it."""
        ended = self.ended()
        out: dict[Place, list[Approval]] = defaultdict(list)
        for line in self.lines:
            place = (line.domain, line.digest)
            if not line.withdrawn and line.round > ended.get(place, 0):
                out[place].append(line)
        return {place: tuple(lines) for place, lines in out.items()}

    def ended(self) -> dict[Place, int]:
        """The last round that was withdrawn, by the text, where one was."""
        ended: dict[Place, int] = {}
        for line in self.lines:
            if line.withdrawn:
                place = (line.domain, line.digest)
                ended[place] = max(line.round, ended.get(place, 0))
        return ended


def path(lang: str) -> str:
    """Where a language's file stands, relative to the root."""
    return f"locales/{lang}/approvals.jsonl"


def digest(entry: Entry) -> str:
    """The SHA-256 of an entry's texts, in hexadecimal.

    The texts are msgctxt, msgid, msgid_plural and every form of msgstr, in this order. Each is written as the number
    of its bytes in UTF-8, in decimal, a colon and the bytes (a netstring without its comma, cr.yp.to/proto/netstrings);
    what is not there at all (no msgctxt, no msgid_plural) as ``-``. So no two entries are written alike.
    """
    sign = hashlib.sha256()
    for text in (entry.key.context, entry.key.msgid, entry.plural, *entry.texts):
        if text is None:
            sign.update(b"-")
        else:
            data = text.encode()
            sign.update(b"%d:%b" % (len(data), data))
    return sign.hexdigest()


# --------------------------------------------------------------------------- the file


def loads(data: bytes, path: str) -> tuple[Approvals, tuple[Finding, ...]]:
    """The file's lines, and a finding for each that does not read; such a line is kept, and the rest counts."""
    lines: dict[Approval, None] = {}  # in the order of the file, which is sorted already when we wrote it
    damaged: list[bytes] = []
    findings: list[Finding] = []
    for number, raw in enumerate(data.removeprefix(_BOM).split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            lines[_line(raw)] = None
        except (ValueError, RecursionError) as error:
            # a decoder's own words say nothing to people: offsets in a line, depths
            why = str(error) if type(error) is ValueError else "it is no JSON in UTF-8"
            hint = _CONFLICT if raw.startswith(_MARKERS) else _HINT
            span = Span(path, number)
            findings.append(Finding(RULE, Severity.WARNING, span, f"this line is no approval: {why}", hint))
            damaged.append(raw)
    return Approvals(tuple(sorted(lines)), tuple(damaged)), tuple(findings)


def _line(raw: bytes) -> Approval:
    """One line, read strictly: a member that we do not know may limit what it says. Raises ValueError."""
    said = _JSON.decode(raw.decode())
    if not isinstance(said, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - of the file, not of the call
    texts = {name: _text(said, name) for name in ("domain", "hash", "reviewer", "date", "note")}
    round_, withdrawn = said.pop("round", 1), said.pop("withdrawn", False)
    if said:
        raise ValueError(f"nobody knows its member {min(said)!r}")
    if not _HASH.fullmatch(texts["hash"]):
        raise ValueError("its hash is no SHA-256 of 64 hexadecimal digits")
    if type(round_) is not int or round_ < 1:
        raise ValueError("its round is no number from 1")
    if type(withdrawn) is not bool:
        raise ValueError("withdrawn is neither true nor false")
    try:
        date = dt.date.fromisoformat(texts["date"])
    except ValueError:
        date = None
    if date is None or date.isoformat() != texts["date"]:
        raise ValueError("its date is not like 2022-10-19")
    return Approval(texts["domain"], texts["hash"], round_, withdrawn, date, texts["reviewer"], texts["note"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a member stands in it twice")
    return dict(pairs)


_JSON = json.JSONDecoder(object_pairs_hook=_once)


def _text(said: dict[str, Any], name: str) -> str:
    text = said.pop(name, None)
    if not isinstance(text, str) or _HALF.search(text):
        raise ValueError(f"its {name} is missing" if text is None else f"its {name} is no text")
    return text


def dumps(signed: Approvals) -> bytes:
    """The file: the lines sorted, so that git has short differences, and behind them what does not read, as it is."""
    lines = [
        json.dumps(
            {
                "domain": line.domain,
                "hash": line.digest,
                "reviewer": line.reviewer,
                "date": line.date.isoformat(),
                "note": line.note,
                **({"round": line.round} if line.round > 1 else {}),
                **({"withdrawn": True} if line.withdrawn else {}),
            },
            ensure_ascii=False,
        ).encode()
        for line in signed.lines
    ]
    return b"".join(line + b"\n" for line in (*lines, *signed.damaged))


# --------------------------------------------------------------------------- signing


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when. Raises UserError where the name or the note cannot stand on a line."""

    reviewer: str
    date: dt.date
    note: str = ""

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise UserError("nobody is named as the reviewer", 'Say who signs: --by "Name Surname".')
        for what, text in (("name", self.reviewer), ("note", self.note)):
            if not text.isprintable():
                raise UserError(
                    f"the {what} {text!r} has characters that nobody sees", "Say it in plain words on one line."
                )


def approve(signed: Approvals, entries: Iterable[tuple[str, Entry]], by: Signature) -> Approvals:
    """Sign the entries, each with its domain. Who has signed a text already is not written down again.

    Raises ValueError for an entry that is not confirmed.
    """
    standing, ended = signed.standing(), signed.ended()
    new = []
    for domain, entry in entries:
        if entry.state is not State.DONE:
            raise ValueError(f"{entry.key} is {entry.state.value}: only what is confirmed can be approved")
        place = (domain, digest(entry))
        if all(line.reviewer != by.reviewer for line in standing.get(place, ())):
            new.append(Approval(*place, ended.get(place, 0) + 1, False, by.date, by.reviewer, by.note))  # noqa: FBT003 - in the order of the file
    return _with(signed, new)


def withdraw(signed: Approvals, entries: Iterable[tuple[str, Entry]], by: Signature) -> Approvals:
    """Void all approvals of the entries, whoever gave them; where there is none, nothing is written."""
    standing = signed.standing()
    new = []
    for domain, entry in entries:
        place = (domain, digest(entry))
        if place in standing:
            last = max(line.round for line in standing[place])
            new.append(Approval(*place, last, True, by.date, by.reviewer, by.note))  # noqa: FBT003 - in the order of the file
    return _with(signed, new)


def carry(signed: Approvals, domain: str, moves: Iterable[tuple[Entry, Entry]]) -> Approvals:
    """Sign anew what moved with its texts unchanged (old entry, new entry): the same reviewers, dates and notes.

    The old lines stay: git may bring the old place back. Where the old place's approval was withdrawn and the new
    place has one from earlier, that one is withdrawn too.
    """
    standing, ended = signed.standing(), signed.ended()
    new: list[Approval] = []
    for old, entry in moves:
        was, now = (domain, digest(old)), (domain, digest(entry))
        unchanged = (old.key.msgid, old.plural, old.texts) == (entry.key.msgid, entry.plural, entry.texts)
        if was == now or not unchanged or entry.state is not State.DONE:
            continue
        there = standing.get(now, ())
        if was in standing:
            names = {line.reviewer for line in there}
            round_ = ended.get(now, 0) + 1
            new += [replace(line, digest=now[1], round=round_) for line in standing[was] if line.reviewer not in names]
        elif there and was in ended:
            last = max(line for line in signed.lines if line.withdrawn and (line.domain, line.digest) == was)
            new.append(replace(last, digest=now[1], round=max(line.round for line in there)))
    return _with(signed, new)


def prune(signed: Approvals, catalogs: Mapping[str, Catalog], unread: Collection[str] = ()) -> Approvals:
    """Without the lines of texts that no catalog has. ``unread``: the domains that did not parse, which keep theirs."""
    there = {(domain, digest(entry)) for domain, catalog in catalogs.items() for entry in catalog.entries}
    kept = [line for line in signed.lines if (line.domain, line.digest) in there or line.domain in unread]
    return replace(signed, lines=tuple(kept))


def _with(signed: Approvals, new: Collection[Approval]) -> Approvals:
    return replace(signed, lines=tuple(sorted(dict.fromkeys([*signed.lines, *new])))) if new else signed


# --------------------------------------------------------------------------- asking


def approved(signed: Approvals | None, catalog: Catalog | None) -> frozenset[Key]:
    """The keys of the catalog's confirmed entries whose approval holds."""
    if signed is None or catalog is None:
        return frozenset()
    places = {line_digest for domain, line_digest in signed.standing() if domain == catalog.domain}
    if not places:
        return frozenset()
    return frozenset(entry.key for entry in catalog.entries if entry.state is State.DONE and digest(entry) in places)


def only_approved(signed: Approvals | None, catalog: Catalog) -> Catalog:
    """The catalog as if nobody had translated what is not approved."""
    keys = approved(signed, catalog)
    return replace(
        catalog,
        entries=tuple(
            replace(entry, texts=("",) * len(entry.texts))
            if entry.state is State.DONE and entry.key not in keys
            else entry
            for entry in catalog.entries
        ),
    )
