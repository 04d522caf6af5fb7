"""Bodies that lead: where their names end, who acts together with them, what stands between them and their duty."""

from __future__ import annotations

import pytest

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.signing import read_signatory
from tests.reading.extract.items import items_of

ORGANISATION = "III. TỔ CHỨC THỰC HIỆN\n"


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Ban QLDA các công trình giao thông và dân dụng tỉnh bàn giao mặt bằng.",
         "Ban QLDA các công trình giao thông và dân dụng tỉnh", "Bàn giao mặt bằng"),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh khởi công cầu Sông Hiền.",
         "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Khởi công cầu Sông Hiền"),
        ("Hội Doanh nghiệp nhỏ và vừa tỉnh tiếp nhận kiến nghị của hội viên.",
         "Hội Doanh nghiệp nhỏ và vừa tỉnh", "Tiếp nhận kiến nghị của hội viên"),
        ("Viện Khoa học công nghệ xây dựng kiểm định kết cấu nhịp cầu.",
         "Viện Khoa học công nghệ xây dựng", "Kiểm định kết cấu nhịp cầu"),
        ("Sở Xây dựng, trong phạm vi nhiệm vụ được giao, kiểm tra các hồ chứa.", "Sở Xây dựng", "Kiểm tra các hồ chứa"),
        ("Chủ tịch UBND các xã, trong phạm vi nhiệm vụ, quyền hạn của mình, ban hành kế hoạch trồng cây.",
         "Chủ tịch UBND các xã", "Ban hành kế hoạch trồng cây"),
    ],
)  # fmt: skip
def test_a_name_ends_at_its_level_or_at_the_verb(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_an_association_of_many_is_one_body() -> None:
    (body,) = find_agencies("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh")
    assert not body.is_class


@pytest.mark.parametrize("together", ["cùng", "cùng với", ", cùng"])
def test_who_acts_together_with_the_body_helps(together: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. Sở Y tế {together} UBND xã Bình An xác định vị trí trạm y tế.\n")
    assert (item.lead_agency, item.cooperating_agencies) == ("Sở Y tế", ("UBND xã Bình An",))
    assert item.title == "Xác định vị trí trạm y tế"


def test_a_duty_handed_on_to_an_office_is_the_office_s() -> None:
    items = items_of(
        f"{ORGANISATION}1. UBND thành phố Tân Lộc:\n- Lập danh sách hộ dân.\n- Giao Phòng Kinh tế rà soát quỹ đất.\n"
    )
    assert [item.lead_agency for item in items] == ["UBND thành phố Tân Lộc", "Phòng Kinh tế"]


def test_a_duty_counts_before_a_formula_that_closes_its_paragraph() -> None:
    (item,) = items_of(
        f"{ORGANISATION}1. Sở Tư pháp hướng dẫn các xã lập hồ sơ. Trong quá trình thực hiện, nếu có vướng mắc, báo cáo "
        "Ủy ban nhân dân tỉnh.\n2. Nếu có khó khăn, vướng mắc, các đơn vị báo cáo Sở Tư pháp.\n"
        "Yêu cầu các sở nghiêm túc triển khai thực hiện. Trong quá trình thực hiện có vướng mắc, báo cáo Sở Tư pháp.\n"
    )
    assert item.lead_agency == "Sở Tư pháp"


@pytest.mark.parametrize(
    "name",
    [
        "Nay Y Blung",
        "Ma Văn Thịnh",
        "H’ Yim Kđoh",
        "H'Yim Kđoh",
        "Y Thanh Hà Niê",
        "Kpă Thuyên",
        "Rơ Châm H’Hồng",
        "Và A Súa",
        "K’ Mák",
    ],
)
def test_names_of_the_highlands_sign(name: str) -> None:
    assert read_signatory(["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name], [])[0] == name


def test_a_title_before_a_colon_leaves_the_body_behind_it_the_subject() -> None:
    items = items_of(
        f"{ORGANISATION}1. Công tác tuyên truyền\n- Tuyên truyền miệng: Sở Du lịch hướng dẫn các xã mở đợt cao điểm.\n"
        "- Trình phê duyệt kế hoạch: Sở Tư pháp trình Ủy ban nhân dân tỉnh kế hoạch trước ngày 30/11/2026.\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Du lịch", "Sở Tư pháp"]
    assert items[0].title == "Hướng dẫn các xã mở đợt cao điểm"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Các Ủy viên Ban Chỉ đạo kiểm tra cơ sở.", "Các Ủy viên Ban Chỉ đạo"),
        ("Các thành viên Ban Chỉ đạo Dân số tỉnh kiểm tra cơ sở.", "Các thành viên Ban Chỉ đạo Dân số tỉnh"),
        ("Các Chủ tịch UBND các xã kiểm tra cơ sở.", "Các Chủ tịch UBND các xã"),
        ("Đối với UBND các huyện, thành, thị cần kiểm tra cơ sở.", "UBND các huyện, thành, thị"),
        ("Hằng tuần, các đơn vị gửi báo cáo về Vụ Pháp chế.", "các đơn vị"),
        ("Văn phòng HĐND&UBND huyện có trách nhiệm kiểm tra cơ sở.", "Văn phòng HĐND&UBND huyện"),
        ("Vụ Pháp chế được giao nhiệm vụ đôn đốc các đơn vị.", "Vụ Pháp chế"),
    ],
)  # fmt: skip
def test_offices_that_several_hold_lead(text: str, lead: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert item.lead_agency == lead


def test_a_long_list_of_bodies_that_carry_out_a_decision_is_no_item() -> None:
    assert not items_of(
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh, "
        "Giám đốc các Sở, ban, ngành, đoàn thể có liên quan; Chủ tịch Ủy ban nhân dân các huyện, thành phố; "
        "Các thành viên Ban Chỉ đạo công tác Dân số, Kế hoạch hóa gia đình tỉnh và các đơn vị, tổ chức, cá nhân "
        "có liên quan căn cứ Quyết định thi hành.\n"
    )


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Thanh tra Sở Văn hóa, Thể thao và Du lịch kiểm tra bảng quảng cáo.",
         "Thanh tra Sở Văn hóa, Thể thao và Du lịch", "Kiểm tra bảng quảng cáo"),
        ("Trưởng phòng Tài chính - Kế hoạch huyện tham mưu phân bổ vốn.",
         "Trưởng phòng Tài chính - Kế hoạch huyện", "Tham mưu phân bổ vốn"),
        ("Cơ quan Kiểm lâm tuần tra các khu rừng giáp ranh.", "Cơ quan Kiểm lâm", "Tuần tra các khu rừng giáp ranh"),
        ("Các tổ chức thành viên của Mặt trận giám sát việc thu quỹ.",
         "Các tổ chức thành viên của Mặt trận", "Giám sát việc thu quỹ"),
        ("Các đại biểu Quốc hội tỉnh Hòa An, trong phạm vi nhiệm vụ, quyền hạn của mình, giám sát việc thu quỹ.",
         "Các đại biểu Quốc hội tỉnh Hòa An", "Giám sát việc thu quỹ"),
        ("Ủy ban nhân dân các cấp trong phạm vi nhiệm vụ, quyền hạn của mình thực hiện việc đăng ký đất.",
         "Ủy ban nhân dân các cấp", "Thực hiện việc đăng ký đất"),
        ("Bộ Công an theo chức năng, nhiệm vụ, thẩm quyền kiểm tra các kho pháo.",
         "Bộ Công an", "Kiểm tra các kho pháo"),
        ("Văn phòng đăng ký đất đai có trách nhiệm cung cấp bản đồ.", "Văn phòng đăng ký đất đai", "Cung cấp bản đồ"),
    ],
)  # fmt: skip
def test_words_between_a_body_and_its_verb_are_neither(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_who_asks_another_to_be_responsible_is_not_responsible() -> None:
    (item,) = items_of(f"{ORGANISATION}1. Lãnh đạo thành phố yêu cầu Sở Xây dựng có trách nhiệm hoàn thiện hồ sơ.\n")
    assert (item.lead_agency, item.title) == ("Sở Xây dựng", "Hoàn thiện hồ sơ")


@pytest.mark.parametrize(
    ("heading", "duty", "lead", "title"),
    [
        ("Trách nhiệm của các đơn vị điện lực", "Có trách nhiệm và chủ động rà soát hành lang lưới điện.",
         "các đơn vị điện lực", "Chủ động rà soát hành lang lưới điện"),
        ("Trách nhiệm của người sử dụng hệ thống", "Bảo vệ mật khẩu của mình.",
         "người sử dụng hệ thống", "Bảo vệ mật khẩu của mình"),
        ("Trách nhiệm của các sở, ngành", "Trách nhiệm của Sở Tư pháp hướng dẫn đăng ký tài sản.",
         "Sở Tư pháp", "Hướng dẫn đăng ký tài sản"),
        ("Trách nhiệm của các sở, ngành", "Giao Sở Nội vụ theo dõi chung việc thực hiện.",
         "Sở Nội vụ", "Theo dõi chung việc thực hiện"),
        ("Trách nhiệm của các sở, ngành", "Chủ trì hoặc phối hợp với các viện tổ chức tập huấn.",
         "các sở, ngành", "Chủ trì hoặc phối hợp với các viện tổ chức tập huấn"),
        ("Điều khoản chung", "Thuê bao có trách nhiệm giữ kín khóa bí mật.", "Thuê bao", "Giữ kín khóa bí mật"),
    ],
)  # fmt: skip
def test_regulations_name_the_responsible_in_their_headings(heading: str, duty: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}Điều 9. {heading}\n1. {duty}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_helpers_end_before_the_verb_behind_their_attribute() -> None:
    (item,) = items_of(f"{ORGANISATION}1. Sở Tài chính phối hợp với các sở, ban ngành hướng dẫn cơ chế ưu đãi.\n")
    assert item.cooperating_agencies == ("các sở, ban ngành",)


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Đồng chí Trần Văn Lộc, Phó Chủ tịch UBND xã: Chỉ đạo chiến dịch.",
         "Đồng chí Trần Văn Lộc, Phó Chủ tịch UBND xã", "Chỉ đạo chiến dịch"),
        ("Ông Lê Quốc Hùng - Trưởng phòng Văn hóa - Xã hội: Tham mưu lập Tổ số hóa.",
         "Ông Lê Quốc Hùng - Trưởng phòng Văn hóa - Xã hội", "Tham mưu lập Tổ số hóa"),
        ("Bà Phạm Thị Nga, công chức Tư pháp - Hộ tịch: Tổng hợp tiến độ.",
         "Bà Phạm Thị Nga, công chức Tư pháp - Hộ tịch", "Tổng hợp tiến độ"),
        ("Giao đồng chí Nguyễn Văn Bình - Chánh Văn phòng theo dõi tiến độ.",
         "đồng chí Nguyễn Văn Bình", "Theo dõi tiến độ"),
        ("Bí thư chi bộ, Trưởng các thôn: Vận động nhân dân.", "Bí thư chi bộ", "Vận động nhân dân"),
        ("Thư ký Ban Chỉ đạo chuẩn bị nội dung họp.", "Thư ký Ban Chỉ đạo", "Chuẩn bị nội dung họp"),
        ("Hiệu trưởng các trường mầm non, tiểu học, THCS triển khai học bạ số.",
         "Hiệu trưởng các trường mầm non, tiểu học, THCS", "Triển khai học bạ số"),
        ("Kinh phí: Phòng Kinh tế xã cân đối từ nguồn sự nghiệp.",
         "Phòng Kinh tế xã", "Cân đối từ nguồn sự nghiệp"),
        ("Trung tâm Dịch vụ tổng hợp xã: Tuyên truyền trên loa.",
         "Trung tâm Dịch vụ tổng hợp xã", "Tuyên truyền trên loa"),
        ("Trường Cao đẳng Hòa An và Trường Cao đẳng Bình Sơn mỗi trường tổ chức 01 lớp.",
         "Trường Cao đẳng Hòa An", "Tổ chức 01 lớp"),
        ("Các hiệp hội ngành hàng tuyên truyền hội viên.", "Các hiệp hội ngành hàng", "Tuyên truyền hội viên"),
    ],
)  # fmt: skip
def test_persons_and_offices_of_communes_lead(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_a_place_that_begins_like_a_courtesy_is_no_person() -> None:
    assert not find_agencies("Bà Rịa - Vũng Tàu, Ông Đốc")


def test_the_head_of_a_board_is_no_head_of_a_village() -> None:
    assert [one.name for one in find_agencies("Trưởng Ban Chỉ đạo là Chủ tịch UBND tỉnh")] == ["Chủ tịch UBND tỉnh"]


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Ủy ban nhân dân cấp huyện, cấp xã giao ban chống dịch.", "Ủy ban nhân dân cấp huyện, cấp xã",
         "Giao ban chống dịch"),
        ("Trung tâm Giám sát, điều hành đô thị thông minh nâng cấp nền tảng.",
         "Trung tâm Giám sát, điều hành đô thị thông minh", "Nâng cấp nền tảng"),
        ("Các chi, đảng bộ cơ sở quán triệt Chỉ thị.", "Các chi, đảng bộ cơ sở", "Quán triệt Chỉ thị"),
        ("Đài phát thanh huyện: phát tin về mùa vụ.", "Đài phát thanh huyện", "Phát tin về mùa vụ"),
        ("Các phòng giáo dục và đào tạo rà soát trường lớp.", "Các phòng giáo dục và đào tạo", "Rà soát trường lớp"),
        ("Sở Thương mại và Du lịch lập chốt kiểm dịch.", "Sở Thương mại và Du lịch", "Lập chốt kiểm dịch"),
        ("Báo Hưng Long mỗi tuần có ít nhất 02 chuyên mục.", "Báo Hưng Long", "Có ít nhất 02 chuyên mục"),
        ("Cục Quản lý đất đai xây dựng báo cáo tổng kết.", "Cục Quản lý đất đai", "Xây dựng báo cáo tổng kết"),
    ],
)  # fmt: skip
def test_bodies_of_districts_and_of_years_past_lead(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_a_sentence_that_tells_by_when_a_part_is_done_is_no_item() -> None:
    (item,) = items_of(
        f"{ORGANISATION}1. Phòng Kinh tế và Hạ tầng: thiết kế mẫu mặt đường; giúp xã giám sát thi công. Thời gian hoàn "
        "thành thiết kế mẫu chậm nhất là cuối tháng 3/2013.\n"
    )
    assert item.deadline is not None
    assert str(item.deadline.due_on) == "2013-03-31"


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Chi cục Hải quan cửa khẩu: Tăng cường kiểm tra.", "Chi cục Hải quan cửa khẩu", "Tăng cường kiểm tra"),
        ("UBND các huyện, thành phố Sơn Bình, thị xã Phú Hòa: Lập danh mục chợ.",
         "UBND các huyện, thành phố Sơn Bình, thị xã Phú Hòa", "Lập danh mục chợ"),
        ("Các doanh nghiệp, HTX, hộ kinh doanh: Chấp hành việc niêm yết giá.",
         "Các doanh nghiệp, HTX, hộ kinh doanh", "Chấp hành việc niêm yết giá"),
        ("Hội LHPN tỉnh, Tỉnh đoàn phối hợp tuyên truyền.", "Hội LHPN tỉnh", "Phối hợp tuyên truyền"),
        ("Phân hiệu Đại học Luật nghiên cứu mô hình chợ đêm.", "Phân hiệu Đại học Luật", "Nghiên cứu mô hình chợ đêm"),
        ("Đối với các chợ hạng I: Ban Quản lý chợ lắp camera.", "Ban Quản lý chợ", "Lắp camera"),
        ("Công ty TNHH Môi trường đô thị Sơn Bình thu gom rác tại chợ.",
         "Công ty TNHH Môi trường đô thị Sơn Bình", "Thu gom rác tại chợ"),
        ("Ngân hàng Nhà nước - Chi nhánh tỉnh Sơn Bình chỉ đạo các ngân hàng cho vay.",
         "Ngân hàng Nhà nước - Chi nhánh tỉnh Sơn Bình", "Chỉ đạo các ngân hàng cho vay"),
        ("Ban Quản lý dự án khu vực Phú Hòa giải phóng mặt bằng.",
         "Ban Quản lý dự án khu vực Phú Hòa", "Giải phóng mặt bằng"),
        ("Các Viện Vệ sinh dịch tễ chỉ đạo tuyến theo khu vực.",
         "Các Viện Vệ sinh dịch tễ", "Chỉ đạo tuyến theo khu vực"),
        ("Trung tâm Thông tin y tế Quốc gia kết nối phần mềm trạm y tế.",
         "Trung tâm Thông tin y tế Quốc gia", "Kết nối phần mềm trạm y tế"),
    ],
)  # fmt: skip
def test_names_with_places_dashes_and_short_verbs_end_where_they_end(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_a_duty_goes_on_behind_the_colon_after_its_helpers() -> None:
    (item,) = items_of(
        f"{ORGANISATION}1. Sở Công Thương chủ trì, phối hợp với UBND các xã: hướng dẫn lập quy hoạch chợ.\n"
    )
    assert (item.cooperating_agencies, item.title) == (("UBND các xã",), "Hướng dẫn lập quy hoạch chợ")


def test_a_body_given_a_duty_in_a_sentence_of_its_own_leads() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n1. Tuyên truyền\na) Xây dựng 12 phóng sự; xong trong quý I/2026. Giao Báo Hưng Long.\n"
    )
    assert item.lead_agency == "Báo Hưng Long"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Công ty Cao su Hòa An quét vôi gốc cây.", "Công ty Cao su Hòa An"),
        (
            "Công ty TNHH MTV Cấp Thoát Nước đô thị Bình Sơn súc rửa ống.",
            "Công ty TNHH MTV Cấp Thoát Nước đô thị Bình Sơn",
        ),
        ("Ban Quản Lý dự án huyện bàn giao hồ sơ.", "Ban Quản Lý dự án huyện"),
        ("Vụ Hợp Tác quốc tế tham mưu ký kết.", "Vụ Hợp Tác quốc tế"),
    ],
)
def test_the_name_of_a_firm_ends_with_its_place_and_capitals_of_every_word_do_no_harm(text: str, lead: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert item.lead_agency == lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Nhà thầu thi công tập trung máy móc, nhân lực.", "Nhà thầu thi công"),
        ("Giao đồng chí Giám đốc Sở Tài chính làm việc với Bộ Tài chính.", "Giám đốc Sở Tài chính"),
        ("Các đồng chí lãnh đạo UBND tỉnh kiểm tra hiện trường.", "Các đồng chí lãnh đạo UBND tỉnh"),
    ],
)
def test_contractors_and_leaders_lead(text: str, lead: str) -> None:
    (item,) = items_of(f"{ORGANISATION}1. {text}\n")
    assert item.lead_agency == lead


def test_a_body_named_on_both_sides_of_a_semicolon_has_the_duty_behind_it() -> None:
    items = items_of(
        f"{ORGANISATION}1. Các chủ đầu tư báo cáo tiến độ về Sở Xây dựng; Sở Xây dựng tổng hợp, báo cáo UBND tỉnh.\n"
    )
    assert [item.lead_agency for item in items] == ["Các chủ đầu tư", "Sở Xây dựng"]
