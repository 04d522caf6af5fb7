"""Reading a file in the background, stage by stage."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django_tasks import task

from dondoc.files import BadFile
from dondoc.web import clock
from dondoc.web.intake.alive import beating
from dondoc.web.intake.models import IntakeJob
from dondoc.web.intake.reading import read_file
from dondoc.web.intake.unpacking import is_archive, unpack
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency
from dondoc.web.register.services.importing import AlreadyImported, ReadFile, import_document

logger = logging.getLogger(__name__)
State: TypeAlias = IntakeJob.State
Stage: TypeAlias = IntakeJob.Stage

# Which stage of the job a stage of the reader belongs to, and how much of the whole is done when it begins.
STAGES: dict[str, tuple[Stage, float]] = {
    "open": (Stage.OPEN, 0.05),
    "repair": (Stage.REPAIR, 0.45),
    "structure": (Stage.STRUCTURE, 0.75),
    "head": (Stage.STRUCTURE, 0.8),
    "citations": (Stage.EXTRACT, 0.82),
    "items": (Stage.EXTRACT, 0.85),
    "indicators": (Stage.EXTRACT, 0.88),
    "ledger": (Stage.EXTRACT, 0.9),
    "checks": (Stage.CHECKS, 0.92),
}


class Cancelled(Exception):
    """Somebody cancelled the job while it ran."""


@task()
def read_job(job_id: int) -> str:
    """Run one intake job; give the state it ended in. A job that is not waiting is left alone."""
    return read_now(job_id)


def read_now(job_id: int) -> str:
    """Run one intake job here and now: for the command line, and where there is no worker."""
    job = _claim(job_id)
    return run(job) if job is not None else "left alone"


def run(job: IntakeJob) -> str:
    """Read the file of a claimed job and store its draft; every end is written on the job in a sentence."""
    try:
        with beating(job):
            _take_in(job)
    except Cancelled:
        return str(State.CANCELLED)
    except BadFile as error:
        _end(job, State.REFUSED, error.sentence, error.sentence_en)
    except AlreadyImported as error:
        _end(job, State.KNOWN, error.sentence_vi, error.sentence_en, document=error.document)
    except Exception as error:
        logger.exception("intake job %s", job.pk)
        vi = "Có lỗi của phần mềm khi đọc tệp này; chưa có gì được ghi. Anh chị có thể thử lại."
        en = f"A fault of ours stopped the reading ({type(error).__name__}); nothing was stored. You may try again."
        _end(job, State.FAILED, vi, en)
    return str(job.state)


def _take_in(job: IntakeJob) -> None:
    if is_archive(job):
        _unpack(job)
        return
    read = _read(job)
    _enter(job, Stage.STORE, 0.95)
    _store(job, read)


def _claim(job_id: int) -> IntakeJob | None:
    """Take a waiting job; of two workers one gets it."""
    now = clock.now()
    taken = IntakeJob.objects.filter(pk=job_id, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
    )
    return IntakeJob.objects.select_related("office", "uploaded_by", "batch").get(pk=job_id) if taken == 1 else None


def _unpack(job: IntakeJob) -> None:
    """Put every file of a zip into the queue as a job of its own."""
    _enter(job, Stage.OPEN, 0.05)
    with transaction.atomic():
        batch = unpack(job)
        waiting = list(batch.jobs.filter(state=State.WAITING).order_by("pk"))
        count, left = batch.jobs.count(), len(batch.refused)
        vi = f"Đã mở tệp nén: {count} tệp được nhận, {left} tệp không nhận."
        en = f"Unpacked: {count} files taken in, {left} not."
        if not _end(job, State.UNPACKED, vi, en, unpacked_into=batch):
            raise Cancelled
        for one in waiting:
            transaction.on_commit(partial(read_job.enqueue, one.pk))


def _read(job: IntakeJob) -> ReadFile:
    progress = _Progress(job)
    return read_file(
        Path(job.file.path),
        name=job.file_name,
        max_bytes=settings.MAX_UPLOAD_BYTES,
        names=tuple(Agency.objects.values_list("name", flat=True)),
        ocr=job.ocr,  # type: ignore[arg-type]
        trust_roots=settings.SIGNATURE_ROOTS,
        on_stage=progress,
        on_opening=progress.opening,
    )


@dataclass(frozen=True)
class _Progress:
    job: IntakeJob

    def __call__(self, stage: str) -> None:
        if stage in STAGES:
            _enter(self.job, *STAGES[stage])

    def opening(self, share: float) -> None:
        """Write down how far opening is, page by page: it takes the longest, and each page is a sign of life."""
        (stage, begin), (_next, end) = STAGES["open"], STAGES["repair"]
        _enter(self.job, stage, begin + (end - begin) * share)


def _enter(job: IntakeJob, stage: Stage, progress: float) -> None:
    """Write down how far the job is; stop here if it was cancelled."""
    running = IntakeJob.objects.filter(pk=job.pk, state=State.RUNNING)
    if running.update(stage=stage, progress=progress, heartbeat_at=clock.now()) != 1:
        raise Cancelled


@transaction.atomic
def _store(job: IntakeJob, read: ReadFile) -> None:
    document = import_document(actor=job.uploaded_by, office=job.office, read=read)
    found = len(read.register.items)
    vi, en = f"Đã đọc xong: {found} nhiệm vụ.", f"Read: {found} items."
    if not _end(job, State.DONE, vi, en, document=document):
        raise Cancelled


@transaction.atomic
def _end(job: IntakeJob, state: State, vi: str, en: str, **fields: Any) -> bool:
    """Close a running job; False if it was cancelled in between. Of a draft the journal tells that it was imported."""
    closed = IntakeJob.objects.filter(pk=job.pk, state=State.RUNNING).update(
        state=state,
        sentence_vi=vi,
        sentence_en=en,
        finished_at=clock.now(),
        progress=1.0,
        stage=Stage.READY if state in {State.DONE, State.KNOWN, State.UNPACKED} else job.stage,
        **fields,
    )
    job.refresh_from_db()
    if closed == 1 and state != State.DONE:
        record(verb="end_reading", thing=job, actor=None, vi=f"Đọc tệp {job}: {vi}", en=f"Reading {job}: {en}")
    return closed == 1
