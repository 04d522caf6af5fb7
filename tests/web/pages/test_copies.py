"""Copies of a document to take along: the scan that can be searched, and the repaired text as Word file."""

from __future__ import annotations

import dataclasses
import io
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from pypdfium2 import PdfDocument

from dondoc.files import open_document
from dondoc.reading.repair import RepairedText, repair
from dondoc.web.organisations.models import Membership
from dondoc.web.register.models import Document, DocumentSignature, DocumentText
from dondoc.web.register.services.values import text_columns
from tests.files.making import layer_pdf, scan_pdf, sheet
from tests.web.builders import make_document
from tests.web.pages.world import World

DAMAGED = ["UY BAN NHAN DAN TINH", *["Sé N6i vu chi tri, phdi hop véi Sé Tai chinh xiy dyng ké hoach"] * 9]
SOUND = ["ỦY BAN NHÂN DÂN TỈNH", *["Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch"] * 9]
RIGHT, WRONG = "Sở Nội vụ chủ trì", "Sé N6i vu"


def read(folder: Path, lines: list[str]) -> RepairedText:
    """Read a page of lines over a picture, as the intake does."""
    file = layer_pdf(folder / "read.pdf", [lines], over=sheet(lines))
    return repair(open_document(file, ocr="never").source)


def from_picture(found: RepairedText) -> RepairedText:
    """Give what was read as if it came from the picture of the page and not from its layer."""
    pages = tuple(dataclasses.replace(page, choice="ocr", scores=()) for page in found.source.pages)
    return dataclasses.replace(found, source=dataclasses.replace(found.source, pages=pages))


def kept(world: World, found: RepairedText, content: bytes, **fields: Any) -> Document:
    """Store a document with its file and its text."""
    values = {"file_name": "Kế hoạch 194.pdf", "file_kind": "pdf", "reference": "194/KH-UBND", **fields}
    document = make_document(office=world.draft.held_by, **values)
    document.file.save(str(values["file_name"]), ContentFile(content))
    DocumentText.objects.create(document=document, **text_columns(found.source, found))
    return document


def scanned(world: World, folder: Path, **fields: Any) -> Document:
    """Store a scan without a layer whose words were read from its picture."""
    content = scan_pdf(folder / "scan.pdf", [sheet(SOUND)]).read_bytes()
    return kept(world, from_picture(read(folder, DAMAGED)), content, **fields)


def searchable(document: Document) -> str:
    return reverse("register:searchable", args=[document.pk])


def word(document: Document) -> str:
    return reverse("register:repaired", args=[document.pk])


def page_of(client: Client, document: Document) -> str:
    return client.get(reverse("register:document", args=[document.pk])).content.decode()


def words_in(pdf: bytes) -> str:
    """Give the text layer of the pages as another program sees it."""
    with PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened)


def test_a_scan_is_saved_with_its_repaired_words(world: World, tmp_path: Path) -> None:
    """From what is stored: the text layer says what the page says, under the name of the file, for this person only."""
    document, office = scanned(world, tmp_path), world.client("office")
    assert searchable(document) in page_of(office, document)
    answer = office.get(searchable(document))
    assert answer.content.startswith(b"%PDF-")
    assert words_in(answer.content).count(RIGHT) == 9
    assert WRONG not in words_in(answer.content)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    saved_as = quote("Kế hoạch 194-tim-duoc.pdf")
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{saved_as}"


def test_a_damaged_layer_is_replaced_and_a_sound_one_left(world: World, tmp_path: Path) -> None:
    """What was repaired stands once; where nothing was wrong nothing is laid over the words."""
    for lines in (DAMAGED, SOUND):
        found = read(tmp_path, lines)
        document = kept(world, found, (tmp_path / "read.pdf").read_bytes())
        words = words_in(world.client("office").get(searchable(document)).content)
        assert words == " ".join(found.text.split())


