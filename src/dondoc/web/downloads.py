"""Files that leave the house: always saved, never shown by the browser, under a name that is safe everywhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
BYTES = "application/octet-stream"
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
LONGEST = 150  # letters of a name before its suffix
NAMELESS = "tep"


def stored_file(file: FieldFile, name: str = "") -> FileResponse:
    """Give a stored file to be saved; where there is none there is no such page. Ask the policy first."""
    if not file.name:
        raise Http404
    try:
        opened = file.storage.open(file.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    saved_as = safe_name(name or file.name)
    return FileResponse(opened, as_attachment=True, filename=saved_as, content_type=BYTES, headers=HEADERS)


def word_file(content: bytes, name: str) -> HttpResponse:
    """Give a Word file that was made just now to be saved."""
    return _made_file(content, name, WORD)


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Give a PDF that was made just now to be saved."""
    return _made_file(content, name, PDF)


def _made_file(content: bytes, name: str, content_type: str) -> HttpResponse:
    saved_as = content_disposition_header(as_attachment=True, filename=safe_name(name)) or "attachment"
    return HttpResponse(content, content_type=content_type, headers={**HEADERS, "Content-Disposition": saved_as})


def safe_name(name: str) -> str:
    """Give a name without folders, without control and direction characters, and of a length that every disk takes."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(letter for letter in last if not unicodedata.category(letter).startswith("C")).strip(" .")
    path = PurePosixPath(clean or NAMELESS)
    return f"{path.stem[:LONGEST]}{path.suffix[:20]}"
