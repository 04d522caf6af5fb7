"""`dondoc repair`."""

from __future__ import annotations

import json
from pathlib import Path

from dondoc.files import open_document
from tests.cli.running import SMALL, run, small_file
from tests.files.making import needs_tesseract, scan_pdf, sheet

DAMAGED = "Ban T6 chirc Tinh iy tham muu x4y dung Dé 4n, thoi gian hoan thanh trong\nquy Il nam 2021.\n"


def test_same_lines(tmp_path: Path) -> None:
    """The repaired text has the lines of the source."""
    result = run("repair", small_file(tmp_path, DAMAGED))
    assert result.code == 0
    assert result.out.count("\n") == DAMAGED.count("\n")
    assert "Ban Tổ chức" in result.out


def test_good_text_is_left_alone(tmp_path: Path) -> None:
    """Clean text comes through byte for byte."""
    assert run("repair", small_file(tmp_path)).raw == SMALL.encode()


def test_changes_as_json(tmp_path: Path) -> None:
    """Each change has what was seen, what is meant, and a confidence."""
    changes = json.loads(run("repair", small_file(tmp_path, DAMAGED), "--format", "json").out)["changes"]
    assert changes
    assert all(0 <= change["confidence"] <= 1 for change in changes)
    assert all(DAMAGED[change["start"] : change["end"]] == change["seen"] for change in changes)


def test_as_a_word_file(tmp_path: Path) -> None:
    """The repaired text, to be worked on."""
    made = tmp_path / "ra.docx"
    assert run("repair", small_file(tmp_path, DAMAGED), "--format", "docx", "-o", made).code == 0
    assert "Ban Tổ chức" in open_document(made).source.text


@needs_tesseract
def test_as_a_searchable_pdf(tmp_path: Path) -> None:
    """A scan with its words; a text has no pages to lay them under, and standard input no name."""
    made = tmp_path / "ra.pdf"
    scan = scan_pdf(tmp_path / "quet.pdf", [sheet()])
    assert run("repair", scan, "--format", "pdf", "-o", made).code == 0
    layer = open_document(made, ocr="never").source.text
    assert "Sở Nội vụ chủ trì" in layer
    result = run("repair", small_file(tmp_path, DAMAGED), "--format", "pdf", "-o", made)
    assert (result.code, "Traceback" in result.err) == (2, False)
