"""Letterhead, body, recipients, signature, stamps and furniture are told apart."""

from __future__ import annotations

import pytest

from tests.reading.making import make_structure

LETTER = """ỦY BAN NHÂN DÂN TỈNH HÀ NAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 31/KH-UBND | Hà Nam, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 2 năm 2025;
I. MỤC ĐÍCH
1. Nâng cao chất lượng phục vụ.
Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ban, ngành;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn An
\t\t2024-03-02T17:16:32+0700
\tViệt Nam
\tTrần Văn An<an@hanam.example> đã ký lên văn bản này!
"""


def zones(text: str) -> dict[str, list[str]]:
    """Give the first words of the paragraphs of each zone."""
    cut = make_structure(text)
    names = ("letterhead", "body", "recipients", "signature", "stamps", "furniture")
    return {name: [cut.paragraphs[at].text[:12].strip() for at in getattr(cut.zones, name)] for name in names}


def test_the_zones_of_a_letter() -> None:
    """Each paragraph stands where an officer would say it stands."""
    assert zones(LETTER) == {
        "letterhead": ["ỦY BAN NHÂN", "Số: 31/KH-UB", "KẾ HOẠCH", "CẢI CÁCH HÀN"],
        "body": ["Căn cứ Luật", "I. MỤC ĐÍCH", "1. Nâng cao"],
        "recipients": ["Nơi nhận:", "- Thường trự", "- Các sở, ba", "- Lưu: VT."],
        "signature": ["TM. ỦY BAN N", "CHỦ TỊCH", "Trần Văn An"],
        "stamps": ["2024-03-02T1", "Việt Nam", "Trần Văn An<"],
        "furniture": [],
    }


def test_recipients_and_signatory_in_one_paragraph() -> None:
    """The row that holds both is the recipients'; who signed is read from it by the head."""
    found = zones("1. Sở A chủ trì.\nNơi nhận: - Như trên; - Lưu: VT. | CHỦ TỊCH Trần Văn An\n")
    assert (found["body"], found["recipients"], found["signature"]) == (["1. Sở A chủ"], ["Nơi nhận: -"], [])


@pytest.mark.parametrize(
    "text",
    [
        "Sở A chủ trì rà soát các thủ tục.\n",
        "1. Sở A\n2. Sở B\n",
        "Ngày 02 tháng 3 năm 2024, tại Hà Nam, Ủy ban đã họp bàn.\n",
    ],
)
def test_no_head_is_made_up(text: str) -> None:
    """Without a mark of a head everything is body."""
    assert zones(text)["letterhead"] == []


def test_grounds_with_dates_are_no_letterhead() -> None:
    """A ground that names a day ends the head."""
    assert "Căn cứ Luật" not in zones(LETTER)["letterhead"]


def test_an_annex_behind_the_recipients_is_no_part_of_them() -> None:
    """Rows of a table, with or without a title before them, end the recipients."""
    found = zones(
        "Nơi nhận: - Bộ Y tế; - Lưu: VT. | KT. CHỦ TỊCH Trần Văn An\n"
        "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn\n1 | Lập danh mục | Sở Y tế | Sở Nội vụ | 6/2025\n"
    )
    assert len(found["recipients"]) == 1
    assert len(found["body"]) == 2


def test_recipients_whose_heading_was_lost_are_told_by_their_last() -> None:
    found = zones(
        "1. Sở Y tế lập danh mục thuốc thiết yếu.\n- Công bố danh mục trước khi mua sắm thuốc cho toàn bộ các cơ sở "
        "y tế công lập trên địa bàn tỉnh theo đúng quy định của pháp luật hiện hành.\n- Bộ Y tế;\n- Các sở;\n- Lưu: VT.\n"  # noqa: E501
    )
    assert found["recipients"] == ["- Bộ Y tế;", "- Các sở;", "- Lưu: VT."]


@pytest.mark.parametrize(
    ("closing", "signed"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An", 3),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An\nPHỤ LỤC I\nCÁC CHỈ TIÊU", 3),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Thị Bình", 3),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nĐỗ Hữu Chí\nI. PHỤ LỤC NHIỆM VỤ", 3),
        ("T/M TỈNH ỦY\nBÍ THƯ\n(đã ký)\nPhạm Thị Lan", 4),
        ("CHỦ TỊCH\n(Đã ký)\nTrần Văn An", 3),
        ("Phó Chủ tịch\n( Đã ký )\nTrần Văn An", 3),
        ("CHÁNH VĂN PHÒNG\nTrần Văn An", 2),
        ("BỘ TRƯỞNG\nTrần Văn An\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nChống buôn lậu", 2),
        ("Chủ tịch Ủy ban nhân dân các xã\nSở Y tế lập danh sách.", 0),
        ("TM. ỦY BAN NHÂN DÂN\nCác sở gửi báo cáo về Sở Nội vụ trong tháng 6.", 1),
    ],
)
def test_a_signature_without_recipients_before_it_goes_on_to_the_name(closing: str, signed: int) -> None:
    """Recipients may stand after the signature or be missing; what is neither a role nor a name ends the block."""
    found = zones("KẾ HOẠCH\nVề việc thử\n1. Sở A chủ trì xây dựng đề án.\n" + closing)
    assert len(found["signature"]) == signed


def test_a_subject_in_small_letters_stands_right_below_the_type() -> None:
    """It may begin like a ground: "Triển khai thực hiện ..."; one that ends its sentence begins the body."""
    head = "UBND XÃ HÒA AN\nSố: 12/KH-UBND\nHòa An, ngày 4 tháng 9 năm 2024\nKẾ HOẠCH\n"
    subject = "Triển khai thực hiện Nghị quyết số 13-NQ/TU về cây dược liệu"
    ground = "Thực hiện Nghị quyết số 13-NQ/TU, UBND xã xây dựng kế hoạch như sau:"
    found = zones(f"{head}{subject}\n{ground}\n1. Trồng 50 ha quế.")
    assert found["letterhead"][-1] == subject[:12]
    assert found["body"][0] == ground[:12]
