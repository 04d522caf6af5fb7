"""What a person has to know to do an act: it stands on the page of the form, above what he fills in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.web.dashboard.formats import day_text, period_text
from dondoc.web.follow_up.models import CooperationRequest, HandBack, ProgressReport, UrgingLetter
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known: what it is called, the words, and where they lead to, if anywhere."""

    label: str
    words: str
    address: str = ""


def of_deadline(item: WorkItem) -> list[Known]:
    """Give the deadline in force, and the first one where it was moved."""
    words = period_text(item.due_from, item.due_on, item.precision) if item.due_on else item.deadline_as_written
    moved = item.first_due_on if item.first_due_on != item.due_on else None
    return _said(
        Known(_("Hạn hiện nay"), words or _("chưa có hạn")),
        Known(_("Hạn ban đầu"), day_text(moved)),
    )


def of_change(change: DeadlineChange) -> list[Known]:
    """Give what is asked of a deadline: from which to which day, by whom and why."""
    old = day_text(change.old_due_on) or _("chưa có hạn")
    return _said(
        Known(_("Chủ trì"), change.item.lead_label),
        Known(_("Hạn hiện nay"), old),
        Known(_("Hạn đề nghị"), day_text(change.new_due_on)),
        Known(_("Lý do"), change.reason),
        Known(_("Người đề nghị"), f"{change.requested_by}, {day_text(change.requested_on)}"),
    )


def of_product(product: Completion) -> list[Known]:
    """Give a product: its reference, its day against the deadline, where it can be read."""
    item = product.item
    file = reverse("follow_up:product_file", args=[product.pk]) if product.file else ""
    return _said(
        Known(_("Sản phẩm"), f"{product.product_reference} {product.product_title}".strip()),
        Known(_("Ngày trên sản phẩm"), day_text(product.completed_on)),
        Known(_("Thời hạn"), day_text(item.due_on) or _("chưa có hạn")),
        Known(_("Tệp sản phẩm"), _("Mở tệp") if file else "", file),
        Known(_("Liên kết"), product.link, product.link),
        Known(_("Ghi chú"), product.note),
        Known(_("Người nộp"), f"{product.submitted_by}, {day_text(product.submitted_on)}"),
    )


def of_report(report: ProgressReport) -> list[Known]:
    """Give what a report says."""
    results = report.results or (_("không có gì mới") if report.nothing_new else "")
    files = [
        Known(_("Tệp đính kèm"), one.name, reverse("follow_up:attachment", args=[one.pk]))
        for one in report.attachments.all()
    ]
    return _said(
        Known(_("Cơ quan báo cáo"), f"{report.agency}, {day_text(report.submitted_on)}"),
        Known(_("Kết quả thực hiện"), results),
        Known(_("Khó khăn, vướng mắc và nguyên nhân"), report.difficulties),
        Known(_("Kiến nghị, đề xuất"), report.proposals),
        Known(_("Dự kiến hoàn thành"), day_text(report.forecast_on)),
        *files,
    )


def of_hand_back(back: HandBack) -> list[Known]:
    """Give who wants to be rid of an item, and why."""
    return _said(
        Known(_("Cơ quan"), str(back.assignment.agency)),
        Known(_("Lý do trả lại"), back.reason),
        Known(_("Người đề nghị"), f"{back.asked_by}, {day_text(back.asked_on)}"),
        Known(_("Trả lời trước ngày"), day_text(back.rule_by)),
    )


def of_question(request: CooperationRequest) -> list[Known]:
    """Give what a lead asks of a co-operating agency."""
    return _said(
        Known(_("Cơ quan chủ trì"), request.item.lead_label),
        Known(_("Nội dung đề nghị"), request.question),
        Known(_("Người đề nghị"), f"{request.asked_by}, {day_text(request.asked_on)}"),
        Known(_("Trả lời trước ngày"), day_text(request.reply_by)),
    )


def of_letter(letter: UrgingLetter) -> list[Known]:
    """Give to whom a letter goes and until when an answer is wanted."""
    titles = "; ".join(row.item.title for row in letter.rows.select_related("item"))
    return _said(
        Known(_("Kính gửi"), letter.agency.name),
        Known(_("Nhiệm vụ nêu trong công văn"), titles),
        Known(_("Trả lời trước ngày"), day_text(letter.reply_by)),
        Known(_("Dự thảo công văn"), _("Tệp Word"), reverse("follow_up:letter_file", args=[letter.pk])),
    )


def _said(*known: Known) -> list[Known]:
    return [one for one in known if one.words]
