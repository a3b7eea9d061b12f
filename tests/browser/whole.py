"""The conference of this repository as one site: built once for all workers, every page of it read back."""

from __future__ import annotations

import functools
import http.server
import json
import os
import posixpath
import re
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from conftest import ROOT, run
from diptych import compose, plan, project
from pages import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser

    from pages import Tree

FOLDER = project.read(ROOT)
URL = FOLDER.conference.url
DOCUMENTS = tuple(one.slug for one in FOLDER.documents if one.slug not in plan.REGISTERS)
EDITIONS = dict(compose.editions(FOLDER.documents[-1], FOLDER.conference.languages))
STEMS = ("index", *DOCUMENTS, "speakers", "documents", "search")
PAGES = (*(f"{name}/{stem}.html" for name in EDITIONS for stem in STEMS), "index.html", "coverage.html", "404.html")
SUBFOLDER = "some/where"
"""The folder of the server that the site stands in: it works below any address."""


@dataclass(frozen=True)
class Whole:
    """A built site: its files, and its pages read back."""

    root: Path

    @cached_property
    def files(self) -> frozenset[str]:
        found = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())
        return frozenset(path for path in found if not path.startswith("."))

    @cached_property
    def pages(self) -> dict[str, Tree]:
        return {path: read(self.text(path)) for path in sorted(self.files) if path.endswith(".html")}

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        return {
            path: frozenset(attrs["id"] or "" for _, attrs in tree.elements if "id" in attrs)
            for path, tree in self.pages.items()
        }

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def fault(self, path: str, address: str) -> str:
        """What is wrong with a relative address that stands in a file; nothing if it leads to a file of the site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return "is not relative"
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        if place not in self.files:
            return "names no file"
        fragment = unquote(parts.fragment)
        # HTML: «top» is the beginning of every page.
        if fragment and fragment not in self.ids.get(place, ()) and fragment != "top":
            return "names no place in it"
        return ""

    def own(self, address: str) -> str:
        """What is wrong with an absolute address of the site."""
        return self.fault("", address.removeprefix(URL).removeprefix("/") or "index.html")


def links(tree: Tree) -> list[tuple[str, dict[str, str | None], str]]:
    """Every address in a page: the element's name, its attributes, the address."""
    found = []
    for name, attrs in tree.elements:
        found += [
            (name, attrs, attrs[one] or "") for one in ("href", "src", "data", "action", "poster") if one in attrs
        ]
        found += [(name, attrs, part.split()[0]) for part in (attrs.get("srcset") or "").split(",") if part.strip()]
    return found


def said(tree: Tree, kind: str) -> list[Any]:
    """What the page's blocks of data of a kind hold."""
    return [json.loads(text) for text, attrs in tree.data if attrs.get("type") == kind]


def absolute(text: str) -> list[str]:
    """The site's own absolute addresses in a text."""
    return re.findall(re.escape(URL) + r"[^\s\"'<>\\,;)]*", text)


@functools.cache
def built(base: Path) -> Whole:
    """The site in a folder that the workers share: the first to come builds it, the others wait."""
    base.mkdir(parents=True, exist_ok=True)
    ready, failed, out = base / "ready", base / "failed", base / SUBFOLDER
    try:
        (base / "builds").mkdir()
    except FileExistsError:
        while not ready.exists():
            assert not failed.exists(), failed.read_text("utf-8")
            time.sleep(0.2)
        return Whole(out)
    said = "The build was broken off."
    try:
        result = run(ROOT, "build", "--out", str(out))
        said = result.output
        assert result.exit_code == 0, said
        ready.touch()
    finally:
        if not ready.exists():
            failed.write_text(said, "utf-8")
    return Whole(out)


def site(factory: pytest.TempPathFactory) -> Whole:
    """The site of this test run."""
    base = factory.getbasetemp()
    return built((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "whole")


@contextmanager
def served(whole: Whole) -> Iterator[str]:
    """The site as `python -m http.server` gives it out, in a folder below the server's root, with its page for a wrong
    address, as servers of pages have it.
    """

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the library
            """Say nothing."""

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            self.error_message_format = whole.text("404.html").replace("%", "%%")
            super().send_error(code, message, explain)

    root = whole.root.parents[SUBFOLDER.count("/")]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=root))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{SUBFOLDER}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
