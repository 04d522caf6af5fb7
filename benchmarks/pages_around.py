"""What stands around the items of the large installation: agencies, people, reports, indicators, plans of agencies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.follow_up.models import ProgressReport, ReportingPeriod
from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.register.models import Indicator, Programme, Target, WorkItem
from dondoc.web.text import folded, path_key

AGENCIES = 150
PEOPLE = 2_000
PERIODS = 10
MONTHS = tuple(dt.date(2021 + (8 + n) // 12, 1 + (8 + n) % 12, 1) for n in range(22))  # 9/2021 … 6/2023
COVERED_BY_A_PLAN = 500
_BATCH = 2000
_AT_ONCE = 100_000  # rows that the database writes by itself in one transaction


def store(model: type[models.Model], rows: Iterator[Any]) -> None:
    """Store rows in bulk, a batch a transaction: one long transaction grows slower with every row."""
    while batch := list(islice(rows, _BATCH)):
        with transaction.atomic():
            model._default_manager.bulk_create(batch)


def make_agencies(here: Agency) -> list[Agency]:
    """Give the agencies that lead: those of the province, and communes until there are enough."""
    there = Agency.objects.count()
    names = [f"Ủy ban nhân dân xã số {number}" for number in range(1, AGENCIES - there + 1)]
    store(Agency, (Agency(name=name, short_name=name, search=folded(name), sort_key=folded(name)) for name in names))
    return list(Agency.objects.exclude(pk=here.pk).order_by("pk"))


def make_people(agencies: list[Agency]) -> None:
    """Give every agency its share of the people."""
    emails = [f"nguoi{number}@example.vn" for number in range(PEOPLE)]
    store(User, (User(email=email, name=f"Người {number}") for number, email in enumerate(emails)))
    rows = User.objects.filter(email__in=emails).order_by("pk").values_list("pk", flat=True)
    members = (
        Membership(user_id=pk, agency=agencies[number % len(agencies)], role=Membership.Role.AGENCY)
        for number, pk in enumerate(rows)
    )
    store(Membership, members)


def make_reports(programme: Programme, office: User) -> None:
    """Write one report an item and period, by the database itself."""
    for index in range(PERIODS):
        first = dt.date(2021 + index // 4, 3 * (index % 4) + 1, 1)
        last = (first + dt.timedelta(days=95)).replace(day=1) - dt.timedelta(days=1)
        due = last + dt.timedelta(days=7)
        ReportingPeriod.objects.create(programme=programme, kind="quarter", starts_on=first, ends_on=last, due_on=due)
    said = {"results": "Đã hoàn thành dự thảo, đang lấy ý kiến.", "state": "accepted", "saved_at": clock.now()}
    by = dict.fromkeys(("written_by", "submitted_by", "decided_by"), office.pk)
    of = {"item": "i.id", "period": "p.id", "agency": "i.lead_agency_id"}
    on = dict.fromkeys(("submitted_on", "decided_on"), "p.due_on")
    _write(
        ProgressReport,
        source=f"{{each}} CROSS JOIN {ReportingPeriod._meta.db_table} p ORDER BY i.id, p.id",
        columns=of | on,
        values=said | by,
        each=WorkItem,
        rows_each=PERIODS,
    )


def make_indicators(actuals: int, programme: Programme, agencies: list[Agency], office: User) -> None:
    """Make indicators that every agency reports each month, as many as it takes for so many figures."""
    count = max(1, actuals // (len(agencies) * len(MONTHS)))
    store(Indicator, (_indicator(number, programme, agencies) for number in range(1, count + 1)))
    made = list(Indicator.objects.order_by("pk").values_list("pk", flat=True))
    store(Definition, (Definition(indicator_id=pk, every="month", aggregation="mean") for pk in made))
    parts = [one.pk for one in agencies if one.pk != programme.office_id]
    named: Any = Definition.parts.through
    store(named, (named(definition_id=pk, agency_id=part) for pk in made for part in parts))
    store(Target, (Target(indicator_id=pk, value=80, by=2025, as_written="80 % vào năm 2025") for pk in made))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE months (starts_on date, ends_on date)")
        for first, last in zip(MONTHS, [*MONTHS[1:], dt.date(2023, 7, 1)], strict=True):
            cursor.execute("INSERT INTO months VALUES (%s, %s)", [first, last - dt.timedelta(days=1)])
    by = dict.fromkeys(("submitted_by", "decided_by"), office.pk)
    of = {
        "indicator": "i.id",
        "agency": "a.id",
        "starts_on": "m.starts_on",
        "value": "40 + (i.id * 7 + a.id * 13) %% 41",
    }
    on = dict.fromkeys(("ends_on", "submitted_on", "decided_on"), "m.ends_on")
    tables = f"{{each}} CROSS JOIN months m CROSS JOIN {Agency._meta.db_table} a"
    _write(
        Actual,
        source=f"{tables} WHERE a.id <> {programme.office_id} ORDER BY i.id, m.ends_on, a.id",
        columns=of | on,
        values={"evidence": "Báo cáo tháng", "state": "accepted", **by},
        each=Indicator,
        rows_each=len(agencies) * len(MONTHS),
    )


def _indicator(number: int, programme: Programme, agencies: list[Agency]) -> Indicator:
    path, name = f"I/{1 + number % 3}/({number})", f"Tỷ lệ hồ sơ giải quyết đúng hạn số {number}"
    return Indicator(
        programme=programme,
        document_id=programme.document_id,
        number=number,
        path=path,
        path_key=path_key(path),
        name=name,
        search=folded(name),
        unit="%",
        baseline=50,
        baseline_year=2020,
        reported_by=agencies[number % len(agencies)],
    )


def make_plans(programme: Programme, agencies: list[Agency], office: User) -> int:
    """Ask all agencies for a plan; four in five have issued theirs, each taking up some hundred items."""
    due = dt.date(2021, 12, 31)
    order = PlanOrder.objects.create(programme=programme, due_on=due)
    values: dict[str, Any] = {"order": order, "issued_on": due, "recorded_by": office, "recorded_on": due}
    with_plan = [agency for number, agency in enumerate(agencies) if number % 5]
    plans = (AgencyPlan(agency=one, reference=f"{one.pk}/KH-UBND", **values) for one in with_plan)
    store(AgencyPlan, plans)
    store(Coverage, _coverages(programme, office))
    return order.pk


def _coverages(programme: Programme, office: User) -> Iterator[Coverage]:
    settled = {"decided_by": office, "decided_on": dt.date(2022, 2, 1), "state": Coverage.State.CONFIRMED}
    for plan in AgencyPlan.objects.order_by("pk"):
        led = programme.items.filter(lead_agency=plan.agency_id).order_by("pk")[:COVERED_BY_A_PLAN]
        for number, (item, due) in enumerate(led.values_list("pk", "due_on")):
            how = settled if number % 10 else {"score": 0.6}
            yield Coverage(plan=plan, item_id=item, words="Theo kế hoạch của cơ quan", due_on=due, **how)


def _write(
    model: type[models.Model],
    *,
    source: str,
    columns: dict[str, str],
    values: dict[str, Any],
    each: type[models.Model],
    rows_each: int,
) -> None:
    """Let the database write rows from other tables, some at a time: so many for each row of one of them.

    That one stands as `{each}` in the source and is named i. A field is a column of the source, a value, or what the
    model gives it by default.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    given = [
        field.get_db_prep_save(values.get(field.name, field.get_default()), connection)
        for field in fields
        if field.name not in columns
    ]
    wanted = ", ".join(columns.get(field.name, "%s") for field in fields)
    into = f"{model._meta.db_table} ({', '.join(field.column for field in fields)})"
    numbers = list(each._default_manager.order_by("pk").values_list("pk", flat=True))
    step = max(1, _AT_ONCE // rows_each)
    for start in range(0, len(numbers), step):
        some = numbers[start : start + step]
        those = f"(SELECT * FROM {each._meta.db_table} WHERE id BETWEEN {some[0]} AND {some[-1]}) i"  # noqa: S608
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {into} SELECT {wanted} FROM {source.format(each=those)}", given)  # noqa: S608
