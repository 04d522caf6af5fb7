"""Each role through its main path at the pages: contact of an agency, office, leader, inspector, the public."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Completion, DeadlineChange
from tests.web.builders import agency_of
from tests.web.follow_up.making import TODAY, Cast, make_cast
from tests.web.inspections.making import make_inspector

DUE = dt.date(2022, 6, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Iterator[Cast]:
    settings.MEDIA_ROOT = tmp_path / "media"
    with clock.frozen(TODAY):
        yield make_cast()


def client_of(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def page(person: User | None, name: str, *numbers: object) -> str:
    answer = client_of(person).get(reverse(name, args=numbers))
    assert answer.status_code == 200, name
    return answer.content.decode()


def act(person: User, name: str, *numbers: object, seen_on: str, **data: Any) -> None:
    """Do an act that the page `seen_on` offers; it must have been done."""
    address = reverse(name, args=numbers)
    assert address in seen_on, f"{address} is not offered"
    answer = client_of(person).post(address, data)
    assert answer.status_code == 302, answer.content.decode()


def mine(person: User) -> str:
    return page(person, "dashboard:mine")


def paper(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def handed_in(cast: Cast, item: int, reference: str, content: bytes) -> Completion:
    """Let the contact hand in a product as a file from the page of the item."""
    shown = page(cast.contact, "register:item", item)
    facts = {"product_reference": reference, "completed_on": TODAY.isoformat(), "file": paper("de-an.pdf", content)}
    act(cast.contact, "follow_up:complete", item, seen_on=shown, **facts)
    return Completion.objects.get(item=item, state="submitted")


def test_a_product_as_a_file_goes_out_comes_back_and_is_accepted(cast: Cast) -> None:
    """Contact and office: uploaded, opened, returned with a reason the contact reads, mended, accepted."""
    item, assignment = cast.assigned(due_on=DUE)
    act(cast.contact, "follow_up:acknowledge", assignment.pk, seen_on=mine(cast.contact))
    first = handed_in(cast, item.pk, "12-ĐA/SNV", b"%PDF-1.7 draft")
    desk, file = mine(cast.office), reverse("follow_up:product_file", args=[first.pk])
    assert file in desk
    assert b"".join(client_of(cast.office).get(file).streaming_content) == b"%PDF-1.7 draft"
    act(cast.office, "follow_up:decide_completion", first.pk, seen_on=desk, decision="no", note="Thiếu tờ trình.")
    assert "Thiếu tờ trình." in page(cast.contact, "register:item", item.pk)
    second = handed_in(cast, item.pk, "15-ĐA/SNV", b"%PDF-1.7 whole")
    act(cast.office, "follow_up:decide_completion", second.pk, seen_on=mine(cast.office), decision="yes", note="")
    item.refresh_from_db()
    assert item.completed_on == TODAY
    assert reverse("follow_up:complete", args=[item.pk]) not in page(cast.contact, "register:item", item.pk)
    told = Entry.objects.filter(verb__in=("acknowledge", "complete", "return", "accept")).order_by("pk")
    assert list(told.values_list("verb", flat=True)) == ["acknowledge", "complete", "return", "complete", "accept"]


def test_a_leader_decides_what_waits_for_him(cast: Cast) -> None:
    """A request for time and a product, both on his page, both decided there; the contact sees what was said."""
    item, _assignment = cast.assigned(due_on=DUE)
    shown = page(cast.contact, "register:item", item.pk)
    later = {"new_due_on": "2022-09-30", "reason": "Chờ hướng dẫn của bộ."}
    act(cast.contact, "follow_up:ask_deadline", item.pk, seen_on=shown, **later)
    change, desk = DeadlineChange.objects.get(), mine(cast.leader)
    assert "Chờ hướng dẫn của bộ." in desk
    act(cast.leader, "follow_up:decide_deadline", change.pk, seen_on=desk, decision="no", note="Giữ hạn cũ.")
    assert "Giữ hạn cũ." in page(cast.contact, "register:item", item.pk)
    product = handed_in(cast, item.pk, "12-ĐA/SNV", b"%PDF-1.7")
    shown = page(cast.leader, "register:item", item.pk)
    act(cast.leader, "follow_up:decide_completion", product.pk, seen_on=shown, decision="yes", note="")
    item.refresh_from_db()
    assert (item.due_on, item.completed_on) == (DUE, TODAY)


def test_an_inspector_from_the_plan_to_the_conclusion(cast: Cast) -> None:
    """Plan, inspection, checklist, finding; put right by the agency with a file; looked at again and concluded."""
    inspector = make_inspector()
    item = cast.item(due_on=DUE)
    opened = {"inspecting": agency_of(inspector).pk, "year": 2022}
    assert client_of(inspector).post(reverse("inspections:inspections"), opened).status_code == 302
    plan = YearlyPlan.objects.get()
    shown = page(inspector, "inspections:plan", plan.pk)
    chosen = {"agency": cast.lead.pk, "kind": "check", "starts_on": TODAY, "ends_on": "2022-03-08", "why": "Chậm."}
    act(inspector, "inspections:add", plan.pk, seen_on=shown, **chosen)
    shown = page(inspector, "inspections:plan", plan.pk)
    act(inspector, "inspections:issue", plan.pk, seen_on=shown, reference="7-CTr/UBKT", issued_on=TODAY)
    inspection = Inspection.objects.get()
    where = ("inspections:inspection", inspection.pk)
    act(inspector, "inspections:start", inspection.pk, seen_on=page(inspector, *where), head="Phạm Kiểm Tra")
    for check in Check.objects.all():
        act(inspector, "inspections:answer", check.pk, seen_on=page(inspector, *where), answer="met", note="")
    found = {"text": "Chưa ban hành kế hoạch.", "evidence": "Biên bản.", "item": item.pk, "correct_by": "2022-04-01"}
    act(inspector, "inspections:record_finding", inspection.pk, seen_on=page(inspector, *where), **found)
    said = {"reference": "9-KL/UBKT", "conclusion": "Còn một hạn chế."}
    act(inspector, "inspections:conclude", inspection.pk, seen_on=page(inspector, *where), **said)
    finding = InspectionFinding.objects.get()
    done = {"correction": "Đã ban hành kế hoạch.", "file": paper("ke-hoach.pdf", b"%PDF-1.7")}
    act(cast.contact, "inspections:correct", finding.pk, seen_on=page(cast.contact, *where), **done)
    again = {"closed": "yes", "note": "Đã xem văn bản."}
    act(inspector, "inspections:recheck", finding.pk, seen_on=page(inspector, *where), **again)
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_the_public_follows_a_programme_that_its_office_opens(cast: Cast) -> None:
    """Nothing before it is opened; then what was chosen, with its state, and never the file of a product."""
    item, _assignment = cast.assigned(due_on=DUE, secrecy=0)
    programme = cast.programme
    assert item.title not in page(None, "portal:programmes")
    assert client_of(None).get(reverse("portal:item", args=[item.pk])).status_code == 404
    opening = page(cast.office, "portal:opening", programme.pk)
    assert reverse("portal:open", args=[programme.pk]) in opening
    for name, data in (("portal:open", {"shut": "0"}), ("portal:choose", {"all": "1", "public": "1"})):
        assert client_of(cast.office).post(reverse(name, args=[programme.pk]), data).status_code == 302
    product = handed_in(cast, item.pk, "12-ĐA/SNV", b"%PDF-1.7")
    shown = page(None, "portal:item", item.pk)
    assert item.title in shown
    assert reverse("follow_up:product_file", args=[product.pk]) not in shown
    assert client_of(None).get(reverse("follow_up:product_file", args=[product.pk])).status_code in {302, 404}
    assert item.title in client_of(None).get(reverse("portal:data", args=[programme.pk, "json"])).content.decode()
    assert not re.search(r"Nguyễn Đầu Mối|Trần Văn Phòng", page(None, "portal:programme", programme.pk))
