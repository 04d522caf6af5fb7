"""Zip files of many documents: unpacked into a folder of the caller, with limits, nothing ever outside it."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dondoc.files.errors import BadFile, EmptyFile, Encrypted, NotFound, TooLarge, Truncated, UnsafeArchive
from dondoc.files.opened import MEBIBYTE, Limits

MOST_ENTRIES = 2000
LARGEST_DIRECTORY = 4 * MEBIBYTE  # bytes of the list of entries; a longer one is made to fill the memory
MOST_UNFOLDED = 10  # times the limit for one file, for all files together
_END = struct.Struct("<4s4H2LH")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive: files in order of their names, and what was left inside and why."""

    files: tuple[Path, ...]
    refused: tuple[tuple[str, BadFile], ...] = ()


def open_archive(path: Path | str, folder: Path, *, limits: Limits | None = None) -> Unpacked:
    """Unpack a zip of documents into `folder` (which must be empty) and list its files.

    An entry that would land outside the folder, a link, or an archive that unfolds to too much condemns the whole
    archive: `UnsafeArchive`. A single file over the size limit or with a password is listed as refused. Folders inside
    are flattened: `2021/kh.pdf` becomes `2021-kh.pdf`.
    """
    path, limits = Path(path), limits or Limits()
    if not path.is_file():
        raise NotFound(name=path.name)
    check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_junk(entry.filename)]
            _check(entries, path.name, limits)
            return _unpack(archive, entries, folder, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise Truncated(name=path.name) from None


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


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if not entries:
        raise EmptyFile(name=name)
    if len(entries) > MOST_ENTRIES:
        raise UnsafeArchive(name=name, entry=f"{len(entries)} tệp")
    for entry in entries:
        if _leads_outside(entry) or stat.S_ISLNK(entry.external_attr >> 16):
            raise UnsafeArchive(name=name, entry=_name_of(entry))
    if sum(entry.file_size for entry in entries) > MOST_UNFOLDED * limits.max_bytes:
        raise UnsafeArchive(name=name, entry=f"> {MOST_UNFOLDED * limits.max_bytes // MEBIBYTE} MB")


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    raw = entry.orig_filename.replace("\\", "/")
    return raw.startswith("/") or ".." in PurePosixPath(raw).parts or (len(raw) > 1 and raw[1] == ":") or "\x00" in raw


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path, limits: Limits) -> Unpacked:
    files: list[Path] = []
    refused: list[tuple[str, BadFile]] = []
    left = MOST_UNFOLDED * limits.max_bytes
    for entry, name in _named(entries):
        if entry.flag_bits & 0x1:
            refused.append((name, Encrypted(name=name)))
        elif entry.file_size > limits.max_bytes:
            refused.append((name, TooLarge(name=name, limit=f"{limits.max_bytes // MEBIBYTE} MB")))
        else:
            left -= _copy(archive, entry, folder / name, min(limits.max_bytes, left))
            files.append(folder / name)
    return Unpacked(tuple(files), tuple(refused))


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Unfold one entry, counting its bytes: the size that an archive states may be a lie."""
    with archive.open(entry) as packed, target.open("xb") as file:
        written = 0
        while chunk := packed.read(MEBIBYTE):
            written += len(chunk)
            if written > most:
                raise UnsafeArchive(name=Path(archive.filename or "").name, entry=_name_of(entry))
            file.write(chunk)
    return written


def _named(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Give each entry a name of its own in one flat folder, in the order of names."""
    taken: set[str] = set()
    for entry in sorted(entries, key=_name_of):
        flat = "-".join(PurePosixPath(_name_of(entry)).parts)[-200:]
        stem, dot, ending = flat.rpartition(".")
        name, again = flat, 2
        while name.casefold() in taken:
            name, again = f"{stem or flat} ({again}){dot}{ending if stem else ''}", again + 1
        taken.add(name.casefold())
        yield entry, name


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Give an entry's name; old programs write UTF-8 without saying so, which Python then reads as cp437."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return name.replace("\\", "/")


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or name.endswith(_JUNK[1:])
