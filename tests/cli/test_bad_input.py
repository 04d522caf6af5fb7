"""Every file that is no document ends with exit code 2 and one sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run, small_file
from tests.files.making import bomb_pdf
from tests.files.signing import signed_pdf, trusted_roots

LATIN = "The quick brown fox jumps over the lazy dog and reports to the committee every month. " * 40
POEM = "Trăm năm trong cõi người ta\nChữ tài chữ mệnh khéo là ghét nhau\nTrải qua một cuộc bể dâu\n" * 5


def _binary(folder: Path) -> Path:
    path = folder / "anh.bin"
    path.write_bytes(bytes(range(256)) * 50)
    return path


def _empty(folder: Path) -> Path:
    path = folder / "rong.txt"
    path.touch()
    return path


def _blank(folder: Path) -> Path:
    return small_file(folder, " \n\n ", "trang.txt")


@pytest.mark.parametrize("command", ["read", "repair", "check"])
@pytest.mark.parametrize("make", [_binary, _empty, _blank, lambda folder: folder / "khong-co.pdf"])
def test_no_document(command: str, make: object, tmp_path: Path) -> None:
    """One sentence that names the file, exit code 2, nothing on stdout, no traceback."""
    path = make(tmp_path)  # type: ignore[operator]
    result = run(command, path)
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert path.name in result.err
    assert "Traceback" not in result.err


def test_a_reader_that_broke_down_is_told_in_one_sentence(tmp_path: Path) -> None:
    """What the program notes for an administrator is not shown to who reads one file."""
    path = bomb_pdf(tmp_path / "bom.pdf", megabytes=2000)
    command = [sys.executable, "-m", "dondoc", "read", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("Tệp bom.pdf")


@pytest.mark.parametrize("head", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"])
def test_an_archive_is_called_one(head: bytes, tmp_path: Path) -> None:
    """Who gives an archive is told to unpack it, whatever packed it."""
    path = tmp_path / "ho-so.rar"
    path.write_bytes(head + bytes(range(256)))
    assert "tệp nén; hãy giải nén" in run("read", path).err


def test_the_sentence_in_english(tmp_path: Path) -> None:
    """The same in English."""
    assert "There is no file no.txt" in run("read", tmp_path / "no.txt", "--lang", "en").err


def test_over_the_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is 50 MB unless an option or the environment says otherwise."""
    path = small_file(tmp_path, "Nội dung văn bản chỉ đạo.\n" * 60_000)
    assert run("read", path, "--max-mb", "1").code == 2
    monkeypatch.setenv("DONDOC_MAX_MB", "1")
    assert "1 MB" in run("read", path).err
    monkeypatch.setenv("DONDOC_MAX_MB", "một")
    assert "DONDOC_MAX_MB" in run("read", path).err


def test_stdin_over_the_limit() -> None:
    """Standard input has the same limit."""
    assert run("read", "-", "--max-mb", "1", stdin=b"a" * 1_200_000).code == 2


@pytest.mark.parametrize(("text", "code"), [(LATIN, "R03"), (POEM, "R04"), ("Một đoạn không có số mục.\n" * 8, "S05")])
def test_what_is_merely_odd_is_read_with_findings(text: str, code: str, tmp_path: Path) -> None:
    """A text in Latin letters, a poem, a text without numbers: a register, and findings that say so."""
    path = small_file(tmp_path, text)
    assert run("read", path, "--format", "json").code == 0
    assert code in run("check", path).out


def test_old_encoding_is_read(tmp_path: Path) -> None:
    """UTF-16 as old Windows writes it is no mistake."""
    path = tmp_path / "cu.txt"
    path.write_bytes("1. Sở Nội vụ chủ trì xây dựng Đề án, hoàn thành trong quý IV năm 2021.".encode("utf-16"))
    assert "Sở Nội vụ" in run("read", path).out


@pytest.mark.parametrize("arguments", [["read"], ["read", "x.txt", "--format", "pdf"], ["lam-gi-do"], []])
def test_wrong_usage(arguments: list[str]) -> None:
    """A wrong command line ends with exit code 2 and the way to the help."""
    result = run(*arguments)
    assert result.code == 2
    assert "--help" in result.err
    assert result.err.count("\n") == 1


def test_the_folder_of_trusted_roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`DONDOC_SIGNATURE_ROOTS` decides whose signatures are trusted; a folder that is not there is said."""
    signed = str(signed_pdf(tmp_path / "signed.pdf"))
    monkeypatch.setenv("DONDOC_SIGNATURE_ROOTS", str(trusted_roots(tmp_path / "roots")))
    assert '"trust": "trusted"' in run("read", signed, "--format", "json").out
    monkeypatch.setenv("DONDOC_SIGNATURE_ROOTS", str(tmp_path / "nowhere"))
    assert "DONDOC_SIGNATURE_ROOTS" in run("read", signed).err
