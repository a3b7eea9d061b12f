"""What robots read: ``sitemap.xml`` and ``robots.txt``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.page import Page


def sitemap(shown: Sequence[Page]) -> Artifact | None:
    """``sitemap.xml`` with the alternates of each page; None where the site has no address (sitemaps.org, 0.9)."""
    from xml.sax.saxutils import escape, quoteattr

    entries = []
    for page in shown:
        meta = page.said.frame.meta
        if meta is None:
            continue
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(href)}/>'
            for lang, href in meta.alternates
        )
        entries.append(f"<url><loc>{escape(meta.canonical)}</loc>{links}</url>\n")
    if not entries:
        return None
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{"".join(entries)}</urlset>\n'
    return Artifact("sitemap.xml", "application/xml", xml.encode())


def robots(url: str) -> Artifact:
    """``robots.txt``: everybody may read everything; where the sitemap is, if the site has an address (RFC 9309)."""
    told = f"Sitemap: {url.rstrip('/')}/sitemap.xml\n" if url else ""
    return Artifact("robots.txt", "text/plain; charset=utf-8", f"User-agent: *\nAllow: /\n{told}".encode())
