"""S and P: the head, the signature and the recipients held against the body."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.reading.checks.building import HEAD, found, make_item

TASKS = "II. NHIỆM VỤ\n1. Việc thứ nhất.\n2. Việc thứ hai.\n"


@pytest.mark.parametrize(
    ("recipients", "bodies"),
    [
        (("Sở Tài chính", "Lưu: VT"), "Sở Nội vụ"),
        (("Sở Nội vụ", "Lưu: VT"), None),
        (("Các sở, ban, ngành", "Lưu: VT"), None),
        (("SNV", "Lưu: VT"), "Sở Nội vụ"),
        (("Các Sở: Nội vụ, Tài chính", "Lưu: VT"), None),
        (("Như trên", "Lưu: VT"), None),
        (("Chủ tịch, các PCT UBND tỉnh", "Lưu: VT"), "Sở Nội vụ"),
        (("Sở Tài chính",), None),
        ((), None),
    ],
)
def test_who_leads_gets_the_document(recipients: tuple[str, ...], bodies: str | None) -> None:
    """A lead is a recipient by its name or as one of a class (S08); a list that was not read whole tells nothing."""
    told = found("S08", TASKS, items=[make_item()], head=replace(HEAD, recipients=recipients))
    assert [dict(finding.details)["bodies"] for finding in told] == ([bodies] if bodies else [])


def test_the_issuer_and_classes_need_not_be_recipients() -> None:
    """Who issues the document has it; a class is nobody in particular (S08)."""
    head = replace(HEAD, issued_by="Sở Nội vụ", recipients=("Sở Tài chính", "Lưu: VT"))
    items = [make_item(), make_item(lead_agency="các xã", lead_is_class=True)]
    assert found("S08", TASKS, items=items, head=head) == []


PLAN = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LÂM
Số: 14/KH-UBND
Bình Lâm, ngày 10 tháng 3 năm 2025
KẾ HOẠCH
Trồng cây năm 2025
I. NHIỆM VỤ
1. Sở Tài chính bố trí kinh phí.
2. Sở Nội vụ theo dõi.
Nơi nhận:
- Như trên;
- Lưu: VT.
{}
Nguyễn Văn Bình"""


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH", 1),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", 0),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", 0),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nCHỦ TỊCH", 1),
        ("TM. SỞ NỘI VỤ\nGIÁM ĐỐC", 1),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", 0),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", 0),
    ],
)
def test_authority_of_the_signature(lines: str, count: int) -> None:
    """A deputy signs "KT.", an office led by one person has no "TM." (S10); the Party has forms of its own."""
    assert len(found("S10", PLAN.format(lines))) == count


@pytest.mark.parametrize(
    ("opening", "count"),
    [
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển rừng giai đoạn 2025 - 2028 như sau:", 1),
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển rừng giai đoạn 2025 - 2030 như sau:", 0),
        ("Thực hiện Chương trình phát triển rừng giai đoạn 2021 - 2025, tỉnh đã trồng 200 ha.", 0),
        ("Nhiệm kỳ vừa qua đã ban hành Kế hoạch số 12/KH-UBND về rừng giai đoạn 2021 - 2025.", 0),
    ],
)
def test_the_period_of_the_title_is_that_of_the_opening(opening: str, count: int) -> None:
    """The words that issue the document name the period of its title (P05); other documents have their own."""
    head = replace(HEAD, subject="Phát triển rừng giai đoạn 2025 - 2030")
    assert len(found("P05", f"{opening}\n{TASKS}", head=head)) == count


