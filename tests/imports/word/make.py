"""Make the Word files of this folder: LibreOffice writes them from Flat ODF, python-docx the rest."""

# ruff: noqa: E501 - lines of XML
from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK

HERE = Path(__file__).parent
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}"'
    for name, urn in {
        "office": "office:1.0",
        "text": "text:1.0",
        "table": "table:1.0",
        "style": "style:1.0",
        "fo": "xsl-fo-compatible:1.0",
        "draw": "drawing:1.0",
        "svg": "svg-compatible:1.0",
    }.items()
)
OUTER = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
)
STYLES = """<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-weight="bold" fo:font-size="16pt"/></style:style>
<text:list-style style:name="N">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="1"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="K"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>"""
CHANGES = """<text:tracked-changes>
<text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Anna Petrova</dc:creator>
<dc:date>2024-03-01T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>Tom Hill</dc:creator>
<dc:date>2024-03-01T11:00:00</dc:date></office:change-info><text:p>quickly </text:p></text:deletion>
</text:changed-region></text:tracked-changes>"""
RIVER = f"""{OUTER}{STYLES}<office:body><office:text>{CHANGES}
<text:p text:style-name="C">River declaration</text:p>
<text:h text:outline-level="1">Preamble</text:h>
<text:p>We met on the river<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>The Amber River.</text:p></text:note-body></text:note> and agreed
<text:change text:change-id="c2"/>to act<text:change-start text:change-id="c1"/> together<text:change-end
text:change-id="c1"/>.</text:p>
<text:p><text:span text:style-name="I">Not</text:span><text:span text:style-name="I">ing</text:span> that the
<office:annotation office:name="a1"><dc:creator>Anna Petrova</dc:creator><dc:date>2024-03-02T09:00:00</dc:date>
<text:p>check the title</text:p></office:annotation>Commission<office:annotation-end office:name="a1"/> works well;</text:p>
<text:list text:style-name="N"><text:list-item><text:p><text:span text:style-name="I">Call upon</text:span> States:</text:p>
<text:list><text:list-item><text:p>to clean the river;</text:p></text:list-item>
<text:list-item><text:p>to count the fish;</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p><text:span text:style-name="I">Decide</text:span> to meet again.</text:p></text:list-item></text:list>
<text:list text:style-name="K"><text:list-item><text:p>boats</text:p></text:list-item></text:list>
<text:p>A box hangs here.<draw:frame text:anchor-type="char" svg:width="5cm" svg:height="2cm"><draw:text-box>
<text:p>Words in a box.</text:p></draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document>"""
TABLE = f"""{OUTER}{STYLES}<office:body><office:text>
<text:h text:outline-level="1">Программа</text:h>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Время</text:p>
</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>Заседание</text:p></table:table-cell></table:table-row>
</table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Утро</text:p></table:table-cell>
<table:table-cell><text:p>9.00–10.30</text:p></table:table-cell><table:table-cell><text:p>Открытие</text:p>
<text:list text:style-name="K"><text:list-item><text:p>приветствия</text:p></text:list-item></text:list>
</table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>11.00–12.00</text:p></table:table-cell>
<table:table-cell><text:p><text:span text:style-name="B">Председатель:</text:span> г-жа Ирина Лесная</text:p>
</table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document>"""


def main() -> None:
    """Write ``river.docx``, ``table.docx`` (LibreOffice) and ``note.docx`` (python-docx)."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"river": RIVER, "table": TABLE}.items():
            source = Path(folder) / f"{name}.fodt"
            source.write_text(text, "utf-8")
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(HERE), str(source)]
            subprocess.run(command, check=True, stdout=sys.stderr)
    note = docx.Document()
    note.add_heading("Concept note", 0)
    note.add_heading("Background", 1)
    paragraph = note.add_paragraph("The ")
    paragraph.add_run("Forum").bold = True
    paragraph.add_run(" meets on 1")
    paragraph.add_run("st").font.superscript = True
    paragraph.add_run(" May.")
    note.add_paragraph("to listen", style="List Bullet")
    note.add_paragraph("to decide", style="List Number")
    note.add_paragraph("to act", style="List Number")
    note.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    note.add_paragraph("Annex", style="Heading 2")
    note.sections[0].header.paragraphs[0].text = "Forum on Rivers"
    note.save(str(HERE / "note.docx"))


if __name__ == "__main__":
    main()
