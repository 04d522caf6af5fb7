"""Pictures of pages: PNG, JPEG, TIFF of one or many pages, turned by hand or by the camera."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from dondoc.files import open_document, render_page
from tests.files.making import LINES, font, needs_tesseract, sheet

pytestmark = needs_tesseract


@pytest.mark.parametrize(
    ("name", "how"), [("a.png", {}), ("a.jpg", {"quality": 70}), ("a.tif", {"compression": "tiff_lzw"})]
)
def test_each_format_is_read(tmp_path: Path, name: str, how: dict[str, object]) -> None:
    """The words are there with boxes in points of an A4 page."""
    file = tmp_path / name
    sheet(LINES[2:6]).save(file, dpi=(200, 200), **how)
    opened = open_document(file)
    assert opened.kind == "image"
    assert "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính" in opened.source.text
    assert opened.pages[0].width == pytest.approx(595, abs=1)
    assert max(word.box.x1 for word in opened.source.words) < 595


def test_a_tiff_of_many_pages(tmp_path: Path) -> None:
    """Each picture is a page, in order, and can be drawn."""
    file = tmp_path / "a.tif"
    pages = [sheet([f"Trang thứ {word}", *LINES[3:5]]).convert("1") for word in ("nhất", "hai", "ba")]
    pages[0].save(file, save_all=True, append_images=pages[1:], dpi=(200, 200), compression="group4")
    source = open_document(file).source
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert [word in source.pages[at].span.of(source.text) for at, word in enumerate(("nhất", "hai", "ba"))] == [
        True
    ] * 3
    assert render_page(file, 3, width=200, form="png").startswith(b"\x89PNG")


def test_a_skewed_page_and_a_large_photograph(tmp_path: Path) -> None:
    """A page two degrees askew, at 300 dots per inch without saying so."""
    file = tmp_path / "a.png"
    sheet(LINES[2:], dpi=300, turn=2.0).save(file)
    source = open_document(file).source
    assert "Sở Khoa học và Công nghệ hướng dẫn các cơ quan" in source.text
    place = next(word.box for word in source.words if word.span.of(source.text) == "KẾ")
    assert (place.x0, place.y0) == (pytest.approx(47, abs=12), pytest.approx(69, abs=12))


def test_a_ruled_table_gives_rows(tmp_path: Path) -> None:
    """Cells are joined by bars, merged cells keep their columns, no ruling becomes a letter."""

    image = sheet(["PHỤ LỤC"])
    draw, face = ImageDraw.Draw(image), font(36)
    xs, ys = (140, 260, 800, 1200, 1500), (300, 400, 500, 600, 700)
    for y in ys:
        draw.line([(xs[0], y), (xs[-1], y)], width=3)
    for x in xs:
        top = ys[0] if x in (xs[0], xs[1], xs[-1]) else None
        if top is not None:
            draw.line([(x, ys[0]), (x, ys[-1])], width=3)
        else:
            draw.line([(x, ys[0]), (x, ys[1])], width=3)
            draw.line([(x, ys[2]), (x, ys[-1])], width=3)
    cells = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["I", "Hoàn thiện thể chế"],
        ["1", "Xây dựng kế hoạch", "Sở Nội vụ", "Năm 2025"],
        ["2", "Báo cáo kết quả", "Sở Tài chính", "Quý II"],
    ]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            draw.text((xs[column] + 24, ys[row] + 28), text, font=face, fill=0)
    image.save(tmp_path / "a.png", dpi=(200, 200))
    lines = open_document(tmp_path / "a.png").source.text.split("\n")
    rows = [line for line in lines if " | " in line]
    assert rows == [
        "TT | Nhiệm vụ | Chủ trì | Thời hạn",
        "I | Hoàn thiện thể chế",
        *(" | ".join(row) for row in cells[2:]),
    ]


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_lying_on_its_side_is_turned(tmp_path: Path, quarters: int) -> None:
    """It is read the right way up, and its boxes are on the page as it lies."""

    lines = [*LINES[2:], *LINES[4:], *LINES[4:], *LINES[4:]]
    way = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180}[quarters]
    sheet(lines).transpose(way).save(tmp_path / "a.png", dpi=(200, 200))
    source = open_document(tmp_path / "a.png").source
    assert "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính" in source.text
    box = next(word.box for word in source.words if word.span.of(source.text) == "KẾ")
    corner = box.x0 if quarters == 1 else box.x1
    assert (corner, box.y1) == {
        1: (pytest.approx(62, abs=9), pytest.approx(595 - 60, abs=9)),
        2: (pytest.approx(595 - 60, abs=9), pytest.approx(842 - 62, abs=9)),
    }[quarters]


def test_recipients_and_signature_are_read_apart(tmp_path: Path) -> None:
    """The two blocks stand side by side at the end; each is read as lines of its own."""
    lines = [
        *LINES[4:6], "",
        "Nơi nhận:                KT. CHỦ TỊCH", "- Như trên;                PHÓ CHỦ TỊCH",
        "- Sở Nội vụ;", "- Lưu: VT.", "                Nguyễn Văn An",
    ]  # fmt: skip
    image = sheet([])
    draw, face = ImageDraw.Draw(image), font(36)
    for at, line in enumerate(lines):
        left, _, right = line.partition("                ")
        draw.text((170, 300 + 64 * at), left, font=face, fill=0)
        draw.text((980, 300 + 64 * at), right, font=face, fill=0)
    image.save(tmp_path / "a.png", dpi=(200, 200))
    read = [line for line in open_document(tmp_path / "a.png").source.text.split("\n") if line]
    assert read[-7:] == [
        "Nơi nhận:", "- Như trên;", "- Sở Nội vụ;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An",
    ]  # fmt: skip


def test_a_received_stamp_is_no_text(tmp_path: Path) -> None:
    """The box of three rules goes with its words; print beside it stays."""
    image = sheet(["", "", "", "", *LINES[2:6]])
    draw, face = ImageDraw.Draw(image), font(26)
    left, top = 150, 170
    for y in (0, 45, 146):
        draw.line([(left, top + y), (left + 370, top + y)], width=4, fill=0)
    for x in (0, 370):
        draw.line([(left + x, top), (left + x, top + 146)], width=4, fill=0)
    draw.text((left + 20, top + 10), "CÔNG VĂN ĐẾN SỐ 99", font=face, fill=0)
    draw.text((left + 20, top + 70), "ĐẾN Ngày 13/10/2025", font=face, fill=0)
    draw.text((left + 420, top + 70), "Kính gửi: Các sở, ban, ngành", font=font(36), fill=0)
    image.save(tmp_path / "a.png", dpi=(200, 200))
    text = open_document(tmp_path / "a.png").source.text
    assert "13/10/2025" not in text
    assert "ĐẾN" not in text
    assert "Kính gửi: Các sở, ban, ngành" in text
