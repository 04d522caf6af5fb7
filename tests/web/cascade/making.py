"""Plain builders for the tests of the cascade."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.web.cascade.models import AgencyPlan, PlanOrder
from dondoc.web.cascade.services.ordering import order_plans
from dondoc.web.cascade.services.recording import record_plan
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme
from tests.web.builders import make_document, make_draft_item

DUE = dt.date(2021, 12, 31)


def make_order(
    programme: Programme, office: User, *, year: int | None = None, due_on: dt.date | None = DUE
) -> PlanOrder:
    return order_plans(actor=office, programme=programme, year=year, due_on=due_on, as_written="trong năm 2021")


def make_plan(order: PlanOrder, agency: Agency, office: User, **fields: Any) -> AgencyPlan:
    values: dict[str, Any] = {"reference": "12-KH/SNV", "issued_on": dt.date(2021, 11, 5)}
    return record_plan(actor=office, order=order, agency=agency, **{**values, **fields})


def make_read_plan(order: PlanOrder, agency: Agency, office: User, lines: dict[str, dt.date | None]) -> AgencyPlan:
    """Make a plan whose file the reader has turned into a document with these lines and days."""
    plan = make_plan(order, agency, office)
    document = make_document(office=order.programme.office, document_type="plan", status="draft", reference="12-KH/SNV")
    for title, due in lines.items():
        make_draft_item(document=document, title=title, due_on=due)
    plan.document = document
    plan.save()
    return plan
