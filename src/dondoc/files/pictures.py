"""Pictures of pages for the review desk: small, drawn in the child process, kept by the caller."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from dondoc.files.errors import NoPages, NoPicture
from dondoc.files.kinds import kind_of
from dondoc.files.opened import Limits
from dondoc.files.sandbox import run_in_child

Format = Literal["webp", "png"]
NARROWEST, WIDEST = 80, 3000
WEBP_QUALITY = 60


def render_page(
    path: Path | str, page: int, *, width: int = 1000, form: Format = "webp", limits: Limits | None = None
) -> bytes:
    """Give the picture of one page (counted from 1), `width` pixels wide, signature stamps included.

    Raises `NoPicture` for files that have no pages of their own (text, Word), `NoPages` for a page that is not there,
    and the `BadFile`s of opening.
    """
    return render_pages(path, [page], width=width, form=form, limits=limits)[page]


def render_pages(
    path: Path | str, pages: Sequence[int], *, width: int = 1000, form: Format = "webp", limits: Limits | None = None
) -> dict[int, bytes]:
    """Give the pictures of several pages at once: one child process for all of them."""
    path = Path(path)
    kind = kind_of(path)
    if kind not in ("pdf", "image"):
        raise NoPicture(name=path.name)
    width = min(max(width, NARROWEST), WIDEST)
    options = {"kind": kind, "pages": list(pages), "width": width, "form": form}
    drawn: dict[str, str] = run_in_child("render", path=path, limits=limits or Limits(), options=options)
    return {int(page): base64.b64decode(data) for page, data in drawn.items()}


def render(job: dict[str, Any], tell: Any) -> dict[str, str]:
    """Draw the pages of a job; the child's part of `render_pages`."""
    path, limits = Path(job["path"]), Limits(**job["limits"])
    drawn = {}
    draw = _draw_pdf if job["kind"] == "pdf" else _draw_image
    for number, image in draw(path, job, limits, tell):
        kept = io.BytesIO()
        if job["form"] == "webp":
            image.save(kept, "WEBP", quality=WEBP_QUALITY, method=3)
        else:
            image.save(kept, "PNG", optimize=True)
        drawn[str(number)] = base64.b64encode(kept.getvalue()).decode("ascii")
    return drawn


def _draw_pdf(path: Path, job: dict[str, Any], limits: Limits, tell: Any) -> Iterable[tuple[int, Any]]:
    from dondoc.files.pdf.document import opened, page_of, pictures_of  # noqa: PLC0415  (pdfium only in the child)

    with opened(path, name=job["name"], limits=limits) as document:
        for number in _there(job, len(document)):
            tell.page_started(number)
            page = page_of(document, number, name=job["name"])
            pictures_of(page, name=job["name"], limits=limits)
            width, height = page.get_size()
            scale = min(job["width"] / width, (limits.max_pixels / max(1.0, width * height)) ** 0.5)
            yield number, page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            tell.page_done(number)


def _draw_image(path: Path, job: dict[str, Any], limits: Limits, tell: Any) -> Iterable[tuple[int, Any]]:
    from PIL import ImageOps  # noqa: PLC0415  (only in the child)

    from dondoc.files.images import check_frame, opened  # noqa: PLC0415

    with opened(path, name=job["name"], limits=limits) as image:
        for number in _there(job, getattr(image, "n_frames", 1)):
            tell.page_started(number)
            image.seek(number - 1)
            check_frame(image, job["name"], limits)
            frame = ImageOps.exif_transpose(image).convert("RGB")
            height = max(1, round(frame.height * job["width"] / frame.width))
            yield number, frame.resize((job["width"], height))
            tell.page_done(number)


def _there(job: dict[str, Any], count: int) -> list[int]:
    if any(not 1 <= number <= count for number in job["pages"]):
        raise NoPages(name=job["name"])
    return list(job["pages"])
