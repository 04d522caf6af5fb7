"""Urging letters: drafted from overdue items, numbered and signed off, sent, answered, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.models import LetterItem, LetterReply, UrgingLetter
from dondoc.web.follow_up.services.acts import AlreadyDecided, store, tell
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services.locking import hold
from dondoc.web.register.timeliness import Cell
from dondoc.web.working_days import WorkingCalendar

REPLY_DAYS = 5
MOST_AT_ONCE = 20  # letters that may take a number at the same moment
State, Form = UrgingLetter.State, UrgingLetter.Form
SYMBOLS = {Form.PARTY: "CV/VPTU", Form.STATE: "VP-TH"}


@transaction.atomic
def draft_letters(
    *,
    actor: User,
    programme: Programme,
    items: Sequence[WorkItem],
    form: str = Form.PARTY,
    reply_by: dt.date | None = None,
) -> list[UrgingLetter]:
    """Draft one letter for each agency among overdue items; items that are not overdue are refused."""
    require(actor, Action.URGE, programme)
    today = clock.real_today()
    rows = {
        row.pk: row
        for row in WorkItem.objects.of_programme(programme)
        .filter(pk__in=[item.pk for item in items], lead_agency__isnull=False)
        .with_cell(today)
        .select_related("lead_agency")
    }
    late = [row for row in rows.values() if getattr(row, "cell", "") == Cell.OPEN_OVERDUE]
    if not late or len(late) != len(items):
        raise ValidationError(_("Chỉ đôn đốc được nhiệm vụ đang quá hạn có cơ quan chủ trì."))
    reply_by = reply_by or WorkingCalendar.of_installation().after(today, REPLY_DAYS)
    if reply_by < today:
        raise ValidationError({"reply_by": _("Hạn trả lời không được trước hôm nay.")})
    agencies = {row.lead_agency for row in late if row.lead_agency}
    return [
        _draft(actor, programme, agency, [row for row in late if row.lead_agency_id == agency.pk], form, reply_by)
        for agency in sorted(agencies, key=lambda one: one.sort_key)
    ]


@transaction.atomic
def sign_off(*, actor: User, letter: UrgingLetter, signatory_role: str = "", number: int | None = None) -> UrgingLetter:
    """Sign a letter off: it takes the next number of its year, or the one given, and can no longer be changed."""
    require(actor, Action.SIGN_OFF, letter)
    if hold(letter).state != State.DRAFT:
        raise AlreadyDecided(str(letter.signed_by or ""))
    if not _sign_with(letter, actor, signatory_role, number):
        raise ValidationError({"number": _("Số văn bản này đã dùng trong năm.")})
    tell(
        letter,
        actor=actor,
        verb="sign_off",
        vi=f"Ký duyệt công văn {letter.reference} đôn đốc {letter.agency}.",
        en=f"Signed off the letter {letter.reference} urging {letter.agency}.",
    )
    return letter


@transaction.atomic
def send_letter(*, actor: User, letter: UrgingLetter, sent_on: dt.date | None = None) -> UrgingLetter:
    """Record that a signed letter went out."""
    require(actor, Action.URGE, hold(letter))
    if letter.state != State.SIGNED:
        raise ValidationError(_("Chỉ phát hành công văn đã ký duyệt."))
    letter.state, letter.sent_on = State.SENT, sent_on or clock.real_today()
    if letter.signed_on and letter.sent_on < letter.signed_on:
        raise ValidationError({"sent_on": _("Ngày phát hành không được trước ngày ký.")})
    store(letter)
    tell(
        letter,
        actor=actor,
        verb="send",
        vi=f"Phát hành công văn {letter.reference} gửi {letter.agency}, trả lời trước {day_words(letter.reply_by)}.",
        en=f"Sent the letter {letter.reference} to {letter.agency}, reply by {letter.reply_by:%-d %b %Y}.",
    )
    return letter


@transaction.atomic
def record_reply(
    *, actor: User, letter: UrgingLetter, content: str, reference: str = "", received_on: dt.date | None = None
) -> LetterReply:
    """Record an agency's answer to a letter, by the office or by the agency itself; it closes the loop."""
    require(actor, Action.REPLY_COOPERATION if _is_addressee(actor, letter) else Action.URGE, letter)
    if hold(letter).state not in {State.SENT, State.CLOSED}:
        raise ValidationError(_("Công văn này chưa phát hành."))
    reply = store(
        LetterReply(
            letter=letter,
            reference=reference.strip(),
            content=content.strip(),
            received_on=received_on or clock.real_today(),
            recorded_by=actor,
        )
    )
    tell(
        letter,
        actor=actor,
        verb="reply",
        vi=f"{letter.agency} trả lời công văn {letter.reference}: {content}",
        en=f"{letter.agency} answered the letter {letter.reference}: {content}",
    )
    if letter.state == State.SENT:
        _close(letter, content.strip())
    return reply


