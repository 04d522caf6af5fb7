"""Plain text comes in as it stands, whatever its encoding; what is no text gets one clear sentence."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from dondoc.files import Limits, open_document
from dondoc.files.errors import EmptyFile, NotADocument, NotFound, NotReadable, TooLarge, Truncated
from dondoc.reading.repair.encodings import TCVN3, VNI

TABLES = {"tcvn3": TCVN3, "vni": VNI}
TEXT = "Số: 12/KH-UBND\r\nHà Nội, ngày 05 tháng 10 năm 2025\n\nỦy ban nhân dân\fTrang hai\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_decoded_with_its_newlines_as_they_stand(tmp_path: Path, encoding: str) -> None:
    """The offsets of the register count in this text, so not one character may be lost."""
    file = tmp_path / "a.bin"
    file.write_bytes(TEXT.encode(encoding))
    opened = open_document(file)
    assert (opened.kind, opened.source.text) == ("text", TEXT)
    assert opened.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert opened.source.file_name == "a.bin"


def test_an_old_eight_bit_file_keeps_every_byte(tmp_path: Path) -> None:
    """TCVN3 and VNI are turned into Unicode by the repair, which must see the letters as they were typed."""
    file = tmp_path / "old.txt"
    data = "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1") + bytes([0x81, 0x8D, 0xB5])
    file.write_bytes(data)
    assert open_document(file).source.text == "Céng hßa x· héi chñ nghÜa ViÖt Nam\x81\x8dµ"


def _old(text: str, encoding: str) -> bytes:
    """Write a text as programs of the time before Unicode did."""
    table = {letter: signs for signs, letter in TABLES[encoding].items()}
    return "".join(table.get(letter, letter) for letter in text).encode("cp1252")


SENTENCES = (
    "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành xây dựng kế hoạch đào tạo",
    "cán bộ, công chức; hoàn thành trước ngày 30 tháng 11 năm 2026.",
)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_lines_in_a_file_of_unicode_are_turned(tmp_path: Path, encoding: str) -> None:
    """Files that were put together from several: each line by its own encoding, in whichever proportion."""
    file = tmp_path / "mixed.txt"
    old = [_old(line, encoding) for line in SENTENCES]
    for before in (1, 40):
        new = "".join(f"{line}\r\n" for line in SENTENCES * before).encode()
        file.write_bytes(new + b"\r\n".join(old))
        assert open_document(file).source.text == "\r\n".join(SENTENCES * (before + 1))


def test_one_damaged_byte_does_not_make_a_text_unreadable(tmp_path: Path) -> None:
    """A UTF-8 file with one broken letter stays UTF-8, with that letter marked as lost."""
    file = tmp_path / "damaged.txt"
    file.write_bytes((TEXT * 5).encode() + b"\xe1\xbb" + TEXT.encode())
    assert open_document(file).source.text == TEXT * 5 + "\ufffd" + TEXT


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b" \n\t\n", EmptyFile),
        (b"\x7fELF\x02\x01\x01" + bytes(200), NotADocument),
        (bytes(range(256)) * 40, NotADocument),
        (b"GIF89a" + bytes(100), NotADocument),
        (b"PK\x03\x04" + b"cut off", Truncated),
    ],
)
def test_what_is_no_text_gets_one_sentence(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    """The sentence names the file, in both languages, and the name's ending does not decide."""
    file = tmp_path / "van-ban.txt"
    file.write_bytes(content)
    with pytest.raises(error) as caught:
        open_document(file)
    assert "van-ban.txt" in caught.value.sentence  # type: ignore[attr-defined]
    assert "van-ban.txt" in caught.value.sentence_en  # type: ignore[attr-defined]
    assert caught.value.exit_code == 2  # type: ignore[attr-defined]


def test_limits_are_kept(tmp_path: Path) -> None:
    """Too many bytes and too many characters are both refused before anything is read further."""
    file = tmp_path / "long.txt"
    file.write_text("Ủy ban " * 100, encoding="utf-8")
    with pytest.raises(TooLarge):
        open_document(file, limits=Limits(max_bytes=100))
    with pytest.raises(TooLarge):
        open_document(file, limits=Limits(max_characters=100))


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    """Both are mistakes of the user, not of the program."""
    with pytest.raises(NotFound):
        open_document(tmp_path / "khong-co.txt")
    with pytest.raises(NotReadable):
        open_document(tmp_path)


def test_windows_vietnamese_is_told_by_its_marks(tmp_path: Path) -> None:
    """In Windows-1258 a mark of tone is a letter of its own behind its vowel."""
    text = "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp với các sở xây dựng kế hoạch năm 2026.\r\n"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parted = "".join(
        unicodedata.normalize("NFC", "".join(one for one in parts if one not in tones))
        + "".join(one for one in parts if one in tones)
        for letter in text
        for parts in (unicodedata.normalize("NFD", letter),)
    )
    file = tmp_path / "a.txt"
    file.write_bytes(parted.encode("cp1258"))
    assert open_document(file).source.text == text
    file.write_bytes("Le préfet a décidé que le délai était dépassé, où qu'il fût.".encode("cp1252"))
    assert "préfet" in open_document(file).source.text
