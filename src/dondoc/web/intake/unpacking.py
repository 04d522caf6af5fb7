"""A zip becomes a batch: each file in it a job of its own, each that is left inside a line that says why."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from dondoc.files import BadFile, Limits, open_archive
from dondoc.files.errors import EmptyFile, NotADocument
from dondoc.files.kinds import kind_of
from dondoc.web import clock
from dondoc.web.intake.jobs import make_job
from dondoc.web.intake.models import Batch, IntakeJob
from dondoc.web.intake.reading import under_its_name


def is_archive(job: IntakeJob) -> bool:
    """Tell whether the file of a job is a zip of files (and no Word or ODT file, which are zips too)."""
    return kind_of(Path(job.file.path)) == "archive"


def unpack(job: IntakeJob) -> Batch:
    """Make a batch of what is in the zip of a job: all of it, or nothing. Queueing is left to the caller.

    Raises `BadFile` for a zip that is broken or unsafe, and for one inside another.
    """
    if job.batch is not None and hasattr(job.batch, "archive"):
        raise NotADocument(name=job.file_name)
    limits = dataclasses.replace(Limits(), max_bytes=settings.MAX_UPLOAD_BYTES)
    with (
        under_its_name(Path(job.file.path), job.file_name) as named,
        tempfile.TemporaryDirectory(prefix="dondoc-") as folder,
    ):
        unpacked = open_archive(named, Path(folder), limits=limits)
        refused = [_line(name, error) for name, error in unpacked.refused]
        with transaction.atomic():
            batch = Batch(name=job.file_name, office=job.office, uploaded_by=job.uploaded_by, created_at=clock.now())
            batch.save()
            refused += [line for path in unpacked.files if (line := _take(job, batch, path)) is not None]
            batch.refused = refused
            batch.save()
    return batch


def _take(job: IntakeJob, batch: Batch, path: Path) -> list[str] | None:
    """Make the job of one unpacked file; give the line for the summary where there is nothing in it."""
    content = path.read_bytes()
    if not content:
        return _line(path.name, EmptyFile(name=path.name))
    make_job(actor=job.uploaded_by, office=job.office, name=path.name, content=content, ocr=job.ocr, batch=batch)
    return None


def _line(name: str, error: BadFile) -> list[str]:
    return [name, error.sentence, error.sentence_en]
