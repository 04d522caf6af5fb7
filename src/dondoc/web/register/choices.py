"""The closed lists of words that the register uses; their values are stored, so they never change."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TYPE_AND_NUMBER = re.compile(r"(\D+) (\d\S*)")


def named_by_type(name: str) -> str:
    """Give the name of a programme with the type of its document in the language of the page: Programme 50-CTr/TU."""
    found = TYPE_AND_NUMBER.fullmatch(name)
    return f"{gettext(found[1])} {found[2]}" if found else name


class Secrecy(models.IntegerChoices):
    """The class of a document or an item, from low to high; comparable."""

    PUBLIC = 0, _("Công khai")
    INTERNAL = 1, _("Nội bộ")
    CONFIDENTIAL = 2, _("Mật")
    SECRET = 3, _("Tối mật")
    TOP_SECRET = 4, _("Tuyệt mật")


class Urgency(models.IntegerChoices):
    NORMAL = 0, _("Thường")
    URGENT = 1, _("Khẩn")
    MOST_URGENT = 2, _("Thượng khẩn")
    FLASH = 3, _("Hỏa tốc")


class DocumentType(models.TextChoices):
    PROGRAMME = "programme", _("Chương trình")
    DIRECTIVE = "directive", _("Chỉ thị")
    RESOLUTION = "resolution", _("Nghị quyết")
    DECISION = "decision", _("Quyết định")
    PLAN = "plan", _("Kế hoạch")
    CONCLUSION = "conclusion", _("Kết luận")
    NOTICE = "notice", _("Thông báo")
    SCHEME = "scheme", _("Đề án")
    REGULATION = "regulation", _("Quy chế, quy định")
    GUIDANCE = "guidance", _("Hướng dẫn")
    REPORT = "report", _("Báo cáo")
    LETTER = "letter", _("Công văn")
    OFFICIAL_TELEGRAM = "official_telegram", _("Công điện")
    LAW = "law", _("Luật")
    DECREE = "decree", _("Nghị định")
    CIRCULAR = "circular", _("Thông tư")
    OTHER = "other", _("Văn bản khác")


class Deliverable(models.TextChoices):
    RESOLUTION = "resolution", _("Nghị quyết")
    DIRECTIVE = "directive", _("Chỉ thị")
    DECISION = "decision", _("Quyết định")
    PLAN = "plan", _("Kế hoạch")
    PROGRAMME = "programme", _("Chương trình")
    SCHEME = "scheme", _("Đề án")
    PROJECT = "project", _("Dự án")
    MASTER_PLAN = "master_plan", _("Quy hoạch")
    STRATEGY = "strategy", _("Chiến lược")
    LAW = "law", _("Luật")
    DECREE = "decree", _("Nghị định")
    CIRCULAR = "circular", _("Thông tư")
    REGULATION = "regulation", _("Quy chế, quy định")
    CRITERIA = "criteria", _("Bộ tiêu chí")
    GUIDANCE = "guidance", _("Hướng dẫn")
    REPORT = "report", _("Báo cáo")
    REVIEW = "review", _("Sơ kết, tổng kết")
    DOSSIER = "dossier", _("Hồ sơ")
    SYSTEM = "system", _("Hệ thống")
    TASK = "task", _("Nhiệm vụ")


class ItemKind(models.TextChoices):
    DELIVERABLE = "deliverable", _("Ban hành sản phẩm")
    DUTY = "duty", _("Nhiệm vụ của cơ quan")
    STANDING = "standing", _("Nhiệm vụ thường xuyên")
    REPORT = "report", _("Báo cáo")
    PLAN_OF_AGENCY = "plan_of_agency", _("Kế hoạch của cơ quan")
    INSPECTION = "inspection", _("Kiểm tra, giám sát")
    DISSEMINATION = "dissemination", _("Quán triệt, tuyên truyền")
    FOLLOW_UP = "follow_up", _("Theo dõi, đôn đốc")
    REVIEW = "review", _("Sơ kết, tổng kết")


class Precision(models.TextChoices):
    """How exactly the words of a deadline name a day."""

    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    HALF_YEAR = "half-year", _("nửa năm")
    YEAR = "year", _("năm")
    TERM = "term", _("nhiệm kỳ")
    RELATIVE = "relative", _("tính từ một việc khác")
    CONDITIONAL = "conditional", _("có điều kiện")
    OPEN = "open", _("không ấn định")


class ItemState(models.TextChoices):
    """Where an item is in its life. Whether it is late is not a state: it is computed."""

    DRAFT = "draft", _("Dự thảo")
    UNASSIGNED = "unassigned", _("Chưa giao")
    ACTIVE = "active", _("Đang theo dõi")
    MERGED = "merged", _("Đã gộp")
    DROPPED = "dropped", _("Thôi theo dõi")
    DISMISSED = "dismissed", _("Không phải nhiệm vụ")


IN_FORCE = (ItemState.UNASSIGNED, ItemState.ACTIVE)
PUBLISHED = (*IN_FORCE, ItemState.DROPPED, ItemState.MERGED)


class ReviewStatus(models.TextChoices):
    """What a person has done about a fact that was read."""

    UNREVIEWED = "unreviewed", _("Chưa xem")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    CORRECTED = "corrected", _("Đã sửa")
    DISMISSED = "dismissed", _("Đã loại")


class RelationKind(models.TextChoices):
    SUPERSEDES = "supersedes", _("Thay thế")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    REPEALS = "repeals", _("Bãi bỏ")
    IMPLEMENTS = "implements", _("Triển khai, căn cứ")
    CITES = "cites", _("Dẫn chiếu")


class Comparator(models.TextChoices):
    EQUAL = "=", "="
    AT_LEAST = ">=", "≥"
    MORE = ">", ">"
    AT_MOST = "<=", "≤"
    LESS = "<", "<"
    BETWEEN = "between", _("trong khoảng")
    BETTER_THAN_LAST_YEAR = "yoy>", _("cao hơn năm trước")
    LESS_THAN_LAST_YEAR = "yoy<", _("thấp hơn năm trước")


class Severity(models.TextChoices):
    ERROR = "error", _("lỗi")
    WARNING = "warning", _("cảnh báo")
    NOTE = "note", _("lưu ý")
