"""One of each thing of the cycle, for the tests of the pages: an assignment, a report, a product, a letter …"""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile

from dondoc.web import clock
from dondoc.web.follow_up.models import Delivery, Message
from dondoc.web.follow_up.services import assigning, completing, cooperating, deadlines, inviting, reporting, urging
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme, WorkItem
from tests.web.follow_up.making import make_period


def make_cycle(programme: Programme, items: list[WorkItem], people: dict[str, User]) -> dict[str, int]:
    """Make the things around the items of a small installation; give their numbers by name."""
    overdue, soon, today = items[0], items[1], clock.real_today()
    agency, office = people["agency"], people["office"]
    waiting = assigning.open_assignment(overdue, actor=office, on=today)
    given = assigning.open_assignment(soon, actor=office, on=today)
    back = assigning.hand_back(actor=agency, assignment=given, reason="Không thuộc lĩnh vực của Ban.")
    period = make_period(programme)
    said = Said(results="Đã xong đề cương.", difficulties="Chờ số liệu.", forecast_on=dt.date(2022, 6, 1))
    draft = reporting.save_draft(actor=agency, item=soon, period=period, said=said)
    attachment = reporting.attach(actor=agency, report=draft, name="số liệu.pdf", content=b"%PDF-1.7")
    report = reporting.submit(actor=agency, item=soon, period=period, said=said)
    product = completing.Product("12-KH/TU", today, file=ContentFile(b"%PDF-1.7", name="ke-hoach.pdf"))
    completion = completing.submit_completion(actor=agency, item=soon, product=product)
    change = deadlines.ask_deadline(actor=agency, item=overdue, new_due_on=dt.date(2022, 6, 30), reason="Chờ.")
    other = Agency.objects.get(cooperations__item=overdue)
    request = cooperating.ask(actor=agency, item=overdue, agency=other, question="Cho ý kiến?")
    (letter,) = urging.draft_letters(actor=office, programme=programme, items=[overdue])
    message = Message.objects.create(
        person=agency, kind="notice", key="n", day=today, subject="Nhắc việc", body="Nội dung", created_at=clock.now()
    )
    delivery = Delivery.objects.create(message=message, channel="mail", state="dead", next_try_at=clock.now())
    contact = inviting.name_contact(actor=office, programme=programme, agency=waiting.agency, person=agency)
    return {
        "programme": programme.pk,
        "contact": contact.pk,
        "assignment": waiting.pk,
        "hand_back": back.pk,
        "period": period.pk,
        "report": report.pk,
        "attachment": attachment.pk,
        "completion": completion.pk,
        "change": change.pk,
        "request": request.pk,
        "letter": letter.pk,
        "message": message.pk,
        "delivery": delivery.pk,
    }
