"""A memory for the small conference, and what extract made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych import po, tmx

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.catalog import Entry
    from diptych.memory import Unit


MET = "On 3–4 May 2023 a conference met in Khujand."
MET_RU = "3–4 мая 2023 года в Худжанде состоялась конференция."
ABOUT = (("changedate", "20210601T101500Z"), ("changeid", "sharifova"))


def remember(root: Path, *units: Unit, name: str = "old.tmx", pair: tuple[str, str] = ("en", "ru")) -> Path:
    """Put units into the memory of the target language, as a TMX file."""
    folder = root / "locales" / pair[1] / "memory"
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(tmx.dumps({pair: units}, pair[0]), "utf-8")
    return folder / name


def entry(root: Path, msgid: str, domain: str = "declaration", lang: str = "ru") -> Entry:
    data = (root / "locales" / lang / "LC_MESSAGES" / f"{domain}.po").read_bytes()
    catalog, _ = po.loads(data, f"{domain}.po", domain, "en", lang)
    assert catalog is not None
    return next(one for one in catalog.entries if one.key.msgid == msgid and not one.obsolete)
