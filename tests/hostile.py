"""Files that mean harm or were damaged on their way, for `import`: of each format, made here from small whole ones."""

from __future__ import annotations

import atexit
import functools
import io
import json
import random
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings

from conftest import ROOT, make_small
from diptych import importing, project
from diptych.finding import Severity, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from diptych.importers.results import Imported
    from diptych.project import Folder

LARGE = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""For what has to read a conference each time."""
IMPORTS = ROOT / "tests" / "imports"
WHOLE: dict[str, Path] = {
    "report.txt": IMPORTS / "command" / "river-report.txt",
    "river.docx": IMPORTS / "word" / "river.docx",
    "table.docx": IMPORTS / "word" / "table.docx",
    "event.json": IMPORTS / "feeds" / "indico_event.json",
    "timetable.json": IMPORTS / "feeds" / "indico_timetable.json",
    "schedule.json": IMPORTS / "feeds" / "voctomix.json",
    "schedule.xml": IMPORTS / "feeds" / "pretalx.xml",
    "calendar.ics": IMPORTS / "feeds" / "outlook.ics",
}
SECRET = "the words of a file that nobody named"  # noqa: S105 - no password
ODD = (
    "",
    " ",
    "\x00",
    "\x07",
    "\ud800",
    "\u202e",
    "\ufffe",
    "\U0010ffff",
    "a\u0300" * 50,
    "'",
    '"',
    "---",
    "- {a: b}",
    "{# {#x}",
    "<!-- speaker: nobody -->",
    "../../etc/passwd",
    "/etc/passwd",
    "a" * 3000,
    "9999-99-99",
    "2022-10-18T25:61:00",
    "-1",
    "1e999",
    "٣",
    "%n%s{0}",
    "# x: y\n- z",
    "yes",
    "null",
    "&a *a !!python/object/apply:os.system [ls]",
)
"""Texts for any place."""
VALUES: tuple[Any, ...] = (None, True, -1, 10**30, 1.5, [], {}, [[]], {"": None}, *ODD)


def whole() -> dict[str, bytes]:
    """A good file of each format."""
    return {name: path.read_bytes() for name, path in WHOLE.items()}


# --------------------------------------------------------------------------- Word files


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file, or of another package."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def package(members: Mapping[str, bytes]) -> bytes:
    """A package of those parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def doctype(data: bytes, inner: str) -> bytes:
    """A part with a DOCTYPE before its root, and the entity in its first text."""
    head, mark, body = (
        data.rpartition(b"?>") if data.startswith(b"<?xml") and data.count(b"?>") == 1 else (b"", b"", data)
    )
    body = body.replace(b"<w:t>", b"<w:t>&x;", 1)
    return head + mark + f"<!DOCTYPE x [{inner}]>".encode() + body


TARGETS = ("http://127.0.0.1:9/x", "../../../../etc/passwd", "")


