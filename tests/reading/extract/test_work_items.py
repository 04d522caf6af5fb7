"""Work items by the labelling guide: one small directive a rule, and the laws that hold for any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.extract.titles import deliverable_of
from dondoc.reading.extract.work_items import find_items
from dondoc.reading.register import Directive
from tests.reading.extract.items import ISSUED_ON, items_of, last_days
from tests.reading.making import documents, make_repaired, make_structure

BLOCK = """II. NHIỆM VỤ
1. Tổ chức tập huấn nghiệp vụ cho cán bộ cơ sở
- Nội dung: tập huấn kỹ năng số cho cán bộ cấp xã.
- Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính.
- Cơ quan phối hợp: Ủy ban nhân dân xã, phường và các cơ quan có liên quan.
- Thời gian thực hiện: Quý II/2025.
"""


def test_a_block_of_who_and_when_is_one_item() -> None:
    (item,) = items_of(BLOCK)
    assert (item.path, item.title) == ("II/1", "Tổ chức tập huấn nghiệp vụ cho cán bộ cơ sở")
    assert (item.lead_agency, item.alt_leads) == ("Sở Nội vụ", ("Sở Tài chính",))
    assert item.cooperating_agencies == ("Ủy ban nhân dân xã, phường", "các cơ quan có liên quan")
    assert item.deadline is not None
    assert (item.deadline.due_from, item.deadline.due_on) == (dt.date(2025, 4, 1), dt.date(2025, 6, 30))
    assert item.deadline.source is not None
    assert item.deadline.source.quote == "Quý II/2025"
    assert item.lead_source is not None
    assert item.lead_source.quote == "Sở Nội vụ, Sở Tài chính"


def test_a_block_in_one_line_is_read_too() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n1. Rà soát quy hoạch điểm dân cư (cơ quan chủ trì: Sở Xây dựng; thời gian hoàn thành: tháng 9/2025).\n"  # noqa: E501
    )
    assert (item.title, item.lead_agency) == ("Rà soát quy hoạch điểm dân cư", "Sở Xây dựng")
    assert last_days([item]) == ["2025-09-30"]


def test_a_field_misread_by_a_scan_is_still_a_field() -> None:
    (item,) = items_of(BLOCK.replace("Thời gian thực hiện", "Thì gian thực hiện"))
    assert last_days([item]) == ["2025-06-30"]


def test_a_time_field_that_lists_bodies_gives_an_item_each() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Rà soát văn bản\n- Cơ quan thực hiện: các sở, ban, ngành.\n- Thời gian thực hiện:\n"
        "+ Các sở, ban, ngành gửi kết quả rà soát trước ngày 15/5/2025.\n"
        "+ Sở Tư pháp tổng hợp, báo cáo trước ngày 31/5/2025.\n"
    )
    assert [item.title for item in items] == ["Gửi kết quả rà soát", "Tổng hợp, báo cáo"]
    assert last_days(items) == ["2025-05-15", "2025-05-31"]


PROGRAMME = """II. NỘI DUNG
(1) Nghị quyết cải cách hành chính giai đoạn 2025 - 2030
Mục tiêu: Nâng cao chất lượng phục vụ nhân dân và doanh nghiệp trên địa bàn.
Các nhiệm vụ, giải pháp chủ yếu: Tăng cường đối thoại; các cấp ủy đảng, chính quyền thực hiện việc đào tạo cán bộ.
Ban cán sự đảng Ủy ban nhân dân tỉnh chủ trì, phối hợp Huyện ủy Châu Thành tham mưu xây dựng Nghị quyết, thời gian hoàn thành trong quý IV năm 2025.
"""  # noqa: E501


def test_a_heading_with_objective_and_measures_is_one_item() -> None:
    (item,) = items_of(PROGRAMME)
    assert item.title == "Nghị quyết cải cách hành chính giai đoạn 2025 - 2030"
    assert item.deliverable == "resolution"
    assert item.lead_agency == "Ban cán sự đảng Ủy ban nhân dân tỉnh"
    assert item.cooperating_agencies == ("Huyện ủy Châu Thành",)
    assert item.objective == "Nâng cao chất lượng phục vụ nhân dân và doanh nghiệp trên địa bàn"
    assert item.measures is not None
    assert item.measures.startswith("Tăng cường đối thoại")
    assert last_days([item]) == ["2025-12-31"]
    assert item.source.quote.startswith("Ban cán sự đảng")


def test_a_bracket_at_the_end_of_a_heading_says_who_leads_and_when() -> None:
    items = items_of(
        "II. NHIỆM VỤ VÀ GIẢI PHÁP\n1. Phát triển hạ tầng đào tạo số (Sở Y tế chủ trì; hoàn thành trong năm 2027).\n"
        "2. Nâng cấp cổng dịch vụ công (chủ trì: Sở Nội vụ, phối hợp: Sở Tài chính; hoàn thành: quý IV/2026).\n"
    )
    assert [(item.title, item.lead_agency) for item in items] == [
        ("Phát triển hạ tầng đào tạo số", "Sở Y tế"),
        ("Nâng cấp cổng dịch vụ công", "Sở Nội vụ"),
    ]
    assert items[1].cooperating_agencies == ("Sở Tài chính",)
    assert last_days(items) == ["2027-12-31", "2026-12-31"]


def test_a_list_of_products_gives_one_item_each() -> None:
    items = items_of(
        "II. NỘI DUNG\n(1) Nhiệm vụ đột phá về cán bộ:\nMục tiêu: Xây dựng đội ngũ cán bộ.\n"
        "Ban Tổ chức Tỉnh ủy chủ trì tham mưu xây dựng:\n"
        "(1.1) Đề án nâng cao chất lượng cán bộ; thời gian hoàn thành trong quý II năm 2025.\n"
        "(1.2) Bộ tiêu chí đánh giá cán bộ; triển khai thực hiện trong năm 2025.\n"
    )
    assert [(item.path, item.title) for item in items] == [
        ("II/(1)/(1.1)", "Đề án nâng cao chất lượng cán bộ"),
        ("II/(1)/(1.2)", "Bộ tiêu chí đánh giá cán bộ"),
    ]
    assert {item.lead_agency for item in items} == {"Ban Tổ chức Tỉnh ủy"}
    assert last_days(items) == ["2025-06-30", "2025-12-31"]


def test_a_heading_over_two_products_of_two_bodies_is_parted() -> None:
    items = items_of(
        "II. NỘI DUNG\n(2) Nghị quyết phát triển nhân lực; Kế hoạch luân chuyển cán bộ\nMục tiêu: Xây dựng đội ngũ.\n"
        "Ban cán sự đảng chủ trì, tham mưu xây dựng Nghị quyết này trong quý III năm 2025.\n"
        "Ban Tổ chức Tỉnh ủy tham mưu xây dựng kế hoạch luân chuyển.\n"
    )
    assert [item.title for item in items] == ["Nghị quyết phát triển nhân lực", "Kế hoạch luân chuyển cán bộ"]
    assert last_days(items) == ["2025-09-30", None]


def test_duties_under_an_addressed_body_are_its_own() -> None:
    items = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính (cơ quan chủ trì)\n- Chủ trì xây dựng kế hoạch vốn.\n"
        "- Yêu cầu các chủ đầu tư báo cáo tiến độ giải ngân.\n2. Ủy ban nhân dân xã, phường\n"
        "a) Kiện toàn tổ công tác trước ngày 30/4/2025;\nb) Thực hiện chế độ báo cáo định kỳ hằng quý.\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Tài chính"] * 2 + ["Ủy ban nhân dân xã, phường"] * 2
    assert [item.lead_is_class for item in items] == [False, False, True, True]
    assert [item.path for item in items] == ["IV/1", "IV/1", "IV/2/a)", "IV/2/b)"]
    assert [item.recurrence for item in items] == [None, None, None, "quarterly"]
    assert items[2].title == "Kiện toàn tổ công tác"


def test_a_sentence_that_lays_a_duty_on_a_body_is_an_item() -> None:
    (item,) = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế chủ trì, phối hợp với Thanh tra tỉnh theo dõi việc tiêm chủng tại các trạm y tế.\n"  # noqa: E501
    )
    assert (item.lead_agency, item.cooperating_agencies) == ("Sở Y tế", ("Thanh tra tỉnh",))
    assert item.title == "Theo dõi việc tiêm chủng tại các trạm y tế"


def test_a_duty_with_a_period_of_its_own_is_an_item_of_its_own() -> None:
    items = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành xây dựng kế hoạch chi tiết triển khai trong phạm vi quản lý. "
        "Hằng năm báo cáo kết quả thực hiện về Sở Nội vụ.\n"
    )
    assert [item.recurrence for item in items] == [None, "yearly"]
    assert {item.lead_agency for item in items} == {"Các sở, ban, ngành"}
    assert items[0].kind == "plan_of_agency"
    assert items[1].kind == "report"


def test_several_duties_without_a_time_of_their_own_are_one_item() -> None:
    items = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế tổ chức khám sức khỏe; rà soát danh sách; hướng dẫn cơ sở thực hiện.\n"
    )
    assert len(items) == 1


def test_bodies_and_days_in_one_paragraph_are_told_apart() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Sở Y tế ban hành hướng dẫn trước ngày 25/4/2025; các sở, ngành gửi kết quả trước ngày 10/5/2025; "  # noqa: E501
        "Sở Y tế công bố kết quả trong năm 2026.\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Y tế", "các sở, ngành", "Sở Y tế"]
    assert last_days(items) == ["2025-04-25", "2025-05-10", "2026-12-31"]


def test_a_numbered_heading_without_a_body_is_an_item_without_a_lead() -> None:
    items = items_of(
        "II. NỘI DUNG\n1. Xây dựng hạ tầng công nghệ thông tin\n- Nâng cấp máy chủ.\n- Đầu tư trang thiết bị.\n"
        "2. Hoàn thiện phần mềm quản lý dữ liệu (2025 - 2026).\n"
    )
    assert [(item.title, item.lead_agency) for item in items] == [
        ("Xây dựng hạ tầng công nghệ thông tin", None),
        ("Hoàn thiện phần mềm quản lý dữ liệu", None),
    ]
    assert last_days(items) == [None, "2026-12-31"]
    assert items[0].measures == "Nâng cấp máy chủ.\nĐầu tư trang thiết bị."


def test_words_that_stand_for_a_body_take_the_one_before() -> None:
    items = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính tham mưu bố trí kinh phí trong quý II/2025. "
        "Sở này có trách nhiệm báo cáo kết quả trước ngày 15/12/2025.\n"
    )
    assert [(item.lead_agency, item.title) for item in items] == [
        ("Sở Tài chính", "Tham mưu bố trí kinh phí"),
        ("Sở Tài chính", "Báo cáo kết quả"),
    ]


def test_an_order_names_its_body_even_where_the_name_is_unknown() -> None:
    (item,) = items_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Yêu cầu các chủ vườn bố trí lực lượng canh gác tại khu vực trọng điểm.\n"
    )
    assert (item.lead_agency, item.lead_is_class) == ("các chủ vườn", True)
    assert item.title == "Bố trí lực lượng canh gác tại khu vực trọng điểm"


def test_the_bodies_of_the_opening_order_lead_the_numbered_tasks() -> None:
    items = items_of(
        "Nắng nóng còn kéo dài. Sở Y tế yêu cầu các cơ quan, đơn vị:\n"
        "1. Quán triệt đến từng nhân viên Công điện số 17/CĐ-UBND.\n2. Chi cục Dân số khẩn trương cấp phát nước sạch.\n"
    )
    assert [item.lead_agency for item in items] == ["các cơ quan, đơn vị", "Chi cục Dân số"]


def test_a_request_that_orders_nothing_is_answered_by_the_order_below_it() -> None:
    (item,) = items_of(
        "II. VỀ CÁC KIẾN NGHỊ\n1. Về đề nghị các bộ, ngành sớm ban hành hướng dẫn:\n"
        "Giao Bộ Y tế sớm hoàn thiện Thông tư, ban hành trong tháng 12/2025.\n"
    )
    assert item.lead_agency == "Bộ Y tế"
    assert last_days([item]) == ["2025-12-31"]


NO_ITEMS = [
    "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế đã ban hành kế hoạch. Sở Y tế được giao 5 tỷ đồng để mua thuốc.\n",
    "I. NHIỆM VỤ\n1. Quyết định số 15/QĐ-SYT ngày 02/3/2025 của Giám đốc Sở Y tế ban hành Kế hoạch tiêm chủng.\n",
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Xác định rõ trách nhiệm của các sở, ban, ngành.\n2. Yêu cầu\n- Bảo đảm tiến độ.\n",  # noqa: E501
    "I. MỤC TIÊU\nPhấn đấu đến năm 2030 đạt trên 80% số xã đạt chuẩn.\n",
    "I. TÌNH HÌNH\nSở Y tế đã ban hành kế hoạch. Bộ Công an là cơ quan chủ trì.\n",
    "III. KINH PHÍ THỰC HIỆN\n1. Kinh phí thực hiện được bố trí từ ngân sách nhà nước hằng năm.\n",
    "IV. TỔ CHỨC THỰC HIỆN\n1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các sở, ngành kịp thời phản ánh về Sở Nội vụ.\n",  # noqa: E501
    "IV. TỔ CHỨC THỰC HIỆN\nYêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện Kế hoạch này./.\n",
    "Trăng cứ tròn vành vạnh\nkể chi người vô tình\nánh trăng im phăng phắc\nđủ cho ta giật mình",
    "HÓA ĐƠN\nSố lượng: 3\nThành tiền: 1.250.000 đồng\nNgày 12/3/2025",
    "",
]


def test_capitals_after_an_order_begin_the_duty() -> None:
    (item,) = items_of("1. Về dữ liệu hộ tịch\n1.1. Giao Công an Thành phố Chỉ đạo công an cơ sở đối chiếu sổ gốc.\n")
    assert (item.lead_agency, item.title) == ("Công an Thành phố", "Chỉ đạo công an cơ sở đối chiếu sổ gốc")


def test_leaders_of_provinces_told_by_name_lead_together() -> None:
    (item,) = items_of(
        "Thủ tướng Chính phủ yêu cầu:\n1. Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: An Giang, Cà Mau và lãnh đạo "  # noqa: E501
        "các Bộ, ngành theo chức năng, nhiệm vụ, thẩm quyền tiếp tục chỉ đạo gia cố đê biển.\n"
    )
    assert item.lead_agency == "Bí thư tỉnh ủy"
    assert item.title == "Tiếp tục chỉ đạo gia cố đê biển"


def test_a_time_in_a_paragraph_of_its_own_belongs_to_the_duty_before_it() -> None:
    items = items_of(
        "1. Giao Sở Y tế\n- Lập danh mục thuốc thiết yếu.\n- Công bố danh mục trên cổng thông tin.\n"
        "Thời gian hoàn thành trước ngày 20 tháng 5 năm 2025.\n"
    )
    assert last_days(items) == [None, "2025-05-20"]


def test_a_day_counted_from_coming_into_force_is_no_closing_formula() -> None:
    (item,) = items_of(
        "1. Ủy ban nhân dân các xã:\n- Lập sổ theo dõi chậm nhất 15 ngày kể từ ngày Quyết định này có hiệu lực.\n"
    )
    assert item.title.startswith("Lập sổ theo dõi")


def test_reviews_with_years_of_their_own_are_items_of_their_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Tỉnh ủy theo dõi việc thực hiện; tham mưu sơ kết vào năm 2027, tổng kết vào "  # noqa: E501
        "năm 2029.\n"
    )
    assert last_days(items) == [None, "2027-12-31", "2029-12-31"]


def test_a_report_every_year_after_a_plan_with_a_day_is_an_item_of_its_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Các đảng ủy trực thuộc xây dựng kế hoạch, hoàn thành trước ngày 30/4/2025; định kỳ hằng "  # noqa: E501
        "năm báo cáo Ban Thường vụ Tỉnh ủy trước ngày 15/12.\n"
    )
    assert [item.recurrence for item in items] == [None, "yearly"]


def test_a_field_that_names_leader_and_helpers_gives_both() -> None:
    (item,) = items_of(
        BLOCK.replace(
            "- Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính.\n- Cơ quan phối hợp: Ủy ban nhân dân xã, phường và các cơ quan có liên quan.\n",  # noqa: E501
            "- Đơn vị thực hiện: Sở Nội vụ chủ trì; Sở Tư pháp, Trường Cao đẳng Y phối hợp.\n",
        )
    )
    assert item.lead_agency == "Sở Nội vụ"
    assert item.cooperating_agencies == ("Sở Tư pháp", "Trường Cao đẳng Y")


def test_the_yearly_budget_is_no_yearly_duty() -> None:
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Căn cứ khả năng cân đối ngân sách hằng năm, Sở Tài chính bố trí vốn mua vắc xin.\n"
    )
    assert item.recurrence is None


def test_a_ditto_mark_stands_for_the_cell_above() -> None:
    items = items_of(
        "PHỤ LỤC\nSTT | Chủ trì | Nội dung công việc | Phối hợp | Thời hạn\n1 | Sở Y tế | Lập danh mục thuốc | Sở Tài chính | "  # noqa: E501
        "6/2025\n2 | Sở Nội vụ | Lập danh mục việc làm | - nt - | 7/2025\n"
    )
    assert [item.cooperating_agencies for item in items] == [("Sở Tài chính",), ("Sở Tài chính",)]


@pytest.mark.parametrize("text", NO_ITEMS)
def test_what_orders_nothing_gives_no_items(text: str) -> None:
    assert [item.title for item in items_of(text)] == []


TABLE = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
I | Hoàn thiện thể chế
1 | Xây dựng quy chế phối hợp | Sở Tư pháp | Các sở, ngành, UBND xã, phường | Quý IV/2025 | Quy chế
2 | Triển khai hệ thống một cửa | Sở Nội vụ | Sở Tài chính | Quý I/2026 | Hệ thống thông tin
Vận hành hệ thống dự phòng | Sở Khoa học và Công nghệ
"""


