"""Copies of a document to take along: its scan with the repaired text laid under, and the repaired text as Word file.

Made on demand from what is stored: nothing is recognised or repaired again.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path, PurePosixPath

from django.utils.translation import get_language

from dondoc.files import BadFile, Limits, searchable_pdf
from dondoc.files.page_choice import rescored
from dondoc.files.repaired_docx import repaired_docx
from dondoc.reading.repair import RepairedText
from dondoc.reading.source import Page
from dondoc.reading.structure import structure
from dondoc.web.downloads import safe_name
from dondoc.web.register.models import Document, DocumentText
from dondoc.web.register.pictures import has_pictures
from dondoc.web.register.services.checking import repaired_of
from dondoc.web.register.source_view import repaired_span

SECONDS = 60.0  # for the whole file; a page takes some hundredths of one
LONGEST = 120  # letters of the name that are kept


class NotMade(Exception):
    """A copy could not be made; `sentence` says why in the language of the page, by the name people know."""

    def __init__(self, error: BadFile, document: Document) -> None:
        named = error.called(document.file_name)
        self.sentence = named.sentence_en if get_language() == "en" else named.sentence
        super().__init__(self.sentence)


def has_scan(document: Document) -> bool:
    """Tell whether a document has pages that its text can be laid under, and the file is still there."""
    return has_pictures(document) and Path(document.file.path).is_file()


def searchable_copy(document: Document, text: DocumentText) -> bytes:
    """Give the pages of a document as a PDF that can be searched. Raises `NotMade` where its file does not open."""
    limits = dataclasses.replace(Limits(), page_seconds=SECONDS)
    try:
        return searchable_pdf(document.file.path, _as_read(document, text), limits=limits)
    except BadFile as error:
        raise NotMade(error, document) from error


def word_copy(text: DocumentText) -> bytes:
    """Give the repaired text of a document as a Word file."""
    return repaired_docx(structure(repaired_of(text)))


def name_of(document: Document, what: str) -> str:
    """Give the name of a copy: that of the file it comes from, and what was done to it."""
    return f"{PurePosixPath(safe_name(document.file_name)).stem[:LONGEST]}-{what}"


def _as_read(document: Document, text: DocumentText) -> RepairedText:
    """Give the repaired text under the name of its file, with what its layers were worth."""
    repaired = repaired_of(text)
    pages = tuple(_weighed(page, repaired) for page in repaired.source.pages)
    source = dataclasses.replace(repaired.source, pages=pages, file_name=document.file_name)
    return dataclasses.replace(repaired, source=source)


def _weighed(page: Page, repaired: RepairedText) -> Page:
    """Give a page with the scores that tell a sound layer, which is left alone, from one that was put right."""
    if page.choice != "layer":
        return page
    meant = repaired_span(repaired.offsets, page.span).of(repaired.text)
    return rescored(page, page.span.of(repaired.source.text), meant)
