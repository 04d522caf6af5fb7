"""One programme through its cycle, each person at his own page: assigned, reported, urged, extended, done, counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, Message, ProgressReport, ReportingPeriod, UrgingLetter
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem
from tests.web.follow_up.making import Cast, make_cast

START = dt.date(2022, 1, 4)
DUE = dt.date(2022, 3, 31)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(person: User, name: str, *numbers: int, **data: Any) -> None:
    """Let a person do one act at a page; it must have been done."""
    answer = browser(person).post(reverse(f"follow_up:{name}", args=numbers), data)
    assert answer.status_code == 302, answer.content.decode()


def test_a_programme_through_its_cycle(mailoutbox: list[mail.EmailMessage]) -> None:
    """From the start to the last figure; every act is in the journal with who did it."""
    with clock.frozen(START):
        cast = make_cast(starts_on=START)
        on_time = cast.item(due_on=DUE, assigned_on=START, title="Kế hoạch tuyên truyền")
        late = cast.item(due_on=DUE, assigned_on=START, title="Đề án vị trí việc làm")
        post(cast.office, "start", cast.programme.pk)
        take_on(cast)
    report_for_the_quarter(cast, late)
    finish_one_in_time(cast, on_time)
    remind_urge_and_extend(cast, late, mailoutbox)
    finish_the_other(cast, late)
    count(cast)


def take_on(cast: Cast) -> None:
    for assignment in Assignment.objects.all():
        post(cast.contact, "acknowledge", assignment.pk)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"acknowledged"}


def report_for_the_quarter(cast: Cast, late: WorkItem) -> None:
    """One item with results and a forecast, on the other nothing new; the office accepts both and locks the period."""
    period = ReportingPeriod.objects.get(starts_on=dt.date(2022, 1, 1))
    with clock.frozen(dt.date(2022, 3, 30)):
        said = {"results": "Đã xong dự thảo.", "difficulties": "Chờ hướng dẫn.", "forecast_on": "2022-05-31"}
        post(cast.contact, "report", late.pk, period.pk, **said)
        rest = [item.pk for item in WorkItem.objects.exclude(pk=late.pk)]
        post(cast.contact, "nothing_new", period.pk, items=rest)
        post(cast.office, "accept_reports", reports=[report.pk for report in ProgressReport.objects.all()])
        post(cast.office, "lock_period", period.pk)
    assert set(ProgressReport.objects.values_list("state", flat=True)) == {"accepted"}


def finish_one_in_time(cast: Cast, item: WorkItem) -> None:
    """The product is dated before the deadline and accepted after it: done on time."""
    with clock.frozen(dt.date(2022, 3, 31)):
        facts = {"product_reference": "8-KH/SNV", "completed_on": "2022-03-29", "link": "https://example.vn/8"}
        post(cast.contact, "complete", item.pk, **facts)
    with clock.frozen(dt.date(2022, 4, 6)):
        post(cast.office, "decide_completion", Completion.objects.get(item=item).pk, decision="yes")


def remind_urge_and_extend(cast: Cast, item: WorkItem, mailoutbox: list[mail.EmailMessage]) -> None:
    """Five days overdue the leader is told too; the office urges, the agency asks for time, the leader grants it."""
    day = dt.date(2022, 4, 6)
    with clock.frozen(day):
        run_day(day)
        run_day(day)
        assert sorted(one.to[0] for one in mailoutbox) == sorted([cast.contact.email, cast.leader.email])
        assert Message.objects.filter(day=day).count() == 2
        post(cast.office, "draft_letters", items=[item.pk], form="party")
        letter = UrgingLetter.objects.get()
        post(cast.leader, "sign_letter", letter.pk, signatory_role="CHÁNH VĂN PHÒNG")
        post(cast.office, "send_letter", letter.pk)
        post(cast.contact, "reply_letter", letter.pk, content="Xin gia hạn đến hết tháng 5.")
        post(cast.contact, "ask_deadline", item.pk, new_due_on="2022-05-31", reason="Chờ hướng dẫn.")
        post(cast.leader, "decide_deadline", DeadlineChange.objects.get().pk, decision="yes")


def finish_the_other(cast: Cast, item: WorkItem) -> None:
    """The first product is returned, the second accepted: after the first deadline, within the second."""
    for day, decision, note in ((20, "no", "Thiếu tờ trình."), (27, "yes", "")):
        with clock.frozen(dt.date(2022, 5, day)):
            facts = {"product_reference": f"{day}-ĐA/SNV", "link": "https://example.vn/9"}
            post(cast.contact, "complete", item.pk, completed_on=f"2022-05-{day}", **facts)
            waiting = Completion.objects.get(state="submitted")
            post(cast.office, "decide_completion", waiting.pk, decision=decision, note=note)


def count(cast: Cast) -> None:
    """Each day has its own figures; the first deadline is still there, and the journal names everybody."""
    items = WorkItem.objects.of_programme(cast.programme)
    for day, done, overdue in ((dt.date(2022, 3, 31), 1, 0), (dt.date(2022, 4, 5), 1, 1), (dt.date(2022, 5, 31), 2, 0)):
        with clock.frozen(dt.date(2022, 6, 30)):
            figures = figures_of(items.in_force(day), day)
        assert (figures.done, figures.open_overdue, figures.total) == (done, overdue, 2), day
    assert items.get(title="Đề án vị trí việc làm").first_due_on == DUE
    done = set(Entry.objects.values_list("verb", flat=True))
    acts = {
        "start",
        "acknowledge",
        "report",
        "complete",
        "return",
        "accept",
        "draft_letter",
        "sign_off",
        "send",
        "reply",
    }
    assert acts | {"ask_deadline", "decide_deadline", "accept_report", "lock_period"} <= done
    assert not Entry.objects.filter(verb__in=acts, actor__isnull=True).exists()
