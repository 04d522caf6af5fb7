"""`dondoc check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run, small_file

IN_ORDER = """ỦY BAN NHÂN DÂN TỈNH HẬU GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/KH-UBND | Hậu Giang, ngày 09 tháng 8 năm 2021
KẾ HOẠCH
Triển khai công tác cải cách hành chính
I. NỘI DUNG
1. Sở Nội vụ chủ trì xây dựng Đề án vị trí việc làm; thời gian hoàn thành trong quý IV năm 2021.
"""


def test_findings_give_exit_code_1(tmp_path: Path) -> None:
    """Each finding names file, line, code, severity and fix; the deadline before the date of issue is an error."""
    result = run("check", small_file(tmp_path))
    assert result.code == 1
    line = next(line for line in result.out.splitlines() if " D02 " in line)
    assert line.startswith(f"{tmp_path / 'van-ban.txt'}:8: D02 lỗi: [II/1] Thời hạn")
    assert "lỗi" in result.err


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_threshold(fail_on: str, code: int, tmp_path: Path) -> None:
    """Only findings at or above the threshold fail."""
    path = small_file(tmp_path, IN_ORDER + "2. Thực hiện Nghị quyết số 41-NQ/TW của Bộ Chính trị khóa IX.\n")
    assert "C01" in run("check", path).out
    assert run("check", path, "--fail-on", fail_on).code == code


def test_ignoring_on_the_command_line(tmp_path: Path) -> None:
    """Codes and families are left out, and counted as left out."""
    result = run("check", small_file(tmp_path), "--ignore", "D02,C", "--ignore", "S L")
    assert not {"D02", "C01", "S06"} & set(result.out.split())
    assert "bỏ qua" in result.err
    assert "D02" not in run("check", small_file(tmp_path), "--ignore", "d02").out.split()


def test_ignore_list_beside_the_file(tmp_path: Path) -> None:
    """An entry holds for its code, its part and its file only."""
    path = small_file(tmp_path)
    entry = '[[ignore]]\ncode = "D02"\npath = "{}"\nfile = "{}"\nreason = "đã xác nhận"\n'
    listed = tmp_path / ".dondoc-ignore"
    for where, file, ignored in (
        ("II/1", "van-*", True),
        ("II", "*", True),
        ("III", "*", False),
        ("II/1", "x*", False),
    ):
        listed.write_text(entry.format(where, file), encoding="utf-8")
        assert (" D02 " not in run("check", path).out) == ignored


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[ignore]\n", "chưa đúng"),
        ('[[ignore]]\ncode = "D02"\n', "reason"),
        ('[[ignore]]\ncode = "X99"\nreason = "?"\n', "X99"),
    ],
)
def test_ignore_list_that_is_wrong(text: str, sentence: str, tmp_path: Path) -> None:
    """A list that cannot be understood is a mistake, not an empty list."""
    (tmp_path / ".dondoc-ignore").write_text(text, encoding="utf-8")
    result = run("check", small_file(tmp_path))
    assert result.code == 2
    assert sentence in result.err


def test_unknown_code_on_the_command_line(tmp_path: Path) -> None:
    """A code that does not exist is a mistake."""
    assert run("check", small_file(tmp_path), "--ignore", "Q77").code == 2


def test_json(tmp_path: Path) -> None:
    """The findings with their places, in the language asked for."""
    report = json.loads(run("check", small_file(tmp_path), "--format", "json", "--lang", "en").out)
    finding = next(each for each in report["findings"] if each["code"] == "D02")
    assert report["schema"] == "dondoc.check/1"
    assert finding["severity"] == "error"
    assert finding["message"].startswith("The deadline")
    assert finding["source"]["line_from"] == 8


def test_explaining() -> None:
    """A code is explained in both languages; every code is listed."""
    assert "Cách sửa" in run("check", "--explain", "d02").out
    assert "How to mend it" in run("check", "--explain", "D02", "--lang", "en").out
    assert run("check", "--explain", "Z1").code == 2
    assert "D02" in run("check", "--list").out


def test_a_file_is_needed() -> None:
    """Without a file there is a sentence, not a traceback."""
    result = run("check")
    assert result.code == 2
    assert "dondoc check" in result.err
