"""Paper that is grey, shaded or laid in askew, and seals in colour on the print: the words are read all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dondoc.files import open_document
from dondoc.files.errors import NothingRead
from dondoc.files.ocr.cleaning import skew_of
from dondoc.files.ocr.paper import in_grey, on_white
from tests.files.making import LINES, font, needs_tesseract, scan_pdf, sheet

RED, BLUE = (215, 30, 40), (30, 40, 205)


def _sealed(colour: tuple[int, int, int]) -> Image.Image:
    """Give a page with a round seal over its lines, print showing through as ink does."""
    page = sheet().convert("RGB")
    seal = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(seal)
    draw.ellipse([500, 330, 790, 620], outline=colour, width=8)
    draw.ellipse([525, 355, 765, 595], outline=colour, width=4)
    draw.text((545, 460), "TỈNH SÔNG HẬU", font=font(26), fill=colour)
    return Image.fromarray(np.minimum(np.asarray(page), np.asarray(seal)))


def _dark() -> Image.Image:
    return sheet().point(lambda grey: grey * 120 // 255)


def _shaded() -> Image.Image:
    page = np.asarray(sheet())
    return Image.fromarray((page * np.linspace(0.45, 1.0, page.shape[1])[None, :]).astype(np.uint8))


def _askew() -> Image.Image:
    return sheet().rotate(6, fillcolor=255, expand=True)


def test_white_paper_without_colour_stays_as_it_is() -> None:
    """What is good is not touched."""
    page = np.asarray(sheet())
    assert on_white(page) is page
    coloured = np.asarray(sheet().convert("RGB"))
    assert np.array_equal(in_grey(coloured, dpi=200), page)


@pytest.mark.parametrize("make", [_dark, _shaded])
def test_dark_paper_becomes_white_and_its_print_stays_dark(make: Callable[[], Image.Image]) -> None:
    """Wherever on the page."""
    lifted = on_white(np.asarray(make()))
    assert np.percentile(lifted, 10) > 200
    assert ((lifted < 140).mean() / (np.asarray(sheet()) < 140).mean()) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_round_seals_go_and_the_print_below_stays(colour: tuple[int, int, int]) -> None:
    """As dark as it was, within what the ink of the seal leaves of it."""
    grey, page = in_grey(np.asarray(_sealed(colour)), dpi=200), np.asarray(sheet())
    assert ((grey < 140) != (page < 140)).mean() < 0.0005


def test_words_in_red_stay() -> None:
    """A class of secrecy, with its frame, is stamped in red; so are names of offices in letterheads."""
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle([200, 300, 460, 380], outline=RED, width=5)
    draw.text((240, 310), "TỐI MẬT", font=font(48), fill=RED)
    assert (in_grey(np.asarray(page), dpi=200)[300:380, 200:460] < 140).mean() > 0.1


@pytest.mark.parametrize("degrees", [-9, -6, -2, 4, 7])
def test_pages_laid_in_askew_are_told(degrees: int) -> None:
    """By how much their lines fall."""
    page = sheet().rotate(degrees, fillcolor=255, expand=True)
    assert skew_of(np.asarray(page)) == pytest.approx(-degrees, abs=0.11)


@needs_tesseract
@pytest.mark.parametrize("make", [_dark, _shaded, _askew, lambda: _sealed(RED)])
def test_such_pages_are_read(tmp_path: Path, make: Callable[[], Image.Image]) -> None:
    """Nearly every word of the page, in a PDF and as a picture."""
    scan_pdf(tmp_path / "a.pdf", [make()])
    make().save(tmp_path / "a.png", dpi=(200, 200))
    words = set(" ".join(LINES).split())
    for name in ("a.pdf", "a.png"):
        read = set(open_document(tmp_path / name).source.text.split())
        assert len(words - read) <= 0.06 * len(words), words - read


@needs_tesseract
def test_a_picture_without_a_word_is_said_to_be_so(tmp_path: Path) -> None:
    """It is not empty: something is on it, and one sentence says how to scan it again."""
    page = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(page).ellipse([400, 400, 900, 900], outline=0, width=30)
    scan_pdf(tmp_path / "a.pdf", [page])
    with pytest.raises(NothingRead) as caught:
        open_document(tmp_path / "a.pdf")
    assert "quét lại" in caught.value.sentence
