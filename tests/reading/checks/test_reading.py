"""R: how well the text could be read."""

from __future__ import annotations

import pytest

from dondoc.reading.repair.result import Change, Reading
from dondoc.reading.source import Span
from tests.reading.checks.building import found, make_deadline, make_item, place_of

TEXT = "1. Ban Tổ chức Tỉnh ủy tham mưu xây dựng Đề án, hoàn thành trong quý II năm 2021."


def _change(words: str, confidence: float, *alternatives: Reading) -> Change:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Change(span, span, words, words, confidence, alternatives)


@pytest.mark.parametrize(
    ("lead", "confidence", "count"),
    [("Bên liên hệ", 0.4, 1), ("Bên liên hệ", 0.95, 0), ("Ban Tổ chức Tỉnh ủy", 0.4, 0), ("Sở Nội vụ", 0.2, 1)],
)
def test_doubtful_fact(lead: str, confidence: float, count: int) -> None:
    """A lead that was read with little confidence is to be confirmed, a known agency less readily (R01)."""
    item = make_item(lead_agency=lead, lead_source=place_of(TEXT, "Ban Tổ chức Tỉnh ủy"))
    changes = (_change("Tổ", 0.99), _change("chức", confidence), _change("Đề", 0.2))
    assert len(found("R01", TEXT, items=[item], changes=changes)) == count


def test_paragraph_left_over() -> None:
    """What is no known part of the document is told, with its words (R02)."""
    messages = [finding.message for finding in found("R02", "Thưa các đồng chí đảng viên.\n" + TEXT)]
    assert all("“" in message for message in messages)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TEXT, 0),
        ("The committee shall report quarterly progress through established channels without further instruction.", 1),
        ("@#$ 123 %%% ^^^", 1),
        ("1. Uy ban nhan dan tinh xay dung ke hoach, hoan thanh trong quy II nam 2021.", 0),
    ],
)
def test_not_vietnamese(text: str, count: int) -> None:
    """English and noise are told apart from Vietnamese, with its marks or without (R03)."""
    assert len(found("R03", text)) == count


def test_nothing_found() -> None:
    """A register without items says so (R04)."""
    assert len(found("R04", TEXT)) == 1
    assert found("R04", TEXT, items=[make_item()]) == []


def test_was_repaired() -> None:
    """Damaged pages are counted, with what was wrong with them (R05)."""
    [finding] = found("R05", TEXT, damage=("ocr", "none", "ocr"))
    assert finding.message.startswith("2 trang có chữ nhận dạng sai (nhận dạng bằng tiếng Anh)")
    assert found("R05", TEXT) == []


def test_labels_are_confirmed_by_the_count() -> None:
    """The number a paragraph begins with is no doubtful figure (R06)."""
    span = Span(0, 1)
    change = Change(span, span, "1", "1", 0.7, (Reading("4", 0.3),))
    assert found("R06", TEXT, changes=(change,)) == []


def test_only_numbers_are_told_for_their_readings() -> None:
    """What may be another word or another letter is no finding, though a digit was seen in it (R06)."""
    span = Span(TEXT.index("Tổ"), TEXT.index("Tổ") + 2)
    for seen, meant, other in (("T6", "Tổ", "Tố"), ("10", "10", "lộ"), ("5O-CTr/TU", "50-CTr/TU", "50-CTr/TƯ")):
        change = Change(span, span, seen, meant, 0.7, (Reading(other, 0.3),))
        assert found("R06", TEXT, changes=(change,)) == []


def test_number_with_two_readings() -> None:
    """A figure with another likely reading is told (R06), but not twice where it is a deadline's."""
    changes = (_change("2021", 0.7, Reading("2024", 0.3)),)
    assert len(found("R06", TEXT, changes=changes)) == 1
    deadline = make_deadline(source=place_of(TEXT, "trong quý II năm 2021"))
    assert found("R06", TEXT, changes=changes, items=[make_item(deadline=deadline)]) == []
    assert found("R06", TEXT, changes=(_change("2021", 0.99, Reading("2024", 0.01)),)) == []
