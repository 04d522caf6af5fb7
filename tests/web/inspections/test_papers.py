"""The conclusion of an inspection as an official Word file, and the files of its findings."""

from __future__ import annotations

import datetime as dt
import io
from http import HTTPStatus

import docx
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from dondoc.web.inspections.models import Inspection
from dondoc.web.inspections.papers import conclusion_docx, form_of
from dondoc.web.inspections.services import correcting, inspecting
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.checker import all_paragraphs, flaws
from dondoc.web.organisations.models import Membership, User
from dondoc.web.register.models import Programme
from tests.web.builders import make_user
from tests.web.follow_up.making import TODAY, Cast
from tests.web.inspections.making import answer_all, make_finding, make_inspector, make_running


def browser(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def concluded(cast: Cast, inspector: User, reference: str) -> Inspection:
    """Make an inspection with an unmet line and a finding, and conclude it."""
    running = make_running(cast.programme, inspector, cast.lead)
    make_finding(running, inspector)
    answer_all(running, inspector)
    unmet = running.checks.all()[0]
    inspecting.answer(actor=inspector, check=unmet, answer="unmet", note="Chưa thấy kế hoạch.")
    return inspecting.conclude(actor=inspector, inspection=running, reference=reference, conclusion="Tốt.\nCần sửa.")


def words_of(content: bytes) -> str:
    return "\n".join(one.text for one in all_paragraphs(docx.Document(io.BytesIO(content))))


@pytest.mark.parametrize(
    ("reference", "form", "printed", "named"),
    [
        ("3-KL/UBKT", Form.PARTY, "Số 3-KL/UBKT", "KẾT LUẬN"),
        ("3/TB-TTr", Form.STATE, "Số: 3/TB-TTr", "THÔNG BÁO"),
    ],
)
def test_a_conclusion_has_its_form_and_its_words(
    cast: Cast, inspector: User, reference: str, form: Form, printed: str, named: str
) -> None:
    """The reference prints as it was given; all is Vietnamese whatever the language; the signer is dots."""
    inspection = concluded(cast, inspector, reference)
    with override("en"):
        word = conclusion_docx(inspection)
    assert [flaw.sentence for flaw in flaws(word, form, Kind.CONCLUSIONS)] == []
    text = words_of(word)
    for said in (printed, named, "ngày 01 tháng 3 năm 2022", "1 không đạt", "Chưa thấy kế hoạch.", "Cần sửa.", "……"):
        assert said in text
    assert "1. Chưa ban hành kế hoạch. Căn cứ: Biên bản làm việc. Phải khắc phục trước ngày 29/3/2022." in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("document", "form"), [("50-CTr/TU", Form.PARTY), ("50/KH-UBND", Form.STATE), ("", Form.PARTY)]
)
def test_a_reference_that_tells_no_form_leaves_it_to_the_programme(document: str, form: Form, cast: Cast) -> None:
    programme: Programme = cast.programme
    programme.document.reference = document
    inspection = make_running(programme, make_inspector(), cast.lead)
    inspection.plan.programme, inspection.reference = programme, "KL kiểm tra"
    assert form_of(inspection) == form


def test_a_new_day_of_a_re_check_does_not_change_the_conclusion(cast: Cast, inspector: User) -> None:
    inspection = concluded(cast, inspector, "3-KL/UBKT")
    finding = inspection.findings.get()
    correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã làm.")
    later = TODAY + dt.timedelta(days=90)
    correcting.recheck(actor=inspector, finding=finding, closed=False, note="Thiếu.", correct_by=later)
    assert "trước ngày 29/3/2022." in words_of(conclusion_docx(inspection))


def test_the_page_leads_to_the_conclusion_once_there_is_one(cast: Cast, inspector: User) -> None:
    running = make_running(cast.programme, inspector, cast.lead)
    address = reverse("inspections:conclusion_file", args=[running.pk])
    assert browser(inspector).get(address).status_code == HTTPStatus.NOT_FOUND
    answer_all(running, inspector)
    inspecting.conclude(actor=inspector, inspection=running, reference="3-KL/UBKT", conclusion="Tốt.")
    assert address in browser(inspector).get(reverse("inspections:inspection", args=[running.pk])).content.decode()
    answer = browser(inspector).get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert flaws(answer.content, Form.PARTY, Kind.CONCLUSIONS) == ()


def test_files_of_a_finding_go_to_those_who_see_the_inspection(cast: Cast, inspector: User) -> None:
    """Of a classified programme: the agency and the inspectors, not another agency, nobody unsigned."""
    running = make_running(cast.programme, inspector, cast.lead)
    finding = make_finding(running, inspector, evidence_file=ContentFile(b"<script>", name="bien ban.html"))
    proof = ContentFile(b"xong", name="qd.pdf")
    correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã làm.", file=proof)
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(secrecy=2)
    Membership.objects.update(clearance=2)
    stranger = make_user(role="agency", clearance=2)
    for name, content in (("evidence", b"<script>"), ("correction", b"xong")):
        address = reverse(f"inspections:{name}", args=[finding.pk])
        answer = browser(cast.contact).get(address)
        assert b"".join(answer) == content  # type: ignore[arg-type]
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        for foreign in (cast.helper, stranger):
            assert browser(foreign).get(address).status_code == HTTPStatus.NOT_FOUND
        assert browser(None).get(address).status_code == HTTPStatus.FOUND
        assert (
            address in browser(cast.contact).get(reverse("inspections:inspection", args=[running.pk])).content.decode()
        )
