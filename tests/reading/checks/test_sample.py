"""What the checks find in the sample programme, from its damaged text and from its proper one."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from dondoc.reading import read_directive
from dondoc.reading.source import SourceText

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture(scope="module", params=["50-CTr-TU.ocr.txt", "50-CTr-TU.txt"])
def found(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """The messages of the sample by code, each with its path before it."""
    text = (SAMPLES / request.param).read_text(encoding="utf-8")
    messages = defaultdict(list)
    for finding in read_directive(SourceText.from_text(text)).register.findings:
        messages[finding.code].append(f"{finding.path}: {finding.message}")
    return messages


def _paths(messages: list[str]) -> set[str]:
    return {message.partition(":")[0] for message in messages}


def test_deadlines_before_the_date_of_issue(found: dict[str, list[str]]) -> None:
    """Three products were due in the second quarter of 2021, in a document of August."""
    assert {"II/3/3.2/(3)", "II/3/3.2/(9)", "II/3/3.2/(14)"} <= _paths(found["D02"])


def test_products_without_deadline(found: dict[str, list[str]]) -> None:
    """Products that never fall due are all told."""
    expected = {f"II/3/3.2/({number})" for number in (4, 6, 7, 8, 13)} | {"II/3/3.3/(1)", "II/3/3.3/(2)"}
    assert expected <= _paths(found["D01"])


def test_leads(found: dict[str, list[str]]) -> None:
    """A regulation that nobody drafts, standing tasks for nobody, and two products with two bodies."""
    assert "II/2" in _paths(found["L01"])
    assert {"II/4/(1)", "II/5/(3)"} <= _paths(found["L02"])
    assert {"II/3/3.2/(10)", "II/3/3.2/(12)"} <= _paths(found["L04"])


def test_periods_that_disagree(found: dict[str, list[str]]) -> None:
    """2021-2026 beside 2021-2030, and a title of 2021-2025 with a body of 2020-2025."""
    assert "II/3/3.2/(10): Mục này nói giai đoạn 2021 - 2030, nhưng cũng nói giai đoạn 2021 - 2026." in found["P01"]
    [message] = found["P02"]
    assert message.startswith("II/3/3.2/(12): Tên ghi giai đoạn 2021 - 2025, nội dung ghi 2020 - 2025")


def test_citations(found: dict[str, list[str]]) -> None:
    """Two without a date, one written unlike the others."""
    told = " ".join(found["C01"])
    assert "41-NQ/TW" in told
    assert "33-NQ/TW" in told
    assert any("“Chỉ thị 50-CT/TW”" in message for message in found["C08"])


def test_what_is_in_order_is_left_alone(found: dict[str, list[str]]) -> None:
    """The ranks add up, the numbering has no gap, nothing is given twice, no citation is from the future."""
    assert not {"T02", "T05", "T07", "T09", "S01", "S02", "S03", "C03", "C05", "C06", "P03", "D04"} & set(found)
