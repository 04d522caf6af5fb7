"""Many files at once: several dropped together, or a zip; one summary says what became of each."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.files.errors import EmptyFile
from dondoc.web import clock
from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import DEAD_AFTER, Batch, IntakeJob
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document
from tests.web.builders import agency_of, make_office
from tests.web.intake.making import DIRECTIVE

pytestmark = pytest.mark.django_db
State = IntakeJob.State


def zipped(**files: bytes) -> bytes:
    """Make a zip; `__` in a name stands for a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def directive(number: int) -> bytes:
    return DIRECTIVE.replace("Số 12-KH/TU", f"Số {number}-KH/TU").encode()


def take_in(office: User, content: bytes, name: str = "ho-so.zip") -> IntakeJob:
    """Receive a zip and read it, and then every file that it put into the queue."""
    job = services.receive(actor=office, office=agency_of(office), name=name, file=content, queue=False)
    tasks.read_now(job.pk)
    job.refresh_from_db()
    for one in IntakeJob.objects.filter(state=State.WAITING).order_by("pk"):
        tasks.read_now(one.pk)
    return job


def test_a_zip_becomes_a_batch_with_a_job_for_each_file(office: User) -> None:
    """Each is read by itself; one that cannot be read stops none of the others, and says why."""
    content = zipped(**{"2022__a.txt": directive(13), "2022__b.txt": directive(14), "c.pdf": b"%PDF-1.7\n%%EOF"})
    job = take_in(office, content)
    assert (job.state, job.document) == (State.UNPACKED, None)
    assert "3 tệp được nhận, 0 tệp không nhận" in job.sentence_vi
    batch = job.unpacked_into
    assert batch is not None
    assert list(batch.jobs.order_by("pk").values_list("file_name", "state")) == [
        ("2022-a.txt", State.DONE),
        ("2022-b.txt", State.DONE),
        ("c.pdf", State.REFUSED),
    ]
    assert Document.objects.filter(reference__in=["13-KH/TU", "14-KH/TU"]).count() == 2


def test_what_is_left_in_the_zip_has_its_line_in_the_summary(office: User, settings: Any) -> None:
    """An empty file and one that is too large."""
    settings.MAX_UPLOAD_BYTES = 100_000
    job = take_in(office, zipped(**{"a.txt": directive(13), "b.txt": b"", "c.txt": b""}))
    batch = job.unpacked_into
    assert batch is not None
    assert [name for name, _vi, _en in batch.refused] == ["b.txt", "c.txt"]
    assert batch.refused[0][1] == EmptyFile(name="b.txt").sentence


def test_a_zip_in_a_zip_is_unfolded_but_not_for_ever(office: User) -> None:
    """Its documents come into the same batch; a zip too deep inside is refused."""
    deep = zipped(**{"1.zip": zipped(**{"2.zip": zipped(**{"3.zip": zipped(**{"c.txt": directive(15)})})})})
    job = take_in(
        office, zipped(**{"a.txt": directive(13), "b.zip": zipped(**{"b.txt": directive(14)}), "d.zip": deep})
    )
    assert job.unpacked_into is not None
    states = dict(job.unpacked_into.jobs.values_list("file_name", "state"))
    assert states == {"a.txt": State.DONE, "b-b.txt": State.DONE, "d-1-2.zip": State.REFUSED}


@pytest.mark.parametrize("name", ["..__..__etc__passwd", "__tmp__x"])
def test_a_zip_that_leads_outside_is_refused_whole(office: User, name: str) -> None:
    job = take_in(office, zipped(**{"a.txt": directive(13), name: b"x"}))
    assert job.state == State.REFUSED
    assert "ho-so.zip" in job.sentence_vi
    assert not Batch.objects.exists()


def test_the_same_file_twice_in_one_zip_is_read_once(office: User) -> None:
    job = take_in(office, zipped(**{"a.txt": directive(13), "b.txt": directive(13)}))
    assert job.unpacked_into is not None
    states = job.unpacked_into.jobs.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.DONE, State.KNOWN]


