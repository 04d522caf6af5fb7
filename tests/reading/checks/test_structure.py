"""S: numbering, repetitions and missing parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.checks.building import HEAD, found, make_item

SECTIONS = "I. MỤC TIÊU\nNâng cao chất lượng.\nII. NỘI DUNG\n{}"


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ((1, 2, 4), ["3"]),
        ((1, 2, 3), []),
        ((1, 2, 1), []),
    ],
)
def test_numbering_gap(numbers: tuple[int, ...], missing: list[str]) -> None:
    """The number that is left out is named (S01); a new count from 1 is no gap."""
    text = SECTIONS.format("\n".join(f"{n}. Nội dung thứ {n} cần thực hiện." for n in numbers))
    assert [dict(finding.details)["missing"] for finding in found("S01", text)] == missing


@pytest.mark.parametrize(
    ("labels", "missing"),
    [
        (("a)", "b)", "d)"), "c)"),
        (("đ)", "g)"), "e)"),
        (("e)", "g)"), None),
        (("I.", "II.", "IV."), "III"),
        (("A.", "C."), "B"),
        (("A.", "B.", "C.", "D.", "E."), None),
    ],
)
def test_gap_between_letters(labels: tuple[str, ...], missing: str | None) -> None:
    """Letters are counted as officials count them: d, đ, e, g (S01)."""
    text = "1. Nội dung\n" + "\n".join(f"{label} Việc cần làm của mục này." for label in labels)
    told = [dict(finding.details)["missing"] for finding in found("S01", text)]
    assert told == ([missing] if missing else [])


def test_number_used_twice() -> None:
    """Two neighbours with one number are found (S02)."""
    text = SECTIONS.format("1. Nội dung đầu.\n2. Nội dung hai.\n2. Nội dung ba.\n3. Nội dung tư.")
    assert len(found("S02", text)) == 1
    assert found("S02", SECTIONS.format("1. Nội dung đầu.\n2. Nội dung hai.")) == []
    [finding] = found("S02", SECTIONS.format("\n".join(["1. Nội dung."] * 5)))
    assert dict(finding.details)["count"] == "5"


def test_duplicate_item() -> None:
    """The same title twice is one item too many (S03)."""
    first = make_item("Xây dựng Đề án phát triển Trường Chính trị tỉnh", path="II/1")
    second = replace(first, id="item-2", path="III/2")
    [finding] = found("S03", items=[first, second])
    assert (finding.subject, dict(finding.details)["other"]) == ("item-2", "II/1")
    assert found("S03", items=[first, replace(second, optional=True)]) == []


def test_heading_without_content() -> None:
    """A part with nothing under it is found (S04)."""
    assert [f.path for f in found("S04", "I. MỤC TIÊU\nII. NỘI DUNG\n1. Việc thứ nhất.\n2. Việc thứ hai.")] == ["I"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "\n".join(
                f"Đoạn văn này không có số mục và là đoạn {word}." for word in ("một", "hai", "ba", "bốn", "năm")
            ),
            1,
        ),
        (SECTIONS.format("1. Một.\n2. Hai.\n3. Ba.\n4. Bốn.\n5. Năm."), 0),
        ("Chỉ một đoạn ngắn.", 0),
    ],
)
def test_no_numbering(text: str, count: int) -> None:
    """A text of some length has numbers (S05)."""
    assert len(found("S05", text)) == count


def test_head_incomplete() -> None:
    """What the head lacks is named in one finding (S06)."""
    [finding] = found("S06", head=replace(HEAD, reference=None, signatory=None))
    assert finding.message == "Không tìm thấy số, ký hiệu, người ký."
    assert found("S06") == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Chi tiết tại Phụ lục II kèm theo.", 1),
        ("Chi tiết tại Phụ lục I kèm theo.", 0),
        ("Theo Phụ lục III ban hành kèm theo Nghị định số 30/2020/NĐ-CP.", 0),
    ],
)
def test_annex_missing(sentence: str, count: int) -> None:
    """An annex that is mentioned has to be there, unless it is another document's (S07)."""
    text = SECTIONS.format(f"1. {sentence}\n2. Nội dung khác.\nPhụ lục I\nDANH MỤC NHIỆM VỤ\n1. Việc thứ nhất.")
    assert len(found("S07", text)) == count