def test_a_picture_becomes_a_pdf(world: World, tmp_path: Path) -> None:
    made = io.BytesIO()
    sheet(SOUND).save(made, "PNG", dpi=(200, 200))
    document = kept(
        world, from_picture(read(tmp_path, DAMAGED)), made.getvalue(), file_name="anh.png", file_kind="image"
    )
    answer = world.client("office").get(searchable(document))
    assert RIGHT in words_in(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="anh-tim-duoc.pdf"'


def test_the_repaired_words_as_a_word_file(world: World, tmp_path: Path) -> None:
    document, office = scanned(world, tmp_path), world.client("office")
    assert word(document) in page_of(office, document)
    answer = office.get(word(document))
    words = " ".join(paragraph.text for paragraph in WordDocument(io.BytesIO(answer.content)).paragraphs)
    assert " ".join(words.split()) == " ".join(document.text.repaired.split())
    assert RIGHT in words
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_copy_carries_no_signature_and_the_page_says_so(world: World, tmp_path: Path) -> None:
    document, office = scanned(world, tmp_path), world.client("office")
    assert "không mang chữ ký số" not in page_of(office, document)
    DocumentSignature.objects.create(document=document, signer="Nguyễn Văn A")
    assert "không mang chữ ký số" in page_of(office, document)


def test_only_who_may_see_the_document_gets_its_copies(world: World, tmp_path: Path) -> None:
    """A draft its office, a secret document whoever is cleared for it, nobody who is not signed in."""

    def gets(document: Document, role: str) -> set[int]:
        return {world.client(role).get(address).status_code for address in (searchable(document), word(document))}

    document = scanned(world, tmp_path, status=Document.Status.DRAFT)
    assert gets(document, "office") == {HTTPStatus.OK}
    for role in ("other_office", "leader", "agency", "inspector", "administrator"):
        assert gets(document, role) == {HTTPStatus.NOT_FOUND}, role
    assert gets(document, "anonymous") == {HTTPStatus.FOUND}
    Document.objects.filter(pk=document.pk).update(status=Document.Status.PUBLISHED)
    assert gets(document, "agency") == gets(document, "inspector") == {HTTPStatus.OK}
    assert gets(document, "administrator") == {HTTPStatus.NOT_FOUND}
    Document.objects.filter(pk=document.pk).update(secrecy=2)
    assert gets(document, "office") == gets(document, "agency") == {HTTPStatus.NOT_FOUND}
    Membership.objects.update(clearance=2)
    assert gets(document, "office") == {HTTPStatus.OK}


def test_a_text_has_no_pages_to_search(world: World) -> None:
    office = world.client("office")
    page = page_of(office, world.draft)
    assert searchable(world.draft) not in page
    assert word(world.draft) in page
    assert office.get(searchable(world.draft)).status_code == HTTPStatus.NOT_FOUND


def test_a_document_known_only_by_name_has_no_copies(world: World) -> None:
    document, office = world.programme.document, world.client("office")
    page = page_of(office, document)
    assert searchable(document) not in page
    assert word(document) not in page
    assert office.get(word(document)).status_code == HTTPStatus.NOT_FOUND


def test_a_file_that_is_gone_leaves_the_words(world: World, tmp_path: Path) -> None:
    document, office = scanned(world, tmp_path), world.client("office")
    document.file.storage.delete(document.file.name)
    page = page_of(office, document)
    assert searchable(document) not in page
    assert office.get(searchable(document)).status_code == HTTPStatus.NOT_FOUND
    assert office.get(word(document)).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Tệp Kế hoạch 194.pdf bị hỏng hoặc tải chưa hết; hãy tải lại tệp gốc."),
        ("en", "The file Kế hoạch 194.pdf is damaged or was not transferred whole; fetch the original again."),
    ],
)
def test_a_file_that_does_not_open_is_told_in_a_sentence(
    language: str, sentence: str, world: World, tmp_path: Path
) -> None:
    """By the name people know, on the page of the document."""
    document, office = scanned(world, tmp_path), world.client("office")
    office.cookies["django_language"] = language
    Path(document.file.path).write_bytes(b"%PDF-1.7\n" + bytes(2000))
    answer = office.get(searchable(document), follow=True)
    assert answer.redirect_chain == [(reverse("register:document", args=[document.pk]), HTTPStatus.FOUND)]
    assert sentence in answer.content.decode()


def test_a_file_that_has_become_another_is_told_too(world: World, tmp_path: Path) -> None:
    document, office = scanned(world, tmp_path), world.client("office")
    Path(document.file.path).write_text("chỉ còn chữ", encoding="utf-8")
    answer = office.get(searchable(document), follow=True)
    assert "không có ảnh trang" in answer.content.decode()
