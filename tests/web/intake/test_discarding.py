"""A file that must not be here is let go of: nothing of its content is left in the database or on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from dondoc.web.intake import discarding, half_typed, services
from dondoc.web.intake.models import Discarded, IntakeJob
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document, WorkItem
from dondoc.web.register.services import correcting, reviewing
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.publishing import publish
from tests.web.builders import agency_of, make_office, make_user
from tests.web.intake.making import DIRECTIVE, take_in

pytestmark = pytest.mark.django_db
State = IntakeJob.State
TOLD = ("12-KH", "52-NQ", "chuyển đổi số", "đào tạo cán bộ", "Nguyễn Văn A", "nông thôn mới")


def draft_of(job: IntakeJob) -> Document:
    assert job.document is not None
    return job.document


def work_on(document: Document, actor: User) -> None:
    """Do what leaves traces: correct, split, merge, add, dismiss, confirm, settle a finding, half type a field."""
    item = document.items.get(path="II/1")
    edit_item(actor=actor, item=item, version=1, changes={"objective": "đề án chuyển đổi số"}, cooperating=["Sở A"])
    second = document.items.get(path="II/2")
    parts = reviewing.split_item(
        actor=actor, item=second, version=1, titles=["đào tạo cán bộ", "cán bộ xã", "cán bộ ấp"]
    )
    for item, into in ((parts[2], parts[1]), (parts[1], parts[0])):
        into.refresh_from_db()
        item.refresh_from_db()
        reviewing.merge_items(actor=actor, item=item, version=item.version, into=into, into_version=into.version)
    added = reviewing.add_item(actor=actor, document=document, fields={"title": "nông thôn mới thêm tay"})
    reviewing.dismiss_item(actor=actor, item=added, version=added.version, why="đào tạo cán bộ")
    correcting.confirm(actor=actor, thing=document, version=1)
    half_typed.keep(actor=actor, document=document, key="head", version=1, sent=QueryDict("subject=chuyển đổi số"))
    for finding in document.findings.all():
        reviewing.settle_finding(actor=actor, finding=finding, why="chuyển đổi số")


def everything_stored() -> str:
    """Give every value of every row of every table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("organisations_") and not table.startswith("django_"):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name the database gave
                found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def files_with(sha256: str) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if sha256 in path.name]


def test_nothing_of_the_content_is_left(
    office: User, settings_media: Path, django_capture_on_commit_callbacks: object
) -> None:
    """Neither text, items, former states, words of the journal, documents it named; nor file, upload, drawn pages."""
    job = take_in(office)
    work_on(draft_of(job), office)
    drawn = settings_media / "pages" / job.sha256[:2] / job.sha256
    drawn.mkdir(parents=True)
    (drawn / "1.webp").write_bytes(b"a page")
    assert all(words in everything_stored() for words in TOLD)
    assert files_with(job.sha256)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        discarding.discard_draft(actor=office, document=draft_of(job), why="nạp nhầm")
    left = everything_stored()
    assert [words for words in TOLD if words in left] == []
    assert files_with(job.sha256) == []
    assert not Document.objects.exists()


