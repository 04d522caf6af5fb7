"""Zips of documents: unpacked within limits, never outside their folder, zips in them too."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest

from dondoc.files import Limits, open_archive
from dondoc.files import errors as e
from dondoc.files.kinds import kind_of
from tests.files.making import zip_of


def test_an_archive_is_unpacked_flat(tmp_path: Path) -> None:
    """Folders become part of the name, equal names are told apart, junk stays inside."""
    archive = zip_of(
        tmp_path / "a.zip",
        ("2021/kế hoạch.txt", b"1"), ("2021-kế hoạch.txt", b"2"), ("__MACOSX/x", b""), ("b/", b""), ("b.txt", b"3"),
    )  # fmt: skip
    folder = tmp_path / "out"
    folder.mkdir()
    unpacked = open_archive(archive, folder)
    names = sorted(file.name for file in unpacked.files)
    assert names == ["2021-kế hoạch (2).txt", "2021-kế hoạch.txt", "b.txt"]
    assert sorted(file.read_bytes() for file in unpacked.files) == [b"1", b"2", b"3"]


def _bytes_of(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    zip_of(made, *entries)
    return made.getvalue()


def test_archives_in_an_archive_are_unpacked_too(tmp_path: Path) -> None:
    """Their names come before those of their files; one that is broken or unsafe is refused by itself."""
    deep = _bytes_of(("c.txt", b"3"))
    inner = _bytes_of(("b/kh.txt", b"2"), ("sâu.zip", deep))
    unsafe, broken = _bytes_of(("../x.txt", b"")), inner[:-30]
    archive = zip_of(
        tmp_path / "a.zip",
        ("so-y-te-b-kh.txt", b"1"),
        ("so-y-te.zip", inner),
        ("hại.zip", unsafe),
        ("hỏng.zip", broken),
    )
    folder = tmp_path / "out"
    folder.mkdir()
    unpacked = open_archive(archive, folder)
    assert {file.name: file.read_bytes() for file in unpacked.files if file.suffix == ".txt"} == {
        "so-y-te-b-kh.txt": b"1", "so-y-te-b-kh (2).txt": b"2", "so-y-te-sâu-c.txt": b"3",
    }  # fmt: skip
    assert [(name, type(error)) for name, error in unpacked.refused] == [("hại.zip", e.UnsafeArchive)]
    assert [file.name for file in unpacked.files if kind_of(file) == "broken-zip"] == ["hỏng.zip"]
    assert sorted(file.name for file in folder.iterdir()) == sorted(file.name for file in unpacked.files)


def test_archives_in_archives_share_what_may_be_unfolded(tmp_path: Path) -> None:
    """Packing a bomb into pieces does not help it."""
    limits = Limits(max_bytes=1000)
    pieces = [(f"{at}.zip", _bytes_of(*((f"{n}.txt", bytes(900)) for n in range(4)))) for at in range(5)]
    folder = tmp_path / "out"
    folder.mkdir()
    unpacked = open_archive(zip_of(tmp_path / "a.zip", *pieces), folder, limits=limits)
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 10 * 1000
    assert {type(error) for _, error in unpacked.refused} == {e.UnsafeArchive}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    """Programs that do not say how they write names: UTF-8, or the code page of an old Vietnamese Windows."""
    name = "Kế hoạch đào tạo.txt"
    apart = "".join(unicodedata.normalize("NFD", letter) if letter in "ếạ" else letter for letter in name)
    stored = name.encode() if encoding == "utf-8" else apart.replace("e\u0302", "ê").encode("cp1258")
    file = zip_of(tmp_path / "a.zip", ("x" * len(stored), b"1"))
    file.write_bytes(file.read_bytes().replace(b"x" * len(stored), stored))
    folder = tmp_path / "out"
    folder.mkdir()
    assert [found.name for found in open_archive(file, folder).files] == [name]


@pytest.mark.parametrize("name", ["../ra-ngoai.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt"])
def test_an_archive_that_points_outside_is_refused_whole(tmp_path: Path, name: str) -> None:
    """Not one file of it is written."""
    archive = zip_of(tmp_path / "a.zip", ("tot.txt", b"1"), (name, b"2"))
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(e.UnsafeArchive):
        open_archive(archive, folder)
    assert list(folder.iterdir()) == []


def test_limits_of_an_archive(tmp_path: Path) -> None:
    """A large file is refused by itself; an archive that unfolds to too much, or of too many files, as a whole."""
    folder = tmp_path / "out"
    folder.mkdir()
    archive = zip_of(tmp_path / "a.zip", ("to.txt", bytes(3000)), ("nho.txt", b"1"))
    unpacked = open_archive(archive, folder, limits=Limits(max_bytes=2000))
    assert [file.name for file in unpacked.files] == ["nho.txt"]
    assert [(name, type(error)) for name, error in unpacked.refused] == [("to.txt", e.TooLarge)]
    with pytest.raises(e.UnsafeArchive):
        open_archive(archive, folder, limits=Limits(max_bytes=200))
    with pytest.raises(e.UnsafeArchive):
        open_archive(zip_of(tmp_path / "b.zip", *((f"{n}.txt", b"") for n in range(2500))), folder)
