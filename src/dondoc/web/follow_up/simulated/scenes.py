"""The scenes of the simulated history: how items fare, how agencies report, how the office urges."""

from __future__ import annotations

import datetime as dt
from functools import partial

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, CooperationRequest, ProgressReport, ReportingPeriod, UrgingLetter
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.follow_up.services import (
    assigning,
    breaking_down,
    completing,
    cooperating,
    deadlines,
    reporting,
    urging,
)
from dondoc.web.follow_up.simulated.stage import Stage, words
from dondoc.web.follow_up.work import unreported_items
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, WorkItem
from dondoc.web.register.timeliness import Cell

ON_TIME, LATE, EXTENDED = 0.42, 0.70, 0.86  # the rest is never done within the history
LONGEST_REPORTS = 3  # how many of its items an agency writes about in one period; on the others nothing is new


def acknowledge_all(stage: Stage) -> None:
    """Let each agency take its items on, most of them within two days, some late, one or two never."""
    assigned = Assignment.objects.filter(item__programme=stage.programme).order_by("pk")
    for assignment in assigned.select_related("item", "agency"):
        if stage.chance(0.94):
            day = stage.later(assignment.assigned_on, 0, 2 if stage.chance(0.8) else 9)
            stage.on(day, partial(_acknowledge, stage, assignment.pk))


def _acknowledge(stage: Stage, pk: int) -> None:
    assignment = Assignment.objects.select_related("item__programme", "agency").get(pk=pk)
    assigning.acknowledge(actor=stage.contact(assignment.agency), assignment=assignment)


def fare(stage: Stage, item: WorkItem) -> None:
    """Decide by the dice how an item with a deadline fares, and let it happen."""
    due, first = item.due_on, item.assigned_on
    if due is None or first is None or item.lead_agency is None:
        return
    fate = stage.dice.random()
    base = max(due, first + dt.timedelta(days=30))
    if fate < ON_TIME and due > first + dt.timedelta(days=20):
        _complete_about(stage, item.pk, stage.later(due, -min(40, (due - first).days - 15), -2))
    elif fate < LATE:
        _complete_about(stage, item.pk, stage.later(base, 5, 150))
    elif fate < EXTENDED:
        stage.on(stage.later(base, -25, -8), partial(_ask_time, stage, item.pk, stage.later(base, 60, 180)))


def _complete_about(stage: Stage, item: int, day: dt.date) -> None:
    """Let a product be dated a day and handed in some days later; the office takes its time."""
    stage.on(stage.later(day, 1, 14), partial(_hand_in, stage, item, day))


def _hand_in(stage: Stage, pk: int, day: dt.date) -> None:
    item = _fresh(pk)
    number = stage.dice.randint(3, 480)
    product = completing.Product(
        reference=f"{number}-{'ĐA' if 'án' in item.title else 'KH'}/TU",
        completed_on=min(stage.working(day), clock.real_today()),
        title=item.title[:200],
        link=f"https://example.vn/mo-phong/{number}",
    )
    lead = item.lead_agency
    if lead is None:
        return
    made = completing.submit_completion(actor=stage.contact(lead), item=item, product=product)
    stage.on(stage.later(clock.real_today(), 1, 12), partial(_accept, stage, made.pk))


def _accept(stage: Stage, pk: int) -> None:
    made = Completion.objects.select_related("item__programme", "item__parent").get(pk=pk)
    accept = stage.chance(0.87)
    note = "" if accept else stage.say("returns")
    completing.decide_completion(actor=stage.office, completion=made, accept=accept, note=note)
    if not accept:
        stage.on(stage.later(clock.real_today(), 7, 20), partial(_hand_in, stage, made.item_id, made.completed_on))


def _ask_time(stage: Stage, pk: int, new_due: dt.date) -> None:
    item = _fresh(pk)
    if item.lead_agency is None:
        return
    change = deadlines.ask_deadline(
        actor=stage.contact(item.lead_agency), item=item, new_due_on=new_due, reason=stage.say("extension_reasons")
    )
    stage.on(stage.later(clock.real_today(), 2, 9), partial(_decide_time, stage, change.pk))


