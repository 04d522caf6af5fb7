"""What opening a file has to say: findings of the family `R` (reading), each a sentence and a next step."""

from __future__ import annotations

from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Place

_NOTES: dict[str, tuple[str, str, str, str]] = {
    "script": (
        "R11", "warning", "Tệp PDF có mã JavaScript; mã đã bị bỏ qua, không chạy.",
        "Chỉ dùng bản PDF do cơ quan ban hành cung cấp.",
    ),
    "no-tesseract": (
        "R12", "warning", "Một số trang chỉ có ảnh và chưa được đọc vì máy chủ chưa cài Tesseract.",
        "Đề nghị quản trị viên cài gói tesseract-ocr-vie rồi đọc lại tệp.",
    ),
}  # fmt: skip


def note(name: str) -> CheckFinding:
    """Give the finding for one of the notes a reader makes."""
    code, severity, message, fix = _NOTES[name]
    return CheckFinding(code, severity, message, "", None, fix)


def finding(code: str, severity: str, message: str, fix: str, place: Place | None = None) -> CheckFinding:
    """Give a finding that names what was seen."""
    return CheckFinding(code, severity, message, "", place, fix)
