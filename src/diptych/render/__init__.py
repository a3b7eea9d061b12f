"""One file per output. Each takes an Edition and the templates and returns Artifacts; none touches the disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """What an output is made of beside the edition: a change in any of it makes the output anew."""

    name: str
    """As ``--to`` says it."""
    rooms: tuple[str, ...]
    """The modules of the package whose code makes it."""
    templates: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    """Distributions whose version shows in the result, fonts included."""
    endings: tuple[str, ...] = ()
    """Endings of templates that it is made of, whatever their names."""


PAGE = Output("html", ("render/html.py", "languages.py"), (), ("jinja2", "babel"), (".html", "404.css"))
"""A page of the site: its model says what it shows."""
OUTPUTS = (
    PAGE,
    Output(
        "pdf",
        ("render/pdf.py", "render/outline.py", "fonts.py", "languages.py"),
        ("document.typ",),
        ("typst", "babel", "fonttools", "fontpkg-pt-serif", "fontpkg-pt-sans"),
    ),
    Output(
        "docx",
        (
            "render/docx.py",
            "render/docx_contents.py",
            "render/docx_frame.py",
            "render/docx_masthead.py",
            "render/docx_numbering.py",
            "render/docx_package.py",
            "render/docx_pages.py",
            "render/docx_text.py",
            "render/docx_watermark.py",
            "render/outline.py",
            "fonts.py",
            "languages.py",
        ),
        ("word/fontTable.xml", "word/settings.xml", "word/styles.xml", "word/theme.xml"),
        ("python-docx", "lxml", "babel", "fonttools", "fontpkg-pt-sans", "fontpkg-pt-serif"),
    ),
    Output(
        "ics",
        ("render/ics.py", "keeping.py", "published.py", "inline.py"),
        (),
        ("icalendar", "tzdata", "markdown-it-py"),
    ),
    Output("akn", ("render/akn.py", "inline.py"), (), ("markdown-it-py",)),
    Output(
        "schedule",
        ("render/schedule.py", "render/ics.py", "keeping.py", "published.py", "inline.py"),
        (),
        ("icalendar", "tzdata", "markdown-it-py"),
    ),
)
"""Every output that one may ask for, in the order that they are made and listed."""

ASSETS = Output(
    "assets",
    ("render/assets.py", "render/webfont.py", "render/outline.py", "fonts.py"),
    (),
    ("fonttools", "brotli", "fontpkg-pt-serif", "fontpkg-pt-sans"),
)
"""What the pages share: style, scripts, faces, signs."""
CARD = Output(
    "card",
    ("render/card.py", "render/pdf.py", "render/outline.py", "fonts.py", "languages.py"),
    ("card.typ",),
    ("pillow", "typst", "babel", "fonttools", "fontpkg-pt-serif", "fontpkg-pt-sans"),
)
"""The pictures for links."""
SEARCH = Output("search", ("search.py", "stems.py"), (), ("snowballstemmer",))
"""The indexes of the search."""
EVERY = (*OUTPUTS, ASSETS, CARD, SEARCH)