def words(secret: str) -> Iterator[tuple[str, bytes]]:
    """Word files with parts that are missing, damaged, or lead elsewhere; ``secret``: a file to be got at."""
    good = parts(whole()["river.docx"])
    main = "word/document.xml"
    entity = f'<!ENTITY x SYSTEM "file://{secret}">'
    for name, data in good.items():
        if name.startswith(("docProps/", "word/theme", "word/font", "customXml/")):
            continue
        yield f"without-{_flat(name)}", package({other: said for other, said in good.items() if other != name})
        yield f"empty-{_flat(name)}", package({**good, name: b""})
        yield f"cut-{_flat(name)}", package({**good, name: data[: len(data) // 2]})
        yield f"doctype-{_flat(name)}", package({**good, name: doctype(data, entity)})
    for number, target in enumerate((*TARGETS, secret, f"file://{secret}")):
        for place in ("_rels/.rels", "word/_rels/document.xml.rels"):
            said = good[place].decode()
            for old in ("word/document.xml", "styles.xml", "footnotes.xml", "comments.xml", "numbering.xml"):
                if f'Target="{old}"' in said:
                    other = said.replace(f'Target="{old}"', f'Target="{target}"')
                    yield f"target-{number}-{_flat(old)}", package({**good, place: other.encode()})
                    other = other.replace(f'Target="{target}"', f'Target="{target}" TargetMode="External"')
                    yield f"outside-{number}-{_flat(old)}", package({**good, place: other.encode()})
    text = good[main].decode()
    changes: dict[str, Callable[[str], str]] = {
        "no-body": lambda said: said.replace("w:body", "w:head"),
        "no-names": lambda said: said.replace("schemas.openxmlformats.org", "example.org"),
        "deep": lambda said: said.replace("<w:body>", "<w:body>" + "<w:tbl><w:tr><w:tc>" * 400, 1).replace(
            "</w:body>", "</w:tc></w:tr></w:tbl>" * 400 + "</w:body>"
        ),
        "deeper": lambda said: said.replace("<w:body>", "<w:body>" + "<w:sdt>" * 50_000, 1),
        "wide": lambda said: said.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'),
        "levels": lambda said: said.replace('w:ilvl w:val="', 'w:ilvl w:val="99999999999'),
        "numbers": lambda said: said.replace('w:val="', 'w:val="-x'),
        "field": lambda said: said.replace("<w:t>", f'<w:instrText>INCLUDETEXT "{secret}"</w:instrText><w:t>'),
        "chunk": lambda said: said.replace("<w:body>", '<w:body><w:altChunk r:id="rId1"/>'),
        "controls": lambda said: said.replace("<w:t>", "<w:t>&#x202E;&#x85;&#xFFFD;"),
        "zero": lambda said: said.replace("<w:t>", "<w:t>&#0;"),
        "surrogate": lambda said: said.replace("<w:t>", "<w:t>&#xD800;"),
    }
    for name, change in changes.items():
        yield f"body-{name}", package({**good, main: change(text).encode()})
    twice = io.BytesIO(package(good))
    with zipfile.ZipFile(twice, "a") as file:
        file.writestr(f"../{main}", b"<x/>")
        file.writestr("/etc/passwd", b"<x/>")
    yield "members-above", twice.getvalue()
    yield "a-bomb", package({**good, main: b"<w:t>" + b" " * 300_000_000})
    yield "a-macro", package({**good, "word/vbaProject.bin": b"\x00" * 100})
    data = package(good)
    yield (
        "encrypted",
        data.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
        ),
    )
    yield "method", data.replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00")
    yield "only-the-end", data[-22:]
    yield "not-its-end", data[:-30]
    yield "no-beginning", data[40:]
    yield "another-package", package({"mimetype": b"application/vnd.oasis.opendocument.text"})
    yield "empty-package", package({})
    yield "old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def _flat(name: str) -> str:
    return name.replace("/", "_")


# --------------------------------------------------------------------------- texts and timetables


def texts() -> Iterator[tuple[str, bytes]]:
    """Texts with signs in them that stand for something elsewhere, or nowhere."""
    good = WHOLE["report.txt"].read_text("utf-8")
    for number, odd in enumerate(ODD):
        said = odd.encode("utf-8", "surrogatepass")
        yield f"lines-{number}.md", b"\n\n".join([said] * 3 + [good.encode()[:300]] + [said] * 3)
        yield f"front-{number}.md", b"---\ntitle: " + said + b"\nsymbol: " + said + b"\n---\n\nText.\n"
    yield "zero.txt", b"\x00" * 100
    yield "utf16.txt", good.encode("utf-16")
    yield "utf16-cut.txt", good.encode("utf-16")[:-1]
    yield "utf16-surrogates.txt", b"\xff\xfe" + b"\x00\xd8a\x00" * 50
    yield "utf32.txt", good.encode("utf-32")
    yield "utf32-wrong.txt", b"\xff\xfe\x00\x00" + b"\xff" * 99
    yield "cp1251.txt", "Река чиста; люди на обоих берегах довольны.\n\nДа — «нет».\n".encode("cp1251")
    yield "no-encoding.txt", bytes(range(1, 256)) * 4
    yield "conflict.md", b"<<<<<<< HEAD\n# A\n=======\n# B\n>>>>>>> other\n"
    yield "page.html", b"<html><script>alert(1)</script></html>"
    yield "script.md", b"# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![p](http://127.0.0.1:9/p.png)\n"
    yield "two-fronts.md", b"---\ntitle: A\n---\n---\ntitle: B\n---\n\nText.\n"
    yield "open-front.md", b"---\ntitle: A\n\nText.\n"
    yield "brackets.txt", b"[(" * 5000
    yield "quotes.md", b"> " * 3000 + b"a"
    yield "lists.md", b"- " * 3000 + b"a"
    yield "ids.md", b"# A {#x}\n\n## B {#x}\n\n## C {#../../x}\n\n## D {# }\n"
    yield "no-line-end.txt", good.replace("\n", "\r").encode()
    yield "separators.txt", good.replace("\n", "\u2028").encode()
    yield "one-line.txt", good.replace("\n", " ").encode()


def timetables(secret: str) -> Iterator[tuple[str, bytes]]:
    """Timetables with values of no kind that they have; XML that leads elsewhere; calendars that never end."""
    for name in ("event.json", "timetable.json", "schedule.json"):
        data = WHOLE[name].read_bytes()
        yield f"cut-{name}", data[: len(data) // 2]
        yield f"twice-{name}", data * 2
        yield f"latin-{name}", json.dumps(json.loads(data), ensure_ascii=False).encode("utf-16")
    yield "deep.json", b'{"results":' + b"[" * 100_000
    yield "number.json", b'{"results": ' + b"9" * 10_000 + b"}"
    yield "nan.json", b'{"results": {"1": {"20230503": {"a": {"entryType": "Session", "title": NaN}}}}}'
    yield "list.json", b"[]"
    good = WHOLE["schedule.xml"].read_text("utf-8").replace("<?xml version='1.0' encoding='utf-8' ?>", "")
    bare = good[good.index("<schedule") :]
    entities = {
        "file": f'<!ENTITY x SYSTEM "file://{secret}">',
        "net": '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        "laughs": '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x "&b;&b;&b;">',
        "parameter": f'<!ENTITY % x SYSTEM "file://{secret}"> %x;',
    }
    for name, entity in entities.items():
        yield f"{name}.xml", f"<!DOCTYPE schedule [{entity}]>{bare.replace('<title>', '<title>&x;')}".encode()
    yield "dtd.xml", f'<!DOCTYPE schedule SYSTEM "file://{secret}">{bare}'.encode()
    yield "include.xml", bare.replace("<title>", f'<title><xi:include href="{secret}"/>').encode()
    yield "cut.xml", bare[: len(bare) // 2].encode()
    yield "encoding.xml", b'<?xml version="1.0" encoding="utf-7"?>' + bare.encode()
    yield "no-encoding.xml", b'<?xml version="1.0" encoding="x-none"?>' + bare.encode()
    yield "deep.xml", b"<schedule>" + b"<day>" * 100_000
    for number, odd in enumerate(ODD[::2]):
        said = odd.encode("utf-8", "surrogatepass").replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        yield (
            f"odd-{number}.xml",
            bare.encode().replace(b"<title>", b"<title>" + said).replace(b'date="', b'date="' + said),
        )
    yield from calendars()


def calendars() -> Iterator[tuple[str, bytes]]:
    """Damaged calendars."""
    data = WHOLE["calendar.ics"].read_bytes()
    yield "cut.ics", data[: len(data) // 2]
    yield "no-end.ics", data.replace(b"END:VEVENT", b"")
    yield "inner.ics", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000
    event = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART{1}\r\n{2}SUMMARY:{0}\r\nEND:VEVENT\r\n"
    event = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR"
    starts: tuple[str, ...] = (
        ":20230503T090000Z",
        ";VALUE=DATE:20230503",
        ":99999999T999999",
        ";TZID=No/Where:20230503T090000",
        ":00010101T000000Z",
    )
    starts += (":99991231T235959Z", ";TZID=../../etc/passwd:20230503T090000", ":", ";X=:")
    rules: tuple[str, ...] = (
        "",
        "RRULE:FREQ=SECONDLY\r\n",
        "RRULE:FREQ=YEARLY;COUNT=999999999\r\n",
        "RRULE:FREQ=DAILY;INTERVAL=0\r\n",
        "RRULE:X\r\n",
    )
    rules += (
        "DURATION:P999999999W\r\n",
        "DURATION:-PT1H\r\n",
        "DTEND:20000101T000000Z\r\n",
        "EXDATE:x\r\n",
        "RDATE:x,y\r\n",
    )
    pairs = [(start, "") for start in starts] + [(starts[0], rule) for rule in rules]
    for number, (start, rule) in enumerate(pairs):
        yield f"event-{number}.ics", event.format("a", start, rule).encode()
    for number, odd in enumerate(ODD):
        yield f"odd-{number}.ics", event.format(odd, starts[0], "").encode("utf-8", "surrogatepass")


def corpus(secret: str) -> dict[str, bytes]:
    """All of it by file name; ``secret``: the path of a file outside that none may show."""
    files = whole() | dict(texts()) | dict(timetables(secret))
    return files | {f"{name}.docx": data for name, data in words(secret)}


# --------------------------------------------------------------------------- the law of all of them


@functools.cache
def scratch() -> Path:
    """A folder for all tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def river() -> Folder:
    """The small conference, read; nobody leaves anything in it."""
    return project.read(make_small(scratch() / "river"))


@functools.cache
def known() -> Path:
    """A conference into which a report and a calendar were imported."""
    root = make_small(scratch() / "known")
    for name, slug in (("report.txt", "report"), ("calendar.ics", "programme")):
        wish = importing.Wish(name=slug, force=True)
        importing.write(root, importing.bring_in(project.read(root), {name: whole()[name]}, wish))
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """All files of a conference but our own folder."""
    files = (path for path in root.rglob("*") if path.is_file() and ".diptych" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def is_clear(error: UserError) -> None:
    """One line that says what is wrong, and one that says what to do; nothing in them that a terminal obeys."""
    assert error.message.strip()
    assert error.hint.strip()
    assert not set(error.message + error.hint) & {"\n", "\r", "\x1b", "\x00", "\u202e"}
    assert len(error.message) < 600
    assert SECRET not in error.message + error.hint


def brought(folder: Folder, files: dict[str, bytes], wish: importing.Wish, *, sound: bool = True) -> Imported | None:
    """What an import makes; None where it says in one clear line that it cannot.

    ``sound``: what stands there is whole, so that what comes out must read without an error that was not doubted.
    """
    try:
        made = importing.bring_in(folder, files, wish)
    except UserError as error:
        is_clear(error)
        return None
    for path, data in made.files.items():
        assert path.startswith(("content/", "locales/"))
        assert ".." not in path
        data.decode("utf-8")
        assert SECRET.encode() not in data
    known = {str(one) for one in folder.findings}
    doubted = {(one.rule, one.reason) for one in made.doubts}
    after = project.read(folder.root, made.files)
    new = [one for one in after.findings if one.severity is Severity.ERROR and str(one) not in known]
    assert not sound or not [str(one) for one in new if (one.rule, one.message) not in doubted]
    assert not any(SECRET in one.reason for one in made.doubts)
    return made


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with a few of them changed, left out, put in or doubled."""
    rng = random.Random(seed)  # noqa: S311 - the same each time
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out))
        length = rng.choice((1, 1, 2, 4, 30, 300))
        match rng.randrange(4):
            case 0:
                out[at : at + length] = rng.randbytes(len(out[at : at + length]))
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = rng.randbytes(length)
            case _:
                start = rng.randrange(len(out))
                out[at:at] = out[start : start + length]
        out = out or bytearray(b" ")
    return bytes(out)
