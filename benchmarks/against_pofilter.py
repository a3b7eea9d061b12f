"""The corpora of `check`, ours beside `pofilter --language ru` (Translate Toolkit): found, missed, false."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from diptych import po
from diptych.catalog import Catalog, Entry, Key
from proofs import CORPUS, Item, corpus, found, hits

HEADER = (("Language", "ru"), ("Content-Type", "text/plain; charset=UTF-8"))


def ours(items: list[Item]) -> tuple[dict[str, bool], dict[str, bool], float]:
    """Whether anything is said of each item; whether it is the right thing; seconds of CPU, dictionaries included."""
    begin = time.process_time()
    said = {item.id: hits(item.example) for item in items}
    seconds = time.process_time() - begin
    return (
        {name: bool(some) for name, some in said.items()},
        {item.id: found(item, said[item.id]) for item in items},
        seconds,
    )


def theirs(items: list[Item]) -> tuple[dict[str, str], float]:
    """What pofilter says of each item, by its msgctxt; seconds of CPU of its process."""
    entries = tuple(Entry(Key(item.example.en, item.id), (item.example.ru,)) for item in items)
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "in.po", Path(folder) / "out.po"
        path.write_text(po.dumps(Catalog("corpus", "en", "ru", HEADER, entries)), "utf-8")
        program = Path(sys.executable).with_name("pofilter")
        code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=False,capture_output=True);"
        code += "u=resource.getrusage(resource.RUSAGE_CHILDREN);print(u.ru_utime+u.ru_stime)"
        command = [str(program), "--progress=none", "--language=ru", "-i", str(path), "-o", str(out)]
        seconds = float(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True).stdout)
        if not out.exists():
            return {}, seconds
        catalog, _ = po.loads(out.read_bytes(), "out.po", "out", "en", "ru")
    if catalog is None:
        raise SystemExit("pofilter wrote a catalog that cannot be read")
    return {entry.key.context or "": " ".join(entry.notes) for entry in catalog.entries}, seconds


def main() -> None:
    """A table for each corpus."""
    for name in sys.argv[1:] or sorted(path.name for path in CORPUS.iterdir() if path.is_dir()):
        correct, broken = corpus(name)
        ids = {item.id for item in broken}
        any_said, right, seconds = ours([*correct, *broken])
        said, their_seconds = theirs([*correct, *broken])
        print(f"{name}: {len(correct)} correct, {len(broken)} broken")
        rows = (
            ("diptych check", sum(right[one] for one in ids), sum(any_said[i.id] for i in correct), seconds),
            ("pofilter", sum(one in said for one in ids), sum(item.id in said for item in correct), their_seconds),
        )
        for who, hit, false, took in rows:
            precision = hit / (hit + false) if hit + false else 1.0
            missed = len(ids) - hit
            print(f"  {who:14} {hit:4} found {missed:4} missed {false:4} false  ", end="")
            print(f"recall {hit / len(ids):.3f} precision {precision:.3f}  {took:.2f} s of CPU")
        print("  (ours: the right rule at the right place; pofilter: any complaint about the pair counts as found)")


if __name__ == "__main__":
    main()
