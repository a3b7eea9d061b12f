"""How long `import` takes (of the processor) and how much memory: originals, and files made to be slow.

`python benchmarks/importing.py [WORD]` runs the cases with the word in the name of the case or of its group.
"""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

SECONDS, MEGABYTES = 10, 500
"""What the worst may take."""
PATIENCE = 60
"""Seconds of the processor after which a case is ended."""

_ODD: tuple[str, ...] = (
    "(",
    "«",
    "“",
    "*",
    "**",
    "[",
    "](",
    "<",
    "<p>",
    "<ul><li>",
    "&",
    "|",
    "\t",
    "- ",
    "1. ",
    "(a) ",
    "#",
    ">",
    "{",
    "\\",
    "`",
    "-\n",
    "a-\n",
    ".\n",
    "\n\n",
    "\f",
    "12\n",
    "9:00–10:30\n",
    "9:00-",
    "Mr. X, ",
    "H.E. ",
    "•",
    " ",
    "=\n",
    "Recalling x;\n\n",
    "1. Decides x;\n\n",
    "(6 min) ",
    "\u00ad",
    "\u202e",
    "А. Б. ",
    "г-н ",
    "18 October\n",
    "Chair\n",
)
_WORDS = "Border security and terms of reference, paragraph by paragraph. "
MOST = 799_000
"""Characters of a text: just what is still read."""
LINE, LINES = 99_000, 11_900
"""The same of a line's characters and of lines."""
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n"


def texts() -> Iterator[Case]:
    """Texts of nearly 2,000,000 characters: each odd sign over and over, all of them mixed, and long paragraphs."""
    for sign in _ODD:
        yield Case(f"text of {sign!r}", {"x.txt": _long(sign)})
    rng = random.Random(6)  # noqa: S311 - the same text each time
    mixed = "".join(rng.choice((*_ODD, "word ", "слово ", "Word. ")) for _ in range(500_000))
    mixed = "\n".join(mixed.split("\n")[:LINES])[:MOST]
    yield Case("text of all signs, mixed", {"x.txt": mixed.encode()})
    yield Case("Markdown of all signs, mixed", {"x.md": mixed.encode()})
    yield Case("lines of 99,000 characters", {"x.txt": _long(_WORDS)})
    yield Case("equal paragraphs", {"x.txt": _long(f"{_WORDS}\n\n")})
    yield Case("different paragraphs", {"x.txt": different()})
    yield Case("Russian paragraphs", {"x.txt": different("абвгдежзиклмнопрст")})
    yield Case("11,900 lines of a table", {"x.txt": _long("a\tb\tc\td\n")})
    line = "9:00–10:30\tSession\tMr. Ivan Petrov, Minister of Affairs of Kazakhstan (5 min)\n"
    yield Case("9,000 items of a programme", {"x.txt": ("18 October 2022\n" + line * 9_000).encode()})
    yield Case("people, 11,000 of them", {"x.txt": people(11_000)})


