"""The list of entries at the end of a zip: looked at before it is read, and the names in it."""

from __future__ import annotations

import lzma
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path

from dondoc.files.errors import Truncated, UnsafeArchive
from dondoc.files.opened import MEBIBYTE

MOST_ENTRIES = 2000
LARGEST_DIRECTORY = 4 * MEBIBYTE  # bytes of the list of entries; a longer one is made to fill the memory
BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error, lzma.LZMAError)  # what reading one may raise
_END = struct.Struct("<4s4H2LH")


def check_directory(path: Path) -> None:
    """Raise `UnsafeArchive` for a zip whose list of entries is too long to be read safely."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Truncated(name=path.name)
    _, _, _, _, entries, length, _, _ = _END.unpack_from(tail, at)
    if length > LARGEST_DIRECTORY or entries > 10 * MOST_ENTRIES:
        raise UnsafeArchive(name=path.name, entry=f"{entries} mục")


def name_of(entry: zipfile.ZipInfo) -> str:
    """Give an entry's name in composed letters, whatever program wrote it."""
    name = entry.filename if entry.flag_bits & 0x800 else _in_letters(entry.filename)
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _in_letters(name: str) -> str:
    """Give a name that does not say its encoding, which Python takes for cp437: UTF-8, or an old Vietnamese Windows."""
    try:
        given = name.encode("cp437")
        return given.decode("utf-8")
    except UnicodeEncodeError:
        return name
    except UnicodeDecodeError:
        old = unicodedata.normalize("NFC", given.decode("cp1258", errors="replace"))
        return old if all(letter.isascii() or letter.isalpha() for letter in old) else name
