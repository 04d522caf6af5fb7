"""Marks of secrecy ("MẬT", "TỐI MẬT", "TUYỆT MẬT") and urgency ("KHẨN", "HỎA TỐC") on a first page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.files.syllables import folded
from dondoc.files.warnings import finding
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Line, Place, SourceText, Span

UPPER_LINES = 30  # where such a mark stands: by the letterhead, above the body
_PART = re.compile(r"(?:(?! \| |\t| {3}).)+")  # a cell, or what stands by itself in a line
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_STATED = re.compile(r"(?:do mat|do khan|muc do khan|dau chi muc do mat)\s*:\s*(?P<mark>[\w ]+)")
_SECRECY = {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"}
_URGENCY = {
    "hoa toc": "HỎA TỐC", "hoa toc hen gio": "HỎA TỐC HẸN GIỜ", "thuong khan": "THƯỢNG KHẨN", "khan": "KHẨN",
}  # fmt: skip


def mark_findings(source: SourceText) -> Iterator[CheckFinding]:
    """Give a finding for the highest class of secrecy and for the urgency that stand by themselves on the first page.

    Marks are told without their accents, which stamps lose: a needless warning costs less than a missed one.
    """
    marks = list(_marks(source))
    for kind, code in ((_SECRECY, "R21"), (_URGENCY, "R22")):
        found = next(((words, place) for mark, words in kind.items() for seen, place in marks if seen == mark), None)
        if found and code == "R21":
            yield _secret(*found)
        elif found:
            yield _urgent(*found)


def _secret(mark: str, place: Place) -> CheckFinding:
    return finding(
        "R21", "error", f"Văn bản có dấu chỉ độ mật «{mark}». Hệ thống này không dùng để xử lý bí mật nhà nước.",
        "Không tải lên, không gửi tiếp; xóa bản đã tải lên và xử lý văn bản theo quy định về bảo vệ bí mật nhà nước.",
        place, mark=mark,
    )  # fmt: skip


def _urgent(mark: str, place: Place) -> CheckFinding:
    return finding(
        "R22", "note", f"Văn bản có dấu chỉ mức độ khẩn «{mark}».", "Đặt độ khẩn của văn bản và chuyển xử lý ngay.",
        place, mark=mark,
    )  # fmt: skip


def _marks(source: SourceText) -> Iterator[tuple[str, Place]]:
    """Give what may be a mark in the upper part of the first page, without its accents."""
    for line in _upper(source):
        words = line.span.of(source.text)
        for part in _PART.finditer(words):
            place = source.place(Span(line.span.start + part.start(), line.span.start + part.end()))
            core = _EDGES.sub("", part[0])
            stated = _STATED.fullmatch(folded(core))
            if stated:
                yield stated["mark"].strip(), place
            elif core.isupper():
                yield " ".join(folded(core).split()), place


def _upper(source: SourceText) -> list[Line]:
    first = source.pages[0].span
    lines = [line for line in source.lines if first.start <= line.span.start <= first.end]
    return [line for line in lines if line.span.of(source.text).strip()][:UPPER_LINES]
