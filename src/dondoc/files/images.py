"""Read pictures of pages (PNG, JPEG, TIFF with one or many pages) in the child process."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from dondoc.files.assembly import ReadPage, assemble, completed_lines, reread_words, to_wire
from dondoc.files.child import Teller
from dondoc.files.errors import BadFile, ImageTooLarge, MissingTool, PageTimeout, TooManyPages, Truncated
from dondoc.files.ocr.head_line import Witnesses
from dondoc.files.ocr.head_strip import HeadRead, read_head_again
from dondoc.files.ocr.orientation import read_any_way_up
from dondoc.files.ocr.paper import in_grey, on_white
from dondoc.files.ocr.tesseract import PACKAGE, Grey, is_installed
from dondoc.files.opened import Limits
from dondoc.files.page_choice import chosen

GREYS = ("1", "I", "I;16", "F", "LA")
FORMATS = ("PNG", "JPEG", "TIFF")
READ_AT_DPI = 200
LEAST_DPI, MOST_DPI = 90, 1200
A4_INCHES = 8.27
AT_A_TIME = 2


def read_image(job: dict[str, Any], tell: Teller) -> dict[str, Any]:
    """Give the source text of a picture as JSON values, a page for each picture in the file."""
    name, path, limits = job["name"], Path(job["path"]), Limits(**job["limits"])
    if job["ocr"] == "never" or not is_installed():
        raise MissingTool(name=name, tool="Tesseract", package=PACKAGE)
    pages: list[ReadPage] = []
    first_frame: tuple[Grey, int] | None = None
    with opened(path, name=name, limits=limits) as image, ThreadPoolExecutor(AT_A_TIME) as pool:
        count = getattr(image, "n_frames", 1)
        for pair in _in_pairs(_frames(image, name, limits)):
            first_frame = first_frame or pair[0]
            first = len(pages) + 1
            numbers = range(first, first + len(pair))
            for number in numbers:
                tell.page_started(number)
            read = pool.map(lambda n, frame: _read(frame, n, name, limits), numbers, pair)
            for page in read:
                pages.append(page)
                tell.page_done(page.number)
                tell.progress("ocr", len(pages), count)
    head = _head_again(pages, first_frame, name, limits) if first_frame else None
    if head:
        pages[0] = head.page
    decided = dataclasses.asdict(head.decided) if head and head.decided else None
    return {
        "source": to_wire(assemble(pages, file_name=name)),
        "notes": [],
        "head": decided,
        "completed": completed_lines(pages),
        "reread": reread_words(pages),
    }


def _head_again(pages: list[ReadPage], frame: tuple[Grey, int], name: str, limits: Limits) -> HeadRead:
    picture, dpi = frame

    def draw(wanted: int) -> Grey:
        rows, columns = picture.shape
        size = (round(columns * wanted / dpi), round(rows * wanted / dpi))
        return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))

    witnesses = Witnesses(name, tuple(page.text for page in pages[1:]))
    return read_head_again(pages[0], draw, witnesses, seconds=limits.page_seconds)


@contextlib.contextmanager
def opened(path: Path, *, name: str, limits: Limits) -> Iterator[Image.Image]:
    """Give the picture file; raises `ImageTooLarge` before a point of it is unpacked."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked below, with a sentence of its own
    try:
        image = Image.open(path, formats=FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Truncated(name=name) from None
    with image:
        check_frame(image, name, limits)
        if getattr(image, "n_frames", 1) > limits.max_pages:
            raise TooManyPages(name=name, pages=getattr(image, "n_frames", 1), limit=limits.max_pages)
        yield image


def check_frame(image: Image.Image, name: str, limits: Limits) -> None:
    """Raise `ImageTooLarge` for a picture of too many points."""
    if image.width * image.height > limits.max_pixels:
        raise ImageTooLarge(name=name, width=image.width, height=image.height)


def _frames(image: Image.Image, name: str, limits: Limits) -> Iterator[tuple[Grey, int]]:
    """Give each picture in grey, upright as its maker marked it, with its resolution."""
    try:
        for frame in ImageSequence.Iterator(image):
            check_frame(frame, name, limits)
            dpi = resolution_of(frame)
            upright = ImageOps.exif_transpose(_opaque(frame))
            yield fit(upright, dpi)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, BadFile):
            raise
        raise Truncated(name=name) from None


def _opaque(image: Image.Image) -> Image.Image:
    """Give a picture in grey or in three colours, on white where it lets through."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image if image.mode == "L" else image.convert("L" if image.mode in GREYS else "RGB")


def resolution_of(image: Image.Image) -> int:
    """Give the dots per inch a picture states, or those it has if it shows a sheet of A4."""
    stated = image.info.get("dpi")
    dpi = round(float(stated[0])) if stated and stated[0] else 0
    if LEAST_DPI <= dpi <= MOST_DPI:
        return dpi
    return max(72, round(min(image.width, image.height) / A4_INCHES))


def fit(image: Image.Image, dpi: int) -> tuple[Grey, int]:
    """Give a picture for reading: in grey, on white, and of clearly more or less points as many as read best."""
    if not 0.7 <= dpi / READ_AT_DPI <= 1.6:
        factor = READ_AT_DPI / dpi
        size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image, dpi = image.resize(size, Image.Resampling.LANCZOS), READ_AT_DPI
    pixels = np.asarray(image)
    return on_white(in_grey(pixels, dpi=dpi) if pixels.ndim == 3 else pixels), dpi


def _in_pairs(frames: Iterator[tuple[Grey, int]]) -> Iterator[list[tuple[Grey, int]]]:
    pair: list[tuple[Grey, int]] = []
    for frame in frames:
        pair.append(frame)
        if len(pair) == AT_A_TIME:
            yield pair
            pair = []
    if pair:
        yield pair


def _read(frame: tuple[Grey, int], number: int, name: str, limits: Limits) -> ReadPage:
    picture, dpi = frame
    rows, columns = picture.shape
    size = (columns * 72 / dpi, rows * 72 / dpi)
    empty = ReadPage(number, (), *size, "layer")
    try:
        lines = read_any_way_up(picture, dpi=dpi, page=number, seconds=limits.page_seconds)
    except PageTimeout as error:
        raise PageTimeout(name=name, page=number, seconds=error.details["seconds"]) from None
    return chosen(empty, ReadPage(number, lines, *size, "ocr"))
