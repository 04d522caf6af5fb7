"""The tree of provisions: places, counts that start again, parts of a document."""

from __future__ import annotations

import pytest

from tests.reading.making import make_structure, provision_of

TREES = [
    pytest.param(
        "I. MỤC TIÊU\n1. Chung\na) Một\nb) Hai\n2. Riêng\nII. NỘI DUNG\n1. Chung\n",
        ["I", "I/1", "I/1/a)", "I/1/b)", "I/2", "II", "II/1"],
        id="the usual order",
    ),
    pytest.param(
        (
            "3. Cụ thể hóa\n3.1 Đột phá\n3.2 Chương trình\n(1) Công tác cán bộ\n(1.1) Đề án\n"
            "(1.2) Bộ tiêu chí\n(2) Nghị quyết\n"
        ),
        ["3", "3/3.1", "3/3.2", "3/3.2/(1)", "3/3.2/(1)/(1.1)", "3/3.2/(1)/(1.2)", "3/3.2/(2)"],
        id="decimals under their number",
    ),
    pytest.param(
        "1. Chung\n1.1. Một\n1.1.1. Hai\n1.1.2. Ba\n1.2. Bốn\n2. Năm\n",
        ["1", "1/1.1", "1/1.1/1.1.1", "1/1.1/1.1.2", "1/1.2", "2"],
        id="three levels of decimals",
    ),
    pytest.param(
        "Điều 1. Phạm vi\n1. Một\na) Điểm\n2. Hai\nĐiều 2. Hiệu lực\n",
        ["Điều 1", "Điều 1/1", "Điều 1/1/a)", "Điều 1/2", "Điều 2"],
        id="articles",
    ),
    pytest.param(
        "Chương I\nQUY ĐỊNH CHUNG\nMục 1. PHẠM VI\nĐiều 1. Một\nMục 2. ĐỐI TƯỢNG\nĐiều 2. Hai\nChương II\nĐiều 3. Ba\n",
        [
            "Chương I", "Chương I/Mục 1", "Chương I/Mục 1/Điều 1", "Chương I/Mục 2", "Chương I/Mục 2/Điều 2",
            "Chương II", "Chương II/Điều 3",
        ],
        id="chapters and divisions",
    ),
    pytest.param(
        "1. Sở Y tế\n- Chủ trì:\n+ Một\n+ Hai\n- Phối hợp\n2. Sở Nội vụ\n- Rà soát\n",
        ["1", "1/-1", "1/-1/+1", "1/-1/+2", "1/-2", "2", "2/-1"],
        id="bullets",
    ),
    pytest.param(
        "1. Một\n3. Ba\n4. Bốn\n4. Bốn nữa\n5. Năm\n",
        ["1", "3", "4", "4~2", "5"],
        id="gaps and doubles",
    ),
    pytest.param(
        "c) Một\nd) Hai\nd) Ba\ne) Bốn\n",
        ["c)", "d)", "đ)", "e)"],
        id="the lost bar of đ",
    ),
    pytest.param(
        (
            "Phần II\nNHIỆM VỤ\nNhóm việc 1: Thể chế\nViệc 1. Quy chế\na) Nội dung\nViệc 2. Đề án\n"
            "Nhóm việc 2: Hạ tầng\nViệc 3. Cầu\n3.1. Móng\nĐề án 06. Tiến độ\n"
        ),
        [
            "Phần II", "Phần II/Nhóm việc 1", "Phần II/Nhóm việc 1/Việc 1", "Phần II/Nhóm việc 1/Việc 1/a)",
            "Phần II/Nhóm việc 1/Việc 2", "Phần II/Nhóm việc 2", "Phần II/Nhóm việc 2/Việc 3",
            "Phần II/Nhóm việc 2/Việc 3/3.1",
        ],
        id="nouns of work that count, not the name of a scheme",
    ),
    pytest.param(
        "B. NHIỆM VỤ\nB.1. Kinh tế\n1.1) Chợ\n1.2) Đường\nB.2. Văn hóa\n2.1) Nhà\n2.2) Sân\n",
        ["B", "B/B.1", "B/B.1/1.1", "B/B.1/1.2", "B/B.2", "B/B.2/2.1", "B/B.2/2.2"],
        id="decimals below a number that names the part",
    ),
    pytest.param(
        "Yêu cầu\nKịp thời.\nNội dung thực hiện\nTuyên truyền\n- Một\n- Hai\nTổ chức thực hiện\nSở Y tế báo cáo.\n",
        [
            "Yêu cầu", "Nội dung thực hiện", "Nội dung thực hiện/Tuyên truyền", "Nội dung thực hiện/Tuyên truyền/-1",
            "Nội dung thực hiện/Tuyên truyền/-2", "Tổ chức thực hiện",
        ],
        id="headings without numbers",
    ),
    pytest.param(
        "A. CHUNG\nA.1. Một\na) Hai\na.1) Ba\na.2) Bốn\nb) Năm\nA.2. Sáu\nB. RIÊNG\nB.1. Bảy\nB.1.1. Tám\n",
        ["A", "A/A.1", "A/A.1/a)", "A/A.1/a)/a.1)", "A/A.1/a)/a.2)", "A/A.1/b)", "A/A.2", "B", "B/B.1", "B/B.1/B.1.1"],
        id="numbers that name the part above",
    ),
    pytest.param(
        "1. Nhiệm vụ\nMột là, rà soát.\nHai là, hoàn thiện.\n",
        ["1", "1/Một là", "1/Hai là"],
        id="Một là, Hai là",
    ),
    pytest.param(
        "a) Bộ trưởng tập trung các việc sau:\n(1) Kiểm soát\n(2) Rà soát\nb) Bộ Tư pháp\n",
        ["a)", "a)/(1)", "a)/(2)", "b)"],
        id="numbers in brackets under a letter",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addresses"), TREES)
def test_addresses(text: str, addresses: list[str]) -> None:
    """Each style of numbering finds its place."""
    assert [provision.address for provision in make_structure(text).provisions] == addresses


def test_a_count_that_starts_again_under_unnumbered_headings() -> None:
    """Three counts (1), (2), ... inside (9) stand under their headings, and (10) goes on after (9)."""
    text = (
        "(8) Nghị quyết chuyên đề\n(9) Định hướng chiến lược\nCác nhiệm vụ chủ yếu:\n"
        "Giai đoạn 2021 - 2025:\n(1) Một\n(2) Hai\n"
        "Giai đoạn 2026 - 2030:\n(1) Ba\nSở Kế hoạch chỉ đạo xây dựng.\n(10) Quy hoạch\n"
    )
    cut = make_structure(text)
    assert [provision.address for provision in cut.provisions] == [
        "(8)",
        "(9)",
        "(9)/Giai đoạn 2021 - 2025",
        "(9)/Giai đoạn 2021 - 2025/(1)",
        "(9)/Giai đoạn 2021 - 2025/(2)",
        "(9)/Giai đoạn 2026 - 2030",
        "(9)/Giai đoạn 2026 - 2030/(1)",
        "(10)",
    ]
    assert provision_of(cut, "(9)/Giai đoạn 2026 - 2030/(1)").path == "(9)/(1)"
    words = [cut.paragraphs[number].text for number in provision_of(cut, "(9)").paragraphs]
    assert words[-1] == "Sở Kế hoạch chỉ đạo xây dựng."


def test_plain_paragraphs_stand_under_the_provision_above_not_under_its_bullets() -> None:
    """What follows a list of dashes belongs to the numbered provision."""
    cut = make_structure("1. Sở Y tế\n- Chủ trì rà soát.\nBáo cáo trong quý I.\n2. Sở Nội vụ\n")
    assert [cut.paragraphs[number].text for number in provision_of(cut, "1").paragraphs] == [
        "1. Sở Y tế",
        "Báo cáo trong quý I.",
    ]


def test_closing_words_belong_to_the_part() -> None:
    """A closing formula after the last number stands in the part, as a reader places it."""
    cut = make_structure(
        "IV. TỔ CHỨC\n1. Sở A\n2. Sở B\nTrong quá trình triển khai thực hiện, nếu có vướng mắc, báo cáo.\n"
    )
    assert provision_of(cut, "IV").paragraphs == (0, 3)


def test_a_number_alone_takes_the_next_line_as_its_heading() -> None:
    """A label that lost its line keeps its place in the count."""
    cut = make_structure("2. Sở Nội vụ\n3.\nCông an tỉnh\nChủ trì kiểm tra.\n4. Sở Y tế\n")
    assert [(p.address, p.heading) for p in cut.provisions] == [
        ("2", "Sở Nội vụ"),
        ("3", "Công an tỉnh"),
        ("4", "Sở Y tế"),
    ]


DECISION = """ỦY BAN NHÂN DÂN TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/QĐ-UBND | Hà Nam, ngày 02 tháng 3 năm 2024
QUYẾT ĐỊNH
BAN HÀNH KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH
Căn cứ Luật Tổ chức chính quyền địa phương;
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.
Điều 2. Quyết định có hiệu lực từ ngày ký./.
Nơi nhận: - Như Điều 2; - Lưu: VT. | CHỦ TỊCH Trần Văn An
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH
(Kèm theo Quyết định số 12/QĐ-UBND ngày 02 tháng 3 năm 2024)
I. MỤC ĐÍCH
1. Nâng cao chất lượng.
PHỤ LỤC I
DANH MỤC NHIỆM VỤ
STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn
1 | Rà soát thủ tục | Sở Nội vụ | Quý I/2024
2 | Công bố thủ tục | Sở Tư pháp | Quý II/2024
"""


def test_a_decision_with_a_plan_and_an_annex() -> None:
    """Each part starts its own count; paths are those a reader would write; rows stand under their annex."""
    cut = make_structure(DECISION)
    assert [(p.address, p.path, p.kind) for p in cut.provisions] == [
        ("Mở đầu", "", "preamble"),
        ("Điều 1", "Điều 1", "article"),
        ("Điều 2", "Điều 2", "article"),
        ("Kế hoạch kèm theo", "", "preamble"),
        ("I", "I", "part"),
        ("I/1", "I/1", "section"),
        ("Phụ lục I", "Phụ lục I", "annex"),
        ("Phụ lục I/1", "Phụ lục I/1", "row"),
        ("Phụ lục I/2", "Phụ lục I/2", "row"),
    ]
    assert provision_of(cut, "Phụ lục I").heading == "DANH MỤC NHIỆM VỤ"


def test_notes_at_the_end_are_no_provisions_of_the_last_part() -> None:
    """Footnotes after the recipients stand for themselves, their further paragraphs with them."""
    cut = make_structure(
        "1. Sở Y tế chủ trì.\nNơi nhận: - Như trên; - Lưu: VT.\n[1] Quyết định số 2.\n"
        "Nghị quyết số 3.\n[2] Chỉ thị số 4.\n"
    )
    assert [(p.address, p.kind, len(p.paragraphs)) for p in cut.provisions] == [
        ("1", "section", 1),
        ("[1]", "other", 2),
        ("[2]", "other", 1),
    ]


def test_doubtful_labels_count_where_they_go_on_a_count() -> None:
    """A small letter or a damaged word behind a number does not break the count; elsewhere it is no label."""
    cut = make_structure(
        "II. NỘI DUNG\n1.86 Y tế\nChủ trì kiểm tra.\n2. Sở Nội vụ\n3. định hướng phát triển\n7. tháng sau\n"
    )
    assert [provision.address for provision in cut.provisions] == ["II", "II/1", "II/2", "II/3"]


def test_depth_is_bounded() -> None:
    """Numbering that never comes back up stays within twelve levels, and every address is unique."""
    styles = ("I. MỤC", "1. Việc:", "1.1. Việc:", "a) Việc:", "(1) Việc:", "- Việc:", "+ Việc:")
    cut = make_structure("\n".join(styles[at % len(styles)] for at in range(3000)))
    assert max(provision.depth for provision in cut.provisions) <= 12
    assert len({provision.address for provision in cut.provisions}) == len(cut.provisions)


def test_a_roman_one_misread_as_a_letter_opens_its_count() -> None:
    """An A without a B before II is I; with a B below it, it stays a letter."""
    lost = make_structure("A- MỤC TIÊU\n1. Tăng thu.\nII- NHIỆM VỤ\n1. Rà soát.\n")
    assert [one.address for one in lost.provisions] == ["I", "I/1", "II", "II/1"]
    kept = make_structure("A. MỤC TIÊU\n1. Tăng thu.\nB. NHIỆM VỤ\nII. CHỈ TIÊU\n")
    assert [one.address for one in kept.provisions][:1] == ["A"]


def test_a_stop_misread_as_a_comma_goes_on_an_open_count() -> None:
    cut = make_structure("I. NHIỆM VỤ\n1. Rà soát quy hoạch\n2, Công bố quy hoạch\n30, Trần Phú là trụ sở mới.\n")
    assert [one.address for one in cut.provisions] == ["I", "I/1", "I/2"]


def test_a_first_number_before_a_small_letter_counts_where_the_second_follows() -> None:
    """ "1. khẩn trương" is a label where "2. Tiếp tục" goes on with it; "V/v" is no number at all."""
    cut = make_structure(
        "V/v phòng cháy tại chợ\n1. khẩn trương rà soát bể nước.\nKịp thời sửa.\n2. Tiếp tục trực ban.\n"
    )
    assert [one.address for one in cut.provisions if one.label] == ["1", "2"]


def test_a_capital_read_twice_is_one_label() -> None:
    """ "Cc. PHÂN CÔNG" is part C."""
    cut = make_structure(
        "A. MỤC TIÊU CHUNG\nTăng thu.\nB. NHIỆM VỤ CHUNG\nRà soát.\nCc. PHÂN CÔNG VIỆC\n1. Sở Y tế rà soát.\n"
    )
    assert [one.address for one in cut.provisions] == ["A", "B", "C", "C/1"]
