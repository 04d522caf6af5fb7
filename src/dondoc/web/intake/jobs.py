"""Making the job that reads one file: the file is kept, and recognised if it is here already."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile

from dondoc.web import clock
from dondoc.web.intake.models import Batch, IntakeJob
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.services.importing import AlreadyImported, find_imported


def make_job(
    *, actor: User, office: Agency, name: str, content: bytes, ocr: str, batch: Batch | None = None
) -> IntakeJob:
    """Make the job of a file, inside a transaction of the caller; it waits unless the file is known already."""
    sha256 = hashlib.sha256(content).hexdigest()
    job = IntakeJob(
        file_name=PurePath(name).name[:255],
        sha256=sha256,
        size=len(content),
        ocr=ocr,
        batch=batch,
        office=office,
        uploaded_by=actor,
        created_at=clock.now(),
    )
    if (known := find_imported(sha256)) is not None:
        _already(job, AlreadyImported(known))
    job.file.save(f"{sha256}.bin", ContentFile(content), save=False)
    job.full_clean()
    job.save()
    vi, en = f"Nhận tệp {job.file_name}.", f"Received the file {job.file_name}."
    record(verb="receive", thing=job, actor=actor, vi=vi, en=en)
    return job


def _already(job: IntakeJob, error: AlreadyImported) -> None:
    job.state, job.stage, job.progress = IntakeJob.State.KNOWN, IntakeJob.Stage.READY, 1.0
    job.document, job.finished_at = error.document, clock.now()
    job.sentence_vi, job.sentence_en = error.sentence_vi, error.sentence_en
