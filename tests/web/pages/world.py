"""A small installation for the tests of the pages: people of every role, a programme with items, a draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import IntakeJob
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Document, Finding, Programme, WorkItem
from tests.web.builders import (
    make_completion,
    make_cooperation,
    make_document,
    make_office,
    make_programme,
    make_user,
    make_work_item,
)
from tests.web.intake.making import DIRECTIVE
from tests.web.pages.cascaded import make_cascaded
from tests.web.pages.cycle import make_cycle
from tests.web.pages.measure import make_measure

TODAY = dt.date(2022, 3, 1)
ROLES = ("anonymous", "office", "other_office", "leader", "agency", "inspector", "administrator")


@dataclass
class World:
    """What there is; `people` by role, "anonymous" is nobody."""

    people: dict[str, User]
    programme: Programme
    items: list[WorkItem]
    draft: Document
    job: IntakeJob
    cycle: dict[str, int]

    def client(self, role: str) -> Client:
        """Give a browser in which a person of a role is signed in."""
        client = Client()
        if role != "anonymous":
            client.force_login(self.people[role])
        return client

    @property
    def draft_item(self) -> WorkItem:
        return self.draft.items.in_order()[0]

    def numbers(self) -> dict[str, int]:
        """The numbers that stand in addresses."""
        return {
            "one": 1,
            "item": self.items[0].pk,
            "document": self.programme.document_id,
            "agency": self.items[0].lead_agency_id or 0,
            "draft": self.draft.pk,
            "draft_item": self.draft_item.pk,
            "finding": Finding.objects.filter(document=self.draft)[0].pk,
            "job": self.job.pk,
            "batch": self.job.batch_id or 0,
            **self.cycle,
        }


def make_world() -> World:
    """Make the installation; the clock stands at `TODAY`."""
    load_reference()
    here = Agency.objects.get(name="Văn phòng Tỉnh ủy")
    lead = Agency.objects.get(name="Ban Tổ chức Tỉnh ủy")
    people = {
        "office": make_office(here),
        "other_office": make_user("Lý Văn Khác", role="office"),
        "leader": make_user("Lê Lãnh Đạo", role="leader", agency=here),
        "agency": make_user("Nguyễn Cơ Quan", role="agency", agency=lead),
        "inspector": make_user("Phạm Kiểm Tra", role="inspector"),
        "administrator": make_user("Võ Quản Trị", is_superuser=True),
    }
    programme = make_programme(
        office=here, document=make_document(office=here, reference="50-CTr/TU"), short_title="Chương trình 50-CTr/TU"
    )
    items = _items(programme, lead, people["office"])
    batch = services.open_batch(actor=people["office"], office=here, name="12-KH-TU.txt")
    job = services.receive(
        actor=people["office"],
        office=here,
        name="12-KH-TU.txt",
        file=DIRECTIVE.encode(),
        queue=False,
        batch=batch,
    )
    tasks.read_now(job.pk)
    job.refresh_from_db()
    assert job.document is not None, job.sentence_en
    Finding.objects.create(document=job.document, code="D101", severity="warning", message="Không có thời hạn.")
    things = {**make_cycle(programme, items, people), **make_measure(programme, people)}
    things |= make_cascaded(programme, items, people)
    things |= _in_public(here, lead)
    return World(people, programme, items, job.document, job, things)


def _in_public(office: Agency, lead: Agency) -> dict[str, int]:
    """A programme that is over and open to everybody, with an item that is and one that is not."""
    programme = make_programme(
        office=office, document=make_document(office=office, reference="07-CTr/TU"), status="closed", secrecy=0
    )
    shown = make_work_item(programme=programme, lead=lead, title="Việc đã công khai", secrecy=0)
    make_work_item(programme=programme, lead=lead, title="Việc nội bộ")
    return {"open_programme": programme.pk, "open_item": shown.pk}


def _items(programme: Programme, lead: Agency, office: User) -> list[WorkItem]:
    """One item for each state: overdue, due soon, in time, no deadline, done on time, done late, no lead."""
    other = Agency.objects.get(name="Trường Chính trị tỉnh")
    quarter = {"deadline_as_written": "quý IV năm 2021", "due_from": dt.date(2021, 10, 1), "precision": "quarter"}
    overdue = make_work_item(
        programme=programme,
        lead=lead,
        title="Đề án vị trí việc làm",
        due_on=dt.date(2021, 12, 31),
        path="II/3/3.2/(1)",
        **quarter,
    )
    soon = make_work_item(programme=programme, lead=lead, title="Kế hoạch tuyên truyền", due_on=dt.date(2022, 3, 2))
    later = make_work_item(
        programme=programme, lead=other, title="Nghị quyết chuyển đổi số", due_on=dt.date(2022, 4, 30)
    )
    undated = make_work_item(programme=programme, lead=other, title="Theo dõi hằng năm")
    early = make_work_item(programme=programme, lead=lead, title="Quy chế làm việc", due_on=dt.date(2021, 12, 31))
    late = make_work_item(programme=programme, lead=other, title="Chỉ thị học tập", due_on=dt.date(2021, 12, 31))
    nobody = make_work_item(programme=programme, lead=other, title="Việc chưa có chủ trì", state="unassigned")
    WorkItem.objects.filter(pk=nobody.pk).update(lead_agency=None)
    make_completion(early, completed_on=dt.date(2021, 12, 1), state="accepted", by=office)
    make_completion(late, completed_on=dt.date(2022, 1, 20), state="accepted", by=office)
    make_cooperation(overdue, other)
    record(verb="assign", thing=overdue, actor=office, programme=programme, vi="Giao việc.", en="Assigned.")
    return [overdue, soon, later, undated, early, late, nobody]
