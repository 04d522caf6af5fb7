"""Taking files in: upload, reading as a job, cancelling, trying again."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.files.errors import EmptyFile, TooLarge
from dondoc.web import clock
from dondoc.web.intake.models import IntakeJob
from dondoc.web.intake.tasks import read_job
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, NotAllowed, require
from dondoc.web.register.services.importing import AlreadyImported, find_imported

DEAD_AFTER = dt.timedelta(minutes=10)


def receive(
    *, actor: User, office: Agency, name: str, file: File[bytes] | bytes, ocr: str = "auto", queue: bool = True
) -> IntakeJob:
    """Take a file in and put its reading in the queue; answers at once.

    Raises `BadFile` for a file that is empty or over the limit. A file the installation has already is not read again:
    the job says which document it is. Without `queue` the caller runs `tasks.read_now` himself.
    """
    require(actor, Action.IMPORT)
    content = _within_limit(name, file)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        job = IntakeJob(
            file_name=PurePath(name).name[:255],
            sha256=sha256,
            size=len(content),
            ocr=ocr,
            office=office,
            uploaded_by=actor,
            created_at=clock.now(),
        )
        if (known := find_imported(sha256)) is not None:
            _already(job, AlreadyImported(known))
        job.file.save(f"{sha256}.bin", ContentFile(content), save=False)
        job.full_clean()
        job.save()
        _tell(job, actor, "receive", f"Nhận tệp {job.file_name}.", f"Received the file {job.file_name}.")
        if queue and job.state == IntakeJob.State.WAITING:
            transaction.on_commit(lambda: read_job.enqueue(job.pk))
    return job


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
    if job.state not in {IntakeJob.State.FAILED, IntakeJob.State.CANCELLED, IntakeJob.State.REFUSED}:
        raise NotAllowed(_("Việc đọc tệp này không cần chạy lại."))
    _reset(job)
    _tell(job, actor, "retry", f"Đọc lại tệp {job.file_name}.", f"Reading {job.file_name} again.")
    transaction.on_commit(lambda: read_job.enqueue(job.pk))
    return job


def revive_dead_jobs() -> int:
    """Put the jobs back into the queue whose worker died; give how many. Called when a worker starts."""
    dead = IntakeJob.objects.filter(state=IntakeJob.State.RUNNING, heartbeat_at__lt=clock.now() - DEAD_AFTER)
    count = 0
    for job in dead:
        _reset(job)
        read_job.enqueue(job.pk)
        count += 1
    return count


def _reset(job: IntakeJob) -> None:
    job.state, job.stage, job.progress = IntakeJob.State.WAITING, IntakeJob.Stage.RECEIVED, 0.0
    job.sentence_vi = job.sentence_en = ""
    job.finished_at = None
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


def _already(job: IntakeJob, error: AlreadyImported) -> None:
    job.state, job.stage, job.progress = IntakeJob.State.KNOWN, IntakeJob.Stage.READY, 1.0
    job.document, job.finished_at = error.document, clock.now()
    job.sentence_vi, job.sentence_en = error.sentence_vi, error.sentence_en


def _tell(job: IntakeJob, actor: User, verb: str, vi: str, en: str) -> None:
    record(verb=verb, thing=job, actor=actor, vi=vi, en=en)
