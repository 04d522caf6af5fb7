"""Plain builders for the tests of the cycle, and the small cast that plays in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from dondoc.web.follow_up.models import Assignment, ReportingPeriod
from dondoc.web.follow_up.services.assigning import open_assignment
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme, WorkItem
from tests.web.builders import make_agency, make_cooperation, make_office, make_programme, make_user, make_work_item

TODAY = dt.date(2022, 3, 1)  # a Tuesday without a holiday near


@dataclass
class Cast:
    """An office with its leader, a lead agency with a contact, a co-operating agency with a contact, a programme."""

    programme: Programme
    office: User
    leader: User
    lead: Agency
    contact: User
    helper_agency: Agency
    helper: User
    others: dict[str, Any] = field(default_factory=dict)

    def item(self, **fields: Any) -> WorkItem:
        """Make an item that the cast's lead leads."""
        lead = fields.pop("lead", self.lead)
        return make_work_item(programme=self.programme, lead=lead, **fields)

    def assigned(self, **fields: Any) -> tuple[WorkItem, Assignment]:
        """Make an item and the assignment of it, given today."""
        item = self.item(assigned_on=TODAY, **fields)
        return item, open_assignment(item, actor=self.office, on=TODAY)

    def helped_item(self, **fields: Any) -> WorkItem:
        """Make an item on which the helper agency co-operates."""
        item = self.item(**fields)
        make_cooperation(item, self.helper_agency)
        return item


def make_cast(**programme: Any) -> Cast:
    here, lead, helper = make_agency("Văn phòng Tỉnh ủy"), make_agency("Sở Nội vụ"), make_agency("Sở Tài chính")
    return Cast(
        programme=make_programme(office=here, **programme),
        office=make_office(here),
        leader=make_user("Lê Lãnh Đạo", role="leader", agency=here),
        lead=lead,
        contact=make_user("Nguyễn Đầu Mối", role="agency", agency=lead),
        helper_agency=helper,
        helper=make_user("Phạm Phối Hợp", role="agency", agency=helper),
    )


def make_period(programme: Programme, **fields: Any) -> ReportingPeriod:
    """Make the first quarter of 2022, due a week after it ends."""
    values: dict[str, Any] = {
        "programme": programme,
        "kind": "quarter",
        "starts_on": dt.date(2022, 1, 1),
        "ends_on": dt.date(2022, 3, 31),
        "due_on": dt.date(2022, 4, 7),
    }
    period = ReportingPeriod(**{**values, **fields})
    period.full_clean()
    period.save()
    return period
