"""Taking files in: from the upload to the draft, and everything that can go wrong on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.files import BadFile
from dondoc.files.errors import EmptyFile, TooLarge
from dondoc.web import clock
from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import DEAD_AFTER, IntakeJob
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Citation, Document, Provision, WorkItem
from tests.files.signing import signed_pdf, trusted_roots
from tests.web.builders import agency_of, make_user
from tests.web.intake.making import DIRECTIVE

pytestmark = pytest.mark.django_db
State = IntakeJob.State


def take_in(office: User, content: bytes = DIRECTIVE.encode(), name: str = "12-KH-TU.txt") -> IntakeJob:
    """Receive a file and read it at once."""
    job = services.receive(actor=office, office=agency_of(office), name=name, file=content, queue=False)
    tasks.read_now(job.pk)
    job.refresh_from_db()
    return job


def test_a_file_becomes_a_draft(office: User) -> None:
    """The head, the items with their leads, the citation and the place of each fact in the source."""
    job = take_in(office)
    assert (job.state, job.stage, job.progress) == (State.DONE, "ready", 1.0), job.sentence_en
    document = job.document
    assert document is not None
    assert (document.reference, document.issued_on) == ("12-KH/TU", dt.date(2022, 1, 5))
    scheme = document.items.get(path="II/1")
    assert (str(scheme.lead_agency), scheme.due_on) == ("Ban Tổ chức Tỉnh ủy", dt.date(2022, 12, 31))
    assert [str(one) for one in scheme.cooperations.all()] == ["Văn phòng Tỉnh ủy"]
    assert document.text.source[scheme.source_start : scheme.source_end] == scheme.source_quote
    assert Citation.objects.get(document=document).cited == Document.objects.get(reference="52-NQ/TW")


def test_a_draft_is_seen_by_its_office_alone(office: User) -> None:
    take_in(office)
    stranger = make_user(role="agency", agency=Agency.objects.get(name="Ban Tổ chức Tỉnh ủy"))
    assert not WorkItem.objects.visible_to(stranger).exists()
    assert WorkItem.objects.visible_to(office).exists()


def test_the_same_file_twice_is_recognised(office: User) -> None:
    """By its bytes, whatever its name; the second job points at the document that is there."""
    first = take_in(office)
    second = take_in(office, name="ban-sao.txt")
    assert (second.state, second.document) == (State.KNOWN, first.document)
    assert "đã được nhập trước đó" in second.sentence_vi
    assert Document.objects.filter(sha256=first.sha256).count() == 1


@pytest.mark.parametrize(("content", "mistake"), [(b"", EmptyFile), (b"x" * 2_000_001, TooLarge)])
def test_a_file_that_is_empty_or_too_large_is_refused_at_the_door(
    office: User, settings: Any, content: bytes, mistake: type[BadFile]
) -> None:
    settings.MAX_UPLOAD_BYTES = 2_000_000
    with pytest.raises(mistake):
        take_in(office, content)
    assert not IntakeJob.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x7fELF\x02\x01\x01" + bytes(200), "chay.pdf"), (b"%PDF-1.7\n%%EOF", "cut.pdf"), (b"   \n \n", "blank.txt")],
)
def test_what_is_no_document_gets_one_sentence_and_leaves_nothing(office: User, content: bytes, name: str) -> None:
    job = take_in(office, content, name)
    assert job.state == State.REFUSED
    assert name in job.sentence_vi
    assert name in job.sentence_en
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "text", ["Xin chào.", "No numbering here, and no Vietnamese either.", "\ufeffI.\n1.\n1.\na)\n", "đ" * 2_000]
)
def test_odd_texts_give_a_draft_and_no_crash(office: User, text: str) -> None:
    """Reading never refuses a text: a short one, a Latin one, empty headings, one overlong word."""
    assert take_in(office, text.encode()).state == State.DONE


def test_an_import_that_dies_half_way_leaves_nothing_and_can_be_repeated(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the last step takes everything before it along; trying again succeeds."""
    with monkeypatch.context() as broken:
        broken.setattr("dondoc.web.register.services.importing._findings", fail)
        job = take_in(office)
    assert job.state == State.FAILED
    assert not Document.objects.exists()
    assert not Provision.objects.exists()
    services.retry(actor=office, job=job)
    tasks.read_now(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def fail(*_: object) -> None:
    raise RuntimeError("the disk is full")


def test_a_waiting_job_can_be_cancelled(office: User) -> None:
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=b"I. A\n", queue=False)
    services.cancel(actor=office, job=job)
    assert tasks.read_now(job.pk) == "left alone"


def test_a_running_job_ends_at_its_next_stage(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelled while it reads, it stores nothing."""

    def cancelling(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*args: Any, **kwargs: Any) -> Any:
            found = read(*args, **kwargs)
            services.cancel(actor=office, job=IntakeJob.objects.get())
            return found

        return reading

    monkeypatch.setattr(tasks, "read_file", cancelling(tasks.read_file))
    assert take_in(office).state == State.CANCELLED
    assert not Document.objects.exists()


def test_two_workers_never_read_the_same_job(office: User) -> None:
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=DIRECTIVE.encode(), queue=False)
    assert tasks.read_now(job.pk) == State.DONE
    assert tasks.read_now(job.pk) == "left alone"


def test_a_job_whose_worker_died_is_taken_up_again(office: User) -> None:
    """A running job that gave no sign of life for too long goes back into the queue; a living one is left alone."""
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=DIRECTIVE.encode(), queue=False)
    started = clock.now()
    job.state, job.started_at, job.heartbeat_at = State.RUNNING, started, started
    job.save()
    with clock.frozen(started + 0.9 * DEAD_AFTER):
        assert services.revive_dead_jobs() == 0
    with clock.frozen(started + 1.1 * DEAD_AFTER):
        assert services.revive_dead_jobs() == 1


def test_only_an_office_takes_files_in(office: User) -> None:
    user = make_user(role="agency")
    with pytest.raises(PermissionDenied):
        services.receive(actor=user, office=agency_of(office), name="a.txt", file=b"I. A\n")


def test_the_trusted_roots_of_the_installation_are_used(office: User, settings: Any, tmp_path: Path) -> None:
    """A signature is trusted by the certificates in the folder of `DONDOC_SIGNATURE_ROOTS`."""
    settings.SIGNATURE_ROOTS = trusted_roots(tmp_path / "roots")
    document = take_in(office, signed_pdf(tmp_path / "signed.pdf").read_bytes(), "signed.pdf").document
    assert document is not None
    assert [one.trust for one in document.signatures.all()] == ["trusted"]
