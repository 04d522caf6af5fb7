"""Files of reports and sessions: who gets them, and under which name they are saved."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.downloads import safe_name
from dondoc.web.follow_up.services import reporting
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.organisations.models import Membership, User
from dondoc.web.register.models import WorkItem
from tests.web.dissemination.making import make_session
from tests.web.follow_up.making import TODAY, Cast, make_cast, make_period
from tests.web.indicators.making import make_indicator


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


def status(person: User | None, address: str) -> int:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(address).status_code


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("báo cáo.pdf", "báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tệp\\a.docx", "a.docx"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("hoa\u202efdp.exe", "hoafdp.exe"),
        ("..", "tep"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_names_are_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_file_of_a_report_goes_with_its_item(cast: Cast) -> None:
    """A draft's file is its writer's alone; once handed in, whoever sees the item; of a secret item not a stranger."""
    item, period = cast.item(), make_period(cast.programme)
    said = Said(results="Đã xong đề cương.")
    draft = reporting.save_draft(actor=cast.contact, item=item, period=period, said=said)
    kept = reporting.attach(actor=cast.contact, report=draft, name='số "liệu".html', content=b"<script>")
    address = reverse("follow_up:attachment", args=[kept.pk])
    assert status(cast.contact, address) == HTTPStatus.OK
    assert status(cast.helper, address) == status(cast.office, address) == HTTPStatus.NOT_FOUND
    reporting.submit(actor=cast.contact, item=item, period=period, said=said)
    assert status(cast.office, address) == HTTPStatus.OK
    assert status(None, address) == HTTPStatus.FOUND
    client = Client()
    client.force_login(cast.office)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert address in client.get(reverse("follow_up:reports")).content.decode()
    WorkItem.objects.filter(pk=item.pk).update(secrecy=2)
    Membership.objects.update(clearance=2)
    assert status(User.objects.get(pk=cast.contact.pk), address) == HTTPStatus.OK
    assert status(User.objects.get(pk=cast.helper.pk), address) == HTTPStatus.NOT_FOUND


def test_material_goes_with_its_session(cast: Cast) -> None:
    session = make_session(
        cast.programme, cast.lead, cast.contact, material_file=ContentFile(b"x", name="de-cuong.docx")
    )
    bare = make_session(cast.programme, cast.lead, cast.contact)
    address = reverse("dissemination:material", args=[session.pk])
    assert status(cast.contact, address) == status(cast.helper, address) == HTTPStatus.OK
    assert status(None, address) == HTTPStatus.FOUND
    assert status(cast.contact, reverse("dissemination:material", args=[bare.pk])) == HTTPStatus.NOT_FOUND
    client = Client()
    client.force_login(cast.contact)
    assert address in client.get(reverse("dissemination:session", args=[session.pk])).content.decode()
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(secrecy=2)
    Membership.objects.update(clearance=2)
    assert status(User.objects.get(pk=cast.contact.pk), address) == HTTPStatus.OK
    assert status(User.objects.get(pk=cast.helper.pk), address) == HTTPStatus.NOT_FOUND


def test_evidence_of_a_figure_goes_with_its_indicator(cast: Cast) -> None:
    """Uploaded with the figure, a file too large is refused; of a secret indicator a stranger gets nothing."""
    indicator = make_indicator(cast)
    client = Client()
    client.force_login(cast.contact)
    sent = {"starts_on": "2021-01-01", "ends_on": "2021-12-31", "value": "26,5", "evidence": "Quyết định công bố"}
    with override_settings(MAX_UPLOAD_BYTES=3):
        file = SimpleUploadedFile("qd.pdf", b"%PDF-1.7")
        page = client.post(reverse("indicators:record", args=[indicator.pk]), {**sent, "evidence_file": file})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    file = SimpleUploadedFile("../qđ công bố.pdf", b"%PDF-1.7")
    client.post(reverse("indicators:record", args=[indicator.pk]), {**sent, "evidence_file": file})
    address = reverse("indicators:evidence", args=[indicator.actuals.get().pk])
    assert address in client.get(reverse("indicators:indicator", args=[indicator.pk])).content.decode()
    answer = client.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == b"%PDF-1.7"
    type(indicator).objects.filter(pk=indicator.pk).update(secrecy=2)
    Membership.objects.update(clearance=2)
    assert status(User.objects.get(pk=cast.contact.pk), address) == HTTPStatus.OK
    assert status(User.objects.get(pk=cast.helper.pk), address) == HTTPStatus.NOT_FOUND


def test_a_file_that_is_gone_from_the_disk_is_not_found(cast: Cast) -> None:
    session = make_session(
        cast.programme, cast.lead, cast.contact, material_file=ContentFile(b"x", name="de-cuong.docx")
    )
    session.material_file.storage.delete(session.material_file.name)
    assert status(cast.contact, reverse("dissemination:material", args=[session.pk])) == HTTPStatus.NOT_FOUND
