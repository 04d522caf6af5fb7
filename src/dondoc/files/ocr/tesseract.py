"""Run Tesseract on one picture; the only place that starts it."""

from __future__ import annotations

import functools
import os
import re
import resource
import shutil
import subprocess
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dondoc.files.errors import MissingTool, PageTimeout

Grey = npt.NDArray[np.uint8]  # rows × columns, 0 black, 255 white

LANGUAGE = "vie"
MEMORY_BYTES = 700 * 1024 * 1024
PACKAGE = "tesseract-ocr-vie"

_STROKES = re.compile("/?\N{FRACTION SLASH}/?")  # one stroke of division that the engine saw twice
_BARRED = re.compile("Đ?\N{LATIN CAPITAL LETTER ETH}Đ?")  # one Đ that it saw twice, or as the letter of Iceland


@dataclass(frozen=True, slots=True)
class Found:
    """A word on a picture: pixels from the top left corner, confidence 0..1, and the line it belongs to.

    `others` are the readings of a word that was read again, its own first; on the first word of a line that was
    completed they are what the whole line may be, the best first.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]  # block, paragraph, line
    others: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Give the height in pixels."""
        return self.bottom - self.top

    def moved(self, right: int, down: int) -> Found:
        """Give the word at another place."""
        left, top, bottom = self.left + right, self.top + down, self.bottom + down
        return replace(self, left=left, top=top, right=self.right + right, bottom=bottom)


@functools.cache
def is_installed() -> bool:
    """Tell whether Tesseract with the Vietnamese data is there."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return LANGUAGE in listed.stdout.split()


def read_words(
    picture: Grey, *, dpi: int, layout: int = 3, seconds: float = 60.0, language: str = LANGUAGE
) -> list[Found]:
    """Give the words of a picture in reading order.

    `layout` is Tesseract's page segmentation mode (3: a page, 6: one block, 7: one line). One thread, a memory limit
    of its own, `seconds` of wall-clock time. Raises `PageTimeout` (page 0: the caller knows which) and `MissingTool`.
    """
    if not is_installed():
        raise MissingTool(tool="Tesseract", package=PACKAGE)
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", str(layout), "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the picture comes by a pipe)
            command, input=as_pgm(picture), capture_output=True, check=False, timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"}, preexec_fn=_limit_memory,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PageTimeout(page=0, seconds=round(seconds)) from None
    return parse_tsv(done.stdout.decode("utf-8", errors="replace"))


def parse_tsv(table: str) -> list[Found]:
    """Give the words of Tesseract's table (its level 5 rows)."""
    words = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        block, paragraph, line, _, left, top, width, height = (int(cell) for cell in cells[2:10])
        right, bottom, confidence = left + width, top + height, max(0.0, float(cells[10])) / 100
        text = _BARRED.sub("Đ", _STROKES.sub("/", cells[11].strip()))
        words.append(Found(text, left, top, right, bottom, confidence, (block, paragraph, line)))
    return words


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def as_pgm(picture: Grey) -> bytes:
    """Give a grey picture as a PGM file."""
    rows, columns = picture.shape
    return b"P5\n%d %d\n255\n" % (columns, rows) + np.ascontiguousarray(picture).tobytes()
