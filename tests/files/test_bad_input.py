"""Hostile and broken files: one clear sentence each, in bounded time, and nothing half-read."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from dondoc.files import BadFile, Limits, open_document, render_page
from dondoc.files import errors as e
from dondoc.files.kinds import kind_of
from tests.files import making

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
QUICK = Limits(page_seconds=8, memory_mb=900)


def _truncated_pdf(path: Path) -> Path:
    whole = making.layer_pdf(path, [making.LINES] * 5).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _no_pages(path: Path) -> Path:
    path.write_bytes(making.blank_pdf(0).getvalue())
    return path


def _many_pages(path: Path) -> Path:
    path.write_bytes(making.blank_pdf(2000).getvalue())
    return path


def _blank_pages(path: Path) -> Path:
    path.write_bytes(making.blank_pdf(2).getvalue())
    return path


def _truncated_docx(path: Path) -> Path:
    whole = making.docx(path, making.p("Ủy ban nhân dân " * 500)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _broken_xml(path: Path) -> Path:
    return making.docx(path, "<w:p>")


def _external_entities(path: Path) -> Path:
    making.docx(path, making.p("x"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            f"<w:document {making.W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>",
        )
    return path


def _docx_bomb(path: Path) -> Path:
    return making.docx(path, making.p(" " * 60_000_000))


def _encrypted_office(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    return path


def _spreadsheet(path: Path) -> Path:
    path.write_bytes(OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600))
    return path


def _modern_spreadsheet(path: Path) -> Path:
    book = Workbook()
    book.active["A1"] = "Sở Nội vụ"
    book.save(path)
    return path


def _slides(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    return path


def _open_spreadsheet(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return path


def _web_page(path: Path) -> Path:
    path.write_text("\ufeff<!-- lưu -->\n<!DOCTYPE html><html><body>Ủy ban nhân dân</body></html>", encoding="utf-8")
    return path


def _saved_web_page(path: Path) -> Path:
    path.write_text('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n<html>Ủy ban</html>')
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _white_space(path: Path) -> Path:
    path.write_text(" \n\t\n")
    return path


def _noise(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 40)
    return path


def _huge_text(path: Path) -> Path:
    path.write_text("Ủy ban nhân dân\n" * 400_000, encoding="utf-8")
    return path


def _other_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    return path


def _broken_png(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    return path


def _locked_open_document(path: Path) -> Path:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    return making.zip_of(
        path, ("mimetype", b"application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", entry.encode())
    )


def _locked_word(path: Path) -> Path:
    block = b"\xec\xa5" + bytes(8) + (0x0300).to_bytes(2, "little") + bytes(500)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + block + "WordDocument".encode("utf-16-le"))
    return path


def _word_markup(path: Path) -> Path:
    path.write_text('<?xml version="1.0"?><w:wordDocument xmlns:w="x"><w:p/></w:wordDocument>', encoding="utf-8")
    return path


CASES: list[tuple[str, Callable[[Path], Path], type[BadFile]]] = [
    ("a.pdf", making.encrypted_pdf, e.Encrypted),
    ("a.pdf", _truncated_pdf, e.Truncated),
    ("a.pdf", _no_pages, e.NoPages),
    ("a.pdf", _many_pages, e.TooManyPages),
    ("a.pdf", _blank_pages, e.EmptyFile),
    ("a.pdf", lambda path: making.huge_image_pdf(path, 30_000), e.ImageTooLarge),
    ("a.png", lambda path: making.huge_png(path, 30_000), e.ImageTooLarge),
    ("a.png", _broken_png, e.Truncated),
    ("a.docx", _truncated_docx, e.Truncated),
    ("a.docx", _broken_xml, e.Truncated),
    ("a.docx", _external_entities, e.ExternalEntities),
    ("a.docx", _docx_bomb, e.DecompressionBomb),
    ("a.docx", _encrypted_office, e.Encrypted),
    ("a.odt", _locked_open_document, e.Encrypted),
    ("a.doc", _locked_word, e.Encrypted),
    ("a.xml", _word_markup, e.AnotherKind),
    ("a.doc", _spreadsheet, e.AnotherKind),
    ("a.xlsx", _modern_spreadsheet, e.AnotherKind),
    ("a.ods", _open_spreadsheet, e.AnotherKind),
    ("a.pptx", _slides, e.AnotherKind),
    ("a.html", _web_page, e.AnotherKind),
    ("a.doc", _saved_web_page, e.AnotherKind),
    ("a.pdf", _empty, e.EmptyFile),
    ("a.txt", _white_space, e.EmptyFile),
    ("a.txt", _noise, e.NotADocument),
    ("a.txt", _huge_text, e.TooLarge),
    ("a.docx", _other_zip, e.Packed),
]


@pytest.mark.parametrize(("name", "make", "error"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_each_mistake_has_its_own_class_and_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], Path], error: type[BadFile]
) -> None:
    """The sentence is one, names the file, and says what to do; the exit code is 2."""
    file = make(tmp_path / name)
    with pytest.raises(error) as caught:
        open_document(file, limits=QUICK)
    assert type(caught.value) is error
    for sentence in (caught.value.sentence, caught.value.sentence_en):
        assert name in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
    assert caught.value.exit_code == 2


def test_what_a_file_is_instead_is_named() -> None:
    """Who gives a workbook is told that it is one, and what to give instead."""
    sentence = e.AnotherKind(name="a.xlsx", what="bảng tính", what_en="a workbook").sentence
    assert sentence == "Tệp a.xlsx là bảng tính, không phải văn bản; hãy lưu thành PDF hoặc Word rồi gửi lại."


def test_remarks_without_a_page_are_told_from_a_web_page_at_once(tmp_path: Path) -> None:
    """However many stand at its beginning, looking at them once is enough."""
    file = tmp_path / "a.txt"
    file.write_text("<!-- a -->" * 400 + "Ủy ban nhân dân", encoding="utf-8")
    began = time.monotonic()
    assert kind_of(file) == "text"
    assert time.monotonic() - began < 1


@making.needs_tesseract
def test_a_pdf_whose_text_stands_in_annotations_is_read(tmp_path: Path) -> None:
    """Remarks laid over blank pages are all there is: they are read as they are drawn."""
    opened = open_document(making.annotated_pdf(tmp_path / "a.pdf", making.sheet()))
    assert "Sở Nội vụ chủ trì" in opened.source.text


def test_a_page_that_renders_forever_is_stopped(tmp_path: Path) -> None:
    """The page's own time runs out, and the sentence names the page."""
    file = making.endless_pdf(tmp_path / "mai.pdf")
    began = time.monotonic()
    with pytest.raises(e.PageTimeout) as caught:
        render_page(file, 1, limits=Limits(page_seconds=1))
    assert time.monotonic() - began < 8
    assert "Trang 1" in caught.value.sentence


