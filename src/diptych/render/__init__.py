"""One file per output. Each takes an Edition and the templates and returns Artifacts; none touches the disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """What an output is made of beside the edition: a change in any of it makes the output anew."""

    name: str
    """As ``--to`` says it, and the file's ending."""
    rooms: tuple[str, ...]
    """The modules of the package whose code makes it."""
    templates: tuple[str, ...]
    libraries: tuple[str, ...]
    """Distributions whose version shows in the result, fonts included."""


OUTPUTS = (
    Output(
        "html",
        ("render/html.py", "render/webfont.py", "render/outline.py", "fonts.py", "languages.py"),
        ("document.html", "parts.html", "style.css"),
        ("jinja2", "babel", "fonttools", "brotli", "fontpkg-pt-serif", "fontpkg-pt-sans"),
    ),
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
            "render/docx_frame.py",
            "render/docx_numbering.py",
            "render/docx_package.py",
            "render/docx_text.py",
            "render/docx_watermark.py",
            "render/outline.py",
            "fonts.py",
            "languages.py",
        ),
        ("word/fontTable.xml", "word/settings.xml", "word/styles.xml", "word/theme.xml"),
        ("python-docx", "lxml", "babel", "fonttools", "fontpkg-pt-sans"),
    ),
    Output("ics", ("render/ics.py",), (), ("icalendar", "tzdata")),
)
"""Every output, in the order that they are made and listed."""