def _decide_time(stage: Stage, pk: int) -> None:
    change = DeadlineChange.objects.select_related("item__programme", "item__parent").get(pk=pk)
    approve = stage.chance(0.8)
    note = "" if approve else stage.say("refusals")
    deadlines.decide_deadline(actor=stage.leader, change=change, approve=approve, note=note)
    due = change.new_due_on if approve else change.old_due_on or change.new_due_on
    if stage.chance(0.75):
        _complete_about(stage, change.item_id, max(stage.later(due, -20, 60), clock.real_today()))


def report_periods(stage: Stage) -> None:
    """Let agencies report for every period of the history, and the office look at the reports."""
    for period in ReportingPeriod.objects.filter(programme=stage.programme, ends_on__lt=stage.until).order_by(
        "ends_on"
    ):
        for agency in _leads(stage):
            if stage.chance(0.82):
                stage.on(stage.later(period.due_on, -6, 1), partial(_report, stage, period.pk, agency))
        stage.on(period.due_on + dt.timedelta(days=4), partial(_look_at_reports, stage, period.pk))
        stage.on(period.due_on + dt.timedelta(days=25), partial(_lock, stage, period.pk))


def _leads(stage: Stage) -> list[Agency]:
    led = WorkItem.objects.filter(programme=stage.programme, from_class=False, lead_agency__isnull=False)
    return list(Agency.objects.filter(pk__in=led.values("lead_agency")).in_order())


def _report(stage: Stage, period_pk: int, agency: Agency) -> None:
    period = ReportingPeriod.objects.select_related("programme").get(pk=period_pk)
    led = WorkItem.objects.of_programme(stage.programme).filter(lead_agency=agency, state="active", from_class=False)
    owed = unreported_items(led, [period]).get(period.pk, [])
    person = stage.contact(agency)
    stage.dice.shuffle(owed)
    for item in owed[:LONGEST_REPORTS]:
        reporting.submit(actor=person, item=item, period=period, said=_said(stage, period))
    reporting.nothing_new(actor=person, items=owed[LONGEST_REPORTS : 2 * LONGEST_REPORTS], period=period)


def _said(stage: Stage, period: ReportingPeriod) -> reporting.Said:
    return reporting.Said(
        results=stage.say("results"),
        difficulties=stage.say("difficulties") if stage.chance(0.5) else "",
        proposals=stage.say("proposals") if stage.chance(0.25) else "",
        forecast_on=stage.later(period.ends_on, 20, 160) if stage.chance(0.7) else None,
    )


def _look_at_reports(stage: Stage, pk: int) -> None:
    waiting = ProgressReport.objects.filter(period=pk, state=ProgressReport.State.SUBMITTED)
    for report in waiting.select_related("item__programme", "period", "agency").order_by("pk"):
        accept = stage.chance(0.95)
        note = "" if accept else stage.say("report_returns")
        reporting.decide_report(actor=stage.office, report=report, accept=accept, note=note)


def _lock(stage: Stage, pk: int) -> None:
    reporting.lock_period(actor=stage.office, period=ReportingPeriod.objects.select_related("programme").get(pk=pk))


def cooperate(stage: Stage) -> None:
    """Let leads ask those who work with them; most answer in time."""
    rows = Cooperation.objects.filter(item__programme=stage.programme, item__state="active", agency__isnull=False)
    for row in rows.select_related("item", "agency").order_by("pk"):
        if row.item.lead_agency_id is not None and row.item.assigned_on is not None:
            stage.on(stage.later(row.item.assigned_on, 40, 240), partial(_ask, stage, row.pk))


def _ask(stage: Stage, pk: int) -> None:
    row = Cooperation.objects.select_related("agency").get(pk=pk)
    item = _fresh(row.item_id)
    if item.lead_agency is None or row.agency is None:
        return
    asked = cooperating.ask(
        actor=stage.contact(item.lead_agency), item=item, agency=row.agency, question=stage.say("questions")
    )
    if stage.chance(0.8):
        stage.on(stage.later(clock.real_today(), 1, 12), partial(_reply, stage, asked.pk))


def _reply(stage: Stage, pk: int) -> None:
    request = CooperationRequest.objects.select_related("item__programme", "agency").get(pk=pk)
    cooperating.reply(actor=stage.contact(request.agency), request=request, text=stage.say("replies"))


