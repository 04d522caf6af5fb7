"""The words of outcomes, grades and rates in official documents: Vietnamese, whatever the language of the page."""

from __future__ import annotations

from django.utils.translation import override

from dondoc.web.reviews.choices import Grade, Outcome

RATES = {
    "on_time": "Đúng hạn trên số đã hoàn thành",
    "done_of_due": "Hoàn thành trên số đến hạn",
    "done_of_all": "Hoàn thành trên tổng số đang theo dõi",
}
STATUS = {
    "reached": "Đạt",
    "on_path": "Đúng lộ trình",
    "off_path": "Lệch lộ trình",
    "missed": "Không đạt",
    "unknown": "Chưa đủ số liệu",
}
NO_LEAD_WORDS = "Giao cho nhóm cơ quan, hoặc chưa giao"


def outcome_words(outcome: str) -> str:
    """Give an outcome as a report names it."""
    with override("vi"):
        return str(Outcome(outcome).label)


def grade_words(grade: str) -> str:
    """Give a grade as a report names it."""
    with override("vi"):
        return str(Grade(grade).label)