def test_a_row_of_a_task_table_is_one_item() -> None:
    items = items_of(TABLE)
    assert [(item.path, item.title) for item in items] == [
        ("Phụ lục/I/1", "Xây dựng quy chế phối hợp"),
        ("Phụ lục/I/2", "Triển khai hệ thống một cửa"),
        ("Phụ lục/I/2", "Vận hành hệ thống dự phòng"),
    ]
    assert items[0].cooperating_agencies == ("Các sở, ngành", "UBND xã, phường")
    assert items[0].deliverable == "regulation"


def test_cells_merged_with_the_row_above_are_taken_from_there() -> None:
    last = items_of(TABLE)[-1]
    assert last.lead_agency == "Sở Khoa học và Công nghệ"
    assert (last_days([last]), last.cooperating_agencies) == (["2026-03-31"], ("Sở Tài chính",))


def test_a_table_without_a_header_is_read_by_its_cells() -> None:
    items = items_of(
        "1. | Xây dựng Luật Thuế thu nhập cá nhân (thay thế) | Nghị quyết số 71/NQ-CP | Bộ Tài chính | 31/10/2025\n"
        "2. | Rà soát các quy định pháp luật về đầu tư | Nghị quyết số 71/NQ-CP | Các bộ, ngành | 30/06/2025\n"
    )
    assert [(item.lead_agency, item.lead_is_class) for item in items] == [
        ("Bộ Tài chính", False),
        ("Các bộ, ngành", True),
    ]
    assert last_days(items) == ["2025-10-31", "2025-06-30"]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_items_of_real_documents_quote_the_source(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    repaired = make_repaired(text)
    items = find_items(make_structure(text), repaired, Directive(issued_on=ISSUED_ON))
    for item in items:
        for place in (item.source, item.lead_source, item.deadline.source if item.deadline else None):
            assert place is None or place.quote == text[place.start : place.end]
        assert item.title
        assert 0.0 <= item.confidence <= 1.0
    assert [item.id for item in items] == [f"item-{number}" for number in range(1, len(items) + 1)]


_LINES = st.sampled_from(
    ["II. NHIỆM VỤ", "1. Sở Y tế", "- Chủ trì xây dựng Đề án trước ngày 15/6/2025;", "a) Bộ Công an:", "Mục tiêu: Nâng cao",  # noqa: E501
     "- Cơ quan chủ trì: Sở Y tế", "Thời gian thực hiện:", "1 | Việc | Sở Y tế | Quý I/2026", "TT | Nhiệm vụ | Cơ quan chủ trì",  # noqa: E501
     "(1.1) Đề án; hoàn thành quý IV", "Các sở, ban, ngành", "giao", "((((", "“", "Điều 3. Các cơ quan chịu trách nhiệm", "\f", ""]  # noqa: E501
)  # fmt: skip


@given(st.lists(_LINES, max_size=14).map("\n".join))
@settings(max_examples=60, deadline=None)
def test_any_order_of_lines_gives_a_register(text: str) -> None:
    for item in items_of(text):
        assert item.source.quote == text[item.source.start : item.source.end]
        assert item.title


@pytest.mark.parametrize("title", ["Định kỳ sơ kết, tổng kết Nghị quyết", "Theo dõi, đôn đốc các đề án"])
def test_what_is_only_reviewed_or_followed_is_no_product(title: str) -> None:
    assert deliverable_of(title) == "task"


def test_orders_under_the_state_of_things_are_duties_and_what_is_agreed_is_none() -> None:
    items = items_of(
        "NGHỊ QUYẾT\nPhiên họp thường kỳ\n1. Về tình hình kinh tế - xã hội\n"
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung thực hiện:\n"
        "a) Sở Tài chính:\n- Hoàn thiện kịch bản tăng trưởng, trình UBND tỉnh trước ngày 20/6/2025.\n"
        "b) Sở Nội vụ rà soát biên chế trong quý III/2025.\n2. Về dự án cầu Sông Chàm\n"
        "Ủy ban nhân dân tỉnh thống nhất với đề xuất của Sở Xây dựng. Giao Sở Xây dựng lập dự án trong tháng 7/2025.\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng"]
    assert last_days(items) == ["2025-06-20", "2025-09-30", "2025-07-31"]
