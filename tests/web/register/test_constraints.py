"""Rules that the database itself holds, whatever the code does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dondoc.web.register.models import Completion, DeadlineChange, DocumentRelation, Indicator, Target, WorkItem
from tests.web.builders import make_agency, make_document, make_draft_item, make_programme, make_user, make_work_item

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 12, 31)


def refused(model: type[Any], pk: int, **values: Any) -> None:
    """Hold that the database refuses these values for a row."""
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.filter(pk=pk).update(**values)


def test_an_item_under_follow_up_has_exactly_one_lead() -> None:
    """No lead is refused, and so is an agency together with a class; there is no place for a second agency."""
    item = make_work_item()
    refused(WorkItem, item.pk, lead_agency=None)
    refused(WorkItem, item.pk, lead_is_class=True)
    WorkItem.objects.filter(pk=item.pk).update(lead_agency=None, lead_is_class=True)


@pytest.mark.parametrize(
    "values",
    [
        {"programme": None},
        {"due_from": dt.date(2022, 1, 1), "due_on": DAY},
        {"state": "merged", "merged_into": None},
        {"state": "dropped", "closed_why": ""},
        {"confidence": 1.5},
        {"source_start": 9, "source_end": 3},
    ],
)
def test_an_item_that_makes_no_sense_is_refused(values: dict[str, Any]) -> None:
    refused(WorkItem, make_work_item().pk, **values)


def test_an_item_is_not_its_own_parent_nor_merged_into_itself() -> None:
    item = make_work_item()
    refused(WorkItem, item.pk, parent=item.pk)
    refused(WorkItem, item.pk, merged_into=item.pk)


def test_a_draft_is_not_done() -> None:
    refused(WorkItem, make_draft_item(document=make_document(status="draft")).pk, completed_on=DAY)


def test_a_document_never_supersedes_itself() -> None:
    document = make_document()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentRelation.objects.create(from_document=document, to_document=document, kind="supersedes")


def test_one_file_is_one_document() -> None:
    document = make_document()
    refused(type(document), make_document().pk, sha256=document.sha256)


def test_one_completion_at_a_time_with_its_product() -> None:
    """A second product waits until the first is decided; a completion names and shows its product."""
    item, user = make_work_item(), make_user()
    common: dict[str, Any] = {"item": item, "completed_on": DAY, "submitted_by": user, "submitted_on": DAY}
    first = Completion.objects.create(**common, product_reference="1-ĐA/TU", link="https://example.vn/1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.create(**common, product_reference="2-ĐA/TU", link="https://example.vn/2")
    refused(Completion, first.pk, product_reference="")
    refused(Completion, first.pk, link="")
    refused(Completion, first.pk, submitted_on=DAY - dt.timedelta(days=1))
    refused(Completion, first.pk, state="returned", decided_on=DAY, decided_by=user, decision_note="")
    refused(Completion, first.pk, state="accepted")


def test_a_deadline_change_says_why_and_who_decided() -> None:
    common: dict[str, Any] = {"item": make_work_item(due_on=DAY), "requested_by": make_user(), "requested_on": DAY}
    change = DeadlineChange.objects.create(**common, new_due_on=dt.date(2022, 6, 30), reason="Chờ hướng dẫn")
    refused(DeadlineChange, change.pk, reason="")
    refused(DeadlineChange, change.pk, state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineChange.objects.create(**common, new_due_on=DAY, reason="Xin lần nữa")


def test_a_class_has_one_child_for_each_agency() -> None:
    programme, agency = make_programme(), make_agency()
    parent = make_work_item(programme=programme, lead_is_class=True)
    make_work_item(programme=programme, lead=agency, parent=parent, from_class=True)
    other = make_work_item(programme=programme, parent=parent, from_class=True)
    refused(WorkItem, other.pk, lead_agency=agency)


def test_a_target_range_is_ordered_and_stands_once() -> None:
    indicator = Indicator.objects.create(programme=make_programme(), number=1, name="Tăng trưởng")
    target = Target.objects.create(indicator=indicator, value=7, value_high=7.5, as_written="7 - 7,5 %/năm")
    refused(Target, target.pk, value=8)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(indicator=indicator, value=7, as_written="7 - 7,5 %/năm")


def test_a_programme_ends_after_it_starts() -> None:
    refused(type(make_programme()), make_programme().pk, ends_on=dt.date(2020, 1, 1))
