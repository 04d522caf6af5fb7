"""Reminding the agencies that have not issued their plan: once a day at most, into their inbox and by mail."""

from __future__ import annotations

from django.db import transaction

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.cascade.querysets import missing_agencies
from dondoc.web.follow_up.models import Delivery, Message, Reminder
from dondoc.web.follow_up.remind.channels import channels_in_use
from dondoc.web.follow_up.remind.people import PeopleIndex
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require


@transaction.atomic
def remind_missing(*, actor: User, order: PlanOrder) -> int:
    """Tell the people of every agency without a plan; gives how many agencies were told now.

    A person is told once a day. Of a simulated programme nothing leaves the house.
    """
    require(actor, Action.URGE, order)
    today = clock.real_today()
    people = PeopleIndex.load(today)
    told = [agency for agency in missing_agencies(order, today) if _tell_agency(order, agency, people)]
    if told:
        names = ", ".join(agency.label for agency in told)
        tell(
            order,
            actor=actor,
            verb="remind_plans",
            vi=f"Nhắc {len(told)} cơ quan chưa ban hành kế hoạch: {names}.",
            en=f"Reminded {len(told)} agencies without a plan: {names}.",
        )
    return len(told)


def _tell_agency(order: PlanOrder, agency: Agency, people: PeopleIndex) -> bool:
    asked = Reminder(programme=order.programme, agency=agency, audience=Reminder.Audience.AGENCY, rung=0)
    sent = [_tell_person(order, agency, people.people[pk]) for pk in sorted(people.told_of(asked, order.programme))]
    return any(sent)


def _tell_person(order: PlanOrder, agency: Agency, person: User) -> bool:
    today = clock.real_today()
    key = f"plan:{order.pk}:{agency.pk}:{person.pk}:{today:%Y%m%d}"
    if Message.objects.filter(key=key).exists():
        return False
    subject, body = _words(order, agency, english=person.language == "en")
    message = store(
        Message(
            person=person,
            kind=Message.Kind.NOTICE,
            key=key,
            day=today,
            subject=subject,
            body=body,
            created_at=clock.now(),
        )
    )
    if not order.programme.simulated:
        for channel in channels_in_use():
            store(Delivery(message=message, channel=channel, next_try_at=clock.now()))
    return True


def _words(order: PlanOrder, agency: Agency, *, english: bool) -> tuple[str, str]:
    what = f"năm {order.year}" if order.year else "cả nhiệm kỳ"
    programme = order.programme.named("en" if english else "vi")
    if english:
        due = f" The day asked for: {order.due_on:%-d %b %Y}." if order.due_on else ""
        return (
            f"Plan of {agency.label} not issued yet",
            f"{agency.name} has not issued its plan ({order.year or 'whole term'}) under {programme}.{due}",
        )
    due = f" Hạn ban hành: {day_words(order.due_on)}." if order.due_on else ""
    return (
        f"{agency.label} chưa ban hành kế hoạch {what}"[:250],
        f"{agency.name} chưa ban hành kế hoạch {what} thực hiện {programme}.{due} Đề nghị ban hành và gửi văn phòng.",
    )