def test_unpacking_that_is_cut_off_leaves_nothing_and_can_be_repeated(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = zipped(**{"a.txt": directive(13), "b.txt": directive(14)})
    with monkeypatch.context() as broken:
        broken.setattr("dondoc.web.intake.unpacking._take", cut_off)
        job = take_in(office, content)
    assert job.state == State.FAILED
    assert not Batch.objects.exists()
    services.retry(actor=office, job=job)
    tasks.read_now(job.pk)
    job.refresh_from_db()
    assert job.unpacked_into is not None
    assert job.unpacked_into.jobs.count() == 2


def test_cancelling_and_repeating_a_batch(office: User) -> None:
    """What is read stays; what waits is cancelled, and read when it is asked for again."""
    batch = services.open_batch(actor=office, office=agency_of(office), name="hai tệp")
    jobs = [
        services.receive(
            actor=office, office=agency_of(office), name=f"{n}.txt", file=directive(n), queue=False, batch=batch
        )
        for n in (13, 14)
    ]
    tasks.read_now(jobs[0].pk)
    assert services.cancel_batch(actor=office, batch=batch) == 1
    assert services.retry_batch(actor=office, batch=batch) == 1
    tasks.read_now(jobs[1].pk)
    assert set(batch.jobs.values_list("state", flat=True)) == {State.DONE}


def test_a_batch_is_the_business_of_its_office_alone(office: User) -> None:
    batch = services.open_batch(actor=office, office=agency_of(office), name="một lần nạp")
    for act in (services.cancel_batch, services.retry_batch):
        job = services.receive(
            actor=office, office=agency_of(office), name=f"{act.__name__}.txt", file=b"I. A\n", queue=False, batch=batch
        )
        job.state = State.FAILED if act == services.retry_batch else State.WAITING
        job.save()
        with pytest.raises(PermissionDenied):
            act(actor=make_office(), batch=batch)


def died(*_: object, **__: object) -> None:
    """End as a worker does that the system kills: no handler of ours runs."""
    raise SystemExit


def cut_off(*_: object) -> None:
    raise RuntimeError("the disk is full")


def test_a_job_whose_worker_was_killed_is_read_by_the_next_one(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job stays "running" and says so; once it has been silent for long enough, another worker reads it."""
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=directive(13), queue=False)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "read_file", died)
        with pytest.raises(SystemExit):
            tasks.read_now(job.pk)
    job.refresh_from_db()
    assert (job.state, job.is_silent) == (State.RUNNING, False)
    with clock.frozen(clock.now() + DEAD_AFTER + dt.timedelta(seconds=1)):
        assert job.is_silent
        assert services.revive_dead_jobs() == 1
    tasks.read_now(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def test_a_person_need_not_wait_for_the_next_worker(office: User) -> None:
    """A silent job can be read again by hand; one that is alive cannot."""
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=directive(13), queue=False)
    job.state, job.started_at, job.heartbeat_at = State.RUNNING, clock.now(), clock.now()
    job.save()
    with pytest.raises(PermissionDenied):
        services.retry(actor=office, job=job)
    with clock.frozen(clock.now() + DEAD_AFTER + dt.timedelta(seconds=1)):
        assert services.retry(actor=office, job=job).state == State.WAITING


def test_a_file_that_kills_every_worker_is_given_up_with_a_sentence(office: User) -> None:
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=directive(13), queue=False)
    job.state, job.attempts, job.heartbeat_at = State.RUNNING, services.MOST_ATTEMPTS, clock.now()
    job.save()
    with clock.frozen(clock.now() + DEAD_AFTER + dt.timedelta(seconds=1)):
        assert services.revive_dead_jobs() == 0
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "3 lần" in job.sentence_vi


def test_each_page_that_is_opened_is_a_sign_of_life(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long scan is not taken for dead, its progress moves, and the time left is told."""
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=directive(13), queue=False)
    seen: list[tuple[float, int | None]] = []

    def reading(*_: object, on_opening: Any, **__: object) -> None:
        begin = clock.now()
        for page in (1, 2):
            with clock.frozen(begin + 0.9 * page * DEAD_AFTER):
                on_opening(page / 2)
                now = IntakeJob.objects.get(pk=job.pk)
                seen.append((round(now.progress, 2), now.seconds_left))
                assert not now.is_silent
        raise SystemExit

    monkeypatch.setattr(tasks, "read_file", reading)
    with pytest.raises(SystemExit):
        tasks.read_now(job.pk)
    assert [share for share, _ in seen] == [0.25, 0.45]
    assert seen[0][1] == pytest.approx(2.7 * DEAD_AFTER.total_seconds(), abs=5)
