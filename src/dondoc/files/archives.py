"""Zip files of many documents: unpacked into a folder of the caller, with limits, nothing ever outside it."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dondoc.files.errors import BadFile, EmptyFile, Encrypted, NotFound, TooLarge, Truncated, UnsafeArchive
from dondoc.files.kinds import kind_of
from dondoc.files.opened import MEBIBYTE, Limits
from dondoc.files.zip_directory import BROKEN, MOST_ENTRIES, check_directory, name_of

MOST_UNFOLDED = 10  # times the limit for one file, for all files together
DEEPEST = 3  # archives in archives
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive: files in order of their names, and what was left inside and why."""

    files: tuple[Path, ...]
    refused: tuple[tuple[str, BadFile], ...] = ()


@dataclass(slots=True)
class _Budget:
    """What may still be unfolded, of an archive and all archives in it."""

    bytes_left: int
    entries_left: int = MOST_ENTRIES


def open_archive(path: Path | str, folder: Path, *, limits: Limits | None = None) -> Unpacked:
    """Unpack a zip of documents into `folder` (which must be empty) and list its files.

    An entry that would land outside the folder, a link, or an archive that unfolds to too much condemns the whole
    archive: `UnsafeArchive`. A single file over the size limit or with a password is listed as refused. Folders inside
    are flattened: `2021/kh.pdf` becomes `2021-kh.pdf`; so are archives inside: what is in `so-y-te.zip` begins with
    `so-y-te-`, and one that is broken or unsafe is refused by itself.
    """
    path, limits = Path(path), limits or Limits()
    if not path.is_file():
        raise NotFound(name=path.name)
    return _opened(path, folder, limits, _Budget(MOST_UNFOLDED * limits.max_bytes), DEEPEST)


def _opened(path: Path, folder: Path, limits: Limits, budget: _Budget, depth: int) -> Unpacked:
    check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_junk(entry.filename)]
            _check(entries, path.name, limits, budget)
            unpacked = _unpack(archive, entries, folder, limits, budget)
    except BROKEN:
        raise Truncated(name=path.name) from None
    return _with_archives_inside(unpacked, folder, limits, budget, depth - 1) if depth > 1 else unpacked


def _with_archives_inside(unpacked: Unpacked, folder: Path, limits: Limits, budget: _Budget, depth: int) -> Unpacked:
    """Give what was unpacked with each archive among it replaced by what is in it."""
    files: list[Path] = []
    refused = list(unpacked.refused)
    for file in unpacked.files:
        try:
            if kind_of(file) != "archive":
                files.append(file)
                continue
            with tempfile.TemporaryDirectory(dir=folder) as inside:
                inner = _opened(file, Path(inside), limits, budget, depth)
                files += [_moved(found, folder, f"{file.stem}-") for found in inner.files]
                refused += [(f"{file.stem}-{name}", error) for name, error in inner.refused]
        except BadFile as error:
            refused.append((file.name, error))
        file.unlink()
    return Unpacked(tuple(files), tuple(refused))


def _moved(file: Path, folder: Path, start: str) -> Path:
    """Move a file into a folder under a name that is free there."""
    target, again = folder / f"{start}{file.name}"[-200:], 2
    while target.exists():
        target, again = folder / f"{start}{file.stem} ({again}){file.suffix}"[-200:], again + 1
    return file.rename(target)


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits, budget: _Budget) -> None:
    if not entries:
        raise EmptyFile(name=name)
    budget.entries_left -= len(entries)
    if budget.entries_left < 0:
        raise UnsafeArchive(name=name, entry=f"> {MOST_ENTRIES} tệp")
    for entry in entries:
        if _leads_outside(entry) or stat.S_ISLNK(entry.external_attr >> 16):
            raise UnsafeArchive(name=name, entry=name_of(entry))
    if sum(entry.file_size for entry in entries) > budget.bytes_left:
        raise UnsafeArchive(name=name, entry=f"> {MOST_UNFOLDED * limits.max_bytes // MEBIBYTE} MB")


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    raw = entry.orig_filename.replace("\\", "/")
    return raw.startswith("/") or ".." in PurePosixPath(raw).parts or (len(raw) > 1 and raw[1] == ":") or "\x00" in raw


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path, limits: Limits, budget: _Budget
) -> Unpacked:
    files: list[Path] = []
    refused: list[tuple[str, BadFile]] = []
    for entry, name in _named(entries):
        if entry.flag_bits & 0x1:
            refused.append((name, Encrypted(name=name)))
        elif entry.file_size > limits.max_bytes:
            refused.append((name, TooLarge(name=name, limit=f"{limits.max_bytes // MEBIBYTE} MB")))
        else:
            budget.bytes_left -= _copy(archive, entry, folder / name, min(limits.max_bytes, budget.bytes_left))
            files.append(folder / name)
    return Unpacked(tuple(files), tuple(refused))


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Unfold one entry, counting its bytes: the size that an archive states may be a lie."""
    with archive.open(entry) as packed, target.open("xb") as file:
        written = 0
        while chunk := packed.read(MEBIBYTE):
            written += len(chunk)
            if written > most:
                raise UnsafeArchive(name=Path(archive.filename or "").name, entry=name_of(entry))
            file.write(chunk)
    return written


def _named(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Give each entry a name of its own in one flat folder, in the order of names."""
    taken: set[str] = set()
    for entry in sorted(entries, key=name_of):
        flat = "-".join(PurePosixPath(name_of(entry)).parts)[-200:]
        stem, dot, ending = flat.rpartition(".")
        name, again = flat, 2
        while name.casefold() in taken:
            name, again = f"{stem or flat} ({again}){dot}{ending if stem else ''}", again + 1
        taken.add(name.casefold())
        yield entry, name


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or name.endswith(_JUNK[1:])
