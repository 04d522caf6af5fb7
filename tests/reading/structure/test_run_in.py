"""The first of a count that ran into the paragraph above is found there."""

from __future__ import annotations

import pytest

from dondoc.reading.source import Span
from tests.reading.making import make_repaired, make_structure

CASES = [
    pytest.param(
        "5. Nhiệm vụ về chuyển đổi số a) Bộ Công an: kết nối dữ liệu.\nb) Bộ Nội vụ tham mưu.\n",
        ["5", "5/a)", "5/b)"],
        id="letters",
    ),
    pytest.param(
        "Điều 3. Tổ chức thực hiện 1. Các cơ quan báo cáo.\n2. Sở Tài chính hướng dẫn.\n",
        ["Điều 3", "Điều 3/1", "Điều 3/2"],
        id="numbers",
    ),
    pytest.param("a) Sở A: (1) rà soát;\n(2) công bố.\n", ["a)", "a)/(1)", "a)/(2)"], id="brackets"),
    pytest.param(
        "5. Nhiệm vụ a) của kế hoạch trước.\na) Bộ Công an.\nb) Bộ Nội vụ.\n",
        ["5", "5/a)", "5/b)"],
        id="the first is there already",
    ),
    pytest.param("1. Theo điểm a) khoản 1.\n2. Sở B.\n", ["1", "2"], id="another count"),
    pytest.param("Mở đầu.\n2. Sở B.\n", ["Mở đầu", "2"], id="none to be found"),
]


@pytest.mark.parametrize(("text", "addresses"), CASES)
def test_counts_begin_with_their_first(text: str, addresses: list[str]) -> None:
    """A count that would begin with its second label gets the first one back, and only such a count."""
    assert [provision.address for provision in make_structure(text).provisions] == addresses


def test_both_parts_lead_back_to_the_text() -> None:
    """Cut paragraphs keep their way back, also over joined lines."""
    text = (
        "5. Nhiệm vụ về phát triển khoa học, công nghệ và chuyển đổi số của cả\nnước trong năm a) Bộ Công an: nối "
        "các cơ sở dữ liệu quốc gia với\nhệ thống thông tin của các địa phương.\nb) Bộ Nội vụ tham mưu sắp xếp.\n"
    )
    repaired = make_repaired(text)
    cut = make_structure(text)
    assert [provision.address for provision in cut.provisions] == ["5", "5/a)", "5/b)"]
    for paragraph in cut.paragraphs:
        whole = paragraph.span_of(Span(0, len(paragraph.text)))
        assert " ".join(whole.of(repaired.text).split()) == paragraph.text


RUN_IN = [
    pytest.param(
        "3. Các Sở Y tế nêu trên - Chủ động phối hợp với bệnh viện tuyến trên trong cấp cứu.\n- Rà soát cơ số thuốc.\n",
        ["3. Các Sở Y tế nêu trên", "- Chủ động phối hợp với bệnh viện tuyến trên trong cấp cứu."],
        id="a dash after the body",
    ),
    pytest.param(
        "3. Cục Quản lý đất đai - Kiểm kê xây dựng - Chỉ đạo các đơn vị lập hồ sơ kỹ thuật.\n- Công bố kết quả.\n",
        ["3. Cục Quản lý đất đai - Kiểm kê xây dựng", "- Chỉ đạo các đơn vị lập hồ sơ kỹ thuật."],
        id="a dash in the name",
    ),
    pytest.param(
        "3. Phát triển kinh tế. Mở tuyến Bắc - Nam trên toàn vùng trong năm tới nữa.\n- Công bố kết quả.\n",
        ["3. Phát triển kinh tế. Mở tuyến Bắc - Nam trên toàn vùng trong năm tới nữa."],
        id="a dash in a sentence",
    ),
    pytest.param(
        "8. Tập đoàn Cao su - Hóa chất Việt Nam và các đơn vị được phép trồng, chế biến mủ\n- Lập phương án vùng trồng.\n",  # noqa: E501
        [
            "8. Tập đoàn Cao su - Hóa chất Việt Nam và các đơn vị được phép trồng, chế biến mủ",
            "- Lập phương án vùng trồng.",
        ],
        id="a dash in a heading",
    ),
    pytest.param(
        "2. Về cấp số nhà 2.1. Giao Sở Y tế lập danh sách. 2.2. Giao Sở Nội vụ thẩm định theo mục 3.4 trên.\n",
        ["2. Về cấp số nhà", "2.1. Giao Sở Y tế lập danh sách.", "2.2. Giao Sở Nội vụ thẩm định theo mục 3.4 trên."],
        id="numbers of two levels",
    ),
    pytest.param(
        "2. Theo khoản 3.1. Luật này và điểm 2.3. Nghị định.\n",
        ["2. Theo khoản 3.1. Luật này và điểm 2.3. Nghị định."],
        id="numbers that do not go on with the count",
    ),
    pytest.param(
        "Điều 1. Ban hành Quy chế (kèm theo). Điều 2. Sở Y tế thi hành Điều 7. của Quy chế.\n",
        ["Điều 1. Ban hành Quy chế (kèm theo).", "Điều 2. Sở Y tế thi hành Điều 7. của Quy chế."],
        id="articles that go on with the count",
    ),
    pytest.param(
        "1. Sở Y tế:\n- Lập sổ theo dõi người bệnh tại trạm. - Báo cáo kết quả về Bộ Y tế hằng quý; - Công bố.\n",
        [
            "1. Sở Y tế:",
            "- Lập sổ theo dõi người bệnh tại trạm.",
            "- Báo cáo kết quả về Bộ Y tế hằng quý; - Công bố.",
        ],
        id="dashes that run on behind a stop",
    ),
]


@pytest.mark.parametrize(("text", "paragraphs"), RUN_IN)
def test_heads_are_parted_from_what_ran_into_them(text: str, paragraphs: list[str]) -> None:
    """A numbered head is cut off its first dash, and sub-numbers that go on with the count begin paragraphs."""
    cut = make_structure(text)
    assert [one.text for one in cut.paragraphs][: len(paragraphs)] == paragraphs
    assert all(make_repaired(text).text[one.span.start : one.span.end] == one.text for one in cut.paragraphs)


def test_numbers_of_two_levels_run_on_below_a_number_whose_stop_is_a_comma() -> None:
    """ "4," behind 3 is the number above 4.1 and 4.2, which run on in one paragraph."""
    text = (
        "1. Phải giữ sạch bến.\n2. Phải thắp đèn.\n"
        "3, Phân công: 3.1. Sở Y tế kiểm tra bếp ăn. 3.2. Công an tỉnh kiểm tra xe.\n"
    )
    assert [one.label for one in make_structure(text).provisions] == ["1", "2", "3", "3.1", "3.2"]