@transaction.atomic
def close_letter(*, actor: User, letter: UrgingLetter, outcome: str) -> UrgingLetter:
    """Close a letter with its outcome, answered or not."""
    require(actor, Action.URGE, letter)
    if hold(letter).state == State.CLOSED:
        raise ValidationError(_("Công văn này đã kết thúc theo dõi: %(outcome)s") % {"outcome": letter.outcome})
    if letter.state != State.SENT or not outcome.strip():
        raise ValidationError({"outcome": _("Hãy ghi kết quả của công văn đã phát hành.")})
    _close(letter, outcome.strip())
    tell(
        letter,
        actor=actor,
        verb="close",
        vi=f"Kết thúc theo dõi công văn {letter.reference}: {outcome}",
        en=f"Closed the letter {letter.reference}: {outcome}",
    )
    return letter


@transaction.atomic
def cancel_letter(*, actor: User, letter: UrgingLetter) -> UrgingLetter:
    """Give up a draft."""
    require(actor, Action.URGE, letter)
    if UrgingLetter.objects.filter(pk=letter.pk, state=State.DRAFT).update(state=State.CANCELLED) != 1:
        raise ValidationError(_("Chỉ hủy được dự thảo."))
    letter.refresh_from_db()
    tell(
        letter,
        actor=actor,
        verb="cancel",
        vi=f"Hủy dự thảo công văn đôn đốc {letter.agency}.",
        en=f"Cancelled the draft letter to {letter.agency}.",
    )
    return letter


def _sign_with(letter: UrgingLetter, actor: User, role: str, number: int | None) -> bool:
    """Sign with a number, or with the next one; where another letter has just taken that, with the one after."""
    if number is not None:
        return _sign(letter, actor, role, number)
    year = clock.real_today().year
    return any(_sign(letter, actor, role, next_number(letter.symbol, year)) for _attempt in range(MOST_AT_ONCE))


def _sign(letter: UrgingLetter, actor: User, role: str, number: int) -> bool:
    """Sign a letter that is held with a number; gives whether the number was free."""
    letter.state, letter.number = State.SIGNED, number
    letter.signed_on, letter.signed_by = clock.real_today(), actor
    letter.signatory, letter.signatory_role = letter.signatory or actor.name, role or letter.signatory_role
    letter.full_clean(validate_constraints=False)  # that the number is free the database says, at the very moment
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        hold(letter)
        return False
    return True


def next_number(symbol: str, year: int) -> int:
    """Give the next number of a series of letters in a year."""
    used = UrgingLetter.objects.filter(symbol=symbol, signed_on__year=year).aggregate(Max("number"))
    return (used["number__max"] or 0) + 1


def _draft(
    actor: User, programme: Programme, agency: Agency, late: list[WorkItem], form: str, reply_by: dt.date
) -> UrgingLetter:
    today = clock.real_today()
    document = programme.document
    letter = store(
        UrgingLetter(
            programme=programme,
            agency=agency,
            form=form,
            symbol=SYMBOLS[Form(form)],
            subject=f"Đôn đốc thực hiện nhiệm vụ theo {document.named('vi')}",
            reply_by=reply_by,
            place=document.place_of_issue[:60],
            recipients=[agency.name, programme.office.name],
            drafted_by=actor,
            drafted_on=today,
        )
    )
    for item in late:
        due: dt.date = getattr(item, "due_then")  # noqa: B009 - an annotation, unknown to the type
        store(LetterItem(letter=letter, item=item, due_on=due, days_late=(today - due).days))
    tell(
        letter,
        actor=actor,
        verb="draft_letter",
        vi=f"Soạn công văn đôn đốc {agency} về {len(late)} nhiệm vụ quá hạn.",
        en=f"Drafted a letter urging {agency} about {len(late)} overdue {'item' if len(late) == 1 else 'items'}.",
        items=[item.pk for item in late],
    )
    return letter


def _close(letter: UrgingLetter, outcome: str) -> None:
    letter.state, letter.closed_on, letter.outcome = State.CLOSED, clock.real_today(), outcome
    store(letter)


def _is_addressee(actor: User, letter: UrgingLetter) -> bool:
    return letter.agency_id in access_of(actor).works_for