def _long(sign: str) -> bytes:
    """As many of it as a text may have, within its limits for lines."""
    lines = sum(1 for line in sign.split("\n")[:-1] if line.strip())
    count = min(MOST // len(sign), LINES // max(lines, 1))
    if lines:
        return (sign * count).encode()
    row = sign * (LINE // len(sign)) + "\n"
    return (row * (MOST // len(row))).encode()


def different(letters: str = "abcdefghijklmnop", size: int = MOST, changed: int = 0) -> bytes:
    """Paragraphs of some 250 letters, each of words of its own; every ``changed``-th has a word more."""
    rng = random.Random(2)  # noqa: S311 - the same words each time
    words = ["".join(rng.choice(letters) for _ in range(rng.randrange(3, 11))) for _ in range(5_000)]
    paragraphs: list[str] = []
    while size > 0:
        said = " ".join(rng.choice(words) for _ in range(32)).capitalize() + "."
        size -= len(said) + 2
        paragraphs.append(said)
    told = [f"{one[:-1]} more." if changed and at % changed == 0 else one for at, one in enumerate(paragraphs)]
    return "\n\n".join(told)[:MOST].encode()


@dataclass(frozen=True)
class Case:
    """What is imported: one file or two, and before them maybe others under the same name."""

    name: str
    files: dict[str, bytes]
    before: dict[str, bytes] | None = None
    kind: str = ""
    forget: bool = False
    """The record is lost between the two imports."""


def people(count: int) -> bytes:
    """A programme with that many different people."""
    rng = random.Random(1)  # noqa: S311 - the same names each time
    names = ("".join(rng.choice("abcdefghijklmnop") for _ in range(7)).title() for _ in range(count))
    rows = "".join(f"• Mr. Ivan {name}, Minister of Affairs of Kazakhstan (5 min)\n" for name in names)
    return f"18 October 2022\n\n9:00–10:30 Opening Session\nSpeakers\n{rows}".encode()


def feeds() -> Iterator[Case]:
    """Timetables: many events, deep nesting, endless rules."""
    yield Case("calendar of 40,000 events", {"x.ics": calendar(40_000)})
    rule = "BEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20221018T090000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:a\r\nEND:VEVENT\r\n"
    yield Case("calendar with an event each second", {"x.ics": f"{_HEAD}{rule * 200}END:VCALENDAR".encode()})
    yield Case(
        "calendar folded at each letter",
        {"x.ics": (_HEAD + "BEGIN:VEVENT\r\nSUMMARY:" + "a\r\n " * 1_200_000).encode()},
    )
    yield Case("deep JSON", {"x.json": b'{"results":' + b"[" * 1_000_000})
    yield Case("Indico with 20,000 sessions", {"x.json": indico(20_000)})
    laughs = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9)
    )
    yield Case("schedule.xml with a billion laughs", {"x.xml": f"{laughs}]><schedule>&a8;</schedule>".encode()})
    yield Case("schedule.xml, deep", {"x.xml": b"<schedule>" + b"<day>" * 500_000})
    row = '<event id="{0}"><start>09:00</start><duration>00:10</duration><title>T{0}</title></event>'
    rows = "".join(map(row.format, range(40_000)))
    room = f'<schedule><day date="2022-10-18"><room name="R">{rows}</room></day></schedule>'
    yield Case("schedule.xml with 40,000 events", {"x.xml": room.encode()})


def calendar(count: int, word: str = "Item") -> bytes:
    """A calendar with that many events."""
    event = "BEGIN:VEVENT\r\nUID:{0}@x\r\nDTSTART:20221018T090000Z\r\nSUMMARY:{1} {0}\r\nEND:VEVENT\r\n"
    return (
        _HEAD + "".join(event.format(at, word if at % 3 else "Item") for at in range(count)) + "END:VCALENDAR"
    ).encode()


def indico(count: int, word: str = "T") -> bytes:
    """A timetable of Indico with that many sessions, a third of them with a title of their own."""
    date = {"date": "2022-10-18", "time": "09:00:00", "tz": "UTC"}
    entry = {"entryType": "Session", "startDate": date, "room": "Hall"}
    many = {
        f"s{at}": {**entry, "id": f"s{at}", "uniqueId": f"a{at}", "title": f"{'T' if at % 3 else word} {at}"}
        for at in range(count)
    }
    return json.dumps({"results": {"1": {"20221018": many}}}).encode()


def again() -> Iterator[Case]:
    """Second imports: a third of the text is another one, all of it is, or nobody knows what stood there."""
    name, old = "x.txt", different()
    third = different(changed=3)
    yield Case("again: nothing changed", {name: old}, {name: old})
    yield Case("again: a third changed", {name: third}, {name: old})
    yield Case("again: all changed", {name: different(changed=1)}, {name: old})
    yield Case("again: another text", {name: different("klmnopqrstuvwxyz")}, {name: old})
    yield Case("again: without a record", {name: third}, {name: old}, forget=True)
    back = b"\n\n".join(reversed(old.split(b"\n\n")))
    yield Case("again: the other way round", {name: back}, {name: old})
    equal = _long(f"{_WORDS}\n\n")
    yield Case("again: equal paragraphs, one more", {name: equal[: -10 * len(_WORDS)]}, {name: equal})
    yield Case("again: 3,000 events, a third changed", {"x.ics": calendar(3_000, "Talk")}, {"x.ics": calendar(3_000)})
    yield Case(
        "again: 3,000 events, no record", {"x.ics": calendar(3_000, "T")}, {"x.ics": calendar(3_000)}, forget=True
    )
    yield Case(
        "again: 3,000 other events", {"x.ics": calendar(3_000).replace(b"@x", b"@y")}, {"x.ics": calendar(3_000)}
    )
    yield Case("again: Indico, 3,000 sessions", {"x.json": indico(3_000, "Talk")}, {"x.json": indico(3_000)})
    rows = people(3_000)
    yield Case("again: 3,000 people", {name: rows.replace(b"Minister", b"Deputy")}, {name: rows})
    items = programme(3_000)
    yield Case("again: 3,000 items of a text", {name: items.replace(b"Talk 1", b"Speech 1")}, {name: items})


def programme(count: int) -> bytes:
    """A programme with that many items on ten days."""
    days = [f"{day} October 2022\n\n" for day in range(10, 20)]
    for at in range(count):
        hour, minute = divmod(480 + at % 900, 60)
        days[at * 10 // count] += f"{hour}:{minute:02} Talk {at} on the water of the river\n"
    return "\n".join(days).encode()


def bilingual() -> Iterator[Case]:
    """Two texts that are to be the same in two languages."""
    pairs = [
        (f"Paragraph {at} says {at * 7} things of water.", f"В пункте {at} говорится о воде {at * 7} раз.")
        for at in range(3_000)
    ]
    one, two = ("\n\n".join(side).encode() for side in zip(*pairs, strict=True))
    yield Case("two texts of 3,000 paragraphs", {"x.txt": one, "y.txt": two})
    yield Case(
        "the same, one without its first half",
        {"x.txt": one, "y.txt": two[len(two) // 2 :].decode(errors="ignore").encode()},
    )
    yield Case(
        "two texts that share nothing",
        {
            "x.txt": different()[:1_200_000],
            "y.txt": different("абвгдежзик")[:1_200_000].decode(errors="ignore").encode(),
        },
    )
    yield Case("two texts of 2,000,000 characters", {"x.txt": different(), "y.txt": different("абвгдежзиклмнопрст")})
    back = "\n\n".join(reversed(two.decode().split("\n\n"))).encode()
    yield Case("two texts, one turned round", {"x.txt": one, "y.txt": back})


def documents() -> Iterator[Case]:
    """Word files: bombs, depth, many paragraphs and cells."""
    paragraph = "<w:p><w:r><w:t>Border security and management.</w:t></w:r></w:p>"
    cell = "<w:tc><w:p><w:r><w:t>9:00</w:t></w:r></w:p></w:tc>"
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>"
    one = "".join(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>" for said in different().decode().split("\n\n"))
    parts = {
        "a bomb of 200 MB": b"<w:t>" + b" " * 200_000_000,
        "15,000 paragraphs": body(paragraph * 15_000),
        "different paragraphs": body(one),
        "300,000 paragraphs": body(paragraph * 300_000),
        "a million empty paragraphs": body("<w:p/>" * 1_000_000),
        "10,000 tables in each other": body(
            "<w:tbl><w:tr><w:tc>" * 10_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 10_000
        ),
        "90 tables in each other, 300 times": body(
            ("<w:tbl><w:tr><w:tc>" * 90 + paragraph + "</w:tc></w:tr></w:tbl>" * 90) * 300
        ),
        "a table of 20,000 rows": body(f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 20_000}</w:tbl>"),
        "a table of 20,000 columns": body(f"<w:tbl>{f'<w:tr>{cell * 20_000}</w:tr>' * 2}</w:tbl>"),
        "100,000 runs in a paragraph": body(f"<w:p>{run * 50_000}</w:p>"),
        "100,000 tracked changes": body(f"<w:p>{'<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del/>' * 50_000}</w:p>"),
    }
    for name, part in parts.items():
        yield Case(f"Word: {name}", {"x.docx": package(part)})


def body(inner: str) -> bytes:
    """A main part of a Word file."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{name}"><w:body>{inner}</w:body></w:document>'.encode()


def package(main: bytes) -> bytes:
    """A Word file with nothing but its main part."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        override = f'<Override PartName="/word/document.xml" ContentType="{media}"/>'
        file.writestr("[Content_Types].xml", f'<Types xmlns="{types}">{override}</Types>')
        relation = f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/>'
        file.writestr("_rels/.rels", f'<Relationships xmlns="{relations}">{relation}</Relationships>')
        file.writestr("word/document.xml", main)
    return out.getvalue()


def originals() -> Iterator[Case]:
    """The conference's own originals, where they are."""
    from conftest import SEEDS

    for path in sorted(SEEDS.glob("*.txt")):
        yield Case(path.name, {path.name: path.read_bytes()})


def once(root: Path, files: list[Path], kind: str, *, force: bool) -> None:
    """Import in this process, write it and say what it took."""
    from diptych import importing, project
    from diptych.finding import UserError

    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    began = time.process_time()
    try:
        data = {path.name: path.read_bytes() for path in files}
        made = importing.bring_in(project.read(root), data, importing.Wish(kind=kind, force=force))
        said = f"{len(made.files)} files, {len(made.doubts)} doubts"
    except UserError as error:
        made, said = None, f"refused: {error.message}"
    took, most = time.process_time() - began, peak()
    if made:
        importing.write(root, made)
    print(f"{took:.2f}\t{most:.0f}\t{said[:90]}")


def peak() -> float:
    """Megabytes of this process at most; of this program alone, while ``ru_maxrss`` has what its parent had too."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    found = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
    return (found or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def run(case: Case, folder: Path) -> tuple[float, float, str]:
    """Seconds, megabytes and what came of a case, in processes of its own."""
    from imported import fresh

    root = fresh(folder / "conference")
    told = 0.0, 0.0, ""
    for number, files in enumerate(filter(None, (case.before, case.files))):
        for name, data in files.items():
            (folder / name).write_bytes(data)
        if number and case.forget:
            (root / "content" / "imported.json").unlink()
        paths = [str(folder / name) for name in files]
        call = [sys.executable, __file__, "--once", str(root), case.kind, "force" if number else "", *paths]
        ended = subprocess.run(call, capture_output=True, text=True, check=False)
        if ended.returncode < 0:
            return PATIENCE, 0, f"not ended in {PATIENCE} s"
        if ended.returncode:
            return 0, 0, f"FAILED {(ended.stderr.strip().splitlines() or [str(ended.returncode)])[-1][:100]}"
        took, most, said = ended.stdout.rstrip("\n").split("\t")
        told = float(took), float(most), said
    return told


def main() -> None:
    """Run every case whose name has the word in it, each in a process of its own, and print a table."""
    groups: tuple[Callable[[], Iterator[Case]], ...] = (originals, texts, feeds, documents, again, bilingual)
    word = "".join(sys.argv[1:2])
    worst = (0.0, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for case in (case for group in groups for case in group() if word in f"{group.__name__} {case.name}"):
            took, most, said = run(case, Path(folder))
            worst = max(worst[0], took), max(worst[1], most)
            mark = "  <<<" if took > SECONDS or most > MEGABYTES or said.startswith("FAILED") else ""
            print(f"{case.name:40} {took:7.2f} s {most:5.0f} MB  {said}{mark}", flush=True)
    print(f"worst: {worst[0]:.1f} s, {worst[1]:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        once(Path(sys.argv[2]), [Path(one) for one in sys.argv[5:]], sys.argv[3], force=bool(sys.argv[4]))
    else:
        main()
