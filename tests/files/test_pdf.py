"""PDF files: text layers, pictures, the choice between them, boxes, copies."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from dondoc.files import Limits, Progress, open_document, render_page, render_pages, searchable_pdf
from dondoc.files.assembly import ReadPage, ReadWord
from dondoc.files.child import Teller
from dondoc.files.errors import NoPages, NoPicture
from dondoc.files.page_choice import needs_reading
from dondoc.files.pdf.reading import _Reader
from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText, Span
from tests.files import making
from tests.files.making import LINES, layer_pdf, needs_tesseract, scan_pdf, sheet


def _plain(source: SourceText) -> str:
    return " ".join(source.text.split())


def _says(source: SourceText, words: str) -> Span:
    start = source.text.index(words)
    return Span(start, start + len(words))


def test_a_text_layer_is_taken_as_it_is(tmp_path: Path) -> None:
    """Lines, pages and boxes are those of the file; nothing is recognised again."""
    opened = open_document(layer_pdf(tmp_path / "a.pdf", [LINES, ["Trang hai"]]))
    assert opened.kind == "pdf"
    assert [line for line in opened.source.text.split("\n") if line] == [*LINES, "\fTrang hai"]
    assert [page.choice for page in opened.source.pages] == ["layer", "layer"]
    assert [(page.width, page.height) for page in opened.pages] == [(595, 842)] * 2


def test_lines_and_pages_are_those_of_the_plain_text(tmp_path: Path) -> None:
    """Who reads the printed source counts the same lines and pages."""
    source = open_document(layer_pdf(tmp_path / "a.pdf", [LINES, [], ["Trang ba"]])).source
    plain = SourceText.from_text(source.text)
    assert source.lines == plain.lines
    assert [(page.number, page.span) for page in source.pages] == [(page.number, page.span) for page in plain.pages]


def test_every_word_has_its_box(tmp_path: Path) -> None:
    """A place in the text gives the box of its words on the page."""
    source = open_document(layer_pdf(tmp_path / "a.pdf", [["Mở đầu"], LINES])).source
    place = source.place(_says(source, "Sở Tài chính"))
    assert (place.page, place.quote) == (2, "Sở Tài chính")
    (box,) = place.boxes
    column = LINES[4].index("Sở Tài chính")
    assert box.page == 2
    assert box.x0 == pytest.approx(60 + 6.5 * column, abs=2)
    assert box.y1 == pytest.approx(74 + 22 * 4, abs=6)
    assert all(word.span.of(source.text).strip() == word.span.of(source.text) for word in source.words)


def test_turned_pages_keep_their_boxes_on_the_page_as_shown(tmp_path: Path) -> None:
    """A page with /Rotate is laid out and read as it is shown."""
    for turn in (90, 180, 270):
        blank = pikepdf.open(making.blank_pdf(1))
        blank.pages[0].obj["/Rotate"] = turn
        rows = [(1, 100.0, 50.0, 180.0, 64.0, "Ủy"), (1, 190.0, 50.0, 240.0, 64.0, "ban")]
        file = tmp_path / f"{turn}.pdf"
        file.write_bytes(making.with_layer(making.saved(blank), rows, title="t", name="t"))
        source = open_document(file, ocr="never").source
        assert source.text == "Ủy ban"
        assert source.words[0].box.x0 == pytest.approx(100, abs=2)
        assert source.words[0].box.y0 == pytest.approx(50, abs=6)


@needs_tesseract
def test_a_scan_is_read_from_its_pictures(tmp_path: Path) -> None:
    """Text, boxes and confidences come from the picture; progress is told page by page."""
    told: list[Progress] = []
    file = scan_pdf(tmp_path / "194-KH-UBND.pdf", [sheet(), sheet(["Phụ lục", *LINES[4:]])])
    opened = open_document(file, on_progress=told.append)
    source = opened.source
    assert "Số: 194/KH-UBND    Hà Nội, ngày 05 tháng 10 năm 2025" in source.text
    assert "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính" in source.text
    assert {page.choice for page in source.pages} == {"ocr"}
    (box,) = source.place(_says(source, "Sở Nội vụ")).boxes
    assert (box.x0, box.y0) == (pytest.approx(77, abs=6), pytest.approx(60 + 26 * 4, abs=6))
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in source.words)
    assert [step.done for step in told if step.stage == "ocr"] == [1, 2]


def test_pages_that_end_at_the_same_moment_are_told_one_after_another() -> None:
    """Two threads read: neither tells what the other has counted."""
    told: list[int] = []

    class SlowTeller(Teller):
        def page_done(self, page: int) -> None:
            time.sleep(0.05)  # the other thread ends its page meanwhile

        def progress(self, stage: str, done: int, of: int) -> None:
            told.append(done)

    reader = _Reader([1, 2, 3], "a.pdf", Limits(), "auto", SlowTeller())
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(reader._tell_done, (1, 2, 3)))
    assert told == [1, 2, 3]


@needs_tesseract
def test_a_damaged_layer_over_a_picture_is_read_again(tmp_path: Path) -> None:
    """A layer of an engine that knew no Vietnamese loses against the picture, and both scores are kept."""
    damaged = [
        "UY BAN NHAN DAN",
        "Trién khai chuyén déi sé nim 2025 trén dja ban thanh phd",
        *["Sé N6i vu chi tri"] * 9,
    ]
    file = layer_pdf(tmp_path / "a.pdf", [damaged], over=sheet())
    opened = open_document(file)
    page = opened.source.pages[0]
    assert page.choice == "ocr"
    assert "Sở Nội vụ chủ trì" in opened.source.text
    scores = dict(page.scores)
    assert scores["ocr"] > scores["layer"]
    assert open_document(file, ocr="never").source.pages[0].choice == "layer"


@needs_tesseract
def test_a_scanty_layer_over_a_picture_does_not_hide_it(tmp_path: Path) -> None:
    """A stamp with a text layer of its own is not the text of the page."""
    file = layer_pdf(tmp_path / "a.pdf", [["Người ký: Văn phòng", "Thời gian ký: 05.10.2025"]], over=sheet())
    opened = open_document(file)
    assert "Sở Nội vụ chủ trì" in opened.source.text


@needs_tesseract
def test_a_layer_of_a_broken_font_is_read_from_the_drawn_page(tmp_path: Path) -> None:
    """Letters without a meaning are no text, even if no picture covers the page: what is drawn is read."""
    file = layer_pdf(tmp_path / "a.pdf", [["#$%@ &*!~ ^^%$ §§@@ $%#@ ##&& (&%$ @@!!"] * 12], over=sheet())
    assert "Sở Nội vụ chủ trì" in open_document(file).source.text
    page = ReadPage(1, ((ReadWord("xq zzk wvf jjq bbx kkq vvz qqj wwz " * 9, None),),), 595, 842, "layer")
    assert needs_reading(page, pictured=0.0, inked=True)
    assert not needs_reading(replace(page, lines=()), pictured=0.0, inked=False)


def test_a_good_layer_is_kept_though_there_is_a_picture(tmp_path: Path) -> None:
    """No time is spent on reading what reads well."""
    file = layer_pdf(tmp_path / "a.pdf", [LINES], over=sheet())
    assert open_document(file).source.pages[0].choice == "layer"


def test_a_ruled_table_of_a_text_layer_gives_rows(tmp_path: Path) -> None:
    """Words stand in the cells they lie in, not in the order of lines."""
    xs, ys = (60, 120, 300, 440, 540), (100, 140, 180, 220)
    ruling = "".join(f"{x} {842 - ys[0]} m {x} {842 - ys[-1]} l S " for x in xs)
    ruling += "".join(f"{xs[0]} {842 - y} m {xs[-1]} {842 - y} l S " for y in ys)
    cells = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Hạn"],
        ["1", "Lập kế hoạch", "Sở Nội vụ", "2025"],
        ["2", "Báo cáo", "Sở Y tế", ""],
    ]
    rows = [(1, 60.0, 60.0, 130.0, 72.0, "PHỤ LỤC")]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            for at, word in enumerate(text.split()):
                left = xs[column] + 5.0 + 40 * at
                rows.append((1, left, ys[row] + 12.0, left + 36, ys[row] + 26.0, word))
    pdf = pikepdf.open(making.blank_pdf(1))
    pdf.pages[0].obj["/Contents"] = pikepdf.Stream(pdf, ruling.encode())
    file = tmp_path / "a.pdf"
    file.write_bytes(making.with_layer(making.saved(pdf), rows, title="t", name="t"))
    lines = [line for line in open_document(file, ocr="never").source.text.split("\n") if line]
    assert lines == [
        "PHỤ LỤC",
        "TT | Nhiệm vụ | Chủ trì | Hạn",
        "1 | Lập kế hoạch | Sở Nội vụ | 2025",
        "2 | Báo cáo | Sở Y tế",
    ]


def test_pages_are_drawn_small(tmp_path: Path) -> None:
    """WebP or PNG of the asked width; a text has no picture; a page that is not there is said so."""
    file = scan_pdf(tmp_path / "a.pdf", [sheet(), sheet()])
    webp, png = render_page(file, 1, width=600), render_page(file, 2, width=300, form="png")
    assert (webp[:4], webp[8:12], png[:4]) == (b"RIFF", b"WEBP", b"\x89PNG")
    assert len(webp) < 80_000
    assert int.from_bytes(png[16:20], "big") in (299, 300, 301)
    assert set(render_pages(file, [1, 2], width=200)) == {1, 2}
    with pytest.raises(NoPages):
        render_page(file, 3)
    (tmp_path / "a.txt").write_text("Ủy ban", encoding="utf-8")
    with pytest.raises(NoPicture):
        render_page(tmp_path / "a.txt", 1)


def test_an_old_damaged_layer_is_replaced(tmp_path: Path) -> None:
    """The copy holds the repaired words once, and the damaged ones no more."""
    damaged = ["UY BAN NHAN DAN TINH", *["Sé N6i vu chi tri, phdi hop véi Sé Tai chinh xiy dyng ké hoach"] * 9]
    file = layer_pdf(tmp_path / "a.pdf", [damaged], over=sheet())
    source = open_document(file, ocr="never").source
    repaired = repair(source)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(searchable_pdf(file, repaired))
    assert _plain(open_document(copy, ocr="never").source) == " ".join(repaired.text.split())
    assert repaired.text != source.text


@needs_tesseract
def test_a_scan_gets_a_layer_that_can_be_searched(tmp_path: Path) -> None:
    """The copy looks the same, and its text is the repaired text."""
    file = scan_pdf(tmp_path / "194-KH-UBND.pdf", [sheet()])
    opened = open_document(file)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(searchable_pdf(file, repair(opened.source)))
    again = open_document(copy)
    assert again.source.pages[0].choice == "layer"
    assert _plain(again.source) == " ".join(repair(opened.source).text.split())
    assert render_page(copy, 1, width=300, form="png") == render_page(file, 1, width=300, form="png")
    assert b"pdfaid:part" in copy.read_bytes()
