"""Asking co-operating agencies, and their replies within working days."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.models import CooperationRequest
from dondoc.web.follow_up.services.acts import AlreadyDecided, store, tell
from dondoc.web.follow_up.services.assigning import rules_of
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, NotAllowed, require
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import hold
from dondoc.web.working_days import WorkingCalendar

FEWEST_DAYS, MOST_DAYS = 2, 5


@transaction.atomic
def ask(*, actor: User, item: WorkItem, agency: Agency, question: str, days: int | None = None) -> CooperationRequest:
    """Ask a co-operating agency; the reply is due in 2 to 5 working days, by the programme's rule unless named."""
    require(actor, Action.ASK_COOPERATION, hold(item))
    if not item.cooperations.filter(agency=agency).exists():
        raise ValidationError({"agency": _("Cơ quan này không phối hợp nhiệm vụ này.")})
    if not question.strip():
        raise ValidationError({"question": _("Hãy nêu nội dung đề nghị.")})
    _nothing_waits(item, agency)
    days = rules_of(item).reply_days if days is None else days
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Thời hạn trả lời từ 2 đến 5 ngày làm việc.")})
    today = clock.real_today()
    request = store(
        CooperationRequest(
            item=item,
            agency=agency,
            question=question.strip(),
            asked_on=today,
            asked_by=actor,
            reply_by=WorkingCalendar.of_installation().after(today, days),
        )
    )
    tell(
        request,
        actor=actor,
        verb="ask_cooperation",
        vi=f"Đề nghị {agency} phối hợp {item}: {question}",
        en=f"Asked {agency} to co-operate on {item}: {question}",
    )
    return request


def _nothing_waits(item: WorkItem, agency: Agency) -> None:
    """Refuse a second question while one waits: a form may have been sent twice."""
    waiting = CooperationRequest.objects.filter(item=item, agency=agency, replied_on__isnull=True).first()
    if waiting is not None:
        said = {"agency": agency.label, "day": day_words(waiting.asked_on)}
        raise ValidationError(
            {"agency": _("%(agency)s chưa trả lời đề nghị gửi ngày %(day)s; hãy chờ trả lời rồi hỏi tiếp.") % said}
        )


@transaction.atomic
def reply(*, actor: User, request: CooperationRequest, text: str) -> CooperationRequest:
    """Answer a request, for the agency that was asked; a late answer is taken, and stays late."""
    require(actor, Action.REPLY_COOPERATION, request)
    if request.agency_id not in access_of(actor).works_for:
        raise NotAllowed(_("Đề nghị này gửi cho cơ quan khác."))
    if not text.strip():
        raise ValidationError({"reply": _("Hãy ghi nội dung trả lời.")})
    rows = CooperationRequest.objects.filter(pk=request.pk, replied_on__isnull=True)
    taken = rows.update(replied_on=clock.real_today(), replied_by=actor, reply=text.strip())
    request.refresh_from_db()
    if taken != 1:
        raise AlreadyDecided(str(request.replied_by or ""))
    request.full_clean()
    tell(
        request,
        actor=actor,
        verb="reply_cooperation",
        vi=f"{request.agency} trả lời phối hợp {request.item}: {text}",
        en=f"{request.agency} replied on {request.item}: {text}",
    )
    return request


@transaction.atomic
def record_silence(request: CooperationRequest, *, on: dt.date) -> bool:
    """Write down, once, that an agency has not answered in time; gives whether it was new."""
    rows = CooperationRequest.objects.filter(
        pk=request.pk, replied_on__isnull=True, silent_on__isnull=True, reply_by__lt=on
    )
    if rows.update(silent_on=on) != 1:
        return False
    tell(
        request,
        actor=None,
        verb="silent",
        vi=f"{request.agency} không trả lời phối hợp {request.item} trước {day_words(request.reply_by)}.",
        en=f"{request.agency} did not reply on {request.item} by {request.reply_by:%-d %b %Y}.",
    )
    return True
