"""Words are told from specks, and print from stamps and notes."""

from __future__ import annotations

from dondoc.files.ocr.grid import Cell, Table
from dondoc.files.ocr.specks import without_specks
from dondoc.files.ocr.stamps import without_notes_above
from dondoc.files.ocr.tesseract import Found, parse_tsv


def _line(number: int, *words: tuple[str, float], height: int = 30, top: int | None = None) -> list[Found]:
    found, left = [], 100
    for text, confidence in words:
        right = left + 20 * len(text)
        place = top if top is not None else 50 * number
        found.append(Found(text, left, place, right, place + height, confidence, (1, 1, number)))
        left = right + 12
    return found


def _texts(found: list[Found]) -> list[str]:
    return [word.text for word in found]


def test_specks_go_and_words_stay() -> None:
    """Rules, bars and torn-off marks go; unsure syllables, numbers and foreign words stay."""
    sure = [(word, 0.96) for word in ("Sở", "chủ", "trì", "xây", "dựng")]
    unsure = [("———", 0.9), ("Nội", 0.2), ("|", 0.9), ("container", 0.14), ("g§tš", 0.1), ("2025", 0.1)]
    kept = ["Sở", "chủ", "trì", "xây", "dựng", "Nội", "container", "2025"]
    assert _texts(without_specks(_line(1, *sure, *unsure))) == kept
    assert without_specks(_line(1, ("Sở", 0.9)) + _line(2, ("^", 0.7), ("à", 0.6), height=8)) == _line(1, ("Sở", 0.9))


def test_a_line_that_nobody_could_read_goes() -> None:
    """Pieces of a seal have the shape of syllables at times, but no line of them is sure."""
    assert without_specks(_line(1, ("LA", 0.2), ("an", 0.1), ("ca", 0.3))) == []


def test_a_reference_is_never_a_speck() -> None:
    """The line of the reference keeps every token: it is read again later."""
    line = _line(1, ("Số:", 0.9), ("#3", 0.1), ("/QĐ-TTg", 0.3), ("ngày", 0.2), ("0ƒ", 0.0))
    assert _texts(without_specks(line)) == ["Số:", "#3", "/QĐ-TTg", "ngày", "0ƒ"]


def test_notes_above_the_letterhead_go() -> None:
    """Only single words above the motto, and no class of secrecy."""
    motto = _line(3, ("CỘNG", 0.9), ("HOÀ", 0.9), ("XÃ", 0.9), ("HỘI", 0.9))
    note, secret, origin = _line(0, ("TTĐT", 0.4)), _line(1, ("MẬT", 0.9)), _line(2, ("Cơ", 0.9), ("quan", 0.9))
    assert without_notes_above([*note, *secret, *origin, *motto]) == [*secret, *origin, *motto]
    assert without_notes_above(note) == note


def test_the_table_of_the_engine_is_read() -> None:
    """Only words (level 5) with text, with confidence as a share."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        head,
        "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
        "5\t1\t2\t1\t3\t1\t10\t20\t30\t40\t96.5\tSở",
        "5\t1\t2\t1\t3\t2\t50\t20\t3\t4\t-1\t ",
    ]
    assert parse_tsv("\n".join(rows)) == [Found("Sở", 10, 20, 40, 60, 0.965, (2, 1, 3))]


def test_the_layout_of_merged_cells() -> None:
    """A cell that spans rows is given again; one that spans columns leaves its further columns empty."""
    tall, wide = Cell(0, 2, 0, 1, 0, 0, 10, 20), Cell(0, 1, 1, 3, 10, 0, 30, 10)
    last = Cell(1, 2, 1, 2, 10, 10, 20, 20), Cell(1, 2, 2, 3, 20, 10, 30, 20)
    table = Table(0, 0, 30, 20, 2, 3, (tall, wide, *last))
    assert list(table.layout()) == [
        [(tall, False), (wide, False), (None, False)],
        [(tall, True), (last[0], False), (last[1], False)],
    ]
    assert table.cell_at(25, 5) is wide
    assert table.cell_at(40, 5) is None
