"""Write an invisible text layer into a PDF: letters without ink, of the right width, that copy as Unicode."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from dondoc.files.errors import Encrypted, Truncated
from dondoc.files.pdf import archive

CODES_PER_FONT = 200
UNITS = 1000  # glyph units an em
ADVANCE = 500
BASELINE = 0.2  # of the height of a box: where letters stand
HIDDEN = 3  # text rendering mode
_SHOWS_TEXT = ("Tj", "TJ", "'", '"')

LayerRow = tuple[int, float, float, float, float, str]


def with_layer(source: Path | io.BytesIO, rows: Sequence[LayerRow], *, title: str, name: str) -> bytes:
    """Give the PDF with `rows` written invisibly on its pages, without scripts, actions and form fields."""
    try:
        pdf = Pdf.open(source)
    except pikepdf.PasswordError:
        raise Encrypted(name=name) from None
    except pikepdf.PdfError:
        raise Truncated(name=name) from None
    with pdf:
        archive.prepare(pdf)
        fonts = _Fonts(pdf, "".join(row[5] for row in rows))
        for number, of_page in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0]):
            if 1 <= number <= len(pdf.pages):
                page = pdf.pages[number - 1]
                _drop_hidden_text(pdf, page)
                _write(pdf, page, list(of_page), fonts)
        archive.mark(pdf, title=title)
        made = io.BytesIO()
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=False)
    return made.getvalue()


class _Fonts:
    """Type 3 fonts whose glyphs draw nothing, with as many codes as the text has letters."""

    def __init__(self, pdf: Pdf, text: str) -> None:
        letters = sorted({" ", *(letter for letter in text if letter.isprintable())})
        blank = pdf.make_indirect(Stream(pdf, b"%d 0 0 -200 %d 800 d1" % (ADVANCE, ADVANCE)))
        self.codes: dict[str, tuple[str, int]] = {}
        self.resources = Dictionary()
        for start in range(0, len(letters), CODES_PER_FONT):
            chunk = letters[start : start + CODES_PER_FONT]
            name = f"/DD{start // CODES_PER_FONT}"
            self.resources[name] = pdf.make_indirect(_font(pdf, chunk, blank))
            self.codes |= {letter: (name, code) for code, letter in enumerate(chunk, 1)}

    def runs(self, text: str) -> Iterable[tuple[str, bytes]]:
        """Give the text as runs of (font, codes)."""
        known = (self.codes[letter] for letter in text if letter in self.codes)
        for font, run in groupby(known, key=lambda pair: pair[0]):
            yield font, bytes(code for _, code in run)


def _font(pdf: Pdf, letters: Sequence[str], blank: Any) -> Dictionary:
    names = [Name(f"/u{ord(letter):04X}") for letter in letters]
    last = len(letters)
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, -200, ADVANCE, 800]),
        FontMatrix=Array([1 / UNITS, 0, 0, 1 / UNITS, 0, 0]),
        CharProcs=Dictionary({str(name): blank for name in names}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
        FirstChar=1,
        LastChar=last,
        Widths=Array([ADVANCE] * last),
        Resources=Dictionary(),
        ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(letters))),
    )


def _to_unicode(letters: Sequence[str]) -> bytes:
    pairs = [f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in enumerate(letters, 1)]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{body}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _drop_hidden_text(pdf: Pdf, page: Any) -> None:
    """Take the invisible text of an older recognition off a page; visible text stays."""
    kept: list[Any] = []
    mode, hidden = 0, False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tr":
            mode = int(instruction.operands[0])
        if operator in _SHOWS_TEXT and mode == HIDDEN:
            hidden = True
            continue
        kept.append(instruction)
    if hidden:
        page.contents_coalesce()
        page.obj["/Contents"] = Stream(pdf, pikepdf.unparse_content_stream(kept))


def _write(pdf: Pdf, page: Any, rows: Sequence[LayerRow], fonts: _Fonts) -> None:
    """Write the words of one page; their boxes are in the upright page, the page itself may be turned."""
    content = b"q %s cm BT %d Tr " % (_upright(page), HIDDEN)
    content += b" ".join(piece for row in rows for piece in _word(row, fonts)) + b" ET Q"
    page.contents_coalesce()
    page.contents_add(Stream(pdf, b"q"), prepend=True)
    page.contents_add(Stream(pdf, b"Q " + content))
    resources = page.obj.get("/Resources") or Dictionary()
    present = resources.get("/Font") or Dictionary()
    resources["/Font"] = Dictionary({**dict(present.items()), **dict(fonts.resources.items())})
    page.obj["/Resources"] = resources


def _upright(page: Any) -> bytes:
    """Give the matrix from the page as shown (points from its top left corner, y down) to user space."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    matrix = {
        0: (1, 0, 0, -1, left, top),
        90: (0, 1, 1, 0, left, bottom),
        180: (-1, 0, 0, 1, right, bottom),
        270: (0, -1, -1, 0, right, top),
    }[turned]
    return " ".join(f"{value:g}" for value in matrix).encode("ascii")


def _word(row: LayerRow, fonts: _Fonts) -> Iterable[bytes]:
    _, x0, y0, x1, y1, text = row
    size = max(1.0, y1 - y0)
    letters = sum(len(codes) for _, codes in fonts.runs(text)) or 1
    stretch = 100 * max(0.5, x1 - x0) / (letters * size * ADVANCE / UNITS)
    base = y1 - BASELINE * size
    yield b"%.2f Tz 1 0 0 -1 %.2f %.2f Tm" % (stretch, x0, base)
    for font, codes in fonts.runs(text + " "):
        yield b"%s %.2f Tf <%s> Tj" % (font.encode("ascii"), size, codes.hex().encode("ascii"))
