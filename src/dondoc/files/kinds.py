"""Tell what a file is from its first bytes (and, of a zip, its list of entries); the name is not asked."""

from __future__ import annotations

import mmap
import zipfile
from pathlib import Path

from dondoc.files.archives import check_directory
from dondoc.files.errors import Truncated

HEAD_BYTES = 4096

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_FOREIGN: tuple[bytes, ...] = (
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"RIFF",
)


def kind_of(path: Path) -> str:
    """Give "pdf", "docx", "doc", "odt", "rtf", "image", "archive", "text", "encrypted", "broken-zip" or "unknown".

    "text" only says that nothing else fits: `plain_text.decode` tells text from noise.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _INSIDE[kind](path) if kind in _INSIDE else kind
    return "unknown" if head.startswith(_FOREIGN) else "text"


def _kind_of_ole(path: Path) -> str:
    """Tell an old Word file from other files of the same container by the names of its streams."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return "encrypted"
        return "doc" if data.find("WordDocument".encode("utf-16-le")) >= 0 else "unknown"


def _kind_of_zip(path: Path) -> str:
    try:
        check_directory(path)
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            return _kind_of_open_document(archive, names)
    except (zipfile.BadZipFile, Truncated, OSError, ValueError):
        return "broken-zip"


def _kind_of_open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return "archive"
    mime = archive.read("mimetype")
    return "odt" if mime.startswith(b"application/vnd.oasis.opendocument.text") else "unknown"


_INSIDE = {"zip": _kind_of_zip, "ole": _kind_of_ole}  # containers: what they are is told by what is in them
