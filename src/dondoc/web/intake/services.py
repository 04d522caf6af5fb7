"""Taking files in: upload, reading as a job, cancelling, trying again; many files as one batch."""

from __future__ import annotations

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.files import BadFile
from dondoc.files.errors import EmptyFile, TooLarge
from dondoc.web import clock
from dondoc.web.intake.jobs import make_job
from dondoc.web.intake.models import DEAD_AFTER, Batch, IntakeJob
from dondoc.web.intake.tasks import read_job
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, NotAllowed, require

MOST_ATTEMPTS = 3


def receive(
    *,
    actor: User,
    office: Agency,
    name: str,
    file: File[bytes] | bytes,
    ocr: str = "auto",
    queue: bool = True,
    batch: Batch | None = None,
) -> IntakeJob:
    """Take a file in and put its reading in the queue; answers at once.

    Raises `BadFile` for a file that is empty or over the limit. A file the installation has already is not read again:
    the job says which document it is. Without `queue` the caller runs `tasks.read_now` himself.
    """
    require(actor, Action.IMPORT)
    content = _within_limit(name, file)
    with transaction.atomic():
        job = make_job(actor=actor, office=office, name=name, content=content, ocr=ocr, batch=batch)
        if queue and job.state == IntakeJob.State.WAITING:
            transaction.on_commit(lambda: read_job.enqueue(job.pk))
    return job


@transaction.atomic
def open_batch(*, actor: User, office: Agency, name: str) -> Batch:
    """Open a batch for files that come in together."""
    require(actor, Action.IMPORT)
    batch = Batch.objects.create(name=name[:255], office=office, uploaded_by=actor, created_at=clock.now())
    record(verb="open_batch", thing=batch, actor=actor, vi=f"Nạp nhiều tệp: {batch}.", en=f"Several files: {batch}.")
    return batch


@transaction.atomic
def refuse(*, actor: User, batch: Batch, name: str, error: BadFile) -> None:
    """Write down in the summary of a batch why a file of it was not taken in."""
    require(actor, Action.IMPORT, batch)
    batch.refused = [*batch.refused, [name, error.sentence, error.sentence_en]]
    batch.save()
    vi, en = f"Không nhận tệp {name}: {error.sentence}", f"Did not take in {name}: {error.sentence_en}"
    record(verb="refuse", thing=batch, actor=actor, vi=vi, en=en)


@transaction.atomic
def discard(*, actor: User, batch: Batch) -> None:
    """Let go of a batch none of whose files was taken in; what was refused has been said."""
    require(actor, Action.IMPORT, batch)
    if not batch.jobs.exists():
        vi, en = f"Bỏ {batch}: không tệp nào được nhận.", f"Let go of {batch}: none of its files was taken in."
        record(verb="discard", thing=batch, actor=actor, vi=vi, en=en)
        batch.delete()


def cancel_batch(*, actor: User, batch: Batch) -> int:
    """Stop every file of a batch that is not read yet; give how many."""
    going = [job for job in batch.jobs.all() if job.is_going]
    for job in going:
        cancel(actor=actor, job=job)
    return len(going)


def retry_batch(*, actor: User, batch: Batch) -> int:
    """Read the files of a batch again whose reading failed or was cancelled; give how many."""
    again = [job for job in batch.jobs.all() if job.state in {IntakeJob.State.FAILED, IntakeJob.State.CANCELLED}]
    for job in again:
        retry(actor=actor, job=job)
    return len(again)


@transaction.atomic
def cancel(*, actor: User, job: IntakeJob) -> IntakeJob:
    """Stop a job: one that waits never starts, one that runs ends at its next stage and leaves nothing behind."""
    require(actor, Action.IMPORT, job)
    job.refresh_from_db()
    if job.state in {IntakeJob.State.WAITING, IntakeJob.State.RUNNING}:
        job.state, job.finished_at = IntakeJob.State.CANCELLED, clock.now()
        job.full_clean()
        job.save()
        _tell(job, actor, "cancel", f"Hủy việc đọc tệp {job.file_name}.", f"Cancelled reading {job.file_name}.")
    return job


@transaction.atomic
def retry(*, actor: User, job: IntakeJob) -> IntakeJob:
    """Read a file again whose job failed, died or was cancelled."""
    require(actor, Action.IMPORT, job)
    job.refresh_from_db()
    ended = {IntakeJob.State.FAILED, IntakeJob.State.CANCELLED, IntakeJob.State.REFUSED}
    if job.state not in ended and not job.is_silent:
        raise NotAllowed(_("Việc đọc tệp này không cần chạy lại."))
    _reset(job)
    _tell(job, actor, "retry", f"Đọc lại tệp {job.file_name}.", f"Reading {job.file_name} again.")
    transaction.on_commit(lambda: read_job.enqueue(job.pk))
    return job


def revive_dead_jobs() -> int:
    """Put the jobs back into the queue whose worker died; give how many. Called when a worker starts.

    A file that has brought down its worker `MOST_ATTEMPTS` times is not tried again, and its job says so.
    """
    dead = IntakeJob.objects.filter(state=IntakeJob.State.RUNNING, heartbeat_at__lt=clock.now() - DEAD_AFTER)
    count = 0
    for job in dead:
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(job)
            continue
        _reset(job)
        vi = f"Đọc lại tệp {job.file_name}: lần trước bị dừng giữa chừng."
        _tell(job, None, "revive", vi, f"Reading {job.file_name} again: it was cut off last time.")
        read_job.enqueue(job.pk)
        count += 1
    return count


def _give_up(job: IntakeJob) -> None:
    job.state, job.finished_at = IntakeJob.State.FAILED, clock.now()
    job.sentence_vi = (
        f"Việc đọc tệp này đã bị dừng giữa chừng {job.attempts} lần (có thể do thiếu bộ nhớ); chưa có gì được ghi. "
        "Hãy tách tệp nhỏ hơn rồi nạp lại."
    )
    job.sentence_en = (
        f"Reading this file was cut off {job.attempts} times (perhaps for want of memory); nothing was stored. "
        "Split the file and upload the parts."
    )
    job.full_clean()
    job.save()
    _tell(job, None, "give_up", f"Thôi đọc tệp {job.file_name}: {job.sentence_vi}", f"Gave up: {job.sentence_en}")


def _reset(job: IntakeJob) -> None:
    job.state, job.stage, job.progress = IntakeJob.State.WAITING, IntakeJob.Stage.RECEIVED, 0.0
    job.sentence_vi = job.sentence_en = ""
    job.started_at = job.finished_at = None
    job.full_clean()
    job.save()


def _within_limit(name: str, file: File[bytes] | bytes) -> bytes:
    limit = settings.MAX_UPLOAD_BYTES
    shown = f"{limit // 1024 // 1024} MB"
    size = len(file) if isinstance(file, bytes) else file.size or 0
    if size > limit:
        raise TooLarge(name=name, limit=shown)
    content = file if isinstance(file, bytes) else file.read()
    if not content:
        raise EmptyFile(name=name)
    return content


def _tell(job: IntakeJob, actor: User | None, verb: str, vi: str, en: str) -> None:
    record(verb=verb, thing=job, actor=actor, vi=vi, en=en)