@pytest.fixture
def settings_media(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_the_journal_keeps_who_what_when_and_why(office: User) -> None:
    """The name of the file and its hash, the person, the reason; of former acts that they were done."""
    job = take_in(office)
    acts = Entry.objects.filter(object_type="register.workitem").count()
    work_on(draft_of(job), office)
    done = Entry.objects.filter(object_type="register.workitem").count()
    discarding.discard_draft(actor=office, document=draft_of(job), why="Nạp nhầm tệp")
    entry = Entry.objects.get(verb="discard")
    assert entry.actor == office
    assert all(words in entry.sentence_vi for words in (job.file_name, job.sha256, "Nạp nhầm tệp", office.name))
    assert all(words in entry.sentence_en for words in (job.file_name, job.sha256, "Nạp nhầm tệp", office.name))
    assert Entry.objects.filter(object_type="register.workitem").count() == done > acts
    job.refresh_from_db()
    assert job.state == State.DISCARDED
    assert "Nạp nhầm tệp" in job.sentence_vi


def test_a_published_directive_cannot_be_discarded(office: User) -> None:
    job = take_in(office)
    document = draft_of(job)
    reviewing.confirm_rest(actor=office, document=document)
    publish(actor=office, document=document)
    document.refresh_from_db()
    for act in (
        lambda: discarding.discard_draft(actor=office, document=document, why="x"),
        lambda: discarding.discard_upload(actor=office, job=job, why="x"),
    ):
        with pytest.raises(ValidationError, match="đã được công bố"):
            act()
    job.refresh_from_db()
    assert job.state == State.DONE
    assert WorkItem.objects.exists()


def test_who_may(office: User) -> None:
    """The office that holds the draft; nobody else, and nobody without a reason."""
    document = draft_of(take_in(office))
    for other in (make_office(), make_user(role="leader"), make_user(role="agency")):
        with pytest.raises(PermissionDenied):
            discarding.discard_draft(actor=other, document=document, why="x")
    with pytest.raises(ValidationError, match="vì sao"):
        discarding.discard_draft(actor=office, document=document, why="  ")


def test_twice_is_once(office: User) -> None:
    """A second click finds it gone and says nothing else; one entry stands in the journal."""
    job = take_in(office)
    assert discarding.discard_upload(actor=office, job=job, why="nhầm") is not None
    assert discarding.discard_upload(actor=office, job=job, why="nhầm") is None
    assert Entry.objects.filter(verb="discard").count() == Discarded.objects.count() == 1


def test_all_of_it_or_nothing(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the last step leaves the draft, its journal and its job as they were."""
    job = take_in(office)
    before = everything_stored()
    monkeypatch.setattr("dondoc.web.intake.discarding.record", fail)
    with pytest.raises(RuntimeError):
        discarding.discard_draft(actor=office, document=draft_of(job), why="nhầm")
    assert everything_stored() == before


def fail(**_: object) -> None:
    raise RuntimeError("the power is off")


def test_what_was_cut_off_is_cleared_away_by_the_worker(office: User, settings_media: Path) -> None:
    """The program died after the database and before the disk: the files go at the next look, once."""
    job = take_in(office)
    discarding.discard_draft(actor=office, document=draft_of(job), why="nhầm")  # nothing is committed in this test
    assert files_with(job.sha256)
    assert discarding.clear_left() == 1
    assert files_with(job.sha256) == []
    assert discarding.clear_left() == 0


def test_a_file_that_gave_no_draft_can_go_too(office: User, settings_media: Path) -> None:
    """A cancelled reading leaves its upload; while it is being read it is cancelled first."""
    content = DIRECTIVE.encode()
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=content, queue=False)
    with pytest.raises(ValidationError, match="đang được đọc"):
        discarding.discard_upload(actor=office, job=job, why="nhầm")
    services.cancel(actor=office, job=job)
    discarding.discard_upload(actor=office, job=job, why="nhầm")
    discarding.clear_left()
    assert files_with(job.sha256) == []
    with pytest.raises(PermissionDenied):
        services.retry(actor=office, job=job)


def test_the_zip_it_lay_in_goes_along(office: User, settings_media: Path) -> None:
    """Its bytes hold the file too; the other files of the zip stay."""
    other = take_in(office, DIRECTIVE.replace("12-KH", "13-KH"), "b.txt")
    batch = services.open_batch(actor=office, office=agency_of(office), name="a.zip")
    job = take_in(office)
    IntakeJob.objects.filter(pk=job.pk).update(batch=batch)
    archive = services.receive(actor=office, office=agency_of(office), name="a.zip", file=b"PK...", queue=False)
    IntakeJob.objects.filter(pk=archive.pk).update(state=State.UNPACKED, unpacked_into=batch)
    discarding.discard_draft(actor=office, document=draft_of(job), why="nhầm")
    discarding.clear_left()
    assert files_with(archive.sha256) == []
    assert files_with(other.sha256)


def test_a_document_others_cite_goes_on_being_cited(office: User) -> None:
    """It stays known by its name, as before it came in; what only the draft named goes."""
    citing = draft_of(
        take_in(
            office,
            DIRECTIVE.replace("12-KH", "13-KH").replace("52-NQ/TW ngày 27/9/2019", "12-KH/TU ngày 05/01/2022"),
            "b.txt",
        )
    )
    job = take_in(office)
    document = draft_of(job)
    citation = citing.citations.get()
    assert citation.cited == document
    discarding.discard_draft(actor=office, document=document, why="nhầm")
    citation.refresh_from_db()
    assert citation.cited is not None
    assert (citation.cited.status, citation.cited.reference) == (Document.Status.KNOWN, "12-KH/TU")
    assert not Document.objects.filter(reference="52-NQ/TW").exists()
    assert citing.relations.get().to_document == citation.cited


def test_the_same_file_can_come_in_again_and_is_told(office: User) -> None:
    """What was discarded by mistake is uploaded again; the page says that it was here, and its files are its own."""
    discarding.discard_draft(actor=office, document=draft_of(take_in(office)), why="tưởng nhầm")
    again = take_in(office)
    assert again.state == State.DONE
    assert discarding.clear_left() == 1
    assert files_with(again.sha256)
    client = Client()
    client.force_login(office)
    assert "tưởng nhầm" in client.get(reverse("intake:job", args=[again.pk])).content.decode()


def test_at_the_desk(office: User) -> None:
    """Without the tick nothing goes; with it the person stands at the list of uploads and reads what was done."""
    document = draft_of(take_in(office, name="tep nap nham.txt"))
    client = Client()
    client.force_login(office)
    address = reverse("intake:discard", args=[document.pk])
    answer = client.post(address, {"why": "nhầm"}, follow=True)
    assert "Chưa bỏ" in answer.content.decode()
    assert Document.objects.filter(pk=document.pk).exists()
    answer = client.post(address, {"why": "nhầm", "sure": "on"}, follow=True)
    assert "Đã bỏ tệp tep nap nham.txt" in answer.content.decode()
    assert client.post(address, {"why": "nhầm", "sure": "on"}).status_code == 404


def test_every_history_that_a_draft_can_leave_is_known() -> None:
    """A table of former states that is added to what is read from a document has to be cleared as well."""
    parts = {"register.workitem", "register.cooperation", "register.indicator", "register.target"}
    parts |= {"register.citation", "register.document"}
    kept = {"register.programme"}  # of what is published only
    found = {
        model.instance_type._meta.label_lower
        for model in apps.get_app_config("register").get_models()
        if hasattr(model, "instance_type")
    }
    assert found == parts | kept
