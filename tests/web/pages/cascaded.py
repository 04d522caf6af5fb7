"""One of each thing of cascade, inspections and dissemination, for the tests of the pages."""

from __future__ import annotations

from django.core.files.base import ContentFile

from dondoc.web.cascade.models import Coverage
from dondoc.web.inspections.services import correcting, inspecting
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Programme, WorkItem
from tests.web.cascade.making import make_order, make_plan
from tests.web.dissemination.making import make_session
from tests.web.inspections.making import answer_all, make_finding, make_inspection, make_running
from tests.web.inspections.making import make_plan as make_inspection_plan


def make_cascaded(programme: Programme, items: list[WorkItem], people: dict[str, User]) -> dict[str, int]:
    """Make a plan with a proposal, an inspection that runs and one that is planned, a session; give their numbers."""
    office, inspector, lead = people["office"], people["inspector"], items[0].lead_agency
    assert lead is not None
    order = make_order(programme, office)
    plan = make_plan(order, lead, office)
    plan.file = _file("ke-hoach.pdf")
    plan.save()
    coverage = Coverage.objects.create(plan=plan, item=items[0], words=items[0].title, score=0.9)
    running = make_running(programme, inspector, lead)
    draft = make_inspection_plan(programme, inspector, year=2023)
    planned = make_inspection(draft, inspector, lead)
    finding = make_finding(running, inspector, item=items[0], evidence_file=_file("bien-ban.pdf"))
    concluded = make_running(programme, inspector, lead, year=2021)
    corrected = make_finding(concluded, inspector)
    correcting.report_correction(actor=people["agency"], finding=corrected, correction="Xong.", file=_file("qd.pdf"))
    answer_all(concluded, inspector)
    inspecting.conclude(actor=inspector, inspection=concluded, reference="3-KL/UBKT", conclusion="Thực hiện tốt.")
    return {
        "order": order.pk,
        "agency_plan": plan.pk,
        "coverage": coverage.pk,
        "inspection_plan": running.plan_id,
        "inspection": running.pk,
        "check": running.checks.all()[0].pk,
        "inspection_finding": finding.pk,
        "corrected_finding": corrected.pk,
        "concluded": concluded.pk,
        "draft_inspection_plan": draft.pk,
        "draft_inspection": planned.pk,
        "session": make_session(programme, lead, people["agency"], material_file=_file("de-cuong.pdf")).pk,
    }


def _file(name: str) -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.7", name=name)
