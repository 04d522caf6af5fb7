"""Letting go of a file that must not be here: what was read from it, its bytes, the pictures of its pages.

First the database, in one transaction; then the disk. What is cut off in between stands in `Discarded` without a
`cleared_at`, and a worker clears it away (`clear_left`).
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.intake.models import Batch, Discarded, IntakeJob
from dondoc.web.journal.models import Entry
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Document
from dondoc.web.register.services.discarding import take_out
from dondoc.web.register.services.importing import find_imported

logger = logging.getLogger(__name__)
State = IntakeJob.State


@transaction.atomic
def discard_draft(*, actor: User, document: Document, why: str) -> Discarded:
    """Let go of a draft with its file; a published document stays. Raises `ValidationError`."""
    require(actor, Action.DISCARD, document)
    sha256, name = document.sha256 or "", document.file_name
    gone = Discarded(sha256=sha256, file_name=name, why=_reason(why), office=document.held_by, discarded_by=actor)
    _close_jobs(gone)
    take_out(actor=actor, document=document)
    return _let_go(gone)


@transaction.atomic
def discard_upload(*, actor: User, job: IntakeJob, why: str) -> Discarded | None:
    """Let go of a file that gave no draft, or whose draft still stands; None where it is gone already."""
    require(actor, Action.DISCARD, job)
    job.refresh_from_db()
    if job.state == State.DISCARDED:
        return None
    if job.is_going:
        raise ValidationError(_("Tệp đang được đọc; hãy hủy việc đọc trước."))
    document = job.document or find_imported(job.sha256)
    if document is not None:
        return discard_draft(actor=actor, document=document, why=why)
    sha256, name = job.sha256, job.file_name
    gone = Discarded(sha256=sha256, file_name=name, why=_reason(why), office=job.office, discarded_by=actor)
    _close_jobs(gone)
    return _let_go(gone)


def discarded_before(job: IntakeJob) -> Discarded | None:
    """Tell of a file that has come in again when the same bytes were let go of the last time; None otherwise."""
    if job.state == State.DISCARDED:
        return None
    earlier = Discarded.objects.filter(sha256=job.sha256, office=job.office_id).select_related("discarded_by")
    return earlier.order_by("-pk").first()


def clear_left() -> int:
    """Remove from the disk what was let go of when the program was cut off; give how many files it was."""
    left = list(Discarded.objects.filter(cleared_at__isnull=True))
    for one in left:
        clear(one)
    return len(left)


def clear(gone: Discarded) -> None:
    """Remove the files of what was let go of; a file that has come in again since keeps what is its own."""
    with transaction.atomic():
        for job in _jobs_of(gone.sha256):
            _remove_file(job)
        if find_imported(gone.sha256) is None and gone.sha256:
            _remove_kept(gone.sha256)
        gone.cleared_at = clock.now()
        gone.save()


def _let_go(gone: Discarded) -> Discarded:
    gone.discarded_at = clock.now()
    gone.full_clean()
    gone.save()
    who, why = gone.discarded_by.name, gone.why
    vi = f"{who} bỏ tệp {gone} (SHA-256 {gone.sha256}) cùng mọi nội dung đã đọc. Lý do: {why}"
    en = f"{who} discarded the file {gone} (SHA-256 {gone.sha256}) with all that was read from it. Reason: {why}"
    record(verb="discard", thing=gone, actor=gone.discarded_by, vi=vi, en=en, data={"sha256": gone.sha256})
    transaction.on_commit(lambda: _clear_at_once(gone))
    return gone


def _close_jobs(gone: Discarded) -> None:
    """End the jobs of the file; one that is being read stores nothing, because it is no longer running."""
    for job in IntakeJob.objects.select_for_update().filter(sha256=gone.sha256):
        job.state, job.document, job.finished_at = State.DISCARDED, None, clock.now()
        job.sentence_vi = f"{gone.discarded_by.name} đã bỏ tệp này cùng mọi nội dung đã đọc. Lý do: {gone.why}"
        job.sentence_en = f"{gone.discarded_by.name} discarded this file with all that was read. Reason: {gone.why}"
        job.full_clean()
        job.save()
        Entry.objects.filter(object_type=job._meta.label_lower, object_id=job.pk, verb="end_reading").remove_words()


def _clear_at_once(gone: Discarded) -> None:
    try:
        clear(gone)
    except OSError:
        logger.exception("files of %s are cleared away later", gone.pk)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # the write-ahead log keeps former pages until it is emptied
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _jobs_of(sha256: str) -> list[IntakeJob]:
    """Give the jobs of a file that was let go of, and those of the zips it lay in."""
    own = list(IntakeJob.objects.filter(sha256=sha256, state=State.DISCARDED).select_related("batch"))
    batches = Batch.objects.filter(pk__in=[job.batch_id for job in own if job.batch_id])
    return [*own, *IntakeJob.objects.filter(unpacked_into__in=batches)]


def _remove_file(job: IntakeJob) -> None:
    if job.file:
        job.file.delete(save=False)
        job.save()


def _remove_kept(sha256: str) -> None:
    """Remove the stored file and the drawn pages of a document that is no longer here."""
    media = Path(settings.MEDIA_ROOT)
    for kept in (media / "documents" / sha256[:2]).glob(f"{sha256}*"):
        kept.unlink(missing_ok=True)
    shutil.rmtree(media / "pages" / sha256[:2] / sha256, ignore_errors=True)


def _reason(why: str) -> str:
    reason = " ".join(why.split())[:500]
    if not reason:
        raise ValidationError(_("Hãy cho biết vì sao bỏ tệp này."))
    return reason
