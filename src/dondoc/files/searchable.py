"""A copy of a scan with an invisible layer of proper Vietnamese text, so that it can be searched and copied from."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dondoc.files.errors import NoPicture
from dondoc.files.kinds import kind_of
from dondoc.files.opened import Limits
from dondoc.files.page_choice import outcome_of
from dondoc.files.sandbox import run_in_child
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Box, Span, Word

LayerRow = tuple[int, float, float, float, float, str]  # page, box in points from the top left corner, text


def searchable_pdf(path: Path | str, repaired: RepairedText, *, limits: Limits | None = None) -> bytes:
    """Give the pages of a PDF or picture file with the repaired text laid invisibly over its words.

    The pictures of the pages stay as they are. Signatures end with any change: the copy carries their stamps but not
    the signatures, and its scripts and actions are gone. It is written in the form of PDF/A-2b, and says so where
    nothing was seen in it that forbids that (see `pdf.archive`). Raises `NoPicture` for text and
    Word files, and the `BadFile`s of opening.
    """
    path = Path(path)
    kind = kind_of(path)
    if kind not in ("pdf", "image"):
        raise NoPicture(name=path.name)
    options = {"kind": kind, "rows": list(layer_rows(repaired)), "title": repaired.source.file_name or path.name}
    made: str = run_in_child("searchable", path=path, limits=limits or Limits(), options=options)
    return base64.b64decode(made)


def layer_rows(repaired: RepairedText) -> Iterable[LayerRow]:
    """Give each word of the source that has a box, with its repaired text; words joined into one stand in the first.

    Only pages whose text is not already their own sound layer are given. Words that stand side by side get one height,
    so that a reader of the copy sees one line.
    """
    covered = {page.number for page in repaired.source.pages if outcome_of(page) != "layer"}
    forward = _Forward(repaired)
    words = [word for word in repaired.source.words if word.box.page in covered]
    for run in _side_by_side(words):
        top, bottom = min(word.box.y0 for word in run), max(word.box.y1 for word in run)
        for word in run:
            if text := forward.text_of(word.span).strip():
                yield word.box.page, word.box.x0, top, word.box.x1, bottom, text


def _side_by_side(words: Sequence[Word]) -> list[list[Word]]:
    """Cut words into runs that go on to the right at one height."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1][-1].box, word.box):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _goes_on(before: Box, after: Box) -> bool:
    middle = (after.y0 + after.y1) / 2
    level = before.y0 - 2 <= middle <= before.y1 + 2 or after.y0 - 2 <= (before.y0 + before.y1) / 2 <= after.y1 + 2
    return before.page == after.page and level and after.x0 >= before.x1 - 3


class _Forward:
    """Finds the repaired text of stretches of the source, asked for in order."""

    def __init__(self, repaired: RepairedText) -> None:
        self.text, self.edits, self.at, self.given = repaired.text, repaired.offsets.edits, 0, -1

    def text_of(self, span: Span) -> str:
        """Give the repaired text of a span; what an edit made of several words is given with the first of them."""
        while self.at < len(self.edits) and self.edits[self.at].before.end <= span.start:
            self.at += 1
        pieces: list[str] = []
        here = span.start
        for index in range(self.at, len(self.edits)):
            edit = self.edits[index]
            if edit.before.start >= span.end:
                break
            pieces.append(self._kept(here, edit.before.start, index))
            if index > self.given:
                pieces.append(edit.after.of(self.text))
                self.given = index
            here = edit.before.end
        after = next(
            (i for i in range(self.at, len(self.edits)) if self.edits[i].before.start >= span.end), len(self.edits)
        )
        pieces.append(self._kept(here, span.end, after))
        return "".join(pieces)

    def _kept(self, start: int, end: int, following: int) -> str:
        """Give the unchanged text from `start` to `end` of the source, which the edit `following` comes after."""
        if following == 0:
            shift = 0
        else:
            before = self.edits[following - 1]
            shift = before.after.end - before.before.end
        return self.text[start + shift : end + shift] if end > start else ""


def make(job: dict[str, Any], tell: Any) -> str:
    """Make the copy; the child's part of `searchable_pdf`."""
    from dondoc.files.pdf.writing import with_layer  # noqa: PLC0415  (pikepdf only in the child)

    path, limits = Path(job["path"]), Limits(**job["limits"])
    source: Path | io.BytesIO = path if job["kind"] == "pdf" else _as_pdf(path, job["name"], limits)
    rows: Sequence[LayerRow] = [tuple(row) for row in job["rows"]]
    data = with_layer(source, rows, title=job["title"], name=job["name"])
    tell.progress("searchable", 1, 1)
    return base64.b64encode(data).decode("ascii")


def _as_pdf(path: Path, name: str, limits: Limits) -> io.BytesIO:
    from PIL import ImageOps, ImageSequence  # noqa: PLC0415

    from dondoc.files.images import check_frame, opened, resolution_of  # noqa: PLC0415

    made = io.BytesIO()
    with opened(path, name=name, limits=limits) as image:
        frames = []
        dpi = resolution_of(image)
        for frame in ImageSequence.Iterator(image):
            check_frame(frame, name, limits)
            upright = ImageOps.exif_transpose(frame)
            frames.append(upright.copy() if upright.mode == "1" else upright.convert("RGB"))
        frames[0].save(made, "PDF", save_all=True, append_images=frames[1:], resolution=dpi)
    made.seek(0)
    return made