@pytest.mark.parametrize(
    ("opening", "count"),
    [
        ("Thực hiện Nghị quyết số 19-NQ/TW ngày 16/6/2022, Tỉnh ủy ban hành Chương trình.", 1),
        ("Thực hiện Nghị quyết số 20-NQ/TW ngày 16/6/2022, Tỉnh ủy ban hành Chương trình.", 0),
        ("Thực hiện Nghị quyết số 20-NQ/TW và Nghị quyết số 19-NQ/TW, Tỉnh ủy ban hành Chương trình.", 0),
        ("Căn cứ Quyết định số 12/QĐ-TTg ngày 16/6/2022, Tỉnh ủy ban hành Chương trình.", 0),
    ],
)
def test_title_and_opening_carry_out_one_document(opening: str, count: int) -> None:
    """A title that names one resolution above words that name another is an old draft (C10)."""
    head = replace(HEAD, subject="thực hiện Nghị quyết số 20-NQ/TW về nông nghiệp")
    assert len(found("C10", f"{opening}\n{TASKS}", head=head)) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Căn cứ Luật Đất đai năm 2013", 1),
        ("Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29 tháng 11 năm 2013", 1),
        ("Căn cứ Luật Đất đai năm 2024", 0),
        ("Căn cứ Luật Lưu trữ năm 2011", 0),
        ("Tổng kết thi hành Luật Đất đai năm 2013", 0),
    ],
)
def test_replaced_laws(words: str, count: int) -> None:
    """A law out of force on the day of issue is told (C09), unless its past is spoken of."""
    from dondoc.reading import read_directive  # noqa: PLC0415  laws are found by the reader itself
    from dondoc.reading.source import SourceText  # noqa: PLC0415

    text = PLAN.format("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH").replace("I. NHIỆM VỤ", f"{words};\nI. NHIỆM VỤ")
    register = read_directive(SourceText.from_text(text)).register
    assert register.directive.issued_on == dt.date(2025, 3, 10)
    assert sum(finding.code == "C09" for finding in register.findings) == count


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Sở Tài chính lo kinh phí cho công tác PCCCR.", "PCCCR"),
        ("Công tác phòng cháy, chữa cháy rừng (PCCCR) và kinh phí PCCCR.", None),
        ("Ban Chỉ huy (sau đây viết tắt là BCHT) họp; BCHT báo cáo.", None),
        ("UBND tỉnh báo cáo HĐND tỉnh theo Quyết định số 12/QĐ-TTg.", None),
        ("DANH MỤC CÁC NHIỆM VỤ CỦA TỈNH", None),
        ("Xếp hạng GRDP giai đoạn II và III.", None),
    ],
)
def test_abbreviations(sentence: str, names: str | None) -> None:
    """An abbreviation that is never written out is told (S09); what everybody knows is not."""
    told = found("S09", f"II. NỘI DUNG\n1. {sentence}\n2. Nội dung khác.")
    assert [dict(finding.details)["names"] for finding in told] == ([names] if names else [])


def test_one_product_ordered_twice() -> None:
    """The document of one name, drawn up in two places by other words, is one item too many (S03)."""
    first = make_item("Tham mưu Ủy ban nhân dân tỉnh ban hành Quy chế quản lý dữ liệu số của tỉnh", path="II/1")
    second = make_item("Xây dựng Quy chế quản lý dữ liệu số của tỉnh, trình Ủy ban nhân dân tỉnh", id="2", path="II/3")
    items = [replace(item, deliverable="regulation") for item in (first, second)]
    assert len(found("S03", items=items)) == 1


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("(Ban hành kèm theo Quyết định số 13/QĐ-UBND ngày 09 tháng 8 năm 2021)", 1),
        ("(Kèm theo Quyết định số 12/QĐ-UBND ngày 10 tháng 8 năm 2021 của UBND tỉnh)", 1),
        ("(Kèm theo Quyết định số 12/QĐ-UBND ngày 09 tháng 8 năm 2021 của UBND tỉnh)", 0),
        ("(Kèm theo Quyết định số 12/QĐ-TTg ngày 10 tháng 7 năm 2021 của Thủ tướng Chính phủ)", 0),
    ],
)
def test_an_annex_goes_with_its_document(line: str, count: int) -> None:
    """The line under the title of an annex names this document, by number and day (C11)."""
    head = replace(HEAD, reference="12/QĐ-UBND")
    assert len(found("C11", f"{TASKS}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{line}\n1. Việc thứ nhất.", head=head)) == count


@pytest.mark.parametrize(("entry", "count"), [("Như Điều 3", 1), ("Như Điều 2", 0), ("Như trên", 0)])
def test_recipients_by_an_article(entry: str, count: int) -> None:
    """An article that recipients are named by is there (S11)."""
    text = "Điều 1. Ban hành Kế hoạch này.\nĐiều 2. Sở Nội vụ chịu trách nhiệm thi hành."
    assert len(found("S11", text, head=replace(HEAD, recipients=(entry, "Lưu: VT")))) == count


def test_a_recipient_in_short_is_the_same_body() -> None:
    """ "Sở KHCN" leads and "Sở Khoa học và Công nghệ" gets the document, or the other way round (S08)."""
    for lead, recipient in (("Sở KHCN", "Sở Khoa học và Công nghệ"), ("Sở Giáo dục và Đào tạo", "Sở GDĐT")):
        head = replace(HEAD, recipients=(recipient, "Lưu: VT"))
        assert found("S08", TASKS, items=[make_item(lead_agency=lead)], head=head) == []