def test_a_bomb_does_not_take_the_memory(tmp_path: Path) -> None:
    """A page of 2 GB of content in a file of some kilobytes ends with a sentence, not with a full memory."""
    file = making.bomb_pdf(tmp_path / "bom.pdf", megabytes=2000)
    assert file.stat().st_size < 100_000
    with pytest.raises((e.DecompressionBomb, e.EmptyFile, e.PageTimeout)):
        open_document(file, limits=QUICK)


def test_scripts_in_a_pdf_are_left_alone_and_reported(tmp_path: Path) -> None:
    """The text is read, the script is not run, and a finding says so."""
    opened = open_document(making.script_pdf(tmp_path / "js.pdf"))
    assert "KẾ HOẠCH" in opened.source.text
    assert [warning.code for warning in opened.warnings] == ["R11"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.txt", "; rm -rf ~ #.txt", "$(reboot)`id`.txt", "-rf.txt"])
def test_a_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    """Whatever a file is called, its name is data."""
    file = tmp_path / name.replace("/", "∕")
    file.write_text("Ủy ban nhân dân", encoding="utf-8")
    assert open_document(file).source.file_name == file.name


def test_the_kind_is_told_by_content(tmp_path: Path) -> None:
    """A PDF named .docx and a text named .pdf are what they are."""
    assert open_document(making.layer_pdf(tmp_path / "a.docx", [making.LINES])).kind == "pdf"
    (tmp_path / "b.pdf").write_text("Ủy ban nhân dân", encoding="utf-8")
    assert open_document(tmp_path / "b.pdf").kind == "text"


def test_a_missing_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Tesseract a scan cannot be read, and the sentence says which package is missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(e.MissingTool) as caught:
        open_document(making.scan_pdf(tmp_path / "scan.pdf", [making.sheet()]))
    assert "tesseract-ocr-vie" in caught.value.sentence
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(e.MissingTool) as caught:
        open_document(tmp_path / "a.rtf")
    assert "libreoffice-writer" in caught.value.sentence


def test_a_mistake_survives_the_way_between_processes() -> None:
    """Errors are pickled by task queues: class, details and sentences stay."""
    import pickle  # noqa: PLC0415

    error = e.PageTimeout(name="a.pdf", page=3, seconds=60)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), again.sentence) == (e.PageTimeout, error.sentence)
