"""What opening a file says of the line with reference and date, in a form that a person can choose from."""

from __future__ import annotations

from typing import Any

from dondoc.files.warnings import head_findings
from dondoc.reading.source import SourceText


def field(value: str | None, *others: str, doubtful: bool = True) -> dict[str, Any]:
    return {"value": value, "others": others, "doubtful": doubtful}


def test_the_readings_of_number_and_day_are_listed_for_choosing() -> None:
    """Every day that the readings make, but the one there is not (31 September)."""
    head = {
        "number": field("194", "124"),
        "day": field("30", "31"),
        "month": field("9"),
        "year": field("2024", doubtful=False),
        "symbol": "KH-UBND",
        "first_reading": "Số: 1?4/KH-UBND",
    }
    found = {one.code: dict(one.details) for one in head_findings(head, SourceText.from_text("x"), "194-kh.pdf", None)}
    assert found == {"R16": {"numbers": "194 / 124"}, "R17": {"dates": "2024-09-30"}}


def test_an_unread_day_leaves_nothing_to_choose() -> None:
    head = {
        "number": field("12", doubtful=False),
        "day": field(None),
        "month": field("10"),
        "year": field("2024"),
        "symbol": "",
        "first_reading": "",
    }
    found = [dict(one.details) for one in head_findings(head, SourceText.from_text("x"), "12.pdf", None)]
    assert found == [{"dates": ""}]
