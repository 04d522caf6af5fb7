"""A small directive for the tests of intake, and its way in."""

from __future__ import annotations

from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document
from tests.web.builders import agency_of

DIRECTIVE = """\
TỈNH ỦY HẬU GIANG                                ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 12-KH/TU                         Hậu Giang, ngày 05 tháng 01 năm 2022

KẾ HOẠCH
thực hiện Nghị quyết số 52-NQ/TW ngày 27/9/2019 của Bộ Chính trị

I. MỤC TIÊU

Nâng cao chất lượng quản lý; phấn đấu đến năm 2025 có trên 80% số xã đạt chuẩn nông thôn mới.

II. NHIỆM VỤ

1. Xây dựng Đề án chuyển đổi số trong các cơ quan đảng

Mục tiêu: Nâng cao hiệu quả công tác.

Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy tham mưu xây dựng Đề án, hoàn thành trong quý IV năm 2022.

2. Xây dựng Kế hoạch đào tạo cán bộ

Trường Chính trị tỉnh tham mưu xây dựng Kế hoạch, hoàn thành trước ngày 30/6/2022.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng Tỉnh ủy thường xuyên theo dõi, đôn đốc việc thực hiện Kế hoạch này.

Nơi nhận:                                              T/M BAN THƯỜNG VỤ
- Ban Tổ chức Tỉnh ủy,                                        BÍ THƯ
- Lưu Văn phòng.
                                                         Nguyễn Văn A
"""


def take_in(office: User, text: str = "", name: str = "a.txt") -> IntakeJob:
    """Receive a text (the directive above, if none is given) and read it at once."""
    content = (text or DIRECTIVE).encode()
    job = services.receive(actor=office, office=agency_of(office), name=name, file=content, queue=False)
    tasks.read_now(job.pk)
    return IntakeJob.objects.select_related("document").get(pk=job.pk)


def draft_in(office: User, text: str = "", name: str = "a.txt") -> Document:
    """Give the draft that a text gives."""
    document = take_in(office, text, name).document
    assert document is not None
    return document
