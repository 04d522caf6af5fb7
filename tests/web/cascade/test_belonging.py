"""Whose plan it is: of which programme, and who may save its file."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, PlanOrder
from dondoc.web.cascade.querysets import names_programme, other_programmes
from dondoc.web.cascade.services import matching
from dondoc.web.organisations.models import Membership, User
from dondoc.web.register.models import Citation, Document, Programme
from tests.web.builders import make_document, make_programme
from tests.web.cascade.making import make_order, make_plan, make_read_plan
from tests.web.follow_up.making import TODAY, Cast, make_cast

JOBS = "Xây dựng Đề án vị trí việc làm"


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


@pytest.fixture
def order(cast: Cast) -> PlanOrder:
    return make_order(cast.programme, cast.office)


@pytest.fixture
def plan(cast: Cast, order: PlanOrder) -> AgencyPlan:
    cast.item(title=JOBS)
    return make_read_plan(order, cast.lead, cast.office, {JOBS: None})


@pytest.fixture
def other(cast: Cast) -> Programme:
    document = make_document(office=cast.programme.office, reference="61-CTr/TU", status="published")
    return make_programme(document=document, office=cast.programme.office)


def cite(plan: AgencyPlan, reference: str, cited: Document | None = None) -> None:
    assert plan.document is not None
    Citation.objects.create(document=plan.document, reference=reference, cited=cited)


def test_a_plan_of_another_programme_is_refused(cast: Cast, plan: AgencyPlan, other: Programme) -> None:
    """It cites another programme and not this one: the sentence names both, nothing is proposed, the page says so."""
    cite(plan, "61-CTr/TU")
    with pytest.raises(ValidationError, match=f"dẫn 61-CTr/TU mà không dẫn {cast.programme.document.reference}"):
        matching.propose(actor=cast.office, plan=plan)
    assert not plan.coverages.exists()
    client = Client()
    client.force_login(cast.office)
    page = client.get(reverse("cascade:plan", args=[plan.pk])).content.decode()
    assert "thuộc chương trình khác" in page
    assert reverse("cascade:propose", args=[plan.pk]) not in page
    answer = client.post(reverse("cascade:propose", args=[plan.pk]), follow=True)
    assert "hãy ghi nhận ở chương trình đó" in answer.content.decode()


def test_a_plan_that_cites_both_belongs_to_both(cast: Cast, plan: AgencyPlan, other: Programme) -> None:
    cite(plan, "61-CTr/TU", other.document)
    cite(plan, cast.programme.document.reference)
    assert names_programme(plan) is True
    assert other_programmes(plan, cast.office) == []
    assert matching.propose(actor=cast.office, plan=plan) == 1


def test_a_plan_that_cites_no_programme_is_doubted_and_not_refused(cast: Cast, plan: AgencyPlan) -> None:
    cite(plan, "30/2020/NĐ-CP")
    assert names_programme(plan) is False
    assert matching.propose(actor=cast.office, plan=plan) == 1


def test_a_programme_that_a_person_does_not_see_is_not_named(cast: Cast, plan: AgencyPlan, other: Programme) -> None:
    cite(plan, "61-CTr/TU")
    Programme.objects.filter(pk=other.pk).update(secrecy=3)
    assert other_programmes(plan, cast.office) == []


def test_the_file_of_a_plan_goes_with_the_plan(cast: Cast, order: PlanOrder) -> None:
    """Always to be saved, under the name it came with; of a secret programme not to another agency."""
    file = ContentFile(b"<script>", name="kế hoạch.html")
    plan = make_plan(order, cast.lead, cast.contact, file=file)
    address = reverse("cascade:file", args=[plan.pk])
    client = Client()
    assert client.get(address).status_code == HTTPStatus.FOUND
    client.force_login(cast.helper)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == b"<script>"  # type: ignore[arg-type]
    assert address in client.get(reverse("cascade:plan", args=[plan.pk])).content.decode()
    Programme.objects.filter(pk=cast.programme.pk).update(secrecy=2)
    Membership.objects.update(clearance=2)
    for person, status in ((cast.contact, HTTPStatus.OK), (cast.helper, HTTPStatus.NOT_FOUND)):
        client.force_login(User.objects.get(pk=person.pk))
        assert client.get(address).status_code == status


def test_a_plan_without_a_file_has_none_to_save(cast: Cast, order: PlanOrder) -> None:
    plan = make_plan(order, cast.lead, cast.office)
    client = Client()
    client.force_login(cast.office)
    assert client.get(reverse("cascade:file", args=[plan.pk])).status_code == HTTPStatus.NOT_FOUND