def break_down_some(stage: Stage) -> None:
    """Let two agencies break an item down into parts with weights."""
    items = WorkItem.objects.of_programme(stage.programme).filter(
        state="active", due_on__gt=stage.programme.starts_on + dt.timedelta(days=120), lead_agency__isnull=False
    )
    for item in items.in_order()[:2]:
        stage.on(stage.programme.starts_on + dt.timedelta(days=20), partial(_break_down, stage, item.pk))


def _break_down(stage: Stage, pk: int) -> None:
    item = _fresh(pk)
    if item.lead_agency is None:
        return
    parts = [
        breaking_down.Part(title, weight=weight) for title, weight in zip(words()["sub_items"], (2, 5, 3), strict=True)
    ]
    made = breaking_down.break_down(actor=stage.contact(item.lead_agency), item=item, parts=parts)
    for number, child in enumerate(made, 1):
        _complete_about(stage, child.pk, stage.later(clock.real_today(), 25 * number, 35 * number))


def leave_waiting(stage: Stage) -> None:
    """Let something wait for everybody on the last day: a product for the office, a deadline for a leader."""
    last = stage.until - dt.timedelta(days=2)
    stage.on(last, partial(_hand_in_one_more, stage))
    stage.on(last, partial(_ask_once_more, stage))


def _still_open(stage: Stage) -> list[WorkItem]:
    today = clock.real_today()
    items = WorkItem.objects.of_programme(stage.programme).filter(
        state="active", lead_agency__isnull=False, from_class=False, due_on__isnull=False, children__isnull=True
    )
    return list(items.open(today).select_related("lead_agency").in_order())


def _hand_in_one_more(stage: Stage) -> None:
    item = _fresh(_still_open(stage)[0].pk)
    product = completing.Product("125-KH/TU", clock.real_today(), item.title[:200], "https://example.vn/mo-phong/125")
    if item.lead_agency is not None:
        completing.submit_completion(actor=stage.contact(item.lead_agency), item=item, product=product)


def _ask_once_more(stage: Stage) -> None:
    item = _fresh(_still_open(stage)[-1].pk)
    if item.lead_agency is not None and item.due_on is not None:
        day = max(item.due_on, clock.real_today()) + dt.timedelta(days=120)
        reason, contact = stage.say("extension_reasons"), stage.contact(item.lead_agency)
        deadlines.ask_deadline(actor=contact, item=item, new_due_on=day, reason=reason)


def urge(stage: Stage, day: dt.date, *, leave_draft: bool = False) -> None:
    """Let the office write to who is late, and a leader sign; most agencies answer."""
    stage.on(day, partial(_draft, stage, leave_draft=leave_draft))


def _draft(stage: Stage, *, leave_draft: bool) -> None:
    late = WorkItem.objects.of_programme(stage.programme).filter(lead_agency__isnull=False, from_class=False)
    items = list(late.in_force(clock.real_today()).by_cell(Cell.OPEN_OVERDUE, clock.real_today()).in_order()[:12])
    letters = urging.draft_letters(actor=stage.office, programme=stage.programme, items=items)
    for letter in letters if not leave_draft else letters[1:]:
        stage.on(stage.later(clock.real_today(), 1, 3), partial(_sign_and_send, stage, letter.pk))


def _sign_and_send(stage: Stage, pk: int) -> None:
    letter = UrgingLetter.objects.select_related("programme__document", "programme__office", "agency").get(pk=pk)
    urging.sign_off(actor=stage.leader, letter=letter, signatory_role="CHÁNH VĂN PHÒNG")
    urging.send_letter(actor=stage.office, letter=letter)
    if stage.chance(0.7):
        stage.on(stage.later(clock.real_today(), 2, 12), partial(_answer, stage, pk))


def _answer(stage: Stage, pk: int) -> None:
    letter = UrgingLetter.objects.select_related("programme__document", "programme__office", "agency").get(pk=pk)
    urging.record_reply(
        actor=stage.office,
        letter=letter,
        content=stage.say("letter_replies"),
        reference=f"{stage.dice.randint(20, 400)}-CV/{letter.agency.abbreviation or 'CQ'}",
    )


def remind(stage: Stage, day: dt.date) -> None:
    """Let the daily run happen; simulated people get no mail."""
    stage.on(day, lambda: _run(clock.real_today()))


def _run(day: dt.date) -> None:
    run_day(day, channels=())


def _fresh(pk: int) -> WorkItem:
    return WorkItem.objects.select_related("programme__office", "document", "lead_agency", "parent").get(pk=pk)
