"""The daily run asks for corrections, and for the re-check of what was reported as put right."""

from __future__ import annotations

import datetime as dt

import pytest

from dondoc.web.follow_up.models import Message, Reminder
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.inspections.models import InspectionFinding
from dondoc.web.inspections.services import correcting
from dondoc.web.organisations.models import User
from tests.web.follow_up.making import TODAY, Cast
from tests.web.inspections.making import make_finding, make_running

BY = TODAY + dt.timedelta(days=28)


@pytest.fixture
def finding(cast: Cast, inspector: User) -> InspectionFinding:
    item = cast.item(title="Đề án số hóa", due_on=None)
    return make_finding(make_running(cast.programme, inspector, cast.lead), inspector, item=item, correct_by=BY)


def told(person: User, kind: str) -> list[dict[str, str]]:
    return [line for one in Message.objects.filter(person=person) for line in one.lines if line["kind"] == kind]


@pytest.mark.parametrize(
    ("after", "kind"), [(-15, None), (-2, "correction_due"), (0, "correction_due"), (4, "correction_late")]
)
def test_the_agency_is_asked_to_put_it_right(
    cast: Cast, inspector: User, finding: InspectionFinding, after: int, kind: str | None
) -> None:
    """It alone, by the day that was set; the line leads to the finding."""
    day = BY + dt.timedelta(days=after)
    run_day(day)
    run_day(day)
    kinds = list(Reminder.objects.filter(subject__startswith="finding").values_list("kind", flat=True))
    assert kinds == ([kind] if kind else [])
    if kind:
        (line,) = told(cast.contact, kind)
        assert line["url"].endswith(f"/inspections/{finding.inspection_id}/#finding-{finding.pk}")
        assert "Đề án số hóa" in line["words"]
        for other in (cast.helper, cast.office, inspector):
            assert told(other, kind) == []


def test_the_inspectors_are_asked_to_look_again(cast: Cast, inspector: User, finding: InspectionFinding) -> None:
    """After two working days, and no more once they have."""
    correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã ban hành.")
    run_day(TODAY + dt.timedelta(days=1))
    assert told(inspector, "recheck_waiting") == []
    run_day(TODAY + dt.timedelta(days=7))
    assert len(told(inspector, "recheck_waiting")) == 1
    assert told(cast.contact, "recheck_waiting") == []
    correcting.recheck(actor=inspector, finding=finding, closed=True, note="Đạt.")
    run_day(TODAY + dt.timedelta(days=14))
    assert len(told(inspector, "recheck_waiting")) == 1
