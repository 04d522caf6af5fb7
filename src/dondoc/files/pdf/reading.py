"""Read a PDF in the child process: text layers first, then the pictures that need reading, two at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from dondoc.files.assembly import ReadPage, assemble, completed_lines, reread_words, to_wire
from dondoc.files.child import Teller
from dondoc.files.errors import MissingTool, PageTimeout
from dondoc.files.ocr.columns import GoingOn
from dondoc.files.ocr.head_line import Witnesses
from dondoc.files.ocr.head_strip import HeadRead, read_head_again
from dondoc.files.ocr.orientation import read_any_way_up
from dondoc.files.ocr.tesseract import PACKAGE, Grey, is_installed
from dondoc.files.opened import Limits
from dondoc.files.page_choice import chosen, needs_reading
from dondoc.files.pdf.document import DPI, carries_script, is_inked, opened, page_of, pictured, pictures_of
from dondoc.files.pdf.layer import read_layer

AT_A_TIME = 2  # pages read at once, one core each


def read_pdf(job: dict[str, Any], tell: Teller) -> dict[str, Any]:
    """Give the source text, page sizes and notes of a PDF as JSON values."""
    name, path, limits = job["name"], Path(job["path"]), Limits(**job["limits"])
    with opened(path, name=name, limits=limits) as document:
        reader = _Reader(document, name, limits, job["ocr"], tell)
        pages = reader.pages()
        head = _head_again(document, pages, job, limits) if pages[0].choice.startswith("ocr") else None
        notes = ["script"] if carries_script(document, path) else []
    if head is not None:
        pages[0] = head.page
        tell.progress("head", 1, 1)
    return {
        "source": to_wire(assemble(pages, file_name=name)),
        "notes": [*notes, *reader.notes],
        "head": dataclasses.asdict(head.decided) if head and head.decided else None,
        "completed": completed_lines(pages),
        "reread": reread_words(pages),
    }


def _head_again(document: Any, pages: list[ReadPage], job: dict[str, Any], limits: Limits) -> HeadRead:
    first = page_of(document, 1, name=job["name"])
    signed_on = dt.date.fromisoformat(job["signed_on"]) if job.get("signed_on") else None
    witnesses = Witnesses(job["name"], tuple(page.text for page in pages[1:]), signed_on)
    return read_head_again(pages[0], lambda dpi: pictured(first, dpi=dpi), witnesses, seconds=limits.page_seconds)


class _Reader:
    def __init__(self, document: Any, name: str, limits: Limits, ocr: str, tell: Teller) -> None:
        self.document, self.name, self.limits, self.ocr, self.tell = document, name, limits, ocr, tell
        self.notes: list[str] = []
        self.done = 0
        self.telling = threading.Lock()  # pages are told one after another, however close they end
        self.going_on: GoingOn | None = None  # a table without ruling, from one page to the next
        self.annotations = False  # whether what is drawn on top of the pages is read too

    def pages(self) -> list[ReadPage]:
        """Give every page by its better reading."""
        layers = {number: self._layer(number) for number in range(1, len(self.document) + 1)}
        wanted = [number for number, (_, wants) in layers.items() if wants] or self._annotated(layers)
        read = self._read_again(wanted, layers) if self._can_read(wanted) else {}
        return [read.get(number) or chosen(layer, None) for number, (layer, _) in layers.items()]

    def _layer(self, number: int) -> tuple[ReadPage, bool]:
        """Give the text layer of a page and whether its picture is to be read."""
        self.tell.page_started(number)
        page = self._page(number)
        width, height = page.get_size()
        pictures = pictures_of(page, name=self.name, limits=self.limits)
        read = read_layer(page, number, self.going_on)
        self.going_on = read.going_on
        layer = ReadPage(number, read.lines, width, height, "layer")
        self.tell.page_done(number)
        self.tell.progress("text", number, len(self.document))
        share = sum(picture.share for picture in pictures)
        inked = self._is_bare(layer) and is_inked(page)
        wants = self.ocr == "always" or needs_reading(layer, pictured=share, inked=inked)
        return layer, wants and self.ocr != "never"

    def _annotated(self, layers: dict[int, tuple[ReadPage, bool]]) -> list[int]:
        """Give the pages of a file whose whole text stands in annotations: then these are read, as they are drawn."""
        if self.ocr == "never" or not all(self._is_bare(layer) for layer, _ in layers.values()):
            return []
        self.annotations = True
        return [number for number in layers if is_inked(self._page(number), annotations=True)]

    @staticmethod
    def _is_bare(layer: ReadPage) -> bool:
        return not layer.text.strip()

    def _page(self, number: int) -> Any:
        return page_of(self.document, number, name=self.name)

    def _can_read(self, wanted: list[int]) -> bool:
        if not wanted or is_installed():
            return bool(wanted)
        if len(wanted) == len(self.document):
            raise MissingTool(name=self.name, tool="Tesseract", package=PACKAGE)
        self.notes.append("no-tesseract")
        return False

    def _read_again(self, wanted: list[int], layers: dict[int, tuple[ReadPage, bool]]) -> dict[int, ReadPage]:
        """Give the better reading of the wanted pages; one is judged while the next are read."""
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            pictures = self._read_two_at_a_time(pool, wanted)
            return {number: chosen(layers[number][0], picture) for number, picture in pictures}

    def _read_two_at_a_time(self, pool: ThreadPoolExecutor, wanted: list[int]) -> Iterator[tuple[int, ReadPage]]:
        running: list[tuple[int, Future[ReadPage]]] = []
        for number in wanted:
            self.tell.page_started(number)
            page = self._page(number)
            picture = pictured(page, annotations=self.annotations)
            running.append((number, pool.submit(self._read, number, picture, page.get_size())))
            if len(running) > AT_A_TIME:
                first, future = running.pop(0)
                yield first, future.result()
        for first, future in running:
            yield first, future.result()

    def _read(self, number: int, picture: Grey, size: tuple[float, float]) -> ReadPage:
        try:
            self.tell.page_started(number)
            lines = read_any_way_up(picture, dpi=DPI, page=number, seconds=self.limits.page_seconds)
        except PageTimeout as error:
            raise PageTimeout(name=self.name, page=number, seconds=error.details["seconds"]) from None
        self._tell_done(number)
        return ReadPage(number, lines, *size, "ocr")

    def _tell_done(self, number: int) -> None:
        with self.telling:
            self.done += 1
            self.tell.page_done(number)
            self.tell.progress("ocr", self.done, len(self.document))
