"""Run the command in this process, the way a person would."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "50-CTr-TU.ocr.txt"

SMALL = """ỦY BAN NHÂN DÂN TỈNH HẬU GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/KH-UBND | Hậu Giang, ngày 09 tháng 8 năm 2021
KẾ HOẠCH
Triển khai công tác cải cách hành chính
I. MỤC TIÊU
Nâng cao chất lượng phục vụ Nhân dân và doanh nghiệp trên địa bàn tỉnh.
II. NỘI DUNG
1. Sở Nội vụ chủ trì, phối hợp Sở Tài chính xây dựng Đề án vị trí việc làm; thời gian hoàn thành trong quý II năm 2021.
2. Sở Tư pháp chủ trì xây dựng Kế hoạch rà soát văn bản; thời gian hoàn thành trong quý IV năm 2021.
3. Thực hiện Nghị quyết số 41-NQ/TW của Bộ Chính trị khóa IX.
"""


@dataclass(frozen=True)
class Run:
    """What a run gave."""

    code: int
    out: str
    err: str
    raw: bytes


def run(*arguments: object, stdin: bytes = b"") -> Run:
    """Run `dondoc` with arguments; give its exit code and what it wrote."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with _stdin(stdin), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out.flush()
    raw = out.buffer.getvalue()  # type: ignore[attr-defined]
    return Run(code, raw.decode("utf-8", errors="replace"), err.getvalue(), raw)


@contextmanager
def _stdin(data: bytes) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def small_file(folder: Path, text: str = SMALL, name: str = "van-ban.txt") -> Path:
    """Write a small directive in a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def clean_environment() -> dict[str, str]:
    """Give the environment without the settings of the person who runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
