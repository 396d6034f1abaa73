"""Opens each DOCX of a folder with python-docx and prints its title, headings and tables."""

import json
import pathlib
import sys

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.docx")):
    document = docx.Document(str(path))
    body = document.element.body
    # document.paragraphs passes over what stands in content controls.
    paragraphs = [Paragraph(p, document) for p in body.iter(qn("w:p"))]
    headings = [p for p in paragraphs if p.style.name.startswith("Heading ")]
    # Neither does a paragraph give the text of controls inside it.
    def text(p):
        said = {qn("w:t"): lambda t: t.text or "", qn("w:br"): lambda _: " "}
        return "".join(said[e.tag](e) for e in p._p.iter() if e.tag in said)

    tables = [Table(t, document) for t in body.iter(qn("w:tbl"))]
    print(
        json.dumps(
            {
                "file": path.stem,
                "title": document.core_properties.title,
                "created": str(document.core_properties.created),
                "headings": [p.style.name + ": " + text(p) for p in headings],
                "tables": [t.style.name for t in tables if t.style.name != "Normal Table"],
                "columns": [len(t.columns) for t in tables],
                "sections": [str(s.orientation) for s in document.sections],
            }
        )
    )
