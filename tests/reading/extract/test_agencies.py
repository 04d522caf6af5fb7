"""Agencies: lists are cut at names, never inside them; classes are told from single bodies."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_lists import is_class, split_agencies

LISTS = [
    (
        "Trung tâm Chuyển đổi số Thành phố, Công an Thành phố",
        ["Trung tâm Chuyển đổi số Thành phố", "Công an Thành phố"],
    ),
    ("Các Sở Xây dựng; Sở Tư pháp", ["Các Sở Xây dựng", "Sở Tư pháp"]),
    ("Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh", ["Đảng ủy Công an tỉnh", "Đảng ủy Quân sự tỉnh"]),
    ("Bộ Tài chính, Bộ Công an và các cơ quan liên quan", ["Bộ Tài chính", "Bộ Công an", "các cơ quan liên quan"]),
    (
        "Sở Du lịch, Đài Tiếng nói Việt Nam, Bộ Văn hóa, Thể thao và Du lịch, VTV",
        ["Sở Du lịch", "Đài Tiếng nói Việt Nam", "Bộ Văn hóa, Thể thao và Du lịch", "VTV"],
    ),
    (
        "cơ quan ngang bộ, các bộ và Ủy ban nhân dân các thành phố, tỉnh.",
        ["cơ quan ngang bộ, các bộ", "Ủy ban nhân dân các thành phố, tỉnh"],
    ),
    (
        "Trung tâm Giống thủy sản tỉnh (Chi cục Thủy sản), Ủy ban nhân dân phường, xã",
        ["Trung tâm Giống thủy sản tỉnh (Chi cục Thủy sản)", "Ủy ban nhân dân phường, xã"],
    ),
    (
        "Sở Công Thương, các ngành, đoàn thể, UBND phường, xã",
        ["Sở Công Thương", "các ngành, đoàn thể", "UBND phường, xã"],
    ),
    (
        "Sở Quy hoạch - Kiến trúc, Sở Tư pháp và Sở Nông nghiệp và Môi trường",
        ["Sở Quy hoạch - Kiến trúc", "Sở Tư pháp", "Sở Nông nghiệp và Môi trường"],
    ),
    (
        "Sở Tư pháp; Báo và Phát thanh, Truyền hình Hòa An",
        ["Sở Tư pháp", "Báo và Phát thanh, Truyền hình Hòa An"],
    ),
    (
        "Chi cục Hải quan khu vực V, Kho bạc nhà nước khu vực II và Ngân hàng nhà nước khu vực 3",
        ["Chi cục Hải quan khu vực V", "Kho bạc nhà nước khu vực II", "Ngân hàng nhà nước khu vực 3"],
    ),
    (
        "Sở TT&TT, BTV Tỉnh ủy, BCSĐ UBND tỉnh, UBKT Tỉnh ủy, VPCP, Bộ KH&CN",
        ["Sở TT&TT", "BTV Tỉnh ủy", "BCSĐ UBND tỉnh", "UBKT Tỉnh ủy", "VPCP", "Bộ KH&CN"],
    ),
    (
        "Tập đoàn Sao Sáng và Công ty cổ phần Trung tâm thương mại Hòa An",
        ["Tập đoàn Sao Sáng", "Công ty cổ phần Trung tâm thương mại Hòa An"],
    ),
    (
        "Thủ trưởng các ngành, đoàn thể và Ủy ban nhân dân đặc khu, xã",
        ["Thủ trưởng các ngành, đoàn thể", "Ủy ban nhân dân đặc khu, xã"],
    ),
    (
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh, các Ban Xây dựng Đảng, Văn phòng Huyện ủy",
        ["Văn phòng Đoàn ĐBQH và HĐND tỉnh", "các Ban Xây dựng Đảng", "Văn phòng Huyện ủy"],
    ),
    ("Công an tỉnh và đội dân phòng", ["Công an tỉnh", "đội dân phòng"]),
    (
        "Vụ Khoa học, Đào tạo và Môi trường, Trung tâm Dữ liệu Văn hóa, Thể thao và Du lịch",
        ["Vụ Khoa học, Đào tạo và Môi trường", "Trung tâm Dữ liệu Văn hóa, Thể thao và Du lịch"],
    ),
    (
        "- Cục Thú y - Viện Khoa học Chăn nuôi - Các đơn vị khác có liên quan",
        ["Cục Thú y", "Viện Khoa học Chăn nuôi", "Các đơn vị khác có liên quan"],
    ),
    (
        "Vụ Các vấn đề chung về đất đai, các đơn vị được giao quản lý rừng; Sở Y tế",
        ["Vụ Các vấn đề chung về đất đai", "các đơn vị được giao quản lý rừng", "Sở Y tế"],
    ),
    ("Sở Tài chính chủ trì", ["Sở Tài chính"]),
    ("Các Cục: Thú y, Kiểm lâm, Bảo vệ rừng", ["Cục Thú y", "Cục Kiểm lâm", "Cục Bảo vệ rừng"]),
    (
        "các Bộ: Kế hoạch và Đầu tư, Xây dựng và Nội vụ; Đài Tiếng nói Việt Nam và các tỉnh có liên quan",
        [
            "Bộ Kế hoạch và Đầu tư",
            "Bộ Xây dựng",
            "Bộ Nội vụ",
            "Đài Tiếng nói Việt Nam",
            "các tỉnh có liên quan",
        ],
    ),
    (
        "Sở Nội vụ; các sở Tài chính, Tư pháp và Y tế, Công an tỉnh",
        ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Công an tỉnh"],
    ),
    (
        "Các Cục: Chăn nuôi; Trồng trọt, Hạt giống và Phân bón; Báo chí",
        ["Cục Chăn nuôi", "Cục Trồng trọt, Hạt giống và Phân bón", "Cục Báo chí"],
    ),
    ("các Bộ: Tài chính (Cục Hải quan), Công an", ["Bộ Tài chính (Cục Hải quan)", "Bộ Công an"]),
]

NAMES = [
    ("Ban An toàn giao thông tỉnh đề xuất phương án", "Ban An toàn giao thông tỉnh"),
    ("Ban nhân dân các ấp họp dân", "Ban nhân dân các ấp"),
    ("Cảng vụ hàng không miền Bắc tổ chức", "Cảng vụ hàng không miền Bắc"),
    ("Sở Y tế các tỉnh, thành phố trực thuộc Trung ương tham mưu", "Sở Y tế các tỉnh, thành phố trực thuộc Trung ương"),
    (
        "Giám đốc Ban Quản lý dự án đầu tư xây dựng công trình dân dụng.",
        "Giám đốc Ban Quản lý dự án đầu tư xây dựng công trình dân dụng",
    ),
    ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh", "Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh"),
    ("Cục Quản lý Khám, chữa bệnh; Vụ Pháp chế", "Cục Quản lý Khám, chữa bệnh"),
    ("Viện Khoa học công nghệ xây dựng, Vụ Pháp chế", "Viện Khoa học công nghệ xây dựng"),
    ("Trung tâm Công nghệ thông tin bảo đảm hạ tầng", "Trung tâm Công nghệ thông tin"),
    ("Công ty Điện lực Gia Lai di dời đường dây", "Công ty Điện lực Gia Lai"),
    ("Báo Sức khỏe và Đời sống mở chuyên mục", "Báo Sức khỏe và Đời sống"),
    ("Chi nhánh Ngân hàng Nhà nước tỉnh kiểm tra", "Chi nhánh Ngân hàng Nhà nước tỉnh"),
    ("Các ngành, các ấp báo cáo", "Các ngành, các ấp"),
    ("Ban Chỉ huy cấp xã có trách nhiệm", "Ban Chỉ huy cấp xã"),
    ("Ủy ban nhân dân quận - huyện tiến hành tổng kết", "Ủy ban nhân dân quận - huyện"),
    ("Ban Chỉ đạo quốc gia về phòng, chống thiên tai tổ chức trực", "Ban Chỉ đạo quốc gia về phòng, chống thiên tai"),
    ("Ban Chỉ đạo phòng, chống dịch tỉnh họp hằng tuần", "Ban Chỉ đạo phòng, chống dịch tỉnh"),
    ("Phòng Văn hóa - Xã hội xã/phường rà soát", "Phòng Văn hóa - Xã hội xã/phường"),
    ("Các sở, ban, ngành ở tỉnh triển khai thực hiện", "Các sở, ban, ngành ở tỉnh"),
    ("Các Cục quản lý nhà nước chuyên ngành: theo dõi", "Các Cục quản lý nhà nước chuyên ngành"),
    ("Ban cán sự đảng Ủy ban nhân dân tỉnh chủ trì, tham mưu", "Ban cán sự đảng Ủy ban nhân dân tỉnh"),
    ("Huyện ủy Châu Thành tham mưu xây dựng", "Huyện ủy Châu Thành"),
    ("Trường Chính trị tỉnh tham mưu xây dựng Đề án", "Trường Chính trị tỉnh"),
    ("Ban Chấp hành Đảng bộ tỉnh tổ chức đánh giá", "Ban Chấp hành Đảng bộ tỉnh"),
    ("Bộ trưởng Bộ Công an có trách nhiệm", "Bộ trưởng Bộ Công an"),
    ("Trung tâm Chuyển đổi số Thành phố chủ trì", "Trung tâm Chuyển đổi số Thành phố"),
    ("Ủy ban nhân dân thành phố Hà Nội chủ trì", "Ủy ban nhân dân thành phố Hà Nội"),
    ("Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam thực hiện", "Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam"),
    ("Đồng chí Bí thư tỉnh ủy chỉ đạo", "Đồng chí Bí thư tỉnh ủy"),
    ("Sở Xây dựng Lâm Đồng khảo sát", "Sở Xây dựng Lâm Đồng"),
    ("Các Ban của HĐND tỉnh và đại biểu HĐND tỉnh giám sát", "Các Ban của HĐND tỉnh và đại biểu HĐND tỉnh"),
    ("Các cơ quan báo chí thành phố: Xây dựng chuyên trang", "Các cơ quan báo chí thành phố"),
    ("Các Bộ: Quốc phòng, Tài chính kịp thời xuất cấp", "Các Bộ: Quốc phòng, Tài chính"),
    (
        "Chủ tịch Ủy ban nhân dân các tỉnh: Sơn La, Lai Châu và Cà Mau chỉ đạo",
        "Chủ tịch Ủy ban nhân dân các tỉnh: Sơn La, Lai Châu và Cà Mau",
    ),
    ("Vụ Tuyên truyền, giáo dục sức khỏe chủ trì", "Vụ Tuyên truyền, giáo dục sức khỏe"),
    ("Cục Trồng trọt, Lâm sinh và Dược liệu - Triển khai sửa đổi", "Cục Trồng trọt, Lâm sinh và Dược liệu"),
    ("Vụ Kiến trúc dân dụng - công nghiệp", "Vụ Kiến trúc dân dụng - công nghiệp"),
    ("Cục Đăng ký phương tiện và Dữ liệu thông tin đất đai", "Cục Đăng ký phương tiện và Dữ liệu thông tin đất đai"),
    ("Cục Trợ giúp nông dân", "Cục Trợ giúp nông dân"),
    ("Vụ Thị trường trong nước chủ trì", "Vụ Thị trường trong nước"),
    ("Đồng chí Phó Bí thư Thường trực Tỉnh ủy chỉ đạo", "Đồng chí Phó Bí thư Thường trực Tỉnh ủy"),
    ("Cục Hợp tác vùng Khẩn trương hoàn thành", "Cục Hợp tác vùng"),
    ("Cục Tin học, Sở Y tế, Viettel phối hợp", "Cục Tin học"),
    ("Cục Đường sông, rà soát lại luồng lạch", "Cục Đường sông"),
    ("Tiểu ban giúp việc Ban Chỉ đạo 35", "Tiểu ban giúp việc Ban Chỉ đạo 35"),
    ("Ban Chỉ đạo 36 quốc gia chủ trì", "Ban Chỉ đạo 36 quốc gia"),
    ("Tổ công tác được kiện toàn năm ngoái", "Tổ công tác"),
    ("hệ thống các cơ quan báo chí phối hợp tuyên truyền", "hệ thống các cơ quan báo chí"),
    (
        "Các cơ quan tham mưu, giúp việc Tỉnh ủy; ban cán sự đảng",
        "Các cơ quan tham mưu, giúp việc Tỉnh ủy",
    ),
]

CLASSES = [
    "các sở, ban, ngành",
    "Các bộ, ngành, địa phương",
    "Thủ trưởng các cơ quan, đơn vị",
    "Ủy ban nhân dân xã, phường, đặc khu",
    "UBND các huyện, thị xã, thành phố",
    "Chủ tịch Ủy ban nhân dân các thành phố, tỉnh",
    "UBND 06 thành phố trực thuộc trung ương",
    "Sở, ban, ngành thành phố",
    "cơ quan ngang bộ",
]
SINGLE = [
    "Vụ Các vấn đề chung",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Sở Tài chính",
    "Công an tỉnh",
    "Ban Tổ chức Tỉnh ủy",
    "Văn phòng Chính phủ",
    "Ủy ban nhân dân thành phố Hà Nội",
]

NO_AGENCIES = [
    "Bộ tiêu chí đánh giá cán bộ",
    "đội ngũ cán bộ, công chức",
    "Đổi mới công tác bổ nhiệm",
    "TỔ CHỨC THỰC HIỆN",
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_is_cut_at_its_names(text: str, names: list[str]) -> None:
    assert [one.name for one in split_agencies(text)] == names


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_ends_where_its_verb_begins(text: str, name: str) -> None:
    assert find_agencies(text)[0].name == name


def test_those_who_head_ministries_keep_their_office() -> None:
    (one,) = find_agencies("Yêu cầu các Bộ trưởng, Thủ trưởng cơ quan ngang bộ khẩn trương rà soát.")
    assert (one.name, one.is_class) == ("các Bộ trưởng, Thủ trưởng cơ quan ngang bộ", True)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_told_from_one_body(name: str) -> None:
    assert is_class(name)


@pytest.mark.parametrize("name", SINGLE)
def test_one_body_is_no_class(name: str) -> None:
    assert not is_class(name)


@pytest.mark.parametrize("text", NO_AGENCIES)
def test_words_that_look_alike_name_nobody(text: str) -> None:
    assert find_agencies(text) == []


_FRAGMENTS = st.sampled_from(
    ["Sở Tài chính", "các sở, ban, ngành", "và", ",", "Ủy ban nhân dân", "xã, phường", "(", ")", "Bộ", "Văn phòng",
     "Tỉnh ủy", "Công ty", "chủ trì", ":", "Hà Nội", "Trung tâm", "tỉnh", ";", "ĐẢNG", "1."]
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=14).map(" ".join))
def test_names_quote_the_text_in_order(text: str) -> None:
    for found in (find_agencies(text), split_agencies(text)):
        assert [one.name for one in found] == [one.span.of(text) for one in found]
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "Các huyện ủy, thị xã ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy, ban cán sự đảng, đảng đoàn",
        "Các huyện, thị, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
        "Các ban, cơ quan tham mưu giúp việc Tỉnh ủy, các ban cán sự đảng, huyện ủy, thị ủy, thành ủy",
    ],
)
def test_the_committees_of_a_province_are_one_class(text: str) -> None:
    (one,) = find_agencies(f"{text} ban hành kế hoạch.")
    assert (one.name, one.is_class) == (text, True)


def test_issuing_is_no_board() -> None:
    (one,) = find_agencies("các sở, ngành và Ủy ban nhân dân cấp xã, ban hành kế hoạch")
    assert one.name == "các sở, ngành và Ủy ban nhân dân cấp xã"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND tỉnh Hòa An, Bình Sơn và Tây Hải khẩn trương", "UBND tỉnh Hòa An, Bình Sơn và Tây Hải"),
        ("Ủy ban nhân dân tỉnh, Bình Sơn và Tây Hải", "Ủy ban nhân dân tỉnh"),
        ("Công an tỉnh Hòa An, Sở Y tế", "Công an tỉnh Hòa An"),
        ("Văn phòng HĐND-UBND huyện tổng hợp", "Văn phòng HĐND-UBND huyện"),
    ],
)
def test_places_that_follow_belong_to_the_body_of_the_first(text: str, name: str) -> None:
    assert find_agencies(text)[0].name == name
