"""What opening a file has to say: findings of the family `R` (reading), each a sentence and a next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

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
    "signatures-unread": (
        "R13", "warning", "Không kiểm tra được chữ ký số trong tệp.",
        "Kiểm tra chữ ký bằng phần mềm ký số của cơ quan trước khi công bố.",
    ),
}  # fmt: skip


def note(name: str) -> CheckFinding:
    """Give the finding for one of the notes a reader makes."""
    code, severity, message, fix = _NOTES[name]
    return CheckFinding(code, severity, message, "", None, fix)


def of_signatures(verified: Iterable[dict[str, Any]]) -> Iterator[CheckFinding]:
    """Give a finding for each signature that is broken, revoked or unreadable."""
    for signature in verified:
        signer = signature["signer"] or "không rõ người ký"
        if signature["integrity"] == "broken":
            yield finding(
                "R14", "error", f"Chữ ký số của {signer} không còn nguyên vẹn: tệp đã bị sửa sau khi ký.",
                "Không dùng tệp này; lấy lại bản gốc từ cơ quan ban hành.",
            )  # fmt: skip
        elif signature["integrity"] == "unknown":
            yield note("signatures-unread")
        elif signature["revoked"]:
            yield finding(
                "R15", "error", f"Chứng thư số của {signer} đã bị thu hồi.",
                "Xác minh văn bản với cơ quan ban hành trước khi sử dụng.",
            )  # fmt: skip


def finding(code: str, severity: str, message: str, fix: str, place: Place | None = None) -> CheckFinding:
    """Give a finding that names what was seen."""
    return CheckFinding(code, severity, message, "", place, fix)
