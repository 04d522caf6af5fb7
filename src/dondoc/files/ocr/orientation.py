"""Pages that were scanned lying on their side or upside down: turn them, read them, and put the boxes back."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dondoc.files.assembly import ReadLine
from dondoc.files.ocr.page import read_picture
from dondoc.files.ocr.tesseract import Grey, as_pgm
from dondoc.reading.source import Box

READABLE = 0.6  # median confidence from which a page was the right way up
FEW_WORDS = 5
_TURN = re.compile(r"Rotate: (\d+)")


def read_any_way_up(picture: Grey, *, dpi: int, page: int, seconds: float) -> tuple[ReadLine, ...]:
    """Give the lines of a page as `read_picture` does, whichever way it lies; boxes are on the page as it came."""
    lines = read_picture(picture, dpi=dpi, page=page, seconds=seconds)
    if is_readable(lines):
        return lines
    quarters = quarters_to_turn(picture, dpi=dpi, seconds=seconds)
    if quarters == 0:
        return lines
    turned = np.ascontiguousarray(np.rot90(picture, -quarters))
    again = read_picture(turned, dpi=dpi, page=page, seconds=seconds)
    if not is_readable(again):
        return lines
    rows, columns = picture.shape
    return turned_back(again, quarters, width=columns * 72 / dpi, height=rows * 72 / dpi)


def is_readable(lines: Sequence[ReadLine]) -> bool:
    """Tell whether the words of a page were read with some confidence; a page of few words is not doubted."""
    sure = [word.confidence for line in lines for word in line if word.confidence is not None]
    return len(sure) < FEW_WORDS or statistics.median(sure) >= READABLE


def quarters_to_turn(picture: Grey, *, dpi: int, seconds: float) -> int:
    """Give by how many quarter turns clockwise a picture must be turned; 0 where the engine cannot tell."""
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0", "--dpi", str(dpi)]
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the picture comes by a pipe)
            command, input=as_pgm(picture), capture_output=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return 0
    found = _TURN.search(done.stdout.decode("utf-8", errors="replace"))
    return int(found[1]) // 90 % 4 if found else 0


def turned_back(lines: Sequence[ReadLine], quarters: int, *, width: float, height: float) -> tuple[ReadLine, ...]:
    """Give lines with their boxes on the page before it was turned clockwise; `width` and `height` are that page's."""

    def back(box: Box) -> Box:
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        return {
            1: Box(box.page, y0, height - x1, y1, height - x0),
            2: Box(box.page, width - x1, height - y1, width - x0, height - y0),
            3: Box(box.page, width - y1, x0, width - y0, x1),
        }[quarters]

    return tuple(tuple(replace(word, box=back(word.box)) if word.box else word for word in line) for line in lines)
