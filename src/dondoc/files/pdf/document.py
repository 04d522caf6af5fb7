"""Open a PDF with pdfium and look at its pages; every failure is one of our sentences."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from dondoc.files.errors import BadFile, Encrypted, ImageTooLarge, NoPages, TooManyPages, Truncated, Unreadable
from dondoc.files.ocr.paper import COLOURED, Colours, in_grey, on_white
from dondoc.files.ocr.tesseract import Grey
from dondoc.files.opened import Limits

TAIL_BYTES = 4096
LARGEST_SIDE = 14_400  # points: the largest page the PDF standard knows
DPI = 200
GLANCE_DPI, PAPER = 36, 200  # enough to see whether there is anything on a page
LEAST_INK = 0.05  # points


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: its pixels, and the share (0..1) of the page that it covers."""

    width: int
    height: int
    share: float


@contextlib.contextmanager
def opened(path: Path, *, name: str, limits: Limits) -> Iterator[Any]:
    """Give the pdfium document, closed at the end; raises the `BadFile` that fits."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise _why_not(path, error.err_code)(name=name) from None
    try:
        _check_whole(document, path, name=name, limits=limits)
        yield document
    finally:
        document.close()


def _why_not(path: Path, code: int | None) -> type[BadFile]:
    """Tell why pdfium will not open a file; a second reader knows a file without pages from a broken one."""
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return Encrypted
    if _is_cut_off(path):
        return Truncated
    try:
        with pikepdf.open(path) as pdf:
            return Unreadable if len(pdf.pages) else NoPages
    except pikepdf.PdfError:
        return Unreadable


def _check_whole(document: Any, path: Path, *, name: str, limits: Limits) -> None:
    if _is_cut_off(path):
        raise Truncated(name=name)
    if len(document) == 0:
        raise NoPages(name=name)
    if len(document) > limits.max_pages:
        raise TooManyPages(name=name, pages=len(document), limit=limits.max_pages)


def _is_cut_off(path: Path) -> bool:
    """Tell whether the end of the file is missing: pdfium would rebuild it and silently lose the last pages."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = file.read()
    return b"%%EOF" not in tail and b"startxref" not in tail


def page_of(document: Any, number: int, *, name: str) -> Any:
    """Give a page (counted from 1)."""
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        raise Unreadable(name=name) from None


def pictures_of(page: Any, *, name: str, limits: Limits) -> list[Picture]:
    """Give the pictures of a page; raises `ImageTooLarge` before any of them is unpacked."""
    width, height = page.get_size()
    found = []
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        columns, rows = image.get_px_size()
        if columns * rows > limits.max_pixels:
            raise ImageTooLarge(name=name, width=columns, height=rows)
        left, bottom, right, top = image.get_bounds()
        found.append(Picture(columns, rows, abs((right - left) * (top - bottom)) / max(1.0, width * height)))
    return found


def drawn(page: Any, *, dpi: int = DPI, annotations: bool = False) -> Grey:
    """Give the grey picture of a page, turned as it is shown; stamps of signatures only if `annotations`."""
    width, height = page.get_size()
    scale = min(dpi / 72, LARGEST_SIDE / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True, draw_annots=annotations, may_draw_forms=annotations)
    pixels = bitmap.to_numpy()
    return np.ascontiguousarray(pixels[:, :, 0] if pixels.ndim == 3 else pixels)


def pictured(page: Any, *, dpi: int = DPI, annotations: bool = False) -> Grey:
    """Give the picture of a page for reading: in grey, on white paper, without coloured seals."""
    if not _is_coloured(page, annotations=annotations):
        return on_white(drawn(page, dpi=dpi, annotations=annotations))
    width, height = page.get_size()
    scale = min(dpi / 72, LARGEST_SIDE / max(width, height))
    colours = _in_colours(page, scale, annotations=annotations)
    return on_white(in_grey(colours, dpi=round(scale * 72)))


def _is_coloured(page: Any, *, annotations: bool) -> bool:
    """Tell at a glance whether there is anything in colour on a page."""
    glance = _in_colours(page, GLANCE_DPI / 72, annotations=annotations)
    return bool(((glance.max(axis=2) - glance.min(axis=2)) > COLOURED / 2).any())


def _in_colours(page: Any, scale: float, *, annotations: bool) -> Colours:
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=annotations, may_draw_forms=annotations)
    return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])


def is_inked(page: Any, *, annotations: bool = False) -> bool:
    """Tell whether a page is not blank."""
    return bool((drawn(page, dpi=GLANCE_DPI, annotations=annotations) < PAPER).any())


def carries_script(document: Any, path: Path) -> bool:
    """Tell whether the file carries JavaScript; it is never run."""
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        return True
    with path.open("rb") as file:
        data = file.read()
    return b"/JavaScript" in data or b"/JS(" in data or b"/JS (" in data


class Placing:
    """Turns places in PDF user space into points from the top left corner of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = page.get_rotation() % 360

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Give (left, top, right, bottom) of a rectangle of user space."""
        (ax, ay), (bx, by) = self._point(x0, y0), self._point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        return {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}[self.rotation]


def char_box(textpage: Any, index: int) -> tuple[float, float, float, float]:
    """Give (x0, y0, x1, y1) of a character in user space; of a letter without ink, the space its font gives it."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    if top.value - bottom.value > LEAST_INK:
        return left.value, bottom.value, right.value, top.value
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, loose)
    return loose.left, loose.bottom, loose.right, loose.top
