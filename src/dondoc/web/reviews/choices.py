"""The closed lists of words of reviews; their values are stored, so they never change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewKind(models.TextChoices):
    MONTH = "month", _("Báo cáo tháng")
    QUARTER = "quarter", _("Báo cáo quý")
    HALF_YEAR = "half_year", _("Sơ kết 6 tháng")
    NINE_MONTHS = "nine_months", _("Báo cáo 9 tháng")
    YEAR = "year", _("Tổng kết năm")
    MID_TERM = "mid_term", _("Sơ kết giữa nhiệm kỳ")
    FINAL = "final", _("Tổng kết nhiệm kỳ")


class Outcome(models.TextChoices):
    """What became of an item of the signed text: every item has exactly one."""

    DONE_ON_TIME = "done_on_time", _("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", _("Hoàn thành quá hạn")
    OPEN_IN_TIME = "open_in_time", _("Đang thực hiện, trong hạn")
    OPEN_OVERDUE = "open_overdue", _("Đang thực hiện, quá hạn")
    MERGED = "merged", _("Đã gộp vào nhiệm vụ khác")
    DROPPED = "dropped", _("Thôi theo dõi theo quyết định")


DONE = (Outcome.DONE_ON_TIME, Outcome.DONE_LATE)
OPEN = (Outcome.OPEN_IN_TIME, Outcome.OPEN_OVERDUE)
CLOSED = (Outcome.MERGED, Outcome.DROPPED)


class Section(models.TextChoices):
    """The parts of a report that people write."""

    SITUATION = "situation", _("Tình hình, công tác lãnh đạo, chỉ đạo")
    RESULTS = "results", _("Kết quả nổi bật")
    DIFFICULTIES = "difficulties", _("Khó khăn, hạn chế, nguyên nhân")
    NEXT_STEPS = "next_steps", _("Phương hướng, nhiệm vụ thời gian tới")
    PROPOSALS = "proposals", _("Kiến nghị, đề xuất")


class Grade(models.TextChoices):
    """How an item, or an agency's part, is judged. The rule that gives it stands in `scale.py`."""

    GOOD = "good", _("Hoàn thành tốt")
    FAIR = "fair", _("Hoàn thành")
    POOR = "poor", _("Chưa hoàn thành")
    UNKNOWN = "unknown", _("Chưa đủ căn cứ đánh giá")
