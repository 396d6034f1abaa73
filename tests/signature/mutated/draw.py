"""Draws a PDF with each of many tails by mupdf, pdfium and poppler, and prints those that any of them draws
otherwise than the PDF alone: the number of the tail and the readers.

The folder has base.pdf; `list`, a line a tail: 1 if the check lets it pass, 1 if it signs a field, its
length; `tails`, one behind the other; `rectangle`, the page and the rectangle of that field. Of those that
the check refuses it is enough that one reader draws them otherwise.
"""

import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pymupdf
import pypdfium2

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

folder = Path(sys.argv[1])
base = (folder / "base.pdf").read_bytes()
page, *sides = (folder / "rectangle").read_text().split()
page, sides = int(page), [float(side) for side in sides]
SCALE = 0.35


def mupdf(data):
    with pymupdf.open(stream=data, filetype="pdf") as file:
        for one in file:
            drawn = one.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE), alpha=False)
            yield drawn.width, drawn.height, drawn.samples


def pdfium(data):
    file = pypdfium2.PdfDocument(data, autoclose=True)
    file.init_forms()
    try:
        for one in file:
            drawn = one.render(scale=SCALE, may_draw_forms=True, rev_byteorder=True).to_pil().convert("RGB")
            yield drawn.width, drawn.height, drawn.tobytes()
    finally:
        file.close()


def poppler(data):
    run = subprocess.run(["pdftoppm", "-q", "-r", str(72 * SCALE), "-"], input=data, capture_output=True)
    rest = run.stdout
    while rest.startswith(b"P6"):
        head = rest.split(b"\n", 3)
        width, height = map(int, head[1].split())
        yield width, height, head[3][: width * height * 3]
        rest = head[3][width * height * 3 :]


def masked(drawn, signs):
    """The pages without the rectangle of a field that is signed there."""
    pages = []
    for number, (width, height, data) in enumerate(drawn):
        if signs and number == page:
            data = bytearray(data)
            left, right = int(sides[0] * SCALE) - 2, int(sides[2] * SCALE) + 3
            top, bottom = height - int(sides[3] * SCALE) - 3, height - int(sides[1] * SCALE) + 3
            left, right = max(left, 0), min(right, width)
            for row in range(max(top, 0), min(bottom, height)):
                data[(row * width + left) * 3 : (row * width + right) * 3] = bytes((right - left) * 3)
            data = bytes(data)
        pages.append((width, height, data))
    return pages


READERS = {"mupdf": mupdf, "pdfium": pdfium}
if shutil.which("pdftoppm"):
    READERS["poppler"] = poppler
wanted = {}


def draws(reader, data, signs):
    try:
        return masked(READERS[reader](data), signs)
    except Exception as error:  # A reader that draws nothing shows nobody anything.
        return [str(type(error))]


def otherwise(task):
    number, passed, signs, tail = task
    found = []
    for reader in READERS:
        key = reader, signs
        if key not in wanted:
            wanted[key] = draws(reader, base, signs)
        drawn = draws(reader, base + tail, signs)
        if drawn != wanted[key] and not isinstance(drawn[0] if drawn else "", str):
            found.append(reader)
            if not passed:
                break
        # Poppler is a process of its own for each; it is asked of what passes.
        if not passed and reader == "pdfium":
            break
    return number, found


def tasks():
    with open(folder / "tails", "rb") as tails:
        for number, line in enumerate((folder / "list").read_text().splitlines()):
            passed, signs, length = map(int, line.split())
            yield number, passed, signs, tails.read(length)


with multiprocessing.Pool(min(os.cpu_count() or 1, 4)) as pool:
    for number, found in pool.imap(otherwise, tasks(), 16):
        if found:
            print(number, " ".join(found))
