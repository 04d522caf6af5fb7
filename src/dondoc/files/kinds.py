"""Tell what a file is from its first bytes (and, of a zip, its list of entries); the name is not asked."""

from __future__ import annotations

import mmap
import re
import zipfile
from pathlib import Path

from dondoc.files.errors import Truncated
from dondoc.files.zip_directory import BROKEN, check_directory

HEAD_BYTES = 4096

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_FOREIGN: tuple[bytes, ...] = (
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"RIFF",
)
_PACKED: tuple[bytes, ...] = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "workbook"), ("PowerPoint Document", "slides"))
_WORD_DOCUMENT = re.compile(r"word/document\d{0,3}\.xml")  # some programs number it
_WORD_BLOCK, OLE_SECTOR = b"\xec\xa5", 512
_MANIFEST, LARGEST_MANIFEST = "META-INF/manifest.xml", 1_000_000
_OFFICE_PARTS = (
    ("xl/workbook.xml", "workbook"),
    ("xl/workbook.bin", "workbook"),
    ("ppt/presentation.xml", "slides"),
)
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "workbook"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
)
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.{0,900}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b"
    rb"|MIME-Version:.{0,2000}?multipart/related",
    re.IGNORECASE | re.DOTALL,
)

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")


def kind_of(path: Path) -> str:
    """Give "pdf", "docx", "doc", "odt", "rtf", "image", "archive", "text", "encrypted", "broken-zip" or "unknown".

    Kinds that are told only to be refused by their name: "workbook", "slides", "web-page", "markup", "packed". "text"
    says no more than that nothing else fits: `plain_text.decode` tells text from noise.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _INSIDE[kind](path) if kind in _INSIDE else kind
    if head.startswith(_PACKED):
        return "packed"
    if head.startswith(_FOREIGN):
        return "unknown"
    if _WEB_PAGE.match(head):
        return "web-page"
    return "markup" if _MARKUP.match(head) else "text"


def is_word_document(part: str) -> bool:
    """Tell whether a part of a zip is the text of a Word file."""
    return _WORD_DOCUMENT.fullmatch(part) is not None


def _kind_of_ole(path: Path) -> str:
    """Tell an old Word file from other files of the same container by the names of its streams."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return "encrypted"
        if _is_locked_word(data):
            return "encrypted"
        found = (kind for stream, kind in _OLE_STREAMS if data.find(stream.encode("utf-16-le")) >= 0)
        return next(found, "unknown")


def _is_locked_word(data: mmap.mmap) -> bool:
    """Tell whether an old Word file asks for a password: a bit in the block that its text begins with."""
    at = data.find(_WORD_BLOCK)
    while at >= 0:
        if at % OLE_SECTOR == 0 and at + 12 <= len(data):
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & 0x0100)
        at = data.find(_WORD_BLOCK, at + 1)
    return False


def _kind_of_zip(path: Path) -> str:
    try:
        check_directory(path)
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(map(is_word_document, names)):
                return "docx"
            other = next((kind for part, kind in _OFFICE_PARTS if part in names), None)
            return other or _kind_of_open_document(archive, names)
    except (*BROKEN, Truncated, OSError, ValueError, RuntimeError):
        return "broken-zip"


def _kind_of_open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return "archive"
    mime = archive.read("mimetype")
    if _MANIFEST in names and _is_locked(archive):
        return "encrypted"
    return next((kind for start, kind in _OPEN_DOCUMENTS if mime.startswith(start)), "unknown")


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether an OpenDocument file asks for a password: its list of parts says so of each."""
    listed = archive.getinfo(_MANIFEST)
    return listed.file_size < LARGEST_MANIFEST and b":encryption-data" in archive.read(listed)


_INSIDE = {"zip": _kind_of_zip, "ole": _kind_of_ole}  # containers: what they are is told by what is in them
