"""What opening a file has to say: findings of the family `R` (reading), each a sentence and a next step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

from dondoc.files.syllables import folded
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Place, SourceText
from dondoc.reading.structure.zones import is_person

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
    "embedded": (
        "R24", "warning", "Trong tệp Word có phần nhúng nguyên từ một tệp khác và chưa được đọc.",
        "Mở tệp bằng Word, lưu lại thành một tệp .docx rồi đọc lại.",
    ),
}  # fmt: skip
_CITED = re.compile(r"/[A-ZĐ]")


def note(name: str) -> CheckFinding:
    """Give the finding for one of the notes a reader makes."""
    code, severity, message, fix = _NOTES[name]
    return CheckFinding(code, severity, message, "", None, fix)


def of_signatures(verified: Iterable[dict[str, Any]]) -> Iterator[CheckFinding]:
    """Give a finding for each signature that is broken, revoked, expired or unreadable."""
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
        elif signature["expired"]:
            yield finding(
                "R25", "warning", f"Chứng thư số của {signer} không còn hiệu lực vào thời điểm ký.",
                "Xác minh văn bản với cơ quan ban hành trước khi sử dụng.",
            )  # fmt: skip


def of_signers(verified: Iterable[dict[str, Any]], text: str) -> Iterator[CheckFinding]:
    """Give a finding where persons signed digitally and none of them is named in the text.

    A certificate in capitals is that of a body: it says nothing of the person.
    """
    persons = [str(s["signer"]) for s in verified if is_person(str(s["signer"])) and not str(s["signer"]).isupper()]
    words = " ".join(folded(text).split())
    if persons and text and not any(folded(person) in words for person in persons):
        yield finding(
            "R20", "warning", f"Chữ ký số là của {', '.join(dict.fromkeys(persons))}, nhưng văn bản không có tên này.",
            "Đối chiếu người ký trên ảnh với chứng thư số.", signatories=_listed(persons),
        )  # fmt: skip


def head_findings(
    head: dict[str, Any] | None, source: SourceText, file_name: str, signed_on: str | None
) -> Iterator[CheckFinding]:
    """Give the findings on the line with reference and date: every disagreement, with all its readings."""
    if head is None:
        return
    number, day, month, year = head["number"], head["day"], head["month"], head["year"]
    first = head["first_reading"]
    place = _line_with(source, head["symbol"] or str(year["value"]))
    if number["value"] is None or number["others"] or number["doubtful"]:
        readings = _listed([number["value"], *number["others"]])
        yield finding(
            "R16", "warning" if number["doubtful"] or number["value"] is None else "note",
            f"Số văn bản trên ảnh có nhiều cách đọc: {readings}; dòng đọc lần đầu: «{first}»; tên tệp: «{file_name}».",
            "Đối chiếu số văn bản với ảnh trang đầu.", place, numbers=readings,
        )  # fmt: skip
    if any(part["value"] is None or part["doubtful"] for part in (day, month, year)):
        days, months = (_listed([part["value"], *part["others"]]) for part in (day, month))
        yield finding(
            "R17", "warning", f"Ngày ban hành đọc không chắc: ngày {days}, tháng {months}; đọc lần đầu: «{first}».",
            "Đối chiếu ngày ban hành với ảnh trang đầu.", place, dates=_dates(day, month, year),
        )  # fmt: skip
    elif signed_on and _issued_on(day, month, year) > signed_on:
        yield finding(
            "R18", "warning", f"Ngày ban hành đọc được ({_issued_on(day, month, year)}) sau ngày ký số ({signed_on}).",
            "Đối chiếu ngày ban hành với ảnh trang đầu.", place,
        )  # fmt: skip


def completed_findings(completed: Iterable[Sequence[str]], source: SourceText) -> Iterator[CheckFinding]:
    """Give a finding for each name of a signatory that a seal half covers, with the names it may be."""
    for name, *others in completed:
        also = f"; cũng có thể là: {', '.join(others)}" if others else ""
        yield finding(
            "R19", "warning", f"Dấu che mất phần đầu họ tên người ký; theo phần chữ còn thấy, đọc là «{name}»{also}.",
            "Đối chiếu họ tên người ký với ảnh trang văn bản.", _line_with(source, name),
            signatories=_listed([name, *others]),
        )  # fmt: skip


def reread_findings(reread: Iterable[Sequence[str]], source: SourceText) -> Iterator[CheckFinding]:
    """Give a finding for each reference or number whose close readings differ from the first."""
    for word, *others in reread:
        cited = _CITED.search(word)
        what, details = ("Số, ký hiệu", "references") if cited else ("Con số", "figures")
        yield finding(
            "R23", "warning", f"{what} «{word}» có cách đọc khác trên ảnh: {_listed(others)}.",
            f"Đối chiếu {what.lower()} với ảnh trang văn bản.", _line_with(source, word),
            **{details: _listed([word, *others])},
        )  # fmt: skip


def _issued_on(day: dict[str, Any], month: dict[str, Any], year: dict[str, Any]) -> str:
    return f"{int(year['value']):04d}-{int(month['value']):02d}-{int(day['value']):02d}"


def _dates(day: dict[str, Any], month: dict[str, Any], year: dict[str, Any]) -> str:
    """List the days that the readings of day and month make, as ISO 8601; those there are not are left out."""
    days, months, years = ([part["value"], *part["others"]] for part in (day, month, year))
    found = []
    for one in product(years, months, days):
        with suppress(TypeError, ValueError):
            found.append(dt.date(*(int(part) for part in one)).isoformat())
    return _listed(found)


def _listed(readings: Iterable[str | None]) -> str:
    return " / ".join(dict.fromkeys(reading or "?" for reading in readings))


def _line_with(source: SourceText, words: str) -> Place | None:
    line = next((line for line in source.lines if words and words in line.span.of(source.text)), None)
    return source.place(line.span) if line else None


def finding(
    code: str, severity: str, message: str, fix: str, place: Place | None = None, **details: str
) -> CheckFinding:
    """Give a finding that names what was seen; `details` are the readings, for a person to choose from."""
    return CheckFinding(code, severity, message, "", place, fix, details=tuple(details.items()))
