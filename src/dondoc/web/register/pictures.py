"""Pictures of the pages of a document: drawn once, kept, given only to those who may see the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from dondoc.files.pictures import render_page
from dondoc.reading.source import Span
from dondoc.web.register.models import Document, DocumentText, WorkItem

PICTURED = frozenset({"pdf", "image"})
WIDTH = 1100  # pixels: sharp at the width of the desk, some 60 kB a page


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A rectangle lit on a page, in points: of an item or another entry (`key`), of a fact, or of a doubtful word."""

    x: float
    y: float
    width: float
    height: float
    key: str = ""
    fact: str = ""
    readings: str = ""


@dataclass(frozen=True, slots=True)
class PicturedPage:
    """One page with its size in points and what is lit on it."""

    number: int
    width: float
    height: float
    boxes: tuple[PictureBox, ...]


def has_pictures(document: Document) -> bool:
    """Tell whether the pages of a document can be drawn."""
    return document.file_kind in PICTURED and bool(document.file)


def picture_of(document: Document, page: int) -> bytes:
    """Give the picture of one page (WebP), from the store if it was drawn before. Raises the `BadFile`s of drawing."""
    kept = Path(settings.MEDIA_ROOT) / "pages" / str(document.sha256)[:2] / str(document.sha256) / f"{page}.webp"
    if not kept.exists():
        _keep(kept, render_page(document.file.path, page, width=WIDTH))
    return kept.read_bytes()


def pictured_pages(
    text: DocumentText, items: Sequence[WorkItem], *, more: Iterable[tuple[int, PictureBox]] = ()
) -> list[PicturedPage]:
    """Give the pages of a document that have a size, each with the boxes of items, facts, doubtful words and `more`."""
    boxes: dict[int, list[PictureBox]] = {}
    for page, box in [*_item_boxes(items), *more, *_doubtful_boxes(text)]:
        boxes.setdefault(page, []).append(box)
    pages = [(number, width, height) for number, _, _, _, width, height in text.pages if width and height]
    return [PicturedPage(number, width, height, tuple(boxes.get(number, ()))) for number, width, height in pages]


def _item_boxes(items: Sequence[WorkItem]) -> Iterable[tuple[int, PictureBox]]:
    for item in items:
        for place in item.source_boxes:
            yield int(place[0]), box_of(place[1:], key=str(item.pk))
        for field, fact in (("lead_agency", "lead"), ("deadline", "deadline")):
            for place in item.fact_sources.get(field, {}).get("boxes", ()):
                yield int(place[0]), box_of(place[1:], fact=f"{fact}-{item.pk}")


def _doubtful_boxes(text: DocumentText) -> Iterable[tuple[int, PictureBox]]:
    doubts = [(Span(*one["source"]), one["alternatives"]) for one in text.changes if one["alternatives"]]
    places = {start: (page, x0, y0, x1, y1) for start, _, page, x0, y0, x1, y1, _ in text.words}
    for span, readings in doubts:
        if span.start in places:
            page, *ends = places[span.start]
            yield page, box_of(ends, readings=", ".join(str(words) for words, _ in readings))


def box_of(ends: Sequence[float], *, key: str = "", fact: str = "", readings: str = "") -> PictureBox:
    """Give the rectangle between two corners."""
    x0, y0, x1, y1 = ends
    return PictureBox(x0, y0, x1 - x0, y1 - y0, key, fact, readings)


def _keep(path: Path, picture: bytes) -> None:
    """Write a picture so that nobody ever reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(picture)
    Path(file.name).replace(path)
